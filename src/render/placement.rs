//! Where in a body pictures of the data stand: what is above those that the author asked for, and where those
//! go that nobody asked for. Looks at headings only; draws nothing.

use std::collections::BTreeMap;

use crate::model::audit::AuditIndex;
use crate::model::body::{Block, Body, Heading, Opens, Section, plain_text};

/// A heading as a picture sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Above {
    pub(super) level: u8,
    pub(super) id: String,
    pub(super) text: String,
}

/// The headings above a body's pictures, by where each block starts.
pub(super) fn headings_above(body: &Body) -> BTreeMap<u32, Above> {
    let mut above = BTreeMap::new();
    let mut last: Option<&Heading> = None;
    for block in &body.blocks {
        match block {
            Block::Heading(heading) => last = Some(heading),
            Block::Picture(request) => {
                if let Some(heading) = last {
                    above.insert(request.span.start, Above::of(heading));
                }
            }
            _ => {}
        }
    }
    above
}

impl Above {
    fn of(heading: &Heading) -> Self {
        Self { level: heading.level, id: heading.id.to_string(), text: plain_text(&heading.content) }
    }
}

/// Where a granskning's own pictures go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// Before the heading with this id; the level of the section that ends there.
    Before(String, u8),
    /// At the end of the body; the level of the section that ends there, 1 where it is the body itself.
    End(u8),
}

/// The end of the results within the section that opens a granskning; else the end of that section. Where
/// none does, the body itself is the section.
pub(super) fn spot(body: &Body, audit: &str) -> Spot {
    let headings: Vec<&Heading> = body
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading(heading) => Some(&**heading),
            _ => None,
        })
        .collect();
    let opens = |heading: &&Heading| matches!(&heading.opens, Some(Opens::Audit(id)) if **id == *audit);
    let opener = headings.iter().position(opens);
    let (inside, level) = match opener {
        Some(at) => (at + 1..end(&headings, at), headings[at].level),
        None => (0..headings.len(), 1),
    };
    let result = inside.clone().find(|at| headings[*at].section == Some(Section::Result));
    let (end, level) = result.map_or((inside.end, level), |at| (end(&headings, at), headings[at].level));
    headings.get(end).map_or(Spot::End(level), |next| Spot::Before(next.id.to_string(), level))
}

/// One past the last heading of the section that a heading opens.
fn end(headings: &[&Heading], at: usize) -> usize {
    let level = headings[at].level;
    let after = headings[at + 1..].iter().position(|heading| heading.level <= level);
    after.map_or(headings.len(), |after| at + 1 + after)
}

/// A granskning whose pictures nobody asked for, and where they go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unasked {
    pub(super) audit: AuditIndex,
    pub(super) spot: Spot,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::body::Inline;
    use crate::source::Span;

    fn heading(level: u8, id: &str, opens: Option<&str>, section: Option<Section>) -> Block {
        Block::Heading(Box::new(Heading {
            level,
            content: vec![Inline::Text(id.into())],
            id: id.into(),
            aliases: Vec::new(),
            opens: opens.map(|audit| Opens::Audit(audit.into())),
            section,
            span: Span::new(0, 0),
        }))
    }

    fn body() -> Body {
        let blocks = vec![
            heading(2, "inledning", None, None),
            heading(2, "sekretess", Some("a"), None),
            heading(3, "syfte", None, Some(Section::Purpose)),
            heading(3, "resultat", None, Some(Section::Result)),
            heading(4, "styrdokument", None, None),
            heading(3, "forslag", None, Some(Section::Proposals)),
            heading(2, "kost", Some("b"), None),
            heading(3, "metod", None, Some(Section::Method)),
        ];
        Body { blocks, notes: Vec::new() }
    }

    #[test]
    fn pictures_close_the_results_of_their_granskning() {
        assert_eq!(spot(&body(), "a"), Spot::Before("forslag".into(), 3));
    }

    #[test]
    fn without_results_they_close_the_section_that_opens_it() {
        assert_eq!(spot(&body(), "b"), Spot::End(2));
        let mut short = body();
        short.blocks = [&short.blocks[..3], &short.blocks[4..]].concat();
        assert_eq!(spot(&short, "a"), Spot::Before("kost".into(), 2));
    }

    #[test]
    fn without_a_section_the_body_is_the_section() {
        assert_eq!(spot(&Body::default(), "a"), Spot::End(1));
        assert_eq!(spot(&body(), "c"), Spot::Before("forslag".into(), 3), "the one section of results");
    }
}
