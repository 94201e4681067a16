//! Markdown → [`Body`]: the one module that names pulldown-cmark. Which extensions are on, and the way from its
//! events to our own tree. Never touches HTML; never sees what a mask hides (`parse::mask` comes first).

mod address;
mod attributes;
mod builder;
mod chart_block;
mod heading_ids;
mod inline;
mod notes;
mod sections;
#[cfg(test)]
mod tests;

use super::mask::{self, Unmasked};
use crate::diagnostic::{BodyProblem, Diagnostic, Place};
use crate::model::body::{Align, Body};
use crate::source::FileId;
use builder::{Builder, Kind};
use pulldown_cmark::{Alignment, BrokenLink, CodeBlockKind, Event, LinkType, Options, Parser, Tag};
use std::ops::Range;

/// Wikilinks and definition lists stay off: they would swallow `[[maskad:` and `:::`. Heading attributes are
/// read by `attributes`, since paragraphs carry them too. Smart punctuation is English.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS);

/// Reads the body of a file: `text` is the whole file, the body starts at `body_offset`. Every span counts from
/// the start of the file. Faults go to `out`, in the order of the text.
pub fn parse(file: FileId, text: &str, body_offset: usize, out: &mut Vec<Diagnostic>) -> Body {
    parse_unmasked(file, mask::unmask(text, body_offset), out)
}

/// The same for a body whose masks have been taken out.
pub(super) fn parse_unmasked(file: FileId, mut unmasked: Unmasked<'_>, out: &mut Vec<Diagnostic>) -> Body {
    let mut found: Vec<Diagnostic> = std::mem::take(&mut unmasked.faults)
        .into_iter()
        .map(|(problem, span)| Diagnostic::new(problem, Place::Bytes(file, span)))
        .collect();
    let mut builder = Builder::new(file, &unmasked);
    read(&unmasked, &mut builder);
    let (body, read_faults) = builder.finish();
    // What an unclosed mask swallowed is missing everywhere else; only the mask is worth telling.
    if !unmasked.unclosed {
        found.extend(read_faults);
    }
    found.sort_by_key(|diagnostic| match &diagnostic.place {
        Place::Bytes(_, span) => span.start,
        _ => 0,
    });
    out.append(&mut found);
    body
}

fn read(unmasked: &Unmasked<'_>, builder: &mut Builder<'_>) {
    let mut broken: Vec<(String, Range<usize>)> = Vec::new();
    let on_broken = |link: BrokenLink<'_>| {
        // `[sic]` is prose; only a second bracket asks for a definition.
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) {
            broken.push((mask::shown(&link.reference).into_owned(), link.span));
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(&unmasked.text, OPTIONS, Some(on_broken));
    for (event, range) in parser.into_offset_iter() {
        take(builder, event, range);
    }
    for (label, range) in broken {
        builder.fault(BodyProblem::UndefinedReference { label }, range.start, range.end);
    }
}

fn take(builder: &mut Builder<'_>, event: Event<'_>, range: Range<usize>) {
    match event {
        Event::Start(tag) => {
            let kind = kind(builder, tag, &range);
            builder.open(kind, &range);
        }
        Event::End(_) => builder.close(&range),
        Event::Text(text) => builder.text(&text, &range),
        Event::Code(code) => builder.code(&code),
        Event::Html(html) => builder.html_line(&html),
        Event::InlineHtml(html) => builder.raw(&html),
        Event::FootnoteReference(label) => builder.note_mark(&label),
        Event::SoftBreak => builder.raw(" "),
        Event::HardBreak => builder.line_break(),
        Event::Rule => builder.rule(),
        Event::TaskListMarker(done) => builder.task(done),
        // Neither is switched on.
        Event::InlineMath(text) | Event::DisplayMath(text) => builder.raw(&text),
    }
}

fn kind(builder: &mut Builder<'_>, tag: Tag<'_>, range: &Range<usize>) -> Kind {
    match tag {
        Tag::Paragraph => Kind::Paragraph,
        Tag::Heading { level, .. } => Kind::Heading(level as u8),
        Tag::BlockQuote(_) => Kind::Quote,
        Tag::CodeBlock(CodeBlockKind::Fenced(info)) => builder.code_kind(&info, range),
        Tag::CodeBlock(CodeBlockKind::Indented) => Kind::Code { language: "".into() },
        Tag::HtmlBlock => Kind::Html,
        Tag::List(start) => Kind::List { start, items: Vec::new(), loose: false },
        Tag::Item => Kind::Item { done: None },
        Tag::FootnoteDefinition(label) => Kind::Note { label: (*label).into() },
        Tag::Table(columns) => Kind::Table {
            columns: columns.into_iter().map(align).collect(),
            head: Vec::new(),
            rows: Vec::new(),
        },
        Tag::TableHead => Kind::Row { cells: Vec::new(), head: true },
        Tag::TableRow => Kind::Row { cells: Vec::new(), head: false },
        Tag::TableCell => Kind::Cell,
        Tag::Emphasis => Kind::Emphasis,
        Tag::Strong => Kind::Strong,
        Tag::Strikethrough => Kind::Struck,
        Tag::Link { link_type, dest_url, .. } => {
            builder.link_kind(&dest_url, link_type == LinkType::Email, range)
        }
        Tag::Image { dest_url, .. } => Kind::Image { address: (*dest_url).into() },
        // None of these is switched on.
        Tag::DefinitionList
        | Tag::DefinitionListTitle
        | Tag::DefinitionListDefinition
        | Tag::Superscript
        | Tag::Subscript
        | Tag::MetadataBlock(_) => Kind::Plain,
    }
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None => Align::Default,
        Alignment::Left => Align::Left,
        Alignment::Center => Align::Centre,
        Alignment::Right => Align::Right,
    }
}
