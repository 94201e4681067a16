//! Data to JSON text: the only module that names the JSON crate. Owns no shapes; every caller has its own.

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
