//! What an attacker knows, as a system of whole-number inequalities: the visible values, the sums, the facts
//! and the rules themselves (disclosure.md §2). Groups that matter only as what is left of a sum are taken
//! together, which changes nothing of what can be worked out of the others. Judges nothing.

use super::solver::{MeanDifference, System, Variable};
use super::table::{Claim, GroupIndex, Pattern, Rounding, Sum, Table};
use super::targets::{Member, Target, ends, is_unanimous, size};

/// Who reckons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attacker {
    /// Knows what is published.
    Outsider,
    /// Knows how many answered in each group as well.
    Insider,
}

/// The variables of a group, a rest, or several groups as one.
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
    /// `None` for a group that is taken together with others.
    groups: Vec<Option<Unknowns>>,
    /// `None` for a complete sum.
    rests: Vec<Option<Unknowns>>,
    /// Which groups are taken together: worlds of two systems with the same are of the same shape.
    pub(super) shape: Vec<Option<Class>>,
}

/// Beyond this nothing is reckoned with, so that no product of whole numbers overflows.
const LARGEST: i64 = 1 << 60;

/// Are the table's numbers of a size that can be reckoned with?
pub(super) fn is_of_a_size(table: &Table) -> bool {
    let answers = &table.scale.answers;
    let largest = answers.iter().map(|answer| answer.unsigned_abs()).max().unwrap_or(0).max(1);
    let largest_of = |numbers: &mut dyn Iterator<Item = u64>| numbers.max().unwrap_or(0);
    let claimed = largest_of(&mut table.facts.iter().map(|fact| match &fact.claim {
        Claim::Equal(..) | Claim::SameNumber(..) => 0,
        Claim::Rate { sent, percent, .. } => sent.saturating_mul(percent.saturating_add(1)),
        Claim::Count { least, most, .. } => least.unwrap_or(0).max(most.unwrap_or(0)),
        Claim::Mean { least, most, .. } | Claim::Share { least, most, .. } => {
            let parts = [least.0, least.1, most.0, most.1];
            parts.into_iter().map(i64::unsigned_abs).max().unwrap_or(0)
        }
        Claim::Counts { counts, .. } => counts.iter().flatten().copied().max().unwrap_or(0),
        Claim::Difference { least, most, .. } => least.unsigned_abs().max(most.unsigned_abs()),
    }));
    let counted = largest_of(&mut table.groups.iter().filter_map(|group| group.n));
    let mean = largest_of(&mut table.groups.iter().filter_map(|group| group.mean).map(i64::unsigned_abs));
    let grid = table.scale.grid.unsigned_abs().max(100);
    let factors = [4, grid, largest, counted.max(claimed).max(100), counted.max(100) / 50 + 1];
    let product = factors.into_iter().fold(table.groups.len() as u64 + 1, u64::saturating_mul);
    table.scale.answers.len() > 1
        && table.scale.grid > 0
        && mean <= grid.saturating_mul(largest)
        && product < LARGEST.unsigned_abs()
}

struct Builder<'a> {
    table: &'a Table,
    pattern: &'a Pattern,
    attacker: Attacker,
    system: System,
    /// Which unknowns the table needs: sums of answers; how many gave each.
    sums: bool,
    counts: bool,
    /// Beyond every true number: enough room for the widths that the rules ask of it.
    most: i64,
}

