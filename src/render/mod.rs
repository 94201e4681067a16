//! Pages: from what may be shown to bytes. Pure and safe to call from many threads at once; a page at a time.
//! Owns no numbers' rules (`disclosure`), no drawing (`chart`) and no disk.

mod address;
pub mod body;
pub mod contents;
mod drawings;
mod feed;
mod figure;
#[cfg(test)]
pub(crate) mod fixture;
pub mod html;
mod improvements;
mod index;
mod listing;
mod open_data;
mod own_words;
#[cfg(test)]
mod palette_tests;
mod placement;
mod questions;
mod swedish;
#[cfg(test)]
mod tests;
mod theme;
mod view;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::addresses::{Final, moved_passages};
use crate::compare::SeriesIndex;
use crate::diagnostic::PublishProblem;
use crate::disclosure::Published;
use crate::editions::{Now, ReportEditions};
use crate::model::report::ReportIndex;
use crate::parallel;
use crate::plan::{Page, PageKind};

pub use theme::{STYLESHEET, Theme};

/// All texts that are the program's own: the standard theme, and words that pages are put together of. What a
/// page says in them gives nothing away.
pub fn own_texts() -> Vec<&'static str> {
    theme::standard_texts().chain([own_words::OWN_WORDS]).chain(open_data::own_texts()).collect()
}

/// All that rendering a page needs; made once a site. A clone shares what was worked out.
#[derive(Clone)]
pub struct Context<'a> {
    pub(crate) published: &'a Published,
    pub(crate) theme: &'a Theme,
    pub(crate) index: Arc<index::Index>,
    pub(crate) series: Arc<SeriesIndex<'a>>,
    pub(crate) improvements: Arc<improvements::Improvements>,
    /// Passages that have left their page, by its address.
    pub(crate) moved: Arc<BTreeMap<String, Vec<(String, Final)>>>,
    /// Of reports with more than one edition; empty until their pages have been rendered.
    pub(crate) editions: BTreeMap<ReportIndex, ReportEditions>,
    /// Reports are printed to PDF as well, and their pages say so.
    pub(crate) has_papers: bool,
}

impl<'a> Context<'a> {
    /// Works out what pages look up, of all pages of the plan. Looks through all reports once.
    pub fn new(published: &'a Published, theme: &'a Theme, pages: &[Page]) -> Self {
        let (index, series) = parallel::both(|| index::Index::new(published), || SeriesIndex::new(published));
        Self {
            published,
            theme,
            index: index.into(),
            series: series.into(),
            improvements: improvements::Improvements::new(published).into(),
            moved: moved_passages(published, pages).into(),
            editions: BTreeMap::new(),
            has_papers: pages.iter().any(|page| matches!(page.kind, PageKind::Paper(_))),
        }
    }

    /// The same with what there is of reports' editions, for the pages about them.
    #[must_use]
    pub fn with_editions(mut self, editions: BTreeMap<ReportIndex, ReportEditions>) -> Self {
        self.editions = editions;
        self
    }
}

/// A finished file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// Below the output folder, with `/` between the parts.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Of a report's page: what it says.
    pub now: Option<Now>,
}

/// Renders a page. `None` for a [`PageKind::File`], which [`crate::beside`] makes, for a [`PageKind::Paper`], which is
/// printed, and for an edition of which the context has nothing.
///
/// # Errors
/// A template of the site's own theme that fails: its name and the template engine's words.
pub fn render(page: &Page, context: &Context<'_>) -> Result<Option<Rendered>, PublishProblem> {
    let published = context.published;
    let html = match &page.kind {
        PageKind::Home => view::home::page(context),
        PageKind::Committee(organisation) => view::committee::page(context, *organisation),
        PageKind::CommitteeYear(organisation, year) => {
            view::committee::year_page(context, *organisation, *year)
        }
        PageKind::Report(report) => {
            let (html, now) = view::report::page(context, *report)?;
            return Ok(Some(Rendered { path: page.path(), bytes: html.into_bytes(), now }));
        }
        PageKind::Years => view::years::list_page(context),
        PageKind::Year(year) => view::years::page(context, *year),
        PageKind::Audits => view::audits::list_page(context),
        PageKind::Audit(audit) => view::audit::page(context, *audit),
        PageKind::Question(audit, question) => view::question::page(context, *audit, *question),
        PageKind::AuditCommittee(audit, committee) => view::side::page(context, *audit, *committee),
        PageKind::Data => view::data::page(context),
        PageKind::DataFile(scope, format) => return bytes(page, open_data::file(context, *scope, *format)),
        PageKind::Catalogue => return bytes(page, open_data::catalogue(context)),
        PageKind::Improvements(filter) => view::improvements::page(context, *filter),
        PageKind::FreePage(index) => view::free::page(context, *index),
        PageKind::Protection => view::protection::page(context),
        PageKind::Withdrawn(index) => view::moved::withdrawn(context, *index),
        PageKind::Number(numbers) => view::moved::number(context, &page.address, numbers),
        PageKind::Redirect(to) => view::moved::moved(context, &page.address, to),
        PageKind::Gone(reason) => view::moved::gone(context, &page.address, reason),
        PageKind::AllGone => view::moved::all_gone(context),
        PageKind::NotFound => view::free::not_found(context),
        PageKind::Statement => match &published.site.accessibility {
            Some(statement) => view::statement::page(context, statement),
            None => return Ok(None),
        },
        PageKind::Embed(scope) => view::embed::page(context, *scope),
        PageKind::Feed(scope, format) => return bytes(page, feed::feed(context, *scope, *format)),
        PageKind::ReportList => return bytes(page, listing::report_list(context)),
        PageKind::Sitemap => return bytes(page, listing::sitemap(published)),
        PageKind::SitemapPart(part) => return bytes(page, listing::sitemap_part(published, *part)),
        PageKind::Robots => return bytes(page, listing::robots(published)),
        PageKind::Figure(figure, format) => {
            let file = drawings::file(context, figure, *format);
            return Ok(file.map(|bytes| Rendered { path: page.path(), bytes, now: None }));
        }
        PageKind::Paper(_) | PageKind::File(_) => return Ok(None),
        PageKind::Editions(report) => match context.editions.get(report) {
            Some(editions) => view::editions::list_page(context, *report, editions),
            None => return Ok(None),
        },
        PageKind::EditionChange(report, from, to) => {
            let change = context.editions.get(report).and_then(|editions| editions.change(*from, *to));
            match change {
                Some(change) => view::editions::change_page(context, *report, &change),
                None => return Ok(None),
            }
        }
    }?;
    Ok(Some(Rendered { path: page.path(), bytes: html.into_bytes(), now: None }))
}

/// A page that no template makes.
#[expect(clippy::unnecessary_wraps, reason = "what `render` returns")]
fn bytes(page: &Page, bytes: Vec<u8>) -> Result<Option<Rendered>, PublishProblem> {
    Ok(Some(Rendered { path: page.path(), bytes, now: None }))
}
