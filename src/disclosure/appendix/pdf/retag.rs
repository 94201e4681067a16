//! Mends the structure that a browser gives a PDF, so that it holds to PDF/UA-1 (ISO 14289-1): what stands in no element
//! is marked as an artifact, list items get their bodies, links their descriptions, and kinds of elements that PDF 1.7
//! doesn't know become those that it does. Owns the rules of what may stand where; paints and moves nothing.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, StringFormat};

use super::lexer::{Operation, Token};
use super::{is_of, text_string, to_text_string};

/// Kinds of elements that PDF 1.7 hasn't, and what they are there.
const OTHER_KINDS: [(&[u8], &[u8]); 7] = [
    (b"Strong", b"Span"),
    (b"Em", b"Span"),
    (b"FENote", b"Note"),
    (b"Aside", b"Sect"),
    (b"Title", b"P"),
    (b"Sub", b"Span"),
    (b"DocumentFragment", b"Sect"),
];

/// Stretches of painting operators that are neither tied to the structure nor an artifact: first and last. A mark of
/// another kind, such as the letters of a ligature, ties nothing.
pub(super) fn unmarked(operations: &[Operation]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open: Vec<bool> = Vec::new();
    let mut path: Option<usize> = None;
    for (at, operation) in operations.iter().enumerate() {
        let is_tied = open.last().copied().unwrap_or(false);
        match operation.operator.as_slice() {
            b"BMC" | b"BDC" => open.push(is_tied || ties(operation)),
            b"EMC" => {
                open.pop();
            }
            b"m" | b"re" => path = path.or(Some(at)),
            b"n" => path = None,
            b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"S" | b"s" => {
                let start = path.take().unwrap_or(at);
                if !is_tied {
                    found.push((start, at));
                }
            }
            b"Tj" | b"TJ" | b"'" | b"\"" | b"Do" | b"sh" | b"BI" if !is_tied => found.push((at, at)),
            _ => {}
        }
    }
    found
}

/// Does marked content that begins so belong to the structure, or say that it doesn't? What properties of a name hold
/// isn't looked up: they are taken to.
fn ties(operation: &Operation) -> bool {
    let is_artifact = matches!(operation.operands.first(), Some(Token::Name(tag)) if tag == b"Artifact");
    let is_named = matches!(operation.operands.get(1), Some(Token::Name(_)));
    is_artifact || is_named || super::paint::mark_number(operation.operands.last()).is_some()
}

/// The same operators with all that is tied to nothing marked as an artifact.
pub(super) fn with_artifacts(operations: Vec<Operation>) -> Vec<Operation> {
    let stretches = unmarked(&operations);
    let starts: BTreeSet<usize> = stretches.iter().map(|(start, _)| *start).collect();
    let ends: BTreeSet<usize> = stretches.iter().map(|(_, end)| *end).collect();
    let mut made = Vec::with_capacity(operations.len() + 2 * stretches.len());
    for (at, operation) in operations.into_iter().enumerate() {
        if starts.contains(&at) {
            let name = Token::Name(b"Artifact".to_vec());
            made.push(Operation { operands: vec![name], operator: b"BMC".to_vec() });
        }
        made.push(operation);
        if ends.contains(&at) {
            made.push(Operation { operands: Vec::new(), operator: b"EMC".to_vec() });
        }
    }
    made
}

/// By page, the numbers of marked content that repeats the head of a table: on every page but its first.
pub(super) type Repeated = BTreeMap<u32, BTreeSet<i64>>;

/// Finds the heads that a browser repeats where a table goes on: read out again they would interrupt it.
pub(super) fn repeated_heads(objects: &[Object]) -> Repeated {
    let mut found = Repeated::new();
    let heads = (1..).zip(objects).filter(|(_, object)| is_element(object)).map(|(number, _)| number);
    for head in heads.filter(|number| kind(objects, *number) == b"TH") {
        let mut content = Vec::new();
        gather(objects, head, None, &mut content, 0);
        if let Some((home, _)) = content.first().copied() {
            for (page, number) in content.into_iter().filter(|(page, _)| *page != home) {
                found.entry(page).or_default().insert(number);
            }
        }
    }
    found
}

