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

/// A word in small letters; how many of its bytes come before a part of it that is rare in Swedish texts, by which
/// it is searched for; and where it leads.
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
    ("(ät)", 0, Cue::At),
    ("c/o", 0, Cue::CareOf),
    ("plusgiro", 2, Cue::Giro(Kind::Plusgiro)),
    ("plus-giro", 2, Cue::Giro(Kind::Plusgiro)),
    ("postgiro", 2, Cue::Giro(Kind::Plusgiro)),
    ("bankgiro", 2, Cue::Giro(Kind::Bankgiro)),
    ("bank-giro", 2, Cue::Giro(Kind::Bankgiro)),
    ("clearing", 2, Cue::Account),
    ("konto", 2, Cue::Account),
    (" kto", 0, Cue::Account),
    ("swish", 1, Cue::Account),
    ("swedbank", 1, Cue::Account),
    ("nordea", 2, Cue::Account),
    ("handelsbanken", 5, Cue::Account),
    ("sparbanken", 2, Cue::Account),
    ("skydda", 2, Cue::Protected),
    ("sekretessm", 7, Cue::Protected),
    ("sekretesssk", 7, Cue::Protected),
    ("sekretessk", 7, Cue::Protected),
    ("kvarskriv", 2, Cue::Protected),
    ("fingerad", 2, Cue::Protected),
    ("reservn", 3, Cue::Reserve),
    ("reservid", 3, Cue::Reserve),
    ("interims", 4, Cue::Reserve),
    ("t-nummer", 0, Cue::Reserve),
    ("tf-nummer", 0, Cue::Reserve),
    ("tillfälligt personn", 3, Cue::Reserve),
    ("enda", 1, Cue::Alone),
    ("ende ", 0, Cue::Alone),
    ("ensam", 1, Cue::Alone),
    ("roll som", 3, Cue::Alone),
    ("rollen som", 2, Cue::Alone),
    ("egenskap av", 7, Cue::Alone),
    ("egenskap som", 7, Cue::Alone),
    (" bara ", 1, Cue::Alone),
];

/// Three bytes of every word, folded into a number that tells small letters from large no more than a reader does,
/// and the words that have them there.
pub(super) struct Parts {
    /// By the number: [`super::marks::PART`] where a word has it.
    marks: Box<[u8; 1 << 16]>,
    /// By the number: one more than the place in `words`.
    which: Box<[u8; 1 << 16]>,
    words: Vec<Vec<usize>>,
}

impl Parts {
    pub(super) fn get() -> &'static Self {
        static PARTS: LazyLock<Parts> = LazyLock::new(Parts::new);
        &PARTS
    }

    fn new() -> Self {
        let mut parts = Self {
            marks: Box::new([0; 1 << 16]),
            which: Box::new([0; 1 << 16]),
            words: Vec::new(),
        };
        for (index, (word, skipped, _)) in WORDS.iter().enumerate() {
            let part = &word.as_bytes()[*skipped..skipped + 3];
            let key = part.iter().fold(0_u16, |key, byte| Self::key(key, *byte));
            let key = usize::from(key);
            parts.marks[key] = super::marks::PART;
            if parts.which[key] == 0 {
                parts.words.push(Vec::new());
                parts.which[key] = u8::try_from(parts.words.len()).expect("the words are few");
            }
            parts.words[usize::from(parts.which[key]) - 1].push(index);
        }
        parts
    }

    /// The number of three bytes, from that of the three before: the oldest goes, the newest comes in.
    pub(super) fn key(before: u16, byte: u8) -> u16 {
        before >> 5 | u16::from(byte & 31) << 10
    }

    pub(super) fn mark(&self, key: u16) -> u8 {
        self.marks[usize::from(key)]
    }

    /// The words that may have their three bytes end here.
    fn words_at(&self, bytes: &[u8], last: usize) -> &[usize] {
        let Some(part) = last.checked_sub(2).map(|first| &bytes[first..=last]) else { return &[] };
        let key = part.iter().fold(0_u16, |key, byte| Self::key(key, *byte));
        usize::from(self.which[usize::from(key)]).checked_sub(1).map_or(&[], |place| &self.words[place])
    }
}

/// Each cue word of a text, from the places of their parts: where it leads, and its place, from the beginning of
/// the word that it is a part of.
pub(super) fn each(text: &str, places: &[usize], mut look: impl FnMut(Cue, usize, usize)) {
    let parts = Parts::get();
    let bytes = text.as_bytes();
    for last in places {
        for index in parts.words_at(bytes, *last) {
            let (word, skipped, cue) = WORDS[*index];
            let start = (last - 2).checked_sub(skipped);
            let Some(start) = start.filter(|start| {
                bytes.get(*start..start + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word.as_bytes()))
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
