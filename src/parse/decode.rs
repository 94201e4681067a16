//! A small decoder that collects every fault of a document in one go: keys that are missing, unknown or
//! doubled, values of another type than their key takes. Owns no key of any document (`record`) and no
//! meaning across fields.

#[cfg(test)]
mod tests;
mod value;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;

use super::text as hook;
use super::yaml::Node;
use crate::diagnostic::{Diagnostic, Expected, FieldPath, Place, Problem, Step, Trail, YamlProblem};
use crate::source::FileId;
use crate::suggestion::nearest;
pub use value::{
    Words, bool_value, count, date, day, due, id, number, reference, small_count, stated, text, web_address,
    word, year,
};

/// How many repeats of one key are told, each at its place.
const MOST_REPEATS: usize = 9;

/// What the source doesn't say, as authors write it.
pub const NOT_STATED: &str = "framgår inte";

/// A value in a document, on the way down, and where its faults are told.
#[derive(Clone, Copy)]
pub struct At<'p> {
    trail: Trail<'p>,
    out: &'p RefCell<Vec<Diagnostic>>,
}

impl<'p> At<'p> {
    fn field<'q>(&'q self, key: &'static str) -> At<'q>
    where
        'p: 'q,
    {
        At { trail: self.trail.key(key), out: self.out }
    }

    /// Below a key that the author chose.
    pub fn name<'q>(&'q self, key: &'q str) -> At<'q>
    where
        'p: 'q,
    {
        At { trail: self.trail.name(key), out: self.out }
    }

    /// The item with this number.
    pub fn item<'q>(&'q self, index: usize) -> At<'q>
    where
        'p: 'q,
    {
        At { trail: self.trail.index(index), out: self.out }
    }

    /// The way from the document's root to here.
    pub fn path(&self) -> FieldPath {
        self.trail.path()
    }

    fn push(&self, problem: impl Into<Problem>, place: Place) {
        self.out.borrow_mut().push(Diagnostic::new(problem, place));
    }

    /// A fault of the value here.
    pub fn fault(&self, problem: impl Into<Problem>) {
        self.push(problem, self.trail.value());
    }

    /// A fault of the mapping here, told at its key where it has one.
    fn fault_of_mapping(&self, problem: YamlProblem) {
        self.push(problem, self.trail.key_place());
    }

    /// A value of another type than was expected; `None`, so that a decoder can end with it.
    pub fn wrong<T>(&self, expected: Expected) -> Option<T> {
        self.fault(YamlProblem::WrongType { expected });
        None
    }
}

/// Decodes a document's root; its faults come last in `out`, in the order in which they were found.
pub fn document<'y, T>(
    file: FileId,
    node: Node<'y>,
    out: &mut Vec<Diagnostic>,
    read: impl FnOnce(Node<'y>, &At<'_>) -> Option<T>,
) -> Option<T> {
    let found = RefCell::new(Vec::new());
    let at = At { trail: Trail::root(file), out: &found };
    // An empty document is one without its keys.
    let node = if node == Node::Null { Node::Map(Vec::new()) } else { node };
    let value = read(node, &at);
    out.append(&mut found.into_inner());
    value
}

/// The entry before, in the document's order.
struct Before {
    /// Where it is kept; `None` where it was unknown or doubled.
    field: Option<usize>,
    kind: Kind,
}

/// What a comma could have parted.
enum Kind {
    Whole(i64),
    Words,
    /// A comma has parted it.
    Parted,
    Other,
}

impl Kind {
    fn of(value: &Node<'_>) -> Self {
        match value {
            Node::Int(whole) => Self::Whole(*whole),
            Node::Text(_) => Self::Words,
            _ => Self::Other,
        }
    }
}

/// A mapping with known keys. Each is taken once; what isn't known has been told when it was opened.
pub struct Fields<'p, 'y> {
    at: &'p At<'p>,
    entries: Vec<(Cow<'y, str>, Node<'y>)>,
    /// Known keys that a misspelt one was told to be meant as: they aren't missing as well.
    meant: Vec<&'static str>,
}

