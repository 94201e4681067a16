//! The way down into a YAML document while it is read or checked. Owns nothing but the way: a chain on the
//! stack that costs nothing until a finding asks for its place.

use super::{FieldPath, Place, Step};
use crate::source::FileId;

/// A value in a YAML document, by the way down to it.
#[derive(Clone, Copy)]
pub struct Trail<'a> {
    file: FileId,
    above: Option<&'a Trail<'a>>,
    step: Option<TrailStep<'a>>,
}

#[derive(Clone, Copy)]
enum TrailStep<'a> {
    /// A key that the format knows.
    Key(&'static str),
    /// A key that the author chose: an answer, a group, a question's id.
    Name(&'a str),
    Index(usize),
}

impl<'a> Trail<'a> {
    /// The document.
    pub const fn root(file: FileId) -> Self {
        Self { file, above: None, step: None }
    }

    /// Into the value of a key that the format knows.
    #[must_use]
    pub const fn key(&'a self, key: &'static str) -> Trail<'a> {
        Self { file: self.file, above: Some(self), step: Some(TrailStep::Key(key)) }
    }

    /// Into the value of a key that the author chose.
    #[must_use]
    pub const fn name(&'a self, name: &'a str) -> Trail<'a> {
        Self { file: self.file, above: Some(self), step: Some(TrailStep::Name(name)) }
    }

    /// Into an item of a list, from 0.
    #[must_use]
    pub const fn index(&'a self, index: usize) -> Trail<'a> {
        Self { file: self.file, above: Some(self), step: Some(TrailStep::Index(index)) }
    }

    /// The value, as a place; the file, for the document itself.
    pub fn value(&self) -> Place {
        match self.step {
            None => Place::File(self.file),
            Some(_) => Place::value(self.file, self.path()),
        }
    }

    /// The key, as a place; the value, where it has none.
    pub fn key_place(&self) -> Place {
        match self.step {
            Some(TrailStep::Key(_) | TrailStep::Name(_)) => Place::key(self.file, self.path()),
            Some(TrailStep::Index(_)) | None => self.value(),
        }
    }

    /// A value further down, as a place.
    pub fn below(&self, steps: Vec<Step>) -> Place {
        let mut path = self.path();
        path.0.extend(steps);
        Place::value(self.file, path)
    }

    /// The nearest key above that the format knows.
    pub fn known_key(&self) -> &'static str {
        match (self.step, self.above) {
            (Some(TrailStep::Key(key)), _) => key,
            (_, Some(above)) => above.known_key(),
            (_, None) => "",
        }
    }

    /// The file.
    pub const fn file(&self) -> FileId {
        self.file
    }

    /// The way from the document's root to here.
    pub fn path(&self) -> FieldPath {
        let mut steps = Vec::new();
        let mut here = Some(self);
        while let Some(trail) = here {
            match trail.step {
                Some(TrailStep::Key(key)) => steps.push(Step::from(key)),
                Some(TrailStep::Name(name)) => steps.push(Step::from(name)),
                Some(TrailStep::Index(index)) => steps.push(Step::Index(index)),
                None => {}
            }
            here = trail.above;
        }
        steps.reverse();
        FieldPath(steps)
    }
}
