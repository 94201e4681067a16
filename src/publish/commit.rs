//! The last step of publishing: the staged tree is completed, recorded, and changes places with the published one.
//! Never swaps when nothing changed; never swaps a tree that isn't whole.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::sync::PoisonError;

use super::error::{Action, PublishError, Result, Tried};
use super::exchange::exchange;
use super::foreign::{self, Placed};
use super::manifest;
use super::record::{Bond, Kept, Record, Stamp};
use super::staging::{Made, Staging, Standing};
use super::threads::in_threads;
use crate::digest::Digest;

/// What a publication came to.
#[derive(Debug)]
pub struct Summary {
    /// Files that are new or hold new bytes.
    pub written: usize,
    /// Files that stayed as they were, time included.
    pub unchanged: usize,
    /// Files of the last publication that are made no longer.
    pub removed: usize,
    /// Bytes of the whole site, the manifest aside.
    pub bytes: u64,
    /// Whether a new tree was published; `false` when nothing had changed.
    pub swapped: bool,
    /// Where the bytes of another hand are kept that stood in published files of Insyn's.
    pub set_aside: Vec<PathBuf>,
    /// The new site is published, but clearing up behind it failed; the next build tries again.
    pub untidy: Option<PublishError>,
}

impl Staging {
    /// Publishes what was put, all of it in one step, unless it is what is published already.
    pub fn commit(mut self) -> std::result::Result<Summary, PublishError> {
        let made = self.take_made()?;
        refuse_file_and_folder(&made)?;
        let text = manifest::write(made.iter().map(|(path, made)| (path.as_str(), made.size, made.digest)));
        let written = made.values().filter(|made| made.is_fresh).count();
        let gone: Vec<&Kept> = self.own.files().iter().filter(|kept| !is_made(&made, &kept.path)).collect();
        let mut summary = Summary {
            written,
            unchanged: made.len() - written,
            removed: gone.len(),
            bytes: made.values().map(|made| made.size).sum(),
            swapped: false,
            set_aside: Vec::new(),
            untidy: None,
        };
        if self.has_target && written == 0 && gone.is_empty() && self.manifest_is(&text) {
            self.renew_record(&made, &text)?;
        } else {
            summary.set_aside = self.save_others_bytes(&gone)?;
            let placed = self.complete(&made, &text)?;
            self.swap()?;
            summary.swapped = true;
            summary.untidy = self.clear_up(&placed).err();
            #[cfg(test)]
            if self.halt.is_dead() {
                return Err(PublishError::Halted);
            }
        }
        self.is_done = true;
        Ok(summary)
    }

    /// What a publication of the very files that are published would come to: they stand as they were put there, and so does
    /// their manifest, which has this sum. `None` where anything is other than that, or isn't known. Reads no page: each is
    /// known by size, time and inode.
    pub fn stands(&self, manifest: &Digest) -> Option<Summary> {
        let files = self.own.files();
        let pages = files.iter().filter(|kept| kept.path != manifest::FILE_NAME);
        let listed = pages.clone().map(|kept| (kept.path.as_str(), kept.size, kept.digest));
        let text = manifest::write(listed);
        if !self.has_target || Digest::of(text.as_bytes()) != *manifest || !self.manifest_is(&text) {
            return None;
        }
        let is_untouched = |kept: &Kept| matches!(self.standing_unread(kept), Ok(true));
        let untouched = in_threads(files, |kept| Ok(is_untouched(kept))).ok()?;
        untouched.iter().all(|one| *one).then(|| Summary {
            written: 0,
            unchanged: pages.clone().count(),
            removed: 0,
            bytes: pages.map(|kept| kept.size).sum(),
            swapped: false,
            set_aside: Vec::new(),
            untidy: None,
        })
    }

    /// The sum that the manifest has once all is published that was put so far; `None` where some of it failed.
    pub fn manifest(&self) -> Option<Digest> {
        let made = self.all_made()?;
        let listed = made.iter().map(|(path, made)| (path.as_str(), made.size, made.digest));
        Some(Digest::of(manifest::write(listed).as_bytes()))
    }

