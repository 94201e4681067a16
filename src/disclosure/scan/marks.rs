//! One pass over a text that marks every place where a rule may have something to find: digits, capitals, signs,
//! and parts of cue words. Owns the pass; knows no rule. Text without marks costs no more than this.

use super::cues::Parts;

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
    /// Where three bytes of a cue word may begin.
    pub(super) parts: Vec<usize>,
}

const DIGIT: u8 = 1;
const CAPITAL: u8 = 2;
const AT: u8 = 4;
const COLON: u8 = 8;
const ODD: u8 = 16;
/// The second byte of Å, Ä, Ö and others of their kind, or of something else.
const SECOND: u8 = 32;
/// The mark of a part of a cue word ([`Parts`]).
pub(super) const PART: u8 = 64;

static CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut classes = [0_u8; 256];
    let mut byte = 0_u8;
    loop {
        classes[byte as usize] = match byte {
            b'0'..=b'9' => DIGIT,
            b'A'..=b'Z' | 0xC4 | 0xC5 => CAPITAL,
            0x80..=0x9E => SECOND,
            b'@' => AT,
            b':' => COLON,
            b'&'
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
            | 0xE1..=0xFF => ODD,
            _ => 0,
        };
        if byte == u8::MAX {
            return classes;
        }
        byte += 1;
    }
}

impl Marks {
    /// Takes in the places of a text in place of those of the one before.
    pub(super) fn fill(&mut self, bytes: &[u8], parts: &Parts) {
        for places in [
            &mut self.digits,
            &mut self.capitals,
            &mut self.ats,
            &mut self.colons,
            &mut self.odd,
            &mut self.parts,
        ] {
            places.clear();
        }
        // Two bytes at a time.
        let mut at = 0;
        for four in bytes.windows(4).step_by(2) {
            let four = <[u8; 4]>::try_from(four).unwrap_or_default();
            let what = parts.mark(four) | CLASSES[usize::from(four[0])] | CLASSES[usize::from(four[1])];
            if what != 0 {
                self.note_two(bytes, at, what);
            }
            at += 2;
        }
        while at < bytes.len() {
            let four = four_at(bytes, at);
            let what = parts.mark(four) | CLASSES[usize::from(four[0])] | CLASSES[usize::from(four[1])];
            self.note_two(bytes, at, what);
            at += 2;
        }
    }

    fn note_two(&mut self, bytes: &[u8], at: usize, what: u8) {
        if what & PART != 0 {
            self.parts.push(at);
        }
        if what & !PART != 0 {
            self.note(bytes, at);
            self.note(bytes, at + 1);
        }
    }

    fn note(&mut self, bytes: &[u8], at: usize) {
        let Some(byte) = bytes.get(at) else { return };
        let before = at.checked_sub(1).map(|before| bytes[before]);
        match CLASSES[usize::from(*byte)] {
            DIGIT if !before.is_some_and(|b| b.is_ascii_digit()) => self.digits.push(at),
            CAPITAL => self.capitals.push(at),
            SECOND if before == Some(0xC3) => self.capitals.push(at - 1),
            AT => self.ats.push(at),
            COLON => self.colons.push(at),
            ODD => self.odd.push(at),
            _ => {}
        }
    }
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
