//! Nothing that a mask hides can be told from the tree, the faults or the HTML.

use super::{fine, html, read};
use crate::diagnostic::{BodyProblem, Problem};
use crate::model::body::{Block, Inline, plain_text};
use crate::parse::mask;

/// Contents of a masked block that tempt a Markdown reader.
const HIDDEN_BLOCKS: [&str; 16] = [
    "HEMLIGT",
    "",
    "HEMLIGT\n\nmed tom rad\n\n\n",
    "```\nHEMLIGT utan slut",
    "~~~",
    "# HEMLIGT",
    "> HEMLIGT\n- a\n\n- b",
    "| a | b |\n|---|---|\n| HEMLIGT | d |",
    "[^1]: HEMLIGT\n\n[^2]",
    "[ref]: javascript:HEMLIGT\n[a][b]",
    "<!-- HEMLIGT",
    "<script>HEMLIGT",
    ":::maskad {grund=\"OSL 1:1\"}\nHEMLIGT\n:::\nHEMLIGT",
    "[[maskad: HEMLIGT",
    "HEMLIGT ]] ]( [[ `",
    "    HEMLIGT {#id}\n===\n---",
];

/// Places for a masked block; `@` stands for the block's lines.
const BLOCK_PLACES: [&str; 12] = [
    "före\n\n@\n\nefter",
    "före\n@\nefter",
    "- a\n- b\n@\n- c",
    "- a\n\n  @\n\n- b",
    "- a\n  @\n- b",
    "> citat\n@\n> mer",
    "| a | b |\n|---|---|\n| 1 | 2 |\n@\n| 3 | 4 |",
    "```\nkod\n@\nmer\n```",
    "## Rubrik\n@\n## Rubrik två\n\ntext[^n]\n\n[^n]: not",
    "<div>\n@\n</div>",
    "@",
    "rubrik\n@\n---\n",
];

/// Contents of an inline mask.
const HIDDEN_WORDS: [&str; 16] = [
    "HEMLIGT",
    "",
    "HEMLIGT [a] [b](c)",
    "HEMLIGT a] b",
    "`HEMLIGT",
    "``` HEMLIGT\n```",
    "HEMLIGT\n\nny rad\n# rubrik\n",
    "HEMLIGT | cell",
    "<script>HEMLIGT",
    "[[maskad: HEMLIGT]] HEMLIGT",
    "[[HEMLIGT]] HEMLIGT",
    ":::maskad {grund=\"x\"}\nHEMLIGT",
    "*HEMLIGT **",
    "HEMLIGT[^9] [x][y]",
    "[HEMLIGT]",
    "\\HEMLIGT \\",
];

/// Places for an inline mask; `@` stands for what it hides.
const WORD_PLACES: [&str; 14] = [
    "Namn: [[maskad: @]] slut",
    "[[maskad: @]]",
    "## Om [[maskad:@]]",
    "- [[maskad: @]]\n- b",
    "| a | [[maskad: @]] |\n|---|---|\n| [[maskad: @]] | d |",
    "**[[maskad: @]]** och *[[Maskad: @]]*",
    "`kod [[maskad: @]] kod`",
    "```\nkod [[maskad: @]] kod\n```",
    "<b>[[maskad: @]]</b>",
    "[ord [[maskad: @]]](https://exempel.se)",
    "[ord](https://exempel.se/[[maskad: @]])",
    "![bild av [[maskad: @]]](bild.png)",
    "text[^n]\n\n[^n]: not [[maskad: @]]",
    "> citat [[ maskad: @]] mer",
];

fn told(text: &str) -> (String, String, Vec<Problem>) {
    let (body, faults) = read(text);
    let tree = without_spans(&format!("{body:?}"));
    (tree, html(&body), faults.into_iter().map(|(problem, _)| problem).collect())
}

/// Spans move with the length of what is hidden, which the source's own length shows anyhow.
fn without_spans(tree: &str) -> String {
    let mut out = String::new();
    let mut rest = tree;
    while let Some(at) = rest.find("Span {") {
        out.push_str(&rest[..at]);
        rest = rest[at..].split_once('}').map_or("", |(_, after)| after);
    }
    out + rest
}

