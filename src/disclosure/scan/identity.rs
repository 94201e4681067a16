//! Personnummer, samordningsnummer, interims- and reservnummer (Folkbokföringslagen 18 §; Skatteverket's
//! descriptions of the numbers). Published test numbers are numbers like any other: a program that knew them
//! could be fooled into letting a real one pass.

use super::digits::{Gap, Group, Run, collect, is_after_stop};
use super::words::{cue_before, is_in_fingerprint};
use super::{Hit, Kind};

/// Words that make a number one of these although its check digit fails.
const CUES: &[&str] = &[
    "personnummer",
    "personnumret",
    "personnummret",
    "personnumren",
    "personnr",
    "personbeteckning",
    "personid",
    "person-id",
    "person nr",
    "person-nr",
    "person.nr",
    "pers.nr",
    "pers.nummer",
    "pers nr",
    "persnr",
    "persnummer",
    "pnr",
    "pn",
    "p-nr",
    "p.nr",
    "p nr",
    "p-nummer",
    "födelsenummer",
    "födelsenr",
    "födelsedata",
    "födelsedatum",
    "födelsetid",
    "samordningsnummer",
    "samordningsnumret",
    "samordningsnr",
    "samnr",
    "sam.nr",
    "sam-nr",
    "född",
    "födda",
    "fött",
    "föddes",
    "f",
    "id",
    "id-nummer",
    "id-nr",
    "id-beteckning",
    "idnr",
    "idnummer",
    "identitetsnummer",
    "identitetsbeteckning",
    "identitet",
    "identity number",
    "security number",
    "ssn",
];

/// Words that do so after the number: "(personnummer)".
const CUES_AFTER: &[&str] =
    &["personnummer", "personnr", "pers.nr", "persnr", "pnr", "samordningsnummer", "födelsenummer", "född"];

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
    if let Some(kind) = spelled(text, run) {
        found(Hit::new(kind, run[0].start, run[run.len() - 1].end));
    }
    if let Some((start, end, kind)) = in_vat_number(text, run) {
        found(Hit::new(kind, start, end));
    }
}

