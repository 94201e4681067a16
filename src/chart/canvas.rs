//! The drawing surface: plotters' coordinates, mesh and series, written as fluid SVG.
//! Owns every byte of SVG in a chart, and is the only module that names plotters. Knows no chart form,
//! no colours and no fonts: an [`Ink`] becomes a class, a place becomes per cent or em.
//!
//! All coordinates are whole numbers, so nothing infinite or undefined can reach an axis.

use std::convert::Infallible;
use std::fmt::Debug;
use std::ops::Range;

use plotters::chart::{ChartBuilder, ChartContext};
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter};
use plotters::drawing::IntoDrawingArea;
use plotters::element::{Drawable, PathElement, PointCollection, Rectangle};
use plotters::style::{Color, ShapeStyle, TRANSPARENT};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use super::ink::Ink;
use super::markup::{push_escaped, push_hundredths, push_whole};
use crate::number::Decimal;

impl Ink {
    /// The ink that plotters carried through as a colour; `None` for plotters' own transparent marks.
    fn carried(color: BackendColor) -> Option<Self> {
        if color.alpha <= 0.0 {
            return None;
        }
        Self::ALL.get(usize::from(color.rgb.0)).copied()
    }
}

impl Color for Ink {
    fn to_backend_color(&self) -> BackendColor {
        BackendColor { alpha: 1.0, rgb: (*self as u8, 0, 0) }
    }
}

/// What a hundred units of the virtual canvas stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Hundredths of the font's size.
    Em,
    /// Hundredths of one per cent of the drawing's box.
    Percent,
}

impl Unit {
    const fn sign(self) -> &'static str {
        match self {
            Self::Em => "em",
            Self::Percent => "%",
        }
    }
}

/// 100 % in units of the virtual canvas.
pub(super) const FULL: u32 = 10_000;

/// Where a label's text stands relative to its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// As the stylesheet says (which without a rule is: it starts at the point).
    Sheet,
    /// It ends at the point.
    End,
}

/// A number line: whole units from one end to the other, backwards too, with ticks where we say.
#[derive(Clone, Debug)]
pub(super) struct Axis {
    /// At the left or the foot.
    pub(super) from: i64,
    /// At the right or the top. Equal ends are allowed: everything stands in the middle.
    pub(super) to: i64,
    /// Where the mesh has its lines.
    pub(super) ticks: Vec<i64>,
    /// How many decimals the units count: 1 means that a unit is a tenth.
    pub(super) decimals: u8,
}

impl Axis {
    /// An axis without ticks, for places that are not numbers of the data.
    pub(super) const fn plain(from: i64, to: i64) -> Self {
        Self { from, to, ticks: Vec::new(), decimals: 0 }
    }

    /// The Swedish number at a place.
    pub(super) fn label(&self, value: i64) -> String {
        Decimal::new(value, self.decimals).swedish(self.decimals)
    }
}

impl Ranged for Axis {
    type FormatOption = NoDefaultFormatting;
    type ValueType = i64;

    fn map(&self, value: &i64, limit: (i32, i32)) -> i32 {
        let length = i128::from(self.to) - i128::from(self.from);
        let room = i128::from(limit.1) - i128::from(limit.0);
        let along = (i128::from(*value) - i128::from(self.from)) * room;
        let offset = match length {
            0 => room / 2,
            _ => nearest(along, length),
        };
        i32::try_from(i128::from(limit.0) + offset).unwrap_or(limit.1)
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<i64> {
        if hint.weight().allow_light_points() {
            return Vec::new();
        }
        self.ticks.clone()
    }

    fn range(&self) -> Range<i64> {
        self.from.min(self.to)..self.from.max(self.to)
    }
}

impl ValueFormatter<i64> for Axis {
    fn format_ext(&self, value: &i64) -> String {
        self.label(*value)
    }
}

/// The quotient, to the nearest whole number, halves away from zero.
fn nearest(part: i128, whole: i128) -> i128 {
    let half = whole.abs() / 2;
    (part.abs() + half) / whole.abs() * part.signum() * whole.signum()
}

/// SVG that flows with its box: positions in per cent or em, classes for inks, no colour, no font.
pub(super) struct FluidSvg<'o> {
    out: &'o mut String,
    size: (u32, u32),
    unit: (Unit, Unit),
    run: Option<Ink>,
}

