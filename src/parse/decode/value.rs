//! Decoders of single values: texts, numbers, dates, words of a list. Owns no keys. Each tells what is wrong
//! with its value and gives `None` then.

#![expect(clippy::needless_pass_by_value, reason = "readers of values and of mappings are called in one way")]

use super::{At, NOT_STATED};
use crate::diagnostic::{BodyProblem, Expected, YamlProblem};
use crate::model::date::{Day, Due, PartialDate, Stated};
use crate::number::Decimal;
use crate::parse::date::{self, NoDate};
use crate::parse::text::{self as hook, MaskFault};
use crate::parse::yaml::Node;
use crate::suggestion::nearest;

/// Words that a key takes, and what each means.
pub struct Words<T: 'static>(pub &'static [&'static str], pub &'static [T]);

/// A text, without what is masked in it. A whole number is its digits; a number with a point would lose its
/// zeros (diarienummer 3.10).
pub fn text(node: Node<'_>, at: &At<'_>) -> Option<String> {
    match node {
        Node::Text(text) => {
            let clean = hook::clean(&text);
            clean.map_err(|fault| at.fault(mask_problem(fault))).ok()
        }
        Node::Int(number) => Some(number.to_string()),
        Node::Float(_) | Node::Huge => {
            at.fault(YamlProblem::QuoteIt);
            None
        }
        _ => at.wrong(Expected::Text),
    }
}

fn mask_problem(fault: MaskFault) -> BodyProblem {
    match fault {
        MaskFault::Unclosed => BodyProblem::UnclosedMask,
        MaskFault::Stray(name) => BodyProblem::StrayFence { name },
    }
}

/// An id that is given here: a–z, digits and hyphens.
pub fn id(node: Node<'_>, at: &At<'_>) -> Option<String> {
    match node {
        Node::Text(text) if is_id(text.trim()) => Some(text.trim().to_owned()),
        Node::Int(number) if number >= 0 => Some(number.to_string()),
        _ => at.wrong(Expected::Id),
    }
}

fn is_id(text: &str) -> bool {
    let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !text.is_empty() && text.bytes().all(inner) && !text.starts_with('-') && !text.ends_with('-')
}

/// An id that is given somewhere else. Whether there is such a one is for `resolve`, which can say what is
/// near; so any text will do here.
pub fn reference(node: Node<'_>, at: &At<'_>) -> Option<String> {
    match node {
        Node::Text(text) => Some(hook::told(&text)),
        Node::Int(number) => Some(number.to_string()),
        Node::Float(_) | Node::Huge => {
            at.fault(YamlProblem::QuoteIt);
            None
        }
        _ => at.wrong(Expected::Id),
    }
}

/// `true` or `false`.
pub fn bool_value(node: Node<'_>, at: &At<'_>) -> Option<bool> {
    match node {
        Node::Bool(value) => Some(value),
        other => refused(&other, at, Expected::Bool),
    }
}

/// A number: 3.7, "3,7", 342.
pub fn number(node: Node<'_>, at: &At<'_>) -> Option<Decimal> {
    let read = match &node {
        Node::Int(number) => Some(Decimal::whole(*number)),
        Node::Float(number) => Some(*number),
        Node::Text(text) => Decimal::read(text),
        _ => None,
    };
    read.or_else(|| refused(&node, at, Expected::Number))
}

/// A whole number, 0 or more.
pub fn count(node: Node<'_>, at: &At<'_>) -> Option<u64> {
    let read = match &node {
        Node::Int(number) => u64::try_from(*number).ok(),
        Node::Text(text) => {
            Decimal::read(text).and_then(|number| number.in_units_of(0)).and_then(|n| u64::try_from(n).ok())
        }
        _ => None,
    };
    read.or_else(|| refused(&node, at, Expected::Count))
}

/// A whole number, 0 or more, of the size that risks have.
pub fn small_count(node: Node<'_>, at: &At<'_>) -> Option<u32> {
    u32::try_from(count(node, at)?).ok().or_else(|| at.wrong(Expected::Count))
}

/// A year with four digits.
pub fn year(node: Node<'_>, at: &At<'_>) -> Option<i16> {
    let read = match &node {
        Node::Int(number) => Some(*number),
        Node::Text(text) if text.trim().len() == 4 => text.trim().parse().ok(),
        _ => None,
    };
    read.filter(|year| (1000..=9999).contains(year))
        .and_then(|year| i16::try_from(year).ok())
        .or_else(|| refused(&node, at, Expected::Year))
}

/// A day: 2023-09-25.
pub fn day(node: Node<'_>, at: &At<'_>) -> Option<Day> {
    dated(&node, at, Expected::Day, date::day)
}

/// A day, a month or a year.
pub fn date(node: Node<'_>, at: &At<'_>) -> Option<PartialDate> {
    dated(&node, at, Expected::Date, date::partial)
}

/// A day, month, quarter, half-year or year. (`{från, till, text}` is `record::report`'s.)
pub fn due(node: Node<'_>, at: &At<'_>) -> Option<Due> {
    dated(&node, at, Expected::Due, date::due)
}

fn dated<T>(
    node: &Node<'_>,
    at: &At<'_>,
    expected: Expected,
    read: impl FnOnce(&str) -> Result<T, NoDate>,
) -> Option<T> {
    let read = match node {
        Node::Int(year) => read(&year.to_string()),
        Node::Text(text) => read(text.trim()),
        _ => Err(NoDate::Shape),
    };
    match read {
        Ok(value) => Some(value),
        Err(NoDate::NotInCalendar) => {
            at.fault(YamlProblem::NoSuchDay);
            None
        }
        Err(NoDate::Shape) => refused(node, at, expected),
    }
}

/// A web address with https: or http:.
pub fn web_address(node: Node<'_>, at: &At<'_>) -> Option<String> {
    if let Node::Text(text) = &node {
        let text = text.trim();
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let plain = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '"' | '<' | '>' | '\\');
        if host.is_some_and(|host| host.starts_with(char::is_alphanumeric) && host.chars().all(plain)) {
            return Some(text.to_owned());
        }
    }
    at.wrong(Expected::WebAddress)
}

/// A value that the source may name without telling.
pub fn stated<'y, T>(
    node: Node<'y>,
    at: &At<'_>,
    read: impl FnOnce(Node<'y>, &At<'_>) -> Option<T>,
) -> Option<Stated<T>> {
    if is_not_stated(&node) { Some(Stated::Not) } else { read(node, at).map(Stated::Value) }
}

/// One of the words that the key takes.
pub fn word<T: Copy>(words: &'static Words<T>, node: &Node<'_>, at: &At<'_>) -> Option<T> {
    let Node::Text(text) = node else {
        return at.wrong(Expected::Text);
    };
    let text = text.trim();
    if let Some(index) = words.0.iter().position(|word| *word == text) {
        return words.1.get(index).copied();
    }
    if is_not_stated(node) {
        return refused(node, at, Expected::Text);
    }
    let value = hook::told(text).chars().take(60).collect();
    let suggestion = nearest(text, words.0.iter().copied());
    at.fault(YamlProblem::UnknownValue { value, allowed: words.0, suggestion });
    None
}

fn is_not_stated(node: &Node<'_>) -> bool {
    matches!(node, Node::Text(text) if text.trim() == NOT_STATED)
}

/// The type is wrong; or it is `framgår inte`, where the value must be known.
fn refused<T>(node: &Node<'_>, at: &At<'_>, expected: Expected) -> Option<T> {
    if is_not_stated(node) {
        at.fault(YamlProblem::NotStatedHere { key: at.trail.known_key() });
        return None;
    }
    at.wrong(expected)
}
