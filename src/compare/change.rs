//! How far a value moved between two comparable years, how sure that is, and how many moved which way.
//! Owns the counting, no words. Sees shown values only: what is protected has no part in any count or order.

use std::cmp::Reverse;

use super::figures::{FigureMoment, figure_lines};
use super::line::{Line, Lines, Moment, lines};
use super::series::SeriesIndex;
use super::strip::sure;
use crate::disclosure::Published;
use crate::model::audit::{AuditIndex, KeyFigureIndex, QuestionIndex};
use crate::model::hedge::can_both_hold;
use crate::model::organisation::OrganisationIndex;
use crate::model::report::ReportIndex;
use crate::number::Decimal;

/// How sure a change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The 95 per cent interval of the difference doesn't hold zero.
    Certain,
    /// It does: 'ingen säker förändring'.
    NotCertain,
    /// There is no interval, since the distributions of both years aren't published.
    Unknown,
}

impl Change {
    /// By whether the interval of the difference, where there is one, holds zero.
    pub const fn of(interval_holds_zero: Option<bool>) -> Self {
        match interval_holds_zero {
            Some(true) => Self::NotCertain,
            Some(false) => Self::Certain,
            None => Self::Unknown,
        }
    }
}

/// How sure the change between two years of a line is; `scale`: the answers that can be given.
pub fn sureness(scale: &[Decimal], before: &Moment<'_>, after: &Moment<'_>) -> Change {
    Change::of(sure(scale, &before.point, &after.point).map(|interval| interval.covers_none()))
}

/// How many nämnder moved which way between two years: of those whose values are shown and comparable in both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The earlier year.
    pub earlier: i16,
    /// The later year.
    pub later: i16,
    /// How many have a higher value in the later year.
    pub higher: u64,
    /// How many have a lower one.
    pub lower: u64,
    /// How many have the same.
    pub same: u64,
    /// Of those that are higher or lower, how many whose change isn't sure.
    pub unsure: u64,
    /// Whether every nämnd that reported in either year is among them.
    pub everyone: bool,
}

impl Tally {
    /// Nothing counted yet between two years.
    pub const fn between([earlier, later]: [i16; 2]) -> Self {
        Self { earlier, later, higher: 0, lower: 0, same: 0, unsure: 0, everyone: true }
    }

    /// Counts a line; `scale`: the answers that can be given.
    pub fn count(&mut self, scale: &[Decimal], line: &Line<'_, '_>) {
        let Some([before, after]) = line.comparable(self.earlier, self.later) else {
            self.everyone &= line.at(self.earlier).is_none() && line.at(self.later).is_none();
            return;
        };
        let moved = after.value().cmp(&before.value());
        match moved {
            std::cmp::Ordering::Greater => self.higher += 1,
            std::cmp::Ordering::Less => self.lower += 1,
            std::cmp::Ordering::Equal => self.same += 1,
        }
        let is_unsure = moved.is_ne() && sureness(scale, before, after) == Change::NotCertain;
        self.unsure += u64::from(is_unsure);
    }

    /// Of how many.
    pub const fn compared(&self) -> u64 {
        self.higher + self.lower + self.same
    }
}

/// Counts a question's nämnder between two years; `scale`: the answers that can be given. `None` where fewer than two can be
/// compared.
pub fn tally(its: &Lines<'_, '_>, scale: &[Decimal], years: [i16; 2]) -> Option<Tally> {
    let mut tally = Tally::between(years);
    its.lines.iter().for_each(|line| tally.count(scale, line));
    (tally.compared() >= 2).then_some(tally)
}

/// A nämnd's value that moved since it was last measured.
#[derive(Clone, Debug)]
pub struct Move<'a> {
    /// The granskning.
    pub audit: AuditIndex,
    /// The question.
    pub question: QuestionIndex,
    /// Whose.
    pub committee: OrganisationIndex,
    /// The year before.
    pub earlier: Moment<'a>,
    /// The year itself.
    pub later: Moment<'a>,
    /// From the one to the other.
    pub by: Decimal,
}

