//! Texts written with other signs: percent coding, backslashes of JSON, JavaScript and CSS, base64, UTF-16.
//! Each takes bytes and appends what they say. Never refuses anything; owns no order of decoding.

/// `%E5`: a text with percent coding resolved. The rest stays.
pub(super) fn percent(text: &[u8], out: &mut Vec<u8>) {
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'%', rest) {
        out.extend_from_slice(&rest[..at]);
        if let Some(byte) = hex_pair(&rest[at + 1..]) {
            out.push(byte);
            rest = &rest[at + 3..];
        } else {
            out.push(b'%');
            rest = &rest[at + 1..];
        }
    }
    out.extend_from_slice(rest);
}

/// What is percent coded in a text, each attribute or line of it for itself.
pub(super) fn percent_coded(text: &[u8], out: &mut Vec<u8>) {
    let ends = |byte: &u8| matches!(byte, b'"' | b'<' | b'>' | b'\n');
    let mut done = 0;
    for at in memchr::memchr_iter(b'%', text) {
        if at < done || hex_pair(&text[at + 1..]).is_none() {
            continue;
        }
        let start = text[done..at].iter().rposition(ends).map_or(done, |before| done + before + 1);
        done = text[at..].iter().position(ends).map_or(text.len(), |after| at + after);
        percent(&text[start..done], out);
        out.push(b'\n');
    }
}

/// An address: each part a paragraph, percent coding resolved, `+` for a blank too. Data within it is left to
/// the reading of whole files.
pub(super) fn address(text: &[u8], out: &mut Vec<u8>) {
    if text.trim_ascii_start().get(..5).is_some_and(|start| start.eq_ignore_ascii_case(b"data:")) {
        return;
    }
    let mut plain = Vec::new();
    let text = if memchr::memchr(b'%', text).is_some() {
        plain.reserve(text.len());
        percent(text, &mut plain);
        &plain
    } else {
        text
    };
    for part in text.split(|byte| matches!(byte, b'/' | b'?' | b'&')) {
        out.extend_from_slice(part);
        out.extend_from_slice(b"\n\n");
    }
}

/// `\u00e5`, `\xe5`, `\345`, `\n`: a text with the backslashes of JSON, scripts and PDF resolved. A backslash before
/// anything else goes.
pub(super) fn backslash(text: &[u8], out: &mut Vec<u8>) {
    let mut units: Vec<u16> = Vec::new();
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'\\', rest) {
        if at > 0 {
            flush(&mut units, out);
        }
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at + 1..];
        let braced = rest.strip_prefix(b"u{").and_then(|inside| {
            let length = inside.iter().take(7).position(|byte| *byte == b'}')?;
            Some((hex_number(&inside[..length])?, length + 3))
        });
        let unit = match rest.first() {
            Some(b'u') => rest.get(1..5).and_then(hex_number),
            _ => None,
        };
        if let Some(unit) = unit {
            units.push(u16::try_from(unit).unwrap_or(0xfffd));
            rest = &rest[5..];
            continue;
        }
        flush(&mut units, out);
        let octal = rest.iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
        if let Some((code, length)) = braced {
            push(char::from_u32(code), out);
            rest = &rest[length..];
        } else if let (Some(b'x'), Some(byte)) = (rest.first(), rest.get(1..).and_then(hex_pair)) {
            push(Some(char::from(byte)), out);
            rest = &rest[3..];
        } else if octal > 0 {
            let code = rest[..octal].iter().fold(0, |code: u32, digit| code * 8 + u32::from(digit - b'0'));
            push(char::from_u32(code & 0xff), out);
            rest = &rest[octal..];
        } else if let Some(next) = rest.first() {
            match next {
                b'n' | b'r' | b't' | b'f' | b'v' | b'b' => out.push(b' '),
                other => out.push(*other),
            }
            rest = &rest[1..];
        }
    }
    flush(&mut units, out);
    out.extend_from_slice(rest);
}

