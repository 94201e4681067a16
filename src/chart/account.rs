//! The account (`redovisning`): a whole, what is taken from it, what is left, and what that is made of. Owns where
//! the arithmetic puts each bar and what stands in place of a part that isn't shown. Checks no sum: a sum that
//! doesn't hold never gets here (`resolve`).

use serde::Serialize;

use super::canvas::{Axis, FULL, Unit, plot};
use super::data::{Column, Dataset, Datum};
use super::ink::Ink;
use super::poster::{Form, MARGIN, ROOM, Sheet, Type, colour, wide};
use super::{Heading, HeadingView, id_of, joined};
use crate::disclosure::Shown;
use crate::number::{Decimal, NO_BREAK_SPACE};

/// What a line of an account is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// What the account begins with.
    Total,
    /// Taken away: `avgår`.
    Less,
    /// What is left of the line that these are taken from: `återstår`.
    Remains,
    /// One of the parts that make up the line above: `varav`.
    Part,
}

impl LineKind {
    const fn word(self) -> &'static str {
        match self {
            Self::Total => "",
            Self::Less => "avgår",
            Self::Remains => "återstår",
            Self::Part => "varav",
        }
    }

    /// In data files.
    const fn name(self) -> &'static str {
        match self {
            Self::Total => "helhet",
            Self::Less => "avgår",
            Self::Remains => "återstår",
            Self::Part => "varav",
        }
    }
}

/// A line as it stands in the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountLine {
    /// What.
    pub kind: LineKind,
    /// The figure's name: `Kända konton`.
    pub name: String,
    /// How many, or why that isn't told.
    pub value: Shown<Decimal>,
    /// `cirka`, `nästan` … before the number.
    pub hedge: Option<&'static str>,
    /// The line that it is taken from, left of or part of.
    pub of: Option<usize>,
}

/// An account.
#[derive(Clone, Debug)]
pub struct AccountChart {
    /// Stable and unique on its page.
    pub key: String,
    /// At which level the figure prints its heading.
    pub level: u8,
    /// Whose, and when: `Förskolenämnden 2023`.
    pub scope: String,
    /// What is accounted for: `Konton`, `Kända konton`.
    pub title: String,
    /// What is counted: `konton`.
    pub unit: Option<String>,
    /// The whole first; each line after the one that it belongs to.
    pub lines: Vec<AccountLine>,
}

/// A line as drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LineView {
    /// `total`, `less`, `remains`, `part`: for the stylesheet.
    pub class: &'static str,
    /// `avgår`, `varav`.
    pub word: &'static str,
    /// Its name.
    pub name: String,
    /// The number, `−18` for what is taken away, or the words for none.
    pub value: String,
    /// Held back by disclosure.
    pub protected: bool,
    /// Of the whole: `84 %`.
    pub share: Option<String>,
    /// The bar: safe markup.
    pub bar: String,
}

/// An account as drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AccountFigure<'a> {
    /// The figure's id.
    pub id: String,
    /// The line above the heading.
    pub kicker: String,
    /// The heading.
    pub heading: HeadingView<'a>,
    /// In order.
    pub lines: Vec<LineView>,
    /// The same in one sentence: `342 − 18 − 37 = 287`.
    pub sums: Vec<String>,
    /// Whether any line is protected.
    pub protected: bool,
}

/// A line with its place: from and to, in the common units.
struct Placed {
    line: AccountLine,
    bar: Option<(i64, i64)>,
    /// The place of a value that nobody tells: an outline.
    outlined: bool,
}

impl AccountChart {
    /// The lines as they may be drawn: a part that is held back is never alone. With one, the smallest of its
    /// shown siblings goes with it, so that neither can be worked out from the rest; together they stand as one
    /// line with what remains.
    fn lines(&self) -> Vec<AccountLine> {
        let mut lines = self.lines.clone();
        loop {
            let before = lines.clone();
            for at in 0..lines.len() {
                // What a hidden line is made of would tell it.
                if lines[at].of.is_some_and(|of| lines[of].value.is_protected()) {
                    lines[at].value = Shown::Protected;
                }
                for kinds in [&[LineKind::Part][..], &[LineKind::Less, LineKind::Remains]] {
                    hide_second(&mut lines, at, kinds);
                }
            }
            if lines == before {
                break;
            }
        }
        gathered(lines)
    }

