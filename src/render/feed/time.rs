//! The beginning of a day in Sweden, as feeds write it. Owns no clock and asks no system for its time zones: the
//! same day gives the same words on every machine.

use crate::model::date::Day;

/// RFC 3339, for Atom: 2023-09-28T00:00:00+02:00.
pub(super) fn rfc_3339(day: Day) -> String {
    format!("{day}T00:00:00+0{}:00", offset(day))
}

/// RFC 822 with four digits for the year, for RSS: Thu, 28 Sep 2023 00:00:00 +0200.
pub(super) fn rfc_822(day: Day) -> String {
    const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    format!(
        "{}, {:02} {} {:04} 00:00:00 +0{}00",
        DAYS[usize::from(day.weekday())],
        day.of_month(),
        MONTHS[usize::from(day.month()) - 1],
        day.year(),
        offset(day),
    )
}

/// Hours ahead of UTC at the day's beginning. Summer time in Sweden has begun on the last Sunday of March since
/// 1981, at two in the night, and ended on the last Sunday of October, since 1996, or of September before.
fn offset(day: Day) -> u8 {
    let ends = if day.year() < 1996 { (9, 30) } else { (10, 31) };
    let summer = day.year() >= 1981
        && last_sunday(day.year(), 3, 31).is_some_and(|begins| begins < day)
        && last_sunday(day.year(), ends.0, ends.1).is_some_and(|ends| day <= ends);
    if summer { 2 } else { 1 }
}

fn last_sunday(year: i16, month: u8, length: u8) -> Option<Day> {
    let last = Day::new(year, month, length)?;
    // Sunday is 6: so many days have gone since the one before.
    Day::new(year, month, length - (last.weekday() + 1) % 7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_sweden() {
        let day = |text: &str| Day::read(text).unwrap();
        for (text, atom, rss) in [
            ("2023-09-28", "2023-09-28T00:00:00+02:00", "Thu, 28 Sep 2023 00:00:00 +0200"),
            ("2024-02-29", "2024-02-29T00:00:00+01:00", "Thu, 29 Feb 2024 00:00:00 +0100"),
            // Summer time begins and ends in the night, after the day has begun.
            ("2023-03-26", "2023-03-26T00:00:00+01:00", "Sun, 26 Mar 2023 00:00:00 +0100"),
            ("2023-03-27", "2023-03-27T00:00:00+02:00", "Mon, 27 Mar 2023 00:00:00 +0200"),
            ("2023-10-29", "2023-10-29T00:00:00+02:00", "Sun, 29 Oct 2023 00:00:00 +0200"),
            ("2023-10-30", "2023-10-30T00:00:00+01:00", "Mon, 30 Oct 2023 00:00:00 +0100"),
            ("1995-10-10", "1995-10-10T00:00:00+01:00", "Tue, 10 Oct 1995 00:00:00 +0100"),
            ("1979-07-01", "1979-07-01T00:00:00+01:00", "Sun, 01 Jul 1979 00:00:00 +0100"),
        ] {
            assert_eq!((rfc_3339(day(text)), rfc_822(day(text))), (atom.to_owned(), rss.to_owned()));
        }
    }
}
