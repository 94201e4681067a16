//! The ledger (redovisningsliggaren): everything that is printed about the same people's answers, over the
//! whole site, and what must be hidden of it (disclosure.md §1–§5, R10). From raw surveys to tables, from
//! tables to decisions, from decisions to what may be shown. Owns no search (`suppress`) and no page.
//!
//! `survey` says who there is, `rules` what is hidden for its own sake, `tables` makes the tables (`scale`,
//! `facts`), `block` decides, `apply` and `text` carry it out, `account` tells the editor why, `printed` what
//! the site shows, `undeclared` what the text may have told beside it.

mod account;
mod apply;
mod block;
mod facts;
mod findings;
mod mentions;
mod printed;
mod rules;
mod scale;
mod survey;
mod tables;
mod text;
mod twin;
mod undeclared;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::disclosure::published::PublishedSurvey;
use crate::disclosure::suppress::Verdicts;
use crate::model::body::Body;
use crate::model::fact::FactClaim;
use crate::model::printed::PrintedCells;
use crate::model::report::RawSurvey;
use crate::model::{Model, Registers};
use crate::parallel;
pub use account::Account;
use block::Block;
pub(super) use printed::printed;
use rules::Rules;
pub use rules::{Hidden, QuestionDecision};
use survey::Surveys;
use tables::{Origin, QuestionTable, Tables};
pub use twin::{Twin, lay, twins};
pub use undeclared::{Watched, undeclared};

/// What is hidden of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportDecision {
    /// Of its surveys, in its order.
    pub surveys: Vec<SurveyDecision>,
    /// Ids of its `uppgifter` that are taken back.
    pub withdrawn: BTreeSet<String>,
}

/// What is hidden of a survey.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SurveyDecision {
    /// How many were asked.
    pub sent: bool,
    /// How many answered it.
    pub respondents: bool,
    /// Of its questions, in its order.
    pub questions: Vec<QuestionDecision>,
}

/// What is decided for a whole site.
pub struct Ledger {
    /// By report, in the model's order.
    pub decisions: Vec<ReportDecision>,
    /// For the editor alone.
    pub account: Account,
    /// What was printed before and can't be contradicted; `None` where nothing is published.
    pub(super) retained: Option<PrintedCells>,
    /// Texts to be looked through.
    pub(super) watched: Vec<Watched>,
    pub(super) found: Vec<Diagnostic>,
    blocks: Vec<Block>,
}

impl Ledger {
    /// Audits every decision once more: how many questions' small groups could be worked out. For tests.
    pub fn breaches(&self) -> usize {
        self.blocks.iter().map(Block::breaches).sum()
    }
}

/// Decides what may be shown of every survey.
pub fn decide(model: &mut Model) -> Ledger {
    decide_after(model, &Verdicts::default(), true)
}

/// The same with what was found for tables before; what of earlier prints still holds only where it `is_published`.
pub(super) fn decide_after(model: &mut Model, known: &Verdicts, is_published: bool) -> Ledger {
    for report in &mut model.reports {
        text::fix_unmarked(report);
    }
    let model = &*model;
    let surveys = Surveys::of(model);
    let rules = Rules {
        threshold: model.site.threshold,
        zeros_shown: model.site.zeros_shown,
        distribution_least: model.site.distribution_least,
    };
    let declared = declared(model, &surveys);
    let links: Vec<Vec<usize>> = declared.iter().map(|fact| fact.surveys.clone()).collect();
    let blocks = surveys.blocks(&links);
    let mut block_of = vec![0; surveys.all.len()];
    for (at, block) in blocks.iter().enumerate() {
        for survey in block {
            block_of[*survey] = at;
        }
    }
    let mut facts_of: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for fact in &declared {
        if let Some(first) = fact.surveys.first() {
            facts_of.entry(block_of[*first]).or_default().push((fact.report, fact.fact));
        }
    }
    let numbered: Vec<(usize, &Vec<usize>)> = blocks.iter().enumerate().collect();
    let decided = parallel::map(&numbered, |(at, members)| {
        let mut tables = Tables { model, surveys: &surveys, rules, found: Vec::new() };
        let facts = facts_of.get(at).map_or(&[][..], Vec::as_slice);
        let made: Vec<QuestionTable> = tables.of(members, facts);
        (block::decide(made, known), tables.found)
    });
    let mut found = Vec::new();
    let mut all = Vec::with_capacity(decided.len());
    for (block, faults) in decided {
        found.extend(faults);
        all.push(block);
    }
    let decisions = lay_out(model, &surveys, rules, &all);
    found.extend(findings::findings(model, &surveys, &all));
    Ledger {
        account: account::account(model, &surveys, &all),
        retained: is_published.then(|| printed::retained(model, &surveys)),
        watched: undeclared::watched(model, &decisions),
        decisions,
        found,
        blocks: all,
    }
}

