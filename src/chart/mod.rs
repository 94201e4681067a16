//! Charts of published values: HTML for words, fluid SVG for marks, both in one inert struct a form.
//! Owns what every form shares: headings, keys, the words for a year's mean. Accepts shown values
//! only, so nothing hidden can reach a drawing, a class, a tooltip or a table.
//!
//! # Adding a chart form
//!
//! 1. One file with the input struct (borrowed, `Shown` values), a `draw` that returns
//!    `Result<…Figure, OffScale>` and the figure: a `Serialize` struct of finished strings.
//! 2. Marks: `canvas::plot` on two integer `Axis`es. A new meaning is a new `Ink`, which is
//!    a class; its looks go into `themes/standard/css/diagram.css`. Only numbers of at most six
//!    characters are drawn as text; all words belong to the figure's other fields.
//! 3. A partial in `themes/standard/templates/figur/` that prints the figure.
//! 4. [`Form`]: its rows as a [`Dataset`], from which its table, CSV and JSON are made, and its picture that
//!    stands alone.
//! 5. Cases in `tests/charts/`: one golden a form, one case for each edge case of its data.

mod account;
mod canvas;
mod data;
mod distribution;
mod follow_up;
mod graduation;
mod ink;
mod layout;
mod markup;
mod matrix;
mod panels;
mod panels_marks;
mod panels_poster;
mod poster;
mod scale;
mod scale_marks;
mod scale_poster;
mod scale_words;
mod strip;
mod strip_marks;
mod strip_poster;
mod strip_table;
mod strip_words;

pub use account::{AccountChart, AccountFigure, AccountLine, LineKind, LineView};
pub use data::{Column, CsvFile, DataRow, DataTable, Dataset, Datum, JsonFile, JsonHead, Source};
pub use distribution::{DistributionChart, DistributionFigure, DistributionRow, DistributionRowView, Grade};
pub use follow_up::{CellView, FollowUpCell, FollowUpChart, FollowUpFigure, FollowUpRow, RowView, YearCount};
pub use graduation::{Graduation, GraduationFault, OffScale};
pub use matrix::{
    Level, MatrixCell, MatrixChart, MatrixFigure, MatrixRow, MatrixTable, PlacedRisk, RiskItem, RiskLink,
    RiskYear,
};
pub use panels::{Panel, PanelChart, PanelView, PanelsFigure};
pub use poster::{Form, Sheet, picture};
pub use scale::{Block, PlacedQuote, QuestionFigure, Quote, ScaleChart, ScaleFigure, Word, shared_scale};
pub use strip::{ChangeInterval, StripChart, StripFigure, StripRow, StripScales, Wording};
pub use strip_marks::StripRowView;
pub use strip_table::{Cell, Table, TableFoot, TableRow};

use serde::Serialize;

/// A calendar year.
pub type Year = u16;

/// Where a chart's heading stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading<'a> {
    /// The figure prints it, as `h2` to `h6`.
    Own {
        /// 2 to 6.
        level: u8,
    },
    /// The page has printed it already, with this id.
    Elsewhere {
        /// The id of the element that names the figure.
        id: &'a str,
    },
}

/// A figure's heading, for the template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeadingView<'a> {
    /// Whether the figure itself prints the heading.
    pub shown: bool,
    /// 2 to 6; without meaning where the heading isn't shown.
    pub level: u8,
    /// What `aria-labelledby` points at.
    pub id: String,
    /// The words.
    pub text: &'a str,
}

impl<'a> HeadingView<'a> {
    fn new(heading: Heading<'_>, base: &str, text: &'a str) -> Self {
        match heading {
            Heading::Own { level } => {
                Self { shown: true, level: level.clamp(2, 6), id: format!("{base}-rubrik"), text }
            }
            Heading::Elsewhere { id } => Self { shown: false, level: 2, id: id.to_owned(), text },
        }
    }
}

/// One line of a chart's key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KeyEntry {
    /// Which mark stands before the words; `None` where there is none to explain.
    pub mark: Option<KeyMark>,
    /// What the mark means, or why there is none.
    pub text: String,
    /// The value that the mark stands at, where there is one for the whole chart.
    pub value: Option<String>,
}

/// The marks that a key explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum KeyMark {
    /// ▶ in the mean's ink.
    Mean,
    /// ▶ smaller, in an earlier mean's ink.
    Earlier,
    /// ● an interview answer.
    Quote,
    /// ○ the earlier of two years.
    Ring,
    /// ● the only year.
    Dot,
    /// ┆ the mean of all rows.
    All,
    /// ━ a row's own line.
    Line,
    /// ─ the lines of all others.
    Others,
    /// ╎ where a line is broken.
    Break,
}

/// The part of an id that a chart's key gives: no white space, which would split a list of ids.
fn id_of(form: &str, key: &str) -> String {
    let mut id = String::with_capacity(form.len() + 1 + key.len());
    id.push_str(form);
    id.push('-');
    id.extend(key.chars().map(|c| if c.is_whitespace() || c.is_control() { '-' } else { c }));
    id
}

/// `2019, 2020 och 2023`; with `between` as `"; "` for decimal numbers.
fn joined(parts: &[String], between: &str) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} och {last}", first.join(between)),
    }
}
