//! The risk matrix (`riskmatris`): likelihood up, consequence across, each risk in its cell. A table, not a
//! drawing. Owns which cell a risk stands in and how a cell with many is told; the classes are the site's data.

use serde::Serialize;

use super::Year;
use super::data::{Column, Dataset, Datum};
use super::poster::{Form, MARGIN, ROOM, Sheet, Type, colour};
use super::{Heading, HeadingView, id_of};
use crate::number::Decimal;

/// A level of an axis: its number and its word.
pub type Level = (u32, String);

/// A risk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedRisk {
    /// In its own words; `None` where the text alone tells.
    pub description: Option<String>,
    /// Its likelihood and consequence, where both are told.
    pub place: Option<(u32, u32)>,
    /// Its risk value as told.
    pub score: Option<u32>,
}

/// A year's risks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskYear {
    /// Which.
    pub year: Year,
    /// In the report's order.
    pub risks: Vec<PlacedRisk>,
}

/// A risk matrix with its risks.
#[derive(Clone, Debug)]
pub struct MatrixChart {
    /// Stable and unique on its page.
    pub key: String,
    /// At which level the figure prints its heading.
    pub level: u8,
    /// Whose, and when.
    pub scope: String,
    /// What the risks are of: the granskning's title.
    pub title: String,
    /// From the lowest.
    pub likelihoods: Vec<Level>,
    /// From the lowest.
    pub consequences: Vec<Level>,
    /// A row a likelihood, in it a class a consequence: symbol and word.
    pub classes: Vec<Vec<(String, String)>>,
    /// The report's year first, then an earlier one where its risks can be told apart.
    pub years: Vec<RiskYear>,
    /// Risks that have moved since the earlier year: the risk's place in the first year's list and in the second's.
    pub same: Vec<(usize, usize)>,
}

/// More risks than this in a cell are counted there and listed below.
const MOST_LINKS: usize = 6;

/// A link within the figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RiskLink {
    /// `R1`, `8 risker`.
    pub text: String,
    /// The id that it leads to.
    pub to: String,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MatrixCell {
    /// Likelihood × consequence.
    pub score: u32,
    /// For those who don't see the colour.
    pub symbol: String,
    /// The class.
    pub word: String,
    /// How dark its ground is: 1 to 4.
    pub shade: u8,
    /// Its risks.
    pub risks: Vec<RiskLink>,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MatrixRow {
    /// The likelihood's number.
    pub value: u32,
    /// Its word.
    pub word: String,
    /// From the lowest consequence.
    pub cells: Vec<MatrixCell>,
}

/// A risk in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RiskItem {
    /// What its link leads to.
    pub id: String,
    /// `R1`
    pub name: String,
    /// In its own words.
    pub description: String,
    /// `sannolikhet 3, konsekvens 4, riskvärde 12 (hög)`
    pub place: String,
}

/// A year's matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MatrixTable {
    /// Which.
    pub year: Year,
    /// From the highest likelihood down.
    pub rows: Vec<MatrixRow>,
    /// In the report's order.
    pub risks: Vec<RiskItem>,
    /// What its list of risks is called by a link.
    pub list_id: String,
}

/// The matrix as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MatrixFigure<'a> {
    /// The figure's id.
    pub id: String,
    /// The line above the heading.
    pub kicker: String,
    /// The heading.
    pub heading: HeadingView<'a>,
    /// From the lowest consequence.
    pub consequences: Vec<Level>,
    /// The report's year first.
    pub tables: Vec<MatrixTable>,
    /// `R3: 8 → 12`
    pub moved: Vec<String>,
}