/// A fact and the surveys that it ties together.
struct Tied {
    report: usize,
    fact: usize,
    surveys: Vec<usize>,
}

fn declared(model: &Model, surveys: &Surveys<'_>) -> Vec<Tied> {
    let mut all = Vec::new();
    for (report, its) in model.reports.iter().enumerate() {
        for (fact, declared) in its.declared.iter().enumerate() {
            let other = match declared.claim.get() {
                FactClaim::Change(_, other) | FactClaim::Same(other, _) => Some(other),
                _ => None,
            };
            let tied = declared.surveys.iter().chain(other).filter_map(|named| surveys.find(named)).collect();
            all.push(Tied { report, fact, surveys: tied });
        }
    }
    all
}

fn lay_out(model: &Model, surveys: &Surveys<'_>, rules: Rules, blocks: &[Block]) -> Vec<ReportDecision> {
    let mut decisions: Vec<ReportDecision> = model
        .reports
        .iter()
        .map(|report| ReportDecision {
            surveys: vec![SurveyDecision::default(); report.surveys.len()],
            withdrawn: BTreeSet::new(),
        })
        .collect();
    let mut withdrawn: BTreeSet<Origin> = BTreeSet::new();
    for entry in &surveys.all {
        // A question that stands twice is an error; until it is mended each is hidden by its own figures at least.
        let questions = entry.survey.questions.iter().map(|question| rules.question(*entry, question));
        decisions[entry.report_index].surveys[entry.survey_index].questions = questions.collect();
    }
    for its in blocks.iter().flat_map(|block| &block.tables) {
        for (group, cell) in its.of.cells.iter().enumerate() {
            let entry = surveys.all[cell.survey];
            let survey = &mut decisions[entry.report_index].surveys[entry.survey_index];
            *survey.questions[cell.question].of_mut(cell.group) = its.hidden(group);
        }
        let told = its.of.origins.iter().zip(&its.pattern.withdrawn);
        for (origin, _) in told.clone().filter(|(_, taken)| !**taken) {
            // R9: beside a shown number and a shown result, or not at all.
            if let Origin::Distribution { survey, question, group } = *origin
                && its.hidden(group) == Hidden::default()
            {
                let entry = surveys.all[survey];
                let survey = &mut decisions[entry.report_index].surveys[entry.survey_index];
                survey.questions[question].shows_distribution = true;
            }
        }
        withdrawn.extend(told.filter(|(_, taken)| **taken).map(|(origin, _)| *origin));
    }
    for origin in &withdrawn {
        if let Origin::Declared(report, fact) = *origin {
            decisions[report].withdrawn.insert(model.reports[report].declared[fact].id.clone());
        }
    }
    for (at, entry) in surveys.all.iter().enumerate() {
        let survey = &mut decisions[entry.report_index].surveys[entry.survey_index];
        let common = entry.common().and_then(|common| common.value().copied());
        let totals = || entry.survey.questions.iter().zip(&survey.questions);
        let n = |question| entry.total(question).and_then(|total| total.value().copied());
        let hides_common =
            totals().any(|(question, hidden)| hidden.total.n && common.is_some() && n(question) == common);
        let hides_all = totals().any(|(question, hidden)| hidden.total.n && n(question).is_some());
        survey.respondents = common.is_some_and(|common| rules.is_few(common))
            || hides_common
            || withdrawn.contains(&Origin::Respondents(at));
        // Beside a hidden number the number asked says how many it may be at most; it goes with it.
        survey.sent = entry.sent().is_some_and(|sent| sent < rules.threshold)
            || survey.respondents
            || common.is_none() && hides_all
            || withdrawn.contains(&Origin::Sent(at));
    }
    decisions
}

/// A survey as it may be shown.
pub(super) fn release_survey(
    survey: RawSurvey,
    decision: &SurveyDecision,
    registers: &Registers,
) -> PublishedSurvey {
    apply::survey(survey, decision, registers)
}

/// A report's text as it may be shown.
pub(super) fn release_body(body: Body, decision: &ReportDecision) -> Body {
    text::released(body, &decision.withdrawn)
}
