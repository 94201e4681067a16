//! Is a pattern safe? For each small group, whether what an attacker can still think possible is as wide as
//! the rules ask (R5, R6). Every world that a search finds is looked at for all groups: two that lie far enough
//! apart prove a group safe without a search of its own. Chooses no pattern.

use std::collections::VecDeque;

use super::model::{Attacker, Class, Knowledge, Unknowns, knowledge};
use super::solver::{Answer, Budget, Variable, World};
use super::table::{Leeway, Pattern, Table};
use super::targets::{Member, Target, size};

/// Steps for one question to the solver, times the size of what it is asked: more of them where each is cheap
/// and few can be asked. One that needs more counts as unsafe.
const STEPS_BY_SIZE: u64 = 60_000_000;

/// Steps for one question, at least and at most.
const STEPS_A_QUESTION: (u64, u64) = (24_000, 200_000);

/// Steps for one question where nothing more can be hidden: here giving up would refuse the table.
const STEPS_A_LAST_QUESTION: u64 = 3_000_000;

/// Steps that it takes to write down a term of what is known.
const WRITING: u64 = 8;

/// Steps for what follows at once from what is published.
const STEPS_TO_SETTLE: u64 = 30_000;

pub(super) struct Auditor<'a> {
    table: &'a Table,
    targets: &'a [Target],
    /// Steps left for all questions together.
    steps: u64,
    /// Where a question's answer is the last word it is worth more work.
    is_thorough: bool,
    /// Worlds found so far, the latest last: one that agrees with another pattern as well saves a search there.
    worlds: VecDeque<Kept>,
    /// The target that was found unsafe last.
    suspect: usize,
    /// The last question was searched to the bottom.
    last_was_complete: bool,
}

/// A world, of what shape it is and who must think it possible.
struct Kept {
    shape: Vec<Option<Class>>,
    attacker: Attacker,
    world: World,
}

/// How many worlds are kept.
const MOST_WORLDS: usize = 64;

/// A pattern as both attackers see it, and what is known to be possible so far.
pub(super) struct View {
    pattern: Pattern,
    outsider: Side,
    /// `None` where nobody knows how many answered, and as long as nothing was asked of it.
    insider: Option<Side>,
}

/// What one attacker knows, and what he must think possible.
struct Side {
    knowledge: Knowledge,
    worlds: Vec<World>,
    /// By target, and how many of the worlds were looked at for it.
    seen: Vec<(Seen, usize)>,
}

/// A mean as (sum of answers, answers).
type Ratio = (i64, i64);

/// The range of what is known to be possible of a target.
#[derive(Clone, Default)]
struct Seen {
    n: Option<(i64, i64)>,
    s: Option<(i64, i64)>,
    mean: Option<(Ratio, Ratio)>,
    counts: Vec<(i64, i64)>,
}

/// Which unknown of a target is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    N,
    S,
    Count(usize),
}

/// A world is wanted in which a·n + b·S + c·(how many gave an answer) ≤ most of a target.
type Rows = Vec<(Vec<(i64, Variable)>, i64)>;

impl<'a> Auditor<'a> {
    pub(super) const fn new(table: &'a Table, targets: &'a [Target], steps: u64) -> Self {
        Self {
            table,
            targets,
            steps,
            is_thorough: false,
            worlds: VecDeque::new(),
            suspect: 0,
            last_was_complete: true,
        }
    }

    /// Allows so much further work.
    pub(super) const fn allow(&mut self, steps: u64) {
        self.steps = steps;
    }

    /// Work that is left.
    pub(super) const fn left(&self) -> u64 {
        self.steps
    }

    /// Each question is worth more work: its answer is the last word.
    pub(super) const fn ask_thoroughly(&mut self, thoroughly: bool) {
        self.is_thorough = thoroughly;
    }

    /// No more questions can be asked: every further one counts as unsafe.
    pub(super) const fn is_spent(&self) -> bool {
        self.steps == 0
    }

    pub(super) fn view(&mut self, pattern: &Pattern) -> View {
        View { pattern: pattern.clone(), outsider: self.side(pattern, Attacker::Outsider), insider: None }
    }

