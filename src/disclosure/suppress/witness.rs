//! The worlds that prove a pattern safe, as tables' values: for each small group the furthest that an attacker
//! must still think possible. For the editor's trust and for the twin test (disclosure.md §11); chooses and
//! judges nothing.

use super::model::{Attacker, knowledge};
use super::solver::{Answer, Budget};
use super::table::{Pattern, Table};
use super::targets::{Member, Target, targets};

/// Work for one world; beyond it there is simply one witness less.
const STEPS_A_WORLD: u64 = 2_000_000;

/// A world: of each group how many answered, and the sum of their answers where something printed depends on it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Witness {
    /// By group.
    pub groups: Vec<(u64, Option<i64>)>,
}

/// Does any world agree with everything in a table? Figures that were reckoned wrongly may leave none.
pub fn is_possible(table: &Table) -> bool {
    let mut free = table.clone();
    // What the rules say of a visible value isn't true of one that they hide.
    free.threshold = 0;
    free.demands.hide_unanimous = false;
    let mut known = knowledge(&free, &Pattern::open(table), Attacker::Insider, &everyone(table));
    let mut budget = Budget::new(STEPS_A_WORLD);
    known.system.settle(&mut budget);
    let any = everyone(table).first().and_then(|first| known.members(first).first().map(|one| one.n));
    any.is_none_or(|n| known.system.extreme(n, false, &mut budget) != Answer::None)
}

fn everyone(table: &Table) -> Vec<Target> {
    let alone = |group| Target { members: vec![Member::Group(group)], counts: false };
    (0..table.groups.len()).map(alone).collect()
}

/// The extreme worlds of each small group under a pattern: fewest and most answers for the outsider, least and
/// largest sum of answers for the insider. Sorted, each once.
pub fn witnesses(table: &Table, pattern: &Pattern) -> Vec<Witness> {
    let everyone = everyone(table);
    let small = targets(table).all;
    let mut found = Vec::new();
    for attacker in [Attacker::Outsider, Attacker::Insider] {
        let mut known = knowledge(table, pattern, attacker, &everyone);
        known.system.settle(&mut Budget::new(STEPS_A_WORLD));
        for target in &small {
            let [one] = known.members(target)[..] else { continue };
            let wanted = if attacker == Attacker::Outsider { Some(one.n) } else { one.s };
            for most in [false, true] {
                let Some(wanted) = wanted else { continue };
                let mut budget = Budget::new(STEPS_A_WORLD);
                let Answer::Found(world) = known.system.extreme(wanted, most, &mut budget) else { continue };
                let group = |target: &Target| {
                    let its = known.members(target).into_iter().next()?;
                    Some((u64::try_from(world[its.n]).ok()?, its.s.map(|s| world[s])))
                };
                if let Some(groups) = everyone.iter().map(group).collect() {
                    found.push(Witness { groups });
                }
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}
