//! What a build would lose of all that was ever published, with a proposal for each loss; and what it adds. Owns no
//! wording and no file.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::kin::likest;
use super::passages::Passages;
use super::table::{Final, moved_passages};
use crate::diagnostic::{AddressProblem, Diagnostic, Place, PrintProblem};
use crate::disclosure::Published;
use crate::model::addresses::{Address, Destination, Promised};
use crate::model::passage_ids::PassageIds;
use crate::plan::{PAPER, Page, PageKind, viewed};
use crate::promises;
use crate::source::{FileId, Sources};

/// All that has been published once this build is: what was before, and the living pages with their passages. Borrowed
/// where nothing comes to what was before.
pub fn promised<'p>(published: &'p Published, pages: &[Page], passages: &Passages) -> Cow<'p, Promised> {
    let before = published.registers.addresses.published.as_ref();
    let own = |page: &Page| passages.get(&page.address);
    let is_promised = |all: &Promised, page: &Page| {
        all.get(&page.address).is_some_and(|its| own(page).is_none_or(|own| its.contains_all(own)))
    };
    let mut more = pages
        .iter()
        .filter(|page| page.kind.is_promised() && !before.is_some_and(|all| is_promised(all, page)))
        .peekable();
    if let Some(before) = before.filter(|_| more.peek().is_none()) {
        return Cow::Borrowed(before);
    }
    let mut all = before.cloned().unwrap_or_default();
    for page in more {
        let its = all.entry(page.address.clone()).or_default();
        if let Some(own) = own(page) {
            *its = its.and(own);
        }
    }
    Cow::Owned(all)
}

/// Every address that was published and would die with this build, and every redirect to a passage that isn't there.
/// `sources` is asked for the names of files only.
pub fn losses(
    published: &Published,
    pages: &[Page],
    passages: &Passages,
    sources: &Sources,
) -> Vec<Diagnostic> {
    let site = Look::new(published, pages, passages, sources);
    let mut found = site.dead_targets();
    if let Some(promised) = &published.registers.addresses.published {
        found.extend(site.lost_pages(promised));
        found.extend(site.lost_passages(promised));
    }
    found
}

struct Look<'a> {
    published: &'a Published,
    pages: BTreeMap<&'a str, &'a PageKind>,
    passages: &'a Passages,
    /// By page, the passages that are settled one by one.
    moved: BTreeMap<String, Vec<(String, Final)>>,
    sources: &'a Sources,
}

impl<'a> Look<'a> {
    fn new(
        published: &'a Published,
        pages: &'a [Page],
        passages: &'a Passages,
        sources: &'a Sources,
    ) -> Self {
        Self {
            published,
            moved: moved_passages(published, pages),
            pages: pages.iter().map(|page| (page.address.as_str(), &page.kind)).collect(),
            passages,
            sources,
        }
    }

    fn lives(&self, page: &str) -> bool {
        self.pages.get(page).is_some_and(|kind| kind.lives())
    }

    fn has(&self, page: &str, passage: &str) -> bool {
        self.passages.get(page).is_some_and(|its| its.contains(passage))
    }

    fn dead_targets(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for redirect in &self.published.registers.addresses.redirects {
            if let (page, Some(id)) = (&redirect.from.page, &redirect.from.fragment)
                && self.lives(page)
                && self.has(page, id)
            {
                let problem = AddressProblem::AliasLives { address: redirect.from.to_string() };
                found.push(Diagnostic::new(problem, redirect.place.clone()));
            }
            let Destination::Address(to) = &redirect.to else { continue };
            let Some(id) = &to.fragment else { continue };
            if !self.lives(&to.page) || self.has(&to.page, id) {
                continue;
            }
            let own: Vec<&str> = self.passages.get(&to.page).into_iter().flat_map(PassageIds::iter).collect();
            let near = likest(id, &own).map(|near| address(&to.page, near));
            let problem = AddressProblem::RedirectNowhere { target: to.to_string(), suggestion: near };
            found.push(Diagnostic::new(problem, redirect.place.clone()));
        }
        found
    }

