//! Look-ups over the whole site, gathered before any report is resolved: ids of registers, and of each
//! report the little that others ask of it. Owns no checks.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, DomainProblem, IdKind, Place};
use crate::discover::address_of;
use crate::model::Registers;
use crate::model::audit::AuditIndex;
use crate::model::body::{Body, passages};
use crate::model::date::{Day, PartialDate, Stated};
use crate::model::organisation::OrganisationIndex;
use crate::model::packed::PackedBody;
use crate::model::report::{Decision, Figure, Status};
use crate::parallel;
use crate::parse::record::report::{DecisionRecord, ReportRecord, SurveyQuestionRecord};
use crate::parse::text::told as told_of;
use crate::parse::{ParsedPage, ParsedReport};
use crate::source::{FileId, Sources};
use crate::suggestion::nearest;

/// What is built in this run.
#[derive(Clone, Copy, Debug)]
pub struct Selection {
    /// Drafts too, with a watermark.
    pub drafts: bool,
    /// The day: what is under embargo on it isn't built.
    pub today: Day,
}

impl Selection {
    /// Is a report with this status and embargo built?
    pub fn takes(&self, status: Status, publish_on: Option<Day>) -> bool {
        self.drafts || (status.is_public() && publish_on.is_none_or(|day| day <= self.today))
    }
}

/// What others ask of a report.
pub(super) struct ReportEntry {
    pub(super) file: FileId,
    pub(super) year: i16,
    /// Built in this run.
    pub(super) taken: bool,
    /// Withdrawn: only its address is left.
    pub(super) withdrawn: bool,
    /// Its front matter could be read.
    pub(super) whole: bool,
    status: Status,
    /// The day from which it may be shown; for a report without a decision of its own, none here.
    release: Option<Day>,
    belongs_to: Option<String>,
    text: PackedBody,
    pub(super) improvements: Vec<String>,
    /// By åtgärd, in step with them: its `följer` as written.
    pub(super) follows: Vec<Vec<String>>,
    /// Survey id and the id of its granskning.
    pub(super) surveys: Vec<(String, String)>,
    pub(super) decision: Option<Decision>,
    pub(super) replaces: Option<String>,
    /// Granskning id, key figure id, and its value and hedge or why there is none.
    pub(super) figures: Vec<(String, String, Figure)>,
}

impl ReportEntry {
    /// See [`heading_ids`]: few reports are linked to, so these are sought when they are asked for.
    pub(super) fn headings(&self) -> Vec<Box<str>> {
        heading_ids(&self.text.unpack())
    }
}

/// What others ask of a free page.
pub(super) struct PageEntry {
    text: PackedBody,
}

impl PageEntry {
    /// See [`heading_ids`].
    pub(super) fn headings(&self) -> Vec<Box<str>> {
        heading_ids(&self.text.unpack())
    }
}

/// All look-ups.
pub(super) struct Index {
    pub(super) organisations: BTreeMap<String, OrganisationIndex>,
    pub(super) audits: BTreeMap<String, AuditIndex>,
    pub(super) reports: BTreeMap<String, ReportEntry>,
    pub(super) pages: BTreeMap<String, PageEntry>,
    /// For what a report of this run has answers; or had, before it was withdrawn: that must not stop reports which are decided.
    pub(super) answered: Answered,
    /// Those of them whose answers' distribution a report tells.
    pub(super) distributed: Answered,
}

/// Years, by granskning and question.
#[derive(Default)]
pub(super) struct Answered(BTreeMap<String, BTreeMap<String, BTreeSet<i16>>>);

impl Answered {
    /// The years of a granskning's question.
    pub(super) fn years(&self, audit: &str, question: &str) -> Option<&BTreeSet<i16>> {
        self.0.get(audit)?.get(question)
    }

    /// Many reports ask the same: a name is copied for the first of them alone.
    fn add<'q>(&mut self, audit: &str, questions: impl Iterator<Item = &'q str>, year: i16) {
        if !self.0.contains_key(audit) {
            self.0.insert(audit.to_owned(), BTreeMap::new());
        }
        let Some(of_audit) = self.0.get_mut(audit) else { return };
        for question in questions {
            match of_audit.get_mut(question) {
                Some(years) => drop(years.insert(year)),
                None => drop(of_audit.insert(question.to_owned(), BTreeSet::from([year]))),
            }
        }
    }
}

impl Index {
    pub(super) fn new(
        sources: &Sources,
        registers: &Registers,
        reports: &[Box<ParsedReport>],
        pages: &[ParsedPage],
        selection: Selection,
    ) -> Self {
        let organisations = (0..).map(OrganisationIndex).zip(&registers.organisations);
        let audits = (0..).map(AuditIndex).zip(&registers.audits);
        let made = parallel::map(reports, |report| {
            (address_of(&sources.file(report.file).path), entry(report, selection))
        });
        let mut entries: BTreeMap<String, ReportEntry> = made.into_iter().collect();
        hold_back_with_parents(&mut entries, selection);
        let is_taken = parallel::map(reports, |report| {
            let address = address_of(&sources.file(report.file).path);
            entries.get(&address).is_some_and(|entry| entry.taken)
        });
        let taken = reports.iter().zip(&is_taken).filter(|(_, is_taken)| **is_taken);
        let taken: Vec<&ReportRecord> = taken.filter_map(|(report, _)| report.record.as_ref()).collect();
        let (answered, distributed) = parallel::both(
            || answered(&taken, |_| true),
            || answered(&taken, |its| its.result.distribution.is_some()),
        );
        Self {
            answered,
            distributed,
            organisations: organisations.map(|(index, one)| (one.id.clone(), index)).collect(),
            audits: audits.map(|(index, one)| (one.id.clone(), index)).collect(),
            reports: entries,
            pages: pages
                .iter()
                .map(|page| (page_id(&sources.file(page.file).path), PageEntry { text: page.body.clone() }))
                .collect(),
        }
    }

