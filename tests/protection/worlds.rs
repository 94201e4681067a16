//! Whole numbers that fit a list of rules: bounds are narrowed until nothing follows any more, then a number is
//! guessed to lie in one half of its bounds, and so on to the bottom. Complete up to a limit of work. Knows
//! nothing of answers or groups, and shares nothing with the program's own search.

/// Some of the numbers, each times a factor.
pub(crate) type Terms = Vec<(usize, i64)>;

/// What must hold.
#[derive(Clone, Debug)]
pub(crate) enum Rule {
    /// A weighed sum lies within bounds.
    Within { terms: Terms, least: i64, most: i64 },
    /// A number is nothing, or at least so much.
    NoneOrMany { number: usize, many: i64 },
    /// A few don't all agree: where 1 ≤ `n` ≤ 9, each number is below its factor times `n`; those marked are
    /// above zero as well.
    Disagree { n: usize, numbers: Vec<(usize, i64, bool)> },
    /// least/20 ≤ s/n − t/m < most/20, for `[s, n, t, m]`, and neither n nor m is nothing.
    Difference { of: [usize; 4], least: i64, most: i64 },
}

/// Far beyond any sum of answers.
pub(crate) const ENDLESS: i64 = 1 << 40;

/// Numbers within bounds, and rules.
#[derive(Clone, Debug, Default)]
pub(crate) struct Problem {
    pub(crate) low: Vec<i64>,
    pub(crate) high: Vec<i64>,
    /// Numbers of a lower rank are guessed first.
    rank: Vec<u8>,
    rules: Vec<Rule>,
    rules_of: Vec<Vec<usize>>,
}

/// What a search finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// Numbers that fit.
    World(Vec<i64>),
    /// There are none.
    Nothing,
    /// The limit was reached first.
    Unknown,
}

impl Problem {
    /// Adds a number; its place.
    pub(crate) fn number(&mut self, low: i64, high: i64, rank: u8) -> usize {
        self.low.push(low);
        self.high.push(high);
        self.rank.push(rank);
        self.rules_of.push(Vec::new());
        self.low.len() - 1
    }

    /// Adds a rule.
    pub(crate) fn rule(&mut self, rule: Rule) {
        let at = self.rules.len();
        let numbers: Vec<usize> = match &rule {
            Rule::Within { terms, .. } => terms.iter().map(|term| term.0).collect(),
            Rule::NoneOrMany { number, .. } => vec![*number],
            Rule::Disagree { n, numbers } => numbers.iter().map(|number| number.0).chain([*n]).collect(),
            Rule::Difference { of, .. } => of.to_vec(),
        };
        for number in numbers {
            self.rules_of[number].push(at);
        }
        self.rules.push(rule);
    }

    /// Adds least ≤ terms ≤ most.
    pub(crate) fn within(&mut self, terms: Terms, least: i64, most: i64) {
        self.rule(Rule::Within { terms, least, most });
    }

    /// Do the numbers fit every rule? Reckoned afresh, without anything that the search has found.
    pub(crate) fn fits(&self, world: &[i64]) -> bool {
        let in_bounds = world.iter().zip(self.low.iter().zip(&self.high));
        in_bounds.clone().all(|(value, (low, high))| (low..=high).contains(&value))
            && self.rules.iter().all(|rule| holds(rule, world))
    }

    /// Narrows all bounds as far as the rules tell at once. False where nothing can fit.
    pub(crate) fn settle(&mut self) -> bool {
        let mut search = Search::new(self, &[], u32::MAX);
        let fits = search.narrow((0..self.rules.len()).collect());
        let (low, high) = (search.low, search.high);
        (self.low, self.high) = (low, high);
        fits
    }

    /// Numbers that fit, and `extra` as well, near `wish` where there is a choice; those in `first` are chosen
    /// before the others. `turned`: of the others, the highest rank but 0 comes first.
    pub(crate) fn find(
        &self,
        extra: &[Rule],
        wish: &[i64],
        first: &[usize],
        turned: bool,
        limit: u32,
    ) -> Found {
        let mut search = Search::new(self, extra, limit);
        search.turned = turned;
        search.first = first;
        if !search.narrow(Vec::new()) {
            return if search.left == 0 { Found::Unknown } else { Found::Nothing };
        }
        match search.descend(wish) {
            Some(true) => Found::World(search.low),
            Some(false) => Found::Nothing,
            None => Found::Unknown,
        }
    }
}

