//! What must hold for any question: rows in bounds, blocks apart, order kept, leaders never crossing.

use insyn::chart::{Graduation, GraduationFault, PlacedQuote, ScaleChart};
use insyn::number::Decimal;

use crate::cases::asked;
use crate::xml;

/// A linear congruential generator (Knuth's constants): the same cases in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

fn any_scale(dice: &mut Dice) -> (Graduation, i64, i64, u8) {
    let decimals = u8::try_from(dice.roll(3)).unwrap();
    let step = [1, 2, 5, 3, 25][usize::try_from(dice.roll(5)).unwrap()];
    let lo = i64::try_from(dice.roll(40)).unwrap() - 20;
    let steps = 1 + i64::try_from(if dice.roll(3) == 0 { dice.roll(900) } else { dice.roll(40) }).unwrap();
    let number = |units| Decimal::new(units, decimals);
    match Graduation::new(number(lo), number(lo + steps * step), number(step)) {
        Ok(scale) => (scale, lo, steps * 1000 + step, decimals),
        Err(fault) => {
            assert_eq!(fault, GraduationFault::TooLong);
            any_scale(dice)
        }
    }
}

fn rows_of(class: &str, letters: [char; 2]) -> (u32, u32) {
    let find = |letter: char| {
        let word = class.split(' ').find_map(|word| word.strip_prefix(letter)).unwrap();
        word.parse::<u32>().unwrap()
    };
    (find(letters[0]), find(letters[1]))
}

/// Start and end of each leader of one set, in rising order of the start.
fn leaders(svg: &str) -> Vec<(f64, f64)> {
    let mut found = Vec::new();
    for line in svg.split("<line").skip(1) {
        let end = |name| xml::attribute(line, name).next();
        if let (Some(x2), Some(y1), Some(y2)) = (end("x2"), end("y1"), end("y2"))
            && x2 == "7em"
        {
            let percent = |text: &str| text.trim_end_matches('%').parse::<f64>().unwrap() * 100.0;
            found.push((percent(y1), percent(y2)));
        }
    }
    for path in svg.split("preserveAspectRatio=\"none\"").skip(1) {
        let shape = xml::attribute(path, "d").next().unwrap();
        let heights: Vec<f64> = shape
            .split(['M', 'L'])
            .filter(|point| !point.is_empty())
            .map(|point| point.split(' ').nth(1).unwrap().parse().unwrap())
            .collect();
        found.push((heights[0], *heights.last().unwrap()));
    }
    found.sort_by(|a, b| a.partial_cmp(b).unwrap());
    found
}

#[test]
fn blocks_keep_apart_in_order_and_leaders_never_cross() {
    let mut dice = Dice(20_231_105);
    let words = "ord ".repeat(900);
    for case in 0..1500 {
        let (scale, lo, packed, decimals) = any_scale(&mut dice);
        let (steps, step) = (packed / 1000, packed % 1000);
        let count = 1 + dice.roll(if case % 10 == 0 { 150 } else { 12 });
        let placed: Vec<PlacedQuote<'_>> = (0..count)
            .map(|_| {
                let at = i64::try_from(dice.roll(u64::try_from(steps + 1).unwrap())).unwrap();
                let longest = if dice.roll(4) == 0 { 3000 } else { 200 };
                let length = usize::try_from(dice.roll(longest)).unwrap();
                PlacedQuote { score: Decimal::new(lo + at * step, decimals), text: &words[..length] }
            })
            .collect();
        let chart = ScaleChart { scale, means: Vec::new(), placed, ..asked("slump") };
        let figure = chart.draw().unwrap();
        let drawn = figure.scale.as_ref().unwrap();
        let rows: u32 = drawn.rows[1..].parse().unwrap();
        assert!((4..=62).contains(&rows), "{rows} rows");
        assert_eq!(figure.blocks.iter().map(|block| block.quotes.len() as u64).sum::<u64>(), count);
        for letters in [['r', 's'], ['R', 'S']] {
            let mut next = 1;
            for block in &figure.blocks {
                let (first, span) = rows_of(&block.class, letters);
                assert!(first >= next && span >= 1, "case {case}: {first} overlaps");
                next = first + span;
            }
            assert!(next <= rows + 1, "case {case}: ends at {next} of {rows}");
        }
        check_leaders(&drawn.svg, figure.blocks.len(), case);
    }
}

fn check_leaders(svg: &str, blocks: usize, case: u32) {
    let sets: Vec<&str> = match svg.split_once("<g class=\"narrow\">") {
        None => vec![svg],
        Some((_, sets)) => sets.split("<g class=\"wide\">").collect(),
    };
    for set in sets {
        let leaders = leaders(set);
        assert_eq!(leaders.len(), blocks, "case {case}");
        for pair in leaders.windows(2) {
            assert!(pair[0].0 <= pair[1].0 && pair[0].1 < pair[1].1, "case {case}: {pair:?} cross");
        }
    }
}
