//! What is hidden in one survey and over several (disclosure.md §3 and §5).

use crate::content::{Site, survey};

fn shown(question: &str) -> String {
    Site::new().question(question).built().shown(0)
}

#[test]
fn nothing_is_hidden_where_nothing_is_small() {
    assert_eq!(
        shown(
            "{id: q1, svarande: 40, medelvärde: 3.2, grupper: {kön: {kvinnor: {svarande: 22, medelvärde: 3.4}, män: {svarande: 18, medelvärde: 3.0}}}}"
        ),
        "40 3.2 | 22 3.4 | 18 3"
    );
}

#[test]
fn a_small_total_hides_everything_and_a_split_with_a_small_group_shows_none_of_its_groups() {
    assert_eq!(shown("{id: q1, svarande: 4, medelvärde: 3.3}"), ".. ..");
    assert_eq!(
        shown(
            "{id: q1, svarande: 40, medelvärde: 3.2, grupper: {kön: {kvinnor: {svarande: 36, medelvärde: 3.2}, män: {svarande: 4, medelvärde: 3.3}}}}"
        ),
        "40 3.2 | .. .. | .. .."
    );
    // All parts are small, the total isn't: it is shown.
    assert_eq!(
        shown(
            "{id: q1, svarande: 8, medelvärde: 3.0, grupper: {kön: {kvinnor: {svarande: 4, medelvärde: 3.0}, män: {svarande: 4, medelvärde: 3.0}}}}"
        ),
        "8 3 | .. .. | .. .."
    );
    assert_eq!(
        shown(
            "{id: q1, svarande: 40, medelvärde: 3.2, grupper: {kön: {kvinnor: {svarande: 20, medelvärde: 3.2}, män: {svarande: 17, medelvärde: 3.2}}}}"
        ),
        "40 3.2 | .. .. | .. ..",
        "the rest of three is a small group as well"
    );
}

#[test]
fn a_part_published_elsewhere_gives_a_small_rest_away_unless_more_is_hidden() {
    // 43 in all, of whom 40 in a survey of their own: the three others would be the difference.
    let site = |part: &str| {
        Site::new()
            .report("hela", &survey("e", "    svarande: 43\n", &["{id: q1, medelvärde: 3.2}"]), "")
            .report(
                "del",
                &survey(
                    "e",
                    &format!("    svarande: {part}\n    ingår_i: provnamnden/2023/hela#e\n"),
                    &["{id: q1, medelvärde: 3.1}"],
                ),
                "",
            )
            .built()
    };
    let (hidden, free) = (site("40"), site("36"));
    let both = |built: &crate::small::Built| [built.shown_in("hela", 0, 0), built.shown_in("del", 0, 0)];
    assert_eq!(both(&free), ["43 3.2", "36 3.1"]);
    let both = both(&hidden);
    assert!(both.iter().any(|shown| shown.starts_with("..")), "{both:?}");
    assert!(both.iter().any(|shown| shown != ".. .."), "no more than is needed: {both:?}");
    assert!(hidden.account.contains("de som inte ingår i någon grupp"), "{}", hidden.account);
}

#[test]
fn the_same_survey_in_two_reports_is_decided_once() {
    let split = "{id: q1, svarande: 20, medelvärde: 3.2, grupper: {enhet: {norr: {svarande: 9, medelvärde: 3.2}, söder: {svarande: 11, medelvärde: 3.2}}}}";
    // The other report has groups that cut across: with the second split, one of three is small.
    let other = "{id: q1, svarande: 20, medelvärde: 3.2, grupper: {kön: {kvinnor: {svarande: 17, medelvärde: 3.2}, män: {svarande: 3, medelvärde: 3.3}}}}";
    let built = Site::new()
        .report("a", &survey("e", "", &[split]), "")
        .report("b", &survey("e", "    samma_som: provnamnden/2023/a#e\n", &[other]), "")
        .built();
    assert_eq!(built.shown_in("b", 0, 0), "20 3.2 | .. .. | .. ..");
    assert_eq!(built.shown_in("a", 0, 0), "20 3.2 | 9 3.2 | 11 3.2");
    let differs = Site::new()
        .report("a", &survey("e", "", &[split]), "")
        .report(
            "b",
            &survey(
                "e",
                "    samma_som: provnamnden/2023/a#e\n",
                &["{id: q1, svarande: 21, medelvärde: 3.2}"],
            ),
            "",
        )
        .built();
    assert_eq!(differs.codes(), [705]);
}

