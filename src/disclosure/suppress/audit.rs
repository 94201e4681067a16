//! Is a pattern safe? For each small group, whether what an attacker can still think possible is as wide as
//! the rules ask (R5, R6). Worlds once found are kept: two that lie far enough apart prove a group safe under
//! every pattern that both agree with, so most questions need no search. Chooses no pattern.

use super::model::{Attacker, Knowledge, Unknowns, knowledge};
use super::solver::{Answer, Budget, Variable, World};
use super::table::{Leeway, Pattern, Table};
use super::targets::{Member, Target, size};

/// Steps for one question to the solver. One that needs more counts as unsafe.
const STEPS_A_QUESTION: u64 = 400_000;

/// Numbers of answers that a hidden mean is tried with before it counts as unsafe.
const MOST_COUNTS_TRIED: i128 = 64;

/// How many worlds are kept; older ones give way.
const MOST_WORLDS: usize = 256;

pub(super) struct Auditor<'a> {
    table: &'a Table,
    targets: &'a [Target],
    worlds: Vec<World>,
    /// Steps left for all questions together.
    steps: u64,
}

/// A pattern as both attackers see it, and the known worlds that agree with it.
pub(super) struct View {
    outsider: Knowledge,
    insider: Option<Knowledge>,
    /// Places in the auditor's worlds: those that the outsider, and that the insider, must think possible.
    seen: usize,
    outside: Vec<usize>,
    inside: Vec<usize>,
}

impl<'a> Auditor<'a> {
    pub(super) fn new(table: &'a Table, targets: &'a [Target], steps: u64) -> Self {
        Self { table, targets, worlds: Vec::new(), steps }
    }

    /// No more questions can be asked: every further one counts as unsafe.
    pub(super) fn is_spent(&self) -> bool {
        self.steps == 0
    }

    pub(super) fn view(&self, pattern: &Pattern) -> View {
        let insider = self.table.demands.insider_width.is_some();
        View {
            outsider: knowledge(self.table, pattern, Attacker::Outsider, self.targets),
            insider: insider.then(|| knowledge(self.table, pattern, Attacker::Insider, self.targets)),
            seen: 0,
            outside: Vec::new(),
            inside: Vec::new(),
        }
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
        if !self.targets[target].counts {
            return true;
        }
        let n = view.outsider.targets[target].n;
        let width = i128::from(self.table.demands.count_width);
        self.is_wide(view, Attacker::Outsider, n, width)
    }

    /// R6 for who knows how many answered everywhere: so only the sum of answers is open.
    fn insider_is_wide(&mut self, view: &mut View, target: usize) -> bool {
        let Some((part, whole)) = self.table.demands.insider_width else { return true };
        let Some(insider) = &view.insider else { return true };
        let Some(s) = insider.targets[target].s else { return true };
        let Some(n) = self.true_size(target) else {
            return self.ratio_is_wide(view, Attacker::Insider, target, (part, whole));
        };
        // (S − S')/n ≥ part/whole · span
        let wanted = i128::from(part) * self.span() * n;
        let width = -(-wanted).div_euclid(i128::from(whole));
        self.is_wide(view, Attacker::Insider, s, width)
    }

    /// R6 for who knows nothing else.
    fn outsider_is_wide(&mut self, view: &mut View, target: usize) -> bool {
        self.ratio_is_wide(view, Attacker::Outsider, target, self.table.demands.outsider_width)
    }

    /// R6: no answer that somebody gave is certain. The most knowing attacker decides: what is open to him is
    /// open to all.
    fn no_answer_is_certain(&mut self, view: &mut View, target: usize) -> bool {
        let attacker = if view.insider.is_some() { Attacker::Insider } else { Attacker::Outsider };
        let counts = view.outsider.targets[target].counts.clone();
        counts.into_iter().all(|d| {
            self.refresh(view);
            let (mut low, mut high) = self.seen(view, attacker, d);
            if low >= high {
                for upwards in [true, false] {
                    match self.extreme(view, attacker, d, None, upwards) {
                        Some(value) => {
                            low = low.min(value);
                            high = high.max(value);
                        }
                        None => return false,
                    }
                }
            }
            low < high || low == 0
        })
    }

