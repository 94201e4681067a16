//! What surrounds every page: title, breadcrumb, navigation, colophon. Owns the pattern of page titles.

use serde::Serialize;

use super::Link;
use super::data;
use super::moved::{self, MovedPassage};
use super::protection::ProtectedNote;
use super::sharing::{Card, Sharing, statement_link};
use crate::plan::{IMPROVEMENTS_ADDRESS, free_page_address};
use crate::render::address::Here;
use crate::render::theme::MOVED_SCRIPT;
use crate::render::{Context, STYLESHEET};

/// The frame of a page.
#[derive(Debug, Serialize)]
pub(super) struct Frame {
    /// `Sidtitel – Webbplats`.
    title: String,
    description: Option<String>,
    site: String,
    publisher: String,
    stylesheet: String,
    icon: String,
    home: String,
    canonical: Option<String>,
    /// The way here, without the page itself.
    crumbs: Vec<Link>,
    /// The page itself, last in the breadcrumb; none on the start page.
    here: Option<String>,
    navigation: Vec<Item>,
    /// The script that leads on from an older address, on pages that need it.
    script: Option<String>,
    /// Passages that have left this page.
    moved: Vec<MovedPassage>,
    /// The note under a table with a protected value.
    protected: ProtectedNote,
    /// The page about the open data.
    data: Link,
    /// Search engines may list the page.
    indexed: bool,
    /// The tillgänglighetsredogörelse.
    statement: Option<Link>,
    /// What a shared link shows.
    pub(super) card: Option<Card>,
    /// Feeds and the embedded view.
    pub(super) sharing: Option<Sharing>,
    /// Structured data, as JSON that may stand in an element: safe markup.
    pub(super) structured: Option<String>,
    /// What stands above and below each page when it is printed.
    pub(super) running: Running,
    /// The report as PDF, by its address from here.
    pub(super) paper: Option<&'static str>,
}

/// What stands on each sheet of a printed page.
#[derive(Debug, Default, Serialize)]
pub(super) struct Running {
    /// Above.
    pub(super) head: String,
    /// Below, beside the number.
    pub(super) foot: String,
    /// In the title block: which edition, and where it is.
    pub(super) imprint: Option<String>,
}

/// A link of the navigation.
#[derive(Debug, Serialize)]
struct Item {
    text: String,
    href: String,
    current: bool,
}

/// The parts of the site that the navigation names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Home,
    Committees,
    Years,
    Improvements,
    Audits,
    FreePage(u32),
    Nowhere,
}

/// A page's place and names, from which its frame is made.
pub(super) struct Framing<'a> {
    pub(super) here: &'a Here,
    /// Its address, for the canonical link; `None` where it has none of its own.
    pub(super) address: Option<&'a str>,
    /// Its title; `None`: the site's.
    pub(super) title: Option<&'a str>,
    pub(super) description: Option<&'a str>,
    /// Pages between the start page and this one.
    pub(super) way: Vec<Link>,
    pub(super) part: Part,
}

impl Frame {
    /// Makes the frame.
    pub(super) fn new(context: &Context<'_>, framing: Framing<'_>) -> Self {
        let site = &context.published.site;
        let here = framing.here;
        let mut crumbs: Vec<Link> = site
            .breadcrumb
            .iter()
            .map(|(text, href)| Link { text: text.clone(), href: href.clone() })
            .collect();
        if framing.title.is_some() {
            crumbs.push(Link { text: site.title.clone(), href: here.to("") });
        }
        crumbs.extend(framing.way);
        Self {
            title: framing
                .title
                .map_or_else(|| site.title.clone(), |title| format!("{title} – {}", site.title)),
            description: framing.description.map(str::to_owned),
            site: site.title.clone(),
            publisher: site.publisher.clone(),
            stylesheet: here.to(STYLESHEET),
            icon: here.to("tema/bild/ikon.svg"),
            home: here.to(""),
            canonical: framing.address.map(|address| format!("{}{address}", site.base)),
            crumbs,
            here: Some(framing.title.unwrap_or(&site.title).to_owned()),
            navigation: navigation(context, here, framing.part),
            protected: ProtectedNote::new(context, here),
            data: data::link(here),
            indexed: site.indexed,
            statement: statement_link(context, here),
            card: framing.address.map(|address| {
                Card::new(context, framing.title.unwrap_or(&site.title), framing.description, address)
            }),
            sharing: None,
            structured: None,
            running: Running {
                head: framing.title.unwrap_or(&site.title).to_owned(),
                foot: framing
                    .address
                    .map_or_else(|| site.title.clone(), |address| format!("{}{address}", site.base)),
                imprint: None,
            },
            paper: None,
            script: None,
            moved: Vec::new(),
        }
        .with_moved_of(context, here, framing.address)
    }

    /// The same frame with the passages that have left the page, and the script that leads on to them.
    fn with_moved_of(self, context: &Context<'_>, here: &Here, address: Option<&str>) -> Self {
        match address.map(|address| moved::passages(context, here, address)) {
            Some(passages) if !passages.is_empty() => self.with_script(here).with_moved(passages),
            _ => self,
        }
    }

    /// The same frame, with a shorter name for the page itself last in the breadcrumb.
    pub(super) fn called(mut self, name: &str) -> Self {
        self.here = Some(name.to_owned());
        self
    }

    /// The same frame, for a page that search engines needn't list.
    pub(super) fn unlisted(mut self) -> Self {
        self.indexed = false;
        self
    }

    /// The same frame with these passages.
    pub(super) fn with_moved(mut self, passages: Vec<MovedPassage>) -> Self {
        self.moved = passages;
        self
    }

    /// The same frame with the script that leads on from an older address.
    pub(super) fn with_script(mut self, here: &Here) -> Self {
        self.script = Some(here.to(MOVED_SCRIPT));
        self
    }

    /// The same frame with the theme's files found from the site's root: for a page at the root whose links
    /// are absolute.
    pub(super) fn with_files_from(mut self, root: &Here) -> Self {
        self.stylesheet = root.to(STYLESHEET);
        self.icon = root.to("tema/bild/ikon.svg");
        self
    }
}

fn navigation(context: &Context<'_>, here: &Here, part: Part) -> Vec<Item> {
    let item = |text: &str, address: &str, its: Part| Item {
        text: text.to_owned(),
        href: here.to(address),
        current: part == its,
    };
    let mut navigation = vec![
        item("Start", "", Part::Home),
        item("Nämnder", "#namnder", Part::Committees),
        item("Granskningar", "granskningar/", Part::Audits),
        item("År", "ar/", Part::Years),
        item("Åtgärder", IMPROVEMENTS_ADDRESS, Part::Improvements),
    ];
    navigation.extend(
        (0..)
            .zip(&context.published.pages)
            .map(|(index, page)| item(&page.title, &free_page_address(&page.id), Part::FreePage(index))),
    );
    navigation
}
