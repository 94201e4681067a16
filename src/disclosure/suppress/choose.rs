//! Which further values are hidden, as cheaply as is safe (R7). Hiding more never makes a pattern less safe,
//! so each pattern that fails gives a cut: values of which at least one must be hidden. The cheapest set that
//! meets every cut is tried next, until one is safe: it is then the cheapest of all (an implicit hitting set,
//! after Davies and Bacchus, *Solving MAXSAT by Solving a Sequence of Simpler SAT Instances*, 2011). Beyond a
//! limit of work it goes on greedily and takes back what isn't needed. Decides nothing of what is safe.

use super::audit::Auditor;
use super::table::{Cell, Cost, GroupIndex, Pattern, Table};

/// Something that can be hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Choice {
    Group(GroupIndex, Cell),
    Fact(usize),
}

/// What was found.
pub(super) struct Chosen {
    pub(super) pattern: Pattern,
    pub(super) is_cheapest: bool,
    /// Each value hidden beyond the first pattern, with the target that it protects.
    pub(super) protects: Vec<(Choice, usize)>,
}

/// A set of values of which one must be hidden, for a target's sake.
struct Cut {
    members: Vec<usize>,
    target: usize,
}

pub(super) struct Chooser<'t, 'a> {
    first: &'t Pattern,
    auditor: &'t mut Auditor<'a>,
    choices: Vec<(Choice, u64)>,
    /// No value and no fact is printed already.
    nothing_stands: bool,
}

/// Work for the exact choice, and again for each step of the greedy one: together well under two seconds. What
/// isn't settled then counts as unsafe, so that more is hidden, never less.
pub(super) const STEPS: u64 = 25_000_000;

/// Cuts taken from one pattern that fails.
const MOST_CUTS_A_ROUND: usize = 16;

/// Visits of the search for the cheapest set that meets the cuts.
const MOST_VISITS: u64 = 200_000;

impl<'t, 'a> Chooser<'t, 'a> {
    pub(super) fn new(table: &'t Table, first: &'t Pattern, auditor: &'t mut Auditor<'a>) -> Self {
        let mut choices = Vec::new();
        for (group, its) in table.groups.iter().enumerate() {
            if table.shows.n && !first.n[group] && !its.n_fixed && its.n.is_some() {
                choices.push((Choice::Group(group, Cell::N), Cost::N));
            }
            let has_result = its.n != Some(0) && (its.mean.is_some() || its.counts.is_some());
            if table.shows.any_result() && !first.result[group] && !its.result_fixed && has_result {
                choices.push((Choice::Group(group, Cell::Result), Cost::result(table.shows)));
            }
        }
        for (fact, its) in table.facts.iter().enumerate() {
            if its.retractable && !first.withdrawn[fact] {
                choices.push((Choice::Fact(fact), Cost::FACT));
            }
        }
        let nothing_stands = table.facts.iter().all(|fact| fact.retractable)
            && table.groups.iter().all(|group| !group.n_fixed && !group.result_fixed && group.n.is_some());
        Self { first, auditor, choices, nothing_stands }
    }

    /// The cheapest safe pattern; `Err`: a target that can be worked out whatever is hidden.
    pub(super) fn choose(&mut self) -> Result<Chosen, usize> {
        let mut cuts: Vec<Cut> = Vec::new();
        let mut hidden = vec![false; self.choices.len()];
        let is_cheapest = self.follow_cuts(&mut cuts, &mut hidden)?;
        if !is_cheapest {
            self.auditor.allow(STEPS);
            self.meet_all(&mut cuts, &mut hidden)?;
            self.auditor.allow(STEPS);
            self.take_back(&mut hidden);
        }
        let protects = self.reasons(&cuts, &hidden);
        Ok(Chosen { pattern: self.pattern(&hidden), is_cheapest, protects })
    }

    /// Tries the cheapest set that meets the cuts known so far, until one is safe; `false` beyond a limit.
    fn follow_cuts(&mut self, cuts: &mut Vec<Cut>, hidden: &mut Vec<bool>) -> Result<bool, usize> {
        loop {
            let failing = self.auditor.unsafe_targets(&self.pattern(hidden), MOST_CUTS_A_ROUND);
            if self.auditor.is_spent() {
                return Ok(false);
            }
            if failing.is_empty() {
                return Ok(true);
            }
            for target in failing {
                let mut members = self.cut(hidden, target);
                if members.is_empty() && !self.auditor.is_spent() {
                    self.is_hopeless(target)?;
                    // The worlds found with more work are remembered.
                    members = self.cut(hidden, target);
                }
                if self.auditor.is_spent() || members.is_empty() {
                    return Ok(false);
                }
                cuts.push(Cut { members, target });
            }
            let Some(cheapest) = self.cheapest(cuts) else { return Ok(false) };
            *hidden = cheapest;
        }
    }

