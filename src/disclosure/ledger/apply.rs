//! Lays a decision on the raw surveys: what may be shown of them. Owns no decision.

use super::SurveyDecision;
use super::rules::{Hidden, QuestionDecision};
use super::scale::WholeScale;
use super::survey::respondents;
use super::tables::{percent, shares};
use crate::disclosure::published::{
    PublishedDistribution, PublishedQuestion, PublishedResult, PublishedSplit, PublishedSurvey,
};
use crate::disclosure::raw::{Raw, RawResult};
use crate::disclosure::shown::{Missing, Shown};
use crate::model::Registers;
use crate::model::date::Stated;
use crate::model::report::{RawQuestion, RawSurvey};

/// A survey as it may be shown.
pub(super) fn survey(survey: RawSurvey, decision: &SurveyDecision, registers: &Registers) -> PublishedSurvey {
    let asked = &registers.audit(survey.audit).questions;
    let scale = |question: &RawQuestion| {
        WholeScale::of(registers.answer_scale(asked[question.question.0 as usize].scale?))
    };
    let common = survey.respondents.as_ref().map(|respondents| *respondents.get());
    let questions = survey.questions.into_iter().zip(&decision.questions);
    PublishedSurvey {
        id: survey.id,
        audit: survey.audit,
        audience: survey.audience,
        mode: survey.mode,
        sent: survey.sent.map(Raw::into_inner).map(|sent| shown(sent, decision.sent)),
        respondents: common.map(|common| count(Some(common), decision.respondents)),
        questions: questions
            .map(|(its, decision)| question(scale(&its).as_ref(), its, common, decision))
            .collect(),
    }
}

const fn shown<T: Copy>(value: T, hidden: bool) -> Shown<T> {
    if hidden { Shown::Protected } else { Shown::Value(value) }
}

fn question(
    scale: Option<&WholeScale>,
    question: RawQuestion,
    common: Option<Stated<u64>>,
    decision: &QuestionDecision,
) -> PublishedQuestion {
    let total = respondents(&question.result).or(common);
    let splits = question.splits.into_iter().zip(&decision.splits).map(|((name, groups), hidden)| {
        let groups = groups.into_iter().zip(hidden).map(|((group, its), hidden)| {
            let told = respondents(&its);
            let mut shown = result(&its, told, *hidden);
            if *hidden == Hidden::ALL {
                // Not even that a figure isn't told.
                shown = PublishedResult { respondents: Shown::Protected, mean: Shown::Protected };
            }
            (group, shown)
        });
        PublishedSplit { name, groups: groups.collect() }
    });
    PublishedQuestion {
        splits: splits.collect(),
        question: question.question,
        wording: question.wording,
        distribution: distribution(&question.result, scale, decision),
        result: result(&question.result, total, decision.total),
    }
}

/// R9: whole per cent, never counts. Where not even the number of answers is shown, nor is it that there is a
/// distribution.
fn distribution(
    result: &RawResult,
    scale: Option<&WholeScale>,
    decision: &QuestionDecision,
) -> Option<Shown<PublishedDistribution>> {
    let told = result.distribution.as_ref().filter(|_| !decision.total.n)?;
    if !decision.shows_distribution {
        return Some(Shown::Protected);
    }
    let counts = scale?.counts(told.get())?;
    let count = counts.iter().fold(0_u64, |sum, count| sum.saturating_add(*count));
    let upper = &counts[counts.len() - counts.len() / 2..];
    let shares = shares(&counts)?;
    let agree = percent(upper.iter().fold(0_u64, |sum, count| sum.saturating_add(*count)), count)?;
    Some(Shown::Value(PublishedDistribution { count, shares, agree }))
}

fn count(told: Option<Stated<u64>>, hidden: bool) -> Shown<u64> {
    match told {
        Some(Stated::Value(count)) => shown(count, hidden),
        Some(Stated::Not) | None => Shown::Missing(Missing::NotStated),
    }
}

/// Where the number of answers is hidden nothing is said of whether there is a mean: a group in which nobody has
/// answered has none, and would be told from one with few answers.
fn result(result: &RawResult, told: Option<Stated<u64>>, hidden: Hidden) -> PublishedResult {
    let mean = match result.mean.as_ref().map(|mean| *mean.get()) {
        None | Some(Stated::Not) if hidden.n => Shown::Protected,
        None => Shown::Missing(Missing::NotMeasured),
        Some(Stated::Not) => Shown::Missing(Missing::NotStated),
        Some(Stated::Value(mean)) => shown(mean, hidden.result),
    };
    PublishedResult { respondents: count(told, hidden.n), mean }
}
