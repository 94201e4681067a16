//! English words for files beside a report that can't be published as they are.

use super::super::Words;
use crate::diagnostic::AppendixProblem;

pub(super) fn words(problem: &AppendixProblem) -> Words {
    use AppendixProblem as P;
    match problem {
        P::Unreadable { file } => Words::new(
            format!("”{file}” can't be read as the type that it should be"),
            "the file is damaged or has the wrong ending",
        )
        .help("Open the file in its program, save it again and check its ending."),
    }
}
