//! A report's risks in their matrix, beside those of the nämnd's nearest earlier report of the same granskning where
//! it can be told which is which. Owns that judgement.

use super::scope;
use crate::chart::{MatrixChart, PlacedRisk, RiskYear};
use crate::model::audit::AuditIndex;
use crate::model::report::{ReportIndex, Risk};
use crate::render::Context;
use crate::render::questions::chart_year;

/// The same matrix with the report's own year alone.
pub(super) fn of_its_year(chart: &MatrixChart) -> MatrixChart {
    let years = chart.years.iter().take(1).cloned().collect();
    MatrixChart { years, same: Vec::new(), ..chart.clone() }
}

/// The matrix of a granskning's risks. `None` where none has a place in one.
pub(super) fn chart(
    context: &Context<'_>,
    index: ReportIndex,
    audit: AuditIndex,
    level: u8,
) -> Option<MatrixChart> {
    let published = context.published;
    let risks = |index: ReportIndex| -> &[Risk] {
        let entries = &published.report(index).facts.audits;
        entries.iter().find(|entry| entry.audit == audit).map_or(&[], |entry| &entry.risks)
    };
    let own = risks(index);
    let matrix_at = own.iter().find_map(|risk| placed(risk).place.and(risk.matrix))?;
    let matrix = published.registers.risk_matrices.get(matrix_at as usize)?;
    let year = |of: ReportIndex| RiskYear {
        year: chart_year(published.report(of).facts.year),
        risks: risks(of).iter().map(placed).collect(),
    };
    let mut years = vec![year(index)];
    let mut same = Vec::new();
    let before = context.index.neighbours(index).iter().find(|its| its.audit == audit);
    if let Some(earlier) = before.and_then(|its| its.earlier) {
        let on_the_same = risks(earlier).iter().all(|risk| risk.matrix == Some(matrix_at));
        same = matches(own, risks(earlier));
        if on_the_same && !same.is_empty() {
            years.push(year(earlier));
        } else {
            same.clear();
        }
    }
    let area = published.registers.audit(audit);
    Some(MatrixChart {
        key: area.id.clone(),
        level,
        scope: scope(context, index),
        title: format!("Risker: {}", area.title),
        likelihoods: matrix.likelihoods.clone(),
        consequences: matrix.consequences.clone(),
        classes: matrix
            .cells
            .iter()
            .map(|row| {
                let class = |at: &u32| matrix.classes.get(*at as usize);
                let pair =
                    |at| class(at).map(|its| (its.symbol.clone(), its.word.clone())).unwrap_or_default();
                row.iter().map(pair).collect()
            })
            .collect(),
        years,
        same,
    })
}

fn placed(risk: &Risk) -> PlacedRisk {
    PlacedRisk {
        description: risk.description.clone(),
        place: risk.likelihood.zip(risk.consequence),
        score: risk.risk_score,
    }
}

/// Which risk is which: by their words, or where each year has but one.
fn matches(now: &[Risk], before: &[Risk]) -> Vec<(usize, usize)> {
    if let ([_], [_]) = (now, before) {
        return vec![(0, 0)];
    }
    let by_words = |(at, risk): (usize, &Risk)| {
        let words = risk.description.as_ref()?;
        let was = before.iter().position(|its| its.description.as_ref() == Some(words))?;
        Some((at, was))
    };
    now.iter().enumerate().filter_map(by_words).collect()
}
