//! What was found in texts, kept from one run of the program to the next: sealed with a key that is made of the text, and found by
//! a sum of it. Owns the spelling of the note; what is damaged, or of another program, is nothing.
//!
//! Nothing of it can be read off. But who has the note, and all of a text but a word or a figure, can try what that may be: the sum tells
//! which guess is right, and the key in the note only keeps others from sums made before. So the note is for its owner's eyes, as is the
//! folder that it lies in. Lengths are rounded up, since a figure of two digits may take more room than one.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use crate::digest::Digest;
use crate::seal::{seal, unseal};
use crate::source::SourceKind;

const HEAD: &[u8] = b"insyn documents 2\n";
/// A sum's bytes.
const SUM: usize = 32;
/// What is sealed has a multiple of so many bytes.
const ROUND: usize = 64;
/// So many bytes are kept together until they are noted.
const PIECE: usize = 1 << 18;

/// Where in the note it stands what was found, by the texts' names.
type Places = HashMap<[u8; SUM], Range<usize>>;

/// What is found in texts, by the texts.
pub(crate) struct SealedByText {
    /// Goes into every sum.
    key: Digest,
    before: Vec<u8>,
    /// How long the note is to which more is added; `None` for one that is begun anew.
    length: Option<usize>,
    places: Places,
    now: Mutex<Now>,
}

/// What comes to the note.
#[derive(Default)]
struct Now {
    /// In pieces: one that grows is copied again and again, and is in memory twice meanwhile.
    pieces: Vec<Vec<u8>>,
    names: HashSet<[u8; SUM]>,
}

impl Now {
    fn push(&mut self, parts: &[&[u8]]) {
        let length: usize = parts.iter().map(|part| part.len()).sum();
        if self.pieces.last().is_none_or(|piece| piece.len() + length > piece.capacity()) {
            self.pieces.push(Vec::with_capacity(length.max(PIECE)));
        }
        for part in parts {
            self.pieces.last_mut().into_iter().for_each(|piece| piece.extend_from_slice(part));
        }
    }
}

/// What is to be noted, in pieces: as one it would be in memory twice.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum ToNote {
    /// In place of what was.
    Whole(Vec<Vec<u8>>),
    /// After what was, which has so many bytes.
    More(usize, Vec<Vec<u8>>),
}

impl SealedByText {
    /// What was noted by this very `program`; nothing where there are more entries than `most`.
    pub(crate) fn read(note: Option<Vec<u8>>, program: &Digest, most: usize) -> Self {
        let noted = note.and_then(|note| {
            let (head, rest) = note.strip_prefix(HEAD)?.split_at_checked(2 * SUM)?;
            let (key, by) = head.split_at(SUM);
            let key = Digest::from_bytes(key.try_into().ok()?);
            let (places, entries) = places(rest, note.len() - rest.len())?;
            (by == maker(&key, program).bytes() && entries <= most).then_some((key, places, note))
        });
        let length = noted.as_ref().map(|(.., note)| note.len());
        let (key, places, before) = noted.unwrap_or_else(|| (Digest::random(), HashMap::new(), Vec::new()));
        let mut now = Now::default();
        if length.is_none() {
            now.push(&[HEAD, key.bytes(), maker(&key, program).bytes()]);
        }
        Self { key, before, length, places, now: Mutex::new(now) }
    }

    /// What was found in the text with this sum.
    pub(crate) fn of(&self, kind: SourceKind, text: &Digest) -> Option<Vec<u8>> {
        if self.places.is_empty() {
            return None;
        }
        let (name, key) = self.sums(kind, text);
        let rounded = unseal(&key, self.before.get(self.places.get(name.bytes())?.clone())?)?;
        let (length, rest) = rounded.split_first_chunk::<4>()?;
        rest.get(..u32::from_le_bytes(*length) as usize).map(<[u8]>::to_vec)
    }

    /// Keeps what was found in it.
    pub(crate) fn keep(&self, kind: SourceKind, text: &Digest, found: &[u8]) {
        let (name, key) = self.sums(kind, text);
        let Ok(length) = u32::try_from(found.len()) else { return };
        let mut rounded = [&length.to_le_bytes(), found].concat();
        rounded.resize(rounded.len().next_multiple_of(ROUND), 0);
        let Some(sealed) = seal(&key, &rounded) else { return };
        let Ok(length) = u32::try_from(sealed.len()) else { return };
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        // Several files may have one text.
        if now.names.insert(*name.bytes()) {
            now.push(&[name.bytes(), &length.to_le_bytes(), &sealed]);
        }
    }

    /// Nothing is asked for any more: lets go of what was noted.
    pub(crate) fn all_asked(&mut self) {
        self.before = Vec::new();
        self.places = HashMap::new();
    }

    /// What is to be noted; `None` where all is.
    pub(crate) fn note(self) -> Option<ToNote> {
        let now = self.now.into_inner().unwrap_or_else(PoisonError::into_inner).pieces;
        match self.length {
            None => Some(ToNote::Whole(now)),
            Some(length) => (!now.is_empty()).then_some(ToNote::More(length, now)),
        }
    }

