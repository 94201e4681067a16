//! Publishing on a real disk: what stays, what goes, what is refused, and real kills at random moments.
//! `INSYN_KILLS=200` asks for more kills than the suite's twenty.

use std::fs::{self, File, Metadata};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use insyn::disclosure::gate::{Cleared, Gate};
use insyn::publish::{
    Fault, ForeignKind, MANIFEST, Overlap, PublishError, Staging, Summary, overlaps, verify,
};

/// A folder with a target in it, which doesn't exist yet.
struct Site {
    folder: tempfile::TempDir,
    target: PathBuf,
}

impl Site {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("public");
        Self { folder, target }
    }

    fn build(&self, files: &[(&str, &str)]) -> Result<Summary, PublishError> {
        build(&self.target, files)
    }

    /// Builds and expects success.
    fn built(&self, files: &[(&str, &str)]) -> Summary {
        let summary = self.build(files).expect("published");
        assert!(summary.untidy.is_none(), "{summary:?}");
        summary
    }

    fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.target.join(path)).ok()
    }

    fn foreign(&self, path: &str, text: &str) {
        let at = self.target.join(path);
        fs::create_dir_all(at.parent().expect("a folder")).expect("made");
        fs::write(at, text).expect("written");
    }

    fn stat(&self, path: &str) -> Metadata {
        fs::symlink_metadata(self.target.join(path)).expect("there")
    }

    fn sidecar(&self) -> PathBuf {
        self.folder.path().join(".public.insyn")
    }
}

/// A file as the gate lets it through.
fn cleared(path: &str, bytes: &[u8]) -> Cleared {
    Gate::default().clear(path.to_owned(), bytes.to_vec()).expect("nothing in it")
}

fn build(target: &Path, files: &[(&str, &str)]) -> Result<Summary, PublishError> {
    let staging = Staging::open(target)?;
    for (path, text) in files {
        staging.put(&cleared(path, text.as_bytes()))?;
    }
    staging.commit()
}

fn identity(file: &Metadata) -> (SystemTime, u64) {
    #[cfg(unix)]
    let inode = std::os::unix::fs::MetadataExt::ino(file);
    #[cfg(not(unix))]
    let inode = 0;
    (file.modified().expect("a time"), inode)
}

/// Gives a file a time long past, so that a later write can't fall on the same tick.
fn age(path: &Path) {
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    File::options().write(true).open(path).and_then(|file| file.set_modified(long_ago)).expect("aged");
}

#[test]
fn a_first_publication_makes_target_and_manifest() {
    let site = Site::new();
    let summary = site.built(&[("index.html", "hej"), ("a/b/index.html", "djup")]);
    assert_eq!((summary.written, summary.unchanged, summary.removed, summary.bytes), (2, 0, 0, 7));
    assert!(summary.swapped);
    assert_eq!(site.read("a/b/index.html").as_deref(), Some("djup"));
    assert_eq!(verify(&site.target).expect("a manifest"), []);
}

#[test]
fn the_manifest_is_what_sha256sum_checks_and_knows_no_time_or_order() {
    let (one, other) = (Site::new(), Site::new());
    one.built(&[("a.html", "1"), ("b/c.html", "2")]);
    other.built(&[("b/c.html", "2")]);
    other.built(&[("b/c.html", "2"), ("a.html", "1")]);
    assert_eq!(one.read(MANIFEST), other.read(MANIFEST));
    let check =
        Command::new("sha256sum").args(["--check", "--strict", MANIFEST]).current_dir(&one.target).output();
    if let Ok(check) = check {
        assert!(check.status.success(), "{check:?}");
        assert_eq!(String::from_utf8_lossy(&check.stdout), "a.html: OK\nb/c.html: OK\n");
    }
}

#[test]
fn nothing_changed_nothing_is_swapped() {
    let site = Site::new();
    let files = [("index.html", "hej"), ("b.html", "b")];
    site.built(&files);
    let before = identity(&fs::metadata(&site.target).expect("there"));
    let summary = site.built(&files);
    assert_eq!((summary.written, summary.unchanged, summary.swapped), (0, 2, false));
    assert_eq!(identity(&fs::metadata(&site.target).expect("there")), before);
}

