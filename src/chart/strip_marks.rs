//! The strip's marks: axis, grid, and each row's ring, arrow or dot.
//! Owns which mark a row gets from its two values. Writes no words but a row's alternative text.

use serde::Serialize;

use super::Year;
use super::canvas::{Anchor, Axis, FULL, FluidSvg, Plot, Unit, plot};
use super::graduation::Ticks;
use super::ink::Ink;
use super::markup::push_escaped;
use super::strip::StripRow;
use super::strip_words::{Change, alternative, remark};
use crate::disclosure::{Missing, Shown};
use crate::number::Decimal;

/// One row, finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StripRowView<'a> {
    /// Whose values.
    pub name: &'a str,
    /// Whether it is the row of the page's own organisation.
    pub own: bool,
    /// What is missing, unchanged or special.
    pub remark: Option<String>,
    /// The drawing: safe markup.
    pub svg: String,
}

impl StripRowView<'_> {
    pub(super) fn add_remark(&mut self, more: &str) {
        match &mut self.remark {
            Some(remark) => {
                remark.push_str("; ");
                remark.push_str(more);
            }
            None => self.remark = Some(more.to_owned()),
        }
    }
}

/// A row's height in hundredths of an em, and its middle.
const ROW: u32 = 170;
const MIDDLE: i64 = 85;
/// The ring's radius and the dot's.
const RING: i32 = 38;
const DOT: i32 = 36;
/// From a mark's point to its number.
const BESIDE: i32 = 80;
const RIGHT: &str = "M7 0L-5 -6V6Z";
const LEFT: &str = "M-7 0L5 -6V6Z";

/// What every row of one strip shares.
pub(super) struct Marks<'t> {
    pub(super) ticks: &'t Ticks,
    /// Decimals that every number is printed with.
    pub(super) places: u8,
    pub(super) earlier: Option<Year>,
    pub(super) year: Year,
}

impl Marks<'_> {
    fn across(&self) -> Axis {
        let ticks = self.ticks.at.iter().rev().map(|&(at, _)| at).collect();
        Axis { from: self.ticks.lo, to: self.ticks.hi, ticks, decimals: self.ticks.decimals }
    }

    /// The numbers above the rows.
    pub(super) fn axis(&self) -> String {
        let mut svg = String::with_capacity(512);
        svg.push_str("<svg class=\"strip-axis\" aria-hidden=\"true\">");
        let size = (FULL, 140);
        plot(&mut svg, (Unit::Percent, Unit::Em), size, (self.across(), Axis::plain(140, 0)), |plot| {
            for &(at, _) in self.ticks.at.iter().rev() {
                let text = Decimal::new(at, self.ticks.decimals).swedish(self.places);
                plot.at([(at, 70)], |svg, [place]| svg.label(place, 0, Anchor::Sheet, Ink::Label, &text));
            }
        });
        svg.push_str("</svg>");
        svg
    }

    /// The lines behind all rows: one at each number, and the mean of all.
    pub(super) fn grid(&self, mean: Option<Decimal>) -> String {
        let mut svg = String::with_capacity(640);
        svg.push_str("<svg class=\"strip-grid\" aria-hidden=\"true\">");
        let size = (FULL, FULL);
        let up = Axis::plain(0, 1);
        plot(&mut svg, (Unit::Percent, Unit::Percent), size, (self.across(), up), |plot| {
            plot.grid_across(Ink::Grid);
            if let Some(at) = mean.and_then(|mean| mean.in_units_of(self.ticks.decimals)) {
                plot.path(&[(at, 1), (at, 0)], Ink::Together);
            }
        });
        svg.push_str("</svg>");
        svg
    }

    /// A row with its marks.
    pub(super) fn row<'a>(&self, row: &StripRow<'a>) -> StripRowView<'a> {
        let mut svg = String::with_capacity(512);
        svg.push_str("<svg class=\"strip-row\" role=\"img\" aria-label=\"");
        push_escaped(&mut svg, &alternative(row, self.earlier, self.year, self.places));
        svg.push_str("\">");
        let axes = (Axis { ticks: Vec::new(), ..self.across() }, Axis::plain(i64::from(ROW), 0));
        plot(&mut svg, (Unit::Percent, Unit::Em), (FULL, ROW), axes, |plot| self.marks(plot, row));
        svg.push_str("</svg>");
        let remark = remark(row, self.earlier, self.year);
        StripRowView { name: row.name, own: row.own, remark, svg }
    }

    fn marks(&self, plot: &mut Plot<'_, '_>, row: &StripRow<'_>) {
        let none = Shown::Missing(Missing::NotApplicable);
        let earlier = if self.earlier.is_some() { row.earlier } else { none };
        let (a, b) = (self.mark(earlier), self.mark(row.later));
        let change = Change::of(earlier, row.later, row.comparable);
        match (a, b) {
            (None, None) => {}
            (Some(a), None) => {
                plot.at([(a.at, MIDDLE)], |svg, [place]| ring(svg, place, &a.text, Side::Right));
            }
            (None, Some(b)) => {
                plot.at([(b.at, MIDDLE)], |svg, [place]| dot(svg, place, &b.text, Side::Right));
            }
            (Some(a), Some(b)) => match change {
                Change::Moved { unchanged: true, .. } => {
                    plot.at([(b.at, MIDDLE)], |svg, [place]| dot(svg, place, &b.text, Side::Right));
                }
                Change::Moved { .. } => moved(plot, &a, &b),
                Change::Incomparable | Change::Unknown => apart(plot, &a, &b),
            },
        }
    }

    fn mark(&self, value: Shown<Decimal>) -> Option<Mark> {
        let value = value.value()?;
        Some(Mark { at: value.in_units_of(self.ticks.decimals)?, text: value.swedish(self.places) })
    }
}

