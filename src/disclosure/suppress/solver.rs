//! Whole-number inequalities: is there a solution, and how small or large can a variable be in one? Exact:
//! bounds propagation and branching, complete up to a limit of work that is counted in steps, never in time.
//! Knows nothing of tables.

mod repair;
mod rows;

use repair::{Plain, repair};
use rows::Rows;

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

/// The mean of one group less that of another, times `times`, lies between bounds: linear only once both
/// numbers of answers are fixed. `least·n·n' ≤ times·(s·n' − s'·n) ≤ most·n·n'`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MeanDifference {
    pub(super) of: (Variable, Variable),
    pub(super) from: (Variable, Variable),
    pub(super) times: i64,
    pub(super) least: i64,
    pub(super) most: i64,
    /// The ends themselves are excluded.
    pub(super) strict: (bool, bool),
}

/// Variables with their bounds, and what must hold between them.
#[derive(Clone, Debug, Default)]
pub(super) struct System {
    bounds: Vec<(i64, i64)>,
    /// Where each variable stands in a world that is known to be a solution, or near one.
    hints: Vec<i64>,
    rows: Rows,
    differences: Vec<MeanDifference>,
    /// Variables that are nothing, or at least so much.
    gaps: Vec<(Variable, i64)>,
    /// Variables that are sums of others.
    definitions: Vec<(Variable, Vec<(i64, Variable)>)>,
    /// The rows without them, for mending.
    plain: Plain,
    /// Rows that may narrow bounds further than they are.
    touched: Vec<usize>,
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
        self.rows.variable();
        self.bounds.len() - 1
    }

    /// How much there is to look at: terms in all rows.
    pub(super) fn size(&self) -> u64 {
        self.rows.size() as u64
    }

    /// Narrows a variable's bounds.
    pub(super) fn narrow(&mut self, variable: Variable, least: i64, most: i64) {
        let bounds = &mut self.bounds[variable];
        let narrowed = (bounds.0.max(least), bounds.1.min(most));
        if narrowed != *bounds {
            *bounds = narrowed;
            self.touched.extend(self.rows.uses(variable).iter().map(|(row, _)| row));
        }
    }

    /// `Σ coefficient · variable ≤ most`.
    pub(super) fn at_most(&mut self, terms: &[(i64, Variable)], most: i64) {
        self.touched.push(self.rows.len());
        self.rows.push(terms.iter().copied(), most, false);
    }

    /// `Σ coefficient · variable = value`; it may follow from other rows.
    pub(super) fn equal(&mut self, terms: &[(i64, Variable)], value: i64, follows: bool) {
        self.touched.extend([self.rows.len(), self.rows.len() + 1]);
        self.rows.push(terms.iter().copied(), value, follows);
        self.rows.push(terms.iter().map(|(weight, variable)| (-weight, *variable)), -value, follows);
    }

    /// `variable = Σ coefficient · others`, none of which is defined itself.
    pub(super) fn define(&mut self, variable: Variable, others: Vec<(i64, Variable)>) {
        let mut terms = others.clone();
        terms.push((-1, variable));
        self.equal(&terms, 0, true);
        self.definitions.push((variable, others));
    }

    /// A variable is 0, or at least `many`.
    pub(super) fn none_or_many(&mut self, variable: Variable, many: i64) {
        self.gaps.push((variable, many));
    }

    pub(super) fn difference(&mut self, difference: MeanDifference) {
        self.differences.push(difference);
    }

    /// Does a world satisfy everything?
    pub(super) fn holds(&self, world: &World) -> bool {
        let within = |(x, (low, high)): (&i64, &(i64, i64))| low <= x && x <= high;
        world.iter().zip(&self.bounds).all(within)
            && (0..self.rows.len()).all(|row| self.rows.sum(row, world) <= self.rows.most(row))
            && self.gaps.iter().all(|(variable, many)| world[*variable] == 0 || world[*variable] >= *many)
            && self.differences.iter().all(|difference| difference.holds(world))
    }

    /// Narrows all bounds to what follows at once, so that no question needs to do so again. Beyond the budget
    /// they stay wider than they could be, which is as right.
    pub(super) fn settle(&mut self, budget: &mut Budget) {
        let mut run = Run::new(self, budget);
        run.queue_all(self.touched.iter().copied());
        if run.propagate() != Some(false) {
            self.bounds = run.bounds;
            self.touched.clear();
        }
        self.plain = Plain::new(self);
    }

    /// Where each variable stands in the world that is known, if it is one.
    pub(super) const fn hints(&self) -> &World {
        &self.hints
    }

    /// A solution that meets some rows more, each `Σ coefficient · variable ≤ most`. The first variables are
    /// decided before the others.
    pub(super) fn find(
        &mut self,
        rows: &[(Vec<(i64, Variable)>, i64)],
        first: &[Variable],
        budget: &mut Budget,
    ) -> Answer {
        let (before, touched) = (self.rows.len(), self.touched.len());
        for (terms, most) in rows {
            self.at_most(terms, *most);
        }
        let mut plain = std::mem::take(&mut self.plain);
        let mut run = Run::new(self, budget);
        run.queue_all(self.touched.iter().copied());
        let answer = run.search_around(first, rows, &mut plain);
        self.plain = plain;
        self.rows.truncate(before);
        self.touched.truncate(touched);
        answer
    }

    /// The smallest (or, with `upwards`, the largest) value of a variable, and a world that has it; without an
    /// answer within the budget `Unknown`, unless a world was found before.
    pub(super) fn extreme(&mut self, target: Variable, upwards: bool, budget: &mut Budget) -> Answer {
        let (mut low, mut high) = self.bounds[target];
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
            let between = [(vec![(-1, target)], -from), (vec![(1, target)], to)];
            match self.find(&between, &[target], budget) {
                Answer::Found(world) => {
                    let value = world[target];
                    best = Answer::Found(world);
                    if upwards { low = value + 1 } else { high = value - 1 }
                }
                Answer::None if upwards => high = from - 1,
                Answer::None => low = to + 1,
                Answer::Unknown if best == Answer::None => return Answer::Unknown,
                Answer::Unknown => return best,
            }
        }
        best
    }
}

