//! Names of attributes and tags by what they hold. Owns the lists alone.

/// Attributes that hold measures, classes, names of other places in the document and the like, and never words.
pub(super) fn is_measure(name: &str) -> bool {
    matches!(
        name,
        "class"
            | "id"
            | "style"
            | "d"
            | "points"
            | "viewbox"
            | "transform"
            | "x"
            | "y"
            | "x1"
            | "x2"
            | "y1"
            | "y2"
            | "dx"
            | "dy"
            | "cx"
            | "cy"
            | "r"
            | "rx"
            | "ry"
            | "width"
            | "height"
            | "fill"
            | "stroke"
            | "stroke-width"
            | "stroke-dasharray"
            | "offset"
            | "opacity"
            | "patterntransform"
            | "preserveaspectratio"
            | "font-size"
            | "font-family"
            | "font-weight"
            | "text-anchor"
            | "dominant-baseline"
            | "version"
            | "xmlns"
            | "integrity"
            | "nonce"
            | "for"
            | "aria-labelledby"
            | "aria-describedby"
            | "aria-controls"
            | "aria-owns"
            | "headers"
            | "scope"
            | "colspan"
            | "rowspan"
            | "tabindex"
            | "rel"
            | "type"
            | "lang"
            | "xml:lang"
            | "dir"
            | "charset"
            | "media"
            | "sizes"
            | "datetime"
            | "role"
            | "span"
            | "start"
            | "min"
            | "max"
            | "step"
            | "maxlength"
            | "loading"
    )
}

/// Attributes with addresses: percent coding is resolved, and each part stands for itself.
pub(super) fn is_address(name: &str) -> bool {
    matches!(
        name,
        "href" | "src" | "srcset" | "action" | "cite" | "data" | "poster" | "xlink:href" | "formaction"
    )
}

/// Tags that stand within a line; the last ones cut a spreadsheet's or an ODT's texts into runs.
pub(super) fn is_inline_tag(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "output"
            | "q"
            | "ruby"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "tspan"
            | "u"
            | "var"
            | "wbr"
            | "t"
            | "text:span"
            | "text:a"
    )
}

/// Tags of a word processor's document that end a line; all others within it stand in one.
pub(super) fn is_word_block(name: &str) -> bool {
    matches!(name, "w:p" | "w:tc" | "w:tr" | "w:tbl" | "w:br" | "w:tab" | "w:cr")
}