    /// Goes on from there greedily; at worst everything is hidden that can be.
    fn meet_all(&mut self, cuts: &mut Vec<Cut>, hidden: &mut [bool]) -> Result<(), usize> {
        loop {
            self.meet(cuts, hidden);
            let failing = self.auditor.unsafe_targets(&self.pattern(hidden), 1);
            let Some(target) = failing.first().copied() else { return Ok(()) };
            if self.auditor.is_spent() {
                break;
            }
            let members = self.cut(hidden, target);
            if self.auditor.is_spent() || members.is_empty() {
                break;
            }
            cuts.push(Cut { members, target });
        }
        hidden.fill(true);
        if self.nothing_stands {
            // With nothing printed there is nothing to reckon with.
            return Ok(());
        }
        let all = self.pattern(hidden);
        self.thoroughly(|auditor| auditor.unsafe_targets(&all, 1))
            .first()
            .map_or(Ok(()), |target| Err(*target))
    }

    /// `Err` where a target can be worked out though everything is hidden that can be, and not only because a
    /// question was too hard.
    fn is_hopeless(&mut self, target: usize) -> Result<(), usize> {
        let all = self.pattern(&vec![true; self.choices.len()]);
        let left = self.auditor.left();
        let is_safe = self.thoroughly(|auditor| {
            let mut view = auditor.view(&all);
            auditor.is_safe(&mut view, target)
        });
        self.auditor.allow(left);
        if is_safe || self.nothing_stands { Ok(()) } else { Err(target) }
    }

    /// Asks where the answer is the last word.
    fn thoroughly<T>(&mut self, ask: impl FnOnce(&mut Auditor<'a>) -> T) -> T {
        self.auditor.ask_thoroughly(true);
        self.auditor.allow(STEPS);
        let answer = ask(self.auditor);
        self.auditor.ask_thoroughly(false);
        answer
    }

    pub(super) fn pattern(&self, hidden: &[bool]) -> Pattern {
        let mut pattern = self.first.clone();
        for ((choice, _), _) in self.choices.iter().zip(hidden).filter(|(_, hidden)| **hidden) {
            match *choice {
                Choice::Group(group, Cell::N) => pattern.n[group] = true,
                Choice::Group(group, Cell::Result) => pattern.result[group] = true,
                Choice::Fact(fact) => pattern.withdrawn[fact] = true,
            }
        }
        pattern
    }

    /// Hides as much as leaves the target still open to be worked out; what is left over is the cut.
    fn cut(&mut self, hidden: &[bool], target: usize) -> Vec<usize> {
        let mut hidden = hidden.to_vec();
        let open: Vec<usize> = (0..hidden.len()).filter(|choice| !hidden[*choice]).collect();
        let mut left = Vec::new();
        // The dearest first, so that the cheap ones stay in the cut.
        let mut blocks = vec![{
            let mut open = open;
            open.sort_by_key(|choice| (self.choices[*choice].1, *choice));
            open
        }];
        while let Some(block) = blocks.pop() {
            if block.is_empty() {
                continue;
            }
            for choice in &block {
                hidden[*choice] = true;
            }
            if !self.is_safe(&hidden, target) {
                continue;
            }
            for choice in &block {
                hidden[*choice] = false;
            }
            if let [one] = block[..] {
                left.push(one);
            } else {
                let (cheap, dear) = block.split_at(block.len() / 2);
                blocks.push(cheap.to_vec());
                blocks.push(dear.to_vec());
            }
        }
        left.sort_unstable();
        left
    }

    fn is_safe(&mut self, hidden: &[bool], target: usize) -> bool {
        let mut view = self.auditor.view(&self.pattern(hidden));
        self.auditor.is_safe(&mut view, target)
    }

    /// The cheapest set that meets every cut, by branch and bound; `None` beyond the limit.
    fn cheapest(&self, cuts: &[Cut]) -> Option<Vec<bool>> {
        let mut search = HittingSet {
            costs: self.choices.iter().map(|(_, cost)| *cost).collect(),
            cuts,
            best: None,
            visits: MOST_VISITS,
        };
        search.visit(&mut Vec::new(), 0, &mut vec![false; self.choices.len()]);
        if search.visits == 0 {
            return None;
        }
        let mut hidden = vec![false; self.choices.len()];
        for choice in search.best?.1 {
            hidden[choice] = true;
        }
        Some(hidden)
    }

    /// Greedily: the choice that meets most of the open cuts for its cost, until none is open.
    fn meet(&self, cuts: &[Cut], hidden: &mut [bool]) {
        loop {
            let open: Vec<&Cut> =
                cuts.iter().filter(|cut| cut.members.iter().all(|choice| !hidden[*choice])).collect();
            let meets =
                |choice: usize| open.iter().filter(|cut| cut.members.contains(&choice)).count() as u64;
            let best = (0..hidden.len())
                .filter(|choice| meets(*choice) > 0)
                // Most met a cost: a/b > c/d without fractions; the first of equals.
                .reduce(|a, b| {
                    let (cost_a, cost_b) = (self.choices[a].1, self.choices[b].1);
                    if meets(b) * cost_a > meets(a) * cost_b { b } else { a }
                });
            let Some(best) = best else { return };
            hidden[best] = true;
        }
    }

    /// Shows again whatever needn't be hidden, the dearest first: as many at once as can be, by halves.
    fn take_back(&mut self, hidden: &mut [bool]) {
        let mut chosen: Vec<usize> = (0..hidden.len()).filter(|choice| hidden[*choice]).collect();
        chosen.sort_by_key(|choice| (std::cmp::Reverse(self.choices[*choice].1), *choice));
        let mut blocks = vec![chosen];
        while let Some(block) = blocks.pop() {
            if block.is_empty() || self.auditor.is_spent() {
                continue;
            }
            for choice in &block {
                hidden[*choice] = false;
            }
            if self.auditor.all_safe(&self.pattern(hidden)) {
                continue;
            }
            for choice in &block {
                hidden[*choice] = true;
            }
            if block.len() > 1 {
                let (dear, cheap) = block.split_at(block.len() / 2);
                blocks.push(cheap.to_vec());
                blocks.push(dear.to_vec());
            }
        }
    }

    fn reasons(&self, cuts: &[Cut], hidden: &[bool]) -> Vec<(Choice, usize)> {
        let chosen = (0..hidden.len()).filter(|choice| hidden[*choice]);
        chosen
            .filter_map(|choice| {
                let cut = cuts.iter().find(|cut| cut.members.contains(&choice))?;
                Some((self.choices[choice].0, cut.target))
            })
            .collect()
    }
}

/// Branch and bound over cuts.
struct HittingSet<'c> {
    costs: Vec<u64>,
    cuts: &'c [Cut],
    best: Option<(u64, Vec<usize>)>,
    visits: u64,
}

