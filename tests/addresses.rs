//! Addresses that never die: a site is published, then a report is renamed, a heading reworded, a nämnd renamed, a report
//! withdrawn. Without redirects each build stops and says what would die; with them every old address and passage is
//! there. That they arrive in a browser is `tests/browser/servers.mjs`.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

#[path = "support/minimal.rs"]
mod minimal;
#[path = "support/site.rs"]
mod site;

use std::fs;

use minimal::{DECIDED, MINIMAL, REPORT, report};
use site::{Site, Tree};

const LOCK: &str = "content/publicerat.lock";

fn text(site: &Site, path: &str) -> String {
    fs::read_to_string(site.at(path)).unwrap()
}

fn page(published: &Tree, path: &str) -> String {
    String::from_utf8(published.get(path).unwrap_or_else(|| panic!("{path} is published")).clone()).unwrap()
}

fn rename(site: &Site, from: &str, to: &str) {
    let to = site.at(to);
    fs::create_dir_all(to.parent().unwrap()).unwrap();
    fs::rename(site.at(from), to).unwrap();
}

/// The codes that a build stops with; nothing is published, and the lock is as it was.
fn stopped(site: &Site) -> (Vec<String>, String) {
    let (lock, before) = (text(site, LOCK), site.published());
    let run = site.insyn(&["build", "--format", "short"]);
    assert_eq!(run.code, Some(1), "{}{}", run.out, run.err);
    assert!(site.published() == before, "the published site is as it was");
    assert_eq!(text(site, LOCK), lock);
    assert_eq!(site.insyn(&["check"]).code, Some(1), "a check finds what a build finds");
    let mut codes: Vec<String> =
        run.err.match_indices("[I11").map(|(at, _)| run.err[at + 1..at + 6].to_owned()).collect();
    codes.sort();
    (codes, site.insyn(&["build"]).err)
}

