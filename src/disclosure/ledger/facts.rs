//! What running text says of answers, as claims in whole numbers, held against the answers where that can be
//! done. Owns the tolerances of hedged figures (format.md, Uppgifter).

use super::scale::WholeScale;
use crate::disclosure::suppress::table::{Claim, Group, GroupIndex};
use crate::model::fact::{FactClaim, Share};
use crate::model::report::Precision;
use crate::number::Decimal;

/// What is wrong with a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The answers say something else.
    False,
    /// Something that its kind needs isn't there, by its key.
    Lacks(&'static str),
}

/// What a fact speaks of.
pub(super) struct Subject<'a> {
    /// All groups of the table.
    pub(super) all: &'a [Group],
    /// The question's scale.
    pub(super) scale: &'a WholeScale,
    /// Those that it speaks of.
    pub(super) groups: Vec<GroupIndex>,
    /// The group that they are set against.
    pub(super) other: Option<GroupIndex>,
    /// How many were asked.
    pub(super) sent: Option<u64>,
}

/// A number as (numerator, denominator).
type Ratio = (i64, i64);

/// Per cent on either side that `cirka`, `nästan` and `drygt` leave open.
const HEDGE: i64 = 5;

/// What a fact tells, or what is wrong with it.
pub(super) fn claim(told: &FactClaim, subject: &Subject<'_>) -> Result<Claim, Fault> {
    let first = *subject.groups.first().ok_or(Fault::Lacks("grupp"))?;
    let group = &subject.all[first];
    match told {
        FactClaim::Rate(percent, precision) => {
            let sent = subject.sent.ok_or(Fault::Lacks("utskick"))?;
            let ((low, of), (high, of_high)) =
                share(*percent, *precision).ok_or(Fault::Lacks("svarsfrekvens"))?;
            let product = |part: i64| i128::from(part) * i128::from(sent);
            let least = u64::try_from(-(-product(low)).div_euclid(i128::from(of))).unwrap_or(0);
            let most = u64::try_from(product(high).div_euclid(i128::from(of_high))).unwrap_or(u64::MAX);
            bounded(first, group, Some(least), Some(most))
        }
        FactClaim::Count(count, precision) => match precision {
            Some(Precision::AtLeast) => bounded(first, group, Some(*count), None),
            Some(Precision::AtMost) => bounded(first, group, None, Some(*count)),
            _ => bounded(first, group, Some(*count), Some(*count)),
        },
        FactClaim::Mean(mean, precision) => {
            let (least, most) = subject.scale.around(*mean, *precision).ok_or(Fault::Lacks("medelvärde"))?;
            if !mean_can_hold(subject, least, most) {
                return Err(Fault::False);
            }
            Ok(Claim::Mean { groups: subject.groups.clone(), least, most })
        }
        FactClaim::Counts(told) => {
            let mut counts = vec![None; subject.scale.scale.answers.len()];
            for (answer, times) in told {
                let place = subject.scale.place(*answer).ok_or(Fault::Lacks("fördelning"))?;
                counts[place] = Some(*times);
            }
            let sum = counts.iter().flatten().fold(0_u64, |sum, count| sum.saturating_add(*count));
            let differs = group.counts.as_ref().is_some_and(|known| {
                known.iter().zip(&counts).any(|(known, told)| told.is_some_and(|told| told != *known))
            });
            if differs || group.n.is_some_and(|n| sum > n) {
                return Err(Fault::False);
            }
            Ok(Claim::Counts { group: first, counts })
        }
        FactClaim::Share(told, precision, answers) => {
            let (least, most) = match told {
                Share::Percent(percent) => share(*percent, *precision).ok_or(Fault::Lacks("andel"))?,
                Share::All => ((1, 1), (1, 1)),
                Share::None => ((0, 1), (0, 1)),
            };
            let places: Option<Vec<usize>> =
                answers.iter().map(|answer| subject.scale.place(*answer)).collect();
            let mut places = places.filter(|places| !places.is_empty()).ok_or(Fault::Lacks("svar"))?;
            places.sort_unstable();
            places.dedup();
            if !share_holds(subject, &places, least, most) {
                return Err(Fault::False);
            }
            Ok(Claim::Share { groups: subject.groups.clone(), answers: places, least, most })
        }
        FactClaim::Change(by, _) => {
            let from = subject.other.ok_or(Fault::Lacks("från"))?;
            let steps = subject.scale.difference(*by).ok_or(Fault::Lacks("förändring"))?;
            let known = group.mean.zip(subject.all[from].mean);
            if known.is_some_and(|(of, from)| (of - from - steps).abs() > 1) {
                return Err(Fault::False);
            }
            // Each of the two means was rounded, or their difference was: at most a step either way.
            Ok(Claim::Difference { of: first, from, least: 2 * steps - 2, most: 2 * steps + 2 })
        }
        FactClaim::Same(..) => {
            let other = subject.other.ok_or(Fault::Lacks("samma"))?;
            if !can_be_equal(group, &subject.all[other]) {
                return Err(Fault::False);
            }
            Ok(Claim::Equal(first, other))
        }
    }
}

