//! The attacker: reads a published table (`skydd-publicerat/1`) as anyone can, knows the rules of
//! docs/disclosure.md, and works out what each small group can be. Written from the rules alone.
//!
//! What is judged needs the truth: which groups are small. What is known never does, but for the insider, who
//! knows how many answered in every group.

use std::collections::{BTreeMap, BTreeSet};

use insyn::json::Json;

use super::table::{Sum, Table, groups_in};
use super::worlds::{ENDLESS, Found, Problem, Rule, Terms};

/// Rules followed in one search; so many times that where it decides.
const LIMIT: u32 = 200_000;
const PATIENCE: u32 = 30;

/// Worlds asked for to see how far something reaches, before that counts as unknown.
const STEPS: usize = 40;

/// Rules followed before a search begins again in another order.
const TRIES: u32 = 20_000;

/// What was found out, and of whom.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Breach {
    /// `N`, `MEAN`, `MEAN-INSIDER`, `D` or `D-INSIDER`.
    pub(crate) kind: &'static str,
    /// The groups that count as one small group.
    pub(crate) who: String,
    /// Every other possibility was looked at; otherwise the search gave up.
    pub(crate) is_proven: bool,
}

/// Someone of whom nothing may be found out: one group, or several that count as one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Target {
    /// Places of groups, then (from the number of groups on) rests.
    pub(crate) members: Vec<usize>,
    /// Hidden since all agree (R8), not for being few: its number is no secret.
    pub(crate) agrees: bool,
}

/// The numbers of a group or a rest.
#[derive(Clone, Debug)]
struct Place {
    n: usize,
    /// Sum of the answers, each less the lowest.
    s: usize,
    /// By answer; empty where no distribution is told anywhere.
    d: Vec<usize>,
}

/// What is known, and the true answers to judge by.
pub(crate) struct Attack<'a> {
    table: &'a Table,
    places: Vec<Place>,
    sums: Vec<Sum>,
    outsider: Problem,
    /// Groups of which nothing is visible.
    dark: Vec<bool>,
    /// Anything is told of what was answered, and not just of how many did.
    speaks_of_answers: bool,
}

fn list(of: &Json) -> Vec<i64> {
    of.as_list().unwrap_or_default().iter().filter_map(whole).collect()
}

fn whole(of: &Json) -> Option<i64> {
    match of {
        Json::Whole(number) => Some(*number),
        _ => None,
    }
}

/// "-3.2" in tenths.
fn in_tenths(of: Option<&Json>) -> Option<i64> {
    let text = of?.as_text()?;
    let (whole, tenth) = text.split_once('.')?;
    let size = whole.trim_start_matches('-').parse::<i64>().ok()? * 10 + tenth.parse::<i64>().ok()?;
    Some(if text.starts_with('-') { -size } else { size })
}

