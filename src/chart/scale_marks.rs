//! The scale chart's marks and places: grid rows, leaders, dots, arrows, and what all charts of a scale share: its axis
//! and ticks. Owns where each stands. Writes no words but an arrow's tooltip.

use super::canvas::{Anchor, Axis, FULL, FluidSvg, Plot, Unit, plot};
use super::graduation::{Graduation, TickGrade, Ticks};
use super::ink::Ink;
use super::layout::{Rows, Width, estimated_height, place, spans};
use super::scale::{Block, PlacedQuote, Quote, Word};
use super::scale_words::Arrow;
use crate::number::Decimal;

/// Answers that stand together, and the height where they belong.
pub(super) struct Group<'q, 'a> {
    quotes: &'q [PlacedQuote<'a>],
    /// Thousandths of a row from the top.
    centre: i64,
    narrow: Rows,
    wide: Rows,
}

impl<'a> Group<'_, 'a> {
    pub(super) fn block(&self, places: u8) -> Block<'a> {
        let mut above = None;
        let quotes = self.quotes.iter().map(|quote| {
            let repeated = above.replace(quote.score) == Some(quote.score);
            Quote { score: (!repeated).then(|| quote.score.swedish(places)), text: quote.text }
        });
        let (narrow, wide) = (self.narrow, self.wide);
        let class = format!("r{} s{} R{} S{}", narrow.first + 1, narrow.span, wide.first + 1, wide.span);
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

/// The grid of rows that a scale with these ticks has.
pub(super) struct Layout {
    ticks: Ticks,
    rows: u32,
    /// Decimals that every number is printed with.
    places: u8,
}

impl Layout {
    /// `decimals` is what the values on the scale need, at least as many as its own.
    pub(super) fn new(scale: Graduation, decimals: u8) -> Option<Self> {
        let ticks = Ticks::of(scale, decimals)?;
        Some(Self { rows: ticks.rows(), ticks, places: scale.places() })
    }

    /// The class that says how many rows the grid has.
    pub(super) fn class(&self) -> String {
        format!("n{}", self.rows)
    }

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

