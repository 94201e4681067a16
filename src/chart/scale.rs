//! The scale chart (`skala`): where on its scale each interview answer belongs, beside the mean.
//! Owns the form's data, drawing and figure. Colours nothing by score: an answer may speak against
//! its number, and the reader is to judge.

use serde::Serialize;

use super::markup::push_escaped;
use super::scale_marks::Layout;
use super::scale_words::{arrows, description, key, title, unplaced_means};
use super::strip::{StripFigure, means_on_a_strip};
use super::{Graduation, Heading, HeadingView, KeyEntry, OffScale, Year, id_of};
use crate::disclosure::Shown;
use crate::number::Decimal;

/// An interview answer that was placed on the scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlacedQuote<'a> {
    /// Where on the scale; one of its steps.
    pub score: Decimal,
    /// The words, verbatim. A line break is kept.
    pub text: &'a str,
}

/// One question of one report: its means and its interview answers.
#[derive(Clone, Debug)]
pub struct ScaleChart<'a> {
    /// Stable and unique on its page; ids are made from it.
    pub key: &'a str,
    /// Where the heading stands.
    pub heading: Heading<'a>,
    /// Whose answers, short: `FSKF`.
    pub unit: &'a str,
    /// The report's year.
    pub year: Year,
    /// The question, verbatim.
    pub question: &'a str,
    /// The scale of both means and answers.
    pub scale: Graduation,
    /// What the mean is called, with a capital: `Förvaltningens medelvärde`.
    pub mean_name: &'a str,
    /// The means by year. A year that isn't there counts as not measured.
    pub means: Vec<(Year, Shown<Decimal>)>,
    /// Answers with a place on the scale; answers of one score keep this order.
    pub placed: Vec<PlacedQuote<'a>>,
    /// Answers without one.
    pub unplaced: Vec<&'a str>,
}

/// What a question's answers become: the tall scale where answers are placed on it, the means on
/// one strip where none are, or neither; and the answers that have no place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuestionFigure<'a> {
    /// The line above the heading.
    pub kicker: String,
    /// The question.
    pub heading: HeadingView<'a>,
    /// The tall scale.
    pub scale: Option<ScaleFigure>,
    /// The means alone.
    pub strip: Option<StripFigure<'a>>,
    /// The answers beside the scale, from its highest place down.
    pub blocks: Vec<Block<'a>>,
    /// Answers without a place, in the order given.
    pub unplaced: Vec<&'a str>,
}

/// The drawing and its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScaleFigure {
    /// The figure's id.
    pub id: String,
    /// What its marks mean.
    pub key: Vec<KeyEntry>,
    /// The finished drawing over what [`shared_scale`] makes: safe markup.
    pub svg: String,
    /// The class that says how many rows the grid has: `n62`.
    pub rows: String,
    /// The words beside the arrows, for wide pages.
    pub words: Vec<Word>,
}

/// Words beside an arrow. The key says the same, so they are hidden from a screen reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Word {
    /// `i-mean` or `i-earlier`, and the rows.
    pub class: String,
    /// The words.
    pub text: String,
}

/// The answers of one score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Block<'a> {
    /// Its rows on a narrow and a wide page: `r5 s9 R7 S6`.
    pub class: String,
    /// The answers.
    pub quotes: Vec<Quote<'a>>,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quote<'a> {
    /// Its score, where it isn't that of the answer above it in the same block.
    pub score: Option<String>,
    /// The words, verbatim.
    pub text: &'a str,
}

