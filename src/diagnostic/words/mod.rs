//! What each problem is called in each language. Owns the choice of language; the words stand in one
//! exhaustive match a language (`sv`, `en`), so that a missing translation doesn't compile.

mod en;
mod sv;

use super::Problem;

/// A language that the program speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Swedish.
    #[default]
    Swedish,
    /// English.
    English,
}

impl Language {
    /// By its code, as `--lang` and `språk:` take it: `sv` or `en`.
    pub fn by_code(code: &str) -> Option<Self> {
        match code {
            "sv" => Some(Self::Swedish),
            "en" => Some(Self::English),
            _ => None,
        }
    }
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

impl Words {
    fn new(title: impl Into<String>, label: impl Into<String>) -> Self {
        Self { title: title.into(), label: label.into(), help: None }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Where a warning is confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfirmedIn {
    /// In the front matter of the file that it is about.
    FrontMatter,
    /// In `insyn.yaml`: registers have no such key.
    Site,
}

/// The words around the findings: levels, places and the closing line.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// The level of an error.
    pub error: &'static str,
    /// The level of a warning.
    pub warning: &'static str,
    /// Before how to mend it.
    pub help: &'static str,
    /// The closing line for a number of errors, warnings and files.
    pub summary: fn(usize, usize, usize) -> String,
    /// How to confirm the warning that has this hash, in a file's own front matter or, for a register, with the site's
    /// settings.
    pub confirm: fn(&str, ConfirmedIn) -> String,
    /// Before the first of several equal things.
    pub first_here: &'static str,
    /// Before another place that has a part in the finding.
    pub compare: &'static str,
    /// The heading, introduction and columns of the list of all findings.
    pub catalogue: CatalogueWords,
}

/// The words of the list of all findings.
#[derive(Clone, Copy, Debug)]
pub struct CatalogueWords {
    /// Heading.
    pub heading: &'static str,
    /// What the list is.
    pub introduction: &'static str,
    /// A heading a hundred.
    pub stages: [&'static str; 13],
    /// Heads of the columns: code, level, title, reason, mending.
    pub columns: [&'static str; 5],
}

/// What a heading is to bear, so that its older address goes on: `{#new alias=old}`.
fn heading_attribute(old: &str, new: &str) -> String {
    let id = |address: &str| address.rsplit_once('#').map_or_else(String::new, |(_, id)| id.to_owned());
    format!("{{#{} alias={}}}", id(new), id(old))
}

/// What a problem is called.
pub fn of(problem: &Problem, language: Language) -> Words {
    match language {
        Language::Swedish => sv::words(problem),
        Language::English => en::words(problem),
    }
}

/// The words around the findings.
pub const fn frame(language: Language) -> &'static Frame {
    match language {
        Language::Swedish => &sv::FRAME,
        Language::English => &en::FRAME,
    }
}
