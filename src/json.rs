//! Data to JSON text and back: the only module that names the JSON crate. Owns no shapes; every caller has
//! its own.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap as _, Serializer};

/// Compact JSON. Keys keep the order of the struct's fields.
///
/// # Panics
/// Only for a map whose keys aren't texts, which is a fault in the program.
pub fn to_string(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("plain data can always be written as JSON")
}

/// JSON with a line a value, for people and version control.
///
/// # Panics
/// As [`to_string`].
pub fn to_pretty_string(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).expect("plain data can always be written as JSON")
}

/// A value of any shape. Objects keep their order, and never have a name twice.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A whole number within range.
    Whole(i64),
    /// Any other number.
    Real(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// What an object says under a name; `None` where it says nothing, or for anything but an object.
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.iter().find(|(key, _)| key == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// A text's characters.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A list's values.
    pub fn as_list(&self) -> Option<&[Self]> {
        match self {
            Self::List(values) => Some(values),
            _ => None,
        }
    }

    /// A whole number that isn't negative.
    pub fn as_count(&self) -> Option<u64> {
        match self {
            Self::Whole(number) => u64::try_from(*number).ok(),
            _ => None,
        }
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => to.serialize_unit(),
            Self::Bool(truth) => to.serialize_bool(*truth),
            Self::Whole(number) => to.serialize_i64(*number),
            Self::Real(number) => to.serialize_f64(*number),
            Self::Text(text) => to.serialize_str(text),
            Self::List(values) => to.collect_seq(values),
            Self::Object(members) => {
                let mut map = to.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(AnyShape)
    }
}

struct AnyShape;

impl<'de> Visitor<'de> for AnyShape {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Json, E> {
        Ok(Json::Bool(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Whole(number))
    }

    #[expect(clippy::cast_precision_loss, reason = "beyond what any count needs; kept for writing back")]
    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(i64::try_from(number).map_or(Json::Real(number as f64), Json::Whole))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Json, E> {
        Ok(Json::Real(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Json, E> {
        Ok(Json::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Json, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = from.next_element()? {
            values.push(value);
        }
        Ok(Json::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Json, A::Error> {
        let mut members: Vec<(String, Json)> = Vec::new();
        let mut names = std::collections::HashSet::new();
        while let Some(name) = from.next_key::<String>()? {
            if !names.insert(name.clone()) {
                return Err(de::Error::custom(format!("namnet ”{name}” står två gånger")));
            }
            members.push((name, from.next_value()?));
        }
        Ok(Json::Object(members))
    }
}

/// Why a text isn't JSON, in Swedish, and where: line and column from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// What is wrong.
    pub message: String,
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

/// Reads a text as JSON. A byte order mark is passed over; a name twice in an object is a fault.
pub fn read(text: &str) -> Result<Json, Malformed> {
    serde_json::from_str(text.strip_prefix('\u{feff}').unwrap_or(text)).map_err(|fault| {
        let (line, column) = (fault.line(), fault.column());
        let message = match fault.classify() {
            serde_json::error::Category::Eof => "texten tar slut mitt i; är hela filen med?".to_owned(),
            serde_json::error::Category::Data => {
                let told = fault.to_string();
                told.split(" at line ").next().unwrap_or_default().to_owned()
            }
            _ => "det här är inte JSON; saknas ett komma, ett citattecken eller en klammer?".to_owned(),
        };
        Malformed { message, line, column }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_back_as_it_was() {
        let text = r#"{"b":[1,-2,3.5,"å",null,true],"a":{}}"#;
        assert_eq!(to_string(&read(text).unwrap()), text);
    }

    #[test]
    fn a_fault_has_its_place() {
        let place = |text: &str| read(text).map_err(|fault| (fault.line, fault.column)).unwrap_err();
        assert_eq!(place("{\n \"a\": 1,\n \"b\" 2}"), (3, 6));
        assert_eq!(place("{\"a\": [1, 2"), (1, 11));
        assert!(read(r#"{"a":1,"a":2}"#).unwrap_err().message.contains("två gånger"));
        assert!(read(&"[".repeat(100_000)).is_err());
    }
}
