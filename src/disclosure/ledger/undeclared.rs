//! Texts of reports with protected values, looked through for what seems to tell answers and isn't declared.
//! A warning for the author; owns no decision.

use super::mentions::{Mention, Says, mentions};
use super::{QuestionDecision, ReportDecision};
use crate::diagnostic::{Diagnostic, Place, ProtectionProblem};
use crate::model::Model;
use crate::model::fact::{FactClaim, Share};
use crate::source::{FileId, Span};

/// A report whose text is to be looked through.
#[derive(PartialEq, Eq)]
pub struct Watched {
    /// Its file.
    pub file: FileId,
    /// The first of its surveys with a protected value.
    survey: String,
    /// What its facts say.
    declared: Vec<Says>,
}

/// The reports that have protected values.
pub(super) fn watched(model: &Model, decisions: &[ReportDecision]) -> Vec<Watched> {
    let hides = |question: &QuestionDecision| {
        let all = std::iter::once(&question.total).chain(question.splits.iter().flatten());
        all.into_iter().any(|hidden| hidden.n || hidden.result)
    };
    let mut watched = Vec::new();
    let shown = model.reports.iter().zip(decisions).filter(|(report, _)| report.is_shown);
    for (report, decision) in shown {
        let protected = report.surveys.iter().zip(&decision.surveys);
        let protected = protected.into_iter().find(|(_, its)| its.questions.iter().any(hides));
        let Some((survey, _)) = protected else { continue };
        let declared = report.declared.iter().flat_map(|fact| says(fact.claim.get())).collect();
        watched.push(Watched { file: report.facts.file, survey: survey.id.clone(), declared });
    }
    watched
}

fn says(claim: &FactClaim) -> Vec<Says> {
    match claim {
        FactClaim::Rate(percent, _) => vec![Says::Percent(*percent)],
        // A part in words can't be told from another: one declared share speaks for them.
        FactClaim::Share(Share::Percent(percent), ..) => vec![Says::Percent(*percent), Says::Part],
        FactClaim::Share(Share::All, ..) => vec![Says::All],
        FactClaim::Share(Share::None, ..) => vec![Says::None],
        FactClaim::Count(count, _) => vec![Says::Count(*count)],
        FactClaim::Counts(counts) => counts.iter().map(|(_, times)| Says::Count(*times)).collect(),
        FactClaim::Mean(..) | FactClaim::Change(..) | FactClaim::Same(..) => Vec::new(),
    }
}

/// What a watched report's text tells beside its facts. `from` is where the text begins after the front matter,
/// `hidden` finds what is masked in it.
pub fn undeclared(
    watched: &Watched,
    text: &str,
    from: usize,
    hidden: impl FnOnce() -> Vec<Span>,
) -> Vec<Diagnostic> {
    let body = text.get(from..).unwrap_or_default();
    let mentions = mentions(body);
    // Most texts tell nothing of the kind.
    if mentions.is_empty() {
        return Vec::new();
    }
    let hidden = hidden();
    let is_masked = |mention: &Mention| {
        let (start, end) = (mention.span.start + from, mention.span.end + from);
        hidden.iter().any(|mask| (mask.start as usize) < end && start < mask.end as usize)
    };
    mentions
        .into_iter()
        .filter(|mention| {
            !is_masked(mention) && !watched.declared.contains(&mention.says) && !is_marked(body, mention)
        })
        .map(|mention| {
            let span = Span::new(mention.span.start + from, mention.span.end + from);
            let problem = ProtectionProblem::Undeclared { survey: watched.survey.clone() };
            Diagnostic::new(problem, Place::Bytes(watched.file, span))
        })
        .collect()
}

/// Within `[…](uppgift:…)`.
fn is_marked(body: &str, mention: &Mention) -> bool {
    let opening = body[..mention.span.start].rfind(['[', ']']);
    let closing = body[mention.span.end..].find(['[', ']']).map(|at| at + mention.span.end);
    opening.is_some_and(|at| body[at..].starts_with('['))
        && closing.is_some_and(|at| body[at..].starts_with("](uppgift:"))
}
