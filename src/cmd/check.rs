//! `insyn check`: everything a build checks, nothing written. Pages are rendered and thrown away, so that a
//! theme that fails on one page is found here too.

use std::collections::BTreeSet;

use super::{Exit, PAGES, REPORTS, counted, exit_of, language, print_findings, read, say, with_threads};
use crate::addresses::{Passages, losses, passages};
use crate::cli::{CheckArgs, FormatArg};
use crate::diagnostic::words::Language;
use crate::diagnostic::{Diagnostic, Place, PublishProblem};
use crate::parallel;
use crate::render::{Context, render};

/// Runs the command.
pub fn run(arguments: &CheckArgs) -> Exit {
    with_threads(&arguments.content, || check(arguments))
}

fn check(arguments: &CheckArgs) -> Exit {
    let mut read = read(&arguments.content, arguments.drafts);
    let mut counts = None;
    if let Some(compiled) = &read.compiled {
        let context = Context::new(&compiled.published, &compiled.theme);
        let rendered = parallel::map(&compiled.pages, |page| {
            let rendered = render(page, &context)?;
            Ok(rendered.map_or_else(BTreeSet::new, |rendered| passages(&rendered.bytes)))
        });
        let mut its_passages = Passages::new();
        for (page, rendered) in compiled.pages.iter().zip(rendered) {
            let rendered: Result<_, PublishProblem> = rendered;
            match rendered {
                Ok(found) => drop(its_passages.insert(page.address.clone(), found)),
                Err(problem) => read.diagnostics.push(Diagnostic::new(problem, Place::Run)),
            }
        }
        if its_passages.len() == compiled.pages.len() {
            let (published, pages) = (&compiled.published, &compiled.pages);
            read.diagnostics.extend(losses(published, pages, &its_passages, &read.sources));
        }
        counts = Some((compiled.published.reports.len(), compiled.pages.len()));
    }
    print_findings(&arguments.content, &read.sources, &read.diagnostics);
    let exit = exit_of(&read.diagnostics, arguments.content.strict);
    if let (Exit::Fine, Some((reports, pages)), false) =
        (exit, counts, arguments.content.format == FormatArg::Json)
    {
        let language = language(&arguments.content);
        let (reports, pages) = (counted(reports, &REPORTS, language), counted(pages, &PAGES, language));
        say(&match language {
            Language::Swedish => format!("Innehållet stämmer: {reports}, {pages}. Inget skrevs."),
            Language::English => format!("The content is fine: {reports}, {pages}. Nothing was written."),
        });
    }
    exit
}
