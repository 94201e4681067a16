//! How a question's answers are distributed: a nämnd's own years, or all nämnder in one. Owns the rows' order and
//! the sentence on the change between a nämnd's two latest years.

use crate::chart::{DistributionChart, DistributionRow};
use crate::compare::{Answers, Interval, Point, interval, same_audience, usual_wording};
use crate::disclosure::Shown;
use crate::disclosure::published::{PublishedDistribution, PublishedQuestion, PublishedSurvey};
use crate::model::audit::{AuditIndex, QuestionIndex};
use crate::model::organisation::OrganisationIndex;
use crate::model::report::ReportIndex;
use crate::model::scale::AnswerScale;
use crate::number::Decimal;
use crate::plan::FigureHome;
use crate::render::questions::HeadingPlace;
use crate::render::{Context, swedish};

/// The distributions. `None` where no report tells of any, or the question has no scale.
pub(super) fn chart<'c>(
    context: &'c Context<'_>,
    home: FigureHome,
    (audit, index): (AuditIndex, QuestionIndex),
    year: Option<i16>,
    (own, heading): (Option<OrganisationIndex>, &'c HeadingPlace),
) -> Option<DistributionChart<'c>> {
    let registers = &context.published.registers;
    let area = registers.audit(audit);
    let question = &area.questions[index.0 as usize];
    let scale = registers.answer_scale(question.scale?);
    let told = |point: &&Point<'_>| point.distribution().is_some();
    let mut finding = None;
    let (key, scope, row_kind, rows, wording) = match (home, year) {
        (FigureHome::Report(report), None) => {
            let facts = &context.published.report(report).facts;
            // The report's own year is its own, whichever report speaks for the nämnd elsewhere.
            let mut points = own_points(context, report, (audit, index));
            let own = points.len();
            let before = context.series.of_committee(audit, index, facts.committee);
            let before = before.iter().filter(|point| point.year < facts.year).filter(told);
            points.extend(before.rev().copied());
            let points: Vec<&Point<'_>> = points.iter().collect();
            let committee = registers.organisation(facts.committee);
            finding = if own == 1 { change(scale, &points) } else { None };
            let wording = points.first().and_then(|point| point.wording());
            let rows: Vec<DistributionRow> = points
                .iter()
                .map(|point| {
                    let reworded =
                        (point.wording() != wording).then(|| "frågan löd då annorlunda".to_owned());
                    let several = own > 1 && point.report == report;
                    let who = point.who();
                    let name =
                        if several { format!("{}, {who}", point.year) } else { point.year.to_string() };
                    row(scale, point, (name, false), reworded)
                })
                .collect();
            let key = format!("{}_{}", area.id, question.id);
            (key, committee.name_at(facts.year, facts.decided()).name.clone(), "År", rows, wording)
        }
        (_, Some(year)) => {
            let points = context.series.of(audit, index).iter().filter(|point| point.year == year);
            let mut points: Vec<&Point<'_>> = points.filter(told).collect();
            points.sort_by_key(|point| {
                let agree = shown(point).map(|its| its.agree);
                (std::cmp::Reverse(agree), context.index.rank(point.committee))
            });
            let asked = |point: &Point<'c>| point.wording().unwrap_or(&question.text);
            let wording = usual_wording(points.iter().map(|point| asked(point)), &question.text);
            let rows = points
                .iter()
                .map(|point| {
                    let name = registers.organisation(point.committee).name_in(year).name.clone();
                    let other =
                        (Some(asked(point)) != wording).then(|| "frågan ställd med andra ord".to_owned());
                    row(scale, point, (name, own == Some(point.committee)), other)
                })
                .collect();
            let key = format!("{}_{}_{year}", area.id, question.id);
            (key, format!("Alla nämnder {year}"), "Nämnd", rows, wording)
        }
        (FigureHome::Audit(_) | FigureHome::AuditCommittee(..), None) => return None,
    };
    if rows.is_empty() {
        return None;
    }
    let words = |answer: &Decimal| {
        let known = scale.words.iter().find(|(known, _)| known == answer);
        known.map_or_else(|| answer.swedish(0), |(_, words)| swedish::capitalised(words))
    };
    Some(DistributionChart {
        key,
        heading: heading.of_chart(),
        scope,
        question: wording.unwrap_or(&question.text),
        row_kind,
        grades: scale.answers.iter().rev().map(words).collect(),
        rows,
        finding,
    })
}

