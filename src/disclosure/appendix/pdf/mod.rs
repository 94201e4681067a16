//! PDF, written anew from the objects that its pages need. Owns what is refused, the order of the work and the
//! document around the pages. `shape` lists what goes along, `copy` takes it along, `paint` looks at each page.
//! The one folder that names `lopdf`; it reads only: what is written is written by `write`.
//!
//! Links stay, notes go, and drawn notes stop; forms stop, since what stands in a field is part of the page.

mod copy;
mod extent;
mod font;
mod lexer;
mod paint;
pub(super) mod paper;
mod plane;
mod retag;
mod shape;
pub(super) mod tags;
mod write;

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream};

use self::copy::Copier;
use self::paint::{Painter, numbers};
use self::shape::Shape;
use super::removed::RemovedKind;
use super::{Job, LARGEST, contains};
use crate::diagnostic::{Active, AppendixProblem, Hidden, Spot};

/// The largest stream, unpacked, in bytes.
const LIMIT: usize = LARGEST;
/// How many objects and pages a document may have.
const MOST_OBJECTS: usize = 2_000_000;
const MOST_PAGES: usize = 20_000;

pub(super) fn clean(bytes: &[u8], title: &str, job: &mut Job) -> Option<Vec<u8>> {
    let options = LoadOptions::with_max_decompressed_size(LIMIT);
    let Ok(document) = Document::load_mem_with_options(bytes, options) else {
        if contains(bytes, b"/Encrypt") {
            job.add(|file| AppendixProblem::Encrypted { file });
        } else {
            job.unreadable(Spot::File);
        }
        return None;
    };
    if document.is_encrypted() || document.was_encrypted() || document.trailer.has(b"Encrypt") {
        job.add(|file| AppendixProblem::Encrypted { file });
        return None;
    }
    if document.objects.len() > MOST_OBJECTS {
        job.too_large();
        return None;
    }
    let catalog = document.catalog().ok()?;
    refuse(&document, catalog, job);
    note_metadata(&document, job);
    let pages = pages(&document, catalog)?;
    if pages.is_empty() || pages.len() > MOST_PAGES {
        return None;
    }
    let made = rebuild(&document, catalog, &pages, title, job);
    job.say(title);
    made
}

/// What can't be rebuilt without changing what it says.
fn refuse(document: &Document, catalog: &Dictionary, job: &mut Job) {
    let is_signature = |its: &Dictionary| its.has(b"ByteRange") && its.has(b"Contents");
    if catalog.has(b"Perms")
        || document.objects.values().any(|object| object.as_dict().is_ok_and(is_signature))
    {
        job.add(|file| AppendixProblem::Signed { file });
    }
    if let Some(layers) = catalog.get(b"OCProperties").ok().and_then(|it| dictionary(document, it)) {
        let normal = layers.get(b"D").ok().and_then(|it| dictionary(document, it));
        let is_off = normal.is_some_and(|its| {
            let off =
                its.get(b"OFF").ok().and_then(|it| deref(document, it)).and_then(|it| it.as_array().ok());
            off.is_some_and(|list| !list.is_empty())
                || its.get(b"BaseState").and_then(Object::as_name).is_ok_and(|state| state != b"ON")
        });
        let decides = document.objects.values().any(|object| {
            object.as_dict().is_ok_and(|its| {
                its.has_type(b"OCMD")
                    && (its.has(b"VE")
                        || its.get(b"P").and_then(Object::as_name).is_ok_and(|how| how.ends_with(b"Off")))
            })
        });
        if is_off || decides {
            job.hidden(Hidden::Layer, Spot::File);
        }
    }
    if let Some(form) = catalog.get(b"AcroForm").ok().and_then(|it| dictionary(document, it))
        && form.has(b"XFA")
    {
        job.active(Active::Form, Spot::File);
    }
}

/// A page: its id, dictionary, and what it inherits.
struct Page<'d> {
    id: ObjectId,
    its: &'d Dictionary,
    resources: Option<&'d Object>,
    boxes: BTreeMap<&'static str, [f64; 4]>,
    turned: Option<i64>,
}

/// A node of the tree of pages, with what it inherits: resources, boxes, how it is turned.
type Node<'d> = (ObjectId, Option<&'d Object>, BTreeMap<&'static str, [f64; 4]>, Option<i64>);

