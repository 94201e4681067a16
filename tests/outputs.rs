//! What every new kind of output and every new source of text must pass: the gate reads each kind of file, the
//! guard of personal data each text, and nothing of a report under embargo leaves through any of them. Whole
//! sites; what a kind holds is tested where it is made.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

#[path = "support/minimal.rs"]
mod minimal;
#[path = "support/site.rs"]
mod site;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use insyn::compile::{check_memory, compile};
use insyn::diagnostic::Outcome;
use insyn::digest::Digest;
use insyn::discover::from_memory;
use insyn::finish::edited;
use insyn::model::date::Day;
use insyn::plan::{DataFormat, FigureFormat, PageKind};
use insyn::render::{Context, render};
use insyn::resolve::Selection;
use minimal::{MINIMAL, REPORT, report};
use site::{Site, Tree};

const NAME: &str = "Tryggve Zebrafink";
const NUMBER: &str = "19640823-3234";
/// What the report said in its first edition.
const EARLIER: &str = "# Uppföljning 2023\n## Resultat\nEn annan text.\n";
const STATEMENT: &str = "ansvarig: Provstad\ntjänst: Provet\nförenlighet: helt\nbedömd: 2024-01-15\nuppdaterad: 2024-02-01\n\
    metod: Självskattning.\nautomatiska_kontroller: {datum: 2024-01-15, verktyg: [axe-core], resultat: Inga fel.}\n\
    kontakt: {telefon: 040-12 34 56}\n";

fn selection() -> Selection {
    Selection { drafts: false, today: Day::new(2026, 1, 1).unwrap() }
}

/// A site with every kind of page but those of several sitemaps and the files beside reports, whose bytes the
/// gate's own tests plant in. Each text by its path.
fn every_kind() -> BTreeMap<String, String> {
    let mut files: BTreeMap<String, String> =
        MINIMAL.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let mut lay = |path: &str, text: String| drop(files.insert(path.to_owned(), text));
    let site = "titel: Provet\nbas: https://exempel.se/\nutgivare: Provstad\ntillgänglighet: sidor/redogorelse.yaml\n";
    lay("insyn.yaml", site.to_owned());
    lay("sidor/redogorelse.yaml", STATEMENT.to_owned());
    let body = format!("\n## Resultat\n\nText av [[maskad: {NAME}]].\n");
    let front = "alias: [/gammal/]\nändringar: [{datum: 2024-01-01, text: Ett skrivfel.}]\n\
                 granskningar: [{id: arenden}]\nåtgärder: [{id: sak, text: En sak., status: genomförd}]\n\
                 enkäter: [{id: e, granskning: arenden, svarande: 40, frågor: [{id: tydligt, medelvärde: 3.1}]}]\n";
    let earlier = front.replace("alias: [/gammal/]\n", "");
    lay("provnamnden/2021/forra.md", report("Förra gången", &earlier, "\nText.\n").replace("2023", "2021"));
    lay(REPORT, report("Uppföljning 2023", front, &body));
    let fingerprint = Digest::of(EARLIER.as_bytes());
    let lock = format!("# utgåvor.lock 1\n/provnamnden/2023/rapport/ 1 {fingerprint} 2023-09-25 0\n");
    lay("utgåvor.lock", lock);
    let reason = "återkallad: {datum: 2024-05-06, skäl: Underlaget var fel.}\n";
    let withdrawn = report("Återkallad", reason, "\nText.\n");
    lay("provnamnden/2023/fel.md", withdrawn.replace("status: beslutad", "status: återkallad"));
    lay(
        "register/omdirigeringar.yaml",
        "omdirigeringar:\n  - {från: /borta/, borta: Sidan är inaktuell.}\n".into(),
    );
    files
}

fn bytes(files: &BTreeMap<String, String>) -> Vec<(String, Vec<u8>)> {
    files.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())).collect()
}

/// Each kind by its own name, so that one without a case isn't overlooked.
const fn name_of(kind: &PageKind) -> &'static str {
    match kind {
        PageKind::Home => "home",
        PageKind::Committee(_) => "committee",
        PageKind::CommitteeYear(..) => "committee's year",
        PageKind::Report(_) => "report",
        PageKind::Years => "years",
        PageKind::Year(_) => "year",
        PageKind::Audits => "audits",
        PageKind::Audit(_) => "audit",
        PageKind::Question(..) => "question",
        PageKind::AuditCommittee(..) => "audit at a committee",
        PageKind::Improvements(_) => "improvements",
        PageKind::Data => "data",
        PageKind::DataFile(_, DataFormat::Csv) => "data as CSV",
        PageKind::DataFile(_, DataFormat::Json) => "data as JSON",
        PageKind::Catalogue => "catalogue",
        PageKind::Figure(_, FigureFormat::Svg) => "chart's picture",
        PageKind::Figure(_, FigureFormat::Csv) => "chart's rows as CSV",
        PageKind::Figure(_, FigureFormat::Json) => "chart's rows as JSON",
        PageKind::FreePage(_) => "free page",
        PageKind::Protection => "protection",
        PageKind::Withdrawn(_) => "withdrawn",
        PageKind::Number(_) => "number",
        PageKind::Redirect(_) => "redirect",
        PageKind::Gone(_) => "gone",
        PageKind::AllGone => "all gone",
        PageKind::NotFound => "not found",
        PageKind::Statement => "statement",
        PageKind::Feed(_, insyn::plan::FeedFormat::Atom) => "Atom",
        PageKind::Feed(_, insyn::plan::FeedFormat::Rss) => "RSS",
        PageKind::Embed(_) => "embed",
        PageKind::ReportList => "list",
        PageKind::Sitemap => "sitemap",
        PageKind::SitemapPart(_) => "part of a sitemap",
        PageKind::Robots => "robots",
        PageKind::Paper(_) => "paper",
        PageKind::File(_) => "file",
        PageKind::Editions(_) => "editions",
        PageKind::EditionChange(..) => "change of editions",
    }
}