/// Does a rule hold for numbers that are all known?
fn holds(rule: &Rule, world: &[i64]) -> bool {
    match rule {
        Rule::Within { terms, least, most } => {
            let sum: i64 = terms.iter().map(|&(at, factor)| factor * world[at]).sum();
            (*least..=*most).contains(&sum)
        }
        Rule::NoneOrMany { number, many } => world[*number] == 0 || world[*number] >= *many,
        Rule::Disagree { n, numbers } => {
            !(1..=9).contains(&world[*n])
                || numbers
                    .iter()
                    .all(|&(at, factor, above)| world[at] < factor * world[*n] && (!above || world[at] > 0))
        }
        Rule::Difference { of: [s, n, t, m], least, most } => {
            let (s, n, t, m) = (world[*s], world[*n], world[*t], world[*m]);
            let apart = 20 * (s * m - t * n);
            n > 0 && m > 0 && least * n * m <= apart && apart < most * n * m
        }
    }
}

struct Search<'a> {
    problem: &'a Problem,
    extra: &'a [Rule],
    first: &'a [usize],
    turned: bool,
    low: Vec<i64>,
    high: Vec<i64>,
    trail: Vec<(usize, i64, i64)>,
    waiting: Vec<usize>,
    waits: Vec<bool>,
    left: u32,
}

impl<'a> Search<'a> {
    fn new(problem: &'a Problem, extra: &'a [Rule], limit: u32) -> Self {
        Self {
            problem,
            extra,
            first: &[],
            turned: false,
            low: problem.low.clone(),
            high: problem.high.clone(),
            trail: Vec::new(),
            waiting: Vec::new(),
            waits: vec![false; problem.rules.len()],
            left: limit,
        }
    }

    /// `Some(true)`: all numbers are known and fit.
    fn descend(&mut self, wish: &[i64]) -> Option<bool> {
        let is_open = |at: &usize| self.low[*at] < self.high[*at];
        let next = self.first.iter().copied().find(is_open).or_else(|| {
            let open = (0..self.low.len()).filter(is_open);
            open.min_by_key(|&at| {
                let rank = self.problem.rank[at];
                let rank = if self.turned && rank > 0 { u8::MAX - rank } else { rank };
                (rank, self.high[at] - self.low[at], at)
            })
        });
        let Some(next) = next else { return Some(true) };
        if self.left == 0 {
            return None;
        }
        let (low, high) = (self.low[next], self.high[next]);
        let wished = wish[next].clamp(low, high);
        // The wish alone, then what lies on the one side of it and on the other.
        let mut parts = [(wished, wished), (low, wished - 1), (wished + 1, high)];
        let middle = low + (high - low) / 2;
        if wished == low {
            parts[1..].copy_from_slice(&[(low + 1, middle.max(low + 1)), (middle.max(low + 1) + 1, high)]);
        } else if wished == high {
            parts[1..].copy_from_slice(&[(middle.min(high - 1), high - 1), (low, middle.min(high - 1) - 1)]);
        }
        for (from, to) in parts {
            if from > to {
                continue;
            }
            let mark = self.trail.len();
            let fits = self.set(next, from, to) && {
                let rules = self.problem.rules_of[next].clone();
                self.narrow(rules)
            };
            if fits {
                match self.descend(wish) {
                    Some(false) => {}
                    done => return done,
                }
            }
            if self.left == 0 {
                return None;
            }
            while self.trail.len() > mark {
                let Some((at, low, high)) = self.trail.pop() else { break };
                (self.low[at], self.high[at]) = (low, high);
            }
        }
        Some(false)
    }

    /// Takes bounds in. False where nothing is left.
    fn set(&mut self, at: usize, low: i64, high: i64) -> bool {
        let (was_low, was_high) = (self.low[at], self.high[at]);
        if low > was_low || high < was_high {
            self.trail.push((at, was_low, was_high));
            self.low[at] = was_low.max(low);
            self.high[at] = was_high.min(high);
        }
        self.low[at] <= self.high[at]
    }

    fn changed(&mut self, at: usize) {
        for place in 0..self.problem.rules_of[at].len() {
            let rule = self.problem.rules_of[at][place];
            if !self.waits[rule] {
                self.waits[rule] = true;
                self.waiting.push(rule);
            }
        }
    }

