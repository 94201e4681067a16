//! 9xx: files beside a report that can't be published as they are. Kept here: names of files and of their
//! parts, types and numbers; never what was found in them.

use super::Severity;

/// Files beside a report (disclosure.md §9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AppendixProblem {
    /// The file isn't what its ending says, or is damaged; how far it could be read.
    Unreadable { file: String },
}

impl AppendixProblem {
    pub(super) fn number(&self) -> u16 {
        match self {
            Self::Unreadable { .. } => 1,
        }
    }

    pub(super) fn severity(&self) -> Severity {
        match self {
            Self::Unreadable { .. } => Severity::Error,
        }
    }
}
