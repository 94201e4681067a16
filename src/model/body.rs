//! The body of a report or page as a tree of inert data. Owns no Markdown syntax and no HTML.
//! A masked passage is here only as its ground: what it hid was dropped by the parser.

use crate::source::Span;

/// A parsed body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Body {
    /// What stands in it, in order.
    pub blocks: Vec<Block>,
    /// Footnotes in the order in which they are first pointed at; [`Inline::Note`] is an index here.
    pub notes: Vec<Note>,
}

/// A footnote.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Note {
    /// Its text.
    pub blocks: Vec<Block>,
    /// How many places point at it; each gets a way back.
    pub references: u32,
}

/// A block of text. What is larger than a paragraph, or rarer, is in a box: most blocks are paragraphs, and those of a
/// whole archive are in memory at once.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Block {
    /// A heading.
    Heading(Box<Heading>),
    /// A paragraph.
    Paragraph(Paragraph),
    /// A list.
    List(Box<List>),
    /// A quotation.
    Quote(Vec<Block>),
    /// Preformatted text.
    Code {
        /// The fence's first word; may be empty.
        language: Box<str>,
        /// The text.
        text: Box<str>,
    },
    /// A table.
    Table(Box<Table>),
    /// A thematic break.
    Rule,
    /// A masked passage. Nothing of what it hid.
    Masked {
        /// Its ground, such as `OSL 26:1`.
        ground: Box<str>,
    },
    /// A picture of the data.
    Picture(Box<PictureRequest>),
}

/// A heading of the body: level 2–6.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Heading {
    /// 2–6; level 1 is the page's title.
    pub level: u8,
    /// Its words.
    pub content: Vec<Inline>,
    /// Its address on the page; unique there. Lower-case a–z, digits, single hyphens.
    pub id: Box<str>,
    /// `{alias=…}`: ids that it has had before.
    pub aliases: Vec<Box<str>>,
    /// What it opens, by id.
    pub opens: Option<Opens>,
    /// The known part of a granskning that it heads, told or recognised.
    pub section: Option<Section>,
    /// Where it stands.
    pub span: Span,
}

/// What a heading opens, by id.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Opens {
    /// `{granskning=…}`
    Audit(Box<str>),
    /// `{direktåtgärd=…}`
    DirectMeasure(Box<str>),
    /// `{åtgärd=…}`
    Improvement(Box<str>),
}

/// A known part of a granskning: the side-by-side comparison of years joins on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Section {
    /// `risk`
    Risk,
    /// `syfte`
    Purpose,
    /// `omfattning`
    Scope,
    /// `metod`
    Method,
    /// `resultat`
    Result,
    /// `förslag`
    Proposals,
    /// `fortsatt arbete`
    FurtherWork,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Paragraph {
    /// Its words.
    pub content: Vec<Inline>,
    /// `{åtgärd=…}`: the improvement that it tells of, by id. In a box, since most paragraphs have none.
    pub improvement: Option<Box<(Box<str>, Span)>>,
    /// `{#id}`: its name, where it has one. In a box as well.
    pub name: Option<Box<Name>>,
}

/// What a paragraph can be linked to by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Name {
    /// Its address on the page; unique there, among headings too. Lower-case a–z, digits, single hyphens.
    pub id: Box<str>,
    /// `{alias=…}`: ids that it has had before.
    pub aliases: Vec<Box<str>>,
    /// Where it is told.
    pub span: Span,
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct List {
    /// The first number; `None` for bullets.
    pub start: Option<u64>,
    /// Without paragraphs around the items' words.
    pub tight: bool,
    /// Its items.
    pub items: Vec<Item>,
}

/// A list item. In a tight list its words are a [`Block::Paragraph`] all the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Item {
    /// `[ ]` or `[x]`.
    pub done: Option<bool>,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Table {
    /// How each column stands.
    pub columns: Vec<Align>,
    /// The heading row, a cell a column.
    pub head: Vec<Vec<Inline>>,
    /// The other rows, each a cell a column.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// How a table column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Align {
    /// As the theme likes.
    Default,
    /// To the left.
    Left,
    /// In the middle.
    Centre,
    /// To the right: figures.
    Right,
}

/// Words within a block.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Inline {
    /// Plain text, also for raw HTML in the source.
    Text(Box<str>),
    /// `*…*`
    Emphasis(Vec<Inline>),
    /// `**…**`
    Strong(Vec<Inline>),
    /// `~~…~~`
    Struck(Vec<Inline>),
    /// `` `…` ``
    Code(Box<str>),
    /// A link.
    Link(Box<Link>),
    /// A picture file beside the report.
    Image(Box<Image>),
    /// A footnote mark.
    Note {
        /// The note's index in [`Body::notes`].
        index: u32,
        /// Which of the note's references this is, from 0.
        reference: u32,
    },
    /// A line break that the author asked for.
    Break,
    /// `[[maskad: …]]`. Nothing of what it hid.
    Masked,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Link {
    /// Where it leads.
    pub target: Target,
    /// Its words.
    pub content: Vec<Inline>,
    /// Where the link stands.
    pub span: Span,
}

