//! A question of one report as data and as a picture that stands alone: the scale lies down, its means above it and
//! its answers' places on it, and the answers follow in words. Owns no value.

use super::data::{Column, Dataset, Datum};
use super::graduation::{TickGrade, Ticks};
use super::poster::{Form, MARGIN, ROOM, Sheet, Type, colour};
use super::scale::ScaleChart;
use super::scale_words::{arrows, unplaced_means};
use super::strip::shown_words;
use crate::number::Decimal;

impl Form for ScaleChart<'_> {
    fn dataset(&self) -> Dataset {
        let places = self.scale.places();
        let means = self.means.iter().map(|(year, mean)| {
            vec![Datum::Text(format!("{} {year}", self.mean_name)), Datum::of(*mean, places), Datum::Nothing]
        });
        let quotes = self.placed.iter().map(|quote| {
            vec![
                Datum::Text("Intervjusvar".into()),
                Datum::Number(quote.score, places),
                Datum::Text(quote.text.into()),
            ]
        });
        let unplaced = self.unplaced.iter().map(|text| {
            vec![Datum::Text("Intervjusvar".into()), Datum::Nothing, Datum::Text((*text).into())]
        });
        Dataset {
            form: "skala",
            title: self.question.to_owned(),
            columns: vec![
                Column::new("rad", "Rad"),
                Column::new("varde", "Plats på skalan"),
                Column::new("svar", "Svar"),
            ],
            rows: means.chain(quotes).chain(unplaced).collect(),
        }
    }

    fn kicker(&self) -> String {
        let answers =
            if self.placed.is_empty() && self.unplaced.is_empty() { "" } else { "· Intervjusvar " };
        format!("{} / Enkätresultat {answers}{}", self.unit, self.year)
    }

    fn heading(&self) -> String {
        self.question.to_owned()
    }

    fn measure(&self) -> Option<String> {
        Some(format!("Skala {}.", self.scale.ends()))
    }

    fn alternative(&self) -> String {
        let places = self.scale.places();
        let mut told: Vec<String> = self
            .means
            .iter()
            .map(|(year, mean)| format!("{} {year}: {}", self.mean_name, shown_words(*mean, places)))
            .collect();
        told.extend(
            self.placed.iter().map(|quote| format!("{}: {}", quote.score.swedish(places), quote.text)),
        );
        format!("{}.", told.join("; "))
    }

    fn paint(&self, sheet: &mut Sheet) {
        let places = self.scale.places();
        let arrows = arrows(&self.means, self.year);
        let decimals = arrows.iter().map(|arrow| arrow.value.decimals()).fold(places, u8::max);
        let Some(ticks) = Ticks::of(self.scale, decimals) else { return };
        let (from, to) = (MARGIN + 30, MARGIN + ROOM - 30);
        let span = (ticks.hi - ticks.lo).max(1);
        let x = |units: i64| {
            from + i32::try_from((units - ticks.lo) * i64::from(to - from) / span).unwrap_or_default()
        };
        let at = |value: Decimal| value.in_units_of(ticks.decimals).map(x);
        let mut heads = Vec::new();
        for arrow in &arrows {
            let Some(at) = at(arrow.value) else { continue };
            let colour = if arrow.current { colour::ACCENT } else { colour::SOFT };
            let words = format!("{} {} {}", self.mean_name, arrow.years(), arrow.value.swedish(places));
            let anchor = if at > MARGIN + ROOM / 2 { "end" } else { "start" };
            sheet.text((at, sheet.y + 22), &words, Type::new(20).bold().in_colour(colour).anchored(anchor));
            sheet.y += 30;
            heads.push((at, sheet.y, colour));
        }
        sheet.y += 34;
        for (at, from, colour) in heads {
            sheet.line((at, from), (at, sheet.y - 14), colour, 3, false);
        }
        for arrow in &arrows {
            let colour = if arrow.current { colour::ACCENT } else { colour::MUTED };
            if let Some(at) = at(arrow.value) {
                sheet.corners((at, sheet.y - 8), &[(0, 8), (-9, -8), (9, -8)], colour);
            }
        }
        let axis = sheet.y + 4;
        sheet.line((from, axis), (to, axis), colour::INK, 2, false);
        for (tick, grade) in &ticks.at {
            let (length, set) = match grade {
                TickGrade::Whole => (16, Some(Type::new(20).bold())),
                TickGrade::Half => (12, Some(Type::new(16).in_colour(colour::SOFT))),
                TickGrade::Other => (8, None),
            };
            sheet.line((x(*tick), axis), (x(*tick), axis + length), colour::INK, 1, false);
            if let Some(set) = set {
                let label = Decimal::new(*tick, ticks.decimals).swedish(places);
                sheet.text((x(*tick), axis + 38), &label, set.anchored("middle"));
            }
        }
        for quote in &self.placed {
            if let Some(at) = at(quote.score) {
                sheet.disc((at, axis), 9, colour::SECOND, false);
            }
        }
        sheet.y = axis + 66;
        for words in unplaced_means(&self.means, self.year) {
            sheet.paragraph(&words, Type::new(19).in_colour(colour::SOFT));
        }
        for quote in &self.placed {
            let top = sheet.y;
            let score = quote.score.swedish(places);
            sheet.text((MARGIN, top + 21), &score, Type::new(21).bold().in_colour(colour::SECOND));
            sheet.y = sheet.lines((MARGIN + 70, top), ROOM - 70, quote.text, Type::new(21)) + 12;
        }
        if !self.unplaced.is_empty() {
            sheet.paragraph("Svar utan placering på skalan", Type::new(18).in_colour(colour::SOFT));
            for text in &self.unplaced {
                sheet.y = sheet.lines((MARGIN + 70, sheet.y), ROOM - 70, text, Type::new(21)) + 12;
            }
        }
    }
}
