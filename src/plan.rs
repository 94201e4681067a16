//! Which pages exist, and at which address. Owns the shape of addresses and the search for collisions.
//! Draws no page and touches no file: appendices and pictures are named here, copied by the writer.

mod data;
mod derived;
mod figure;
mod improvements;

pub use data::{
    AUDIT_DATA_FOLDER, CATALOGUE_ADDRESS, DATA_ADDRESS, DataFormat, DataScope, data_address, data_scopes,
};
pub use derived::{
    EMBED_FOLDER, EmbedScope, FEED_FILES, FeedFormat, FeedScope, REPORT_LIST_ADDRESS, SITEMAP_ADDRESS,
    SITEMAP_LIMIT, embed_address, feed_address, listed_pages, picture_address, scope_address,
    sitemap_part_address, statement_address,
};

pub use figure::{
    Figure, FigureFormat, FigureHome, FigureOf, answered_audits, figure_of, figures, undrawn_audits,
};
use improvements::IMPROVEMENTS_BY_COMMITTEE;
pub use improvements::{IMPROVEMENTS_ADDRESS, ImprovementFilter, STATUSES, improvements_address};

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::addresses::numbers::{Number, numbers};
use crate::addresses::{Final, Moved, living, settle};
use crate::diagnostic::{Diagnostic, DomainProblem, FieldPath, Outcome, Place, PublishProblem};
use crate::disclosure::Published;
use crate::disclosure::published::PublishedReport;
use crate::editions::ReportEditions;
use crate::model::addresses::{Address, can_be_page};
use crate::model::audit::{AuditIndex, QuestionIndex};
use crate::model::organisation::OrganisationIndex;
use crate::model::report::{AppendixKind, ReportIndex};
use crate::parallel;
use crate::publish::{NameProblem, check_name};

/// The folder of the theme's files below the site.
pub const THEME_FOLDER: &str = "tema";

/// What a server shows at addresses that are gone for good.
pub const GONE_ADDRESS: &str = "410.html";

/// What a report printed to PDF is called, beside its page.
pub const PAPER: &str = "rapport.pdf";

/// The page that tells readers how answers are protected.
pub const PROTECTION_ADDRESS: &str = "sa-skyddar-vi-den-som-svarar/";

/// First parts of addresses that belong to the site itself, now or in a later version: no nämnd may bear one.
const RESERVED: [&str; 13] = [
    "404.html",
    GONE_ADDRESS,
    "ar",
    "atgarder",
    "data",
    "dnr",
    "embed",
    "granskningar",
    "sa-skyddar-vi-den-som-svarar",
    "sidor",
    "sitemap.xml",
    "sok",
    THEME_FOLDER,
];

/// One file of the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Page {
    /// Below the site, without a leading `/`; a page that is a folder ends in `/`, the start page is empty.
    pub address: String,
    /// What stands there.
    pub kind: PageKind,
}

impl Page {
    /// The file that holds it, below the output folder: `index.html` within a folder's address.
    pub fn path(&self) -> String {
        if self.address.is_empty() || self.address.ends_with('/') {
            format!("{}index.html", self.address)
        } else {
            self.address.clone()
        }
    }
}

/// What stands at an address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PageKind {
    /// The start page.
    Home,
    /// A nämnd.
    Committee(OrganisationIndex),
    /// A nämnd's year.
    CommitteeYear(OrganisationIndex, i16),
    /// A report.
    Report(ReportIndex),
    /// The list of years.
    Years,
    /// A year over all nämnder.
    Year(i16),
    /// The list of granskningar.
    Audits,
    /// A granskning over all nämnder and years.
    Audit(AuditIndex),
    /// A question of a granskning over all nämnder and years.
    Question(AuditIndex, QuestionIndex),
    /// A granskning at one nämnd, year beside year.
    AuditCommittee(AuditIndex, OrganisationIndex),
    /// Åtgärder, all or some of them.
    Improvements(ImprovementFilter),
    /// What open data there is.
    Data,
    /// A file of open data.
    DataFile(DataScope, DataFormat),
    /// The open data's description for portals.
    Catalogue,
    /// A free page, by its place in [`Published::pages`].
    FreePage(u32),
    /// How answers are protected, for readers.
    Protection,
    /// A withdrawn report, by its place among them.
    Withdrawn(u32),
    /// The report of a diarienummer, or its reports.
    Number(Vec<Number>),
    /// An older address: where it leads.
    Redirect(Address),
    /// An older address that is gone for good: why.
    Gone(String),
    /// What a server shows at all addresses that are gone for good.
    AllGone,
    /// What a server shows where there is nothing.
    NotFound,
    /// The tillgänglighetsredogörelse.
    Statement,
    /// A feed.
    Feed(FeedScope, FeedFormat),
    /// A view for a frame on another site.
    Embed(EmbedScope),
    /// The list of reports for search connectors.
    ReportList,
    /// The sitemap, or the list of its parts.
    Sitemap,
    /// A part of a large sitemap, from 0.
    SitemapPart(u32),
    /// What search engines are told at a host's root.
    Robots,
    /// A chart's file: a picture that stands alone, or its rows.
    Figure(Figure, FigureFormat),
    /// A report printed to PDF, beside its page.
    Paper(ReportIndex),
    /// A file beside a report, made anew before it is published.
    File(Beside),
    /// The editions of a report.
    Editions(ReportIndex),
    /// What changed from one edition of a report to another, each by its number.
    EditionChange(ReportIndex, usize, usize),
}