struct Mark {
    at: i64,
    text: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

impl Side {
    const fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
}

type Place = (i32, i32);

/// From ring to arrowhead, each number on its outer side.
fn moved(plot: &mut Plot<'_, '_>, a: &Mark, b: &Mark) {
    let (side, shape) = if b.at > a.at { (Side::Right, RIGHT) } else { (Side::Left, LEFT) };
    plot.path(&[(a.at, MIDDLE), (b.at, MIDDLE)], Ink::Change);
    plot.at([(a.at, MIDDLE)], |svg, [place]| ring(svg, place, &a.text, side.other()));
    plot.at([(b.at, MIDDLE)], |svg, [place]| {
        svg.marker(place, Ink::Mean, shape);
        number(svg, place, &b.text, side, Ink::Mean);
    });
}

/// Ring and dot without a line: two values that may not be compared.
fn apart(plot: &Plot<'_, '_>, a: &Mark, b: &Mark) {
    let side = if b.at >= a.at { Side::Right } else { Side::Left };
    plot.at([(b.at, MIDDLE)], |svg, [place]| dot(svg, place, &b.text, side));
    plot.at([(a.at, MIDDLE)], |svg, [place]| ring(svg, place, &a.text, side.other()));
}

fn ring(svg: &mut FluidSvg<'_>, place: Place, text: &str, side: Side) {
    svg.disc(place, RING, Ink::Earlier);
    number(svg, place, text, side, Ink::Earlier);
}

fn dot(svg: &mut FluidSvg<'_>, place: Place, text: &str, side: Side) {
    svg.disc(place, DOT, Ink::Mean);
    number(svg, place, text, side, Ink::Mean);
}

fn number(svg: &mut FluidSvg<'_>, place: Place, text: &str, side: Side, ink: Ink) {
    match side {
        Side::Left => svg.label(place, -BESIDE, Anchor::End, ink, text),
        Side::Right => svg.label(place, BESIDE, Anchor::Sheet, ink, text),
    }
}
