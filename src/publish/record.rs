//! What Insyn wrote into a tree: path, size, SHA-256, time and inode of each file, kept beside the target.
//! Bound to the tree's folder, not to its name, so that it follows an exchange. Never says what is wanted, only what was written.

use std::fmt::Write as _;
use std::fs::{self, Metadata};
use std::io;
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

use super::manifest;
use super::name::check_name;
use crate::digest::Digest;

const HEAD: &str = "insyn tree 1";

/// By what a file is known again without reading it. An edit that keeps size, time and inode goes unseen;
/// [`verify`](super::verify) reads every byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) size: u64,
    /// Nanoseconds since 1970.
    pub(super) mtime: i64,
    /// 0 where the system has none.
    pub(super) inode: u64,
}

impl Stamp {
    pub(super) fn of(file: &Metadata) -> Self {
        // Until the year 2262; what is further off is as good as any other time.
        let nanos = |since: Duration| i64::try_from(since.as_nanos()).unwrap_or(i64::MAX);
        let mtime = file.modified().map_or(0, |time| match time.duration_since(UNIX_EPOCH) {
            Ok(after) => nanos(after),
            Err(before) => -nanos(before.duration()),
        });
        Self { size: file.len(), mtime, inode: inode(file) }
    }
}

#[cfg(unix)]
fn inode(file: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(file)
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> u64 {
    0
}

/// One file that Insyn wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Kept {
    pub(super) path: String,
    pub(super) size: u64,
    pub(super) digest: Digest,
    /// Unknown when all that is left is the manifest.
    pub(super) stamp: Option<Stamp>,
}

/// All files that Insyn wrote into one tree, the manifest among them, sorted by path.
#[derive(Debug, Default)]
pub(super) struct Record(Vec<Kept>);

impl Record {
    pub(super) fn new(mut files: Vec<Kept>) -> Self {
        files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        Self(files)
    }

    pub(super) fn files(&self) -> &[Kept] {
        &self.0
    }

    pub(super) fn find(&self, path: &str) -> Option<&Kept> {
        let at = self.0.binary_search_by(|kept| kept.path.as_str().cmp(path)).ok()?;
        self.0.get(at)
    }

    /// The first file below this folder, if there is one.
    pub(super) fn first_below(&self, folder: &str) -> Option<&str> {
        let prefix = format!("{folder}/");
        let at = self.0.partition_point(|kept| kept.path.as_str() < prefix.as_str());
        self.0.get(at).map(|kept| kept.path.as_str()).filter(|path| path.starts_with(&prefix))
    }

    /// Whether anything but the manifest is known by its stamp.
    pub(super) fn has_stamps(&self) -> bool {
        self.0.iter().all(|kept| kept.stamp.is_some())
    }

    /// The record of the tree at `root`: the one kept in `sidecar`, else what the tree's own manifest tells, else `None`.
    pub(super) fn of_tree(root: &Path, sidecar: &Path) -> Option<Self> {
        Self::kept(root, sidecar).or_else(|| Self::of_manifest(root))
    }

    /// The record kept in `sidecar`, if it is that of the very folder at `root`.
    pub(super) fn kept(root: &Path, sidecar: &Path) -> Option<Self> {
        let bond = Bond::of(root).ok()?;
        let text = fs::read_to_string(sidecar.join(bond.file_name())).ok()?;
        let body = text.strip_prefix(&bond.head())?;
        parse(body).map(Self::new)
    }

    pub(super) fn of_manifest(root: &Path) -> Option<Self> {
        let path = root.join(manifest::FILE_NAME);
        if !fs::symlink_metadata(&path).ok()?.is_file() {
            return None;
        }
        let text = fs::read_to_string(path).ok()?;
        let listed = manifest::read(&text)?;
        if listed.iter().any(|file| check_name(&file.path).is_err()) {
            return None;
        }
        let own = (manifest::FILE_NAME.to_owned(), text.len() as u64, Digest::of(text.as_bytes()));
        let all = listed.into_iter().map(|file| (file.path, file.size, file.digest)).chain([own]);
        Some(Self::new(all.map(|(path, size, digest)| Kept { path, size, digest, stamp: None }).collect()))
    }

    /// Keeps this record for the folder at `root`. A kill leaves the whole record or none.
    pub(super) fn keep(&self, root: &Path, sidecar: &Path) -> io::Result<()> {
        let bond = Bond::of(root)?;
        let mut text = bond.head();
        for kept in &self.0 {
            if let Some(stamp) = kept.stamp {
                let Kept { path, size, digest, .. } = kept;
                // Writing to a string never fails.
                let _ = writeln!(text, "{digest} {size} {} {} {path}", stamp.mtime, stamp.inode);
            }
        }
        let _ = writeln!(text, "end {}", self.0.len());
        let half = sidecar.join("half-written");
        fs::write(&half, text)?;
        fs::rename(half, sidecar.join(bond.file_name()))
    }

    /// Forgets what is known of the folder at `root`.
    pub(super) fn forget(root: &Path, sidecar: &Path) -> io::Result<()> {
        match Bond::of(root).and_then(|bond| fs::remove_file(sidecar.join(bond.file_name()))) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Removes the records in `sidecar` of all folders but these.
    pub(super) fn forget_others(roots: &[&Path], sidecar: &Path) -> io::Result<()> {
        let names: Vec<String> =
            roots.iter().filter_map(|root| Bond::of(root).ok()).map(Bond::file_name).collect();
        for entry in fs::read_dir(sidecar)? {
            let name = entry?.file_name();
            let Some(name) = name.to_str() else { continue };
            if name.starts_with(Bond::PREFIX) && !names.iter().any(|known| known == name) {
                fs::remove_file(sidecar.join(name))?;
            }
        }
        Ok(())
    }
}

fn parse(body: &str) -> Option<Vec<Kept>> {
    let mut files = Vec::new();
    let mut lines = body.lines();
    loop {
        let line = lines.next()?;
        if let Some(count) = line.strip_prefix("end ") {
            return (count.parse() == Ok(files.len())).then_some(files);
        }
        let mut parts = line.splitn(5, ' ');
        let digest = Digest::parse(parts.next()?)?;
        let size = parts.next()?.parse().ok()?;
        let mtime = parts.next()?.parse().ok()?;
        let inode = parts.next()?.parse().ok()?;
        let path = parts.next()?.to_owned();
        files.push(Kept { path, size, digest, stamp: Some(Stamp { size, mtime, inode }) });
    }
}

/// What binds a record to a folder wherever it is renamed: inode and time of birth.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Bond {
    inode: u64,
    born: u128,
}

impl Bond {
    const PREFIX: &str = "tree-";

    pub(super) fn of(root: &Path) -> io::Result<Self> {
        let folder = fs::symlink_metadata(root)?;
        let born = folder.created().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Ok(Self { inode: inode(&folder), born: born.map_or(0, |time| time.as_nanos()) })
    }

    fn file_name(self) -> String {
        format!("{}{}-{}", Self::PREFIX, self.inode, self.born)
    }

    fn head(self) -> String {
        format!("{HEAD} {} {}\n", self.inode, self.born)
    }

    /// As it stands in the note of a swap under way.
    pub(super) fn text(self) -> String {
        format!("{} {}", self.inode, self.born)
    }
}
