//! What a site has promised: the addresses that it has ever had, where the dead ones lead, and the reports that were
//! withdrawn. Owns the spelling of an address within the site; no check and no file.

use std::collections::BTreeMap;

use super::audit::AuditIndex;
use super::date::PartialDate;
use super::organisation::OrganisationIndex;
use super::passage_ids::PassageIds;
use super::report::{Decision, ReportKind};
use crate::diagnostic::Place;
use crate::editions::Editions;
use crate::publish::check_name;
use crate::source::FileId;

/// Addresses below the site, as in [`Address::page`], each with the passages (ids) that it has ever had.
pub type Promised = BTreeMap<String, PassageIds>;

/// Where pages were first published, of those that have moved since: the present page, and the first one.
pub type First = BTreeMap<String, String>;

/// All promises.
#[derive(Debug, Default, PartialEq, Eq, Hash)]
pub struct AddressBook {
    /// `publicerat.lock`; `None` where there is none yet.
    pub published: Option<Promised>,
    /// Of the same file.
    pub first: First,
    /// From every `alias`, and from `register/omdirigeringar.yaml`, in the order of the sources.
    pub redirects: Vec<Redirect>,
    /// `utgåvor.lock`.
    pub editions: Editions,
    /// Reports that have been withdrawn, sorted by id. Nothing else of them is kept.
    pub withdrawn: Vec<Withdrawn>,
}

/// Where an address that lives no longer leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Redirect {
    /// The old address.
    pub from: Address,
    /// Where it leads.
    pub to: Destination,
    /// Where this is said.
    pub place: Place,
}

/// What has become of an address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Destination {
    /// It is another address now.
    Address(Address),
    /// It is gone for good; why, in words for readers.
    Gone(String),
}

/// A report that was withdrawn: what its page says.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Withdrawn {
    /// `nämnd/år/rapport`
    pub id: String,
    /// Its file.
    pub file: FileId,
    /// Whose.
    pub committee: OrganisationIndex,
    /// Which year's.
    pub year: i16,
    /// Which granskningar it told of.
    pub audits: Vec<AuditIndex>,
    /// Its title.
    pub title: String,
    /// What sort.
    pub kind: ReportKind,
    /// Its decision.
    pub decision: Decision,
    /// When it was withdrawn.
    pub date: PartialDate,
    /// Why, in words for readers.
    pub reason: String,
}

/// A place on the site: a page, and perhaps a passage on it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// Below the site, without a leading `/`: `a/b/` for a folder's page, `a/b.pdf` for a file, empty for the start page.
    pub page: String,
    /// The passage's id.
    pub fragment: Option<String>,
}

impl Address {
    /// A page.
    pub fn page(page: &str) -> Self {
        Self { page: page.to_owned(), fragment: None }
    }

    /// Reads an address as people write it: `/a/b/#c`, `a/b`, `a/b/index.html`, or the whole one below `base`. `None`
    /// for one that isn't the site's, or that no site has.
    pub fn read(written: &str, base: &str) -> Option<Self> {
        let written = written.trim();
        let own = written.strip_prefix(base).or_else(|| written.strip_prefix(base.strip_suffix('/')?));
        let below = own.unwrap_or(written);
        if written.is_empty() || below.contains("://") || below.starts_with("//") {
            return None;
        }
        let (page, fragment) = match below.split_once('#') {
            Some((page, fragment)) => (page, fragment.split(":~:").next().filter(|id| !id.is_empty())),
            None => (below, None),
        };
        let page = page_of(page)?;
        // Nothing else can ever have been published, nor can a page stand there that leads on.
        let can_be = page.is_empty() || check_name(page.trim_end_matches('/')).is_ok();
        can_be.then(|| Self { page, fragment: fragment.map(str::to_owned) })
    }
}

/// Does an address as people write it have a query, `?…`? Pages never see one, so nothing can be led on by it.
pub fn has_query(written: &str) -> bool {
    written.split('#').next().is_some_and(|address| address.contains('?'))
}

/// Can a page stand at an address, as it is in [`Address::page`]? At that of another file only a server's rules can lead on.
pub fn can_be_page(page: &str) -> bool {
    page.is_empty()
        || page.ends_with('/')
        || page.rsplit_once('.').is_some_and(|(_, ending)| ending == "html")
}

/// A path as a page: without leading `/` and `index.html`, with a closing `/` unless a file is named.
pub fn page_of(path: &str) -> Option<String> {
    let path = path.split('?').next().unwrap_or_default().trim_start_matches('/');
    let path = match path.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => path,
    };
    let parts = path.strip_suffix('/').unwrap_or(path);
    if parts.is_empty() {
        return Some(String::new());
    }
    let odd =
        |part: &str| part.is_empty() || part.chars().all(|c| c == '.') || part.contains(char::is_whitespace);
    if parts.split('/').any(odd) {
        return None;
    }
    let is_file = !path.ends_with('/') && parts.rsplit('/').next().is_some_and(|name| name.contains('.'));
    Some(if is_file { parts.to_owned() } else { format!("{parts}/") })
}

/// As it is written below a host's root.
impl std::fmt::Display for Address {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "/{}", self.page)?;
        match &self.fragment {
            Some(fragment) => write!(out, "#{fragment}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(written: &str) -> Option<String> {
        Address::read(written, "https://exempel.se/g/").map(|address| address.to_string())
    }

    #[test]
    fn an_address_may_be_written_in_several_ways() {
        for written in [
            "/n/2023/r/#x",
            "n/2023/r#x",
            "/n/2023/r/index.html#x",
            "https://exempel.se/g/n/2023/r/#x",
            "/n/2023/r/?a=b#x:~:text=hej",
        ] {
            assert_eq!(read(written).as_deref(), Some("/n/2023/r/#x"), "{written}");
        }
        assert_eq!(read("/n/bilaga.pdf").as_deref(), Some("/n/bilaga.pdf"));
        assert_eq!(read("/").as_deref(), Some("/"));
        assert_eq!(read("https://exempel.se/g").as_deref(), Some("/"));
    }

    #[test]
    fn what_is_no_address_of_the_site_is_refused() {
        for written in
            ["", "https://annat.se/n/", "//n/", "/n/../r/", "/n//r/", "/n/a b/", "/█/", "/Nämnden/", "/con/"]
        {
            assert_eq!(read(written), None, "{written}");
        }
    }
}
