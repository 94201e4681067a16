//! The output gate (utdatavakten, disclosure.md §11): every finished file is read once more, as it is and
//! decoded, before it may be written. Owns the search for what was held back and the only way to a [`Cleared`]
//! file. Decides nothing that the rules have decided: what it finds is a fault, in the program, in a theme or
//! in an appendix.
//!
//! ```compile_fail
//! let cleared = insyn::disclosure::gate::Cleared { path: String::new(), bytes: Vec::new() };
//! ```
//! ```compile_fail
//! let cleared = insyn::disclosure::gate::Cleared::new(String::new(), Vec::new());
//! ```
//! The same with the gate does compile:
//! ```
//! let gate = insyn::disclosure::gate::Gate::default();
//! let cleared = gate.clear("index.html".to_owned(), b"<p>Hej</p>".to_vec());
//! assert!(cleared.is_ok());
//! ```

mod canaries;
mod container;
mod decode;
mod entity;
mod escape;
mod held;
mod markup;
mod names;
mod normal;
mod secrets;
mod tags;
#[cfg(test)]
mod tests;

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

use canaries::Furniture;
pub use canaries::{Canaries, SHORTEST, WINDOW};
use decode::Decoder;
pub use decode::Reading;
pub(crate) use entity::resolve as resolve_references;
pub use held::{Held, tell};
use normal::Form;
pub(crate) use secrets::Unmasked;
pub use secrets::{Origin, Secrets};

use super::Published;
use super::allowance::Allowed;
use super::scan::{Level, is_serious, normal_form, scan};
use crate::diagnostic::{Diagnostic, GateProblem, Outcome};
use crate::digest::Digest;
use crate::parallel;
use crate::source::{FileId, SourceKind, Sources};
use crate::utf8;

/// Why a file couldn't be read to the bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unread {
    /// Codings within codings within codings.
    TooDeep,
    /// It unpacks to more than any honest file does.
    TooLarge,
    /// A member is encrypted.
    Encrypted,
    /// A member is packed in a way that Insyn doesn't know.
    UnknownPacking,
}

/// A file that the gate has read and found nothing in. Only the gate makes one, and only such a file can be
/// written or shown.
#[derive(Debug)]
pub struct Cleared {
    path: String,
    bytes: Vec<u8>,
}

impl Cleared {
    /// Below the output folder, with `/` between the parts.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Its bytes, for one who shows it.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// A file that stands published, and that a gate with the same secrets and allowances has let through. Only the gate makes
/// one.
#[derive(Debug)]
pub struct Recalled {
    path: String,
    size: u64,
    digest: Digest,
}

impl Recalled {
    /// Below the output folder, with `/` between the parts.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// How many bytes it had.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The sum of its bytes.
    pub const fn digest(&self) -> Digest {
        self.digest
    }
}

/// Vouches for published files: a gate has found itself as strict as the one that let them through.
#[derive(Debug)]
pub struct Recaller(());

impl Recaller {
    /// A file that was let through, with its size and the sum of its bytes.
    pub const fn recall(&self, path: String, (size, digest): (u64, Digest)) -> Recalled {
        Recalled { path, size, digest }
    }
}

/// Where in a file persons are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Persons {
    /// In all that anybody may read.
    Everywhere,
    /// In the text that an independent reader got out of it.
    InText,
}

/// What reads finished files. Used from many threads at once.
#[derive(Default)]
pub struct Gate {
    canaries: Canaries,
    allowed: Allowed,
    files: Vec<FileId>,
}

