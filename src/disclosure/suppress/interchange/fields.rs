//! An object's fields, looked up under any of several names, and numbers as people write them. Owns no
//! meaning: what a field says is the caller's.

use crate::json::Json;
use crate::number::Decimal;

/// A fraction; the second number is above zero.
pub(super) type Ratio = (i64, i64);

/// Decimals that a number in a fact may have. A longer one is a third or the like, written by a program.
const MOST_DECIMALS: u8 = 6;

/// Which way a number with endless decimals is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// To the nearest.
    Nearest,
    /// Downwards.
    Down,
    /// Upwards.
    Up,
}

/// What a fact says about a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// This is what was printed.
    Printed(Decimal),
    /// It lies within these, ends included unless told otherwise.
    Within {
        /// Lowest.
        least: Option<End>,
        /// Highest.
        most: Option<End>,
    },
}

/// An end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct End {
    /// Where it is.
    pub(super) at: Decimal,
    /// It is itself excluded.
    pub(super) strict: bool,
}

/// An object's members, with a mark at each that has been understood.
pub(super) struct Fields<'a> {
    members: &'a [(String, Json)],
    used: Vec<bool>,
}

const LEAST: [&str; 11] =
    ["least", "min", "lo", "low", "lower", "from", "at_least", "minst", "ge", "gte", ">="];
const MOST: [&str; 11] = ["most", "max", "hi", "high", "upper", "to", "at_most", "högst", "le", "lte", "<="];
const ABOVE: [&str; 3] = ["gt", "above", ">"];
const BELOW: [&str; 3] = ["lt", "below", "<"];
const INTERVAL: [&str; 4] = ["interval", "range", "between", "bounds"];
const TOLERANCE: [&str; 6] = ["tolerance", "tol", "tolerans", "plus_minus", "pm", "margin"];
const OPERATOR: [&str; 4] = ["op", "operator", "cmp", "comparison"];

impl<'a> Fields<'a> {
    /// The fields of an object; `None` for anything else.
    pub(super) fn of(value: &'a Json) -> Option<Self> {
        let Json::Object(members) = value else { return None };
        Some(Self { members, used: vec![false; members.len()] })
    }

