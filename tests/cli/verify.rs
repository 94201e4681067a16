//! `insyn verify`: an untouched site is proven, every byte that isn't the manifest's or the sources' is named.

use std::fs;

use crate::minimal::{MINIMAL, REPORT, report};
use crate::site::Site;

const PAGE: &str = "public/provnamnden/2023/rapport/index.html";
const SOURCE: [&str; 5] = ["verify", "--source", "content", "--date", "2024-06-01"];

fn built() -> Site {
    let site = Site::new(MINIMAL);
    site.build(&["--date", "2024-06-01"]);
    site
}

#[test]
fn an_untouched_site_is_proven_and_nothing_is_written() {
    let site = built();
    let before = (site.published(), fs::read(site.at("content/publicerat.lock")).unwrap());
    for (arguments, words) in
        [(&["verify"][..], "filer stämmer med"), (&SOURCE[..], "och är vad content ger")]
    {
        let run = site.insyn(arguments);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{}", run.out);
        assert!(run.out.contains(words), "{}", run.out);
    }
    assert!(before == (site.published(), fs::read(site.at("content/publicerat.lock")).unwrap()));
    fs::remove_dir_all(site.at("content")).unwrap();
    assert_eq!(site.insyn(&["verify"]).code, Some(0), "the sources aren't needed");
}

#[test]
fn what_another_hand_has_done_is_named() {
    let site = built();
    let html = fs::read_to_string(site.at(PAGE)).unwrap();
    // As long as before, as a cunning hand would do it.
    fs::write(site.at(PAGE), html.replacen("Provstad", "Provstat", 1)).unwrap();
    fs::remove_file(site.at("public/404.html")).unwrap();
    fs::write(site.at("public/web.config"), "<configuration/>").unwrap();
    let run = site.insyn(&["verify"]);
    assert_eq!(run.code, Some(1));
    let told = "404.html: saknas\nprovnamnden/2023/rapport/index.html: har andra bytes än i förteckningen\n";
    let mut lines: Vec<&str> = run.out.lines().collect();
    lines.sort_unstable();
    assert_eq!(lines.join("\n") + "\n", told);
    assert_eq!(run.err, "web.config: står inte i förteckningen\n");
    let english = site.insyn(&["verify", "--lang", "en"]);
    assert!(english.out.contains("404.html: is missing"), "{}", english.out);
}

#[test]
fn what_others_have_put_there_is_told_and_no_fault() {
    let site = built();
    fs::write(site.at("public/web.config"), "<configuration/>").unwrap();
    let run = site.insyn(&["verify"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), "web.config: står inte i förteckningen\n"));
}

#[test]
fn sources_that_give_something_else_are_found() {
    let site = built();
    site.put(&format!("content/{REPORT}"), report("Rapport", "", "\nAnnan text.\n"));
    site.put("content/sidor/ny.md", "---\ntitel: Ny\n---\n");
    fs::remove_file(site.at("content/sidor/om.md")).unwrap();
    let run = site.insyn(&SOURCE);
    assert_eq!((run.code, run.err.as_str()), (Some(1), ""));
    for line in [
        "provnamnden/2023/rapport/index.html: är inte vad källorna ger\n",
        "sidor/ny/index.html: är inte publicerad, men källorna ger den\n",
        "sidor/om/index.html: kommer inte ur källorna\n",
    ] {
        assert!(run.out.contains(line), "{line} {}", run.out);
    }
    assert_eq!(site.insyn(&["verify"]).code, Some(0), "the published bytes are untouched all the same");
}

#[test]
fn sources_with_errors_and_folders_without_a_manifest_are_told() {
    let site = built();
    site.put("content/insyn.yaml", "titel: [\n");
    let run = site.insyn(&SOURCE);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("insyn.yaml"), "{}", run.err);
    let run = site.insyn(&["verify", "content"]);
    assert_eq!(run.code, Some(2));
    assert!(run.err.contains("manifest.sha256"), "{}", run.err);
    fs::write(site.at("public/manifest.sha256"), "a").unwrap();
    assert_eq!(site.insyn(&["verify"]).code, Some(2), "a manifest that isn't whole proves nothing");
}
