//! Follow-up of åtgärder (`åtgärder`): a row an åtgärd, a column a year, each cell a symbol and a word; above it how
//! many were done each year. A table. Owns what a cell says and the counting; which åtgärder go on from which is
//! `compare`'s.

use serde::Serialize;

use super::canvas::{Axis, FULL, Unit, plot};
use super::data::{Column, Dataset, Datum};
use super::ink::Ink;
use super::poster::{Form, MARGIN, ROOM, Sheet, Type, colour};
use super::{Heading, HeadingView, Year, id_of};

/// What is told of an åtgärd in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FollowUpCell {
    /// Its status.
    Status {
        /// `●`, for those who see it.
        symbol: &'static str,
        /// `genomförd`
        word: &'static str,
        /// Is it done?
        done: bool,
    },
    /// There was no such åtgärd, or there was nothing more to do.
    NotRelevant,
    /// It was open, and the year's report doesn't tell of it.
    NotFollowedUp,
    /// Another åtgärd has come in its place: its text, and where its own row is.
    ReplacedBy(String, usize),
}

/// An åtgärd over the years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUpRow {
    /// What is to be done, in the latest report's words.
    pub text: String,
    /// Where the latest report tells of it, from this page.
    pub href: Option<String>,
    /// A cell a year.
    pub cells: Vec<FollowUpCell>,
}

/// Åtgärder over years.
#[derive(Clone, Debug)]
pub struct FollowUpChart {
    /// Stable and unique on its page.
    pub key: String,
    /// At which level the figure prints its heading.
    pub level: u8,
    /// Whose.
    pub scope: String,
    /// What is followed up.
    pub title: String,
    /// Rising.
    pub years: Vec<Year>,
    /// In the order in which they were proposed.
    pub rows: Vec<FollowUpRow>,
}

/// A cell as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CellView {
    /// Beside the word, hidden from a screen reader.
    pub symbol: &'static str,
    /// The word.
    pub word: String,
    /// Where it leads: to another row of the figure.
    pub to: Option<String>,
}

/// A row as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowView {
    /// What other rows' links lead to.
    pub id: String,
    /// What is to be done.
    pub text: String,
    /// Where it is told of.
    pub href: Option<String>,
    /// A cell a year.
    pub cells: Vec<CellView>,
}

/// A year's count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct YearCount {
    /// Which.
    pub year: Year,
    /// `2 av 4 genomförda`
    pub words: String,
    /// The bar: safe markup.
    pub bar: String,
}

/// The follow-up as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FollowUpFigure<'a> {
    /// The figure's id.
    pub id: String,
    /// The line above the heading.
    pub kicker: String,
    /// The heading.
    pub heading: HeadingView<'a>,
    /// How many were done each year.
    pub counts: Vec<YearCount>,
    /// The heads of the columns.
    pub years: Vec<Year>,
    /// The rows.
    pub rows: Vec<RowView>,
    /// Words are for screen readers alone where there are so many years that symbols must do.
    pub symbols_alone: bool,
}

impl FollowUpCell {
    fn symbol(&self) -> &'static str {
        match self {
            Self::Status { symbol, .. } => symbol,
            Self::NotRelevant => "–",
            Self::NotFollowedUp => "?",
            Self::ReplacedBy(..) => "↷",
        }
    }

    fn word(&self) -> String {
        match self {
            Self::Status { word, .. } => (*word).to_owned(),
            Self::NotRelevant => "ej aktuell".into(),
            Self::NotFollowedUp => "ej uppföljd".into(),
            Self::ReplacedBy(text, _) => format!("ersatt av ”{text}”"),
        }
    }
}

impl FollowUpChart {
    /// The table and its counts. No rows: no figure.
    pub fn draw(&self) -> Option<FollowUpFigure<'_>> {
        if self.rows.is_empty() || self.years.is_empty() {
            return None;
        }
        let id = id_of("atgarder", &self.key);
        let row_id = |at: usize| format!("{id}-{}", at + 1);
        let rows = self.rows.iter().enumerate().map(|(at, row)| RowView {
            id: row_id(at),
            text: row.text.clone(),
            href: row.href.clone(),
            cells: row
                .cells
                .iter()
                .map(|cell| CellView {
                    symbol: cell.symbol(),
                    word: cell.word(),
                    to: match cell {
                        FollowUpCell::ReplacedBy(_, at) => Some(row_id(*at)),
                        _ => None,
                    },
                })
                .collect(),
        });
        Some(FollowUpFigure {
            heading: HeadingView::new(Heading::Own { level: self.level }, &id, &self.title),
            kicker: self.scope.clone(),
            counts: (0..self.years.len()).map(|at| self.year_count(at)).collect(),
            years: self.years.clone(),
            rows: rows.collect(),
            symbols_alone: self.years.len() > 2,
            id,
        })
    }

    /// How many were done, of those that were there that year.
    fn counted(&self, year: usize) -> (usize, usize) {
        let cells = || self.rows.iter().filter_map(move |row| row.cells.get(year));
        let done = cells().filter(|cell| matches!(cell, FollowUpCell::Status { done: true, .. })).count();
        let all = cells()
            .filter(|cell| matches!(cell, FollowUpCell::Status { .. } | FollowUpCell::NotFollowedUp))
            .count();
        (done, all)
    }

    fn year_count(&self, at: usize) -> YearCount {
        let (done, all) = self.counted(at);
        let whole = i64::try_from(all).unwrap_or(i64::MAX).max(1);
        let part = i64::try_from(done).unwrap_or(0);
        let mut bar = String::from("<svg class=\"account-bar\" aria-hidden=\"true\">");
        let axes = (Axis::plain(0, whole), Axis::plain(100, 0));
        plot(&mut bar, (Unit::Percent, Unit::Percent), (FULL, FULL), axes, |plot| {
            plot.rect((0, 0), (whole, 100), Ink::Ground);
            if part > 0 {
                plot.rect((0, 0), (part, 100), Ink::Bar);
            }
        });
        bar.push_str("</svg>");
        YearCount { year: self.years[at], words: counted_words(done, all), bar }
    }
}

