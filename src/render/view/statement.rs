//! The tillgänglighetsredogörelse: the law's fields in the order that Myndigheten för digital förvaltning's
//! own template has them.

use serde::Serialize;

use super::frame::{Frame, Framing, Part};
use super::item::Date;
use crate::diagnostic::PublishProblem;
use crate::model::date::PartialDate;
use crate::model::statement::{Conformance, Statement};
use crate::plan::free_page_address;
use crate::render::address::Here;
use crate::render::{Context, swedish};

#[derive(Serialize)]
struct StatementPage<'a> {
    frame: Frame,
    service: &'a str,
    responsible: &'a str,
    /// `helt förenlig`
    conformance: &'static str,
    full: bool,
    shortcomings: Vec<Shortcoming<'a>>,
    burdens: &'a [(String, String)],
    not_covered: &'a [(String, Option<String>)],
    assessed: Date,
    updated: Date,
    method: &'a str,
    checked: Date,
    tools: String,
    result: &'a str,
    email: Option<&'a str>,
    telephone: Option<Telephone<'a>>,
    web: Option<&'a str>,
}

#[derive(Serialize)]
struct Shortcoming<'a> {
    what: &'a str,
    why: &'a str,
    criterion: Option<&'a str>,
    mended: Option<String>,
}

#[derive(Serialize)]
struct Telephone<'a> {
    text: &'a str,
    /// Digits alone, with a leading + where there is one.
    dialled: String,
}

/// Renders it.
pub(in crate::render) fn page(context: &Context<'_>, its: &Statement) -> Result<String, PublishProblem> {
    let address = free_page_address(&its.id);
    let here = Here::at(&address);
    let framing = Framing {
        here: &here,
        address: Some(&address),
        title: Some("Tillgänglighetsredogörelse"),
        description: None,
        way: Vec::new(),
        part: Part::Nowhere,
    };
    let day = |day| Date::of(PartialDate::Day(day));
    let view = StatementPage {
        frame: Frame::new(context, framing),
        service: &its.service,
        responsible: &its.responsible,
        conformance: match its.conformance {
            Conformance::Full => "helt förenlig",
            Conformance::Partial => "delvis förenlig",
            Conformance::None => "inte förenlig",
        },
        full: its.conformance == Conformance::Full,
        shortcomings: its
            .shortcomings
            .iter()
            .map(|one| Shortcoming {
                what: &one.what,
                why: &one.why,
                criterion: one.criterion.as_deref(),
                mended: one.mended.map(swedish::date),
            })
            .collect(),
        burdens: &its.burdens,
        not_covered: &its.not_covered,
        assessed: day(its.assessed),
        updated: day(its.updated),
        method: &its.method,
        checked: day(its.checks.date),
        tools: swedish::list(&its.checks.tools),
        result: &its.checks.result,
        email: its.contact.email.as_deref(),
        telephone: its.contact.telephone.as_deref().map(|text| Telephone {
            text,
            dialled: text.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect(),
        }),
        web: its.contact.web.as_deref(),
    };
    context.theme.fill("tillganglighet.html", &view)
}
