//! Masked passages: finds `:::maskad … :::` and `[[maskad: … ]]` before any Markdown is read and puts a sign of
//! its own in their place, the same whatever they hid. Owns no Markdown: nothing around a mask, not even a
//! code fence, shows what it hides. What was hidden is never copied, not even into a diagnostic.

use crate::diagnostic::BodyProblem;
use crate::source::Span;
use crate::suggestion::nearest;
use std::borrow::Cow;

/// Stands for an inline mask. A noncharacter: no text has it (one that does gets U+FFFD instead).
pub(crate) const SIGN: char = '\u{FDD0}';
/// Stands on both sides of a masked block's number. Likewise a noncharacter.
pub(crate) const BLOCK_SIGN: char = '\u{FDD1}';
/// Opens the line that stands for a masked block: a heading is one line, needs no blank lines around it, ends
/// any paragraph or table and keeps the quote or list that it stands in.
const BLOCK_OPENING: &str = "# \u{FDD1}";

/// A text without its masked passages.
pub(crate) struct Unmasked<'t> {
    /// The text with signs in the masks' places.
    pub(crate) text: Cow<'t, str>,
    /// The grounds of the masked blocks, by the number between the signs; empty where none was given.
    pub(crate) grounds: Vec<Box<str>>,
    /// What is wrong with the masks.
    pub(crate) faults: Vec<(BodyProblem, Span)>,
    /// A mask never ends: everything after it was dropped.
    pub(crate) unclosed: bool,
    /// Where the masks stand in the whole text.
    pub(crate) hidden: Vec<Span>,
    pieces: Vec<Piece>,
}

/// From here on, a byte of the unmasked text stands as far from `original` as from `clean`.
struct Piece {
    clean: usize,
    original: usize,
    sign: bool,
}

/// Where the masked passages of a text stand, mask and all, so that an excerpt of the source can blank them.
pub fn hidden(text: &str, from: usize) -> Vec<Span> {
    unmask(text, from).hidden
}

/// Takes the masked passages out of `text[from..]`.
pub(crate) fn unmask(text: &str, from: usize) -> Unmasked<'_> {
    let body = &text[from..];
    let untouched = !needs_a_scan(body.as_bytes());
    let mut scan = Scan {
        body,
        from,
        out: String::new(),
        found: Unmasked {
            text: Cow::Borrowed(body),
            grounds: Vec::new(),
            faults: Vec::new(),
            unclosed: false,
            hidden: Vec::new(),
            pieces: vec![Piece { clean: 0, original: from, sign: false }],
        },
        copied: 0,
    };
    if !untouched {
        scan.run();
        scan.found.text = Cow::Owned(scan.out);
    }
    scan.found
}

/// Is there a `[[`, a `::`, a bracket that may begin a misspelt mask or the beginning of a sign? Most bodies have
/// none, and are read as they stand.
fn needs_a_scan(body: &[u8]) -> bool {
    memchr::memchr3_iter(b'[', b':', 0xEF, body).any(|at| match (body[at], body.get(at + 1)) {
        (b':', next) => next == Some(&b':'),
        (b'[', next) => matches!(next, Some(b'[' | b'm' | b'M' | b' ' | b'\\' | b'*' | b'_')),
        (_, next) => next == Some(&0xB7),
    })
}

impl Unmasked<'_> {
    /// Has it any sign in it?
    pub(crate) fn any(&self) -> bool {
        !self.hidden.is_empty()
    }

    /// The span in the whole text of a range of the unmasked text.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.original(start), self.original(end.max(start)))
    }

    fn original(&self, clean: usize) -> usize {
        let at = self.pieces.partition_point(|piece| piece.clean <= clean) - 1;
        let piece = &self.pieces[at];
        if piece.sign { piece.original } else { piece.original + (clean - piece.clean) }
    }
}

/// A text for messages and ids: each mask as the same sign.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    if !text.contains([SIGN, BLOCK_SIGN]) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find([SIGN, BLOCK_SIGN]) {
        let (before, found) = rest.split_at(at);
        let before =
            if found.starts_with(BLOCK_SIGN) { before.strip_suffix("# ").unwrap_or(before) } else { before };
        out.push_str(before);
        out.push('█');
        rest = after_sign(found).1;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// What follows the sign that a text opens with, and the number of the masked block if it is one's.
pub(crate) fn after_sign(text: &str) -> (Option<usize>, &str) {
    let Some(numbered) = text.strip_prefix(BLOCK_SIGN) else {
        return (None, text.strip_prefix(SIGN).unwrap_or(text));
    };
    match numbered.split_once(BLOCK_SIGN) {
        Some((number, rest)) if number.bytes().all(|b| b.is_ascii_digit()) => (number.parse().ok(), rest),
        _ => (None, numbered),
    }
}