/// Looks for numbers that a comma or a colon parts, in a loose run: as the date's parts or the date from the rest
/// are parted, and never where a year in full opens what has ten figures (2009/10:1205 is a motion).
pub(super) fn look_loosely(text: &str, run: Run<'_>, found: &mut dyn FnMut(Hit)) {
    let loose = |group: &Group| matches!(group.before, Gap::Comma | Gap::Colon);
    for first in 0..run.len() {
        for count in (2..=5.min(run.len() - first)).rev() {
            let groups = &run[first..first + count];
            let length: usize = groups.iter().map(Group::length).sum();
            if groups[1..].iter().any(loose)
                && !(groups[0].length() == 4 && length == 10)
                && let Some((kind, _)) = number(text, run, first, count)
            {
                found(Hit::new(kind, groups[0].start, groups[count - 1].end));
                break;
            }
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
    if is_in_figure(run[first + count - 1].end, text)
        || !is_whole(groups, length) && is_within(text, run, first, count)
    {
        return None;
    }
    if groups.len() == 1 && is_in_fingerprint(text, groups[0].start, groups[0].end) {
        return None;
    }
    let ten: [u8; 10] = digits[length - 10..length].try_into().ok()?;
    if length == 12 && super::reserve::is_of_figures(&digits, groups) {
        return Some((Kind::InterimNumber, count));
    }
    if length == 12 && !matches!(&digits[..2], [1, 6 | 8 | 9] | [2, 0]) {
        return None;
    }
    let kind = kind_of(&ten)?;
    let last = groups[count - 1].end;
    let right = luhn(&ten) || is_led(text, groups[0].start) || is_explained(text, last);
    (right && (!is_within(text, run, first, count) || luhn(&ten))).then_some((kind, count))
}

/// What ten digits may be by their date.
fn kind_of(ten: &[u8; 10]) -> Option<Kind> {
    let two = |at: usize| u32::from(ten[at]) * 10 + u32::from(ten[at + 1]);
    match (two(2), two(4)) {
        (1..=12, 1..=31) => Some(Kind::PersonalNumber),
        (0..=12, 60..=91) => Some(Kind::CoordinationNumber),
        _ => None,
    }
}

/// Does a word before the number say what it is?
fn is_led(text: &str, start: usize) -> bool {
    cue_before(text, start, CUES, 40)
}

/// Does one after it, in the same sentence?
fn is_explained(text: &str, end: usize) -> bool {
    let rest = text[end..].trim_start_matches([' ', '(', ',']);
    let rest = rest.strip_prefix("är ").unwrap_or(rest);
    let rest = ["hans ", "hennes ", "barnets ", "elevens "]
        .iter()
        .find_map(|whose| rest.strip_prefix(whose))
        .unwrap_or(rest);
    CUES_AFTER.iter().any(|cue| rest.get(..cue.len()).is_some_and(|word| word.eq_ignore_ascii_case(cue)))
}

/// A number written figure by figure, with nothing else beside it: `7 1 0 3 1 3 2 3 8 2`.
fn spelled(text: &str, run: Run<'_>) -> Option<Kind> {
    if !matches!(run.len(), 10 | 12) {
        return None;
    }
    let alike = run.iter().all(|group| group.length() == 1)
        && run[1..].iter().enumerate().all(|(at, group)| {
            // Before the last four there may be a sign of its own: "8 1 1 2 2 8 - 9 8 7 4".
            group.before == run[1].before || at + 1 == run.len() - 4
        });
    let mut digits = [0_u8; 12];
    collect(text, run, &mut digits);
    let from = run.len() - 10;
    if !alike || from == 2 && !matches!(digits[..2], [1, 9] | [2, 0]) {
        return None;
    }
    let ten: [u8; 10] = digits[from..from + 10].try_into().ok()?;
    kind_of(&ten).filter(|_| luhn(&ten))
}

/// The number of a sole trader within a VAT number: `SE`, the ten digits, `01`.
fn in_vat_number(text: &str, run: Run<'_>) -> Option<(usize, usize, Kind)> {
    let before = text[..run[0].start].trim_end_matches([' ', '-']);
    let start = before.len().checked_sub(2)?;
    if run[0].start - before.len() > 1
        || !before.as_bytes()[start..].eq_ignore_ascii_case(b"se")
        || super::words::glued_before(text, start)
    {
        return None;
    }
    let mut digits = [0_u8; 12];
    let count = (1..=run.len().min(5)).find(|count| collect(text, &run[..*count], &mut digits) >= 12)?;
    if collect(text, &run[..count], &mut digits) != 12 || digits[10..] != [0, 1] {
        return None;
    }
    let ten: [u8; 10] = digits[..10].try_into().ok()?;
    let kind = kind_of(&ten)?;
    luhn(&ten).then_some((start, run[count - 1].end, kind))
}

/// Are the groups parted only where a date's parts end? A line's end may come anywhere.
fn is_parted_by_date(groups: Run<'_>, length: usize) -> bool {
    let century = length - 10;
    // One sign alone parts the date from the rest: 2012-300162 is a diarienummer.
    let signs = groups.iter().skip(1).filter(|group| !matches!(group.before, Gap::None | Gap::Line)).count();
    let last_is_four = groups.last().is_some_and(|group| group.length() <= 4);
    if signs == 1 && !last_is_four {
        return false;
    }
    // 710313-23-82 and 710313-238-2: the date whole, the rest in two.
    let rest_in_two = matches!(groups, [date, middle, last]
        if date.length() == century + 6
            && middle.before == last.before
            && (middle.length() == 2 && matches!(last.before, Gap::Dash | Gap::Space)
                || middle.length() == 3 && last.before == Gap::Dash));
    let mut digits = 0;
    groups.iter().all(|group| {
        let at = digits;
        digits += group.length();
        let parts = at == 0 || [century, century + 2, century + 4, century + 6].contains(&at) && at > 0;
        match group.before {
            Gap::None | Gap::Line => true,
            Gap::Bracket => at == 0 || at == century + 6,
            _ => parts || rest_in_two,
        }
    })
}

/// Is it written as a date without signs, and then the four last or nothing? Then it is one whatever stands beside
/// it: a volume's number before, a page's after.
fn is_whole(groups: Run<'_>, length: usize) -> bool {
    match groups {
        [all] => all.length() == length,
        [date, _] => date.length() == length - 4,
        _ => false,
    }
}

/// Does the number only stand within a longer one? Other numbers may stand beside it after a blank.
fn is_within(text: &str, run: Run<'_>, first: usize, count: usize) -> bool {
    let joins = |group: &Group| {
        matches!(group.before, Gap::Dash | Gap::Dot | Gap::Slash | Gap::Plus | Gap::Comma | Gap::Colon)
            && !is_after_stop(text, group)
    };
    let before = first > 0 && joins(&run[first]);
    let after = run.get(first + count).is_some_and(joins);
    before || after
}

/// Is it the whole part of a figure with decimals?
fn is_in_figure(end: usize, text: &str) -> bool {
    matches!(text.as_bytes().get(end..end + 2), Some([b',', next]) if next.is_ascii_digit())
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
