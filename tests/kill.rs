//! The real program killed while it changes one edition of a site for another: what is published is the old
//! or the new one, whole. `INSYN_KILLS=200` asks for more kills than the suite's fifteen.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

#[path = "support/minimal.rs"]
mod minimal;
#[path = "support/site.rs"]
mod site;

use std::io::Write as _;
use std::process::Stdio;
use std::time::Instant;

use minimal::{MINIMAL, report};
use site::{Site, Tree};

const REPORTS: usize = 60;
const EDITIONS: [&str; 2] = ["rod", "gron"];
/// Stands for as long as the new tree is completed and put in place.
const NOTE: &str = ".public.insyn/swapping";

/// Every report's text and title change, every third report is in one edition only.
fn lay(site: &Site, edition: &str) {
    // Addresses go on purpose here.
    let _ = std::fs::remove_file(site.at("content/publicerat.lock"));
    // And a report's earlier editions would tell which way was gone.
    let _ = std::fs::remove_file(site.at("content/utgåvor.lock"));
    std::fs::remove_dir_all(site.at("content/provnamnden")).unwrap();
    for number in 0..REPORTS {
        let own = if number % 3 == 0 { edition } else { "rapport" };
        let body = format!("\n## Resultat\n\n{}\n", format!("Upplaga {edition}. ").repeat(40));
        let text =
            report(&format!("Rapport {number} {edition}"), "", &body).replace("117", &number.to_string());
        site.put(&format!("content/provnamnden/2023/{own}-{number}.md"), text);
    }
}

/// An edition built where nothing was before.
fn reference(edition: &str) -> Tree {
    let site = Site::new(MINIMAL);
    lay(&site, edition);
    site.build(&[])
}

#[test]
fn a_killed_build_leaves_the_old_or_the_new_site_whole() {
    let kills: u32 = std::env::var("INSYN_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(15);
    let editions = EDITIONS.map(reference);
    let site = Site::new(MINIMAL);
    let mut shown = 0;
    lay(&site, "rod");
    site.build(&[]);
    lay(&site, "gron");
    let started = Instant::now();
    assert!(site.build(&[]) == editions[1]);
    let whole = started.elapsed();
    shown += 1;
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let (mut before, mut after, mut midway) = (0, 0, 0);
    for kill in 0..kills {
        let next = 1 - shown;
        lay(&site, EDITIONS[next]);
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let part = u32::try_from(random >> 40).unwrap() % 1000;
        let mut child = site.command(&["build"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        if kill % 2 == 0 {
            // Anywhere in the time that a whole build took.
            std::thread::sleep(whole * part / 1000);
        } else {
            // From when the new tree is whole but for its last steps: the shortest and most dangerous part.
            while !site.at(NOTE).exists() && child.try_wait().unwrap().is_none() {
                std::thread::yield_now();
            }
            std::thread::sleep(whole * part / 10_000);
        }
        child.kill().unwrap();
        child.wait().unwrap();
        midway += u32::from(site.at(NOTE).exists());
        let published = site.published();
        if published == editions[next] {
            after += 1;
            shown = next;
        } else {
            assert!(
                published == editions[shown],
                "kill {kill} after {part} ‰ of {whole:?}: neither the old nor the new site"
            );
            before += 1;
        }
        assert!(insyn::publish::verify(&site.at("public")).unwrap().is_empty());
    }
    let _ = writeln!(
        std::io::stderr(),
        "{kills} kills of builds of {whole:?}: {before} left the old site, {after} the new one; {midway} fell between \
         the first and the last step of the exchange"
    );
    for edition in [1 - shown, shown] {
        lay(&site, EDITIONS[edition]);
        assert!(site.build(&[]) == editions[edition], "a build after the kills is as any other");
    }
}
