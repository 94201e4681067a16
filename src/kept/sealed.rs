//! What was found in texts, kept from one run of the program to the next: sealed with a key that who has the text can make, and found
//! by a sum that says nothing of it. Owns the spelling of the note; what is damaged, or of another program, is nothing.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use crate::digest::Digest;
use crate::seal::{seal, unseal};
use crate::source::SourceKind;

const HEAD: &[u8] = b"insyn documents 1\n";
/// A sum's bytes.
const SUM: usize = 32;

/// What is found in texts, by the texts.
pub(crate) struct SealedByText {
    /// Goes into every sum: without it nobody can try what one may be of.
    key: Digest,
    before: Vec<u8>,
    places: HashMap<[u8; SUM], Range<usize>>,
    is_new: bool,
    now: Mutex<Vec<u8>>,
}

/// What is to be noted.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum ToNote {
    /// In place of what was.
    Whole(Vec<u8>),
    /// After what was.
    More(Vec<u8>),
}

impl SealedByText {
    /// What was noted by this very `program`; nothing where that is of more texts than `most`.
    pub(crate) fn read(note: Option<Vec<u8>>, program: &Digest, most: usize) -> Self {
        let noted = note.and_then(|note| {
            let (head, rest) = note.strip_prefix(HEAD)?.split_at_checked(2 * SUM)?;
            let (key, by) = head.split_at(SUM);
            let key = Digest::from_bytes(key.try_into().ok()?);
            let places = places(rest, note.len() - rest.len())?;
            (by == maker(&key, program).bytes() && places.len() <= most).then_some((key, places, note))
        });
        let is_new = noted.is_none();
        let (key, places, before) = noted.unwrap_or_else(|| (Digest::random(), HashMap::new(), Vec::new()));
        let head = [HEAD, key.bytes(), maker(&key, program).bytes()].concat();
        let now = Mutex::new(if is_new { head } else { Vec::new() });
        Self { key, before, places, is_new, now }
    }

    /// What was found in the text with this sum.
    pub(crate) fn of(&self, kind: SourceKind, text: &Digest) -> Option<Vec<u8>> {
        if self.places.is_empty() {
            return None;
        }
        let (name, key) = self.sums(kind, text);
        unseal(&key, self.before.get(self.places.get(name.bytes())?.clone())?)
    }

    /// Keeps what was found in it.
    pub(crate) fn keep(&self, kind: SourceKind, text: &Digest, found: &[u8]) {
        let (name, key) = self.sums(kind, text);
        let Some(sealed) = seal(&key, found) else { return };
        let Ok(length) = u32::try_from(sealed.len()) else { return };
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        now.extend_from_slice(name.bytes());
        now.extend_from_slice(&length.to_le_bytes());
        now.extend_from_slice(&sealed);
    }

    /// Nothing is asked for any more: lets go of what was noted.
    pub(crate) fn all_asked(&mut self) {
        self.before = Vec::new();
        self.places = HashMap::new();
    }

    /// What is to be noted; `None` where all is.
    pub(crate) fn note(self) -> Option<ToNote> {
        let now = self.now.into_inner().unwrap_or_else(PoisonError::into_inner);
        if self.is_new { Some(ToNote::Whole(now)) } else { (!now.is_empty()).then_some(ToNote::More(now)) }
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

/// Where what was found in each text stands; `None` where the note was cut.
fn places(mut rest: &[u8], mut at: usize) -> Option<HashMap<[u8; SUM], Range<usize>>> {
    let mut places = HashMap::new();
    while !rest.is_empty() {
        let (name, after) = rest.split_first_chunk::<SUM>()?;
        let (length, after) = after.split_first_chunk::<4>()?;
        let (sealed, after) = after.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        let start = at + SUM + length.len();
        places.insert(*name, start..start + sealed.len());
        at = start + sealed.len();
        rest = after;
    }
    Some(places)
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
            Some(ToNote::Whole(note)) => note,
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
        let Some(ToNote::More(more)) = kept.note() else { panic!("it adds") };
        let kept = SealedByText::read(Some([note, more].concat()), &program(), 9);
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
