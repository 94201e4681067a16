//! Files within files: members of zip, zlib streams of PDF and PNG, gzip; and the strings of a PDF's page. Finds
//! members by their own headers, wherever they stand, so that none is passed over that a list leaves out.
//! Owns no limits: it is told how much may be unpacked.

use super::Unread;
use super::escape;
use crate::deflate::{Inflated, Wrapping, inflate};

/// What a container gives.
pub(super) enum Member {
    /// Unpacked bytes; whether there is more than was allowed.
    Bytes(Inflated),
    /// The name of a member.
    Name(Vec<u8>),
    /// A member that can't be read.
    Unread(Unread),
}

const ZIP: &[u8] = b"PK\x03\x04";

/// Members of zip archives in these bytes. `see` says each time how many bytes may still be unpacked.
pub(super) fn zip(bytes: &[u8], mut see: impl FnMut(Member) -> usize) {
    let mut at = 0;
    while let Some(found) = memchr::memmem::find(&bytes[at..], ZIP) {
        at += found;
        let header = &bytes[at..];
        at += ZIP.len();
        let Some(fixed) = header.first_chunk::<30>() else { return };
        let short = |from: usize| usize::from(u16::from_le_bytes([fixed[from], fixed[from + 1]]));
        let (flags, method) = (short(6), short(8));
        let (name_length, extra) = (short(26), short(28));
        let Some(name) = header.get(30..30 + name_length) else { continue };
        // Other files may have these four bytes by chance.
        if short(4) > 0xff || name.is_empty() || name.contains(&0) {
            continue;
        }
        let left = see(Member::Name(name.to_vec()));
        let data = header.get(30 + name_length + extra..).unwrap_or_default();
        if flags & 1 == 1 {
            see(Member::Unread(Unread::Encrypted));
            continue;
        }
        match method {
            // Stands in clear, and has been read; but what it holds may be packed in its turn.
            0 => {
                let size = u32::from_le_bytes([fixed[18], fixed[19], fixed[20], fixed[21]]) as usize;
                let stored = data.get(..size).unwrap_or(data);
                let cut = stored.len() > left;
                let bytes = stored[..stored.len().min(left)].to_vec();
                see(Member::Bytes(Inflated { bytes, used: 0, cut, ended: !cut }));
            }
            8 => {
                let member = inflate(data, Wrapping::None, left);
                at += 26 + name_length + extra + member.used;
                see(Member::Bytes(member));
            }
            _ => {
                see(Member::Unread(Unread::UnknownPacking));
            }
        }
        at = at.min(bytes.len());
    }
}

/// zlib streams and gzip files in these bytes, but for the points of a PNG. `left` bytes may be
/// unpacked; `see` says how many may be after that.
pub(super) fn streams(bytes: &[u8], mut see: impl FnMut(Member) -> usize, mut left: usize) {
    let mut at = 0;
    while let Some(found) = memchr::memchr2(0x78, 0x1f, &bytes[at..]) {
        at += found;
        let rest = &bytes[at..];
        let stream = match rest {
            [0x78, flags, ..] if (0x7800 + u16::from(*flags)) % 31 == 0 => {
                let points =
                    bytes[..at].ends_with(b"IDAT") || bytes[..at.saturating_sub(4)].ends_with(b"fdAT");
                (!points).then(|| inflate(rest, Wrapping::Zlib, left))
            }
            [0x1f, 0x8b, 8, ..] => gzip_data(rest).map(|from| {
                let mut stream = inflate(&rest[from..], Wrapping::None, left);
                stream.used += from;
                stream
            }),
            _ => None,
        };
        at += 1;
        if let Some(stream) = stream
            && !stream.bytes.is_empty()
        {
            at += stream.used.saturating_sub(1);
            left = see(Member::Bytes(stream));
        }
    }
}

/// Where the stream of a gzip file begins.
fn gzip_data(file: &[u8]) -> Option<usize> {
    let flags = *file.get(3)?;
    let mut at = 10;
    if flags & 4 != 0 {
        at += 2 + usize::from(u16::from_le_bytes([*file.get(at)?, *file.get(at + 1)?]));
    }
    for flag in [8, 16] {
        if flags & flag != 0 {
            at += memchr::memchr(0, file.get(at..)?)? + 1;
        }
    }
    at += usize::from(flags & 2 != 0) * 2;
    (at <= file.len()).then_some(at)
}

