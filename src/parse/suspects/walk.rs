//! The way through a YAML document, text by text. Owns which keys are never published.

use std::borrow::Cow;

use crate::diagnostic::{FieldPath, Part, Place, Step};
use crate::parse::text;
use crate::parse::yaml::Node;
use crate::source::FileId;

/// Keys of a document's root that no page shows: what they allow stands in them in clear.
pub(super) const UNPUBLISHED: [&str; 3] = ["tillåtna", "inte_personuppgift", "bekräftat"];

/// A whole number of so many digits may be a personnummer that nobody put in quotes.
const NUMBER_DIGITS: [usize; 2] = [10, 12];

/// A key or a value, and the way to it.
pub(super) struct Value<'a> {
    steps: &'a [Step],
    part: Part,
    text: Cow<'a, str>,
    published: bool,
}

impl Value<'_> {
    pub(super) fn raw(&self) -> &str {
        &self.text
    }

    /// As a page would have it: without what is masked. A mask at fault stops the build by itself, and then
    /// nothing can be told from the rest.
    pub(super) fn cleaned(&self) -> Cow<'_, str> {
        if self.text.contains("[[") || self.text.contains(":::") {
            Cow::Owned(text::told(&self.text))
        } else {
            Cow::Borrowed(&self.text)
        }
    }

    pub(super) fn is_published(&self) -> bool {
        self.published
    }

    /// The nearest key; empty for none.
    pub(super) fn key(&self) -> &str {
        let key = self.steps.iter().rev().find_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Index(_) => None,
        });
        if self.part == Part::Key { "" } else { key.unwrap_or_default() }
    }

    pub(super) fn place(&self, file: FileId) -> Place {
        Place::Field(file, FieldPath(self.steps.to_vec()), self.part)
    }
}

/// Visits each key and each value that is a text, or a number that may be one.
pub(super) fn walk<'n>(node: &'n Node<'n>, visit: &mut dyn FnMut(&Value<'_>)) {
    Walk { steps: Vec::new(), visit }.node(node, true);
}

struct Walk<'v> {
    steps: Vec<Step>,
    visit: &'v mut dyn FnMut(&Value<'_>),
}

impl Walk<'_> {
    fn node(&mut self, node: &Node<'_>, published: bool) {
        match node {
            Node::Text(text) => self.tell(Cow::Borrowed(text.as_ref()), Part::Value, published),
            Node::Int(number) => {
                let digits = number.to_string();
                if NUMBER_DIGITS.contains(&digits.len()) {
                    self.tell(Cow::Owned(digits), Part::Value, published);
                }
            }
            Node::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.steps.push(Step::Index(index));
                    self.node(item, published);
                    self.steps.pop();
                }
            }
            Node::Map(entries) => {
                let summarised = self.in_interviews() && is_summarised(entries);
                for (key, value) in entries {
                    let hidden = self.steps.is_empty() && UNPUBLISHED.contains(&key.as_ref())
                        || summarised && key == "svar"
                        || key == "grund" && self.is_below("sekretessprövning");
                    self.steps.push(Step::Key(key.clone().into_owned()));
                    let published = published && !hidden;
                    self.tell(Cow::Borrowed(key.as_ref()), Part::Key, published);
                    self.node(value, published);
                    self.steps.pop();
                }
            }
            Node::Null | Node::Bool(_) | Node::Float(_) | Node::Huge | Node::Told => {}
        }
    }

    fn tell(&mut self, text: Cow<'_, str>, part: Part, published: bool) {
        (self.visit)(&Value { steps: &self.steps, part, text, published });
    }

    /// An item of the root's `intervjuer`.
    fn in_interviews(&self) -> bool {
        matches!(&*self.steps, [Step::Key(key), Step::Index(_)] if key == "intervjuer")
    }

    fn is_below(&self, above: &str) -> bool {
        matches!(self.steps.last(), Some(Step::Key(key)) if key == above)
    }
}

/// Interviews whose answers no page shows: the default.
fn is_summarised(entries: &[(Cow<'_, str>, Node<'_>)]) -> bool {
    let display = entries.iter().find(|(key, _)| key == "visas").map(|(_, value)| value);
    match display {
        None | Some(Node::Null) => true,
        Some(Node::Text(word)) => word.trim() == "sammanfattat",
        Some(_) => false,
    }
}

/// Where a part of a document starts in it; `None` for a text that isn't a part of it but a copy.
pub(super) fn offset_in(document: &str, part: &str) -> Option<usize> {
    let at = part.as_ptr().addr().checked_sub(document.as_ptr().addr())?;
    (document.get(at..at.checked_add(part.len())?) == Some(part) && !part.is_empty()).then_some(at)
}
