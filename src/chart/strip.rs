//! The strip: one question over many rows, one year or two, each row a dot or a step on one axis.
//! Owns the form's data, the rows' order and the figure. Two scales never share an axis: a changed
//! scale becomes two figures. The mean of all is made from shown values only.

use serde::Serialize;

use super::graduation::Ticks;
use super::scale::ScaleChart;
use super::strip_marks::{Marks, StripRowView};
use super::strip_table::{Table, mean_of_shown, table};
use super::strip_words::{key, kicker, scale_change};
use super::{Graduation, Heading, HeadingView, KeyEntry, OffScale, Year, id_of};
use crate::disclosure::{Missing, Shown};
use crate::number::Decimal;

/// The scale or scales that a strip's years were asked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StripScales {
    /// One scale for all.
    Same(Graduation),
    /// Another scale in the earlier year than in the later.
    Changed {
        /// The earlier year's.
        earlier: Graduation,
        /// The later year's.
        later: Graduation,
    },
}

/// A question as it was put in one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Wording<'a> {
    /// The year.
    pub year: Year,
    /// The question, verbatim.
    pub text: &'a str,
}

/// One row: a committee, say, and its two values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StripRow<'a> {
    /// Whose values.
    pub name: &'a str,
    /// The earlier year's mean; left out of account where the chart has one year.
    pub earlier: Shown<Decimal>,
    /// The later (or only) year's mean.
    pub later: Shown<Decimal>,
    /// Numbers of answers, earlier and later.
    pub answers: (Shown<u64>, Shown<u64>),
    /// What else the reader must know: `tidigare Vårdnämnden`.
    pub remark: Option<&'a str>,
    /// Whether the two years may be compared: no where the question was reworded.
    pub comparable: bool,
    /// Whether the earlier and the later value were asked for as those of most rows: only they make up the mean.
    pub alike: [bool; 2],
    /// Whether it is the row of the page's own organisation.
    pub own: bool,
    /// Between which ends the change lies with 95 per cent's confidence, where both years' distributions are
    /// published.
    pub interval: Option<ChangeInterval>,
}

/// The ends of a change's interval, rounded outwards to the scale's step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangeInterval {
    /// The least change.
    pub low: Decimal,
    /// The largest.
    pub high: Decimal,
    /// No change lies within it.
    pub covers_none: bool,
}

impl ChangeInterval {
    /// `−0,4 till +0,2`
    pub(super) fn words(self, places: u8) -> String {
        let [low, high] = [self.low, self.high].map(|end| {
            let sign = if end.is_negative() || end.is_zero() { "" } else { "+" };
            format!("{sign}{}", end.swedish(places))
        });
        format!("{low} till {high}")
    }
}

/// One question, its years and rows.
#[derive(Clone, Debug)]
pub struct StripChart<'a> {
    /// Stable and unique on its page; ids are made from it.
    pub key: &'a str,
    /// Where the heading stands.
    pub heading: Heading<'a>,
    /// Whose values, above the heading: `Alla nämnder`.
    pub scope: &'a str,
    /// The finding, where an editor or a rule states one; else the question is the heading.
    pub finding: Option<&'a str>,
    /// The question, verbatim, as put in the later year.
    pub question: &'a str,
    /// The question as put in the earlier year, where its words differ.
    pub earlier_question: Option<&'a str>,
    /// The earlier of two years.
    pub earlier: Option<Year>,
    /// The later year, or the only one.
    pub year: Year,
    /// The scale.
    pub scales: StripScales,
    /// What a row is, for the table's head: `Nämnd`.
    pub row_kind: &'a str,
    /// The rows, in Swedish order of their names.
    pub rows: Vec<StripRow<'a>>,
    /// What the mean of the shown rows is called: `Visade nämnder`. `None`: it isn't drawn.
    pub mean_name: Option<&'a str>,
}