fn pages<'d>(document: &'d Document, catalog: &'d Dictionary) -> Option<Vec<Page<'d>>> {
    let mut found = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    let root = catalog.get(b"Pages").ok()?.as_reference().ok()?;
    // From the last to the first, as a stack gives them back.
    let mut waiting: Vec<Node> = vec![(root, None, BTreeMap::new(), None)];
    while let Some((id, resources, mut boxes, turned)) = waiting.pop() {
        if !seen.insert(id) || found.len() > MOST_PAGES {
            return None;
        }
        let its = document.get_dictionary(id).ok()?;
        let resources = its.get(b"Resources").ok().or(resources);
        for key in ["MediaBox", "CropBox"] {
            if let Some([a, b, c, d]) = numbers::<4>(document, its, key.as_bytes()) {
                boxes.insert(key, [a.min(c), b.min(d), a.max(c), b.max(d)]);
            }
        }
        let turned = its
            .get(b"Rotate")
            .ok()
            .and_then(|it| deref(document, it))
            .and_then(|it| it.as_i64().ok())
            .or(turned);
        if let Some(kids) = its.get(b"Kids").ok().and_then(|it| deref(document, it)) {
            for kid in kids.as_array().ok()?.iter().rev() {
                waiting.push((kid.as_reference().ok()?, resources, boxes.clone(), turned));
            }
        } else {
            found.push(Page { id, its, resources, boxes, turned });
        }
    }
    Some(found)
}

fn rebuild(
    document: &Document,
    catalog: &Dictionary,
    pages: &[Page],
    title: &str,
    job: &mut Job,
) -> Option<Vec<u8>> {
    let mut copier = Copier::new(document);
    let root = copier.reserve();
    let tree = copier.reserve();
    for page in pages {
        let number = copier.reserve();
        copier.pages.insert(page.id, number);
    }
    let mut painter = Painter::new(document);
    let empty = Dictionary::new();
    for (number, page) in (1..).zip(pages) {
        let spot = Spot::Page(number);
        let Some(operations) = content(document, page.its).and_then(|data| lexer::read(&data)) else {
            job.unreadable(spot);
            continue;
        };
        let media = page.boxes.get("MediaBox").copied().unwrap_or([0.0, 0.0, 612.0, 792.0]);
        let crop = page.boxes.get("CropBox").copied().unwrap_or(media);
        let shown =
            [media[0].max(crop[0]), media[1].max(crop[1]), media[2].min(crop[2]), media[3].min(crop[3])];
        let resources = page.resources.and_then(|it| dictionary(document, it)).unwrap_or(&empty);
        painter.run(&operations, resources, Some((shown, number)), job);
        let mut made = Dictionary::new();
        made.set("Type", Object::Name(b"Page".to_vec()));
        made.set("Parent", Object::Reference((tree, 0)));
        made.set("MediaBox", real(&media));
        if page.boxes.contains_key("CropBox") {
            made.set("CropBox", real(&crop));
        }
        for key in ["BleedBox", "TrimBox", "ArtBox", "UserUnit", "StructParents"] {
            copier.take(&mut made, page.its, key, Shape::Plain, job);
        }
        take_name(document, &mut made, page.its, "Tabs", &[b"R", b"C", b"S", b"A", b"W"]);
        copier.take(&mut made, page.its, "Group", Shape::Group, job);
        if let Some(turned) = page.turned {
            made.set("Rotate", turned);
        }
        let used = copy::names(&operations);
        made.set("Resources", copier.resources(resources, &used, job));
        let content = copier.add_stream(Dictionary::new(), &lexer::write(&operations));
        made.set("Contents", content);
        let links = links(document, page.its, &mut copier, spot, job);
        if !links.is_empty() {
            made.set("Annots", Object::Array(links));
        }
        let at = copier.pages[&page.id];
        copier.put(at, Object::Dictionary(made));
    }
    let kids = pages.iter().map(|page| Object::Reference((copier.pages[&page.id], 0))).collect();
    let mut its = Dictionary::new();
    its.set("Type", Object::Name(b"Pages".to_vec()));
    its.set("Kids", Object::Array(kids));
    its.set("Count", i64::try_from(pages.len()).ok()?);
    copier.put(tree, Object::Dictionary(its));
    let its = around(document, catalog, tree, &mut copier, job);
    copier.put(root, Object::Dictionary(its));
    let info = copier.reserve();
    let mut its = Dictionary::new();
    its.set("Title", Object::String(to_text_string(title), lopdf::StringFormat::Literal));
    copier.put(info, Object::Dictionary(its));
    copier.finish(&mut painter, job)?;
    if !job.found.is_empty() {
        return None;
    }
    Some(write::document(&copier.into_objects(), root, info))
}

