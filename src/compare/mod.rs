//! One question over nämnder and years: which values belong together, and what breaks the comparison.
//! Owns no drawing and no words beyond remarks. Sees only what disclosure has released.

mod series;
mod strip;

pub use series::{MeanOfShown, Point, SeriesIndex, mean_of_shown, same_audience};
pub use strip::{Break, Comparison, ComparisonRow, compare};
