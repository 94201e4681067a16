//! Canaries: secrets as they are searched for. A long one is searched in windows of [`WINDOW`] letters, so that
//! any part of it is found; a short one whole, between the borders of words. Owns no decoding.
//!
//! The search looks at every [`STEP`]th place only: each window holds a run of [`GRAM`] letters that begins at
//! such a place, and all those runs are known. Only where one stands is a window compared. So a text that
//! holds nothing costs little more than its normal form.
//!
//! What also stands in text that may be published is no canary: a masked `nämnden` would stop every build. Nor
//! is what consists of furniture alone: numbers, days, names of the registers, the program's own words. Pages
//! put those together in ways that no source has.

use std::collections::BTreeSet;

use super::normal::{Form, PADDING};
use super::secrets::{Origin, Secrets};

/// Letters and digits of a long secret that are searched for at a time (disclosure.md §11).
pub const WINDOW: usize = 24;
/// Letters and digits that a secret must have to be searched for.
pub const SHORTEST: usize = 5;
/// What is looked up first.
const GRAM: usize = 16;
/// How far apart lookups are: each window has a whole gram at one of these places.
const STEP: usize = WINDOW - GRAM;
/// What is looked up first of a short secret.
const HEAD: usize = SHORTEST;
/// Letters of words that aren't furniture that a window must hold.
const TELLING: usize = 3;
/// So many letters of a long secret in a row are no turn of phrase.
const SENTENCE: usize = 40;
/// A short secret with so many letters is hardly a common word.
const NAME: usize = 12;
/// A row of numbers with so many digits is one number that belongs to somebody, not a figure or a day.
const LONG_NUMBER: usize = 10;

/// Everything that is searched for in one file or all.
#[derive(Default)]
pub struct Canaries {
    /// Normal forms of all secrets, one after the other.
    text: Vec<u8>,
    /// Windows of the long ones: hash and place in `text`, by hash.
    windows: Vec<(u64, u32)>,
    grams: Filter,
    /// Hashes of the windows.
    hashes: Filter,
    /// Short ones: their first bytes, place in `text` and length, by first bytes.
    shorts: Vec<(u64, u32, u32)>,
    heads: Filter,
    /// Where each secret begins in `text`, and whence it is.
    origins: Vec<(u32, Origin)>,
}

/// Words that pages put together in new ways.
#[derive(Default)]
pub(super) struct Furniture(BTreeSet<Vec<u8>>);

impl Furniture {
    /// All words of a text.
    pub(super) fn add(&mut self, text: &[u8]) {
        self.0.extend(Form::of(text).words().map(|(_, word)| word.to_vec()));
    }

    /// Which letters belong to words that are more than furniture.
    fn telling(&self, form: &Form) -> Vec<bool> {
        let words: Vec<_> = form.words().collect();
        let mut telling = vec![false; form.text().len()];
        let mut at = 0;
        while at < words.len() {
            let numbers =
                words[at..].iter().take_while(|(_, word)| word.iter().all(u8::is_ascii_digit)).count();
            let run = &words[at..at + numbers.max(1)];
            let length: usize = run.iter().map(|(_, word)| word.len()).sum();
            let tells = if numbers > 0 {
                length >= LONG_NUMBER
            } else {
                length >= TELLING && !self.0.contains(run[0].1)
            };
            if tells {
                telling[run[0].0..run[0].0 + length].fill(true);
            }
            at += run.len();
        }
        telling
    }
}

impl std::hash::Hash for Canaries {
    /// What is searched for; whence it is has no part in what is found.
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (&self.text, &self.windows, &self.shorts).hash(state);
    }
}

