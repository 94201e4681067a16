//! Key figures over years, with their hedges. Owns which of a year's reports speaks, and that what a later report
//! says of an earlier year stands in only where that year has no report of its own.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::series::SeriesIndex;
use crate::disclosure::Published;
use crate::model::audit::{AuditIndex, KeyFigureIndex};
use crate::model::organisation::OrganisationIndex;
use crate::model::report::{Figure, ReportIndex};

/// A nämnd's figures.
#[derive(Debug)]
pub struct FigureLine {
    /// The organisation whose name the line bears.
    pub committee: OrganisationIndex,
    /// By year, rising.
    pub moments: Vec<FigureMoment>,
}

/// A year's figure.
#[derive(Clone, Copy, Debug)]
pub struct FigureMoment {
    /// The year.
    pub year: i16,
    /// The figure and its hedge, or why there is none.
    pub value: Figure,
    /// The report that tells of it.
    pub report: ReportIndex,
    /// Told in hindsight: the year of the report that does.
    pub told_in: Option<i16>,
    /// What the nämnd is responsible for has become another since the moment before: the year.
    pub remit: Option<i16>,
}

/// A key figure's lines, of all nämnder that have one; in the register's order.
pub fn figure_lines(
    published: &Published,
    series: &SeriesIndex<'_>,
    (audit, key_figure): (AuditIndex, KeyFigureIndex),
) -> Vec<FigureLine> {
    let mut all: BTreeMap<OrganisationIndex, Vec<(OrganisationIndex, FigureMoment)>> = BTreeMap::new();
    let lineage = series.lineage();
    for &report in series.with_figure(audit, key_figure) {
        let facts = &published.report(report).facts;
        let mine = |value: &&crate::model::report::KeyFigureValue| {
            value.audit == audit && value.key_figure == key_figure
        };
        for value in facts.key_figures.iter().filter(mine) {
            let line = all.entry(lineage.strand(facts.committee).last()).or_default();
            let moment = |year, value, told_in| FigureMoment { year, value, report, told_in, remit: None };
            line.push((facts.committee, moment(facts.year, value.value, None)));
            let earlier = value.earlier.iter().map(|(year, value)| moment(*year, *value, Some(facts.year)));
            line.extend(earlier.map(|moment| (facts.committee, moment)));
        }
    }
    let decided = |moment: &FigureMoment| {
        published.report(moment.report).facts.decided().map(super::super::model::date::PartialDate::last)
    };
    let settled = |mut moments: Vec<FigureMoment>| {
        moments.sort_by_key(|moment| {
            (
                moment.year,
                moment.told_in.is_some(),
                moment.value.is_err(),
                Reverse(decided(moment)),
                moment.report,
            )
        });
        moments.dedup_by_key(|moment| moment.year);
        moments
    };
    let mut lines = Vec::new();
    for moments in all.into_values() {
        let mut own: BTreeMap<OrganisationIndex, Vec<FigureMoment>> = BTreeMap::new();
        for (committee, moment) in moments {
            own.entry(committee).or_default().push(moment);
        }
        let own: Vec<(OrganisationIndex, Vec<FigureMoment>)> =
            own.into_iter().map(|(committee, moments)| (committee, settled(moments))).collect();
        // What another tells of a year in hindsight doesn't part them: each year's own report speaks.
        let told = own.iter().flat_map(|(_, its)| its.iter().filter(|its| its.told_in.is_none()));
        let mut years: Vec<i16> = told.map(|its| its.year).collect();
        let count = years.len();
        years.sort_unstable();
        years.dedup();
        let latest = own.iter().max_by_key(|(_, its)| its.last().map(|moment| moment.year));
        let broken = |committee: OrganisationIndex, mut moments: Vec<FigureMoment>| {
            let strand = lineage.strand(committee);
            for at in 1..moments.len() {
                let (earlier, later) = (moments[at - 1].year, moments[at].year);
                moments[at].remit = strand.changed_between(earlier, later);
            }
            FigureLine { committee, moments }
        };
        match latest.map(|(committee, _)| *committee) {
            Some(committee) if years.len() == count => {
                let moments = settled(own.into_iter().flat_map(|(_, moments)| moments).collect());
                lines.push(broken(committee, moments));
            }
            // Both tell of one year: they stand apart, so that nothing is left out or added.
            _ => lines.extend(own.into_iter().map(|(committee, moments)| broken(committee, moments))),
        }
    }
    lines.sort_by_key(|line| line.committee);
    lines
}
