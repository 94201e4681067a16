//! The guard of personal data (personuppgiftsvakten) over the sources: what of the suspects that `parse` found
//! may stand, by `tillåtna`, `inte_personuppgift` and `redan_offentlig` (disclosure.md §7). Owns no search and
//! no reading; warnings are confirmed as all others are (`report::confirm`).

use std::collections::BTreeMap;

use super::allowance::{Allowed, Values};
use super::scan::{Level, normal_form};
use crate::diagnostic::{Diagnostic, FieldPath, PersonalDataProblem, Place};
use crate::discover::address_of;
use crate::model::statement::Statement;
use crate::parallel;
use crate::parse::Parsed;
use crate::parse::record::allowances::AllowancesRecord;
use crate::parse::suspects::{Suspect, Suspects, of_name, of_text};
use crate::source::{FileId, SourceKind, Sources};

/// What each document allows, and what of that has been of use.
pub struct Watch {
    site: Document,
    documents: BTreeMap<FileId, Document>,
}

/// What one document allows.
#[derive(Default)]
struct Document {
    file: Option<FileId>,
    id: String,
    entries: Vec<Entry>,
    /// `redan_offentlig`: its findings are warnings to confirm.
    is_public: bool,
    /// What was found in it and is public already, as it is compared.
    public: Vec<String>,
    /// Its front matter couldn't be read as a whole.
    is_unread: bool,
}

struct Entry {
    key: &'static str,
    index: usize,
    form: String,
    used: bool,
}

const ALLOWED: &str = "tillåtna";
const NOT_PERSONAL: &str = "inte_personuppgift";

impl Document {
    fn new(file: FileId, id: String, allowances: Option<&AllowancesRecord>, is_public: bool) -> Self {
        let mut entries = Vec::new();
        let lists = allowances.map(|its| [(ALLOWED, &its.allowed), (NOT_PERSONAL, &its.not_personal)]);
        for (key, texts) in lists.into_iter().flatten() {
            let forms = texts.iter().map(|text| normal_form(text)).enumerate();
            entries.extend(forms.map(|(index, form)| Entry { key, index, form, used: false }));
        }
        Self { file: Some(file), id, entries, is_public, public: Vec::new(), is_unread: allowances.is_none() }
    }

    /// The accessibility statement's: whom to turn to must stand there by law (`model::statement`).
    fn of_statement(file: FileId, id: String, statement: Option<&Statement>) -> Self {
        let contact = statement.map(|its| &its.contact);
        let given = contact.map(|its| [&its.email, &its.telephone, &its.web]).into_iter().flatten().flatten();
        let entry = |(index, text): (usize, &String)| Entry {
            key: ALLOWED,
            index,
            form: normal_form(text),
            used: true,
        };
        let entries = given.enumerate().map(entry).collect();
        let is_unread = statement.is_none();
        Self { file: Some(file), id, entries, is_public: false, public: Vec::new(), is_unread }
    }

    /// Does it let this stand? `Some(false)`: an entry names it, under a key that can't allow it.
    fn lets(&mut self, suspect: &Suspect) -> Option<bool> {
        let mut answer = None;
        for entry in self.entries.iter_mut().filter(|entry| entry.form == suspect.form) {
            let fits = entry.key == NOT_PERSONAL || suspect.level == Level::Error;
            // That a stopp stands under the wrong key has a message of its own; that it is spent isn't one more.
            entry.used |= fits || suspect.level == Level::Stop;
            answer = Some(answer == Some(true) || fits);
        }
        answer
    }

    fn values(&self) -> Values {
        let of = |key: &'static str| {
            self.entries.iter().filter(move |entry| entry.key == key).map(|entry| entry.form.clone())
        };
        Values { errors: of(ALLOWED).collect(), all: of(NOT_PERSONAL).chain(self.public.clone()).collect() }
    }
}

