//! A file in all the ways that somebody may read it: as it is, and decoded, to the bottom. Owns the order and
//! the limits; what each coding says stands in `markup`, `escape` and `container`. Finds nothing itself.
//!
//! What takes time is asked for first: a text without a backslash isn't unescaped.

use super::container::{self, Member};
use super::{Unread, entity, escape, markup, tags};
use crate::utf8;

/// Codings within codings. Nothing honest has more; what is packed looks coded by chance, but not as deep.
const DEEPEST: usize = 16;
/// Bytes that one file may unpack to.
pub(super) const MOST: usize = if cfg!(test) { 4 << 20 } else { 256 << 20 };

/// Data of more bytes than two of these are read in pieces of so many, and what is made of each is gone before the next: in one piece
/// the list of all values would be in memory in as many ways as it is read.
const PIECE: usize = if cfg!(test) { 1 << 9 } else { 1 << 20 };
/// So much of what comes before is read once more with each piece, for what stands on both sides of a border.
const OVERLAP: usize = if cfg!(test) { 1 << 7 } else { 1 << 16 };

/// How a text is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Searched for canaries alone: bytes, measures, class names.
    Bytes,
    /// Read by people or by their programs: searched for personal data too.
    Text,
}

/// Reads one file.
pub(super) struct Decoder<'s> {
    see: &'s mut dyn FnMut(&[u8], Reading),
    /// Bytes that may still be unpacked.
    left: usize,
    /// What couldn't be read, if anything.
    pub(super) unread: Option<Unread>,
    /// Only what people read: there are no canaries.
    texts_only: bool,
}

/// What a file is, by its beginning and its name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Markup,
    Json,
    Code,
    Text,
    Binary,
}

impl<'s> Decoder<'s> {
    pub(super) fn new(texts_only: bool, see: &'s mut dyn FnMut(&[u8], Reading)) -> Self {
        Self { see, left: MOST, unread: None, texts_only }
    }

    /// Shows a file, and all that is in it.
    pub(super) fn file(&mut self, name: &str, bytes: &[u8]) {
        self.left += bytes.len() * 4;
        self.document(bytes, is_code(name), 0);
    }

    /// The same of a file that Insyn has made. Long data is shown a piece of whole rows at a time.
    pub(super) fn own_file(&mut self, name: &str, bytes: &[u8]) {
        let sort = if bytes.len() > 2 * PIECE { sort(bytes, is_code(name)) } else { Sort::Binary };
        if !matches!(sort, Sort::Json | Sort::Text) {
            return self.file(name, bytes);
        }
        for piece in pieces(bytes, sort) {
            self.left += piece.len() * 4;
            self.read(piece, sort, 0);
        }
    }

    /// A text that somebody else took out of the file.
    pub(super) fn text(&mut self, text: &str) {
        self.left += text.len() * 4;
        (self.see)(text.as_bytes(), Reading::Text);
        self.views(text.as_bytes(), Sort::Text, 0);
    }

    fn document(&mut self, bytes: &[u8], code: bool, depth: usize) {
        self.read(bytes, sort(bytes, code), depth);
    }

    fn read(&mut self, bytes: &[u8], sort: Sort, depth: usize) {
        let reading = if sort == Sort::Text { Reading::Text } else { Reading::Bytes };
        self.show(bytes, reading);
        self.views(bytes, sort, depth);
    }

    fn show(&mut self, bytes: &[u8], reading: Reading) {
        if reading == Reading::Text || !self.texts_only {
            (self.see)(bytes, reading);
        }
    }

    /// What a document says in other ways than as it stands.
    fn views(&mut self, bytes: &[u8], sort: Sort, depth: usize) {
        if !self.may_go_on(bytes, depth) {
            return;
        }
        match sort {
            Sort::Markup => self.markup(bytes, depth),
            Sort::Json | Sort::Code => {
                // Growing would have what is there in memory twice, and the largest files of all are data.
                let mut texts = Vec::with_capacity(bytes.len());
                escape::texts_of_code(bytes, &mut texts);
                self.show(&texts, Reading::Text);
                self.again(&texts, depth);
            }
            Sort::Text if memchr::memchr(b'&', bytes).is_some() => {
                let mut plain = Vec::with_capacity(bytes.len());
                entity::resolve(bytes, &mut plain);
                if plain != bytes {
                    self.document(&plain, false, depth + 1);
                }
            }
            Sort::Text | Sort::Binary => {}
        }
        self.codings(bytes, depth);
        self.containers(bytes, sort, depth);
    }

