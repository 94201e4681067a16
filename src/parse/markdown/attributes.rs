//! `{#id}`, `{granskning=…}` and their like at the end of a heading or paragraph. Read from the source, since
//! values hold å ä ö and may be quoted. Owns no ids' existence.

use super::builder::Builder;
use super::sections;
use crate::diagnostic::BodyProblem;
use crate::model::body::{Inline, Name, Opens, Section};
use crate::parse::mask::shown;
use crate::slug::{is_slug, slug};
use crate::source::Span;
use crate::suggestion::nearest;
use std::ops::Range;

const ON_HEADINGS: [&str; 5] = ["granskning", "direktåtgärd", "åtgärd", "avsnitt", "alias"];
const ON_PARAGRAPHS: [&str; 3] = ["åtgärd", "summa", "alias"];

/// What a heading's attributes say.
#[derive(Default)]
pub(super) struct Told {
    pub(super) id: Option<Box<str>>,
    pub(super) opens: Option<Opens>,
    pub(super) section: Option<Section>,
    pub(super) aliases: Vec<Box<str>>,
}

/// One attribute: `name=value`, or a mark such as `#id` with an empty value.
struct Attribute {
    name: String,
    value: Box<str>,
    /// All of it, in the unmasked text.
    whole: Range<usize>,
    value_at: Range<usize>,
}

/// Takes the attributes off the end of a heading.
pub(super) fn of_heading(builder: &mut Builder<'_>, content: &mut Vec<Inline>, range: &Range<usize>) -> Told {
    let mut told = Told::default();
    for attribute in trailing(builder, content, range.start, &looks_like_attributes) {
        heading_attribute(builder, attribute, &mut told);
    }
    told
}

fn heading_attribute(builder: &mut Builder<'_>, attribute: Attribute, told: &mut Told) {
    let Attribute { name, value, whole, value_at } = attribute;
    match name.as_str() {
        "granskning" if !value.is_empty() => told.opens = Some(Opens::Audit(value)),
        "direktåtgärd" if !value.is_empty() => told.opens = Some(Opens::DirectMeasure(value)),
        "åtgärd" if !value.is_empty() => told.opens = Some(Opens::Improvement(value)),
        "alias" => told.aliases.extend(alias(builder, value, &value_at)),
        "avsnitt" => match sections::named(&value) {
            Ok(section) => told.section = Some(section),
            Err(suggestion) => {
                let value = value.into();
                let problem = BodyProblem::UnknownSection { value, allowed: sections::NAMES, suggestion };
                builder.fault(problem, value_at.start, value_at.end);
            }
        },
        _ => match name.strip_prefix('#') {
            Some(id) => told.id = own_id(builder, id, &whole),
            None => unknown(builder, name, &ON_HEADINGS, &whole),
        },
    }
}

/// An older id. An underscore too: ids of the page's own have one, and what they marked may live on under a heading.
fn alias(builder: &mut Builder<'_>, value: Box<str>, at: &Range<usize>) -> Option<Box<str>> {
    if value.split('_').all(is_slug) {
        return Some(value);
    }
    builder.fault(BodyProblem::BadHeadingId { id: value.into() }, at.start, at.end);
    None
}

/// `#id`. A bad one is told; what is nearest to it stands in for it.
fn own_id(builder: &mut Builder<'_>, id: &str, at: &Range<usize>) -> Option<Box<str>> {
    if is_slug(id) {
        return Some(id.into());
    }
    builder.fault(BodyProblem::BadHeadingId { id: id.to_owned() }, at.start, at.end);
    Some(slug(id)).filter(|id| !id.is_empty()).map(Into::into)
}

/// What a paragraph's attributes say.
#[derive(Default)]
pub(super) struct ToldOfParagraph {
    pub(super) improvement: Option<(Box<str>, Span)>,
    pub(super) name: Option<Box<Name>>,
}

