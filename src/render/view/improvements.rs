//! Åtgärder over all reports: each with its thread, and the plain links that pick some out.

use serde::Serialize;

use super::Link;
use super::frame::{Frame, Framing, Part};
use super::measures::improvement_anchor;
use super::words::{self, Mark};
use crate::compare::{Mention, Thread};
use crate::diagnostic::PublishProblem;
use crate::model::organisation::OrganisationIndex;
use crate::plan::{ImprovementFilter, STATUSES, improvements_address};
use crate::render::address::Here;
use crate::render::{Context, swedish};

#[derive(Serialize)]
struct ImprovementsPage {
    frame: Frame,
    title: String,
    /// `12 åtgärder, varav 7 öppna`
    count: String,
    /// Where the list is cut: how, and where the rest is.
    left_out: Option<String>,
    filters: Vec<FilterGroup>,
    threads: Vec<ThreadItem>,
}

/// Links that pick out åtgärder by one thing.
#[derive(Serialize)]
struct FilterGroup {
    name: &'static str,
    links: Vec<FilterLink>,
}

#[derive(Serialize)]
struct FilterLink {
    text: String,
    href: String,
    count: usize,
    current: bool,
}

#[derive(Serialize)]
struct ThreadItem {
    /// What the latest report says is to be done.
    text: String,
    /// `öppen sedan 2020`, where it is.
    age: Option<String>,
    /// Where it stands in two or more nämnder: `Två nämnder, 2019–2023`.
    span: Option<String>,
    /// What the reports say, newest first.
    mentions: Vec<MentionItem>,
}

#[derive(Serialize)]
struct MentionItem {
    report: Link,
    status: Mark,
    /// Where it isn't what stands above.
    text: Option<String>,
    responsible: Option<String>,
    due: Option<String>,
}

/// So many åtgärder are listed on a page, at most: it stays small however many years there are. All of a nämnd's year have
/// room; what is left out of longer lists is said.
const LISTED: usize = 200;

/// The page of a nämnd's åtgärder, where it has any.
pub(super) fn link(context: &Context<'_>, here: &Here, committee: OrganisationIndex) -> Option<String> {
    let filter = ImprovementFilter::Committee(committee);
    let has_any = !context.improvements.picked(filter).is_empty();
    has_any.then(|| here.to(&improvements_address(context.published, filter)))
}

/// Renders a page of åtgärder.
pub(in crate::render) fn page(
    context: &Context<'_>,
    filter: ImprovementFilter,
) -> Result<String, PublishProblem> {
    let address = improvements_address(context.published, filter);
    let here = Here::at(&address);
    let title = title(context, filter);
    let to = |filter| Link {
        text: self::title(context, filter),
        href: here.to(&improvements_address(context.published, filter)),
    };
    let way = match filter {
        ImprovementFilter::All => Vec::new(),
        ImprovementFilter::CommitteeYear(committee, _) => {
            vec![to(ImprovementFilter::All), to(ImprovementFilter::Committee(committee))]
        }
        _ => vec![to(ImprovementFilter::All)],
    };
    let framing = Framing {
        here: &here,
        address: Some(&address),
        title: Some(&title),
        description: None,
        way,
        part: Part::Improvements,
    };
    let threads = &context.improvements.threads;
    let picked: Vec<&Thread> =
        context.improvements.picked(filter).iter().map(|place| &threads[*place]).collect();
    let open = picked.iter().filter(|thread| thread.is_open).count() as u64;
    let view = ImprovementsPage {
        frame: Frame::new(context, framing),
        count: count(picked.len() as u64, open),
        left_out: (picked.len() > LISTED).then(|| left_out(filter)),
        filters: filters(context, &here, filter),
        threads: picked.iter().take(LISTED).map(|thread| item(context, &here, thread)).collect(),
        title,
    };
    context.theme.fill("atgarder.html", &view)
}

fn title(context: &Context<'_>, filter: ImprovementFilter) -> String {
    let name = |committee| &context.published.registers.organisation(committee).name().name;
    match filter {
        ImprovementFilter::All => "Åtgärder".to_owned(),
        ImprovementFilter::Status(status) => format!("Åtgärder: {}", words::improvement(status).word),
        ImprovementFilter::Committee(committee) => format!("Åtgärder: {}", name(committee)),
        ImprovementFilter::Year(year) => format!("Åtgärder: {year}"),
        ImprovementFilter::CommitteeYear(committee, year) => format!("Åtgärder: {} {year}", name(committee)),
    }
}

