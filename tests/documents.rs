//! A document that the last build has read isn't read again while its text is the same: its page comes to the same, and what there
//! is to tell of it is told each time. What is kept is ignored where it is damaged, tried by `--verify-cache`, and shows no answer.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

#[path = "support/example.rs"]
#[expect(dead_code, reason = "builds have a day of their own")]
mod example;
#[path = "support/site.rs"]
#[expect(dead_code, reason = "what is built has warnings")]
mod site;

use std::fs;

use example::example;
use insyn::digest::Digest;
use insyn::seal::{seal, unseal};
use insyn::source::SourceKind;
use site::{Run, Site};

const NOTE: &str = ".public.insyn/documents";
const BUILD: [&str; 4] = ["build", "--date", "2024-06-01", "--timings"];
const REPORT: &str = "content/forskolenamnden/2023/rojande-av-sekretess.md";
/// Bytes before the first document: a line, the key, and what says which program it was.
const HEAD: usize = "insyn documents 2\n".len() + 64;

/// How many documents a build of another day's settings didn't read, since each build has to do something.
fn recalled(site: &Site) -> usize {
    let settings = fs::read_to_string(site.at("content/insyn.yaml")).unwrap();
    site.put("content/insyn.yaml", settings + "# en rad\n");
    recalled_by(&site.insyn(&BUILD))
}

fn recalled_by(run: &Run) -> usize {
    assert_eq!(run.code, Some(0), "{}", run.err);
    let mut lines = run.err.lines().skip_while(|line| !line.contains("tolka YAML och Markdown"));
    let kept = lines.nth(1).and_then(|line| line.trim().strip_prefix("behållna från förra bygget"));
    kept.unwrap_or_else(|| panic!("{}", run.err)).trim().parse().unwrap()
}

fn settled() -> (Site, usize) {
    let site = Site::new(example());
    assert_eq!(recalled_by(&site.insyn(&BUILD)), 0);
    let all = recalled(&site);
    assert!(all > 10, "most are kept: {all}");
    (site, all)
}

#[test]
fn only_what_is_another_is_read_again_and_the_site_is_that_of_a_clean_build() {
    let (site, all) = settled();
    let text = fs::read_to_string(site.at(REPORT)).unwrap();
    site.put(REPORT, format!("{text}\nEn mening till.\n"));
    assert_eq!(recalled_by(&site.insyn(&BUILD)), all - 1);
    assert_eq!(recalled(&site), all);
    // What a text came to is known when it comes back.
    site.put(REPORT, text);
    assert_eq!(recalled_by(&site.insyn(&BUILD)), all);
    let clean = Site::new(site::tree(&site.at("content")));
    assert_eq!(recalled_by(&clean.insyn(&BUILD)), 0);
    assert!(clean.published() == site.published());
}

#[test]
fn what_was_found_in_a_document_is_told_each_time() {
    let (site, all) = settled();
    let text = fs::read_to_string(site.at(REPORT)).unwrap();
    for (code, with) in [
        ("I801", format!("{text}\nEnligt vd Anna Berg går det bra.\n")),
        (
            "I801",
            text.replacen("\nsammanfattning: \"", "\nsammanfattning: \"Enligt vd Anna Berg går det bra. ", 1),
        ),
        ("I319", format!("{text}\n###### Ett hopp\n\nEn text.\n")),
    ] {
        site.put(REPORT, with);
        let first = site.insyn(&BUILD);
        assert_eq!(recalled_by(&first), all - 1);
        assert!(first.err.contains(code), "{code}: {}", first.err);
        assert_eq!(recalled(&site), all - 1, "it is read again");
        let findings = |run: &Run| run.err.split("Bygget  ").next().unwrap().to_owned();
        let settings = fs::read_to_string(site.at("content/insyn.yaml")).unwrap();
        site.put("content/insyn.yaml", settings + "# en rad\n");
        assert_eq!(findings(&site.insyn(&BUILD)), findings(&first), "{code}");
    }
}

/// Reports and pages in every form that a text may have.
fn forms() -> Vec<(&'static str, String)> {
    let report = |body: &str| {
        format!(
            "---\ntitel: \"Eget \\u00e5\"\nnämnd: kommunstyrelsen\når: 2021\ntyp: granskning\nstatus: beslutad\n\
             sammanfattning: >-\n  En text på\n  flera rader.\n\
             beslut: {{datum: 2021-09-25, paragraf: framgår inte, diarienummer: framgår inte}}\n---\n{body}"
        )
    };
    let page = "---\ntitel: En sida\n---\n\n## Om sidan {#om alias=om_den}\n\nText[^n].\n\n[^n]: En not.\n";
    let folder = "content/kommunstyrelsen/2021/";
    let at = |name: &str| -> &'static str { Box::leak(format!("{folder}{name}").into_boxed_str()) };
    vec![
        (at("radslut.md"), report("\n## Syfte\n\nTvå\nrader.\n").replace('\n', "\r\n")),
        (at("marke.md"), format!("\u{feff}{}", report("\nText.\n"))),
        (at("uppdelat.md"), report("\nEn a\u{30a}tga\u{308}rd.\n")),
        (at("tomt.md"), report("")),
        (
            at("masker.md"),
            report("\nEn [[maskad: hemlig]] text.\n\n:::maskad {grund=\"OSL 26:1\"}\nhemligt\n:::\n"),
        ),
        (at("lika.md"), report("\nSamma text.\n")),
        (at("ocksa/index.md"), report("\nSamma text.\n")),
        ("content/sidor/ett.md", page.to_owned()),
        ("content/sidor/tva.md", page.to_owned()),
        // It may stand, and nothing that it allows is there: that is told.
        (
            at("tillaten.md"),
            report("\nText.\n").replacen(
                "---\n",
                "---\ntillåtna: [{text: 040-34 10 00, skäl: kommunens växel}]\n",
                1,
            ),
        ),
    ]
}