impl<'a> Attack<'a> {
    /// Reads what is published. The table is for the rules that it is published under and, later, to judge.
    pub(crate) fn new(table: &'a Table, published: &Json) -> Self {
        let is_detailed = table.shows("dist")
            || table.shows("pct")
            || table.facts().iter().any(|fact| {
                matches!(fact.get("type").and_then(Json::as_text), Some("dist" | "share"))
                    || fact.get("measure").and_then(Json::as_text) == Some("share")
            });
        let speaks_of_answers = is_detailed
            || table.shows("mean")
            || table.facts().iter().any(|fact| {
                matches!(fact.get("type").and_then(Json::as_text), Some("mean" | "delta"))
                    || fact.get("measure").and_then(Json::as_text) == Some("mean")
            });
        let answers = usize::try_from(table.span() + 1).unwrap_or(1);
        let groups = published.get("groups");
        let seen: Vec<&Json> = table
            .names
            .iter()
            .map(|name| groups.and_then(|groups| groups.get(name)).unwrap_or(&Json::Null))
            .collect();
        let told = seen.iter().filter_map(|group| whole(group.get("n")?)).max().unwrap_or(0);
        // Nobody has more answers than this; wide enough to tell nothing.
        let most = (2 * told).max(400);
        let mut problem = Problem::default();
        let sums = table.sums.clone();
        let rests = sums.iter().filter(|sum| !sum.complete).count();
        let places: Vec<Place> = (0..seen.len() + rests)
            .map(|_| Place {
                n: problem.number(0, most, 0),
                // Where each answer is counted the sum follows.
                s: problem.number(0, most * table.span(), if is_detailed { 2 } else { 1 }),
                d: if is_detailed {
                    (0..answers).map(|_| problem.number(0, most, 1)).collect()
                } else {
                    Vec::new()
                },
            })
            .collect();
        let dark = seen.iter().map(|group| is_dark(group)).collect();
        let mut attack = Attack { table, places, sums, outsider: problem, dark, speaks_of_answers };
        attack.add_up();
        for (place, group) in seen.iter().enumerate() {
            attack.read_group(place, group, published);
        }
        attack.read_splits(&seen);
        for fact in published.get("facts").and_then(Json::as_list).unwrap_or_default() {
            attack.read_fact(fact);
        }
        attack
    }

    fn add_up(&mut self) {
        let span = self.table.span();
        for place in self.places.clone() {
            self.outsider.within(vec![(place.n, span), (place.s, -1)], 0, ENDLESS);
            if !place.d.is_empty() {
                let n: Terms = place.d.iter().map(|&d| (d, 1)).chain([(place.n, -1)]).collect();
                let s = place.d.iter().zip(0..).map(|(&d, answer)| (d, answer)).chain([(place.s, -1)]);
                self.outsider.within(n, 0, 0);
                self.outsider.within(s.collect(), 0, 0);
            }
        }
        for sum in self.sums.clone() {
            let parts: Vec<Place> = self.members(&sum).iter().map(|&at| self.places[at].clone()).collect();
            let total = self.places[sum.total].clone();
            let each = |of: &dyn Fn(&Place) -> usize| -> Terms {
                parts.iter().map(|part| (of(part), 1)).chain([(of(&total), -1)]).collect()
            };
            self.outsider.within(each(&|place| place.n), 0, 0);
            self.outsider.within(each(&|place| place.s), 0, 0);
            for answer in 0..total.d.len() {
                self.outsider.within(each(&|place| place.d[answer]), 0, 0);
            }
        }
    }

    /// A sum's parts, its rest included.
    fn members(&self, sum: &Sum) -> Vec<usize> {
        let rest = sum.rest.map(|rest| self.table.names.len() + rest);
        sum.parts.iter().copied().chain(rest).collect()
    }

    fn read_group(&mut self, place: usize, group: &Json, published: &Json) {
        let Place { n, s, d } = self.places[place].clone();
        let span = self.table.span();
        let zeros = published.get("zeros_published") == Some(&Json::Bool(true));
        if is_dark(group) {
            if zeros {
                self.outsider.within(vec![(n, 1)], 1, ENDLESS);
            }
            return;
        }
        // What is visible rests on enough answers.
        if !self.table.is_small(place) {
            self.outsider.rule(Rule::NoneOrMany { number: n, many: self.table.threshold });
        }
        // An earlier edition may have told of an empty group.
        if !zeros && group.get("n").and_then(whole) != Some(0) {
            self.outsider.within(vec![(n, 1)], 1, ENDLESS);
        }
        if let Some(told) = group.get("n").and_then(whole) {
            self.outsider.within(vec![(n, 1)], told, told);
        }
        if let Some(mean) = in_tenths(group.get("mean")) {
            self.read_mean(&[place], 2 * mean - 1, 2 * mean + 1);
            self.outsider.within(vec![(n, 1)], 1, ENDLESS);
        }
        for (told, d) in group.get("dist").map(list).unwrap_or_default().into_iter().zip(&d) {
            self.outsider.within(vec![(*d, 1)], told, told);
        }
        for (told, d) in group.get("pct").map(list).unwrap_or_default().into_iter().zip(&d) {
            self.outsider.within(vec![(*d, 200), (n, -(2 * told - 1))], 0, ENDLESS);
            self.outsider.within(vec![(*d, 200), (n, -(2 * told + 1))], -ENDLESS, -1);
        }
        if !self.table.policy_is("homogeneity", "report") && !self.table.agrees(place) {
            let shows_answers = self.table.shows("dist") || self.table.shows("pct");
            let numbers = if shows_answers {
                d.iter().map(|&d| (d, 1, false)).collect()
            } else if self.table.shows("mean") {
                vec![(s, span, true)]
            } else {
                Vec::new()
            };
            self.outsider.rule(Rule::Disagree { n, numbers });
        }
    }