/// `\e5 `: a text with the backslashes of CSS resolved.
pub(super) fn css(text: &[u8], out: &mut Vec<u8>) {
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'\\', rest) {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at + 1..];
        let digits = rest.iter().take(6).take_while(|byte| byte.is_ascii_hexdigit()).count();
        if let Some(code) = hex_number(&rest[..digits]) {
            push(char::from_u32(code), out);
            rest = &rest[digits..];
            if rest.first().is_some_and(u8::is_ascii_whitespace) {
                rest = &rest[1..];
            }
        }
    }
    out.extend_from_slice(rest);
}

fn flush(units: &mut Vec<u16>, out: &mut Vec<u8>) {
    for character in char::decode_utf16(units.drain(..)) {
        push(character.ok(), out);
    }
}

fn push(character: Option<char>, out: &mut Vec<u8>) {
    out.extend_from_slice(character.unwrap_or('\u{fffd}').encode_utf8(&mut [0; 4]).as_bytes());
}

fn hex_number(digits: &[u8]) -> Option<u32> {
    let all = !digits.is_empty() && digits.iter().all(u8::is_ascii_hexdigit);
    all.then(|| u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok())?
}

fn hex_pair(text: &[u8]) -> Option<u8> {
    text.get(..2).and_then(hex_number).and_then(|byte| u8::try_from(byte).ok())
}

/// Strings and comments of a script, a style sheet or JSON, each a paragraph; strings unescaped.
pub(super) fn texts_of_code(code: &[u8], out: &mut Vec<u8>) {
    let mut rest = code;
    while let Some(at) = memchr::memchr3(b'"', b'\'', b'/', rest) {
        let sign = rest[at];
        rest = &rest[at + 1..];
        let end: &[u8] = match (sign, rest.first()) {
            (b'/', Some(b'*')) => b"*/",
            (b'/', Some(b'/')) => b"\n",
            (b'/', _) => continue,
            _ => &[],
        };
        if end.is_empty() {
            let length = string_length(rest, sign);
            let string = &rest[..length];
            if !string.starts_with(b"data:") {
                backslash(string, out);
            }
            rest = rest.get(length + 1..).unwrap_or_default();
        } else {
            let length = memchr::memmem::find(rest, end).unwrap_or(rest.len());
            out.extend_from_slice(rest.get(1..length).unwrap_or_default());
            rest = &rest[length..];
        }
        out.extend_from_slice(b"\n\n");
    }
}

fn string_length(text: &[u8], quote: u8) -> usize {
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| memchr::memchr2(quote, b'\\', rest)) {
        at += found;
        if text[at] == quote {
            return at;
        }
        at += 2;
    }
    text.len()
}

/// Letters and digits of base64 in a row that are tried.
const RUN: usize = 10;
/// Lines of base64 are broken at 64 or 76; shorter ones than this are lines of text.
const LINE: usize = 60;

