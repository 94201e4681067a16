//! Lists of words for the rules about names (`lists/*.txt`): titles and roles, words for units and places, given
//! names. Owns how a word is looked up; the lists are data.

use std::collections::HashSet;
use std::sync::LazyLock;

/// A list: whole words, and words that also end compounds.
struct List {
    whole: HashSet<&'static str>,
    ends: HashSet<&'static str>,
    /// The longest of the ends, in bytes.
    longest: usize,
    /// By the last four bytes of each, so that most words are told at a glance to be none.
    last: Vec<bool>,
    /// The same by the last three, for a place in a text whose word isn't known yet.
    last_three: Vec<bool>,
}

static ROLES: LazyLock<List> = LazyLock::new(|| List::new(include_str!("lists/roles.txt")));
static OFFICES: LazyLock<List> = LazyLock::new(|| List::new(include_str!("lists/offices.txt")));
static GIVEN: LazyLock<List> = LazyLock::new(|| List::new(include_str!("lists/given.txt")));

impl List {
    fn new(text: &'static str) -> Self {
        let words = text.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
        let (mut whole, mut ends) = (HashSet::new(), HashSet::new());
        let (mut last, mut last_three) = (vec![false; 1 << 16], vec![false; 1 << 16]);
        for word in words {
            let plain = word.strip_prefix('-').unwrap_or(word);
            whole.insert(plain);
            if plain.len() < word.len() {
                ends.insert(plain);
            }
            last[ending::<4>(plain.as_bytes())] = true;
            last_three[ending::<3>(plain.as_bytes())] = true;
        }
        for word in OTHER_LEADS {
            last_three[ending::<3>(word.as_bytes())] = true;
        }
        let longest = ends.iter().map(|end| end.len()).max().unwrap_or(0);
        Self { whole, ends, longest, last, last_three }
    }

    /// In small letters.
    fn has(&self, word: &str) -> bool {
        let compound = || {
            let from = word.len().saturating_sub(self.longest).max(3.min(word.len()));
            (from..word.len())
                .filter(|at| word.is_char_boundary(*at))
                .any(|at| self.ends.contains(&word[at..]))
        };
        self.whole.contains(word) || compound()
    }
}

/// The last bytes of a word as a number, the same for large letters and small.
pub(super) fn ending<const BYTES: usize>(bytes: &[u8]) -> usize {
    let last = bytes.iter().rev().take(BYTES).fold(0_u32, |last, byte| last << 8 | u32::from(byte | 0x20));
    (last.wrapping_mul(0x9E37_79B1) >> 16) as usize
}

/// May the word that ends at a text's end lead to a name? Nearly all that can't are told at a glance.
pub(super) fn may_lead(before: &[u8]) -> bool {
    let letter = |b: &u8| b.is_ascii_alphabetic() || *b >= 0x80;
    match before {
        // An abbreviation may, and a short word; a longer word's full stop ends a sentence.
        [.., b'.'] => before.len() < 8 || !before[before.len() - 8..before.len() - 1].iter().all(letter),
        [.., a, b, c] if letter(a) && letter(b) && letter(c) => ROLES.last_three[ending::<3>(before)],
        [.., b, c] if letter(b) && letter(c) => {
            matches!(
                [b.to_ascii_lowercase(), c.to_ascii_lowercase()],
                [b'd', b'r'] | [b'a', b'v'] | [b'c', b'c']
            )
        }
        [.., c] => matches!(c, b'1' | b'2' | b'/'),
        [] => false,
    }
}

/// Words, and ends of words, that lead to a name and are no roles: several persons' roles end in "rna".
const OTHER_LEADS: &[&str] = &["för", "med", "från", "till", "rörande", "att", "är", "rna"];

/// One person's title or role, also at the end of a compound.
pub(super) fn is_role(word: &str) -> bool {
    let word = match word.strip_suffix('.') {
        // A long word's full stop ends the sentence; a short one's an abbreviation: "Dr. Ek".
        Some(word) if word.len() > 6 => return false,
        Some(word) => word,
        None => word,
    };
    // Svensson is nobody's son.
    ROLES.last[ending::<4>(word.as_bytes())] && !word.ends_with("sson") && ROLES.has(&word.to_lowercase())
}

/// Several persons' role: "rektorerna", "handläggarna", "kollegorna".
pub(super) fn is_roles(word: &str) -> bool {
    let Some(many) = word.strip_suffix("na") else { return false };
    let one = match many.len().checked_sub(2).and_then(|at| many.split_at_checked(at)) {
        Some((stem, "er")) => [stem.to_owned(), String::new()],
        Some((stem, "ar")) => [format!("{many}e"), stem.to_owned()],
        Some((stem, "or")) => [format!("{stem}a"), String::new()],
        _ => return matches!(word, "föräldrarna"),
    };
    one.iter().any(|one| one.len() > 2 && ROLES.has(&one.to_lowercase()))
}

/// A given name that is common in Sweden, perhaps in the genitive; of one with a hyphen the first part.
pub(super) fn is_given(word: &str) -> bool {
    let hyphen = word.bytes().position(|byte| byte == b'-');
    let base = &word[..hyphen.unwrap_or(word.len())];
    let is = |base: &str| GIVEN.last[ending::<4>(base.as_bytes())] && GIVEN.whole.contains(base);
    is(base) || base.strip_suffix('s').is_some_and(is)
}

/// A word for a unit, a place or a month: what follows a role and is no name.
pub(super) fn is_office(word: &str) -> bool {
    let lower = word.to_lowercase();
    OFFICES.whole.contains(lower.as_str()) || OFFICES.has(&lower)
}

/// A unit's or place's first word, as it stands.
pub(super) fn is_office_first(word: &str) -> bool {
    OFFICES.whole.contains(word.to_lowercase().as_str())
}