/// What an attacker knows of a table published with a pattern.
pub(super) fn knowledge(
    table: &Table,
    pattern: &Pattern,
    attacker: Attacker,
    targets: &[Target],
) -> Knowledge {
    let mut builder = Builder::new(table, pattern, attacker);
    let alone = builder.stands_alone(targets);
    let groups: Vec<Option<Unknowns>> = (0..table.groups.len())
        .map(|group| {
            alone[group].then(|| {
                let unknowns = builder.member(Member::Group(group));
                builder.published(group, &unknowns);
                unknowns
            })
        })
        .collect();
    let rests: Vec<Option<Unknowns>> = (0..table.sums.len())
        .map(|sum| (!table.sums[sum].complete).then(|| builder.member(Member::Rest(sum))))
        .collect();
    for (sum, rest) in table.sums.iter().zip(&rests) {
        let Some(total) = &groups[sum.total] else { continue };
        let mut parts: Vec<Unknowns> = sum.parts.iter().filter_map(|part| groups[*part].clone()).collect();
        parts.extend(rest.clone());
        for class in [Class::Hidden, Class::Counted, Class::Shown] {
            let of_class = |part: &GroupIndex| !alone[*part] && builder.class(*part) == Some(class);
            let together: Vec<GroupIndex> = sum.parts.iter().copied().filter(of_class).collect();
            if !together.is_empty() {
                parts.push(builder.together(class, &together));
            }
        }
        builder.add_up(total, &parts.iter().collect::<Vec<_>>());
    }
    for (index, sum) in table.sums.iter().enumerate().filter(|(_, sum)| sum.split) {
        let parts = sum.parts.iter().filter_map(|part| groups[*part].as_ref());
        builder.split(index, sum, &parts.chain(&rests[index]).map(|its| its.n).collect::<Vec<_>>());
    }
    for (fact, _) in table.facts.iter().zip(&pattern.withdrawn).filter(|(_, withdrawn)| !**withdrawn) {
        builder.claim(&fact.claim, &groups);
    }
    let shape = (0..alone.len()).map(|group| builder.class(group).filter(|_| !alone[group])).collect();
    Knowledge { system: builder.system, groups, rests, shape }
}

impl Knowledge {
    /// The unknowns of a target's members.
    pub(super) fn members(&self, target: &Target) -> Vec<&Unknowns> {
        let of = |member: &Member| match *member {
            Member::Group(group) => self.groups[group].as_ref(),
            Member::Rest(sum) => self.rests[sum].as_ref(),
        };
        target.members.iter().filter_map(of).collect()
    }
}

/// Groups that can be taken together, since of each an attacker knows the same sort of thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// Neither number nor results.
    Hidden,
    /// The number alone.
    Counted,
    /// Both.
    Shown,
}

impl<'a> Builder<'a> {
    fn new(table: &'a Table, pattern: &'a Pattern, attacker: Attacker) -> Self {
        let consecutive = table.scale.answers.windows(2).all(|pair| pair[1].checked_sub(pair[0]) == Some(1));
        let facts = |wanted: fn(&Claim) -> bool| table.facts.iter().any(|fact| wanted(&fact.claim));
        let counts = table.shows.counts
            || table.shows.percentages
            || facts(|claim| matches!(claim, Claim::Counts { .. } | Claim::Share { .. }));
        let sums = counts
            || table.shows.mean
            || facts(|claim| matches!(claim, Claim::Mean { .. } | Claim::Difference { .. }));
        let largest = table.groups.iter().filter_map(|group| group.n).max().unwrap_or(0);
        Self {
            table,
            pattern,
            attacker,
            system: System::default(),
            sums,
            counts: counts || sums && !consecutive,
            most: 2 * signed(largest) + 4 * signed(table.threshold) + 100,
        }
    }

    /// Which groups need unknowns of their own: small ones, totals, those that facts speak of, and those that
    /// stand in several sums or in none.
    fn stands_alone(&self, targets: &[Target]) -> Vec<bool> {
        let mut parts = vec![0_usize; self.table.groups.len()];
        let mut alone = vec![false; self.table.groups.len()];
        for sum in &self.table.sums {
            alone[sum.total] = true;
            for part in &sum.parts {
                parts[*part] += 1;
                alone[*part] |= sum.split;
            }
        }
        for fact in &self.table.facts {
            for group in fact.claim.groups() {
                alone[group] = true;
            }
        }
        for member in targets.iter().flat_map(|target| &target.members) {
            if let Member::Group(group) = member {
                alone[*group] = true;
            }
        }
        for group in 0..alone.len() {
            alone[group] |= parts[group] != 1 || self.class(group).is_none();
        }
        alone
    }

