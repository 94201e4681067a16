//! What must not leave, and where it stands: masked passages, answers that aren't shown, what was removed from
//! appendices. Owns no search. What it holds is `Raw`: it can't be printed, copied or written.

use super::super::appendix::{Removed, RemovedKind};
use crate::diagnostic::{FieldPath, Place};
use crate::disclosure::Raw;
use crate::kept::ByText;
use crate::parallel;
use crate::parse::front_matter::front_matter;
use crate::parse::mask::hidden;
use crate::source::{FileId, SourceFile, SourceKind, Sources, Span};

/// Where a secret stands: known to the author, and no secret itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A masked passage: the file, and the line that it opens on.
    Masked(FileId, Span),
    /// An answer in words that isn't shown: the report's file, and which of its interviews, from 0.
    Answer(FileId, usize),
    /// Something that was removed from a file beside a report: the published file.
    Removed(String),
}

/// Secrets on their way to the gate.
///
/// ```compile_fail
/// println!("{:?}", insyn::disclosure::gate::Secrets::default());
/// ```
#[derive(Default)]
pub struct Secrets {
    all: Vec<(Origin, Raw<String>)>,
}

/// Texts in which an earlier reading found nothing masked.
#[derive(Default)]
pub(crate) struct Unmasked(ByText<()>);

impl Secrets {
    /// No secrets at all?
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// An answer in words that isn't shown.
    pub fn add_answer(&mut self, file: FileId, interviews: usize, answer: Raw<String>) {
        self.all.push((Origin::Answer(file, interviews), answer));
    }

    /// Who and what was taken out of the metadata of a file beside a report. Organisations, titles and the names
    /// of programs aren't secret by themselves and stand on the site anyway.
    pub fn removed(file: &str, removed: &Removed) -> Self {
        let mut secrets = Self::default();
        let is_secret = |kind| {
            !matches!(kind, RemovedKind::Organisation | RemovedKind::Description | RemovedKind::Technical)
        };
        for (_, value) in removed.iter().filter(|(kind, _)| is_secret(*kind)) {
            secrets.add_removed(file, value.to_owned());
        }
        secrets
    }

    /// Something that was removed from a file beside a report: an author, a comment.
    pub fn add_removed(&mut self, file: &str, removed: String) {
        self.all.push((Origin::Removed(file.to_owned()), Raw::new(removed)));
    }

    /// Adds others, after its own.
    pub fn append(&mut self, others: Self) {
        self.all.extend(others.all);
    }

    /// All masked passages of the sources, drafts and reports to come included. Of texts in which an earlier reading found none they
    /// aren't sought again; those of this one are kept for the next.
    pub(crate) fn add_masked(&mut self, sources: &Sources, earlier: Option<&mut Unmasked>) {
        let known = |id: FileId| earlier.as_ref().is_some_and(|earlier| earlier.0.of(id, sources).is_some());
        let files = sources.iter().filter(|(id, file)| file.readable && !known(*id));
        let files: Vec<_> = files.collect();
        let found = parallel::map(&files, |(id, file)| {
            let text = file.text.get();
            let passages = masks(file.kind, &text).into_iter();
            passages
                .map(|mask| {
                    let whole = &text[mask.range()];
                    let line = whole.find('\n').unwrap_or(whole.len());
                    let opening = Span::new(mask.start as usize, mask.start as usize + line);
                    (Origin::Masked(*id, opening), Raw::new(inside(whole).to_owned()))
                })
                .collect::<Vec<_>>()
        });
        if let Some(earlier) = earlier {
            earlier.0.only_of(sources);
            for ((id, _), _) in files.iter().zip(&found).filter(|(_, masked)| masked.is_empty()) {
                earlier.0.keep(*id, sources, ());
            }
        }
        self.all.extend(found.into_iter().flatten());
    }

    /// All secrets with their origins.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Origin, &str)> {
        self.all.iter().map(|(origin, text)| (origin, text.get().as_str()))
    }

    /// The sources that secrets stand in, each once, in order: what a finding of the gate points into.
    pub fn files(&self) -> Vec<FileId> {
        let mut files: Vec<_> = self.all.iter().filter_map(|(origin, _)| origin.file()).collect();
        files.sort_unstable();
        files.dedup();
        files
    }
}

impl Origin {
    /// Where a finding about it points, if it stands in a source.
    pub(super) fn place(&self) -> Option<Place> {
        match self {
            Self::Masked(file, span) => Some(Place::Bytes(*file, *span)),
            Self::Answer(file, interviews) => {
                let path = FieldPath::root().to("intervjuer").to(*interviews).to("svar");
                Some(Place::key(*file, path))
            }
            Self::Removed(_) => None,
        }
    }

