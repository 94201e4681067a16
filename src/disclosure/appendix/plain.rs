//! CSV and plain text: UTF-8 without a byte order mark and without control characters, otherwise as it stands.
//!
//! A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@` as a formula, and one from a web site may
//! fetch or start things. A cell that would do so is refused; a number with its sign, a dash for a missing value
//! and a text after a dash are none.

use super::Job;
use crate::diagnostic::{AppendixProblem, Spot};

pub(super) fn clean(bytes: &[u8], is_table: bool, job: &mut Job) -> Option<Vec<u8>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let line = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
            job.add(|file| AppendixProblem::NotText { file, spot: Spot::Line(line) });
            return None;
        }
    };
    for (number, line) in (1..).zip(text.split('\n')) {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if line.chars().any(|one| one.is_control() && one != '\t' || one == '\u{feff}') {
            job.add(|file| AppendixProblem::NotText { file, spot: Spot::Line(number) });
        }
        if is_table && line.split([',', ';', '\t']).any(is_formula) {
            job.add(|file| AppendixProblem::Formula { file, spot: Spot::Line(number) });
        }
    }
    job.text.push_str(text);
    Some(bytes.to_vec())
}

fn is_formula(cell: &str) -> bool {
    let cell = cell.trim_start_matches([' ', '"']);
    match cell.as_bytes().first() {
        Some(b'=') => true,
        Some(b'+' | b'-' | b'@') => cell[1..].contains(['(', '|', '!']),
        _ => false,
    }
}
