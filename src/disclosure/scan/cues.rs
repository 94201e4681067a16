//! Words that lead to personal data, found all at once: the adapter of the crate that searches for many words in
//! one pass. Owns which word leads where.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};

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

/// Parts of words, in small letters; a large letter of ASCII is found by its small one. Where the first letter is
/// not of ASCII, or a word may stand at another's end, the beginning is left out.
const WORDS: &[(&str, Cue)] = &[
    ("(at)", Cue::At),
    ("[at]", Cue::At),
    ("{at}", Cue::At),
    ("<at>", Cue::At),
    ("( at )", Cue::At),
    ("_at_", Cue::At),
    ("-at-", Cue::At),
    (" at ", Cue::At),
    ("snabel", Cue::At),
    ("(a)", Cue::At),
    ("[a]", Cue::At),
    ("(ät)", Cue::At),
    ("c/o", Cue::CareOf),
    ("plusgiro", Cue::Giro(Kind::Plusgiro)),
    ("plus-giro", Cue::Giro(Kind::Plusgiro)),
    ("postgiro", Cue::Giro(Kind::Plusgiro)),
    ("bankgiro", Cue::Giro(Kind::Bankgiro)),
    ("bank-giro", Cue::Giro(Kind::Bankgiro)),
    ("clearing", Cue::Account),
    ("konto", Cue::Account),
    ("kto", Cue::Account),
    ("swish", Cue::Account),
    ("swedbank", Cue::Account),
    ("nordea", Cue::Account),
    ("handelsbanken", Cue::Account),
    ("sparbanken", Cue::Account),
    ("skydda", Cue::Protected),
    ("sekretessm", Cue::Protected),
    ("sekretesssk", Cue::Protected),
    ("sekretessk", Cue::Protected),
    ("kvarskriv", Cue::Protected),
    ("fingerad", Cue::Protected),
    ("reservn", Cue::Reserve),
    ("reservid", Cue::Reserve),
    ("interims", Cue::Reserve),
    ("t-nummer", Cue::Reserve),
    ("tf-nummer", Cue::Reserve),
    ("tillfälligt personn", Cue::Reserve),
    ("enda", Cue::Alone),
    ("ende ", Cue::Alone),
    ("ensam", Cue::Alone),
    ("roll som", Cue::Alone),
    ("rollen som", Cue::Alone),
    ("egenskap av", Cue::Alone),
    ("egenskap som", Cue::Alone),
    (" bara ", Cue::Alone),
];

static SEARCH: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasickBuilder::new()
        .match_kind(MatchKind::LeftmostFirst)
        .ascii_case_insensitive(true)
        // One look-up a byte, however many words there are and however often their beginnings come by.
        .kind(Some(AhoCorasickKind::DFA))
        .prefilter(false)
        .build(WORDS.iter().map(|(word, _)| *word))
        .expect("the words are constant and few")
});

/// Each cue word of a text: where it leads, and its place, from the beginning of the word that it is a part of.
pub(super) fn each(text: &str, mut look: impl FnMut(Cue, usize, usize)) {
    for found in SEARCH.find_iter(text) {
        let (_, cue) = WORDS[found.pattern().as_usize()];
        let blank = usize::from(text[found.start()..].starts_with(' '));
        let start = match cue {
            Cue::Account | Cue::Protected | Cue::Alone => word_start(text, found.start() + blank),
            _ => found.start(),
        };
        look(cue, start, found.end());
    }
}

/// The beginning of the word that a place is in.
fn word_start(text: &str, at: usize) -> usize {
    let before = text[..at].char_indices().rev().take_while(|(_, c)| c.is_alphabetic()).take(24).last();
    before.map_or(at, |(start, _)| start)
}
