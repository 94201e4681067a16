//! Can these figures be true? Checks raw answers against their scale and each other (format.md, last
//! section). Stands in this folder because it reads raw values; gives findings for the author, who wrote
//! them. Owns no rule of protection.

use super::raw::{Raw, RawQuote, RawResult};
use crate::diagnostic::{Step, SurveyProblem};
use crate::model::date::Stated;
use crate::model::scale::AnswerScale;
use crate::number::Decimal;

/// A finding, and the way to its value from the group or question that was checked.
pub type Finding = (SurveyProblem, Vec<Step>);

/// What a survey states for all its questions.
#[derive(Clone, Copy, Default)]
pub struct SurveyFrame<'a> {
    /// `utskick`
    pub sent: Option<&'a Raw<u64>>,
    /// `svarande`
    pub respondents: Option<&'a Raw<Stated<u64>>>,
    /// `minst_fem` is there.
    pub vouched: bool,
}

/// The survey's own `svarande` against its `utskick`.
pub fn check_frame(frame: SurveyFrame) -> Option<SurveyProblem> {
    let respondents = frame.respondents?.get().value().copied()?;
    let sent = *frame.sent?.get();
    (respondents > sent).then_some(SurveyProblem::MoreThanAsked { respondents, sent })
}

/// A question's answers, its splits' groups included.
pub fn check_question(
    result: &RawResult,
    splits: &[(String, Vec<(String, RawResult)>)],
    scale: Option<&AnswerScale>,
    frame: SurveyFrame,
) -> Vec<Finding> {
    let mut out = Vec::new();
    check_result(result, scale, frame, &mut |problem, step| out.push((problem, vec![step.into()])));
    let total = respondents(result, frame);
    for (split, groups) in splits {
        let mut sum = 0_u64;
        for (group, answers) in groups {
            let own = SurveyFrame { respondents: None, ..frame };
            check_result(answers, scale, own, &mut |problem, step| {
                out.push((
                    problem,
                    vec!["grupper".into(), split.as_str().into(), group.as_str().into(), step.into()],
                ));
            });
            sum = sum.saturating_add(respondents(answers, own).unwrap_or(0));
        }
        if let Some(total) = total.filter(|total| sum > *total) {
            let problem = SurveyProblem::GroupsExceed { sum, respondents: total };
            out.push((problem, vec!["grupper".into(), split.as_str().into()]));
        }
    }
    out
}

fn respondents(result: &RawResult, frame: SurveyFrame) -> Option<u64> {
    result.respondents.as_ref().or(frame.respondents).and_then(|count| count.get().value().copied())
}

