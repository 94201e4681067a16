//! From a planned page to a file that may leave: rendered, or read beside its report, and through the output
//! gate. The one way for `build`, `check`, `serve` and `verify`, so that all find the same. Writes and prints nothing.

use std::path::Path;

use crate::beside::released;
use crate::compare::{published_day, updated_day};
use crate::compile::Compiled;
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::disclosure::appendix::{Imprint, Paper};
use crate::disclosure::gate::{Cleared, Held, Secrets, tell};
use crate::plan::{Page, PageKind};
use crate::print::{self, Finished, Press};
use crate::render::{Context, render};

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

/// One planned page's file, let through by the gate. `folder` is the content folder.
///
/// # Errors
/// It can't be rendered or read, or the gate holds it back.
pub fn finish(
    page: &Page,
    compiled: &Compiled,
    context: &Context<'_>,
    folder: &Path,
) -> Result<Cleared, Unfinished> {
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
) -> Result<Cleared, Unfinished> {
    if let PageKind::File(beside) = &page.kind {
        let file = released(folder, beside).map_err(Unfinished::Refused)?;
        let removed = Secrets::removed(&page.address, &file.removed);
        made();
        let cleared = compiled.gate.clear_released(page.path(), file.bytes, &file.text, &removed);
        return cleared.map_err(Unfinished::Held);
    }
    let rendered = render(page, context).map_err(|problem| Unfinished::Fault(problem.into()))?;
    let bytes = rendered.map(|rendered| rendered.bytes).unwrap_or_default();
    made();
    compiled.gate.clear(page.path(), bytes).map_err(Unfinished::Held)
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
    let PageKind::Paper(index) = page.kind else { return finish(page, compiled, context, folder) };
    let published = &compiled.published;
    let report = published.report(index);
    let address = format!("{}/", report.facts.id);
    let of_report = Page { address: address.clone(), kind: PageKind::Report(index) };
    let html = finish(&of_report, compiled, context, folder)?;
    let text = String::from_utf8_lossy(html.bytes());
    let pictures = compiled.pages.iter().filter(|one| {
        let name = one.address.strip_prefix(&address);
        matches!(one.kind, PageKind::File(_))
            && name.is_some_and(|name| text.contains(&format!("src=\"{name}\"")))
    });
    let mut files = Vec::new();
    for file in finish_theme(compiled).chain(pictures.map(|one| finish(one, compiled, context, folder))) {
        files.push(file?);
    }
    let finished = Finished {
        address: &address,
        base: &published.site.base,
        html: &text,
        files: files.iter().map(|file| (file.path().to_owned(), file.bytes())).collect(),
    };
    let dates = published_day(published, report).zip(updated_day(published, report));
    let imprint =
        Imprint { title: report.facts.title.clone(), publisher: published.site.publisher.clone(), dates };
    let Paper { released, .. } = print::print(&finished, &imprint, press).map_err(Unfinished::Refused)?;
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
