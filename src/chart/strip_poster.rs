//! The strip as data and as a picture that stands alone. Owns neither its order nor what may be compared: those
//! are the strip's.

use super::Year;
use super::data::{Column, Dataset, Datum};
use super::graduation::Ticks;
use super::poster::{Form, MARGIN, ROOM, Sheet, Type, colour};
use super::strip::{StripChart, StripRow, StripScales};
use super::strip_table::mean_of_shown;
use super::strip_words::{Change, alternative, kicker, remark};
use crate::number::Decimal;

impl<'a> StripChart<'a> {
    /// The scale that the later year was asked on.
    pub(super) const fn later_scale(&self) -> super::Graduation {
        match self.scales {
            StripScales::Same(scale) | StripScales::Changed { later: scale, .. } => scale,
        }
    }

    /// One scale for both years: else they never share an axis, or a change.
    fn one_scale(&self) -> bool {
        match self.scales {
            StripScales::Same(_) => true,
            StripScales::Changed { earlier, later } => earlier == later,
        }
    }

    fn change_of(&self, row: &StripRow<'a>) -> Change {
        Change::of(self.earlier_of(row), row.later, row.comparable && self.one_scale())
    }

    fn has_intervals(&self) -> bool {
        self.rows.iter().any(|row| row.interval.is_some())
    }
}

/// A column for a year's something.
fn of_year(what: &str, year: Year, head: String) -> Column {
    Column::new(format!("{what}_{year}"), head)
}

impl Form for StripChart<'_> {
    fn dataset(&self) -> Dataset {
        let places = self.later_scale().places();
        let years: Vec<Year> = self.earlier.into_iter().chain([self.year]).collect();
        let two = self.earlier.is_some();
        let mut columns = vec![Column::new("rad", self.row_kind)];
        columns.extend(years.iter().map(|year| of_year("medelvarde", *year, year.to_string())));
        if two {
            columns.push(Column::new("forandring", "Förändring"));
        }
        columns.extend(years.iter().map(|year| of_year("antal_svar", *year, format!("Svar {year}"))));
        if self.has_intervals() {
            columns.push(Column::new("lagst", "Lägsta förändring (95 %)"));
            columns.push(Column::new("hogst", "Högsta förändring (95 %)"));
        }
        let rows = self.ordered().into_iter().map(|row| {
            let mut cells = vec![Datum::Text(row.name.to_owned())];
            if two {
                cells.push(Datum::of(row.earlier, places));
            }
            cells.push(Datum::of(row.later, places));
            if two {
                cells.push(match self.change_of(row) {
                    Change::Moved { by, .. } => Datum::Number(by, places),
                    Change::Incomparable | Change::Unknown => Datum::Nothing,
                });
                cells.push(Datum::count(row.answers.0));
            }
            cells.push(Datum::count(row.answers.1));
            if self.has_intervals() {
                let ends = row.interval.map(|interval| [interval.low, interval.high]);
                cells.extend(ends.map_or([Datum::Nothing, Datum::Nothing], |ends| {
                    ends.map(|end| Datum::Number(end, places))
                }));
            }
            cells
        });
        let rows = rows.collect();
        Dataset { form: "jämförelse", title: self.question.to_owned(), columns, rows }
    }

    fn kicker(&self) -> String {
        kicker(self.scope, self.earlier, self.year, self.later_scale())
    }

    fn heading(&self) -> String {
        self.finding.unwrap_or(self.question).to_owned()
    }

    fn measure(&self) -> Option<String> {
        self.finding.map(|_| self.question.to_owned())
    }

    fn alternative(&self) -> String {
        let places = self.later_scale().places();
        let rows: Vec<String> = self
            .ordered()
            .into_iter()
            .map(|row| format!("{} {}", row.name, alternative(row, self.earlier, self.year, places)))
            .collect();
        rows.join(" ")
    }

    fn paint(&self, sheet: &mut Sheet) {
        const NAMES: i32 = 400;
        const ROW: i32 = 46;
        let scale = self.later_scale();
        let values = self.rows.iter().flat_map(|row| [self.earlier_of(row), row.later]);
        let shown = values.filter_map(crate::disclosure::Shown::value).map(Decimal::decimals);
        let places = shown.fold(scale.places(), u8::max);
        let Some(ticks) = Ticks::few(scale, places) else { return };
        let (from, to) = (MARGIN + NAMES + 60, MARGIN + ROOM - 60);
        let span = (ticks.hi - ticks.lo).max(1);
        let x = |units: i64| {
            from + i32::try_from((units - ticks.lo) * i64::from(to - from) / span).unwrap_or_default()
        };
        let at = |value: Decimal| value.in_units_of(ticks.decimals).filter(|_| self.one_scale()).map(x);
        self.paint_key(sheet);
        let top = sheet.y + 30;
        let bottom_of_rows = |sheet: &Sheet| sheet.y;
        for (tick, _) in &ticks.at {
            let label = Decimal::new(*tick, ticks.decimals).swedish(0);
            sheet.text(
                (x(*tick), sheet.y + 18),
                &label,
                Type::new(18).in_colour(colour::SOFT).anchored("middle"),
            );
        }
        sheet.y = top;
        let heights: i32 = i32::try_from(self.rows.len()).unwrap_or(0);
        // The grid's length is known when the rows are: rows whose words need two lines are taller.
        let mut rows = Sheet::beside(sheet.y);
        for row in self.ordered() {
            self.paint_row(&mut rows, row, at, (NAMES, ROW));
        }
        let bottom = bottom_of_rows(&rows).max(top + heights);
        for (tick, _) in &ticks.at {
            sheet.line((x(*tick), top), (x(*tick), bottom), colour::RULE, 1, false);
        }
        let mean = self.mean_name.and_then(|_| mean_of_shown(self.later_values(), places));
        if let Some(mean) = mean.and_then(|mean| at(mean.value)) {
            sheet.line((mean, top), (mean, bottom), colour::INK, 2, true);
        }
        sheet.take(&rows);
    }
}

