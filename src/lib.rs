//! Insyn compiles a municipality's audit reports into a static site.

pub mod diagnostic;
pub mod digest;
pub mod disclosure;
pub mod discover;
pub mod json;
pub mod model;
pub mod normalise;
pub mod number;
pub mod parallel;
pub mod parse;
pub mod publish;
pub mod render;
pub mod report;
pub mod resolve;
pub mod slug;
pub mod source;
pub mod suggestion;
