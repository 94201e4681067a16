//! A nämnd's page, and the page of its year.

use serde::Serialize;

use super::Link;
use super::development::{self, Development};
use super::frame::{Frame, Framing, Part};
use super::improvements;
use super::item::{Date, ReportItem};
use crate::diagnostic::PublishProblem;
use crate::model::date::PartialDate;
use crate::model::organisation::{Organisation, OrganisationIndex, OrganisationKind};
use crate::plan::{EmbedScope, FeedScope};
use crate::render::address::Here;
use crate::render::{Context, swedish};

#[derive(Serialize)]
struct CommitteePage {
    frame: Frame,
    kind: &'static str,
    name: String,
    /// `2017-05-01`, or the source's words.
    since: Option<String>,
    ended: Option<String>,
    earlier_names: Vec<EarlierName>,
    administrations: Vec<String>,
    predecessors: Vec<Predecessor>,
    successors: Vec<Predecessor>,
    /// Its granskningar that have been reported in several years.
    development: Vec<Development>,
    years: Vec<YearSection>,
    /// Its åtgärder, where it has any.
    improvements: Option<String>,
}

#[derive(Serialize)]
struct EarlierName {
    name: String,
    /// `None`: the source doesn't say.
    from: Option<Date>,
    until: Option<Date>,
}

#[derive(Serialize)]
struct Predecessor {
    name: String,
    href: Option<String>,
    date: String,
    partly: bool,
}

#[derive(Serialize)]
pub(super) struct YearSection {
    pub(super) year: i16,
    pub(super) href: String,
    pub(super) reports: Vec<ReportItem>,
}

#[derive(Serialize)]
struct CommitteeYearPage {
    frame: Frame,
    name: String,
    committee: Link,
    year: i16,
    /// The years beside this one that the nämnd has reports from.
    earlier: Option<Link>,
    later: Option<Link>,
    all_committees: Link,
    reports: Vec<ReportItem>,
}

const fn kind(kind: OrganisationKind) -> &'static str {
    match kind {
        OrganisationKind::Committee => "Nämnd",
        OrganisationKind::Board => "Styrelse",
        OrganisationKind::Company => "Bolag",
        OrganisationKind::Administration => "Förvaltning",
    }
}

/// Renders a nämnd.
pub(in crate::render) fn page(
    context: &Context<'_>,
    organisation: OrganisationIndex,
) -> Result<String, PublishProblem> {
    let its = context.published.registers.organisation(organisation);
    let address = format!("{}/", its.id);
    let here = Here::at(&address);
    let name = &its.name().name;
    let years = context.index.committee(organisation).map_or(&[][..], |entry| &entry.years);
    let framing = Framing {
        here: &here,
        address: Some(&address),
        title: Some(name),
        description: None,
        way: Vec::new(),
        part: Part::Nowhere,
    };
    let view = CommitteePage {
        frame: Frame::new(context, framing).with_sharing(
            context,
            &here,
            FeedScope::Committee(organisation),
            Some(EmbedScope::Committee(organisation)),
        ),
        kind: kind(its.kind),
        name: name.clone(),
        since: its.began().map(swedish::date),
        ended: its.last_day().map(swedish::date),
        earlier_names: earlier_names(its),
        administrations: administrations(context, its),
        predecessors: predecessors(context, &here, its),
        successors: successors(context, &here, organisation),
        development: development::of_committee(context, &here, organisation),
        years: years
            .iter()
            .map(|(year, reports)| YearSection {
                year: *year,
                href: here.to(&format!("{}/{year}/", its.id)),
                reports: ReportItem::list(context, &here, reports),
            })
            .collect(),
        improvements: improvements::link(context, &here, organisation),
    };
    context.theme.fill("namnd.html", &view)
}