/// What moved most in a year, in parts of its scale: `most` at the most, the largest first; of two that moved as
/// far, the one whose granskning, question and nämnd stand first in the registers.
pub fn moves<'a>(
    published: &'a Published,
    series: &SeriesIndex<'a>,
    year: i16,
    most: usize,
) -> Vec<Move<'a>> {
    let mut found: Vec<(i128, Move<'a>)> = Vec::new();
    let audits = (0..).map(AuditIndex).zip(&published.registers.audits);
    for (audit, area) in audits {
        for (question, its) in (0..).map(QuestionIndex).zip(&area.questions) {
            let Some(scale) = its.scale else { continue };
            if series.of(audit, question).iter().all(|point| point.year != year) {
                continue;
            }
            let scale = published.registers.answer_scale(scale);
            let Some(span) = scale.highest().minus(scale.lowest()) else { continue };
            for line in lines(published, series, (audit, question)).lines {
                let at = line.at(year).filter(|at| *at > 0);
                let Some(at) = at else { continue };
                let (earlier, later) = (line.moments[at - 1], line.moments[at]);
                let by = later.value().zip(earlier.value()).and_then(|(after, before)| after.minus(before));
                let Some(by) = by.filter(|by| later.broken.is_none() && !by.is_zero()) else { continue };
                let Some(part) = part_of(by, span) else { continue };
                found.push((part, Move { audit, question, committee: line.committee, earlier, later, by }));
            }
        }
    }
    found.sort_by_key(|(part, its)| (Reverse(*part), its.audit, its.question, its.committee));
    found.truncate(most);
    found.into_iter().map(|(_, its)| its).collect()
}

/// A nämnd's key figure that moved since it was last told.
#[derive(Clone, Copy, Debug)]
pub struct FigureMove {
    /// The granskning.
    pub audit: AuditIndex,
    /// The key figure.
    pub key_figure: KeyFigureIndex,
    /// Whose.
    pub committee: OrganisationIndex,
    /// The value before.
    pub earlier: FigureMoment,
    /// The year's own.
    pub later: FigureMoment,
}

/// Which key figures moved most in a year, in parts of the larger of their two values: `most` at the most, the largest
/// first. None that may be the same within their hedges, and none over a changed remit.
pub fn figure_moves(
    published: &Published,
    series: &SeriesIndex<'_>,
    year: i16,
    most: usize,
) -> Vec<FigureMove> {
    let mut found: Vec<(i128, FigureMove)> = Vec::new();
    let audits = (0..).map(AuditIndex).zip(&published.registers.audits);
    for (audit, area) in audits {
        for key_figure in (0..).map(KeyFigureIndex).take(area.key_figures.len()) {
            let of_year = |report: &ReportIndex| published.report(*report).facts.year == year;
            if !series.with_figure(audit, key_figure).iter().any(of_year) {
                continue;
            }
            for line in figure_lines(published, series, (audit, key_figure)) {
                let pair = line.moments.windows(2).find(|pair| pair[1].year == year);
                let Some([earlier, later]) = pair else { continue };
                let (Ok(before), Ok(after)) = (earlier.value, later.value) else { continue };
                if later.remit.is_some() || later.told_in.is_some() || can_both_hold(before, after) {
                    continue;
                }
                let larger = magnitude(before.0).max(magnitude(after.0));
                let part = after.0.minus(before.0).zip(larger).and_then(|(by, span)| part_of(by, span));
                let Some(part) = part else { continue };
                let committee = line.committee;
                found.push((
                    part,
                    FigureMove { audit, key_figure, committee, earlier: *earlier, later: *later },
                ));
            }
        }
    }
    found.sort_by_key(|(part, its)| (Reverse(*part), its.audit, its.key_figure, its.committee));
    found.truncate(most);
    found.into_iter().map(|(_, its)| its).collect()
}

fn magnitude(value: Decimal) -> Option<Decimal> {
    if value.is_negative() { Decimal::whole(0).minus(value) } else { Some(value) }
}

/// How large a part of the span a difference is, in billionths.
fn part_of(by: Decimal, span: Decimal) -> Option<i128> {
    let places = by.decimals().max(span.decimals());
    let (by, span) = (i128::from(by.in_units_of(places)?), i128::from(span.in_units_of(places)?));
    (span > 0).then(|| by.abs() * 1_000_000_000 / span)
}
