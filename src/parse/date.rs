//! Reads days, months, years and due times as authors write them: 2023-09-25, 2023-09, 2024-Q2. Owns no
//! clock and no printing.

use crate::model::date::{Day, Due, PartialDate};

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoDate {
    /// Written in another way.
    Shape,
    /// Written as a date, but no calendar has it.
    NotInCalendar,
}

/// A day, a month or a year.
pub(super) fn partial(text: &str) -> Result<PartialDate, NoDate> {
    let mut parts = text.split('-');
    let year = number(parts.next(), 4).ok_or(NoDate::Shape)?;
    let year = i16::try_from(year).map_err(|_| NoDate::Shape)?;
    let month = parts.next().map(|part| number(Some(part), 2).ok_or(NoDate::Shape)).transpose()?;
    let day = parts.next().map(|part| number(Some(part), 2).ok_or(NoDate::Shape)).transpose()?;
    if parts.next().is_some() {
        return Err(NoDate::Shape);
    }
    // Two digits fit in a byte.
    let small = |value: u16| u8::try_from(value).unwrap_or(u8::MAX);
    match (month.map(small), day.map(small)) {
        _ if year == 0 => Err(NoDate::NotInCalendar),
        (None, _) => Ok(PartialDate::Year(year)),
        (Some(month), None) if (1..=12).contains(&month) => Ok(PartialDate::Month(year, month)),
        (Some(_), None) => Err(NoDate::NotInCalendar),
        (Some(month), Some(day)) => {
            Day::new(year, month, day).map(PartialDate::Day).ok_or(NoDate::NotInCalendar)
        }
    }
}

/// A day.
pub(super) fn day(text: &str) -> Result<Day, NoDate> {
    match partial(text)? {
        PartialDate::Day(day) => Ok(day),
        PartialDate::Month(..) | PartialDate::Year(_) => Err(NoDate::Shape),
    }
}

/// A day, month, quarter, half-year or year.
pub(super) fn due(text: &str) -> Result<Due, NoDate> {
    let Some((year, part)) = text.split_once('-') else {
        return partial(text).map(Due::Date);
    };
    let part_number = |letters: [char; 2]| part.strip_prefix(letters).and_then(|rest| number(Some(rest), 1));
    let year_number = || number(Some(year), 4).and_then(|year| i16::try_from(year).ok()).ok_or(NoDate::Shape);
    match (part_number(['Q', 'q']), part_number(['H', 'h'])) {
        (Some(quarter @ 1..=4), _) => Ok(Due::Quarter(year_number()?, small_digit(quarter))),
        (_, Some(half @ 1..=2)) => Ok(Due::HalfYear(year_number()?, small_digit(half))),
        (Some(_), _) | (_, Some(_)) => Err(NoDate::NotInCalendar),
        (None, None) => partial(text).map(Due::Date),
    }
}

fn small_digit(digit: u16) -> u8 {
    u8::try_from(digit).unwrap_or(u8::MAX)
}

fn number(part: Option<&str>, digits: usize) -> Option<u16> {
    let part = part.filter(|part| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))?;
    part.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_authors_write() {
        for (written, read) in [
            ("2023-09-25", "2023-09-25"),
            ("2023-09", "2023-09"),
            ("2023", "2023"),
            ("2024-02-29", "2024-02-29"),
        ] {
            assert_eq!(partial(written).map(|date| date.to_string()).as_deref(), Ok(read));
        }
        assert_eq!(due("2024-Q2"), Ok(Due::Quarter(2024, 2)));
        assert_eq!(due("2024-h1"), Ok(Due::HalfYear(2024, 1)));
        assert_eq!(due("2024-05"), Ok(Due::Date(PartialDate::Month(2024, 5))));
        assert_eq!(due("2024"), Ok(Due::Date(PartialDate::Year(2024))));
    }

    #[test]
    fn tells_a_wrong_day_from_what_is_no_date() {
        for written in ["2023-02-30", "2023-13", "2023-00-01", "2023-04-31", "0000"] {
            assert_eq!(partial(written), Err(NoDate::NotInCalendar), "{written}");
        }
        for written in
            ["", "hösten", "23-09-25", "2023-9-25", "2023/09/25", "2023-09-25-1", "2023-09-25T10:00"]
        {
            assert_eq!(partial(written), Err(NoDate::Shape), "{written}");
        }
        assert_eq!(due("2024-Q5"), Err(NoDate::NotInCalendar));
        assert_eq!(due("2024-H0"), Err(NoDate::NotInCalendar));
        assert_eq!(due("24-Q1"), Err(NoDate::Shape));
        assert_eq!(day("2023-09"), Err(NoDate::Shape));
    }
}
