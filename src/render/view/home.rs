//! The start page: the newest published reports, and who has reported which year.

use serde::Serialize;

use super::Link;
use super::frame::{Frame, Framing, Part};
use super::item::ReportItem;
use crate::diagnostic::PublishProblem;
use crate::plan::FeedScope;
use crate::render::address::Here;
use crate::render::{Context, swedish};

/// How many of the newest are listed.
const NEWEST: usize = 7;

#[derive(Serialize)]
struct Home {
    frame: Frame,
    title: String,
    newest: Vec<ReportItem>,
    years: Vec<Link>,
    rows: Vec<Row>,
    reports: String,
    committees: String,
    /// `2020–2023`
    period: Option<String>,
    audits: Vec<Link>,
}

/// A nämnd in the matrix.
#[derive(Serialize)]
struct Row {
    committee: Link,
    cells: Vec<Option<Cell>>,
}

#[derive(Serialize)]
struct Cell {
    href: String,
    count: usize,
    /// What the link says to somebody who doesn't see the table.
    label: String,
}

/// Renders it.
pub(in crate::render) fn page(context: &Context<'_>) -> Result<String, PublishProblem> {
    let here = Here::at("");
    let published = context.published;
    let index = &context.index;
    let newest = &index.newest[..index.newest.len().min(NEWEST)];
    let view = Home {
        frame: Frame::new(
            context,
            Framing {
                here: &here,
                address: Some(""),
                title: None,
                description: None,
                way: Vec::new(),
                part: Part::Home,
            },
        )
        .with_sharing(context, &here, FeedScope::All, None),
        title: published.site.title.clone(),
        newest: ReportItem::list(context, &here, newest),
        years: index
            .years
            .iter()
            .map(|(year, _)| Link { text: year.to_string(), href: here.to(&format!("ar/{year}/")) })
            .collect(),
        rows: rows(context, &here),
        reports: swedish::counted(published.reports.len() as u64, "rapport", "rapporter"),
        committees: swedish::counted(index.committees.len() as u64, "nämnd", "nämnder"),
        period: period(index),
        audits: index
            .audits_by_title
            .iter()
            .map(|audit| {
                let area = published.registers.audit(*audit);
                Link { text: area.title.clone(), href: here.to(&format!("granskningar/{}/", area.id)) }
            })
            .collect(),
    };
    context.theme.fill("start.html", &view)
}

fn period(index: &crate::render::index::Index) -> Option<String> {
    let (last, _) = index.years.first()?;
    let (first, _) = index.years.last()?;
    Some(if first == last { first.to_string() } else { format!("{first}–{last}") })
}

fn rows(context: &Context<'_>, here: &Here) -> Vec<Row> {
    let index = &context.index;
    let row = |entry: &crate::render::index::CommitteeEntry| {
        let organisation = context.published.registers.organisation(entry.organisation);
        let name = &organisation.name().name;
        let cell = |year: i16| {
            let (_, reports) = entry.years.iter().find(|(its, _)| *its == year)?;
            let count = swedish::counted(reports.len() as u64, "rapport", "rapporter");
            Some(Cell {
                href: here.to(&format!("{}/{year}/", organisation.id)),
                count: reports.len(),
                label: format!("{name} {year}: {count}"),
            })
        };
        Row {
            committee: Link { text: name.clone(), href: here.to(&format!("{}/", organisation.id)) },
            cells: index.years.iter().map(|(year, _)| cell(*year)).collect(),
        }
    };
    index.committees.iter().map(row).collect()
}
