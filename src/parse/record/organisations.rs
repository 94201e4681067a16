//! `register/organisationer.yaml`.

use crate::model::date::{PartialDate, Stated};
use crate::model::organisation::OrganisationKind;

/// `organisationer:`, in the file's order.
pub type OrganisationsRecord = Vec<OrganisationRecord>;

/// A nämnd, styrelse, bolag or förvaltning.
#[derive(Debug, PartialEq, Eq)]
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
    /// `upphörde`: the last day.
    pub ended: Option<PartialDate>,
}

/// A name and the time it was borne.
#[derive(Debug, PartialEq, Eq)]
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
#[derive(Debug, PartialEq, Eq)]
pub struct PredecessorRecord {
    /// `id`
    pub id: String,
    /// `datum`
    pub date: PartialDate,
    /// `omfattning: del`: only a part came over. (`hel` is the default.)
    pub partly: bool,
}