#[expect(clippy::cast_possible_truncation, reason = "a PDF's readers don't keep more than single precision")]
fn real(bounds: &[f64; 4]) -> Object {
    Object::Array(bounds.iter().map(|value| Object::Real(*value as f32)).collect())
}

/// The document's own dictionary.
fn around(
    document: &Document,
    catalog: &Dictionary,
    tree: u32,
    copier: &mut Copier,
    job: &mut Job,
) -> Dictionary {
    let mut made = Dictionary::new();
    made.set("Type", Object::Name(b"Catalog".to_vec()));
    made.set("Pages", Object::Reference((tree, 0)));
    made.set("Lang", Object::String(b"sv".to_vec(), lopdf::StringFormat::Literal));
    let mut viewer = Dictionary::new();
    viewer.set("DisplayDocTitle", true);
    made.set("ViewerPreferences", Object::Dictionary(viewer));
    copier.take(&mut made, catalog, "MarkInfo", Shape::MarkInfo, job);
    copier.take(&mut made, catalog, "StructTreeRoot", Shape::StructureRoot, job);
    copier.take(&mut made, catalog, "Outlines", Shape::Outline, job);
    copier.take(&mut made, catalog, "Dests", Shape::Destinations, job);
    copier.take(&mut made, catalog, "PageLabels", Shape::Labels, job);
    take_name(
        document,
        &mut made,
        catalog,
        "PageMode",
        &[b"UseNone", b"UseOutlines", b"UseThumbs", b"FullScreen"],
    );
    take_name(document, &mut made, catalog, "PageLayout", LAYOUTS);
    if let Some(names) = catalog.get(b"Names").ok().and_then(|it| dictionary(document, it)) {
        let mut kept = Dictionary::new();
        copier.take(&mut kept, names, "Dests", Shape::Names, job);
        if !kept.is_empty() {
            made.set("Names", Object::Dictionary(kept));
        }
        if names.has(b"JavaScript") {
            job.removed.push(RemovedKind::Technical, "JavaScript");
        }
    }
    made
}

/// How pages may lie beside each other (ISO 32000-2, table 29).
const LAYOUTS: &[&[u8]] =
    &[b"SinglePage", b"OneColumn", b"TwoColumnLeft", b"TwoColumnRight", b"TwoPageLeft", b"TwoPageRight"];

/// Takes a name along if it is one of those that mean something.
fn take_name(document: &Document, to: &mut Dictionary, from: &Dictionary, key: &str, known: &[&[u8]]) {
    let name =
        from.get(key.as_bytes()).ok().and_then(|it| deref(document, it)).and_then(|it| it.as_name().ok());
    if let Some(name) = name.filter(|name| known.contains(name)) {
        to.set(key, Object::Name(name.to_vec()));
    }
}

/// A page's links; what else lies on the page stops or is left out.
fn links(
    document: &Document,
    page: &Dictionary,
    copier: &mut Copier,
    spot: Spot,
    job: &mut Job,
) -> Vec<Object> {
    let mut kept = Vec::new();
    let list = page.get(b"Annots").ok().and_then(|it| deref(document, it)).and_then(|it| it.as_array().ok());
    for object in list.into_iter().flatten() {
        let Some(its) = dictionary(document, object) else { continue };
        for (key, kind) in [
            (&b"T"[..], RemovedKind::Person),
            (b"Contents", RemovedKind::Comment),
            (b"Subj", RemovedKind::Comment),
        ] {
            let text = its.get(key).ok().and_then(|it| deref(document, it)).and_then(|it| it.as_str().ok());
            if let Some(text) = text.filter(|_| key != b"Contents" || !is_of(its, b"Link")) {
                job.removed.push(kind, &text_string(text));
            }
        }
        match its.get(b"Subtype").and_then(Object::as_name).unwrap_or_default() {
            b"Link" => {
                let action = its.get(b"A").ok().and_then(|it| dictionary(document, it));
                let kind = action.and_then(|it| it.get(b"S").ok()?.as_name().ok());
                match kind {
                    None | Some(b"URI" | b"GoTo") => kept.push(copier.copy(object, Shape::Link, job, 0)),
                    Some(b"Launch" | b"GoToR" | b"GoToE") => job.active(Active::External, spot),
                    Some(_) => job.active(Active::Script, spot),
                }
            }
            // Remarks and the small windows that they open in.
            b"Popup" | b"Text" | b"FileAttachment" | b"PrinterMark" | b"TrapNet" => {}
            b"Widget" => {
                if is_filled(document, its) {
                    job.active(Active::Form, spot);
                }
            }
            b"Screen" | b"Movie" | b"Sound" | b"RichMedia" | b"3D" => job.active(Active::Embedded, spot),
            _ => job.active(Active::Annotation, spot),
        }
    }
    kept
}

