//! Character references of HTML and XML: `&aring;`, `&#229;`, `&#xE5;`, also without their semicolon, as
//! browsers read them. Owns the names of letters and of the signs that stand within words; no other sign matters.

/// U+00C0–U+00FF, in order.
const LATIN: &str = "Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml \
                     ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig \
                     agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml \
                     eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

/// Signs that a reading of numbers and addresses turns upon, or that open further decoding.
const SIGNS: [(&str, char); 32] = [
    ("nbsp", '\u{a0}'),
    ("shy", '\u{ad}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("ndash", '\u{2013}'),
    ("mdash", '\u{2014}'),
    ("minus", '\u{2212}'),
    ("hyphen", '-'),
    ("dash", '-'),
    ("plus", '+'),
    ("period", '.'),
    ("sol", '/'),
    ("bsol", '\\'),
    ("colon", ':'),
    ("commat", '@'),
    ("lpar", '('),
    ("rpar", ')'),
    ("num", '#'),
    ("percnt", '%'),
    ("lowbar", '_'),
    ("Tab", '\t'),
    ("NewLine", '\n'),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("Scaron", 'Š'),
    ("scaron", 'š'),
];

/// The longest name, with room for leading zeros of a number.
const LONGEST: usize = 12;

/// The reference that a text opens with (`&`), and its length in bytes.
pub(super) fn reference(text: &[u8]) -> Option<(char, usize)> {
    let rest = text.get(1..)?;
    if let Some(number) = rest.strip_prefix(b"#") {
        let (digits, base) = match number {
            [b'x' | b'X', digits @ ..] => (digits, 16),
            digits => (digits, 10),
        };
        let count = digits.iter().take(LONGEST).take_while(|byte| char::from(**byte).is_digit(base)).count();
        let code = u32::from_str_radix(std::str::from_utf8(&digits[..count]).ok()?, base).ok()?;
        let length = 1 + (rest.len() - digits.len()) + count;
        return Some((
            char::from_u32(code).unwrap_or('\u{fffd}'),
            length + usize::from(digits.get(count) == Some(&b';')),
        ));
    }
    let count = rest.iter().take(LONGEST).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let name = std::str::from_utf8(&rest[..count]).ok()?;
    let closed = rest.get(count) == Some(&b';');
    let sign = SIGNS.iter().find(|(known, _)| *known == name).map(|(_, sign)| *sign);
    let known = sign.or_else(|| {
        let number = LATIN.split(' ').filter(|name| !name.is_empty()).position(|known| known == name)?;
        char::from_u32(0xc0 + u32::try_from(number).ok()?)
    })?;
    Some((known, 1 + count + usize::from(closed)))
}

/// A text of so few bytes is looked through faster than a search for many bytes at a time begins.
pub(super) const SHORT: usize = 16;

/// Appends a text with its references resolved.
pub(crate) fn resolve(text: &[u8], out: &mut Vec<u8>) {
    // Most attributes have a few bytes and no reference.
    if text.len() <= SHORT && !text.contains(&b'&') {
        out.extend_from_slice(text);
        return;
    }
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest) {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at..];
        rest = resolve_one(rest, out);
    }
    out.extend_from_slice(rest);
}

/// At a `&`: appends what it stands for, and returns what comes after it.
pub(super) fn resolve_one<'t>(text: &'t [u8], out: &mut Vec<u8>) -> &'t [u8] {
    if let Some((character, length)) = reference(text) {
        out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        &text[length..]
    } else {
        out.push(b'&');
        &text[1..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_in_all_their_forms() {
        let mut out = Vec::new();
        let text = "&Aring;s&#229;s&#xE5;s&#xe5 &ouml &yuml;&AElig;&szlig;&copy;&;&&#;&#x110000;R&amp;D&";
        resolve(text.as_bytes(), &mut out);
        assert_eq!(String::from_utf8(out).unwrap(), "Åsåsås\u{e5} ö ÿÆß&copy;&;&&#;\u{fffd}R&D&");
    }
}
