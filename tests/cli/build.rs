//! Builds that succeed: the closing line, the manifest, what is written, kept and removed.

use std::fs;
use std::os::unix::fs::MetadataExt as _;

use insyn::publish::MANIFEST;

use crate::minimal::{DECIDED, MINIMAL, REPORT, report};
use crate::site::{Run, Site};

const PAGE: &str = "provnamnden/2023/rapport/index.html";

#[test]
fn a_build_says_what_it_built_on_one_line_and_nothing_else() {
    let site = Site::new(MINIMAL);
    let run = site.insyn(&["build"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert_eq!(run.out.lines().count(), 1, "{}", run.out);
    let files = site.published().len() - 1;
    let expected = format!("Byggde 1 rapport till {files} filer (");
    assert!(run.out.starts_with(&expected), "{expected} … {}", run.out);
    assert!(run.out.contains(" i public på "), "{}", run.out);
    assert!(
        run.out.ends_with(&format!("\u{a0}s: nya eller ändrade {files}, oförändrade 0, borttagna 0.\n")),
        "{}",
        run.out
    );
}

#[test]
fn a_second_build_says_that_nothing_has_changed_and_touches_nothing() {
    let site = Site::new(MINIMAL);
    let first = site.build(&[]);
    let facts = |path: &str| {
        let facts = fs::metadata(site.at("public").join(path)).unwrap();
        (facts.ino(), facts.mtime(), facts.mtime_nsec(), facts.ctime(), facts.ctime_nsec())
    };
    let before: Vec<_> = first.keys().map(|path| facts(path)).chain([facts("")]).collect();
    let run = site.insyn(&["build"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert!(run.out.starts_with("Inget har ändrats: 1 rapport, "), "{}", run.out);
    let after: Vec<_> = first.keys().map(|path| facts(path)).chain([facts("")]).collect();
    assert_eq!(before, after);
    assert_eq!(first, site.published());
}

#[test]
fn the_manifest_lists_every_other_file_with_its_size_and_sum() {
    let site = Site::new(MINIMAL);
    let published = site.build(&[]);
    let manifest = String::from_utf8(published[MANIFEST].clone()).unwrap();
    let listed = insyn::publish::read_manifest(&manifest).unwrap();
    let files: Vec<&String> = published.keys().filter(|path| *path != MANIFEST).collect();
    assert_eq!(listed.iter().map(|one| &one.path).collect::<Vec<_>>(), files);
    for one in &listed {
        let bytes = &published[&one.path];
        assert_eq!(
            (one.size, one.digest),
            (bytes.len() as u64, insyn::digest::Digest::of(bytes)),
            "{}",
            one.path
        );
    }
    // The system's own tool agrees, where there is one.
    let mut sums = std::process::Command::new("sha256sum");
    if let Ok(said) =
        sums.args(["--check", "--strict", "--quiet", MANIFEST]).current_dir(site.at("public")).output()
    {
        assert!(said.status.success() && said.stdout.is_empty(), "{said:?}");
    }
    assert!(insyn::publish::verify(&site.at("public")).unwrap().is_empty());
}

#[test]
fn a_changed_report_rewrites_its_page_and_leaves_the_others_alone() {
    let site = Site::new(MINIMAL);
    let first = site.build(&[]);
    let about = |site: &Site| fs::metadata(site.at("public/sidor/om/index.html")).unwrap().mtime_nsec();
    let before = about(&site);
    site.put(&format!("content/{REPORT}"), DECIDED.replace("Första", "Andra"));
    fs::remove_file(site.at("content/utgåvor.lock")).unwrap();
    let second = site.build(&[]);
    assert!(String::from_utf8_lossy(&second[PAGE]).contains("Andra lydelsen."));
    let changed: Vec<&String> = second.keys().filter(|path| first.get(*path) != second.get(*path)).collect();
    assert_eq!(changed, [MANIFEST, PAGE]);
    assert_eq!(before, about(&site));
}

#[test]
fn pages_made_no_longer_go_and_foreign_files_stay() {
    let site = Site::new(MINIMAL);
    site.put("content/provnamnden/2022/gammal.md", DECIDED.replace("2023", "2022").replace("117", "3"));
    site.build(&[]);
    site.put("public/google123.html", "någon annans");
    site.put("public/provnamnden/2022/gammal/anteckning.txt", "någon annans");
    fs::remove_file(site.at("content/provnamnden/2022/gammal.md")).unwrap();
    // As it was before there was a lock: with one the build would stop.
    fs::remove_file(site.at("content/publicerat.lock")).unwrap();
    let published = site.build(&[]);
    let left: Vec<&String> = published.keys().filter(|path| path.contains("2022")).collect();
    assert_eq!(left, ["provnamnden/2022/gammal/anteckning.txt"]);
    assert_eq!(published["google123.html"], "någon annans".as_bytes());
    assert!(!String::from_utf8_lossy(&published[MANIFEST]).contains("google123"));
}

/// A site whose report has this file as an appendix.
fn with_appendix(file: &str) -> Site {
    let site = Site::new(MINIMAL);
    fs::remove_file(site.at("content").join(REPORT)).unwrap();
    let bytes = fs::read(format!("{}/tests/appendix/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    site.put("content/provnamnden/2023/rapport/bilaga 1.pdf", bytes);
    let appendix = "bilagor: [{fil: \"bilaga 1.pdf\", titel: Enkäten}]\n";
    site.put(
        "content/provnamnden/2023/rapport/index.md",
        report("Uppföljning 2023", appendix, "\nSe [enkäten](bilaga:1).\n"),
    );
    site
}

#[test]
fn an_appendix_is_made_anew_and_published_under_its_name() {
    let published = with_appendix("reportlab.pdf").build(&[]);
    let (path, made) = published.iter().find(|(path, _)| path.rsplit('.').next() == Some("pdf")).unwrap();
    assert!(made.starts_with(b"%PDF-"), "{path}");
    assert!(!String::from_utf8_lossy(made).contains("Author"), "{path} still has an author");
    let name = path.rsplit('/').next().unwrap().replace(' ', "%20");
    let page = String::from_utf8_lossy(&published[PAGE]).into_owned();
    assert!(page.contains(&format!("href=\"{name}\"")) || page.contains(&format!("href={name}")), "{name}");
}

#[test]
fn a_check_finds_what_stops_an_appendix_as_a_build_does_and_where_it_is_named() {
    let site = with_appendix("pdf-ruta.pdf");
    let check = site.insyn(&["check", "--format", "short"]);
    let build = site.insyn(&["build", "--format", "short"]);
    assert_eq!((check.code, build.code), (Some(1), Some(1)));
    assert_eq!(check.out + &check.err, build.out + &build.err);
    assert!(build.err.contains("I912") && build.err.contains("index.md:8:17"), "{}", build.err);
    assert!(!site.at("public").exists(), "something was published");
}

#[test]
fn content_and_target_may_be_named_and_threads_counted() {
    let site = Site::new(MINIMAL);
    let whole = site.build(&[]);
    let content = site.at("content").display().to_string();
    for (target, threads) in [("webb", "1"), ("djup/webb", "3")] {
        let run = site.insyn(&["build", &content, "-o", target, "--threads", threads]);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
        assert!(run.out.contains(&format!(" i {target} på ")), "{}", run.out);
        assert!(crate::site::tree(&site.at(target)) == whole, "{target} differs");
    }
}

#[test]
fn english_is_spoken_on_request() {
    let site = Site::new(MINIMAL);
    let run = site.insyn(&["build", "--lang", "en"]);
    assert!(run.out.starts_with("Built 1 report to "), "{}", run.out);
    assert!(site.insyn(&["build", "--lang", "en"]).out.starts_with("Nothing has changed: "));
    assert!(site.insyn(&["check", "--lang", "en"]).out.starts_with("The content is fine: 1 report, "));
}

#[test]
fn json_is_alone_on_standard_output() {
    let site = Site::new(MINIMAL);
    for command in ["build", "check"] {
        let run = site.insyn(&[command, "--format", "json"]);
        assert_eq!((run.code, run.out.trim(), run.err.as_str()), (Some(0), "[]", ""), "{command}");
    }
}

#[test]
fn a_target_that_was_made_by_hand_and_lost_its_sidecar_is_still_insyns() {
    let site = Site::new(MINIMAL);
    let first = site.build(&[]);
    fs::remove_dir_all(site.at(".public.insyn")).unwrap();
    site.put(&format!("content/{REPORT}"), DECIDED.replace("Första", "Andra"));
    fs::remove_file(site.at("content/utgåvor.lock")).unwrap();
    let second = site.build(&[]);
    assert!(first != second && second.keys().eq(first.keys()));
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let site = Site::new(MINIMAL);
    let mut child =
        site.command(&["check", "--format", "json"]).stdout(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(Run::of(site.command(&["build"]).output().unwrap()).code, Some(0));
}
