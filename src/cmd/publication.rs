//! What `insyn build` does once all is decided: every page is made, looked through and put into the target, which then replaces the
//! one before; and what only all pages together tell. Owns the order of that. Reads no content and prints nothing.

use std::borrow::Cow;
use std::collections::HashMap;
use std::time::Instant;

use super::chromium::Chromium;
use super::documents;
use super::editions::{Recording, Said};
use super::timings::{Kept, Part, Step, Timings};
use super::unchanged::{Before, ListAfter, Lists, Made, forget};
use super::warm::{self, Warm};
use super::{language, worded};
use crate::addresses::{Passages, first, losses, passages_of, promised};
use crate::cache::Entry;
use crate::cli::BuildArgs;
use crate::compile::Compiled;
use crate::diagnostic::words::Language;
use crate::diagnostic::{Diagnostic, Place, Problem, PublishProblem};
use crate::digest::Digest;
use crate::disclosure::gate::Cleared;
use crate::editions::{self, Now};
use crate::finish::{
    Finished, Unfinished, all_finished, finish_by_steps, finish_edited, finish_paper, finish_theme,
};
use crate::model::passage_ids::PassageIds;
use crate::parallel;
use crate::parse::{AtRest, lock};
use crate::plan::{Page, PageKind};
use crate::progress::Progress;
use crate::promises;
use crate::publish::{PublishError, Spool, Staging, Summary, overlaps};
use crate::render::Context;
use crate::source::{SourceKind, Sources};

/// What publishing came to, and what remains to be written beside the content.
pub(super) struct Publication {
    pub(super) summary: Summary,
    /// The list of addresses, where there are new ones.
    pub(super) promises: Option<String>,
    pub(super) recording: Recording,
    /// The findings so far, as they are printed; `None` where there are none.
    pub(super) told: Option<String>,
}

/// Makes all pages and publishes them. `findings` are those so far; it adds to them what doesn't keep the site back.
pub(super) fn publish(
    arguments: &BuildArgs,
    compiled: &Compiled,
    (sources, findings): (&Sources, &mut Vec<Diagnostic>),
    (program, before, documents): (Option<Digest>, Option<Before>, Option<AtRest>),
    progress: &Progress,
    timings: &mut Timings,
) -> Result<Publication, Vec<Diagnostic>> {
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
    Ok(Publication { summary, promises, recording, told: words })
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

fn told(problem: impl Into<Problem>) -> Vec<Diagnostic> {
    vec![Diagnostic::new(problem, Place::Run)]
}
