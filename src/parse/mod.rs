//! From sources to records and bodies: YAML and Markdown with their places. Pure, parallel, order kept.
//! Owns no meaning across fields or files (`resolve`).

mod date;
pub mod decode;
pub mod front_matter;
pub mod lock;
pub mod markdown;
pub mod mask;
pub mod record;
mod rest;
pub mod suspects;
pub mod text;
pub mod yaml;

use crate::diagnostic::{AddressProblem, Diagnostic, Outcome, Place, SourceProblem};
use crate::editions::{self, Editions};
use crate::kept::ByText;
use crate::model::addresses::{First, Promised};
use crate::model::packed::PackedBody;
use crate::model::printed::PrintedCells;
use crate::model::statement::Statement;
use crate::parallel;
use crate::promises;
use crate::source::{FileId, SourceFile, SourceKind, Sources};
use record::audits::AuditsRecord;
use record::organisations::OrganisationsRecord;
use record::redirects::RedirectsRecord;
use record::report::{FreePageRecord, ReportRecord};
use record::scales::ScalesRecord;
use record::site::SiteRecord;
pub use rest::AtRest;
use suspects::Suspects;
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
    pub published: Option<(Promised, First)>,
    /// `utgåvor.lock`
    pub editions: Editions,
    /// `sidor/<sida>.yaml`, in path order; `None` where something that must be there is missing or wrong.
    pub statements: Vec<(FileId, Option<Statement>)>,
    /// Reports, in path order.
    pub reports: Vec<Box<ParsedReport>>,
    /// Free pages, in path order.
    pub pages: Vec<ParsedPage>,
    /// What may be personal data, in path order; only files that have any, or that have keys to allow some.
    pub suspects: Vec<(FileId, Suspects)>,
    /// `svar.lock`
    pub printed: PrintedCells,
}

/// A report as read.
#[derive(Clone)]
pub struct ParsedReport {
    /// Its file.
    pub file: FileId,
    /// The front matter; `None` where it isn't whole enough to go on with (its faults are told).
    pub record: Option<ReportRecord>,
    /// The text.
    pub body: PackedBody,
}

/// A free page as read.
#[derive(Clone)]
pub struct ParsedPage {
    /// Its file.
    pub file: FileId,
    /// The front matter, or `None` as above.
    pub record: Option<FreePageRecord>,
    /// The text.
    pub body: PackedBody,
}

/// Documents as an earlier reading found them.
#[derive(Default)]
pub struct Documents(ByText<(Document, Vec<Diagnostic>, Suspects)>);

/// Reads every document. A file that discover couldn't decode is passed over: it has its finding.
pub fn parse(sources: &Sources) -> Outcome<Parsed> {
    parse_after(sources, None, None)
}

/// The same after an earlier reading, whose documents are taken where the texts are the very same; and keeps those of this
/// one. `at_rest`: the same of what an earlier run of the program has read.
pub fn parse_after(
    sources: &Sources,
    mut earlier: Option<&mut Documents>,
    at_rest: Option<&AtRest>,
) -> Outcome<Parsed> {
    let ids: Vec<FileId> = sources.iter().filter(|(_, file)| file.readable).map(|(id, _)| id).collect();
    let known = earlier.as_deref();
    let read = |id: &FileId| {
        let file = sources.file(*id);
        if let Some(kept) = known.and_then(|known| known.0.of(*id, sources)) {
            return (kept.clone(), None);
        }
        let (mut found, mut suspects) = (Vec::new(), Suspects::default());
        let text = file.text.get();
        let mut reading =
            Reading { id: *id, file, text: &text, at_rest, out: &mut found, suspects: &mut suspects };
        let document = reading.document();
        let read = (document, found, suspects);
        let kept = known.map(|_| Box::new(read.clone()));
        (read, kept)
    };
    // The lists that grow with the archive are as long as hundreds of reports: whoever came to one last would be waited for.
    let is_list = |id: &FileId| sources.file(*id).kind.is_written_by_program();
    let (lists, others): (Vec<FileId>, Vec<FileId>) = ids.iter().partition(|id| is_list(id));
    let (lists, others) = parallel::both(|| parallel::map(&lists, read), || parallel::map(&others, read));
    let (mut lists, mut others) = (lists.into_iter(), others.into_iter());
    let documents = ids.iter().filter_map(|id| {
        let document = if is_list(id) { lists.next() } else { others.next() };
        document.map(|its| (*id, its))
    });
    if let Some(earlier) = &mut earlier {
        earlier.0.only_of(sources);
    }
    let mut parsed = Parsed::default();
    parsed
        .reports
        .reserve_exact(ids.iter().filter(|id| sources.file(**id).kind == SourceKind::Report).count());
    let mut diagnostics = Vec::new();
    for (id, ((document, found, suspects), kept)) in documents {
        if let (Some(earlier), Some(kept)) = (&mut earlier, kept) {
            earlier.0.keep(id, sources, *kept);
        }
        diagnostics.extend(found);
        if !suspects.found.is_empty() || suspects.has_allowances {
            parsed.suspects.push((id, suspects));
        }
        match document {
            Document::None => {}
            Document::Site(record) => parsed.site = record.map(|record| (id, *record)),
            Document::Organisations(record) => parsed.organisations = record.map(|record| (id, record)),
            Document::Audits(record) => parsed.audits = record.map(|record| (id, record)),
            Document::Scales(record) => parsed.scales = record.map(|record| (id, record)),
            Document::Redirects(record) => parsed.redirects = record.map(|record| (id, record)),
            Document::Promises(promised) => parsed.published = promised,
            Document::Editions(editions) => parsed.editions = editions,
            Document::Statement(record) => parsed.statements.push((id, record.map(|record| *record))),
            Document::Report(report) => parsed.reports.push(report),
            Document::Page(page) => parsed.pages.push(*page),
            Document::Lock(cells) => parsed.printed = cells,
        }
    }
    Outcome::with(parsed, diagnostics)
}

