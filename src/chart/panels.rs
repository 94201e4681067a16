//! Panels: one question over many rows and three years or more, a small drawing a row, all on the same axes.
//! Owns the form's data and words. The lines of all rows are drawn once and shown behind each row's own.

use serde::Serialize;

use super::graduation::Ticks;
use super::panels_marks::{Marks, shared_id};
use super::{Graduation, Heading, HeadingView, KeyEntry, KeyMark, OffScale, Year, id_of, joined};
use crate::disclosure::{Missing, Shown};
use crate::number::Decimal;

/// One row: a committee, say, and its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panel<'a> {
    /// Whose values.
    pub name: &'a str,
    /// Where the name leads.
    pub href: Option<String>,
    /// Whether it is the row of the page's own organisation.
    pub own: bool,
    /// What stands in each of the years that it has anything to say of, rising.
    pub values: Vec<(Year, Shown<Decimal>)>,
    /// How many answered in each of them.
    pub answers: Vec<Shown<u64>>,
    /// Why the other years have nothing.
    pub absent: Vec<(Year, Missing)>,
    /// Values between which a line may be drawn; each at least one, by year.
    pub runs: Vec<Vec<(Year, Decimal)>>,
    /// Between which two years the comparison is broken for another reason than that a value is missing.
    pub breaks: Vec<(Year, Year)>,
    /// What the reader must know: `frågan omformulerad 2023`.
    pub notes: Vec<String>,
}

/// One question, its years and rows.
#[derive(Clone, Debug)]
pub struct PanelChart<'k, 'a> {
    /// Stable and unique on its page; ids are made from it.
    pub key: &'k str,
    /// Where the heading stands.
    pub heading: Heading<'k>,
    /// Whose values, above the heading: `Alla nämnder`.
    pub scope: &'k str,
    /// What the panels are of, verbatim.
    pub question: &'a str,
    /// What a row is, as its column's name: `Nämnd`, `Fråga`.
    pub row_kind: &'static str,
    /// What the other lines are called: `Övriga nämnder`. `None`: each panel has its own line alone.
    pub others: Option<&'k str>,
    /// What a row's own line is called: `Nämnden`.
    pub own: &'k str,
    /// The years measured, rising.
    pub years: Vec<Year>,
    /// The scale.
    pub scale: Graduation,
    /// The rows, in Swedish order of their names.
    pub panels: Vec<Panel<'a>>,
}

/// The drawings and their words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PanelsFigure<'a> {
    /// The figure's id.
    pub id: String,
    /// The line above the heading.
    pub kicker: String,
    /// The heading.
    pub heading: HeadingView<'a>,
    /// What the marks mean.
    pub key: Vec<KeyEntry>,
    /// What all panels share, drawn once: safe markup.
    pub shared: String,
    /// The first year of every panel.
    pub first: Year,
    /// The last.
    pub last: Year,
    /// The panels.
    pub panels: Vec<PanelView>,
}

/// A panel, finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PanelView {
    /// Whose values, with places where the name may be parted.
    pub name: String,
    /// Where the name leads.
    pub href: Option<String>,
    /// Whether it is the row of the page's own organisation.
    pub own: bool,
    /// The drawing: safe markup.
    pub svg: String,
    /// What the reader must know.
    pub notes: Option<String>,
}

impl<'a> PanelChart<'_, 'a> {
    /// Draws the panels. A value outside the scale is a fault of the input. No rows, or no years: no figure.
    pub fn draw(&self) -> Result<Option<PanelsFigure<'a>>, OffScale> {
        let (Some(&first), Some(&last)) = (self.years.first(), self.years.last()) else { return Ok(None) };
        if self.panels.is_empty() {
            return Ok(None);
        }
        let values =
            || self.panels.iter().flat_map(|panel| panel.runs.iter().flatten().map(|(_, value)| *value));
        values().try_for_each(|value| self.scale.spans(value))?;
        let places = values().map(Decimal::decimals).fold(self.scale.places(), u8::max);
        let ticks = Ticks::few(self.scale, places).ok_or(OffScale::Outside(self.scale.hi()))?;
        let id = id_of("paneler", self.key);
        let marks = Marks { ticks: &ticks, places: self.scale.places(), years: (first, last) };
        let shared = shared_id(&id);
        let lines = if self.others.is_some() { &self.panels[..] } else { &[] };
        Ok(Some(PanelsFigure {
            kicker: self.kicker(),
            heading: HeadingView::new(self.heading, &id, self.question),
            key: self.key(),
            shared: marks.shared(&shared, lines),
            first,
            last,
            panels: self.panels.iter().map(|panel| self.panel(panel, &marks, &shared)).collect(),
            id,
        }))
    }

    pub(super) fn kicker(&self) -> String {
        let years: Vec<String> = self.years.iter().map(Year::to_string).collect();
        let years = match years.as_slice() {
            [first, .., last] if years.len() > 3 => format!("{first}–{last}"),
            few => joined(few, ", "),
        };
        format!("{} · medelvärde {years}, skala {}", self.scope, self.scale.ends())
    }

    pub(super) fn key(&self) -> Vec<KeyEntry> {
        let entry = |mark, text: &str| KeyEntry { mark: Some(mark), text: text.to_owned(), value: None };
        let mut key = vec![entry(KeyMark::Line, self.own)];
        key.extend(self.others.map(|others| entry(KeyMark::Others, others)));
        if self.panels.iter().any(|panel| !panel.breaks.is_empty()) {
            key.push(entry(KeyMark::Break, "Kan inte jämföras över strecket"));
        }
        key
    }

    fn panel(&self, panel: &Panel<'a>, marks: &Marks<'_>, shared: &str) -> PanelView {
        PanelView {
            name: parted(panel.name),
            href: panel.href.clone(),
            own: panel.own,
            svg: marks.panel(panel, shared, &self.alternative(panel)),
            notes: (!panel.notes.is_empty()).then(|| panel.notes.join("; ")),
        }
    }

    /// `2020 3,1; 2021 ej mätt; 2022 3,3`
    pub(super) fn alternative(&self, panel: &Panel<'_>) -> String {
        let places = self.scale.places();
        let words = |(year, value): &(Year, Shown<Decimal>)| match value {
            Shown::Value(value) => format!("{year} {}", value.swedish(places)),
            Shown::Protected | Shown::Missing(_) => format!("{year} {}", value.words().unwrap_or_default()),
        };
        let mut all: Vec<(Year, Shown<Decimal>)> = panel.values.clone();
        if !all.is_empty() {
            all.extend(panel.absent.iter().map(|(year, why)| (*year, Shown::Missing(*why))));
        }
        all.sort_by_key(|(year, _)| *year);
        let values: Vec<String> = all.iter().map(words).collect();
        if values.is_empty() { "Inget värde".to_owned() } else { format!("{}.", values.join("; ")) }
    }
}

/// A soft hyphen before `nämnden` and `styrelsen`, where the word goes on from another.
fn parted(name: &str) -> String {
    let mut out = name.to_owned();
    for end in ["nämnden", "styrelsen"] {
        let Some(at) = out.find(end).filter(|at| out[..*at].ends_with(char::is_alphabetic)) else { continue };
        out.insert(at, '\u{ad}');
    }
    out
}
