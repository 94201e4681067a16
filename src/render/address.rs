//! Relative links from one page to another. The only place that knows how a link to a page is spelt, so that
//! a site that must be opened as files can spell it otherwise.

/// Where a page stands, for the links on it.
#[derive(Clone, Debug)]
pub(crate) struct Here {
    /// The way up to the site's root: empty, `../`, `../../` …; or the site's base where no relative way holds.
    root: String,
}

impl Here {
    /// A page at an address.
    pub(crate) fn at(address: &str) -> Self {
        Self { root: "../".repeat(address.matches('/').count()) }
    }

    /// A page that is served at any depth: its links start from the site's base.
    pub(crate) fn anywhere(base: &str) -> Self {
        Self { root: base.to_owned() }
    }

    /// The way to another address of the site.
    pub(crate) fn to(&self, address: &str) -> String {
        if self.root.is_empty() && address.is_empty() {
            return "./".to_owned();
        }
        format!("{}{address}", self.root)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_climb_to_the_root_and_down_again() {
        assert_eq!(Here::at("").to(""), "./");
        assert_eq!(Here::at("").to("ar/"), "ar/");
        assert_eq!(Here::at("n/2023/r/").to(""), "../../../");
        assert_eq!(Here::at("n/2023/r/").to("n/2020/s/"), "../../../n/2020/s/");
        assert_eq!(Here::anywhere("https://x.se/g/").to("ar/"), "https://x.se/g/ar/");
    }
}
