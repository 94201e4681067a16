//! What is found in documents, and where: each form in which YAML or Markdown can hold a number.

use super::*;
use crate::parse::{Parsed, parse};
use crate::source::Sources;

const NUMBER: &str = "19640823-3234";

fn parsed(path: &str, kind: SourceKind, text: &str) -> (Parsed, Sources) {
    let file = SourceFile { path: path.into(), kind, text: text.into(), readable: true };
    let sources = Sources { files: vec![file], assets: Vec::new() };
    let parsed = parse(&sources).value.unwrap();
    (parsed, sources)
}

/// Of a report with these keys and this body: what each suspect's place says.
fn of_report(keys: &str, body: &str) -> Vec<String> {
    let text = format!("---\n{keys}---\n{body}");
    let (parsed, sources) = parsed("n/2023/x.md", SourceKind::Report, &text);
    let suspects = parsed.suspects.into_iter().flat_map(|(_, its)| its.found);
    let told = suspects.map(|suspect| match suspect.place {
        Place::Bytes(file, span) => sources.file(file).text.get()[span.range()].to_owned(),
        Place::Field(_, path, part) => format!("{part:?} {:?}", path.0),
        other => format!("{other:?}"),
    });
    told.collect()
}

#[test]
fn a_number_is_found_in_every_form_of_yaml() {
    for keys in [
        "titel: Om 19640823-3234 här\n",
        "titel: \"Om 19640823-3234\"\n",
        "titel: 'Om 19640823-3234'\n",
        "titel: >-\n  Om\n  19640823-3234\n  här\n",
        "titel: |\n  # Om\n  19640823-3234\n",
        "titel: Om\n  19640823-3234\n",
        "åtgärder: [{text: 19640823-3234}]\n",
        "granskningar:\n  - risker: [{ansvarig: \"19640823-3234\"}]\n",
        "intervjuer: [{visas: ordagrant, svar: {fritt: [{text: 19640823-3234}]}}]\n",
        "enkäter: [{frågor: [{grupper: {kön: {19640823-3234: {svarande: 5}}}}]}]\n",
        "19640823-3234: x\n",
    ] {
        assert_eq!(of_report(keys, ""), [NUMBER], "{keys}");
    }
}

#[test]
fn what_a_plain_reading_misses_is_told_at_its_value() {
    for keys in [
        "titel: \"Om 1964\\u0030823-3234\"\n",
        "titel: \"Om 19640823\\\n  -3234\"\n",
        "titel: Om 19640823-\n  3234\n",
    ] {
        assert_eq!(of_report(keys, ""), ["Value [Key(\"titel\")]"], "{keys}");
    }
}

#[test]
fn a_number_without_quotes_is_found_too() {
    assert_eq!(of_report("titel: 196408233234\n", ""), ["196408233234"]);
}

#[test]
fn what_is_never_published_is_left_alone() {
    for keys in [
        "# 19640823-3234\ntitel: x # 19640823-3234\n",
        "titel: x\ntillåtna: [{text: 0701-740692, skäl: x}]\n",
        "inte_personuppgift:\n  - {text: 19640823-3234, skäl: x, av: Rektor Anna Berg}\n",
        "bekräftat: [6408233234]\n",
        "intervjuer: [{svar: {fritt: [{text: 19640823-3234}]}}]\n",
        "intervjuer: [{visas: sammanfattat, svar: {fritt: [{text: 19640823-3234}]}}]\n",
        "intervjuer: [{sekretessprövning: {grund: Enligt 19640823-3234}}]\n",
        "titel: \"[[maskad: 19640823-3234]] här\"\n",
        "titel: \"1964[[maskad: 0823-3234]]\"\n",
        "titel: \"[[maskad: skyddad identitet hos Anna]]\"\n",
        "enkäter: [{svarande: 60, frågor: [{medelvärde: 3.7, fördelning: {1: 2, 2: 3}}]}]\n",
        "beslut: {datum: 2023-09-25, paragraf: \"§ 84\", diarienummer: \"FSKN-2023-117\"}\n",
    ] {
        assert_eq!(of_report(keys, ""), [""; 0], "{keys}");
    }
    assert_eq!(of_report("", "Om [[maskad: 19640823-3234]].\n"), [""; 0]);
    assert_eq!(of_report("", ":::maskad {grund=\"OSL 26:1\"}\n19640823-3234\n:::\n"), [""; 0]);
}

