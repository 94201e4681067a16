//! 8xx: personal data in texts. Of what was found only the type and its first two characters are kept.

use super::Severity;
use crate::disclosure::scan::{Kind, Level};

/// Personal data in texts (disclosure.md §7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonalDataProblem {
    /// Something that looks like personal data; its first two characters.
    Found { kind: Kind, level: Level, start: String },
}

impl PersonalDataProblem {
    pub(super) fn number(&self) -> u16 {
        match self {
            Self::Found { .. } => 1,
        }
    }

    pub(super) fn severity(&self) -> Severity {
        match self {
            Self::Found { level: Level::Warning, .. } => Severity::Warning,
            Self::Found { .. } => Severity::Error,
        }
    }
}
