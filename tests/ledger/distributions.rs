//! Distributions (R9): when they are shown, and that what they tell gives no small group away. The attacker here
//! reads nothing but what is published and does his own sums.

use insyn::disclosure::Shown;
use insyn::disclosure::ledger::decide;
use insyn::disclosure::published::PublishedDistribution;

use crate::content::{Site, survey};
use crate::dice::random_distributed;
use crate::small::Built;

const Q: &str = "{id: q1, svarande: 12, medelvärde: 3.2, fördelning: {1: 1, 2: 1, 3: 5, 4: 5}}";

fn told<'b>(built: &'b Built, report: &str, question: usize) -> Option<&'b PublishedDistribution> {
    match &built.survey(report, 0).questions[question].distribution {
        Some(Shown::Value(its)) => Some(its),
        _ => None,
    }
}

fn is_protected(built: &Built, report: &str) -> bool {
    matches!(built.survey(report, 0).questions[0].distribution, Some(Shown::Protected))
}

/// Of fewer than a hundred answers whole per cent give each count.
fn counts(its: &PublishedDistribution) -> Vec<u64> {
    assert!(its.count < 100);
    its.shares.iter().map(|share| (u64::from(*share) * its.count + 50) / 100).collect()
}

#[test]
fn ten_answers_have_their_distribution_in_whole_per_cent_and_nine_have_none() {
    let built = Site::new().question(Q).built();
    let its = told(&built, "r", 0).unwrap();
    assert_eq!((its.count, its.shares.as_slice(), its.agree), (12, &[8, 8, 42, 42][..], 83));
    let ten = "{id: q1, svarande: 10, medelvärde: 3.6, fördelning: {3: 4, 4: 6}}";
    let built = Site::new().question(ten).built();
    assert_eq!(told(&built, "r", 0).unwrap().shares, [0, 0, 40, 60], "answers that aren't written are none");
    let nine = "{id: q1, svarande: 9, medelvärde: 3.2, fördelning: {2: 1, 3: 5, 4: 3}}";
    let built = Site::new().question(nine).built();
    assert!(is_protected(&built, "r"));
    assert_eq!(built.shown(0), "9 3.2", "the mean stands");
    let without = Site::new().question("{id: q1, svarande: 12, medelvärde: 3.2}").built();
    assert_eq!(without.survey("r", 0).questions[0].distribution, None);
}

#[test]
fn a_site_may_ask_for_more_answers() {
    let yaml = "titel: Provet\nbas: https://exempel.se/\nutgivare: Provstad\ntillgänglighet: {omfattas_inte: Ett prov.}\nröjandeskydd: {fördelning_min_n: 13}\n";
    assert!(is_protected(&Site::new().question(Q).with("insyn.yaml", yaml).built(), "r"));
}

fn whole_and_part(part: &str, lock: &str) -> Built {
    let whole = "{id: q1, medelvärde: 3.1, fördelning: {1: 2, 2: 4, 3: 8, 4: 11}}";
    let site = Site::new().report("hela", &survey("e", "    svarande: 25\n", &[whole]), "").report(
        "del",
        &survey("e", "    ingår_i: provnamnden/2023/hela#e\n", &[part]),
        "",
    );
    let site = if lock.is_empty() { site } else { site.with("svar.lock", &format!("insyn-svar/1\n{lock}")) };
    site.built()
}

#[test]
fn two_distributions_are_never_shown_where_their_difference_is_a_small_group() {
    let part = "{id: q1, svarande: 21, medelvärde: 3.0, fördelning: {1: 2, 2: 4, 3: 7, 4: 8}}";
    let built = whole_and_part(part, "");
    let both = told(&built, "hela", 0).zip(told(&built, "del", 0));
    assert!(both.is_none(), "the four others answered 3, 4, 4, 4");
    let free = "{id: q1, svarande: 15, medelvärde: 2.8, fördelning: {1: 2, 2: 3, 3: 6, 4: 4}}";
    let built = whole_and_part(free, "");
    assert!(told(&built, "hela", 0).is_some() && told(&built, "del", 0).is_some(), "ten others are many");
}

#[test]
fn what_has_been_shown_before_counts_and_is_named_where_it_gives_away() {
    let part = "{id: q1, svarande: 21, medelvärde: 3.0, fördelning: {1: 2, 2: 4, 3: 7, 4: 8}}";
    let line = |report: &str, measure: &str, value: &str| {
        format!("provnamnden/2023/{report}#e\tq1\t-\t-\t{measure}\t{value}\n")
    };
    let shown = line("hela", "fördelning", "8-16-32-44");
    let built = whole_and_part(part, &shown);
    assert_eq!(built.codes(), [0_u16; 0], "{}", built.told());
    assert!(told(&built, "del", 0).is_none(), "the part's is hidden instead");
    let lock = shown + &line("del", "fördelning", "10-19-33-38");
    let built = whole_and_part(part, &lock);
    assert_eq!(built.codes(), [701]);
    assert!(built.told().contains("fördelning"), "{}", built.told());
}

#[test]
fn what_is_shown_is_remembered() {
    let built = Site::new().question(Q).built();
    let lock = built.compiled.unwrap().lock().unwrap();
    assert!(lock.contains("provnamnden/2023/r#e\tq1\t-\t-\tfördelning\t8-8-42-42\n"), "{lock}");
}

#[test]
fn no_distribution_without_its_number_and_mean() {
    let mut shown = 0;
    for seed in 0..120 {
        let (site, smallest) = random_distributed(seed);
        assert_eq!(decide(&mut site.model()).breaches(), 0, "{seed}");
        let built = site.built();
        for question in 0..2 {
            for report in ["r", "del"] {
                let result = &built.survey(report, 0).questions[question].result;
                let Some(its) = told(&built, report, question) else { continue };
                shown += 1;
                assert_eq!(result.respondents.value(), Some(its.count), "{seed}");
                assert!(result.mean.value().is_some() && its.count >= 10, "{seed}");
            }
            // The attacker's own sum: the whole but the part.
            if let (Some(whole), Some(part)) = (told(&built, "r", question), told(&built, "del", question)) {
                let others = whole.count - part.count;
                let left: Vec<u64> =
                    counts(whole).iter().zip(counts(part)).map(|(all, some)| all - some).collect();
                assert_eq!(left.iter().sum::<u64>(), others, "{seed}");
                assert!(others == 0 || others >= 5, "{seed}: {others} others answered {left:?}");
            }
        }
        let is_free = smallest >= 5 && built.codes().is_empty();
        if is_free {
            let counted = built.survey("r", 0).questions[0].result.respondents.value().unwrap_or(0);
            assert!(counted < 10 || told(&built, "r", 0).is_some(), "{seed}: hidden without need");
        }
    }
    assert!(shown > 60, "the sites show some: {shown}");
}
