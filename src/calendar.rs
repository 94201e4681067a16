//! What day it is: the one module that names `jiff`, asked by commands alone.

use crate::model::date::Day;

/// Today in Sweden. Embargoes end at midnight there, wherever the machine stands.
pub fn today_in_sweden() -> Option<Day> {
    let now = jiff::Timestamp::now();
    let zone = jiff::tz::TimeZone::get("Europe/Stockholm").ok()?;
    let date = now.to_zoned(zone).date();
    Day::new(date.year(), date.month().unsigned_abs(), date.day().unsigned_abs())
}
