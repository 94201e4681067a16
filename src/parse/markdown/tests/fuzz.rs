//! Hostile and random input: no panic, no overflow, nothing hidden in sight, nothing that runs.

use super::{html, read};
use crate::diagnostic::{BodyProblem, Problem};
use std::collections::BTreeSet;

const PIECES: [&str; 60] = [
    "\n",
    "\n\n",
    " ",
    "  ",
    "    ",
    "\t",
    "a",
    "ord",
    "å",
    "\"",
    "'",
    "# ",
    "## ",
    "### ",
    "#### ",
    "Rubrik\n",
    "- ",
    "1. ",
    "- [ ] ",
    "> ",
    ">",
    "```",
    "~~~\n",
    "```skala\n",
    "```jämförelse\nfråga: a\når: [2020, x]\n```\n",
    "`",
    "``",
    "*",
    "**",
    "_",
    "~~",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](",
    "](javascript:x)",
    "](data:x)",
    "](rapport:a/b/c)",
    "<javascript:x>",
    "<b>",
    "</b>",
    "<script>",
    "<!--",
    "-->",
    "&colon;",
    "[^1]",
    "[^1]: ",
    "[a]: javascript:x\n",
    "[a]",
    "|",
    "|---|\n",
    "{#id}",
    "{åtgärd=x}",
    "{avsnitt=",
    "\\",
    "---\n",
    "\u{FDD0}",
    "\u{FDD1}0\u{FDD1}",
];

/// Pieces that hide; the marker stands only within them. The lines around a block are whole ones.
const MASKS: [&str; 5] = [
    "[[maskad: HEMLIGT]]",
    "[[maskad: HEMLIGT\n\n# HEMLIGT [x](y) ` HEMLIGT]]",
    "\n:::maskad {grund=\"OSL 26:1\"}\nHEMLIGT\n:::\n",
    "\n:::maskad {grund=\"OSL 26:1\"}\n\n```\n## HEMLIGT\n\n| [[maskad:\n:::maskad\n:::\n:::\n",
    "\n> :::maskad\n> HEMLIGT\n> :::\n",
];

/// A linear congruential generator: the same texts in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

#[test]
fn no_text_breaks_the_reader_or_its_promises() {
    let mut random = Random(2020);
    for round in 0..6000 {
        let mut text = String::new();
        for _ in 0..=random.below(40) {
            // A text has masks in one round of two, so that the way without them is tried as well.
            text.push_str(if round % 2 == 0 && random.below(8) == 0 {
                MASKS[random.below(MASKS.len())]
            } else {
                PIECES[random.below(PIECES.len())]
            });
        }
        check(&text);
    }
}

fn check(text: &str) {
    let (body, faults) = read(text);
    let out = html(&body);
    for seen in [&format!("{body:?}"), &out] {
        assert!(!seen.contains("HEMLIGT"), "{text:?}\n{seen}");
    }
    for (problem, _) in &faults {
        assert!(!format!("{problem:?}").contains("HEMLIGT"), "{text:?}\n{problem:?}");
    }
    assert!(!out.contains("<script") && !out.contains("href=\"javascript"), "{text:?}\n{out}");
    assert!(!out.contains(['\u{FDD0}', '\u{FDD1}']), "{text:?}\n{out}");
    assert!(!format!("{body:?}").contains("\\u{fdd"), "{text:?}");
    let mut ids = BTreeSet::new();
    for part in out.split(" id=\"").skip(1) {
        let id = part.split('"').next().unwrap();
        assert!(!id.is_empty() && ids.insert(id.to_owned()), "{id:?} twice in {text:?}\n{out}");
    }
    for part in out.split("href=\"#not").skip(1) {
        let id = format!("not{}", part.split('"').next().unwrap());
        assert!(ids.contains(&id), "{id} leads nowhere in {text:?}\n{out}");
    }
}

#[test]
fn random_bytes_are_text_too() {
    let mut random = Random(7);
    for _ in 0..2000 {
        let bytes: Vec<u8> =
            (0..random.below(200)).map(|_| b"[]:#>-*_`|{}=()^! \nam\\<&"[random.below(24)]).collect();
        check(std::str::from_utf8(&bytes).unwrap());
    }
}

#[test]
fn what_is_nested_too_deep_is_told_once_and_left_out() {
    let deep = 100_000;
    for text in [
        ">".repeat(deep) + " a",
        "- ".repeat(5_000) + "a",
        "*a _b ".repeat(5_000),
        "*å*".repeat(5_000),
        "- *_å ".repeat(500),
        ">".repeat(48) + "å",
        ">".repeat(49) + "å",
        "[".repeat(20_000),
        "**".repeat(20_000),
        "<b>".repeat(20_000),
        "[[".repeat(20_000),
        "[[maskad:".repeat(5_000),
        ":::maskad\n".repeat(5_000),
        "`".repeat(20_000),
        "[^1]: ".repeat(5_000),
        "![".repeat(5_000),
    ] {
        let (body, faults) = read(&text);
        let told = faults.iter().filter(|(p, _)| *p == Problem::from(BodyProblem::TooDeep)).count();
        assert!(told <= 1);
        drop(html(&body));
    }
    let quotes = ">".repeat(deep) + " a";
    let (_, faults) = read(&quotes);
    assert!(faults.iter().any(|(p, _)| *p == BodyProblem::TooDeep.into()));
}
