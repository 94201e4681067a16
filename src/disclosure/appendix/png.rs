//! PNG, rebuilt from the chunks that draw it. An animation is several pictures, of which a reader sees one at
//! a time: refused.

use super::removed::RemovedKind;
use super::{Job, icc};
use crate::diagnostic::{AppendixProblem, Spot};

pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// What is needed to draw it. `iCCP` is written anew, with a name that tells nothing.
const DRAWN: [&[u8; 4]; 12] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs",
    b"cICP",
];

/// The largest colour profile, unpacked.
const LARGEST_PROFILE: usize = 8 << 20;
/// The largest picture, unpacked.
const LARGEST_PIXELS: usize = 1 << 30;

pub(super) fn clean(bytes: &[u8], spot: Spot, job: &mut Job) -> Option<Vec<u8>> {
    let made = rebuild(bytes, spot, job);
    if made.is_none() && job.found.is_empty() {
        job.unreadable(spot);
    }
    made
}

fn rebuild(bytes: &[u8], spot: Spot, job: &mut Job) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(SIGNATURE)?;
    let mut out = SIGNATURE.to_vec();
    let mut first = true;
    let mut has_data = false;
    loop {
        let length = u32::from_be_bytes(rest.get(..4)?.try_into().ok()?) as usize;
        let name: &[u8; 4] = rest.get(4..8)?.try_into().ok()?;
        let data = rest.get(8..length.checked_add(8)?)?;
        let sum = u32::from_be_bytes(rest.get(length + 8..length + 12)?.try_into().ok()?);
        if crate::deflate::crc(&[name, data]) != sum || first != (name == b"IHDR") {
            return None;
        }
        rest = &rest[length + 12..];
        first = false;
        match name {
            b"IEND" => {
                if length != 0 || !has_data {
                    return None;
                }
                push(&mut out, name, data);
                break;
            }
            b"acTL" | b"fcTL" | b"fdAT" => {
                job.add(|file| AppendixProblem::SeveralPictures { file, spot });
                return None;
            }
            b"eXIf" => super::jpeg::note_exif(data, spot, job),
            b"iCCP" => {
                let start = data.iter().position(|byte| *byte == 0)? + 2;
                let (profile, _) = crate::deflate::unzlib(data.get(start..)?, LARGEST_PROFILE)?;
                for text in icc::texts(&profile)? {
                    job.say(&text);
                }
                job.removed.push(RemovedKind::Technical, &String::from_utf8_lossy(&data[..start - 2]));
                let mut made = b"icc\0\0".to_vec();
                made.extend(crate::deflate::zlib(&profile));
                push(&mut out, name, &made);
            }
            b"tEXt" | b"zTXt" | b"iTXt" => note_text(*name, data, job),
            _ if DRAWN.contains(&name) => {
                has_data |= name == b"IDAT";
                push(&mut out, name, data);
            }
            // A critical chunk of an unknown kind: whoever drops it draws another picture.
            _ if name[0].is_ascii_uppercase() => return None,
            _ => {}
        }
    }
    if !rest.is_empty() {
        job.trailing(spot);
    }
    if !whole_pixels(&out) {
        job.trailing(spot);
    }
    Some(out)
}

/// Whether the packed pixels end where the last `IDAT` ends, and the last row where they do: data may hide behind them.
fn whole_pixels(made: &[u8]) -> bool {
    let mut packed = Vec::new();
    let mut rest = &made[SIGNATURE.len()..];
    while let Some(head) = rest.get(..8) {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        if &head[4..8] == b"IDAT" {
            packed.extend_from_slice(&rest[8..8 + length]);
        }
        rest = rest.get(length + 12..).unwrap_or_default();
    }
    let Some(all) = rows(made) else { return false };
    crate::deflate::unzlib(&packed, LARGEST_PIXELS)
        .is_some_and(|(pixels, used)| used == packed.len() && pixels.len() as u64 <= all)
}

/// An interlaced picture is seven, each of every so many columns and rows from one of its own (ISO 15948 §8.2).
const PASSES: [[u64; 4]; 7] =
    [[0, 8, 0, 8], [4, 8, 0, 8], [0, 4, 4, 8], [2, 4, 0, 4], [0, 2, 2, 4], [1, 2, 0, 2], [0, 1, 1, 2]];

/// How many bytes a picture's rows take unpacked, each with the byte that tells its filter (ISO 15948 §7.2, §8).
fn rows(made: &[u8]) -> Option<u64> {
    let head = made.get(SIGNATURE.len() + 8..SIGNATURE.len() + 21)?;
    let number = |at: usize| Some(u64::from(u32::from_be_bytes(head.get(at..at + 4)?.try_into().ok()?)));
    let (width, height) = (number(0)?, number(4)?);
    let parts = match head[9] {
        0 | 3 => 1,
        2 => 3,
        4 => 2,
        6 => 4,
        _ => return None,
    };
    let bits = u64::from(head[8]) * parts;
    let of = |width: u64, height: u64| {
        if width == 0 {
            Some(0)
        } else {
            width.checked_mul(bits)?.div_ceil(8).checked_add(1)?.checked_mul(height)
        }
    };
    if head[12] == 0 {
        return of(width, height);
    }
    PASSES.iter().try_fold(0_u64, |sum, [column, columns, row, rows]| {
        let part = of(
            width.saturating_sub(*column).div_ceil(*columns),
            height.saturating_sub(*row).div_ceil(*rows),
        )?;
        sum.checked_add(part)
    })
}

fn note_text(name: [u8; 4], data: &[u8], job: &mut Job) {
    let Some(end) = data.iter().position(|byte| *byte == 0) else { return };
    let keyword = String::from_utf8_lossy(&data[..end]).into_owned();
    let rest = &data[end + 1..];
    let value = match &name {
        b"tEXt" => rest.iter().copied().map(char::from).collect(),
        b"zTXt" => inflated(rest.get(1..).unwrap_or_default()),
        _ => {
            let packed = rest.first() == Some(&1);
            let mut parts = rest.get(2..).unwrap_or_default().splitn(3, |byte| *byte == 0);
            let text = parts.nth(2).unwrap_or_default();
            if packed { inflated(text) } else { String::from_utf8_lossy(text).into_owned() }
        }
    };
    if keyword.starts_with("XML:") {
        job.removed.push_xml(value.as_bytes());
    } else {
        job.removed.push_named(&keyword, &value);
    }
}

fn inflated(packed: &[u8]) -> String {
    // What can't be unpacked is dropped all the same.
    let out = crate::deflate::unzlib_leniently(packed, 1 << 20).unwrap_or_default();
    String::from_utf8_lossy(&out).into_owned()
}

fn push(out: &mut Vec<u8>, name: &[u8], data: &[u8]) {
    out.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_be_bytes());
    out.extend_from_slice(name);
    out.extend_from_slice(data);
    out.extend(crate::deflate::crc(&[name, data]).to_be_bytes());
}
