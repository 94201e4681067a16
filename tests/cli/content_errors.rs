//! Content that is wrong: exit code 1, every fault in one run, and the published site as it was.

use std::fs;
use std::os::unix::fs::MetadataExt as _;

use crate::minimal::{DECIDED, MINIMAL, REPORT, report};
use crate::site::Site;

/// A report whose one image has no alternative text: a warning and nothing more.
fn with_a_warning(front_matter: &str) -> Site {
    let site = Site::new(MINIMAL);
    fs::remove_file(site.at("content").join(REPORT)).unwrap();
    site.put("content/provnamnden/2023/rapport/bild.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    site.put(
        "content/provnamnden/2023/rapport/index.md",
        report("Uppföljning 2023", front_matter, "\n![](bild.svg)\n"),
    );
    site
}

#[test]
fn an_error_leaves_the_published_site_untouched() {
    let site = Site::new(MINIMAL);
    let before = site.build(&[]);
    let facts = |path: &str| {
        let facts = fs::metadata(site.at("public").join(path)).unwrap();
        (facts.ino(), facts.mtime(), facts.mtime_nsec(), facts.ctime(), facts.ctime_nsec())
    };
    let times = || before.keys().map(|path| facts(path)).chain([facts("")]).collect::<Vec<_>>();
    let then = times();
    site.put(&format!("content/{REPORT}"), DECIDED.replace("titel:", "titl:"));
    site.put(
        "content/sidor/om.md",
        "---\ntitel: Om\n---\n\n[bort](rapport:finns/2020/inte) [x](javascript:x)\n",
    );
    for _ in 0..2 {
        let run = site.insyn(&["build"]);
        assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{}", run.err);
        for code in ["I206", "I417", "I308"] {
            assert_eq!(run.err.matches(&format!("[{code}]")).count(), 1, "{code}: {}", run.err);
        }
        assert!(run.err.contains(&format!("{REPORT}:2:1")), "{}", run.err);
        assert_eq!(run.err.lines().last(), Some("3 fel i 2 filer."));
        assert!(before == site.published() && then == times());
    }
    site.put(&format!("content/{REPORT}"), DECIDED);
    site.put("content/sidor/om.md", MINIMAL[4].1);
    assert!(site.insyn(&["build"]).out.starts_with("Inget har ändrats"));
}

#[test]
fn an_error_before_the_first_build_makes_no_target() {
    let site = Site::new(MINIMAL);
    site.put(&format!("content/{REPORT}"), DECIDED.replace("titel:", "titl:"));
    assert_eq!(site.insyn(&["build"]).code, Some(1));
    let left: Vec<_> = fs::read_dir(site.at("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["content"]);
}

#[test]
fn each_form_goes_to_its_stream() {
    let site = Site::new(MINIMAL);
    site.put(&format!("content/{REPORT}"), DECIDED.replace("typ: uppföljning", "typ: uppfoljning"));
    for command in ["build", "check"] {
        let text = site.insyn(&[command]);
        assert_eq!((text.code, text.out.as_str()), (Some(1), ""));
        assert!(text.err.contains("typ: uppfoljning\n") && text.err.contains("^^^^"), "{}", text.err);
        assert!(text.err.contains("Menade du ”uppföljning”?"), "{}", text.err);

        let short = site.insyn(&[command, "--format", "short"]);
        assert_eq!((short.code, short.out.as_str()), (Some(1), ""));
        let expected = format!("{REPORT}:5:6: fel[I211]: ");
        assert!(short.err.starts_with(&expected), "{}", short.err);
        assert_eq!(short.err.lines().count(), 2, "{}", short.err);

        let json = site.insyn(&[command, "--format", "json"]);
        assert_eq!((json.code, json.err.as_str()), (Some(1), ""));
        assert!(json.out.starts_with("[\n") && json.out.trim_end().ends_with(']'), "{}", json.out);
        for part in ["\"code\": \"I211\"", "\"line\": 5", "\"column\": 6", "\"severity\": \"error\""] {
            assert!(json.out.contains(part), "{part}: {}", json.out);
        }
    }
    let english = site.insyn(&["check", "--lang", "en"]);
    assert!(
        english.err.contains("Did you mean “uppföljning”?") && english.err.starts_with("error[I211]"),
        "{}",
        english.err
    );
}

#[test]
fn no_escape_codes_without_a_terminal_or_with_no_color() {
    let site = Site::new(MINIMAL);
    site.put(&format!("content/{REPORT}"), DECIDED.replace("typ: uppföljning", "typ: uppfoljning"));
    for (name, value) in [("TERM", "xterm-256color"), ("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")] {
        for arguments in [&["build"][..], &["check"], &["build", "--wrong"], &["build", "--help"]] {
            let output = site.command(arguments).env(name, value).output().unwrap();
            let escapes = output.stdout.iter().chain(&output.stderr).filter(|byte| **byte == 0x1b).count();
            // CLICOLOR_FORCE asks the argument parser for colour; findings are told without.
            assert!(escapes == 0 || name == "CLICOLOR_FORCE" && arguments.len() > 1, "{name} {arguments:?}");
        }
    }
}

#[test]
fn a_warning_is_told_and_stops_nothing_unless_asked_to() {
    let site = with_a_warning("");
    let run = site.insyn(&["build"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.err.contains("varning[I321]") && run.err.ends_with("\n1 varning i 1 fil.\n"), "{}", run.err);
    assert!(run.out.starts_with("Byggde 1 rapport "), "{}", run.out);
    let before = site.published();
    for command in ["build", "check"] {
        let strict = site.insyn(&[command, "--strict"]);
        assert_eq!((strict.code, strict.out.as_str()), (Some(1), ""), "{}", strict.err);
        assert!(strict.err.contains("fel[I321]"), "{}", strict.err);
    }
    assert!(before == site.published());
}

#[test]
fn a_confirmed_warning_is_silent_even_where_warnings_are_errors() {
    let site = with_a_warning("");
    let told = site.insyn(&["check"]).err;
    let hash = told.split("bekräftat: [").nth(1).and_then(|rest| rest.split(']').next()).unwrap();
    let site = with_a_warning(&format!("bekräftat: [{hash}]\n"));
    for arguments in [&["check"][..], &["check", "--strict"], &["build", "--strict"]] {
        let run = site.insyn(arguments);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    }
    let spent = with_a_warning("bekräftat: [0123456789]\n").insyn(&["check", "--format", "short"]);
    assert_eq!(spent.code, Some(0));
    assert!(spent.err.contains("varning[I429]") && spent.err.contains("varning[I321]"), "{}", spent.err);
}

#[test]
fn a_theme_that_fails_is_found_by_check_and_build() {
    let site = Site::new(MINIMAL);
    let before = site.build(&[]);
    site.put("content/insyn.yaml", format!("{}tema: tema\n", MINIMAL[0].1));
    site.put("content/tema/templates/rapport.html", "{{ finns.inte }}");
    for command in ["build", "check"] {
        let run = site.insyn(&[command]);
        assert_eq!((run.code, run.out.as_str()), (Some(1), ""), "{}", run.err);
        assert!(run.err.contains("[I606]") && run.err.contains("rapport.html"), "{}", run.err);
    }
    assert!(before == site.published());
}