/// Where a link leads. Fragments are without `#`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// `https:`, `http:`, `mailto:`, `tel:`: as it stands.
    Web(Box<str>),
    /// `#id` on the same page.
    Here(Box<str>),
    /// `rapport:nämnd/år/rapport#id`
    Report(Box<str>, Option<Box<str>>),
    /// `granskning:id#id`
    Audit(Box<str>, Option<Box<str>>),
    /// `sida:id#id`
    FreePage(Box<str>, Option<Box<str>>),
    /// `bilaga:1`, from 1 in the order of `bilagor`.
    Appendix(u32),
    /// `uppgift:id`: words that print a fact of `uppgifter`. None is left in a published body: its words, or that
    /// they aren't told, stand there instead.
    Fact(Box<str>),
}

/// A picture file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Image {
    /// The file's name beside the report.
    pub file: Box<str>,
    /// Alternative text.
    pub alternative: Box<str>,
    /// Where it stands.
    pub span: Span,
}

/// A fenced block that asks for a picture of the data.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PictureRequest {
    /// Which picture.
    pub kind: PictureKind,
    /// `fråga`: the question's id.
    pub question: Option<Box<str>>,
    /// `nyckeltal`: the id of the key figure that an account begins with.
    pub figure: Option<Box<str>>,
    /// `granskning`: the granskning's id, where the report has several.
    pub audit: Option<Box<str>>,
    /// `år`: the years compared; empty when not said.
    pub years: Vec<i16>,
    /// The block, fence to fence.
    pub span: Span,
    /// Each option's value, for messages: key, place.
    pub option_spans: Vec<(&'static str, Span)>,
}

impl PictureRequest {
    /// The key of the question.
    pub const QUESTION: &str = "fråga";
    /// The key of the key figure.
    pub const FIGURE: &str = "nyckeltal";
    /// The key of the granskning.
    pub const AUDIT: &str = "granskning";
    /// The key of the years.
    pub const YEARS: &str = "år";
    /// The keys that its options may have.
    pub const KEYS: [&str; 4] = [Self::QUESTION, Self::FIGURE, Self::AUDIT, Self::YEARS];
}

/// Which picture a fenced block asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PictureKind {
    /// `skala`: one question of this report.
    Scale,
    /// `svar`: the loose answers to one question of this report.
    Answers,
    /// `jämförelse`: a question, two years, all nämnder.
    Comparison,
    /// `utveckling`: a question, all years, all nämnder.
    Development,
    /// `fördelning`: how the answers to a question are distributed: the nämnd's years, or all nämnder in one.
    Distribution,
    /// `nyckeltal`: the key figures that add up, as an account.
    Account,
    /// `riskmatris`: the report's risks.
    Matrix,
    /// `åtgärder`: the nämnd's åtgärder over its years.
    FollowUp,
}

impl PictureKind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Scale,
        Self::Answers,
        Self::Comparison,
        Self::Distribution,
        Self::Development,
        Self::Account,
        Self::Matrix,
        Self::FollowUp,
    ];

    /// The first word of its block.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Scale => "skala",
            Self::Answers => "svar",
            Self::Comparison => "jämförelse",
            Self::Distribution => "fördelning",
            Self::Development => "utveckling",
            Self::Account => "nyckeltal",
            Self::Matrix => "riskmatris",
            Self::FollowUp => "åtgärder",
        }
    }
}

/// All pictures that a body asks for, however deep they stand.
pub fn pictures(body: &Body) -> Vec<&PictureRequest> {
    fn walk<'b>(blocks: &'b [Block], out: &mut Vec<&'b PictureRequest>) {
        for block in blocks {
            match block {
                Block::Picture(request) => out.push(request),
                Block::Quote(inner) => walk(inner, out),
                Block::List(list) => list.items.iter().for_each(|item| walk(&item.blocks, out)),
                _ => {}
            }
        }
    }
    let mut out = Vec::new();
    walk(&body.blocks, &mut out);
    out
}

/// Is there anything in it that prints a fact?
pub fn holds_facts(body: &Body) -> bool {
    let is_fact =
        |inline: &Inline| matches!(inline, Inline::Link(link) if matches!(link.target, Target::Fact(_)));
    any_block(body, &|block| contents(block).any(|content| any_inline(content, &is_fact)))
}

/// Is there anything in it that names something, by an id or an address: a link, a picture, a chart, a heading or paragraph of a
/// granskning or an åtgärd?
pub fn names_anything(body: &Body) -> bool {
    let names = |inline: &Inline| matches!(inline, Inline::Link(_) | Inline::Image(_));
    any_block(body, &|block| match block {
        Block::Picture(_) => true,
        Block::Heading(heading) if heading.opens.is_some() => true,
        Block::Paragraph(paragraph) if paragraph.improvement.is_some() => true,
        _ => contents(block).any(|content| any_inline(content, &names)),
    })
}

