//! What may stand on pages although it looks like personal data: because somebody has allowed it with a
//! reason, because two persons have found that it is something else, or because it is public already. Made by
//! [`super::watch`] from the sources; the output gate asks it. Owns no search.

use std::collections::{BTreeMap, BTreeSet};

use super::scan::{Level, normal_form};

/// The allowed values of a site. No `Debug`: they are kept as they are compared.
#[derive(Default, Hash)]
pub struct Allowed {
    site: Values,
    documents: BTreeMap<String, Values>,
}

/// Allowed values, in [`normal_form`].
#[derive(Default, Hash)]
pub(super) struct Values {
    /// Of the level [`Level::Error`] alone: `tillåtna`.
    pub(super) errors: BTreeSet<String>,
    /// Of every level: `inte_personuppgift`, and what a document that is public already holds.
    pub(super) all: BTreeSet<String>,
}

impl Values {
    fn lets(&self, level: Level, form: &str) -> bool {
        self.all.contains(form) || level == Level::Error && self.errors.contains(form)
    }
}

impl Allowed {
    pub(super) fn new(site: Values, documents: BTreeMap<String, Values>) -> Self {
        Self { site, documents }
    }

    /// Values of the level [`Level::Error`] that a whole site allows.
    #[cfg(test)]
    pub(super) fn of_site(written: &[&str]) -> Self {
        let errors = written.iter().map(|written| normal_form(written)).collect();
        Self { site: Values { errors, all: BTreeSet::new() }, documents: BTreeMap::new() }
    }

    /// May this stand on a page of one document, by its id (`nämnd/år/rapport`, `sidor/sida`)? Warnings may:
    /// they are told of in the source, where somebody can confirm them.
    pub fn lets(&self, document: &str, level: Level, found: &str) -> bool {
        let form = normal_form(found);
        level == Level::Warning
            || self.site.lets(level, &form)
            || self.documents.get(document).is_some_and(|values| values.lets(level, &form))
    }

    /// May this stand where several documents are told of: lists, feeds, the search index?
    pub fn lets_anywhere(&self, level: Level, found: &str) -> bool {
        let form = normal_form(found);
        level == Level::Warning
            || self.site.lets(level, &form)
            || self.documents.values().any(|values| values.lets(level, &form))
    }
}
