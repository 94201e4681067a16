//! The engine against an oracle that knows nothing of inequalities: it lists every world of a tiny table,
//! prints each as the publication would, and keeps those that look the same.

use super::table::{
    Cell, Claim, Demands, Fact, FixedBy, Group, Measures, Obstacle, Pattern, Reason, Rounding, Scale, Sum,
    Table, Verdict,
};
use super::{audit, cost, protect};

/// A mean in tenths, halves up.
fn printed(s: i64, n: i64) -> i64 {
    (20 * s + n) / (2 * n)
}

fn group(name: &str, counts: &[u64]) -> Group {
    let n: u64 = counts.iter().sum();
    let s: i64 = (1..).zip(counts).map(|(answer, count)| answer * i64::try_from(*count).unwrap()).sum();
    let signed = i64::try_from(n).unwrap();
    Group {
        name: name.to_owned(),
        n: Some(n),
        mean: (n > 0).then(|| printed(s, signed)),
        counts: Some(counts.to_vec()),
        n_fixed: false,
        result_fixed: false,
        fixed_by: FixedBy::default(),
    }
}

/// A total of the given parts, first; complete unless there is a rest.
fn table(threshold: u64, parts: &[&[u64]], rest: Option<&[u64]>, split: bool) -> Table {
    let steps = parts[0].len();
    let mut total = vec![0; steps];
    for part in parts.iter().copied().chain(rest) {
        for (sum, count) in total.iter_mut().zip(part) {
            *sum += count;
        }
    }
    let mut groups = vec![group("alla", &total)];
    groups.extend(parts.iter().enumerate().map(|(index, part)| group(&format!("del {index}"), part)));
    Table {
        scale: Scale {
            answers: (1..=i64::try_from(steps).unwrap()).collect(),
            grid: 10,
            rounding: Rounding::HalfUp,
        },
        threshold,
        shows: Measures { n: true, mean: true, ..Measures::default() },
        demands: Demands::of_rules(threshold),
        zeros_shown: false,
        sums: vec![Sum { total: 0, parts: (1..=parts.len()).collect(), complete: rest.is_none(), split }],
        groups,
        facts: Vec::new(),
    }
}

fn protected(table: &Table) -> super::Protection {
    match protect(table) {
        Verdict::Protected(protection) => protection,
        Verdict::Unprotectable(obstacles) => panic!("unprotectable: {obstacles:?}"),
    }
}

/// The sample tables whose cheapest cost is known and proven.
#[test]
fn known_tables_cost_what_the_cheapest_safe_publication_costs() {
    let one_small = table(5, &[&[3, 2, 6, 2], &[0, 1, 4, 3], &[0, 2, 1, 0]], None, false);
    assert_eq!(protected(&one_small).cost, 5);
    let one_of_four = table(5, &[&[7, 2, 5, 2], &[0, 5, 4, 1], &[0, 3, 2, 2], &[0, 0, 1, 1]], None, false);
    assert_eq!(protected(&one_of_four).cost, 5);
    let two_small = table(5, &[&[1, 4, 4, 2], &[0, 0, 2, 0], &[1, 1, 1, 1], &[0, 2, 1, 6]], None, false);
    assert_eq!(protected(&two_small).cost, 8);
    let split = table(5, &[&[4, 1, 4, 4], &[1, 1, 1, 1]], None, true);
    assert_eq!(protected(&split).cost, 8);
    let split_with_small_rest = table(5, &[&[0, 2, 4, 5], &[0, 4, 4, 2]], Some(&[0, 0, 0, 2]), true);
    assert_eq!(protected(&split_with_small_rest).cost, 8);
    let mut percentages = table(5, &[&[1, 3, 7, 3], &[0, 3, 6, 2], &[1, 1, 0, 1]], None, false);
    percentages.shows = Measures { n: true, percentages: true, ..Measures::default() };
    assert_eq!(protected(&percentages).cost, 6);
}

