//! What a hedge lets a figure be. Owns that judgement, no words.

use super::report::Precision;
use crate::number::Decimal;

/// Can two figures, each with its hedge, both be true of one thing? 'cirka', 'nästan' and 'drygt' are taken to reach a
/// tenth of the value: further from it, one would have said another number.
pub fn can_both_hold(one: (Decimal, Option<Precision>), other: (Decimal, Option<Precision>)) -> bool {
    let places = one.0.decimals().max(other.0.decimals());
    let span = |(value, precision): (Decimal, Option<Precision>)| {
        let value = 10 * i128::from(value.in_units_of(places)?);
        let tenth = value.abs() / 10;
        Some(match precision {
            None => (value, value),
            Some(Precision::About) => (value - tenth, value + tenth),
            Some(Precision::Nearly) => (value - tenth, value),
            Some(Precision::JustOver) => (value, value + tenth),
            Some(Precision::AtLeast) => (value, i128::MAX),
            Some(Precision::AtMost) => (i128::MIN, value),
        })
    };
    // Beyond what can be counted nothing is said.
    span(one).zip(span(other)).is_none_or(|(one, other)| one.0 <= other.1 && other.0 <= one.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_agree_as_far_as_their_hedges_reach() {
        let of = |value, precision| (Decimal::whole(value), precision);
        let about = Some(Precision::About);
        assert!(can_both_hold(of(20, None), of(20, None)) && !can_both_hold(of(20, None), of(21, None)));
        assert!(can_both_hold(of(20, about), of(18, None)) && !can_both_hold(of(20, about), of(35, None)));
        assert!(
            can_both_hold(of(20, about), of(22, about))
                && can_both_hold(of(22, None), of(20, Some(Precision::JustOver)))
        );
        assert!(!can_both_hold(of(41, None), of(40, Some(Precision::Nearly))));
        assert!(can_both_hold(of(90, None), of(40, Some(Precision::AtLeast))));
        assert!(!can_both_hold(of(90, None), of(40, Some(Precision::AtMost))));
    }
}
