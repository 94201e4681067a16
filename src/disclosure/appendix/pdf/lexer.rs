//! The words of a content stream (ISO 32000-2 §7.8.2), read and written anew. What isn't an operator of the
//! standard, comments and properties that draw nothing aren't written.

/// An operand.
#[derive(Clone, Debug)]
pub(super) enum Token {
    Number(f64, Vec<u8>),
    Name(Vec<u8>),
    String(Vec<u8>),
    Array(Vec<Token>),
    Dictionary(Vec<(Vec<u8>, Token)>),
    Word(Vec<u8>),
}

/// An operator with what stands before it. An inline picture is `BI` with its dictionary and bytes.
#[derive(Clone, Debug)]
pub(super) struct Operation {
    pub(super) operands: Vec<Token>,
    pub(super) operator: Vec<u8>,
}

const OPERATORS: &[&str] = &[
    "b", "B", "b*", "B*", "BDC", "BI", "BMC", "BT", "c", "cm", "CS", "cs", "d", "d0", "d1", "Do", "EMC",
    "ET", "f", "F", "f*", "G", "g", "gs", "h", "i", "j", "J", "K", "k", "l", "m", "M", "n", "q", "Q", "re",
    "RG", "rg", "ri", "s", "S", "SC", "sc", "SCN", "scn", "sh", "T*", "Tc", "Td", "TD", "Tf", "Tj", "TJ",
    "TL", "Tm", "Tr", "Ts", "Tw", "Tz", "v", "w", "W", "W*", "y", "'", "\"",
];

impl Token {
    pub(super) fn number(&self) -> Option<f64> {
        if let Self::Number(value, _) = self { Some(*value) } else { None }
    }

    pub(super) fn name(&self) -> Option<&[u8]> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }
}

struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_delimiter(byte: u8) -> bool {
    b"()<>[]{}/%".contains(&byte)
}

