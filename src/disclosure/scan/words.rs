//! Words around a place in a text. Owns what a word is; knows no family.

/// Is one of these cues the last word, or nearly, before a place? At most so many bytes may lie between the cue's
/// beginning and the place, in the same sentence. Cues are in small letters.
pub(super) fn cue_before(text: &str, at: usize, cues: &[&str], reach: usize) -> bool {
    let mut from = at.saturating_sub(reach);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = text[from..at].to_lowercase();
    cues.iter().any(|cue| {
        before.match_indices(cue).any(|(found, _)| {
            let starts = before[..found].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
            let rest = &before[found + cue.len()..];
            starts
                && rest.chars().next().is_none_or(|c| !c.is_alphabetic())
                && !rest.contains(['.', ';', '!', '?'][..].as_ref())
                || starts && rest.starts_with('.') && !rest[1..].contains(['.', ';', '!', '?'][..].as_ref())
        })
    })
}

/// Does a place lie within a SHA-256 fingerprint: a word of 64 small hexadecimal figures, many of them letters? One in
/// some thousands of them holds a personnummer by chance; none that somebody has written stands so.
pub(super) fn is_in_fingerprint(text: &str, start: usize, end: usize) -> bool {
    const LENGTH: usize = 64;
    let bytes = text.as_bytes();
    let is_figure = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    let before = bytes[..start].iter().rev().take(LENGTH).take_while(|byte| is_figure(byte)).count();
    let after = bytes[end..].iter().take(LENGTH).take_while(|byte| is_figure(byte)).count();
    let word = &text[start - before..end + after];
    let is_alone = |beside: Option<char>| beside.is_none_or(|beside| !beside.is_alphanumeric());
    word.len() == LENGTH
        && word.bytes().filter(u8::is_ascii_lowercase).count() >= LENGTH / 8
        && is_alone(text[..start - before].chars().next_back())
        && is_alone(text[end + after..].chars().next())
}

/// The word that ends before a place, after blanks and the signs that may lead to a value.
pub(super) fn word_before(text: &str, at: usize) -> &str {
    let before = text[..at.min(text.len())]
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '(' | '"' | '”' | '-' | '='));
    let start = before
        .rfind(|c: char| !c.is_alphanumeric() && c != '-')
        .map_or(0, |found| found + before[found..].chars().next().map_or(1, char::len_utf8));
    &before[start..]
}

/// The sentence around a place: from the last full stop or line's end before it to the next after it. At most
/// [`SENTENCE`] bytes to each side, so that a text without stops is not read again at every place.
pub(super) fn sentence(text: &str, start: usize, end: usize) -> (usize, usize) {
    let is_stop = |at: usize| match text.as_bytes()[at] {
        b'!' | b'?' | b'\n' | b'|' => true,
        // An abbreviation's or ordinal's point is no end.
        b'.' => {
            let rest = &text[at + 1..];
            rest.is_empty()
                || rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '"' | '”'))
                    && !rest.trim_start().starts_with(char::is_lowercase)
        }
        _ => false,
    };
    let mut least = start.saturating_sub(SENTENCE);
    while !text.is_char_boundary(least) {
        least += 1;
    }
    let mut most = (end + SENTENCE).min(text.len());
    while !text.is_char_boundary(most) {
        most -= 1;
    }
    let from = (least..start).rev().find(|at| is_stop(*at)).map_or(least, |at| at + 1);
    let to = (end..most).find(|at| is_stop(*at)).unwrap_or(most);
    let lead =
        text[from..start].len() - text[from..start].trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    (from + lead, to)
}

/// How far a sentence is followed.
const SENTENCE: usize = 250;

/// Does a letter or digit stand right before or after a place?
pub(super) fn glued_before(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(char::is_alphanumeric)
}

pub(super) fn glued_after(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(char::is_alphanumeric)
}

/// The words of a text with their places, hyphens within words kept.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(|c: char| c.is_alphanumeric())?;
        let rest = &text[start..];
        let length = rest
            .char_indices()
            .find(|(place, c)| {
                !(c.is_alphanumeric()
                    || matches!(c, '-' | '’' | '\'')
                        && rest[place + c.len_utf8()..].starts_with(char::is_alphanumeric))
            })
            .map_or(rest.len(), |(place, _)| place);
        at = start + length;
        Some((start, &rest[..length]))
    })
}