/// The marked content of an element and of all in it, by page and number, in order.
fn gather(objects: &[Object], number: u32, page: Option<u32>, found: &mut Vec<(u32, i64)>, depth: usize) {
    if depth > 60 {
        return;
    }
    let page = its(objects, number).and_then(page_of).or(page);
    for kid in kids(objects, number) {
        match &kid {
            Object::Reference((kid, _)) if objects.get(*kid as usize - 1).is_some_and(is_element) => {
                gather(objects, *kid, page, found, depth + 1);
            }
            kid => found.extend(content_of(objects, kid, page)),
        }
    }
}

fn page_of(its: &Dictionary) -> Option<u32> {
    its.get(b"Pg").ok()?.as_reference().ok().map(|(page, _)| page)
}

/// The page and the number of a piece of marked content.
fn content_of(objects: &[Object], kid: &Object, page: Option<u32>) -> Option<(u32, i64)> {
    let its = match kid {
        Object::Integer(number) => return Some((page?, *number)),
        Object::Dictionary(its) => its,
        Object::Reference((number, _)) => objects.get(*number as usize - 1)?.as_dict().ok()?,
        _ => return None,
    };
    Some((page_of(its).or(page)?, its.get(b"MCID").ok()?.as_i64().ok()?))
}

/// The operators with these pieces of marked content no longer tied to the structure.
pub(super) fn without(operations: Vec<Operation>, numbers: &BTreeSet<i64>) -> Vec<Operation> {
    let mut open = Vec::new();
    let mut made = operations;
    made.retain(|operation| match operation.operator.as_slice() {
        b"BMC" | b"BDC" => {
            let is_one = super::paint::mark_number(operation.operands.last())
                .is_some_and(|number| numbers.contains(&number));
            open.push(is_one);
            !is_one
        }
        b"EMC" => !open.pop().unwrap_or(false),
        _ => true,
    });
    made
}

/// Mends the structure. `objects` are numbered from 1; `text` tells what an element says, by its number.
pub(super) fn structure(objects: &mut Vec<Object>, text: &BTreeMap<u32, String>, repeated: &Repeated) {
    let elements: Vec<u32> =
        (1..).zip(&*objects).filter(|(_, object)| is_element(object)).map(|(number, _)| number).collect();
    for number in &elements {
        rename(objects, *number);
        drop_repeated(objects, *number, repeated);
    }
    untie(objects, repeated);
    for number in &elements {
        match kind(objects, *number).as_slice() {
            b"L" => list(objects, *number),
            b"Figure" if elements_in(objects, *number).next().is_some() => {
                // A picture that is read part by part is no picture: its words would be read in place of the parts.
                if let Some(its) = element(objects, *number) {
                    its.set("S", Object::Name(b"Sect".to_vec()));
                    its.remove(b"Alt");
                }
                for kid in elements_in(objects, *number).collect::<Vec<_>>() {
                    if kind(objects, kid) == b"Caption" {
                        set_kind(objects, kid, b"Div");
                    }
                }
            }
            _ => {}
        }
    }
    let mut bodies = BTreeMap::new();
    for number in &elements {
        if kind(objects, *number) == b"LI" {
            body(objects, *number, &mut bodies);
        }
    }
    for object in objects.iter_mut() {
        redirect(object, &bodies);
    }
    for number in elements {
        link(objects, number, text);
    }
}

fn is_element(object: &Object) -> bool {
    object.as_dict().is_ok_and(|its| its.has(b"S") && its.has(b"P") && !its.has(b"Subtype"))
}

fn element(objects: &mut [Object], number: u32) -> Option<&mut Dictionary> {
    objects.get_mut(number as usize - 1)?.as_dict_mut().ok()
}

fn its(objects: &[Object], number: u32) -> Option<&Dictionary> {
    objects.get(number as usize - 1)?.as_dict().ok()
}

fn kind(objects: &[Object], number: u32) -> Vec<u8> {
    its(objects, number).and_then(|its| its.get(b"S").ok()?.as_name().ok()).unwrap_or_default().to_vec()
}

