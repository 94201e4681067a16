//! Panels as data and as a picture that stands alone. Owns neither their lines nor what may be compared: those are the
//! panels'.

use super::data::{Column, Dataset, Datum};
use super::graduation::Ticks;
use super::panels::{Panel, PanelChart};
use super::poster::{Form, MARGIN, ROOM, Sheet, Type, broken, colour};
use super::{KeyMark, Year};
use crate::disclosure::Missing;
use crate::number::Decimal;

/// Panels side by side.
const ACROSS: usize = 4;
/// Between two of them.
const GAP: i32 = 28;
/// How high a drawing is.
const HEIGHT: i32 = 150;
/// Kept free above and below a line, for its numbers.
const FREE: i32 = 26;
/// Kept free at the sides of a drawing, for a number in the middle of its point.
const SIDE: i32 = 18;

impl Form for PanelChart<'_, '_> {
    fn dataset(&self) -> Dataset {
        let places = self.scale.places();
        let mut columns = vec![Column::new("rad", self.row_kind)];
        for (what, words) in [("medelvarde", ""), ("antal_svar", "Svar ")] {
            let of_year = |year: &Year| Column::new(format!("{what}_{year}"), format!("{words}{year}"));
            columns.extend(self.years.iter().map(of_year));
        }
        let row = |panel: &Panel<'_>| {
            let at = |year: &Year| panel.values.iter().position(|(its, _)| its == year);
            let absent = |year: &Year| {
                let why = panel.absent.iter().find(|(its, _)| its == year);
                Datum::Missing(why.map_or(Missing::NotReported, |(_, why)| *why))
            };
            let mean = |year: &Year| {
                at(year).map_or_else(|| absent(year), |at| Datum::of(panel.values[at].1, places))
            };
            let answers = |year: &Year| match at(year).and_then(|at| panel.answers.get(at)) {
                Some(answers) => Datum::count(*answers),
                None => absent(year),
            };
            let mut cells = vec![Datum::Text(panel.name.to_owned())];
            cells.extend(self.years.iter().map(mean));
            cells.extend(self.years.iter().map(answers));
            cells
        };
        let rows = self.panels.iter().map(row).collect();
        Dataset { form: "utveckling", title: self.question.to_owned(), columns, rows }
    }

    fn kicker(&self) -> String {
        PanelChart::kicker(self)
    }

    fn heading(&self) -> String {
        self.question.to_owned()
    }

    fn alternative(&self) -> String {
        let row = |panel: &Panel<'_>| {
            let notes = panel.notes.join("; ");
            let notes = if notes.is_empty() { notes } else { format!(" ({notes})") };
            format!("{}: {}{notes}", panel.name, PanelChart::alternative(self, panel))
        };
        self.panels.iter().map(row).collect::<Vec<_>>().join(" ")
    }

    fn paint(&self, sheet: &mut Sheet) {
        let values = self.panels.iter().flat_map(|panel| panel.runs.iter().flatten());
        let places = values.map(|(_, value)| value.decimals()).fold(self.scale.places(), u8::max);
        let (Some(ticks), Some(first), Some(last)) =
            (Ticks::few(self.scale, places), self.years.first(), self.years.last())
        else {
            return;
        };
        self.paint_key(sheet);
        let across = i32::try_from(ACROSS).unwrap_or(1);
        let wide = (ROOM - GAP * (across - 1)) / across;
        for group in self.panels.chunks(ACROSS) {
            let name_lines = group.iter().map(|panel| broken(panel.name, wide, NAME).len()).max();
            let names = sheet.y;
            let top = names + NAME.leading() * i32::try_from(name_lines.unwrap_or(1)).unwrap_or(1) + 8;
            let mut bottom = top;
            let mut x = MARGIN;
            for panel in group {
                let frame = Frame { x, top, wide, years: (*first, *last), ticks: &ticks };
                let mut beside = Sheet::beside(names);
                beside.lines((x, names), wide, panel.name, NAME);
                self.paint_panel(&mut beside, panel, &frame);
                bottom = bottom.max(beside.y);
                sheet.take(&beside);
                x += wide + GAP;
            }
            sheet.y = bottom + 26;
        }
    }
}