    /// The insider is asked only where the outsider gets nowhere.
    fn let_in(&mut self, view: &mut View) {
        if view.insider.is_none() && self.table.demands.insider_width.is_some() {
            view.insider = Some(self.side(&view.pattern, Attacker::Insider));
        }
    }

    fn side(&mut self, pattern: &Pattern, attacker: Attacker) -> Side {
        let mut knowledge = knowledge(self.table, pattern, attacker, self.targets);
        // What it takes to write it all down counts as well.
        self.steps = self.steps.saturating_sub(WRITING * knowledge.system.size());
        let limit = STEPS_TO_SETTLE.min(self.steps);
        let mut budget = Budget::new(limit);
        knowledge.system.settle(&mut budget);
        self.steps -= limit - budget.left();
        let its = |kept: &&Kept| {
            kept.attacker == attacker && kept.shape == knowledge.shape && knowledge.system.holds(&kept.world)
        };
        let truth = Some(knowledge.system.hints()).filter(|hints| knowledge.system.holds(hints));
        let known = self.worlds.iter().filter(its).map(|kept| &kept.world);
        let worlds = truth.into_iter().chain(known).cloned().collect();
        Side { knowledge, worlds, seen: vec![(Seen::default(), 0); self.targets.len()] }
    }

    /// The first targets that could be worked out.
    pub(super) fn unsafe_targets(&mut self, pattern: &Pattern, most: usize) -> Vec<usize> {
        let mut view = self.view(pattern);
        (0..self.targets.len()).filter(|target| !self.is_safe(&mut view, *target)).take(most).collect()
    }

    /// Is there no target that could be worked out?
    pub(super) fn all_safe(&mut self, pattern: &Pattern) -> bool {
        let mut view = self.view(pattern);
        // The one that failed last is likely to fail again.
        let suspect = self.suspect.min(self.targets.len().saturating_sub(1));
        let targets = (suspect..self.targets.len()).chain(0..suspect);
        let failing = targets.into_iter().find(|target| !self.is_safe(&mut view, *target));
        self.suspect = failing.unwrap_or(suspect);
        failing.is_none()
    }

    pub(super) fn is_safe(&mut self, view: &mut View, target: usize) -> bool {
        if !self.count_is_wide(view, target) {
            return false;
        }
        self.let_in(view);
        self.insider_is_wide(view, target)
            && self.outsider_is_wide(view, target)
            && self.no_answer_is_certain(view, target)
    }

    /// R5: the number of answers, for the outsider.
    fn count_is_wide(&mut self, view: &mut View, target: usize) -> bool {
        let width = i64::try_from(self.table.demands.count_width).unwrap_or(i64::MAX);
        !self.targets[target].counts || self.is_wide(view, Attacker::Outsider, target, Asked::N, width)
    }

    /// R6 for who knows how many answered everywhere: so only the sum of answers is open.
    fn insider_is_wide(&mut self, view: &mut View, target: usize) -> bool {
        let Some(width) = self.table.demands.insider_width.filter(|_| self.has_answers(view, target)) else {
            return true;
        };
        let Some(n) = self.true_size(target) else {
            return self.mean_is_wide(view, Attacker::Insider, target, width);
        };
        // (S − S')/n ≥ part/whole · span
        let width = -(-width.0.saturating_mul(self.span()).saturating_mul(n)).div_euclid(width.1.max(1));
        self.is_wide(view, Attacker::Insider, target, Asked::S, width)
    }

    /// R6 for who knows nothing else.
    fn outsider_is_wide(&mut self, view: &mut View, target: usize) -> bool {
        !self.has_answers(view, target)
            || self.mean_is_wide(view, Attacker::Outsider, target, self.table.demands.outsider_width)
    }

    /// R6: no answer that somebody gave is certain. The most knowing attacker decides: what is open to him is
    /// open to all.
    fn no_answer_is_certain(&mut self, view: &mut View, target: usize) -> bool {
        let attacker = if view.insider.is_some() { Attacker::Insider } else { Attacker::Outsider };
        let members = view.side(attacker).knowledge.members(&self.targets[target]);
        let answers = members.first().map_or(0, |member| member.counts.len());
        (0..answers).all(|k| {
            let mut range = self.range(view, attacker, target, Asked::Count(k));
            if range.is_none() {
                self.ask(view, attacker, target, &Vec::new());
                range = self.range(view, attacker, target, Asked::Count(k));
            }
            let Some((low, high)) = range else { return false };
            low < high
                // Nobody gave it.
                || high == 0
                || self.ask_beyond(view, attacker, target, Asked::Count(k), low - 1, false)
                || self.ask_beyond(view, attacker, target, Asked::Count(k), high + 1, true)
        })
    }

