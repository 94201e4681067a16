//! Swedish words for personal data in texts.

use super::super::Words;
use crate::diagnostic::PersonalDataProblem;
use crate::disclosure::scan::Level;

pub(super) fn words(problem: &PersonalDataProblem) -> Words {
    use PersonalDataProblem as P;
    match problem {
        P::Found { kind, level, start } => {
            let words = Words::new(
                format!("Texten ser ut att innehålla en personuppgift: {}", kind.name()),
                format!("börjar på ”{start}”"),
            );
            words.help(match level {
                Level::Stop => {
                    "Maska uppgiften eller ta bort den. Är det något annat: skriv den under inte_personuppgift: med skäl och vem mer som har tittat."
                }
                Level::Error => {
                    "Maska uppgiften eller ta bort den. Får den visas: skriv den under tillåtna: med skäl."
                }
                Level::Warning => "Kontrollera att ingen enskild person pekas ut.",
            })
        }
    }
}
