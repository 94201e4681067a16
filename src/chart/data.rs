//! A figure's rows as data: one set of cells from which its table, its CSV and its JSON are all written, so that
//! they can't tell different numbers. Owns the forms of cells in data files; draws nothing and knows no page.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::strip_table::Cell;
use crate::disclosure::{Missing, Shown};
use crate::json;
use crate::number::Decimal;

/// What stands where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Datum {
    /// Words.
    Text(String),
    /// A released number, and how many decimals it is printed with at least.
    Number(Decimal, u8),
    /// Held back: `..`, null with the status `skyddad`.
    Protected,
    /// No number, for an ordinary reason.
    Missing(Missing),
    /// The column says nothing of this row.
    Nothing,
}

impl Datum {
    /// A released value or the reason for none.
    pub fn of(value: Shown<Decimal>, places: u8) -> Self {
        match value {
            Shown::Value(value) => Self::Number(value, places),
            Shown::Protected => Self::Protected,
            Shown::Missing(why) => Self::Missing(why),
        }
    }

    /// A count that may be held back.
    pub fn count(value: Shown<u64>) -> Self {
        Self::of(value.map(whole), 0)
    }

    /// As the table on the page prints it.
    pub fn words(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number, places) => number.swedish(*places),
            Self::Protected => "..".into(),
            Self::Missing(why) => Shown::<()>::Missing(*why).words().unwrap_or_default().into(),
            Self::Nothing => "–".into(),
        }
    }

    /// As it stands in a CSV file: numbers with a decimal point, `..` for what is protected.
    pub fn machine(&self) -> String {
        match self {
            Self::Number(number, places) => machine(*number, *places),
            Self::Nothing => String::new(),
            other => other.words(),
        }
    }

    /// Why there is no number, in data files.
    fn status(&self) -> Option<&'static str> {
        match self {
            Self::Protected => Some("skyddad"),
            Self::Missing(why) => Shown::<()>::Missing(*why).words(),
            Self::Text(_) | Self::Number(..) | Self::Nothing => None,
        }
    }
}

/// A count as a number.
pub(super) fn whole(count: u64) -> Decimal {
    Decimal::whole(i64::try_from(count).unwrap_or(i64::MAX))
}

/// `3.0`: with a point, and as many decimals as the page prints.
fn machine(number: Decimal, places: u8) -> String {
    let plain = number.to_string();
    let has = plain.split_once('.').map_or(0, |(_, part)| part.len());
    let lacks = usize::from(places).saturating_sub(has);
    match (has, lacks) {
        (_, 0) => plain,
        (0, _) => format!("{plain}.{}", "0".repeat(lacks)),
        _ => format!("{plain}{}", "0".repeat(lacks)),
    }
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its name in data files: lower-case ASCII letters, digits and `_`.
    pub id: String,
    /// Its head in the table.
    #[serde(rename = "namn")]
    pub head: String,
    /// What its numbers count, where that is one thing: `procent`.
    #[serde(rename = "enhet", skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'static str>,
}

impl Column {
    /// A column without a unit.
    pub fn new(id: impl Into<String>, head: impl Into<String>) -> Self {
        Self { id: id.into(), head: head.into(), unit: None }
    }

    /// A column of per cent.
    pub fn percent(id: impl Into<String>, head: impl Into<String>) -> Self {
        Self { unit: Some("procent"), ..Self::new(id, head) }
    }
}

/// A figure's rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dataset {
    /// Which form of chart: `redovisning`, `fördelning` …
    pub form: &'static str,
    /// What is measured.
    pub title: String,
    /// The columns; the first names the row.
    pub columns: Vec<Column>,
    /// In the chart's order; as many cells as columns.
    pub rows: Vec<Vec<Datum>>,
}

/// Where a figure's data comes from, in the files that leave the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// The document, or the granskning.
    #[serde(rename = "titel")]
    pub title: String,
    /// Who publishes the site.
    #[serde(rename = "utgivare")]
    pub publisher: String,
    /// The page that shows the figure: an address with host.
    #[serde(rename = "adress")]
    pub address: String,
    /// Of when it is, in words: `beslutad 27 september 2023`.
    #[serde(rename = "datum")]
    pub date: Option<String>,
}

