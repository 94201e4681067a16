//! Documents that the last build has read: taken from the note beside the target, and noted there for the next one. Owns the note's
//! name; what is kept of a document, and when it holds, is `parse`'s and `kept`'s.

use super::unchanged::forget;
use crate::cli::BuildArgs;
use crate::compile::KeptFindings;
use crate::diagnostic::{Diagnostic, Place, PublishProblem};
use crate::digest::Digest;
use crate::kept::ToNote;
use crate::parse::AtRest;
use crate::publish::{Staging, noted};

/// What the note beside the target is called.
pub(super) const NOTE: &str = "documents";

/// The note beside the target, if there is one.
pub(super) fn noted_for(arguments: &BuildArgs) -> Option<Vec<u8>> {
    noted(&arguments.output, NOTE)
}

/// What the target's last build by this very `program` has read, of its note; `sums` are those of the sources' texts. With
/// `--verify-cache` every document is read anew.
pub(super) fn read(
    arguments: &BuildArgs,
    note: Option<Vec<u8>>,
    sums: Vec<Digest>,
    program: Option<Digest>,
) -> KeptFindings {
    let Some(program) = program else { return KeptFindings::default() };
    KeptFindings::at_rest(AtRest::of(note, &program, sums, arguments.verify_cache))
}

/// Notes what was read. That it fails costs the next build time and nothing else. Given is an error where something was kept wrongly;
/// nothing is remembered then.
pub(super) fn note(documents: Option<AtRest>, staging: &Staging) -> Option<Diagnostic> {
    let documents = documents?;
    let wrong = documents.wrong();
    if let Some(path) = wrong.first() {
        forget(staging);
        let problem = PublishProblem::CacheDiffers { path: path.clone(), count: wrong.len() };
        return Some(Diagnostic::new(problem, Place::Run));
    }
    match documents.note() {
        Some(ToNote::Whole(pieces)) => drop(staging.write_note_of(NOTE, &pieces)),
        Some(ToNote::More(length, more)) => drop(staging.add_to_note(NOTE, length as u64, &more)),
        None => {}
    }
    None
}
