//! What a build needn't do again: which pages of the published site have had the very inputs that they have now. Owns what
//! counts as a page's inputs, and the spelling of the file that remembers them. Renders nothing, reads and writes no file, and
//! never holds an answer: inputs are what may be shown, as keyed sums.
//!
//! A page isn't rendered when its key, made of all that its rendering may read, is that of the file which stands published.
//! Keys are wide rather than narrow: a page may be rendered in vain, but never kept in vain. `insyn build --verify-cache`
//! renders every page and tells of each whose kept file would have been another.

mod inputs;
mod store;

pub use inputs::Inputs;
pub use store::{Entry, Remembered};
