//! `register/skalor.yaml`: scales are data, never code.

use crate::diagnostic::{Diagnostic, Expected};
use crate::number::Decimal;
use crate::parse::decode::{At, Fields, document, id, items, number, reference, small_count, text};
use crate::parse::yaml::Node;
use crate::source::FileId;

/// The whole file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScalesRecord {
    /// `svarsskalor`
    pub answer_scales: Vec<AnswerScaleRecord>,
    /// `riskmatriser`
    pub risk_matrices: Vec<RiskMatrixRecord>,
    /// `bedömningsskalor`
    pub grading_scales: Vec<GradingScaleRecord>,
}

/// An item of `svarsskalor`.
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskClassRecord {
    /// `id`
    pub id: String,
    /// `ord`
    pub word: String,
    /// `symbol`
    pub symbol: String,
}

/// An item of `bedömningsskalor`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GradingScaleRecord {
    /// `id`
    pub id: String,
    /// `ord`, from the best.
    pub words: Vec<String>,
}

/// Reads `skalor.yaml`. `None` after a fault in any scale; all faults are in `out`.
pub fn read(file: FileId, node: Node<'_>, out: &mut Vec<Diagnostic>) -> Option<ScalesRecord> {
    document(file, node, out, |node, at| {
        let mut fields = Fields::open(node, at, &["svarsskalor", "riskmatriser", "bedömningsskalor"])?;
        let answer_scales = fields.list("svarsskalor", answer_scale);
        let risk_matrices = fields.list("riskmatriser", risk_matrix);
        let grading_scales = fields.list("bedömningsskalor", grading_scale);
        Some(ScalesRecord {
            answer_scales: answer_scales?,
            risk_matrices: risk_matrices?,
            grading_scales: grading_scales?,
        })
    })
}

fn answer_scale(node: Node<'_>, at: &At<'_>) -> Option<AnswerScaleRecord> {
    let mut fields = Fields::open(node, at, &["id", "svar", "steg", "ord"])?;
    let id = fields.required("id", id);
    let answers = fields.required_list("svar", number);
    let step = fields.required("steg", |node, at| {
        number(node, at)
            .filter(|step| !step.is_negative() && !step.is_zero())
            .or_else(|| at.wrong(Expected::Number))
    });
    let words = fields.named("ord", |answer, node, at| {
        let word = text(node, at);
        match Decimal::read(answer) {
            Some(answer) => Some((answer, word?)),
            None => at.wrong(Expected::Number),
        }
    });
    Some(AnswerScaleRecord { id: id?, answers: answers?, step: step?, words: words? })
}

fn risk_matrix(node: Node<'_>, at: &At<'_>) -> Option<RiskMatrixRecord> {
    let known = &["id", "sannolikhet", "konsekvens", "klasser", "celler"];
    let mut fields = Fields::open(node, at, known)?;
    let id = fields.required("id", id);
    let likelihoods = fields.required_list("sannolikhet", level);
    let consequences = fields.required_list("konsekvens", level);
    let classes = fields.required_list("klasser", class);
    let cells = fields.required_list("celler", |node, at| items(node, at, reference));
    Some(RiskMatrixRecord {
        id: id?,
        likelihoods: likelihoods?,
        consequences: consequences?,
        classes: classes?,
        cells: cells?,
    })
}

fn level(node: Node<'_>, at: &At<'_>) -> Option<(u32, String)> {
    let mut fields = Fields::open(node, at, &["värde", "ord"])?;
    let value = fields.required("värde", small_count);
    let word = fields.required("ord", text);
    Some((value?, word?))
}

fn class(node: Node<'_>, at: &At<'_>) -> Option<RiskClassRecord> {
    let mut fields = Fields::open(node, at, &["id", "ord", "symbol"])?;
    let id = fields.required("id", id);
    let word = fields.required("ord", text);
    let symbol = fields.required("symbol", text);
    Some(RiskClassRecord { id: id?, word: word?, symbol: symbol? })
}

fn grading_scale(node: Node<'_>, at: &At<'_>) -> Option<GradingScaleRecord> {
    let mut fields = Fields::open(node, at, &["id", "ord"])?;
    let id = fields.required("id", id);
    let words = fields.required_list("ord", text);
    Some(GradingScaleRecord { id: id?, words: words? })
}