    fn placed(&self) -> Vec<Placed> {
        let lines = self.lines();
        let places = self.places();
        let units = |line: &AccountLine| line.value.value().and_then(|value| value.in_units_of(places));
        let mut bars: Vec<Option<(i64, i64)>> = vec![None; lines.len()];
        let mut outlined = vec![false; lines.len()];
        for at in 0..lines.len() {
            let line = &lines[at];
            let Some(whole) = line.of else {
                bars[at] = units(line).map(|value| (0, value));
                continue;
            };
            let Some((from, to)) = bars[whole] else { continue };
            let siblings = |kind: LineKind, until: usize| {
                let before =
                    lines[..until].iter().filter(move |its| its.of == Some(whole) && its.kind == kind);
                before.map(&units).try_fold(0_i64, |sum, one| sum.checked_add(one?))
            };
            let value = units(line);
            bars[at] = match line.kind {
                LineKind::Total => None,
                LineKind::Less => siblings(LineKind::Less, at)
                    .zip(value)
                    .map(|(before, value)| (to - before - value, to - before)),
                LineKind::Remains => value.map(|value| (from, from + value)),
                LineKind::Part => match (siblings(LineKind::Part, at), value) {
                    (Some(before), Some(value)) => Some((from + before, from + before + value)),
                    (before, None) if matches!(line.value, Shown::Missing(_)) => {
                        // The one part that nobody tells is what the others leave.
                        let others: Option<i64> = lines
                            .iter()
                            .enumerate()
                            .filter(|(i, its)| {
                                *i != at && its.of == Some(whole) && its.kind == LineKind::Part
                            })
                            .map(|(_, its)| units(its))
                            .try_fold(0_i64, |sum, one| sum.checked_add(one?));
                        outlined[at] = true;
                        before.zip(others).map(|(before, others)| (from + before, to - (others - before)))
                    }
                    _ => None,
                },
            };
        }
        lines
            .into_iter()
            .zip(bars)
            .zip(outlined)
            .map(|((line, bar), outlined)| Placed {
                line,
                bar: bar.filter(|(from, to)| *from >= 0 && to >= from),
                outlined,
            })
            .collect()
    }

    fn places(&self) -> u8 {
        self.lines.iter().filter_map(|line| line.value.value()).map(Decimal::decimals).max().unwrap_or(0)
    }

    /// Of the whole account, in whole per cent.
    fn share(&self, value: Shown<Decimal>) -> Option<i64> {
        let places = self.places();
        let whole = self.lines.first()?.value.value()?.in_units_of(places).filter(|whole| *whole > 0)?;
        let value = value.value()?.in_units_of(places).filter(|value| *value >= 0)?;
        i64::try_from((i128::from(value) * 200 + i128::from(whole)) / (2 * i128::from(whole))).ok()
    }

    /// `342 − 18 − 37 = 287` and `159 + 128 = 287`, where all of it is shown and exact.
    fn sums(&self) -> Vec<String> {
        let lines = self.lines();
        let places = self.places();
        let told = |line: &AccountLine| {
            line.hedge.is_none().then_some(())?;
            Some(line.value.value()?.swedish(places))
        };
        let mut sums = Vec::new();
        for (at, whole) in lines.iter().enumerate() {
            let of = |kind: LineKind| {
                lines.iter().filter(move |line| line.of == Some(at) && line.kind == kind).map(told).collect()
            };
            let parts: [Option<Vec<String>>; 3] =
                [of(LineKind::Less), of(LineKind::Remains), of(LineKind::Part)];
            let [Some(less), Some(remains), Some(part)] = parts else { continue };
            let Some(whole) = told(whole) else { continue };
            if let ([_, ..], [left]) = (less.as_slice(), remains.as_slice()) {
                sums.push(format!("{whole} \u{2212} {} = {left}", less.join(" \u{2212} ")));
            }
            if part.len() > 1 {
                sums.push(format!("{} = {whole}", part.join(" + ")));
            }
        }
        sums
    }

