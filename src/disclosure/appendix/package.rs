//! ZIP packages: read member by member with limits, written anew with fixed dates and order. The one module
//! that names `zip`. Refuses what two readers might read in two ways: doubled names, paths that leave the
//! package, data before, between or behind.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::{Job, LARGEST};
use crate::diagnostic::{AppendixProblem, FileType, Spot};

/// How many members a package may have.
const MOST: usize = 10_000;
/// No member may unpack to more than this many times its size, beyond a first megabyte.
const STEEPEST: u64 = 1_000;

/// The members by name.
pub(super) type Members = BTreeMap<String, Vec<u8>>;

/// Reads a package.
pub(super) fn read(bytes: &[u8], job: &mut Job) -> Option<Members> {
    let made = unpack(bytes, job);
    if made.is_none() && job.found.is_empty() {
        job.unreadable(Spot::File);
    }
    made
}

fn unpack(bytes: &[u8], job: &mut Job) -> Option<Members> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    if archive.len() > MOST || archive.has_duplicate_names() || archive.offset() != 0 {
        return None;
    }
    // The end record is 22 bytes and its comment; behind it there may be nothing.
    let end = bytes.windows(4).rposition(|window| window == b"PK\x05\x06")?;
    let comment = usize::from(u16::from_le_bytes([*bytes.get(end + 20)?, *bytes.get(end + 21)?]));
    if end + 22 + comment != bytes.len() {
        job.trailing(Spot::File);
        return None;
    }
    let mut left = LARGEST as u64;
    let mut members = Members::new();
    for index in 0..archive.len() {
        let Ok(mut member) = archive.by_index_raw(index) else { return None };
        if member.encrypted() {
            job.add(|file| AppendixProblem::Encrypted { file });
            return None;
        }
        let name = member.name().ok()?.into_owned();
        let sound = !name.starts_with('/')
            && !name.contains(['\\', ':', '\0'])
            && name.split('/').all(|part| part != "..");
        if !sound {
            return None;
        }
        if name.ends_with('/') {
            continue;
        }
        let (size, packed) = (member.size(), member.compressed_size());
        if size > left || size > (1 << 20) && size / STEEPEST > packed {
            job.too_large();
            return None;
        }
        left -= size;
        let mut raw = Vec::new();
        member.by_ref().take(packed + 1).read_to_end(&mut raw).ok()?;
        let content = match member.compression() {
            CompressionMethod::Stored => raw,
            CompressionMethod::Deflated => crate::deflate::unraw(&raw, usize::try_from(size).ok()?)?,
            _ => return None,
        };
        if content.len() as u64 != size || crate::deflate::crc(&[&content]) != member.crc32() {
            return None;
        }
        // Word takes names for the same whatever their case.
        if members.keys().any(|known| known.eq_ignore_ascii_case(&name)) {
            return None;
        }
        members.insert(name, content);
    }
    Some(members)
}

/// Writes a package: `first` in front, not packed (ODF's `mimetype`), the others by name.
pub(super) fn write(first: &str, members: &Members) -> Option<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .compression_method(CompressionMethod::Deflated);
    let stored = options.compression_method(CompressionMethod::Stored);
    let order =
        members.get_key_value(first).into_iter().chain(members.iter().filter(|(name, _)| *name != first));
    for (name, content) in order {
        let is_plain = name == "mimetype";
        writer.start_file(name.clone(), if is_plain { stored } else { options }).ok()?;
        writer.write_all(content).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}

/// What a package is: by the main part that its kind must have.
pub(super) fn kind(bytes: &[u8]) -> FileType {
    let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) else { return FileType::Zip };
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("word/document.xml") {
        FileType::Docx
    } else if has("xl/workbook.xml") {
        FileType::Xlsx
    } else if has("mimetype") && has("content.xml") {
        let mut archive = archive;
        let mut mime = String::new();
        let read = archive.by_name("mimetype").map(|member| member.take(100).read_to_string(&mut mime));
        match (read, mime.trim()) {
            (Ok(Ok(_)), "application/vnd.oasis.opendocument.text") => FileType::Odt,
            _ => FileType::Zip,
        }
    } else {
        FileType::Zip
    }
}
