//! Where things lie: the target behind links and dots, the sidecar beside it, and the lock on both.
//! Never looks into the published tree.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::error::{Action, PublishError, Result, Tried};

/// As many links in a row as Linux follows.
const MOST_LINKS: usize = 40;

/// The target and its sidecar, locked for as long as this lives; a killed process lets go of it too.
#[derive(Debug)]
pub(super) struct Place {
    /// The folder itself, behind any symbolic link. It may not exist yet.
    pub(super) target: PathBuf,
    pub(super) sidecar: PathBuf,
    lock: File,
}

impl Place {
    /// Finds the target, makes the folder above it and the sidecar beside it, and takes the lock.
    pub(super) fn claim(target: &Path) -> Result<Self> {
        let target = real(target).tried(Action::Read, target)?;
        let (Some(above), Some(sidecar)) = (target.parent(), beside(&target)) else {
            return Err(PublishError::TargetHasNoParent(target));
        };
        if fs::metadata(&target).is_ok_and(|found| !found.is_dir()) {
            return Err(PublishError::TargetNotFolder(target));
        }
        fs::create_dir_all(above).tried(Action::MakeFolder, above)?;
        make_private(&sidecar).tried(Action::MakeFolder, &sidecar)?;
        let lock = lock(&sidecar, &target)?;
        if is_other_device(&target, &sidecar) {
            return Err(PublishError::MountPoint(target));
        }
        Ok(Self { target, sidecar, lock })
    }

    /// The tree that is staged, and between builds the older of the two kept trees.
    pub(super) fn staged(&self) -> PathBuf {
        self.sidecar.join("tree")
    }

    /// Where the old tree lies for an instant if trees can't be exchanged.
    pub(super) fn spare(&self) -> PathBuf {
        self.sidecar.join("old")
    }

    /// The note of a swap under way: it holds which tree is the new one.
    pub(super) fn swapping(&self) -> PathBuf {
        self.sidecar.join("swapping")
    }

    /// Where bytes of another hand are kept that stood in one of Insyn's files.
    pub(super) fn set_aside(&self) -> PathBuf {
        self.sidecar.join("set-aside")
    }
}

impl Drop for Place {
    /// Closing isn't enough: a child that this process is just starting holds the file open too, until it runs.
    fn drop(&mut self) {
        let _ = self.lock.unlock();
    }
}

/// Where the sidecar of a target lies, which has no links in its path.
fn beside(target: &Path) -> Option<PathBuf> {
    let mut name = OsString::from(".");
    name.push(target.file_name()?);
    name.push(".insyn");
    Some(target.parent()?.join(name))
}

/// What a build noted beside a target under this name, which is not claimed for that; nothing where it can't be read. It may be
/// older than what is published now.
pub fn noted(target: &Path, name: &str) -> Option<Vec<u8>> {
    fs::read(beside(&real(target).ok()?)?.join(name)).ok()
}

/// The sidecar may hold what is not yet or no longer public, and may lie in a folder that is served.
fn make_private(sidecar: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(sidecar) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists && sidecar.is_dir() => Ok(()),
        made => made,
    }
}

fn lock(sidecar: &Path, target: &Path) -> Result<File> {
    let path = sidecar.join("lock");
    let file = File::options().create(true).truncate(false).write(true).open(&path);
    let file = file.tried(Action::Lock, &path)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(PublishError::Busy(target.to_owned())),
        Err(TryLockError::Error(error)) => Err(error).tried(Action::Lock, &path),
    }
}

/// Whether one of two existing paths lies on another file system than the other.
#[cfg(unix)]
pub(super) fn is_other_device(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::symlink_metadata(one), fs::symlink_metadata(other)) {
        (Ok(one), Ok(other)) => one.dev() != other.dev(),
        _ => false,
    }
}

/// Whether one of two existing paths lies on another file system than the other.
#[cfg(not(unix))]
pub(super) const fn is_other_device(_: &Path, _: &Path) -> bool {
    false
}

/// The absolute path without links and dots. What doesn't exist yet is taken as it is named.
pub(super) fn real(path: &Path) -> io::Result<PathBuf> {
    let mut path = std::path::absolute(path)?;
    for _ in 0..MOST_LINKS {
        if let Ok(real) = path.canonicalize() {
            return Ok(real);
        }
        match fs::read_link(&path) {
            Ok(to) => path = path.parent().unwrap_or(Path::new("/")).join(to),
            Err(_) => return real_above(&path),
        }
    }
    Err(io::Error::other("too many links"))
}

fn real_above(path: &Path) -> io::Result<PathBuf> {
    match (path.parent(), path.file_name()) {
        (Some(above), Some(name)) => Ok(real(above)?.join(name)),
        _ => path.canonicalize(),
    }
}

/// How the content's folder and the target lie to each other, if one holds the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlap {
    /// They are one folder.
    Same,
    /// The target holds the content: publishing would carry the sources along.
    TargetHoldsContent,
    /// The content holds the target: the next build would read its own output.
    ContentHoldsTarget,
}

/// Whether one of two folders holds the other, links followed. Neither needs to exist.
///
/// # Errors
/// A folder above can't be read.
pub fn overlaps(content: &Path, target: &Path) -> io::Result<Option<Overlap>> {
    let (content, target) = (real(content)?, real(target)?);
    Ok(if content == target {
        Some(Overlap::Same)
    } else if content.starts_with(&target) {
        Some(Overlap::TargetHoldsContent)
    } else if target.starts_with(&content) {
        Some(Overlap::ContentHoldsTarget)
    } else {
        None
    })
}
