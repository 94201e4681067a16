//! Content at its edges: nothing makes the program panic, and whatever it does it says with an exit code
//! that fits.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;

use crate::minimal::{DECIDED, MINIMAL, REPORT, report};
use crate::site::{Run, Site};

const NOTHING: [(&str, &str); 0] = [];
const PAGE: &str = "provnamnden/2023/rapport/index.html";

/// Runs `check` in all forms and `build`; all agree, none panics. Gives the build's run.
fn all_commands(site: &Site, code: i32) -> Run {
    let mut runs: Vec<Run> =
        ["text", "short", "json"].iter().map(|form| site.insyn(&["check", "--format", form])).collect();
    runs.push(site.insyn(&["build"]));
    for run in &runs {
        assert!(!run.err.contains("panicked"), "{}", run.err);
        assert_eq!(run.code, Some(code), "{}{}", run.out, run.err);
    }
    runs.pop().unwrap()
}

fn with_report(text: impl AsRef<[u8]>) -> Site {
    let site = Site::new(MINIMAL);
    site.put(&format!("content/{REPORT}"), text);
    site
}

#[test]
fn a_site_without_a_single_report_is_a_site() {
    let site = Site::new(MINIMAL);
    fs::remove_dir_all(site.at("content/provnamnden")).unwrap();
    fs::remove_dir_all(site.at("content/sidor")).unwrap();
    all_commands(&site, 0);
    let published = site.published();
    for path in [
        "index.html",
        "404.html",
        "ar/index.html",
        "granskningar/index.html",
        "granskningar/arenden/index.html",
    ] {
        assert!(published.contains_key(path), "{path}");
    }
    assert!(!published.keys().any(|path| path.starts_with("provnamnden")));
}

#[test]
fn an_empty_folder_lacks_its_registers() {
    let site = Site::new(NOTHING);
    let run = all_commands(&site, 1);
    assert_eq!(run.err.matches("[I102]").count(), 4, "{}", run.err);
    for name in ["insyn.yaml", "organisationer.yaml", "granskningar.yaml", "skalor.yaml"] {
        site.put(&format!("content/{}{name}", if name == "insyn.yaml" { "" } else { "register/" }), "");
    }
    all_commands(&site, 1);
}

#[test]
fn markup_in_every_text_stays_text() {
    const EVIL: &str = "<script>alert(1)</script>\\\"'&amp;{{ 7*7 }}{% raw %}<b onclick=x>";
    let front_matter = format!(
        "källtitel: \"{EVIL}\"\nsammanfattning: \"{EVIL}\"\nomgång: \"{EVIL}\"\n\
         granskningar: [{{id: arenden, risker: [{{beskrivning: \"{EVIL}\", ansvarig: \"{EVIL}\"}}]}}]\n\
         åtgärder: [{{id: a, text: \"{EVIL}\", ansvarig: \"{EVIL}\", status: ny}}]\n\
         enkäter: [{{id: e, granskning: arenden, målgrupp: \"{EVIL}\", svarande: 10, frågor: [{{id: tydligt, text: \"{EVIL}\", medelvärde: 2.5}}]}}]\n\
         intervjuer: [{{id: i, granskning: arenden, antal: 9, visas: ordagrant, sekretessprövning: {{av: \"{EVIL}\", datum: 2023-01-01, grund: x}}, \
         svar: {{fritt: [{{text: \"{EVIL}\"}}]}}}}]\n"
    );
    let body = format!(
        "\n## {EVIL}\n\n{EVIL} `{EVIL}`\n\n| {EVIL} |\n|---|\n| {EVIL} |\n\n```{EVIL}\n{EVIL}\n```\n"
    );
    let site = with_report(report(&format!("\"{EVIL}\""), &front_matter, &body));
    all_commands(&site, 0);
    for (path, bytes) in site.published() {
        let text = String::from_utf8_lossy(&bytes);
        if path.rsplit('.').next() == Some("html") {
            let scripts = text.matches("<script").count();
            assert_eq!(
                scripts,
                text.matches("<script src=").count()
                    + text.matches("<script defer src=").count()
                    + text.matches("<script type=\"application/ld+json\">").count(),
                "{path}"
            );
            let data = text.split("<script type=\"application/ld+json\">").nth(1);
            let data = data.map(|rest| rest.split("</script>").next().unwrap());
            assert!(data.is_none_or(|data| data.ends_with('}') && !data.contains('<')), "{path}");
            assert!(!text.contains("<b onclick") && !text.contains("alert(1)</script"), "{path}");
        }
    }
    let page = String::from_utf8(site.published()[PAGE].clone()).unwrap();
    assert!(page.contains("{{ 7*7 }}") && !page.contains(">49<"));
    assert!(page.contains("&lt;script&gt;alert(1)"));
}

