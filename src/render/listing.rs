//! Lists for programs: the sitemap, the robots' file, and the list of reports that search connectors read.
//! Owns their shapes; the addresses are `plan`'s.

use serde::Serialize;

use super::Context;
use super::feed::{TagAuthority, edition_tag};
use super::view::{kind_word, status_word};
use crate::compare::{published_on, updated_day};
use crate::disclosure::Published;
use crate::json;
use crate::model::date::Stated;
use crate::model::report::{ReportIndex, Status};
use crate::plan::{SITEMAP_ADDRESS, SITEMAP_LIMIT, listed_pages, sitemap_part_address};
use crate::xml::Xml;

const SITEMAP_SPACE: [(&str, &str); 1] = [("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")];

/// The sitemap; where there are more addresses than one file may hold, the list of its parts.
pub(super) fn sitemap(published: &Published) -> Vec<u8> {
    let pages = listed_pages(published);
    if pages.len() <= SITEMAP_LIMIT {
        return addresses(published, &pages);
    }
    let mut xml = Xml::new();
    xml.open("sitemapindex", &SITEMAP_SPACE);
    for (part, its) in (0..).zip(pages.chunks(SITEMAP_LIMIT)) {
        xml.open("sitemap", &[]);
        xml.text("loc", &[], &format!("{}{}", published.site.base, sitemap_part_address(part)));
        if let Some(day) = its.iter().filter_map(|(_, day)| *day).max() {
            xml.text("lastmod", &[], &day.to_string());
        }
        xml.close();
    }
    xml.finish()
}

/// A part of a sitemap, from 0.
pub(super) fn sitemap_part(published: &Published, part: u32) -> Vec<u8> {
    let pages = listed_pages(published);
    addresses(published, pages.chunks(SITEMAP_LIMIT).nth(part as usize).unwrap_or_default())
}

fn addresses(published: &Published, pages: &[(String, Option<crate::model::date::Day>)]) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.open("urlset", &SITEMAP_SPACE);
    for (address, day) in pages {
        xml.open("url", &[]);
        xml.text("loc", &[], &format!("{}{address}", published.site.base));
        if let Some(day) = day {
            xml.text("lastmod", &[], &day.to_string());
        }
        xml.close();
    }
    xml.finish()
}

/// What robots are told at the root of a host.
pub(super) fn robots(published: &Published) -> Vec<u8> {
    format!("User-agent: *\nAllow: /\nSitemap: {}{SITEMAP_ADDRESS}\n", published.site.base).into_bytes()
}

/// A report in the list for search connectors: no objects within it, and every key always there.
#[derive(Serialize)]
struct Listed<'a> {
    id: String,
    adress: String,
    titel: &'a str,
    sammanfattning: Option<&'a str>,
    typ: &'static str,
    status: &'static str,
    namnd: &'a str,
    namnd_id: &'a str,
    ar: i16,
    granskningar: Vec<&'a str>,
    granskning_id: Vec<&'a str>,
    diarienummer: Option<&'a str>,
    paragraf: Option<&'a str>,
    beslutad: Option<String>,
    publicerad: Option<String>,
    andrad: Option<String>,
    sprak: &'static str,
}

/// The list, a report a line, by address. Withdrawn reports and drafts aren't in it.
pub(super) fn report_list(context: &Context<'_>) -> Vec<u8> {
    let authority = TagAuthority::of(context.published);
    let listed = context
        .published
        .indexed_reports()
        .filter(|(_, report)| matches!(report.facts.status, Status::Decided | Status::Replaced));
    let lines: Vec<String> =
        listed.map(|(index, _)| json::to_string(&one(context, &authority, index))).collect();
    if lines.is_empty() {
        return b"[]\n".to_vec();
    }
    format!("[\n{}\n]\n", lines.join(",\n")).into_bytes()
}

fn one<'a>(context: &Context<'a>, authority: &TagAuthority<'_>, index: ReportIndex) -> Listed<'a> {
    let published = context.published;
    let report = published.report(index);
    let facts = &report.facts;
    let organisation = published.registers.organisation(facts.committee);
    let areas: Vec<_> = facts.audits.iter().map(|entry| published.registers.audit(entry.audit)).collect();
    let stated = |text: &'a Option<Stated<String>>| text.as_ref().and_then(Stated::value).map(String::as_str);
    Listed {
        id: edition_tag(authority, index),
        adress: format!("{}{}/", published.site.base, facts.id),
        titel: &facts.title,
        sammanfattning: facts.summary.as_deref(),
        typ: kind_word(facts.kind),
        status: status_word(facts.status),
        namnd: &organisation.name_at(facts.year, facts.decided()).name,
        namnd_id: &organisation.id,
        ar: facts.year,
        granskningar: areas.iter().map(|area| area.title.as_str()).collect(),
        granskning_id: areas.iter().map(|area| area.id.as_str()).collect(),
        diarienummer: stated(&facts.decision.registry_number),
        paragraf: stated(&facts.decision.paragraph),
        beslutad: facts.decided().map(|date| date.to_string()),
        publicerad: published_on(published, report).map(|date| date.to_string()),
        andrad: updated_day(published, report).map(|day| day.to_string()),
        sprak: "sv",
    }
}
