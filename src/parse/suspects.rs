//! What in a document may be personal data: every text that can be published, as it will be read. YAML is
//! looked at value by value, so that neither folding, escapes nor brackets hide a number and a comment, which
//! is never published, is left alone; a body as Markdown, its masks taken out. Owns no decision of what may
//! stand (`disclosure::watch`).

mod flagged;
mod sentence;
mod walk;

use std::collections::HashSet;

use crate::diagnostic::Place;
use crate::digest::Digest;
use crate::disclosure::scan::{Hit, Kind, Level, normal_form, scan};
use crate::source::{FileId, SourceFile, SourceKind, Span};

use super::mask::{self, Unmasked};
use super::yaml::Node;
pub use flagged::flagged;
use walk::{Value, walk};

/// A text of at most so many bytes is remembered where nothing was found in it.
const SHORT: usize = 24;

/// How many hexadecimal digits a mark has, like those of other warnings.
const MARK_DIGITS: usize = 10;

/// Something in a source that may be personal data. No `Debug`: it holds what was found.
#[derive(Clone)]
pub struct Suspect {
    /// Where it stands.
    pub place: Place,
    /// What it looks like.
    pub kind: Kind,
    /// How bad it is.
    pub level: Level,
    /// Its first characters, two at most and never all.
    pub start: String,
    /// What was found, as it is compared.
    pub form: String,
    /// The mark that confirms it: of the file and the sentence that it stands in.
    pub mark: String,
    /// Its line in the text that it was found in, from 1.
    pub line: usize,
}

/// A file's suspects.
#[derive(Clone, Default)]
pub struct Suspects {
    /// In the file's order.
    pub found: Vec<Suspect>,
    /// The file has keys that may allow some of them.
    pub has_allowances: bool,
}

/// A text that is being looked through.
#[derive(Clone, Copy)]
struct Text<'t> {
    path: &'t str,
    text: &'t str,
}

impl Text<'_> {
    fn suspect(self, hit: &Hit, place: Place) -> Suspect {
        let found = &self.text[hit.start..hit.end];
        let sentence = sentence::around(self.text, hit.start, hit.end);
        let told = format!("personuppgift\n{}\n{}", self.path, mask::shown(&sentence));
        Suspect {
            place,
            kind: hit.kind,
            level: hit.level,
            start: beginning(found),
            form: normal_form(found),
            mark: Digest::of(told.as_bytes()).to_string()[..MARK_DIGITS].to_owned(),
            line: self.text[..hit.start].matches('\n').count() + 1,
        }
    }
}

/// The first two characters of what was found; fewer of what has no more.
pub fn beginning(found: &str) -> String {
    let all = found.chars().count();
    found.chars().take(all.saturating_sub(1).min(2)).collect()
}

/// Of a text that stands in no source, such as an appendix's: all at one place.
pub fn of_text(path: &str, text: &str, place: &Place) -> Vec<Suspect> {
    let whole = Text { path, text };
    scan(text).iter().map(|hit| whole.suspect(hit, place.clone())).collect()
}

/// Of a file's or folder's name. A name may hide a number from reading that its address shows, so both are read.
pub fn of_name(path: &str, place: &Place) -> Vec<Suspect> {
    let mut found = Vec::new();
    for part in path.split('/') {
        let bare = part.rsplit_once('.').map_or(part, |(bare, _)| bare);
        let as_written = of_text(path, bare, place);
        let shown =
            if as_written.is_empty() { of_text(path, &crate::slug::slug(bare), place) } else { as_written };
        found.extend(shown);
    }
    found
}

/// Of a body, masks out of sight.
pub(super) fn of_body(file: FileId, path: &str, body: &Unmasked<'_>, out: &mut Vec<Suspect>) {
    let whole = Text { path, text: &body.text };
    out.extend(scan(&body.text).iter().map(|hit| {
        let span = body.span(hit.start, hit.end);
        whole.suspect(hit, Place::Bytes(file, span))
    }));
}

/// Of a plain text as it stands, masks out of sight: for `insyn scan`.
pub fn of_plain(file: FileId, path: &str, text: &str) -> Vec<Suspect> {
    let mut found = Vec::new();
    of_body(file, path, &mask::unmask(text, 0), &mut found);
    found
}

/// Of a YAML document: `document` is what `node` was read from, and starts at `offset` in its file.
pub(super) fn of_yaml(
    id: FileId,
    file: &SourceFile,
    node: &Node<'_>,
    document: &str,
    offset: usize,
    out: &mut Suspects,
) {
    let has = |key: &str| matches!(node, Node::Map(entries) if entries.iter().any(|(name, _)| name == key));
    // Whom an accessibility statement names as contact is public by law, and whom it holds responsible no person.
    let is_statement = file.kind == SourceKind::Statement;
    out.has_allowances =
        is_statement || ["tillåtna", "inte_personuppgift", "redan_offentlig"].into_iter().any(has);
    // Keys stand again and again, and so do short values.
    let mut harmless: HashSet<String> = HashSet::new();
    walk(node, &mut |value: &Value<'_>| {
        if !value.is_published() {
            return;
        }
        let text = value.cleaned();
        // What a person answers for is often told by name alone; the key is the word that leads to it.
        let lead = if matches!(value.key(), "ansvarig" | "av") && !is_statement { "ansvarig: " } else { "" };
        let with_lead = if lead.is_empty() { None } else { Some(format!("{lead}{text}")) };
        let read = with_lead.as_deref().unwrap_or(&text);
        if harmless.contains(read) {
            return;
        }
        let mut hits = scan(read);
        hits.retain(|hit| hit.end > lead.len());
        if hits.is_empty() {
            if read.len() <= SHORT {
                harmless.insert(read.to_owned());
            }
            return;
        }
        let whole = Text { path: &file.path, text: &text };
        let literal = walk::offset_in(document, value.raw());
        for hit in &mut hits {
            hit.start = hit.start.saturating_sub(lead.len());
            hit.end -= lead.len();
            let place = match literal {
                // Masks would have moved what comes after them.
                Some(at) if text.len() == value.raw().len() => {
                    Place::Bytes(id, Span::new(at + hit.start, at + hit.end).shifted(offset))
                }
                _ => placed(id, file, document, offset, value, &text[hit.start..hit.end]),
            };
            out.found.push(whole.suspect(hit, place));
        }
    });
}

/// The bytes of what was found in a value that the document doesn't have letter for letter; the value, where
/// what was found isn't there letter for letter either.
fn placed(
    id: FileId,
    file: &SourceFile,
    document: &str,
    offset: usize,
    value: &Value<'_>,
    found: &str,
) -> Place {
    let place = value.place(id);
    let Place::Field(_, path, part) = &place else { return place };
    let Some(from) = super::yaml::locate(document, path, *part).map(|span| span.start as usize) else {
        return place;
    };
    // Folding and indents make a value longer in its document, but not much.
    let mut to = (from + 4 * value.raw().len() + 80).min(document.len());
    while !document.is_char_boundary(to) {
        to -= 1;
    }
    let masks = mask::hidden(&file.text.get(), 0);
    let hidden = |start: usize| masks.iter().any(|mask| mask.range().contains(&(offset + start)));
    let literal = document[from..to].match_indices(found).map(|(at, _)| from + at).find(|at| !hidden(*at));
    match literal {
        Some(at) => Place::Bytes(id, Span::new(at, at + found.len()).shifted(offset)),
        None => place,
    }
}

/// Is it a document of a site that has YAML in it?
pub(super) const fn has_yaml(kind: SourceKind) -> bool {
    !matches!(kind, SourceKind::Plain)
}

#[cfg(test)]
mod tests;
