//! A finding like a compiler's, with its source line and caret: the only module that names the excerpt
//! crate. Owns no words and no places.

use std::collections::BTreeMap;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Padding, Renderer, Snippet};

use super::position::Resolved;
use super::{Finding, Reporter, safe};
use crate::diagnostic::words::ConfirmedIn;
use crate::diagnostic::{BodyProblem, DomainProblem, Place, Problem, Severity, SourceProblem, words};
use crate::parallel;
use crate::source::FileId;

/// One finding and an empty line.
pub(super) fn render(reporter: &Reporter<'_>, finding: &Finding<'_>, shown: &Shown) -> String {
    let frame = words::frame(reporter.language);
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    }
    .with_name(reporter.level(finding.severity));
    let title = level.primary_title(safe::line(&finding.words.title)).id(finding.code.to_string());
    let mut group = Group::with_title(title);
    let label = safe::line(&finding.words.label);
    if let Some(snippets) = excerpts(reporter, finding, shown, &label) {
        group = group.elements(snippets);
    } else {
        if let Some(path) = &finding.place.path {
            group = group.element(Origin::path(safe::line(path)));
        }
        if !label.is_empty() {
            group = group.element(Padding).element(Level::NOTE.no_name().message(label));
        }
    }
    let place = match &finding.place.path {
        Some(path) if path.rsplit_once('.').is_some_and(|(_, ending)| ending == "yaml") => ConfirmedIn::Site,
        _ => ConfirmedIn::FrontMatter,
    };
    let confirm = finding.hash.as_deref().map(|hash| (frame.confirm)(hash, place));
    for help in finding.words.help.iter().chain(&confirm) {
        group = group.element(Level::HELP.with_name(frame.help).message(safe::line(help)));
    }
    let renderer = if reporter.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(reporter.width);
    let mut out = renderer.render(&[group]);
    out.push_str("\n\n");
    out
}

/// The texts of all files that are pointed into, as they may be printed.
pub(super) struct Shown(BTreeMap<FileId, String>);

impl Shown {
    pub(super) fn of(findings: &[Finding<'_>], reporter: &Reporter<'_>) -> Self {
        let own = findings.iter().filter_map(|finding| finding.place.file);
        let others = findings.iter().flat_map(|finding| &finding.diagnostic.related).filter_map(Place::file);
        let mut files: Vec<FileId> = own.chain(others).collect();
        files.sort();
        files.dedup();
        let texts = parallel::map(&files, |file| safe::text(reporter.sources.file(*file)));
        Self(files.into_iter().zip(texts).collect())
    }

    fn file(&self, file: FileId) -> &str {
        self.0.get(&file).map_or("", String::as_str)
    }
}

/// A place in a file and what stands at it.
struct Mark {
    kind: AnnotationKind,
    place: Resolved,
    label: String,
}

/// The excerpts, the finding's own file first; `None` where it has no text to show.
fn excerpts(
    reporter: &Reporter<'_>,
    finding: &Finding<'_>,
    shown: &Shown,
    label: &str,
) -> Option<Vec<Snippet<'static, annotate_snippets::Annotation<'static>>>> {
    let file = finding.place.file?;
    if reporter.sources.file(file).text.is_empty() {
        return None;
    }
    let mut marks =
        vec![Mark { kind: AnnotationKind::Primary, place: finding.place.clone(), label: label.to_owned() }];
    let related = related_label(&finding.diagnostic.problem, reporter);
    for place in &finding.diagnostic.related {
        let place = Resolved::of(place, reporter.sources, reporter.locate);
        if place.file.is_some() && place != finding.place {
            marks.push(Mark { kind: AnnotationKind::Context, place, label: related.to_owned() });
        }
    }
    let mut files: Vec<_> = marks.iter().filter_map(|mark| mark.place.file).collect();
    files.sort_by_key(|&other| (other != file, other));
    files.dedup();
    Some(
        files
            .into_iter()
            .map(|file| {
                let marks = marks.iter().filter(|mark| mark.place.file == Some(file));
                excerpt(&reporter.sources.file(file).path, shown.file(file), marks)
            })
            .collect(),
    )
}

/// One file's excerpt: the lines from the first mark to the last; the crate folds what lies between.
fn excerpt<'m>(
    path: &str,
    shown: &str,
    marks: impl Iterator<Item = &'m Mark> + Clone,
) -> Snippet<'static, annotate_snippets::Annotation<'static>> {
    let lines = || marks.clone().filter_map(|mark| mark.place.start).map(|at| at.line);
    let (first, last) = (lines().min().unwrap_or(1), lines().max().unwrap_or(1));
    let shown: Vec<&str> = shown.split('\n').skip(first - 1).take(last - first + 1).collect();
    let mut snippet =
        Snippet::source(shown.join("\n")).line_start(first).path(safe::line(&safe::path(path))).fold(true);
    for mark in marks {
        let (Some(start), Some(end)) = (mark.place.start, mark.place.end) else { continue };
        let row = start.line - first;
        let offset: usize = shown[..row].iter().map(|line| line.len() + 1).sum();
        let from = offset + byte_of_column(shown[row], start.column);
        // What goes on over several lines is marked on its first one: the excerpt stays small.
        let to = if end.line == start.line {
            offset + byte_of_column(shown[row], end.column)
        } else {
            offset + shown[row].len()
        };
        let annotation = mark.kind.span(from..to.max(from));
        snippet = snippet.annotation(if mark.label.is_empty() {
            annotation
        } else {
            annotation.label(mark.label.clone())
        });
    }
    snippet
}

fn byte_of_column(line: &str, column: usize) -> usize {
    line.char_indices().nth(column - 1).map_or(line.len(), |(at, _)| at)
}

/// What stands at the other places of a finding.
fn related_label(problem: &Problem, reporter: &Reporter<'_>) -> &'static str {
    let frame = words::frame(reporter.language);
    match problem {
        Problem::Domain(DomainProblem::DuplicateId { .. } | DomainProblem::DuplicateAddress { .. })
        | Problem::Source(SourceProblem::SameAddress { .. })
        | Problem::Body(BodyProblem::DuplicateFootnote { .. } | BodyProblem::DuplicateHeadingId { .. })
        | Problem::Yaml(crate::diagnostic::YamlProblem::DuplicateKey { .. }) => frame.first_here,
        _ => frame.compare,
    }
}
