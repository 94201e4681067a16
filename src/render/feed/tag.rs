//! Permanent ids as `tag:` URIs (RFC 4151). An id is made of what never changes: the publisher's domain and a
//! day, and the address at which a report was first published. Where the site lies now is no part of it.

use std::fmt::Write as _;

use crate::addresses::Origins;
use crate::disclosure::Published;
use crate::model::date::Day;
use crate::model::report::ReportIndex;
use crate::slug::slug;

/// The day of ids where the site names none (`tagg`): it must be one on which the domain was the publisher's,
/// and may never change.
const DAY: (i16, u8, u8) = (2024, 1, 1);

/// Who mints the ids: `domain,day`, and of which addresses.
pub(in crate::render) struct TagAuthority<'a> {
    domain: String,
    pub(super) day: Day,
    origins: Origins<'a>,
}

impl<'a> TagAuthority<'a> {
    /// The site's own, or one made of its base.
    pub(in crate::render) fn of(published: &'a Published) -> Self {
        let site = &published.site;
        let (domain, day) = site.tag.clone().unwrap_or_else(|| {
            let (year, month, day) = DAY;
            (host(&site.base), Day::new(year, month, day).expect("the constant is a day"))
        });
        Self { domain, day, origins: Origins::new(published) }
    }

    /// Where a page was first published.
    pub(super) fn first_page(&self, page: &str) -> String {
        self.origins.of(page)
    }

    /// An id.
    pub(in crate::render) fn tag(&self, specific: &str) -> String {
        let mut tag = format!("tag:{},{}:", self.domain, self.day);
        for c in specific.chars() {
            if c.is_ascii_alphanumeric() || "-._~/".contains(c) {
                tag.push(c);
            } else {
                for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                    let _ = write!(tag, "%{byte:02X}");
                }
            }
        }
        tag
    }
}

/// The host of an address, as a domain name has it.
fn host(base: &str) -> String {
    let rest = base.split_once("://").map_or(base, |(_, rest)| rest);
    let authority = rest.split('/').next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default();
    let labels: Vec<String> = host.split('.').map(slug).filter(|label| !label.is_empty()).collect();
    labels.join(".")
}

/// A report's id. A new edition goes on with the id of the one that it replaces, so that a reader has one thing
/// that has changed, not two.
pub(in crate::render) fn report_tag(
    published: &Published,
    replaced_by: impl Fn(ReportIndex) -> Option<ReportIndex>,
    authority: &TagAuthority<'_>,
    index: ReportIndex,
) -> String {
    authority.tag(&first_edition(published, replaced_by, authority, index))
}

/// The id of one edition, which no other edition has.
pub(in crate::render) fn edition_tag(authority: &TagAuthority<'_>, index: ReportIndex) -> String {
    authority.tag(&first_address(authority, index))
}

/// The first address of the first edition.
fn first_edition(
    published: &Published,
    replaced_by: impl Fn(ReportIndex) -> Option<ReportIndex>,
    authority: &TagAuthority<'_>,
    index: ReportIndex,
) -> String {
    let mut first = index;
    // A chain that came back to itself would never end; it is an error of its own.
    for _ in 0..published.reports.len() {
        let replaced = published.report(first).facts.replaces.as_deref();
        let Some(earlier) = replaced.and_then(|id| published.report_by_id(id)) else { break };
        // Of two that replace the same one, one alone goes on with its id.
        if replaced_by(earlier) != Some(first) {
            break;
        }
        first = earlier;
    }
    first_address(authority, first)
}

/// The address at which a report was first published.
fn first_address(authority: &TagAuthority<'_>, index: ReportIndex) -> String {
    authority.origins.of_report(index).trim_end_matches('/').to_owned()
}
