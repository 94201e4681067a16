//! A report's front matter, and a free page's.

mod answers;
mod facts;
mod read;

pub use facts::{ClaimRecord, FactRecord};
pub(super) use read::one_or_many;
pub use read::{read, read_page};

use super::allowances::AllowancesRecord;
use crate::disclosure::{Missing, RawAsked, RawQuote, RawResult};
use crate::model::date::{Day, Due, PartialDate, Stated};
use crate::model::report::{
    Change, ImprovementStatus, MeasureStatus, Method, Precision, QuoteDisplay, ReportKind, Status,
};
use crate::number::Decimal;

/// A report's front matter.
#[derive(Clone)]
pub struct ReportRecord {
    /// `titel`
    pub title: String,
    /// `källtitel`
    pub source_title: Option<String>,
    /// `nämnd`: an id.
    pub committee: String,
    /// `år`
    pub year: i16,
    /// `typ`
    pub kind: ReportKind,
    /// `sammanfattning`
    pub summary: Option<String>,
    /// `status`
    pub status: Status,
    /// `klarmarkerad`
    pub marked_ready: Option<Day>,
    /// `beslut`
    pub decision: Option<DecisionRecord>,
    /// `publiceras`
    pub publish_on: Option<Day>,
    /// `omgång`
    pub round: Option<String>,
    /// `ersätter`: a report's id.
    pub replaces: Option<String>,
    /// `hör_till`: a report's id.
    pub belongs_to: Option<String>,
    /// `redan_offentlig`: source and date.
    pub already_public: Option<(String, PartialDate)>,
    /// `ändringar`
    pub changes: Vec<Change>,
    /// `återkallad`: when it was withdrawn, and why.
    pub withdrawal: Option<(String, PartialDate)>,
    /// `alias`: older addresses.
    pub aliases: Vec<String>,
    /// `granskningar`
    pub audits: Vec<AuditEntryRecord>,
    /// `direktåtgärder`
    pub direct_measures: Vec<DirectMeasureRecord>,
    /// `åtgärder`
    pub improvements: Vec<ImprovementRecord>,
    /// `enkäter`
    pub surveys: Vec<SurveyRecord>,
    /// `intervjuer`
    pub interviews: Vec<InterviewRecord>,
    /// `nyckeltal`
    pub key_figures: Vec<KeyFigureEntryRecord>,
    /// `uppgifter`: what running text says of answers.
    pub declared: Vec<FactRecord>,
    /// `bekräftat`: hashes of warnings that somebody has looked at.
    pub confirmed: Vec<String>,
    /// `bilagor`: file and title.
    pub appendices: Vec<(String, String)>,
    /// `tillåtna` and `inte_personuppgift`
    pub allowances: AllowancesRecord,
}

/// `beslut`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecisionRecord {
    /// `datum`
    pub date: Option<Stated<PartialDate>>,
    /// `paragraf`
    pub paragraph: Option<Stated<String>>,
    /// `diarienummer`
    pub registry_number: Option<Stated<String>>,
    /// `länk`: a web address.
    pub link: Option<String>,
}

/// An item of a report's `granskningar`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntryRecord {
    /// `id`
    pub id: String,
    /// `risker`
    pub risks: Vec<RiskRecord>,
    /// `metod`
    pub methods: Vec<Method>,
    /// `urval`: `population` and `granskade`.
    pub sample: Option<(Option<u64>, Option<u64>)>,
    /// `bedömning`
    pub assessment: Option<AssessmentRecord>,
    /// `jävsprövad`: who and when.
    pub impartiality: Option<(String, PartialDate)>,
}

/// An item of `risker`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RiskRecord {
    /// `beskrivning`
    pub description: Option<String>,
    /// `enhet`
    pub unit: Option<String>,
    /// `sannolikhet`
    pub likelihood: Option<u32>,
    /// `konsekvens`
    pub consequence: Option<u32>,
    /// `riskvärde`
    pub risk_score: Option<u32>,
    /// `ansvarig`
    pub responsible: Option<String>,
    /// `matris`: a risk matrix's id; needed only where the register has several.
    pub matrix: Option<String>,
}

/// `bedömning`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssessmentRecord {
    /// `skala`: a grading scale's id.
    pub scale: String,
    /// `värde`: one of its words.
    pub grade: String,
    /// `motivering`
    pub reason: Option<String>,
}