/// Does a text look like the page of a PDF: is there an operator that shows a string, as a word of its own?
pub(super) fn is_pdf_page(bytes: &[u8]) -> bool {
    let apart = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_alphanumeric() && byte.is_ascii());
    // Two searches for two bytes: a `T` alone begins many a word.
    [b"Tj", b"TJ"].into_iter().any(|operator| {
        memchr::memmem::find_iter(bytes, operator)
            .any(|at| at > 0 && apart(bytes.get(at - 1)) && apart(bytes.get(at + 2)))
    })
}

/// The strings of a PDF's page or object, joined as they are set: kerning between them leaves no trace.
pub(super) fn pdf_strings(bytes: &[u8], out: &mut Vec<u8>) {
    let mut rest = bytes;
    let mut in_row = false;
    while let Some(at) = rest.iter().position(|byte| matches!(byte, b'(' | b'<' | b'[' | b']')) {
        let sign = rest[at];
        rest = &rest[at + 1..];
        match sign {
            b'[' => in_row = true,
            b']' => {
                in_row = false;
                out.push(b'\n');
            }
            b'(' => {
                let length = parenthesised(rest);
                string(&rest[..length], out);
                rest = rest.get(length + 1..).unwrap_or_default();
            }
            _ => {
                let length =
                    rest.iter().position(|byte| !byte.is_ascii_hexdigit() && !byte.is_ascii_whitespace());
                let length = length.unwrap_or(rest.len());
                if rest.get(length) == Some(&b'>') {
                    let digits: Vec<u8> =
                        rest[..length].iter().copied().filter(u8::is_ascii_hexdigit).collect();
                    let hex =
                        |byte: u8| u8::try_from(char::from(byte).to_digit(16).unwrap_or(0)).unwrap_or(0);
                    let decoded: Vec<u8> = digits
                        .chunks(2)
                        .map(|pair| hex(pair[0]) << 4 | pair.get(1).map_or(0, |low| hex(*low)))
                        .collect();
                    coded(&decoded, out);
                }
                rest = &rest[length..];
            }
        }
        if sign != b'[' && !in_row {
            out.push(b'\n');
        }
    }
}

/// To the parenthesis that closes a string, pairs within it and what a backslash stands before passed over.
fn parenthesised(text: &[u8]) -> usize {
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(byte) = text.get(at) {
        match byte {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' if depth == 0 => return at,
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    text.len()
}

fn string(text: &[u8], out: &mut Vec<u8>) {
    if text.starts_with(b"\xfe\xff") || text.starts_with(b"\xff\xfe") {
        coded(text, out);
        return;
    }
    // Letters beyond ASCII stand as bytes: the normal form reads those as they are.
    let plain = memchr::memchr(b'\\', text).is_none();
    if plain { out.extend_from_slice(text) } else { escape::backslash(text, out) }
}

/// UTF-16 with its mark, or bytes.
fn coded(text: &[u8], out: &mut Vec<u8>) {
    let units =
        |from: fn([u8; 2]) -> u16| text[2..].chunks_exact(2).map(move |pair| from([pair[0], pair[1]]));
    let units: Vec<u16> = match text {
        [0xfe, 0xff, ..] => units(u16::from_be_bytes).collect(),
        [0xff, 0xfe, ..] => units(u16::from_le_bytes).collect(),
        _ => {
            out.extend_from_slice(text);
            return;
        }
    };
    out.extend_from_slice(String::from_utf16_lossy(&units).as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strings_of_a_page_are_joined_as_they_are_set() {
        let mut out = Vec::new();
        pdf_strings(
            b"BT [(An) -20 (na \\() 30 <42 65 7267>] TJ (\\305sa (x)) Tj <FEFF00C50073> Tj << /T (ut) >> (slut",
            &mut out,
        );
        let text = String::from_utf8_lossy(&out).into_owned();
        let words: Vec<_> = text.split_whitespace().collect();
        assert_eq!(words, ["Anna", "(Berg", "Åsa", "(x)", "Ås", "ut", "slut"]);
        assert!(
            is_pdf_page(b"(a) Tj")
                && is_pdf_page(b"[(a)]TJ")
                && !is_pdf_page("En Tjänst THT Tjat Tj".as_bytes()[..].strip_suffix(b" Tj").unwrap())
        );
    }
}
