//! Every chart of the example site read back from all its forms: the drawing on the page, its table, its text
//! alternative, its CSV, its JSON and the picture that stands alone. They tell the same numbers, or this fails. A
//! form of chart that has no reader here fails too: give it one in `READERS`.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

#[path = "support/example.rs"]
mod example;
#[path = "figures/read.rs"]
mod read;
#[path = "figures/readers.rs"]
mod readers;
#[path = "support/site.rs"]
mod site;

use std::collections::{BTreeMap, BTreeSet};

use example::{DAY, example};
use read::{Rows, between, csv, figures, href, json_rows, machine, path_from, same, table, tag_text, text};
use readers::{READERS, means};
use site::{Site, Tree};

fn published() -> Tree {
    Site::new(example()).build(&["--date", DAY])
}

fn file<'t>(tree: &'t Tree, path: &str) -> &'t str {
    let bytes = tree.get(path).unwrap_or_else(|| panic!("{path} isn't published"));
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn every_chart_tells_the_same_in_all_its_forms() {
    let tree = published();
    let mut read = 0;
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for (page, bytes) in tree.iter().filter(|(path, _)| path.rsplit('.').next() == Some("html")) {
        let html = std::str::from_utf8(bytes).unwrap();
        for figure in figures(html) {
            let kind = between(figure, "class=\"chart chart-", "\"").unwrap().split(' ').next().unwrap();
            let reader = READERS.iter().find(|(known, _)| *known == kind);
            let (known, reader) = reader.unwrap_or_else(|| panic!("{page}: no reader for {kind}"));
            *kinds.entry(known).or_default() += 1;
            let at = format!("{page}#{}", between(figure, "id=\"", "\"").unwrap());
            let mut rows = data(&tree, page, figure, &at);
            if figure.contains(" id=\"skala-") {
                read += means(figure, rows.take().as_ref(), &at);
            }
            if let (Some(rows), Some(shown)) = (&rows, table(figure)) {
                same_table(rows, &shown, &at);
            }
            reader(figure, rows.as_ref(), &at);
            if let Some(svg) = href(figure, ".svg") {
                let picture = file(&tree, &path_from(page, svg));
                // Panels write the numbers at their lines' ends alone, and the others in words.
                stands_alone(picture, rows.as_ref(), kind != "panels", &at);
            }
        }
    }
    assert!(read > 20, "{read} means of reports' own questions");
    for kind in ["scale", "strip", "panels", "shares", "account", "matrix", "follow"] {
        assert!(kinds.get(kind).is_some_and(|count| *count > 0), "the example shows no {kind}: {kinds:?}");
    }
}

/// A figure's CSV and JSON, which must agree cell by cell; `None` for a figure that has none. Of a question on its
/// scale they are the whole granskning's: the rows of its nämnd and question are its own.
fn data(tree: &Tree, page: &str, figure: &str, at: &str) -> Option<Rows> {
    let rows = csv(file(tree, &path_from(page, href(figure, ".csv")?)));
    let json = file(tree, &path_from(page, href(figure, ".json").unwrap()));
    let objects = json_rows(json);
    assert_eq!(objects.len(), rows.rows.len(), "{at}: rows in JSON and CSV");
    for (object, row) in objects.iter().zip(&rows.rows) {
        for (id, cell) in rows.heads.iter().zip(row) {
            let told = object.get(id).unwrap();
            assert!(same(told, cell), "{at}: {id} is {told} in JSON and {cell} in CSV");
        }
    }
    assert!(json.contains("\"adress\": \"https://exempel.se/granskningar/"), "{at}: where it comes from");
    let Some(own) = between(figure, "id=\"skala-", "\"") else { return Some(rows) };
    let (audit, question) = own.split_once('_').unwrap();
    let question = question.split('_').next().unwrap();
    let committee = page.split('/').next().unwrap();
    let wanted = [
        ("granskning", audit),
        ("namnd", committee),
        ("slag", "medelvärde"),
        ("id", question),
        ("grupp", ""),
    ];
    let at = |id: &str| rows.heads.iter().position(|head| head == id).unwrap();
    let is_own = |row: &&Vec<String>| wanted.iter().all(|(id, value)| row[at(id)] == *value);
    let rows = Rows { rows: rows.rows.iter().filter(is_own).cloned().collect(), heads: rows.heads.clone() };
    Some(rows)
}

