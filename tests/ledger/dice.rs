//! Random small sites that only depend on a seed. Owns no expectation.

use std::fmt::Write as _;

use crate::content::{Site, survey};

/// Small numbers that only depend on the seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    /// Answers 1 to 4 of so many people.
    fn answers(&mut self, n: u64) -> [u64; 4] {
        let mut counts = [0; 4];
        for _ in 0..n {
            counts[usize::try_from(u64::midpoint(self.roll(4), self.roll(4))).unwrap()] += 1;
        }
        counts
    }
}

fn result(counts: [u64; 4], distributed: bool) -> String {
    let n: u64 = counts.iter().sum();
    if n == 0 {
        return "svarande: 0".to_owned();
    }
    let [one, two, three, four] = counts;
    let distribution = if distributed {
        format!(", fördelning: {{1: {one}, 2: {two}, 3: {three}, 4: {four}}}")
    } else {
        String::new()
    };
    let sum: u64 = (1..).zip(counts).map(|(answer, times)| answer * times).sum();
    let tenths = (20 * sum + n) / (2 * n);
    format!("svarande: {n}, medelvärde: {}.{}{distribution}", tenths / 10, tenths % 10)
}

/// A survey of two questions, a split of two or three units, and a part published by itself; its smallest
/// group, the rest of the part included.
pub(crate) fn random(seed: u64) -> (Site, u64) {
    random_site(seed, false)
}

/// The same, where every result has its distribution.
pub(crate) fn random_distributed(seed: u64) -> (Site, u64) {
    random_site(seed, true)
}

fn random_site(seed: u64, distributed: bool) -> (Site, u64) {
    let mut dice = Dice(seed);
    let units = 2 + dice.roll(2);
    let sizes: Vec<u64> = (0..units).map(|_| 1 + dice.roll(16)).collect();
    let total: u64 = sizes.iter().sum();
    let mut questions = Vec::new();
    let mut parts = Vec::new();
    for id in ["q1", "q2"] {
        let groups: Vec<[u64; 4]> = sizes.iter().map(|size| dice.answers(*size)).collect();
        let mut all = [0; 4];
        for group in &groups {
            for (sum, count) in all.iter_mut().zip(group) {
                *sum += count;
            }
        }
        let mut split = String::new();
        for (at, group) in groups.iter().enumerate() {
            let _ = write!(split, "enhet{at}: {{{}}}, ", result(*group, distributed));
        }
        questions.push(format!(
            "{{id: {id}, {}, grupper: {{enhet: {{{}}}}}}}",
            result(all, distributed),
            split.trim_end_matches(", ")
        ));
        // The part: all but the first unit's first answers.
        let mut part = all;
        let left = dice.roll(7).min(part[3]);
        part[3] -= left;
        parts.push((id, part, left));
    }
    let mut smallest = sizes.iter().copied().min().unwrap_or(0).min(total);
    let mut of_part = Vec::new();
    for (id, part, left) in &parts {
        if *left > 0 {
            smallest = smallest.min(*left);
        }
        smallest = smallest.min(part.iter().sum());
        of_part.push(format!("{{id: {id}, {}}}", result(*part, distributed)));
    }
    let texts: Vec<&str> = questions.iter().map(String::as_str).collect();
    let parts: Vec<&str> = of_part.iter().map(String::as_str).collect();
    let site = Site::new().report("r", &survey("e", "", &texts), "").report(
        "del",
        &survey("e", "    ingår_i: provnamnden/2023/r#e\n", &parts),
        "",
    );
    (site, smallest)
}
