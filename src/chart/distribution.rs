//! Distributions (`fördelning`): how large a part gave each answer, a row a year or a nämnd. Owns the order of the
//! answers (the positive end first), which of them agree, and what stands in place of a bar that isn't shown.
//! Knows shares in whole per cent alone, as they are published; never how many gave an answer.

use serde::Serialize;

use super::canvas::{Anchor, Axis, FULL, Unit, plot};
use super::data::{Column, DataTable, Dataset, Datum};
use super::ink::Ink;
use super::markup::push_escaped;
use super::poster::{Form, MARGIN, ROOM, Sheet, Type, colour};
use super::{Heading, HeadingView, id_of};
use crate::disclosure::{Missing, Shown};
use crate::number::{Decimal, NO_BREAK_SPACE, swedish_count};

/// A row: a year or a nämnd.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DistributionRow {
    /// Which.
    pub name: String,
    /// Is it the page's own nämnd?
    pub own: bool,
    /// Whole per cent of each answer, in the order of [`DistributionChart::grades`].
    pub shares: Shown<Vec<u8>>,
    /// Whole per cent that agree, of the counts and not of rounded shares.
    pub agree: Option<u8>,
    /// How many answered.
    pub answers: Shown<u64>,
    /// What else the reader must know.
    pub remark: Option<String>,
}

/// A question's distributions.
#[derive(Clone, Debug)]
pub struct DistributionChart<'a> {
    /// Stable and unique on its page.
    pub key: String,
    /// Where the heading stands.
    pub heading: Heading<'a>,
    /// Whose: `Grundskolenämnden`, `Alla nämnder 2023`.
    pub scope: String,
    /// The question, verbatim.
    pub question: &'a str,
    /// What a row is: `År`, `Nämnd`.
    pub row_kind: &'static str,
    /// The answers' words, from the positive end.
    pub grades: Vec<String>,
    /// In the order in which they are drawn.
    pub rows: Vec<DistributionRow>,
    /// What may be said of the change between two years.
    pub finding: Option<String>,
}

/// An answer in the key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Grade {
    /// Its ink's class.
    pub class: &'static str,
    /// Its words.
    pub text: String,
}

/// A row as drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DistributionRowView {
    /// Which.
    pub name: String,
    /// Is it the page's own nämnd?
    pub own: bool,
    /// `84 %`
    pub agree: Option<String>,
    /// `instämmer`
    pub agree_word: String,
    /// `134 svar`, `visas inte`.
    pub answers: String,
    /// What else the reader must know.
    pub remark: Option<String>,
    /// The bar: safe markup; empty where none may be drawn.
    pub bar: String,
    /// What stands in the bar's frame instead.
    pub instead: Option<&'static str>,
}

/// Distributions as drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DistributionFigure<'a> {
    /// The figure's id.
    pub id: String,
    /// The line above the heading.
    pub kicker: String,
    /// The heading.
    pub heading: HeadingView<'a>,
    /// What the inks mean.
    pub grades: Vec<Grade>,
    /// In order.
    pub rows: Vec<DistributionRowView>,
    /// What may be said of the change.
    pub finding: Option<String>,
    /// The same rows as a table.
    pub table: DataTable,
}

impl<'a> DistributionChart<'a> {
    /// The ink of each answer: the ends full, the middle of an uneven number neutral.
    fn inks(&self) -> Vec<Ink> {
        let count = self.grades.len();
        let ink = |at: usize| match at {
            0 => Ink::Most,
            at if at + 1 == count => Ink::Fewest,
            at if count % 2 == 1 && at == count / 2 => Ink::Neutral,
            at if at < count / 2 => Ink::More,
            _ => Ink::Fewer,
        };
        (0..count).map(ink).collect()
    }

    /// What those who agree do: `instämmer`, where that is what the answers say.
    fn agree_word(&self) -> String {
        if self.grades.iter().all(|grade| grade.to_lowercase().contains("stämmer")) {
            return "instämmer".into();
        }
        let positive: Vec<String> =
            self.grades[..self.grades.len() / 2].iter().map(|grade| format!("”{grade}”")).collect();
        format!("svarar {}", positive.join(" eller "))
    }

