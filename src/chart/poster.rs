//! A chart as a picture that stands alone, for a slide or a document: SVG with its words, its source and its date
//! inside, in colours and sizes of its own. Owns the sheet: head, foot, text that is broken into lines, and the
//! light palette. Needs nothing from outside: no font, no style sheet, no script, no link.
//!
//! Text has no measure here, so widths are estimated with room to spare; what a reader's own font makes of it
//! stays within the sheet.

use super::data::{Dataset, Source};
use super::markup::{push_escaped, push_hundredths, push_whole};

/// A form of chart that can stand alone.
pub trait Form {
    /// Its rows.
    fn dataset(&self) -> Dataset;
    /// The line above the heading.
    fn kicker(&self) -> String;
    /// The heading: the finding, else what is measured.
    fn heading(&self) -> String;
    /// What is measured, where the heading doesn't say it.
    fn measure(&self) -> Option<String> {
        None
    }
    /// All that the picture says, for who doesn't see it.
    fn alternative(&self) -> String;
    /// Draws what stands between head and foot, downwards from [`Sheet::y`].
    fn paint(&self, sheet: &mut Sheet);
}

/// The sheet's width in its own units, and what is kept free at its sides.
pub(super) const WIDTH: i32 = 1200;
pub(super) const MARGIN: i32 = 60;
/// The width between the margins.
pub(super) const ROOM: i32 = WIDTH - 2 * MARGIN;

/// Colours of the light palette (themes/standard/css/10-grund.css); a test compares them.
pub(super) mod colour {
    pub(in crate::chart) const PAPER: &str = "#fcfbf8";
    pub(in crate::chart) const INK: &str = "#14232b";
    pub(in crate::chart) const SOFT: &str = "#4d5b63";
    pub(in crate::chart) const RULE: &str = "#d8d2c5";
    pub(in crate::chart) const ACCENT: &str = "#00596b";
    pub(in crate::chart) const SECOND: &str = "#a03c0b";
    pub(in crate::chart) const MUTED: &str = "#75818a";
}

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Type {
    /// In the sheet's units.
    pub(super) size: i32,
    pub(super) bold: bool,
    pub(super) colour: &'static str,
    /// `start`, `middle` or `end`.
    pub(super) anchor: &'static str,
}

impl Type {
    pub(super) const fn new(size: i32) -> Self {
        Self { size, bold: false, colour: colour::INK, anchor: "start" }
    }

    pub(super) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(super) const fn in_colour(self, colour: &'static str) -> Self {
        Self { colour, ..self }
    }

    pub(super) const fn anchored(self, anchor: &'static str) -> Self {
        Self { anchor, ..self }
    }

    /// From one line to the next.
    pub(super) const fn leading(self) -> i32 {
        self.size * 135 / 100
    }
}

/// A sheet under way.
pub struct Sheet {
    body: String,
    /// Where the next thing may begin.
    pub(super) y: i32,
}

/// A chart's stand-alone picture.
pub fn picture(form: &dyn Form, source: &Source) -> String {
    let mut sheet = Sheet { body: String::with_capacity(8 * 1024), y: MARGIN };
    sheet.head(form);
    form.paint(&mut sheet);
    sheet.foot(source);
    let mut out = String::with_capacity(sheet.body.len() + 1024);
    out.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"sv\" width=\"");
    push_whole(&mut out, i64::from(WIDTH));
    out.push_str("\" height=\"");
    push_whole(&mut out, i64::from(sheet.y));
    out.push_str("\" viewBox=\"0 0 ");
    push_whole(&mut out, i64::from(WIDTH));
    out.push(' ');
    push_whole(&mut out, i64::from(sheet.y));
    out.push_str("\" role=\"img\" aria-labelledby=\"titel beskrivning\" font-family=\"'Source Sans 3', 'Segoe UI', 'Noto Sans', 'DejaVu Sans', Arial, sans-serif\">\n<title id=\"titel\">");
    push_escaped(&mut out, &form.heading());
    out.push_str("</title>\n<desc id=\"beskrivning\">");
    push_escaped(&mut out, &form.alternative());
    out.push_str("</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"");
    out.push_str(colour::PAPER);
    out.push_str("\"/>\n");
    out.push_str(&sheet.body);
    out.push_str("</svg>\n");
    out
}

