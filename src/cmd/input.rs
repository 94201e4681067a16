//! What the commands that take single files read: a file or standard in, up to a size. Owns no meaning of the
//! bytes.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// Why there are no bytes.
pub(super) enum Fault {
    /// The system's own words.
    Unreadable(String),
    /// More than were asked for.
    TooLarge,
}

/// `-`
pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// What messages call it.
pub(super) fn name(path: &Path) -> String {
    if is_stdin(path) { "standard in".to_owned() } else { path.display().to_string() }
}

/// All bytes, at most so many.
pub(super) fn read(path: &Path, most: usize) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let limit = most as u64 + 1;
    let source = if is_stdin(path) {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
    };
    source.map_err(|fault| Fault::Unreadable(fault.to_string()))?;
    if bytes.len() > most { Err(Fault::TooLarge) } else { Ok(bytes) }
}