/// Is any block such, however deep it stands?
fn any_block(body: &Body, is_such: &dyn Fn(&Block) -> bool) -> bool {
    fn any(blocks: &[Block], is_such: &dyn Fn(&Block) -> bool) -> bool {
        blocks.iter().any(|block| {
            is_such(block)
                || match block {
                    Block::List(list) => list.items.iter().any(|item| any(&item.blocks, is_such)),
                    Block::Quote(inner) => any(inner, is_such),
                    _ => false,
                }
        })
    }
    any(&body.blocks, is_such) || body.notes.iter().any(|note| any(&note.blocks, is_such))
}

/// What a block itself holds of inline content.
fn contents(block: &Block) -> impl Iterator<Item = &[Inline]> {
    let (one, cells) = match block {
        Block::Heading(heading) => (Some(&heading.content), None),
        Block::Paragraph(paragraph) => (Some(&paragraph.content), None),
        Block::Table(table) => (None, Some(table.head.iter().chain(table.rows.iter().flatten()))),
        _ => (None, None),
    };
    one.into_iter().chain(cells.into_iter().flatten()).map(|content| &**content)
}

fn any_inline(inlines: &[Inline], is_such: &dyn Fn(&Inline) -> bool) -> bool {
    inlines.iter().any(|inline| {
        is_such(inline)
            || match inline {
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => {
                    any_inline(inner, is_such)
                }
                Inline::Link(link) => any_inline(&link.content, is_such),
                _ => false,
            }
    })
}

/// A heading, or a paragraph with a name: what a link may lead to.
#[derive(Clone, Copy, Debug, Hash)]
pub enum Passage<'b> {
    /// A heading.
    Heading(&'b Heading),
    /// A paragraph, and its name.
    Paragraph(&'b Paragraph, &'b Name),
}

impl<'b> Passage<'b> {
    /// Its address on the page.
    pub fn id(self) -> &'b str {
        match self {
            Self::Heading(heading) => &heading.id,
            Self::Paragraph(_, name) => &name.id,
        }
    }

    /// Ids that it has had before.
    pub fn aliases(self) -> &'b [Box<str>] {
        match self {
            Self::Heading(heading) => &heading.aliases,
            Self::Paragraph(_, name) => &name.aliases,
        }
    }

    /// Where it is named.
    pub fn span(self) -> Span {
        match self {
            Self::Heading(heading) => heading.span,
            Self::Paragraph(_, name) => name.span,
        }
    }
}

/// All passages of a body in their order, however deep they stand; those of its notes last.
pub fn passages(body: &Body) -> Vec<Passage<'_>> {
    fn walk<'b>(blocks: &'b [Block], out: &mut Vec<Passage<'b>>) {
        for block in blocks {
            match block {
                Block::Heading(heading) => out.push(Passage::Heading(heading)),
                Block::Paragraph(paragraph) => {
                    out.extend(paragraph.name.as_deref().map(|name| Passage::Paragraph(paragraph, name)));
                }
                Block::Quote(inner) => walk(inner, out),
                Block::List(list) => list.items.iter().for_each(|item| walk(&item.blocks, out)),
                _ => {}
            }
        }
    }
    let mut out = Vec::new();
    walk(&body.blocks, &mut out);
    body.notes.iter().for_each(|note| walk(&note.blocks, &mut out));
    out
}

/// The first words of a paragraph, to tell it from others; `…` where there are more.
pub fn first_words(content: &[Inline]) -> String {
    const WORDS: usize = 6;
    let text = plain_text(content);
    let mut words = text.split_whitespace();
    let first: Vec<&str> = words.by_ref().take(WORDS).collect();
    let more = if words.next().is_some() { "…" } else { "" };
    format!("{}{more}", first.join(" "))
}

/// The words of some inline content, without marks. A masked passage gives the same sign whatever it hid;
/// footnote marks give nothing.
pub fn plain_text(content: &[Inline]) -> String {
    let mut out = String::new();
    push_plain(content, &mut out);
    out
}

fn push_plain(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => push_plain(inner, out),
            Inline::Link(link) => push_plain(&link.content, out),
            Inline::Image(image) => out.push_str(&image.alternative),
            Inline::Note { .. } => {}
            Inline::Break => out.push(' '),
            Inline::Masked => out.push('█'),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts of ten thousand reports have half a million blocks. What is rare or large goes into a box.
    #[test]
    fn a_block_has_no_more_room_than_a_paragraph_needs() {
        assert!(size_of::<Block>() <= 5 * size_of::<usize>(), "{}", size_of::<Block>());
    }
}
