//! A text in every coding that the gate reads. Owns no expectation.

use crate::deflate::{Wrapping, deflate};

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for digit in 0..=three.len() {
            out.push(char::from(DIGITS[(bits >> (18 - 6 * digit) & 63) as usize]));
        }
    }
    out
}

/// Each byte in two digits, with a sign before it.
fn hex(bytes: &[u8], sign: &str) -> String {
    bytes.iter().fold(String::new(), |out, byte| out + sign + &format!("{byte:02X}"))
}

fn each_char(text: &str, code: impl Fn(char) -> String) -> String {
    text.chars().map(code).collect()
}

pub(super) fn zip(name: &str, content: &[u8], method: u8) -> Vec<u8> {
    let packed = if method == 8 { deflate(content, Wrapping::None) } else { content.to_vec() };
    let mut out = b"PK\x03\x04\x14\0\0\0".to_vec();
    out.extend([method, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    out.extend(u32::try_from(packed.len()).unwrap().to_le_bytes());
    out.extend(u32::try_from(content.len()).unwrap().to_le_bytes());
    out.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
    out.extend([0, 0]);
    out.extend(name.as_bytes());
    out.extend(packed);
    out
}

fn gzip(content: &[u8]) -> Vec<u8> {
    [b"\x1f\x8b\x08\x08\0\0\0\0\0\x03namn\0".as_slice(), &deflate(content, Wrapping::None), &[0; 8]].concat()
}

fn png(kind: &str, content: &[u8]) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    out.extend(u32::try_from(content.len()).unwrap().to_be_bytes());
    out.extend(kind.as_bytes());
    out.extend(content);
    out.extend([0; 4]);
    out
}

fn pdf(page: &[u8]) -> Vec<u8> {
    let packed = deflate(page, Wrapping::Zlib);
    let head = format!(
        "%PDF-1.7\n%\u{e2}\u{e3}\n1 0 obj\n<< /Length {} /Filter /FlateDecode >>\nstream\n",
        packed.len()
    );
    [head.as_bytes(), &packed, b"\nendstream\nendobj\n"].concat()
}

/// A text in every coding, each with its name and a file name.
#[expect(clippy::too_many_lines, reason = "a list")]
pub(super) fn codings(text: &str) -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let word = |xml: &str| zip("word/document.xml", xml.as_bytes(), 8);
    let runs = format!("<w:r><w:t>{} </w:t></w:r>", text.replace(' ', " </w:t></w:r><w:r><w:t>"));
    let halves = each_char(text, |c| if c == 's' { "<b>s</b>".into() } else { c.into() });
    let units: Vec<u16> = text.encode_utf16().collect();
    let utf_16 = |to: fn(u16) -> [u8; 2]| units.iter().copied().flat_map(to).collect::<Vec<u8>>();
    let hex_units = hex(&units.iter().copied().flat_map(u16::to_be_bytes).collect::<Vec<u8>>(), "");
    let latin = |text: &str| text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<u8>>();
    let json = each_char(text, |c| format!("\\u{:04x}", u32::from(c)));
    let in_zlib = |before: &str| [before.as_bytes(), &deflate(text.as_bytes(), Wrapping::Zlib)].concat();
    let kerned = text.split(' ').map(|word| {
        let (one, other) = word.split_at(word.char_indices().nth(1).unwrap().0);
        [b"(".as_slice(), &latin(one), b") 12 (", &latin(other), b" ) -3 "].concat()
    });
    vec![
        (
            "entities, decimal",
            "a.html",
            format!("<p>{}</p>", each_char(text, |c| format!("&#{};", u32::from(c)))).into(),
        ),
        (
            "entities, hex",
            "a.svg",
            format!("<text>{}</text>", each_char(text, |c| format!("&#x{:X};", u32::from(c)))).into(),
        ),
        (
            "entities, named",
            "a.html",
            format!("<p>{}</p>", text.replace('Å', "&Aring;").replace('Ö', "&Ouml;").replace('ä', "&auml;"))
                .into(),
        ),
        (
            "entities, twice",
            "a.html",
            format!("<p>{}</p>", text.replace('s', "&amp;#115;").replace('g', "&amp;#103;")).into(),
        ),
        (
            "attribute with entities",
            "a.html",
            format!("<p title=\"{}\">x</p>", text.replace('s', "&#115;")).into(),
        ),
        (
            "comment with entities",
            "a.html",
            format!("<p>x</p><!-- {} -->", text.replace('s', "&#115;")).into(),
        ),
        ("tags within words", "a.html", format!("<p>{halves}</p>").into()),
        (
            "tags within words of a feed",
            "feed.xml",
            format!("<c type=\"html\">{}</c>", halves.replace('<', "&lt;").replace('>', "&gt;")).into(),
        ),
        ("json", "a.json", format!("{{\"a\":\"{json}\"}}").into()),
        (
            "script",
            "a.html",
            format!("<script>a='{}'</script>", each_char(text, |c| format!("\\x{:02x}", u32::from(c))))
                .into(),
        ),
        (
            "css",
            "a.css",
            format!("a::after{{content:\"{}\"}}", each_char(text, |c| format!("\\{:x} ", u32::from(c))))
                .into(),
        ),
        ("percent", "a.html", format!("<a href=\"x?q={}\">", hex(text.as_bytes(), "%")).into()),
        (
            "base64",
            "a.html",
            format!("<img src=\"data:text/plain;base64,{}\">", base64(text.as_bytes())).into(),
        ),
        ("base64, askew", "a.txt", format!("Ab1{}", base64(text.as_bytes())).into()),
        ("base64 of base64", "a.txt", base64(format!("data {}", base64(text.as_bytes())).as_bytes()).into()),
        (
            "base64 of an SVG",
            "a.css",
            format!(
                "url(data:image/svg+xml;base64,{})",
                base64(format!("<svg><text>{halves}</text></svg>").as_bytes())
            )
            .into(),
        ),
        ("UTF-16 LE", "a.txt", utf_16(u16::to_le_bytes)),
        ("UTF-16 BE with its mark", "a.csv", [vec![0xfe, 0xff], utf_16(u16::to_be_bytes)].concat()),
        ("Windows-1252", "a.csv", latin(text)),
        ("zip", "a.docx", zip("word/document.xml", text.as_bytes(), 8)),
        ("docx in runs", "a.docx", word(&format!("<w:p>{runs}</w:p>"))),
        (
            "xlsx",
            "a.xlsx",
            zip(
                "xl/sharedStrings.xml",
                format!("<si><r><t>{}</t></r></si>", text.replace('s', "&#115;")).as_bytes(),
                0,
            ),
        ),
        ("zip in zip", "a.zip", zip("b.zip", &zip("c.txt", text.as_bytes(), 8), 0)),
        ("name of a member", "a.zip", zip(&format!("{}.txt", text.replace(' ', "%20")), b"x", 8)),
        ("gzip", "a.svgz", gzip(text.as_bytes())),
        ("PDF stream", "a.pdf", pdf(text.as_bytes())),
        (
            "PDF page, kerned",
            "a.pdf",
            pdf(&[b"BT [".as_slice(), &kerned.flatten().collect::<Vec<u8>>(), b"] TJ ET"].concat()),
        ),
        ("PDF string in hex", "a.pdf", pdf(format!("<FEFF{hex_units}> Tj").as_bytes())),
        (
            "PDF string in octal",
            "a.pdf",
            pdf(format!("({}) Tj", each_char(text, |c| format!("\\{:03o}", u32::from(c)))).as_bytes()),
        ),
        ("PNG zTXt", "a.png", png("zTXt", &in_zlib("Author\0\0"))),
        ("PNG iTXt", "a.png", png("iTXt", &in_zlib("Author\0\x01\0sv\0Av\0"))),
    ]
}
