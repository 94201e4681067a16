//! Decides what is hidden in one block of surveys: each question's table by itself, then what its neighbours
//! tell of it, since the same people answered them all. Owns no rule of its own: hiding more never makes a
//! pattern less safe, so the decisions of several tables can be laid on each other.

use std::collections::{BTreeMap, BTreeSet};

use super::rules::Hidden;
use super::tables::{Cell, Origin, QuestionTable};
use crate::disclosure::suppress::table::{
    Claim, Fact, GroupIndex, Obstacle, Pattern, Protection, Sum, Table, Verdict,
};
use crate::disclosure::suppress::{Verdicts, audit, given_away, is_possible};
use crate::model::fact::GroupName;

/// A block's tables with what is hidden of them.
pub(super) struct Block {
    pub(super) tables: Vec<Decided>,
}

/// A question's table and what becomes of it.
pub(super) struct Decided {
    pub(super) of: QuestionTable,
    /// What is hidden on the site: at least what the search found.
    pub(super) pattern: Pattern,
    pub(super) fate: Fate,
}

/// What becomes of a table.
pub(super) enum Fate {
    /// Nothing in it needed a search.
    Plain,
    /// It can be published so; what was found for the table by itself.
    Protected(Protection),
    /// R10: what can't be hidden gives these small groups away.
    Unprotectable { groups: Vec<Vec<GroupIndex>>, causes: Vec<Obstacle> },
    /// No world agrees with the figures: the means of the parts can't give the whole's.
    Impossible,
}

/// The people who answered: a survey's group with its number. Where two questions have the same, what is
/// hidden of one is read off the other.
type People<'a> = (usize, &'a GroupName, u64);

/// More groups than this in questions that hang together aren't searched through jointly: their results are
/// hidden instead where their number is.
const MOST_JOINT_GROUPS: usize = 120;

/// Decides on a block.
pub(super) fn decide(mut tables: Vec<QuestionTable>, known: &Verdicts) -> Block {
    fix_alike(&mut tables);
    let mut forced: Vec<Pattern> = tables.iter().map(own).collect();
    let mut verdicts = settle(&tables, &mut forced, known);
    if verdicts.iter().all(is_protected)
        && has_distributions(&tables)
        && !stands_together(&tables, (&mut forced, &mut verdicts), known)
    {
        // What distributions of several questions tell together is told no more.
        for (its, forced) in tables.iter().zip(&mut forced) {
            for (withdrawn, origin) in forced.withdrawn.iter_mut().zip(&its.origins) {
                *withdrawn |= is_distribution(*origin);
            }
        }
        verdicts = settle(&tables, &mut forced, known);
    }
    if verdicts.iter().all(is_protected) && !stands_together(&tables, (&mut forced, &mut verdicts), known) {
        // Whatever the numbers that are hidden, no result speaks of them any more.
        for (its, forced) in tables.iter().zip(&mut forced) {
            for group in 0..its.cells.len() {
                forced.result[group] |= forced.n[group];
            }
        }
        verdicts = settle(&tables, &mut forced, known);
        if verdicts.iter().all(is_protected) && !stands_together(&tables, (&mut forced, &mut verdicts), known)
        {
            for forced in &mut forced {
                forced.n.fill(true);
                forced.result.fill(true);
                forced.withdrawn.fill(true);
            }
            verdicts = settle(&tables, &mut forced, known);
        }
    }
    let tables = tables.into_iter().zip(forced).zip(verdicts);
    Block { tables: tables.map(|((of, forced), verdict)| decided(of, &forced, verdict)).collect() }
}

fn is_protected(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Protected(_))
}

const fn is_distribution(origin: Origin) -> bool {
    matches!(origin, Origin::Distribution { .. })
}

fn has_distributions(tables: &[QuestionTable]) -> bool {
    tables.iter().flat_map(|its| &its.origins).any(|origin| is_distribution(*origin))
}

/// The first question that shows a distribution beside a hidden number of people who answered another one too: their
/// number is then told by both questions' sums.
fn first_distributed(tables: &[QuestionTable], verdicts: &[Verdict]) -> Option<usize> {
    let shows = |at: usize| {
        let Verdict::Protected(protection) = &verdicts[at] else { return false };
        let told = tables[at].origins.iter().zip(&protection.pattern.withdrawn);
        let mut told = told.filter(|(origin, _)| is_distribution(**origin));
        let is_shared = |group: GroupIndex| {
            let mine = people(&tables[at], group);
            mine.is_some() && everyone(tables).any(|(other, _, people)| other != at && Some(people) == mine)
        };
        let mut hidden = (0..tables[at].cells.len()).filter(|group| protection.pattern.n[*group]);
        told.any(|(_, withdrawn)| !withdrawn) && hidden.any(is_shared)
    };
    (0..tables.len()).find(|at| shows(*at))
}

