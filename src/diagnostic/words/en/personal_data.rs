//! English words for personal data in texts.

use super::super::Words;
use crate::diagnostic::PersonalDataProblem;
use crate::disclosure::scan::Level;

pub(super) fn words(problem: &PersonalDataProblem) -> Words {
    use PersonalDataProblem as P;
    match problem {
        P::Found { kind, level, start } => {
            Words::new(format!("The text seems to hold personal data: {}", kind.name()), beginning(start))
                .help(help(*level))
        }
        P::FoundInFile { kind, level, start, file, page, line } => {
            let page = page.map(|page| format!("page {page}, ")).unwrap_or_default();
            Words::new(
                format!("The appendix seems to hold personal data: {}", kind.name()),
                format!("{file}, {page}line {line}: {}", beginning(start)),
            )
            .help(help(*level))
        }
        P::NotByThisKey { kind, start } => {
            Words::new(format!("tillåtna can't let through what must stop: {}", kind.name()), beginning(start))
                .help("Mask it or take it out. If it is something else: write it under inte_personuppgift: {text, skäl, av}, where av is a second person who has looked.")
        }
        P::SpentAllowance { key } => {
            Words::new(format!("Nothing that was found answers to what stands under {key}"), "isn't needed")
                .help("Take the line away. If it still stands, written in another way: write it as it stands in the text.")
        }
    }
}

fn beginning(start: &str) -> String {
    if start.is_empty() { String::new() } else { format!("begins with ”{start}”") }
}

fn help(level: Level) -> &'static str {
    match level {
        Level::Stop => {
            "Mask it or take it out. If it is something else: write it under inte_personuppgift: {text, skäl, av}, where av is a second person who has looked."
        }
        Level::Error => "Mask it or take it out. If it may be shown: write it under tillåtna: {text, skäl}.",
        Level::Warning => "See to it that no single person is pointed out. Mask, rewrite or confirm.",
    }
}
