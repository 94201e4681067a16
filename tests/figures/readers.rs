//! A reader for each form of chart: it reads the drawing and the text alternative and compares them with the rows.

use crate::read::{Rows, between, machine, percent, same, text};

/// Reads a figure's own markup and compares it with its rows; `at` is where it stands, for messages.
type Reader = fn(&str, Option<&Rows>, &str);

/// The part of a figure's class that says its form, and who reads it.
pub(crate) const READERS: [(&str, Reader); 7] = [
    ("scale", scale),
    ("strip", strip),
    ("panels", panels),
    ("shares", shares),
    ("account", account),
    ("matrix", matrix),
    ("follow", follow),
];

fn items(figure: &str) -> Vec<&str> {
    figure.split("<li").skip(1).map(|item| item.split("</li>").next().unwrap()).collect()
}

/// A question on its scale: the answers' places in the list, in words and in the drawing.
fn scale(figure: &str, _: Option<&Rows>, at: &str) {
    let told = between(figure, "<desc", "</desc>").unwrap();
    let title =
        text(&format!("<t>{}", between(figure, "<title", "</title>").unwrap().split_once('>').unwrap().1));
    let mut scores: Vec<&str> = figure
        .split("<b class=\"answer-score\">")
        .skip(1)
        .map(|rest| rest.split('<').next().unwrap())
        .collect();
    scores.dedup();
    assert!(!scores.is_empty(), "{at}: no answer has its place");
    for score in &scores {
        assert!(told.contains(score), "{at}: {score} in {told}");
    }
    let key = between(figure, "<ul class=\"chart-key\">", "</ul>").unwrap();
    for value in key.split("<b>").skip(1).map(|rest| rest.split('<').next().unwrap()) {
        assert!(title.contains(value), "{at}: the mean {value} in {title}");
    }
    // Tenths down a scale from 4 to 1: half a step is free above and below.
    let scale = between(figure, "<svg class=\"scale-line\"", "</svg></div>")
        .or_else(|| between(figure, "<svg class=\"scale-line\"", "<ol class=\"marks"))
        .unwrap();
    let mut drawn: Vec<f64> = scale.split("<circle").skip(1).filter_map(|its| percent(its, "cy")).collect();
    drawn.dedup();
    assert!(!drawn.is_empty(), "{at}");
    for score in scores {
        let score: f64 = machine(score).parse().unwrap();
        let place = (4.05 - score) / 3.1 * 100.0;
        assert!(
            drawn.iter().any(|y| (y - place).abs() < 0.2),
            "{at}: {score} at {place} %, drawn at {drawn:?}"
        );
    }
}

/// A report's own question, as scale or strip: the means that it tells in words are those of the granskning's data.
pub(crate) fn means(figure: &str, rows: Option<&Rows>, at: &str) -> usize {
    // `Skala från 4,0 till 1,0. Förvaltningens medelvärde 2023 är 3,7. Medelvärdet 2020 är 3,4.` or `2020: 3,1. 2023: 3,8.`
    let title = between(figure, "<title", "</title>").map(|title| title.split_once('>').unwrap().1);
    let told = title.or_else(|| between(figure, "aria-label=\"", "\"")).unwrap();
    let told = text(&format!("<t>{told}"));
    let parts = told.trim_end_matches('.').split(". ");
    let means = parts.filter_map(|part| part.split_once(" är ").or_else(|| part.split_once(": ")));
    let means = means.map(|(whose, value)| (whose.rsplit(' ').next().unwrap(), machine(value)));
    let means: Vec<(&str, String)> = means.filter(|(_, value)| value.parse::<f64>().is_ok()).collect();
    assert!(rows.is_some() || means.is_empty(), "{at}: means without data");
    let Some(rows) = rows else { return 0 };
    let (years, values) = (rows.column("ar").unwrap(), rows.column("varde").unwrap());
    let data: Vec<(&str, &str)> = years.into_iter().zip(values).collect();
    for (year, value) in &means {
        let is_told = data.iter().any(|(its, cell)| its == year && same(cell, value));
        assert!(is_told, "{at}: {value} of {year}, not in {data:?}");
    }
    means.len()
}

