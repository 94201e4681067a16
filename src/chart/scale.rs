//! The scale chart (`skala`): where on its scale each interview answer belongs, beside the mean.
//! Owns the form's data, drawing and figure. Colours nothing by score: an answer may speak against
//! its number, and the reader is to judge.

use serde::Serialize;

use super::canvas::{Anchor, Axis, FULL, Ink, Plot, Unit, plot, push_escaped};
use super::graduation::{TickGrade, Ticks};
use super::layout::{Rows, Width, estimated_height, place, spans};
use super::scale_words::{Arrow, arrows, description, key, title, unplaced_means};
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
    /// The finished drawing: safe markup.
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

/// Answers that stand together, and the height where they belong.
struct Group<'q, 'a> {
    quotes: &'q [PlacedQuote<'a>],
    /// Thousandths of a row from the top.
    centre: i64,
    narrow: Rows,
    wide: Rows,
}

impl<'a> ScaleChart<'a> {
    /// Draws the question. An answer off its scale or between its steps, and a mean off its scale,
    /// are faults of the input; a mean between the steps of a scale of tenths is one too.
    pub fn draw(&self) -> Result<QuestionFigure<'a>, OffScale> {
        self.check()?;
        let base = id_of("skala", self.key);
        let heading = HeadingView::new(self.heading, &base, self.question);
        let answers = if self.placed.is_empty() && self.unplaced.is_empty() { "" } else { "· Intervjusvar " };
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
        let Some(ticks) = Ticks::of(self.scale, decimals) else { return };
        let layout = Layout { rows: ticks.rows(), ticks };
        let places = self.scale.places();

        let mut groups = layout.groups(&quotes);
        for (width, wide) in [(Width::Narrow, false), (Width::Wide, true)] {
            let heights: Vec<u32> = groups
                .iter()
                .map(|group| estimated_height(group.quotes.iter().map(|quote| quote.text), width))
                .collect();
            let spans = spans(&heights, layout.rows);
            let wanted: Vec<_> = groups.iter().zip(spans).map(|(group, span)| (group.centre, span)).collect();
            for (group, rows) in groups.iter_mut().zip(place(&wanted, layout.rows)) {
                *if wide { &mut group.wide } else { &mut group.narrow } = rows;
            }
        }
        let mut scores: Vec<String> = quotes.iter().map(|quote| quote.score.swedish(places)).collect();
        scores.dedup();
        let unplaced = unplaced_means(&self.means, self.year);
        let ends = (self.scale.hi().swedish(places), self.scale.lo().swedish(places));
        let title = title(ends, self.mean_name, &arrows, &unplaced, places);
        let description = description(&scores, quotes.len());

        let mut svg = String::with_capacity(6 * 1024);
        open_drawing(&mut svg, &id, &title, &description);
        layout.paint(&mut svg, &quotes, &groups, &arrows, places);
        svg.push_str("</svg>");
        figure.blocks = groups.iter().map(|group| group.block(places)).collect();
        figure.scale = Some(ScaleFigure {
            words: layout.words(&arrows, self.mean_name),
            key: key(self.mean_name, &arrows, unplaced, places),
            rows: format!("n{}", layout.rows),
            id,
            svg,
        });
    }
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

impl<'a> Group<'_, 'a> {
    fn block(&self, places: u8) -> Block<'a> {
        let mut above = None;
        let quotes = self.quotes.iter().map(|quote| {
            let repeated = above.replace(quote.score) == Some(quote.score);
            Quote { score: (!repeated).then(|| quote.score.swedish(places)), text: quote.text }
        });
        let (narrow, wide) = (self.narrow, self.wide);
        let class =
            format!("r{} s{} R{} S{}", narrow.first + 1, narrow.span, wide.first + 1, wide.span);
        Block { class, quotes: quotes.collect() }
    }
}

/// Widths across, in hundredths of an em from the left, for numbers of up to four characters.
const WIDTH: i32 = 700;
const ARROW_TIP: i64 = 100;
const LABEL_END: i64 = 330;
const AXIS: i64 = 425;
const MOST_COMMON_CHARACTERS: usize = 4;
const CHARACTER: i64 = 55;

const ARROW: &str = "M0 0L-12 -7V7Z";
const SMALL_ARROW: &str = "M-1 0L-9 -4.5V4.5Z";
const DOT: i32 = 38;

struct Layout {
    ticks: Ticks,
    rows: u32,
}