/// The drawing, its words and its table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StripFigure<'a> {
    /// The figure's id.
    pub id: String,
    /// The line above the heading.
    pub kicker: String,
    /// The heading.
    pub heading: HeadingView<'a>,
    /// The question, where the heading is a finding and the words are the same in all years.
    pub question: Option<&'a str>,
    /// The question's words year by year, where they differ.
    pub wordings: Vec<Wording<'a>>,
    /// A sentence that must be read before the chart, such as why a changed scale has two figures.
    pub note: Option<String>,
    /// What the marks mean.
    pub key: Vec<KeyEntry>,
    /// The axis' numbers: safe markup.
    pub axis: String,
    /// The grid and the mean of all: safe markup.
    pub grid: String,
    /// The rows in the chart's order.
    pub rows: Vec<StripRowView<'a>>,
    /// Whether the one row needs no name beside it, as the heading names it.
    pub single: bool,
    /// The same rows as a table.
    pub table: Option<Table<'a>>,
}

impl<'a> StripChart<'a> {
    /// Draws the question: one figure, or one for each year where the scale has changed.
    /// A value outside its scale is a fault of the input. No rows: no figure.
    pub fn draw(&self) -> Result<Vec<StripFigure<'a>>, OffScale> {
        if self.rows.is_empty() {
            return Ok(Vec::new());
        }
        let base = id_of("remsa", self.key);
        match (self.scales, self.earlier) {
            (StripScales::Changed { earlier, later }, Some(year)) if earlier != later => {
                let note = scale_change((year, earlier), (self.year, later));
                let parts =
                    [(self.one_year(year), earlier, year), (self.one_year(self.year), later, self.year)];
                let draw = |(chart, scale, year): (StripChart<'a>, Graduation, Year)| {
                    let mut figure = chart.figure(scale, format!("{base}-{year}"))?;
                    figure.note = Some(note.clone());
                    Ok(figure)
                };
                parts.into_iter().map(draw).collect()
            }
            (StripScales::Same(scale) | StripScales::Changed { later: scale, .. }, _) => {
                Ok(vec![self.figure(scale, base)?])
            }
        }
    }

    /// The same chart with one of its two years alone.
    fn one_year(&self, year: Year) -> Self {
        let mut chart = self.clone();
        chart.earlier = None;
        chart.earlier_question = None;
        if year != self.year {
            chart.year = year;
            chart.question = self.earlier_question.unwrap_or(self.question);
            for row in &mut chart.rows {
                row.later = row.earlier;
                row.answers.1 = row.answers.0;
            }
        }
        chart
    }

    fn figure(&self, scale: Graduation, id: String) -> Result<StripFigure<'a>, OffScale> {
        let values = || self.rows.iter().flat_map(|row| [self.earlier_of(row), row.later]);
        values().filter_map(Shown::value).try_for_each(|value| scale.spans(value))?;
        let places = values().filter_map(Shown::value).map(Decimal::decimals).fold(scale.places(), u8::max);
        let order = self.ordered();
        let mean = self.mean_name.and_then(|_| mean_of_shown(self.later_values(), places));
        let ticks = Ticks::few(scale, places).ok_or(OffScale::Outside(scale.hi()))?;
        let marks = Marks { ticks: &ticks, places: scale.places(), earlier: self.earlier, year: self.year };
        let wordings = self.wordings();
        Ok(StripFigure {
            kicker: kicker(self.scope, self.earlier, self.year, scale),
            heading: HeadingView::new(self.heading, &id, self.finding.unwrap_or(self.question)),
            question: self.finding.filter(|_| wordings.is_empty()).map(|_| self.question),
            wordings,
            note: None,
            key: key(self, mean, scale.places()),
            axis: marks.axis(),
            grid: marks.grid(mean.map(|mean| mean.value)),
            rows: order.iter().map(|&row| marks.row(row)).collect(),
            single: false,
            table: Some(table(self, &order, scale.places())),
            id,
        })
    }

    /// The earlier value, where the chart has two years.
    pub(super) fn earlier_of(&self, row: &StripRow<'a>) -> Shown<Decimal> {
        if self.earlier.is_some() { row.earlier } else { Shown::Missing(Missing::NotApplicable) }
    }

    /// The later year's values that a mean may hold, with their numbers of answers.
    pub(super) fn later_values(&self) -> impl Iterator<Item = (Shown<Decimal>, Option<u64>)> {
        self.rows.iter().filter(|row| row.alike[1]).map(|row| (row.later, row.answers.1.value()))
    }

    /// Later values falling; then the rows without one, in the order of their names.
    pub(super) fn ordered(&self) -> Vec<&StripRow<'a>> {
        let mut order: Vec<&StripRow<'a>> = self.rows.iter().collect();
        order.sort_by_key(|row| match row.later.value() {
            Some(value) => (false, std::cmp::Reverse(Some(value))),
            None => (true, std::cmp::Reverse(None)),
        });
        order
    }

    fn wordings(&self) -> Vec<Wording<'a>> {
        match (self.earlier, self.earlier_question) {
            (Some(year), Some(text)) if text != self.question => {
                vec![Wording { year, text }, Wording { year: self.year, text: self.question }]
            }
            _ => Vec::new(),
        }
    }
}

