//! Tables as JSON (disclosure.md §12): `skydd-tabell/1` in, `skydd-publicerat/1` out. Owns the names of the
//! fields and what is refused; never chooses what is hidden, never touches a file. No message holds an answer.
//!
//! A table: `{"format", "id", "scale": [lo, hi], "threshold", "show": ["n", "mean", "dist", "pct"], "groups":
//! {name: {"dist": [a count an answer], "fixed"?}}, "relations": [{"type": "sum", "total", "parts",
//! "complete", "split"?}], "facts": [...], "policy"?, "zeros_published"?}`. Other members are remarks.
//!
//! - `fixed`: what another edition has printed already: `true`, a measure, a list of measures, or an object
//!   with what was printed.
//! - `policy`: `counts` (`strict`, or `coarse`: at least not exactly known), `homogeneity` (`fail`, or `report`:
//!   groups that agree may be shown), `known_n` (`false`: nobody knows how many answered), `count_width`,
//!   `mean_width` (in steps of the scale).
//! - `facts`: see [`facts`].

mod claims;
mod facts;
mod fields;
mod published;
mod read;
mod truth;

use std::fmt;

use self::read::Reader;
use super::protect;
use super::table::{Claim, Demands, Fact, GroupIndex, Measures, Table, Verdict};
use crate::json::{self, Json};

const FORMAT_IN: &str = "skydd-tabell/1";
const FORMAT_OUT: &str = "skydd-publicerat/1";

/// What is wrong with a table, in Swedish. Holds names and places, never answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Line and column, where the text isn't JSON.
    pub at: Option<(usize, usize)>,
    /// Which member: `facts[2] (f3)`; empty for the whole.
    pub place: String,
    /// What is wrong, and what was expected.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((line, column)) = self.at {
            write!(f, "{line}:{column}: ")?;
        }
        if !self.place.is_empty() {
            write!(f, "{}: ", self.place)?;
        }
        f.write_str(&self.message)
    }
}

/// Where a claim that the search sees comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    /// A fact, by its place in the input.
    Fact(usize),
    /// A measure of a group that is printed already, beside measures that aren't.
    Fixed(GroupIndex),
}

/// A table that was read, with what its answer repeats.
#[derive(Clone, Debug)]
pub struct Request {
    id: Json,
    scale: [i64; 2],
    table: Table,
    /// Demands to try, the most careful first.
    demands: Vec<Demands>,
    /// The groups in the order of the input.
    places: Vec<GroupIndex>,
    /// By group: what is printed already.
    fixed: Vec<Measures>,
    /// By claim of the table.
    sources: Vec<Source>,
    relations: Json,
    facts: Vec<Json>,
}

/// What becomes of a table, as JSON on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It can be published so.
    Published(String),
    /// It can't be published; the facts and groups that give it away are named.
    Unprotectable(String),
}

/// Reads a table. All faults are told that can be found without guessing.
pub fn read(text: &str) -> Result<Request, Vec<Fault>> {
    let whole = json::read(text).map_err(|fault| {
        vec![Fault { at: Some((fault.line, fault.column)), place: String::new(), message: fault.message }]
    })?;
    let mut reader = Reader { faults: Vec::new() };
    let request = reader.table(&whole);
    match request {
        Some(request) if reader.faults.is_empty() => Ok(request),
        _ => Err(reader.faults),
    }
}

impl Request {
    /// Chooses what is hidden.
    pub fn protect(&self) -> Answer {
        let mut obstacles = Vec::new();
        for demands in &self.demands {
            match self.protect_with(demands) {
                (Verdict::Protected(protection), sources) => {
                    return Answer::Published(json::to_string(
                        &self.published(&protection.pattern, &sources),
                    ));
                }
                (Verdict::Unprotectable(found), sources) => obstacles = self.named(&found, &sources),
            }
        }
        Answer::Unprotectable(json::to_string(&self.unprotectable(obstacles)))
    }

    /// A difference of printed means tells the other's printed form wherever one is shown. So the search is
    /// asked again with that told, until what it shows tells no more.
    fn protect_with(&self, demands: &Demands) -> (Verdict, Vec<Source>) {
        let mut table = Table { demands: *demands, ..self.table.clone() };
        let mut sources = self.sources.clone();
        loop {
            let verdict = protect(&table);
            let Verdict::Protected(protection) = &verdict else { return (verdict, sources) };
            let mut told = Vec::new();
            for (at, fact) in table.facts.iter().enumerate() {
                let Claim::Difference { of, from, .. } = &fact.claim else { continue };
                let seen = |group: GroupIndex| table.shows.mean && !protection.pattern.result[group];
                let other = match (seen(*of), seen(*from)) {
                    (true, false) => *from,
                    (false, true) => *of,
                    _ => continue,
                };
                let Some(claim) = self.printed_means(&fact.claim, other) else { continue };
                let new = Fact { claim, ..fact.clone() };
                if !protection.pattern.withdrawn[at] && !table.facts.contains(&new) {
                    told.push((new, sources[at]));
                }
            }
            if told.is_empty() {
                return (verdict, sources);
            }
            for (fact, source) in told {
                table.facts.push(fact);
                sources.push(source);
            }
        }
    }

    /// The other's printed mean, if the fact can be the difference of two printed ones.
    fn printed_means(&self, claim: &Claim, other: GroupIndex) -> Option<Claim> {
        let Claim::Difference { of, from, least, most } = claim else { return None };
        let tenths = |group: GroupIndex| published::tenths(&self.table.groups[group], self.scale[0]);
        let printed = 2 * (tenths(*of)? - tenths(*from)?);
        let is_rounded = most - least <= 4 && (*least..=*most).contains(&printed);
        let mean = tenths(other)?;
        let (least, most) = ((2 * mean - 1, 20), (2 * mean + 1, 20));
        is_rounded.then(|| Claim::Mean { groups: vec![other], least, most })
    }
}
