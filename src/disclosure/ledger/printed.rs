//! What the site shows of answers, for `svar.lock`: taken of what is published, never of raw values, together
//! with what it showed before and still holds (R10). Owns no file.

use super::scale::WholeScale;
use super::survey::{Surveys, groups, mean, respondents};
use super::tables::{printed_shares, shares as shares_of};
use crate::disclosure::published::{Published, PublishedResult, PublishedSurvey};
use crate::disclosure::shown::Shown;
use crate::model::Model;
use crate::model::printed::{PrintedCell, PrintedCells, PrintedMeasure};

/// Earlier printed cells but those that the answers have since been corrected away from: they tell nothing of
/// the new ones. What no report of this run knows is kept: it stands in older copies all the same.
pub(super) fn retained(model: &Model, surveys: &Surveys<'_>) -> PrintedCells {
    let mut kept = model.printed.clone();
    if kept.0.is_empty() {
        return kept;
    }
    // What was printed of one that isn't shown any more isn't corrected by what its file says since.
    for entry in surveys.all.iter().filter(|entry| entry.is_shown()) {
        let survey = entry.name();
        let mut hold =
            |question: Option<&str>, group: Option<&(String, String)>, measure, value: Option<String>| {
                let cell = PrintedCell {
                    survey: survey.clone(),
                    question: question.map(str::to_owned),
                    group: group.cloned(),
                    measure,
                };
                if kept.0.get(&cell).is_some_and(|printed| value.as_ref() != Some(printed)) {
                    kept.0.remove(&cell);
                }
            };
        let whole = |count: Option<u64>| count.map(|count| count.to_string());
        hold(None, None, PrintedMeasure::Sent, whole(entry.sent()));
        let common = entry.common().and_then(|common| common.value().copied());
        hold(None, None, PrintedMeasure::Respondents, whole(common));
        let area = model.registers.audit(entry.survey.audit);
        for question in &entry.survey.questions {
            let id = Some(area.questions[question.question.0 as usize].id.as_str());
            let known = area.questions[question.question.0 as usize].scale;
            let scale = known.and_then(|scale| WholeScale::of(model.registers.answer_scale(scale)));
            for (at, name, result) in groups(question) {
                let told = if at.is_none() { entry.total(question) } else { respondents(result) };
                let n = told.and_then(|told| told.value().copied());
                hold(id, name.as_ref(), PrintedMeasure::Respondents, whole(n));
                hold(id, name.as_ref(), PrintedMeasure::Mean, mean(result).map(|mean| mean.to_string()));
                let shares = result.distribution.as_ref().and_then(|told| scale.as_ref()?.counts(told.get()));
                let shares = shares.and_then(|counts| shares_of(&counts));
                hold(id, name.as_ref(), PrintedMeasure::Distribution, shares.map(|its| printed_shares(&its)));
            }
        }
    }
    kept
}

/// What the site shows, laid on what it showed before.
pub(in crate::disclosure) fn printed(published: &Published, retained: PrintedCells) -> PrintedCells {
    let mut cells = retained;
    for report in &published.reports {
        for survey in &report.surveys {
            print_survey(published, &report.facts.id, survey, &mut cells);
        }
    }
    cells
}

fn print_survey(published: &Published, report: &str, survey: &PublishedSurvey, cells: &mut PrintedCells) {
    let name = format!("{report}#{}", survey.id);
    let mut print = |question: Option<&str>, group: Option<(&str, &str)>, measure, value: Option<String>| {
        let cell = PrintedCell {
            survey: name.clone(),
            question: question.map(str::to_owned),
            group: group.map(|(split, group)| (split.to_owned(), group.to_owned())),
            measure,
        };
        if let Some(value) = value {
            cells.0.insert(cell, value);
        }
    };
    let whole = |count: u64| count.to_string();
    print(None, None, PrintedMeasure::Sent, survey.sent.and_then(Shown::value).map(whole));
    let common = survey.respondents.and_then(Shown::value);
    print(None, None, PrintedMeasure::Respondents, common.map(whole));
    let area = published.registers.audit(survey.audit);
    for question in &survey.questions {
        let id = area.questions[question.question.0 as usize].id.as_str();
        let mut result = |group, result: &PublishedResult| {
            print(Some(id), group, PrintedMeasure::Respondents, result.respondents.value().map(whole));
            print(Some(id), group, PrintedMeasure::Mean, result.mean.value().map(|mean| mean.to_string()));
        };
        result(None, &question.result);
        for split in &question.splits {
            for (group, shown) in &split.groups {
                result(Some((split.name.as_str(), group.as_str())), shown);
            }
        }
        if let Some(Shown::Value(its)) = &question.distribution {
            print(Some(id), None, PrintedMeasure::Distribution, Some(printed_shares(&its.shares)));
        }
    }
}