/// What a report itself tells of how a question's answers are distributed: a point a survey.
fn own_points<'c>(
    context: &'c Context<'_>,
    index: ReportIndex,
    (audit, question): (AuditIndex, QuestionIndex),
) -> Vec<Point<'c>> {
    let report = context.published.report(index);
    let surveys = report.surveys.iter().filter(|survey| survey.audit == audit);
    let told = surveys.filter_map(|survey| {
        let asked = survey.questions.iter().find(|its| its.question == question)?;
        asked.distribution.is_some().then_some((survey, asked))
    });
    let point = |(survey, asked): (&'c PublishedSurvey, &'c PublishedQuestion)| Point {
        committee: report.facts.committee,
        year: report.facts.year,
        report: index,
        survey,
        asked,
    };
    told.map(point).collect()
}

/// The chart of a report's own distribution of a question, without other years. `None` where it tells of none.
pub(super) fn own<'c>(
    context: &'c Context<'_>,
    report: ReportIndex,
    (audit, index): (AuditIndex, QuestionIndex),
    heading: &'c HeadingPlace,
) -> Option<DistributionChart<'c>> {
    let count = own_points(context, report, (audit, index)).len();
    let chart = chart(context, FigureHome::Report(report), (audit, index), None, (None, heading))?;
    let rows: Vec<DistributionRow> = chart.rows.iter().take(count).cloned().collect();
    (!rows.is_empty()).then_some(DistributionChart { rows, finding: None, ..chart })
}

fn shown<'a>(point: &Point<'a>) -> Option<&'a PublishedDistribution> {
    match point.distribution() {
        Some(Shown::Value(its)) => Some(its),
        _ => None,
    }
}

fn row(
    scale: &AnswerScale,
    point: &Point<'_>,
    (name, own): (String, bool),
    remark: Option<String>,
) -> DistributionRow {
    let shares = match point.distribution() {
        Some(Shown::Value(its)) if its.shares.len() == scale.answers.len() => {
            Shown::Value(its.shares.iter().rev().copied().collect())
        }
        Some(Shown::Missing(why)) => Shown::Missing(*why),
        _ => Shown::Protected,
    };
    let agree = shown(point).map(|its| its.agree);
    DistributionRow { name, own, shares, agree, answers: point.result().respondents, remark }
}

/// What may be said of the change between the latest year and the one before, where both were asked alike.
fn change(scale: &AnswerScale, points: &[&Point<'_>]) -> Option<String> {
    let [later, earlier, ..] = points else { return None };
    if later.wording() != earlier.wording() || !same_audience(later.audience(), earlier.audience()) {
        return None;
    }
    let (before, after) = (shown(earlier)?, shown(later)?);
    let found = interval(&scale.answers, Answers::of(before), Answers::of(after))?;
    let by = later.result().mean.value()?.minus(earlier.result().mean.value()?)?;
    sentence(found, by, earlier.year, scale.step.decimals().max(1))
}

fn sentence(found: Interval, by: Decimal, since: i16, places: u8) -> Option<String> {
    let [low, high] = found.ends(places)?;
    let [by, low, high] = [by, low, high].map(|number| signed(number, places));
    let around = format!("{by} (95-procentigt intervall {low} till {high})");
    Some(if found.covers_none() {
        format!("Medelvärdet: ingen säker förändring sedan {since}, {around}.")
    } else {
        format!("Medelvärdet har ändrats sedan {since} med {around}.")
    })
}

/// `+0,2`, `−0,4`, `0,0`
pub(in crate::render) fn signed(number: Decimal, places: u8) -> String {
    let sign = if number.is_negative() || number.is_zero() { "" } else { "+" };
    format!("{sign}{}", number.swedish(places))
}
