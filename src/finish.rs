//! From a planned page to a file that may leave: rendered, or read beside its report, and through the output
//! gate; and the pages about editions, which are planned when their reports' pages are rendered. The one way for `build`,
//! `check`, `serve` and `verify`, so that all find the same. Also a report's page on to its PDF, by a press that is given.
//! Writes no file and starts no program.

use std::borrow::Borrow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::addresses::taken_aliases;
use crate::beside::released;
use crate::compare::{published_day, updated_day};
use crate::compile::Compiled;
use crate::diagnostic::{AddressProblem, Diagnostic, Place, Problem};
use crate::digest::Digest;
use crate::disclosure::appendix::{Imprint, Paper};
use crate::disclosure::gate::{Cleared, Held, Secrets, tell};
use crate::discover::{read_beside, spellings};
use crate::editions::{Now, ReportEditions, earlier};
use crate::model::report::ReportIndex;
use crate::parallel;
use crate::plan::{Page, PageKind, edition_pages};
use crate::print::{self, Original, Press};
use crate::render::{Context, render};
use crate::source::Span;

/// Why a file can't leave.
#[derive(Debug)]
pub enum Unfinished {
    /// It can't be made.
    Fault(Problem),
    /// A file beside a report can't be made anew.
    Refused(Vec<Diagnostic>),
    /// The gate holds it back.
    Held(Held),
}

/// No stored text of an edition is read above this size, in bytes: a page has far fewer words.
const LARGEST_EDITION: usize = 16 << 20;

/// A file that may leave.
pub struct Finished {
    /// The file.
    pub file: Cleared,
    /// Of a report's page, what it says, where an edition is to be recorded or told of.
    pub now: Option<Now>,
}

/// What is known of editions once all reports' pages are rendered.
#[derive(Default)]
pub struct Edited {
    /// The pages about them.
    pub pages: Vec<Page>,
    /// What these pages tell.
    pub editions: BTreeMap<ReportIndex, ReportEditions>,
    /// Stored texts that can't be used.
    pub findings: Vec<Diagnostic>,
    /// Which stored texts were asked for, by their paths below the content folder, with the sums of those that are there.
    pub asked: Stored,
}

/// Sums of stored texts by their paths; `None` where there is none.
pub type Stored = BTreeMap<String, Option<Digest>>;

/// The pages about editions, finished.
pub struct FinishedEditions<T> {
    /// What was made of each, or what keeps some of them from leaving.
    pub made: Result<Vec<T>, Vec<Diagnostic>>,
    /// Stored texts that can't be used.
    pub findings: Vec<Diagnostic>,
    /// As in [`Edited`].
    pub asked: Stored,
}

/// The stored text of an edition, by its path below the content folder.
fn stored(folder: &Path, path: &str) -> Option<Vec<u8>> {
    let mut places = spellings(folder, path).into_iter();
    places.find_map(|place| read_beside(&place, LARGEST_EDITION).ok().flatten())
}

/// The sums that these stored texts have now.
pub fn sums_of_stored<'p>(folder: &Path, paths: impl IntoIterator<Item = &'p String>) -> Stored {
    let paths: Vec<&String> = paths.into_iter().collect();
    let sums = parallel::map(&paths, |path| stored(folder, path).map(|bytes| Digest::of(&bytes)));
    paths.into_iter().cloned().zip(sums).collect()
}

