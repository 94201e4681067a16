//! A text without what hides a number from a plain reading, with a map back: unusual spaces and dashes become
//! ordinary ones, fullwidth signs ASCII ones, entities what they stand for; signs that nobody sees and
//! emphasis go. Finds nothing.

/// A text made plain.
#[derive(Default)]
pub(super) struct Plain {
    text: String,
    /// Where each byte of the text comes from; one more for the end.
    from: Vec<u32>,
}

/// May a text be read as it is, whose odd signs stand at these places?
pub(super) fn is_plain(text: &[u8], odd: &[usize]) -> bool {
    !odd.iter().any(|at| hides(text, *at))
}

/// Does the sign here hide something from a plain reading?
pub(super) fn hides(text: &[u8], at: usize) -> bool {
    match text[at] {
        // A list's star or a formula's stands apart.
        b'*' | b'_' => {
            let apart = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
            !(apart(text.get(at + 1)) && apart(at.checked_sub(1).and_then(|before| text.get(before))))
        }
        b'&' => text.get(at + 1).is_some_and(|next| *next == b'#' || next.is_ascii_alphabetic()),
        b'<' => {
            text.get(at + 1).is_some_and(|next| matches!(next, b'/' | b'!') || next.is_ascii_alphabetic())
        }
        // Two together mark words; a row of them is a line under a heading.
        b'=' => is_mark(text, at),
        b'%' => text.get(at + 1).is_some_and(|next| matches!(next, b'2' | b'3' | b'4' | b'c' | b'C')),
        b'\\' => text.get(at + 1).is_some_and(|next| next.is_ascii_punctuation() || *next == b'\n'),
        b'`' | b'~' | b'^' | 0xCC | 0xCD | 0xE3 | 0xEF | 0xF0 => true,
        // Of the Arabic and the Mongolian letters only what nobody sees, and a blank.
        0xD8 => text.get(at + 1) == Some(&0x9C),
        0xE1 => matches!(
            (text.get(at + 1), text.get(at + 2)),
            (Some(0x9A), Some(0x80)) | (Some(0xA0), Some(0x8E))
        ),
        0xC2 => match text.get(at + 1) {
            Some(0xB7) => is_between_figures(text, at, 2),
            second => matches!(second, Some(0xA0 | 0xAD | 0xB2 | 0xB3 | 0xB9)),
        },
        // U+2000–U+206F without the quotation marks and bullets that all texts have; U+2212.
        0xE2 => match (text.get(at + 1), text.get(at + 2)) {
            // A dash between words is none in a number.
            (Some(0x80), Some(0x90..=0x95)) => {
                let figure = |byte: Option<&u8>| {
                    byte.is_some_and(|b| b.is_ascii_digit() || !b.is_ascii() || *b == b'.')
                };
                figure(text.get(at + 3))
                    || figure(at.checked_sub(1).and_then(|before| text.get(before)))
                    || text.get(at + 3) == Some(&b' ') && text.get(at + 4).is_some_and(u8::is_ascii_digit)
            }
            (Some(0x80), Some(0xA2)) => is_between_figures(text, at, 3),
            (Some(0x80), Some(third)) => !matches!(third, 0x98..=0x9F | 0xA6),
            (Some(0x81 | 0x88), _) | (Some(0x82), Some(0x80..=0x8E)) | (Some(0xB8), Some(0xBA | 0xBB)) => {
                true
            }
            _ => false,
        },
        _ => false,
    }
}

/// Two signs of equality that mark words: not one, not a row, not between blanks.
fn is_mark(text: &[u8], at: usize) -> bool {
    let is = |at: Option<usize>, signs: &[u8]| {
        at.is_some_and(|at| text.get(at).is_some_and(|b| signs.contains(b)))
    };
    let blank = |at: Option<usize>| at.and_then(|at| text.get(at)).is_none_or(u8::is_ascii_whitespace);
    let is_apart = blank(at.checked_sub(1)) && blank(Some(at + 2));
    let is_row = is(Some(at + 2), b"=") || is(at.checked_sub(1), b"=!<>");
    is(Some(at + 1), b"=") && !is_row && !is_apart
}

/// A sign of so many bytes between two figures.
fn is_between_figures(text: &[u8], at: usize, length: usize) -> bool {
    let figure = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    figure(text.get(at + length)) && figure(at.checked_sub(1).and_then(|before| text.get(before)))
}

impl Plain {
    /// Takes in a text in place of the one before. Only what stands at its odd signs is changed. Comments of HTML part
    /// nothing: what they say comes after the text, each on a line of its own.
    pub(super) fn fill(&mut self, source: &str, odd: &[usize]) {
        self.text.clear();
        self.from.clear();
        let mut comments = Vec::new();
        self.stretch(source, odd, 0, source.len(), Some(&mut comments));
        let mut end = source.len();
        for (start, last) in comments {
            // The sign between two stretches ends the first.
            self.push(Some('\n'), end);
            self.stretch(source, odd, start, last, None);
            end = last;
        }
        self.from.push(u32::try_from(end).unwrap_or(u32::MAX));
    }

