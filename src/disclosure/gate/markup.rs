//! HTML, SVG and other XML taken apart: what is read, what is read aloud or followed, and the rest. Never
//! refuses a file: what isn't closed runs to the end. Owns no search.

use super::entity;
use super::escape;
use super::names::{is_address, is_inline_tag, is_measure, is_word_block};
use super::tags::{Parts, Tags};

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
    /// Has anything been left out?
    pub(super) is_cut: bool,
}

/// A longer name is no tag's.
const LONGEST_NAME: usize = 16;

/// Takes a document apart. For one who looks for persons alone (`persons`), what tags say is left out where nothing in it
/// is anybody's and nothing is coded; by itself, each paragraph that stays reads as it does among the others.
pub(super) fn take_apart(source: &[u8], persons: bool) -> Markup {
    Tags::with(|tags| take_apart_with(source, persons, tags))
}

fn take_apart_with(source: &[u8], persons: bool, tags: &mut Tags) -> Markup {
    let mut out = Markup::default();
    // Growing would copy what is there again and again.
    out.flow.reserve(source.len());
    out.aside.reserve(source.len() / 4);
    out.rest.reserve(source.len() / 2);
    let mut rest = source;
    while let Some(at) = find(rest, b'<', b'&') {
        if at > 0 {
            out.flow.extend_from_slice(&rest[..at]);
            rest = &rest[at..];
        }
        rest = match rest {
            [b'&', ..] => entity::resolve_one(rest, &mut out.flow),
            [_, b'/' | b'a'..=b'z' | b'A'..=b'Z', ..] => known_tag(rest, &mut out, persons, tags),
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

/// Bytes that are looked through eight at a time: most texts and values end within so many, and a search for many bytes
/// at a time takes longer to begin.
const NEAR: usize = 32;

/// Where the first of two bytes is.
#[inline]
fn find(text: &[u8], one: u8, other: u8) -> Option<usize> {
    let (eights, _) = text[..text.len().min(NEAR)].as_chunks::<8>();
    for (number, eight) in eights.iter().enumerate() {
        let eight = u64::from_le_bytes(*eight);
        let found = equal(eight, one) | equal(eight, other);
        if found != 0 {
            return Some(number * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    let near = eights.len() * 8;
    memchr::memchr2(one, other, &text[near..]).map(|at| near + at)
}

/// Has the highest bit of each of eight bytes that is this one, and perhaps of some after the first that is.
#[inline]
pub(super) const fn equal(eight: u64, byte: u8) -> u64 {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    let other = eight ^ (EACH * byte as u64);
    other.wrapping_sub(EACH) & !other & (EACH << 7)
}

/// What comes before `end`, and what after it.
fn until<'s>(text: &'s [u8], end: &[u8]) -> (&'s [u8], &'s [u8]) {
    match memchr::memmem::find(text, end) {
        Some(at) => (&text[..at], &text[at + end.len()..]),
        None => (text, &[]),
    }
}

/// A value up to its quotation mark, what comes after that, and whether it may have references.
#[inline]
fn quoted(text: &[u8], quote: u8) -> (&[u8], &[u8], bool) {
    let (at, coded) = match find(text, quote, b'&') {
        Some(at) if text[at] == quote => (at, false),
        Some(at) => (memchr::memchr(quote, &text[at..]).map_or(text.len(), |more| at + more), true),
        None => (text.len(), false),
    };
    (&text[..at], text.get(at + 1..).unwrap_or_default(), coded)
}

/// What a byte is in a name.
const ENDS_TAG: u8 = 1;
const ENDS_ATTRIBUTE: u8 = 2;
/// A capital, or not ASCII.
const ODD: u8 = 4;
const NAME: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0_u8;
    loop {
        table[byte as usize] = match byte {
            b'/' | b'>' => ENDS_TAG | ENDS_ATTRIBUTE,
            b'=' => ENDS_ATTRIBUTE,
            _ if byte.is_ascii_whitespace() => ENDS_TAG | ENDS_ATTRIBUTE,
            _ if byte.is_ascii_uppercase() || !byte.is_ascii() => ODD,
            _ => 0,
        };
        if byte == u8::MAX {
            break table;
        }
        byte += 1;
    }
};

/// How long the name is that a text opens with, of which so many bytes belong to it whatever they are, and whether any
/// is odd.
#[inline]
fn name_length(text: &[u8], least: usize, ends: u8) -> (usize, bool) {
    let mut marks = 0;
    let mut length = 0;
    while let Some(byte) = text.get(length) {
        let mark = NAME[usize::from(*byte)];
        if mark & ends != 0 && length >= least {
            break;
        }
        marks |= mark;
        length += 1;
    }
    (length, marks & ODD != 0)
}

fn paragraph(out: &mut Vec<u8>, text: &[u8]) {
    entity::resolve(text, out);
    out.extend_from_slice(b"\n\n");
}

/// At a tag: reads it, or takes what was read in it before, and returns what comes after it.
#[inline]
fn known_tag<'s>(source: &'s [u8], out: &mut Markup, persons: bool, tags: &mut Tags) -> &'s [u8] {
    let Some(key) = Tags::key(source) else { return tag(source, out).1 };
    if let Some(tag) = tags.get(key, source) {
        end(tag.parts, &mut out.flow);
        if persons && tag.is_silent() {
            out.is_cut = true;
        } else {
            out.aside.extend_from_slice(&tag.aside);
            out.rest.extend_from_slice(&tag.rest);
        }
        return &source[key.length..];
    }
    let before = [out.aside.len(), out.rest.len(), out.code.len()];
    let (parts, after) = tag(source, out);
    // One with a `>` within it ends further on; one that opens a script has more than itself.
    if source.len() - after.len() == key.length && out.code.len() == before[2] {
        tags.add(key, source, parts, &out.aside[before[0]..], &out.rest[before[1]..]);
    }
    after
}

/// Ends a line or a paragraph of the flow.
#[inline]
fn end(parts: Parts, flow: &mut Vec<u8>) {
    match parts {
        Parts::Nothing => {}
        Parts::Lines => flow.push(b'\n'),
        // Tables and charts are tags within tags: where a paragraph has ended, no more need end. A third line end stays,
        // since a backslash of CSS takes one.
        Parts::Paragraphs if flow.ends_with(b"\n\n\n") => {}
        Parts::Paragraphs => flow.extend_from_slice(b"\n\n"),
    }
}

/// At a tag: reads it, and returns what it does to the flow and what comes after it, or after the script or style that it
/// opens.
fn tag<'s>(source: &'s [u8], out: &mut Markup) -> (Parts, &'s [u8]) {
    let closing = source.get(1) == Some(&b'/');
    let name_at = 1 + usize::from(closing);
    let (length, is_odd) = name_length(&source[name_at..], 0, ENDS_TAG);
    let mut buffer = [0; LONGEST_NAME];
    let name = small(&source[name_at..name_at + length], is_odd, &mut buffer);
    let parts = match name {
        b"br" => Parts::Lines,
        _ if is_inline(name) => Parts::Nothing,
        _ => Parts::Paragraphs,
    };
    end(parts, &mut out.flow);
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
            None => return (parts, rest),
            Some(b'>') => {
                rest = &rest[1..];
                break;
            }
            Some(_) => rest = attribute(rest, out),
        }
    }
    if closing || !matches!(name, b"script" | b"style") {
        return (parts, rest);
    }
    let end: &[u8] = if name == b"script" { b"</script" } else { b"</style" };
    let length = rest.windows(end.len()).position(|at| at.eq_ignore_ascii_case(end)).unwrap_or(rest.len());
    let (code, after) = rest.split_at(length);
    out.code.extend_from_slice(code);
    out.code.push(b'\n');
    escape::texts_of_code(code, &mut out.aside);
    (parts, after)
}

