//! What may be shown: the only types that planning, rendering and charts accept.
//! Owns no rule (`rules` decides) and holds no raw answer.

use super::shown::Shown;
use crate::model::audit::{AuditIndex, QuestionIndex};
use crate::model::date::{PartialDate, Stated};
use crate::model::report::{QuoteDisplay, ReportFacts, ReportIndex};
use crate::model::{FreePage, Registers, Site};
use crate::number::Decimal;
use crate::parallel;

/// The whole content as it may be shown. Made by [`super::disclose`] alone.
#[derive(Debug, Hash)]
pub struct Published {
    /// The site.
    pub site: Site,
    /// The registers.
    pub registers: Registers,
    /// Reports, sorted by id.
    pub reports: Vec<PublishedReport>,
    /// Free pages, sorted by id.
    pub pages: Vec<FreePage>,
}

impl Published {
    /// Lets go of the sources' texts, once nobody else has them: see [`settle`](crate::model::packed::PackedBody::settle).
    pub fn settle(&mut self) {
        parallel::map_mut(&mut self.reports, |report| report.facts.body.settle());
        parallel::map_mut(&mut self.pages, |page| page.body.settle());
    }

    /// The report at an index.
    pub fn report(&self, index: ReportIndex) -> &PublishedReport {
        &self.reports[index.0 as usize]
    }

    /// The report with an id.
    pub fn report_by_id(&self, id: &str) -> Option<ReportIndex> {
        let found = self.reports.binary_search_by(|report| report.facts.id.as_str().cmp(id)).ok()?;
        u32::try_from(found).ok().map(ReportIndex)
    }

    /// All reports with their indices, by id.
    pub fn indexed_reports(&self) -> impl Iterator<Item = (ReportIndex, &PublishedReport)> {
        (0..).map(ReportIndex).zip(&self.reports)
    }
}

/// A report as it may be shown.
#[derive(Debug, Hash)]
pub struct PublishedReport {
    /// All that isn't an answer.
    pub facts: ReportFacts,
    /// Surveys.
    pub surveys: Vec<PublishedSurvey>,
    /// Interviews.
    pub interviews: Vec<PublishedInterviews>,
}

/// A survey as it may be shown.
#[derive(Debug, Hash)]
pub struct PublishedSurvey {
    /// Its id in the report.
    pub id: String,
    /// The granskning.
    pub audit: AuditIndex,
    /// Who was asked.
    pub audience: Option<String>,
    /// How the answers were gathered, where the report says so.
    pub mode: Option<String>,
    /// How many were asked; `None` where the report doesn't say.
    pub sent: Option<Shown<u64>>,
    /// How many answered the survey; `None` where the report doesn't say.
    pub respondents: Option<Shown<u64>>,
    /// Its questions, in the report's order.
    pub questions: Vec<PublishedQuestion>,
}

/// A question's results as they may be shown.
#[derive(Debug, Hash)]
pub struct PublishedQuestion {
    /// Which.
    pub question: QuestionIndex,
    /// This year's wording where it differs.
    pub wording: Option<String>,
    /// All answers.
    pub result: PublishedResult,
    /// How they are distributed; `None` where the report doesn't say.
    pub distribution: Option<Shown<PublishedDistribution>>,
    /// Splits, in the report's order.
    pub splits: Vec<PublishedSplit>,
}

/// A group's result as it may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PublishedResult {
    /// How many answered.
    pub respondents: Shown<u64>,
    /// Their mean.
    pub mean: Shown<Decimal>,
}

/// How large a part gave each answer (R9): of at least [`crate::model::Site::distribution_least`] answers, whose number
/// is shown too.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PublishedDistribution {
    /// How many answered.
    pub count: u64,
    /// Whole per cent, halves up, in the order of the scale's answers; the sum may be off a hundred by roundings.
    pub shares: Vec<u8>,
    /// Whole per cent on the scale's upper half, of the counts; a middle answer isn't on it.
    pub agree: u8,
}

/// A question's answers split by something, such as kön.
#[derive(Debug, Hash)]
pub struct PublishedSplit {
    /// By what.
    pub name: String,
    /// Its groups by name, in the report's order; all protected or none (R2).
    pub groups: Vec<(String, PublishedResult)>,
}

/// A set of interviews as it may be shown.
#[derive(Debug, Hash)]
pub struct PublishedInterviews {
    /// Its id in the report.
    pub id: String,
    /// The granskning.
    pub audit: AuditIndex,
    /// How many were interviewed; this may be printed (disclosure.md §6).
    pub count: Option<Stated<u64>>,
    /// How the answers are shown.
    pub display: QuoteDisplay,
    /// Who made the sekretessprövning, and when.
    pub review: Option<(String, PartialDate)>,
    /// Answers a question; empty when summarised.
    pub answers: Vec<PublishedAnswers>,
}

/// The answers in words to one question.
#[derive(Debug, Hash)]
pub struct PublishedAnswers {
    /// Which question.
    pub question: QuestionIndex,
    /// Answers with a place on the scale, in falling order of score; those with one score in an order
    /// that tells nothing of the source's.
    pub placed: Vec<(Decimal, String)>,
    /// Answers without a place, in an order that tells nothing of the source's.
    pub unplaced: Vec<String>,
}
