//! Whether a claim holds for the true answers. A claim that doesn't has been misread, or the table is wrong.
//! Owns no reading.

use super::fields::Ratio;
use crate::disclosure::suppress::table::{Claim, Group, GroupIndex, Scale};

/// Answers, their sum, and how many gave each.
pub(super) struct Tally {
    /// Answers.
    pub(super) n: i128,
    /// Sum of the answers.
    pub(super) sum: i128,
    /// How many gave each.
    pub(super) counts: Vec<i128>,
}

/// Several groups' answers together.
pub(super) fn tally(groups: &[Group], scale: &Scale, members: &[GroupIndex]) -> Tally {
    let mut counts = vec![0_i128; scale.answers.len()];
    for &member in members {
        for (total, &count) in counts.iter_mut().zip(groups[member].counts.iter().flatten()) {
            *total += i128::from(count);
        }
    }
    let sum = counts.iter().zip(&scale.answers).map(|(count, &answer)| count * i128::from(answer)).sum();
    Tally { n: counts.iter().sum(), sum, counts }
}

/// Is `part`/`whole` within the bounds? Nothing can be said of nobody, so that holds.
fn within(part: i128, whole: i128, least: Ratio, most: Ratio) -> bool {
    i128::from(least.0) * whole <= part * i128::from(least.1)
        && part * i128::from(most.1) <= i128::from(most.0) * whole
}

/// Does the claim hold?
pub(super) fn holds(claim: &Claim, groups: &[Group], scale: &Scale) -> bool {
    let of = |members: &[GroupIndex]| tally(groups, scale, members);
    match claim {
        Claim::Equal(a, b) => groups[*a].counts == groups[*b].counts,
        Claim::SameNumber(a, b) => groups[*a].n == groups[*b].n,
        Claim::Rate { group, sent, percent } => {
            let (n, sent, percent) = (of(&[*group]).n, i128::from(*sent), i128::from(*percent));
            (2 * percent - 1) * sent <= 200 * n && 200 * n <= (2 * percent + 1) * sent
        }
        Claim::Count { group, least, most } => {
            let n = of(&[*group]).n;
            least.is_none_or(|least| i128::from(least) <= n) && most.is_none_or(|most| n <= i128::from(most))
        }
        Claim::Mean { groups: members, least, most } => {
            let all = of(members);
            within(all.sum, all.n, *least, *most)
        }
        Claim::Counts { group, counts } => {
            let all = of(&[*group]);
            counts.len() == all.counts.len()
                && counts
                    .iter()
                    .zip(&all.counts)
                    .all(|(told, &count)| told.is_none_or(|told| i128::from(told) == count))
        }
        Claim::Difference { of: a, from: b, least, most } => {
            let (a, b) = (of(&[*a]), of(&[*b]));
            let unit = i128::from(2 * scale.grid);
            within((a.sum * b.n - b.sum * a.n) * unit, a.n * b.n, (*least, 1), (*most, 1))
        }
        Claim::Share { groups: members, answers, least, most } => {
            let all = of(members);
            within(answers.iter().map(|&answer| all.counts[answer]).sum(), all.n, *least, *most)
        }
    }
}
