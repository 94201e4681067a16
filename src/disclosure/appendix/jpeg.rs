//! JPEG, rebuilt from the segments that draw it: frames, tables, scans, the colour profile (APP2) and Adobe's
//! note on colour (APP14), without which CMYK and RGB come out wrong. The one module that names `exif`.
//!
//! Which way up a picture is stands in its Exif, which goes. To turn it would mean to pack it anew; so a picture
//! that needs turning is refused, and whoever saves it upright has it as they see it.

use exif::{In, Tag, Value};

use super::removed::RemovedKind;
use super::{Job, icc};
use crate::diagnostic::{AppendixProblem, Spot};

pub(super) fn clean(bytes: &[u8], spot: Spot, job: &mut Job) -> Option<Vec<u8>> {
    let made = rebuild(bytes, spot, job);
    if made.is_none() && job.found.is_empty() {
        job.unreadable(spot);
    }
    made
}

fn rebuild(bytes: &[u8], spot: Spot, job: &mut Job) -> Option<Vec<u8>> {
    let mut at = 2;
    if bytes.get(..2)? != [0xff, 0xd8] {
        return None;
    }
    let mut out = vec![0xff, 0xd8];
    let mut profile: Vec<(u8, &[u8])> = Vec::new();
    let mut has_frame = false;
    let mut has_scan = false;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        while *bytes.get(at + 1)? == 0xff {
            at += 1;
        }
        let marker = bytes[at + 1];
        at += 2;
        match marker {
            0xd9 => break,
            0x01 | 0xd0..=0xd7 => continue,
            0xd8 | 0x00 => return None,
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
        let data = bytes.get(at + 2..at.checked_add(length)?)?;
        at += length;
        match marker {
            // JFIF: density only; a thumbnail, if there is one, is left out.
            0xe0 if data.starts_with(b"JFIF\0") && data.len() >= 14 => {
                let mut head = data[..12].to_vec();
                head.extend([0, 0]);
                push(&mut out, marker, &head);
            }
            0xe1 if data.starts_with(b"Exif\0\0") => note_exif(&data[6..], spot, job),
            0xe2 if data.starts_with(b"ICC_PROFILE\0") && data.len() > 14 => {
                profile.push((data[12], &data[14..]));
            }
            0xe2 if data.starts_with(b"MPF\0") => {
                job.add(|file| AppendixProblem::SeveralPictures { file, spot });
                return None;
            }
            0xee if data.starts_with(b"Adobe") && data.len() == 12 => push(&mut out, marker, data),
            0xe0..=0xef | 0xfe => note_segment(marker, data, job),
            // Tables, restart interval, frame headers and scans; arithmetic coding is drawn by next to nobody.
            0xc0..=0xc2 | 0xc4 | 0xdb | 0xdd => {
                if !is_whole(marker, data) {
                    return None;
                }
                has_frame |= (0xc0..=0xc2).contains(&marker);
                push(&mut out, marker, data);
            }
            0xda => {
                if !has_frame || !is_whole(marker, data) {
                    return None;
                }
                if !has_scan {
                    push_profile(&mut out, &mut profile, job)?;
                }
                has_scan = true;
                push(&mut out, marker, data);
                let start = at;
                at = end_of_scan(bytes, at)?;
                out.extend_from_slice(&bytes[start..at]);
            }
            _ => return None,
        }
    }
    // Within a document a line's end or a second end marker may follow; they are left out.
    let is_padding =
        spot != Spot::File && bytes[at..].iter().all(|byte| matches!(byte, b'\r' | b'\n' | 0xff | 0xd9));
    if at != bytes.len() && !is_padding {
        job.trailing(spot);
    }
    if !has_scan {
        return None;
    }
    out.extend([0xff, 0xd9]);
    Some(out)
}

/// Is there in a segment what it says, and nothing behind it that no reader looks at?
fn is_whole(marker: u8, data: &[u8]) -> bool {
    let says = |first: usize| data.get(first).copied().map(usize::from);
    match marker {
        // One number.
        0xdd => data.len() == 2,
        // A count of components, three bytes each.
        0xc0..=0xc2 => says(5).is_some_and(|count| data.len() == 6 + 3 * count),
        // A count of components, two bytes each, and three bytes.
        0xda => says(0).is_some_and(|count| data.len() == 4 + 2 * count),
        // Tables of 64 numbers of one or two bytes, each behind its own number.
        0xdb => ends_with_a_table(data, |head| Some(1 + 64 * (1 + usize::from(head.first()? >> 4)))),
        // Sixteen counts of codes, and the codes.
        _ => ends_with_a_table(data, |head| {
            Some(17 + head.get(1..17)?.iter().map(|count| usize::from(*count)).sum::<usize>())
        }),
    }
}

