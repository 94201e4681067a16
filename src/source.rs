//! Source files in memory: ids, byte spans, and texts as they are or squeezed. Owns no disk access and knows no lines or columns
//! (`report` does); a text here is already UTF-8, without byte order mark, with `\n` line ends, in NFC.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::squeezed::Squeezed;

/// Which source file; an index into [`Sources::files`], in path order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A half-open range of bytes in one file's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets. Files over 4 GiB are refused by discover.
    #[expect(clippy::cast_possible_truncation, reason = "discover refuses files that don't fit")]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// As a range for slicing a text.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The same span further into the file.
    #[must_use]
    pub const fn shifted(self, by: usize) -> Self {
        Self::new(self.start as usize + by, self.end as usize + by)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// What a file in the content folder is, told by where it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SourceKind {
    /// `insyn.yaml`.
    Site,
    /// `register/organisationer.yaml`.
    Organisations,
    /// `register/granskningar.yaml`.
    Audits,
    /// `register/skalor.yaml`.
    Scales,
    /// `register/omdirigeringar.yaml`.
    Redirects,
    /// `publicerat.lock`: every address that the site has had.
    Promises,
    /// `utgåvor.lock`: every edition of every report.
    Editions,
    /// `<nämnd>/<år>/<rapport>.md` or `<nämnd>/<år>/<rapport>/index.md`.
    Report,
    /// `sidor/<sida>.md`.
    FreePage,
    /// A text that is no part of a site: what `insyn scan` is given.
    Plain,
    /// `svar.lock`: what the site has shown of answers before.
    Lock,
    /// `sidor/<sida>.yaml`: the tillgänglighetsredogörelse.
    Statement,
}

impl SourceKind {
    /// A list that the program writes itself, and adds to as the site grows?
    pub const fn is_written_by_program(self) -> bool {
        matches!(self, Self::Promises | Self::Editions | Self::Lock)
    }
}

/// One text file of the content folder.
pub struct SourceFile {
    /// Path below the content folder, `/` between the parts, NFC.
    pub path: String,
    /// What it is.
    pub kind: SourceKind,
    /// The text, normalised as this module's head says. Holds masked passages and raw answers.
    pub text: SourceText,
    /// Whether the text is the file's own: false where it couldn't be read or decoded, and then it is
    /// there for messages only and must not be parsed.
    pub readable: bool,
}

/// A file's text. A copy shares it.
#[derive(Clone)]
pub struct SourceText(Held);

#[derive(Clone)]
enum Held {
    Whole(Arc<str>),
    Squeezed(Arc<Squeezed>),
}

impl SourceText {
    /// The text.
    pub fn get(&self) -> Cow<'_, str> {
        match &self.0 {
            Held::Whole(text) => Cow::Borrowed(text),
            Held::Squeezed(text) => Cow::Owned(text.text()),
        }
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        match &self.0 {
            Held::Whole(text) => text.is_empty(),
            Held::Squeezed(_) => false,
        }
    }

    /// Is it the very same, not only as many letters? Asked of what was found in a text before.
    pub(crate) fn is(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Held::Whole(one), Held::Whole(other)) => Arc::ptr_eq(one, other),
            (Held::Squeezed(one), Held::Squeezed(other)) => Arc::ptr_eq(one, other),
            (Held::Whole(_), Held::Squeezed(_)) | (Held::Squeezed(_), Held::Whole(_)) => false,
        }
    }

    /// A text in a third of the room or so, which has to be made anew each time it is read: for what is seldom read, and for many texts.
    pub fn squeezed(text: &str) -> Self {
        if text.is_empty() { Self::default() } else { Self(Held::Squeezed(Squeezed::of(text).into())) }
    }
}

impl Default for SourceText {
    fn default() -> Self {
        Self::from("")
    }
}

impl<T: Into<Arc<str>>> From<T> for SourceText {
    fn from(text: T) -> Self {
        Self(Held::Whole(text.into()))
    }
}

/// The content is left out: it holds masked passages and raw answers.
impl fmt::Debug for SourceFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SourceFile")
            .field("path", &self.path)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// A file beside a report that isn't Markdown: an appendix or a picture. Its bytes stay on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Path below the content folder, `/` between the parts, NFC.
    pub path: String,
    /// The name on the disk, relative to the content folder, as the file system spells it.
    pub disk_path: std::path::PathBuf,
    /// Size in bytes.
    pub size: u64,
}

/// Everything that discover found, sorted by path.
#[derive(Debug, Default)]
pub struct Sources {
    /// Text files; a [`FileId`] is an index here.
    pub files: Vec<SourceFile>,
    /// Other files in report folders and `sidor/`.
    pub assets: Vec<Asset>,
}

impl Sources {
    /// The file with this id.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The same files with the texts of these alone: the others are wanted no longer.
    #[must_use]
    pub fn only(mut self, is_wanted: impl Fn(FileId, &SourceFile) -> bool) -> Self {
        for (id, file) in (0..).map(FileId).zip(&mut self.files) {
            if !is_wanted(id, file) {
                file.text = SourceText::default();
            }
        }
        self
    }

    /// The same where these few are wanted until the end. They are squeezed, and by that come to stand together in memory: each where it
    /// stood would hold the room of forty that are gone.
    #[must_use]
    pub fn few(self, is_wanted: impl Fn(FileId, &SourceFile) -> bool) -> Self {
        let mut few = self.only(is_wanted);
        for file in few.files.iter_mut().filter(|file| !file.text.is_empty()) {
            file.text = SourceText::squeezed(&file.text.get());
        }
        few
    }

    /// Lets a file have another text than on the disk, or be there at all: for what isn't written yet. Before parsing
    /// alone, since ids may move.
    pub fn put_text(&mut self, path: &str, kind: SourceKind, text: String) {
        let text = text.into();
        match self.files.binary_search_by(|file| file.path.as_str().cmp(path)) {
            Ok(at) => self.files[at].text = text,
            Err(at) => {
                self.files.insert(at, SourceFile { path: path.to_owned(), kind, text, readable: true });
            }
        }
    }

    /// All files with their ids, in path order.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0..).map(FileId).zip(&self.files)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_squeezed_text_is_the_text_and_is_itself_alone() {
        let long = "Nämnden har inte följt upp besluten. ".repeat(40);
        let [text, again, none] = [&*long, &long, ""].map(SourceText::squeezed);
        let whole = SourceText::from(long);
        assert_eq!((text.get(), text.is_empty()), (whole.get(), false));
        assert_eq!((none.get(), none.is_empty()), ("".into(), true));
        assert!(text.is(&text.clone()) && whole.is(&whole.clone()));
        assert!(!text.is(&again) && !text.is(&whole) && !whole.is(&text));
        assert!(!SourceText::from("a").is(&SourceText::from("a")));
    }
}