/// The table's cells are those of the data: each column of the table is a column of the data, in its order.
fn same_table(rows: &Rows, shown: &[Vec<String>], at: &str) {
    assert_eq!(shown.len(), rows.rows.len(), "{at}: rows in the table and the data");
    for (shown, row) in shown.iter().zip(&rows.rows) {
        assert_eq!(shown[0], row[0], "{at}: a row's name");
        let mut from = 1;
        for cell in &shown[1..] {
            if let Some((low, high)) = cell.split_once(" till ") {
                let ends = [machine(low), machine(high)];
                assert_eq!(row[row.len() - 2..], ends, "{at}: {}: interval", row[0]);
                continue;
            }
            let told = machine(cell);
            // A dash stands for every number of answers that there isn't.
            let is_it = |cell: &String| {
                *cell == told
                    || told.is_empty() && cell != ".." && !cell.contains(|c: char| c.is_ascii_digit())
            };
            let found = row[from..].iter().position(is_it);
            let found =
                found.unwrap_or_else(|| panic!("{at}: {} has {told} in its table, not in {row:?}", row[0]));
            from += found + 1;
        }
    }
}

/// The picture needs nothing from outside, says where it comes from, and holds every number of the rows.
fn stands_alone(picture: &str, rows: Option<&Rows>, draws_all: bool, at: &str) {
    let banned =
        ["<script", "<style", "style=", "href", "url(", "@import", "<image", "<foreignObject", "class="];
    for banned in banned {
        assert!(!picture.contains(banned), "{at}: {banned} in the picture");
    }
    assert!(picture.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""), "{at}");
    let words = text(picture);
    assert!(words.contains("Källa: "), "{at}: its source");
    assert!(words.contains("https://exempel.se/granskningar/"), "{at}: its address");
    let title = tag_text(picture, "title").unwrap();
    assert!(!title.is_empty(), "{at}: its title");
    let has_date = (2015..2030).any(|year| words.contains(&year.to_string()));
    assert!(has_date, "{at}: its date");
    let Some(rows) = rows else { return };
    let drawn: String = picture
        .split("<text")
        .skip(1)
        .map(|text| between(text, ">", "</text>").unwrap())
        .collect::<Vec<_>>()
        .join(" ");
    let told = tag_text(picture, "desc").unwrap();
    for row in &rows.rows {
        for (id, cell) in rows.heads.iter().zip(row) {
            let is_value =
                id.starts_with("medelvarde") || id.starts_with("svar_") || id == "antal" || id == "riskvarde";
            if is_value && cell.parse::<f64>().is_ok() {
                let swedish = cell.replace('.', ",").replace('-', "\u{2212}");
                // A share with no room in its bar stands in the words alone.
                let small = id.starts_with("svar_") && cell.parse::<f64>().unwrap() < 4.0;
                assert!(told.contains(&swedish), "{at}: {swedish} in the words of the picture");
                assert!(!draws_all || small || drawn.contains(&swedish), "{at}: {swedish} in the picture");
            }
        }
    }
}

#[test]
fn every_link_to_a_charts_file_has_its_file_and_every_file_its_link() {
    let tree = published();
    let mut linked = BTreeSet::new();
    for (page, bytes) in tree.iter().filter(|(path, _)| path.rsplit('.').next() == Some("html")) {
        let html = std::str::from_utf8(bytes).unwrap();
        for figure in figures(html) {
            for ending in [".svg", ".csv", ".json"] {
                if let Some(href) = href(figure, ending) {
                    let path = path_from(page, href);
                    assert!(tree.contains_key(&path), "{page} links to {path}");
                    linked.insert(path);
                }
            }
        }
    }
    let files: BTreeSet<String> = tree.keys().filter(|path| path.contains("/diagram/")).cloned().collect();
    let unlinked: Vec<&String> = files.difference(&linked).collect();
    assert!(unlinked.is_empty(), "{unlinked:?}");
    assert!(files.len() > 40, "{}", files.len());
}

