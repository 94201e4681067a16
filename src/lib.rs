//! Insyn compiles a municipality's audit reports into a static site.

pub mod diagnostic;
pub mod digest;
pub mod disclosure;
pub mod json;
pub mod model;
pub mod number;
pub mod parse;
pub mod report;
pub mod source;
