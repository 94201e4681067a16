//! Footnotes: which is defined, which is pointed at and in what order. Owns no blocks' making.

use super::builder::Builder;
use crate::diagnostic::{BodyProblem, Diagnostic, Place};
use crate::model::body::{Block, Inline, Note};
use crate::parse::mask::shown;
use crate::source::{FileId, Span};
use std::collections::HashMap;
use std::ops::Range;

/// What is known of the notes while the tree grows. Until [`arrange`] an [`Inline::Note`] has a label's number.
#[derive(Default)]
pub(super) struct NoteStore {
    numbers: HashMap<String, u32>,
    labels: Vec<Label>,
}

struct Label {
    spelling: String,
    definition: Option<(Vec<Block>, Span)>,
    index: Option<u32>,
    references: u32,
}

impl NoteStore {
    fn number(&mut self, label: &str) -> u32 {
        let key = label.to_lowercase();
        if let Some(number) = self.numbers.get(&key) {
            return *number;
        }
        let number = u32::try_from(self.labels.len()).unwrap_or(u32::MAX);
        self.numbers.insert(key, number);
        let spelling = shown(label).into_owned();
        self.labels.push(Label { spelling, definition: None, index: None, references: 0 });
        number
    }

    /// Gives the headings within the blocks, and within the notes, their ids; `ids` has each heading's start.
    pub(super) fn give_ids(&mut self, blocks: &mut [Block], ids: &[(u32, Box<str>)]) {
        if ids.is_empty() {
            return;
        }
        give_ids(blocks, ids);
        for (blocks, _) in self.labels.iter_mut().filter_map(|label| label.definition.as_mut()) {
            give_ids(blocks, ids);
        }
    }
}

impl Builder<'_> {
    pub(super) fn note_mark(&mut self, label: &str) {
        if self.skips() {
            return;
        }
        let index = self.notes.number(label);
        self.flush();
        self.top().inlines.push(Inline::Note { index, reference: 0 });
    }

    pub(super) fn define_note(&mut self, label: &str, blocks: Vec<Block>, range: &Range<usize>) {
        let mark = self.unmasked.text[range.clone()].find(']').map_or(range.end, |at| range.start + at + 1);
        let span = self.unmasked.span(range.start, mark);
        let number = self.notes.number(label);
        let known = &mut self.notes.labels[number as usize];
        match &known.definition {
            None => known.definition = Some((blocks, span)),
            Some((_, first)) => {
                let related = Place::Bytes(self.file, *first);
                let problem = BodyProblem::DuplicateFootnote { label: known.spelling.clone() };
                self.tell(Diagnostic::new(problem, Place::Bytes(self.file, span)).related(related));
            }
        }
    }

    /// pulldown-cmark leaves a mark without a note as text: at a text's `[`, looks whether it is one.
    pub(super) fn find_undefined_note(&mut self, at: usize) {
        let text = &self.unmasked.text;
        let escaped = text[..at].bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1;
        let Some(rest) = text[at..].strip_prefix("[^").filter(|_| !escaped) else { return };
        let end = rest.find(|c: char| matches!(c, '[' | ']') || c.is_whitespace());
        let Some(end) = end.filter(|end| *end > 0 && rest[*end..].starts_with(']')) else { return };
        let label = shown(&rest[..end]).into_owned();
        self.fault(BodyProblem::UndefinedFootnote { label }, at, at + "[^".len() + end + 1);
    }
}

/// Numbers the notes in the order in which the body, and then the notes themselves, first point at them.
pub(super) fn arrange(
    file: FileId,
    blocks: &mut [Block],
    mut store: NoteStore,
    faults: &mut Vec<Diagnostic>,
) -> Vec<Note> {
    if store.labels.is_empty() {
        return Vec::new();
    }
    let mut order: Vec<u32> = Vec::new();
    let mut notes: Vec<Vec<Block>> = Vec::new();
    number_marks(blocks, &mut store, &mut order);
    while let Some(number) = order.get(notes.len()) {
        let definition = store.labels[*number as usize].definition.as_mut();
        let mut blocks = definition.map(|(blocks, _)| std::mem::take(blocks)).unwrap_or_default();
        number_marks(&mut blocks, &mut store, &mut order);
        notes.push(blocks);
    }
    for label in &store.labels {
        if let (None, Some((_, span))) = (label.index, &label.definition) {
            let problem = BodyProblem::UnusedFootnote { label: label.spelling.clone() };
            faults.push(Diagnostic::new(problem, Place::Bytes(file, *span)));
        }
    }
    let references = order.iter().map(|number| store.labels[*number as usize].references);
    notes.into_iter().zip(references).map(|(blocks, references)| Note { blocks, references }).collect()
}

fn number_marks(blocks: &mut [Block], store: &mut NoteStore, order: &mut Vec<u32>) {
    each_words(blocks, &mut |words| mark(words, store, order));
}

fn mark(words: &mut [Inline], store: &mut NoteStore, order: &mut Vec<u32>) {
    for inline in words {
        match inline {
            Inline::Note { index, reference } => {
                let number = *index;
                let label = &mut store.labels[number as usize];
                if label.definition.is_none() {
                    // Its note stood too deep to be read, which has been told.
                    *inline = Inline::Text(format!("[^{}]", label.spelling).into());
                    continue;
                }
                *reference = label.references;
                label.references += 1;
                *index = *label.index.get_or_insert_with(|| {
                    order.push(number);
                    u32::try_from(order.len() - 1).unwrap_or(u32::MAX)
                });
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => {
                mark(inner, store, order);
            }
            Inline::Link(link) => mark(&mut link.content, store, order),
            Inline::Text(_) | Inline::Code(_) | Inline::Image(_) | Inline::Break | Inline::Masked => {}
        }
    }
}

/// All runs of words in the blocks, in the order of the text.
fn each_words(blocks: &mut [Block], each: &mut dyn FnMut(&mut [Inline])) {
    for block in blocks {
        match block {
            Block::Heading(heading) => each(&mut heading.content),
            Block::Paragraph(paragraph) => each(&mut paragraph.content),
            Block::List(list) => list.items.iter_mut().for_each(|item| each_words(&mut item.blocks, each)),
            Block::Quote(blocks) => each_words(blocks, each),
            Block::Table(table) => {
                let cells = table.head.iter_mut().chain(table.rows.iter_mut().flatten());
                cells.for_each(|cell| each(cell));
            }
            Block::Code { .. } | Block::Rule | Block::Masked { .. } | Block::Picture(_) => {}
        }
    }
}

fn give_ids(blocks: &mut [Block], ids: &[(u32, Box<str>)]) {
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                if let Ok(at) = ids.binary_search_by_key(&heading.span.start, |(start, _)| *start) {
                    heading.id.clone_from(&ids[at].1);
                }
            }
            Block::Paragraph(paragraph) => {
                let Some(name) = &mut paragraph.name else { continue };
                if let Ok(at) = ids.binary_search_by_key(&name.span.start, |(start, _)| *start) {
                    name.id.clone_from(&ids[at].1);
                }
            }
            Block::List(list) => list.items.iter_mut().for_each(|item| give_ids(&mut item.blocks, ids)),
            Block::Quote(blocks) => give_ids(blocks, ids),
            _ => {}
        }
    }
}
