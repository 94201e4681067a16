//! What pages look up, worked out once for the whole site: who has which reports, what came before and after.
//! Owns the orders in which readers meet things. Renders nothing.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::collation::SwedishOrder;
use crate::disclosure::Published;
use crate::disclosure::published::PublishedReport;
use crate::model::audit::AuditIndex;
use crate::model::date::{Day, Stated};
use crate::model::organisation::OrganisationIndex;
use crate::model::report::{ReportIndex, ReportKind, Status};

/// A year and its reports.
pub(crate) type YearReports = (i16, Vec<ReportIndex>);

/// A nämnd with its reports.
pub(crate) struct CommitteeEntry {
    pub(crate) organisation: OrganisationIndex,
    /// Newest year first; within a year in reading order.
    pub(crate) years: Vec<YearReports>,
}

/// The same granskning at the same nämnd, before and after a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Neighbours {
    pub(crate) audit: AuditIndex,
    pub(crate) earlier: Option<ReportIndex>,
    pub(crate) later: Option<ReportIndex>,
}

/// The site's indexes.
pub(crate) struct Index {
    /// Nämnder that have reports, å ä ö last.
    pub(crate) committees: Vec<CommitteeEntry>,
    /// Years with reports, newest first.
    pub(crate) years: Vec<YearReports>,
    /// Decided reports in force, newest first.
    pub(crate) newest: Vec<ReportIndex>,
    /// A granskning's reports by year, newest first; by [`AuditIndex`].
    pub(crate) audits: Vec<Vec<YearReports>>,
    /// Granskningar in the order of their titles.
    pub(crate) audits_by_title: Vec<AuditIndex>,
    neighbours: Vec<Vec<Neighbours>>,
    replaced_by: Vec<Option<ReportIndex>>,
    committee_rank: Vec<Option<usize>>,
}

impl Index {
    /// Looks through the reports once.
    pub(crate) fn new(published: &Published) -> Self {
        let order = SwedishOrder::new();
        let committees = committees(published, &order);
        let mut committee_rank = vec![None; published.registers.organisations.len()];
        for (rank, entry) in committees.iter().enumerate() {
            committee_rank[entry.organisation.0 as usize] = Some(rank);
        }
        let mut all: Vec<ReportIndex> = published.indexed_reports().map(|(index, _)| index).collect();
        let rank = |index: ReportIndex| committee_rank[published.report(index).facts.committee.0 as usize];
        all.sort_by_key(|index| (rank(*index), reading_order(published.report(*index))));
        let years = by_year(published, all.iter().copied());
        let audits = audits(published, &all);
        let mut audits_by_title: Vec<AuditIndex> =
            (0..).map(AuditIndex).take(published.registers.audits.len()).collect();
        audits_by_title.sort_by_cached_key(|audit| order.sort_key(&published.registers.audit(*audit).title));
        Self {
            newest: newest(published),
            neighbours: neighbours(published),
            replaced_by: replaced_by(published),
            committees,
            years,
            audits,
            audits_by_title,
            committee_rank,
        }
    }

    /// A nämnd's entry, if it has reports.
    pub(crate) fn committee(&self, organisation: OrganisationIndex) -> Option<&CommitteeEntry> {
        self.rank(organisation).map(|rank| &self.committees[rank])
    }

    /// A nämnd's place among those that have reports, å ä ö last.
    pub(crate) fn rank(&self, organisation: OrganisationIndex) -> Option<usize> {
        self.committee_rank.get(organisation.0 as usize).copied().flatten()
    }

    /// What came before and after a report, for each of its granskningar where anything did.
    pub(crate) fn neighbours(&self, report: ReportIndex) -> &[Neighbours] {
        &self.neighbours[report.0 as usize]
    }

    /// The edition that came in a report's place.
    pub(crate) fn replaced_by(&self, report: ReportIndex) -> Option<ReportIndex> {
        self.replaced_by[report.0 as usize]
    }
}

/// The day a decision was made, as far as the source tells.
pub(crate) fn decided_on(report: &PublishedReport) -> Option<Day> {
    report.facts.decision.date.as_ref().and_then(Stated::value).map(|date| date.first())
}

/// Within a year: plans first, appendices last, else by decision and address.
fn reading_order(report: &PublishedReport) -> (u8, Option<Day>, &str) {
    let kind = match report.facts.kind {
        ReportKind::RiskAnalysis => 0,
        ReportKind::Plan => 1,
        ReportKind::InterimReport => 2,
        ReportKind::FollowUp | ReportKind::Audit => 3,
        ReportKind::Opinion => 4,
        ReportKind::SurveyAppendix => 5,
    };
    (kind, decided_on(report), &report.facts.id)
}

