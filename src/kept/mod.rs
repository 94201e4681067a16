//! What was found in texts, kept between readings: good as long as a text is the very same. Owns when that is; finds nothing itself.

mod sealed;

pub(crate) use sealed::{SealedByText, ToNote};

use std::collections::HashMap;

use crate::source::{FileId, SourceText, Sources};

/// Something by text. An id is a place among the files, so that another file may have it in the next reading; its text is
/// another one then.
pub(crate) struct ByText<V>(HashMap<FileId, (SourceText, V)>);

impl<V> Default for ByText<V> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

impl<V> ByText<V> {
    /// What was found in a file, if its text is the one in which it was found.
    pub(crate) fn of(&self, id: FileId, sources: &Sources) -> Option<&V> {
        let (text, found) = self.0.get(&id)?;
        text.is(&sources.file(id).text).then_some(found)
    }

    /// Keeps what was found, in place of what was before.
    pub(crate) fn keep(&mut self, id: FileId, sources: &Sources, found: V) {
        self.0.insert(id, (sources.file(id).text.clone(), found));
    }

    /// Forgets what was found in files that are no more.
    pub(crate) fn only_of(&mut self, sources: &Sources) {
        self.0.retain(|id, _| (id.0 as usize) < sources.files.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discover::from_memory;

    #[test]
    fn only_the_very_same_text_has_what_was_found_in_it() {
        let read = |text: &str| {
            from_memory(vec![("sidor/om.md".into(), text.as_bytes().to_vec())]).value.unwrap_or_default()
        };
        let (first, again) = (read("a"), read("a"));
        let id = FileId(0);
        let mut kept = ByText::default();
        kept.keep(id, &first, 7);
        assert_eq!(kept.of(id, &first), Some(&7));
        // Read once more it may have been another in between.
        assert_eq!(kept.of(id, &again), None);
        assert_eq!(kept.of(FileId(1), &first), None);
        kept.only_of(&Sources::default());
        assert_eq!(kept.of(id, &first), None);
    }
}