#[test]
fn nothing_is_hidden_where_nothing_needs_it() {
    let open = table(5, &[&[3, 2, 6, 2], &[0, 1, 4, 3], &[1, 2, 1, 1]], None, true);
    let protection = protected(&open);
    assert_eq!(protection.pattern, Pattern::open(&open));
    assert_eq!(protection.cost, 0);
}

#[test]
fn small_empty_and_unanimous_groups_are_hidden() {
    let mixed =
        table(5, &[&[20, 2, 6, 20], &[0, 0, 0, 0], &[0, 0, 0, 7], &[9, 9, 9, 9], &[0, 1, 1, 2]], None, false);
    let pattern = protected(&mixed).pattern;
    for hidden in [2, 3, 5] {
        assert!(pattern.n[hidden] && pattern.result[hidden], "{hidden}");
    }
    let mut shown = mixed.clone();
    shown.zeros_shown = true;
    shown.demands.hide_unanimous = false;
    let pattern = protected(&shown).pattern;
    assert!(!pattern.n[2] && !pattern.result[3]);
}

#[test]
fn a_group_of_nine_that_all_agree_is_hidden_and_one_of_ten_is_not() {
    let nine = table(5, &[&[0, 0, 0, 9]], Some(&[5, 5, 5, 5]), false);
    assert!(protected(&nine).pattern.result[1]);
    let ten = table(5, &[&[0, 0, 0, 10]], Some(&[5, 5, 5, 5]), false);
    assert!(!protected(&ten).pattern.result[1]);
    // All gave 2 of 1–4: the mean alone doesn't say so.
    let middle = table(5, &[&[0, 7, 0, 0]], Some(&[5, 5, 5, 5]), false);
    assert!(!protected(&middle).pattern.result[1]);
    let mut with_counts = middle;
    with_counts.shows.counts = true;
    assert!(protected(&with_counts).pattern.result[1]);
}

#[test]
fn small_groups_below_different_parts_of_one_total_are_protected_together() {
    // 2 and 1 in two departments: what is left of everything else is 3.
    let mut table = table(5, &[&[5, 5, 5, 5], &[5, 5, 5, 6]], None, false);
    table.groups.push(group("a", &[4, 5, 4, 5]));
    table.groups.push(group("a liten", &[1, 0, 1, 0]));
    table.groups.push(group("b", &[5, 5, 5, 5]));
    table.groups.push(group("b liten", &[0, 0, 0, 1]));
    table.sums.push(Sum { total: 1, parts: vec![3, 4], complete: true, split: false });
    table.sums.push(Sum { total: 2, parts: vec![5, 6], complete: true, split: false });
    let protection = protected(&table);
    assert!(protection.leeways.iter().any(|leeway| leeway.groups == [4, 6]));
    // Hidden totals alone would still give the two together.
    let mut pattern = Pattern::open(&table);
    for group in [1, 2, 4, 6] {
        pattern.n[group] = true;
        pattern.result[group] = true;
    }
    assert!(audit(&table, &pattern).iter().any(|leeway| leeway.groups == [4, 6]));
}