impl Lexer<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                while self.peek().is_some_and(|byte| byte != 10 && byte != 13) {
                    self.at += 1;
                }
            } else if is_space(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    fn token(&mut self, depth: usize) -> Option<Token> {
        self.skip_space();
        let byte = self.peek()?;
        if depth > 32 {
            return None;
        }
        match byte {
            b'/' => {
                self.at += 1;
                Some(Token::Name(self.name()))
            }
            b'(' => Some(Token::String(self.literal()?)),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => {
                self.at += 2;
                let mut entries = Vec::new();
                loop {
                    self.skip_space();
                    if self.bytes.get(self.at..self.at + 2)? == b">>" {
                        self.at += 2;
                        return Some(Token::Dictionary(entries));
                    }
                    let Token::Name(key) = self.token(depth + 1)? else { return None };
                    entries.push((key, self.token(depth + 1)?));
                }
            }
            b'<' => Some(Token::String(self.hexadecimal()?)),
            b'[' => {
                self.at += 1;
                let mut items = Vec::new();
                loop {
                    self.skip_space();
                    if self.peek()? == b']' {
                        self.at += 1;
                        return Some(Token::Array(items));
                    }
                    items.push(self.token(depth + 1)?);
                }
            }
            b')' | b'>' | b']' | b'{' | b'}' => None,
            _ => {
                let start = self.at;
                while self.peek().is_some_and(|byte| !is_space(byte) && !is_delimiter(byte)) {
                    self.at += 1;
                }
                let word = &self.bytes[start..self.at];
                let is_number = word.iter().all(|byte| byte.is_ascii_digit() || b"+-.".contains(byte));
                Some(match std::str::from_utf8(word).ok().filter(|_| is_number).and_then(number) {
                    Some(value) => Token::Number(value, word.to_vec()),
                    None => Token::Word(word.to_vec()),
                })
            }
        }
    }

    fn name(&mut self) -> Vec<u8> {
        let mut out = Vec::new();
        while let Some(byte) = self.peek().filter(|byte| !is_space(*byte) && !is_delimiter(*byte)) {
            let pair =
                self.bytes.get(self.at + 1..self.at + 3).and_then(|pair| std::str::from_utf8(pair).ok());
            if byte == b'#'
                && let Some(value) = pair.and_then(|pair| u8::from_str_radix(pair, 16).ok())
            {
                out.push(value);
                self.at += 3;
            } else {
                out.push(byte);
                self.at += 1;
            }
        }
        out
    }

    fn literal(&mut self) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let mut depth = 0_usize;
        loop {
            let byte = self.peek()?;
            self.at += 1;
            match byte {
                b'(' => {
                    depth += 1;
                    if depth > 1 {
                        out.push(byte);
                    }
                }
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        return Some(out);
                    }
                    out.push(byte);
                }
                b'\\' => {
                    let next = self.peek()?;
                    self.at += 1;
                    match next {
                        b'n' => out.push(b'\n'),
                        b'r' => out.push(b'\r'),
                        b't' => out.push(b'\t'),
                        b'b' => out.push(8),
                        b'f' => out.push(12),
                        b'\r' => self.at += usize::from(self.peek() == Some(b'\n')),
                        b'\n' => {}
                        b'0'..=b'7' => {
                            let mut value = u32::from(next - b'0');
                            for _ in 0..2 {
                                let Some(digit) = self.peek().filter(|digit| (b'0'..=b'7').contains(digit))
                                else {
                                    break;
                                };
                                value = value * 8 + u32::from(digit - b'0');
                                self.at += 1;
                            }
                            out.push(u8::try_from(value & 255).unwrap_or(0));
                        }
                        other => out.push(other),
                    }
                }
                _ => out.push(byte),
            }
        }
    }

    fn hexadecimal(&mut self) -> Option<Vec<u8>> {
        self.at += 1;
        let mut digits = Vec::new();
        loop {
            let byte = self.peek()?;
            self.at += 1;
            if byte == b'>' {
                break;
            }
            if !is_space(byte) {
                digits.push(u8::try_from(char::from(byte).to_digit(16)?).ok()?);
            }
        }
        if digits.len() % 2 == 1 {
            digits.push(0);
        }
        Some(digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect())
    }

    /// After `BI`: the dictionary, `ID`, the bytes, `EI`.
    fn picture(&mut self) -> Option<Vec<Token>> {
        let mut entries = Vec::new();
        loop {
            match self.token(0)? {
                Token::Name(key) => entries.push((key, self.token(0)?)),
                Token::Word(word) if word == b"ID" => break,
                _ => return None,
            }
        }
        let start = self.at + 1;
        let mut end = start;
        loop {
            let found = self.bytes.get(end..)?.windows(2).position(|pair| pair == b"EI")? + end;
            let before = self.bytes.get(found.checked_sub(1)?).copied().is_some_and(is_space);
            let after = self.bytes.get(found + 2).copied().is_none_or(|byte| is_space(byte) || byte == b'/');
            // Packed bytes may look like the end: what follows must be text.
            let follows = self.bytes.get(found + 2..).unwrap_or_default();
            let sane = follows.iter().take(12).all(|byte| is_space(*byte) || (32..127).contains(byte));
            if before && after && sane {
                let data = self.bytes.get(start..found - 1)?.to_vec();
                self.at = found + 2;
                return Some(vec![Token::Dictionary(entries), Token::String(data)]);
            }
            end = found + 2;
        }
    }
}

fn number(word: &str) -> Option<f64> {
    word.parse().ok().filter(|value: &f64| value.is_finite())
}

/// Reads a content stream; `None` where it can't be told what a reader would make of it.
pub(super) fn read(bytes: &[u8]) -> Option<Vec<Operation>> {
    let mut lexer = Lexer { bytes, at: 0 };
    let mut found = Vec::new();
    let mut operands = Vec::new();
    loop {
        lexer.skip_space();
        if lexer.peek().is_none() {
            return Some(found);
        }
        match lexer.token(0)? {
            Token::Word(word) if word == b"BI" => {
                found.push(Operation { operands: lexer.picture()?, operator: word });
                operands.clear();
            }
            Token::Word(word) if matches!(word.as_slice(), b"true" | b"false" | b"null") => {
                operands.push(Token::Word(word));
            }
            Token::Word(operator) => {
                found.push(Operation { operands: std::mem::take(&mut operands), operator });
            }
            token => operands.push(token),
        }
        if operands.len() > 100_000 {
            return None;
        }
    }
}

/// Writes the operators that draw.
pub(super) fn write(operations: &[Operation]) -> Vec<u8> {
    let mut out = Vec::new();
    for operation in operations {
        let Some(operator) = OPERATORS.iter().find(|known| known.as_bytes() == operation.operator) else {
            continue;
        };
        if *operator == "BI" {
            out.extend_from_slice(b"BI\n");
            if let [Token::Dictionary(entries), Token::String(data)] = operation.operands.as_slice() {
                for (key, value) in entries.iter().filter(|(key, _)| PICTURE_KEYS.contains(&key.as_slice())) {
                    push_name(&mut out, key);
                    out.push(b' ');
                    push(&mut out, value);
                    out.push(b'\n');
                }
                out.extend_from_slice(b"ID ");
                out.extend_from_slice(data);
            }
            out.extend_from_slice(b"\nEI\n");
            continue;
        }
        let mut kept: Vec<Token> = operation
            .operands
            .iter()
            .enumerate()
            .filter_map(|(index, operand)| drawn(operator, index, operand))
            .collect();
        if matches!(*operator, "BMC" | "BDC") {
            complete_mark(operator, &mut kept);
        }
        for operand in &kept {
            push(&mut out, operand);
            out.push(b' ');
        }
        out.extend_from_slice(operator.as_bytes());
        out.push(b'\n');
    }
    out
}

