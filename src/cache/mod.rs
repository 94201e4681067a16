//! What a build needn't do again: which pages of the published site have had the very inputs that they have now. Owns what
//! counts as a page's inputs, and the spelling of the file that remembers them. Renders nothing, reads and writes no file, and
//! never holds an answer: inputs are what may be shown, as keyed sums.
//!
//! A page isn't rendered when its key, made of all that its rendering may read, is that of the file which stands published.
//! Keys are wide rather than narrow: a page may be rendered in vain, but never kept in vain. `insyn build --verify-cache`
//! renders every page and tells of each whose kept file would have been another.
//!
//! Before any of that a build asks whether anything at all is another than it was: of all that it may read of the disk, one sum.

mod inputs;
mod seen;
mod store;
mod whole;

pub use inputs::Inputs;
pub use seen::{OtherManner, Seen};
pub use store::{Entry, Remembered};
pub use whole::Whole;
