//! Streets with a number: which words end as streets do, and which only look like it.

use std::sync::LazyLock;

use super::address::tail;
use super::lists::ending;
use super::streets::{
    ALONE, ALONE_AFTER_DIRECTION, DIRECTIONS, DOUBTFUL, IN_NAMES, LEADS, NOT_STREETS, SHORT, SHORT_BEFORE,
    STREETS,
};
use super::words::{glued_after, word_before};
use super::{Hit, Kind};

/// By the last three bytes of every ending that has so many, so that most words are told at a glance to be no street.
static ENDS: LazyLock<Vec<bool>> = LazyLock::new(|| {
    let mut ends = vec![false; 1 << 16];
    for street in STREETS.iter().chain(DOUBTFUL).filter(|street| street.len() > 2) {
        ends[ending::<3>(street.as_bytes())] = true;
    }
    ends
});

/// May a street's name end here?
pub(super) fn may_end(before: &[u8]) -> bool {
    if before.ends_with(b" v.") || before.ends_with(b" g.") {
        return true;
    }
    // "den 3 maj" is the most common of all that end like "leden".
    let letters = before.iter().rev().skip(1).take(3).all(|b| b.is_ascii_alphabetic() || *b >= 0x80);
    if !letters {
        return false;
    }
    ENDS[ending::<3>(before)] || before.ends_with(b"v.") || before.ends_with(b"g.") || before.ends_with(b"by")
}

/// Before a number: a street?
pub(super) fn look(text: &str, number: usize, found: &mut dyn FnMut(Hit)) {
    let all = text.as_bytes();
    let blanks = all[..number].iter().rev().take_while(|b| matches!(b, b' ' | b'\n' | b',')).count();
    // "nr", "nummer" and "nr." stand between the two.
    let before = &all[..number - blanks];
    let numbered = matches!(before.last(), Some(b'r' | b'.'))
        && [&b" nr"[..], b" nr.", b" nummer"].iter().any(|word| before.ends_with(word));
    if blanks == 0 || !(may_end(before) || numbered) {
        return;
    }
    let before = &text[..number - blanks];
    let end = [" nr", " nummer", " nr."]
        .iter()
        .find_map(|word| before.strip_suffix(word))
        .map_or(before.len(), str::len);
    if number - end > 9 || number == end {
        return;
    }
    let bytes = &before.as_bytes()[..end];
    if !may_end(bytes) {
        return;
    }
    let Some((ending, sure)) = street_ending(text, end) else { return };
    let start = end - ending.len();
    let word_start = text[..start]
        .rfind(|c: char| !(c.is_alphanumeric() || c == '-'))
        .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let word = &text[word_start..end];
    let capital = word.starts_with(char::is_uppercase);
    let led = || super::words::cue_before(text, word_start, LEADS, 40);
    if NOT_STREETS.contains(&word.to_lowercase().as_str()) {
        return;
    }
    let alone = word_start == start;
    let named = |at: usize| {
        let before = word_before(text, at);
        let given = before.starts_with(char::is_uppercase)
            && text[..at].ends_with(' ')
            && text[..at - 1].ends_with(before)
            && (alone || DIRECTIONS.contains(&before.to_lowercase().as_str()));
        (given && !before.is_empty()).then(|| at - 1 - before.len())
    };
    let street_start = if alone {
        // Its name stands before it: in the genitive, or a direction.
        let before = word_before(text, word_start);
        let fits = before.ends_with(['s', 'z', 'x']) && before.chars().count() > 2
            || DIRECTIONS.contains(&before.to_lowercase().as_str())
            || before == "Pauli";
        let directed = DIRECTIONS.contains(&before.to_lowercase().as_str()) || before.ends_with('a') && led();
        // "v." is a week's as well, and "g." much else's: only after a person's whole name.
        let whole =
            || matches!(ending, "v." | "g.") && super::lists::is_given(first_of_two(text, word_start));
        let fits = fits && (ALONE.contains(&ending) || whole())
            || directed && ALONE_AFTER_DIRECTION.contains(&ending);
        let Some(first) = king(text, word_start)
            .or_else(|| by_name(text, word_start))
            .or_else(|| named(word_start).filter(|_| fits))
        else {
            return;
        };
        // "Anna Påhitts gränd", "Sankt Petri väg"
        let second = word_before(text, first);
        let more = super::lists::is_given(second)
            || DIRECTIONS.contains(&second.to_lowercase().as_str())
            || ends_in_small_letters(text, first, second);
        if more { named(first).unwrap_or(first) } else { first }
    } else if capital {
        named(word_start).unwrap_or(word_start)
    } else if NAMED.contains(&ending) && named_by_place(text, word_start) {
        word_start - 1 - word_before(text, word_start).len()
    } else if led() && word.chars().count() > ending.chars().count() + 2 {
        word_start
    } else {
        return;
    };
    let street_start = shortened_before(text, whole_name(text, shortened_before(text, street_start)));
    let Some(number_end) = house_number(text, end) else { return };
    let (last, postcode) = tail(text, number_end);
    let lettered = text[..last].ends_with(|c: char| c.is_alphabetic()) || last > number_end;
    // "Anna Lisas stig", "S:t Pauli kyrkog.", "Storg.": as sure as a street's word in full.
    let sure = sure
        || alone && matches!(ending, "stig" | "backe" | "v." | "g.")
        || !alone && (capital || street_start < word_start) && is_shortened(word, ending);
    if sure || postcode.is_some() || led() || lettered && !ending.ends_with('.') && ending != "by" {
        found(Hit::new(Kind::PostalAddress, street_start, last));
    }
}