#[test]
fn a_masked_block_is_the_same_whatever_it_hides() {
    for place in BLOCK_PLACES {
        let make =
            |hidden: &str| place.replace('@', &format!(":::maskad {{grund=\"OSL 26:1\"}}\n{hidden}\n:::"));
        let first = told(&make(HIDDEN_BLOCKS[0]));
        for hidden in HIDDEN_BLOCKS {
            let text = make(hidden);
            let other = told(&text);
            assert_eq!(first, other, "{text}");
            assert!(!format!("{other:?}").contains("HEMLIGT"), "{text}");
        }
        assert_eq!(first.2, [], "{place}");
        assert!(first.1.contains('█'), "{place}: {}", first.1);
    }
}

#[test]
fn an_inline_mask_is_the_same_whatever_it_hides() {
    for place in WORD_PLACES {
        let first = told(&place.replace('@', HIDDEN_WORDS[0]));
        for hidden in HIDDEN_WORDS {
            let text = place.replace('@', hidden);
            let other = told(&text);
            assert_eq!(first, other, "{text}");
            assert!(!format!("{other:?}").contains("HEMLIGT"), "{text}");
        }
        assert_eq!(first.2, [], "{place}");
        assert!(first.1.contains('█'), "{place}: {}", first.1);
    }
}

#[test]
fn a_masked_block_has_its_ground() {
    let body = fine("före\n\n:::maskad {grund=\"OSL 26:1\"}\nx\n:::\n\nefter");
    assert_eq!(body.blocks.len(), 3);
    assert_eq!(body.blocks[1], Block::Masked { ground: "OSL 26:1".into() });
    assert!(html(&body).contains("<p class=\"masked\">█ Maskad enligt OSL 26\u{A0}kap. 1\u{A0}§</p>"));
}

#[test]
fn it_keeps_the_quote_or_list_that_it_stands_in() {
    for text in ["> :::maskad {grund=x}\n> a\n> :::\n", "> b\n>\n> :::maskad {grund=x}\nlat\n:::\n"] {
        let body = fine(text);
        let [Block::Quote(blocks)] = &*body.blocks else { panic!("{body:?}") };
        assert_eq!(blocks.last(), Some(&Block::Masked { ground: "x".into() }));
    }
    let body = fine("- a\n  :::maskad {grund=x}\n  b\n  :::\n- c");
    let [Block::List(list)] = &*body.blocks else { panic!("{body:?}") };
    assert!(list.tight);
    assert_eq!(list.items[0].blocks[1], Block::Masked { ground: "x".into() });
    assert_eq!(list.items.len(), 2);
}

#[test]
fn words_around_an_inline_mask_stay() {
    let body = fine("a [[maskad: b]] c [sic] [d [[maskad: e]]](https://f.se)");
    let [Block::Paragraph(paragraph)] = &*body.blocks else { panic!("{body:?}") };
    assert_eq!(plain_text(&paragraph.content), "a █ c [sic] d █");
    assert_eq!(paragraph.content[1], Inline::Masked);
}

#[test]
fn places_after_a_mask_are_those_of_the_source() {
    let text = ":::maskad {grund=x}\nå\n:::\n\n[[maskad: lång hemlighet]] [^x] [[maskad: y]] [a](b)\n";
    let (_, faults) = read(text);
    let places: Vec<&str> = faults.iter().map(|(_, place)| *place).collect();
    assert_eq!(places, ["[^x]", "[a](b)"]);
}

#[test]
fn a_mask_that_never_ends_is_the_only_fault() {
    for (text, place) in [
        ("a [^x]\n\n:::maskad {grund=x}\nHEMLIGT [a](b)\n", ":::maskad {grund=x}"),
        ("a [[maskad: HEMLIGT [a](b)\n\nc", "[[maskad"),
        ("[[maskad: a [[b]] HEMLIGT\n\n# c", "[[maskad"),
        (":::maskad {grund=x}\n:::maskad\nHEMLIGT\n:::\n", ":::maskad {grund=x}"),
        (":::maskad {grund=x} HEMLIGT :::\n\nb", ":::maskad {grund=x} HEMLIGT :::"),
    ] {
        let (body, faults) = read(text);
        assert_eq!(faults, [(BodyProblem::UnclosedMask.into(), place)], "{text}");
        assert!(!format!("{body:?}").contains("HEMLIGT"));
    }
}

