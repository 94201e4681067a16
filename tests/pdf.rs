//! Reports as PDF, printed by a real Chromium (`CHROMIUM`, or one in `PATH`): structure, contents, metadata, the same bytes
//! each time, and that a page's every word is there. Owns no CSS and no HTML.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

#[path = "support/minimal.rs"]
mod minimal;
#[path = "support/site.rs"]
mod site;

use std::fs;
use std::sync::OnceLock;

use insyn::disclosure::appendix::{Tagged, tagged};
use insyn::print::{SCREEN_ONLY, copy, difference};

use minimal::{DECIDED, MINIMAL, REPORT, report};
use site::{Site, Tree};

const PDF: &str = "provnamnden/2023/rapport/rapport.pdf";
const PAGE: &str = "provnamnden/2023/rapport/index.html";
const ADDRESS: &str = "https://exempel.se/granskningar/provnamnden/2023/rapport/";
const BUILD: [&str; 4] = ["build", "--pdf", "--date", "2024-06-01"];

const SURVEY: &str = "granskningar:\n  - id: arenden\nenkäter:\n  - id: enkat\n    granskning: arenden\n    målgrupp: chefer\n    \
    utskick: 40\n    svarande: 32\n    frågor:\n      - {id: tydligt, svarande: 32, medelvärde: 3.25}\n";

/// A report of several pages: headings at two levels, a list, a note, links out and within, a chart, and a table that
/// goes on over pages.
fn long() -> String {
    use std::fmt::Write as _;
    let mut body = "\n## Bakgrund\n\nEn granskning av flera rutiner.[^1] Läs [lagen](https://lagen.exempel.se/osl?a=1) och \
        [den andra](rapport:provnamnden/2023/andra).\n\n- första **punkten**\n- andra\n\n1. ett\n2. två\n\n### Metod\n\nFiler \
        och flöden.\n\n[^1]: Noten säger varför.\n\n## Resultat\n\n```skala\nfråga: tydligt\n```\n\n## Alla rader\n\n\
        | Rad | Värde |\n|---|---:|\n"
        .to_owned();
    for row in 1..=90 {
        writeln!(body, "| Rad nummer {row} | {} |", row * 7).unwrap();
    }
    body.push_str("\n## Sist\n\n### Efter tabellen\n\nSlutord om offentlighet.\n");
    report("Uppföljning 2023 – så går det", SURVEY, &body)
}

fn files() -> Vec<(&'static str, String)> {
    let mut files: Vec<_> = MINIMAL
        .iter()
        .filter(|(path, _)| *path != REPORT)
        .map(|(path, text)| (*path, (*text).to_owned()))
        .collect();
    files.push((REPORT, long()));
    files.push((
        "provnamnden/2023/andra.md",
        DECIDED.replace("Uppföljning 2023", "Den andra").replace("117", "118"),
    ));
    files
}

/// The site built twice over: each print takes seconds.
fn built() -> &'static Tree {
    static BUILT: OnceLock<Tree> = OnceLock::new();
    BUILT.get_or_init(|| {
        let site = Site::new(files());
        site.build(&BUILD[1..])
    })
}

fn printed() -> Tagged {
    tagged(&built()[PDF]).unwrap()
}

fn html() -> &'static str {
    std::str::from_utf8(&built()[PAGE]).unwrap()
}

#[test]
fn the_pdf_is_linked_listed_and_in_the_manifest() {
    let head = "<link rel=\"alternate\" type=\"application/pdf\" title=\"";
    assert!(html().contains(head) && html().contains("href=\"rapport.pdf\""));
    assert!(
        html().contains(
            "<p class=\"pdf\"><a href=\"rapport.pdf\" type=\"application/pdf\">Rapporten som PDF</a>"
        )
    );
    let manifest = String::from_utf8(built()[insyn::publish::MANIFEST].clone()).unwrap();
    let listed = insyn::publish::read_manifest(&manifest).unwrap();
    assert_eq!(listed.iter().filter(|one| one.path.ends_with("/rapport.pdf")).count(), 2);
}

