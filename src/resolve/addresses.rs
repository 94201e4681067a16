//! What the sources say of older addresses, and what is left of a withdrawn report. Owns no check of where an address
//! leads: which pages live is known only when they are planned.

use super::index::page_id;
use crate::diagnostic::{AddressProblem, Diagnostic, Place, Trail};
use crate::discover::address_of;
use crate::model::addresses::{Address, Destination, Redirect, Withdrawn, has_query};
use crate::model::report::Report;
use crate::parse::Parsed;
use crate::parse::text::told;
use crate::plan::{audit_address, free_page_address};
use crate::source::Sources;

/// An older address as it is written, what it is now, and where that is said.
pub(super) struct Claim {
    from: String,
    to: Result<To, String>,
    place: Place,
    to_place: Place,
    /// The report that says so: it counts only where that is built.
    report: Option<String>,
}

enum To {
    Known(String),
    Written(String),
}

impl Claim {
    fn alias(from: &str, to: String, place: Place) -> Self {
        Self { from: from.to_owned(), to: Ok(To::Known(to)), to_place: place.clone(), place, report: None }
    }
}

/// Gathers every `alias` and every row of `omdirigeringar.yaml`.
pub(super) fn claims(parsed: &Parsed, sources: &Sources) -> Vec<Claim> {
    let mut claims = Vec::new();
    if let Some((file, records)) = &parsed.organisations {
        let (root, record_id) = (Trail::root(*file), |id: &str| format!("{id}/"));
        let list = root.key("organisationer");
        for (index, record) in records.iter().enumerate() {
            push(&mut claims, &list.index(index), &record.aliases, &record_id(&record.id));
        }
    }
    if let Some((file, records)) = &parsed.audits {
        let root = Trail::root(*file);
        let list = root.key("granskningar");
        for (index, record) in records.iter().enumerate() {
            push(&mut claims, &list.index(index), &record.aliases, &audit_address(&record.id));
        }
    }
    for page in &parsed.pages {
        let Some(record) = &page.record else { continue };
        let address = free_page_address(&page_id(&sources.file(page.file).path));
        push(&mut claims, &Trail::root(page.file), &record.aliases, &address);
    }
    for report in &parsed.reports {
        let Some(record) = &report.record else { continue };
        let id = address_of(&sources.file(report.file).path);
        let first = claims.len();
        push(&mut claims, &Trail::root(report.file), &record.aliases, &format!("{id}/"));
        for claim in &mut claims[first..] {
            claim.report = Some(id.clone());
        }
    }
    if let Some((file, records)) = &parsed.redirects {
        let root = Trail::root(*file);
        let list = root.key("omdirigeringar");
        for (index, record) in records.iter().enumerate() {
            let at = list.index(index);
            claims.push(Claim {
                from: record.from.clone(),
                to: record.to.clone().map(To::Written),
                place: at.key("från").value(),
                to_place: at.key("till").value(),
                report: None,
            });
        }
    }
    claims
}

fn push(claims: &mut Vec<Claim>, at: &Trail<'_>, aliases: &[String], to: &str) {
    let list = at.key("alias");
    let own = aliases.iter().enumerate();
    claims.extend(own.map(|(index, alias)| Claim::alias(alias, to.to_owned(), list.index(index).value())));
}

/// Reads the addresses. `taken` says whether a report is built in this run.
pub(super) fn redirects(
    claims: Vec<Claim>,
    base: &str,
    taken: &dyn Fn(&str) -> bool,
    out: &mut Vec<Diagnostic>,
) -> Vec<Redirect> {
    let mut read = |written: &str, place: &Place| {
        if has_query(written) {
            out.push(Diagnostic::new(
                AddressProblem::QueryInAddress { written: told(written) },
                place.clone(),
            ));
            return None;
        }
        let address = Address::read(written, base);
        if address.is_none() {
            out.push(Diagnostic::new(AddressProblem::NotOfTheSite { written: told(written) }, place.clone()));
        }
        address
    };
    let mut redirects = Vec::new();
    for claim in claims {
        let from = read(&claim.from, &claim.place);
        let to = match claim.to {
            Err(reason) => Some(Destination::Gone(reason)),
            Ok(To::Known(page)) => Some(Destination::Address(Address { page, fragment: None })),
            Ok(To::Written(written)) => read(&written, &claim.to_place).map(Destination::Address),
        };
        if claim.report.is_some_and(|id| !taken(&id)) {
            continue;
        }
        if let (Some(from), Some(to)) = (from, to) {
            redirects.push(Redirect { from, to, place: claim.place });
        }
    }
    redirects
}

/// What is left of a withdrawn report: its address, whose and which it was, when and why it was withdrawn.
pub(super) fn withdrawn(report: &Report) -> Option<Withdrawn> {
    let facts = &report.facts;
    let (reason, date) = facts.withdrawal.as_ref()?;
    Some(Withdrawn {
        id: facts.id.clone(),
        file: facts.file,
        committee: facts.committee,
        year: facts.year,
        audits: facts.audits.iter().map(|entry| entry.audit).collect(),
        title: facts.title.clone(),
        kind: facts.kind,
        decision: facts.decision.clone(),
        date: *date,
        reason: reason.clone(),
    })
}
