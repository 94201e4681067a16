//! Markdown files as an earlier run has read them: front matter and body as marks that point into the text, sealed. Owns what is kept
//! of a file, and of which: only of one in which neither its Markdown nor the search for personal data found anything, so that there
//! is nothing to tell. (What its record tells is told each time: the record is made anew of the nodes.) Touches no file.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::front_matter::Split;
use super::yaml::Node;
use crate::digest::Digest;
use crate::kept::{SealedByText, ToNote};
use crate::marks;
use crate::model::packed::PackedBody;
use crate::source::{FileId, SourceFile};
use crate::squeezed::{squeezed, unsqueezed};

/// What an earlier run has read, and what this one reads anew.
pub struct AtRest {
    kept: SealedByText,
    /// Of the files' texts, by their ids.
    sums: Vec<Digest>,
    recalled: AtomicUsize,
    verifies: bool,
    /// Files of which something else was kept than what they come to.
    wrong: Mutex<Vec<String>>,
}

impl AtRest {
    /// What was noted by this very `program`, if anything; `sums` are those of the files' texts, by their ids. `verifies`: every
    /// file is read, and compared with what is kept of it.
    pub fn of(note: Option<Vec<u8>>, program: &Digest, sums: Vec<Digest>, verifies: bool) -> Self {
        // Twice as many as there are files: most are of texts that are no more.
        let kept = SealedByText::read(note, program, 2 * sums.len());
        Self { kept, sums, recalled: AtomicUsize::new(0), verifies, wrong: Mutex::default() }
    }

    /// What is kept of a file; `read` makes the record of its front matter.
    pub(super) fn recall<T>(
        &self,
        (id, file): (FileId, &SourceFile),
        split: Split<'_>,
        read: impl FnOnce(Node<'_>) -> T,
    ) -> Option<(T, PackedBody)> {
        if self.verifies {
            return None;
        }
        let kept = self.kept.of(file.kind, self.sums.get(id.0 as usize)?)?;
        let (length, rest) = kept.split_at_checked(4)?;
        let length = u32::from_le_bytes(length.try_into().ok()?);
        let (front_matter, rest) = rest.split_at_checked(length as usize)?;
        let (holds, body) = rest.split_first()?;
        let front_matter = unsqueezed(front_matter)?;
        let node = marks::unpack(split.yaml, 0, &front_matter)?;
        let body = PackedBody::rested((*holds, body), &file.text, split.body_offset);
        self.recalled.fetch_add(1, Ordering::Relaxed);
        Some((read(node), body))
    }

    /// How many files were not read, since they are kept.
    pub fn recalled(&self) -> usize {
        self.recalled.load(Ordering::Relaxed)
    }

    /// The marks of a file's front matter, squeezed.
    pub(super) fn packed(&self, file: &SourceFile, node: &Node<'_>, yaml: &str) -> Vec<u8> {
        let packed = marks::pack(node, yaml, 0);
        if self.verifies && marks::unpack(yaml, 0, &packed).as_ref() != Some(node) {
            self.is_wrong(file);
        }
        squeezed(&packed)
    }

    /// A file was read: the marks of its front matter, and its body, where nothing was found in it.
    pub(super) fn read_anew(&self, (id, file): (FileId, &SourceFile), clean: Option<(&[u8], &PackedBody)>) {
        let Some(sum) = self.sums.get(id.0 as usize) else { return };
        let kept = clean.and_then(|(front_matter, body)| {
            let length = u32::try_from(front_matter.len()).ok()?;
            let (holds, body) = body.at_rest();
            Some([&length.to_le_bytes(), front_matter, &[holds], body].concat())
        });
        if self.verifies
            && let Some(before) = self.kept.of(file.kind, sum)
        {
            if Some(before) != kept {
                self.is_wrong(file);
            }
        } else if let Some(kept) = kept {
            self.kept.keep(file.kind, sum, &kept);
        }
    }

    fn is_wrong(&self, file: &SourceFile) {
        self.wrong.lock().unwrap_or_else(PoisonError::into_inner).push(file.path.clone());
    }

    /// All files are read: lets go of what was noted of them.
    pub(crate) fn all_read(&mut self) {
        self.kept.all_asked();
    }

    /// Files of which something else is kept than what they come to, in order.
    pub fn wrong(&self) -> Vec<String> {
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner).clone();
        wrong.sort_unstable();
        wrong.dedup();
        wrong
    }

    /// What to note for the next run; `None` where all is noted.
    pub(crate) fn note(self) -> Option<ToNote> {
        self.kept.note()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceKind;

    #[test]
    fn a_note_of_more_than_two_texts_a_file_is_begun_anew() {
        let program = Digest::of(b"program");
        let sums: Vec<Digest> = [b"a", b"b", b"c"].map(|text| Digest::of(text)).to_vec();
        let kept = SealedByText::read(None, &program, 0);
        for sum in &sums {
            kept.keep(SourceKind::Report, sum, b"found");
        }
        let Some(ToNote::Whole(note)) = kept.note() else { panic!("it is new") };
        for (files, is_kept) in [(1, false), (2, true)] {
            let of = AtRest::of(Some(note.concat()), &program, sums[..files].to_vec(), false);
            assert_eq!(of.kept.of(SourceKind::Report, &sums[0]).is_some(), is_kept, "{files}");
        }
    }
}