    fn manifest_is(&self, text: &str) -> bool {
        let path = self.place.target.join(manifest::FILE_NAME);
        fs::symlink_metadata(&path).is_ok_and(|file| file.is_file())
            && fs::read(&path).is_ok_and(|bytes| bytes == text.as_bytes())
    }

    /// When times were touched, or the record was lost: so that the next build needn't read the files again.
    fn renew_record(&self, made: &BTreeMap<String, Made>, text: &str) -> Result<()> {
        let is_known = |(path, made): (&String, &Made)| {
            self.own.find(path).is_some_and(|kept| kept.stamp == Some(made.stamp))
        };
        if self.own.has_stamps() && made.iter().all(is_known) {
            return Ok(());
        }
        let (target, sidecar) = (&self.place.target, &self.place.sidecar);
        let path = target.join(manifest::FILE_NAME);
        let stamp = Stamp::of(&fs::symlink_metadata(&path).tried(Action::Read, &path)?);
        self.halt.step()?;
        record(made, text, stamp).keep(target, sidecar).tried(Action::Write, sidecar)
    }

    /// Keeps a link to each published file that another hand changed and that this build replaces or removes.
    fn save_others_bytes(&self, gone: &[&Kept]) -> Result<Vec<PathBuf>> {
        let mut paths = self.changed_by_others.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let manifest = self.own.find(manifest::FILE_NAME);
        for kept in gone.iter().copied().chain(manifest) {
            if matches!(self.standing(kept)?, Standing::Changed) {
                paths.push(kept.path.clone());
            }
        }
        paths.sort_unstable();
        paths.iter().map(|path| self.set_aside(path)).collect()
    }

    /// Brings the staged tree up to date: removes, links, writes the manifest, mirrors what is foreign, and records it.
    fn complete(&self, made: &BTreeMap<String, Made>, text: &str) -> Result<Placed> {
        let target = &self.place.target;
        let foreign = if self.has_target { foreign::find(target, &self.own)? } else { Vec::new() };
        let wanted = record(made, text, Stamp { size: 0, mtime: 0, inode: 0 });
        foreign::refuse_in_the_way(&foreign, &wanted, target)?;
        self.touch()?;
        self.halt.step()?;
        let bond = Bond::of(&self.tree.root).tried(Action::Read, &self.tree.root)?;
        let note = self.place.swapping();
        fs::write(&note, bond.text()).tried(Action::Write, &note)?;

        let stale: Vec<&str> = self
            .kept
            .files()
            .iter()
            .map(|kept| kept.path.as_str())
            .filter(|path| !is_made(made, path))
            .collect();
        in_threads(&stale, |path| self.halt.step().and_then(|()| self.tree.remove(path)))?;
        let missing: Vec<(&str, &Made)> = made
            .iter()
            .map(|(path, made)| (path.as_str(), made))
            .filter(|(path, made)| !self.holds(path, made))
            .collect();
        let stamps = in_threads(&missing, |(path, made)| self.link_published(path, made))?;
        self.halt.step()?;
        let manifest_stamp = self.tree.write(manifest::FILE_NAME, text.as_bytes())?;
        let placed = foreign::mirror(&foreign, target, &self.tree, &self.halt)?;

        let mut linked = made.clone();
        for ((path, _), stamp) in missing.iter().zip(stamps) {
            if let Some(made) = linked.get_mut(*path) {
                made.stamp = stamp;
            }
        }
        self.halt.step()?;
        let sidecar = &self.place.sidecar;
        record(&linked, text, manifest_stamp).keep(&self.tree.root, sidecar).tried(Action::Write, sidecar)?;
        Ok(placed)
    }

    /// Whether the staged tree holds this file already: just written, or the same file since it was last published.
    fn holds(&self, path: &str, made: &Made) -> bool {
        made.is_fresh
            || self
                .kept
                .find(path)
                .is_some_and(|kept| kept.stamp == Some(made.stamp) && kept.digest == made.digest)
    }

