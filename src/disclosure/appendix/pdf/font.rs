//! What a font's codes mean: through `ToUnicode`, through an encoding by glyph names, or not at all. And how wide
//! its glyphs are, to tell where text stands.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

use super::super::LARGEST;
use super::lexer::Token as T;
use super::{deref, dictionary, float};

/// A font as far as text needs it.
pub(super) struct Font {
    to_unicode: BTreeMap<u32, String>,
    simple: BTreeMap<u32, String>,
    widths: BTreeMap<u32, f64>,
    default_width: f64,
    /// Bytes a code.
    pub(super) bytes: usize,
    /// Pictures of letters whose meaning nobody needs to know: Symbol and Dingbats.
    is_symbolic: bool,
}

impl Font {
    pub(super) fn new(font: &Dictionary, document: &Document) -> Self {
        let subtype = font.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
        let base = font.get(b"BaseFont").and_then(Object::as_name).unwrap_or_default();
        let mut made = Self {
            to_unicode: BTreeMap::new(),
            simple: BTreeMap::new(),
            widths: BTreeMap::new(),
            default_width: 0.55,
            bytes: 1,
            is_symbolic: base.ends_with(b"ZapfDingbats")
                || base.ends_with(b"Symbol")
                || base.ends_with(b"Wingdings"),
        };
        if let Some(Object::Stream(stream)) = font.get(b"ToUnicode").ok().and_then(|it| deref(document, it)) {
            let data = super::decoded(stream, LARGEST).unwrap_or_default();
            made.to_unicode = cmap(&data);
        }
        if subtype == b"Type0" {
            made.bytes = 2;
            made.default_width = 1.0;
            made.read_wide(font, document);
            return made;
        }
        made.read_encoding(font, document);
        let scale = if subtype == b"Type3" {
            let matrix = font
                .get(b"FontMatrix")
                .ok()
                .and_then(|it| deref(document, it))
                .and_then(|it| it.as_array().ok());
            matrix.and_then(|matrix| matrix.first()).and_then(float).unwrap_or(0.001).abs()
        } else {
            0.001
        };
        let first = font
            .get(b"FirstChar")
            .ok()
            .and_then(|it| deref(document, it))
            .and_then(|it| it.as_i64().ok())
            .unwrap_or(0);
        if let Some(Object::Array(widths)) = font.get(b"Widths").ok().and_then(|it| deref(document, it)) {
            for (index, width) in (first.max(0)..256).zip(widths) {
                if let (Ok(code), Some(width)) =
                    (u32::try_from(index), deref(document, width).and_then(float))
                {
                    made.widths.insert(code, width * scale);
                }
            }
        }
        made
    }

    fn read_wide(&mut self, font: &Dictionary, document: &Document) {
        let descendants = font.get(b"DescendantFonts").ok().and_then(|it| deref(document, it));
        let Some(below) = descendants
            .and_then(|it| it.as_array().ok())
            .and_then(|list| list.first())
            .and_then(|it| dictionary(document, it))
        else {
            return;
        };
        if let Some(width) = below.get(b"DW").ok().and_then(|it| deref(document, it)).and_then(float) {
            self.default_width = width / 1000.0;
        }
        let Some(Object::Array(list)) = below.get(b"W").ok().and_then(|it| deref(document, it)) else {
            return;
        };
        let mut at = 0;
        let number =
            |index: usize| list.get(index).and_then(|it| deref(document, it)).and_then(|it| it.as_i64().ok());
        while let Some(first) = number(at).and_then(|it| u32::try_from(it).ok()) {
            match list.get(at + 1).and_then(|it| deref(document, it)) {
                Some(Object::Array(widths)) => {
                    for (code, width) in (first..0x10000).zip(widths) {
                        if let Some(width) = float(width) {
                            self.widths.insert(code, width / 1000.0);
                        }
                    }
                    at += 2;
                }
                Some(end) => {
                    let until =
                        end.as_i64().ok().and_then(|it| u32::try_from(it).ok()).unwrap_or(first).min(0xffff);
                    if let Some(width) = list.get(at + 2).and_then(float) {
                        self.widths.extend((first..=until).map(|code| (code, width / 1000.0)));
                    }
                    at += 3;
                }
                None => return,
            }
        }
    }

