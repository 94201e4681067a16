//! Swedish words for files beside a report that can't be published as they are.

use super::super::Words;
use crate::diagnostic::AppendixProblem;

pub(super) fn words(problem: &AppendixProblem) -> Words {
    use AppendixProblem as P;
    match problem {
        P::Unreadable { file } => Words::new(
            format!("”{file}” går inte att läsa som den filtyp den ska vara"),
            "filen är skadad eller har fel filändelse",
        )
        .help("Öppna filen i sitt program, spara den igen och kontrollera filändelsen."),
    }
}
