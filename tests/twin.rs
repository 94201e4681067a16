//! Twins (disclosure.md §11): for each small group the furthest other worlds that agree with all that is shown.
//! A site built of one, with the same values hidden, is the same in every byte of every page. How often the
//! choice itself would have been another is measured and printed, not judged: it is what the pattern tells.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]
#![expect(clippy::print_stdout, reason = "a measure, for who runs the test")]

#[path = "ledger/content.rs"]
mod content;
#[path = "ledger/dice.rs"]
#[expect(dead_code, reason = "worlds of distributions are the ledger's own tests'")]
mod dice;
#[path = "support/example.rs"]
#[expect(dead_code, reason = "the day is for builds of the real program")]
mod example;
#[path = "support/site.rs"]
#[expect(dead_code, reason = "only trees are read here")]
mod site;

use insyn::disclosure::Published;
use insyn::disclosure::disclose_with;
use insyn::disclosure::ledger::{decide, lay, twins};
use insyn::discover::from_memory;
use insyn::model::Model;
use insyn::model::date::Day;
use insyn::parse::parse;
use insyn::plan::plan;
use insyn::render::{Context, Theme, render};
use insyn::resolve::{Selection, resolve};

type Files = Vec<(String, Vec<u8>)>;

fn model(files: &Files) -> Model {
    let sources = from_memory(files.clone()).value.unwrap();
    let selection = Selection { drafts: false, today: Day::new(2026, 1, 1).unwrap() };
    resolve(parse(&sources).value.unwrap(), &sources, selection).value.unwrap()
}

fn bytes(published: &Published) -> Vec<(String, Vec<u8>)> {
    let theme = Theme::new(Vec::new()).unwrap();
    let pages = plan(published).value.unwrap();
    let context = Context::new(published, &theme, &pages);
    let pages = pages.iter().filter_map(|page| render(page, &context).unwrap());
    pages.map(|page| (page.path, page.bytes)).collect()
}

/// How many twins a site has, and for how many the program would have chosen otherwise.
fn try_twins(files: &Files) -> (usize, usize) {
    let mut first = model(files);
    let ledger = decide(&mut first);
    let twins = twins(&first, &ledger);
    let mut other_choices = 0;
    let true_bytes = bytes(&disclose_with(first, &ledger.decisions));
    for twin in &twins {
        let mut other = model(files);
        assert!(
            twin.differs_in(&other) > 0 || twins.len() > 1,
            "a twin that is no other world proves nothing"
        );
        lay(&mut other, twin);
        other_choices += usize::from(decide(&mut other).decisions != ledger.decisions);
        let other = bytes(&disclose_with(other, &ledger.decisions));
        for ((path, one), (_, other)) in true_bytes.iter().zip(&other) {
            assert!(one == other, "{path} tells one world from the other");
        }
        assert_eq!(true_bytes.len(), other.len());
    }
    (twins.len(), other_choices)
}

#[test]
fn every_twin_of_the_example_gives_the_same_bytes() {
    let files: Files = example::example().into_iter().collect();
    let (count, others) = try_twins(&files);
    assert!(count >= 10, "the example has small groups: {count}");
    println!("exempelwebbplatsen: {count} tvillingar, mönstret hade varit ett annat för {others}");
}

#[test]
fn every_twin_of_random_sites_gives_the_same_bytes() {
    let (mut all, mut others, mut differing) = (0, 0, 0);
    for seed in 0..40 {
        let (site, _) = dice::random(seed);
        let files: Files = site.0.into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
        let mut one = model(&files);
        let ledger = decide(&mut one);
        differing += twins(&one, &ledger).iter().filter(|twin| twin.differs_in(&one) > 0).count();
        let (count, other) = try_twins(&files);
        all += count;
        others += other;
    }
    assert!(differing * 2 > all && all > 50, "{differing} of {all} are other worlds");
    println!("slumpade webbplatser: {all} tvillingar, mönstret hade varit ett annat för {others}");
}
