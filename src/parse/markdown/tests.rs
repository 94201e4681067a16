//! What the reader makes of Markdown: the tree, and each fault at its place.

mod faults;
mod fuzz;
mod masks;
mod tree;

use super::parse;
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::model::body::{Body, Target};
use crate::render::body::{Surroundings, push_body};
use crate::source::FileId;

/// The body and its faults, each as its problem and the source that it points at.
fn read(text: &str) -> (Body, Vec<(Problem, &str)>) {
    let mut found: Vec<Diagnostic> = Vec::new();
    let body = parse(FileId(0), text, 0, &mut found);
    let faults = found
        .into_iter()
        .map(|diagnostic| match diagnostic.place {
            Place::Bytes(_, span) => (diagnostic.problem, &text[span.range()]),
            place => panic!("no bytes: {place:?}"),
        })
        .collect();
    (body, faults)
}

/// The body of a text without faults.
fn fine(text: &str) -> Body {
    let (body, faults) = read(text);
    assert_eq!(faults, [], "{text}");
    body
}

struct Plain;

impl Surroundings for Plain {
    fn href(&self, target: &Target) -> String {
        match target {
            Target::Web(address) => address.to_string(),
            Target::Appendix(number) => format!("bilaga-{number}.pdf"),
            Target::Here(id) | Target::Fact(id) => format!("#{id}"),
            Target::Report(id, _) | Target::Audit(id, _) | Target::FreePage(id, _) => format!("../{id}/"),
        }
    }

    fn image(&self, file: &str) -> String {
        file.to_owned()
    }

    fn picture(&self, _: &crate::model::body::PictureRequest, out: &mut String) {
        out.push_str("<figure></figure>");
    }
}

fn html(body: &Body) -> String {
    let mut out = String::new();
    push_body(&mut out, body, &Plain);
    out
}
