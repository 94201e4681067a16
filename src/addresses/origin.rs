//! Where a page was first published: what its permanent ids are made of. The lock says it once and for all; for a page that
//! isn't there yet it is worked out of what has moved to it. Owns no id and no file.

use std::collections::BTreeMap;

use crate::disclosure::Published;
use crate::model::addresses::{Address, AddressBook, Destination, First};
use crate::model::report::ReportIndex;
use crate::plan::{Page, PageKind};

/// Where pages were first published.
pub struct Origins<'a> {
    published: &'a Published,
    book: &'a AddressBook,
    /// Addresses that lead to a page, in the order of the sources: of several `alias` the oldest is first.
    leading: BTreeMap<&'a str, Vec<&'a str>>,
    /// Folders of nämnder and granskningar that have moved: the present one, and an earlier one; the oldest first.
    folders: Vec<(&'a str, &'a str)>,
}

impl<'a> Origins<'a> {
    /// Those of a site.
    pub fn new(published: &'a Published) -> Self {
        let book = &published.registers.addresses;
        let mut leading: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut folders = Vec::new();
        for redirect in &book.redirects {
            let Destination::Address(to) = &redirect.to else { continue };
            if to.fragment.is_some() || redirect.from.fragment.is_some() {
                continue;
            }
            let (to, from) = (to.page.as_str(), redirect.from.page.as_str());
            leading.entry(to).or_default().push(from);
            let is_folder = |page: &str| page.ends_with('/') && page.matches('/').count() <= 2;
            if is_folder(to) && is_folder(from) {
                folders.push((to, from));
            }
        }
        Self { published, book, leading, folders }
    }

    /// Where a page was first published, in the form of [`Address::page`].
    pub fn of(&self, page: &str) -> String {
        let steps = self.book.redirects.len();
        self.recorded(page).or_else(|| self.earlier(page, steps)).unwrap_or_else(|| page.to_owned())
    }

    /// Where a report was first published.
    pub fn of_report(&self, index: ReportIndex) -> String {
        let facts = &self.published.report(index).facts;
        let page = format!("{}/", facts.id);
        // Where nothing is recorded its author's word is all there is.
        let first = if self.book.published.is_none() {
            let aliases =
                facts.aliases.iter().filter_map(|its| Address::read(its, &self.published.site.base));
            let mut whole = aliases.filter(|its| its.fragment.is_none() && !its.page.is_empty());
            whole.next().map_or_else(|| page.clone(), |its| its.page)
        } else {
            self.of(&page)
        };
        // An address that another report has taken over is that one's: two never have the same.
        let taken = first != page && self.published.report_by_id(first.trim_end_matches('/')).is_some();
        if taken { page } else { first }
    }

    /// What the lock says. A page that is there without another one was first published where it is.
    fn recorded(&self, page: &str) -> Option<String> {
        let promised = self.book.published.as_ref()?;
        let first = self.book.first.get(page).map(String::as_str);
        first.or_else(|| promised.contains_key(page).then_some(page)).map(str::to_owned)
    }

    /// Where what has moved to a page was first published: what has been there by the lock, and nothing that was only
    /// written as `alias`. Redirects that come back to where they began are an error of their own: `steps` ends them.
    fn earlier(&self, page: &str, steps: usize) -> Option<String> {
        let steps = steps.checked_sub(1)?;
        let leading = self.leading.get(page).map_or(&[][..], Vec::as_slice);
        let known = leading.iter().find_map(|from| self.recorded(from));
        known.or_else(|| leading.iter().find_map(|from| self.earlier(from, steps))).or_else(|| {
            self.folders.iter().find_map(|(to, from)| {
                let rest = page.strip_prefix(to).filter(|rest| !rest.is_empty())?;
                let older = format!("{from}{rest}");
                // What a redirect of its own leads elsewhere was another page.
                let was_another = self.book.redirects.iter().any(|one| one.from == Address::page(&older));
                if was_another { None } else { self.recorded(&older).or_else(|| self.earlier(&older, steps)) }
            })
        })
    }
}

/// Where pages were first published once this build is: what was known, and of the pages that have ids of their own those
/// that are new and have been elsewhere.
pub fn first(published: &Published, pages: &[Page]) -> First {
    let mut first = published.registers.addresses.first.clone();
    let origins = Origins::new(published);
    for page in pages {
        let address = &page.address;
        let origin = match page.kind {
            _ if first.contains_key(address) => continue,
            PageKind::Report(index) => origins.of_report(index),
            PageKind::Committee(_) | PageKind::Audit(_) => origins.of(address),
            _ => continue,
        };
        if origin != *address {
            first.insert(address.clone(), origin);
        }
    }
    first
}