fn reports() -> [(&'static str, String); 2] {
    let text = "\n## Resultat\n\nOrd.\n\n## Fortsatt arbete\n\nMer.\n";
    let front = "åtgärder: [{id: rutin, text: En rutin., status: ny}]\n";
    [
        (REPORT, report("Uppföljning 2023", &format!("granskningar: [{{id: arenden}}]\n{front}"), text)),
        ("provnamnden/2022/forra.md", report("Förra", "", text).replace("2023", "2022")),
    ]
}

fn published() -> Site {
    let site = Site::new(MINIMAL);
    for (path, text) in reports() {
        site.put(&format!("content/{path}"), text);
    }
    site.build(&[]);
    site
}

#[test]
fn the_lock_lists_every_page_and_passage_and_is_written_once() {
    let site = published();
    let lock = text(&site, LOCK);
    assert!(lock.starts_with("# publicerat.lock 1\n# Alla adresser"), "{lock}");
    for line in [
        "/",
        "/provnamnden/2023/rapport/",
        "/provnamnden/2023/rapport/#fortsatt-arbete",
        "/provnamnden/2023/rapport/#atgard_rutin",
        "/granskningar/arenden/#fraga_tydligt",
        "/dnr/pn-2023-117/",
        "/sidor/om/",
    ] {
        assert!(lock.lines().any(|one| one == line), "{line} in\n{lock}");
    }
    assert!(!lock.contains("404"));
    let written = fs::metadata(site.at(LOCK)).unwrap().modified().unwrap();
    site.build(&[]);
    assert_eq!(site.insyn(&["check"]).code, Some(0));
    assert_eq!(
        fs::metadata(site.at(LOCK)).unwrap().modified().unwrap(),
        written,
        "unchanged, so not written"
    );
    let before = text(&site, LOCK);
    site.put("content/sidor/om.md", "---\ntitel: Om\n---\n\n## Nytt\n\nText.\n");
    assert_eq!(site.insyn(&["check"]).code, Some(0));
    assert_eq!(text(&site, LOCK), before, "a check never writes");
    site.build(&[]);
    assert!(text(&site, LOCK).contains("/sidor/om/#nytt\n"));
}

#[test]
fn a_renamed_report_stops_until_its_alias_is_written() {
    let site = published();
    rename(&site, "content/provnamnden/2023/rapport.md", "content/provnamnden/2023/rapport-2023.md");
    let (codes, told) = stopped(&site);
    assert_eq!(codes, ["I1101"], "one finding, not one a passage: {told}");
    let words = "Skriv alias: [/provnamnden/2023/rapport/] i provnamnden/2023/rapport-2023.md, eller kör: insyn redirect \
                 /provnamnden/2023/rapport/ /provnamnden/2023/rapport-2023/.";
    assert!(told.split_whitespace().collect::<Vec<_>>().join(" ").contains(words), "{told}");
    let (_, text) = &reports()[0];
    site.put(
        "content/provnamnden/2023/rapport-2023.md",
        text.replace("\nstatus:", "\nalias: [/provnamnden/2023/rapport/]\nstatus:"),
    );
    let published = site.build(&[]);
    let moved = page(&published, "provnamnden/2023/rapport/index.html");
    assert!(
        moved.contains("content=\"0; url=../../../provnamnden/2023/rapport-2023/index.html\""),
        "{moved}"
    );
    assert!(
        moved.contains(
            "<a data-flyttad href=\"../../../provnamnden/2023/rapport-2023/index.html\">Uppföljning 2023</a>"
        ),
        "{moved}"
    );
    assert!(
        moved.contains("href=\"https://exempel.se/granskningar/provnamnden/2023/rapport-2023/\""),
        "canonical"
    );
    assert!(moved.contains("tema/js/flyttad.js\" defer"), "{moved}");
    // Renamed once more: the chain is flattened.
    rename(&site, "content/provnamnden/2023/rapport-2023.md", "content/provnamnden/2023/slutlig.md");
    assert_eq!(stopped(&site).0, ["I1101"], "the alias bears the first");
    let run = site.insyn(&["redirect", "provnamnden/2023/rapport-2023", "/provnamnden/2023/slutlig/"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{}", run.out);
    let published = site.build(&[]);
    for old in ["rapport", "rapport-2023"] {
        let moved = page(&published, &format!("provnamnden/2023/{old}/index.html"));
        assert!(moved.contains("url=../../../provnamnden/2023/slutlig/index.html"), "{moved}");
    }
}

#[test]
fn a_reworded_heading_stops_until_its_alias_is_written() {
    let site = published();
    let (path, text) = &reports()[0];
    let path = format!("content/{path}");
    let reworded = |heading: &str| text.replace("## Fortsatt arbete", heading);
    site.put(&path, reworded("## Det fortsatta arbetet"));
    let (codes, told) = stopped(&site);
    assert_eq!(codes, ["I1102"], "{told}");
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        told.contains("Skriv {#det-fortsatta-arbetet alias=fortsatt-arbete} efter rubriken eller stycket"),
        "{told}"
    );
    site.put(&path, reworded("## Det fortsatta arbetet {#det-fortsatta-arbetet alias=fortsatt-arbete}"));
    let published = site.build(&[]);
    let html = page(&published, "provnamnden/2023/rapport/index.html");
    assert!(html.contains("<span id=\"fortsatt-arbete\"></span><h2 id=\"det-fortsatta-arbetet\">"), "{html}");
    // A passage that no heading can bear, and one that is gone.
    site.put(
        &path,
        reworded("## Det fortsatta arbetet {alias=fortsatt-arbete}").replace("## Resultat\n", ""),
    );
    assert_eq!(stopped(&site).0, ["I1102"]);
    let old = "/provnamnden/2023/rapport/#resultat";
    assert_eq!(site.insyn(&["redirect", old, "/provnamnden/2022/forra/#resultat"]).code, Some(0));
    let published = site.build(&[]);
    let html = page(&published, "provnamnden/2023/rapport/index.html");
    let passage = "<p id=\"resultat\">Avsnittet har flyttat hit: <a data-flyttad \
                   href=\"../../../provnamnden/2022/forra/index.html#resultat\">Förra</a></p>";
    assert!(html.contains(passage), "{html}");
    assert!(html.contains("tema/js/flyttad.js"));
}

#[test]
fn a_named_paragraph_is_a_passage_like_a_heading() {
    let site = Site::new(MINIMAL);
    let put = |paragraph: &str| {
        let text = format!("\n## Resultat\n\n{paragraph}\n\nSe [ovan](#slutsatsen).\n");
        site.put(&format!("content/{REPORT}"), report("R", "", &text));
    };
    put("Rutinerna följs inte av alla som arbetar. {#slutsatsen}");
    let html = page(&site.build(&[]), "provnamnden/2023/rapport/index.html");
    assert!(html.contains("<p id=\"slutsatsen\">Rutinerna följs inte av alla som arbetar. <a "), "{html}");
    assert!(text(&site, LOCK).contains("\n/provnamnden/2023/rapport/#slutsatsen\n"));
    // It is cited by itself, with all that the report is cited by.
    let reference = "R. Uppföljning, beslut 2023-09-25, §\u{a0}84, dnr\u{a0}PN-2023-117, stycket ”Rutinerna följs inte av alla \
                     som…”. <span class=\"address\">https://exempel.se/granskningar/provnamnden/2023/rapport/#slutsatsen</span> \
                     [avtryck ";
    assert!(html.contains(reference), "{html}");
    assert!(html.contains("avsnittet ”Resultat”. <span class=\"address\">https://exempel.se/granskningar/provnamnden/2023/rapport/#resultat<"));
    // Its name is no part of what the report says.
    let fingerprint = |html: &str| html.split("class=\"fingerprint\">").nth(1).unwrap()[..64].to_owned();
    put("Rutinerna följs inte av alla som arbetar. {#slutsats-ett}");
    let run = site.insyn(&["check", "--format", "short"]);
    assert!(run.err.contains("[I419]"), "the link within the page: {}", run.err);
    site.put(
        &format!("content/{REPORT}"),
        report("R", "", "\n## Resultat\n\nRutinerna följs inte av alla som arbetar. {#slutsats-ett}\n\nSe [ovan](#slutsats-ett).\n"),
    );
    let (codes, told) = stopped(&site);
    assert_eq!(codes, ["I1102"], "{told}");
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("{#slutsats-ett alias=slutsatsen}"), "{told}");
    put("Rutinerna följs inte av alla som arbetar. {#slutsats-ett alias=slutsatsen}");
    let moved = page(&site.build(&[]), "provnamnden/2023/rapport/index.html");
    assert!(moved.contains("<p id=\"slutsats-ett\"><span id=\"slutsatsen\"></span>Rutinerna"), "{moved}");
    assert_eq!(fingerprint(&moved), fingerprint(&html));
}

#[test]
fn an_authors_heading_never_has_an_id_of_the_pages_own() {
    let site = Site::new(MINIMAL);
    site.put(
        &format!("content/{REPORT}"),
        report("Rapport", "", "\n## Innehåll\n\nOrd.\n\n## Navigering\n\nMer.\n"),
    );
    let html = page(&site.build(&[]), "provnamnden/2023/rapport/index.html");
    for heading in ["<h2 id=\"innehall\">", "<h2 id=\"navigering\">"] {
        assert!(html.contains(heading), "{heading}");
    }
    let mut ids: Vec<&str> = html
        .match_indices(" id=\"")
        .map(|(at, mark)| html[at + mark.len()..].split('"').next().unwrap())
        .collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "each id once");
}

