//! 13xx: what doesn't hold together between documents, or between the figures of a running text. Kept here: names and ids of
//! the registers, and figures that stand in a published text.

use crate::number::Decimal;

/// What somebody should look at before it is published; all are warnings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AcrossProblem {
    /// A nämnd hasn't reported what was decided for all, and the year is over.
    NotReported { committee: String, audit: String, year: i16 },
    /// An open åtgärd that a later report of the same nämnd and granskning says nothing of: the åtgärd and both reports,
    /// by id.
    PassedOver { improvement: String, earlier: String, later: String },
    /// A calculation in the running text that gives something else.
    SumInText { computed: Decimal, stated: Decimal },
    /// A per cent beside the counts that it is of: so much it would be, with as many decimals.
    PercentOfCounts { part: Decimal, whole: Decimal, stated: Decimal, computed: Decimal },
    /// A change in percentage points that is called per cent.
    PercentForPoints { from: Decimal, to: Decimal },
    /// A colour that stands for a judgement, without its word.
    ColourAlone { colour: String },
    /// `{summa=…}` holds no calculation.
    SumUnread,
    /// A number of `{summa=…}` that its paragraph doesn't say.
    NotInParagraph { number: Decimal },
}

impl AcrossProblem {
    pub(super) fn number(&self) -> u16 {
        match self {
            Self::NotReported { .. } => 1,
            Self::PassedOver { .. } => 2,
            Self::SumInText { .. } => 3,
            Self::PercentOfCounts { .. } => 4,
            Self::PercentForPoints { .. } => 5,
            Self::ColourAlone { .. } => 6,
            Self::SumUnread => 7,
            Self::NotInParagraph { .. } => 8,
        }
    }
}