    /// The source that it stands in.
    pub fn file(&self) -> Option<FileId> {
        match self {
            Self::Masked(file, _) | Self::Answer(file, _) => Some(*file),
            Self::Removed(_) => None,
        }
    }
}

/// Where masks stand in a source: those of the body and those of the front matter or register.
fn masks(kind: SourceKind, text: &str) -> Vec<Span> {
    let body = body_offset(kind, text);
    let mut masks = hidden(&text[..body], 0);
    masks.extend(hidden(text, body));
    masks
}

/// The first byte of a source's body; its length where it has none.
fn body_offset(kind: SourceKind, text: &str) -> usize {
    match kind {
        SourceKind::Report | SourceKind::FreePage => front_matter(text).map_or(0, |split| split.body_offset),
        SourceKind::Site
        | SourceKind::Organisations
        | SourceKind::Audits
        | SourceKind::Scales
        | SourceKind::Statement
        | SourceKind::Redirects
        | SourceKind::Promises
        | SourceKind::Editions
        | SourceKind::Lock
        | SourceKind::Plain => text.len(),
    }
}

/// A source with its masked passages blanked, byte for byte and line for line, and where its body begins.
pub(super) fn open_text(file: &SourceFile) -> (Vec<u8>, usize) {
    let text = file.text.get().into_owned();
    let (masks, body) = (masks(file.kind, &text), body_offset(file.kind, &text));
    let mut open = text.into_bytes();
    for mask in masks {
        for byte in open[mask.range()].iter_mut().filter(|byte| **byte != b'\n') {
            *byte = b' ';
        }
    }
    (open, body)
}

/// What a mask hides, without the signs that make it one.
fn inside(mask: &str) -> &str {
    if mask.starts_with("[[") {
        let inside = mask.trim_end_matches(']');
        inside.split_once(':').map_or(inside, |(_, inside)| inside)
    } else {
        // The opening line may end in text too; its ground is no secret.
        let opening = mask.lines().next().unwrap_or_default();
        let after = opening.trim_start_matches([':', ' ']);
        let word = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
        let rest = after[word..].trim_start();
        let rest =
            if rest.starts_with('{') { rest.split_once('}').map_or("", |(_, rest)| rest) } else { rest };
        &mask[opening.len() - rest.len()..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discover::from_memory;

    fn sources(text: &str) -> Sources {
        from_memory(vec![("namnd/2023/rapport.md".into(), text.as_bytes().to_vec())]).value.unwrap()
    }

    const TEXT: &str = "---\ntitel: Om [[maskad: Åsa]] här\n---\nText [[ maskad : Bo [x] ]] mer.\n\n\
                        > :::maskad {grund=\"OSL 26:1\"}\n> Cia kom\n> :::\n\nSlut.\n";

    /// What is masked is found in each reading, and in a text that has got a mask since.
    #[test]
    fn only_texts_without_masks_are_passed_over_in_the_next_reading() {
        let mut unmasked = Unmasked::default();
        let mut count = |sources: &Sources| {
            let mut secrets = Secrets::default();
            secrets.add_masked(sources, Some(&mut unmasked));
            secrets.all.len()
        };
        let (masked, plain) = (sources(TEXT), sources("Text.\n"));
        assert_eq!([count(&masked), count(&masked)], [3, 3]);
        assert_eq!([count(&plain), count(&plain)], [0, 0]);
        assert_eq!(count(&masked), 3);
        assert!(unmasked.0.of(FileId(0), &masked).is_none() && unmasked.0.of(FileId(0), &plain).is_some());
    }

    #[test]
    fn masks_of_front_matter_and_body_are_found_without_their_signs() {
        let mut secrets = Secrets::default();
        secrets.add_masked(&sources(TEXT), None);
        let words: Vec<String> = secrets.iter().map(|(_, text)| super::super::normal_text(text)).collect();
        assert_eq!(words, ["asa", "bo x", "cia kom"]);
        assert_eq!(secrets.files(), [FileId(0)]);
    }

    #[test]
    fn the_open_text_is_all_the_rest() {
        let file = &sources(TEXT).files[0];
        let (open, body) = open_text(file);
        assert_eq!(open.len(), file.text.get().len());
        let words = |bytes: &[u8]| {
            let text = String::from_utf8(bytes.to_vec()).unwrap();
            text.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(words(&open[..body]), ["---", "titel:", "Om", "här", "---"]);
        assert_eq!(words(&open[body..]), ["Text", "mer.", ">", "Slut."]);
        assert_eq!(memchr::memchr_iter(b'\n', &open).count(), file.text.get().lines().count());
    }
}
