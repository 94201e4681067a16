//! Writes a site of the benchmarks to a folder: `cargo run --release --example corpus -- 10000 FOLDER`; with `--hugo`
//! after it the same for Hugo.

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let reports = arguments.next().and_then(|number| number.parse().ok());
    let (Some(reports), Some(folder)) = (reports, arguments.next().map(PathBuf::from)) else {
        drop(std::io::stderr().write_all(b"corpus REPORTS FOLDER [--hugo]\n"));
        return ExitCode::from(2);
    };
    let for_hugo = arguments.next().is_some_and(|last| last == "--hugo");
    let files = if for_hugo { corpus::site_for_hugo(reports) } else { corpus::site(reports) };
    for (path, bytes) in files {
        let at = folder.join(path);
        let made = at.parent().map_or(Ok(()), std::fs::create_dir_all);
        if made.and_then(|()| std::fs::write(&at, bytes)).is_err() {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
