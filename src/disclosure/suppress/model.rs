//! What an attacker knows, as a system of whole-number inequalities: the visible values, the sums, the facts
//! and the rules themselves (disclosure.md §2). Judges nothing.

use super::solver::{MeanDifference, System, Variable};
use super::table::{Claim, GroupIndex, Pattern, Rounding, Table};
use super::targets::{Member, Target, ends, size};

/// Who reckons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attacker {
    /// Knows what is published.
    Outsider,
    /// Knows how many answered in each group as well.
    Insider,
}

/// The variables of a group, a rest or a union.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unknowns {
    pub(super) n: Variable,
    /// The sum of its answers; absent where nothing printed depends on answers.
    pub(super) s: Option<Variable>,
    /// How many gave each answer; empty where nothing printed depends on it.
    pub(super) counts: Vec<Variable>,
}

/// An attacker's system for a pattern.
pub(super) struct Knowledge {
    pub(super) system: System,
    /// By target.
    pub(super) targets: Vec<Unknowns>,
}

/// Which unknowns a table needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Depth {
    pub(super) sums: bool,
    pub(super) counts: bool,
}

impl Depth {
    pub(super) fn of(table: &Table) -> Self {
        let consecutive = table.scale.answers.windows(2).all(|pair| pair[1].checked_sub(pair[0]) == Some(1));
        let facts = |wanted: fn(&Claim) -> bool| table.facts.iter().any(|fact| wanted(&fact.claim));
        let counts = table.shows.counts
            || table.shows.percentages
            || facts(|claim| matches!(claim, Claim::Counts { .. } | Claim::Share { .. }));
        let sums = counts
            || table.shows.mean
            || facts(|claim| matches!(claim, Claim::Mean { .. } | Claim::Difference { .. }));
        Self { sums, counts: counts || sums && !consecutive }
    }
}

/// Beyond every true number: enough room for the widths that the rules ask of it.
fn most_answers(table: &Table) -> i128 {
    let largest = table.groups.iter().filter_map(|group| group.n).max().unwrap_or(0);
    2 * i128::from(largest) + 4 * i128::from(table.threshold) + 100
}

struct Builder<'a> {
    table: &'a Table,
    depth: Depth,
    attacker: Attacker,
    system: System,
    most: i128,
}

/// What an attacker knows of a table published with a pattern.
pub(super) fn knowledge(
    table: &Table,
    pattern: &Pattern,
    attacker: Attacker,
    targets: &[Target],
) -> Knowledge {
    let mut builder = Builder {
        table,
        depth: Depth::of(table),
        attacker,
        system: System::default(),
        most: most_answers(table),
    };
    let groups: Vec<Unknowns> =
        (0..table.groups.len()).map(|group| builder.member(Member::Group(group))).collect();
    let rests: Vec<Option<Unknowns>> = (0..table.sums.len())
        .map(|sum| (!table.sums[sum].complete).then(|| builder.member(Member::Rest(sum))))
        .collect();
    for (group, unknowns) in groups.iter().enumerate() {
        builder.published(group, unknowns, pattern);
    }
    for (sum, rest) in table.sums.iter().zip(&rests) {
        let mut parts: Vec<&Unknowns> = sum.parts.iter().map(|part| &groups[*part]).collect();
        parts.extend(rest);
        builder.sum(&groups[sum.total], &parts);
    }
    for (fact, _) in table.facts.iter().zip(&pattern.withdrawn).filter(|(_, withdrawn)| !**withdrawn) {
        builder.claim(&fact.claim, &groups);
    }
    let targets = targets
        .iter()
        .map(|target| {
            let unknowns = |member: &Member| match *member {
                Member::Group(group) => Some(&groups[group]),
                Member::Rest(sum) => rests[sum].as_ref(),
            };
            let members: Vec<&Unknowns> = target.members.iter().filter_map(unknowns).collect();
            match members[..] {
                [one] => one.clone(),
                _ => builder.union(&members, &target.members),
            }
        })
        .collect();
    Knowledge { system: builder.system, targets }
}