/// A large site may do without a picture for each question of each report; nothing links to what isn't there.
#[test]
fn pictures_of_each_reports_questions_can_be_left_out() {
    let mut files: BTreeMap<String, Vec<u8>> = example().into_iter().collect();
    files.get_mut("insyn.yaml").unwrap().extend(b"\ndiagramfiler: gemensamma\n");
    let tree = Site::new(files).build(&["--date", DAY]);
    let charts: Vec<&String> = tree.keys().filter(|path| path.contains("/diagram/")).collect();
    assert!(!charts.iter().any(|path| path.contains("/diagram/skala-")), "{charts:?}");
    for kept in ["jamforelse-", "paneler-", "fordelning-", "redovisning-", "riskmatris-", "atgarder-"] {
        assert!(charts.iter().any(|path| path.contains(&format!("/diagram/{kept}"))), "{kept}");
    }
    let mut scales = 0;
    for (page, bytes) in tree.iter().filter(|(path, _)| path.rsplit('.').next() == Some("html")) {
        for figure in figures(std::str::from_utf8(bytes).unwrap()) {
            if let Some(svg) = href(figure, ".svg") {
                assert!(tree.contains_key(&path_from(page, svg)), "{page} links to {svg}");
            } else {
                let leads = href(figure, ".csv").is_some();
                assert_eq!(figure.contains("Hämta"), leads, "{page}: words that lead nowhere");
                scales += usize::from(figure.contains("chart-scale"));
            }
        }
    }
    assert!(scales > 0, "the questions are drawn all the same");
}

#[test]
fn what_the_source_reports_say_is_what_is_drawn() {
    let tree = published();
    let account = "forskolenamnden/2023/sociala-medier/diagram/redovisning-sociala-medier-konton.csv";
    let rows = csv(file(&tree, account));
    let told: Vec<(&str, &str)> = rows.rows.iter().map(|row| (row[1].as_str(), row[2].as_str())).collect();
    let expected = [
        ("helhet", "342"),
        ("avgår", "18"),
        ("avgår", "37"),
        ("återstår", "287"),
        ("varav", "159"),
        ("varav", "128"),
    ];
    assert_eq!(told, expected);
    let page = file(&tree, "forskolenamnden/2023/sociala-medier/index.html");
    assert!(page.contains("342 \u{2212} 18 \u{2212} 37 = 287"), "the sum in words");
    assert!(page.contains("159 + 128 = 287"));
}

#[test]
fn what_charts_of_a_scale_share_stands_once_on_a_page_before_the_first() {
    let mut most = 0;
    for (path, bytes) in published() {
        let html = String::from_utf8_lossy(&bytes);
        let users: Vec<usize> =
            html.match_indices("href=\"#gradering_10-40-1_1\"").map(|(at, _)| at).collect();
        let drawn: Vec<usize> = html.match_indices("id=\"gradering_10-40-1_1\"").map(|(at, _)| at).collect();
        assert_eq!(drawn.len(), users.len().min(1), "{path}");
        assert!(drawn.first() <= users.first(), "{path}");
        most = most.max(users.len());
    }
    assert!(most > 1, "no page has two such charts: {most}");
}

#[test]
fn a_charts_files_are_no_promise_and_stand_in_no_sitemap() {
    let site = Site::new(example());
    site.build(&["--date", DAY]);
    let lock = std::fs::read_to_string(site.at("content/publicerat.lock")).unwrap_or_default();
    assert!(lock.contains("grundskolenamnden/2023/rojande-av-sekretess/"), "the lock is there");
    assert!(!lock.contains("/diagram/"));
    assert!(!file(&site.published(), "sitemap.xml").contains("/diagram/"));
}
