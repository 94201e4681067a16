//! Whole-number inequalities: is there a solution, and how small or large can a variable be in one? Exact:
//! bounds propagation and branching, complete up to a limit of work that is counted in steps, never in time.
//! Knows nothing of tables.

/// A variable's place in a [`System`].
pub(super) type Variable = usize;

/// Work that a question may cost; one step is one look at one term.
#[derive(Clone, Debug)]
pub(super) struct Budget {
    left: u64,
}

impl Budget {
    pub(super) const fn new(steps: u64) -> Self {
        Self { left: steps }
    }

    pub(super) const fn left(&self) -> u64 {
        self.left
    }

    fn spend(&mut self, steps: usize) -> bool {
        self.left = self.left.saturating_sub(steps as u64);
        self.left > 0
    }
}

/// `Σ coefficient · variable ≤ most`.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    terms: Vec<(i64, Variable)>,
    most: i64,
}

/// The mean of one group less that of another, times `times`, lies between bounds: linear only once both
/// numbers of answers are fixed. `least·n·n' ≤ times·(s·n' − s'·n) ≤ most·n·n'`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MeanDifference {
    pub(super) of: (Variable, Variable),
    pub(super) from: (Variable, Variable),
    pub(super) times: i64,
    pub(super) least: i64,
    pub(super) most: i64,
}

/// Variables with their bounds, and what must hold between them.
#[derive(Clone, Debug, Default)]
pub(super) struct System {
    bounds: Vec<(i64, i64)>,
    /// Where each variable stands in a world that is known to be a solution, or near one.
    hints: Vec<i64>,
    rows: Vec<Row>,
    differences: Vec<MeanDifference>,
    /// The rows in which each variable stands.
    uses: Vec<Vec<usize>>,
}

/// A value for each variable.
pub(super) type World = Vec<i64>;

/// What was found out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// A solution.
    Found(World),
    /// There is none.
    None,
    /// Not known within the budget.
    Unknown,
}

impl System {
    /// Adds a variable between two bounds, ends included.
    pub(super) fn variable(&mut self, least: i64, most: i64, hint: i64) -> Variable {
        self.bounds.push((least, most));
        self.hints.push(hint);
        self.uses.push(Vec::new());
        self.bounds.len() - 1
    }

    /// A variable with room for the sum of these; that it is the sum is for the caller to say.
    pub(super) fn sum_of(&mut self, parts: &[Variable]) -> Variable {
        let least = parts.iter().map(|part| self.bounds[*part].0).sum();
        let most = parts.iter().map(|part| self.bounds[*part].1).sum();
        let hint = parts.iter().map(|part| self.hints[*part]).sum();
        self.variable(least, most, hint)
    }

    /// How many variables there are.
    pub(super) const fn size(&self) -> usize {
        self.bounds.len()
    }

    /// Narrows a variable's bounds.
    pub(super) fn narrow(&mut self, variable: Variable, least: i64, most: i64) {
        let bounds = &mut self.bounds[variable];
        *bounds = (bounds.0.max(least), bounds.1.min(most));
    }

    /// `Σ coefficient · variable ≤ most`.
    pub(super) fn at_most(&mut self, terms: &[(i64, Variable)], most: i64) {
        let row = self.rows.len();
        // A scale may begin at nought.
        let terms: Vec<_> = terms.iter().copied().filter(|(coefficient, _)| *coefficient != 0).collect();
        for (_, variable) in &terms {
            if self.uses[*variable].last() != Some(&row) {
                self.uses[*variable].push(row);
            }
        }
        self.rows.push(Row { terms, most });
    }

    /// `Σ coefficient · variable = value`.
    pub(super) fn equal(&mut self, terms: &[(i64, Variable)], value: i64) {
        self.at_most(terms, value);
        let negated: Vec<_> = terms.iter().map(|(c, v)| (-c, *v)).collect();
        self.at_most(&negated, -value);
    }

    pub(super) fn difference(&mut self, difference: MeanDifference) {
        self.differences.push(difference);
    }

