//! Åtgärder whose status has changed since the report that they follow. Owns the comparison, no words.

use super::Followed;
use crate::disclosure::Published;
use crate::disclosure::published::PublishedReport;
use crate::model::report::{Improvement, ImprovementStatus};

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
pub fn status_changes<'a>(
    published: &Published,
    followed: &Followed,
    report: &'a PublishedReport,
) -> Vec<StatusChange<'a>> {
    report.facts.improvements.iter().filter_map(|its| status_change(published, followed, its)).collect()
}

fn status_change<'a>(
    published: &Published,
    followed: &Followed,
    improvement: &'a Improvement,
) -> Option<StatusChange<'a>> {
    let mut before = Vec::new();
    for earlier in followed.before(published, improvement) {
        let status = earlier.improvement(published).status;
        if status != improvement.status && !before.contains(&status) {
            before.push(status);
        }
    }
    (!before.is_empty()).then_some(StatusChange { improvement, before })
}
