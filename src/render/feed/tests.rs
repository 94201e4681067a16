//! Entries of a small site made by hand.

use super::entry::{LONGEST_TITLE, cut};
use crate::disclosure::Published;
use crate::model::date::{Day, PartialDate, Stated};
use crate::model::report::{Change, ImprovementStatus, Removals, ReportFacts, Status};
use crate::plan::{EmbedScope, FeedFormat, FeedScope, Page, PageKind, plan};
use crate::render::fixture::site;
use crate::render::{Context, Theme, render};

fn day(text: &str) -> Day {
    Day::read(text).unwrap()
}

fn facts<'p>(published: &'p mut Published, id: &str) -> &'p mut ReportFacts {
    &mut published.reports.iter_mut().find(|report| report.facts.id == id).unwrap().facts
}

fn page(published: &Published, kind: PageKind) -> String {
    let theme = Theme::new(Vec::new()).unwrap();
    let context = Context::new(published, &theme, &[]);
    let page = Page { address: "x".into(), kind };
    String::from_utf8(render(&page, &context).unwrap().unwrap().bytes).unwrap()
}

fn atom(published: &Published) -> String {
    page(published, PageKind::Feed(FeedScope::All, FeedFormat::Atom))
}

fn texts<'f>(feed: &'f str, element: &str) -> Vec<&'f str> {
    let (open, close) = (format!("<{element}>"), format!("</{element}>"));
    feed.split(&open).skip(1).map(|rest| rest.split(&close).next().unwrap()).collect()
}

/// An entry's own part of a feed.
fn entry<'f>(feed: &'f str, id: &str) -> &'f str {
    let marked = format!("<id>{id}</id>");
    feed.split("<entry>").find(|part| part.contains(&marked)).unwrap_or_else(|| panic!("no {id}"))
}

const NEWER: &str = "tag:exempel.se,2024-01-01:aldre/2020/gammal";
const FULL: &str = "tag:exempel.se,2024-01-01:forskolenamnden/2023/uppfoljning";

#[test]
fn a_title_is_cut_between_words() {
    assert_eq!(cut("Ett två tre", 11), "Ett två tre");
    assert_eq!(cut("Ett två tre", 10), "Ett två…");
    assert_eq!(cut("Ett två, tre", 11), "Ett två…");
    assert_eq!(cut("Ett två tre", 8), "Ett två…", "the last word is whole");
    assert_eq!(cut("Ordettärlångt", 5), "Orde…", "there is no space to cut at");
    let long = "ö ".repeat(200);
    assert!(cut(&long, LONGEST_TITLE).chars().count() <= LONGEST_TITLE);
}

#[test]
fn drafts_withdrawn_and_replaced_reports_are_in_no_list() {
    let mut published = site();
    facts(&mut published, "alderdomsnamnden/2020/uppfoljning").status = Status::Withdrawn;
    let everything: String = plan(&published)
        .value
        .unwrap()
        .into_iter()
        .filter(|page| matches!(page.kind, PageKind::Feed(..) | PageKind::ReportList | PageKind::Sitemap))
        .map(|its| page(&published, its.kind))
        .collect();
    for gone in ["aldre/2023/utkast", "alderdomsnamnden/2020/uppfoljning/"] {
        assert!(!everything.contains(gone), "{gone}");
    }
    let feed = atom(&published);
    assert!(!feed.contains("aldre/2020/gammal/"), "the edition that was replaced");
    assert!(feed.contains("aldre/2020/ny/"), "the one that came in its place");
}

#[test]
fn a_new_edition_goes_on_with_the_id_of_the_old_one() {
    let mut published = site();
    let feed = atom(&published);
    assert!(entry(&feed, NEWER).contains("/aldre/2020/ny/"), "{feed}");
    assert!(entry(&feed, NEWER).contains("<summary>Ny utgåva. "), "{feed}");
    // Two that both say that they replace it: one alone has its id.
    let mut twin = site().reports.into_iter().find(|report| report.facts.id == "aldre/2020/ny").unwrap();
    twin.facts.id = "aldre/2020/nyare".into();
    published.reports.push(twin);
    published.reports.sort_by(|a, b| a.facts.id.cmp(&b.facts.id));
    let feed = atom(&published);
    let mut ids = texts(&feed, "id");
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "{ids:?}");
}