/// An operand as far as its operator draws by it: strings only where text is shown, of a mark's properties only those
/// that a reader gets to know.
fn drawn(operator: &str, index: usize, operand: &Token) -> Option<Token> {
    let shows = matches!(operator, "Tj" | "TJ" | "'" | "\"");
    match operand {
        Token::Number(..) | Token::Name(_) => Some(operand.clone()),
        Token::String(_) => shows.then(|| operand.clone()),
        Token::Array(items) if shows || operator == "d" => {
            let fits = |item: &&Token| match item {
                Token::Number(..) => true,
                Token::String(_) => shows,
                _ => false,
            };
            Some(Token::Array(items.iter().filter(fits).cloned().collect()))
        }
        Token::Dictionary(entries) if operator == "BDC" && index == 1 => {
            let fits = |(key, value): &&(Vec<u8>, Token)| match key.as_slice() {
                b"MCID" => matches!(value, Token::Number(..)),
                b"ActualText" | b"Alt" | b"E" | b"Lang" => matches!(value, Token::String(_)),
                b"Type" => value.name().is_some_and(|name| ARTIFACTS.contains(&name)),
                _ => false,
            };
            Some(Token::Dictionary(entries.iter().filter(fits).cloned().collect()))
        }
        Token::Array(_) | Token::Dictionary(_) | Token::Word(_) => None,
    }
}

/// A mark has a tag, and properties where it says so, or readers skip what comes after it.
fn complete_mark(operator: &str, kept: &mut Vec<Token>) {
    if kept.first().and_then(Token::name).is_none() {
        kept.insert(0, Token::Name(b"Span".to_vec()));
    }
    if operator == "BDC" && kept.len() < 2 {
        kept.push(Token::Dictionary(Vec::new()));
    }
}

/// What an artifact may be (ISO 32000-2, table 363).
const ARTIFACTS: &[&[u8]] = &[b"Pagination", b"Layout", b"Page", b"Background", b"Inline"];

/// The keys of an inline picture (ISO 32000-2, table 91).
const PICTURE_KEYS: &[&[u8]] = &[
    b"BPC",
    b"BitsPerComponent",
    b"CS",
    b"ColorSpace",
    b"D",
    b"Decode",
    b"DP",
    b"DecodeParms",
    b"F",
    b"Filter",
    b"H",
    b"Height",
    b"IM",
    b"ImageMask",
    b"I",
    b"Interpolate",
    b"Intent",
    b"L",
    b"Length",
    b"W",
    b"Width",
];

fn push(out: &mut Vec<u8>, token: &Token) {
    match token {
        Token::Number(_, word) | Token::Word(word) => out.extend_from_slice(word),
        Token::Name(name) => push_name(out, name),
        Token::String(bytes) => push_string(out, bytes),
        Token::Array(items) => {
            out.push(b'[');
            for item in items {
                push(out, item);
                out.push(b' ');
            }
            out.push(b']');
        }
        Token::Dictionary(entries) => {
            out.extend_from_slice(b"<<");
            for (key, value) in entries {
                push_name(out, key);
                out.push(b' ');
                push(out, value);
            }
            out.extend_from_slice(b">>");
        }
    }
}

pub(super) fn push_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_graphic() && !is_delimiter(*byte) && *byte != b'#' {
            out.push(*byte);
        } else {
            out.extend_from_slice(format!("#{byte:02x}").as_bytes());
        }
    }
}

/// In brackets where every byte is a plain letter; in digits otherwise, so that no name can be seen in a text.
pub(super) fn push_string(out: &mut Vec<u8>, bytes: &[u8]) {
    if bytes.iter().all(|byte| (byte.is_ascii_graphic() || *byte == b' ') && !b"()\\/%<>".contains(byte)) {
        out.push(b'(');
        out.extend_from_slice(bytes);
        out.push(b')');
    } else {
        out.push(b'<');
        for byte in bytes {
            out.extend_from_slice(format!("{byte:02x}").as_bytes());
        }
        out.push(b'>');
    }
}
