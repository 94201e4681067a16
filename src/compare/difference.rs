//! Where two lists differ. The only module that names the crate that finds out; knows no words and no texts.

use std::hash::Hash;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Above this product of lengths nothing is sought: two such lists are said to be different altogether, rather
/// than a page taking minutes.
const MOST: usize = 4_000_000;

/// A stretch of two lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    /// The same in both.
    Same(Range<usize>, Range<usize>),
    /// In place of each other; either may be empty.
    Other(Range<usize>, Range<usize>),
}

/// The stretches of two lists, in order.
pub(super) fn stretches<T: Eq + Hash>(one: &[T], other: &[T]) -> Vec<Stretch> {
    if one.len().saturating_mul(other.len()) > MOST {
        return vec![Stretch::Other(0..one.len(), 0..other.len())];
    }
    let mut out: Vec<Stretch> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, one, other) {
        let (before, after) = (op.old_range(), op.new_range());
        match (matches!(op, DiffOp::Equal { .. }), out.last_mut()) {
            (true, _) => out.push(Stretch::Same(before, after)),
            (false, Some(Stretch::Other(from, to))) => {
                from.end = before.end;
                to.end = after.end;
            }
            (false, _) => out.push(Stretch::Other(before, after)),
        }
    }
    out
}

/// What of the one list isn't in the other. `None` where `mark` stands in the other in place of nothing: what it stands for
/// can't be told.
pub fn taken_away<'w>(one: &[&'w str], other: &[&str], mark: &str) -> Option<Vec<&'w str>> {
    let mut gone = Vec::new();
    for stretch in stretches(one, other) {
        if let Stretch::Other(before, after) = stretch {
            if before.is_empty() && other[after].iter().any(|word| word.contains(mark)) {
                return None;
            }
            gone.extend_from_slice(&one[before]);
        }
    }
    Some(gone)
}

/// How alike two lists are, in thousandths: twice what they share of all they have.
pub(super) fn likeness<T: Eq + Hash>(one: &[T], other: &[T]) -> usize {
    let shared: usize = stretches(one, other)
        .iter()
        .map(|stretch| match stretch {
            Stretch::Same(same, _) => same.len(),
            Stretch::Other(..) => 0,
        })
        .sum();
    in_thousandths(shared, one.len() + other.len())
}

/// Lists of so many elements together are always aligned so that they share as many as can be: too short for any of the
/// search's rules of thumb, which begin at 291.
const EXACT: usize = 256;

/// Of longer lists nothing is counted ahead: what that takes grows with the length and with the number of words there are.
const COUNTED: usize = 1024;

/// Compares lists of numbers, from nought on. Says what [`stretches`] and [`likeness`] say, for less; holds what that needs, so
/// that asking again costs no memory.
#[derive(Default)]
pub(super) struct Aligner {
    /// The list that the others are compared with.
    list: Vec<usize>,
    /// By number, a bit for each place at which it stands in the list; `blocks` at a time.
    places: Vec<u64>,
    blocks: usize,
    /// The row of the search, a bit for each place.
    row: Vec<u64>,
    /// By number, which of two lists have it: [`ONE`] and [`OTHER`].
    seen: Vec<u8>,
}

/// The one list has it.
const ONE: u8 = 1;
/// The other has it.
const OTHER: u8 = 2;

impl Aligner {
    /// Takes a list to compare others with.
    pub(super) fn set(&mut self, list: &[usize]) {
        for number in self.list.drain(..) {
            self.places[number * self.blocks..][..self.blocks].fill(0);
        }
        self.blocks = if list.len() > COUNTED { 0 } else { list.len().div_ceil(64) };
        self.list.extend_from_slice(list);
        if self.blocks == 0 {
            return;
        }
        let most = list.iter().max().map_or(0, |most| most + 1) * self.blocks;
        self.places.resize(self.places.len().max(most), 0);
        for (at, number) in list.iter().enumerate() {
            self.places[number * self.blocks + at / 64] |= 1 << (at % 64);
        }
    }

    /// Whether the [`likeness`] of a list to the one that was set is `least` or more. Says the same, for far less: what
    /// two lists can share at most is counted first, and aligned only where that doesn't settle it.
    pub(super) fn reaches(&mut self, one: &[usize], least: usize) -> bool {
        let (all, shorter) = (one.len() + self.list.len(), one.len().min(self.list.len()));
        if in_thousandths(shorter, all) < least {
            return false;
        }
        if self.list.len() <= COUNTED && in_thousandths(self.most_shared(one), all) < least {
            return false;
        }
        all <= EXACT || likeness(one, &self.list) >= least
    }

    /// The length of the longest list that can be had of both by leaving out elements: Hyyrö's way, 64 places at a time.
    fn most_shared(&mut self, one: &[usize]) -> usize {
        self.row.clear();
        self.row.resize(self.blocks, u64::MAX);
        for number in one {
            let Some(places) = self.places.get(number * self.blocks..(number + 1) * self.blocks) else {
                continue;
            };
            let mut carry = false;
            for (row, places) in self.row.iter_mut().zip(places) {
                let found = *row & places;
                let (sum, over) = row.overflowing_add(found);
                let (sum, more) = sum.overflowing_add(u64::from(carry));
                carry = over || more;
                *row = sum | (*row & !places);
            }
        }
        self.row.iter().map(|row| row.count_zeros() as usize).sum()
    }

    /// The same as [`stretches`] of two lists.
    pub(super) fn stretches(&mut self, one: &[usize], other: &[usize]) -> Vec<Stretch> {
        let short = one.len() + other.len() <= EXACT;
        let only = if short { self.only_alignment(one, other) } else { None };
        only.unwrap_or_else(|| stretches(one, other))
    }

