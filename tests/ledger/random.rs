//! Several hundred random small sites: every pattern is judged safe by an audit of its own, and nothing is hidden
//! where nothing is small.

use insyn::disclosure::ledger::decide;

use crate::dice::random;

#[test]
fn random_sites_are_safe_and_hide_nothing_without_need() {
    let mut protected = 0;
    for seed in 0..200 {
        let (site, smallest) = random(seed);
        assert_eq!(decide(&mut site.model()).breaches(), 0, "{seed}");
        let built = site.built();
        let hidden: Vec<String> =
            [built.shown(0), built.shown(1), built.shown_in("del", 0, 0), built.shown_in("del", 0, 1)].into();
        let hides = hidden.iter().any(|shown| shown.contains(".."));
        let unanimous = built.codes().contains(&708) || built.account.contains("alla svarade likadant");
        assert!(hides || smallest >= 5, "{seed}: {hidden:?}");
        assert!(!hides || smallest < 5 || unanimous, "{seed}: nothing is small: {hidden:?}");
        protected += u32::from(hides);
    }
    assert!((60..200).contains(&protected), "both kinds are tried: {protected}");
}
