//! A report's key figures as an account: the register says what is part of what. Owns the lines' order.

use super::scope;
use crate::chart::{AccountChart, AccountLine, LineKind};
use crate::disclosure::Shown;
use crate::model::audit::{AuditArea, AuditIndex, KeyFigureIndex, PartKind};
use crate::model::report::{KeyFigureValue, ReportIndex};
use crate::number::Decimal;
use crate::render::Context;
use crate::render::view::precision_word;

/// The account that a whole begins. `None` where the report has no value for it.
pub(super) fn chart(
    context: &Context<'_>,
    index: ReportIndex,
    (audit, whole): (AuditIndex, KeyFigureIndex),
    level: u8,
) -> Option<AccountChart> {
    let report = context.published.report(index);
    let area = context.published.registers.audit(audit);
    let values: Vec<&KeyFigureValue> =
        report.facts.key_figures.iter().filter(|its| its.audit == audit).collect();
    let figure = &area.key_figures[whole.0 as usize];
    let mut lines = Vec::new();
    push(area, &values, (whole, LineKind::Total, None), &mut lines)?;
    Some(AccountChart {
        key: format!("{}_{}", area.id, figure.id),
        level,
        scope: scope(context, index),
        title: figure.name.clone(),
        unit: figure.unit.clone(),
        lines,
    })
}

/// A line, then what is taken from it, what is left, and what it is made of.
fn push(
    area: &AuditArea,
    values: &[&KeyFigureValue],
    (figure, kind, of): (KeyFigureIndex, LineKind, Option<usize>),
    lines: &mut Vec<AccountLine>,
) -> Option<()> {
    let its = values.iter().find(|its| its.key_figure == figure)?;
    let (value, hedge): (Shown<Decimal>, _) = match &its.value {
        Ok((value, hedge)) => (Shown::Value(*value), hedge.map(precision_word)),
        Err(why) => (Shown::Missing(*why), None),
    };
    let at = lines.len();
    let name = area.key_figures[figure.0 as usize].name.clone();
    lines.push(AccountLine { kind, name, value, hedge, of });
    for (part, kind) in [
        (PartKind::Less, LineKind::Less),
        (PartKind::Remains, LineKind::Remains),
        (PartKind::Part, LineKind::Part),
    ] {
        let below = (0..).map(KeyFigureIndex).zip(&area.key_figures);
        for (below, _) in below.filter(|(_, its)| its.part_of == Some((figure, part))) {
            // A part that the report doesn't name has no line.
            let _ = push(area, values, (below, kind, Some(at)), lines);
        }
    }
    Some(())
}
