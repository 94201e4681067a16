//! `insyn picture`: a chart as PNG by a real Chromium (`CHROMIUM`, or one in `PATH`), the same bytes each time; and what is
//! told where no chart is meant. Owns no drawing.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

#[path = "support/example.rs"]
mod example;
#[path = "support/site.rs"]
#[expect(dead_code, reason = "nothing is built here")]
mod site;

use std::fs;

use example::{DAY, example};
use site::Site;

const CHART: &str = "granskningar/rojande-av-sekretess/diagram/jamforelse-latt-att-gora-ratt";

fn picture(site: &Site, arguments: &[&str]) -> site::Run {
    site.insyn(&[&["picture", "--date", DAY], arguments].concat())
}

#[test]
fn a_chart_becomes_a_picture_of_the_width_that_was_asked_for() {
    let site = Site::new(example());
    let mut made = Vec::new();
    let address = format!("https://exempel.se/granskningar/{CHART}.svg");
    for (number, written) in [CHART, &address].into_iter().enumerate() {
        let name = format!("bild-{number}.png");
        let run = picture(&site, &[written, "-o", &name, "--width", "900"]);
        assert_eq!((run.code, run.out.trim()), (Some(0), name.as_str()), "{}", run.err);
        made.push(fs::read(site.at(&name)).unwrap());
    }
    assert_eq!(made[0], made[1], "the same content gives the same bytes");
    let png = &made[0];
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n") && png.len() > 10_000);
    assert_eq!(u32::from_be_bytes(png[16..20].try_into().unwrap()), 900);
    for told in [&b"tEXt"[..], b"iTXt", b"tIME", b"eXIf"] {
        assert!(!png.windows(told.len()).any(|window| window == told), "{}", String::from_utf8_lossy(told));
    }
}

#[test]
fn all_charts_are_listed_and_one_that_is_not_there_is_told_with_those_that_are() {
    let site = Site::new(example());
    let listed = picture(&site, &[]);
    assert_eq!(listed.code, Some(0), "{}", listed.err);
    let all: Vec<&str> = listed.out.lines().collect();
    assert!(all.len() > 40 && all.contains(&CHART) && all.is_sorted(), "{all:?}");

    let misspelt =
        picture(&site, &["granskningar/rojande-av-sekretess/diagram/jamforelse-latt-att-gora-fel"]);
    assert_eq!((misspelt.code, misspelt.out.as_str()), (Some(2), ""));
    assert!(misspelt.err.contains("[I1208]") && misspelt.err.contains("Menade du"), "{}", misspelt.err);
    assert!(misspelt.err.contains(CHART), "{}", misspelt.err);
    // A name that several pages' charts have is told with where they are.
    let several = picture(&site, &["skala-rojande-av-sekretess-reflekterar"]);
    assert!(several.err.contains("[I1208]"), "{}", several.err);
    assert!(
        several.err.contains("grundskolenamnden/2023/rojande-av-sekretess/diagram/skala-rojande"),
        "{}",
        several.err
    );
    let page = picture(&site, &["forskolenamnden/2023/sociala-medier"]);
    assert!(page.err.contains("diagram/redovisning-sociala-medier-konton"), "{}", page.err);
    let missing = picture(&site, &["redovisning-sociala-medier-konton", "--chromium", "finns-inte"]);
    assert_eq!(missing.code, Some(2));
    assert!(missing.err.contains("[I1201]"), "{}", missing.err);
}
