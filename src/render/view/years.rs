//! The list of years, and a year over all nämnder.

use serde::Serialize;

use super::Link;
use super::development::{self, FigureMoveRow, MoveRow};
use super::frame::{Frame, Framing, Part};
use super::item::ReportItem;
use crate::diagnostic::PublishProblem;
use crate::plan::{FeedScope, year_address};
use crate::render::address::Here;
use crate::render::index::YearReports;
use crate::render::{Context, swedish};

#[derive(Serialize)]
struct YearsPage {
    frame: Frame,
    years: Vec<YearLine>,
}

#[derive(Serialize)]
struct YearLine {
    year: i16,
    href: String,
    reports: String,
    committees: String,
}

#[derive(Serialize)]
struct YearPage {
    frame: Frame,
    year: i16,
    reports: String,
    earlier: Option<Link>,
    later: Option<Link>,
    /// What moved most since it was last measured.
    moves: Vec<MoveRow>,
    /// The same of key figures.
    figures: Vec<FigureMoveRow>,
    committees: Vec<CommitteeSection>,
}

#[derive(Serialize)]
struct CommitteeSection {
    name: String,
    href: String,
    /// Its part of the page.
    id: String,
    reports: Vec<ReportItem>,
}

/// How many nämnder stand among reports that are grouped by nämnd.
fn committee_count(context: &Context<'_>, reports: &YearReports) -> u64 {
    reports
        .1
        .chunk_by(|a, b| {
            context.published.report(*a).facts.committee == context.published.report(*b).facts.committee
        })
        .count() as u64
}

/// Renders the list of years.
pub(in crate::render) fn list_page(context: &Context<'_>) -> Result<String, PublishProblem> {
    let here = Here::at("ar/");
    let framing = Framing {
        here: &here,
        address: Some("ar/"),
        title: Some("År"),
        description: None,
        way: Vec::new(),
        part: Part::Years,
    };
    let view = YearsPage {
        frame: Frame::new(context, framing),
        years: context
            .index
            .years
            .iter()
            .map(|year| YearLine {
                year: year.0,
                href: here.to(&year_address(year.0)),
                reports: swedish::counted(year.1.len() as u64, "rapport", "rapporter"),
                committees: swedish::counted(committee_count(context, year), "nämnd", "nämnder"),
            })
            .collect(),
    };
    context.theme.fill("ar-lista.html", &view)
}

/// Renders a year.
pub(in crate::render) fn page(context: &Context<'_>, year: i16) -> Result<String, PublishProblem> {
    let address = year_address(year);
    let here = Here::at(&address);
    let years = &context.index.years;
    let at = years.iter().position(|(its, _)| *its == year);
    let beside = |at: Option<usize>| {
        at.and_then(|at| years.get(at))
            .map(|(year, _)| Link { text: year.to_string(), href: here.to(&year_address(*year)) })
    };
    let reports = at.map_or(&[][..], |at| &years[at].1);
    let framing = Framing {
        here: &here,
        address: Some(&address),
        title: Some(&year.to_string()),
        description: None,
        way: vec![Link { text: "År".into(), href: here.to("ar/") }],
        part: Part::Years,
    };
    let view = YearPage {
        frame: Frame::new(context, framing).with_sharing(context, &here, FeedScope::Year(year), None),
        year,
        reports: swedish::counted(reports.len() as u64, "rapport", "rapporter"),
        earlier: beside(at.map(|at| at + 1)),
        later: beside(at.and_then(|at| at.checked_sub(1))),
        moves: development::of_year(context, &here, year),
        figures: development::figures_of_year(context, &here, year),
        committees: sections(context, &here, year, reports),
    };
    context.theme.fill("ar.html", &view)
}

fn sections(
    context: &Context<'_>,
    here: &Here,
    year: i16,
    reports: &[crate::model::report::ReportIndex],
) -> Vec<CommitteeSection> {
    let committee =
        |index: &crate::model::report::ReportIndex| context.published.report(*index).facts.committee;
    reports
        .chunk_by(|a, b| committee(a) == committee(b))
        .map(|group| {
            let organisation = context.published.registers.organisation(committee(&group[0]));
            CommitteeSection {
                name: organisation.name_in(year).name.clone(),
                href: here.to(&format!("{}/{year}/", organisation.id)),
                id: organisation.id.clone(),
                reports: ReportItem::list(context, here, group),
            }
        })
        .collect()
}