/// Groups reports by year, newest first, keeping their order within a year.
fn by_year(published: &Published, reports: impl Iterator<Item = ReportIndex>) -> Vec<YearReports> {
    let mut years: BTreeMap<Reverse<i16>, Vec<ReportIndex>> = BTreeMap::new();
    for report in reports {
        years.entry(Reverse(published.report(report).facts.year)).or_default().push(report);
    }
    years.into_iter().map(|(Reverse(year), reports)| (year, reports)).collect()
}

fn committees(published: &Published, order: &SwedishOrder) -> Vec<CommitteeEntry> {
    let mut reports: BTreeMap<OrganisationIndex, Vec<ReportIndex>> = BTreeMap::new();
    for (index, report) in published.indexed_reports() {
        reports.entry(report.facts.committee).or_default().push(index);
    }
    let mut committees: Vec<CommitteeEntry> = reports
        .into_iter()
        .map(|(organisation, mut its)| {
            its.sort_by_key(|index| reading_order(published.report(*index)));
            CommitteeEntry { organisation, years: by_year(published, its.into_iter()) }
        })
        .collect();
    committees.sort_by_cached_key(|entry| {
        order.sort_key(&published.registers.organisation(entry.organisation).name().name)
    });
    committees
}

fn audits(published: &Published, all: &[ReportIndex]) -> Vec<Vec<YearReports>> {
    let mut reports: Vec<Vec<ReportIndex>> = vec![Vec::new(); published.registers.audits.len()];
    for index in all {
        for entry in &published.report(*index).facts.audits {
            let its = &mut reports[entry.audit.0 as usize];
            if its.last() != Some(index) {
                its.push(*index);
            }
        }
    }
    reports.into_iter().map(|its| by_year(published, its.into_iter())).collect()
}

fn newest(published: &Published) -> Vec<ReportIndex> {
    let mut newest: Vec<(Option<Day>, ReportIndex)> = published
        .indexed_reports()
        .filter(|(_, report)| report.facts.status == Status::Decided)
        .map(|(index, report)| (report.facts.publish_on.or_else(|| decided_on(report)), index))
        .collect();
    newest.sort_by_key(|(day, index)| (Reverse(*day), *index));
    newest.into_iter().map(|(_, index)| index).collect()
}

/// Chains of the same granskning at the same nämnd, by year and decision.
fn neighbours(published: &Published) -> Vec<Vec<Neighbours>> {
    let mut chains: BTreeMap<(OrganisationIndex, AuditIndex), Vec<ReportIndex>> = BTreeMap::new();
    for (index, report) in published.indexed_reports() {
        for entry in &report.facts.audits {
            let chain = chains.entry((report.facts.committee, entry.audit)).or_default();
            if chain.last() != Some(&index) {
                chain.push(index);
            }
        }
    }
    let mut neighbours = vec![Vec::new(); published.reports.len()];
    for ((_, audit), mut chain) in chains {
        let place = |index: &ReportIndex| {
            let report = published.report(*index);
            (report.facts.year, decided_on(report), *index)
        };
        chain.sort_by_key(place);
        let year = |index: &ReportIndex| published.report(*index).facts.year;
        let standing: Vec<ReportIndex> = chain
            .iter()
            .copied()
            .filter(|index| published.report(*index).facts.status.is_in_force())
            .collect();
        for here in &chain {
            // Another year's report: two of one year stand side by side, neither is the earlier.
            let before = standing.partition_point(|other| year(other) < year(here));
            let until = standing.partition_point(|other| year(other) <= year(here));
            let earlier = before.checked_sub(1).map(|last| &standing[last]);
            let later = standing.get(until);
            if earlier.is_some() || later.is_some() {
                neighbours[here.0 as usize].push(Neighbours {
                    audit,
                    earlier: earlier.copied(),
                    later: later.copied(),
                });
            }
        }
    }
    neighbours
}

fn replaced_by(published: &Published) -> Vec<Option<ReportIndex>> {
    let mut replaced = vec![None; published.reports.len()];
    for (index, report) in published.indexed_reports() {
        let earlier = report.facts.replaces.as_deref().and_then(|id| published.report_by_id(id));
        if let Some(earlier) = earlier {
            replaced[earlier.0 as usize] = Some(index);
        }
    }
    replaced
}
