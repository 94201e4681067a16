//! What a tagged PDF says in the order of its structure: to readers, and to whoever wants to know whether it says all
//! that a page does. Owns the walk over structure, outline and destinations; changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::Job;
use super::paint::Painter;
use super::{content, deref, dictionary, lexer, pages, text_string};

/// How deep elements may lie in each other.
const DEEPEST: usize = 200;

/// A heading in the outline, and in which it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// From 1.
    pub level: usize,
    /// Its words.
    pub title: String,
    /// The page where it leads, from 1.
    pub page: usize,
}

/// A tagged PDF, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tagged {
    /// Everything that is read aloud, in the order of the structure: what each element is, and its own text. A picture
    /// is its words; numbers and bullets of lists are left out.
    pub pieces: Vec<(String, String)>,
    /// The elements of the structure in their order, each with its depth.
    pub elements: Vec<(usize, String)>,
    /// The language of all of it, as the document states it.
    pub language: String,
    /// What programs call it: in the metadata for everybody, and in those for readers of PDF.
    pub titles: [String; 2],
    /// The outline.
    pub outline: Vec<Entry>,
    /// Where named places are, by page from 1.
    pub destinations: BTreeMap<String, usize>,
    /// How many pages there are.
    pub pages: usize,
    /// How many pieces of painted content are neither in the structure nor marked as no part of it.
    pub unmarked: usize,
    /// By the number of an element's object, its pieces: the first, and the one after the last.
    spans: Vec<(u32, usize, usize)>,
}

/// Reads a PDF; `None` where it isn't tagged or can't be read.
pub(super) fn read(document: &Document) -> Option<Tagged> {
    let catalog = document.catalog().ok()?;
    let root = dictionary(document, catalog.get(b"StructTreeRoot").ok()?)?;
    let mut made = Tagged::default();
    let text_of = |its: &Dictionary, key: &[u8]| {
        its.get(key).and_then(Object::as_str).map(text_string).unwrap_or_default()
    };
    made.language = text_of(catalog, b"Lang");
    let about = document.trailer.get(b"Info").ok().and_then(|it| dictionary(document, it));
    made.titles =
        [metadata_title(document, catalog), about.map(|its| text_of(its, b"Title")).unwrap_or_default()];
    let mut texts = BTreeMap::new();
    let mut order = BTreeMap::new();
    let mut painter = Painter::new(document);
    let mut job = Job::new("");
    let empty = Dictionary::new();
    for page in pages(document, catalog)? {
        let operations = lexer::read(&content(document, page.its)?)?;
        made.unmarked += super::retag::unmarked(&operations).len();
        let resources = page.resources.and_then(|it| dictionary(document, it)).unwrap_or(&empty);
        painter.run(&operations, resources, None, &mut job);
        for (number, text) in painter.take_marked() {
            texts.insert((page.id, number), text);
        }
        made.pages += 1;
        order.insert(page.id, made.pages);
    }
    let mut walk = Walk { document, texts, seen: BTreeSet::new() };
    walk.kids(root, None, &mut made, "", 0)?;
    made.destinations = destinations(document, catalog, &order);
    made.outline = outline(document, catalog, &order, &made.destinations);
    Some(made)
}

/// The title in XMP.
fn metadata_title(document: &Document, catalog: &Dictionary) -> String {
    let Some(Object::Stream(stream)) = catalog.get(b"Metadata").ok().and_then(|it| deref(document, it))
    else {
        return String::new();
    };
    let text = String::from_utf8_lossy(&stream.content).into_owned();
    let title = text.split_once("x-default\">").and_then(|(_, rest)| Some(rest.split_once('<')?.0));
    title.unwrap_or_default().to_owned()
}

/// Where each named place is, by page from 1: what the contents of a report need.
pub(super) fn named_places(document: &Document) -> Option<BTreeMap<String, usize>> {
    let catalog = document.catalog().ok()?;
    let order = (1..).zip(pages(document, catalog)?).map(|(number, page)| (page.id, number)).collect();
    Some(destinations(document, catalog, &order))
}

/// What each element says, by its number.
pub(super) fn element_texts(document: &Document) -> Option<BTreeMap<u32, String>> {
    let made = read(document)?;
    let mut said = BTreeMap::new();
    for (number, from, until) in made.spans {
        let pieces = made.pieces.get(from..until).unwrap_or_default();
        said.insert(number, pieces.iter().map(|(_, text)| text.as_str()).collect());
    }
    Some(said)
}

struct Walk<'d> {
    document: &'d Document,
    texts: BTreeMap<(ObjectId, i64), String>,
    seen: BTreeSet<ObjectId>,
}

