//! The ids of a page's passages, what a link may name after `#`, in one text. Owns how they stand in it; not what counts as a passage.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

use memchr::{memchr, memrchr};

/// The ids of a page's passages, in order, each once. In one text, since those of every page, and all that were ever published, are
/// in memory until the last page is made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PassageIds(Arc<str>);

impl PassageIds {
    /// Between two ids: no id of HTML has white space.
    const BETWEEN: char = '\t';

    /// What [`text`](Self::text) has given.
    pub fn of_text(text: &str) -> Self {
        Self(text.into())
    }

    /// All of them, a tab between each.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// One by one.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split(Self::BETWEEN).filter(|id| !id.is_empty())
    }

    /// Can this be one of them?
    pub fn is_id(passage: &str) -> bool {
        !passage.is_empty() && !passage.contains(char::is_whitespace)
    }

    /// Is this one of them? Halves what is left to look through: a list of åtgärder has thousands.
    pub fn contains(&self, passage: &str) -> bool {
        let mut rest = self.0.as_bytes();
        while !rest.is_empty() {
            let middle = rest.len() / 2;
            let start = memrchr(Self::BETWEEN as u8, &rest[..middle]).map_or(0, |before| before + 1);
            let end = memchr(Self::BETWEEN as u8, &rest[middle..]).map_or(rest.len(), |after| middle + after);
            // With the middle at a tab this is the id before it.
            rest = match passage.as_bytes().cmp(&rest[start..end]) {
                Ordering::Equal => return true,
                Ordering::Less => &rest[..start.saturating_sub(1)],
                Ordering::Greater => rest.get(end + 1..).unwrap_or_default(),
            };
        }
        false
    }

    /// Are all of the other's among these?
    pub fn contains_all(&self, others: &Self) -> bool {
        self == others || others.iter().all(|id| self.contains(id))
    }

    /// These and the other's.
    #[must_use]
    pub fn and(&self, others: &Self) -> Self {
        if others.contains_all(self) { others.clone() } else { self.iter().chain(others.iter()).collect() }
    }
}

/// What can't be an id is left out.
impl<'t> FromIterator<&'t str> for PassageIds {
    fn from_iter<T: IntoIterator<Item = &'t str>>(ids: T) -> Self {
        let ids: BTreeSet<&str> = ids.into_iter().filter(|id| Self::is_id(id)).collect();
        let mut text = String::with_capacity(ids.iter().map(|id| id.len() + 1).sum());
        for id in ids {
            if !text.is_empty() {
                text.push(Self::BETWEEN);
            }
            text.push_str(id);
        }
        Self(text.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_in_order_each_once_and_come_back_from_their_text() {
        let ids = PassageIds::from_iter(["b", "a", "", "b", "två ord", "c\td"]);
        assert_eq!(ids.iter().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(PassageIds::of_text(ids.text()), ids);
        assert_eq!(PassageIds::default().iter().count(), 0);
    }

    #[test]
    fn each_is_found_wherever_it_stands_and_nothing_else_is() {
        let all: Vec<String> = (0..40).map(|n| "å".repeat(n % 3) + &n.to_string()).collect();
        for count in 0..all.len() {
            let ids: PassageIds = all[..count].iter().map(String::as_str).collect();
            for (index, id) in all.iter().enumerate() {
                assert_eq!(ids.contains(id), index < count, "{id} of {count}");
            }
            for none in ["", "\t", "1\t2", "0\t", "ö", "å", "!"] {
                assert!(!ids.contains(none), "{none:?} of {count}");
            }
        }
    }

    #[test]
    fn two_lists_become_one() {
        let [some, others] = [["a", "c"], ["b", "c"]].map(PassageIds::from_iter);
        let all = some.and(&others);
        assert_eq!(all.text(), "a\tb\tc");
        assert!(all.contains_all(&some) && all.contains_all(&all) && !some.contains_all(&all));
        assert_eq!((all.and(&some), some.and(&all)), (all.clone(), all));
    }
}