impl Builder<'_> {
    /// The true values, where known: hints for the search, and the insider's knowledge.
    fn truth(&self, member: Member) -> (Option<i128>, Option<i128>, Option<Vec<i128>>) {
        let n = size(self.table, member).map(i128::from);
        let answers = &self.table.scale.answers;
        let counts = |group: GroupIndex| {
            let counts = self.table.groups[group].counts.as_ref()?;
            Some(counts.iter().map(|count| i128::from(*count)).collect::<Vec<_>>())
        };
        let counts = match member {
            Member::Group(group) => counts(group),
            Member::Rest(sum) => {
                let sum = &self.table.sums[sum];
                let parts: Option<Vec<Vec<i128>>> = sum.parts.iter().map(|part| counts(*part)).collect();
                counts(sum.total).zip(parts).map(|(total, parts)| {
                    let left = |k: usize| total[k] - parts.iter().map(|part| part[k]).sum::<i128>();
                    (0..total.len()).map(left).collect()
                })
            }
        };
        let s = match (&counts, member, n) {
            (Some(counts), ..) => Some(counts.iter().zip(answers).map(|(d, a)| d * i128::from(*a)).sum()),
            (None, Member::Group(group), Some(n)) => self.table.groups[group]
                .mean
                .map(|mean| i128::from(mean) * n / i128::from(self.table.scale.grid)),
            _ => None,
        };
        (n, s, counts)
    }

    fn member(&mut self, member: Member) -> Unknowns {
        let (true_n, true_s, true_counts) = self.truth(member);
        let (low, high) = match (self.attacker, true_n) {
            (Attacker::Insider, Some(n)) => (n, n),
            _ => (0, self.most),
        };
        let n = self.system.variable(low, high, true_n.unwrap_or(low));
        self.answers(n, (low, high), true_s, true_counts)
    }

    /// The unknowns of the answers themselves, tied to their number.
    fn answers(
        &mut self,
        n: Variable,
        (low, high): (i128, i128),
        true_s: Option<i128>,
        true_counts: Option<Vec<i128>>,
    ) -> Unknowns {
        if !self.depth.sums {
            return Unknowns { n, s: None, counts: Vec::new() };
        }
        let answers: Vec<i128> = self.table.scale.answers.iter().map(|answer| i128::from(*answer)).collect();
        let (first, last) = (answers[0], answers[answers.len() - 1]);
        let bounds = ((first * low).min(first * high), (last * low).max(last * high));
        let s = self.system.variable(bounds.0, bounds.1, true_s.unwrap_or(bounds.0));
        if self.depth.counts {
            let hints = true_counts.unwrap_or_else(|| vec![0; answers.len()]);
            let counts: Vec<Variable> =
                hints.into_iter().map(|hint| self.system.variable(0, high, hint)).collect();
            let mut terms: Vec<(i128, Variable)> = counts.iter().map(|d| (1, *d)).collect();
            terms.push((-1, n));
            self.system.equal(&terms, 0);
            let mut terms: Vec<(i128, Variable)> = answers.into_iter().zip(counts.iter().copied()).collect();
            terms.push((-1, s));
            self.system.equal(&terms, 0);
            return Unknowns { n, s: Some(s), counts };
        }
        self.system.at_most(&[(first, n), (-1, s)], 0);
        self.system.at_most(&[(1, s), (-last, n)], 0);
        Unknowns { n, s: Some(s), counts: Vec::new() }
    }

    /// Visible values, and what the rules say of visible and hidden ones.
    fn published(&mut self, group: GroupIndex, unknowns: &Unknowns, pattern: &Pattern) {
        let its = &self.table.groups[group];
        let shows = self.table.shows;
        let n_shown = !pattern.n[group] && shows.n;
        let least_shown = i128::from(self.table.threshold);
        if let (true, Some(n)) = (n_shown, its.n) {
            self.system.narrow(unknowns.n, i128::from(n), i128::from(n));
        }
        if self.table.zeros_shown && pattern.n[group] && pattern.result[group] {
            self.system.narrow(unknowns.n, 1, self.most);
        }
        if pattern.result[group] || its.n == Some(0) {
            return;
        }
        let told =
            shows.mean && its.mean.is_some() || (shows.counts || shows.percentages) && its.counts.is_some();
        if told && !its.result_fixed {
            self.system.narrow(unknowns.n, least_shown, self.most);
        }
        if let (true, Some(mean), Some(s)) = (shows.mean, its.mean, unknowns.s) {
            self.printed(&[(s, 1)], unknowns.n, i128::from(mean), 2 * i128::from(self.table.scale.grid));
            let (low, high) = ends(self.table);
            if (mean == low || mean == high) && self.table.demands.hide_unanimous && !its.result_fixed {
                // R8: at most nine that are all the same would have been hidden.
                self.system.narrow(unknowns.n, 10, self.most);
            }
        }
        let Some(counts) = its.counts.as_ref().filter(|counts| counts.len() == unknowns.counts.len()) else {
            return;
        };
        for (count, d) in counts.iter().zip(&unknowns.counts) {
            if shows.counts {
                self.system.narrow(*d, i128::from(*count), i128::from(*count));
            }
            if let (true, Some(n)) = (shows.percentages, its.n) {
                let per_cent = (200 * u128::from(*count) + u128::from(n)) / (2 * u128::from(n));
                self.printed(&[(*d, 1)], unknowns.n, i128::try_from(per_cent).unwrap_or(i128::MAX), 200);
            }
        }
    }

    /// `value` was printed for parts/n, in steps of 2/`twice`: (2·value − 1)·n ≤ twice·parts ≤ (2·value + 1)·n.
    fn printed(&mut self, parts: &[(Variable, i128)], n: Variable, value: i128, twice: i128) {
        let terms = |sign: i128, c: i128| {
            let mut terms: Vec<(i128, Variable)> =
                parts.iter().map(|(v, weight)| (sign * twice * weight, *v)).collect();
            terms.push((c, n));
            terms
        };
        self.system.at_most(&terms(-1, 2 * value - 1), 0);
        let strict = i128::from(self.table.scale.rounding == Rounding::HalfUp);
        self.system.at_most(&terms(1, -(2 * value + 1)), -strict);
    }

    fn sum(&mut self, total: &Unknowns, parts: &[&Unknowns]) {
        let columns: Vec<(Variable, Vec<Variable>)> =
            std::iter::once((total.n, parts.iter().map(|p| p.n).collect()))
                .chain(total.s.map(|s| (s, parts.iter().filter_map(|part| part.s).collect())))
                .chain(total.counts.iter().enumerate().map(|(k, d)| {
                    (*d, parts.iter().filter_map(|part| part.counts.get(k).copied()).collect())
                }))
                .collect();
        for (total, parts) in columns {
            let mut terms: Vec<(i128, Variable)> = parts.into_iter().map(|part| (1, part)).collect();
            terms.push((-1, total));
            self.system.equal(&terms, 0);
        }
    }

    /// Several groups as one.
    fn union(&mut self, members: &[&Unknowns], which: &[Member]) -> Unknowns {
        let sizes: Option<Vec<u64>> = which.iter().map(|member| size(self.table, *member)).collect();
        let true_n = sizes.map(|sizes| sizes.into_iter().map(i128::from).sum::<i128>());
        let high = self.most * members.len() as i128;
        let n = self.system.variable(0, high, true_n.unwrap_or(0));
        let unknowns = self.answers(n, (0, high), None, None);
        self.sum(&unknowns, members);
        unknowns
    }

    fn claim(&mut self, claim: &Claim, groups: &[Unknowns]) {
        match claim {
            Claim::Equal(a, b) => self.sum(&groups[*a], &[&groups[*b]]),
            Claim::Rate { group, sent, percent } => {
                let (n, sent, percent) = (groups[*group].n, i128::from(*sent), i128::from(*percent));
                self.system.at_most(&[(-200, n)], -(2 * percent - 1) * sent);
                let strict = i128::from(self.table.scale.rounding == Rounding::HalfUp);
                self.system.at_most(&[(200, n)], (2 * percent + 1) * sent - strict);
            }
            Claim::Count { group, least, most } => {
                let most = most.map_or(self.most, i128::from);
                self.system.narrow(groups[*group].n, i128::from(least.unwrap_or(0)), most);
            }
            Claim::Mean { groups: which, least, most } => {
                let parts: Vec<Variable> = which.iter().filter_map(|group| groups[*group].s).collect();
                self.ratio(&parts, which, groups, *least, *most);
            }
            Claim::Counts { group, counts } => {
                for (d, count) in groups[*group].counts.clone().into_iter().zip(counts) {
                    if let Some(count) = count {
                        self.system.narrow(d, i128::from(*count), i128::from(*count));
                    }
                }
            }
            Claim::Difference { of, from, least, most } => {
                let (of, from) = (&groups[*of], &groups[*from]);
                if let (Some(s), Some(t)) = (of.s, from.s) {
                    self.system.difference(MeanDifference {
                        of: (of.n, s),
                        from: (from.n, t),
                        times: 2 * i128::from(self.table.scale.grid),
                        least: i128::from(*least),
                        most: i128::from(*most),
                    });
                    self.system.narrow(of.n, 1, self.most);
                    self.system.narrow(from.n, 1, self.most);
                }
            }
            Claim::Share { groups: which, answers, least, most } => {
                let parts: Vec<Variable> = which
                    .iter()
                    .flat_map(|group| answers.iter().filter_map(|k| groups[*group].counts.get(*k).copied()))
                    .collect();
                self.ratio(&parts, which, groups, *least, *most);
            }
        }
    }

    /// least ≤ Σ parts / Σ n ≤ most.
    fn ratio(
        &mut self,
        parts: &[Variable],
        which: &[GroupIndex],
        groups: &[Unknowns],
        least: (i64, i64),
        most: (i64, i64),
    ) {
        let terms = |part: i128, n: i128| {
            let parts = parts.iter().map(|v| (part, *v));
            parts.chain(which.iter().map(|group| (n, groups[*group].n))).collect::<Vec<_>>()
        };
        self.system.at_most(&terms(-i128::from(least.1), i128::from(least.0)), 0);
        self.system.at_most(&terms(i128::from(most.1), -i128::from(most.0)), 0);
    }
}
