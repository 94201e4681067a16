//! Calculations in a running text: `a − b − c = d`, `12 av 40 (30 %)`, and a change from one per cent to another that is
//! called per cent. Only what is written as a calculation is read as one, and rounding is forgiven: a false alarm costs more
//! than a fault that is missed. Owns no reading of numbers.

use std::ops::Range;

use memchr::{memchr2, memmem};

use super::tokens::{Kind, Number, Token, Unit, hedges};
use crate::diagnostic::AcrossProblem;
use crate::number::Decimal;

/// What was found, and where.
pub(super) type Found = (Range<usize>, AcrossProblem);

/// So many words may stand after a number that others are added to.
const WORDS_OF_A_TERM: usize = 3;

/// Can a text hold a calculation or a per cent? Most can't.
pub(super) fn may_tell(text: &str) -> bool {
    memchr2(b'=', b'%', text.as_bytes()).is_some()
        || ["rocent", "ROCENT"].iter().any(|word| memmem::find(text.as_bytes(), word.as_bytes()).is_some())
}

/// All calculations of a text that don't add up.
pub(super) fn figures(tokens: &[Token<'_>]) -> Vec<Found> {
    let mut found = sums(tokens);
    for at in 0..tokens.len() {
        found.extend(percent_of_counts(tokens, at));
    }
    found.extend(points(tokens));
    found
}

/// One side of an equals sign.
struct Side {
    /// Each with its sign.
    terms: Vec<(Number, bool)>,
    start: usize,
    end: usize,
    /// The token after it.
    next: usize,
}

/// The same of a text that is one calculation and nothing else; `None` where it isn't.
pub(super) fn whole_sum(tokens: &[Token<'_>]) -> Option<Vec<Found>> {
    let sides = tokens.split(|token| token.kind == Kind::Equals).map(|its| (side(its, 0), its.len()));
    let whole = sides.map(|(side, length)| side.filter(|side| side.next == length));
    let sides: Vec<Side> = whole.collect::<Option<_>>()?;
    let terms: usize = sides.iter().map(|side| side.terms.len()).sum();
    (sides.len() > 1 && terms > sides.len())
        .then(|| sides.windows(2).filter_map(|pair| difference(&pair[0], &pair[1])).collect())
}

fn sums(tokens: &[Token<'_>]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !begins(tokens, at) {
            at += 1;
            continue;
        }
        let mut sides: Vec<Side> = Vec::new();
        let mut from = at;
        while let Some(side) = side(tokens, from) {
            let next = side.next;
            sides.push(side);
            if tokens.get(next).map(|token| token.kind) != Some(Kind::Equals) {
                break;
            }
            from = next + 1;
        }
        at = sides.last().map_or(at, |side| side.next).max(at + 1);
        let ends = tokens.get(at).is_none_or(|token| !matches!(token.kind, Kind::Equals) && !works(token));
        if ends {
            found.extend(sides.windows(2).filter_map(|pair| difference(&pair[0], &pair[1])));
        }
    }
    found
}

/// Can a calculation begin here? Not within a larger one, and not with a number that isn't exact.
fn begins(tokens: &[Token<'_>], at: usize) -> bool {
    if tokens[at].number().is_none() {
        return false;
    }
    let before = at.checked_sub(1).map(|before| &tokens[before]);
    before.is_none_or(|its| {
        let within = matches!(its.kind, Kind::Plus | Kind::Minus { .. } | Kind::Equals) || works(its);
        !within && !hedges(its)
    })
}

/// A sign that makes more of a calculation than a sum.
fn works(token: &Token<'_>) -> bool {
    matches!(token.kind, Kind::Sign('*' | '×' | '·' | '/' | '÷' | '^' | '±' | '#' | '<' | '>' | '≈' | '~'))
        || matches!(token.kind, Kind::Word("x"))
}

/// Numbers with plus and minus between them.
fn side(tokens: &[Token<'_>], from: usize) -> Option<Side> {
    let mut at = from;
    let mut negative = matches!(tokens.get(at)?.kind, Kind::Minus { .. });
    at += usize::from(negative);
    let start = tokens[from].start;
    let mut terms = Vec::new();
    let mut end;
    loop {
        let token = tokens.get(at)?;
        terms.push((token.number()?, negative));
        (at, end) = (at + 1, token.end);
        let words = tokens[at..].iter().take(WORDS_OF_A_TERM);
        let words = words.take_while(|token| token.word().is_some() && !works(token)).count();
        if tokens[at..at + words].iter().any(hedges) {
            return None;
        }
        let after = tokens.get(at + words).map(|token| token.kind);
        negative = match after {
            Some(Kind::Plus) => false,
            // A dash after words is a pause, not a minus.
            Some(Kind::Minus { bare }) if !bare || words == 0 => true,
            Some(Kind::Equals) => return Some(Side { terms, start, end, next: at + words }),
            _ => return Some(Side { terms, start, end, next: at }),
        };
        if tokens.get(at + words + 1).is_none_or(|token| token.number().is_none()) {
            return Some(Side { terms, start, end, next: at + words });
        }
        at += words + 1;
    }
}

/// What is wrong between two sides; nothing where any reading of them holds.
fn difference(left: &Side, right: &Side) -> Option<Found> {
    if left.terms.len() + right.terms.len() < 3 {
        return None;
    }
    let all = || left.terms.iter().chain(&right.terms);
    let mut units = all().map(|(number, _)| number.unit).filter(|unit| *unit != Unit::None);
    let first = units.next();
    if units.any(|unit| Some(unit) != first) {
        return None;
    }
    // What stands before the sum, and what comes after it, may not belong to it.
    let endings = (0..left.terms.len()).filter(|from| *from == 0 || !left.terms[*from].1);
    for ending in endings {
        for until in 1..=right.terms.len() {
            let (some, others) = (&left.terms[ending..], &right.terms[..until]);
            let difference = total(some)?.minus(total(others)?)?;
            let slack = slack(some.iter().chain(others))?;
            if absolute(difference)? <= slack {
                return None;
            }
        }
    }
    let (computed, stated) = if right.terms.len() == 1 || left.terms.len() > 1 {
        (total(&left.terms)?, total(&right.terms)?)
    } else {
        (total(&right.terms)?, total(&left.terms)?)
    };
    Some((left.start..right.end, AcrossProblem::SumInText { computed, stated }))
}

fn negated(number: Decimal) -> Option<Decimal> {
    Decimal::whole(0).minus(number)
}

fn absolute(number: Decimal) -> Option<Decimal> {
    if number.is_negative() { negated(number) } else { Some(number) }
}

fn total(terms: &[(Number, bool)]) -> Option<Decimal> {
    terms.iter().try_fold(Decimal::whole(0), |sum, (number, negative)| {
        sum.minus(if *negative { number.value } else { negated(number.value)? })
    })
}

/// How far rounding can lead astray: half a step for each number that can be rounded.
fn slack<'n>(terms: impl Iterator<Item = &'n (Number, bool)>) -> Option<Decimal> {
    let mut rounded =
        terms.map(|(number, _)| number).filter(|its| its.decimals > 0 || its.unit != Unit::None);
    rounded.try_fold(Decimal::whole(0), |sum, its| sum.minus(negated(half_a_step(its.decimals)?)?))
}

/// Half of the last decimal that is written.
fn half_a_step(decimals: u8) -> Option<Decimal> {
    (decimals < Decimal::MOST_DECIMALS).then(|| Decimal::new(5, decimals + 1))
}

/// `12 av 40 chefer (30 %)`, or `30 % (12 av 40)`.
fn percent_of_counts(tokens: &[Token<'_>], at: usize) -> Option<Found> {
    let count = |at: usize| {
        let number = tokens.get(at)?.number()?;
        (number.unit == Unit::None && number.decimals == 0).then_some(number.value)
    };
    let percent = |at: usize| tokens.get(at)?.number().filter(|number| number.unit == Unit::Percent);
    let is = |at: usize, kind: Kind<'_>| tokens.get(at).is_some_and(|token| token.kind == kind);
    let counts = |at: usize| {
        let part = count(at)?;
        tokens.get(at + 1)?.is(&["av"]).then_some(())?;
        let totals = usize::from(tokens.get(at + 2)?.is(&["de", "totalt", "alla", "dessa", "samtliga"]));
        Some((part, count(at + 2 + totals)?, at + 3 + totals))
    };
    let words = |from: usize| {
        tokens[from.min(tokens.len())..].iter().take(4).take_while(|token| token.word().is_some()).count()
    };
    tokens[at].number()?;
    if at > 0 && (hedges(&tokens[at - 1]) || works(&tokens[at - 1])) {
        return None;
    }
    let (part, whole, stated, last) = if let Some((part, whole, next)) = counts(at) {
        let open = next + words(next);
        let stated = percent(open + 1)?;
        (is(open, Kind::Open) && is(open + 2, Kind::Close)).then_some((part, whole, stated, open + 1))?
    } else {
        let stated = percent(at)?;
        let (part, whole, next) = is(at + 1, Kind::Open).then(|| counts(at + 2)).flatten()?;
        is(next + words(next), Kind::Close).then_some((part, whole, stated, next - 1))?
    };
    let (few, all) = (part.in_units_of(0)?, whole.in_units_of(0)?);
    if all <= 0 || few > all {
        return None;
    }
    let computed = share(few, all, stated.decimals)?;
    // Halves may be rounded either way.
    let near = |value: Decimal| -> Option<bool> {
        let twice = 10_i64.checked_pow(u32::from(stated.decimals))?.checked_mul(2)?;
        let exact = few.checked_mul(100)?.checked_mul(twice)?;
        let told = value.in_units_of(stated.decimals)?.checked_mul(2)?.checked_mul(all)?;
        Some(exact.checked_sub(told)?.checked_abs()? <= all)
    };
    if near(stated.value)? {
        return None;
    }
    let problem = AcrossProblem::PercentOfCounts { part, whole, stated: stated.value, computed };
    Some((tokens[at].start..tokens[last].end, problem))
}

/// A share in per cent, halves up, with so many decimals.
fn share(few: i64, all: i64, decimals: u8) -> Option<Decimal> {
    let units = few.checked_mul(100)?.checked_mul(10_i64.checked_pow(u32::from(decimals))?)?;
    Some(Decimal::new(units.checked_mul(2)?.checked_add(all)?.checked_div(all.checked_mul(2)?)?, decimals))
}

/// What tells that something has become more or less.
const CHANGES: [&str; 14] = [
    "öka",
    "minsk",
    "höj",
    "höjt",
    "sänk",
    "stig",
    "steg",
    "sjunk",
    "sjönk",
    "växt",
    "växte",
    "förbättra",
    "försämra",
    "ökning",
];

/// `från 20 % till 40 %` and, in the same sentence, a change of `20 %`.
fn points(tokens: &[Token<'_>]) -> Vec<Found> {
    let mut found = Vec::new();
    for sentence in tokens.split(|token| token.kind == Kind::Stop) {
        let has_percent = |token: &Token<'_>| token.number().is_some_and(|its| its.unit == Unit::Percent);
        if !sentence.iter().any(has_percent) {
            continue;
        }
        let in_points = sentence.iter().any(|token| token.begins(&["procentenhet"]));
        if !in_points && sentence.iter().any(|token| token.begins(&CHANGES)) {
            found.extend(points_of_sentence(sentence));
        }
    }
    found
}

fn points_of_sentence(sentence: &[Token<'_>]) -> Option<Found> {
    let at = sentence.windows(4).position(|four| {
        four[0].is(&["från"])
            && four[1].number().is_some_and(|its| !matches!(its.unit, Unit::Money(_)))
            && four[2].is(&["till"])
            && four[3].number().is_some_and(|its| its.unit == Unit::Percent)
    })?;
    let (from, to) = (sentence[at + 1].number()?.value, sentence[at + 3].number()?.value);
    let change = absolute(to.minus(from)?)?;
    let rate = sentence.windows(2).enumerate().find_map(|(place, pair)| {
        let number = pair[1].number()?;
        let is_change = pair[0].is(&["med", "på", "om"]) && number.unit == Unit::Percent;
        (is_change && !(at..at + 3).contains(&place)).then_some((number, pair[1]))
    });
    let (number, token) = rate?;
    // Where both would be true nothing is wrong.
    let places = change.decimals().max(from.decimals());
    let relative = share(change.in_units_of(places)?, from.in_units_of(places)?, number.decimals)?;
    (number.value == change && relative != number.value)
        .then_some((token.start..token.end, AcrossProblem::PercentForPoints { from, to }))
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn found(text: &str) -> Vec<String> {
        figures(&tokens(text)).into_iter().map(|(range, _)| text[range].to_owned()).collect()
    }

    #[test]
    fn sums_that_do_not_add_up_are_found() {
        for wrong in [
            "342 − 18 − 37 = 278",
            "342 - 18 - 37 = 278",
            "342 konton − 18 låsta − 37 borttagna = 278",
            "159 + 128 = 288",
            "287 = 159 + 127",
            "1 342 + 5 = 1 348",
            "12,5 + 3,1 = 15,9",
            "342 − 18 − 37 = 287 = 159 + 127",
            "5 403 tkr + 12 tkr = 5 451 tkr",
        ] {
            assert_eq!(found(&format!("Av dem: **{wrong}** konton.")).len(), 1, "{wrong}");
        }
        let text = "Vi räknade: 342 − 18 − 37 = 278.";
        assert_eq!(found(text), ["342 − 18 − 37 = 278"]);
    }

    #[test]
    fn what_adds_up_or_is_no_sum_gives_no_alarm() {
        for fine in [
            "342 − 18 − 37 = 287 konton – 159 aktiva och 128 inaktiva",
            "342 = 18 + 37 + 287",
            "342 − 18 − 37 = 287 = 159 + 128",
            "Under 2023 – 342 − 18 = 324",
            "33 % + 33 % + 33 % = 100 %",
            "33,3 + 33,3 + 33,3 = 100",
            "cirka 340 − 18 = 325",
            "340 − ungefär 18 = 325",
            "fler än 340 − 18 = 325",
            "uppemot 340 − 18 = 325",
            "3 × 4 + 2 = 14",
            "3 * 4 + 2 = 14",
            "4 + 2 × 5 = 14",
            "4 + 2 = 3 × 2",
            "4 + 2 = 12/2",
            "sannolikhet 3 och konsekvens 4 = 12",
            "18 av 342 = 5 %",
            "2019 – 2023",
            "Riskvärde = 12",
            "10 + 5 = cirka 14",
            "5 403 tkr + 0 kr = 5,403 mnkr",
            "− 6 279 + 5 = 3",
            "x = 3 + 4",
            "kl. 10-12 + 13-15 = 5 timmar",
            "8 (3 + 5) = 9",
            "`1 + 1 = 3`",
        ] {
            assert_eq!(found(fine), Vec::<String>::new(), "{fine}");
        }
    }

    #[test]
    fn a_per_cent_is_held_against_the_counts_beside_it() {
        assert_eq!(found("Av cheferna svarade 12 av 40 (33 %) ja."), ["12 av 40 (33 %"]);
        assert_eq!(found("33 procent (12 av 40) svarade"), ["33 procent (12 av 40"]);
        assert_eq!(
            found("12 av de 40 tillfrågade cheferna (33,0 %)"),
            ["12 av de 40 tillfrågade cheferna (33,0 %"]
        );
        for fine in [
            "12 av 40 (30 %)",
            "1 av 3 (33 %)",
            "1 av 3 (33,3 %)",
            "1 av 8 (12 %)",
            "1 av 8 (13 %)",
            "12 av 40 (cirka 33 %)",
            "cirka 12 av 40 (33 %)",
            "12 av 40 (33 % av kvinnorna)",
            "12 av 40, och 33 % av de andra",
            "40 av 12 (33 %)",
            "12 av 40 enheter (2020)",
            "33 % (12 av 40 kvinnor och 3 av 10 män)",
        ] {
            assert_eq!(found(fine), Vec::<String>::new(), "{fine}");
        }
    }

    #[test]
    fn points_that_are_called_per_cent_are_found_and_others_are_not() {
        assert_eq!(found("Andelen ökade med 20 % från 20 % till 40 %."), ["20 %"]);
        assert_eq!(found("Från 20 till 40 procent, en ökning med 20 procent."), ["20 procent"]);
        for fine in [
            "Andelen ökade med 100 % från 20 % till 40 %.",
            "Andelen ökade med 20 procentenheter, från 20 % till 40 %.",
            "Andelen minskade med 20 % från 100 % till 80 %.",
            "Antalet ökade från 20 till 40.",
            "Andelen ökade från 20 % till 40 %. Kostnaden ökade med 20 %.",
            "Andelen gick från 20 % till 40 % hos 20 % av enheterna.",
        ] {
            assert_eq!(found(fine), Vec::<String>::new(), "{fine}");
        }
    }
}