#[test]
fn very_long_and_very_short_texts_are_built() {
    let long = "Ovanligt lång titel ".repeat(150);
    let site = with_report(report(&long, "", ""));
    all_commands(&site, 0);
    assert!(String::from_utf8_lossy(&site.published()[PAGE]).contains(long.trim()));

    let paragraph = "Ett stycke som aldrig tar slut, med å, ä och ö. ".repeat(21_000);
    assert!(paragraph.len() > 1_000_000);
    all_commands(&with_report(report("Lång", "", &format!("\n{paragraph}\n"))), 0);

    // No last newline, and nothing after the closing line.
    all_commands(&with_report(DECIDED.split("\n\n##").next().unwrap()), 0);
    for text in ["", "---", "---\n---\n", "\u{feff}", "text"] {
        all_commands(&with_report(text), 1);
    }
}

#[test]
fn two_hundred_questions_each_have_their_values() {
    let (mut questions, mut answers) = (String::new(), String::new());
    for number in 0..200 {
        let _ = writeln!(
            questions,
            "      - {{id: f{number}, text: \"Fråga nummer {number}?\", skala: instammande}}"
        );
        let _ = writeln!(
            answers,
            "      - {{id: f{number}, svarande: 20, medelvärde: {}.{:02}}}",
            1 + number / 100,
            5 * (number % 20)
        );
    }
    let site = Site::new(MINIMAL);
    site.put(
        "content/register/granskningar.yaml",
        format!("granskningar:\n  - id: arenden\n    titel: Ärenden\n    omfattning: nämndens\n    frågor:\n{questions}"),
    );
    let front_matter = format!(
        "granskningar: [{{id: arenden}}]\nenkäter:\n  - id: e\n    granskning: arenden\n    frågor:\n{answers}"
    );
    site.put(
        &format!("content/{REPORT}"),
        report("Många", &front_matter, "\n## Resultat {granskning=arenden}\n"),
    );
    all_commands(&site, 0);
    let page = String::from_utf8(site.published()[PAGE].clone()).unwrap();
    assert!((0..200).all(|number| page.contains(&format!("Fråga nummer {number}?"))));
}

#[test]
fn what_is_odd_about_a_folder_is_told_or_left_alone() {
    let site = Site::new(MINIMAL);
    fs::create_dir_all(site.at("content/provnamnden/2023/mapp.md")).unwrap();
    fs::create_dir_all(site.at("content/sidor/tom")).unwrap();
    fs::create_dir_all(site.at("content/tom/2023")).unwrap();
    for left_alone in [
        "anteckningar.txt",
        ".git/config",
        "provnamnden/2023/.rapport.md.swp",
        "provnamnden/2023/~$rapport.md",
        "README.md",
    ] {
        site.put(&format!("content/{left_alone}"), "inget");
    }
    all_commands(&site, 0);
    let deep = format!("content/{}rapport.md", "djup/".repeat(60));
    site.put(&deep, DECIDED);
    assert!(all_commands(&site, 1).err.contains("[I107]"));
}

#[test]
fn files_beside_a_report_that_it_does_not_name_are_told_and_not_published() {
    let site = with_report(DECIDED);
    fs::remove_file(site.at("content").join(REPORT)).unwrap();
    site.put("content/provnamnden/2023/rapport/index.md", DECIDED);
    site.put("content/provnamnden/2023/rapport/svar.csv", "KANARIEFÅGEL;1\r\n");
    site.put("content/provnamnden/2023/rapport/svar utan slut", [0_u8, 255, 254]);
    let run = all_commands(&site, 0);
    assert_eq!(run.err.matches("varning[I422]").count(), 2, "{}", run.err);
    assert!(!site.published().keys().any(|path| path.contains("svar.") || path.contains("svar-utan")));
}