    /// One finding a page; those below it that the proposed redirect would carry along are counted, not told.
    fn lost_pages(&self, promised: &Promised) -> Vec<Diagnostic> {
        let settled = super::settle(
            self.published,
            &self.pages.iter().filter(|(_, kind)| kind.lives()).map(|(page, _)| *page).collect(),
        )
        .0;
        let settled: BTreeSet<&str> = settled.iter().map(|moved| moved.page.as_str()).collect();
        let lost = promised.keys().map(String::as_str);
        let mut lost: Vec<&str> = lost.filter(|page| !self.lives(page) && !settled.contains(page)).collect();
        let mut found = Vec::new();
        // Reports that live, but weren't printed this time.
        let before = lost.len();
        lost.retain(|page| !self.is_unprinted(page));
        if lost.len() < before {
            let problem = PrintProblem::Lost { count: before - lost.len() };
            found.push(Diagnostic::new(problem, Place::Path(promises::FILE_NAME.to_owned())));
        }
        // The pages themselves first: a view goes along with the page that it is a view of.
        lost.sort_by_key(|page| viewed(page).is_some());
        while !lost.is_empty() {
            let page = lost.remove(0);
            let proposal = self.proposal(page, promised);
            let mut along = 0;
            if let Some(new) = proposal.as_deref().filter(|new| page.ends_with('/') && new.ends_with('/')) {
                let goes_along = |one: &str| {
                    one.strip_prefix(page).is_some_and(|below| self.lives(&format!("{new}{below}")))
                };
                lost.retain(|one| {
                    let below = goes_along(one);
                    along += usize::from(below);
                    !below && !viewed(one).is_some_and(|(_, of)| of == page || goes_along(of))
                });
            }
            let problem = AddressProblem::LostPage {
                address: Address::page(page).to_string(),
                along,
                bearer: proposal.as_deref().and_then(|new| self.bearer(new)),
                proposal: proposal.map(|new| Address::page(&new).to_string()),
            };
            found.push(Diagnostic::new(problem, Place::Path(promises::FILE_NAME.to_owned())));
        }
        found
    }

    /// Is it the PDF of a report that has its page still?
    fn is_unprinted(&self, page: &str) -> bool {
        let report = page.strip_suffix(PAPER);
        report.is_some_and(|report| matches!(self.pages.get(report), Some(PageKind::Report(_))))
    }

    /// The new page that is likest: the same below another nämnd, else the likest in the same folder, else anywhere.
    fn proposal(&self, page: &str, promised: &Promised) -> Option<String> {
        let is_folder = page.is_empty() || page.ends_with('/');
        let living = self.pages.iter().filter(|(_, kind)| kind.lives()).map(|(page, _)| *page);
        let fresh: Vec<&str> = living
            .filter(|new| !promised.contains_key(*new) && (new.is_empty() || new.ends_with('/')) == is_folder)
            .collect();
        let (first, rest) = page.split_once('/')?;
        if rest.is_empty() {
            return self.heir(first, &fresh, promised);
        }
        if let Some(same) = fresh.iter().find(|new| new.split_once('/').is_some_and(|(_, its)| its == rest)) {
            return Some((*same).to_owned());
        }
        let folder = |page: &str| {
            page.trim_end_matches('/').rsplit_once('/').map_or("", |(folder, _)| folder).to_owned()
        };
        let beside: Vec<&str> = fresh.iter().copied().filter(|new| folder(new) == folder(page)).collect();
        let anywhere: Vec<&str> = fresh
            .iter()
            .copied()
            .filter(|new| new.matches('/').count() == page.matches('/').count())
            .collect();
        let last = |page: &str| page.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
        let by_name = |pages: &[&str]| {
            let names: Vec<String> = pages.iter().map(|page| last(page)).collect();
            let near = likest(&last(page), &names.iter().map(String::as_str).collect::<Vec<_>>())?;
            names.iter().position(|name| name == near).map(|at| pages[at].to_owned())
        };
        by_name(&beside).or_else(|| by_name(&anywhere).filter(|_| anywhere.len() > 1))
    }

