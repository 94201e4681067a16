//! A build that remembers the last one gives the same bytes as one that remembers nothing, whatever has changed; what it
//! remembers is ignored where it is damaged, and a self-check finds what it would have got wrong. So does a reading after
//! other readings, as `serve` makes them.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

#[path = "support/example.rs"]
#[expect(dead_code, reason = "each edit has a day of its own")]
mod example;
#[path = "support/site.rs"]
#[expect(dead_code, reason = "what is built may have warnings")]
mod site;

use std::fmt::Write as _;
use std::fs;
use std::time::{Duration, SystemTime};

use example::example;
use insyn::beside::released;
use insyn::compile::{Compiled, KeptFindings, Purpose, compile_for};
use insyn::diagnostic::Diagnostic;
use insyn::discover::{Texts, discover_after, discover_theme};
use insyn::finish::finish;
use insyn::model::date::Day;
use insyn::render::Context;
use insyn::resolve::Selection;
use site::{Run, Site, Tree, tree};

const NOTE: &str = ".public.insyn/pages";
const WHOLE: &str = ".public.insyn/whole";

/// So many edits are made: `INSYN_EDITS`, or sixteen: each is built five times.
fn edits() -> usize {
    std::env::var("INSYN_EDITS").ok().and_then(|number| number.parse().ok()).unwrap_or(16)
}

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    fn of<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        &all[self.below(all.len())]
    }
}

/// A site that is edited: its content and the day of its builds.
struct Edited {
    files: Tree,
    day: &'static str,
}

impl Edited {
    fn reports(&self) -> Vec<String> {
        let is_report = |path: &&String| path.matches('/').count() == 2 && path.contains(".md");
        self.files.keys().filter(is_report).filter(|path| !path.starts_with("utg")).cloned().collect()
    }

    fn text(&self, path: &str) -> String {
        String::from_utf8(self.files[path].clone()).unwrap()
    }

    fn put(&mut self, path: &str, text: String) {
        self.files.insert(path.to_owned(), text.into_bytes());
    }

    /// Puts other words in place of one of the places where some stand; nothing where they stand nowhere.
    fn replace(&mut self, random: &mut Random, path: &str, from: &str, to: &str) {
        let text = self.text(path);
        let places: Vec<usize> = text.match_indices(from).map(|(at, _)| at).collect();
        if !places.is_empty() {
            let at = *random.of(&places);
            self.put(path, format!("{}{to}{}", &text[..at], &text[at + from.len()..]));
        }
    }

