//! The files beside reports, from the disk to what may be published: reads one, makes it anew and says where it
//! is named if that can't be done. A build, a check and a server all go this way, so that none shows a raw file.

use std::path::Path;

use crate::diagnostic::{AppendixProblem, Diagnostic, PublishProblem};
use crate::disclosure::appendix::{LARGEST, Released, release};
use crate::discover::read_beside;
use crate::plan::Beside;

/// Makes one file anew. `root` is the content folder.
pub fn released(root: &Path, beside: &Beside) -> Result<Released, Vec<Diagnostic>> {
    let tell = |problem: crate::diagnostic::Problem| vec![Diagnostic::new(problem, beside.place.clone())];
    let name = beside.name();
    match read_beside(&root.join(&beside.disk_path), LARGEST) {
        Ok(Some(bytes)) => release(beside.kind, &bytes, &beside.title, &name).map_err(|problems| {
            problems.into_iter().map(|problem| Diagnostic::new(problem, beside.place.clone())).collect()
        }),
        Ok(None) => Err(tell(AppendixProblem::TooLarge { file: name }.into())),
        Err(reason) => {
            let path = beside.disk_path.display().to_string();
            Err(tell(PublishProblem::InputOutput { path, reason }.into()))
        }
    }
}