    /// Does a world satisfy everything?
    pub(super) fn holds(&self, world: &World) -> bool {
        let within = |(x, (low, high)): (&i64, &(i64, i64))| low <= x && x <= high;
        world.iter().zip(&self.bounds).all(within)
            && self
                .rows
                .iter()
                .all(|row| row.terms.iter().map(|(c, v)| c * world[*v]).sum::<i64>() <= row.most)
            && self.differences.iter().all(|difference| difference.holds(world))
    }

    /// A solution in which a variable lies between two bounds.
    pub(super) fn solve(&self, target: Variable, least: i64, most: i64, budget: &mut Budget) -> Answer {
        let mut bounds = self.bounds.clone();
        bounds[target] = (bounds[target].0.max(least), bounds[target].1.min(most));
        let mut queue: Vec<usize> = (0..self.rows.len()).collect();
        match self.propagate(&mut bounds, &mut queue, budget) {
            Some(true) => self.search(bounds, target, budget),
            Some(false) => Answer::None,
            None => Answer::Unknown,
        }
    }

    /// The smallest (or, with `upwards`, the largest) value of a variable, and a world that has it.
    pub(super) fn extreme(&self, target: Variable, upwards: bool, budget: &mut Budget) -> Answer {
        let mut bounds = self.bounds.clone();
        let mut queue: Vec<usize> = (0..self.rows.len()).collect();
        match self.propagate(&mut bounds, &mut queue, budget) {
            Some(true) => {}
            Some(false) => return Answer::None,
            None => return Answer::Unknown,
        }
        let (mut low, mut high) = bounds[target];
        let mut best = Answer::None;
        // Halving: usually the outermost value is possible, so it is tried first.
        let mut outermost = true;
        while low <= high {
            let (from, to) = match (upwards, outermost) {
                (false, true) => (low, low),
                (true, true) => (high, high),
                (false, false) => (low, low + (high - low) / 2),
                (true, false) => (high - (high - low) / 2, high),
            };
            outermost = false;
            match self.solve(target, from, to, budget) {
                Answer::Found(world) => {
                    let value = world[target];
                    best = Answer::Found(world);
                    if upwards { low = value + 1 } else { high = value - 1 }
                }
                Answer::None => {
                    if upwards {
                        high = from - 1;
                    } else {
                        low = to + 1;
                    }
                }
                Answer::Unknown => return Answer::Unknown,
            }
        }
        best
    }

    /// Narrows bounds until nothing changes. `Some(false)`: no solution; `None`: out of budget.
    fn propagate(
        &self,
        bounds: &mut [(i64, i64)],
        queue: &mut Vec<usize>,
        budget: &mut Budget,
    ) -> Option<bool> {
        if bounds.iter().any(|(low, high)| low > high) {
            return Some(false);
        }
        let mut queued = vec![false; self.rows.len()];
        for row in queue.iter() {
            queued[*row] = true;
        }
        loop {
            while let Some(index) = queue.pop() {
                queued[index] = false;
                let row = &self.rows[index];
                if !budget.spend(row.terms.len()) {
                    return None;
                }
                let least: i64 = row
                    .terms
                    .iter()
                    .map(|(c, v)| if *c > 0 { c * bounds[*v].0 } else { c * bounds[*v].1 })
                    .sum();
                let slack = row.most - least;
                if slack < 0 {
                    return Some(false);
                }
                for (c, v) in &row.terms {
                    let (low, high) = bounds[*v];
                    let narrowed = if *c > 0 {
                        (low, high.min(low + slack / c))
                    } else {
                        (low.max(high - slack / -c), high)
                    };
                    if narrowed != (low, high) {
                        bounds[*v] = narrowed;
                        for user in &self.uses[*v] {
                            if !queued[*user] {
                                queued[*user] = true;
                                queue.push(*user);
                            }
                        }
                    }
                }
            }
            let mut changed = false;
            for difference in &self.differences {
                match difference.narrow(bounds) {
                    None => return Some(false),
                    Some(narrowed) => {
                        for v in narrowed {
                            changed = true;
                            for user in &self.uses[v] {
                                if !queued[*user] {
                                    queued[*user] = true;
                                    queue.push(*user);
                                }
                            }
                        }
                    }
                }
            }
            if !changed {
                return Some(true);
            }
        }
    }

