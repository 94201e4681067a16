//! What was rendered for the published site: of each file its key, sum, size and passages, as a text with its own sum. Owns its
//! spelling. What is damaged, of another form, or of another gate is nothing.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::digest::Digest;
use crate::model::passage_ids::PassageIds;

const HEAD: &str = "insyn pages 2";

/// A file that was rendered and let through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Of all that its rendering may have read.
    pub key: Digest,
    /// Of its bytes.
    pub digest: Digest,
    /// How many they are.
    pub size: u64,
    /// The passages on it.
    pub passages: PassageIds,
}

/// All of them, by path.
#[derive(Debug, PartialEq, Eq)]
pub struct Remembered {
    /// Goes into every key, so that none made before can be held against it.
    pub key: Digest,
    /// The gate that has let them through.
    pub gate: Digest,
    /// The files.
    pub files: HashMap<String, Entry>,
}

impl Remembered {
    /// Nothing, with a key that nobody knows.
    pub fn nothing() -> Self {
        Self { key: Digest::random(), gate: Digest::of(b""), files: HashMap::new() }
    }

    /// Reads what [`write`](Self::write) has written; `None` for anything else.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let (head, rest) = text.split_once('\n')?;
        let own = Digest::parse(head.strip_prefix(HEAD)?.trim_start())?;
        if Digest::of(rest.as_bytes()) != own {
            return None;
        }
        let mut lines = rest.lines();
        let (key, gate) = lines.next()?.split_once(' ')?;
        let mut files = HashMap::new();
        for line in lines {
            let (file, passages) = line.split_once('\t').unwrap_or((line, ""));
            let mut sums = file.splitn(4, ' ');
            let key = Digest::parse(sums.next()?)?;
            let digest = Digest::parse(sums.next()?)?;
            let size = sums.next()?.parse().ok()?;
            let path = sums.next()?.to_owned();
            files.insert(path, Entry { key, digest, size, passages: PassageIds::of_text(passages) });
        }
        Some(Self { key: Digest::parse(key)?, gate: Digest::parse(gate)?, files })
    }

    /// As a text, the same for the same files.
    pub fn write(&self) -> String {
        let mut paths: Vec<&String> = self.files.keys().collect();
        paths.sort_unstable();
        let mut rest = format!("{} {}\n", self.key, self.gate);
        for path in paths {
            let Entry { key, digest, size, passages } = &self.files[path];
            // Writing to a string never fails.
            let _ = writeln!(rest, "{key} {digest} {size} {path}\t{}", passages.text());
        }
        format!("{HEAD} {}\n{rest}", Digest::of(rest.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some() -> Remembered {
        let entry = |passages: &[&str]| Entry {
            key: Digest::of(b"k"),
            digest: Digest::of(b"d"),
            size: 7,
            passages: passages.iter().copied().collect(),
        };
        let files = [("a b/index.html".to_owned(), entry(&["x", "y"])), ("c.svg".to_owned(), entry(&[]))];
        Remembered { files: files.into(), ..Remembered::nothing() }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let some = some();
        assert_eq!(Remembered::read(some.write().as_bytes()), Some(some));
        assert_ne!(Remembered::nothing().key, Remembered::nothing().key);
    }

    #[test]
    fn what_is_damaged_or_of_another_form_is_nothing() {
        let text = some().write();
        for at in 0..text.len() {
            assert_eq!(Remembered::read(&text.as_bytes()[..at]), None, "cut at {at}");
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            assert_eq!(Remembered::read(&bytes), None, "another bit at {at}");
        }
        assert_eq!(Remembered::read(text.replace("pages 2", "pages 1").as_bytes()), None);
        assert_eq!(Remembered::read(b"\xff"), None);
    }
}