impl Gate {
    /// The gate of a site: looks for these secrets but for what may be published anyway. Warns of secrets that
    /// stand in clear in a source.
    ///
    /// `published` says which sources are open; `ours` are the program's own texts.
    pub fn new(
        secrets: &Secrets,
        allowed: Allowed,
        sources: &Sources,
        published: &Published,
        ours: &[&str],
    ) -> Outcome<Self> {
        if secrets.is_empty() {
            return Outcome::fine(Self { allowed, ..Self::default() });
        }
        let open = open_files(sources, published);
        let mut furniture = Furniture::default();
        for text in ours {
            furniture.add(text.as_bytes());
        }
        for file in open.iter().map(|id| sources.file(*id)).filter(|file| is_register(file.kind)) {
            furniture.add(&secrets::open_text(file).0);
        }
        let titles = published.reports.iter().map(|report| &report.facts.title);
        for title in titles.chain(published.pages.iter().map(|page| &page.title)) {
            furniture.add(title.as_bytes());
        }
        let canaries = Canaries::new(secrets, &furniture);
        // Each text is gone again before the next: all of them would be as much memory as the sources.
        let mut present = parallel::map(&open, |id| {
            let (text, body) = secrets::open_text(sources.file(*id));
            // The answers that a report holds back stand in its own front matter.
            let own = |origin: &Origin| matches!(origin, Origin::Answer(file, _) if file == id);
            let mut present = canaries.present(&Form::of(&text[..body]), own);
            present.extend(canaries.present(&Form::of(&text[body..]), |_| false));
            present
        });
        let warnings = in_clear(&canaries, sources, &open, &present);
        for text in ours {
            present.push(canaries.present(&Form::of(text.as_bytes()), |_| false));
        }
        let canaries = canaries.without(present.into_iter().flatten());
        Outcome::with(Self { canaries, allowed, files: secrets.files() }, warnings)
    }

    /// What tells this gate from one that looks for other secrets or allows other values. Without the key nobody can try what
    /// the secrets may be.
    pub fn fingerprint(&self, key: &Digest) -> Digest {
        Digest::of_value(&(key, &self.canaries, &self.allowed))
    }

    /// What vouches for files that the gate with a fingerprint has let through, if that was as strict as this one.
    pub fn recaller(&self, key: &Digest, cleared_by: &Digest) -> Option<Recaller> {
        (self.fingerprint(key) == *cleared_by).then_some(Recaller(()))
    }

    /// Sources that a finding of this gate may point into, in order.
    pub fn files(&self) -> &[FileId] {
        &self.files
    }

    /// Reads a finished file and lets it through if it holds nothing that must not leave.
    ///
    /// # Errors
    /// What was found.
    pub fn clear(&self, path: String, bytes: Vec<u8>) -> Result<Cleared, Held> {
        self.look(path, bytes, None, &Canaries::default(), Persons::Everywhere)
    }

    /// The same for a file made of one beside a report: `text` is what an independent reader got out of it,
    /// `removed` what it had and has no longer, but for what its text says too.
    ///
    /// # Errors
    /// What was found.
    pub fn clear_released(
        &self,
        path: String,
        bytes: Vec<u8>,
        text: &str,
        removed: &Secrets,
    ) -> Result<Cleared, Held> {
        self.look_at_released(path, bytes, text, removed, Persons::Everywhere)
    }

    /// The same for a report that was printed from a page which the gate has let through. Secrets are looked for in all
    /// that the file holds, persons in its `text`: a long print has so many measures, and so many bytes where packed
    /// letters seem to begin, that telephone numbers and registration plates turn up among them by chance.
    ///
    /// # Errors
    /// What was found.
    pub fn clear_printed(
        &self,
        path: String,
        bytes: Vec<u8>,
        text: &str,
        removed: &Secrets,
    ) -> Result<Cleared, Held> {
        self.look_at_released(path, bytes, text, removed, Persons::InText)
    }

    fn look_at_released(
        &self,
        path: String,
        bytes: Vec<u8>,
        text: &str,
        removed: &Secrets,
        persons: Persons,
    ) -> Result<Cleared, Held> {
        let removed = Canaries::new(removed, &Furniture::default());
        let present = removed.present(&Form::of(text.as_bytes()), |_| false);
        self.look(path, bytes, Some(text), &removed.without(present), persons)
    }

    fn look(
        &self,
        path: String,
        bytes: Vec<u8>,
        text: Option<&str>,
        removed: &Canaries,
        persons: Persons,
    ) -> Result<Cleared, Held> {
        let sets: Vec<_> = [&self.canaries, removed].into_iter().filter(|set| !set.is_empty()).collect();
        let mut secrets = BTreeSet::new();
        let mut personal = BTreeMap::new();
        let mut form = Form::default();
        let is_text = std::cell::Cell::new(true);
        let mut see = |bytes: &[u8], reading: Reading| {
            if !sets.is_empty() {
                form.fill(bytes);
                for set in &sets {
                    set.search(&form, &mut secrets);
                }
            }
            if reading == Reading::Text && (persons == Persons::Everywhere || is_text.get()) {
                self.look_for_persons(&utf8::lossy(bytes), &mut personal);
            }
        };
        let mut address = Vec::new();
        escape::address(path.as_bytes(), &mut address);
        see(&address, Reading::Text);
        let mut decoder = Decoder::new(sets.is_empty(), &mut see);
        is_text.set(false);
        // Of a file that was made of another's, somebody else has read the text; what is long there is read whole.
        match text {
            None => decoder.own_file(&path, &bytes),
            Some(_) => decoder.file(&path, &bytes),
        }
        is_text.set(true);
        if let Some(text) = text {
            decoder.text(text);
        }
        let unread = decoder.unread;
        if secrets.is_empty() && personal.is_empty() && unread.is_none() {
            Ok(Cleared { path, bytes })
        } else {
            Err(Held { path, secrets, personal, unread })
        }
    }

