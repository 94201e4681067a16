//! A survey's answer scale and how it is marked: ends, step, ticks, rows.
//! Owns what lies on a scale and what does not. Draws nothing.

use crate::number::Decimal;

/// The scale that a question is answered on, say 1 to 4 by tenths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Graduation {
    lo: Decimal,
    hi: Decimal,
    step: Decimal,
}

/// Why three numbers are no scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GraduationFault {
    /// The highest value isn't above the lowest.
    NoExtent,
    /// The step isn't above zero.
    NoStep,
    /// The steps from the lowest value don't meet the highest.
    UnevenSteps,
    /// An end needs more than six characters, or the numbers can't be counted in common units.
    TooLong,
}

/// A value that has no place on its scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OffScale {
    /// Below the lowest or above the highest value.
    Outside(Decimal),
    /// Between two steps.
    BetweenSteps(Decimal),
}

/// The most ticks that a drawn scale has; more steps than that get coarser ticks.
const MOST_TICKS: i64 = 31;
/// The most characters of a number in a drawing.
const MOST_CHARACTERS: usize = 6;

impl Graduation {
    /// The scale from `lo` to `hi` by `step`.
    pub fn new(lo: Decimal, hi: Decimal, step: Decimal) -> Result<Self, GraduationFault> {
        if hi <= lo {
            return Err(GraduationFault::NoExtent);
        }
        if step <= Decimal::whole(0) {
            return Err(GraduationFault::NoStep);
        }
        let scale = Self { lo, hi, step };
        let least = scale.places();
        if [lo, hi].iter().any(|end| end.swedish(least).chars().count() > MOST_CHARACTERS) {
            return Err(GraduationFault::TooLong);
        }
        let count = |value: Decimal| value.in_units_of(least).ok_or(GraduationFault::TooLong);
        let (lo, hi, step) = (count(lo)?, count(hi)?, count(step)?);
        if (hi - lo) % step != 0 {
            return Err(GraduationFault::UnevenSteps);
        }
        Ok(scale)
    }

    /// The lowest value.
    pub const fn lo(self) -> Decimal {
        self.lo
    }

    /// The highest value.
    pub const fn hi(self) -> Decimal {
        self.hi
    }

    /// The distance between two neighbouring values.
    pub const fn step(self) -> Decimal {
        self.step
    }

    /// How many decimals the scale's own values need.
    pub fn places(self) -> u8 {
        self.lo.decimals().max(self.hi.decimals()).max(self.step.decimals())
    }

    /// The ends in words: `1–4`.
    pub fn ends(self) -> String {
        format!("{}–{}", self.lo.swedish(0), self.hi.swedish(0))
    }

    /// Whether a value lies between the ends. Means may lie between steps, where the scale's step is
    /// coarser than the mean.
    pub fn spans(self, value: Decimal) -> Result<(), OffScale> {
        if value < self.lo || value > self.hi { Err(OffScale::Outside(value)) } else { Ok(()) }
    }

    /// Whether a value is one of the scale's own.
    pub fn holds(self, value: Decimal) -> Result<(), OffScale> {
        self.spans(value)?;
        let places = self.places().max(value.decimals());
        let units = |of: Decimal| of.in_units_of(places);
        match (units(value), units(self.lo), units(self.step)) {
            (Some(value), Some(lo), Some(step)) if (value - lo) % step == 0 => Ok(()),
            _ => Err(OffScale::BetweenSteps(value)),
        }
    }
}

/// How a tick is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TickGrade {
    /// Longest, bold number.
    Whole,
    /// Half way between two whole ones.
    Half,
    /// All others.
    Other,
}

/// A scale's ticks, counted in units of `10^-decimals`.
#[derive(Debug)]
pub(super) struct Ticks {
    pub(super) decimals: u8,
    pub(super) lo: i64,
    pub(super) hi: i64,
    /// From one tick to the next.
    pub(super) apart: i64,
    /// Every tick, from the highest down.
    pub(super) at: Vec<(i64, TickGrade)>,
}

