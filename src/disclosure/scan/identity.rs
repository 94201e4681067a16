//! Personnummer, samordningsnummer, interims- and reservnummer (Folkbokföringslagen 18 §; Skatteverket's
//! descriptions of the numbers). Published test numbers are numbers like any other: a program that knew them
//! could be fooled into letting a real one pass.

use super::digits::{Gap, Group, Run, collect};
use super::words::cue_before;
use super::{Hit, Kind};

/// Words that make a number one of these although its check digit fails.
const CUES: &[&str] = &[
    "personnummer",
    "personnumret",
    "personnr",
    "pers.nr",
    "persnr",
    "person nr",
    "person-nr",
    "pnr",
    "p-nr",
    "p.nr",
    "person.nr",
    "födelsenummer",
    "samordningsnummer",
    "samordningsnr",
    "samnr",
    "född",
    "född:",
    "fött",
    "föddes",
    "id",
    "id-nummer",
    "id-nr",
    "idnr",
    "identitetsnummer",
    "identitet",
    "ssn",
];

/// Looks for numbers that begin and end with groups of the run.
pub(super) fn look(text: &str, run: Run<'_>, found: &mut dyn FnMut(Hit)) {
    let mut first = 0;
    while first < run.len() {
        match (1..=6.min(run.len() - first)).rev().find_map(|count| number(text, run, first, count)) {
            Some((kind, count)) => {
                found(Hit::new(kind, run[first].start, run[first + count - 1].end));
                first += count;
            }
            None => first += 1,
        }
    }
    for index in 0..run.len() {
        if let Some(end) = lettered(text, run, index) {
            let start = lettered_start(run, index);
            found(Hit::new(Kind::InterimNumber, start, end));
        }
    }
}

/// A number made of so many groups from the first.
fn number(text: &str, run: Run<'_>, first: usize, count: usize) -> Option<(Kind, usize)> {
    let groups = &run[first..first + count];
    let mut digits = [0_u8; 12];
    let length = collect(text, groups, &mut digits);
    if length != 10 && length != 12 || !is_parted_by_date(groups, length) {
        return None;
    }
    if is_within(run, first, count, text) {
        return None;
    }
    let ten: [u8; 10] = digits[length - 10..length].try_into().ok()?;
    if length == 12 && !matches!(&digits[..2], [1, 6 | 8 | 9] | [2, 0]) {
        return None;
    }
    let two = |at: usize| u32::from(ten[at]) * 10 + u32::from(ten[at + 1]);
    let (month, day) = (two(2), two(4));
    let kind = match (month, day) {
        (1..=12, 1..=31) => Kind::PersonalNumber,
        (0..=12, 60..=91) => Kind::CoordinationNumber,
        _ => return None,
    };
    let right = luhn(&ten) || cue_before(text, groups[0].start, CUES, 40);
    right.then_some((kind, count))
}

/// Are the groups parted only where a date's parts end? A line's end may come anywhere.
fn is_parted_by_date(groups: Run<'_>, length: usize) -> bool {
    let century = length - 10;
    // One sign alone parts the date from the rest: 2012-300162 is a diarienummer.
    let signs = groups.iter().filter(|group| !matches!(group.before, Gap::None | Gap::Line)).count();
    let last_is_four = groups.last().is_some_and(|group| group.length() <= 4);
    if signs == 1 && !last_is_four {
        return false;
    }
    let mut digits = 0;
    groups.iter().all(|group| {
        let at = digits;
        digits += group.length();
        let parts = at == 0 || [century, century + 2, century + 4, century + 6].contains(&at) && at > 0;
        match group.before {
            Gap::None | Gap::Line => true,
            Gap::Bracket => at == 0,
            _ => parts,
        }
    })
}

/// Does the number only stand within a longer one? Other numbers may stand beside it after a blank.
fn is_within(run: Run<'_>, first: usize, count: usize, text: &str) -> bool {
    let joins = |gap: Gap| matches!(gap, Gap::Dash | Gap::Dot | Gap::Slash | Gap::Plus);
    let before = first > 0 && joins(run[first].before);
    let after = run.get(first + count).is_some_and(|next| joins(next.before));
    let decimal = text.as_bytes().get(run[first + count - 1].end) == Some(&b',')
        && text.as_bytes().get(run[first + count - 1].end + 1).is_some_and(u8::is_ascii_digit);
    before || after || decimal
}

/// The check digit of ten digits (Luhn, modulus 10).
pub(super) fn luhn(ten: &[u8; 10]) -> bool {
    let sum: u32 = ten
        .iter()
        .enumerate()
        .map(|(at, digit)| {
            let doubled = u32::from(*digit) * if at % 2 == 0 { 2 } else { 1 };
            doubled / 10 + doubled % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Letters that stand in for the first of the last four figures.
const INTERIM: &[u8] = b"TRSUWXJKLMN";

/// The end of a number that closes with letters and figures, whose date ends in a group of the run.
fn lettered(text: &str, run: Run<'_>, index: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let start = lettered_start(run, index);
    let mut digits = [0_u8; 8];
    let first = run.iter().position(|group| group.start == start)?;
    let length = collect(text, &run[first..=index], &mut digits);
    if length != 6 && length != 8 {
        return None;
    }
    let date = &digits[length - 6..length];
    let two = |at: usize| u32::from(date[at]) * 10 + u32::from(date[at + 1]);
    let (month, day) = (two(2), two(4));
    if month > 12 || !((1..=31).contains(&day) || (60..=91).contains(&day)) {
        return None;
    }
    if length == 8 && !matches!(&digits[..2], [1, 8 | 9] | [2, 0..=3] | [9, 9]) {
        return None;
    }
    // At most one sign and blanks between the date and the rest.
    let mut at = run[index].end;
    let mut signs = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'-' | b'+' | b'.' | b'/' => signs += 1,
            b' ' => {}
            _ => break,
        }
        at += 1;
        if at > run[index].end + 3 || signs > 1 {
            return None;
        }
    }
    let rest = bytes.get(at..at + 4)?;
    let ends = !bytes.get(at + 4).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80);
    let before = start == 0 || !bytes[start - 1].is_ascii_alphanumeric();
    let upper = rest[0].to_ascii_uppercase();
    let three = rest[1..].iter().all(u8::is_ascii_digit);
    let interim = INTERIM.contains(&upper) && three && (rest[0].is_ascii_uppercase() || signs > 0);
    let letters = rest.iter().filter(|byte| byte.is_ascii_uppercase()).count();
    let others = rest.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    // National and regional reserve numbers: a whole date, then figures with one or two letters.
    let glued = at == run[index].end || bytes[run[index].end..at] == *b"-";
    let reserve = length == 8 && glued && others && (1..=2).contains(&letters) && month > 0;
    (ends && before && (interim || reserve)).then_some(at + 4)
}

/// Where the date begins that ends in a group: the group itself, or two or three short ones before it.
fn lettered_start(run: Run<'_>, index: usize) -> usize {
    let group: &Group = &run[index];
    if group.length() >= 6 || index < 2 {
        return group.start;
    }
    let [year, month, day] = [&run[index - 2], &run[index - 1], group];
    let parted =
        month.before == day.before && matches!(day.before, Gap::Dash | Gap::Dot | Gap::Slash | Gap::Space);
    if parted && month.length() == 2 && day.length() == 2 && matches!(year.length(), 2 | 4) {
        year.start
    } else {
        group.start
    }
}