impl Dataset {
    /// Is any cell protected, so that the note on `..` is due?
    pub fn is_protected(&self) -> bool {
        self.rows.iter().flatten().any(|datum| *datum == Datum::Protected)
    }

    /// The rows as CSV.
    pub fn csv(&self) -> String {
        let mut file = CsvFile::new(&self.columns, 0);
        self.rows.iter().for_each(|row| file.push(row));
        file.finish()
    }

    /// The rows as objects, with the columns' names and where they come from.
    pub fn json(&self, source: &Source) -> String {
        let head =
            JsonHead { format: "insyn-diagram/1", diagram: Some(self.form), title: &self.title, source };
        let mut file = JsonFile::new(&head, &self.columns, 0);
        self.rows.iter().for_each(|row| file.push(row));
        file.finish()
    }

    /// The table on the page.
    pub fn table(&self) -> DataTable {
        let cell = |datum: &Datum| Cell { text: datum.words(), protected: *datum == Datum::Protected };
        DataTable {
            caption: self.title.clone(),
            heads: self.columns.iter().map(|column| column.head.clone()).collect(),
            rows: self
                .rows
                .iter()
                .map(|row| DataRow {
                    name: row.first().map(Datum::words).unwrap_or_default(),
                    cells: row.iter().skip(1).map(cell).collect(),
                })
                .collect(),
            protected: self.is_protected(),
        }
    }
}

/// Rows as RFC 4180 has them, one after another: commas, a head, lines that end in CR LF, UTF-8.
pub struct CsvFile {
    text: String,
}

impl CsvFile {
    /// The head; with room for so many bytes, where there is so much.
    pub fn new(columns: &[Column], room: usize) -> Self {
        let mut text = String::new();
        let _ = text.try_reserve(room);
        push_line(&mut text, columns.iter().map(|column| column.id.as_str()));
        Self { text }
    }

    /// Adds a row: as many cells as columns.
    pub fn push(&mut self, row: &[Datum]) {
        let cells: Vec<String> = row.iter().map(Datum::machine).collect();
        push_line(&mut self.text, cells.iter().map(String::as_str));
    }

    /// The file.
    pub fn finish(self) -> String {
        self.text
    }
}

/// What a JSON file says of itself.
#[derive(Serialize)]
pub struct JsonHead<'a> {
    /// The kind of file and its version.
    pub format: &'static str,
    /// Which form of chart it is the rows of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub diagram: Option<&'static str>,
    /// What is measured.
    #[serde(rename = "titel")]
    pub title: &'a str,
    /// Where it comes from.
    #[serde(rename = "källa")]
    pub source: &'a Source,
}

/// Rows as objects, one after another, a line each.
pub struct JsonFile<'a> {
    columns: &'a [Column],
    text: String,
    is_empty: bool,
}

impl<'a> JsonFile<'a> {
    /// The head and the columns' names; with room for so many bytes, where there is so much.
    pub fn new(head: &JsonHead<'_>, columns: &'a [Column], room: usize) -> Self {
        #[derive(Serialize)]
        struct Opening<'a> {
            #[serde(flatten)]
            head: &'a JsonHead<'a>,
            kolumner: &'a [Column],
            rader: [(); 0],
        }
        let mut text = json::to_pretty_string(&Opening { head, kolumner: columns, rader: [] });
        // The list of rows stays open: `[]` and `}` come when all are there.
        let open = text.rfind(']').unwrap_or(text.len());
        text.truncate(open);
        let _ = text.try_reserve(room);
        Self { columns, text, is_empty: true }
    }

    /// Adds a row: as many cells as columns.
    pub fn push(&mut self, row: &[Datum]) {
        self.text.push_str(if self.is_empty { "\n" } else { ",\n" });
        self.is_empty = false;
        self.text.push_str(&json::to_string(&Row { columns: self.columns, cells: row }));
    }

    /// The file.
    pub fn finish(mut self) -> String {
        self.text.push_str(if self.is_empty { "]\n}\n" } else { "\n]\n}\n" });
        self.text
    }
}

