//! The table of contents of a body. Owns no HTML.

use crate::model::body::{Block, Body, Heading, plain_text};

/// A heading in the table of contents.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    /// 2–4.
    pub level: u8,
    /// The heading's id.
    pub id: Box<str>,
    /// Its words.
    pub text: String,
    /// The headings below it.
    pub children: Vec<Entry>,
}

/// The headings of a body from h2 to h4, nested. One that skips a level stands under the nearest above it.
pub fn contents(body: &Body) -> Vec<Entry> {
    let headings = body.blocks.iter().filter_map(|block| match block {
        Block::Heading(heading) if heading.level <= 4 => Some(heading),
        _ => None,
    });
    let mut entries: Vec<Entry> = Vec::new();
    for heading in headings {
        let mut siblings = &mut entries;
        while siblings.last().is_some_and(|last| last.level < heading.level) {
            let last = siblings.len() - 1;
            siblings = &mut siblings[last].children;
        }
        siblings.push(entry(heading));
    }
    entries
}

fn entry(heading: &Heading) -> Entry {
    Entry {
        level: heading.level,
        id: heading.id.clone(),
        text: plain_text(&heading.content),
        children: Vec::new(),
    }
}
