//! What Word and Excel files share (ISO 29500): parts and their relations, followed from the main part. Only
//! parts whose relation is on the list are reached, and get new names; elements and attributes pass a filter.
//! Owns no rule of either document: `docx` and `xlsx` give them.

use std::collections::{BTreeMap, BTreeSet};

use super::package::{self, Members};
use super::removed::RemovedKind;
use super::xml::{self, Element, Node};
use super::{Job, clean_picture};
use crate::diagnostic::{Active, FileType, Hidden, Spot};

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// A kind of part that may go along: the end of its relation's type, its content type, its own namespace.
pub(super) struct PartKind {
    pub(super) relation: &'static str,
    pub(super) content_type: &'static str,
    pub(super) default: &'static str,
}

/// The rules of a kind of document.
pub(super) struct Rules {
    /// The main part's kind and name.
    pub(super) main: PartKind,
    pub(super) main_name: &'static str,
    pub(super) folder: &'static str,
    pub(super) parts: &'static [PartKind],
    /// Relations that are left out, by the end of their type.
    pub(super) dropped: &'static [&'static str],
    /// Changes a part's tree to what may go along.
    pub(super) filter: fn(&str, Element, &mut Job) -> Option<Element>,
}

struct Relation {
    id: String,
    kind: String,
    target: String,
    is_external: bool,
}