    /// Depth first, the half with the hint first; an explicit stack, so that no depth can exhaust the real one.
    fn search(&self, bounds: Vec<(i64, i64)>, target: Variable, budget: &mut Budget) -> Answer {
        let mut stack = vec![bounds];
        while let Some(bounds) = stack.pop() {
            let open = |v: &Variable| bounds[*v].0 < bounds[*v].1;
            let narrowest =
                || (0..bounds.len()).filter(|v| open(v)).min_by_key(|v| (bounds[*v].1 - bounds[*v].0, *v));
            let Some(branch) = Some(target).filter(|v| open(v)).or_else(narrowest) else {
                let world: World = bounds.iter().map(|(low, _)| *low).collect();
                if self.differences.iter().all(|d| d.holds(&world)) {
                    return Answer::Found(world);
                }
                continue;
            };
            let (low, high) = bounds[branch];
            let hint = self.hints[branch].clamp(low, high);
            // The part to be looked at first is pushed last. Within the bounds the hint's own value comes first: a
            // solution is often near the known one. At their edge they are halved, so that a proof that there is
            // none doesn't go value by value.
            let parts: Vec<(i64, i64)> = if low < hint && hint < high {
                vec![(hint + 1, high), (low, hint - 1), (hint, hint)]
            } else {
                let middle = low + (high - low) / 2;
                if hint == low {
                    vec![(middle + 1, high), (low, middle)]
                } else {
                    vec![(low, middle), (middle + 1, high)]
                }
            };
            for part in parts {
                let mut next = bounds.clone();
                next[branch] = part;
                let mut queue = self.uses[branch].clone();
                if !budget.spend(next.len()) {
                    return Answer::Unknown;
                }
                match self.propagate(&mut next, &mut queue, budget) {
                    Some(true) => stack.push(next),
                    Some(false) => {}
                    None => return Answer::Unknown,
                }
            }
        }
        Answer::None
    }
}

impl MeanDifference {
    fn holds(&self, world: &World) -> bool {
        let (s, n, t, m) = (world[self.of.1], world[self.of.0], world[self.from.1], world[self.from.0]);
        let difference = self.times * (s * m - t * n);
        self.least * n * m <= difference && difference <= self.most * n * m
    }

    /// Narrows the two sums once both numbers are fixed: the variables that changed, or `None` if it can't hold.
    fn narrow(&self, bounds: &mut [(i64, i64)]) -> Option<Vec<Variable>> {
        let fixed = |v: Variable| (bounds[v].0 == bounds[v].1).then_some(bounds[v].0);
        let numbers = fixed(self.of.0).zip(fixed(self.from.0)).filter(|(of, from)| *of != 0 && *from != 0);
        let Some((of, from)) = numbers else { return Some(Vec::new()) };
        // least·of·from ≤ times·from·s − times·of·t ≤ most·of·from
        let (s_times, t_times) = (self.times * from, self.times * of);
        let (low, high) = (self.least * of * from, self.most * of * from);
        let (s, t) = (bounds[self.of.1], bounds[self.from.1]);
        let s_narrowed = (
            s.0.max(div_up(low + t_times * t.0, s_times)),
            s.1.min((high + t_times * t.1).div_euclid(s_times)),
        );
        let t_narrowed = (
            t.0.max(div_up(s_times * s.0 - high, t_times)),
            t.1.min((s_times * s.1 - low).div_euclid(t_times)),
        );
        let mut changed = Vec::new();
        for (v, narrowed, before) in [(self.of.1, s_narrowed, s), (self.from.1, t_narrowed, t)] {
            if narrowed.0 > narrowed.1 {
                return None;
            }
            if narrowed != before {
                bounds[v] = narrowed;
                changed.push(v);
            }
        }
        Some(changed)
    }
}

fn div_up(a: i64, b: i64) -> i64 {
    -((-a).div_euclid(b))
}
