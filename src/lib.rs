//! Insyn compiles a municipality's audit reports into a static site.

pub mod chart;
pub mod collation;
pub mod compare;
pub mod diagnostic;
pub mod digest;
pub mod disclosure;
pub mod model;
pub mod number;
pub mod parse;
pub mod plan;
pub mod render;
pub mod slug;
pub mod source;
pub mod suggestion;
