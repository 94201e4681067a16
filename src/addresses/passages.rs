//! The passages of a finished page: what a link to it may name after `#`. Owns what counts as one.

use std::collections::{BTreeMap, BTreeSet};

/// The passages of each page, by its address.
pub type Passages = BTreeMap<String, BTreeSet<String>>;

/// Elements whose ids are passages: headings, the rows of åtgärder, and what older ids of headings have become.
const ELEMENTS: [&str; 7] = ["<h2", "<h3", "<h4", "<h5", "<h6", "<li", "<span"];

/// Footnotes are numbered: a note's number is no lasting name of it.
const NOTES: &str = "not_";

/// The ids on a page that are passages. The page is one that Insyn rendered: within its texts every `"` is escaped, so
/// what looks like an attribute is one.
pub fn passages(page: &[u8]) -> BTreeSet<String> {
    let Ok(page) = std::str::from_utf8(page) else { return BTreeSet::new() };
    let mut found = BTreeSet::new();
    for (at, mark) in page.match_indices(" id=\"") {
        let before = &page[..at];
        let tag = before.rfind('<').map_or("", |start| &before[start..]);
        let name = tag.split(char::is_whitespace).next().unwrap_or_default();
        let id = page[at + mark.len()..].split('"').next().unwrap_or_default();
        if ELEMENTS.contains(&name) && !tag.contains('>') && !id.starts_with(NOTES) {
            found.insert(id.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_rows_are_passages_and_notes_are_not() {
        let page = "<main id=\"innehall\"><div class=\"heading\"><span id=\"old\"></span><h2 id=\"a\">A &quot; id=&quot;x</h2></div>\
                    <li id=\"atgard_b\"><li class=\"x\" id=\"not_1\"><h3 class=\"c\" id=\"skala-d-titel\"><p id=\"moved\"></main>";
        let found: Vec<String> = passages(page.as_bytes()).into_iter().collect();
        assert_eq!(found, ["a", "atgard_b", "old", "skala-d-titel"]);
    }
}
