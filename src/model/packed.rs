//! A body at rest: about a kilobyte of marks that point into the text it was read from, and the tree again where somebody reads it.
//! Owns that form, and what is kept of the text; knows no Markdown, and reads of the text what marks point at and nothing else.
//!
//! A tree of ten thousand reports is larger than their texts, and nearly all of its words stand in them. It is wanted report
//! by report, so it is made when it is wanted.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use memchr::memmem;

use super::body::{
    Align, Block, Body, Heading, Image, Inline, Item, Link, List, Name, Note, Opens, Paragraph, PictureKind,
    PictureRequest, Section, Table, Target, holds_facts, passages, pictures,
};
use crate::source::Span;
use crate::squeezed::Squeezed;

/// So far on from the last words the next are sought in the text, in bytes: further than what stands between them in Markdown, and
/// where they aren't there, further than what isn't shown.
const WINDOWS: [usize; 2] = [256, 4096];
/// So many bytes at most are sought at once; what follows them is compared.
const ANCHOR: usize = 16;
/// What is no longer than this takes no more room by itself than a mark does.
const SHORT: usize = 3;

/// A [`Body`] at rest. The text that it points into holds masked passages too, and as long as it is the whole file's raw answers; it
/// can't be had from here, only the words of the body.
#[derive(Clone)]
pub struct PackedBody {
    text: Text,
    /// Where the body begins in its file.
    start: usize,
    marks: Arc<[u8]>,
    holds: Holds,
}

/// The text that marks point into.
#[derive(Clone)]
enum Text {
    /// A file's, shared with the sources, from the body's beginning on.
    Shared(Arc<str>, usize),
    /// The body's part alone.
    Own(Arc<Squeezed>),
}

impl Text {
    fn get(&self) -> Cow<'_, str> {
        match self {
            Self::Shared(text, from) => Cow::Borrowed(text.get(*from..).unwrap_or_default()),
            Self::Own(text) => Cow::Owned(text.text()),
        }
    }
}

/// What a body has anything of, so that who asks for that alone needn't unpack it.
#[derive(Clone, Copy, Default)]
struct Holds {
    pictures: bool,
    facts: bool,
    aliases: bool,
}

impl Default for PackedBody {
    fn default() -> Self {
        Self::of(&Body::default(), &Arc::default(), 0)
    }
}

impl PackedBody {
    /// Packs a body that was read from a file's text, where it begins at `start`; of any other text it is larger and the same.
    pub fn of(body: &Body, text: &Arc<str>, start: usize) -> Self {
        Self::within(body, Text::Shared(Arc::clone(text), start), start)
    }

    fn within(body: &Body, text: Text, start: usize) -> Self {
        let mut to = Packer { text: &text.get(), start, at: 0, span: 0, marks: Vec::new() };
        body.pack(&mut to);
        let aliases = passages(body).iter().any(|passage| !passage.aliases().is_empty());
        let holds = Holds { pictures: !pictures(body).is_empty(), facts: holds_facts(body), aliases };
        let marks = to.marks.into();
        Self { text, start, marks, holds }
    }

    /// Packs what the body has become.
    #[must_use]
    pub fn changed(&self, body: &Body) -> Self {
        Self::within(body, self.text.clone(), self.start)
    }

    /// Lets go of the file's text, which others may have let go of by now: keeps the part that is pointed into, squeezed. All that is kept
    /// of many bodies comes to stand together by that, and not among what has gone since.
    pub fn settle(&mut self) {
        self.text = Text::Own(Squeezed::of(&self.text.get()).into());
        self.marks = (*self.marks).into();
    }

    /// The body.
    pub fn unpack(&self) -> Body {
        let mut from =
            Unpacker { text: &self.text.get(), start: self.start, at: 0, span: 0, marks: &self.marks };
        // Marks have no other maker than `of`, and don't change.
        Body::unpack(&mut from).unwrap_or_default()
    }

    /// All pictures that it asks for, however deep they stand.
    pub fn pictures(&self) -> Vec<PictureRequest> {
        if !self.holds.pictures {
            return Vec::new();
        }
        pictures(&self.unpack()).into_iter().cloned().collect()
    }