    /// What a text is known by, and the key of what was found in it.
    fn sums(&self, kind: SourceKind, text: &Digest) -> (Digest, Digest) {
        let of = |purpose| Digest::of_value(&(purpose, self.key, kind, text));
        (of("name"), of("key"))
    }
}

fn maker(key: &Digest, program: &Digest) -> Digest {
    Digest::of_value(&("program", key, program))
}

/// Where what was found in each text stands, and how many entries there are; `None` where the note was cut.
fn places(mut rest: &[u8], mut at: usize) -> Option<(Places, usize)> {
    let mut places = HashMap::new();
    let mut entries = 0;
    while !rest.is_empty() {
        let (name, after) = rest.split_first_chunk::<SUM>()?;
        let (length, after) = after.split_first_chunk::<4>()?;
        let (sealed, after) = after.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        let start = at + SUM + length.len();
        places.insert(*name, start..start + sealed.len());
        entries += 1;
        at = start + sealed.len();
        rest = after;
    }
    Some((places, entries))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIND: SourceKind = SourceKind::Report;

    fn sum(text: &str) -> Digest {
        Digest::of(text.as_bytes())
    }

    fn program() -> Digest {
        Digest::of(b"program")
    }

    fn whole(texts: &[(&str, &str)]) -> Vec<u8> {
        let kept = SealedByText::read(None, &program(), 9);
        for (text, found) in texts {
            kept.keep(KIND, &sum(text), found.as_bytes());
        }
        match kept.note() {
            Some(ToNote::Whole(note)) => note.concat(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn what_was_found_in_a_text_is_had_again_by_that_text_alone() {
        let note = whole(&[("en text", "ett"), ("en annan", "två")]);
        let kept = SealedByText::read(Some(note.clone()), &program(), 9);
        assert_eq!(kept.of(KIND, &sum("en text")).as_deref(), Some(b"ett".as_slice()));
        assert_eq!(kept.of(KIND, &sum("en annan")).as_deref(), Some("två".as_bytes()));
        assert_eq!(
            (kept.of(KIND, &sum("en texT")), kept.of(SourceKind::FreePage, &sum("en text"))),
            (None, None)
        );
        assert_eq!(kept.note(), None, "all is noted");
        // More goes after it.
        let kept = SealedByText::read(Some(note.clone()), &program(), 9);
        kept.keep(KIND, &sum("en tredje"), b"3");
        // Once, though two files have it.
        kept.keep(KIND, &sum("en tredje"), b"3");
        let Some(ToNote::More(length, more)) = kept.note() else { panic!("it adds") };
        assert_eq!((length, more.concat().len()), (note.len(), SUM + 4 + ROUND + 16));
        let kept = SealedByText::read(Some([note, more.concat()].concat()), &program(), 9);
        assert_eq!(kept.of(KIND, &sum("en text")).as_deref(), Some(b"ett".as_slice()));
        assert_eq!(kept.of(KIND, &sum("en tredje")).as_deref(), Some(b"3".as_slice()));
    }

    #[test]
    fn what_another_program_noted_is_nothing_and_so_is_too_much() {
        let note = whole(&[("en text", "ett"), ("en annan", "två")]);
        for kept in [
            SealedByText::read(Some(note.clone()), &Digest::of(b"another"), 9),
            SealedByText::read(Some(note), &program(), 1),
        ] {
            assert_eq!(kept.of(KIND, &sum("en text")), None);
            assert!(matches!(kept.note(), Some(ToNote::Whole(_))), "it is made anew");
        }
    }

    #[test]
    fn entries_count_whatever_they_are_of() {
        let note = whole(&[("en text", "ett")]);
        let more = note[HEAD.len() + 2 * SUM..].to_vec();
        let note = [note, more].concat();
        assert!(SealedByText::read(Some(note.clone()), &program(), 2).of(KIND, &sum("en text")).is_some());
        assert!(SealedByText::read(Some(note), &program(), 1).of(KIND, &sum("en text")).is_none());
    }

    #[test]
    fn how_long_it_is_tells_little() {
        let of = |found: &str| whole(&[("en text", found)]).len();
        assert_eq!(of("svarande: 3"), of(&"svarande: 30".repeat(4)));
        let kept = SealedByText::read(Some(whole(&[("en text", "")])), &program(), 9);
        assert_eq!(kept.of(KIND, &sum("en text")).as_deref(), Some(b"".as_slice()));
    }

    #[test]
    fn nothing_of_what_was_found_is_to_be_seen_and_nothing_damaged_is_taken() {
        let found = "svarande: 3";
        let note = whole(&[("en text", found)]);
        assert!(!note.windows(4).any(|four| found.as_bytes().windows(4).any(|its| its == four)));
        for at in 0..note.len() {
            let mut damaged = note.clone();
            damaged[at] ^= 1;
            let kept = SealedByText::read(Some(damaged), &program(), 9);
            assert_eq!(kept.of(KIND, &sum("en text")), None, "{at}");
            let kept = SealedByText::read(Some(note[..at].to_vec()), &program(), 9);
            assert_eq!(kept.of(KIND, &sum("en text")), None, "cut at {at}");
        }
    }
}
