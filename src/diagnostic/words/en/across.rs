//! English words for what doesn't hold together between documents, or within a running text.

use super::super::Words;
use crate::diagnostic::AcrossProblem;

pub(super) fn words(problem: &AcrossProblem) -> Words {
    use AcrossProblem as P;
    match problem {
        P::NotReported { committee, audit, year } => Words::new(
            format!("{committee} hasn't reported the granskning ”{audit}” for {year}"),
            "the decision holds for all nämnder, and the year is over",
        )
        .help("Add the report, or mend the decision. Is it right that there is none, confirm it in insyn.yaml."),
        P::PassedOver { improvement, earlier, later } => Words::new(
            format!("The åtgärd ”{improvement}” in {earlier} is open, but {later} says nothing of it"),
            "the same nämnd and granskning, a later year",
        )
        .help(format!(
            "Take up the åtgärd here, with its status and följer: [{earlier}/{improvement}], or mend the status in the earlier report."
        )),
        P::SumInText { computed, stated } => {
            Words::new(format!("The calculation in the text gives {computed}, not {stated}"), "doesn't add up")
                .help("Mend the numbers.")
        }
        P::PercentOfCounts { part, whole, stated, computed } => Words::new(
            format!("{part} of {whole} is {computed} %, not {stated} %"),
            "the per cent doesn't agree with the counts",
        )
        .help("Mend the per cent or the counts. Is it another share, say what it is of."),
        P::PercentForPoints { from, to } => Words::new(
            format!("A change from {from} % to {to} % is in percentage points"),
            "per cent of what?",
        )
        .help("Write procentenheter."),
        P::ColourAlone { colour } => Words::new(
            format!("”{colour}” stands for a judgement but doesn't say it"),
            "who doesn't see the colour, or doesn't know what the colours mean, is told nothing",
        )
        .help("Write the word that the colour stands for, such as hög risk; the colour may stay beside it."),
        P::SumUnread => Words::new("What stands in summa= is no calculation", "numbers with +, − and =")
            .help("Write the calculation within quotes: {summa=\"342 − 18 − 37 = 287\"}."),
        P::NotInParagraph { number } => Words::new(
            format!("The calculation has the number {number}, which the paragraph doesn't say"),
            "the text and the calculation differ",
        )
        .help("Mend the number in the text or in the calculation."),
    }
}