impl Layout {
    /// Thousandths of a row from the top of the grid.
    fn height(&self, score: Decimal) -> i64 {
        let Some(at) = score.in_units_of(self.ticks.decimals) else { return 0 };
        let (top, extent) = self.extent();
        let down = i128::from(top - 2 * at) * i128::from(self.rows) * 1000 / i128::from(extent);
        i64::try_from(down).unwrap_or(0)
    }

    /// The upper edge and the length of the grid, in halves of a unit.
    fn extent(&self) -> (i64, i64) {
        let gaps = i64::from(self.rows) / 2;
        (2 * self.ticks.hi + self.ticks.apart, 2 * gaps * self.ticks.apart)
    }

    /// Answers of one score together; where that makes more groups than rows, those of one tick.
    fn groups<'q, 'a>(&self, quotes: &'q [PlacedQuote<'a>]) -> Vec<Group<'q, 'a>> {
        let by_score: Vec<_> = quotes.chunk_by(|a, b| a.score == b.score).collect();
        let chunks = if by_score.len() <= self.rows as usize {
            by_score
        } else {
            let tick = |quote: &PlacedQuote| self.height(quote.score) / 2000;
            quotes.chunk_by(|a, b| tick(a) == tick(b)).collect()
        };
        let unplaced = Rows { first: 0, span: 1 };
        let group = |quotes: &'q [PlacedQuote<'a>]| {
            let middle = quotes[(quotes.len() - 1) / 2].score;
            Group { quotes, centre: self.height(middle), narrow: unplaced, wide: unplaced }
        };
        chunks.into_iter().map(group).collect()
    }

    /// The words beside the arrows, moved apart where arrows stand close.
    fn words(&self, arrows: &[Arrow], mean_name: &str) -> Vec<Word> {
        let texts: Vec<String> = arrows.iter().map(|arrow| arrow.words(mean_name)).collect();
        let lines = |text: &String| u32::try_from(text.chars().count().div_ceil(16)).unwrap_or(1);
        let spans: Vec<u32> = texts.iter().map(|text| 2 * lines(text)).collect();
        if spans.iter().sum::<u32>() > self.rows {
            return Vec::new();
        }
        let heights = arrows.iter().map(|arrow| self.height(arrow.value));
        let wanted: Vec<_> = heights.zip(spans).collect();
        let placed = place(&wanted, self.rows).into_iter().zip(arrows).zip(texts);
        placed
            .map(|((rows, arrow), text)| {
                let ink = if arrow.current { Ink::Mean } else { Ink::Earlier };
                Word { class: format!("{} r{} s{}", ink.class(), rows.first + 1, rows.span), text }
            })
            .collect()
    }

    fn paint(
        &self,
        svg: &mut String,
        quotes: &[PlacedQuote<'_>],
        groups: &[Group<'_, '_>],
        arrows: &[Arrow],
        places: u8,
    ) {
        let (top, extent) = self.extent();
        let up = Axis { from: top - extent, to: top, ticks: Vec::new(), decimals: self.ticks.decimals };
        let longest = self.ticks.at.iter().map(|&(at, _)| up.label(at).chars().count()).max().unwrap_or(0);
        let wider = i64::try_from(longest.saturating_sub(MOST_COMMON_CHARACTERS)).unwrap_or(0) * CHARACTER;
        let pen = Pen { layout: self, axis: AXIS + wider, label_end: LABEL_END + wider };
        let across = Axis::plain(0, i64::from(WIDTH));
        let size = (WIDTH.unsigned_abs(), FULL);
        plot(svg, (Unit::Em, Unit::Percent), size, (across, up.clone()), |plot| {
            pen.ticks(plot);
            pen.labels(plot, &up, quotes, arrows, places);
            pen.leaders(plot, groups);
            pen.dots(plot, quotes);
            pen.arrows(plot, arrows, places);
        });
    }

    /// A value's place on the axis that runs upwards, which counts halves of a unit.
    fn up(&self, value: Decimal) -> i64 {
        value.in_units_of(self.ticks.decimals).unwrap_or(self.ticks.lo) * 2
    }
}

struct Pen<'l> {
    layout: &'l Layout,
    axis: i64,
    label_end: i64,
}