    /// Is there room for these bytes at this depth? If not, that is told.
    fn may_go_on(&mut self, bytes: &[u8], depth: usize) -> bool {
        if depth > DEEPEST || bytes.len() > self.left {
            let unread = if depth > DEEPEST { Unread::TooDeep } else { Unread::TooLarge };
            self.unread = self.unread.or(Some(unread));
            return false;
        }
        self.left -= bytes.len();
        true
    }

    fn markup(&mut self, bytes: &[u8], depth: usize) {
        let mut parts = markup::take_apart(bytes, self.texts_only);
        // What is read again is read whole; and paragraphs may end at Windows' empty lines alone, further on.
        if parts.is_cut
            && ([&parts.flow, &parts.aside, &parts.rest].into_iter().any(|part| tags::may_be_coded(part))
                || memchr::memchr(b'\r', &parts.aside).is_some())
        {
            parts = markup::take_apart(bytes, false);
        }
        self.show(&parts.flow, Reading::Text);
        self.show(&parts.aside, Reading::Text);
        self.show(&parts.rest, Reading::Bytes);
        for part in [&parts.flow, &parts.aside, &parts.rest] {
            self.again(part, depth);
        }
        if !parts.code.is_empty() {
            self.codings(&parts.code, depth);
        }
    }

    /// A text that was coded may hold what is coded once more: `&amp;aring;`.
    fn again(&mut self, text: &[u8], depth: usize) {
        let escaped = memchr::memchr3_iter(b'&', b'<', b'\\', text).any(|at| match text[at] {
            b'&' => entity::reference(&text[at..]).is_some(),
            b'<' => {
                text.get(at + 1).is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, b'/' | b'!'))
            }
            _ => true,
        });
        if escaped {
            self.document(text, false, depth + 1);
        }
    }

    /// Percent coding, backslashes, base64, UTF-16, and the strings of a PDF.
    fn codings(&mut self, bytes: &[u8], depth: usize) {
        let mut plain = Vec::new();
        escape::percent_coded(bytes, &mut plain);
        if !plain.is_empty() {
            self.decoded(&plain, depth);
        }
        if memchr::memchr(b'\\', bytes).is_some() {
            for decode in [escape::backslash, escape::css] {
                plain.clear();
                decode(bytes, &mut plain);
                self.decoded(&plain, depth);
            }
        }
        if memchr::memchr(0, bytes).is_some() {
            plain.clear();
            escape::utf_16(bytes, &mut plain);
            if !plain.is_empty() {
                self.document(&plain, false, depth + 1);
            }
        }
        if container::is_pdf_page(bytes) {
            plain.clear();
            container::pdf_strings(bytes, &mut plain);
            self.show(&plain, Reading::Text);
        }
        escape::base64(bytes, |run| {
            if is_words(run) {
                self.show(run, Reading::Text);
            }
            self.decoded(run, depth);
        });
    }

    /// Bytes that stood coded: by themselves they are no text that anybody reads, but they may hold one.
    fn decoded(&mut self, bytes: &[u8], depth: usize) {
        self.show(bytes, Reading::Bytes);
        let sort = sort(bytes, false);
        let holds = match sort {
            Sort::Markup => memchr::memmem::find(bytes, b"</").is_some(),
            Sort::Json | Sort::Binary => true,
            Sort::Text | Sort::Code => false,
        };
        if holds {
            self.views(bytes, sort, depth + 1);
        } else {
            self.codings_again(bytes, depth + 1);
        }
    }

    /// Codings that a decoded text still holds.
    fn codings_again(&mut self, bytes: &[u8], depth: usize) {
        if !self.may_go_on(bytes, depth) {
            return;
        }
        if memchr::memchr(b'&', bytes).is_some() {
            let mut plain = Vec::with_capacity(bytes.len());
            entity::resolve(bytes, &mut plain);
            if plain != bytes {
                self.show(&plain, Reading::Bytes);
            }
        }
        self.codings(bytes, depth);
    }

    fn containers(&mut self, bytes: &[u8], sort: Sort, depth: usize) {
        container::zip(bytes, |member| self.member(member, depth));
        // Compressed streams aren't UTF-8.
        if sort == Sort::Binary {
            let left = self.left;
            container::streams(bytes, |member| self.member(member, depth), left);
        }
    }

    fn member(&mut self, member: Member, depth: usize) -> usize {
        match member {
            Member::Bytes(member) => {
                if member.cut {
                    self.unread = self.unread.or(Some(Unread::TooLarge));
                }
                self.document(&member.bytes, false, depth + 1);
            }
            Member::Name(name) => self.show(&name, Reading::Text),
            Member::Unread(unread) => self.unread = self.unread.or(Some(unread)),
        }
        self.left
    }
}

