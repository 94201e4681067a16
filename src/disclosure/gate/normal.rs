//! Bytes as they are compared: letters and digits alone, small, without accents. Owns no encoding that needs
//! unpacking (`decode`). What a page, a spreadsheet or a slug does to a text (typographic quotes, no-break
//! spaces, soft hyphens, line ends, `å` for `a` and a ring, `asa` for `Åsa`) leaves no trace here, so a text
//! is found again whatever it has been through.

/// A text in normal form, and where its words begin.
#[derive(Default)]
pub(super) struct Form {
    /// Letters and digits; after them [`PADDING`] zeros, so that a few bytes can be read at any place.
    bytes: Vec<u8>,
    length: usize,
    words: Vec<u32>,
    count: usize,
}

/// Zeros after the text.
pub(super) const PADDING: usize = 8;

/// No letter: what stands before and after are two words.
const APART: u8 = 0;
/// No letter either, but what stands before and after are one word.
const UNSEEN: u8 = 1;
/// Something that the table doesn't know.
const RARE: u8 = 2;

/// The byte that most letters beyond ASCII begin with.
const LEAD: u8 = 0xC3;

/// Each byte's small letter or digit; the second half for a byte after [`LEAD`]. So the letters that Swedish
/// texts have take the way of all others.
const TABLE: [u8; 512] = {
    let mut table = [RARE; 512];
    let mut byte = 0_u8;
    while byte < 128 {
        table[byte as usize] = if byte.is_ascii_alphanumeric() { byte.to_ascii_lowercase() } else { APART };
        byte += 1;
    }
    table[LEAD as usize] = UNSEEN;
    let mut letter = 0;
    while letter < 64 {
        table[256 + 128 + letter] = LATIN_1[letter];
        letter += 1;
    }
    table
};

/// U+00C0–U+00FF. Windows-1252 has the same letters at the same places.
const LATIN_1: &[u8; 64] = b"aaaaaaaceeeeiiiidnooooo\0ouuuuytsaaaaaaaceeeeiiiidnooooo\0ouuuuyty";
/// U+0100–U+017F.
const LATIN_A: &[u8; 128] =
    b"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiijjjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

impl Form {
    /// The normal form of a text.
    pub(super) fn of(source: &[u8]) -> Self {
        let mut form = Self::default();
        form.fill(source);
        form
    }

    /// Takes in a text in place of the one before. Bytes that aren't UTF-8 are read as Windows-1252.
    pub(super) fn fill(&mut self, source: &[u8]) {
        // No character is longer in normal form.
        self.bytes.clear();
        self.bytes.resize(source.len() + PADDING, 0);
        self.words.clear();
        self.words.resize(source.len() / 2 + 2, 0);
        let (bytes, words) = (self.bytes.as_mut_slice(), self.words.as_mut_slice());
        let mut state = State { length: 0, count: 0, apart: true, before: 0 };
        let mut at = 0;
        loop {
            at += common(&source[at..], bytes, words, &mut state);
            if at == source.len() {
                break;
            }
            // A lead that leads nothing is a letter of Windows-1252, and this byte is looked at once more.
            let (letters, used) = if state.before == LEAD { (one(b'a'), 0) } else { wide(&source[at..]) };
            at += used;
            state.before = 0;
            state.push(&letters, bytes, words);
        }
        if state.before == LEAD {
            state.push(&one(b'a'), bytes, words);
        }
        let State { length, count, .. } = state;
        self.bytes[length..].fill(0);
        (self.length, self.count) = (length, count);
    }

    /// Letters and digits.
    pub(super) fn text(&self) -> &[u8] {
        &self.bytes[..self.length]
    }

    /// The same with zeros after it.
    pub(super) fn padded(&self) -> &[u8] {
        &self.bytes
    }

    /// Where each word begins, rising.
    pub(super) fn starts(&self) -> &[u32] {
        &self.words[..self.count]
    }

    /// The words with their first bytes.
    pub(super) fn words(&self) -> impl Iterator<Item = (usize, &[u8])> {
        let ends = self.starts().iter().skip(1).map(|start| *start as usize).chain([self.length]);
        self.starts()
            .iter()
            .zip(ends)
            .map(|(start, end)| (*start as usize, &self.bytes[*start as usize..end]))
    }
}

