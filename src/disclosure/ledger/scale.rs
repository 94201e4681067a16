//! Answer scales and means as whole numbers: an answer is counted from the lowest, in units of which a mean's
//! step is a whole part. Owns no table.

use crate::disclosure::suppress::table::{Rounding, Scale};
use crate::model::report::Precision;
use crate::model::scale::AnswerScale;
use crate::number::Decimal;

/// A scale in whole numbers, and the way to and from it.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct WholeScale {
    /// For the search.
    pub(super) scale: Scale,
    /// The answers as they are written.
    answers: Vec<Decimal>,
    /// The lowest answer and the step in units of 10^-decimals.
    low: i64,
    step: i64,
    decimals: u8,
}

impl WholeScale {
    /// `None` for a scale whose step isn't a whole part of the distance between its answers: its means can't be
    /// reckoned with exactly.
    pub(super) fn of(scale: &AnswerScale) -> Option<Self> {
        let decimals = scale.answers.iter().map(|answer| answer.decimals()).max()?.max(scale.step.decimals());
        let units = |number: Decimal| number.in_units_of(decimals);
        let (low, step) = (units(scale.lowest())?, units(scale.step).filter(|step| *step > 0)?);
        let away: Option<Vec<i64>> =
            scale.answers.iter().map(|answer| units(*answer)?.checked_sub(low)).collect();
        let away = away?;
        let gap = away.iter().copied().fold(0, greatest_common_divisor);
        if gap <= 0 || gap % step != 0 || away.len() < 2 {
            return None;
        }
        let answers: Vec<i64> = away.into_iter().map(|away| away / gap).collect();
        let scale_of_search = Scale { answers, grid: gap / step, rounding: Rounding::Either };
        Some(Self { scale: scale_of_search, answers: scale.answers.clone(), low, step, decimals })
    }

    /// Of a question without a scale: answers in words. No mean is ever asked of it.
    pub(super) fn none() -> Self {
        let scale = Scale { answers: vec![0, 1], grid: 1, rounding: Rounding::Either };
        Self { scale, answers: Vec::new(), low: 0, step: 1, decimals: 0 }
    }

    /// A mean as steps above the lowest answer; `None` where it lies between two steps.
    pub(super) fn mean(&self, mean: Decimal) -> Option<i64> {
        let away = mean.in_units_of(self.decimals)?.checked_sub(self.low)?;
        (away % self.step == 0).then_some(away / self.step)
    }

    /// The least and largest mean that a printed one stands for, in the search's units, as (numerator,
    /// denominator). One on the scale's steps is rounded to a step, another to its own last decimal.
    pub(super) fn around(
        &self,
        mean: Decimal,
        precision: Option<Precision>,
    ) -> Option<((i64, i64), (i64, i64))> {
        let places = mean.decimals().max(self.decimals);
        let finer = 10_i64.checked_pow(u32::from(places - self.decimals))?;
        let away = mean.in_units_of(places)?.checked_sub(self.low.checked_mul(finer)?)?;
        let step = self.step.checked_mul(finer)?;
        let whole = step.checked_mul(self.scale.grid)?.checked_mul(2)?;
        let twice = away.checked_mul(2)?;
        let rounded = if away % step == 0 { step } else { 1 };
        let highest = *self.scale.answers.last()?;
        Some(match precision {
            Some(Precision::AtLeast) => ((twice, whole), (highest, 1)),
            Some(Precision::AtMost) => ((0, 1), (twice, whole)),
            _ => ((twice.checked_sub(rounded)?, whole), (twice.checked_add(rounded)?, whole)),
        })
    }

    /// A difference of means as steps; `None` where it lies between two.
    pub(super) fn difference(&self, by: Decimal) -> Option<i64> {
        let by = by.in_units_of(self.decimals)?;
        (by % self.step == 0).then_some(by / self.step)
    }

    /// An answer's place on the scale.
    pub(super) fn place(&self, answer: Decimal) -> Option<usize> {
        self.answers.iter().position(|known| *known == answer)
    }

    /// How many gave each answer, in the scale's order.
    pub(super) fn counts(&self, told: &[(Decimal, u64)]) -> Option<Vec<u64>> {
        let mut counts = vec![0; self.answers.len()];
        for (answer, times) in told {
            *counts.get_mut(self.place(*answer)?)? = *times;
        }
        Some(counts)
    }

    /// A mean as (sum of answers, answers), to a hundredth of its last decimal, halves up, for people who look into
    /// the guard.
    pub(super) fn ratio(&self, sum: i64, n: i64) -> Option<String> {
        let unit = i128::from(self.step) * i128::from(self.scale.grid) * 100;
        let twice = 2 * i128::from(sum) * unit + i128::from(n);
        let away = i64::try_from(twice.checked_div_euclid(2 * i128::from(n))?).ok()?;
        let places = self.decimals.checked_add(2)?;
        Some(Decimal::new(self.low.checked_mul(100)?.checked_add(away)?, places).to_string())
    }

    /// The mean of a sum of answers, printed in the scale's step, halves up.
    pub(super) fn printed(&self, sum: i64, n: u64) -> Option<Decimal> {
        let n = i128::from(n);
        let twice = 2 * i128::from(sum) * i128::from(self.scale.grid) + n;
        let steps = i64::try_from(twice.checked_div_euclid(2 * n)?).ok()?;
        let units = self.step.checked_mul(steps)?.checked_add(self.low)?;
        Some(Decimal::new(units, self.decimals))
    }
}

fn greatest_common_divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a.abs() } else { greatest_common_divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(answers: &[Decimal], step: Decimal) -> Option<WholeScale> {
        WholeScale::of(&AnswerScale { id: "s".into(), answers: answers.to_vec(), step, words: Vec::new() })
    }

    #[test]
    fn answers_are_counted_from_the_lowest_and_means_in_steps() {
        let plain = scale(&[1, 2, 3, 4].map(Decimal::whole), Decimal::new(1, 1)).unwrap();
        assert_eq!((plain.scale.answers.as_slice(), plain.scale.grid), (&[0, 1, 2, 3][..], 10));
        assert_eq!(plain.mean(Decimal::new(37, 1)), Some(27));
        assert_eq!(plain.mean(Decimal::new(375, 2)), None);
        assert_eq!(plain.printed(27, 9), Some(Decimal::whole(4)));
        assert_eq!(plain.printed(17, 8), Some(Decimal::new(31, 1)), "1 + 2,125 → 3,1");
    }

    #[test]
    fn decimal_answers_and_wide_gaps_become_whole() {
        let halves = [10, 15, 20, 25].map(|tenths| Decimal::new(tenths, 1));
        let halves = scale(&halves, Decimal::new(5, 2)).unwrap();
        assert_eq!((halves.scale.answers.as_slice(), halves.scale.grid), (&[0, 1, 2, 3][..], 10));
        let wide = scale(&[0, 25, 50, 100].map(Decimal::whole), Decimal::whole(1)).unwrap();
        assert_eq!((wide.scale.answers.as_slice(), wide.scale.grid), (&[0, 1, 2, 4][..], 25));
        assert!(scale(&[1, 2].map(Decimal::whole), Decimal::new(3, 1)).is_none(), "three tenths of one");
    }
}