const NAME: Type = Type::new(19).bold();
const SMALL: Type = Type::new(16).in_colour(colour::SOFT);

/// Where a panel stands, and how its values become places.
struct Frame<'t> {
    x: i32,
    top: i32,
    wide: i32,
    years: (Year, Year),
    ticks: &'t Ticks,
}

impl Frame<'_> {
    /// In half years, so that a break can stand between two.
    fn across(&self, half_years: i64) -> i32 {
        let from = i64::from(self.years.0) * 2;
        let span = (i64::from(self.years.1) * 2 - from).max(1);
        let room = i64::from(self.wide - 2 * SIDE);
        self.x + SIDE + i32::try_from((half_years - from) * room / span).unwrap_or_default()
    }

    fn down(&self, units: i64) -> i32 {
        let span = (self.ticks.hi - self.ticks.lo).max(1);
        let room = i64::from(HEIGHT - 2 * FREE);
        self.top + FREE + i32::try_from((self.ticks.hi - units) * room / span).unwrap_or_default()
    }

    fn place(&self, (year, value): (Year, Decimal)) -> Option<(i32, i32)> {
        Some((self.across(i64::from(year) * 2), self.down(value.in_units_of(self.ticks.decimals)?)))
    }

    fn run(&self, run: &[(Year, Decimal)]) -> Vec<(i32, i32)> {
        run.iter().filter_map(|point| self.place(*point)).collect()
    }
}

impl PanelChart<'_, '_> {
    fn paint_key(&self, sheet: &mut Sheet) {
        let set = Type::new(20);
        let y = sheet.y + 12;
        let mut x = MARGIN;
        for entry in self.key() {
            match entry.mark {
                Some(KeyMark::Others) => sheet.line((x, y), (x + 34, y), colour::MUTED, 1, false),
                Some(KeyMark::Break) => sheet.line((x + 17, y - 11), (x + 17, y + 11), colour::INK, 2, true),
                _ => sheet.line((x, y), (x + 34, y), colour::ACCENT, 4, false),
            }
            sheet.text((x + 46, y + 7), &entry.text, set);
            x += 46 + super::poster::wide(&entry.text, set) + 40;
        }
        sheet.y += 46;
    }

    fn paint_panel(&self, sheet: &mut Sheet, panel: &Panel<'_>, frame: &Frame<'_>) {
        let (left, right) = (frame.x, frame.x + frame.wide);
        for (tick, _) in &frame.ticks.at {
            let y = frame.down(*tick);
            sheet.line((left, y), (right, y), colour::RULE, 1, false);
        }
        if self.others.is_some() {
            for run in self.panels.iter().filter(|other| other.name != panel.name).flat_map(|its| &its.runs) {
                let places = frame.run(run);
                if places.len() > 1 {
                    sheet.path(&places, colour::MUTED, 1);
                }
            }
        }
        for (before, after) in &panel.breaks {
            let x = frame.across(i64::from(*before) + i64::from(*after));
            sheet.line((x, frame.top), (x, frame.top + HEIGHT), colour::INK, 2, true);
        }
        for run in &panel.runs {
            let places = frame.run(run);
            if places.len() > 1 {
                sheet.path(&places, colour::ACCENT, 4);
            } else if let [place] = places[..] {
                sheet.disc(place, 6, colour::ACCENT, false);
            }
        }
        let points: Vec<(Year, Decimal)> = panel.runs.iter().flatten().copied().collect();
        if let (Some(first), Some(last)) = (points.first(), points.last()) {
            self.paint_end(sheet, *last, frame);
            if first != last {
                self.paint_end(sheet, *first, frame);
            }
        }
        let years = frame.top + HEIGHT + SMALL.size;
        sheet.text((left + SIDE, years), &frame.years.0.to_string(), SMALL.anchored("middle"));
        if frame.years.1 != frame.years.0 {
            sheet.text((right - SIDE, years), &frame.years.1.to_string(), SMALL.anchored("middle"));
        }
        let notes = panel.notes.join("; ");
        sheet.y = sheet.lines((left, years + 8), frame.wide, &notes, SMALL);
    }