#[test]
fn an_older_id_that_the_page_has_for_a_part_of_its_own_is_refused() {
    let site = Site::new(MINIMAL);
    let lay = |alias: &str| {
        let text = format!("\n## Resultat\n\nOrd.\n\n## Mer {{alias={alias}}}\n\nOrd.[^n]\n\n[^n]: Not.\n");
        let front = "granskningar: [{id: arenden}]\nåtgärder: [{id: rutin, text: En rutin., status: ny}]\n";
        site.put(&format!("content/{REPORT}"), report("R", front, &text));
    };
    for own in ["del_citera", "atgard_rutin", "not_1", "sida_innehall"] {
        lay(own);
        for command in ["build", "check"] {
            let run = site.insyn(&[command, "--format", "short"]);
            let told = format!("{REPORT}:16:1: fel[I1116]: Sidan har redan något med id:t ”{own}”");
            assert!(run.code == Some(1) && run.err.contains(&told), "{command}: {}", run.err);
        }
    }
    // What the page had and has no longer may go on under a heading.
    lay("atgard_gammal");
    let html = page(&site.build(&[]), "provnamnden/2023/rapport/index.html");
    assert!(html.contains("<span id=\"atgard_gammal\"></span><h2 id=\"mer\">"), "{html}");
}

#[test]
fn a_query_is_never_half_taken() {
    let site = published();
    for (old, new) in
        [("/gammal.aspx?id=3", "/"), ("/gammal/", "/?id=3"), ("https://exempel.se/granskningar/x/?id=3", "/")]
    {
        let run = site.insyn(&["redirect", old, new]);
        assert!(run.code == Some(1) && run.err.contains("I1118"), "{old}: {}", run.err);
    }
    assert!(!site.at("content/register/omdirigeringar.yaml").exists());
}