    /// What is known of a group, where groups of whom the same is known can be taken together without loss.
    fn class(&self, group: GroupIndex) -> Option<Class> {
        let its = &self.table.groups[group];
        let n_known = its.n.is_some()
            && (self.attacker == Attacker::Insider || self.table.shows.n && !self.pattern.n[group]);
        let has_result = its.n != Some(0) && (its.mean.is_some() || its.counts.is_some());
        let result_shown = self.table.shows.any_result() && has_result && !self.pattern.result[group];
        match (n_known, result_shown) {
            (true, false) if self.disagree(group) => None,
            (false, false) if its.n.is_some() => Some(Class::Hidden),
            (true, false) => Some(Class::Counted),
            // Where each answer is an unknown of its own, only what is known to the last answer can be added up; whole
            // per cent of fewer than a hundred are.
            (true, true)
                if !self.counts
                    || its.counts.is_some()
                        && (self.table.shows.counts
                            || self.table.shows.percentages && its.n.is_some_and(|n| n < 100)) =>
            {
                Some(Class::Shown)
            }
            _ => None,
        }
    }

    /// R8: where so few all agreed not even their number would be shown. So a number alone says that they don't.
    fn disagree(&self, group: GroupIndex) -> bool {
        self.sums
            && self.table.demands.hide_unanimous
            && self.table.shows.n
            && !self.pattern.n[group]
            && self.table.groups[group].n.is_some_and(|n| (1..=9).contains(&n))
            && !is_unanimous(self.table, group)
    }

    /// Several groups of one class as one.
    fn together(&mut self, class: Class, groups: &[GroupIndex]) -> Unknowns {
        let truths: Vec<Truth> = groups.iter().map(|group| self.truth(Member::Group(*group))).collect();
        let true_n: i64 = truths.iter().filter_map(|truth| truth.n).sum();
        let (low, high) = if class == Class::Hidden {
            let many = signed(groups.len() as u64);
            (many * i64::from(self.table.zeros_shown), many * self.most)
        } else {
            (true_n, true_n)
        };
        let n = self.system.variable(low, high, true_n);
        let true_s = truths.iter().map(|truth| truth.s).sum();
        let true_counts = (0..self.table.scale.answers.len())
            .map(|k| truths.iter().map(|truth| Some(*truth.counts.as_ref()?.get(k)?)).sum())
            .collect();
        let unknowns = self.answers(n, (low, high), true_s, true_counts);
        if class == Class::Shown {
            if let (Some(s), false) = (unknowns.s, self.counts) {
                let bounds = groups.iter().map(|group| self.sum_bounds(*group));
                let (low, high) = bounds.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
                self.system.narrow(s, low, high);
            }
            for (k, d) in unknowns.counts.iter().enumerate() {
                let count = |group: &GroupIndex| {
                    let counts = self.table.groups[*group].counts.as_ref()?;
                    counts.get(k).map(|count| signed(*count))
                };
                let sum: i64 = groups.iter().filter_map(count).sum();
                self.system.narrow(*d, sum, sum);
            }
        }
        unknowns
    }

    /// The least and largest sum of answers that a visible number and mean allow.
    fn sum_bounds(&self, group: GroupIndex) -> (i64, i64) {
        let its = &self.table.groups[group];
        let n = signed(its.n.unwrap_or(0));
        let answers = &self.table.scale.answers;
        let (low, high) = (answers[0] * n, answers[answers.len() - 1] * n);
        let Some(mean) = its.mean.filter(|_| self.table.shows.mean) else { return (low, high) };
        let twice = 2 * self.table.scale.grid;
        let strict = i64::from(self.table.scale.rounding == Rounding::HalfUp);
        let least = -(-(2 * mean - 1) * n).div_euclid(twice);
        let most = ((2 * mean + 1) * n - strict).div_euclid(twice);
        (low.max(least), high.min(most))
    }

