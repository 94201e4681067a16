//! The panels' marks: the grid and all rows' lines, drawn once, and each row's own line, ends and breaks.
//! Owns no words but what it is given.

use super::Year;
use super::canvas::{Anchor, Axis, FULL, FluidSvg, Plot, Unit, plot};
use super::graduation::Ticks;
use super::ink::Ink;
use super::markup::push_escaped;
use super::panels::Panel;
use crate::number::Decimal;

/// The radius of a dot in hundredths of an em.
const DOT: i32 = 28;
/// From a point to its number, in hundredths of one per cent of the height.
const ABOVE: i32 = 1100;

/// The id of what the panels of a figure share.
pub(super) fn shared_id(figure: &str) -> String {
    format!("{figure}-alla")
}

/// What every panel of one figure shares.
pub(super) struct Marks<'t> {
    pub(super) ticks: &'t Ticks,
    /// Decimals that every number is printed with.
    pub(super) places: u8,
    /// The first and the last year.
    pub(super) years: (Year, Year),
}

impl Marks<'_> {
    /// Half years, so that a break can stand between two.
    fn axes(&self) -> (Axis, Axis) {
        let across = Axis::plain(i64::from(self.years.0) * 2, i64::from(self.years.1) * 2);
        (
            across,
            Axis { from: self.ticks.lo, to: self.ticks.hi, ticks: Vec::new(), decimals: self.ticks.decimals },
        )
    }

    fn paint(&self, svg: &mut String, paint: impl FnOnce(&mut Plot<'_, '_>)) {
        plot(svg, (Unit::Percent, Unit::Percent), (FULL, FULL), self.axes(), paint);
    }

    fn place(&self, (year, value): (Year, Decimal)) -> Option<(i64, i64)> {
        Some((i64::from(year) * 2, value.in_units_of(self.ticks.decimals)?))
    }

    fn run(&self, plot: &Plot<'_, '_>, run: &[(Year, Decimal)], ink: Ink) {
        let places: Vec<(i64, i64)> = run.iter().filter_map(|point| self.place(*point)).collect();
        if places.len() > 1 {
            plot.path(&places, ink);
        }
    }

    /// The grid at the scale's numbers, and every row's line.
    pub(super) fn shared(&self, id: &str, panels: &[Panel<'_>]) -> String {
        let mut svg = String::with_capacity(4096);
        svg.push_str("<svg class=\"panel-shared\" aria-hidden=\"true\"><defs><g id=\"");
        push_escaped(&mut svg, id);
        svg.push_str("\" class=\"panel-lines\">");
        self.paint(&mut svg, |plot| {
            let (from, to) = (i64::from(self.years.0) * 2, i64::from(self.years.1) * 2);
            for &(at, _) in &self.ticks.at {
                if from == to {
                    plot.at([(from, at)], |svg, [place]| {
                        svg.line((0, place.1), (10_000, place.1), Ink::Grid);
                    });
                } else {
                    plot.path(&[(from, at), (to, at)], Ink::Grid);
                }
            }
            for run in panels.iter().flat_map(|panel| &panel.runs) {
                self.run(plot, run, Ink::Others);
            }
        });
        svg.push_str("</g></defs></svg>");
        svg
    }

    /// A row's panel.
    pub(super) fn panel(&self, panel: &Panel<'_>, shared: &str, alternative: &str) -> String {
        let mut svg = String::with_capacity(1024);
        svg.push_str("<svg class=\"panel\" role=\"img\" aria-label=\"");
        push_escaped(&mut svg, alternative);
        svg.push_str("\"><use href=\"#");
        push_escaped(&mut svg, shared);
        svg.push_str("\" width=\"100%\" height=\"100%\"/>");
        self.paint(&mut svg, |plot| self.marks(plot, panel));
        svg.push_str("</svg>");
        svg
    }

    fn marks(&self, plot: &Plot<'_, '_>, panel: &Panel<'_>) {
        for (before, after) in &panel.breaks {
            let at = i64::from(*before) + i64::from(*after);
            plot.path(&[(at, self.ticks.lo), (at, self.ticks.hi)], Ink::Break);
        }
        for run in &panel.runs {
            self.run(plot, run, Ink::Change);
        }
        let points: Vec<(Year, Decimal)> = panel.runs.iter().flatten().copied().collect();
        let (Some(first), Some(last)) = (points.first(), points.last()) else { return };
        let lone = panel.runs.iter().filter(|run| run.len() == 1).map(|run| &run[0]);
        for point in lone.filter(|point| *point != first && *point != last) {
            self.dot(plot, *point, |_, _| {});
        }
        if first != last {
            self.dot(plot, *first, |svg, place| self.number(svg, place, first.1, Anchor::Sheet));
        }
        let anchor = if last.0 > self.years.0 { Anchor::End } else { Anchor::Sheet };
        self.dot(plot, *last, |svg, place| self.number(svg, place, last.1, anchor));
    }

    fn dot(&self, plot: &Plot<'_, '_>, point: (Year, Decimal), also: impl Fn(&mut FluidSvg<'_>, (i32, i32))) {
        if let Some(place) = self.place(point) {
            plot.at([place], |svg, [place]| {
                svg.disc(place, DOT, Ink::Mean);
                also(svg, place);
            });
        }
    }

    /// Above its point, or below one that stands near the top.
    fn number(&self, svg: &mut FluidSvg<'_>, (x, y): (i32, i32), value: Decimal, anchor: Anchor) {
        let y = if y > 2 * ABOVE { y - ABOVE } else { y + ABOVE };
        svg.label((x, y), 0, anchor, Ink::Mean, &value.swedish(self.places));
    }
}
