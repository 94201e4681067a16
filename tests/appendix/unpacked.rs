//! A file in all its layers: as it is, and everything packed in it, as deep as it goes. Knows no format's rules:
//! every place that looks packed is tried.

use std::io::Read as _;

/// How deep packed things may lie in each other here.
const DEEPEST: usize = 4;

/// The file itself and whatever can be unpacked from any of its bytes.
pub(crate) fn layers(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut found = vec![bytes.to_vec()];
    unpack(bytes, 0, &mut found);
    found
}

fn unpack(bytes: &[u8], depth: usize, found: &mut Vec<Vec<u8>>) {
    if depth == DEEPEST {
        return;
    }
    let mut inner = Vec::new();
    for at in 0..bytes.len().saturating_sub(2) {
        let rest = &bytes[at..];
        // zlib's frame: its two first bytes are a multiple of 31.
        if rest[0] & 0x0f == 8 && (u16::from(rest[0]) << 8 | u16::from(rest[1])) % 31 == 0 {
            inner.extend(read(flate2::read::ZlibDecoder::new(rest)));
        }
        // A member of a ZIP archive.
        if rest.starts_with(b"PK\x03\x04") && rest.len() > 30 {
            let skip = 30
                + usize::from(rest[26])
                + 256 * usize::from(rest[27])
                + usize::from(rest[28])
                + 256 * usize::from(rest[29]);
            if let Some(data) = rest.get(skip..) {
                inner.extend(read(flate2::read::DeflateDecoder::new(data)));
            }
        }
    }
    for layer in inner {
        unpack(&layer, depth + 1, found);
        found.push(layer);
    }
}

fn read(mut reader: impl std::io::Read) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let done = reader.by_ref().take(64 << 20).read_to_end(&mut out);
    (done.is_ok() && out.len() > 8 || out.len() > 64).then_some(out)
}

/// Whether a text stands there in any encoding that these formats have.
pub(crate) fn names(layer: &[u8], text: &str) -> bool {
    let units: Vec<u16> = text.encode_utf16().collect();
    let latin: Vec<u8> = text.chars().map(|one| u8::try_from(u32::from(one)).unwrap_or(b'?')).collect();
    let wide: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    let narrow: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let hex =
        |bytes: &[u8]| bytes.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect::<Vec<u8>>();
    let octal: Vec<u8> = latin
        .iter()
        .flat_map(|byte| if byte.is_ascii() { vec![*byte] } else { format!("\\{byte:03o}").into_bytes() })
        .collect();
    let entities: Vec<u8> = text
        .chars()
        .flat_map(|one| {
            if one.is_ascii() { one.to_string() } else { format!("&#{};", u32::from(one)) }.into_bytes()
        })
        .collect();
    let lower = layer.to_ascii_lowercase();
    let forms = [
        text.as_bytes().to_vec(),
        latin.clone(),
        wide.clone(),
        narrow,
        hex(&wide),
        hex(&latin),
        hex(text.as_bytes()),
        octal,
        entities,
    ];
    // The first name alone stands in no text either.
    let first = text.split(' ').next().unwrap_or(text).as_bytes().to_ascii_lowercase();
    let has = |wanted: &[u8]| {
        let mut starts = memchr::memchr_iter(wanted[0], &lower);
        starts.any(|at| lower[at..].starts_with(wanted))
    };
    forms.iter().any(|form| has(&form.to_ascii_lowercase())) || has(&first)
}
