//! A build of which nothing has changed ends once it has read the content: it tells what the last one told, and writes nothing.
//! Whatever a build reads counts, and so does whatever stands published. What it remembers by is ignored where it is damaged,
//! tried by `--verify-cache`, and holds no answer.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

#[path = "support/example.rs"]
#[expect(dead_code, reason = "builds have a day of their own")]
mod example;
#[path = "support/site.rs"]
#[expect(dead_code, reason = "what is built has warnings")]
mod site;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use example::example;
use insyn::cache::Whole;
use insyn::digest::Digest;
use site::{Run, Site, tree};

const NOTE: &str = ".public.insyn/whole";
const BUILD: [&str; 4] = ["build", "--date", "2024-06-01", "--timings"];
const REPORT: &str = "content/grundskolenamnden/2023/rojande-av-sekretess.md";

/// All answered alike, which is a warning that quotes the answers.
const ALIKE: &str = "---\ntitel: Eget\nnämnd: kommunstyrelsen\når: 2021\ntyp: granskning\nstatus: beslutad\n\
    beslut: {datum: 2021-09-25, paragraf: framgår inte, diarienummer: framgår inte}\n\
    enkäter:\n  - id: enkat\n    granskning: prov\n    utskick: 40\n    frågor:\n\
    \x20     - {id: latt, svarande: 12, medelvärde: 4.0}\n---\n\nRisken för lagring är fortfarande röd.\n";

/// A site with warnings, a theme of its own, files beside reports and reports with several editions, built once.
fn settled() -> Site {
    let site = Site::new(example());
    let register = fs::read_to_string(site.at("content/register/granskningar.yaml")).unwrap();
    let area = "  - id: prov\n    titel: Provet\n    omfattning: nämndens\n    frågor: [{id: latt, text: Är det lätt?, skala: instammande-1-4}]\n";
    site.put("content/register/granskningar.yaml", register + "\n" + area);
    site.put("content/kommunstyrelsen/2021/eget.md", ALIKE);
    let settings = fs::read_to_string(site.at("content/insyn.yaml")).unwrap();
    site.put("content/insyn.yaml", settings.replace("tema: null", "tema: tema"));
    site.put("content/tema/css/egen.css", ".egen { color: inherit; }\n");
    let run = site.insyn(&BUILD);
    assert_eq!((run.code, ends_at_once(&run)), (Some(0), false), "{}", run.err);
    site
}

/// Whether a build ended before it compiled anything.
fn ends_at_once(run: &Run) -> bool {
    assert!(run.err.contains("jämföra med förra bygget"), "{}", run.err);
    !run.err.contains("tolka YAML")
}

/// What was told, without the table of times and how long it took.
fn told(run: &Run) -> (Option<i32>, String, String) {
    let findings = run.err.split("Bygget  ").next().unwrap().to_owned();
    let out = run.out.rsplit_once(" (").map_or(run.out.as_str(), |(line, _)| line).to_owned();
    (run.code, out, findings)
}

/// Everything that tells whether a file has been touched, of all below a folder.
fn stamps(folder: &Path) -> BTreeMap<PathBuf, (u64, SystemTime, bool)> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(at) = open.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let entry = entry.unwrap();
            let facts = fs::symlink_metadata(entry.path()).unwrap();
            if facts.is_dir() {
                open.push(entry.path());
            }
            found.insert(entry.path(), (facts.len(), facts.modified().unwrap(), facts.is_dir()));
        }
    }
    found
}

