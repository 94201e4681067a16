//! A report's text on a granskning, section by section, as paragraphs of plain words. Owns which part of a body
//! belongs to a granskning and which sections of two years are the same. Masked passages are one sign each.

use crate::model::body::{Block, Body, Heading, Inline, Opens, Section, plain_text};

/// What joins a section to another year's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SectionKey {
    /// Before any heading.
    Opening,
    /// A known part of a granskning, whatever its heading says.
    Known(Section),
    /// A heading's words, in lower case.
    Heading(String),
}

/// A section's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionText {
    /// What joins it.
    pub key: SectionKey,
    /// Its heading, as it stands; `None` of an opening.
    pub heading: Option<String>,
    /// The heading's id on its page.
    pub id: Option<String>,
    /// Its paragraphs, list items and table rows, each one's words.
    pub paragraphs: Vec<String>,
}

/// The sections that tell of a granskning: what stands below the heading that opens it, or the whole text where no
/// heading opens any and it is the report's only one; of a report's only one, known parts that stand outside its heading
/// too. Two with the same key become one.
pub fn sections(body: &Body, audit: &str, only: bool) -> Vec<SectionText> {
    let opens = |heading: &Heading| match &heading.opens {
        Some(Opens::Audit(id)) => Some(id.as_ref() == audit),
        _ => None,
    };
    let headings = || {
        body.blocks.iter().filter_map(|block| match block {
            Block::Heading(heading) => Some(heading),
            _ => None,
        })
    };
    let opened = headings().any(|heading| opens(heading).is_some());
    let mut within = (only && !opened).then_some(1);
    let mut out: Vec<SectionText> = Vec::new();
    let mut at: Option<usize> = None;
    // Below a direktåtgärd's heading: its parts are its own, whatever they are called.
    let mut beside: Option<(u8, String)> = None;
    for block in &body.blocks {
        match block {
            Block::Heading(heading) => {
                if within.is_some_and(|level| heading.level <= level) {
                    within = None;
                }
                if beside.as_ref().is_some_and(|(level, _)| heading.level <= *level) {
                    beside = None;
                }
                if opens(heading) == Some(true) {
                    within = Some(heading.level);
                    at = None;
                } else if within.is_some() {
                    if opens(heading) == Some(false) {
                        within = None;
                        continue;
                    }
                    at = Some(place(&mut out, heading, beside.as_ref().map(|(_, of)| of.as_str())));
                } else if only && beside.is_none() && heading.section.is_some() {
                    within = Some(heading.level);
                    at = Some(place(&mut out, heading, None));
                }
                if matches!(heading.opens, Some(Opens::DirectMeasure(_))) {
                    beside = Some((heading.level, plain_text(&heading.content)));
                }
            }
            _ if within.is_some() => {
                let index = *at.get_or_insert_with(|| opening(&mut out));
                push_block(block, &mut out[index].paragraphs);
            }
            _ => {}
        }
    }
    out.retain(|section| !section.paragraphs.is_empty());
    out
}

/// A heading's place among the sections; `of` is the direktåtgärd that it is a part of.
fn place(out: &mut Vec<SectionText>, heading: &Heading, of: Option<&str>) -> usize {
    let words = plain_text(&heading.content);
    let words = of.map(|of| format!("{of}: {words}")).unwrap_or(words);
    let key = match heading.section {
        Some(section) if of.is_none() => SectionKey::Known(section),
        _ => SectionKey::Heading(words.trim().to_lowercase()),
    };
    if let Some(found) = out.iter().position(|section| section.key == key) {
        return found;
    }
    out.push(SectionText {
        key,
        heading: Some(words),
        id: Some(heading.id.to_string()),
        paragraphs: Vec::new(),
    });
    out.len() - 1
}

fn opening(out: &mut Vec<SectionText>) -> usize {
    if let Some(found) = out.iter().position(|section| section.key == SectionKey::Opening) {
        return found;
    }
    out.push(SectionText { key: SectionKey::Opening, heading: None, id: None, paragraphs: Vec::new() });
    out.len() - 1
}

fn push_block(block: &Block, out: &mut Vec<String>) {
    let mut words = |content: &[Inline]| {
        let text = single_spaced(plain_text(content));
        if !text.is_empty() {
            out.push(text);
        }
    };
    match block {
        Block::Paragraph(paragraph) => words(&paragraph.content),
        Block::List(list) => {
            list.items.iter().flat_map(|item| &item.blocks).for_each(|its| push_block(its, out));
        }
        Block::Quote(blocks) => blocks.iter().for_each(|its| push_block(its, out)),
        Block::Heading(heading) => words(&heading.content),
        Block::Table(table) => {
            for row in std::iter::once(&table.head).chain(&table.rows) {
                let cells: Vec<String> = row.iter().map(|cell| plain_text(cell)).collect();
                let row = cells.join(" · ");
                if !row.trim_matches([' ', '·']).is_empty() {
                    out.push(row);
                }
            }
        }
        Block::Masked { .. } => out.push("█".to_owned()),
        Block::Code { text, .. } => out.push(text.to_string()),
        Block::Rule | Block::Picture(_) => {}
    }
}

/// A text with a single blank in place of all white space, and none around it: as most are already.
fn single_spaced(text: String) -> String {
    if is_single_spaced(&text) { text } else { text.split_whitespace().collect::<Vec<_>>().join(" ") }
}

/// Says no where it may be otherwise.
fn is_single_spaced(text: &str) -> bool {
    let mut after_blank = true;
    for byte in text.bytes() {
        match byte {
            b' ' if after_blank => return false,
            b' ' => after_blank = true,
            // White space begins with no other bytes than these.
            ..b' ' | 0xc2 | 0xe1..=0xe3 => return false,
            _ => after_blank = false,
        }
    }
    !after_blank
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_of_any_kind_is_one_blank() {
        let spaces = (0..=u32::from(char::MAX)).filter_map(char::from_u32).filter(|c| c.is_whitespace());
        for space in spaces {
            for text in
                [format!("Å{space}ä"), format!("{space}Å ä"), format!("Å {space}ä"), format!("Å ä{space}")]
            {
                assert_eq!(single_spaced(text), "Å ä", "{space:?}");
            }
        }
        assert_eq!(single_spaced("2020–2023 ”så”".into()), "2020–2023 ”så”");
        assert_eq!(single_spaced(" \t".into()), "");
    }
}