    /// Some change that an author, a communicator or a developer could make, and what it was. Not every one gives a site that
    /// can be built.
    fn edit(&mut self, random: &mut Random, turn: usize) -> String {
        let reports = self.reports();
        let report = random.of(&reports).clone();
        let kind = random.below(24);
        match kind {
            0 | 1 => self.replace(random, &report, ". ", &format!(". Mening {turn}. ")),
            2 => {
                let text = format!("{}\nEtt stycke till, {turn}.\n", self.text(&report));
                self.put(&report, text);
            }
            3 => self.replace(random, &report, "medelvärde: 3.", "medelvärde: 2."),
            4 => self.replace(random, &report, "titel: ", &format!("titel: Nya {turn} ")),
            5 => self.replace(random, &report, "status: pågår", "status: genomförd"),
            6 => {
                let (folder, _) = report.rsplit_once('/').unwrap();
                let text = self.text(&report).replacen("titel: ", &format!("titel: Kopia {turn} "), 1);
                self.put(&format!("{folder}/kopia-{turn}.md"), text);
            }
            7 => {
                let key = "status: återkallad\nåterkallad: {datum: 2024-03-01, skäl: Fel underlag.}";
                self.replace(random, &report, "\nstatus: beslutad", &format!("\n{key}"));
            }
            8 => {
                let id = report.trim_end_matches(".md");
                let text = self.text(&report).replacen("\nnämnd:", &format!("\nalias: [/{id}/]\nnämnd:"), 1);
                self.files.remove(&report);
                self.put(&format!("{id}-{turn}.md"), text);
            }
            9 => {
                self.replace(random, "register/organisationer.yaml", "nämnden,", &format!("nämnden {turn},"));
            }
            10 => self.replace(random, "register/granskningar.yaml", "?", " nu?"),
            11 => {
                self.replace(random, "register/granskningar.yaml", "titel: ", &format!("titel: Om {turn} "));
            }
            12 => {
                self.replace(random, "insyn.yaml", "tema: null", "tema: tema");
                let name = random.of(&["figur/nyckel.html", "delar.html", "granskning.html"]);
                let own = fs::read_to_string(format!("themes/standard/templates/{name}")).unwrap();
                self.put(
                    &format!("tema/templates/{name}"),
                    format!("{own}{{# {turn} #}}\n<!-- {turn} -->\n"),
                );
            }
            13 => {
                self.day =
                    random.of::<&'static str>(&["2024-06-01", "2023-10-05", "2026-01-01", "2024-05-02"]);
            }
            14 => self.replace(random, &report, "\nnämnd:", "\npubliceras: 2024-05-01\nnämnd:"),
            15 => self.replace(random, "insyn.yaml", "titel: ", &format!("titel: Webb {turn} ")),
            16 => self.replace(random, &report, " som ", " [[maskad: hemligheten]] som "),
            17 => {
                let text = format!("{}\nMer om detta, {turn}.\n", self.text("sidor/om.md"));
                self.put("sidor/om.md", text);
            }
            18 => self.replace(random, &report, "värde: 1", "värde: 2"),
            // A question, an åtgärd, a key figure or a risk is gone.
            19 => {
                let text = self.text(&report);
                let items: Vec<&str> =
                    text.lines().filter(|line| line.trim_start().starts_with("- {")).collect();
                if !items.is_empty() {
                    let item = format!("{}\n", random.of(&items));
                    self.put(&report, text.replacen(&item, "", 1));
                }
            }
            20 => {
                let block = random.of(&[
                    "åtgärder",
                    "jämförelse\nfråga: trygg-i-att-skilja\ngranskning: rojande-av-sekretess",
                ]);
                let text = format!("{}\n```{block}\n```\n", self.text(&report));
                self.put(&report, text);
            }
            // A passage that has left a report's page for another's.
            21 => {
                let other = random.of(&reports).trim_end_matches(".md").to_owned();
                let from = report.trim_end_matches(".md");
                let row = format!("  - {{från: /{from}/#flyttat-{turn}, till: /{other}/}}\n");
                let path = "register/omdirigeringar.yaml";
                let before = self.files.get(path).map_or_else(|| b"omdirigeringar:\n".to_vec(), Clone::clone);
                self.files.insert(path.to_owned(), [before, row.into_bytes()].concat());
            }
            22 => self.replace(
                random,
                &report,
                "\nbeslut: {datum: 20",
                "\nsammanfattning: Kort.\nbeslut: {datum: 20",
            ),
            _ => {
                let (from, to) = (random.below(10).to_string(), random.below(10).to_string());
                self.replace(random, &report, &from, &to);
            }
        }
        format!("edit {turn} of kind {kind}: {report}")
    }
}

/// Makes the content folder what the files are, and nothing else.
fn lay(site: &Site, files: &Tree) {
    let is = tree(&site.at("content"));
    for path in is.keys().filter(|path| !files.contains_key(*path)) {
        fs::remove_file(site.at(&format!("content/{path}"))).unwrap();
    }
    for (path, bytes) in files.iter().filter(|(path, bytes)| is.get(*path) != Some(*bytes)) {
        site.put(&format!("content/{path}"), bytes);
    }
}

/// What readings one after the other leave for the next.
struct Memory {
    texts: Texts,
    earlier: KeptFindings,
}

impl Memory {
    fn none() -> Self {
        Self { texts: Texts::default(), earlier: KeptFindings::default() }
    }