/// Whether tables, whose lengths are told by their heads, fill all of it.
fn ends_with_a_table(mut data: &[u8], length: impl Fn(&[u8]) -> Option<usize>) -> bool {
    while !data.is_empty() {
        match length(data).and_then(|length| data.get(length..)) {
            Some(rest) => data = rest,
            None => return false,
        }
    }
    true
}

/// Where packed pixels end: at the first marker that isn't a restart.
fn end_of_scan(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xff)?;
        match bytes.get(at + 1)? {
            0x00 | 0xd0..=0xd7 => at += 2,
            0xff => at += 1,
            _ => return Some(at),
        }
    }
}

fn push(out: &mut Vec<u8>, marker: u8, data: &[u8]) {
    out.extend([0xff, marker]);
    out.extend(u16::try_from(data.len() + 2).unwrap_or(u16::MAX).to_be_bytes());
    out.extend_from_slice(data);
}

/// The colour profile stands before the first scan, in as many pieces as it needs.
fn push_profile(out: &mut Vec<u8>, pieces: &mut [(u8, &[u8])], job: &mut Job) -> Option<()> {
    if pieces.is_empty() {
        return Some(());
    }
    pieces.sort_by_key(|(number, _)| *number);
    let whole: Vec<u8> = pieces.iter().flat_map(|(_, data)| data.iter().copied()).collect();
    for text in icc::texts(&whole)? {
        job.say(&text);
    }
    let total = u8::try_from(pieces.len()).ok()?;
    for (number, (_, piece)) in (1_u8..).zip(pieces.iter()) {
        let mut data = b"ICC_PROFILE\0".to_vec();
        data.extend([number, total]);
        data.extend_from_slice(piece);
        push(out, 0xe2, &data);
    }
    Some(())
}

fn note_segment(marker: u8, data: &[u8], job: &mut Job) {
    if marker == 0xfe {
        job.removed.push(RemovedKind::Comment, &String::from_utf8_lossy(data));
    } else if let Some(at) = data.iter().position(|byte| *byte == b'<').filter(|_| marker == 0xe1) {
        job.removed.push_xml(&data[at..]);
    } else if marker == 0xed {
        note_iptc(data, job);
    }
}

/// IPTC's records: `0x1c`, record, number, length, value.
fn note_iptc(data: &[u8], job: &mut Job) {
    let mut at = 0;
    while let Some(step) = data.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0x1c)) {
        at += step;
        let Some([_, 2, number, high, low]) =
            data.get(at..at + 5).and_then(|head| <[u8; 5]>::try_from(head).ok())
        else {
            at += 1;
            continue;
        };
        let length = usize::from(u16::from_be_bytes([high, low]));
        let Some(value) = data.get(at + 5..at + 5 + length) else { return };
        let kind = match number {
            80 | 85 | 110 | 115 | 116 | 118 | 122 => RemovedKind::Person,
            5 | 25 | 105 | 120 => RemovedKind::Description,
            90 | 92 | 95 | 101 => RemovedKind::Origin,
            _ => RemovedKind::Technical,
        };
        job.removed.push(kind, &String::from_utf8_lossy(value));
        at += 5 + length;
    }
}

/// Notes what Exif says; a picture that it turns is refused.
pub(super) fn note_exif(tiff: &[u8], spot: Spot, job: &mut Job) {
    let Ok(read) = exif::Reader::new().read_raw(tiff.to_vec()) else { return };
    let orientation = read.get_field(Tag::Orientation, In::PRIMARY);
    if orientation.and_then(|field| field.value.get_uint(0)).is_some_and(|turn| turn > 1) {
        job.add(|file| AppendixProblem::Turned { file, spot });
    }
    for field in read.fields() {
        let name = field.tag.to_string();
        match &field.value {
            Value::Ascii(lines) => {
                for line in lines {
                    job.removed.push_named(&name, String::from_utf8_lossy(line).trim_end_matches('\0'));
                }
            }
            // Windows keeps author and title as UTF-16 in bytes.
            Value::Byte(data) if (0x9c9b..=0x9c9f).contains(&field.tag.number()) => {
                let units: Vec<u16> =
                    data.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
                let kind =
                    if field.tag.number() == 0x9c9d { RemovedKind::Person } else { RemovedKind::Description };
                job.removed.push(kind, String::from_utf16_lossy(&units).trim_end_matches('\0'));
            }
            Value::Undefined(data, _) if field.tag == Tag::UserComment => {
                let text = data.get(8..).unwrap_or_default();
                job.removed.push(RemovedKind::Comment, String::from_utf8_lossy(text).trim_end_matches('\0'));
            }
            _ if name.starts_with("GPS") => {
                job.removed.push(RemovedKind::Origin, &field.display_value().to_string());
            }
            _ => {}
        }
    }
}

/// Whether the other reader finds no Exif in a picture.
pub(super) fn has_no_exif(bytes: &[u8]) -> bool {
    exif::Reader::new().read_from_container(&mut std::io::Cursor::new(bytes)).is_err()
}
