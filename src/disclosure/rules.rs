//! From the model with its raw answers to what may be shown: surveys and texts as the ledger decides, quotes
//! of interviews only as the sekretessprövning allows (disclosure.md §6). Owns no rule for surveys.

use super::gate::Secrets;
use super::ledger::{
    Account, Ledger, PrintedNews, ReportDecision, Watched, decide_after, printed, release_body,
    release_survey,
};
use super::published::{Published, PublishedAnswers, PublishedInterviews, PublishedReport};
use super::raw::{Raw, RawQuote};
use super::suppress::Verdicts;
use crate::diagnostic::Outcome;
use crate::digest::Digest;
use crate::model::audit::QuestionIndex;
use crate::model::date::Stated;
use crate::model::report::{QuoteDisplay, RawInterviews, Report};
use crate::model::{Model, Registers};
use crate::number::Decimal;
use crate::parallel;

/// Takes the model with its raw answers and gives what may be shown of it, with what the author should know.
/// Nothing else makes a [`Published`].
pub fn disclose(model: Model) -> Outcome<Disclosed> {
    disclose_after(model, &Verdicts::default(), true)
}

/// The same with what was found for tables before, to which it adds. What the site has shown is told only where it
/// `is_published`: nothing is kept of what is only looked at.
pub fn disclose_after(mut model: Model, known: &Verdicts, is_published: bool) -> Outcome<Disclosed> {
    let Ledger { decisions, account, corrected, watched, found, .. } =
        decide_after(&mut model, known, is_published);
    let before = std::mem::take(&mut model.printed);
    let (published, withheld) = release(model, &decisions);
    let printed = if is_published { printed(&published, before, corrected) } else { None };
    Outcome::with(Disclosed { published, withheld, account, watched, printed }, found)
}

/// What disclosure gives.
pub struct Disclosed {
    /// What may be shown.
    pub published: Published,
    /// Answers in words that aren't shown, for the output gate.
    pub withheld: Secrets,
    /// What is hidden and why: for the editor alone.
    pub account: Account,
    /// Reports with protected values, whose text is to be looked through.
    pub watched: Vec<Watched>,
    /// What the site has shown once it is published; `None` where that is what it had shown before, and where it isn't
    /// published.
    pub printed: Option<PrintedNews>,
}

/// The model as it may be shown by these decisions, a report each; those of another model hide what they
/// happen to name, and every survey that they don't reach.
pub fn disclose_with(model: Model, decisions: &[ReportDecision]) -> Published {
    release(model, decisions).0
}

fn release(model: Model, decisions: &[ReportDecision]) -> (Published, Secrets) {
    let none = ReportDecision::default();
    let registers = model.registers;
    let released = parallel::map_into_numbered(model.reports, |at, report| {
        let mut withheld = Secrets::default();
        let decision = decisions.get(at).unwrap_or(&none);
        (disclose_report(report, decision, &registers, &mut withheld), withheld)
    });
    let mut withheld = Secrets::default();
    // Where the list stands already: no second one of all reports beside it.
    let reports = released
        .into_iter()
        .filter_map(|(report, its)| {
            withheld.append(its);
            report
        })
        .collect();
    let published = Published { site: model.site, registers, reports, pages: model.pages };
    (published, withheld)
}

/// `None` for one that isn't shown: what is left of a withdrawn report is `model::addresses::Withdrawn`.
fn disclose_report(
    report: Report,
    decision: &ReportDecision,
    registers: &Registers,
    withheld: &mut Secrets,
) -> Option<PublishedReport> {
    let file = report.facts.file;
    let is_shown = report.is_shown;
    let mut facts = report.facts;
    facts.body = release_body(facts.body, decision);
    let surveys = report.surveys.into_iter().zip(&decision.surveys);
    let interviews = report.interviews.into_iter().enumerate();
    let released = PublishedReport {
        facts,
        surveys: surveys.map(|(survey, decision)| release_survey(survey, decision, registers)).collect(),
        interviews: interviews
            .map(|(number, interviews)| {
                disclose_interviews(interviews, |answer| withheld.add_answer(file, number, answer))
            })
            .collect(),
    };
    is_shown.then_some(released)
}

