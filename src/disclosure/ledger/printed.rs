//! What the site shows of answers, for `svar.lock`: taken of what is published, never of raw values, together
//! with what it showed before and still holds (R10). Owns no file.

use super::scale::WholeScale;
use super::survey::{Surveys, groups, mean, respondents};
use super::tables::{printed_shares, shares as shares_of};
use crate::disclosure::published::{Published, PublishedResult, PublishedSurvey};
use crate::disclosure::shown::Shown;
use crate::model::Model;
use crate::model::printed::{PrintedCell, PrintedCells, PrintedMeasure};

/// Earlier printed cells that the answers have since been corrected away from: they tell nothing of the new ones. What no
/// report of this run knows is kept: it stands in older copies all the same.
pub(super) fn corrected(model: &Model, surveys: &Surveys<'_>) -> PrintedCells {
    let before = &model.printed;
    let mut gone = PrintedCells::default();
    if before.is_empty() {
        return gone;
    }
    // What was printed of one that isn't shown any more isn't corrected by what its file says since.
    for entry in surveys.all.iter().filter(|entry| entry.is_shown()) {
        let survey = entry.name();
        let printed = before.of(&survey);
        let mut hold =
            |question: Option<&str>, group: Option<&(String, String)>, measure, value: Option<String>| {
                let group = group.map(|(split, group)| (&**split, &**group));
                if let Some(printed) = printed.get(question, group, measure)
                    && value.as_deref() != Some(printed)
                {
                    gone.insert(PrintedCell { survey: &survey, question, group, measure }, printed);
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
    gone
}

/// What the site shows, once that is other than what it showed before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedNews {
    /// All that it shows and has shown.
    pub cells: PrintedCells,
    /// All that it showed before stands in them as it was.
    pub only_adds: bool,
}

/// What the site shows, laid on what it showed before but for what has been corrected; `None` where that is what it showed
/// before. An archive has many cells: there are never two lists of them.
pub(in crate::disclosure) fn printed(
    published: &Published,
    before: PrintedCells,
    corrected: PrintedCells,
) -> Option<PrintedNews> {
    let mut sheet = Sheet { cells: before, replaced: PrintedCells::default(), has_new: false };
    sheet.take_back(corrected);
    for report in &published.reports {
        for survey in &report.surveys {
            print_survey(published, &report.facts.id, survey, &mut sheet);
        }
    }
    sheet.news()
}

/// Printed cells, and what is other in them than before.
struct Sheet {
    cells: PrintedCells,
    /// What stood before where something else has stood since.
    replaced: PrintedCells,
    /// Is there a cell that wasn't there before?
    has_new: bool,
}

impl Sheet {
    fn take_back(&mut self, corrected: PrintedCells) {
        for (cell, _) in corrected.iter() {
            self.cells.remove(cell);
        }
        self.replaced = corrected;
    }

    /// All cells, if anything is other than before.
    fn news(self) -> Option<PrintedNews> {
        let is_other = |(cell, value)| self.cells.get(cell) != Some(value);
        let only_adds = !self.replaced.iter().any(is_other);
        (self.has_new || !only_adds).then_some(PrintedNews { cells: self.cells, only_adds })
    }

    fn print(&mut self, cell: PrintedCell<'_>, value: &str) {
        let is_known = self.replaced.get(cell).is_some();
        match self.cells.insert(cell, value) {
            None => self.has_new |= !is_known,
            Some(before) if *before != *value && !is_known => {
                self.replaced.insert(cell, &before);
            }
            Some(_) => {}
        }
    }
}

fn print_survey(published: &Published, report: &str, survey: &PublishedSurvey, sheet: &mut Sheet) {
    let name = format!("{report}#{}", survey.id);
    let mut print = |question: Option<&str>, group: Option<(&str, &str)>, measure, value: Option<String>| {
        let Some(value) = value else { return };
        sheet.print(PrintedCell { survey: &name, question, group, measure }, &value);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(question: &str) -> PrintedCell<'_> {
        PrintedCell {
            survey: "n/2023/r#e",
            question: Some(question),
            group: None,
            measure: PrintedMeasure::Mean,
        }
    }

    #[test]
    fn only_what_ends_up_other_than_it_was_is_news() {
        let tried = |corrected: &[&str], laid: &[(&str, &str)]| {
            let cells: PrintedCells = [(cell("a"), "3.1"), (cell("b"), "2.0")].into_iter().collect();
            let taken = corrected.iter().map(|question| (cell(question), cells.get(cell(question)).unwrap()));
            let taken: PrintedCells = taken.collect();
            let mut sheet = Sheet { cells, replaced: PrintedCells::default(), has_new: false };
            sheet.take_back(taken);
            for (question, value) in laid {
                sheet.print(cell(question), value);
            }
            sheet.news()
        };
        assert_eq!(tried(&[], &[]), None);
        assert_eq!(tried(&[], &[("a", "3.1")]), None);
        assert_eq!(tried(&["a"], &[("a", "3.1")]), None);
        assert_eq!(tried(&[], &[("a", "3.2"), ("a", "3.1")]), None);
        let news = [
            tried(&["a"], &[]),
            tried(&["a"], &[("a", "3.2")]),
            tried(&[], &[("a", "3.2")]),
            tried(&[], &[("c", "1.0")]),
        ];
        let news = news.map(Option::unwrap);
        assert_eq!(news.each_ref().map(|news| news.only_adds), [false, false, false, true]);
        let [taken, corrected, other, more] = news.map(|news| news.cells);
        assert_eq!(taken.iter().map(|(cell, _)| cell).collect::<Vec<_>>(), [cell("b")]);
        assert_eq!((corrected.iter().count(), corrected.get(cell("a"))), (2, Some("3.2")));
        assert_eq!((other, more.iter().count()), (corrected, 3));
    }
}