impl<'p, 'y> Fields<'p, 'y> {
    /// Opens a mapping: tells unknown and doubled keys, and texts and numbers that YAML parted at a comma.
    pub fn open(node: Node<'y>, at: &'p At<'p>, known: &'static [&'static str]) -> Option<Self> {
        let Node::Map(entries) = node else {
            return at.wrong(Expected::Map);
        };
        let mut fields = Self { at, entries: Vec::with_capacity(entries.len()), meant: Vec::new() };
        let mut doubled: Vec<(Cow<'y, str>, usize)> = Vec::new();
        let mut before = Before { field: None, kind: Kind::Other };
        for (key, value) in entries {
            let known_key = known.iter().copied().find(|word| *word == key);
            if known_key.is_none() && value == Node::Null && fields.take_rest(&key, &mut before, known) {
                continue;
            }
            before = Before { field: None, kind: Kind::of(&value) };
            match known_key {
                Some(key) if fields.entries.iter().any(|(earlier, _)| *earlier == key) => {
                    fields.tell_double(key, &mut doubled);
                }
                Some(_) => {
                    before.field = Some(fields.entries.len());
                    fields.entries.push((key, value));
                }
                None => fields.tell_unknown(&key, known),
            }
        }
        Some(fields)
    }

    /// Within `{ }` YAML takes `medelvärde: 3,7` for `medelvärde: 3` and a key `7` without a value, and
    /// `text: ja, men inte alltid` for `text: ja` and a key. True where such a rest has been told.
    fn take_rest(&mut self, key: &str, before: &mut Before, known: &'static [&'static str]) -> bool {
        let digits = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
        let words = key.contains(' ');
        let problem = match before.kind {
            Kind::Whole(whole) if digits => YamlProblem::DecimalComma { written: format!("{whole},{key}") },
            Kind::Words if words => YamlProblem::UnquotedComma,
            Kind::Parted => return words || digits,
            Kind::Whole(_) | Kind::Words | Kind::Other => return false,
        };
        before.kind = Kind::Parted;
        // A key that was unknown or doubled has had its message.
        let Some((field, value)) = before.field.and_then(|index| self.entries.get_mut(index)) else {
            return true;
        };
        // Half a value must not be used, nor its key called missing.
        *value = Node::Told;
        if let Some(field) = known.iter().copied().find(|word| word == field) {
            self.at.field(field).fault(problem);
        }
        true
    }

    fn tell_double(&self, key: &str, doubled: &mut Vec<(Cow<'y, str>, usize)>) {
        let again = if let Some((_, times)) = doubled.iter_mut().find(|(seen, _)| seen == key) {
            *times += 1;
            *times
        } else {
            doubled.push((Cow::Owned(key.to_owned()), 1));
            1
        };
        if again > MOST_REPEATS {
            return;
        }
        let first = self.at.path().to(key);
        let mut path = first.clone();
        for _ in 0..again {
            path = path.to(key);
        }
        let problem = YamlProblem::DuplicateKey { key: hook::told(key) };
        let told = Diagnostic::new(problem, Place::key(self.at.trail.file(), path))
            .related(Place::key(self.at.trail.file(), first));
        self.at.out.borrow_mut().push(told);
    }

    fn tell_unknown(&mut self, key: &str, known: &'static [&'static str]) {
        let suggestion = nearest(key, known.iter().copied());
        self.meant.extend(suggestion);
        let place = Place::key(self.at.trail.file(), self.at.path().to(key));
        self.at.push(YamlProblem::UnknownKey { key: hook::told(key), suggestion, known }, place);
    }

    /// The value of a key; `None` where it is missing or stands empty, which means the same.
    fn take(&mut self, key: &'static str) -> Option<Node<'y>> {
        let (_, value) = self.entries.iter_mut().find(|(name, _)| name == key)?;
        match std::mem::replace(value, Node::Null) {
            Node::Null => None,
            Node::Text(text) if text.trim().is_empty() => None,
            value => Some(value),
        }
    }

    /// A key that must be there. `None` after a fault, which has been told.
    pub fn required<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(Node<'y>, &At<'_>) -> Option<T>,
    ) -> Option<T> {
        let written = self.entries.iter().any(|(name, _)| name == key);
        match self.take(key) {
            Some(Node::Told) => None,
            Some(value) => read(value, &self.at.field(key)),
            None if written => {
                self.at.field(key).fault_of_mapping(YamlProblem::MissingKey { key });
                None
            }
            None if self.meant.contains(&key) => None,
            None => {
                self.at.fault_of_mapping(YamlProblem::MissingKey { key });
                None
            }
        }
    }

    /// A key that may be missing. `None` after a fault too, which has been told.
    pub fn optional<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(Node<'y>, &At<'_>) -> Option<T>,
    ) -> Option<T> {
        match self.take(key)? {
            Node::Told => None,
            value => read(value, &self.at.field(key)),
        }
    }

