//! Tells when something in the content folder changes. The one module that names `notify`. Reads nothing.

use std::io;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

/// Saving is often several events (write, rename, touch), a millisecond or two apart; this much silence ends one.
const SILENCE: Duration = Duration::from_millis(5);
/// Where the last one was less than [`CALM`] ago many files are being saved, by a program: so much silence ends them.
const LONGER: Duration = Duration::from_millis(30);
/// A save so long after the last reading is one by itself.
const CALM: Duration = Duration::from_millis(500);

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

    /// Calls `changed` after each burst of changes, until it is told to stop. What changes meanwhile is the next burst.
    pub(super) fn each_burst(&self, changed: impl FnMut()) {
        each_burst(&self.events, changed);
    }
}

fn each_burst(events: &Receiver<Signal>, mut changed: impl FnMut()) {
    while burst(events) {
        changed();
    }
}

/// Waits for a change and for the end of its burst; false when there will be no more.
fn burst(events: &Receiver<Signal>) -> bool {
    let (mut signal, silence) = match events.recv_timeout(CALM) {
        Ok(signal) => (signal, LONGER),
        Err(RecvTimeoutError::Timeout) => (events.recv().unwrap_or(Signal::Stop), SILENCE),
        Err(RecvTimeoutError::Disconnected) => return false,
    };
    while signal == Signal::Changed {
        match events.recv_timeout(silence) {
            Ok(next) => signal = next,
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_saves_at_once_are_read_once_and_those_meanwhile_once_more() {
        let (saves, events) = channel();
        let save_often = || (0..100).for_each(|_| saves.send(Signal::Changed).unwrap());
        save_often();
        let mut readings = 0;
        each_burst(&events, || {
            readings += 1;
            match readings {
                1 => save_often(),
                _ => saves.send(Signal::Stop).unwrap(),
            }
        });
        assert_eq!(readings, 2);
    }

    #[test]
    fn whoever_is_told_to_stop_reads_no_more() {
        let (saves, events) = channel();
        for signal in [Signal::Changed, Signal::Changed, Signal::Stop] {
            saves.send(signal).unwrap();
        }
        each_burst(&events, || panic!("read after the end"));
    }
}