/// One search: bounds, and how they were before each decision.
struct Run<'a> {
    system: &'a System,
    budget: &'a mut Budget,
    bounds: Vec<(i64, i64)>,
    /// Bounds as they were before they were narrowed, the latest last.
    trail: Vec<(Variable, (i64, i64))>,
    queue: Vec<usize>,
    queued: Vec<bool>,
}

/// Wider bounds than this are narrowed only by at least one part in so many.
const WIDE: i64 = 16;

/// Within how many rows of what is asked a world is looked for first, and with which part of the work.
const NEAR: [(usize, u64); 3] = [(2, 16), (4, 8), (7, 4)];

/// A variable whose value was guessed, with the guesses that are left.
struct Guess {
    variable: Variable,
    parts: [(i64, i64); 3],
    next: usize,
    mark: usize,
}

impl<'a> Run<'a> {
    fn new(system: &'a System, budget: &'a mut Budget) -> Self {
        Self {
            system,
            budget,
            bounds: system.bounds.clone(),
            trail: Vec::new(),
            queue: Vec::new(),
            queued: vec![false; system.rows.len()],
        }
    }

    fn queue_all(&mut self, rows: impl Iterator<Item = usize>) {
        for row in rows {
            if !std::mem::replace(&mut self.queued[row], true) {
                self.queue.push(row);
            }
        }
    }

    /// Takes narrower bounds in; `false` where nothing is left between them.
    fn narrow(&mut self, variable: Variable, narrowed: (i64, i64)) -> bool {
        self.trail.push((variable, self.bounds[variable]));
        self.bounds[variable] = narrowed;
        let system = self.system;
        self.queue_all(system.rows.uses(variable).iter().map(|(row, _)| *row));
        narrowed.0 <= narrowed.1
    }

    fn undo(&mut self, mark: usize) {
        while self.trail.len() > mark {
            if let Some((variable, bounds)) = self.trail.pop() {
                self.bounds[variable] = bounds;
            }
        }
    }

    /// Narrows bounds until nothing changes. `Some(false)`: no solution; `None`: out of budget.
    fn propagate(&mut self) -> Option<bool> {
        let fits = self.follow();
        for row in self.queue.drain(..) {
            self.queued[row] = false;
        }
        fits
    }

