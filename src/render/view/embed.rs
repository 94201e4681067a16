//! Views for frames on other sites: without navigation, of a fixed size, with links that lead out of the frame.

use serde::Serialize;

use super::item::ReportItem;
use super::short::{self, QuestionInShort};
use crate::compare::is_current;
use crate::diagnostic::PublishProblem;
use crate::model::organisation::OrganisationIndex;
use crate::model::report::ReportIndex;
use crate::plan::{EmbedScope, FeedScope, embed_address, scope_address};
use crate::render::address::Here;
use crate::render::{Context, STYLESHEET, swedish};

/// The most reports that a view lists; the rest is a link away.
const MOST_REPORTS: usize = 8;

/// What every embedded view has.
#[derive(Serialize)]
struct EmbedFrame {
    title: String,
    site: String,
    stylesheet: String,
    icon: String,
    /// The page that holds all of it, absolute.
    canonical: String,
    /// The same, relative.
    full: String,
}

#[derive(Serialize)]
struct CommitteeView {
    embed: EmbedFrame,
    name: String,
    reports: Vec<ReportItem>,
    /// `Alla 12 rapporter`
    all: String,
}

#[derive(Serialize)]
struct AuditView {
    embed: EmbedFrame,
    name: String,
    questions: Vec<QuestionInShort>,
}

/// Renders an embedded view.
pub(in crate::render) fn page(context: &Context<'_>, scope: EmbedScope) -> Result<String, PublishProblem> {
    let published = context.published;
    let here = Here::at(&embed_address(published, scope));
    let (name, of) = match scope {
        EmbedScope::Committee(index) => {
            (published.registers.organisation(index).name().name.clone(), FeedScope::Committee(index))
        }
        EmbedScope::Audit(index) => (published.registers.audit(index).title.clone(), FeedScope::Audit(index)),
    };
    let page = scope_address(published, of);
    let embed = EmbedFrame {
        title: format!("{name} – {}", published.site.title),
        site: published.site.title.clone(),
        stylesheet: here.to(STYLESHEET),
        icon: here.to("tema/bild/ikon.svg"),
        canonical: format!("{}{page}", published.site.base),
        full: here.to(&page),
    };
    match scope {
        EmbedScope::Committee(index) => {
            let (reports, count) = newest(context, &here, index);
            let all = match count {
                1 => "Nämndens sida".to_owned(),
                _ => format!("Alla {} rapporter", swedish::number_in_words(count)),
            };
            context.theme.fill("inbaddad-namnd.html", &CommitteeView { embed, name, reports, all })
        }
        EmbedScope::Audit(index) => {
            let questions = short::questions(context, &here, index);
            context.theme.fill("inbaddad-granskning.html", &AuditView { embed, name, questions })
        }
    }
}

/// A nämnd's newest reports in force, and how many reports it has in all.
fn newest(context: &Context<'_>, here: &Here, committee: OrganisationIndex) -> (Vec<ReportItem>, u64) {
    let published = context.published;
    let years = context.index.committee(committee).map_or(&[][..], |entry| &entry.years);
    let all = || years.iter().flat_map(|(_, reports)| reports.iter().copied());
    let current = |index: &ReportIndex| is_current(published, *index, context.index.replaced_by(*index));
    let mut its: Vec<ReportIndex> = all().filter(current).collect();
    let day = |index: &ReportIndex| crate::compare::published_day(published, published.report(*index));
    its.sort_by_key(|index| (std::cmp::Reverse(day(index)), *index));
    its.truncate(MOST_REPORTS);
    (ReportItem::list(context, here, &its), all().count() as u64)
}