    fn read_encoding(&mut self, font: &Dictionary, document: &Document) {
        let encoding = font.get(b"Encoding").ok().and_then(|it| deref(document, it));
        let named = |name: &[u8]| {
            let known =
                [&b"WinAnsiEncoding"[..], b"MacRomanEncoding", b"StandardEncoding", b"MacExpertEncoding"];
            known.into_iter().find(|its| *its == name)
        };
        let descriptor = font.get(b"FontDescriptor").ok().and_then(|it| dictionary(document, it));
        let flags = descriptor.and_then(|it| it.get(b"Flags").ok()?.as_i64().ok()).unwrap_or(32);
        let embedded =
            descriptor.is_some_and(|it| it.has(b"FontFile") || it.has(b"FontFile2") || it.has(b"FontFile3"));
        // A font of its own symbols has codes of its own.
        let fallback = (!embedded || flags & 4 == 0).then_some(&b"StandardEncoding"[..]);
        let mut differences = None;
        let table = match encoding {
            Some(Object::Name(name)) => named(name).or(fallback),
            Some(Object::Dictionary(its)) => {
                differences = its
                    .get(b"Differences")
                    .ok()
                    .and_then(|it| deref(document, it))
                    .and_then(|it| it.as_array().ok());
                its.get(b"BaseEncoding").and_then(Object::as_name).ok().and_then(named).or(fallback)
            }
            _ => fallback,
        };
        if let Some(table) = table {
            let name = Object::Name(table.to_vec());
            self.simple.extend(
                (0..=255)
                    .filter_map(|code| Some((u32::from(code), by_encoding(document, name.clone(), code)?))),
            );
        }
        if table.is_none() {
            self.read_program(descriptor, document);
        }
        let mut code = 0_u32;
        for item in differences.into_iter().flatten() {
            match item {
                Object::Integer(number) => code = u32::try_from(*number).unwrap_or(256),
                Object::Name(name) => {
                    match glyph_text(name, document) {
                        Some(text) => drop(self.simple.insert(code, text)),
                        None => drop(self.simple.remove(&code)),
                    }
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
    }

    /// A Type 1 font's own encoding: `dup 46 /period put` in the part of its program that is plain text.
    fn read_program(&mut self, descriptor: Option<&Dictionary>, document: &Document) {
        let program = descriptor.and_then(|it| it.get(b"FontFile").ok()).and_then(|it| deref(document, it));
        let Some(Object::Stream(stream)) = program else { return };
        let data = super::decoded(stream, LARGEST).unwrap_or_default();
        let plain = data.windows(5).position(|window| window == b"eexec").unwrap_or(data.len());
        let text = String::from_utf8_lossy(&data[..plain]);
        let mut words = text.split_ascii_whitespace();
        while let Some(word) = words.next() {
            if word != "dup" {
                continue;
            }
            let code = words.next().and_then(|code| code.parse::<u32>().ok());
            if let Some((code, name)) = code.zip(words.next().and_then(|name| name.strip_prefix('/')))
                && let Some(text) = glyph_text(name.as_bytes(), document)
            {
                self.simple.insert(code, text);
            }
        }
    }

    /// What a code means; `None` if nothing tells.
    pub(super) fn text(&self, code: u32) -> Option<&str> {
        let known = self
            .to_unicode
            .get(&code)
            .filter(|text| !text.starts_with('\0'))
            .or_else(|| self.simple.get(&code));
        known.map(String::as_str).or(if self.is_symbolic { Some("\u{fffd}") } else { None })
    }

    /// How far a code moves on, in units of the font's size.
    pub(super) fn width(&self, code: u32) -> f64 {
        self.widths.get(&code).copied().unwrap_or(self.default_width)
    }
}

/// What a code means in an encoding, which the library knows for a font only.
fn by_encoding(document: &Document, encoding: Object, code: u8) -> Option<String> {
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", encoding);
    let text = font.get_font_encoding_with_limit(document, LARGEST).ok()?.bytes_to_string(&[code]).ok()?;
    Some(text).filter(|text| !text.is_empty())
}

/// The text of a glyph by its name (Adobe Glyph List): `aring`, `uni00E5`, `u1F600`, `f_i`, `a.sc`.
fn glyph_text(name: &[u8], document: &Document) -> Option<String> {
    // Code 0 has no meaning of its own: what comes out is the name's.
    let mut encoding = Dictionary::new();
    encoding.set("Differences", vec![Object::Integer(0), Object::Name(name.to_vec())]);
    if let Some(text) = by_encoding(document, Object::Dictionary(encoding), 0) {
        return Some(text);
    }
    let name = std::str::from_utf8(name).ok()?;
    let base = name.split('.').next()?;
    if base != name {
        return glyph_text(base.as_bytes(), document);
    }
    if base.contains('_') {
        return base.split('_').map(|part| glyph_text(part.as_bytes(), document)).collect();
    }
    let digits =
        base.strip_prefix("uni").or_else(|| base.strip_prefix('u')).filter(|digits| digits.len() >= 4)?;
    char::from_u32(u32::from_str_radix(digits, 16).ok()?).map(String::from)
}

/// Reads a `ToUnicode` map.
fn cmap(data: &[u8]) -> BTreeMap<u32, String> {
    let mut found = BTreeMap::new();
    let text: Vec<u8> = data.to_vec();
    let Some(operations) = super::lexer::read(&text) else { return found };
    let code = |bytes: &[u8]| bytes.iter().take(4).fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte));
    let spelled = |bytes: &[u8]| {
        let units: Vec<u16> = bytes
            .chunks(2)
            .map(|pair| pair.iter().fold(0, |sum, byte| sum << 8 | u16::from(*byte)))
            .collect();
        String::from_utf16_lossy(&units)
    };
    for operation in operations {
        match operation.operator.as_slice() {
            b"endbfchar" => {
                for pair in operation.operands.chunks(2) {
                    if let [T::String(from), T::String(to)] = pair {
                        found.insert(code(from), spelled(to));
                    }
                }
            }
            b"endbfrange" => {
                for triple in operation.operands.chunks(3) {
                    let [T::String(from), T::String(until), to] = triple else { continue };
                    let (from, until) = (code(from), code(until));
                    let until = until.min(from.saturating_add(0xffff));
                    match to {
                        T::String(start) => {
                            for (step, code) in (from..=until).enumerate() {
                                let mut bytes = start.clone();
                                add(&mut bytes, step);
                                found.insert(code, spelled(&bytes));
                            }
                        }
                        T::Array(list) => {
                            for (code, item) in (from..=until).zip(list) {
                                if let T::String(to) = item {
                                    found.insert(code, spelled(to));
                                }
                            }
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    found
}

fn add(bytes: &mut [u8], step: usize) {
    let mut carry = step;
    for byte in bytes.iter_mut().rev() {
        let sum = usize::from(*byte) + (carry & 255);
        *byte = u8::try_from(sum & 255).unwrap_or(0);
        carry = (carry >> 8) + (sum >> 8);
        if carry == 0 {
            break;
        }
    }
}
