//! Which values of a table are hidden so that no small group's can be worked out from the others (R1–R8 and
//! R10 of disclosure.md). Pure and exact: whole numbers only, no clock, no chance. Knows nothing of reports,
//! files or pages.
//!
//! [`table`] is the data; `targets` says what must be hidden to begin with and what may not be worked out,
//! `model` what an attacker knows, `solver` what follows from it, `audit` whether that is little enough,
//! `choose` what else is hidden.

mod audit;
mod choose;
mod components;
pub mod interchange;
mod model;
mod solver;
pub mod table;
mod targets;
#[cfg(test)]
mod tests;
mod verdicts;
mod witness;

pub use verdicts::Verdicts;
pub use witness::{Witness, is_possible, witnesses};

use audit::Auditor;
use choose::{Choice, Chooser, STEPS};
use components::components;
use model::is_of_a_size;
use table::{Cell, Cost, Leeway, Obstacle, Pattern, Protection, Reason, Table, Verdict};
use targets::{Member, Target, Targets, is_plain, targets};

/// The cheapest safe way to publish a table, or what makes it impossible; nothing is named where the table's
/// numbers are beyond reckoning (more than about 10¹² answers) or no safe pattern was found.
pub fn protect(table: &Table) -> Verdict {
    protect_from(table, &Pattern::open(table))
}

/// The same where some values are hidden in any case, for reasons outside the table. What is printed already
/// stays visible all the same.
pub fn protect_from(table: &Table, hidden: &Pattern) -> Verdict {
    let mut whole = Protection {
        pattern: hideable(table, hidden),
        cost: 0,
        is_cheapest: true,
        reasons: Vec::new(),
        leeways: Vec::new(),
    };
    if is_plain(table) {
        whole.cost = cost(table, &whole.pattern);
        return Verdict::Protected(whole);
    }
    if !is_of_a_size(table) {
        return Verdict::Unprotectable(Vec::new());
    }
    let mut obstacles = Vec::new();
    let mut is_safe = true;
    for component in components(table) {
        match protect_component(&component.table, &component.part_of(&whole.pattern)) {
            Verdict::Protected(part) => component.take_in(part, &mut whole),
            Verdict::Unprotectable(found) => {
                is_safe = false;
                obstacles.extend(found.into_iter().map(|obstacle| component.obstacle(obstacle)));
            }
        }
    }
    if is_safe {
        whole.cost = cost(table, &whole.pattern);
        Verdict::Protected(whole)
    } else {
        obstacles.sort_unstable();
        obstacles.dedup();
        Verdict::Unprotectable(obstacles)
    }
}

/// A pattern without what is printed already.
fn hideable(table: &Table, pattern: &Pattern) -> Pattern {
    let mut pattern = pattern.clone();
    for (group, its) in table.groups.iter().enumerate() {
        pattern.n[group] &= !its.n_fixed;
        pattern.result[group] &= !its.result_fixed;
    }
    for (fact, its) in table.facts.iter().enumerate() {
        pattern.withdrawn[fact] &= its.retractable;
    }
    pattern
}

/// The small groups that can be worked out whatever is hidden; empty where a table can be protected.
pub fn given_away(table: &Table) -> Vec<Leeway> {
    let groups = table.groups.len();
    let all = Pattern {
        n: vec![true; groups],
        result: vec![true; groups],
        withdrawn: vec![true; table.facts.len()],
    };
    audit(table, &hideable(table, &all))
}

/// The small groups that can be worked out of a table published with a pattern, and what remains possible of
/// them; empty where the pattern is safe. Whether it hides what R1, R2 and R8 name is seen as well: a visible
/// small group is one that can be worked out.
pub fn audit(table: &Table, pattern: &Pattern) -> Vec<Leeway> {
    let found = targets(table);
    let mut auditor = Auditor::new(table, &found.all, STEPS);
    let failing = auditor.unsafe_targets(pattern, usize::MAX);
    let leeways = auditor.leeways(pattern);
    failing.into_iter().map(|target| leeways[target].clone()).collect()
}

