//! From a path of keys to bytes: the document is read again and fails on purpose at the place asked for, for
//! the library's errors know where they are and its values don't. Owns no printing.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::diagnostic::{FieldPath, Part, Step};
use crate::source::Span;

/// The bytes of a key or value in a document that could be read. A value over several lines is told by its
/// first one. Where the path leads to nothing, the nearest step above it that is there is told instead.
///
/// A key that stands twice: the path with its last step repeated, `[titel, titel]`, is the second `titel`.
pub fn locate(text: &str, path: &FieldPath, part: Part) -> Option<Span> {
    let mut steps = path.0.as_slice();
    if part == Part::Key
        && let Some(last @ Step::Key(_)) = steps.last()
    {
        let again = steps.iter().rev().take_while(|step| *step == last).count() - 1;
        let first = &steps[..steps.len() - again];
        if again > 0
            && let Some(span) = seek(text, first, Part::Key, again)
        {
            return Some(span);
        }
    }
    let mut part = part;
    loop {
        if let Some(span) = seek(text, steps, part, 0) {
            return Some(span);
        }
        steps = steps.split_last()?.1;
        part = Part::Key;
    }
}

fn seek(text: &str, steps: &[Step], part: Part, again: usize) -> Option<Span> {
    let hit = Cell::new(Hit::None);
    let by_key = part == Part::Key && matches!(steps.last(), Some(Step::Key(_)));
    let walk = Walk { steps, by_key, again, hit: &hit };
    let error = walk.deserialize(serde_yaml::Deserializer::from_str(text)).err()?;
    let length = match hit.get() {
        Hit::None => return None,
        Hit::Here => None,
        Hit::Letters(length) => Some(length),
    };
    let start = error.location()?.index().min(text.len());
    Some(Span::new(start, start + extent(&text[start..], length)))
}

#[derive(Clone, Copy)]
enum Hit {
    None,
    /// Found; how long it is isn't known.
    Here,
    /// Found, and the document has it letter for letter.
    Letters(usize),
}

/// How long the value is that begins a text; to the end of its first line at most.
fn extent(rest: &str, letters: Option<usize>) -> usize {
    let line = rest.find('\n').map_or(rest, |end| &rest[..end]);
    match (line.bytes().next(), letters) {
        (Some(quote @ (b'"' | b'\'')), _) => quoted(line, quote),
        (_, Some(letters)) => letters.min(line.len()),
        (Some(b'[' | b'{'), None) => bracketed(line),
        _ => line.find(" #").map_or(line, |end| &line[..end]).trim_end().len(),
    }
}

fn quoted(line: &str, quote: u8) -> usize {
    let mut bytes = line.bytes().enumerate().skip(1).peekable();
    while let Some((at, byte)) = bytes.next() {
        if byte == b'\\' && quote == b'"' {
            bytes.next();
        } else if byte == quote {
            let doubled = quote == b'\'' && bytes.peek().is_some_and(|(_, next)| *next == quote);
            if !doubled {
                return at + 1;
            }
            bytes.next();
        }
    }
    line.trim_end().len()
}

fn bracketed(line: &str) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    line.trim_end().len()
}

#[derive(Clone, Copy)]
struct Walk<'s> {
    steps: &'s [Step],
    /// The last step's key is meant, not its value.
    by_key: bool,
    /// Which of equal keys, from 0.
    again: usize,
    hit: &'s Cell<Hit>,
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.steps.is_empty() {
            self.hit.set(Hit::Here);
            deserializer.deserialize_str(Stop { hit: self.hit })
        } else {
            deserializer.deserialize_any(self)
        }
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a way on")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Some((Step::Key(wanted), rest)) = self.steps.split_first() else {
            return Err(A::Error::custom("no list here"));
        };
        let mut left = self.again;
        loop {
            let stop = self.by_key && rest.is_empty() && left == 0;
            let Some(found) = entries.next_key_seed(KeyMatch { wanted, stop, hit: self.hit })? else {
                return Ok(());
            };
            if found && !(self.by_key && rest.is_empty()) {
                return entries.next_value_seed(Self { steps: rest, ..self });
            }
            left = left.saturating_sub(usize::from(found));
            entries.next_value::<IgnoredAny>()?;
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Some((Step::Index(wanted), rest)) = self.steps.split_first() else {
            return Err(A::Error::custom("no keys here"));
        };
        for _ in 0..*wanted {
            if items.next_element::<IgnoredAny>()?.is_none() {
                return Ok(());
            }
        }
        items.next_element_seed(Self { steps: rest, ..self }).map(|_| ())
    }
}

/// Is it this key? Fails on it where it is the place asked for.
struct KeyMatch<'s> {
    wanted: &'s str,
    stop: bool,
    hit: &'s Cell<Hit>,
}

impl<'de> DeserializeSeed<'de> for KeyMatch<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for KeyMatch<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E: serde::de::Error>(self, key: &'de str) -> Result<bool, E> {
        if self.stop && key == self.wanted {
            self.hit.set(Hit::Letters(key.len()));
            return Err(E::custom("here"));
        }
        Ok(key == self.wanted)
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<bool, E> {
        if self.stop && key == self.wanted {
            self.hit.set(Hit::Here);
            return Err(E::custom("here"));
        }
        Ok(key == self.wanted)
    }
}

/// The place asked for: whatever stands here is an error.
struct Stop<'s> {
    hit: &'s Cell<Hit>,
}

impl<'de> Visitor<'de> for Stop<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nothing")
    }

    fn visit_borrowed_str<E: serde::de::Error>(self, text: &'de str) -> Result<(), E> {
        self.hit.set(Hit::Letters(text.len()));
        Err(E::custom("here"))
    }

    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<(), E> {
        Err(E::custom("here"))
    }
}
