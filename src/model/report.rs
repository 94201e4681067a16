//! A report as the domain knows it: facts whose ids have been looked up, and the raw answers beside them.
//! Owns no reading, no checks and no words for readers.

use super::audit::{AuditIndex, KeyFigureIndex, QuestionIndex};
use super::date::{Day, Due, PartialDate, Stated};
use super::fact::{DeclaredFact, SurveyRef};
use super::organisation::OrganisationIndex;
use super::packed::PackedBody;
use crate::disclosure::{Missing, Raw, RawQuote, RawResult};
use crate::number::Decimal;
use crate::source::FileId;

/// A report's place in the list of reports that it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ReportIndex(pub u32);

/// `typ`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReportKind {
    /// plan
    Plan,
    /// uppföljning
    FollowUp,
    /// delrapport
    InterimReport,
    /// granskning
    Audit,
    /// enkätbilaga
    SurveyAppendix,
    /// riskanalys
    RiskAnalysis,
    /// yttrande
    Opinion,
}

/// `status`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// utkast
    Draft,
    /// klarmarkerad
    MarkedReady,
    /// beslutad
    Decided,
    /// ersatt
    Replaced,
    /// återkallad
    Withdrawn,
}

impl Status {
    /// Only these are published; the last two marked as such.
    pub const fn is_public(self) -> bool {
        matches!(self, Self::Decided | Self::Replaced | Self::Withdrawn)
    }

    /// Does what it says still hold: no other report has come in its place, and it isn't withdrawn?
    pub const fn is_in_force(self) -> bool {
        !matches!(self, Self::Replaced | Self::Withdrawn)
    }
}

/// `metod`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// enkät
    Survey,
    /// intervju
    Interview,
    /// stickprov
    Sample,
    /// aktgranskning
    FileReview,
    /// dokumentstudie
    DocumentStudy,
    /// förstudie
    PreliminaryStudy,
}

/// An åtgärd's `status`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ImprovementStatus {
    /// ny
    New,
    /// pågår
    Ongoing,
    /// genomförd
    Done,
    /// kvarstår
    Remains,
    /// ej följd upp
    NotFollowedUp,
    /// utgått
    Dropped,
}

/// A direktåtgärd's `status`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MeasureStatus {
    /// planerad
    Planned,
    /// pågår
    Ongoing,
    /// genomförd
    Done,
    /// utgått
    Dropped,
}

/// `noggrannhet`: how a figure is hedged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Precision {
    /// cirka
    About,
    /// nästan
    Nearly,
    /// drygt
    JustOver,
    /// minst
    AtLeast,
    /// högst
    AtMost,
}

/// `visas`: how interview answers may be shown (disclosure.md §6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuoteDisplay {
    /// sammanfattat: no quotes.
    Summarised,
    /// ordagrant: quotes without scores.
    Verbatim,
    /// på skalan: quotes at their place on the scale.
    OnScale,
}

/// A change that was made after publication.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Change {
    /// When.
    pub date: PartialDate,
    /// What and why, in words for readers.
    pub text: String,
    /// What may be told of the words that it took away.
    pub removals: Removals,
}

/// `borttaget`: what may be told of the words that a change took away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Removals {
    /// räknas: how many.
    Counted,
    /// visas: the words themselves.
    Shown,
    /// döljs: nothing.
    Hidden,
}

