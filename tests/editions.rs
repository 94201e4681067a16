//! Editions of a report: published, changed and published again. What the list and the pages of changes say, what they
//! must never say, and what is kept beside the content.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

#[path = "support/minimal.rs"]
mod minimal;
#[path = "support/site.rs"]
mod site;

use std::fs;

use minimal::{MINIMAL, REPORT, report};
use site::{Site, Tree};

const LOCK: &str = "content/utgåvor.lock";
const LIST: &str = "provnamnden/2023/rapport/utgavor/index.html";
const FIRST: &str = "provnamnden/2023/rapport/utgavor/1-2/index.html";
const BODY: &str = "\n## Syfte\n\nSyftet är att pröva.\n\n## Resultat\n\nRutinen följs inte av alla chefer.\n\n## Arbetet\n\nEtt stycke.\n\nTvå stycken.\n";

fn page(published: &Tree, path: &str) -> String {
    String::from_utf8(published.get(path).unwrap_or_else(|| panic!("{path} is published")).clone()).unwrap()
}

/// The text of `<main>`, without elements.
fn words(html: &str) -> String {
    let (_, main) = html.split_once("<main").unwrap();
    let (main, _) = main.split_once("</main>").unwrap();
    let parts: Vec<&str> = main.split('<').map(|part| part.rsplit('>').next().unwrap()).collect();
    parts.concat().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn lay(site: &Site, changes: &str, body: &str) {
    site.put(&format!("content/{REPORT}"), report("Uppföljning 2023", changes, body));
}

fn first() -> Site {
    let site = Site::new(MINIMAL);
    lay(&site, "", BODY);
    site.build(&[]);
    site
}

/// One change with these further keys, and these words in place of the first ones.
fn changed(site: &Site, keys: &str, from: &str, to: &str) -> Tree {
    assert!(BODY.contains(from));
    lay(
        site,
        &format!("ändringar: [{{datum: 2024-02-01, text: Ett sakfel är rättat.{keys}}}]\n"),
        &BODY.replace(from, to),
    );
    site.build(&[])
}

fn fingerprint(published: &Tree) -> String {
    let html = page(published, "provnamnden/2023/rapport/index.html");
    html.split_once("class=\"fingerprint\">").unwrap().1[..64].to_owned()
}

/// Whether any published file holds the words.
fn anywhere(published: &Tree, words: &str) -> bool {
    published.values().any(|bytes| String::from_utf8_lossy(bytes).contains(words))
}

#[test]
fn one_edition_gives_no_page_and_is_recorded() {
    let site = first();
    let published = site.published();
    assert!(!published.keys().any(|path| path.contains("utgavor")), "{:?}", published.keys());
    assert!(!page(&published, "provnamnden/2023/rapport/index.html").contains("Utgåvor"));
    let lock = fs::read_to_string(site.at(LOCK)).unwrap();
    let line = format!("/provnamnden/2023/rapport/ 1 {} 2023-09-25 0\n", fingerprint(&published));
    assert!(lock.starts_with("# utgåvor.lock 1\n") && lock.ends_with(&line), "{lock}");
    // The same words by other means aren't another edition.
    lay(&site, "", &BODY.replace("Ett stycke.", "Ett\nstycke."));
    site.build(&[]);
    assert_eq!(fs::read_to_string(site.at(LOCK)).unwrap(), lock);
}

/// Three reports with the same question: this one, the nämnd's year before, another nämnd's.
fn asked() -> Site {
    let site = Site::new(MINIMAL);
    site.put(
        "content/register/organisationer.yaml",
        "organisationer:\n  - id: provnamnden\n    slag: nämnd\n    namn: [{namn: Provnämnden, från: 2017-05-01}]\n  \
         - id: andra-namnden\n    slag: nämnd\n    namn: [{namn: Andra nämnden, från: 2017-05-01}]\n",
    );
    lay_answers(&site, REPORT, "3.25", FETCHING);
    lay_answers(&site, BEFORE, "2.50", "\n## Resultat\n\nOrd.\n");
    lay_answers(&site, OTHER, "2.75", "\n## Resultat\n\nOrd.\n");
    site
}

const BEFORE: &str = "provnamnden/2022/forra.md";
const OTHER: &str = "andra-namnden/2023/rapport.md";
const FETCHING: &str = "\n## Resultat\n\nRutinen följs.\n\n```skala\nfråga: tydligt\n```\n\n```jämförelse\nfråga: tydligt\n```\n\n\
    ```fördelning\nfråga: tydligt\n```\n";

fn lay_answers(site: &Site, path: &str, mean: &str, body: &str) {
    // Of forty answers, so many are 4, the others 2.
    let fours = ((mean.parse::<f64>().unwrap() - 2.0) * 20.0).round();
    let twos = 40.0 - fours;
    let survey = format!(
        "granskningar: [{{id: arenden}}]\nenkäter:\n  - id: enkat\n    granskning: arenden\n    svarande: 40\n    frågor:\n      \
         - {{id: tydligt, medelvärde: {mean}, fördelning: {{2: {twos}, 4: {fours}}}}}\n"
    );
    let mut text = report("Uppföljning", &survey, body);
    let (folder, rest) = path.split_once('/').unwrap();
    text = text.replace("nämnd: provnamnden", &format!("nämnd: {folder}"));
    text = text
        .replace("år: 2023", &format!("år: {}", &rest[..4]))
        .replace("datum: 2023", &format!("datum: {}", &rest[..4]));
    site.put(&format!("content/{path}"), text);
}

fn withdraw(site: &Site, path: &str) {
    let text = fs::read_to_string(site.at(&format!("content/{path}"))).unwrap();
    let key = "status: återkallad\nåterkallad: {datum: 2024-03-01, skäl: Fel underlag.}";
    site.put(&format!("content/{path}"), text.replace("status: beslutad", key));
}

/// Built; that texts of withdrawn reports are taken away may be told.
fn rebuilt(site: &Site) -> Tree {
    let run = site.insyn(&["build"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    site.published()
}

#[test]
fn what_other_reports_say_is_no_edition_of_this_one() {
    let site = asked();
    let first = site.build(&[]);
    let stated = fingerprint(&first);
    let html = page(&first, "provnamnden/2023/rapport/index.html");
    assert!(html.contains("2022: 2,50"), "the year before is shown");
    assert!(html.contains("Andra nämnden"), "and the other nämnd");
    let kept = fs::read_to_string(site.at(&format!("content/utgåvor/provnamnden/2023/rapport/{stated}.txt")))
        .unwrap();
    assert!(kept.contains("Nämndens medelvärde 2023: 3,25\n"), "{kept}");
    for other in ["2022", "Andra", "2,50", "2,75"] {
        assert!(!kept.contains(other), "{other}: {kept}");
    }
    let unchanged = |why: &str| {
        let published = rebuilt(&site);
        assert_eq!(fingerprint(&published), stated, "{why}");
        assert!(!published.contains_key(LIST), "{why}");
        page(&published, "provnamnden/2023/rapport/index.html")
    };
    lay_answers(&site, OTHER, "3.75", "\n## Resultat\n\nOrd.\n");
    lay_answers(&site, BEFORE, "3.50", "\n## Resultat\n\nOrd.\n");
    let html = unchanged("other values");
    assert!(html.contains("2022: 3,50"), "they are shown");
    withdraw(&site, BEFORE);
    withdraw(&site, OTHER);
    let html = unchanged("they are withdrawn");
    assert!(!html.contains("3,50") && !html.contains("Andra nämnden"));
    // Its own value is another matter.
    lay_answers(&site, REPORT, "3.30", FETCHING);
    assert_ne!(fingerprint(&rebuilt(&site)), stated);
}

#[test]
fn a_withdrawal_stops_no_other_report_that_drew_what_it_told() {
    let site = asked();
    let body = "\n## Resultat\n\nRutinen följs.\n\n```fördelning\nfråga: tydligt\når: 2022\n```\n";
    lay_answers(&site, REPORT, "3.25", body);
    let first = site.build(&[]);
    withdraw(&site, BEFORE);
    let published = rebuilt(&site);
    assert_eq!(fingerprint(&published), fingerprint(&first));
    let html = page(&published, "provnamnden/2023/rapport/index.html");
    assert!(
        html.contains("Diagrammet visas inte: de rapporter som det byggde på gäller inte längre."),
        "{html}"
    );
}

#[test]
fn a_distribution_of_the_reports_own_year_is_its_own_whichever_speaks_for_the_namnd() {
    let site = asked();
    // Another report of the nämnd and year, decided later, tells of the same question.
    let another = "provnamnden/2023/annan.md";
    lay_answers(&site, another, "2.10", "\n## Resultat\n\nOrd.\n");
    let path = format!("content/{another}");
    let text = fs::read_to_string(site.at(&path)).unwrap().replace("2023-09-25", "2023-11-25");
    site.put(&path, text.replace("Uppföljning", "Annan"));
    let first = site.build(&[]);
    let html = page(&first, "provnamnden/2023/rapport/index.html");
    let chart = &html[html.find("id=\"fordelning-").unwrap()..];
    assert!(chart.contains("<b>63\u{a0}%</b> svarar"), "its own: {chart}");
    withdraw(&site, another);
    assert_eq!(fingerprint(&rebuilt(&site)), fingerprint(&first));
}

#[test]
fn an_own_value_among_others_and_what_is_asked_of_others_are_its_own_words() {
    let of_year =
        FETCHING.replace("```fördelning\nfråga: tydligt\n", "```fördelning\nfråga: tydligt\når: 2023\n");
    let site = asked();
    lay_answers(&site, REPORT, "3.25", &of_year);
    let first = fingerprint(&site.build(&[]));
    // The same mean of other answers.
    let path = format!("content/{REPORT}");
    let text = fs::read_to_string(site.at(&path)).unwrap();
    site.put(&path, text.replace("{2: 15, 4: 25}", "{1: 1, 2: 13, 3: 1, 4: 25}"));
    let second = fingerprint(&rebuilt(&site));
    assert_ne!(second, first, "another distribution");
    site.put(&path, text.replace("```jämförelse\nfråga: tydligt\n```\n", ""));
    let third = fingerprint(&rebuilt(&site));
    assert!(third != first && third != second, "a comparison is gone");
    site.put(
        &path,
        text.replace("```jämförelse\nfråga: tydligt\n", "```jämförelse\nfråga: tydligt\når: [2022, 2023]\n"),
    );
    assert!(![first, second, third].contains(&fingerprint(&rebuilt(&site))), "of other years");
}

#[test]
fn what_an_atgard_follows_is_said_by_its_report_and_holds_over_a_withdrawn_one() {
    let site = Site::new(MINIMAL);
    let put = |year: i16, follows: &str| {
        let keys = format!("åtgärder:\n  - {{id: arkiv, text: Städa arkivet., status: kvarstår{follows}}}\n");
        let text = report("Uppföljning", &keys, "\n## X\n\nText.\n").replace("2023", &year.to_string());
        site.put(&format!("content/provnamnden/{year}/rapport.md"), text);
    };
    put(2021, "");
    put(2022, ", följer: [provnamnden/2021/arkiv]");
    put(2023, ", följer: [provnamnden/2022/arkiv]");
    let first = site.build(&[]);
    let thread = |published: &Tree| words(&page(published, "atgarder/index.html"));
    assert!(thread(&first).contains("öppen sedan 2021"), "{}", thread(&first));
    withdraw(&site, "provnamnden/2022/rapport.md");
    let run = site.insyn(&["build"]);
    assert!(run.code == Some(0) && !run.err.contains("I1302"), "{}", run.err);
    let published = site.published();
    assert_eq!(fingerprint(&published), fingerprint(&first));
    assert_eq!(thread(&published).matches("Städa arkivet.").count(), 1, "{}", thread(&published));
    assert!(thread(&published).contains("öppen sedan 2021"), "{}", thread(&published));
    put(2023, "");
    assert_ne!(fingerprint(&rebuilt(&site)), fingerprint(&first), "it follows nothing now");
}

#[test]
fn texts_whose_lines_version_control_has_ended_otherwise_are_the_same() {
    let site = first();
    let published = changed(&site, ", borttaget: visas", "följs inte av alla", "följs av nästan alla");
    let folder = site.at("content/utgåvor/provnamnden/2023/rapport");
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        count += usize::from(text.contains('\n'));
        fs::write(&path, text.replace('\n', "\r\n")).unwrap();
    }
    assert!(count > 0, "there are lines to end");
    assert!(site.build(&[]) == published, "without a warning, the same bytes");
}

/// A folder from macOS: `å` is two characters.
#[test]
fn stored_texts_are_found_in_whatever_form_the_disk_has_their_folders_name() {
    let site = first();
    changed(&site, "", "följs inte", "följs");
    let before = site.published();
    assert!(before.contains_key(FIRST));
    let (lock, folder) = ("content/utga\u{30a}vor.lock", "content/utga\u{30a}vor");
    fs::rename(site.at(LOCK), site.at(lock)).unwrap();
    fs::rename(site.at("content/utgåvor"), site.at(folder)).unwrap();
    assert!(site.build(&[]) == before, "the same site, and no warning");
    // What is new goes the same way, and nothing lies in two places.
    changed(&site, "", "Syftet är", "Avsikten är");
    assert_eq!(fs::read_to_string(site.at(lock)).unwrap().matches("/rapport/ ").count(), 3);
    let stored = fs::read_dir(site.at(folder).join("provnamnden/2023/rapport")).unwrap().count();
    assert_eq!((stored, site.at(LOCK).exists(), site.at("content/utgåvor").exists()), (3, false, false));
    // Texts of a report that is withdrawn are taken away there too.
    let withdrawn = report("Uppföljning 2023", "", BODY).replace(
        "status: beslutad",
        "status: återkallad\nåterkallad: {datum: 2024-05-06, skäl: Stickprovet var för litet.}",
    );
    site.put(&format!("content/{REPORT}"), withdrawn);
    let run = site.insyn(&["build", "--format", "short"]);
    assert!(run.code == Some(0) && run.err.contains("I1115"), "{}", run.err);
    assert!(!site.at(folder).join("provnamnden/2023/rapport").exists());
}

#[test]
fn changed_words_give_a_list_and_a_page_of_what_changed() {
    let site = first();
    let old = fingerprint(&site.published());
    let published = changed(&site, ", borttaget: visas", "följs inte av alla", "följs av nästan alla");
    let new = fingerprint(&published);
    assert_ne!(old, new);
    let report = page(&published, "provnamnden/2023/rapport/index.html");
    assert!(
        report.contains("<a href=\"../../../provnamnden/2023/rapport/utgavor/index.html\">Utgåva 2: alla"),
        "{report}"
    );
    let html = page(&published, LIST);
    let list = words(&html);
    // The citation of the first edition is found here.
    let order =
        ["Utgåva 2 gäller nu", "2024-02-01", "Ett sakfel är rättat.", &*new, "Utgåva 1", "2023-09-25", &*old];
    let places: Vec<usize> =
        order.iter().map(|words| list.find(words).unwrap_or_else(|| panic!("{words} in {list}"))).collect();
    assert!(places.is_sorted(), "{list}");
    assert!(
        html.contains("rapport/utgavor/1-2/index.html\">Vad som ändrades från utgåva\u{a0}1 till\u{a0}2</a>"),
        "{html}"
    );
    assert!(html.contains("content=\"noindex"), "{html}");
    let html = page(&published, FIRST);
    let change = words(&html);
    assert!(change.contains("Från utgåva 1 till 2 Ett ord lades till och ett ord togs bort."), "{change}");
    assert!(change.contains("Rutinen följs [borttaget: inte] av [tillagt: nästan] alla chefer."), "{change}");
    assert!(html.contains("<ins>") && html.contains("<del>"), "{html}");
    assert!(!change.contains("Syftet är att") && change.contains("stycken utan ändringar"), "{change}");
    // A third: neighbours, and the first with the last.
    let two = "ändringar: [{datum: 2024-02-01, text: Ett sakfel är rättat., borttaget: visas}, {datum: 2024-03, text: Stycke struket.}]\n";
    lay(
        &site,
        two,
        &BODY.replace("följs inte av alla", "följs av nästan alla").replace("Två stycken.\n", ""),
    );
    let published = site.build(&[]);
    let pages: Vec<&String> = published.keys().filter(|path| path.contains("utgavor")).collect();
    let expected =
        ["1-2/", "1-3/", "2-3/", ""].map(|of| format!("provnamnden/2023/rapport/utgavor/{of}index.html"));
    assert_eq!(pages, expected.iter().collect::<Vec<_>>());
    assert!(!anywhere(&published, "Två stycken"), "only what the author lets be shown");
    assert!(words(&page(&published, &expected[2])).contains("(2 ord som togs bort)"));
    assert!(!anywhere(&published, "följs inte"), "the first and the last: every change must let it");
    let between = words(&page(&published, FIRST));
    assert!(between.contains("[borttaget: inte]"), "{between}");
}

#[test]
fn words_taken_away_are_counted_and_no_more_unless_the_author_says_so() {
    let site = first();
    let old = fingerprint(&site.published());
    let published = changed(&site, "", "Rutinen följs inte", "Rutinen Vargfot följs");
    let change = words(&page(&published, FIRST));
    assert!(change.contains("[tillagt: Vargfot] följs (ett ord som togs bort) av alla"), "{change}");
    assert!(change.contains("Orden som togs bort visas inte, bara hur många de var."), "{change}");
    assert!(!anywhere(&published, "följs inte") && anywhere(&published, &old));
    // Kept to itself: neither how many, nor the fingerprint with which one could try.
    let published = changed(&site, ", borttaget: döljs", "Rutinen följs inte", "Rutinen Vargfot följs");
    assert!(!anywhere(&published, "följs inte") && !anywhere(&published, &old));
    let change = words(&page(&published, FIRST));
    assert!(change.contains("(ord som togs bort)") && !change.contains("ett ord"), "{change}");
    assert!(words(&page(&published, LIST)).contains("Avtryck (SHA-256)visas inte"));
}

#[test]
fn what_is_masked_later_is_nowhere_whatever_the_author_lets_be_shown() {
    let site = Site::new(MINIMAL);
    let body = BODY.replace("alla chefer", "vargtassens zebrafink");
    lay(&site, "", &body);
    let before = site.build(&[]);
    assert!(anywhere(&before, "argtass"));
    let old = fingerprint(&before);
    let masked = |mask: &str, keys: &str| {
        let change = format!("ändringar: [{{datum: 2024-02-01, text: Maskad., borttaget: visas}}{keys}]\n");
        lay(&site, &change, &body.replace("vargtassens zebrafink", mask).replace("Två stycken", "Tre"));
        site.build(&[])
    };
    let published = masked("[[maskad: vargtassens zebrafink]]", "");
    for secret in ["argtass", "ebrafink", "Två stycken", &*old, "1 ord", "2 ord"] {
        assert!(!anywhere(&published, secret), "{secret}");
    }
    assert!(words(&page(&published, FIRST)).contains("har dolts sedan dess"));
    // Once the place itself is gone it is as hidden.
    let published = masked("", ", {datum: 2024-03-01, text: Struket., borttaget: visas}");
    for secret in ["argtass", "ebrafink", &*old] {
        assert!(!anywhere(&published, secret), "{secret}");
    }
}

#[test]
fn an_edition_that_never_held_what_is_masked_keeps_its_fingerprint() {
    let site = first();
    let first = fingerprint(&site.published());
    let change = |day: &str| format!("{{datum: {day}, text: Rättat., borttaget: visas}}");
    let lay = |days: &[&str], place: &str| {
        let changes: Vec<String> = days.iter().map(|day| change(day)).collect();
        lay(
            &site,
            &format!("ändringar: [{}]\n", changes.join(", ")),
            &BODY.replace("alla chefer.", &format!("alla chefer{place}.")),
        );
        site.build(&[])
    };
    let held = fingerprint(&lay(&["2024-02-01"], ", säger vargtassens zebrafink i mars"));
    let published = lay(&["2024-02-01", "2024-03-01"], ", säger [[maskad: vargtassens zebrafink]] i mars");
    assert!(anywhere(&published, &first), "{}", page(&published, LIST));
    for secret in ["argtass", "ebrafink", &*held] {
        assert!(!anywhere(&published, secret), "{secret}");
    }
    // Its words aren't told beside those of the one that held it.
    assert!(words(&page(&published, FIRST)).contains("har dolts sedan dess"));
    // Nor is that changed by what comes later.
    let published = lay(&["2024-02-01", "2024-03-01", "2024-04-01"], "");
    assert!(anywhere(&published, &first) && !anywhere(&published, &held));
}

#[test]
fn an_answer_hidden_later_is_nowhere() {
    let site = Site::new(MINIMAL);
    let survey = |answers: &str, more: &str| {
        format!(
            "granskningar: [{{id: arenden}}]\n{more}enkäter: [{{id: e, granskning: arenden, frågor: [{{id: tydligt, {answers}}}]}}]\n"
        )
    };
    lay(&site, &survey("svarande: 48, medelvärde: 3.25", ""), BODY);
    let before = site.build(&[]);
    assert!(anywhere(&before, "3,25"));
    let old = fingerprint(&before);
    // The figures were wrong: there were four.
    fs::remove_file(site.at("content/svar.lock")).unwrap();
    let change = "ändringar: [{datum: 2024-02-01, text: Rättat., borttaget: visas}]\n";
    lay(&site, &survey("svarande: 4, medelvärde: 3.25", change), BODY);
    let published = site.build(&[]);
    assert!(published.contains_key(FIRST));
    assert!(!anywhere(&published, "3,25") && !anywhere(&published, &old), "{}", page(&published, FIRST));
}

#[test]
fn texts_of_a_withdrawn_report_that_cannot_be_taken_away_stay_in_the_list_and_are_tried_again() {
    let site = first();
    let stored = site::tree(&site.at("content/utgåvor")).into_keys().next().unwrap();
    let stored = site.at(&format!("content/utgåvor/{stored}"));
    // A folder with something in it can't be removed as a file.
    fs::remove_file(&stored).unwrap();
    fs::create_dir(&stored).unwrap();
    let text =
        report("Uppföljning 2023", "återkallad: {datum: 2024-05-06, skäl: Underlaget var fel.}\n", BODY);
    site.put(&format!("content/{REPORT}"), text.replace("status: beslutad", "status: återkallad"));
    let list = fs::read_to_string(site.at(LOCK)).unwrap();
    let run = site.insyn(&["build", "--format", "short"]);
    assert_eq!((run.code, run.err.contains("I1114")), (Some(0), true), "{}", run.err);
    assert_eq!(fs::read_to_string(site.at(LOCK)).unwrap(), list, "nothing is forgotten");
    fs::remove_dir(&stored).unwrap();
    assert!(site.insyn(&["build", "--format", "short"]).err.contains("I1115"));
    assert!(!fs::read_to_string(site.at(LOCK)).unwrap().contains("/provnamnden/2023/rapport/"));
}

#[test]
fn a_withdrawn_report_has_no_editions_left() {
    let site = first();
    changed(&site, ", borttaget: visas", "följs inte", "följs");
    assert_eq!(site::tree(&site.at("content/utgåvor")).len(), 2);
    let text =
        report("Uppföljning 2023", "återkallad: {datum: 2024-05-06, skäl: Underlaget var fel.}\n", BODY);
    site.put(&format!("content/{REPORT}"), text.replace("status: beslutad", "status: återkallad"));
    let run = site.insyn(&["build", "--format", "short"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(run.err.contains("I1115"), "{}", run.err);
    let published = site.published();
    assert!(!published.keys().any(|path| path.contains("utgavor")));
    assert!(!anywhere(&published, "följs"));
    assert_eq!(site::tree(&site.at("content/utgåvor")).len(), 0);
    assert!(!fs::read_to_string(site.at(LOCK)).unwrap().contains("/provnamnden/2023/rapport/"));
    assert_eq!(site.insyn(&["build"]).err, "", "told once");
}

#[test]
fn an_embargoed_report_shows_no_editions_and_keeps_them() {
    let site = first();
    changed(&site, ", borttaget: visas", "följs inte", "följs");
    let lock = fs::read_to_string(site.at(LOCK)).unwrap();
    let front = "publiceras: 2999-01-01\nändringar: [{datum: 2024-02-01, text: Ett sakfel är rättat.}]\n";
    lay(&site, front, BODY);
    site.put(
        "content/register/omdirigeringar.yaml",
        "omdirigeringar:\n  - {från: /provnamnden/, borta: Väntar.}\n",
    );
    let run = site.insyn(&["build"]);
    let published = site.published();
    assert!(run.code == Some(1) || !published.keys().any(|path| path.contains("utgavor")), "{}", run.err);
    assert_eq!(fs::read_to_string(site.at(LOCK)).unwrap(), lock);
}

#[test]
fn a_stored_text_that_isnt_what_was_published_is_told_and_not_used() {
    let site = first();
    let old = fingerprint(&site.published());
    changed(&site, ", borttaget: visas", "följs inte", "följs");
    let stored = format!("content/utgåvor/provnamnden/2023/rapport/{old}.txt");
    let text = fs::read_to_string(site.at(&stored)).unwrap();
    for damaged in [Some(text.replace("pröva", "Vargfot")), Some("\u{0}".to_owned()), None] {
        match damaged {
            Some(damaged) => site.put(&stored, damaged),
            None => fs::remove_file(site.at(&stored)).unwrap(),
        }
        let run = site.insyn(&["build", "--format", "short"]);
        assert_eq!(run.code, Some(0), "{}", run.err);
        assert!(run.err.contains("I1113") && run.err.contains(&old), "{}", run.err);
        let published = site.published();
        assert!(!anywhere(&published, "Vargfot") && !published.contains_key(FIRST));
        let list = words(&page(&published, LIST));
        assert!(list.contains("Utgåva 1") && list.contains("Texten till någon utgåva saknas"), "{list}");
        assert_eq!(site.insyn(&["check", "--strict"]).code, Some(1));
        assert_eq!(site.insyn(&["build", "--strict"]).code, Some(1));
        assert!(site.published() == published, "strict: nothing is published");
    }
    // A line that can't be read stops everything.
    let lock = fs::read_to_string(site.at(LOCK)).unwrap();
    site.put(LOCK, lock.replace(" 2 ", " 3 "));
    let run = site.insyn(&["build", "--format", "short"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("I1112"), "{}", run.err);
}

#[test]
fn a_clean_rebuild_gives_the_same_bytes_and_verify_agrees() {
    let site = first();
    let published = changed(&site, ", borttaget: visas", "följs inte", "följs");
    let again = Site::new(MINIMAL);
    for (path, bytes) in site::tree(&site.at("content")) {
        again.put(&format!("content/{path}"), bytes);
    }
    assert!(again.build(&[]) == published);
    let run = site.insyn(&["verify", "public", "--source", "content"]);
    assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
    let before = site::tree(&site.at("content"));
    assert!(site.build(&[]) == published);
    assert!(site::tree(&site.at("content")) == before);
}

#[test]
fn only_a_build_that_publishes_records() {
    let site = first();
    let before = site::tree(&site.at("content"));
    lay(&site, "", &BODY.replace("följs inte", "följs"));
    let here = |site: &Site| {
        let mut tree = site::tree(&site.at("content"));
        tree.remove(REPORT);
        tree
    };
    let mut expected = before;
    expected.remove(REPORT);
    assert_eq!(site.insyn(&["check"]).code, Some(0));
    assert_eq!(site.insyn(&["verify", "public", "--source", "content"]).code, Some(1));
    assert!(here(&site) == expected);
    // A heading that would die.
    lay(&site, "", &BODY.replace("## Syfte", "## Skälet"));
    assert_eq!(site.insyn(&["build"]).code, Some(1));
    assert!(here(&site) == expected);
}

#[test]
fn what_is_told_of_a_change_afterwards_is_told_of_its_edition() {
    let site = first();
    lay(&site, "", &BODY.replace("följs inte", "följs"));
    site.build(&[]);
    assert!(fs::read_to_string(site.at(LOCK)).unwrap().ends_with(" - 0\n"));
    let published = changed(&site, "", "följs inte", "följs");
    let list = words(&page(&published, LIST));
    assert!(list.contains("Ett sakfel är rättat.") && list.contains("2024-02-01"), "{list}");
    let lock = fs::read_to_string(site.at(LOCK)).unwrap();
    assert!(lock.ends_with(" 2024-02-01 1\n"), "{lock}");
    assert!(site.build(&[]) == published);
}

#[test]
fn editions_go_on_under_another_address() {
    let site = first();
    let old = fingerprint(&site.published());
    let text = report(
        "Uppföljning 2023",
        "alias: [/provnamnden/2023/rapport/]\n",
        &BODY.replace("följs inte", "följs"),
    );
    fs::remove_file(site.at(&format!("content/{REPORT}"))).unwrap();
    site.put("content/provnamnden/2023/ny.md", text);
    let published = site.build(&[]);
    let list = words(&page(&published, "provnamnden/2023/ny/utgavor/index.html"));
    assert!(list.contains(&old), "{list}");
    assert!(list.contains("Varför framgår inte.") && list.contains("dag framgår inte"), "{list}");
    assert!(!published.contains_key(LIST));
    assert!(fs::read_to_string(site.at(LOCK)).unwrap().contains("/provnamnden/2023/rapport/ 2 "));
}
