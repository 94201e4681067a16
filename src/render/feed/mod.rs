//! Feeds of newly published reports and of åtgärder whose status has changed, as Atom 1.0 (RFC 4287) and RSS 2.0.
//! Made of what is published alone; every date is the content's. Owns what is an entry, and in which order.

mod atom;
mod entry;
mod rss;
mod tag;
#[cfg(test)]
mod tests;
mod time;

pub(super) use tag::{TagAuthority, edition_tag};

use super::Context;
use crate::model::date::Day;
use crate::model::report::ReportIndex;
use crate::plan::{FeedFormat, FeedScope, feed_address, scope_address};
use entry::Entry;

/// The most entries that a feed holds, the newest. A reader takes the whole feed each time, so it may not grow
/// for ever; Komin shows what is younger than a month.
const MOST_ENTRIES: usize = 50;

/// A feed before it is written.
struct Feed {
    /// Its permanent id.
    id: String,
    title: String,
    subtitle: String,
    /// Where it stands itself.
    address: String,
    /// The page that it goes with.
    page: String,
    publisher: String,
    /// When anything in it last changed. A feed without entries has a day that doesn't change either.
    updated: Day,
    entries: Vec<Entry>,
}

/// Writes a feed.
pub(super) fn feed(context: &Context<'_>, scope: FeedScope, format: FeedFormat) -> Vec<u8> {
    let feed = gather(context, scope, format);
    match format {
        FeedFormat::Atom => atom::write(&feed),
        FeedFormat::Rss => rss::write(&feed),
    }
}

fn gather(context: &Context<'_>, scope: FeedScope, format: FeedFormat) -> Feed {
    let published = context.published;
    let site = &published.site;
    let authority = TagAuthority::of(published);
    let mut entries = Vec::new();
    for index in reports(context, scope) {
        entry::push_entries(context, &authority, scope, index, &mut entries);
    }
    // What was changed last comes first; of one day, what was published last; the id decides the rest.
    entries.sort_by(|a, b| (b.updated, b.published, &a.id).cmp(&(a.updated, a.published, &b.id)));
    entries.truncate(MOST_ENTRIES);
    let of_site = &site.title;
    let (title, subtitle) = match name(context, scope) {
        None => (of_site.clone(), format!("Nya rapporter och åtgärder. {}.", site.publisher)),
        Some(name) => (
            format!("{name} – {of_site}"),
            format!("Nya rapporter och åtgärder: {name}. {}.", site.publisher),
        ),
    };
    let page = scope_address(published, scope);
    Feed {
        id: authority.tag(format!("flode/{}", authority.first_page(&page)).trim_end_matches('/')),
        title,
        subtitle,
        address: format!("{}{}", site.base, feed_address(published, scope, format)),
        page: format!("{}{page}", site.base),
        publisher: site.publisher.clone(),
        updated: entries.first().map_or(authority.day, |entry| entry.updated),
        entries,
    }
}

/// What a feed is of, in words; `None` for all nämnder.
pub(super) fn name(context: &Context<'_>, scope: FeedScope) -> Option<String> {
    let registers = &context.published.registers;
    match scope {
        FeedScope::All => None,
        FeedScope::Committee(index) => Some(registers.organisation(index).name().name.clone()),
        FeedScope::Audit(index) => Some(registers.audit(index).title.clone()),
        FeedScope::Year(year) => Some(year.to_string()),
    }
}

fn reports(context: &Context<'_>, scope: FeedScope) -> Vec<ReportIndex> {
    let index = &context.index;
    let of_years = |years: &[(i16, Vec<ReportIndex>)]| {
        years.iter().flat_map(|(_, reports)| reports.iter().copied()).collect()
    };
    match scope {
        FeedScope::All => of_years(&index.years),
        FeedScope::Committee(committee) => {
            index.committee(committee).map_or_else(Vec::new, |entry| of_years(&entry.years))
        }
        FeedScope::Audit(audit) => of_years(&index.audits[audit.0 as usize]),
        FeedScope::Year(year) => {
            let its = index.years.iter().find(|(its, _)| *its == year);
            its.map_or_else(Vec::new, |(_, reports)| reports.clone())
        }
    }
}