/// The longest ending of a street's name that ends at a place, and whether hardly anything else ends so.
fn street_ending(text: &str, end: usize) -> Option<(&'static str, bool)> {
    let bytes = &text.as_bytes()[..end];
    let ends_in = |street: &str| {
        let from = end.checked_sub(street.len());
        from.is_some_and(|from| {
            text.is_char_boundary(from)
                && (bytes[from..].eq_ignore_ascii_case(street.as_bytes())
                    // Å, Ä and Ö in capitals, which the comparison above doesn't know.
                    || bytes[from..].iter().any(|b| (0x80..=0x9E).contains(b)) && text[from..end].to_lowercase() == street)
        })
    };
    let longest = |list: &[&'static str]| {
        list.iter().copied().filter(|street| ends_in(street)).max_by_key(|street| street.len())
    };
    let (sure, doubtful) = (longest(STREETS), longest(DOUBTFUL));
    // "plats" ends in no street's word, but "stig" in none that is sure either: the longer of the two counts.
    let sure = sure.filter(|sure| doubtful.is_none_or(|doubtful| doubtful.len() < sure.len()));
    let ending = match (sure, doubtful) {
        (Some(sure), Some(doubtful)) if doubtful.len() > sure.len() => doubtful,
        (Some(sure), _) => sure,
        (None, Some(doubtful)) => doubtful,
        (None, None) => return None,
    };
    Some((ending, sure.is_some()))
}

/// Is a word an abbreviation of a street's, by the letters before what is left of it: "Storg.", "Ringv."?
fn is_shortened(word: &str, ending: &str) -> bool {
    let long = word.chars().count() > 4;
    long && SHORT.iter().any(|(short, stems)| {
        *short == ending && stems.iter().any(|stem| word[..word.len() - 2].ends_with(stem))
    })
}

/// Words for a street that end a compound in small letters after a place's or a saint's name: "Hyllie kyrkoväg".
const NAMED: &[&str] = &["väg", "gata", "gränd", "torg", "allé", "g.", "v."];