/// `withhold` takes each answer that isn't shown.
fn disclose_interviews(interviews: RawInterviews, withhold: impl FnMut(Raw<String>)) -> PublishedInterviews {
    let display = interviews.display;
    let answers = match display {
        QuoteDisplay::Summarised => {
            let quotes = interviews.answers.into_iter().flat_map(|(_, quotes)| quotes);
            quotes.map(|quote| quote.text).for_each(withhold);
            Vec::new()
        }
        QuoteDisplay::Verbatim | QuoteDisplay::OnScale => interviews
            .answers
            .into_iter()
            .map(|(question, quotes)| disclose_answers(question, quotes, display))
            .collect(),
    };
    PublishedInterviews {
        id: interviews.id,
        audit: interviews.audit,
        count: interviews.count,
        display,
        review: interviews.review,
        answers,
    }
}

fn disclose_answers(
    question: QuestionIndex,
    quotes: Vec<RawQuote>,
    display: QuoteDisplay,
) -> PublishedAnswers {
    let mut placed: Vec<(Decimal, String)> = Vec::new();
    let mut unplaced = Vec::new();
    for RawQuote { score, text } in quotes {
        let text = text.into_inner();
        match score.map(Raw::into_inner) {
            Some(Stated::Value(score)) if display == QuoteDisplay::OnScale => placed.push((score, text)),
            _ => unplaced.push(text),
        }
    }
    placed.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| neutral_order(&a.1).cmp(&neutral_order(&b.1))));
    unplaced.sort_by_cached_key(|text| neutral_order(text));
    placed.shrink_to_fit();
    unplaced.shrink_to_fit();
    PublishedAnswers { question, placed, unplaced }
}

/// An order that reveals nothing of the source's: by SHA-256 of the words (disclosure.md §5).
fn neutral_order(text: &str) -> Digest {
    let words: Vec<&str> = text.split_whitespace().collect();
    Digest::of(words.join(" ").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quotes() -> Vec<RawQuote> {
        [(Some(25), "låg"), (None, "utan plats"), (Some(40), "hög"), (Some(25), "också låg")]
            .into_iter()
            .map(|(score, text)| RawQuote {
                score: score.map(|tenths| Raw::new(Stated::Value(Decimal::new(tenths, 1)))),
                text: Raw::new(text.to_owned()),
            })
            .collect()
    }

    #[test]
    fn quotes_on_the_scale_fall_and_do_not_keep_the_sources_order() {
        let forward = disclose_answers(QuestionIndex(0), quotes(), QuoteDisplay::OnScale);
        let mut turned = quotes();
        turned.reverse();
        let backward = disclose_answers(QuestionIndex(0), turned, QuoteDisplay::OnScale);
        assert_eq!(forward.placed, backward.placed);
        assert_eq!(forward.placed[0].1, "hög");
        assert_eq!(forward.unplaced, ["utan plats"]);
    }

    #[test]
    fn verbatim_quotes_lose_their_places() {
        let answers = disclose_answers(QuestionIndex(0), quotes(), QuoteDisplay::Verbatim);
        assert!(answers.placed.is_empty());
        assert_eq!(answers.unplaced.len(), 4);
    }

    #[test]
    fn summarised_interviews_show_no_quote() {
        let interviews = RawInterviews {
            id: "i".into(),
            audit: crate::model::audit::AuditIndex(0),
            count: Some(Stated::Value(4)),
            display: QuoteDisplay::Summarised,
            review: None,
            answers: vec![(QuestionIndex(0), quotes())],
        };
        let mut withheld = 0;
        assert!(disclose_interviews(interviews, |_| withheld += 1).answers.is_empty());
        assert_eq!(withheld, 4);
    }
}
