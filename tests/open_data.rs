//! Open data: what the files of the example site and of a small one say, read back and held against its pages.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

#[path = "support/example.rs"]
mod example;
#[path = "support/minimal.rs"]
mod minimal;
#[path = "support/site.rs"]
mod site;

use std::collections::{BTreeMap, BTreeSet};

use example::{DAY, example};
use insyn::json::{Json, read};
use site::{Site, Tree};

type Row = BTreeMap<String, String>;

fn text<'t>(tree: &'t Tree, path: &str) -> &'t str {
    std::str::from_utf8(tree.get(path).unwrap_or_else(|| panic!("{path} is published"))).unwrap()
}

/// RFC 4180, by a reader of the test's own.
fn csv(text: &str) -> Vec<Row> {
    let mut records: Vec<Vec<String>> = vec![vec![String::new()]];
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let record = records.last_mut().unwrap();
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                record.last_mut().unwrap().push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(String::new()),
            '\r' if !quoted => {}
            '\n' if !quoted => records.push(vec![String::new()]),
            c => record.last_mut().unwrap().push(c),
        }
    }
    assert_eq!(records.pop(), Some(vec![String::new()]), "the last line ends");
    let head = records.remove(0);
    let row = |record: Vec<String>| {
        assert_eq!(record.len(), head.len(), "{record:?}");
        head.iter().cloned().zip(record).collect()
    };
    records.into_iter().map(row).collect()
}

/// The rows of a JSON file as the CSV has them: null with a status is `..` or the reason.
fn json(text: &str) -> Vec<Row> {
    let file = read(text).unwrap();
    assert_eq!(file.get("format").and_then(Json::as_text), Some("insyn-data/1"));
    let columns: Vec<String> = file
        .get("kolumner")
        .and_then(Json::as_list)
        .unwrap()
        .iter()
        .map(|column| column.get("id").and_then(Json::as_text).unwrap().to_owned())
        .collect();
    let cell = |row: &Json, column: &String| match row.get(column).unwrap() {
        Json::Text(text) => text.clone(),
        Json::Whole(number) => number.to_string(),
        Json::Real(number) => number.to_string(),
        Json::Null => match row.get("status").and_then(|status| status.get(column)?.as_text()) {
            Some("skyddad") => "..".to_owned(),
            Some(why) => why.to_owned(),
            None => String::new(),
        },
        other => panic!("{other:?}"),
    };
    let rows = file.get("rader").and_then(Json::as_list).unwrap();
    rows.iter()
        .map(|row| columns.iter().map(|column| (column.clone(), cell(row, column))).collect())
        .collect()
}

/// Numbers as numbers: `3.0` in CSV is 3 in JSON.
fn same(a: &str, b: &str) -> bool {
    a == b || matches!((a.parse::<f64>(), b.parse::<f64>()), (Ok(a), Ok(b)) if (a - b).abs() < 1e-9)
}

#[test]
fn every_file_says_the_same_as_csv_and_as_json_and_all_is_the_sum_of_the_parts() {
    let tree = Site::new(example()).build(&["--date", DAY]);
    let stems: BTreeSet<&str> = tree
        .keys()
        .filter_map(|path| path.strip_suffix(".csv").filter(|path| path.starts_with("data/")))
        .collect();
    assert!(stems.len() > 3, "{stems:?}");
    let mut parts = Vec::new();
    for stem in &stems {
        let rows = csv(text(&tree, &format!("{stem}.csv")));
        let again = json(text(&tree, &format!("{stem}.json")));
        assert_eq!(rows.len(), again.len(), "{stem}");
        for (row, its) in rows.iter().zip(&again) {
            for (column, cell) in row {
                let cell = cell.strip_prefix('\'').unwrap_or(cell);
                assert!(same(cell, &its[column]), "{stem}: {column}: {cell:?}, {:?}", its[column]);
            }
        }
        if stem.starts_with("data/granskningar/") {
            parts.extend(rows);
        }
    }
    let mut all = csv(text(&tree, "data/alla-uppgifter.csv"));
    assert!(!all.is_empty());
    all.sort();
    parts.sort();
    assert!(all == parts, "the whole is the sum of the parts");
}

