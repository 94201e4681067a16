//! One report put together: its path against its front matter, and its appendices. Owns no other report;
//! what it asks of them stands in the index.

use super::Context;
use super::decision::{check_dates, check_other_reports, resolve_decision};
use super::facts::{OwnSurveys, resolve_facts};
use super::figures::resolve_figures;
use super::index::{self, duplicates, unknown};
use super::interviews::resolve_interviews;
use super::links::{Links, ReportScope, check_unnamed, find_asset, published_name};
use super::measures::{resolve_audits, resolve_improvements, resolve_risks};
use super::survey::resolve_surveys;
use crate::diagnostic::{AddressProblem, Diagnostic, DomainProblem, IdKind, Trail, YamlProblem};
use crate::discover::address_of;
use crate::model::date::PartialDate;
use crate::model::organisation::OrganisationIndex;
use crate::model::report::{Appendix, AppendixKind, DirectMeasure, Report, ReportFacts, Status};
use crate::parse::ParsedReport;
use crate::parse::record::report::ReportRecord;

/// Looks up and checks everything in one report.
pub(super) fn resolve_report(
    report: Box<ParsedReport>,
    context: &Context,
    out: &mut Vec<Diagnostic>,
) -> Option<Report> {
    let path = &context.sources.file(report.file).path;
    let id = address_of(path);
    let at = Trail::root(report.file);
    let folder = path.strip_suffix("/index.md").unwrap_or("\u{0}");
    let Some(record) = report.record else {
        // The text is read all the same, so that its own faults are told in the same run; what it may
        // name is not known, so nothing is said of that.
        return None;
    };
    // Of a text that names nothing there is nothing to look up.
    let body = report.body.naming().unwrap_or_default();
    let committee = check_path(&at, &id, &record, context, out);
    check_dates(&at, &record, out);
    let withdrawal = check_withdrawal(&at, &record, out);
    let decision = resolve_decision(&at, &record, context, out);
    let publish_on = index::release_day(&record);
    check_other_reports(&at, &id, &record, context, out);
    let own_folder = id.split('/').next().unwrap_or_default();
    let audits = resolve_audits(&at, record.audits, context, out);
    let direct_measures_at = at.key("direktåtgärder");
    let ids = record.direct_measures.iter().map(|one| one.id.as_str());
    duplicates(IdKind::DirectMeasure, ids, |i| direct_measures_at.index(i).key("id").value(), out);
    let direct_measures = record.direct_measures.into_iter().enumerate().map(|(index, one)| DirectMeasure {
        id: one.id,
        heading: one.heading,
        unit: one.unit,
        risks: resolve_risks(&direct_measures_at.index(index).key("risker"), one.risks, context, out),
        status: one.status,
        done: one.done,
    });
    let direct_measures: Vec<DirectMeasure> = direct_measures.collect();
    let improvements = resolve_improvements(&at, &id, record.year, record.improvements, context, out);
    let surveys = resolve_surveys((&at.key("enkäter"), &id), record.surveys, context, out);
    let interviews = resolve_interviews(&at.key("intervjuer"), record.interviews, &body, context, out);
    let key_figures = resolve_figures(&at.key("nyckeltal"), own_folder, record.key_figures, context, out);
    let appendices = resolve_appendices(&at, folder, record.appendices, context, out);
    let scope = ReportScope {
        audits: audits.iter().map(|entry| entry.audit).collect(),
        improvements: improvements.iter().map(|one| one.id.as_str()).collect(),
        direct_measures: direct_measures.iter().map(|one| one.id.as_str()).collect(),
        surveys: &surveys,
        interviews: &interviews,
        key_figures: &key_figures,
        entries: &audits,
        facts: record.declared.iter().map(|one| one.id.clone()).collect(),
        appendices: appendices.named,
    };
    let mut links = Links::new(report.file, context, folder);
    let body = links.check_body((report.body, body), Some(&scope), out);
    let own = OwnSurveys { report: &id, surveys: &surveys, marked: &links.marked };
    let declared = resolve_facts(&at.key("uppgifter"), record.declared, &own, context, out);
    let images = links.into_images();
    let named: Vec<_> = appendices.found.iter().map(|appendix| appendix.disk_path.as_path()).collect();
    let shown = images.iter().map(|(_, path)| path.as_path());
    check_unnamed(folder, &named.into_iter().chain(shown).collect::<Vec<_>>(), context, out);
    let facts = ReportFacts {
        id,
        file: report.file,
        committee: committee?,
        year: record.year,
        title: record.title,
        source_title: record.source_title,
        kind: record.kind,
        summary: record.summary,
        status: record.status,
        marked_ready: record.marked_ready,
        decision,
        publish_on,
        round: record.round,
        replaces: record.replaces,
        belongs_to: record.belongs_to,
        already_public: record.already_public,
        changes: record.changes,
        withdrawal,
        aliases: record.aliases,
        audits,
        direct_measures,
        improvements,
        key_figures,
        appendices: appendices.found,
        images,
        body,
    };
    Some(Report { facts, surveys, interviews, declared, is_shown: true })
}

