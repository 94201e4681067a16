//! 12xx: reports printed to PDF, and charts made pictures. Kept here: addresses, words of finished pages that the output gate has let through, and
//! what the browser says of itself.

/// Why a report couldn't be made a PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrintProblem {
    /// No browser was found: the paths and names that were tried.
    NoBrowser { tried: String },
    /// The browser couldn't be started or ended badly: its own words.
    Failed { report: String, reason: String },
    /// The browser had to be stopped.
    Hung { report: String, seconds: u64 },
    /// The PDF doesn't say what the page says.
    Differs { report: String, missing: String, unexpected: String },
    /// The contents lead to what isn't in the PDF.
    Unnumbered { report: String, id: String },
    /// The page numbers of the contents move what they number.
    Unsettled { report: String },
    /// Published PDFs would be gone.
    Lost { count: usize },
    /// No chart has that address; those that could be meant, and how many others there are.
    NoSuchChart { written: String, suggestion: Option<String>, charts: Vec<String>, others: usize },
    /// A chart couldn't be made a picture.
    NoPicture { chart: String, reason: String },
}

impl PrintProblem {
    pub(super) fn number(&self) -> u16 {
        match self {
            Self::NoBrowser { .. } => 1,
            Self::Failed { .. } => 2,
            Self::Hung { .. } => 3,
            Self::Differs { .. } => 4,
            Self::Unnumbered { .. } => 5,
            Self::Unsettled { .. } => 6,
            Self::Lost { .. } => 7,
            Self::NoSuchChart { .. } => 8,
            Self::NoPicture { .. } => 9,
        }
    }
}
