//! The surveys of the whole site as the ledger sees them: who they are, their groups by name, and which hang
//! together. Owns no rule and no table.

use std::collections::BTreeMap;

use crate::disclosure::raw::RawResult;
use crate::model::Model;
use crate::model::date::Stated;
use crate::model::fact::{GroupName, SurveyRef};
use crate::model::report::{RawQuestion, RawSurvey, Report};
use crate::number::Decimal;

/// A survey, with the report that it stands in.
#[derive(Clone, Copy)]
pub(super) struct Entry<'m> {
    /// Its report's place in the model.
    pub(super) report_index: usize,
    /// Its place among the report's surveys.
    pub(super) survey_index: usize,
    pub(super) report: &'m Report,
    pub(super) survey: &'m RawSurvey,
}

impl Entry<'_> {
    /// Is anything of it shown? If not, what was printed of it is known all the same.
    pub(super) const fn is_shown(&self) -> bool {
        self.report.is_shown
    }

    /// `<rapport>#<enkät>`
    pub(super) fn name(&self) -> String {
        format!("{}#{}", self.report.facts.id, self.survey.id)
    }

    /// `svarande` of the survey.
    pub(super) fn common(&self) -> Option<Stated<u64>> {
        self.survey.respondents.as_ref().map(|respondents| *respondents.get())
    }

    pub(super) fn sent(&self) -> Option<u64> {
        self.survey.sent.as_ref().map(|sent| *sent.get())
    }

    /// How many answered a question; `None` where it isn't told at all.
    pub(super) fn total(&self, question: &RawQuestion) -> Option<Stated<u64>> {
        respondents(&question.result).or(self.common())
    }
}

/// How many are told to have answered.
pub(super) fn respondents(result: &RawResult) -> Option<Stated<u64>> {
    result.respondents.as_ref().map(|respondents| *respondents.get())
}

/// A mean, where there is one.
pub(super) fn mean(result: &RawResult) -> Option<Decimal> {
    result.mean.as_ref().and_then(|mean| mean.get().value().copied())
}

/// A group's place in a question: all who answered, or a split and a group in it.
pub(super) type GroupAt = Option<(usize, usize)>;

/// A question's groups with their places and names; all who answered first.
pub(super) fn groups(question: &RawQuestion) -> impl Iterator<Item = (GroupAt, GroupName, &RawResult)> {
    let all = std::iter::once((None, None, &question.result));
    all.chain(question.splits.iter().enumerate().flat_map(|(at, (split, groups))| {
        groups.iter().enumerate().map(move |(group_at, (group, result))| {
            (Some((at, group_at)), Some((split.clone(), group.clone())), result)
        })
    }))
}

/// All surveys, and which of them hang together.
pub(super) struct Surveys<'m> {
    pub(super) all: Vec<Entry<'m>>,
    by_name: BTreeMap<(&'m str, &'m str), usize>,
}

impl<'m> Surveys<'m> {
    pub(super) fn of(model: &'m Model) -> Self {
        let mut all = Vec::new();
        for (report_index, report) in model.reports.iter().enumerate() {
            for (survey_index, survey) in report.surveys.iter().enumerate() {
                all.push(Entry { report_index, survey_index, report, survey });
            }
        }
        let by_name = all
            .iter()
            .enumerate()
            .map(|(at, entry)| ((entry.report.facts.id.as_str(), entry.survey.id.as_str()), at))
            .collect();
        Self { all, by_name }
    }

    /// A survey by its reference; `None` for one that isn't built in this run.
    pub(super) fn find(&self, reference: &SurveyRef) -> Option<usize> {
        self.by_name.get(&(reference.report.as_str(), reference.survey.as_str())).copied()
    }

    /// The same survey in the edition that this one's report replaces.
    pub(super) fn earlier_edition(&self, of: usize) -> Option<usize> {
        let entry = &self.all[of];
        let replaces = entry.report.facts.replaces.as_deref()?;
        self.by_name.get(&(replaces, entry.survey.id.as_str())).copied().filter(|found| *found != of)
    }

    /// Surveys in blocks that hang together, each rising, by their first; with links besides those that the
    /// surveys themselves state.
    pub(super) fn blocks(&self, further: &[Vec<usize>]) -> Vec<Vec<usize>> {
        let mut of: Vec<usize> = (0..self.all.len()).collect();
        let mut join = |a: usize, b: usize| {
            let (a, b) = (root(&of, a), root(&of, b));
            let (low, high) = (a.min(b), a.max(b));
            of[high] = low;
        };
        for (at, entry) in self.all.iter().enumerate() {
            let stated = [&entry.survey.same_as, &entry.survey.part_of];
            let stated = stated.into_iter().flatten().filter_map(|reference| self.find(reference));
            for other in stated.chain(self.earlier_edition(at)) {
                join(at, other);
            }
        }
        for link in further {
            for pair in link.windows(2) {
                join(pair[0], pair[1]);
            }
        }
        let mut blocks: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..self.all.len() {
            blocks.entry(root(&of, at)).or_default().push(at);
        }
        blocks.into_values().collect()
    }
}

fn root(of: &[usize], mut at: usize) -> usize {
    while of[at] != at {
        at = of[at];
    }
    at
}
