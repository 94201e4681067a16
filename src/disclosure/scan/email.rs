//! Addresses of electronic mail, also as they are spelt to be hidden from machines.

use super::{Hit, Kind};

/// At each `@`.
pub(super) fn look(text: &str, places: &[usize], found: &mut dyn FnMut(Hit)) {
    for &at in places {
        // `[@]`, ` @ `: the sign may stand apart.
        let before = text[..at].trim_end_matches([' ', '[', '(', '{', '<']);
        let after = text[at + 1..].trim_start_matches([' ', '\n', ']', ')', '}', '>']);
        let apart = before.len() < at || after.len() + at + 1 < text.len();
        if apart && (at - before.len() > 3 || text.len() - after.len() - at > 4) {
            continue;
        }
        join(text, before.len(), text.len() - after.len(), apart, found);
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
    if let Some(end) = domain(text, domain_start, apart) {
        found(Hit::new(Kind::Email, start, end));
    }
}

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
        let dot = if rest.starts_with('.') {
            1
        } else if apart
            || DOTS.iter().any(|dot| rest.get(..dot.len()).is_some_and(|r| r.eq_ignore_ascii_case(dot)))
        {
            match DOTS.iter().find(|dot| rest.get(..dot.len()).is_some_and(|r| r.eq_ignore_ascii_case(dot))) {
                Some(dot) => dot.len(),
                None => break,
            }
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
