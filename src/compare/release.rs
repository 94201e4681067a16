//! When a report became public and when it was last changed, and whether it is what readers should be told of
//! now. The dates are the content's own, never the build's.

use crate::disclosure::Published;
use crate::disclosure::published::PublishedReport;
use crate::model::date::{Day, PartialDate};
use crate::model::report::{ReportIndex, Status};

/// The date that readers are told it was published: `publiceras`; else the decision's, as precise as it is
/// stated; else that of the report it belongs to; else when an old document became public. `None` where
/// nothing is told.
pub fn published_on(published: &Published, report: &PublishedReport) -> Option<PartialDate> {
    let own = own_date(report);
    let parent = || {
        let index = published.report_by_id(report.facts.belongs_to.as_deref()?)?;
        let parent = published.report(index);
        own_date(parent).or_else(|| public_before(parent))
    };
    // A report without a decision of its own has its parent's, but may have been held back longer by it.
    match report.facts.publish_on {
        Some(_) => own,
        None => parent().or(own),
    }
    .or_else(|| public_before(report))
}

fn own_date(report: &PublishedReport) -> Option<PartialDate> {
    let decided = report.facts.decided();
    match report.facts.publish_on {
        // The release day of a decision that is stated as a month is that month's first: the month says more.
        Some(day) if decided.is_none_or(|decided| decided.first() != day) => Some(PartialDate::Day(day)),
        _ => decided,
    }
}

fn public_before(report: &PublishedReport) -> Option<PartialDate> {
    report.facts.already_public.as_ref().map(|(_, date)| *date)
}

/// The first day on which it can have been published: what feeds and the sitemap say.
pub fn published_day(published: &Published, report: &PublishedReport) -> Option<Day> {
    published_on(published, report).map(PartialDate::first)
}

/// The day of its latest change (`ändringar`); where there is none, or only earlier ones, the day it was
/// published.
pub fn updated_day(published: &Published, report: &PublishedReport) -> Option<Day> {
    let day = published_day(published, report)?;
    let changed = report.facts.changes.iter().map(|change| change.date.first()).max();
    Some(changed.map_or(day, |changed| changed.max(day)))
}

/// Is it news: decided, and no other decided report has come in its place?
pub fn is_current(published: &Published, index: ReportIndex, replaced_by: Option<ReportIndex>) -> bool {
    let decided = |index: ReportIndex| published.report(index).facts.status == Status::Decided;
    decided(index) && !replaced_by.is_some_and(decided)
}