fn counted_words(done: usize, all: usize) -> String {
    let word = if all == 1 { "genomförd" } else { "genomförda" };
    format!("{done} av {all} {word}")
}

impl Form for FollowUpChart {
    fn dataset(&self) -> Dataset {
        let mut columns = vec![Column::new("atgard", "Åtgärd")];
        columns.extend(self.years.iter().map(|year| Column::new(format!("ar_{year}"), year.to_string())));
        let rows = self.rows.iter().map(|row| {
            let cells = row.cells.iter().map(|cell| Datum::Text(cell.word()));
            std::iter::once(Datum::Text(row.text.clone())).chain(cells).collect()
        });
        Dataset { form: "åtgärder", title: self.title.clone(), columns, rows: rows.collect() }
    }

    fn kicker(&self) -> String {
        self.scope.clone()
    }

    fn heading(&self) -> String {
        self.title.clone()
    }

    fn alternative(&self) -> String {
        let year = |at: usize| {
            let (done, all) = self.counted(at);
            format!("{}: {}", self.years[at], counted_words(done, all))
        };
        let counts: Vec<String> = (0..self.years.len()).map(year).collect();
        let row = |row: &FollowUpRow| {
            let cells = self.years.iter().zip(&row.cells);
            let told: Vec<String> = cells.map(|(year, cell)| format!("{year} {}", cell.word())).collect();
            format!("{} {}", row.text, told.join(", "))
        };
        let rows: Vec<String> = self.rows.iter().map(row).collect();
        format!("{}. {}", counts.join("; "), rows.join("; "))
    }

    fn paint(&self, sheet: &mut Sheet) {
        let columns = i32::try_from(self.years.len()).unwrap_or(1).max(1);
        let width = (ROOM / 2 / columns).min(190);
        let names = ROOM - width * columns;
        let left = |at: i32| MARGIN + names + at * width;
        for (at, year) in (0..).zip(&self.years) {
            sheet.text((left(at), sheet.y + 22), &year.to_string(), Type::new(22).bold());
            let (done, all) = self.counted(usize::try_from(at).unwrap_or(0));
            let small = Type::new(17).in_colour(colour::SOFT);
            sheet.lines((left(at), sheet.y + 30), width - 14, &counted_words(done, all), small);
        }
        sheet.y += 84;
        for row in &self.rows {
            sheet.line((MARGIN, sheet.y), (MARGIN + ROOM, sheet.y), colour::RULE, 1, false);
            let top = sheet.y + 10;
            let mut end = sheet.lines((MARGIN, top), names - 24, &row.text, Type::new(20));
            for (at, cell) in (0..).zip(&row.cells) {
                let text = format!("{} {}", cell.symbol(), cell.word());
                end = end.max(sheet.lines((left(at), top), width - 14, &text, Type::new(20)));
            }
            sheet.y = end + 10;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(word: &'static str) -> FollowUpCell {
        FollowUpCell::Status { symbol: "●", word, done: word == "genomförd" }
    }

    #[test]
    fn no_cell_is_empty_and_what_is_replaced_leads_to_its_successor() {
        let row = |text: &str, cells| FollowUpRow { text: text.into(), href: None, cells };
        let chart = FollowUpChart {
            key: "k".into(),
            level: 3,
            scope: "Provnämnden".into(),
            title: "Åtgärder".into(),
            years: vec![2020, 2022, 2023],
            rows: vec![
                row("A", vec![status("ny"), FollowUpCell::NotFollowedUp, status("genomförd")]),
                row(
                    "B",
                    vec![status("ny"), FollowUpCell::ReplacedBy("A".into(), 0), FollowUpCell::NotRelevant],
                ),
            ],
        };
        let figure = chart.draw().unwrap();
        let words: Vec<&str> =
            figure.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.word.as_str()).collect();
        assert_eq!(words, ["ny", "ej uppföljd", "genomförd", "ny", "ersatt av ”A”", "ej aktuell"]);
        assert_eq!(figure.rows[1].cells[1].to.as_deref(), Some(figure.rows[0].id.as_str()));
        let counts: Vec<&str> = figure.counts.iter().map(|count| count.words.as_str()).collect();
        assert_eq!(counts, ["0 av 2 genomförda", "0 av 1 genomförd", "1 av 1 genomförd"]);
        assert!(figure.symbols_alone);
    }
}
