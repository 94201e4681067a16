//! A report's surveys and interviews as tables: who was asked, how many answered, every question's figures.

use serde::Serialize;

use super::facts::Fact;
use super::{Figure, words};
use crate::disclosure::Shown;
use crate::disclosure::published::{PublishedInterviews, PublishedReport, PublishedResult, PublishedSurvey};
use crate::model::audit::AuditArea;
use crate::model::date::Stated;
use crate::number::swedish_count;
use crate::render::{Context, swedish};

/// A survey.
#[derive(Debug, Serialize)]
pub(super) struct SurveyView {
    title: String,
    audit: String,
    facts: Vec<Fact>,
    questions: Vec<QuestionRow>,
    splits: Vec<SplitTable>,
    /// Some figure of it is held back: the note must stand below.
    protected: bool,
}

/// A question's total.
#[derive(Debug, Serialize)]
pub(super) struct QuestionRow {
    text: String,
    respondents: Figure,
    mean: Figure,
}

/// A question's answers by groups.
#[derive(Debug, Serialize)]
pub(super) struct SplitTable {
    question: String,
    by: String,
    rows: Vec<QuestionRow>,
    protected: bool,
}

/// A set of interviews.
#[derive(Debug, Serialize)]
pub(super) struct InterviewView {
    audit: String,
    facts: Vec<Fact>,
}

fn row(text: &str, result: &PublishedResult, places: u8) -> QuestionRow {
    QuestionRow {
        text: text.to_owned(),
        respondents: Figure::of(result.respondents, swedish_count),
        mean: Figure::of(result.mean, |mean| mean.swedish(places)),
    }
}

fn is_protected(row: &QuestionRow) -> bool {
    row.respondents.protected || row.mean.protected
}

/// The surveys of a report.
pub(super) fn surveys(context: &Context<'_>, report: &PublishedReport) -> Vec<SurveyView> {
    report.surveys.iter().map(|its| survey(context, its)).collect()
}

fn survey(context: &Context<'_>, its: &PublishedSurvey) -> SurveyView {
    let registers = &context.published.registers;
    let area = registers.audit(its.audit);
    let mut questions = Vec::new();
    let mut splits = Vec::new();
    for question in &its.questions {
        let known = &area.questions[question.question.0 as usize];
        let text = question.wording.as_deref().unwrap_or(&known.text);
        let places = known.scale.map_or(0, |scale| registers.answer_scale(scale).step.decimals());
        questions.push(row(text, &question.result, places));
        for split in &question.splits {
            let mut rows = vec![row("Alla", &question.result, places)];
            rows.extend(
                split.groups.iter().map(|(name, result)| row(&swedish::capitalised(name), result, places)),
            );
            let protected = rows.iter().any(is_protected);
            splits.push(SplitTable { question: text.to_owned(), by: split.name.clone(), rows, protected });
        }
    }
    SurveyView {
        title: its
            .audience
            .as_ref()
            .map_or_else(|| "Enkät".to_owned(), |audience| format!("Enkät till {audience}")),
        audit: area.title.clone(),
        facts: survey_facts(its),
        protected: questions.iter().any(is_protected),
        questions,
        splits,
    }
}

fn survey_facts(its: &PublishedSurvey) -> Vec<Fact> {
    let count = |shown: Shown<u64>| {
        let words = shown.words();
        shown.value().map_or_else(|| words.unwrap_or_default().to_owned(), swedish_count)
    };
    let mut facts = Vec::new();
    facts.extend(its.sent.map(|sent| Fact::words("Utskick", count(sent))));
    facts.extend(its.respondents.map(|answered| Fact::words("Svarande", count(answered))));
    // Only of two shown numbers: a rate beside one of them would tell the other.
    let both = its.sent.and_then(Shown::value).zip(its.respondents.and_then(Shown::value));
    if let Some(rate) = both.and_then(|(sent, answered)| swedish::percent(answered, sent)) {
        facts.push(Fact::words("Svarsfrekvens", rate));
    }
    facts
}

/// The interviews of a report.
pub(super) fn interviews(context: &Context<'_>, report: &PublishedReport) -> Vec<InterviewView> {
    report
        .interviews
        .iter()
        .map(|its| InterviewView { audit: area(context, its).title.clone(), facts: interview_facts(its) })
        .collect()
}

fn area<'a>(context: &Context<'a>, its: &PublishedInterviews) -> &'a AuditArea {
    context.published.registers.audit(its.audit)
}

fn interview_facts(its: &PublishedInterviews) -> Vec<Fact> {
    let mut facts = Vec::new();
    facts.extend(its.count.map(|count| match count {
        Stated::Value(count) => Fact::words("Intervjuade", swedish_count(count)),
        Stated::Not => Fact::words("Intervjuade", "framgår inte av källan"),
    }));
    facts.push(Fact::words("Svaren återges", words::display(its.display)));
    facts.extend(
        its.review
            .as_ref()
            .map(|(by, date)| Fact::dated("Sekretessprövning", &format!("Gjord av {by}"), *date)),
    );
    facts
}