/// At an attribute: reads it, and returns what comes after it.
fn attribute<'s>(source: &'s [u8], out: &mut Markup) -> &'s [u8] {
    let (length, is_odd) = name_length(source, 1, ENDS_ATTRIBUTE);
    let (name, mut rest) = source.split_at(length);
    let value;
    let mut coded = true;
    if let [b'=', quote @ (b'"' | b'\''), after @ ..] = rest {
        (value, rest, coded) = quoted(after, *quote);
    } else {
        let blanks = rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        if rest.get(blanks) == Some(&b'=') {
            rest = rest[blanks + 1..].trim_ascii_start();
            if let Some(quote @ (b'"' | b'\'')) = rest.first() {
                (value, rest, coded) = quoted(&rest[1..], *quote);
            } else {
                let ends = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'>';
                (value, rest) = rest.split_at(rest.iter().position(ends).unwrap_or(rest.len()));
            }
        } else {
            value = &[];
        }
    }
    let mut buffer = [0; 24];
    let name = small(name, is_odd, &mut buffer);
    if value.is_empty() {
        // What looks like a tag within a tag is none, and would be read as one when this text is read again.
        let signs = name.iter().take_while(|byte| **byte == b'<').count();
        out.rest.extend_from_slice(&name[signs..]);
        out.rest.push(b' ');
    } else if is_measure(name) {
        if coded {
            entity::resolve(value, &mut out.rest);
        } else {
            out.rest.extend_from_slice(value);
        }
        out.rest.push(b' ');
    } else if is_address(name) {
        if coded {
            let mut plain = Vec::with_capacity(value.len());
            entity::resolve(value, &mut plain);
            escape::address(&plain, &mut out.aside);
        } else {
            escape::address(value, &mut out.aside);
        }
    } else if coded {
        paragraph(&mut out.aside, value);
    } else {
        out.aside.extend_from_slice(value);
        out.aside.extend_from_slice(b"\n\n");
    }
    rest
}

