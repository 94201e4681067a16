//! Threads for what mostly waits for the file system. Owns how many; they are apart from those that make pages.

use std::thread;

use super::error::Result;

/// Fewer files or folders than these aren't worth a thread.
const WORTH_A_THREAD: usize = 256;
/// More threads than these only wait for the file system.
const MOST_THREADS: usize = 8;

/// Does the same to each item, in a few threads when there are many; the results in the items' order.
pub(super) fn in_threads<T: Sync, R: Send>(
    items: &[T],
    act: impl Fn(&T) -> Result<R> + Sync,
) -> Result<Vec<R>> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    if threads == 1 || items.len() < WORTH_A_THREAD {
        return items.iter().map(act).collect();
    }
    let act = &act;
    thread::scope(|scope| {
        let share = items.len().div_ceil(threads);
        let running: Vec<_> = items
            .chunks(share)
            .map(|items| scope.spawn(move || items.iter().map(act).collect::<Result<Vec<R>>>()))
            .collect();
        let mut all = Vec::with_capacity(items.len());
        for thread in running {
            all.extend(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
        }
        Ok(all)
    })
}