impl<'a> StripChart<'a> {
    fn paint_key(&self, sheet: &mut Sheet) {
        let set = Type::new(20);
        let y = sheet.y + 12;
        let mut x = MARGIN;
        if let Some(earlier) = self.earlier {
            sheet.disc((x + 10, y), 9, colour::MUTED, true);
            sheet.text((x + 28, y + 7), &earlier.to_string(), set);
            x += 110;
        }
        if self.earlier.is_some() {
            sheet.corners((x + 10, y), &ARROW, colour::ACCENT);
        } else {
            sheet.disc((x + 10, y), 9, colour::ACCENT, false);
        }
        sheet.text((x + 28, y + 7), &self.year.to_string(), set);
        x += 110;
        let mean = mean_of_shown(self.later_values(), self.later_scale().places());
        if let (Some(name), Some(mean)) = (self.mean_name, mean) {
            let how = if mean.weighted { "" } else { " (ovägt)" };
            let value = mean.value.swedish(self.later_scale().places());
            sheet.line((x + 10, y - 12), (x + 10, y + 12), colour::INK, 2, true);
            sheet.text((x + 28, y + 7), &format!("{name} {}{how} {value}", self.year), set);
        }
        sheet.y += 50;
    }

    fn paint_row(
        &self,
        sheet: &mut Sheet,
        row: &StripRow<'a>,
        at: impl Fn(Decimal) -> Option<i32>,
        (names, height): (i32, i32),
    ) {
        let places = self.later_scale().places();
        let top = sheet.y;
        let set = if row.own { Type::new(21).bold() } else { Type::new(21) };
        let mut end = sheet.lines((MARGIN, top + 6), names - 20, row.name, set);
        if let Some(remark) = remark(row, self.earlier, self.year) {
            let small = Type::new(17).in_colour(colour::SOFT);
            end = sheet.lines((MARGIN, end), names - 20, &remark, small);
        }
        let y = top + height / 2;
        let value = |value: crate::disclosure::Shown<Decimal>| {
            let value = value.value()?;
            Some((at(value)?, value.swedish(places)))
        };
        let (a, b) = (value(self.earlier_of(row)), value(row.later));
        let moved = matches!(self.change_of(row), Change::Moved { unchanged: false, .. });
        let same = matches!(self.change_of(row), Change::Moved { unchanged: true, .. });
        let is_up = a.as_ref().zip(b.as_ref()).is_none_or(|(a, b)| b.0 >= a.0);
        let label = |sheet: &mut Sheet, (x, text): &(i32, String), right: bool, colour| {
            let (dx, anchor) = if right { (18, "start") } else { (-18, "end") };
            sheet.text((x + dx, y + 7), text, Type::new(20).bold().in_colour(colour).anchored(anchor));
        };
        if let (true, Some(a), Some(b)) = (moved, &a, &b) {
            sheet.line((a.0, y), (b.0, y), colour::ACCENT, 4, false);
        }
        if let (false, Some(a)) = (same, &a) {
            sheet.disc((a.0, y), 9, colour::MUTED, true);
            label(sheet, a, !is_up || b.is_none(), colour::SOFT);
        }
        if let Some(b) = &b {
            if moved {
                let arrow = if is_up { ARROW } else { ARROW.map(|(x, y)| (-x, y)) };
                sheet.corners((b.0, y), &arrow, colour::ACCENT);
            } else {
                sheet.disc((b.0, y), 9, colour::ACCENT, false);
            }
            label(sheet, b, is_up || a.is_none(), colour::ACCENT);
        }
        sheet.y = end.max(top + height) + 6;
    }
}

/// A head that points to the right.
const ARROW: [(i32, i32); 3] = [(10, 0), (-8, -10), (-8, 10)];
