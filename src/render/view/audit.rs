//! A granskning over all nämnder and years: who has reported, its key figures, and each question in short. Owns
//! how much of it one page holds.

use serde::Serialize;

use super::committee::YearSection;
use super::coverage::CoverageView;
use super::figures::FigureTable;
use super::frame::{Frame, Framing, Part};
use super::item::{Date, ReportItem};
use super::outline::OutlineItem;
use super::question::answers;
use super::{Link, coverage, figures, sentence};
use crate::compare::{lines, tally};
use crate::diagnostic::PublishProblem;
use crate::model::audit::{AuditArea, AuditDecision, AuditIndex, QuestionIndex, Scope};
use crate::plan::{EmbedScope, FeedScope, audit_address, question_address, year_address};
use crate::render::address::Here;
use crate::render::index::YearReports;
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
    coverage: Option<CoverageView>,
    figures: Option<FigureTable>,
    years: Vec<YearSection>,
    /// Reports of older years, which the matrix alone leads to.
    older: bool,
    questions: Vec<QuestionSection<'a>>,
}

/// A question: its strip, and the way to all its years.
#[derive(Serialize)]
struct QuestionSection<'a> {
    id: String,
    text: &'a str,
    /// Printed where it differs from the question's before.
    stem: Option<&'a str>,
    clarification: Option<&'a str>,
    /// Whether it is answered on a scale; else in words.
    scaled: bool,
    /// How many moved which way, where that can be said.
    sentence: Option<String>,
    /// The drawn comparison: safe markup. Empty on a page that would be too long with all of them.
    strip: String,
    /// Whether any of its values is protected.
    protected: bool,
    /// Its own page: all years, all nämnder, all values.
    page: Option<Link>,
}

/// The most rows that the strips of one page may have in all.
const MOST_ROWS: usize = 150;
/// The most reports that the list holds beyond those of the newest year.
const MOST_REPORTS: usize = 40;

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
    let coverage = coverage::view(context, &here, audit);
    let figures = figures::table(context, &here, audit, None);
    let all = &context.index.audits[audit.0 as usize];
    let years = newest(all);
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
        outline: outline(&questions, coverage.is_some(), figures.is_some(), !years.is_empty()),
        older: years.len() < all.len(),
        coverage,
        figures,
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

/// The newest years whose reports the list has room for; the newest of all in any case.
fn newest(years: &[YearReports]) -> &[YearReports] {
    let mut count = 0;
    let fits = |(_, reports): &&YearReports| {
        count += reports.len();
        count <= MOST_REPORTS
    };
    let until = years.iter().take_while(fits).count().max(1);
    &years[..until.min(years.len())]
}

fn outline(
    questions: &[QuestionSection<'_>],
    covered: bool,
    counted: bool,
    reported: bool,
) -> Vec<OutlineItem> {
    let mut outline = Vec::new();
    if covered {
        outline.push(OutlineItem::part("Vilka har rapporterat?", "tackning"));
    }
    if counted {
        outline.push(OutlineItem::part("Nyckeltal", "nyckeltal"));
    }
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
    let rows = |index: QuestionIndex| context.series.strands(audit, index).len();
    let all_rows: usize = (0..).map(QuestionIndex).take(area.questions.len()).map(rows).sum();
    for (index, question) in (0..).map(QuestionIndex).zip(&area.questions) {
        let id = question.anchor();
        let mut strip = String::new();
        if all_rows <= MOST_ROWS {
            let heading = HeadingPlace::Elsewhere(id.clone());
            push_comparison((context, here), (audit, index), &[], (None, false), &heading, &mut strip)?;
        }
        let stem = question.series.filter(|_| question.series != series);
        series = question.series;
        let points = context.series.of(audit, index);
        let has_page = question.scale.is_some() && !points.is_empty();
        let its = has_page.then(|| lines(context.published, &context.series, (audit, index)));
        let pair = context.series.latest_pair(audit, index);
        let sentence =
            its.as_ref().zip(pair).and_then(|(its, pair)| tally(its, answers(context, audit, index), pair));
        sections.push(QuestionSection {
            id,
            text: &question.text,
            stem: stem.map(|stem| area.series[stem as usize].stem.as_str()),
            clarification: question.clarification.as_deref(),
            scaled: question.scale.is_some(),
            sentence: sentence.map(|tally| sentence::tally(&tally, &sentence::COMMITTEES)),
            strip,
            protected: points.iter().any(|point| point.result().mean.is_protected()),
            page: has_page.then(|| Link {
                text: "Alla år, nämnder och värden".to_owned(),
                href: here.to(&question_address(&area.id, &question.id)),
            }),
        });
    }
    Ok(sections)
}