/// What is hidden for its own sake.
fn own(its: &QuestionTable) -> Pattern {
    let mut pattern = Pattern::open(&its.table);
    for (group, cell) in its.cells.iter().enumerate() {
        pattern.n[group] = cell.own.n;
        pattern.result[group] = cell.own.result;
    }
    pattern
}

fn people(its: &QuestionTable, group: GroupIndex) -> Option<People<'_>> {
    let cell: &Cell = &its.cells[group];
    Some((cell.survey, &cell.name, its.table.groups[group].n?))
}

fn everyone(tables: &[QuestionTable]) -> impl Iterator<Item = (usize, GroupIndex, People<'_>)> {
    tables.iter().enumerate().flat_map(|(at, its)| {
        (0..its.cells.len()).filter_map(move |group| Some((at, group, people(its, group)?)))
    })
}

/// A number that is printed already for one question is so for all that the same people answered.
fn fix_alike(tables: &mut [QuestionTable]) {
    let fixed: BTreeSet<(usize, GroupName, u64)> = everyone(tables)
        .filter(|(at, group, _)| tables[*at].table.groups[*group].n_fixed)
        .map(|(_, _, (survey, name, n))| (survey, name.clone(), n))
        .collect();
    if fixed.is_empty() {
        return;
    }
    let by: BTreeMap<(usize, GroupName, u64), _> = everyone(tables)
        .filter(|(at, group, _)| tables[*at].table.groups[*group].n_fixed)
        .map(|(at, group, (survey, name, n))| {
            ((survey, name.clone(), n), tables[at].table.groups[group].fixed_by)
        })
        .collect();
    for its in tables {
        for group in 0..its.cells.len() {
            let Some((survey, name, n)) = people(its, group) else { continue };
            let Some(by) = by.get(&(survey, name.clone(), n)).copied() else { continue };
            let group = &mut its.table.groups[group];
            if !group.n_fixed {
                group.n_fixed = true;
                if !group.result_fixed {
                    group.fixed_by = by;
                }
            }
        }
    }
}

/// Protects each table, and hides a number everywhere that is hidden anywhere, until nothing changes.
fn settle(tables: &[QuestionTable], forced: &mut [Pattern], known: &Verdicts) -> Vec<Verdict> {
    let mut verdicts: Vec<Verdict> =
        tables.iter().zip(&*forced).map(|(its, forced)| known.protect_from(&its.table, forced)).collect();
    loop {
        let mut hidden: BTreeSet<People<'_>> = BTreeSet::new();
        let mut withdrawn: BTreeSet<Origin> = BTreeSet::new();
        for (at, verdict) in verdicts.iter().enumerate() {
            let Verdict::Protected(protection) = verdict else { continue };
            let its = &tables[at];
            let hides =
                (0..its.cells.len()).filter(|group| protection.pattern.n[*group] || forced[at].n[*group]);
            hidden.extend(hides.filter_map(|group| people(its, group)));
            let taken = its.origins.iter().zip(&protection.pattern.withdrawn).filter(|(_, taken)| **taken);
            withdrawn.extend(taken.map(|(origin, _)| *origin));
        }
        let mut changed = false;
        for (at, its) in tables.iter().enumerate() {
            let Verdict::Protected(protection) = &verdicts[at] else { continue };
            let pattern = protection.pattern.clone();
            let mut again = false;
            for group in 0..its.cells.len() {
                if people(its, group).is_some_and(|people| hidden.contains(&people)) {
                    again |= !pattern.n[group] && !its.table.groups[group].n_fixed;
                    forced[at].n[group] = true;
                }
            }
            for (fact, origin) in its.origins.iter().enumerate() {
                if *origin != Origin::Link && withdrawn.contains(origin) {
                    again |= !pattern.withdrawn[fact] && its.table.facts[fact].retractable;
                    forced[at].withdrawn[fact] = true;
                }
            }
            if again {
                verdicts[at] = known.protect_from(&its.table, &forced[at]);
                changed = true;
            }
        }
        if !changed {
            return verdicts;
        }
    }
}

