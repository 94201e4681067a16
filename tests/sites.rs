//! Whole small sites: `tests/sites/<name>/content/` over the files of `_common/`, and what `<main>` of their
//! pages should be, in `expected/`. A page is compared when it has an expected file; one that no page has
//! fails. `UPDATE_GOLDEN=1` writes the expected files anew; read them before they are kept.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

#[path = "support/site.rs"]
mod site;

use std::fs;
use std::path::{Path, PathBuf};

use site::{Site, Tree, tree};

/// What all builds here are given: reports until then are published.
const DAY: [&str; 2] = ["--date", "2024-06-01"];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(name)
}

/// The content of a site.
fn content(name: &str) -> Tree {
    let mut files = tree(&folder("_common"));
    let own = tree(&folder(name).join("content"));
    assert!(!own.is_empty(), "{name} has content");
    files.extend(own);
    files
}

/// `<main>` and all in it.
fn main_of(page: &[u8]) -> String {
    let page = std::str::from_utf8(page).unwrap();
    let start = page.find("<main").expect("a page has <main>");
    let end = page.find("</main>").expect("and its end") + "</main>".len();
    format!("{}\n", &page[start..end])
}

fn assert_as_expected(name: &str) {
    let published = Site::new(content(name)).build(&DAY);
    let mut faults = Vec::new();
    for (path, expected) in tree(&folder(name).join("expected")) {
        let Some(page) = published.get(&path) else {
            faults.push(format!("{name}/expected/{path}: there is no such page"));
            continue;
        };
        let (is, expected) = (main_of(page), String::from_utf8(expected).unwrap());
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(folder(name).join("expected").join(&path), is).unwrap();
        } else if is != expected {
            let line = is.lines().zip(expected.lines()).position(|(one, other)| one != other);
            let line = line.unwrap_or_else(|| is.lines().count().min(expected.lines().count()));
            let at = |text: &str| text.lines().nth(line).unwrap_or_default().to_owned();
            faults.push(format!("{name}/expected/{path}:{}:\n- {}\n+ {}", line + 1, at(&expected), at(&is)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_smallest_site_has_these_pages_and_no_other() {
    assert_as_expected("minimal");
    let published = Site::new(content("minimal")).build(&DAY);
    let expected = tree(&folder("minimal").join("expected"));
    let pages: Vec<&String> =
        published.keys().filter(|path| path.rsplit('.').next() == Some("html")).collect();
    assert_eq!(pages, expected.keys().collect::<Vec<_>>());
}

#[test]
fn everything_that_a_text_can_have() {
    assert_as_expected("text");
}

#[test]
fn masks() {
    assert_as_expected("masks");
}

#[test]
fn protected_values_of_each_kind() {
    assert_as_expected("protected");
}

#[test]
fn statuses() {
    assert_as_expected("statuses");
}

#[test]
fn every_fixture_is_built() {
    let mut names: Vec<String> = fs::read_dir(folder(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["_common", "masks", "minimal", "protected", "statuses", "text"]);
}

/// As other systems save text: decomposed letters, a byte order mark, CRLF, no last newline.
fn otherwise_saved(files: Tree) -> Tree {
    let otherwise = |(path, bytes): (String, Vec<u8>)| {
        let is_text = [".md", ".yaml"].iter().any(|ending| path.ends_with(ending));
        let bytes = match std::str::from_utf8(&bytes) {
            Ok(text) if is_text => {
                let text = decomposed(text.trim_end_matches('\n')).replace('\n', "\r\n");
                [b"\xef\xbb\xbf", text.as_bytes()].concat()
            }
            _ => bytes,
        };
        (decomposed(&path), bytes)
    };
    files.into_iter().map(otherwise).collect()
}

fn decomposed(text: &str) -> String {
    let letters = [
        ('å', "a\u{30a}"),
        ('ä', "a\u{308}"),
        ('ö', "o\u{308}"),
        ('Å', "A\u{30a}"),
        ('Ä', "A\u{308}"),
        ('Ö', "O\u{308}"),
        ('é', "e\u{301}"),
    ];
    letters.into_iter().fold(text.to_owned(), |text, (letter, parts)| text.replace(letter, parts))
}

#[test]
fn how_a_text_is_saved_makes_no_difference() {
    for name in ["minimal", "text", "masks", "protected", "statuses"] {
        let plain = content(name);
        let twin = otherwise_saved(plain.clone());
        assert!(plain.values().zip(twin.values()).all(|(one, other)| one != other || one.is_ascii()));
        let (first, second) = (Site::new(plain).build(&DAY), Site::new(twin).build(&DAY));
        assert!(first.keys().eq(second.keys()), "{name}: {:?}", second.keys());
        for (path, bytes) in first {
            assert!(bytes == second[&path], "{name}: {path} differs");
        }
    }
}
