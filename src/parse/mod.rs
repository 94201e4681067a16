//! From sources to records and bodies: YAML and Markdown with their places. Pure, parallel, order kept.
//! Owns no meaning across fields or files (`resolve`).

pub mod markdown;
pub mod mask;
pub mod record;

use crate::model::body::Body;
use crate::source::FileId;
use record::audits::AuditsRecord;
use record::organisations::OrganisationsRecord;
use record::report::{FreePageRecord, ReportRecord};
use record::scales::ScalesRecord;
use record::site::SiteRecord;

/// All documents of the content folder, each `None` where it couldn't be read at all.
#[derive(Default)]
pub struct Parsed {
    /// `insyn.yaml`
    pub site: Option<(FileId, SiteRecord)>,
    /// `register/organisationer.yaml`
    pub organisations: Option<(FileId, OrganisationsRecord)>,
    /// `register/granskningar.yaml`
    pub audits: Option<(FileId, AuditsRecord)>,
    /// `register/skalor.yaml`
    pub scales: Option<(FileId, ScalesRecord)>,
    /// Reports, in path order.
    pub reports: Vec<ParsedReport>,
    /// Free pages, in path order.
    pub pages: Vec<ParsedPage>,
}

/// A report as read.
pub struct ParsedReport {
    /// Its file.
    pub file: FileId,
    /// The front matter; `None` where it isn't whole enough to go on with (its faults are told).
    pub record: Option<ReportRecord>,
    /// The text.
    pub body: Body,
}

/// A free page as read.
pub struct ParsedPage {
    /// Its file.
    pub file: FileId,
    /// The front matter, or `None` as above.
    pub record: Option<FreePageRecord>,
    /// The text.
    pub body: Body,
}
