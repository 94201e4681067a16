//! A question over all its years, a line a nämnd. Owns between which two values a line may be drawn: the same
//! words, people and way of gathering, on the same scale, by a nämnd that is responsible for the same, with nothing
//! missing or protected between them.

use super::lineage::Strand;
use super::series::{Point, SeriesIndex};
use super::strip::Break;
use crate::disclosure::{Published, Shown};
use crate::model::audit::{AuditIndex, QuestionIndex};
use crate::model::organisation::OrganisationIndex;
use crate::number::Decimal;

/// A question's lines.
#[derive(Debug)]
pub struct Lines<'s, 'a> {
    /// The years in which any nämnd measured, rising.
    pub years: &'s [i16],
    /// A line a nämnd, or nämnder that follow each other; in the register's order.
    pub lines: Vec<Line<'s, 'a>>,
}

/// A nämnd's values.
#[derive(Debug)]
pub struct Line<'s, 'a> {
    /// The organisation whose name it bears.
    pub committee: OrganisationIndex,
    /// Where the organisation comes from and what became of it.
    pub strand: &'s Strand,
    /// By year, rising.
    pub moments: Vec<Moment<'a>>,
}

/// A year of a line.
#[derive(Clone, Copy, Debug)]
pub struct Moment<'a> {
    /// What stands there.
    pub point: Point<'a>,
    /// The question's words then.
    pub wording: &'a str,
    /// Why it may not be compared with the year before it in the line.
    pub broken: Option<Break>,
}

impl Moment<'_> {
    /// The value, where it is shown.
    pub fn value(&self) -> Option<Decimal> {
        self.point.result().mean.value()
    }
}

/// A question's lines, of all nämnder that have anything to say of it.
pub fn lines<'s, 'a>(
    published: &'a Published,
    series: &'s SeriesIndex<'a>,
    (audit, question): (AuditIndex, QuestionIndex),
) -> Lines<'s, 'a> {
    let text = published.registers.audit(audit).questions[question.0 as usize].text.as_str();
    let strands = series.strands(audit, question).into_iter();
    Lines {
        years: series.years(audit, question),
        lines: strands.map(|points| line(series, &points, text)).collect(),
    }
}

/// Of a question's [`lines`], those of organisations that carry one line with this one, in the same order: one, or one
/// each where several tell of the same year. Nothing of other nämnder is worked out.
pub(super) fn lines_of<'s, 'a>(
    published: &'a Published,
    series: &'s SeriesIndex<'a>,
    (audit, question): (AuditIndex, QuestionIndex),
    committee: OrganisationIndex,
) -> Vec<Line<'s, 'a>> {
    let text = published.registers.audit(audit).questions[question.0 as usize].text.as_str();
    let strands = series.strands_of(audit, question, committee).into_iter();
    strands.map(|points| line(series, &points, text)).collect()
}

/// `text` is the register's words for the question.
fn line<'s, 'a>(series: &'s SeriesIndex<'a>, points: &[Point<'a>], text: &'a str) -> Line<'s, 'a> {
    let committee = points[points.len() - 1].committee;
    let strand = series.lineage().strand(committee);
    let mut before: Option<Asked<'a>> = None;
    let moments = points.iter().map(|point| {
        let asked = Asked::of(point);
        let broken = before.and_then(|before| between(strand, before, asked, text));
        // A year that doesn't say whom it asked, or how, is as the one before it.
        let known = before;
        before = Some(Asked {
            audience: asked.audience.or(known.and_then(|known| known.audience)),
            mode: asked.mode.or(known.and_then(|known| known.mode)),
            ..asked
        });
        Moment { point: *point, wording: point.wording().unwrap_or(text), broken }
    });
    let moments = moments.collect();
    Line { committee, strand, moments }
}

/// How a question was asked in a year, as far as it is told.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    year: i16,
    wording: Option<&'a str>,
    audience: Option<&'a str>,
    mode: Option<&'a str>,
}

impl<'a> Asked<'a> {
    pub(super) fn of(point: &Point<'a>) -> Self {
        Self { year: point.year, wording: point.wording(), audience: point.audience(), mode: point.mode() }
    }
}

/// What keeps two years of one line apart; `text` is the register's words for the question.
pub(super) fn between(strand: &Strand, before: Asked<'_>, after: Asked<'_>, text: &str) -> Option<Break> {
    if before.wording.unwrap_or(text) != after.wording.unwrap_or(text) {
        return Some(Break::Reworded);
    }
    let same = |one: Option<&str>, other: Option<&str>| super::same_audience(one, other);
    if !same(before.audience, after.audience) {
        return Some(Break::OtherAudience);
    }
    if !same(before.mode, after.mode) {
        return Some(Break::OtherMode);
    }
    strand.changed_between(before.year, after.year).map(Break::Remit)
}

impl Line<'_, '_> {
    /// A year's place in the line.
    pub fn at(&self, year: i16) -> Option<usize> {
        self.moments.iter().position(|moment| moment.point.year == year)
    }

    /// The shown values between which a line may be drawn: runs of neighbours in `years`, each comparable with
    /// the one before it.
    pub fn runs(&self, years: &[i16]) -> Vec<Vec<(i16, Decimal)>> {
        let mut runs: Vec<Vec<(i16, Decimal)>> = Vec::new();
        let mut open = false;
        for year in years {
            let moment = self.at(*year).map(|at| &self.moments[at]);
            let Some((moment, value)) = moment.and_then(|moment| Some((moment, moment.value()?))) else {
                open = false;
                continue;
            };
            match runs.last_mut().filter(|_| open && moment.broken.is_none()) {
                Some(run) => run.push((*year, value)),
                None => runs.push(vec![(*year, value)]),
            }
            open = true;
        }
        runs
    }

    /// Two years' shown values, where nothing breaks the comparison anywhere between them.
    pub fn comparable(&self, earlier: i16, later: i16) -> Option<[&Moment<'_>; 2]> {
        let (from, to) = (self.at(earlier)?, self.at(later)?);
        let unbroken = self.moments.get(from + 1..=to)?.iter().all(|moment| moment.broken.is_none());
        let (before, after) = (&self.moments[from], &self.moments[to]);
        (unbroken && before.value().is_some() && after.value().is_some()).then_some([before, after])
    }

    /// The reasons that stand between neighbouring years, each with the year from which it holds.
    pub fn breaks(&self) -> impl Iterator<Item = (i16, Break)> {
        self.moments.iter().filter_map(|moment| Some((moment.point.year, moment.broken?)))
    }

    /// Whether anything of it is shown.
    pub fn shows_any(&self) -> bool {
        self.moments.iter().any(|moment| matches!(moment.point.result().mean, Shown::Value(_)))
    }
}