/// The word of something that was meant as a mask and is none, if a text without masks has one: misspelt,
/// with one bracket or two colons, its brackets escaped or kept apart; or a block, where no block can stand.
pub(crate) fn stray(text: &str) -> Option<&str> {
    let openings = text.match_indices(['[', ':']);
    openings.map(|(at, _)| &text[at..]).find_map(|rest| {
        let block = rest.starts_with(":::").then(|| word_of(rest.trim_start_matches([':', ' '])));
        let block = block.filter(|word| nearly_masked(&folded(word)));
        block
            .or_else(|| {
                let inner = rest.strip_prefix("[[")?.trim_start();
                let word = word_of(inner);
                let told = inner[word.len()..].trim_start().starts_with(':');
                (told && nearly_masked(&folded(word))).then_some(word)
            })
            .or_else(|| Some(askew(rest)?.0))
    })
}

/// How many brackets, blanks and the like may stand before the word of a mask whose marks aren't right.
const MOST_MARKS: usize = 16;

/// The word of a mask whose marks aren't right, at a `[` or `:`, and where it ends. Only words that mean
/// nothing else.
fn askew(rest: &str) -> Option<(&str, usize)> {
    let bracket = rest.starts_with('[');
    if !bracket && !rest.starts_with("::") {
        return None;
    }
    let mark = |c: char| c.is_whitespace() || "[:\\*_".contains(c);
    let (start, _) = rest.char_indices().take(MOST_MARKS).find(|(_, c)| !mark(*c))?;
    if rest[..start].trim_end().ends_with("[[") {
        return None; // A mask opens there.
    }
    let word = word_of(&rest[start..]);
    let end = start + word.len();
    let masked = matches!(folded(word).as_str(), "maskad" | "maskat" | "maskerad" | "maskerat");
    let told = || rest[end..].trim_start_matches(|c: char| mark(c) && c != ':').starts_with(':');
    (masked && (!bracket || told())).then_some((word, end))
}

struct Scan<'t> {
    body: &'t str,
    from: usize,
    out: String,
    found: Unmasked<'t>,
    /// Up to here the body is in `out`, or hidden.
    copied: usize,
}

