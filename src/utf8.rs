//! Whether bytes are UTF-8, and what they say: the one module that names `simdutf8`, which looks at many bytes at a
//! time. Long texts only: for a few bytes the standard library does as well.

use std::borrow::Cow;

/// The text that bytes are, if they are UTF-8.
pub(crate) fn text(bytes: &[u8]) -> Option<&str> {
    simdutf8::basic::from_utf8(bytes).ok()
}

/// The text that bytes are, with a sign in place of what isn't UTF-8.
pub(crate) fn lossy(bytes: &[u8]) -> Cow<'_, str> {
    text(bytes).map_or_else(|| String::from_utf8_lossy(bytes), Cow::Borrowed)
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
}
