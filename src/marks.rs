//! A value as marks that point into the text it was read from: small, and made again where somebody wants it. Owns the spelling
//! of marks; which values there are is told by whoever has them.

use std::borrow::Cow;

use memchr::memmem;

use crate::source::Span;

/// So far on from the last words the next are sought in the text, in bytes: further than what stands between them in Markdown, and
/// where they aren't there, further than what isn't shown.
const WINDOWS: [usize; 2] = [256, 4096];
/// So many bytes at most are sought at once; what follows them is compared.
const ANCHOR: usize = 16;
/// What is no longer than this takes no more room by itself than a mark does.
const SHORT: usize = 3;

/// The marks of a value that was read from this text, which begins at `start` in its file; of any other text they are more and
/// stand for the same.
pub(crate) fn pack<'t>(value: &impl Packed<'t>, text: &str, start: usize) -> Vec<u8> {
    let mut to = Packer { text, start, at: 0, span: 0, marks: Vec::new() };
    value.pack(&mut to);
    to.marks
}

/// The value that was packed with this text; `None` where the marks are none of these.
pub(crate) fn unpack<'t, T: Packed<'t>>(text: &'t str, start: usize, marks: &'t [u8]) -> Option<T> {
    T::unpack(&mut Unpacker { text, start, at: 0, span: 0, marks })
}

/// Marks being made.
pub(crate) struct Packer<'t> {
    text: &'t str,
    start: usize,
    /// Where the last words that were found in the text end.
    at: usize,
    /// Where the last span starts.
    span: u32,
    marks: Vec<u8>,
}

impl Packer<'_> {
    /// One byte.
    pub(crate) fn byte(&mut self, byte: u8) {
        self.marks.push(byte);
    }

    /// Seven bits a byte, the lowest first; all but the last have their highest bit set.
    pub(crate) fn number(&mut self, mut number: u64) {
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
pub(crate) struct Unpacker<'t> {
    text: &'t str,
    start: usize,
    at: usize,
    span: u32,
    marks: &'t [u8],
}

impl<'t> Unpacker<'t> {
    pub(crate) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.marks.split_first()?;
        self.marks = rest;
        Some(*first)
    }

    pub(crate) fn number(&mut self) -> Option<u64> {
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

    pub(crate) fn length(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    fn words(&mut self) -> Option<Cow<'t, str>> {
        let length = self.length()?;
        let mut words = String::new();
        while words.len() < length {
            let piece = self.piece()?;
            // Nearly all are one piece of just their length.
            if words.is_empty() && piece.len() == length {
                return Some(Cow::Borrowed(piece));
            }
            words.push_str(piece);
        }
        Some(Cow::Owned(words))
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
pub(crate) trait Packed<'t>: Sized {
    fn pack(&self, to: &mut Packer<'_>);
    /// `None` where the marks are none of these.
    fn unpack(from: &mut Unpacker<'t>) -> Option<Self>;
}

impl<'t> Packed<'t> for u64 {
    fn pack(&self, to: &mut Packer<'_>) {
        to.number(*self);
    }

    fn unpack(from: &mut Unpacker<'t>) -> Option<Self> {
        from.number()
    }
}

macro_rules! smaller {
    ($($number:ty),+) => {$(
        impl<'t> Packed<'t> for $number {
            fn pack(&self, to: &mut Packer<'_>) {
                to.number((*self).into());
            }

            fn unpack(from: &mut Unpacker<'t>) -> Option<Self> {
                from.number()?.try_into().ok()
            }
        }
    )+};
}

smaller!(u8, u32);

/// As the bits of a number without a sign: years are never below nought.
impl<'t> Packed<'t> for i16 {
    fn pack(&self, to: &mut Packer<'_>) {
        to.number(self.cast_unsigned().into());
    }

    fn unpack(from: &mut Unpacker<'t>) -> Option<Self> {
        Some(u16::try_from(from.number()?).ok()?.cast_signed())
    }
}

impl<'t> Packed<'t> for bool {
    fn pack(&self, to: &mut Packer<'_>) {
        to.number((*self).into());
    }

    fn unpack(from: &mut Unpacker<'t>) -> Option<Self> {
        Some(from.byte()? != 0)
    }
}

impl<'t> Packed<'t> for Cow<'t, str> {
    fn pack(&self, to: &mut Packer<'_>) {
        to.words(self);
    }

    fn unpack(from: &mut Unpacker<'t>) -> Option<Self> {
        from.words()
    }
}

impl<'t> Packed<'t> for Box<str> {
    fn pack(&self, to: &mut Packer<'_>) {
        to.words(self);
    }

    fn unpack(from: &mut Unpacker<'t>) -> Option<Self> {
        Some(from.words()?.into())
    }
}

/// Where words are sought on from, once a span is known to start here.
fn on_to(at: usize, start: u32, (from, text): (usize, &str)) -> usize {
    at.max(text.len().min((start as usize).saturating_sub(from)))
}

/// By how far it starts from the last, and its length.
impl<'t> Packed<'t> for Span {
    fn pack(&self, to: &mut Packer<'_>) {
        let Self { start, end } = *self;
        to.number(start.wrapping_sub(to.span).into());
        to.number(end.wrapping_sub(start).into());
        to.span = start;
        to.at = on_to(to.at, start, (to.start, to.text));
    }

    fn unpack(from: &mut Unpacker<'t>) -> Option<Self> {
        let start = from.span.wrapping_add(u32::unpack(from)?);
        from.span = start;
        from.at = on_to(from.at, start, (from.start, from.text));
        Some(Self { start, end: start.wrapping_add(u32::unpack(from)?) })
    }
}

impl<'t, T: Packed<'t>> Packed<'t> for Option<T> {
    fn pack(&self, to: &mut Packer<'_>) {
        self.is_some().pack(to);
        if let Some(its) = self {
            its.pack(to);
        }
    }

    fn unpack(from: &mut Unpacker<'t>) -> Option<Self> {
        Some(if bool::unpack(from)? { Some(T::unpack(from)?) } else { None })
    }
}

impl<'t, T: Packed<'t>> Packed<'t> for Box<T> {
    fn pack(&self, to: &mut Packer<'_>) {
        (**self).pack(to);
    }

    fn unpack(from: &mut Unpacker<'t>) -> Option<Self> {
        T::unpack(from).map(Self::new)
    }
}

