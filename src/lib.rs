//! Insyn compiles a municipality's audit reports into a static site.

pub mod diagnostic;
pub mod digest;
pub mod disclosure;
pub mod model;
pub mod number;
pub mod parse;
pub mod render;
pub mod slug;
pub mod source;
pub mod suggestion;