    /// least/20 ≤ mean of these together < most/20.
    fn read_mean(&mut self, members: &[usize], least: i64, most: i64) {
        let low = self.table.low();
        let terms = |bound: i64| -> Terms {
            let each = members.iter().map(|&at| &self.places[at]);
            each.flat_map(|place| [(place.s, 20), (place.n, 20 * low - bound)]).collect()
        };
        let (from, to) = (terms(least), terms(most));
        self.outsider.within(from, 0, ENDLESS);
        self.outsider.within(to, -ENDLESS, -1);
    }

    /// Where a part of a split is visible, all of them have enough answers, and so has the rest unless it is
    /// empty.
    fn read_splits(&mut self, seen: &[&Json]) {
        for sum in self.sums.clone().iter().filter(|sum| sum.split) {
            if sum.parts.iter().all(|&part| is_dark(seen[part])) {
                continue;
            }
            // What an earlier edition printed may have been printed by other rules; nobody would believe this one.
            let by_rule = |at: usize| {
                let n = self.table.n_of(&self.sums, at);
                n == 0 || n >= self.table.threshold
            };
            if !self.members(sum).into_iter().all(by_rule) {
                continue;
            }
            for at in self.members(sum) {
                let rule = Rule::NoneOrMany { number: self.places[at].n, many: self.table.threshold };
                self.outsider.rule(rule);
            }
        }
    }

    fn read_fact(&mut self, fact: &Json) {
        let groups = groups_in(fact, &self.table.names);
        let low = self.table.low();
        let places: Vec<Place> = groups.iter().map(|&at| self.places[at].clone()).collect();
        let number = |name: &str| fact.get(name).and_then(whole);
        match fact.get("type").and_then(Json::as_text) {
            Some("equal") => {
                let (a, b) = (&places[0], &places[1]);
                let pairs = a.d.iter().zip(&b.d).map(|(&a, &b)| (a, b));
                for (a, b) in pairs.chain([(a.n, b.n), (a.s, b.s)]) {
                    self.outsider.within(vec![(a, 1), (b, -1)], 0, 0);
                }
            }
            Some("rate") => {
                let (sent, per_cent) = (number("sent").unwrap_or(0), number("percent").unwrap_or(0));
                let n = places[0].n;
                let ends = ((2 * per_cent - 1) * sent, (2 * per_cent + 1) * sent - 1);
                self.outsider.within(vec![(n, 200)], ends.0, ends.1);
                self.outsider.within(vec![(n, 1)], 0, sent);
            }
            Some("bound") if fact.get("measure").and_then(Json::as_text) == Some("mean") => {
                for (name, sign) in [("least", 1), ("most", -1)] {
                    if let Some(end) = in_tenths(fact.get(name)) {
                        let terms = vec![(places[0].s, sign * 10), (places[0].n, sign * (10 * low - end))];
                        self.outsider.within(terms, 0, ENDLESS);
                    }
                }
            }
            Some("bound") => {
                let ends = (number("least").unwrap_or(0), number("most").unwrap_or(ENDLESS));
                self.outsider.within(vec![(places[0].n, 1)], ends.0, ends.1);
            }
            Some("mean") => {
                let mean = in_tenths(fact.get("value")).unwrap_or(0);
                self.read_mean(&groups, 2 * mean - 1, 2 * mean + 1);
            }
            Some("dist") => {
                let told = fact.get("dist").and_then(Json::as_list).unwrap_or_default();
                for (told, &d) in told.iter().zip(&places[0].d) {
                    if let Some(told) = whole(told) {
                        self.outsider.within(vec![(d, 1)], told, told);
                    }
                }
            }
            Some("delta") => {
                let value = in_tenths(fact.get("value")).unwrap_or(0);
                let of = [places[0].s, places[0].n, places[1].s, places[1].n];
                let rule = Rule::Difference { of, least: 2 * value - 1, most: 2 * value + 1 };
                self.outsider.rule(rule);
            }
            Some("share") => {
                let per_cent = number("percent").unwrap_or(0);
                let answers: Vec<i64> = fact.get("answers").map(list).unwrap_or_default();
                let terms = |bound: i64| -> Terms {
                    let parts = places.iter().flat_map(|place| {
                        let told = place.d.iter().zip(low..).filter(|(_, answer)| answers.contains(answer));
                        told.map(|(&d, _)| (d, 200)).chain([(place.n, -bound)])
                    });
                    parts.collect()
                };
                self.outsider.within(terms(2 * per_cent - 1), 0, ENDLESS);
                self.outsider.within(terms(2 * per_cent + 1), -ENDLESS, -1);
            }
            other => panic!("a fact that the attacker can't read: {other:?}"),
        }
    }

