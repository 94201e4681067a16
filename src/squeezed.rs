//! What is kept and seldom read, in less room: LZ4, the adapter of the `lz4_flex` crate, named nowhere else. Touches no file; what others
//! write of it is read again by the very same program only.

use lz4_flex::block::{compress_prepend_size, decompress_size_prepended};

use crate::utf8;

/// Bytes in less room.
pub(crate) fn squeezed(bytes: &[u8]) -> Vec<u8> {
    compress_prepend_size(bytes)
}

/// The bytes that were [`squeezed`]; `None` for what wasn't.
pub(crate) fn unsqueezed(squeezed: &[u8]) -> Option<Vec<u8>> {
    // A byte of LZ4 stands for 255 at most, so that no damaged length takes all memory.
    let length = u32::from_le_bytes(*squeezed.first_chunk()?) as usize;
    (length <= 255 * squeezed.len()).then(|| decompress_size_prepended(squeezed).ok())?
}

/// A text in less room.
#[derive(Clone)]
pub(crate) struct Squeezed(Box<[u8]>);

impl Squeezed {
    /// Of a text.
    pub(crate) fn of(text: &str) -> Self {
        Self(squeezed(text.as_bytes()).into())
    }

    /// The text.
    pub(crate) fn text(&self) -> String {
        // There is no other maker than `of`.
        let bytes = unsqueezed(&self.0).unwrap_or_default();
        // To look at many bytes at a time and copy them takes less than to look at each.
        utf8::text(&bytes).unwrap_or_default().to_owned()
    }
}

/// A long text that comes a little at a time, in less room: never whole in memory until it is asked for.
#[derive(Default)]
pub(crate) struct SqueezedPieces {
    pieces: Vec<Squeezed>,
    rest: String,
}

impl SqueezedPieces {
    const PIECE: usize = 1 << 20;

    /// Adds to it.
    pub(crate) fn push(&mut self, more: &str) {
        self.rest.push_str(more);
        if self.rest.len() >= Self::PIECE {
            self.pieces.push(Squeezed::of(&self.rest));
            self.rest.clear();
        }
    }

    /// The text.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            text.push_str(&piece.text());
        }
        text.push_str(&self.rest);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_back_and_takes_less_room() {
        let long = "Nämnden har inte följt upp besluten. ".repeat(100);
        for text in ["", "å", "Åtgärd", &long] {
            assert_eq!(Squeezed::of(text).text(), text);
        }
        assert!(Squeezed::of(&long).0.len() * 10 < long.len());
    }

    #[test]
    fn damaged_bytes_are_nothing_and_no_panic() {
        let whole = squeezed("Nämnden har inte följt upp besluten. ".repeat(9).as_bytes());
        assert!(unsqueezed(&whole).is_some() && unsqueezed(&[]).is_none());
        for at in 0..whole.len() {
            let _ = unsqueezed(&whole[..at]);
            for bits in [1, 0x55, 0x80, 0xff] {
                let mut damaged = whole.clone();
                damaged[at] ^= bits;
                let _ = unsqueezed(&damaged);
            }
        }
    }

    #[test]
    fn pieces_come_back_as_one_text() {
        let line = "Nämnden har inte följt upp besluten.\n";
        let mut pieces = SqueezedPieces::default();
        assert_eq!(pieces.text(), "");
        let lines = 5 * SqueezedPieces::PIECE / 2 / line.len();
        (0..lines).for_each(|_| pieces.push(line));
        assert_eq!((pieces.pieces.len(), pieces.rest.is_empty()), (2, false));
        assert!(pieces.text() == line.repeat(lines));
    }
}
