//! What can go wrong when a site is published, as data. Holds no words for users: those are the report's.

use std::io;
use std::path::{Path, PathBuf};

use super::name::NameProblem;

/// Why nothing was published. Whatever it is, the published site is as it was.
#[derive(Debug)]
pub enum PublishError {
    /// The target exists and is not a folder.
    TargetNotFolder(PathBuf),
    /// The target is the root of a file system or has no folder above it, so nothing can stand beside it.
    TargetHasNoParent(PathBuf),
    /// The target, or a folder within it that isn't Insyn's, is a mount point, so it can't be exchanged or linked.
    MountPoint(PathBuf),
    /// Another build to the same target is running.
    Busy(PathBuf),
    /// Something that Insyn didn't write stands where `wanted` is to be written.
    Foreign {
        /// What stands in the way, whole path.
        path: PathBuf,
        /// What it is.
        kind: ForeignKind,
        /// The site's path that can't be written because of it.
        wanted: String,
    },
    /// A path that not every host can store.
    Name {
        /// The site's path.
        path: String,
        /// Why not.
        problem: NameProblem,
    },
    /// The same path was made twice.
    Twice(String),
    /// One path is to be a file, the other lies below it.
    FileAndFolder {
        /// The file.
        file: String,
        /// The path below it.
        below: String,
    },
    /// A published file was changed by another hand while the build went on; build again.
    ChangedMeanwhile(String),
    /// A file that couldn't be added, though the site was to be published all the same.
    Unfinished(String),
    /// The operating system refused.
    Io {
        /// What was tried.
        action: Action,
        /// On what.
        path: PathBuf,
        /// The system's reason.
        error: io::Error,
    },
    /// A test stopped the work here, as a kill would.
    #[cfg(test)]
    Halted,
}

/// What stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForeignKind {
    /// A file.
    File,
    /// A folder, or a path that must be one because foreign files lie in it.
    Folder,
    /// A symbolic link.
    Link,
    /// A device, a pipe or a socket.
    Other,
}

/// What was tried when the operating system refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// To read a file or its size and time.
    Read,
    /// To list a folder.
    List,
    /// To make a folder.
    MakeFolder,
    /// To write a file.
    Write,
    /// To remove a file or folder from the staged tree.
    Remove,
    /// To link a file into the staged tree.
    Link,
    /// To take the lock.
    Lock,
    /// To make the staged tree the published one.
    Swap,
}

pub(super) type Result<T> = std::result::Result<T, PublishError>;

/// Says what was tried, and on what, when the operating system refuses.
pub(super) trait Tried<T> {
    fn tried(self, action: Action, path: &Path) -> Result<T>;
}

impl<T> Tried<T> for io::Result<T> {
    fn tried(self, action: Action, path: &Path) -> Result<T> {
        self.map_err(|error| PublishError::Io { action, path: path.to_owned(), error })
    }
}
