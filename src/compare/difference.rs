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

/// How alike two lists are, in thousandths: twice what they share of all they have.
pub(super) fn likeness<T: Eq + Hash>(one: &[T], other: &[T]) -> usize {
    let shared: usize = stretches(one, other)
        .iter()
        .map(|stretch| match stretch {
            Stretch::Same(same, _) => same.len(),
            Stretch::Other(..) => 0,
        })
        .sum();
    match one.len() + other.len() {
        0 => 1000,
        all => shared * 2000 / all,
    }
}