    /// The true world, as the attacker would write it.
    fn truth(&self) -> Vec<i64> {
        let mut world = vec![0; self.outsider.low.len()];
        for (at, place) in self.places.iter().enumerate() {
            let answers = self.table.answers_of(&self.sums, at);
            world[place.n] = answers.iter().sum();
            world[place.s] = answers.iter().zip(0..).map(|(count, answer)| count * answer).sum();
            for (&d, count) in place.d.iter().zip(answers) {
                world[d] = count;
            }
        }
        world
    }

    /// Is the truth among what the attacker thinks possible? If not, something published is untrue.
    pub(crate) fn allows_the_truth(&self) -> bool {
        self.outsider.fits(&self.truth())
    }

    /// Small groups and rests, and hidden ones that together are small (R1, R3, R4, R8).
    pub(crate) fn targets(&self) -> BTreeSet<Target> {
        let small = |members: &[usize]| {
            let n: i64 = members.iter().map(|&at| self.table.n_of(&self.sums, at)).sum();
            0 < n && n < self.table.threshold
        };
        let mut found = BTreeSet::new();
        for at in 0..self.places.len() {
            if small(&[at]) {
                found.insert(Target { members: vec![at], agrees: false });
            } else if at < self.table.names.len() && self.table.agrees(at) {
                found.insert(Target { members: vec![at], agrees: true });
            }
        }
        for sum in &self.sums {
            // Hidden parts that are sums themselves are taken apart as well.
            let mut lists = vec![self.members(sum)];
            let mut at = 0;
            while at < lists.len() && lists.len() < 16 {
                for inner in &self.sums {
                    let here = lists[at].iter().position(|&member| member == inner.total);
                    let is_hidden = self.dark.get(inner.total) == Some(&true);
                    if let (Some(here), true) = (here, is_hidden) {
                        let mut apart = lists[at].clone();
                        apart.remove(here);
                        apart.extend(self.members(inner));
                        apart.sort_unstable();
                        if !lists.contains(&apart) {
                            lists.push(apart);
                        }
                    }
                }
                at += 1;
            }
            for list in lists {
                let hidden: Vec<usize> = list
                    .into_iter()
                    .filter(|&at| self.dark.get(at).copied().unwrap_or(true))
                    .filter(|&at| self.table.n_of(&self.sums, at) < self.table.threshold)
                    .collect();
                for chosen in 1_u32..1 << hidden.len().min(10) {
                    let members: Vec<usize> = (0..hidden.len())
                        .filter(|bit| chosen >> bit & 1 == 1)
                        .map(|bit| hidden[bit])
                        .collect();
                    if small(&members) {
                        found.insert(Target { members, agrees: false });
                    }
                }
            }
        }
        found
    }

