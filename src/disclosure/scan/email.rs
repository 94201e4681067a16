//! Addresses of electronic mail, also as they are spelt to be hidden from machines.

use super::{Hit, Kind};

/// At each `@`.
pub(super) fn look(text: &str, places: &[usize], found: &mut dyn FnMut(Hit)) {
    for &at in places {
        // `[@]`, ` @ `, `@@`: the sign may stand apart, or twice.
        let beside =
            |byte: &&u8, brackets: &[u8]| matches!(byte, b' ' | b'\n' | b'@') || brackets.contains(byte);
        let bytes = text.as_bytes();
        let before = bytes[..at].iter().rev().take(4).take_while(|b| beside(b, b"[({<")).count();
        let after = bytes[at + 1..].iter().take(4).take_while(|b| beside(b, b"])}>")).count();
        if before > 3 || after > 3 {
            continue;
        }
        join(text, at - before, at + 1 + after, before + after > 0, found);
    }
}

/// At a word that stands for the sign: `(at)`, `snabel-a`.
pub(super) fn look_at_cue(text: &str, start: usize, end: usize, found: &mut dyn FnMut(Hit)) {
    // "snabel-a", "snabela", "snabel a"
    let rest = &text[end..];
    let tail = ["-a", "-A", " a", "a", "A"]
        .iter()
        .find(|tail| text[start..end].to_lowercase() == "snabel" && rest.starts_with(**tail));
    let end = end + tail.map_or(0, |tail| tail.len());
    let before = text[..start].trim_end_matches([' ', '[', '(', '{', '<']);
    let after = text[end..].trim_start_matches([' ', ']', ')', '}', '>']);
    if start - before.len() > 3 || text.len() - end - after.len() > 3 {
        return;
    }
    join(text, before.len(), text.len() - after.len(), true, found);
}

/// A name that ends and a domain that begins at these places.
fn join(text: &str, name_end: usize, domain_start: usize, apart: bool, found: &mut dyn FnMut(Hit)) {
    let name = &text[..name_end];
    let start = name
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric() || "._%+-'".contains(*c))
        .last()
        .map_or(name_end, |(at, _)| at);
    let start =
        start + (name[start..].len() - name[start..].trim_start_matches(['.', '-', '+', '\'', '%']).len());
    if start >= name_end {
        return;
    }
    let start = if apart { spelt_name(text, start) } else { start };
    if let Some(end) = domain(text, domain_start, apart) {
        found(Hit::new(Kind::Email, start, end));
    }
}

/// Where a name begins whose point is spelt or stands apart, as the sign does: "lisa punkt ask snabel-a".
fn spelt_name(text: &str, start: usize) -> usize {
    let mut start = start;
    for _ in 0..2 {
        let before = &text[..start];
        let Some(dot) = DOTS.iter().chain([" . "].iter()).find(|dot| {
            before
                .len()
                .checked_sub(dot.len())
                .and_then(|at| before.get(at..))
                .is_some_and(|end| end.eq_ignore_ascii_case(dot))
        }) else {
            break;
        };
        let name = &before[..before.len() - dot.len()];
        let word =
            name.len() - name.trim_end_matches(|c: char| c.is_alphanumeric() || "_-".contains(c)).len();
        if word == 0 {
            break;
        }
        start = name.len() - word;
    }
    start
}

/// A point with blanks or a line's end beside it, or a comma in its place, before a top domain that is common: the
/// length up to the domain.
fn broken_dot(rest: &str) -> Option<usize> {
    let after = rest.trim_start_matches([' ', '\n']);
    let lead = rest.len() - after.len();
    let tail = after.strip_prefix(['.', ','])?;
    let label = tail.trim_start_matches([' ', '\n']);
    let length = rest.len() - label.len();
    let name = label.find(|c: char| !c.is_ascii_alphanumeric()).map_or(label, |end| &label[..end]);
    let parted = length > 1;
    let comma = after.starts_with(',');
    // With blanks on one side alone it may be a sentence's end.
    (TOPS.contains(&name) && lead <= 2 && length <= lead + 3 && parted != comma).then_some(length)
}

/// The top domains that Swedish addresses have, and those kept for examples.
const TOPS: &[&str] = &[
    "se", "nu", "com", "org", "net", "eu", "info", "no", "dk", "fi", "de", "uk", "test", "example", "invalid",
];

/// The end of a domain with at least one dot; the dot may be a word or stand apart where the sign does too.
fn domain(text: &str, start: usize, apart: bool) -> Option<usize> {
    let label = |at: usize| {
        let length = text[at..].find(|c: char| !(c.is_alphanumeric() || c == '-')).unwrap_or(text.len() - at);
        at + length
    };
    let mut end = label(start);
    let mut dots = 0;
    let mut last = start;
    if end == start {
        return None;
    }
    loop {
        let rest = &text[end..];
        let dot = if rest.starts_with('.') && rest[1..].starts_with(|c: char| c.is_alphanumeric()) {
            1
        } else if apart
            || DOTS.iter().any(|dot| rest.get(..dot.len()).is_some_and(|r| r.eq_ignore_ascii_case(dot)))
        {
            match DOTS.iter().find(|dot| rest.get(..dot.len()).is_some_and(|r| r.eq_ignore_ascii_case(dot))) {
                Some(dot) => dot.len(),
                None => match broken_dot(rest) {
                    Some(length) => length,
                    None => break,
                },
            }
        } else if let Some(length) = broken_dot(rest) {
            length
        } else {
            break;
        };
        let next = label(end + dot);
        if next == end + dot {
            break;
        }
        last = end + dot;
        end = next;
        dots += 1;
    }
    let top = text[last..end].trim_end_matches('-');
    let is_top = top.chars().count() >= 2 && top.chars().all(char::is_alphabetic);
    (dots > 0 && is_top).then_some(end)
}

const DOTS: [&str; 11] = [
    "(.)",
    "(dot)",
    "[dot]",
    " (dot) ",
    " [dot] ",
    " dot ",
    "(punkt)",
    "[punkt]",
    " (punkt) ",
    " punkt ",
    "[.]",
];
