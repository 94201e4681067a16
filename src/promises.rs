//! `publicerat.lock` as text: every address that has ever been published, a line each, with its passages after it.
//! Owns the format; reads and writes no file. Sorted, so that two branches' locks merge line by line.

use crate::model::addresses::{Address, Promised};

/// The file's name, in the content folder.
pub const FILE_NAME: &str = "publicerat.lock";

/// The number is the format's version.
const HEAD: &str = "# publicerat.lock 1";

const EXPLANATION: &str = "\
# Alla adresser och avsnitt som webbplatsen någonsin har publicerat. insyn build skriver filen.
# Lägg in den i versionshanteringen tillsammans med innehållet. Ta inte bort rader: se docs/publishing.md.
";

/// The file's text.
pub fn write(promised: &Promised) -> String {
    let mut text = format!("{HEAD}\n{EXPLANATION}");
    for (page, passages) in promised {
        text.push('/');
        text.push_str(page);
        text.push('\n');
        for passage in passages {
            for part in ["/", page, "#", passage, "\n"] {
                text.push_str(part);
            }
        }
    }
    text
}

/// Reads the file's text.
///
/// # Errors
/// The bytes of the first line that isn't one of the format's: another version's head, a mark of a merge.
pub fn read(text: &str) -> Result<Promised, std::ops::Range<usize>> {
    let mut promised = Promised::new();
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
            let address =
                Address::read(bare, "\u{0}").filter(|address| address.to_string() == bare).ok_or(here)?;
            promised.entry(address.page).or_default().extend(address.fragment);
        }
    }
    if text.is_empty() { Err(0..0) } else { Ok(promised) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn promised() -> Promised {
        let passages = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
        [
            (String::new(), passages(&[])),
            ("n/2023/r/".to_owned(), passages(&["resultat", "syfte"])),
            ("n/2023/r/bilaga-1.pdf".to_owned(), passages(&[])),
        ]
        .into()
    }

    #[test]
    fn what_is_written_is_read_and_the_lines_are_sorted() {
        let text = write(&promised());
        assert!(
            text.ends_with("/\n/n/2023/r/\n/n/2023/r/#resultat\n/n/2023/r/#syfte\n/n/2023/r/bilaga-1.pdf\n"),
            "{text}"
        );
        assert_eq!(read(&text), Ok(promised()));
    }

    #[test]
    fn another_version_and_marks_of_a_merge_are_told_by_their_place() {
        let text = write(&promised());
        assert_eq!(read(&text.replace("lock 1", "lock 2")), Err(0..19));
        let merged = text.replace("/n/2023/r/\n", "<<<<<<< HEAD\n/n/2023/r/\n");
        let at = merged.find("<<<").unwrap();
        assert_eq!(read(&merged), Err(at..at + 12));
        assert_eq!(read(""), Err(0..0));
    }
}