impl Sheet {
    /// A sheet of which the things are laid on another later.
    pub(super) fn beside(y: i32) -> Self {
        Self { body: String::new(), y }
    }

    /// Lays another sheet's things on this one, which goes on below them.
    pub(super) fn take(&mut self, other: &Self) {
        self.body.push_str(&other.body);
        self.y = self.y.max(other.y);
    }

    fn head(&mut self, form: &dyn Form) {
        self.rect((MARGIN, self.y), (ROOM, 3), colour::INK);
        self.y += 40;
        let kicker = form.kicker();
        if !kicker.is_empty() {
            self.paragraph(&kicker, Type::new(20).in_colour(colour::SOFT));
            self.y += 6;
        }
        self.paragraph(&form.heading(), Type::new(32).bold());
        if let Some(measure) = form.measure() {
            self.y += 4;
            self.paragraph(&measure, Type::new(20).in_colour(colour::SOFT));
        }
        self.y += 24;
    }

    fn foot(&mut self, source: &Source) {
        self.y += 20;
        self.rect((MARGIN, self.y), (ROOM, 1), colour::RULE);
        self.y += 32;
        let date = source.date.as_ref().map_or_else(String::new, |date| format!(", {date}"));
        let small = Type::new(17).in_colour(colour::SOFT);
        self.paragraph(&format!("Källa: {}{date}. {}.", source.title, source.publisher), small);
        self.paragraph(&source.address, small);
        self.y += MARGIN / 2;
    }

    /// Text over the whole width, broken into lines; the next thing begins below it.
    pub(super) fn paragraph(&mut self, text: &str, set: Type) {
        self.y = self.lines((MARGIN, self.y), ROOM, text, set);
    }

    /// Text broken into lines no wider than `room`, the first line's top at `at`; where the next thing may begin.
    pub(super) fn lines(&mut self, at: (i32, i32), room: i32, text: &str, set: Type) -> i32 {
        let mut y = at.1;
        for line in broken(text, room, set) {
            self.text((at.0, y + set.size), &line, set);
            y += set.leading();
        }
        y
    }

    /// One line of text, its foot at a place.
    pub(super) fn text(&mut self, at: (i32, i32), text: &str, set: Type) {
        let out = &mut self.body;
        out.push_str("<text");
        number(out, "x", at.0);
        number(out, "y", at.1);
        number(out, "font-size", set.size);
        if set.bold {
            out.push_str(" font-weight=\"700\"");
        }
        if set.anchor != "start" {
            out.push_str(" text-anchor=\"");
            out.push_str(set.anchor);
            out.push('"');
        }
        out.push_str(" fill=\"");
        out.push_str(set.colour);
        out.push_str("\">");
        push_escaped(out, text);
        out.push_str("</text>\n");
    }

    /// A filled box.
    pub(super) fn rect(&mut self, at: (i32, i32), size: (i32, i32), colour: &str) {
        self.shape(at, size, &format!("fill=\"{colour}\""));
    }

