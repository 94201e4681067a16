//! What is printed already can't be hidden (R10): public records, and what the site itself has shown.

use crate::content::{Site, survey};
use crate::small::Built;

const LOCK: &str = "insyn-svar/1\n";

/// 25 in all; a part of 21 in a later report: the other four must not be worked out.
fn site(lock: &str) -> Site {
    let site = Site::new()
        .report("hela", &survey("e", "    svarande: 25\n", &["{id: q1, medelvärde: 3.2}"]), "")
        .report(
            "del",
            &survey(
                "e",
                "    svarande: 21\n    ingår_i: provnamnden/2023/hela#e\n",
                &["{id: q1, medelvärde: 3.1}"],
            ),
            "",
        );
    if lock.is_empty() { site } else { site.with("svar.lock", &format!("{LOCK}{lock}")) }
}

fn line(report: &str, question: &str, measure: &str, value: &str) -> String {
    format!("provnamnden/2023/{report}#e\t{question}\t-\t-\t{measure}\t{value}\n")
}

fn number_hidden(built: &Built, report: &str) -> bool {
    built.shown_in(report, 0, 0).starts_with("..")
}

#[test]
fn a_number_shown_before_stays_and_another_is_hidden_instead() {
    for (fixed, other) in [("hela", "del"), ("del", "hela")] {
        let value = if fixed == "hela" { "25" } else { "21" };
        let built = site(&line(fixed, "q1", "antal", value)).built();
        assert!(!number_hidden(&built, fixed) && number_hidden(&built, other), "{fixed}");
        // The survey's own number is the same.
        let built = site(&line(fixed, "-", "antal", value)).built();
        assert!(!number_hidden(&built, fixed) && number_hidden(&built, other), "{fixed}");
    }
}

#[test]
fn where_all_has_been_shown_the_build_stops_and_names_it() {
    let lock = [("hela", "25"), ("del", "21")].map(|(report, n)| line(report, "q1", "antal", n)).concat();
    let built = site(&lock).built();
    assert_eq!(built.codes(), [701]);
    assert!(built.compiled.is_none());
    let told = built.told();
    assert!(told.contains("”q1”") && told.contains("alla som svarade i provnamnden/2023/hela#e"), "{told}");
    for figure in ["25", "21", "3,2", "3.2", "3,1", "3.1"] {
        assert!(!told.contains(figure), "no figure: {told}");
    }
    assert!(built.account.contains("går_inte_att_skydda"));
}

#[test]
fn a_value_that_was_corrected_since_is_no_fact() {
    let lock = [("hela", "26"), ("del", "21")].map(|(report, n)| line(report, "q1", "antal", n)).concat();
    let built = site(&lock).built();
    assert_eq!(built.codes(), [0_u16; 0], "{}", built.told());
    assert!(number_hidden(&built, "hela"));
    let lock = built.compiled.unwrap().lock().unwrap();
    assert!(!lock.contains("\t26"), "it is forgotten: {lock}");
}

#[test]
fn a_lower_threshold_once_doesnt_stop_a_site_that_raises_it() {
    let yaml = "titel: Provet\nbas: https://exempel.se/\nutgivare: Provstad\n\
        tillgänglighet: {omfattas_inte: Ett prov.}\nröjandeskydd: {tröskel: 10}\n";
    let question = survey("e", "    svarande: 7\n", &["{id: q1, medelvärde: 3.1}"]);
    let lock = line("r", "q1", "antal", "7") + &line("r", "q1", "medelvärde", "3.1");
    let built = Site::new()
        .report("r", &question, "")
        .with("insyn.yaml", yaml)
        .with("svar.lock", &format!("{LOCK}{lock}"))
        .built();
    assert_eq!(built.shown(0), ".. ..");
}

#[test]
fn the_lock_holds_what_is_shown_keeps_the_unknown_and_repeats_itself() {
    let old = line("borta", "q9", "medelvärde", "2.5");
    let first = site(&old).built().compiled.unwrap().lock().unwrap();
    assert!(first.contains(&old), "a report that is gone has been printed all the same");
    assert!(first.contains(&line("hela", "q1", "medelvärde", "3.2")));
    let shown = [line("hela", "q1", "antal", "25"), line("del", "q1", "antal", "21")];
    assert_eq!(shown.iter().filter(|line| first.contains(*line)).count(), 1, "not the hidden one: {first}");
    let again = site("").with("svar.lock", &first).built();
    assert!(again.compiled.unwrap().lock().is_none(), "nothing new");
}

#[test]
fn a_damaged_lock_is_an_error_at_its_line() {
    let built = site("provnamnden/2023/hela#e\tq1\tantal\n").built();
    assert_eq!(built.codes(), [709]);
}

#[test]
fn a_public_record_shows_two_dots_here_and_its_small_groups_are_no_target() {
    let public = "redan_offentlig: {källa: Protokoll, datum: 2021}\n";
    let split = "{id: q1, svarande: 40, medelvärde: 3.2, grupper: {enhet: {norr: {svarande: 36, medelvärde: 3.2}, söder: {svarande: 4, medelvärde: 3.3}}}}";
    let front = format!("{public}{}", survey("e", "", &[split]));
    let built = Site::new().report("r", &front, "").built();
    assert_eq!(built.shown(0), "40 3.2 | .. .. | .. ..");
    assert_eq!(built.codes(), [0_u16; 0]);
}

