//! Swedish words for the guard of answers.

use super::super::Words;
use crate::diagnostic::ProtectionProblem;

pub(super) fn words(problem: &ProtectionProblem) -> Words {
    use ProtectionProblem as P;
    match problem {
        P::Unprotectable { question, causes } => Words::new(
            format!("Svaren på ”{question}” går inte att skydda"),
            format!("det som redan står tryckt avslöjar en liten grupp: {}", causes.join(", ")),
        )
        .help("Ta bort uppgiften ur texten, eller slå ihop grupper så att ingen har färre svar än tröskeln."),
    }
}
