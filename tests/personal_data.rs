//! The scanner over lines that it was not written from: personal data in every written form, and clean lines that
//! look like it (made in `personal_data/`, one family a function). What it must reach is disclosure.md §12's.

#![expect(clippy::expect_used, reason = "a test that can't go on should stop")]

#[path = "personal_data/clean.rs"]
mod clean;
#[path = "personal_data/contacts.rs"]
mod contacts;
#[path = "personal_data/line.rs"]
mod line;
#[path = "personal_data/numbers.rs"]
mod numbers;
#[path = "personal_data/persons.rs"]
mod persons;

use std::collections::BTreeMap;

use insyn::disclosure::scan::{Hit, Kind, Level, is_serious, normal_form, scan};

use line::{Choice, Line};

fn leaks() -> Vec<Line> {
    let mut choice = Choice::new(7);
    let mut lines = numbers::all(&mut choice);
    lines.extend(contacts::all(&mut choice));
    lines.extend(persons::all(&mut choice));
    lines
}

fn covered(text: &str, hits: &[Hit], start: usize, end: usize) -> bool {
    let letters = text[start..end].char_indices().filter(|(_, c)| c.is_alphanumeric());
    letters.map(|(at, _)| start + at).all(|at| hits.iter().any(|hit| hit.start <= at && at < hit.end))
}

#[test]
fn every_type_is_found_as_often_as_is_promised() {
    let mut found: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut missed = Vec::new();
    for line in leaks() {
        let hits = scan(&line.text);
        let (kind, start, end) = line.span.unwrap();
        let (hit, all) = found.entry(kind).or_default();
        *all += 1;
        if covered(&line.text, &hits, start, end) {
            *hit += 1;
        } else {
            missed.push(format!("{}: {:?}", line.family, line.text));
        }
    }
    let (mut hits, mut all) = (0, 0);
    for (kind, (hit, of)) in &found {
        assert!(hit * 100 >= of * least(kind), "{kind}: {hit} of {of}\n{}", missed.join("\n"));
        (hits, all) = (hits + hit, all + of);
    }
    assert!(hits * 100 >= all * 99 && all > 4_000, "{hits} of {all}\n{}", missed.join("\n"));
    assert_eq!(found.len(), 15, "every type has its lines: {found:?}");
}

#[test]
fn clean_lines_stay_clean() {
    let all = clean::all(&mut Choice::new(8));
    let clean: Vec<&Line> = all.iter().filter(|line| !line.is_soft).collect();
    let hit: Vec<&str> =
        clean.iter().filter(|line| !scan(&line.text).is_empty()).map(|line| line.text.as_str()).collect();
    assert!(
        hit.len() * 100 <= clean.len() && clean.len() > 2_000,
        "{} of {}: {hit:#?}",
        hit.len(),
        clean.len()
    );
    for line in all.iter().filter(|line| line.is_soft) {
        assert!(scan(&line.text).iter().all(|hit| hit.level != Level::Stop), "{}", line.text);
    }
}

