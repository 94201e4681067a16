//! `insyn.yaml`.

/// The site: `insyn.yaml`.
#[derive(Debug, PartialEq, Eq)]
pub struct SiteRecord {
    /// `titel`
    pub title: String,
    /// `bas`: https address that the site is published at, ending in `/`.
    pub base: String,
    /// `utgivare`
    pub publisher: String,
    /// `språk`; `sv` is the only one so far and the default.
    pub language: String,
    /// `tema`: a folder below the content folder, or relative to it.
    pub theme: Option<String>,
    /// `brödsmula`: the first node of every breadcrumb, text and address.
    pub breadcrumb: Option<(String, String)>,
    /// `röjandeskydd`
    pub disclosure: DisclosureRecord,
    /// `tillgänglighet`: a file that an issue of its own reads.
    pub accessibility: Option<String>,
}

/// `röjandeskydd`: never lower than the defaults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DisclosureRecord {
    /// `tröskel`: fewest answers that a shown result rests on; 5 or more.
    pub threshold: u64,
    /// `nollor: visas`: whether a group without answers is told apart from a small one.
    pub zeros_shown: bool,
    /// `fördelning_min_n`: fewest answers for a distribution; 10 or more.
    pub distribution_least: u64,
}

impl Default for DisclosureRecord {
    fn default() -> Self {
        Self { threshold: 5, zeros_shown: false, distribution_least: 10 }
    }
}
