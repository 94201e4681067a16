//! A running text in words, numbers and signs, for those who look for calculations in it. What is no prose (code, addresses
//! of links, attributes) is left out. Tolerant of how numbers are written in Swedish; a number that could be something else, such as a part of a
//! date, is no number. Owns no judgement of what the numbers mean.

use crate::number::{Decimal, MINUS, NO_BREAK_SPACE, THIN_SPACE};

/// A piece of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) kind: Kind<'t>,
    /// Its bytes.
    pub(super) start: usize,
    pub(super) end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind<'t> {
    /// A number and its unit.
    Number(Number),
    /// A word; also dates, paragraphs and names with digits in them.
    Word(&'t str),
    /// `+`
    Plus,
    /// A minus; `bare` where a dash or hyphen stands for it.
    Minus { bare: bool },
    /// `=`
    Equals,
    /// `(`
    Open,
    /// `)`
    Close,
    /// A sentence, paragraph or list item ends.
    Stop,
    /// Another sign.
    Sign(char),
}

/// A number as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) value: Decimal,
    /// How many decimals are written, zeros too.
    pub(super) decimals: u8,
    pub(super) unit: Unit,
}

/// What is written after a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Nothing, or a word that isn't known.
    None,
    /// `%`, `procent`
    Percent,
    /// `kr`, `tkr` and their like, by their number in the list.
    Money(u8),
}

const MONEY: [&str; 6] = ["kr", "kronor", "tkr", "mkr", "mnkr", "mdkr"];

impl<'t> Token<'t> {
    pub(super) fn number(&self) -> Option<Number> {
        match self.kind {
            Kind::Number(number) => Some(number),
            _ => None,
        }
    }

    pub(super) fn word(&self) -> Option<&'t str> {
        match self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    /// Is it one of these words, in small letters?
    pub(super) fn is(&self, words: &[&str]) -> bool {
        self.word().is_some_and(|word| words.iter().any(|its| equal(word, its)))
    }

    /// Does it begin like one of these, in small letters?
    pub(super) fn begins(&self, stems: &[&str]) -> bool {
        self.word().is_some_and(|word| {
            stems.iter().any(|stem| word.get(..stem.len()).is_some_and(|start| equal(start, stem)))
        })
    }
}

/// Does a word equal one in small letters, whatever its case?
pub(super) fn equal(word: &str, small: &str) -> bool {
    // No letter that Swedish words have changes its length with its case; most words are told apart by theirs.
    let same = || word == small || word.chars().flat_map(char::to_lowercase).eq(small.chars());
    word.len() == small.len() && same()
}

/// Whether a word says that a number beside it isn't exact.
pub(super) fn hedges(token: &Token<'_>) -> bool {
    const WORDS: [&str; 23] = [
        "cirka",
        "ca",
        "circa",
        "ungefär",
        "omkring",
        "runt",
        "nästan",
        "drygt",
        "knappt",
        "närmare",
        "över",
        "under",
        "minst",
        "högst",
        "uppskattningsvis",
        "grovt",
        "mer",
        "mindre",
        "fler",
        "färre",
        "än",
        "uppemot",
        "inemot",
    ];
    token.is(&WORDS)
}

/// The pieces of a text.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    tokens_of(text, |_| true)
}

/// The pieces of a text's telling lines. Nothing goes from one paragraph to another, so one without any line that tells is a
/// stop and no more.
pub(super) fn tokens_of(text: &str, is_telling: impl Fn(&str) -> bool) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    // Where the paragraph ends that is known to tell something, or nothing.
    let (mut known, mut tells) = (0, false);
    let mut fence: Option<&str> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let bare = line.trim();
        if let Some(closing) = fence {
            if bare.starts_with(closing) {
                fence = None;
            }
            continue;
        }
        fence = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark));
        if fence.is_some() || bare.is_empty() {
            stop(&mut out, start);
            continue;
        }
        if start >= known {
            let paragraph = &text[start..];
            known = start + paragraph.find("\n\n").unwrap_or(paragraph.len());
            tells = is_telling(&text[start..known]);
        }
        if !tells {
            stop(&mut out, start);
            continue;
        }
        let from = start + opening(line);
        // A row of a table says nothing of the next one.
        if from > start || bare.starts_with('|') {
            stop(&mut out, start);
        }
        Reader { text, at: from, end: start + line.trim_end().len(), out: &mut out }.read();
    }
    out
}

