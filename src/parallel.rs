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

/// The same where each is given its place too.
pub fn map_into_numbered<T: Send, U: Send>(items: Vec<T>, f: impl Fn(usize, T) -> U + Sync + Send) -> Vec<U> {
    items.into_par_iter().enumerate().map(|(at, item)| f(at, item)).collect()
}

/// Changes every item, in parallel; results stand in the order of the items.
pub fn map_mut<T: Send, U: Send>(items: &mut [T], f: impl Fn(&mut T) -> U + Sync + Send) -> Vec<U> {
    items.par_iter_mut().map(f).collect()
}

/// Does both, at the same time where there are threads for it.
pub fn both<A: Send, B: Send>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B + Send) -> (A, B) {
    rayon::join(one, other)
}

/// Threads for work that is done again and again.
pub struct Threads(rayon::ThreadPool);

impl Threads {
    /// At most so many; 0 for as many as there are cores.
    ///
    /// # Errors
    /// The system gives no thread: its own words.
    pub fn new(threads: usize) -> Result<Self, String> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.map(Self).map_err(|error| error.to_string())
    }

    /// Runs `f` with these.
    pub fn run<T: Send>(&self, f: impl FnOnce() -> T + Send) -> T {
        self.0.install(f)
    }
}
