//! A site in a folder of its own, the real program run on it, and whole trees to compare. Owns no content
//! and no expectation.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Files below a folder by their path with `/`, with their bytes.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// A folder with `content/` in it, where the program is run; it publishes into `public/`.
pub(crate) struct Site {
    folder: tempfile::TempDir,
}

/// How a run ended and what it said.
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Site {
    /// Lays the files below `content/`.
    pub(crate) fn new(files: impl IntoIterator<Item = (impl AsRef<str>, impl AsRef<[u8]>)>) -> Self {
        let site = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(site.at("content")).unwrap();
        for (path, content) in files {
            site.put(&format!("content/{}", path.as_ref()), content);
        }
        site
    }

    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn put(&self, path: &str, content: impl AsRef<[u8]>) {
        let at = self.at(path);
        fs::create_dir_all(at.parent().unwrap()).unwrap();
        fs::write(at, content).unwrap();
    }

    /// The program with these arguments, run in the site's folder, not yet started.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_insyn"));
        command.args(arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        command.env_remove("COLUMNS").env_remove("NO_COLOR");
        command
    }

    pub(crate) fn insyn(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments).output().unwrap())
    }

    /// Builds, with further arguments, and expects that all goes well and in silence.
    pub(crate) fn build(&self, further: &[&str]) -> Tree {
        let run = self.insyn(&[&["build"], further].concat());
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{}", run.out);
        self.published()
    }

    pub(crate) fn published(&self) -> Tree {
        tree(&self.at("public"))
    }
}

impl Run {
    pub(crate) fn of(output: Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// All files below a folder; none where there is no folder.
pub(crate) fn tree(folder: &Path) -> Tree {
    let mut found = Tree::new();
    collect(folder, "", &mut found);
    found
}

fn collect(folder: &Path, above: &str, found: &mut Tree) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let entry = entry.unwrap();
        let path = format!("{above}{}", entry.file_name().to_string_lossy());
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), &format!("{path}/"), found);
        } else {
            found.insert(path, fs::read(entry.path()).unwrap());
        }
    }
}
