//! A granskning's questions in a line or two each, for a frame with little room: between which values the nämnder lie, and
//! how many moved which way. Owns the choice of words; made of shown values alone.

use serde::Serialize;

use super::question::answers;
use super::{Link, sentence};
use crate::compare::{ComparisonRow, compare, lines, tally};
use crate::model::audit::{AuditIndex, QuestionIndex};
use crate::number::Decimal;
use crate::plan::question_address;
use crate::render::address::Here;
use crate::render::{Context, swedish};

/// More nämnder than this with one value are counted instead of named.
const MOST_NAMES: usize = 2;

/// A question.
#[derive(Debug, Serialize)]
pub(super) struct QuestionInShort {
    question: Link,
    year: i16,
    /// `från 2,9 (Kommunstyrelsen) till 3,7 (Förskolenämnden)`
    values: String,
    /// `Tre av åtta nämnder ligger högre än 2020.`
    sentence: Option<String>,
}

/// The questions of a granskning with a value that is shown, in the register's order.
pub(super) fn questions(context: &Context<'_>, here: &Here, audit: AuditIndex) -> Vec<QuestionInShort> {
    let registers = &context.published.registers;
    let area = registers.audit(audit);
    let one = |(index, question): (QuestionIndex, &crate::model::audit::Question)| {
        let places = registers.answer_scale(question.scale?).step.decimals();
        let compared = compare(context.published, &context.series, (audit, index), &[])?;
        let pair = context.series.latest_pair(audit, index);
        let its = lines(context.published, &context.series, (audit, index));
        let tally = pair.and_then(|pair| tally(&its, answers(context, audit, index), pair));
        Some(QuestionInShort {
            question: Link {
                text: question.text.clone(),
                href: here.to(&question_address(&area.id, &question.id)),
            },
            year: compared.later,
            values: ends(&compared.rows, places)?,
            sentence: tally.map(|tally| sentence::tally(&tally, &sentence::COMMITTEES)),
        })
    };
    (0..).map(QuestionIndex).zip(&area.questions).filter_map(one).collect()
}

/// Between which values those who were asked as most were lie in the later year, and how many others have a value that is
/// shown; `None` where none of the former is.
fn ends(rows: &[ComparisonRow<'_>], places: u8) -> Option<String> {
    let shown = rows.iter().filter(|row| row.alike[1]);
    let shown: Vec<(Decimal, &str)> =
        shown.filter_map(|row| Some((row.later.mean.value()?, row.name))).collect();
    let (lowest, highest) = (shown.iter().map(|its| its.0).min()?, shown.iter().map(|its| its.0).max()?);
    let at = |value: Decimal| {
        let names: Vec<&str> = shown.iter().filter(|its| its.0 == value).map(|its| its.1).collect();
        let names = if names.len() > MOST_NAMES {
            format!("{} nämnder", swedish::number_in_words(names.len() as u64))
        } else {
            swedish::list(&names)
        };
        format!("{} ({names})", value.swedish(places))
    };
    let words = match shown.len() {
        1 => at(lowest),
        _ if lowest == highest => format!("{} för alla som visas", lowest.swedish(places)),
        _ => format!("från {} till {}", at(lowest), at(highest)),
    };
    Some(match rows.iter().filter(|row| !row.alike[1] && row.later.mean.value().is_some()).count() {
        0 => words,
        1 => format!("{words}; en nämnd har frågat på annat sätt"),
        others => {
            format!("{words}; {} nämnder har frågat på annat sätt", swedish::number_in_words(others as u64))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::ComparisonRow;
    use crate::disclosure::published::PublishedResult;
    use crate::disclosure::{Missing, Shown};
    use crate::model::organisation::OrganisationIndex;

    fn row(name: &str, mean: Shown<i64>, alike: bool) -> ComparisonRow<'_> {
        let none = Shown::Missing(Missing::NotMeasured);
        let result = |mean: Shown<i64>| PublishedResult {
            respondents: Shown::Missing(Missing::NotStated),
            mean: mean.map(|tenths| Decimal::new(tenths, 1)),
        };
        ComparisonRow {
            committee: OrganisationIndex(0),
            name,
            earlier_name: None,
            earlier: result(none),
            later: result(mean),
            broken: None,
            other_words: false,
            asked_otherwise: None,
            beside: Vec::new(),
            alike: [true, alike],
            interval: None,
        }
    }

    #[test]
    fn the_ends_are_those_of_shown_values_of_the_same_question() {
        let value = |tenths| Shown::Value(tenths);
        let rows = [
            row("A", value(29), true),
            row("B", value(37), true),
            row("C", Shown::Protected, true),
            row("D", value(12), false),
        ];
        assert_eq!(
            ends(&rows, 1).as_deref(),
            Some("från 2,9 (A) till 3,7 (B); en nämnd har frågat på annat sätt")
        );
        let rows = ["A", "B", "C", "D"].map(|name| row(name, value(29), true));
        assert_eq!(ends(&rows, 1).as_deref(), Some("2,9 för alla som visas"));
        let mut some = vec![row("E", value(30), true), row("F", value(30), true)];
        some.extend(["A", "B", "C"].map(|name| row(name, value(29), true)));
        assert_eq!(ends(&some, 1).as_deref(), Some("från 2,9 (tre nämnder) till 3,0 (E och F)"));
        assert_eq!(ends(&[row("A", value(29), true)], 1).as_deref(), Some("2,9 (A)"));
        assert_eq!(ends(&[row("A", Shown::Protected, true)], 1), None);
    }
}
