//! What YAML is read as, what is refused, and where each fault is.

use super::*;
use crate::diagnostic::{FieldPath, Part};

fn faulty(text: &str) -> (YamlProblem, &str, usize) {
    let fault = read(text).expect_err(text);
    let range = fault.span.range();
    (fault.problem, &text[range.clone()], range.start)
}

fn at<'t>(text: &'t str, path: &FieldPath, part: Part) -> (usize, &'t str) {
    let span = locate(text, path, part).unwrap_or_else(|| panic!("nothing at {path:?} in {text:?}"));
    (span.range().start, &text[span.range()])
}

fn path(steps: &[&str]) -> FieldPath {
    FieldPath(
        steps
            .iter()
            .map(|step| step.parse::<usize>().map_or_else(|_| (*step).into(), crate::diagnostic::Step::Index))
            .collect(),
    )
}

#[test]
fn reads_each_kind_of_value() {
    let text =
        "a: null\nb: true\nc: 3\nd: 3.70\ne: 3,7\nf: [x, 'y']\ng: {1: 2}\nh: no\ni: 017\nj: 1e99\nk:\n";
    let Ok(Node::Map(map)) = read(text) else { panic!("no mapping") };
    let value = |key: &str| {
        map.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone()).expect("as written above")
    };
    assert_eq!(value("a"), Node::Null);
    assert_eq!(value("b"), Node::Bool(true));
    assert_eq!(value("c"), Node::Int(3));
    assert_eq!(value("d"), Node::Float(Decimal::new(37, 1)));
    assert_eq!(value("e"), Node::Text("3,7".into()));
    assert_eq!(value("f"), Node::List(vec![Node::Text("x".into()), Node::Text("y".into())]));
    assert_eq!(value("g"), Node::Map(vec![("1".into(), Node::Int(2))]));
    assert_eq!(value("h"), Node::Text("no".into()));
    assert_eq!(value("i"), Node::Text("017".into()));
    assert_eq!(value("j"), Node::Huge);
    assert_eq!(value("k"), Node::Null);
}

#[test]
fn keeps_doubled_keys_and_borrows_texts() {
    let text = "a: hej\na: \"då\"";
    let Ok(Node::Map(map)) = read(text) else { panic!("no mapping") };
    assert_eq!(map.len(), 2);
    for (key, value) in map {
        assert!(matches!(key, Cow::Borrowed(_)));
        assert!(matches!(value, Node::Text(Cow::Borrowed(_))));
    }
}

#[test]
fn nothing_is_null_and_a_list_is_a_list() {
    for text in ["", "\n\n", "# bara en kommentar\n", "null", "---\n"] {
        assert_eq!(read(text), Ok(Node::Null), "{text:?}");
    }
    assert_eq!(read("- 1"), Ok(Node::List(vec![Node::Int(1)])));
}

#[test]
fn a_text_with_a_colon_wants_quotes() {
    let (problem, written, start) = faulty("nämnd: x\ntitel: Granskning: å 🙂\n");
    assert!(matches!(problem, YamlProblem::Syntax { unquoted_colon: true, .. }), "{problem:?}");
    assert_eq!((written, start), (":", "nämnd: x\ntitel: Granskning".len()));
    let text = "å: 1\nrisker: [{beskrivning: Risk för å: 🙂}]\n";
    let (problem, written, start) = faulty(text);
    assert!(matches!(problem, YamlProblem::Syntax { unquoted_colon: true, .. }), "{problem:?}");
    assert_eq!((written, &text[..start]), (":", "å: 1\nrisker: [{beskrivning: Risk för å"));
}

#[test]
fn wrong_indentation_is_no_unquoted_colon() {
    let (problem, ..) = faulty("titel: x\n  år: 2023\n");
    assert!(matches!(problem, YamlProblem::Syntax { unquoted_colon: false, .. }), "{problem:?}");
}

#[test]
fn messages_keep_no_places_of_their_own() {
    for text in ["a: \"x\n", "a: [1\nb: 2", "a: b: c", "a: 'x' y"] {
        let (problem, ..) = faulty(text);
        let YamlProblem::Syntax { message, .. } = problem else { panic!("{problem:?}") };
        assert!(!message.contains("line") && !message.contains("column"), "{message}");
        assert!(!message.is_empty());
    }
}

#[test]
fn what_never_ends_is_told_where_it_began() {
    let text = "å: 1\ntitel: \"Granskning\när: 2023\n";
    let (_, _, start) = faulty(text);
    assert_eq!(&text[..start], "å: 1\ntitel: ");
}

#[test]
fn a_tab_is_told_as_a_tab() {
    for text in ["beslut:\n\tdatum: 2023\n", "beslut:\n  a: 1\n  \tb: 2\n", "a:\n\t- 1\n"] {
        let (problem, written, _) = faulty(text);
        assert_eq!((problem, written), (YamlProblem::Tab, "\t"), "{text:?}");
    }
    assert!(read("a: \"x\ty\"\nb:\t1\n").is_ok());
}

#[test]
fn anchors_and_tags_are_refused_at_their_place() {
    assert_eq!(faulty("å: 1\nb: &namn 2\n"), (YamlProblem::Anchor, "&namn", 9));
    assert_eq!(faulty("- *namn\n"), (YamlProblem::Anchor, "*namn", 2));
    assert_eq!(faulty("a: !!python/name x"), (YamlProblem::Tag, "!!python/name", 3));
}

