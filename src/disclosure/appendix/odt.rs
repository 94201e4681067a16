//! `OpenDocument` texts, rebuilt (ODF 1.3). Content and styles pass a list of namespaces; metadata, settings,
//! scripts, thumbnails and everything else in the package are left out. Tracked changes, hidden text, embedded
//! objects and links to other files stop.

use std::collections::{BTreeMap, BTreeSet};

use super::office::{Fate, say_texts, sift};
use super::package::{self, Members};
use super::removed::RemovedKind;
use super::xml::{self, Element, Node};
use super::{Job, clean_picture, sniff};
use crate::diagnostic::{Active, AppendixProblem, FileType, Hidden, Spot};

const MIME: &str = "application/vnd.oasis.opendocument.text";

pub(super) fn clean(bytes: &[u8], job: &mut Job) -> Option<Vec<u8>> {
    let members = package::read(bytes, job)?;
    for name in members.keys() {
        if name.starts_with("Basic/") || name.starts_with("Scripts/") {
            job.active(Active::Script, Spot::File);
        } else if name == "META-INF/documentsignatures.xml" {
            job.add(|file| AppendixProblem::Signed { file });
        }
    }
    if members.get("META-INF/manifest.xml").is_some_and(|bytes| super::contains(bytes, b"encryption-data")) {
        job.add(|file| AppendixProblem::Encrypted { file });
        return None;
    }
    if let Some(tree) = members.get("meta.xml").and_then(|bytes| xml::read(bytes)) {
        note_meta(&tree, job);
    }
    if let Some(tree) = members.get("settings.xml").and_then(|bytes| xml::read(bytes)) {
        note_settings(&tree, job);
    }
    let mut out = Members::new();
    let mut pictures: BTreeMap<String, String> = BTreeMap::new();
    let mut hidden = BTreeSet::new();
    let mut trees = Vec::new();
    for name in ["content.xml", "styles.xml"] {
        let Some(bytes) = members.get(name) else {
            if name == "content.xml" {
                return None;
            }
            continue;
        };
        let tree = xml::read(bytes)?;
        tree.each(&mut |element| {
            if element.name == "style:style"
                && element.elements().any(|its| its.get("text:display").is_some_and(|how| how != "true"))
            {
                hidden.extend(element.get("style:name").map(str::to_owned));
            }
        });
        trees.push((name, tree));
    }
    for (name, tree) in trees {
        let made = sift(tree, Spot::File, job, &mut |element, job| {
            judge(element, &hidden, &members, &mut pictures, &mut out, job)
        });
        let Some(Node::Element(root)) = made.into_iter().next() else { return None };
        say_texts(&root, &["text:p", "text:h"], job);
        out.insert(name.into(), xml::write(&root, ""));
    }
    let mut manifest = Element::new("manifest:manifest", &[("manifest:version", "1.3")]);
    let listed = |path: &str, kind: &str| {
        Node::Element(Element::new(
            "manifest:file-entry",
            &[("manifest:full-path", path), ("manifest:media-type", kind)],
        ))
    };
    manifest.children.push(listed("/", MIME));
    for name in out.keys() {
        let kind = match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
            "png" => "image/png",
            "jpg" => "image/jpeg",
            _ => "text/xml",
        };
        manifest.children.push(listed(name, kind));
    }
    out.insert("META-INF/manifest.xml".into(), xml::write(&manifest, ""));
    out.insert("mimetype".into(), MIME.into());
    package::write("mimetype", &out)
}