    fn has_answers(&self, view: &View, target: usize) -> bool {
        view.outsider.knowledge.members(&self.targets[target]).iter().any(|member| member.s.is_some())
    }

    fn span(&self) -> i64 {
        let answers = &self.table.scale.answers;
        answers.first().zip(answers.last()).map_or(0, |(first, last)| last - first)
    }

    fn true_size(&self, target: usize) -> Option<i64> {
        let sizes = self.targets[target].members.iter().map(|member| size(self.table, *member));
        sizes.sum::<Option<u64>>().and_then(|sum| i64::try_from(sum).ok())
    }

    /// What is known to be possible of an unknown.
    fn range(&self, view: &mut View, attacker: Attacker, target: usize, asked: Asked) -> Option<(i64, i64)> {
        let seen = view.seen(attacker, target, &self.targets[target]);
        match asked {
            Asked::N => seen.n,
            Asked::S => seen.s,
            Asked::Count(k) => seen.counts.get(k).copied(),
        }
    }

    /// Can an unknown take values this far apart?
    fn is_wide(
        &mut self,
        view: &mut View,
        attacker: Attacker,
        target: usize,
        asked: Asked,
        width: i64,
    ) -> bool {
        if self.range(view, attacker, target, asked).is_none()
            && !self.ask(view, attacker, target, &Vec::new())
        {
            return false;
        }
        loop {
            let Some((low, high)) = self.range(view, attacker, target, asked) else { return false };
            let gap = width.saturating_sub(high - low);
            if gap <= 0 {
                return true;
            }
            // If neither end can be moved by half of what is missing, both together can't by all of it.
            let by = gap - gap / 2;
            let moved = self.ask_beyond(view, attacker, target, asked, low - by, false)
                | self.ask_beyond(view, attacker, target, asked, high + by, true);
            if !moved {
                return false;
            }
        }
    }

    /// Is there a world in which an unknown is so large, or so small?
    fn ask_beyond(
        &mut self,
        view: &mut View,
        attacker: Attacker,
        target: usize,
        asked: Asked,
        value: i64,
        upwards: bool,
    ) -> bool {
        let sign = if upwards { -1 } else { 1 };
        let members = view.side(attacker).knowledge.members(&self.targets[target]);
        let terms = members.iter().filter_map(|member| {
            let variable = match asked {
                Asked::N => Some(member.n),
                Asked::S => member.s,
                Asked::Count(k) => member.counts.get(k).copied(),
            };
            Some((sign, variable?))
        });
        let rows = vec![(terms.collect(), sign * value)];
        self.ask(view, attacker, target, &rows)
    }

