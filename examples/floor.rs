//! What no build can be faster than: reads all files below a folder and writes as many files of as many bytes as another holds,
//! on two threads. `cargo run --release --example floor -- CONTENT PUBLISHED TARGET`; prints seconds. Knows nothing of sites.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;
use std::time::Instant;

fn main() -> ExitCode {
    let folders: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [content, published, target] = &folders[..] else {
        drop(std::io::stderr().write_all(b"floor CONTENT PUBLISHED TARGET\n"));
        return ExitCode::from(2);
    };
    // What is to be written is known beforehand: a build knows it from what it has read.
    let wanted: Vec<(PathBuf, usize)> = files(published)
        .into_iter()
        .filter_map(|path| {
            let size = usize::try_from(fs::metadata(&path).ok()?.len()).ok()?;
            Some((target.join(path.strip_prefix(published).ok()?), size))
        })
        .collect();
    let most = wanted.iter().map(|(_, size)| *size).max().unwrap_or(0);
    let bytes = vec![b'a'; most];
    let started = Instant::now();
    let sources = files(content);
    let done = in_halves(&sources, |path| fs::read(path).is_ok())
        && in_halves(&wanted, |(path, size)| {
            let folder = path.parent().is_none_or(|folder| fs::create_dir_all(folder).is_ok());
            folder && fs::write(path, &bytes[..*size]).is_ok()
        });
    let line = format!("{:.3}\n", started.elapsed().as_secs_f64());
    drop(std::io::stdout().write_all(line.as_bytes()));
    if done { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn in_halves<T: Sync>(items: &[T], does: impl Fn(&T) -> bool + Sync) -> bool {
    let (one, other) = items.split_at(items.len() / 2);
    thread::scope(|scope| {
        let does = &does;
        let first = scope.spawn(move || one.iter().all(does));
        other.iter().all(does) && first.join().unwrap_or(false)
    })
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}
