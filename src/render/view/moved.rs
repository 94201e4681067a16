//! Pages at addresses that aren't what they were: moved, gone for good, withdrawn; and the short addresses of
//! diarienummer, which lead on to a report. Owns no following of redirects (`addresses`).

use serde::Serialize;

use super::Link;
use super::facts::{self, Fact};
use super::frame::{Frame, Framing, Part};
use crate::addresses::Final;
use crate::addresses::numbers::Number;
use crate::diagnostic::PublishProblem;
use crate::model::addresses::{Address, Destination};
use crate::plan::GONE_ADDRESS;
use crate::render::Context;
use crate::render::address::Here;

#[derive(Serialize)]
struct MovedPage {
    frame: Frame,
    title: &'static str,
    words: &'static str,
    target: Link,
}

#[derive(Serialize)]
struct GonePage<'a> {
    frame: Frame,
    reason: &'a str,
    home: String,
}

#[derive(Serialize)]
struct AllGonePage {
    frame: Frame,
    gone: Vec<(String, String)>,
    home: String,
}

#[derive(Serialize)]
struct WithdrawnPage<'a> {
    frame: Frame,
    kind: &'static str,
    committee: Link,
    year: i16,
    title: &'a str,
    reason: &'a str,
    facts: Vec<Fact>,
    home: String,
}

#[derive(Serialize)]
struct NumberPage {
    frame: Frame,
    title: String,
    numbers: Vec<NumberView>,
    /// Told apart by their signs only.
    several: bool,
}

#[derive(Serialize)]
struct NumberView {
    number: String,
    reports: Vec<NumberReport>,
}

#[derive(Serialize)]
struct NumberReport {
    link: Link,
    committee: String,
    year: i16,
}

/// A passage that has left its page, as the page that it has left tells of it.
#[derive(Debug, Serialize)]
pub(super) struct MovedPassage {
    id: String,
    /// Where it is now.
    target: Option<Link>,
    /// Why it is gone.
    reason: Option<String>,
}

/// The passages that have left a page.
pub(super) fn passages(context: &Context<'_>, here: &Here, page: &str) -> Vec<MovedPassage> {
    let moved = context.moved.get(page).map_or(&[][..], Vec::as_slice);
    let passage = |(id, to): &(String, Final)| match to {
        Final::Leads(to) => {
            MovedPassage { id: id.clone(), target: Some(link(context, here, to)), reason: None }
        }
        Final::Gone(reason) => MovedPassage { id: id.clone(), target: None, reason: Some(reason.clone()) },
    };
    moved.iter().map(passage).collect()
}

/// An address of the site in words.
fn link(context: &Context<'_>, here: &Here, to: &Address) -> Link {
    let href = match &to.fragment {
        Some(fragment) => here.to(&format!("{}#{fragment}", to.page)),
        None => here.to(&to.page),
    };
    Link { text: title(context, &to.page), href }
}

/// A page's title, where it is a report's or a free page's; else its whole address.
fn title(context: &Context<'_>, page: &str) -> String {
    let published = context.published;
    let id = page.trim_end_matches('/');
    if let Some(report) = published.report_by_id(id) {
        return published.report(report).facts.title.clone();
    }
    let free = published.pages.iter().find(|one| id.strip_prefix("sidor/") == Some(&one.id));
    let audit =
        published.registers.audits.iter().find(|one| id.strip_prefix("granskningar/") == Some(&one.id));
    let committee = published.registers.organisations.iter().find(|one| one.id == id);
    let withdrawn = published.registers.addresses.withdrawn.iter().find(|one| one.id == id);
    free.map(|one| one.title.clone())
        .or_else(|| audit.map(|one| one.title.clone()))
        .or_else(|| committee.map(|one| one.name().name.clone()))
        .or_else(|| withdrawn.map(|one| one.title.clone()))
        .unwrap_or_else(|| format!("{}{page}", published.site.base))
}

fn frame(context: &Context<'_>, here: &Here, address: Option<&str>, title: &str, way: Vec<Link>) -> Frame {
    Frame::new(
        context,
        Framing { here, address, title: Some(title), description: None, way, part: Part::Nowhere },
    )
}

/// Renders the page at an older address. The canonical address is the new one's.
pub(in crate::render) fn moved(
    context: &Context<'_>,
    address: &str,
    to: &Address,
) -> Result<String, PublishProblem> {
    let here = Here::at(address);
    let title = "Sidan har flyttat";
    let frame = frame(context, &here, Some(&to.page), title, Vec::new())
        .with_script(&here)
        .with_moved(passages(context, &here, address));
    let view = MovedPage { frame, title, words: "Den finns nu här:", target: link(context, &here, to) };
    context.theme.fill("flyttad.html", &view)
}

