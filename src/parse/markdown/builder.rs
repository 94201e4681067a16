//! The stack of open elements, from which the tree grows. Owns no meaning of addresses, attributes or notes.
//! Nothing here recurses, and what is nested too deep never enters the tree.

use super::chart_block::{self, PictureBlock};
use super::heading_ids::HeadingNote;
use super::notes::NoteStore;
use super::{attributes, heading_ids, notes};
use crate::diagnostic::{BodyProblem, Diagnostic, Place, Problem};
use crate::model::body::{
    Align, Block, Body, Heading, Inline, Item, List, Paragraph, Table, Target, plain_text,
};
use crate::parse::mask::{Unmasked, shown};
use crate::slug::slug;
use crate::source::FileId;
use std::ops::Range;

/// Open elements, blocks and inline alike. Nobody writes half as deep by hand.
const DEEPEST: usize = 50;

/// What an open element will become.
pub(super) enum Kind {
    Root,
    Paragraph,
    Heading(u8),
    Html,
    Quote,
    List {
        start: Option<u64>,
        items: Vec<Item>,
        loose: bool,
    },
    Item {
        done: Option<bool>,
    },
    Code {
        language: Box<str>,
    },
    Picture(PictureBlock),
    Note {
        label: Box<str>,
    },
    Table {
        columns: Vec<Align>,
        head: Vec<Vec<Inline>>,
        rows: Vec<Vec<Vec<Inline>>>,
    },
    Row {
        cells: Vec<Vec<Inline>>,
        head: bool,
    },
    Cell,
    Emphasis,
    Strong,
    Struck,
    /// Without a target the words stand alone: the address was refused, or masked.
    Link {
        target: Option<Target>,
        masked: bool,
    },
    Image {
        address: Box<str>,
    },
    Plain,
}

pub(super) struct Frame {
    pub(super) kind: Kind,
    blocks: Vec<Block>,
    pub(super) inlines: Vec<Inline>,
    start: usize,
}

pub(super) struct Builder<'u> {
    pub(super) file: FileId,
    pub(super) unmasked: &'u Unmasked<'u>,
    stack: Vec<Frame>,
    /// Text of the innermost element, not yet an [`Inline`].
    pub(super) text: String,
    /// Where the latest text ended, and where the words that no paragraph holds began.
    pub(super) text_end: usize,
    loose_start: usize,
    /// Elements open within the one that was too deep.
    skipped: usize,
    told_deep: bool,
    /// The number of the masked block whose sign was read last.
    pub(super) block_mask: Option<usize>,
    level: u8,
    headings: Vec<HeadingNote>,
    pub(super) notes: NoteStore,
    faults: Vec<Diagnostic>,
}

impl<'u> Builder<'u> {
    pub(super) fn new(file: FileId, unmasked: &'u Unmasked<'u>) -> Self {
        let root = Frame { kind: Kind::Root, blocks: Vec::new(), inlines: Vec::new(), start: 0 };
        Self {
            file,
            unmasked,
            stack: vec![root],
            text: String::new(),
            text_end: 0,
            loose_start: 0,
            skipped: 0,
            told_deep: false,
            block_mask: None,
            level: 1,
            headings: Vec::new(),
            notes: NoteStore::default(),
            faults: Vec::new(),
        }
    }

    pub(super) fn fault(&mut self, problem: impl Into<Problem>, start: usize, end: usize) {
        let place = Place::Bytes(self.file, self.unmasked.span(start, end));
        self.faults.push(Diagnostic::new(problem, place));
    }

    pub(super) fn tell(&mut self, fault: Diagnostic) {
        self.faults.push(fault);
    }

    pub(super) fn top(&mut self) -> &mut Frame {
        let last = self.stack.len() - 1;
        &mut self.stack[last]
    }

    /// Is everything dropped here, being too deep?
    pub(super) fn skips(&self) -> bool {
        self.skipped > 0
    }

    pub(super) fn open(&mut self, kind: Kind, range: &Range<usize>) {
        if self.skipped > 0 || self.stack.len() >= DEEPEST {
            self.skipped += 1;
            if !self.told_deep {
                self.told_deep = true;
                let first = self.unmasked.text[range.start..].chars().next().map_or(0, char::len_utf8);
                self.fault(BodyProblem::TooDeep, range.start, range.start + first);
            }
            return;
        }
        self.flush();
        if is_block(&kind) {
            self.close_loose_words();
            self.block_mask = None;
        }
        self.stack.push(Frame { kind, blocks: Vec::new(), inlines: Vec::new(), start: range.start });
        self.loose_start = range.start;
    }

    /// The words of a tight list item stand in no paragraph of their own in the events.
    fn close_loose_words(&mut self) {
        if self.top().inlines.is_empty() {
            return;
        }
        let start = self.loose_start;
        let content = std::mem::take(&mut self.top().inlines);
        let paragraph = self.paragraph(content, start);
        self.top().blocks.push(paragraph);
    }

