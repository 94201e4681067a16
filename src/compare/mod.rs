//! One question over nämnder and years: which values belong together, and what breaks the comparison.
//! When reports were published and changed, and which åtgärder have changed their status.
//! Owns no drawing and no words beyond remarks. Sees only what disclosure has released.

mod follow_up;
mod interval;
mod release;
mod series;
mod status;
mod strip;

pub use follow_up::{FollowUp, Thread, YearStatus, follow_up};
pub use interval::{Answers, Interval, interval};
pub use release::{is_current, published_day, published_on, updated_day};
pub use series::{MeanOfShown, Point, SeriesIndex, mean_of_shown, same_audience};
pub use status::{StatusChange, status_changes};
pub use strip::{Break, Comparison, ComparisonRow, compare};