fn set_kind(objects: &mut [Object], number: u32, kind: &[u8]) {
    if let Some(its) = element(objects, number) {
        its.set("S", Object::Name(kind.to_vec()));
    }
}

/// What stands in an element, in order; a list of its own is looked up.
fn kids(objects: &[Object], number: u32) -> Vec<Object> {
    match its(objects, number).and_then(|its| its.get(b"K").ok()) {
        Some(Object::Array(list)) => list.clone(),
        Some(Object::Reference((list, _))) => match objects.get(*list as usize - 1) {
            Some(Object::Array(list)) => list.clone(),
            _ => vec![Object::Reference((*list, 0))],
        },
        Some(one) => vec![one.clone()],
        None => Vec::new(),
    }
}

fn elements_in(objects: &[Object], number: u32) -> impl Iterator<Item = u32> {
    let found: Vec<u32> = kids(objects, number)
        .iter()
        .filter_map(|kid| kid.as_reference().ok())
        .map(|(kid, _)| kid)
        .filter(|kid| objects.get(*kid as usize - 1).is_some_and(is_element))
        .collect();
    found.into_iter()
}

fn rename(objects: &mut [Object], number: u32) {
    let old = kind(objects, number);
    if let Some((_, new)) = OTHER_KINDS.iter().find(|(kind, _)| *kind == old) {
        set_kind(objects, number, new);
    }
}

/// Takes out of an element what only repeats a head.
fn drop_repeated(objects: &mut [Object], number: u32, repeated: &Repeated) {
    let page = its(objects, number).and_then(page_of);
    let all = kids(objects, number);
    let is_again = |kid: &Object| {
        content_of(objects, kid, page)
            .is_some_and(|(page, number)| repeated.get(&page).is_some_and(|all| all.contains(&number)))
    };
    let (again, rest): (Vec<Object>, Vec<Object>) = all.into_iter().partition(is_again);
    if !again.is_empty()
        && let Some(its) = element(objects, number)
    {
        its.set("K", Object::Array(rest));
    }
}

/// The tree that leads from a page's content to its elements no longer leads from what repeats a head.
fn untie(objects: &mut [Object], repeated: &Repeated) {
    for (page, numbers) in repeated {
        let key = its(objects, *page).and_then(|its| its.get(b"StructParents").ok()?.as_i64().ok());
        let Some(key) = key else { continue };
        let list = objects.iter().find_map(|object| {
            let pairs = object.as_dict().ok()?.get(b"Nums").ok()?.as_array().ok()?;
            let pair = pairs
                .chunks(2)
                .find(|pair| pair.first().is_some_and(|it| it.as_i64().is_ok_and(|it| it == key)))?;
            pair.get(1)?.as_reference().ok()
        });
        if let Some(Object::Array(list)) = list.and_then(|(list, _)| objects.get_mut(list as usize - 1)) {
            for number in numbers {
                if let Some(entry) = usize::try_from(*number).ok().and_then(|at| list.get_mut(at)) {
                    *entry = Object::Null;
                }
            }
        }
    }
}

/// In a list stand items: a browser takes a note's item for none.
fn list(objects: &mut [Object], number: u32) {
    for kid in elements_in(objects, number).collect::<Vec<_>>() {
        if !matches!(kind(objects, kid).as_slice(), b"LI" | b"Caption" | b"L") {
            set_kind(objects, kid, b"LI");
        }
    }
}

