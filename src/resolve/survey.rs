//! Surveys of a report: ids looked up, figures possible.
//! Owns no raw value: it asks `disclosure::consistency` whether they can be true.

use super::facts::look_up_survey;
use super::index::{duplicates, unknown};
use super::{Context, found_of};
use crate::diagnostic::{Diagnostic, IdKind, Trail};
use crate::disclosure::consistency::{SurveyFrame, check_frame, check_question};
use crate::model::audit::{AuditArea, AuditIndex, QuestionIndex};
use crate::model::report::{RawQuestion, RawSurvey};
use crate::model::scale::AnswerScale;
use crate::parse::record::report::SurveyRecord;

/// Looks up the surveys.
pub(super) fn resolve_surveys(
    (at, report): (&Trail, &str),
    records: Vec<SurveyRecord>,
    context: &Context,
    out: &mut Vec<Diagnostic>,
) -> Vec<RawSurvey> {
    let ids = records.iter().map(|record| record.id.as_str());
    duplicates(IdKind::Survey, ids, |i| at.index(i).key("id").value(), out);
    let resolved = records
        .into_iter()
        .enumerate()
        .map(|(index, record)| resolve_survey((&at.index(index), report, index), record, context, out));
    found_of(resolved)
}

pub(super) fn look_up_audit<'c>(
    at: &Trail,
    id: &str,
    context: &'c Context,
    out: &mut Vec<Diagnostic>,
) -> Option<(AuditIndex, &'c AuditArea)> {
    let found = context.index.audits.get(id).copied();
    if found.is_none() {
        let known = context.index.audits.keys().map(String::as_str);
        out.push(unknown(IdKind::Audit, id, known, at.key("granskning").value()));
    }
    found.map(|audit| (audit, context.registers.audit(audit)))
}

pub(super) fn look_up_question(area: &AuditArea, id: &str) -> Option<QuestionIndex> {
    (0..)
        .map(QuestionIndex)
        .zip(&area.questions)
        .find(|(_, question)| question.id == id)
        .map(|(index, _)| index)
}

pub(super) fn scale_of<'c>(
    context: &'c Context,
    area: &AuditArea,
    question: QuestionIndex,
) -> Option<&'c AnswerScale> {
    area.questions[question.0 as usize].scale.map(|scale| context.registers.answer_scale(scale))
}

fn resolve_survey(
    (at, report, index): (&Trail, &str, usize),
    record: SurveyRecord,
    context: &Context,
    out: &mut Vec<Diagnostic>,
) -> Option<RawSurvey> {
    let (audit, area) = look_up_audit(at, &record.audit, context, out)?;
    let vouched = record.at_least_five.is_some();
    let frame = SurveyFrame {
        sent: record.asked.sent.as_ref(),
        respondents: record.asked.respondents.as_ref(),
        vouched,
    };
    if let Some(problem) = check_frame(frame) {
        out.push(Diagnostic::new(problem, at.key("svarande").value()));
    }
    let mut other = |key: &'static str, written: Option<String>| {
        let named = at.key(key);
        look_up_survey(report, &written?, context, || named.value(), out)
    };
    let same_as = other("samma_som", record.same_as);
    let part_of = other("ingår_i", record.part_of);
    let list = at.key("frågor");
    let ids = record.questions.iter().map(|question| question.id.as_str());
    duplicates(IdKind::Question, ids, |i| list.index(i).key("id").value(), out);
    let mut questions = Vec::with_capacity(record.questions.len());
    for (place, question) in record.questions.into_iter().enumerate() {
        let here = list.index(place);
        let Some(found) = look_up_question(area, &question.id) else {
            let known = area.questions.iter().map(|question| question.id.as_str());
            out.push(unknown(IdKind::Question, &question.id, known, here.key("id").value()));
            continue;
        };
        let scale = scale_of(context, area, found);
        for (problem, steps) in check_question(&question.result, &question.splits, scale, frame) {
            out.push(Diagnostic::new(problem, here.below(steps)));
        }
        questions.push(RawQuestion {
            question: found,
            index: place,
            wording: question.text,
            result: question.result,
            splits: question.splits,
        });
    }
    Some(RawSurvey {
        id: record.id,
        index,
        audit,
        audience: record.audience,
        mode: record.mode,
        same_as,
        part_of,
        sent: record.asked.sent,
        respondents: record.asked.respondents,
        at_least_five: vouched,
        questions,
    })
}
