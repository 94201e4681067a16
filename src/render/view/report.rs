//! A report's page.

use serde::Serialize;

use super::citation::{self, Citation};
use super::facts::{self, Change, Fact};
use super::frame::{Frame, Framing, Part};
use super::improvements;
use super::measures::{self, AuditSection, DirectMeasureRow, ImprovementRow};
use super::outline::{self, OutlineItem};
use super::surveys::{self, InterviewView, SurveyView};
use super::{Link, words};
use crate::diagnostic::PublishProblem;
use crate::disclosure::published::PublishedReport;
use crate::editions::words::{line, words as words_of};
use crate::editions::{Now, history};
use crate::model::report::{QuoteDisplay, ReportIndex, Status};
use crate::plan::{FeedScope, PAPER};
use crate::render::address::Here;
use crate::render::figure::PageSurroundings;
use crate::render::{Context, swedish};

#[derive(Serialize)]
struct ReportPage<'a> {
    frame: Frame,
    /// The text and the parts after it, as HTML: [`TextPage`] filled.
    text: String,
    /// Of what is published only.
    citation: Option<Citation>,
    kind: &'static str,
    committee: Link,
    year: Link,
    title: &'a str,
    source_title: Option<&'a str>,
    summary: Option<&'a str>,
    /// The status of a draft, for the watermark; `None` for what is published.
    draft: Option<&'static str>,
    notices: Vec<Notice>,
    facts: Vec<Fact>,
    outline: Vec<OutlineItem>,
    /// The parts after the body, apart in the table of contents.
    parts: Vec<OutlineItem>,
    /// The page shows answers in words: it must say so (disclosure.md §6).
    shows_quotes: bool,
    neighbours: Vec<NeighbourItem>,
    /// The page of the nämnd's åtgärder, where this report has any.
    improvements: Option<String>,
}

/// The text and the parts after it: what the fingerprint is taken of.
#[derive(Serialize)]
struct TextPage<'a> {
    frame: &'a Frame,
    year: &'a Link,
    body: String,
    audits: Vec<AuditSection>,
    improvements: Vec<ImprovementRow>,
    direct_measures: Vec<DirectMeasureRow>,
    surveys: Vec<SurveyView>,
    interviews: Vec<InterviewView>,
    appendices: Vec<AppendixItem<'a>>,
    changes: Vec<Change>,
}

/// Something that a reader must know before the text.
#[derive(Serialize)]
struct Notice {
    symbol: &'static str,
    word: &'static str,
    text: String,
    link: Option<Link>,
}

#[derive(Serialize)]
struct AppendixItem<'a> {
    href: &'a str,
    title: &'a str,
    kind: &'static str,
    size: String,
}

#[derive(Serialize)]
struct NeighbourItem {
    audit: Link,
    earlier: Option<Link>,
    later: Option<Link>,
}

/// Renders it.
pub(in crate::render) fn page(
    context: &Context<'_>,
    index: ReportIndex,
) -> Result<(String, Option<Now>), PublishProblem> {
    let report = context.published.report(index);
    let its = &report.facts;
    let organisation = context.published.registers.organisation(its.committee);
    let address = format!("{}/", its.id);
    let here = Here::at(&address);
    let tree = its.body.unpack();
    let (body, own_words) = PageSurroundings::of_report(context, &here, (index, &tree)).body(&tree)?;
    let committee = Link {
        text: organisation.name_at(its.year, its.decided()).name.clone(),
        href: here.to(&format!("{}/", organisation.id)),
    };
    let year =
        Link { text: its.year.to_string(), href: here.to(&format!("{}/{}/", organisation.id, its.year)) };
    let framing = Framing {
        here: &here,
        address: Some(&address),
        title: Some(&its.title),
        description: its.summary.as_deref(),
        way: vec![committee.clone(), year.clone()],
        part: Part::Nowhere,
    };
    let mut frame = Frame::new(context, framing).with_report(context, index).with_sharing(
        context,
        &here,
        FeedScope::Committee(its.committee),
        None,
    );
    let text = TextPage {
        frame: &frame,
        year: &year,
        body,
        audits: measures::audits(context, &here, report),
        improvements: measures::improvements(context, &here, report),
        direct_measures: measures::direct_measures(report),
        surveys: surveys::surveys(context, report),
        interviews: surveys::interviews(context, report),
        appendices: appendices(report),
        changes: facts::changes(report),
    };
    let filled = context.theme.fill("rapport-text.html", &text)?;
    let is_public = its.status.is_public();
    // Of what is published only.
    let now = is_public.then(|| {
        let words = said(report, &filled, &own_words);
        Now { report: index, history: history(context.published, index, &words), words }
    });
    let citation = now.as_ref().map(|now| citation::of(context, &here, (report, &tree), &now.history));
    let running = citation::running(context, report, citation.as_ref());
    let outline = outline::of_body(&tree);
    let mut parts = parts(&text);
    // A table of contents of nothing but this would be none.
    if is_public && !(outline.is_empty() && parts.is_empty()) {
        parts.push(OutlineItem::part("Citera rapporten", "del_citera"));
    }
    drop(text);
    frame.running = running;
    frame.paper = (is_public && context.has_papers).then_some(PAPER);
    let view = ReportPage {
        text: filled,
        citation,
        kind: words::kind(its.kind),
        committee,
        year,
        title: &its.title,
        source_title: its.source_title.as_deref(),
        summary: its.summary.as_deref(),
        draft: (!is_public).then(|| words::status(its.status)),
        notices: notices(context, &here, index),
        facts: facts::of(context, &here, report),
        outline,
        parts,
        shows_quotes: report.interviews.iter().any(|its| its.display != QuoteDisplay::Summarised),
        neighbours: neighbours(context, &here, index),
        frame,
        improvements: (!report.facts.improvements.is_empty())
            .then(|| improvements::link(context, &here, report.facts.committee))
            .flatten(),
    };
    Ok((context.theme.fill("rapport.html", &view)?, now))
}

