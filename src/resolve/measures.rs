//! What a report found and proposes: granskningar with their risks and grades, and åtgärder with their
//! threads back through the years. Owns no answers and no key figures.

use std::collections::BTreeSet;

use super::Context;
use super::index::{ReportEntry, duplicates, unknown};
use crate::diagnostic::{Diagnostic, DomainProblem, IdKind, Trail, YamlProblem};
use crate::model::audit::AuditIndex;
use crate::model::report::{Assessment, AuditEntry, Improvement, Risk};
use crate::parse::record::report::{AssessmentRecord, AuditEntryRecord, ImprovementRecord, RiskRecord};

pub(super) fn resolve_audits(
    at: &Trail,
    records: Vec<AuditEntryRecord>,
    context: &Context,
    out: &mut Vec<Diagnostic>,
) -> Vec<AuditEntry> {
    let list = at.key("granskningar");
    let ids = records.iter().map(|record| record.id.as_str());
    duplicates(IdKind::Audit, ids, |i| list.index(i).key("id").value(), out);
    let mut entries = Vec::with_capacity(records.len());
    for (index, record) in records.into_iter().enumerate() {
        let here = list.index(index);
        let risks = resolve_risks(&here.key("risker"), record.risks, context, out);
        let assessment = record.assessment.and_then(|one| resolve_assessment(&here, one, context, out));
        let Some(audit) = look_up_audit(&here.key("id"), &record.id, context, out) else { continue };
        if let Some((Some(population), Some(reviewed))) = record.sample
            && reviewed > population
        {
            let problem = DomainProblem::SampleTooLarge { reviewed, population };
            out.push(Diagnostic::new(problem, here.key("urval").value()));
        }
        let (methods, sample, impartiality) = (record.methods, record.sample, record.impartiality);
        if entries.iter().all(|entry: &AuditEntry| entry.audit != audit) {
            entries.push(AuditEntry { audit, risks, methods, sample, assessment, impartiality });
        }
    }
    entries
}

fn look_up_audit(at: &Trail, id: &str, context: &Context, out: &mut Vec<Diagnostic>) -> Option<AuditIndex> {
    let found = context.index.audits.get(id).copied();
    if found.is_none() {
        out.push(unknown(IdKind::Audit, id, context.index.audits.keys().map(String::as_str), at.value()));
    }
    found
}

fn resolve_assessment(
    at: &Trail,
    record: AssessmentRecord,
    context: &Context,
    out: &mut Vec<Diagnostic>,
) -> Option<Assessment> {
    let at = at.key("bedömning");
    let scales = &context.registers.grading_scales;
    let Some(scale) = scales.iter().find(|scale| scale.id == record.scale) else {
        let known = scales.iter().map(|scale| scale.id.as_str());
        out.push(unknown(IdKind::GradingScale, &record.scale, known, at.key("skala").value()));
        return None;
    };
    if !scale.words.contains(&record.grade) {
        let known = scale.words.iter().map(String::as_str);
        out.push(unknown(IdKind::Grade, &record.grade, known, at.key("värde").value()));
        return None;
    }
    Some(Assessment { grade: record.grade, reason: record.reason })
}

pub(super) fn resolve_risks(
    at: &Trail,
    records: Vec<RiskRecord>,
    context: &Context,
    out: &mut Vec<Diagnostic>,
) -> Vec<Risk> {
    records
        .into_iter()
        .enumerate()
        .map(|(index, record)| resolve_risk(&at.index(index), record, context, out))
        .collect()
}

