//! 9xx: files beside a report that can't be published as they are. Kept here: names of files and of their
//! parts, types and numbers; never what was found in them.

use super::Severity;

/// What a file is by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileType {
    Pdf,
    Docx,
    Xlsx,
    Odt,
    Png,
    Jpeg,
    Svg,
    Zip,
    OldOffice,
    Html,
    Other,
}

/// Where in a file something is, as far as a reader can count. Names of sheets and parts may be secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Spot {
    /// The file as a whole, or a place that has no number.
    File,
    /// A page, from 1.
    Page(usize),
    /// A sheet, from 1.
    Sheet(usize),
    /// A line, from 1.
    Line(usize),
    /// A picture within it, from 1.
    Picture(usize),
}

/// Content that a reader doesn't see but can get at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hidden {
    /// Text marked as hidden.
    Text,
    /// Text in the colour of what is under it.
    Camouflaged,
    /// Text outside the page or what is cut off.
    OutsidePage,
    /// A hidden sheet.
    Sheet,
    /// Hidden rows or columns.
    Cells,
    /// A layer that isn't shown.
    Layer,
}

/// Content that does something, or brings something along.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Active {
    /// A macro or script.
    Script,
    /// A document or program embedded in it.
    Embedded,
    /// Something fetched from elsewhere.
    External,
    /// A connection to a database or a pivot table, with its source rows.
    Data,
    /// A filled-in form, or fields to fill in.
    Form,
    /// A drawn note: a box, a stamp, a highlight.
    Annotation,
    /// A part of a kind that isn't on the list.
    Unknown,
}

/// Files beside a report (disclosure.md §9).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AppendixProblem {
    /// The file is damaged or ends too early; where.
    Unreadable { file: String, spot: Spot },
    /// The file is something else than its ending says.
    OtherType { file: String, found: FileType },
    /// Larger than can be looked through, packed or unpacked.
    TooLarge { file: String },
    /// Data before the file's beginning or after its end.
    Trailing { file: String, spot: Spot },
    /// Locked with a password or with rights.
    Encrypted { file: String },
    /// Bears a signature, which a rewritten file can't keep.
    Signed { file: String },
    /// A picture that is turned by its metadata.
    Turned { file: String, spot: Spot },
    /// Several pictures in one file.
    SeveralPictures { file: String, spot: Spot },
    /// A type of picture within a document that can't be cleaned.
    PictureType { file: String, spot: Spot },
    /// Tracked changes: their text is content.
    TrackedChanges { file: String },
    /// Hidden content.
    Hidden { file: String, what: Hidden, spot: Spot },
    /// Text under something painted over it.
    CoveredText { file: String, spot: Spot },
    /// Content that isn't inert.
    Active { file: String, what: Active, spot: Spot },
    /// Text whose letters can't be told, so that it can't be examined.
    Illegible { file: String, spot: Spot },
    /// Text that isn't UTF-8, or holds control characters.
    NotText { file: String, spot: Spot },
    /// A cell that a spreadsheet would run as a formula.
    Formula { file: String, spot: Spot },
    /// The rewritten file, read again, still tells of its author: a fault of the program.
    MetadataLeft { file: String },
}

impl AppendixProblem {
    pub(super) fn number(&self) -> u16 {
        match self {
            Self::Unreadable { .. } => 1,
            Self::OtherType { .. } => 2,
            Self::TooLarge { .. } => 3,
            Self::Trailing { .. } => 4,
            Self::Encrypted { .. } => 5,
            Self::Signed { .. } => 6,
            Self::Turned { .. } => 7,
            Self::SeveralPictures { .. } => 8,
            Self::PictureType { .. } => 9,
            Self::TrackedChanges { .. } => 10,
            Self::Hidden { .. } => 11,
            Self::CoveredText { .. } => 12,
            Self::Active { .. } => 13,
            Self::Illegible { .. } => 14,
            Self::NotText { .. } => 15,
            Self::Formula { .. } => 16,
            Self::MetadataLeft { .. } => 17,
        }
    }

    // All stop: what isn't understood isn't published.
    #[expect(clippy::unused_self, reason = "the same shape as the other stages' problems")]
    pub(super) fn severity(&self) -> Severity {
        Severity::Error
    }
}