/// The means of a question that has no answers placed on its scale, on one strip. `None` where no
/// mean was measured at all.
pub(super) fn means_on_a_strip<'a>(
    chart: &ScaleChart<'a>,
    kicker: &str,
) -> Result<Option<StripFigure<'a>>, OffScale> {
    let missing = Shown::Missing(Missing::NotMeasured);
    let of_year = |year| chart.means.iter().find(|(of, _)| *of == year).map_or(missing, |&(_, mean)| mean);
    let later = of_year(chart.year);
    let mut earlier: Vec<(Year, Shown<Decimal>)> = chart
        .means
        .iter()
        .filter(|(year, mean)| *year != chart.year && says_something(*mean))
        .copied()
        .collect();
    // The latest earlier year that has a value to draw; the others are told beside it.
    earlier.sort_by_key(|(year, mean)| (mean.value().is_some(), *year));
    let before = earlier.pop();
    earlier.sort_by_key(|(year, _)| *year);
    if before.is_none() && !says_something(later) {
        return Ok(None);
    }
    let older: Vec<String> = earlier
        .iter()
        .map(|(year, mean)| format!("{year}: {}", shown_words(*mean, chart.scale.places())))
        .collect();
    let older = older.join("; ");
    let strip = StripChart {
        key: chart.key,
        heading: chart.heading,
        scope: "",
        finding: None,
        question: chart.question,
        earlier_question: None,
        earlier: before.map(|(year, _)| year),
        year: chart.year,
        scales: StripScales::Same(chart.scale),
        row_kind: "",
        rows: vec![StripRow {
            name: chart.mean_name,
            earlier: before.map_or(missing, |(_, mean)| mean),
            later,
            answers: (Shown::Missing(Missing::NotStated), Shown::Missing(Missing::NotStated)),
            remark: None,
            comparable: true,
            alike: [true; 2],
            own: false,
            interval: None,
        }],
        mean_name: None,
    };
    let mut figure = strip.figure(chart.scale, id_of("skala", chart.key))?;
    kicker.clone_into(&mut figure.kicker);
    figure.single = true;
    figure.table = None;
    if let Some(row) = figure.rows.first_mut()
        && !older.is_empty()
    {
        row.add_remark(&older);
    }
    Ok(Some(figure))
}

/// Whether a reader learns something from it: a value, or that one is held back or unreadable.
fn says_something(mean: Shown<Decimal>) -> bool {
    matches!(mean, Shown::Value(_) | Shown::Protected | Shown::Missing(Missing::NotStated))
}

/// The value in Swedish, or why there is none.
pub(super) fn shown_words(value: Shown<Decimal>, places: u8) -> String {
    match value {
        Shown::Value(value) => value.swedish(places),
        other => other.words().unwrap_or_default().to_owned(),
    }
}