/// Does a file lie in a report's own folder?
pub fn is_beside(path: &str, report: &str) -> bool {
    let folder = report.strip_suffix("/index.md");
    folder.is_some_and(|folder| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
}

impl Watch {
    /// Takes up what the documents allow, and judges all that was found in them and in the names of files.
    pub fn over(parsed: &mut Parsed, sources: &Sources) -> (Self, Vec<Diagnostic>) {
        let mut watch = Self::of(parsed, sources);
        let mut told = Vec::new();
        let suspects = std::mem::take(&mut parsed.suspects);
        let site_allows = |(file, its): &(FileId, Suspects)| {
            its.has_allowances && sources.file(*file).kind == SourceKind::Site
        };
        if parsed.site.is_none() && suspects.iter().any(site_allows) {
            return (watch, told);
        }
        for (file, Suspects { found, has_allowances }) in suspects {
            let unread = watch.documents.get(&file).is_some_and(|document| document.is_unread);
            if unread && has_allowances {
                // What may be allowed can't be read: that has been told, and comes first.
                continue;
            }
            told.extend(found.into_iter().filter_map(|suspect| watch.judge(file, suspect)));
        }
        told.extend(watch.names(sources));
        (watch, told)
    }

    fn of(parsed: &Parsed, sources: &Sources) -> Self {
        let site = parsed
            .site
            .as_ref()
            .map(|(file, record)| Document::new(*file, String::new(), Some(&record.allowances), false));
        let mut documents = BTreeMap::new();
        let id = |file: FileId| address_of(&sources.file(file).path);
        for report in &parsed.reports {
            let record = report.record.as_ref();
            let is_public = record.is_some_and(|record| record.already_public.is_some());
            let allowances = record.map(|record| &record.allowances);
            documents.insert(report.file, Document::new(report.file, id(report.file), allowances, is_public));
        }
        for page in &parsed.pages {
            let allowances = page.record.as_ref().map(|record| &record.allowances);
            documents.insert(page.file, Document::new(page.file, id(page.file), allowances, false));
        }
        for (file, statement) in &parsed.statements {
            documents.insert(*file, Document::of_statement(*file, id(*file), statement.as_ref()));
        }
        Self { site: site.unwrap_or_default(), documents }
    }

    /// The finding that a suspect is, where nothing lets it stand.
    fn judge(&mut self, file: FileId, suspect: Suspect) -> Option<Diagnostic> {
        let (level, misplaced) = self.weigh(file, &suspect)?;
        let Suspect { place, kind, start, mark, .. } = suspect;
        let problem = if misplaced {
            PersonalDataProblem::NotByThisKey { kind, start }
        } else {
            PersonalDataProblem::Found { kind, level, start }
        };
        Some(Diagnostic::new(problem, place).marked(mark))
    }

    /// How bad a suspect is where nothing lets it stand, and whether an entry that can't allow it names it.
    fn weigh(&mut self, file: FileId, suspect: &Suspect) -> Option<(Level, bool)> {
        let of_site = self.site.lets(suspect);
        let mut document = self.documents.get_mut(&file);
        let own = document.as_mut().and_then(|document| document.lets(suspect));
        if own == Some(true) || of_site == Some(true) {
            return None;
        }
        if let Some(document) = document.filter(|document| document.is_public) {
            document.public.push(suspect.form.clone());
            return Some((Level::Warning, false));
        }
        let named = own.or(of_site).is_some();
        Some((suspect.level, named && suspect.level == Level::Stop))
    }

    /// Names of files and folders, which are parts of addresses.
    fn names(&mut self, sources: &Sources) -> Vec<Diagnostic> {
        let mut told = Vec::new();
        let is_page =
            |kind| matches!(kind, SourceKind::Report | SourceKind::FreePage | SourceKind::Statement);
        let pages: Vec<_> = sources.iter().filter(|(_, file)| is_page(file.kind)).collect();
        let found = parallel::map(&pages, |(id, file)| of_name(&file.path, &Place::File(*id)));
        for ((id, _), suspects) in pages.into_iter().zip(found) {
            told.extend(suspects.into_iter().filter_map(|suspect| self.judge(id, suspect)));
        }
        for asset in &sources.assets {
            let name = asset.path.rsplit_once('/').map_or(&*asset.path, |(_, name)| name);
            let suspects = of_name(name, &Place::Path(asset.path.clone()));
            if suspects.is_empty() {
                continue;
            }
            // A picture beside a free page is no single page's: the site's own list counts.
            let report = sources.iter().find(|(_, file)| is_beside(&asset.path, &file.path));
            let report = report.map_or(FileId(u32::MAX), |(id, _)| id);
            told.extend(suspects.into_iter().filter_map(|suspect| self.judge(report, suspect)));
        }
        told
    }

    /// Judges the text of a report's appendix: `place` is where it is named, `name` the file's. Pages are told
    /// apart by form feeds, where there are any.
    pub fn appendix(&mut self, report: FileId, place: &Place, name: &str, text: &str) -> Vec<Diagnostic> {
        let has_pages = text.contains('\u{c}');
        let mut told = Vec::new();
        for (number, page) in text.split('\u{c}').enumerate() {
            for suspect in of_text(name, page, place) {
                let Some((level, _)) = self.weigh(report, &suspect) else { continue };
                let Suspect { kind, start, mark, line, .. } = suspect;
                let page = has_pages.then_some(number + 1);
                let file = name.to_owned();
                let problem = PersonalDataProblem::FoundInFile { kind, level, start, file, page, line };
                told.push(Diagnostic::new(problem, place.clone()).marked(mark));
            }
        }
        told
    }

    /// What may stand, and warnings for what has been allowed and stands nowhere.
    pub fn finish(self) -> (Allowed, Vec<Diagnostic>) {
        let mut told = Vec::new();
        for document in std::iter::once(&self.site).chain(self.documents.values()) {
            let Some(file) = document.file else { continue };
            for entry in document.entries.iter().filter(|entry| !entry.used) {
                let place = Place::value(file, FieldPath::root().to(entry.key).to(entry.index).to("text"));
                let problem = PersonalDataProblem::SpentAllowance { key: entry.key };
                told.push(Diagnostic::new(problem, place));
            }
        }
        let values = self.documents.values().map(|document| (document.id.clone(), document.values()));
        (Allowed::new(self.site.values(), values.collect()), told)
    }
}

#[cfg(test)]
mod tests;
