//! A feed as Atom 1.0 (RFC 4287).

use super::Feed;
use super::time::rfc_3339;
use crate::xml::Xml;

/// Writes it.
pub(super) fn write(feed: &Feed) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("feed", &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", "sv")]);
    xml.text("id", &[], &feed.id);
    xml.text("title", &[], &feed.title);
    xml.text("subtitle", &[], &feed.subtitle);
    xml.text("updated", &[], &rfc_3339(feed.updated));
    xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &feed.address)]);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &feed.page)]);
    xml.open("author", &[]);
    xml.text("name", &[], &feed.publisher);
    xml.close();
    for entry in &feed.entries {
        xml.open("entry", &[]);
        xml.text("id", &[], &entry.id);
        xml.text("title", &[], &entry.title);
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &entry.address)]);
        xml.text("published", &[], &rfc_3339(entry.published));
        xml.text("updated", &[], &rfc_3339(entry.updated));
        xml.open("author", &[]);
        xml.text("name", &[], &entry.author);
        xml.close();
        for its in &entry.categories {
            let attributes =
                [("scheme", its.scheme.as_str()), ("term", its.term.as_str()), ("label", its.label.as_str())];
            xml.empty("category", &attributes);
        }
        xml.text("summary", &[], &entry.summary);
        xml.close();
    }
    xml.finish()
}
