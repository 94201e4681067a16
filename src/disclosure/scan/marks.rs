//! One pass over a text that marks every place where a rule may have something to find: digits, capitals, signs,
//! and parts of cue words. Owns the pass; knows no rule. Text without marks costs no more than this.

use super::cues::{CLASSED, Parts};

/// The places of a text, in order.
#[derive(Default)]
pub(super) struct Marks {
    /// The first digit of each group.
    pub(super) digits: Vec<usize>,
    /// Letters that may be capitals.
    pub(super) capitals: Vec<usize>,
    /// `@`
    pub(super) ats: Vec<usize>,
    /// `:`
    pub(super) colons: Vec<usize>,
    /// Signs that may hide something from a plain reading.
    pub(super) odd: Vec<usize>,
    /// Where four bytes of a cue word begin, and which.
    pub(super) parts: Vec<(usize, usize)>,
    /// Pairs of bytes that must be looked at again: their places, and in which sets of [`Parts`] they may end a
    /// group. As long as ever was needed.
    seen: Vec<(u32, u16)>,
}

/// What a place may be looked at for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Digit,
    Capital,
    /// `@`
    At,
    /// `:`
    Colon,
    Odd,
    /// The second byte of Å, Ä, Ö and others of their kind, or of something else.
    Second,
}

impl Class {
    /// May it be part of what is worse than a warning? Capitals begin names.
    pub(super) const fn is_serious(self) -> bool {
        !matches!(self, Self::Capital | Self::Second)
    }
}

static CLASSES: [Option<Class>; 256] = classes();

const fn classes() -> [Option<Class>; 256] {
    let mut classes = [None; 256];
    let mut byte = 0_u8;
    loop {
        classes[byte as usize] = match byte {
            b'0'..=b'9' => Some(Class::Digit),
            b'A'..=b'Z' | 0xC4 | 0xC5 => Some(Class::Capital),
            0x80..=0x9E => Some(Class::Second),
            b'@' => Some(Class::At),
            b':' => Some(Class::Colon),
            b'&'
            | b'='
            | b'^'
            | b'*'
            | b'`'
            | b'~'
            | b'<'
            | b'%'
            | b'\\'
            | b'_'
            | 0xC2
            | 0xCC
            | 0xCD
            | 0xD8
            | 0xE1..=0xFF => Some(Class::Odd),
            _ => None,
        };
        if byte == u8::MAX {
            return classes;
        }
        byte += 1;
    }
}

/// What a place must be looked at for, by what byte is there.
pub(super) const fn class(byte: u8) -> Option<Class> {
    CLASSES[byte as usize]
}

impl Marks {
    /// Takes in the places of a text in place of those of the one before.
    pub(super) fn fill(&mut self, bytes: &[u8], parts: &Parts) {
        for places in [&mut self.digits, &mut self.capitals, &mut self.ats, &mut self.colons, &mut self.odd] {
            places.clear();
        }
        self.parts.clear();
        let (pairs, rest) = bytes.as_chunks::<2>();
        let mut seen = std::mem::take(&mut self.seen);
        if seen.len() < pairs.len() + 2 {
            seen.resize(pairs.len() + 2, (0, 0));
        }
        let count = pass(pairs, rest, parts, &mut seen);
        for (at, sets) in &seen[..count] {
            let at = *at as usize;
            if *sets != 0 {
                let first = at - 2;
                parts.each_group(*sets, four_at(bytes, first), |group| self.parts.push((first, group)));
            }
            self.note(bytes, at);
            self.note(bytes, at + 1);
        }
        self.seen = seen;
    }

    /// Takes in the signs alone that may hide something from a plain reading; other places stay as they were.
    pub(super) fn fill_odd(&mut self, bytes: &[u8]) {
        self.odd.clear();
        let is_odd = |byte: &u8| class(*byte) == Some(Class::Odd);
        self.odd.extend(bytes.iter().enumerate().filter(|(_, byte)| is_odd(byte)).map(|(at, _)| at));
    }

    #[inline]
    fn note(&mut self, bytes: &[u8], at: usize) {
        let Some(byte) = bytes.get(at) else { return };
        let before = at.checked_sub(1).map(|before| bytes[before]);
        match class(*byte) {
            Some(Class::Digit) if !before.is_some_and(|b| b.is_ascii_digit()) => self.digits.push(at),
            Some(Class::Capital) => self.capitals.push(at),
            Some(Class::Second) if before == Some(0xC3) => self.capitals.push(at - 1),
            Some(Class::At) => self.ats.push(at),
            Some(Class::Colon) => self.colons.push(at),
            Some(Class::Odd) => self.odd.push(at),
            _ => {}
        }
    }
}

/// Writes down the pairs that must be looked at again, and says how many they are. Each is written and only counted
/// if it is one of them: no branch that the processor must guess.
#[expect(clippy::cast_possible_truncation, reason = "a paragraph has 64 KiB, and no text 4 GiB")]
fn pass(pairs: &[[u8; 2]], rest: &[u8], parts: &Parts, seen: &mut [(u32, u16)]) -> usize {
    let mut count = 0;
    let mut before = 0;
    let mut look = |number: usize, two: [u8; 2]| {
        let pair = parts.pair(two);
        let sets = Parts::sets(before, pair);
        seen[count] = (number as u32 * 2, sets);
        count += usize::from(sets | pair & CLASSED != 0);
        before = pair;
    };
    for (number, two) in pairs.iter().enumerate() {
        look(number, *two);
    }
    // What stands past the end may be the byte after a word of three.
    look(pairs.len(), [rest.first().copied().unwrap_or(0), 0]);
    look(pairs.len() + 1, [0, 0]);
    count
}

/// Four bytes from a place on; past the end noughts.
pub(super) fn four_at(bytes: &[u8], at: usize) -> [u8; 4] {
    if let Some(four) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        return *four;
    }
    let mut four = [0; 4];
    for (place, byte) in four.iter_mut().zip(bytes.iter().skip(at)) {
        *place = *byte;
    }
    four
}
