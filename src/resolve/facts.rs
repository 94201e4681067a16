//! `uppgifter`, `samma_som` and `ingår_i`: surveys, questions and groups that are named, looked up. Owns no
//! judgement of what the facts say: that needs the answers, which only `disclosure` reads.

use std::collections::BTreeSet;

use super::index::{ReportEntry, duplicates, unknown};
use super::{Context, found_of};
use crate::diagnostic::{Diagnostic, IdKind, Place, ProtectionProblem, Trail};
use crate::disclosure::Raw;
use crate::model::audit::{AuditArea, QuestionIndex};
use crate::model::fact::{DeclaredFact, FactClaim, GroupName, SurveyRef};
use crate::model::report::RawSurvey;
use crate::parse::record::report::{ClaimRecord, FactRecord};

/// Looks up a survey named as `<enkät>` in the same report or `<rapport>#<enkät>`.
pub(super) fn look_up_survey(
    own: &str,
    written: &str,
    context: &Context,
    place: impl Fn() -> Place,
    out: &mut Vec<Diagnostic>,
) -> Option<SurveyRef> {
    let (report, survey) = written.split_once('#').unwrap_or((own, written));
    let report = if report.is_empty() { own } else { report };
    let reports = &context.index.reports;
    let Some(entry) = reports.get(report) else {
        out.push(unknown(IdKind::Report, report, reports.keys().map(String::as_str), place()));
        return None;
    };
    if entry.whole && entry.audit_of(survey).is_none() {
        let known = entry.surveys.iter().map(|(id, _)| id.as_str());
        out.push(unknown(IdKind::Survey, survey, known, place()));
        return None;
    }
    Some(SurveyRef { report: report.to_owned(), survey: survey.to_owned() })
}

impl ReportEntry {
    /// The granskning of one of its surveys, by id.
    fn audit_of(&self, survey: &str) -> Option<&str> {
        self.surveys.iter().find(|(id, _)| id == survey).map(|(_, audit)| audit.as_str())
    }
}

/// A report's own surveys, and the way to them.
pub(super) struct OwnSurveys<'a> {
    /// The report's id.
    pub(super) report: &'a str,
    /// Its surveys.
    pub(super) surveys: &'a [RawSurvey],
    /// `uppgifter` that its text marks.
    pub(super) marked: &'a BTreeSet<Box<str>>,
}

/// Looks up a report's facts.
pub(super) fn resolve_facts(
    at: &Trail,
    records: Vec<FactRecord>,
    own: &OwnSurveys,
    context: &Context,
    out: &mut Vec<Diagnostic>,
) -> Vec<DeclaredFact> {
    let ids = records.iter().map(|record| record.id.as_str());
    duplicates(IdKind::Fact, ids, |i| at.index(i).key("id").value(), out);
    let resolved = records
        .into_iter()
        .enumerate()
        .map(|(index, record)| resolve_fact((&at.index(index), index), record, own, context, out));
    found_of(resolved)
}

