//! `insyn scan`: files, folders, standard in, lines of JSON; what it says and how it ends.

use std::io::Write as _;
use std::process::Stdio;

use crate::minimal::MINIMAL;
use crate::site::{Run, Site};

const DIRTY: &str = "Hej.\n\nåå ring 0701740692 nu.\n";

fn site(files: &[(&str, &[u8])]) -> Site {
    let site = Site::new(MINIMAL);
    for (path, content) in files {
        site.put(path, content);
    }
    site
}

fn fed(arguments: &[&str], input: &[u8]) -> Run {
    let site = site(&[]);
    let mut command = site.command(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    Run::of(child.wait_with_output().unwrap())
}

#[test]
fn a_finding_is_told_like_all_others_and_what_was_found_is_not() {
    let site = site(&[("a.txt", DIRTY.as_bytes())]);
    let short = site.insyn(&["scan", "--format", "short", "a.txt"]);
    assert_eq!(short.code, Some(1));
    assert!(short.err.starts_with("a.txt:3:9: fel[I801]: "), "{}", short.err);
    let text = site.insyn(&["scan", "a.txt"]);
    assert!(text.err.contains("3 | åå ring ██████████ nu."), "{}", text.err);
    assert!(text.err.contains("börjar på ”07”") && text.err.ends_with("1 fel i 1 fil.\n"), "{}", text.err);
    let english = site.insyn(&["scan", "--lang", "en", "--format", "short", "a.txt"]);
    assert!(english.err.contains("error[I801]: The text"), "{}", english.err);
    let json = site.insyn(&["scan", "--format", "json", "a.txt"]);
    assert_eq!((json.code, json.err.as_str()), (Some(1), ""));
    assert!(json.out.contains("\"line\": 3") && json.out.contains("\"byteStart\": 16"), "{}", json.out);
    for told in [short.err, text.err, json.out] {
        assert!(!told.contains("740692"), "{told}");
    }
}

#[test]
fn a_clean_file_ends_with_0_and_a_name_only_with_strict() {
    let site = site(&[("a.txt", b"Text."), ("b.txt", "Rektor Anna Berg svarade.".as_bytes())]);
    let clean = site.insyn(&["scan", "a.txt"]);
    assert_eq!((clean.code, clean.err.as_str()), (Some(0), ""));
    assert_eq!(clean.out, "Inga personuppgifter hittades i 1 fil.\n");
    let name = site.insyn(&["scan", "b.txt"]);
    assert_eq!(name.code, Some(0));
    assert!(name.err.contains("varning[I801]") && !name.err.contains("bekräftat:"), "{}", name.err);
    assert_eq!(site.insyn(&["scan", "--strict", "b.txt"]).code, Some(1));
    assert_eq!(site.insyn(&["scan", "--format", "json", "a.txt"]).out, "[]\n");
}

#[test]
fn folders_are_gone_through_and_what_is_no_text_is_named() {
    let site = site(&[
        ("m/a.txt", DIRTY.as_bytes()),
        ("m/b/c.md", DIRTY.as_bytes()),
        ("m/bild.png", b"\x89PNG\r\n\x1a\n\0\0\0"),
        ("m/.dold", DIRTY.as_bytes()),
    ]);
    let run = site.insyn(&["scan", "--format", "short", "m"]);
    assert_eq!((run.code, run.err.matches("[I801]").count()), (Some(1), 2), "{}", run.err);
    assert!(run.err.contains("Hoppade över 1 fil som inte är text: m/bild.png"), "{}", run.err);
    let mended = site.insyn(&["scan", "--format", "short", "content"]);
    assert_eq!((mended.code, mended.err.as_str()), (Some(0), ""));
}

#[test]
fn what_is_masked_is_not_looked_at() {
    let text = "---\ntitel: \"[[maskad: 19640823-3234]]\"\n---\n\n:::maskad {grund=\"OSL 26:1\"}\n0701740692\n:::\n\n0701740693\n";
    let run = site(&[("a.md", text.as_bytes())]).insyn(&["scan", "--format", "short", "a.md"]);
    assert_eq!(run.err.matches("[I801]").count(), 1, "{}", run.err);
    assert!(run.err.starts_with("a.md:9:1: "), "{}", run.err);
}

#[test]
fn encodings_and_line_ends_are_as_in_content() {
    let windows = site(&[("a.txt", b"\xef\xbb\xbfHej.\r\n\r\n ring 0701740692 nu.\r\n")]);
    let run = windows.insyn(&["scan", "--format", "short", "a.txt"]);
    assert!(run.err.starts_with("a.txt:3:7: "), "{}", run.err);
    let site = site(&[
        ("latin.txt", b"Hej F\xf6r 0701740692"),
        ("utf16.txt", b"\xff\xfeH\0e\0j\0"),
        ("binar.bin", b"\0\x9f\x92\x96"),
        ("sida.txt", b"Sida ett\x0cring 0701740692"),
    ]);
    let latin = site.insyn(&["scan", "latin.txt"]);
    assert_eq!(latin.code, Some(2));
    assert!(latin.err.contains("[I104]") && !latin.err.contains("740692"), "{}", latin.err);
    let utf16 = site.insyn(&["scan", "utf16.txt"]);
    assert!(utf16.code == Some(2) && utf16.err.contains("[I105]"), "{}", utf16.err);
    assert_eq!(site.insyn(&["scan", "binar.bin"]).code, Some(2), "named itself it must be a text");
    assert_eq!(site.insyn(&["scan", "sida.txt"]).code, Some(1), "a form feed is no hindrance");
    let missing = site.insyn(&["scan", "sida.txt", "finns-inte.txt"]);
    assert!(missing.code == Some(2) && missing.err.contains("[I103]"), "{}", missing.err);
    assert!(missing.err.contains("[I801]"), "the others are searched: {}", missing.err);
}

#[test]
fn standard_in_is_a_text_or_lines() {
    for arguments in [&["scan", "--format", "short"][..], &["scan", "--format", "short", "-"]] {
        let run = fed(arguments, DIRTY.as_bytes());
        assert!(run.err.starts_with("standard in:3:9: fel[I801]"), "{}", run.err);
        assert_eq!(run.code, Some(1));
    }
    let lines = fed(&["scan", "--jsonl"], "{\"id\":1,\"text\":\"a\u{30a} 0701740692\"}\n".as_bytes());
    let answer = "{\"id\":1,\"spans\":[{\"start\":3,\"end\":13,\"type\":\"telefon\"}],\"unit\":\"char\"}\n";
    assert_eq!((lines.code, lines.out.as_str(), lines.err.as_str()), (Some(0), answer, ""));
    assert_eq!(fed(&["scan", "-", "-"], b"").code, Some(2));
}

#[test]
fn lines_of_json_are_answered_in_their_order() {
    let lines: Vec<String> = (0..2000).map(|id| format!("{{\"id\":{id},\"text\":\"x\"}}\n")).collect();
    let lines = lines.concat();
    let site = site(&[
        ("a.jsonl", lines.as_bytes()),
        ("b.jsonl", b"{\"text\":\"x\"}\n{\"id\":2}\n{\"text\":\"y\"}\n"),
    ]);
    let run = site.insyn(&["scan", "a.jsonl"]);
    let answered: Vec<String> =
        (0..2000).map(|id| format!("{{\"id\":{id},\"spans\":[],\"unit\":\"char\"}}")).collect();
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert!(run.out.lines().eq(answered));
    let faulty = site.insyn(&["scan", "b.jsonl"]);
    assert_eq!(faulty.code, Some(2));
    assert_eq!(faulty.out.lines().count(), 1);
    assert_eq!(faulty.err, "b.jsonl:2:1: raden saknar ”text”\n");
}
