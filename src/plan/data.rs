//! Open data: a page that tells what there is, files of values by granskning and for all, the åtgärder, and the
//! description that data portals harvest. Owns their addresses.

use super::{Page, PageKind};
use crate::disclosure::Published;
use crate::model::audit::AuditIndex;

/// The page about the data.
pub const DATA_ADDRESS: &str = "data/";

/// The description for data portals.
pub const CATALOGUE_ADDRESS: &str = "data/katalog.rdf";

/// Where granskningar's files lie.
pub const AUDIT_DATA_FOLDER: &str = "data/granskningar/";

/// What a file of data holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataScope {
    /// The values of all granskningar.
    All,
    /// A granskning's values.
    Audit(AuditIndex),
    /// All åtgärder.
    Improvements,
}

/// How it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DataFormat {
    /// RFC 4180.
    Csv,
    /// A document with a line a row.
    Json,
}

impl DataFormat {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Json];

    const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// Where a file of data is.
pub fn data_address(published: &Published, scope: DataScope, format: DataFormat) -> String {
    let ending = format.ending();
    match scope {
        DataScope::All => format!("{DATA_ADDRESS}alla-uppgifter.{ending}"),
        DataScope::Audit(audit) => {
            format!("{AUDIT_DATA_FOLDER}{}.{ending}", published.registers.audit(audit).id)
        }
        DataScope::Improvements => format!("{DATA_ADDRESS}atgarder.{ending}"),
    }
}

/// What there is data of: all, each granskning in the register's order, and the åtgärder.
pub fn data_scopes(published: &Published) -> Vec<DataScope> {
    let audits = (0..).map(AuditIndex).take(published.registers.audits.len());
    let mut scopes = vec![DataScope::All, DataScope::Improvements];
    scopes.extend(audits.map(DataScope::Audit));
    scopes
}

/// Adds them.
pub(super) fn push_data(published: &Published, pages: &mut Vec<Page>) {
    pages.push(Page { address: DATA_ADDRESS.into(), kind: PageKind::Data });
    pages.push(Page { address: CATALOGUE_ADDRESS.into(), kind: PageKind::Catalogue });
    for scope in data_scopes(published) {
        pages.extend(DataFormat::ALL.map(|format| Page {
            address: data_address(published, scope, format),
            kind: PageKind::DataFile(scope, format),
        }));
    }
}