    /// The true values, where known: hints for the search, and the insider's knowledge.
    fn truth(&self, member: Member) -> Truth {
        let n = size(self.table, member).map(signed);
        let counts = |group: GroupIndex| {
            let counts = self.table.groups[group].counts.as_ref()?;
            Some(counts.iter().map(|count| signed(*count)).collect::<Vec<_>>())
        };
        let counts = match member {
            Member::Group(group) => counts(group),
            Member::Rest(sum) => {
                let sum = &self.table.sums[sum];
                let parts: Option<Vec<Vec<i64>>> = sum.parts.iter().map(|part| counts(*part)).collect();
                counts(sum.total).zip(parts).map(|(total, parts)| {
                    let left = |k: usize| total[k] - parts.iter().map(|part| part[k]).sum::<i64>();
                    (0..total.len()).map(left).collect()
                })
            }
        };
        let s = match (&counts, member, n) {
            (Some(counts), ..) => {
                Some(counts.iter().zip(&self.table.scale.answers).map(|(d, a)| d * a).sum())
            }
            (None, Member::Group(group), Some(n)) => {
                self.table.groups[group].mean.map(|mean| mean * n / self.table.scale.grid)
            }
            _ => None,
        };
        Truth { n, s, counts }
    }

    fn member(&mut self, member: Member) -> Unknowns {
        let truth = self.truth(member);
        let (low, high) = match (self.attacker, truth.n) {
            (Attacker::Insider, Some(n)) => (n, n),
            _ => (0, self.most),
        };
        let n = self.system.variable(low, high, truth.n.unwrap_or(low));
        self.answers(n, (low, high), truth.s, truth.counts)
    }

    /// The unknowns of the answers themselves, tied to their number.
    fn answers(
        &mut self,
        n: Variable,
        (low, high): (i64, i64),
        true_s: Option<i64>,
        true_counts: Option<Vec<i64>>,
    ) -> Unknowns {
        if !self.sums {
            return Unknowns { n, s: None, counts: Vec::new() };
        }
        let answers = &self.table.scale.answers;
        let (first, last) = (answers[0], answers[answers.len() - 1]);
        let bounds = ((first * low).min(first * high), (last * low).max(last * high));
        let s = self.system.variable(bounds.0, bounds.1, true_s.unwrap_or(bounds.0));
        self.system.at_most(&[(first, n), (-1, s)], 0);
        self.system.at_most(&[(1, s), (-last, n)], 0);
        if !self.counts {
            return Unknowns { n, s: Some(s), counts: Vec::new() };
        }
        let hints = true_counts.unwrap_or_else(|| vec![0; answers.len()]);
        let counts: Vec<Variable> =
            hints.into_iter().map(|hint| self.system.variable(0, high, hint)).collect();
        self.system.define(n, counts.iter().map(|d| (1, *d)).collect());
        self.system.define(s, answers.iter().copied().zip(counts.iter().copied()).collect());
        Unknowns { n, s: Some(s), counts }
    }

    /// Visible values, and what the rules say of visible and hidden ones.
    fn published(&mut self, group: GroupIndex, unknowns: &Unknowns) {
        let its = &self.table.groups[group];
        let (shows, pattern) = (self.table.shows, self.pattern);
        if let (true, Some(n)) = (shows.n && !pattern.n[group], its.n) {
            self.system.narrow(unknowns.n, signed(n), signed(n));
        }
        if let (true, Some(n)) = (pattern.result[group] && self.disagree(group), its.n.map(signed)) {
            let answers = &self.table.scale.answers;
            let (first, last) = (answers[0], answers[answers.len() - 1]);
            if shows.counts || shows.percentages {
                for d in &unknowns.counts {
                    self.system.narrow(*d, 0, n - 1);
                }
            } else if let (true, Some(s)) = (shows.mean, unknowns.s) {
                self.system.narrow(s, first * n + 1, last * n - 1);
            }
        }
        if self.table.zeros_shown && pattern.n[group] && pattern.result[group] {
            self.system.narrow(unknowns.n, 1, self.most);
        }
        if pattern.result[group] || its.n == Some(0) {
            return;
        }
        let told =
            shows.mean && its.mean.is_some() || (shows.counts || shows.percentages) && its.counts.is_some();
        // What an earlier edition printed followed the rules as well, as far as a reader can tell.
        if told && its.n.is_none_or(|n| n >= self.table.threshold) {
            self.system.narrow(unknowns.n, signed(self.table.threshold), self.most);
        }
        if let (true, Some(mean), Some(s)) = (shows.mean, its.mean, unknowns.s) {
            self.printed(s, unknowns.n, mean, 2 * self.table.scale.grid);
            let (low, high) = ends(self.table);
            if (mean == low || mean == high)
                && self.table.demands.hide_unanimous
                && its.n.is_none_or(|n| n > 9)
            {
                // R8: at most nine that are all the same would have been hidden.
                self.system.narrow(unknowns.n, 10, self.most);
            }
        }
        let Some(counts) = &its.counts else { return };
        for (count, d) in counts.iter().zip(&unknowns.counts) {
            if shows.counts {
                self.system.narrow(*d, signed(*count), signed(*count));
            }
            if let (true, Some(n)) = (shows.percentages, its.n) {
                let percent = (200 * count + n) / (2 * n);
                self.printed(*d, unknowns.n, signed(percent), 200);
                if percent == 100 && n > 9 && self.table.demands.hide_unanimous {
                    // R8 again.
                    self.system.narrow(unknowns.n, 10, self.most);
                }
            }
        }
    }

