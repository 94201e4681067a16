//! Tells when something in the content folder changes. The one module that names `notify`. Reads nothing.

use std::io;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

/// Saving is often several events (write, rename, touch); this much silence ends a burst.
const SILENCE: Duration = Duration::from_millis(40);

/// Watches a folder and all below it.
pub(super) struct Watcher {
    events: Receiver<()>,
    // Watching ends when this is dropped.
    _watcher: RecommendedWatcher,
}

impl Watcher {
    pub(super) fn new(folder: &Path) -> io::Result<Self> {
        let (sender, events) = channel();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            let reads = matches!(event, Ok(Event { kind: EventKind::Access(_), .. }));
            if !reads {
                // The receiver is gone only when the server is.
                drop(sender.send(()));
            }
        })
        .map_err(io::Error::other)?;
        watcher.watch(folder, RecursiveMode::Recursive).map_err(io::Error::other)?;
        Ok(Self { events, _watcher: watcher })
    }

    /// Waits for a change and for the end of its burst; false when there will be no more.
    pub(super) fn wait(&self) -> bool {
        if self.events.recv().is_err() {
            return false;
        }
        loop {
            match self.events.recv_timeout(SILENCE) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout) => return true,
                Err(RecvTimeoutError::Disconnected) => return false,
            }
        }
    }
}
