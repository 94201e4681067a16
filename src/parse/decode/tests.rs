//! Whole documents with faults: each is told once, at its place, and nothing else is.

use super::*;
use crate::parse::front_matter::locate_in_file;
use crate::parse::record::{audits, organisations, report, scales, site};
use crate::parse::yaml;
use crate::source::SourceKind;

const FILE: FileId = FileId(0);

/// Line and column from 1, and the text there.
type Spot = (usize, usize, String);

/// What a caret would point at, with line and column from 1.
fn seen(text: &str, kind: SourceKind, place: &Place) -> Spot {
    let Place::Field(_, path, part) = place else {
        return (1, 1, "file".to_owned());
    };
    let span = locate_in_file(text, kind, path, *part).unwrap_or_else(|| panic!("{path:?} in {text:?}"));
    let before = &text[..span.range().start];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    (line, column, text[span.range()].to_owned())
}

fn faults_of<'t, T>(
    text: &'t str,
    kind: SourceKind,
    read: impl Fn(FileId, Node<'t>, &mut Vec<Diagnostic>) -> Option<T>,
) -> (Option<T>, Vec<(Problem, Spot)>) {
    let (document, _) = crate::parse::front_matter::yaml_of(text, kind).expect("as written above");
    let mut out = Vec::new();
    let value = read(FILE, yaml::read(document).expect("as written above"), &mut out);
    let told = out.into_iter().map(|d| (d.problem, seen(text, kind, &d.place))).collect();
    (value, told)
}

/// A smallest report with these lines more; line 7 is the first of them.
fn told(more: &str) -> Vec<(Problem, Spot)> {
    let text = format!("---\ntitel: Å\nnämnd: n\når: 2023\ntyp: plan\nstatus: utkast\n{more}\n---\n");
    faults_of(&text, SourceKind::Report, report::read).1
}

fn only(more: &str) -> (Problem, Spot) {
    let mut told = told(more);
    assert_eq!(told.len(), 1, "{more}: {told:?}");
    told.remove(0)
}

fn spot(line: usize, column: usize, text: &str) -> Spot {
    (line, column, text.to_owned())
}

#[test]
fn the_smallest_report_is_read() {
    let text = "---\ntitel: Å\nnämnd: n\når: 2023\ntyp: plan\nstatus: utkast\n---\n";
    let (record, told) = faults_of(text, SourceKind::Report, report::read);
    assert_eq!(told, []);
    let record = record.expect("as written above");
    assert_eq!((record.title.as_str(), record.year, record.summary), ("Å", 2023, None));
}

