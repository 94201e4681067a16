//! One report: its path against its front matter, its ids, dates and risks. Owns no other report; what it
//! asks of them stands in the index.

use super::Context;
use super::figures::resolve_figures;
use super::index::{self, duplicates, told, unknown};
use super::links::{Links, ReportScope, check_unnamed, find_asset, published_name};
use super::survey::{resolve_interviews, resolve_surveys};
use crate::diagnostic::Trail;
use crate::diagnostic::{Diagnostic, DomainProblem, IdKind, Place, YamlProblem};
use crate::discover::address_of;
use crate::model::audit::AuditIndex;
use crate::model::organisation::OrganisationIndex;
use crate::model::report::{
    Appendix, AppendixKind, Assessment, AuditEntry, Decision, DirectMeasure, Improvement, Report,
    ReportFacts, Risk,
};
use crate::parse::ParsedReport;
use crate::parse::record::report::{
    AssessmentRecord, AuditEntryRecord, ImprovementRecord, ReportRecord, RiskRecord,
};

/// Looks up and checks everything in one report.
pub(super) fn resolve_report(
    report: ParsedReport,
    context: &Context,
    out: &mut Vec<Diagnostic>,
) -> Option<Report> {
    let path = &context.sources.file(report.file).path;
    let id = address_of(path);
    let mut body = report.body;
    let at = Trail::root(report.file);
    let folder = path.strip_suffix("/index.md").unwrap_or("\u{0}");
    let Some(record) = report.record else {
        // The text is read all the same, so that its own faults are told in the same run; what it may
        // name is not known, so nothing is said of that.
        return None;
    };
    let committee = check_path(&at, &id, &record, context, out);
    check_dates(&at, &record, out);
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
    let surveys = resolve_surveys(&at.key("enkäter"), record.surveys, context, out);
    let interviews = resolve_interviews(&at.key("intervjuer"), record.interviews, context, out);
    let key_figures = resolve_figures(&at.key("nyckeltal"), own_folder, record.key_figures, context, out);
    let appendices = resolve_appendices(&at, folder, record.appendices, context, out);
    let scope = ReportScope {
        audits: audits.iter().map(|entry| entry.audit).collect(),
        improvements: improvements.iter().map(|one| one.id.as_str()).collect(),
        direct_measures: direct_measures.iter().map(|one| one.id.as_str()).collect(),
        surveys: &surveys,
        interviews: &interviews,
        appendices: appendices.named,
    };
    let mut links = Links::new(report.file, context, folder);
    links.check_body(&mut body, Some(&scope), out);
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
        aliases: record.aliases,
        audits,
        direct_measures,
        improvements,
        key_figures,
        appendices: appendices.found,
        images,
        body,
    };
    Some(Report { facts, surveys, interviews })
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

fn check_dates(at: &Trail, record: &ReportRecord, out: &mut Vec<Diagnostic>) {
    let decided = record.decision.as_ref().and_then(|decision| told(decision.date.as_ref()));
    let decision_at = at.key("beslut");
    let mut order = |earlier: &'static str, first: Place, later: &'static str, place: Place| {
        let problem = DomainProblem::DatesOutOfOrder { earlier, later };
        out.push(Diagnostic::new(problem, place).related(first));
    };
    if let (Some(ready), Some(decided)) = (record.marked_ready, decided)
        && ready > decided.last()
    {
        order("klarmarkerad", at.key("klarmarkerad").value(), "beslut", decision_at.key("datum").value());
    }
    if let (Some(decided), Some(publish)) = (decided, record.publish_on)
        && decided.first() > publish
    {
        order("beslut", decision_at.key("datum").value(), "publiceras", at.key("publiceras").value());
    } else if let (Some(ready), Some(publish)) = (record.marked_ready, record.publish_on)
        && decided.is_none()
        && ready > publish
    {
        order("klarmarkerad", at.key("klarmarkerad").value(), "publiceras", at.key("publiceras").value());
    }
    let changes_at = at.key("ändringar");
    for (index, (date, _)) in record.changes.iter().enumerate() {
        if let Some(decided) = decided
            && decided.first() > date.last()
        {
            let place = changes_at.index(index).key("datum").value();
            order("beslut", decision_at.key("datum").value(), "ändringar", place);
        }
    }
}

