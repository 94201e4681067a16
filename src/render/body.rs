//! A body as HTML. Owns its elements and classes; asks a [`Surroundings`] for what lies outside the body:
//! addresses and pictures of the data. Ids of its own have an underscore, which no heading's id has.

#[cfg(test)]
mod tests;

use super::html::{push_address, push_prose, push_text};
use crate::disclosure::shown::NOT_TOLD;
use crate::model::body::{
    Align, Block, Body, Heading, Inline, Item, List, Paragraph, PictureRequest, Table, Target, first_words,
    plain_text,
};
use std::fmt::Write as _;

/// What lies around a body.
pub trait Surroundings {
    /// The address of a target as seen from this page, not yet escaped.
    fn href(&self, target: &Target) -> String;
    /// The address of a picture file beside the report, not yet escaped.
    fn image(&self, file: &str) -> String;
    /// Writes the picture that a block asks for, as HTML.
    fn picture(&self, request: &PictureRequest, out: &mut String);
    /// Writes what closes the section before a heading, such as the pictures that nobody asked for, as HTML.
    fn above(&self, _heading: &Heading, _out: &mut String) {}
    /// Writes what closes the body, before its footnotes, as HTML.
    fn end(&self, _out: &mut String) {}
}

/// Writes a body and, at its end, its footnotes.
pub fn push_body(out: &mut String, body: &Body, surroundings: &dyn Surroundings) {
    out.reserve(body.blocks.len() * 256);
    let mut writer = Writer { out, surroundings, tables: 0 };
    writer.blocks(&body.blocks);
    surroundings.end(writer.out);
    writer.notes(body);
}

/// A ground as printed: `OSL 26:1` is `OSL 26 kap. 1 §`, its parts held together; another text stays.
pub fn ground_words(ground: &str) -> String {
    let parts = ground.rsplit_once(' ').and_then(|(law, place)| Some((law, place.split_once(':')?)));
    match parts {
        Some((law, (chapter, paragraph))) if numbered(chapter) && numbered(paragraph) => {
            format!("{law} {chapter}\u{A0}kap. {paragraph}\u{A0}§")
        }
        _ => ground.to_owned(),
    }
}

