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
use crate::model::fact::FactClaim;
use crate::model::packed::PackedBody;
use crate::model::printed::PrintedCells;
use crate::model::report::RawSurvey;
use crate::model::{Model, Registers};
use crate::parallel;
pub use account::Account;
use block::Block;
pub use printed::PrintedNews;
pub(super) use printed::printed;
use rules::Rules;
pub use rules::{Hidden, QuestionDecision};
use survey::{GroupAt, Surveys};
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
    /// What was printed before and the answers have been corrected away from; none where nothing is published.
    pub(super) corrected: PrintedCells,
    /// Texts to be looked through.
    pub(super) watched: Vec<Watched>,
    pub(super) found: Vec<Diagnostic>,
    /// Where they are kept, to be audited once more.
    blocks: Vec<Block>,
}

impl Ledger {
    /// Audits every decision once more: how many questions' small groups could be worked out. For tests.
    pub fn breaches(&self) -> usize {
        self.blocks.iter().map(Block::breaches).sum()
    }
}

/// Decides what may be shown of every survey, and keeps what [`Ledger::breaches`] needs. For tests.
pub fn decide(model: &mut Model) -> Ledger {
    decide_all(model, &Verdicts::default(), (true, true))
}

/// The same with what was found for tables before, and without what only an audit needs; what of earlier prints has been
/// corrected only where it `is_published`.
pub(super) fn decide_after(model: &mut Model, known: &Verdicts, is_published: bool) -> Ledger {
    decide_all(model, known, (is_published, false))
}

fn decide_all(model: &mut Model, known: &Verdicts, (is_published, keeps_blocks): (bool, bool)) -> Ledger {
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
        Told::of(model, &surveys, block::decide(made, known), tables.found, keeps_blocks)
    });
    let mut decisions = by_rules(model, &surveys, rules);
    let (mut found, mut findings, mut parts) = (Vec::new(), Vec::new(), Vec::with_capacity(decided.len()));
    let (mut withdrawn, mut blocks) = (BTreeSet::new(), Vec::new());
    for told in decided {
        told.lay(&surveys, &mut decisions, &mut withdrawn);
        found.extend(told.faults);
        findings.extend(told.findings);
        parts.push(told.account);
        blocks.extend(told.block);
    }
    found.extend(findings);
    lay_out(model, &surveys, rules, &withdrawn, &mut decisions);
    Ledger {
        account: account::account(model, parts),
        corrected: if is_published { printed::corrected(model, &surveys) } else { PrintedCells::default() },
        watched: undeclared::watched(model, &decisions),
        decisions,
        found,
        blocks,
    }
}

/// What is left of a block once it is decided. Its tables are many times as large, and those of a whole archive would be
/// in memory at once.
struct Told {
    cells: Vec<(usize, usize, GroupAt, Hidden)>,
    /// Surveys and questions that show a distribution.
    distributions: Vec<(usize, usize)>,
    withdrawn: Vec<Origin>,
    account: account::Part,
    /// What is wrong with the tables, and what is told of the decision.
    faults: Vec<Diagnostic>,
    findings: Vec<Diagnostic>,
    block: Option<Block>,
}

impl Told {
    fn of(
        model: &Model,
        surveys: &Surveys<'_>,
        block: Block,
        faults: Vec<Diagnostic>,
        keeps_block: bool,
    ) -> Self {
        let (mut cells, mut distributions, mut withdrawn) = (Vec::new(), Vec::new(), Vec::new());
        for its in &block.tables {
            let hidden = |(group, cell): (usize, &tables::Cell)| {
                (cell.survey, cell.question, cell.group, its.hidden(group))
            };
            cells.extend(its.of.cells.iter().enumerate().map(hidden));
            let told = its.of.origins.iter().zip(&its.pattern.withdrawn);
            for (origin, taken) in told {
                match *origin {
                    _ if *taken => withdrawn.push(*origin),
                    // R9: beside a shown number and a shown result, or not at all.
                    Origin::Distribution { survey, question, group }
                        if its.hidden(group) == Hidden::default() =>
                    {
                        distributions.push((survey, question));
                    }
                    _ => {}
                }
            }
        }
        Self {
            cells,
            distributions,
            withdrawn,
            account: account::part(model, surveys, &block),
            faults,
            findings: findings::findings(model, surveys, &block),
            block: keeps_block.then_some(block),
        }
    }

