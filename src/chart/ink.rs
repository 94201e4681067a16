//! The inks of the charts. Owns what a mark can mean and the class it gets; knows no colours.

/// What a mark means. The stylesheet decides how that looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// The line that the ticks stand on.
    Axis,
    /// A tick at an ordinary step.
    Tick,
    /// A tick half way between two whole ones.
    Half,
    /// A tick at a whole number.
    Whole,
    /// The number at a tick.
    Label,
    /// The number at a whole tick.
    WholeLabel,
    /// The mean that the chart is about.
    Mean,
    /// A mean from an earlier year.
    Earlier,
    /// An interview answer.
    Quote,
    /// The line from an answer's place to its words.
    Leader,
    /// A grid line.
    Grid,
    /// The mean of all rows that are shown.
    Together,
    /// The line between two years of one row.
    Change,
    /// The lines of all other rows, behind one's own.
    Others,
    /// Where a line is broken since what it measures has changed.
    Break,
    /// What a bar could have reached.
    Ground,
    /// A bar: the whole, or what is left of it.
    Bar,
    /// A bar for what is taken away.
    Less,
    /// A bar for one of the parts.
    Part,
    /// The place of something that nobody tells.
    Unknown,
    /// The answer at the positive end.
    Most,
    /// An answer on the positive half.
    More,
    /// The neutral answer.
    Neutral,
    /// An answer on the negative half.
    Fewer,
    /// The answer at the negative end.
    Fewest,
}

impl Ink {
    /// Every ink, in the order of its number.
    pub(super) const ALL: [Self; 25] = [
        Self::Axis,
        Self::Tick,
        Self::Half,
        Self::Whole,
        Self::Label,
        Self::WholeLabel,
        Self::Mean,
        Self::Earlier,
        Self::Quote,
        Self::Leader,
        Self::Grid,
        Self::Together,
        Self::Change,
        Self::Others,
        Self::Break,
        Self::Ground,
        Self::Bar,
        Self::Less,
        Self::Part,
        Self::Unknown,
        Self::Most,
        Self::More,
        Self::Neutral,
        Self::Fewer,
        Self::Fewest,
    ];

    /// The class that the stylesheet knows this ink by.
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Axis => "i-axis",
            Self::Tick => "i-tick",
            Self::Half => "i-half",
            Self::Whole => "i-whole",
            Self::Label => "i-label",
            Self::WholeLabel => "i-number",
            Self::Mean => "i-mean",
            Self::Earlier => "i-earlier",
            Self::Quote => "i-quote",
            Self::Leader => "i-leader",
            Self::Grid => "i-grid",
            Self::Together => "i-all",
            Self::Change => "i-change",
            Self::Others => "i-others",
            Self::Break => "i-break",
            Self::Ground => "i-ground",
            Self::Bar => "i-bar",
            Self::Less => "i-less",
            Self::Part => "i-part",
            Self::Unknown => "i-unknown",
            Self::Most => "i-most",
            Self::More => "i-more",
            Self::Neutral => "i-neutral",
            Self::Fewer => "i-fewer",
            Self::Fewest => "i-fewest",
        }
    }
}