/// A type's lines: how many were found, of how many, and those that were not.
type Counted<'a> = BTreeMap<&'a str, (usize, usize, Vec<&'a str>)>;

#[test]
fn lines_that_attacks_were_made_of_are_found_or_left_alone() {
    // Made by a seed apart from the lines above, after other forms: parted by marks, comments, commas and colons,
    // broken lines, abbreviated streets; and figures as reports have them.
    let lines: Vec<serde_json::Value> = include_str!("personal_data/lines.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .collect();
    let mut found = Counted::new();
    let mut clean = (0, 0, Vec::new());
    for line in &lines {
        let text = line["text"].as_str().expect("a text");
        let hits = scan(text);
        let spans = line["spans"].as_array().expect("a list");
        let Some(kind) = spans.first().and_then(|span| span["type"].as_str()) else {
            clean = (clean.0 + usize::from(!hits.is_empty()), clean.1 + 1, clean.2);
            clean.2.extend((!hits.is_empty()).then_some(text));
            continue;
        };
        let stops = least(kind) == 100;
        let place = |span: &serde_json::Value, end: &str| usize::try_from(span[end].as_u64()?).ok();
        let all = spans.iter().all(|span| {
            let (start, end) = place(span, "start").zip(place(span, "end")).expect("a place");
            covered(text, &hits, start, end)
        }) && (!stops || hits.iter().any(|hit| hit.level == Level::Stop));
        let (hit, of, missed) = found.entry(kind).or_default();
        (*hit, *of) = (*hit + usize::from(all), *of + 1);
        missed.extend((!all).then_some(text));
    }
    let (hit, all) = found.values().fold((0, 0), |sum, (hit, of, _)| (sum.0 + hit, sum.1 + of));
    assert!(hit * 100 >= all * 99 && all > 1_800 && found.len() == 15, "{hit} of {all}: {found:#?}");
    for (kind, (hit, of, missed)) in &found {
        assert!(hit * 100 >= of * least(kind), "{kind}: {hit} of {of}: {missed:#?}");
    }
    assert!(clean.0 * 100 <= clean.1 && clean.1 > 1_000, "{clean:#?}");
}

/// What share of a type's lines must be found, in percent.
fn least(kind: &str) -> usize {
    match kind {
        "personnummer" | "samordningsnummer" | "interimsnummer" | "skyddad_identitet" => 100,
        "adress" | "namn" => 95,
        _ => 98,
    }
}

#[test]
fn a_hit_is_the_same_whatever_stands_around_it() {
    for line in leaks().iter().filter(|line| line.family != "utpekande").step_by(3) {
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
    const HOSTILE: usize = if cfg!(debug_assertions) { 100_000 } else { 2_000_000 };
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
        let text = piece.repeat(HOSTILE / piece.len());
        let _ = scan(&text);
    }
}

#[test]
fn what_is_serious_is_what_has_more_than_warnings() {
    let clean = clean::all(&mut Choice::new(8));
    for line in leaks().iter().chain(&clean) {
        let worst = scan(&line.text).iter().map(|hit| hit.level).min();
        let serious = worst.is_some_and(|level| level != Level::Warning);
        assert_eq!(is_serious(&line.text), serious, "{}", line.text);
    }
}

/// The published page of every report has one. Each way to be unlucky stops a whole site, and nobody can help it.
#[test]
fn a_fingerprint_is_nobodys_number() {
    let unlucky = "f12ca2fb65dd38aa8a936e0f287ea1217c8112289874d7860ea4b830f97619d4";
    let is_serious = |text: &str| scan(text).iter().any(|hit| hit.level != Level::Warning);
    assert!(!is_serious(unlucky));
    for other in [format!("{unlucky}0"), format!("x{unlucky}"), unlucky.to_uppercase()] {
        assert!(is_serious(&other), "only a whole one, as it is printed: {other}");
    }
    let found: Vec<String> = (0..20_000_u32)
        .map(|number| insyn::digest::Digest::of(&number.to_le_bytes()).to_string())
        .filter(|fingerprint| is_serious(&format!("Avtryck (SHA-256)\n\n{fingerprint}\n\n")))
        .collect();
    assert_eq!(found, [""; 0]);
}

#[test]
fn published_test_numbers_are_reported_like_any_other() {
    // Skatteverket's own, and the first of those whose date of birth is unknown.
    for number in ["189001019802", "18900101-9802", "890201-3286"] {
        assert_eq!(scan(number).first().map(|hit| hit.kind), Some(Kind::PersonalNumber), "{number}");
    }
    let unknown = format!("19700060-239{}", numbers::check_digit("700060239"));
    assert_eq!(
        scan(&unknown).first().map(|hit| (hit.kind, hit.level)),
        Some((Kind::CoordinationNumber, Level::Stop))
    );
}

#[test]
fn a_value_has_one_normal_form() {
    for written in ["040-628 04 00", "040\u{a0}6280400", "040&#45;6280400", "**040**-6280400"] {
        assert_eq!(normal_form(written), "0406280400");
    }
}

#[test]
fn a_number_across_a_cut_in_a_very_long_line_is_found() {
    // A search index or a table without line ends is one line; the scanner takes it in pieces.
    for before in (65_400..65_700).step_by(7) {
        for filler in ["x ", "xyz", "å"] {
            let mut text = filler.repeat(before / filler.len());
            text.push_str(" 811228-9874 ");
            let (start, end) = (text.len() - 12, text.len() - 1);
            text.push_str(&"y ".repeat(70_000));
            let hits = scan(&text);
            assert_eq!(
                hits.iter().map(|hit| (hit.kind, hit.start, hit.end)).collect::<Vec<_>>(),
                [(Kind::PersonalNumber, start, end)],
                "{before} {filler}"
            );
        }
    }
}

#[test]
fn ways_to_write_that_other_programs_make_are_read_through() {
    for written in [
        "8 1 1 2 2 8 - 9 8 7 4",
        "811228-<br>9874",
        "811228<BR/>\n9874",
        "811228-\n      9874",
        "811228&numsp;9874",
        "811228&hairsp;9874",
        "811228\u{2066}-\u{2069}9874",
        "811228\u{34f}-9874",
        "811228\u{61c}-9874",
        "811228\u{fe0f}-9874",
        "811228\u{180e}-9874",
        "811228\u{1680}9874",
        "811228\u{207b}9874",
        "811228\u{2e3a}9874",
        "\u{2088}\u{2081}\u{2081}\u{2082}\u{2082}\u{2088}-9874",
    ] {
        let hits = scan(written);
        assert_eq!(
            hits.iter().map(|hit| (hit.kind, hit.start, hit.end)).collect::<Vec<_>>(),
            [(Kind::PersonalNumber, 0, written.len())],
            "{written:?}"
        );
    }
    // One digit wrong, and the word after it.
    assert_eq!(scan("19331114-2382 (född)").first().map(|hit| hit.kind), Some(Kind::PersonalNumber));
}

#[test]
fn streets_with_more_than_one_word_are_found_whole() {
    for street in [
        "Gamla vägen 11",
        "Stora torget 5",
        "Lilla Torget 2",
        "Nya Allén 5",
        "Karl XI:s väg 4",
        "Drottning Kristinas väg 20",
        "Erik Dahlbergsgatan 9",
        "von Rosens väg 6",
        "Nybrogatan 12 b",
    ] {
        let text = format!("Larmet kom från {street} på natten.");
        let hits = scan(&text);
        let start = text.find(street).unwrap();
        assert_eq!(
            hits.iter().map(|hit| (hit.kind, hit.start, hit.end)).collect::<Vec<_>>(),
            [(Kind::PostalAddress, start, start + street.len())],
            "{street}"
        );
    }
    for clean in ["Nya vägen 2025 är projektets namn.", "På vägen 12 mil bort.", "De 12 torgen, 3 gator."]
    {
        assert_eq!(scan(clean), [], "{clean}");
    }
}

#[test]
fn what_a_comment_says_is_read_and_what_it_parts_is_one() {
    let text = "Akten <!-- 811228-9874 --> och 8112<!-- a@b.test -->28-9874 slut.";
    let hits = scan(text);
    let kinds: Vec<Kind> = hits.iter().map(|hit| hit.kind).collect();
    assert_eq!(kinds, [Kind::PersonalNumber, Kind::PersonalNumber]);
    assert_eq!(&text[hits[0].start..hits[0].end], "811228-9874");
    assert_eq!(&text[hits[1].start..hits[1].end], "8112<!-- a@b.test -->28-9874");
    // One without an end is no comment.
    assert_eq!(scan("a <!-- 811228-9874").len(), 1);
}

#[test]
fn signs_that_part_other_figures_too_make_no_number() {
    for clean in [
        "Motion 2009/10:1205",
        "2023-05-12 12:30 och 08:46, 500",
        "konto: 2020 3,1, 2021 ej mätt, 2022 3,3, 2023 3,5",
        "Konto 4010,4020,4030 stämdes av.",
        "Göteborg. 12 ärenden, Uppdrag. 3 av 4, Fig. 3",
        "01,02,03,04 och 010,020,030",
        "a == b, c",
        "Rubrik\n=====\n811",
    ] {
        assert_eq!(scan(clean), [], "{clean}");
    }
}

#[test]
fn an_email_address_across_a_line_end_is_found() {
    assert_eq!(scan("Skriv till per.ek@\nexempel.test.").first().map(|hit| hit.kind), Some(Kind::Email));
}

#[test]
fn a_giro_number_after_its_word_in_full_and_rarer_roles_are_found() {
    for text in ["Insatt på bg-nummer 1234-5678.", "Insatt på PG-nummer 12 34 56 - 7."] {
        assert!(
            matches!(scan(text).first().map(|hit| hit.kind), Some(Kind::Bankgiro | Kind::Plusgiro)),
            "{text}"
        );
    }
    for text in ["Enligt lokalvårdaren Anna Berg.", "Ersättaren Anna Berg deltog.", "Enligt vd Anna Berg."]
    {
        assert_eq!(scan(text).first().map(|hit| hit.kind), Some(Kind::PersonName), "{text}");
    }
}
