//! Where each dead address leads. Owns the following of redirects: chains are flattened, what lies below a moved folder
//! goes along, and what is below a withdrawn report leads to the page that says so.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{AddressProblem, Diagnostic};
use crate::disclosure::Published;
use crate::model::addresses::{Address, AddressBook, Destination, Redirect, can_be_page};
use crate::plan::{
    AUDIT_DATA_FOLDER, FEED_FILES, Page, THEME_FOLDER, audit_address, audit_committee_address, audit_of,
    question_address, viewed,
};
use crate::suggestion::nearest;

/// What is said where all reports that made a page are withdrawn.
const EMPTIED: &str = "Rapporterna som fanns här är återkallade.";

/// Where a dead address leads in the end.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Final {
    /// To a page that lives, perhaps to a passage on it.
    Leads(Address),
    /// Nowhere, for this reason.
    Gone(String),
}

/// A dead address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Moved {
    /// The page or file that it was.
    pub page: String,
    /// What has become of it.
    pub to: Final,
}

/// Why an address leads nowhere.
enum Dead {
    Nowhere(Address),
    Loop,
}

struct Table<'a> {
    living: &'a BTreeSet<&'a str>,
    book: &'a AddressBook,
    pages: BTreeMap<&'a str, &'a Redirect>,
    emptied: BTreeSet<String>,
}

/// The addresses of pages that live: all but those that tell where an old address leads.
pub fn living(pages: &[Page]) -> BTreeSet<&str> {
    pages.iter().filter(|page| page.kind.lives()).map(|page| page.address.as_str()).collect()
}

/// Does a page of the site live there, or may a file of the theme?
fn is_taken(page: &str, living: &BTreeSet<&str>) -> bool {
    living.contains(page) || page.split('/').next() == Some(THEME_FOLDER)
}

/// Follows all redirects, given the addresses that live. The dead ones that are settled, sorted, and what is wrong with
/// what the sources say.
pub fn settle(published: &Published, living: &BTreeSet<&str>) -> (Vec<Moved>, Vec<Diagnostic>) {
    let book = &published.registers.addresses;
    let mut found = Vec::new();
    let mut first: BTreeMap<&Address, &Redirect> = BTreeMap::new();
    for redirect in &book.redirects {
        let address = redirect.from.to_string();
        if let Some(other) = first.get(&redirect.from) {
            let twice = Diagnostic::new(AddressProblem::AliasTwice { address }, redirect.place.clone());
            found.push(twice.related(other.place.clone()));
        } else if redirect.from.fragment.is_none() && is_taken(&redirect.from.page, living) {
            found.push(Diagnostic::new(AddressProblem::AliasLives { address }, redirect.place.clone()));
        } else {
            first.insert(&redirect.from, redirect);
        }
    }
    let whole = first.values().filter(|redirect| redirect.from.fragment.is_none());
    let table = Table {
        living,
        book,
        pages: whole.map(|redirect| (redirect.from.page.as_str(), *redirect)).collect(),
        emptied: emptied(published),
    };
    for redirect in first.values() {
        let Destination::Address(to) = &redirect.to else { continue };
        let problem = match table.follow(to, &mut vec![redirect.from.page.clone()]) {
            Ok(_) => continue,
            Err(Dead::Loop) => AddressProblem::RedirectLoop { address: redirect.from.to_string() },
            Err(Dead::Nowhere(target)) => {
                let suggestion = nearest(&target.page, living.iter().copied());
                AddressProblem::RedirectNowhere {
                    suggestion: suggestion.map(|page| Address::page(page).to_string()),
                    target: target.to_string(),
                }
            }
        };
        found.push(Diagnostic::new(problem, redirect.place.clone()));
    }
    let promised = book.published.iter().flat_map(|promised| promised.keys().map(String::as_str));
    let dead: BTreeSet<&str> =
        table.pages.keys().copied().chain(promised).filter(|page| !living.contains(page)).collect();
    let moved = dead.into_iter().filter_map(|page| {
        let to = table.follow(&Address::page(page), &mut Vec::new()).ok()?;
        Some(Moved { page: page.to_owned(), to })
    });
    let moved: Vec<Moved> = moved.collect();
    // A passage is led on from the page that it was on: from one that lives, or from one that leads on itself.
    for redirect in first.values().filter(|redirect| redirect.from.fragment.is_some()) {
        let page = redirect.from.page.as_str();
        let is_page = can_be_page(page);
        // A page that was published and is lost is told of by itself.
        let is_known = is_taken(page, living)
            || moved.iter().any(|one| one.page == page)
            || book.published.as_ref().is_some_and(|promised| promised.contains_key(page));
        if !is_page || !is_known {
            let address = redirect.from.to_string();
            let problem =
                AddressProblem::PassageOfNothing { address, page: Address::page(page).to_string(), is_page };
            found.push(Diagnostic::new(problem, redirect.place.clone()));
        }
    }
    (moved, found)
}

