//! Takes objects from the old document to the new one, through the list in `shape`. What isn't reached from a page
//! or the document's outline and structure stays behind. Streams are unpacked and packed anew.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::super::{Job, clean_picture, icc};
use super::extent;
use super::lexer::{self, Operation, Token};
use super::paint::Painter;
use super::shape::{Shape, any_key, keys};
use super::{LIMIT, decoded, deref, is_of, text_string};
use crate::diagnostic::{Active, Spot};

/// How deep values may lie in each other, references not counted.
const DEEPEST: usize = 60;

pub(super) struct Copier<'d> {
    document: &'d Document,
    /// The new objects; `None` until they are made.
    made: Vec<Option<Object>>,
    known: BTreeMap<(ObjectId, Shape), u32>,
    waiting: VecDeque<(u32, ObjectId, Shape)>,
    /// The pages' new numbers.
    pub(super) pages: BTreeMap<ObjectId, u32>,
    pictures: usize,
    /// Bytes that all streams may still unpack to.
    left: usize,
}

impl<'d> Copier<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self {
            document,
            made: Vec::new(),
            known: BTreeMap::new(),
            waiting: VecDeque::new(),
            pages: BTreeMap::new(),
            pictures: 0,
            left: 8 * LIMIT,
        }
    }

    /// A number for an object to come.
    pub(super) fn reserve(&mut self) -> u32 {
        self.made.push(None);
        u32::try_from(self.made.len()).unwrap_or(u32::MAX)
    }

    pub(super) fn put(&mut self, number: u32, object: Object) {
        if let Some(place) = self.made.get_mut(number as usize - 1) {
            *place = Some(object);
        }
    }

    /// A new stream, packed.
    pub(super) fn add_stream(&mut self, its: Dictionary, data: &[u8]) -> Object {
        let number = self.reserve();
        self.put(number, packed(its, data));
        Object::Reference((number, 0))
    }

    /// Takes one key along.
    pub(super) fn take(
        &mut self,
        to: &mut Dictionary,
        from: &Dictionary,
        key: &str,
        shape: Shape,
        job: &mut Job,
    ) {
        if let Ok(value) = from.get(key.as_bytes()) {
            let made = self.copy(value, shape, job, 0);
            if !made.is_null() {
                to.set(key, made);
            }
        }
    }

    /// A page's resources, less those that its content doesn't name. Where a form has none of its own it uses the
    /// page's, so all stay.
    pub(super) fn resources(&mut self, its: &Dictionary, used: &BTreeSet<&[u8]>, job: &mut Job) -> Object {
        let borrows =
            its.get(b"XObject").ok().and_then(|it| super::dictionary(self.document, it)).is_some_and(|all| {
                all.iter().any(|(_, object)| match deref(self.document, object) {
                    Some(Object::Stream(stream)) => {
                        is_of(&stream.dict, b"Form") && !stream.dict.has(b"Resources")
                    }
                    _ => false,
                })
            });
        let mut made = Dictionary::new();
        for (key, shape) in keys(Shape::Resources) {
            let Some(own) = its.get(key.as_bytes()).ok().and_then(|it| super::dictionary(self.document, it))
            else {
                continue;
            };
            let Some(inner) = any_key(*shape) else { continue };
            let mut kept = Dictionary::new();
            for (name, value) in own {
                if borrows || used.contains(name.as_slice()) || name.starts_with(b"Default") {
                    let value = self.copy(value, inner, job, 0);
                    if !value.is_null() {
                        kept.set(name.clone(), value);
                    }
                }
            }
            if !kept.is_empty() {
                made.set(*key, Object::Dictionary(kept));
            }
        }
        Object::Dictionary(made)
    }

    pub(super) fn copy(&mut self, object: &Object, shape: Shape, job: &mut Job, depth: usize) -> Object {
        if depth > DEEPEST {
            job.unreadable(Spot::File);
            return Object::Null;
        }
        match object {
            Object::Reference(id) => self.refer(*id, shape, job, depth),
            Object::Array(items) => {
                Object::Array(items.iter().map(|item| self.copy(item, shape, job, depth + 1)).collect())
            }
            Object::Dictionary(its) => self.copy_dictionary(its, shape, job, depth),
            Object::String(bytes, format) => match shape {
                Shape::Words | Shape::Destination => {
                    job.say(&text_string(bytes));
                    Object::String(bytes.clone(), *format)
                }
                // The colours of a palette.
                Shape::Colour => Object::String(bytes.clone(), *format),
                _ => Object::Null,
            },
            Object::Stream(_) => Object::Null,
            plain => plain.clone(),
        }
    }

    fn refer(&mut self, id: ObjectId, shape: Shape, job: &mut Job, depth: usize) -> Object {
        if let Some(page) = self.pages.get(&id) {
            return Object::Reference((*page, 0));
        }
        let Ok(target) = self.document.get_object(id) else { return Object::Null };
        match target {
            Object::Dictionary(its) if its.has_type(b"Page") => Object::Null,
            Object::Dictionary(its) if !self.is_wanted(its, shape) => Object::Null,
            Object::Dictionary(_) | Object::Stream(_) | Object::Array(_) => {
                let number = if let Some(number) = self.known.get(&(id, shape)) {
                    *number
                } else {
                    let number = self.reserve();
                    self.known.insert((id, shape), number);
                    self.waiting.push_back((number, id, shape));
                    number
                };
                Object::Reference((number, 0))
            }
            plain => self.copy(plain, shape, job, depth + 1),
        }
    }

    /// Some places may name things of kinds that don't go along.
    fn is_wanted(&self, its: &Dictionary, shape: Shape) -> bool {
        match shape {
            Shape::Link => is_of(its, b"Link"),
            // The number tree names annotations and elements alike by `StructParent`.
            Shape::Action => {
                let action = deref(self.document, its.get(b"S").unwrap_or(&Object::Null))
                    .and_then(|it| it.as_name().ok());
                match action {
                    Some(b"GoTo") => true,
                    Some(b"URI") => {
                        let leads = deref(self.document, its.get(b"URI").unwrap_or(&Object::Null));
                        leads.and_then(|it| it.as_str().ok()).is_none_or(|leads| !is_of_a_machine(leads))
                    }
                    _ => false,
                }
            }
            _ => true,
        }
    }

    fn copy_dictionary(&mut self, its: &Dictionary, shape: Shape, job: &mut Job, depth: usize) -> Object {
        if shape == Shape::Action && !self.is_wanted(its, shape) {
            job.active(Active::External, Spot::File);
            return Object::Null;
        }
        if shape == Shape::Structure && its.get(b"Obj").is_ok() && self.names_no_link(its) {
            return Object::Null;
        }
        let mut made = Dictionary::new();
        if let Some(inner) = any_key(shape) {
            for (key, value) in its {
                let value = self.copy(value, inner, job, depth + 1);
                if !value.is_null() {
                    made.set(key.clone(), value);
                }
            }
            return Object::Dictionary(made);
        }
        // The root of the structure is above its first elements.
        let shape = if shape == Shape::Structure && its.has_type(b"StructTreeRoot") {
            Shape::StructureRoot
        } else {
            shape
        };
        for (key, inner) in keys(shape) {
            if let Ok(value) = its.get(key.as_bytes()) {
                let value = self.copy(value, *inner, job, depth + 1);
                if !value.is_null() {
                    made.set(*key, value);
                }
            }
        }
        Object::Dictionary(made)
    }

    fn names_no_link(&self, its: &Dictionary) -> bool {
        let target = its.get(b"Obj").ok().and_then(|it| super::dictionary(self.document, it));
        target.is_none_or(|it| !is_of(it, b"Link"))
    }

    /// Makes all objects that were named on the way.
    pub(super) fn finish(&mut self, painter: &mut Painter, job: &mut Job) -> Option<()> {
        while let Some((number, id, shape)) = self.waiting.pop_front() {
            let object = self.document.get_object(id).ok()?;
            let made = match object {
                Object::Stream(stream) => self.copy_stream(stream, shape, painter, job),
                other => Some(self.copy(other, shape, job, 0)),
            };
            match made {
                Some(made) => self.put(number, made),
                None => job.unreadable(Spot::File),
            }
        }
        Some(())
    }

    fn copy_stream(
        &mut self,
        stream: &Stream,
        shape: Shape,
        painter: &mut Painter,
        job: &mut Job,
    ) -> Option<Object> {
        let its = &stream.dict;
        let is_picture = is_of(its, b"Image");
        if shape == Shape::XObject && is_picture {
            return self.picture(stream, job);
        }
        let Object::Dictionary(mut made) = self.copy_dictionary(its, shape, job, 0) else { return None };
        let data = decoded(stream, LIMIT.min(self.left))?;
        self.left = self.left.saturating_sub(data.len());
        let data = match shape {
            Shape::XObject | Shape::Pattern | Shape::Procedure => {
                let operations = lexer::read(&data)?;
                if shape != Shape::XObject {
                    // A form is looked at where the page draws it; letters in patterns have no such place.
                    let empty = Dictionary::new();
                    let own = its.get(b"Resources").ok().and_then(|it| super::dictionary(self.document, it));
                    painter.run(&operations, own.unwrap_or(&empty), None, job);
                } else if let Some(own) =
                    its.get(b"Resources").ok().and_then(|it| super::dictionary(self.document, it))
                {
                    let used = names(&operations);
                    let kept = self.resources(own, &used, job);
                    made.set("Resources", kept);
                }
                lexer::write(&operations)
            }
            Shape::Map | Shape::Encoding => map(data),
            Shape::Colour => {
                if let Some(texts) = icc::texts(&data) {
                    for text in texts {
                        job.say(&text);
                    }
                }
                data
            }
            Shape::Function
                if its.get(b"FunctionType").and_then(Object::as_i64).is_ok_and(|kind| kind == 4) =>
            {
                calculator(&data)?
            }
            Shape::Program | Shape::Function | Shape::Shading => data,
            _ => return None,
        };
        Some(packed(made, &data))
    }

    fn picture(&mut self, stream: &Stream, job: &mut Job) -> Option<Object> {
        self.pictures += 1;
        let spot = Spot::Picture(self.pictures);
        let Object::Dictionary(mut made) = self.copy_dictionary(&stream.dict, Shape::XObject, job, 0) else {
            return None;
        };
        let filters: Vec<Vec<u8>> =
            stream.filters().unwrap_or_default().into_iter().map(<[u8]>::to_vec).collect();
        let Some(last) = filters.last().filter(|last| is_of_pictures(last)) else {
            let data = decoded(stream, LIMIT.min(self.left))?;
            self.left = self.left.saturating_sub(data.len());
            // What stands behind the last row is never drawn.
            let drawn = extent::drawn_bytes(self.document, &stream.dict)
                .map_or(data.len(), |drawn| drawn.min(data.len()));
            return Some(packed(made, &data[..drawn]));
        };
        let inner = if filters.len() == 1 { stream.content.clone() } else { unwrapped(stream, &filters)? };
        let data = match last.as_slice() {
            b"DCTDecode" | b"DCT" => clean_picture(&inner, spot, job)?,
            b"JPXDecode" => bare_jpx(&inner)?,
            b"JBIG2Decode" => bare_jbig2(&inner)?,
            _ => inner,
        };
        let parameters = stream.dict.get(b"DecodeParms").ok().and_then(|it| deref(self.document, it));
        let parameters = match parameters {
            Some(Object::Array(all)) => all.last().and_then(|it| deref(self.document, it)),
            other => other,
        };
        if let Some(Object::Dictionary(parameters)) = parameters {
            let kept = self.copy_dictionary(parameters, Shape::DecodeParameters, job, 0);
            made.set("DecodeParms", kept);
        }
        made.set("Filter", Object::Name(last.clone()));
        made.set("Length", i64::try_from(data.len()).ok()?);
        Some(Object::Stream(Stream {
            dict: made,
            content: data,
            allows_compression: false,
            start_position: None,
        }))
    }

    pub(super) fn into_objects(self) -> Vec<Object> {
        self.made.into_iter().map(|object| object.unwrap_or(Object::Null)).collect()
    }
}

