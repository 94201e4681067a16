//! A PDF's bytes: objects in order, one table, one end. The same objects give the same bytes; no identifier, no
//! time, no earlier revision.

use lopdf::{Dictionary, Object};

use super::lexer::{push_name, push_string};

/// Writes the objects, numbered from 1. `root` and `info` are numbers.
pub(super) fn document(objects: &[Object], root: u32, info: u32) -> Vec<u8> {
    // Four bytes that aren't text, so that no program takes the file for text.
    let mut out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut places = Vec::with_capacity(objects.len());
    for (number, object) in (1..).zip(objects) {
        places.push(out.len());
        out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        push(&mut out, object);
        out.extend_from_slice(b"\nendobj\n");
    }
    let start = out.len();
    out.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    for place in places {
        out.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    out.extend_from_slice(
        format!(
            "trailer\n<</Size {}/Root {root} 0 R/Info {info} 0 R>>\nstartxref\n{start}\n%%EOF\n",
            objects.len() + 1
        )
        .as_bytes(),
    );
    out
}

fn push(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Boolean(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Object::Integer(value) => out.extend_from_slice(value.to_string().as_bytes()),
        Object::Real(value) => {
            // The shortest digits that give the same number; never with an exponent.
            out.extend_from_slice(value.to_string().as_bytes());
        }
        Object::Name(name) => push_name(out, name),
        Object::String(bytes, _) => push_string(out, bytes),
        Object::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b' ');
                }
                push(out, item);
            }
            out.push(b']');
        }
        Object::Dictionary(its) => push_dictionary(out, its),
        Object::Stream(stream) => {
            push_dictionary(out, &stream.dict);
            out.extend_from_slice(b"\nstream\n");
            out.extend_from_slice(&stream.content);
            out.extend_from_slice(b"\nendstream");
        }
        Object::Reference((number, _)) => out.extend_from_slice(format!("{number} 0 R").as_bytes()),
    }
}

fn push_dictionary(out: &mut Vec<u8>, its: &Dictionary) {
    out.extend_from_slice(b"<<");
    for (key, value) in its {
        push_name(out, key);
        out.push(b' ');
        push(out, value);
    }
    out.extend_from_slice(b">>");
}
