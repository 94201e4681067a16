//! A reading of the content, ready to be asked: what pages look up is worked out once, before the first request. Owns the
//! threads that answer for one reading, and its end: when nobody can ask any more they stop, and the site goes.

use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, Scope};

use super::Served;
use super::show::{Answer, Shown};
use crate::digest::Digest;

/// Pages of one reading that are made at the same time. A browser asks for a page, its style and a few pictures.
const AT_ONCE: usize = 4;

/// An address that is asked for, and where the answer goes.
struct Request {
    address: String,
    reply: Sender<Answer>,
}

/// Where a reading is asked.
#[derive(Clone)]
pub(super) enum Desk {
    /// A site, and the sum of its theme's files.
    Site(Questions, Digest),
    /// The findings that keep the content from being one, as text.
    Faults(Arc<str>),
}

/// The way to those who answer.
#[derive(Clone)]
pub(super) struct Questions(Sender<Request>);

impl Questions {
    /// What there is at an address; nothing where making it has failed.
    pub(super) fn ask(&self, address: String) -> Option<Answer> {
        let (reply, answer) = channel();
        self.0.send(Request { address, reply }).ok()?;
        answer.recv().ok()
    }
}

impl Desk {
    /// Names the theme's files; nothing where there is no site.
    pub(super) fn theme(&self) -> String {
        match self {
            Self::Site(_, theme) => theme.to_string(),
            Self::Faults(_) => String::new(),
        }
    }

    /// Opens one for a reading; its threads live within `scope`. Without threads it says so in place of the site.
    pub(super) fn open<'scope>(
        scope: &'scope Scope<'scope, '_>,
        served: Served,
        folder: &'scope Path,
    ) -> Self {
        let compiled = match served {
            Served::Site(compiled) => compiled,
            Served::Faults(text) => return Self::Faults(text.into()),
        };
        let (ask, requests) = channel();
        let theme = compiled.theme.fingerprint();
        let attend = move || {
            let shown = Shown::new(&compiled, folder);
            let requests = Mutex::new(requests);
            std::thread::scope(|within| {
                let begin = |_| Builder::new().spawn_scoped(within, || answer_all(&requests, &shown)).ok();
                let threads: Vec<_> = (0..AT_ONCE).filter_map(begin).collect();
                // One that has panicked has lost its request, and nothing else.
                for thread in threads {
                    drop(thread.join());
                }
            });
        };
        match Builder::new().spawn_scoped(scope, attend) {
            Ok(_) => Self::Site(Questions(ask), theme),
            Err(error) => Self::Faults(error.to_string().into()),
        }
    }
}

/// Answers until nobody can ask.
fn answer_all(requests: &Mutex<Receiver<Request>>, shown: &Shown<'_>) {
    loop {
        // Held only while waiting: others wait for the same.
        let next = requests.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Request { address, reply }) = next else { return };
        // Whoever asked may have gone.
        drop(reply.send(shown.at(&address)));
    }
}
