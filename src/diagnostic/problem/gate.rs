//! 10xx: what the output gate found in finished files. Texts kept here are addresses of files, and of personal
//! data the type and its first two characters; never what was found.

use super::Severity;
use crate::disclosure::gate::Unread;
use crate::disclosure::scan::{Kind, Level};

/// The output gate (disclosure.md §11). `output` is the first file, `others` how many more hold the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GateProblem {
    /// Masked text stands in a finished file.
    Masked { output: String, others: usize },
    /// An answer that isn't shown stands in a finished file.
    Answer { output: String, others: usize },
    /// What was removed from a file beside a report still stands in a finished file.
    Removed { output: String, others: usize, from: String },
    /// Something that looks like personal data.
    PersonalData { output: String, others: usize, kind: Kind, level: Level, start: String },
    /// A finished file can't be read to the bottom.
    Unread { output: String, why: Unread },
    /// What is masked or held back here stands in clear in a source: which, and the line.
    InClear { path: String, line: usize },
}

impl GateProblem {
    pub(super) fn number(&self) -> u16 {
        match self {
            Self::Masked { .. } => 1,
            Self::Answer { .. } => 2,
            Self::Removed { .. } => 3,
            Self::PersonalData { .. } => 4,
            Self::Unread { .. } => 5,
            Self::InClear { .. } => 6,
        }
    }

    pub(super) fn severity(&self) -> Severity {
        match self {
            Self::Masked { .. }
            | Self::Answer { .. }
            | Self::Removed { .. }
            | Self::PersonalData { .. }
            | Self::Unread { .. } => Severity::Error,
            Self::InClear { .. } => Severity::Warning,
        }
    }
}