fn resolve_fact(
    (at, index): (&Trail, usize),
    record: FactRecord,
    own: &OwnSurveys,
    context: &Context,
    out: &mut Vec<Diagnostic>,
) -> Option<DeclaredFact> {
    let survey_at = at.key("enkät");
    let surveys: Option<Vec<SurveyRef>> = record
        .surveys
        .iter()
        .map(|written| look_up_survey(own.report, written, context, || survey_at.value(), out))
        .collect();
    let surveys = surveys?;
    let lacks = |key: &'static str| Diagnostic::new(ProtectionProblem::FactLacks { key }, at.key_place());
    let areas: Vec<&AuditArea> = surveys.iter().filter_map(|survey| area_of(survey, context)).collect();
    let first = *areas.first()?;
    if areas.iter().any(|area| area.id != first.id) {
        out.push(lacks("granskning"));
        return None;
    }
    let question = match &record.question {
        None => None,
        Some(id) => {
            let found = (0..).map(QuestionIndex).zip(&first.questions).find(|(_, one)| one.id == *id);
            let Some((found, _)) = found else {
                let known = first.questions.iter().map(|question| question.id.as_str());
                out.push(unknown(IdKind::Question, id, known, at.key("fråga").value()));
                return None;
            };
            Some(found)
        }
    };
    let one_group = record.groups.len() < 2 && surveys.len() == 1;
    let (needs_question, one_group_only) = match &record.claim {
        ClaimRecord::Rate(..) | ClaimRecord::Count(..) => (!record.groups.is_empty(), true),
        ClaimRecord::Mean(..) | ClaimRecord::Share(..) => (true, false),
        ClaimRecord::Counts(_) | ClaimRecord::Change(..) | ClaimRecord::Same(..) => (true, true),
    };
    if needs_question && question.is_none() {
        out.push(lacks("fråga"));
        return None;
    }
    if one_group_only && !one_group {
        out.push(lacks("grupp"));
        return None;
    }
    let group_at = at.key("grupp");
    for (split, group) in &record.groups {
        check_group(own, &surveys, question, (split, group), &group_at, out)?;
    }
    let claim = match record.claim {
        ClaimRecord::Rate(percent, precision) => FactClaim::Rate(percent, precision),
        ClaimRecord::Count(count, precision) => FactClaim::Count(count, precision),
        ClaimRecord::Mean(mean, precision) => FactClaim::Mean(mean, precision),
        ClaimRecord::Counts(counts) => {
            check_answers(counts.iter().map(|(answer, _)| *answer), first, question, context).or_else(
                || {
                    out.push(lacks("fördelning"));
                    None
                },
            )?;
            FactClaim::Counts(counts)
        }
        ClaimRecord::Share(share, precision, answers) => {
            check_answers(answers.iter().copied(), first, question, context).or_else(|| {
                out.push(lacks("svar"));
                None
            })?;
            FactClaim::Share(share, precision, answers)
        }
        ClaimRecord::Change(by, from) => {
            let from_at = at.key("från");
            FactClaim::Change(by, look_up_survey(own.report, &from, context, || from_at.value(), out)?)
        }
        ClaimRecord::Same(survey, group) => {
            let same_at = at.key("samma");
            let named = same_at.key("enkät");
            FactClaim::Same(look_up_survey(own.report, &survey, context, || named.value(), out)?, group)
        }
    };
    let groups: Vec<GroupName> =
        if record.groups.is_empty() { vec![None] } else { record.groups.into_iter().map(Some).collect() };
    let retractable = own.marked.contains(record.id.as_str());
    Some(DeclaredFact {
        id: record.id,
        index,
        surveys,
        question,
        groups,
        claim: Raw::new(claim),
        retractable,
    })
}

fn area_of<'c>(survey: &SurveyRef, context: &'c Context) -> Option<&'c AuditArea> {
    let audit = context.index.reports.get(&survey.report)?.audit_of(&survey.survey)?;
    context.index.audits.get(audit).map(|audit| context.registers.audit(*audit))
}

/// All of these stand on the question's scale.
fn check_answers(
    mut answers: impl Iterator<Item = crate::number::Decimal>,
    area: &AuditArea,
    question: Option<QuestionIndex>,
    context: &Context,
) -> Option<()> {
    let scale = area.questions[question?.0 as usize].scale?;
    let scale = context.registers.answer_scale(scale);
    answers.all(|answer| scale.answers.contains(&answer)).then_some(())
}

/// A group of the report's own survey; those of others are looked up when all answers are at hand.
fn check_group(
    own: &OwnSurveys,
    surveys: &[SurveyRef],
    question: Option<QuestionIndex>,
    (split, group): (&str, &str),
    at: &Trail,
    out: &mut Vec<Diagnostic>,
) -> Option<()> {
    for survey in surveys.iter().filter(|survey| survey.report == own.report) {
        let its = own.surveys.iter().find(|its| its.id == survey.survey)?;
        let asked = its.questions.iter().find(|asked| Some(asked.question) == question);
        let known: Vec<&str> = asked
            .iter()
            .flat_map(|asked| &asked.splits)
            .filter(|(name, _)| name == split)
            .flat_map(|(_, groups)| groups.iter().map(|(name, _)| name.as_str()))
            .collect();
        if !known.contains(&group) {
            out.push(unknown(IdKind::Group, group, known.iter().copied(), at.value()));
            return None;
        }
    }
    Some(())
}