/// Whether a field, or one above it, holds something.
fn is_filled(document: &Document, field: &Dictionary) -> bool {
    let mut its = field;
    for _ in 0..20 {
        if let Some(value) = its.get(b"V").ok().and_then(|it| deref(document, it)) {
            return match value {
                Object::String(bytes, _) => !bytes.is_empty(),
                Object::Name(name) => name != b"Off",
                Object::Null => false,
                Object::Array(list) => !list.is_empty(),
                _ => true,
            };
        }
        match its.get(b"Parent").ok().and_then(|it| dictionary(document, it)) {
            Some(above) => its = above,
            None => return false,
        }
    }
    true
}

/// A page's content, unpacked; its pieces with a blank between.
fn content(document: &Document, page: &Dictionary) -> Option<Vec<u8>> {
    let Ok(object) = page.get(b"Contents") else { return Some(Vec::new()) };
    let mut out = Vec::new();
    let object = deref(document, object)?;
    let pieces: Vec<&Object> = match object {
        Object::Array(list) => list.iter().filter_map(|it| deref(document, it)).collect(),
        other => vec![other],
    };
    for piece in pieces {
        let Object::Stream(stream) = piece else { continue };
        out.extend(decoded(stream, LIMIT)?);
        out.push(b'\n');
        if out.len() > LIMIT {
            return None;
        }
    }
    Some(out)
}

fn note_metadata(document: &Document, job: &mut Job) {
    if let Some(info) = document.trailer.get(b"Info").ok().and_then(|it| dictionary(document, it)) {
        for (key, value) in info {
            if let Some(bytes) = deref(document, value).and_then(|it| it.as_str().ok()) {
                job.removed.push_named(&String::from_utf8_lossy(key), &text_string(bytes));
            }
        }
    }
    for object in document.objects.values() {
        if let Object::Stream(stream) = object
            && stream.dict.has_type(b"Metadata")
            && let Some(data) = decoded(stream, 16 << 20)
        {
            job.removed.push_xml(&data);
        }
        let Ok(its) = object.as_dict() else { continue };
        if its.has(b"EF") {
            for key in [&b"F"[..], b"UF", b"Desc"] {
                if let Some(name) = its.get(key).ok().and_then(|it| it.as_str().ok()) {
                    job.removed.push(RemovedKind::File, &text_string(name));
                }
            }
        }
    }
}

/// The object itself, behind references.
fn deref<'d>(document: &'d Document, object: &'d Object) -> Option<&'d Object> {
    document.dereference(object).ok().map(|(_, object)| object)
}

fn dictionary<'d>(document: &'d Document, object: &'d Object) -> Option<&'d Dictionary> {
    match deref(document, object)? {
        Object::Dictionary(its) => Some(its),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

/// Whether its subtype is this.
fn is_of(its: &Dictionary, subtype: &[u8]) -> bool {
    its.get(b"Subtype").and_then(Object::as_name).is_ok_and(|known| known == subtype)
}

fn float(object: &Object) -> Option<f64> {
    object.as_float().ok().map(f64::from)
}

/// A stream's bytes, unpacked by all its filters.
fn decoded(stream: &Stream, limit: usize) -> Option<Vec<u8>> {
    stream.get_plain_content_with_limit(limit).ok().or_else(|| {
        // A damaged end is common, and readers show what comes before it.
        let only_flate = stream.filters().is_ok_and(|filters| filters == [&b"FlateDecode"[..]])
            && !stream.dict.has(b"DecodeParms");
        only_flate.then(|| crate::deflate::unzlib_leniently(&stream.content, limit)).flatten()
    })
}

/// A string that people read (ISO 32000-2 §7.9.2.2).
fn text_string(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        let units: Vec<u16> =
            rest.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
        return String::from_utf16_lossy(&units);
    }
    let object = Object::String(bytes.to_vec(), lopdf::StringFormat::Literal);
    lopdf::decode_text_string(&object).unwrap_or_else(|_| String::from_utf8_lossy(bytes).into_owned())
}

fn to_text_string(text: &str) -> Vec<u8> {
    if text.is_ascii() {
        return text.as_bytes().to_vec();
    }
    [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect()
}
