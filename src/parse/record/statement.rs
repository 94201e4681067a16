//! The tillgänglighetsredogörelse, a YAML file in `sidor/`. Every field that the law asks for must be there.

use crate::diagnostic::{Diagnostic, DomainProblem, YamlProblem};
use crate::model::statement::{Checks, Conformance, Contact, Shortcoming, Statement};
use crate::parse::decode::{At, Fields, Words, date, day, document, text, web_address, word};
use crate::parse::yaml::Node;
use crate::source::FileId;

const CONFORMANCE: Words<Conformance> =
    Words(&["helt", "delvis", "inte"], &[Conformance::Full, Conformance::Partial, Conformance::None]);

/// Reads the file. `None` where anything that the law asks for is missing or wrong; all faults are in `out`.
pub fn read(file: FileId, node: Node<'_>, out: &mut Vec<Diagnostic>) -> Option<Statement> {
    document(file, node, out, statement)
}

fn statement(node: Node<'_>, at: &At<'_>) -> Option<Statement> {
    let known = &[
        "ansvarig",
        "tjänst",
        "förenlighet",
        "brister",
        "oskälig_börda",
        "omfattas_inte",
        "bedömd",
        "uppdaterad",
        "metod",
        "automatiska_kontroller",
        "kontakt",
    ];
    let mut fields = Fields::open(node, at, known)?;
    let responsible = fields.required("ansvarig", text);
    let service = fields.required("tjänst", text);
    let conformance = fields.required("förenlighet", |node, at| word(&CONFORMANCE, &node, at));
    let explained = ["brister", "oskälig_börda", "omfattas_inte"].iter().any(|key| fields.has(key));
    if matches!(conformance, Some(Conformance::Partial | Conformance::None)) && !explained {
        at.fault(YamlProblem::MissingKey { key: "brister" });
        return None;
    }
    let shortcomings = fields.list("brister", shortcoming);
    let burdens = fields.list("oskälig_börda", burden);
    let not_covered = fields.list("omfattas_inte", not_covered);
    let assessed = fields.required("bedömd", day);
    let updated = fields.required("uppdaterad", |node, at| {
        let updated = day(node, at)?;
        if assessed.is_some_and(|assessed| updated < assessed) {
            at.fault(DomainProblem::DatesOutOfOrder { earlier: "bedömd", later: "uppdaterad" });
        }
        Some(updated)
    });
    let method = fields.required("metod", text);
    let checks = fields.required("automatiska_kontroller", checks);
    let contact = fields.required("kontakt", contact);
    let (shortcomings, burdens) = (shortcomings?, burdens?);
    if conformance == Some(Conformance::Full) && !(shortcomings.is_empty() && burdens.is_empty()) {
        at.fault(DomainProblem::StatementContradicts);
    }
    Some(Statement {
        id: String::new(),
        path: String::new(),
        responsible: responsible?,
        service: service?,
        conformance: conformance?,
        shortcomings,
        burdens,
        not_covered: not_covered?,
        assessed: assessed?,
        updated: updated?,
        method: method?,
        checks: checks?,
        contact: contact?,
    })
}

fn shortcoming(node: Node<'_>, at: &At<'_>) -> Option<Shortcoming> {
    let mut fields = Fields::open(node, at, &["vad", "varför", "krav", "åtgärdas"])?;
    let what = fields.required("vad", text);
    let why = fields.required("varför", text);
    let criterion = fields.optional("krav", text);
    let mended = fields.optional("åtgärdas", date);
    Some(Shortcoming { what: what?, why: why?, criterion, mended })
}

fn burden(node: Node<'_>, at: &At<'_>) -> Option<(String, String)> {
    let mut fields = Fields::open(node, at, &["vad", "skäl"])?;
    let what = fields.required("vad", text);
    let reason = fields.required("skäl", text);
    Some((what?, reason?))
}

fn not_covered(node: Node<'_>, at: &At<'_>) -> Option<(String, Option<String>)> {
    let mut fields = Fields::open(node, at, &["vad", "skäl"])?;
    let what = fields.required("vad", text);
    let reason = fields.optional("skäl", text);
    Some((what?, reason))
}

fn checks(node: Node<'_>, at: &At<'_>) -> Option<Checks> {
    let mut fields = Fields::open(node, at, &["datum", "verktyg", "resultat"])?;
    let date = fields.required("datum", day);
    let tools = fields.required_list("verktyg", text);
    let result = fields.required("resultat", text);
    Some(Checks { date: date?, tools: tools?, result: result? })
}

fn contact(node: Node<'_>, at: &At<'_>) -> Option<Contact> {
    let mut fields = Fields::open(node, at, &["e-post", "telefon", "adress"])?;
    let ways = ["e-post", "telefon", "adress"].iter().any(|key| fields.has(key));
    if !ways {
        at.fault(YamlProblem::MissingKey { key: "e-post" });
        return None;
    }
    Some(Contact {
        email: fields.optional("e-post", text),
        telephone: fields.optional("telefon", text),
        web: fields.optional("adress", web_address),
    })
}
