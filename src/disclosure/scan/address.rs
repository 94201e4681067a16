//! Postal addresses: a street with a number, a box, care of, and a postcode with its place.

use super::digits::{Gap, Run};
use super::words::{glued_after, glued_before, word_before};
use super::{Hit, Kind};

/// Endings that mean other things as well: only with a postcode after the number.
const DOUBTFUL: &[&str] = &["plan", "ringen", "parken", "platsen", "leden", "hamnen"];

/// Words for a street that stand alone, and what may come before them.
const ALONE: &[&str] = &["väg", "gata", "gränd", "torg", "allé", "stig", "plats", "backe"];
const BEFORE_ALONE: &[&str] = &[
    "norra",
    "södra",
    "östra",
    "västra",
    "gamla",
    "nya",
    "stora",
    "lilla",
    "övre",
    "nedre",
    "inre",
    "yttre",
    "mellersta",
];

/// Endings that streets have.
const STREETS: &[&str] = &[
    "gatan",
    "vägen",
    "stigen",
    "gränden",
    "gränd",
    "torget",
    "torg",
    "gata",
    "väg",
    "allén",
    "allé",
    "stig",
    "backen",
    "backe",
    "plan",
    "planen",
    "platsen",
    "plats",
    "kajen",
    "leden",
    "stråket",
    "esplanaden",
    "promenaden",
    "brinken",
    "slingan",
    "ringen",
    "parken",
    "svängen",
    "kroken",
    "trappan",
    "hamnen",
    "bron",
    "kullen",
    "hagen",
    "dalen",
];

/// Before a number: a street?
fn look_at_street(text: &str, number: usize, found: &mut dyn FnMut(Hit)) {
    let before = text[..number].trim_end_matches([' ', '\n', ',']);
    let end = before.strip_suffix(" nr").map_or(before.len(), str::len);
    if number - end > 6 {
        return;
    }
    let bytes = &before.as_bytes()[..end];
    let ends_in = |street: &&&str| {
        let from = end.checked_sub(street.len());
        from.is_some_and(|from| {
            bytes[from..].eq_ignore_ascii_case(street.as_bytes()) && text.is_char_boundary(from)
        })
    };
    let Some(ending) = STREETS.iter().filter(ends_in).max_by_key(|street| street.len()) else { return };
    let start = end - ending.len();
    let ending = (*ending).to_owned();
    let word_start = text[..start]
        .rfind(|c: char| !(c.is_alphanumeric() || c == '-'))
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let word = &text[word_start..end];
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    let alone = word_start == start;
    let street_start = if alone {
        let before = word_before(text, word_start);
        let named = before.chars().next().is_some_and(char::is_uppercase)
            && (before.ends_with('s') && before.chars().count() > 2
                || BEFORE_ALONE.contains(&before.to_lowercase().as_str())
                || before == "Pauli")
            && text[..word_start].ends_with([' ', '\u{a0}']);
        if !(named && ALONE.contains(&ending.as_str())) {
            return;
        }
        word_start - 1 - before.len()
    } else if capital {
        // "Norra Fiktionsgatan": the direction belongs to the name.
        let before = word_before(text, word_start);
        if BEFORE_ALONE.contains(&before.to_lowercase().as_str())
            && text[..word_start].ends_with(' ')
            && !before.is_empty()
        {
            word_start - 1 - before.len()
        } else {
            word_start
        }
    } else {
        return;
    };
    let Some(number_end) = house_number(text, end) else { return };
    let whole = tail(text, number_end);
    if DOUBTFUL.contains(&ending.as_str()) && whole.1.is_none() {
        return;
    }
    found(Hit::new(Kind::PostalAddress, street_start, whole.0));
}

/// After a street's name: its number, with a letter or a range.
fn house_number(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    if !matches!(bytes.get(at), Some(b' ' | b'\n' | b',')) {
        return None;
    }
    while at < from + 3 && matches!(bytes.get(at), Some(b' ' | b'\n' | b',')) {
        at += 1;
    }
    if text[at..].starts_with("nr ") {
        at += 3;
    }
    let digits = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
    if digits == 0 || digits > 3 {
        return None;
    }
    at += digits;
    // 12-14, 12 B, 12b, 12:3
    if matches!(bytes.get(at), Some(b'-' | b':' | b'/')) {
        let more = bytes[at + 1..].iter().take_while(|b| b.is_ascii_digit()).count();
        if more > 0 && more <= 4 {
            at += 1 + more;
        }
    }
    let spaced = usize::from(bytes.get(at) == Some(&b' '));
    if bytes.get(at + spaced).is_some_and(u8::is_ascii_alphabetic) && !glued_after(text, at + spaced + 1) {
        let letter = bytes[at + spaced];
        if spaced == 0 || letter.is_ascii_uppercase() {
            at += spaced + 1;
        }
    }
    // "Storgatan 12,5" and "Storgatan 12 %" are no numbers of a house.
    let rest = text[at..].trim_start_matches(' ');
    let measure = rest.starts_with(['%', '°'])
        || text[at..].starts_with(',') && text[at + 1..].starts_with(|c: char| c.is_ascii_digit());
    (!glued_after(text, at) && !measure).then_some(at)
}

/// What may follow a street and number, and a box: a flat, then a postcode and a place.
fn tail(text: &str, from: usize) -> (usize, Option<usize>) {
    let mut end = from;
    loop {
        let rest = text[end..].trim_start_matches([' ', ',', '(']);
        let at = text.len() - rest.len();
        let lower: String = rest.chars().take(12).flat_map(char::to_lowercase).collect();
        let word = ["lägenhet", "lgh", "uppgång", "port", "våning", "vån", "tr", "nb", "bv"]
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
        // "2 tr"
        let floor = rest.bytes().take_while(u8::is_ascii_digit).count();
        if (1..=2).contains(&floor) && lower[floor..].trim_start().starts_with("tr") && at > end {
            let word = at + floor + (rest[floor..].len() - rest[floor..].trim_start().len()) + 2;
            if !glued_after(text, word) {
                end = word;
                continue;
            }
        }
        break;
    }
    let gap = text[end..].trim_start_matches([' ', ',', '\n', '\r', '|', ')', ';']);
    let at = text.len() - gap.len();
    let postcode = (at - end <= 4).then(|| postcode(text, at)).flatten();
    (postcode.unwrap_or(end), postcode)
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
const NOT_PLACES: &[&str] =
    &["kr", "kronor", "sek", "tkr", "mkr", "st", "eur", "enligt", "se", "det", "den", "i", "vid", "procent"];

/// At digits: a postcode with its place, without a street; a box.
pub(super) fn look_at_digits(text: &str, run: Run<'_>, found: &mut dyn FnMut(Hit)) {
    if let Some(first) = run.first().filter(|first| first.length() <= 3) {
        look_at_street(text, first.start, found);
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
            if parted && !text[..group.start].ends_with(['-', '/', '.']) || prefixed || capitals {
                let start = if prefixed {
                    text[..group.start].rfind('S').unwrap_or(group.start)
                } else {
                    group.start
                };
                found(Hit::new(Kind::PostalAddress, start, end));
            }
        }
    }
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
