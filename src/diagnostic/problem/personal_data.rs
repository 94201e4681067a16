//! 8xx: personal data in texts. Of what was found only the type and its first two characters are kept.

use super::Severity;
use crate::disclosure::scan::{Kind, Level};

/// Personal data in texts (disclosure.md §7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonalDataProblem {
    /// Something that looks like personal data; its first two characters.
    Found { kind: Kind, level: Level, start: String },
    /// The same in the text of a file beside a report.
    FoundInFile { kind: Kind, level: Level, start: String, file: String, page: Option<usize>, line: usize },
    /// It stands under `tillåtna`, which can't allow what must stop.
    NotByThisKey { kind: Kind, start: String },
    /// Warning: nothing that was found answers to an item under this key.
    SpentAllowance { key: &'static str },
}

impl PersonalDataProblem {
    pub(super) fn number(&self) -> u16 {
        match self {
            Self::Found { .. } => 1,
            Self::FoundInFile { .. } => 2,
            Self::NotByThisKey { .. } => 3,
            Self::SpentAllowance { .. } => 4,
        }
    }

    pub(super) fn severity(&self) -> Severity {
        match self {
            Self::Found { level: Level::Warning, .. }
            | Self::FoundInFile { level: Level::Warning, .. }
            | Self::SpentAllowance { .. } => Severity::Warning,
            Self::Found { .. } | Self::FoundInFile { .. } | Self::NotByThisKey { .. } => Severity::Error,
        }
    }
}
