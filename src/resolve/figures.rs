//! Key figures: each has a value or a reason, parts add up to their whole, and what a report says of an
//! earlier year is what that year's own report said. Owns no survey figures.

use super::Context;
use super::index::unknown;
use crate::diagnostic::{Diagnostic, DomainProblem, IdKind, Trail, Whole};
use crate::disclosure::Missing;
use crate::model::audit::{AuditIndex, KeyFigureIndex, PartKind};
use crate::model::hedge::can_both_hold;
use crate::model::report::{Figure, KeyFigureValue, Precision};
use crate::number::Decimal;
use crate::parse::record::report::{EarlierRecord, KeyFigureEntryRecord};

/// Looks up a report's key figures and checks them.
pub(super) fn resolve_figures(
    at: &Trail,
    folder: &str,
    records: Vec<KeyFigureEntryRecord>,
    context: &Context,
    out: &mut Vec<Diagnostic>,
) -> Vec<KeyFigureValue> {
    let mut values = Vec::with_capacity(records.len());
    // Places and tolerances in step with `values`.
    let mut entries = Vec::with_capacity(records.len());
    for (index, record) in records.into_iter().enumerate() {
        let here = at.index(index);
        let Some((audit, key_figure)) = look_up(&here, &record, context, out) else { continue };
        let value = value_or_reason(&here, record.value, record.precision, record.missing, out);
        let mut earlier = Vec::with_capacity(record.earlier.len());
        for (i, one) in record.earlier.iter().enumerate() {
            let place = here.key("tidigare");
            let place = place.index(i);
            check_earlier(&place, folder, &record, one, context, out);
            earlier.extend(
                value_or_reason(&place, one.value, one.precision, one.missing, out)
                    .map(|value| (one.year, value)),
            );
        }
        earlier.sort_by_key(|(year, _)| std::cmp::Reverse(*year));
        let duplicate = values
            .iter()
            .position(|value: &KeyFigureValue| value.audit == audit && value.key_figure == key_figure);
        if duplicate.is_some() {
            let problem = DomainProblem::DuplicateId { kind: IdKind::KeyFigure, id: record.id };
            out.push(Diagnostic::new(problem, here.key("id").value()));
            continue;
        }
        if let Some(value) = value {
            values.push(KeyFigureValue { audit, key_figure, value, earlier });
            entries.push((index, record.tolerance.map_or(Decimal::whole(0), |tolerance| tolerance.most)));
        }
    }
    check_sums(at, &values, &entries, context, out);
    values
}

fn look_up(
    at: &Trail,
    record: &KeyFigureEntryRecord,
    context: &Context,
    out: &mut Vec<Diagnostic>,
) -> Option<(AuditIndex, KeyFigureIndex)> {
    let Some(audit) = context.index.audits.get(&record.audit).copied() else {
        let known = context.index.audits.keys().map(String::as_str);
        out.push(unknown(IdKind::Audit, &record.audit, known, at.key("granskning").value()));
        return None;
    };
    let figures = &context.registers.audit(audit).key_figures;
    let found = (0..).map(KeyFigureIndex).zip(figures).find(|(_, figure)| figure.id == record.id);
    if found.is_none() {
        let known = figures.iter().map(|figure| figure.id.as_str());
        out.push(unknown(IdKind::KeyFigure, &record.id, known, at.key("id").value()));
    }
    found.map(|(index, _)| (audit, index))
}

fn value_or_reason(
    at: &Trail,
    value: Option<Decimal>,
    precision: Option<Precision>,
    missing: Option<Missing>,
    out: &mut Vec<Diagnostic>,
) -> Option<Figure> {
    match (value, missing) {
        (Some(value), None) => Some(Ok((value, precision))),
        (None, Some(missing)) => Some(Err(missing)),
        _ => {
            out.push(Diagnostic::new(DomainProblem::ValueOrMissing, at.value()));
            None
        }
    }
}

