//! Other worlds for the twin test (disclosure.md §11): what an attacker must think possible, laid into the
//! model in place of what is hidden. A site built of one with the same decisions must be the same, byte for
//! byte. Values go in here, none comes out.

use super::Ledger;
use super::block::Fate;
use super::survey::{GroupAt, Surveys};
use crate::disclosure::raw::{Raw, RawResult};
use crate::disclosure::suppress::witnesses;
use crate::model::Model;
use crate::model::date::Stated;
use crate::number::Decimal;

/// A world that differs from the true one in hidden values alone.
pub struct Twin(Vec<Value>);

struct Value {
    report: usize,
    survey: usize,
    question: usize,
    group: GroupAt,
    n: Option<u64>,
    mean: Option<Decimal>,
}

/// The extreme worlds of every small group of a site.
pub fn twins(model: &Model, ledger: &Ledger) -> Vec<Twin> {
    let surveys = Surveys::of(model);
    let mut twins = Vec::new();
    for its in ledger.blocks.iter().flat_map(|block| &block.tables) {
        let Fate::Protected(protection) = &its.fate else { continue };
        for world in witnesses(&its.of.table, &protection.pattern) {
            let values =
                its.of.cells.iter().zip(&world.groups).enumerate().map(|(group, (cell, (n, sum)))| {
                    let entry = surveys.all[cell.survey];
                    Value {
                        report: entry.report_index,
                        survey: entry.survey_index,
                        question: cell.question,
                        group: cell.group,
                        // Numbers that nobody knows stay so. A visible mean may lie halfway: it is printed as it is.
                        n: its.of.table.groups[group].n.map(|_| *n),
                        mean: sum.and_then(|sum| its.of.scale.printed(sum, *n)).filter(|_| {
                            its.pattern.result[group] && its.of.table.groups[group].mean.is_some()
                        }),
                    }
                });
            twins.push(Twin(values.collect()));
        }
    }
    twins
}

/// Lays a world into the model that it was made of, or one read from the same sources.
pub fn lay(model: &mut Model, twin: &Twin) {
    for value in &twin.0 {
        let survey = &mut model.reports[value.report].surveys[value.survey];
        let question = &mut survey.questions[value.question];
        let result: &mut RawResult = match value.group {
            None => &mut question.result,
            Some((split, group)) => &mut question.splits[split].1[group].1,
        };
        if let Some(n) = value.n {
            result.respondents = Some(Raw::new(Stated::Value(n)));
        }
        if let Some(mean) = value.mean {
            result.mean = Some(Raw::new(Stated::Value(mean)));
            // That there is one is told; what it says isn't.
            result.distribution = result.distribution.take().map(|_| Raw::new(Vec::new()));
        }
    }
}

impl Twin {
    /// In how many values it differs from the model; so that a test can see that it tests something.
    pub fn differs_in(&self, model: &Model) -> usize {
        self.0
            .iter()
            .filter(|value| {
                let survey = &model.reports[value.report].surveys[value.survey];
                let question = &survey.questions[value.question];
                let result = match value.group {
                    None => &question.result,
                    Some((split, group)) => &question.splits[split].1[group].1,
                };
                let told =
                    result.respondents.as_ref().or(survey.respondents.as_ref()).map(|told| *told.get());
                let mean = result.mean.as_ref().map(|mean| *mean.get());
                value.n.is_some_and(|n| told != Some(Stated::Value(n)))
                    || value.mean.is_some_and(|other| mean != Some(Stated::Value(other)))
            })
            .count()
    }
}