/// A file beside a report or page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Beside {
    /// Where its bytes are, relative to the content folder.
    pub disk_path: PathBuf,
    /// Its type, by its ending.
    pub kind: AppendixKind,
    /// What it is called on the site; of a picture, nothing.
    pub title: String,
    /// Where it is named.
    pub place: Place,
}

impl Beside {
    /// The file's name, as it lies on the disk.
    pub fn name(&self) -> String {
        self.disk_path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    }

    /// A picture in a text. Resolve has seen to it that its type may be one.
    fn picture(disk_path: &Path) -> Self {
        let ending =
            disk_path.extension().map_or_else(String::new, |ending| ending.to_string_lossy().into_owned());
        Self {
            disk_path: disk_path.to_path_buf(),
            kind: AppendixKind::by_ending(&ending).unwrap_or(AppendixKind::Txt),
            title: String::new(),
            place: Place::Path(disk_path.to_string_lossy().into_owned()),
        }
    }
}

impl PageKind {
    /// Is it something to be found, and not what tells where an older address leads?
    pub const fn lives(&self) -> bool {
        !matches!(self, Self::Redirect(_) | Self::Gone(_) | Self::AllGone | Self::NotFound)
    }

    /// Does its address live for ever once it is published? Sitemaps and what robots are told come and go with the
    /// site's settings and size; nobody links to them. A chart's files are those of the chart: what is promised is the
    /// page that draws it, and what it draws may be mended. What is told of earlier editions goes when it must be hidden.
    pub const fn is_promised(&self) -> bool {
        let may_go = matches!(
            self,
            Self::Sitemap
                | Self::SitemapPart(_)
                | Self::Robots
                | Self::Figure(..)
                | Self::Editions(_)
                | Self::EditionChange(..)
        );
        self.lives() && !may_go
    }
}

/// Plans the whole site, sorted by address. Two pages at one address are an error.
pub fn plan(published: &Published) -> Outcome<Vec<Page>> {
    plan_with(published, false)
}

/// The same; `papers`: with each report printed to PDF, but for drafts, which aren't spread.
pub fn plan_with(published: &Published, papers: bool) -> Outcome<Vec<Page>> {
    let (mut pages, figures) =
        parallel::both(|| content_pages(published), || figure::figure_pages(published));
    if papers {
        let public = published.indexed_reports().filter(|(_, report)| report.facts.status.is_public());
        pages.extend(public.map(|(index, report)| Page {
            address: paper_address(&report.facts.id),
            kind: PageKind::Paper(index),
        }));
    }
    derived::push_derived(published, &mut pages);
    pages.extend(figures);
    let mut diagnostics = push_moved(published, &mut pages);
    // Stable: of two at one address the one planned first stays first, so messages don't waver.
    pages.sort_by(|a, b| a.address.cmp(&b.address));
    pages.shrink_to_fit();
    diagnostics.extend(collisions(published, &pages));
    diagnostics.extend(unservable(published, &pages));
    Outcome::with(pages, diagnostics)
}

