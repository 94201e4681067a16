//! What each problem is called in each language. Owns the choice of language; the words stand in one
//! exhaustive match a language (`sv`, `en`), so that a missing translation doesn't compile.

/// A language that the program speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Swedish.
    #[default]
    Swedish,
    /// English.
    English,
}

/// How a problem is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What is wrong, in one line.
    pub title: String,
    /// What stands at the caret: the reason, short; may be empty.
    pub label: String,
    /// How to mend it; with 'did you mean' where something is near.
    pub help: Option<String>,
}
