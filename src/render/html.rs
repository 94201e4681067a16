//! Text and addresses as HTML. Owns the escaping and the no-break spaces of Swedish print; no elements.

/// Text, escaped, as it stands.
pub fn push_text(out: &mut String, text: &str) {
    // Without a way out of the loop the compiler looks at many bytes at once; most texts need no more.
    if !text.bytes().fold(false, |found, b| found | matches!(b, b'&' | b'<' | b'>' | b'"')) {
        out.push_str(text);
        return;
    }
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|b| matches!(b, b'&' | b'<' | b'>' | b'"')) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Running text, escaped, where a space that must not break a line is a no-break space: before %, after §,
/// between the groups of a number.
pub fn push_prose(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let mut copied = 0;
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|b| *b == b' ') {
        at += next;
        if keeps_together(bytes, at) {
            push_text(out, &text[copied..at]);
            out.push('\u{A0}');
            copied = at + 1;
        }
        at += 1;
    }
    push_text(out, &text[copied..]);
}

fn keeps_together(text: &[u8], space: usize) -> bool {
    let (before, after) = (&text[..space], &text[space + 1..]);
    let follows = after.first().copied().unwrap_or_default();
    match before {
        [.., last] if last.is_ascii_digit() => {
            follows == b'%' || follows.is_ascii_digit() && groups(before, after)
        }
        // `§` in UTF-8.
        [.., 0xC2, 0xA7] => follows.is_ascii_alphanumeric(),
        _ => false,
    }
}

/// Do up to three digits end `before`, and three and no more open `after`?
fn groups(before: &[u8], after: &[u8]) -> bool {
    let last = before.iter().rev().take(4).take_while(|b| b.is_ascii_digit()).count();
    let next = after.iter().take(4).take_while(|b| b.is_ascii_digit()).count();
    (1..=3).contains(&last) && next == 3
}

/// An address as the value of an attribute: signs that no address may have are percent-encoded, so that it
/// can't end the attribute nor mislead a checker.
pub fn push_address(out: &mut String, address: &str) {
    for c in address.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '[' | ']' | '\'' => push_encoded(out, c),
            c if c.is_whitespace() || c.is_control() => push_encoded(out, c),
            c => out.push(c),
        }
    }
}

fn push_encoded(out: &mut String, c: char) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut buffer = [0; 4];
    for byte in c.encode_utf8(&mut buffer).bytes() {
        out.push('%');
        out.push(char::from(HEX[usize::from(byte >> 4)]));
        out.push(char::from(HEX[usize::from(byte & 15)]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prose(text: &str) -> String {
        let mut out = String::new();
        push_prose(&mut out, text);
        out
    }

    #[test]
    fn markup_in_text_is_text() {
        assert_eq!(prose("<script>\"a\" & 'b'"), "&lt;script&gt;&quot;a&quot; &amp; 'b'");
    }

    #[test]
    fn figures_hold_together() {
        assert_eq!(prose("93 % av 6 279 och 1 000 000"), "93\u{A0}% av 6\u{A0}279 och 1\u{A0}000\u{A0}000");
        assert_eq!(prose("enligt § 84 den"), "enligt §\u{A0}84 den");
        assert_eq!(prose("- 6 279"), "- 6\u{A0}279");
    }

    #[test]
    fn other_spaces_stay() {
        for text in ["Halvår 1 2026", "2020 123", "5 4031", "40% av", "12 34", "år 2020 och", "a %", " "] {
            assert_eq!(prose(text), text);
        }
    }

    #[test]
    fn an_address_stays_within_its_attribute() {
        let mut out = String::new();
        push_address(&mut out, "https://x/å b?\"><script>&c");
        assert_eq!(out, "https://x/å%20b?%22%3E%3Cscript%3E&amp;c");
    }
}
