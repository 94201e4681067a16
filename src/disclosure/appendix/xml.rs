//! XML as a tree, read and written anew. The one module that names `quick-xml` (`quick_xml` in code).
//! Comments, processing instructions and document types never reach the tree; namespaces get the prefixes of a
//! fixed table, and names from others are known by `?:`. Entities can't be declared.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use quick_xml::NsReader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{QName, ResolveResult};

/// How deep elements may lie in each other.
const DEEPEST: usize = 200;
/// How many elements and attributes a document may have.
const MOST: usize = 8_000_000;

/// The namespaces that a file may use, by the prefixes that they are given here.
const SPACES: &[(&str, &str)] = &[
    ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xdr", "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"),
    ("pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
    ("c", "http://schemas.openxmlformats.org/drawingml/2006/chart"),
    ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
    ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
    ("wpg", "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"),
    ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
    ("v", "urn:schemas-microsoft-com:vml"),
    ("o", "urn:schemas-microsoft-com:office:office"),
    ("w10", "urn:schemas-microsoft-com:office:word"),
    ("x", "http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    ("rel", "http://schemas.openxmlformats.org/package/2006/relationships"),
    ("ct", "http://schemas.openxmlformats.org/package/2006/content-types"),
    ("office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
    ("text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
    ("table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"),
    ("fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
    ("xlink", "http://www.w3.org/1999/xlink"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"),
    ("number", "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"),
    ("osvg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"),
    ("form", "urn:oasis:names:tc:opendocument:xmlns:form:1.0"),
    ("script", "urn:oasis:names:tc:opendocument:xmlns:script:1.0"),
    ("presentation", "urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"),
    ("manifest", "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"),
    ("loext", "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"),
    ("svg", "http://www.w3.org/2000/svg"),
    ("xml", "http://www.w3.org/XML/1998/namespace"),
];

/// An element: its name with the table's prefix, its attributes likewise.
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

pub(super) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    pub(super) fn new(name: &str, attributes: &[(&str, &str)]) -> Self {
        let attributes =
            attributes.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        Self { name: name.to_owned(), attributes, children: Vec::new() }
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|child| child.name == name)
    }

    /// The text below it.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        self.push_text(&mut out);
        out
    }

    fn push_text(&self, out: &mut String) {
        for child in &self.children {
            match child {
                Node::Element(element) => element.push_text(out),
                Node::Text(text) => out.push_str(text),
            }
        }
    }

    /// Itself and all below it, in order.
    pub(super) fn each<'e>(&'e self, visit: &mut dyn FnMut(&'e Element)) {
        visit(self);
        for child in self.elements() {
            child.each(visit);
        }
    }
}

/// Reads a document; `None` for what isn't well-formed, declares entities or is too large.
pub(super) fn read(bytes: &[u8]) -> Option<Element> {
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).ok()?;
    let mut reader = NsReader::from_str(text);
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    let mut count = 0_usize;
    loop {
        let event = reader.read_event().ok()?;
        match event {
            Event::Start(start) => {
                if open.len() >= DEEPEST || root.is_some() {
                    return None;
                }
                open.push(element(&reader, &start, &mut count)?);
            }
            Event::Empty(start) => {
                if root.is_some() {
                    return None;
                }
                let element = element(&reader, &start, &mut count)?;
                close(element, &mut open, &mut root);
            }
            Event::End(_) => {
                let element = open.pop()?;
                close(element, &mut open, &mut root);
            }
            Event::Text(text) => add_text(&mut open, &text.xml10_content())?,
            Event::CData(text) => add_text(&mut open, &text.xml10_content())?,
            Event::GeneralRef(name) => {
                let resolved = match name.resolve_char_ref().ok()? {
                    Some(one) => one.to_string(),
                    None => predefined(&name.into_inner())?.to_owned(),
                };
                add_text(&mut open, &resolved)?;
            }
            Event::DocType(its) => {
                if its.into_inner().contains(['[', '<']) {
                    return None;
                }
            }
            Event::Decl(its) => {
                if let Some(encoding) = its.encoding()
                    && !encoding.ok()?.eq_ignore_ascii_case("utf-8")
                {
                    return None;
                }
            }
            Event::Comment(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
    }
    root.filter(|_| open.is_empty())
}

fn predefined(name: &str) -> Option<&'static str> {
    Some(match name {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "quot" => "\"",
        "apos" => "'",
        _ => return None,
    })
}

fn add_text(open: &mut [Element], text: &str) -> Option<()> {
    let Some(parent) = open.last_mut() else {
        return text.trim().is_empty().then_some(());
    };
    if let Some(Node::Text(before)) = parent.children.last_mut() {
        before.push_str(text);
    } else {
        parent.children.push(Node::Text(text.to_owned()));
    }
    Some(())
}

fn close(element: Element, open: &mut [Element], root: &mut Option<Element>) {
    match open.last_mut() {
        Some(parent) => parent.children.push(Node::Element(element)),
        None => *root = Some(element),
    }
}

fn element(reader: &NsReader<&[u8]>, start: &BytesStart, count: &mut usize) -> Option<Element> {
    let resolver = reader.resolver();
    let name = spelled(&resolver.resolve_element(start.name()).0, start.name())?;
    let mut attributes: Vec<(String, String)> = Vec::new();
    *count += 1;
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        let key: &str = attribute.key.0;
        if key == "xmlns" || key.starts_with("xmlns:") {
            continue;
        }
        *count += 1;
        let name = spelled(&resolver.resolve_attribute(attribute.key).0, attribute.key)?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned();
        if attributes.iter().any(|(known, _)| *known == name) {
            return None;
        }
        attributes.push((name, value));
    }
    (*count <= MOST).then_some(Element { name, attributes, children: Vec::new() })
}

fn spelled(space: &ResolveResult, name: QName) -> Option<String> {
    let local = name.local_name();
    let local: &str = local.as_ref();
    Some(match space {
        ResolveResult::Unbound => local.to_owned(),
        ResolveResult::Bound(space) => match SPACES.iter().find(|(_, address)| *address == space.0) {
            Some((prefix, _)) => format!("{prefix}:{local}"),
            None => format!("?:{local}"),
        },
        ResolveResult::Unknown(_) if name.0.starts_with("xml:") => name.0.to_owned(),
        ResolveResult::Unknown(_) => return None,
    })
}

/// Writes a document; names with the prefix `default` stand without it.
pub(super) fn write(root: &Element, default: &str) -> Vec<u8> {
    let mut used = BTreeSet::new();
    root.each(&mut |element| {
        let names = std::iter::once(&element.name).chain(element.attributes.iter().map(|(name, _)| name));
        used.extend(names.filter_map(|name| name.split_once(':')).map(|(prefix, _)| prefix));
    });
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    let mut spaces = String::new();
    for (prefix, address) in SPACES.iter().filter(|(prefix, _)| used.contains(prefix) && *prefix != "xml") {
        if *prefix == default {
            let _ = write!(spaces, " xmlns=\"{address}\"");
        } else {
            let _ = write!(spaces, " xmlns:{prefix}=\"{address}\"");
        }
    }
    push(&mut out, root, default, &spaces);
    out.into_bytes()
}

fn push(out: &mut String, element: &Element, default: &str, spaces: &str) {
    let name = match element.name.split_once(':') {
        Some((prefix, local)) if prefix == default => local,
        _ => &element.name,
    };
    out.push('<');
    out.push_str(name);
    out.push_str(spaces);
    for (key, value) in &element.attributes {
        out.push(' ');
        out.push_str(key);
        out.push_str("=\"");
        escape(out, value, true);
        out.push('"');
    }
    if element.children.is_empty() {
        out.push_str("/>");
        return;
    }
    out.push('>');
    for child in &element.children {
        match child {
            Node::Element(child) => push(out, child, default, ""),
            Node::Text(text) => escape(out, text, false),
        }
    }
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

fn escape(out: &mut String, text: &str, is_attribute: bool) {
    for one in text.chars() {
        match one {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if is_attribute => out.push_str("&quot;"),
            '\n' if is_attribute => out.push_str("&#10;"),
            '\t' if is_attribute => out.push_str("&#9;"),
            '\r' => out.push_str("&#13;"),
            // Not allowed in XML, not even as a number.
            one if one.is_control() && !matches!(one, '\n' | '\t') => {}
            one => out.push(one),
        }
    }
}