/// Two years: each row's words and the places of its marks on a scale from 1 to 4.
fn strip(figure: &str, rows: Option<&Rows>, at: &str) {
    let lines = figure.split("<div class=\"strip-line\">").skip(1);
    for (number, line) in lines.enumerate() {
        let told = between(line, "aria-label=\"", "\"").unwrap();
        let svg = line.split("</svg></div>").next().unwrap();
        let mut drawn: Vec<f64> = Vec::new();
        for (tag, name) in [("<circle", "cx"), ("<svg x", "x")] {
            let tag = if tag == "<svg x" { "<svg" } else { tag };
            drawn.extend(
                svg.split(tag).skip(1).filter_map(|its| percent(&its[..its.find('>').unwrap()], name)),
            );
        }
        // `2020: 3,1. 2023: 3,8.`
        let words: Vec<&str> = told.split(". ").map(|part| part.trim_end_matches('.')).collect();
        let values: Vec<(&str, String)> =
            words.iter().map(|part| part.split_once(": ").unwrap()).map(|(y, v)| (y, machine(v))).collect();
        for (_, value) in &values {
            let Ok(value) = value.parse::<f64>() else { continue };
            let place = (value - 1.0) / 3.0 * 100.0;
            assert!(
                drawn.iter().any(|x| (x - place).abs() < 0.2),
                "{at}: {value} at {place} %, drawn at {drawn:?}"
            );
            let printed = format!(">{}<", format!("{value:.1}").replace('.', ","));
            assert!(svg.contains(&printed), "{at}: {printed} beside its mark");
        }
        let Some(rows) = rows else { continue };
        for (year, value) in values {
            let column = rows.column(&format!("medelvarde_{year}")).unwrap_or_else(|| panic!("{at}: {year}"));
            let cell = if column[number] == ".." { "visas inte" } else { column[number] };
            assert!(same(cell, &value), "{at}: {year} is {value} in words and {cell} in the data");
        }
    }
    assert!(figure.contains("strip-line"), "{at}: no row");
}

/// Panels: what each tells in words is drawn at its place on a scale from 1 to 4, and nothing else is.
fn panels(figure: &str, rows: Option<&Rows>, at: &str) {
    let panels = figure.split("<svg class=\"panel\"").skip(1);
    let mut count = 0;
    for panel in panels.map(|rest| rest.split("</svg>").next().unwrap()) {
        count += 1;
        let told = between(panel, "aria-label=\"", "\"").unwrap();
        let mut drawn: Vec<f64> =
            panel.split("<circle").skip(1).filter_map(|its| percent(its, "cy")).collect();
        for part in told.trim_end_matches('.').split("; ") {
            let (year, value) = part.split_once(' ').unwrap();
            if let Some(column) = rows.and_then(|rows| rows.column(&format!("medelvarde_{year}"))) {
                let cell = if column[count - 1] == ".." { "visas inte" } else { column[count - 1] };
                assert!(
                    same(cell, &machine(value)),
                    "{at}: {year} is {value} in words and {cell} in the data"
                );
            }
            let Ok(value) = machine(value).parse::<f64>() else { continue };
            let place = (4.0 - value) / 3.0 * 100.0;
            let found = drawn.iter().position(|y| (y - place).abs() < 0.2);
            let found =
                found.unwrap_or_else(|| panic!("{at}: {value} of {year} at {place} %, not in {drawn:?}"));
            drawn.remove(found);
        }
        assert_eq!(drawn, [0.0; 0], "{at}: drawn and not told");
    }
    assert!(count > 0, "{at}: no panel");
    assert!(rows.is_none_or(|rows| rows.rows.len() == count), "{at}: a row a panel");
}

/// Distributions: widths, numbers in the bars and words.
fn shares(figure: &str, rows: Option<&Rows>, at: &str) {
    let rows = rows.unwrap();
    let items: Vec<&str> = items(between(figure, "<ol class=\"share-rows\">", "</ol>").unwrap());
    assert_eq!(items.len(), rows.rows.len(), "{at}");
    let grades: Vec<usize> =
        (0..rows.heads.len()).filter(|head| rows.heads[*head].starts_with("svar_")).collect();
    for (item, row) in items.iter().zip(&rows.rows) {
        let words = text(&format!("<li{item}"));
        assert!(words.starts_with(row[0].as_str()), "{at}: {} in {words}", row[0]);
        let Some(told) = between(item, "aria-label=\"", "\"") else {
            assert!(grades.iter().all(|grade| row[*grade] == ".."), "{at}: {row:?} has no bar");
            assert!(words.contains("Visas inte"), "{at}: {words}");
            continue;
        };
        let told: Vec<&str> = told.split(" procent").filter(|part| !part.is_empty()).collect();
        let told: Vec<&str> = told.iter().map(|part| part.rsplit(' ').next().unwrap()).collect();
        let cells: Vec<&str> = grades.iter().map(|grade| row[*grade].as_str()).collect();
        assert_eq!(told, cells, "{at}: words and data");
        let drawn: Vec<f64> = item
            .split("<rect")
            .skip(1)
            .filter_map(|its| percent(&its[..its.find('>').unwrap()], "width"))
            .collect();
        let all: f64 = cells.iter().map(|cell| cell.parse::<f64>().unwrap()).sum();
        let meant: Vec<f64> = cells.iter().map(|cell| cell.parse::<f64>().unwrap() / all * 100.0).collect();
        let meant: Vec<f64> = meant.into_iter().filter(|share| *share > 0.0).collect();
        assert_eq!(drawn.len(), meant.len(), "{at}: {drawn:?} and {meant:?}");
        for (drawn, meant) in drawn.iter().zip(&meant) {
            assert!((drawn - meant).abs() < 0.2, "{at}: drawn {drawn} %, meant {meant} %");
        }
        let agree = rows.column("instammer").unwrap();
        let agree = agree[items.iter().position(|its| its == item).unwrap()];
        assert!(item.contains(&format!("<b>{agree}\u{a0}%</b>")), "{at}: {agree} % agree");
    }
}