#[test]
fn it_tells_the_same_and_writes_nothing() {
    let site = settled();
    let full = {
        fs::remove_file(site.at(NOTE)).unwrap();
        site.insyn(&BUILD)
    };
    assert!(!ends_at_once(&full) && full.out.starts_with("Inget har ändrats"), "{}", full.out);
    assert_eq!(full.err.matches("varning[").count(), 2, "{}", full.err);
    let before = stamps(&site.at(""));
    let again = site.insyn(&BUILD);
    assert!(ends_at_once(&again), "{}", again.err);
    assert_eq!(told(&again), told(&full));
    assert_eq!(stamps(&site.at("")), before, "nothing is written, removed or exchanged");

    // In another form, language or width they are worded anew, and from then on they are those that are remembered.
    for further in [&["--format", "short"][..], &["--format", "json"], &["--lang", "en", "--format", "short"]]
    {
        let arguments = [&BUILD[..], further].concat();
        let [first, second] = [0, 1].map(|_| site.insyn(&arguments));
        assert_eq!((first.code, second.code), (Some(0), Some(0)), "{}", first.err);
        let is_whole = |run: &Run| run.err.contains("tolka YAML") || run.err.contains("parsing YAML");
        assert_eq!((is_whole(&first), is_whole(&second)), (true, false), "{further:?}");
        assert_eq!(told(&second).1, told(&first).1, "{further:?}");
        let findings = |run: &Run| run.err.split(['B', 'T']).next().unwrap().to_owned();
        assert_eq!(findings(&second), findings(&first), "{further:?}");
    }
    let narrow = |width| Run::of(site.command(&BUILD).env("COLUMNS", width).output().unwrap());
    assert!(!ends_at_once(&narrow("60")) && ends_at_once(&narrow("60")) && !ends_at_once(&narrow("61")));
    let strict = site.insyn(&[&BUILD[..], &["--strict"]].concat());
    assert_eq!((strict.code, strict.err.matches("fel[").count()), (Some(1), 2), "{}", strict.err);

    // Where something is asked for that only a whole build gives, it is whole.
    site.insyn(&BUILD);
    assert!(ends_at_once(&site.insyn(&BUILD)));
    assert!(!ends_at_once(&site.insyn(&[&BUILD[..], &["--protection-report", "skydd.json"]].concat())));
    assert!(site.at("skydd.json").exists());
    assert!(!ends_at_once(&site.insyn(&[&BUILD[..], &["--verify-cache"]].concat())));
}

/// Puts other bytes of the same size in a file, with the times that it had.
fn replace_unseen(path: &Path) {
    let modified = fs::metadata(path).unwrap().modified().unwrap();
    let mut bytes = fs::read(path).unwrap();
    // After the last line of a PDF, a style or a text anything may stand.
    *bytes.last_mut().unwrap() = b' ';
    fs::write(path, bytes).unwrap();
    fs::File::options().write(true).open(path).unwrap().set_modified(modified).unwrap();
}

#[test]
fn whatever_a_build_reads_makes_it_whole() {
    let site = settled();
    let append = |path: &str, more: &str| {
        let bytes = fs::read(site.at(path)).unwrap();
        site.put(path, [&bytes, more.as_bytes()].concat());
    };
    let change: [(&str, &dyn Fn()); 12] = [
        ("a report's text", &|| append(REPORT, "\nEn mening till.\n")),
        ("a text of the same size and time", &|| replace_unseen(&site.at(REPORT))),
        ("a report more", &|| {
            site.put("content/kommunstyrelsen/2021/annat.md", ALIKE.replace("Eget", "Annat"));
        }),
        ("that report in another place", &|| {
            fs::create_dir(site.at("content/kommunstyrelsen/2021/annat")).unwrap();
            let [from, to] = ["annat.md", "annat/index.md"]
                .map(|name| site.at(&format!("content/kommunstyrelsen/2021/{name}")));
            fs::rename(from, to).unwrap();
        }),
        ("settings", &|| append("content/insyn.yaml", "# en rad\n")),
        ("a file beside a report", &|| {
            replace_unseen(&site.at("content/funktionsstodsnamnden/2020/rojande-av-sekretess/bilaga-1.pdf"));
        }),
        ("the theme", &|| replace_unseen(&site.at("content/tema/css/egen.css"))),
        ("a file more in the theme", &|| site.put("content/tema/egen/fil.txt", "ny")),
        ("what was published", &|| append("content/publicerat.lock", "# en rad\n")),
        ("what was shown of answers", &|| append("content/svar.lock", "# en rad\n")),
        ("which editions there are", &|| append("content/utgåvor.lock", "# en rad\n")),
        ("an earlier edition", &|| {
            let whole = Whole::read(&fs::read(site.at(NOTE)).unwrap()).unwrap();
            let at =
                whole.stored.iter().map(|path| site.at(&format!("content/{path}"))).find(|at| at.exists());
            fs::remove_file(at.unwrap()).unwrap();
        }),
    ];
    let mut missed = Vec::new();
    for (what, change) in change {
        // Until nothing changes: a new edition is a line in a list.
        let runs = (0..4).take_while(|_| !ends_at_once(&site.insyn(&BUILD))).count();
        assert!(runs < 4, "before {what}");
        change();
        if ends_at_once(&site.insyn(&BUILD)) {
            missed.push(what);
        }
    }
    assert_eq!(missed, [""; 0]);
    site.insyn(&BUILD);
    assert!(ends_at_once(&site.insyn(&BUILD)));
    let clean = Site::new(tree(&site.at("content")));
    assert_eq!(told(&clean.insyn(&BUILD)).2, told(&site.insyn(&BUILD)).2);
    assert_eq!(clean.published(), site.published());

    let other_day = site.insyn(&["build", "--date", "2024-06-02", "--timings"]);
    assert!(!ends_at_once(&other_day), "the day");
    site.insyn(&BUILD);
    assert!(ends_at_once(&site.insyn(&BUILD)));
    // Another version of the program is one with other bytes.
    let program = site.at("insyn");
    let bytes = fs::read(env!("CARGO_BIN_EXE_insyn")).unwrap();
    fs::write(&program, [bytes.as_slice(), b"\0"].concat()).unwrap();
    fs::set_permissions(&program, fs::metadata(env!("CARGO_BIN_EXE_insyn")).unwrap().permissions()).unwrap();
    let run = Command::new(&program).args(BUILD).current_dir(site.at("")).output().unwrap();
    assert!(!ends_at_once(&Run::of(run)), "another program");
}

