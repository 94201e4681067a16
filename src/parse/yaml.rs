//! From YAML text to a tree of nodes, and from a path of keys back to bytes. The one module that names the
//! YAML library. Owns no meaning: which keys there are and what they hold is `decode`'s and `record`'s.

mod locate;
mod packed;
mod scan;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::diagnostic::{Expected, YamlProblem};
use crate::number::Decimal;
use crate::source::Span;
pub use locate::locate;
use scan::Refused;

/// The most bytes of YAML that a file may hold; more is not written by hand.
pub const MOST_BYTES: usize = 1 << 20;

/// The most levels of lists and keys in each other.
pub const MOST_LEVELS: usize = 64;

/// A value. Texts are borrowed from the document where it has them letter for letter.
#[derive(Clone, Debug, PartialEq)]
pub enum Node<'y> {
    /// `null`, `~` or nothing.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a point. Zeros at its end are lost: 3.10 is 3.1.
    Float(Decimal),
    /// A number that is too large or too fine to be kept exactly, or `.inf` and its like.
    Huge,
    /// A text.
    Text(Cow<'y, str>),
    /// A list.
    List(Vec<Node<'y>>),
    /// Keys and values in the document's order. A key that stands twice is here twice.
    Map(Vec<(Cow<'y, str>, Node<'y>)>),
    /// A value whose fault has been told (`decode` puts it in a faulty one's place).
    Told,
}

/// Why a document can't be read at all, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YamlFault {
    /// Why.
    pub problem: YamlProblem,
    /// Where, in bytes of the text handed in.
    pub span: Span,
}

/// Reads one document. Nothing in it, or comments only, is [`Node::Null`].
pub fn read(text: &str) -> Result<Node<'_>, YamlFault> {
    if let Some((what, at)) = scan::refused(text) {
        let problem = match what {
            Refused::Anchor => YamlProblem::Anchor,
            Refused::Tag => YamlProblem::Tag,
            Refused::Deep => too_deep(),
        };
        return Err(YamlFault { problem, span: word_at(text, at) });
    }
    let refusal = Cell::new(None);
    let seed = NodeSeed { levels: MOST_LEVELS, refusal: &refusal };
    seed.deserialize(serde_yaml::Deserializer::from_str(text))
        .map_err(|error| fault(text, &error, &error.to_string(), refusal.take()))
}

/// What the library's message for a second document begins with.
const MORE_THAN_ONE: &str = "deserializing from YAML containing more than one document";

fn too_deep() -> YamlProblem {
    YamlProblem::Syntax {
        message: format!("more than {MOST_LEVELS} levels in each other"),
        unquoted_colon: false,
    }
}

/// The library's error in the program's terms.
fn fault(text: &str, error: &serde_yaml::Error, message: &str, refusal: Option<YamlProblem>) -> YamlFault {
    let mut at = error.location().map_or(0, |location| location.index().min(text.len()));
    if let Some(problem) = refusal {
        return YamlFault { problem, span: word_at(text, at) };
    }
    if message.starts_with(MORE_THAN_ONE) {
        at = second_document(text);
    } else if let Some(control) = text.find(is_control) {
        at = control;
    } else if at >= text.trim_end().len() {
        // A quote or bracket that never ends: where it began says more than the end of the text.
        at = context(text, message).unwrap_or(at);
    }
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    if let Some(tab) = tab_before(text, at) {
        return YamlFault { problem: YamlProblem::Tab, span: Span::new(tab, tab + 1) };
    }
    let unquoted_colon = unquoted_colon(text, at, message);
    let problem = YamlProblem::Syntax { message: without_places(message), unquoted_colon };
    let end = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
    YamlFault { problem, span: Span::new(at, end) }
}