fn check_result(
    result: &RawResult,
    scale: Option<&AnswerScale>,
    frame: SurveyFrame,
    find: &mut impl FnMut(SurveyProblem, &'static str),
) {
    let count = respondents(result, frame);
    if let (Some(own), Some(sent)) = (result.respondents.as_ref(), frame.sent)
        && let Some(respondents) = own.get().value().copied()
        && respondents > *sent.get()
    {
        find(SurveyProblem::MoreThanAsked { respondents, sent: *sent.get() }, "svarande");
    }
    let distribution = result.distribution.as_ref().map(Raw::get);
    let sound = match (distribution, scale) {
        (None, _) => None,
        (Some(_), None) => {
            find(SurveyProblem::NoScale, "fördelning");
            None
        }
        (Some(distribution), Some(scale)) => check_distribution(distribution, scale, count, find),
    };
    let Some(Stated::Value(mean)) = result.mean.as_ref().map(|mean| *mean.get()) else { return };
    let Some(scale) = scale else {
        find(SurveyProblem::NoScale, "medelvärde");
        return;
    };
    if count.is_none() && !frame.vouched {
        find(SurveyProblem::NoRespondents, "medelvärde");
    }
    if let Some(problem) = check_mean(mean, scale, count, sound) {
        find(problem, "medelvärde");
    }
}

/// The distribution's sum and whole sum of answers, where it is sound.
fn check_distribution(
    distribution: &[(Decimal, u64)],
    scale: &AnswerScale,
    count: Option<u64>,
    find: &mut impl FnMut(SurveyProblem, &'static str),
) -> Option<(u64, i128)> {
    let unit = Unit::of(scale, Decimal::whole(0));
    let mut answers = 0_u64;
    let mut total = 0_i128;
    for (answer, times) in distribution {
        if !scale.answers.contains(answer) {
            find(SurveyProblem::UnknownAnswer { answer: answer.swedish(0) }, "fördelning");
            return None;
        }
        answers = answers.saturating_add(*times);
        total += unit.whole(*answer)? * i128::from(*times);
    }
    if let Some(respondents) = count.filter(|count| *count != answers) {
        find(SurveyProblem::DistributionSum { sum: answers, respondents }, "fördelning");
        return None;
    }
    (answers > 0).then_some((answers, total))
}

/// Exact arithmetic in the smallest unit that a scale and a number need.
#[derive(Clone, Copy)]
struct Unit {
    decimals: u8,
}

impl Unit {
    fn of(scale: &AnswerScale, number: Decimal) -> Self {
        let answers = scale.answers.iter().map(|answer| answer.decimals()).max().unwrap_or(0);
        Self { decimals: answers.max(scale.step.decimals()).max(number.decimals()) }
    }

    fn whole(self, number: Decimal) -> Option<i128> {
        number.in_units_of(self.decimals).map(i128::from)
    }
}

fn check_mean(
    mean: Decimal,
    scale: &AnswerScale,
    count: Option<u64>,
    distribution: Option<(u64, i128)>,
) -> Option<SurveyProblem> {
    let (lowest, highest) = (scale.lowest(), scale.highest());
    if mean < lowest || mean > highest {
        return Some(SurveyProblem::MeanOffScale { lowest, highest });
    }
    let unit = Unit::of(scale, mean);
    let (value, step, low) = (unit.whole(mean)?, unit.whole(scale.step)?, unit.whole(lowest)?);
    if (value - low) % step != 0 {
        return Some(SurveyProblem::TooManyDecimals { step: scale.step });
    }
    if let Some((answers, total)) = distribution {
        // The distribution's sums are in the scale's own unit: the same unit, for the mean needs no finer
        // one once it is a whole number of steps.
        let n = i128::from(answers);
        if 2 * (value * n - total).abs() > step * n {
            return Some(SurveyProblem::MeanNotOfDistribution { computed: in_steps(total, n, scale, unit) });
        }
        return None;
    }
    let n = i128::from(count?);
    if n == 0 {
        return Some(SurveyProblem::ImpossibleMean);
    }
    let high = unit.whole(highest)?;
    let gap = scale
        .answers
        .iter()
        .filter_map(|answer| unit.whole(*answer))
        .fold(0_i128, |gap, answer| greatest_common_divisor(gap, answer - low))
        .max(1);
    // |mean − S/n| ≤ step/2, S = n·low + k·gap; everything twice, to stay whole.
    let (from, until) = (2 * value * n - step * n, 2 * value * n + step * n);
    let least =
        (from - 2 * n * low).div_euclid(2 * gap) + i128::from((from - 2 * n * low).rem_euclid(2 * gap) != 0);
    let most = (until - 2 * n * low).div_euclid(2 * gap);
    let possible = least.max(0) <= most.min(n * (high - low) / gap);
    (!possible).then_some(SurveyProblem::ImpossibleMean)
}

fn greatest_common_divisor(a: i128, b: i128) -> i128 {
    if b == 0 { a.abs() } else { greatest_common_divisor(b, a % b) }
}

/// A mean printed in the scale's step, halves up.
fn in_steps(total: i128, n: i128, scale: &AnswerScale, unit: Unit) -> String {
    let Some(step) = unit.whole(scale.step) else { return String::new() };
    let steps = (2 * total + step * n).div_euclid(2 * step * n);
    let units = i64::try_from(steps * step).unwrap_or(0);
    Decimal::new(units, unit.decimals).swedish(scale.step.decimals())
}

/// A quote's place on its question's scale.
pub fn check_quote(quote: &RawQuote, scale: Option<&AnswerScale>) -> Option<SurveyProblem> {
    let score = quote.score.as_ref()?.get().value().copied()?;
    let Some(scale) = scale else { return Some(SurveyProblem::NoScale) };
    let (lowest, highest, step) = (scale.lowest(), scale.highest(), scale.step);
    let unit = Unit::of(scale, score);
    let off = score < lowest
        || score > highest
        || match (unit.whole(score), unit.whole(lowest), unit.whole(step)) {
            (Some(score), Some(lowest), Some(step)) => (score - lowest) % step != 0,
            _ => true,
        };
    off.then_some(SurveyProblem::ScoreOffScale { lowest, highest, step })
}

/// Does any of these quotes stand at a place on the scale?
pub fn has_places(quotes: &[RawQuote]) -> bool {
    quotes.iter().any(|quote| quote.score.as_ref().is_some_and(|score| score.get().value().is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale() -> AnswerScale {
        AnswerScale {
            id: "s".into(),
            answers: [1, 2, 3, 4].map(Decimal::whole).to_vec(),
            step: Decimal::new(1, 1),
            words: Vec::new(),
        }
    }

    fn result(count: u64, mean: Decimal, distribution: Option<[u64; 4]>) -> RawResult {
        RawResult {
            respondents: Some(Raw::new(Stated::Value(count))),
            mean: Some(Raw::new(Stated::Value(mean))),
            distribution: distribution.map(|d| Raw::new((1..).map(Decimal::whole).zip(d).collect())),
            dont_know: None,
        }
    }

    fn problems(result: &RawResult) -> Vec<SurveyProblem> {
        check_question(result, &[], Some(&scale()), SurveyFrame::default()).into_iter().map(|f| f.0).collect()
    }

    #[test]
    fn every_possible_mean_passes_and_only_those() {
        // By counting: which tenths are within half a step of S/n for some whole S?
        for n in 1..=40_i64 {
            for tenths in 10..=40_i64 {
                let possible = (n..=4 * n).any(|s| (2 * (tenths * n - 10 * s)).abs() <= n);
                let found = problems(&result(n.unsigned_abs(), Decimal::new(tenths, 1), None));
                assert_eq!(found.is_empty(), possible, "n {n}, {tenths} tenths: {found:?}");
            }
        }
    }

    #[test]
    fn off_the_scale_between_its_steps_and_against_its_distribution() {
        assert!(matches!(
            problems(&result(10, Decimal::new(41, 1), None))[0],
            SurveyProblem::MeanOffScale { .. }
        ));
        assert!(matches!(
            problems(&result(10, Decimal::new(325, 2), None))[0],
            SurveyProblem::TooManyDecimals { .. }
        ));
        // 84 answers, 310 in sum: 3,690… → 3,7
        let spread = Some([1, 2, 19, 62]);
        assert_eq!(problems(&result(84, Decimal::new(37, 1), spread)), []);
        assert_eq!(
            problems(&result(84, Decimal::new(36, 1), spread)),
            [SurveyProblem::MeanNotOfDistribution { computed: "3,7".into() }]
        );
        assert_eq!(
            problems(&result(85, Decimal::new(37, 1), spread)),
            [SurveyProblem::DistributionSum { sum: 84, respondents: 85 }]
        );
    }

    #[test]
    fn groups_cannot_hold_more_than_all() {
        let groups = vec![(
            "kön".to_owned(),
            vec![
                ("kvinnor".to_owned(), result(60, Decimal::new(37, 1), None)),
                ("män".to_owned(), result(30, Decimal::new(36, 1), None)),
            ],
        )];
        let total = result(84, Decimal::new(37, 1), None);
        let found = check_question(&total, &groups, Some(&scale()), SurveyFrame::default());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, SurveyProblem::GroupsExceed { sum: 90, respondents: 84 });
    }

    #[test]
    fn a_mean_needs_a_scale_and_a_number_of_answers() {
        let mut lone = result(5, Decimal::whole(3), None);
        lone.respondents = None;
        assert_eq!(problems(&lone), [SurveyProblem::NoRespondents]);
        let found = check_question(&result(5, Decimal::whole(3), None), &[], None, SurveyFrame::default());
        assert_eq!(found[0].0, SurveyProblem::NoScale);
    }

    #[test]
    fn a_quote_stands_on_a_step() {
        let quote = |tenths| RawQuote {
            score: Some(Raw::new(Stated::Value(Decimal::new(tenths, 2)))),
            text: Raw::new(String::new()),
        };
        assert_eq!(check_quote(&quote(340), Some(&scale())), None);
        for off in [345, 410, 90] {
            assert!(check_quote(&quote(off), Some(&scale())).is_some(), "{off}");
        }
    }
}
