//! What others put into the published folder: found, kept out of harm, and carried over to the next tree.
//! Never writes into a foreign file, never deletes the last link to one.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, FileType};
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use super::error::{Action, ForeignKind, PublishError, Result, Tried};
use super::halt::Halt;
use super::place::is_other_device;
use super::record::{Record, Stamp};
use super::threads::in_threads;
use super::tree::{Tree, allow_change};

/// Something that Insyn didn't write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Foreign {
    /// Relative to the tree; any bytes.
    pub(super) path: PathBuf,
    pub(super) kind: ForeignKind,
}

/// A folder that is to be looked into.
struct Folder {
    /// Relative to the tree.
    path: PathBuf,
    /// What the paths of Insyn's files in it begin with; `None` where there can be none.
    own_prefix: Option<String>,
}

/// What `own` doesn't know in the tree at `root`; a folder before what lies in it.
pub(super) fn find(root: &Path, own: &Record) -> Result<Vec<Foreign>> {
    let mut found = Vec::new();
    let mut level = vec![Folder { path: PathBuf::new(), own_prefix: Some(String::new()) }];
    while !level.is_empty() {
        let seen = in_threads(&level, |folder| look_into(root, own, folder))?;
        level.clear();
        for (foreign, folders) in seen {
            found.extend(foreign);
            level.extend(folders);
        }
    }
    found.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// What `own` doesn't know in a folder, and the folders in it.
fn look_into(root: &Path, own: &Record, folder: &Folder) -> Result<(Vec<Foreign>, Vec<Folder>)> {
    let at = root.join(&folder.path);
    let (mut found, mut folders) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(&at).tried(Action::List, &at)? {
        let entry = entry.tried(Action::List, &at)?;
        let kind = kind_of(entry.file_type().tried(Action::Read, &at)?);
        let name = entry.file_name();
        let own_path = folder.own_prefix.as_ref().zip(name.to_str());
        let own_path = own_path.map(|(prefix, name)| format!("{prefix}{name}"));
        let is_own = own_path.as_deref().is_some_and(|path| match kind {
            ForeignKind::File => own.find(path).is_some(),
            ForeignKind::Folder => own.first_below(path).is_some(),
            _ => false,
        });
        if kind == ForeignKind::Folder {
            let own_prefix = own_path.filter(|_| is_own).map(|path| path + "/");
            folders.push(Folder { path: folder.path.join(&name), own_prefix });
        }
        if !is_own {
            found.push(Foreign { path: folder.path.join(name), kind });
        }
    }
    Ok((found, folders))
}

fn kind_of(file: FileType) -> ForeignKind {
    if file.is_dir() {
        ForeignKind::Folder
    } else if file.is_file() {
        ForeignKind::File
    } else if file.is_symlink() {
        ForeignKind::Link
    } else {
        ForeignKind::Other
    }
}

/// Refuses if something foreign stands where `wanted`, sorted paths, are to be written.
pub(super) fn refuse_in_the_way(foreign: &[Foreign], wanted: &Record, target: &Path) -> Result<()> {
    for Foreign { path, kind } in foreign {
        let refuse = |at: &Path, kind, wanted: &str| {
            Err(PublishError::Foreign { path: target.join(at), kind, wanted: wanted.to_owned() })
        };
        if let Some(site_path) = site_path(path) {
            if wanted.find(&site_path).is_some() {
                return refuse(path, *kind, &site_path);
            }
            if *kind != ForeignKind::Folder
                && let Some(below) = wanted.first_below(&site_path)
            {
                return refuse(path, *kind, below);
            }
        }
        for above in path.ancestors().skip(1) {
            if let Some(above_path) = site_path(above)
                && wanted.find(&above_path).is_some()
            {
                return refuse(above, ForeignKind::Folder, &above_path);
            }
        }
    }
    Ok(())
}

/// A path as the site writes it; `None` if it holds what no page's path can hold.
fn site_path(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path
        .components()
        .map(|part| match part {
            Component::Normal(name) => OsStr::to_str(name),
            _ => None,
        })
        .collect();
    parts.map(|parts| parts.join("/"))
}

/// What was put into the staged tree for each foreign file: the stamps of the original and of its link or copy.
pub(super) type Placed = BTreeMap<PathBuf, (Stamp, Stamp)>;

/// Puts every foreign file and folder of `target` into the staged tree too, by links.
pub(super) fn mirror(foreign: &[Foreign], target: &Path, tree: &Tree, halt: &Halt) -> Result<Placed> {
    let mut placed = Placed::new();
    for Foreign { path, kind } in foreign {
        halt.step()?;
        let from = target.join(path);
        if *kind == ForeignKind::Folder {
            if is_other_device(&from, target) {
                return Err(PublishError::MountPoint(from));
            }
            let at = tree.path(path);
            fs::create_dir_all(&at).tried(Action::MakeFolder, &at)?;
        } else {
            let original = stamp(&from).tried(Action::Read, &from)?;
            placed.insert(path.clone(), (original, tree.link(path, &from)?));
        }
    }
    // Last and from below, since a folder may forbid writing into it.
    for folder in foreign.iter().rev().filter(|entry| entry.kind == ForeignKind::Folder) {
        let from = target.join(&folder.path);
        let rights = fs::metadata(&from).tried(Action::Read, &from)?.permissions();
        fs::set_permissions(tree.path(&folder.path), rights).tried(Action::MakeFolder, &from)?;
    }
    Ok(placed)
}

/// After a swap: empties the old tree of what is foreign. What came into it after it was mirrored goes over to `target`;
/// what went from it meanwhile goes from `target` too. `placed` is unknown when a killed build's swap is finished.
pub(super) fn carry(
    old: &Tree,
    own: &Record,
    target: &Path,
    placed: Option<&Placed>,
    aside: &Path,
    halt: &Halt,
) -> Result<()> {
    let left = find(&old.root, own)?;
    for folder in left.iter().filter(|entry| entry.kind == ForeignKind::Folder) {
        let at = old.path(&folder.path);
        allow_change(&at).tried(Action::Remove, &at)?;
    }
    for entry in left.iter().filter(|entry| entry.kind != ForeignKind::Folder) {
        halt.step()?;
        carry_one(old, target, &entry.path, placed, aside)?;
    }
    for (path, (_, link)) in placed.into_iter().flatten() {
        let is_gone = left.binary_search_by(|entry| entry.path.cmp(path)).is_err();
        let at = target.join(path);
        if is_gone && stamp(&at).is_ok_and(|now| now == *link) {
            halt.step()?;
            fs::remove_file(&at).tried(Action::Remove, &at)?;
        }
    }
    for folder in left.iter().rev().filter(|entry| entry.kind == ForeignKind::Folder) {
        halt.step()?;
        let new = target.join(&folder.path);
        if placed.is_some() && !new.exists() {
            fs::create_dir_all(&new).tried(Action::MakeFolder, &new)?;
        }
        let at = old.path(&folder.path);
        if at.exists() {
            fs::remove_dir(&at).tried(Action::Remove, &at)?;
        }
    }
    Ok(())
}

fn carry_one(old: &Tree, target: &Path, path: &Path, placed: Option<&Placed>, aside: &Path) -> Result<()> {
    let (from, to) = (old.path(path), target.join(path));
    let source = stamp(&from).tried(Action::Read, &from)?;
    let put = placed.and_then(|placed| placed.get(path));
    let was_mirrored = put.is_some_and(|(original, _)| *original == source);
    match stamp(&to) {
        Ok(now) if now.inode == source.inode && now.inode != 0 => old.remove(path),
        // A copy stands in for the original, or a link for a file that was replaced meanwhile.
        Ok(now) if put.is_some_and(|(_, link)| *link == now) => {
            fs::rename(&from, &to).tried(Action::Link, &to)
        }
        // Its owner has changed or removed it since the swap.
        _ if was_mirrored => old.remove(path),
        Ok(_) => set_aside(&from, path, aside).and_then(|_| old.remove(path)),
        Err(_) => {
            let above = to.parent().unwrap_or(target);
            fs::create_dir_all(above).tried(Action::MakeFolder, above)?;
            fs::rename(&from, &to).tried(Action::Link, &to)
        }
    }
}

fn stamp(path: &Path) -> std::io::Result<Stamp> {
    fs::symlink_metadata(path).map(|file| Stamp::of(&file))
}

/// Keeps one more link to a file's bytes in the folder `aside`; returns where.
pub(super) fn set_aside(from: &Path, path: &Path, aside: &Path) -> Result<PathBuf> {
    let first = aside.join(path);
    let above = first.parent().unwrap_or(aside);
    fs::create_dir_all(above).tried(Action::MakeFolder, above)?;
    let own = stamp(from).tried(Action::Read, from)?;
    let mut at = first.clone();
    for number in 1_u32.. {
        match stamp(&at) {
            Ok(there) if there == own => return Ok(at),
            Err(error) if error.kind() == ErrorKind::NotFound => break,
            _ => {
                let mut name = first.clone().into_os_string();
                name.push(format!(".{number}"));
                at = name.into();
            }
        }
    }
    super::tree::link_or_copy(from, &at).tried(Action::Link, &at)?;
    Ok(at)
}