    /// The number at a line's end, above its point, or below one that stands near the top.
    fn paint_end(&self, sheet: &mut Sheet, point: (Year, Decimal), frame: &Frame<'_>) {
        let Some((x, y)) = frame.place(point) else { return };
        sheet.disc((x, y), 6, colour::ACCENT, false);
        let set = Type::new(17).bold().in_colour(colour::ACCENT).anchored("middle");
        let below = y < frame.top + FREE + 12;
        let foot = if below { y + 24 } else { y - 12 };
        sheet.text((x, foot), &point.1.swedish(self.scale.places()), set);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Graduation, Heading};
    use super::*;
    use crate::disclosure::Shown;

    fn chart<'a>() -> PanelChart<'static, 'a> {
        let value = |tenths| Shown::Value(Decimal::new(tenths, 1));
        let panel = |name, values: Vec<(Year, Shown<Decimal>)>| Panel {
            name,
            href: None,
            own: false,
            answers: values.iter().map(|_| Shown::Value(40)).collect(),
            runs: vec![values.iter().filter_map(|(year, its)| Some((*year, its.value()?))).collect()],
            values,
            absent: Vec::new(),
            breaks: Vec::new(),
            notes: Vec::new(),
        };
        let mut first =
            panel("Servicenämnden", vec![(2020, value(21)), (2021, Shown::Protected), (2023, value(39))]);
        first.answers[1] = Shown::Protected;
        first.breaks.push((2021, 2023));
        first.notes.push("2021 visas inte".into());
        let second =
            panel("Den andra nämnden med ett mycket långt namn", vec![(2020, value(30)), (2023, value(25))]);
        let second = Panel { absent: vec![(2021, Missing::NotMeasured)], ..second };
        let scale = Graduation::new(Decimal::whole(1), Decimal::whole(4), Decimal::new(1, 1)).unwrap();
        PanelChart {
            key: "k",
            heading: Heading::Elsewhere { id: "r" },
            scope: "Alla nämnder",
            row_kind: "Nämnd",
            question: "Är du trygg?",
            others: Some("Övriga nämnder"),
            own: "Nämnden",
            years: vec![2020, 2021, 2023],
            scale,
            panels: vec![first, second],
        }
    }

    #[test]
    fn the_rows_are_every_year_and_what_is_missing_says_why() {
        let csv = chart().dataset().csv();
        let lines: Vec<&str> = csv.lines().collect();
        assert_eq!(
            lines,
            [
                "rad,medelvarde_2020,medelvarde_2021,medelvarde_2023,antal_svar_2020,antal_svar_2021,antal_svar_2023",
                "Servicenämnden,2.1,..,3.9,40,..,40",
                "Den andra nämnden med ett mycket långt namn,3.0,ej mätt,2.5,40,ej mätt,40",
            ]
        );
    }

    fn drawn() -> String {
        let source = super::super::Source {
            title: "T".into(),
            publisher: "P".into(),
            address: "https://x.se/".into(),
            date: None,
        };
        super::super::picture(&chart(), &source)
    }

    #[test]
    fn the_picture_has_each_end_and_says_all_in_words() {
        let svg = drawn();
        for number in [">2,1<", ">3,9<", ">3,0<", ">2,5<", ">2020<", ">2023<", "2021 visas inte"] {
            assert!(svg.contains(number), "{number}");
        }
        assert!(
            svg.contains("Servicenämnden: 2020 2,1; 2021 visas inte; 2023 3,9. (2021 visas inte)"),
            "{svg}"
        );
        assert_eq!(svg.matches("<polyline").count(), 4, "each row's line in both panels");
    }

    #[test]
    fn the_names_of_a_row_of_panels_begin_at_the_same_height() {
        let svg = drawn();
        let height = |words: &str| {
            let line = svg.split("<text").find(|line| line.contains(words)).unwrap();
            line.split(" y=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
        };
        assert_eq!(height(">Servicenämnden<"), height(">Den andra"));
    }
}
