//! Personal data in a site's sources, with the real program: what stops a build, what lets it through, and that
//! no command in any form repeats what was found. Owns no form of writing (`personal_data`).

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

#[path = "support/minimal.rs"]
mod minimal;
#[path = "support/site.rs"]
mod site;

use minimal::{MINIMAL, REPORT, report};
use site::{Run, Site};

const NUMBER: &str = "19640823-3234";
const TELEPHONE: &str = "0701-740692";
const TEXT: &str = "\nÄrendet rör 19640823-3234.\n";
const CALL: &str = "\nRing 0701 74 06 92.\n";
const NAME: &str = "\nEnligt rektor Anna Berg är rutinen känd.\n";

fn with(keys: &str, body: &str) -> Site {
    let site = Site::new(MINIMAL);
    site.put(&format!("content/{REPORT}"), report("Rapport", keys, body));
    site
}

fn check(site: &Site, further: &[&str]) -> Run {
    site.insyn(&[&["check", "--format", "short"], further].concat())
}

fn outcome(keys: &str, body: &str) -> (Option<i32>, Vec<String>) {
    let run = check(&with(keys, body), &[]);
    let codes = run.err.lines().filter_map(|line| line.split_once('[')?.1.split_once(']'));
    (run.code, codes.map(|(code, _)| code.to_owned()).collect())
}

fn codes(keys: &str, body: &str) -> Vec<String> {
    outcome(keys, body).1
}

#[test]
fn a_stopp_is_let_through_only_as_something_else_with_a_second_person() {
    assert_eq!(outcome("", TEXT), (Some(1), vec!["I801".into()]));
    let other = "inte_personuppgift: [{text: 196408233234, skäl: Artikelnummer, av: Arkivarien}]\n";
    assert_eq!(outcome(other, TEXT), (Some(0), vec![]), "written in another way, and the same");
    assert_eq!(codes("tillåtna: [{text: 19640823-3234, skäl: x}]\n", TEXT), ["I803"]);
    assert_eq!(codes("bekräftat: [0a1b2c3d4e]\n", TEXT), ["I429", "I801"], "no mark confirms an error");
    assert_eq!(codes("inte_personuppgift: [{text: 19640823-3234, skäl: x}]\n", TEXT), ["I207"]);
    let another = "inte_personuppgift: [{text: 19640823-3242, skäl: x, av: y}]\n";
    assert_eq!(codes(another, TEXT), ["I804", "I801"], "only the exact text");
    assert_eq!(codes("", "\nÄrendet rör [[maskad: 19640823-3234]].\n"), [""; 0]);
}

#[test]
fn a_fel_is_let_through_by_its_exact_value() {
    assert_eq!(outcome("", CALL), (Some(1), vec!["I801".into()]));
    assert_eq!(outcome("tillåtna: [{text: 0701-740692, skäl: Växel}]\n", CALL), (Some(0), vec![]));
    assert_eq!(outcome("inte_personuppgift: [{text: 0701-740692, skäl: x, av: y}]\n", CALL).0, Some(0));
    assert_eq!(codes("tillåtna: [{text: 0701-740693, skäl: Växel}]\n", CALL), ["I804", "I801"]);
}

#[test]
fn a_varning_is_confirmed_by_the_mark_of_its_sentence() {
    let site = with("", NAME);
    assert_eq!(check(&site, &[]).code, Some(0));
    assert_eq!(check(&site, &["--strict"]).code, Some(1), "unconfirmed fails");
    let text = site.insyn(&["check"]).err;
    let mark = text.split_once("bekräftat: [").unwrap().1.split_once(']').unwrap().0.to_owned();
    let confirmed = format!("bekräftat: [{mark}]\n");
    let moved = format!("\nNytt stycke.\n{}", NAME.replace("Berg är", "Berg\när"));
    for body in [NAME, &moved] {
        assert_eq!(check(&with(&confirmed, body), &["--strict"]).err, "", "{body}");
    }
    for changed in [NAME.replace("Berg", "Lind"), NAME.replace("känd", "okänd")] {
        assert_eq!(codes(&confirmed, &changed), ["I429", "I801"], "another sentence: {changed}");
    }
    let allowed = "tillåtna: [{text: Anna Berg, skäl: x}]\n";
    assert_eq!(codes(allowed, NAME), ["I804", "I801"], "tillåtna is for errors alone");
    let other = "inte_personuppgift: [{text: Anna Berg, skäl: Ett fartyg, av: Arkivarien}]\n";
    assert_eq!(codes(other, NAME), [""; 0]);
}

#[test]
fn what_is_public_already_is_confirmed_whatever_its_level() {
    let public = "redan_offentlig: {källa: Protokoll, datum: 2023-10-01}\n";
    let site = with(public, &format!("{TEXT}{CALL}"));
    let run = site.insyn(&["check", "--strict"]);
    assert_eq!((run.code, run.err.matches("[I801]").count()), (Some(1), 2), "{}", run.err);
    let marks: Vec<&str> =
        run.err.split("bekräftat: [").skip(1).map(|rest| rest.split_once(']').unwrap().0).collect();
    let confirmed = format!("{public}bekräftat: [{}]\n", marks.join(", "));
    assert_eq!(check(&with(&confirmed, &format!("{TEXT}{CALL}")), &["--strict"]).err, "");
}