impl<'t, T: Packed<'t>> Packed<'t> for Vec<T> {
    fn pack(&self, to: &mut Packer<'_>) {
        to.number(self.len() as u64);
        for one in self {
            one.pack(to);
        }
    }

    fn unpack(from: &mut Unpacker<'t>) -> Option<Self> {
        let length = from.length()?;
        let mut all = Self::with_capacity(length.min(from.marks.len()));
        for _ in 0..length {
            all.push(T::unpack(from)?);
        }
        Some(all)
    }
}

impl<'t, A: Packed<'t>, B: Packed<'t>> Packed<'t> for (A, B) {
    fn pack(&self, to: &mut Packer<'_>) {
        self.0.pack(to);
        self.1.pack(to);
    }

    fn unpack(from: &mut Unpacker<'t>) -> Option<Self> {
        Some((A::unpack(from)?, B::unpack(from)?))
    }
}

/// All of a record's fields, in the order named here.
macro_rules! record {
    ($name:ident { $($field:ident),+ }) => {
        impl<'t> Packed<'t> for $name {
            fn pack(&self, to: &mut Packer<'_>) {
                let Self { $($field),+ } = self;
                $($field.pack(to);)+
            }

            fn unpack(from: &mut Unpacker<'t>) -> Option<Self> {
                $(let $field = Packed::unpack(from)?;)+
                Some(Self { $($field),+ })
            }
        }
    };
}

/// Which of several it is, by number, and what it holds.
macro_rules! choice {
    ($name:ident $(<$life:lifetime>)? { $($number:literal $variant:ident $(($($part:ident),+))? $({ $($field:ident),+ })?),+ $(,)? }) => {
        impl<'t> Packed<'t> for $name $(<$life>)? {
            fn pack(&self, to: &mut Packer<'_>) {
                match self {
                    $(Self::$variant $(($($part),+))? $({ $($field),+ })? => {
                        to.byte($number);
                        $($($part.pack(to);)+)?
                        $($($field.pack(to);)+)?
                    })+
                }
            }

            fn unpack(from: &mut Unpacker<'t>) -> Option<Self> {
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

pub(crate) use {choice, record};