fn push_line<'c>(out: &mut String, cells: impl Iterator<Item = &'c str>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        // What a spreadsheet would take for a formula is text there too.
        let formula = cell.starts_with(['=', '@', '\t', '\r'])
            || cell.starts_with(['+', '-']) && cell[1..].parse::<f64>().is_err();
        if formula || cell.contains([',', '"', '\n', '\r']) {
            out.push('"');
            if formula {
                out.push('\'');
            }
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push_str("\r\n");
}

/// A row as an object: numbers as numbers, what has none as null with its status.
struct Row<'a> {
    columns: &'a [Column],
    cells: &'a [Datum],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Status(#[serde(serialize_with = "pairs")] Vec<(String, &'static str)>);
        fn pairs<S: Serializer>(pairs: &[(String, &'static str)], serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_map(pairs.iter().map(|(id, word)| (id, word)))
        }
        let mut map = serializer.serialize_map(None)?;
        let mut status = Vec::new();
        for (column, datum) in self.columns.iter().zip(self.cells) {
            match datum {
                Datum::Text(text) => map.serialize_entry(&column.id, text)?,
                Datum::Number(number, _) => match number.in_units_of(0) {
                    Some(whole) => map.serialize_entry(&column.id, &whole)?,
                    None => map.serialize_entry(&column.id, &number.to_f64())?,
                },
                Datum::Protected | Datum::Missing(_) | Datum::Nothing => {
                    map.serialize_entry(&column.id, &None::<i64>)?;
                    status.extend(datum.status().map(|word| (column.id.clone(), word)));
                }
            }
        }
        if !status.is_empty() {
            map.serialize_entry("status", &Status(status))?;
        }
        map.end()
    }
}

/// A figure's rows as a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DataTable {
    /// What is measured.
    pub caption: String,
    /// The heads; the first is that of the rows' names.
    pub heads: Vec<String>,
    /// In the chart's order.
    pub rows: Vec<DataRow>,
    /// Whether any cell is protected.
    pub protected: bool,
}

/// A row of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DataRow {
    /// The row's head.
    pub name: String,
    /// Below the other heads.
    pub cells: Vec<Cell>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn data() -> Dataset {
        let row = |name: &str, datum| vec![Datum::Text(name.into()), datum];
        Dataset {
            form: "prov",
            title: "Medelvärde".into(),
            columns: vec![Column::new("namnd", "Nämnd"), Column::new("m", "2023")],
            rows: vec![
                row("Teknik, miljö", Datum::Number(Decimal::whole(3), 1)),
                row("=SUM(A1)", Datum::Number(Decimal::new(-34, 1), 1)),
                row("C", Datum::Protected),
                row("D", Datum::Missing(Missing::NotMeasured)),
                row("E", Datum::Nothing),
            ],
        }
    }

    #[test]
    fn csv_keeps_commas_and_is_no_formula() {
        let lines = "namnd,m\r\n\"Teknik, miljö\",3.0\r\n\"'=SUM(A1)\",-3.4\r\nC,..\r\nD,ej mätt\r\nE,\r\n";
        assert_eq!(data().csv(), lines);
    }

    #[test]
    fn json_has_numbers_as_numbers_and_a_status_for_the_rest() {
        let source = Source {
            title: "Rapport".into(),
            publisher: "Staden".into(),
            address: "https://x.se/r/".into(),
            date: None,
        };
        let text = data().json(&source);
        let read = json::read(&text).unwrap();
        let rows = read.get("rader").and_then(json::Json::as_list).unwrap();
        assert_eq!(rows[0].get("m").and_then(json::Json::as_count), Some(3));
        assert!(text.contains("\"m\":-3.4"));
        assert_eq!(rows[2].get("m"), Some(&json::Json::Null));
        let status = |row: usize| rows[row].get("status").and_then(|status| status.get("m")?.as_text());
        assert_eq!((status(2), status(3), status(4)), (Some("skyddad"), Some("ej mätt"), None));
    }

    #[test]
    fn the_table_prints_the_same_cells_in_swedish() {
        let table = data().table();
        let cells: Vec<&str> = table.rows.iter().map(|row| row.cells[0].text.as_str()).collect();
        assert_eq!(cells, ["3,0", "\u{2212}3,4", "..", "ej mätt", "–"]);
        assert!(table.protected && table.rows[2].cells[0].protected);
    }
}
