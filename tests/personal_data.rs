//! The scanner over lines that it was not written from: personal data in every written form, and clean lines that
//! look like it (`personal_data/lines.py` makes them). What it must reach is disclosure.md §12's.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

use std::collections::BTreeMap;

use insyn::disclosure::scan::{Hit, Kind, Level, normal_form, scan};
use insyn::json::{Json, read};

struct Line {
    family: String,
    text: String,
    is_leak: bool,
    is_soft: bool,
    /// Type, and the bytes that must be found.
    spans: Vec<(String, usize, usize)>,
}

fn lines() -> Vec<Line> {
    let text = include_str!("personal_data/lines.jsonl");
    text.lines()
        .map(|line| {
            let line = read(line).unwrap();
            let word = |name: &str| line.get(name).and_then(Json::as_text).unwrap_or_default().to_owned();
            let spans = line.get("spans").and_then(Json::as_list).unwrap();
            let place = |span: &Json, name: &str| {
                usize::try_from(span.get(name).unwrap().as_count().unwrap()).unwrap()
            };
            Line {
                family: word("family"),
                text: word("text"),
                is_leak: word("label") == "leak",
                is_soft: line.get("soft").is_some(),
                spans: spans
                    .iter()
                    .map(|span| {
                        let kind = span.get("type").unwrap().as_text().unwrap().to_owned();
                        (kind, place(span, "byte_start"), place(span, "byte_end"))
                    })
                    .collect(),
            }
        })
        .collect()
}

fn covered(text: &str, hits: &[Hit], start: usize, end: usize) -> bool {
    let letters = text[start..end].char_indices().filter(|(_, c)| c.is_alphanumeric());
    letters.map(|(at, _)| start + at).all(|at| hits.iter().any(|hit| hit.start <= at && at < hit.end))
}

#[test]
fn every_type_is_found_as_often_as_is_promised() {
    let mut found: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    let mut missed = Vec::new();
    for line in lines().iter().filter(|line| line.is_leak) {
        let hits = scan(&line.text);
        for (kind, start, end) in &line.spans {
            let (hit, all) = found.entry(kind.clone()).or_default();
            *all += 1;
            if covered(&line.text, &hits, *start, *end) {
                *hit += 1;
            } else {
                missed.push(format!("{}: {}", line.family, line.text));
            }
        }
    }
    let (mut hits, mut all) = (0, 0);
    for (kind, (hit, of)) in &found {
        let least = match kind.as_str() {
            "personnummer" | "samordningsnummer" | "interimsnummer" | "skyddad_identitet" => 100,
            "adress" | "namn" => 95,
            _ => 98,
        };
        assert!(hit * 100 >= of * least, "{kind}: {hit} of {of}\n{}", missed.join("\n"));
        (hits, all) = (hits + hit, all + of);
    }
    assert!(hits * 100 >= all * 99 && all > 900, "{hits} of {all}\n{}", missed.join("\n"));
    assert_eq!(found.len(), 14, "every type has its lines: {found:?}");
}

#[test]
fn clean_lines_stay_clean() {
    let all = lines();
    let clean: Vec<&Line> = all.iter().filter(|line| !line.is_leak && !line.is_soft).collect();
    let hit: Vec<&str> =
        clean.iter().filter(|line| !scan(&line.text).is_empty()).map(|line| line.text.as_str()).collect();
    assert!(
        hit.len() * 100 <= clean.len() && clean.len() > 900,
        "{} of {}: {hit:#?}",
        hit.len(),
        clean.len()
    );
    for line in all.iter().filter(|line| line.is_soft) {
        assert!(scan(&line.text).iter().all(|hit| hit.level != Level::Stop), "{}", line.text);
    }
}

#[test]
fn a_hit_is_the_same_whatever_stands_around_it() {
    for line in lines().iter().filter(|line| line.is_leak && line.family != "utpekande").step_by(3) {
        let alone = scan(&line.text);
        let around =
            format!("# Rubrik\n\nEtt stycke före, 2023.\n\n{}\n\nEtt stycke efter: 3,7.\n", line.text);
        let shift = around.find(&line.text).unwrap();
        let moved: Vec<Hit> =
            alone.iter().map(|hit| Hit { start: hit.start + shift, end: hit.end + shift, ..*hit }).collect();
        assert_eq!(scan(&around), moved, "{}", line.text);
    }
}

#[test]
fn hits_are_sorted_apart_and_on_whole_characters_in_any_text() {
    const ALPHABET: [&str; 40] = [
        "0",
        "1",
        "7",
        "9",
        "23",
        "1971",
        "-",
        "+",
        " ",
        ".",
        "/",
        "\n",
        "\n\n",
        "\r\n",
        "–",
        "\u{200b}",
        "\u{a0}",
        "&#49;",
        "&nbsp;",
        "&",
        "*",
        "_",
        "`",
        "@",
        "(at)",
        "å",
        "Ö",
        "A",
        "Anna",
        "Berg ",
        "rektor ",
        "gatan ",
        "konto ",
        "enda ",
        "skyddad identitet",
        "😀",
        "a\u{308}",
        "(",
        ":",
        ",",
    ];
    let mut state = 1_u64;
    for _ in 0..3_000 {
        let mut text = String::new();
        for _ in 0..40 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(ALPHABET[usize::try_from(state >> 33).unwrap() % ALPHABET.len()]);
        }
        let hits = scan(&text);
        assert!(hits.windows(2).all(|pair| pair[0].end <= pair[1].start), "{text:?}");
        assert!(
            hits.iter().all(|hit| hit.start < hit.end && text.get(hit.start..hit.end).is_some()),
            "{text:?}"
        );
    }
}

#[test]
fn hostile_texts_take_no_longer_than_others() {
    // Nothing is timed: a search that grows with the square of a text would not end here.
    for piece in [
        "1",
        "1 ",
        "@",
        "(",
        "0-",
        "Anna ",
        "rektor Anna ",
        "&#",
        "gatan 1 ",
        "enda ",
        "::",
        "1.",
        "skyddad identitet ",
        "*",
    ] {
        let text = piece.repeat(400_000 / piece.len());
        let _ = scan(&text);
    }
}

#[test]
fn published_test_numbers_are_reported_like_any_other() {
    // Skatteverket's own.
    for number in ["189001019802", "19671009-2396", "890201-3286"] {
        assert_eq!(scan(number).first().map(|hit| hit.kind), Some(Kind::PersonalNumber), "{number}");
    }
    assert_eq!(scan("19700060-2392").first().map(|hit| hit.level), Some(Level::Stop), "day 60 of month 00");
}

#[test]
fn a_value_has_one_normal_form() {
    for written in ["040-628 04 00", "040\u{a0}6280400", "040&#45;6280400", "**040**-6280400"] {
        assert_eq!(normal_form(written), "0406280400");
    }
}
