//! What a publication adds to the editions beside the content: their texts, then the list that names them. Owns the order
//! of writing; what is written is `editions`'s. A text that no list names is of no consequence.

use std::path::{Path, PathBuf};

use super::unchanged::ListAfter;
use crate::diagnostic::{AddressProblem, Diagnostic, Place};
use crate::disclosure::Published;
use crate::discover::spellings;
use crate::editions::{FILE_NAME, FOLDER, Now, kept, lock, stored_path};
use crate::publish::beside;

/// Where something is written: where its folder, or it itself, is already, in whatever form the disk has its name.
fn place(content: &Path, path: &str) -> PathBuf {
    spellings(content, path).into_iter().next().unwrap_or_else(|| content.join(path))
}

/// The list as a publication leaves it.
pub(super) fn list_after(published: &Published, now: &[Now]) -> ListAfter<'static> {
    let new: Vec<_> =
        now.iter().map(|its| &its.history).filter(|its| its.is_new || its.is_amended).cloned().collect();
    let (editions, withdrawn) = kept(published, &new);
    if !withdrawn.is_empty() || new.iter().any(|its| its.is_amended) {
        ListAfter::Altered
    } else if new.is_empty() {
        ListAfter::Stands
    } else {
        ListAfter::Grown(lock::write(&editions).into())
    }
}

/// Records new editions and takes away those of withdrawn reports. The site is published: what fails is a warning.
pub(super) fn record(content: &Path, published: &Published, now: Vec<Now>) -> Vec<Diagnostic> {
    let failed = |path: &Path, error: &std::io::Error| {
        let problem = AddressProblem::EditionsNotWritten {
            path: path.display().to_string(),
            reason: error.to_string(),
        };
        vec![Diagnostic::new(problem, Place::Run)]
    };
    let mut new = Vec::new();
    for its in now.into_iter().filter(|its| its.history.is_new || its.history.is_amended) {
        if let Some(edition) = its.history.editions.last().filter(|_| its.history.is_new) {
            let path = place(content, &stored_path(&its.history.key, &edition.fingerprint));
            if let Err(error) = beside::replace_below(content, &path, its.words.as_bytes()) {
                return failed(&path, &error);
            }
        }
        new.push(its.history);
    }
    let recorded = &published.registers.addresses.editions;
    let (mut editions, withdrawn) = kept(published, &new);
    let mut found = Vec::new();
    // Before the list: what couldn't be taken away stays in it, and is tried again.
    for key in withdrawn {
        let its = recorded.get(&key).cloned().unwrap_or_default();
        for folder in spellings(content, &format!("{FOLDER}/{key}")) {
            let texts: Vec<_> =
                its.iter().map(|edition| folder.join(format!("{}.txt", edition.fingerprint))).collect();
            match beside::take_away(&folder, &texts) {
                Ok(()) => {
                    let problem = AddressProblem::EditionsTakenAway { path: folder.display().to_string() };
                    found.push(Diagnostic::new(problem, Place::Run));
                }
                Err(error) => {
                    found.extend(failed(&folder, &error));
                    editions.insert(key.clone(), its.clone());
                }
            }
        }
    }
    let path = place(content, FILE_NAME);
    if editions != *recorded
        && let Err(error) = beside::replace(&path, lock::write(&editions).as_bytes())
    {
        found.extend(failed(&path, &error));
    }
    found
}
