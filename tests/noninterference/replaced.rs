//! The example site with every masked passage and every hidden value replaced: the same output.

use std::collections::BTreeMap;

use crate::example::{DAY, example};
use crate::site::{Site, Tree};

/// A hidden value and another of the same standing: file, what stands there (once), what shall.
const HIDDEN: [(&str, &str, &str); 13] = [
    // Groups under five: how many, what they answered.
    (
        "kommunstyrelsen/2020/rojande-av-sekretess.md",
        "svarande: 3, medelvärde: 2.7",
        "svarande: 4, medelvärde: 1.3",
    ),
    (KBN_2020, "    utskick: 7\n    svarande: 4\n", "    utskick: 4\n    svarande: 3\n"),
    (
        KBN_2020,
        "trygg-i-att-skilja, svarande: 4, medelvärde: 3.3",
        "trygg-i-att-skilja, svarande: 2, medelvärde: 1.5",
    ),
    (KBN_2020, "reflekterar, svarande: 4, medelvärde: 3.0", "reflekterar, svarande: 3, medelvärde: 1.7"),
    (
        KBN_2020,
        "identifierat-medarbetare, svarande: 4, medelvärde: 2.5",
        "identifierat-medarbetare, svarande: 1, medelvärde: 4",
    ),
    (
        KBN_2020,
        "fungerande-rutiner, svarande: 4, medelvärde: 2.3",
        "fungerande-rutiner, svarande: 3, medelvärde: 2.0, vet_ej: 1, fördelning: {1: 1, 2: 1, 3: 1}",
    ),
    (KBN_2020, "office-365, svarande: 4, medelvärde: 2.8", "office-365, svarande: 3, medelvärde: 4.0"),
    (
        KBN_2020,
        "latt-att-gora-ratt, svarande: 4, medelvärde: 3.3",
        "latt-att-gora-ratt, svarande: 3, medelvärde: 3.3",
    ),
    (
        "kultur-och-biblioteksnamnden/2022/introduktion.md",
        "    utskick: 6\n    svarande: 4\n",
        "    utskick: 4\n    svarande: 4\n",
    ),
    (
        "kultur-och-biblioteksnamnden/2022/introduktion.md",
        "kanner-reglerna, svarande: 4, medelvärde: 3.0",
        "kanner-reglerna, svarande: 3, medelvärde: 1.0",
    ),
    (
        "kultur-och-biblioteksnamnden/2022/introduktion.md",
        "vet-vem, svarande: 4, medelvärde: 3.5",
        "vet-vem, svarande: 2, medelvärde: 2.5",
    ),
    // A split with a small group: each group in it.
    (
        KBN_2023,
        "{kvinnor: {svarande: 11, medelvärde: 3.5}, män: {svarande: 4, medelvärde: 3.3}}",
        "{kvinnor: {svarande: 13, medelvärde: 2.9}, män: {svarande: 2, medelvärde: 1.0}}",
    ),
    // Interviews that are summarised: what was said.
    (
        "halsa-vard-och-omsorgsnamnden/2023/uppfoljning-internkontrollplan.md",
        "    visas: sammanfattat\n",
        "    visas: sammanfattat\n    svar: {lokalt: [{text: Ett svar som ingen får se.}], latt-att-gora-ratt: [{betyg: 1.3, text: Ett till.}]}\n",
    ),
];
const KBN_2020: &str = "kultur-och-biblioteksnamnden/2020/rojande-av-sekretess.md";
const KBN_2023: &str = "kultur-och-biblioteksnamnden/2023/rojande-av-sekretess.md";

/// What masked passages hold instead: other lengths, other lines, things that Markdown would act upon.
const INSTEAD: [&str; 3] =
    ["Kort.", "En mycket längre text som\n\n- har en lista\n\n## och en rubrik", "| a | b |\n|---|---|"];

fn published(content: Tree) -> Tree {
    Site::new(content).build(&["--date", DAY])
}

/// Every `:::maskad … :::` and `[[maskad: … ]]` of a text with something else in it, and how many there were.
fn replace_masks(text: &str) -> (String, usize) {
    let mut out = String::new();
    let mut rest = text;
    let mut count = 0;
    loop {
        let block = rest.find("\n:::maskad").map(|at| at + 1);
        let inline = rest.find("[[maskad:");
        let Some(at) = block.into_iter().chain(inline).min() else { break };
        let is_block = block == Some(at);
        let opening = if is_block { rest[at..].find('\n').unwrap() + 1 } else { "[[maskad:".len() };
        let end = rest[at + opening..].find(if is_block { "\n:::" } else { "]]" }).unwrap();
        out.push_str(&rest[..at + opening]);
        out.push_str(if is_block { INSTEAD[count % INSTEAD.len()] } else { " någon helt annan" });
        rest = &rest[at + opening + end..];
        count += 1;
    }
    out.push_str(rest);
    (out, count)
}

fn assert_same(first: &Tree, second: &Tree) {
    assert!(first.keys().eq(second.keys()));
    for (path, bytes) in first {
        if *bytes != second[path] {
            let (one, other) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&second[path]));
            let differs = one.lines().zip(other.lines()).find(|(one, other)| one != other);
            panic!("{path} differs: {differs:#?}");
        }
    }
}

#[test]
fn another_text_behind_each_mask_changes_no_byte() {
    let mut content = example();
    let first = published(content.clone());
    let mut count = 0;
    for (path, bytes) in &mut content {
        if path.rsplit('.').next() == Some("md") {
            let (text, masks) = replace_masks(std::str::from_utf8(bytes).unwrap());
            count += masks;
            *bytes = text.into_bytes();
        }
    }
    assert!(count >= 2, "the example has a masked passage and a masked word");
    assert_same(&first, &published(content));
}

#[test]
fn another_hidden_value_changes_no_byte() {
    let mut content = example();
    let first = published(content.clone());
    for (path, old, new) in HIDDEN {
        let bytes = content.get_mut(path).unwrap();
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert_eq!(text.matches(old).count(), 1, "{path}: {old}");
        *bytes = text.replace(old, new).into_bytes();
    }
    assert_same(&first, &published(content));
}

/// So that the list above can't fall behind the example: each small number in a report's front matter is in it.
#[test]
fn every_small_group_of_the_example_is_among_the_replaced() {
    let mut listed: BTreeMap<&str, usize> = BTreeMap::new();
    for (path, old, _) in HIDDEN {
        *listed.entry(path).or_default() += small_groups(old);
    }
    for (path, bytes) in example().iter().filter(|(path, _)| path.rsplit('.').next() == Some("md")) {
        let found = small_groups(std::str::from_utf8(bytes).unwrap());
        assert_eq!(found, listed.get(path.as_str()).copied().unwrap_or(0), "{path}");
    }
}

fn small_groups(text: &str) -> usize {
    (0..5)
        .map(|count| {
            text.matches(&format!("svarande: {count}\n")).count()
                + text.matches(&format!("svarande: {count},")).count()
        })
        .sum()
}