#[test]
fn two_hidden_a_row_and_column_may_still_give_one_cell() {
    // Hidden: a 2×2 square and another that shares no row or column with it but for one cell's sake.
    let cells: [[u64; 4]; 4] = [[3, 9, 20, 8], [12, 8, 7, 9], [9, 15, 4, 6], [7, 6, 11, 2]];
    let mut groups = Vec::new();
    let mut sums = Vec::new();
    for row in cells {
        for n in row {
            groups.push(n);
        }
    }
    for i in 0..4 {
        sums.push((16 + i, (0..4).map(|j| 4 * i + j).collect::<Vec<_>>()));
        sums.push((20 + i, (0..4).map(|j| 4 * j + i).collect::<Vec<_>>()));
    }
    for (total, parts) in
        [(16, 0..4), (20, 0..4)].iter().flat_map(|(at, r)| r.clone().map(move |i| (at + i, i)))
    {
        let n = if total < 20 { cells[parts].iter().sum() } else { cells.iter().map(|row| row[parts]).sum() };
        groups.push(n);
    }
    let table = Table {
        scale: Scale { answers: vec![1, 2], grid: 10, rounding: Rounding::HalfUp },
        threshold: 5,
        shows: Measures { n: true, ..Measures::default() },
        demands: Demands::of_rules(5),
        zeros_shown: false,
        groups: groups
            .into_iter()
            .enumerate()
            .map(|(i, n)| Group { n: Some(n), mean: None, counts: None, ..group(&i.to_string(), &[0, 0]) })
            .collect(),
        sums: sums
            .into_iter()
            .map(|(total, parts)| Sum { total, parts, complete: true, split: false })
            .collect(),
        facts: Vec::new(),
    };
    // Two a row and column, round one cycle: (0,0) (0,1) (1,1) (1,0), and (2,2) (2,3) (3,3) (3,2).
    let mut pattern = Pattern::open(&table);
    for cell in [0, 1, 4, 5, 10, 11, 14, 15] {
        pattern.n[cell] = true;
    }
    let failing = audit(&table, &pattern);
    // 3 may be 0 to 11, 4 + 6 may shift by 2 only one way: (3,3) is 2 and can't fall below 0.
    assert!(failing.iter().all(|leeway| leeway.n.1 - leeway.n.0 < 4), "{failing:?}");
    let safe = protected(&table);
    assert_eq!(audit(&table, &safe.pattern), []);
    assert!(safe.pattern.n.iter().filter(|hidden| **hidden).count() <= 9);
}

#[test]
fn what_is_printed_already_is_named_when_it_is_in_the_way() {
    let mut fixed = table(5, &[&[3, 2, 6, 2], &[0, 2, 1, 0]], None, false);
    for one in &mut fixed.groups[..2] {
        one.n_fixed = true;
        one.result_fixed = true;
    }
    assert_eq!(protect(&fixed), Verdict::Unprotectable(vec![Obstacle::Fixed(0), Obstacle::Fixed(1)]));
    fixed.groups[0].n_fixed = false;
    fixed.groups[0].result_fixed = false;
    assert!(matches!(protect(&fixed), Verdict::Protected(_)));
}

#[test]
fn a_fact_is_taken_back_where_that_is_possible_and_named_where_it_is_not() {
    let mut told = table(5, &[&[3, 2, 6, 2], &[4, 2, 5, 2], &[0, 2, 1, 0]], None, false);
    let claim = Claim::Count { group: 3, least: Some(3), most: Some(3) };
    told.facts.push(Fact { id: "tre svarade".into(), claim, retractable: true });
    let protection = protected(&told);
    assert!(protection.pattern.withdrawn[0]);
    told.facts[0].retractable = false;
    assert_eq!(protect(&told), Verdict::Unprotectable(vec![Obstacle::Fact(0)]));
}

#[test]
fn an_equal_group_in_another_document_hides_too() {
    let mut twice = table(5, &[&[3, 2, 6, 2], &[4, 2, 5, 2], &[0, 2, 1, 0]], None, false);
    twice.groups.push(group("samma", &[0, 2, 1, 0]));
    twice.facts.push(Fact { id: "samma".into(), claim: Claim::Equal(3, 4), retractable: false });
    let pattern = protected(&twice).pattern;
    assert!(pattern.n[4] && pattern.result[4]);
}

#[test]
fn each_hidden_value_has_its_reason() {
    let one_small = table(5, &[&[3, 2, 6, 2], &[0, 1, 4, 3], &[0, 2, 1, 0]], None, false);
    let reasons = protected(&one_small).reasons;
    assert!(
        reasons.contains(&(3, Cell::N, Reason::Small)) && reasons.contains(&(3, Cell::Result, Reason::Small))
    );
    assert_eq!(reasons.iter().filter(|(.., reason)| *reason == Reason::Protects(3)).count(), 1);
}