    /// Are there words that print a fact?
    pub const fn holds_facts(&self) -> bool {
        self.holds.facts
    }

    /// Has any passage ids that it has had before?
    pub const fn holds_aliases(&self) -> bool {
        self.holds.aliases
    }
}

impl fmt::Debug for PackedBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.unpack().fmt(f)
    }
}

impl PartialEq for PackedBody {
    fn eq(&self, other: &Self) -> bool {
        self.unpack() == other.unpack()
    }
}

impl Eq for PackedBody {}

/// Of the body, wherever its words stand.
impl Hash for PackedBody {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.unpack().hash(state);
    }
}

/// Marks being made.
struct Packer<'t> {
    text: &'t str,
    start: usize,
    /// Where the last words that were found in the text end.
    at: usize,
    /// Where the last span starts.
    span: u32,
    marks: Vec<u8>,
}

impl Packer<'_> {
    /// Seven bits a byte, the lowest first; all but the last have their highest bit set.
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.marks.push(number.to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        self.marks.push(number.to_le_bytes()[0]);
    }

    /// How many bytes, and then pieces until these are there: each found in the text, or as it stands.
    fn words(&mut self, words: &str) {
        self.number(words.len() as u64);
        let (mut done, mut found) = (0, 0);
        while found < words.len() {
            let Some((at, length)) = self.find(&words[found..]) else {
                // On to the next word.
                found += memchr::memchr2(b' ', b'\n', &words.as_bytes()[found..])
                    .map_or(words.len() - found, |at| at + 1);
                continue;
            };
            self.stands(&words[done..found]);
            self.number((length as u64) << 1 | 1);
            self.number((at - self.at) as u64);
            self.at = at + length;
            found += length;
            done = found;
        }
        self.stands(&words[done..]);
    }

    fn stands(&mut self, words: &str) {
        if !words.is_empty() {
            self.number((words.len() as u64) << 1);
            self.marks.extend_from_slice(words.as_bytes());
        }
    }

    /// Where in the text the words begin to stand, and for how many bytes they do.
    fn find(&self, words: &str) -> Option<(usize, usize)> {
        if words.len() <= SHORT {
            return None;
        }
        let (words, text) = (words.as_bytes(), self.text.as_bytes());
        let (anchor, rest) = (&words[..words.len().min(ANCHOR)], &text[self.at..]);
        let at = if rest.starts_with(anchor) {
            0
        } else {
            let finder = memmem::Finder::new(anchor);
            // What is short stands anywhere.
            let windows = if anchor.len() == ANCHOR { &WINDOWS[..] } else { &WINDOWS[..1] };
            windows.iter().find_map(|window| finder.find(&rest[..rest.len().min(*window)]))?
        };
        let at = self.at + at;
        let same = words.iter().zip(&text[at..]).take_while(|(one, other)| one == other).count();
        // Of a character as a whole: its first bytes may be another's.
        let whole = (0..=same).rev().find(|length| is_boundary(words, *length))?;
        (whole > SHORT).then_some((at, whole))
    }
}

/// Does a character of the text begin here, or end the text?
fn is_boundary(text: &[u8], at: usize) -> bool {
    text.get(at).is_none_or(|byte| byte & 0xC0 != 0x80)
}

/// Marks being read.
struct Unpacker<'t> {
    text: &'t str,
    start: usize,
    at: usize,
    span: u32,
    marks: &'t [u8],
}

impl<'t> Unpacker<'t> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.marks.split_first()?;
        self.marks = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn length(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    fn words(&mut self) -> Option<Box<str>> {
        let length = self.length()?;
        let mut words = String::new();
        while words.len() < length {
            let piece = self.piece()?;
            // Nearly all are one piece of just their length.
            if words.is_empty() && piece.len() == length {
                return Some(piece.into());
            }
            words.push_str(piece);
        }
        Some(words.into())
    }

    fn piece(&mut self) -> Option<&'t str> {
        let head = self.length()?;
        let length = head >> 1;
        if head & 1 == 0 {
            let (own, rest) = self.marks.split_at_checked(length)?;
            self.marks = rest;
            return std::str::from_utf8(own).ok();
        }
        let start = self.at.checked_add(self.length()?)?;
        self.at = start.checked_add(length)?;
        self.text.get(start..self.at)
    }
}

