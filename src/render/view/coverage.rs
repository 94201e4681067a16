//! The matrix of a granskning: who has reported which year. Owns its words and symbols; what they mean is
//! `compare::coverage`'s.

use serde::Serialize;

use super::Link;
use crate::compare::{Coverage, Standing, coverage};
use crate::model::audit::AuditIndex;
use crate::model::organisation::OrganisationIndex;
use crate::model::report::ReportIndex;
use crate::plan::{audit_committee_address, year_address};
use crate::render::address::Here;
use crate::render::{Context, swedish};

/// The matrix.
#[derive(Debug, Serialize)]
pub(super) struct CoverageView {
    years: Vec<Link>,
    rows: Vec<Row>,
    /// `14 publicerade, 2 saknas.`
    sum: String,
    /// The standings that the matrix has, for its key.
    key: Vec<Key>,
}

#[derive(Debug, Serialize)]
struct Row {
    name: String,
    href: Option<String>,
    cells: Vec<Cell>,
}

#[derive(Debug, Serialize)]
struct Cell {
    word: &'static str,
    symbol: &'static str,
    class: &'static str,
    /// The reports, where they are published.
    links: Vec<Link>,
}

#[derive(Debug, Serialize)]
struct Key {
    symbol: &'static str,
    class: &'static str,
    text: &'static str,
}

/// A granskning's matrix; `None` where no year is known.
pub(super) fn view(context: &Context<'_>, here: &Here, audit: AuditIndex) -> Option<CoverageView> {
    let its = coverage(context.published, audit);
    if its.rows.is_empty() {
        return None;
    }
    let mut order: Vec<usize> = (0..its.rows.len()).collect();
    let rank = |at: &usize| {
        let committee = its.rows[*at].committee;
        (context.index.rank(committee).unwrap_or(usize::MAX), committee)
    };
    order.sort_by_key(rank);
    let known = |year: i16| context.index.years.iter().any(|(its, _)| *its == year);
    let year = |year: &i16| Link {
        text: year.to_string(),
        href: if known(*year) { here.to(&year_address(*year)) } else { String::new() },
    };
    Some(CoverageView {
        years: its.years.iter().map(year).collect(),
        rows: order.iter().map(|at| row(context, here, audit, &its, *at)).collect(),
        sum: sum(&its),
        key: key(&its),
    })
}

fn row(context: &Context<'_>, here: &Here, audit: AuditIndex, its: &Coverage, at: usize) -> Row {
    let row = &its.rows[at];
    let organisation = context.published.registers.organisation(row.committee);
    let cells = row.cells.iter().zip(&its.years).map(|(standing, year)| {
        let (symbol, word, class) = words(standing);
        let links = match standing {
            Standing::Published(reports) => {
                let id = |report: &ReportIndex| &context.published.report(*report).facts.id;
                reports
                    .iter()
                    .map(|one| link(context, here, (row.committee, *year), (id(one), word)))
                    .collect()
            }
            Standing::Withdrawn(places) => {
                let all = &context.published.registers.addresses.withdrawn;
                let id = |place: &u32| &all[*place as usize].id;
                places
                    .iter()
                    .map(|one| link(context, here, (row.committee, *year), (id(one), word)))
                    .collect()
            }
            _ => Vec::new(),
        };
        Cell { word, symbol, class, links }
    });
    let reported = row.cells.iter().any(|cell| matches!(cell, Standing::Published(_)));
    let area = &context.published.registers.audit(audit).id;
    Row {
        name: organisation.name().name.clone(),
        href: reported.then(|| here.to(&audit_committee_address(area, &organisation.id))),
        cells: cells.collect(),
    }
}

/// Its words are for those who can't see which row and column it stands in.
fn link(
    context: &Context<'_>,
    here: &Here,
    (committee, year): (OrganisationIndex, i16),
    (report, word): (&str, &str),
) -> Link {
    let name = &context.published.registers.organisation(committee).name_in(year).name;
    Link { text: format!("{name} {year}: {word}"), href: here.to(&format!("{report}/")) }
}

const fn words(standing: &Standing) -> (&'static str, &'static str, &'static str) {
    match standing {
        Standing::Published(_) => ("●", "publicerad", "klar"),
        Standing::Withdrawn(_) => ("⊘", "återkallad", "aterkallad"),
        Standing::Awaited => ("○", "väntas", "vantas"),
        Standing::Lacking => ("✕", "saknas", "saknas"),
        Standing::NotAsked => ("–", "ej beslutad", "ej"),
        Standing::NotThere => ("", "fanns inte", "fanns-inte"),
    }
}

fn sum(its: &Coverage) -> String {
    let published = its.count(|cell| matches!(cell, Standing::Published(_)));
    let awaited = its.count(|cell| *cell == Standing::Awaited);
    let lacking = its.count(|cell| *cell == Standing::Lacking);
    let mut parts = vec![swedish::counted(published, "publicerad", "publicerade")];
    let withdrawn = its.count(|cell| matches!(cell, Standing::Withdrawn(_)));
    if withdrawn > 0 {
        parts.push(swedish::counted(withdrawn, "återkallad", "återkallade"));
    }
    if awaited > 0 {
        parts.push(swedish::counted(awaited, "väntas", "väntas"));
    }
    if lacking > 0 {
        parts.push(swedish::counted(lacking, "saknas", "saknas"));
    }
    format!("{}.", swedish::list(&parts))
}

fn key(its: &Coverage) -> Vec<Key> {
    let all: [(Standing, &'static str); 6] = [
        (Standing::Published(Vec::new()), "publicerad"),
        (Standing::Withdrawn(Vec::new()), "återkallad: rapporten är borttagen, sidan säger varför"),
        (Standing::Awaited, "väntas: beslutad för alla nämnder, inte publicerad här än"),
        (Standing::Lacking, "saknas: beslutad för alla nämnder, men ingen rapport finns här"),
        (Standing::NotAsked, "inte beslutad för nämnden det året"),
        (Standing::NotThere, "tomt: nämnden fanns inte"),
    ];
    all.into_iter()
        .filter(|(standing, _)| {
            its.count(|cell| std::mem::discriminant(cell) == std::mem::discriminant(standing)) > 0
        })
        .map(|(standing, text)| {
            let (symbol, _, class) = words(&standing);
            Key { symbol, class, text }
        })
        .collect()
}