fn is_code(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    matches!(ending, "css" | "js" | "mjs" | "map")
}

/// Whole rows, [`PIECE`] bytes or more of them at a time, each piece with the rows before it in which the last [`OVERLAP`] bytes are. What a
/// piece begins with is that of a row: what is read in it is sorted by its beginning, and a cell may begin as anything.
fn pieces(bytes: &[u8], sort: Sort) -> impl Iterator<Item = &[u8]> {
    let rows = ends_of_rows(bytes, sort);
    let mut start = 0;
    std::iter::from_fn(move || {
        if start == bytes.len() {
            return None;
        }
        let next = rows.partition_point(|end| *end < start + PIECE);
        let end = rows.get(next).copied().unwrap_or(bytes.len());
        let before = rows.partition_point(|end| *end + OVERLAP <= start);
        let from = before.checked_sub(1).map_or(0, |at| rows[at]);
        let piece = &bytes[from..end];
        start = end;
        Some(piece)
    })
}

/// Where rows end. In JSON no value goes over several lines; in CSV a cell does, within quotation marks.
fn ends_of_rows(bytes: &[u8], sort: Sort) -> Vec<usize> {
    let mut is_quoted = false;
    let ends = memchr::memchr2_iter(b'\n', b'"', bytes).filter(|at| {
        let is_end = bytes[*at] == b'\n';
        is_quoted ^= !is_end && sort == Sort::Text;
        is_end && !is_quoted
    });
    ends.map(|at| at + 1).collect()
}

fn sort(bytes: &[u8], code: bool) -> Sort {
    if memchr::memchr(0, bytes).is_some() || utf8::text(bytes).is_none() && !is_windows_text(bytes) {
        return Sort::Binary;
    }
    if code {
        return Sort::Code;
    }
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    match start {
        [b'<', next, ..] if next.is_ascii_alphabetic() || matches!(next, b'!' | b'?' | b'/') => Sort::Markup,
        [b'{' | b'[', ..] if start.contains(&b'"') => Sort::Json,
        _ if memchr::memmem::find(bytes, b"</").is_some() => Sort::Markup,
        _ => Sort::Text,
    }
}

/// Is this a text? What wasn't coded comes out with control characters, or as no text at all.
fn is_words(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes)
        .is_ok_and(|text| !text.contains(|c: char| c.is_control() && !c.is_whitespace()))
}

/// A table saved in Windows-1252 has no control characters, a compressed stream has.
fn is_windows_text(bytes: &[u8]) -> bool {
    !bytes.iter().any(|byte| matches!(byte, 0..=8 | 0x0e..=0x1f | 0x7f | 0x81 | 0x8d | 0x8f | 0x90 | 0x9d))
}

/// A secret as its author wrote it, without escapes and references: what pages are made of.
pub(super) fn plain(secret: &str) -> String {
    let mut out = Vec::with_capacity(secret.len());
    entity::resolve(secret.as_bytes(), &mut out);
    if memchr::memchr(b'\\', &out).is_some() {
        let mut unescaped = Vec::with_capacity(out.len());
        escape::backslash(&out, &mut unescaped);
        out = unescaped;
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A cell may go over several lines, and these may begin as JSON or markup does.
    #[test]
    fn no_piece_begins_within_a_cell_and_together_they_are_the_file() {
        let rows = ["1,ord om mötet\n", "2,\"En rad\n[två \"\"rad\"\"\n\n<p tre\"\n", "3,\"a\"\"\n{b\"\n"];
        for before in 0..300 {
            let mut file = format!("{}\n", "x".repeat(before));
            rows.iter().cycle().take(150).for_each(|row| file.push_str(row));
            let mut read = 0;
            for piece in pieces(file.as_bytes(), Sort::Text) {
                let piece = str::from_utf8(piece).unwrap();
                let from = piece.as_ptr() as usize - file.as_ptr() as usize;
                assert!(from == 0 || piece.starts_with(['1', '2', '3']), "{before}: {piece}");
                assert!(from <= read, "nothing is left out");
                read = from + piece.len();
            }
            assert_eq!(read, file.len());
        }
    }
}