/// How far a text has been taken in.
struct State {
    length: usize,
    count: usize,
    /// Does a word begin with the next letter?
    apart: bool,
    /// The byte before.
    before: u8,
}

impl State {
    fn push(&mut self, letters: &Letters, bytes: &mut [u8], words: &mut [u32]) {
        match letters {
            Letters::Unseen => {}
            Letters::None => self.apart = true,
            Letters::Some(letters, many) => {
                words[self.count] = index(self.length);
                self.count += usize::from(self.apart);
                bytes[self.length..self.length + many].copy_from_slice(&letters[..*many]);
                self.length += many;
                self.apart = false;
            }
        }
    }
}

/// Takes in bytes up to the first that the table doesn't know, and says how many.
#[inline(never)] // Among calls its state would not stay in registers.
#[expect(clippy::needless_bitwise_bool, reason = "a lazy operator is a branch at every byte")]
fn common(source: &[u8], bytes: &mut [u8], words: &mut [u32], state: &mut State) -> usize {
    let State { mut length, mut count, mut apart, mut before } = *state;
    let mut taken = source.len();
    for (at, byte) in source.iter().enumerate() {
        // By the byte before, not by what the table said of it: else each step would wait for the last one's lookup.
        let letter = TABLE[usize::from(before == LEAD) << 8 | usize::from(*byte)];
        if letter == RARE {
            taken = at;
            break;
        }
        // Written in any case and counted if it is a letter: no branch that the processor must guess.
        let is_letter = letter > RARE;
        bytes[length] = letter;
        words[count] = index(length);
        count += usize::from(apart & is_letter);
        length += usize::from(is_letter);
        apart = !is_letter & (apart | (letter == APART));
        before = *byte;
    }
    *state = State { length, count, apart, before };
    taken
}

#[expect(clippy::cast_possible_truncation, reason = "no output file has 4 GiB")]
const fn index(at: usize) -> u32 {
    at as u32
}

/// What a character beyond ASCII becomes.
enum Letters {
    /// Nothing that anybody sees: what stands before and after are one word.
    Unseen,
    /// Something between words.
    None,
    /// So many letters.
    Some([u8; 4], usize),
}

fn one(letter: u8) -> Letters {
    if letter == APART { Letters::None } else { Letters::Some([letter, 0, 0, 0], 1) }
}

fn some(letters: &[u8]) -> Letters {
    let mut out = [0; 4];
    out[..letters.len()].copy_from_slice(letters);
    Letters::Some(out, letters.len())
}

/// The character beyond ASCII that a text opens with, and its length in bytes.
fn wide(source: &[u8]) -> (Letters, usize) {
    let next = |at: usize| source.get(at).copied().unwrap_or(0);
    let follows = |at: usize| next(at) & 0xC0 == 0x80;
    match source[0] {
        lead @ (0xC4 | 0xC5) if follows(1) => {
            (one(LATIN_A[usize::from(lead & 1) * 64 + usize::from(next(1) & 63)]), 2)
        }
        lead => {
            let length = match lead {
                0xC2..=0xDF => 2,
                0xE0..=0xEF => 3,
                0xF0..=0xF4 => 4,
                _ => 1,
            };
            let character = source.get(..length).and_then(|bytes| std::str::from_utf8(bytes).ok());
            match character.and_then(|text| text.chars().next()) {
                Some(character) => (rare(character), length),
                None => (windows_1252(lead), 1),
            }
        }
    }
}

fn windows_1252(byte: u8) -> Letters {
    match byte {
        0xC0.. => one(LATIN_1[usize::from(byte & 63)]),
        0x8A | 0x9A => one(b's'),
        0x8E | 0x9E => one(b'z'),
        0xAD => Letters::Unseen,
        _ => Letters::None,
    }
}