/// Of 400, 397 are a part that is printed elsewhere: the other three are small, so a number must go.
fn two_questions(second: &str) -> crate::small::Built {
    Site::new()
        .report("hela", &survey("e", "    svarande: 400\n", &["{id: q1, medelvärde: 3.2}", second]), "")
        .report(
            "del",
            &survey(
                "e",
                "    svarande: 397\n    ingår_i: provnamnden/2023/hela#e\n",
                &["{id: q1, medelvärde: 3.2}"],
            ),
            "",
        )
        .built()
}

/// The part was asked a second question, in which nothing is small.
fn part_with_two_questions(second: &str) -> Site {
    let part = ["{id: q1, medelvärde: 3.2}", second];
    Site::new()
        .report("hela", &survey("e", "    svarande: 400\n", &["{id: q1, medelvärde: 3.2}"]), "")
        .report("del", &survey("e", "    svarande: 397\n    ingår_i: provnamnden/2023/hela#e\n", &part), "")
}

#[test]
fn a_number_hidden_for_one_question_is_hidden_for_all_that_the_same_people_answered() {
    let built = part_with_two_questions("{id: q2, medelvärde: 2.4}").built();
    assert_eq!(built.shown_in("del", 0, 0), ".. 3.2", "it is the part's number that goes");
    assert_eq!(built.shown_in("del", 0, 1), ".. 2.4", "and is the same for the other question");
    assert!(built.survey("del", 0).respondents.unwrap().is_protected(), "the survey's own is the same");
    // Where others answered, their number isn't the same.
    let apart = part_with_two_questions("{id: q2, svarande: 390, medelvärde: 2.4}").built();
    assert_eq!(apart.shown_in("del", 0, 1), "390 2.4");
}

#[test]
fn a_number_shown_before_for_one_question_is_known_for_all_that_the_same_people_answered() {
    let lock = "insyn-svar/1\nprovnamnden/2023/del#e\tq2\t-\t-\tantal\t397\n";
    let site = part_with_two_questions("{id: q2, medelvärde: 2.4}").with("svar.lock", lock);
    let built = site.built();
    assert_eq!(built.shown_in("del", 0, 0), "397 3.2");
    assert_eq!(built.shown_in("hela", 0, 0), ".. 3.2", "so the whole's number goes instead");
}

#[test]
fn each_question_is_judged_by_its_own_number() {
    let built = Site::new()
        .report(
            "r",
            &survey(
                "e",
                "    utskick: 9\n    svarande: 8\n",
                &["{id: q1, medelvärde: 3.0}", "{id: q2, svarande: 4, medelvärde: 3.0}"],
            ),
            "",
        )
        .built();
    assert_eq!((built.shown(0).as_str(), built.shown(1).as_str()), ("8 3", ".. .."));
}

#[test]
fn the_number_asked_goes_with_the_number_that_answered() {
    let site = |answered: &str| {
        Site::new()
            .report(
                "r",
                &survey(
                    "e",
                    &format!("    utskick: 30\n    svarande: {answered}\n"),
                    &["{id: q1, medelvärde: 3.0}"],
                ),
                "",
            )
            .built()
    };
    assert!(!site("12").survey("r", 0).sent.unwrap().is_protected());
    assert!(site("4").survey("r", 0).sent.unwrap().is_protected());
}

#[test]
fn a_group_without_answers_is_shown_only_where_the_site_says_so() {
    let question = "{id: q1, svarande: 20, medelvärde: 3.2, grupper: {enhet: {norr: {svarande: 20, medelvärde: 3.2}, söder: {svarande: 0}}}}";
    assert_eq!(shown(question), "20 3.2 | .. .. | .. ..");
    let yaml = "titel: Provet\nbas: https://exempel.se/\nutgivare: Provstad\n\
        tillgänglighet: {omfattas_inte: Ett prov.}\nröjandeskydd: {nollor: visas}\n";
    let site = Site::new().question(question).with("insyn.yaml", yaml);
    assert_eq!(site.built().shown(0), "20 3.2 | 20 3.2 | 0 –");
}

#[test]
fn a_vouched_survey_shows_means_without_numbers() {
    let vouched = "    minst_fem: {av: Samordnare, datum: 2023-05-11}\n";
    let site = |facts: &str| Site::new().report("r", &survey("e", facts, &["{id: q1, medelvärde: 3.1}"]), "");
    assert_eq!(site(vouched).built().shown(0), "– 3.1");
    assert_eq!(site("").built().codes(), [510]);
}

#[test]
fn a_mean_and_a_number_stand_without_each_other_on_every_page() {
    let built = two_questions("{id: q2, medelvärde: 2.4}");
    let pages = built.pages();
    let all = [built.shown_in("hela", 0, 0), built.shown_in("del", 0, 0)];
    let half = all.iter().any(|shown| shown.starts_with(".. ") && !shown.ends_with(".."));
    assert!(half, "a mean is shown whose number is hidden: {all:?}");
    assert!(pages.contains("Uppgiften visas inte"), "the note stands below");
    let hidden = if all[0].starts_with("..") { "400" } else { "397" };
    for page in pages.split("== ").filter(|page| page.contains("<table")) {
        assert!(!page.contains(&format!(">{hidden}<")), "{page}");
    }
}