#[test]
fn a_report_without_anything_lacks_five_keys() {
    for text in ["---\n---\n", "---\n# kommentar\n---\n"] {
        let (record, told) = faults_of(text, SourceKind::Report, report::read);
        assert!(record.is_none());
        let missing: Vec<_> = told
            .iter()
            .map(|(problem, place)| match problem {
                Problem::Yaml(YamlProblem::MissingKey { key }) => (*key, place.2.as_str()),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(missing, ["titel", "nämnd", "år", "typ", "status"].map(|key| (key, "file")));
    }
}

#[test]
fn a_document_that_is_a_list_has_one_fault() {
    let (record, told) = faults_of("- 1\n", SourceKind::Site, site::read);
    assert!(record.is_none());
    assert_eq!(told, [(YamlProblem::WrongType { expected: Expected::Map }.into(), spot(1, 1, "file"))]);
}

#[test]
fn ten_faults_give_ten_messages_each_at_its_place() {
    let text = "---
titel:
nämnd: forskolenamnden
nämnd: grundskolenamnden
år: tjugohundra
typ: uppföljnig
status: beslutad
samanfattning: 🙂 åäö
beslut: {datum: 2023-02-30, paragraf: \"§ 1\", diarienummer: 3.10}
publiceras: framgår inte
granskningar: rojande
enkäter:
  - id: e
    granskning: g
    frågor:
      - {id: å, svarande: 12, medelvärde: 3,7}
---
";
    let (record, told) = faults_of(text, SourceKind::Report, report::read);
    assert!(record.is_none());
    let mut places: Vec<_> = told.iter().map(|(problem, place)| (problem.code().0, place.clone())).collect();
    places.sort_by_key(|(_, (line, column, _))| (*line, *column));
    assert_eq!(
        places,
        [
            (207, spot(2, 1, "titel")),
            (205, spot(4, 1, "nämnd")),
            (208, spot(5, 5, "tjugohundra")),
            (211, spot(6, 6, "uppföljnig")),
            (206, spot(8, 1, "samanfattning")),
            (213, spot(9, 17, "2023-02-30")),
            (210, spot(9, 60, "3.10")),
            (212, spot(10, 13, "framgår inte")),
            (208, spot(11, 15, "rojande")),
            (209, spot(16, 43, "3")),
        ]
    );
}

#[test]
fn an_unknown_key_gets_a_suggestion() {
    let (problem, place) = only("atgarder: []");
    let Problem::Yaml(YamlProblem::UnknownKey { key, suggestion, known }) = problem else {
        panic!("{problem:?}")
    };
    assert_eq!((key.as_str(), suggestion), ("atgarder", Some("åtgärder")));
    assert!(known.contains(&"bekräftat"));
    assert_eq!(place, spot(7, 1, "atgarder"));
    let (problem, place) = only("åtgärder: [{id: a, text: 🙂, status: ny, ansvarg: x}]");
    assert!(matches!(problem, Problem::Yaml(YamlProblem::UnknownKey { suggestion: Some("ansvarig"), .. })));
    assert_eq!(place, spot(7, 41, "ansvarg"));
}

#[test]
fn each_repeat_of_a_key_is_told_with_the_first_beside_it() {
    let text = "titel: x\nbas: https://x.se/\ntitel: y\nutgivare: z\ntitel: å\n";
    let mut out = Vec::new();
    let record =
        site::read(FILE, yaml::read(text).expect("as written above"), &mut out).expect("as written above");
    assert_eq!(record.title, "x");
    let lines: Vec<_> = out.iter().map(|told| seen(text, SourceKind::Site, &told.place).0).collect();
    assert_eq!(lines, [3, 5]);
    for told in &out {
        assert_eq!(seen(text, SourceKind::Site, &told.related[0]).0, 1);
    }
}

#[test]
fn repeats_among_keys_that_authors_choose_are_told() {
    let (problem, place) =
        only("enkäter: [{id: e, granskning: g, frågor: [{id: å, fördelning: {1: 2, 2: 4, 1: 3}}]}]");
    assert_eq!(problem, YamlProblem::DuplicateKey { key: "1".to_owned() }.into());
    assert_eq!(place, spot(7, 76, "1"));
}

#[test]
fn a_key_missing_in_a_mapping_is_told_at_the_mapping() {
    assert_eq!(
        only("ändringar: [{datum: 2023, text: x}, {datum: 2023}]"),
        (YamlProblem::MissingKey { key: "text" }.into(), spot(7, 37, "{datum: 2023}"))
    );
    assert_eq!(
        only("redan_offentlig: {källa: x}"),
        (YamlProblem::MissingKey { key: "datum" }.into(), spot(7, 1, "redan_offentlig"))
    );
    assert_eq!(
        only("redan_offentlig: {källa: \"  \", datum: 2023}"),
        (YamlProblem::MissingKey { key: "källa" }.into(), spot(7, 19, "källa"))
    );
}

#[test]
fn a_decimal_comma_in_braces_is_told_once() {
    for (written, number) in [
        ("nyckeltal: [{granskning: g, id: å, värde: 3,7, noggrannhet: cirka}]", "3,7"),
        ("nyckeltal: [{granskning: g, id: å, värde: 3,05}]", "3,05"),
        ("nyckeltal: [{granskning: g, id: å, värde: 3, 7}]", "3,7"),
    ] {
        let (problem, place) = only(written);
        assert_eq!(problem, YamlProblem::DecimalComma { written: number.to_owned() }.into());
        assert_eq!(place, spot(7, 43, "3"), "{written}");
    }
    let (problem, _) = only("bedömning: 1");
    assert!(matches!(problem, Problem::Yaml(YamlProblem::UnknownKey { .. })));
    let text = "svarsskalor: [{id: å-4, svar: [1], steg: 0,1}]";
    let (_, told) = faults_of(text, SourceKind::Scales, scales::read);
    let codes: Vec<_> = told.iter().map(|(problem, place)| (problem.code().0, place.1)).collect();
    assert_eq!(codes, [(209, 42), (208, 20)]);
}

#[test]
fn a_decimal_comma_after_a_misspelt_key_is_told_by_the_key_alone() {
    let (problem, place) =
        only("enkäter: [{id: e, granskning: g, frågor: [{id: å, svarande: 12, medelvarde: 3,7}]}]");
    assert!(matches!(problem, Problem::Yaml(YamlProblem::UnknownKey { suggestion: Some("medelvärde"), .. })));
    assert_eq!(place.2, "medelvarde");
}

#[test]
fn a_text_that_a_comma_parts_is_told_once_without_its_words() {
    let (problem, place) = only("ändringar: [{datum: 2023, text: ja, men inte 🙂, och så, vidare än så}]");
    assert_eq!((problem, place), (YamlProblem::UnquotedComma.into(), spot(7, 33, "ja")));
    let (problem, place) = only("sammanfattning: ja\nmen inte alltid: 1");
    assert!(matches!(problem, Problem::Yaml(YamlProblem::UnknownKey { .. })));
    assert_eq!(place, spot(8, 1, "men inte alltid"));
}

#[test]
fn decimal_numbers_are_read_with_point_and_comma() {
    assert_eq!(
        told(
            "nyckeltal:\n  - {granskning: g, id: a, värde: \"3,7\"}\n  - {granskning: g, id: a, värde: 3.7}\n  - granskning: g\n    id: a\n    värde: 3,7"
        ),
        []
    );
}

#[test]
fn values_of_another_type_are_told_at_the_value() {
    for (more, expected, place) in [
        ("klarmarkerad: 2023-09", Expected::Day, spot(7, 15, "2023-09")),
        ("publiceras: i morgon", Expected::Day, spot(7, 13, "i morgon")),
        ("sammanfattning: [å]", Expected::Text, spot(7, 17, "[å]")),
        ("sammanfattning: true", Expected::Text, spot(7, 17, "true")),
        ("beslut: x", Expected::Map, spot(7, 9, "x")),
        ("beslut: {länk: www.å.se}", Expected::WebAddress, spot(7, 16, "www.å.se")),
        ("beslut: {länk: \"javascript:x\"}", Expected::WebAddress, spot(7, 16, "\"javascript:x\"")),
        ("beslut: {datum: 25 sept}", Expected::Date, spot(7, 17, "25 sept")),
        ("granskningar: [{id: g, urval: {population: -1}}]", Expected::Count, spot(7, 44, "-1")),
        ("granskningar: [{id: g, urval: {granskade: 1.5}}]", Expected::Count, spot(7, 43, "1.5")),
        ("granskningar: [{id: g, metod: enkät}]", Expected::List, spot(7, 31, "enkät")),
        ("åtgärder: [{id: Å, text: x, status: ny}]", Expected::Id, spot(7, 17, "Å")),
        ("åtgärder: [{id: a, text: x, status: ny, förfaller: snart}]", Expected::Due, spot(7, 52, "snart")),
        ("nyckeltal: [{granskning: g, id: a, värde: många}]", Expected::Number, spot(7, 43, "många")),
        ("nyckeltal: [{granskning: g, id: a, tidigare: [{år: 22}]}]", Expected::Year, spot(7, 52, "22")),
        ("uppgifter: 3", Expected::List, spot(7, 12, "3")),
        (
            "intervjuer: [{id: i, granskning: g, sekretessprövning: {av: x, datum: 2023, grund: y, skala: ja}}]",
            Expected::Bool,
            spot(7, 94, "ja"),
        ),
    ] {
        assert_eq!(only(more), (YamlProblem::WrongType { expected }.into(), place), "{more}");
    }
}

#[test]
fn unknown_words_are_told_with_what_is_allowed() {
    let (problem, place) = only("granskningar: [{id: g, metod: [enkät, interviu]}]");
    let Problem::Yaml(YamlProblem::UnknownValue { value, allowed, suggestion }) = problem else {
        panic!("{problem:?}")
    };
    assert_eq!((value.as_str(), suggestion, allowed.len()), ("interviu", Some("intervju"), 6));
    assert_eq!(place, spot(7, 39, "interviu"));
}

#[test]
fn what_the_source_does_not_say_is_allowed_only_where_it_may_stand() {
    assert_eq!(told("beslut: {datum: framgår inte, paragraf: framgår inte, diarienummer: framgår inte}"), []);
    assert_eq!(told("intervjuer: [{id: i, granskning: g, antal: framgår inte}]"), []);
    assert_eq!(told("nyckeltal: [{granskning: g, id: i, saknas: framgår inte}]"), []);
    for (more, key, column) in [
        ("klarmarkerad: framgår inte", "klarmarkerad", 15),
        ("enkäter: [{id: e, granskning: g, utskick: framgår inte}]", "utskick", 43),
        ("nyckeltal: [{granskning: g, id: i, värde: framgår inte}]", "värde", 43),
        ("direktåtgärder: [{id: e, rubrik: å, status: framgår inte}]", "status", 45),
    ] {
        let place = spot(7, column, "framgår inte");
        assert_eq!(only(more), (YamlProblem::NotStatedHere { key }.into(), place), "{more}");
    }
}

#[test]
fn numbers_taken_for_texts() {
    assert_eq!(only("omgång: 1.0"), (YamlProblem::QuoteIt.into(), spot(7, 9, "1.0")));
    let text = "---\ntitel: 2023\nnämnd: n\når: \"2023\"\ntyp: plan\nstatus: utkast\n---\n";
    let record = faults_of(text, SourceKind::Report, report::read).0.expect("as written above");
    assert_eq!((record.title.as_str(), record.year), ("2023", 2023));
}

#[test]
fn masked_words_never_leave_the_reader() {
    let text = "---\ntitel: \"Svar från [[maskad: Anna Å]] med flera\"\nnämnd: n\når: 2023\ntyp: plan\nstatus: utkast\n---\n";
    let record = faults_of(text, SourceKind::Report, report::read).0.expect("as written above");
    assert_eq!(record.title, "Svar från █ med flera");
    let (problem, place) = only("sammanfattning: \"Från [[maskad: Anna\"");
    assert_eq!(problem, crate::diagnostic::BodyProblem::UnclosedMask.into());
    assert_eq!(place, spot(7, 17, "\"Från [[maskad: Anna\""));
    let (problem, _) = only("granskningar: [{id: g, metod: [\"[[maskad: Anna]]\"]}]");
    let Problem::Yaml(YamlProblem::UnknownValue { value, .. }) = problem else { panic!("{problem:?}") };
    assert_eq!(value, "█");
    let (problem, _) = only("sammanfattning: \"Från [[maskat: Anna]]\"");
    assert_eq!(problem, crate::diagnostic::BodyProblem::StrayFence { name: "maskat".into() }.into());
    let (problem, _) = only("\"[[maskad: Anna]]\": x");
    assert!(
        matches!(problem, Problem::Yaml(YamlProblem::UnknownKey { ref key, .. }) if key == "█"),
        "{problem:?}"
    );
}

#[test]
fn a_fault_in_an_optional_key_leaves_the_record() {
    let text = "---\ntitel: Å\nnämnd: n\når: 2023\ntyp: plan\nstatus: utkast\npubliceras: nu\nx: 1\n---\n";
    let (record, told) = faults_of(text, SourceKind::Report, report::read);
    assert_eq!((record.is_some(), told.len()), (true, 2));
}

#[test]
fn an_unknown_way_of_showing_quotes_falls_back_to_none() {
    let text = "---\ntitel: Å\nnämnd: n\når: 2023\ntyp: plan\nstatus: utkast\nintervjuer: [{id: i, granskning: g, visas: ordagran}]\n---\n";
    let (record, told) = faults_of(text, SourceKind::Report, report::read);
    assert_eq!((record.is_none(), told.len()), (true, 1));
}

#[test]
fn limits_of_the_guard_can_only_be_raised() {
    let head = "titel: x\nbas: https://x.se\nutgivare: z\n";
    let text = format!("{head}röjandeskydd: {{tröskel: 4, fördelning_min_n: 9}}\n");
    let (record, told) = faults_of(&text, SourceKind::Site, site::read);
    assert!(record.is_none());
    assert_eq!(
        told.iter().map(|(_, place)| place.clone()).collect::<Vec<_>>(),
        [spot(4, 25, "4"), spot(4, 46, "9")]
    );
    assert_eq!(told[0].0, YamlProblem::TooLow { least: 5 }.into());
    assert_eq!(told[1].0, YamlProblem::TooLow { least: 10 }.into());
    let text = format!("{head}röjandeskydd: {{tröskel: 7, nollor: visas}}\n");
    let (record, told) = faults_of(&text, SourceKind::Site, site::read);
    assert_eq!(told, []);
    let record = record.expect("as written above");
    assert_eq!(record.base, "https://x.se/");
    assert_eq!(
        record.disclosure,
        site::DisclosureRecord { threshold: 7, zeros_shown: true, distribution_least: 10 }
    );
}

#[test]
fn registers_are_read() {
    let text = "organisationer:\n  - id: a\n    slag: nämnd\n    namn: [{namn: A, från: framgår inte, till: 2020-01}]\n    förvaltning: b\n    efterträder: [{id: c, datum: 2017-05-01, omfattning: del}]\n    upphörde: 2021\n";
    let (record, told) = faults_of(text, SourceKind::Organisations, organisations::read);
    assert_eq!(told, []);
    let record = record.expect("as written above");
    assert_eq!(record[0].administrations, ["b"]);
    assert!(record[0].predecessors[0].partly);
    let text = "granskningar:\n  - id: g\n    titel: G\n    omfattning: nämndens\n    nyckeltal:\n      - {id: k, namn: K, del_av: å}\n";
    let (record, told) = faults_of(text, SourceKind::Audits, audits::read);
    assert!(record.is_none());
    assert_eq!(
        told,
        [(YamlProblem::MissingKey { key: "slag" }.into(), spot(6, 9, "{id: k, namn: K, del_av: å}"))]
    );
}

#[test]
fn what_follows_from_a_told_fault_can_be_told_apart() {
    let text =
        "titel: Å\nnämnd: n\når: 2023\ntyp: plan\nstatus: beslutad\nbeslut: {datun: 2023, paragraf: {}}\n";
    let mut out = Vec::new();
    report::read(FILE, yaml::read(text).expect("as written above"), &mut out);
    let beslut = FieldPath::root().to("beslut");
    assert!(already_told(&out, FILE, &beslut.to("datum")));
    assert!(already_told(&out, FILE, &beslut.to("paragraf")));
    assert!(!already_told(&out, FILE, &beslut.to("diarienummer")));
    assert!(!already_told(&out, FileId(1), &beslut.to("datum")));
}

#[test]
fn endless_repeats_are_told_a_few_times() {
    let text = "titel: x\n".repeat(20_000);
    let mut out = Vec::new();
    site::read(FILE, yaml::read(&text).expect("as written above"), &mut out);
    let repeats =
        out.iter().filter(|told| matches!(told.problem, Problem::Yaml(YamlProblem::DuplicateKey { .. })));
    assert_eq!(repeats.count(), MOST_REPEATS);
}

#[test]
fn a_misspelt_key_is_not_missing_as_well() {
    let text = "---\ntitel: Å\nnämnd: n\når: 2023\ntyp: plan\nstatuss: utkast\n---\n";
    let (record, told) = faults_of(text, SourceKind::Report, report::read);
    assert!(record.is_none());
    assert_eq!(told.len(), 1, "{told:?}");
}
