//! Tags that have been taken apart before, on this thread: pages repeat them, one in twenty is new. Owns no reading of a
//! tag: it knows what `markup` read in one, by every byte of it.
//!
//! What a tag says depends on nothing but its bytes up to the `>` that ends it: it is read from the left, and nothing
//! after that is looked at. So what was read in it once may be taken again, and what was found in it needn't be sought
//! again.

use std::cell::RefCell;

use super::markup::equal;
use crate::disclosure::scan::is_serious;
use crate::disclosure::scan::known::{PLACES, mix, place_of};
use crate::utf8;

/// A longer tag says something of its own.
const LONGEST: usize = 192;

thread_local! {
    static TAGS: RefCell<Tags> = const { RefCell::new(Tags { all: Vec::new() }) };
}

/// What a tag does to the text that it stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Parts {
    /// Nothing.
    #[default]
    Nothing,
    /// It ends a line.
    Lines,
    /// It ends a paragraph.
    Paragraphs,
}

/// A tag and what was read in it.
#[derive(Clone, Default)]
pub(super) struct Tag {
    written: Vec<u8>,
    /// What it adds to a document's texts beside the flow, each a paragraph.
    pub(super) aside: Vec<u8>,
    /// What it adds to the rest.
    pub(super) rest: Vec<u8>,
    pub(super) parts: Parts,
    /// Asked for first when it comes again: many come once.
    is_silent: Option<bool>,
}

impl Tag {
    /// Is there nothing in it for one who looks for persons alone? Nothing that looks like one in what it adds, which is
    /// whole paragraphs; and nothing that is coded once more, or makes paragraphs end otherwise than they do.
    pub(super) fn is_silent(&mut self) -> bool {
        let Self { aside, rest, is_silent, .. } = self;
        *is_silent.get_or_insert_with(|| {
            !may_be_coded(aside)
                && !may_be_coded(rest)
                && memchr::memchr(b'\r', aside).is_none()
                && !is_serious(&utf8::lossy(aside))
        })
    }
}

/// Is there a sign that more may be decoded at?
pub(super) fn may_be_coded(text: &[u8]) -> bool {
    memchr::memchr3(b'&', b'<', b'\\', text).is_some()
}

/// Where a tag is looked for: its length, if it ends at the first `>`, and its place.
#[derive(Clone, Copy)]
pub(super) struct Key {
    pub(super) length: usize,
    place: usize,
}

/// The tags that are known.
pub(super) struct Tags {
    all: Vec<Tag>,
}

impl Tags {
    /// With this thread's tags.
    pub(super) fn with<R>(read: impl FnOnce(&mut Self) -> R) -> R {
        TAGS.with_borrow_mut(|tags| {
            if tags.all.is_empty() {
                tags.all.resize(PLACES, Tag::default());
            }
            read(tags)
        })
    }

    /// Where the tag that a text opens with would stand, if it isn't a long one.
    #[inline]
    pub(super) fn key(source: &[u8]) -> Option<Key> {
        let (eights, _) = source[..source.len().min(LONGEST)].as_chunks::<8>();
        let mut sum = 0;
        for (number, eight) in eights.iter().enumerate() {
            let eight = u64::from_le_bytes(*eight);
            let end = equal(eight, b'>');
            if end == 0 {
                sum = mix(sum, eight);
                continue;
            }
            let at = end.trailing_zeros() as usize / 8;
            sum = mix(sum, eight & ((1 << (8 * at)) - 1));
            return Some(Key { length: number * 8 + at + 1, place: place_of(sum) });
        }
        None
    }

    /// The tag that a text opens with, if it is known: two that have one place are told apart by their bytes.
    #[inline]
    pub(super) fn get(&mut self, key: Key, source: &[u8]) -> Option<&mut Tag> {
        let tag = &mut self.all[key.place];
        (tag.written == source[..key.length]).then_some(tag)
    }

    /// What was read in a tag, in place of one that stood there.
    pub(super) fn add(&mut self, key: Key, source: &[u8], parts: Parts, aside: &[u8], rest: &[u8]) {
        let tag = &mut self.all[key.place];
        for (place, bytes) in
            [(&mut tag.written, &source[..key.length]), (&mut tag.aside, aside), (&mut tag.rest, rest)]
        {
            place.clear();
            place.extend_from_slice(bytes);
        }
        (tag.parts, tag.is_silent) = (parts, None);
    }
}