#[test]
fn the_structure_is_that_of_the_page() {
    let pdf = printed();
    let count = |kind: &str| pdf.elements.iter().filter(|(_, its)| its == kind).count();
    assert_eq!(count("H1"), 1);
    assert!(count("H2") >= 5 && count("H3") >= 2, "{:?}", pdf.elements);
    // Each row once, though the head stands on every page that the table goes on to.
    assert!(count("TR") >= 91 && count("TD") >= 90);
    let heads = |words: &str| pdf.pieces.iter().filter(|(_, text)| text.trim() == words).count();
    assert_eq!((heads("Rad"), heads("Värde")), (1, 1));
    assert!(count("LI") >= 4 && count("LBody") == count("LI"), "items have bodies");
    assert!(count("Link") >= 3 && count("Figure") == 1);
    assert!(
        pdf.pieces.iter().any(|(kind, text)| kind == "Figure" && text.contains("3,25")),
        "a chart is its words"
    );
    assert!(!pdf.elements.iter().any(|(_, kind)| kind == "Strong"), "no kinds that PDF 1.7 hasn't");
    assert_eq!(pdf.unmarked, 0, "all that is painted is in the structure, or an artifact");
}

#[test]
fn it_says_its_language_and_title_and_nothing_of_the_machine() {
    let pdf = printed();
    assert_eq!(pdf.language, "sv");
    assert_eq!(pdf.titles, ["Uppföljning 2023 – så går det"; 2]);
    let bytes = &built()[PDF];
    let has = |words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
    assert!(has(b"/DisplayDocTitle true") && has(b"/Marked true") && has(b"<pdfuaid:part>1</pdfuaid:part>"));
    assert!(has(b"/CreationDate (D:20230925000000Z)"), "the decision's day");
    for told in [&b"Skia"[..], b"Chrom", b"file://", b"/tmp", b"/ObjStm"] {
        assert!(!has(told), "{}", String::from_utf8_lossy(told));
    }
}

#[test]
fn contents_and_outline_tell_the_pages_where_the_headings_are() {
    let pdf = printed();
    let made = copy(html(), ADDRESS, &pdf.destinations);
    assert!(made.targets.len() >= 6 && pdf.pages >= 4, "{:?}, {} pages", made.targets, pdf.pages);
    // The numbers that are printed, read out of the PDF itself.
    assert_eq!(difference(&made.words, &pdf), None);
    let last = made.targets.iter().map(|id| pdf.destinations[id]).collect::<Vec<_>>();
    assert!(last.is_sorted() && last[0] == 1 && *last.last().unwrap() > 3, "{last:?}");
    // And where the words of a heading stand, by another way: the outline's.
    for (id, words) in
        [("bakgrund", "Bakgrund"), ("alla-rader", "Alla rader"), ("efter-tabellen", "Efter tabellen")]
    {
        let entry =
            pdf.outline.iter().find(|entry| entry.title == words).unwrap_or_else(|| panic!("{words}"));
        assert_eq!(entry.page, pdf.destinations[id], "{words}");
    }
    let levels: Vec<usize> = pdf.outline.iter().map(|entry| entry.level).collect();
    assert_eq!((levels[0], *levels.iter().max().unwrap()), (1, 3), "{:?}", pdf.outline);
    let headings = pdf.elements.iter().filter(|(_, kind)| kind.len() == 2 && kind.starts_with('H')).count();
    assert_eq!(pdf.outline.len(), headings, "{:?}", pdf.outline);
}

#[test]
fn every_word_of_the_page_is_there_and_no_navigation() {
    let pdf = printed();
    let pieces: Vec<&str> = pdf.pieces.iter().map(|(_, text)| text.as_str()).collect();
    let said = pieces.join(" ");
    for words in ["Noten säger varför.", "Rad nummer 90", "Slutord om offentlighet.", "Citera rapporten"] {
        assert!(said.contains(words), "{words}");
    }
    for words in
        ["Till innehållet", "Meny", "Om provet", "Rapporten som PDF", "↩", "Tillgänglighetsredogörelse"]
    {
        assert!(!said.contains(words), "{words}");
    }
    // The proof itself fails where a word is gone.
    let mut made = copy(html(), ADDRESS, &pdf.destinations);
    let at = made.words.iter().position(|word| word == "varför.").unwrap();
    made.words.insert(at, "inte".into());
    let found = difference(&made.words, &pdf).unwrap();
    assert_eq!((found.missing.as_str(), found.unexpected.as_str()), ("inte", ""));
}

