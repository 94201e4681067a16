//! From what is said of a number to a claim about groups: rounding, percentages, open ends. Owns no names of
//! fields.

use super::facts::Known;
use super::fields::{Ratio, Said, ratio};
use crate::disclosure::suppress::table::{Claim, GroupIndex, Scale};
use crate::number::Decimal;

/// How a number is printed, which says what it may have been before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Printed {
    /// A count: exact.
    Whole,
    /// A part of a whole, in per cent or, up to 1, as such. Halves upwards.
    Percent,
    /// A mean, with at least one decimal. Halves upwards.
    Mean,
    /// A difference of two printed means: off by less than a whole last decimal, each way.
    MeanTwice,
}

/// Bounds of a true value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Within {
    least: Option<Bound>,
    most: Option<Bound>,
    /// More people than any claim is about.
    people: i64,
}

#[derive(Clone, Copy, Debug)]
struct Bound {
    at: Ratio,
    /// The bound itself is excluded.
    strict: bool,
}

/// Denominators beyond this aren't made finer to exclude an end.
const FINEST: i64 = 1_000_000_000;

/// The ways in which it can be taken, the most telling first.
pub(super) fn bounds(known: &Known<'_>, printed: Printed, said: Said) -> Result<Vec<Within>, String> {
    let people = known.groups.iter().filter_map(|group| group.n).sum::<u64>().max(1);
    let people = i64::try_from(people).map_err(|_| "tabellen är för stor")?;
    let interval = |least, most| Within { least, most, people };
    match said {
        Said::Within { least, most } => {
            let bound = |end: super::fields::End, of: i64| {
                let (units, unit) = ratio(end.at);
                Bound { at: (units, unit * of), strict: end.strict }
            };
            let all = |of| interval(least.map(|end| bound(end, of)), most.map(|end| bound(end, of)));
            let small = [least, most].into_iter().flatten().all(|end| end.at <= Decimal::whole(1));
            Ok(match printed {
                Printed::Percent if small => vec![all(1), all(100)],
                Printed::Percent => vec![all(100)],
                _ => vec![all(1)],
            })
        }
        Said::Printed(value) => {
            // `decimals` were printed of `value`/`of`.
            let rounded = |decimals: u8, of: i64, twice: bool| {
                let decimals = decimals.max(value.decimals());
                let units = value.in_units_of(decimals)?;
                let (half, unit) = (if twice { 2 } else { 1 }, 2 * 10_i64.pow(u32::from(decimals)) * of);
                let least = Bound { at: (2 * units - half, unit), strict: twice };
                let most = Bound { at: (2 * units + half, unit), strict: true };
                Some(interval(Some(least), Some(most)))
            };
            let coarser = |decimals: u8, of: i64| {
                let (units, unit) = ratio(value);
                let fine = 10_i64.pow(u32::from(decimals));
                let least = Bound { at: (2 * units * fine - unit, 2 * unit * fine * of), strict: false };
                let most = Bound { at: (2 * units * fine + unit, 2 * unit * fine * of), strict: true };
                Some(interval(Some(least), Some(most)))
            };
            let fraction = value >= Decimal::whole(0) && value <= Decimal::whole(1);
            let readings = match printed {
                Printed::Whole => {
                    let whole = value.in_units_of(0).ok_or("väntade ett heltal")?;
                    let end = Bound { at: (whole, 1), strict: false };
                    vec![Some(interval(Some(end), Some(end)))]
                }
                Printed::Mean => vec![rounded(1, 1, false), coarser(value.decimals(), 1)],
                Printed::MeanTwice => vec![rounded(1, 1, true)],
                Printed::Percent if fraction => {
                    vec![rounded(2, 1, false), coarser(value.decimals(), 1), rounded(0, 100, false)]
                }
                Printed::Percent => vec![rounded(0, 100, false), coarser(0, 100)],
            };
            Ok(readings.into_iter().flatten().collect())
        }
    }
}