impl HittingSet<'_> {
    fn visit(&mut self, chosen: &mut Vec<usize>, cost: u64, barred: &mut Vec<bool>) {
        if self.visits == 0 {
            return;
        }
        self.visits -= 1;
        let Some(bound) = self.bound(chosen, barred) else { return };
        if self.best.as_ref().is_some_and(|(best, _)| cost + bound >= *best) {
            return;
        }
        let open = self.cuts.iter().filter(|cut| !cut.members.iter().any(|choice| chosen.contains(choice)));
        let narrowest = open.min_by_key(|cut| cut.members.iter().filter(|choice| !barred[**choice]).count());
        let Some(cut) = narrowest else {
            self.best = Some((cost, chosen.clone()));
            return;
        };
        let mut members: Vec<usize> = cut.members.iter().copied().filter(|choice| !barred[*choice]).collect();
        members.sort_by_key(|choice| (self.costs[*choice], *choice));
        for choice in &members {
            chosen.push(*choice);
            self.visit(chosen, cost + self.costs[*choice], barred);
            chosen.pop();
            // What was tried here needn't be tried again below the others.
            barred[*choice] = true;
        }
        for choice in members {
            barred[choice] = false;
        }
    }

    /// What open cuts that share no choice cost at least; `None` where one can't be met any more.
    fn bound(&self, chosen: &[usize], barred: &[bool]) -> Option<u64> {
        let mut used = vec![false; self.costs.len()];
        let mut bound = 0;
        for cut in self.cuts {
            if cut.members.iter().any(|choice| chosen.contains(choice)) {
                continue;
            }
            let open = || cut.members.iter().filter(|choice| !barred[**choice]);
            let cheapest = open().map(|choice| self.costs[*choice]).min()?;
            if cut.members.iter().all(|choice| !used[*choice]) {
                bound += cheapest;
                for choice in &cut.members {
                    used[*choice] = true;
                }
            }
        }
        Some(bound)
    }
}