impl Canaries {
    /// All secrets that can be searched for. One that stands in several places is told of its first.
    pub(super) fn new(secrets: &Secrets, furniture: &Furniture) -> Self {
        let mut all = Self::default();
        for (origin, secret) in secrets.iter() {
            let form = Form::of(super::decode::plain(secret).as_bytes());
            let (text, telling) = (form.text(), furniture.telling(&form));
            if text.len() < SHORTEST || !telling.contains(&true) {
                continue;
            }
            let start = place(all.text.len());
            all.text.extend_from_slice(text);
            all.origins.push((start, origin.clone()));
            if text.len() < WINDOW {
                let padded: [u8; 8] = std::array::from_fn(|at| text.get(at).copied().unwrap_or(0));
                all.shorts.push((head(padded), start, place(text.len())));
                continue;
            }
            let mut told = telling[..WINDOW - 1].iter().filter(|tells| **tells).count();
            for (at, window) in text.windows(WINDOW).enumerate() {
                told += usize::from(telling[at + WINDOW - 1]);
                if told >= TELLING {
                    all.windows.push((hash_of(window), start + place(at)));
                }
                told -= usize::from(telling[at]);
            }
        }
        all.text.extend([0; PADDING]);
        all.shorts.sort_unstable();
        all.shorts.dedup_by(|b, a| all.text[range(a.1, a.2)] == all.text[range(b.1, b.2)]);
        all.windows.sort_unstable();
        all.windows.dedup_by(|b, a| a.0 == b.0 && all.text[window(a.1)] == all.text[window(b.1)]);
        all.fill_filters();
        all
    }

    /// Nothing to search for?
    pub fn is_empty(&self) -> bool {
        self.windows.is_empty() && self.shorts.is_empty()
    }

    /// Windows and short secrets that stand in a text, as [`Self::without`] takes them. `but` may pass some over.
    pub(super) fn present(&self, form: &Form, but: impl Fn(&Origin) -> bool) -> Vec<usize> {
        let mut present = Vec::new();
        self.each(form, |at, found| {
            if !but(self.origin(at)) {
                present.push(found);
            }
        });
        present.sort_unstable();
        present.dedup();
        present
    }

    /// Secrets that are recognised by these: a whole sentence of a long one, or a short one that isn't a word
    /// that anybody may use.
    pub(super) fn recognisable(&self, present: &[usize]) -> BTreeSet<&Origin> {
        let windows = self.windows.len();
        let mut places: Vec<u32> =
            present.iter().filter_map(|found| self.windows.get(*found)).map(|(_, at)| *at).collect();
        places.sort_unstable();
        let sentences = places.windows(SENTENCE - WINDOW + 1).filter(|run| {
            let length = run.last().map_or(0, |last| last - run[0]);
            length as usize == SENTENCE - WINDOW && self.origin(run[0]) == self.origin(run[0] + length)
        });
        let shorts = present.iter().filter_map(|found| self.shorts.get(found.checked_sub(windows)?));
        let names = shorts.filter(|(_, _, length)| *length as usize >= NAME).map(|(_, at, _)| *at);
        sentences.map(|run| run[0]).chain(names).map(|at| self.origin(at)).collect()
    }

    /// Without what stands in text that may be published.
    pub(super) fn without(mut self, present: impl IntoIterator<Item = usize>) -> Self {
        let mut drop = vec![false; self.windows.len() + self.shorts.len()];
        for found in present {
            drop[found] = true;
        }
        let windows = self.windows.len();
        let kept = |offset: usize, at: &mut usize| {
            *at += 1;
            !drop[offset + *at - 1]
        };
        let mut at = 0;
        self.windows.retain(|_| kept(0, &mut at));
        at = 0;
        self.shorts.retain(|_| kept(windows, &mut at));
        self.fill_filters();
        self
    }

    /// Whence the secrets are that stand in a text, each once.
    pub(super) fn search(&self, form: &Form, found: &mut BTreeSet<Origin>) {
        self.each(form, |at, _| {
            let origin = self.origin(at);
            if !found.contains(origin) {
                found.insert(origin.clone());
            }
        });
    }

    fn origin(&self, at: u32) -> &Origin {
        &self.origins[self.origins.partition_point(|(start, _)| *start <= at) - 1].1
    }

