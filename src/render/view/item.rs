//! A report as it stands in lists.

use serde::Serialize;

use super::words;
use crate::disclosure::published::PublishedReport;
use crate::model::date::PartialDate;
use crate::model::report::{ReportIndex, Status};
use crate::render::address::Here;
use crate::render::{Context, swedish};

/// A report in a list.
#[derive(Debug, Serialize)]
pub(super) struct ReportItem {
    title: String,
    href: String,
    /// The name it bore that year.
    committee: String,
    year: i16,
    kind: &'static str,
    date: Option<Date>,
    summary: Option<String>,
    /// `Ersatt`, `Återkallad`, or a draft's status.
    mark: Option<&'static str>,
}

/// A date for readers and for machines.
#[derive(Debug, Serialize)]
pub(super) struct Date {
    text: String,
    machine: String,
}

impl Date {
    pub(super) fn of(date: PartialDate) -> Self {
        Self { text: swedish::date(date), machine: date.to_string() }
    }

    /// For readers.
    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

/// The status, where a reader must be told that the report isn't simply in force.
pub(super) fn mark(report: &PublishedReport) -> Option<&'static str> {
    (report.facts.status != Status::Decided).then(|| words::status(report.facts.status))
}

impl ReportItem {
    /// A report, for a list on the page at `here`.
    pub(super) fn new(context: &Context<'_>, here: &Here, index: ReportIndex) -> Self {
        let report = context.published.report(index);
        let facts = &report.facts;
        let committee = context.published.registers.organisation(facts.committee);
        Self {
            title: facts.title.clone(),
            href: here.to(&format!("{}/", facts.id)),
            committee: committee.name_at(facts.year, facts.decided()).name.clone(),
            year: facts.year,
            kind: words::kind(facts.kind),
            date: facts.decided().map(Date::of),
            summary: facts.summary.clone(),
            mark: mark(report),
        }
    }

    /// Several.
    pub(super) fn list(context: &Context<'_>, here: &Here, reports: &[ReportIndex]) -> Vec<Self> {
        reports.iter().map(|index| Self::new(context, here, *index)).collect()
    }
}
