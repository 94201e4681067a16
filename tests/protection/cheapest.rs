//! The cheapest publication that the attacker can't break: every pattern of a small table that costs less than
//! a bound, none left out but those that hide no more than one already broken.

use insyn::json::Json;

use super::attacker::Attack;
use super::table::{Hidden, Table};

/// More free cells than this are too many to try all of.
const MOST_CELLS: usize = 11;

#[derive(Clone, Copy)]
enum Cell {
    N(usize),
    Result(usize),
    Fact(usize),
}

/// The cells that can be hidden beyond those that must be; `None` where they are too many.
fn cells(table: &Table) -> Option<Vec<Cell>> {
    let primary = table.primary();
    let mut cells = Vec::new();
    for group in (0..table.names.len()).filter(|&group| !primary[group]) {
        if table.shows("n") && !table.is_fixed(group, "n") {
            cells.push(Cell::N(group));
        }
        let results = ["mean", "dist", "pct"];
        if results.iter().any(|measure| table.shows(measure) && !table.is_fixed(group, measure)) {
            cells.push(Cell::Result(group));
        }
    }
    let closed = table.closed();
    cells.extend((0..table.facts().len()).filter(|&fact| closed.withdrawn[fact]).map(Cell::Fact));
    (cells.len() <= MOST_CELLS).then_some(cells)
}

fn hide(table: &Table, cells: &[Cell], which: usize) -> Hidden {
    let mut hidden = table.naive();
    for (at, cell) in cells.iter().enumerate() {
        if which >> at & 1 == 1 {
            match *cell {
                Cell::N(group) => hidden.n[group] = true,
                Cell::Result(group) => hidden.result[group] = true,
                Cell::Fact(fact) => hidden.withdrawn[fact] = true,
            }
        }
    }
    hidden
}

/// Can't the attacker find out anything?
pub(crate) fn is_safe(table: &Table, published: &Json) -> bool {
    Attack::new(table, published).breaches(true).is_empty()
}

/// The least cost of a safe pattern that costs less than `bound`, else `bound`; `None` where there are too many
/// patterns to try.
pub(crate) fn cheapest(table: &Table, bound: u64) -> Option<u64> {
    let cells = cells(table)?;
    let mut patterns: Vec<(u64, usize, Json)> = (0..1 << cells.len())
        .map(|which| {
            let published = table.publish(&hide(table, &cells, which));
            (table.cost_of(&published), which, published)
        })
        .filter(|pattern| pattern.0 < bound)
        .collect();
    // Those that hide most first: what hides less than a broken one is broken too.
    patterns.sort_by_key(|(_, which, _)| (std::cmp::Reverse(which.count_ones()), *which));
    let mut broken: Vec<usize> = Vec::new();
    let mut least = bound;
    for (cost, which, published) in patterns {
        if cost >= least || broken.iter().any(|broken| which & !broken == 0) {
            continue;
        }
        if is_safe(table, &published) {
            least = cost;
        } else {
            broken.push(which);
        }
    }
    Some(least)
}
