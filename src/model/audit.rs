//! The register of recurring granskningar: what makes reports from different nämnder and years comparable.

use super::date::PartialDate;
use super::scale::AnswerScaleIndex;

/// From so many years on, a question's development is drawn as panels; two are a comparison.
pub const PANELS_FROM: usize = 3;

/// A granskning's place in [`super::Registers::audits`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AuditIndex(pub u32);

/// A question's place in [`AuditArea::questions`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct QuestionIndex(pub u32);

/// A key figure's place in [`AuditArea::key_figures`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyFigureIndex(pub u32);

/// Whose granskning it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// kommungemensam
    CityWide,
    /// nämndens
    Committee,
}

/// A recurring granskning (granskningsområde).
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct AuditArea {
    /// Its id, and its address below `/granskningar/`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Other titles that nämnder give it.
    pub also: Vec<String>,
    /// Whose.
    pub scope: Scope,
    /// Which years it was decided for.
    pub decisions: Vec<AuditDecision>,
    /// The risk, in the register's words.
    pub risk: Option<String>,
    /// Its questions.
    pub questions: Vec<Question>,
    /// Stems shared by questions.
    pub series: Vec<Series>,
    /// Its key figures.
    pub key_figures: Vec<KeyFigure>,
}

impl AuditArea {
    /// The key figures that an account begins with: wholes that are part of nothing themselves.
    pub fn accounts(&self) -> impl Iterator<Item = KeyFigureIndex> {
        let is_whole = |index: KeyFigureIndex| {
            self.key_figures.iter().any(|its| its.part_of.is_some_and(|(whole, _)| whole == index))
        };
        let all = (0..).map(KeyFigureIndex).zip(&self.key_figures);
        all.filter(move |(index, its)| its.part_of.is_none() && is_whole(*index)).map(|(index, _)| index)
    }
}

/// A decision that made the granskning common for a year.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct AuditDecision {
    /// For which year.
    pub year: i16,
    /// By whom, as it stands.
    pub body: String,
    /// When.
    pub date: Option<PartialDate>,
}

/// A question.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Question {
    /// Its id.
    pub id: String,
    /// Its words.
    pub text: String,
    /// Its scale; `None` for loose answers.
    pub scale: Option<AnswerScaleIndex>,
    /// The parenthesis under it.
    pub clarification: Option<String>,
    /// The series whose stem it shares: an index in [`AuditArea::series`].
    pub series: Option<u32>,
    /// The question that was asked before it, on another scale or in other words. Their values are never joined.
    pub replaces: Option<QuestionIndex>,
}

impl Question {
    /// Its fragment on its granskning's page. The underscore keeps it apart from all headings' ids.
    pub fn anchor(&self) -> String {
        format!("fraga_{}", self.id)
    }
}

/// Questions with a shared stem.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Series {
    /// Its id.
    pub id: String,
    /// The stem: printed once, each question is a delfråga.
    pub stem: String,
    /// Its questions.
    pub questions: Vec<QuestionIndex>,
}

/// How a key figure is part of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartKind {
    /// `avgår`: taken away on the way to the next sum.
    Less,
    /// `återstår`: what is left when those are taken away.
    Remains,
    /// `varav`: together with its like it makes up the whole.
    Part,
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// `lägre är bättre`
    LowerIsBetter,
    /// `högre är bättre`
    HigherIsBetter,
}

/// A key figure.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct KeyFigure {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: Option<String>,
    /// The whole that it is part of.
    pub part_of: Option<(KeyFigureIndex, PartKind)>,
    /// Which way is better.
    pub direction: Option<Direction>,
}