#[test]
fn the_same_content_gives_the_same_bytes_and_is_proven() {
    let site = Site::new(files());
    let run = site.insyn(&[&BUILD[..], &["--threads", "1"]].concat());
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    let again = site.published();
    let differing: Vec<_> = again.iter().filter(|(path, bytes)| built().get(*path) != Some(*bytes)).collect();
    assert!(
        differing.is_empty() && again.len() == built().len(),
        "{:?}",
        differing.iter().map(|one| one.0).collect::<Vec<_>>()
    );
    let proof = ["verify", "--source", "content", "--date", "2024-06-01"];
    let run = site.insyn(&[&proof[..], &["--pdf"]].concat());
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{}", run.out);
    let run = site.insyn(&proof);
    assert!(
        run.code == Some(1) && run.out.contains(&format!("{PDF}: kommer inte ur källorna")),
        "{}",
        run.out
    );

    // A PDF that was published is an address like any other.
    let run = site.insyn(&["build", "--date", "2024-06-01"]);
    assert!(
        run.code == Some(1) && run.err.contains("I1207") && run.err.contains("2 rapporter"),
        "{}",
        run.err
    );
    assert_eq!(site.published(), again);
    let run = site.insyn(&["check", "--date", "2024-06-01"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "a check prints nothing");
}

#[test]
fn a_style_that_hides_a_word_stops_the_build_and_the_word_is_named() {
    let mut files = files();
    files[0].1.push_str("tema: tema\n");
    files.retain(|(path, _)| *path != "provnamnden/2023/andra.md");
    files.push(("tema/css/99-eget.css", "@media print { blockquote { display: none; } }".into()));
    files.retain(|(path, _)| *path != REPORT);
    files.push((REPORT, DECIDED.replace("Första lydelsen.", "Före.\n\n> Det citerade försvann.\n\nEfter.")));
    let site = Site::new(files);
    let run = site.insyn(&BUILD);
    assert_eq!(run.code, Some(1), "{}", run.err);
    assert!(run.err.contains("I1204") && run.err.contains("”Det citerade försvann.”"), "{}", run.err);
    assert!(site.published().is_empty(), "nothing is half published");
}

#[test]
fn without_a_chromium_nothing_is_published_and_it_is_said_how_to_tell_of_one() {
    let site = Site::new(MINIMAL);
    let missing = [&BUILD[..], &["--chromium", "/finns/inte/chromium"]].concat();
    let run = site.insyn(&missing);
    assert_eq!(run.code, Some(2));
    assert!(
        run.err.contains("I1201") && run.err.contains("--chromium SÖKVÄG") && run.err.contains("/finns/inte"),
        "{}",
        run.err
    );
    let run = site.command(&BUILD).env_remove("CHROMIUM").env("PATH", "/finns/inte").output().unwrap();
    assert!(String::from_utf8_lossy(&run.stderr).contains("google-chrome"));
    assert!(site.published().is_empty());
    let run = site.insyn(&["build", "--chromium", "/finns/inte/chromium"]);
    assert_eq!(run.code, Some(2), "it says nothing without --pdf");
}

#[test]
fn one_that_fails_is_told_with_its_own_words() {
    let site = Site::new(MINIMAL);
    site.put("chromium", "#!/bin/sh\necho 'no display' >&2\nexit 5\n");
    let path = site.at("chromium");
    fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let run = Site::command(&site, &BUILD).env("CHROMIUM", &path).output().unwrap();
    let err = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.code() == Some(2) && err.contains("I1202") && err.contains("no display"), "{err}");
    assert!(site.published().is_empty());
}

/// What isn't printed is listed twice, for browsers and for the proof.
#[test]
fn the_style_hides_what_the_pdf_leaves_out() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/standard/css/90-utskrift.css");
    let css = fs::read_to_string(path).unwrap();
    let rule = css
        .lines()
        .find(|line| line.trim_start().starts_with(".skip,") && line.contains("display: none"))
        .unwrap();
    let hidden: Vec<&str> = rule.trim().split_once(" { display").unwrap().0.split(", ").collect();
    assert_eq!(hidden, SCREEN_ONLY);
}
