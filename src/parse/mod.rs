//! From sources to records and bodies: YAML and Markdown with their places. Pure, parallel, order kept.
//! Owns no meaning across fields or files (`resolve`).

mod date;
pub mod decode;
pub mod front_matter;
pub mod markdown;
pub mod mask;
pub mod record;
pub mod text;
pub mod yaml;

use crate::diagnostic::{AddressProblem, Diagnostic, Outcome, Place, SourceProblem};
use crate::lock;
use crate::model::addresses::Promised;
use crate::model::body::Body;
use crate::parallel;
use crate::source::{FileId, SourceFile, SourceKind, Sources};
use record::audits::AuditsRecord;
use record::organisations::OrganisationsRecord;
use record::redirects::RedirectsRecord;
use record::report::{FreePageRecord, ReportRecord};
use record::scales::ScalesRecord;
use record::site::SiteRecord;
use yaml::Node;

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
    /// `register/omdirigeringar.yaml`
    pub redirects: Option<(FileId, RedirectsRecord)>,
    /// `publicerat.lock`
    pub published: Option<Promised>,
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

/// Reads every document. A file that discover couldn't decode is passed over: it has its finding.
pub fn parse(sources: &Sources) -> Outcome<Parsed> {
    let ids: Vec<FileId> = sources.iter().filter(|(_, file)| file.readable).map(|(id, _)| id).collect();
    let documents = parallel::map(&ids, |id| {
        let mut found = Vec::new();
        (parse_file(*id, sources.file(*id), &mut found), found)
    });
    let mut parsed = Parsed::default();
    let mut diagnostics = Vec::new();
    for (id, (document, found)) in ids.into_iter().zip(documents) {
        diagnostics.extend(found);
        match document {
            Document::Site(record) => parsed.site = record.map(|record| (id, record)),
            Document::Organisations(record) => parsed.organisations = record.map(|record| (id, record)),
            Document::Audits(record) => parsed.audits = record.map(|record| (id, record)),
            Document::Scales(record) => parsed.scales = record.map(|record| (id, record)),
            Document::Redirects(record) => parsed.redirects = record.map(|record| (id, record)),
            Document::Lock(promised) => parsed.published = promised,
            Document::Report(report) => parsed.reports.push(*report),
            Document::Page(page) => parsed.pages.push(page),
        }
    }
    Outcome::with(parsed, diagnostics)
}

/// One file, read.
enum Document {
    Site(Option<SiteRecord>),
    Organisations(Option<OrganisationsRecord>),
    Audits(Option<AuditsRecord>),
    Scales(Option<ScalesRecord>),
    Redirects(Option<RedirectsRecord>),
    Lock(Option<Promised>),
    Report(Box<ParsedReport>),
    Page(ParsedPage),
}

fn parse_file(id: FileId, file: &SourceFile, out: &mut Vec<Diagnostic>) -> Document {
    match file.kind {
        SourceKind::Site => Document::Site(parse_yaml(id, &file.text, 0, out, record::site::read)),
        SourceKind::Organisations => {
            Document::Organisations(parse_yaml(id, &file.text, 0, out, record::organisations::read))
        }
        SourceKind::Audits => Document::Audits(parse_yaml(id, &file.text, 0, out, record::audits::read)),
        SourceKind::Scales => Document::Scales(parse_yaml(id, &file.text, 0, out, record::scales::read)),
        SourceKind::Redirects => {
            Document::Redirects(parse_yaml(id, &file.text, 0, out, record::redirects::read))
        }
        SourceKind::Lock => Document::Lock(parse_lock(id, &file.text, out)),
        SourceKind::Report => {
            let (record, body) = parse_markdown(id, &file.text, out, record::report::read);
            Document::Report(Box::new(ParsedReport { file: id, record, body }))
        }
        SourceKind::FreePage => {
            let (record, body) = parse_markdown(id, &file.text, out, record::report::read_page);
            Document::Page(ParsedPage { file: id, record, body })
        }
    }
}

fn parse_lock(id: FileId, text: &str, out: &mut Vec<Diagnostic>) -> Option<Promised> {
    lock::read(text)
        .map_err(|line| out.push(Diagnostic::new(AddressProblem::LockLine, Place::Bytes(id, line.into()))))
        .ok()
}

fn parse_yaml<'y, T>(
    id: FileId,
    text: &'y str,
    offset: usize,
    out: &mut Vec<Diagnostic>,
    read: impl FnOnce(FileId, Node<'y>, &mut Vec<Diagnostic>) -> Option<T>,
) -> Option<T> {
    if text.len() > yaml::MOST_BYTES {
        let problem = SourceProblem::TooLarge { limit: yaml::MOST_BYTES };
        out.push(Diagnostic::new(problem, Place::File(id)));
        return None;
    }
    match yaml::read(text) {
        Ok(node) => read(id, node, out),
        Err(fault) => {
            out.push(Diagnostic::new(fault.problem, Place::Bytes(id, fault.span.shifted(offset))));
            None
        }
    }
}

fn parse_markdown<'y, T>(
    id: FileId,
    text: &'y str,
    out: &mut Vec<Diagnostic>,
    read: impl FnOnce(FileId, Node<'y>, &mut Vec<Diagnostic>) -> Option<T>,
) -> (Option<T>, Body) {
    match front_matter::front_matter(text) {
        Ok(split) => {
            let record = parse_yaml(id, split.yaml, split.yaml_offset, out, read);
            (record, markdown::parse(id, text, split.body_offset, out))
        }
        Err(problem) => {
            out.push(Diagnostic::new(problem, Place::File(id)));
            (None, Body::default())
        }
    }
}
