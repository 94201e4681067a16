//! `insyn protect`: tables as JSON in, tables as they can be published out. Reads what it is given and writes
//! nothing but answers; owns no rule of protection.

use std::path::{Path, PathBuf};

use super::input::{self, Fault, is_stdin};
use super::{Exit, say, tell};
use crate::cli::ProtectArgs;
use crate::disclosure::suppress::interchange::{Answer, read};
use crate::parallel;

/// A table's text may have so many bytes.
const MOST_BYTES: usize = 16 << 20;

/// Runs the command. A table that can't be read doesn't keep the others from being answered.
pub fn run(arguments: &ProtectArgs) -> Exit {
    let stdin = [PathBuf::from("-")];
    let tables = if arguments.tables.is_empty() { &stdin[..] } else { &arguments.tables };
    if tables.iter().filter(|table| is_stdin(table)).count() > 1 {
        tell("insyn protect: - kan stå en gång");
        return Exit::Usage;
    }
    let mut exit = Exit::Fine;
    // Worse than unprotectable: an answer that isn't there at all.
    let worse = |one: Exit, other: Exit| {
        [Exit::Usage, Exit::Unprotectable]
            .into_iter()
            .find(|&exit| exit == one || exit == other)
            .unwrap_or(one)
    };
    for answer in parallel::map(tables, |table| answer(table)) {
        exit = match answer {
            Ok(Answer::Published(line)) => {
                say(&line);
                exit
            }
            Ok(Answer::Unprotectable(line)) => {
                say(&line);
                worse(exit, Exit::Unprotectable)
            }
            Err(lines) => {
                for line in &lines {
                    tell(line);
                }
                worse(exit, Exit::Usage)
            }
        };
    }
    exit
}

/// A table's answer, or what is wrong with it, with the file's name.
fn answer(path: &Path) -> Result<Answer, Vec<String>> {
    let name = input::name(path);
    let text = text(path).map_err(|message| vec![format!("{name}: {message}")])?;
    let told = |faults: Vec<_>| {
        faults
            .into_iter()
            .map(|fault: crate::disclosure::suppress::interchange::Fault| {
                let apart = if fault.at.is_some() { ":" } else { ": " };
                format!("{name}{apart}{fault}")
            })
            .collect::<Vec<_>>()
    };
    read(&text).map(|request| request.protect()).map_err(told)
}

fn text(path: &Path) -> Result<String, String> {
    let bytes = input::read(path, MOST_BYTES).map_err(|fault| match fault {
        Fault::Unreadable(reason) => format!("går inte att läsa: {reason}"),
        Fault::TooLarge => "filen är större än 16 MB".to_owned(),
    })?;
    String::from_utf8(bytes).map_err(|_| "filen är inte i UTF-8".to_owned())
}
