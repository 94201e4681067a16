//! What running text says of survey answers (`uppgifter`), with every id looked up. Owns no judgement of what
//! may be printed: a fact that is withdrawn is as secret as an answer, so what it says lies in `Raw`.

use super::audit::QuestionIndex;
use super::report::Precision;
use crate::disclosure::Raw;
use crate::number::Decimal;

/// A survey by its report's id and its own.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SurveyRef {
    /// `nämnd/år/rapport`
    pub report: String,
    /// The survey's id in it.
    pub survey: String,
}

/// A group of a question's answers: the split's name and its own; `None` for all who answered.
pub type GroupName = Option<(String, String)>;

/// Something that running text says of answers.
pub struct DeclaredFact {
    /// Its id in the report: what `uppgift:` links name, and messages.
    pub id: String,
    /// Its place in the report's `uppgifter`, from 0.
    pub index: usize,
    /// Which surveys; several only for means and shares over all of them.
    pub surveys: Vec<SurveyRef>,
    /// Which question; `None` for the number of answers to the survey.
    pub question: Option<QuestionIndex>,
    /// Which groups of each survey; one without names is all who answered.
    pub groups: Vec<GroupName>,
    /// What it says.
    pub claim: Raw<FactClaim>,
    /// Every place that prints it is marked, so that it can be taken back.
    pub retractable: bool,
}

/// What a fact says, as its author writes it.
#[derive(Clone, PartialEq, Eq)]
pub enum FactClaim {
    /// `svarsfrekvens`: per cent of those asked.
    Rate(Decimal, Option<Precision>),
    /// `antal`: answers.
    Count(u64, Option<Precision>),
    /// `medelvärde`
    Mean(Decimal, Option<Precision>),
    /// `fördelning`: how many gave each answer, for those that are told.
    Counts(Vec<(Decimal, u64)>),
    /// `andel`: so large a part gave one of these answers.
    Share(Share, Option<Precision>, Vec<Decimal>),
    /// `förändring` since another survey's mean.
    Change(Decimal, SurveyRef),
    /// `samma`: another group, which is the same people.
    Same(SurveyRef, GroupName),
}

/// How large a part.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// Per cent.
    Percent(Decimal),
    /// `samtliga`
    All,
    /// `ingen`
    None,
}
