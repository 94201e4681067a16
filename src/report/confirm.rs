//! Warnings that somebody has looked at: their marks, and `bekräftat:` that names them. A mark is made of
//! what stands there, never of masked text, and of no line number, so that it outlives edits elsewhere.

use super::position::Resolved;
use super::{Locate, safe};
use crate::diagnostic::{
    Diagnostic, DomainProblem, FieldPath, PersonalDataProblem, Place, Problem, Severity,
};
use crate::digest::Digest;
use crate::source::{FileId, SourceKind, Sources};

/// How many hexadecimal digits a mark has.
const DIGITS: usize = 10;

/// A warning's mark: its own where it has one, else of its code, its file and the text of the line that it
/// points at. `None` for errors and for what no document can confirm.
///
/// A mark is a plain sum, which confirms guesses of what it is made of. It stands in the source and in
/// messages to whoever has the source, never in what is published.
pub fn hash(diagnostic: &Diagnostic, sources: &Sources, locate: Locate<'_>) -> Option<String> {
    let spent = matches!(
        diagnostic.problem,
        Problem::Domain(DomainProblem::SpentConfirmation { .. })
            | Problem::PersonalData(PersonalDataProblem::SpentAllowance { .. })
    );
    if diagnostic.severity() != Severity::Warning || spent {
        return None;
    }
    if diagnostic.place.file().is_some_and(|file| sources.file(file).kind == SourceKind::Plain) {
        return None;
    }
    if let Some(mark) = &diagnostic.mark {
        return Some(mark.clone());
    }
    let place = Resolved::of(&diagnostic.place, sources, locate);
    let path = place.path?;
    let line = match (place.file, place.start) {
        (Some(file), Some(start)) => {
            let file = sources.file(file);
            if !matches!(file.kind, SourceKind::Report | SourceKind::FreePage) {
                return None;
            }
            let shown = safe::unmasked(&file.text.get());
            shown.split('\n').nth(start.line - 1).unwrap_or_default().trim().to_owned()
        }
        _ => String::new(),
    };
    let told = format!("{}\n{path}\n{line}", diagnostic.problem.code());
    Some(Digest::of(told.as_bytes()).to_string()[..DIGITS].to_owned())
}

/// Takes away the warnings that their own file confirms, and adds a warning for each mark that confirms
/// nothing. A file beside a report is confirmed by that report.
///
/// `confirmed` holds each file's `bekräftat:` in its order.
pub fn confirm(
    diagnostics: Vec<Diagnostic>,
    sources: &Sources,
    locate: Locate<'_>,
    confirmed: &[(FileId, Vec<String>)],
) -> Vec<Diagnostic> {
    // Nothing is asked of findings where nobody speaks for any: to tell one's mark the whole of its file is read.
    if confirmed.is_empty() {
        return diagnostics;
    }
    let mut spent: Vec<Vec<bool>> = confirmed.iter().map(|(_, marks)| vec![true; marks.len()]).collect();
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(diagnostics.len());
    for diagnostic in diagnostics {
        let mut is_confirmed = false;
        if let Some(mark) = hash(&diagnostic, sources, locate) {
            for ((file, marks), spent) in confirmed.iter().zip(&mut spent) {
                if !speaks_for(*file, &diagnostic.place, sources) {
                    continue;
                }
                for (written, spent) in marks.iter().zip(spent) {
                    if *written == mark {
                        *spent = false;
                        is_confirmed = true;
                    }
                }
            }
        }
        if !is_confirmed {
            kept.push(diagnostic);
        }
    }
    for ((file, marks), spent) in confirmed.iter().zip(spent) {
        for (index, mark) in marks.iter().enumerate().filter(|(index, _)| spent[*index]) {
            let place = Place::value(*file, FieldPath::root().to("bekräftat").to(index));
            kept.push(Diagnostic::new(DomainProblem::SpentConfirmation { hash: mark.clone() }, place));
        }
    }
    kept
}

fn speaks_for(file: FileId, place: &Place, sources: &Sources) -> bool {
    let register = |kind| {
        use SourceKind::{Audits, Organisations, Redirects, Scales, Statement};
        matches!(kind, Organisations | Audits | Scales | Redirects | Statement)
    };
    match place {
        Place::Path(path) => {
            let folder = sources.file(file).path.rsplit_once('/').map_or("", |(folder, _)| folder);
            path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
        }
        _ => place.file().is_some_and(|of| {
            of == file || sources.file(file).kind == SourceKind::Site && register(sources.file(of).kind)
        }),
    }
}
