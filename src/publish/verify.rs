//! Whether a published folder holds the bytes that its manifest names. Reads every byte; never writes.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::error::{Action, Result, Tried};
use super::foreign;
use super::manifest::{self, Listed};
use super::record::Record;
use super::tree::digest_of;

/// One difference between a folder and its manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Listed, but not there as a file.
    Missing(String),
    /// There, with another size or other bytes.
    Differs(String),
    /// There, but not listed: a file or a folder of others. Relative to the folder.
    NotListed(PathBuf),
}

/// The manifest of the folder `published`.
///
/// # Errors
/// There is no whole manifest of Insyn's (`InvalidData`), or it can't be read.
pub fn listed(published: &Path) -> std::result::Result<Vec<Listed>, super::PublishError> {
    let path = published.join(manifest::FILE_NAME);
    let text = fs::read_to_string(&path).tried(Action::Read, &path)?;
    let files = manifest::read(&text).ok_or_else(|| io::Error::from(ErrorKind::InvalidData));
    files.tried(Action::Read, &path)
}

/// Compares the folder `published` with the manifest in it; no faults if they agree.
///
/// # Errors
/// There is no whole manifest of Insyn's (`InvalidData`), or something can't be read.
pub fn verify(published: &Path) -> std::result::Result<Vec<Fault>, super::PublishError> {
    let path = published.join(manifest::FILE_NAME);
    fs::metadata(&path).tried(Action::Read, &path)?;
    let record = Record::of_manifest(published).ok_or_else(|| io::Error::from(ErrorKind::InvalidData));
    let record = record.tried(Action::Read, &path)?;
    let mut faults = Vec::new();
    for kept in record.files() {
        let at = published.join(&kept.path);
        if !fs::symlink_metadata(&at).is_ok_and(|file| file.is_file()) {
            faults.push(Fault::Missing(kept.path.clone()));
        } else if digest_of(&at)? != (kept.digest, kept.size) {
            faults.push(Fault::Differs(kept.path.clone()));
        }
    }
    let foreign: Result<Vec<_>> = foreign::find(published, &record);
    faults.extend(foreign?.into_iter().map(|entry| Fault::NotListed(entry.path)));
    Ok(faults)
}
