//! A site on its way: files come in from many threads, changed ones are written beside the target, unchanged ones are only noted.
//! Never touches the published tree; that is `commit`'s one step.

use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::error::{Action, PublishError, Result, Tried};
use super::halt::Halt;
use super::name::check_name;
use super::place::Place;
use super::record::{Kept, Record, Stamp};
use super::settle::settle;
use super::spool::Spool;
use super::tree::{Tree, digest_of, remove_whole};
use crate::digest::Digest;
use crate::disclosure::gate::{Cleared, Recalled};

/// So many threads can note files without waiting for each other.
const SHARDS: usize = 16;

/// A site being built for one target. Dropped without [`commit`](Self::commit), it leaves the published site as it is.
#[derive(Debug)]
pub struct Staging {
    pub(super) place: Place,
    /// Whether there was a target when the build began.
    pub(super) has_target: bool,
    /// What Insyn wrote into the published tree.
    pub(super) own: Record,
    /// What Insyn wrote into the staged tree when it was the published one.
    pub(super) kept: Record,
    pub(super) tree: Tree,
    touched: Mutex<bool>,
    /// `None` for a file that is being made, or that failed.
    made: [Mutex<BTreeMap<String, Option<Made>>>; SHARDS],
    /// Published files that another hand has changed.
    pub(super) changed_by_others: Mutex<Vec<String>>,
    pub(super) halt: Halt,
    /// A test may forbid exchanges, as a file system that lacks them does.
    pub(super) may_exchange: bool,
    pub(super) is_done: bool,
}

/// One file of the site.
#[derive(Clone, Copy, Debug)]
pub(super) struct Made {
    pub(super) size: u64,
    pub(super) digest: Digest,
    /// Of the staged file if fresh, else of the published one.
    pub(super) stamp: Stamp,
    pub(super) is_fresh: bool,
}

/// How a file that Insyn published stands there now.
pub(super) enum Standing {
    Whole(Stamp),
    Changed,
    /// Gone, or something else than a file has taken its place.
    Missing,
}

impl Staging {
    /// Claims `target` (relative or absolute, existing or not, behind a link or not), clears up after a killed build and
    /// learns what was published before. Fails if another build has claimed it.
    pub fn open(target: &Path) -> std::result::Result<Self, PublishError> {
        Self::open_with(target, Halt::default(), true)
    }

    pub(super) fn open_with(target: &Path, halt: Halt, may_exchange: bool) -> Result<Self> {
        let place = Place::claim(target)?;
        let kept = settle(&place, &halt)?;
        let has_target = place.target.is_dir();
        let own = Record::of_tree(&place.target, &place.sidecar).unwrap_or_default();
        let tree = Tree::at(place.staged());
        Ok(Self {
            place,
            has_target,
            own,
            kept,
            tree,
            touched: Mutex::new(false),
            made: Default::default(),
            changed_by_others: Mutex::default(),
            halt,
            may_exchange,
            is_done: false,
        })
    }

    /// The folder that will be published, behind any link.
    pub fn target(&self) -> &Path {
        &self.place.target
    }

    /// Adds a file that the gate has let through; what it has let through before can be [kept](Self::keep), and there is no
    /// other way in. May be called from many threads; each
    /// path once. Bytes that are published already are not written. Hands back their sum.
    ///
    /// ```compile_fail
    /// fn write(staging: &insyn::publish::Staging) {
    ///     let _ = staging.put("index.html", b"<p>Hej</p>");
    /// }
    /// ```
    /// With what the gate has cleared it does compile:
    /// ```
    /// fn write(staging: &insyn::publish::Staging, cleared: &insyn::disclosure::gate::Cleared) {
    ///     let _ = staging.put(cleared);
    /// }
    /// ```
    pub fn put(&self, cleared: &Cleared) -> std::result::Result<Digest, PublishError> {
        let (path, bytes) = (cleared.path(), cleared.bytes());
        self.begin(path)?;
        let digest = Digest::of(bytes);
        let size = bytes.len() as u64;
        let made = if let Some(stamp) = self.published(path, size, || Ok(digest))? {
            Made { size, digest, stamp, is_fresh: false }
        } else {
            self.touch()?;
            self.halt.step()?;
            Made { size, digest, stamp: self.tree.write(path, bytes)?, is_fresh: true }
        };
        self.finish(path, made);
        Ok(digest)
    }