    /// Draws them. No rows: no figure.
    pub fn draw(&self) -> Option<DistributionFigure<'a>> {
        if self.rows.is_empty() || self.grades.len() < 2 {
            return None;
        }
        let id = id_of("fordelning", &self.key);
        let grades = self.grades.iter().zip(self.inks());
        Some(DistributionFigure {
            heading: HeadingView::new(self.heading, &id, self.question),
            kicker: Form::kicker(self),
            grades: grades.map(|(text, ink)| Grade { class: ink.class(), text: text.clone() }).collect(),
            rows: self.rows.iter().map(|row| self.row(row)).collect(),
            finding: self.finding.clone(),
            table: self.dataset().table(),
            id,
        })
    }

    fn row(&self, row: &DistributionRow) -> DistributionRowView {
        DistributionRowView {
            name: row.name.clone(),
            own: row.own,
            agree: agree(row).map(|agree| format!("{agree}{NO_BREAK_SPACE}%")),
            agree_word: self.agree_word(),
            answers: answers(row),
            remark: row.remark.clone(),
            bar: self.bar(row),
            instead: row.shares.words().map(capital),
        }
    }

    fn bar(&self, row: &DistributionRow) -> String {
        let Shown::Value(shares) = &row.shares else { return String::new() };
        let all: i64 = shares.iter().map(|share| i64::from(*share)).sum();
        let mut svg = String::with_capacity(512);
        svg.push_str("<svg class=\"share-bar\" role=\"img\" aria-label=\"");
        push_escaped(&mut svg, &self.told(row));
        svg.push_str("\">");
        let axes = (Axis::plain(0, all.max(1)), Axis::plain(100, 0));
        plot(&mut svg, (Unit::Percent, Unit::Percent), (FULL, FULL), axes, |plot| {
            let mut from = 0;
            for (share, ink) in shares.iter().zip(self.inks()) {
                let to = from + i64::from(*share);
                if *share > 0 {
                    plot.rect((from, 0), (to, 100), ink);
                }
                from = to;
            }
            let mut from = 0;
            for (share, ink) in shares.iter().zip(self.inks()) {
                let share = i64::from(*share);
                // Where there is no room for it the number stands in the table.
                if share >= 8 {
                    let class = if share < 15 { "share-number share-narrow" } else { "share-number" };
                    plot.at([(2 * from + share, 50)].map(|(twice, y)| (twice / 2, y)), |svg, [place]| {
                        svg.open(class);
                        svg.label(place, 0, Anchor::Sheet, ink, &share.to_string());
                        svg.close();
                    });
                }
                from += share;
            }
        });
        svg.push_str("</svg>");
        svg
    }

    /// `Stämmer helt 46 procent, stämmer delvis 39 procent, …`
    fn told(&self, row: &DistributionRow) -> String {
        match &row.shares {
            Shown::Value(shares) => {
                let parts: Vec<String> = self
                    .grades
                    .iter()
                    .zip(shares)
                    .map(|(grade, share)| format!("{grade} {share} procent"))
                    .collect();
                parts.join(", ")
            }
            other => other.words().unwrap_or_default().to_owned(),
        }
    }
}

fn agree(row: &DistributionRow) -> Option<u8> {
    row.agree.filter(|_| matches!(row.shares, Shown::Value(_)))
}

fn answers(row: &DistributionRow) -> String {
    match row.answers {
        Shown::Value(1) => "1 svar".into(),
        Shown::Value(count) => format!("{}{NO_BREAK_SPACE}svar", swedish_count(count)),
        Shown::Protected => "antal svar visas inte".into(),
        Shown::Missing(Missing::NotStated) => "antal svar framgår inte av källan".into(),
        Shown::Missing(_) => String::new(),
    }
}