fn check_earlier(
    at: &Trail,
    folder: &str,
    record: &KeyFigureEntryRecord,
    earlier: &EarlierRecord,
    context: &Context,
    out: &mut Vec<Diagnostic>,
) {
    let Some(here) = earlier.value else { return };
    let agree = |there: &Figure| match there {
        Ok(there) => can_both_hold((here, earlier.precision), *there),
        // It may have come to light since.
        Err(why) => !matches!(why, Missing::NotMeasured | Missing::NotApplicable),
    };
    let told_by = |committee: &str| {
        let of_year = format!("{committee}/{}", earlier.year);
        let told = context.index.reports_in(&of_year).filter_map(|(_, entry)| {
            let same = entry.figures.iter().find(|(audit, id, _)| *audit == record.audit && *id == record.id);
            Some((entry.file, same?.2))
        });
        told.collect::<Vec<_>>()
    };
    // A nämnd that took over all of one other's work tells of that one's years.
    let all = &context.registers.organisations;
    let mut committee = all.iter().find(|its| its.id == folder);
    let mut told = told_by(folder);
    for _ in 0..all.len() {
        if !told.is_empty() {
            break;
        }
        let Some([from]) = committee.map(|its| its.predecessors.as_slice()) else { return };
        if from.partly {
            return;
        }
        let before = context.registers.organisation(from.organisation);
        told = told_by(&before.id);
        committee = Some(before);
    }
    // Of several reports in a year, such as one and the one that replaced it, one that agrees is enough.
    if told.iter().any(|(_, there)| agree(there)) {
        return;
    }
    if let Some((file, there)) = told.first() {
        let there = there.map(|(value, _)| value);
        let problem = DomainProblem::EarlierDiffers { year: earlier.year, here, there };
        out.push(Diagnostic::new(problem, at.key("värde").value()).related(super::whole(*file)));
    }
}

/// Exact values only: a hedged figure can't be expected to add up.
fn exact(value: &KeyFigureValue) -> Option<Decimal> {
    match value.value {
        Ok((value, None)) => Some(value),
        _ => None,
    }
}

fn check_sums(
    at: &Trail,
    values: &[KeyFigureValue],
    entries: &[(usize, Decimal)],
    context: &Context,
    out: &mut Vec<Diagnostic>,
) {
    for (position, whole) in values.iter().enumerate() {
        let figures = &context.registers.audit(whole.audit).key_figures;
        let name = &figures[whole.key_figure.0 as usize].name;
        let Some(stated) = exact(whole) else { continue };
        // The parts that the register names, each with its value and tolerance here; `None` where one is
        // missing.
        let parts = |kind: PartKind| -> Option<Vec<(usize, Decimal)>> {
            let named = (0..)
                .map(KeyFigureIndex)
                .zip(figures)
                .filter(|(_, figure)| figure.part_of == Some((whole.key_figure, kind)));
            named
                .map(|(index, _)| {
                    let found = values
                        .iter()
                        .position(|value| value.audit == whole.audit && value.key_figure == index)?;
                    Some((found, exact(&values[found])?))
                })
                .collect()
        };
        let sum = |parts: &[(usize, Decimal)]| {
            parts.iter().try_fold(Decimal::whole(0), |sum, (_, value)| {
                Decimal::whole(0).minus(*value).and_then(|negative| sum.minus(negative))
            })
        };
        if let (Some(less), Some(remains)) = (parts(PartKind::Less), parts(PartKind::Remains))
            && let [(found, remainder)] = remains.as_slice()
            && let Some(computed) = sum(&less).and_then(|less| stated.minus(less))
            && !within(*remainder, computed, entries[*found].1)
        {
            let problem = DomainProblem::PartsDontSum {
                whole: figures[values[*found].key_figure.0 as usize].name.clone(),
                stated: *remainder,
                computed,
                how: Whole::Remainder,
            };
            let place = at.index(entries[*found].0).key("värde").value();
            out.push(
                Diagnostic::new(problem, place).related(at.index(entries[position].0).key("värde").value()),
            );
        }
        if let Some(parts) = parts(PartKind::Part).filter(|parts| !parts.is_empty())
            && let Some(computed) = sum(&parts)
            && !within(stated, computed, entries[position].1)
        {
            let problem =
                DomainProblem::PartsDontSum { whole: name.clone(), stated, computed, how: Whole::Parts };
            out.push(Diagnostic::new(problem, at.index(entries[position].0).key("värde").value()));
        }
    }
}

fn within(stated: Decimal, computed: Decimal, tolerance: Decimal) -> bool {
    stated.minus(computed).is_some_and(|difference| {
        let negative = Decimal::whole(0).minus(difference).unwrap_or(difference);
        difference.max(negative) <= tolerance
    })
}