#[test]
fn unchanged_files_keep_time_and_inode_over_many_publications() {
    let site = Site::new();
    site.built(&[("same.html", "s"), ("page.html", "0")]);
    let before = identity(&site.stat("same.html"));
    for number in ["1", "2", "3", "2"] {
        let summary = site.built(&[("same.html", "s"), ("page.html", number)]);
        assert_eq!((summary.written, summary.unchanged), (1, 1));
        assert_eq!(identity(&site.stat("same.html")), before);
        assert_eq!(site.read("page.html").as_deref(), Some(number));
    }
}

#[test]
fn what_is_made_no_longer_goes_with_its_folders() {
    let site = Site::new();
    site.built(&[("a/b/old.html", "o"), ("keep.html", "k"), ("turn/x", "x")]);
    let summary = site.built(&[("keep.html", "k"), ("turn", "a file now")]);
    assert_eq!(summary.removed, 2);
    assert!(!site.target.join("a").exists());
    assert_eq!(site.read("turn").as_deref(), Some("a file now"));
    site.built(&[("keep.html", "k"), ("turn/x", "x")]);
    assert_eq!(site.read("turn/x").as_deref(), Some("x"));
    assert_eq!(verify(&site.target).expect("a manifest"), []);
}

#[test]
fn an_empty_folder_and_one_with_foreign_files_may_be_published_into() {
    let site = Site::new();
    fs::create_dir(&site.target).expect("made");
    site.built(&[("index.html", "1")]);

    let site = Site::new();
    site.foreign("theirs/readme", "t");
    let theirs = identity(&site.stat("theirs/readme"));
    site.built(&[("index.html", "1"), ("theirs/index.html", "ours")]);
    for number in ["2", "3", "4"] {
        site.built(&[("index.html", number)]);
        assert_eq!(identity(&site.stat("theirs/readme")), theirs);
        assert!(!site.target.join("theirs/index.html").exists());
    }
}

#[test]
fn foreign_files_that_come_change_and_go_between_builds_are_followed() {
    let site = Site::new();
    site.built(&[("index.html", "1")]);
    site.foreign("late.txt", "1");
    site.built(&[("index.html", "2")]);
    fs::remove_file(site.target.join("late.txt")).expect("removed");
    site.foreign("late.txt", "2");
    site.built(&[("index.html", "3")]);
    assert_eq!(site.read("late.txt").as_deref(), Some("2"));
    fs::remove_file(site.target.join("late.txt")).expect("removed");
    for number in ["4", "5", "6"] {
        site.built(&[("index.html", number)]);
        assert!(!site.target.join("late.txt").exists(), "came back");
    }
}

#[test]
fn a_foreign_file_in_the_way_is_named_and_nothing_changes() {
    let cases: [(&str, &str, &str, ForeignKind); 4] = [
        ("new.html", "new.html", "new.html", ForeignKind::File),
        ("a", "a/index.html", "a", ForeignKind::File),
        ("b/theirs.txt", "b", "b", ForeignKind::Folder),
        (MANIFEST, "x.html", MANIFEST, ForeignKind::File),
    ];
    for (theirs, ours, named, kind) in cases {
        let site = Site::new();
        if theirs != MANIFEST {
            site.built(&[("index.html", "1")]);
        }
        site.foreign(theirs, "t");
        let error = site.build(&[("index.html", "2"), (ours, "o")]).expect_err("in the way");
        let PublishError::Foreign { path, kind: found, .. } = &error else { panic!("{error:?}") };
        assert_eq!((path, *found), (&site.target.canonicalize().expect("real").join(named), kind));
        assert_eq!(site.read(theirs).as_deref(), Some("t"));
        assert_ne!(site.read("index.html").as_deref(), Some("2"));
    }
}

