//! The staged tree: files are written, linked and removed in it. It is Insyn's alone, so whatever stands in the way there goes.
//! Never touches the published tree; never writes into a file that may be a link to a published one.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::error::{Action, Result, Tried};
use super::record::Stamp;
use crate::digest::{Digest, Running};

/// Bytes copied at a time.
const PIECE: usize = 64 * 1024;

#[derive(Debug)]
pub(super) struct Tree {
    pub(super) root: PathBuf,
    clearing: Mutex<()>,
}

impl Tree {
    pub(super) const fn at(root: PathBuf) -> Self {
        Self { root, clearing: Mutex::new(()) }
    }

    pub(super) fn path(&self, path: impl AsRef<Path>) -> PathBuf {
        self.root.join(path)
    }

    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> Result<Stamp> {
        let at = self.path(path);
        let mut file = self.create(&at).tried(Action::Write, &at)?;
        file.write_all(bytes).tried(Action::Write, &at)?;
        Ok(Stamp::of(&file.metadata().tried(Action::Read, &at)?))
    }

    /// A new file, never an old one opened again: the old one may be a link to what is published.
    fn create(&self, at: &Path) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        match options.open(at) {
            Err(error) => {
                // Most often the page's own folder alone is missing; what is in a new one is in nobody's way.
                let folder = at.parent().filter(|_| error.kind() == ErrorKind::NotFound);
                if folder.is_none_or(|folder| fs::create_dir(folder).is_err()) {
                    self.clear_way(at)?;
                }
                options.open(at)
            }
            opened => opened,
        }
    }

    /// Gives `path` the very file at `from`; a copy with its time where the file system has no links.
    pub(super) fn link(&self, path: impl AsRef<Path>, from: &Path) -> Result<Stamp> {
        let at = self.path(path);
        if fs::hard_link(from, &at).is_err() {
            self.clear_way(&at).tried(Action::MakeFolder, &at)?;
            link_or_copy(from, &at).tried(Action::Link, from)?;
        }
        Ok(Stamp::of(&fs::symlink_metadata(&at).tried(Action::Read, &at)?))
    }

    /// Makes the folders above `at` and removes whatever stands at `at`, or in place of a folder above it.
    fn clear_way(&self, at: &Path) -> io::Result<()> {
        let below = at.strip_prefix(&self.root).unwrap_or(at);
        let mut folder = self.root.clone();
        for part in below.parent().into_iter().flat_map(Path::components) {
            folder.push(part);
            match fs::create_dir(&folder) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
                Err(_) if !fs::symlink_metadata(&folder)?.is_dir() => self.replace_by_folder(&folder)?,
                _ => {}
            }
        }
        match fs::symlink_metadata(at) {
            Ok(old) if old.is_dir() => fs::remove_dir_all(at),
            Ok(_) => fs::remove_file(at),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// One thread at a time, since two may find the same file in their way.
    fn replace_by_folder(&self, at: &Path) -> io::Result<()> {
        let _alone = self.clearing.lock().unwrap_or_else(PoisonError::into_inner);
        if fs::symlink_metadata(at)?.is_dir() {
            return Ok(());
        }
        fs::remove_file(at)?;
        fs::create_dir(at)
    }

    /// Removes a file and the folders that it leaves empty.
    pub(super) fn remove(&self, path: impl AsRef<Path>) -> Result<()> {
        let at = self.path(path);
        match fs::remove_file(&at) {
            Err(error) if !is_gone(&error) => return Err(error).tried(Action::Remove, &at),
            _ => self.remove_emptied(&at),
        }
        Ok(())
    }

    fn remove_emptied(&self, at: &Path) {
        let above = at.ancestors().skip(1).take_while(|folder| *folder != self.root);
        for folder in above {
            if fs::remove_dir(folder).is_err() {
                break;
            }
        }
    }
}

fn is_gone(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::IsADirectory)
}

/// Links; where the file system or its rules forbid that, copies a file with time and permissions.
pub(super) fn link_or_copy(from: &Path, at: &Path) -> io::Result<()> {
    let Err(refused) = fs::hard_link(from, at) else { return Ok(()) };
    let old = fs::symlink_metadata(from)?;
    let may_copy = !matches!(refused.kind(), ErrorKind::CrossesDevices | ErrorKind::AlreadyExists);
    if old.is_file() && may_copy {
        fs::copy(from, at)?;
        let copy = File::options().write(true).open(at).or_else(|_| File::open(at))?;
        return copy.set_modified(old.modified()?);
    }
    #[cfg(unix)]
    if old.is_symlink() && may_copy {
        return std::os::unix::fs::symlink(fs::read_link(from)?, at);
    }
    Err(refused)
}

/// The SHA-256 and the size of a file's bytes.
pub(super) fn digest_of(path: &Path) -> Result<(Digest, u64)> {
    let mut file = File::open(path).tried(Action::Read, path)?;
    let mut sum = Running::default();
    let (mut piece, mut size) = (vec![0; PIECE], 0_u64);
    loop {
        let count = file.read(&mut piece).tried(Action::Read, path)?;
        if count == 0 {
            return Ok((sum.finish(), size));
        }
        sum.update(&piece[..count]);
        size += count as u64;
    }
}

/// Removes a tree that is Insyn's alone, folders that forbid it included. None there is fine.
pub(super) fn remove_whole(root: &Path) -> Result<()> {
    let first = match fs::remove_dir_all(root) {
        Err(error) if error.kind() == ErrorKind::PermissionDenied => {
            allow_below(root).and_then(|()| fs::remove_dir_all(root))
        }
        done => done,
    };
    match first {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        done => done.tried(Action::Remove, root),
    }
}

fn allow_below(root: &Path) -> io::Result<()> {
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        allow_change(&folder)?;
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                open.push(entry.path());
            }
        }
    }
    Ok(())
}

/// Lets the owner list and change a folder of the staged tree, whatever its original forbade.
#[cfg(unix)]
pub(super) fn allow_change(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mut rights = fs::symlink_metadata(folder)?.permissions();
    if rights.mode() & 0o700 == 0o700 {
        return Ok(());
    }
    rights.set_mode(rights.mode() | 0o700);
    fs::set_permissions(folder, rights)
}

/// Lets the owner list and change a folder of the staged tree, whatever its original forbade.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the other systems' form needs it")]
pub(super) fn allow_change(_: &Path) -> io::Result<()> {
    Ok(())
}
