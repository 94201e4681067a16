//! English words for the guard of answers.

use super::super::Words;
use crate::diagnostic::ProtectionProblem;

pub(super) fn words(problem: &ProtectionProblem) -> Words {
    use ProtectionProblem as P;
    match problem {
        P::Unprotectable { question, causes } => Words::new(
            format!("The answers to ”{question}” can't be protected"),
            format!("what is printed already gives a small group away: {}", causes.join(", ")),
        )
        .help(
            "Take the fact out of the text, or merge groups until none has fewer answers than the threshold.",
        ),
    }
}