    /// All that can be found out, or the first of it.
    pub(crate) fn breaches(&self, first_alone: bool) -> Vec<Breach> {
        let mut outsider = self.outsider.clone();
        assert!(outsider.settle(), "what is published contradicts itself");
        let insider = self.table.known_n().then(|| {
            let (mut insider, truth) = (outsider.clone(), self.truth());
            for place in &self.places {
                insider.low[place.n] = truth[place.n];
                insider.high[place.n] = truth[place.n];
            }
            for place in &self.places {
                insider.within(vec![(place.n, 1)], truth[place.n], truth[place.n]);
            }
            assert!(insider.settle(), "the true numbers contradict what is published");
            insider
        });
        let mut known = Worlds { of: outsider, found: Vec::new(), unknown: false, patience: 1 };
        let mut inside = insider.map(|of| Worlds { of, found: Vec::new(), unknown: false, patience: 1 });
        let mut found = Vec::new();
        for target in self.targets() {
            let names: Vec<String> = target
                .members
                .iter()
                .map(|&at| self.table.names.get(at).cloned().unwrap_or(format!("rest {at}")))
                .collect();
            let mut tell = |kind, worlds: &Worlds| {
                found.push(Breach { kind, who: names.join(" + "), is_proven: !worlds.unknown });
            };
            let demands = self.table.demands();
            // A search that gave up proves nothing: the question is asked again with more patience.
            let asked = |worlds: &mut Worlds, question: &dyn Fn(&mut Worlds) -> bool| {
                worlds.unknown = false;
                let answer = question(worlds);
                if answer || !worlds.unknown || first_alone {
                    return answer;
                }
                worlds.patience = PATIENCE;
                worlds.unknown = false;
                let answer = question(worlds);
                worlds.patience = 1;
                answer
            };
            if let Some(inside) = inside.as_mut().filter(|_| self.speaks_of_answers) {
                if !asked(inside, &|worlds| self.mean_is_wide(worlds, &target, demands.insider)) {
                    tell("MEAN-INSIDER", inside);
                }
                if !asked(inside, &|worlds| self.answers_are_open(worlds, &target)) {
                    tell("D-INSIDER", inside);
                }
                for world in &inside.found {
                    if !known.found.contains(world) {
                        known.found.push(world.clone());
                    }
                }
            }
            let is_wide = |worlds: &mut Worlds| self.number_is_wide(worlds, &target, demands.count);
            if !target.agrees && !asked(&mut known, &is_wide) {
                tell("N", &known);
            }
            if !self.speaks_of_answers {
                continue;
            }
            if !asked(&mut known, &|worlds| self.mean_is_wide(worlds, &target, demands.outsider)) {
                tell("MEAN", &known);
            }
            if !asked(&mut known, &|worlds| self.answers_are_open(worlds, &target)) {
                tell("D", &known);
            }
            if first_alone && !found.is_empty() {
                break;
            }
        }
        found
    }

    fn terms(&self, target: &Target, of: impl Fn(&Place) -> usize) -> Terms {
        target.members.iter().map(|&at| (of(&self.places[at]), 1)).collect()
    }

