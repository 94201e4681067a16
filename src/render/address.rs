//! Relative links from one page to another. The only place that knows how a link to a page is spelt, so that
//! a site that must be opened as files can spell it otherwise.

/// Where a page stands, for the links on it.
#[derive(Clone, Debug)]
pub(crate) struct Here {
    /// The way up to the site's root: empty, `../`, `../../` …; or the site's base where no relative way holds.
    root: String,
    /// Links name the file that a page is, so that they lead there where nobody serves pages: a file share, a
    /// `SharePoint` library.
    names_files: bool,
}

const INDEX: &str = "index.html";

fn is_folder(page: &str) -> bool {
    page.is_empty() || page.ends_with('/')
}

impl Here {
    /// A page at an address.
    pub(crate) fn at(address: &str) -> Self {
        Self { root: "../".repeat(address.matches('/').count()), names_files: true }
    }

    /// A page that is served at any depth: its links start from the site's base.
    pub(crate) fn anywhere(base: &str) -> Self {
        Self { root: base.to_owned(), names_files: false }
    }

    /// The way to another address of the site.
    pub(crate) fn to(&self, address: &str) -> String {
        let Self { root, names_files } = self;
        match address.split_once('#') {
            Some((page, fragment)) if *names_files && is_folder(page) => {
                format!("{root}{page}{INDEX}#{fragment}")
            }
            None if *names_files && is_folder(address) => format!("{root}{address}{INDEX}"),
            _ => format!("{root}{address}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_climb_to_the_root_and_down_again() {
        assert_eq!(Here::at("").to(""), "index.html");
        assert_eq!(Here::at("").to("#namnder"), "index.html#namnder");
        assert_eq!(Here::at("").to("ar/"), "ar/index.html");
        assert_eq!(Here::at("n/2023/r/").to(""), "../../../index.html");
        assert_eq!(Here::at("n/2023/r/").to("n/2020/s/#x"), "../../../n/2020/s/index.html#x");
        assert_eq!(Here::at("n/2023/r/").to("tema/stil.css"), "../../../tema/stil.css");
        assert_eq!(Here::anywhere("https://x.se/g/").to("ar/"), "https://x.se/g/ar/");
    }
}
