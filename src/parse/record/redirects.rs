//! `register/omdirigeringar.yaml`: what no report, nämnd, granskning or page can bear as its `alias`.

use crate::diagnostic::{AddressProblem, Diagnostic};
use crate::parse::decode::{At, Fields, document, text};
use crate::parse::yaml::Node;
use crate::source::FileId;

/// `omdirigeringar:`, in the file's order.
pub type RedirectsRecord = Vec<RedirectRecord>;

/// One old address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirectRecord {
    /// `från`
    pub from: String,
    /// `till`, or `borta`: why it is gone for good.
    pub to: Result<String, String>,
}

/// Reads `omdirigeringar.yaml`. `None` after a fault in any item; all faults are in `out`.
pub fn read(file: FileId, node: Node<'_>, out: &mut Vec<Diagnostic>) -> Option<RedirectsRecord> {
    document(file, node, out, |node, at| {
        Fields::open(node, at, &["omdirigeringar"])?.list("omdirigeringar", redirect)
    })
}

fn redirect(node: Node<'_>, at: &At<'_>) -> Option<RedirectRecord> {
    let mut fields = Fields::open(node, at, &["från", "till", "borta"])?;
    let from = fields.required("från", text);
    let to = fields.optional("till", text);
    let gone = fields.optional("borta", text);
    let to = match (to, gone) {
        (Some(to), None) => Ok(to),
        (None, Some(reason)) => Err(reason),
        _ => {
            at.fault(AddressProblem::ToOrGone);
            return None;
        }
    };
    Some(RedirectRecord { from: from?, to })
}
