//! Permanent ids as `tag:` URIs (RFC 4151). An id is made of what never changes: the publisher's domain and a
//! day, and the address at which a report was first published. Where the site lies now is no part of it.

use std::fmt::Write as _;

use crate::disclosure::Published;
use crate::model::Site;
use crate::model::date::Day;
use crate::model::report::ReportIndex;
use crate::slug::slug;

/// The day of ids where the site names none (`tagg`): it must be one on which the domain was the publisher's,
/// and may never change.
const DAY: (i16, u8, u8) = (2024, 1, 1);

/// Who mints the ids: `domain,day`.
pub(in crate::render) struct TagAuthority {
    domain: String,
    pub(super) day: Day,
}

impl TagAuthority {
    /// The site's own, or one made of its base.
    pub(in crate::render) fn of(site: &Site) -> Self {
        if let Some((domain, day)) = &site.tag {
            return Self { domain: domain.clone(), day: *day };
        }
        let (year, month, day) = DAY;
        let day = Day::new(year, month, day).expect("the constant is a day");
        Self { domain: host(&site.base), day }
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
    authority: &TagAuthority,
    index: ReportIndex,
) -> String {
    authority.tag(&first_edition(published, replaced_by, index))
}

/// The id of one edition, which no other edition has.
pub(in crate::render) fn edition_tag(
    published: &Published,
    authority: &TagAuthority,
    index: ReportIndex,
) -> String {
    authority.tag(&first_address(published, index))
}

/// The first address of the first edition.
fn first_edition(
    published: &Published,
    replaced_by: impl Fn(ReportIndex) -> Option<ReportIndex>,
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
    first_address(published, first)
}

/// The oldest address that a report has had: the first of its `alias`, else the present one.
fn first_address(published: &Published, index: ReportIndex) -> String {
    let facts = &published.report(index).facts;
    let bare = |alias: &String| {
        let path = alias.strip_prefix(published.site.base.as_str()).unwrap_or(alias);
        let path = path.split(['#', '?']).next().unwrap_or_default().trim_matches('/');
        let path = path.strip_suffix("index.html").unwrap_or(path).trim_matches('/');
        (!path.is_empty()).then(|| path.to_owned())
    };
    facts.aliases.iter().find_map(bare).unwrap_or_else(|| facts.id.clone())
}
