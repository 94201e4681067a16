//! A report on paper: the finished page, without what is only for screens and with page numbers in its contents, printed
//! to PDF by a browser; and the proof that the PDF says all that the page does. Owns the rounds and the proof. Starts no
//! program and touches no file: whoever can print is a [`Press`].

mod copy;
mod parity;

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Place, PrintProblem};
use crate::disclosure::appendix::{Imprint, Paper, destinations, paper};
use crate::plan::PAPER;

pub use copy::{Copy, SCREEN_ONLY, copy};
pub use parity::{Difference, difference};

/// How often the contents may be numbered anew before it is given up.
const MOST_ROUNDS: usize = 4;

/// What is handed to the press: files by their paths below a folder, and which of them is the page.
#[derive(Clone, Debug)]
pub struct Sheet<'a> {
    /// Path and bytes.
    pub files: Vec<(String, &'a [u8])>,
    /// The page's path.
    pub page: String,
    /// Its HTML.
    pub html: String,
}

/// Why nothing was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PressFault {
    /// It couldn't be started, or ended badly: the system's or its own words.
    Failed(String),
    /// It was stopped after so many seconds.
    Hung(u64),
}

/// Something that prints a page to PDF, with its structure and outline. Used from several threads at once.
pub trait Press: Sync {
    /// Prints one page.
    ///
    /// # Errors
    /// It couldn't.
    fn print(&self, sheet: &Sheet<'_>) -> Result<Vec<u8>, PressFault>;
}

/// A finished report page, and what belongs to it.
#[derive(Clone, Debug)]
pub struct Original<'a> {
    /// The page's address below the site's base.
    pub address: &'a str,
    /// The site's base.
    pub base: &'a str,
    /// The page's bytes, as published.
    pub html: &'a str,
    /// Styles and pictures, by their paths below the site.
    pub files: Vec<(String, &'a [u8])>,
}

/// Prints a report, in as many rounds as its contents' page numbers need, and proves that nothing is missing.
///
/// # Errors
/// It can't be printed, isn't what may be published, or doesn't say what the page says.
pub fn print(page: &Original<'_>, imprint: &Imprint, press: &dyn Press) -> Result<Paper, Vec<Diagnostic>> {
    let report = format!("/{}", page.address);
    let told = |problem: PrintProblem| vec![Diagnostic::new(problem, Place::Run)];
    let mut numbers = BTreeMap::new();
    for _ in 0..MOST_ROUNDS {
        let made = copy(page.html, &format!("{}{}", page.base, page.address), &numbers);
        let sheet =
            Sheet { files: page.files.clone(), page: format!("{}index.html", page.address), html: made.html };
        let bytes = press.print(&sheet).map_err(|fault| {
            let report = report.clone();
            told(match fault {
                PressFault::Failed(reason) => PrintProblem::Failed { report, reason },
                PressFault::Hung(seconds) => PrintProblem::Hung { report, seconds },
            })
        })?;
        let Some(places) = destinations(&bytes) else {
            let reason = "no PDF came out".to_owned();
            return Err(told(PrintProblem::Failed { report, reason }));
        };
        let found: BTreeMap<String, usize> =
            made.targets.iter().filter_map(|id| Some((id.clone(), *places.get(id)?))).collect();
        if found.len() < made.targets.len() {
            let id = made.targets.iter().find(|id| !found.contains_key(*id)).cloned().unwrap_or_default();
            return Err(told(PrintProblem::Unnumbered { report, id }));
        }
        if found != numbers {
            numbers = found;
            continue;
        }
        let file = format!("{}{PAPER}", page.address);
        let paper = paper(&bytes, imprint, &file).map_err(|problems| {
            problems.into_iter().map(|problem| Diagnostic::new(problem, Place::Run)).collect::<Vec<_>>()
        })?;
        return match difference(&made.words, &paper.tagged) {
            None => Ok(paper),
            Some(Difference { missing, unexpected }) => {
                Err(told(PrintProblem::Differs { report, missing, unexpected }))
            }
        };
    }
    Err(told(PrintProblem::Unsettled { report }))
}