impl Pen<'_> {
    fn ticks(&self, plot: &mut Plot<'_, '_>) {
        let ticks = &self.layout.ticks;
        plot.path(&[(self.axis, ticks.lo * 2), (self.axis, ticks.hi * 2)], Ink::Axis);
        for (grade, ink, length) in [
            (TickGrade::Other, Ink::Tick, 35),
            (TickGrade::Half, Ink::Half, 55),
            (TickGrade::Whole, Ink::Whole, 75),
        ] {
            for &(at, _) in ticks.at.iter().filter(|(_, of)| *of == grade) {
                plot.path(&[(self.axis - length, at * 2), (self.axis, at * 2)], ink);
            }
        }
    }

    /// The mean's ink wins where a mean and an answer share a tick: the answer has its dot.
    fn labels(
        &self,
        plot: &Plot<'_, '_>,
        up: &Axis,
        quotes: &[PlacedQuote<'_>],
        arrows: &[Arrow],
        places: u8,
    ) {
        let ticks = &self.layout.ticks;
        let inked = |at: i64, grade: TickGrade| {
            let mut here = arrows.iter().filter(|arrow| self.layout.up(arrow.value) == at * 2);
            match here.next() {
                Some(arrow) if arrow.current => Ink::Mean,
                Some(_) => Ink::Earlier,
                None if quotes.iter().any(|quote| self.layout.up(quote.score) == at * 2) => Ink::Quote,
                None if grade == TickGrade::Whole => Ink::WholeLabel,
                None => Ink::Label,
            }
        };
        let inks: Vec<Ink> = ticks.at.iter().map(|&(at, grade)| inked(at, grade)).collect();
        for wanted in [Ink::Label, Ink::WholeLabel, Ink::Earlier, Ink::Quote, Ink::Mean] {
            for (&(at, _), _) in ticks.at.iter().zip(&inks).filter(|(_, ink)| **ink == wanted) {
                let text = Decimal::new(at, up.decimals).swedish(places);
                plot.at([(self.label_end, at * 2)], |svg, [place]| {
                    svg.label(place, 0, Anchor::Sheet, wanted, &text);
                });
            }
        }
    }

    fn leaders(&self, plot: &Plot<'_, '_>, groups: &[Group<'_, '_>]) {
        let end = |rows: Rows, centre: i64| rows.nearest(centre);
        let same = groups.iter().all(|g| end(g.narrow, g.centre) == end(g.wide, g.centre));
        let sets: &[(&str, fn(&Group<'_, '_>) -> Rows)] =
            if same { &[("", |g| g.narrow)] } else { &[("narrow", |g| g.narrow), ("wide", |g| g.wide)] };
        for &(class, rows) in sets {
            let corner = (self.axis, self.layout.extent().0);
            plot.at([corner], |svg, [(axis, _)]| {
                if !class.is_empty() {
                    svg.open(class);
                }
                for group in groups {
                    let from = self.down(group.centre);
                    let to = self.down(rows(group).nearest(group.centre));
                    if from == to {
                        svg.line((axis, from), (WIDTH, to), Ink::Leader);
                    } else {
                        let (bend, land) = (axis + DOT + 25, WIDTH - 45);
                        let points = [(axis, from), (bend, from), (land, to), (WIDTH, to)];
                        svg.bent(&points, Ink::Leader);
                    }
                }
                if !class.is_empty() {
                    svg.close();
                }
            });
        }
    }

    fn dots(&self, plot: &Plot<'_, '_>, quotes: &[PlacedQuote<'_>]) {
        for quote in quotes.chunk_by(|a, b| a.score == b.score).filter_map(<[_]>::first) {
            plot.at([(self.axis, self.layout.up(quote.score))], |svg, [place]| {
                svg.disc(place, DOT, Ink::Quote);
            });
        }
    }

    /// Earlier years first, so that the chart's own year lies on top.
    fn arrows(&self, plot: &Plot<'_, '_>, arrows: &[Arrow], places: u8) {
        let earlier = arrows.iter().filter(|arrow| !arrow.current);
        for arrow in earlier.chain(arrows.iter().filter(|arrow| arrow.current)) {
            let (ink, shape) = if arrow.current { (Ink::Mean, ARROW) } else { (Ink::Earlier, SMALL_ARROW) };
            let title = format!("{}: {}", arrow.words("Medelvärde"), arrow.value.swedish(places));
            plot.at([(ARROW_TIP, self.layout.up(arrow.value))], |svg, [place]| {
                svg.datum(&title, |svg| svg.marker(place, ink, shape));
            });
        }
    }

    /// Thousandths of a row as a place on the canvas.
    fn down(&self, height: i64) -> i32 {
        let whole = i64::from(self.layout.rows) * 1000;
        i32::try_from((height * i64::from(FULL) + whole / 2) / whole).unwrap_or(0)
    }
}
