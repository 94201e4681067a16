//! What this site has shown of survey answers before: the lines of `svar.lock`. Public information: printed
//! cells only. Owns no file and no rule.

use std::collections::BTreeMap;

/// A value that a page prints.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PrintedCell {
    /// `<rapport>#<enkät>`
    pub survey: String,
    /// The question's id; `None` for a number of the whole survey.
    pub question: Option<String>,
    /// The split's name and the group's; `None` for all who answered.
    pub group: Option<(String, String)>,
    /// What of it.
    pub measure: PrintedMeasure,
}

/// What of a group or survey is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PrintedMeasure {
    /// `antal`: how many answered.
    Respondents,
    /// `medelvärde`
    Mean,
    /// `utskick`: how many were asked.
    Sent,
    /// `fördelning`: whole per cent of each answer, in the scale's order: `12-32-40-16`.
    Distribution,
}

/// Printed values by cell, as they are written in data: with a decimal point.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PrintedCells(pub BTreeMap<PrintedCell, String>);