    /// `value` was printed for part/n, in steps of 2/`twice`: (2·value − 1)·n ≤ twice·part ≤ (2·value + 1)·n.
    fn printed(&mut self, part: Variable, n: Variable, value: i64, twice: i64) {
        self.system.at_most(&[(-twice, part), (2 * value - 1, n)], 0);
        let strict = i64::from(self.table.scale.rounding == Rounding::HalfUp);
        self.system.at_most(&[(twice, part), (-(2 * value + 1), n)], -strict);
    }

    /// R2: where a group of a split is visible none of them is small, nor is the rest.
    fn split(&mut self, index: usize, sum: &Sum, members: &[Variable]) {
        let (shows, pattern) = (self.table.shows, self.pattern);
        let is_visible = |part: &GroupIndex| {
            let its = &self.table.groups[*part];
            shows.n && !pattern.n[*part] && its.n.is_some()
                || shows.any_result() && !pattern.result[*part] && its.n != Some(0)
        };
        // What an earlier edition printed may have followed other rules; nobody would believe this one then.
        let all = sum.parts.iter().map(|part| Member::Group(*part)).chain([Member::Rest(index)]);
        let by_rule = all.into_iter().all(|member| {
            (sum.complete && matches!(member, Member::Rest(_)))
                || size(self.table, member).is_none_or(|n| n == 0 || n >= self.table.threshold)
        });
        if sum.parts.iter().any(is_visible) && by_rule {
            for n in members {
                self.system.none_or_many(*n, signed(self.table.threshold));
            }
        }
    }

    fn add_up(&mut self, total: &Unknowns, parts: &[&Unknowns]) {
        add_up(&mut self.system, total, parts);
    }