/// Runs of base64 in a text, each decoded from each of the four places where it may begin. Words and addresses
/// are told from it by their capitals: base64 has them within.
pub(super) fn base64(text: &[u8], mut see: impl FnMut(&[u8])) {
    let mut run = Vec::new();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(capital) = capital_within(text, at) {
        let start = text[at..capital].iter().rposition(|byte| !is_digit(*byte));
        let start = start.map_or(at, |before| at + before + 1);
        at = capital
            + text[capital..].iter().position(|byte| !is_digit(*byte)).unwrap_or(text.len() - capital);
        if at - start < RUN || !text[start..at].iter().any(u8::is_ascii_lowercase) {
            continue;
        }
        run.clear();
        run.extend_from_slice(&text[start..at]);
        let mut line = at - start;
        while line >= LINE {
            let broken =
                text[at..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n' | b' ' | b'\t')).count();
            let more = text[at + broken..].iter().take_while(|byte| is_digit(**byte)).count();
            if broken == 0 || more == 0 {
                break;
            }
            run.extend_from_slice(&text[at + broken..at + broken + more]);
            at += broken + more;
            line = more;
        }
        for offset in 0..4.min(run.len()) {
            out.clear();
            decode_64(&run[offset..], &mut out);
            see(&out);
        }
    }
}

const NO_DIGIT: u8 = 0xff;
const SIXTY_FOUR: [u8; 256] = {
    let mut table = [NO_DIGIT; 256];
    let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut value = 0_u8;
    while value < 64 {
        table[digits[value as usize] as usize] = value;
        value += 1;
    }
    table[b'-' as usize] = 62;
    table[b'_' as usize] = 63;
    table
};

/// A digit of base64, of either kind?
fn is_digit(byte: u8) -> bool {
    SIXTY_FOUR[usize::from(byte)] != NO_DIGIT
}

/// Bytes that are looked at together.
const BLOCK: usize = 64;

/// The first capital from a place on, but for the one there, right after a digit of base64.
fn capital_within(text: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while let Some((before, after)) =
        text.get(at..).and_then(|rest| rest.first_chunk().zip(rest.get(1..)?.first_chunk()))
    {
        if may_have_capital(before, after)
            && let Some(found) = capital_in(text, at, at + BLOCK)
        {
            return Some(found);
        }
        at += BLOCK;
    }
    capital_in(text, at, text.len())
}

/// The first capital right after a digit that stands from a place on and before another.
fn capital_in(text: &[u8], from: usize, to: usize) -> Option<usize> {
    let pairs = text.get(from..text.len().min(to + 1))?.windows(2);
    pairs.into_iter().position(|two| two[1].is_ascii_uppercase() && is_digit(two[0])).map(|at| from + at + 1)
}

/// May there be a capital right after a digit? By comparisons alone and without a branch, sixteen bytes at a time; what
/// else they let through (`,`, `.`, `@`, braces) stands before capitals seldom.
fn may_have_capital(before: &[u8; BLOCK], after: &[u8; BLOCK]) -> bool {
    let may = |(before, after): (&u8, &u8)| {
        let is_digit = (before.wrapping_sub(b'+') <= b'9' - b'+') | (before.wrapping_sub(b'@') < 0x40);
        is_digit & (after.wrapping_sub(b'A') < 26)
    };
    before.iter().zip(after).fold(false, |has, two| has | may(two))
}

fn decode_64(digits: &[u8], out: &mut Vec<u8>) {
    let value = |digit: u8| u32::from(SIXTY_FOUR[usize::from(digit)] & 63);
    for four in digits.chunks(4) {
        let bits = four.iter().fold(0, |bits, digit| bits << 6 | value(*digit)) << (6 * (4 - four.len()));
        let [_, bytes @ ..] = bits.to_be_bytes();
        out.extend_from_slice(&bytes[..four.len() - 1]);
    }
}

/// Letters of UTF-16 in a row that make a text.
const UNITS: usize = 4;

/// Rows of UTF-16 in a text, of either order of bytes and at either place; each a paragraph.
pub(super) fn utf_16(bytes: &[u8], out: &mut Vec<u8>) {
    for first in [0, 1] {
        for unit in [u16::from_le_bytes, u16::from_be_bytes] {
            let mut row: Vec<u16> = Vec::new();
            for pair in bytes.get(first..).unwrap_or_default().chunks_exact(2) {
                let unit = unit([pair[0], pair[1]]);
                if is_text(unit) {
                    row.push(unit);
                } else {
                    end_row(&mut row, out);
                }
            }
            end_row(&mut row, out);
        }
    }
}

/// A row in the wrong order of bytes is one of rare letters: what has no common one isn't taken.
fn end_row(row: &mut Vec<u16>, out: &mut Vec<u8>) {
    if row.len() >= UNITS && row.iter().any(|unit| (0x20..0x7f).contains(unit)) {
        flush(row, out);
        out.extend_from_slice(b"\n\n");
    }
    row.clear();
}

/// Latin, Greek, Cyrillic, punctuation, and ligatures.
const fn is_text(unit: u16) -> bool {
    matches!(unit, 0x09 | 0x0a | 0x0d | 0x20..=0x7e | 0xa0..=0x52f | 0x2000..=0x206f | 0x20ac | 0xfb00..=0xfb06 | 0xfeff)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(decode: fn(&[u8], &mut Vec<u8>), text: &str) -> String {
        let mut out = Vec::new();
        decode(text.as_bytes(), &mut out);
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn percent_and_backslashes_are_resolved() {
        assert_eq!(with(percent, "%C3%A5r 50 % %"), "år 50 % %");
        let text = "100% <a x=\"%C3%A5r\" y=\"50%\"> a%20b\nc%";
        assert_eq!(with(percent_coded, text), "år\n a b\n");
        assert_eq!(with(address, "mailto:a%40b.se/x?y"), "mailto:a@b.se\n\nx\n\ny\n\n");
        assert_eq!(with(address, " Data:text/plain,x"), "");
        assert_eq!(
            with(backslash, r"\u00e5\xe5\u{e5}\345 \ud83e\udd8a \ud83e \q\\\"),
            "åååå 🦊 \u{fffd} q\\"
        );
        assert_eq!(with(backslash, "a\\"), "a");
        assert_eq!(with(css, r"\e5 s\0000E5s \q\"), "åsås q");
        assert_eq!(with(texts_of_code, "a='x\\'y'; /* c */ b=\"z\" // e"), "x'y\n\n c \n\nz\n\n e\n\n");
    }

    #[test]
    fn base64_is_found_wherever_it_begins() {
        let mut seen = Vec::new();
        base64(b"url(xQW5uYSBCZXJnIG9jaCBCbw==)", |bytes| seen.push(bytes.to_vec()));
        assert!(seen.iter().any(|bytes| bytes == b"Anna Berg och Bo"), "{seen:?}");
        for (before, after) in [("", ""), ("kort.", " "), ("nio-tecken", "\n"), ("/a/b", "<")] {
            seen.clear();
            base64(format!("{before}<QW5uYSBC{after}ZXJnIG9jaCBC").as_bytes(), |bytes| {
                seen.push(bytes.to_vec());
            });
            assert!(!seen.is_empty(), "{before} {after}");
        }
        for words in ["Granskningsrapporterna", "/kulturnamnden/2023/rapport/", "KULTURNAMNDEN", "kort"] {
            base64(words.as_bytes(), |_| panic!("{words}"));
        }
    }

    /// Where runs stand that look coded, asked byte by byte.
    fn runs(text: &[u8]) -> Vec<&[u8]> {
        let runs = text.split(|byte| !is_digit(*byte)).filter(|run| {
            run.len() >= RUN
                && run[1..].iter().any(u8::is_ascii_uppercase)
                && run.iter().any(u8::is_ascii_lowercase)
        });
        runs.collect()
    }

    #[test]
    fn no_run_is_passed_over_whatever_stands_in_it_and_wherever_it_stands() {
        let seen = |text: &[u8]| {
            let mut seen = Vec::new();
            base64(text, |bytes| seen.push(bytes.to_vec()));
            seen
        };
        let wanted = |text: &[u8]| {
            let mut wanted = Vec::new();
            for run in runs(text) {
                for offset in 0..4 {
                    let mut out = Vec::new();
                    decode_64(&run[offset..], &mut out);
                    wanted.push(out);
                }
            }
            wanted
        };
        let mut found = 0;
        // The one capital comes after each byte, at each place of a block, and at the text's ends.
        for before in 0..=u8::MAX {
            for at in (0..2 * BLOCK + 3).step_by(7).chain([0, 62, 63, 64, 65]) {
                let mut text = [b' '; 3 * BLOCK];
                text[at..at + 14].copy_from_slice(b"abcdefgxKlmnop");
                text[at + 7] = before;
                text[at + 15..at + 20].copy_from_slice(b"XY aB");
                for text in [&text[..], &text[at..at + 14], &text[..at + 14], &text[at..at + 9]] {
                    let wanted = wanted(text);
                    found += wanted.len();
                    assert_eq!(seen(text), wanted, "{before} {at}");
                }
            }
        }
        assert!(found > 10_000, "{found}");
        for text in
            ["abcdefghiJ", "Abcdefghij", "ABCDEFGHIJ", "abcdefghJ", "aBcdefghij", " abcdefghiJ ABcdefghij "]
        {
            assert_eq!(seen(text.as_bytes()), wanted(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn utf_16_of_both_orders_is_read() {
        let text = "Åsa Öberg";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [little.clone(), big, [b"x".as_slice(), &little].concat()] {
            let mut out = Vec::new();
            utf_16(&bytes, &mut out);
            assert!(String::from_utf8(out).unwrap().contains(text));
        }
    }
}
