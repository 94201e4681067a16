//! What a reading of the content has at an address: a page made now, a file of the theme, or another address. Owns the
//! looking up; makes pages as a build does, and knows nothing of requests.

use std::path::Path;

use crate::compile::Compiled;
use crate::disclosure::gate::Cleared;
use crate::finish::{Unfinished, edited, finish};
use crate::plan::{Page, PageKind};
use crate::render::Context;

/// What an address leads to.
pub(super) enum Answer {
    /// A file that the gate has let through, or what keeps it from being shown.
    File(Result<Cleared, Unfinished>),
    /// The page that tells that there is none.
    NoPage(Result<Cleared, Unfinished>),
    /// Nothing, and no page that tells so.
    Nothing,
    /// Another address below the site's.
    Leads(String),
}

/// A site and all that its pages look up.
pub(super) struct Shown<'a> {
    compiled: &'a Compiled,
    context: Context<'a>,
    folder: &'a Path,
}

impl<'a> Shown<'a> {
    /// Works out what pages look up. Files beside reports lie in `folder`.
    pub(super) fn new(compiled: &'a Compiled, folder: &'a Path) -> Self {
        let context = Context::new(&compiled.published, &compiled.theme, &compiled.pages);
        Self { compiled, context, folder }
    }

    /// What there is at an address below the site's.
    pub(super) fn at(&self, address: &str) -> Answer {
        let compiled = self.compiled;
        let address = address
            .strip_suffix("index.html")
            .filter(|rest| rest.is_empty() || rest.ends_with('/'))
            .unwrap_or(address);
        if let Some((_, bytes)) = compiled.theme.assets().find(|(known, _)| *known == address) {
            let cleared = compiled.gate.clear(address.to_owned(), bytes.to_vec());
            return Answer::File(cleared.map_err(Unfinished::Held));
        }
        let find =
            |wanted: &str| compiled.pages.binary_search_by(|page| page.address.as_str().cmp(wanted)).ok();
        if let Some(file) = self.edition(address) {
            return Answer::File(file);
        }
        let made = |index: usize| self.made(&compiled.pages[index], &self.context);
        match find(address) {
            Some(index) => Answer::File(made(index)),
            None if find(&format!("{address}/")).is_some() => Answer::Leads(format!("{address}/")),
            None => find("404.html").map_or(Answer::Nothing, |index| Answer::NoPage(made(index))),
        }
    }

    fn made(&self, page: &Page, context: &Context<'_>) -> Result<Cleared, Unfinished> {
        finish(page, self.compiled, context, self.folder).map(|finished| finished.file)
    }

    /// A page about a report's editions, which is planned when the report's page has been rendered; nothing at any other
    /// address.
    fn edition(&self, address: &str) -> Option<Result<Cleared, Unfinished>> {
        let (id, _) = address.split_once("/utgavor/")?;
        let report = self.compiled.published.report_by_id(id)?;
        let page = Page { address: format!("{id}/"), kind: PageKind::Report(report) };
        let now = finish(&page, self.compiled, &self.context, self.folder).ok()?.now?;
        let edited = edited(self.compiled, self.folder, &[now]);
        let page = edited.pages.iter().find(|page| page.address == address)?;
        Some(self.made(page, &self.context.clone().with_editions(edited.editions)))
    }
}