/// One file, read. Small, since all of them wait for the last.
#[derive(Clone)]
enum Document {
    Site(Option<Box<SiteRecord>>),
    Organisations(Option<OrganisationsRecord>),
    Audits(Option<AuditsRecord>),
    Scales(Option<ScalesRecord>),
    Redirects(Option<RedirectsRecord>),
    Promises(Option<(Promised, First)>),
    Editions(Editions),
    Statement(Option<Box<Statement>>),
    Report(Box<ParsedReport>),
    Page(Box<ParsedPage>),
    None,
    Lock(PrintedCells),
}

/// A file that is being read, and where what is found in it goes.
struct Reading<'f> {
    id: FileId,
    file: &'f SourceFile,
    text: &'f str,
    at_rest: Option<&'f AtRest>,
    out: &'f mut Vec<Diagnostic>,
    suspects: &'f mut Suspects,
}

fn read_promises(id: FileId, text: &str, out: &mut Vec<Diagnostic>) -> Option<(Promised, First)> {
    promises::read(text)
        .map_err(|line| out.push(Diagnostic::new(AddressProblem::LockLine, Place::Bytes(id, line.into()))))
        .ok()
}

fn read_editions(id: FileId, text: &str, out: &mut Vec<Diagnostic>) -> Editions {
    let told = |line: std::ops::Range<usize>| {
        out.push(Diagnostic::new(AddressProblem::EditionLine, Place::Bytes(id, line.into())));
    };
    editions::lock::read(text).map_err(told).unwrap_or_default()
}

impl<'f> Reading<'f> {
    fn document(&mut self) -> Document {
        let (id, text) = (self.id, self.text);
        match self.file.kind {
            SourceKind::Site => Document::Site(self.yaml(text, record::site::read).map(Box::new)),
            SourceKind::Organisations => {
                Document::Organisations(self.yaml(text, record::organisations::read))
            }
            SourceKind::Audits => Document::Audits(self.yaml(text, record::audits::read)),
            SourceKind::Scales => Document::Scales(self.yaml(text, record::scales::read)),
            SourceKind::Statement => {
                Document::Statement(self.yaml(text, record::statement::read).map(Box::new))
            }
            SourceKind::Redirects => Document::Redirects(self.yaml(text, record::redirects::read)),
            SourceKind::Promises => Document::Promises(read_promises(id, text, self.out)),
            SourceKind::Editions => Document::Editions(read_editions(id, text, self.out)),
            SourceKind::Report => {
                let (record, body) = self.markdown(record::report::read);
                Document::Report(Box::new(ParsedReport { file: id, record, body }))
            }
            SourceKind::Lock => Document::Lock(lock::read(id, text, self.out)),
            SourceKind::FreePage => {
                let (record, body) = self.markdown(record::report::read_page);
                Document::Page(Box::new(ParsedPage { file: id, record, body }))
            }
            SourceKind::Plain => Document::None,
        }
    }

    fn yaml<T>(
        &mut self,
        text: &'f str,
        read: impl FnOnce(FileId, Node<'_>, &mut Vec<Diagnostic>) -> Option<T>,
    ) -> Option<T> {
        let node = self.node(text, 0)?;
        read(self.id, node, self.out)
    }

    /// A document that begins at `offset` in its file, and what may be personal data in it.
    fn node(&mut self, text: &'f str, offset: usize) -> Option<Node<'f>> {
        if text.len() > yaml::MOST_BYTES {
            let problem = SourceProblem::TooLarge { limit: yaml::MOST_BYTES };
            self.out.push(Diagnostic::new(problem, Place::File(self.id)));
            return None;
        }
        match yaml::read(text) {
            Ok(node) => {
                suspects::of_yaml(self.id, self.file, &node, text, offset, self.suspects);
                Some(node)
            }
            Err(fault) => {
                let place = Place::Bytes(self.id, fault.span.shifted(offset));
                self.out.push(Diagnostic::new(fault.problem, place));
                None
            }
        }
    }

    fn markdown<T>(
        &mut self,
        read: impl Fn(FileId, Node<'_>, &mut Vec<Diagnostic>) -> Option<T>,
    ) -> (Option<T>, PackedBody) {
        let split = match front_matter::front_matter(self.text) {
            Ok(split) => split,
            Err(problem) => {
                self.out.push(Diagnostic::new(problem, Place::File(self.id)));
                return (None, PackedBody::default());
            }
        };
        let recalled = self
            .at_rest
            .and_then(|kept| kept.recall((self.id, self.file), split, |node| read(self.id, node, self.out)));
        if let Some(recalled) = recalled {
            return recalled;
        }
        let node = self.node(split.yaml, split.yaml_offset);
        let marks =
            self.at_rest.zip(node.as_ref()).map(|(kept, node)| kept.packed(self.file, node, split.yaml));
        let record = node.and_then(|node| read(self.id, node, self.out));
        let unmasked = mask::unmask(self.text, split.body_offset);
        suspects::of_body(self.id, &self.file.path, &unmasked, &mut self.suspects.found);
        let told = self.out.len();
        let body = markdown::parse_unmasked(self.id, unmasked, self.out);
        let body = PackedBody::of(&body, &self.file.text, split.body_offset);
        if let Some(kept) = self.at_rest {
            // What a file allows is of no consequence where nothing was found in it.
            let is_clean = self.suspects.found.is_empty() && self.out.len() == told;
            kept.read_anew(
                (self.id, self.file),
                marks.filter(|_| is_clean).as_deref().map(|marks| (marks, &body)),
            );
        }
        (record, body)
    }
}