    /// Follows the rules given, and those that they set off, to the end.
    fn narrow(&mut self, rules: Vec<usize>) -> bool {
        self.waiting = rules;
        for &rule in &self.waiting {
            self.waits[rule] = true;
        }
        let problem = self.problem;
        loop {
            while let Some(rule) = self.waiting.pop() {
                self.waits[rule] = false;
                self.left = self.left.saturating_sub(1);
                if self.left == 0 || !self.follow(&problem.rules[rule]) {
                    for rule in std::mem::take(&mut self.waiting) {
                        self.waits[rule] = false;
                    }
                    return false;
                }
            }
            let extra = self.extra;
            for rule in extra {
                if !self.follow(rule) {
                    for rule in std::mem::take(&mut self.waiting) {
                        self.waits[rule] = false;
                    }
                    return false;
                }
            }
            if self.waiting.is_empty() {
                return true;
            }
        }
    }

    fn follow(&mut self, rule: &Rule) -> bool {
        match rule {
            Rule::Within { terms, least, most } => self.follow_sum(terms, *least, *most),
            Rule::NoneOrMany { number, many } => {
                let (low, high) = (self.low[*number], self.high[*number]);
                if low > 0 && low < *many {
                    self.narrowed(*number, *many, high)
                } else if high < *many {
                    self.narrowed(*number, low, 0)
                } else {
                    true
                }
            }
            Rule::Disagree { n, numbers } => {
                let many = self.high[*n];
                if self.low[*n] < 1 || many > 9 {
                    return true;
                }
                numbers
                    .iter()
                    .all(|&(at, factor, above)| self.narrowed(at, i64::from(above), factor * many - 1))
            }
            Rule::Difference { of: [s, n, t, m], least, most } => {
                let known = self.low[*n] == self.high[*n] && self.low[*m] == self.high[*m];
                if !self.narrowed(*n, 1, ENDLESS) || !self.narrowed(*m, 1, ENDLESS) {
                    return false;
                }
                let (of, from) = (self.low[*n], self.low[*m]);
                !known
                    || self.follow_sum(
                        &[(*s, 20 * from), (*t, -20 * of)],
                        least * of * from,
                        most * of * from - 1,
                    )
            }
        }
    }

    fn narrowed(&mut self, at: usize, low: i64, high: i64) -> bool {
        if low <= self.low[at] && high >= self.high[at] {
            return true;
        }
        let fits = self.set(at, low, high);
        self.changed(at);
        fits
    }

    fn follow_sum(&mut self, terms: &[(usize, i64)], least: i64, most: i64) -> bool {
        let (mut bottom, mut top) = (0, 0);
        for &(at, factor) in terms {
            let (low, high) = (self.low[at], self.high[at]);
            if factor > 0 {
                bottom += factor * low;
                top += factor * high;
            } else {
                bottom += factor * high;
                top += factor * low;
            }
        }
        if bottom > most || top < least {
            return false;
        }
        if bottom >= least && top <= most {
            return true;
        }
        for &(at, factor) in terms {
            let (low, high) = (self.low[at], self.high[at]);
            if low == high || factor == 0 {
                continue;
            }
            // What the others leave for this one.
            let size = factor.abs();
            let (rest_bottom, rest_top) =
                (bottom - size_at(factor, low, high), top - size_at(factor, high, low));
            let (at_least, at_most) = (least.saturating_sub(rest_top), most.saturating_sub(rest_bottom));
            let (new_low, new_high) = if factor > 0 {
                (-(-at_least).div_euclid(size), at_most.div_euclid(size))
            } else {
                (-at_most.div_euclid(size), (-at_least).div_euclid(size))
            };
            if new_low > low || new_high < high {
                if !self.narrowed(at, new_low, new_high) {
                    return false;
                }
                let (low_now, high_now) = (self.low[at], self.high[at]);
                bottom = rest_bottom + size_at(factor, low_now, high_now);
                top = rest_top + size_at(factor, high_now, low_now);
            }
        }
        true
    }
}

/// A term's least value for (low, high); its greatest for (high, low).
fn size_at(factor: i64, low: i64, high: i64) -> i64 {
    if factor > 0 { factor * low } else { factor * high }
}
