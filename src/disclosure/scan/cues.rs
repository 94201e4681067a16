//! Words that lead to personal data. Owns which word leads where, and how all are found in the pass that marks
//! places: by three bytes of each that are rare in Swedish texts.

use std::sync::LazyLock;

use super::Kind;

/// Where a word leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// A word for `@`.
    At,
    CareOf,
    Giro(Kind),
    Account,
    /// Protected identity.
    Protected,
    /// A number in place of a personnummer.
    Reserve,
    /// The only one.
    Alone,
}

/// A word in small letters; how many of its bytes come before four that are rare in Swedish texts, by which it is
/// searched for; and where it leads.
const WORDS: &[(&str, usize, Cue)] = &[
    ("(at)", 0, Cue::At),
    ("[at]", 0, Cue::At),
    ("{at}", 0, Cue::At),
    ("<at>", 0, Cue::At),
    ("( at )", 0, Cue::At),
    ("_at_", 0, Cue::At),
    ("-at-", 0, Cue::At),
    (" at ", 0, Cue::At),
    ("snabel", 1, Cue::At),
    ("(a)", 0, Cue::At),
    ("[a]", 0, Cue::At),
    ("c/o", 0, Cue::CareOf),
    ("plusgiro", 2, Cue::Giro(Kind::Plusgiro)),
    ("plus-giro", 2, Cue::Giro(Kind::Plusgiro)),
    ("postgiro", 2, Cue::Giro(Kind::Plusgiro)),
    ("bankgiro", 2, Cue::Giro(Kind::Bankgiro)),
    ("bank-giro", 2, Cue::Giro(Kind::Bankgiro)),
    ("clearing", 2, Cue::Account),
    ("konto", 1, Cue::Account),
    ("kto ", 0, Cue::Account),
    ("swish", 1, Cue::Account),
    ("swedbank", 1, Cue::Account),
    ("nordea", 2, Cue::Account),
    ("handelsbanken", 5, Cue::Account),
    ("sparbanken", 3, Cue::Account),
    ("skydda", 2, Cue::Protected),
    ("sekretessm", 6, Cue::Protected),
    ("sekretesssk", 7, Cue::Protected),
    ("sekretessk", 6, Cue::Protected),
    ("kvarskriv", 2, Cue::Protected),
    ("fingerad", 2, Cue::Protected),
    ("reservn", 3, Cue::Reserve),
    ("reservid", 3, Cue::Reserve),
    ("interims", 4, Cue::Reserve),
    ("t-nummer", 0, Cue::Reserve),
    ("tf-nummer", 0, Cue::Reserve),
    ("tillfälligt personn", 3, Cue::Reserve),
    ("enda", 0, Cue::Alone),
    ("ende ", 0, Cue::Alone),
    ("ensam", 0, Cue::Alone),
    ("roll som", 3, Cue::Alone),
    ("rollen som", 2, Cue::Alone),
    ("egenskap av", 5, Cue::Alone),
    ("egenskap som", 5, Cue::Alone),
    (" bara ", 1, Cue::Alone),
];

/// What a pass over every second byte needs to know. Of each word two groups of three bytes are kept, one byte apart,
/// so that one of them begins at an even place wherever the word stands.
pub(super) struct Parts {
    /// By [`Parts::key`] of three bytes: [`super::marks::PART`] where a word has them.
    marks: Box<[u8; Parts::KEYS]>,
    /// By the same: one more than the place in `words`.
    which: Box<[u8; Parts::KEYS]>,
    /// The words that may be there, and where in them.
    words: Vec<Vec<(usize, usize)>>,
}

impl Parts {
    /// Few enough that the table stays in the processor's nearest memory.
    const KEYS: usize = 1 << 13;

    pub(super) fn get() -> &'static Self {
        static PARTS: LazyLock<Parts> = LazyLock::new(Parts::new);
        &PARTS
    }

    fn new() -> Self {
        let mut parts =
            Self { marks: Box::new([0; Self::KEYS]), which: Box::new([0; Self::KEYS]), words: Vec::new() };
        for (index, (word, skipped, _)) in WORDS.iter().enumerate() {
            let word = word.as_bytes();
            for at in [*skipped, skipped + 1] {
                match word.get(at..at + 3) {
                    Some(three) => parts.add(three, index, at),
                    // The byte after a word of three is any.
                    None => (0..32).for_each(|any| parts.add(&[word[at], word[at + 1], any], index, at)),
                }
            }
        }
        parts
    }

    fn add(&mut self, three: &[u8], word: usize, at: usize) {
        let key = Self::key([three[0], three[1], three[2], 0]);
        self.marks[key] = super::marks::PART;
        if self.which[key] == 0 {
            self.words.push(Vec::new());
            self.which[key] = u8::try_from(self.words.len()).expect("the words are few");
        }
        let words = &mut self.words[usize::from(self.which[key]) - 1];
        if !words.contains(&(word, at)) {
            words.push((word, at));
        }
    }

    /// A number for the first three of four bytes, the same for large letters and small.
    fn key(four: [u8; 4]) -> usize {
        let three = u32::from_le_bytes(four) & 0x001F_1F1F;
        (three.wrapping_mul(0x9E37_79B1) >> 19) as usize
    }

    /// [`super::marks::PART`] where a cue word may have the first three of four bytes.
    pub(super) fn mark(&self, four: [u8; 4]) -> u8 {
        self.marks[Self::key(four)]
    }
}

/// Each cue word of a text, from the places of their parts: where it leads, and its place, from the beginning of
/// the word that it is a part of.
pub(super) fn each(text: &str, places: &[usize], mut look: impl FnMut(Cue, usize, usize)) {
    let parts = Parts::get();
    let bytes = text.as_bytes();
    for place in places {
        let key = Parts::key(super::marks::four_at(bytes, *place));
        let Some(which) = usize::from(parts.which[key]).checked_sub(1) else { continue };
        for (index, offset) in &parts.words[which] {
            let (word, _, cue) = WORDS[*index];
            let start = place.checked_sub(*offset);
            let Some(start) = start.filter(|start| {
                bytes
                    .get(*start..start + word.len())
                    .is_some_and(|found| found.eq_ignore_ascii_case(word.as_bytes()))
            }) else {
                continue;
            };
            let blank = usize::from(word.starts_with(' '));
            let begins = match cue {
                Cue::Account | Cue::Protected | Cue::Alone => word_start(text, start + blank),
                _ => start,
            };
            look(cue, begins, start + word.len());
            break;
        }
    }
}

/// The beginning of the word that a place is in.
fn word_start(text: &str, at: usize) -> usize {
    let before = text[..at].char_indices().rev().take_while(|(_, c)| c.is_alphabetic()).take(24).last();
    before.map_or(at, |(start, _)| start)
}
