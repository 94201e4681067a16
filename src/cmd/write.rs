//! Writes the two files of the content folder that commands may write: the lock, and the register of redirects. Whole or
//! not at all. Owns no content.

use std::io::Write as _;
use std::path::Path;

use crate::diagnostic::PublishProblem;

/// Writes a file beside its place and moves it there in one step.
pub(super) fn whole(path: &Path, text: &str) -> Result<(), PublishProblem> {
    let failed = |error: std::io::Error| PublishProblem::InputOutput {
        path: path.display().to_string(),
        reason: error.to_string(),
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // Hidden, and named by the process: two builds of the same content don't write into each other's file.
    let beside = path.with_file_name(format!(".{name}.{}", std::process::id()));
    let written = std::fs::File::create(&beside)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|error| {
        drop(std::fs::remove_file(&beside));
        failed(error)
    })
}

/// A file's text; `None` where there is no such file.
pub(super) fn text(path: &Path) -> Result<Option<String>, PublishProblem> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => {
            Err(PublishProblem::InputOutput { path: path.display().to_string(), reason: error.to_string() })
        }
    }
}
