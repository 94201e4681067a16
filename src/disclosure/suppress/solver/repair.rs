//! From the known world to one that meets some rows more: whatever doesn't hold is mended by changing the
//! variable that upsets least else, and what has to be mended again and again weighs more (after Luteberget and
//! Sartor, *Feasibility Jump: an LP-free Lagrangian MIP heuristic*, 2023). Finds a world or gives up; proves
//! nothing. What it finds is checked by the rows themselves.

use std::collections::VecDeque;

use super::rows::Rows;
use super::{Budget, System, Variable, World};

/// A system's rows in terms of the variables that aren't defined by others, so that one change is one change
/// and not the undoing of a sum and its mending.
#[derive(Clone, Debug, Default)]
pub(super) struct Plain {
    rows: Rows,
    /// By variable: its place among the definitions.
    defined: Vec<Option<usize>>,
}

impl Plain {
    pub(super) fn new(system: &System) -> Self {
        let mut defined = vec![None; system.bounds.len()];
        for (at, (variable, _)) in system.definitions.iter().enumerate() {
            defined[*variable] = Some(at);
        }
        let mut plain = Self { rows: Rows::default(), defined };
        for _ in 0..system.bounds.len() {
            plain.rows.variable();
        }
        for row in (0..system.rows.len()).filter(|row| !system.rows.follows(*row)) {
            plain.push(system, system.rows.terms(row), system.rows.most(row));
        }
        // What is defined has bounds too: two rows each, least and most, that a question fills in.
        for (_, others) in &system.definitions {
            plain.push(system, &others.iter().map(|(weight, one)| (-weight, *one)).collect::<Vec<_>>(), 0);
            plain.push(system, others, 0);
        }
        plain
    }

    fn push(&mut self, system: &System, terms: &[(i64, Variable)], most: i64) {
        if terms.iter().all(|(_, variable)| self.defined[*variable].is_none()) {
            return self.rows.push(terms.iter().copied(), most, false);
        }
        let mut plain: Vec<(i64, Variable)> = Vec::new();
        for (weight, variable) in terms {
            match self.defined[*variable] {
                None => plain.push((*weight, *variable)),
                Some(at) => {
                    plain.extend(system.definitions[at].1.iter().map(|(by, one)| (weight * by, *one)));
                }
            }
        }
        plain.sort_unstable_by_key(|(_, variable)| *variable);
        plain.dedup_by(|next, kept| {
            let same = next.1 == kept.1;
            kept.0 += if same { next.0 } else { 0 };
            same
        });
        self.rows.push(plain.into_iter(), most, false);
    }
}

