//! Where a finding is. A place in YAML is a path of keys, not bytes: the YAML reader gives no spans, and
//! bytes are needed only when something is wrong (`parse::yaml::locate` finds them then).

use crate::source::{FileId, Span};

/// One step down into a YAML document.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// Into the value of this key.
    Key(String),
    /// Into the item with this number, from 0.
    Index(usize),
}

impl From<&str> for Step {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

impl From<usize> for Step {
    fn from(index: usize) -> Self {
        Self::Index(index)
    }
}

/// The way to a value in a YAML document, from its root.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FieldPath(pub Vec<Step>);

impl FieldPath {
    /// The document itself.
    pub const fn root() -> Self {
        Self(Vec::new())
    }

    /// One step further down.
    #[must_use]
    pub fn to(&self, step: impl Into<Step>) -> Self {
        let mut steps = Vec::with_capacity(self.0.len() + 1);
        steps.extend_from_slice(&self.0);
        steps.push(step.into());
        Self(steps)
    }
}

/// Which side of `key: value` is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// The last key of the path.
    Key,
    /// The value.
    Value,
}

/// Where a finding is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// The whole run: the command line, the output folder.
    Run,
    /// A file by its path below the content folder, where it has no text to point into.
    Path(String),
    /// A file as a whole, or the start of it.
    File(FileId),
    /// Bytes in a file.
    Bytes(FileId, Span),
    /// A value or key in a file's YAML (the front matter of a Markdown file).
    Field(FileId, FieldPath, Part),
}

impl Place {
    /// The value at a path.
    pub fn value(file: FileId, path: FieldPath) -> Self {
        Self::Field(file, path, Part::Value)
    }

    /// The key at a path.
    pub fn key(file: FileId, path: FieldPath) -> Self {
        Self::Field(file, path, Part::Key)
    }

    /// The file, where there is one.
    pub fn file(&self) -> Option<FileId> {
        match self {
            Self::File(id) | Self::Bytes(id, _) | Self::Field(id, _, _) => Some(*id),
            Self::Run | Self::Path(_) => None,
        }
    }
}