fn resolve_risk(at: &Trail, record: RiskRecord, context: &Context, out: &mut Vec<Diagnostic>) -> Risk {
    let matrices = &context.registers.risk_matrices;
    let is_placed = record.likelihood.is_some() || record.consequence.is_some();
    let numbered = |matrix: &crate::model::scale::RiskMatrix| {
        let at = matrices.iter().position(|known| known.id == matrix.id)?;
        u32::try_from(at).ok()
    };
    let matrix = match &record.matrix {
        None if matrices.len() > 1 && is_placed => {
            out.push(Diagnostic::new(YamlProblem::MissingKey { key: "matris" }, at.value()));
            None
        }
        None => matrices.first(),
        Some(id) => {
            let found = matrices.iter().find(|matrix| matrix.id == *id);
            if found.is_none() {
                let known = matrices.iter().map(|matrix| matrix.id.as_str());
                out.push(unknown(IdKind::RiskMatrix, id, known, at.key("matris").value()));
            }
            found
        }
    };
    let mut position = |axis: Option<&Vec<(u32, String)>>, value: Option<u32>, key: &'static str| {
        let (axis, value) = (axis?, value?);
        let found = axis.iter().position(|(known, _)| *known == value);
        if found.is_none() {
            let highest = axis.iter().map(|(known, _)| *known).max().unwrap_or(0);
            out.push(Diagnostic::new(DomainProblem::OutsideMatrix { value, highest }, at.key(key).value()));
        }
        found
    };
    let row = position(matrix.map(|matrix| &matrix.likelihoods), record.likelihood, "sannolikhet");
    let column = position(matrix.map(|matrix| &matrix.consequences), record.consequence, "konsekvens");
    if let (Some(stated), Some(likelihood), Some(consequence)) =
        (record.risk_score, record.likelihood, record.consequence)
    {
        let cell = likelihood.saturating_mul(consequence);
        if stated != cell {
            let problem = DomainProblem::RiskScore { stated, likelihood, consequence, cell };
            out.push(Diagnostic::new(problem, at.key("riskvärde").value()));
        }
    }
    let class = matrix.zip(row).zip(column).map(|((matrix, row), column)| {
        let class = &matrix.classes[matrix.cells[row][column] as usize];
        (class.symbol.clone(), class.word.clone())
    });
    Risk {
        description: record.description,
        unit: record.unit,
        likelihood: record.likelihood,
        consequence: record.consequence,
        risk_score: record.risk_score,
        matrix: matrix.and_then(numbered),
        class,
        responsible: record.responsible,
    }
}

pub(super) fn resolve_improvements(
    at: &Trail,
    id: &str,
    year: i16,
    records: Vec<ImprovementRecord>,
    context: &Context,
    out: &mut Vec<Diagnostic>,
) -> Vec<Improvement> {
    let list = at.key("åtgärder");
    let ids = records.iter().map(|record| record.id.as_str());
    duplicates(IdKind::Improvement, ids, |i| list.index(i).key("id").value(), out);
    let mut improvements = Vec::with_capacity(records.len());
    for (index, record) in records.into_iter().enumerate() {
        let here = list.index(index);
        let audit = record.audit.and_then(|id| look_up_audit(&here.key("granskning"), &id, context, out));
        let mut follows = Vec::with_capacity(record.follows.len());
        for (i, reference) in record.follows.iter().enumerate() {
            let place = here.key("följer");
            let place = place.index(i);
            // By way of a withdrawn one several may lead to the same.
            for found in resolve_follows(&place, (id, &record.id), year, reference, context, out) {
                if !follows.contains(&found) {
                    follows.push(found);
                }
            }
        }
        improvements.push(Improvement {
            id: record.id,
            text: record.text,
            audit,
            responsible: record.responsible,
            due: record.due,
            status: record.status,
            follows,
            // What names a report that isn't shown is no word of this one's page.
            stated_follows: record.follows.iter().filter_map(|one| stated(context, one)).collect(),
        });
    }
    improvements
}

/// What a reference to an åtgärd names: the folder of its reports, the report where one is named, the åtgärd.
fn parts(reference: &str) -> Option<(String, Option<&str>, &str)> {
    match reference.split('/').collect::<Vec<_>>().as_slice() {
        [committee, of_year, id] => Some((format!("{committee}/{of_year}"), None, *id)),
        [committee, of_year, report, id] => Some((format!("{committee}/{of_year}"), Some(*report), *id)),
        _ => None,
    }
}

/// The reports that have the åtgärd which a reference names, by address, each with its place there.
fn named<'c>(
    context: &'c Context,
    reference: &'c str,
) -> impl Iterator<Item = (&'c String, &'c ReportEntry, usize)> {
    parts(reference).into_iter().flat_map(|(folder, report, wanted)| {
        let reports = context.index.reports_in(&folder);
        let reports =
            reports.filter(move |(id, _)| report.is_none_or(|report| id.rsplit('/').next() == Some(report)));
        let found = reports.filter_map(move |(id, entry)| {
            Some((id, entry, entry.improvements.iter().position(|known| known == wanted)?))
        });
        found.collect::<Vec<_>>()
    })
}

