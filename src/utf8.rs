//! Whether bytes are UTF-8, and what they say: the one module that names `simdutf8`, which looks at many bytes at a
//! time. Long texts only: for a few bytes the standard library does as well.

use std::borrow::Cow;
use std::io::{self, Write};

/// The text that bytes are, if they are UTF-8.
pub(crate) fn text(bytes: &[u8]) -> Option<&str> {
    simdutf8::basic::from_utf8(bytes).ok()
}

/// The same; else where the first byte stands that isn't UTF-8.
pub(crate) fn checked(bytes: &[u8]) -> Result<&str, usize> {
    simdutf8::basic::from_utf8(bytes)
        .map_err(|_| std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len))
}

/// The text that bytes are, with a sign in place of what isn't UTF-8.
pub(crate) fn lossy(bytes: &[u8]) -> Cow<'_, str> {
    text(bytes).map_or_else(|| String::from_utf8_lossy(bytes), Cow::Borrowed)
}

/// A text that is written piece by piece. A piece that isn't UTF-8 by itself is refused.
#[derive(Default)]
pub(crate) struct Written(pub(crate) String);

impl Write for Written {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let read = if piece.len() < 64 { std::str::from_utf8(piece).ok() } else { text(piece) };
        self.0.push_str(read.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))?);
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_it_says_of_bytes_is_what_the_standard_library_says() {
        let long = "Åsa Öberg, 😀, ".repeat(20);
        for at in 0..long.len() {
            for bytes in [&long.as_bytes()[at..], &long.as_bytes()[..at]] {
                assert_eq!(text(bytes), std::str::from_utf8(bytes).ok());
                assert_eq!(lossy(bytes), String::from_utf8_lossy(bytes));
            }
            for byte in [0, 0x80, 0xc0, 0xed, 0xff] {
                let mut bytes = long.clone().into_bytes();
                bytes[at] = byte;
                assert_eq!(text(&bytes), std::str::from_utf8(&bytes).ok());
                assert_eq!(lossy(&bytes), String::from_utf8_lossy(&bytes));
            }
        }
    }

    #[test]
    fn pieces_that_are_text_are_written_and_no_others() {
        let mut written = Written::default();
        for piece in ["Å", &"å".repeat(40), ""] {
            written.write_all(piece.as_bytes()).unwrap();
        }
        assert_eq!(written.0.chars().count(), 41);
        for piece in [&[0xc3][..], &[0xff; 70]] {
            assert!(written.write_all(piece).is_err());
        }
        assert_eq!(written.0.chars().count(), 41);
    }
}
