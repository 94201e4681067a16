//! `insyn build`: compiles the content and publishes the site, all or nothing. Owns the order of rendering
//! and writing and the closing line; the writing itself is `publish`'s.

use std::path::Path;
use std::time::Instant;

use super::{Exit, FILES, REPORTS, counted, exit_of, language, print_findings, read, say, with_threads};
use crate::beside::released;
use crate::cli::{BuildArgs, FormatArg};
use crate::compile::Compiled;
use crate::diagnostic::words::Language;
use crate::diagnostic::{Diagnostic, Place, Problem, PublishProblem};
use crate::number::{Decimal, NO_BREAK_SPACE, swedish_count};
use crate::parallel;
use crate::plan::{Beside, Page, PageKind};
use crate::progress::Progress;
use crate::publish::{Staging, Summary, overlaps};
use crate::render::{Context, render};
use crate::source::Sources;

/// Runs the command.
pub fn run(arguments: &BuildArgs) -> Exit {
    with_threads(&arguments.content, || build(arguments))
}

fn build(arguments: &BuildArgs) -> Exit {
    let started = Instant::now();
    let quiet = arguments.content.format != FormatArg::Text;
    let progress = Progress::new(!quiet);
    progress.stage(match language(&arguments.content) {
        Language::Swedish => "Läser innehållet",
        Language::English => "Reading the content",
    });
    let mut read = read(&arguments.content, false);
    let Some(compiled) = read.compiled.take() else {
        progress.finish();
        print_findings(&arguments.content, &read.sources, &read.diagnostics);
        return exit_of(&read.diagnostics, arguments.content.strict);
    };
    let published = publish(arguments, &compiled, &progress, || {
        // Sources are wanted for messages alone, and hold as much memory as all the rest.
        if read.diagnostics.is_empty() {
            read.sources = Sources::default();
        }
    });
    progress.finish();
    match published {
        Ok(summary) => {
            print_findings(&arguments.content, &read.sources, &read.diagnostics);
            if arguments.content.format != FormatArg::Json {
                say(&closing_line(arguments, &compiled, &summary, started));
            }
            Exit::Fine
        }
        Err(found) => {
            read.diagnostics.extend(found);
            print_findings(&arguments.content, &read.sources, &read.diagnostics);
            exit_of(&read.diagnostics, arguments.content.strict)
        }
    }
}

/// Writes the site. `forget_sources` is called when no finding can point into a source any more.
fn publish(
    arguments: &BuildArgs,
    compiled: &Compiled,
    progress: &Progress,
    forget_sources: impl FnOnce(),
) -> Result<Summary, Vec<Diagnostic>> {
    let told = |problem: Problem| vec![Diagnostic::new(problem, Place::Run)];
    let folder = &arguments.content.content;
    match overlaps(folder, &arguments.output) {
        Ok(None) => {}
        Ok(Some(_)) => return Err(told(PublishProblem::Overlap.into())),
        Err(error) => {
            let path = arguments.output.display().to_string();
            return Err(told(PublishProblem::InputOutput { path, reason: error.to_string() }.into()));
        }
    }
    let staging = Staging::open(&arguments.output).map_err(|error| told(error.into()))?;
    progress.steps(
        match language(&arguments.content) {
            Language::Swedish => "Bygger sidor",
            Language::English => "Building pages",
        },
        compiled.pages.len(),
    );
    // Before the pages, so that what is wrong with a file can be shown where it is named.
    let files = parallel::map(&compiled.pages, |page| match &page.kind {
        PageKind::File(beside) => write_file(page, beside, &staging, folder).err(),
        _ => None,
    });
    let found: Vec<Diagnostic> = files.into_iter().flatten().flatten().collect();
    if !found.is_empty() {
        staging.abandon();
        return Err(found);
    }
    forget_sources();
    let context = Context::new(&compiled.published, &compiled.theme);
    let mut faults: Vec<Problem> = Vec::new();
    for (address, bytes) in compiled.theme.assets() {
        faults.extend(staging.put(address, bytes).err().map(Problem::from));
    }
    let pages = parallel::map(&compiled.pages, |page| {
        let fault = write_page(page, &context, &staging).err();
        progress.step();
        fault
    });
    faults.extend(pages.into_iter().flatten());
    if !faults.is_empty() {
        faults.dedup();
        staging.abandon();
        return Err(faults.into_iter().flat_map(told).collect());
    }
    staging.commit().map_err(|error| told(error.into()))
}

/// Renders a page and hands it straight on, so that no more of the site is in memory than there are threads.
fn write_page(page: &Page, context: &Context, staging: &Staging) -> Result<(), Problem> {
    if let Some(rendered) = render(page, context)? {
        staging.put(&rendered.path, &rendered.bytes)?;
    }
    Ok(())
}

/// Makes a file beside a report anew and hands it on, one a thread.
fn write_file(page: &Page, beside: &Beside, staging: &Staging, folder: &Path) -> Result<(), Vec<Diagnostic>> {
    let released = released(folder, beside)?;
    staging
        .put(&page.path(), &released.bytes)
        .map_err(|error| vec![Diagnostic::new(Problem::from(error), Place::Run)])
}

fn closing_line(arguments: &BuildArgs, compiled: &Compiled, summary: &Summary, started: Instant) -> String {
    let language = language(&arguments.content);
    let reports = counted(compiled.published.reports.len(), &REPORTS, language);
    let files = counted(summary.written + summary.unchanged, &FILES, language);
    let [written, unchanged, removed] =
        [summary.written, summary.unchanged, summary.removed].map(|number| swedish_count(number as u64));
    let (target, size, seconds) = (arguments.output.display(), megabytes(summary.bytes), seconds(started));
    match (language, summary.swapped) {
        (Language::Swedish, true) => format!(
            "Byggde {reports} till {files} ({size}) i {target} på {seconds}: \
             nya eller ändrade {written}, oförändrade {unchanged}, borttagna {removed}."
        ),
        (Language::Swedish, false) => {
            format!("Inget har ändrats: {reports}, {files} ({size}) ligger kvar i {target} ({seconds}).")
        }
        (Language::English, true) => format!(
            "Built {reports} to {files} ({size}) in {target} in {seconds}: \
             {written} new or changed, {unchanged} unchanged, {removed} removed."
        ),
        (Language::English, false) => {
            format!("Nothing has changed: {reports}, {files} ({size}) stay in {target} ({seconds}).")
        }
    }
}

fn seconds(started: Instant) -> String {
    let hundredths = i64::try_from(started.elapsed().as_millis() / 10).unwrap_or(i64::MAX);
    format!("{}{NO_BREAK_SPACE}s", Decimal::new(hundredths, 2).swedish(2))
}

fn megabytes(bytes: u64) -> String {
    let tenths = i64::try_from(bytes / 100_000).unwrap_or(i64::MAX);
    format!("{}{NO_BREAK_SPACE}MB", Decimal::new(tenths, 1).swedish(1))
}