/// What a build adds to its lists it has counted in: it doesn't make the next one whole. Where something in a list becomes another,
/// the next one may come to something else.
#[test]
fn lists_that_have_grown_are_known_again_and_others_are_not() {
    let site = settled();
    let lists = ["publicerat.lock", "svar.lock", "utgåvor.lock"].map(|name| format!("content/{name}"));
    let same = |why: &str| {
        let at_once = site.insyn(&BUILD);
        assert!(ends_at_once(&at_once), "{why}");
        fs::remove_file(site.at(NOTE)).unwrap();
        let whole = site.insyn(&BUILD);
        assert!(whole.out.starts_with("Inget har ändrats"), "{why}: {}", whole.out);
        assert_eq!(told(&at_once), told(&whole), "{why}");
    };
    for list in &lists {
        fs::remove_file(site.at(list)).unwrap();
    }
    site.insyn(&BUILD);
    same("lists that weren't there");
    let before = lists.each_ref().map(|list| fs::read(site.at(list)).unwrap());
    site.put(
        "content/kommunstyrelsen/2021/annat.md",
        ALIKE.replace("Eget", "Annat").replace("svarande: 12", "svarande: 14"),
    );
    let text = fs::read_to_string(site.at(REPORT)).unwrap();
    site.put(REPORT, format!("{text}\nEn mening till.\n"));
    site.insyn(&BUILD);
    let after = lists.each_ref().map(|list| fs::read(site.at(list)).unwrap());
    assert!(before.iter().zip(&after).all(|(before, after)| before.len() < after.len()));
    same("a report more, and another edition of one");
    site.put(
        "content/kommunstyrelsen/2021/annat.md",
        ALIKE.replace("Eget", "Annat").replace("svarande: 12", "svarande: 15"),
    );
    site.insyn(&BUILD);
    assert!(!ends_at_once(&site.insyn(&BUILD)), "an answer that was shown has been corrected");
    same("and then nothing");
}

