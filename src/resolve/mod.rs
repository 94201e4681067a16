//! From records to the domain: ids looked up, dates and sums checked, links followed, across all files.
//! Owns the checks of meaning (format.md, last section); reads nothing and shows nothing.

mod addresses;
mod decision;
mod facts;
mod figures;
mod index;
mod interviews;
mod links;
mod measures;
mod registers;
mod report;
mod site;
mod survey;

pub use index::Selection;

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Outcome, Place};
use crate::model::addresses::AddressBook;
use crate::model::report::{Report, Status};
use crate::model::{FreePage, Model, Registers};
use crate::parallel;
use crate::parse::record::site::DisclosureRecord;
use crate::parse::{Parsed, ParsedPage};
use crate::source::Sources;
use index::Index;
use links::Links;

/// Resolves everything that was parsed. `sources` is asked for paths and assets only.
pub fn resolve(mut parsed: Parsed, sources: &Sources, selection: Selection) -> Outcome<Model> {
    let mut out = Vec::new();
    let registers_whole =
        parsed.organisations.is_some() && parsed.audits.is_some() && parsed.scales.is_some();
    let claims = addresses::claims(&parsed, sources);
    let (published, first) = parsed.published.take().unzip();
    let editions = std::mem::take(&mut parsed.editions);
    let mut registers =
        registers::resolve_registers(parsed.organisations, parsed.audits, parsed.scales, &mut out);
    let threshold =
        parsed.site.as_ref().map_or(DisclosureRecord::default(), |(_, site)| site.disclosure).threshold;
    let site = site::resolve_site(parsed.site, parsed.statements, sources, &mut out);
    let index = Index::new(sources, &registers, &parsed.reports, &parsed.pages, selection);
    if !registers_whole {
        // Every id would be unknown: one finding a cause, not a thousand a consequence.
        return Outcome { value: None, diagnostics: out };
    }
    let context = Context { sources, registers: &registers, index: &index, threshold };
    let resolved = parallel::map_into(parsed.reports, |report| {
        let mut found = Vec::new();
        (report::resolve_report(report, &context, &mut found), found)
    });
    // Where the list stands already: no second one of all reports beside it.
    let mut reports: Vec<Report> = resolved
        .into_iter()
        .filter_map(|(report, found)| {
            out.extend(found);
            report
        })
        .collect();
    let is_taken = |report: &Report| index.reports.get(&report.facts.id).is_some_and(|entry| entry.taken);
    let was_printed: BTreeSet<&str> =
        parsed.printed.surveys().filter_map(|survey| survey.split('#').next()).collect();
    reports.retain(|report| is_taken(report) || was_printed.contains(&*report.facts.id));
    for report in &mut reports {
        report.is_shown = is_taken(report) && report.facts.status != Status::Withdrawn;
    }
    reports.sort_by(|a, b| a.facts.id.cmp(&b.facts.id));
    let mut pages: Vec<FreePage> =
        parsed.pages.into_iter().filter_map(|page| resolve_page(page, &context, &mut out)).collect();
    pages.sort_by(|a, b| a.id.cmp(&b.id));
    let picture = site.iter().filter_map(|site| site.picture.as_ref());
    let shown = pages.iter().flat_map(|page| &page.images).chain(picture);
    let shown: Vec<_> = shown.map(|(_, path)| path.as_path()).collect();
    links::check_unnamed("sidor", &shown, &context, &mut out);
    let base = site.as_ref().map_or("", |site| &site.base);
    let taken = |id: &str| index.reports.get(id).is_some_and(|entry| entry.taken);
    let redirects = addresses::redirects(claims, base, &taken, &mut out);
    let withdrawn = reports.iter().filter(|report| is_taken(report) && !report.is_shown);
    let withdrawn = withdrawn.filter_map(addresses::withdrawn).collect();
    drop(index);
    registers.addresses =
        AddressBook { published, first: first.unwrap_or_default(), redirects, editions, withdrawn };
    let value = site.map(|site| Model { site, registers, reports, pages, printed: parsed.printed });
    Outcome { value, diagnostics: out }
}

/// What was looked up, in no more room than it takes: a site has a hundred thousand of these lists.
fn found_of<T>(looked_up: impl Iterator<Item = Option<T>>) -> Vec<T> {
    let mut found: Vec<T> = looked_up.flatten().collect();
    found.shrink_to_fit();
    found
}

/// What every check may look at.
struct Context<'a> {
    sources: &'a Sources,
    registers: &'a Registers,
    index: &'a Index,
    /// Fewest answers that a shown result rests on.
    threshold: u64,
}

fn resolve_page(page: ParsedPage, context: &Context, out: &mut Vec<Diagnostic>) -> Option<FreePage> {
    let record = page.record?;
    let path = &context.sources.file(page.file).path;
    let mut links = Links::new(page.file, context, path.rsplit_once('/').map_or("", |(folder, _)| folder));
    let body = page.body.naming().unwrap_or_default();
    let body = links.check_body((page.body, body), None, out);
    Some(FreePage {
        id: index::page_id(path),
        file: page.file,
        title: record.title,
        summary: record.summary,
        images: links.into_images(),
        body,
    })
}

/// Where a finding about a whole file points.
fn whole(file: crate::source::FileId) -> Place {
    Place::File(file)
}
