//! Where in a YAML document a check is. Owns nothing but the way there: a chain on the stack that costs
//! nothing until a finding asks for its place.

use crate::diagnostic::{FieldPath, Place, Step};
use crate::source::FileId;

/// A value in a YAML document, by the way down to it.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    file: FileId,
    above: Option<&'a At<'a>>,
    step: Option<StepRef<'a>>,
}

#[derive(Clone, Copy)]
enum StepRef<'a> {
    Key(&'a str),
    Index(usize),
}

impl<'a> At<'a> {
    /// The document.
    pub(super) const fn root(file: FileId) -> Self {
        Self { file, above: None, step: None }
    }

    /// Into a key's value.
    pub(super) const fn key(&'a self, key: &'a str) -> At<'a> {
        Self { file: self.file, above: Some(self), step: Some(StepRef::Key(key)) }
    }

    /// Into an item of a list, from 0.
    pub(super) const fn index(&'a self, index: usize) -> At<'a> {
        Self { file: self.file, above: Some(self), step: Some(StepRef::Index(index)) }
    }

    /// The value, as a place.
    pub(super) fn value(&self) -> Place {
        Place::value(self.file, self.path())
    }

    /// The key, as a place.
    pub(super) fn key_place(&self) -> Place {
        Place::key(self.file, self.path())
    }

    /// A value further down, as a place.
    pub(super) fn below(&self, steps: Vec<Step>) -> Place {
        let mut path = self.path();
        path.0.extend(steps);
        Place::value(self.file, path)
    }

    fn path(&self) -> FieldPath {
        let mut steps = Vec::new();
        let mut here = Some(self);
        while let Some(at) = here {
            match at.step {
                Some(StepRef::Key(key)) => steps.push(Step::Key(key.to_owned())),
                Some(StepRef::Index(index)) => steps.push(Step::Index(index)),
                None => {}
            }
            here = at.above;
        }
        steps.reverse();
        FieldPath(steps)
    }
}
