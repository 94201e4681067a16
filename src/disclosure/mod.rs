//! The guard: from raw answers to what may be shown. Owns `Raw`, the rules and the published types.
//! Nothing outside this folder can read a raw value.

mod raw;
pub mod shown;

pub use raw::{Raw, RawQuote, RawResult};
pub use shown::{Missing, Shown};
