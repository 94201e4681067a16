//! Names of attributes and tags by what they hold. Owns the lists, and how a name is looked up in one: every
//! attribute of every page is.

use std::sync::LazyLock;

/// Attributes that hold measures, classes, names of other places in the document and the like, and never words.
pub(super) fn is_measure(name: &str) -> bool {
    static LIST: LazyLock<Names> = LazyLock::new(|| Names::new(MEASURES));
    LIST.has(name)
}

/// Attributes with addresses: percent coding is resolved, and each part stands for itself.
pub(super) fn is_address(name: &str) -> bool {
    static LIST: LazyLock<Names> = LazyLock::new(|| Names::new(ADDRESSES));
    LIST.has(name)
}

/// Tags that stand within a line; the last ones cut a spreadsheet's or an ODT's texts into runs.
pub(super) fn is_inline_tag(name: &str) -> bool {
    static LIST: LazyLock<Names> = LazyLock::new(|| Names::new(INLINE));
    LIST.has(name)
}

/// Tags of a word processor's document that end a line; all others within it stand in one.
pub(super) fn is_word_block(name: &str) -> bool {
    matches!(name, "w:p" | "w:tc" | "w:tr" | "w:tbl" | "w:br" | "w:tab" | "w:cr")
}

const MEASURES: &[&str] = &[
    "class",
    "id",
    "style",
    "d",
    "points",
    "viewbox",
    "transform",
    "x",
    "y",
    "x1",
    "x2",
    "y1",
    "y2",
    "dx",
    "dy",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "width",
    "height",
    "fill",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "offset",
    "opacity",
    "patterntransform",
    "preserveaspectratio",
    "font-size",
    "font-family",
    "font-weight",
    "text-anchor",
    "dominant-baseline",
    "version",
    "xmlns",
    "integrity",
    "nonce",
    "for",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "headers",
    "scope",
    "colspan",
    "rowspan",
    "tabindex",
    "rel",
    "type",
    "lang",
    "xml:lang",
    "dir",
    "charset",
    "media",
    "sizes",
    "datetime",
    "role",
    "span",
    "start",
    "min",
    "max",
    "step",
    "maxlength",
    "loading",
];

const ADDRESSES: &[&str] =
    &["href", "src", "srcset", "action", "cite", "data", "poster", "xlink:href", "formaction"];

const INLINE: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "b",
    "bdi",
    "bdo",
    "big",
    "cite",
    "code",
    "data",
    "del",
    "dfn",
    "em",
    "font",
    "i",
    "ins",
    "kbd",
    "label",
    "mark",
    "nobr",
    "output",
    "q",
    "ruby",
    "s",
    "samp",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "time",
    "tt",
    "tspan",
    "u",
    "var",
    "wbr",
    "t",
    "text:span",
    "text:a",
];

/// A list, by a few bits of each name: most are told from all others by those.
struct Names {
    buckets: Vec<Vec<&'static str>>,
}

impl Names {
    const BUCKETS: usize = 256;

    fn new(names: &[&'static str]) -> Self {
        let mut buckets = vec![Vec::new(); Self::BUCKETS];
        for name in names {
            buckets[Self::bucket(name)].push(*name);
        }
        Self { buckets }
    }

    fn bucket(name: &str) -> usize {
        let bytes = name.as_bytes();
        let (first, last) = (bytes.first().copied().unwrap_or(0), bytes.last().copied().unwrap_or(0));
        let mixed = usize::from(first) * 7 + usize::from(last) * 31 + bytes.len() * 3;
        mixed % Self::BUCKETS
    }

    fn has(&self, name: &str) -> bool {
        self.buckets[Self::bucket(name)].contains(&name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_found_in_its_own_list_alone() {
        for (names, is, others) in [
            (
                MEASURES,
                is_measure as fn(&str) -> bool,
                [ADDRESSES, &["title", "alt", "content", "", "aria-label"]],
            ),
            (ADDRESSES, is_address, [MEASURES, &["hreflang", "title", ""]]),
            (INLINE, is_inline_tag, [ADDRESSES, &["p", "td", "text:p", ""]]),
        ] {
            assert!(names.iter().all(|name| is(name)));
            // `cite` and `data` are a tag and an attribute.
            assert!(others.concat().iter().all(|name| !is(name) || matches!(*name, "cite" | "data")));
        }
    }
}
