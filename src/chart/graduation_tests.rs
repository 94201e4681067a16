use super::*;

fn scale(lo: &str, hi: &str, step: &str) -> Result<Graduation, GraduationFault> {
    let number = |text| Decimal::read(text).unwrap_or(Decimal::whole(0));
    Graduation::new(number(lo), number(hi), number(step))
}

fn drawn(lo: &str, hi: &str, step: &str) -> Ticks {
    let scale = scale(lo, hi, step).expect("a scale");
    Ticks::of(scale, scale.places()).expect("ticks")
}

#[test]
fn what_is_no_scale_is_refused() {
    assert_eq!(scale("4", "1", "0,1"), Err(GraduationFault::NoExtent));
    assert_eq!(scale("1", "1", "1"), Err(GraduationFault::NoExtent));
    assert_eq!(scale("1", "4", "0"), Err(GraduationFault::NoStep));
    assert_eq!(scale("1", "4", "-1"), Err(GraduationFault::NoStep));
    assert_eq!(scale("1", "4", "0,7"), Err(GraduationFault::UnevenSteps));
    assert_eq!(scale("0", "1000000", "1"), Err(GraduationFault::TooLong));
    assert_eq!(scale("0", "1", "0,000000001"), Err(GraduationFault::TooLong));
}

#[test]
fn a_scale_of_tenths_has_two_rows_a_tenth() {
    let ticks = drawn("1", "4", "0,1");
    assert_eq!((ticks.rows(), ticks.at.len()), (62, 31));
    let of = |grade| ticks.at.iter().filter(|(_, of)| *of == grade).map(|(at, _)| *at).collect::<Vec<_>>();
    assert_eq!(of(TickGrade::Whole), [40, 30, 20, 10]);
    assert_eq!(of(TickGrade::Half), [35, 25, 15]);
}

#[test]
fn more_steps_than_ticks_make_coarser_ticks() {
    let ticks = drawn("0", "100", "1");
    assert_eq!((ticks.apart, ticks.rows(), ticks.at.len()), (5, 42, 21));
    // 37 steps: every second, and the end that no multiple meets.
    let uneven = drawn("0", "37", "1");
    assert_eq!((uneven.apart, uneven.at[0].0, uneven.at[1].0), (2, 37, 34));
    assert!(uneven.rows() <= 62);
}

#[test]
fn a_line_across_has_few_numbers() {
    let numbers = |lo, hi, step| {
        let scale = scale(lo, hi, step).expect("a scale");
        let ticks = Ticks::few(scale, scale.places()).expect("ticks");
        ticks.at.into_iter().map(|(at, _)| at).collect::<Vec<_>>()
    };
    assert_eq!(numbers("1", "4", "0,1"), [40, 30, 20, 10]);
    assert_eq!(numbers("0", "10", "1"), [10, 8, 6, 4, 2, 0]);
    assert_eq!(numbers("0", "100", "1"), [100, 80, 60, 40, 20, 0]);
    assert_eq!(numbers("1", "10", "1"), [10, 8, 6, 4, 1]);
    assert_eq!(numbers("0", "1", "0,1"), [10, 8, 6, 4, 2, 0]);
}

#[test]
fn scores_are_steps_and_means_may_lie_between_coarse_ones() {
    let tenths = scale("1", "4", "0,1").expect("a scale");
    let at = |text| Decimal::read(text).expect("a number");
    assert_eq!(tenths.holds(at("3,7")), Ok(()));
    assert_eq!(tenths.holds(at("3,75")), Err(OffScale::BetweenSteps(at("3,75"))));
    assert_eq!(tenths.holds(at("0,9")), Err(OffScale::Outside(at("0,9"))));
    assert_eq!(tenths.spans(at("3,75")), Ok(()));
}

#[test]
fn ticks_stand_at_the_same_values_whatever_decimals_the_means_need() {
    for (lo, hi, step) in [("1", "4", "0,1"), ("0", "100", "1"), ("0", "37", "1"), ("-2,5", "2,5", "0,25")] {
        let scale = scale(lo, hi, step).expect("a scale");
        let values = |decimals: u8| {
            let ticks = Ticks::of(scale, decimals).expect("ticks");
            let of = ticks.at.iter().map(|&(at, grade)| (Decimal::new(at, decimals), grade));
            (of.collect::<Vec<_>>(), ticks.rows())
        };
        let least = scale.places();
        for more in [least + 1, least + 3] {
            assert_eq!(values(least), values(more), "{lo} to {hi} by {step}");
        }
    }
}
