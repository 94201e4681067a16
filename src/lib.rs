//! Insyn compiles a municipality's audit reports into a static site.

pub mod disclosure;
pub mod number;
pub mod publish;