    fn number_is_wide(&self, worlds: &mut Worlds, target: &Target, width: i64) -> bool {
        let n = self.terms(target, |place| place.n);
        let Some((mut low, mut high)) = worlds.spread(&n) else { return false };
        let enough = [
            (Rule::Within { terms: n.clone(), least: low + width, most: ENDLESS }, true),
            (Rule::Within { terms: n.clone(), least: -ENDLESS, most: high - width }, false),
        ];
        if high - low >= width
            || enough.iter().any(|(rule, large)| worlds.near(std::slice::from_ref(rule), &n, *large))
        {
            return true;
        }
        for _ in 0..STEPS {
            if high - low >= width {
                return true;
            }
            let more = Rule::Within { terms: n.clone(), least: high + 1, most: ENDLESS };
            let less = Rule::Within { terms: n.clone(), least: -ENDLESS, most: low - 1 };
            if let Some(world) = worlds.another(&[more], &n, true) {
                high = value(&n, &world);
            } else if let Some(world) = worlds.another(&[less], &n, false) {
                low = value(&n, &world);
            } else {
                return false;
            }
        }
        worlds.unknown = true;
        false
    }

    /// Can the mean lie as far apart as (numerator, denominator) steps of the scale?
    fn mean_is_wide(&self, worlds: &mut Worlds, target: &Target, width: (i64, i64)) -> bool {
        let n = self.terms(target, |place| place.n);
        let s = self.terms(target, |place| place.s);
        let first = |large: bool| -> Terms {
            let mut answers: Vec<Terms> = (0..self.places[0].d.len())
                .map(|answer| self.terms(target, |place| place.d[answer]))
                .collect();
            if large {
                answers.reverse();
            }
            if answers.is_empty() {
                answers.push(s.clone());
            }
            n.iter().copied().chain(answers.into_iter().flatten()).collect()
        };
        // As many as can be of the highest answer, or of the lowest; a sum itself is large or small.
        let is_counted = !self.places[0].d.is_empty();
        let some = Rule::Within { terms: n.clone(), least: 1, most: ENDLESS };
        if worlds.found.iter().all(|world| value(&n, world) == 0) {
            worlds.another(std::slice::from_ref(&some), &first(true), true);
        }
        let mut means: Vec<(i64, i64)> =
            worlds.found.iter().map(|world| (value(&s, world), value(&n, world))).collect();
        means.retain(|mean| mean.1 > 0);
        means.sort_by(|a, b| (a.0 * b.1).cmp(&(b.0 * a.1)));
        let (Some(&low), Some(&high)) = (means.first(), means.last()) else { return false };
        let (mut low, mut high) = (low, high);
        let (mut higher, mut lower) = (true, true);
        // S/n ≥ low + width, or ≤ high − width, as sums over one denominator.
        let apart = |mean: (i64, i64), sign: i64| Rule::Within {
            terms: s
                .iter()
                .map(|&(at, _)| (at, sign * mean.1 * width.1))
                .chain(n.iter().map(|&(at, _)| (at, -sign * (mean.0 * width.1 + sign * width.0 * mean.1))))
                .collect(),
            least: 0,
            most: ENDLESS,
        };
        if worlds.near(&[some.clone(), apart(low, 1)], &first(true), true)
            || worlds.near(&[some.clone(), apart(high, -1)], &first(false), is_counted)
        {
            return true;
        }
        for _ in 0..STEPS {
            if (high.0 * low.1 - low.0 * high.1) * width.1 >= width.0 * high.1 * low.1 {
                return true;
            }
            let beyond = |mean: (i64, i64), sign: i64| Rule::Within {
                terms: s
                    .iter()
                    .map(|&(at, _)| (at, sign * mean.1))
                    .chain(n.iter().map(|&(at, _)| (at, -sign * mean.0)))
                    .collect(),
                least: 1,
                most: ENDLESS,
            };
            if higher {
                match worlds.another(&[some.clone(), beyond(high, 1)], &first(true), true) {
                    Some(world) => high = (value(&s, &world), value(&n, &world)),
                    None => higher = false,
                }
            } else if lower {
                match worlds.another(&[some.clone(), beyond(low, -1)], &first(false), is_counted) {
                    Some(world) => low = (value(&s, &world), value(&n, &world)),
                    None => lower = false,
                }
            } else {
                return false;
            }
        }
        worlds.unknown = true;
        false
    }

