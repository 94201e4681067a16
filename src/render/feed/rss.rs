//! A feed as RSS 2.0, with its own address, the time of change and the author in the ways that the RSS Advisory
//! Board's profile recommends (`atom:link`, `atom:updated`, `dc:creator`).

use super::Feed;
use super::time::{rfc_822, rfc_3339};
use crate::render::html::push_text;
use crate::xml::Xml;

/// Writes it.
pub(super) fn write(feed: &Feed) -> Vec<u8> {
    let mut xml = Xml::new();
    let spaces = [
        ("version", "2.0"),
        ("xmlns:atom", "http://www.w3.org/2005/Atom"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xml:lang", "sv"),
    ];
    xml.open("rss", &spaces);
    xml.open("channel", &[]);
    xml.text("title", &[], &feed.title);
    xml.text("link", &[], &feed.page);
    xml.text("description", &[], &as_html(&feed.subtitle));
    xml.text("language", &[], "sv");
    xml.text("lastBuildDate", &[], &rfc_822(feed.updated));
    xml.text("docs", &[], "https://www.rssboard.org/rss-specification");
    xml.empty("atom:link", &[("rel", "self"), ("type", "application/rss+xml"), ("href", &feed.address)]);
    for entry in &feed.entries {
        xml.open("item", &[]);
        xml.text("title", &[], &entry.title);
        xml.text("link", &[], &entry.address);
        xml.text("guid", &[("isPermaLink", "false")], &entry.id);
        xml.text("pubDate", &[], &rfc_822(entry.published));
        xml.text("atom:updated", &[], &rfc_3339(entry.updated));
        xml.text("dc:creator", &[], &entry.author);
        for its in &entry.categories {
            xml.text("category", &[("domain", &its.scheme)], &its.label);
        }
        xml.text("description", &[], &as_html(&entry.summary));
        xml.close();
    }
    xml.finish()
}

/// A description is HTML: a text's `<` must be written as one in it, before the XML around it is.
fn as_html(text: &str) -> String {
    let mut html = String::new();
    push_text(&mut html, text);
    html
}
