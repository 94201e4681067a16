//! `register/granskningar.yaml`.

use crate::model::audit::{Direction, PartKind, Scope};
use crate::model::date::PartialDate;

/// `granskningar:`, in the file's order.
pub type AuditsRecord = Vec<AuditRecord>;

/// A recurring granskning.
#[derive(Debug, PartialEq, Eq)]
pub struct AuditRecord {
    /// `id`
    pub id: String,
    /// `titel`
    pub title: String,
    /// `även`: other titles of the same granskning.
    pub also: Vec<String>,
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
#[derive(Debug, PartialEq, Eq)]
pub struct AuditDecisionRecord {
    /// `år`
    pub year: i16,
    /// `organ`: an organisation's id or name; shown as it stands.
    pub body: String,
    /// `datum`
    pub date: Option<PartialDate>,
}

/// An item of `frågor`.
#[derive(Debug, PartialEq, Eq)]
pub struct QuestionRecord {
    /// `id`
    pub id: String,
    /// `text`
    pub text: String,
    /// `skala`: an answer scale's id.
    pub scale: Option<String>,
    /// `förtydligande`
    pub clarification: Option<String>,
}

/// An item of `serier`: questions with a shared stem.
#[derive(Debug, PartialEq, Eq)]
pub struct SeriesRecord {
    /// `id`
    pub id: String,
    /// `stam`
    pub stem: String,
    /// `frågor`: ids of the same granskning's questions.
    pub questions: Vec<String>,
}

/// An item of `nyckeltal`.
#[derive(Debug, PartialEq, Eq)]
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