/// The name within a file, in that format's own escapes: what only a reader of the format finds.
fn planted(path: &str, bytes: &[u8]) -> Vec<u8> {
    let escaped = |one: &dyn Fn(char) -> String| NAME.chars().map(one).collect::<String>();
    let (at, words) = match path.rsplit('.').next() {
        Some("json") => ("\"", escaped(&|c| format!("\\u{:04x}", u32::from(c)))),
        Some("txt" | "csv") => ("\n", escaped(&|c| format!("%{:02X}", u32::from(c)))),
        _ => ("</", escaped(&|c| format!("&#{};", u32::from(c)))),
    };
    let text = std::str::from_utf8(bytes).unwrap();
    let at = text.rfind(at).unwrap_or_else(|| panic!("{path} has {at:?}"));
    format!("{} {words} {}", &text[..at], &text[at..]).into_bytes()
}

#[test]
fn the_gate_reads_every_kind_of_page() {
    let sources = from_memory(bytes(&every_kind())).value.unwrap();
    let Outcome { value, diagnostics } = compile(&sources, selection(), |_| Outcome::fine(Vec::new()));
    let compiled = value.unwrap_or_else(|| panic!("{diagnostics:?}"));
    let context = Context::new(&compiled.published, &compiled.theme, &compiled.pages);
    let mut seen = BTreeSet::new();
    // The pages about editions are planned when the reports' are rendered; an earlier edition lies beside the content.
    let now: Vec<_> =
        compiled.pages.iter().filter_map(|page| render(page, &context).unwrap().unwrap().now).collect();
    let folder = tempfile::tempdir().unwrap();
    let stored = folder
        .path()
        .join(format!("utgåvor/provnamnden/2023/rapport/{}.txt", Digest::of(EARLIER.as_bytes())));
    fs::create_dir_all(stored.parent().unwrap()).unwrap();
    fs::write(stored, EARLIER).unwrap();
    let edited = edited(&compiled, folder.path(), &now);
    assert_eq!((edited.pages.len(), edited.findings.len()), (2, 0));
    let context = context.with_editions(edited.editions);
    for page in compiled.pages.iter().chain(&edited.pages) {
        let rendered = render(page, &context).unwrap().unwrap();
        let held = compiled.gate.clear(page.path(), planted(&page.path(), &rendered.bytes));
        assert!(held.is_err(), "{} ({}) isn't read", page.path(), name_of(&page.kind));
        assert!(compiled.gate.clear(page.path(), rendered.bytes).is_ok(), "{}", page.path());
        seen.insert(name_of(&page.kind));
    }
    assert_eq!(seen.len(), 35, "every kind but files, papers and parts of a sitemap: {seen:?}");
}

#[test]
fn the_guard_reads_every_text_that_a_page_may_take() {
    let files = every_kind();
    let told = |path: &str, from: &str, to: &str| {
        let mut files = files.clone();
        let text = files.get_mut(path).unwrap();
        assert!(text.contains(from), "{from} in {path}");
        *text = text.replace(from, to);
        let (found, _) = check_memory(bytes(&files), selection());
        found.iter().map(|one| one.problem.code().0).collect::<Vec<_>>()
    };
    assert_eq!(told(REPORT, "Text", "Text"), [0_u16; 0]);
    for (path, from, to) in [
        ("insyn.yaml", "titel: Provet", "titel: Om 19640823-3234"),
        ("insyn.yaml", "utgivare: Provstad", "utgivare: 19640823-3234"),
        (REPORT, "Ett skrivfel.", "Gällde 19640823-3234."),
        (REPORT, "/gammal/", "/19640823-3234/"),
        (REPORT, "## Resultat", "## Resultat {#resultat alias=n-19640823-3234}"),
        (REPORT, "En sak.", "En sak om 19640823-3234."),
        ("provnamnden/2023/fel.md", "Underlaget var fel.", "Fel om 19640823-3234."),
        ("register/omdirigeringar.yaml", "Sidan är inaktuell.", "Rörde 19640823-3234."),
        ("register/omdirigeringar.yaml", "/borta/", "/19640823-3234/"),
        ("sidor/redogorelse.yaml", "Självskattning.", "Av 19640823-3234."),
        ("sidor/redogorelse.yaml", "tjänst: Provet", "tjänst: 19640823-3234"),
        ("sidor/redogorelse.yaml", "Inga fel.", "Inga fel av 19640823-3234."),
    ] {
        assert!(told(path, from, to).contains(&801), "{to} in {path}: {:?}", told(path, from, to));
    }
}

