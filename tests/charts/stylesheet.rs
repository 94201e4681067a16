//! The stylesheet of the charts: its generated rows, and what it must not contain.

use std::fmt::Write as _;
use std::fs;

use crate::rendering::file;

const SHEET: &str = "themes/standard/css/diagram.css";
const MARK: &str =
    "/* Rows: written by the test `row_classes_are_those_of_the_generator`; see tests/charts.rs. */\n";
const MOST_ROWS: u32 = 62;

/// First rows and spans, narrow in lower case and wide in upper, and how many rows a grid has.
fn row_classes() -> String {
    let mut css = String::new();
    for rows in (4..=MOST_ROWS).step_by(2) {
        writeln!(css, ".n{rows}::before{{grid-row:1/{}}}", rows + 1).unwrap();
    }
    let mut pair = |first: char, span: char| {
        for row in 1..=MOST_ROWS {
            writeln!(css, ".{first}{row}{{grid-row-start:{row}}}").unwrap();
        }
        for row in 1..=MOST_ROWS {
            writeln!(css, ".{span}{row}{{grid-row-end:span {row}}}").unwrap();
        }
    };
    pair('r', 's');
    pair('R', 'S');
    let wide = css.find(".R1{").unwrap();
    css.insert_str(wide, "@container chart (min-width:40rem){\n");
    css.push_str("}\n");
    css
}

#[test]
fn row_classes_are_those_of_the_generator() {
    let path = file(SHEET);
    let sheet = fs::read_to_string(&path).unwrap();
    let (hand, generated) = sheet.split_once(MARK).unwrap();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, format!("{hand}{MARK}{}", row_classes())).unwrap();
        return;
    }
    assert!(generated == row_classes(), "run with UPDATE_GOLDEN=1");
}

#[test]
fn the_sheet_uses_the_themes_colours_and_nothing_from_outside() {
    let sheet = fs::read_to_string(file(SHEET)).unwrap();
    for banned in ["#", "rgb(", "hsl(", "url(", "@import", "!important"] {
        assert!(!sheet.contains(banned), "{banned}");
    }
    assert!(sheet.len() < 24 * 1024, "{} bytes", sheet.len());
}

/// The relative luminance of `#rgb` or `#rrggbb` (WCAG 2.2).
fn luminance(colour: &str) -> f64 {
    let digits = colour.trim().strip_prefix('#').unwrap();
    let wide: String =
        if digits.len() == 3 { digits.chars().flat_map(|c| [c, c]).collect() } else { digits.into() };
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&wide[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn text_and_marks_stand_out_from_the_page_light_and_dark() {
    let sheet = fs::read_to_string(file("tests/charts/palette.css")).unwrap();
    let palettes: Vec<&str> =
        sheet.split(":root {").skip(1).map(|part| part.split('}').next().unwrap()).collect();
    assert_eq!(palettes.len(), 3, "light, dark and print");
    for palette in palettes {
        let colour = |name: &str| {
            let start = palette.find(&format!("--{name}:")).unwrap();
            palette[start..].split([':', ';']).nth(1).unwrap()
        };
        for page in ["paper", "paper-2"] {
            for text in ["ink", "ink-soft", "accent", "accent-2"] {
                let found = contrast(colour(text), colour(page));
                assert!(found >= 4.5, "{text} on {page}: {found:.2}");
            }
            let found = contrast(colour("muted-mark"), colour(page));
            assert!(found >= 3.0, "muted-mark on {page}: {found:.2}");
        }
    }
}
