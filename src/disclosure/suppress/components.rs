//! The parts of a table that have nothing to do with each other: groups without a common sum or fact. Each is
//! a table of its own, and only those with something to protect are looked at.

use super::table::{GroupIndex, Obstacle, Pattern, Protection, Reason, Table};
use super::targets::is_plain;

/// A part of a table, and where its groups, sums and facts stand in the whole.
pub(super) struct Component {
    pub(super) table: Table,
    groups: Vec<GroupIndex>,
    sums: Vec<usize>,
    facts: Vec<usize>,
}

/// The parts that have something to protect.
pub(super) fn components(table: &Table) -> Vec<Component> {
    let mut of: Vec<usize> = (0..table.groups.len()).collect();
    let links = table
        .sums
        .iter()
        .map(|sum| std::iter::once(sum.total).chain(sum.parts.iter().copied()).collect::<Vec<_>>())
        .chain(table.facts.iter().map(|fact| fact.claim.groups()));
    for link in links {
        let Some(first) = link.iter().map(|group| of[*group]).min() else { continue };
        let joined: Vec<usize> = link.iter().map(|group| of[*group]).collect();
        for one in &mut of {
            if joined.contains(one) {
                *one = first;
            }
        }
    }
    let mut roots = of.clone();
    roots.sort_unstable();
    roots.dedup();
    let parts = roots.into_iter().map(|root| Component::of(table, &of, root));
    parts.filter(|part| !is_plain(&part.table)).collect()
}

impl Component {
    fn of(table: &Table, of: &[usize], root: usize) -> Self {
        let groups: Vec<GroupIndex> = (0..of.len()).filter(|group| of[*group] == root).collect();
        let place = |group: GroupIndex| groups.iter().position(|one| *one == group).unwrap_or_default();
        let mine = |group: GroupIndex| of[group] == root;
        let sums: Vec<usize> = (0..table.sums.len()).filter(|sum| mine(table.sums[*sum].total)).collect();
        let facts: Vec<usize> = (0..table.facts.len())
            .filter(|fact| table.facts[*fact].claim.groups().first().is_some_and(|group| mine(*group)))
            .collect();
        let part = Table {
            groups: groups.iter().map(|group| table.groups[*group].clone()).collect(),
            sums: sums
                .iter()
                .map(|sum| {
                    let mut sum = table.sums[*sum].clone();
                    sum.total = place(sum.total);
                    sum.parts = sum.parts.into_iter().map(place).collect();
                    sum
                })
                .collect(),
            facts: facts
                .iter()
                .map(|fact| {
                    let mut fact = table.facts[*fact].clone();
                    fact.claim.each_group(|group| *group = place(*group));
                    fact
                })
                .collect(),
            scale: table.scale.clone(),
            ..*table
        };
        Self { table: part, groups, sums, facts }
    }

    /// What of a pattern is this part's.
    pub(super) fn part_of(&self, whole: &Pattern) -> Pattern {
        Pattern {
            n: self.groups.iter().map(|group| whole.n[*group]).collect(),
            result: self.groups.iter().map(|group| whole.result[*group]).collect(),
            withdrawn: self.facts.iter().map(|fact| whole.withdrawn[*fact]).collect(),
        }
    }

    /// Puts what was decided of this part into the whole.
    pub(super) fn take_in(&self, part: Protection, whole: &mut Protection) {
        let Pattern { n, result, withdrawn } = &mut whole.pattern;
        for (here, there) in self.groups.iter().enumerate() {
            n[*there] = part.pattern.n[here];
            result[*there] = part.pattern.result[here];
        }
        for (here, there) in self.facts.iter().enumerate() {
            withdrawn[*there] = part.pattern.withdrawn[here];
        }
        whole.is_cheapest &= part.is_cheapest;
        whole.reasons.extend(
            part.reasons
                .into_iter()
                .map(|(group, cell, reason)| (self.groups[group], cell, self.reason(reason))),
        );
        whole.leeways.extend(part.leeways.into_iter().map(|mut leeway| {
            leeway.groups = leeway.groups.into_iter().map(|group| self.groups[group]).collect();
            leeway.rest_of = leeway.rest_of.map(|sum| self.sums[sum]);
            leeway
        }));
    }

    fn reason(&self, reason: Reason) -> Reason {
        match reason {
            Reason::Protects(group) => Reason::Protects(self.groups[group]),
            Reason::ProtectsRest(sum) => Reason::ProtectsRest(self.sums[sum]),
            Reason::ProtectsUnion(groups) => {
                Reason::ProtectsUnion(groups.into_iter().map(|group| self.groups[group]).collect())
            }
            Reason::Small | Reason::Split | Reason::Unanimous => reason,
        }
    }

    pub(super) fn obstacle(&self, obstacle: Obstacle) -> Obstacle {
        match obstacle {
            Obstacle::Fixed(group) => Obstacle::Fixed(self.groups[group]),
            Obstacle::Fact(fact) => Obstacle::Fact(self.facts[fact]),
        }
    }
}
