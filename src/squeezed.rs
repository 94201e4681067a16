//! Texts that are kept in memory and seldom read, in less room: LZ4, the adapter of the `lz4_flex` crate, named nowhere else. Touches no
//! file: nothing that is squeezed outlives the program.

use lz4_flex::block::{compress_prepend_size, decompress_size_prepended};

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
        decompress_size_prepended(&self.0)
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .unwrap_or_default()
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