#[test]
fn a_place_after_a_mask_is_the_right_one() {
    let keys = "titel: \"[[maskad: 19640823-3234 och mer]] 19640823-3234\"\n";
    let text = format!("---\n{keys}---\n");
    let (parsed, _) = parsed("n/2023/x.md", SourceKind::Report, &text);
    let Place::Bytes(_, span) = parsed.suspects[0].1.found[0].place else { panic!("no bytes") };
    assert_eq!(span.start as usize, text.rfind(NUMBER).unwrap());
    assert_eq!(of_report("", "[[maskad: åäö]] och 19640823-3234.\n"), [NUMBER]);
}

#[test]
fn a_name_is_looked_for_after_the_key_that_leads_to_it() {
    assert_eq!(of_report("åtgärder: [{ansvarig: Anna Andersson}]\n", ""), ["Anna Andersson"]);
    assert_eq!(of_report("åtgärder: [{ansvarig: Enhetschef}]\n", ""), [""; 0]);
}

#[test]
fn a_mark_is_of_the_sentence_and_of_nothing_masked() {
    let mark = |body: &str| {
        let (parsed, _) = parsed("n/2023/x.md", SourceKind::Report, &format!("---\n---\n{body}"));
        parsed.suspects[0].1.found[0].mark.clone()
    };
    let first = mark("Något annat. Rektor Anna Berg svarade [[maskad: ja]] ifjol.\n");
    assert_eq!(
        first,
        mark("Helt annorlunda. Rektor Anna\nBerg svarade [[maskad: något längre]] ifjol. Mer.\n")
    );
    assert_ne!(first, mark("Rektor Anna Berg svarade [[maskad: ja]] iår.\n"));
    assert_ne!(first, mark("Rektor Anna Bergh svarade [[maskad: ja]] ifjol.\n"));
}

#[test]
fn never_all_of_what_was_found_is_told() {
    for (found, told) in [("19640823-3234", "19"), ("åäö", "åä"), ("ab", "a"), ("a", ""), ("", "")] {
        assert_eq!(beginning(found), told);
    }
}

#[test]
fn names_of_files_are_read_as_written_and_as_shown() {
    let place = Place::Run;
    assert_eq!(of_name("n/2023/19640823_3234/index.md", &place).len(), 1);
    assert_eq!(of_name("n/2023/196408233234.md", &place).len(), 1);
    assert!(of_name("kultur-och-biblioteksnamnden/2023/introduktion.md", &place).is_empty());
}

fn blanked(kind: SourceKind, text: &str) -> String {
    let file = SourceFile { path: "x".into(), kind, text: text.into(), readable: true };
    let ranges = flagged(&file);
    let hidden = |at: usize| ranges.iter().any(|range| range.contains(&at));
    text.char_indices().map(|(at, c)| if hidden(at) && c != '\n' { '█' } else { c }).collect()
}

#[test]
fn nothing_that_was_found_or_allowed_is_left_to_print() {
    for text in [
        "---\ntitel: Om 19640823-3234\n---\nRing 0701-740692 eller Rektor Anna Berg.\n",
        "---\ntitel: \"Om 1964\\u0030823-3234\"\ntyp: x\n---\n",
        "---\ntitel: Om 19640823-\n  3234\ntyp: x\n---\n",
        "---\ntitel: \"Om 19640823\\\n  -3234\"\n---\n",
        "---\ntillåtna: [{text: Kodord Berg, skäl: x}, {text: \"Kodord Anna\", skäl: y}]\n---\n",
        "---\ntillåtna:\n  - text: Kodord Berg\n    skäl: x\ninte_personuppgift:\n  - {skäl: x, text: 'Kodord Anna', av: y}\n---\n",
        "---\n# 19640823-3234\ntitel: [\n---\n[[maskad: x]] 19640823-3234\n",
    ] {
        let shown = blanked(SourceKind::Report, text);
        for secret in ["3234", "1964", "0823", "740692", "Anna", "Berg", "Kodord"] {
            assert!(!shown.contains(secret), "{shown}");
        }
        assert!(shown.contains("---"), "{shown}");
    }
    let plain = "Enhetschefen svarar den 25 september 2023 enligt § 84, dnr FSKN-2023-117.\n";
    assert_eq!(blanked(SourceKind::Plain, plain), plain);
}