#[test]
fn hostile_sizes_neither_overflow_nor_hang() {
    for huge in [1_000_000_000_000, u64::MAX / 8] {
        let mut table = table(5, &[&[3, 2, 6, 2], &[0, 2, 1, 0]], None, false);
        table.groups[0].n = Some(huge);
        table.groups[0].counts = None;
        // Impossible beside its parts: nothing agrees with it, so nothing can be shown to be safe.
        let _ = protect(&table);
    }
}

/// Every world of a tiny table with so many answers in all: those of each part, and of the rest where there is
/// one, as (n, sum).
fn worlds(parts: usize, total: i64, steps: i64) -> Vec<Vec<(i64, i64)>> {
    let mut all: Vec<Vec<(i64, i64)>> = vec![Vec::new()];
    for part in 1..=parts {
        let grown = all.iter().flat_map(|world| {
            let left = total - world.iter().map(|(n, _)| n).sum::<i64>();
            let least = if part == parts { left } else { 0 };
            let each = (least..=left).flat_map(|n| (n..=steps * n).map(move |s| (n, s)));
            each.map(|one| [world.as_slice(), &[one]].concat())
        });
        all = grown.collect();
    }
    for world in &mut all {
        let total = world.iter().fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
        world.insert(0, total);
    }
    all
}

/// What a reader sees of a world; `None` where the rules forbid the pattern in it.
fn seen(table: &Table, pattern: &Pattern, world: &[(i64, i64)]) -> Option<Vec<(Option<i64>, Option<i64>)>> {
    let threshold = i64::try_from(table.threshold).unwrap();
    let last = *table.scale.answers.last().unwrap();
    (0..table.groups.len())
        .map(|group| {
            let (n, s) = world[group];
            let shown = !pattern.result[group] && table.groups[group].mean.is_some();
            if shown && n < threshold {
                return None;
            }
            let mean = shown.then(|| printed(s, n));
            let at_end = mean.is_some_and(|mean| mean == 10 || mean == 10 * last);
            if at_end && n <= 9 {
                return None;
            }
            Some(((!pattern.n[group]).then_some(n), mean))
        })
        .collect()
}

/// Which small groups the oracle can work out under a pattern.
fn broken(table: &Table, pattern: &Pattern, all: &[Vec<(i64, i64)>], truth: &[(i64, i64)]) -> bool {
    // The total stands first; it may be one that all agree in.
    let members: Vec<usize> = (0..truth.len()).collect();
    let threshold = i64::try_from(table.threshold).unwrap();
    let span = table.scale.answers.last().unwrap() - table.scale.answers[0];
    let looks = seen(table, pattern, truth);
    assert!(looks.is_some(), "the truth must be publishable");
    let possible: Vec<&Vec<(i64, i64)>> =
        all.iter().filter(|world| seen(table, pattern, world) == looks).collect();
    let same_n = |world: &&&Vec<(i64, i64)>| world.iter().zip(truth).all(|(a, b)| a.0 == b.0);
    // Every set of parts, for unions: an empty part beside a small one makes the same union of both.
    (1_u32..1 << members.len()).any(|set| {
        let chosen: Vec<usize> =
            members.iter().copied().enumerate().filter(|(i, _)| set >> i & 1 == 1).map(|(_, m)| m).collect();
        if chosen.len() > 1 && chosen.contains(&0) {
            return false;
        }
        let of = |world: &[(i64, i64)]| {
            chosen.iter().fold((0, 0), |sum, part| (sum.0 + world[*part].0, sum.1 + world[*part].1))
        };
        let (n, s) = of(truth);
        // R8: of a larger group that all agree its answers are at stake, not their number.
        let agreed = chosen.len() == 1 && n <= 9 && (s == n || s == n * table.scale.answers.last().unwrap());
        if n == 0 || (n >= threshold && !agreed) {
            return false;
        }
        let numbers = || possible.iter().map(|world| of(world).0);
        if n < threshold && numbers().max().unwrap() - numbers().min().unwrap() < threshold - 1 {
            return true;
        }
        // Means as fractions of 2520 = lcm(1..10): exact for the sizes here.
        let mean = |world: &&&Vec<(i64, i64)>| {
            let (n, s) = of(world);
            (n > 0).then(|| s * (27_720 / n))
        };
        let width = |means: Vec<i64>| means.iter().max().unwrap_or(&0) - means.iter().min().unwrap_or(&0);
        let outsider = width(possible.iter().filter_map(|world| mean(&world)).collect());
        let insider = width(possible.iter().filter(same_n).filter_map(|world| mean(&world)).collect());
        2 * outsider < span * 27_720 || 3 * insider < span * 27_720
    })
}

