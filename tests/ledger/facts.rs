//! Facts of running text: each kind breaks a protection, is checked against the answers, and can be taken back
//! where it is marked.

use crate::content::{Site, survey};
use crate::small::Built;

/// Two units, one small: shown together they are 30, of whom 4 in the small one. Distributions are known.
const SPLIT: &str = "{id: q1, svarande: 30, medelvärde: 3.0, fördelning: {1: 3, 2: 5, 3: 11, 4: 11}, grupper: {enhet: \
{norr: {svarande: 26, medelvärde: 3.2, fördelning: {1: 1, 2: 3, 3: 11, 4: 11}}, \
söder: {svarande: 4, medelvärde: 1.5, fördelning: {1: 2, 2: 2, 3: 0, 4: 0}}}}}";

fn site(fact: &str, body: &str) -> Built {
    let questions = [SPLIT, "{id: q2, svarande: 30, medelvärde: 3.1}"];
    let front = format!("{}uppgifter:\n  - {fact}\n", survey("e", "    utskick: 40\n", &questions));
    let other = survey("f", "", &["{id: q1, svarande: 24, medelvärde: 2.0}"]);
    Site::new().report("r", &front, body).report("annan", &other, "").built()
}

/// True facts about the small group, of every kind.
const TELLING: [&str; 7] = [
    "{id: u, enkät: e, fråga: q1, grupp: {enhet: norr}, svarsfrekvens: 65}",
    "{id: u, enkät: e, fråga: q1, grupp: {enhet: söder}, antal: 4}",
    "{id: u, enkät: e, fråga: q1, grupp: {enhet: söder}, medelvärde: 1.5}",
    "{id: u, enkät: e, fråga: q1, grupp: {enhet: söder}, fördelning: {1: 2, 2: 2}}",
    "{id: u, enkät: e, fråga: q1, grupp: {enhet: söder}, andel: samtliga, svar: [1, 2]}",
    "{id: u, enkät: e, fråga: q1, grupp: {enhet: söder}, andel: 50, svar: [1]}",
    "{id: u, enkät: e, fråga: q1, grupp: {enhet: söder}, förändring: -0.5, från: provnamnden/2023/annan#f}",
];

#[test]
fn a_telling_fact_stops_the_build_and_is_named_unless_other_values_can_be_hidden() {
    for fact in TELLING {
        let built = site(fact, "Text.");
        if built.codes() == [701] {
            let told = built.told();
            assert!(told.contains("uppgiften ”u”") && told.contains("söder (enhet)"), "{fact}: {told}");
        } else {
            assert_eq!(built.codes(), [0_u16; 0], "{fact}: {}", built.told());
            // It was reckoned with: more is hidden than without it.
            let both = [built.shown(0), built.shown_in("annan", 0, 0)];
            assert_ne!(both, ["30 3 | .. .. | .. ..", "24 2"], "{fact}");
        }
    }
    let harmless = site("{id: u, enkät: e, fråga: q2, andel: 70, svar: [3, 4], noggrannhet: minst}", "Text.");
    assert_eq!((harmless.codes(), harmless.shown(0).as_str()), (vec![], "30 3 | .. .. | .. .."));
}

#[test]
fn the_mean_of_a_small_group_in_the_text_always_stops_the_build() {
    for fact in [TELLING[1], TELLING[2], TELLING[3]] {
        assert_eq!(site(fact, "Text.").codes(), [701], "{fact}");
    }
}

#[test]
fn a_marked_fact_is_taken_back_and_its_words_reach_no_page() {
    let fact = TELLING[2];
    let body = "## Resultat\n\nI söder var medelvärdet [*blott* 1,5](uppgift:u), och **[det sägs igen](uppgift:u)**.\n\n| a | b |\n|---|---|\n| [en cell](uppgift:u) | c |";
    let built = site(fact, body);
    assert_eq!(built.codes(), [0_u16; 0], "{}", built.told());
    let pages = built.pages();
    let report = pages.split("== ").find(|page| page.starts_with("provnamnden/2023/r/")).unwrap();
    assert_eq!(report.matches("redovisas inte").count(), 3, "{report}");
    // A picture of the scale has a tick at every half.
    let pages = pages.replace(">1,5</text>", "");
    for gone in ["blott", "det sägs igen", "en cell", "1,5", "uppgift:"] {
        assert!(!pages.contains(gone), "{gone}");
    }
    assert!(built.account.contains("\"uppgift\": \"u\""), "{}", built.account);
}

#[test]
fn a_marked_fact_that_tells_nothing_stands_as_plain_words() {
    let built = site(
        "{id: u, enkät: e, fråga: q2, andel: 70, svar: [3, 4], noggrannhet: minst}",
        "Av dem som svarade höll [minst *70 %*](uppgift:u) med.",
    );
    assert_eq!(built.codes(), [0_u16; 0], "{}", built.told());
    assert!(
        built.pages().contains("höll minst <em>70 %</em> med")
            || built.pages().contains("höll minst <em>70\u{a0}%</em> med")
    );
}