#[test]
fn an_alias_bomb_costs_nothing() {
    let mut bomb = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for level in 1..30 {
        let before = level - 1;
        let line = vec![format!("*a{before}"); 9].join(",");
        bomb = format!("{bomb}a{level}: &a{level} [{line}]\n");
    }
    assert_eq!(faulty(&bomb).0, YamlProblem::Anchor);
}

#[test]
fn deep_nesting_is_refused_in_every_style() {
    let levels = 200_000;
    let block: Vec<_> = (0..200).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
    for text in [
        "[".repeat(levels),
        "{a: ".repeat(levels),
        "- ".repeat(levels),
        format!("a: {}1{}", "[".repeat(levels), "]".repeat(levels)),
        block.concat(),
    ] {
        let (problem, ..) = faulty(&text);
        assert!(matches!(problem, YamlProblem::Syntax { .. }), "{problem:?}");
    }
    let fine = format!("a: {}1{}", "[".repeat(63), "]".repeat(63));
    assert!(read(&fine).is_ok());
}

#[test]
fn large_texts_are_read() {
    let large = "å".repeat(500_000);
    assert_eq!(read(&format!("a: {large}")), Ok(Node::Map(vec![("a".into(), Node::Text(large.into()))])));
}

#[test]
fn control_characters_are_told_where_they_are() {
    let text = "å: 1\nb: x\0y\n";
    let (problem, written, _) = faulty(text);
    assert!(matches!(problem, YamlProblem::Syntax { .. }));
    assert_eq!(written, "\0");
}

#[test]
fn keys_that_are_no_texts_are_refused() {
    for text in ["å: 1\n? [a, b]\n: 1\n", "å: {{a: 1}: 2}", "å: 1\n? {a: 1}\n: 1\n"] {
        assert_eq!(faulty(text).0, YamlProblem::WrongType { expected: Expected::Text }, "{text}");
    }
    assert_eq!(faulty("å: 1\n? [a, b]\n: 1\n").2, "å: 1\n? ".len());
}

#[test]
fn a_second_document_is_told_at_its_line() {
    let text = "---\nå: 1\n---\nb: 2\n";
    let (problem, _, start) = faulty(text);
    assert!(matches!(problem, YamlProblem::Syntax { unquoted_colon: false, .. }));
    assert_eq!(start, "---\nå: 1\n".len());
    assert_eq!(faulty("a: 1\n...\nb: 2\n").2, 5);
    assert!(read("---\na: 1\n...\n").is_ok());
}

#[test]
fn line_ends_of_other_systems_do_no_harm() {
    assert_eq!(read("a: 1\r\nb: 2\r\n"), read("a: 1\nb: 2\n"));
    assert!(read("a: \"x\ry\"").is_ok());
}

#[test]
fn places_count_bytes_after_wide_letters() {
    let text = "åäö: 🙂\nlista: [å, 🙂, {nyckel 🙂: \"värde å\"}] # slut\n";
    assert_eq!(at(text, &path(&["åäö"]), Part::Key), (0, "åäö"));
    assert_eq!(at(text, &path(&["åäö"]), Part::Value).1, "🙂");
    assert_eq!(at(text, &path(&["lista", "1"]), Part::Value).1, "🙂");
    assert_eq!(at(text, &path(&["lista", "2", "nyckel 🙂"]), Part::Key).1, "nyckel 🙂");
    assert_eq!(at(text, &path(&["lista", "2", "nyckel 🙂"]), Part::Value).1, "\"värde å\"");
    assert_eq!(at(text, &path(&["lista", "2"]), Part::Value).1, "{nyckel 🙂: \"värde å\"}");
}

#[test]
fn places_of_values_of_every_style() {
    let text = "a: 12 # tolv\nb: 'it''s' # x\nc: \"a\\\"b\"\nd: |\n  rad\n  rad två\ne:\n  - f: 1\n    g: plain text\n      over two\nh:\ni: 3.70\nj: null\n";
    for (steps, value) in [
        (vec!["a"], "12"),
        (vec!["b"], "'it''s'"),
        (vec!["c"], "\"a\\\"b\""),
        (vec!["d"], "|"),
        (vec!["e"], "- f: 1"),
        (vec!["e", "0"], "f: 1"),
        (vec!["e", "0", "g"], "plain text"),
        (vec!["h"], ""),
        (vec!["i"], "3.70"),
        (vec!["j"], "null"),
    ] {
        assert_eq!(at(text, &path(&steps), Part::Value).1, value, "{steps:?}");
    }
    assert_eq!(at(text, &path(&["e", "0", "g"]), Part::Key).1, "g");
}

#[test]
fn the_second_of_two_equal_keys_has_a_place() {
    let text = "titel: å\nx: {titel: 1}\ntitel: b\ntitel: c\n";
    assert_eq!(at(text, &path(&["titel"]), Part::Key).0, 0);
    assert_eq!(
        at(text, &path(&["titel", "titel"]), Part::Key).0,
        text.find("titel: b").expect("as written above")
    );
    assert_eq!(
        at(text, &path(&["titel", "titel", "titel"]), Part::Key).0,
        text.find("titel: c").expect("as written above")
    );
    let nested = "namn:\n  namn: x\n";
    assert_eq!(
        at(nested, &path(&["namn", "namn"]), Part::Key).0,
        nested.find("  namn").expect("as written above") + 2
    );
}

#[test]
fn a_path_to_nothing_is_told_at_what_is_above() {
    let text = "beslut: {datum: 2023}\n";
    assert_eq!(at(text, &path(&["beslut", "länk"]), Part::Value).1, "beslut");
    assert_eq!(at(text, &path(&["beslut", "länk", "3"]), Part::Key).1, "beslut");
}