    fn fill_filters(&mut self) {
        // Neighbouring windows have most of their grams in common.
        self.grams = Filter::with_room(self.windows.len());
        self.hashes = Filter::with_room(self.windows.len());
        for (hash, at) in &self.windows {
            self.hashes.insert(*hash);
            for gram in self.text[window(*at)].windows(GRAM) {
                self.grams.insert(gram_hash(gram));
            }
        }
        self.heads = Filter::with_room(self.shorts.len());
        for (head, ..) in &self.shorts {
            self.heads.insert(mix(*head));
        }
    }

    /// All that stands in a text: its place in the secrets, and its number.
    fn each(&self, form: &Form, mut see: impl FnMut(u32, usize)) {
        let text = form.text();
        if !self.windows.is_empty() {
            for (step, gram) in text.windows(GRAM).step_by(STEP).enumerate() {
                if !self.grams.may_have(gram_hash(gram)) {
                    continue;
                }
                let at = step * STEP;
                for start in at.saturating_sub(STEP - 1)..=at {
                    let Some(letters) = text.get(start..start + WINDOW) else { break };
                    let hash = hash_of(letters);
                    if !self.hashes.may_have(hash) {
                        continue;
                    }
                    let first = self.windows.partition_point(|(other, _)| *other < hash);
                    let equal = self.windows[first..].iter().take_while(|(other, _)| *other == hash);
                    for (number, (_, place)) in (first..).zip(equal) {
                        if self.text[window(*place)] == *letters {
                            see(*place, number);
                        }
                    }
                }
            }
        }
        if !self.shorts.is_empty() {
            for (number, start) in form.starts().iter().enumerate() {
                let eight = form.padded()[*start as usize..].first_chunk::<8>();
                let Some(head) = eight.map(|eight| head(*eight)) else { continue };
                if self.heads.may_have(mix(head)) {
                    self.each_short(form, number, head, &mut see);
                }
            }
        }
    }

    fn each_short(&self, form: &Form, word: usize, head: u64, see: &mut impl FnMut(u32, usize)) {
        let first = self.shorts.partition_point(|(other, ..)| *other < head);
        let equal = self.shorts[first..].iter().take_while(|(other, ..)| *other == head);
        let start = form.starts()[word] as usize;
        for (number, (_, place, length)) in (first..).zip(equal) {
            let end = start + *length as usize;
            if form.text().get(start..end) != Some(&self.text[range(*place, *length)]) {
                continue;
            }
            let later = &form.starts()[word + 1..];
            let border = |at: usize| {
                at == form.text().len()
                    || later.iter().take_while(|next| **next as usize <= at).any(|next| *next as usize == at)
            };
            // Annas is Anna.
            if border(end) || form.padded()[end] == b's' && border(end + 1) {
                see(*place, self.windows.len() + number);
            }
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "discover refuses texts that don't fit")]
const fn place(at: usize) -> u32 {
    at as u32
}

const fn range(start: u32, length: u32) -> std::ops::Range<usize> {
    start as usize..start as usize + length as usize
}

const fn window(start: u32) -> std::ops::Range<usize> {
    start as usize..start as usize + WINDOW
}

/// The first bytes of a word, as a number.
const fn head(eight: [u8; 8]) -> u64 {
    u64::from_le_bytes(eight) & ((1 << (8 * HEAD)) - 1)
}

fn eight(bytes: &[u8]) -> u64 {
    bytes.first_chunk::<8>().map_or(0, |eight| u64::from_le_bytes(*eight))
}

fn mix(value: u64) -> u64 {
    let mixed = value.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ mixed >> 32
}

fn gram_hash(gram: &[u8]) -> u64 {
    mix(eight(gram) ^ mix(eight(&gram[8..])).rotate_left(17))
}

fn hash_of(window: &[u8]) -> u64 {
    mix(gram_hash(window) ^ mix(eight(&window[16..])).rotate_left(31))
}

/// Says of most numbers that weren't put in that they weren't.
#[derive(Default)]
struct Filter {
    bits: Vec<u64>,
}

impl Filter {
    /// Sixteen bits a number, three of them set: one in a hundred of the others passes at most. 16 MB is as much
    /// as a cache helps.
    fn with_room(numbers: usize) -> Self {
        let words = (numbers / 4 + 1).next_power_of_two().min(1 << 21);
        Self { bits: vec![0; words] }
    }