    /// A box that is only outlined; dashed where it stands for something that isn't shown.
    pub(super) fn frame(&mut self, at: (i32, i32), size: (i32, i32), colour: &str, dashed: bool) {
        let pattern = if dashed { " stroke-dasharray=\"6 4\"" } else { "" };
        self.shape(at, size, &format!("fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"{pattern}"));
    }

    fn shape(&mut self, at: (i32, i32), size: (i32, i32), looks: &str) {
        let out = &mut self.body;
        out.push_str("<rect");
        number(out, "x", at.0);
        number(out, "y", at.1);
        number(out, "width", size.0.max(0));
        number(out, "height", size.1.max(0));
        out.push(' ');
        out.push_str(looks);
        out.push_str("/>\n");
    }

    /// A straight line.
    pub(super) fn line(&mut self, from: (i32, i32), to: (i32, i32), colour: &str, width: i32, dashed: bool) {
        let out = &mut self.body;
        out.push_str("<line");
        for (name, value) in [("x1", from.0), ("y1", from.1), ("x2", to.0), ("y2", to.1)] {
            number(out, name, value);
        }
        out.push_str(" stroke=\"");
        out.push_str(colour);
        out.push('"');
        number(out, "stroke-width", width);
        out.push_str(if dashed { " stroke-dasharray=\"6 5\"/>\n" } else { "/>\n" });
    }

    /// A line through several places.
    pub(super) fn path(&mut self, places: &[(i32, i32)], colour: &str, width: i32) {
        let out = &mut self.body;
        out.push_str("<polyline points=\"");
        for (index, (x, y)) in places.iter().enumerate() {
            if index > 0 {
                out.push(' ');
            }
            push_whole(out, i64::from(*x));
            out.push(',');
            push_whole(out, i64::from(*y));
        }
        out.push_str("\" fill=\"none\" stroke=\"");
        out.push_str(colour);
        out.push('"');
        number(out, "stroke-width", width);
        out.push_str("/>\n");
    }

    /// A disc, or a ring on paper.
    pub(super) fn disc(&mut self, at: (i32, i32), radius: i32, colour: &str, ring: bool) {
        let out = &mut self.body;
        out.push_str("<circle");
        number(out, "cx", at.0);
        number(out, "cy", at.1);
        number(out, "r", radius);
        let fill = if ring { colour::PAPER } else { colour };
        out.push_str(" fill=\"");
        out.push_str(fill);
        out.push('"');
        if ring {
            out.push_str(" stroke=\"");
            out.push_str(colour);
            out.push_str("\" stroke-width=\"3\"");
        }
        out.push_str("/>\n");
    }

    /// A shape given by its corners relative to a place.
    pub(super) fn corners(&mut self, at: (i32, i32), corners: &[(i32, i32)], colour: &str) {
        let out = &mut self.body;
        out.push_str("<polygon points=\"");
        for (index, (x, y)) in corners.iter().enumerate() {
            if index > 0 {
                out.push(' ');
            }
            push_whole(out, i64::from(at.0 + x));
            out.push(',');
            push_whole(out, i64::from(at.1 + y));
        }
        out.push_str("\" fill=\"");
        out.push_str(colour);
        out.push_str("\"/>\n");
    }
}

fn number(out: &mut String, name: &str, value: i32) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    push_hundredths(out, value.saturating_mul(100));
    out.push('"');
}

/// How wide a text may become, in the sheet's units: no common sans serif sets Swedish wider.
pub(super) fn wide(text: &str, set: Type) -> i32 {
    let hundredths: i32 = text
        .chars()
        .map(|c| match c {
            'i' | 'l' | 'j' | 't' | 'f' | 'r' | '.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '!' | '’' => 36,
            'm' | 'w' | 'M' | 'W' | '%' | '—' => 98,
            c if c.is_uppercase() => 74,
            _ => 60,
        })
        .sum();
    let bold = if set.bold { 118 } else { 100 };
    hundredths * set.size / 100 * bold / 100
}

/// A text in lines no wider than `room`; a word that is wider alone is broken where it must be.
pub(super) fn broken(text: &str, room: i32, set: Type) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    // A no-break space isn't white space to part at.
    for word in text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if wide(&longer, set) <= room {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for c in word.chars() {
            line.push(c);
            if wide(&line, set) > room && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::replace(&mut line, c.to_string()));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_at_words_and_long_words_within() {
        let set = Type::new(20);
        let lines = broken("Nämnden för arbetsmarknad, vuxenutbildning och försörjningsstöd", 260, set);
        assert!(lines.len() > 2 && lines.iter().all(|line| wide(line, set) <= 260), "{lines:?}");
        assert_eq!(lines.join(" "), "Nämnden för arbetsmarknad, vuxenutbildning och försörjningsstöd");
        let one = broken(&"å".repeat(60), 200, set);
        assert_eq!(one.concat(), "å".repeat(60));
        assert!(one.len() > 2);
        assert_eq!(broken("84\u{a0}% av", 1, set).concat().chars().filter(|c| *c == '\u{a0}').count(), 1);
    }

    #[test]
    fn the_colours_are_those_of_the_light_palette() {
        let sheet = include_str!("../../themes/standard/css/10-grund.css");
        for (name, value) in [
            ("paper", colour::PAPER),
            ("ink", colour::INK),
            ("ink-soft", colour::SOFT),
            ("rule", colour::RULE),
            ("accent", colour::ACCENT),
            ("accent-2", colour::SECOND),
            ("muted-mark", colour::MUTED),
        ] {
            let light = sheet.split("@media").next().unwrap_or_default();
            assert!(light.contains(&format!("--{name}: {value};")), "{name}");
        }
    }
}