/// The pages for readers, and the files beside them.
fn content_pages(published: &Published) -> Vec<Page> {
    let mut pages = vec![
        Page { address: String::new(), kind: PageKind::Home },
        Page { address: "404.html".into(), kind: PageKind::NotFound },
        Page { address: YEARS_ADDRESS.into(), kind: PageKind::Years },
        Page { address: AUDIT_FOLDER.into(), kind: PageKind::Audits },
        Page { address: PROTECTION_ADDRESS.into(), kind: PageKind::Protection },
    ];
    push_reports(published, &mut pages);
    for (index, audit) in (0..).map(AuditIndex).zip(&published.registers.audits) {
        pages.push(Page { address: audit_address(&audit.id), kind: PageKind::Audit(index) });
    }
    push_comparisons(published, &mut pages);
    improvements::push_improvements(published, &mut pages);
    data::push_data(published, &mut pages);
    for (index, page) in (0..).zip(&published.pages) {
        let address = free_page_address(&page.id);
        pages.extend(page.images.iter().map(|(name, disk_path)| Page {
            address: format!("{address}{name}"),
            kind: PageKind::File(Beside::picture(disk_path)),
        }));
        pages.push(Page { address, kind: PageKind::FreePage(index) });
    }
    for (index, report) in (0..).zip(&published.registers.addresses.withdrawn) {
        pages.push(Page { address: format!("{}/", report.id), kind: PageKind::Withdrawn(index) });
    }
    for (address, its) in numbers(published) {
        pages.push(Page { address, kind: PageKind::Number(its) });
    }
    pages.extend(statement_address(published).map(|address| Page { address, kind: PageKind::Statement }));
    pages
}

/// The page of all years.
const YEARS_ADDRESS: &str = "ar/";

/// Where the pages of granskningar lie.
const AUDIT_FOLDER: &str = "granskningar/";

/// A report printed to PDF, by the report's id.
pub fn paper_address(report: &str) -> String {
    format!("{report}/{PAPER}")
}

/// A granskning's page.
pub fn audit_address(id: &str) -> String {
    format!("{AUDIT_FOLDER}{id}/")
}

/// The granskning's id of an address that [`audit_address`] has made.
pub fn audit_of(address: &str) -> Option<&str> {
    address.strip_prefix(AUDIT_FOLDER)?.strip_suffix('/').filter(|id| !id.contains('/'))
}

/// The page of a granskning's question.
pub fn question_address(audit: &str, question: &str) -> String {
    format!("{AUDIT_FOLDER}{audit}/fragor/{question}/")
}

/// The page of a granskning at a nämnd.
pub fn audit_committee_address(audit: &str, committee: &str) -> String {
    format!("{AUDIT_FOLDER}{audit}/{committee}/")
}

/// The page that a page is a view of, and what stands before it in the view's address: of a view for frames the page
/// itself, of a granskning at a nämnd the nämnd's, of åtgärder picked out by nämnd or year that nämnd's or year's. `None`
/// for a page that is no view.
pub fn viewed(page: &str) -> Option<(&str, &str)> {
    let of_year = page.strip_prefix(IMPROVEMENTS_ADDRESS).filter(|of| of.starts_with(YEARS_ADDRESS));
    if let Some(of) = of_year {
        return Some((IMPROVEMENTS_ADDRESS, of));
    }
    for folder in [EMBED_FOLDER, IMPROVEMENTS_BY_COMMITTEE] {
        if let Some(of) = page.strip_prefix(folder) {
            return Some((folder, of));
        }
    }
    let mut steps = page.match_indices('/').map(|(at, _)| at + 1);
    let [area, its, end] = [steps.next()?, steps.next()?, steps.next()?];
    (page.starts_with(AUDIT_FOLDER) && area == AUDIT_FOLDER.len() && end == page.len())
        .then(|| page.split_at(its))
}

/// Each nämnd of which a report in force tells anything of a granskning: it has a page of its own.
fn audits_at_committees(published: &Published) -> BTreeSet<(AuditIndex, OrganisationIndex)> {
    let mut committees = BTreeSet::new();
    for report in in_force(published) {
        let facts = &report.facts;
        let listed = facts.audits.iter().map(|entry| entry.audit);
        let surveyed = report.surveys.iter().map(|survey| survey.audit);
        let counted = facts.key_figures.iter().map(|value| value.audit);
        committees.extend(listed.chain(surveyed).chain(counted).map(|audit| (audit, facts.committee)));
    }
    committees
}

fn in_force(published: &Published) -> impl Iterator<Item = &PublishedReport> {
    published.reports.iter().filter(|report| report.facts.status.is_in_force())
}