    /// All three bits in one word: it is fetched once.
    fn slot(&self, hash: u64) -> (usize, u64) {
        let bit = |from: u32| 1 << (hash >> from & 63);
        ((hash >> 6) as usize & (self.bits.len() - 1), bit(0) | bit(52) | bit(58))
    }

    fn insert(&mut self, hash: u64) {
        let (word, bits) = self.slot(hash);
        self.bits[word] |= bits;
    }

    fn may_have(&self, hash: u64) -> bool {
        let (word, bits) = self.slot(hash);
        self.bits[word] & bits == bits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "Handläggaren uppgav att hen hade hotats av sin närmaste chef under hösten.";

    fn canaries(secrets: &[&str], furniture: &str) -> Canaries {
        let mut all = Secrets::default();
        for (number, secret) in secrets.iter().enumerate() {
            all.add_removed(&number.to_string(), (*secret).to_owned());
        }
        let mut words = Furniture::default();
        words.add(furniture.as_bytes());
        Canaries::new(&all, &words)
    }

    fn found(canaries: &Canaries, text: &str) -> Vec<String> {
        let mut found = BTreeSet::new();
        canaries.search(&Form::of(text.as_bytes()), &mut found);
        let names = found.into_iter().map(|origin| match origin {
            Origin::Removed(name) => name,
            other => panic!("{other:?}"),
        });
        names.collect()
    }

    #[test]
    fn every_window_of_a_long_secret_is_found_at_every_place() {
        let canaries = canaries(&[LONG], "");
        let letters: Vec<char> = LONG.chars().filter(|c| c.is_alphanumeric()).collect();
        for window in letters.windows(WINDOW) {
            let part: String = window.iter().collect();
            for before in 0..STEP * 2 {
                let text = format!("{}{part}x", "x".repeat(before));
                assert_eq!(found(&canaries, &text), ["0"], "{text}");
            }
        }
        let part: String = letters[..WINDOW - 1].iter().collect();
        assert!(found(&canaries, &format!("x{part}x")).is_empty());
    }

    #[test]
    fn a_short_secret_is_found_whole_between_borders() {
        let canaries = canaries(&["Anna Berg", "Östlund", "19121212-1212"], "");
        for (text, wanted) in [
            ("av Anna Berg.", vec!["0"]),
            ("anna-berg/", vec!["0"]),
            ("ANNA BERGS", vec!["0"]),
            ("Hanna Berg, Anna Bergman, Anna Bergsten", vec![]),
            ("ostlund", vec!["1"]),
            ("Östlundska", vec![]),
            ("1912 12 12 1212", vec!["2"]),
            ("", vec![]),
        ] {
            assert_eq!(found(&canaries, text), wanted, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_told_from_the_rest_is_no_canary() {
        for secret in ["Anna", "4", "3,7", "12 345", "den 4", "2023-09-25", "§ 84"] {
            assert!(canaries(&[secret], "").is_empty(), "{secret}");
        }
        assert!(!canaries(&["12 maj 2023"], "").is_empty());
        assert!(
            canaries(
                &["12 maj 2023", "Kultur- och biblioteksnämnden 2023"],
                "maj kultur och biblioteksnämnden"
            )
            .is_empty()
        );
    }

    #[test]
    fn what_stands_in_open_text_is_no_canary_and_the_rest_of_a_secret_still_is() {
        let all = canaries(&[LONG, "Östlund"], "");
        let open = Form::of("Se: hade hotats av sin närmaste chef. Östlunds.".as_bytes());
        let present = all.present(&open, |_| false);
        let rest = all.without(present);
        assert!(found(&rest, "hade hotats av sin närmaste chef, Östlund").is_empty());
        assert_eq!(found(&rest, LONG), ["0"]);
    }

    #[test]
    fn of_equal_secrets_the_first_is_told() {
        let canaries = canaries(&["Östlund", "östlund", LONG, LONG], "");
        assert_eq!(found(&canaries, &format!("Östlund: {LONG}")), ["0", "2"]);
    }
}
