//! Files beside a report: rebuilt from a list of what may go along, never copied (disclosure.md §9).
//! Owns the choice of format, the common limits and what is handed on to the output gate. Reads and writes
//! no file: bytes in, bytes out. The same bytes always give the same bytes.

mod docx;
mod icc;
mod jpeg;
mod odt;
mod office;
mod package;
mod pdf;
mod plain;
mod png;
mod removed;
mod svg;
mod verify;
mod xlsx;
mod xml;

pub use pdf::paper::{Imprint, Paper, destinations, paper, tagged};
pub use pdf::tags::{Entry, Tagged};
pub use removed::{Removed, RemovedKind, RemovedValue};

use crate::diagnostic::{Active, AppendixProblem, FileType, Hidden, Spot};
use crate::model::report::AppendixKind;

/// No file is looked through above this size, in bytes; nor what its parts unpack to, taken together.
pub const LARGEST: usize = 256 << 20;

/// A file that may be published.
pub struct Released {
    /// The file, made anew.
    pub bytes: Vec<u8>,
    /// All text that a reader or a program can get out of `bytes`, a line a piece: for the search for personal
    /// data and for what is held back. In the order of the file, which needn't be that of the page.
    pub text: String,
    /// What was said of the file and of those who made it, and isn't in `bytes` any more.
    pub removed: Removed,
}

/// Makes a file anew.
///
/// `file` is its name, for messages; `title` what it is called on the site, which is the only thing that a PDF
/// says of itself afterwards. All that stands in the way is told at once.
pub fn release(
    kind: AppendixKind,
    bytes: &[u8],
    title: &str,
    file: &str,
) -> Result<Released, Vec<AppendixProblem>> {
    let mut job = Job::new(file);
    if bytes.len() > LARGEST {
        return Err(vec![AppendixProblem::TooLarge { file: file.to_owned() }]);
    }
    if let Some(found) = other_type(kind, bytes) {
        return Err(vec![AppendixProblem::OtherType { file: file.to_owned(), found }]);
    }
    let made = match kind {
        AppendixKind::Pdf => pdf::clean(bytes, title, &mut job),
        AppendixKind::Docx => docx::clean(bytes, &mut job),
        AppendixKind::Xlsx => xlsx::clean(bytes, &mut job),
        AppendixKind::Odt => odt::clean(bytes, &mut job),
        AppendixKind::Png => png::clean(bytes, Spot::File, &mut job),
        AppendixKind::Jpeg => jpeg::clean(bytes, Spot::File, &mut job),
        AppendixKind::Svg => svg::clean(bytes, &mut job),
        AppendixKind::Csv => plain::clean(bytes, true, &mut job),
        AppendixKind::Txt => plain::clean(bytes, false, &mut job),
    };
    if let Some(made) = made.as_ref().filter(|_| job.found.is_empty())
        && !verify::is_anonymous(kind, made)
    {
        job.add(|file| AppendixProblem::MetadataLeft { file });
    }
    match made {
        Some(bytes) if job.found.is_empty() => Ok(Released { bytes, text: job.text, removed: job.removed }),
        _ => {
            if job.found.is_empty() {
                job.unreadable(Spot::File);
            }
            job.found.dedup();
            Err(job.found)
        }
    }
}

/// One file on its way: what was found, said and taken away.
struct Job<'a> {
    file: &'a str,
    found: Vec<AppendixProblem>,
    text: String,
    removed: Removed,
}

impl<'a> Job<'a> {
    fn new(file: &'a str) -> Self {
        Self { file, found: Vec::new(), text: String::new(), removed: Removed::default() }
    }

    /// Tells of a problem, each once.
    fn add(&mut self, problem: impl FnOnce(String) -> AppendixProblem) {
        let problem = problem(self.file.to_owned());
        if !self.found.contains(&problem) {
            self.found.push(problem);
        }
    }

    fn unreadable(&mut self, spot: Spot) {
        self.add(|file| AppendixProblem::Unreadable { file, spot });
    }

    fn trailing(&mut self, spot: Spot) {
        self.add(|file| AppendixProblem::Trailing { file, spot });
    }

    fn active(&mut self, what: Active, spot: Spot) {
        self.add(|file| AppendixProblem::Active { file, what, spot });
    }

    fn hidden(&mut self, what: Hidden, spot: Spot) {
        self.add(|file| AppendixProblem::Hidden { file, what, spot });
    }

    fn too_large(&mut self) {
        self.add(|file| AppendixProblem::TooLarge { file });
    }

    /// A piece of text that a reader can get at, on a line of its own.
    fn say(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.text.push_str(text);
            self.text.push('\n');
        }
    }
}

/// A picture within a document, by its first bytes.
fn clean_picture(bytes: &[u8], spot: Spot, job: &mut Job) -> Option<Vec<u8>> {
    match sniff(bytes) {
        Some(FileType::Png) => png::clean(bytes, spot, job),
        Some(FileType::Jpeg) => jpeg::clean(bytes, spot, job),
        _ => {
            job.add(|file| AppendixProblem::PictureType { file, spot });
            None
        }
    }
}

/// What a file is by its first bytes, where they tell.
fn sniff(bytes: &[u8]) -> Option<FileType> {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = &start[..start.len().min(1024)];
    let words = head.trim_ascii_start();
    let begins =
        |with: &str| words.get(..with.len()).is_some_and(|it| it.eq_ignore_ascii_case(with.as_bytes()));
    Some(if start.starts_with(b"%PDF-") {
        FileType::Pdf
    } else if start.starts_with(png::SIGNATURE) {
        FileType::Png
    } else if start.starts_with(&[0xff, 0xd8, 0xff]) {
        FileType::Jpeg
    } else if start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06") {
        package::kind(bytes)
    } else if start.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        FileType::OldOffice
    } else if begins("<!doctype html") || begins("<html") {
        FileType::Html
    } else if begins("<svg") || begins("<?xml") && contains(head, b"<svg") {
        FileType::Svg
    } else if start.starts_with(b"GIF8")
        || start.starts_with(b"RIFF")
        || start.starts_with(b"II*\0")
        || start.starts_with(b"MM\0*")
        || start.starts_with(b"BM") && start.contains(&0)
        || start.starts_with(b"\x1f\x8b")
        || start.starts_with(b"\x7fELF")
        || start.starts_with(b"MZ") && start.contains(&0)
        || start.starts_with(b"{\\rtf")
    {
        FileType::Other
    } else {
        return None;
    })
}

/// What the file is, if that isn't what its ending says.
fn other_type(kind: AppendixKind, bytes: &[u8]) -> Option<FileType> {
    let found = sniff(bytes);
    let expected = match kind {
        AppendixKind::Pdf => FileType::Pdf,
        AppendixKind::Docx => FileType::Docx,
        AppendixKind::Xlsx => FileType::Xlsx,
        AppendixKind::Odt => FileType::Odt,
        AppendixKind::Png => FileType::Png,
        AppendixKind::Jpeg => FileType::Jpeg,
        // An SVG may begin with a long comment; its reader tells whether it is one.
        AppendixKind::Svg => return found.filter(|its| *its != FileType::Svg),
        AppendixKind::Csv | AppendixKind::Txt => return found,
    };
    (found != Some(expected)).then(|| found.unwrap_or(FileType::Other))
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    let Some(first) = needle.first() else { return true };
    let mut rest = haystack;
    while let Some(at) = rest.iter().position(|byte| byte == first) {
        rest = &rest[at..];
        if rest.starts_with(needle) {
            return true;
        }
        rest = &rest[1..];
    }
    false
}

#[cfg(test)]
mod tests;