fn capital(words: &'static str) -> &'static str {
    match words {
        "visas inte" => "Visas inte",
        "ej mätt" => "Ej mätt",
        "ej tillämplig" => "Ej tillämplig",
        "bortfall" => "Bortfall",
        _ => "Framgår inte av källan",
    }
}

impl Form for DistributionChart<'_> {
    fn dataset(&self) -> Dataset {
        let mut columns = vec![Column::new("rad", self.row_kind)];
        for (at, grade) in self.grades.iter().enumerate() {
            columns.push(Column::percent(format!("svar_{}", self.grades.len() - at), grade));
        }
        columns.push(Column::percent("instammer", "Instämmer"));
        columns.push(Column::new("antal_svar", "Svar"));
        let rows = self.rows.iter().map(|row| {
            let mut cells = vec![Datum::Text(row.name.clone())];
            let percent = |share: u8| Datum::Number(Decimal::whole(i64::from(share)), 0);
            match &row.shares {
                Shown::Value(shares) => cells.extend(shares.iter().map(|share| percent(*share))),
                Shown::Protected => cells.extend(self.grades.iter().map(|_| Datum::Protected)),
                Shown::Missing(why) => cells.extend(self.grades.iter().map(|_| Datum::Missing(*why))),
            }
            cells.push(match (&row.shares, agree(row)) {
                (_, Some(agree)) => percent(agree),
                (Shown::Protected, None) => Datum::Protected,
                (Shown::Missing(why), None) => Datum::Missing(*why),
                (Shown::Value(_), None) => Datum::Nothing,
            });
            cells.push(Datum::count(row.answers));
            cells
        });
        Dataset {
            form: "fördelning",
            title: format!("{} Andel svar i procent.", self.question),
            rows: rows.collect(),
            columns,
        }
    }

    fn kicker(&self) -> String {
        format!("{} · andel svar, procent", self.scope)
    }

    fn heading(&self) -> String {
        self.question.to_owned()
    }

    fn measure(&self) -> Option<String> {
        self.finding.clone()
    }

    fn alternative(&self) -> String {
        let rows: Vec<String> =
            self.rows.iter().map(|row| format!("{}: {}", row.name, self.told(row))).collect();
        format!("{}.", rows.join("; "))
    }

    fn paint(&self, sheet: &mut Sheet) {
        let inks = self.inks();
        let mut x = MARGIN;
        for (grade, ink) in self.grades.iter().zip(&inks) {
            let set = Type::new(19);
            let wide = super::poster::wide(grade, set) + 60;
            if x + wide > MARGIN + ROOM {
                x = MARGIN;
                sheet.y += 30;
            }
            sheet.grade((x, sheet.y + 2), (20, 20), *ink);
            sheet.text((x + 30, sheet.y + 19), grade, set);
            x += wide;
        }
        sheet.y += 50;
        for row in &self.rows {
            let mut words: Vec<String> = Vec::new();
            if let Some(agree) = agree(row) {
                words.push(format!("{agree}{NO_BREAK_SPACE}% {}", self.agree_word()));
            }
            words.push(answers(row));
            words.extend(row.remark.clone());
            words.retain(|word| !word.is_empty());
            let set = Type::new(22).bold();
            let top = sheet.y;
            let below = sheet.lines((MARGIN, top), ROOM / 2, &row.name, set);
            sheet.text(
                (MARGIN + ROOM, top + 22),
                &words.join(" · "),
                Type::new(20).in_colour(colour::SOFT).anchored("end"),
            );
            sheet.y = below + 4;
            match &row.shares {
                Shown::Value(shares) => {
                    let all: i32 = shares.iter().map(|share| i32::from(*share)).sum::<i32>().max(1);
                    let mut from = 0;
                    for (share, ink) in shares.iter().zip(&inks) {
                        let (a, b) = (from * ROOM / all, (from + i32::from(*share)) * ROOM / all);
                        from += i32::from(*share);
                        if *share == 0 {
                            continue;
                        }
                        sheet.grade((MARGIN + a, sheet.y), (b - a - 2, 36), *ink);
                        if *share >= 4 {
                            let on = if matches!(ink, Ink::Most | Ink::Fewest) {
                                colour::PAPER
                            } else {
                                colour::INK
                            };
                            let set = Type::new(20).bold().in_colour(on).anchored("middle");
                            sheet.text((MARGIN + i32::midpoint(a, b), sheet.y + 26), &share.to_string(), set);
                        }
                    }
                }
                other => {
                    sheet.frame((MARGIN, sheet.y), (ROOM, 36), colour::MUTED, true);
                    let words = other.words().map(capital).unwrap_or_default();
                    sheet.text((MARGIN + 16, sheet.y + 26), words, Type::new(20).in_colour(colour::SOFT));
                }
            }
            sheet.y += 60;
        }
        sheet.paragraph("Procenttalen är avrundade.", Type::new(17).in_colour(colour::SOFT));
    }
}

