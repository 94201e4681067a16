//! What a killed build left behind: finished if the new tree had become visible, cleared away if not.
//! Never guesses: the note of a swap under way tells which tree is the new one.

use std::fs;
use std::io::{self, ErrorKind};

use super::error::{Action, Result, Tried};
use super::foreign::carry;
use super::halt::Halt;
use super::place::Place;
use super::record::{Bond, Record};
use super::tree::{Tree, remove_whole};

/// Brings target and sidecar to the state between builds: the target whole, the sidecar's tree either known, as given back, or gone.
pub(super) fn settle(place: &Place, halt: &Halt) -> Result<Record> {
    let (target, staged, note) = (&place.target, place.staged(), place.swapping());
    restore_spare(place, halt)?;
    match fs::read_to_string(&note) {
        Ok(new) => {
            let is_swapped = Bond::of(target).is_ok_and(|bond| bond.text() == new);
            halt.step()?;
            if !is_swapped {
                remove_whole(&staged)?;
            } else if staged.is_dir() {
                let own = Record::of_tree(&staged, &place.sidecar).unwrap_or_default();
                carry(&Tree::at(staged.clone()), &own, target, None, &place.set_aside(), halt)?;
            }
            halt.step()?;
            fs::remove_file(&note).tried(Action::Remove, &note)?;
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error).tried(Action::Read, &note),
    }
    let kept = Record::kept(&staged, &place.sidecar);
    if kept.is_none() && staged.exists() {
        halt.step()?;
        remove_whole(&staged)?;
    }
    Record::forget_others(&[target, &staged], &place.sidecar).tried(Action::Remove, &place.sidecar)?;
    Ok(kept.unwrap_or_default())
}

/// After a kill between renames: the old tree goes back to the target, or on to its place in the sidecar.
fn restore_spare(place: &Place, halt: &Halt) -> Result<()> {
    let (spare, staged) = (place.spare(), place.staged());
    if !spare.exists() {
        return Ok(());
    }
    let to = if !place.target.exists() {
        &place.target
    } else if !staged.exists() {
        &staged
    } else {
        return Err(io::Error::from(ErrorKind::AlreadyExists)).tried(Action::Swap, &spare);
    };
    halt.step()?;
    fs::rename(&spare, to).tried(Action::Swap, &spare)
}
