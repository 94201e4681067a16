//! Random tables, the same ones every time: all shapes of relations, all kinds of facts, printed values, and
//! rules of every sort.

use insyn::json::Json;

use super::table::{Table, decimal, numbers, object, tenths, text, texts};

/// A row of numbers that look random.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }

    pub(crate) const fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to one below.
    #[expect(clippy::cast_possible_truncation, reason = "below `below`")]
    pub(crate) const fn below(&mut self, below: usize) -> usize {
        (self.roll() % below as u64) as usize
    }

    pub(crate) const fn chance(&mut self, in_hundred: usize) -> bool {
        self.below(100) < in_hundred
    }

    pub(crate) fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }
}

/// Groups with their answers, and which add up to which.
#[derive(Default)]
struct Draft {
    groups: Vec<(String, Vec<i64>)>,
    relations: Vec<Json>,
}

impl Draft {
    fn add(&mut self, name: &str, answers: Vec<i64>) -> usize {
        self.groups.push((name.to_owned(), answers));
        self.groups.len() - 1
    }

    fn relate(&mut self, total: usize, parts: &[usize], complete: bool, split: bool) {
        let names: Vec<&str> = parts.iter().map(|&part| self.groups[part].0.as_str()).collect();
        let mut members = vec![
            ("type", text("sum")),
            ("total", text(&self.groups[total].0)),
            ("parts", texts(&names)),
            ("complete", Json::Bool(complete)),
        ];
        if split {
            members.push(("split", text("kön")));
        }
        self.relations.push(object(&members));
    }

    fn together(&self, of: &[usize]) -> Vec<i64> {
        add(&of.iter().map(|&at| self.groups[at].1.clone()).collect::<Vec<_>>())
    }
}

fn add(all: &[Vec<i64>]) -> Vec<i64> {
    let steps = all.first().map_or(0, Vec::len);
    (0..steps).map(|step| all.iter().map(|one| one[step]).sum()).collect()
}

/// Answers of a group: few in a third of them, none in some, now and then all the same.
fn answers(dice: &mut Dice, steps: usize, largest: usize) -> Vec<i64> {
    let n = match dice.below(100) {
        0..=2 => 0,
        3..=34 => 1 + dice.below(4),
        35..=64 => 5 + dice.below(5),
        _ => 5 + dice.below(largest),
    };
    let mut counts = vec![0; steps];
    let (favoured, united) = (dice.below(steps), dice.chance(6));
    for _ in 0..n {
        let step = if united || dice.chance(30) { favoured } else { dice.below(steps) };
        counts[step] += 1;
    }
    counts
}

const UNITS: [&str; 8] = ["Norr", "Söder", "Öst", "Väst", "City", "Hamnen", "Ängby", "Torget"];

fn one_level(dice: &mut Dice, steps: usize, largest: usize) -> Draft {
    let mut draft = Draft::default();
    let parts: Vec<usize> =
        (0..2 + dice.below(4)).map(|at| draft.add(UNITS[at], answers(dice, steps, largest))).collect();
    let rest = if dice.chance(25) { answers(dice, steps, 6) } else { vec![0; steps] };
    let complete = rest.iter().all(|&count| count == 0) && dice.chance(90);
    let all = add(&[draft.together(&parts), rest]);
    let total = draft.add("Totalt", all);
    draft.relate(total, &parts, complete, dice.chance(10));
    draft
}

fn tree(dice: &mut Dice, steps: usize, largest: usize) -> Draft {
    let mut draft = Draft::default();
    let mut tops = Vec::new();
    for division in 0..2 + dice.below(2) {
        let parts: Vec<usize> = (0..2 + dice.below(2))
            .map(|at| draft.add(&format!("{division} {}", UNITS[at]), answers(dice, steps, largest)))
            .collect();
        let rest = if dice.chance(15) { answers(dice, steps, 6) } else { vec![0; steps] };
        let complete = rest.iter().all(|&count| count == 0);
        let all = add(&[draft.together(&parts), rest]);
        let top = draft.add(&format!("Avdelning {division}"), all);
        draft.relate(top, &parts, complete, false);
        tops.push(top);
    }
    let all = draft.together(&tops);
    let total = draft.add("Totalt", all);
    draft.relate(total, &tops, true, false);
    draft
}