fn stop(out: &mut Vec<Token<'_>>, at: usize) {
    if out.last().is_some_and(|last| last.kind != Kind::Stop) {
        out.push(Token { kind: Kind::Stop, start: at, end: at });
    }
}

/// How many bytes of a line mark it as a heading, a list item, a quote or a note; none for a line of prose.
fn opening(line: &str) -> usize {
    let inner = line.trim_start();
    let indent = line.len() - inner.len();
    let marks = inner.trim_start_matches(['#', '>']);
    let mut length = inner.len() - marks.len();
    let rest = marks.trim_start();
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if rest.starts_with(['-', '*', '+']) && rest[1..].starts_with(' ') {
        length = inner.len() - rest.len() + 1;
    } else if digits > 0 && rest[digits..].starts_with(['.', ')']) && rest[digits + 1..].starts_with(' ') {
        length = inner.len() - rest.len() + digits + 1;
    }
    if length == 0 { 0 } else { indent + length }
}

struct Reader<'t, 'o> {
    text: &'t str,
    at: usize,
    end: usize,
    out: &'o mut Vec<Token<'t>>,
}

const BLANKS: [char; 4] = [' ', NO_BREAK_SPACE, THIN_SPACE, '\u{2009}'];

impl<'t> Reader<'t, '_> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..self.end]
    }

    fn push(&mut self, kind: Kind<'t>, length: usize) {
        self.out.push(Token { kind, start: self.at, end: self.at + length });
        self.at += length;
    }

    fn read(&mut self) {
        while let Some(c) = self.rest().chars().next() {
            let before = self.text[..self.at].chars().next_back();
            let next = self.rest()[c.len_utf8()..].chars().next();
            let apart = before.is_none_or(char::is_whitespace) && next.is_none_or(char::is_whitespace);
            match c {
                _ if c.is_whitespace() => self.at += c.len_utf8(),
                '0'..='9' => self.number(),
                _ if c.is_alphanumeric() => self.word(),
                '`' => self.skip_to('`', 1),
                '{' => self.skip_to('}', 1),
                ']' if next == Some('(') => self.skip_to(')', 2),
                // Marks of Markdown, unless they stand by themselves.
                '*' | '_' | '~' | '[' | ']' | '\\' if !apart => self.at += 1,
                '+' => self.push(Kind::Plus, 1),
                MINUS => self.push(Kind::Minus { bare: false }, MINUS.len_utf8()),
                '-' | '–' if apart => self.push(Kind::Minus { bare: true }, c.len_utf8()),
                '=' if before != Some('=') && !matches!(next, Some('=' | '>')) => self.push(Kind::Equals, 1),
                '(' => self.push(Kind::Open, 1),
                ')' => self.push(Kind::Close, 1),
                '.' | '!' | '?' => self.push(Kind::Stop, 1),
                _ => self.push(Kind::Sign(c), c.len_utf8()),
            }
        }
    }

    fn skip_to(&mut self, closing: char, from: usize) {
        let found = self.rest().get(from..).and_then(|rest| rest.find(closing));
        self.at += found.map_or(1, |at| from + at + closing.len_utf8());
    }

    /// Letters, digits and hyphens within; a full stop after an abbreviation belongs to it.
    fn word(&mut self) {
        let rest = self.rest();
        let inner = |(at, c): &(usize, char)| {
            let within = |c: char| matches!(c, '-' | ':' | '/' | '\'' | '’' | '_' | '@' | '.');
            let next = rest[at + c.len_utf8()..].chars().next();
            c.is_alphanumeric() || within(*c) && next.is_some_and(char::is_alphanumeric)
        };
        let length = rest.char_indices().find(|at| !inner(at)).map_or(rest.len(), |(at, _)| at);
        let is_short = equal(&rest[..length], "ca") || rest[..length].contains('.');
        self.push(Kind::Word(&rest[..length]), length);
        if is_short && self.rest().starts_with('.') {
            self.at += 1;
        }
    }

    fn number(&mut self) {
        let rest = self.rest();
        let Some((length, number)) = read_number(rest) else {
            let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
            self.push(Kind::Sign('#'), length.max(1));
            return;
        };
        let after = &rest[length..];
        // Emphasis may end between a number and its unit.
        let bare = after.trim_start_matches(['*', '_']).trim_start_matches(BLANKS);
        let blanks = after.len() - bare.len();
        let word = &bare[..bare.find(|c: char| !c.is_alphabetic()).unwrap_or(bare.len())];
        let money = MONEY.iter().position(|its| equal(word, its)).and_then(|at| u8::try_from(at).ok());
        let (unit, unit_length) = if bare.starts_with('%') {
            (Unit::Percent, blanks + 1)
        } else if equal(word, "procent") {
            (Unit::Percent, blanks + word.len())
        } else if let Some(money) = money {
            (Unit::Money(money), blanks + word.len())
        } else {
            (Unit::None, 0)
        };
        self.push(Kind::Number(Number { unit, ..number }), length + unit_length);
    }
}

