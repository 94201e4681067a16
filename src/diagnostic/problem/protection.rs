//! 7xx: the guard of answers: what can't be protected, and what an author should weigh. Texts kept here are
//! ids and names of questions, groups and facts; never a figure or an answer.

use super::Severity;

/// The guard of answers (disclosure.md §2–§6).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProtectionProblem {
    /// R10: whatever is hidden, what is printed elsewhere gives a small group's answers away. Without causes: no
    /// safe way was found.
    Unprotectable { question: String, groups: Vec<String>, causes: Vec<String> },
    /// A fact of `uppgifter` that the answers contradict.
    FalseFact { fact: String },
    /// A fact of `uppgifter` lacks what its kind needs, here or in the survey.
    FactLacks { key: &'static str },
    /// `uppgift:` in a heading, whose words become an address.
    FactInHeading,
    /// `samma_som` a survey with other answers.
    NotTheSame { survey: String },
    /// `ingår_i` a survey with fewer answers.
    NotAPart { survey: String },
    /// Warning: the text seems to tell answers that no fact of `uppgifter` covers.
    Undeclared { survey: String },
    /// Warning: a visible group in which everybody answered the same (R8).
    Unanimous { group: String },
    /// A line of `svar.lock` that can't be read.
    BrokenLock,
    /// Warning: `svar.lock` couldn't be written.
    LockNotWritten { path: String, reason: String },
    /// The figures of a question's groups can't all be true, so that nothing can be reckoned from them.
    Contradiction { question: String },
}

impl ProtectionProblem {
    pub(super) fn number(&self) -> u16 {
        match self {
            Self::Unprotectable { .. } => 1,
            Self::FalseFact { .. } => 2,
            Self::FactLacks { .. } => 3,
            Self::FactInHeading => 4,
            Self::NotTheSame { .. } => 5,
            Self::NotAPart { .. } => 6,
            Self::Undeclared { .. } => 7,
            Self::Unanimous { .. } => 8,
            Self::BrokenLock => 9,
            Self::LockNotWritten { .. } => 10,
            Self::Contradiction { .. } => 11,
        }
    }

    pub(super) fn severity(&self) -> Severity {
        match self {
            Self::Undeclared { .. } | Self::Unanimous { .. } | Self::LockNotWritten { .. } => {
                Severity::Warning
            }
            _ => Severity::Error,
        }
    }
}