/// What can stand in marks.
trait Packed: Sized {
    fn pack(&self, to: &mut Packer<'_>);
    /// `None` where the marks are none of these.
    fn unpack(from: &mut Unpacker<'_>) -> Option<Self>;
}

impl Packed for u64 {
    fn pack(&self, to: &mut Packer<'_>) {
        to.number(*self);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        from.number()
    }
}

macro_rules! smaller {
    ($($number:ty),+) => {$(
        impl Packed for $number {
            fn pack(&self, to: &mut Packer<'_>) {
                to.number((*self).into());
            }

            fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
                from.number()?.try_into().ok()
            }
        }
    )+};
}

smaller!(u8, u32);

/// As the bits of a number without a sign: years are never below nought.
impl Packed for i16 {
    fn pack(&self, to: &mut Packer<'_>) {
        to.number(self.cast_unsigned().into());
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        Some(u16::try_from(from.number()?).ok()?.cast_signed())
    }
}

impl Packed for bool {
    fn pack(&self, to: &mut Packer<'_>) {
        to.number((*self).into());
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        Some(from.byte()? != 0)
    }
}

impl Packed for Box<str> {
    fn pack(&self, to: &mut Packer<'_>) {
        to.words(self);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        from.words()
    }
}

/// The keys of a picture's options: one of those that there are.
impl Packed for &'static str {
    fn pack(&self, to: &mut Packer<'_>) {
        let at = PictureRequest::KEYS.iter().position(|key| key == self);
        to.number(at.unwrap_or_default() as u64);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        PictureRequest::KEYS.get(from.length()?).copied()
    }
}

/// Where words are sought on from, once a span is known to start here.
fn on_to(at: usize, start: u32, (from, text): (usize, &str)) -> usize {
    at.max(text.len().min((start as usize).saturating_sub(from)))
}

/// By how far it starts from the last, and its length.
impl Packed for Span {
    fn pack(&self, to: &mut Packer<'_>) {
        let Self { start, end } = *self;
        to.number(start.wrapping_sub(to.span).into());
        to.number(end.wrapping_sub(start).into());
        to.span = start;
        to.at = on_to(to.at, start, (to.start, to.text));
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        let start = from.span.wrapping_add(u32::unpack(from)?);
        from.span = start;
        from.at = on_to(from.at, start, (from.start, from.text));
        Some(Self { start, end: start.wrapping_add(u32::unpack(from)?) })
    }
}

impl<T: Packed> Packed for Option<T> {
    fn pack(&self, to: &mut Packer<'_>) {
        self.is_some().pack(to);
        if let Some(its) = self {
            its.pack(to);
        }
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        Some(if bool::unpack(from)? { Some(T::unpack(from)?) } else { None })
    }
}

impl<T: Packed> Packed for Box<T> {
    fn pack(&self, to: &mut Packer<'_>) {
        (**self).pack(to);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        T::unpack(from).map(Self::new)
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn pack(&self, to: &mut Packer<'_>) {
        to.number(self.len() as u64);
        for one in self {
            one.pack(to);
        }
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        let length = from.length()?;
        let mut all = Self::with_capacity(length.min(from.marks.len()));
        for _ in 0..length {
            all.push(T::unpack(from)?);
        }
        Some(all)
    }
}

impl<A: Packed, B: Packed> Packed for (A, B) {
    fn pack(&self, to: &mut Packer<'_>) {
        self.0.pack(to);
        self.1.pack(to);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        Some((A::unpack(from)?, B::unpack(from)?))
    }
}

/// All of a record's fields, in the order named here.
macro_rules! record {
    ($name:ident { $($field:ident),+ }) => {
        impl Packed for $name {
            fn pack(&self, to: &mut Packer<'_>) {
                let Self { $($field),+ } = self;
                $($field.pack(to);)+
            }

            fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
                $(let $field = Packed::unpack(from)?;)+
                Some(Self { $($field),+ })
            }
        }
    };
}

