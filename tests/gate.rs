//! The output gate on whole sites, with the real program: a leak that no rule can see, an appendix or a theme
//! with the words that a report masks, stops the build with exit code 3 and leaves the published site as it was.
//! What each coding hides, and hostile files, are the gate's own tests.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

#[path = "support/example.rs"]
mod example;
#[path = "support/minimal.rs"]
mod minimal;
#[path = "support/site.rs"]
mod site;

use std::collections::BTreeSet;

use example::{DAY, example};
use minimal::{MINIMAL, REPORT, report};
use site::{Run, Site, tree};

const SENTENCE: &str = "Handläggaren uppgav att hen hade hotats av sin närmaste chef under hösten.";
const NAME: &str = "Tryggve Zebrafink";
/// With the appendix, so that the planted one replaces a harmless one.
const FRONT: &str = "bilagor: [{fil: underlag.txt, titel: Underlag}]\n";
const APPENDIX: &str = "content/provnamnden/2023/rapport/underlag.txt";

/// A site whose report masks a sentence and a name, published once.
fn site() -> Site {
    let site = Site::new(MINIMAL);
    std::fs::remove_file(site.at("content").join(REPORT)).unwrap();
    let body =
        format!("\nText av [[maskad: {NAME}]].\n\n:::maskad {{grund=\"OSL 26:1\"}}\n{SENTENCE}\n:::\n");
    site.put("content/provnamnden/2023/rapport/index.md", report("Uppföljning 2023", FRONT, &body));
    site.put(APPENDIX, "Ett underlag utan namn.\n");
    site.build(&[]);
    site
}

/// Builds and checks, and expects that the gate holds something back and that nothing has been touched.
fn held(site: &Site, further: &[&str]) -> Run {
    let (before, beside) = (site.published(), tree(&site.at(".public.insyn")));
    let run = site.insyn(&[&["build"], further].concat());
    assert_eq!(run.code, Some(3), "{}{}", run.out, run.err);
    assert!(before == site.published(), "the published site is as it was");
    for (path, bytes) in tree(&site.at(".public.insyn")) {
        assert!(beside.get(&path) == Some(&bytes), "{path} was staged and is still there");
    }
    let check = site.insyn(&[&["check"], further].concat());
    assert_eq!((check.code, &check.err), (Some(3), &run.err), "check finds what build finds");
    for secret in [NAME, SENTENCE, "Zebrafink", "hotats"] {
        assert!(!run.err.contains(secret) && !run.out.contains(secret), "{}", run.err);
    }
    run
}

#[test]
fn an_appendix_with_the_masked_name_stops_the_build() {
    let site = site();
    site.put(APPENDIX, format!("Samtal med {NAME} den 3 maj.\n"));
    let run = held(&site, &["--format", "short"]);
    let place = "provnamnden/2023/rapport/index.md:11:";
    assert!(run.err.contains("I1001") && run.err.contains(place), "{}", run.err);
    assert!(run.err.contains("provnamnden/2023/rapport/underlag.txt"), "{}", run.err);
    site.put(APPENDIX, "Ett annat underlag.\n");
    site.build(&[]);
}

#[test]
fn a_part_of_a_masked_sentence_in_another_encoding_stops_the_build() {
    let site = site();
    let part = &SENTENCE[SENTENCE.find("hotats").unwrap()..SENTENCE.find(" hösten").unwrap()];
    let percent: Vec<String> = part.bytes().map(|byte| format!("%{byte:02X}")).collect();
    site.put(APPENDIX, format!("https://exempel.se/?q={}\n", percent.concat()));
    let run = held(&site, &[]);
    assert!(run.err.contains("I1001") && run.err.contains("index.md:13:"), "{}", run.err);
}

#[test]
fn a_theme_of_the_sites_own_is_no_open_text() {
    let site = site();
    site.put("content/insyn.yaml", format!("{}tema: tema\n", MINIMAL[0].1));
    site.put("content/tema/css/99-eget.css", format!("/* {NAME} */\n"));
    let run = held(&site, &["--format", "short"]);
    assert!(run.err.contains("tema/stil.css"), "{}", run.err);
    // One finding, however many pages say it.
    site.put("content/tema/css/99-eget.css", "/* inget */\n");
    site.put("content/tema/templates/404.html", format!("<p>{SENTENCE}</p>"));
    site.put("content/tema/bild/zebra.svg", format!("<svg><desc>{SENTENCE}</desc></svg>"));
    let run = held(&site, &["--format", "short"]);
    assert_eq!(run.err.matches("I1001").count(), 1, "{}", run.err);
    assert!(run.err.contains("”404.html” och i en fil till"), "{}", run.err);
}

