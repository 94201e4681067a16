//! Åtgärder whose status has changed since the report that they follow. Owns the comparison, no words.

use crate::disclosure::Published;
use crate::disclosure::published::PublishedReport;
use crate::model::report::{Improvement, ImprovementStatus, Status};

/// An åtgärd with another status than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusChange<'a> {
    /// As it stands now.
    pub improvement: &'a Improvement,
    /// The statuses that it had in the reports followed, each once, in the order of `följer`; never the
    /// present one.
    pub before: Vec<ImprovementStatus>,
}

/// The åtgärder of a report that follow one with another status. What a withdrawn report said isn't compared
/// with: nothing of it is told any more.
pub fn status_changes<'a>(published: &Published, report: &'a PublishedReport) -> Vec<StatusChange<'a>> {
    report.facts.improvements.iter().filter_map(|its| status_change(published, its)).collect()
}

fn status_change<'a>(published: &Published, improvement: &'a Improvement) -> Option<StatusChange<'a>> {
    let mut before = Vec::new();
    for (report, id) in &improvement.follows {
        let Some(index) = published.report_by_id(report) else { continue };
        let facts = &published.report(index).facts;
        if !matches!(facts.status, Status::Decided | Status::Replaced) {
            continue;
        }
        let earlier = facts.improvements.iter().find(|earlier| earlier.id == *id);
        let status = earlier.map(|earlier| earlier.status).filter(|status| *status != improvement.status);
        before.extend(status.filter(|status| !before.contains(status)));
    }
    (!before.is_empty()).then_some(StatusChange { improvement, before })
}