/// An account: numbers, shares and where the arithmetic puts each bar.
fn account(figure: &str, rows: Option<&Rows>, at: &str) {
    let rows = rows.unwrap();
    let items = items(between(figure, "<ol class=\"account\">", "</ol>").unwrap());
    assert_eq!(items.len(), rows.rows.len(), "{at}");
    let numbers = rows.column("antal").unwrap();
    let shares = rows.column("andel").unwrap();
    let kinds = rows.column("slag").unwrap();
    let whole: f64 = numbers[0].parse().unwrap();
    let mut left_end = whole;
    let mut part_end = 0.0;
    for (number, item) in items.iter().enumerate() {
        let words = text(&format!("<li{item}"));
        assert!(words.contains(rows.rows[number][0].as_str()), "{at}: {words}");
        let value = machine(&text(between(item, "<b>", "</b>").unwrap())).replace('-', "");
        assert_eq!(value, numbers[number], "{at}: {words}");
        if kinds[number] != "helhet" {
            assert!(words.contains(&format!("({}\u{a0}%)", shares[number])), "{at}: {words}");
        }
        let value: f64 = value.parse().unwrap();
        let bar = item.rsplit("<rect").next().unwrap();
        let (from, wide) = (percent(bar, "x").unwrap(), percent(bar, "width").unwrap());
        let start = match kinds[number] {
            "avgår" => {
                left_end -= value;
                left_end
            }
            "varav" => {
                part_end += value;
                part_end - value
            }
            _ => 0.0,
        };
        assert!((from - start / whole * 100.0).abs() < 0.2, "{at}: {words} begins at {from} %");
        assert!((wide - value / whole * 100.0).abs() < 0.2, "{at}: {words} is {wide} % wide");
    }
}

/// A risk matrix: each risk's cell and its line in the list.
fn matrix(figure: &str, rows: Option<&Rows>, at: &str) {
    let rows = rows.unwrap();
    for row in &rows.rows {
        let [risk, year, description, likelihood, consequence, score, _] = &row[..] else {
            panic!("{at}: {row:?}")
        };
        let own = format!("aria-label=\"Riskmatris {year}");
        let table = figure.split(own.as_str()).nth(1).unwrap_or_else(|| panic!("{at}: no matrix of {year}"));
        let table = table.split("</table>").next().unwrap();
        if likelihood.is_empty() {
            continue;
        }
        let line = format!("<th scope=\"row\"><span class=\"matrix-number\">{likelihood}</span>");
        let line = table.split(line.as_str()).nth(1).unwrap().split("</tr>").next().unwrap();
        let cell = line.split("<td").nth(consequence.parse().unwrap()).unwrap();
        assert!(text(&format!("<td{cell}")).starts_with(score.as_str()), "{at}: {risk} has {score}");
        assert!(cell.contains(&format!(">{risk}</a>")), "{at}: {risk} in its cell");
        let list = figure
            .split("<ol class=\"matrix-list\"")
            .skip(1)
            .find(|list| list.contains(&format!("-{year}-r")))
            .unwrap();
        let item = list.split("<li").find(|item| item.contains(&format!("<b>{risk}</b>"))).unwrap();
        let words = text(&format!("<li{item}"));
        for told in [
            description.clone(),
            format!("sannolikhet {likelihood}"),
            format!("konsekvens {consequence}"),
            format!("riskvärde {score}"),
        ] {
            assert!(words.contains(&told), "{at}: {told} in {words}");
        }
    }
}

/// Åtgärder year by year: every cell, and the counts above.
fn follow(figure: &str, rows: Option<&Rows>, at: &str) {
    let rows = rows.unwrap();
    let body = between(figure, "<tbody>", "</tbody>").unwrap();
    let shown: Vec<&str> = body.split("<tr").skip(1).collect();
    assert_eq!(shown.len(), rows.rows.len(), "{at}");
    for (shown, row) in shown.iter().zip(&rows.rows) {
        assert!(text(&format!("<tr{shown}")).contains(row[0].as_str()), "{at}: {}", row[0]);
        let cells: Vec<String> = shown
            .split("<span class=\"follow-word\">")
            .skip(1)
            .map(|cell| text(cell.split("</span>").next().unwrap()))
            .collect();
        assert_eq!(cells, row[1..], "{at}: {}", row[0]);
    }
    for (number, count) in items(between(figure, "follow-counts\">", "</ol>").unwrap()).iter().enumerate() {
        let column: Vec<&str> = rows.rows.iter().map(|row| row[number + 1].as_str()).collect();
        let done = column.iter().filter(|cell| **cell == "genomförd").count();
        let there =
            column.iter().filter(|cell| **cell != "ej aktuell" && !cell.starts_with("ersatt av")).count();
        let words = text(&format!("<li{count}"));
        assert!(words.contains(&format!("{done} av {there} genomförd")), "{at}: {words}");
    }
}