    /// Reads a site's content: a site, if it is one, and all that was found.
    fn read(&mut self, site: &Site, day: &str) -> (Option<Compiled>, Vec<Diagnostic>) {
        let folder = site.at("content");
        let mut found = Vec::new();
        let sources = discover_after(&folder, &mut self.texts).into_value(&mut found).unwrap();
        let selection = Selection { drafts: false, today: Day::read(day).unwrap() };
        let theme = |name: &str| discover_theme(&folder, name);
        let text = |beside: &_| released(&folder, beside).ok().map(|its| its.text);
        let (outcome, _) =
            compile_for(&sources, (selection, Purpose::Show), &mut self.earlier, theme, text, |_| {});
        let compiled = outcome.into_value(&mut found);
        (compiled, found)
    }
}

/// Lets what was just written have stood for long, so that a reading takes it for settled: always since the same time, so that
/// an edit of the same length is told by neither.
fn settle(site: &Site) {
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    for path in tree(&site.at("content")).into_keys() {
        let at = site.at(&format!("content/{path}"));
        if fs::metadata(&at).unwrap().modified().unwrap() != long_ago {
            fs::File::options().write(true).open(at).unwrap().set_modified(long_ago).unwrap();
        }
    }
}

/// Every page of a site that was read is what a build publishes.
fn shows(site: &Site, compiled: &Compiled, published: &Tree) {
    let context = Context::new(&compiled.published, &compiled.theme, &compiled.pages);
    for page in &compiled.pages {
        let Ok(finished) = finish(page, compiled, &context, &site.at("content")) else {
            panic!("{} can't be shown", page.address)
        };
        let path = page.path();
        assert!(published.get(&path).is_some_and(|bytes| bytes == finished.file.bytes()), "{path}");
    }
}

#[test]
fn a_reading_after_others_finds_and_shows_what_a_first_one_does() {
    let edits = edits();
    let mut random = Random(0x1dea_5eed_9876_abcd);
    let site = Site::new(example());
    let mut edited = Edited { files: example(), day: "2024-06-01" };
    let mut memory = Memory { texts: Texts::default(), earlier: KeptFindings::keeping() };
    let (mut read, mut log) = (0, String::new());
    for turn in 0..edits {
        let before = Edited { files: edited.files.clone(), day: edited.day };
        let what = if turn == 0 { "nothing".to_owned() } else { edited.edit(&mut random, turn) };
        writeln!(log, "{what}").unwrap();
        lay(&site, &edited.files);
        settle(&site);
        let (after, found) = memory.read(&site, edited.day);
        let (first, should) = Memory::none().read(&site, edited.day);
        assert_eq!(format!("{found:#?}"), format!("{should:#?}"), "{log}");
        assert_eq!(after.is_some(), first.is_some(), "{log}");
        let Some(after) = after else {
            edited = before;
            continue;
        };
        read += 1;
        if turn % 4 == 3 {
            let clean = Site::new(tree(&site.at("content")));
            if clean.insyn(&["build", "--date", edited.day]).code == Some(0) {
                shows(&site, &after, &clean.published());
            }
        }
    }
    assert!(read * 3 > edits, "most edits give a site: {read} of {edits}\n{log}");
}

/// What was told, without how long it took and what was written.
fn told(run: &Run) -> String {
    format!("{:?}\n{}", run.code, run.err)
}

