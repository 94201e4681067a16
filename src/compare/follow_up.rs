//! A nämnd's åtgärder over its years: a row for each that goes on, and what each year's report told of it. Owns the
//! rows; what goes on from what is [`Followed`]'s, words and symbols are the page's.

use super::{Followed, Mention};
use crate::disclosure::Published;
use crate::disclosure::published::PublishedReport;
use crate::model::audit::AuditIndex;
use crate::model::organisation::OrganisationIndex;
use crate::model::report::{ImprovementStatus, ReportIndex};

/// What is told of an åtgärd in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum YearStatus {
    /// Its status.
    Told(ImprovementStatus),
    /// It wasn't there yet, or there was nothing more to do.
    NotRelevant,
    /// It was open, and no report of that year tells of it.
    NotFollowedUp,
    /// Another row has come in its place.
    ReplacedBy(usize),
}

/// An åtgärd over the years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUpRow<'a> {
    /// What is to be done, in the latest report's words.
    pub text: &'a str,
    /// The latest report that tells of it, and its id there.
    pub told_in: (ReportIndex, &'a str),
    /// A status a year.
    pub years: Vec<YearStatus>,
}

/// A nämnd's åtgärder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowUp<'a> {
    /// The years with a report that could tell of them, rising.
    pub years: Vec<i16>,
    /// In the order in which they were proposed.
    pub rows: Vec<FollowUpRow<'a>>,
}

struct Growing<'a> {
    text: &'a str,
    told_in: (ReportIndex, &'a str),
    /// Where it has stood.
    members: Vec<Mention>,
    told: Vec<(i16, YearStatus)>,
}

/// A nämnd's åtgärder up to a year: of one granskning, or of all.
pub fn follow_up<'a>(
    published: &'a Published,
    followed: &Followed,
    committee: OrganisationIndex,
    audit: Option<AuditIndex>,
    until: i16,
) -> FollowUp<'a> {
    let mut reports: Vec<(ReportIndex, &PublishedReport)> = published
        .indexed_reports()
        .filter(|(_, report)| {
            let facts = &report.facts;
            let tells = match audit {
                None => !facts.improvements.is_empty(),
                Some(audit) => {
                    facts.audits.iter().any(|entry| entry.audit == audit)
                        || facts.improvements.iter().any(|its| its.audit == Some(audit))
                }
            };
            facts.committee == committee && facts.year <= until && facts.status.is_in_force() && tells
        })
        .collect();
    reports.sort_by_key(|(index, report)| (report.facts.year, *index));
    let mut rows: Vec<Growing<'_>> = Vec::new();
    for (index, report) in &reports {
        for (place, its) in report.facts.improvements.iter().enumerate() {
            if audit.is_some() && its.audit != audit {
                continue;
            }
            let earlier: Vec<Mention> = followed.before(published, its).collect();
            let goes_on = |row: &usize| earlier.iter().any(|its| rows[*row].members.contains(its));
            let before: Vec<usize> = (0..rows.len()).filter(goes_on).collect();
            // Two that go on from the same one: the first goes on in its row.
            let free = before
                .iter()
                .copied()
                .find(|row| rows[*row].told.last().is_none_or(|(year, _)| *year < report.facts.year));
            let row = free.unwrap_or_else(|| {
                rows.push(Growing { text: "", told_in: (*index, ""), members: Vec::new(), told: Vec::new() });
                rows.len() - 1
            });
            rows[row].text = &its.text;
            rows[row].told_in = (*index, &its.id);
            rows[row].members.push(Mention { year: report.facts.year, report: *index, place });
            rows[row].told.push((report.facts.year, YearStatus::Told(its.status)));
            for other in before.into_iter().filter(|other| *other != row) {
                if rows[other].told.last().is_none_or(|(year, _)| *year < report.facts.year) {
                    rows[other].told.push((report.facts.year, YearStatus::ReplacedBy(row)));
                }
            }
        }
    }
    let mut years: Vec<i16> = reports.iter().map(|(_, report)| report.facts.year).collect();
    years.dedup();
    // Years before the first åtgärd tell nothing.
    let first = rows.iter().filter_map(|row| row.told.first()).map(|(year, _)| *year).min();
    years.retain(|year| first.is_some_and(|first| *year >= first));
    let rows = rows
        .into_iter()
        .map(|row| FollowUpRow {
            text: row.text,
            told_in: row.told_in,
            years: years.iter().map(|year| status_in(&row.told, *year)).collect(),
        })
        .collect();
    FollowUp { years, rows }
}

fn status_in(told: &[(i16, YearStatus)], year: i16) -> YearStatus {
    if let Some((_, status)) = told.iter().rev().find(|(its, _)| *its == year) {
        return status.clone();
    }
    match told.iter().rev().find(|(its, _)| *its < year).map(|(_, status)| status) {
        None
        | Some(
            YearStatus::Told(ImprovementStatus::Done | ImprovementStatus::Dropped)
            | YearStatus::ReplacedBy(_),
        ) => YearStatus::NotRelevant,
        Some(_) => YearStatus::NotFollowedUp,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_on_what_is_open_is_told_and_what_is_done_is_done() {
        let told = [
            (2020, YearStatus::Told(ImprovementStatus::New)),
            (2022, YearStatus::Told(ImprovementStatus::Done)),
        ];
        let years: Vec<YearStatus> = (2019..=2023).map(|year| status_in(&told, year)).collect();
        assert_eq!(
            years,
            [
                YearStatus::NotRelevant,
                YearStatus::Told(ImprovementStatus::New),
                YearStatus::NotFollowedUp,
                YearStatus::Told(ImprovementStatus::Done),
                YearStatus::NotRelevant,
            ]
        );
        let replaced = [(2020, YearStatus::Told(ImprovementStatus::New)), (2021, YearStatus::ReplacedBy(3))];
        assert_eq!(status_in(&replaced, 2022), YearStatus::NotRelevant);
    }
}
