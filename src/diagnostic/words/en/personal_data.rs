//! English words for personal data in texts.

use super::super::Words;
use crate::diagnostic::PersonalDataProblem;
use crate::disclosure::scan::Level;

pub(super) fn words(problem: &PersonalDataProblem) -> Words {
    use PersonalDataProblem as P;
    match problem {
        P::Found { kind, level, start } => {
            let words = Words::new(
                format!("The text seems to hold personal data: {}", kind.name()),
                format!("begins with ”{start}”"),
            );
            words.help(match level {
                Level::Stop => {
                    "Mask it or take it out. If it is something else: write it under inte_personuppgift: with the reason and who else has looked."
                }
                Level::Error => "Mask it or take it out. If it may be shown: write it under tillåtna: with the reason.",
                Level::Warning => "See to it that no single person is pointed out.",
            })
        }
    }
}