    /// Can the mean take values this part of the scale apart?
    fn mean_is_wide(
        &mut self,
        view: &mut View,
        attacker: Attacker,
        target: usize,
        (part, whole): (i64, i64),
    ) -> bool {
        let part = part.saturating_mul(self.span());
        let some = |auditor: &Self, view: &View| {
            let members = view.side(attacker).knowledge.members(&auditor.targets[target]);
            (members.iter().map(|member| (-1, member.n)).collect::<Vec<_>>(), -1)
        };
        if view.seen(attacker, target, &self.targets[target]).mean.is_none() {
            let rows = vec![some(self, view)];
            if !self.ask(view, attacker, target, &rows) {
                // Where it is certain that nobody answered there is no mean to be known.
                let is_certain = self.last_was_complete;
                return is_certain && self.ask(view, attacker, target, &Vec::new());
            }
        }
        for _ in 0..MOST_HALVINGS {
            let Some((low, high)) = view.seen(attacker, target, &self.targets[target]).mean else { break };
            // part/whole − (a/n − b/m) as a fraction.
            let [low_sum, low_n, high_sum, high_n] = [low.0, low.1, high.0, high.1].map(i128::from);
            let (n, m) = (high_n, low_n);
            let over = i128::from(part) * n * m - i128::from(whole) * (high_sum * m - low_sum * n);
            if over <= 0 {
                return true;
            }
            let under = i128::from(whole) * n * m * 2;
            let mut moved = false;
            for (end, upwards) in [(low, false), (high, true)] {
                // The end, and half of what is missing beyond it, as one fraction.
                let (s, count) = (i128::from(end.0), i128::from(end.1));
                let sign = if upwards { 1 } else { -1 };
                let bound = (s * under + sign * over * count, count * under);
                let Some((above, below)) = reduced(bound, upwards) else { continue };
                let members = view.side(attacker).knowledge.members(&self.targets[target]);
                // S/n ≥ above/below, or ≤.
                let sign = if upwards { -1 } else { 1 };
                let mut terms: Vec<(i64, Variable)> =
                    members.iter().filter_map(|member| Some((sign * below, member.s?))).collect();
                terms.extend(members.iter().map(|member| (-sign * above, member.n)));
                let rows = vec![(terms, 0), some(self, view)];
                moved |= self.ask(view, attacker, target, &rows);
            }
            if !moved {
                break;
            }
        }
        false
    }

    /// Is there a world that meets these rows? It is remembered.
    fn ask(&mut self, view: &mut View, attacker: Attacker, target: usize, rows: &Rows) -> bool {
        let side = view.side_mut(attacker);
        let members = side.knowledge.members(&self.targets[target]);
        let first: Vec<Variable> = members
            .iter()
            .map(|member| member.n)
            .chain(members.iter().filter_map(|member| member.s))
            .collect();
        let (least, most) = STEPS_A_QUESTION;
        let usual = (STEPS_BY_SIZE / side.knowledge.system.size().max(1)).clamp(least, most);
        let limit = if self.is_thorough { STEPS_A_LAST_QUESTION } else { usual }.min(self.steps);
        let mut budget = Budget::new(limit);
        let answer = side.knowledge.system.find(rows, &first, &mut budget);
        self.steps -= limit - budget.left();
        self.last_was_complete = answer != Answer::Unknown;
        let Answer::Found(world) = answer else { return false };
        if self.worlds.len() == MOST_WORLDS {
            self.worlds.pop_front();
        }
        let shape = side.knowledge.shape.clone();
        self.worlds.push_back(Kept { shape, attacker, world: world.clone() });
        side.worlds.push(world);
        true
    }

    /// What remains possible of each target.
    pub(super) fn leeways(&mut self, pattern: &Pattern) -> Vec<Leeway> {
        let mut view = self.view(pattern);
        (0..self.targets.len()).map(|target| self.leeway(&mut view, target)).collect()
    }

    fn leeway(&mut self, view: &mut View, target: usize) -> Leeway {
        self.let_in(view);
        self.widest(view, Attacker::Outsider, target, Asked::N);
        if view.insider.is_some() {
            self.widest(view, Attacker::Insider, target, Asked::S);
        }
        self.outsider_is_wide(view, target);
        let unsigned = |value: i64| u64::try_from(value).unwrap_or(0);
        let seen = view.seen(Attacker::Outsider, target, &self.targets[target]).clone();
        let insider = view.insider.is_some();
        let members = &self.targets[target].members;
        Leeway {
            groups: members.iter().filter_map(|member| member.group()).collect(),
            rest_of: members.iter().find_map(|member| match member {
                Member::Rest(sum) => Some(*sum),
                Member::Group(_) => None,
            }),
            n: seen.n.map_or((0, 0), |(low, high)| (unsigned(low), unsigned(high))),
            outsider: seen.mean,
            insider: insider
                .then(|| view.seen(Attacker::Insider, target, &self.targets[target]).mean)
                .flatten(),
        }
    }

    /// Looks for the least and the largest value of an unknown, by steps that are halved where they go too far.
    fn widest(&mut self, view: &mut View, attacker: Attacker, target: usize, asked: Asked) {
        for upwards in [false, true] {
            let mut by = 1_i64 << 12;
            while by > 0 {
                let Some((low, high)) = self.range(view, attacker, target, asked) else { return };
                let value = if upwards { high + by } else { low - by };
                if !self.ask_beyond(view, attacker, target, asked, value, upwards) {
                    by /= 2;
                }
            }
        }
    }
}

