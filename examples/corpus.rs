//! Writes a site of the benchmarks to a folder: `cargo run --release --example corpus -- 10000 FOLDER`.

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let reports = arguments.next().and_then(|number| number.parse().ok());
    let (Some(reports), Some(folder)) = (reports, arguments.next().map(PathBuf::from)) else {
        drop(std::io::Write::write_all(&mut std::io::stderr(), b"corpus REPORTS FOLDER\n"));
        return ExitCode::from(2);
    };
    for (path, bytes) in corpus::site(reports) {
        let at = folder.join(path);
        let made = at.parent().map_or(Ok(()), std::fs::create_dir_all);
        if made.and_then(|()| std::fs::write(&at, bytes)).is_err() {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
