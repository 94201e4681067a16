//! `insyn redirect`: says where an older address leads, in `register/omdirigeringar.yaml`. Writes that file alone, and
//! only once the content with the new row has been found to have no error in that file.

use std::path::{Path, PathBuf};

use super::{Exit, exit_of, print_findings, read_amended, say, write};
use crate::cli::{ContentArgs, RedirectArgs};
use crate::diagnostic::{AddressProblem, Diagnostic, Place, Problem, has_errors};
use crate::model::addresses::{Address, has_query};
use crate::source::{SourceKind, Sources};

/// Below the content folder.
const REGISTER: &str = "register/omdirigeringar.yaml";

const HEAD: &str = "\
# Äldre adresser: till: vart de leder nu, borta: varför sidan är borta för gott. Skrivs av insyn redirect och för hand.
omdirigeringar:
";

/// Runs the command.
pub fn run(arguments: &RedirectArgs) -> Exit {
    // With --borta there is no new address: what stands in its place is the folder.
    let (new, below) = match (&arguments.gone, &arguments.new, &arguments.below) {
        (Some(_), Some(folder), None) if arguments.folder.is_none() && Path::new(folder).is_dir() => {
            (None, Some(PathBuf::from(folder)))
        }
        (_, new, below) => (new.as_deref(), below.clone()),
    };
    let folder = arguments.folder.clone().or(below).unwrap_or_else(|| PathBuf::from("content"));
    let content = &ContentArgs {
        content: folder,
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
    let (row, told) = match row(arguments, new) {
        Ok(row) => row,
        Err(problem) => return refused(problem.into(), &nothing),
    };
    let path = content.content.join(REGISTER);
    let before = match write::text(&path) {
        Ok(before) => before,
        Err(problem) => return refused(problem.into(), &nothing),
    };
    let longer = |text: Option<&str>| {
        let text = text.unwrap_or(HEAD);
        let end = if text.ends_with('\n') { "" } else { "\n" };
        format!("{text}{end}{row}")
    };
    // What the program has read is amended as it was read (line ends made one, no mark of order); the file itself keeps its own.
    let amend = |sources: &mut Sources| {
        let text = sources.files.iter().find(|file| file.path == REGISTER).map(|file| file.text.get());
        let text = longer(text.as_deref());
        sources.put_text(REGISTER, SourceKind::Redirects, text);
    };
    let read = read_amended(content, false, amend, |_| {});
    // Faults that have nothing to do with addresses are not this command's to tell.
    let own = |one: &&Diagnostic| {
        let here = one.place.file().is_some_and(|file| read.sources.file(file).path == REGISTER);
        here || matches!(&one.place, Place::Path(path) if path == REGISTER)
    };
    let wrong: Vec<Diagnostic> = read.diagnostics.iter().filter(own).cloned().collect();
    if has_errors(&wrong) {
        print_findings(content, &read.sources, &wrong);
        return Exit::Content;
    }
    if let Err(problem) = write::whole(&path, &longer(before.as_deref())) {
        return refused(problem.into(), &nothing);
    }
    say(&format!("{REGISTER}: {told}"));
    Exit::Fine
}

/// The row, and what to say of it. Addresses are read here without the site's base: whole ones are written as they are.
fn row(arguments: &RedirectArgs, new: Option<&str>) -> Result<(String, String), AddressProblem> {
    let plain = |written: &str| {
        if written.contains("://") {
            return Ok(written.to_owned());
        }
        if has_query(written) {
            return Err(AddressProblem::QueryInAddress { written: written.to_owned() });
        }
        let read = Address::read(written, "\u{0}")
            .ok_or_else(|| AddressProblem::NotOfTheSite { written: written.to_owned() });
        read.map(|address| address.to_string())
    };
    let from = plain(&arguments.old)?;
    match (new, &arguments.gone) {
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