    fn span(&self) -> i128 {
        let answers = &self.table.scale.answers;
        answers.first().zip(answers.last()).map_or(0, |(first, last)| i128::from(*last) - i128::from(*first))
    }

    fn true_size(&self, target: usize) -> Option<i128> {
        let sizes = self.targets[target].members.iter().map(|member| size(self.table, *member));
        sizes.sum::<Option<u64>>().map(i128::from)
    }

    /// Can a variable take values this far apart?
    fn is_wide(&mut self, view: &mut View, attacker: Attacker, variable: Variable, width: i128) -> bool {
        self.refresh(view);
        let (low, high) = self.seen(view, attacker, variable);
        if high - low >= width && low <= high {
            return true;
        }
        let Some(low) = self.extreme(view, attacker, variable, None, false) else { return false };
        self.refresh(view);
        let (_, high) = self.seen(view, attacker, variable);
        high - low >= width
            || self.extreme(view, attacker, variable, None, true).is_some_and(|high| high - low >= width)
    }

    /// Can the mean of a target take values this part of the scale apart?
    fn ratio_is_wide(
        &mut self,
        view: &mut View,
        attacker: Attacker,
        target: usize,
        (part, whole): (i64, i64),
    ) -> bool {
        let Unknowns { n, s: Some(s), .. } = view.of(attacker).targets[target].clone() else { return true };
        let wanted = i128::from(part) * self.span();
        // a/n − b/m ≥ wanted/whole
        let wide = |(b, m): (i128, i128), (a, n): (i128, i128)| {
            i128::from(whole) * (a * m - b * n) >= wanted * n * m
        };
        self.refresh(view);
        let mut ends = self.seen_ratio(view, attacker, (s, n));
        if ends.is_some_and(|(low, high)| wide(low, high)) {
            return true;
        }
        let Some(fewest) = self.extreme(view, attacker, n, None, false) else { return false };
        let Some(most) = self.extreme(view, attacker, n, None, true) else { return false };
        let (fewest, most) = (fewest.max(1), most);
        if fewest > most {
            // It may well be that nobody answered: then there is no mean to be known.
            return true;
        }
        for count in fewest..=most.min(fewest + MOST_COUNTS_TRIED) {
            for upwards in [false, true] {
                let Some(sum) = self.extreme(view, attacker, s, Some((n, count)), upwards) else { continue };
                let found = (sum, count);
                let (low, high) = ends.unwrap_or((found, found));
                let less = |(a, n): (i128, i128), (b, m): (i128, i128)| a * m < b * n;
                let low = if less(found, low) { found } else { low };
                let high = if less(high, found) { found } else { high };
                ends = Some((low, high));
                if wide(low, high) {
                    return true;
                }
            }
        }
        false
    }

    /// Takes in the worlds found since the view was last looked at.
    fn refresh(&self, view: &mut View) {
        for index in view.seen..self.worlds.len() {
            let world = &self.worlds[index];
            if view.outsider.system.holds(world) {
                view.outside.push(index);
                if view.insider.as_ref().is_some_and(|insider| insider.system.holds(world)) {
                    view.inside.push(index);
                }
            }
        }
        view.seen = self.worlds.len();
    }

    fn known<'v>(&'v self, view: &'v View, attacker: Attacker) -> impl Iterator<Item = &'v World> {
        let which = if attacker == Attacker::Insider { &view.inside } else { &view.outside };
        which.iter().map(|index| &self.worlds[*index])
    }

    /// The smallest and largest value among known worlds; the wrong way round if there is none.
    fn seen(&self, view: &View, attacker: Attacker, variable: Variable) -> (i128, i128) {
        self.known(view, attacker)
            .map(|world| world[variable])
            .fold((i128::MAX / 4, i128::MIN / 4), |(low, high), value| (low.min(value), high.max(value)))
    }

