//! Work over many items on all cores, with the results in the items' order. The one module that names
//! `rayon`. Owns no work of its own.

use rayon::prelude::*;

/// Maps every item, in parallel; results stand in the order of the items.
pub fn map<T: Sync, U: Send>(items: &[T], f: impl Fn(&T) -> U + Sync + Send) -> Vec<U> {
    items.par_iter().map(f).collect()
}

/// Maps every item and takes it, in parallel; results stand in the order of the items.
pub fn map_into<T: Send, U: Send>(items: Vec<T>, f: impl Fn(T) -> U + Sync + Send) -> Vec<U> {
    items.into_par_iter().map(f).collect()
}

/// Runs `f` with at most this many threads; 0 for as many as there are cores.
///
/// Fails only when the system gives no thread.
pub fn with_threads<T: Send>(threads: usize, f: impl FnOnce() -> T + Send) -> Result<T, String> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(|e| e.to_string())?;
    Ok(pool.install(f))
}