/// Is the block safe for who reckons with all its questions at once? A number that is hidden but whose group's
/// mean is shown for several questions must agree with all of them, which may leave one number only. Questions
/// with other scales than the first can't be reckoned with jointly: there such means are hidden.
fn stands_together(
    tables: &[QuestionTable],
    (forced, verdicts): (&mut [Pattern], &mut [Verdict]),
    known: &Verdicts,
) -> bool {
    let told = |verdicts: &[Verdict]| -> Vec<(usize, GroupIndex)> {
        everyone(tables)
            .filter(|(at, group, _)| {
                let Verdict::Protected(protection) = &verdicts[*at] else { return false };
                let its = &tables[*at].table.groups[*group];
                protection.pattern.n[*group] && !protection.pattern.result[*group] && its.mean.is_some()
            })
            .map(|(at, group, _)| (at, group))
            .collect()
    };
    let first_told = told(verdicts);
    let distributed = first_distributed(tables, verdicts);
    let first = first_told.first().map(|(first, _)| *first).or(distributed);
    let Some(first) = first else { return true };
    let shared: Vec<bool> = first_told
        .iter()
        .map(|(at, group)| {
            let mine = people(&tables[*at], *group);
            everyone(tables).any(|(other, _, people)| other != *at && Some(people) == mine)
        })
        .collect();
    if !shared.contains(&true) && distributed.is_none() {
        return true;
    }
    let scale = &tables[first].table.scale;
    let mut again = false;
    for (at, group) in &first_told {
        if tables[*at].table.scale != *scale && !tables[*at].table.groups[*group].result_fixed {
            forced[*at].result[*group] = true;
            again = true;
        }
    }
    if again {
        let settled = settle(tables, forced, known);
        verdicts.clone_from_slice(&settled);
        if !verdicts.iter().all(is_protected) {
            return true;
        }
    }
    let alike: Vec<usize> = (0..tables.len()).filter(|at| tables[*at].table.scale == *scale).collect();
    if alike.iter().map(|at| tables[*at].cells.len()).sum::<usize>() > MOST_JOINT_GROUPS {
        return false;
    }
    let parts: Vec<(&QuestionTable, &Pattern)> = alike
        .iter()
        .filter_map(|at| match &verdicts[*at] {
            Verdict::Protected(protection) => Some((&tables[*at], &protection.pattern)),
            Verdict::Unprotectable(_) => None,
        })
        .collect();
    join(&parts).is_none_or(|(joint, pattern)| known.is_safe(&joint, &pattern))
}

/// Several questions' tables as one, tied by the numbers that are hidden; `None` without any.
fn join(parts: &[(&QuestionTable, &Pattern)]) -> Option<(Table, Pattern)> {
    let (first, _) = parts.first()?;
    let mut joint = Table { groups: Vec::new(), sums: Vec::new(), facts: Vec::new(), ..first.table.clone() };
    let mut pattern = Pattern::open(&joint);
    let mut known: BTreeMap<People<'_>, GroupIndex> = BTreeMap::new();
    let mut ties = Vec::new();
    for (its, own) in parts {
        let from = joint.groups.len();
        for group in 0..its.cells.len() {
            joint.groups.push(its.table.groups[group].clone());
            pattern.n.push(own.n[group]);
            pattern.result.push(own.result[group]);
            let Some(people) = people(its, group).filter(|_| own.n[group]) else { continue };
            if let Some(first) = known.get(&people) {
                ties.push(Claim::SameNumber(*first, from + group));
            } else {
                known.insert(people, from + group);
            }
        }
        joint.sums.extend(its.table.sums.iter().map(|sum| Sum {
            total: sum.total + from,
            parts: sum.parts.iter().map(|part| part + from).collect(),
            ..sum.clone()
        }));
        for (fact, withdrawn) in its.table.facts.iter().zip(&own.withdrawn) {
            joint.facts.push(Fact { claim: fact.claim.shifted(from), ..fact.clone() });
            pattern.withdrawn.push(*withdrawn);
        }
    }
    for claim in ties {
        joint.facts.push(Fact { id: String::new(), claim, retractable: false });
        pattern.withdrawn.push(false);
    }
    Some((joint, pattern))
}

fn decided(of: QuestionTable, forced: &Pattern, verdict: Verdict) -> Decided {
    match verdict {
        Verdict::Protected(protection) => {
            let mut pattern = protection.pattern.clone();
            let hides = pattern.n.iter().chain(&pattern.result).any(|hidden| *hidden);
            for (group, cell) in of.cells.iter().enumerate() {
                // What these rules hide isn't shown here, though another document prints it.
                pattern.n[group] |= cell.own.n;
                pattern.result[group] |= cell.own.result || of.unreckonable && hides;
            }
            let plain = !hides && pattern.withdrawn.iter().all(|withdrawn| !withdrawn);
            let fate = if plain { Fate::Plain } else { Fate::Protected(protection) };
            Decided { of, pattern, fate }
        }
        Verdict::Unprotectable(causes) => {
            let groups = of.cells.len();
            let mut pattern = Pattern { n: vec![true; groups], result: vec![true; groups], ..forced.clone() };
            pattern.withdrawn.fill(true);
            let fate = if is_possible(&of.table) {
                let given = given_away(&of.table);
                Fate::Unprotectable { groups: given.into_iter().map(|one| one.groups).collect(), causes }
            } else {
                Fate::Impossible
            };
            Decided { of, pattern, fate }
        }
    }
}

