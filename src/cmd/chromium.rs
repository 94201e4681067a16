//! Chromium as a press, and as what draws a chart's picture: the one module that starts a program. Finds it, gives it a folder
//! of its own with the page and what the page needs, keeps it off the network and within a time. Owns no page and no PDF's content.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::diagnostic::PrintProblem;
use crate::print::{Press, PressFault, Sheet};

/// The variable that says where it is.
const VARIABLE: &str = "CHROMIUM";
/// What it is called, in the order in which it is looked for.
const NAMES: [&str; 6] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"];
/// A print of a long report takes a few seconds.
const LIMIT: Duration = Duration::from_secs(120);
/// How often it is asked whether it is done.
const PAUSE: Duration = Duration::from_millis(15);
/// So much of what it said last is told.
const TOLD: usize = 300;

/// A Chromium that was found.
pub(super) struct Chromium {
    program: PathBuf,
    /// Everything that is laid for it, gone afterwards.
    folder: Folder,
    prints: AtomicUsize,
    limit: Duration,
}

/// A folder that nobody else can read, removed when it is no longer needed.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

impl Chromium {
    /// Finds it: where `told` says, else where the variable says, else by its names in `PATH`.
    pub(super) fn find(told: Option<&Path>) -> Result<Self, PrintProblem> {
        let variable = std::env::var_os(VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from);
        let stated = told.map(Path::to_path_buf).or(variable);
        let program = match &stated {
            Some(path) => located(path),
            None => NAMES.iter().find_map(|name| located(Path::new(name))),
        };
        let tried = || stated.as_ref().map_or_else(|| NAMES.join(", "), |path| path.display().to_string());
        let program = program.ok_or_else(|| PrintProblem::NoBrowser { tried: tried() })?;
        let folder = Folder::new()
            .map_err(|error| PrintProblem::Failed { report: "/".to_owned(), reason: error.to_string() })?;
        Ok(Self { program, folder, prints: AtomicUsize::new(0), limit: LIMIT })
    }

    /// An SVG of a `size` in its own units, as PNG so many pixels wide.
    pub(super) fn picture(&self, svg: &[u8], size: (u32, u32), width: u32) -> Result<Vec<u8>, PressFault> {
        let failed = |error: io::Error| PressFault::Failed(error.to_string());
        let number = self.prints.fetch_add(1, Ordering::Relaxed);
        let folder = Folder(self.folder.0.join(number.to_string()));
        fs::create_dir(&folder.0).map_err(failed)?;
        let (drawn, made) = (folder.0.join("diagram.svg"), folder.0.join("diagram.png"));
        fs::write(&drawn, svg).map_err(failed)?;
        let asked = [
            "--hide-scrollbars".to_owned(),
            format!("--force-device-scale-factor={}", f64::from(width) / f64::from(size.0.max(1))),
            format!("--window-size={},{}", size.0, size.1),
            format!("--screenshot={}", made.display()),
        ];
        self.run(&folder.0, &drawn, &made, &asked)?;
        let bytes = fs::read(&made).map_err(failed)?;
        let height = u64::from(size.1) * u64::from(width) / u64::from(size.0.max(1));
        // A browser that can't make it so large makes it smaller without a word.
        let whole =
            pixels(&bytes).is_some_and(|its| its.0 == width && u64::from(its.1).abs_diff(height) <= 1);
        if whole { Ok(bytes) } else { Err(PressFault::Failed("a picture of another size".to_owned())) }
    }

