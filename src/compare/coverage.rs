//! Who has reported a granskning for which year, and who should have. Owns what 'väntas' and 'saknas' mean:
//! both come from the decision that made the granskning common, never from the day of the build.

use std::collections::BTreeMap;

use crate::disclosure::Published;
use crate::model::audit::{AuditIndex, Scope};
use crate::model::organisation::{Organisation, OrganisationIndex, OrganisationKind};
use crate::model::report::ReportIndex;

/// A granskning's reports by nämnd and year.
#[derive(Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Years with a report or a decision, rising.
    pub years: Vec<i16>,
    /// Nämnder that have reported or should have, in the register's order.
    pub rows: Vec<CoverageRow>,
}

/// A nämnd's years.
#[derive(Debug, PartialEq, Eq)]
pub struct CoverageRow {
    /// Whose.
    pub committee: OrganisationIndex,
    /// A cell a year.
    pub cells: Vec<Standing>,
}

/// What is to be said of a nämnd's year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// These reports in force tell of it.
    Published(Vec<ReportIndex>),
    /// These reports told of it and have been withdrawn; none is in force. Their places among the withdrawn.
    Withdrawn(Vec<u32>),
    /// Decided for all nämnder; no later year has any report on the site yet.
    Awaited,
    /// Decided for all nämnder; there are reports of later years, but not this.
    Lacking,
    /// Nobody has decided that it should report that year.
    NotAsked,
    /// It didn't exist that year.
    NotThere,
}

impl Coverage {
    /// How many cells have a standing.
    pub fn count(&self, wanted: impl Fn(&Standing) -> bool) -> u64 {
        self.rows.iter().flat_map(|row| &row.cells).filter(|cell| wanted(cell)).count() as u64
    }
}

/// A granskning's coverage. Bolag are asked only where they have reported: a decision for all nämnder doesn't
/// bind them.
pub fn coverage(published: &Published, audit: AuditIndex) -> Coverage {
    let area = published.registers.audit(audit);
    let mut reported: BTreeMap<(OrganisationIndex, i16), Vec<ReportIndex>> = BTreeMap::new();
    for (index, report) in published.indexed_reports() {
        let facts = &report.facts;
        let in_force = facts.status.is_in_force();
        if in_force && facts.audits.iter().any(|entry| entry.audit == audit) {
            reported.entry((facts.committee, facts.year)).or_default().push(index);
        }
    }
    let mut withdrawn: BTreeMap<(OrganisationIndex, i16), Vec<u32>> = BTreeMap::new();
    for (place, report) in (0..).zip(&published.registers.addresses.withdrawn) {
        if report.audits.contains(&audit) {
            withdrawn.entry((report.committee, report.year)).or_default().push(place);
        }
    }
    let decided: Vec<i16> = match area.scope {
        Scope::CityWide => area.decisions.iter().map(|decision| decision.year).collect(),
        Scope::Committee => Vec::new(),
    };
    let mut years: Vec<i16> = reported
        .keys()
        .chain(withdrawn.keys())
        .map(|(_, year)| *year)
        .chain(decided.iter().copied())
        .collect();
    years.sort_unstable();
    years.dedup();
    let has_told = |key: &(OrganisationIndex, i16)| reported.contains_key(key) || withdrawn.contains_key(key);
    let newest = published.reports.iter().map(|report| report.facts.year).max();
    let row = |(committee, its): (OrganisationIndex, &Organisation)| {
        let cell = |year: &i16| {
            if let Some(reports) = reported.get(&(committee, *year)) {
                return Standing::Published(reports.clone());
            }
            if let Some(places) = withdrawn.get(&(committee, *year)) {
                return Standing::Withdrawn(places.clone());
            }
            if !its.existed_in(*year) {
                return Standing::NotThere;
            }
            if !decided.contains(year)
                || !is_bound(its)
                || told_by_another(published, |other| has_told(&(other, *year)), committee, *year)
            {
                return Standing::NotAsked;
            }
            if newest.is_none_or(|newest| newest <= *year) { Standing::Awaited } else { Standing::Lacking }
        };
        let cells: Vec<Standing> = years.iter().map(cell).collect();
        let told = |cell: &Standing| !matches!(cell, Standing::NotAsked | Standing::NotThere);
        cells.iter().any(told).then_some(CoverageRow { committee, cells })
    };
    let all = (0..).map(OrganisationIndex).zip(&published.registers.organisations);
    let rows = all.filter(|(_, its)| its.kind.decides()).filter_map(row).collect();
    Coverage { years, rows }
}

/// Was it there for a part of the year only, and has the one who took over from it, or from whom it took over,
/// reported for that year? Then the work is told of, and nothing is missing.
fn told_by_another(
    published: &Published,
    has: impl Fn(OrganisationIndex) -> bool,
    committee: OrganisationIndex,
    year: i16,
) -> bool {
    let all = &published.registers.organisations;
    let its = &all[committee.0 as usize];
    let ended_within = its
        .last_day()
        .is_some_and(|day| day.year() == year && (day.last().month(), day.last().of_month()) != (12, 31));
    let began_within = its
        .began()
        .is_some_and(|day| day.year() == year && (day.first().month(), day.first().of_month()) != (1, 1));
    let mut successors = (0..).map(OrganisationIndex).zip(all);
    let took_over = |(other, next): (OrganisationIndex, &Organisation)| {
        has(other)
            && next.predecessors.iter().any(|from| from.organisation == committee && from.date.year() == year)
    };
    let gave =
        |from: &crate::model::organisation::Predecessor| from.date.year() == year && has(from.organisation);
    (ended_within && successors.any(took_over)) || (began_within && its.predecessors.iter().any(gave))
}

/// Does a decision for all nämnder hold for it?
const fn is_bound(its: &Organisation) -> bool {
    matches!(its.kind, OrganisationKind::Committee | OrganisationKind::Board)
}
