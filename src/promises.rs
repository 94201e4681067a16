//! `publicerat.lock` as text: every address that has ever been published, a line each, with its passages after it.
//! A page that has moved says where it was first published. Owns the format; reads and writes no file. Sorted, so that two branches' locks merge line by line.

use crate::model::addresses::{Address, First, Promised};

/// The file's name, in the content folder.
pub const FILE_NAME: &str = "publicerat.lock";

/// The number is the format's version.
const HEAD: &str = "# publicerat.lock 1";

const EXPLANATION: &str = "\
# Alla adresser och avsnitt som webbplatsen någonsin har publicerat. insyn build skriver filen.
# En pil visar var en sida som har flyttat först fanns: därifrån kommer dess id i flödena.
# Lägg in den i versionshanteringen tillsammans med innehållet. Ta inte bort rader: se docs/publishing.md.
";

/// Between a page and where it was first published.
const ARROW: &str = " <- ";

/// The file's text.
pub fn write(promised: &Promised, first: &First) -> String {
    let mut text = format!("{HEAD}\n{EXPLANATION}");
    for (page, passages) in promised {
        text.push('/');
        text.push_str(page);
        if let Some(first) = first.get(page) {
            text.push_str(ARROW);
            text.push('/');
            text.push_str(first);
        }
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
pub fn read(text: &str) -> Result<(Promised, First), std::ops::Range<usize>> {
    let (mut promised, mut all_first) = (Promised::new(), First::new());
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
            let (page, first) =
                bare.split_once(ARROW).map_or((bare, None), |(page, first)| (page, Some(first)));
            let read =
                |text: &str| Address::read(text, "\u{0}").filter(|address| address.to_string() == text);
            let address = read(page).ok_or(here.clone())?;
            if let Some(first) = first {
                let first = read(first).filter(|first| first.fragment.is_none());
                let (Some(first), None) = (first, &address.fragment) else { return Err(here) };
                // Of two branches that say different things the same one is always right.
                all_first.entry(address.page.clone()).or_insert(first.page);
            }
            promised.entry(address.page).or_default().extend(address.fragment);
        }
    }
    if text.is_empty() { Err(0..0) } else { Ok((promised, all_first)) }
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

    fn first() -> First {
        [("n/2023/r/".to_owned(), "n/2022/r/".to_owned())].into()
    }

    #[test]
    fn what_is_written_is_read_and_the_lines_are_sorted() {
        let text = write(&promised(), &first());
        assert!(
            text.ends_with(
                "/\n/n/2023/r/ <- /n/2022/r/\n/n/2023/r/#resultat\n/n/2023/r/#syfte\n/n/2023/r/bilaga-1.pdf\n"
            ),
            "{text}"
        );
        assert_eq!(read(&text), Ok((promised(), first())));
    }

    #[test]
    fn another_version_and_marks_of_a_merge_are_told_by_their_place() {
        let text = write(&promised(), &first());
        assert_eq!(read(&text.replace("lock 1", "lock 2")), Err(0..19));
        let merged = text.replace("/n/2023/r/ ", "<<<<<<< HEAD\n/n/2023/r/ ");
        let at = merged.find("<<<").unwrap();
        assert_eq!(read(&merged), Err(at..at + 12));
        assert_eq!(read(""), Err(0..0));
    }
}