#[test]
fn symbolic_links_bring_nothing_in() {
    let site = Site::new(MINIMAL);
    site.put("utanfor/hemlig.md", DECIDED.replace("Uppföljning 2023", "KANARIEFÅGEL"));
    symlink(site.at("utanfor/hemlig.md"), site.at("content/provnamnden/2023/lank.md")).unwrap();
    let run = all_commands(&site, 2);
    assert!(run.err.contains("[I103]") && run.err.contains("lank.md"), "{}", run.err);
    fs::remove_file(site.at("content/provnamnden/2023/lank.md")).unwrap();
    symlink("/nowhere", site.at("content/provnamnden/2023/lank.md")).unwrap();
    all_commands(&site, 2);
    fs::remove_file(site.at("content/provnamnden/2023/lank.md")).unwrap();
    // An appendix that is a link.
    let named = report("Med bilaga", "bilagor: [{fil: svar.csv, titel: Svar}]\n", "");
    site.put("content/provnamnden/2025/med/index.md", named.replace("2023", "2025"));
    site.put("utanfor/svar.csv", "KANARIEFÅGEL");
    symlink(site.at("utanfor/svar.csv"), site.at("content/provnamnden/2025/med/svar.csv")).unwrap();
    assert!(all_commands(&site, 2).err.contains("svar.csv"));
    fs::remove_dir_all(site.at("content/provnamnden/2025")).unwrap();
    // A folder that is a link, and one that leads back up: neither is followed.
    symlink(site.at("utanfor"), site.at("content/provnamnden/2024")).unwrap();
    symlink("..", site.at("content/upp")).unwrap();
    all_commands(&site, 0);
    assert!(!String::from_utf8_lossy(&site.published()["index.html"]).contains("KANARIEFÅGEL"));
}

#[test]
fn names_that_are_no_text_are_told_or_spelled() {
    let site = Site::new(MINIMAL);
    let odd = site.at("content/provnamnden/2023").join(OsStr::from_bytes(b"r\xf6d.md"));
    if fs::write(&odd, DECIDED).is_err() {
        return; // A file system that takes only text as names has no such case.
    }
    let run = site.insyn(&["build"]);
    assert!(!run.err.contains("panicked") && run.code.is_some_and(|code| code <= 2), "{}", run.err);
    fs::remove_file(odd).unwrap();
    site.put("content/provnamnden/2023/???.md", DECIDED);
    let run = all_commands(&site, 1);
    assert!(run.err.contains("[I108]"), "{}", run.err);
    fs::remove_file(site.at("content/provnamnden/2023/???.md")).unwrap();
    site.put("content/provnamnden/2023/rad\nbrytning \u{1b}[31m.md", DECIDED);
    let run = site.insyn(&["build"]);
    assert!(!run.err.contains("panicked") && !run.err.contains('\u{1b}'), "{}", run.err);
}

#[test]
fn bytes_that_are_no_text_never_panic() {
    let mut random = 88_172_645_463_325_252_u64;
    let mut noise = move || {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random
    };
    let site = Site::new(MINIMAL);
    for _ in 0..40 {
        // Cuts and swaps in a sound report: nearly right is harder than noise.
        let mut bytes = DECIDED.as_bytes().to_vec();
        for _ in 0..=noise() % 4 {
            let at = usize::try_from(noise()).unwrap_or(0) % bytes.len();
            bytes[at] = b"\0\n -:{}[]#\"'&*!|>%@`\xc3\xff~^"[usize::try_from(noise() % 24).unwrap()];
        }
        site.put(&format!("content/{REPORT}"), &bytes);
        let run = site.insyn(&["check", "--format", "text"]);
        assert!(
            !run.err.contains("panicked") && run.code.is_some_and(|code| code <= 1),
            "{bytes:?}\n{}",
            run.err
        );
    }
}