    /// The answers' groups in their places, narrow and wide.
    pub(super) fn groups<'q, 'a>(&self, quotes: &'q [PlacedQuote<'a>]) -> Vec<Group<'q, 'a>> {
        let mut groups = self.grouped(quotes);
        for width in [Width::Narrow, Width::Wide] {
            let texts = |group: &Group<'q, 'a>| estimated_height(group.quotes.iter().map(|q| q.text), width);
            let heights: Vec<u32> = groups.iter().map(texts).collect();
            let spans = spans(&heights, self.rows);
            let wanted: Vec<_> = groups.iter().zip(spans).map(|(group, span)| (group.centre, span)).collect();
            for (group, rows) in groups.iter_mut().zip(place(&wanted, self.rows)) {
                match width {
                    Width::Narrow => group.narrow = rows,
                    Width::Wide => group.wide = rows,
                }
            }
        }
        groups
    }

    /// Answers of one score together; where that makes more groups than rows, those of one tick.
    fn grouped<'q, 'a>(&self, quotes: &'q [PlacedQuote<'a>]) -> Vec<Group<'q, 'a>> {
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
    pub(super) fn words(&self, arrows: &[Arrow], mean_name: &str) -> Vec<Word> {
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

    /// What every chart of this scale shares: the axis and the ticks. No numbers: one under the number that a mean or an
    /// answer stands at would be text that can't be seen, in a report that is printed too.
    pub(super) fn paint_shared(&self, svg: &mut String) {
        self.paint(svg, |pen, plot| {
            pen.ticks(plot);
        });
    }

    /// The marks of one chart, over what it shares with others.
    pub(super) fn paint_marks(
        &self,
        svg: &mut String,
        quotes: &[PlacedQuote<'_>],
        groups: &[Group<'_, '_>],
        arrows: &[Arrow],
    ) {
        self.paint(svg, |pen, plot| {
            pen.numbers(plot, quotes, arrows);
            pen.leaders(plot, groups);
            pen.dots(plot, quotes);
            pen.arrows(plot, arrows);
        });
    }

    fn paint(&self, svg: &mut String, paint: impl FnOnce(&Pen<'_>, &Plot<'_, '_>)) {
        let (top, extent) = self.extent();
        let up = Axis::plain(top - extent, top);
        let longest = self.ticks.at.iter().map(|&(at, _)| self.number(at).chars().count()).max().unwrap_or(0);
        let wider = i64::try_from(longest.saturating_sub(MOST_COMMON_CHARACTERS)).unwrap_or(0) * CHARACTER;
        let pen = Pen { layout: self, axis: AXIS + wider, label_end: LABEL_END + wider };
        let across = Axis::plain(0, i64::from(WIDTH));
        let size = (WIDTH.unsigned_abs(), FULL);
        plot(svg, (Unit::Em, Unit::Percent), size, (across, up), |plot| paint(&pen, plot));
    }

    /// The number at a tick.
    fn number(&self, at: i64) -> String {
        Decimal::new(at, self.ticks.decimals).swedish(self.places)
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
    fn ticks(&self, plot: &Plot<'_, '_>) {
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

    /// The number at each tick. The mean's ink wins where a mean and an answer share one: the answer has its dot.
    fn numbers(&self, plot: &Plot<'_, '_>, quotes: &[PlacedQuote<'_>], arrows: &[Arrow]) {
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
        let at: Vec<(i64, Ink)> =
            self.layout.ticks.at.iter().map(|&(at, grade)| (at, inked(at, grade))).collect();
        for wanted in [Ink::Label, Ink::WholeLabel, Ink::Earlier, Ink::Quote, Ink::Mean] {
            for &(at, ink) in at.iter().filter(|(_, ink)| *ink == wanted) {
                self.number(plot, at, ink);
            }
        }
    }

    fn number(&self, plot: &Plot<'_, '_>, at: i64, ink: Ink) {
        let text = self.layout.number(at);
        plot.at([(self.label_end, at * 2)], |svg, [place]| svg.label(place, 0, Anchor::Sheet, ink, &text));
    }

    /// One set for both widths where the blocks meet their leaders at the same places in both.
    fn leaders(&self, plot: &Plot<'_, '_>, groups: &[Group<'_, '_>]) {
        let ends = |rows: fn(&Group<'_, '_>) -> Rows| -> Vec<i64> {
            groups.iter().map(|group| rows(group).nearest(group.centre)).collect()
        };
        let (narrow, wide) = (ends(|group| group.narrow), ends(|group| group.wide));
        plot.at([(self.axis, self.layout.extent().0)], |svg, [(axis, _)]| {
            if narrow == wide {
                self.leader_set(svg, axis, groups, &narrow);
                return;
            }
            for (class, ends) in [("narrow", &narrow), ("wide", &wide)] {
                svg.open(class);
                self.leader_set(svg, axis, groups, ends);
                svg.close();
            }
        });
    }

    fn leader_set(&self, svg: &mut FluidSvg<'_>, axis: i32, groups: &[Group<'_, '_>], ends: &[i64]) {
        let (bend, land) = (axis + DOT + 25, WIDTH - 45);
        for (group, &end) in groups.iter().zip(ends) {
            let (from, to) = (self.down(group.centre), self.down(end));
            if from == to {
                svg.line((axis, from), (WIDTH, to), Ink::Leader);
            } else {
                svg.bent(&[(axis, from), (bend, from), (land, to), (WIDTH, to)], Ink::Leader);
            }
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
    fn arrows(&self, plot: &Plot<'_, '_>, arrows: &[Arrow]) {
        let earlier = arrows.iter().filter(|arrow| !arrow.current);
        for arrow in earlier.chain(arrows.iter().filter(|arrow| arrow.current)) {
            let (ink, shape) = if arrow.current { (Ink::Mean, ARROW) } else { (Ink::Earlier, SMALL_ARROW) };
            let title = format!("{}: {}", arrow.words("Medelvärde"), arrow.value.swedish(self.layout.places));
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
