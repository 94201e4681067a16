//! Telephone numbers as they are written in Sweden (Post- och telestyrelsen's numbering plan): from a 0, from
//! +46 or 0046, and from abroad with a +.

use super::digits::{Gap, Group, Run, collect, is_after_stop};
use super::words::cue_before;
use super::{Hit, Kind};

const CUES: &[&str] = &[
    "tel",
    "telefon",
    "tfn",
    "tel.nr",
    "telnr",
    "mob",
    "mobil",
    "mobilnr",
    "mobilnummer",
    "sms",
    "telefonnummer",
    "swish",
    "swisha",
    "ring",
    "nås på",
    "fax",
];

pub(super) fn look(text: &str, run: Run<'_>, found: &mut dyn FnMut(Hit)) {
    let mut first = 0;
    while first < run.len() {
        let best = (1..=(run.len() - first).min(10)).rev().find(|count| is_number(text, run, first, *count));
        match best {
            Some(count) => {
                let start = start(text, run[first].start);
                let end = extension(text, run[first + count - 1].end);
                found(Hit::new(Kind::Telephone, start, end));
                first += count;
            }
            None => first += 1,
        }
    }
}

/// Looks for numbers that a comma or a colon parts, in a loose run: `070:174 06 05`, `08,465 004 88`. An area's
/// figures and then at least two, so that an hour is none.
pub(super) fn look_loosely(text: &str, run: Run<'_>, found: &mut dyn FnMut(Hit)) {
    let loose = |group: &Group| matches!(group.before, Gap::Comma | Gap::Colon);
    for first in 0..run.len() {
        let zero = text[run[first].start..].starts_with('0');
        if first > 0 && loose(&run[first]) || !zero && !opens_abroad(text, run[first].start) {
            continue;
        }
        let best = (2..=(run.len() - first).min(6)).rev().find(|count| {
            let groups = &run[first..first + count];
            let next = groups[1].length();
            let mobile = text[groups[0].start..].starts_with("07") && (3..=4).contains(&groups[0].length());
            // 010,020,030 are thousands, or a row of codes.
            groups[1..].iter().any(loose)
                && groups.iter().any(|group| group.length() != 3)
                && (!zero || next >= 3 || mobile && next == 2)
                && is_number(text, run, first, *count)
        });
        if let Some(count) = best {
            found(Hit::new(Kind::Telephone, start(text, run[first].start), run[first + count - 1].end));
        }
    }
}

/// Does a `+` open a number here?
fn opens_abroad(text: &str, at: usize) -> bool {
    text[..at].ends_with('+') || text[..at].ends_with("+(") || text[..at].ends_with("(+")
}

/// The `+` or `(` that opens the number belongs to it.
fn start(text: &str, at: usize) -> usize {
    let lead = text[..at].len() - text[..at].trim_end_matches(['+', '(']).len();
    at - lead.min(2)
}

/// The end with the number within the house, where one follows: "ankn. 1234".
fn extension(text: &str, end: usize) -> usize {
    let rest = text[end..].trim_start_matches([' ', ',', '(']);
    let Some(word) = ["anknytning", "ankn", "ank", "ext"].iter().find(|word| rest.starts_with(**word)) else {
        return end;
    };
    let rest = rest[word.len()..].trim_start_matches([' ', '.', ':']);
    let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
    if (2..=6).contains(&figures) { text.len() - rest.len() + figures } else { end }
}

fn is_number(text: &str, run: Run<'_>, first: usize, count: usize) -> bool {
    let groups = &run[first..first + count];
    let mut digits = [0_u8; 16];
    let length = collect(text, groups, &mut digits);
    if !(8..=15).contains(&length) {
        return false;
    }
    let bytes = text.as_bytes();
    let opens = groups[0].start;
    let plus = opens > 0 && bytes[opens - 1] == b'+'
        || opens > 1 && bytes[opens - 1] == b'(' && bytes[opens - 2] == b'+';
    let glued = super::words::glued_before(text, start(text, opens))
        || super::words::glued_after(text, groups[count - 1].end)
        || first > 0
            && matches!(groups[0].before, Gap::Dash | Gap::Dot | Gap::Slash)
            && !is_after_stop(text, &groups[0])
        || first > 0 && !plus && groups[0].before == Gap::Plus;
    let goes_on = run.get(first + count).is_some_and(|next| {
        matches!(next.before, Gap::Dash | Gap::Dot | Gap::Slash | Gap::Comma | Gap::Colon)
            && !is_after_stop(text, next)
            || next.before == Gap::Space && next.length() < 4 && length < 10
    });
    if glued || goes_on {
        return false;
    }
    let cue = || cue_before(text, start(text, opens), CUES, 30);
    let lengths = || groups.iter().map(super::digits::Group::length);
    if plus && digits[..2] == [4, 6] {
        return is_national(&digits[2..length], true);
    }
    if plus {
        return digits[0] != 0 && length >= 9;
    }
    if digits[..4] == [0, 0, 4, 6] {
        return is_national(&digits[4..length], true);
    }
    if digits[..2] == [0, 0] && digits[2] != 0 && length >= 11 && cue() {
        return true;
    }
    if digits[..2] == [4, 6] && length >= 10 && cue() {
        return is_national(&digits[2..length], true);
    }
    if digits[0] != 0 || !is_national(&digits[1..length], false) {
        return false;
    }
    // 1 012 345 678: an amount goes on before it.
    let thousands = first > 0 && groups[0].before == Gap::Space && lengths().all(|length| length == 3);
    // 01-02-03-04
    let row = count > 3
        && lengths().all(|length| length == 2)
        && groups[1..].iter().all(|group| group.before == groups[1].before && group.before != Gap::Space);
    if (thousands || row) && !cue() {
        return false;
    }
    // A row of single figures, a day, or hours of the day.
    let area =
        groups.get(1).is_some_and(|group| group.before == Gap::Dash) && (2..=4).contains(&groups[0].length());
    let single = lengths().take(count - usize::from(area)).any(|length| length == 1);
    let day = count == 3 && groups[2].length() == 4 && groups[0].length() == 2 && groups[1].length() == 2;
    let hours = count == 4
        && lengths().all(|length| length == 2)
        && groups[1].before == Gap::Dot
        && groups[3].before == Gap::Dot;
    // A date or a year in it, a page, an amount: only in groups that telephone numbers have.
    let opening = groups[0].length();
    let grouped = opening >= 8 || (2..=4).contains(&opening);
    let slashes = groups.iter().skip(1).filter(|group| group.before == Gap::Slash).count();
    let dots = groups.iter().skip(1).any(|group| group.before == Gap::Dot);
    let looks_like = grouped && !single && !day && !hours && slashes <= 1 && (!dots || length >= 9);
    looks_like || cue() && !day && !hours
}

/// The digits after the 0 or +46, of an area code or mobile prefix that exists.
fn is_national(digits: &[u8], from_abroad: bool) -> bool {
    // +46 (0)70
    let digits = if from_abroad && digits.first() == Some(&0) { &digits[1..] } else { digits };
    let length = digits.len();
    match digits {
        // Mobile telephones.
        [7, 0 | 2 | 3 | 4 | 6 | 9, ..] => length == 9,
        // Area codes, 08 among them, and 010, 020, 077.
        [1..=9, ..] => (7..=9).contains(&length),
        _ => false,
    }
}