#[test]
fn a_renamed_committee_is_one_finding_and_one_line() {
    let site = published();
    let before = site.published();
    rename(&site, "content/provnamnden", "content/nyanamnden");
    for (path, text) in reports() {
        let path = path.replace("provnamnden", "nyanamnden");
        site.put(&format!("content/{path}"), text.replace("nämnd: provnamnden", "nämnd: nyanamnden"));
    }
    let register = MINIMAL[1].1.replace("provnamnden", "nyanamnden");
    site.put("content/register/organisationer.yaml", &register);
    let (codes, told) = stopped(&site);
    assert_eq!(codes, ["I1101"], "{told}");
    assert!(told.contains("alias: [/provnamnden/] i register/organisationer.yaml"), "{told}");
    assert!(told.contains("6 adresser under den"), "{told}");
    site.put(
        "content/register/organisationer.yaml",
        register.replace("slag:", "alias: [/provnamnden/]\n    slag:"),
    );
    let published = site.build(&[]);
    for old in ["", "2023/", "2023/rapport/", "2022/forra/"] {
        let moved = page(&published, &format!("provnamnden/{old}index.html"));
        assert!(moved.contains(&format!("nyanamnden/{old}index.html\"")), "{old}: {moved}");
    }
    // Its pages of granskningar go along, and its view for frames.
    for (old, new) in [
        ("granskningar/arenden/provnamnden/", "granskningar/arenden/nyanamnden/"),
        ("embed/provnamnden/", "embed/nyanamnden/"),
    ] {
        assert!(published.contains_key(&format!("{new}index.html")));
        let moved = page(&published, &format!("{old}index.html"));
        assert!(
            moved.contains(&format!("{}/index.html\"", new.rsplit('/').nth(1).unwrap())),
            "{old}: {moved}"
        );
        assert!(moved.contains("Sidan har flyttat"), "{old}: {moved}");
    }
    // Nothing is new to those who subscribe: not what was published before, in any list, nor the nämnd's own feed.
    for (old, new) in [
        ("flode.atom", "flode.atom"),
        ("provnamnden/flode.atom", "nyanamnden/flode.atom"),
        ("granskningar/arenden/flode.rss", "granskningar/arenden/flode.rss"),
        ("data/rapporter.json", "data/rapporter.json"),
    ] {
        assert_eq!(ids(&page(&before, old)), ids(&page(&published, new)), "{new}");
    }
    // A report that has come since has never been at the older address.
    let later = DECIDED.replace("Uppföljning 2023", "Senare").replace("117", "119");
    site.put("content/nyanamnden/2023/senare.md", later.replace("nämnd: provnamnden", "nämnd: nyanamnden"));
    let later = site.build(&[]);
    assert!(page(&later, "flode.atom").contains(":nyanamnden/2023/senare</id>"));
}

#[test]
fn an_id_is_recorded_once_and_no_alias_changes_it() {
    let site = published();
    let before = site.published();
    let feeds = ["flode.atom", "granskningar/arenden/flode.rss", "data/rapporter.json"];
    let same = |published: &Tree, what: &str| {
        for feed in feeds {
            assert_eq!(ids(&page(&before, feed)), ids(&page(published, feed)), "{feed}: {what}");
        }
    };
    let (path, text) = &reports()[0];
    let with = |alias: &str| text.replace("\nstatus:", &format!("\nalias: [{alias}]\nstatus:"));
    // Addresses that it never had, to a report that never moved.
    site.put(&format!("content/{path}"), with("/gammal/plats/, /annan/"));
    same(&site.build(&[]), "never there");
    same(&site.build(&[]), "nor the next time");
    assert!(!text_of_lock(&site).contains("<-"), "nothing has moved");
    // Renamed, twice, with an address that it never had before those that it had.
    rename(&site, &format!("content/{path}"), "content/provnamnden/2023/mellan.md");
    site.put(
        "content/provnamnden/2023/mellan.md",
        with("/gammal/plats/, /annan/, /provnamnden/2023/rapport/"),
    );
    same(&site.build(&[]), "renamed");
    assert!(text_of_lock(&site).contains("\n/provnamnden/2023/mellan/ <- /provnamnden/2023/rapport/\n"));
    rename(&site, "content/provnamnden/2023/mellan.md", "content/provnamnden/2023/slutlig.md");
    site.put(
        "content/provnamnden/2023/slutlig.md",
        with("/gammal/plats/, /annan/, /provnamnden/2023/mellan/, /provnamnden/2023/rapport/"),
    );
    same(&site.build(&[]), "twice, and the later first");
    assert!(text_of_lock(&site).contains("\n/provnamnden/2023/slutlig/ <- /provnamnden/2023/rapport/\n"));
    // The same sources built elsewhere, and by a redirect in place of the alias.
    fs::remove_dir_all(site.at("public")).unwrap();
    same(&site.build(&[]), "clean");
    site.put("content/provnamnden/2023/slutlig.md", with("/gammal/plats/, /annan/"));
    for old in ["rapport", "mellan"] {
        let run =
            site.insyn(&["redirect", &format!("/provnamnden/2023/{old}/"), "/provnamnden/2023/slutlig/"]);
        assert_eq!(run.code, Some(0), "{}", run.err);
    }
    same(&site.build(&[]), "by a redirect");
    // What is new at an address that another has left isn't the one that left.
    let again = text.replace("Uppföljning 2023", "Igen").replace("117", "119");
    site.put("content/provnamnden/2023/rapport.md", again);
    let redirects = fs::read_to_string(site.at("content/register/omdirigeringar.yaml")).unwrap();
    site.put(
        "content/register/omdirigeringar.yaml",
        redirects.lines().filter(|line| !line.contains("2023/rapport/")).collect::<Vec<_>>().join("\n"),
    );
    let again = site.build(&[]);
    let mut all = ids(&page(&again, "flode.atom")).into_iter().map(str::to_owned).collect::<Vec<_>>();
    all.retain(|id| !id.contains(":flode") && id.contains("/2023/"));
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!((all.len(), count), (2, 2), "{all:?}");
}

