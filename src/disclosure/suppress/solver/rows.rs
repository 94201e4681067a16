//! Inequalities in one piece of memory, with where each variable stands in them. Owns no search.

use super::Variable;

/// `Σ coefficient · variable ≤ most`, many of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows {
    terms: Vec<(i64, Variable)>,
    all: Vec<Row>,
    uses: Vec<Vec<(usize, i64)>>,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    /// Where its terms end; they begin where the last row's end.
    end: usize,
    most: i64,
    /// The largest coefficient, without its sign; at least 1.
    largest: i64,
    /// Follows from the others; said all the same, since it narrows bounds at once.
    follows: bool,
}

impl Rows {
    /// Makes room for one variable more.
    pub(super) fn variable(&mut self) {
        self.uses.push(Vec::with_capacity(8));
    }

    /// Adds a row. A term without weight says nothing: a scale that begins at 0 gives such.
    pub(super) fn push(&mut self, terms: impl Iterator<Item = (i64, Variable)>, most: i64, follows: bool) {
        let row = self.all.len();
        let mut largest = 1;
        for (weight, variable) in terms.filter(|(weight, _)| *weight != 0) {
            largest = largest.max(weight.abs());
            self.terms.push((weight, variable));
            self.uses[variable].push((row, weight));
        }
        self.all.push(Row { end: self.terms.len(), most, largest, follows });
    }

    /// Takes the last rows away again.
    pub(super) fn truncate(&mut self, rows: usize) {
        let start = self.start(rows);
        for (_, variable) in self.terms.drain(start..) {
            self.uses[variable].retain(|(using, _)| *using < rows);
        }
        self.all.truncate(rows);
    }

    fn start(&self, row: usize) -> usize {
        row.checked_sub(1).map_or(0, |before| self.all[before].end)
    }

    /// How many rows there are.
    pub(super) const fn len(&self) -> usize {
        self.all.len()
    }

    /// How many terms there are in all rows.
    pub(super) const fn size(&self) -> usize {
        self.terms.len()
    }

    /// A row's terms.
    pub(super) fn terms(&self, row: usize) -> &[(i64, Variable)] {
        &self.terms[self.start(row)..self.all[row].end]
    }

    /// What a row may come to.
    pub(super) fn most(&self, row: usize) -> i64 {
        self.all[row].most
    }

    /// Lets a row come to something else.
    pub(super) fn set_most(&mut self, row: usize, most: i64) {
        self.all[row].most = most;
    }

    /// Does a row follow from others?
    pub(super) fn follows(&self, row: usize) -> bool {
        self.all[row].follows
    }

    /// By how much a row's sum is too large, in steps of its largest coefficient.
    pub(super) fn broken(&self, row: usize, sum: i64) -> i64 {
        let row = &self.all[row];
        if sum <= row.most { 0 } else { (sum - row.most - 1) / row.largest + 1 }
    }

    /// The rows in which a variable stands, and its coefficient there.
    pub(super) fn uses(&self, variable: Variable) -> &[(usize, i64)] {
        &self.uses[variable]
    }

    /// A row's sum in a world.
    pub(super) fn sum(&self, row: usize, world: &[i64]) -> i64 {
        self.terms(row).iter().map(|(weight, variable)| weight * world[*variable]).sum()
    }
}