/// Halvings of what is missing before a mean counts as known.
const MOST_HALVINGS: usize = 40;

/// A fraction in lowest terms. One with numbers beyond reckoning is made coarser, and asks for more than it did.
fn reduced((above, below): (i128, i128), upwards: bool) -> Option<(i64, i64)> {
    let (mut a, mut b) = (above.unsigned_abs(), below.unsigned_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    let by = i128::try_from(a.max(1)).ok()?;
    let small = |part: i128| i64::try_from(part).ok().filter(|part| part.abs() < 1 << 30);
    if let (Some(above), Some(below)) = (small(above / by), small(below / by)) {
        return Some((above, below));
    }
    let fine = 1_i128 << 16;
    let scaled = above.checked_mul(fine)?;
    let outward = if upwards { -(-scaled).div_euclid(below) } else { scaled.div_euclid(below) };
    Some((small(outward)?, small(fine)?))
}

impl View {
    const fn side(&self, attacker: Attacker) -> &Side {
        match (attacker, &self.insider) {
            (Attacker::Insider, Some(insider)) => insider,
            _ => &self.outsider,
        }
    }

    const fn side_mut(&mut self, attacker: Attacker) -> &mut Side {
        match (attacker, &mut self.insider) {
            (Attacker::Insider, Some(insider)) => insider,
            _ => &mut self.outsider,
        }
    }

    /// What is known to be possible of a target. A world that the insider must think possible is possible for
    /// the outsider as well.
    fn seen(&mut self, attacker: Attacker, index: usize, target: &Target) -> &Seen {
        if let Some(insider) = &mut self.insider {
            let fresh = insider.look(index, target);
            for (n, s, counts) in fresh {
                self.outsider.seen[index].0.take(n, s, &counts);
                insider.seen[index].0.take(n, s, &counts);
            }
        }
        for (n, s, counts) in self.outsider.look(index, target) {
            self.outsider.seen[index].0.take(n, s, &counts);
        }
        &self.side(attacker).seen[index].0
    }
}

impl Side {
    /// What the worlds that weren't looked at yet say of a target.
    fn look(&mut self, index: usize, target: &Target) -> Vec<(i64, Option<i64>, Vec<i64>)> {
        let from = std::mem::replace(&mut self.seen[index].1, self.worlds.len());
        let members = self.knowledge.members(target);
        let answers = members.first().map_or(0, |member| member.counts.len());
        self.worlds[from..]
            .iter()
            .map(|world| {
                let sum = |of: &dyn Fn(&Unknowns) -> Option<Variable>| {
                    members.iter().map(|member| Some(world[of(member)?])).sum::<Option<i64>>()
                };
                let n = sum(&|member| Some(member.n)).unwrap_or(0);
                let counts =
                    (0..answers).filter_map(|k| sum(&|member| member.counts.get(k).copied())).collect();
                (n, sum(&|member| member.s), counts)
            })
            .collect()
    }
}

impl Seen {
    fn take(&mut self, n: i64, s: Option<i64>, counts: &[i64]) {
        widen(&mut self.n, n);
        if let Some(s) = s {
            widen(&mut self.s, s);
            if n > 0 {
                let found = (s, n);
                let less = |(a, n): Ratio, (b, m): Ratio| {
                    i128::from(a) * i128::from(m) < i128::from(b) * i128::from(n)
                };
                let (low, high) = self.mean.unwrap_or((found, found));
                let low = if less(found, low) { found } else { low };
                let high = if less(high, found) { found } else { high };
                self.mean = Some((low, high));
            }
        }
        if self.counts.is_empty() {
            self.counts = counts.iter().map(|count| (*count, *count)).collect();
        }
        for (range, count) in self.counts.iter_mut().zip(counts) {
            *range = (range.0.min(*count), range.1.max(*count));
        }
    }
}

fn widen(range: &mut Option<(i64, i64)>, value: i64) {
    let (low, high) = range.unwrap_or((value, value));
    *range = Some((low.min(value), high.max(value)));
}
