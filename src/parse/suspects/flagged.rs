//! What of a source may not be printed in a message: what looks like personal data, whether it is allowed on
//! pages or not, and what allowances name. Rather too much than too little. Owns no printing.

use std::ops::Range;

use super::walk::{UNPUBLISHED, offset_in, walk};
use crate::disclosure::scan::scan;
use crate::parse::front_matter::yaml_of;
use crate::parse::{mask, yaml};
use crate::source::SourceFile;

/// Ranges of a file's text, in no order; some may lie over others.
pub fn flagged(file: &SourceFile) -> Vec<Range<usize>> {
    let text = file.text.get();
    let mut found: Vec<Range<usize>> = scan(&text).iter().map(|hit| hit.start..hit.end).collect();
    // What is masked may stand in the midst of a number.
    let unmasked = mask::unmask(&text, 0);
    found.extend(scan(&unmasked.text).iter().map(|hit| unmasked.span(hit.start, hit.end).range()));
    found.extend(allowed(&text));
    if super::has_yaml(file.kind) {
        found.extend(in_yaml(file));
    }
    found
}

/// Values that a plain reading of the source would miss: folded, escaped, in pieces.
fn in_yaml(file: &SourceFile) -> Vec<Range<usize>> {
    let text = file.text.get();
    let Ok((document, offset)) = yaml_of(&text, file.kind) else { return Vec::new() };
    if document.len() > yaml::MOST_BYTES {
        return Vec::new();
    }
    let Ok(node) = yaml::read(document) else { return Vec::new() };
    let mut found = Vec::new();
    walk(&node, &mut |value| {
        let text = value.raw();
        let hits = scan(text);
        if hits.is_empty() {
            return;
        }
        if let Some(at) = offset_in(document, text) {
            found.extend(hits.iter().map(|hit| offset + at + hit.start..offset + at + hit.end));
            return;
        }
        let crate::diagnostic::Place::Field(_, path, part) = value.place(crate::source::FileId(0)) else {
            return;
        };
        if let Some(span) = yaml::locate(document, &path, part) {
            let start = span.start as usize;
            found.push(offset + start..offset + root_key_after(document, start));
        }
    });
    found
}

/// Where the next key of the document's root begins.
fn root_key_after(document: &str, from: usize) -> usize {
    let breaks = document[from..].match_indices('\n').map(|(at, _)| from + at + 1);
    let mut lines = breaks.filter(|at| document[*at..].starts_with(|c: char| !c.is_whitespace() && c != '-'));
    lines.next().unwrap_or(document.len())
}

/// What stands under `tillåtna:` and `inte_personuppgift:`, but for the keys, reasons and names.
fn allowed(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut at, mut inside) = (0, false);
    for line in text.split_inclusive('\n') {
        let mut from = 0;
        if let Some(key) = UNPUBLISHED.iter().find(|key| line.strip_prefix(**key).is_some_and(is_colon)) {
            inside = *key != "bekräftat";
            from = key.len();
        } else if line.starts_with(|c: char| !c.is_whitespace() && c != '-') {
            inside = false;
        }
        if inside {
            let mut rest = from;
            while let Some(key) = line[rest..].find("text").map(|key| rest + key + "text".len()) {
                let value = &line[key..];
                let end = [", skäl", ", av", "}"].iter().filter_map(|end| value.find(end)).min();
                let end = end.unwrap_or(value.trim_end().len());
                let lead = value.len() - value.trim_start_matches(['"', '\'', ':', ' ']).len();
                found.push(at + key + lead.min(end)..at + key + end);
                rest = key + end;
            }
        }
        at += line.len();
    }
    found
}

fn is_colon(rest: &str) -> bool {
    rest.trim_start().starts_with(':')
}
