//! Pages that are made of other pages' content, for programs and for frames on other sites: feeds, embedded
//! views, the sitemap, the list for search connectors. Owns their addresses.

use std::collections::BTreeMap;

use super::{Beside, Page, PageKind, audit_address, free_page_address, year_address};
use crate::compare::updated_day;
use crate::disclosure::Published;
use crate::model::audit::AuditIndex;
use crate::model::date::Day;
use crate::model::organisation::OrganisationIndex;
use crate::model::report::Status;

/// What a feed tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FeedScope {
    /// All nämnder.
    All,
    /// One nämnd.
    Committee(OrganisationIndex),
    /// One granskning.
    Audit(AuditIndex),
    /// One year.
    Year(i16),
}

/// How a feed is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FeedFormat {
    /// Atom 1.0.
    Atom,
    /// RSS 2.0.
    Rss,
}

/// What an embedded view shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EmbedScope {
    /// A nämnd's newest reports.
    Committee(OrganisationIndex),
    /// A granskning's comparison.
    Audit(AuditIndex),
}

/// The most addresses that a file of the sitemap may hold (sitemaps.org protocol).
pub const SITEMAP_LIMIT: usize = 50_000;

/// The folder of the embedded views.
pub const EMBED_FOLDER: &str = "embed/";

/// What a page's feeds are called, in its folder.
pub const FEED_FILES: [&str; 2] = ["flode.atom", "flode.rss"];

/// The list of reports for search connectors.
pub const REPORT_LIST_ADDRESS: &str = "data/rapporter.json";

/// The sitemap; where it is in several files, the list of them.
pub const SITEMAP_ADDRESS: &str = "sitemap.xml";

/// A file of a sitemap in several: `part` from 0.
pub fn sitemap_part_address(part: u32) -> String {
    format!("sitemap-{}.xml", part + 1)
}

/// A feed's address.
pub fn feed_address(published: &Published, scope: FeedScope, format: FeedFormat) -> String {
    let file = match format {
        FeedFormat::Atom => FEED_FILES[0],
        FeedFormat::Rss => FEED_FILES[1],
    };
    format!("{}{file}", scope_address(published, scope))
}

/// The page that a feed goes with.
pub fn scope_address(published: &Published, scope: FeedScope) -> String {
    let registers = &published.registers;
    match scope {
        FeedScope::All => String::new(),
        FeedScope::Committee(index) => format!("{}/", registers.organisation(index).id),
        FeedScope::Audit(index) => audit_address(&registers.audit(index).id),
        FeedScope::Year(year) => year_address(year),
    }
}

/// An embedded view's address.
pub fn embed_address(published: &Published, scope: EmbedScope) -> String {
    let registers = &published.registers;
    match scope {
        EmbedScope::Committee(index) => format!("{EMBED_FOLDER}{}/", registers.organisation(index).id),
        EmbedScope::Audit(index) => format!("{EMBED_FOLDER}{}", audit_address(&registers.audit(index).id)),
    }
}

/// The page of the tillgänglighetsredogörelse, where the site has one.
pub fn statement_address(published: &Published) -> Option<String> {
    published.site.accessibility.as_ref().map(|statement| free_page_address(&statement.id))
}

/// Adds what goes with the pages already planned.
pub(super) fn push_derived(published: &Published, pages: &mut Vec<Page>) {
    let mut scopes = vec![FeedScope::All];
    let mut embeds = Vec::new();
    for page in &*pages {
        match page.kind {
            PageKind::Committee(index) => {
                scopes.push(FeedScope::Committee(index));
                embeds.push(EmbedScope::Committee(index));
            }
            PageKind::Audit(index) => {
                scopes.push(FeedScope::Audit(index));
                embeds.push(EmbedScope::Audit(index));
            }
            PageKind::Year(year) => scopes.push(FeedScope::Year(year)),
            _ => {}
        }
    }
    for scope in scopes {
        for format in [FeedFormat::Atom, FeedFormat::Rss] {
            let address = feed_address(published, scope, format);
            pages.push(Page { address, kind: PageKind::Feed(scope, format) });
        }
    }
    for scope in embeds {
        pages.push(Page { address: embed_address(published, scope), kind: PageKind::Embed(scope) });
    }
    if let Some((name, disk_path)) = &published.site.picture {
        pages.push(Page { address: picture_address(name), kind: PageKind::File(Beside::picture(disk_path)) });
    }
    pages.push(Page { address: REPORT_LIST_ADDRESS.into(), kind: PageKind::ReportList });
    // Pages that ask not to be listed are in no list of pages to be listed.
    if published.site.indexed {
        let count = pages.iter().filter(|page| is_listed(published, page)).count();
        pages.push(Page { address: SITEMAP_ADDRESS.into(), kind: PageKind::Sitemap });
        if count > SITEMAP_LIMIT {
            let parts = u32::try_from(count.div_ceil(SITEMAP_LIMIT)).unwrap_or(u32::MAX);
            pages.extend(
                (0..parts).map(|part| Page {
                    address: sitemap_part_address(part),
                    kind: PageKind::SitemapPart(part),
                }),
            );
        }
        // Robots look for it at the host's root and nowhere else.
        if root_of(&published.site.base) == published.site.base {
            pages.push(Page { address: "robots.txt".into(), kind: PageKind::Robots });
        }
    }
}