    /// The nämnd in whose name a nämnd's addresses go on: one that says that it succeeds it, else the new one with most
    /// of the same pages.
    fn heir(&self, first: &str, fresh: &[&str], promised: &Promised) -> Option<String> {
        let registers = &self.published.registers;
        let succeeds = registers.organisations.iter().find(|organisation| {
            let mut predecessors = organisation.predecessors.iter();
            predecessors.any(|one| registers.organisation(one.organisation).id == first)
        });
        if let Some(successor) = succeeds.filter(|organisation| self.lives(&format!("{}/", organisation.id)))
        {
            return Some(format!("{}/", successor.id));
        }
        let prefix = format!("{first}/");
        let below: Vec<&str> = promised.keys().filter_map(|page| page.strip_prefix(&prefix)).collect();
        let tops = fresh.iter().filter(|new| new.matches('/').count() == 1 && !new.is_empty());
        let rated =
            tops.map(|top| (below.iter().filter(|page| self.lives(&format!("{top}{page}"))).count(), *top));
        rated.filter(|(same, _)| *same > 1).max().map(|(_, top)| top.to_owned())
    }

    /// The file that can bear an `alias` for a page.
    fn bearer(&self, page: &str) -> Option<String> {
        let file = |id: FileId| self.sources.files.get(id.0 as usize).map(|file| file.path.clone());
        match self.pages.get(page)? {
            PageKind::Report(report) => file(self.published.report(*report).facts.file),
            PageKind::Committee(_) => Some("register/organisationer.yaml".to_owned()),
            PageKind::Audit(_) | PageKind::Question(..) => Some("register/granskningar.yaml".to_owned()),
            PageKind::FreePage(index) => {
                Some(format!("sidor/{}.md", self.published.pages[*index as usize].id))
            }
            _ => None,
        }
    }

    fn lost_passages(&self, promised: &Promised) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for (page, passages) in promised {
            // Where the page's readers arrive, and whether the passage is asked for there.
            let arrives = match self.pages.get(page.as_str()) {
                Some(PageKind::Redirect(to)) if to.fragment.is_none() => to.page.as_str(),
                Some(PageKind::Redirect(_) | PageKind::Gone(_)) | None => continue,
                Some(_) => page.as_str(),
            };
            if matches!(self.pages.get(arrives), Some(PageKind::Withdrawn(_))) {
                continue;
            }
            let moved = self.moved.get(page).map_or(&[][..], Vec::as_slice);
            for id in passages.iter() {
                if self.has(arrives, id) || moved.iter().any(|(its, _)| its == id) {
                    continue;
                }
                let known = promised.get(arrives);
                let own = self.passages.get(arrives).into_iter().flat_map(PassageIds::iter);
                let fresh: Vec<&str> =
                    own.filter(|new| known.is_none_or(|known| !known.contains(new))).collect();
                let near = likest(id, &fresh);
                let problem = AddressProblem::LostPassage {
                    address: address(page, id),
                    heading: near.is_some_and(|near| self.is_heading(arrives, near)),
                    proposal: near.map(|near| address(arrives, near)),
                };
                found.push(Diagnostic::new(problem, self.place(arrives)));
            }
        }
        found
    }

    /// Is it a heading of a text, or a named paragraph, which can bear `{alias=…}`?
    fn is_heading(&self, page: &str, id: &str) -> bool {
        let body = match self.pages.get(page) {
            Some(PageKind::Report(report)) => &self.published.report(*report).facts.body,
            Some(PageKind::FreePage(index)) => &self.published.pages[*index as usize].body,
            _ => return false,
        };
        crate::model::body::passages(&body.unpack()).iter().any(|passage| passage.id() == id)
    }

    fn place(&self, page: &str) -> Place {
        match self.pages.get(page) {
            Some(PageKind::Report(report)) => Place::File(self.published.report(*report).facts.file),
            _ => self.bearer(page).map_or(Place::Path(promises::FILE_NAME.to_owned()), Place::Path),
        }
    }
}

fn address(page: &str, id: &str) -> String {
    format!("/{page}#{id}")
}