/// Does the name of a place or a saint stand right before a compound in small letters?
fn named_by_place(text: &str, word_start: usize) -> bool {
    let before = word_before(text, word_start);
    let right = text[..word_start].strip_suffix(' ').is_some_and(|rest| rest.ends_with(before));
    let inner = ["kyrk", "kloster", "slotts", "skol", "by", "bro", "strand"];
    let compound = inner.iter().any(|stem| text[word_start..].starts_with(stem));
    right && compound && before.chars().count() > 2 && before.starts_with(char::is_uppercase)
}

/// The word before the one that ends right before a place: "Carl" before "Gustafs v.".
fn first_of_two(text: &str, at: usize) -> &str {
    let second = word_before(text, at);
    text[..at]
        .strip_suffix(' ')
        .and_then(|rest| rest.strip_suffix(second))
        .map_or("", |rest| word_before(rest, rest.len()))
}

/// A street's beginning with what stands shortened before it: "S:t ", "Ö. ".
fn shortened_before(text: &str, start: usize) -> usize {
    let before = &text[..start];
    let short = SHORT_BEFORE.iter().find(|short| {
        before.strip_suffix(**short).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    });
    start - short.map_or(0, |short| short.len())
}

/// Where a king's name begins that ends at a place: "Karl XI:s ".
fn king(text: &str, at: usize) -> Option<usize> {
    let before = text[..at].strip_suffix(":s ")?;
    let name = before.trim_end_matches(['I', 'V', 'X']);
    let roman = name.len() < before.len() && name.ends_with(' ');
    let first = word_before(text, name.len());
    (roman && first.starts_with(char::is_uppercase)).then(|| name.len() - 1 - first.len())
}

/// Where a name begins that ends at a place with what its bearer is known by: "Knut den stores ".
fn by_name(text: &str, at: usize) -> Option<usize> {
    let before = text[..at].strip_suffix("s ")?;
    let (before, known) = before.rsplit_once(" den ")?;
    let first = word_before(before, before.len());
    let one = !known.is_empty() && known.chars().all(char::is_alphabetic);
    (one && first.starts_with(char::is_uppercase) && before.ends_with(first))
        .then(|| before.len() - first.len())
}

/// Does a capitalised word before a name stand within a sentence, so that it belongs to the name: "gällde Adolf
/// Fredriks torg"?
fn ends_in_small_letters(text: &str, first: usize, word: &str) -> bool {
    let Some(before) = text[..first].strip_suffix(' ').and_then(|rest| rest.strip_suffix(word)) else {
        return false;
    };
    word.starts_with(char::is_uppercase)
        && before.strip_suffix(' ').is_some_and(|rest| rest.ends_with(char::is_lowercase))
}

/// A street's beginning, with the given names and titles that are a part of its name.
fn whole_name(text: &str, start: usize) -> usize {
    let mut start = start;
    for _ in 0..3 {
        let Some(before) = text[..start].strip_suffix(' ') else { break };
        let word = word_before(text, start);
        let belongs = !word.is_empty()
            && before.ends_with(word)
            && (super::lists::is_given(word) || IN_NAMES.contains(&word.to_lowercase().as_str()));
        if !belongs {
            break;
        }
        start = before.len() - word.len();
    }
    start
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
    if let Some(word) = ["nr ", "nr. ", "nummer "].iter().find(|word| text[at..].starts_with(**word)) {
        at += word.len();
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
        // "12 b", but not "12 i Malmö".
        if spaced == 0 || letter.is_ascii_uppercase() || matches!(letter, b'a'..=b'h') {
            at += spaced + 1;
            // 12A-C
            if bytes.get(at) == Some(&b'-')
                && bytes.get(at + 1).is_some_and(u8::is_ascii_uppercase)
                && !glued_after(text, at + 2)
            {
                at += 2;
            }
        }
    }
    // "Storgatan 12,5" and "Storgatan 12 %" are no numbers of a house.
    let rest = text[at..].trim_start_matches(' ');
    let measure = rest.starts_with(['%', '°'])
        || text[at..].starts_with(',') && text[at + 1..].starts_with(|c: char| c.is_ascii_digit());
    (!glued_after(text, at) && !measure).then_some(at)
}