#[test]
fn a_mask_needs_its_ground() {
    for opening in
        [":::maskad", ":::maskad {}", ":::maskad {grund=}", ":::maskad {grund=\"OSL}", "::: maskad {x=y}"]
    {
        let text = format!("{opening}\nHEMLIGT\n:::");
        let (body, faults) = read(&text);
        assert_eq!(faults, [(BodyProblem::MaskWithoutGround.into(), opening)]);
        assert_eq!(*body.blocks, [Block::Masked { ground: "".into() }]);
    }
}

#[test]
fn near_misses_hide_too_and_are_told() {
    for (text, name) in [
        (":::maskat {grund=x}\nHEMLIGT\n:::", "maskat"),
        (":::notis\nHEMLIGT\n:::", "notis"),
        ("a :::maskad {grund=x}\nHEMLIGT\n:::", "maskad"),
        ("[[maskd: HEMLIGT]]", "maskd"),
        ("[[mask: HEMLIGT]]", "mask"),
    ] {
        let (body, faults) = read(text);
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert_eq!(faults[0].0, BodyProblem::StrayFence { name: name.to_owned() }.into(), "{text}");
        assert!(!format!("{body:?}").contains("HEMLIGT"), "{text}");
    }
}

#[test]
fn a_character_that_nobody_sees_does_not_open_a_mask_up() {
    for unseen in ['\u{ad}', '\u{200b}', '\u{200d}', '\u{2060}', '\u{feff}'] {
        for text in [
            format!("a [[mas{unseen}kad: HEMLIGT]] b"),
            format!("a [[{unseen}maskad{unseen}: HEMLIGT]] b"),
            format!(":::mask{unseen}ad {{grund=\"OSL 26:1\"}}\nHEMLIGT\n:::"),
        ] {
            let (body, _) = read(&text);
            assert!(!format!("{body:?}").contains("HEMLIGT"), "{text:?}");
        }
        assert!(crate::parse::text::clean(&format!("a [[mas{unseen}kad: HEMLIGT]]")).is_err());
    }
}

#[test]
fn marks_that_are_not_quite_a_mask_are_told() {
    for text in
        ["a [maskad: x] b", "\\[\\[maskad: x]]", "[ [maskad: x] ]", "[[*maskad*: x]]", ":: maskad\nx\n::"]
    {
        let (_, faults) = read(text);
        assert_eq!(faults.len(), 1, "{text}: {faults:?}");
        assert_eq!(faults[0].0, BodyProblem::StrayFence { name: "maskad".to_owned() }.into(), "{text}");
    }
    fine("Texten är maskad: se [maskinrummet](https://exempel.se) och [Maskad text](https://exempel.se).");
}

#[test]
fn a_fence_that_closes_nothing_is_told() {
    let (_, faults) = read("a\n\n:::\n\nb");
    assert_eq!(faults, [(BodyProblem::StrayFence { name: String::new() }.into(), ":::")]);
    fine("Kl. 10:::11, [[wiki]] och a:::b");
}

#[test]
fn the_reader_s_own_signs_mask_nothing() {
    let body = fine("# \u{FDD1}0\u{FDD1}\u{FDD0}".trim_start_matches("# "));
    assert!(!html(&body).contains('█'));
}

#[test]
fn an_excerpt_can_blank_what_is_hidden() {
    let text = "---\n[[maskad: nej]]\n---\na [[maskad: b]] c\n:::maskad {grund=x}\nd\n:::\ne";
    let spans = mask::hidden(text, text.find("a [[").unwrap());
    let hidden: Vec<&str> = spans.iter().map(|span| &text[span.range()]).collect();
    assert_eq!(hidden, ["[[maskad: b]]", ":::maskad {grund=x}\nd\n:::"]);
}