    fn seen_ratio(
        &self,
        view: &View,
        attacker: Attacker,
        (s, n): (Variable, Variable),
    ) -> Option<((i128, i128), (i128, i128))> {
        let ratios = self.known(view, attacker).map(|world| (world[s], world[n])).filter(|(_, n)| *n > 0);
        ratios.fold(None, |ends, found| {
            let (low, high) = ends.unwrap_or((found, found));
            let less = |(a, n): (i128, i128), (b, m): (i128, i128)| a * m < b * n;
            Some((if less(found, low) { found } else { low }, if less(high, found) { found } else { high }))
        })
    }

    /// The smallest or largest value of a variable, perhaps with another one fixed. `None` where there is no
    /// world, or none was found within the budget.
    fn extreme(
        &mut self,
        view: &View,
        attacker: Attacker,
        variable: Variable,
        fixed: Option<(Variable, i128)>,
        upwards: bool,
    ) -> Option<i128> {
        let limit = STEPS_A_QUESTION.min(self.steps);
        let mut budget = Budget::new(limit);
        let knowledge = view.of(attacker);
        let answer = match fixed {
            None => knowledge.system.extreme(variable, upwards, &mut budget),
            Some((other, value)) => {
                let mut system = knowledge.system.clone();
                system.narrow(other, value, value);
                system.extreme(variable, upwards, &mut budget)
            }
        };
        self.steps -= limit - budget.left();
        let Answer::Found(world) = answer else { return None };
        let value = world[variable];
        if self.worlds.len() < MOST_WORLDS {
            self.worlds.push(world);
        }
        Some(value)
    }

    /// What remains possible of each target.
    pub(super) fn leeways(&mut self, pattern: &Pattern) -> Vec<Leeway> {
        let mut view = self.view(pattern);
        (0..self.targets.len()).map(|target| self.leeway(&mut view, target)).collect()
    }

    fn leeway(&mut self, view: &mut View, target: usize) -> Leeway {
        let n = view.outsider.targets[target].n;
        for (attacker, variable) in
            [(Attacker::Outsider, Some(n)), (Attacker::Insider, view.outsider.targets[target].s)]
        {
            if let (Some(variable), true) =
                (variable, attacker == Attacker::Outsider || view.insider.is_some())
            {
                for upwards in [false, true] {
                    self.extreme(view, attacker, variable, None, upwards);
                }
            }
        }
        self.refresh(view);
        let unsigned = |value: i128| u64::try_from(value.max(0)).unwrap_or(u64::MAX);
        let small = |(a, b): (i128, i128)| {
            (i64::try_from(a).unwrap_or(i64::MAX), i64::try_from(b).unwrap_or(i64::MAX))
        };
        let (low, high) = self.seen(view, Attacker::Outsider, n);
        let ratio = |attacker: Attacker| {
            let s = view.outsider.targets[target].s?;
            let (low, high) = self.seen_ratio(view, attacker, (s, n))?;
            Some((small(low), small(high)))
        };
        let members = &self.targets[target].members;
        Leeway {
            groups: members
                .iter()
                .filter_map(|member| match member {
                    Member::Group(group) => Some(*group),
                    Member::Rest(_) => None,
                })
                .collect(),
            rest_of: members.iter().find_map(|member| match member {
                Member::Rest(sum) => Some(*sum),
                Member::Group(_) => None,
            }),
            n: if low <= high { (unsigned(low), unsigned(high)) } else { (0, 0) },
            outsider: ratio(Attacker::Outsider),
            insider: if view.insider.is_some() { ratio(Attacker::Insider) } else { None },
        }
    }
}

impl View {
    fn of(&self, attacker: Attacker) -> &Knowledge {
        match (attacker, &self.insider) {
            (Attacker::Insider, Some(insider)) => insider,
            _ => &self.outsider,
        }
    }
}