impl Walk<'_> {
    fn kids(
        &mut self,
        its: &Dictionary,
        page: Option<ObjectId>,
        made: &mut Tagged,
        kind: &str,
        depth: usize,
    ) -> Option<()> {
        let page = its.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        let Ok(kids) = its.get(b"K") else { return Some(()) };
        let kids: Vec<&Object> = match kids {
            Object::Array(list) => list.iter().collect(),
            Object::Reference(_) => match deref(self.document, kids)? {
                Object::Array(list) => list.iter().collect(),
                _ => vec![kids],
            },
            one => vec![one],
        };
        for kid in kids {
            self.element(kid, page, made, kind, depth)?;
        }
        Some(())
    }

    fn element(
        &mut self,
        one: &Object,
        page: Option<ObjectId>,
        made: &mut Tagged,
        kind: &str,
        depth: usize,
    ) -> Option<()> {
        if depth > DEEPEST {
            return None;
        }
        if let Object::Reference(id) = one
            && !self.seen.insert(*id)
        {
            return None;
        }
        match deref(self.document, one)? {
            Object::Integer(number) => self.say(*number, page, made, kind),
            Object::Dictionary(its) if its.has_type(b"OBJR") => {}
            Object::Dictionary(its) if its.has(b"MCID") => {
                let page = its.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                self.say(its.get(b"MCID").ok()?.as_i64().ok()?, page, made, kind);
            }
            Object::Dictionary(its) => {
                let kind =
                    String::from_utf8_lossy(its.get(b"S").and_then(Object::as_name).ok()?).into_owned();
                made.elements.push((depth, kind.clone()));
                if kind == "Lbl" {
                    return Some(());
                }
                let words = |key: &[u8]| its.get(key).ok()?.as_str().ok();
                // A picture that has parts is read part by part: `retag` makes it so.
                let alt = || if kind == "Figure" && self.has_parts(its) { None } else { words(b"Alt") };
                let replaced = words(b"ActualText").or_else(alt);
                let start = made.pieces.len();
                match replaced {
                    Some(text) => made.pieces.push((kind, text_string(text))),
                    None => self.kids(its, page, made, &kind, depth + 1)?,
                }
                if let Object::Reference((number, _)) = one {
                    made.spans.push((*number, start, made.pieces.len()));
                }
            }
            _ => {}
        }
        Some(())
    }

    /// Do elements stand in it?
    fn has_parts(&self, its: &Dictionary) -> bool {
        let Some(kids) = its.get(b"K").ok().and_then(|kids| deref(self.document, kids)) else { return false };
        let is_element = |kid: &Object| matches!(deref(self.document, kid), Some(Object::Dictionary(its)) if its.has(b"S"));
        match kids {
            Object::Array(list) => list.iter().any(is_element),
            one => is_element(one),
        }
    }

    fn say(&self, number: i64, page: Option<ObjectId>, made: &mut Tagged, kind: &str) {
        if let Some(text) = page.and_then(|page| self.texts.get(&(page, number))) {
            made.pieces.push((kind.to_owned(), text.clone()));
        }
    }
}

/// The page that a destination's array names.
fn page_of(document: &Document, place: &Object, order: &BTreeMap<ObjectId, usize>) -> Option<usize> {
    let place = match deref(document, place)? {
        Object::Dictionary(its) => deref(document, its.get(b"D").ok()?)?,
        other => other,
    };
    order.get(&place.as_array().ok()?.first()?.as_reference().ok()?).copied()
}

fn destinations(
    document: &Document,
    catalog: &Dictionary,
    order: &BTreeMap<ObjectId, usize>,
) -> BTreeMap<String, usize> {
    let named = catalog.get(b"Dests").ok().and_then(|it| dictionary(document, it));
    let places = named.into_iter().flatten();
    places
        .filter_map(|(name, place)| {
            Some((String::from_utf8_lossy(name).into_owned(), page_of(document, place, order)?))
        })
        .collect()
}

fn outline(
    document: &Document,
    catalog: &Dictionary,
    order: &BTreeMap<ObjectId, usize>,
    named: &BTreeMap<String, usize>,
) -> Vec<Entry> {
    let mut found = Vec::new();
    let root = catalog.get(b"Outlines").ok().and_then(|it| dictionary(document, it));
    let first = |its: &Dictionary, key: &[u8]| its.get(key).ok().and_then(|it| it.as_reference().ok());
    let mut seen = BTreeSet::new();
    let mut waiting: Vec<(ObjectId, usize)> =
        root.and_then(|root| first(root, b"First")).map(|id| (id, 1)).into_iter().collect();
    while let Some((id, level)) = waiting.pop() {
        let Ok(its) = document.get_dictionary(id) else { continue };
        if !seen.insert(id) {
            break;
        }
        let title = its.get(b"Title").and_then(Object::as_str).map(text_string).unwrap_or_default();
        let page = its.get(b"Dest").ok().and_then(|place| match place {
            Object::Name(name) => named.get(&*String::from_utf8_lossy(name)).copied(),
            place => page_of(document, place, order),
        });
        found.push(Entry { level, title, page: page.unwrap_or(0) });
        // The next one waits below what is within this one.
        waiting.extend(first(its, b"Next").map(|id| (id, level)));
        waiting.extend(first(its, b"First").map(|id| (id, level + 1)));
    }
    found
}
