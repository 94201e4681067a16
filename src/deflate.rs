//! Packing and unpacking by Deflate, and the sum that ZIP and PNG use: the one module that names `flate2`.
//! Unpacking always has a limit. Owns no container: it is told where a stream begins.

use std::io::Write as _;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc, Decompress, FlushDecompress, Status};

/// What stands around a deflated stream.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wrapping {
    /// Nothing: as in zip.
    None,
    /// A zlib header: as in PDF and PNG.
    Zlib,
}

/// A stream, as far as it could be read.
pub(crate) struct Inflated {
    pub(crate) bytes: Vec<u8>,
    /// Bytes of the input that it took.
    pub(crate) used: usize,
    /// Is there more than was asked for?
    pub(crate) cut: bool,
    /// It came to its own end, undamaged.
    pub(crate) ended: bool,
}

/// Inflates the stream that `input` opens with, `most` bytes of it. A damaged one gives what comes before the damage.
pub(crate) fn inflate(input: &[u8], wrapping: Wrapping, most: usize) -> Inflated {
    let mut state = Decompress::new(wrapping == Wrapping::Zlib);
    let mut out = Inflated { bytes: Vec::new(), used: 0, cut: false, ended: false };
    loop {
        let room = out.bytes.len().clamp(4 * 1024, 1 << 20).min(most + 1 - out.bytes.len().min(most));
        out.bytes.reserve_exact(room);
        let before = (state.total_in(), out.bytes.len());
        let status = state.decompress_vec(&input[out.used..], &mut out.bytes, FlushDecompress::None);
        out.used = usize::try_from(state.total_in()).unwrap_or(input.len()).min(input.len());
        let stands = before == (state.total_in(), out.bytes.len());
        if out.bytes.len() > most {
            out.bytes.truncate(most);
            out.cut = true;
            return out;
        }
        match status {
            Ok(Status::Ok) if !stands => {}
            // `BufError` with room left: the input ends too early.
            Ok(Status::BufError) if !stands || out.bytes.len() == out.bytes.capacity() => {}
            Ok(Status::StreamEnd) => {
                out.ended = true;
                return out;
            }
            _ => return out,
        }
    }
}

/// Packs with zlib's frame.
pub(crate) fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    // Writing to memory doesn't fail.
    drop(encoder.write_all(bytes));
    encoder.finish().unwrap_or_default()
}

/// Unpacks zlib's frame; also how many packed bytes it took. `None` for damage or more than `limit` bytes.
pub(crate) fn unzlib(packed: &[u8], limit: usize) -> Option<(Vec<u8>, usize)> {
    let out = inflate(packed, Wrapping::Zlib, limit);
    (out.ended && !out.cut).then_some((out.bytes, out.used))
}

/// What can be unpacked of a stream whose end is damaged, as PDF readers do.
pub(crate) fn unzlib_leniently(packed: &[u8], limit: usize) -> Option<Vec<u8>> {
    let out = inflate(packed, Wrapping::Zlib, limit);
    (!out.cut && (out.ended || !out.bytes.is_empty())).then_some(out.bytes)
}

/// Unpacks without a frame.
pub(crate) fn unraw(packed: &[u8], limit: usize) -> Option<Vec<u8>> {
    let out = inflate(packed, Wrapping::None, limit);
    (out.ended && !out.cut).then_some(out.bytes)
}

/// CRC-32 of pieces one after another.
pub(crate) fn crc(pieces: &[&[u8]]) -> u32 {
    let mut crc = Crc::new();
    for piece in pieces {
        crc.update(piece);
    }
    crc.sum()
}

/// Deflates, for tests of what the gate reads.
#[cfg(test)]
pub(crate) fn deflate(bytes: &[u8], wrapping: Wrapping) -> Vec<u8> {
    let mut state = flate2::Compress::new(flate2::Compression::default(), wrapping == Wrapping::Zlib);
    let mut out = Vec::with_capacity(bytes.len() + 1024);
    let status = state.compress_vec(bytes, &mut out, flate2::FlushCompress::Finish);
    assert_eq!(status.ok(), Some(Status::StreamEnd), "there is room");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_read_to_their_end_or_to_the_limit() {
        let text = "en rad till ".repeat(10_000).into_bytes();
        for wrapping in [Wrapping::None, Wrapping::Zlib] {
            let mut packed = deflate(&text, wrapping);
            let length = packed.len();
            packed.extend(b"efter");
            let whole = inflate(&packed, wrapping, usize::MAX / 2);
            assert!(whole.bytes == text && whole.used == length && !whole.cut);
            let some = inflate(&packed, wrapping, 1000);
            assert!(some.bytes == text[..1000] && some.cut);
            let exact = inflate(&packed, wrapping, text.len());
            assert!(exact.bytes == text && !exact.cut);
            let damaged = inflate(&packed[..length / 2], wrapping, usize::MAX / 2);
            assert!(!damaged.bytes.is_empty() && text.starts_with(&damaged.bytes));
            assert!(whole.ended && exact.ended && !some.ended && !damaged.ended);
        }
        assert!(inflate(b"", Wrapping::Zlib, 10).bytes.is_empty());
        assert!(inflate(b"x\x9cnej", Wrapping::Zlib, 10).bytes.is_empty());
    }
}