    fn follow(&mut self) -> Option<bool> {
        let system = self.system;
        if self.bounds.iter().any(|(low, high)| low > high) {
            return Some(false);
        }
        loop {
            while let Some(index) = self.queue.pop() {
                self.queued[index] = false;
                let terms = system.rows.terms(index);
                if !self.budget.spend(terms.len()) {
                    return None;
                }
                let bounds = &self.bounds;
                let least: i64 =
                    terms.iter().map(|(c, v)| if *c > 0 { c * bounds[*v].0 } else { c * bounds[*v].1 }).sum();
                let slack = system.rows.most(index) - least;
                if slack < 0 {
                    return Some(false);
                }
                for (c, v) in terms {
                    let (low, high) = self.bounds[*v];
                    // Most terms have less room than they could use; that needs no division to see.
                    if c.abs() * (high - low) <= slack {
                        continue;
                    }
                    let narrowed = match c {
                        1 => (low, low + slack),
                        -1 => (high - slack, high),
                        1.. => (low, low + slack / c),
                        _ => (high - slack / -c, high),
                    };
                    // Narrowing by little again and again leads nowhere; what is wrong shows once all is known.
                    let (width, left) = (high - low, narrowed.1 - narrowed.0);
                    if width > WIDE && (width - left) * WIDE < width {
                        continue;
                    }
                    if !self.narrow(*v, narrowed) {
                        return Some(false);
                    }
                }
            }
            for (variable, many) in &system.gaps {
                let (low, high) = self.bounds[*variable];
                let narrowed = match (low > 0, high < *many) {
                    (true, _) if low < *many => (*many, high),
                    (false, true) if high > 0 => (low, 0),
                    _ => continue,
                };
                if !self.narrow(*variable, narrowed) {
                    return Some(false);
                }
            }
            for difference in &system.differences {
                match difference.narrow(&self.bounds) {
                    None => return Some(false),
                    Some(narrowed) => {
                        for (variable, bounds) in narrowed {
                            if !self.narrow(variable, bounds) {
                                return Some(false);
                            }
                        }
                    }
                }
            }
            if self.queue.is_empty() {
                return Some(true);
            }
        }
    }

    /// A world that differs from the hints only near the first variables, if there is one; else any other.
    fn search_around(
        &mut self,
        first: &[Variable],
        rows: &[(Vec<(i64, Variable)>, i64)],
        plain: &mut Plain,
    ) -> Answer {
        match self.propagate() {
            Some(true) => {}
            Some(false) => return Answer::None,
            None => return Answer::Unknown,
        }
        let all = self.budget.left;
        if let Some(world) = repair(self.system, plain, &self.bounds, rows, all / 5 * 3, self.budget) {
            return Answer::Found(world);
        }
        let distances = self.distances(first);
        let begin = self.trail.len();
        for (radius, part) in NEAR {
            // Everything farther away as the hints have it.
            let mut fits = true;
            for (variable, distance) in distances.iter().enumerate() {
                let ((low, high), hint) = (self.bounds[variable], self.system.hints[variable]);
                if low < high && *distance > radius {
                    fits &= low <= hint && hint <= high && self.narrow(variable, (hint, hint));
                }
            }
            let left = self.budget.left;
            self.budget.left = left.min(all / part);
            let given = self.budget.left;
            let answer = if fits { self.search(first) } else { Answer::None };
            self.budget.left = left - (given - self.budget.left);
            for row in self.queue.drain(..) {
                self.queued[row] = false;
            }
            self.undo(begin);
            if let Answer::Found(_) = answer {
                return answer;
            }
        }
        self.search(first)
    }

    /// How many rows lie between each variable and the nearest of the first ones, by way of variables that aren't
    /// settled.
    fn distances(&mut self, first: &[Variable]) -> Vec<usize> {
        let mut distances = vec![usize::MAX; self.bounds.len()];
        let mut reached = vec![false; self.system.rows.len()];
        let mut now = first.to_vec();
        for variable in first {
            distances[*variable] = 0;
        }
        let mut distance = 0;
        while !now.is_empty() {
            distance += 1;
            let mut next = Vec::new();
            for variable in now {
                for (row, _) in self.system.rows.uses(variable) {
                    if std::mem::replace(&mut reached[*row], true) {
                        continue;
                    }
                    for (_, other) in self.system.rows.terms(*row) {
                        let (low, high) = self.bounds[*other];
                        if low < high && distances[*other] == usize::MAX {
                            distances[*other] = distance;
                            next.push(*other);
                        }
                    }
                }
            }
            now = next;
        }
        distances
    }