#[test]
fn dates_are_those_of_the_content() {
    let mut published = site();
    let its = facts(&mut published, "forskolenamnden/2023/uppfoljning");
    its.publish_on = Some(day("2023-09-28"));
    let change = |date| Change { date, text: "A".into(), removals: Removals::Counted };
    its.changes = vec![
        change(PartialDate::Day(day("2023-10-02"))),
        change(PartialDate::Month(2023, 11)),
        change(PartialDate::Day(day("2023-10-15"))),
    ];
    let feed = atom(&published);
    assert_eq!(texts(entry(&feed, FULL), "published"), ["2023-09-28T00:00:00+02:00"]);
    assert_eq!(
        texts(entry(&feed, FULL), "updated"),
        ["2023-11-01T00:00:00+01:00"],
        "the latest, not the last"
    );
    assert_eq!(texts(&feed, "updated")[0], "2023-11-01T00:00:00+01:00", "the feed's is its newest entry's");
    // Without a day: the first one that it may have been.
    let its = facts(&mut published, "forskolenamnden/2023/uppfoljning");
    its.publish_on = None;
    its.changes.clear();
    its.decision.date = Some(Stated::Value(PartialDate::Month(2023, 9)));
    assert_eq!(texts(entry(&atom(&published), FULL), "published"), ["2023-09-01T00:00:00+02:00"]);
    // Without any date it can't be in a feed at all.
    facts(&mut published, "forskolenamnden/2023/uppfoljning").decision.date = Some(Stated::Not);
    assert!(!atom(&published).contains(&format!("<id>{FULL}</id>")));
    facts(&mut published, "forskolenamnden/2023/uppfoljning").already_public =
        Some(("kommunens webbplats".into(), PartialDate::Year(2023)));
    assert_eq!(texts(entry(&atom(&published), FULL), "published"), ["2023-01-01T00:00:00+01:00"]);
}

#[test]
fn an_improvement_that_changes_its_status_is_an_entry() {
    let mut published = site();

    let status = |published: &mut Published, status| {
        let its = &mut facts(published, "alderdomsnamnden/2020/uppfoljning").improvements;
        its.clear();
        its.push(crate::model::report::Improvement {
            id: "riktlinje".into(),
            text: "Tydligare riktlinje.".into(),
            audit: None,
            responsible: None,
            due: None,
            status,
            follows: Vec::new(),
            stated_follows: Vec::new(),
        });
    };
    status(&mut published, ImprovementStatus::New);
    let feed = atom(&published);
    let id = format!("{FULL}/atgard/riktlinje");
    let change = entry(&feed, &id);
    assert_eq!(texts(change, "title"), ["Åtgärd: Tydligare riktlinje — från ny till kvarstår"]);
    assert!(change.contains("/forskolenamnden/2023/uppfoljning/#atgard_riktlinje\""), "{change}");
    facts(&mut published, "forskolenamnden/2023/uppfoljning").improvements[0].text = "Ord ".repeat(100);
    let feed = atom(&published);
    let title = texts(entry(&feed, &id), "title")[0];
    assert!(
        title.chars().count() <= LONGEST_TITLE && title.ends_with("… — från ny till kvarstår"),
        "{title}"
    );
    // The same status is no news; nor is anything told of what a withdrawn report said.
    status(&mut published, ImprovementStatus::Remains);
    assert!(!atom(&published).contains("/atgard/"));
    status(&mut published, ImprovementStatus::New);
    facts(&mut published, "alderdomsnamnden/2020/uppfoljning").status = Status::Withdrawn;
    assert!(!atom(&published).contains("/atgard/"));
}

