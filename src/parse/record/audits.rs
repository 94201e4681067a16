//! `register/granskningar.yaml`.

use crate::diagnostic::Diagnostic;
use crate::model::audit::{Direction, PartKind, Scope};
use crate::model::date::{PartialDate, Stated};
use crate::parse::decode::{At, Fields, Words, date, document, id, reference, stated, text, word, year};
use crate::parse::yaml::Node;
use crate::source::FileId;

/// `granskningar:`, in the file's order.
pub type AuditsRecord = Vec<AuditRecord>;

/// A recurring granskning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRecord {
    /// `id`
    pub id: String,
    /// `titel`
    pub title: String,
    /// `även`: other titles of the same granskning.
    pub also: Vec<String>,
    /// `alias`: older addresses.
    pub aliases: Vec<String>,
    /// `omfattning`
    pub scope: Scope,
    /// `beslut`: which years it was decided for.
    pub decisions: Vec<AuditDecisionRecord>,
    /// `risk`
    pub risk: Option<String>,
    /// `frågor`
    pub questions: Vec<QuestionRecord>,
    /// `serier`
    pub series: Vec<SeriesRecord>,
    /// `nyckeltal`
    pub key_figures: Vec<KeyFigureRecord>,
}

/// An item of `beslut`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditDecisionRecord {
    /// `år`
    pub year: i16,
    /// `organ`: an organisation's id or name; shown as it stands.
    pub body: String,
    /// `datum`
    pub date: Option<PartialDate>,
}

/// An item of `frågor`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionRecord {
    /// `id`
    pub id: String,
    /// `text`
    pub text: String,
    /// `skala`: an answer scale's id.
    pub scale: Option<String>,
    /// `förtydligande`
    pub clarification: Option<String>,
    /// `ersätter`: the same granskning's question that was asked before it.
    pub replaces: Option<String>,
}

/// An item of `serier`: questions with a shared stem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesRecord {
    /// `id`
    pub id: String,
    /// `stam`
    pub stem: String,
    /// `frågor`: ids of the same granskning's questions.
    pub questions: Vec<String>,
}

/// An item of `nyckeltal`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFigureRecord {
    /// `id`
    pub id: String,
    /// `namn`
    pub name: String,
    /// `enhet`
    pub unit: Option<String>,
    /// `del_av` with `slag`: the whole's id and how it is part of it.
    pub part_of: Option<(String, PartKind)>,
    /// `riktning`
    pub direction: Option<Direction>,
}

const SCOPES: Words<Scope> = Words(&["kommungemensam", "nämndens"], &[Scope::CityWide, Scope::Committee]);
const PART_KINDS: Words<PartKind> =
    Words(&["avgår", "återstår", "varav"], &[PartKind::Less, PartKind::Remains, PartKind::Part]);
const DIRECTIONS: Words<Direction> =
    Words(&["lägre är bättre", "högre är bättre"], &[Direction::LowerIsBetter, Direction::HigherIsBetter]);

/// Reads `granskningar.yaml`. `None` after a fault in any granskning; all faults are in `out`.
pub fn read(file: FileId, node: Node<'_>, out: &mut Vec<Diagnostic>) -> Option<AuditsRecord> {
    document(file, node, out, |node, at| {
        Fields::open(node, at, &["granskningar"])?.list("granskningar", audit)
    })
}

fn audit(node: Node<'_>, at: &At<'_>) -> Option<AuditRecord> {
    let known =
        &["id", "titel", "även", "omfattning", "beslut", "risk", "frågor", "serier", "nyckeltal", "alias"];
    let mut fields = Fields::open(node, at, known)?;
    let id = fields.required("id", id);
    let title = fields.required("titel", text);
    let also = fields.list("även", text);
    let aliases = fields.list("alias", text);
    let scope = fields.required("omfattning", |node, at| word(&SCOPES, &node, at));
    let decisions = fields.list("beslut", decision);
    let risk = fields.optional("risk", text);
    let questions = fields.list("frågor", question);
    let series = fields.list("serier", series);
    let key_figures = fields.list("nyckeltal", key_figure);
    Some(AuditRecord {
        id: id?,
        title: title?,
        also: also?,
        aliases: aliases?,
        scope: scope?,
        decisions: decisions?,
        risk,
        questions: questions?,
        series: series?,
        key_figures: key_figures?,
    })
}

fn decision(node: Node<'_>, at: &At<'_>) -> Option<AuditDecisionRecord> {
    let mut fields = Fields::open(node, at, &["år", "organ", "datum"])?;
    let year = fields.required("år", year);
    let body = fields.required("organ", text);
    // A decision whose day the source doesn't tell is as good as one without a day.
    let when = fields.optional("datum", |node, at| stated(node, at, date));
    let date = match when {
        Some(Stated::Value(date)) => Some(date),
        Some(Stated::Not) | None => None,
    };
    Some(AuditDecisionRecord { year: year?, body: body?, date })
}

fn question(node: Node<'_>, at: &At<'_>) -> Option<QuestionRecord> {
    let mut fields = Fields::open(node, at, &["id", "text", "skala", "förtydligande", "ersätter"])?;
    let id = fields.required("id", id);
    let words = fields.required("text", text);
    let scale = fields.optional("skala", reference);
    let clarification = fields.optional("förtydligande", text);
    let replaces = fields.optional("ersätter", reference);
    Some(QuestionRecord { id: id?, text: words?, scale, clarification, replaces })
}

fn series(node: Node<'_>, at: &At<'_>) -> Option<SeriesRecord> {
    let mut fields = Fields::open(node, at, &["id", "stam", "frågor"])?;
    let id = fields.required("id", id);
    let stem = fields.required("stam", text);
    let questions = fields.required_list("frågor", reference);
    Some(SeriesRecord { id: id?, stem: stem?, questions: questions? })
}

fn key_figure(node: Node<'_>, at: &At<'_>) -> Option<KeyFigureRecord> {
    let known = &["id", "namn", "enhet", "del_av", "slag", "riktning"];
    let mut fields = Fields::open(node, at, known)?;
    let id = fields.required("id", id);
    let name = fields.required("namn", text);
    let unit = fields.optional("enhet", text);
    let direction = fields.optional("riktning", |node, at| word(&DIRECTIONS, &node, at));
    // Each of the two says nothing without the other.
    let part_of = if fields.has("del_av") || fields.has("slag") {
        let whole = fields.required("del_av", reference);
        let kind = fields.required("slag", |node, at| word(&PART_KINDS, &node, at));
        Some((whole?, kind?))
    } else {
        None
    };
    Some(KeyFigureRecord { id: id?, name: name?, unit, part_of, direction })
}
