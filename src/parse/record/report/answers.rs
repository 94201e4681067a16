//! Decodes surveys and interviews: the answers, which go into `Raw` as soon as they are read.

use super::read::pair;
use super::{InterviewRecord, ReviewRecord, SurveyQuestionRecord, SurveyRecord};
use crate::diagnostic::Expected;
use crate::disclosure::{Raw, RawAsked, RawQuote, RawResult};
use crate::model::date::Stated;
use crate::model::report::QuoteDisplay;
use crate::number::Decimal;
use crate::parse::decode::{
    At, Fields, Words, bool_value, count, date, entries, id, items, number, reference, stated, text, word,
};
use crate::parse::yaml::Node;

const DISPLAYS: Words<QuoteDisplay> = Words(
    &["sammanfattat", "ordagrant", "på skalan"],
    &[QuoteDisplay::Summarised, QuoteDisplay::Verbatim, QuoteDisplay::OnScale],
);
const LINKAGE: Words<bool> = Words(&["prövad"], &[true]);

pub(super) fn survey(node: Node<'_>, at: &At<'_>) -> Option<SurveyRecord> {
    let known = &[
        "id",
        "granskning",
        "målgrupp",
        "insamling",
        "utskick",
        "svarande",
        "minst_fem",
        "samma_som",
        "ingår_i",
        "frågor",
    ];
    let mut fields = Fields::open(node, at, known)?;
    let id = fields.required("id", id);
    let audit = fields.required("granskning", reference);
    let questions = fields.list("frågor", question);
    let audience = fields.optional("målgrupp", text);
    let mode = fields.optional("insamling", text);
    let sent = fields.optional("utskick", count).map(Raw::new);
    let respondents = fields.optional("svarande", stated_count).map(Raw::new);
    let at_least_five = fields.optional("minst_fem", |node, at| pair(node, at, &["av", "datum"]));
    let same_as = fields.optional("samma_som", reference);
    let part_of = fields.optional("ingår_i", reference);
    Some(SurveyRecord {
        id: id?,
        audit: audit?,
        audience,
        mode,
        asked: RawAsked { sent, respondents },
        at_least_five,
        same_as,
        part_of,
        questions: questions?,
    })
}

fn stated_count(node: Node<'_>, at: &At<'_>) -> Option<Stated<u64>> {
    stated(node, at, count)
}

fn stated_number(node: Node<'_>, at: &At<'_>) -> Option<Stated<Decimal>> {
    stated(node, at, number)
}

fn question(node: Node<'_>, at: &At<'_>) -> Option<SurveyQuestionRecord> {
    let known = &["id", "text", "svarande", "medelvärde", "fördelning", "vet_ej", "grupper"];
    let mut fields = Fields::open(node, at, known)?;
    let id = fields.required("id", reference);
    let splits = fields.named("grupper", |split, node, at| {
        let groups = entries(node, at, |group, node, at| {
            let known = &["svarande", "medelvärde", "fördelning", "vet_ej"];
            let result = result(&mut Fields::open(node, at, known)?)?;
            Some((clean_name(group, at)?, result))
        })?;
        Some((clean_name(split, at)?, groups))
    });
    let wording = fields.optional("text", text);
    let result = result(&mut fields);
    Some(SurveyQuestionRecord { id: id?, text: wording, result: result?, splits: splits? })
}

/// A group's name is a text that readers meet, though it stands as a key.
fn clean_name(name: &str, at: &At<'_>) -> Option<String> {
    text(Node::Text(name.into()), at)
}

/// `None` only where the distribution is at fault: a mean can't be weighed against half of one.
fn result(fields: &mut Fields<'_, '_>) -> Option<RawResult> {
    let distribution = fields.named("fördelning", |answer, node, at| {
        let times = count(node, at);
        match Decimal::read(answer) {
            Some(answer) => Some((answer, times?)),
            None => at.wrong(Expected::Number),
        }
    });
    let respondents = fields.optional("svarande", stated_count).map(Raw::new);
    let mean = fields.optional("medelvärde", stated_number).map(Raw::new);
    let dont_know = fields.optional("vet_ej", count).map(Raw::new);
    let distribution = distribution?;
    let distribution = (!distribution.is_empty()).then(|| Raw::new(distribution));
    Some(RawResult { respondents, mean, distribution, dont_know })
}

pub(super) fn interview(node: Node<'_>, at: &At<'_>) -> Option<InterviewRecord> {
    let known = &["id", "granskning", "antal", "visas", "sekretessprövning", "svar"];
    let mut fields = Fields::open(node, at, known)?;
    let id = fields.required("id", id);
    let audit = fields.required("granskning", reference);
    // A word that isn't known must not fall back to anything: nobody has said how the answers may be shown.
    let display = fields.optional("visas", |node, at| Some(word(&DISPLAYS, &node, at)));
    let answers = fields.named("svar", |question, node, at| {
        let quotes = if node == Node::Null { Vec::new() } else { items(node, at, quote)? };
        Some((question.to_owned(), quotes))
    });
    let interviewed = fields.optional("antal", stated_count);
    let review = fields.optional("sekretessprövning", review);
    Some(InterviewRecord {
        id: id?,
        audit: audit?,
        count: interviewed,
        display: display.unwrap_or(Some(QuoteDisplay::Summarised))?,
        review,
        answers: answers?,
    })
}

fn quote(node: Node<'_>, at: &At<'_>) -> Option<RawQuote> {
    let mut fields = Fields::open(node, at, &["betyg", "text"])?;
    let words = fields.required("text", text);
    let score = fields.optional("betyg", stated_number).map(Raw::new);
    Some(RawQuote { score, text: Raw::new(words?) })
}

fn review(node: Node<'_>, at: &At<'_>) -> Option<ReviewRecord> {
    let mut fields = Fields::open(node, at, &["av", "datum", "grund", "skala", "koppling"])?;
    let by = fields.required("av", text);
    let when = fields.required("datum", date);
    let ground = fields.required("grund", text);
    let places = fields.optional("skala", bool_value).unwrap_or(false);
    let linkage = fields.optional("koppling", |node, at| word(&LINKAGE, &node, at)).unwrap_or(false);
    Some(ReviewRecord { by: by?, date: when?, ground: ground?, places, linkage })
}
