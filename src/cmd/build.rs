//! `insyn build`: compiles the content and publishes the site, all or nothing. Owns what is done before and after the pages are made,
//! the lists beside the content, and the closing line; the pages are `publication`'s.

use std::time::Instant;

use super::documents;
use super::publication::{Publication, publish};
use super::timings::{Kept, Step, Timings};
use super::unchanged::{Before, Ending};
use super::warm::program;
use super::{
    Exit, FILES, REPORTS, compile_published, counted, exit_of, gather, language, print_findings,
    print_worded, say, tell, with_threads,
};
use crate::addresses::with_older_own;
use crate::cli::{BuildArgs, FormatArg};
use crate::compile::Compiled;
use crate::diagnostic::words::Language;
use crate::diagnostic::{AddressProblem, Diagnostic, Place, ProtectionProblem, PublishProblem};
use crate::digest::Digest;
use crate::disclosure::ledger::Account;
use crate::discover::{Texts, discover_theme};
use crate::number::{Decimal, NO_BREAK_SPACE, swedish_count};
use crate::parallel;
use crate::parse::{AtRest, lock};
use crate::plan::PageKind;
use crate::progress::Progress;
use crate::promises;
use crate::publish::{Summary, beside};
use crate::source::{FileId, Sources};

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
    let mut timings = Timings::new();
    let known = || (program(), documents::noted_for(arguments));
    let read = || gather(&arguments.content, &mut Texts::default());
    let ((program, noted), gathered) = parallel::both(known, read);
    let gathered = match gathered {
        Ok(gathered) => gathered,
        Err(found) => {
            progress.finish();
            print_findings(&arguments.content, &Sources::default(), &found);
            return exit_of(&found, arguments.content.strict);
        }
    };
    timings.begin(Step::Compare);
    let sums = parallel::map(&gathered.sources.files, |file| Digest::of(file.text.get().as_bytes()));
    let mut before = Before::of(arguments, &gathered, &sums, program);
    if let Some(Ending { summary, reports, told }) =
        before.as_ref().and_then(|before| before.ending(arguments))
    {
        progress.finish();
        match told {
            Some(words) => print_worded(&arguments.content, &words),
            None => print_findings(&arguments.content, &gathered.sources, &[]),
        }
        close(arguments, reports, &summary, &timings, started);
        return Exit::Fine;
    }
    let theme_files = |name: &str| {
        let files = discover_theme(&arguments.content.content, name);
        if let Some(before) = &mut before {
            before.theme_read(name, &files);
        }
        files
    };
    let mut earlier = documents::read(arguments, noted, sums, program);
    let begins = |stage| timings.begin(Step::Compile(stage));
    let pdf = arguments.paper.pdf;
    let mut read = compile_published(gathered, &arguments.content, pdf, &mut earlier, theme_files, begins);
    if let Err(problem) = write_account(arguments, read.account.as_ref()) {
        progress.finish();
        read.diagnostics.push(Diagnostic::new(problem, Place::Run));
        print_findings(&arguments.content, &read.sources, &read.diagnostics);
        return exit_of(&read.diagnostics, arguments.content.strict);
    }
    // Nobody asks for the account any longer.
    drop(read.account.take());
    let Some(mut compiled) = read.compiled.take() else {
        progress.finish();
        print_findings(&arguments.content, &read.sources, &read.diagnostics);
        return exit_of(&read.diagnostics, arguments.content.strict);
    };
    // Sources are wanted for messages alone, and hold as much memory as all the rest; their names are kept. What the
    // gate finds points only at where its secrets stand.
    let wanted = pointed_at(&compiled, &read.diagnostics);
    let sources = read.sources.few(|id, _| wanted.binary_search(&id).is_ok());
    compiled.published.settle();
    let told = (&sources, &mut read.diagnostics);
    let documents = earlier.into_at_rest();
    timings.keep(Kept::Document, documents.as_ref().map_or(0, AtRest::recalled));
    let known = (program, before, documents);
    let published = publish(arguments, &compiled, told, known, &progress, &mut timings);
    progress.finish();
    match published {
        Ok(Publication { summary, promises, recording, told }) => {
            let mut after: Vec<Diagnostic> = write_lock(arguments, &compiled).into_iter().collect();
            after.extend(promises.and_then(|promises| write_promises(arguments, &promises)));
            after.extend(recording.carry_out(&arguments.content.content, &compiled.published));
            if let Some(words) = told.filter(|_| after.is_empty()) {
                print_worded(&arguments.content, &words);
            } else {
                read.diagnostics.extend(after);
                print_findings(&arguments.content, &sources, &read.diagnostics);
            }
            close(arguments, compiled.published.reports.len(), &summary, &timings, started);
            // The program ends here, and the system takes all at once what would be let go piece by piece.
            std::mem::forget((compiled, sources));
            Exit::Fine
        }
        Err(found) => {
            read.diagnostics.extend(found);
            print_findings(&arguments.content, &sources, &read.diagnostics);
            exit_of(&read.diagnostics, arguments.content.strict)
        }
    }
}

