//! Tells when something in the content folder changes. The one module that names `notify`. Reads nothing.

use std::io;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

/// Saving is often several events (write, rename, touch); this much silence ends a burst.
const SILENCE: Duration = Duration::from_millis(40);

/// What the watching thread is told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Signal {
    Changed,
    Stop,
}

/// Ends the watching, from another thread.
pub(super) struct Stopper(Sender<Signal>);

impl Stopper {
    pub(super) fn stop(&self) {
        // Nobody waits any longer when nobody receives.
        let _ = self.0.send(Signal::Stop);
    }
}

/// Watches a folder and all below it.
pub(super) struct Watcher {
    events: Receiver<Signal>,
    sender: Sender<Signal>,
    // Watching ends when this is dropped.
    _alive: RecommendedWatcher,
}

impl Watcher {
    pub(super) fn new(folder: &Path) -> io::Result<Self> {
        let (sender, events) = channel();
        let changes = sender.clone();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            let reads = matches!(event, Ok(Event { kind: EventKind::Access(_), .. }));
            if !reads {
                // The receiver is gone only when the server is.
                let _ = changes.send(Signal::Changed);
            }
        })
        .map_err(io::Error::other)?;
        watcher.watch(folder, RecursiveMode::Recursive).map_err(io::Error::other)?;
        Ok(Self { events, sender, _alive: watcher })
    }

    /// What ends the waiting.
    pub(super) fn stopper(&self) -> Stopper {
        Stopper(self.sender.clone())
    }

    /// Waits for a change and for the end of its burst; false when there will be no more.
    pub(super) fn wait(&self) -> bool {
        let mut signal = self.events.recv().unwrap_or(Signal::Stop);
        while signal == Signal::Changed {
            match self.events.recv_timeout(SILENCE) {
                Ok(next) => signal = next,
                Err(RecvTimeoutError::Timeout) => return true,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
        false
    }
}