#[test]
fn ids_do_not_follow_the_address() {
    let mut published = site();
    let before = atom(&published);
    published.site.base = "https://intranat.exempel.se/ik/".into();
    published.site.tag = Some(("exempel.se".into(), day("2024-01-01")));
    let its = facts(&mut published, "forskolenamnden/2023/uppfoljning");
    its.aliases = vec!["/forskolenamnden/2023/uppfoljning/".into(), "forskolenamnden/2023/mellan/".into()];
    its.id = "forskolenamnden/2023/zz-nytt".into();
    published.reports.sort_by(|a, b| a.facts.id.cmp(&b.facts.id));
    let after = atom(&published);
    let sorted = |feed: &str| {
        let mut ids: Vec<String> = texts(feed, "id").into_iter().map(str::to_owned).collect();
        ids.sort();
        ids
    };
    assert_eq!(sorted(&before), sorted(&after));
    assert!(entry(&after, FULL).contains("https://intranat.exempel.se/ik/forskolenamnden/2023/zz-nytt/"));
}

#[test]
fn what_a_title_holds_is_text_in_both_formats() {
    let mut published = site();
    let its = facts(&mut published, "forskolenamnden/2023/uppfoljning");
    its.title = "Rätt & <b>fel</b>".into();
    its.summary = Some("A < B & \"C\"".into());
    let feed = atom(&published);
    assert_eq!(texts(entry(&feed, FULL), "summary"), ["A &lt; B &amp; &quot;C&quot;"]);
    let rss = page(&published, PageKind::Feed(FeedScope::All, FeedFormat::Rss));
    assert!(rss.contains("<title>Rätt &amp; &lt;b&gt;fel&lt;/b&gt;</title>"), "{rss}");
    assert!(rss.contains("<description>A &amp;lt; B &amp;amp; &amp;quot;C&amp;quot;</description>"), "{rss}");
    let html = page(&published, PageKind::Report(published.report_by_id(&FULL[26..]).unwrap()));
    let data = html.split("ld+json\">").nth(1).unwrap().split("</script>").next().unwrap();
    assert!(data.contains("\\u003cb>fel\\u003c/b>") && !data.contains('<'), "{data}");
}

#[test]
fn each_scope_has_its_own_entries() {
    let published = site();
    let feed = page(&published, PageKind::Feed(FeedScope::Year(2020), FeedFormat::Atom));
    assert!(feed.contains("/2020/") && !feed.contains("/2023/"), "{feed}");
    let list = page(
        &published,
        PageKind::Feed(FeedScope::Committee(published.reports[0].facts.committee), FeedFormat::Rss),
    );
    let id = &published.registers.organisation(published.reports[0].facts.committee).id;
    assert!(texts(&list, "link").iter().all(|link| link.contains(id.as_str())), "{list}");
}

#[test]
fn a_site_that_asks_not_to_be_listed_says_so_on_every_page() {
    let mut published = site();
    published.site.indexed = false;
    let pages = plan(&published).value.unwrap();
    assert!(!pages.iter().any(|page| matches!(page.kind, PageKind::Sitemap | PageKind::Robots)));
    assert!(
        page(&published, PageKind::Home).contains("<meta name=\"robots\" content=\"noindex, nofollow\">")
    );
    published.site.indexed = true;
    assert!(!page(&published, PageKind::Home).contains("noindex"));
    assert!(
        !plan(&published).value.unwrap().iter().any(|page| page.kind == PageKind::Robots),
        "not at a root"
    );
    published.site.base = "https://exempel.se/".into();
    assert!(plan(&published).value.unwrap().iter().any(|page| page.kind == PageKind::Robots));
    let committee = published.reports[0].facts.committee;
    let embedded = page(&published, PageKind::Embed(EmbedScope::Committee(committee)));
    assert!(embedded.contains("noindex") && embedded.contains("<base target=\"_top\">"));
    assert!(!embedded.contains("<nav") && !embedded.contains("<footer"));
}