fn is_of_pictures(filter: &[u8]) -> bool {
    matches!(filter, b"DCTDecode" | b"DCT" | b"JPXDecode" | b"JBIG2Decode" | b"CCITTFaxDecode" | b"CCF")
}

/// The picture's own bytes, out of the filters before the last.
fn unwrapped(stream: &Stream, filters: &[Vec<u8>]) -> Option<Vec<u8>> {
    let mut outer = stream.clone();
    let before = filters[..filters.len() - 1].iter().map(|name| Object::Name(name.clone())).collect();
    outer.dict.set("Filter", Object::Array(before));
    outer.dict.remove(b"DecodeParms");
    decoded(&outer, LIMIT)
}

pub(super) fn packed(mut its: Dictionary, data: &[u8]) -> Object {
    let content = crate::deflate::zlib(data);
    its.set("Filter", Object::Name(b"FlateDecode".to_vec()));
    its.set("Length", i64::try_from(content.len()).unwrap_or(0));
    Object::Stream(Stream { dict: its, content, allows_compression: false, start_position: None })
}

/// The names that a content stream uses.
pub(super) fn names(operations: &[Operation]) -> BTreeSet<&[u8]> {
    let operands = operations.iter().flat_map(|operation| {
        let picture = operation.operands.first().filter(|_| operation.operator == b"BI");
        let inner: Vec<&Token> = match picture {
            Some(Token::Dictionary(entries)) => entries.iter().map(|(_, value)| value).collect(),
            _ => Vec::new(),
        };
        operation.operands.iter().chain(inner)
    });
    operands.filter_map(Token::name).collect()
}