/// Women and men, in all or in each unit.
fn genders(dice: &mut Dice, steps: usize, largest: usize) -> Draft {
    let mut draft = Draft::default();
    let units = 1 + dice.below(3);
    let has_rest = dice.chance(30);
    let (mut women, mut men, mut tops) = (Vec::new(), Vec::new(), Vec::new());
    for unit in &UNITS[..units] {
        let woman = draft.add(&format!("{unit} / Kvinnor"), answers(dice, steps, largest));
        let man = draft.add(&format!("{unit} / Män"), answers(dice, steps, largest));
        let rest = if has_rest && dice.chance(50) { answers(dice, steps, 4) } else { vec![0; steps] };
        let all = add(&[draft.together(&[woman, man]), rest]);
        let top = draft.add(unit, all);
        draft.relate(top, &[woman, man], !has_rest, true);
        women.push(woman);
        men.push(man);
        tops.push(top);
    }
    if units > 1 {
        let sums = [draft.together(&women), draft.together(&men), draft.together(&tops)];
        let [all_women, all_men, all] = sums;
        let total = draft.add("Totalt", all);
        draft.relate(total, &tops, true, false);
        if dice.chance(60) {
            let all_women = draft.add("Kvinnor", all_women);
            let all_men = draft.add("Män", all_men);
            draft.relate(all_women, &women, true, false);
            draft.relate(all_men, &men, true, false);
            draft.relate(total, &[all_women, all_men], !has_rest, true);
        }
    }
    draft
}

/// The same people by unit and by something else; chiefs among all; an old grouping and a new.
fn overlapping(dice: &mut Dice, steps: usize, largest: usize) -> Draft {
    let mut draft = Draft::default();
    let cells: Vec<Vec<i64>> = (0..4).map(|_| answers(dice, steps, largest)).collect();
    let of = |which: &[usize]| add(&which.iter().map(|&at| cells[at].clone()).collect::<Vec<_>>());
    let total = draft.add("Alla", of(&[0, 1, 2, 3]));
    let (a, b) = (draft.add("Norr", of(&[0, 1])), draft.add("Söder", of(&[2, 3])));
    draft.relate(total, &[a, b], true, false);
    match dice.below(4) {
        0 => {
            let (c, d) = (draft.add("Erfarna", of(&[0, 2])), draft.add("Nya", of(&[1, 3])));
            draft.relate(total, &[c, d], true, false);
        }
        1 => {
            let chiefs = draft.add("Chefer", of(&[1]));
            draft.relate(total, &[chiefs], false, false);
            if dice.chance(50) {
                draft.relate(a, &[chiefs], false, false);
            }
        }
        2 => {
            // The new unit is the old one and some more.
            let old = draft.add("Norr (gamla)", of(&[0]));
            draft.relate(a, &[old], false, false);
            let wide = draft.add("Norr (vida)", of(&[0, 1, 2]));
            draft.relate(wide, &[a], false, false);
            draft.relate(total, &[wide], false, false);
        }
        _ => {
            let (c, d, e) =
                (draft.add("Unga", of(&[0])), draft.add("Mellan", of(&[1, 2])), draft.add("Äldre", of(&[3])));
            draft.relate(total, &[c, d, e], dice.chance(70), false);
        }
    }
    draft
}

fn scaled(dice: &mut Dice) -> (i64, i64) {
    match dice.below(10) {
        0..=5 => (1, 4),
        6..=7 => (1, 5),
        8 => (0, 10),
        _ => (-2, 2),
    }
}