#[test]
fn a_fact_that_stands_unmarked_as_well_cannot_be_taken_back() {
    let body = "Medelvärdet är [1,5](uppgift:u). Ja, 1,5 är lågt.";
    assert_eq!(site(TELLING[2], body).codes(), [701]);
}

#[test]
fn a_false_fact_is_an_error_of_each_kind() {
    for fact in [
        "{id: u, enkät: e, fråga: q1, svarsfrekvens: 80}",
        "{id: u, enkät: e, fråga: q1, antal: 31}",
        "{id: u, enkät: e, fråga: q1, antal: 31, noggrannhet: minst}",
        "{id: u, enkät: e, fråga: q1, medelvärde: 3.4}",
        "{id: u, enkät: e, fråga: q1, fördelning: {4: 12}}",
        "{id: u, enkät: e, fråga: q1, andel: 80, svar: [3, 4]}",
        "{id: u, enkät: e, fråga: q1, andel: ingen, svar: [1]}",
        "{id: u, enkät: e, fråga: q1, förändring: 0.4, från: provnamnden/2023/annan#f}",
        "{id: u, enkät: e, fråga: q1, samma: {enkät: provnamnden/2023/annan#f}}",
    ] {
        let built = site(fact, "Text.");
        assert!(built.codes().contains(&702), "{fact}: {}", built.told());
    }
    for fact in [
        "{id: u, enkät: e, fråga: q1, svarsfrekvens: 75}",
        "{id: u, enkät: e, fråga: q1, antal: 30}",
        "{id: u, enkät: e, fråga: q1, andel: 70, svar: [3, 4], noggrannhet: drygt}",
        "{id: u, enkät: e, fråga: q1, förändring: 1, från: provnamnden/2023/annan#f}",
        "{id: u, enkät: [e, provnamnden/2023/annan#f], fråga: q1, medelvärde: 2.6}",
    ] {
        assert!(!site(fact, "Text.").codes().contains(&702), "{fact}");
    }
}

#[test]
fn what_a_fact_lacks_is_told() {
    for (fact, code) in [
        ("{id: u, enkät: e, fråga: q1}", 216),
        ("{id: u, enkät: e, fråga: q1, antal: 30, medelvärde: 3}", 216),
        ("{id: u, enkät: finns-inte, fråga: q1, antal: 30}", 402),
        ("{id: u, enkät: provnamnden/2023/finns-inte#e, fråga: q1, antal: 30}", 402),
        ("{id: u, enkät: e, fråga: q9, antal: 30}", 402),
        ("{id: u, enkät: e, fråga: q1, grupp: {enhet: öster}, antal: 30}", 402),
        ("{id: u, enkät: e, medelvärde: 3}", 703),
        ("{id: u, enkät: provnamnden/2023/annan#f, fråga: q1, svarsfrekvens: 50}", 703),
        ("{id: u, enkät: e, fråga: q1, andel: 40, svar: [7]}", 703),
        ("{id: u, enkät: e, fråga: q1, andel: 40}", 207),
        ("{id: u, enkät: e, fråga: q1, antal: 30, noggrannhet: cirka}", 211),
    ] {
        let built = site(fact, "Text.");
        assert!(built.codes().contains(&code), "{fact}: {}", built.told());
    }
    let heading = site("{id: u, enkät: e, fråga: q1, antal: 30}", "## Av [30](uppgift:u) svar");
    assert!(heading.codes().contains(&704), "{}", heading.told());
    let unknown = site("{id: u, enkät: e, fråga: q1, antal: 30}", "Av [30](uppgift:v) svar");
    assert!(unknown.codes().contains(&402), "{}", unknown.told());
}

#[test]
fn what_the_text_seems_to_tell_undeclared_is_a_warning_where_something_is_protected() {
    let harmless = "{id: u, enkät: e, fråga: q2, andel: 70, svar: [3, 4], noggrannhet: minst}";
    let built = site(
        harmless,
        "I söder är 25 % av de svarande missnöjda, och minst 70 % av dem som svarade höll med.",
    );
    assert_eq!(built.codes(), [707], "only what isn't declared: {}", built.told());
    assert_eq!(site(harmless, "Budgeten ökade med 4 %. [[maskad: 25 % av de svarande]]").codes(), [0_u16; 0]);
    let open = Site::new()
        .report(
            "r",
            &survey("e", "", &["{id: q1, svarande: 30, medelvärde: 3.0}"]),
            "Av de svarande är 25 % missnöjda.",
        )
        .built();
    assert_eq!(open.codes(), [0_u16; 0], "nothing is protected here");
}
