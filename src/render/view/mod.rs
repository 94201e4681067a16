//! What templates see: small structs of finished words, one module a kind of page.
//! Owns no looking-up (`index`) and no markup beyond what `body` and `figure` have finished.

pub(super) mod audit;
pub(super) mod audits;
mod citation;
pub(super) mod committee;
mod coverage;
pub(super) mod data;
mod development;
pub(super) mod editions;
pub(super) mod embed;
mod facts;
mod figures;
mod frame;
pub(super) mod free;
pub(super) mod home;
pub(super) mod improvements;
mod item;
mod measures;
pub(super) mod moved;
mod outline;
pub(super) mod protection;
pub(super) mod question;
pub(super) mod report;
mod sentence;
mod sharing;
mod short;
pub(super) mod side;
pub(super) mod statement;
mod surveys;
mod words;
pub(super) mod years;

use serde::Serialize;

use crate::disclosure::Shown;
use crate::model::report::ImprovementStatus;
pub(super) use measures::improvement_anchor;
pub(super) use words::{kind as kind_word, precision as precision_word, status as status_word};

/// An åtgärd's status, as a word.
pub(super) const fn improvement_word(status: ImprovementStatus) -> &'static str {
    words::improvement(status).word
}

/// An åtgärd's status: its symbol and its word.
pub(super) const fn improvement_mark(status: ImprovementStatus) -> (&'static str, &'static str) {
    let mark = words::improvement(status);
    (mark.symbol, mark.word)
}

/// A link in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Link {
    pub(super) text: String,
    pub(super) href: String,
}

/// A figure in a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Figure {
    /// The value, `..` where it is protected, or the words for its absence.
    pub(super) text: String,
    pub(super) protected: bool,
    /// No value, for an ordinary reason.
    pub(super) missing: bool,
}

impl Figure {
    /// A shown value in its own words.
    pub(super) fn of<T>(shown: Shown<T>, words: impl FnOnce(T) -> String) -> Self {
        let absent = shown.words();
        match shown {
            Shown::Value(value) => Self { text: words(value), protected: false, missing: false },
            Shown::Protected => Self { text: "..".to_owned(), protected: true, missing: false },
            Shown::Missing(_) => {
                Self { text: absent.unwrap_or_default().to_owned(), protected: false, missing: true }
            }
        }
    }
}
