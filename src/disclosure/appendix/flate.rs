//! Packing and unpacking by Deflate, and the sum that ZIP and PNG use. The one module that names `flate2`.
//! Unpacking always has a limit.

use std::io::{Read as _, Write as _};

use flate2::bufread::{DeflateDecoder, ZlibDecoder};
use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

/// Packs with zlib's frame.
pub(super) fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    // Writing to memory doesn't fail.
    drop(encoder.write_all(bytes));
    encoder.finish().unwrap_or_default()
}

/// Unpacks zlib's frame; also how many packed bytes it took. `None` for damage or more than `limit` bytes.
pub(super) fn unzlib(packed: &[u8], limit: usize) -> Option<(Vec<u8>, usize)> {
    let mut out = Vec::new();
    let mut decoder = ZlibDecoder::new(packed);
    decoder.by_ref().take(limit as u64 + 1).read_to_end(&mut out).ok()?;
    (out.len() <= limit).then(|| (out, usize::try_from(decoder.total_in()).unwrap_or(usize::MAX)))
}

/// What can be unpacked of a stream whose end is damaged, as PDF readers do.
pub(super) fn unzlib_leniently(packed: &[u8], limit: usize) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let read = ZlibDecoder::new(packed).take(limit as u64 + 1).read_to_end(&mut out);
    (out.len() <= limit && (read.is_ok() || !out.is_empty())).then_some(out)
}

/// Unpacks without a frame.
pub(super) fn unraw(packed: &[u8], limit: usize) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    DeflateDecoder::new(packed).take(limit as u64 + 1).read_to_end(&mut out).ok()?;
    (out.len() <= limit).then_some(out)
}

/// CRC-32 of pieces one after another.
pub(super) fn crc(pieces: &[&[u8]]) -> u32 {
    let mut crc = Crc::new();
    for piece in pieces {
        crc.update(piece);
    }
    crc.sum()
}