    /// A list that may be missing. `None` after a fault in any item: a list with holes would number the
    /// others wrongly.
    pub fn list<T>(
        &mut self,
        key: &'static str,
        read: impl FnMut(Node<'y>, &At<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        match self.take(key) {
            None => Some(Vec::new()),
            Some(Node::Told) => None,
            Some(value) => items(value, &self.at.field(key), read),
        }
    }

    /// A list that must be there and hold something.
    pub fn required_list<T>(
        &mut self,
        key: &'static str,
        read: impl FnMut(Node<'y>, &At<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let found = self.required(key, |value, at| items(value, at, read))?;
        if found.is_empty() {
            self.at.field(key).fault_of_mapping(YamlProblem::MissingKey { key });
            return None;
        }
        Some(found)
    }

    /// A mapping whose keys the author chooses, in the document's order; may be missing.
    pub fn named<T>(
        &mut self,
        key: &'static str,
        read: impl FnMut(&str, Node<'y>, &At<'_>) -> Option<T>,
    ) -> Option<Vec<T>> {
        match self.take(key) {
            None => Some(Vec::new()),
            Some(Node::Told) => None,
            Some(value) => entries(value, &self.at.field(key), read),
        }
    }

    /// A list whose items a later stage reads: only that it is one is seen to here.
    pub fn later_list(&mut self, key: &'static str) {
        self.list(key, |_, _| Some(()));
    }

    /// Is the key there, with something in it?
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(name, value)| name == key && *value != Node::Null)
    }
}

/// Every item of a list; `None` after a fault in any.
pub fn items<'y, T>(
    node: Node<'y>,
    at: &At<'_>,
    mut read: impl FnMut(Node<'y>, &At<'_>) -> Option<T>,
) -> Option<Vec<T>> {
    let Node::List(list) = node else {
        return at.wrong(Expected::List);
    };
    let length = list.len();
    let mut found = Vec::with_capacity(length);
    for (index, item) in list.into_iter().enumerate() {
        found.extend(read(item, &at.item(index)));
    }
    (found.len() == length).then_some(found)
}

/// Every entry of a mapping whose keys the author chooses; `None` after a fault in any.
pub fn entries<'y, T>(
    node: Node<'y>,
    at: &At<'_>,
    mut read: impl FnMut(&str, Node<'y>, &At<'_>) -> Option<T>,
) -> Option<Vec<T>> {
    let Node::Map(map) = node else {
        return at.wrong(Expected::Map);
    };
    let mut fields = Fields { at, entries: Vec::with_capacity(map.len()), meant: Vec::new() };
    let mut doubled = Vec::new();
    let mut seen = BTreeSet::new();
    for (key, value) in map {
        if seen.insert(key.clone()) {
            fields.entries.push((key, value));
        } else {
            fields.tell_double(&key, &mut doubled);
        }
    }
    let length = fields.entries.len();
    let mut found = Vec::with_capacity(length);
    for (key, value) in fields.entries {
        found.extend(read(&key, value, &at.name(&key)));
    }
    (found.len() == length && doubled.is_empty()).then_some(found)
}

/// Has a fault been told already of the value at a path, or of a misspelt key that was to be it? What follows
/// from such a value's absence needs no message of its own.
pub fn already_told(told: &[Diagnostic], file: FileId, path: &FieldPath) -> bool {
    told.iter().any(|diagnostic| {
        let Place::Field(at, steps, _) = &diagnostic.place else {
            return false;
        };
        let meant = match &diagnostic.problem {
            Problem::Yaml(YamlProblem::UnknownKey { suggestion: Some(meant), .. }) => {
                path.0.split_last().is_some_and(|(last, above)| {
                    *last == Step::from(*meant)
                        && steps.0.split_last().is_some_and(|(_, written)| written == above)
                })
            }
            _ => false,
        };
        *at == file && (meant || steps.0.starts_with(&path.0))
    })
}
