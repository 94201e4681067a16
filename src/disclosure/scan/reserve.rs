//! Numbers in place of a personnummer: interim numbers with a letter, the health services' reserve numbers
//! (national: Inera's NRID; regional: each region's own) and whatever a word for one leads to.

use super::digits::{Gap, Group, Run, collect};
use super::identity::luhn;
use super::{Hit, Kind};

/// Looks for dates that letters follow.
pub(super) fn look(text: &str, run: Run<'_>, found: &mut dyn FnMut(Hit)) {
    for index in 0..run.len() {
        if let Some((start, end)) = lettered(text, run, index) {
            found(Hit::new(Kind::InterimNumber, start, end));
        }
    }
}

/// At a word for such a number: what follows, if it is long enough, whatever its form.
pub(super) fn look_at_cue(text: &str, end: usize, found: &mut dyn FnMut(Hit)) {
    let rest = text[end..].trim_start_matches(char::is_alphabetic);
    let rest = rest.trim_start_matches([' ', ':', '.', '(', '\n', '|', '=']);
    let start = text.len() - rest.len();
    let inside = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'+');
    let length = rest.bytes().take_while(|b| inside(b)).count();
    let number = rest[..length].trim_end_matches(['-', '+']);
    let figures = number.bytes().filter(u8::is_ascii_digit).count();
    let signs = number.bytes().filter(u8::is_ascii_alphanumeric).count();
    if start - end <= 24 && figures >= 6 && (8..=14).contains(&signs) {
        found(Hit::new(Kind::InterimNumber, start, start + number.len()));
    }
}

/// Reserve numbers of figures alone: Region Stockholm's (99, a year, a serial number, a check digit over all after
/// the century) and Inera's (a date whose day is 32–59).
pub(super) fn is_of_figures(digits: &[u8; 12], groups: Run<'_>) -> bool {
    let unbroken = groups.len() == 1 || groups.len() == 2 && groups.last().map(Group::length) == Some(4);
    let checked = |from: usize| {
        let mut ten = [0_u8; 10];
        ten[10 - (12 - from)..].copy_from_slice(&digits[from..]);
        luhn(&ten)
    };
    let (month, day) = (digits[4] * 10 + digits[5], digits[6] * 10 + digits[7]);
    match digits[..4] {
        [9, 9, 1, 9] | [9, 9, 2, 0..=2] => unbroken && checked(4),
        [1, 9, ..] | [2, 0, ..] => {
            unbroken && (1..=12).contains(&month) && (32..=59).contains(&day) && checked(2)
        }
        _ => false,
    }
}

/// Letters that stand in for the first of the last four figures of an interim number.
const INTERIM: &[u8] = b"TRSUWXJKLMN";

/// May a number that closes with letters and figures have its date's end here? Says more often yes than [`look`] finds
/// one, and never less.
pub(super) fn may_be_lettered(bytes: &[u8], end: usize) -> bool {
    let signs = bytes[end..]
        .iter()
        .take(3)
        .take_while(|byte| matches!(byte, b'-' | b'+' | b'.' | b'/' | b'_' | b':' | b',' | b' ' | b'\n'));
    let Some(four) = bytes[end + signs.count()..].first_chunk::<4>() else { return false };
    let interim = four[0].is_ascii_alphabetic()
        && (four[1].is_ascii_digit() || four[1] == b' ')
        && four[2..].iter().all(u8::is_ascii_digit);
    let others = four.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && four.iter().any(u8::is_ascii_uppercase);
    interim || others
}

/// A number that closes with letters and figures, whose date ends in a group of the run.
fn lettered(text: &str, run: Run<'_>, index: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let first = lettered_start(run, index);
    let mut digits = [0_u8; 8];
    let length = collect(text, &run[first..=index], &mut digits);
    if length != 6 && length != 8 {
        return None;
    }
    // At most one sign and blanks, or a line's end, between the date and the rest.
    let end = run[index].end;
    let mut at = end;
    let mut signs = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'-' | b'+' | b'.' | b'/' | b'_' | b':' | b',' => signs += 1,
            b' ' | b'\n' => {}
            _ => break,
        }
        at += 1;
        if at > end + 3 || signs > 1 {
            return None;
        }
    }
    let start = run[first].start;
    if start > 0 && bytes[start - 1].is_ascii_alphanumeric() {
        return None;
    }
    let rest = bytes.get(at..at + 4)?;
    let two = |from: usize| digits[length - from] * 10 + digits[length - from + 1];
    let (month, day) = (two(4), two(2));
    let date = month <= 12 && ((1..=31).contains(&day) || (60..=91).contains(&day));
    let century = length == 6 || matches!(digits[..2], [1, 8 | 9] | [2, 0] | [9, 9]);
    let ends = |at: usize| text.get(at..).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let last = rest[1..].iter().all(u8::is_ascii_digit).then_some(at + 4);
    // T 123
    let spaced =
        || (rest[1] == b' ' && bytes.get(at + 2..at + 5)?.iter().all(u8::is_ascii_digit)).then_some(at + 5);
    if date
        && century
        && INTERIM.contains(&rest[0].to_ascii_uppercase())
        && (rest[0].is_ascii_uppercase() || signs > 0)
        && let Some(last) = last.or_else(spaced)
        && ends(last)
    {
        return Some((with_century(text, run, first), last));
    }
    let letter = |b: &u8| b.is_ascii_uppercase();
    let letters = rest.iter().filter(|b| letter(b)).count();
    if !ends(at + 4) || !rest.iter().all(|b| letter(b) || b.is_ascii_digit()) || !(1..=3).contains(&letters) {
        return None;
    }
    let glued = at == end || bytes[end..at] == *b"-";
    // A region's: a whole date, then four signs. Inera's: a series, a date or a serial number, two letters.
    let regional = glued && date && month > 0 && (length == 8 && century || length == 6 && at > end);
    let series = digits[0] * 10 + digits[1];
    let national = length == 8
        && glued
        && (series == 0 || series >= 22)
        && (date || (20..=99).contains(&month) && (40..=59).contains(&day))
        && letter(&rest[0])
        && letter(&rest[1])
        && rest[3].is_ascii_digit();
    (regional || national).then(|| (with_century(text, run, first), at + 4))
}

/// The group in which the date begins that ends in a group: the group itself, or two short ones before it.
fn lettered_start(run: Run<'_>, index: usize) -> usize {
    let group: &Group = &run[index];
    if group.length() >= 6 || index < 2 {
        return index;
    }
    let [year, month, day] = [&run[index - 2], &run[index - 1], group];
    let parted =
        month.before == day.before && matches!(day.before, Gap::Dash | Gap::Dot | Gap::Slash | Gap::Space);
    if parted && month.length() == 2 && day.length() == 2 && matches!(year.length(), 2 | 4) {
        index - 2
    } else {
        index
    }
}

/// Where the number begins: at a century that stands apart, `19 710313`, or at the date.
fn with_century(text: &str, run: Run<'_>, first: usize) -> usize {
    let century = first.checked_sub(1).map(|before| &run[before]);
    match century {
        Some(century) if matches!(&text[century.start..century.end], "19" | "20") => century.start,
        _ => run[first].start,
    }
}
