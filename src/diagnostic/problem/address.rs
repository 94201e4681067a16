//! 11xx: addresses that were published and must not die. Kept here: addresses, ids and names of files; never what
//! stood there.

/// Addresses that were published, and where they lead now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressProblem {
    /// An address that was published would lead nowhere; how many below it go along to the same new place; the new
    /// address, if one is near; the file that could bear it as `alias`.
    LostPage { address: String, along: usize, proposal: Option<String>, bearer: Option<String> },
    /// A passage that was published would be gone from its page; the address that is proposed for it, and whether a
    /// heading can bear it.
    LostPassage { address: String, proposal: Option<String>, heading: bool },
    /// An old address that is a living page, or a living passage.
    AliasLives { address: String },
    /// Two that claim one old address.
    AliasTwice { address: String },
    /// Redirects that come back to where they began.
    RedirectLoop { address: String },
    /// A redirect to a page or passage that isn't there.
    RedirectNowhere { target: String, suggestion: Option<String> },
    /// Not an address of this site.
    NotOfTheSite { written: String },
    /// Neither or both of `till` and `borta`.
    ToOrGone,
    /// A line of the lock that isn't one of its format.
    LockLine,
    /// `återkallad:` on a report with another status.
    WithdrawnInName,
    /// `publicerat.lock` couldn't be written; the site is published.
    LockNotWritten { path: String, reason: String },
    /// A line of `utgåvor.lock` that isn't one of its format, or isn't a report's next edition.
    EditionLine,
    /// The stored text of an edition isn't there, or isn't what was published.
    EditionUnusable { path: String },
    /// What editions there are couldn't be written; the site is published.
    EditionsNotWritten { path: String, reason: String },
    /// The stored texts of a withdrawn report were taken away; its folder.
    EditionsTakenAway { path: String },
    /// An older id of a heading or paragraph that the page has for a part of its own.
    AliasOfThePage { id: String },
    /// An older passage of a page that neither lives nor leads on; its page; `is_page`: one can stand there.
    PassageOfNothing { address: String, page: String, is_page: bool },
    /// An address with `?…` among the redirects.
    QueryInAddress { written: String },
}

impl AddressProblem {
    pub(super) fn number(&self) -> u16 {
        match self {
            Self::LostPage { .. } => 1,
            Self::LostPassage { .. } => 2,
            Self::AliasLives { .. } => 3,
            Self::AliasTwice { .. } => 4,
            Self::RedirectLoop { .. } => 5,
            Self::RedirectNowhere { .. } => 6,
            Self::NotOfTheSite { .. } => 7,
            Self::ToOrGone => 8,
            Self::LockLine => 9,
            Self::WithdrawnInName => 10,
            Self::LockNotWritten { .. } => 11,
            Self::EditionLine => 12,
            Self::EditionUnusable { .. } => 13,
            Self::EditionsNotWritten { .. } => 14,
            Self::EditionsTakenAway { .. } => 15,
            Self::AliasOfThePage { .. } => 16,
            Self::PassageOfNothing { .. } => 17,
            Self::QueryInAddress { .. } => 18,
        }
    }
}
