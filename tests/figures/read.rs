//! Reading HTML, SVG, CSV and JSON as far as charts need it. Owns no expectation.

use std::collections::BTreeMap;

use insyn::json::{Json, read};

/// Rows of data, by the columns' names.
pub(crate) struct Rows {
    pub(crate) heads: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Rows {
    /// A column, in the rows' order.
    pub(crate) fn column(&self, id: &str) -> Option<Vec<&str>> {
        let at = self.heads.iter().position(|head| head == id)?;
        Some(self.rows.iter().map(|row| row[at].as_str()).collect())
    }
}

/// What stands between two marks.
pub(crate) fn between<'t>(text: &'t str, from: &str, to: &str) -> Option<&'t str> {
    let rest = &text[text.find(from)? + from.len()..];
    Some(&rest[..rest.find(to)?])
}

/// Every figure of a page.
pub(crate) fn figures(html: &str) -> Vec<&str> {
    html.split("<figure class=\"chart")
        .skip(1)
        .map(|rest| {
            let start = rest.as_ptr() as usize - html.as_ptr() as usize - "<figure class=\"chart".len();
            &html[start..start + html[start..].find("</figure>").unwrap()]
        })
        .collect()
}

/// The first element's text.
pub(crate) fn tag_text(markup: &str, tag: &str) -> Option<String> {
    let start = markup.find(&format!("<{tag}"))?;
    Some(text(between(&markup[start..], ">", &format!("</{tag}>"))?))
}

/// All text of some markup, entities read, white space as one.
pub(crate) fn text(markup: &str) -> String {
    let mut out = String::new();
    let mut within = false;
    for c in markup.chars() {
        match c {
            '<' => {
                within = true;
                out.push(' ');
            }
            '>' if within => within = false,
            c if !within => out.push(c),
            _ => {}
        }
    }
    let out = out.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    // No-break spaces part words here, but stay within numbers.
    out.split([' ', '\n', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The cells of the table below a chart, the rows' heads first.
pub(crate) fn table(figure: &str) -> Option<Vec<Vec<String>>> {
    let table = between(figure, "<details class=\"chart-table\">", "</details>")?;
    let body = between(table, "<tbody>", "</tbody>")?;
    let row = |row: &str| {
        let cells = row.split("<t").skip(1).filter(|cell| cell.starts_with('h') || cell.starts_with('d'));
        cells.map(|cell| text(&format!("<t{cell}"))).collect()
    };
    Some(body.split("<tr").skip(1).map(|its| row(&its[its.find('>').unwrap() + 1..])).collect())
}

/// A number as data files have it: with a point, plain minus, no thousands' space, no `+`.
pub(crate) fn machine(swedish: &str) -> String {
    let plain: String = swedish
        .chars()
        .filter(|c| !matches!(c, '\u{202f}' | '+'))
        .map(|c| match c {
            '\u{2212}' => '-',
            ',' => '.',
            other => other,
        })
        .collect();
    match plain.as_str() {
        "–" => String::new(),
        _ if plain.parse::<f64>().is_ok() => plain,
        _ => swedish.to_owned(),
    }
}

/// The address of a link of a figure's to a file.
pub(crate) fn href<'f>(figure: &'f str, ending: &str) -> Option<&'f str> {
    let links = figure.split("<a href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let is_file = |href: &&str| href.contains("diagram/") || href.contains("data/granskningar/");
    links.into_iter().find(|href| is_file(href) && href.ends_with(ending))
}

/// A relative address as a path from the root.
pub(crate) fn path_from(page: &str, href: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in href.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// A CSV file, quotes and all.
pub(crate) fn csv(text: &str) -> Rows {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    assert!(row.is_empty() && cell.is_empty() && !quoted, "the file ends in a whole line");
    let heads: Vec<String> = rows.remove(0);
    assert!(rows.iter().all(|row| row.len() == heads.len()), "as many cells as heads");
    Rows { heads, rows }
}

/// The rows of a JSON file, each value as CSV has it.
pub(crate) fn json_rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let file = read(text).unwrap();
    let ids: Vec<&str> = file
        .get("kolumner")
        .and_then(Json::as_list)
        .unwrap()
        .iter()
        .map(|column| column.get("id").and_then(Json::as_text).unwrap())
        .collect();
    let rows = file.get("rader").and_then(Json::as_list).unwrap().iter();
    // Numbers are read as they are written: 3.0 is 3 in JSON, so CSV is the measure of decimals.
    rows.map(|row| {
        let cell = |id: &&str| {
            let status = row.get("status").and_then(|status| status.get(id)).and_then(Json::as_text);
            let value = match (row.get(id).unwrap(), status) {
                (Json::Null, Some("skyddad")) => "..".to_owned(),
                (Json::Null, Some(why)) => why.to_owned(),
                (Json::Null, None) => String::new(),
                (Json::Text(text), _) => text.clone(),
                (Json::Whole(number), _) => number.to_string(),
                (Json::Real(number), _) => number.to_string(),
                (other, _) => panic!("{other:?} in a row"),
            };
            ((*id).to_owned(), value)
        };
        ids.iter().map(cell).collect()
    })
    .collect()
}

/// The same words, or the same number however many decimals it is written with.
pub(crate) fn same(a: &str, b: &str) -> bool {
    match (a.parse::<f64>(), b.parse::<f64>()) {
        (Ok(a), Ok(b)) => (a - b).abs() < 1e-9,
        _ => a == b,
    }
}

/// The value of an attribute in per cent: `x="12.5%"`; 0 where it has no unit.
pub(crate) fn percent(element: &str, name: &str) -> Option<f64> {
    let value = between(element, &format!(" {name}=\""), "\"")?;
    let number = value.trim_end_matches('%');
    format!("0{number}").parse::<f64>().ok().or_else(|| number.parse().ok())
}
