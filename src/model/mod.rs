//! The domain: organisations, granskningar, scales and reports, with every id looked up.
//! Owns no reading (`parse`), no checks (`resolve`) and nothing that readers see.

pub mod addresses;
pub mod audit;
pub mod body;
pub mod date;
pub mod fact;
pub mod hedge;
pub mod organisation;
pub mod packed;
pub mod passage_ids;
pub mod printed;
pub mod report;
pub mod scale;
pub mod statement;

use crate::source::FileId;
use addresses::AddressBook;
use audit::{AuditArea, AuditIndex};
use date::Day;
use organisation::{Organisation, OrganisationIndex};
use packed::PackedBody;
use printed::PrintedCells;
use report::Report;
use scale::{AnswerScale, AnswerScaleIndex, GradingScale, RiskMatrix};
use statement::Statement;

/// What the site is, from `insyn.yaml`.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Site {
    /// Its title.
    pub title: String,
    /// Where it is published; ends in `/`. For feeds and canonical addresses, never for links in pages.
    pub base: String,
    /// Who publishes it.
    pub publisher: String,
    /// The first node of every breadcrumb: text and address.
    pub breadcrumb: Option<(String, String)>,
    /// The folder whose files override the theme's, relative to the content folder.
    pub theme: Option<String>,
    /// Fewest answers that a shown result rests on; at least 5.
    pub threshold: u64,
    /// A group without answers is shown as such; otherwise it is hidden like a small one.
    pub zeros_shown: bool,
    /// Fewest answers for a shown distribution (R9); at least 10.
    pub distribution_least: u64,
    /// What ids of feeds begin with: a domain of the publisher's, and a day on which it was the publisher's
    /// (RFC 4151). `None`: the host of `base`, and a day that the program has chosen.
    pub tag: Option<(String, Day)>,
    /// The picture that links to the site are shown with: published name, and path on the disk. `None`: the
    /// theme's.
    pub picture: Option<(String, std::path::PathBuf)>,
    /// The address of the licence under which its data may be used. `None`: nothing is said.
    pub license: Option<String>,
    /// May search engines list its pages?
    pub indexed: bool,
    /// Has each question of each report a picture that stands alone? Otherwise only what shows more than one report's
    /// question has: comparisons, panels, distributions, accounts, matrices, åtgärder.
    pub question_files: bool,
    /// The tillgänglighetsredogörelse; `None` where the site isn't covered by the law, or says nothing.
    pub accessibility: Option<Statement>,
}

/// The registers.
#[derive(Debug, Default, PartialEq, Eq, Hash)]
pub struct Registers {
    /// Organisations, in the register's order.
    pub organisations: Vec<Organisation>,
    /// Granskningar, in the register's order.
    pub audits: Vec<AuditArea>,
    /// Answer scales.
    pub answer_scales: Vec<AnswerScale>,
    /// Risk matrices.
    pub risk_matrices: Vec<RiskMatrix>,
    /// Grading scales.
    pub grading_scales: Vec<GradingScale>,
    /// Addresses that were published, where the dead ones lead, and withdrawn reports.
    pub addresses: AddressBook,
}

impl Registers {
    /// The organisation at an index.
    pub fn organisation(&self, index: OrganisationIndex) -> &Organisation {
        &self.organisations[index.0 as usize]
    }

    /// The granskning at an index.
    pub fn audit(&self, index: AuditIndex) -> &AuditArea {
        &self.audits[index.0 as usize]
    }

    /// The answer scale at an index.
    pub fn answer_scale(&self, index: AnswerScaleIndex) -> &AnswerScale {
        &self.answer_scales[index.0 as usize]
    }
}

/// A free page.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct FreePage {
    /// Its id: the file's name, and the last part of its address.
    pub id: String,
    /// Its file.
    pub file: FileId,
    /// Its title.
    pub title: String,
    /// One to three sentences.
    pub summary: Option<String>,
    /// Picture files that the text shows: published name, and path on the disk.
    pub images: Vec<(String, std::path::PathBuf)>,
    /// The text.
    pub body: PackedBody,
}

/// The whole content, checked. Holds raw answers: only `disclose` takes it.
pub struct Model {
    /// The site.
    pub site: Site,
    /// The registers.
    pub registers: Registers,
    /// All reports that have a status to be built in this run, sorted by id. Withdrawn ones too, and others with
    /// answers among `printed`: those stand in older copies, and the ledger reckons with them. Nothing of them
    /// becomes `Published`.
    pub reports: Vec<Report>,
    /// Free pages, sorted by id.
    pub pages: Vec<FreePage>,
    /// What the site has shown of answers before.
    pub printed: PrintedCells,
}
