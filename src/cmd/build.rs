//! `insyn build`: compiles the content and publishes the site, all or nothing. Owns the order of rendering
//! and writing and the closing line; the writing itself is `publish`'s.

use std::borrow::Cow;
use std::collections::HashMap;
use std::time::Instant;

use super::chromium::Chromium;
use super::documents;
use super::editions::{Recording, Said};
use super::timings::{Kept, Part, Step, Timings};
use super::unchanged::{Before, Ending, ListAfter, Lists, Made, forget};
use super::warm::{self, Warm, program};
use super::{
    Exit, FILES, REPORTS, compile_published, counted, exit_of, gather, language, print_findings,
    print_worded, say, tell, with_threads, worded,
};
use crate::addresses::{Passages, first, losses, passages_of, promised, with_older_own};
use crate::cache::Entry;
use crate::cli::{BuildArgs, FormatArg};
use crate::compile::Compiled;
use crate::diagnostic::words::Language;
use crate::diagnostic::{AddressProblem, Diagnostic, Place, Problem, ProtectionProblem, PublishProblem};
use crate::digest::Digest;
use crate::disclosure::gate::Cleared;
use crate::disclosure::ledger::Account;
use crate::discover::{Texts, discover_theme};
use crate::editions::{self, Now};
use crate::finish::{
    Finished, Unfinished, all_finished, finish_by_steps, finish_edited, finish_paper, finish_theme,
};
use crate::model::passage_ids::PassageIds;
use crate::number::{Decimal, NO_BREAK_SPACE, swedish_count};
use crate::parallel;
use crate::parse::{AtRest, lock};
use crate::plan::{Page, PageKind};
use crate::progress::Progress;
use crate::promises;
use crate::publish::{PublishError, Spool, Staging, Summary, beside, overlaps};
use crate::render::Context;
use crate::source::{FileId, SourceKind, Sources};

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
        Ok(Released { summary, promises, recording, told }) => {
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

/// Every address that the site has now had, where this publication has added to them.
fn new_promises(compiled: &Compiled, passages: &Passages) -> Option<String> {
    let (published, pages) = (&compiled.published, &compiled.pages);
    let book = &published.registers.addresses;
    let (promises, first) = (promised(published, pages, passages), first(published, pages));
    let stand = matches!(promises, Cow::Borrowed(_)) && book.first == first;
    (!stand).then(|| promises::write(&promises, &first))
}

/// The lists beside the content as this publication leaves them. Addresses are only ever added.
fn lists_after<'a>(
    (answers, only_adds): (Option<&'a str>, bool),
    promises: Option<&'a str>,
    recording: &'a Recording,
) -> Lists<'a> {
    let answers = match answers {
        None => ListAfter::Stands,
        Some(text) if only_adds => ListAfter::Grown(text),
        Some(_) => ListAfter::Altered,
    };
    [
        (SourceKind::Lock, lock::FILE, answers),
        (SourceKind::Promises, promises::FILE_NAME, promises.map_or(ListAfter::Stands, ListAfter::Grown)),
        (SourceKind::Editions, editions::FILE_NAME, recording.list_after()),
    ]
}

/// Writes them. That it fails is a warning, as above.
fn write_promises(arguments: &BuildArgs, promises: &str) -> Option<Diagnostic> {
    let path = arguments.content.content.join(promises::FILE_NAME);
    let reason = beside::replace(&path, promises.as_bytes()).err()?.to_string();
    let problem = AddressProblem::LockNotWritten { path: path.display().to_string(), reason };
    Some(Diagnostic::new(problem, Place::Run))
}

/// What a publication leaves to be written.
struct Released {
    summary: Summary,
    /// The list of addresses, where there are new ones.
    promises: Option<String>,
    recording: Recording,
    /// The findings so far, as they are printed; `None` where there are none.
    told: Option<String>,
}

/// That neither the content nor the target lies in the other.
fn kept_apart(arguments: &BuildArgs) -> Result<(), Vec<Diagnostic>> {
    match overlaps(&arguments.content.content, &arguments.output) {
        Ok(None) => Ok(()),
        Ok(Some(_)) => Err(told(PublishProblem::Overlap)),
        Err(error) => {
            let path = arguments.output.display().to_string();
            Err(told(PublishProblem::InputOutput { path, reason: error.to_string() }))
        }
    }
}

