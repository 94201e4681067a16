//! Where a Markdown file's front matter ends and its body begins, and bytes of YAML values in whole files.
//! Owns no meaning of either part.

use super::yaml::{self, Node};
use crate::diagnostic::{Diagnostic, FieldPath, Part, Place, SourceProblem};
use crate::source::{FileId, SourceKind, Span};

/// A Markdown file in its two parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split<'t> {
    /// The YAML between the `---` lines.
    pub yaml: &'t str,
    /// Its first byte in the file.
    pub yaml_offset: usize,
    /// All after the second `---` line.
    pub body: &'t str,
    /// Its first byte in the file.
    pub body_offset: usize,
}

/// Parts a file at its `---` lines. The first must be the file's first line.
pub fn front_matter(text: &str) -> Result<Split<'_>, SourceProblem> {
    let mut at = 0;
    let mut yaml_offset = None;
    for line in text.split_inclusive('\n') {
        let next = at + line.len();
        let marker = line.trim_end() == "---";
        match yaml_offset {
            None if marker => yaml_offset = Some(next),
            None => return Err(SourceProblem::NoFrontMatter),
            Some(start) if marker => {
                return Ok(Split {
                    yaml: &text[start..at],
                    yaml_offset: start,
                    body: &text[next..],
                    body_offset: next,
                });
            }
            Some(_) => {}
        }
        at = next;
    }
    Err(if yaml_offset.is_some() { SourceProblem::UnclosedFrontMatter } else { SourceProblem::NoFrontMatter })
}

/// The YAML of a file, and its first byte in it: the front matter of a Markdown file, all of any other.
pub fn yaml_of(text: &str, kind: SourceKind) -> Result<(&str, usize), SourceProblem> {
    match kind {
        SourceKind::Report | SourceKind::FreePage => {
            front_matter(text).map(|split| (split.yaml, split.yaml_offset))
        }
        SourceKind::Site
        | SourceKind::Organisations
        | SourceKind::Audits
        | SourceKind::Scales
        | SourceKind::Statement
        | SourceKind::Redirects
        | SourceKind::Promises
        | SourceKind::Editions
        | SourceKind::Lock => Ok((text, 0)),
        SourceKind::Plain => Ok(("", 0)),
    }
}

/// Reads a file's YAML, or tells why it can't be read and where in the file.
pub fn read_yaml(file: FileId, text: &str, kind: SourceKind) -> Result<Node<'_>, Box<Diagnostic>> {
    let whole = |problem: SourceProblem| Box::new(Diagnostic::new(problem, Place::File(file)));
    let (document, offset) = yaml_of(text, kind).map_err(whole)?;
    if document.len() > yaml::MOST_BYTES {
        return Err(whole(SourceProblem::TooLarge { limit: yaml::MOST_BYTES }));
    }
    yaml::read(document).map_err(|fault| {
        Box::new(Diagnostic::new(fault.problem, Place::Bytes(file, fault.span.shifted(offset))))
    })
}

/// The bytes in a file that a `Place::Field` means. `None` where the file's YAML can't be read.
pub fn locate_in_file(text: &str, kind: SourceKind, path: &FieldPath, part: Part) -> Option<Span> {
    let (yaml, offset) = yaml_of(text, kind).ok()?;
    yaml::locate(yaml, path, part).map(|span| span.shifted(offset))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_a_file_at_its_lines() {
        let split = front_matter("---\ntitel: Å\n---\n\nText\n---\n").expect("as written above");
        assert_eq!((split.yaml, split.yaml_offset), ("titel: Å\n", 4));
        assert_eq!((split.body, split.body_offset), ("\nText\n---\n", 18));
        let empty = front_matter("---\n---").expect("as written above");
        assert_eq!((empty.yaml, empty.body, empty.body_offset), ("", "", 7));
    }

    #[test]
    fn says_what_is_missing() {
        for text in ["", "titel: x\n", "\n---\n---\n", " ---\n---\n", "----\n---\n"] {
            assert_eq!(front_matter(text), Err(SourceProblem::NoFrontMatter), "{text:?}");
        }
        for text in ["---", "---\ntitel: x\n", "---\n --- \n-----\n"] {
            assert_eq!(front_matter(text), Err(SourceProblem::UnclosedFrontMatter), "{text:?}");
        }
    }

    #[test]
    fn faults_of_the_reader_are_placed_in_the_file() {
        let file = FileId(7);
        let text = "---\nå: 1\ntitel: *x\n---\nText";
        let told = read_yaml(file, text, SourceKind::Report).expect_err("as written above");
        let Place::Bytes(FileId(7), span) = told.place else { panic!("{:?}", told.place) };
        assert_eq!(&text[span.range()], "*x");
        let large = format!("titel: {}", "x".repeat(yaml::MOST_BYTES));
        let told = read_yaml(file, &large, SourceKind::Site).expect_err("as written above");
        assert_eq!(told.problem, SourceProblem::TooLarge { limit: yaml::MOST_BYTES }.into());
        let told = read_yaml(file, "text", SourceKind::FreePage).expect_err("as written above");
        assert_eq!(*told, Diagnostic::new(SourceProblem::NoFrontMatter, Place::File(file)));
    }

    #[test]
    fn places_in_a_file_count_from_its_start() {
        let text = "---\nåäö: 1\ntitel: Gränsen\n---\n";
        let path = FieldPath::root().to("titel");
        let span = locate_in_file(text, SourceKind::Report, &path, Part::Value).expect("as written above");
        assert_eq!(&text[span.range()], "Gränsen");
    }
}