/// The operators of functions in PostScript (ISO 32000-2, table 42).
const CALCULATOR: &str = "abs add atan ceiling cos cvi cvr div exp floor idiv ln log mod mul neg round sin sqrt sub \
    truncate and bitshift eq false ge gt le lt ne not or true xor if ifelse copy dup exch index pop roll";

/// A function in PostScript without its remarks; `None` where it has a word that is no operator and no number.
fn calculator(data: &[u8]) -> Option<Vec<u8>> {
    let code = without_remarks(data);
    let mut words = code
        .split(|byte| byte.is_ascii_whitespace() || matches!(byte, 0 | b'{' | b'}'))
        .filter(|word| !word.is_empty());
    let is_number = |word: &[u8]| word.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.'));
    let is_known = |word: &[u8]| CALCULATOR.split_whitespace().any(|known| known.as_bytes() == word);
    words.all(|word| is_number(word) || is_known(word)).then_some(code)
}

/// A map in PostScript without its remarks; other maps are tables of numbers.
fn map(data: Vec<u8>) -> Vec<u8> {
    let is_postscript = data.starts_with(b"%!") || data.windows(9).any(|window| window == b"begincmap");
    if is_postscript { without_remarks(&data) } else { data }
}

/// PostScript without its remarks; a `%` in a string begins none.
fn without_remarks(data: &[u8]) -> Vec<u8> {
    let mut code = Vec::with_capacity(data.len());
    let (mut depth, mut escaped, mut in_remark) = (0_usize, false, false);
    for byte in data.iter().copied() {
        let is_plain = !std::mem::take(&mut escaped);
        match byte {
            b'\n' | b'\r' => in_remark = false,
            _ if in_remark => continue,
            b'\\' if depth > 0 => escaped = is_plain,
            b'(' if is_plain => depth += 1,
            b')' if is_plain => depth = depth.saturating_sub(1),
            b'%' if depth == 0 => {
                in_remark = true;
                continue;
            }
            _ => {}
        }
        code.push(byte);
    }
    code
}

