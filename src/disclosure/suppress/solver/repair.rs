//! From the known world to one that meets some rows more: whatever doesn't hold is mended by changing the
//! variable that upsets least else, and what has to be mended again and again weighs more (after Luteberget and
//! Sartor, *Feasibility Jump: an LP-free Lagrangian MIP heuristic*, 2023). Finds a world or gives up; proves
//! nothing. What it finds is checked by the rows themselves.

use std::collections::VecDeque;

use super::{Budget, Row, System, Variable, World};

/// A world within the bounds, if mending finds one for so many steps.
pub(super) fn repair(
    system: &System,
    bounds: &[(i64, i64)],
    steps: u64,
    budget: &mut Budget,
) -> Option<World> {
    let world: World =
        system.hints.iter().zip(bounds).map(|(hint, (low, high))| *hint.clamp(low, high)).collect();
    let sums: Vec<i64> = system.rows.iter().map(|row| sum(row, &world)).collect();
    let broken = (0..sums.len()).filter(|row| sums[*row] > system.rows[*row].most).collect();
    let mut mender = Mender {
        system,
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
        if mender.sums[row] <= system.rows[row].most {
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
    (is_world && is_paid && system.holds(&mender.world)).then_some(mender.world)
}

fn sum(row: &Row, world: &World) -> i64 {
    row.terms.iter().map(|(weight, variable)| weight * world[*variable]).sum()
}

struct Mender<'a> {
    system: &'a System,
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
        let system = self.system;
        let over = self.sums[row] - system.rows[row].most;
        let mut best: Option<(i64, u64, Variable, i64)> = None;
        for (weight, variable) in &system.rows[row].terms {
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
        for (row, weight) in &system.uses[variable] {
            let most = system.rows[*row].most;
            let held = self.sums[*row] <= most;
            self.sums[*row] += weight * by;
            if held && self.sums[*row] > most {
                self.broken.push_back(*row);
            }
        }
        if self.sums[row] > system.rows[row].most {
            self.broken.push_back(row);
        }
        true
    }

    /// How much more is broken if a variable changes; negative: less.
    fn upset(&mut self, variable: Variable, by: i64) -> i64 {
        let system = self.system;
        self.spent += system.uses[variable].len() as u64;
        let uses = system.uses[variable].iter();
        uses.map(|(row, weight)| {
            let its = &system.rows[*row];
            let before = its.broken(self.sums[*row]);
            let after = its.broken(self.sums[*row] + weight * by);
            self.weights[*row] * (after - before)
        })
        .sum()
    }
}

impl Row {
    /// By how much a sum is too large, in steps of the row's largest coefficient.
    fn broken(&self, sum: i64) -> i64 {
        if sum <= self.most { 0 } else { (sum - self.most - 1) / self.largest + 1 }
    }
}