    /// Keeps a file as it stands published, if it stands there still with those very bytes; otherwise it must be made.
    /// Like [`put`](Self::put) it may be called from many threads, and each path is taken once.
    ///
    /// # Errors
    /// The path is taken, or can't be one, or the published file can't be looked at.
    pub fn keep(&self, recalled: &Recalled) -> std::result::Result<bool, PublishError> {
        let path = recalled.path();
        let Some(kept) = self.own.find(path) else { return Ok(false) };
        if (kept.size, kept.digest) != (recalled.size(), recalled.digest()) {
            return Ok(false);
        }
        let Standing::Whole(stamp) = self.standing(kept)? else { return Ok(false) };
        self.begin(path)?;
        self.finish(path, Made { size: kept.size, digest: kept.digest, stamp, is_fresh: false });
        Ok(true)
    }

    /// What an earlier build noted beside the target under this name; nothing where it can't be read.
    pub fn note(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.place.sidecar.join(name)).ok()
    }

    /// Notes something beside the target for the next build, whole or not at all; readable by its owner alone.
    ///
    /// # Errors
    /// It can't be written.
    pub fn write_note(&self, name: &str, bytes: &[u8]) -> std::result::Result<(), PublishError> {
        self.write_note_of(name, &[bytes])
    }

    /// The same of what comes in pieces.
    ///
    /// # Errors
    /// As above.
    pub fn write_note_of(
        &self,
        name: &str,
        pieces: &[impl AsRef<[u8]>],
    ) -> std::result::Result<(), PublishError> {
        let path = self.place.sidecar.join(name);
        let half = self.place.sidecar.join("half-written");
        let write = || {
            let mut file = fs::File::create(&half)?;
            pieces.iter().try_for_each(|piece| file.write_all(piece.as_ref()))?;
            fs::rename(&half, &path)
        };
        write().tried(Action::Write, &path)
    }

    /// Adds to what is noted under this name, if that has so many bytes still: it was read before the target was claimed. Where
    /// this is cut short, what is noted is damaged.
    ///
    /// # Errors
    /// Nothing is noted so, or it can't be written.
    pub fn add_to_note(
        &self,
        name: &str,
        length: u64,
        pieces: &[impl AsRef<[u8]>],
    ) -> std::result::Result<(), PublishError> {
        let path = self.place.sidecar.join(name);
        let add = || {
            let mut file = fs::File::options().append(true).open(&path)?;
            let is_that = file.metadata()?.len() == length;
            pieces.iter().filter(|_| is_that).try_for_each(|piece| file.write_all(piece.as_ref()))
        };
        add().tried(Action::Write, &path)
    }

    /// A place beside the target for texts that wait until the site is published.
    ///
    /// # Errors
    /// It can't be made.
    pub fn spool(&self) -> std::result::Result<Spool, PublishError> {
        Spool::within(&self.place.sidecar)
    }

    /// Gives up: the published site stays as it is, what was staged is removed.
    pub fn abandon(self) {
        drop(self);
    }

    fn begin(&self, path: &str) -> Result<()> {
        check_name(path).map_err(|problem| PublishError::Name { path: path.to_owned(), problem })?;
        match self.shard(path).insert(path.to_owned(), None) {
            None => Ok(()),
            Some(_) => Err(PublishError::Twice(path.to_owned())),
        }
    }

    fn finish(&self, path: &str, made: Made) {
        self.shard(path).insert(path.to_owned(), Some(made));
    }

    fn shard(&self, path: &str) -> MutexGuard<'_, BTreeMap<String, Option<Made>>> {
        let spread = path.bytes().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
        self.made[spread % SHARDS].lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The published file's stamp if it holds these very bytes. Notes it if another hand has changed it.
    fn published(
        &self,
        path: &str,
        size: u64,
        digest: impl FnOnce() -> Result<Digest>,
    ) -> Result<Option<Stamp>> {
        let Some(kept) = self.own.find(path) else { return Ok(None) };
        match self.standing(kept)? {
            Standing::Whole(stamp) => Ok((kept.size == size && kept.digest == digest()?).then_some(stamp)),
            Standing::Missing => Ok(None),
            Standing::Changed => {
                let mut changed = self.changed_by_others.lock().unwrap_or_else(PoisonError::into_inner);
                changed.push(path.to_owned());
                Ok(None)
            }
        }
    }

    /// Whether it stands there with size, time and inode as recorded.
    pub(super) fn standing_unread(&self, kept: &Kept) -> std::io::Result<bool> {
        let file = fs::symlink_metadata(self.place.target.join(&kept.path))?;
        Ok(file.is_file() && kept.stamp == Some(Stamp::of(&file)))
    }

    /// By size, time and inode, as recorded; by its bytes if these tell of a change or nothing is recorded.
    pub(super) fn standing(&self, kept: &Kept) -> Result<Standing> {
        let at = self.place.target.join(&kept.path);
        let file = match fs::symlink_metadata(&at) {
            Ok(file) if file.is_file() => file,
            Ok(_) => return Ok(Standing::Missing),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Ok(Standing::Missing);
            }
            Err(error) => return Err(error).tried(Action::Read, &at),
        };
        let stamp = Stamp::of(&file);
        let is_whole =
            kept.stamp == Some(stamp) || kept.size == stamp.size && kept.digest == digest_of(&at)?.0;
        Ok(if is_whole { Standing::Whole(stamp) } else { Standing::Changed })
    }

    /// Before the staged tree is first changed: from now on nothing is known of it until it is whole.
    pub(super) fn touch(&self) -> Result<()> {
        let mut touched = self.touched.lock().unwrap_or_else(PoisonError::into_inner);
        if *touched {
            return Ok(());
        }
        self.halt.step()?;
        let root = &self.tree.root;
        if root.exists() {
            Record::forget(root, &self.place.sidecar).tried(Action::Remove, root)?;
        } else {
            fs::create_dir(root).tried(Action::MakeFolder, root)?;
        }
        *touched = true;
        Ok(())
    }

    /// All files that were put so far, by path; `None` if one of them failed.
    pub(super) fn all_made(&self) -> Option<BTreeMap<String, Made>> {
        let mut all = BTreeMap::new();
        for shard in &self.made {
            for (path, made) in &*shard.lock().unwrap_or_else(PoisonError::into_inner) {
                all.insert(path.clone(), (*made)?);
            }
        }
        Some(all)
    }

    /// All files of the site by path; fails if one of them failed.
    pub(super) fn take_made(&mut self) -> Result<BTreeMap<String, Made>> {
        let mut all = BTreeMap::new();
        for shard in &mut self.made {
            let shard = shard.get_mut().unwrap_or_else(PoisonError::into_inner);
            for (path, made) in std::mem::take(shard) {
                let Some(made) = made else { return Err(PublishError::Unfinished(path)) };
                all.insert(path, made);
            }
        }
        Ok(all)
    }

    /// Removes what was staged. The published tree is whole whether or not this succeeds, and the next build tries again.
    fn tidy(&mut self) {
        let touched = *self.touched.get_mut().unwrap_or_else(PoisonError::into_inner);
        if touched && remove_whole(&self.tree.root).is_ok() {
            let _ = fs::remove_file(self.place.swapping());
        }
    }

    /// Where the bytes of another hand at `path` are kept.
    pub(super) fn set_aside(&self, path: &str) -> Result<PathBuf> {
        self.halt.step()?;
        let from = self.place.target.join(path);
        super::foreign::set_aside(&from, Path::new(path), &self.place.set_aside())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if !self.is_done && !self.halt.is_dead() {
            self.tidy();
        }
    }
}
