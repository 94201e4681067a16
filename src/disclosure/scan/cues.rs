//! Words that lead to personal data. Owns which word leads where, and how all are found in the pass that marks
//! places: by four bytes of each that are rare in Swedish texts.

use std::sync::LazyLock;

use super::Kind;
use super::marks::class;

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

/// A word in small letters; from which of its bytes on two groups of four are rare in Swedish texts, by which it is
/// searched for; and where it leads.
const WORDS: &[(&str, usize, Cue)] = &[
    ("(at)", 0, Cue::At),
    ("[at]", 0, Cue::At),
    ("{at}", 0, Cue::At),
    ("<at>", 0, Cue::At),
    ("( at )", 0, Cue::At),
    ("_at_", 0, Cue::At),
    ("-at-", 0, Cue::At),
    ("/at/", 0, Cue::At),
    (" at ", 0, Cue::At),
    ("snabel", 0, Cue::At),
    ("(a)", 0, Cue::At),
    ("[a]", 0, Cue::At),
    ("c/o", 0, Cue::CareOf),
    ("plusgiro", 0, Cue::Giro(Kind::Plusgiro)),
    ("plus-giro", 0, Cue::Giro(Kind::Plusgiro)),
    ("postgiro", 0, Cue::Giro(Kind::Plusgiro)),
    ("bankgiro", 0, Cue::Giro(Kind::Bankgiro)),
    ("bank-giro", 0, Cue::Giro(Kind::Bankgiro)),
    ("clearing", 0, Cue::Account),
    ("konto", 1, Cue::Account),
    ("kto ", 0, Cue::Account),
    ("swish", 0, Cue::Account),
    ("swedbank", 0, Cue::Account),
    ("nordea", 1, Cue::Account),
    ("handelsbanken", 4, Cue::Account),
    ("sparbanken", 0, Cue::Account),
    ("skydda", 1, Cue::Protected),
    ("sekretessm", 6, Cue::Protected),
    ("sekretesssk", 6, Cue::Protected),
    ("sekretessk", 6, Cue::Protected),
    ("kvarskriv", 2, Cue::Protected),
    ("fingerad", 4, Cue::Protected),
    ("reservn", 0, Cue::Reserve),
    ("reservid", 0, Cue::Reserve),
    ("interims", 3, Cue::Reserve),
    ("t-nummer", 0, Cue::Reserve),
    ("tf-nummer", 0, Cue::Reserve),
    ("tillfälligt personn", 2, Cue::Reserve),
    ("enda", 0, Cue::Alone),
    ("ende ", 0, Cue::Alone),
    ("ensam", 0, Cue::Alone),
    ("roll som", 2, Cue::Alone),
    ("rollen som", 2, Cue::Alone),
    ("egenskap av", 6, Cue::Alone),
    ("egenskap som", 6, Cue::Alone),
    (" bara ", 0, Cue::Alone),
];

/// Sets of groups that are told apart at a glance.
const SETS: usize = 7;
/// The bit of a pair of bytes of which one has a class of its own; those below say in which sets' groups it may
/// come first, those above in which last.
pub(super) const CLASSED: u16 = 1 << SETS;
const LAST: usize = SETS + 1;
/// The bit of a pair of which a byte may be part of something serious.
pub(super) const SERIOUS: u16 = 1 << 15;

/// What a pass over the pairs of a text needs to know. Of each word two groups of four bytes are kept, one byte apart,
/// so that one of them begins at an even place wherever the word stands.
pub(super) struct Parts {
    /// By two bytes.
    pairs: Box<[u16; 1 << 16]>,
    /// In order of their sets.
    groups: Vec<Group>,
    /// Where each set begins, and where the last ends.
    sets: [usize; SETS + 1],
}

/// Four bytes of a word, whatever their case.
struct Group {
    bytes: u32,
    /// The bits of them that count: not those of case, nor bytes past the word's end.
    counts: u32,
    word: usize,
    /// Where in it they begin.
    from: usize,
}

impl Group {
    /// The bytes that may stand at one of the four places.
    fn may_have(&self, at: usize) -> impl Iterator<Item = u8> {
        let (byte, counts) = (self.bytes.to_le_bytes()[at], self.counts.to_le_bytes()[at]);
        (0..=u8::MAX).filter(move |other| (other ^ byte) & counts == 0)
    }
}

