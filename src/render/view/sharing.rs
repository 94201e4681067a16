//! What a page tells other programs of itself, and how its visitors subscribe to it or show it elsewhere: feeds,
//! embedded views, cards for shared links, structured data. Owns no feed and no frame of a page.

use serde::Serialize;

use super::frame::Frame;
use super::{Link, words};
use crate::compare::{published_on, updated_day};
use crate::disclosure::published::PublishedReport;
use crate::json;
use crate::model::date::Stated;
use crate::model::report::{ReportIndex, Status};
use crate::plan::{
    EmbedScope, FeedFormat, FeedScope, audit_address, embed_address, feed_address, picture_address,
};
use crate::render::Context;
use crate::render::address::Here;
use crate::render::feed;

/// The theme's picture for shared links, and its size in pixels.
const STANDARD_PICTURE: (&str, u32, u32) = ("tema/bild/delning.png", 1200, 630);

/// The size of an embedded view in CSS pixels: what fits a column of a page on the intranet.
pub(super) const EMBED_SIZE: (u32, u32) = (360, 480);

/// What is shown where a link to the page is shared (`OpenGraph`).
#[derive(Debug, Serialize)]
pub(super) struct Card {
    title: String,
    description: Option<String>,
    address: String,
    kind: &'static str,
    picture: String,
    /// Width and height, where they are known.
    size: Option<(u32, u32)>,
    published: Option<String>,
    modified: Option<String>,
}

/// A feed, for a page's head and for its visitors.
#[derive(Debug, Serialize)]
pub(super) struct FeedLink {
    kind: &'static str,
    name: &'static str,
    title: String,
    href: String,
}

/// A page's feeds, and its view for other sites.
#[derive(Debug, Serialize)]
pub(super) struct Sharing {
    feeds: Vec<FeedLink>,
    /// What the feeds are of.
    about: String,
    /// The code to copy where the page has an embedded view.
    snippet: Option<String>,
    size: (u32, u32),
}

impl Card {
    /// A page's card.
    pub(super) fn new(context: &Context<'_>, title: &str, description: Option<&str>, address: &str) -> Self {
        let site = &context.published.site;
        let own = site.picture.as_ref().map(|(name, _)| (picture_address(name), None));
        let (address_of_picture, dimensions) = own.unwrap_or_else(|| {
            let (standard, width, height) = STANDARD_PICTURE;
            (standard.to_owned(), Some((width, height)))
        });
        Self {
            title: title.to_owned(),
            description: description.map(str::to_owned),
            address: format!("{}{address}", site.base),
            kind: "website",
            picture: format!("{}{address_of_picture}", site.base),
            size: dimensions,
            published: None,
            modified: None,
        }
    }

    /// The card of a report: an article with its dates.
    pub(super) fn of_report(mut self, context: &Context<'_>, report: &PublishedReport) -> Self {
        self.kind = "article";
        self.published = published_on(context.published, report).map(|date| date.to_string());
        self.modified = updated_day(context.published, report).map(|day| day.to_string());
        self
    }
}

impl Sharing {
    /// The feeds of what a page is about, and where it has one the embedded view.
    pub(super) fn new(
        context: &Context<'_>,
        here: &Here,
        scope: FeedScope,
        embed: Option<EmbedScope>,
    ) -> Self {
        let published = context.published;
        let about = feed::name(context, scope);
        let of = about.clone().unwrap_or_else(|| published.site.title.clone());
        let link = |format, kind, name| FeedLink {
            kind,
            name,
            title: format!("{of} ({name})"),
            href: here.to(&feed_address(published, scope, format)),
        };
        Self {
            feeds: vec![
                link(FeedFormat::Atom, "application/atom+xml", "Atom"),
                link(FeedFormat::Rss, "application/rss+xml", "RSS"),
            ],
            about: about.unwrap_or_else(|| "alla nämnder".to_owned()),
            snippet: embed.map(|embed| snippet(context, embed, &of)),
            size: EMBED_SIZE,
        }
    }
}