#[test]
fn a_file_changed_by_hand_is_mended_and_the_hands_bytes_are_kept() {
    let site = Site::new();
    let files = [("index.html", "ours"), ("b.html", "b")];
    site.built(&files);
    fs::write(site.target.join("index.html"), "THEM").expect("written");
    age(&site.target.join("index.html"));
    let summary = site.built(&files);
    assert_eq!((summary.written, summary.unchanged, summary.swapped), (1, 1, true));
    assert_eq!(site.read("index.html").as_deref(), Some("ours"));
    let [kept] = &summary.set_aside[..] else { panic!("{summary:?}") };
    assert_eq!(fs::read_to_string(kept).expect("kept"), "THEM");
    // The next publication must not bring the hand's bytes back from the older tree.
    site.built(&[("index.html", "ours"), ("b.html", "c")]);
    site.built(&[("index.html", "ours"), ("b.html", "d")]);
    assert_eq!(verify(&site.target).expect("a manifest"), []);
}

#[test]
fn a_deleted_page_and_a_changed_manifest_are_mended() {
    let site = Site::new();
    let files = [("index.html", "ours"), ("b.html", "b")];
    site.built(&files);
    fs::remove_file(site.target.join("b.html")).expect("removed");
    assert_eq!(verify(&site.target).expect("a manifest"), [Fault::Missing("b.html".into())]);
    assert!(site.built(&files).swapped);
    for text in ["", "# insyn"] {
        fs::write(site.target.join(MANIFEST), text).expect("written");
        assert!(site.built(&files).swapped);
        assert_eq!(verify(&site.target).expect("a manifest"), []);
    }
}

#[test]
fn a_touched_file_with_the_same_bytes_is_unchanged() {
    let site = Site::new();
    site.built(&[("index.html", "ours")]);
    age(&site.target.join("index.html"));
    let before = identity(&site.stat("index.html"));
    assert!(!site.built(&[("index.html", "ours")]).swapped);
    site.built(&[("index.html", "ours"), ("b.html", "b")]);
    assert_eq!(identity(&site.stat("index.html")), before);
}

#[test]
fn a_lost_sidecar_is_made_good_from_the_manifest() {
    let site = Site::new();
    site.built(&[("index.html", "1"), ("old.html", "o")]);
    fs::remove_dir_all(site.sidecar()).expect("removed");
    assert!(!site.built(&[("index.html", "1"), ("old.html", "o")]).swapped);
    fs::remove_dir_all(site.sidecar()).expect("removed");
    let summary = site.built(&[("index.html", "1"), ("new.html", "n")]);
    assert_eq!((summary.written, summary.unchanged, summary.removed), (1, 1, 1));
    assert!(!site.target.join("old.html").exists());
}

#[test]
fn a_deleted_target_is_published_anew() {
    let site = Site::new();
    site.built(&[("index.html", "1"), ("gone.html", "g")]);
    site.built(&[("index.html", "2"), ("gone.html", "g")]);
    fs::remove_dir_all(&site.target).expect("removed");
    site.built(&[("index.html", "3")]);
    assert_eq!(verify(&site.target).expect("a manifest"), []);
}

#[test]
fn a_second_build_is_refused_while_the_first_runs() {
    let site = Site::new();
    let first = Staging::open(&site.target).expect("claimed");
    assert!(matches!(Staging::open(&site.target), Err(PublishError::Busy(_))));
    first.abandon();
    site.built(&[("index.html", "1")]);
}

#[test]
fn an_abandoned_build_leaves_site_and_folder_as_they_were() {
    let site = Site::new();
    site.built(&[("index.html", "1")]);
    let staging = Staging::open(&site.target).expect("claimed");
    staging.put(&cleared("index.html", b"2")).expect("put");
    drop(staging);
    assert_eq!(site.read("index.html").as_deref(), Some("1"));
    assert!(!site.sidecar().join("tree").exists());
    site.built(&[("index.html", "3")]);
}

#[test]
fn a_file_that_both_trees_share_is_not_written_through() {
    let site = Site::new();
    for number in ["1", "2", "3"] {
        site.built(&[("shared.html", "old"), ("index.html", number)]);
    }
    let staging = Staging::open(&site.target).expect("claimed");
    staging.put(&cleared("shared.html", b"new")).expect("put");
    assert_eq!(site.read("shared.html").as_deref(), Some("old"));
}

