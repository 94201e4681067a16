//! How sure the change between two years' means is: the 95 per cent interval of their difference, from the two
//! published distributions and nothing else. Owns the method; what is hidden never gets here.
//!
//! # Method
//!
//! Welch's interval for two independent samples with unequal variances (B. L. Welch, "The generalization of
//! 'Student's' problem when several different population variances are involved", Biometrika 34, 1947), with the
//! degrees of freedom of Satterthwaite (1946), rounded down. Each year's variance is taken of its answers and half
//! an answer more of each grade (Jeffreys' prior for a multinomial; the thought of A. Agresti and B. Caffo, The
//! American Statistician 54, 2000): without them a group where all said the same would have no variance, and an
//! interval no width. The difference itself is that of the answers as they are.
//!
//! Published shares are whole per cent. Of fewer than a hundred answers they give back each count exactly; of more,
//! each count is off by at most half a per cent, which moves a mean on four grades by at most 0,01 to 0,02.
//!
//! There is no correction for a finite population. It would narrow the interval for surveys that most of those
//! asked have answered, but it holds for samples drawn by lot, and those who answer a survey aren't.

use crate::disclosure::published::PublishedDistribution;
use crate::number::Decimal;

/// A change with its uncertainty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    difference: f64,
    half: f64,
}

/// One year's answers.
#[derive(Clone, Copy, Debug)]
pub struct Answers<'a> {
    /// How many.
    pub count: u64,
    /// Whole per cent of each answer, in the scale's order.
    pub shares: &'a [u8],
}

impl<'a> Answers<'a> {
    /// Of a published distribution.
    pub fn of(distribution: &'a PublishedDistribution) -> Self {
        Self { count: distribution.count, shares: &distribution.shares }
    }
}

struct Moments {
    mean: f64,
    /// Of the mean: variance over number.
    error: f64,
    free: f64,
}

/// The interval of `later` − `earlier`. `None` where the distributions aren't of this scale, or fewer than two
/// answered in a year.
pub fn interval(scale: &[Decimal], earlier: Answers<'_>, later: Answers<'_>) -> Option<Interval> {
    let (before, after) = (moments(scale, earlier)?, moments(scale, later)?);
    let error = before.error + after.error;
    // Satterthwaite: one variance known from few answers makes the whole uncertain.
    let free = error * error / (before.error.powi(2) / before.free + after.error.powi(2) / after.free);
    Some(Interval { difference: after.mean - before.mean, half: quantile(free) * error.sqrt() })
}

fn moments(scale: &[Decimal], answers: Answers<'_>) -> Option<Moments> {
    let all: u64 = answers.shares.iter().map(|share| u64::from(*share)).sum();
    if scale.len() != answers.shares.len() || scale.len() < 2 || answers.count < 2 || all == 0 {
        return None;
    }
    let counts: Vec<f64> =
        answers.shares.iter().map(|share| count(u64::from(*share), answers.count, all)).collect();
    let values: Vec<f64> = scale.iter().map(|value| value.to_f64()).collect();
    let sum: f64 = counts.iter().sum();
    let mean = counts.iter().zip(&values).map(|(count, value)| count * value).sum::<f64>() / sum;
    let more = counts.iter().map(|count| count + 0.5);
    let more_sum = sum + values.iter().map(|_| 0.5).sum::<f64>();
    let more_mean = more.clone().zip(&values).map(|(count, value)| count * value).sum::<f64>() / more_sum;
    let square: f64 = more.zip(&values).map(|(count, value)| count * (value - more_mean).powi(2)).sum();
    let variance = square / (more_sum - 1.0);
    Some(Moments { mean, error: variance / sum, free: sum - 1.0 })
}

/// How many gave an answer: exact for fewer than a hundred, else as the rounded share says.
#[expect(clippy::cast_precision_loss, reason = "numbers of people")]
fn count(share: u64, answers: u64, all: u64) -> f64 {
    if answers < 100 {
        ((share * answers + 50) / 100) as f64
    } else {
        share as f64 * answers as f64 / all as f64
    }
}

impl Interval {
    /// The least and the largest change, in units of `10^-places`, rounded outwards.
    pub fn ends(&self, places: u8) -> Option<[Decimal; 2]> {
        let unit = 10_f64.powi(i32::from(places));
        // A hair's breadth, so that an end that is whole but for the last binary digit isn't moved a step.
        let low = ((self.difference - self.half) * unit + 1e-9).floor();
        let high = ((self.difference + self.half) * unit - 1e-9).ceil();
        let decimal = |units: f64| {
            #[expect(clippy::cast_possible_truncation, reason = "a difference on a scale is small")]
            (units.abs() < 1e15).then(|| Decimal::new(units as i64, places))
        };
        Some([decimal(low)?, decimal(high)?])
    }

