//! `tillåtna` and `inte_personuppgift`: what the guard may let stand, and who says so. Owns no comparison
//! (`disclosure::watch`). No `Debug`: the values stand here in clear.

use crate::parse::decode::{At, Fields, text};
use crate::parse::yaml::Node;

/// What a document allows.
#[derive(Clone, Default)]
pub struct AllowancesRecord {
    /// `tillåtna`: the exact texts, each with a reason, which nobody but a reader of the source needs.
    pub allowed: Vec<String>,
    /// `inte_personuppgift`: the exact texts; each has a reason and a second person's name.
    pub not_personal: Vec<String>,
}

/// Reads both keys. `None` after a fault in any item.
pub(super) fn allowances(fields: &mut Fields<'_, '_>) -> Option<AllowancesRecord> {
    let allowed = fields.list("tillåtna", |node, at| item(node, at, &["text", "skäl"]));
    let not_personal = fields.list("inte_personuppgift", |node, at| item(node, at, &["text", "skäl", "av"]));
    Some(AllowancesRecord { allowed: allowed?, not_personal: not_personal? })
}

/// Every key of an item must be there.
fn item(node: Node<'_>, at: &At<'_>, known: &'static [&'static str]) -> Option<String> {
    let mut fields = Fields::open(node, at, known)?;
    let mut texts = known.iter().map(|key| fields.required(key, text)).collect::<Vec<_>>().into_iter();
    let exact = texts.next().flatten();
    texts.all(|given| given.is_some()).then_some(exact).flatten()
}
