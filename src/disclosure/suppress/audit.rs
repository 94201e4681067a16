//! Is a pattern safe? For each small group, whether what an attacker can still think possible is as wide as
//! the rules ask (R5, R6). Every world that a search finds is looked at for all groups: two that lie far enough
//! apart prove a group safe without a search of its own. Chooses no pattern.

use super::model::{Attacker, Class, Knowledge, Unknowns, add_up, knowledge};
use super::solver::{Answer, Budget, System, Variable, World};
use super::table::{Leeway, Pattern, Table};
use super::targets::{Member, Target, size};

/// Steps for one question to the solver. One that needs more counts as unsafe.
const STEPS_A_QUESTION: u64 = 2_000_000;

/// Numbers of answers that a hidden mean is tried with before it counts as unsafe.
const MOST_COUNTS_TRIED: i64 = 64;

pub(super) struct Auditor<'a> {
    table: &'a Table,
    targets: &'a [Target],
    /// Steps left for all questions together.
    steps: u64,
    /// Worlds found so far, the latest last: one that agrees with another pattern as well saves a search there.
    worlds: Vec<Kept>,
}

/// A world, of what shape it is and who must think it possible.
struct Kept {
    shape: Vec<Option<Class>>,
    attacker: Attacker,
    world: World,
}

/// How many worlds are kept.
const MOST_WORLDS: usize = 200;

/// A pattern as both attackers see it, and what is known to be possible so far.
pub(super) struct View {
    outsider: Side,
    /// `None` where nobody knows how many answered.
    insider: Option<Side>,
}

/// What one attacker knows, and what he must think possible.
struct Side {
    knowledge: Knowledge,
    /// By target.
    seen: Vec<Seen>,
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
#[derive(Clone, Copy)]
enum Asked {
    N,
    S,
    Count(usize),
}

/// What a world is wanted for.
#[derive(Clone, Copy)]
struct Question {
    of: Asked,
    want: Want,
    /// Only worlds in which so many of the target answered.
    answers: Option<i64>,
}

#[derive(Clone, Copy)]
enum Want {
    Least,
    Most,
    AtLeast(i64),
}

impl Question {
    const fn least(of: Asked) -> Self {
        Self { of, want: Want::Least, answers: None }
    }

    const fn most(of: Asked) -> Self {
        Self { of, want: Want::Most, answers: None }
    }

    const fn at_least(of: Asked, value: i64) -> Self {
        Self { of, want: Want::AtLeast(value), answers: None }
    }

    /// The least or largest sum of answers among so many.
    const fn sum_of(answers: i64, most: bool) -> Self {
        Self { of: Asked::S, want: if most { Want::Most } else { Want::Least }, answers: Some(answers) }
    }
}

impl<'a> Auditor<'a> {
    pub(super) const fn new(table: &'a Table, targets: &'a [Target], steps: u64) -> Self {
        Self { table, targets, steps, worlds: Vec::new() }
    }

    /// Allows so much further work.
    pub(super) const fn allow(&mut self, steps: u64) {
        self.steps = steps;
    }

    /// No more questions can be asked: every further one counts as unsafe.
    pub(super) const fn is_spent(&self) -> bool {
        self.steps == 0
    }

    pub(super) fn view(&self, pattern: &Pattern) -> View {
        let side = |attacker| Side {
            knowledge: knowledge(self.table, pattern, attacker, self.targets),
            seen: vec![Seen::default(); self.targets.len()],
        };
        let insider = self.table.demands.insider_width.is_some();
        let mut view =
            View { outsider: side(Attacker::Outsider), insider: insider.then(|| side(Attacker::Insider)) };
        for Kept { shape, attacker, world } in &self.worlds {
            let knowledge = &view.side(*attacker).knowledge;
            if knowledge.shape == *shape && knowledge.system.holds(world) {
                view.see(*attacker, self.targets, world);
            }
        }
        view
    }

    /// The targets that could be worked out.
    pub(super) fn unsafe_targets(&mut self, pattern: &Pattern) -> Vec<usize> {
        let mut view = self.view(pattern);
        (0..self.targets.len()).filter(|target| !self.is_safe(&mut view, *target)).collect()
    }

