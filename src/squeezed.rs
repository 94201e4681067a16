//! Texts that are kept in memory and seldom read, in less room: LZ4, the adapter of the `lz4_flex` crate, named nowhere else. Touches no
//! file: nothing that is squeezed outlives the program.

use lz4_flex::block::{compress_prepend_size, decompress_size_prepended};

use crate::utf8;

/// A text in less room.
#[derive(Clone)]
pub(crate) struct Squeezed(Box<[u8]>);

impl Squeezed {
    /// Of a text.
    pub(crate) fn of(text: &str) -> Self {
        Self(compress_prepend_size(text.as_bytes()).into())
    }

    /// The text.
    pub(crate) fn text(&self) -> String {
        // There is no other maker than `of`.
        let bytes = decompress_size_prepended(&self.0).unwrap_or_default();
        // To look at many bytes at a time and copy them takes less than to look at each.
        utf8::text(&bytes).unwrap_or_default().to_owned()
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
}
