//! `register/organisationer.yaml`.

use crate::diagnostic::Diagnostic;
use crate::model::date::{PartialDate, Stated};
use crate::model::organisation::OrganisationKind;
use crate::parse::decode::{At, Fields, Words, date, document, id, reference, stated, text, word};
use crate::parse::yaml::Node;
use crate::source::FileId;

/// `organisationer:`, in the file's order.
pub type OrganisationsRecord = Vec<OrganisationRecord>;

/// A nämnd, styrelse, bolag or förvaltning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationRecord {
    /// `id`
    pub id: String,
    /// `slag`
    pub kind: OrganisationKind,
    /// `namn`, at least one.
    pub names: Vec<NameRecord>,
    /// `förvaltning`: ids; one id may stand without a list.
    pub administrations: Vec<String>,
    /// `efterträder`
    pub predecessors: Vec<PredecessorRecord>,
    /// `alias`: older addresses.
    pub aliases: Vec<String>,
    /// `upphörde`: the last day.
    pub ended: Option<PartialDate>,
}

/// A name and the time it was borne.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameRecord {
    /// `namn`
    pub name: String,
    /// `förkortning`
    pub abbreviation: Option<String>,
    /// `från`; may be `framgår inte`, or missing, which means the same.
    pub from: Stated<PartialDate>,
    /// `till`
    pub until: Option<PartialDate>,
}

/// An item of `efterträder`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PredecessorRecord {
    /// `id`
    pub id: String,
    /// `datum`
    pub date: PartialDate,
    /// `omfattning: del`: only a part came over. (`hel` is the default.)
    pub partly: bool,
}

const KINDS: Words<OrganisationKind> = Words(
    &["nämnd", "styrelse", "bolag", "förvaltning"],
    &[
        OrganisationKind::Committee,
        OrganisationKind::Board,
        OrganisationKind::Company,
        OrganisationKind::Administration,
    ],
);
const EXTENTS: Words<bool> = Words(&["hel", "del"], &[false, true]);

/// Reads `organisationer.yaml`. `None` after a fault in any organisation; all faults are in `out`.
pub fn read(file: FileId, node: Node<'_>, out: &mut Vec<Diagnostic>) -> Option<OrganisationsRecord> {
    document(file, node, out, |node, at| {
        Fields::open(node, at, &["organisationer"])?.required_list("organisationer", organisation)
    })
}

fn organisation(node: Node<'_>, at: &At<'_>) -> Option<OrganisationRecord> {
    let known = &["id", "slag", "namn", "förvaltning", "efterträder", "upphörde", "alias"];
    let mut fields = Fields::open(node, at, known)?;
    let id = fields.required("id", id);
    let kind = fields.required("slag", |node, at| word(&KINDS, &node, at));
    let names = fields.required_list("namn", name);
    let administrations =
        fields.optional("förvaltning", |node, at| Some(super::report::one_or_many(node, at)));
    let predecessors = fields.list("efterträder", predecessor);
    let aliases = fields.list("alias", text);
    let ended = fields.optional("upphörde", date);
    Some(OrganisationRecord {
        id: id?,
        kind: kind?,
        names: names?,
        administrations: administrations.unwrap_or_else(|| Some(Vec::new()))?,
        predecessors: predecessors?,
        aliases: aliases?,
        ended,
    })
}

fn name(node: Node<'_>, at: &At<'_>) -> Option<NameRecord> {
    let mut fields = Fields::open(node, at, &["namn", "förkortning", "från", "till"])?;
    let name = fields.required("namn", text);
    let abbreviation = fields.optional("förkortning", text);
    let from = fields.optional("från", |node, at| stated(node, at, date)).unwrap_or(Stated::Not);
    let until = fields.optional("till", date);
    Some(NameRecord { name: name?, abbreviation, from, until })
}

fn predecessor(node: Node<'_>, at: &At<'_>) -> Option<PredecessorRecord> {
    let mut fields = Fields::open(node, at, &["id", "datum", "omfattning"])?;
    let id = fields.required("id", reference);
    let when = fields.required("datum", date);
    let partly = fields.optional("omfattning", |node, at| word(&EXTENTS, &node, at)).unwrap_or(false);
    Some(PredecessorRecord { id: id?, date: when?, partly })
}