#[test]
fn an_extreme_mean_of_few_is_hidden_and_of_many_told_to_the_author() {
    assert_eq!(shown("{id: q1, svarande: 8, medelvärde: 4.0}"), ".. ..");
    let many = Site::new().question("{id: q1, svarande: 12, medelvärde: 4.0}").built();
    assert_eq!((many.codes(), many.shown(0).as_str()), (vec![708], "12 4"));
}

#[test]
fn figures_that_cannot_all_be_true_are_told_where_they_keep_a_group_from_being_protected() {
    let line =
        |report, measure, value| format!("provnamnden/2023/{report}#e\tq1\t-\t-\t{measure}\t{value}\n");
    let lock = [
        "insyn-svar/1\n".to_owned(),
        line("hela", "antal", "25"),
        line("hela", "medelvärde", "1.2"),
        line("del", "antal", "22"),
        line("del", "medelvärde", "3.9"),
    ]
    .concat();
    let site = Site::new()
        .report("hela", &survey("e", "    svarande: 25\n", &["{id: q1, medelvärde: 1.2}"]), "")
        .report(
            "del",
            &survey(
                "e",
                "    svarande: 22\n    ingår_i: provnamnden/2023/hela#e\n",
                &["{id: q1, medelvärde: 3.9}"],
            ),
            "",
        );
    let built = site.with("svar.lock", &lock).built();
    assert_eq!(built.codes(), [711], "{}", built.told());
}

#[test]
fn a_part_larger_than_its_whole_is_an_error() {
    let built = Site::new()
        .report("hela", &survey("e", "    svarande: 25\n", &["{id: q1, medelvärde: 3.2}"]), "")
        .report(
            "del",
            &survey(
                "e",
                "    svarande: 29\n    ingår_i: provnamnden/2023/hela#e\n",
                &["{id: q1, medelvärde: 3.1}"],
            ),
            "",
        )
        .built();
    assert_eq!(built.codes(), [706]);
}

#[test]
fn a_scale_from_nought_and_one_whose_means_cannot_be_reckoned_with() {
    let split = "{id: q3, svarande: 30, medelvärde: 7.2, grupper: {kön: {kvinnor: {svarande: 27, medelvärde: 7.2}, män: {svarande: 3, medelvärde: 7.3}}}}";
    assert_eq!(shown(split), "30 7.2 | .. .. | .. ..");
    let odd = "svarsskalor:\n  - {id: fyra, svar: [1, 2, 3, 4], steg: 0.3}\n  - {id: tio, svar: [0, 1], steg: 0.1}\n";
    let question = "{id: q1, svarande: 31, medelvärde: 3.1, grupper: {kön: {kvinnor: {svarande: 27, medelvärde: 3.1}, män: {svarande: 4, medelvärde: 3.1}}}}";
    let built = Site::new().question(question).with("register/skalor.yaml", odd).built();
    assert_eq!(built.shown(0), "31 .. | .. .. | .. ..", "what can't be reckoned with is hidden");
}

#[test]
fn the_account_tells_why_and_what_is_left_possible() {
    let account = Site::new()
        .question("{id: q1, svarande: 40, medelvärde: 3.2, grupper: {kön: {kvinnor: {svarande: 36, medelvärde: 3.2}, män: {svarande: 4, medelvärde: 3.3}}}}")
        .built()
        .account;
    for words in [
        "skydd-rapport/1",
        "män (kön)",
        "för få svar",
        "indelningen har en liten grupp",
        "bevisat_billigast",
        "medelvärde_för_insatt",
    ] {
        assert!(account.contains(words), "{words}: {account}");
    }
}

#[test]
fn another_value_behind_a_secondary_suppression_changes_no_byte() {
    let site = |n: &str| {
        let part = format!("    svarande: {n}\n    ingår_i: provnamnden/2023/hela#e\n");
        Site::new()
            .report("hela", &survey("e", "    svarande: 400\n", &["{id: q1, medelvärde: 3.2}"]), "")
            .report("del", &survey("e", &part, &["{id: q1, medelvärde: 3.2}"]), "")
            .built()
    };
    let (one, other) = (site("397"), site("396"));
    assert_eq!(one.shown_in("del", 0, 0), ".. 3.2", "it is the part's number that is hidden");
    assert_eq!(one.pages(), other.pages());
}