/// Puts what stands in an item beside its number into a body of its own.
fn body(objects: &mut Vec<Object>, item: u32, bodies: &mut BTreeMap<u32, u32>) {
    let all = kids(objects, item);
    let is_kind =
        |kid: &Object, wanted: &[u8]| kid.as_reference().is_ok_and(|(it, _)| kind(objects, it) == wanted);
    if all.iter().any(|kid| is_kind(kid, b"LBody")) {
        return;
    }
    let (labels, rest): (Vec<Object>, Vec<Object>) = all.into_iter().partition(|kid| is_kind(kid, b"Lbl"));
    let Ok(made) = u32::try_from(objects.len() + 1) else { return };
    for kid in rest.iter().filter_map(|kid| kid.as_reference().ok()) {
        if let Some(its) = element(objects, kid.0).filter(|its| its.has(b"P")) {
            its.set("P", Object::Reference((made, 0)));
        }
    }
    if rest.iter().any(|kid| kid.as_reference().is_err()) {
        bodies.insert(item, made);
    }
    let mut new = Dictionary::new();
    new.set("Type", Object::Name(b"StructElem".to_vec()));
    new.set("S", Object::Name(b"LBody".to_vec()));
    new.set("P", Object::Reference((item, 0)));
    if let Some(page) = its(objects, item).and_then(|its| its.get(b"Pg").ok()).cloned() {
        new.set("Pg", page);
    }
    new.set("K", Object::Array(rest));
    objects.push(Object::Dictionary(new));
    if let Some(its) = element(objects, item) {
        its.set("K", Object::Array(labels.into_iter().chain([Object::Reference((made, 0))]).collect()));
    }
}

/// The tree that leads from content to its element: where the content has moved to a body, so has that.
fn redirect(object: &mut Object, bodies: &BTreeMap<u32, u32>) {
    let lists: Vec<&mut Vec<Object>> = match object {
        Object::Array(list) => vec![list],
        Object::Dictionary(its) => match its.get_mut(b"Nums") {
            Ok(Object::Array(list)) => vec![list],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    for list in lists {
        // Numbers stand before what they lead to; lists of kids have only what isn't an item's own content.
        for entry in list.iter_mut() {
            match entry {
                Object::Reference((number, _)) => {
                    if let Some(body) = bodies.get(number) {
                        *number = *body;
                    }
                }
                Object::Array(_) => redirect(entry, bodies),
                _ => {}
            }
        }
    }
}

/// A link says what it is: its own words, or where it leads.
fn link(objects: &mut [Object], number: u32, text: &BTreeMap<u32, String>) {
    let annotations: Vec<u32> = kids(objects, number)
        .iter()
        .filter_map(|kid| match kid {
            Object::Dictionary(its) => its.get(b"Obj").ok()?.as_reference().ok(),
            Object::Reference((kid, _)) => {
                objects.get(*kid as usize - 1)?.as_dict().ok()?.get(b"Obj").ok()?.as_reference().ok()
            }
            _ => None,
        })
        .map(|(annotation, _)| annotation)
        .filter(|annotation| its(objects, *annotation).is_some_and(|its| is_of(its, b"Link")))
        .collect();
    if annotations.is_empty() {
        return;
    }
    set_kind(objects, number, b"Link");
    let own = its(objects, number).and_then(|its| its.get(b"Alt").ok()?.as_str().ok()).map(text_string);
    let words = own.or_else(|| text.get(&number).cloned()).unwrap_or_default();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    for annotation in annotations {
        let Some(its) = element(objects, annotation) else { continue };
        let address = its
            .get(b"A")
            .ok()
            .and_then(|it| it.as_dict().ok()?.get(b"URI").ok()?.as_str().ok())
            .map(text_string);
        let said = if words.is_empty() { address.unwrap_or_default() } else { words.clone() };
        its.set("Contents", Object::String(to_text_string(&said), StringFormat::Literal));
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexer;
    use super::*;

    #[test]
    fn what_only_a_mark_of_another_kind_holds_is_tied_to_nothing() {
        let content = b"/Span <</ActualText (ff)>> BDC (x) Tj EMC \
            /P <</MCID 1>> BDC /Span <</ActualText (fi)>> BDC (y) Tj EMC (z) Tj EMC \
            /Artifact BMC (z) Tj EMC /P /Named BDC (z) Tj EMC 0 0 1 1 re f (last) Tj";
        let operations = lexer::read(content).expect("it can be read");
        assert_eq!(unmarked(&operations), [(1, 1), (15, 16), (17, 17)]);
        assert_eq!(unmarked(&with_artifacts(operations)), []);
    }
}