impl Within {
    /// Bounds on a number of answers.
    pub(super) fn count(self, group: GroupIndex) -> Claim {
        self.count_of(group, 1)
    }

    /// Bounds on answers as a part of those who were asked, who are at least as many.
    pub(super) fn count_of(self, group: GroupIndex, sent: u64) -> Claim {
        let sent_wide = i128::from(sent);
        let least = self.least.map(|Bound { at: (part, whole), strict }| {
            let (part, whole) = (i128::from(part) * sent_wide, i128::from(whole));
            if strict { part.div_euclid(whole) + 1 } else { -(-part).div_euclid(whole) }
        });
        let most = self.most.map(|Bound { at: (part, whole), strict }| {
            let (part, whole) = (i128::from(part) * sent_wide, i128::from(whole));
            if strict { -(-part).div_euclid(whole) - 1 } else { part.div_euclid(whole) }
        });
        let count = |number: i128| u64::try_from(number.max(0)).unwrap_or(u64::MAX >> 1);
        let most = most.map(|most| if sent > 1 { most.min(sent_wide) } else { most });
        Claim::Count { group, least: least.map(count), most: most.map(count) }
    }

    /// Bounds on the mean of groups together.
    pub(super) fn mean(self, groups: &[GroupIndex]) -> Claim {
        let (least, most) = self.ends();
        Claim::Mean {
            groups: groups.to_vec(),
            least: least.unwrap_or((-FINEST, 1)),
            most: most.unwrap_or((FINEST, 1)),
        }
    }

    /// Bounds on the part of groups' answers that are among some.
    pub(super) fn share(self, groups: &[GroupIndex], answers: &[usize]) -> Claim {
        let (least, most) = self.ends();
        Claim::Share {
            groups: groups.to_vec(),
            answers: answers.to_vec(),
            least: least.filter(|least| least.0 > 0).unwrap_or((0, 1)),
            most: most.filter(|most| most.0 < most.1).unwrap_or((1, 1)),
        }
    }

    /// Bounds on one mean less another.
    pub(super) fn difference(self, of: GroupIndex, from: GroupIndex, scale: &Scale) -> Claim {
        let unit = i128::from(2 * scale.grid);
        let span =
            (scale.answers.last().unwrap_or(&0) - scale.answers.first().unwrap_or(&0)) * 2 * scale.grid;
        let limited = |units: i128| i64::try_from(units).unwrap_or(span).clamp(-span, span);
        let least =
            self.least.map(|end| limited((i128::from(end.at.0) * unit).div_euclid(i128::from(end.at.1))));
        let most =
            self.most.map(|end| limited(-(-i128::from(end.at.0) * unit).div_euclid(i128::from(end.at.1))));
        Claim::Difference { of, from, least: least.unwrap_or(-span), most: most.unwrap_or(span) }
    }

    /// The same with a number added to both ends.
    pub(super) fn shifted(self, by: Decimal) -> Self {
        let (units, unit) = ratio(by);
        let add =
            |bound: Bound| Bound { at: (bound.at.0 * unit + units * bound.at.1, bound.at.1 * unit), ..bound };
        Self { least: self.least.map(add), most: self.most.map(add), ..self }
    }

    /// The ends as closed ones. A part of at most `people` that lies below an end is at least 1/(end's
    /// denominator · people) below it, so that a closed end half as far in excludes exactly the end.
    fn ends(self) -> (Option<Ratio>, Option<Ratio>) {
        let inward = |bound: Bound, sign: i64| {
            let (part, whole) = bound.at;
            let finer = whole.checked_mul(2 * self.people).filter(|&finer| finer <= FINEST);
            match finer {
                Some(finer) if bound.strict => (part * 2 * self.people + sign, finer),
                _ => (part, whole),
            }
        };
        (self.least.map(|bound| inward(bound, 1)), self.most.map(|bound| inward(bound, -1)))
    }
}