impl Scan<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(next) = self.body[at..].find(['[', ':']) {
            at += next;
            let rest = &self.body[at..];
            at = if rest.starts_with("[[") {
                self.inline(at)
            } else if rest.starts_with(":::") {
                self.fence(at)
            } else {
                self.askew(at)
            };
        }
        self.show_until(self.body.len());
    }

    /// At a `[` or `:` that opens no mask: tells of one that was meant, and returns where to go on.
    fn askew(&mut self, at: usize) -> usize {
        let Some((word, length)) = askew(&self.body[at..]) else { return at + 1 };
        self.fault(BodyProblem::StrayFence { name: word.to_owned() }, at, at + length);
        at + length
    }

    /// At `[[`: hides the mask that opens here, if one does, and returns where to go on.
    fn inline(&mut self, at: usize) -> usize {
        let inner = self.body[at + 2..].trim_start();
        let word = word_of(inner);
        let lower = folded(word);
        if lower != "maskad" {
            let told = inner[word.len()..].trim_start().starts_with(':');
            if !(told && nearly_masked(&lower)) {
                return self.askew(at);
            }
            self.fault(BodyProblem::StrayFence { name: word.to_owned() }, at, at + 2);
        }
        self.show_until(at);
        let end = self.inline_end(at + 2);
        let opening = self.body.len() - inner.len() + word.len() - at;
        self.hide(at, end, opening);
        self.out.push(SIGN);
        self.resume(end.unwrap_or(self.body.len()))
    }

    /// One past the `]]` that ends the mask whose inside starts at `at`. Pairs within it count: a lone `[[`
    /// leaves the mask unclosed, since it can't be told from a mask whose end was forgotten.
    fn inline_end(&self, mut at: usize) -> Option<usize> {
        let bytes = self.body.as_bytes();
        let mut open = vec![0_usize];
        while let Some(next) = bytes[at..].iter().position(|b| matches!(b, b'[' | b']')) {
            at += next;
            let mut run = bytes[at..].iter().take_while(|b| **b == bytes[at]).count();
            if bytes[at] == b'[' {
                open.extend(std::iter::repeat_n(0, run / 2));
                *open.last_mut()? += run % 2;
                at += run;
                continue;
            }
            while run > 0 {
                let singles = open.last_mut()?;
                let single = if run == 1 { 1 } else { (*singles).min(run - 2) };
                *singles = singles.saturating_sub(single);
                run -= single;
                at += single;
                if run >= 2 {
                    run -= 2;
                    at += 2;
                    open.pop();
                }
                if open.is_empty() {
                    let rest = if run == 0 { 0 } else { run.saturating_sub(self.brackets_open()) };
                    return Some(at + rest);
                }
            }
        }
        None
    }

    /// How many `[` of the visible paragraph so far wait for their `]`.
    fn brackets_open(&self) -> usize {
        let paragraph = self.out.rfind("\n\n").map_or(0, |at| at + 2);
        self.out[paragraph..].bytes().fold(0_usize, |open, b| match b {
            b'[' => open + 1,
            b']' => open.saturating_sub(1),
            _ => open,
        })
    }

    /// At `:::`: hides the block that opens here, if one does, and returns where to go on.
    fn fence(&mut self, at: usize) -> usize {
        let line_end = self.line_end(at);
        let line = &self.body[at..line_end];
        let rest = line.trim_start_matches(':');
        let colons = line.len() - rest.len();
        let name = word_of(rest.trim_start());
        let lower = folded(name);
        let masked = lower == "maskad";
        let line_start = self.body[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let opens_line = line_start >= self.copied && only_containers(&self.body[line_start..at], true);
        if !opens_line && !masked && !nearly_masked(&lower) {
            return at + colons;
        }
        if !opens_line || !masked {
            self.fault(BodyProblem::StrayFence { name: name.to_owned() }, at, line_end);
        }
        if rest.trim().is_empty() {
            return at + colons;
        }
        self.show_until(at);
        let end = self.fence_end(line_end);
        if end.is_none() && !masked && !nearly_masked(&lower) {
            return self.resume(line_end);
        }
        self.hide(at, end, line.len());
        if opens_line {
            self.block_sign(masked.then(|| ground(rest)).flatten(), masked, at, line_end);
        } else {
            self.out.push(SIGN);
        }
        self.resume(end.unwrap_or(self.body.len()))
    }

    fn block_sign(&mut self, ground: Option<&str>, masked: bool, at: usize, line_end: usize) {
        if ground.is_none() && masked {
            self.fault(BodyProblem::MaskWithoutGround, at, line_end);
        }
        self.out.push_str(BLOCK_OPENING);
        self.out.push_str(&self.found.grounds.len().to_string());
        self.out.push(BLOCK_SIGN);
        self.found.grounds.push(ground.unwrap_or_default().into());
    }

    /// The end of the line that closes the block whose opening line ends at `at`. Any `:::name` within it opens
    /// one more.
    fn fence_end(&self, mut at: usize) -> Option<usize> {
        let mut depth = 1_usize;
        while at < self.body.len() {
            let start = at + 1;
            at = self.line_end(start.min(self.body.len()));
            let line = self.body.get(start..at)?;
            let Some(colons) = line.find(":::") else { continue };
            let rest = line[colons..].trim_start_matches(':').trim();
            let closes = rest.is_empty();
            if !only_containers(&line[..colons], !closes) {
                continue;
            }
            depth = if closes { depth - 1 } else { depth + 1 };
            if depth == 0 {
                return Some(at);
            }
        }
        None
    }

    fn line_end(&self, at: usize) -> usize {
        self.body[at..].find('\n').map_or(self.body.len(), |newline| at + newline)
    }

    fn show_until(&mut self, at: usize) {
        let part = &self.body[self.copied..at];
        if part.contains([SIGN, BLOCK_SIGN]) {
            self.out.push_str(&part.replace([SIGN, BLOCK_SIGN], "\u{FFFD}"));
        } else {
            self.out.push_str(part);
        }
        self.copied = at;
    }

    fn hide(&mut self, at: usize, end: Option<usize>, opening: usize) {
        if end.is_none() {
            self.found.unclosed = true;
            self.fault(BodyProblem::UnclosedMask, at, (at + opening).min(self.line_end(at)));
        }
        self.found.hidden.push(Span::new(at, end.unwrap_or(self.body.len())).shifted(self.from));
        self.found.pieces.push(Piece { clean: self.out.len(), original: self.from + at, sign: true });
    }

    fn resume(&mut self, at: usize) -> usize {
        self.copied = at;
        self.found.pieces.push(Piece { clean: self.out.len(), original: self.from + at, sign: false });
        at
    }

    fn fault(&mut self, problem: BodyProblem, start: usize, end: usize) {
        self.found.faults.push((problem, Span::new(start, end).shifted(self.from)));
    }
}

fn word_of(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '-' && !is_unseen(c)).unwrap_or(text.len());
    &text[..end]
}

/// Characters that no reader sees: a word with one in it looks as if it had none.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// A word as it is read: small letters, without what isn't seen.
fn folded(word: &str) -> String {
    word.chars().filter(|c| !is_unseen(*c)).flat_map(char::to_lowercase).collect()
}

fn nearly_masked(lower: &str) -> bool {
    nearest(lower, ["maskad", "maskerad", "maskat", "maska", "mask"]).is_some()
}

/// Is this nothing but the marks of quotes (and lists) that a line can open with?
fn only_containers(prefix: &str, lists: bool) -> bool {
    prefix.split([' ', '\t', '>']).all(|mark| {
        let number = mark.trim_end_matches(['.', ')']);
        mark.is_empty()
            || lists
                && (matches!(mark, "-" | "*" | "+")
                    || number.len() + 1 == mark.len() && number.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// The value of `{grund="…"}` on an opening line. A half-written one gives none: it might run into the text.
fn ground(line: &str) -> Option<&str> {
    let inner = line.split_once('{')?.1.split_once('}')?.0.trim();
    let value = inner.strip_prefix("grund")?.trim_start().strip_prefix('=')?.trim();
    let quoted = value.strip_prefix(['"', '”', '“']).map(|v| v.strip_suffix(['"', '”']));
    let value = quoted.unwrap_or(Some(value))?.trim();
    (!value.is_empty() && !value.contains(['"', '[', ']', SIGN, BLOCK_SIGN])).then_some(value)
}