/// An item of `direktåtgärder`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectMeasureRecord {
    /// `id`
    pub id: String,
    /// `rubrik`
    pub heading: String,
    /// `enhet`
    pub unit: Option<String>,
    /// `risker`
    pub risks: Vec<RiskRecord>,
    /// `status`
    pub status: Option<MeasureStatus>,
    /// `klar`
    pub done: Option<PartialDate>,
}

/// An item of `åtgärder`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImprovementRecord {
    /// `id`
    pub id: String,
    /// `text`
    pub text: String,
    /// `granskning`: an id among the report's.
    pub audit: Option<String>,
    /// `ansvarig`
    pub responsible: Option<String>,
    /// `förfaller`
    pub due: Option<Due>,
    /// `status`
    pub status: ImprovementStatus,
    /// `följer`: `nämnd/år/åtgärd` (or `nämnd/år/rapport/åtgärd`) of earlier åtgärder.
    pub follows: Vec<String>,
}

/// An item of `enkäter`.
#[derive(Clone)]
pub struct SurveyRecord {
    /// `id`
    pub id: String,
    /// `granskning`
    pub audit: String,
    /// `målgrupp`
    pub audience: Option<String>,
    /// `insamling`: how the answers were gathered.
    pub mode: Option<String>,
    /// `utskick` and `svarande`
    pub asked: RawAsked,
    /// `minst_fem`: who vouches that every shown result rests on at least five answers, and when.
    pub at_least_five: Option<(String, PartialDate)>,
    /// `samma_som`: `<rapport>#<enkät>`
    pub same_as: Option<String>,
    /// `ingår_i`: `<rapport>#<enkät>`
    pub part_of: Option<String>,
    /// `frågor`
    pub questions: Vec<SurveyQuestionRecord>,
}

/// An item of a survey's `frågor`.
#[derive(Clone)]
pub struct SurveyQuestionRecord {
    /// `id`: a question's of the granskning.
    pub id: String,
    /// `text`: this year's wording where it differs.
    pub text: Option<String>,
    /// The answers of all.
    pub result: RawResult,
    /// `grupper`: a split's name and its groups, each with a name.
    pub splits: Vec<(String, Vec<(String, RawResult)>)>,
}

/// An item of `intervjuer`.
#[derive(Clone)]
pub struct InterviewRecord {
    /// `id`
    pub id: String,
    /// `granskning`
    pub audit: String,
    /// `antal`
    pub count: Option<Stated<u64>>,
    /// `visas`
    pub display: QuoteDisplay,
    /// `sekretessprövning`
    pub review: Option<ReviewRecord>,
    /// `svar`: by question id, in the file's order.
    pub answers: Vec<(String, Vec<RawQuote>)>,
}

/// `sekretessprövning`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewRecord {
    /// `av`
    pub by: String,
    /// `datum`
    pub date: PartialDate,
    /// `grund`
    pub ground: String,
    /// `skala: true`: the places on the scale were weighed too.
    pub places: bool,
    /// `koppling: prövad`: that answers can be linked was weighed.
    pub linkage: bool,
}

/// An item of a report's `nyckeltal`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyFigureEntryRecord {
    /// `granskning`
    pub audit: String,
    /// `id`
    pub id: String,
    /// `värde`
    pub value: Option<Decimal>,
    /// `noggrannhet`
    pub precision: Option<Precision>,
    /// `saknas`
    pub missing: Option<Missing>,
    /// `tolerans`: why parts don't add up to their whole, where that is so and known.
    pub tolerance: Option<ToleranceRecord>,
    /// `tidigare`
    pub earlier: Vec<EarlierRecord>,
}

/// `tolerans`: `{högst, skäl}`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToleranceRecord {
    /// `högst`: the largest difference.
    pub most: Decimal,
    /// `skäl`
    pub reason: String,
}

/// An item of `tidigare`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierRecord {
    /// `år`
    pub year: i16,
    /// `värde`
    pub value: Option<Decimal>,
    /// `noggrannhet`
    pub precision: Option<Precision>,
    /// `saknas`
    pub missing: Option<Missing>,
}

/// A free page's front matter.
#[derive(Clone)]
pub struct FreePageRecord {
    /// `titel`
    pub title: String,
    /// `sammanfattning`
    pub summary: Option<String>,
    /// `alias`: older addresses.
    pub aliases: Vec<String>,
    /// `bekräftat`
    pub confirmed: Vec<String>,
    /// `tillåtna` and `inte_personuppgift`
    pub allowances: AllowancesRecord,
}
