//! Decodes `uppgifter`: what running text says of survey answers. What it says goes into `Raw` as soon as it is
//! read, since the guard may have it taken back.

use super::read::one_or_many;
use crate::diagnostic::{Expected, YamlProblem};
use crate::model::fact::{GroupName, Share};
use crate::model::report::Precision;
use crate::number::Decimal;
use crate::parse::decode::{At, Fields, Words, count, entries, id, items, number, reference, text, word};
use crate::parse::yaml::Node;

/// An item of `uppgifter`.
#[derive(Clone)]
pub struct FactRecord {
    /// `id`
    pub id: String,
    /// `enkät`: ids in this report, or `<rapport>#<enkät>`.
    pub surveys: Vec<String>,
    /// `fråga`
    pub question: Option<String>,
    /// `grupp`; empty for all who answered.
    pub groups: Vec<(String, String)>,
    /// What it says.
    pub claim: ClaimRecord,
}

/// What a fact says.
#[derive(Clone, PartialEq, Eq)]
pub enum ClaimRecord {
    /// `svarsfrekvens`
    Rate(Decimal, Option<Precision>),
    /// `antal`
    Count(u64, Option<Precision>),
    /// `medelvärde`
    Mean(Decimal, Option<Precision>),
    /// `fördelning`
    Counts(Vec<(Decimal, u64)>),
    /// `andel` and `svar`
    Share(Share, Option<Precision>, Vec<Decimal>),
    /// `förändring` and `från`
    Change(Decimal, String),
    /// `samma`: survey and group.
    Same(String, GroupName),
}

const KEYS: &[&str] = &[
    "id",
    "enkät",
    "fråga",
    "grupp",
    "svarsfrekvens",
    "antal",
    "medelvärde",
    "fördelning",
    "andel",
    "svar",
    "förändring",
    "från",
    "samma",
    "noggrannhet",
];
/// Of these each fact has one.
const KINDS: [&str; 7] =
    ["svarsfrekvens", "antal", "medelvärde", "fördelning", "andel", "förändring", "samma"];
const HEDGES: Words<Precision> = Words(
    &["cirka", "nästan", "drygt", "minst", "högst"],
    &[Precision::About, Precision::Nearly, Precision::JustOver, Precision::AtLeast, Precision::AtMost],
);
const BOUNDS: Words<Precision> = Words(&["minst", "högst"], &[Precision::AtLeast, Precision::AtMost]);

/// Reads one.
pub(super) fn fact(node: Node<'_>, at: &At<'_>) -> Option<FactRecord> {
    let mut fields = Fields::open(node, at, KEYS)?;
    let told: Vec<&str> = KINDS.into_iter().filter(|key| fields.has(key)).collect();
    if told.len() != 1 {
        at.fault(YamlProblem::OneOf { keys: &KINDS });
    }
    let own = fields.required("id", id);
    let surveys = fields.required("enkät", one_or_many);
    let question = fields.optional("fråga", |node, at| Some(reference(node, at)));
    let groups = fields.optional("grupp", |node, at| Some(groups(node, at))).unwrap_or(Some(Vec::new()));
    let [kind] = told[..] else { return None };
    let claim = claim(kind, &mut fields);
    let question = match question {
        Some(told) => Some(told?),
        None => None,
    };
    Some(FactRecord { id: own?, surveys: surveys?, question, groups: groups?, claim: claim? })
}

fn claim(kind: &str, fields: &mut Fields<'_, '_>) -> Option<ClaimRecord> {
    let hedges = if matches!(kind, "svarsfrekvens" | "andel") { &HEDGES } else { &BOUNDS };
    let told = fields.optional("noggrannhet", |node, at| Some(word(hedges, &node, at)));
    let precision = match told {
        Some(word) => Some(word?),
        None => None,
    };
    match kind {
        "svarsfrekvens" => {
            fields.required("svarsfrekvens", percent).map(|percent| ClaimRecord::Rate(percent, precision))
        }
        "antal" => fields.required("antal", count).map(|count| ClaimRecord::Count(count, precision)),
        "medelvärde" => fields.required("medelvärde", number).map(|mean| ClaimRecord::Mean(mean, precision)),
        "fördelning" => {
            let counts = fields.named("fördelning", |answer, node, at| {
                let times = count(node, at);
                match Decimal::read(answer) {
                    Some(answer) => Some((answer, times?)),
                    None => at.wrong(Expected::Number),
                }
            });
            counts.map(ClaimRecord::Counts)
        }
        "andel" => {
            let share = fields.required("andel", share);
            let answers = fields.required("svar", |node, at| match node {
                list @ Node::List(_) => items(list, at, number),
                one => number(one, at).map(|one| vec![one]),
            });
            Some(ClaimRecord::Share(share?, precision, answers?))
        }
        "förändring" => {
            let by = fields.required("förändring", number);
            let from = fields.required("från", reference);
            Some(ClaimRecord::Change(by?, from?))
        }
        _ => fields.required("samma", |node, at| {
            let mut fields = Fields::open(node, at, &["enkät", "grupp"])?;
            let survey = fields.required("enkät", reference);
            let told = fields.optional("grupp", |node, at| Some(group(node, at)));
            let group = match told {
                Some(group) => Some(group?),
                None => None,
            };
            Some(ClaimRecord::Same(survey?, group))
        }),
    }
}

fn percent(node: Node<'_>, at: &At<'_>) -> Option<Decimal> {
    let percent = number(node, at)?;
    if percent.is_negative() || percent > Decimal::whole(100) {
        return at.wrong(Expected::Number);
    }
    Some(percent)
}

fn share(node: Node<'_>, at: &At<'_>) -> Option<Share> {
    const WORDS: Words<Share> = Words(&["samtliga", "ingen"], &[Share::All, Share::None]);
    match node {
        text @ Node::Text(_) => word(&WORDS, &text, at),
        other => percent(other, at).map(Share::Percent),
    }
}

/// `{kön: kvinnor}`, or a list of such.
fn groups(node: Node<'_>, at: &At<'_>) -> Option<Vec<(String, String)>> {
    match node {
        list @ Node::List(_) => items(list, at, group),
        one => group(one, at).map(|one| vec![one]),
    }
}

fn group(node: Node<'_>, at: &At<'_>) -> Option<(String, String)> {
    let mut found = entries(node, at, |split, node, at| Some((split.to_owned(), text(node, at)?)))?;
    match (found.pop(), found.pop()) {
        (Some(one), None) => Some(one),
        _ => at.wrong(Expected::Map),
    }
}