impl Sheet {
    /// A box in an answer's ink.
    fn grade(&mut self, at: (i32, i32), size: (i32, i32), ink: Ink) {
        match ink {
            Ink::Most => self.rect(at, size, colour::ACCENT),
            Ink::Fewest => self.rect(at, size, colour::SECOND),
            Ink::More => {
                self.rect(at, size, MORE);
                self.frame((at.0 + 1, at.1 + 1), (size.0 - 2, size.1 - 2), colour::ACCENT, false);
            }
            Ink::Fewer => {
                self.rect(at, size, FEWER);
                self.frame((at.0 + 1, at.1 + 1), (size.0 - 2, size.1 - 2), colour::SECOND, false);
            }
            _ => {
                self.rect(at, size, colour::RULE);
                self.frame((at.0 + 1, at.1 + 1), (size.0 - 2, size.1 - 2), colour::MUTED, false);
            }
        }
    }
}

/// The halves' tints: a third of the ink on paper.
const MORE: &str = "#a9c5c9";
const FEWER: &str = "#debbaa";

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(rows: Vec<DistributionRow>, grades: &[&str]) -> DistributionChart<'static> {
        DistributionChart {
            key: "k".into(),
            heading: Heading::Own { level: 3 },
            scope: "Provnämnden".into(),
            question: "Är det tydligt?",
            row_kind: "År",
            grades: grades.iter().map(|grade| (*grade).to_owned()).collect(),
            rows,
            finding: None,
        }
    }

    fn row(shares: Shown<Vec<u8>>) -> DistributionRow {
        DistributionRow {
            name: "2023".into(),
            own: false,
            shares,
            agree: Some(85),
            answers: Shown::Value(134),
            remark: None,
        }
    }

    const FOUR: [&str; 4] = ["Instämmer helt", "Instämmer delvis", "Instämmer delvis inte", "Instämmer inte"];

    #[test]
    fn the_positive_end_comes_first_and_the_words_say_every_share() {
        let figure = chart(vec![row(Shown::Value(vec![46, 39, 10, 5]))], &FOUR);
        let drawn = figure.draw().unwrap();
        assert!(drawn.rows[0].bar.contains(
            "aria-label=\"Instämmer helt 46 procent, Instämmer delvis 39 procent, Instämmer delvis inte 10 \
             procent, Instämmer inte 5 procent\""
        ));
        assert_eq!(drawn.rows[0].agree.as_deref(), Some("85\u{a0}%"));
        assert_eq!(
            (drawn.rows[0].agree_word.as_str(), drawn.rows[0].answers.as_str()),
            ("instämmer", "134\u{a0}svar")
        );
        let numbers = drawn.rows[0].bar.matches("<text").count();
        assert_eq!(numbers, 3, "five per cent has no room for its number");
    }

    #[test]
    fn what_is_protected_has_no_bar_and_no_number_anywhere() {
        let chart = chart(vec![row(Shown::Protected)], &FOUR);
        let drawn = chart.draw().unwrap();
        assert_eq!((drawn.rows[0].bar.as_str(), drawn.rows[0].instead), ("", Some("Visas inte")));
        assert_eq!(drawn.rows[0].agree, None);
        assert_eq!(chart.dataset().csv().lines().nth(1), Some("2023,..,..,..,..,..,134"));
        assert!(!chart.alternative().contains("procent,"));
    }

    #[test]
    fn five_answers_have_a_neutral_middle() {
        let five = chart(vec![row(Shown::Value(vec![20; 5]))], &["Ja", "Nog", "Varken", "Knappast", "Nej"]);
        let classes: Vec<&str> = five.draw().unwrap().grades.iter().map(|grade| grade.class).collect();
        assert_eq!(classes, ["i-most", "i-more", "i-neutral", "i-fewer", "i-fewest"]);
        assert_eq!(five.agree_word(), "svarar ”Ja” eller ”Nog”");
        assert!(chart(Vec::new(), &FOUR).draw().is_none());
    }
}