#[test]
fn after_any_edit_it_gives_the_same_bytes_as_a_clean_build() {
    let edits = edits();
    let mut random = Random(0x5eed_1234_9876_abcd);
    let site = Site::new(example());
    let mut edited = Edited { files: example(), day: "2024-06-01" };
    let (mut built, mut log) = (0, String::new());
    for turn in 0..edits {
        let before = Edited { files: edited.files.clone(), day: edited.day };
        let what = if turn == 0 { "nothing".to_owned() } else { edited.edit(&mut random, turn) };
        lay(&site, &edited.files);
        let clean = Site::new(tree(&site.at("content")));
        let arguments = ["build", "--date", edited.day];
        let anew = clean.insyn(&arguments);
        let further: &[&str] = if turn % 8 == 7 { &["--verify-cache"] } else { &[] };
        let warm = site.insyn(&[&arguments[..], further].concat());
        assert_eq!(told(&warm), told(&anew), "{what}\n{log}");
        if anew.code == Some(0) {
            built += 1;
            let (is, should) = (site.published(), clean.published());
            let others: Vec<&String> =
                should.keys().filter(|path| is.get(*path) != should.get(*path)).collect();
            assert_eq!(others, [""; 0], "{what}\n{log}");
            assert_eq!(is.len(), should.len(), "{what}\n{log}");
            let locks = |site: &Site| tree(&site.at("content"));
            assert_eq!(locks(&site), locks(&clean), "{what}\n{log}");
            edited.files = locks(&site);
            writeln!(log, "{what}").unwrap();
            let whole = unchanged(&site, &arguments);
            assert_eq!((site.published(), locks(&site)), (is, edited.files.clone()), "{what}\n{log}");
            let anew = clean.insyn(&arguments);
            assert_eq!(told(&whole), told(&anew), "{what}\n{log}");
        } else {
            edited = before;
        }
    }
    assert!(built * 3 > edits, "most edits give a site: {built} of {edits}\n{log}");
}

/// Builds again with nothing changed, until one ends at once: at the latest once the lists are read as they were left. It tells what a
/// whole one does, which is given.
fn unchanged(site: &Site, arguments: &[&str]) -> Run {
    let is_whole = |run: &Run| run.err.contains("tolka YAML");
    let findings = |run: &Run| run.err.split("Bygget  ").next().unwrap().to_owned();
    let timed = [arguments, &["--timings"]].concat();
    let last = (0..2).map(|_| site.insyn(&timed)).find(|run| !is_whole(run)).unwrap();
    assert_eq!(last.code, Some(0), "{}", last.err);
    fs::remove_file(site.at(WHOLE)).unwrap();
    let whole = site.insyn(arguments);
    assert_eq!(findings(&last), whole.err);
    whole
}

/// How many pages were kept without being rendered.
fn kept(run: &Run) -> usize {
    // The first is of documents.
    let line =
        run.err.lines().rfind(|line| line.contains("behållna")).unwrap_or_else(|| panic!("{}", run.err));
    line.split_whitespace().last().unwrap().parse().unwrap()
}

const BUILD: [&str; 4] = ["build", "--date", "2024-06-01", "--timings"];
const REPORT: &str = "content/grundskolenamnden/2023/rojande-av-sekretess.md";

#[test]
fn what_has_not_changed_is_not_made_again() {
    let site = Site::new(example());
    assert_eq!(kept(&site.insyn(&BUILD)), 0, "nothing is remembered");
    let first = site.published();
    // Else it would end before it kept anything.
    fs::remove_file(site.at(WHOLE)).unwrap();
    let pages = kept(&site.insyn(&BUILD));
    assert!(pages + 16 > first.len(), "{pages} of {}", first.len());
    let text = fs::read_to_string(site.at(REPORT)).unwrap();
    site.put(REPORT, format!("{text}\nEn mening till.\n"));
    let after = kept(&site.insyn(&BUILD));
    assert!(after < pages && after + 20 > pages, "{after} of {pages}");
}