    /// Lays it on what is hidden by the rules alone.
    fn lay(&self, surveys: &Surveys<'_>, decisions: &mut [ReportDecision], withdrawn: &mut BTreeSet<Origin>) {
        let mut of = |survey: usize, question: usize, lay: &dyn Fn(&mut QuestionDecision)| {
            let entry = surveys.all[survey];
            lay(&mut decisions[entry.report_index].surveys[entry.survey_index].questions[question]);
        };
        for (survey, question, group, hidden) in &self.cells {
            of(*survey, *question, &|its| *its.of_mut(*group) = *hidden);
        }
        for (survey, question) in &self.distributions {
            of(*survey, *question, &|its| its.shows_distribution = true);
        }
        withdrawn.extend(&self.withdrawn);
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

/// What is hidden for its own sake.
fn by_rules(model: &Model, surveys: &Surveys<'_>, rules: Rules) -> Vec<ReportDecision> {
    let mut decisions: Vec<ReportDecision> = model
        .reports
        .iter()
        .map(|report| ReportDecision {
            surveys: vec![SurveyDecision::default(); report.surveys.len()],
            withdrawn: BTreeSet::new(),
        })
        .collect();
    // A question that stands twice is an error; until it is mended each is hidden by its own figures at least.
    let hidden = parallel::map(&surveys.all, |entry| {
        entry.survey.questions.iter().map(|question| rules.question(*entry, question)).collect()
    });
    for (entry, questions) in surveys.all.iter().zip(hidden) {
        decisions[entry.report_index].surveys[entry.survey_index].questions = questions;
    }
    decisions
}

/// What follows for whole surveys, and for facts, once all questions are decided.
fn lay_out(
    model: &Model,
    surveys: &Surveys<'_>,
    rules: Rules,
    withdrawn: &BTreeSet<Origin>,
    decisions: &mut [ReportDecision],
) {
    for origin in withdrawn {
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
pub(super) fn release_body(body: PackedBody, decision: &ReportDecision) -> PackedBody {
    text::released(body, &decision.withdrawn)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discover::from_memory;
    use crate::model::date::Day;
    use crate::parse::parse;
    use crate::resolve::{Selection, resolve};

    /// Two reports whose surveys have nothing to do with each other.
    fn model() -> Model {
        let report = |name: &str| {
            let text = "---\ntitel: R\nnämnd: n\når: 2023\ntyp: granskning\nstatus: beslutad\n\
                        beslut: {datum: 2023-05-01, paragraf: § 1, diarienummer: N-1}\n\
                        enkäter: [{id: e, granskning: g, frågor: [{id: q, svarande: 30, medelvärde: 2.5}]}]\n\
                        ---\n\nText.\n";
            (format!("n/2023/{name}.md"), text)
        };
        let file = |path: &str, text: &'static str| (path.to_owned(), text);
        let files = vec![
            file("insyn.yaml", "titel: T\nbas: https://exempel.se/\nutgivare: U\n"),
            file(
                "register/organisationer.yaml",
                "organisationer: [{id: n, slag: nämnd, namn: [{namn: N, från: 2017-05-01}]}]\n",
            ),
            file(
                "register/granskningar.yaml",
                "granskningar: [{id: g, titel: G, omfattning: nämndens, \
                 frågor: [{id: q, text: F, skala: s}]}]\n",
            ),
            file("register/skalor.yaml", "svarsskalor: [{id: s, svar: [1, 2, 3, 4], steg: 0.1}]\n"),
            report("a"),
            report("b"),
        ];
        let files = files.into_iter().map(|(path, text)| (path, text.as_bytes().to_vec())).collect();
        let sources = from_memory(files).value.unwrap();
        let selection = Selection { drafts: false, today: Day::new(2026, 1, 1).unwrap() };
        let resolved = resolve(parse(&sources).value.unwrap(), &sources, selection);
        resolved.value.unwrap()
    }

    #[test]
    fn a_build_keeps_no_tables_of_blocks_that_are_decided() {
        let mut model = model();
        let audited = decide(&mut model);
        assert_eq!(audited.blocks.len(), 2);
        let built = decide_after(&mut model, &Verdicts::default(), true);
        assert_eq!(built.blocks.len(), 0);
        assert_eq!(built.decisions, audited.decisions);
    }
}