/// The target, and a browser to print with where that is asked for.
fn claim(arguments: &BuildArgs) -> Result<(Option<Chromium>, Staging), Vec<Diagnostic>> {
    kept_apart(arguments)?;
    let press = arguments.paper.pdf.then(|| Chromium::find(arguments.paper.chromium.as_deref()));
    let press = press.transpose().map_err(told)?;
    Ok((press, Staging::open(&arguments.output).map_err(told)?))
}

/// Makes all pages and publishes them. `findings` are those so far; it adds to them what doesn't keep the site back.
fn publish(
    arguments: &BuildArgs,
    compiled: &Compiled,
    (sources, findings): (&Sources, &mut Vec<Diagnostic>),
    (program, before, documents): (Option<Digest>, Option<Before>, Option<AtRest>),
    progress: &Progress,
    timings: &mut Timings,
) -> Result<Released, Vec<Diagnostic>> {
    let folder = &arguments.content.content;
    let (press, staging) = claim(arguments)?;
    if let Some(wrong) = documents::note(documents, &staging) {
        return Err(vec![wrong]);
    }
    progress.steps(
        match language(&arguments.content) {
            Language::Swedish => "Bygger sidor",
            Language::English => "Building pages",
        },
        compiled.pages.len(),
    );
    timings.begin(Step::Pages);
    let context = Context::new(&compiled.published, &compiled.theme, &compiled.pages);
    let fault = |error: PublishError| Unfinished::Fault(error.into());
    let put = |cleared: &Cleared| staging.put(cleared).map_err(fault);
    let spool = staging.spool().map_err(told)?;
    let verifies = arguments.verify_cache;
    let warm = program.map(|program| Warm::open(&staging, compiled, &context, &program, verifies));
    let theme: Vec<_> =
        finish_theme(compiled).map(|file| file.and_then(|its| put(&its)).map(|_| None)).collect();
    let clock = &*timings;
    // Each page goes straight on, so that no more of the site is in memory than there are threads.
    let papers: Vec<&Page> = compiled.pages.iter().filter(|page| is_paper(page)).collect();
    let pages: Vec<&Page> = pages_of(&compiled.pages).collect();
    let pages = parallel::map(&pages, |page| {
        if let Some(warm) = &warm
            && let Some(entry) = warm.keep(page, &staging).map_err(fault)?
        {
            progress.step();
            clock.keep(Kept::Page, 1);
            return Ok(Some(Built { passages: entry.passages.clone(), said: None, entry: Some(entry) }));
        }
        let mut since = Instant::now();
        let rendered = || since = clock.worked(Part::Render, since);
        let cleared = finish_by_steps(page, compiled, &context, folder, rendered);
        since = clock.worked(Part::Gate, since);
        let made = cleared.and_then(|Finished { file, now }| {
            let passages = passages_of(page, &file);
            let digest = put(&file)?;
            let entry = warm
                .as_ref()
                .and_then(|warm| warm.made(page, now.as_ref(), (&file, digest), passages.clone()));
            let said = now.map(|now| Said::of(now, &spool).map(Box::new)).transpose().map_err(fault)?;
            Ok(Some(Built { passages, said, entry }))
        });
        clock.worked(Part::Write, since);
        progress.step();
        made
    });
    let made = all_finished(theme.into_iter().chain(pages)).and_then(|found| {
        // Papers are printed from pages: only once all of these may leave.
        all_finished(parallel::map(&papers, |page| {
            let Some(press) = &press else { return Ok(()) };
            let made = finish_paper(page, compiled, &context, folder, press).and_then(|its| put(&its));
            progress.step();
            made.map(|_| ())
        }))?;
        if let Some(wrong) = warm.as_ref().and_then(Warm::wrong) {
            forget(&staging);
            return Err(vec![wrong]);
        }
        let (passages, said, entries) = gathered(pages_of(&compiled.pages).zip(found.into_iter().flatten()));
        let site = BuiltSite { compiled, context: &context, passages, said, spool };
        let (remembered, left) = parallel::both(
            || warm.as_ref().and_then(|warm| warm.remember(entries)),
            || site.leave(arguments, (sources, findings), &staging, before),
        );
        left.map(|left| (left, remembered))
    });
    let (Left { promises, recording, told: words }, remembered) = match made {
        Ok(made) => made,
        Err(found) => {
            staging.abandon();
            return Err(found);
        }
    };
    timings.begin(Step::Publish);
    if let Some(remembered) = remembered {
        warm::note(&staging, &remembered);
    }
    let summary = staging.commit().map_err(told)?;
    // What it remembers goes with the program.
    std::mem::forget(warm);
    Ok(Released { summary, promises, recording, told: words })
}

