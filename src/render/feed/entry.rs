//! One entry of a feed: a report, or an åtgärd whose status has changed. Owns titles, summaries and categories.

use super::tag::{TagAuthority, report_tag};
use crate::compare::{StatusChange, is_current, published_day, status_changes, updated_day};
use crate::disclosure::published::PublishedReport;
use crate::model::audit::AuditIndex;
use crate::model::date::Day;
use crate::model::report::ReportIndex;
use crate::plan::FeedScope;
use crate::render::view::{improvement_anchor, improvement_word, kind_word};
use crate::render::{Context, swedish};

/// The most characters of a title: Komin cuts what is longer.
pub(super) const LONGEST_TITLE: usize = 191;

/// An entry.
pub(super) struct Entry {
    pub(super) id: String,
    /// At most [`LONGEST_TITLE`] characters.
    pub(super) title: String,
    /// Absolute.
    pub(super) address: String,
    pub(super) published: Day,
    pub(super) updated: Day,
    /// The nämnd, under the name that it bore.
    pub(super) author: String,
    /// Plain text.
    pub(super) summary: String,
    pub(super) categories: Vec<Category>,
}

/// What an entry is sorted under.
#[derive(Clone)]
pub(super) struct Category {
    /// Which list of words it is of.
    pub(super) scheme: String,
    pub(super) term: String,
    pub(super) label: String,
}

/// The entries that a report gives: none where it isn't in force, or no day is told on which it was published.
pub(super) fn push_entries(
    context: &Context<'_>,
    authority: &TagAuthority<'_>,
    scope: FeedScope,
    index: ReportIndex,
    out: &mut Vec<Entry>,
) {
    let published = context.published;
    if !is_current(published, index, context.index.replaced_by(index)) {
        return;
    }
    let report = published.report(index);
    let days = published_day(published, report).zip(updated_day(published, report));
    let Some((published_day, updated)) = days else { return };
    let facts = &report.facts;
    let organisation = published.registers.organisation(facts.committee);
    let author = organisation.name_at(facts.year, facts.decided()).name.clone();
    let id = report_tag(published, |index| context.index.replaced_by(index), authority, index);
    let audits: Vec<AuditIndex> = facts.audits.iter().map(|entry| entry.audit).collect();
    let address = format!("{}{}/", published.site.base, facts.id);
    for change in status_changes(published, &context.improvements.followed, report) {
        let audit = change.improvement.audit.map_or_else(|| audits.clone(), |audit| vec![audit]);
        // The feed of a granskning tells of its own åtgärder alone.
        if matches!(scope, FeedScope::Audit(wanted) if !audit.contains(&wanted)) {
            continue;
        }
        out.push(Entry {
            id: format!("{id}/atgard/{}", change.improvement.id),
            title: change_title(&change),
            address: format!("{address}#{}", improvement_anchor(&change.improvement.id)),
            published: published_day,
            updated,
            author: author.clone(),
            summary: change_summary(&change, &facts.title, &author, facts.year),
            categories: categories(context, authority, report, &audit),
        });
    }
    out.push(Entry {
        title: cut(&facts.title, LONGEST_TITLE),
        address,
        published: published_day,
        updated,
        summary: summary(report, &author),
        categories: categories(context, authority, report, &audits),
        author,
        id,
    });
}

/// `Åtgärd: En riktlinje. — från kvarstår till genomförd`: the åtgärd's words give way, the statuses stay.
fn change_title(change: &StatusChange<'_>) -> String {
    let before: Vec<&str> = change.before.iter().map(|status| improvement_word(*status)).collect();
    let (start, end) = (
        "Åtgärd: ",
        format!(" — från {} till {}", swedish::list(&before), improvement_word(change.improvement.status)),
    );
    let room = LONGEST_TITLE.saturating_sub(start.chars().count() + end.chars().count());
    format!("{start}{}{end}", cut(change.improvement.text.trim_end_matches('.'), room))
}

fn change_summary(change: &StatusChange<'_>, title: &str, author: &str, year: i16) -> String {
    let responsible = change.improvement.responsible.as_ref();
    let responsible = responsible.map_or_else(String::new, |who| format!(" Ansvarig: {who}."));
    let text = &change.improvement.text;
    let stop = if text.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    format!("{text}{stop}{responsible} Redovisat i {title}, {author} {year}.")
}

/// The report's own summary; else what it is. A new edition says that it is one.
fn summary(report: &PublishedReport, author: &str) -> String {
    let facts = &report.facts;
    let edition = if facts.replaces.is_some() { "Ny utgåva. " } else { "" };
    let words = facts.summary.clone().unwrap_or_else(|| {
        let kind = kind_word(facts.kind);
        let decided = facts.decided().map(|date| format!(", beslutad {}", swedish::date(date)));
        format!("{kind} från {author} {}{}.", facts.year, decided.unwrap_or_default())
    });
    format!("{edition}{words}")
}

fn categories(
    context: &Context<'_>,
    authority: &TagAuthority<'_>,
    report: &PublishedReport,
    audits: &[AuditIndex],
) -> Vec<Category> {
    let registers = &context.published.registers;
    let committee = registers.organisation(report.facts.committee);
    let year = report.facts.year.to_string();
    let category = |scheme: &str, term: &str, label: &str| Category {
        scheme: authority.tag(scheme),
        term: term.to_owned(),
        label: label.to_owned(),
    };
    let mut all = vec![category("namnd", &committee.id, &committee.name().name)];
    for audit in audits {
        let area = registers.audit(*audit);
        all.push(category("granskning", &area.id, &area.title));
    }
    all.push(category("ar", &year, &year));
    all
}

/// Text of at most so many characters, cut between words and ended with … where something is left out.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let room: String = text.chars().take(most.saturating_sub(1)).collect();
    // The next character tells whether the last word is whole.
    let whole = text[room.len()..].starts_with(char::is_whitespace);
    let end = if whole { room.len() } else { room.rfind(char::is_whitespace).unwrap_or(room.len()) };
    let kept =
        room[..end].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '–'));
    format!("{kept}…")
}
