//! Sentences that the program makes of figures. Owns their words; each is true by the way it is counted, and made
//! of shown values alone.

use crate::compare::Tally;
use crate::render::swedish;

/// What is counted, in the forms that a sentence needs.
pub(super) struct Counted {
    /// `nämnder`
    pub(super) many: &'static str,
    /// `nämnderna`, after `båda`.
    both: &'static str,
    /// `de … nämnder som kan jämföras`: what stands after the number where some are left out.
    pub(super) some: &'static str,
}

/// Nämnder, for a question.
pub(super) const COMMITTEES: Counted =
    Counted { many: "nämnder", both: "nämnderna", some: "nämnder som kan jämföras" };

/// Questions, for a nämnd.
pub(super) const QUESTIONS: Counted =
    Counted { many: "frågor", both: "frågorna", some: "frågor som kan jämföras" };

/// `Tre av åtta nämnder ligger högre 2023 än 2020, fyra lägre och en på samma nivå.` And where both years' distributions tell that
/// a change may be chance, of how many.
pub(super) fn tally(its: &Tally, counted: &Counted) -> String {
    let moved = moved(its, counted);
    match its.unsure {
        0 => moved,
        all if all == its.compared() => format!("{moved} För ingen av dem är förändringen säker."),
        some => format!("{moved} För {} av dem är det ingen säker förändring.", number(some)),
    }
}

fn moved(its: &Tally, counted: &Counted) -> String {
    let (earlier, later, all) = (its.earlier, its.later, its.compared());
    let of = if its.everyone {
        format!("{} {}", number(all), counted.many)
    } else {
        format!("de {} {}", number(all), counted.some)
    };
    let everybody = match (all, its.everyone) {
        (2, true) => format!("Båda {}", counted.both),
        (2, false) => format!("Båda de {}", counted.some),
        _ => format!("Alla {}", of.trim_start_matches("de ")),
    };
    if its.same == all {
        return format!("{everybody} ligger på samma nivå {later} som {earlier}.");
    }
    // The larger group first; higher of two as large.
    let groups = [(its.higher, "högre"), (its.lower, "lägre")];
    let (first, second) =
        if its.lower > its.higher { (groups[1], groups[0]) } else { (groups[0], groups[1]) };
    if first.0 == all {
        return format!("{everybody} ligger {} {later} än {earlier}.", first.1);
    }
    let mut rest = Vec::new();
    if second.0 > 0 {
        rest.push(format!("{} {}", number(second.0), second.1));
    }
    if its.same > 0 {
        rest.push(format!("{} på samma nivå", number(its.same)));
    }
    let who = swedish::capitalised(&number(first.0));
    format!("{who} av {of} ligger {} {later} än {earlier}, {}.", first.1, rest.join(" och "))
}

/// A count of things that are common gender: `en`, `två`.
fn number(count: u64) -> String {
    if count == 1 { "en".to_owned() } else { swedish::number_in_words(count) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(higher: u64, lower: u64, same: u64, everyone: bool) -> String {
        told(higher, lower, same, 0, everyone)
    }

    fn told(higher: u64, lower: u64, same: u64, unsure: u64, everyone: bool) -> String {
        tally(&Tally { earlier: 2020, later: 2023, higher, lower, same, unsure, everyone }, &COMMITTEES)
    }

    #[test]
    fn a_change_that_may_be_chance_is_no_news() {
        assert_eq!(
            told(3, 0, 0, 3, true),
            "Alla tre nämnder ligger högre 2023 än 2020. För ingen av dem är förändringen säker."
        );
        assert_eq!(
            told(3, 1, 0, 1, true),
            "Tre av fyra nämnder ligger högre 2023 än 2020, en lägre. För en av dem är det ingen säker förändring."
        );
    }

    #[test]
    fn the_larger_group_comes_first_and_empty_ones_are_left_out() {
        assert_eq!(
            sentence(5, 2, 1, true),
            "Fem av åtta nämnder ligger högre 2023 än 2020, två lägre och en på samma nivå."
        );
        assert_eq!(sentence(1, 4, 0, true), "Fyra av fem nämnder ligger lägre 2023 än 2020, en högre.");
        assert_eq!(
            sentence(1, 0, 2, true),
            "En av tre nämnder ligger högre 2023 än 2020, två på samma nivå."
        );
        assert_eq!(sentence(0, 6, 0, true), "Alla sex nämnder ligger lägre 2023 än 2020.");
        assert_eq!(sentence(0, 0, 2, true), "Båda nämnderna ligger på samma nivå 2023 som 2020.");
    }

    #[test]
    fn where_some_are_left_out_the_sentence_says_of_whom_it_speaks() {
        assert_eq!(
            sentence(3, 1, 0, false),
            "Tre av de fyra nämnder som kan jämföras ligger högre 2023 än 2020, en lägre."
        );
        assert_eq!(sentence(2, 0, 0, false), "Båda de nämnder som kan jämföras ligger högre 2023 än 2020.");
    }
}
