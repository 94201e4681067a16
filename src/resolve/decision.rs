//! A report's decision: its own or that of the report it belongs to, and the order of its dates. Owns
//! nothing of what was decided.

use super::Context;
use super::index::{self, told, unknown};
use crate::diagnostic::{Diagnostic, DomainProblem, IdKind, Place, Trail, YamlProblem};
use crate::model::report::{Change, Decision};
use crate::parse::record::report::ReportRecord;

pub(super) fn check_dates(at: &Trail, record: &ReportRecord, out: &mut Vec<Diagnostic>) {
    let decided = record.decision.as_ref().and_then(|decision| told(decision.date.as_ref()));
    let decision_at = at.key("beslut");
    let mut order = |earlier: &'static str, first: Place, later: &'static str, place: Place| {
        let problem = DomainProblem::DatesOutOfOrder { earlier, later };
        out.push(Diagnostic::new(problem, place).related(first));
    };
    if let (Some(ready), Some(decided)) = (record.marked_ready, decided)
        && ready > decided.last()
    {
        order("klarmarkerad", at.key("klarmarkerad").value(), "beslut", decision_at.key("datum").value());
    }
    if let (Some(decided), Some(publish)) = (decided, record.publish_on)
        && decided.first() > publish
    {
        order("beslut", decision_at.key("datum").value(), "publiceras", at.key("publiceras").value());
    } else if let (Some(ready), Some(publish)) = (record.marked_ready, record.publish_on)
        && decided.is_none()
        && ready > publish
    {
        order("klarmarkerad", at.key("klarmarkerad").value(), "publiceras", at.key("publiceras").value());
    }
    let changes_at = at.key("ändringar");
    for (index, Change { date, .. }) in record.changes.iter().enumerate() {
        if let Some(decided) = decided
            && decided.first() > date.last()
        {
            let place = changes_at.index(index).key("datum").value();
            order("beslut", decision_at.key("datum").value(), "ändringar", place);
        }
    }
}

/// A report's own decision, or that of the report it belongs to.
pub(super) fn resolve_decision(
    at: &Trail,
    record: &ReportRecord,
    context: &Context,
    out: &mut Vec<Diagnostic>,
) -> Decision {
    let own = record.decision.as_ref().map(index::decision);
    if let Some(parent) = &record.belongs_to {
        let inherited = match context.index.reports.get(parent) {
            None => {
                let known = context.index.reports.keys().map(String::as_str);
                out.push(unknown(IdKind::Report, parent, known, at.key("hör_till").value()));
                return own.unwrap_or_default();
            }
            Some(entry) => entry.decision.clone(),
        };
        if inherited.is_none() && own.as_ref().is_none_or(|own| !is_whole(own)) && record.status.is_public() {
            out.push(Diagnostic::new(DomainProblem::BelongsToUndecided, at.key("hör_till").value()));
        }
        // What the report says of its own decision stands; the rest is its parent's.
        let (own, inherited) = (own.unwrap_or_default(), inherited.unwrap_or_default());
        return Decision {
            date: own.date.or(inherited.date),
            paragraph: own.paragraph.or(inherited.paragraph),
            registry_number: own.registry_number.or(inherited.registry_number),
            link: own.link.or(inherited.link),
        };
    }
    let decision = own.unwrap_or_default();
    if record.status.is_public() && record.decision.is_none() {
        out.push(Diagnostic::new(YamlProblem::MissingKey { key: "beslut" }, at.key("status").value()));
    } else if record.status.is_public() {
        let place = at.key("beslut").key_place();
        for (key, there) in [
            ("datum", decision.date.is_some()),
            ("paragraf", decision.paragraph.is_some()),
            ("diarienummer", decision.registry_number.is_some()),
        ] {
            if !there {
                out.push(Diagnostic::new(DomainProblem::DecidedWithout { key }, place.clone()));
            }
        }
    }
    decision
}

fn is_whole(decision: &Decision) -> bool {
    decision.date.is_some() && decision.paragraph.is_some() && decision.registry_number.is_some()
}

pub(super) fn check_other_reports(
    at: &Trail,
    id: &str,
    record: &ReportRecord,
    context: &Context,
    out: &mut Vec<Diagnostic>,
) {
    let reports = &context.index.reports;
    if let Some(replaced) = &record.replaces {
        match reports.get(replaced) {
            None => {
                let known = reports.keys().map(String::as_str);
                out.push(unknown(IdKind::Report, replaced, known, at.key("ersätter").value()));
            }
            Some(entry) if replaced == id || entry.replaces.as_deref() == Some(id) => {
                out.push(Diagnostic::new(DomainProblem::Circle, at.key("ersätter").value()));
            }
            Some(_) => {}
        }
    }
    if record.belongs_to.as_deref() == Some(id) {
        out.push(Diagnostic::new(DomainProblem::Circle, at.key("hör_till").value()));
    }
}