    pub(super) fn close(&mut self, range: &Range<usize>) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        if !matches!(self.top().kind, Kind::Code { .. } | Kind::Picture(_)) {
            self.flush();
        }
        if matches!(self.top().kind, Kind::Item { .. } | Kind::Note { .. } | Kind::Quote) {
            self.close_loose_words();
        }
        if let Some(mut frame) = self.stack.pop() {
            // The tree lives as long as the site does, and most elements have one or two others in them.
            frame.blocks.shrink_to_fit();
            frame.inlines.shrink_to_fit();
            if is_block(&frame.kind) {
                self.close_block(frame, range);
            } else {
                self.close_inline(frame, range);
            }
        }
        self.loose_start = range.end;
    }

    fn close_block(&mut self, frame: Frame, range: &Range<usize>) {
        let block = match frame.kind {
            Kind::Paragraph => {
                if let [
                    ..,
                    Frame { kind: Kind::List { loose, .. }, .. },
                    Frame { kind: Kind::Item { .. }, .. },
                ] = self.stack.as_mut_slice()
                {
                    *loose = true;
                }
                self.paragraph(frame.inlines, frame.start)
            }
            Kind::Heading(level) => self.heading(level, frame.inlines, range),
            Kind::Html => {
                Block::Paragraph(Paragraph { content: trimmed(frame.inlines), improvement: None, name: None })
            }
            Kind::Quote => Block::Quote(frame.blocks),
            Kind::List { start, items, loose } => Block::List(Box::new(List { start, tight: !loose, items })),
            Kind::Item { done } => {
                let mut blocks = frame.blocks;
                blocks.shrink_to_fit();
                if let Kind::List { items, .. } = &mut self.top().kind {
                    items.push(Item { done, blocks });
                }
                return;
            }
            Kind::Code { language } => {
                Block::Code { language, text: shown(&std::mem::take(&mut self.text)).into() }
            }
            Kind::Picture(block) => Block::Picture(Box::new(chart_block::read(&block, self, range))),
            Kind::Note { label } => return self.define_note(&label, frame.blocks, range),
            Kind::Table { columns, head, rows } => Block::Table(Box::new(Table { columns, head, rows })),
            Kind::Row { cells, head: is_head } => {
                if let Kind::Table { head, rows, .. } = &mut self.top().kind {
                    if is_head {
                        *head = cells;
                    } else {
                        rows.push(cells);
                    }
                }
                return;
            }
            Kind::Cell => {
                let mut content = frame.inlines;
                content.shrink_to_fit();
                if let Kind::Row { cells, .. } = &mut self.top().kind {
                    cells.push(content);
                }
                return;
            }
            _ => return,
        };
        self.top().blocks.push(block);
    }

    fn paragraph(&mut self, mut content: Vec<Inline>, start: usize) -> Block {
        // A masked block within a paragraph's indentation is a block all the same.
        if let ([Inline::Masked], Some(number)) = (content.as_slice(), self.block_mask.take()) {
            return self.masked(number);
        }
        let attributes::ToldOfParagraph { improvement, name } =
            attributes::of_paragraph(self, &mut content, start);
        if let Some(name) = &name {
            self.headings.push(HeadingNote::of_paragraph(name));
        }
        // Trees of ten thousand reports are in memory at once, and most paragraphs are a single text.
        content.shrink_to_fit();
        Block::Paragraph(Paragraph { content, improvement: improvement.map(Box::new), name })
    }

    fn masked(&self, number: usize) -> Block {
        Block::Masked { ground: self.unmasked.grounds.get(number).cloned().unwrap_or_default() }
    }

    fn heading(&mut self, level: u8, mut content: Vec<Inline>, range: &Range<usize>) -> Block {
        if let (1, [Inline::Masked], Some(number)) = (level, content.as_slice(), self.block_mask.take()) {
            return self.masked(number);
        }
        let told = attributes::of_heading(self, &mut content, range);
        self.check_level(level, range);
        if content.is_empty() {
            self.fault(BodyProblem::EmptyHeading, range.start, range.end);
        }
        content.shrink_to_fit();
        let words = plain_text(&content);
        let span = self.unmasked.span(range.start, range.end);
        self.headings.push(HeadingNote {
            level: level.max(2),
            slug: slug(&words),
            told: told.id,
            aliases: told.aliases.clone(),
            span,
        });
        Block::Heading(Box::new(Heading {
            level: level.max(2),
            content,
            id: Box::default(),
            aliases: told.aliases,
            opens: told.opens,
            section: told.section.or_else(|| super::sections::recognise(&words)),
            span,
        }))
    }

    fn check_level(&mut self, level: u8, range: &Range<usize>) {
        if level == 1 {
            self.fault(BodyProblem::TitleInBody, range.start, range.end);
        } else if level > self.level + 1 {
            self.fault(BodyProblem::HeadingJump { from: self.level, to: level }, range.start, range.end);
        }
        self.level = level;
    }

    pub(super) fn rule(&mut self) {
        if self.skips() {
            return;
        }
        self.flush();
        self.close_loose_words();
        self.top().blocks.push(Block::Rule);
    }

    pub(super) fn task(&mut self, state: bool) {
        let item = self.stack.iter_mut().rev().find_map(|frame| match &mut frame.kind {
            Kind::Item { done } => Some(done),
            _ => None,
        });
        if let (Some(done), 0) = (item, self.skipped) {
            *done = Some(state);
        }
    }

    /// The whole tree, with ids and notes in their order, and what is wrong with the text.
    pub(super) fn finish(mut self) -> (Body, Vec<Diagnostic>) {
        self.flush();
        self.close_loose_words();
        let mut blocks = std::mem::take(&mut self.top().blocks);
        blocks.shrink_to_fit();
        let mut store = std::mem::take(&mut self.notes);
        let ids = heading_ids::assign(self.file, &self.headings, &mut self.faults);
        heading_ids::check_aliases(self.file, &self.headings, &ids, &mut self.faults);
        store.give_ids(&mut blocks, &ids);
        let notes = notes::arrange(self.file, &mut blocks, store, &mut self.faults);
        (Body { blocks, notes }, self.faults)
    }
}

fn is_block(kind: &Kind) -> bool {
    !matches!(
        kind,
        Kind::Emphasis | Kind::Strong | Kind::Struck | Kind::Link { .. } | Kind::Image { .. } | Kind::Plain
    )
}

fn trimmed(mut content: Vec<Inline>) -> Vec<Inline> {
    while matches!(content.last(), Some(Inline::Break)) {
        content.pop();
    }
    content
}
