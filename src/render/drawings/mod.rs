//! Charts as pages and files need them: what of the content goes into each form, and where it comes from. Owns no
//! drawing (`chart`), no address (`plan`) and no question on its scale (`questions`).

mod account;
mod distribution;
mod follow_up;
mod matrix;

use serde::Serialize;

use super::address::Here;
use super::questions::{HeadingPlace, with_comparison, with_question};
use super::view::protection::ProtectedNote;
use super::view::question::{SeriesPlace, with_series};
use super::view::side::with_development;
use super::{Context, swedish};
use crate::chart::{Form, Source, picture};
use crate::compare::{published_on, updated_day};
use crate::diagnostic::PublishProblem;
use crate::disclosure::published::PublishedReport;
use crate::editions::words::words;
use crate::model::date::PartialDate;
use crate::model::report::{ReportIndex, Status};
use crate::plan::{DataFormat, DataScope, Figure, FigureFormat, FigureHome, FigureOf, data_address};

/// Where a chart's files are, from a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Files {
    svg: Option<String>,
    csv: Option<String>,
    json: Option<String>,
    /// The rows are those of the whole granskning, this chart's among them.
    shared: bool,
}

impl Files {
    /// A chart's files.
    pub(super) fn of(context: &Context<'_>, here: &Here, figure: &Figure) -> Self {
        let published = context.published;
        let to = |format: FigureFormat| {
            let has = figure.formats().contains(&format);
            has.then(|| here.to(&figure.address(published, format)))
        };
        let own = Self {
            svg: to(FigureFormat::Svg),
            csv: to(FigureFormat::Csv),
            json: to(FigureFormat::Json),
            shared: false,
        };
        let (FigureOf::Question(audit, question, _), FigureHome::Report(report)) = (&figure.of, figure.home)
        else {
            return own;
        };
        let report = published.report(report);
        // Answers in words are no data, nor is what another report has come in place of.
        let told = report.facts.status.is_in_force()
            && !context.series.of_committee(*audit, *question, report.facts.committee).is_empty();
        let data = |format| told.then(|| here.to(&data_address(published, DataScope::Audit(*audit), format)));
        Self {
            svg: own.svg.filter(|_| published.site.question_files),
            csv: data(DataFormat::Csv),
            json: data(DataFormat::Json),
            shared: true,
        }
    }
}

/// Hands a chart, heading and all, to whoever draws it. `None` where there is nothing to draw.
fn with<R>(context: &Context<'_>, figure: &Figure, draw: impl FnOnce(&dyn Form) -> R) -> Option<R> {
    let heading = HeadingPlace::Own(2);
    match (&figure.of, figure.home) {
        (FigureOf::Question(audit, question, at), FigureHome::Report(report)) => with_question(
            context,
            context.published.report(report),
            (*audit, *question),
            (*at, &heading),
            |chart| draw(chart),
        ),
        (FigureOf::Comparison(audit, question, years), _) => {
            with_comparison(context, (*audit, *question), years, None, &heading, |chart| draw(chart))
        }
        (FigureOf::Series(audit, question), _) => {
            let place = SeriesPlace { heading: &heading, here: None, own: None };
            with_series(context, (*audit, *question), &place, |chart| draw(chart))
        }
        (FigureOf::Development(audit, committee, scale), _) => {
            with_development(context, (*audit, *committee, *scale), |chart| draw(chart))
        }
        (FigureOf::Distribution(audit, question, year), home) => {
            distribution::chart(context, home, (*audit, *question), *year, (None, &heading))
                .map(|its| draw(&its))
        }
        (FigureOf::Account(audit, whole), FigureHome::Report(report)) => {
            account::chart(context, report, (*audit, *whole), 2).map(|chart| draw(&chart))
        }
        (FigureOf::Matrix(audit), FigureHome::Report(report)) => {
            matrix::chart(context, report, *audit, 2).map(|chart| draw(&chart))
        }
        (FigureOf::FollowUp(audit), FigureHome::Report(report)) => {
            let here = Here::at(&figure.page(context.published));
            follow_up::chart((context, &here), report, *audit, 2).map(|chart| draw(&chart))
        }
        (_, FigureHome::Audit(_) | FigureHome::AuditCommittee(..)) => None,
    }
}

/// A chart's file.
pub(super) fn file(context: &Context<'_>, figure: &Figure, format: FigureFormat) -> Option<Vec<u8>> {
    let source = source(context, figure);
    let text = with(context, figure, |form| match format {
        FigureFormat::Svg => picture(form, &source),
        FigureFormat::Csv => form.dataset().csv(),
        FigureFormat::Json => form.dataset().json(&source),
    });
    text.map(String::into_bytes)
}

fn source(context: &Context<'_>, figure: &Figure) -> Source {
    let published = context.published;
    let site = &published.site;
    let (title, date) = match figure.home {
        FigureHome::Report(index) => {
            let report = published.report(index);
            (report.facts.title.clone(), report_date(context, report))
        }
        FigureHome::Audit(audit) | FigureHome::AuditCommittee(audit, _) => {
            let reports = context.index.audits[audit.0 as usize].iter().flat_map(|(_, reports)| reports);
            let days = reports.filter_map(|report| updated_day(published, published.report(*report)));
            let date = days
                .max()
                .map(|day| format!("uppgifter till och med {}", swedish::date(PartialDate::Day(day))));
            (published.registers.audit(audit).title.clone(), date)
        }
    };
    Source {
        title,
        publisher: site.publisher.clone(),
        address: format!("{}{}", site.base, figure.page(published)),
        date,
    }
}

