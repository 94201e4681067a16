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

/// How alike two lists can be at most, in whatever order, in thousandths: never less than [`likeness`]. Both sorted.
pub(super) fn could_share<T: Ord>(one: &[T], other: &[T]) -> usize {
    let (mut left, mut right, mut shared) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(left), other.get(right)) {
        let order = a.cmp(b);
        left += usize::from(order.is_le());
        right += usize::from(order.is_ge());
        shared += usize::from(order.is_eq());
    }
    in_thousandths(shared, one.len() + other.len())
}

fn in_thousandths(shared: usize, all: usize) -> usize {
    // Two of nothing are the same.
    (shared * 2000).checked_div(all).unwrap_or(1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_shared_is_never_less_than_what_is() {
        let mut state = 7_u32;
        let mut number = |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % below
        };
        let mut apart = 0;
        for _ in 0..2000 {
            let [one, other] = [0, 1].map(|_| (0..number(9)).map(|_| number(5)).collect::<Vec<_>>());
            let [mut sorted, mut other_sorted] = [one.clone(), other.clone()];
            sorted.sort_unstable();
            other_sorted.sort_unstable();
            let (most, is) = (could_share(&sorted, &other_sorted), likeness(&one, &other));
            assert!(most >= is, "{one:?} {other:?}");
            apart += usize::from(most > is);
        }
        assert!(apart > 100, "order matters to one of them");
    }
}