/// Which of several it is, by number, and what it holds.
macro_rules! choice {
    ($name:ident { $($number:literal $variant:ident $(($($part:ident),+))? $({ $($field:ident),+ })?),+ $(,)? }) => {
        impl Packed for $name {
            fn pack(&self, to: &mut Packer<'_>) {
                match self {
                    $(Self::$variant $(($($part),+))? $({ $($field),+ })? => {
                        to.marks.push($number);
                        $($($part.pack(to);)+)?
                        $($($field.pack(to);)+)?
                    })+
                }
            }

            fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
                Some(match from.byte()? {
                    $($number => {
                        $($(let $part = Packed::unpack(from)?;)+)?
                        $($(let $field = Packed::unpack(from)?;)+)?
                        Self::$variant $(($($part),+))? $({ $($field),+ })?
                    })+
                    _ => return None,
                })
            }
        }
    };
}

record!(Body { blocks, notes });
record!(Note { blocks, references });
choice!(Block {
    0 Paragraph(its),
    1 Heading(its),
    2 List(its),
    3 Quote(its),
    4 Code { language, text },
    5 Table(its),
    6 Rule,
    7 Masked { ground },
    8 Picture(its),
});
record!(Heading { level, content, id, aliases, opens, section, span });
choice!(Opens { 0 Audit(id), 1 DirectMeasure(id), 2 Improvement(id) });
choice!(Section { 0 Risk, 1 Purpose, 2 Scope, 3 Method, 4 Result, 5 Proposals, 6 FurtherWork });
record!(Paragraph { content, improvement, name });
record!(Name { id, aliases, span });
record!(List { start, tight, items });
record!(Item { done, blocks });
record!(Table { columns, head, rows });
choice!(Align { 0 Default, 1 Left, 2 Centre, 3 Right });
choice!(Inline {
    0 Text(words),
    1 Emphasis(inner),
    2 Strong(inner),
    3 Struck(inner),
    4 Code(words),
    5 Link(its),
    6 Image(its),
    7 Note { index, reference },
    8 Break,
    9 Masked,
});
record!(Link { target, content, span });
choice!(Target {
    0 Web(address),
    1 Here(id),
    2 Report(id, passage),
    3 Audit(id, passage),
    4 FreePage(id, passage),
    5 Appendix(number),
    6 Fact(id),
});
record!(Image { file, alternative, span });
record!(PictureRequest { kind, question, figure, audit, years, span, option_spans });
choice!(PictureKind {
    0 Scale,
    1 Answers,
    2 Comparison,
    3 Distribution,
    4 Development,
    5 Account,
    6 Matrix,
    7 FollowUp,
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown::parse;
    use crate::source::FileId;

    const EVERYTHING: &str = "\
## Rubrik {#rubrik alias=gammal alias=aldre}\n\nEtt \"stycke\" som går\növer flera rader, *med* **allt** ~~slopat~~ `kod`  \noch en [länk](https://malmo.se), \
[här](#rubrik), [r](rapport:n/2023/r#x), [g](granskning:ik), [s](sida:om#y), [b](bilaga:2), [27 procent](uppgift:u).[^n] {#namn alias=forr}\n\n\
## Omfattning {granskning=ik}\n\n### Å {direktåtgärd=d}\n\n#### Ä {åtgärd=a}\n\n> Citat med\n> två rader\n>\n> - [ ] en\n> - [x] två\n\n\
7. sju\n\n8. åtta\n\n| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | två | x | 4,5 |\n| å | ä &amp; | ö | |\n\n---\n\n```rust x\nlet a = 1;\n\n```\n\n\
![Ett diagram över läget](bild.png)\n\n:::maskad {grund=\"OSL 26:1\"}\nhemligt\n:::\n\nText [[maskad: hemligt]] mer.\n\n\
```jämförelse\nfråga: f01\ngranskning: ik\når: [2020, 2023]\n```\n\n```nyckeltal\nnyckeltal: belopp\n```\n\n<b>rå</b> &aring; \\* Åtgärd {åtgärd=a}\n\n\
[^n]: Noten med\n    två stycken.\n\n    Ett till.\n";

    fn read(text: &str) -> Body {
        let mut faults = Vec::new();
        let body = parse(FileId(0), text, 0, &mut faults);
        assert!(faults.is_empty(), "{faults:?}");
        body
    }

    fn packed(text: &str) -> PackedBody {
        PackedBody::of(&read(text), &text.into(), 0)
    }

    #[test]
    fn what_is_unpacked_is_what_was_packed() {
        let (body, packed) = (read(EVERYTHING), packed(EVERYTHING));
        assert_eq!(packed.unpack(), body);
        // Of another text too, and once more of what it has become.
        for text in
            ["", "Ett \"stycke\" som är ett annat", EVERYTHING.split_at(300).0, EVERYTHING.split_at(300).1]
        {
            for start in [0, 7, 9999] {
                assert_eq!(PackedBody::of(&body, &text.into(), start).unpack(), body, "{text}");
            }
        }
        let mut settled = packed.clone();
        settled.settle();
        assert_eq!((settled.unpack(), settled == packed), (body.clone(), true));
        let shorter = Body { blocks: body.blocks[2..].to_vec(), notes: body.notes };
        assert_eq!(
            (packed.changed(&shorter).unpack(), settled.changed(&shorter).unpack()),
            (shorter.clone(), shorter)
        );
        assert_eq!(PackedBody::default().unpack(), Body::default());
    }

    /// Words of one and several bytes that are in the text, nearly so, and not at all.
    #[test]
    fn any_words_come_back_from_any_text() {
        let letters = ["a", "å", "ä", " ", "\n", "ab", "–", "😀", "\u{308}"];
        let mut seed = 7_u32;
        let mut next = |below: usize| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) as usize % below
        };
        for _ in 0..20_000 {
            let text: String = (0..next(60)).map(|_| letters[next(letters.len())]).collect();
            let mut block = || {
                let words: String = (0..next(40)).map(|_| letters[next(letters.len())]).collect();
                Block::Code { language: text.get(next(9)..).unwrap_or_default().into(), text: words.into() }
            };
            let body = Body { blocks: vec![block(), block()], notes: Vec::new() };
            assert_eq!(PackedBody::of(&body, &text.as_str().into(), next(60)).unpack(), body, "{text:?}");
        }
    }

    #[test]
    fn words_of_the_text_take_no_room() {
        let text =
            "Ett stycke med många ord som står i texten, rad efter rad,\noch som fortsätter här. ".repeat(40);
        let packed = packed(&text);
        assert!(packed.marks.len() < 500, "{}", packed.marks.len());
        let mut settled = PackedBody::of(&read(&text), &format!("answers: 3\n{text}").as_str().into(), 11);
        settled.settle();
        assert_eq!(
            (&*settled.text.get(), settled.marks.len()),
            (&*text, packed.marks.len()),
            "no more than the body's part"
        );
        let own = packed.marks.windows(5).any(|five| five == b"texten".split_at(5).0);
        assert!(!own);
    }

    #[test]
    fn damaged_marks_are_no_body_and_no_panic() {
        let whole = packed(EVERYTHING);
        for at in 0..whole.marks.len() {
            for bits in [1, 0x55, 0x80, 0xff] {
                let mut marks = whole.marks.to_vec();
                marks[at] ^= bits;
                for marks in [&marks[..], &marks[..at]] {
                    let _ = PackedBody { marks: marks.into(), ..whole.clone() }.unpack();
                }
            }
        }
    }

    #[test]
    fn it_is_told_what_a_body_has_anything_of() {
        let of = |text: &str| {
            let its = packed(text);
            (its.pictures().len(), its.holds_facts(), its.holds_aliases())
        };
        assert_eq!(of(EVERYTHING), (2, true, true));
        assert_eq!(of("## A {#b}\n\nText.\n"), (0, false, false));
        assert_eq!(of("> ```skala\n> fråga: f\n> ```\n"), (1, false, false));
        assert_eq!(of("En not[^n].\n\n[^n]: [27](uppgift:u)\n"), (0, true, false));
        assert_eq!(of("- Text {#a alias=b}\n"), (0, false, true));
    }
}
