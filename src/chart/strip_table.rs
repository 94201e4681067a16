//! The strip's rows as a table, and the mean of the rows that are shown.
//! Owns cells for missing and protected values. Sees shown values only.

use serde::Serialize;

use super::Year;
use super::strip::{StripChart, StripRow};
use super::strip_words::Change;
use crate::disclosure::Shown;
use crate::number::{Decimal, swedish_count};

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// The number, or the word for why there is none; `..` where it is protected.
    pub text: String,
    /// Held back by disclosure.
    pub protected: bool,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TableRow<'a> {
    /// The row's head.
    pub name: &'a str,
    /// In the order of the table's heads.
    pub cells: Vec<Cell>,
}

/// A strip's rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table<'a> {
    /// What is measured.
    pub caption: &'a str,
    /// The heads of the columns; the first is that of the rows' names.
    pub heads: Vec<String>,
    /// In the chart's order.
    pub rows: Vec<TableRow<'a>>,
    /// The means of the rows that are shown, where they are drawn.
    pub foot: Option<TableFoot<'a>>,
    /// Whether any cell is protected, so that the note on `..` is due.
    pub protected: bool,
}

/// The last row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TableFoot<'a> {
    /// Of which rows.
    pub name: &'a str,
    /// Whether the rows weigh as many answers as they have.
    pub weighted: bool,
    /// In the order of the table's heads.
    pub cells: Vec<Cell>,
}

/// A mean over rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MeanOfShown {
    pub(super) value: Decimal,
    /// By numbers of answers; else each row counts the same.
    pub(super) weighted: bool,
}

/// The mean of the values that are shown, rounded to `places` decimals, halves away from zero; by
/// numbers of answers where every shown value has one. `None` for fewer than two values, which have
/// no mean worth a line.
pub(super) fn mean_of_shown(
    values: impl Iterator<Item = (Shown<Decimal>, Option<u64>)>,
    places: u8,
) -> Option<MeanOfShown> {
    let shown: Vec<(i64, Option<u64>)> =
        values.filter_map(|(value, answers)| Some((value.value()?.in_units_of(places)?, answers))).collect();
    let weighted = shown.iter().all(|(_, answers)| answers.is_some_and(|n| n > 0));
    let (mut sum, mut weights) = (0_i128, 0_i128);
    for (value, answers) in &shown {
        let weight = if weighted { i128::from(answers.unwrap_or(1)) } else { 1 };
        sum += i128::from(*value) * weight;
        weights += weight;
    }
    if shown.len() < 2 {
        return None;
    }
    let rounded = (sum.abs() + weights / 2) / weights * sum.signum();
    Some(MeanOfShown { value: Decimal::new(i64::try_from(rounded).ok()?, places), weighted })
}

/// The table of a strip; `rows` in the chart's order.
pub(super) fn table<'a>(chart: &StripChart<'a>, rows: &[&StripRow<'a>], places: u8) -> Table<'a> {
    let years: Vec<Year> = chart.earlier.into_iter().chain([chart.year]).collect();
    let two = chart.earlier.is_some();
    let counted = |answers: Shown<u64>| !matches!(answers, Shown::Missing(_));
    let answers = rows.iter().any(|row| counted(row.answers.1) || (two && counted(row.answers.0)));
    let mut heads = vec![chart.row_kind.to_owned()];
    heads.extend(years.iter().map(Year::to_string));
    if two {
        heads.push("Förändring".into());
    }
    if answers {
        heads.extend(years.iter().map(|year| format!("Svar {year}")));
    }
    let intervals = two && rows.iter().any(|row| row.interval.is_some());
    if intervals {
        heads.push("95 %-intervall".replace(' ', "\u{a0}"));
    }
    let columns = Columns { two, answers, intervals, places };
    let rows: Vec<TableRow<'a>> = rows.iter().map(|row| columns.row(row)).collect();
    let protected = rows.iter().flat_map(|row| &row.cells).any(|cell| cell.protected);
    Table { caption: chart.question, heads, rows, foot: columns.foot(chart), protected }
}

struct Columns {
    two: bool,
    answers: bool,
    intervals: bool,
    places: u8,
}

impl Columns {
    fn row<'a>(&self, row: &StripRow<'a>) -> TableRow<'a> {
        let mut cells = Vec::with_capacity(5);
        if self.two {
            cells.push(value_cell(row.earlier, self.places));
        }
        cells.push(value_cell(row.later, self.places));
        if self.two {
            let change = Change::of(row.earlier, row.later, row.comparable);
            cells.push(plain(change.words(self.places)));
        }
        if self.answers {
            if self.two {
                cells.push(answers_cell(row.answers.0));
            }
            cells.push(answers_cell(row.answers.1));
        }
        if self.intervals {
            cells
                .push(plain(row.interval.map_or_else(|| "–".into(), |interval| interval.words(self.places))));
        }
        TableRow { name: row.name, cells }
    }

    fn foot<'a>(&self, chart: &StripChart<'a>) -> Option<TableFoot<'a>> {
        let name = chart.mean_name?;
        let later = mean_of_shown(chart.later_values(), self.places)?;
        let earlier =
            chart.rows.iter().filter(|row| row.alike[0]).map(|row| (row.earlier, row.answers.0.value()));
        let earlier = mean_of_shown(earlier, self.places);
        let mut cells = Vec::with_capacity(5);
        if self.two {
            cells.push(plain(earlier.map_or_else(|| "–".into(), |mean| mean.value.swedish(self.places))));
        }
        cells.push(plain(later.value.swedish(self.places)));
        // The years may be means of different rows, so no change is printed.
        let blank = usize::from(self.two)
            + usize::from(self.intervals)
            + if self.answers { 1 + usize::from(self.two) } else { 0 };
        cells.extend(std::iter::repeat_n(plain("–".into()), blank));
        let weighted = later.weighted && (!self.two || earlier.is_none_or(|mean| mean.weighted));
        Some(TableFoot { name, weighted, cells })
    }
}

const fn plain(text: String) -> Cell {
    Cell { text, protected: false }
}

fn value_cell(value: Shown<Decimal>, places: u8) -> Cell {
    match value {
        Shown::Value(value) => plain(value.swedish(places)),
        Shown::Protected => Cell { text: "..".into(), protected: true },
        Shown::Missing(_) => plain(value.words().unwrap_or_default().into()),
    }
}

/// A number may be protected though the mean beside it is shown, and the other way round.
fn answers_cell(answers: Shown<u64>) -> Cell {
    match answers {
        Shown::Value(answers) => plain(swedish_count(answers)),
        Shown::Protected => Cell { text: "..".into(), protected: true },
        Shown::Missing(_) => plain("–".into()),
    }
}