/// All pages, finished.
struct BuiltSite<'a> {
    compiled: &'a Compiled,
    context: &'a Context<'a>,
    passages: Passages,
    said: Vec<Said>,
    spool: Spool,
}

/// What they leave to be written once the site is published.
struct Left {
    promises: Option<String>,
    recording: Recording,
    told: Option<String>,
}

impl BuiltSite<'_> {
    /// Makes what only all of them together tell: which addresses would be lost, and what has changed in reports. Notes the build.
    fn leave(
        self,
        arguments: &BuildArgs,
        (sources, findings): (&Sources, &mut Vec<Diagnostic>),
        staging: &Staging,
        before: Option<Before>,
    ) -> Result<Left, Vec<Diagnostic>> {
        let Self { compiled, context, passages, said, spool } = self;
        let lost = losses(&compiled.published, &compiled.pages, &passages, sources);
        if !lost.is_empty() {
            return Err(lost);
        }
        let again: Vec<&Now> = said.iter().filter_map(Said::again).collect();
        let put = |its: Finished| {
            staging.put(&its.file).map_err(|error: PublishError| Unfinished::Fault(error.into()))
        };
        let folder = &arguments.content.content;
        let editions = finish_edited(compiled, context.clone(), folder, &again, put);
        if arguments.content.strict && !editions.findings.is_empty() {
            return Err(editions.findings);
        }
        editions.made?;
        findings.extend(editions.findings);
        let promises = new_promises(compiled, &passages);
        let told = (!findings.is_empty()).then(|| worded(&arguments.content, sources, findings));
        let recording = Recording::of(&compiled.published, said, spool);
        let answers = compiled.lock();
        let answers = (answers.as_deref(), compiled.lock_only_adds);
        let made = Made {
            stored: editions.asked,
            told: told.as_deref(),
            reports: compiled.published.reports.len(),
            lists: lists_after(answers, promises.as_deref(), &recording),
        };
        match before.and_then(|before| before.note(arguments, staging, made)) {
            Some(wrong) => Err(vec![wrong]),
            None => Ok(Left { promises, recording, told }),
        }
    }
}

/// A page that is ready to be published. Small, since all of them wait for the last.
struct Built {
    passages: PassageIds,
    said: Option<Box<Said>>,
    /// What to remember of it.
    entry: Option<Entry>,
}

/// What the finished pages leave: the passages on each, what reports say now, what is to be remembered.
fn gathered<'p>(
    built: impl Iterator<Item = (&'p Page, Built)>,
) -> (Passages, Vec<Said>, HashMap<String, Entry>) {
    let (mut passages, mut said, mut entries) = (Passages::new(), Vec::new(), HashMap::new());
    for (page, its) in built {
        entries.extend(its.entry.map(|entry| (page.path(), entry)));
        said.extend(its.said.map(|said| *said));
        passages.insert(page.address.clone(), its.passages);
    }
    (passages, said, entries)
}

const fn is_paper(page: &Page) -> bool {
    matches!(page.kind, PageKind::Paper(_))
}

/// What isn't printed from another page.
fn pages_of(pages: &[Page]) -> impl Iterator<Item = &Page> {
    pages.iter().filter(|page| !is_paper(page))
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

fn told(problem: impl Into<Problem>) -> Vec<Diagnostic> {
    vec![Diagnostic::new(problem, Place::Run)]
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