#[expect(clippy::too_many_lines, reason = "one arm a kind of element")]
fn judge(
    element: &mut Element,
    hidden: &BTreeSet<String>,
    members: &Members,
    pictures: &mut BTreeMap<String, String>,
    out: &mut Members,
    job: &mut Job,
) -> Fate {
    let name = element.name.clone();
    let (prefix, local) = name.split_once(':').unwrap_or(("", &name));
    match (prefix, local) {
        ("text", "tracked-changes") => {
            if element.elements().next().is_some() {
                job.add(|file| AppendixProblem::TrackedChanges { file });
            }
            return Fate::Drop;
        }
        ("text", "change" | "change-start" | "change-end") => {
            job.add(|file| AppendixProblem::TrackedChanges { file });
            return Fate::Drop;
        }
        ("office", "annotation") => {
            element.each(&mut |one| match one.name.as_str() {
                "dc:creator" | "meta:creator-initials" | "loext:sender-initials" => {
                    job.removed.push(RemovedKind::Person, &one.text());
                }
                "text:p" => job.removed.push(RemovedKind::Comment, &one.text()),
                _ => {}
            });
            return Fate::Drop;
        }
        ("office", "annotation-end" | "scripts" | "event-listeners" | "meta" | "settings") => {
            return Fate::Drop;
        }
        ("text", "hidden-text" | "hidden-paragraph" | "conditional-text") => {
            return Fate::Hidden(Hidden::Text);
        }
        ("text", "section-source") | ("office", "dde-source") => return Fate::Stop(Active::External),
        ("office", "binary-data") => return Fate::Stop(Active::Embedded),
        ("draw", "object" | "object-ole" | "plugin" | "applet" | "floating-frame") => {
            return Fate::Stop(Active::Embedded);
        }
        ("form" | "office", "forms") => {
            return if element.elements().any(|one| one.name.starts_with("form:"))
                && element.elements().any(|one| one.elements().next().is_some())
            {
                Fate::Stop(Active::Form)
            } else {
                Fate::Drop
            };
        }
        ("text", "database-display" | "database-next" | "database-name") => return Fate::Stop(Active::Data),
        // Fields that a program would fill in with its user's name: what they show stays as text.
        (
            "text",
            "author-name" | "author-initials" | "initial-creator" | "creator" | "file-name" | "template-name"
            | "printed-by" | "title" | "subject" | "keywords" | "description" | "user-defined"
            | "editing-duration" | "editing-cycles" | "creation-date" | "creation-time" | "modification-date"
            | "modification-time" | "print-date" | "print-time" | "placeholder",
        ) => return Fate::Unwrap,
        ("text", "script") => return Fate::Stop(Active::Script),
        ("text", _) if local.starts_with("sender-") => return Fate::Unwrap,
        (
            "text",
            "user-field-decls"
            | "variable-decls"
            | "dde-connection-decls"
            | "meta"
            | "alphabetical-index-auto-mark-file",
        ) => {
            return if local == "meta" { Fate::Unwrap } else { Fate::Drop };
        }
        (
            "text",
            "user-field-get" | "user-field-input" | "variable-get" | "variable-set" | "text-input"
            | "expression",
        ) => {
            return Fate::Unwrap;
        }
        _ => {}
    }
    if !["office", "style", "text", "table", "draw", "number", "presentation", "osvg"].contains(&prefix) {
        return Fate::DropIfEmpty;
    }
    let is_hidden = matches!(element.get("text:display"), Some("none" | "condition"))
        && name != "style:text-properties"
        || element.get("text:is-hidden") == Some("true")
        || element.get("table:visibility").is_some_and(|how| how != "visible")
        || element.get("draw:display").is_some_and(|how| how == "none");
    let uses_hidden = element.get("text:style-name").is_some_and(|style| hidden.contains(style));
    if is_hidden || uses_hidden && !element.text().is_empty() {
        return Fate::Hidden(Hidden::Text);
    }
    if name == "draw:image" || name == "style:background-image" {
        let href = element.get("xlink:href").unwrap_or_default().to_owned();
        match picture(&href, members, pictures, out, job) {
            Some(new) => element
                .attributes
                .iter_mut()
                .filter(|(key, _)| key == "xlink:href")
                .for_each(|(_, value)| new.clone_into(value)),
            None if href.is_empty() => {}
            None => return Fate::Drop,
        }
    } else if let Some(href) = element.get("xlink:href") {
        let lower = href.to_ascii_lowercase();
        if !["http://", "https://", "mailto:", "#"].iter().any(|start| lower.starts_with(start))
            && !lower.is_empty()
        {
            return Fate::Stop(Active::External);
        }
    }
    // A section must have a name, which nobody sees.
    if name == "text:section"
        && let Some((_, value)) = element.attributes.iter_mut().find(|(key, _)| key == "text:name")
    {
        job.removed.push(RemovedKind::Technical, value);
        "Avsnitt".clone_into(value);
    }
    // Lists go on from one another by theirs.
    let is_list = element.name == "text:list";
    element.attributes.retain(|(key, value)| {
        let (prefix, local) = key.split_once(':').unwrap_or(("", key));
        let known = ["office", "style", "text", "table", "draw", "fo", "xlink", "number", "osvg", "xml"]
            .contains(&prefix);
        let tells = matches!(
            key.as_str(),
            "office:name"
                | "draw:name"
                | "table:formula"
                | "text:condition"
                | "text:formula"
                | "table:protection-key"
                | "text:protection-key"
                | "style:condition"
                | "style:display-name"
                | "xlink:title"
                // What a cell or field reckons with, beside the text that it shows: "..", and the number behind it.
                | "office:value"
                | "office:string-value"
                | "office:date-value"
                | "office:time-value"
                | "office:boolean-value"
                | "office:value-type"
                | "table:content-validation-name"
        ) || key == "xml:id" && !is_list;
        if local == "name" && tells && value.contains(['/', '\\', '.']) {
            job.removed.push(RemovedKind::Path, value);
        }
        known && !tells
    });
    Fate::Keep
}

/// A picture's new name, cleaned and laid into the package at its first use.
fn picture(
    href: &str,
    members: &Members,
    pictures: &mut BTreeMap<String, String>,
    out: &mut Members,
    job: &mut Job,
) -> Option<String> {
    let path = href.trim_start_matches("./");
    if let Some(known) = pictures.get(path) {
        return Some(known.clone());
    }
    let Some(bytes) = members.get(path) else {
        if !path.is_empty() {
            job.active(Active::External, Spot::File);
        }
        return None;
    };
    let number = pictures.len() + 1;
    let made = clean_picture(bytes, Spot::Picture(number), job)?;
    let ending = if sniff(bytes) == Some(FileType::Png) { "png" } else { "jpg" };
    let new = format!("Pictures/{number}.{ending}");
    pictures.insert(path.to_owned(), new.clone());
    out.insert(new.clone(), made);
    Some(new)
}

fn note_meta(tree: &Element, job: &mut Job) {
    tree.each(&mut |element| {
        if let Some(name) = element.get("meta:name") {
            job.removed.push_named(name, &element.text());
        } else if element.elements().next().is_none() {
            job.removed.push_named(&element.name, &element.text());
        }
        for (key, value) in &element.attributes {
            if key.starts_with("xlink:href") {
                job.removed.push(RemovedKind::Path, value);
            }
        }
    });
}

fn note_settings(tree: &Element, job: &mut Job) {
    tree.each(&mut |element| {
        let name =
            element.attributes.iter().find(|(key, _)| key.ends_with(":name")).map_or("", |(_, value)| value);
        if ["PrinterName", "CurrentDatabaseDataSource", "SaveThumbnail"].contains(&name)
            || name.contains("Author")
        {
            job.removed.push(RemovedKind::Technical, &element.text());
        }
    });
}
