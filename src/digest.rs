//! SHA-256 (FIPS 180-4): the adapter of the `sha2` crate, named nowhere else.
//! Never opens a file: it is fed bytes. Also keys that nobody knows, since they are sums.

use std::fmt;
use std::hash::{BuildHasher as _, Hash, Hasher, RandomState};
use std::io::{ErrorKind, Read, Result};

use sha2::{Digest as _, Sha256};

/// A SHA-256 sum; printed as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The sum of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The sum of a value: of every part of it, in order, as the standard library's hashing writes them. Good on one machine
    /// only, and for one version of the program: numbers are written as the machine holds them.
    pub fn of_value(value: &(impl Hash + ?Sized)) -> Self {
        let mut bytes = Bytes(Vec::with_capacity(1024));
        value.hash(&mut bytes);
        Self::of(&bytes.0)
    }

    /// The sum of all that can be read, a piece at a time: what is read may be larger than all else in memory.
    ///
    /// # Errors
    /// The reader's own.
    pub fn of_all(reader: &mut impl Read) -> Result<Self> {
        let mut sum = Running::default();
        let mut piece = vec![0; 1 << 16];
        loop {
            match reader.read(&mut piece) {
                Ok(0) => return Ok(sum.finish()),
                Ok(read) => sum.update(&piece[..read]),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// A key that nobody knows.
    pub fn random() -> Self {
        // The standard library seeds each of these from the system.
        let random: Vec<u64> = (0..4_u8).map(|turn| RandomState::new().hash_one(turn)).collect();
        Self::of_value(&random)
    }

    /// A sum that was made before.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// As a key for something else.
    pub(crate) const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Reads 64 lower-case hexadecimal digits, and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: &[u8; 64] = text.as_bytes().try_into().ok()?;
        let mut sum = [0; 32];
        for (byte, pair) in sum.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = nibble(pair[0])? << 4 | nibble(pair[1])?;
        }
        Some(Self(sum))
    }
}

/// All that a value writes of itself.
struct Bytes(Vec<u8>);

impl Hasher for Bytes {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        0
    }
}

fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut text = [0_u8; 64];
        for (pair, byte) in text.chunks_exact_mut(2).zip(self.0) {
            pair[0] = DIGITS[usize::from(byte >> 4)];
            pair[1] = DIGITS[usize::from(byte & 15)];
        }
        out.write_str(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

/// A sum of bytes that come in pieces.
#[derive(Default)]
pub(crate) struct Running(Sha256);

impl Running {
    pub(crate) fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    pub(crate) fn finish(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_a_value_and_its_place_counts() {
        let of = |value: &(&str, Vec<&str>, Option<u8>)| Digest::of_value(value);
        let base = of(&("a", vec!["b", "c"], None));
        assert_eq!(base, of(&("a", vec!["b", "c"], None)));
        for other in [("a", vec!["bc"], None), ("ab", vec!["c"], None), ("a", vec!["b", "c"], Some(0))] {
            assert_ne!(base, of(&other), "{other:?}");
        }
    }

    #[test]
    fn what_is_read_has_the_same_sum_in_pieces_as_at_once() {
        let bytes: Vec<u8> = (0..200_000_u32).map(|at| at.to_le_bytes()[usize::from(at % 7 == 0)]).collect();
        assert_eq!(Digest::of_all(&mut bytes.as_slice()).unwrap(), Digest::of(&bytes));
    }

    #[test]
    fn the_sum_of_abc_is_that_of_the_standard() {
        let text = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Digest::of(b"abc").to_string(), text);
        assert_eq!(Digest::parse(text), Some(Digest::of(b"abc")));
        let mut running = Running::default();
        running.update(b"a");
        running.update(b"bc");
        assert_eq!(running.finish(), Digest::of(b"abc"));
    }

    #[test]
    fn what_is_no_sum_is_not_read() {
        assert_eq!(Digest::parse("ba78"), None);
        assert_eq!(Digest::parse(&"BA".repeat(32)), None);
        assert_eq!(Digest::parse(&"g0".repeat(32)), None);
    }
}