    fn link_published(&self, path: &str, made: &Made) -> Result<Stamp> {
        self.halt.step()?;
        let stamp = self.tree.link(path, &self.place.target.join(path))?;
        if (stamp.size, stamp.mtime) == (made.stamp.size, made.stamp.mtime) {
            Ok(stamp)
        } else {
            Err(PublishError::ChangedMeanwhile(path.to_owned()))
        }
    }

    /// The one step in which the site becomes visible.
    fn swap(&self) -> Result<()> {
        let (target, staged) = (&self.place.target, &self.tree.root);
        self.halt.step()?;
        let swapped = if self.has_target {
            let rights = fs::metadata(target).tried(Action::Read, target)?.permissions();
            fs::set_permissions(staged, rights).tried(Action::Swap, staged)?;
            match self.may_exchange.then(|| exchange(staged, target)) {
                Some(Ok(true)) => Ok(()),
                Some(Err(error)) => Err(error),
                Some(Ok(false)) | None => return self.swap_by_renames(),
            }
        } else {
            // Takes the place of an empty folder at most.
            fs::rename(staged, target)
        };
        swapped.map_err(|error| self.refused(error))
    }

    /// Where trees can't be exchanged: for an instant there is no target. A kill in that instant is mended by the next build.
    fn swap_by_renames(&self) -> Result<()> {
        let (target, staged, spare) = (&self.place.target, &self.tree.root, self.place.spare());
        fs::rename(target, &spare).map_err(|error| self.refused(error))?;
        self.halt.step()?;
        if let Err(error) = fs::rename(staged, target) {
            fs::rename(&spare, target).tried(Action::Swap, target)?;
            return Err(self.refused(error));
        }
        self.halt.step()?;
        fs::rename(&spare, staged).tried(Action::Swap, staged)
    }

    fn refused(&self, error: io::Error) -> PublishError {
        let path = self.place.target.clone();
        match error.kind() {
            ErrorKind::ResourceBusy | ErrorKind::CrossesDevices => PublishError::MountPoint(path),
            _ => PublishError::Io { action: Action::Swap, path, error },
        }
    }

    /// Empties the old tree of what is foreign, and lets go of the note.
    fn clear_up(&self, placed: &Placed) -> Result<()> {
        let (target, note) = (&self.place.target, self.place.swapping());
        if self.has_target {
            foreign::carry(&self.tree, &self.own, target, Some(placed), &self.place.set_aside(), &self.halt)?;
        }
        self.halt.step()?;
        fs::remove_file(&note).tried(Action::Remove, &note)
    }
}

fn is_made(made: &BTreeMap<String, Made>, path: &str) -> bool {
    path == manifest::FILE_NAME || made.contains_key(path)
}

fn record(made: &BTreeMap<String, Made>, text: &str, manifest_stamp: Stamp) -> Record {
    let own = Kept {
        path: manifest::FILE_NAME.to_owned(),
        size: text.len() as u64,
        digest: Digest::of(text.as_bytes()),
        stamp: Some(manifest_stamp),
    };
    let files = made.iter().map(|(path, made)| Kept {
        path: path.clone(),
        size: made.size,
        digest: made.digest,
        stamp: Some(made.stamp),
    });
    Record::new(files.chain([own]).collect())
}

fn refuse_file_and_folder(made: &BTreeMap<String, Made>) -> Result<()> {
    for path in made.keys() {
        for (slash, _) in path.match_indices('/') {
            if made.contains_key(&path[..slash]) {
                return Err(PublishError::FileAndFolder {
                    file: path[..slash].to_owned(),
                    below: path.clone(),
                });
            }
        }
        if path.starts_with(&format!("{}/", manifest::FILE_NAME)) {
            return Err(PublishError::FileAndFolder {
                file: manifest::FILE_NAME.to_owned(),
                below: path.clone(),
            });
        }
    }
    Ok(())
}