    /// Draws the account.
    pub fn draw(&self) -> AccountFigure<'_> {
        let id = id_of("redovisning", &self.key);
        let placed = self.placed();
        let extent = extent(&placed);
        let lines = placed.iter().map(|its| self.line_view(its, extent)).collect();
        AccountFigure {
            heading: HeadingView::new(Heading::Own { level: self.level }, &id, &self.title),
            kicker: Form::kicker(self),
            lines,
            sums: self.sums(),
            protected: placed.iter().any(|its| its.line.value.is_protected()),
            id,
        }
    }

    fn line_view(&self, its: &Placed, extent: i64) -> LineView {
        let line = &its.line;
        let class = match line.kind {
            LineKind::Total => "total",
            LineKind::Less => "less",
            LineKind::Remains => "remains",
            LineKind::Part => "part",
        };
        let share = self.share(line.value).filter(|_| line.kind != LineKind::Total);
        LineView {
            class,
            word: line.kind.word(),
            name: line.name.clone(),
            value: self.value_words(line),
            protected: line.value.is_protected(),
            share: share.map(|share| format!("{share}{NO_BREAK_SPACE}%")),
            bar: bar(its, extent),
        }
    }

    fn value_words(&self, line: &AccountLine) -> String {
        let words = Datum::of(line.value, self.places()).words();
        match (line.hedge, line.value) {
            (Some(hedge), Shown::Value(_)) => format!("{hedge}{NO_BREAK_SPACE}{words}"),
            (None, Shown::Value(value)) if line.kind == LineKind::Less && !value.is_zero() => {
                format!("\u{2212}{words}")
            }
            _ => words,
        }
    }
}

/// Where one of a whole's lines is held back, the smallest of its shown siblings goes with it.
fn hide_second(lines: &mut [AccountLine], whole: usize, kinds: &[LineKind]) {
    let of = |line: &AccountLine| line.of == Some(whole) && kinds.contains(&line.kind);
    if lines.iter().filter(|line| of(line) && line.value.is_protected()).count() == 1 {
        let shown = lines.iter().enumerate().filter(|(_, line)| of(line));
        let least = shown.filter_map(|(at, line)| Some((line.value.value()?, at))).min();
        if let Some((_, at)) = least {
            lines[at].value = Shown::Protected;
        }
    }
}

/// Parts that are held back, as one line with what is left of the whole.
fn gathered(mut lines: Vec<AccountLine>) -> Vec<AccountLine> {
    for whole in (0..lines.len()).rev() {
        let is_part = |line: &AccountLine| line.of == Some(whole) && line.kind == LineKind::Part;
        let hidden: Vec<usize> =
            (0..lines.len()).filter(|at| is_part(&lines[*at]) && lines[*at].value.is_protected()).collect();
        if hidden.len() < 2 {
            continue;
        }
        let shown = lines.iter().filter(|line| is_part(line)).filter_map(|line| line.value.value());
        let rest = shown.fold(lines[whole].value.value(), |rest, part| rest?.minus(part));
        let is_known = lines.iter().all(|line| !is_part(line) || !matches!(line.value, Shown::Missing(_)));
        let value = rest.filter(|_| is_known).map_or(Shown::Protected, Shown::Value);
        let name = "övriga (visas inte var för sig)".to_owned();
        lines[hidden[0]] = AccountLine { name, value, ..lines[hidden[0]].clone() };
        for at in hidden[1..].iter().rev() {
            remove(&mut lines, *at);
        }
    }
    lines
}

/// Takes a line out; what belonged to it belongs to nothing drawn any more and goes with it.
fn remove(lines: &mut Vec<AccountLine>, at: usize) {
    while let Some(below) = lines.iter().rposition(|line| line.of == Some(at)) {
        remove(lines, below);
    }
    lines.remove(at);
    for line in lines {
        if let Some(of) = line.of.as_mut().filter(|of| **of > at) {
            *of -= 1;
        }
    }
}

fn bar(its: &Placed, extent: i64) -> String {
    let Some((from, to)) = its.bar else { return String::new() };
    let mut svg = String::from("<svg class=\"account-bar\" aria-hidden=\"true\">");
    let ink = match (its.outlined, its.line.kind) {
        (true, _) => Ink::Unknown,
        (_, LineKind::Less) => Ink::Less,
        (_, LineKind::Part) => Ink::Part,
        (_, LineKind::Total | LineKind::Remains) => Ink::Bar,
    };
    let axes = (Axis::plain(0, extent), Axis::plain(100, 0));
    plot(&mut svg, (Unit::Percent, Unit::Percent), (FULL, FULL), axes, |plot| {
        plot.rect((0, 0), (extent, 100), Ink::Ground);
        plot.rect((from, 0), (to, 100), ink);
    });
    svg.push_str("</svg>");
    svg
}

