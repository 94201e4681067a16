//! One question over nämnder and years: which values belong together, and what breaks the comparison.
//! When reports were published and changed, and which åtgärder have changed their status.
//! What changed from one edition of a text to another, word by word.
//! Owns no drawing and no words beyond remarks. Sees only what disclosure has released.

mod difference;
mod editions;
mod release;
mod series;
mod status;
mod strip;

pub use editions::{Difference, Fate, Passage, Permit, Piece, Shape, difference};
pub use release::{is_current, published_day, published_on, updated_day};
pub use series::{MeanOfShown, Point, SeriesIndex, mean_of_shown, same_audience};
pub use status::{StatusChange, status_changes};
pub use strip::{Break, Comparison, ComparisonRow, compare};