    fn look_for_persons(&self, text: &str, found: &mut BTreeMap<Digest, held::Personal>) {
        // Nearly no text is, and names are dear to look for.
        if !is_serious(text) {
            return;
        }
        for hit in scan(text) {
            if hit.level == Level::Warning {
                continue;
            }
            let written = &text[hit.start..hit.end];
            let form = normal_form(written);
            if !self.allowed.lets_anywhere(hit.level, written) {
                let start = written.chars().take(2).collect();
                found.entry(Digest::of(form.as_bytes())).or_insert(held::Personal {
                    kind: hit.kind,
                    level: hit.level,
                    start,
                });
            }
        }
    }
}

/// A warning for each secret of which a good part stands in clear in a source, at the secret: the first file and
/// the line where that part ends.
fn in_clear(
    canaries: &Canaries,
    sources: &Sources,
    open: &[FileId],
    present: &[Vec<usize>],
) -> Vec<Diagnostic> {
    let mut found: BTreeMap<Origin, (FileId, usize)> = BTreeMap::new();
    for (id, present) in open.iter().zip(present) {
        let open_text = LazyCell::new(|| secrets::open_text(sources.file(*id)));
        for origin in canaries.recognisable(present) {
            found.entry(origin.clone()).or_insert_with(|| {
                let (text, body) = &*open_text;
                let own = matches!(origin, Origin::Answer(file, _) if file == id);
                let start = if own { *body } else { 0 };
                let ends: Vec<usize> = memchr::memchr_iter(b'\n', text).filter(|end| *end >= start).collect();
                let short = ends.partition_point(|end| {
                    let present = canaries.present(&Form::of(&text[start..*end]), |_| false);
                    !canaries.recognisable(&present).contains(origin)
                });
                (*id, memchr::memchr_iter(b'\n', &text[..start]).count() + short + 1)
            });
        }
    }
    let warnings = found.into_iter().filter_map(|(origin, (file, line))| {
        let path = sources.file(file).path.clone();
        Some(Diagnostic::new(GateProblem::InClear { path, line }, origin.place()?))
    });
    warnings.collect()
}

/// The sources of what is published: drafts and what is left out are not open.
fn open_files(sources: &Sources, published: &Published) -> Vec<FileId> {
    let reports: BTreeSet<FileId> = published.reports.iter().map(|report| report.facts.file).collect();
    let open = sources.iter().filter(|(id, file)| {
        let is_page =
            matches!(file.kind, SourceKind::FreePage | SourceKind::Statement | SourceKind::Redirects);
        file.readable && (is_page || is_register(file.kind) || reports.contains(id))
    });
    open.map(|(id, _)| id).collect()
}

const fn is_register(kind: SourceKind) -> bool {
    match kind {
        SourceKind::Site | SourceKind::Organisations | SourceKind::Audits | SourceKind::Scales => true,
        SourceKind::Report
        | SourceKind::FreePage
        | SourceKind::Statement
        | SourceKind::Redirects
        | SourceKind::Promises
        | SourceKind::Editions
        | SourceKind::Lock
        | SourceKind::Plain => false,
    }
}

/// A file in all the ways that the gate reads it, each with how it is meant: for tests that look for what is
/// no text, such as a mean.
pub fn readings(path: &str, bytes: &[u8], mut see: impl FnMut(&[u8], Reading)) -> Option<Unread> {
    let mut decoder = Decoder::new(false, &mut see);
    decoder.file(path, bytes);
    decoder.unread
}

/// The words of a text in normal form.
#[cfg(test)]
fn normal_text(text: &str) -> String {
    let form = Form::of(text.as_bytes());
    let words: Vec<_> = form.words().map(|(_, word)| String::from_utf8_lossy(word).into_owned()).collect();
    words.join(" ")
}