/// A report's own decision, or that of the report it belongs to.
fn resolve_decision(
    at: &Trail,
    record: &ReportRecord,
    context: &Context,
    out: &mut Vec<Diagnostic>,
) -> Decision {
    let own = record.decision.as_ref().map(index::decision);
    if let Some(parent) = &record.belongs_to {
        let inherited = match context.index.reports.get(parent) {
            None => {
                let known = context.index.reports.keys().map(String::as_str);
                out.push(unknown(IdKind::Report, parent, known, at.key("hör_till").value()));
                return own.unwrap_or_default();
            }
            Some(entry) => entry.decision.clone(),
        };
        if inherited.is_none() && own.as_ref().is_none_or(|own| !is_whole(own)) && record.status.is_public() {
            out.push(Diagnostic::new(DomainProblem::BelongsToUndecided, at.key("hör_till").value()));
        }
        // What the report says of its own decision stands; the rest is its parent's.
        let (own, inherited) = (own.unwrap_or_default(), inherited.unwrap_or_default());
        return Decision {
            date: own.date.or(inherited.date),
            paragraph: own.paragraph.or(inherited.paragraph),
            registry_number: own.registry_number.or(inherited.registry_number),
            link: own.link.or(inherited.link),
        };
    }
    let decision = own.unwrap_or_default();
    if record.status.is_public() && record.decision.is_none() {
        out.push(Diagnostic::new(YamlProblem::MissingKey { key: "beslut" }, at.key("status").value()));
    } else if record.status.is_public() {
        let place = at.key("beslut").key_place();
        for (key, there) in [
            ("datum", decision.date.is_some()),
            ("paragraf", decision.paragraph.is_some()),
            ("diarienummer", decision.registry_number.is_some()),
        ] {
            if !there {
                out.push(Diagnostic::new(DomainProblem::DecidedWithout { key }, place.clone()));
            }
        }
    }
    decision
}

fn is_whole(decision: &Decision) -> bool {
    decision.date.is_some() && decision.paragraph.is_some() && decision.registry_number.is_some()
}

fn check_other_reports(
    at: &Trail,
    id: &str,
    record: &ReportRecord,
    context: &Context,
    out: &mut Vec<Diagnostic>,
) {
    let reports = &context.index.reports;
    if let Some(replaced) = &record.replaces {
        match reports.get(replaced) {
            None => {
                let known = reports.keys().map(String::as_str);
                out.push(unknown(IdKind::Report, replaced, known, at.key("ersätter").value()));
            }
            Some(entry) if replaced == id || entry.replaces.as_deref() == Some(id) => {
                out.push(Diagnostic::new(DomainProblem::Circle, at.key("ersätter").value()));
            }
            Some(_) => {}
        }
    }
    if record.belongs_to.as_deref() == Some(id) {
        out.push(Diagnostic::new(DomainProblem::Circle, at.key("hör_till").value()));
    }
}

fn resolve_audits(
    at: &Trail,
    records: Vec<AuditEntryRecord>,
    context: &Context,
    out: &mut Vec<Diagnostic>,
) -> Vec<AuditEntry> {
    let list = at.key("granskningar");
    let ids = records.iter().map(|record| record.id.as_str());
    duplicates(IdKind::Audit, ids, |i| list.index(i).key("id").value(), out);
    let mut entries = Vec::with_capacity(records.len());
    for (index, record) in records.into_iter().enumerate() {
        let here = list.index(index);
        let risks = resolve_risks(&here.key("risker"), record.risks, context, out);
        let assessment = record.assessment.and_then(|one| resolve_assessment(&here, one, context, out));
        let Some(audit) = look_up_audit(&here.key("id"), &record.id, context, out) else { continue };
        if let Some((Some(population), Some(reviewed))) = record.sample
            && reviewed > population
        {
            let problem = DomainProblem::SampleTooLarge { reviewed, population };
            out.push(Diagnostic::new(problem, here.key("urval").value()));
        }
        let (methods, sample, impartiality) = (record.methods, record.sample, record.impartiality);
        if entries.iter().all(|entry: &AuditEntry| entry.audit != audit) {
            entries.push(AuditEntry { audit, risks, methods, sample, assessment, impartiality });
        }
    }
    entries
}

fn look_up_audit(at: &Trail, id: &str, context: &Context, out: &mut Vec<Diagnostic>) -> Option<AuditIndex> {
    let found = context.index.audits.get(id).copied();
    if found.is_none() {
        out.push(unknown(IdKind::Audit, id, context.index.audits.keys().map(String::as_str), at.value()));
    }
    found
}

fn resolve_assessment(
    at: &Trail,
    record: AssessmentRecord,
    context: &Context,
    out: &mut Vec<Diagnostic>,
) -> Option<Assessment> {
    let at = at.key("bedömning");
    let scales = &context.registers.grading_scales;
    let Some(scale) = scales.iter().find(|scale| scale.id == record.scale) else {
        let known = scales.iter().map(|scale| scale.id.as_str());
        out.push(unknown(IdKind::GradingScale, &record.scale, known, at.key("skala").value()));
        return None;
    };
    if !scale.words.contains(&record.grade) {
        let known = scale.words.iter().map(String::as_str);
        out.push(unknown(IdKind::Grade, &record.grade, known, at.key("värde").value()));
        return None;
    }
    Some(Assessment { grade: record.grade, reason: record.reason })
}

fn resolve_risks(
    at: &Trail,
    records: Vec<RiskRecord>,
    context: &Context,
    out: &mut Vec<Diagnostic>,
) -> Vec<Risk> {
    records
        .into_iter()
        .enumerate()
        .map(|(index, record)| resolve_risk(&at.index(index), record, context, out))
        .collect()
}