fn text_of_lock(site: &Site) -> String {
    text(site, LOCK)
}

/// Every `tag:` of a feed or list, in order.
fn ids(text: &str) -> Vec<&str> {
    text.match_indices("tag:").map(|(at, _)| text[at..].split(['<', '"']).next().unwrap()).collect()
}

#[test]
fn a_withdrawn_report_leaves_a_page_that_says_why_and_not_a_word_more() {
    let site = Site::new(MINIMAL);
    let front = "sammanfattning: Kråkvinkel ett.\ngranskningar: [{id: arenden, risker: [{beskrivning: Kråkvinkel två.}]}]\n\
                 åtgärder: [{id: rutin, text: Kråkvinkel tre., status: ny}]\n\
                 enkäter: [{id: e, granskning: arenden, svarande: 84, frågor: [{id: tydligt, medelvärde: 3.71}]}]\n\
                 bilagor: [{fil: kartan.txt, titel: Kråkvinkel fyra}]\n";
    let text = report("Den ena", front, "\n## Kråkvinkel fem\n\nKråkvinkel sex.\n");
    site.put("content/provnamnden/2024/ena/index.md", text.replace("år: 2023", "år: 2024"));
    site.put("content/provnamnden/2024/ena/kartan.txt", "Kråkvinkel sju.");
    site.put(
        "content/provnamnden/2023/annan.md",
        report("Den andra", "", "\n## X\n\nSe [den](rapport:provnamnden/2024/ena#krakvinkel-fem).\n"),
    );
    site.build(&[]);
    assert!(holds(&site.published(), "råkvinkel"));
    let withdrawn = |key: &str| {
        text.replace("år: 2023", "år: 2024").replace("status: beslutad", &format!("status: återkallad{key}"))
    };
    site.put("content/provnamnden/2024/ena/index.md", withdrawn(""));
    let run = site.insyn(&["build", "--format", "short"]);
    assert_eq!(run.code, Some(1), "without a reason");
    assert!(run.err.contains("I207") && run.err.contains("återkallad"), "{}", run.err);
    site.put(
        "content/provnamnden/2024/ena/index.md",
        withdrawn("\nåterkallad: {datum: 2024-05-06, skäl: Stickprovet var för litet.}"),
    );
    let run = site.insyn(&["build"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    let published = site.published();
    for word in ["råkvinkel", "3,71", "kartan.txt"] {
        assert!(!holds(&published, word), "{word}");
    }
    let html = page(&published, "provnamnden/2024/ena/index.html");
    for word in ["Den ena", "Återkallad", "Stickprovet var för litet.", "2024-05-06", "PN-2023-117"] {
        assert!(html.replace('\u{a0}', " ").contains(word), "{word}: {html}");
    }
    // Its year has no other report, and is said to be empty rather than lost.
    assert!(page(&published, "provnamnden/2024/index.html").contains("återkallade"));
    for list in ["index.html", "provnamnden/index.html", "ar/index.html"] {
        assert!(!page(&published, list).contains("Den ena"), "{list}");
    }
    assert!(
        page(&published, "provnamnden/2023/annan/index.html").contains("2024/ena/index.html#krakvinkel-fem")
    );
}

/// Whether any published file, or the name of one, has the words.
fn holds(published: &Tree, words: &str) -> bool {
    published
        .iter()
        .any(|(path, bytes)| path.contains(words) || String::from_utf8_lossy(bytes).contains(words))
}

#[test]
fn nothing_of_an_embargoed_report_or_a_draft_is_anywhere() {
    let site = Site::new(MINIMAL);
    let hidden = |key: &str| {
        report("Kråkvinkel", key, "\n## Kråkvinkel\n\nText.\n")
            .replace("PN-2023-117", "KV-9999")
            .replace("år: 2023", "år: 2027")
    };
    site.put(
        "content/provnamnden/2027/krakvinkel.md",
        hidden("publiceras: 2027-01-02\nalias: [/krakvinkel/]\n"),
    );
    site.put(
        "content/provnamnden/2027/krakvinkel-2.md",
        hidden("").replace("status: beslutad", "status: utkast"),
    );
    let published = site.build(&["--date", "2026-01-01"]);
    let lock = text(&site, LOCK).to_lowercase();
    for word in ["råkvinkel", "krakvinkel", "KV-9999", "kv-9999", "2027"] {
        assert!(!holds(&published, word), "{word}");
        assert!(!lock.contains(word), "{word} in the lock");
    }
    // A link to it can't be built: it would name its address.
    site.put(
        &format!("content/{REPORT}"),
        report("R", "", "\n## Resultat\n\n[Se](rapport:provnamnden/2027/krakvinkel)\n"),
    );
    let run = site.insyn(&["build", "--date", "2026-01-01", "--format", "short"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("I418"), "{}", run.err);
    site.put(
        "content/register/omdirigeringar.yaml",
        "omdirigeringar:\n  - {från: /gammal/, till: /provnamnden/2027/krakvinkel/}\n",
    );
    let run = site.insyn(&["build", "--date", "2026-01-01", "--format", "short"]);
    assert!(run.err.contains("I1106"), "{}", run.err);
    assert!(!holds(&site.published(), "krakvinkel"));
}

#[test]
fn what_is_gone_for_good_says_so() {
    let site = published();
    fs::remove_file(site.at("content/sidor/om.md")).unwrap();
    let (codes, told) = stopped(&site);
    assert_eq!(codes, ["I1101"], "{told}");
    let run = site.insyn(&["redirect", "/sidor/om/", "--borta", "Sidan: \"inaktuell\" & gammal."]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    let published = site.build(&[]);
    assert!(page(&published, "sidor/om/index.html").contains("Sidan: &quot;inaktuell&quot; &amp; gammal."));
    assert!(page(&published, "410.html").contains("/sidor/om/"));
    // The folder may stand last, as the help says, with --borta too; or by name.
    for folder in [&["content"][..], &["-c", "content"], &["--content", "content"]] {
        let arguments = [&["redirect", "/sidor/gammal/", "--borta", "Inaktuell."][..], folder].concat();
        let run = site.insyn(&arguments);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{folder:?}");
        let path = "content/register/omdirigeringar.yaml";
        let text = fs::read_to_string(site.at(path)).unwrap();
        let row = "  - {från: \"/sidor/gammal/\", borta: \"Inaktuell.\"}\n";
        assert!(text.contains(row), "{text}");
        site.put(path, text.replace(row, ""));
    }
    let run = site.insyn(&["redirect", "/sidor/gammal/", "/", "content"]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    let run = site.insyn(&["redirect", "/sidor/gammal/", "/", "nagon-annanstans"]);
    assert_ne!(run.code, Some(0));
    // It lives again, and the redirect must go.
    site.put("content/sidor/om.md", "---\ntitel: Om\n---\n\nText.\n");
    let run = site.insyn(&["build", "--format", "short"]);
    assert!(run.err.contains("I1103"), "{}", run.err);
}

#[test]
fn a_redirect_that_cannot_be_is_refused_and_nothing_is_written() {
    let site = published();
    let register = || fs::read_to_string(site.at("content/register/omdirigeringar.yaml")).ok();
    let refused = |arguments: &[&str], code: &str| {
        let before = register();
        let run = site.insyn(&[&["redirect"], arguments, &["--format", "short"]].concat());
        assert_eq!(run.code, Some(1), "{arguments:?}: {}", run.out);
        assert!(run.err.contains(code), "{arguments:?}: {}", run.err);
        assert_eq!(site.insyn(&["check"]).code, Some(0), "the content is as sound as it was");
        assert_eq!(register(), before, "{arguments:?}");
    };
    refused(&["/a/", "/finns-inte/"], "I1106");
    refused(&["/sidor/om/", "/"], "I1103");
    refused(&["/a b/", "/"], "I1107");
    assert_eq!(site.insyn(&["redirect", "/a/", "/"]).code, Some(0));
    refused(&["/a/", "/sidor/om/"], "I1104");
    assert_eq!(site.insyn(&["redirect", "/a/"]).code, Some(2), "neither an address nor a reason");
    site.put(
        "content/register/omdirigeringar.yaml",
        "omdirigeringar:\n  - {från: /a/, till: /b/}\n  - {från: /b/, till: /a/}\n  - {från: /c/}\n",
    );
    let run = site.insyn(&["build", "--format", "short"]);
    assert!(run.err.contains("I1108"), "{}", run.err);
    site.put(
        "content/register/omdirigeringar.yaml",
        "omdirigeringar:\n  - {från: /a/, till: /b/}\n  - {från: /b/, till: /a/}\n",
    );
    let run = site.insyn(&["build", "--format", "short"]);
    assert_eq!(run.err.matches("I1105").count(), 2, "{}", run.err);
}

#[test]
fn a_lock_with_marks_of_a_merge_stops_the_build() {
    let site = published();
    let lock = text(&site, LOCK);
    site.put(LOCK, lock.replace("/sidor/om/\n", "<<<<<<< HEAD\n/sidor/om/\n=======\n>>>>>>> b\n"));
    let run = site.insyn(&["build", "--format", "short"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("publicerat.lock:") && run.err.contains("I1109"), "{}", run.err);
}

#[test]
fn a_number_leads_to_its_report_or_lists_its_reports() {
    let site = Site::new(MINIMAL);
    let another =
        |title: &str, number: &str| report(title, "", "\n## X\n\nText.\n").replace("PN-2023-117", number);
    site.put("content/provnamnden/2023/a.md", another("A", "KS-2014/742"));
    site.put("content/provnamnden/2023/b.md", another("B", "KS-2014/742"));
    site.put("content/provnamnden/2023/c.md", another("C", "KS 2014-742"));
    site.put(
        "content/provnamnden/2023/d.md",
        another("D", "framgår inte").replace("\"framgår inte\"", "framgår inte"),
    );
    let published = site.build(&[]);
    let one = page(&published, "dnr/pn-2023-117/index.html");
    assert!(one.contains("url=../../provnamnden/2023/rapport/index.html"), "{one}");
    let list = page(&published, "dnr/ks-2014-742/index.html");
    for words in ["KS-2014/742</h2>", "KS 2014-742</h2>", ">A</a>", ">B</a>", ">C</a>"] {
        assert!(list.contains(words), "{words}: {list}");
    }
    assert_eq!(published.keys().filter(|path| path.starts_with("dnr/")).count(), 2);
}

#[test]
fn the_fingerprint_is_that_of_the_text_on_the_page() {
    let site = published();
    let html = page(&site.published(), "provnamnden/2023/rapport/index.html");
    let (_, rest) = html.split_once("<!-- avtryck -->\n").unwrap();
    let (marked, rest) = rest.split_once("<!-- /avtryck -->\n").unwrap();
    let (_, stated) = rest.split_once("class=\"fingerprint\">").unwrap();
    // What was said is kept under its fingerprint: title and decision, and then the words of the page.
    let said = text(&site, &format!("content/utgåvor/provnamnden/2023/rapport/{}.txt", &stated[..64]));
    assert_eq!(stated[..64], insyn::digest::Digest::of(said.as_bytes()).to_string());
    let head = "# Uppföljning 2023\nBeslutsdatum: 2023-09-25\nParagraf: § 84\nDiarienummer: PN-2023-117\n";
    assert_eq!(said, format!("{head}{}", insyn::editions::words::words(marked, &[])));
    assert!(rest.contains(&format!("[avtryck {}]", &stated[..16])), "{rest}");
    let reference =
        "Provnämnden (2023): Uppföljning 2023. Uppföljning, beslut 2023-09-25, § 84, dnr PN-2023-117.";
    assert!(rest.replace('\u{a0}', " ").contains(reference), "{rest}");
    // What is hidden has no part in it; what is published has.
    let (path, text) = &reports()[0];
    let stated = stated[..64].to_owned();
    for (change, same) in
        [("[[maskad: ett]]", None), ("[[maskad: något helt annat]]", None), ("Andra ord.", Some(false))]
    {
        site.put(&format!("content/{path}"), text.replace("Ord.", change));
        let html = page(&site.build(&[]), "provnamnden/2023/rapport/index.html");
        assert!(!html.contains(&stated) || same == Some(true), "{change}");
    }
    let fingerprint = |words: &str| {
        site.put(&format!("content/{path}"), text.replace("Ord.", words));
        let html = page(&site.build(&[]), "provnamnden/2023/rapport/index.html");
        html.split_once("class=\"fingerprint\">").unwrap().1[..64].to_owned()
    };
    assert_eq!(fingerprint("[[maskad: ett]]"), fingerprint("[[maskad: något helt annat]]"));
}

#[test]
fn links_of_others_are_checked_and_mended() {
    let site = published();
    rename(&site, "content/provnamnden/2023/rapport.md", "content/provnamnden/2023/ny.md");
    site.insyn(&["redirect", "/provnamnden/2023/rapport/", "/provnamnden/2023/ny/"]);
    site.build(&[]);
    let base = "https://exempel.se/granskningar/";
    site.put(
        "komin.html",
        format!(
            "<p>\n<a class=x href='{base}provnamnden/2023/rapport/#resultat'>R</a>\n<a href=\"{base}provnamnden/2023/ny/#resultatt\">N</a>\n\
             <a href=\"https://annat.se/\">A</a> <a href=\"/granskningar/sidor/om/\">O</a> &amp; å</p>\n"
        ),
    );
    site.put("protokoll.csv", format!("titel;länk\nEtt;{base}sidor/om/index.html\nTvå;{base}sidor/ommm/\n"));
    let run = site.insyn(&["links", "komin.html", "protokoll.csv", "--mended", "rattat"]);
    assert_eq!(run.code, Some(1), "{}", run.err);
    let expected = format!(
        "fil,rad,adress,läge,borde vara\n\
         komin.html,2,{base}provnamnden/2023/rapport/#resultat,omdirigeras,{base}provnamnden/2023/ny/#resultat\n\
         komin.html,3,{base}provnamnden/2023/ny/#resultatt,trasigt ankare,{base}provnamnden/2023/ny/#resultat\n\
         komin.html,4,https://annat.se/,utanför,\n\
         komin.html,4,/granskningar/sidor/om/,fungerar,\n\
         protokoll.csv,2,{base}sidor/om/index.html,fungerar,\n\
         protokoll.csv,3,{base}sidor/ommm/,trasig adress,{base}sidor/om/\n"
    );
    assert_eq!(run.out, expected);
    assert!(
        run.err.contains("6 adresser, varav 5 till webbplatsen: 2 trasiga, 1 omdirigeras."),
        "{}",
        run.err
    );
    let mended = text(&site, "rattat/komin.html");
    assert!(mended.contains(&format!("href=\"{base}provnamnden/2023/ny/#resultat\">R")), "{mended}");
    assert!(mended.contains(
        "<a href=\"https://annat.se/\">A</a> <a href=\"/granskningar/sidor/om/\">O</a> &amp; å</p>\n"
    ));
    assert_eq!(site.insyn(&["links", "rattat/komin.html"]).code, Some(0));
    let run = site.insyn(&["links", "saknas.html", "komin.html", "inte-heller.csv", "--mended", "nytt"]);
    assert_eq!((run.code, site.at("nytt").exists()), (Some(2), false));
    assert!(run.err.contains("saknas.html") && run.err.contains("inte-heller.csv"), "{}", run.err);
    let run = site.insyn(&["links", "komin.html", "rattat/komin.html", "--mended", "nytt"]);
    assert_eq!((run.code, site.at("nytt").exists()), (Some(2), false), "two of one name: {}", run.err);
    assert!(run.err.contains("rattat/komin.html: en annan av filerna heter likadant"), "{}", run.err);
    let run = site.insyn(&["links", "komin.html", "--output", "tabell.csv", "--mended", "rattat"]);
    assert_eq!((run.code, site.at("tabell.csv").exists()), (Some(2), false), "{}", run.err);
    assert!(run.err.contains("finns redan"), "{}", run.err);
    assert_eq!(site.insyn(&["links", "komin.html", "--site", "ingen"]).code, Some(2));
}

#[test]
fn settings_for_each_server_hold_every_redirect() {
    let site = published();
    rename(&site, "content/provnamnden/2023/rapport.md", "content/provnamnden/2023/ny.md");
    site.insyn(&["redirect", "/provnamnden/2023/rapport/", "/provnamnden/2023/ny/"]);
    site.insyn(&["redirect", "/gammal.pdf", "--borta", "Bilagan är gallrad."]);
    let of = |server: &str| {
        let run = site.insyn(&[
            "server-config",
            server,
            "--prefix",
            "/ik/granskningar",
            "--frame-ancestors",
            "'self' https://komin.exempel.se",
        ]);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
        for part in
            ["frame-ancestors 'self' https://komin.exempel.se", "nosniff", "application/atom+xml", "410"]
        {
            assert!(run.out.contains(part), "{server}: {part}");
        }
        run.out
    };
    let nginx = of("nginx");
    assert!(nginx.contains("location = \"/ik/granskningar/provnamnden/2023/rapport/\" { return 301 \"/ik/granskningar/provnamnden/2023/ny/\"; }"), "{nginx}");
    assert!(!nginx.contains("gzip_types application/atom+xml"));
    let apache = of("apache");
    assert!(apache.contains("RewriteRule \"^provnamnden/2023/rapport/index\\.html$\" \"/ik/granskningar/provnamnden/2023/ny/\" [R=301,NE,L]"), "{apache}");
    assert!(apache.contains("RewriteRule \"^gammal\\.pdf$\" - [G]"), "{apache}");
    let iis = of("iis");
    // Feeds in folders too: a place there stands for itself alone.
    for feed in
        ["flode.rss", "provnamnden/flode.atom", "granskningar/arenden/flode.rss", "ar/2023/flode.atom"]
    {
        let place = format!(
            "<location path=\"{feed}\">\n    <system.webServer>\n      <urlCompression doStaticCompression=\"false\""
        );
        assert!(iis.contains(&place), "{feed}: {iis}");
    }
    assert!(
        iis.contains(
            "<add key=\"provnamnden/2023/rapport/\" value=\"/ik/granskningar/provnamnden/2023/ny/\" />"
        ),
        "{iis}"
    );
}