fn rare(character: char) -> Letters {
    match character {
        '\u{ad}'
        | '\u{300}'..='\u{36f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' => Letters::Unseen,
        // Ligatures, as typesetters and their PDF files have them.
        '\u{fb00}' => some(b"ff"),
        '\u{fb01}' => some(b"fi"),
        '\u{fb02}' => some(b"fl"),
        '\u{fb03}' => some(b"ffi"),
        '\u{fb04}' => some(b"ffl"),
        '\u{fb05}' | '\u{fb06}' => some(b"st"),
        '\u{ff01}'..='\u{ff5e}' => one(TABLE[character as usize - 0xff01 + 0x21]),
        'ª' => one(b'a'),
        'º' => one(b'o'),
        _ if character.is_alphanumeric() => {
            let mut small = character.to_lowercase();
            let letter = small.next().filter(|letter| letter.len_utf8() <= character.len_utf8());
            let mut out = [0; 4];
            let length = letter.unwrap_or(character).encode_utf8(&mut out).len();
            Letters::Some(out, length)
        }
        _ => Letters::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(source: &[u8]) -> String {
        String::from_utf8(Form::of(source).text().to_vec()).unwrap()
    }

    #[test]
    fn the_tables_have_each_letter_at_its_place() {
        assert_eq!(text("ÀÅÄÇÉÖ×ØÜÝÞß àåäçéö÷øüýþÿ".as_bytes()), "aaaceoouytsaaaceoouyty");
        for (letter, base) in [
            ('Ā', 'a'),
            ('ą', 'a'),
            ('č', 'c'),
            ('Đ', 'd'),
            ('ę', 'e'),
            ('ğ', 'g'),
            ('ħ', 'h'),
            ('İ', 'i'),
            ('ı', 'i'),
            ('ķ', 'k'),
            ('Ł', 'l'),
            ('ł', 'l'),
            ('ń', 'n'),
            ('ő', 'o'),
            ('œ', 'o'),
            ('ř', 'r'),
            ('ş', 's'),
            ('Š', 's'),
            ('š', 's'),
            ('ť', 't'),
            ('ű', 'u'),
            ('ų', 'u'),
            ('ŵ', 'w'),
            ('ŷ', 'y'),
            ('Ÿ', 'y'),
            ('ź', 'z'),
            ('Ž', 'z'),
            ('ž', 'z'),
            ('ſ', 's'),
        ] {
            assert_eq!(text(letter.to_string().as_bytes()), base.to_string(), "{letter}");
        }
    }

    #[test]
    fn ways_to_write_a_text_have_one_form() {
        let ways: [&[u8]; 8] = [
            "Åsa Öbergs ”fina” hus".as_bytes(),
            "A\u{30a}sa O\u{308}bergs \"fina\" hus".as_bytes(),
            "åsa\u{a0}öbergs\n\t»fina«   hus.".as_bytes(),
            b"\xC5sa \xD6bergs \x94fina\x94 hus",
            b"asa-obergs-fina-hus",
            "ÅSA ÖBERGS ’FINA’ HUS".as_bytes(),
            "Å\u{ad}sa Ö\u{200b}bergs \u{fb01}na hus".as_bytes(),
            "Åｓa Öbergs fina hus".as_bytes(),
        ];
        for way in ways {
            assert_eq!(text(way), "asaobergsfinahus", "{}", String::from_utf8_lossy(way));
            let form = Form::of(way);
            let words: Vec<_> = form.words().map(|(_, word)| word.to_vec()).collect();
            assert_eq!(words, [b"asa".as_slice(), b"obergs", b"fina", b"hus"]);
        }
    }

    #[test]
    fn any_bytes_have_a_form() {
        for seed in 0..12_000_u32 {
            let bytes = seed.wrapping_mul(2_654_435_761).to_be_bytes();
            for bytes in [&bytes[..], &bytes[..2], &[bytes, bytes].concat()] {
                let form = Form::of(bytes);
                assert!(form.text().len() <= bytes.len() && !form.text().contains(&0));
            }
        }
        assert_eq!(text(b"\xC3 \xC3b\xC3\xC3\xA5 \xC3"), "aabaaa");
        assert_eq!(text("Жанна Δ".as_bytes()), "жаннаδ");
    }
}
