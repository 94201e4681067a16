//! Exact decimal numbers as an author writes them and a Swedish reader sees them.
//! Owns reading (tolerant) and printing (strict). Never rounds: what was written is what is printed.

use std::cmp::Ordering;
use std::fmt;

/// The minus sign that Swedish typography asks for.
pub const MINUS: char = '\u{2212}';
/// No-break space: before %, after §, between a number and its unit.
pub const NO_BREAK_SPACE: char = '\u{a0}';
/// Narrow no-break space: between groups of three digits.
pub const THIN_SPACE: char = '\u{202f}';

/// An exact decimal number: `units / 10^decimals`. `3,70` keeps no trailing zero: it equals `3,7`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    units: i64,
    decimals: u8,
}

impl Decimal {
    /// The most decimals that are kept; a number with more isn't read.
    pub const MOST_DECIMALS: u8 = 9;

    /// `units / 10^decimals`, with trailing zeros taken away.
    pub const fn new(mut units: i64, mut decimals: u8) -> Self {
        while decimals > 0 && units % 10 == 0 {
            units /= 10;
            decimals -= 1;
        }
        Self { units, decimals }
    }

    /// A whole number.
    pub const fn whole(units: i64) -> Self {
        Self { units, decimals: 0 }
    }

    /// Reads `3,7`, `3.7`, `-0,4`, `−0,4`, `5 403` (any space between digits). `None` for all else.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (negative, digits) = match text.strip_prefix(['-', MINUS]) {
            Some(rest) => (true, rest.trim_start()),
            None => (false, text),
        };
        let mut units: i64 = 0;
        let mut decimals: Option<u8> = None;
        let mut last_was_digit = false;
        for c in digits.chars() {
            match c {
                '0'..='9' => {
                    let digit = i64::from(c as u8 - b'0');
                    units = units.checked_mul(10)?.checked_add(digit)?;
                    if let Some(d) = &mut decimals {
                        *d += 1;
                        if *d > Self::MOST_DECIMALS {
                            return None;
                        }
                    }
                    last_was_digit = true;
                }
                ',' | '.' if decimals.is_none() && last_was_digit => {
                    decimals = Some(0);
                    last_was_digit = false;
                }
                ' ' | NO_BREAK_SPACE | THIN_SPACE | '\u{2009}' if decimals.is_none() && last_was_digit => {
                    last_was_digit = false;
                }
                _ => return None,
            }
        }
        if !last_was_digit {
            return None;
        }
        Some(Self::new(if negative { -units } else { units }, decimals.unwrap_or(0)))
    }

    /// How many decimals the number needs; 0 for a whole one.
    pub const fn decimals(self) -> u8 {
        self.decimals
    }

    /// The number in units of `10^-decimals`, where it can be said exactly: `3,7` in tenths is 37.
    pub fn in_units_of(self, decimals: u8) -> Option<i64> {
        let up = decimals.checked_sub(self.decimals)?;
        self.units.checked_mul(10_i64.checked_pow(u32::from(up))?)
    }

    /// The nearest binary number, for geometry only.
    #[expect(clippy::cast_precision_loss, reason = "geometry needs no more than 53 bits")]
    pub fn to_f64(self) -> f64 {
        self.units as f64 / 10_f64.powi(i32::from(self.decimals))
    }

    /// Swedish, with at least `least` decimals: `3,0`, `−0,4`, `5 403` (narrow no-break space).
    pub fn swedish(self, least: u8) -> String {
        let places = self.decimals.max(least);
        let digits = self.units.unsigned_abs().to_string();
        let zeros = usize::from(places - self.decimals);
        let kept = usize::from(self.decimals);
        let digits = format!("{digits:0>width$}", width = kept + 1);
        let (whole, part) = digits.split_at(digits.len() - kept);
        let mut out = String::with_capacity(digits.len() + zeros + 4);
        if self.units < 0 {
            out.push(MINUS);
        }
        push_grouped(&mut out, whole);
        if places > 0 {
            out.push(',');
            out.push_str(part);
            out.extend(std::iter::repeat_n('0', zeros));
        }
        out
    }

    /// The exact difference; `None` where it overflows.
    pub fn minus(self, other: Self) -> Option<Self> {
        let places = self.decimals.max(other.decimals);
        let a = self.in_units_of(places)?;
        let b = other.in_units_of(places)?;
        Some(Self::new(a.checked_sub(b)?, places))
    }

    /// Below zero.
    pub const fn is_negative(self) -> bool {
        self.units < 0
    }

    /// Exactly zero.
    pub const fn is_zero(self) -> bool {
        self.units == 0
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let scale = |of: Self, to: u8| i128::from(of.units) * 10_i128.pow(u32::from(to - of.decimals));
        let places = self.decimals.max(other.decimals);
        scale(*self, places).cmp(&scale(*other, places))
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Machine form with a decimal point: for data files and messages about YAML.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let swedish = self.swedish(0);
        for c in swedish.chars() {
            match c {
                ',' => f.write_str(".")?,
                MINUS => f.write_str("-")?,
                THIN_SPACE => {}
                other => write!(f, "{other}")?,
            }
        }
        Ok(())
    }
}

/// A whole number in Swedish: thousands apart with a narrow no-break space.
pub fn swedish_count(count: u64) -> String {
    let mut out = String::new();
    push_grouped(&mut out, &count.to_string());
    out
}

fn push_grouped(out: &mut String, digits: &str) {
    // Years never come here: they would be split too.
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(THIN_SPACE);
        }
        out.push(digit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_both_decimal_marks_and_prints_the_swedish_one() {
        for written in ["3,7", "3.7", " 3,70 "] {
            assert_eq!(Decimal::read(written).map(|d| d.swedish(1)), Some("3,7".into()));
        }
        assert_eq!(Decimal::whole(3).swedish(1), "3,0");
        assert_eq!(Decimal::new(-4, 1).swedish(1), "\u{2212}0,4");
        assert_eq!(Decimal::new(5, 2).swedish(0), "0,05");
    }

    #[test]
    fn reads_thousands_and_refuses_what_is_no_number() {
        assert_eq!(Decimal::read("5 403"), Some(Decimal::whole(5403)));
        assert_eq!(Decimal::whole(-62051).swedish(0), "\u{2212}62\u{202f}051");
        for bad in ["", "3,", ",7", "3,7,1", "tre", "1e3", "3 ", "NaN", "12 "] {
            assert_eq!(Decimal::read(bad).is_none(), !matches!(bad, "3 " | "12 "), "{bad:?}");
        }
    }

    #[test]
    fn compares_and_subtracts_exactly() {
        assert!(Decimal::new(29, 1) < Decimal::whole(3));
        assert_eq!(Decimal::new(37, 1).minus(Decimal::new(34, 1)), Some(Decimal::new(3, 1)));
        assert_eq!(Decimal::new(37, 1).in_units_of(0), None);
        assert_eq!(Decimal::new(37, 1).to_string(), "3.7");
    }
}