    /// May there have been no change at all?
    pub fn covers_none(&self) -> bool {
        self.difference.abs() <= self.half
    }
}

/// Student's t: 97.5 per cent lie below it, by degrees of freedom 1 to 30.
const STUDENT: [f64; 30] = [
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
    2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
];

/// By degrees of freedom rounded down to a tabled one: never too narrow.
fn quantile(free: f64) -> f64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to the table")]
    let at = free.floor().clamp(1.0, 30.0) as usize;
    match free {
        free if free >= 1000.0 => 1.962,
        free if free >= 120.0 => 1.980,
        free if free >= 60.0 => 2.000,
        free if free >= 40.0 => 2.021,
        _ => STUDENT[at - 1],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale() -> [Decimal; 4] {
        [1, 2, 3, 4].map(Decimal::whole)
    }

    fn of(earlier: (u64, [u8; 4]), later: (u64, [u8; 4])) -> Interval {
        let answers = |(count, shares): &'static (u64, [u8; 4])| Answers { count: *count, shares };
        let leak = |of| Box::leak(Box::new(of));
        interval(&scale(), answers(leak(earlier)), answers(leak(later))).unwrap()
    }

    #[test]
    fn it_is_welchs_interval_of_the_answers_with_half_an_answer_of_each_grade() {
        // 118 answers 14, 38, 47, 19 and 131 answers 18, 47, 48, 18 in shares of whole per cent, reckoned by another
        // program. Of the answers themselves the change is −0,098, give or take 0,224.
        let change = of((118, [12, 32, 40, 16]), (131, [14, 36, 37, 14]));
        assert!((change.difference - (-0.09505)).abs() < 0.0001, "{}", change.difference);
        assert!((change.half - 0.22697).abs() < 0.0001, "{}", change.half);
        assert!(change.covers_none());
        assert_eq!(change.ends(1), Some([Decimal::new(-4, 1), Decimal::new(2, 1)]));
    }

    #[test]
    fn a_large_change_among_many_is_sure_and_among_few_is_not() {
        let (low, high) = ([30, 40, 20, 10], [10, 20, 40, 30]);
        assert!(!of((200, low), (200, high)).covers_none());
        assert!(of((10, low), (10, high)).covers_none(), "0,8 among ten");
    }

    #[test]
    fn all_alike_is_no_proof_of_a_change() {
        let same = of((10, [0, 0, 0, 100]), (10, [0, 0, 10, 90]));
        assert!(same.half > 0.0 && same.covers_none(), "{same:?}");
        let none = of((10, [0, 0, 0, 100]), (10, [0, 0, 0, 100]));
        assert!(none.half > 0.1 && none.covers_none(), "{none:?}");
    }

    #[test]
    fn other_scales_and_no_answers_give_none() {
        let answers = |count, shares| Answers { count, shares };
        assert_eq!(interval(&scale(), answers(20, &[50, 50]), answers(20, &[25, 25, 25, 25])), None);
        assert_eq!(interval(&scale(), answers(1, &[0, 0, 0, 100]), answers(20, &[25, 25, 25, 25])), None);
        assert_eq!(interval(&scale(), answers(20, &[0, 0, 0, 0]), answers(20, &[25, 25, 25, 25])), None);
    }

    /// Draws two samples of one population ten thousand times, by a fixed sequence, and counts how often the
    /// interval holds the true difference, which is none: at least 19 times in 20, small and skew groups too.
    #[test]
    fn nineteen_of_twenty_intervals_hold_the_truth() {
        let mut state = 42_u64;
        let mut dice = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % 100
        };
        let populations = [[25, 25, 25, 25], [4, 11, 35, 50], [2, 3, 15, 80], [0, 0, 5, 95], [45, 5, 5, 45]];
        for population in populations {
            for (n, m) in [(10_u64, 10_u64), (10, 40), (30, 30), (90, 60)] {
                let mut held = 0;
                let mut sample = |n: u64| {
                    let mut counts = [0_u64; 4];
                    for _ in 0..n {
                        let thrown = dice();
                        let mut below = 0;
                        let at = population.iter().position(|share| {
                            below += share;
                            thrown < below
                        });
                        counts[at.unwrap()] += 1;
                    }
                    counts.map(|d| u8::try_from((200 * d + n) / (2 * n)).unwrap())
                };
                for _ in 0..2000 {
                    let (a, b) = (sample(n), sample(m));
                    let (a, b) = (Answers { count: n, shares: &a }, Answers { count: m, shares: &b });
                    held += u32::from(interval(&scale(), a, b).unwrap().covers_none());
                }
                assert!(held >= 1880, "{population:?} {n} {m}: {held} of 2000");
            }
        }
    }
}
