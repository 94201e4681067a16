//! `utgåvor.lock` as text: every edition of every report, a line each, in order. Owns the format; reads and writes no
//! file. Sorted, so that two branches' locks merge line by line.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use crate::digest::Digest;
use crate::model::date::{Day, PartialDate};
use crate::publish::check_name;

/// The file's name, in the content folder.
pub const FILE_NAME: &str = "utgåvor.lock";

/// The folder of the texts, in the content folder.
pub const FOLDER: &str = "utgåvor";

/// The number is the format's version.
const HEAD: &str = "# utgåvor.lock 1";

const EXPLANATION: &str = "\
# Varje utgåva av varje rapport: adress, nummer, avtryck, dag och antal ändringar. insyn build skriver filen.
# Lägg den i versionshanteringen tillsammans med mappen utgåvor. Ändra den inte: se docs/publishing.md.
";

/// What stands for a day that nobody has told.
const NO_DAY: &str = "-";

/// One edition.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edition {
    /// SHA-256 of its words, in UTF-8.
    pub fingerprint: Digest,
    /// When, as the sources tell it; `None` where nothing was said of the change.
    pub date: Option<PartialDate>,
    /// How many `ändringar` the report had then.
    pub changes: usize,
}

/// Each report's editions, oldest first, by the address (`nämnd/år/rapport`) that it had when the first was recorded.
pub type Editions = BTreeMap<String, Vec<Edition>>;

/// The file's text.
pub fn write(editions: &Editions) -> String {
    let mut text = format!("{HEAD}\n{EXPLANATION}");
    for (report, its) in editions {
        for (number, edition) in (1..).zip(its) {
            let date = edition.date.map_or_else(|| NO_DAY.to_owned(), |date| date.to_string());
            let _ = writeln!(text, "/{report}/ {number} {} {date} {}", edition.fingerprint, edition.changes);
        }
    }
    text
}

/// Reads the file's text.
///
/// # Errors
/// The bytes of the first line that isn't one of the format's, or that isn't a report's next edition.
pub fn read(text: &str) -> Result<Editions, Range<usize>> {
    let mut editions = Editions::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        let here = start..start + bare.len();
        let is_head = start == 0;
        start += line.len();
        if is_head {
            if bare != HEAD {
                return Err(here);
            }
        } else if !bare.is_empty() && !bare.starts_with('#') {
            let (report, number, edition) = read_line(bare).ok_or_else(|| here.clone())?;
            let its: &mut Vec<Edition> = editions.entry(report).or_default();
            if number != its.len() + 1 {
                return Err(here);
            }
            its.push(edition);
        }
    }
    if text.is_empty() { Err(0..0) } else { Ok(editions) }
}

fn read_line(line: &str) -> Option<(String, usize, Edition)> {
    let fields: Vec<&str> = line.split(' ').collect();
    let [report, number, fingerprint, date, changes] = fields[..] else { return None };
    let report = report.strip_prefix('/')?.strip_suffix('/')?;
    // It becomes the name of a folder.
    let names_a_report = report.matches('/').count() == 2 && check_name(report).is_ok();
    let date = if date == NO_DAY { None } else { Some(read_date(date)?) };
    let edition = Edition { fingerprint: Digest::parse(fingerprint)?, date, changes: changes.parse().ok()? };
    names_a_report.then_some((report.to_owned(), number.parse().ok()?, edition))
}

/// A day, a month or a year, as [`PartialDate`] spells them.
fn read_date(text: &str) -> Option<PartialDate> {
    let date = match text.len() {
        4 => PartialDate::Year(text.parse().ok()?),
        7 => {
            let day = Day::read(&format!("{text}-01"))?;
            let (_, month) = text.split_once('-')?;
            PartialDate::Month(day.year(), month.parse().ok()?)
        }
        _ => PartialDate::Day(Day::read(text)?),
    };
    (date.to_string() == text).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn editions() -> Editions {
        let edition = |words: &str, date: Option<PartialDate>, changes| Edition {
            fingerprint: Digest::of(words.as_bytes()),
            date,
            changes,
        };
        let day = PartialDate::Day(Day::new(2024, 2, 1).unwrap());
        [
            (
                "n/2023/a".to_owned(),
                vec![
                    edition("ett", Some(day), 0),
                    edition("två", None, 0),
                    edition("tre", Some(PartialDate::Month(2024, 3)), 1),
                ],
            ),
            ("n/2023/b".to_owned(), vec![edition("ett", Some(PartialDate::Year(2019)), 0)]),
        ]
        .into()
    }

    #[test]
    fn what_is_written_is_read() {
        let text = write(&editions());
        assert_eq!(read(&text), Ok(editions()), "{text}");
        assert!(text.lines().nth(3).unwrap().starts_with("/n/2023/a/ 1 "), "{text}");
    }

    #[test]
    fn a_line_that_is_no_next_edition_is_told_by_its_place() {
        let text = write(&editions());
        for (from, to) in [
            ("/n/2023/a/ 2 ", "/n/2023/a/ 3 "),
            ("/n/2023/a/ 2 ", "/n/2023/../ 2 "),
            ("/n/2023/a/ 2 ", "/n/a/ 1 "),
            ("2024-02-01", "2024-02-31"),
            ("2024-03", "2024-13"),
            (" 2019 ", " 19 "),
            (" 0\n", " x\n"),
            ("/n/2023/b/", "<<<<<<< HEAD\n/n/2023/b/"),
        ] {
            let bad = text.replacen(from, to, 1);
            let at = read(&bad).unwrap_err();
            let told = &bad[at];
            assert!(!told.is_empty() && !text.contains(told), "{told}");
        }
        assert_eq!(read(&text.replace("lock 1", "lock 2")), Err(0..17));
        assert_eq!(read(""), Err(0..0));
    }
}
