//! Personal data in free text (personuppgiftsvakten, disclosure.md §7): finds what looks like it, in all the
//! ways that people and programs write it. Owns no decision of what may stand, and repeats nothing it found.
//!
//! A text is taken paragraph by paragraph. One pass marks the places where a family may have something to find:
//! digits, capitals, signs, parts of cue words. A paragraph with signs that hide a number from a plain reading
//! (unusual spaces and dashes, entities, emphasis) is first made plain, with a map back to the source. A family's
//! rule looks only at its marks: text without any costs hardly more than reading it.

mod account;
mod address;
mod cues;
mod digits;
mod email;
mod glance;
mod identity;
pub(super) mod known;
mod lists;
mod marks;
mod names;
mod network;
mod plain;
mod protected;
mod reserve;
mod singling;
mod street;
mod streets;
mod telephone;
mod vehicle;
mod words;

use memchr::memmem;

use cues::{Cue, Parts};
use marks::Marks;
use plain::Plain;

/// A type of personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "`name` says each in Swedish")]
pub enum Kind {
    PersonalNumber,
    CoordinationNumber,
    InterimNumber,
    ProtectedIdentity,
    Telephone,
    Email,
    PostalAddress,
    Iban,
    BankAccount,
    Plusgiro,
    Bankgiro,
    IpAddress,
    Vehicle,
    PersonName,
    SinglingOut,
}

/// How bad a hit is (disclosure.md §7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Must be masked or removed.
    Stop,
    /// May stand only where it is allowed with a reason.
    Error,
    /// Must be looked at.
    Warning,
}

/// A place in a text that looks like personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it looks like.
    pub kind: Kind,
    /// How bad it is.
    pub level: Level,
    /// Its first byte in the text as given.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

impl Kind {
    /// Its Swedish name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PersonalNumber => "personnummer",
            Self::CoordinationNumber => "samordningsnummer",
            Self::InterimNumber => "interimsnummer",
            Self::ProtectedIdentity => "skyddad_identitet",
            Self::Telephone => "telefon",
            Self::Email => "epost",
            Self::PostalAddress => "adress",
            Self::Iban => "iban",
            Self::BankAccount => "konto",
            Self::Plusgiro => "plusgiro",
            Self::Bankgiro => "bankgiro",
            Self::IpAddress => "ip",
            Self::Vehicle => "fordon",
            Self::PersonName => "namn",
            Self::SinglingOut => "utpekande",
        }
    }

    /// How bad a hit of this type is; a general statement about protected identity is only a warning.
    pub const fn level(self) -> Level {
        match self {
            Self::PersonalNumber
            | Self::CoordinationNumber
            | Self::InterimNumber
            | Self::ProtectedIdentity => Level::Stop,
            Self::PersonName | Self::SinglingOut => Level::Warning,
            _ => Level::Error,
        }
    }
}

impl Hit {
    const fn new(kind: Kind, start: usize, end: usize) -> Self {
        Self { kind, level: kind.level(), start, end }
    }
}

/// Everything in a text that looks like personal data: sorted, none over another.
pub fn scan(text: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    Reader::new(Families::All).each_paragraph(text, &empty_line(text), &mut |hit| {
        hits.push(hit);
        true
    });
    settle(hits)
}

/// Would [`scan`] find anything that is worse than a warning? Names and what singles out aren't looked for, so it
/// takes less.
pub fn is_serious(text: &str) -> bool {
    let mut found = false;
    let mut see = |hit: Hit| {
        found |= hit.level != Level::Warning;
        !found
    };
    let mut reader = Reader::new(Families::Serious);
    let empty_line = empty_line(text);
    if empty_line.needle() == WINDOWS {
        reader.each_paragraph(text, &empty_line, &mut see);
    } else {
        reader.each_doubtful(text, &empty_line, &mut see);
    }
    found
}

/// What is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Families {
    All,
    /// But for what is only ever a warning.
    Serious,
}

/// An empty line of Windows' kind.
const WINDOWS: &[u8] = b"\n\r\n";

/// What paragraphs end at. A text with Windows' line ends has no other kind.
fn empty_line(text: &str) -> memmem::Finder<'static> {
    let is_windows = memchr::memchr(b'\r', text.as_bytes()).is_some() && text.contains("\n\r\n");
    memmem::Finder::new(if is_windows { WINDOWS } else { b"\n\n" })
}

/// Reads paragraphs. What it needs for one serves for the next.
struct Reader {
    families: Families,
    parts: &'static Parts,
    marks: Marks,
    buffer: Plain,
}

impl Reader {
    fn new(families: Families) -> Self {
        Self { families, parts: Parts::get(), marks: Marks::default(), buffer: Plain::default() }
    }

