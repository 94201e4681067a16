//! Files that commands read and write beside the site: the register of redirects, tables, server settings, pictures. Whole or
//! not at all (`publish::beside`). Owns no content; what a build writes is `build`'s.

use std::path::Path;

use crate::diagnostic::PublishProblem;
use crate::publish::beside;

/// Writes a file in one step.
pub(super) fn whole(path: &Path, text: &str) -> Result<(), PublishProblem> {
    bytes(path, text.as_bytes())
}

/// Writes any file in one step.
pub(super) fn bytes(path: &Path, bytes: &[u8]) -> Result<(), PublishProblem> {
    beside::replace(path, bytes).map_err(|error| PublishProblem::InputOutput {
        path: path.display().to_string(),
        reason: error.to_string(),
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