/// The names it bore before, the latest first. One that has no last day of its own ended where the next began.
fn earlier_names(its: &Organisation) -> Vec<EarlierName> {
    let pairs = its.names.windows(2).rev();
    pairs
        .map(|pair| EarlierName {
            name: pair[0].name.clone(),
            from: pair[0].from.value().copied().map(Date::of),
            until: pair[0].until.or_else(|| pair[1].from.value().copied().map(eve)).map(Date::of),
        })
        .collect()
}

/// The last date before another begins: the day before a day; a month or year begins within itself.
fn eve(date: PartialDate) -> PartialDate {
    match date {
        PartialDate::Day(day) => PartialDate::Day(day.before()),
        PartialDate::Month(..) | PartialDate::Year(_) => date,
    }
}

fn administrations(context: &Context<'_>, its: &Organisation) -> Vec<String> {
    let name = |index: &OrganisationIndex| {
        let name = context.published.registers.organisation(*index).name();
        match &name.abbreviation {
            Some(short) => format!("{} ({short})", name.name),
            None => name.name.clone(),
        }
    };
    its.administrations.iter().map(name).collect()
}

/// An organisation's name, with a link where it has a page.
fn named(
    context: &Context<'_>,
    here: &Here,
    index: OrganisationIndex,
    year: i16,
) -> (String, Option<String>) {
    let organisation = context.published.registers.organisation(index);
    let href = context.index.committee(index).map(|_| here.to(&format!("{}/", organisation.id)));
    (organisation.name_in(year).name.clone(), href)
}

fn predecessors(context: &Context<'_>, here: &Here, its: &Organisation) -> Vec<Predecessor> {
    its.predecessors
        .iter()
        .map(|from| {
            // The name that it bore when it handed over.
            let (name, href) = named(context, here, from.organisation, from.date.year());
            Predecessor { name, href, date: swedish::date(from.date), partly: from.partly }
        })
        .collect()
}

fn successors(context: &Context<'_>, here: &Here, organisation: OrganisationIndex) -> Vec<Predecessor> {
    let all = &context.published.registers.organisations;
    (0..)
        .map(OrganisationIndex)
        .zip(all)
        .flat_map(|(index, other)| other.predecessors.iter().map(move |from| (index, from)))
        .filter(|(_, from)| from.organisation == organisation)
        .map(|(index, from)| {
            let (name, href) = named(context, here, index, from.date.year());
            Predecessor { name, href, date: swedish::date(from.date), partly: from.partly }
        })
        .collect()
}

/// Renders a nämnd's year.
pub(in crate::render) fn year_page(
    context: &Context<'_>,
    organisation: OrganisationIndex,
    year: i16,
) -> Result<String, PublishProblem> {
    let its = context.published.registers.organisation(organisation);
    let address = format!("{}/{year}/", its.id);
    let here = Here::at(&address);
    let name = &its.name_in(year).name;
    let committee = Link { text: its.name().name.clone(), href: here.to(&format!("{}/", its.id)) };
    let years = context.index.committee(organisation).map_or(&[][..], |entry| &entry.years);
    let at = years.iter().position(|(its, _)| *its == year);
    // Newest first: the later year stands before.
    let beside = |step: Option<usize>| {
        step.and_then(|at| years.get(at))
            .map(|(year, _)| Link { text: year.to_string(), href: here.to(&format!("{}/{year}/", its.id)) })
    };
    let framing = Framing {
        here: &here,
        address: Some(&address),
        title: Some(&format!("{name} {year}")),
        description: None,
        way: vec![committee.clone()],
        part: Part::Nowhere,
    };
    let view = CommitteeYearPage {
        frame: Frame::new(context, framing).with_sharing(
            context,
            &here,
            FeedScope::Committee(organisation),
            None,
        ),
        name: name.clone(),
        year,
        earlier: beside(at.map(|at| at + 1)),
        later: beside(at.and_then(|at| at.checked_sub(1))),
        all_committees: Link { text: year.to_string(), href: here.to(&format!("ar/{year}/")) },
        reports: at.map_or_else(Vec::new, |at| ReportItem::list(context, &here, &years[at].1)),
        committee,
    };
    context.theme.fill("namnd-ar.html", &view)
}