/// Everything about a report that isn't an answer.
#[derive(Debug, Hash)]
pub struct ReportFacts {
    /// `nämnd/år/rapport`: the address, and what `rapport:` links name.
    pub id: String,
    /// The file it was read from.
    pub file: FileId,
    /// Whose.
    pub committee: OrganisationIndex,
    /// Which year's.
    pub year: i16,
    /// Its title.
    pub title: String,
    /// The title exactly as decided, where it differs.
    pub source_title: Option<String>,
    /// What sort.
    pub kind: ReportKind,
    /// One to three sentences for lists.
    pub summary: Option<String>,
    /// Where it stands on its way.
    pub status: Status,
    /// The day it was marked as ready.
    pub marked_ready: Option<Day>,
    /// Its decision; for a report without one of its own, that of the report it belongs to.
    pub decision: Decision,
    /// Not shown before this day.
    pub publish_on: Option<Day>,
    /// Which of the year's rounds.
    pub round: Option<String>,
    /// The earlier edition, by id.
    pub replaces: Option<String>,
    /// The report that it belongs to, by id.
    pub belongs_to: Option<String>,
    /// For an old document: where it is public already, and since when.
    pub already_public: Option<(String, PartialDate)>,
    /// What was changed after it was published.
    pub changes: Vec<Change>,
    /// Why it was withdrawn, and when.
    pub withdrawal: Option<(String, PartialDate)>,
    /// Older addresses.
    pub aliases: Vec<String>,
    /// The granskningar that it reports.
    pub audits: Vec<AuditEntry>,
    /// Direktåtgärder.
    pub direct_measures: Vec<DirectMeasure>,
    /// Åtgärder.
    pub improvements: Vec<Improvement>,
    /// Key figures.
    pub key_figures: Vec<KeyFigureValue>,
    /// Appendices.
    pub appendices: Vec<Appendix>,
    /// Picture files that the body shows: published name, and path on the disk relative to the content folder.
    pub images: Vec<(String, std::path::PathBuf)>,
    /// The text.
    pub body: PackedBody,
}

impl ReportFacts {
    /// When it was decided, where that is told.
    pub fn decided(&self) -> Option<PartialDate> {
        self.decision.date.as_ref().and_then(Stated::value).copied()
    }
}

/// A decision.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Decision {
    /// When.
    pub date: Option<Stated<PartialDate>>,
    /// §, as it stands.
    pub paragraph: Option<Stated<String>>,
    /// Diarienummer: free text, never sorted as text.
    pub registry_number: Option<Stated<String>>,
    /// Where the decision can be read.
    pub link: Option<String>,
}

/// A granskning in a report.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct AuditEntry {
    /// Which.
    pub audit: AuditIndex,
    /// Its risks.
    pub risks: Vec<Risk>,
    /// How it was made.
    pub methods: Vec<Method>,
    /// How many there were, and how many were looked at.
    pub sample: Option<(Option<u64>, Option<u64>)>,
    /// The grade: its scale's index in [`super::Registers::grading_scales`], the word's index, the reason.
    pub assessment: Option<Assessment>,
    /// Who looked at the reviewers' impartiality, and when.
    pub impartiality: Option<(String, PartialDate)>,
}

/// A grade.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Assessment {
    /// The word.
    pub grade: String,
    /// The reason.
    pub reason: Option<String>,
}

/// A risk.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Risk {
    /// "Risk för att … på grund av … vilket kan leda till …"
    pub description: Option<String>,
    /// Whose.
    pub unit: Option<String>,
    /// 1 and up.
    pub likelihood: Option<u32>,
    /// 1 and up.
    pub consequence: Option<u32>,
    /// Likelihood × consequence.
    pub risk_score: Option<u32>,
    /// The matrix that its cell is in: an index in [`super::Registers::risk_matrices`].
    pub matrix: Option<u32>,
    /// The class's symbol and word, where the cell is known.
    pub class: Option<(String, String)>,
    /// Who answers for it.
    pub responsible: Option<String>,
}

/// A direktåtgärd: done at once, without a granskning.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct DirectMeasure {
    /// Its id in the report.
    pub id: String,
    /// Its heading.
    pub heading: String,
    /// Whose.
    pub unit: Option<String>,
    /// Its risks.
    pub risks: Vec<Risk>,
    /// How far it has come.
    pub status: Option<MeasureStatus>,
    /// When it was done.
    pub done: Option<PartialDate>,
}

/// An åtgärd: proposed after a granskning, followed over years.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Improvement {
    /// Its id in the report.
    pub id: String,
    /// What is to be done.
    pub text: String,
    /// The granskning it comes from.
    pub audit: Option<AuditIndex>,
    /// Who.
    pub responsible: Option<String>,
    /// By when.
    pub due: Option<Due>,
    /// How far it has come.
    pub status: ImprovementStatus,
    /// The earlier åtgärder that it goes on from: report id and åtgärd id.
    pub follows: Vec<(String, String)>,
    /// Whose and of which year they are, as `nämnd/år`: another's withdrawal doesn't change it.
    pub stated_follows: Vec<String>,
}

