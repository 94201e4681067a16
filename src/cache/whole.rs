//! What a whole build came to: the sum of all that it had read, the sum of the manifest that it published, and what it told, sealed.
//! Owns the spelling of the file that remembers it. What is damaged or of another form is nothing.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::digest::Digest;

const HEAD: &str = "insyn whole 1";

/// What a build came to: the next one that reads what this one leaves comes to the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// Goes into every sum, so that none made before can be held against it.
    pub key: Digest,
    /// Of all that was read.
    pub sum: Digest,
    /// Of the manifest.
    pub manifest: Digest,
    /// How many reports are published.
    pub reports: usize,
    /// The folder of the site's own theme.
    pub theme: Option<String>,
    /// The stored texts of editions that were asked for.
    pub stored: BTreeSet<String>,
    /// What was told, sealed: it may quote what must not be shown. `None` where there was nothing to tell.
    pub told: Option<Vec<u8>>,
}

impl Whole {
    /// Reads what [`write`](Self::write) has written; `None` for anything else.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let (head, rest) = text.split_once('\n')?;
        let own = Digest::parse(head.strip_prefix(HEAD)?.strip_prefix(' ')?)?;
        if Digest::of(rest.as_bytes()) != own {
            return None;
        }
        let mut lines = rest.lines();
        let mut sums = lines.next()?.split(' ');
        let mut sum = || Digest::parse(sums.next()?);
        let (key, sum, manifest) = (sum()?, sum()?, sum()?);
        let reports = lines.next()?.parse().ok()?;
        let mut whole =
            Self { key, sum, manifest, reports, theme: None, stored: BTreeSet::new(), told: None };
        for line in lines {
            match line.split_once(' ')? {
                ("theme", folder) => whole.theme = Some(folder.to_owned()),
                ("stored", path) => {
                    whole.stored.insert(path.to_owned());
                }
                ("told", sealed) => whole.told = Some(bytes_of(sealed)?),
                _ => return None,
            }
        }
        Some(whole)
    }

    /// As a text; `None` where a name has a line end in it.
    pub fn write(&self) -> Option<String> {
        let Self { key, sum, manifest, reports, theme, stored, told } = self;
        let mut names = theme.iter().chain(stored);
        if names.any(|name| name.contains(['\n', '\r'])) {
            return None;
        }
        let mut rest = format!("{key} {sum} {manifest}\n{reports}\n");
        // Writing to a string never fails.
        if let Some(folder) = theme {
            let _ = writeln!(rest, "theme {folder}");
        }
        for path in stored {
            let _ = writeln!(rest, "stored {path}");
        }
        if let Some(sealed) = told {
            rest.push_str("told ");
            for byte in sealed {
                let _ = write!(rest, "{byte:02x}");
            }
            rest.push('\n');
        }
        Some(format!("{HEAD} {}\n{rest}", Digest::of(rest.as_bytes())))
    }
}

fn bytes_of(hexadecimal: &str) -> Option<Vec<u8>> {
    let pairs = hexadecimal.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some() -> Whole {
        let [key, sum, manifest] = [b"k", b"s", b"m"].map(|bytes| Digest::of(bytes));
        let stored = ["utgåvor/n/2023/a/x.txt".to_owned(), "utgåvor/n/2023/b/y.txt".to_owned()];
        let told = Some(vec![0, 10, 255]);
        Whole {
            key, sum, manifest, reports: 7, theme: Some("vårt tema".into()), stored: stored.into(), told
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let bare = Whole { theme: None, stored: BTreeSet::new(), told: None, ..some() };
        for whole in [some(), bare] {
            assert_eq!(Whole::read(whole.write().unwrap().as_bytes()), Some(whole));
        }
        assert_eq!(Whole { theme: Some("a\nb".into()), ..some() }.write(), None);
    }

    #[test]
    fn what_is_damaged_or_of_another_form_is_nothing() {
        let text = some().write().unwrap();
        for at in 0..text.len() {
            assert_eq!(Whole::read(&text.as_bytes()[..at]), None, "cut at {at}");
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            assert_eq!(Whole::read(&bytes), None, "another bit at {at}");
        }
        assert_eq!(Whole::read(text.replace("whole 1", "whole 2").as_bytes()), None);
    }
}