/// The number that a text begins with: `5 403`, `58,6`. `None` where it goes on into something else.
fn read_number(text: &str) -> Option<(usize, Number)> {
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(0);
    if end <= 3 {
        // Thousands: groups of three, a blank before each.
        while let Some(blank) = text[end..].chars().next().filter(|c| BLANKS.contains(c)) {
            if digits(end + blank.len_utf8()) != 3 {
                break;
            }
            end += blank.len_utf8() + 3;
        }
    }
    let mut decimals = 0;
    if text[end..].starts_with([',', '.']) {
        let places = digits(end + 1);
        // 1.200 may be twelve hundred.
        if places == 3 && text[end..].starts_with('.') {
            return None;
        }
        if places > 0 {
            decimals = places;
            end += 1 + places;
        }
    }
    let mut after = text[end..].chars();
    let (next, then) = (after.next(), after.next());
    let goes_on = |c: char| matches!(c, '-' | '–' | ':' | '.' | ',' | '/' | '_' | '\'');
    let is_part = next.is_some_and(char::is_alphanumeric)
        || next.is_some_and(goes_on) && then.is_some_and(char::is_alphanumeric);
    if is_part {
        return None;
    }
    let value = Decimal::read(&text[..end])?;
    Some((end, Number { value, decimals: u8::try_from(decimals).ok()?, unit: Unit::None }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<String> {
        let told = |token: &Token<'_>| token.number().map(|its| format!("{}{:?}", its.value, its.unit));
        tokens(text).iter().filter_map(told).collect()
    }

    #[test]
    fn numbers_are_read_as_swedes_write_them_and_parts_of_other_things_are_none() {
        assert_eq!(numbers("5 403 tkr, 58,6 %* och 40%"), ["5403Money(2)", "58.6Percent", "40Percent"]);
        assert_eq!(numbers("**nästan 40** procent av 12"), ["40Percent", "12None"]);
        let none = "2020-09-25 B12 1.200 10–12 KS-2014/742.912 3/4 14.30 12a `7` [x](rapport:a/2020/9) {#r2}";
        assert_eq!(numbers(none), ["14.3None"], "a time looks like a number with a decimal point");
        assert_eq!(numbers("1. Ett\n2. Två\n```\n3\n```\n"), Vec::<String>::new());
    }

    #[test]
    fn a_dash_within_words_is_no_minus() {
        let kinds: Vec<Kind<'_>> = tokens("a-b − 3 - 4 – 5").into_iter().map(|token| token.kind).collect();
        assert!(matches!(
            kinds[..],
            [
                Kind::Word("a-b"),
                Kind::Minus { bare: false },
                Kind::Number(_),
                Kind::Minus { bare: true },
                Kind::Number(_),
                Kind::Minus { bare: true },
                Kind::Number(_)
            ]
        ));
    }
}