    /// Takes in a part of the source, and puts the comments that it leaves out aside.
    fn stretch(
        &mut self,
        source: &str,
        odd: &[usize],
        start: usize,
        end: usize,
        mut comments: Option<&mut Vec<(usize, usize)>>,
    ) {
        let mut done = start;
        for &at in &odd[odd.partition_point(|at| *at < start)..] {
            if at >= end {
                break;
            }
            if at < done {
                continue;
            }
            self.copy(source, done, at);
            let rest = &source[at..end];
            let whole = comments.as_ref().and_then(|_| comment(rest));
            if let Some((length, comments)) = whole.zip(comments.as_mut()) {
                comments.push((at + COMMENT.len(), at + length - COMMENT_END.len()));
                done = at + length;
                continue;
            }
            // Where one has no end, none after it has.
            if rest.starts_with(COMMENT) {
                comments = None;
            }
            done = at + self.change(source, at);
        }
        self.copy(source, done, end.max(done));
    }

    /// Takes in a stretch as it is.
    fn copy(&mut self, source: &str, start: usize, end: usize) {
        self.text.push_str(&source[start..end]);
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.from.extend(place(start)..place(end));
    }

    /// Takes in the sign at a place, changed or not; how many bytes of the source that was.
    fn change(&mut self, source: &str, at: usize) -> usize {
        let rest = &source[at..];
        let Some(sign) = rest.chars().next() else { return 1 };
        match sign {
            '&' => {
                let (decoded, length) = entity(rest).unwrap_or(('&', 1));
                self.push(plain(decoded), at);
                return length;
            }
            '%' | '<' => {
                let (kept, length) = if sign == '%' { percent(rest) } else { tag(rest) };
                // A line's end that is written out and the one in the source after it are one.
                let length = length + usize::from(kept == Some('\n') && rest[length..].starts_with('\n'));
                self.push(kept, at);
                return length;
            }
            // What it keeps from being a sign of Markdown stands as it is.
            '\\' => match rest[1..].chars().next() {
                Some(kept) if kept.is_ascii_punctuation() => {
                    self.push(Some(kept), at + 1);
                    return 2;
                }
                Some('\n') => {}
                _ => self.push(Some(sign), at),
            },
            // A note's mark after a number is no figure of it.
            '¹' | '²' | '³' | '\u{2070}'..='\u{2079}'
                if source[..at].ends_with(|c: char| c.is_ascii_digit()) =>
            {
                self.push(Some(' '), at);
            }
            '*' | '`' | '~' | '^' => {}
            '=' if is_mark(source.as_bytes(), at) => return 2,
            // A point in the middle of the line, as some set between the parts of a number.
            '·' | '•' if is_between_figures(source.as_bytes(), at, sign.len_utf8()) => {
                self.push(Some('.'), at);
            }
            '_' if is_emphasis(source, at) => {}
            // Combining marks of å, ä, ö, é: the letter before them is the letter with them.
            '\u{308}' | '\u{30a}' | '\u{301}' => self.combine(sign),
            _ => self.push(plain(sign), at),
        }
        sign.len_utf8()
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The range of the source that a range of the plain text comes from.
    pub(super) fn source(&self, start: usize, end: usize) -> (usize, usize) {
        let at = |place: usize| self.from.get(place).map_or(0, |from| *from as usize);
        (at(start), at(end))
    }

    fn push(&mut self, character: Option<char>, at: usize) {
        if let Some(character) = character {
            let from = u32::try_from(at).unwrap_or(u32::MAX);
            self.from.extend(std::iter::repeat_n(from, character.len_utf8()));
            self.text.push(character);
        }
    }

    fn combine(&mut self, mark: char) {
        let combined = self.text.chars().next_back().and_then(|letter| {
            Some(match (letter, mark) {
                ('a', '\u{308}') => 'ä',
                ('o', '\u{308}') => 'ö',
                ('a', '\u{30a}') => 'å',
                ('e', '\u{301}') => 'é',
                ('A', '\u{308}') => 'Ä',
                ('O', '\u{308}') => 'Ö',
                ('A', '\u{30a}') => 'Å',
                ('E', '\u{301}') => 'É',
                ('u', '\u{308}') => 'ü',
                _ => return None,
            })
        });
        let (Some(combined), Some(from)) = (combined, self.from.last().copied()) else { return };
        if let Some(letter) = self.text.pop() {
            self.from.truncate(self.from.len() - letter.len_utf8());
        }
        self.from.extend(std::iter::repeat_n(from, combined.len_utf8()));
        self.text.push(combined);
    }
}

/// `_` at a word's edge; within a word it belongs to it.
fn is_emphasis(source: &str, at: usize) -> bool {
    let before = source[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    let after = source[at + 1..].chars().next().is_none_or(|c| !c.is_alphanumeric());
    before || after
}

/// A character in its plain form; `None` for one that nobody sees.
fn plain(character: char) -> Option<char> {
    Some(match character {
        '\u{200b}'..='\u{200f}'
        | '\u{2060}'..='\u{2064}'
        | '\u{feff}'
        | '\u{ad}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{206f}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{fe00}'..='\u{fe0f}' => {
            return None;
        }
        '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{fe58}'
        | '\u{fe63}'
        | '\u{2043}'
        | '\u{207b}'
        | '\u{208b}'
        | '\u{2e3a}'
        | '\u{2e3b}' => '-',
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{1680}' => ' ',
        // Fullwidth forms of ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        // Superscript and mathematical digits.
        '²' => '2',
        '³' => '3',
        '¹' => '1',
        '\u{2070}' | '\u{2080}' => '0',
        '\u{2074}'..='\u{2079}' => char::from_u32(u32::from(character) - 0x2070 + 0x30).unwrap_or(character),
        '\u{2081}'..='\u{2089}' => char::from_u32(u32::from(character) - 0x2080 + 0x30).unwrap_or(character),
        '\u{1d7ce}'..='\u{1d7ff}' => {
            char::from_u32((u32::from(character) - 0x1d7ce) % 10 + 0x30).unwrap_or(character)
        }
        '\u{2028}' | '\u{2029}' => '\n',
        '\u{fe6b}' => '@',
        '\u{2024}' | '\u{2027}' => '.',
        '\u{2044}' | '\u{2215}' => '/',
        _ => character,
    })
}

const COMMENT: &str = "<!--";
const COMMENT_END: &str = "-->";

/// The length of a comment of HTML that begins a text and ends within it.
fn comment(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(COMMENT)?;
    let length = rest.find(COMMENT_END)?;
    Some(COMMENT.len() + length + COMMENT_END.len())
}

/// Elements of HTML that stand within a word without parting it.
const WITHIN: &[&str] = &[
    "b", "i", "u", "s", "em", "strong", "span", "wbr", "mark", "small", "sub", "sup", "code", "tt", "font",
    "del", "ins",
];

/// At `<`: nothing for an element within a word, a line's end for a line break, the sign itself otherwise; the
/// length in bytes.
fn tag(text: &str) -> (Option<char>, usize) {
    let name = text[1..].trim_start_matches('/');
    let length = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let end = text.bytes().take(80).position(|byte| byte == b'>');
    match end {
        Some(end)
            if length > 0
                && name[length..].starts_with(['>', ' ', '/'])
                && WITHIN.iter().any(|known| known.eq_ignore_ascii_case(&name[..length])) =>
        {
            (None, end + 1)
        }
        Some(end)
            if name[..length].eq_ignore_ascii_case("br") && name[length..].starts_with(['>', ' ', '/']) =>
        {
            (Some('\n'), end + 1)
        }
        _ => (Some('<'), 1),
    }
}

/// At `%`: the sign that an address on the web writes with two figures, where it may stand within personal data.
fn percent(text: &str) -> (Option<char>, usize) {
    let decoded = text.get(1..3).and_then(|hex| u8::from_str_radix(hex, 16).ok());
    match decoded.map(char::from) {
        Some(sign @ (' ' | '-' | '+' | '.' | '/' | '@' | ':' | '(' | ')')) => (Some(sign), 3),
        _ => (Some('%'), 1),
    }
}

/// An HTML entity at a text's beginning, and its length in bytes.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(18).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let character = if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        char::from_u32(code)?
    } else {
        let (_, character) = ENTITIES.iter().find(|(known, _)| *known == name)?;
        *character
    };
    Some((character, end + 1))
}

const ENTITIES: &[(&str, char)] = &[
    ("nbsp", '\u{a0}'),
    ("shy", '\u{ad}'),
    ("ZeroWidthSpace", '\u{200b}'),
    ("NoBreak", '\u{2060}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("ThinSpace", '\u{2009}'),
    ("hairsp", '\u{200a}'),
    ("numsp", '\u{2007}'),
    ("puncsp", '\u{2008}'),
    ("emsp13", '\u{2004}'),
    ("emsp14", '\u{2005}'),
    ("NonBreakingSpace", '\u{a0}'),
    ("horbar", '\u{2015}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("ndash", '\u{2013}'),
    ("mdash", '\u{2014}'),
    ("minus", '\u{2212}'),
    ("hyphen", '-'),
    ("dash", '-'),
    ("plus", '+'),
    ("period", '.'),
    ("sol", '/'),
    ("colon", ':'),
    ("commat", '@'),
    ("lpar", '('),
    ("rpar", ')'),
    ("num", '#'),
    ("lowbar", '_'),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("aring", 'å'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("Aring", 'Å'),
    ("Auml", 'Ä'),
    ("Ouml", 'Ö'),
    ("eacute", 'é'),
];
