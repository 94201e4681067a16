//! `insyn check`: everything a build checks, nothing written. Pages are rendered, read by the output
//! gate and thrown away, so that a theme that fails on one page is found here too.

use super::{Exit, PAGES, REPORTS, counted, exit_of, language, print_findings, read, say, with_threads};
use crate::addresses::{Passages, losses, passages_of};
use crate::cli::{CheckArgs, FormatArg};
use crate::diagnostic::words::Language;
use crate::diagnostic::{PrintProblem, Problem};
use crate::finish::{all_finished, finish, finish_edited, finish_theme};
use crate::parallel;
use crate::render::Context;

/// Runs the command.
pub fn run(arguments: &CheckArgs) -> Exit {
    with_threads(&arguments.content, || check(arguments))
}

fn check(arguments: &CheckArgs) -> Exit {
    let mut read = read(&arguments.content, arguments.drafts, |_| {});
    let mut counts = None;
    if let Some(compiled) = &read.compiled {
        let context = Context::new(&compiled.published, &compiled.theme, &compiled.pages);
        let folder = &arguments.content.content;
        let pages = parallel::map(&compiled.pages, |page| {
            let finished = finish(page, compiled, &context, folder)?;
            let its_passages = passages_of(page, &finished.file);
            Ok(Some(((page.address.clone(), its_passages), finished.now)))
        });
        let theme = finish_theme(compiled).map(|file| file.map(|_| None));
        read.diagnostics.extend(match all_finished(theme.chain(pages)) {
            Ok(found) => {
                let (passages, now): (Passages, Vec<_>) = found.into_iter().flatten().unzip();
                let now: Vec<_> = now.into_iter().flatten().collect();
                let mut found = losses(&compiled.published, &compiled.pages, &passages, &read.sources);
                // Nothing is printed here: whether a build is told to is its own matter.
                found.retain(|one| !matches!(one.problem, Problem::Print(PrintProblem::Lost { .. })));
                let editions = finish_edited(compiled, context, folder, &now, |_| Ok(()));
                found.extend(editions.findings.into_iter().chain(editions.made.err().unwrap_or_default()));
                found
            }
            Err(found) => found,
        });
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
