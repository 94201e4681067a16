//! A granskning over all nämnder and years: who reported, and every question's values.

use serde::Serialize;

use super::committee::YearSection;
use super::frame::{Frame, Framing, Part};
use super::item::{Date, ReportItem};
use super::outline::OutlineItem;
use super::{Figure, Link};
use crate::compare::{Point, mean_of_shown};
use crate::diagnostic::PublishProblem;
use crate::disclosure::published::PublishedResult;
use crate::model::audit::{AuditArea, AuditDecision, AuditIndex, QuestionIndex, Scope};
use crate::number::swedish_count;
use crate::plan::{EmbedScope, FeedScope, audit_address, year_address};
use crate::render::address::Here;
use crate::render::questions::{HeadingPlace, push_comparison};
use crate::render::{Context, swedish};

#[derive(Serialize)]
struct AuditPage<'a> {
    frame: Frame,
    title: &'a str,
    also: Option<String>,
    city_wide: bool,
    risk: Option<&'a str>,
    decisions: Vec<Decided>,
    outline: Vec<OutlineItem>,
    years: Vec<YearSection>,
    questions: Vec<QuestionSection<'a>>,
}

/// A question: its strip and its table.
#[derive(Serialize)]
struct QuestionSection<'a> {
    id: String,
    text: &'a str,
    /// Printed where it differs from the question's before.
    stem: Option<&'a str>,
    clarification: Option<&'a str>,
    /// Whether it is answered on a scale; else in words.
    scaled: bool,
    /// The drawn comparison: safe markup.
    strip: String,
    table: Option<ValueTable>,
}

/// Values by nämnd and year.
#[derive(Serialize)]
struct ValueTable {
    years: Vec<i16>,
    rows: Vec<ValueRow>,
    /// The mean of the values shown, a year; `None` where fewer than two are shown.
    shown: Vec<Option<ShownMean>>,
    /// Whether each of those means is weighted, where there is any.
    weighted: Option<bool>,
    /// The two years between which the change is told.
    change: Option<[i16; 2]>,
    protected: bool,
    reworded: Vec<String>,
}

#[derive(Serialize)]
struct ValueRow {
    committee: Link,
    cells: Vec<Option<ValueCell>>,
    /// `+0,3`, or `–` where the years can't be compared.
    change: String,
}

#[derive(Serialize)]
struct ShownMean {
    value: String,
    weighted: bool,
}

#[derive(Serialize)]
struct ValueCell {
    mean: Figure,
    respondents: Figure,
    href: String,
}

/// Renders it.
pub(in crate::render) fn page(context: &Context<'_>, audit: AuditIndex) -> Result<String, PublishProblem> {
    let area = context.published.registers.audit(audit);
    let address = audit_address(&area.id);
    let here = Here::at(&address);
    let framing = Framing {
        here: &here,
        address: Some(&address),
        title: Some(&area.title),
        description: area.risk.as_deref(),
        way: vec![Link { text: "Granskningar".into(), href: here.to("granskningar/") }],
        part: Part::Audits,
    };
    let questions = questions(context, &here, audit, area)?;
    let years = &context.index.audits[audit.0 as usize];
    let view = AuditPage {
        frame: Frame::new(context, framing).with_sharing(
            context,
            &here,
            FeedScope::Audit(audit),
            Some(EmbedScope::Audit(audit)),
        ),
        title: &area.title,
        also: (!area.also.is_empty()).then(|| swedish::list(&area.also)),
        city_wide: area.scope == Scope::CityWide,
        risk: area.risk.as_deref(),
        decisions: area.decisions.iter().map(decision).collect(),
        outline: outline(&questions, !years.is_empty()),
        years: years
            .iter()
            .map(|(year, reports)| YearSection {
                year: *year,
                href: here.to(&year_address(*year)),
                reports: ReportItem::list(context, &here, reports),
            })
            .collect(),
        questions,
    };
    context.theme.fill("granskning.html", &view)
}

#[derive(Serialize)]
struct Decided {
    year: i16,
    by: String,
    date: Option<Date>,
}

fn decision(its: &AuditDecision) -> Decided {
    Decided { year: its.year, by: its.body.clone(), date: its.date.map(Date::of) }
}

fn outline(questions: &[QuestionSection<'_>], reported: bool) -> Vec<OutlineItem> {
    let mut outline = Vec::new();
    if !questions.is_empty() {
        let children =
            questions.iter().map(|question| OutlineItem::part(question.text, &question.id)).collect();
        outline.push(OutlineItem::group("Frågor", "fragor", children));
    }
    if reported {
        outline.push(OutlineItem::part("Rapporter", "rapporter"));
    }
    outline
}

fn questions<'a>(
    context: &Context<'a>,
    here: &Here,
    audit: AuditIndex,
    area: &'a AuditArea,
) -> Result<Vec<QuestionSection<'a>>, PublishProblem> {
    let mut sections = Vec::new();
    let mut series = None;
    for (index, question) in (0..).map(QuestionIndex).zip(&area.questions) {
        let id = format!("fraga_{}", question.id);
        let mut strip = String::new();
        let heading = HeadingPlace::Elsewhere(id.clone());
        push_comparison((context, here), (audit, index), &[], (None, false), &heading, &mut strip)?;
        let stem = question.series.filter(|_| question.series != series);
        series = question.series;
        sections.push(QuestionSection {
            id,
            text: &question.text,
            stem: stem.map(|stem| area.series[stem as usize].stem.as_str()),
            clarification: question.clarification.as_deref(),
            scaled: question.scale.is_some(),
            strip,
            table: table(context, here, audit, index),
        });
    }
    Ok(sections)
}

