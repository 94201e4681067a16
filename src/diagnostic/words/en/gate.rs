//! English words for what the output gate found in finished files.

use super::super::Words;
use crate::diagnostic::GateProblem;
use crate::disclosure::gate::Unread;
use crate::disclosure::scan::Level;

pub(super) fn words(problem: &GateProblem) -> Words {
    use GateProblem as P;
    match problem {
        P::Masked { output, others } => Words::new(
            format!("Masked text can be read in “{output}”{}", and_others(*others)),
            "what is masked here was found in a finished file; nothing was published",
        )
        .help("Take the text out of the appendix, the picture or the theme of your own that the file comes from. If it isn't there, it is a fault in Insyn."),
        P::Answer { output, others } => Words::new(
            format!("An answer that isn't shown can be read in “{output}”{}", and_others(*others)),
            "the answers are held back, but one was found in a finished file; nothing was published",
        )
        .help("Take the answer out of the appendix or the text. If the answers may be shown word for word: state visas: and sekretessprövning:."),
        P::Removed { output, others, from } => Words::new(
            format!("Something hidden that was removed from “{from}” still stands in “{output}”{}", and_others(*others)),
            "an author or a comment, say; nothing was published",
        )
        .help("Remove it in the program that the file was made with, or save the file anew as PDF."),
        P::PersonalData { output, others, kind, level, start } => Words::new(
            format!("“{output}”{} seems to hold personal data: {}", and_others(*others), kind.name()),
            format!("begins with “{start}”; nothing was published"),
        )
        .help(match level {
            Level::Stop => {
                "Mask it or take it out where it stands. If it is something else: write it under inte_personuppgift: with the reason and who else has looked."
            }
            Level::Error | Level::Warning => {
                "Mask it or take it out where it stands. If it may be shown: write it under tillåtna: with the reason."
            }
        }),
        P::Unread { output, why } => Words::new(
            format!("“{output}” can't be read to the bottom"),
            match why {
                Unread::TooDeep => "it has files within files within files, deeper than any honest file",
                Unread::TooLarge => "it unpacks to more than any honest file",
                Unread::Encrypted => "a part of it is encrypted",
                Unread::UnknownPacking => "a part of it is packed in a way that Insyn can't read",
            },
        )
        .help("What can't be read can't be checked. Save the file anew, without a password, or as PDF."),
        P::InClear { path, line } => Words::new(
            format!("What is held back here stands in clear in “{path}”, line {line}"),
            "so it is no secret, or it isn't masked everywhere",
        )
        .help("Mask the text there too."),
    }
}

fn and_others(others: usize) -> String {
    match others {
        0 => String::new(),
        1 => " and one more file".to_owned(),
        more => format!(" and {more} more files"),
    }
}
