//! Ids for a body's headings: from their words, unique on the page among those of paragraphs too, without counters, so
//! that a passage link holds when another passage is added. Owns no tree.

use crate::diagnostic::{BodyProblem, Diagnostic, Place};
use crate::model::body::Name;
use crate::source::{FileId, Span};
use std::collections::HashMap;

/// What an id is made from, or a paragraph's, which is always told.
pub(super) struct HeadingNote {
    /// 2–6; below all of them for a paragraph.
    pub(super) level: u8,
    /// From the words; may be empty.
    pub(super) slug: String,
    /// `{#id}`
    pub(super) told: Option<Box<str>>,
    /// `{alias=…}`
    pub(super) aliases: Vec<Box<str>>,
    /// Where the heading stands, or where the paragraph is named.
    pub(super) span: Span,
}

impl HeadingNote {
    pub(super) fn of_paragraph(name: &Name) -> Self {
        let (told, aliases) = (Some(name.id.clone()), name.aliases.clone());
        Self { level: 7, slug: String::new(), told, aliases, span: name.span }
    }
}

/// For a heading of nothing but signs or masked words.
const WORDLESS: &str = "avsnitt";

/// An id for each heading, in their order, with where it stands. A heading whose words recur takes more and
/// more of the headings above it as prefix; where even all of them recur, the author must say `{#id}`.
pub(super) fn assign(
    file: FileId,
    headings: &[HeadingNote],
    faults: &mut Vec<Diagnostic>,
) -> Vec<(u32, Box<str>)> {
    let parents = parents(headings);
    let mut owners: HashMap<String, usize> = HashMap::with_capacity(headings.len());
    let mut ids: Vec<Option<String>> = vec![None; headings.len()];
    for (at, heading) in headings.iter().enumerate() {
        let Some(told) = &heading.told else { continue };
        if let Some(first) = owners.get(&**told) {
            faults.push(duplicate(file, told, heading, &headings[*first]));
        } else {
            owners.insert(told.to_string(), at);
            ids[at] = Some(told.to_string());
        }
    }
    let mut left: Vec<usize> = (0..headings.len()).filter(|at| headings[*at].told.is_none()).collect();
    for candidate in [own_words, below_unique, way_from_unique, whole_way] {
        left = settle(left, |at, ids| candidate(at, headings, &parents, ids), &mut ids, &mut owners);
    }
    let mut firsts: HashMap<String, usize> = HashMap::new();
    for at in left {
        let id = whole_way(at, headings, &parents, &ids);
        // What has the id already, or else the first of those that want it, which needs no telling itself.
        let first = owners.get(&id).or_else(|| firsts.get(&id)).copied();
        if let Some(first) = first {
            faults.push(duplicate(file, &id, &headings[at], &headings[first]));
        } else {
            firsts.insert(id, at);
        }
    }
    name_the_rest(headings, &ids, owners)
}

/// Gives each heading whose candidate no other wants, and none has, its id; returns the others.
fn settle(
    left: Vec<usize>,
    candidate: impl Fn(usize, &[Option<String>]) -> String,
    ids: &mut [Option<String>],
    owners: &mut HashMap<String, usize>,
) -> Vec<usize> {
    let wanted: Vec<(usize, String)> = left.into_iter().map(|at| (at, candidate(at, ids))).collect();
    let mut times: HashMap<&str, u32> = HashMap::with_capacity(wanted.len());
    for (_, id) in &wanted {
        *times.entry(id).or_default() += 1;
    }
    let mut still = Vec::new();
    for (at, id) in &wanted {
        if times[id.as_str()] == 1 && !owners.contains_key(id) {
            owners.insert(id.clone(), *at);
            ids[*at] = Some(id.clone());
        } else {
            still.push(*at);
        }
    }
    still
}

/// An older id that another heading has, or had: an old link can arrive at one place only.
pub(super) fn check_aliases(
    file: FileId,
    headings: &[HeadingNote],
    ids: &[(u32, Box<str>)],
    faults: &mut Vec<Diagnostic>,
) {
    if headings.iter().all(|heading| heading.aliases.is_empty()) {
        return;
    }
    let mut owners: HashMap<&str, usize> = ids.iter().enumerate().map(|(at, (_, id))| (&**id, at)).collect();
    for (at, heading) in headings.iter().enumerate() {
        for alias in &heading.aliases {
            if let Some(first) = owners.insert(alias, at) {
                faults.push(duplicate(file, alias, heading, &headings[first]));
            }
        }
    }
}

type Parents = [Option<usize>];

fn own_words(at: usize, headings: &[HeadingNote], _: &Parents, _: &[Option<String>]) -> String {
    let slug = &headings[at].slug;
    if slug.is_empty() { WORDLESS.to_owned() } else { slug.clone() }
}

fn below_unique(at: usize, headings: &[HeadingNote], parents: &Parents, ids: &[Option<String>]) -> String {
    let own = own_words(at, headings, parents, ids);
    match above(at, parents).find_map(|ancestor| ids[ancestor].as_deref()) {
        Some(ancestor) => format!("{ancestor}-{own}"),
        None => own,
    }
}

fn way_from_unique(at: usize, headings: &[HeadingNote], parents: &Parents, ids: &[Option<String>]) -> String {
    let mut way = vec![own_words(at, headings, parents, ids)];
    for ancestor in above(at, parents) {
        if let Some(id) = &ids[ancestor] {
            way.push(id.clone());
            break;
        }
        way.push(own_words(ancestor, headings, parents, ids));
    }
    way.reverse();
    way.join("-")
}

fn whole_way(at: usize, headings: &[HeadingNote], parents: &Parents, ids: &[Option<String>]) -> String {
    let mut way: Vec<String> =
        above(at, parents).map(|ancestor| own_words(ancestor, headings, parents, ids)).collect();
    way.reverse();
    way.push(own_words(at, headings, parents, ids));
    way.join("-")
}

fn above(at: usize, parents: &Parents) -> impl Iterator<Item = usize> {
    std::iter::successors(parents[at], |ancestor| parents[*ancestor])
}

/// The nearest heading before each that is of a higher level.
fn parents(headings: &[HeadingNote]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut parents = Vec::with_capacity(headings.len());
    for (at, heading) in headings.iter().enumerate() {
        while open.last().is_some_and(|last| headings[*last].level >= heading.level) {
            open.pop();
        }
        parents.push(open.last().copied());
        open.push(at);
    }
    parents
}

fn duplicate(file: FileId, id: &str, second: &HeadingNote, first: &HeadingNote) -> Diagnostic {
    Diagnostic::new(BodyProblem::DuplicateHeadingId { id: id.to_owned() }, Place::Bytes(file, second.span))
        .related(Place::Bytes(file, first.span))
}

/// Headings without an id of their own have been told of, so the page isn't published; the tree keeps its rule
/// that ids are unique all the same.
fn name_the_rest(
    headings: &[HeadingNote],
    ids: &[Option<String>],
    mut owners: HashMap<String, usize>,
) -> Vec<(u32, Box<str>)> {
    let mut number = 1_usize;
    let mut given = Vec::with_capacity(headings.len());
    for (at, heading) in headings.iter().enumerate() {
        let id = ids[at].clone().unwrap_or_else(|| {
            loop {
                number += 1;
                let id = format!("{WORDLESS}-{number}");
                if !owners.contains_key(&id) {
                    owners.insert(id.clone(), at);
                    return id;
                }
            }
        });
        given.push((heading.span.start, id.into()));
    }
    given
}