/// Takes `{#id}`, `{alias=…}`, `{åtgärd=…}` and `{summa=…}` off the end of a paragraph that starts at `start`. Braces that
/// hold something else are prose, unless it's nearly that.
pub(super) fn of_paragraph(
    builder: &mut Builder<'_>,
    content: &mut Vec<Inline>,
    start: usize,
) -> ToldOfParagraph {
    let meant = |inner: &str| {
        let name = inner.split(['=', ' ']).next().unwrap_or_default().to_lowercase();
        let names = inner.strip_prefix('#').is_some_and(|id| id.starts_with(char::is_alphanumeric));
        names
            || inner.contains('=')
                && (ON_HEADINGS.contains(&name.as_str()) || nearest(&name, ON_PARAGRAPHS).is_some())
    };
    let mut told = ToldOfParagraph::default();
    let (mut id, mut aliases, mut at) = (None, Vec::new(), None::<Range<usize>>);
    for Attribute { name, value, whole, value_at } in trailing(builder, content, start, &meant) {
        let names = name == "alias" || name.starts_with('#');
        if names {
            let from = at.map_or(whole.start, |at| at.start);
            at = Some(from..whole.end);
        }
        match name.as_str() {
            "åtgärd" if !value.is_empty() => {
                told.improvement = Some((value, builder.unmasked.span(value_at.start, value_at.end)));
            }
            // What a sum says is read where sums are checked (`across`); here it is taken out of the text alone.
            "summa" if !value.is_empty() => {}
            "alias" => aliases.extend(alias(builder, value, &value_at)),
            _ => match name.strip_prefix('#') {
                Some(own) => id = own_id(builder, own, &whole),
                None => unknown(builder, name, &ON_PARAGRAPHS, &whole),
            },
        }
    }
    if let Some(at) = at {
        match id {
            Some(id) => {
                aliases.shrink_to_fit();
                let span = builder.unmasked.span(at.start, at.end);
                told.name = Some(Box::new(Name { id, aliases, span }));
            }
            None if aliases.is_empty() => {}
            None => builder.fault(BodyProblem::AliasWithoutId, at.start, at.end),
        }
    }
    told
}

fn unknown(builder: &mut Builder<'_>, name: String, known: &[&'static str], at: &Range<usize>) {
    let suggestion = nearest(&name, known.iter().copied()).filter(|known| *known != name);
    builder.fault(BodyProblem::UnknownAttribute { name, suggestion }, at.start, at.end);
}

fn looks_like_attributes(inner: &str) -> bool {
    inner.starts_with(['#', '.']) || inner.contains('=')
}

/// Takes a `{…}` that ends the text off it, and reads it, where `meant` says that it is one.
fn trailing(
    builder: &Builder<'_>,
    content: &mut Vec<Inline>,
    start: usize,
    meant: &dyn Fn(&str) -> bool,
) -> Vec<Attribute> {
    let Some(Inline::Text(text)) = content.last() else { return Vec::new() };
    if !text.trim_end().ends_with('}') {
        return Vec::new();
    }
    let source = builder.unmasked.text.get(start..builder.text_end).unwrap_or_default().trim_end();
    let (Some(open), Some(shown_open)) = (source.rfind('{'), text.rfind('{')) else { return Vec::new() };
    let Some(inner) = source[open + 1..].strip_suffix('}') else { return Vec::new() };
    if source[..open].ends_with('\\') || inner.contains('\n') || !meant(inner.trim()) {
        return Vec::new();
    }
    let attributes = split(inner, start + open + 1);
    let rest: Box<str> = text[..shown_open].trim_end().into();
    content.pop();
    if !rest.is_empty() {
        content.push(Inline::Text(rest));
    }
    attributes
}

fn split(inner: &str, offset: usize) -> Vec<Attribute> {
    let mut attributes = Vec::new();
    let mut at = 0;
    while let Some(next) = inner[at..].find(|c: char| !c.is_whitespace()) {
        at += next;
        let rest = &inner[at..];
        let name_end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        let (value, value_start, end) = match rest[name_end..].strip_prefix('=') {
            Some(after) => value(after, name_end + 1),
            None => ("", name_end, name_end),
        };
        attributes.push(Attribute {
            name: shown(&rest[..name_end]).into_owned(),
            value: shown(value).into(),
            whole: offset + at..offset + at + end,
            value_at: offset + at + value_start..offset + at + value_start + value.len(),
        });
        at += end;
    }
    attributes
}

/// A value from `after` on, which stands `at` bytes into the attribute: its words, their start, its end.
fn value(after: &str, at: usize) -> (&str, usize, usize) {
    let quotes = ['"', '”', '“', '\''];
    if let Some(quote) = after.chars().next().filter(|c| quotes.contains(c)) {
        let inner = &after[quote.len_utf8()..];
        let start = at + quote.len_utf8();
        return match inner.find(quotes) {
            Some(end) => {
                let closing = inner[end..].chars().next().map_or(0, char::len_utf8);
                (&inner[..end], start, start + end + closing)
            }
            None => (inner.trim_end(), start, start + inner.len()),
        };
    }
    let end = after.find(char::is_whitespace).unwrap_or(after.len());
    (&after[..end], at, at + end)
}