fn count(all: u64, open: u64) -> String {
    let all_words = swedish::counted(all, "åtgärd", "åtgärder");
    match (all, open) {
        (0, _) => "Inga åtgärder.".to_owned(),
        (_, 0) => format!("{all_words}, ingen öppen."),
        _ => format!("{all_words}, varav {}.", swedish::counted(open, "öppen", "öppna")),
    }
}

/// Where the rest of a long list is.
fn left_out(filter: ImprovementFilter) -> String {
    let narrower = match filter {
        ImprovementFilter::Committee(_) => "Välj ett år för att se fler.",
        ImprovementFilter::Year(_) => "Välj en nämnd för att se fler.",
        ImprovementFilter::CommitteeYear(..) => "Alla står i sina rapporter.",
        ImprovementFilter::All | ImprovementFilter::Status(_) => "Välj en nämnd och ett år för att se fler.",
    };
    format!("Här visas de {LISTED} första: öppna före avslutade, de äldsta överst. {narrower}")
}

/// A nämnd's page leads to its years and a year's to its nämnder, so that both can be chosen by plain links.
fn filters(context: &Context<'_>, here: &Here, current: ImprovementFilter) -> Vec<FilterGroup> {
    use ImprovementFilter::{All, Committee, CommitteeYear, Status, Year};
    let link = |filter: ImprovementFilter, text: String| FilterLink {
        text,
        href: here.to(&improvements_address(context.published, filter)),
        count: context.improvements.picked(filter).len(),
        current: filter == current,
    };
    let (committee, year) = match current {
        All | Status(_) => (None, None),
        Committee(committee) => (Some(committee), None),
        Year(year) => (None, Some(year)),
        CommitteeYear(committee, year) => (Some(committee), Some(year)),
    };
    let committees = context.index.committees.iter().map(|entry| {
        let name = &context.published.registers.organisation(entry.organisation).name().name;
        let filter =
            year.map_or(Committee(entry.organisation), |year| CommitteeYear(entry.organisation, year));
        link(filter, name.clone())
    });
    let years = context.index.years.iter().map(|(year, _)| {
        link(committee.map_or(Year(*year), |committee| CommitteeYear(committee, *year)), year.to_string())
    });
    let statuses = STATUSES
        .map(|(status, _)| link(Status(status), swedish::capitalised(words::improvement(status).word)));
    let all_committees = link(year.map_or(All, Year), "Alla nämnder".to_owned());
    let all_years = link(committee.map_or(All, Committee), "Alla år".to_owned());
    // A status is of all nämnder and years: said where one is chosen.
    let status_name =
        if (committee, year) == (None, None) { "Läge" } else { "Läge, alla nämnder och år" };
    let groups = [
        (status_name, [link(All, "Alla".to_owned())].into_iter().chain(statuses).collect::<Vec<_>>()),
        ("Nämnd", [all_committees].into_iter().chain(committees).collect()),
        ("År", [all_years].into_iter().chain(years).collect()),
    ];
    groups
        .into_iter()
        .map(|(name, links)| FilterGroup {
            name,
            links: links.into_iter().filter(|link: &FilterLink| link.count > 0 || link.current).collect(),
        })
        .filter(|group| !group.links.is_empty())
        .collect()
}

fn item(context: &Context<'_>, here: &Here, thread: &Thread) -> ThreadItem {
    let published = context.published;
    let text = thread.latest.first().unwrap_or(&thread.mentions[0]).improvement(published).text.clone();
    let committees = thread.committees(published).len() as u64;
    let span = (committees > 1).then(|| {
        let words = format!("{} nämnder", swedish::capitalised(&swedish::number_in_words(committees)));
        match (thread.since, thread.mentions.last().map_or(0, |its| its.year)) {
            (first, last) if first == last => format!("{words}, {first}"),
            (first, last) => format!("{words}, {first}–{last}"),
        }
    });
    ThreadItem {
        age: thread.is_open.then(|| format!("öppen sedan {}", thread.since)),
        span,
        mentions: thread.mentions.iter().rev().map(|its| mention(context, here, *its, &text)).collect(),
        text,
    }
}

fn mention(context: &Context<'_>, here: &Here, its: Mention, above: &str) -> MentionItem {
    let published = context.published;
    let facts = &published.report(its.report).facts;
    let improvement = its.improvement(published);
    let committee = published.registers.organisation(facts.committee);
    MentionItem {
        report: Link {
            text: format!("{} {}", committee.name_at(facts.year, facts.decided()).name, facts.year),
            href: here.to(&format!("{}/#{}", facts.id, improvement_anchor(&improvement.id))),
        },
        status: words::improvement(improvement.status),
        text: (improvement.text != above).then(|| improvement.text.clone()),
        responsible: improvement.responsible.clone(),
        due: improvement.due.as_ref().map(swedish::due),
    }
}