    /// The first field by one of these names whose value fits and that nobody has asked for yet.
    pub(super) fn find(&mut self, names: &[&str], fits: impl Fn(&Json) -> bool) -> Option<&'a Json> {
        let at = names.iter().find_map(|name| {
            let new = |at: usize| !self.used[at] && fits(&self.members[at].1);
            (0..self.members.len()).find(|&at| self.members[at].0 == *name && new(at))
        })?;
        self.used[at] = true;
        Some(&self.members[at].1)
    }

    /// Is there a number by this name?
    pub(super) fn has_number(&self, name: &str) -> bool {
        self.members.iter().any(|(key, value)| key == name && number(value, Cut::Nearest).is_some())
    }

    /// A text.
    pub(super) fn text(&mut self, names: &[&str]) -> Option<&'a str> {
        self.find(names, |value| value.as_text().is_some())?.as_text()
    }

    /// A number, or a text that is one.
    pub(super) fn number(&mut self, names: &[&str], cut: Cut) -> Option<Decimal> {
        let value = self.find(names, |value| number(value, cut).is_some())?;
        number(value, cut)
    }

    /// What is said of a number: an interval, a number with a tolerance or a comparison, or a number alone.
    pub(super) fn said(&mut self, names: &[&str]) -> Result<Option<Said>, String> {
        let value = self.find(names, |value| number(value, Cut::Nearest).is_some());
        let strict = self.find(&["strict"], |value| matches!(value, Json::Bool(_)));
        let strict = strict == Some(&Json::Bool(true));
        let mut least = self.number(&LEAST, Cut::Down).map(|at| End { at, strict });
        let mut most = self.number(&MOST, Cut::Up).map(|at| End { at, strict });
        let open = |at| End { at, strict: true };
        least = least.or_else(|| self.number(&ABOVE, Cut::Down).map(open));
        most = most.or_else(|| self.number(&BELOW, Cut::Up).map(open));
        if let Some(Json::List(ends)) = self.find(&INTERVAL, |value| value.as_list().is_some()) {
            let [low, high] = ends.as_slice() else {
                return Err("ett intervall har två tal, det lägsta och det högsta".to_owned());
            };
            least = least.or_else(|| number(low, Cut::Down).map(|at| End { at, strict }));
            most = most.or_else(|| number(high, Cut::Up).map(|at| End { at, strict }));
        }
        let tolerance = self.number(&TOLERANCE, Cut::Up);
        let operator = self.text(&OPERATOR);
        if least.is_some() || most.is_some() {
            return Ok(Some(Said::Within { least, most }));
        }
        let Some(value) = value else { return Ok(None) };
        let end = |cut, strict| number(value, cut).map(|at| End { at, strict });
        if let Some(tolerance) = tolerance {
            let at = number(value, Cut::Nearest).ok_or("talet kan inte läsas")?;
            let (least, most) = around(at, tolerance).ok_or("talet är för stort")?;
            let end = |at| Some(End { at, strict });
            return Ok(Some(Said::Within { least: end(least), most: end(most) }));
        }
        Ok(Some(match operator {
            None | Some("=" | "==" | "eq") => {
                Said::Printed(number(value, Cut::Nearest).ok_or("talet kan inte läsas")?)
            }
            Some(">=" | "≥" | "ge" | "gte" | "at_least" | "least" | "min" | "minst") => {
                Said::Within { least: end(Cut::Down, strict), most: None }
            }
            Some("<=" | "≤" | "le" | "lte" | "at_most" | "most" | "max" | "högst") => {
                Said::Within { least: None, most: end(Cut::Up, strict) }
            }
            Some(">" | "gt" | "above") => Said::Within { least: end(Cut::Down, true), most: None },
            Some("<" | "lt" | "below") => Said::Within { least: None, most: end(Cut::Up, true) },
            Some(other) => {
                return Err(format!("jämförelsen ”{other}” är okänd; väntade >=, <=, >, < eller ="));
            }
        }))
    }

    /// The first field that nobody has understood and that isn't a mere remark: a text that is neither a
    /// number nor one of the names.
    pub(super) fn left(&self, is_name: impl Fn(&str) -> bool) -> Option<&'a str> {
        let remark = |value: &Json| match value {
            Json::Null => true,
            Json::Text(text) => !is_name(text) && number(value, Cut::Nearest).is_none(),
            _ => false,
        };
        let mut left =
            self.members.iter().zip(&self.used).filter(|((_, value), used)| !**used && !remark(value));
        left.next().map(|((name, _), _)| name.as_str())
    }
}

fn around(at: Decimal, by: Decimal) -> Option<(Decimal, Decimal)> {
    let decimals = at.decimals().max(by.decimals());
    let (at, by) = (at.in_units_of(decimals)?, by.in_units_of(decimals)?);
    Some((Decimal::new(at.checked_sub(by)?, decimals), Decimal::new(at.checked_add(by)?, decimals)))
}

/// A number, or a text that is one, perhaps with a sign or `%`.
pub(super) fn number(value: &Json, cut: Cut) -> Option<Decimal> {
    let read = match value {
        Json::Whole(number) => Decimal::whole(*number),
        Json::Real(number) => {
            let exact = Decimal::read(&number.to_string()).filter(|read| read.decimals() <= MOST_DECIMALS);
            exact.or_else(|| cut_off(*number, cut))?
        }
        Json::Text(text) => {
            let text = text.trim().trim_end_matches('%').trim_end();
            Decimal::read(text.strip_prefix('+').unwrap_or(text))?
        }
        _ => return None,
    };
    // Beyond this nothing is counted, and products would outgrow their type.
    let small = read.in_units_of(MOST_DECIMALS).is_some_and(|units| units.abs() <= 1_000_000_000_000_000);
    small.then_some(read)
}

#[expect(clippy::cast_possible_truncation, reason = "within bounds, checked first")]
fn cut_off(number: f64, cut: Cut) -> Option<Decimal> {
    let units = number * 1e6;
    let units = match cut {
        Cut::Nearest => units.round(),
        Cut::Down => units.floor(),
        Cut::Up => units.ceil(),
    };
    (units.abs() <= 1e15).then(|| Decimal::new(units as i64, MOST_DECIMALS))
}

/// A decimal number as a fraction.
pub(super) fn ratio(of: Decimal) -> Ratio {
    let decimals = of.decimals();
    (of.in_units_of(decimals).unwrap_or(0), 10_i64.pow(u32::from(decimals)))
}