#[test]
fn an_address_that_holds_a_number_is_repeated_by_no_message() {
    let site = Site::new(MINIMAL);
    site.build(&[]);
    // Such a line can have come from a time before the guard.
    let lock = fs::read_to_string(site.at("content/publicerat.lock")).unwrap();
    site.put(
        "content/publicerat.lock",
        lock.replace("/sidor/om/\n", &format!("/provnamnden/{NUMBER}/\n/sidor/om/\n")),
    );
    for format in ["text", "short", "json"] {
        let run = site.insyn(&["build", "--format", format]);
        assert_eq!(run.code, Some(1), "{}", run.err);
        let told = run.out + &run.err;
        assert!(told.contains("I1101") && !told.contains("3234"), "{told}");
    }
}

/// Whether any published file, or the name of one, has one of the words, whatever the case.
fn traces<'w>(published: &Tree, words: &[&'w str]) -> Vec<&'w str> {
    let all: Vec<String> = published
        .iter()
        .map(|(path, bytes)| format!("{path}\n{}", String::from_utf8_lossy(bytes)).to_lowercase())
        .collect();
    words.iter().filter(|word| all.iter().any(|text| text.contains(**word))).copied().collect()
}

/// A report of which others know: an edition to come, a measure that is followed, a number, answers.
fn to_come() -> Site {
    let site = Site::new(MINIMAL);
    let answers = "enkäter: [{id: e, granskning: arenden, svarande: 7741, frågor: [{id: tydligt, medelvärde: 2.13}]}]\n";
    let text = report(
        "Kråkvinkel",
        &format!(
            "publiceras: 2027-01-02\nalias: [/krakalias/]\nersätter: provnamnden/2023/rapport\nsammanfattning: Kråkord.\n\
             granskningar: [{{id: arenden, risker: [{{beskrivning: Kråkrisk.}}]}}]\n\
             åtgärder: [{{id: krakid, text: Kråktext., status: ny}}]\n{answers}"
        ),
        "\n## Kråkrubrik\n\nKråkstycke.\n",
    );
    site.put("content/provnamnden/2023/krakfil.md", text.replace("PN-2023-117", "KV-4711"));
    let follows =
        "åtgärder: [{id: sak, text: Saken., status: genomförd, följer: [provnamnden/2023/krakfil/krakid]}]\n";
    site.put(
        "content/provnamnden/2024/efter.md",
        report("Efter", follows, "\nText.\n").replace("år: 2023", "år: 2024"),
    );
    site
}

const WORDS: [&str; 8] = ["kråk", "krak", "kv-4711", "kv 4711", "7741", "7\u{202f}741", "2,13", "2027"];

#[test]
fn nothing_of_a_report_to_come_leaves_by_any_way() {
    let site = to_come();
    let published = site.build(&["--date", "2026-12-31"]);
    assert_eq!(traces(&published, &WORDS), [""; 0]);
    let locks = || {
        ["publicerat.lock", "svar.lock"]
            .map(|lock| fs::read_to_string(site.at(&format!("content/{lock}"))).unwrap_or_default())
    };
    for lock in locks() {
        let lock = lock.to_lowercase();
        assert!(!WORDS.iter().any(|word| lock.contains(word)), "{lock}");
    }
    // On its day everything of it is there, and promised.
    let published = site.build(&["--date", "2027-01-02"]);
    for word in ["kråkvinkel", "krakfil", "kv-4711", "krakalias", "7\u{202f}741", "2,13"] {
        assert_eq!(traces(&published, &[word]), [word]);
    }
    let [promised, printed] = locks();
    assert!(promised.contains("/provnamnden/2023/krakfil/#krakrubrik\n") && printed.contains("\t7741\n"));
    // Put under embargo again its address would die: that is told, and what is left says nothing of it.
    let file = "content/provnamnden/2023/krakfil.md";
    let text = fs::read_to_string(site.at(file)).unwrap();
    site.put(file, text.replace("publiceras: 2027-01-02", "publiceras: 2028-01-02"));
    let run = site.insyn(&["build", "--date", "2027-02-01", "--format", "short"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("I1101"), "{}", run.err);
}

#[test]
fn a_look_at_drafts_and_at_the_days_to_come_promises_nothing() {
    let site = to_come();
    site.build(&["--date", "2026-12-31"]);
    let before = site::tree(&site.at("content"));
    for arguments in [&["check", "--drafts", "--date", "2027-01-02"][..], &["check", "--date", "2027-01-02"]]
    {
        assert_eq!(site.insyn(arguments).code, Some(0), "{arguments:?}");
        assert!(site::tree(&site.at("content")) == before, "{arguments:?} writes");
    }
}