#[test]
fn the_site_allows_for_all_its_documents() {
    let site = with("", CALL);
    let of_site = |keys: &str| {
        let (_, text) = MINIMAL.iter().find(|(path, _)| *path == "insyn.yaml").unwrap();
        site.put("content/insyn.yaml", format!("{text}{keys}"));
        check(&site, &["--strict"])
    };
    assert_eq!(of_site("tillåtna: [{text: 0701-740692, skäl: Växel}]\n").err, "");
    let spent = of_site("tillåtna: [{text: 0701-740692, skäl: x}, {text: a@exempel.se, skäl: y}]\n");
    assert!(spent.err.contains("content") || spent.err.contains("insyn.yaml"), "{}", spent.err);
    assert!(spent.err.contains("[I804]"), "{}", spent.err);
}

#[test]
fn a_draft_keeps_nothing_else_from_being_published() {
    let site = Site::new(MINIMAL);
    let draft = report("Rapport", "", TEXT).replace("status: beslutad", "status: utkast");
    site.put("content/provnamnden/2023/utkast/index.md", draft);
    site.put("content/provnamnden/2023/utkast/19640823-3234.pdf", "x");
    assert_eq!(check(&site, &[]).err, "");
    assert_eq!(check(&site, &["--drafts"]).code, Some(1));
    let embargoed = with("publiceras: 2999-01-01\n", TEXT);
    assert_eq!(check(&embargoed, &[]).code, Some(1), "what waits for its day is checked like the rest");
}

#[test]
fn names_of_files_and_folders_are_read() {
    let site = with("", "\nText.\n");
    site.put(
        "content/provnamnden/2023/annan/index.md",
        report("Annan", "", "\n![En bild](19640823_3234.png)\n"),
    );
    site.put("content/provnamnden/2023/annan/19640823_3234.png", "x");
    let run = check(&site, &[]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("[I801]") && !run.err.contains("3234"), "{}", run.err);
}

/// Other faults on the very lines: no form of any command prints what stands there.
#[test]
fn no_message_repeats_what_was_found() {
    let keys = "titlar: \"om 19640823-3234\"\nåtgärder: [{id: a, text: \"1964\\u0030823-3234\", status: 19640823-3234}]\n\
                tillåtna: [{text: 0701-740692, skal: x}]\n19640823-3234: x\nhör_till: n/2023/19640823-3234\n";
    let body = "\n#### Om 19640823-3234 [x](rapport:19640823-3234) [y](raport:0701-740692)\n\n\
                Rektor Anna Berg [^19640823-3234] ![](0701-740692.png) [[maskad: Nyckelpiga]]\n\n```19640823-3234\n```\n";
    let site = with(keys, body);
    site.put("content/provnamnden/2023/19640823-3234.md", "inget");
    site.put("content/provnamnden/2023/om 0701-740692/index.md", [0xff, 0x31]);
    for form in ["text", "short", "json"] {
        for language in ["sv", "en"] {
            for command in ["check", "build"] {
                let run = site.insyn(&[command, "--format", form, "--lang", language]);
                assert_eq!(run.code, Some(1), "{}", run.err);
                let told = format!("{}{}", run.out, run.err);
                for secret in ["3234", "0823", "740692", "Anna", "Berg", "Nyckelpiga", "u0030"] {
                    assert!(!told.contains(secret), "{secret} in {form}: {told}");
                }
                assert!(told.contains("I801") && told.contains("I206"), "{told}");
            }
        }
    }
    assert!(NUMBER.ends_with("3234") && TELEPHONE.ends_with("740692"));
}

/// A form that only the page puts together stands in no source; all that a page shows is read as it is shown.
#[test]
fn what_a_stopped_build_leaves_is_the_site_as_it_was() {
    let site = with("", "\nText.\n");
    let before = site.build(&[]);
    site.put(&format!("content/{REPORT}"), report("Rapport", "", TEXT));
    assert_eq!(site.insyn(&["build"]).code, Some(1));
    assert!(before == site.published());
}

#[test]
fn what_stands_in_an_appendix_is_told_where_it_is_named() {
    let outcome = |keys: &str, text: &str| {
        let site = Site::new(MINIMAL);
        std::fs::remove_file(site.at("content").join(REPORT)).unwrap();
        let keys = format!("{keys}bilagor: [{{fil: underlag.txt, titel: Underlag}}]\n");
        site.put("content/provnamnden/2023/rapport/index.md", report("Rapport", &keys, "\nText.\n"));
        site.put("content/provnamnden/2023/rapport/underlag.txt", text);
        let (check, build) = (check(&site, &[]), site.insyn(&["build", "--format", "short"]));
        assert_eq!(check.code, build.code);
        assert!(!check.err.contains("74 06 92") && !check.err.contains("Berg"), "{}", check.err);
        let text = site.insyn(&["check"]).err;
        let mark = text.split_once("bekräftat: [").and_then(|(_, rest)| rest.split_once(']'));
        (check.code, check.err, mark.map(|(mark, _)| mark.to_owned()))
    };
    let (code, told, _) = outcome("", CALL);
    assert!(code == Some(1) && told.contains("index.md:8:17: fel[I802]"), "{told}");
    let allowed = "tillåtna: [{text: 0701-740692, skäl: Växel}]\n";
    assert_eq!(outcome(allowed, CALL), (Some(0), String::new(), None));
    let (code, told, _) = outcome(allowed, "Ingen ring.\n");
    assert!(code == Some(0) && told.contains("I804"), "nothing in the file needs it: {told}");
    let (code, told, mark) = outcome("", NAME);
    assert!(code == Some(0) && told.contains("varning[I802]"), "{told}");
    let confirmed = format!("bekräftat: [{}]\n", mark.unwrap());
    assert_eq!(outcome(&confirmed, NAME), (Some(0), String::new(), None));
}
