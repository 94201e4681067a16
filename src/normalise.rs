//! Unicode normal form C for all that is read: macOS hands out names in form D. The one module that names
//! `icu_normalizer`.

use icu_normalizer::ComposingNormalizerBorrowed;
use std::borrow::Cow;

/// The text in normal form C; borrowed when it is that already.
pub fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    ComposingNormalizerBorrowed::new_nfc().normalize(text)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_and_ring_become_one_letter() {
        assert_eq!(super::nfc("Ra\u{308}ttsa\u{30a}r"), "Rättsår");
    }
}