/// A page for every question with values on a scale, and one for every granskning at a nämnd.
fn push_comparisons(published: &Published, pages: &mut Vec<Page>) {
    let registers = &published.registers;
    let mut questions = BTreeSet::new();
    for report in in_force(published) {
        for survey in &report.surveys {
            let asked = survey.questions.iter().map(|question| question.question);
            let scaled = asked
                .filter(|index| registers.audit(survey.audit).questions[index.0 as usize].scale.is_some());
            questions.extend(scaled.map(|question| (survey.audit, question)));
        }
    }
    pages.extend(questions.into_iter().map(|(audit, question)| {
        let area = registers.audit(audit);
        let id = &area.questions[question.0 as usize].id;
        Page { address: question_address(&area.id, id), kind: PageKind::Question(audit, question) }
    }));
    pages.extend(audits_at_committees(published).into_iter().map(|(audit, committee)| {
        let id = &registers.organisation(committee).id;
        let address = audit_committee_address(&registers.audit(audit).id, id);
        Page { address, kind: PageKind::AuditCommittee(audit, committee) }
    }));
}

/// A free page's address.
pub fn free_page_address(id: &str) -> String {
    format!("sidor/{id}/")
}

/// The page of a report's editions, by the report's id.
pub fn editions_address(id: &str) -> String {
    format!("{id}/utgavor/")
}

/// The page of what changed from one edition to another.
pub fn edition_change_address(id: &str, from: usize, to: usize) -> String {
    format!("{id}/utgavor/{from}-{to}/")
}

/// The pages about a report's editions: none where there is but one. Each is compared with the one before, where both
/// texts are there, and the last with the first. They are planned once the report's page is rendered, since only that
/// tells whether its words have changed.
pub fn edition_pages(published: &Published, report: ReportIndex, editions: &ReportEditions) -> Vec<Page> {
    let id = &published.report(report).facts.id;
    let count = editions.editions.len();
    if count < 2 {
        return Vec::new();
    }
    let is_there = |number: usize| {
        number == count || editions.earlier.get(number - 1).is_some_and(|its| its.words().is_some())
    };
    let pairs = (1..count).map(|from| (from, from + 1)).chain((count > 2).then_some((1, count)));
    let changes = pairs.filter(|(from, to)| is_there(*from) && is_there(*to)).map(|(from, to)| Page {
        address: edition_change_address(id, from, to),
        kind: PageKind::EditionChange(report, from, to),
    });
    let list = Page { address: editions_address(id), kind: PageKind::Editions(report) };
    std::iter::once(list).chain(changes).collect()
}

/// The page of a year over all nämnder.
pub fn year_address(year: i16) -> String {
    format!("{YEARS_ADDRESS}{year}/")
}

/// Pages at older addresses: where they lead, or why they are gone. A file that has moved is published at both.
fn push_moved(published: &Published, pages: &mut Vec<Page>) -> Vec<Diagnostic> {
    let (moved, wrong) = settle(published, &living(pages));
    let mut any_gone = false;
    for Moved { page, to } in moved {
        let is_page = can_be_page(&page);
        let kind = match to {
            Final::Leads(to) if is_page => PageKind::Redirect(to),
            Final::Leads(to) => {
                let same_type = to.page.rsplit_once('.').zip(page.rsplit_once('.'));
                let target = pages.iter().find(|one| one.address == to.page).map(|one| &one.kind);
                match (same_type, target) {
                    // Who subscribes to a feed doesn't follow a page: the feed is at both addresses, with the same ids.
                    (
                        Some(((_, one), (_, other))),
                        Some(kind @ (PageKind::File(_) | PageKind::Feed(..) | PageKind::Paper(_))),
                    ) if one == other => kind.clone(),
                    // Only a server's own rules can lead from it.
                    _ => continue,
                }
            }
            Final::Gone(reason) => {
                any_gone = true;
                if !is_page {
                    continue;
                }
                PageKind::Gone(reason)
            }
        };
        pages.push(Page { address: page, kind });
    }
    if any_gone {
        pages.push(Page { address: GONE_ADDRESS.into(), kind: PageKind::AllGone });
    }
    wrong
}