/// What a pattern hides is worth: numbers of answers 1, means 3, distributions 2, facts 2.
pub fn cost(table: &Table, pattern: &Pattern) -> u64 {
    let shows = table.shows;
    let groups = table.groups.iter().enumerate().map(|(group, its)| {
        let n = u64::from(pattern.n[group] && shows.n && its.n.is_some()) * Cost::N;
        let has_result = its.n != Some(0) && (its.mean.is_some() || its.counts.is_some());
        n + u64::from(pattern.result[group] && has_result) * Cost::result(shows)
    });
    let facts = pattern.withdrawn.iter().filter(|withdrawn| **withdrawn).count() as u64 * Cost::FACT;
    groups.sum::<u64>() + facts
}

fn protect_component(table: &Table, given: &Pattern) -> Verdict {
    let Targets { all, mut hidden, why } = targets(table);
    let of_rules = hidden.clone();
    for (hidden, given) in [
        (&mut hidden.n, &given.n),
        (&mut hidden.result, &given.result),
        (&mut hidden.withdrawn, &given.withdrawn),
    ] {
        for (one, given) in hidden.iter_mut().zip(given) {
            *one |= given;
        }
    }
    let mut auditor = Auditor::new(table, &all, STEPS);
    let chosen = Chooser::new(table, &hidden, &mut auditor).choose();
    let Ok(chosen) = chosen else { return Verdict::Unprotectable(obstacles(table, &all, &hidden)) };
    let mut reasons = Vec::new();
    for (group, reason) in why.into_iter().enumerate() {
        let Some(reason) = reason else { continue };
        for (cell, is_hidden) in [(Cell::N, of_rules.n[group]), (Cell::Result, of_rules.result[group])] {
            if is_hidden {
                reasons.push((group, cell, reason.clone()));
            }
        }
    }
    for (choice, target) in chosen.protects {
        if let Choice::Group(group, cell) = choice {
            reasons.push((group, cell, reason(&all[target])));
        }
    }
    reasons.sort_by_key(|(group, cell, _)| (*group, *cell));
    Verdict::Protected(Protection {
        cost: cost(table, &chosen.pattern),
        is_cheapest: chosen.is_cheapest,
        reasons,
        leeways: Auditor::new(table, &all, STEPS).leeways(&chosen.pattern),
        pattern: chosen.pattern,
    })
}

fn reason(target: &Target) -> Reason {
    match target.members[..] {
        [Member::Group(group)] => Reason::Protects(group),
        [Member::Rest(sum)] => Reason::ProtectsRest(sum),
        _ => Reason::ProtectsUnion(target.members.iter().filter_map(|member| member.group()).collect()),
    }
}

/// What gives small groups away though everything is hidden that can be: for one after the other the fewest
/// that do so together, found by leaving out one at a time. Without all that is named nothing is given away.
fn obstacles(table: &Table, all: &[Target], first: &Pattern) -> Vec<Obstacle> {
    let mut pattern = first.clone();
    let mut standing = Vec::new();
    for (group, its) in table.groups.iter().enumerate() {
        pattern.n[group] = !its.n_fixed;
        pattern.result[group] = !its.result_fixed;
        if its.n_fixed || its.result_fixed {
            standing.push(Obstacle::Fixed(group));
        }
    }
    for (fact, its) in table.facts.iter().enumerate() {
        pattern.withdrawn[fact] = its.retractable;
        if !its.retractable {
            standing.push(Obstacle::Fact(fact));
        }
    }
    let take_away = |pattern: &mut Pattern, obstacle: Obstacle| match obstacle {
        Obstacle::Fixed(group) => {
            pattern.n[group] = true;
            pattern.result[group] = true;
        }
        Obstacle::Fact(fact) => pattern.withdrawn[fact] = true,
    };
    let mut auditor = Auditor::new(table, all, STEPS);
    auditor.ask_thoroughly(true);
    let mut named = Vec::new();
    for target in 0..all.len() {
        while !standing.is_empty() {
            let mut view = auditor.view(&pattern);
            if auditor.is_safe(&mut view, target) {
                break;
            }
            let mut without = pattern.clone();
            let mut needed = standing.clone();
            needed.retain(|obstacle| {
                let before = without.clone();
                take_away(&mut without, *obstacle);
                let mut view = auditor.view(&without);
                let is_needed = auditor.is_safe(&mut view, target);
                if is_needed {
                    without = before;
                }
                is_needed
            });
            if needed.is_empty() {
                break;
            }
            for obstacle in &needed {
                take_away(&mut pattern, *obstacle);
            }
            standing.retain(|obstacle| !needed.contains(obstacle));
            named.extend(needed);
        }
    }
    named
}
