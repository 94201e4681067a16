//! Swedish words for personal data in texts.

use super::super::Words;
use crate::diagnostic::PersonalDataProblem;
use crate::disclosure::scan::Level;

pub(super) fn words(problem: &PersonalDataProblem) -> Words {
    use PersonalDataProblem as P;
    match problem {
        P::Found { kind, level, start } => Words::new(
            format!("Texten ser ut att innehålla en personuppgift: {}", kind.name()),
            beginning(start),
        )
        .help(help(*level)),
        P::FoundInFile { kind, level, start, file, page, line } => {
            let page = page.map(|page| format!("sidan {page}, ")).unwrap_or_default();
            Words::new(
                format!("Bilagan ser ut att innehålla en personuppgift: {}", kind.name()),
                format!("{file}, {page}rad {line}: {}", beginning(start)),
            )
            .help(help(*level))
        }
        P::NotByThisKey { kind, start } => Words::new(
            format!("tillåtna kan inte släppa fram det som måste stoppas: {}", kind.name()),
            beginning(start),
        )
        .help("Maska uppgiften eller ta bort den. Är det något annat: skriv den under inte_personuppgift: {text, skäl, av}, där av är en andra person som har tittat."),
        P::SpentAllowance { key } => Words::new(
            format!("Inget som har hittats svarar mot det som står under {key}"),
            "behövs inte",
        )
        .help("Ta bort raden. Står uppgiften kvar på ett annat sätt: skriv den så som den står i texten."),
    }
}

fn beginning(start: &str) -> String {
    if start.is_empty() { String::new() } else { format!("börjar på ”{start}”") }
}

fn help(level: Level) -> &'static str {
    match level {
        Level::Stop => {
            "Maska uppgiften eller ta bort den. Är det något annat: skriv den under inte_personuppgift: {text, skäl, av}, där av är en andra person som har tittat."
        }
        Level::Error => {
            "Maska uppgiften eller ta bort den. Får den visas: skriv den under tillåtna: {text, skäl}."
        }
        Level::Warning => "Kontrollera att ingen enskild person pekas ut. Maska, skriv om eller bekräfta.",
    }
}
