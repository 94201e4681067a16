//! `insyn build`: compiles the content and publishes the site, all or nothing. Owns the order of rendering
//! and writing and the closing line; the writing itself is `publish`'s.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

use super::{
    Exit, FILES, REPORTS, counted, exit_of, language, print_findings, read, say, with_threads, write,
};
use crate::addresses::{Passages, losses, passages, promised};
use crate::cli::{BuildArgs, FormatArg};
use crate::compile::Compiled;
use crate::diagnostic::words::Language;
use crate::diagnostic::{Diagnostic, Place, Problem, PublishProblem};
use crate::lock;
use crate::number::{Decimal, NO_BREAK_SPACE, swedish_count};
use crate::parallel;
use crate::plan::{Page, PageKind};
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
    // Sources are wanted for messages alone, and hold as much memory as all the rest; of a sound site their names do.
    let sources = if read.diagnostics.is_empty() { names_of(read.sources) } else { read.sources };
    let published = publish(arguments, &compiled, &sources, &progress);
    progress.finish();
    match published {
        Ok(summary) => {
            print_findings(&arguments.content, &sources, &read.diagnostics);
            if arguments.content.format != FormatArg::Json {
                say(&closing_line(arguments, &compiled, &summary, started));
            }
            Exit::Fine
        }
        Err(found) => {
            read.diagnostics.extend(found);
            print_findings(&arguments.content, &sources, &read.diagnostics);
            exit_of(&read.diagnostics, arguments.content.strict)
        }
    }
}

/// The sources without their texts.
fn names_of(mut sources: Sources) -> Sources {
    for file in &mut sources.files {
        file.text = String::new();
    }
    sources
}

fn at_run(problem: impl Into<Problem>) -> Diagnostic {
    Diagnostic::new(problem, Place::Run)
}

fn publish(
    arguments: &BuildArgs,
    compiled: &Compiled,
    sources: &Sources,
    progress: &Progress,
) -> Result<Summary, Vec<Diagnostic>> {
    let folder = &arguments.content.content;
    match overlaps(folder, &arguments.output) {
        Ok(None) => {}
        Ok(Some(_)) => return Err(vec![at_run(PublishProblem::Overlap)]),
        Err(error) => {
            let path = arguments.output.display().to_string();
            return Err(vec![at_run(PublishProblem::InputOutput { path, reason: error.to_string() })]);
        }
    }
    let staging = Staging::open(&arguments.output).map_err(|error| vec![at_run(error)])?;
    progress.steps(
        match language(&arguments.content) {
            Language::Swedish => "Bygger sidor",
            Language::English => "Building pages",
        },
        compiled.pages.len(),
    );
    let context = Context::new(&compiled.published, &compiled.theme);
    let mut faults: Vec<Problem> = Vec::new();
    for (address, bytes) in compiled.theme.assets() {
        faults.extend(staging.put(address, bytes).err().map(Problem::from));
    }
    let pages = parallel::map(&compiled.pages, |page| {
        let written = write_page(page, &context, &staging, folder);
        progress.step();
        written
    });
    let mut its_passages = Passages::new();
    for (page, written) in compiled.pages.iter().zip(pages) {
        match written {
            Ok(found) => drop(its_passages.insert(page.address.clone(), found)),
            Err(fault) => faults.push(fault),
        }
    }
    if !faults.is_empty() {
        faults.dedup();
        staging.abandon();
        return Err(faults.into_iter().map(at_run).collect());
    }
    let lost = losses(&compiled.published, &compiled.pages, &its_passages, sources);
    if !lost.is_empty() {
        staging.abandon();
        return Err(lost);
    }
    let summary = staging.commit().map_err(|error| vec![at_run(error)])?;
    keep_promises(folder, compiled, &its_passages).map_err(|problem| vec![at_run(problem)])?;
    Ok(summary)
}

/// Writes the lock where this publication has added to it.
fn keep_promises(folder: &Path, compiled: &Compiled, passages: &Passages) -> Result<(), PublishProblem> {
    let all = promised(&compiled.published, &compiled.pages, passages);
    if compiled.published.registers.addresses.published.as_ref() == Some(&all) {
        return Ok(());
    }
    write::whole(&folder.join(lock::FILE_NAME), &lock::write(&all))
}

/// Renders a page and hands it straight on, so that no more of the site is in memory than there are threads. Its
/// passages are kept.
fn write_page(
    page: &Page,
    context: &Context,
    staging: &Staging,
    folder: &Path,
) -> Result<BTreeSet<String>, Problem> {
    if let PageKind::Copy(from) = &page.kind {
        staging.copy(&page.path(), &folder.join(from))?;
    } else if let Some(rendered) = render(page, context)? {
        staging.put(&rendered.path, &rendered.bytes)?;
        return Ok(passages(&rendered.bytes));
    }
    Ok(BTreeSet::new())
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
