//! What of a question is hidden for its own sake: the threshold (R1) and splits (R2), from the true numbers
//! (source of the rule: Stockholms stads anonymitetsregler). Owns no search for further suppressions.

use super::survey::{Entry, GroupAt, mean, respondents};
use crate::model::date::Stated;
use crate::model::report::RawQuestion;

/// What of a group is hidden.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hidden {
    /// The number of answers.
    pub n: bool,
    /// The results.
    pub result: bool,
}

impl Hidden {
    /// Everything.
    pub const ALL: Self = Self { n: true, result: true };
}

/// The rules of a site.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules {
    pub(super) threshold: u64,
    pub(super) zeros_shown: bool,
    /// R9: fewest answers for a distribution.
    pub(super) distribution_least: u64,
}

impl Rules {
    /// Too few answers to show; a number that nobody knows is too small unless somebody vouches for it.
    fn is_small(self, respondents: Option<Stated<u64>>, vouched: bool) -> bool {
        match respondents {
            Some(Stated::Value(count)) => self.is_few(count),
            Some(Stated::Not) | None => !vouched,
        }
    }

    /// R1 for a number.
    pub(super) const fn is_few(self, count: u64) -> bool {
        if count == 0 { !self.zeros_shown } else { count < self.threshold }
    }

    /// R1 for one group.
    fn group(self, told: Option<Stated<u64>>, has_mean: bool, vouched: bool) -> Hidden {
        if !self.is_small(told, vouched) {
            return Hidden::default();
        }
        // A number that isn't told isn't hidden either, nor is a mean.
        let n = matches!(told, Some(Stated::Value(_)));
        Hidden { n, result: n || has_mean }
    }

    /// R2: every group, an unpublished rest included, has the threshold, or no group of the split shows
    /// anything.
    fn is_open(self, entry: Entry<'_>, question: &RawQuestion, split: usize) -> bool {
        let vouched = entry.survey.at_least_five;
        let total = entry.total(question);
        let counts: Vec<_> = question.splits[split].1.iter().map(|(_, group)| respondents(group)).collect();
        let sum = counts
            .iter()
            .filter_map(|count| count.as_ref()?.value().copied())
            .fold(0_u64, u64::saturating_add);
        let rest =
            total.and_then(|total| total.value().copied()).map_or(0, |total| total.saturating_sub(sum));
        counts.iter().all(|count| !self.is_small(*count, vouched))
            && !self.is_small(total, vouched)
            && (rest == 0 || rest >= self.threshold)
    }

    /// What these rules hide of a question: all who answered, and each split's groups. All where nothing is shown.
    pub(super) fn question(self, entry: Entry<'_>, question: &RawQuestion) -> QuestionDecision {
        if !entry.is_shown() {
            let splits = question.splits.iter().map(|(_, groups)| vec![Hidden::ALL; groups.len()]);
            return QuestionDecision {
                total: Hidden::ALL,
                splits: splits.collect(),
                shows_distribution: false,
            };
        }
        let vouched = entry.survey.at_least_five;
        let splits = question.splits.iter().enumerate().map(|(at, (_, groups))| {
            let hidden = if self.is_open(entry, question, at) { Hidden::default() } else { Hidden::ALL };
            vec![hidden; groups.len()]
        });
        QuestionDecision {
            total: self.group(entry.total(question), mean(&question.result).is_some(), vouched),
            splits: splits.collect(),
            shows_distribution: false,
        }
    }
}

/// What is hidden of a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuestionDecision {
    /// Of all who answered.
    pub total: Hidden,
    /// How all who answered are distributed may be shown: never unless somebody has decided that it may.
    pub shows_distribution: bool,
    /// Of each split's groups, in the report's order.
    pub splits: Vec<Vec<Hidden>>,
}

impl QuestionDecision {
    /// What is hidden of a group.
    pub(super) fn of(&self, group: GroupAt) -> Hidden {
        match group {
            None => self.total,
            Some((split, group)) => self.splits[split][group],
        }
    }

    pub(super) fn of_mut(&mut self, group: GroupAt) -> &mut Hidden {
        match group {
            None => &mut self.total,
            Some((split, group)) => &mut self.splits[split][group],
        }
    }
}