/// The folder says whose and which year's the report is; so does the front matter; they must agree.
fn check_path(
    at: &Trail,
    id: &str,
    record: &ReportRecord,
    context: &Context,
    out: &mut Vec<Diagnostic>,
) -> Option<OrganisationIndex> {
    let mut parts = id.split('/');
    let (folder, year) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let mismatch = |key: &'static str, path: &str, front_matter: String| {
        let problem = DomainProblem::PathMismatch { key, path: path.to_owned(), front_matter };
        Diagnostic::new(problem, at.key(key).value())
    };
    let registers = context.registers;
    let decides = registers.organisations.iter().filter(|one| one.kind.decides()).map(|one| one.id.as_str());
    let found = context.index.organisations.get(&record.committee).copied();
    let found = found.filter(|index| registers.organisation(*index).kind.decides());
    if year != record.year.to_string() {
        out.push(mismatch("år", year, record.year.to_string()));
    }
    let Some(committee) = found else {
        let served = context.index.organisations.get(&record.committee).and_then(|administration| {
            registers.organisations.iter().find(|one| one.administrations.contains(administration))
        });
        if let Some(served) = served {
            // A förvaltning carries out; what is meant is the nämnd that it serves.
            let problem = DomainProblem::UnknownId {
                kind: IdKind::Committee,
                id: record.committee.clone(),
                suggestion: Some(served.id.clone()),
            };
            out.push(Diagnostic::new(problem, at.key("nämnd").value()));
            return None;
        }
        out.push(unknown(IdKind::Committee, &record.committee, decides, at.key("nämnd").value()));
        return None;
    };
    if folder != record.committee {
        out.push(mismatch("nämnd", folder, record.committee.clone()));
    }
    let organisation = registers.organisation(committee);
    if !organisation.existed_in(record.year) {
        let problem = DomainProblem::NotThatYear {
            name: organisation.name().name.clone(),
            year: record.year,
            from: organisation.began().map(|date| date.to_string()),
            until: organisation.last_day().map(|date| date.to_string()),
        };
        out.push(Diagnostic::new(problem, at.key("nämnd").value()));
    }
    Some(committee)
}

/// A report is withdrawn by its status and with a reason, or not at all.
fn check_withdrawal(
    at: &Trail,
    record: &ReportRecord,
    out: &mut Vec<Diagnostic>,
) -> Option<(String, PartialDate)> {
    let withdrawn = record.status == Status::Withdrawn;
    match &record.withdrawal {
        None if withdrawn => {
            out.push(Diagnostic::new(
                YamlProblem::MissingKey { key: "återkallad" },
                at.key("status").value(),
            ));
        }
        Some(_) if !withdrawn => {
            out.push(Diagnostic::new(AddressProblem::WithdrawnInName, at.key("återkallad").key_place()));
        }
        _ => {}
    }
    record.withdrawal.clone()
}

/// The appendices found, and how many the front matter names.
struct Appendices {
    found: Vec<Appendix>,
    named: usize,
}

fn resolve_appendices(
    at: &Trail,
    folder: &str,
    records: Vec<(String, String)>,
    context: &Context,
    out: &mut Vec<Diagnostic>,
) -> Appendices {
    let list = at.key("bilagor");
    let named = records.len();
    let mut found = Vec::with_capacity(named);
    for (index, (file, title)) in records.into_iter().enumerate() {
        let place = || list.index(index).key("fil").value();
        let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
        let Some(kind) = AppendixKind::by_ending(ending) else {
            out.push(Diagnostic::new(DomainProblem::AssetType { extension: ending.to_owned() }, place()));
            continue;
        };
        match find_asset(context, folder, &file) {
            Ok(asset) => found.push(Appendix {
                file: published_name(&file),
                title,
                kind,
                size: asset.size,
                disk_path: asset.disk_path.clone(),
            }),
            Err(suggestion) => {
                out.push(Diagnostic::new(DomainProblem::MissingAsset { name: file, suggestion }, place()));
            }
        }
    }
    Appendices { found, named }
}