impl MatrixChart {
    /// The matrix as a table for each year. No risks: no figure.
    pub fn draw(&self) -> Option<MatrixFigure<'_>> {
        if self.years.iter().all(|year| year.risks.is_empty()) {
            return None;
        }
        let id = id_of("riskmatris", &self.key);
        Some(MatrixFigure {
            heading: HeadingView::new(Heading::Own { level: self.level }, &id, &self.title),
            kicker: Form::kicker(self),
            consequences: self.consequences.clone(),
            tables: self.years.iter().map(|year| self.table(year, &id)).collect(),
            moved: self.moved(),
            id,
        })
    }

    fn table(&self, year: &RiskYear, id: &str) -> MatrixTable {
        let list_id = format!("{id}-{}-risker", year.year);
        let risk_id = |at: usize| format!("{id}-{}-r{}", year.year, at + 1);
        let row = |(at, level): (usize, &Level)| MatrixRow {
            value: level.0,
            word: level.1.clone(),
            cells: self
                .consequences
                .iter()
                .enumerate()
                .map(|(column, consequence)| {
                    let here = (level.0, consequence.0);
                    let its: Vec<usize> =
                        (0..year.risks.len()).filter(|risk| year.risks[*risk].place == Some(here)).collect();
                    let risks = if its.len() > MOST_LINKS {
                        vec![RiskLink { text: format!("{} risker", its.len()), to: list_id.clone() }]
                    } else {
                        its.iter()
                            .map(|at| RiskLink { text: format!("R{}", at + 1), to: risk_id(*at) })
                            .collect()
                    };
                    let (symbol, word) = self.class(at, column);
                    MatrixCell {
                        score: level.0.saturating_mul(consequence.0),
                        symbol,
                        word,
                        shade: self.shade(at, column),
                        risks,
                    }
                })
                .collect(),
        };
        let risks = year.risks.iter().enumerate().map(|(at, risk)| RiskItem {
            id: risk_id(at),
            name: format!("R{}", at + 1),
            description: described(risk),
            place: self.placed(risk),
        });
        MatrixTable {
            year: year.year,
            rows: self.likelihoods.iter().enumerate().rev().map(row).collect(),
            risks: risks.collect(),
            list_id,
        }
    }

    fn class(&self, row: usize, column: usize) -> (String, String) {
        self.classes.get(row).and_then(|row| row.get(column)).cloned().unwrap_or_default()
    }

    /// How dark a cell's ground is: its class's place among the classes by their lowest cell, in four steps.
    fn shade(&self, row: usize, column: usize) -> u8 {
        let mut order: Vec<(u32, &str)> = Vec::new();
        for (cells, likelihood) in self.classes.iter().zip(&self.likelihoods) {
            for ((_, word), consequence) in cells.iter().zip(&self.consequences) {
                let score = likelihood.0.saturating_mul(consequence.0);
                match order.iter_mut().find(|(_, known)| known == word) {
                    Some((least, _)) => *least = score.min(*least),
                    None => order.push((score, word)),
                }
            }
        }
        order.sort_unstable();
        let (_, word) = self.class(row, column);
        let at = order.iter().position(|(_, known)| *known == word).unwrap_or(0);
        let last = order.len().saturating_sub(1).max(1);
        u8::try_from(1 + at * 3 / last).unwrap_or(4)
    }

    fn class_of(&self, place: (u32, u32)) -> Option<String> {
        let row = self.likelihoods.iter().position(|(value, _)| *value == place.0)?;
        let column = self.consequences.iter().position(|(value, _)| *value == place.1)?;
        Some(self.class(row, column).1)
    }

    fn placed(&self, risk: &PlacedRisk) -> String {
        match (risk.place, risk.score) {
            (Some(place), _) => {
                let class = self.class_of(place).map_or_else(String::new, |class| format!(" ({class})"));
                let (likelihood, consequence) = place;
                let score = likelihood.saturating_mul(consequence);
                format!("sannolikhet {likelihood}, konsekvens {consequence}, riskvärde {score}{class}")
            }
            (None, Some(score)) => format!("riskvärde {score}, utan plats i matrisen"),
            (None, None) => "utan plats i matrisen".into(),
        }
    }

    fn moved(&self) -> Vec<String> {
        let [now, before, ..] = self.years.as_slice() else { return Vec::new() };
        let score = |risk: &PlacedRisk| risk.score.or(risk.place.map(|(a, b)| a.saturating_mul(b)));
        self.same
            .iter()
            .filter_map(|(at, was)| {
                let (is, was) = (score(now.risks.get(*at)?)?, score(before.risks.get(*was)?)?);
                (is != was).then(|| format!("R{}: {was} → {is}", at + 1))
            })
            .collect()
    }
}

fn described(risk: &PlacedRisk) -> String {
    risk.description.clone().unwrap_or_else(|| "Risken beskrivs i texten".into())
}

impl Form for MatrixChart {
    fn dataset(&self) -> Dataset {
        let number = |value: Option<u32>| match value {
            Some(value) => Datum::Number(Decimal::whole(i64::from(value)), 0),
            None => Datum::Nothing,
        };
        let rows = self.years.iter().flat_map(|year| {
            year.risks.iter().enumerate().map(move |(at, risk)| {
                let score = risk.score.or(risk.place.map(|(a, b)| a.saturating_mul(b)));
                vec![
                    Datum::Text(format!("R{}", at + 1)),
                    Datum::Text(year.year.to_string()),
                    Datum::Text(described(risk)),
                    number(risk.place.map(|place| place.0)),
                    number(risk.place.map(|place| place.1)),
                    number(score),
                    risk.place.and_then(|place| self.class_of(place)).map_or(Datum::Nothing, Datum::Text),
                ]
            })
        });
        Dataset {
            form: "riskmatris",
            title: self.title.clone(),
            columns: [
                ("risk", "Risk"),
                ("ar", "År"),
                ("beskrivning", "Beskrivning"),
                ("sannolikhet", "Sannolikhet"),
                ("konsekvens", "Konsekvens"),
                ("riskvarde", "Riskvärde"),
                ("klass", "Klass"),
            ]
            .map(|(id, head)| Column::new(id, head))
            .to_vec(),
            rows: rows.collect(),
        }
    }