/// The last lines.
fn close(arguments: &BuildArgs, reports: usize, summary: &Summary, timings: &Timings, started: Instant) {
    if arguments.content.format != FormatArg::Json {
        say(&closing_line(arguments, reports, summary, started));
    }
    if arguments.timings {
        tell(&timings.table(language(&arguments.content)));
    }
}

/// The editor's report, where one is asked for.
fn write_account(arguments: &BuildArgs, account: Option<&Account>) -> Result<(), PublishProblem> {
    let Some(path) = &arguments.protection_report else { return Ok(()) };
    let failed = |error: std::io::Error| PublishProblem::InputOutput {
        path: path.display().to_string(),
        reason: error.to_string(),
    };
    for folder in [&arguments.output, &arguments.content.content] {
        if beside::lies_within(path, folder).map_err(failed)? {
            return Err(PublishProblem::SecretWithin);
        }
    }
    account.map_or(Ok(()), |account| beside::write_secret(path, account.json().as_bytes()).map_err(failed))
}

/// What the site has now shown, for the next build. The site is published: that this fails is a warning.
fn write_lock(arguments: &BuildArgs, compiled: &Compiled) -> Option<Diagnostic> {
    let path = arguments.content.content.join(lock::FILE);
    let reason = beside::replace(&path, compiled.lock()?.as_bytes()).err()?.to_string();
    let problem = ProtectionProblem::LockNotWritten { path: path.display().to_string(), reason };
    Some(Diagnostic::new(problem, Place::Run))
}

/// Every address that the site has now had, where there are new ones. That it fails is a warning, as above.
fn write_promises(arguments: &BuildArgs, promises: &str) -> Option<Diagnostic> {
    let path = arguments.content.content.join(promises::FILE_NAME);
    let reason = beside::replace(&path, promises.as_bytes()).err()?.to_string();
    let problem = AddressProblem::LockNotWritten { path: path.display().to_string(), reason };
    Some(Diagnostic::new(problem, Place::Run))
}

/// Sources that these findings and one about a finished file may point into, in order.
fn pointed_at(compiled: &Compiled, found: &[Diagnostic]) -> Vec<FileId> {
    let beside = compiled.pages.iter().filter_map(|page| match &page.kind {
        PageKind::File(beside) => beside.place.file(),
        _ => None,
    });
    let told = found.iter().flat_map(|one| one.related.iter().chain([&one.place])).filter_map(Place::file);
    let named = with_older_own(&compiled.published);
    let gate = compiled.gate.files().iter().copied();
    let mut files: Vec<FileId> = gate.chain(beside).chain(named).chain(told).collect();
    files.sort_unstable();
    files.dedup();
    files
}

fn closing_line(arguments: &BuildArgs, reports: usize, summary: &Summary, started: Instant) -> String {
    let language = language(&arguments.content);
    let reports = counted(reports, &REPORTS, language);
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
