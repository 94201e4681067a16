//! Postal addresses: a box, care of, a postcode with its place, and what follows a street's number. Streets have a
//! file of their own.

use super::digits::{Gap, Run};
use super::words::{glued_after, glued_before};
use super::{Hit, Kind};

/// What may follow a street and number, and a box: a flat, then a postcode and a place.
pub(super) fn tail(text: &str, from: usize) -> (usize, Option<usize>) {
    let mut end = from;
    loop {
        let rest = text[end..].trim_start_matches([' ', ',', '(']);
        let at = text.len() - rest.len();
        let lower: String = rest.chars().take(16).flat_map(char::to_lowercase).collect();
        let word = [
            "lägenhetsnummer",
            "lägenhet",
            "lgh",
            "uppgång",
            "uppg",
            "port",
            "våning",
            "vån",
            "tr",
            "nb",
            "bv",
            "ög",
        ]
        .iter()
        .find(|word| lower.starts_with(**word) && !glued_after(text, at + word.len()));
        if let Some(word) = word {
            let mut after = at + word.len();
            let skipped = text[after..].len() - text[after..].trim_start_matches([' ', '.']).len();
            let digits = text[after + skipped..].bytes().take_while(u8::is_ascii_alphanumeric).count();
            if digits > 0
                && digits <= 5
                && text[after + skipped..].starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase())
            {
                after += skipped + digits;
            }
            end = after;
            continue;
        }
        // "2 tr", "3 vån"
        let floor = rest.bytes().take_while(u8::is_ascii_digit).count();
        let story = rest[floor..].trim_start_matches(' ');
        if (1..=2).contains(&floor)
            && at > end
            && let Some(word) =
                ["trappor", "tr", "våningen", "vån"].iter().find(|word| story.starts_with(**word))
            && !glued_after(story, word.len())
        {
            end = text.len() - story.len() + word.len();
            continue;
        }
        break;
    }
    let gap = text[end..].trim_start_matches([' ', ',', '\n', '\r', '|', ')', ';']);
    let at = text.len() - gap.len();
    let postcode = (at - end <= 4).then(|| postcode(text, at)).flatten();
    // "Fiktionsvägen 3, Exempelstad"
    let town = || {
        let from = text[end..].strip_prefix(", ").map(|_| end + 2)?;
        let to = place(text, from)?;
        let word = &text[from..to];
        let closes =
            text[to..].is_empty() || text[to..].starts_with(['.', ',', ')', '\n', ' ', '|', '"', '”']);
        // "Ridstig 5, Elljusspår 4": a list of numbered things.
        let numbered =
            text[to..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        (closes
            && !numbered
            && !word.contains(' ')
            && !super::lists::is_role(word)
            && !super::lists::is_given(word))
        .then_some(to)
    };
    (postcode.or_else(town).unwrap_or(end), postcode)
}

/// `999 30 Exempelstad`, `S-999 30`, `SE-99930 EXEMPELSTAD`: the end of the place.
fn postcode(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    for prefix in ["SE-", "SE ", "S-"] {
        if text[at..].starts_with(prefix) {
            at += prefix.len();
            break;
        }
    }
    let three = bytes.get(at..at + 3)?;
    if !three.iter().all(u8::is_ascii_digit) || three[0] == b'0' || glued_before(text, from) {
        return None;
    }
    at += 3;
    if matches!(bytes.get(at), Some(b' ')) {
        at += 1;
    }
    if !bytes.get(at..at + 2)?.iter().all(u8::is_ascii_digit) {
        return None;
    }
    at += 2;
    if !matches!(bytes.get(at), Some(b' ' | b',')) {
        return None;
    }
    while matches!(bytes.get(at), Some(b' ' | b',')) {
        at += 1;
    }
    place(text, at)
}

/// The end of a place's name: capitals, or a capital and small letters; two words where both have a capital.
fn place(text: &str, from: usize) -> Option<usize> {
    let word = |at: usize| {
        let rest = &text[at..];
        let length = rest.find(|c: char| !(c.is_alphabetic() || c == '-')).unwrap_or(rest.len());
        let capital = rest.chars().next().is_some_and(char::is_uppercase);
        (capital && length > 1).then_some(at + length)
    };
    let first = word(from)?;
    if NOT_PLACES.contains(&text[from..first].to_lowercase().as_str()) {
        return None;
    }
    let second = text[first..].starts_with(' ').then(|| word(first + 1)).flatten();
    Some(second.unwrap_or(first))
}

