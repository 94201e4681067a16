//! The guard: from raw answers to what may be shown. Owns `Raw`, the rules and the published types.
//! Nothing outside this folder can read a raw value.

pub mod allowance;
pub mod appendix;
pub mod consistency;
pub mod gate;
pub mod interviews;
pub mod ledger;
pub mod published;
mod raw;
mod rules;
pub mod scan;
pub mod shown;
pub mod suppress;
pub mod watch;

pub use published::Published;
pub use raw::{Raw, RawAsked, RawQuote, RawResult};
pub use rules::{Disclosed, disclose, disclose_after, disclose_with};
pub use shown::{Missing, Shown};