impl Block {
    /// How many questions, or sets of questions with one scale, an attacker could work a small group out of:
    /// none, whatever was decided.
    pub(super) fn breaches(&self) -> usize {
        let shown: Vec<(&QuestionTable, &Pattern)> = self
            .tables
            .iter()
            .filter_map(|its| match &its.fate {
                Fate::Protected(protection) => Some((&its.of, &protection.pattern)),
                _ => None,
            })
            .collect();
        let alone = shown.iter().filter(|(its, pattern)| !audit(&its.table, pattern).is_empty()).count();
        let together = shown.chunk_by(|(one, _), (other, _)| one.table.scale == other.table.scale);
        let together = together.filter_map(join).filter(|(joint, pattern)| !audit(joint, pattern).is_empty());
        alone + together.count()
    }
}

impl Decided {
    /// What is hidden of a group.
    pub(super) fn hidden(&self, group: GroupIndex) -> Hidden {
        Hidden { n: self.pattern.n[group], result: self.pattern.result[group] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disclosure::ledger::scale::WholeScale;
    use crate::disclosure::suppress::table::{Demands, FixedBy, Group, Measures};
    use crate::model::audit::{AuditIndex, QuestionIndex};
    use crate::model::scale::AnswerScale;
    use crate::number::Decimal;

    /// Ten in all, which is printed already; two of them in a small group; eight, whose mean is so many tenths
    /// over the lowest answer. Only the number of answers matters here.
    fn question(index: u32, tenths: i64) -> QuestionTable {
        let answers = [1, 2, 3, 4].map(Decimal::whole).to_vec();
        let scale = AnswerScale { id: "s".into(), answers, step: Decimal::new(1, 1), words: Vec::new() };
        let scale = WholeScale::of(&scale).unwrap();
        let group = |name: &str, n: u64, mean: Option<i64>| Group {
            name: name.into(),
            n: Some(n),
            mean,
            counts: None,
            n_fixed: name == "alla",
            result_fixed: false,
            fixed_by: FixedBy::OwnRules,
        };
        let groups = vec![group("alla", 10, None), group("norr", 8, Some(tenths)), group("söder", 2, None)];
        let cell = |(at, own): (usize, Hidden)| Cell {
            survey: 0,
            question: 0,
            group: (at > 0).then_some((0, at)),
            name: (at > 0).then(|| ("enhet".to_owned(), groups[at].name.clone())),
            own,
        };
        let own = [Hidden::default(), Hidden::default(), Hidden::ALL];
        QuestionTable {
            audit: AuditIndex(0),
            question: QuestionIndex(index),
            cells: own.into_iter().enumerate().map(cell).collect(),
            table: Table {
                scale: scale.scale.clone(),
                threshold: 5,
                shows: Measures { n: true, mean: true, ..Measures::default() },
                demands: Demands { outsider_width: (0, 1), insider_width: None, ..Demands::of_rules(5) },
                zeros_shown: false,
                groups,
                sums: vec![Sum { total: 0, parts: vec![1, 2], complete: true, split: false }],
                facts: Vec::new(),
            },
            origins: Vec::new(),
            scale,
            unreckonable: false,
        }
    }

    /// A mean of 1,4 can be that of 5 or of 7 to 10, one of 1,5 that of 6, 8 or 10: wide enough each. Both together
    /// leave 8 and 10.
    #[test]
    fn a_hidden_number_that_two_means_narrow_together_loses_the_means() {
        let alone = decide(vec![question(0, 4)], &Verdicts::default());
        assert_eq!(alone.tables[0].hidden(1), Hidden { n: true, result: false });
        let alone = decide(vec![question(0, 5)], &Verdicts::default());
        assert_eq!(alone.tables[0].hidden(1), Hidden { n: true, result: false });
        let both = decide(vec![question(0, 4), question(1, 5)], &Verdicts::default());
        assert_eq!(both.breaches(), 0);
        for table in &both.tables {
            assert_eq!(table.hidden(1), Hidden::ALL);
        }
    }
}
