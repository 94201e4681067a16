//! The second reader: goes through a rebuilt file by other means than those that made it, and looks for any sign
//! of an author. Its own walk over ZIP, its own scan of a PDF's bytes, another crate for Exif. It trusts nothing
//! of what the first reader understood.

use super::{contains, jpeg};
use crate::model::report::AppendixKind;

/// The largest part that is unpacked here.
const LARGEST: usize = 1 << 30;

/// Names in a PDF's objects that may not be there.
const IN_PDF: &[&[u8]] = &[
    b"/Author",
    b"/Creator",
    b"/Producer",
    b"/Subject",
    b"/Keywords",
    b"/CreationDate",
    b"/ModDate",
    b"/Metadata",
    b"/PieceInfo",
    b"/EmbeddedFile",
    b"/JavaScript",
    b"/OpenAction",
    b"/AA",
    b"/Launch",
    b"/SubmitForm",
    b"/ImportData",
    b"/AcroForm",
    b"/Sig",
    b"/RichMedia",
    b"/Thumb",
    b"/XFA",
    b"/NM",
    b"/AF",
    b"/Popup",
    b"/FileAttachment",
    b"/Encrypt",
    b"/ObjStm",
];

/// Parts of a package that may not be there, and marks in its XML that tell who wrote.
const PARTS: &[&str] = &[
    "docprops/",
    "customxml",
    "comments",
    "people",
    "thumbnail",
    "printersettings",
    "vba",
    "embeddings",
    "meta.xml",
    "layout-cache",
    "configurations2",
    "manifest.rdf",
];
const IN_XML: &[&[u8]] = &[
    b"dc:creator",
    b"cp:lastModifiedBy",
    b"lastModifiedBy",
    b"w:author",
    b"w:initials",
    b"w:rsid",
    b"meta:initial-creator",
    b"<w:ins ",
    b"<w:del ",
    b"tracked-changes",
    b"office:annotation",
    b"absPath",
    b"fileSharing",
    b"printer-setup",
];

/// Whether nothing in the file tells who made it.
pub(super) fn is_anonymous(kind: AppendixKind, bytes: &[u8]) -> bool {
    match kind {
        AppendixKind::Pdf => pdf(bytes),
        AppendixKind::Docx | AppendixKind::Xlsx | AppendixKind::Odt => package(bytes).unwrap_or(false),
        AppendixKind::Png => {
            jpeg::has_no_exif(bytes)
                && ![&b"tEXt"[..], b"iTXt", b"zTXt", b"eXIf"].iter().any(|chunk| png_has(bytes, chunk))
        }
        AppendixKind::Jpeg => jpeg::has_no_exif(bytes) && jpeg_is_bare(bytes),
        AppendixKind::Svg => {
            !contains(bytes, b"<metadata") && !contains(bytes, b"<!--") && !contains(bytes, b"<script")
        }
        AppendixKind::Csv | AppendixKind::Txt => true,
    }
}

fn png_has(bytes: &[u8], chunk: &[u8]) -> bool {
    // Backwards from the end the walk has no need of the first reader's lengths: each name is looked for with
    // the sum that would have to follow it.
    bytes.windows(4).enumerate().filter(|(_, window)| *window == chunk).any(|(at, _)| {
        let Some(head) = at.checked_sub(4).and_then(|start| bytes.get(start..at)) else { return false };
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let end = at.saturating_add(4).saturating_add(length);
        bytes
            .get(at..end)
            .zip(bytes.get(end..end.saturating_add(4)))
            .is_some_and(|(data, sum)| crate::deflate::crc(&[data]).to_be_bytes() == sum)
    })
}

fn jpeg_is_bare(bytes: &[u8]) -> bool {
    ![&b"Exif\0\0"[..], b"http://ns.adobe.com/xap", b"Photoshop 3.0\0", b"\xff\xfe\0"].iter().any(|mark| {
        // Before the first scan only: packed pixels may be anything.
        let scan = bytes.windows(2).position(|pair| pair == [0xff, 0xda]).unwrap_or(bytes.len());
        contains(&bytes[..scan], mark)
    })
}

/// Walks the local headers one after another, as no reader of the directory does.
fn package(bytes: &[u8]) -> Option<bool> {
    let mut at = 0;
    let word = |at: usize| Some(u16::from_le_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
    let long = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize);
    while bytes.get(at..at + 4)? == b"PK\x03\x04" {
        let (flags, method) = (word(at + 6)?, word(at + 8)?);
        let packed = long(at + 18)?;
        let (name, extra) = (usize::from(word(at + 26)?), usize::from(word(at + 28)?));
        // No flag but the one for UTF-8 names, no extra fields, no other time than the fixed one.
        if flags & !0x0800 != 0 || extra != 0 || long(at + 10)? != 0x0021_0000 {
            return Some(false);
        }
        let path = String::from_utf8_lossy(bytes.get(at + 30..at + 30 + name)?).to_lowercase();
        let start = at + 30 + name;
        let data = bytes.get(start..start + packed)?;
        let content = if method == 0 { data.to_vec() } else { crate::deflate::unraw(data, LARGEST)? };
        let is_xml = [b".xml".as_slice(), b"rels"].iter().any(|ending| path.as_bytes().ends_with(ending));
        if PARTS.iter().any(|part| path.contains(part)) || is_xml && tags_tell(&content) {
            return Some(false);
        }
        at = start + packed;
    }
    Some(bytes.get(at..at + 4)? == b"PK\x01\x02")
}

/// Looks within tags only: in the text itself the same letters are words.
fn tags_tell(xml: &[u8]) -> bool {
    xml.split(|byte| *byte == b'<').skip(1).any(|piece| {
        let end = piece.iter().position(|byte| *byte == b'>').unwrap_or(piece.len());
        let mut tag = b"<".to_vec();
        // A value may say anything; names may not.
        tag.extend(piece[..end].split(|byte| *byte == b'"').step_by(2).flatten());
        IN_XML.iter().any(|mark| contains(&tag, mark)) || piece.starts_with(b"!--")
    })
}

/// Everything outside streams is searched for names; streams are unpacked and searched for XMP.
fn pdf(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = rest.windows(7).position(|window| window == b"stream\n") {
        let (objects, from) = rest.split_at(at);
        if names_tell(objects) {
            return false;
        }
        let data = &from[7..];
        let Some(end) = data.windows(10).position(|window| window == b"\nendstream") else { return false };
        let content =
            crate::deflate::unzlib_leniently(&data[..end], LARGEST).unwrap_or_else(|| data[..end].to_vec());
        if contains(&content, b"<x:xmpmeta")
            || contains(&content, b"<?xpacket")
            || contains(&content, b"Exif\0\0")
        {
            return false;
        }
        rest = &data[end + 10..];
    }
    !names_tell(rest) && bytes.windows(5).filter(|window| *window == b"%%EOF").count() == 1
}

fn names_tell(objects: &[u8]) -> bool {
    objects.split(|byte| *byte == b'/').skip(1).any(|piece| {
        let ends = |byte: &u8| !(byte.is_ascii_alphanumeric() || b"#_-+.,".contains(byte));
        let name = &piece[..piece.iter().position(ends).unwrap_or(piece.len())];
        IN_PDF.iter().any(|known| known[1..] == *name)
    })
}
