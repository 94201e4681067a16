//! English words for the guard of answers.

use super::super::Words;
use crate::diagnostic::ProtectionProblem;

pub(super) fn words(problem: &ProtectionProblem) -> Words {
    use ProtectionProblem as P;
    match problem {
        P::Unprotectable { question, groups, causes } => {
            let whose = if groups.is_empty() {
                format!("The answers to “{question}” can't be protected")
            } else {
                format!("The answers to “{question}” can't be protected: {}", groups.join(", "))
            };
            let label = if causes.is_empty() {
                "no safe way to publish them was found".to_owned()
            } else {
                format!("what is printed already gives a small group away: {}", causes.join(", "))
            };
            Words::new(whose, label).help(
                "Take the fact out of the text, or merge groups until none has fewer answers than the threshold.",
            )
        }
        P::FalseFact { fact } => Words::new(
            format!("The fact “{fact}” doesn't agree with the answers"),
            "the answers say something else",
        )
        .help("Mend the text and the fact, or the survey's answers."),
        P::FactLacks { key } => Words::new(
            format!("A fact of this kind needs “{key}”"),
            "nothing can be reckoned from the fact as it stands",
        )
        .help("See the table of facts (uppgifter) in docs/format.md."),
        P::FactInHeading => Words::new(
            "A heading can't have a fact that can be taken back",
            "the heading's words become its address",
        )
        .help("Move the fact to the text below the heading."),
        P::NotTheSame { survey } => Words::new(
            format!("The answers aren't the same as in {survey}"),
            "a question or group of the same name has other figures",
        )
        .help("Mend the figures, or take samma_som away."),
        P::NotAPart { survey } => Words::new(
            format!("The answers can't be part of {survey}"),
            "it has fewer answers to a question or in a group of the same name",
        )
        .help("Mend the figures, or take ingår_i away."),
        P::Undeclared { survey } => Words::new(
            "This seems to tell something of the answers without standing among the facts (uppgifter)",
            format!("the protection of the survey “{survey}” doesn't reckon with it"),
        )
        .help("Declare it under uppgifter, or confirm the warning if it isn't about the survey."),
        P::Unanimous { group } => Words::new(
            format!("Everybody in “{group}” answered the same, and it shows"),
            "who knows who answered then knows what each of them answered",
        )
        .help("Consider leaving the group out. Otherwise confirm the warning."),
        P::Contradiction { question } => Words::new(
            format!("The figures for “{question}” can't all be true"),
            "the groups can't together give what stands for everybody",
        )
        .help("Check numbers and means against the source. While they disagree small groups can't be protected."),
        P::BrokenLock => Words::new("The line in svar.lock can't be read", "the file is changed or damaged")
            .help("Fetch the file from version control. insyn build writes it; it isn't changed by hand."),
        P::LockNotWritten { path, reason } => Words::new(format!("{path} couldn't be written"), reason.clone())
            .help("The site is published, but the next build doesn't know what it shows. Mend the fault and build again."),
    }
}