fn push_reports(published: &Published, pages: &mut Vec<Page>) {
    // By organisation and year, so that every nämnd and year with a report has its page once.
    let mut years: BTreeSet<i16> = BTreeSet::new();
    let mut committees: BTreeMap<OrganisationIndex, BTreeSet<i16>> = BTreeMap::new();
    for (index, report) in published.indexed_reports() {
        let facts = &report.facts;
        years.insert(facts.year);
        committees.entry(facts.committee).or_default().insert(facts.year);
        let address = format!("{}/", facts.id);
        for (number, appendix) in facts.appendices.iter().enumerate() {
            let path = FieldPath::root().to("bilagor").to(number).to("fil");
            pages.push(Page {
                address: format!("{address}{}", appendix.file),
                kind: PageKind::File(Beside {
                    disk_path: appendix.disk_path.clone(),
                    kind: appendix.kind,
                    title: appendix.title.clone(),
                    place: Place::value(facts.file, path),
                }),
            });
        }
        for (name, disk_path) in &facts.images {
            // A picture may be an appendix as well: one file, published once.
            if facts.appendices.iter().all(|appendix| appendix.file != *name) {
                pages.push(Page {
                    address: format!("{address}{name}"),
                    kind: PageKind::File(Beside::picture(disk_path)),
                });
            }
        }
        pages.push(Page { address, kind: PageKind::Report(index) });
    }
    for (organisation, its_years) in committees {
        let id = &published.registers.organisation(organisation).id;
        pages.push(Page { address: format!("{id}/"), kind: PageKind::Committee(organisation) });
        pages.extend(its_years.into_iter().map(|year| Page {
            address: format!("{id}/{year}/"),
            kind: PageKind::CommitteeYear(organisation, year),
        }));
    }
    pages.extend(
        years.into_iter().map(|year| Page { address: year_address(year), kind: PageKind::Year(year) }),
    );
}

/// Two pages whose files are one and the same, on file systems too that don't tell A from a; and nämnder that
/// bear a reserved name.
fn collisions(published: &Published, pages: &[Page]) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<String, &Page> = BTreeMap::new();
    let mut found = Vec::new();
    for page in pages {
        let id = page.address.split('/').next().unwrap_or_default();
        if matches!(page.kind, PageKind::Committee(_) | PageKind::CommitteeYear(..) | PageKind::Report(_))
            && RESERVED.contains(&id)
        {
            // Said once, of the nämnd; that its pages meet others follows from it.
            if matches!(page.kind, PageKind::Committee(_)) {
                let problem = DomainProblem::ReservedAddress { id: id.to_owned() };
                found.push(Diagnostic::new(problem, place(published, page)));
            }
            continue;
        }
        let first = seen.insert(page.path().to_lowercase(), page);
        // Two files for one report: discover has told of them.
        let told =
            first.is_some_and(|first| first.address == page.address && is_text(first) && is_text(page));
        if told || first.is_none() {
            continue;
        }
        let problem = DomainProblem::DuplicateAddress { address: page.address.clone() };
        let mut diagnostic = Diagnostic::new(problem, place(published, page));
        if let Some(first) = first {
            diagnostic = diagnostic.related(place(published, first));
        }
        found.push(diagnostic);
    }
    found
}

/// Pages whose files some host can't store: told here, so that a check finds what a build would.
fn unservable(published: &Published, pages: &[Page]) -> Vec<Diagnostic> {
    // A name without a letter is discover's finding.
    // Nor are feeds, embedded views, charts' files and open data told of: they are called what their pages are.
    let odd = |page: &&Page| {
        !matches!(
            page.kind,
            PageKind::Feed(..) | PageKind::Embed(_) | PageKind::Figure(..) | PageKind::DataFile(..)
        ) && !matches!(check_name(&page.path()), Ok(()) | Err(NameProblem::EmptyPart))
    };
    let odd: Vec<&Page> = pages.iter().filter(odd).collect();
    // What lies below such a page has the same fault, told once.
    let below = |page: &Page| {
        odd.iter().any(|one| one.address.len() < page.address.len() && page.address.starts_with(&one.address))
    };
    let findings = odd.iter().filter(|page| !below(page)).map(|page| {
        let problem = PublishProblem::BadAddress { address: page.address.clone() };
        Diagnostic::new(problem, place(published, page))
    });
    findings.collect()
}

/// A page made of one Markdown file.
fn is_text(page: &Page) -> bool {
    matches!(page.kind, PageKind::Report(_) | PageKind::FreePage(_))
}