impl FluidSvg<'_> {
    /// A shape of fixed size in CSS pixels around a point; `path` is SVG path data about 0,0.
    pub(super) fn marker(&mut self, at: BackendCoord, ink: Ink, path: &str) {
        self.ink(ink);
        self.out.push_str("<svg");
        self.place("x", at.0, self.unit.0);
        self.place("y", at.1, self.unit.1);
        self.out.push_str("><path d=\"");
        self.out.push_str(path);
        self.out.push_str("\"/></svg>");
    }

    /// A short number beside a point, `dx` hundredths of an em away. Never names or sentences.
    pub(super) fn label(&mut self, at: BackendCoord, dx: i32, anchor: Anchor, ink: Ink, text: &str) {
        self.ink(ink);
        self.out.push_str("<text");
        self.place("x", at.0, self.unit.0);
        self.place("y", at.1, self.unit.1);
        if dx != 0 {
            self.place("dx", dx, Unit::Em);
        }
        if anchor == Anchor::End {
            self.out.push_str(" text-anchor=\"end\"");
        }
        self.out.push('>');
        push_escaped(self.out, text);
        self.out.push_str("</text>");
    }

    /// A disc or ring, its radius in hundredths of an em.
    pub(super) fn disc(&mut self, at: BackendCoord, radius: i32, ink: Ink) {
        self.ink(ink);
        self.out.push_str("<circle");
        self.place("cx", at.0, self.unit.0);
        self.place("cy", at.1, self.unit.1);
        self.place("r", radius, Unit::Em);
        self.out.push_str("/>");
    }

    /// A straight line from point to point.
    pub(super) fn line(&mut self, from: BackendCoord, to: BackendCoord, ink: Ink) {
        self.ink(ink);
        self.out.push_str("<line");
        self.place("x1", from.0, self.unit.0);
        self.place("y1", from.1, self.unit.1);
        self.place("x2", to.0, self.unit.0);
        self.place("y2", to.1, self.unit.1);
        self.out.push_str("/>");
    }

    /// A line bent at each point between the first and the last.
    pub(super) fn bent(&mut self, points: &[BackendCoord], ink: Ink) {
        self.ink(ink);
        self.outline(points.iter().copied(), false);
    }

    /// Marks that belong together under a tooltip of the browser's own.
    pub(super) fn datum(&mut self, title: &str, draw: impl FnOnce(&mut Self)) {
        self.end_run();
        self.out.push_str("<g><title>");
        push_escaped(self.out, title);
        self.out.push_str("</title>");
        draw(self);
        self.end_run();
        self.out.push_str("</g>");
    }

    /// Begins a group that the stylesheet can address.
    pub(super) fn open(&mut self, class: &str) {
        self.end_run();
        self.out.push_str("<g class=\"");
        push_escaped(self.out, class);
        self.out.push_str("\">");
    }

    /// Ends the group begun last.
    pub(super) fn close(&mut self) {
        self.end_run();
        self.out.push_str("</g>");
    }

    /// Marks of one ink in succession share one group.
    fn ink(&mut self, ink: Ink) {
        if self.run == Some(ink) {
            return;
        }
        self.end_run();
        self.out.push_str("<g class=\"");
        self.out.push_str(ink.class());
        self.out.push_str("\">");
        self.run = Some(ink);
    }

    fn end_run(&mut self) {
        if self.run.take().is_some() {
            self.out.push_str("</g>");
        }
    }

    fn place(&mut self, name: &str, hundredths: i32, unit: Unit) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        push_hundredths(self.out, hundredths);
        if hundredths != 0 {
            self.out.push_str(unit.sign());
        }
        self.out.push('"');
    }

    fn outline(&mut self, points: impl Iterator<Item = BackendCoord>, closed: bool) {
        self.out.push_str("<svg viewBox=\"0 0 ");
        push_whole(self.out, i64::from(self.size.0) - 1);
        self.out.push(' ');
        push_whole(self.out, i64::from(self.size.1) - 1);
        self.out.push_str("\" preserveAspectRatio=\"none\"><path d=\"");
        for (index, point) in points.enumerate() {
            self.out.push(if index == 0 { 'M' } else { 'L' });
            push_whole(self.out, i64::from(point.0));
            self.out.push(' ');
            push_whole(self.out, i64::from(point.1));
        }
        if closed {
            self.out.push('Z');
        }
        self.out.push_str("\"/></svg>");
    }
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for FluidSvg<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        self.end_run();
        Ok(())
    }

    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        // plotters asks for pixels only where a backend has no shape of its own; this one has them all.
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        if let Some(ink) = Ink::carried(style.color()) {
            self.line(from, to, ink);
        }
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S, _: bool) -> Drawn {
        if let Some(ink) = Ink::carried(style.color()) {
            self.ink(ink);
            self.out.push_str("<rect");
            self.place("x", a.0.min(b.0), self.unit.0);
            self.place("y", a.1.min(b.1), self.unit.1);
            self.place("width", (b.0 - a.0).abs(), self.unit.0);
            self.place("height", (b.1 - a.1).abs(), self.unit.1);
            self.out.push_str("/>");
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let Some(ink) = Ink::carried(style.color()) else { return Ok(()) };
        let mut points = path.into_iter();
        let (Some(first), Some(second)) = (points.next(), points.next()) else { return Ok(()) };
        match points.next() {
            None => self.line(first, second, ink),
            Some(third) => {
                self.ink(ink);
                self.outline([first, second, third].into_iter().chain(points), false);
            }
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, at: BackendCoord, radius: u32, style: &S, _: bool) -> Drawn {
        if let Some(ink) = Ink::carried(style.color()) {
            self.disc(at, i32::try_from(radius).unwrap_or(i32::MAX), ink);
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        if let Some(ink) = Ink::carried(style.color()) {
            self.ink(ink);
            self.outline(corners.into_iter(), true);
        }
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Drawn {
        if let Some(ink) = Ink::carried(style.color()) {
            self.label(at, 0, Anchor::Sheet, ink, text);
        }
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        _: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let characters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        Ok((characters.saturating_mul(52), 120))
    }
}

/// Places of the data, and what is drawn there. plotters maps the places; the closure draws.
struct At<const N: usize, F> {
    points: [(i64, i64); N],
    draw: F,
}

impl<'a, const N: usize, F> PointCollection<'a, (i64, i64)> for &'a At<N, F> {
    type IntoIter = std::slice::Iter<'a, (i64, i64)>;
    type Point = &'a (i64, i64);

    fn point_iter(self) -> Self::IntoIter {
        self.points.iter()
    }
}

impl<'o, const N: usize, F> Drawable<FluidSvg<'o>> for At<N, F>
where
    F: Fn(&mut FluidSvg<'o>, [BackendCoord; N]),
{
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mapped: I,
        svg: &mut FluidSvg<'o>,
        _: (u32, u32),
    ) -> Drawn {
        let mut places = [(0, 0); N];
        for (place, at) in places.iter_mut().zip(mapped) {
            *place = at;
        }
        (self.draw)(svg, places);
        Ok(())
    }
}

/// A drawing under way on two axes.
pub(super) struct Plot<'a, 'o> {
    chart: ChartContext<'a, FluidSvg<'o>, Cartesian2d<Axis, Axis>>,
}

impl<'o> Plot<'_, 'o> {
    /// Draws at places of the data.
    pub(super) fn at<const N: usize>(
        &self,
        points: [(i64, i64); N],
        draw: impl Fn(&mut FluidSvg<'o>, [BackendCoord; N]),
    ) {
        sound(self.chart.plotting_area().draw(&At { points, draw }));
    }

    /// A line through places of the data, in their order.
    pub(super) fn path(&self, points: &[(i64, i64)], ink: Ink) {
        sound(self.chart.plotting_area().draw(&PathElement::new(points, ink)));
    }

    /// A filled box between two places of the data.
    pub(super) fn rect(&self, from: (i64, i64), to: (i64, i64), ink: Ink) {
        sound(self.chart.plotting_area().draw(&Rectangle::new([from, to], ShapeStyle::from(&ink).filled())));
    }

    /// Grid lines at the ticks of the axis that runs across.
    pub(super) fn grid_across(&mut self, ink: Ink) {
        let mut mesh = self.chart.configure_mesh();
        mesh.disable_y_mesh().disable_axes();
        mesh.light_line_style(TRANSPARENT).bold_line_style(ShapeStyle::from(&ink));
        sound(mesh.draw());
    }
}

/// Draws on a canvas of `size` hundredths of the two units, the first axis running to the right and
/// the second upwards, and appends the marks to `out`.
pub(super) fn plot(
    out: &mut String,
    unit: (Unit, Unit),
    size: (u32, u32),
    (across, up): (Axis, Axis),
    paint: impl FnOnce(&mut Plot<'_, '_>),
) {
    // plotters maps the end of a range to size - 1, so one unit more is declared than is meant.
    let size = (size.0 + 1, size.1 + 1);
    let root = FluidSvg { out, size, unit, run: None }.into_drawing_area();
    let chart = sound(ChartBuilder::on(&root).build_cartesian_2d(across, up));
    paint(&mut Plot { chart });
    sound(root.present());
}

/// Writing to a string in memory has no way to fail; plotters' result type can't say so.
fn sound<T, E: Debug>(result: Result<T, E>) -> T {
    result.expect("drawing on a string does not fail")
}

#[cfg(test)]
#[path = "canvas_tests.rs"]
mod tests;
