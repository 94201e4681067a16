//! `insyn build` and the guard: the editor's secret report, what the site has shown, and code 4.

use std::fs;

use crate::minimal::{MINIMAL, REPORT, report};
use crate::site::Site;

const SMALL: &str = "enkäter:\n  - id: enkat\n    granskning: arenden\n    frågor:\n      \
     - {id: tydligt, svarande: 30, medelvärde: 3, grupper: {enhet: {norr: {svarande: 26, medelvärde: 3.23}, söder: {svarande: 4, medelvärde: 1.5}}}}\n";

fn site(further: &str) -> Site {
    let site = Site::new(MINIMAL);
    site.put(&format!("content/{REPORT}"), report("Uppföljning", &format!("{SMALL}{further}"), "\nText.\n"));
    site
}

#[test]
fn the_editors_report_says_what_is_hidden_and_is_the_owners_alone() {
    let site = site("");
    site.build(&["--protection-report", "skydd.json"]);
    let told = fs::read_to_string(site.at("skydd.json")).unwrap();
    assert!(told.contains("\"format\": \"skydd-rapport/1\"") && told.contains("söder (enhet)"), "{told}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(site.at("skydd.json")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    site.build(&["--protection-report", "skydd.json"]);
    assert_eq!(fs::read_to_string(site.at("skydd.json")).unwrap(), told, "the same bytes again");
}

#[test]
fn the_report_may_not_lie_where_it_could_be_published() {
    for path in ["public/skydd.json", "content/skydd.json", ".public.insyn/tree/skydd.json"] {
        let site = site("");
        let run = site.insyn(&["build", "--protection-report", path]);
        assert_eq!(run.code, Some(2), "{path}: {}", run.err);
        assert!(run.err.contains("I609") && !site.at(path).exists(), "{path}: {}", run.err);
        assert!(site.published().is_empty(), "nothing is published either");
    }
}

#[test]
fn what_cannot_be_protected_ends_with_code_4_and_a_report_all_the_same() {
    let fact =
        "uppgifter:\n  - {id: soder, enkät: enkat, fråga: tydligt, grupp: {enhet: söder}, medelvärde: 1.5}\n";
    let site = site(fact);
    let run = site.insyn(&["build", "--protection-report", "skydd.json"]);
    assert_eq!(run.code, Some(4), "{}", run.err);
    assert!(
        run.err.contains("I701") && run.err.contains("söder (enhet)") && run.err.contains("soder"),
        "{}",
        run.err
    );
    assert!(fs::read_to_string(site.at("skydd.json")).unwrap().contains("går_inte_att_skydda"));
    assert!(site.published().is_empty() && !site.at("content/svar.lock").exists());
}

#[test]
fn what_the_site_has_shown_is_kept_beside_the_content_and_written_once() {
    let site = site("");
    site.build(&[]);
    let lock = fs::read_to_string(site.at("content/svar.lock")).unwrap();
    assert!(lock.contains("#enkat\ttydligt\t-\t-\tantal\t30"), "{lock}");
    assert!(!lock.contains("söder") && !lock.contains("norr"), "nothing hidden: {lock}");
    let before = fs::metadata(site.at("content/svar.lock")).unwrap().modified().unwrap();
    site.build(&[]);
    assert_eq!(fs::metadata(site.at("content/svar.lock")).unwrap().modified().unwrap(), before);
    fs::remove_file(site.at("content/svar.lock")).unwrap();
    assert_eq!(site.insyn(&["check"]).code, Some(0));
    assert!(!site.at("content/svar.lock").exists(), "check writes nothing");
}

#[test]
fn a_lock_that_cannot_be_written_is_a_warning() {
    let site = site("");
    // A folder where the new file would be laid.
    fs::create_dir_all(site.at("content/svar.lock.ny/x")).unwrap();
    let run = site.insyn(&["build"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.err.contains("I710") && !site.published().is_empty(), "{}", run.err);
}

#[test]
fn a_table_without_numbers_never_promises_that_no_hidden_group_is_empty() {
    let site = Site::new(MINIMAL);
    for (show, promised) in [("\"mean\", \"pct\"", false), ("\"n\", \"mean\"", true)] {
        site.put(
            "tabell.json",
            format!(
                "{{\"format\": \"skydd-tabell/1\", \"id\": 1, \"scale\": [1, 4], \"threshold\": 5, \
                 \"show\": [{show}], \"zeros_published\": true, \"groups\": {{\"Alla\": {{\"dist\": [5, 5, 5, 5]}}, \
                 \"A\": {{\"dist\": [5, 5, 5, 5]}}, \"B\": {{\"dist\": [0, 0, 0, 0]}}}}, \"relations\": \
                 [{{\"type\": \"sum\", \"total\": \"Alla\", \"parts\": [\"A\", \"B\"], \"complete\": true}}]}}"
            ),
        );
        let run = site.insyn(&["protect", "tabell.json"]);
        assert_eq!(run.code, Some(0), "{}", run.err);
        let told = format!("\"zeros_published\":{promised}");
        assert!(run.out.contains(&told), "{show}: {}", run.out);
    }
}