/// Passages that have left their page, by the page's address: the id, and where it leads.
pub fn moved_passages(published: &Published, pages: &[Page]) -> BTreeMap<String, Vec<(String, Final)>> {
    let book = &published.registers.addresses;
    // Most sites have none, and `serve` asks at every request.
    if book.redirects.iter().all(|redirect| redirect.from.fragment.is_none()) {
        return BTreeMap::new();
    }
    let lives = living(pages);
    let whole = book.redirects.iter().filter(|redirect| redirect.from.fragment.is_none());
    let table = Table {
        living: &lives,
        book,
        pages: whole.map(|redirect| (redirect.from.page.as_str(), redirect)).collect(),
        emptied: BTreeSet::new(),
    };
    let mut moved: BTreeMap<String, Vec<(String, Final)>> = BTreeMap::new();
    for redirect in &book.redirects {
        let Some(id) = &redirect.from.fragment else { continue };
        let to = match &redirect.to {
            Destination::Gone(reason) => Final::Gone(reason.clone()),
            Destination::Address(to) => match table.follow(to, &mut Vec::new()) {
                Ok(to) => to,
                Err(_) => continue,
            },
        };
        moved.entry(redirect.from.page.clone()).or_default().push((id.clone(), to));
    }
    moved
}

/// Addresses of pages that were there only for reports that are withdrawn now.
fn emptied(published: &Published) -> BTreeSet<String> {
    let mut emptied = BTreeSet::new();
    for report in &published.registers.addresses.withdrawn {
        let committee = &published.registers.organisation(report.committee).id;
        let year = report.year;
        let of_year = format!("{committee}/{year}/");
        for page in [format!("{committee}/"), crate::plan::year_address(year)] {
            emptied.extend(FEED_FILES.map(|file| format!("{page}{file}")));
            emptied.insert(page);
        }
        emptied.insert(of_year);
        for audit in &published.registers.audits {
            let asked = audit.questions.iter().map(|question| question_address(&audit.id, &question.id));
            emptied.extend(asked.chain([audit_committee_address(&audit.id, committee)]));
        }
    }
    emptied
}

impl Table<'_> {
    fn follow(&self, to: &Address, seen: &mut Vec<String>) -> Result<Final, Dead> {
        let page = to.page.as_str();
        if self.living.contains(page) {
            return Ok(Final::Leads(to.clone()));
        }
        if seen.iter().any(|one| one == page) {
            return Err(Dead::Loop);
        }
        seen.push(page.to_owned());
        if let Some(redirect) = self.pages.get(page) {
            return match &redirect.to {
                Destination::Gone(reason) => Ok(Final::Gone(reason.clone())),
                Destination::Address(next) => {
                    let fragment = next.fragment.clone().or_else(|| to.fragment.clone());
                    self.follow(&Address { page: next.page.clone(), fragment }, seen)
                }
            };
        }
        let withdrawn = self.book.withdrawn.iter().map(|report| format!("{}/", report.id));
        if let Some(report) = withdrawn.into_iter().find(|report| page.starts_with(report.as_str())) {
            return Ok(Final::Leads(Address { page: report, fragment: None }));
        }
        // The longest moved folder above it: what is below goes along.
        let above = page.rmatch_indices('/').map(|(at, _)| &page[..=at]);
        for folder in above.filter(|folder| *folder != page) {
            let Some(redirect) = self.pages.get(folder) else { continue };
            match &redirect.to {
                Destination::Gone(reason) => return Ok(Final::Gone(reason.clone())),
                Destination::Address(next)
                    if next.fragment.is_none() && (next.page.is_empty() || next.page.ends_with('/')) =>
                {
                    let below = format!("{}{}", next.page, &page[folder.len()..]);
                    let below = Address { page: below, fragment: to.fragment.clone() };
                    if let Ok(found) = self.follow(&below, seen) {
                        return Ok(found);
                    }
                }
                Destination::Address(_) => {}
            }
        }
        if self.emptied.contains(page) {
            return Ok(Final::Gone(EMPTIED.to_owned()));
        }
        // A view goes with the page that it is a view of.
        if let Some((before, of)) = viewed(page)
            && let Ok(found) = self.follow(&Address::page(of), seen)
        {
            return match found {
                Final::Gone(reason) => Ok(Final::Gone(reason)),
                Final::Leads(to) => {
                    let view = format!("{before}{}", to.page);
                    // Of a page without such a view, what stands above the view is left, else the page itself.
                    let left = [view.as_str(), before].into_iter().find(|page| self.living.contains(page));
                    Ok(Final::Leads(Address::page(left.unwrap_or(&to.page))))
                }
            };
        }
        // A granskning's file of data goes with the granskning.
        if let Some((audit, ending)) =
            page.strip_prefix(AUDIT_DATA_FOLDER).and_then(|file| file.rsplit_once('.'))
            && let Ok(Final::Leads(area)) = self.follow(&Address::page(&audit_address(audit)), seen)
            && let Some(id) = audit_of(&area.page)
        {
            let file = format!("{AUDIT_DATA_FOLDER}{id}.{ending}");
            if self.living.contains(file.as_str()) {
                return Ok(Final::Leads(Address::page(&file)));
            }
        }
        Err(Dead::Nowhere(to.clone()))
    }
}