    /// Looks through a text paragraph by paragraph, until `found` says that it is enough.
    fn each_paragraph(
        &mut self,
        text: &str,
        empty_line: &memmem::Finder<'_>,
        found: &mut dyn FnMut(Hit) -> bool,
    ) {
        let mut at = 0;
        let mut goes_on = true;
        while goes_on {
            at += line_ends(&text.as_bytes()[at..]);
            if at == text.len() {
                break;
            }
            let end = paragraph_end(text, at, empty_line);
            goes_on = self.read(text, at, end, found);
            at = next_start(text, at, end, empty_line);
        }
    }

    /// Looks at the paragraphs alone that may hold something serious, until `found` says that it is enough.
    fn each_doubtful(
        &mut self,
        text: &str,
        empty_line: &memmem::Finder<'_>,
        found: &mut dyn FnMut(Hit) -> bool,
    ) {
        let mut at = 0;
        let mut goes_on = true;
        while goes_on {
            at += line_ends(&text.as_bytes()[at..]);
            let rest = &text.as_bytes()[at..];
            if rest.is_empty() {
                break;
            }
            // As many whole paragraphs as are read at once, or the piece of a long one.
            let end = if rest.len() <= LONG {
                text.len()
            } else {
                let last = memmem::rfind(&rest[..LONG], empty_line.needle());
                last.map_or_else(
                    || paragraph_end(text, at, empty_line),
                    |last| at + last + empty_line.needle().len(),
                )
            };
            glance::each_doubtful(&rest[..end - at], self.parts, |place| {
                let (start, last) = paragraph_around(&rest[..end - at], place);
                goes_on = goes_on && self.read_unless_known(text, at + start, at + last, found);
                if goes_on { last } else { end - at }
            });
            at = next_start(text, at, end, empty_line);
        }
    }

    /// The same as [`Self::read`], but for a paragraph that is known to hold nothing serious.
    fn read_unless_known(
        &mut self,
        text: &str,
        at: usize,
        end: usize,
        found: &mut dyn FnMut(Hit) -> bool,
    ) -> bool {
        let paragraph = &text.as_bytes()[at..end];
        if known::is_known(paragraph) {
            return true;
        }
        let mut is_serious = false;
        let goes_on = self.read(text, at, end, &mut |hit| {
            is_serious |= hit.level != Level::Warning;
            found(hit)
        });
        if !is_serious {
            known::add(paragraph);
        }
        goes_on
    }

    /// Looks through a paragraph, and says whether to go on.
    fn read(&mut self, text: &str, at: usize, end: usize, found: &mut dyn FnMut(Hit) -> bool) -> bool {
        let Self { families, parts, marks, buffer } = self;
        let paragraph = &text[at..end];
        let mut goes_on = true;
        let is_plain = if *families == Families::Serious {
            marks.fill_odd(paragraph.as_bytes());
            plain::is_plain(paragraph.as_bytes(), &marks.odd)
        } else {
            marks.fill(paragraph.as_bytes(), parts);
            plain::is_plain(paragraph.as_bytes(), &marks.odd)
        };
        if is_plain {
            if *families == Families::Serious {
                marks.fill(paragraph.as_bytes(), parts);
            }
            look(paragraph, marks, *families, &mut |hit| {
                goes_on &= found(Hit { start: at + hit.start, end: at + hit.end, ..hit });
            });
        } else {
            buffer.fill(paragraph, &marks.odd);
            // Most have an unusual blank or dash and nothing else.
            if *families == Families::Serious && !glance::is_doubtful(buffer.text(), parts) {
                return true;
            }
            marks.fill(buffer.text().as_bytes(), parts);
            look(buffer.text(), marks, *families, &mut |hit| {
                let (start, end) = buffer.source(hit.start, hit.end);
                goes_on &= found(Hit { start: at + start, end: at + end, ..hit });
            });
        }
        goes_on
    }
}

/// Line ends that a text opens with: pages have many empty lines in a row.
fn line_ends(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count()
}

/// Where the paragraph that holds a place begins and ends, with its empty line.
fn paragraph_around(text: &[u8], place: usize) -> (usize, usize) {
    let mut start = place;
    while let Some(line) = memchr::memrchr(b'\n', &text[..start]) {
        if text[..line].ends_with(b"\n") {
            start = line + 1;
            return (start + line_ends(&text[start..]), end_after(text, place));
        }
        start = line;
    }
    (line_ends(text), end_after(text, place))
}

/// Where the paragraph that holds a place ends, with its empty line.
fn end_after(text: &[u8], place: usize) -> usize {
    let ends = memchr::memchr_iter(b'\n', &text[place..]).map(|line| place + line + 1);
    ends.into_iter().find(|end| text[*end..].starts_with(b"\n")).map_or(text.len(), |end| end + 1)
}

/// Where reading goes on after a paragraph or a piece of one.
fn next_start(text: &str, at: usize, end: usize, empty_line: &memmem::Finder<'_>) -> usize {
    // What stands across the place of a cut is whole in the next piece.
    let is_cut = end < text.len() && !text.as_bytes()[at..end].ends_with(empty_line.needle());
    if is_cut { overlap(text, end) } else { end }
}