fn fact(dice: &mut Dice, draft: &Draft, low: i64, id: usize) -> Option<Json> {
    let places: Vec<usize> = (0..draft.groups.len()).filter(|&at| n_of(&draft.groups[at].1) > 0).collect();
    if places.is_empty() {
        return None;
    }
    let at = dice.pick(&places);
    let (name, counts) = &draft.groups[at];
    let n = n_of(counts);
    let mut members = vec![("id", text(&format!("f{id}"))), ("retractable", Json::Bool(dice.chance(50)))];
    match dice.below(7) {
        0 => {
            let same: Vec<&str> = draft
                .groups
                .iter()
                .filter(|(other, answers)| other != name && answers == counts)
                .map(|(other, _)| other.as_str())
                .collect();
            let other = same.first()?;
            members.extend([("type", text("equal")), ("groups", texts(&[name.as_str(), other]))]);
        }
        1 => {
            let sent = n + i64::try_from(dice.below(12)).ok()?;
            members.extend([
                ("type", text("rate")),
                ("group", text(name)),
                ("sent", Json::Whole(sent)),
                ("percent", Json::Whole((200 * n + sent).div_euclid(2 * sent))),
            ]);
        }
        2 => {
            let mean = tenths(counts, low)?;
            members.extend([("type", text("bound")), ("group", text(name))]);
            match dice.below(3) {
                0 => members.extend([("measure", text("n")), ("least", Json::Whole(1 + n / 2))]),
                1 => members.extend([("measure", text("n")), ("most", Json::Whole(n + 2))]),
                _ => members.extend([
                    ("measure", text("mean")),
                    ("least", text(&decimal(mean - 1 - i64::try_from(dice.below(5)).ok()?))),
                ]),
            }
        }
        3 => {
            let mut of = vec![name.as_str()];
            let mut sum = counts.clone();
            if dice.chance(40) {
                // Two parts of one whole: nobody is in both.
                let parts = draft.relations[0].get("parts")?.as_list()?;
                of = parts.iter().take(2).filter_map(Json::as_text).collect();
                let answers = of.iter().map(|name| {
                    let group = draft.groups.iter().find(|group| group.0 == *name);
                    group.map(|group| group.1.clone()).unwrap_or_default()
                });
                sum = add(&answers.collect::<Vec<_>>());
            }
            members.extend([
                ("type", text("mean")),
                ("groups", texts(&of)),
                ("value", text(&decimal(tenths(&sum, low)?))),
            ]);
        }
        4 => {
            let told =
                counts.iter().map(|&count| if dice.chance(40) { Json::Whole(count) } else { Json::Null });
            members.extend([
                ("type", text("dist")),
                ("group", text(name)),
                ("dist", Json::List(told.collect())),
            ]);
        }
        5 => {
            let other = dice.pick(&places);
            if other == at {
                return None;
            }
            let from = &draft.groups[other].1;
            let sum =
                |counts: &[i64]| counts.iter().zip(low..).map(|(count, step)| count * step).sum::<i64>();
            let (over, under) = (sum(counts) * n_of(from) - sum(from) * n, n * n_of(from));
            members.extend([
                ("type", text("delta")),
                ("of", text(name)),
                ("minus", text(&draft.groups[other].0)),
                ("value", text(&decimal((20 * over + under).div_euclid(2 * under)))),
            ]);
        }
        _ => {
            let step = dice.below(counts.len());
            let answers: Vec<usize> =
                if dice.chance(50) { (step..counts.len()).collect() } else { vec![step] };
            let some: i64 = answers.iter().map(|&answer| counts[answer]).sum();
            let values: Vec<i64> =
                answers.iter().map(|&answer| low + i64::try_from(answer).unwrap_or(0)).collect();
            members.extend([
                ("type", text("share")),
                ("groups", texts(&[name.as_str()])),
                ("answers", numbers(&values)),
                ("percent", Json::Whole((200 * some + n).div_euclid(2 * n))),
            ]);
        }
    }
    Some(object(&members))
}

fn n_of(counts: &[i64]) -> i64 {
    counts.iter().sum()
}

/// The table of a seed.
pub(crate) fn table(seed: u64) -> Table {
    let mut dice = Dice::new(seed);
    let (low, high) = scaled(&mut dice);
    let steps = usize::try_from(high - low + 1).unwrap_or(1);
    let largest = if dice.chance(15) { 40 } else { 12 };
    let draft = match dice.below(10) {
        0..=3 => one_level(&mut dice, steps, largest),
        4..=5 => tree(&mut dice, steps, largest),
        6..=7 => genders(&mut dice, steps, largest),
        _ => overlapping(&mut dice, steps, largest),
    };
    let show: Vec<&str> = match dice.below(12) {
        0..=5 => vec!["n", "mean"],
        6 => vec!["n", "mean", "dist"],
        7 => vec!["n", "pct"],
        8 => vec!["mean"],
        9 => vec!["n", "dist"],
        10 => vec!["n", "mean", "pct"],
        _ => vec!["n"],
    };
    let mut facts = Vec::new();
    if dice.chance(40) {
        for id in 0..=dice.below(3) {
            facts.extend(fact(&mut dice, &draft, low, id));
        }
    }
    let mut policy = Vec::new();
    if dice.chance(8) {
        policy.push(("counts", text("coarse")));
    }
    if dice.chance(10) {
        policy.push(("homogeneity", text("report")));
    }
    if dice.chance(8) {
        policy.push(("known_n", Json::Bool(false)));
    }
    if dice.chance(5) {
        policy.push(("count_width", Json::Whole(3)));
    }
    if dice.chance(5) {
        policy.push(("mean_width", Json::Real(1.0)));
    }
    let has_fixed = dice.chance(20);
    let groups: Vec<(String, Json)> = draft
        .groups
        .iter()
        .map(|(name, counts)| {
            let mut group = vec![("dist", numbers(counts))];
            // What is printed before was mostly printed by the rules.
            if has_fixed && dice.chance(40) && (n_of(counts) >= 5 || dice.chance(8)) {
                group.push((
                    "fixed",
                    if dice.chance(60) { Json::Bool(true) } else { texts(&[dice.pick(&show)]) },
                ));
            }
            (name.clone(), object(&group))
        })
        .collect();
    Table::of(object(&[
        ("format", text("skydd-tabell/1")),
        ("id", text(&format!("slump-{seed}"))),
        ("scale", numbers(&[low, high])),
        ("threshold", Json::Whole(dice.pick(&[5, 5, 5, 5, 6, 7]))),
        ("show", texts(&show)),
        ("policy", object(&policy)),
        ("groups", Json::Object(groups)),
        ("relations", Json::List(draft.relations)),
        ("facts", Json::List(facts)),
    ]))
}