#[test]
fn an_answer_that_is_not_shown_may_stand_nowhere() {
    let site = site();
    let front = format!(
        "{FRONT}intervjuer:\n  - {{id: i, granskning: arenden, antal: 4, svar: {{fritt: [{{text: \"{SENTENCE}\"}}]}}}}\n"
    );
    let file = "content/provnamnden/2023/rapport/index.md";
    site.put(file, report("Uppföljning 2023", &front, "\nText.\n"));
    site.build(&[]);
    site.put(APPENDIX, SENTENCE);
    let run = held(&site, &["--format", "short"]);
    assert!(run.err.contains("I1002") && run.err.contains("index.md:10:"), "{}", run.err);
}

#[test]
fn personal_data_in_a_finished_page_stops_the_build_and_is_not_repeated() {
    let site = site();
    site.put("content/insyn.yaml", format!("{}tema: tema\n", MINIMAL[0].1));
    // Templates are no sources: only the gate reads what they say.
    site.put("content/tema/templates/404.html", "<p>Om 19121212-1212.</p>");
    let run = held(&site, &[]);
    assert!(run.err.contains("I1004") && run.err.contains("personnummer"), "{}", run.err);
    assert!(!run.err.contains("1212"), "{}", run.err);
}

#[test]
fn all_is_found_in_one_run() {
    let site = site();
    site.put("content/insyn.yaml", format!("{}tema: tema\n", MINIMAL[0].1));
    site.put("content/tema/templates/404.html", "<p>Om 19121212-1212.</p>");
    site.put(APPENDIX, format!("{NAME}. {SENTENCE}\n"));
    let run = held(&site, &["--format", "json"]);
    for code in ["I1001", "I1004"] {
        assert!(run.out.contains(code), "{}", run.out);
    }
    assert_eq!(run.out.matches("I1001").count(), 2, "{}", run.out);
}

#[test]
fn words_that_are_open_elsewhere_are_no_secret() {
    let site = site();
    let body =
        format!("\nText av [[maskad: {NAME}]] för [[maskad: Provnämnden 2023]].\n\n[[maskad: {SENTENCE}]]\n");
    site.put("content/provnamnden/2023/rapport/index.md", report("Uppföljning 2023", FRONT, &body));
    site.put("content/sidor/om.md", format!("---\ntitel: Om provet\n---\n\n{SENTENCE} {NAME}s.\n"));
    site.put(APPENDIX, format!("{NAME}: {SENTENCE}\n"));
    let run = site.insyn(&["build", "--format", "short"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert_eq!(run.err.matches("I1006").count(), 2, "of the name and the sentence: {}", run.err);
    assert!(run.err.contains("”sidor/om.md”, rad 5") && !run.err.contains("hotats"), "{}", run.err);
}

#[test]
fn the_example_site_passes() {
    Site::new(example()).build(&["--date", DAY]);
}

/// So that a masked `Innehåll` doesn't stop every build: the list of the program's own words is whole.
#[test]
fn every_word_that_pages_have_of_the_program_itself_is_known_as_such() {
    let content = example();
    let pages = Site::new(content.clone()).build(&["--date", DAY]);
    let mut open: BTreeSet<String> = words(&insyn::render::own_texts().join(" "));
    for bytes in content.values() {
        open.extend(words(&String::from_utf8_lossy(bytes)));
    }
    let mut missing = BTreeSet::new();
    for (path, bytes) in pages.iter().filter(|(path, _)| path.rsplit('.').next() == Some("html")) {
        insyn::disclosure::gate::readings(path, bytes, |text, reading| {
            if reading == insyn::disclosure::gate::Reading::Text {
                let found = words(&String::from_utf8_lossy(text));
                // Fingerprints are no words.
                let found = found.into_iter().filter(|word| !word.chars().all(|c| c.is_ascii_hexdigit()));
                missing.extend(found.filter(|word| !open.contains(word)));
            }
        });
    }
    assert!(missing.is_empty(), "{}", missing.into_iter().collect::<Vec<_>>().join(" "));
}

/// Words that a mask could hold alone: of five letters or more.
fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() >= 5);
    // As addresses have them.
    let plain = |c| match c {
        'å' | 'ä' => 'a',
        'ö' => 'o',
        'é' => 'e',
        other => other,
    };
    words.map(|word| word.to_lowercase().chars().map(plain).collect()).collect()
}
