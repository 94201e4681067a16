//! Addresses that never die: where each address that the site has ever had leads now, and what a build would lose. Pure:
//! asks what was published ([`crate::promises`]), what is said of older addresses, and which pages live. Writes nothing and
//! draws nothing.

mod kin;
mod losses;
pub mod numbers;
mod origin;
mod passages;
mod table;

pub use losses::{losses, promised};
pub use origin::{Origins, first};
pub use passages::{Passages, passages, passages_of, taken_aliases, with_older_own};
pub use table::{Final, Moved, living, moved_passages, settle};
