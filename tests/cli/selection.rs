//! What is built and what isn't: drafts, embargo, replaced and withdrawn reports; `check` writes nothing.

use std::fs;

use crate::minimal::{DECIDED, MINIMAL};
use crate::site::{Site, Tree};

/// Whether a word stands anywhere in the tree: in a path or in a file.
fn holds(tree: &Tree, word: &str) -> bool {
    tree.iter().any(|(path, bytes)| path.contains(word) || String::from_utf8_lossy(bytes).contains(word))
}

fn another(title: &str, change: impl Fn(String) -> String) -> String {
    change(DECIDED.replace("Uppföljning 2023", title).replace("117", "118"))
}

#[test]
fn check_writes_nothing_and_counts_what_a_build_would_make() {
    let site = Site::new(MINIMAL);
    let run = site.insyn(&["check"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert!(run.out.starts_with("Innehållet stämmer: 1 rapport, ") && run.out.ends_with(" Inget skrevs.\n"));
    let left: Vec<_> = fs::read_dir(site.at("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["content"]);
}

#[test]
fn a_draft_is_checked_on_request_and_built_never() {
    let draft = |report: String| report.replace("status: beslutad", "status: utkast");
    let site = Site::new(MINIMAL);
    site.put("content/provnamnden/2023/hemligt-namn.md", another("Kråkvinkelsutkastet", draft));
    let published = site.build(&[]);
    assert!(!holds(&published, "Kråkvinkel") && !holds(&published, "hemligt-namn"));
    assert!(site.insyn(&["check"]).out.contains(" 1 rapport,"));
    assert!(site.insyn(&["check", "--drafts"]).out.contains(" 2 rapporter,"));

    // Its faults stop nothing, until one asks for them.
    let faulty = another("Kråkvinkelsutkastet", draft).replace("Första", "[x](rapport:finns/2020/inte)");
    site.put("content/provnamnden/2023/hemligt-namn.md", faulty);
    assert_eq!(site.insyn(&["check"]).code, Some(0));
    assert_eq!(site.insyn(&["build"]).code, Some(0));
    let run = site.insyn(&["check", "--drafts"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("[I417]"), "{}", run.err);
}

#[test]
fn a_report_that_is_ready_but_undecided_is_not_built() {
    let ready = |report: String| report.replace("status: beslutad", "status: klarmarkerad");
    let site = Site::new(MINIMAL);
    site.put("content/provnamnden/2023/hemligt-namn.md", another("Kråkvinkelsrapporten", ready));
    let published = site.build(&[]);
    assert!(!holds(&published, "Kråkvinkel") && !holds(&published, "hemligt-namn"));
}

#[test]
fn an_embargo_holds_until_its_day_everywhere() {
    let embargo = |report: String| report.replace("\n---\n\n", "\npubliceras: 2023-10-02\n---\n\n");
    let site = Site::new(MINIMAL);
    site.put("content/provnamnden/2023/hemligt-namn.md", another("Kråkvinkelsrapporten", embargo));
    for (day, there) in [("2023-10-01", false), ("2023-10-02", true), ("2023-10-01", false)] {
        // To go back to a day is to take addresses away: the lock would stop it.
        drop(fs::remove_file(site.at("content/publicerat.lock")));
        let run = site.insyn(&["build", "--date", day]);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{day}");
        let published = site.published();
        assert_eq!(holds(&published, "Kråkvinkel"), there, "{day}");
        assert_eq!(holds(&published, "hemligt-namn"), there, "{day}");
    }
    // The other tree beside the target is no place for it either, for anyone but the owner.
    let sidecar = fs::metadata(site.at(".public.insyn")).unwrap();
    assert_eq!(std::os::unix::fs::PermissionsExt::mode(&sidecar.permissions()) & 0o077, 0);
}

#[test]
fn replaced_and_withdrawn_reports_are_built_and_marked() {
    let site = Site::new(MINIMAL);
    let withdrawn = "återkallad\nåterkallad: {datum: 2024-01-10, skäl: Stickprovet var för litet.}";
    for (name, status) in [("en", "ersatt"), ("tva", withdrawn)] {
        let change = |report: String| report.replace("status: beslutad", &format!("status: {status}"));
        site.put(&format!("content/provnamnden/2023/{name}.md"), another(&format!("Rapport {name}"), change));
    }
    let published = site.build(&[]);
    for (name, word) in [("en", "ersatt"), ("tva", "återkallad")] {
        let page = String::from_utf8_lossy(&published[&format!("provnamnden/2023/{name}/index.html")])
            .to_lowercase();
        assert!(page.contains(word), "{name}");
    }
}