    /// Starts it with what is `asked` of it besides a page; `made` is the file that it is to make.
    fn run(&self, folder: &Path, page: &Path, made: &Path, asked: &[String]) -> Result<(), PressFault> {
        let failed = |error: io::Error| PressFault::Failed(error.to_string());
        let said = folder.join("said");
        let mut command = Command::new(&self.program);
        command
            .args(["--headless", "--disable-gpu"])
            .args(asked)
            // Nothing is asked of any network: no name has an address, and no proxy answers.
            .args(["--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=http://127.0.0.1:9"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .args(["--disable-extensions", "--disable-default-apps", "--no-first-run", "--mute-audio"])
            .args(["--no-default-browser-check", "--disable-dev-shm-usage", "--force-color-profile=srgb"])
            .args(["--font-render-hinting=none", "--lang=sv"])
            .arg(format!("--user-data-dir={}", folder.join("profile").display()))
            // It won't work as root with its sandbox; nothing but the site's own page is shown to it.
            .args(self.folder.is_roots().then_some("--no-sandbox"))
            .arg(page)
            .env("TZ", "UTC")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(fs::File::create(&said).map_err(failed)?);
        let started = Instant::now();
        let mut child = command.spawn().map_err(failed)?;
        let status = loop {
            if let Some(status) = child.try_wait().map_err(failed)? {
                break status;
            }
            if started.elapsed() > self.limit {
                drop(child.kill());
                drop(child.wait());
                return Err(PressFault::Hung(self.limit.as_secs()));
            }
            thread::sleep(PAUSE);
        };
        if status.success() && made.is_file() {
            return Ok(());
        }
        let said = fs::read(&said).unwrap_or_default();
        let said = String::from_utf8_lossy(&said);
        let last = said.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let start = last.char_indices().rev().nth(TOLD).map_or(0, |(at, _)| at);
        Err(PressFault::Failed(format!("{status}; {}", &last[start..])))
    }
}

/// The width and height that a PNG says of itself.
fn pixels(png: &[u8]) -> Option<(u32, u32)> {
    let side = |at: usize| Some(u32::from_be_bytes(png.get(at..at + 4)?.try_into().ok()?));
    png.starts_with(b"\x89PNG\r\n\x1a\n").then_some(())?;
    Some((side(16)?, side(20)?))
}

impl Press for Chromium {
    fn print(&self, sheet: &Sheet<'_>) -> Result<Vec<u8>, PressFault> {
        let failed = |error: io::Error| PressFault::Failed(error.to_string());
        let number = self.prints.fetch_add(1, Ordering::Relaxed);
        let folder = Folder(self.folder.0.join(number.to_string()));
        let site = folder.0.join("site");
        for (path, bytes) in sheet
            .files
            .iter()
            .map(|(path, bytes)| (path, *bytes))
            .chain([(&sheet.page, sheet.html.as_bytes())])
        {
            let path = site.join(path);
            fs::create_dir_all(path.parent().unwrap_or(&site)).map_err(failed)?;
            fs::write(&path, bytes).map_err(failed)?;
        }
        let printed = folder.0.join("printed.pdf");
        let asked = [
            "--no-pdf-header-footer".to_owned(),
            "--export-tagged-pdf".to_owned(),
            "--generate-pdf-document-outline".to_owned(),
            format!("--print-to-pdf={}", printed.display()),
        ];
        self.run(&folder.0, &site.join(&sheet.page), &printed, &asked)?;
        fs::read(&printed).map_err(failed)
    }
}

impl Folder {
    fn new() -> io::Result<Self> {
        let start = std::env::temp_dir();
        // Whoever was here before under the same number may have left one, or somebody else may have laid one.
        for number in 0..1_000 {
            let path = start.join(format!("insyn-{}-{number}", std::process::id()));
            match private(&path) {
                Ok(()) => return Ok(Self(path)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::Error::from(io::ErrorKind::AlreadyExists))
    }

    /// Is it root who runs this? The folder is ours.
    #[cfg(unix)]
    fn is_roots(&self) -> bool {
        use std::os::unix::fs::MetadataExt as _;
        fs::metadata(&self.0).is_ok_and(|its| its.uid() == 0)
    }

    #[cfg(not(unix))]
    fn is_roots(&self) -> bool {
        false
    }
}

#[cfg(unix)]
fn private(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;
    fs::DirBuilder::new().mode(0o700).create(path)
}

#[cfg(not(unix))]
fn private(path: &Path) -> io::Result<()> {
    fs::create_dir(path)
}

/// The program at a path, or by its name in `PATH`.
fn located(program: &Path) -> Option<PathBuf> {
    if program.components().count() > 1 {
        return program.is_file().then(|| program.to_path_buf());
    }
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .flat_map(|folder| {
            let plain = folder.join(program);
            let windows = plain.with_extension("exe");
            [plain, windows]
        })
        .find(|candidate| candidate.is_file())
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;
    use std::sync::{Mutex, MutexGuard, PoisonError};

    use super::*;

    /// Tests that start programs do so one after the other: a folder that one has left may be named again by the next,
    /// and a script can't be started while another thread's new process still has it open.
    fn alone() -> MutexGuard<'static, ()> {
        static TURN: Mutex<()> = Mutex::new(());
        TURN.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A press that is a script.
    #[expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]
    fn press(script: &str, limit: Duration) -> (Folder, Chromium) {
        let folder = Folder::new().unwrap();
        let program = folder.0.join("chromium");
        fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        let mut found = Chromium::find(Some(&program)).unwrap();
        found.limit = limit;
        (folder, found)
    }

    fn sheet() -> Sheet<'static> {
        Sheet {
            files: vec![("tema/stil.css".into(), b"p{}")],
            page: "n/2023/r/index.html".into(),
            html: "<p>Hej</p>".into(),
        }
    }

    #[test]
    fn what_isnt_there_is_told_with_what_was_tried() {
        let found = Chromium::find(Some(Path::new("/finns/inte/chromium"))).map(|_| ());
        assert_eq!(found, Err(PrintProblem::NoBrowser { tried: "/finns/inte/chromium".into() }));
    }

    #[test]
    fn the_page_lies_beside_its_files_and_nothing_is_left() {
        let _turn = alone();
        let script = "for a in \"$@\"; do case $a in --print-to-pdf=*) out=${a#*=};; esac; page=$a; done; \
                      cat \"$page\" \"${page%/n/*}/tema/stil.css\" >\"$out\"";
        let (_kept, press) = press(script, LIMIT);
        assert_eq!(press.print(&sheet()), Ok(b"<p>Hej</p>p{}".to_vec()));
        let folder = press.folder.0.clone();
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
        drop(press);
        assert!(!folder.exists());
    }

    #[test]
    fn a_picture_has_the_size_that_was_asked_for() {
        let _turn = alone();
        let png = |height: &str| {
            let head = r"\211PNG\r\n\032\n\000\000\000\015IHDR\000\000\007\010\000\000";
            format!(
                "for a in \"$@\"; do case $a in --screenshot=*) out=${{a#*=}};; esac; done; \
                 printf '{head}{height}' >\"$out\""
            )
        };
        let (_kept, press) = press(&png(r"\005\033"), LIMIT);
        let made = press.picture(b"<svg/>", (1200, 871), 1800).unwrap();
        assert_eq!(pixels(&made), Some((1800, 1307)));
        assert_eq!(fs::read_dir(&press.folder.0).unwrap().count(), 0, "nothing is left");
        let (_kept, cut) = super::tests::press(&png(r"\005\000"), LIMIT);
        assert!(matches!(cut.picture(b"<svg/>", (1200, 871), 1800), Err(PressFault::Failed(_))));
    }

    #[test]
    fn one_that_fails_says_why_and_one_that_hangs_is_stopped() {
        let _turn = alone();
        let (_kept, failing) = press("echo 'no memory' >&2; exit 3", LIMIT);
        assert_eq!(failing.print(&sheet()), Err(PressFault::Failed("exit status: 3; no memory".into())));
        let (_kept, silent) = press("exit 0", LIMIT);
        assert!(matches!(silent.print(&sheet()), Err(PressFault::Failed(_))));
        let (_kept, hanging) = press("exec sleep 600", Duration::from_millis(200));
        assert_eq!(hanging.print(&sheet()), Err(PressFault::Hung(0)));
    }
}
