//! The passages of a finished page: what a link to it may name after `#`. Owns what counts as one.

use std::collections::BTreeMap;

use memchr::{memchr, memmem, memrchr};

use crate::disclosure::Published;
use crate::disclosure::gate::Cleared;
use crate::model::body;
use crate::model::packed::PackedBody;
use crate::model::passage_ids::PassageIds;
use crate::plan::{Page, PageKind};
use crate::source::{FileId, Span};
use crate::utf8;

/// The passages of each page, by its address.
pub type Passages = BTreeMap<String, PassageIds>;

/// Elements whose ids are passages by themselves: the rows of åtgärder, and what older ids of headings have become.
const ELEMENTS: [&[u8]; 2] = [b"<li", b"<span"];

/// A heading or paragraph with a link of its own, which readers copy. Headings of lists, such as a year's on a nämnd's page, have none:
/// they come and go with the reports.
const ANCHOR: &[u8] = b"<a class=\"anchor\" href=\"#";

/// Where an id begins.
const ID: &[u8] = b" id=\"";

/// Footnotes are numbered: a note's number is no lasting name of it.
const NOTES: &[u8] = b"not_";

/// The ids on a page that are passages. The page is one that Insyn rendered: within its texts every `"` is escaped, so
/// what looks like an attribute is one.
pub fn passages(page: &[u8]) -> PassageIds {
    let anchors = memmem::find_iter(page, ANCHOR).map(|at| &page[at + ANCHOR.len()..]);
    let mut found: Vec<&str> = anchors.filter_map(quoted).collect();
    for at in memmem::find_iter(page, ID) {
        let rest = &page[at + ID.len()..];
        let tag = memrchr(b'<', &page[..at]).map_or(&[][..], |start| &page[start..at]);
        if is_element(tag) && !rest.starts_with(NOTES) {
            found.extend(quoted(rest));
        }
    }
    found.into_iter().collect()
}

/// What stands before the next quotation mark.
fn quoted(rest: &[u8]) -> Option<&str> {
    let id = memchr(b'"', rest).map_or(rest, |end| &rest[..end]);
    str::from_utf8(id).ok()
}

/// Whether a tag that has no end yet is of one of [`ELEMENTS`].
fn is_element(tag: &[u8]) -> bool {
    let after = ELEMENTS.iter().find_map(|name| tag.strip_prefix(*name));
    after.is_some_and(|after| {
        after.first().is_none_or(u8::is_ascii_whitespace) && memchr(b'>', after).is_none()
    })
}

/// Older ids in a text that its page may have for something of its own: an author's own ids have no underscore.
fn older_own(packed: &PackedBody) -> Vec<(Box<str>, Span)> {
    if !packed.holds_aliases() {
        return Vec::new();
    }
    let body = packed.unpack();
    let told = body::passages(&body).into_iter();
    let aliases =
        told.flat_map(|passage| passage.aliases().iter().map(move |alias| (alias.clone(), passage.span())));
    aliases.filter(|(alias, _)| alias.contains('_')).collect()
}

/// The files of texts about which [`taken_aliases`] may have something to tell.
pub fn with_older_own(published: &Published) -> impl Iterator<Item = FileId> {
    let reports = published.reports.iter().map(|report| (&report.facts.body, report.facts.file));
    let pages = published.pages.iter().map(|page| (&page.body, page.file));
    reports.chain(pages).filter(|(body, _)| !older_own(body).is_empty()).map(|(_, file)| file)
}

/// Older ids in a text that its page has for something of its own, such as the part where it is cited: with where they are
/// told.
pub fn taken_aliases(body: &PackedBody, page: &[u8]) -> Vec<(Box<str>, Span)> {
    let aliases = older_own(body);
    if aliases.is_empty() {
        return aliases;
    }
    let page = utf8::lossy(page);
    let twice = |alias: &str| page.matches(&format!(" id=\"{alias}\"")).count() > 1;
    aliases.into_iter().filter(|(alias, _)| twice(alias)).collect()
}

/// The passages of a planned page's file. Feeds and lists repeat what stands on pages, and files beside a report are
/// nothing that Insyn has rendered: they have none.
pub fn passages_of(page: &Page, file: &Cleared) -> PassageIds {
    let is_page = page.path().rsplit_once('.').is_some_and(|(_, ending)| ending == "html");
    if is_page && !matches!(page.kind, PageKind::File(_)) {
        passages(file.bytes())
    } else {
        PassageIds::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_rows_are_passages_and_notes_are_not() {
        let page = "<main id=\"innehall\"><div class=\"heading\"><span id=\"old\"></span><h2 id=\"a\">A &quot; id=&quot;x</h2>\
                    <a class=\"anchor\" href=\"#a\">#</a></div><h2 id=\"ar-2023\">2023</h2><li id=\"atgard_b\">\
                    <li class=\"x\" id=\"not_1\"><p id=\"moved\"></main>";
        assert_eq!(passages(page.as_bytes()).iter().collect::<Vec<_>>(), ["a", "atgard_b", "old"]);
        let others =
            b"<link id=\"a\"><li> id=\"b\"<li class=\"x\"> id=\"b\"<li\nclass=\"x\" id=\"c\"><span id=\"\xff\"><span\tid=\"d\" id=\"e";
        assert_eq!(passages(others).text(), "c\te");
    }
}