fn is_control(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{85}')) || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// The line that ends the first document.
fn second_document(text: &str) -> usize {
    let mut at = 0;
    let mut content = false;
    for line in text.split_inclusive('\n') {
        let marker = line.starts_with("---") || line.starts_with("...");
        if marker && content {
            return at;
        }
        content |= !line.trim().is_empty() && !line.starts_with('#');
        at += line.len();
    }
    0
}

/// The place that the library's message names last: where the thing began that went wrong.
fn context(text: &str, message: &str) -> Option<usize> {
    let (_, place) = message.rsplit_once(" at line ")?;
    let (line, column) = place.split_once(" column ")?;
    let line: usize = line.parse().ok()?;
    let column: usize = column.parse().ok()?;
    let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let inside: usize = text.get(start..)?.chars().take(column.checked_sub(1)?).map(char::len_utf8).sum();
    Some(start + inside)
}

/// A tab among the blanks that begin this line, or the line before it.
fn tab_before(text: &str, at: usize) -> Option<usize> {
    let line_start = |end: usize| text[..end].rfind('\n').map_or(0, |newline| newline + 1);
    let tab = |start: usize| {
        let blanks = text[start..].bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        text[start..start + blanks].find('\t').map(|tab| start + tab)
    };
    let this = line_start(at);
    tab(this).or_else(|| (this > 0).then(|| line_start(this - 1)).and_then(tab))
}

/// `titel: Granskning: x`: a colon in a text that isn't in quotes.
fn unquoted_colon(text: &str, at: usize, message: &str) -> bool {
    let here = text[at..].starts_with(':');
    let line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let earlier = text[line_start..at].contains(": ");
    here && earlier
        && (message.contains("mapping values are not allowed") || message.contains("expected ','"))
}

/// The message without "at line 3 column 5": those count from the front matter's start.
fn without_places(message: &str) -> String {
    let mut out = String::with_capacity(message.len());
    let mut rest = message;
    while let Some((before, after)) = rest.split_once(" at line ") {
        out.push_str(before);
        let after = after.trim_start_matches(|c: char| c.is_ascii_digit());
        let after = after.strip_prefix(" column ").unwrap_or(after);
        rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    out.push_str(rest);
    out
}

/// From a byte to the next blank or bracket.
fn word_at(text: &str, at: usize) -> Span {
    let rest = &text[at..];
    let length = rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}')).unwrap_or(rest.len());
    let length = length.max(rest.chars().next().map_or(0, char::len_utf8));
    Span::new(at, at + length)
}

#[derive(Clone, Copy)]
struct NodeSeed<'c> {
    levels: usize,
    refusal: &'c Cell<Option<YamlProblem>>,
}

impl NodeSeed<'_> {
    fn deeper<E: serde::de::Error>(self) -> Result<Self, E> {
        if let Some(levels) = self.levels.checked_sub(1) {
            Ok(Self { levels, ..self })
        } else {
            self.refusal.set(Some(too_deep()));
            Err(E::custom("too deep"))
        }
    }
}

impl<'y> DeserializeSeed<'y> for NodeSeed<'_> {
    type Value = Node<'y>;

    fn deserialize<D: Deserializer<'y>>(self, deserializer: D) -> Result<Node<'y>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'y> Visitor<'y> for NodeSeed<'_> {
    type Value = Node<'y>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node<'y>, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node<'y>, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node<'y>, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node<'y>, E> {
        Ok(Node::Int(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node<'y>, E> {
        Ok(i64::try_from(value).map_or(Node::Huge, Node::Int))
    }

    fn visit_i128<E>(self, _: i128) -> Result<Node<'y>, E> {
        Ok(Node::Huge)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Node<'y>, E> {
        Ok(Node::Huge)
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node<'y>, E> {
        // The shortest text that gives the same number again is the text that was written, but for zeros.
        Ok(Decimal::read(&value.to_string()).map_or(Node::Huge, Node::Float))
    }

    fn visit_borrowed_str<E>(self, value: &'y str) -> Result<Node<'y>, E> {
        Ok(Node::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node<'y>, E> {
        Ok(Node::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'y>>(self, mut items: A) -> Result<Node<'y>, A::Error> {
        let inner = self.deeper()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(inner)? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'y>>(self, mut entries: A) -> Result<Node<'y>, A::Error> {
        let inner = self.deeper()?;
        let mut map = Vec::new();
        while let Some(key) = entries.next_key_seed(KeySeed { refusal: self.refusal })? {
            map.push((key, entries.next_value_seed(inner)?));
        }
        Ok(Node::Map(map))
    }
}

/// A key, as it is written: `1`, `år` and `"år"` are texts; a list or a mapping is refused.
#[derive(Clone, Copy)]
struct KeySeed<'c> {
    refusal: &'c Cell<Option<YamlProblem>>,
}

impl<'y> DeserializeSeed<'y> for KeySeed<'_> {
    type Value = Cow<'y, str>;

    fn deserialize<D: Deserializer<'y>>(self, deserializer: D) -> Result<Cow<'y, str>, D::Error> {
        // Only this call gives a number as it is written; it fails by itself on a list or mapping.
        deserializer.deserialize_str(self).inspect_err(|_| {
            self.refusal.set(Some(YamlProblem::WrongType { expected: Expected::Text }));
        })
    }
}

impl<'y> Visitor<'y> for KeySeed<'_> {
    type Value = Cow<'y, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, value: &'y str) -> Result<Cow<'y, str>, E> {
        Ok(Cow::Borrowed(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Cow<'y, str>, E> {
        Ok(Cow::Owned(value.to_owned()))
    }
}
