//! Where blocks of text stand on a grid of equal rows beside a scale.
//! Owns the estimate of a block's height, its span of rows and its place (least squares to where it
//! belongs, without overlap). Draws nothing; a wrong estimate costs looks, never an overlap.

/// The page's width as the stylesheet tells it apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Width {
    /// A column of a telephone.
    Narrow,
    /// A container of at least 40 rem.
    Wide,
}

impl Width {
    /// Characters on a line of a quote.
    const fn line(self) -> usize {
        match self {
            Self::Narrow => 27,
            Self::Wide => 52,
        }
    }
}

/// Rows from a first one on; rows are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rows {
    /// The topmost row.
    pub(super) first: u32,
    /// How many rows; at least one.
    pub(super) span: u32,
}

impl Rows {
    /// Where a line that comes from `height` (thousandths of a row) meets this block: straight ahead
    /// where the block covers that height, else at its nearest edge.
    pub(super) fn nearest(self, height: i64) -> i64 {
        let top = i64::from(self.first) * 1000 + EDGE;
        let foot = i64::from(self.first + self.span) * 1000 - EDGE;
        height.clamp(top, foot.max(top))
    }
}

/// How far inside a block's rows its outline begins, in thousandths of a row.
const EDGE: i64 = 500;
/// A row's least height in pixels, as the stylesheet has it.
const LEAST_ROW: u32 = 10;

/// About how tall a block is, in tenths of a pixel: its margins, its lines, the gaps between quotes.
pub(super) fn estimated_height<'a>(quotes: impl Iterator<Item = &'a str>, width: Width) -> u32 {
    const MARGINS: usize = 140;
    const LINE: usize = 232;
    const GAP: usize = 100;
    let mut tall = MARGINS;
    for (index, quote) in quotes.enumerate() {
        let lines: usize =
            quote.split('\n').map(|part| part.chars().count().div_ceil(width.line()).max(1)).sum();
        tall = tall.saturating_add(lines.saturating_mul(LINE) + if index > 0 { GAP } else { 0 });
    }
    u32::try_from(tall).unwrap_or(u32::MAX)
}

/// How many rows each block gets: as the lowest row height says at which all fit.
/// `heights` in tenths of a pixel; there must be no more blocks than rows.
pub(super) fn spans(heights: &[u32], rows: u32) -> Vec<u32> {
    let taken = |row: u32| {
        heights.iter().map(|tall| u64::from(tall.div_ceil(row.saturating_mul(10)).max(1))).sum::<u64>()
    };
    let tallest = heights.iter().copied().max().unwrap_or(0);
    let (mut low, mut high) = (LEAST_ROW, tallest.div_ceil(10).max(LEAST_ROW));
    while low < high {
        let middle = low.midpoint(high);
        if taken(middle) <= u64::from(rows) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    heights.iter().map(|tall| tall.div_ceil(low.saturating_mul(10)).max(1)).collect()
}

/// Blocks of the same displacement, while neighbours that would overlap are pooled.
struct Pool {
    sum: i64,
    blocks: i64,
}

impl Pool {
    fn mean(&self) -> i64 {
        self.sum.div_euclid(self.blocks)
    }
}

/// Places blocks on `rows` rows. Each is `(centre, span)`, the centre in thousandths of a row from
/// the top and in rising order; the spans together no more than `rows`. The order is kept, nothing
/// overlaps, nothing leaves the grid, and the sum of squared displacements is the least possible
/// before rounding to whole rows (pool adjacent violators).
pub(super) fn place(wanted: &[(i64, u32)], rows: u32) -> Vec<Rows> {
    let mut pools: Vec<Pool> = Vec::with_capacity(wanted.len());
    let mut above = 0_i64;
    for &(centre, span) in wanted {
        // With the spans above taken away, "no overlap" is simply "not falling".
        let aim = centre - i64::from(span) * 500 - above;
        above += i64::from(span) * 1000;
        let mut pool = Pool { sum: aim, blocks: 1 };
        while let Some(last) = pools.pop_if(|last| last.mean() >= pool.mean()) {
            pool = Pool { sum: pool.sum + last.sum, blocks: pool.blocks + last.blocks };
        }
        pools.push(pool);
    }
    let room = (i64::from(rows) * 1000 - above).max(0);
    let shifts = pools.iter().flat_map(|pool| {
        let shift = (pool.mean().clamp(0, room) + 500) / 1000;
        (0..pool.blocks).map(move |_| shift)
    });
    let mut first = 0_u32;
    let placed = wanted.iter().zip(shifts).map(|(&(_, span), shift)| {
        let at = Rows { first: first + u32::try_from(shift).unwrap_or(0), span };
        first += span;
        at
    });
    placed.collect()
}

#[cfg(test)]
#[path = "layout_tests.rs"]
mod tests;
