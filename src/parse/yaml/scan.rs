//! What is refused before YAML is parsed: anchors, aliases, tags and brackets nested too deep, for they can
//! make a small file cost much. Owns no values: it knows just enough of YAML to tell a sign at the start of
//! a value from the same sign inside a text.

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// `&name` or `*name`.
    Anchor,
    /// `!tag`.
    Tag,
    /// More than [`super::MOST_LEVELS`] brackets in each other.
    Deep,
}

/// The first thing that is refused, and its byte. A quick look tells for nearly every document that there
/// can be none.
pub(super) fn refused(text: &str) -> Option<(Refused, usize)> {
    if !suspicious(text.as_bytes()) {
        return None;
    }
    Scanner { bytes: text.as_bytes(), at: 0, line_start: 0 }.document().err()
}

fn suspicious(bytes: &[u8]) -> bool {
    let mut before = b'\n';
    let mut depth = 0_usize;
    for &byte in bytes {
        match byte {
            b'&' | b'*' | b'!' if !before.is_ascii_alphanumeric() => return true,
            b'[' | b'{' => {
                depth += 1;
                if depth > super::MOST_LEVELS {
                    return true;
                }
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        before = byte;
    }
    false
}

struct Scanner<'t> {
    bytes: &'t [u8],
    at: usize,
    line_start: usize,
}

type Found = Result<(), (Refused, usize)>;

impl Scanner<'_> {
    fn peek(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    /// White space, a line's end or the end of the text stands there.
    fn gap(&self, ahead: usize) -> bool {
        self.peek(ahead).is_none_or(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
    }

    fn step(&mut self) {
        if self.peek(0) == Some(b'\n') {
            self.line_start = self.at + 1;
        }
        self.at += 1;
    }

    fn skip_blanks(&mut self) {
        while matches!(self.peek(0), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }

    fn skip_line(&mut self) {
        while self.peek(0).is_some_and(|byte| byte != b'\n') {
            self.at += 1;
        }
        self.step();
    }

    fn document(&mut self) -> Found {
        while self.at < self.bytes.len() {
            if self.bytes[self.at..].starts_with(b"---") && self.gap(3) {
                self.at += 3;
            }
            self.line()?;
        }
        Ok(())
    }

    /// From the start of a line to the end of what begins on it.
    fn line(&mut self) -> Found {
        // The column of the innermost key or dash: what stands further in belongs to its value.
        let mut parent: Option<usize> = None;
        loop {
            self.skip_blanks();
            let column = self.at - self.line_start;
            match self.peek(0) {
                None => return Ok(()),
                Some(b'\n' | b'#') => {
                    self.skip_line();
                    return Ok(());
                }
                Some(b'-' | b'?' | b':') if self.gap(1) => {
                    parent = Some(column);
                    self.at += 1;
                }
                Some(b'&' | b'*') => return Err((Refused::Anchor, self.at)),
                Some(b'!') => return Err((Refused::Tag, self.at)),
                Some(b'|' | b'>') => {
                    self.skip_line();
                    self.skip_deeper(parent);
                    return Ok(());
                }
                Some(quote @ (b'"' | b'\'')) => {
                    self.quoted(quote);
                    parent = self.key_mark(column).or(parent);
                }
                Some(b'[' | b'{') => {
                    self.flow()?;
                    parent = self.key_mark(column).or(parent);
                }
                Some(_) => {
                    if !self.plain() {
                        self.skip_line();
                        self.skip_deeper(parent);
                        return Ok(());
                    }
                    parent = Some(column);
                }
            }
        }
    }

    /// The colon after a quoted or bracketed key.
    fn key_mark(&mut self, column: usize) -> Option<usize> {
        self.skip_blanks();
        (self.peek(0) == Some(b':') && self.gap(1)).then(|| {
            self.at += 1;
            column
        })
    }

    /// A plain text on one line; true where it was a key, the colon then behind us.
    fn plain(&mut self) -> bool {
        while let Some(byte) = self.peek(0) {
            match byte {
                b'\n' => return false,
                b':' if self.gap(1) => {
                    self.at += 1;
                    return true;
                }
                b'#' if self.at > 0 && matches!(self.bytes[self.at - 1], b' ' | b'\t') => return false,
                _ => self.at += 1,
            }
        }
        false
    }

    /// The lines that go on a text: those further in than its key.
    fn skip_deeper(&mut self, parent: Option<usize>) {
        while self.at < self.bytes.len() {
            let rest = &self.bytes[self.at..];
            let indent = rest.iter().take_while(|byte| **byte == b' ').count();
            let blank = rest.get(indent).is_none_or(|byte| *byte == b'\n');
            if !blank && parent.is_some_and(|column| indent <= column) {
                return;
            }
            self.skip_line();
        }
    }

    fn quoted(&mut self, quote: u8) {
        self.at += 1;
        while let Some(byte) = self.peek(0) {
            if byte == b'\\' && quote == b'"' {
                self.step();
                self.step();
            } else if byte == quote && quote == b'\'' && self.peek(1) == Some(quote) {
                self.at += 2;
            } else {
                self.step();
                if byte == quote {
                    return;
                }
            }
        }
    }

    /// `[…]` or `{…}`, to its end.
    fn flow(&mut self) -> Found {
        let mut depth = 0_usize;
        let mut fresh = true;
        while let Some(byte) = self.peek(0) {
            match byte {
                b'[' | b'{' => {
                    depth += 1;
                    if depth > super::MOST_LEVELS {
                        return Err((Refused::Deep, self.at));
                    }
                    fresh = true;
                }
                b']' | b'}' => {
                    depth -= 1;
                    fresh = false;
                    if depth == 0 {
                        self.at += 1;
                        return Ok(());
                    }
                }
                b',' => fresh = true,
                b'&' | b'*' if fresh => return Err((Refused::Anchor, self.at)),
                b'!' if fresh => return Err((Refused::Tag, self.at)),
                b'"' | b'\'' if fresh => {
                    self.quoted(byte);
                    // `"key":value` needs no space after its colon.
                    fresh = self.peek(0) == Some(b':');
                    continue;
                }
                b'#' if self.bytes[self.at - 1].is_ascii_whitespace() => {
                    self.skip_line();
                    continue;
                }
                b':' if self.gap(1) || matches!(self.peek(1), Some(b',' | b'[' | b']' | b'{' | b'}')) => {
                    fresh = true;
                }
                // Right after a quoted key, still fresh.
                b':' if fresh => {}
                b' ' | b'\t' | b'\n' | b'\r' => {}
                _ => fresh = false,
            }
            self.step();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_anchors_and_tags_where_values_start() {
        for (text, found) in [
            ("a: &x 1", Refused::Anchor),
            ("a: 1\nb: *x\n", Refused::Anchor),
            ("- *x", Refused::Anchor),
            ("a: [1, *x]", Refused::Anchor),
            ("a: {\"b\":*x}", Refused::Anchor),
            ("&x a: 1", Refused::Anchor),
            ("a: !!str 1", Refused::Tag),
            ("a:\n  - !x {b: 1}", Refused::Tag),
            ("a: |\n  text\nb: &x 1", Refused::Anchor),
            ("a: en text\n  som går vidare\nb: &x 1", Refused::Anchor),
            ("--- &x\na: 1", Refused::Anchor),
            ("? &x a\n: 1", Refused::Anchor),
            ("a: 'it''s'\nb: *x", Refused::Anchor),
        ] {
            assert_eq!(refused(text).map(|(what, _)| what), Some(found), "{text}");
        }
    }

    #[test]
    fn leaves_the_same_signs_inside_texts_alone() {
        for text in [
            "a: Larm & lås",
            "a: det är *viktigt* !nu &så",
            "a: |\n  *viktigt*\n\n  !nu\nb: 1",
            "a: >-\n    &så\n  *och*\n",
            "a: text\n  *viktigt* på nästa rad\nb: 1",
            "a: \"x\n  *y* &z\"\nb: 1",
            "a: 'x \"\n  !y'\nb: 1",
            "a: [x *y, z !q, \"*\"]",
            "a: 1 # &x *y !z\n# *x\nb: 2",
            "- - |\n    *x\n- 1",
        ] {
            assert_eq!(refused(text), None, "{text}");
        }
    }

    #[test]
    fn refuses_brackets_in_brackets_in_brackets() {
        let deep = format!("a: {}{}", "[".repeat(65), "]".repeat(65));
        assert_eq!(refused(&deep), Some((Refused::Deep, 3 + 64)));
        let fine = format!("a: {}{}", "[".repeat(64), "]".repeat(64));
        assert_eq!(refused(&fine), None);
        assert_eq!(refused(&format!("a: \"{}\"", "[".repeat(1000))), None);
    }
}
