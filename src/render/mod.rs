//! From the published model to HTML. Owns no numbers and no rules of disclosure.

pub mod body;
pub mod contents;
pub mod html;