#[test]
fn a_public_record_that_gives_another_group_away_stops_the_build() {
    let public = "redan_offentlig: {källa: Protokoll, datum: 2021}\n";
    // The record prints 43 in all; the site would show a part of 40, whose rest of three nobody has printed.
    let built = |n: &str| {
        Site::new()
            .report(
                "hela",
                &format!("{public}{}", survey("e", "    svarande: 43\n", &["{id: q1, medelvärde: 3.2}"])),
                "",
            )
            .report(
                "del",
                &format!(
                    "{public}{}",
                    survey(
                        "e",
                        &format!("    svarande: {n}\n    ingår_i: provnamnden/2023/hela#e\n"),
                        &["{id: q1, medelvärde: 3.1}"]
                    )
                ),
                "",
            )
            .built()
    };
    assert_eq!(built("40").codes(), [0_u16; 0], "what two records disclose by themselves is out of scope");
    let site = Site::new()
        .report(
            "hela",
            &format!("{public}{}", survey("e", "    svarande: 43\n", &["{id: q1, medelvärde: 3.2}"])),
            "",
        )
        .report(
            "del",
            &survey(
                "e",
                "    svarande: 40\n    ingår_i: provnamnden/2023/hela#e\n",
                &["{id: q1, medelvärde: 3.1}"],
            ),
            "",
        );
    assert!(number_hidden(&site.built(), "del"), "the record's stands, so ours goes");
    let lock = line("del", "q1", "antal", "40");
    let stopped = site.with("svar.lock", &format!("{LOCK}{lock}")).built();
    assert_eq!(stopped.codes(), [701], "{}", stopped.told());
    assert!(stopped.told().contains("hela#e"), "{}", stopped.told());
}

/// `hela` is withdrawn: its file keeps its answers, which no page shows any more.
fn withdrawn(lock: &str, answers: &str) -> Site {
    let site = site(lock);
    let (path, text) = site.0.iter().find(|(path, _)| path.ends_with("/hela.md")).unwrap().clone();
    let status = "status: återkallad\nåterkallad: {datum: 2024-05-06, skäl: Stickprovet var för litet.}\n";
    site.with(
        &path,
        &text.replace("status: beslutad\n", status).replace("svarande: 25", answers).replace("3.2", "2.9"),
    )
}

#[test]
fn what_was_printed_of_a_withdrawn_report_stays_known_and_no_more_of_it_is() {
    let lock = line("hela", "q1", "antal", "25");
    // 25 stands in older copies: beside 21 it would give the other four away.
    let built = withdrawn(&lock, "svarande: 25").built();
    assert_eq!(built.codes(), [0_u16; 0], "{}", built.told());
    assert!(number_hidden(&built, "del"));
    let hidden = "\"grupp\": \"alla som svarade i provnamnden/2023/hela#e\"";
    assert!(!built.account.contains(hidden), "values that no page has aren't hidden: {}", built.account);
    let compiled = built.compiled.as_ref().unwrap();
    assert!(compiled.published.report_by_id("provnamnden/2023/hela").is_none());
    assert_eq!(compiled.published.registers.addresses.withdrawn.len(), 1);
    assert!(!built.pages().contains("2,9"), "no figure of it is left");
    // So it does where the report has gone back to its author, or waits for another day.
    for status in ["status: utkast\n", "status: beslutad\npubliceras: 2027-01-01\n"] {
        let site = withdrawn(&lock, "svarande: 25");
        let (path, text) = site.0.iter().find(|(path, _)| path.ends_with("/hela.md")).unwrap().clone();
        let (before, rest) = text.split_once("status: återkallad\n").unwrap();
        let rest = rest.split_once('\n').unwrap().1;
        let built = site.with(&path, &format!("{before}{status}{rest}")).built();
        assert_eq!(built.codes(), [0_u16; 0], "{}", built.told());
        assert!(number_hidden(&built, "del"), "{status}");
    }
    // Never printed, so nothing to be set against.
    let built = withdrawn("", "svarande: 25").built();
    assert!(!number_hidden(&built, "del"));
    assert!(!built.compiled.unwrap().lock().unwrap().contains("hela"), "nor is it from now on");
    // Both printed before the whole was withdrawn: nothing can be taken back.
    let both = lock.clone() + &line("del", "q1", "antal", "21");
    assert_eq!(withdrawn(&both, "svarande: 25").built().codes(), [701]);
    // Its file may be changed: the lock remembers what older copies say.
    let built = withdrawn(&lock, "svarande: 26").built();
    assert_eq!(built.codes(), [0_u16; 0], "{}", built.told());
    let kept = built.compiled.unwrap().lock();
    assert!(kept.as_ref().is_none_or(|kept| kept.contains(&lock)), "{kept:?}");
}
