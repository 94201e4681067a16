//! `publicerat.lock` as text: every address that has ever been published, a line each, with its passages after it.
//! A page that has moved says where it was first published. Owns the format; reads and writes no file. Sorted, so that two branches' locks merge line by line.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use crate::model::addresses::{Address, First, Promised};
use crate::model::passage_ids::PassageIds;

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
        for passage in passages.iter() {
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
pub fn read(text: &str) -> Result<(Promised, First), Range<usize>> {
    let (mut gathered, mut all_first) = (Gathered::default(), First::new());
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
            if address.fragment.as_deref().is_some_and(|passage| !PassageIds::is_id(passage)) {
                return Err(here);
            }
            gathered.add(address);
        }
    }
    if text.is_empty() { Err(0..0) } else { Ok((gathered.all(), all_first)) }
}

/// Lines as they come. Insyn writes a page's one after the other; where two files have been joined they may stand apart.
#[derive(Default)]
struct Gathered {
    promised: Promised,
    /// The page of the latest lines, with the passages of these.
    latest: Option<(String, Vec<String>)>,
    /// Of pages that had lines before others' already.
    apart: BTreeMap<String, Vec<String>>,
}

impl Gathered {
    fn add(&mut self, address: Address) {
        if self.latest.as_ref().is_none_or(|(page, _)| *page != address.page) {
            self.end_page();
            self.latest = Some((address.page, Vec::new()));
        }
        if let Some((_, passages)) = &mut self.latest {
            passages.extend(address.fragment);
        }
    }

    fn end_page(&mut self) {
        let Some((page, passages)) = self.latest.take() else { return };
        match self.promised.entry(page) {
            Entry::Vacant(entry) => {
                entry.insert(passages.iter().map(String::as_str).collect());
            }
            Entry::Occupied(entry) => self.apart.entry(entry.key().clone()).or_default().extend(passages),
        }
    }

    fn all(mut self) -> Promised {
        self.end_page();
        for (page, passages) in self.apart {
            let its = self.promised.entry(page).or_default();
            *its = its.and(&passages.iter().map(String::as_str).collect());
        }
        self.promised
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn promised() -> Promised {
        let passages = |ids: &[&str]| ids.iter().copied().collect();
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
    fn the_lines_of_a_page_may_stand_apart() {
        let text = write(&promised(), &first());
        let at = text.find("/n/2023/r/ <-").unwrap();
        let joined = format!("{text}/n/2023/r/#mål\n/\n{}", &text[at..]);
        let (all, first) = read(&joined).unwrap();
        assert_eq!(all["n/2023/r/"].text(), "mål\tresultat\tsyfte");
        assert_eq!((all.len(), first), (3, self::first()));
    }

    #[test]
    fn a_passage_has_no_white_space() {
        let text = write(&promised(), &first());
        let at = text.find("/n/2023/r/#syfte").unwrap();
        assert_eq!(read(&text.replace("#syfte", "#vårt syfte")), Err(at..at + 22));
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