/// The code to paste on another page. Its address is the site's own, absolute.
fn snippet(context: &Context<'_>, embed: EmbedScope, name: &str) -> String {
    let address = format!("{}{}", context.published.site.base, embed_address(context.published, embed));
    let (width, height) = EMBED_SIZE;
    let mut title = String::new();
    crate::render::html::push_text(&mut title, name);
    format!(
        "<iframe src=\"{address}\" title=\"{title}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\"></iframe>"
    )
}

impl Frame {
    /// The same frame with a page's feeds and embedded view.
    pub(super) fn with_sharing(
        mut self,
        context: &Context<'_>,
        here: &Here,
        scope: FeedScope,
        embed: Option<EmbedScope>,
    ) -> Self {
        self.sharing = Some(Sharing::new(context, here, scope, embed));
        self
    }

    /// The same frame with what a report tells other programs. Drafts and withdrawn reports tell nothing.
    pub(super) fn with_report(mut self, context: &Context<'_>, index: ReportIndex) -> Self {
        let report = context.published.report(index);
        if matches!(report.facts.status, Status::Decided | Status::Replaced) {
            self.card = self.card.map(|card| card.of_report(context, report));
            self.structured = Some(structured(context, report));
        } else {
            self.card = None;
        }
        self
    }
}

#[derive(Serialize)]
struct Structured<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(rename = "inLanguage")]
    language: &'static str,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(rename = "dateModified", skip_serializing_if = "Option::is_none")]
    modified: Option<String>,
    author: Named<'a>,
    publisher: Named<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier: Option<Property<'a>>,
    #[serde(rename = "reportNumber", skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    #[serde(rename = "isPartOf")]
    part_of: Named<'a>,
    #[serde(rename = "creativeWorkStatus")]
    status: &'static str,
}

#[derive(Serialize)]
struct Named<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct Property<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "propertyID")]
    term: &'static str,
    value: &'a str,
}

/// A report as schema.org's `Report`, in JSON that can stand within `<script>`: without a `<` that could end it.
fn structured(context: &Context<'_>, report: &PublishedReport) -> String {
    let published = context.published;
    let (site, registers, facts) = (&published.site, &published.registers, &report.facts);
    let organisation = registers.organisation(facts.committee);
    let named = |kind, name, address: Option<String>| Named {
        kind,
        name,
        url: address.map(|address| format!("{}{address}", site.base)),
    };
    let about = facts.audits.iter().map(|entry| {
        let area = registers.audit(entry.audit);
        named("Thing", &area.title, Some(audit_address(&area.id)))
    });
    let number = facts.decision.registry_number.as_ref().and_then(Stated::value).map(String::as_str);
    let data = Structured {
        context: "https://schema.org",
        kind: "Report",
        name: &facts.title,
        url: format!("{}{}/", site.base, facts.id),
        description: facts.summary.as_deref(),
        language: "sv",
        published: published_on(published, report).map(|date| date.to_string()),
        modified: updated_day(published, report).map(|day| day.to_string()),
        author: named(
            "GovernmentOrganization",
            &organisation.name_at(facts.year, facts.decided()).name,
            Some(format!("{}/", organisation.id)),
        ),
        publisher: named("GovernmentOrganization", &site.publisher, None),
        about: about.collect(),
        identifier: number.map(|value| Property { kind: "PropertyValue", term: "diarienummer", value }),
        number,
        part_of: named("WebSite", &site.title, Some(String::new())),
        status: words::status(facts.status),
    };
    json::to_string(&data).replace('<', "\\u003c")
}

/// The link to the tillgänglighetsredogörelse.
pub(super) fn statement_link(context: &Context<'_>, here: &Here) -> Option<Link> {
    let address = crate::plan::statement_address(context.published)?;
    Some(Link { text: "Tillgänglighetsredogörelse".to_owned(), href: here.to(&address) })
}
