//! Insyn compiles a municipality's audit reports into a static site.

pub mod chart;
pub mod disclosure;
pub mod number;