#[test]
fn a_text_comes_to_the_same_in_whatever_form_it_stands() {
    let site = Site::new(example());
    for (path, text) in forms() {
        site.put(path, text);
    }
    let first = site.insyn(&BUILD);
    assert_eq!(first.code, Some(0), "{}", first.err);
    assert!(first.err.contains("tillaten.md"), "{}", first.err);
    let settings = fs::read_to_string(site.at("content/insyn.yaml")).unwrap();
    site.put("content/insyn.yaml", settings + "# en rad\n");
    let clean = Site::new(site::tree(&site.at("content")));
    let (again, anew) = (site.insyn(&BUILD), clean.insyn(&BUILD));
    let texts = settled().1 + forms().len();
    assert_eq!((recalled_by(&again), recalled_by(&anew)), (texts, 0), "{}", again.err);
    let findings = |run: &Run| run.err.split("Bygget  ").next().unwrap().to_owned();
    assert_eq!(findings(&again), findings(&anew));
    assert!(site.published() == clean.published());
}

#[test]
fn what_is_damaged_is_read_again() {
    let (site, all) = settled();
    let (note, should) = (fs::read(site.at(NOTE)).unwrap(), site.published());
    let altered = |at: usize| {
        let mut note = note.clone();
        note[at] ^= 1;
        note
    };
    for (what, damaged, kept) in [
        ("nothing", Vec::new(), 0),
        ("cut", note[..note.len() - 1].to_vec(), 0),
        ("longer", [&note[..], b"x"].concat(), 0),
        ("another form", altered(16), 0),
        ("another key", altered(HEAD - 64), 0),
        ("another program", altered(HEAD - 1), 0),
        ("one document", altered(HEAD + 40), all - 1),
    ] {
        fs::write(site.at(NOTE), damaged).unwrap();
        assert_eq!(recalled(&site), kept, "{what}");
        assert_eq!(recalled(&site), all, "noted anew after {what}");
    }
    assert!(site.published() == should);
}

#[test]
fn nobody_but_who_has_the_text_reads_what_is_kept() {
    let (site, _) = settled();
    let note = fs::read(site.at(NOTE)).unwrap();
    let mut looked_for = 0;
    for (path, bytes) in site::tree(&site.at("content")) {
        if !path.contains("/20") {
            continue;
        }
        assert!(!note.windows(path.len()).any(|part| part == path.as_bytes()), "{path}");
        for line in bytes.split(|byte| *byte == b'\n').filter(|line| line.len() > 5).step_by(7) {
            looked_for += 1;
            assert!(!note.windows(6).any(|six| six == &line[..6]), "{}", String::from_utf8_lossy(line));
        }
    }
    assert!(looked_for > 100, "{looked_for}");
}

#[test]
fn the_self_check_finds_a_document_that_was_kept_wrongly() {
    let (site, all) = settled();
    let verify = || site.insyn(&[&BUILD[..], &["--verify-cache"]].concat());
    assert_eq!(recalled_by(&verify()), 0, "every document is read");
    let mut note = fs::read(site.at(NOTE)).unwrap();
    let text = fs::read(site.at(REPORT)).unwrap();
    let key: [u8; 32] = note[HEAD - 64..HEAD - 32].try_into().unwrap();
    let key = Digest::from_bytes(key);
    let sum = |purpose: &str| Digest::of_value(&(purpose, key, SourceKind::Report, Digest::of(&text)));
    let mut at = HEAD;
    let forged = loop {
        let length = u32::from_le_bytes(note[at + 32..at + 36].try_into().unwrap()) as usize;
        let place = at + 36..at + 36 + length;
        if let Some(mut kept) = unseal(&sum("key"), &note[place.clone()]) {
            // How long it is, and its front matter; then that one's nodes, which begin with a map of so many keys.
            kept[9] -= 1;
            note[place.clone()].copy_from_slice(&seal(&sum("key"), &kept).unwrap());
            break place;
        }
        at = place.end;
    };
    assert!(forged.end <= note.len());
    fs::write(site.at(NOTE), note).unwrap();
    let run = verify();
    assert_eq!(run.code, Some(2), "{}", run.err);
    let path = REPORT.strip_prefix("content/").unwrap();
    assert!(run.err.contains("[I610]") && run.err.contains(path), "{}", run.err);
    assert_eq!(
        recalled_by(&site.insyn(&BUILD)),
        0,
        "nothing is used again, nor is it as if nothing had changed"
    );
    assert_eq!(recalled(&site), all);
    assert_eq!(verify().code, Some(0));
}