/// All that the report itself says on its page, a block a line: what an edition is, and what its fingerprint is taken of.
/// `own` is what it says where the page fetches something from other reports.
fn said(report: &PublishedReport, text: &str, own: &[String]) -> String {
    let its = &report.facts;
    let mut said = line("#", &its.title);
    if let Some(title) = &its.source_title {
        said.push_str(&line("", &format!("Beslutad under rubriken ”{title}”")));
    }
    said.extend(its.summary.iter().map(|summary| line("", summary)));
    said.extend(facts::of_decision(&its.decision).iter().map(|fact| line("", &fact.line())));
    said.push_str(&words_of(text, own));
    let follows = its.improvements.iter().filter(|one| !one.stated_follows.is_empty());
    said.extend(
        follows.map(|one| line("-", &format!("{} följer {}", one.text, one.stated_follows.join(", ")))),
    );
    said
}

/// The parts after the body, in the table of contents. Their ids have an underscore, which no heading's has.
fn parts(text: &TextPage<'_>) -> Vec<OutlineItem> {
    let parts = [
        (!text.improvements.is_empty(), "Åtgärder i korthet", "del_atgarder"),
        (!text.direct_measures.is_empty(), "Direktåtgärder i korthet", "del_direktatgarder"),
        (!text.audits.is_empty(), "Granskningens underlag", "del_underlag"),
        (!text.surveys.is_empty() || !text.interviews.is_empty(), "Enkäter och intervjuer", "del_svar"),
        (!text.appendices.is_empty(), "Bilagor", "del_bilagor"),
        (!text.changes.is_empty(), "Ändringar", "del_andringar"),
    ];
    let shown = parts.into_iter().filter(|(shown, _, _)| *shown);
    shown.map(|(_, text, id)| OutlineItem::part(text, id)).collect()
}

fn notices(context: &Context<'_>, here: &Here, index: ReportIndex) -> Vec<Notice> {
    let report = context.published.report(index);
    let link = |index: ReportIndex| {
        let other = &context.published.report(index).facts;
        Link { text: other.title.clone(), href: here.to(&format!("{}/", other.id)) }
    };
    let mut notices = Vec::new();
    match report.facts.status {
        Status::Replaced => notices.push(Notice {
            symbol: "↷",
            word: "Ersatt",
            text: "Rapporten är ersatt av en senare utgåva.".into(),
            link: context.index.replaced_by(index).map(link),
        }),
        // Never among the reports: a page of its own says so.
        Status::Withdrawn | Status::Decided => {}
        Status::Draft | Status::MarkedReady => notices.push(Notice {
            symbol: "✎",
            word: words::status(report.facts.status),
            text: "Texten är inte beslutad och får inte spridas.".into(),
            link: None,
        }),
    }
    let earlier = report.facts.replaces.as_deref().and_then(|id| context.published.report_by_id(id));
    if let Some(earlier) = earlier {
        notices.push(Notice {
            symbol: "↶",
            word: "Ny utgåva",
            text: "Ersätter en tidigare utgåva.".into(),
            link: Some(link(earlier)),
        });
    }
    notices
}

fn appendices(report: &PublishedReport) -> Vec<AppendixItem<'_>> {
    report
        .facts
        .appendices
        .iter()
        .map(|its| AppendixItem {
            href: &its.file,
            title: &its.title,
            kind: words::file_kind(its.kind),
            size: swedish::file_size(its.size),
        })
        .collect()
}

fn neighbours(context: &Context<'_>, here: &Here, index: ReportIndex) -> Vec<NeighbourItem> {
    let link = |index: ReportIndex| {
        let other = &context.published.report(index).facts;
        let year = other.year.to_string();
        let text =
            if other.title.contains(&year) { other.title.clone() } else { format!("{} {year}", other.title) };
        Link { text, href: here.to(&format!("{}/", other.id)) }
    };
    context
        .index
        .neighbours(index)
        .iter()
        .map(|its| {
            let area = context.published.registers.audit(its.audit);
            NeighbourItem {
                audit: Link {
                    text: area.title.clone(),
                    href: here.to(&format!("granskningar/{}/", area.id)),
                },
                earlier: its.earlier.map(link),
                later: its.later.map(link),
            }
        })
        .collect()
}
