//! Dates, sizes, lists and spaces as a Swedish reader expects them. Owns no sorting and no translation.

use crate::model::date::{Due, PartialDate};
use crate::number::{Decimal, NO_BREAK_SPACE, swedish_count};

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

/// A day as 2023-09-25, a month as "september 2023", a year as it is.
pub(crate) fn date(date: PartialDate) -> String {
    match date {
        PartialDate::Day(day) => day.to_string(),
        PartialDate::Month(year, month) => format!("{} {year}", MONTHS[usize::from(month.clamp(1, 12)) - 1]),
        PartialDate::Year(year) => year.to_string(),
    }
}

/// When something is to be done: "första halvåret 2024".
pub(crate) fn due(due: &Due) -> String {
    match due {
        Due::Date(when) => date(*when),
        Due::Quarter(year, quarter) => {
            let which = ["första", "andra", "tredje", "fjärde"][usize::from((*quarter).clamp(1, 4)) - 1];
            format!("{which} kvartalet {year}")
        }
        Due::HalfYear(year, half) => {
            format!("{} halvåret {year}", if *half == 1 { "första" } else { "andra" })
        }
        Due::Words { text, .. } => text.clone(),
    }
}

/// A file's size, in the units that file managers print: 1,2 MB.
pub(crate) fn file_size(bytes: u64) -> String {
    let (unit, name) = match bytes {
        0..1_000 => return format!("{bytes}{NO_BREAK_SPACE}byte"),
        1_000..1_000_000 => (1_000, "kB"),
        1_000_000..1_000_000_000 => (1_000_000, "MB"),
        _ => (1_000_000_000, "GB"),
    };
    let tenths = (bytes * 10 + unit / 2) / unit;
    let number = if tenths >= 100 {
        swedish_count((tenths + 5) / 10)
    } else {
        Decimal::new(i64::try_from(tenths).unwrap_or(i64::MAX), 1).swedish(1)
    };
    format!("{number}{NO_BREAK_SPACE}{name}")
}

/// `a, b och c`.
pub(crate) fn list(words: &[impl AsRef<str>]) -> String {
    match words {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} och {}", first.join(", "), last.as_ref())
        }
    }
}

/// `1 rapport`, `2 rapporter`: a count that stays with its word.
pub(crate) fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{}{NO_BREAK_SPACE}{}", swedish_count(count), if count == 1 { one } else { many })
}

/// A small count in words, as running text has it: `fem`; a larger one in figures.
pub(crate) fn number_in_words(count: u64) -> String {
    const WORDS: [&str; 13] =
        ["noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"];
    let word = usize::try_from(count).ok().and_then(|count| WORDS.get(count));
    word.map_or_else(|| swedish_count(count), |word| (*word).to_owned())
}

/// A whole-number share of a whole, halves up: `70 %`. `None` of nothing.
pub(crate) fn percent(part: u64, whole: u64) -> Option<String> {
    let twice = u128::from(whole).checked_mul(2).filter(|twice| *twice > 0)?;
    let share = (u128::from(part) * 200 + u128::from(whole)) / twice;
    Some(format!("{share}{NO_BREAK_SPACE}%"))
}

/// § and its number on one line.
pub(crate) fn paragraph_sign(text: &str) -> String {
    text.replace("§ ", "§\u{a0}")
}

/// The first letter as a capital: for words that open a line.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::Day;

    #[test]
    fn dates_are_as_precise_as_the_source() {
        assert_eq!(date(PartialDate::Day(Day::new(2023, 9, 5).unwrap())), "2023-09-05");
        assert_eq!(date(PartialDate::Month(2023, 9)), "september 2023");
        assert_eq!(date(PartialDate::Year(2023)), "2023");
        assert_eq!(due(&Due::HalfYear(2024, 1)), "första halvåret 2024");
        assert_eq!(due(&Due::Quarter(2024, 4)), "fjärde kvartalet 2024");
    }

    #[test]
    fn sizes_have_at_most_three_digits() {
        for (bytes, printed) in [
            (0, "0\u{a0}byte"),
            (999, "999\u{a0}byte"),
            (1_000, "1,0\u{a0}kB"),
            (12_345, "12\u{a0}kB"),
            (1_234_567, "1,2\u{a0}MB"),
        ] {
            assert_eq!(file_size(bytes), printed);
        }
    }

    #[test]
    fn lists_and_counts_read_as_words() {
        assert_eq!(list(&["a", "b", "c"]), "a, b och c");
        assert_eq!(list(&["a", "b"]), "a och b");
        assert_eq!(list(&[] as &[&str]), "");
        assert_eq!(counted(1, "rapport", "rapporter"), "1\u{a0}rapport");
        assert_eq!(counted(2, "rapport", "rapporter"), "2\u{a0}rapporter");
        assert_eq!(percent(84, 120).as_deref(), Some("70\u{a0}%"));
        assert_eq!(percent(1, 8).as_deref(), Some("13\u{a0}%"));
        assert_eq!(percent(1, 0), None);
        assert_eq!(number_in_words(5), "fem");
        assert_eq!(number_in_words(13), "13");
        assert_eq!(capitalised("återkallad"), "Återkallad");
    }
}