#[test]
fn names_and_own_collisions_are_refused() {
    let site = Site::new();
    let staging = Staging::open(&site.target).expect("claimed");
    for path in ["../out.html", "/etc/x", "År.html", MANIFEST] {
        assert!(matches!(staging.put(&cleared(path, b"x")), Err(PublishError::Name { .. })), "{path}");
    }
    staging.put(&cleared("a", b"x")).expect("put");
    assert!(matches!(staging.put(&cleared("a", b"y")), Err(PublishError::Twice(_))));
    drop(staging);
    let both = site.build(&[("b", "x"), ("b-c", "x"), ("b.d", "x"), ("c/x", "x"), ("b/x", "x")]);
    assert!(both.is_err(), "{both:?}");
    assert!(!site.target.exists());
}

#[test]
fn large_files_are_compared_and_summed() {
    let site = Site::new();
    let appendix = "x".repeat(200_000);
    for swapped in [true, false] {
        assert_eq!(site.built(&[("a/bilaga.pdf", &appendix)]).swapped, swapped);
        let manifest = site.read(MANIFEST).expect("a manifest");
        let sum = "91e3faafd322bcdf160f3f0ce886acb092b9b9e2a1e8526b40f21a8898a8700b";
        assert!(
            manifest.lines().any(|line| line.contains(sum) && line.contains("a/bilaga.pdf")),
            "{manifest}"
        );
    }
}

#[test]
fn many_threads_put_at_once() {
    let site = Site::new();
    for round in 0..3 {
        let staging = Staging::open(&site.target).expect("claimed");
        std::thread::scope(|scope| {
            for thread in 0..4 {
                let staging = &staging;
                scope.spawn(move || {
                    for page in 0..300 {
                        let bytes = if page % 10 == 0 { round } else { 0 };
                        staging
                            .put(&cleared(&format!("n{page}/{round}/t{thread}.html"), &[bytes]))
                            .expect("put");
                        staging.put(&cleared(&format!("same/{page}/t{thread}.html"), &[bytes])).expect("put");
                    }
                });
            }
        });
        staging.commit().expect("published");
        assert_eq!(verify(&site.target).expect("a manifest"), []);
    }
}

#[test]
fn what_is_no_folder_is_refused() {
    let site = Site::new();
    fs::write(&site.target, "a file").expect("written");
    assert!(matches!(site.build(&[("index.html", "1")]), Err(PublishError::TargetNotFolder(_))));
    assert_eq!(fs::read_to_string(&site.target).expect("there"), "a file");
    let below = build(&site.target.join("deeper/public"), &[("index.html", "1")]);
    assert!(matches!(below, Err(PublishError::Io { .. } | PublishError::TargetNotFolder(_))), "{below:?}");
    assert!(matches!(Staging::open(Path::new("/")), Err(PublishError::TargetHasNoParent(_))));
}

#[test]
fn an_obstacle_in_the_sidecar_is_an_error_and_the_site_stays() {
    let site = Site::new();
    site.built(&[("index.html", "1")]);
    fs::create_dir(site.sidecar().join("half-written")).expect("made");
    let error = site.build(&[("index.html", "2")]).expect_err("can't be recorded");
    assert!(matches!(error, PublishError::Io { .. }), "{error:?}");
    assert_eq!(site.read("index.html").as_deref(), Some("1"));
    fs::remove_dir(site.sidecar().join("half-written")).expect("removed");
    site.built(&[("index.html", "2")]);
}

#[test]
fn overlaps_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |path: &str| folder.path().join(path);
    fs::create_dir_all(at("site/content")).expect("made");
    let overlap = |content: &str, target: &str| overlaps(&at(content), &at(target)).expect("read");
    assert_eq!(overlap("site/content", "site/public"), None);
    assert_eq!(overlap("site/content", "site/content-public"), None);
    assert_eq!(overlap("site/content", "site"), Some(Overlap::TargetHoldsContent));
    assert_eq!(overlap("site/content", "site/content/public/"), Some(Overlap::ContentHoldsTarget));
    assert_eq!(overlap("site/content", "site/content/."), Some(Overlap::Same));
}

