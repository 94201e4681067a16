//! HTML, SVG and other XML taken apart: what is read, what is read aloud or followed, and the rest. Never
//! refuses a file: what isn't closed runs to the end. Owns no search.

use super::entity;
use super::escape;
use super::names::{is_address, is_inline_tag, is_measure, is_word_block};

/// A document's three texts, references resolved.
#[derive(Default)]
pub(super) struct Markup {
    /// What stands between tags. Tags within a line leave no trace; others end a paragraph, so that numbers in
    /// neighbouring cells stay apart.
    pub(super) flow: Vec<u8>,
    /// Attributes that people read or follow, comments, texts within scripts and styles; each a paragraph.
    pub(super) aside: Vec<u8>,
    /// All other attributes: measures, classes, ids.
    pub(super) rest: Vec<u8>,
    /// Scripts and styles as they are.
    pub(super) code: Vec<u8>,
}

/// A longer name is no tag's.
const LONGEST_NAME: usize = 16;

/// Takes a document apart.
pub(super) fn take_apart(source: &[u8]) -> Markup {
    let mut out = Markup::default();
    // Growing would copy what is there again and again.
    out.flow.reserve(source.len());
    out.aside.reserve(source.len() / 4);
    out.rest.reserve(source.len() / 2);
    let mut rest = source;
    while let Some(at) =
        find(rest, |byte| matches!(byte, b'<' | b'&'), |rest| memchr::memchr2(b'<', b'&', rest))
    {
        if at > 0 {
            out.flow.extend_from_slice(&rest[..at]);
            rest = &rest[at..];
        }
        rest = match rest {
            [b'&', ..] => entity::resolve_one(rest, &mut out.flow),
            [_, b'/' | b'a'..=b'z' | b'A'..=b'Z', ..] => tag(rest, &mut out),
            [_, b'!' | b'?', ..] => aside(rest, &mut out),
            _ => {
                out.flow.push(b'<');
                &rest[1..]
            }
        };
    }
    out.flow.extend_from_slice(rest);
    out
}

/// At a comment, a section of plain text or a declaration: reads it, and returns what comes after it.
fn aside<'s>(source: &'s [u8], out: &mut Markup) -> &'s [u8] {
    if source.starts_with(b"<!--") {
        let (comment, after) = until(&source[4..], b"-->");
        paragraph(&mut out.aside, comment);
        after
    } else if source.starts_with(b"<![CDATA[") {
        let (text, after) = until(&source[9..], b"]]>");
        out.flow.extend_from_slice(text);
        after
    } else {
        let (text, after) = until(&source[2..], b">");
        paragraph(&mut out.aside, text);
        after
    }
}

/// Where the first of some bytes is: what is near byte by byte, the rest many bytes at a time.
#[inline]
fn find(text: &[u8], is: impl Fn(&u8) -> bool, far: impl FnOnce(&[u8]) -> Option<usize>) -> Option<usize> {
    let near = text.len().min(entity::SHORT);
    text[..near].iter().position(is).or_else(|| far(&text[near..]).map(|at| near + at))
}

/// What comes before `end`, and what after it.
fn until<'s>(text: &'s [u8], end: &[u8]) -> (&'s [u8], &'s [u8]) {
    let found = match end {
        // Most ends are one byte, and most texts before them a few.
        [byte] => find(text, |other| other == byte, |rest| memchr::memchr(*byte, rest)),
        _ => memchr::memmem::find(text, end),
    };
    match found {
        Some(at) => (&text[..at], &text[at + end.len()..]),
        None => (text, &[]),
    }
}

fn paragraph(out: &mut Vec<u8>, text: &[u8]) {
    entity::resolve(text, out);
    out.extend_from_slice(b"\n\n");
}

/// At a tag: reads it, and returns what comes after it, or after the script or style that it opens.
fn tag<'s>(source: &'s [u8], out: &mut Markup) -> &'s [u8] {
    let closing = source.get(1) == Some(&b'/');
    let name_at = 1 + usize::from(closing);
    let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
    let length = source[name_at..].iter().position(ends).unwrap_or(source.len() - name_at);
    let mut buffer = [0; LONGEST_NAME];
    let name = small(&source[name_at..name_at + length], &mut buffer);
    if name == b"br" {
        out.flow.push(b'\n');
    } else if !is_inline(name) {
        // Tables and charts are tags within tags: where a paragraph has ended, no more need end. A third line end stays,
        // since a backslash of CSS takes one.
        if !out.flow.ends_with(b"\n\n\n") {
            out.flow.extend_from_slice(b"\n\n");
        }
    }
    if name.is_empty() || length > LONGEST_NAME {
        // A name that no known tag has may be a text.
        paragraph(&mut out.aside, &source[name_at..name_at + length]);
    }
    let mut rest = &source[name_at + length..];
    loop {
        while rest.first().is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'/') {
            rest = &rest[1..];
        }
        match rest.first() {
            None => return rest,
            Some(b'>') => {
                rest = &rest[1..];
                break;
            }
            Some(_) => rest = attribute(rest, out),
        }
    }
    if closing || !matches!(name, b"script" | b"style") {
        return rest;
    }
    let end: &[u8] = if name == b"script" { b"</script" } else { b"</style" };
    let length = rest.windows(end.len()).position(|at| at.eq_ignore_ascii_case(end)).unwrap_or(rest.len());
    let (code, after) = rest.split_at(length);
    out.code.extend_from_slice(code);
    out.code.push(b'\n');
    escape::texts_of_code(code, &mut out.aside);
    after
}

