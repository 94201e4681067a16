//! Which editions a report has had, and which reasons its author gives for each. Owns when a new one begins.

use super::lock::{Edition, Editions};
use crate::compare::published_on;
use crate::digest::Digest;
use crate::disclosure::Published;
use crate::model::addresses::{Address, AddressBook, Destination};
use crate::model::date::PartialDate;
use crate::model::report::{Change, Removals, ReportIndex};

/// A report's editions as they are once this build is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// Under what they are kept: the report's address when the first one was recorded.
    pub key: String,
    /// Oldest first; the last is what the page says now.
    pub editions: Vec<Edition>,
    /// The last one isn't recorded yet.
    pub is_new: bool,
    /// The last one is recorded, but what the author says of it has come afterwards.
    pub is_amended: bool,
}

/// The editions of a report whose page says these words.
pub fn history(published: &Published, index: ReportIndex, words: &str) -> History {
    let report = published.report(index);
    let book = &published.registers.addresses;
    let key = key(book, &report.facts.id, &report.facts.aliases, &published.site.base);
    let mut editions = book.editions.get(&key).cloned().unwrap_or_default();
    let fingerprint = Digest::of(words.as_bytes());
    let is_new = editions.last().is_none_or(|last| last.fingerprint != fingerprint);
    if is_new {
        let changes = &report.facts.changes;
        let date = match editions.last() {
            None => published_on(published, report),
            Some(last) => latest(changes.get(last.changes..).unwrap_or_default()),
        };
        editions.push(Edition { fingerprint, date, changes: changes.len() });
    }
    let is_amended = !is_new && amend(&mut editions, &report.facts.changes);
    History { key, editions, is_new, is_amended }
}

/// What is recorded of a report's editions, before this build.
pub fn recorded(published: &Published, index: ReportIndex) -> &[Edition] {
    let facts = &published.report(index).facts;
    let book = &published.registers.addresses;
    let key = key(book, &facts.id, &facts.aliases, &published.site.base);
    book.editions.get(&key).map_or(&[], Vec::as_slice)
}

/// A change that is told once its edition is published is of that one, if nothing else is told of it.
fn amend(editions: &mut [Edition], changes: &[Change]) -> bool {
    let [.., before, last] = editions else { return false };
    let told = changes.get(before.changes..).unwrap_or_default();
    if last.date.is_some() || last.changes != before.changes || told.is_empty() {
        return false;
    }
    last.changes = changes.len();
    last.date = latest(told);
    true
}

/// Where a report's editions are kept: under its address, or an older one of it.
fn key(book: &AddressBook, id: &str, aliases: &[String], base: &str) -> String {
    let page = |page: &str| page.trim_end_matches('/').to_owned();
    let own = format!("{id}/");
    let leads_here = |to: &Destination| matches!(to, Destination::Address(to) if to.page == own);
    let older = aliases.iter().filter_map(|alias| Address::read(alias, base)).map(|alias| page(&alias.page));
    let moved = book.redirects.iter().filter(|one| leads_here(&one.to) && one.from.fragment.is_none());
    let moved = moved.map(|one| page(&one.from.page));
    std::iter::once(id.to_owned())
        .chain(older)
        .chain(moved)
        .find(|key| book.editions.contains_key(key))
        .unwrap_or_else(|| id.to_owned())
}

/// The latest of some changes' days.
fn latest(changes: &[Change]) -> Option<PartialDate> {
    changes.iter().map(|change| change.date).max_by_key(|date| date.first())
}

/// What the author says of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reasons<'a> {
    /// The changes that led to it.
    pub changes: &'a [Change],
    /// What may be told of the words that it took away.
    pub removals: Removals,
}

/// What the author says of the edition at a place in the list. Nothing of the first one, and nothing where the list of
/// changes is no longer what it was then.
pub fn reasons<'a>(editions: &[Edition], changes: &'a [Change], at: usize) -> Reasons<'a> {
    let none = Reasons { changes: &[], removals: Removals::Counted };
    let (Some(this), Some(before)) = (editions.get(at), at.checked_sub(1).and_then(|at| editions.get(at)))
    else {
        return none;
    };
    let Some(its) = changes.get(before.changes..this.changes).filter(|its| !its.is_empty()) else {
        return none;
    };
    let all = |wanted: Removals| its.iter().all(|change| change.removals == wanted);
    let removals = if its.iter().any(|change| change.removals == Removals::Hidden) {
        Removals::Hidden
    } else if all(Removals::Shown) && latest(its) == this.date {
        Removals::Shown
    } else {
        Removals::Counted
    };
    Reasons { changes: its, removals }
}

/// What is kept once this build is published: with what is new, without what withdrawn reports had, whose keys are given
/// too.
pub fn kept(published: &Published, new: &[History]) -> (Editions, Vec<String>) {
    let book = &published.registers.addresses;
    let mut editions = book.editions.clone();
    let withdrawn: Vec<String> = book
        .withdrawn
        .iter()
        .map(|report| key(book, &report.id, &[], ""))
        .filter(|key| editions.remove(key).is_some())
        .collect();
    for history in new {
        editions.insert(history.key.clone(), history.editions.clone());
    }
    (editions, withdrawn)
}
