//! From a place to bytes, lines and columns. Owns no printing.

use super::Locate;
use crate::diagnostic::Place;
use crate::source::{FileId, Sources, Span};

/// A line and a column, both from 1; columns count characters (Unicode scalar values).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// The start of a file.
impl Default for Position {
    fn default() -> Self {
        Self { line: 1, column: 1 }
    }
}

impl Position {
    /// Where a byte is; past the end of the text, the end.
    pub fn of(text: &str, byte: usize) -> Self {
        let before = &text[..border(text, byte)];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            line: before.bytes().filter(|&byte| byte == b'\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}

/// The last character's border that isn't after a byte.
fn border(text: &str, byte: usize) -> usize {
    let byte = byte.min(text.len());
    (0..=byte).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// A place with its path and, where it has a text to point into, its bytes. Sorts by path, then by bytes;
/// what has no file comes first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Resolved {
    /// Path below the content folder.
    pub path: Option<String>,
    /// Its bytes, within the text and at its characters' borders.
    pub span: Option<Span>,
    /// The file.
    pub file: Option<FileId>,
    /// Where the bytes start.
    pub start: Option<Position>,
    /// Where they end.
    pub end: Option<Position>,
}

impl Resolved {
    /// Resolves a place. A key or value that can't be found gives the start of its file.
    pub fn of(place: &Place, sources: &Sources, locate: Locate<'_>) -> Self {
        let nowhere = Self { path: None, span: None, file: None, start: None, end: None };
        let (file, span) = match place {
            Place::Run => return nowhere,
            Place::Path(path) => return Self { path: Some(path.clone()), ..nowhere },
            Place::File(file) => (*file, None),
            Place::Bytes(file, span) => (*file, Some(*span)),
            Place::Field(file, path, part) => (*file, locate(sources.file(*file), path, *part)),
        };
        let source = sources.file(file);
        let text = &source.text.get();
        let range = span.unwrap_or(Span::new(0, 0)).range();
        let start = border(text, range.start);
        let end = border(text, range.end).max(start);
        Self {
            path: Some(source.path.clone()),
            span: Some(Span::new(start, end)),
            file: Some(file),
            start: Some(Position::of(text, start)),
            end: Some(Position::of(text, end)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "rad\nåäö🦊e\u{301}x";
        let at = |needle: &str| Position::of(text, text.find(needle).expect("it stands there"));
        assert_eq!(at("å"), Position { line: 2, column: 1 });
        assert_eq!(at("🦊"), Position { line: 2, column: 4 });
        assert_eq!(at("x"), Position { line: 2, column: 7 });
        assert_eq!(Position::of(text, 5), Position { line: 2, column: 1 }, "within å");
        assert_eq!(Position::of(text, 999), Position { line: 2, column: 8 });
    }
}