    fn claim(&mut self, claim: &Claim, groups: &[Option<Unknowns>]) {
        let of = |group: &GroupIndex| groups[*group].as_ref();
        match claim {
            Claim::Equal(a, b) => {
                if let (Some(a), Some(b)) = (of(a), of(b)) {
                    self.add_up(a, &[b]);
                }
            }
            Claim::SameNumber(a, b) => {
                if let (Some(a), Some(b)) = (of(a), of(b)) {
                    self.system.equal(&[(1, a.n), (-1, b.n)], 0, false);
                }
            }
            Claim::Rate { group, sent, percent } => {
                let Some(group) = of(group) else { return };
                let (sent, percent) = (signed(*sent), signed(*percent));
                self.system.at_most(&[(-200, group.n)], -(2 * percent - 1) * sent);
                let strict = i64::from(self.table.scale.rounding == Rounding::HalfUp);
                self.system.at_most(&[(200, group.n)], (2 * percent + 1) * sent - strict);
            }
            Claim::Count { group, least, most } => {
                let Some(group) = of(group) else { return };
                self.system.narrow(group.n, signed(least.unwrap_or(0)), most.map_or(self.most, signed));
            }
            Claim::Mean { groups: which, least, most } => {
                let which: Vec<&Unknowns> = which.iter().filter_map(of).collect();
                let parts: Vec<Variable> = which.iter().filter_map(|group| group.s).collect();
                self.ratio(&parts, &which, *least, *most);
            }
            Claim::Counts { group, counts } => {
                let Some(group) = of(group) else { return };
                for (d, count) in group.counts.iter().zip(counts) {
                    if let Some(count) = count {
                        self.system.narrow(*d, signed(*count), signed(*count));
                    }
                }
            }
            Claim::Difference { of: minuend, from, least, most } => {
                let (Some(minuend), Some(from)) = (of(minuend), of(from)) else { return };
                if let (Some(s), Some(t)) = (minuend.s, from.s) {
                    // Halves are rounded upwards: of one rounded number the upper end is excluded, of the
                    // difference of two both are. Not where the truth is such an end all the same.
                    let is_rounded = self.table.scale.rounding == Rounding::HalfUp;
                    let truth = self.system.hints();
                    let (n, m) = (truth[minuend.n], truth[from.n]);
                    let apart = 2 * self.table.scale.grid * (truth[s] * m - truth[t] * n);
                    let strict = (
                        is_rounded && most - least == 4 && least * n * m < apart,
                        is_rounded && matches!(most - least, 2 | 4) && apart < most * n * m,
                    );
                    self.system.difference(MeanDifference {
                        strict,
                        of: (minuend.n, s),
                        from: (from.n, t),
                        times: 2 * self.table.scale.grid,
                        least: *least,
                        most: *most,
                    });
                    self.system.narrow(minuend.n, 1, self.most);
                    self.system.narrow(from.n, 1, self.most);
                }
            }
            Claim::Share { groups: which, answers, least, most } => {
                let which: Vec<&Unknowns> = which.iter().filter_map(of).collect();
                let parts: Vec<Variable> = which
                    .iter()
                    .flat_map(|group| answers.iter().filter_map(|k| group.counts.get(*k).copied()))
                    .collect();
                self.ratio(&parts, &which, *least, *most);
            }
        }
    }

    /// least ≤ Σ parts / Σ n ≤ most, and there are some.
    fn ratio(&mut self, parts: &[Variable], which: &[&Unknowns], least: (i64, i64), most: (i64, i64)) {
        let terms = |part: i64, n: i64| {
            let parts = parts.iter().map(|v| (part, *v));
            parts.chain(which.iter().map(|group| (n, group.n))).collect::<Vec<_>>()
        };
        self.system.at_most(&terms(-least.1, least.0), 0);
        self.system.at_most(&terms(most.1, -most.0), 0);
        // Nothing can be said of nobody.
        self.system.at_most(&which.iter().map(|group| (-1, group.n)).collect::<Vec<_>>(), -1);
    }
}

/// The true values of a group or rest, as far as they are known.
struct Truth {
    n: Option<i64>,
    s: Option<i64>,
    counts: Option<Vec<i64>>,
}

/// The total's unknowns are the sums of the parts'.
fn add_up(system: &mut System, total: &Unknowns, parts: &[&Unknowns]) {
    let column = |of: &dyn Fn(&Unknowns) -> Option<Variable>| {
        let total = of(total)?;
        let parts = parts.iter().filter_map(|part| of(part)).map(|part| (1, part));
        Some(parts.chain([(-1, total)]).collect::<Vec<_>>())
    };
    let counts = (0..total.counts.len()).filter_map(|k| column(&|its| its.counts.get(k).copied()));
    let counts: Vec<_> = counts.collect();
    let sums = [column(&|its| Some(its.n)), column(&|its| its.s)];
    // Where each answer adds up, so do their number and sum.
    let follows = !counts.is_empty();
    for terms in sums.into_iter().flatten() {
        system.equal(&terms, 0, follows);
    }
    for terms in counts {
        system.equal(&terms, 0, false);
    }
}

/// Sizes are checked before (`is_of_a_size`); beyond them the largest is as good as any.
fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(LARGEST).min(LARGEST)
}
