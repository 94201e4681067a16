//! Facts in a report's text: which can be taken back, and the text as it may be shown, with the words of a
//! fact or the word that it isn't told. Owns no decision on which facts are taken back.

use std::collections::BTreeSet;

use super::mentions::{Says, mentions, prints};
use crate::disclosure::shown::NOT_TOLD;
use crate::model::body::{Block, Inline, Target};
use crate::model::fact::{FactClaim, Share};
use crate::model::packed::PackedBody;
use crate::model::report::Report;

/// A fact that is printed where it isn't marked can't be taken back, whatever its marks say.
pub(super) fn fix_unmarked(report: &mut Report) {
    if report.declared.iter().all(|fact| !fact.retractable) {
        return;
    }
    let facts = &report.facts;
    let mut outside = String::new();
    for text in
        [Some(&facts.title), facts.source_title.as_ref(), facts.summary.as_ref()].into_iter().flatten()
    {
        outside.push_str(text);
        outside.push_str("\n\n");
    }
    let body = facts.body.unpack();
    push_blocks(&body.blocks, &mut outside);
    for note in &body.notes {
        push_blocks(&note.blocks, &mut outside);
    }
    for fact in &mut report.declared {
        fact.retractable &= !is_printed(fact.claim.get(), &outside);
    }
}

fn is_printed(claim: &FactClaim, text: &str) -> bool {
    let says = |wanted: Says| mentions(text).iter().any(|mention| mention.says == wanted);
    match claim {
        FactClaim::Rate(percent, _) | FactClaim::Share(Share::Percent(percent), ..) => {
            prints(text, *percent, true)
        }
        FactClaim::Count(count, _) => says(Says::Count(*count)),
        FactClaim::Mean(number, _) | FactClaim::Change(number, _) => {
            // A whole number may be of anything.
            number.decimals() > 0 && prints(text, *number, false)
        }
        FactClaim::Counts(counts) => counts.iter().any(|(_, times)| says(Says::Count(*times))),
        FactClaim::Share(Share::All, ..) => says(Says::All),
        FactClaim::Share(Share::None, ..) => says(Says::None),
        FactClaim::Same(..) => false,
    }
}

fn push_blocks(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match block {
            Block::Heading(heading) => push_inlines(&heading.content, out),
            Block::Paragraph(paragraph) => push_inlines(&paragraph.content, out),
            Block::List(list) => list.items.iter().for_each(|item| push_blocks(&item.blocks, out)),
            Block::Quote(inner) => push_blocks(inner, out),
            Block::Table(table) => {
                for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                    push_inlines(cell, out);
                    out.push_str("\n\n");
                }
            }
            Block::Code { text, .. } => out.push_str(text),
            Block::Rule | Block::Masked { .. } | Block::Picture(_) => {}
        }
        out.push_str("\n\n");
    }
}

/// The words outside of marked facts.
fn push_inlines(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => {
                push_inlines(inner, out);
            }
            // A sign that is no word keeps what stands around it apart.
            Inline::Link(link) if matches!(link.target, Target::Fact(_)) => out.push('█'),
            Inline::Link(link) => push_inlines(&link.content, out),
            Inline::Image(image) => out.push_str(&image.alternative),
            Inline::Note { .. } => {}
            Inline::Break => out.push(' '),
            Inline::Masked => out.push('█'),
        }
    }
}

/// The text as it may be shown: of a fact that is taken back nothing is left but that it isn't told.
pub(super) fn released(packed: PackedBody, withdrawn: &BTreeSet<String>) -> PackedBody {
    // Most texts print none, and stay as they are.
    if !packed.holds_facts() {
        return packed;
    }
    let mut body = packed.unpack();
    release_blocks(&mut body.blocks, withdrawn);
    for note in &mut body.notes {
        release_blocks(&mut note.blocks, withdrawn);
    }
    packed.changed(&body)
}

fn release_blocks(blocks: &mut [Block], withdrawn: &BTreeSet<String>) {
    for block in blocks {
        match block {
            Block::Heading(heading) => release(&mut heading.content, withdrawn),
            Block::Paragraph(paragraph) => release(&mut paragraph.content, withdrawn),
            Block::List(list) => {
                list.items.iter_mut().for_each(|item| release_blocks(&mut item.blocks, withdrawn));
            }
            Block::Quote(inner) => release_blocks(inner, withdrawn),
            Block::Table(table) => {
                for cell in table.head.iter_mut().chain(table.rows.iter_mut().flatten()) {
                    release(cell, withdrawn);
                }
            }
            Block::Code { .. } | Block::Rule | Block::Masked { .. } | Block::Picture(_) => {}
        }
    }
}

fn release(inlines: &mut Vec<Inline>, withdrawn: &BTreeSet<String>) {
    for inline in &mut *inlines {
        match inline {
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Struck(inner) => {
                release(inner, withdrawn);
            }
            Inline::Link(link) => release(&mut link.content, withdrawn),
            _ => {}
        }
    }
    if inlines.iter().all(|inline| fact(inline).is_none()) {
        return;
    }
    let mut told = Vec::with_capacity(inlines.len());
    for inline in std::mem::take(inlines) {
        match (fact(&inline).map(|id| withdrawn.contains(id)), inline) {
            (Some(true), _) => told.push(Inline::Text(NOT_TOLD.into())),
            (Some(false), Inline::Link(link)) => told.extend(link.content),
            (_, other) => told.push(other),
        }
    }
    *inlines = told;
}

fn fact(inline: &Inline) -> Option<&str> {
    match inline {
        Inline::Link(link) => match &link.target {
            Target::Fact(id) => Some(id),
            _ => None,
        },
        _ => None,
    }
}
