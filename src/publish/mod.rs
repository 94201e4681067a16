//! Publishing: a site is staged beside its target and becomes visible in one step, or not at all.
//! Owns the target folder, the sidecar beside it and the manifest in it. Never knows what a page is.
//!
//! # The scheme
//!
//! 1. The target `public/` is an ordinary folder. Beside it lies the sidecar `.public.insyn/` (readable by its owner alone):
//!    a lock, the *other* tree, one record a tree of what Insyn wrote there (path, size, SHA-256, time, inode), and notes that
//!    builds leave for the next one; what stands in a note is no matter of publishing. Notes are read without the lock.
//!    Texts that a build writes elsewhere once the site is published wait there too, in a file that is gone when it ends.
//! 2. A build takes the lock; the system releases it when the process ends, however it ends. A second build is refused.
//! 3. Each file that is put is compared with the published one's record. Unchanged: only noted. Changed: written as a new
//!    file into the other tree, which is the site as it was one publication ago, so that little is missing there.
//! 4. On commit that tree is completed: files made no longer are removed, unchanged ones that it lacks are hard-linked from
//!    the published tree, foreign files are hard-linked too, the manifest is written, the tree is recorded.
//! 5. The two trees change places in one system call (`renameat2` with `RENAME_EXCHANGE`). The old one becomes the other tree.
//! 6. The old tree is emptied of what is foreign; what came into it in the last instant is carried over to the new one.
//! 7. A record is bound to its folder's inode and time of birth, so it follows the exchange by itself. It is removed before
//!    its tree is first changed: a tree without a record is what a killed build left, and is cleared away.
//! 8. A note in the sidecar spans the steps 4 to 6 and names the new tree, so that the next build can finish them.
//! 9. Nothing changed: nothing is swapped, linked or written.
//!
//! # What holds where
//!
//! - **Killed** at any moment (`SIGKILL` too): the old or the new site, whole. **Power cut**: nothing is flushed to the disk
//!   on purpose, so pages of the last minute may be empty afterwards; [`verify`] finds them and the next build rewrites them
//!   (their size or time differs from the record).
//! - **Without exchange** (network shares, Windows, old kernels): two renames. Between them there is no target for an
//!   instant; a kill just then leaves none, and the next build first puts the old site back.
//! - **Without hard links**: copies, with time; foreign files are copied too and their originals moved over them after the swap.
//!   Every unchanged file is then copied anew at each publication.
//! - **Unchanged files** keep time and inode. Folders don't: they belong to one of two trees in turn. The target's own
//!   permissions are carried over, those of Insyn's folders within, extended attributes and access lists are not.
//! - **Foreign files** (what Insyn didn't write: any name, any kind, links, folders) are seen under their names before and
//!   after. One where Insyn is to write is an error that names it. A folder above a foreign file stays.
//! - **A published file changed by another hand** is noticed by size, time or inode, then by its bytes; it is rewritten, or
//!   removed if it is made no longer, and the other hand's bytes are kept in the sidecar under `set-aside/`.
//!   An edit that keeps all three goes unseen here, not by [`verify`].
//! - **A mount point** can't change places: mount the folder above the target, not the target. The same goes for a container:
//!   bound to the target itself, it would see only every other publication.
//! - **A lost sidecar** costs a reading of every published file: the manifest tells what is Insyn's.
//!   Without both, everything in the target is foreign.

pub mod beside;
mod commit;
mod error;
mod exchange;
mod foreign;
mod halt;
mod manifest;
mod name;
mod place;
mod problem;
mod record;
mod settle;
mod spool;
mod staging;
mod threads;
mod tree;
mod verify;

#[cfg(test)]
mod halt_tests;

pub use crate::digest::Digest;
pub use commit::Summary;
pub use error::{Action, ForeignKind, PublishError};
pub use manifest::{FILE_NAME as MANIFEST, Listed, read as read_manifest};
pub use name::{LONGEST_PATH, NameProblem, check_name};
pub use place::{Overlap, noted, overlaps};
pub use spool::{Spool, Spooled};
pub use staging::Staging;
pub use verify::{Fault, listed, verify};
