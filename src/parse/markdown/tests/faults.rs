//! Each fault of a body, at its place.

use super::{fine, read};
use crate::diagnostic::{BodyProblem as P, Expected, Problem, YamlProblem};

/// The faults of a text are these, each with the source that it points at.
fn faults(text: &str, expected: &[(Problem, &str)]) {
    let (_, found) = read(text);
    let found: Vec<_> = found.into_iter().map(|(problem, place)| (problem, place.trim_end())).collect();
    assert_eq!(found, expected, "{text}");
}

fn one(text: &str, problem: impl Into<Problem>, place: &str) {
    faults(text, &[(problem.into(), place)]);
}

#[test]
fn addresses() {
    let script = |scheme: &str| P::ScriptAddress { scheme: scheme.to_owned() };
    one("å [x](javascript:a) b", script("javascript"), "[x](javascript:a)");
    one("[x](<java\tscript:a>)", script("javascript"), "[x](<java\tscript:a>)");
    one("[x](JAVASCRIPT&colon;a)", script("javascript"), "[x](JAVASCRIPT&colon;a)");
    one("[x](&#106;avascript:a)", script("javascript"), "[x](&#106;avascript:a)");
    one("<vbscript:a>", script("vbscript"), "<vbscript:a>");
    one("[x][y]\n\n[y]: data:text/html,a", script("data"), "[x][y]");
    one("![x](data:image/png,a)", script("data"), "![x](data:image/png,a)");
    let unknown = P::UnknownScheme { scheme: "rapprt".to_owned(), suggestion: Some("rapport") };
    one("[x](rapprt:a)", unknown, "[x](rapprt:a)");
    one("[x](../a.html)", P::RelativeAddress, "[x](../a.html)");
    one("[x](//a.se/b)", P::RelativeAddress, "[x](//a.se/b)");
    one("![x](https://a.se/b.png)", P::ForeignImage, "![x](https://a.se/b.png)");
    one("![](b.png)", P::NoAlternativeText, "![](b.png)");
}

#[test]
fn references_and_notes() {
    one("a [x][y] b", P::UndefinedReference { label: "y".to_owned() }, "[x][y]");
    one("a [x][] b", P::UndefinedReference { label: "x".to_owned() }, "[x]");
    one("å[^x] b", P::UndefinedFootnote { label: "x".to_owned() }, "[^x]");
    fine("å\\[^x] och `[^x]` och [^ x]");
    one("a\n\n[^x]: b", P::UnusedFootnote { label: "x".to_owned() }, "[^x]");
    let unused = |label: &str| P::UnusedFootnote { label: label.to_owned() }.into();
    faults("a\n\n[^x]: b[^y]\n\n[^y]: c[^x]", &[(unused("x"), "[^x]"), (unused("y"), "[^y]")]);
    one("a[^x]\n\n[^x]: b\n\n[^X]: c", P::DuplicateFootnote { label: "x".to_owned() }, "[^X]");
}

#[test]
fn headings() {
    one("# Titel\n\n## B", P::TitleInBody, "# Titel");
    one("## A\n\n#### B", P::HeadingJump { from: 2, to: 4 }, "#### B");
    one("### A", P::HeadingJump { from: 1, to: 3 }, "### A");
    one("## A\n\n##\n", P::EmptyHeading, "##");
    one("## A {#å}", P::BadHeadingId { id: "å".to_owned() }, "#å");
    one("## A {#x}\n\n## B {#x}", P::DuplicateHeadingId { id: "x".to_owned() }, "## B {#x}");
    one("A {#Å}", P::BadHeadingId { id: "Å".to_owned() }, "#Å");
    one("## A\n\nB {#x}\n\nC {#x}", P::DuplicateHeadingId { id: "x".to_owned() }, "#x");
    one("A {#b alias=b}", P::DuplicateHeadingId { id: "b".to_owned() }, "#b alias=b");
    one("A {alias=b}", P::AliasWithoutId, "alias=b");
    one("## A\n\n## A\n", P::DuplicateHeadingId { id: "a".to_owned() }, "## A");
    let unknown = |name: &str, suggestion| P::UnknownAttribute { name: name.to_owned(), suggestion };
    one("## A {gransking=x}", unknown("gransking", Some("granskning")), "gransking=x");
    one("## A {.röd}", unknown(".röd", None), ".röd");
    one("a {åtgrd=x}", unknown("åtgrd", Some("åtgärd")), "åtgrd=x");
    one("a {granskning=x}", unknown("granskning", None), "granskning=x");
    let (_, found) = read("## A {avsnitt=resutat}");
    assert!(
        matches!(
            &found[..],
            [(Problem::Body(P::UnknownSection { suggestion: Some("resultat"), .. }), "resutat")]
        ),
        "{found:?}"
    );
}

#[test]
fn chart_blocks() {
    let block = |word: &str| format!("```{word}\nfråga: a\n```\n");
    let unknown = P::UnknownBlock { word: "skalla".to_owned(), suggestion: "skala" };
    one(&block("skalla"), unknown, "```skalla");
    fine(&block("svg"));
    let key = YamlProblem::UnknownKey {
        key: "fåga".to_owned(),
        suggestion: Some("fråga"),
        known: &["fråga", "granskning"],
    };
    one("```skala\nfåga: x\n```", key, "fåga");
    let year = || YamlProblem::WrongType { expected: Expected::Year };
    one("```jämförelse\nfråga: å\når: [2020, 20x3]\n```", year(), "20x3");
    one("```jämförelse\når: 20\n```", year(), "20");
    one("```svar\nfråga:\n```", YamlProblem::MissingKey { key: "fråga" }, "fråga");
    one("```svar\nfråga: a\nfråga: b\n```", YamlProblem::DuplicateKey { key: "fråga".to_owned() }, "fråga");
    one("```svar\nord\n```", YamlProblem::WrongType { expected: Expected::Map }, "ord");
}

#[test]
fn faults_come_in_the_order_of_the_text() {
    let (_, found) = read("# A\n\n[x][y] [^z] [q](r)\n\n[^u]: v\n\n:::\n");
    let places: Vec<_> = found.iter().map(|(_, place)| place.trim_end()).collect();
    assert_eq!(places, ["# A", "[x][y]", "[^z]", "[q](r)", "[^u]", ":::"]);
}