/// A figure and how it is hedged, or why there is none.
pub type Figure = Result<(Decimal, Option<Precision>), Missing>;

/// A key figure's value in a report.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct KeyFigureValue {
    /// The granskning.
    pub audit: AuditIndex,
    /// Which of its key figures.
    pub key_figure: KeyFigureIndex,
    /// The value, or why there is none.
    pub value: Figure,
    /// What the report says of earlier years.
    pub earlier: Vec<(i16, Figure)>,
}

/// A bilaga.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Appendix {
    /// Its name below the report's address: the file's own name in lower-case ASCII.
    pub file: String,
    /// Its title.
    pub title: String,
    /// Its type, told by its ending.
    pub kind: AppendixKind,
    /// Size in bytes.
    pub size: u64,
    /// Where its bytes are, relative to the content folder.
    pub disk_path: std::path::PathBuf,
}

/// Which types may be an appendix (disclosure.md §9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "names of file types")]
pub enum AppendixKind {
    Pdf,
    Docx,
    Xlsx,
    Odt,
    Png,
    Jpeg,
    Svg,
    Csv,
    Txt,
}

impl AppendixKind {
    /// Each type's file endings, in lower case.
    const ENDINGS: [(&'static str, Self); 10] = [
        ("pdf", Self::Pdf),
        ("docx", Self::Docx),
        ("xlsx", Self::Xlsx),
        ("odt", Self::Odt),
        ("png", Self::Png),
        ("jpg", Self::Jpeg),
        ("jpeg", Self::Jpeg),
        ("svg", Self::Svg),
        ("csv", Self::Csv),
        ("txt", Self::Txt),
    ];

    /// By a file's ending, in any case; `None` for a type that may not be published.
    pub fn by_ending(ending: &str) -> Option<Self> {
        Self::ENDINGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(ending)).map(|(_, kind)| *kind)
    }
}

/// A survey with its raw answers.
pub struct RawSurvey {
    /// Its id in the report.
    pub id: String,
    /// Its place in the report's `enkäter`, from 0.
    pub index: usize,
    /// The granskning.
    pub audit: AuditIndex,
    /// Who was asked.
    pub audience: Option<String>,
    /// How the answers were gathered.
    pub mode: Option<String>,
    /// The survey whose answers these are, published there too.
    pub same_as: Option<SurveyRef>,
    /// The survey whose answers these are part of.
    pub part_of: Option<SurveyRef>,
    /// How many were asked.
    pub sent: Option<Raw<u64>>,
    /// How many answered, for questions that don't state their own.
    pub respondents: Option<Raw<Stated<u64>>>,
    /// Somebody vouches that every shown result rests on at least five answers.
    pub at_least_five: bool,
    /// Its questions.
    pub questions: Vec<RawQuestion>,
}

/// A question's raw answers.
pub struct RawQuestion {
    /// Which.
    pub question: QuestionIndex,
    /// Its place in the survey's `frågor`, from 0.
    pub index: usize,
    /// This year's wording where it differs.
    pub wording: Option<String>,
    /// All answers.
    pub result: RawResult,
    /// Splits, and their groups, by name.
    pub splits: Vec<(String, Vec<(String, RawResult)>)>,
}

/// A set of interviews with its raw answers.
pub struct RawInterviews {
    /// Its id in the report.
    pub id: String,
    /// The granskning.
    pub audit: AuditIndex,
    /// How many were interviewed.
    pub count: Option<Stated<u64>>,
    /// How the answers may be shown. Resolve has seen to it that the review they need is there.
    pub display: QuoteDisplay,
    /// Who made the sekretessprövning and when, where there was one.
    pub review: Option<(String, PartialDate)>,
    /// Answers a question.
    pub answers: Vec<(QuestionIndex, Vec<RawQuote>)>,
}

/// A report with its raw answers.
pub struct Report {
    /// All that isn't an answer.
    pub facts: ReportFacts,
    /// Surveys.
    pub surveys: Vec<RawSurvey>,
    /// Interviews.
    pub interviews: Vec<RawInterviews>,
    /// What its text says of survey answers, here or in other reports.
    pub declared: Vec<DeclaredFact>,
    /// Is it published in this run? Withdrawn reports aren't, and those that have been published but are drafts or
    /// under embargo again.
    pub is_shown: bool,
}