#[test]
fn a_target_may_be_named_with_dots_and_slashes() {
    let site = Site::new();
    site.built(&[("index.html", "1")]);
    for (name, number) in [("public/", "2"), ("./public", "3"), ("public/.", "4"), ("public/../public", "5")]
    {
        build(&site.folder.path().join(name), &[("index.html", number)]).expect("published");
        assert_eq!(site.read("index.html").as_deref(), Some(number));
    }
    assert_eq!(fs::read_dir(site.folder.path()).expect("read").count(), 2);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn a_target_may_be_a_link_and_even_a_dangling_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let (real, link) = (folder.path().join("deep/real"), folder.path().join("link"));
        symlink("deep/real", &link).expect("linked");
        for number in ["1", "2"] {
            build(&link, &[("index.html", number)]).expect("published");
            assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
            assert_eq!(fs::read_to_string(real.join("index.html")).expect("there"), number);
        }
    }

    #[test]
    fn foreign_names_links_folders_and_pipes_stay() {
        let site = Site::new();
        site.built(&[("index.html", "1")]);
        let odd = site.target.join(OsStr::from_bytes(b"odd-\xff\xfe"));
        fs::write(&odd, "odd").expect("written");
        fs::create_dir_all(site.target.join("empty/folder")).expect("made");
        fs::create_dir(site.target.join("closed")).expect("made");
        fs::write(site.target.join("closed/file"), "c").expect("written");
        fs::set_permissions(site.target.join("closed"), fs::Permissions::from_mode(0o555)).expect("set");
        symlink("/nowhere", site.target.join("dangling")).expect("linked");
        symlink("..", site.target.join("up")).expect("linked");
        let pipe = Command::new("mkfifo").arg(site.target.join("pipe")).status();
        for number in ["2", "3", "4"] {
            site.built(&[("index.html", number)]);
            assert_eq!(fs::read_to_string(&odd).expect("there"), "odd");
            assert!(site.target.join("empty/folder").is_dir());
            assert_eq!(site.stat("closed").permissions().mode() & 0o777, 0o555);
            assert_eq!(site.read("closed/file").as_deref(), Some("c"));
            assert_eq!(fs::read_link(site.target.join("dangling")).expect("a link"), Path::new("/nowhere"));
            assert_eq!(fs::read_link(site.target.join("up")).expect("a link"), Path::new(".."));
            assert!(pipe.is_err() || site.target.join("pipe").exists());
        }
        fs::set_permissions(site.target.join("closed"), fs::Permissions::from_mode(0o755)).expect("set");
    }

    #[test]
    fn nothing_is_written_through_a_foreign_link() {
        let site = Site::new();
        site.built(&[("index.html", "1")]);
        let elsewhere = site.folder.path().join("elsewhere");
        fs::create_dir(&elsewhere).expect("made");
        symlink(&elsewhere, site.target.join("a")).expect("linked");
        let error = site.build(&[("index.html", "2"), ("a/b.html", "b")]).expect_err("in the way");
        assert!(matches!(error, PublishError::Foreign { kind: ForeignKind::Link, .. }), "{error:?}");
        assert_eq!(fs::read_dir(&elsewhere).expect("read").count(), 0);
    }

    #[test]
    fn the_targets_permissions_stay_and_the_sidecar_is_private() {
        let site = Site::new();
        site.built(&[("index.html", "1")]);
        fs::set_permissions(&site.target, fs::Permissions::from_mode(0o2750)).expect("set");
        site.built(&[("index.html", "2")]);
        assert_eq!(site.stat("").permissions().mode() & 0o7777, 0o2750);
        let sidecar = fs::metadata(site.sidecar()).expect("there");
        assert_eq!(sidecar.permissions().mode() & 0o777, 0o700);
    }
}

