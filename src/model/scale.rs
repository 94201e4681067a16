//! Answer scales, risk matrices and grading words: data of the site, never code.

use crate::number::Decimal;

/// An answer scale's place in [`super::Registers::answer_scales`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AnswerScaleIndex(pub u32);

/// An answer scale.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct AnswerScale {
    /// Its id.
    pub id: String,
    /// The answers that a person can give, rising; at least two.
    pub answers: Vec<Decimal>,
    /// The step in which means are printed and drawn.
    pub step: Decimal,
    /// An answer and its words.
    pub words: Vec<(Decimal, String)>,
}

impl AnswerScale {
    /// The lowest answer.
    pub fn lowest(&self) -> Decimal {
        self.answers[0]
    }

    /// The highest answer.
    pub fn highest(&self) -> Decimal {
        self.answers[self.answers.len() - 1]
    }
}

/// A risk matrix: a class per cell, for real matrices overlap (domain.md).
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct RiskMatrix {
    /// Its id.
    pub id: String,
    /// Value and word, from the lowest.
    pub likelihoods: Vec<(u32, String)>,
    /// Value and word, from the lowest.
    pub consequences: Vec<(u32, String)>,
    /// Its classes.
    pub classes: Vec<RiskClass>,
    /// A row a likelihood, in it a cell a consequence: an index in `classes`.
    pub cells: Vec<Vec<u32>>,
}

/// A class of risk.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct RiskClass {
    /// Its id.
    pub id: String,
    /// Its word.
    pub word: String,
    /// Its symbol, for those who don't see the colour.
    pub symbol: String,
}

/// Grading words.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct GradingScale {
    /// Its id.
    pub id: String,
    /// Its words, from the best.
    pub words: Vec<String>,
}