/// A text as it is compared with another, whatever the two are written with: letters and digits alone.
pub fn normal_form(text: &str) -> String {
    let mut buffer = Plain::default();
    let mut marks = Marks::default();
    marks.fill(text.as_bytes(), Parts::get());
    buffer.fill(text, &marks.odd);
    buffer.text().chars().filter(|c| c.is_alphanumeric() || *c == '@').flat_map(char::to_lowercase).collect()
}

/// How much of a paragraph is read at once.
const LONG: usize = 64 * 1024;

/// Where the piece after a cut begins: before it, further than anything that is found is long, and at a blank
/// where there is one, so that no number is read from its middle.
fn overlap(text: &str, cut: usize) -> usize {
    const MOST: usize = 1024;
    let mut from = cut - MOST;
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let blank = text.as_bytes()[from..cut - MOST / 2].iter().position(|byte| matches!(byte, b' ' | b'\n'));
    blank.map_or(from, |blank| from + blank + 1)
}

/// Paragraphs end at an empty line. A very long one is cut, where it can be at a line's
/// end or a blank, so that memory stays small.
fn paragraph_end(text: &str, at: usize, empty_line: &memmem::Finder<'_>) -> usize {
    let rest = &text.as_bytes()[at..];
    let window = &rest[..rest.len().min(LONG)];
    let blank = empty_line.find(window).map(|end| end + empty_line.needle().len());
    let cut = blank.or_else(|| {
        (rest.len() > LONG).then(|| {
            // Never far back, so that the next piece begins further on than this one.
            let far = |at: &usize| *at > LONG / 2;
            let line = memchr::memrchr(b'\n', window).filter(far);
            line.or_else(|| memchr::memrchr(b' ', window).filter(far)).map(|end| end + 1)
        })?
    });
    let mut end = at + cut.unwrap_or(window.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    end
}

/// The families over a plain text.
fn look(text: &str, marks: &Marks, families: Families, found: &mut dyn FnMut(Hit)) {
    let mut loose = Vec::new();
    digits::each_run(
        text,
        &marks.digits,
        |run| {
            let figures: usize = run.iter().map(digits::Group::length).sum();
            if figures >= 6 {
                identity::look(text, run, found);
                reserve::look(text, run, found);
                telephone::look(text, run, found);
            }
            account::look_at_digits(text, run, found);
            network::look_at_digits(text, run, found);
            vehicle::look(text, run, found);
            address::look_at_digits(text, run, found);
        },
        |run| {
            let figures: usize = run.iter().map(digits::Group::length).sum();
            if figures >= 8 {
                identity::look_loosely(text, run, &mut |hit| loose.push(hit));
                telephone::look_loosely(text, run, &mut |hit| loose.push(hit));
            }
        },
    );
    loose.into_iter().for_each(&mut *found);
    email::look(text, &marks.ats, found);
    network::look_at_colons(text, &marks.colons, found);
    let warns = families == Families::All;
    if warns {
        names::look(text, &marks.capitals, found);
    }
    cues::each(text, &marks.parts, |cue, start, end| match cue {
        Cue::At => email::look_at_cue(text, start, end, found),
        Cue::CareOf => address::look_at_care_of(text, start, end, found),
        Cue::Giro(kind) => account::look_at_giro(text, kind, start, end, found),
        Cue::Account => account::look_at_account(text, start, end, found),
        Cue::Reserve => reserve::look_at_cue(text, end, found),
        Cue::Protected => protected::look(text, start, end, found),
        Cue::Alone if warns => singling::look(text, start, end, found),
        Cue::Alone => {}
    });
}

/// Sorted, the worse and then the longer of two that overlap kept, widened to hold both.
fn settle(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_by_key(|hit| (hit.start, hit.level, std::cmp::Reverse(hit.end)));
    let mut out: Vec<Hit> = Vec::with_capacity(hits.len());
    for hit in hits {
        match out.last_mut() {
            Some(last) if hit.start < last.end => {
                let worse = hit.level < last.level;
                last.end = last.end.max(hit.end);
                if worse {
                    (last.kind, last.level) = (hit.kind, hit.level);
                }
            }
            _ => out.push(hit),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_what_stands_between_two_empty_lines() {
        let mut seed = 3_u64;
        for _ in 0..4_000 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let text: Vec<u8> =
                (0..24).map(|bit| b"a\n\n\ra\n"[(seed >> (bit + 16) & 3) as usize + bit % 3]).collect();
            for place in (0..text.len()).filter(|place| text[*place] == b'a') {
                let before = memmem::rfind(&text[..place], b"\n\n").map_or(0, |before| before + 2);
                let start = before + line_ends(&text[before..]);
                let end = memmem::find(&text[place..], b"\n\n").map_or(text.len(), |after| place + after + 2);
                assert_eq!(paragraph_around(&text, place), (start, end), "{text:?} {place}");
            }
        }
    }
}
