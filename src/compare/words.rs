//! Paragraphs' words by number: those that are equal have the same, so that comparing two costs nothing. Owns how a text
//! falls into words, and that each text that a page compares is taken apart once. The numbers mean nothing beyond the
//! page, and nothing goes by their order.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;
use std::rc::Rc;

use super::difference::Aligner;

/// All the words that a page's texts have, and the texts that were asked for.
#[derive(Default)]
pub struct Vocabulary<'t> {
    numbers: HashMap<&'t str, usize, BuildHasherDefault<QuickHasher>>,
    texts: HashMap<&'t str, Rc<Words<'t>>, BuildHasherDefault<QuickHasher>>,
    /// Where two lists of such numbers are compared.
    pub(super) aligner: Aligner,
}

/// A text's words.
pub(super) struct Words<'t> {
    /// As it stands.
    pub(super) text: &'t str,
    /// Each word's number.
    pub(super) numbers: Vec<usize>,
    /// Where each word ends, in bytes.
    ends: Vec<usize>,
}

impl<'t> Vocabulary<'t> {
    /// The words of a text: what blanks part.
    pub(super) fn words(&mut self, text: &'t str) -> Rc<Words<'t>> {
        if let Some(known) = self.texts.get(text) {
            return Rc::clone(known);
        }
        let words = Rc::new(self.parted(text));
        self.texts.insert(text, Rc::clone(&words));
        words
    }

    fn parted(&mut self, text: &'t str) -> Words<'t> {
        // A word is seldom shorter than four letters and its blank.
        let room = text.len() / 5 + 1;
        let mut words = Words { text, numbers: Vec::with_capacity(room), ends: Vec::with_capacity(room) };
        let mut rest = Some(0);
        while let Some(from) = rest {
            let blank = text.as_bytes()[from..].iter().position(|byte| *byte == b' ');
            let end = blank.map_or(text.len(), |length| from + length);
            words.numbers.push(self.number(&text[from..end]));
            words.ends.push(end);
            rest = blank.map(|_| end + 1);
        }
        words
    }

    /// Looks before it makes room for one more: most words are known.
    fn number(&mut self, word: &'t str) -> usize {
        if let Some(known) = self.numbers.get(word) {
            return *known;
        }
        let next = self.numbers.len();
        self.numbers.insert(word, next);
        next
    }
}

impl<'t> Words<'t> {
    /// Some of its words, as they stand in the text; nothing of none.
    pub(super) fn text(&self, range: &Range<usize>) -> &'t str {
        let start = range.start.checked_sub(1).map_or(0, |before| self.ends[before] + 1);
        let end = range.end.checked_sub(1).map_or(0, |last| self.ends[last]);
        self.text.get(start..end).unwrap_or_default()
    }

    /// Which words each sentence has: sentences end with a full stop, question or exclamation mark that a capital
    /// follows. Abbreviations such as `t.ex.` and `kap. 3` may part a sentence in two; both years alike, so nothing is
    /// marked that is the same.
    pub(super) fn sentences(&self) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let mut from = 0;
        for (at, end) in self.ends[..self.ends.len() - 1].iter().enumerate() {
            // The last byte first: most words end with a letter.
            let may_end =
                matches!(self.text.as_bytes()[..*end].last(), Some(b'.' | b'?' | b'!' | b':' | 0x9d));
            let ends = || self.text(&(at..at + 1)).ends_with(['.', '?', '!', ':', '”']);
            let begins = || self.text[end + 1..].chars().next().is_some_and(char::is_uppercase);
            if may_end && ends() && begins() {
                out.push(from..at + 1);
                from = at + 1;
            }
        }
        out.push(from..self.ends.len());
        out
    }
}

/// A sum that costs little. None of the texts is hostile to the site that it is a text of: words made to have the same sum
/// would slow one page down, and change nothing.
#[derive(Default)]
struct QuickHasher(u64);

impl QuickHasher {
    fn add(&mut self, bytes: u64) {
        self.0 = self.0.wrapping_add(bytes).wrapping_mul(0xf135_7aea_2e62_a9c5);
    }
}

impl Hasher for QuickHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            self.add(u64::from_le_bytes(*eight));
        }
        // Those that overlap are taken in twice, which costs less than to go by single bytes.
        if let (Some(first), Some(last)) = (rest.first_chunk::<4>(), rest.last_chunk::<4>()) {
            self.add(u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32);
        } else if let (Some(first), Some(last)) = (rest.first(), rest.last()) {
            let middle = rest[rest.len() / 2];
            self.add(u64::from(*first) | u64::from(middle) << 8 | u64::from(*last) << 16);
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }

    /// The upper bits depend on all that was taken in, and tables go by the lower ones.
    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        let words = Vocabulary::default().words(text);
        words.sentences().iter().map(|range| words.text(range)).collect()
    }

    #[test]
    fn equal_words_have_the_same_number_in_all_texts() {
        let mut vocabulary = Vocabulary::default();
        let one = vocabulary.words("alla chefer  och alla rutiner");
        let other = vocabulary.words("rutiner alla chefer");
        assert_eq!(one.numbers, [0, 1, 2, 3, 0, 4]);
        assert_eq!(other.numbers, [4, 0, 1]);
        assert!(Rc::ptr_eq(&one, &vocabulary.words("alla chefer  och alla rutiner")), "taken apart once");
        assert_eq!(one.text(&(1..4)), "chefer  och");
        assert_eq!((one.text(&(0..0)), one.text(&(0..6))), ("", "alla chefer  och alla rutiner"));
        assert_eq!(vocabulary.words("").numbers, [2], "the word between two blanks");
    }

    #[test]
    fn words_that_differ_have_other_numbers() {
        // Lengths around those at which the sum is made in another way, and letters at every place.
        let mut all: Vec<String> = vec![String::new()];
        for length in 1..20 {
            let word = "å".repeat(length);
            all.extend(
                (0..length).map(|at| {
                    word.char_indices().map(|(is, c)| if is == 2 * at { 'ö' } else { c }).collect()
                }),
            );
            all.push(word);
            all.extend(["a", "b"].map(|letter| letter.repeat(length)));
        }
        let text = all.join(" ");
        let numbers = Vocabulary::default().words(&text).numbers.clone();
        assert_eq!(numbers, (0..all.len()).collect::<Vec<_>>());
    }

    #[test]
    fn a_sentence_ends_before_a_capital() {
        assert_eq!(
            sentences("Ett. Två? Tre! ”Fyra.” Fem: Sex"),
            ["Ett.", "Två?", "Tre! ”Fyra.”", "Fem:", "Sex"]
        );
        assert_eq!(sentences("Se t.ex. kap. 3 och 4. å ä"), ["Se t.ex. kap. 3 och 4. å ä"]);
        assert_eq!(
            sentences("Sluta.  Börja. Åter"),
            ["Sluta.  Börja.", "Åter"],
            "two blanks have a word between them"
        );
        assert_eq!(sentences("Pris 3ĝ Ett"), ["Pris 3ĝ Ett"], "ends with the same byte as ”");
        assert_eq!(
            (sentences(""), sentences(" "), sentences("Slut. ")),
            (vec![""], vec![" "], vec!["Slut. "])
        );
    }
}
