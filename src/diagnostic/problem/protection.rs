//! 7xx: the guard of answers: what can't be protected, and what an author should weigh. Texts kept here are
//! ids and names of questions, groups and facts; never a figure or an answer.

use super::Severity;

/// The guard of answers (disclosure.md §2–§6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProtectionProblem {
    /// R10: whatever is hidden, what is printed elsewhere gives a small group's answers away.
    Unprotectable { question: String, causes: Vec<String> },
}

impl ProtectionProblem {
    pub(super) fn number(&self) -> u16 {
        match self {
            Self::Unprotectable { .. } => 1,
        }
    }

    pub(super) fn severity(&self) -> Severity {
        match self {
            Self::Unprotectable { .. } => Severity::Error,
        }
    }
}