/// At an attribute: reads it, and returns what comes after it.
fn attribute<'s>(source: &'s [u8], out: &mut Markup) -> &'s [u8] {
    let ends = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'>' | b'/');
    let length = source.iter().skip(1).position(|byte| ends(*byte)).map_or(source.len(), |at| at + 1);
    let (name, mut rest) = source.split_at(length);
    let blanks = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let value;
    if rest.get(blanks) == Some(&b'=') {
        rest = rest[blanks + 1..].trim_ascii_start();
        (value, rest) = if let Some(quote @ (b'"' | b'\'')) = rest.first() {
            until(&rest[1..], &[*quote])
        } else {
            let ends = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'>';
            rest.split_at(rest.iter().position(ends).unwrap_or(rest.len()))
        };
    } else {
        value = &[];
    }
    let mut buffer = [0; 24];
    let name = small(name, &mut buffer);
    if value.is_empty() {
        // What looks like a tag within a tag is none, and would be read as one when this text is read again.
        let signs = name.iter().take_while(|byte| **byte == b'<').count();
        out.rest.extend_from_slice(&name[signs..]);
        out.rest.push(b' ');
    } else if is_measure(name) {
        entity::resolve(value, &mut out.rest);
        out.rest.push(b' ');
    } else if is_address(name) {
        let mut plain = Vec::with_capacity(value.len());
        entity::resolve(value, &mut plain);
        escape::address(&plain, &mut out.aside);
    } else {
        paragraph(&mut out.aside, value);
    }
    rest
}

fn is_inline(name: &[u8]) -> bool {
    is_inline_tag(name) || name.starts_with(b"w:") && !is_word_block(name)
}

/// A name in small letters, as far as the buffer goes; nothing where that isn't UTF-8.
fn small<'b>(name: &'b [u8], buffer: &'b mut [u8]) -> &'b [u8] {
    let name = &name[..name.len().min(buffer.len())];
    // Nearly all are.
    if name.iter().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return name;
    }
    let small = &mut buffer[..name.len()];
    small.copy_from_slice(name);
    small.make_ascii_lowercase();
    if std::str::from_utf8(small).is_ok() { small } else { &[] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(bytes: &[u8]) -> String {
        String::from_utf8(bytes.to_vec()).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn each_text_goes_where_it_is_read() {
        let out = take_apart(
            "<!DOCTYPE html><p class=\"grå\" title='R&amp;D'>An<b>na</b> &aring;<br>ny</p><td>1</td><td>2</td>\
             <a href=\"mailto:a%40b.se\" data-x=dold>x</a><!-- not --><script>var a = \"s\"; // k\n</script>1 < 2 <![CDATA[c<d]]>\
             <w:p><w:t>ord</w:t><w:r/><w:t>et</w:t><p>"
                .as_bytes(),
        );
        assert_eq!(words(&out.flow), "Anna å ny 1 2 x 1 < 2 c<d ordet");
        assert!(std::str::from_utf8(&out.flow).unwrap().contains("1\n\n\n\n2"));
        assert_eq!(words(&out.aside), "DOCTYPE html R&D mailto:a@b.se dold not s k");
        assert_eq!(words(&out.rest), "grå");
        assert_eq!(words(&out.code), "var a = \"s\"; // k");
    }

    #[test]
    fn tags_without_ends_are_not_read_one_within_another() {
        let out = take_apart(b"<t <r <p <<pp <t <hemligt");
        assert_eq!(words(&out.rest), "r p pp t hemligt");
    }

    #[test]
    fn what_is_not_closed_runs_to_the_end() {
        for (source, aside) in [
            ("<!-- slut", "slut"),
            ("<a title=\"slut", "slut"),
            ("<a title=slut", "slut"),
            ("<script>'slut'", "slut"),
            ("<a title", ""),
            ("<a title=", ""),
            ("<", ""),
            ("</", ""),
            ("<a ////", ""),
            ("<a =\"slut\">", ""),
        ] {
            assert_eq!(words(&take_apart(source.as_bytes()).aside), aside, "{source}");
        }
    }

    #[test]
    fn tags_within_tags_end_one_paragraph_and_line_breaks_none() {
        let out = take_apart(b"<td><p>1</p></td></tr>\n<tr><td>2<br><br>3<TD>4</TD><b>5</B>6");
        assert_eq!(out.flow, b"\n\n\n\n1\n\n\n\n\n2\n\n3\n\n4\n\n56");
    }

    #[test]
    fn names_and_values_are_read_whatever_their_length_and_case() {
        for length in [1, 15, 16, 17, 40] {
            let word = "o".repeat(length);
            let source = format!(
                "<p CLASS=\"{word}\" tiTle='{word}&amp;' data-\u{e5}={word} Href=\"{word}%40\" {}x=1>{word}&lt;{word}<i \u{e5}>",
                "n".repeat(30)
            );
            let out = take_apart(source.as_bytes());
            assert_eq!(words(&out.rest), format!("{word} \u{e5}"), "{source}");
            assert_eq!(words(&out.aside), format!("{word}& {word} {word}@ 1"), "{source}");
            assert_eq!(words(&out.flow), format!("{word}<{word}"), "{source}");
        }
    }
}