/// A world within the bounds that meets some rows more, if mending finds one for so many steps.
pub(super) fn repair(
    system: &System,
    plain: &mut Plain,
    bounds: &[(i64, i64)],
    more: &[(Vec<(i64, Variable)>, i64)],
    steps: u64,
    budget: &mut Budget,
) -> Option<World> {
    let usual = plain.rows.len();
    let first = plain.rows.len() - 2 * system.definitions.len();
    for (at, (variable, _)) in system.definitions.iter().enumerate() {
        let (low, high) = bounds[*variable];
        plain.rows.set_most(first + 2 * at, -low);
        plain.rows.set_most(first + 2 * at + 1, high);
    }
    // On the side of the gap where the known world is.
    let mut bounds = bounds.to_vec();
    for (variable, many) in &system.gaps {
        let (low, high) = bounds[*variable];
        let side = if system.hints[*variable] == 0 { (low, high.min(0)) } else { (low.max(*many), high) };
        bounds[*variable] = side;
        if side.0 > side.1 {
            return None;
        }
        if let Some(at) = plain.defined[*variable] {
            plain.rows.set_most(first + 2 * at, -side.0);
            plain.rows.set_most(first + 2 * at + 1, side.1);
        }
    }
    let bounds = &bounds[..];
    for (terms, most) in more {
        plain.push(system, terms, *most);
    }
    let world: World =
        system.hints.iter().zip(bounds).map(|(hint, (low, high))| *hint.clamp(low, high)).collect();
    let sums: Vec<i64> = (0..plain.rows.len()).map(|row| plain.rows.sum(row, &world)).collect();
    let broken = (0..sums.len()).filter(|row| sums[*row] > plain.rows.most(*row)).collect();
    let mut mender = Mender {
        plain: &*plain,
        bounds,
        weights: vec![1; sums.len()],
        moved: vec![0; world.len()],
        world,
        sums,
        broken,
        spent: 0,
    };
    let mut moves = 0;
    while let Some(row) = mender.broken.pop_front() {
        if mender.sums[row] <= plain.rows.most(row) {
            continue;
        }
        moves += 1;
        let is_mended = mender.mend(row, moves);
        if !is_mended || mender.spent > steps {
            break;
        }
    }
    let is_world = mender.broken.is_empty() && mender.spent <= steps;
    // Counted as one sum, so that a question that is nearly paid for isn't cut off between two moves.
    let is_paid = budget.spend(usize::try_from(mender.spent).unwrap_or(usize::MAX));
    let mut world = mender.world;
    for (variable, others) in &system.definitions {
        world[*variable] = others.iter().map(|(weight, one)| weight * world[*one]).sum();
    }
    plain.rows.truncate(usual);
    (is_world && is_paid && system.holds(&world)).then_some(world)
}

struct Mender<'a> {
    plain: &'a Plain,
    bounds: &'a [(i64, i64)],
    world: World,
    /// By row.
    sums: Vec<i64>,
    weights: Vec<i64>,
    /// Rows that may not hold, the longest broken first.
    broken: VecDeque<usize>,
    /// By variable: the latest move that changed it.
    moved: Vec<u64>,
    spent: u64,
}

impl Mender<'_> {
    /// Changes one variable so that a row holds, or nearly; `false` where none can be changed.
    fn mend(&mut self, row: usize, now: u64) -> bool {
        let plain = self.plain;
        let over = self.sums[row] - plain.rows.most(row);
        let mut best: Option<(i64, u64, Variable, i64)> = None;
        for (weight, variable) in plain.rows.terms(row) {
            let (low, high) = self.bounds[*variable];
            let value = self.world[*variable];
            let whole = -weight.signum() * ((over - 1) / weight.abs() + 1);
            let mut tried = 0;
            for by in [whole, -weight.signum()] {
                let by = (value + by).clamp(low, high) - value;
                if by == 0 || by == tried {
                    continue;
                }
                tried = by;
                let upset = self.upset(*variable, by);
                let found = (upset, self.moved[*variable], *variable, by);
                if best.is_none_or(|best| found < best) {
                    best = Some(found);
                }
            }
        }
        let Some((upset, _, variable, by)) = best else { return false };
        if upset >= 0 {
            self.weights[row] += 1;
        }
        self.moved[variable] = now;
        self.world[variable] += by;
        for (row, weight) in plain.rows.uses(variable) {
            let most = plain.rows.most(*row);
            let held = self.sums[*row] <= most;
            self.sums[*row] += weight * by;
            if held && self.sums[*row] > most {
                self.broken.push_back(*row);
            }
        }
        if self.sums[row] > plain.rows.most(row) {
            self.broken.push_back(row);
        }
        true
    }

    /// How much more is broken if a variable changes; negative: less.
    fn upset(&mut self, variable: Variable, by: i64) -> i64 {
        let plain = self.plain;
        self.spent += plain.rows.uses(variable).len() as u64;
        let uses = plain.rows.uses(variable).iter();
        uses.map(|(row, weight)| {
            let before = plain.rows.broken(*row, self.sums[*row]);
            let after = plain.rows.broken(*row, self.sums[*row] + weight * by);
            self.weights[*row] * (after - before)
        })
        .sum()
    }
}