impl Parts {
    pub(super) fn get() -> &'static Self {
        static PARTS: LazyLock<Parts> = LazyLock::new(Parts::new);
        &PARTS
    }

    fn new() -> Self {
        let pairs = vec![0; 1 << 16].into_boxed_slice().try_into().expect("as long as it is");
        let mut parts = Self { pairs, groups: Vec::new(), sets: [0; SETS + 1] };
        for (word, (text, skipped, _)) in WORDS.iter().enumerate() {
            for from in [*skipped, skipped + 1] {
                let byte = |at: usize| text.as_bytes().get(from + at).copied();
                let bytes = u32::from_le_bytes(std::array::from_fn(|at| byte(at).unwrap_or(0)));
                let counts = u32::from_le_bytes(std::array::from_fn(|at| match byte(at) {
                    Some(letter) if letter.is_ascii_alphabetic() => 0xDF,
                    Some(_) => 0xFF,
                    None => 0,
                }));
                parts.groups.push(Group { bytes: bytes & counts, counts, word, from });
            }
        }
        parts.part_sets();
        for (pair, bits) in (0..=u16::MAX).zip(parts.pairs.iter_mut()) {
            for class in pair.to_le_bytes().into_iter().filter_map(class) {
                *bits |= CLASSED;
                if class.is_serious() {
                    *bits |= SERIOUS;
                }
            }
        }
        for set in 0..SETS {
            for group in &parts.groups[parts.sets[set]..parts.sets[set + 1]] {
                for (at, bit) in [(0, 1 << set), (2, 1 << (LAST + set))] {
                    for low in group.may_have(at) {
                        for high in group.may_have(at + 1) {
                            parts.pairs[usize::from(u16::from_le_bytes([low, high]))] |= bit;
                        }
                    }
                }
            }
        }
        parts
    }

    /// Groups with common first and rare last pairs stand together, and the other way round: so a text seldom
    /// has the one and then the other of one set.
    fn part_sets(&mut self) {
        const COMMON: &[u8] = b" eanrtsildomkgvhufpbcyjxwzq";
        let rarity = |group: &Group| {
            let of = |at: usize| match WORDS[group.word].0.as_bytes().get(group.from + at) {
                Some(byte) => COMMON.iter().position(|one| one == byte).unwrap_or(COMMON.len()),
                None => 0,
            };
            (COMMON.len() * 2 + of(2) + of(3)) - of(0) - of(1)
        };
        self.groups.sort_by_key(rarity);
        let all = self.groups.len();
        self.sets = std::array::from_fn(|set| set * all / SETS);
    }

    /// What is known of two bytes.
    #[inline]
    pub(super) fn pair(&self, two: [u8; 2]) -> u16 {
        self.pairs[usize::from(u16::from_le_bytes(two))]
    }

    /// In which sets there may be a group that has these two pairs.
    #[inline]
    pub(super) const fn sets(first: u16, last: u16) -> u16 {
        first & last >> LAST & (CLASSED - 1)
    }

    /// Does a whole word stand here that has this group at this place and leads to what is worse than a warning?
    pub(super) fn is_serious(&self, group: usize, bytes: &[u8], place: usize) -> bool {
        let &Group { word, from, .. } = &self.groups[group];
        WORDS[word].2 != Cue::Alone && stands(word, from, bytes, place).is_some()
    }

    /// The groups of these sets that four bytes are.
    #[inline]
    pub(super) fn each_group(&self, sets: u16, four: [u8; 4], mut see: impl FnMut(usize)) {
        let four = u32::from_le_bytes(four);
        let mut left = sets;
        while left != 0 {
            let set = left.trailing_zeros() as usize;
            left &= left - 1;
            for (number, group) in (self.sets[set]..).zip(&self.groups[self.sets[set]..self.sets[set + 1]]) {
                if (four ^ group.bytes) & group.counts == 0 {
                    see(number);
                }
            }
        }
    }
}

/// Each cue word of a text, from the places of the groups that it may have: where it leads, and its place, from the
/// beginning of the word that it is a part of.
pub(super) fn each(text: &str, places: &[(usize, usize)], mut look: impl FnMut(Cue, usize, usize)) {
    let parts = Parts::get();
    let bytes = text.as_bytes();
    let mut done = None;
    for (place, group) in places {
        let &Group { word, from, .. } = &parts.groups[*group];
        let Some(start) = stands(word, from, bytes, *place).filter(|_| done != Some(*place)) else {
            continue;
        };
        let (word, _, cue) = WORDS[word];
        done = Some(*place);
        let blank = usize::from(word.starts_with(' '));
        let begins = match cue {
            Cue::Account | Cue::Protected | Cue::Alone => word_start(text, start + blank),
            _ => start,
        };
        look(cue, begins, start + word.len());
    }
}

/// Where a word begins of which a place is so many bytes from its beginning, if it is there.
fn stands(word: usize, from: usize, bytes: &[u8], place: usize) -> Option<usize> {
    let (word, ..) = WORDS[word];
    let start = place.checked_sub(from)?;
    bytes.get(start..start + word.len())?.eq_ignore_ascii_case(word.as_bytes()).then_some(start)
}

/// The beginning of the word that a place is in.
fn word_start(text: &str, at: usize) -> usize {
    let before = text[..at].char_indices().rev().take_while(|(_, c)| c.is_alphabetic()).take(24).last();
    before.map_or(at, |(start, _)| start)
}

#[cfg(test)]
mod tests {
    use super::super::marks::Marks;
    use super::*;

    #[test]
    fn every_word_is_found_at_every_place() {
        let mut marks = Marks::default();
        for (word, ..) in WORDS {
            for (before, after) in [("", ""), (".", ""), ("", "."), (".", "."), ("..", ".."), ("å.", "å")] {
                for word in [(*word).to_owned(), word.to_ascii_uppercase()] {
                    let text = format!("{before}{word}{after}");
                    marks.fill(text.as_bytes(), Parts::get());
                    let mut ends = Vec::new();
                    each(&text, &marks.parts, |_, _, end| ends.push(end));
                    assert!(ends.contains(&(before.len() + word.len())), "{text}");
                }
            }
        }
    }

    #[test]
    fn sentences_without_such_words_have_none() {
        let text =
            "Granskningen visar att rutinerna i huvudsak fungerar ändamålsenligt, att nämnden äger ansvaret.";
        let mut marks = Marks::default();
        for from in [0, 1] {
            marks.fill(&text.as_bytes()[from..], Parts::get());
            each(&text[from..], &marks.parts, |_, start, end| panic!("{}", &text[from..][start..end]));
        }
    }
}