/// A document's parts after filtering.
pub(super) struct Parts {
    /// The parts' trees by their old names, with what they are.
    pub(super) trees: BTreeMap<String, (&'static PartKind, Element)>,
    relations: BTreeMap<String, Vec<Relation>>,
    pictures: BTreeMap<String, (Vec<u8>, &'static str)>,
    main: String,
}

/// Reads the parts that can be reached.
pub(super) fn read(bytes: &[u8], rules: &'static Rules, job: &mut Job) -> Option<Parts> {
    let members = package::read(bytes, job)?;
    note_properties(&members, job);
    let top = relations(&members, "")?;
    let main = top.iter().find(|one| one.kind == "officeDocument")?;
    let mut parts = Parts {
        trees: BTreeMap::new(),
        relations: BTreeMap::new(),
        pictures: BTreeMap::new(),
        main: main.target.clone(),
    };
    if members.keys().any(|name| name.ends_with("vbaProject.bin")) {
        job.active(Active::Script, Spot::File);
    }
    if members.keys().any(|name| name.starts_with("_xmlsignatures/")) {
        job.add(|file| crate::diagnostic::AppendixProblem::Signed { file });
    }
    let mut waiting = vec![(main.target.clone(), &rules.main)];
    while let Some((name, kind)) = waiting.pop() {
        if parts.trees.contains_key(&name) {
            continue;
        }
        let tree = xml::read(members.get(&name)?)?;
        let mut kept = Vec::new();
        for relation in relations(&members, &name)? {
            let known = rules.parts.iter().find(|part| part.relation == relation.kind);
            if relation.is_external {
                if keeps_external(&relation, job) {
                    kept.push(relation);
                }
            } else if rules.dropped.contains(&relation.kind.as_str()) {
                note_dropped(&relation, &members, job);
            } else if relation.kind == "image" {
                let data = members.get(&relation.target)?;
                if !parts.pictures.contains_key(&relation.target) {
                    let spot = Spot::Picture(parts.pictures.len() + 1);
                    let made = clean_picture(data, spot, job).unwrap_or_default();
                    let ending = if super::sniff(data) == Some(FileType::Png) { "png" } else { "jpeg" };
                    parts.pictures.insert(relation.target.clone(), (made, ending));
                }
                kept.push(relation);
            } else if let Some(known) = known {
                waiting.push((relation.target.clone(), known));
                kept.push(relation);
            } else if relation.kind == "hyperlink" {
                kept.push(relation);
            } else {
                job.active(what_is(&relation.kind), Spot::File);
            }
        }
        let tree = (rules.filter)(kind.relation, tree, job)?;
        parts.relations.insert(name.clone(), kept);
        parts.trees.insert(name, (kind, tree));
    }
    Some(parts)
}

/// Writes the parts under new names.
pub(super) fn write(parts: &Parts, rules: &'static Rules, job: &mut Job) -> Option<Vec<u8>> {
    let mut names: BTreeMap<&str, String> = BTreeMap::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (old, (kind, _)) in &parts.trees {
        let count = counts.entry(kind.relation).or_default();
        *count += 1;
        let new = if *old == parts.main {
            rules.main_name.to_owned()
        } else {
            format!("{}/{}{count}.xml", rules.folder, kind.relation)
        };
        names.insert(old, new);
    }
    for (number, (old, (_, ending))) in (1..).zip(&parts.pictures) {
        names.insert(old, format!("{}/media/image{number}.{ending}", rules.folder));
    }
    let mut out = Members::new();
    let mut types = Element::new("ct:Types", &[]);
    for (ending, kind) in [
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("png", "image/png"),
        ("jpeg", "image/jpeg"),
    ] {
        types
            .children
            .push(Node::Element(Element::new("ct:Default", &[("Extension", ending), ("ContentType", kind)])));
    }
    for (old, (kind, tree)) in &parts.trees {
        let new = &names[old.as_str()];
        let part = format!("/{new}");
        types.children.push(Node::Element(Element::new(
            "ct:Override",
            &[("PartName", &part), ("ContentType", kind.content_type)],
        )));
        out.insert(new.clone(), xml::write(tree, kind.default));
        let used = used_relations(tree);
        let mut list = Element::new("rel:Relationships", &[]);
        let own = parts.relations.get(old).map(Vec::as_slice).unwrap_or_default();
        // What the part names must be there, or the file can't be opened.
        if used.iter().any(|id| own.iter().all(|one| one.id != *id)) {
            job.active(Active::Unknown, Spot::File);
        }
        for relation in own {
            let is_named =
                relation.kind == "image" || relation.kind == "hyperlink" || relation.kind == "chart";
            if is_named && !used.contains(relation.id.as_str()) {
                continue;
            }
            let kind = format!("{RELATIONS}{}", relation.kind);
            let target = match names.get(relation.target.as_str()) {
                Some(new) => format!("/{new}"),
                None => relation.target.clone(),
            };
            let mut one = Element::new(
                "rel:Relationship",
                &[("Id", &relation.id), ("Type", &kind), ("Target", &target)],
            );
            if relation.is_external {
                one.attributes.push(("TargetMode".into(), "External".into()));
                job.say(&relation.target);
            }
            list.children.push(Node::Element(one));
        }
        if !list.children.is_empty() {
            out.insert(relations_of(new), xml::write(&list, "rel"));
        }
    }
    let mut top = Element::new("rel:Relationships", &[]);
    let (kind, target) = (format!("{RELATIONS}officeDocument"), rules.main_name);
    top.children.push(Node::Element(Element::new(
        "rel:Relationship",
        &[("Id", "rId1"), ("Type", &kind), ("Target", target)],
    )));
    out.insert("_rels/.rels".into(), xml::write(&top, "rel"));
    let pictures = parts.pictures.iter().map(|(old, (data, _))| (names[old.as_str()].clone(), data.clone()));
    out.extend(pictures);
    out.insert("[Content_Types].xml".into(), xml::write(&types, "ct"));
    package::write("[Content_Types].xml", &out)
}

fn used_relations(tree: &Element) -> BTreeSet<&str> {
    let mut used = BTreeSet::new();
    tree.each(&mut |element| {
        let own = element.attributes.iter().filter(|(name, _)| name.starts_with("r:"));
        used.extend(own.map(|(_, value)| value.as_str()));
    });
    used
}

fn relations_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") }
}

fn relations(members: &Members, part: &str) -> Option<Vec<Relation>> {
    let Some(bytes) = members.get(&relations_of(part)) else { return Some(Vec::new()) };
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let tree = xml::read(bytes)?;
    let mut found: Vec<Relation> = Vec::new();
    for one in tree.elements().filter(|one| one.name == "rel:Relationship") {
        let target = one.get("Target")?;
        let is_external = one.get("TargetMode") == Some("External");
        let id = one.get("Id")?.to_owned();
        if !id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
            || found.iter().any(|its| its.id == id)
        {
            return None;
        }
        let kind = one.get("Type")?.rsplit('/').next().unwrap_or_default().to_owned();
        let target =
            if is_external || target.starts_with('#') { target.to_owned() } else { joined(folder, target)? };
        found.push(Relation { id, kind, target, is_external });
    }
    Some(found)
}

/// The member that a relation means.
fn joined(folder: &str, target: &str) -> Option<String> {
    if let Some(absolute) = target.strip_prefix('/') {
        return Some(absolute.to_owned());
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => drop(parts.pop()?),
            "." | "" => {}
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Links to the web stay; whatever else leads outside is refused, or left out where it draws nothing.
fn keeps_external(relation: &Relation, job: &mut Job) -> bool {
    let target = relation.target.to_ascii_lowercase();
    match relation.kind.as_str() {
        "hyperlink"
            if ["http://", "https://", "mailto:", "#"].iter().any(|start| target.starts_with(start)) =>
        {
            true
        }
        "attachedTemplate" => {
            job.removed.push(RemovedKind::Path, &relation.target);
            false
        }
        _ => {
            job.active(Active::External, Spot::File);
            false
        }
    }
}

fn what_is(relation: &str) -> Active {
    let is = |words: &[&str]| words.iter().any(|word| relation.contains(word));
    if is(&["vba", "macro"]) {
        Active::Script
    } else if is(&["ole", "package", "aFChunk", "subDocument", "control", "ctrlProp"]) {
        Active::Embedded
    } else if is(&["external", "frame"]) {
        Active::External
    } else if is(&["pivot", "connections", "query", "slicer", "timeline", "mailMerge", "recipientData"]) {
        Active::Data
    } else {
        Active::Unknown
    }
}

/// Who is named in what is left out.
fn note_dropped(relation: &Relation, members: &Members, job: &mut Job) {
    let Some(tree) = members.get(&relation.target).and_then(|bytes| xml::read(bytes)) else { return };
    note_people(&tree, job);
    if relation.kind.contains("omments") || relation.kind.contains("threadedComment") {
        tree.each(&mut |element| {
            if matches!(element.name.as_str(), "w:comment" | "x:comment") {
                job.removed.push(RemovedKind::Comment, &element.text());
            }
            if element.name == "x:author" {
                job.removed.push(RemovedKind::Person, &element.text());
            }
        });
    }
}

/// Notes authors named in attributes, wherever they stand.
pub(super) fn note_people(tree: &Element, job: &mut Job) {
    tree.each(&mut |element| {
        for (name, value) in &element.attributes {
            let local = name.rsplit(':').next().unwrap_or_default();
            if ["author", "displayName", "userName", "userId", "initials"].contains(&local) {
                job.removed.push(RemovedKind::Person, value);
            }
        }
    });
}

fn note_properties(members: &Members, job: &mut Job) {
    for (name, bytes) in members {
        let is_properties = name.starts_with("docProps/") || name.starts_with("customXml/");
        if is_properties && let Some(tree) = xml::read(bytes) {
            note_values(&tree, "", job);
        }
    }
}

fn note_values(element: &Element, above: &str, job: &mut Job) {
    let local = element.name.rsplit(':').next().unwrap_or_default();
    // A custom property's name stands in an attribute, its value in an element named by its type.
    let named = element.get("name").unwrap_or(if local.starts_with("lp") { above } else { local });
    for child in &element.children {
        match child {
            Node::Text(text) => job.removed.push_named(named, text),
            Node::Element(child) => note_values(child, named, job),
        }
    }
}

/// A list of names, sorted to be looked up in.
pub(super) struct Listed(Vec<&'static str>);

impl Listed {
    /// From words with blanks between.
    pub(super) fn new(words: &'static str) -> Self {
        let mut words: Vec<&str> = words.split_whitespace().collect();
        words.sort_unstable();
        Self(words)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.binary_search(&name).is_ok()
    }
}

/// What a filter does with an element.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Keep,
    /// Its children take its place.
    Unwrap,
    /// It goes with all that is in it.
    Drop,
    /// It goes; if there is text in it, that is a problem, since a reader would miss it.
    DropIfEmpty,
    Stop(Active),
    Hidden(Hidden),
}

/// Goes through a tree from the root down. `judge` sees each element with its attributes and may change them.
pub(super) fn sift(
    element: Element,
    spot: Spot,
    job: &mut Job,
    judge: &mut dyn FnMut(&mut Element, &mut Job) -> Fate,
) -> Vec<Node> {
    let mut element = element;
    if element.name == "mc:AlternateContent" {
        return chosen(element)
            .into_iter()
            .flat_map(|node| match node {
                Node::Element(child) => sift(child, spot, job, judge),
                Node::Text(_) => Vec::new(),
            })
            .collect();
    }
    let fate = judge(&mut element, job);
    match fate {
        Fate::Drop => return Vec::new(),
        Fate::DropIfEmpty => {
            if !element.text().trim().is_empty() {
                job.active(Active::Unknown, spot);
            }
            return Vec::new();
        }
        Fate::Stop(what) => {
            job.active(what, spot);
            return Vec::new();
        }
        Fate::Hidden(what) => {
            job.hidden(what, spot);
            return Vec::new();
        }
        Fate::Keep | Fate::Unwrap => {}
    }
    let children = std::mem::take(&mut element.children);
    for child in children {
        match child {
            Node::Element(child) => element.children.extend(sift(child, spot, job, judge)),
            text @ Node::Text(_) => element.children.push(text),
        }
    }
    if fate == Fate::Unwrap { element.children } else { vec![Node::Element(element)] }
}

/// Of several forms of the same thing, the one whose needs are known, or the last resort.
fn chosen(element: Element) -> Vec<Node> {
    let mut fallback = Vec::new();
    for child in element.children {
        let Node::Element(child) = child else { continue };
        if child.name == "mc:Choice" {
            let needs = child.get("Requires").unwrap_or_default();
            if !needs.is_empty() && needs.split_whitespace().all(|one| ["wps", "wpg"].contains(&one)) {
                return child.children;
            }
        } else if child.name == "mc:Fallback" {
            fallback = child.children;
        }
    }
    fallback
}

/// Rules for drawings, the same in both: pictures, shapes, charts.
pub(super) fn judge_drawing(element: &mut Element, job: &mut Job) -> Fate {
    let (prefix, local) = element.name.split_once(':').unwrap_or(("", &element.name));
    if !["a", "wp", "xdr", "pic", "c", "m", "wps", "wpg", "v", "o", "w10"].contains(&prefix) {
        return Fate::DropIfEmpty;
    }
    match (prefix, local) {
        (_, "extLst" | "ext")
            if element.attributes.iter().any(|(name, _)| name == "uri") || local == "extLst" =>
        {
            return Fate::Drop;
        }
        ("o", "OLEObject") | ("c", "externalData") => return Fate::Stop(Active::Embedded),
        ("o", "lock") | ("c", "userShapes" | "protection" | "printSettings") | ("w10", _) => {
            return Fate::Drop;
        }
        ("o", _) => return Fate::DropIfEmpty,
        ("a", "audioFile" | "videoFile" | "wavAudioFile" | "quickTimeFile") => {
            return Fate::Stop(Active::Embedded);
        }
        _ => {}
    }
    let is_named = matches!(local, "docPr" | "cNvPr");
    if is_named && matches!(element.get("hidden"), Some("1" | "true")) {
        return Fate::Hidden(Hidden::Text);
    }
    for (name, value) in &mut element.attributes {
        // A shape's name is often the path of the picture that it was made from.
        if is_named && name == "name" {
            let kind =
                if value.contains(['/', '\\', '.']) { RemovedKind::Path } else { RemovedKind::Technical };
            job.removed.push(kind, value);
            "Objekt".clone_into(value);
        }
    }
    // A theme and what it is made of are called as somebody called them.
    if matches!(local, "theme" | "clrScheme" | "fontScheme" | "fmtScheme")
        && let Some((_, value)) = element.attributes.iter_mut().find(|(name, _)| name == "name")
    {
        job.removed.push(RemovedKind::Technical, value);
        "Tema".clone_into(value);
    }
    let is_shape = element.name == "v:shape";
    element.attributes.retain(|(name, _)| {
        let tells = name.starts_with("o:")
            || name.starts_with('?')
            || matches!(name.as_str(), "macro" | "textlink" | "r:link")
            || is_shape && name == "id";
        !tells
    });
    Fate::Keep
}

/// Hands on all text of a tree; a block's text stands on a line of its own.
pub(super) fn say_texts(tree: &Element, blocks: &[&str], job: &mut Job) {
    let mut line = String::new();
    gather(tree, blocks, &mut line, job);
    job.say(&line);
}

fn gather(element: &Element, blocks: &[&str], line: &mut String, job: &mut Job) {
    let is_block = blocks.contains(&element.name.as_str());
    if is_block {
        job.say(&std::mem::take(line));
    }
    let is_name = matches!(
        element.name.as_str(),
        "w:name" | "w:lvlText" | "w:alias" | "w:aliases" | "w:font" | "w:tblCaption" | "w:tblDescription"
    );
    for (name, value) in &element.attributes {
        let local = name.rsplit(':').next().unwrap_or_default();
        let is_text = matches!(
            local,
            "descr"
                | "title"
                | "alt"
                | "string"
                | "tooltip"
                | "name"
                | "display"
                | "location"
                | "prompt"
                | "promptTitle"
                | "error"
                | "errorTitle"
                | "displayName"
                | "anchor"
                | "formatCode"
                | "desc"
                | "author"
                | "href"
                | "altText"
                | "text"
                | "totalsRowLabel"
        );
        if is_text || is_name && local == "val" {
            job.say(value);
        }
    }
    match element.name.as_str() {
        "w:tab" | "text:tab" => line.push('\t'),
        "w:br" | "w:cr" | "text:line-break" | "a:br" => line.push('\n'),
        "w:noBreakHyphen" => line.push('-'),
        "text:s" => line.push(' '),
        _ => {}
    }
    for child in &element.children {
        match child {
            Node::Element(child) => gather(child, blocks, line, job),
            Node::Text(text) => line.push_str(text),
        }
    }
    if is_block {
        job.say(&std::mem::take(line));
    }
}