/// Does an åtgärd go on, by way of others of the same year, from the one that refers to it?
fn leads_back(context: &Context, from: (&str, &str), own: (&str, &str)) -> bool {
    let mut seen = BTreeSet::new();
    let mut ahead = vec![(from.0.to_owned(), from.1.to_owned())];
    while let Some((report, wanted)) = ahead.pop() {
        if (report.as_str(), wanted.as_str()) == own {
            return true;
        }
        let Some(folder) = report.rsplit_once('/').map(|(folder, _)| folder.to_owned()) else { continue };
        let its = context.index.reports_in(&folder).find(|(id, _)| **id == report);
        let place =
            its.and_then(|(_, entry)| Some((entry, entry.improvements.iter().position(|id| *id == wanted)?)));
        let follows = place.and_then(|(entry, at)| entry.follows.get(at));
        for reference in follows.into_iter().flatten() {
            let Some((next, _, id)) = parts(reference) else { continue };
            let of_year = |folder: &str| folder.rsplit('/').next().map(str::to_owned);
            if of_year(&next) != of_year(&folder) {
                continue;
            }
            if let Some((report, ..)) =
                named(context, reference).find(|(report, ..)| seen.insert(((*report).clone(), id.to_owned())))
            {
                ahead.push((report.clone(), id.to_owned()));
            }
        }
    }
    false
}

/// Whose åtgärd and of which year a reference names, as `nämnd/år`: of a report that is published, or has been and is
/// withdrawn. What the åtgärd is called there is that report's.
fn stated(context: &Context, reference: &str) -> Option<String> {
    let (folder, ..) = parts(reference)?;
    named(context, reference).any(|(_, entry, _)| entry.taken).then_some(folder)
}

/// The åtgärder that a reference leads to: the one that it names or, where that one's report is withdrawn, those that it went
/// on from, so that a thread holds over the gap.
fn through(
    context: &Context,
    reference: &str,
    seen: &mut BTreeSet<(String, String)>,
) -> Vec<(String, String)> {
    let Some((id, entry, place)) = named(context, reference).next() else { return Vec::new() };
    let own = (id.clone(), entry.improvements[place].clone());
    if !entry.withdrawn {
        return vec![own];
    }
    if !seen.insert(own) {
        return Vec::new();
    }
    let before = entry.follows.get(place).into_iter().flatten();
    before.flat_map(|reference| through(context, reference, seen)).collect()
}

/// `nämnd/år/åtgärd` names an åtgärd of any of that year's reports; `nämnd/år/rapport/åtgärd` of one.
fn resolve_follows(
    at: &Trail,
    (own, own_id): (&str, &str),
    year: i16,
    reference: &str,
    context: &Context,
    out: &mut Vec<Diagnostic>,
) -> Vec<(String, String)> {
    let (folder, report, wanted) = parts(reference).unwrap_or_default();
    let mut known = Vec::new();
    let mut whole = true;
    for (id, entry) in context.index.reports_in(&folder) {
        whole &= entry.whole;
        if report.is_some_and(|report| id.rsplit('/').next() != Some(report)) {
            continue;
        }
        if entry.improvements.iter().any(|improvement| improvement == wanted) {
            let is_ring = || leads_back(context, (id, wanted), (own, own_id));
            if id == own || entry.year > year || (entry.year == year && is_ring()) {
                out.push(Diagnostic::new(DomainProblem::Circle, at.value()));
                return Vec::new();
            }
            return through(context, reference, &mut BTreeSet::new());
        }
        known.extend(entry.improvements.iter().map(|improvement| format!("{folder}/{improvement}")));
    }
    if !whole {
        // It may stand in the front matter that couldn't be read, which has its own finding.
        return Vec::new();
    }
    let suggestion =
        crate::suggestion::nearest(reference, known.iter().map(String::as_str)).map(str::to_owned);
    let problem = DomainProblem::FollowsNowhere { reference: reference.to_owned(), suggestion };
    out.push(Diagnostic::new(problem, at.value()));
    Vec::new()
}