fn is_inline(name: &[u8]) -> bool {
    is_inline_tag(name) || name.starts_with(b"w:") && !is_word_block(name)
}

/// A name in small letters, as far as the buffer goes; nothing where that isn't UTF-8. Only one with odd bytes has other
/// letters.
#[inline]
fn small<'b>(name: &'b [u8], is_odd: bool, buffer: &'b mut [u8]) -> &'b [u8] {
    let name = &name[..name.len().min(buffer.len())];
    if !is_odd {
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
            false,
        );
        assert_eq!(words(&out.flow), "Anna å ny 1 2 x 1 < 2 c<d ordet");
        assert!(std::str::from_utf8(&out.flow).unwrap().contains("1\n\n\n\n2"));
        assert_eq!(words(&out.aside), "DOCTYPE html R&D mailto:a@b.se dold not s k");
        assert_eq!(words(&out.rest), "grå");
        assert_eq!(words(&out.code), "var a = \"s\"; // k");
    }

    #[test]
    fn the_first_of_two_bytes_is_found_wherever_it_stands() {
        for length in 0..80 {
            for at in 0..length {
                // What differs from a byte in its lowest bit is taken for it where a byte before it is one.
                for (one, other) in [(b'<', b'&'), (b'"', b'&'), (0x80, 0xff), (0, 1), (b'>', b'>')] {
                    let mut text = vec![b'x'; length];
                    text[at..].fill(one ^ 1);
                    text[at] = other;
                    if let Some(last) = text[at + 1..].last_mut() {
                        *last = one;
                    }
                    let wanted = text.iter().position(|byte| [one, other].contains(byte));
                    assert_eq!(find(&text, one, other), wanted, "{length} {at} {one} {other}");
                }
            }
        }
    }

    /// All that is read in a document, each time that it is read.
    fn readings(source: &[u8]) -> [[Vec<u8>; 4]; 3] {
        std::array::from_fn(|_| {
            // A tag is looked for where eight bytes can be read up to its end.
            let source = [source, b"        "].concat();
            let Markup { flow, aside, rest, code, is_cut } = take_apart(&source, false);
            assert!(!is_cut);
            [flow, aside, rest, code]
        })
    }

    #[test]
    fn a_tag_is_read_alike_each_time() {
        for source in [
            &b"<a title=\"x>y\">z</a><a title='x>y'>z"[..],
            b"<script></script>x<script>'a'</script>y",
            b"<style></style>x<style>a{content:'b'}</style>",
            b"<td class=a>1<br>2<b>3<BR/>4",
            b"<t <r <p>x<p >x<p  >x<q title=a&amp;b class=\"c&lt;\">",
            b"<a href=\"/a/b?c\" id=d>1<a href='/a/b?c' id=d>1<a href=/a/b?c id=d>1",
            b"<en-tagg-som-ingen-har>x<en-tagg-som-ingen-har>",
            b"<p>",
            b"<p title",
        ] {
            let [first, second, third] = readings(source);
            assert_eq!((&first, &first), (&second, &third), "{}", String::from_utf8_lossy(source));
        }
        let of = |source: &[u8]| take_apart(&[source, b"        "].concat(), false);
        of(b"<script></script>");
        assert_eq!(
            (of(b"<script>'a'</script>").aside, of(b"<style></style>").code),
            (b"a\n\n".to_vec(), b"\n".to_vec())
        );
        of(b"<a title=\"x>y\">");
        assert_eq!(of(b"<a title=\"x>\">z").flow.trim_ascii(), b"z");
    }

    #[test]
    fn no_tag_is_taken_for_another() {
        let texts = (0..20_000)
            .map(|number| format!("<i title=\"{number:05}\" id=\"{number:05}\">"))
            .collect::<Vec<_>>()
            .concat();
        let wanted = (0..20_000).map(|number| format!("{number:05}\n\n")).collect::<Vec<_>>().concat();
        for _ in 0..3 {
            let out = take_apart(texts.as_bytes(), false);
            assert_eq!(out.aside, wanted.as_bytes());
            assert_eq!(out.rest, wanted.replace("\n\n", " ").as_bytes());
        }
    }

    #[test]
    fn what_is_known_to_be_nobodys_is_left_out_and_nothing_else_is() {
        let of = |source: &str| {
            let source = format!("{source}{}", " ".repeat(8));
            let read = || take_apart(source.as_bytes(), true);
            drop((read(), read()));
            let Markup { aside, rest, is_cut, .. } = read();
            (String::from_utf8(aside).unwrap(), String::from_utf8(rest).unwrap(), is_cut)
        };
        assert_eq!(of("<b title=ord class=e>x"), (String::new(), String::new(), true));
        for (title, class) in [
            ("121212-1212", "f"),
            ("a&amp;b", "g"),
            ("a\\b", "h"),
            ("a&lt;b", "i"),
            ("a\rb", "j"),
            ("ord", "a&amp;b"),
            ("ord", "a\\b"),
            ("ord", "a&lt;b"),
        ] {
            let (aside, rest, is_cut) = of(&format!("<b title=\"{title}\" class=\"{class}\">x"));
            assert!(!is_cut, "{title} {class}");
            assert_eq!(aside, title.replace("&amp;", "&").replace("&lt;", "<") + "\n\n");
            assert_eq!(rest, class.replace("&amp;", "&").replace("&lt;", "<") + " ");
        }
    }

    #[test]
    fn tags_without_ends_are_not_read_one_within_another() {
        let out = take_apart(b"<t <r <p <<pp <t <hemligt", false);
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
            assert_eq!(words(&take_apart(source.as_bytes(), false).aside), aside, "{source}");
        }
    }

    #[test]
    fn tags_within_tags_end_one_paragraph_and_line_breaks_none() {
        let out = take_apart(b"<td><p>1</p></td></tr>\n<tr><td>2<br><br>3<TD>4</TD><b>5</B>6", false);
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
            let out = take_apart(source.as_bytes(), false);
            assert_eq!(words(&out.rest), format!("{word} \u{e5}"), "{source}");
            assert_eq!(words(&out.aside), format!("{word}& {word} {word}@ 1"), "{source}");
            assert_eq!(words(&out.flow), format!("{word}<{word}"), "{source}");
        }
    }
}
