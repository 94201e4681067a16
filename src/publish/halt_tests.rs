//! Stops a publication before each of its acts on the disk, and looks at what is left: the old site or the new one, whole.
//! `tests/publish.rs` does the same with real kills, at random moments.

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicUsize;

use super::error::PublishError;
use super::halt::Halt;
use super::staging::Staging;
use super::verify::{Fault, verify};
use crate::disclosure::gate::{Cleared, Gate};

const FOREIGN: [&str; 3] = ["notes.txt", "stays/deep/theirs.pdf", "shared/theirs.txt"];

/// Paths and bytes of the site's editions. Files stay, change, come, go, and turn from a file into a folder.
fn edition(number: u8) -> Vec<(String, Vec<u8>)> {
    let mut files = vec![
        ("index.html".to_owned(), vec![number; 9]),
        ("same/index.html".to_owned(), b"always the same".to_vec()),
        (format!("shared/{}.html", number % 2), vec![number]),
        (format!("only-{number}/index.html"), b"x".to_vec()),
    ];
    files.push(if number.is_multiple_of(2) {
        ("turn".to_owned(), b"file".to_vec())
    } else {
        ("turn/below".to_owned(), vec![1])
    });
    files
}

/// A file as the gate lets it through.
fn cleared(path: &str, bytes: &[u8]) -> Cleared {
    Gate::default().clear(path.to_owned(), bytes.to_vec()).expect("nothing in it")
}

fn build(target: &Path, number: u8, after: Option<usize>, may_exchange: bool) -> Result<bool, PublishError> {
    let staging = Staging::open_with(target, Halt { after, taken: AtomicUsize::new(0) }, may_exchange)?;
    for (path, bytes) in edition(number) {
        staging.put(&cleared(&path, &bytes))?;
    }
    staging.commit().map(|summary| {
        assert!(summary.untidy.is_none(), "{summary:?}");
        summary.swapped
    })
}

/// The number of the edition that stands at `target`, after a check that it stands there whole and nothing else does.
fn standing(target: &Path) -> u8 {
    let number = fs::read(target.join("index.html")).expect("a start page")[0];
    for (path, bytes) in edition(number) {
        assert_eq!(fs::read(target.join(&path)).ok(), Some(bytes), "{path} of edition {number}");
    }
    for fault in verify(target).expect("a manifest") {
        let Fault::NotListed(path) = fault else { panic!("{fault:?} in edition {number}") };
        assert!(
            FOREIGN.iter().any(|theirs| Path::new(theirs).starts_with(&path)),
            "{} was left",
            path.display()
        );
    }
    for theirs in FOREIGN {
        assert_eq!(fs::read(target.join(theirs)).ok().as_deref(), Some(theirs.as_bytes()), "{theirs}");
    }
    number
}

fn put_foreign(target: &Path) {
    for theirs in FOREIGN {
        let path = target.join(theirs);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, theirs).expect("written");
    }
}

/// Halts build 3 before its act `after`, then looks, then halts build 4 likewise, then lets build 5 through.
fn halted_builds(may_exchange: bool, second: impl Fn(usize) -> Option<usize>) -> usize {
    for after in 0.. {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("public");
        put_foreign(&target);
        for number in 1..=2 {
            assert!(build(&target, number, None, may_exchange).expect("published"));
        }
        let first = build(&target, 3, Some(after), may_exchange);
        if let Err(error) = &first {
            assert!(matches!(error, PublishError::Halted), "{error:?}");
        }
        if may_exchange || target.exists() {
            let found = standing(&target);
            assert!(found == 2 || found == 3, "edition {found} after {after}");
        }
        if let Some(second) = second(after) {
            let _ = build(&target, 4, Some(second), may_exchange);
            assert!(!may_exchange || matches!(standing(&target), 2..=4));
        }
        assert!(build(&target, 5, None, may_exchange).expect("published after a kill"));
        assert_eq!(standing(&target), 5);
        assert!(!build(&target, 5, None, may_exchange).expect("nothing to do"), "swapped for nothing");
        let left: Vec<_> = fs::read_dir(folder.path().join(".public.insyn/tree")).expect("kept").collect();
        assert!(
            left.iter().flatten().all(|entry| entry.file_name() != "notes.txt"),
            "foreign files left in the sidecar"
        );
        if first.is_ok() {
            return after;
        }
    }
    0
}

#[test]
fn a_halt_before_any_act_leaves_the_old_or_the_new_site() {
    assert!(halted_builds(true, |_| None) > 20);
}

#[test]
fn a_second_halt_while_the_first_is_mended_does_too() {
    for second in [0, 1, 2, 3, 5, 8, 13] {
        halted_builds(true, |_| Some(second));
    }
}

#[test]
fn without_exchange_the_next_build_mends_what_a_halt_left() {
    assert!(halted_builds(false, |_| None) > 20);
    for second in [0, 1, 2, 3] {
        halted_builds(false, |_| Some(second));
    }
}

#[test]
fn a_halted_first_publication_leaves_no_site_or_the_whole_one() {
    for after in 0.. {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("public");
        let first = build(&target, 1, Some(after), true);
        if target.exists() {
            assert_eq!(verify(&target).expect("a manifest"), [], "after {after}");
        }
        build(&target, 2, None, true).expect("published after a kill");
        assert_eq!(verify(&target).expect("a manifest"), []);
        if first.is_ok() {
            return;
        }
    }
}