#[test]
fn what_the_pages_show_is_what_the_files_hold() {
    let tree = Site::new(example()).build(&["--date", DAY]);
    let all = csv(text(&tree, "data/alla-uppgifter.csv"));
    // As the source says: 342 = 18 + 37 + 287, and a mean with its number of answers.
    let figures: BTreeSet<(&str, &str)> = all
        .iter()
        .filter(|row| row["slag"] == "nyckeltal" && row["namnd"] == "forskolenamnden" && row["ar"] == "2023")
        .map(|row| (row["lydelse"].as_str(), row["varde"].as_str()))
        .collect();
    for value in ["342", "18", "37", "287"] {
        assert!(figures.iter().any(|(_, its)| *its == value), "{value} in {figures:?}");
    }
    let mut means = 0;
    for row in all.iter().filter(|row| row["slag"] == "medelvärde" && row["indelning"].is_empty()) {
        let page = text(&tree, &format!("{}/index.html", row["rapport"]));
        assert!(page.contains(&row["varde"].replace('.', ",")) || row["varde"] == "..", "{row:?}");
        means += 1;
    }
    assert!(means > 5);
    // Protected in all forms, never a number.
    assert!(
        all.iter().any(|row| row["varde"] == ".." && row["svarande"] == ".."),
        "the example has a hidden group"
    );
    let measures = csv(text(&tree, "data/atgarder.csv"));
    for row in &measures {
        let (_, id) = row["adress"].split_once('#').unwrap();
        let page = text(&tree, &format!("{}/index.html", row["rapport"]));
        assert!(page.contains(&format!("id=\"{id}\"")), "{row:?}");
    }
    assert!(measures.iter().any(|row| !row["foljer"].is_empty() && !row["oppen_sedan"].is_empty()));
}

#[test]
fn a_withdrawn_or_replaced_report_is_in_no_file() {
    let site = Site::new(minimal::MINIMAL);
    let front = "åtgärder: [{id: rutin, text: En rutin., status: ny}]\n";
    let report = minimal::report("Uppföljning", front, "\n## Resultat\n\nOrd.\n");
    site.put(&format!("content/{}", minimal::REPORT), &report);
    let tree = site.build(&[]);
    assert!(text(&tree, "data/atgarder.csv").contains("En rutin."));
    let withdrawn = report
        .replace("status: beslutad", "status: återkallad\nåterkallad: {datum: 2024-05-06, skäl: \"Prov.\"}");
    site.put(&format!("content/{}", minimal::REPORT), &withdrawn);
    // It warns that the stored editions are gone, which is another matter.
    assert_eq!(site.insyn(&["build"]).code, Some(0));
    let tree = site.published();
    for (path, bytes) in tree.iter().filter(|(path, _)| path.starts_with("data/")) {
        assert!(!String::from_utf8_lossy(bytes).contains("En rutin."), "{path}");
    }
}

#[test]
fn the_catalogue_names_every_file_that_is_there_and_its_licence() {
    let tree = Site::new(example()).build(&["--date", DAY]);
    let catalogue = text(&tree, "data/katalog.rdf");
    let files: BTreeSet<String> = catalogue
        .match_indices("<dcat:downloadURL rdf:resource=\"")
        .map(|(at, mark)| catalogue[at + mark.len()..].split('"').next().unwrap().to_owned())
        .collect();
    let there: BTreeSet<String> = tree
        .keys()
        .filter(|path| {
            path.starts_with("data/") && matches!(path.rsplit_once('.'), Some((_, "csv" | "json")))
        })
        .filter(|path| *path != "data/rapporter.json")
        .map(|path| format!("{}{path}", base_of(catalogue)))
        .collect();
    assert_eq!(files, there);
    // Everything that is pointed at within the document is described in it.
    let about: BTreeSet<&str> = attribute(catalogue, "rdf:about=\"");
    for property in [
        "<dcat:dataset rdf:resource=\"",
        "<dcat:distribution rdf:resource=\"",
        "<dcterms:publisher rdf:resource=\"",
    ] {
        let named = attribute(catalogue, property);
        assert!(!named.is_empty() && named.iter().all(|one| about.contains(one)), "{property}: {named:?}");
    }
    assert!(catalogue.contains("dcterms:license"), "the example says its licence");
}

/// The site's address, as the catalogue has it.
fn base_of(catalogue: &str) -> &str {
    let page = attribute(catalogue, "<foaf:homepage rdf:resource=\"");
    page.first().unwrap().strip_suffix("data/").unwrap()
}

fn attribute<'t>(text: &'t str, before: &str) -> BTreeSet<&'t str> {
    text.match_indices(before).map(|(at, mark)| text[at + mark.len()..].split('"').next().unwrap()).collect()
}