/// `26`, `21 a` without its space: a number, perhaps with a letter.
fn numbered(text: &str) -> bool {
    let digits = text.strip_suffix(|c: char| c.is_ascii_lowercase()).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

struct Writer<'w> {
    out: &'w mut String,
    surroundings: &'w dyn Surroundings,
    /// Tables so far: each scroll region needs a name of its own.
    tables: usize,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(paragraph) => {
                self.open_paragraph(paragraph);
                self.inlines(&paragraph.content);
                self.anchor(paragraph);
                self.out.push_str("</p>\n");
            }
            Block::List(list) => self.list(list),
            Block::Quote(blocks) => {
                self.out.push_str("<blockquote>\n");
                self.blocks(blocks);
                self.out.push_str("</blockquote>\n");
            }
            Block::Code { text, .. } => {
                self.out.push_str("<pre tabindex=\"0\"><code>");
                push_text(self.out, text);
                self.out.push_str("</code></pre>\n");
            }
            Block::Table(table) => self.table(table),
            Block::Rule => self.out.push_str("<hr>\n"),
            Block::Masked { ground } => self.masked(ground),
            Block::Picture(request) => self.surroundings.picture(request, self.out),
        }
    }

    fn open_paragraph(&mut self, paragraph: &Paragraph) {
        let Some(name) = &paragraph.name else { return self.out.push_str("<p>") };
        let _ = write!(self.out, "<p id=\"{}\">", name.id);
        self.older_ids(&name.aliases);
    }

    fn older_ids(&mut self, aliases: &[Box<str>]) {
        for alias in aliases {
            let _ = write!(self.out, "<span id=\"{alias}\"></span>");
        }
    }

    /// The link of a paragraph with a name to itself: what a reader copies.
    fn anchor(&mut self, paragraph: &Paragraph) {
        let Some(name) = &paragraph.name else { return };
        let _ =
            write!(self.out, " <a class=\"anchor\" href=\"#{}\" aria-label=\"Länk till stycket ”", name.id);
        push_prose(self.out, &first_words(&paragraph.content));
        self.out.push_str("”\">#</a>");
    }

    /// The link stands beside the heading, not in it: a screen reader's list of headings has the words alone.
    fn heading(&mut self, heading: &Heading) {
        let Heading { level, id, content, .. } = heading;
        self.surroundings.above(heading, self.out);
        self.out.push_str("<div class=\"heading\">");
        self.older_ids(&heading.aliases);
        let _ = write!(self.out, "<h{level} id=\"{id}\">");
        self.inlines(content);
        let _ = write!(
            self.out,
            "</h{level}><a class=\"anchor\" href=\"#{id}\" aria-label=\"Länk till avsnittet "
        );
        push_prose(self.out, &plain_text(content));
        self.out.push_str("\">#</a></div>\n");
    }

    fn list(&mut self, list: &List) {
        let name = if list.start.is_some() { "ol" } else { "ul" };
        let tasks = list.items.iter().any(|item| item.done.is_some());
        let class = if tasks { " class=\"tasks\"" } else { "" };
        let _ = match list.start {
            Some(start) if start != 1 => writeln!(self.out, "<{name} start=\"{start}\"{class}>"),
            _ => writeln!(self.out, "<{name}{class}>"),
        };
        for item in &list.items {
            self.item(item, list.tight);
        }
        let _ = writeln!(self.out, "</{name}>");
    }

    fn item(&mut self, item: &Item, tight: bool) {
        self.out.push_str("<li>");
        if let Some(done) = item.done {
            let (sign, word) = if done { ('☑', "Klar: ") } else { ('☐', "Inte klar: ") };
            let _ = write!(
                self.out,
                "<span class=\"task\" aria-hidden=\"true\">{sign}</span> <span class=\"hidden-words\">{word}</span>"
            );
        }
        for block in &item.blocks {
            match block {
                Block::Paragraph(paragraph) if tight => self.tight(paragraph),
                _ => {
                    self.out.push('\n');
                    self.block(block);
                }
            }
        }
        self.out.push_str("</li>\n");
    }

    /// A paragraph of a tight list: its words alone, in an element only where they have a name.
    fn tight(&mut self, paragraph: &Paragraph) {
        let Some(name) = &paragraph.name else { return self.inlines(&paragraph.content) };
        self.older_ids(&name.aliases);
        let _ = write!(self.out, "<span id=\"{}\">", name.id);
        self.inlines(&paragraph.content);
        self.out.push_str("</span>");
        self.anchor(paragraph);
    }

    fn table(&mut self, table: &Table) {
        self.tables += 1;
        let _ = write!(
            self.out,
            "<section class=\"table\" tabindex=\"0\" aria-label=\"Tabell {}\"><table>\n<thead><tr>",
            self.tables
        );
        for (at, cell) in table.head.iter().enumerate() {
            // A heading cell without words would head nothing.
            let (name, scope) = if cell.is_empty() { ("td", "") } else { ("th", " scope=\"col\"") };
            self.cell(name, scope, table.columns.get(at), cell);
        }
        self.out.push_str("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            self.out.push_str("<tr>");
            for (at, cell) in row.iter().enumerate() {
                self.cell("td", "", table.columns.get(at), cell);
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody></table></section>\n");
    }

    fn cell(&mut self, name: &str, scope: &str, align: Option<&Align>, content: &[Inline]) {
        let class = match align {
            Some(Align::Left) => " class=\"left\"",
            Some(Align::Centre) => " class=\"centre\"",
            Some(Align::Right) => " class=\"right\"",
            Some(Align::Default) | None => "",
        };
        let _ = write!(self.out, "<{name}{scope}{class}>");
        self.inlines(content);
        let _ = write!(self.out, "</{name}>");
    }

    fn masked(&mut self, ground: &str) {
        self.out.push_str("<p class=\"masked\">█ Maskad");
        if !ground.is_empty() {
            self.out.push_str(" enligt ");
            push_prose(self.out, &ground_words(ground));
        }
        self.out.push_str("</p>\n");
    }

    fn inlines(&mut self, content: &[Inline]) {
        for inline in content {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => push_prose(self.out, text),
            Inline::Emphasis(content) => self.wrapped("em", content),
            Inline::Strong(content) => self.wrapped("strong", content),
            Inline::Struck(content) => self.wrapped("del", content),
            Inline::Code(code) => {
                self.out.push_str("<code>");
                push_text(self.out, code);
                self.out.push_str("</code>");
            }
            // Whether it may be told is decided before: one that is left here wasn't decided on.
            Inline::Link(link) if matches!(link.target, Target::Fact(_)) => {
                self.out.push_str(NOT_TOLD);
            },
            Inline::Link(link) => {
                self.out.push_str("<a href=\"");
                push_address(self.out, &self.surroundings.href(&link.target));
                self.out.push_str("\">");
                self.inlines(&link.content);
                self.out.push_str("</a>");
            }
            Inline::Image(image) => {
                self.out.push_str("<img src=\"");
                push_address(self.out, &self.surroundings.image(&image.file));
                self.out.push_str("\" alt=\"");
                push_text(self.out, &image.alternative);
                self.out.push_str("\">");
            }
            Inline::Note { index, reference } => self.note_mark(index + 1, reference + 1),
            Inline::Break => self.out.push_str("<br>\n"),
            Inline::Masked => self.out.push_str(
                "<span class=\"masked\"><span aria-hidden=\"true\">█</span><span class=\"hidden-words\">[maskad \
                 uppgift]</span></span>",
            ),
        }
    }

    fn wrapped(&mut self, name: &str, content: &[Inline]) {
        let _ = write!(self.out, "<{name}>");
        self.inlines(content);
        let _ = write!(self.out, "</{name}>");
    }

    fn note_mark(&mut self, number: u32, reference: u32) {
        let _ = write!(
            self.out,
            "<sup><a id=\"notref_{number}_{reference}\" href=\"#not_{number}\" role=\"doc-noteref\" \
             aria-label=\"Fotnot {number}\">{number}</a></sup>"
        );
    }

    fn notes(&mut self, body: &Body) {
        if body.notes.is_empty() {
            return;
        }
        self.out.push_str("<section class=\"notes\" role=\"doc-endnotes\" aria-label=\"Fotnoter\">\n<ol>\n");
        for (number, note) in (1_u32..).zip(&body.notes) {
            let _ = writeln!(self.out, "<li id=\"not_{number}\">");
            if let [blocks @ .., Block::Paragraph(last)] = note.blocks.as_slice() {
                self.blocks(blocks);
                self.open_paragraph(last);
                self.inlines(&last.content);
                self.anchor(last);
                self.out.push(' ');
            } else {
                self.blocks(&note.blocks);
                self.out.push_str("<p>");
            }
            self.ways_back(number, note.references);
            self.out.push_str("</p>\n</li>\n");
        }
        self.out.push_str("</ol>\n</section>\n");
    }

    fn ways_back(&mut self, number: u32, references: u32) {
        for reference in 1..=references {
            let space = if reference > 1 { " " } else { "" };
            let which = if references > 1 { format!(", ställe {reference}") } else { String::new() };
            let _ = write!(
                self.out,
                "{space}<a href=\"#notref_{number}_{reference}\" role=\"doc-backlink\" aria-label=\"Tillbaka \
                 till texten från fotnot {number}{which}\">↩"
            );
            if reference > 1 {
                let _ = write!(self.out, "<sup>{reference}</sup>");
            }
            self.out.push_str("</a>");
        }
    }
}