/// Plans the pages about editions, of what the reports' pages say now. Reads the stored texts of those that have had
/// more than one, and of no others.
pub fn edited(compiled: &Compiled, folder: &Path, now: &[impl Borrow<Now>]) -> Edited {
    let published = &compiled.published;
    let several: Vec<&Now> =
        now.iter().map(Borrow::borrow).filter(|its: &&Now| its.history.editions.len() > 1).collect();
    let found = parallel::map(&several, |its| {
        let asked = RefCell::default();
        let read = |path: &str| {
            let bytes = stored(folder, path);
            let sum = bytes.as_ref().map(|bytes| Digest::of(bytes));
            Stored::insert(&mut asked.borrow_mut(), path.to_owned(), sum);
            bytes
        };
        let report = published.report(its.report);
        let clear = |words: &str| {
            compiled
                .gate
                .clear(format!("{}/utgavor/index.txt", report.facts.id), words.as_bytes().to_vec())
                .is_ok()
        };
        let (earlier, unusable) = earlier(report, &its.history, &its.words, read, clear);
        let editions =
            ReportEditions { editions: its.history.editions.clone(), earlier, now: its.words.clone() };
        (its.report, editions, unusable, asked.into_inner())
    });
    let taken: BTreeSet<&str> = compiled.pages.iter().map(|page| page.address.as_str()).collect();
    let mut edited = Edited::default();
    for (report, editions, unusable, asked) in found {
        edited.asked.extend(asked);
        let pages = edition_pages(published, report, &editions);
        edited.pages.extend(pages.into_iter().filter(|page| !taken.contains(page.address.as_str())));
        edited.editions.insert(report, editions);
        let file = published.report(report).facts.file;
        edited.findings.extend(unusable.into_iter().map(|its| {
            Diagnostic::new(AddressProblem::EditionUnusable { path: its.path }, Place::File(file))
        }));
    }
    edited
}

/// Finishes the pages about editions once the reports' pages are; `each` takes them.
pub fn finish_edited<T: Send>(
    compiled: &Compiled,
    context: Context<'_>,
    folder: &Path,
    now: &[impl Borrow<Now>],
    each: impl Fn(Finished) -> Result<T, Unfinished> + Sync,
) -> FinishedEditions<T> {
    let Edited { pages, editions, findings, asked } = edited(compiled, folder, now);
    let context = context.with_editions(editions);
    let made = parallel::map(&pages, |page| finish(page, compiled, &context, folder).and_then(&each));
    FinishedEditions { made: all_finished(made), findings, asked }
}

/// One planned page's file, let through by the gate. `folder` is the content folder.
///
/// # Errors
/// It can't be rendered or read, or the gate holds it back.
pub fn finish(
    page: &Page,
    compiled: &Compiled,
    context: &Context<'_>,
    folder: &Path,
) -> Result<Finished, Unfinished> {
    finish_by_steps(page, compiled, context, folder, || {})
}

/// The same, told of the step between: the file is `made`, and the gate is about to read it.
///
/// # Errors
/// It can't be rendered or read, or the gate holds it back.
pub fn finish_by_steps(
    page: &Page,
    compiled: &Compiled,
    context: &Context<'_>,
    folder: &Path,
    made: impl FnOnce(),
) -> Result<Finished, Unfinished> {
    if let PageKind::File(beside) = &page.kind {
        let file = released(folder, beside).map_err(Unfinished::Refused)?;
        let removed = Secrets::removed(&page.address, &file.removed);
        made();
        let cleared = compiled.gate.clear_released(page.path(), file.bytes, &file.text, &removed);
        return cleared.map(|file| Finished { file, now: None }).map_err(Unfinished::Held);
    }
    let rendered = render(page, context).map_err(|problem| Unfinished::Fault(problem.into()))?;
    let (bytes, now) = rendered.map(|rendered| (rendered.bytes, rendered.now)).unwrap_or_default();
    let taken = taken(page, compiled, &bytes);
    if !taken.is_empty() {
        return Err(Unfinished::Refused(taken));
    }
    made();
    let file = compiled.gate.clear(page.path(), bytes).map_err(Unfinished::Held)?;
    Ok(Finished { file, now: now.filter(Now::is_of_interest) })
}

/// Older ids that an author gives to a passage, and that the page has for something of its own.
fn taken(page: &Page, compiled: &Compiled, bytes: &[u8]) -> Vec<Diagnostic> {
    let published = &compiled.published;
    let (body, file) = match page.kind {
        PageKind::Report(index) => {
            let facts = &published.report(index).facts;
            (&facts.body, facts.file)
        }
        PageKind::FreePage(index) => {
            let page = &published.pages[index as usize];
            (&page.body, page.file)
        }
        _ => return Vec::new(),
    };
    let told = |(id, span): (Box<str>, Span)| {
        Diagnostic::new(AddressProblem::AliasOfThePage { id: id.into() }, Place::Bytes(file, span))
    };
    taken_aliases(body, bytes).into_iter().map(told).collect()
}