/// The source of a page, where one file is its source.
fn place(published: &Published, page: &Page) -> Place {
    match &page.kind {
        PageKind::Report(report)
        | PageKind::Editions(report)
        | PageKind::EditionChange(report, ..)
        | PageKind::Paper(report) => Place::File(published.report(*report).facts.file),
        PageKind::Committee(organisation) | PageKind::CommitteeYear(organisation, _) => published
            .reports
            .iter()
            .find(|report| report.facts.committee == *organisation)
            .map_or(Place::Run, |report| Place::File(report.facts.file)),
        PageKind::FreePage(index) => Place::Path(format!("sidor/{}.md", published.pages[*index as usize].id)),
        PageKind::Withdrawn(index) => {
            Place::File(published.registers.addresses.withdrawn[*index as usize].file)
        }
        PageKind::File(beside) => Place::Path(beside.disk_path.to_string_lossy().into_owned()),
        PageKind::Figure(Figure { home: FigureHome::Report(report), .. }, _) => {
            Place::File(published.report(*report).facts.file)
        }
        PageKind::Statement => published
            .site
            .accessibility
            .as_ref()
            .map_or(Place::Run, |statement| Place::Path(statement.path.clone())),
        PageKind::Home
        | PageKind::Feed(..)
        | PageKind::Embed(_)
        | PageKind::Figure(..)
        | PageKind::ReportList
        | PageKind::Sitemap
        | PageKind::SitemapPart(_)
        | PageKind::Robots
        | PageKind::Years
        | PageKind::Year(_)
        | PageKind::Audits
        | PageKind::Improvements(_)
        | PageKind::Data
        | PageKind::DataFile(..)
        | PageKind::Catalogue
        | PageKind::Audit(_)
        | PageKind::Question(..)
        | PageKind::AuditCommittee(..)
        | PageKind::Protection
        | PageKind::Number(_)
        | PageKind::Redirect(_)
        | PageKind::Gone(_)
        | PageKind::AllGone
        | PageKind::NotFound => Place::Run,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Problem;
    use crate::render::fixture::site;

    #[test]
    fn a_view_says_what_it_is_a_view_of() {
        assert_eq!(viewed("embed/a-namnd/"), Some(("embed/", "a-namnd/")));
        assert_eq!(viewed("atgarder/namnd/a-namnd/2023/"), Some(("atgarder/namnd/", "a-namnd/2023/")));
        assert_eq!(viewed("atgarder/ar/2023/"), Some(("atgarder/", "ar/2023/")));
        assert_eq!(viewed("granskningar/avtal/a-namnd/"), Some(("granskningar/avtal/", "a-namnd/")));
        for page in [
            "",
            "atgarder/",
            "atgarder/status/ny/",
            "a-namnd/",
            "granskningar/",
            "granskningar/avtal/",
            "granskningar/avtal/fragor/f1/",
            "a/2023/b/",
        ] {
            assert_eq!(viewed(page), None, "{page}");
        }
    }

    fn addresses(published: &Published) -> Vec<String> {
        plan(published).value.unwrap().into_iter().map(|page| page.address).collect()
    }

    #[test]
    fn every_committee_year_and_file_has_its_address() {
        let addresses = addresses(&site());
        for address in ["", "404.html", "ar/2020/", "aldre/", "aldre/2020/", "aldre/2020/ny/"] {
            assert!(addresses.iter().any(|its| its == address), "{address}");
        }
        assert!(addresses.contains(&"forskolenamnden/2023/uppfoljning/bilaga-1.pdf".to_owned()));
        assert!(!addresses.contains(&"forskoleforvaltningen/".to_owned()), "it has no report");
        let mut sorted = addresses.clone();
        sorted.sort();
        assert_eq!(sorted, addresses);
    }

    #[test]
    fn a_file_in_a_pages_place_is_an_error() {
        let mut published = site();
        for report in &mut published.reports {
            if let Some(appendix) = report.facts.appendices.first_mut() {
                appendix.file = "Index.html".into();
            }
        }
        let mut found = plan(&published).diagnostics;
        found.retain(|one| matches!(one.problem, Problem::Domain(DomainProblem::DuplicateAddress { .. })));
        assert_eq!(found.len(), 1, "also where the file system takes I for i");
        assert_eq!(found[0].related.len(), 1);
    }

    #[test]
    fn an_address_that_a_host_cannot_store_is_told_before_anything_is_written() {
        let mut published = site();
        published.registers.audits[0].id = "con".into();
        let found = plan(&published).diagnostics;
        let address = "granskningar/con/".to_owned();
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].problem, PublishProblem::BadAddress { address }.into());
    }

    #[test]
    fn a_committee_may_not_bear_the_sites_own_names() {
        let mut published = site();
        published.registers.organisations[0].id = "tema".into();
        let found = plan(&published).diagnostics;
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].problem, DomainProblem::ReservedAddress { id: "tema".into() }.into());
    }
}