/// A question with its strip alone, for an embedded view.
#[derive(Serialize)]
pub(super) struct StripSection<'a> {
    id: String,
    text: &'a str,
    /// The drawn comparison: safe markup.
    strip: String,
}

/// The strips of a granskning's questions that have any value.
pub(super) fn strips<'a>(
    context: &Context<'a>,
    here: &Here,
    audit: AuditIndex,
) -> Result<Vec<StripSection<'a>>, PublishProblem> {
    let mut sections = Vec::new();
    for (index, question) in (0..).map(QuestionIndex).zip(&context.published.registers.audit(audit).questions)
    {
        let id = question.anchor();
        let mut strip = String::new();
        let heading = HeadingPlace::Elsewhere(id.clone());
        push_comparison((context, here), (audit, index), &[], (None, false), &heading, &mut strip)?;
        if !strip.is_empty() {
            sections.push(StripSection { id, text: &question.text, strip });
        }
    }
    Ok(sections)
}

fn table(
    context: &Context<'_>,
    here: &Here,
    audit: AuditIndex,
    question: QuestionIndex,
) -> Option<ValueTable> {
    let registers = &context.published.registers;
    let scale = registers.answer_scale(registers.audit(audit).questions[question.0 as usize].scale?);
    let places = scale.step.decimals();
    let points = context.series.of(audit, question);
    let mut years: Vec<i16> = points.iter().map(|point| point.year).collect();
    years.sort_unstable();
    years.dedup();
    if years.is_empty() {
        return None;
    }
    let change = context.series.latest_pair(audit, question);
    let mut groups: Vec<&[Point<'_>]> = points.chunk_by(|a, b| a.committee == b.committee).collect();
    groups.sort_by_key(|group| context.index.rank(group[0].committee));
    let rows: Vec<ValueRow> =
        groups.iter().map(|group| row(context, here, group, (&years, change), places)).collect();
    let shown = |year: &i16| {
        let results: Vec<PublishedResult> =
            points.iter().filter(|point| point.year == *year).map(|point| point.result).collect();
        let mean = mean_of_shown(&results, scale.lowest(), scale.step)?;
        Some(ShownMean { value: mean.value.swedish(places), weighted: mean.weighted })
    };
    let shown: Vec<Option<ShownMean>> = years.iter().map(shown).collect();
    let cells = || rows.iter().flat_map(|row| row.cells.iter().flatten());
    Some(ValueTable {
        weighted: shown.iter().flatten().map(|mean| mean.weighted).reduce(|all, one| all && one),
        shown,
        change,
        protected: cells().any(|cell| cell.mean.protected || cell.respondents.protected),
        reworded: reworded(points),
        rows,
        years,
    })
}

fn row(
    context: &Context<'_>,
    here: &Here,
    group: &[Point<'_>],
    (years, changed): (&[i16], Option<[i16; 2]>),
    places: u8,
) -> ValueRow {
    let organisation = context.published.registers.organisation(group[0].committee);
    let cell = |year: &i16| {
        let point = group.iter().find(|point| point.year == *year)?;
        Some(ValueCell {
            mean: Figure::of(point.result.mean, |mean| mean.swedish(places)),
            respondents: Figure::of(point.result.respondents, swedish_count),
            href: here.to(&format!("{}/", context.published.report(point.report).facts.id)),
        })
    };
    ValueRow {
        committee: Link {
            text: organisation.name().name.clone(),
            href: here.to(&format!("{}/", organisation.id)),
        },
        cells: years.iter().map(cell).collect(),
        change: changed.and_then(|years| change(group, years, places)).unwrap_or_else(|| "–".to_owned()),
    }
}

/// How a nämnd's value moved between two years that were asked in the same words.
fn change(group: &[Point<'_>], years: [i16; 2], places: u8) -> Option<String> {
    let [before, after] = years.map(|year| group.iter().find(|point| point.year == year));
    let (before, after) = (before?, after?);
    if before.wording != after.wording {
        return None;
    }
    let by = after.result.mean.value()?.minus(before.result.mean.value()?)?;
    let sign = if by.is_negative() || by.is_zero() { "" } else { "+" };
    Some(format!("{sign}{}", by.swedish(places)))
}

/// Each other wording once, with the years that it was used: `2020: ”…”`.
fn reworded(points: &[Point<'_>]) -> Vec<String> {
    let mut worded: Vec<(i16, &str)> =
        points.iter().filter_map(|point| point.wording.map(|wording| (point.year, wording))).collect();
    worded.sort_unstable();
    worded.dedup();
    worded.into_iter().map(|(year, wording)| format!("{year}: ”{wording}”")).collect()
}
