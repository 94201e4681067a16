//! `register/skalor.yaml`: scales are data, never code.

use crate::number::Decimal;

/// The whole file.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct ScalesRecord {
    /// `svarsskalor`
    pub answer_scales: Vec<AnswerScaleRecord>,
    /// `riskmatriser`
    pub risk_matrices: Vec<RiskMatrixRecord>,
    /// `bedömningsskalor`
    pub grading_scales: Vec<GradingScaleRecord>,
}

/// An item of `svarsskalor`.
#[derive(Debug, PartialEq, Eq)]
pub struct AnswerScaleRecord {
    /// `id`
    pub id: String,
    /// `svar`: the answers that a person can give, rising.
    pub answers: Vec<Decimal>,
    /// `steg`: the step in which means are printed and drawn; above zero.
    pub step: Decimal,
    /// `ord`: answer and its words, in the file's order.
    pub words: Vec<(Decimal, String)>,
}

/// An item of `riskmatriser`.
#[derive(Debug, PartialEq, Eq)]
pub struct RiskMatrixRecord {
    /// `id`
    pub id: String,
    /// `sannolikhet`: value and word, from the lowest.
    pub likelihoods: Vec<(u32, String)>,
    /// `konsekvens`: value and word, from the lowest.
    pub consequences: Vec<(u32, String)>,
    /// `klasser`
    pub classes: Vec<RiskClassRecord>,
    /// `celler`: a row of class ids a likelihood, from the lowest; in it one a consequence.
    pub cells: Vec<Vec<String>>,
}

/// An item of `klasser`.
#[derive(Debug, PartialEq, Eq)]
pub struct RiskClassRecord {
    /// `id`
    pub id: String,
    /// `ord`
    pub word: String,
    /// `symbol`
    pub symbol: String,
}

/// An item of `bedömningsskalor`.
#[derive(Debug, PartialEq, Eq)]
pub struct GradingScaleRecord {
    /// `id`
    pub id: String,
    /// `ord`, from the best.
    pub words: Vec<String>,
}