/// A report printed to PDF, let through by the gate. It is printed from its page's finished file, and from finished styles
/// and pictures.
///
/// # Errors
/// Its page can't be finished, it can't be printed or doesn't say what the page says, or the gate holds it back.
pub fn finish_paper(
    page: &Page,
    compiled: &Compiled,
    context: &Context<'_>,
    folder: &Path,
    press: &dyn Press,
) -> Result<Cleared, Unfinished> {
    let PageKind::Paper(index) = page.kind else {
        return finish(page, compiled, context, folder).map(|its| its.file);
    };
    let published = &compiled.published;
    let report = published.report(index);
    let address = format!("{}/", report.facts.id);
    let of_report = Page { address: address.clone(), kind: PageKind::Report(index) };
    let html = finish(&of_report, compiled, context, folder)?.file;
    let text = String::from_utf8_lossy(html.bytes());
    let pictures = compiled.pages.iter().filter(|one| {
        let name = one.address.strip_prefix(&address);
        matches!(one.kind, PageKind::File(_))
            && name.is_some_and(|name| text.contains(&format!("src=\"{name}\"")))
    });
    let mut files = Vec::new();
    for file in finish_theme(compiled)
        .chain(pictures.map(|one| finish(one, compiled, context, folder).map(|its| its.file)))
    {
        files.push(file?);
    }
    let original = Original {
        address: &address,
        base: &published.site.base,
        html: &text,
        files: files.iter().map(|file| (file.path().to_owned(), file.bytes())).collect(),
    };
    let dates = published_day(published, report).zip(updated_day(published, report));
    let imprint =
        Imprint { title: report.facts.title.clone(), publisher: published.site.publisher.clone(), dates };
    let Paper { released, .. } = print::print(&original, &imprint, press).map_err(Unfinished::Refused)?;
    let removed = Secrets::removed(&page.address, &released.removed);
    let cleared = compiled.gate.clear_printed(page.path(), released.bytes, &released.text, &removed);
    cleared.map_err(Unfinished::Held)
}

/// The theme's files, each let through by the gate or held back.
pub fn finish_theme(compiled: &Compiled) -> impl Iterator<Item = Result<Cleared, Unfinished>> {
    compiled.theme.assets().map(|(address, bytes)| {
        compiled.gate.clear(address.to_owned(), bytes.to_vec()).map_err(Unfinished::Held)
    })
}

/// All that has been finished, or what keeps some of it from leaving.
///
/// # Errors
/// Something was held back or couldn't be made: all of it, told together.
pub fn all_finished<T>(
    made: impl IntoIterator<Item = Result<T, Unfinished>>,
) -> Result<Vec<T>, Vec<Diagnostic>> {
    let (mut done, mut unfinished) = (Vec::new(), Vec::new());
    for one in made {
        match one {
            Ok(its) => done.push(its),
            Err(fault) => unfinished.push(fault),
        }
    }
    if unfinished.is_empty() { Ok(done) } else { Err(findings(unfinished)) }
}

/// What keeps files from leaving, each thing told once.
pub fn findings(unfinished: impl IntoIterator<Item = Unfinished>) -> Vec<Diagnostic> {
    let mut faults: Vec<Problem> = Vec::new();
    let mut held = Vec::new();
    let mut refused = Vec::new();
    for one in unfinished {
        match one {
            Unfinished::Fault(problem) => faults.push(problem),
            Unfinished::Refused(found) => refused.extend(found),
            Unfinished::Held(file) => held.push(file),
        }
    }
    faults.dedup();
    let mut found: Vec<_> = faults.into_iter().map(|fault| Diagnostic::new(fault, Place::Run)).collect();
    found.extend(refused);
    found.extend(tell(&held));
    found
}
