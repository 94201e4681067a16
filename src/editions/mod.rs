//! Editions: what a report's page has said, one each time that its words changed. Owns what an edition is, in which order
//! they came, the spelling of `utgåvor.lock`, and the rule of what of an earlier one may be shown. Pure: reads and writes
//! no file, and draws no page. What changed from one to another is `compare`'s.

mod held;
mod history;
pub mod lock;
mod shield;
mod stored;
pub mod words;

pub use history::{History, Reasons, history, kept, reasons, recorded};
pub use lock::{Edition, Editions, FILE_NAME, FOLDER};
pub use stored::{Earlier, EditionPair, ReportEditions, Unusable, earlier, stored_name, stored_path};

use crate::model::report::ReportIndex;

/// What a report's page says now: taken of its rendering.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Now {
    /// The report.
    pub report: ReportIndex,
    /// Its editions, this one included.
    pub history: History,
    /// Its words, a block a line.
    pub words: String,
}

impl Now {
    /// Is there anything to record, or to tell of? Of most reports there isn't.
    pub fn is_of_interest(&self) -> bool {
        self.history.is_new || self.history.is_amended || self.history.editions.len() > 1
    }
}