#[test]
fn a_reader_never_misses_the_site() {
    let site = Site::new();
    site.foreign("theirs.txt", "t");
    site.built(&[("index.html", "0")]);
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut missed = 0;
            while !is_over.load(Ordering::Relaxed) {
                missed += usize::from(site.read("index.html").is_none());
                missed += usize::from(site.read("theirs.txt").is_none());
            }
            missed
        });
        let builds = std::panic::catch_unwind(|| {
            for number in 1..100 {
                site.built(&[("index.html", &number.to_string())]);
            }
        });
        is_over.store(true, Ordering::Relaxed);
        let missed = reader.join().expect("read");
        builds.expect("all built");
        // Only where trees can be exchanged is there no instant without a target.
        assert!(!cfg!(target_os = "linux") || missed == 0, "missed {missed} times");
    });
}

const CHILD: &str = "INSYN_KILLED_CHILD";
/// Files of an edition in the kill test.
const PAGES: usize = 40;

fn edition(number: u32) -> Vec<(String, String)> {
    let mut files = vec![("index.html".to_owned(), number.to_string())];
    for page in 0..PAGES {
        let text = if page % 4 == 0 {
            "the same in all editions".to_owned()
        } else {
            format!("{number} ").repeat(300)
        };
        files.push((format!("p{page}/index.html"), text));
    }
    files.push((format!("only-{number}/index.html"), String::new()));
    files
}

/// Not a test of its own: the process that is killed. Publishes edition after edition for as long as it lives.
#[test]
fn child_that_publishes_until_killed() {
    let Some(target) = std::env::var_os(CHILD) else { return };
    let target = PathBuf::from(target);
    let standing = fs::read_to_string(target.join("index.html")).ok().and_then(|text| text.parse().ok());
    for number in standing.unwrap_or(0) + 1.. {
        let files = edition(number);
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let summary = build(&target, &files).expect("published");
        assert!(summary.untidy.is_none(), "{summary:?}");
    }
}

/// The number of the edition that stands there, after a check that it stands there whole and alone.
fn whole_edition(site: &Site) -> u32 {
    let number = site.read("index.html").and_then(|text| text.parse().ok()).expect("a start page");
    for (path, text) in edition(number) {
        assert!(site.read(&path).is_some_and(|found| found == text), "{path} of edition {number}");
    }
    let faults = verify(&site.target).expect("a manifest");
    assert_eq!(faults, [Fault::NotListed("theirs".into()), Fault::NotListed("theirs/file.txt".into())]);
    assert_eq!(site.read("theirs/file.txt").as_deref(), Some("t"));
    number
}

#[test]
fn killed_at_random_moments_the_old_or_the_new_site_stands_whole() {
    let kills = std::env::var("INSYN_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(20_u32);
    let site = Site::new();
    site.foreign("theirs/file.txt", "t");
    let first = edition(1);
    site.built(&first.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect::<Vec<_>>());
    let (mut last, mut random, mut busy) = (1_u32, u64::from(std::process::id()), 0);
    for _ in 0..kills {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut child = Command::new(std::env::current_exe().expect("this test"))
            .args(["--exact", "child_that_publishes_until_killed", "--nocapture"])
            .env(CHILD, &site.target)
            .stdout(Stdio::null())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("a child");
        // On a busy machine a child may take long to start: the delay counts from its first publication.
        while site.read("index.html") == Some(last.to_string()) {
            assert!(child.try_wait().expect("waited").is_none(), "the child failed by itself");
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_micros((random >> 33) % 40_000));
        assert!(child.try_wait().expect("waited").is_none(), "the child failed by itself");
        child.kill().expect("killed");
        child.wait().expect("waited");
        busy += u32::from(site.sidecar().join("swapping").exists());
        let now = whole_edition(&site);
        assert!(now >= last, "edition {now} after {last}");
        last = now;
    }
    let _ = writeln!(
        std::io::stderr(),
        "{kills} kills, {last} editions, {busy} kills while a tree was being completed"
    );
    assert!(last > kills, "each child published at least once");
    site.built(&[("index.html", "the end")]);
    assert_eq!(site.read("theirs/file.txt").as_deref(), Some("t"));
}
