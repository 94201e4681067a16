//! Fenced blocks that ask for a picture of the data: their words and options. Owns no questions or years:
//! whether what they name exists is `resolve`'s to say.

use super::builder::Builder;
use crate::diagnostic::{BodyProblem, Expected, Problem, YamlProblem};
use crate::model::body::{PictureKind, PictureRequest};
use crate::parse::mask::shown;
use crate::suggestion::nearest;
use std::ops::Range;

const OF_A_QUESTION: &[&str] = &[PictureRequest::QUESTION, PictureRequest::AUDIT];
const OF_YEARS: &[&str] = &[PictureRequest::QUESTION, PictureRequest::AUDIT, PictureRequest::YEARS];
const OF_FIGURES: &[&str] = &[PictureRequest::FIGURE, PictureRequest::AUDIT];
const OF_AN_AUDIT: &[&str] = &[PictureRequest::AUDIT];

/// The picture that a block's first word asks for; `None` for a block of code.
pub(super) fn picture(word: &str) -> Result<Option<PictureKind>, BodyProblem> {
    if let Some(kind) = PictureKind::ALL.into_iter().find(|kind| kind.word() == word) {
        return Ok(Some(kind));
    }
    match nearest(word, PictureKind::ALL.map(PictureKind::word)) {
        Some(suggestion) => Err(BodyProblem::UnknownBlock { word: word.to_owned(), suggestion }),
        None => Ok(None),
    }
}

/// A block whose options are still being read.
pub(super) struct PictureBlock {
    kind: PictureKind,
    /// Lines, each with where it starts in the unmasked text.
    lines: Vec<(String, usize)>,
}

impl PictureBlock {
    pub(super) fn new(kind: PictureKind) -> Self {
        Self { kind, lines: Vec::new() }
    }

    pub(super) fn push(&mut self, text: &str, at: usize) {
        let mut start = at;
        for line in text.split_inclusive('\n') {
            self.lines.push((line.trim_end().to_owned(), start));
            start += line.len();
        }
    }

    fn known(&self) -> &'static [&'static str] {
        match self.kind {
            PictureKind::Scale | PictureKind::Answers | PictureKind::Development => OF_A_QUESTION,
            PictureKind::Comparison | PictureKind::Distribution => OF_YEARS,
            PictureKind::Account => OF_FIGURES,
            PictureKind::Matrix | PictureKind::FollowUp => OF_AN_AUDIT,
        }
    }
}

/// One option of a block, with where its key and value stand in the unmasked text.
struct Entry {
    key: &'static str,
    value: String,
    value_at: Range<usize>,
}

/// Reads a whole block.
pub(super) fn read(block: &PictureBlock, builder: &mut Builder<'_>, range: &Range<usize>) -> PictureRequest {
    let mut request = PictureRequest {
        kind: block.kind,
        question: None,
        figure: None,
        audit: None,
        years: Vec::new(),
        span: builder.unmasked.span(range.start, range.end),
        option_spans: Vec::new(),
    };
    for Entry { key, value, value_at } in entries(block, builder) {
        request.option_spans.push((key, builder.unmasked.span(value_at.start, value_at.end)));
        match key {
            PictureRequest::QUESTION => request.question = Some(value.into()),
            PictureRequest::FIGURE => request.figure = Some(value.into()),
            PictureRequest::AUDIT => request.audit = Some(value.into()),
            _ => request.years = years(&value, &value_at, builder),
        }
    }
    request
}

/// The block's `key: value` lines; what is no such line, or has another key, is told.
fn entries(block: &PictureBlock, builder: &mut Builder<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for (line, start) in &block.lines {
        let written = line.trim_start();
        if written.is_empty() || written.starts_with('#') {
            continue;
        }
        let at = start + line.len() - written.len();
        // As in YAML: after a blank, a # begins a comment.
        let written = written.split(" #").next().unwrap_or_default();
        let Some((key, value)) = written.split_once(':') else {
            let problem = YamlProblem::WrongType { expected: Expected::Map };
            builder.fault(problem, at, at + written.len());
            continue;
        };
        let value_start = at + key.len() + 1 + (value.len() - value.trim_start().len());
        let value_at = value_start..value_start + value.trim().len();
        let key_end = at + key.trim_end().len();
        match accept(key.trim_end(), value.trim(), block.known(), &entries) {
            Ok(key) => entries.push(Entry { key, value: unquoted(value.trim()), value_at }),
            Err(problem) => builder.fault(problem, at, key_end),
        }
    }
    entries
}

fn accept(
    key: &str,
    value: &str,
    known: &'static [&'static str],
    before: &[Entry],
) -> Result<&'static str, Problem> {
    let Some(name) = known.iter().find(|name| **name == key) else {
        let key = shown(key).into_owned();
        let suggestion = nearest(&key, known.iter().copied());
        return Err(YamlProblem::UnknownKey { key, suggestion, known }.into());
    };
    if before.iter().any(|entry| entry.key == *name) {
        return Err(YamlProblem::DuplicateKey { key: key.to_owned() }.into());
    }
    if value.is_empty() {
        return Err(YamlProblem::MissingKey { key: name }.into());
    }
    Ok(name)
}

fn unquoted(value: &str) -> String {
    let inner = ['"', '\''].iter().find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote));
    shown(inner.unwrap_or(value)).into_owned()
}

/// `2023`, or `[2020, 2023]`.
fn years(value: &str, at: &Range<usize>, builder: &mut Builder<'_>) -> Vec<i16> {
    let inner = value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(value);
    let mut years = Vec::new();
    let mut start = at.start + usize::from(inner.len() < value.len());
    for piece in inner.split(',') {
        let word = piece.trim();
        let word_start = start + (piece.len() - piece.trim_start().len());
        start += piece.len() + 1;
        match word.parse() {
            Ok(year @ 1000..=9999) if word.len() == 4 => years.push(year),
            _ => {
                let end = (word_start + word.len().max(1)).min(at.end.max(word_start));
                builder.fault(YamlProblem::WrongType { expected: Expected::Year }, word_start, end);
            }
        }
    }
    years
}