fn resolve_risk(at: &Trail, record: RiskRecord, context: &Context, out: &mut Vec<Diagnostic>) -> Risk {
    let matrices = &context.registers.risk_matrices;
    let is_placed = record.likelihood.is_some() || record.consequence.is_some();
    let matrix = match &record.matrix {
        None if matrices.len() > 1 && is_placed => {
            out.push(Diagnostic::new(YamlProblem::MissingKey { key: "matris" }, at.value()));
            None
        }
        None => matrices.first(),
        Some(id) => {
            let found = matrices.iter().find(|matrix| matrix.id == *id);
            if found.is_none() {
                let known = matrices.iter().map(|matrix| matrix.id.as_str());
                out.push(unknown(IdKind::RiskMatrix, id, known, at.key("matris").value()));
            }
            found
        }
    };
    let mut position = |axis: Option<&Vec<(u32, String)>>, value: Option<u32>, key: &'static str| {
        let (axis, value) = (axis?, value?);
        let found = axis.iter().position(|(known, _)| *known == value);
        if found.is_none() {
            let highest = axis.iter().map(|(known, _)| *known).max().unwrap_or(0);
            out.push(Diagnostic::new(DomainProblem::OutsideMatrix { value, highest }, at.key(key).value()));
        }
        found
    };
    let row = position(matrix.map(|matrix| &matrix.likelihoods), record.likelihood, "sannolikhet");
    let column = position(matrix.map(|matrix| &matrix.consequences), record.consequence, "konsekvens");
    if let (Some(stated), Some(likelihood), Some(consequence)) =
        (record.risk_score, record.likelihood, record.consequence)
    {
        let cell = likelihood.saturating_mul(consequence);
        if stated != cell {
            let problem = DomainProblem::RiskScore { stated, likelihood, consequence, cell };
            out.push(Diagnostic::new(problem, at.key("riskvärde").value()));
        }
    }
    let class = matrix.zip(row).zip(column).map(|((matrix, row), column)| {
        let class = &matrix.classes[matrix.cells[row][column] as usize];
        (class.symbol.clone(), class.word.clone())
    });
    Risk {
        description: record.description,
        unit: record.unit,
        likelihood: record.likelihood,
        consequence: record.consequence,
        risk_score: record.risk_score,
        class,
        responsible: record.responsible,
    }
}

fn resolve_improvements(
    at: &Trail,
    id: &str,
    year: i16,
    records: Vec<ImprovementRecord>,
    context: &Context,
    out: &mut Vec<Diagnostic>,
) -> Vec<Improvement> {
    let list = at.key("åtgärder");
    let ids = records.iter().map(|record| record.id.as_str());
    duplicates(IdKind::Improvement, ids, |i| list.index(i).key("id").value(), out);
    let mut improvements = Vec::with_capacity(records.len());
    for (index, record) in records.into_iter().enumerate() {
        let here = list.index(index);
        let audit = record.audit.and_then(|id| look_up_audit(&here.key("granskning"), &id, context, out));
        let mut follows = Vec::with_capacity(record.follows.len());
        for (i, reference) in record.follows.iter().enumerate() {
            let place = here.key("följer");
            let place = place.index(i);
            follows.extend(resolve_follows(&place, id, year, reference, context, out));
        }
        improvements.push(Improvement {
            id: record.id,
            text: record.text,
            audit,
            responsible: record.responsible,
            due: record.due,
            status: record.status,
            follows,
        });
    }
    improvements
}

/// `nämnd/år/åtgärd` names an åtgärd of any of that year's reports; `nämnd/år/rapport/åtgärd` of one.
fn resolve_follows(
    at: &Trail,
    own: &str,
    year: i16,
    reference: &str,
    context: &Context,
    out: &mut Vec<Diagnostic>,
) -> Option<(String, String)> {
    let parts: Vec<&str> = reference.split('/').collect();
    let (folder, wanted, report) = match parts.as_slice() {
        [committee, of_year, id] => (format!("{committee}/{of_year}"), *id, None),
        [committee, of_year, report, id] => (format!("{committee}/{of_year}"), *id, Some(*report)),
        _ => (String::new(), "", None),
    };
    let mut known = Vec::new();
    let mut whole = true;
    for (id, entry) in context.index.reports_in(&folder) {
        whole &= entry.whole;
        if report.is_some_and(|report| id.rsplit('/').next() != Some(report)) {
            continue;
        }
        if entry.improvements.iter().any(|improvement| improvement == wanted) {
            if id == own || entry.year > year {
                out.push(Diagnostic::new(DomainProblem::Circle, at.value()));
                return None;
            }
            return Some((id.clone(), wanted.to_owned()));
        }
        known.extend(entry.improvements.iter().map(|improvement| format!("{folder}/{improvement}")));
    }
    if !whole {
        // It may stand in the front matter that couldn't be read, which has its own finding.
        return None;
    }
    let suggestion =
        crate::suggestion::nearest(reference, known.iter().map(String::as_str)).map(str::to_owned);
    let problem = DomainProblem::FollowsNowhere { reference: reference.to_owned(), suggestion };
    out.push(Diagnostic::new(problem, at.value()));
    None
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