/// What stands after an amount or a number at the beginning of a new sentence or cell.
const NOT_PLACES: &[&str] = &[
    "kr",
    "kronor",
    "sek",
    "tkr",
    "mkr",
    "st",
    "eur",
    "enligt",
    "se",
    "det",
    "den",
    "i",
    "vid",
    "procent",
    "invånare",
    "elever",
    "ärenden",
    "poster",
];

/// At digits: a postcode with its place, without a street; a box.
pub(super) fn look_at_digits(text: &str, run: Run<'_>, found: &mut dyn FnMut(Hit)) {
    if let Some(first) = run.first().filter(|first| first.length() <= 3) {
        super::street::look(text, first.start, found);
    }
    for (index, group) in run.iter().enumerate() {
        if index == 0 && (1..=5).contains(&group.length()) {
            let before = text[..group.start].trim_end_matches(' ');
            let is_box = before.len() >= 3
                && before.len() < group.start
                && before.as_bytes()[before.len() - 3..].eq_ignore_ascii_case(b"box");
            if is_box && before.is_char_boundary(before.len() - 3) && !glued_before(text, before.len() - 3) {
                found(Hit::new(Kind::PostalAddress, before.len() - 3, tail(text, group.end).0));
                continue;
            }
        }
        let two = run.get(index + 1);
        let parted =
            group.length() == 3 && two.is_some_and(|two| two.length() == 2 && two.before == Gap::Space);
        let whole = group.length() == 5;
        let first = index == 0 || matches!(group.before, Gap::Line);
        if (parted || whole)
            && (first || group.before == Gap::Dash)
            && let Some(end) = postcode(text, group.start)
        {
            let last = if parted { run[index + 1].end } else { group.end };
            let name = text[last..end].trim_start_matches([' ', ',']);
            // Five figures together are much else: then the place is in capitals, or a prefix says what it is.
            let prefixed = text[..group.start].ends_with("SE-") || text[..group.start].ends_with("S-");
            let capitals = name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
            let line = text[..group.start].ends_with('\n') || group.start == 0;
            let line = line && (end == text.len() || text[end..].starts_with(['\n', '\r']));
            let led = || {
                super::words::cue_before(
                    text,
                    group.start,
                    &["postnr", "postnummer", "adress", "adressen", "postadress"],
                    30,
                )
            };
            if parted && !text[..group.start].ends_with(['-', '/', '.'])
                || prefixed
                || capitals
                || line
                || led()
            {
                let start = if prefixed {
                    text[..group.start].rfind('S').unwrap_or(group.start)
                } else {
                    group.start
                };
                found(Hit::new(Kind::PostalAddress, before_postcode(text, start), end));
            }
        }
    }
}

/// Where an address begins whose postcode is here: at a name with a number, "Exempelby 123, ", or at a word for the
/// postcode.
fn before_postcode(text: &str, start: usize) -> usize {
    let before = &text[..start];
    if let Some(word) =
        ["Postnr ", "postnr ", "Postnummer ", "postnummer "].iter().find(|word| before.ends_with(**word))
    {
        return start - word.len();
    }
    let line = before.trim_end_matches([' ', ',', '\n']);
    let number = line.trim_end_matches(|c: char| c.is_ascii_digit());
    let figures = line.len() - number.len();
    let Some(name) =
        number.strip_suffix(' ').filter(|_| (1..=4).contains(&figures) && before.len() - line.len() <= 3)
    else {
        return start;
    };
    let from = name
        .rfind(|c: char| !(c.is_alphanumeric() || c == '-'))
        .map_or(0, |at| at + name[at..].chars().next().map_or(1, char::len_utf8));
    if name[from..].starts_with(char::is_uppercase) { from } else { start }
}

/// At `c/o`: the name after it, and an address where one follows.
pub(super) fn look_at_care_of(text: &str, start: usize, end: usize, found: &mut dyn FnMut(Hit)) {
    if glued_before(text, start) {
        return;
    }
    let mut at = end;
    let mut last = end;
    for (place, word) in super::words::words(&text[end..]).take(4) {
        let here = end + place;
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        if text[at..here].contains([',', '\n', ';', '|', '.'][..].as_ref())
            || !(capital || super::names::is_particle(word))
        {
            break;
        }
        at = here + word.len();
        if capital {
            last = at;
        }
    }
    if last > end {
        found(Hit::new(Kind::PostalAddress, start, last));
    }
}