#[test]
fn what_a_page_reads_of_others_makes_it_anew() {
    let site = Site::new(example());
    let same = |why: &str| {
        let clean = Site::new(tree(&site.at("content")));
        let (warm, anew) = (site.insyn(&BUILD), clean.insyn(&BUILD));
        assert_eq!((warm.code, anew.code), (Some(0), Some(0)), "{why}: {}", anew.err);
        let (is, should) = (site.published(), clean.published());
        let others: Vec<&String> = should.keys().filter(|path| is.get(*path) != should.get(*path)).collect();
        assert_eq!(others, [""; 0], "{why}");
        is
    };
    let (moved, other) =
        ("kultur-och-biblioteksnamnden/2022/introduktion", "grundskolenamnden/2021/behorigheter");
    let row = format!("omdirigeringar:\n  - {{från: /{moved}/#flyttat, till: /{other}/}}\n");
    site.put("content/register/omdirigeringar.yaml", row);
    let register = fs::read_to_string(site.at("content/register/granskningar.yaml")).unwrap();
    let area = "  - id: prov\n    titel: Provet\n    omfattning: nämndens\n    frågor: [{id: latt, text: Är det lätt?, skala: instammande-1-4}]\n";
    site.put("content/register/granskningar.yaml", register + "\n" + area);
    let own = "content/kommunstyrelsen/2021/eget.md";
    let report = "---\ntitel: Eget\nnämnd: kommunstyrelsen\når: 2021\ntyp: granskning\nstatus: beslutad\n\
                  beslut: {datum: 2021-09-25, paragraf: framgår inte, diarienummer: framgår inte}\n\
                  granskningar: [{id: prov}]\n---\n\nText.\n";
    site.put(own, report);
    same("a passage leads to a report of another granskning");
    let other = format!("content/{other}.md");
    let text = fs::read_to_string(site.at(&other)).unwrap();
    site.put(&other, text.replacen("titel: ", "titel: Annan ", 1));
    let page = &same("that report's title")[&format!("{moved}/index.html")];
    assert!(String::from_utf8_lossy(page).contains("Annan "));
    // A question's first answers give it a page, which the sitemap lists; what lists say of the report is the same.
    let added = "\nenkäter: [{id: enkat, granskning: prov, svarande: 40, frågor: [{id: latt, medelvärde: 3.0}]}]\nnämnd:";
    site.put(own, report.replacen("\nnämnd:", added, 1));
    let sitemap = &same("the first answers")["sitemap.xml"];
    assert!(String::from_utf8_lossy(sitemap).contains("granskningar/prov/fragor/latt/"));
}

#[test]
fn what_is_remembered_is_ignored_where_it_is_damaged_or_gone() {
    let site = Site::new(example());
    site.insyn(&BUILD);
    let (first, note) = (site.published(), fs::read(site.at(NOTE)).unwrap());
    for damaged in [b"".as_slice(), b"insyn pages 1 x", &note[..note.len() / 2], &[&note[..], b"x"].concat()]
    {
        fs::write(site.at(NOTE), damaged).unwrap();
        drop(fs::remove_file(site.at(WHOLE)));
        assert_eq!(kept(&site.insyn(&BUILD)), 0);
        assert_eq!(site.published(), first);
    }
    // A published file that another hand has changed is made again.
    let page = "public/grundskolenamnden/index.html";
    fs::write(site.at(page), "annat").unwrap();
    site.insyn(&BUILD);
    assert_eq!(site.published(), first);
    fs::remove_file(site.at(NOTE)).unwrap();
    drop(fs::remove_file(site.at(WHOLE)));
    assert_eq!(kept(&site.insyn(&BUILD)), 0);
}

#[test]
fn the_self_check_finds_what_would_have_been_kept_in_vain() {
    let site = Site::new(example());
    site.insyn(&BUILD);
    let note = fs::read_to_string(site.at(NOTE)).unwrap();
    // A page is remembered with another's bytes: as if its inputs weren't all in its key.
    let (head, rest) = note.split_once('\n').unwrap();
    let line = |path: &str| rest.lines().find(|line| line.contains(&format!(" {path}"))).unwrap();
    let sum = |line: &str| line.split(' ').nth(1).unwrap().to_owned();
    let (line, other) = (line("ar/index.html"), line("index.html"));
    let wrong = line.replacen(&sum(line), &sum(other), 1);
    let rest = rest.replace(line, &wrong);
    let sum = insyn::digest::Digest::of(rest.as_bytes());
    fs::write(site.at(NOTE), format!("{} {sum}\n{rest}", &head[..head.rfind(' ').unwrap()])).unwrap();
    let run = site.insyn(&["build", "--date", "2024-06-01", "--verify-cache"]);
    assert_eq!(run.code, Some(2), "{}", run.err);
    assert!(run.err.contains("[I610]") && run.err.contains("ar/index.html"), "{}", run.err);
    assert_eq!(kept(&site.insyn(&BUILD)), 0, "nothing of it is used again");
    let run = site.insyn(&["build", "--date", "2024-06-01", "--verify-cache"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
}