#[test]
fn whatever_has_happened_to_the_published_site_makes_it_whole() {
    let site = settled();
    let (should, page) = (site.published(), site.at("public/grundskolenamnden/index.html"));
    let later = SystemTime::now() + Duration::from_secs(5);
    let touch =
        |path: &Path| fs::File::options().write(true).open(path).unwrap().set_modified(later).unwrap();
    let happens: [(&str, &dyn Fn()); 8] = [
        ("touched", &|| touch(&page)),
        ("removed", &|| fs::remove_file(&page).unwrap()),
        ("added to", &|| fs::write(&page, [&fs::read(&page).unwrap()[..], b"annat"].concat()).unwrap()),
        ("another file with its bytes", &|| {
            let modified = fs::metadata(&page).unwrap().modified().unwrap();
            let bytes = fs::read(&page).unwrap();
            fs::write(site.at("public/ny"), bytes).unwrap();
            fs::rename(site.at("public/ny"), &page).unwrap();
            fs::File::options().write(true).open(&page).unwrap().set_modified(modified).unwrap();
        }),
        ("the manifest", &|| {
            let manifest = site.at("public/manifest.sha256");
            let modified = fs::metadata(&manifest).unwrap().modified().unwrap();
            let text = fs::read_to_string(&manifest).unwrap();
            fs::write(&manifest, text.replace("insyn", "annat")).unwrap();
            fs::File::options().write(true).open(manifest).unwrap().set_modified(modified).unwrap();
        }),
        ("another build into it", &|| {
            let text = fs::read_to_string(site.at(REPORT)).unwrap();
            let lists = tree(&site.at("content"));
            let note = fs::read(site.at(NOTE)).unwrap();
            site.put(REPORT, format!("{text}\nEn mening till.\n"));
            site.insyn(&BUILD);
            // All that it read is as it was, and so is what is remembered: only what is published is another.
            for path in tree(&site.at("content")).into_keys().filter(|path| !lists.contains_key(path)) {
                fs::remove_file(site.at(&format!("content/{path}"))).unwrap();
            }
            for (path, bytes) in lists {
                site.put(&format!("content/{path}"), bytes);
            }
            fs::write(site.at(NOTE), note).unwrap();
        }),
        ("gone with what was known of it", &|| {
            fs::remove_dir_all(site.at("public")).unwrap();
        }),
        ("another place", &|| fs::rename(site.at("public"), site.at("annan")).unwrap()),
    ];
    let mut missed = Vec::new();
    for (what, happen) in happens {
        assert!(ends_at_once(&site.insyn(&BUILD)), "before it is {what}");
        happen();
        if ends_at_once(&site.insyn(&BUILD)) || site.published() != should {
            missed.push(what);
        }
    }
    assert_eq!(missed, [""; 0]);
}

#[test]
fn what_it_remembers_by_is_ignored_where_it_is_damaged_and_holds_no_answer() {
    let site = settled();
    let note = fs::read(site.at(NOTE)).unwrap();
    let old = String::from_utf8(note.clone()).unwrap().replace("whole 1", "whole 0");
    for damaged in [b"".as_slice(), &note[..note.len() / 2], &[&note[..], b"x"].concat(), old.as_bytes()] {
        fs::write(site.at(NOTE), damaged).unwrap();
        assert!(!ends_at_once(&site.insyn(&BUILD)));
        assert!(ends_at_once(&site.insyn(&BUILD)), "it is noted anew");
    }
    let text = fs::read_to_string(site.at(NOTE)).unwrap();
    let whole = Whole::read(text.as_bytes()).unwrap();
    let run = site.insyn(&BUILD);
    assert!(run.err.contains("medelvärde: 4.0"), "an answer is quoted: {}", run.err);
    // Sums and keys, how many reports, names of files that hold no answers, and what is sealed.
    for line in text.lines() {
        let is_hex = |word: &str| word.bytes().all(|byte| byte.is_ascii_hexdigit());
        let said = line.trim_start_matches("insyn whole 1 ").trim_start_matches("told ");
        let is_name = line == "theme tema" || line.starts_with("stored utgåvor/");
        assert!(is_name || said.split(' ').all(is_hex), "{line}");
    }
    let sealed = whole.told.unwrap();
    for words in run.err.as_bytes().windows(6) {
        assert!(!sealed.windows(6).any(|six| six == words), "{}", String::from_utf8_lossy(words));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let sidecar = fs::metadata(site.at(".public.insyn")).unwrap().permissions().mode();
        assert_eq!(sidecar & 0o077, 0, "nobody but its owner comes there");
    }
}

#[test]
fn the_self_check_finds_what_it_would_have_got_wrong() {
    let site = settled();
    let verify = || site.insyn(&["build", "--date", "2024-06-01", "--verify-cache"]);
    assert_eq!(verify().code, Some(0));
    let whole = Whole::read(&fs::read(site.at(NOTE)).unwrap()).unwrap();
    for wrong in [
        Whole { reports: 1, ..whole.clone() },
        Whole { manifest: Digest::of(b"another"), ..whole.clone() },
        Whole { told: None, ..whole },
    ] {
        fs::write(site.at(NOTE), wrong.write().unwrap()).unwrap();
        let run = verify();
        assert_eq!(run.code, Some(2), "{}", run.err);
        assert!(run.err.contains("[I610]") && run.err.contains("manifest.sha256"), "{}", run.err);
        assert!(!ends_at_once(&site.insyn(&BUILD)), "nothing of it is used again");
        assert_eq!(verify().code, Some(0));
    }
}