    /// Is it open, for each answer that someone gave, how many did?
    fn answers_are_open(&self, worlds: &mut Worlds, target: &Target) -> bool {
        let truth = self.truth();
        let answers = self.places[0].d.len();
        (0..answers).all(|answer| {
            let d = self.terms(target, |place| place.d[answer]);
            let told = value(&d, &truth);
            if told == 0 || worlds.found.iter().any(|world| value(&d, world) != told) {
                return true;
            }
            let more = Rule::Within { terms: d.clone(), least: told + 1, most: ENDLESS };
            let less = Rule::Within { terms: d.clone(), least: -ENDLESS, most: told - 1 };
            worlds.another(&[less], &d, false).is_some() || worlds.another(&[more], &d, true).is_some()
        })
    }
}

fn is_dark(group: &Json) -> bool {
    ["n", "mean", "dist", "pct"].iter().all(|name| matches!(group.get(name), None | Some(Json::Null)))
}

fn value(terms: &Terms, world: &[i64]) -> i64 {
    terms.iter().map(|&(at, factor)| factor * world[at]).sum()
}

/// The worlds that an attacker has found possible so far.
struct Worlds {
    of: Problem,
    found: Vec<Vec<i64>>,
    /// A search gave up.
    unknown: bool,
    /// How much more than usual is searched.
    patience: u32,
}

impl Worlds {
    /// Least and greatest of a sum in the worlds found.
    fn spread(&mut self, terms: &Terms) -> Option<(i64, i64)> {
        if self.found.is_empty() {
            self.another(&[], terms, true);
        }
        let values = self.found.iter().map(|world| value(terms, world));
        Some((values.clone().min()?, values.max()?))
    }

    /// Is there a world that fits more rules, and is soon found?
    fn near(&mut self, rules: &[Rule], first: &Terms, large: bool) -> bool {
        let unknown = self.unknown;
        let found = self.search(rules, first, large, 4).is_some();
        self.unknown = unknown;
        found
    }

    /// A world that fits more rules; large or small in the numbers named first.
    fn another(&mut self, rules: &[Rule], first: &Terms, large: bool) -> Option<Vec<i64>> {
        self.search(rules, first, large, 5)
    }

    fn search(&mut self, rules: &[Rule], first: &Terms, large: bool, tries: usize) -> Option<Vec<i64>> {
        let places: Vec<usize> = first.iter().map(|term| term.0).collect();
        let last = self.found.last().cloned().unwrap_or_else(|| self.of.low.clone());
        let oldest = self.found.first().cloned().unwrap_or_else(|| self.of.high.clone());
        let middle: Vec<i64> =
            self.of.low.iter().zip(&self.of.high).map(|(low, high)| (low + high) / 2).collect();
        // Near a world that is known, or as far away as can be; in one order and in another.
        let all = [
            (&last, false, false, TRIES),
            (&oldest, true, false, TRIES),
            (&last, false, true, TRIES),
            (&middle, true, true, TRIES),
            (&oldest, false, false, LIMIT),
        ];
        for (wish, turned, is_far, limit) in all.into_iter().take(tries) {
            let mut wish = wish.clone();
            for &at in places.iter().filter(|_| is_far) {
                wish[at] = if large { ENDLESS } else { 0 };
            }
            match self.of.find(rules, &wish, &places, turned, limit * self.patience) {
                Found::World(world) => {
                    assert!(self.of.fits(&world), "a world that doesn't fit");
                    self.found.push(world.clone());
                    return Some(world);
                }
                Found::Nothing => return None,
                Found::Unknown => {}
            }
        }
        self.unknown = true;
        None
    }
}

/// Names of groups by how often each was broken into, for messages.
pub(crate) fn tally(breaches: &[Breach]) -> BTreeMap<&'static str, usize> {
    let mut by_kind = BTreeMap::new();
    for breach in breaches {
        *by_kind.entry(breach.kind).or_insert(0) += 1;
    }
    by_kind
}
