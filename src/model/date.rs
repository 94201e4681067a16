//! Dates as reports state them: a day, or only its month or year. Owns no clock: what day it is today
//! comes from the command line or `calendar`.

use std::fmt;

/// A day that the calendar has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day {
    year: i16,
    month: u8,
    of_month: u8,
}

impl Day {
    /// `None` where the calendar has no such day.
    pub fn new(year: i16, month: u8, day: u8) -> Option<Self> {
        let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        let length = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        ((1..=9999).contains(&year) && (1..=length).contains(&day)).then_some(Self {
            year,
            month,
            of_month: day,
        })
    }

    /// Reads `2023-09-25`; `None` for all else.
    pub fn read(text: &str) -> Option<Self> {
        let (year, rest) = text.split_once('-')?;
        let (month, day) = rest.split_once('-')?;
        let digits = |part: &str, length: usize| {
            part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// The day before.
    #[must_use]
    pub fn before(self) -> Self {
        if self.of_month > 1 {
            return Self { of_month: self.of_month - 1, ..self };
        }
        let (year, month) = if self.month > 1 { (self.year, self.month - 1) } else { (self.year - 1, 12) };
        (28..=31).rev().find_map(|day| Self::new(year, month, day)).unwrap_or(self)
    }

    /// The year.
    pub const fn year(self) -> i16 {
        self.year
    }

    /// The month, from 1.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub const fn of_month(self) -> u8 {
        self.of_month
    }

    /// The day of the week: 0 for Monday, 6 for Sunday.
    pub fn weekday(self) -> u8 {
        // Days since 1 March of year 0, counted with years that begin in March, so that a leap day is the last.
        let (year, month) = if self.month > 2 {
            (i32::from(self.year), i32::from(self.month) - 3)
        } else {
            (i32::from(self.year) - 1, i32::from(self.month) + 9)
        };
        let days = year * 365 + year / 4 - year / 100
            + year / 400
            + (153 * month + 2) / 5
            + i32::from(self.of_month)
            - 1;
        // 1 March of year 0 was a Wednesday.
        u8::try_from((days + 2).rem_euclid(7)).unwrap_or_default()
    }
}

/// ISO 8601, as Swedish authorities write dates: 2023-09-25.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.of_month)
    }
}

/// A day, or a month or year where the source says no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartialDate {
    /// 2023-09-25
    Day(Day),
    /// 2023-09
    Month(i16, u8),
    /// 2023
    Year(i16),
}

impl PartialDate {
    /// The first day that it may be.
    pub fn first(self) -> Day {
        match self {
            Self::Day(day) => day,
            Self::Month(year, month) => Day { year, month, of_month: 1 },
            Self::Year(year) => Day { year, month: 1, of_month: 1 },
        }
    }

    /// The last day that it may be. (A month's is given as the 31st: only order matters.)
    pub fn last(self) -> Day {
        match self {
            Self::Day(day) => day,
            Self::Month(year, month) => Day { year, month, of_month: 31 },
            Self::Year(year) => Day { year, month: 12, of_month: 31 },
        }
    }

    /// Its year.
    pub const fn year(self) -> i16 {
        match self {
            Self::Day(day) => day.year,
            Self::Month(year, _) | Self::Year(year) => year,
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Year(year) => write!(f, "{year:04}"),
        }
    }
}

/// When an åtgärd is to be done.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Due {
    /// A day, month or year.
    Date(PartialDate),
    /// 2024-Q2
    Quarter(i16, u8),
    /// 2024-H1
    HalfYear(i16, u8),
    /// `{från, till, text}`: in the report's own words, with bounds for sorting.
    Words {
        /// First day, if told.
        from: Option<PartialDate>,
        /// Last day, if told.
        until: Option<PartialDate>,
        /// The words.
        text: String,
    },
}

/// A value that the source may name without telling: `framgår inte`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stated<T> {
    /// Told.
    Value(T),
    /// `framgår inte`
    Not,
}

impl<T> Stated<T> {
    /// The value, where it is told.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Not => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::read(text).unwrap()
    }

    #[test]
    fn only_days_of_the_calendar_are_read() {
        for no in ["2023-02-29", "2023-13-01", "2023-00-10", "2023-1-01", "23-01-01", "2023-01-01x", ""] {
            assert_eq!(Day::read(no), None, "{no}");
        }
        assert_eq!(day("2024-02-29").to_string(), "2024-02-29");
    }

    #[test]
    fn the_day_before_the_first_is_the_last_of_the_month_before() {
        assert_eq!(day("2020-07-01").before(), day("2020-06-30"));
        assert_eq!(day("2024-03-01").before(), day("2024-02-29"));
        assert_eq!(day("2021-01-01").before(), day("2020-12-31"));
        assert_eq!(day("2021-01-02").before(), day("2021-01-01"));
    }
}