    /// Depth first, the half with the hint first.
    fn search(&mut self, first: &[Variable]) -> Answer {
        match self.propagate() {
            Some(true) => {}
            Some(false) => return Answer::None,
            None => return Answer::Unknown,
        }
        let mut guesses: Vec<Guess> = Vec::new();
        loop {
            if let Some(variable) = self.branch(first) {
                let parts = self.parts(variable);
                guesses.push(Guess { variable, parts, next: 0, mark: self.trail.len() });
            } else {
                let world: World = self.bounds.iter().map(|(low, _)| *low).collect();
                if self.system.differences.iter().all(|difference| difference.holds(&world)) {
                    return Answer::Found(world);
                }
            }
            // The next guess that doesn't contradict itself at once.
            loop {
                let Some(guess) = guesses.last_mut() else { return Answer::None };
                let (variable, mark) = (guess.variable, guess.mark);
                let part = guess.parts.get(guess.next).copied();
                guess.next += 1;
                self.undo(mark);
                let Some(part) = part else {
                    guesses.pop();
                    continue;
                };
                if part.0 > part.1 {
                    continue;
                }
                if !self.budget.spend(8) {
                    return Answer::Unknown;
                }
                self.narrow(variable, part);
                match self.propagate() {
                    Some(true) => break,
                    Some(false) => {}
                    None => return Answer::Unknown,
                }
            }
        }
    }

    /// The variable to guess next: of the first ones in their order, then of those with the narrowest bounds.
    fn branch(&self, first: &[Variable]) -> Option<Variable> {
        let open = |v: &Variable| self.bounds[*v].0 < self.bounds[*v].1;
        let narrowest = || {
            (0..self.bounds.len()).filter(open).min_by_key(|v| (self.bounds[*v].1 - self.bounds[*v].0, *v))
        };
        first.iter().copied().find(|v| open(v)).or_else(narrowest)
    }

    /// Within the bounds the hint's own value comes first: a solution is often near the known one. At their edge
    /// they are halved, so that a proof that there is none doesn't go value by value.
    fn parts(&self, variable: Variable) -> [(i64, i64); 3] {
        let (low, high) = self.bounds[variable];
        let hint = self.system.hints[variable].clamp(low, high);
        let none = (1, 0);
        if low < hint && hint < high {
            return [(hint, hint), (low, hint - 1), (hint + 1, high)];
        }
        let middle = low + (high - low) / 2;
        if hint == low {
            [(low, middle), (middle + 1, high), none]
        } else {
            [(middle + 1, high), (low, middle), none]
        }
    }
}

impl MeanDifference {
    fn holds(&self, world: &World) -> bool {
        let (s, n, t, m) = (world[self.of.1], world[self.of.0], world[self.from.1], world[self.from.0]);
        let difference = self.times * (s * m - t * n);
        let (least, most) = self.inward();
        n > 0 && m > 0 && self.least * n * m + least <= difference && difference <= self.most * n * m - most
    }

    /// What is taken off at the ends.
    fn inward(&self) -> (i64, i64) {
        (i64::from(self.strict.0), i64::from(self.strict.1))
    }

    /// Narrower bounds of the two sums once both numbers are fixed, or `None` if it can't hold.
    fn narrow(&self, bounds: &[(i64, i64)]) -> Option<Vec<(Variable, (i64, i64))>> {
        let fixed = |v: Variable| (bounds[v].0 == bounds[v].1).then_some(bounds[v].0);
        let numbers = fixed(self.of.0).zip(fixed(self.from.0)).filter(|(of, from)| *of != 0 && *from != 0);
        let Some((of, from)) = numbers else { return Some(Vec::new()) };
        // least·of·from ≤ times·from·s − times·of·t ≤ most·of·from
        let (s_times, t_times) = (self.times * from, self.times * of);
        let (least, most) = self.inward();
        let (low, high) = (self.least * of * from + least, self.most * of * from - most);
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
                changed.push((v, narrowed));
            }
        }
        Some(changed)
    }
}

fn div_up(a: i64, b: i64) -> i64 {
    -((-a).div_euclid(b))
}
