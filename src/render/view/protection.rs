//! The page that tells readers how answers are protected, and the note under a table that leads to it.
//! Owns no rule: the words' one variable is the site's threshold.

use serde::Serialize;

use super::Figure;
use super::frame::{Frame, Framing, Part};
use crate::diagnostic::PublishProblem;
use crate::disclosure::Shown;
use crate::plan::PROTECTION_ADDRESS;
use crate::render::address::Here;
use crate::render::{Context, swedish};

/// The page's title, and the words of links to it.
pub(super) const TITLE: &str = "Så skyddar vi den som svarar";

/// What the note under a table with a protected value says.
#[derive(Clone, Debug, Serialize)]
pub(in crate::render) struct ProtectedNote {
    /// The threshold in words.
    fewest: String,
    /// The way to the page.
    href: String,
    link: &'static str,
}

impl ProtectedNote {
    pub(in crate::render) fn new(context: &Context<'_>, here: &Here) -> Self {
        Self { fewest: fewest(context), href: here.to(PROTECTION_ADDRESS), link: TITLE }
    }
}

fn fewest(context: &Context<'_>) -> String {
    swedish::number_in_words(context.published.site.threshold)
}

#[derive(Serialize)]
struct ProtectionPage {
    frame: Frame,
    title: &'static str,
    fewest: String,
    /// A group without answers is shown as such.
    zeros_shown: bool,
    /// A protected value, for the example.
    hidden: Figure,
}

/// Renders the page.
pub(in crate::render) fn page(context: &Context<'_>) -> Result<String, PublishProblem> {
    let here = Here::at(PROTECTION_ADDRESS);
    let framing = Framing {
        here: &here,
        address: Some(PROTECTION_ADDRESS),
        title: Some(TITLE),
        description: Some("Vad två punkter i en tabell betyder, och varför vissa uppgifter inte visas."),
        way: Vec::new(),
        part: Part::Nowhere,
    };
    let view = ProtectionPage {
        frame: Frame::new(context, framing),
        title: TITLE,
        fewest: fewest(context),
        zeros_shown: context.published.site.zeros_shown,
        hidden: Figure::of(Shown::<u64>::Protected, |_| String::new()),
    };
    context.theme.fill("skydd.html", &view)
}