    pub(super) fn is_safe(&mut self, view: &mut View, target: usize) -> bool {
        self.count_is_wide(view, target)
            && self.insider_is_wide(view, target)
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
            let range = |view: &View| view.side(attacker).seen[target].counts.get(k).copied();
            let open = |view: &View| range(view).is_some_and(|(low, high)| low < high);
            open(view)
                || self.find(view, attacker, target, Question::most(Asked::Count(k))).is_some()
                    && (range(view).is_some_and(|(_, high)| high == 0)
                        || open(view)
                        || self.find(view, attacker, target, Question::least(Asked::Count(k))).is_some()
                            && open(view))
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

    /// Can an unknown take values this far apart?
    fn is_wide(
        &mut self,
        view: &mut View,
        attacker: Attacker,
        target: usize,
        asked: Asked,
        width: i64,
    ) -> bool {
        let wide = |view: &View| {
            let seen = &view.side(attacker).seen[target];
            let range = if matches!(asked, Asked::S) { seen.s } else { seen.n };
            range.is_some_and(|(low, high)| high - low >= width)
        };
        if wide(view) {
            return true;
        }
        let Some(low) = self.find(view, attacker, target, Question::least(asked)) else { return false };
        wide(view)
            || self
                .find(view, attacker, target, Question::at_least(asked, low.saturating_add(width)))
                .is_some()
    }

    /// Can the mean take values this part of the scale apart?
    fn mean_is_wide(
        &mut self,
        view: &mut View,
        attacker: Attacker,
        target: usize,
        (part, whole): (i64, i64),
    ) -> bool {
        let wanted = i128::from(part) * i128::from(self.span());
        // a/n − b/m ≥ wanted/whole
        let wide = |view: &View| {
            view.side(attacker).seen[target].mean.is_some_and(|((b, m), (a, n))| {
                let [a, b, n, m] = [a, b, n, m].map(i128::from);
                i128::from(whole) * (a * m - b * n) >= wanted * n * m
            })
        };
        if wide(view) {
            return true;
        }
        let Some(fewest) = self.find(view, attacker, target, Question::least(Asked::N)) else { return false };
        for count in fewest.max(1)..=fewest.max(1) + MOST_COUNTS_TRIED {
            for most in [false, true] {
                let found = self.find(view, attacker, target, Question::sum_of(count, most));
                if wide(view) {
                    return true;
                }
                if found.is_none() {
                    break;
                }
            }
            if self.find(view, attacker, target, Question::at_least(Asked::N, count + 1)).is_none() {
                // Where it is certain that nobody answered there is no mean to be known.
                return count == 1 && view.side(attacker).seen[target].n == Some((0, 0)) && !self.is_spent();
            }
        }
        false
    }

    /// Asks for a world, and gives the unknown's value in it. `None` where there is none, or none was found within
    /// the budget.
    fn find(
        &mut self,
        view: &mut View,
        attacker: Attacker,
        target: usize,
        question: Question,
    ) -> Option<i64> {
        let side = view.side(attacker);
        let members = side.knowledge.members(&self.targets[target]);
        let union;
        let joined;
        let (system, unknowns) = if let ([one], None) = (&members[..], question.answers) {
            (&side.knowledge.system, *one)
        } else {
            let (mut system, its) = join(&side.knowledge.system, &members);
            if let Some(answers) = question.answers {
                system.narrow(its.n, answers, answers);
            }
            union = its;
            joined = system;
            (&joined, &union)
        };
        let variable = match question.of {
            Asked::N => unknowns.n,
            Asked::S => unknowns.s?,
            Asked::Count(k) => *unknowns.counts.get(k)?,
        };
        let limit = STEPS_A_QUESTION.min(self.steps);
        let mut budget = Budget::new(limit);
        let answer = match question.want {
            Want::Least => system.extreme(variable, false, &mut budget),
            Want::Most => system.extreme(variable, true, &mut budget),
            Want::AtLeast(value) => system.solve(variable, value, i64::MAX, &mut budget),
        };
        self.steps -= limit - budget.left();
        let Answer::Found(world) = answer else { return None };
        let value = world[variable];
        view.see(attacker, self.targets, &world);
        if self.worlds.len() == MOST_WORLDS {
            self.worlds.remove(0);
        }
        // Those of a union are longer by the union's own unknowns, which follow from the others.
        let mut world = world;
        world.truncate(view.side(attacker).knowledge.system.size());
        self.worlds.push(Kept { shape: view.side(attacker).knowledge.shape.clone(), attacker, world });
        Some(value)
    }

    /// What remains possible of each target.
    pub(super) fn leeways(&mut self, pattern: &Pattern) -> Vec<Leeway> {
        let mut view = self.view(pattern);
        (0..self.targets.len()).map(|target| self.leeway(&mut view, target)).collect()
    }

    fn leeway(&mut self, view: &mut View, target: usize) -> Leeway {
        for question in [Question::least, Question::most] {
            self.find(view, Attacker::Outsider, target, question(Asked::N));
            if view.insider.is_some() {
                self.find(view, Attacker::Insider, target, question(Asked::S));
            }
        }
        self.outsider_is_wide(view, target);
        let unsigned = |value: i64| u64::try_from(value).unwrap_or(0);
        let seen = &view.outsider.seen[target];
        let members = &self.targets[target].members;
        Leeway {
            groups: members.iter().filter_map(|member| member.group()).collect(),
            rest_of: members.iter().find_map(|member| match member {
                Member::Rest(sum) => Some(*sum),
                Member::Group(_) => None,
            }),
            n: seen.n.map_or((0, 0), |(low, high)| (unsigned(low), unsigned(high))),
            outsider: seen.mean,
            insider: view.insider.as_ref().and_then(|insider| insider.seen[target].mean),
        }
    }
}

/// A system with its members' union as unknowns of its own.
fn join(system: &System, members: &[&Unknowns]) -> (System, Unknowns) {
    let mut system = system.clone();
    let mut like = |of: fn(&Unknowns) -> Option<Variable>| {
        let parts: Option<Vec<Variable>> = members.iter().map(|member| of(member)).collect();
        Some(system.sum_of(&parts?))
    };
    let n = like(|member| Some(member.n)).unwrap_or_default();
    let s = like(|member| member.s);
    let answers = members.first().map_or(0, |member| member.counts.len());
    let counts = (0..answers)
        .map(|k| {
            let parts: Vec<Variable> = members.iter().map(|member| member.counts[k]).collect();
            system.sum_of(&parts)
        })
        .collect();
    let union = Unknowns { n, s, counts };
    add_up(&mut system, &union, members);
    (system, union)
}

impl View {
    fn side(&self, attacker: Attacker) -> &Side {
        match (attacker, &self.insider) {
            (Attacker::Insider, Some(insider)) => insider,
            _ => &self.outsider,
        }
    }

    /// Takes in a world. One that the insider must think possible is possible for the outsider as well.
    fn see(&mut self, attacker: Attacker, targets: &[Target], world: &World) {
        let is_inside = attacker == Attacker::Insider && self.insider.is_some();
        for (index, target) in targets.iter().enumerate() {
            let members = self.side(attacker).knowledge.members(target);
            let sum = |of: &dyn Fn(&Unknowns) -> Option<Variable>| {
                members.iter().map(|member| Some(world[of(member)?])).sum::<Option<i64>>()
            };
            let Some(n) = sum(&|member| Some(member.n)) else { continue };
            let s = sum(&|member| member.s);
            let answers = members.first().map_or(0, |member| member.counts.len());
            let counts: Vec<i64> =
                (0..answers).filter_map(|k| sum(&|member| member.counts.get(k).copied())).collect();
            self.outsider.seen[index].take(n, s, &counts);
            if let (true, Some(insider)) = (is_inside, &mut self.insider) {
                insider.seen[index].take(n, s, &counts);
            }
        }
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