    /// Where the lists are the same but for what only one of them has, there is one way alone to share the most, and every
    /// search that finds the most finds that.
    fn only_alignment(&mut self, one: &[usize], other: &[usize]) -> Option<Vec<Stretch>> {
        let room = one.iter().chain(other).max().map_or(0, |most| most + 1);
        self.seen.resize(self.seen.len().max(room), 0);
        for (list, mark) in [(one, ONE), (other, OTHER)] {
            for number in list {
                self.seen[*number] |= mark;
            }
        }
        let found = without_own(one, other, &self.seen);
        for number in one.iter().chain(other) {
            self.seen[*number] = 0;
        }
        found
    }
}

/// Lays two lists side by side by what both have; `None` where that isn't in the same order, as many times.
fn without_own(one: &[usize], other: &[usize], seen: &[u8]) -> Option<Vec<Stretch>> {
    let own = |list: &[usize]| list.iter().take_while(|number| seen[**number] != ONE | OTHER).count();
    let mut out = Vec::new();
    let (mut at, mut to) = (0, 0);
    loop {
        let (alone, beside) = (own(&one[at..]), own(&other[to..]));
        if alone + beside > 0 {
            out.push(Stretch::Other(at..at + alone, to..to + beside));
        }
        (at, to) = (at + alone, to + beside);
        let both = one[at..].iter().zip(&other[to..]);
        let same = both.take_while(|(a, b)| a == b && seen[**a] == ONE | OTHER).count();
        if same == 0 {
            return (at == one.len() && to == other.len()).then_some(out);
        }
        out.push(Stretch::Same(at..at + same, to..to + same));
        (at, to) = (at + same, to + same);
    }
}

fn in_thousandths(shared: usize, all: usize) -> usize {
    // Two of nothing are the same.
    (shared * 2000).checked_div(all).unwrap_or(1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that are as good as random, and the same each time.
    fn numbers() -> impl FnMut(usize) -> usize {
        let mut state = 7_u64;
        move |below| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 40).unwrap() % below
        }
    }

    #[test]
    fn lists_are_alike_where_the_alignment_says_so() {
        let mut number = numbers();
        let mut aligner = Aligner::default();
        let mut alike = 0;
        for round in 0..1200 {
            let longest = match round % 300 {
                0 => 2 * COUNTED,
                1..6 => 700,
                _ => 150,
            };
            let (longest, kinds) = (1 + number(longest), 1 + number(300));
            let one: Vec<usize> = (0..number(longest)).map(|_| number(kinds)).collect();
            // Another list, or the same with some changed.
            let other: Vec<usize> = if round % 2 == 0 {
                (0..number(longest)).map(|_| number(kinds)).collect()
            } else {
                let often = 1 + number(8);
                let edited = |is: &usize| match number(often + 2) {
                    0 => vec![],
                    1 => vec![number(kinds), *is],
                    2 => vec![number(kinds)],
                    _ => vec![*is],
                };
                one.iter().flat_map(edited).collect()
            };
            aligner.set(&other);
            let exact = likeness(&one, &other);
            for least in [0, 1, 250, 500, exact, exact + 1, 1000] {
                let reaches = aligner.reaches(&one, least);
                assert_eq!(reaches, exact >= least, "{least} of {exact}: {one:?} {other:?}");
                alike += usize::from(reaches);
            }
        }
        assert!((2400..7200).contains(&alike), "both happen: {alike}");
    }

    #[test]
    fn short_lists_are_aligned_so_that_they_share_as_many_as_can_be() {
        let mut number = numbers();
        let mut aligner = Aligner::default();
        for round in 0..4000 {
            let (half, kinds) = (1 + number(EXACT / 2), 2 + round % 97);
            let lists = [half, EXACT - half]
                .map(|most| (0..=number(most)).map(|_| number(kinds)).collect::<Vec<_>>());
            let [one, other] = &lists;
            aligner.set(other);
            let shared = in_thousandths(aligner.most_shared(one), one.len() + other.len());
            assert_eq!(shared, likeness(one, other), "{one:?} {other:?}");
        }
    }

    #[test]
    fn the_only_alignment_is_the_one_that_is_found() {
        let mut number = numbers();
        let mut aligner = Aligner::default();
        let mut only = 0;
        for round in 0..6000 {
            let (longest, kinds) = (1 + number(if round % 2 == 0 { 10 } else { 180 }), 2 + number(60));
            let one: Vec<usize> = (0..number(longest)).map(|_| number(kinds)).collect();
            // Some are changed into what the other list hasn't; few into what it has.
            let (often, mut next) = (1 + number(12), 100);
            let mut other = Vec::new();
            for is in &one {
                next += 1;
                match number(often + 3) {
                    0 => {}
                    1 => other.push(next),
                    2 => other.extend([next, *is]),
                    3 if number(10) == 0 => other.push(number(kinds)),
                    _ => other.push(*is),
                }
            }
            let found = aligner.stretches(&one, &other);
            assert_eq!(found, stretches(&one, &other), "{one:?} {other:?}");
            only += usize::from(aligner.only_alignment(&one, &other).is_some());
        }
        assert!((1000..5000).contains(&only), "both happen: {only}");
    }

    #[test]
    fn lists_too_long_to_be_aligned_are_not_alike() {
        let long: Vec<usize> = (0..2001).collect();
        let mut aligner = Aligner::default();
        aligner.set(&long);
        assert!(!aligner.reaches(&long, 500) && likeness(&long, &long) < 500);
    }
}