    /// The reports of one committee and year, by the folder they lie in.
    pub(super) fn reports_in(&self, folder: &str) -> impl Iterator<Item = (&String, &ReportEntry)> {
        let prefix = format!("{folder}/");
        self.reports.range(prefix.clone()..).take_while(move |(id, _)| id.starts_with(&prefix))
    }
}

/// A free page's id: the last part of its address.
pub(super) fn page_id(path: &str) -> String {
    let address = address_of(path);
    address.rsplit('/').next().unwrap_or_default().to_owned()
}

fn entry(report: &ParsedReport, selection: Selection) -> ReportEntry {
    let text = report.body.clone();
    let Some(record) = &report.record else {
        // Its own faults are told; whoever links to it shall not be told of a second one.
        return ReportEntry {
            file: report.file,
            year: 0,
            taken: true,
            withdrawn: false,
            whole: false,
            status: Status::Decided,
            release: None,
            belongs_to: None,
            text,
            improvements: Vec::new(),
            follows: Vec::new(),
            surveys: Vec::new(),
            decision: Some(Decision::default()),
            replaces: None,
            figures: Vec::new(),
        };
    };
    ReportEntry {
        file: report.file,
        year: record.year,
        taken: selection.takes(record.status, release_day(record)),
        withdrawn: record.status == Status::Withdrawn,
        whole: true,
        status: record.status,
        release: release_day(record),
        belongs_to: record.belongs_to.clone(),
        text,
        improvements: record.improvements.iter().map(|one| one.id.clone()).collect(),
        follows: record.improvements.iter().map(|one| one.follows.clone()).collect(),
        surveys: record.surveys.iter().map(|one| (one.id.clone(), one.audit.clone())).collect(),
        // A draft's decision isn't one yet.
        decision: record
            .decision
            .as_ref()
            .filter(|_| selection.drafts || record.status.is_public())
            .map(decision),
        replaces: record.replaces.clone(),
        figures: record
            .key_figures
            .iter()
            .filter(|_| record.status != Status::Withdrawn)
            .filter_map(|figure| {
                let value = match (figure.value, figure.missing) {
                    (Some(value), _) => Ok((value, figure.precision)),
                    (None, why) => Err(why?),
                };
                Some((figure.audit.clone(), figure.id.clone(), value))
            })
            .collect(),
    }
}

/// The day from which a report may be shown: `publiceras`, else the decision's (format.md).
pub(super) fn release_day(record: &ReportRecord) -> Option<Day> {
    let decided = record.decision.as_ref().and_then(|decision| told(decision.date.as_ref()));
    record.publish_on.or(decided.map(PartialDate::first))
}

/// A report that lives by another's decision isn't shown before that one is.
fn hold_back_with_parents(entries: &mut BTreeMap<String, ReportEntry>, selection: Selection) {
    let days: Vec<(String, Option<Day>)> = entries
        .iter()
        .filter(|(_, entry)| entry.release.is_none())
        .filter_map(|(id, entry)| Some((id.clone(), entries.get(entry.belongs_to.as_ref()?)?.release)))
        .collect();
    for (id, release) in days {
        if let Some(entry) = entries.get_mut(&id) {
            entry.taken = selection.takes(entry.status, release);
        }
    }
}

fn answered(reports: &[&ReportRecord], is_wanted: impl Fn(&SurveyQuestionRecord) -> bool) -> Answered {
    let mut all = Answered::default();
    for report in reports {
        for survey in &report.surveys {
            let questions = survey.questions.iter().filter(|its| is_wanted(its));
            all.add(&survey.audit, questions.map(|its| its.id.as_str()), report.year);
        }
    }
    all
}

/// A decision as the model holds it.
pub(super) fn decision(record: &DecisionRecord) -> Decision {
    Decision {
        date: record.date,
        paragraph: record.paragraph.clone(),
        registry_number: record.registry_number.clone(),
        link: record.link.clone(),
    }
}

/// The decision's date, where it is told.
pub(super) fn told(date: Option<&Stated<PartialDate>>) -> Option<PartialDate> {
    date.and_then(Stated::value).copied()
}

/// The ids that a link may name: those of headings and named paragraphs, and older ones that lead to them.
pub(super) fn heading_ids(body: &Body) -> Vec<Box<str>> {
    let mut ids = Vec::new();
    for passage in passages(body) {
        ids.push(passage.id().into());
        ids.extend(passage.aliases().iter().cloned());
    }
    ids
}

/// The finding that nothing has this id, with the nearest that something has.
pub(super) fn unknown<'a>(
    kind: IdKind,
    id: &str,
    known: impl IntoIterator<Item = &'a str>,
    place: Place,
) -> Diagnostic {
    let suggestion = nearest(id, known).map(str::to_owned);
    Diagnostic::new(DomainProblem::UnknownId { kind, id: told_of(id), suggestion }, place)
}

/// Finds the ids that stand twice: the place of the later, with that of the first.
pub(super) fn duplicates<'a>(
    kind: IdKind,
    ids: impl IntoIterator<Item = &'a str>,
    place: impl Fn(usize) -> Place,
    out: &mut Vec<Diagnostic>,
) {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, id) in ids.into_iter().enumerate() {
        if let Some(earlier) = first.get(id) {
            let problem = DomainProblem::DuplicateId { kind, id: id.to_owned() };
            out.push(Diagnostic::new(problem, place(index)).related(place(*earlier)));
        } else {
            first.insert(id, index);
        }
    }
}
