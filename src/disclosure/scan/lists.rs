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
    /// By the last bytes of each, so that most words are told at a glance to be none.
    last: Vec<bool>,
}

static ROLES: LazyLock<List> = LazyLock::new(|| List::new(include_str!("lists/roles.txt")));
static OFFICES: LazyLock<List> = LazyLock::new(|| List::new(include_str!("lists/offices.txt")));
static GIVEN: LazyLock<List> = LazyLock::new(|| List::new(include_str!("lists/given.txt")));

impl List {
    fn new(text: &'static str) -> Self {
        let words = text.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace);
        let (mut whole, mut ends) = (HashSet::new(), HashSet::new());
        let mut last = vec![false; 1 << 16];
        for word in words {
            let plain = word.strip_prefix('-').unwrap_or(word);
            whole.insert(plain);
            if plain.len() < word.len() {
                ends.insert(plain);
            }
            last[ending(plain.as_bytes())] = true;
        }
        let longest = ends.iter().map(|end| end.len()).max().unwrap_or(0);
        Self { whole, ends, longest, last }
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

/// The last four bytes of a word as a number, the same for large letters and small.
fn ending(bytes: &[u8]) -> usize {
    let last = bytes.iter().rev().take(4).fold(0_u32, |last, byte| last << 8 | u32::from(byte | 0x20));
    (last.wrapping_mul(0x9E37_79B1) >> 16) as usize
}

/// One person's title or role, also at the end of a compound.
pub(super) fn is_role(word: &str) -> bool {
    let word = match word.strip_suffix('.') {
        // A long word's full stop ends the sentence; a short one's an abbreviation: "Dr. Ek".
        Some(word) if word.len() > 6 => return false,
        Some(word) => word,
        None => word,
    };
    // Svensson is nobody's son.
    ROLES.last[ending(word.as_bytes())] && !word.ends_with("sson") && ROLES.has(&word.to_lowercase())
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
    if !word.starts_with(char::is_uppercase) {
        return false;
    }
    let base = word.split('-').next().unwrap_or(word);
    let may_be = |base: &str| GIVEN.last[ending(base.as_bytes())];
    if !may_be(base) && !base.strip_suffix('s').is_some_and(may_be) {
        return false;
    }
    GIVEN.whole.contains(base) || base.strip_suffix('s').is_some_and(|base| GIVEN.whole.contains(base))
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
