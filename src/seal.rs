//! Bytes that only those who have a key can read, and that nobody else can alter unseen: ChaCha20-Poly1305 (RFC 8439), the adapter of
//! the `chacha20poly1305` crate, named nowhere else. Makes no key and touches no file.

use chacha20poly1305::aead::{Aead as _, KeyInit as _};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};

use crate::digest::Digest;

/// Seals bytes. A key is for these alone: what two were sealed with the same key could be read by comparing them. `None` where they
/// are too many, which none are.
pub fn seal(key: &Digest, bytes: &[u8]) -> Option<Vec<u8>> {
    cipher(key).encrypt(&Nonce::default(), bytes).ok()
}

/// What was sealed with this key; `None` for anything else.
pub fn unseal(key: &Digest, sealed: &[u8]) -> Option<Vec<u8>> {
    cipher(key).decrypt(&Nonce::default(), sealed).ok()
}

fn cipher(key: &Digest) -> ChaCha20Poly1305 {
    ChaCha20Poly1305::new(key.bytes().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_is_read_with_its_key_and_no_other() {
        let (key, other) = (Digest::of(b"a"), Digest::of(b"b"));
        let text = "Två grupper är små: 3 och 4.";
        let sealed = seal(&key, text.as_bytes()).unwrap();
        assert_eq!(unseal(&key, &sealed).as_deref(), Some(text.as_bytes()));
        assert_eq!(unseal(&other, &sealed), None);
        for at in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[at] ^= 1;
            assert_eq!(unseal(&key, &altered), None, "{at}");
            assert_eq!(unseal(&key, &sealed[..at]), None, "cut at {at}");
        }
    }

    #[test]
    fn nothing_of_a_text_is_to_be_seen() {
        let sealed = seal(&Digest::of(b"a"), "små ".repeat(100).as_bytes()).unwrap();
        assert!(!sealed.windows(4).any(|four| four == "små".as_bytes()));
    }
}