/// JPEG 2000 without the boxes that hold XML, identifiers or addresses.
fn bare_jpx(data: &[u8]) -> Option<Vec<u8>> {
    if data.starts_with(&[0xff, 0x4f]) {
        return Some(data.to_vec());
    }
    let mut out = Vec::new();
    let mut rest = data;
    while !rest.is_empty() {
        let head = rest.get(..8)?;
        let length = match u32::from_be_bytes([head[0], head[1], head[2], head[3]]) {
            0 => rest.len(),
            1 => usize::try_from(u64::from_be_bytes(rest.get(8..16)?.try_into().ok()?)).ok()?,
            length => length as usize,
        };
        let whole = rest.get(..length).filter(|whole| whole.len() >= 8)?;
        if matches!(&head[4..8], b"jP  " | b"ftyp" | b"jp2h" | b"jp2c") {
            out.extend_from_slice(whole);
        }
        rest = &rest[length..];
    }
    Some(out)
}

/// JBIG2 as a PDF holds it: refused if it has a segment of remarks (ITU-T T.88 §7.4.15, type 62).
fn bare_jbig2(data: &[u8]) -> Option<Vec<u8>> {
    (data.get(4).is_none_or(|flags| flags & 0x3f != 62)).then(|| data.to_vec())
}

/// An address that leads to somebody's machine, and tells who that is.
fn is_of_a_machine(address: &[u8]) -> bool {
    let address = address.to_ascii_lowercase();
    address.contains(&b'\\') || address.trim_ascii_start().starts_with(b"file:")
}

#[cfg(test)]
mod tests {
    use super::{calculator, map};

    #[test]
    fn postscript_goes_along_without_remarks_and_without_what_is_no_code() {
        let told = |data: &[u8]| calculator(data).map(|code| String::from_utf8_lossy(&code).into_owned());
        assert_eq!(told(b"{ 0.5 mul % Anna\n dup -1 add }").as_deref(), Some("{ 0.5 mul \n dup -1 add }"));
        assert_eq!(told(b"{ dup (Anna) pop }"), None);
        assert_eq!(told(b"{ Anna }"), None);
        assert_eq!(told(b"x\x9c\xabVPU\x08"), None, "packed twice");
        let code = map(b"%!PS\n/Supplement (50 % \\) %) def begincmap % Anna\nendcmap".to_vec());
        assert_eq!(String::from_utf8_lossy(&code), "\n/Supplement (50 % \\) %) def begincmap \nendcmap");
        assert_eq!(map(b"a%b".to_vec()), b"a%b", "a table of numbers");
    }
}