/// Nothing that is known of two groups keeps them from being one.
pub(super) fn can_be_equal(a: &Group, b: &Group) -> bool {
    let agree = |a: Option<i64>, b: Option<i64>| a.zip(b).is_none_or(|(a, b)| a == b);
    a.n.zip(b.n).is_none_or(|(a, b)| a == b)
        && agree(a.mean, b.mean)
        && a.counts.as_ref().zip(b.counts.as_ref()).is_none_or(|(a, b)| a == b)
}

fn bounded(at: GroupIndex, group: &Group, least: Option<u64>, most: Option<u64>) -> Result<Claim, Fault> {
    let holds = group.n.is_none_or(|n| least.is_none_or(|l| l <= n) && most.is_none_or(|m| n <= m));
    if holds { Ok(Claim::Count { group: at, least, most }) } else { Err(Fault::False) }
}

/// Per cent with its hedge, as the least and largest part of the whole. A bare figure is rounded to its own
/// last decimal.
fn share(percent: Decimal, precision: Option<Precision>) -> Option<(Ratio, Ratio)> {
    let places = percent.decimals();
    let unit = 10_i64.checked_pow(u32::from(places))?;
    let value = percent.in_units_of(places)?;
    let (whole, hedge) = (unit.checked_mul(100)?, unit.checked_mul(HEDGE)?);
    let (low, high, of) = match precision {
        None => (value.checked_mul(2)? - 1, value.checked_mul(2)? + 1, whole.checked_mul(2)?),
        Some(Precision::About) => (value - hedge, value.checked_add(hedge)?, whole),
        Some(Precision::Nearly) => (value - hedge, value, whole),
        Some(Precision::JustOver) => (value, value.checked_add(hedge)?, whole),
        Some(Precision::AtLeast) => (value, whole, whole),
        Some(Precision::AtMost) => (0, value, whole),
    };
    Some(((low.max(0), of), (high.min(of), of)))
}

/// The least and largest sum of answers of a group.
fn sums(group: &Group, scale: &WholeScale) -> Option<(i128, i128)> {
    let n = i128::from(group.n?);
    let answers = &scale.scale.answers;
    if let Some(counts) = &group.counts {
        let sum =
            counts.iter().zip(answers).map(|(times, answer)| i128::from(*times) * i128::from(*answer)).sum();
        return Some((sum, sum));
    }
    let most = i128::from(*answers.last()?) * n;
    let Some(mean) = group.mean.map(i128::from) else { return Some((0, most)) };
    let twice = 2 * i128::from(scale.scale.grid);
    let low = -(-(2 * mean - 1) * n).div_euclid(twice);
    let high = ((2 * mean + 1) * n).div_euclid(twice);
    Some((low.max(0), high.min(most)))
}

fn mean_can_hold(subject: &Subject<'_>, least: Ratio, most: Ratio) -> bool {
    let known: Option<Vec<(u64, (i128, i128))>> = subject
        .groups
        .iter()
        .map(|group| Some((subject.all[*group].n?, sums(&subject.all[*group], subject.scale)?)))
        .collect();
    let Some(known) = known else { return true };
    let n: i128 = known.iter().map(|(n, _)| i128::from(*n)).sum();
    let low: i128 = known.iter().map(|(_, (low, _))| low).sum();
    let high: i128 = known.iter().map(|(_, (_, high))| high).sum();
    high * i128::from(least.1) >= i128::from(least.0) * n
        && low * i128::from(most.1) <= i128::from(most.0) * n
}

fn share_holds(subject: &Subject<'_>, places: &[usize], least: Ratio, most: Ratio) -> bool {
    let known: Option<Vec<(u64, u64)>> = subject
        .groups
        .iter()
        .map(|group| {
            let counts = subject.all[*group].counts.as_ref()?;
            Some((counts.iter().sum(), places.iter().filter_map(|place| counts.get(*place)).sum()))
        })
        .collect();
    let Some(known) = known else { return true };
    let n: i128 = known.iter().map(|(n, _)| i128::from(*n)).sum();
    let d: i128 = known.iter().map(|(_, d)| i128::from(*d)).sum();
    d * i128::from(least.1) >= i128::from(least.0) * n && d * i128::from(most.1) <= i128::from(most.0) * n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hedge_becomes_its_documented_bounds() {
        let forty = Decimal::whole(40);
        assert_eq!(share(forty, None), Some(((79, 200), (81, 200))));
        assert_eq!(share(forty, Some(Precision::Nearly)), Some(((35, 100), (40, 100))));
        assert_eq!(share(forty, Some(Precision::JustOver)), Some(((40, 100), (45, 100))));
        assert_eq!(share(forty, Some(Precision::About)), Some(((35, 100), (45, 100))));
        assert_eq!(share(forty, Some(Precision::AtLeast)), Some(((40, 100), (100, 100))));
        assert_eq!(share(Decimal::new(395, 1), None), Some(((789, 2000), (791, 2000))), "to its own decimal");
        assert_eq!(share(Decimal::whole(100), None), Some(((199, 200), (200, 200))));
    }
}