    fn kicker(&self) -> String {
        format!("{} · sannolikhet och konsekvens", self.scope)
    }

    fn heading(&self) -> String {
        self.title.clone()
    }

    fn alternative(&self) -> String {
        let of_year = |year: &RiskYear| {
            let risks = year.risks.iter().enumerate();
            let told: Vec<String> =
                risks.map(|(at, risk)| format!("R{}: {}", at + 1, self.placed(risk))).collect();
            format!("{}: {}", year.year, told.join("; "))
        };
        format!("{}.", self.years.iter().map(of_year).collect::<Vec<_>>().join(". "))
    }

    fn paint(&self, sheet: &mut Sheet) {
        const SIDE: i32 = 190;
        const HEIGHT: i32 = 84;
        let columns = i32::try_from(self.consequences.len()).unwrap_or(1).max(1);
        let width = ((ROOM - SIDE) / columns).min(200);
        let small = Type::new(18).in_colour(colour::SOFT);
        let id = String::new();
        for year in &self.years {
            if self.years.len() > 1 {
                sheet.paragraph(&year.year.to_string(), Type::new(24).bold());
                sheet.y += 6;
            }
            let table = self.table(year, &id);
            for row in &table.rows {
                sheet.lines((MARGIN, sheet.y + 18), SIDE - 16, &format!("{} {}", row.value, row.word), small);
                for (at, cell) in (0..).zip(&row.cells) {
                    let x = MARGIN + SIDE + at * width;
                    let ground = ["#fcfbf8", "#f3f0e9", "#e3d9c9", "#d2bfa6"];
                    sheet.rect(
                        (x, sheet.y),
                        (width - 4, HEIGHT - 4),
                        ground[usize::from(cell.shade.clamp(1, 4)) - 1],
                    );
                    sheet.frame((x, sheet.y), (width - 4, HEIGHT - 4), colour::MUTED, false);
                    let head = format!("{} {} {}", cell.score, cell.symbol, cell.word);
                    sheet.text((x + 10, sheet.y + 26), &head, Type::new(17));
                    let risks: Vec<&str> = cell.risks.iter().map(|risk| risk.text.as_str()).collect();
                    sheet.lines((x + 10, sheet.y + 32), width - 24, &risks.join(" "), Type::new(22).bold());
                }
                sheet.y += HEIGHT;
            }
            for (at, level) in (0..).zip(&self.consequences) {
                let text = format!("{} {}", level.0, level.1);
                sheet.lines((MARGIN + SIDE + at * width, sheet.y + 6), width - 10, &text, small);
            }
            sheet.y += 64;
            for risk in &table.risks {
                let text = format!("{} {} – {}", risk.name, risk.description, risk.place);
                sheet.paragraph(&text, Type::new(19));
                sheet.y += 6;
            }
            sheet.y += 14;
        }
        for moved in self.moved() {
            sheet.paragraph(&moved, Type::new(20).bold());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(risks: usize) -> MatrixChart {
        let levels = |words: [&str; 2]| (1..).zip(words.map(str::to_owned)).collect();
        let class = |symbol: &str, word: &str| (symbol.to_owned(), word.to_owned());
        let risk = PlacedRisk { description: None, place: Some((2, 2)), score: Some(4) };
        let was = PlacedRisk { description: None, place: Some((1, 2)), score: Some(2) };
        MatrixChart {
            key: "k".into(),
            level: 3,
            scope: "Provnämnden 2023".into(),
            title: "Risker".into(),
            likelihoods: levels(["osannolik", "sannolik"]),
            consequences: levels(["lindrig", "allvarlig"]),
            classes: vec![
                vec![class("○", "låg"), class("○", "låg")],
                vec![class("○", "låg"), class("●", "hög")],
            ],
            years: vec![
                RiskYear { year: 2023, risks: vec![risk; risks] },
                RiskYear { year: 2020, risks: vec![was] },
            ],
            same: vec![(0, 0)],
        }
    }

    #[test]
    fn risks_stand_in_their_cells_and_many_are_counted() {
        let few = chart(6);
        let figure = few.draw().unwrap();
        let cell = |figure: &MatrixFigure<'_>| figure.tables[0].rows[0].cells[1].clone();
        assert_eq!(figure.tables[0].rows[0].value, 2, "the likeliest on top");
        assert_eq!(cell(&figure).risks.len(), 6);
        assert_eq!((cell(&figure).score, cell(&figure).word.as_str(), cell(&figure).shade), (4, "hög", 4));
        let many = chart(8);
        let risks = cell(&many.draw().unwrap()).risks;
        assert_eq!(risks.len(), 1);
        assert_eq!(risks[0].text, "8 risker");
    }

    #[test]
    fn a_risk_that_has_moved_is_told() {
        assert_eq!(chart(1).draw().unwrap().moved, ["R1: 2 → 4"]);
        assert_eq!(chart(1).dataset().rows.len(), 2);
        assert!(chart(0).draw().is_some(), "last year's alone");
    }
}