impl<'a> ScaleChart<'a> {
    /// Draws the question. An answer off its scale or between its steps, and a mean off its scale,
    /// are faults of the input; a mean between the steps of a scale of tenths is one too.
    pub fn draw(&self) -> Result<QuestionFigure<'a>, OffScale> {
        self.check()?;
        let base = id_of("skala", self.key);
        let heading = HeadingView::new(self.heading, &base, self.question);
        let answers =
            if self.placed.is_empty() && self.unplaced.is_empty() { "" } else { "· Intervjusvar " };
        let kicker = format!("{} / Enkätresultat {answers}{}", self.unit, self.year);
        let mut figure = QuestionFigure {
            kicker,
            heading,
            scale: None,
            strip: None,
            blocks: Vec::new(),
            unplaced: self.unplaced.clone(),
        };
        if self.placed.is_empty() {
            figure.strip = means_on_a_strip(self, &figure.kicker)?;
        } else {
            self.draw_scale(base, &mut figure);
        }
        Ok(figure)
    }

    fn check(&self) -> Result<(), OffScale> {
        let tenths = self.scale.step() <= Decimal::new(1, 1);
        let mut means = self.means.iter().filter_map(|(_, mean)| mean.value());
        means.try_for_each(|mean| if tenths { self.scale.holds(mean) } else { self.scale.spans(mean) })?;
        self.placed.iter().try_for_each(|quote| self.scale.holds(quote.score))
    }

    fn draw_scale(&self, id: String, figure: &mut QuestionFigure<'a>) {
        let mut quotes = self.placed.clone();
        quotes.sort_by_key(|quote| std::cmp::Reverse(quote.score));
        let arrows = arrows(&self.means, self.year);
        let decimals = arrows.iter().map(|arrow| arrow.value.decimals()).fold(self.scale.places(), u8::max);
        let Some(layout) = Layout::new(self.scale, decimals) else { return };
        let places = self.scale.places();
        let groups = layout.groups(&quotes);
        let mut scores: Vec<String> = quotes.iter().map(|quote| quote.score.swedish(places)).collect();
        scores.dedup();
        let unplaced = unplaced_means(&self.means, self.year);
        let ends = (self.scale.hi().swedish(places), self.scale.lo().swedish(places));
        let title = title(ends, self.mean_name, &arrows, &unplaced, places);
        let description = description(&scores, quotes.len());

        let mut svg = String::with_capacity(2 * 1024);
        open_drawing(&mut svg, &id, &title, &description);
        svg.push_str("<use href=\"#");
        push_escaped(&mut svg, &shared_id(self.scale));
        svg.push_str("\"/>");
        layout.paint_marks(&mut svg, &quotes, &groups, &arrows);
        svg.push_str("</svg>");
        figure.blocks = groups.iter().map(|group| group.block(places)).collect();
        figure.scale = Some(ScaleFigure {
            words: layout.words(&arrows, self.mean_name),
            key: key(self.mean_name, &arrows, unplaced, places),
            rows: layout.class(),
            id,
            svg,
        });
    }
}

/// What all charts of a scale share: its axis and ticks. Safe markup, for once on a page before the first of
/// them; each chart refers to it.
pub fn shared_scale(scale: Graduation) -> String {
    let Some(layout) = Layout::new(scale, scale.places()) else { return String::new() };
    let mut svg = String::with_capacity(4 * 1024);
    svg.push_str("<svg class=\"scale-shared\" aria-hidden=\"true\"><defs><g id=\"");
    push_escaped(&mut svg, &shared_id(scale));
    svg.push_str("\" class=\"scale-graduation\">");
    layout.paint_shared(&mut svg);
    svg.push_str("</g></defs></svg>\n");
    svg
}

/// The id of what all charts of a scale share: `gradering_10-40-1_1` is 1 to 4 by tenths, counted in tenths. It has an
/// underscore, which no heading's id has.
fn shared_id(scale: Graduation) -> String {
    let places = scale.places();
    let [lo, hi, step] =
        [scale.lo(), scale.hi(), scale.step()].map(|value| value.in_units_of(places).unwrap_or(0));
    format!("gradering_{lo}-{hi}-{step}_{places}")
}

fn open_drawing(svg: &mut String, id: &str, title: &str, description: &str) {
    let mut escaped_id = String::with_capacity(id.len());
    push_escaped(&mut escaped_id, id);
    svg.push_str("<svg class=\"scale-line\" role=\"img\" aria-labelledby=\"");
    svg.push_str(&escaped_id);
    svg.push_str("-titel\" aria-describedby=\"");
    svg.push_str(&escaped_id);
    svg.push_str("-beskrivning\"><title id=\"");
    svg.push_str(&escaped_id);
    svg.push_str("-titel\">");
    push_escaped(svg, title);
    svg.push_str("</title><desc id=\"");
    svg.push_str(&escaped_id);
    svg.push_str("-beskrivning\">");
    push_escaped(svg, description);
    svg.push_str("</desc>");
}