impl Form for AccountChart {
    fn dataset(&self) -> Dataset {
        let places = self.places();
        let rows = self.lines().into_iter().map(|line| {
            let share = self.share(line.value);
            vec![
                Datum::Text(line.name),
                Datum::Text(line.kind.name().into()),
                Datum::of(line.value, places),
                line.hedge.map_or(Datum::Nothing, |hedge| Datum::Text(hedge.into())),
                share.map_or(Datum::Nothing, |share| Datum::Number(Decimal::whole(share), 0)),
            ]
        });
        Dataset {
            form: "redovisning",
            title: self.title.clone(),
            columns: vec![
                Column::new("namn", "Rad"),
                Column::new("slag", "Slag"),
                Column::new("antal", self.unit.clone().unwrap_or_else(|| "Antal".into())),
                Column::new("noggrannhet", "Noggrannhet"),
                Column::percent("andel", "Andel av helheten"),
            ],
            rows: rows.collect(),
        }
    }

    fn kicker(&self) -> String {
        match &self.unit {
            Some(unit) => format!("{} · antal {unit}, andel av helheten", self.scope),
            None => format!("{} · andel av helheten", self.scope),
        }
    }

    fn heading(&self) -> String {
        self.title.clone()
    }

    fn measure(&self) -> Option<String> {
        let sums = self.sums();
        (!sums.is_empty()).then(|| format!("{}.", joined(&sums, "; ")))
    }

    fn alternative(&self) -> String {
        let lines = self.lines();
        let told: Vec<String> = lines
            .iter()
            .map(|line| match line.kind.word() {
                "" => format!("{}: {}", line.name, self.value_words(line)),
                word => format!("{word} {}: {}", line.name, self.value_words(line)),
            })
            .collect();
        format!("{}.", told.join("; "))
    }

    fn paint(&self, sheet: &mut Sheet) {
        const NAMES: i32 = 420;
        const NUMBERS: i32 = 210;
        let placed = self.placed();
        let extent = extent(&placed);
        let bars = ROOM - NAMES - NUMBERS;
        let x = |value: i64| {
            MARGIN + NAMES + i32::try_from(value * i64::from(bars) / extent.max(1)).unwrap_or(bars)
        };
        for its in &placed {
            let line = &its.line;
            let set = match line.kind {
                LineKind::Total | LineKind::Remains => Type::new(22).bold(),
                LineKind::Less | LineKind::Part => Type::new(22),
            };
            let indent = if matches!(line.kind, LineKind::Less | LineKind::Part) { 24 } else { 0 };
            let name = match line.kind.word() {
                "" | "återstår" => line.name.clone(),
                word => format!("{word} {}", line.name),
            };
            let top = sheet.y;
            let end = sheet.lines((MARGIN + indent, top), NAMES - indent - 20, &name, set);
            match its.bar {
                Some((from, to)) if its.outlined => {
                    sheet.frame((x(from), top + 4), (x(to) - x(from), 22), colour::MUTED, true);
                }
                Some((from, to)) => {
                    let colour = match line.kind {
                        LineKind::Less => colour::MUTED,
                        LineKind::Part => colour::SECOND,
                        LineKind::Total | LineKind::Remains => colour::ACCENT,
                    };
                    sheet.rect((x(from), top + 4), ((x(to) - x(from)).max(2), 22), colour);
                }
                None => {}
            }
            let mut value = self.value_words(line);
            if let Some(share) = self.share(line.value).filter(|_| line.kind != LineKind::Total) {
                value = format!("{value} ({share}{NO_BREAK_SPACE}%)");
            }
            let set = set.anchored("end");
            if wide(&value, set) <= NUMBERS - 10 {
                sheet.text((MARGIN + ROOM, top + 22), &value, set);
                sheet.y = end;
            } else {
                let below = sheet.lines((MARGIN + ROOM, top), NUMBERS - 10, &value, set);
                sheet.y = end.max(below);
            }
            sheet.y += 12;
        }
    }
}

/// Where the longest bar ends.
fn extent(placed: &[Placed]) -> i64 {
    placed.iter().filter_map(|its| its.bar).map(|(_, to)| to).max().unwrap_or(0).max(1)
}

#[cfg(test)]
#[path = "account_tests.rs"]
mod tests;