impl Ticks {
    /// Ticks in the steps of the scale, or coarser where that makes more than `MOST_TICKS`.
    /// `decimals` is at least [`Graduation::places`].
    pub(super) fn of(scale: Graduation, decimals: u8) -> Option<Self> {
        let units = |value: Decimal| value.in_units_of(decimals);
        let (lo, hi, step) = (units(scale.lo)?, units(scale.hi)?, units(scale.step)?);
        let apart = round_multiple((hi - lo) / step, MOST_TICKS - 1)?.checked_mul(step)?;
        let one = 10_i64.checked_pow(u32::from(decimals))?;
        let count = (hi - lo) / apart;
        let whole = whole_unit(apart, one, count);
        let grade = |at: i64| match whole {
            _ if at == lo || at == hi || at % whole == 0 => TickGrade::Whole,
            _ if whole % 2 == 0 && at % (whole / 2) == 0 => TickGrade::Half,
            _ => TickGrade::Other,
        };
        let mut at: Vec<_> = (0..=count).map(|index| lo + index * apart).map(|v| (v, grade(v))).collect();
        if let Some(&(last, _)) = at.last()
            && last != hi
        {
            // The last tick would stand in the way of the scale's own end.
            if at.len() > 1 && (hi - last) * 10 < apart * 6 {
                at.pop();
            }
            at.push((hi, TickGrade::Whole));
        }
        at.reverse();
        Some(Self { decimals, lo, hi, apart, at })
    }

    /// Ticks for a line across, few enough for a telephone: whole numbers on a scale of 1 to 4.
    pub(super) fn few(scale: Graduation, decimals: u8) -> Option<Self> {
        let mut ticks = Self::of(scale, decimals)?;
        let extent = ticks.hi - ticks.lo;
        let one = 10_i64.checked_pow(u32::from(decimals))?;
        let unit = if extent >= one * 2 { one } else { scale.step.in_units_of(decimals)? };
        let apart = round_multiple(extent / unit, 6)?.checked_mul(unit)?;
        let mut at = vec![ticks.lo];
        let first = ticks.lo.div_euclid(apart) * apart + apart;
        let inner = (0..).map_while(|index| Some(first + index * apart).filter(|&v| v < ticks.hi));
        at.extend(inner.filter(|v| (v - ticks.lo) * 10 >= apart * 6 && (ticks.hi - v) * 10 >= apart * 6));
        at.push(ticks.hi);
        ticks.apart = apart;
        ticks.at = at.into_iter().rev().map(|v| (v, TickGrade::Whole)).collect();
        Some(ticks)
    }

    /// Rows of the grid: two for each tick's distance, and one above and below.
    pub(super) fn rows(&self) -> u32 {
        let gaps = (self.hi - self.lo + self.apart - 1) / self.apart;
        u32::try_from(2 * (gaps + 1)).unwrap_or(2)
    }
}

/// The smallest of 1, 2, 5, 10, 20, 50 … that divides `steps` into at most `most` parts.
fn round_multiple(steps: i64, most: i64) -> Option<i64> {
    let mut ten = 1_i64;
    loop {
        for digit in [1, 2, 5] {
            let multiple = ten.checked_mul(digit)?;
            if (steps + multiple - 1) / multiple <= most {
                return Some(multiple);
            }
        }
        ten = ten.checked_mul(10)?;
    }
}

/// What counts as a whole number among ticks that stand `apart`.
fn whole_unit(apart: i64, one: i64, count: i64) -> i64 {
    if apart < one {
        return one;
    }
    let mut unit = one;
    while unit < apart || (unit == apart && count > 12) {
        unit = unit.saturating_mul(10);
    }
    unit
}

#[cfg(test)]
#[path = "graduation_tests.rs"]
mod tests;
