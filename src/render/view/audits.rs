//! The list of granskningar.

use serde::Serialize;

use super::frame::{Frame, Framing, Part};
use crate::diagnostic::PublishProblem;
use crate::model::audit::{AuditIndex, Scope};
use crate::plan::audit_address;
use crate::render::address::Here;
use crate::render::{Context, swedish};

#[derive(Serialize)]
struct AuditsPage<'a> {
    frame: Frame,
    city_wide: Vec<AuditLine<'a>>,
    own: Vec<AuditLine<'a>>,
}

#[derive(Serialize)]
struct AuditLine<'a> {
    title: &'a str,
    href: String,
    risk: Option<&'a str>,
    reports: String,
    /// `2020 och 2023`
    years: String,
}

/// Renders it.
pub(in crate::render) fn list_page(context: &Context<'_>) -> Result<String, PublishProblem> {
    let here = Here::at("granskningar/");
    let framing = Framing {
        here: &here,
        address: Some("granskningar/"),
        title: Some("Granskningar"),
        description: None,
        way: Vec::new(),
        part: Part::Audits,
    };
    let lines = |scope: Scope| {
        let registers = &context.published.registers;
        let its =
            context.index.audits_by_title.iter().filter(|audit| registers.audit(**audit).scope == scope);
        its.map(|audit| line(context, &here, *audit)).collect()
    };
    let view = AuditsPage {
        frame: Frame::new(context, framing),
        city_wide: lines(Scope::CityWide),
        own: lines(Scope::Committee),
    };
    context.theme.fill("granskningar.html", &view)
}

fn line<'a>(context: &Context<'a>, here: &Here, audit: AuditIndex) -> AuditLine<'a> {
    let area = context.published.registers.audit(audit);
    let years = &context.index.audits[audit.0 as usize];
    let count: usize = years.iter().map(|(_, reports)| reports.len()).sum();
    let names: Vec<String> = years.iter().rev().map(|(year, _)| year.to_string()).collect();
    AuditLine {
        title: &area.title,
        href: here.to(&audit_address(&area.id)),
        risk: area.risk.as_deref(),
        reports: swedish::counted(count as u64, "rapport", "rapporter"),
        years: swedish::list(&names),
    }
}