/// `beslutad 27 september 2023`; of what isn't decided, that it isn't.
fn report_date(context: &Context<'_>, report: &PublishedReport) -> Option<String> {
    if !report.facts.status.is_public() {
        return Some("utkast, inte beslutad".into());
    }
    if let Some(date) = report.facts.decided() {
        let replaced = if report.facts.status == Status::Replaced { " (ersatt)" } else { "" };
        return Some(format!("beslutad {}{replaced}", swedish::date(date)));
    }
    published_on(context.published, report).map(|date| format!("publicerad {}", swedish::date(date)))
}

/// `Förskolenämnden 2023`
fn scope(context: &Context<'_>, index: ReportIndex) -> String {
    let facts = &context.published.report(index).facts;
    let committee = context.published.registers.organisation(facts.committee);
    format!("{} {}", committee.name_at(facts.year, facts.decided()).name, facts.year)
}

/// Writes a chart that isn't a question's own: those have their own templates in `questions`. Hands back what the report
/// itself says there, a block a line: what comes from other reports is no word of it.
pub(super) fn push(
    (context, here): (&Context<'_>, &Here),
    figure: &Figure,
    (level, asker): (u8, Option<ReportIndex>),
    out: &mut String,
) -> Result<String, PublishProblem> {
    #[derive(Serialize)]
    struct View<T> {
        figur: T,
        files: Files,
        note: ProtectedNote,
    }
    let files = Files::of(context, here, figure);
    let note = ProtectedNote::new(context, here);
    let own = asker.map(|report| context.published.report(report).facts.committee);
    let mut own_words = String::new();
    let filled = match (&figure.of, figure.home) {
        (FigureOf::Series(audit, question), _) => {
            #[derive(Serialize)]
            struct View<'a> {
                paneler: crate::chart::PanelsFigure<'a>,
                tabell: crate::chart::DataTable,
                files: Files,
                note: ProtectedNote,
            }
            let heading = HeadingPlace::Own(level);
            let place = SeriesPlace { heading: &heading, here: Some(here), own };
            let drawn = with_series(context, (*audit, *question), &place, |chart| {
                let tabell = chart.dataset().table();
                let paneler = chart.draw().ok().flatten()?;
                Some(context.theme.fill("figur/paneler.html", &View { paneler, tabell, files, note }))
            });
            match drawn.flatten() {
                Some(filled) => filled?,
                None => return Ok(own_words),
            }
        }
        (FigureOf::Distribution(audit, question, year), home) => {
            let heading = HeadingPlace::Own(level);
            let chart = distribution::chart(context, home, (*audit, *question), *year, (own, &heading));
            let its =
                asker.and_then(|report| distribution::own(context, report, (*audit, *question), &heading));
            if let Some(figur) = its.as_ref().and_then(crate::chart::DistributionChart::draw) {
                let view = View { figur, files: files.clone(), note: note.clone() };
                own_words = words(&context.theme.fill("figur/fordelning.html", &view)?, &[]);
            }
            match chart.as_ref().and_then(crate::chart::DistributionChart::draw) {
                Some(figur) => context.theme.fill("figur/fordelning.html", &View { figur, files, note })?,
                None => return Ok(own_words),
            }
        }
        (FigureOf::Account(audit, whole), FigureHome::Report(report)) => {
            match account::chart(context, report, (*audit, *whole), level) {
                Some(chart) => {
                    let view = View { figur: chart.draw(), files, note };
                    let filled = context.theme.fill("figur/redovisning.html", &view)?;
                    own_words = words(&filled, &[]);
                    filled
                }
                None => return Ok(own_words),
            }
        }
        (FigureOf::Matrix(audit), FigureHome::Report(report)) => {
            let chart = matrix::chart(context, report, *audit, level);
            let alone = chart.as_ref().map(matrix::of_its_year);
            if let Some(figur) = alone.as_ref().and_then(crate::chart::MatrixChart::draw) {
                let view = View { figur, files: files.clone(), note: note.clone() };
                own_words = words(&context.theme.fill("figur/riskmatris.html", &view)?, &[]);
            }
            match chart.as_ref().and_then(crate::chart::MatrixChart::draw) {
                Some(figur) => context.theme.fill("figur/riskmatris.html", &View { figur, files, note })?,
                None => return Ok(own_words),
            }
        }
        (FigureOf::FollowUp(audit), FigureHome::Report(report)) => {
            let chart = follow_up::chart((context, here), report, *audit, level);
            match chart.as_ref().and_then(crate::chart::FollowUpChart::draw) {
                Some(figur) => context.theme.fill("figur/atgarder.html", &View { figur, files, note })?,
                None => return Ok(own_words),
            }
        }
        _ => return Ok(own_words),
    };
    out.push_str(&filled);
    Ok(own_words)
}
