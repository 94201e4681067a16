//! `insyn redirect`: says where an older address leads, in `register/omdirigeringar.yaml`. Writes that file alone, and
//! only when the content has no error with it that it had not before.

use std::path::Path;

use super::{Exit, exit_of, print_findings, read, say, write};
use crate::cli::{ContentArgs, RedirectArgs};
use crate::diagnostic::{AddressProblem, Diagnostic, Place, Problem, has_errors};
use crate::model::addresses::Address;
use crate::source::Sources;

/// Below the content folder.
const REGISTER: &str = "register/omdirigeringar.yaml";

const HEAD: &str = "\
# Äldre adresser: till: vart de leder nu, borta: varför sidan är borta för gott. Skrivs av insyn redirect och för hand.
omdirigeringar:
";

/// Runs the command.
pub fn run(arguments: &RedirectArgs) -> Exit {
    let content = &ContentArgs {
        content: arguments.folder.clone(),
        date: None,
        format: arguments.format,
        strict: false,
        lang: arguments.lang,
        threads: 0,
    };
    let refused = |problem: Problem, sources: &Sources| {
        let found = [Diagnostic::new(problem, Place::Run)];
        print_findings(content, sources, &found);
        match exit_of(&found, false) {
            Exit::Fine => Exit::Content,
            exit => exit,
        }
    };
    let nothing = Sources::default();
    let (row, told) = match row(arguments) {
        Ok(row) => row,
        Err(problem) => return refused(problem.into(), &nothing),
    };
    let path = content.content.join(REGISTER);
    let before = match write::text(&path) {
        Ok(before) => before,
        Err(problem) => return refused(problem.into(), &nothing),
    };
    let mut after = before.clone().unwrap_or_else(|| HEAD.to_owned());
    if !after.ends_with('\n') {
        after.push('\n');
    }
    after.push_str(&row);
    if let Err(problem) = write::whole(&path, &after) {
        return refused(problem.into(), &nothing);
    }
    let read = read(content, false, |_| {});
    // Faults that have nothing to do with addresses are not this command's to tell.
    let own = |one: &&Diagnostic| {
        let here = one.place.file().is_some_and(|file| read.sources.file(file).path == REGISTER);
        here || matches!(&one.place, Place::Path(path) if path == REGISTER)
    };
    let wrong: Vec<Diagnostic> = read.diagnostics.iter().filter(own).cloned().collect();
    if has_errors(&wrong) {
        if let Err(problem) = put_back(&path, before.as_deref()) {
            return refused(problem.into(), &nothing);
        }
        print_findings(content, &read.sources, &wrong);
        return Exit::Content;
    }
    say(&format!("{REGISTER}: {told}"));
    Exit::Fine
}

fn put_back(path: &Path, before: Option<&str>) -> Result<(), crate::diagnostic::PublishProblem> {
    match before {
        Some(before) => write::whole(path, before),
        // An empty list is the same as no file, and the next row goes there.
        None => write::whole(path, HEAD),
    }
}

/// The row, and what to say of it. Addresses are read here without the site's base: whole ones are written as they are.
fn row(arguments: &RedirectArgs) -> Result<(String, String), AddressProblem> {
    let plain = |written: &str| {
        if written.contains("://") {
            return Ok(written.to_owned());
        }
        let read = Address::read(written, "\u{0}")
            .ok_or_else(|| AddressProblem::NotOfTheSite { written: written.to_owned() });
        read.map(|address| address.to_string())
    };
    let from = plain(&arguments.old)?;
    match (&arguments.new, &arguments.gone) {
        (Some(new), None) => {
            let to = plain(new)?;
            Ok((
                format!("  - {{från: {}, till: {}}}\n", quoted(&from), quoted(&to)),
                format!("{from} → {to}"),
            ))
        }
        (None, Some(reason)) if !reason.trim().is_empty() => {
            let row = format!("  - {{från: {}, borta: {}}}\n", quoted(&from), quoted(reason.trim()));
            Ok((row, format!("{from} – {}", reason.trim())))
        }
        _ => Err(AddressProblem::ToOrGone),
    }
}

/// A text as YAML takes it whatever it holds.
fn quoted(text: &str) -> String {
    crate::json::to_string(&text)
}