/// Renders the page of what is gone for good.
pub(in crate::render) fn gone(
    context: &Context<'_>,
    address: &str,
    reason: &str,
) -> Result<String, PublishProblem> {
    let here = Here::at(address);
    let frame = frame(context, &here, None, "Sidan är borttagen", Vec::new());
    context.theme.fill("borta.html", &GonePage { frame, reason, home: here.to("") })
}

/// Renders what a server shows at every address that is gone: at any depth, so its links are absolute.
pub(in crate::render) fn all_gone(context: &Context<'_>) -> Result<String, PublishProblem> {
    let here = Here::anywhere(&context.published.site.base);
    let frame = frame(context, &here, None, "Sidan är borttagen", Vec::new())
        .with_files_from(&Here::at(GONE_ADDRESS));
    let redirects = &context.published.registers.addresses.redirects;
    let gone = redirects.iter().filter_map(|redirect| match &redirect.to {
        Destination::Gone(reason) => Some((redirect.from.to_string(), reason.clone())),
        Destination::Address(_) => None,
    });
    context.theme.fill("410.html", &AllGonePage { frame, gone: gone.collect(), home: here.to("") })
}

/// Renders a withdrawn report's page.
pub(in crate::render) fn withdrawn(context: &Context<'_>, index: u32) -> Result<String, PublishProblem> {
    let report = &context.published.registers.addresses.withdrawn[index as usize];
    let address = format!("{}/", report.id);
    let here = Here::at(&address);
    let organisation = context.published.registers.organisation(report.committee);
    let decided = report.decision.date.as_ref().and_then(crate::model::date::Stated::value).copied();
    // Its nämnd may have no page any longer.
    let has_page = context.index.committee(report.committee).is_some();
    let committee = Link {
        text: organisation.name_at(report.year, decided).name.clone(),
        href: if has_page { here.to(&format!("{}/", organisation.id)) } else { String::new() },
    };
    let way = if has_page { vec![committee.clone()] } else { Vec::new() };
    let view = WithdrawnPage {
        frame: frame(context, &here, Some(&address), &report.title, way),
        kind: super::words::kind(report.kind),
        committee,
        year: report.year,
        title: &report.title,
        reason: &report.reason,
        facts: facts::of_withdrawn(report),
        home: here.to(""),
    };
    context.theme.fill("aterkallad.html", &view)
}

/// Renders a short address: on to the one report, or the list.
pub(in crate::render) fn number(
    context: &Context<'_>,
    address: &str,
    numbers: &[Number],
) -> Result<String, PublishProblem> {
    let here = Here::at(address);
    if let [(_, ids)] = numbers
        && let [id] = ids.as_slice()
    {
        let to = Address::page(&format!("{id}/"));
        let title = "Rapporten med diarienumret";
        let frame = frame(context, &here, Some(&to.page), title, Vec::new()).with_script(&here);
        let view =
            MovedPage { frame, title, words: "Rapporten finns här:", target: link(context, &here, &to) };
        return context.theme.fill("flyttad.html", &view);
    }
    let report = |id: &String| {
        let published = context.published;
        let link = link(context, &here, &Address::page(&format!("{id}/")));
        let withdrawn = published.registers.addresses.withdrawn.iter().find(|one| one.id == *id);
        let (committee, year) = match (published.report_by_id(id), withdrawn) {
            (Some(report), _) => {
                let facts = &published.report(report).facts;
                (facts.committee, facts.year)
            }
            (None, withdrawn) => withdrawn.map(|one| (one.committee, one.year))?,
        };
        let committee = published.registers.organisation(committee).name_in(year).name.clone();
        Some(NumberReport { link, committee, year })
    };
    let view = |(number, ids): &Number| NumberView {
        number: number.clone(),
        reports: ids.iter().filter_map(report).collect(),
    };
    let written: Vec<&str> = numbers.iter().map(|(number, _)| number.as_str()).collect();
    let title = format!("Diarienummer {}", written.join(" och "));
    let view = NumberPage {
        frame: frame(context, &here, Some(address), &title, Vec::new()),
        numbers: numbers.iter().map(view).collect(),
        several: numbers.len() > 1,
        title,
    };
    context.theme.fill("diarienummer.html", &view)
}
