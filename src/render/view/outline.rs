//! The table of contents: a body's headings to h4, and the parts that the page adds after the body.

use serde::Serialize;

use crate::model::body::Body;
use crate::render::contents::{self, Entry};

/// A line of the table of contents.
#[derive(Debug, Serialize)]
pub(super) struct OutlineItem {
    text: String,
    id: String,
    children: Vec<OutlineItem>,
}

impl OutlineItem {
    /// A part that the page adds.
    pub(super) fn part(text: &str, id: &str) -> Self {
        Self::group(text, id, Vec::new())
    }

    /// A part with parts of its own.
    pub(super) fn group(text: &str, id: &str, children: Vec<Self>) -> Self {
        Self { text: text.to_owned(), id: id.to_owned(), children }
    }
}

/// A body's headings.
pub(super) fn of_body(body: &Body) -> Vec<OutlineItem> {
    contents::contents(body).into_iter().map(item).collect()
}

fn item(entry: Entry) -> OutlineItem {
    OutlineItem {
        text: entry.text,
        id: entry.id.into(),
        children: entry.children.into_iter().map(item).collect(),
    }
}