/// The picture that links to the site are shown with.
pub fn picture_address(name: &str) -> String {
    format!("sidor/{name}")
}

/// `https://host/` of an address that ends in `/`.
fn root_of(base: &str) -> &str {
    let host = base.find("://").map_or(0, |at| at + 3);
    base[host..].find('/').map_or(base, |at| &base[..=host + at])
}

/// Does the sitemap name it? Every page for readers that is in force, once.
fn is_listed(published: &Published, page: &Page) -> bool {
    match page.kind {
        PageKind::Report(report) => {
            matches!(published.report(report).facts.status, Status::Decided | Status::Replaced)
        }
        PageKind::Home
        | PageKind::Committee(_)
        | PageKind::CommitteeYear(..)
        | PageKind::Years
        | PageKind::Year(_)
        | PageKind::Audits
        | PageKind::Audit(_)
        | PageKind::Improvements(_)
        | PageKind::Data
        | PageKind::Question(..)
        | PageKind::AuditCommittee(..)
        | PageKind::FreePage(_)
        | PageKind::Statement
        | PageKind::Protection => true,
        _ => false,
    }
}

/// The addresses that the sitemap names, sorted, each with the day of the latest change to what it shows where
/// that is told by the reports.
pub fn listed_pages(published: &Published) -> Vec<(String, Option<Day>)> {
    let mut latest = Latest::default();
    for (_, report) in published.indexed_reports() {
        if !matches!(report.facts.status, Status::Decided | Status::Replaced) {
            continue;
        }
        let Some(day) = updated_day(published, report) else { continue };
        let facts = &report.facts;
        let raise = |at: &mut Option<Day>| *at = (*at).max(Some(day));
        raise(&mut latest.all);
        raise(latest.committees.entry(facts.committee).or_default());
        raise(latest.committee_years.entry((facts.committee, facts.year)).or_default());
        raise(latest.years.entry(facts.year).or_default());
        for entry in &facts.audits {
            raise(latest.audits.entry(entry.audit).or_default());
        }
    }
    let mut pages = super::content_pages(published);
    pages.retain(|page| is_listed(published, page));
    pages.sort_by(|a, b| a.address.cmp(&b.address));
    let day = |page: &Page| match page.kind {
        PageKind::Home | PageKind::Years | PageKind::Audits | PageKind::Improvements(_) | PageKind::Data => {
            latest.all
        }
        PageKind::Report(report) => updated_day(published, published.report(report)),
        PageKind::Committee(index) => latest.committees.get(&index).copied().flatten(),
        PageKind::CommitteeYear(index, year) => latest.committee_years.get(&(index, year)).copied().flatten(),
        PageKind::Year(year) => latest.years.get(&year).copied().flatten(),
        PageKind::Audit(index) | PageKind::Question(index, _) | PageKind::AuditCommittee(index, _) => {
            latest.audits.get(&index).copied().flatten()
        }
        PageKind::Statement => published.site.accessibility.as_ref().map(|its| its.updated),
        _ => None,
    };
    pages.iter().map(|page| (page.address.clone(), day(page))).collect()
}

/// The latest change among the reports that a page lists.
#[derive(Default)]
struct Latest {
    all: Option<Day>,
    committees: BTreeMap<OrganisationIndex, Option<Day>>,
    committee_years: BTreeMap<(OrganisationIndex, i16), Option<Day>>,
    years: BTreeMap<i16, Option<Day>>,
    audits: BTreeMap<AuditIndex, Option<Day>>,
}
