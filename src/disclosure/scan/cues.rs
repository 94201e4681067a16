//! Words that lead to personal data, found all at once: the adapter of the crate that searches for many words in
//! one pass. Owns which word leads where.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};

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
    /// The only one.
    Alone,
}

/// Beginnings of words, as they are written: small, with a capital, all capitals where that is common. Few enough
/// to be searched for sixteen bytes at a time.
const WORDS: &[(&str, Cue)] = &[
    ("(at)", Cue::At),
    ("[at]", Cue::At),
    ("{at}", Cue::At),
    ("(AT)", Cue::At),
    (" at ", Cue::At),
    (" AT ", Cue::At),
    ("nabel", Cue::At),
    ("NABEL", Cue::At),
    ("(a)", Cue::At),
    ("[a]", Cue::At),
    ("(ät)", Cue::At),
    ("c/o", Cue::CareOf),
    ("C/O", Cue::CareOf),
    ("C/o", Cue::CareOf),
    ("lusgiro", Cue::Giro(Kind::Plusgiro)),
    ("ostgiro", Cue::Giro(Kind::Plusgiro)),
    ("LUSGIRO", Cue::Giro(Kind::Plusgiro)),
    ("ankgiro", Cue::Giro(Kind::Bankgiro)),
    ("ANKGIRO", Cue::Giro(Kind::Bankgiro)),
    ("learing", Cue::Account),
    ("LEARING", Cue::Account),
    ("konto", Cue::Account),
    ("Konto", Cue::Account),
    ("KONTO", Cue::Account),
    ("kydda", Cue::Protected),
    ("KYDDA", Cue::Protected),
    ("ekretessm", Cue::Protected),
    ("EKRETESSM", Cue::Protected),
    ("varskriv", Cue::Protected),
    ("ingerad", Cue::Protected),
    ("enda", Cue::Alone),
    ("Enda", Cue::Alone),
    ("ende ", Cue::Alone),
    ("nsam", Cue::Alone),
    ("roll som", Cue::Alone),
    ("genskap av", Cue::Alone),
    ("bara ", Cue::Alone),
    ("Bara ", Cue::Alone),
    ("ENDA", Cue::Alone),
    ("NSAM", Cue::Alone),
];

static SEARCH: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasickBuilder::new()
        .match_kind(MatchKind::LeftmostFirst)
        .build(WORDS.iter().map(|(word, _)| *word))
        .expect("the words are constant and few")
});

/// Each cue word of a text: where it leads, and its place, from the word's own beginning.
pub(super) fn each(text: &str, mut look: impl FnMut(Cue, usize, usize)) {
    for found in SEARCH.find_iter(text) {
        let (_, cue) = WORDS[found.pattern().as_usize()];
        let start = match cue {
            // A first letter that may be small or large was left out.
            Cue::Giro(_) | Cue::Account | Cue::Protected | Cue::Alone
                if WORDS[found.pattern().as_usize()].0.len() > 3 =>
            {
                word_start(text, found.start())
            }
            Cue::At if text[found.start()..].starts_with(['n', 'N']) => word_start(text, found.start()),
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
