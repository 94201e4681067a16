//! Findings to text for people and machines: the only place that knows lines, columns and colour. Pure: it
//! gives texts, the commands print them. Owns no words (`diagnostic::words`) and never shows masked text.

mod confirm;
mod position;
mod safe;
mod text;

pub use confirm::{confirm, hash};
pub use position::{Position, Resolved};

use std::fmt::Write as _;

use serde::Serialize;

use crate::diagnostic::words::{self, Language, Words};
use crate::diagnostic::{Code, Diagnostic, FieldPath, Part, Problem, Severity};
use crate::source::{SourceFile, Sources, Span};

/// Finds the bytes of a key or value in a file's YAML; `None` where the path leads to nothing.
pub type Locate<'a> = &'a dyn Fn(&SourceFile, &FieldPath, Part) -> Option<Span>;

/// How findings are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// With source line and caret, for people.
    #[default]
    Text,
    /// A line each: `path:line:column: level[code]: title`.
    Short,
    /// One array of objects, for programs.
    Json,
}

/// All that telling the findings needs.
#[derive(Clone, Copy)]
pub struct Reporter<'a> {
    /// The files that they are in.
    pub sources: &'a Sources,
    /// Where keys and values are.
    pub locate: Locate<'a>,
    /// How they are told.
    pub format: Format,
    /// In which language.
    pub language: Language,
    /// With terminal colours (`Format::Text` only).
    pub colour: bool,
    /// Warnings count as errors.
    pub strict: bool,
    /// The terminal's width in columns; longer source lines are cut around the caret.
    pub width: usize,
}

/// A width for output that no terminal shows.
pub const DEFAULT_WIDTH: usize = 120;

/// A finding with everything that the formats need.
struct Finding<'a> {
    diagnostic: &'a Diagnostic,
    code: Code,
    severity: Severity,
    place: Resolved,
    words: Words,
    hash: Option<String>,
}

impl Reporter<'_> {
    /// All findings, sorted by file, place and code, each once.
    pub fn render(&self, diagnostics: &[Diagnostic]) -> String {
        let findings = self.findings(diagnostics);
        match self.format {
            Format::Text => {
                let shown = text::Shown::of(&findings, self);
                findings.iter().map(|finding| text::render(self, finding, &shown)).collect()
            }
            Format::Short => self.short(&findings),
            Format::Json => json(&findings),
        }
    }

    /// The closing line: "3 fel och 1 varning i 2 filer."
    pub fn summary(&self, diagnostics: &[Diagnostic]) -> String {
        let findings = self.findings(diagnostics);
        let errors = findings.iter().filter(|finding| finding.severity == Severity::Error).count();
        let mut files: Vec<&str> =
            findings.iter().filter_map(|finding| finding.place.path.as_deref()).collect();
        files.dedup();
        (words::frame(self.language).summary)(errors, findings.len() - errors, files.len())
    }

    fn findings<'d>(&self, diagnostics: &'d [Diagnostic]) -> Vec<Finding<'d>> {
        let mut findings: Vec<_> = diagnostics.iter().map(|diagnostic| self.finding(diagnostic)).collect();
        findings.sort_by(|a, b| (&a.place, a.code, &a.words.title).cmp(&(&b.place, b.code, &b.words.title)));
        findings.dedup_by(|a, b| a.place == b.place && a.diagnostic.problem == b.diagnostic.problem);
        findings
    }

    fn finding<'d>(&self, diagnostic: &'d Diagnostic) -> Finding<'d> {
        let severity = if self.strict { Severity::Error } else { diagnostic.severity() };
        let words = words::of(&diagnostic.problem, self.language);
        let mut place = Resolved::of(&diagnostic.place, self.sources, self.locate);
        place.path = place.path.as_deref().map(safe::path);
        Finding {
            diagnostic,
            code: diagnostic.problem.code(),
            severity,
            place,
            words: if matches!(diagnostic.problem, Problem::Publish(_)) {
                // Paths and addresses of this machine; content has nothing to say in them.
                words
            } else {
                // A message may hold a key, an id or a name that is a person's.
                Words {
                    title: safe::told(&words.title),
                    label: safe::told(&words.label),
                    help: words.help.as_deref().map(safe::told),
                }
            },
            hash: hash(diagnostic, self.sources, self.locate),
        }
    }

    fn level(&self, severity: Severity) -> &'static str {
        let frame = words::frame(self.language);
        match severity {
            Severity::Error => frame.error,
            Severity::Warning => frame.warning,
        }
    }

    fn short(&self, findings: &[Finding<'_>]) -> String {
        let mut out = String::new();
        for Finding { place, severity, code, words, .. } in findings {
            if let Some(path) = &place.path {
                let start = place.start.unwrap_or_default();
                let _ = write!(out, "{}:{}:{}: ", safe::line(path), start.line, start.column);
            }
            let _ = writeln!(out, "{}[{code}]: {}", self.level(*severity), safe::line(&words.title));
        }
        out
    }
}

/// A finding as programs read it. Lines and columns count from 1, columns in characters, bytes from 0;
/// the end is the first that isn't part of it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry<'a> {
    code: String,
    severity: &'static str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    byte_start: Option<u32>,
    byte_end: Option<u32>,
    title: &'a str,
    label: &'a str,
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hash: Option<&'a str>,
}

fn json(findings: &[Finding<'_>]) -> String {
    let entries: Vec<Entry<'_>> = findings
        .iter()
        .map(|finding| {
            let place = &finding.place;
            Entry {
                code: finding.code.to_string(),
                severity: match finding.severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                },
                file: place.path.as_deref(),
                line: place.start.map(|at| at.line),
                column: place.start.map(|at| at.column),
                end_line: place.end.map(|at| at.line),
                end_column: place.end.map(|at| at.column),
                byte_start: place.span.map(|span| span.start),
                byte_end: place.span.map(|span| span.end),
                title: &finding.words.title,
                label: &finding.words.label,
                help: finding.words.help.as_deref(),
                hash: finding.hash.as_deref(),
            }
        })
        .collect();
    let mut out = crate::json::to_pretty_string(&entries);
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::examples::examples;

    #[test]
    fn no_word_of_the_programs_own_is_taken_for_personal_data() {
        for problem in examples().into_iter().filter(|problem| !matches!(problem, Problem::Publish(_))) {
            for language in [Language::Swedish, Language::English] {
                let words = words::of(&problem, language);
                for text in [&words.title, &words.label, words.help.as_ref().unwrap_or(&String::new())] {
                    assert_eq!(safe::told(text), **text, "{}", problem.code());
                }
            }
        }
    }
}