/// A small generator of even spread (Vigna's `SplitMix64`), so that a failing case comes again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % limit
    }
}

#[test]
fn the_search_agrees_with_a_list_of_all_worlds() {
    let mut dice = Dice(1);
    let steps = 3;
    let (mut patterns, mut unsafe_ones, mut cheapest_ones) = (0, 0, 0);
    for round in 0..120 {
        let parts = 2 + usize::try_from(dice.below(2)).unwrap();
        // Fewer answers where there are more parts, so that all worlds can be listed.
        let most = if parts == 2 { 6 } else { 3 };
        let counts: Vec<Vec<u64>> = (0..parts)
            .map(|_| {
                let n = dice.below(most + 1);
                let mut counts = vec![0_u64; steps];
                for _ in 0..n {
                    counts[usize::try_from(dice.below(steps as u64)).unwrap()] += 1;
                }
                counts
            })
            .collect();
        let with_rest = round % 3 == 0 && parts == 3;
        let shown = if with_rest { parts - 1 } else { parts };
        let slices: Vec<&[u64]> = counts[..shown].iter().map(Vec::as_slice).collect();
        let rest = with_rest.then(|| counts[parts - 1].as_slice());
        let table = table(3, &slices, rest, false);
        let sizes = |counts: &Vec<u64>| {
            let n: u64 = counts.iter().sum();
            let s: i64 = (1..).zip(counts).map(|(a, c)| a * i64::try_from(*c).unwrap()).sum();
            (i64::try_from(n).unwrap(), s)
        };
        let mut truth: Vec<(i64, i64)> = counts.iter().map(sizes).collect();
        truth.insert(0, truth.iter().fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1)));
        let all = worlds(parts, truth[0].0, 3);
        let base = super::targets(&table).hidden;
        let mut cheapest = None;
        for set in 0_u32..1 << (2 * table.groups.len()) {
            let mut pattern = base.clone();
            for group in 0..table.groups.len() {
                pattern.n[group] |= set >> (2 * group) & 1 == 1;
                pattern.result[group] |= set >> (2 * group + 1) & 1 == 1;
            }
            // Where the total is hidden the numbers have no end to list up to.
            if pattern.n[0] || seen(&table, &pattern, &truth).is_none() {
                continue;
            }
            let failing = !audit(&table, &pattern).is_empty();
            assert_eq!(failing, broken(&table, &pattern, &all, &truth), "{table:?}\n{pattern:?}");
            patterns += 1;
            unsafe_ones += u32::from(failing);
            if !failing {
                let its = cost(&table, &pattern);
                cheapest = Some(cheapest.map_or(its, |known: u64| known.min(its)));
            }
        }
        let found = protected(&table);
        assert!(found.is_cheapest);
        assert_eq!(audit(&table, &found.pattern), [], "{table:?}");
        if let Some(cheapest) = cheapest {
            assert!(found.cost <= cheapest, "{table:?}: {} instead of {cheapest}", found.cost);
            if !found.pattern.n[0] {
                assert_eq!(found.cost, cheapest);
                cheapest_ones += 1;
            }
        }
    }
    assert!(
        patterns > 5_000 && unsafe_ones > 1_000 && cheapest_ones > 60,
        "{patterns} {unsafe_ones} {cheapest_ones}"
    );
}
