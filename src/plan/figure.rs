//! The charts that pages draw, and the files of each: a picture that stands alone, and its rows. Owns which charts
//! there are, where their files lie and what they are called; draws none.

use crate::compare::{SeriesIndex, compare, panel_scales};
use crate::disclosure::Published;
use crate::disclosure::published::PublishedReport;
use crate::model::audit::{AuditIndex, KeyFigureIndex, PANELS_FROM, QuestionIndex};
use crate::model::body::{PictureKind, PictureRequest};
use crate::model::organisation::OrganisationIndex;
use crate::model::report::{ReportIndex, Status};
use crate::model::scale::AnswerScaleIndex;
use crate::parallel;

use super::{Page, PageKind, audit_address, audit_committee_address, audits_at_committees};

/// A chart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Figure {
    /// Whose page its files lie below.
    pub home: FigureHome,
    /// What it shows.
    pub of: FigureOf,
}

/// Whose page a chart's files lie below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FigureHome {
    /// A report's.
    Report(ReportIndex),
    /// A granskning's: it shows all nämnder.
    Audit(AuditIndex),
    /// A granskning's at a nämnd.
    AuditCommittee(AuditIndex, OrganisationIndex),
}

/// What a chart shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FigureOf {
    /// A question of a report on its scale; of several surveys that asked it, the one at this place among them.
    Question(AuditIndex, QuestionIndex, usize),
    /// A question over all nämnder, in the years named or the two latest.
    Comparison(AuditIndex, QuestionIndex, Vec<i16>),
    /// A question over all nämnder and all years, where there are [`PANELS_FROM`] or more.
    Series(AuditIndex, QuestionIndex),
    /// A granskning's questions on one scale at one nämnd, year by year.
    Development(AuditIndex, OrganisationIndex, AnswerScaleIndex),
    /// How a question's answers are distributed: a year over all nämnder, else a report's nämnd over its years.
    Distribution(AuditIndex, QuestionIndex, Option<i16>),
    /// Key figures that add up, from a whole down.
    Account(AuditIndex, KeyFigureIndex),
    /// Risks of a granskning in a report.
    Matrix(AuditIndex),
    /// Åtgärder of a report's nämnd: of a granskning, or all.
    FollowUp(Option<AuditIndex>),
}

/// How a chart's file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FigureFormat {
    /// A picture that stands alone.
    Svg,
    /// Its rows.
    Csv,
    /// Its rows with what they mean and where they come from.
    Json,
}

impl FigureFormat {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Svg, Self::Csv, Self::Json];

    const fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// The folder of a page's charts, below its address.
const FIGURE_FOLDER: &str = "diagram/";

impl FigureOf {
    /// The granskning that it shows; `None` of all åtgärder.
    pub const fn audit(&self) -> Option<AuditIndex> {
        match self {
            Self::Question(audit, ..)
            | Self::Comparison(audit, ..)
            | Self::Series(audit, _)
            | Self::Development(audit, ..)
            | Self::Distribution(audit, ..)
            | Self::Account(audit, _)
            | Self::Matrix(audit) => Some(*audit),
            Self::FollowUp(audit) => *audit,
        }
    }
}

impl Figure {
    /// The page that its files lie below.
    pub fn page(&self, published: &Published) -> String {
        match self.home {
            FigureHome::Report(index) => format!("{}/", published.report(index).facts.id),
            FigureHome::Audit(index) => audit_address(&published.registers.audit(index).id),
            FigureHome::AuditCommittee(index, committee) => {
                let registers = &published.registers;
                let (area, committee) = (registers.audit(index), registers.organisation(committee));
                audit_committee_address(&area.id, &committee.id)
            }
        }
    }

    /// The address of one of its files.
    pub fn address(&self, published: &Published, format: FigureFormat) -> String {
        let name = self.name(published);
        format!("{}{FIGURE_FOLDER}{name}.{}", self.page(published), format.ending())
    }

    /// Which files it has. The rows of a question on its scale are in the granskning's own data.
    pub const fn formats(&self) -> &'static [FigureFormat] {
        match self.of {
            FigureOf::Question(..) => &[FigureFormat::Svg],
            _ => &FigureFormat::ALL,
        }
    }

    /// What its files are called, without ending.
    fn name(&self, published: &Published) -> String {
        let area = |index: AuditIndex| published.registers.audit(index);
        let question = |audit: AuditIndex, index: QuestionIndex| &area(audit).questions[index.0 as usize].id;
        match &self.of {
            FigureOf::Question(audit, index, at) => {
                let number = if *at == 0 { String::new() } else { format!("-{}", at + 1) };
                format!("skala-{}-{}{number}", area(*audit).id, question(*audit, *index))
            }
            FigureOf::Comparison(audit, index, years) => {
                let years = years.iter().map(i16::to_string).collect::<Vec<_>>();
                let parts = [&[format!("jamforelse-{}", question(*audit, *index))], &*years].concat();
                parts.join("-")
            }
            FigureOf::Series(audit, index) => format!("paneler-{}", question(*audit, *index)),
            FigureOf::Development(_, _, scale) => {
                format!("utveckling-{}", published.registers.answer_scale(*scale).id)
            }
            FigureOf::Distribution(audit, index, Some(year)) => {
                format!("fordelning-{}-{year}", question(*audit, *index))
            }
            FigureOf::Distribution(audit, index, None) => {
                format!("fordelning-{}-{}", area(*audit).id, question(*audit, *index))
            }
            FigureOf::Account(audit, whole) => {
                let whole = &area(*audit).key_figures[whole.0 as usize].id;
                format!("redovisning-{}-{whole}", area(*audit).id)
            }
            FigureOf::Matrix(audit) => format!("riskmatris-{}", area(*audit).id),
            FigureOf::FollowUp(Some(audit)) => format!("atgarder-{}", area(*audit).id),
            FigureOf::FollowUp(None) => "atgarder".into(),
        }
    }
}

/// The chart that a block asks for. Resolve has seen to it that what it names is there. `None` for answers in
/// words, which are no chart.
pub fn figure_of(
    published: &Published,
    report: Option<ReportIndex>,
    request: &PictureRequest,
) -> Option<Figure> {
    let registers = &published.registers;
    let id = request.audit.as_deref();
    let audit = (0..).map(AuditIndex).zip(&registers.audits).find(|(_, area)| Some(area.id.as_str()) == id);
    let audit = audit.map(|(index, _)| index);
    let question = |audit: AuditIndex| {
        let named = request.question.as_deref()?;
        let at = registers.audit(audit).questions.iter().position(|question| question.id == named)?;
        Some(QuestionIndex(u32::try_from(at).ok()?))
    };
    let here = report.map(FigureHome::Report);
    let (home, of) = match request.kind {
        PictureKind::Answers => return None,
        PictureKind::Scale => (here?, FigureOf::Question(audit?, question(audit?)?, 0)),
        PictureKind::Comparison => {
            let mut years = request.years.clone();
            years.sort_unstable();
            (FigureHome::Audit(audit?), FigureOf::Comparison(audit?, question(audit?)?, years))
        }
        PictureKind::Development => (FigureHome::Audit(audit?), FigureOf::Series(audit?, question(audit?)?)),
        PictureKind::Distribution => match request.years.first() {
            Some(year) => {
                let of = FigureOf::Distribution(audit?, question(audit?)?, Some(*year));
                (FigureHome::Audit(audit?), of)
            }
            None => (here?, FigureOf::Distribution(audit?, question(audit?)?, None)),
        },
        PictureKind::Account => {
            let values = &published.report(report?).facts.key_figures;
            let area = registers.audit(audit?);
            let whole = area.accounts().find(|whole| {
                let is_named =
                    request.figure.as_deref().is_none_or(|id| area.key_figures[whole.0 as usize].id == id);
                is_named && values.iter().any(|its| Some(its.audit) == audit && its.key_figure == *whole)
            });
            (here?, FigureOf::Account(audit?, whole?))
        }
        PictureKind::Matrix => (here?, FigureOf::Matrix(audit?)),
        PictureKind::FollowUp => (here?, FigureOf::FollowUp(audit)),
    };
    Some(Figure { home, of })
}

/// The granskningar that a report has answers for, in its order.
pub fn answered_audits(report: &PublishedReport) -> Vec<AuditIndex> {
    let mut audits = Vec::new();
    let listed = report.facts.audits.iter().map(|entry| entry.audit);
    let surveyed = report.surveys.iter().map(|survey| survey.audit);
    let interviewed = report.interviews.iter().map(|interviews| interviews.audit);
    for audit in listed.chain(surveyed).chain(interviewed) {
        if !audits.contains(&audit) {
            audits.push(audit);
        }
    }
    audits
}

/// Of those, the ones whose questions the report's text draws none of: they are drawn by themselves.
pub fn undrawn_audits(published: &Published, report: &PublishedReport) -> Vec<AuditIndex> {
    let registers = &published.registers;
    let asked = report.facts.body.pictures();
    let has = |audit: AuditIndex, id: &str| registers.audit(audit).questions.iter().any(|its| its.id == id);
    let names = |request: &PictureRequest, audit: AuditIndex| match request.audit.as_deref() {
        Some(named) => named == registers.audit(audit).id,
        None => request.question.as_deref().is_none_or(|question| has(audit, question)),
    };
    let drawn = |audit: AuditIndex| {
        let of_answers = |kind| matches!(kind, PictureKind::Scale | PictureKind::Answers);
        asked.iter().any(|request| of_answers(request.kind) && names(request, audit))
    };
    answered_audits(report).into_iter().filter(|audit| !drawn(*audit)).collect()
}

/// Every chart of the site, each once.
pub fn figures(published: &Published) -> Vec<Figure> {
    let reports: Vec<_> = published.indexed_reports().collect();
    let of_reports = parallel::map(&reports, |(index, report)| figures_of(published, *index, report));
    let mut found: Vec<Figure> = of_reports.into_iter().flatten().collect();
    let series = SeriesIndex::new(published);
    let at_committees = audits_at_committees(published);
    for (audit, area) in (0..).map(AuditIndex).zip(&published.registers.audits) {
        for (question, its) in (0..).map(QuestionIndex).zip(&area.questions) {
            if its.scale.is_some() && compare(published, &series, (audit, question), &[]).is_some() {
                let of = FigureOf::Comparison(audit, question, Vec::new());
                found.push(Figure { home: FigureHome::Audit(audit), of });
            }
            if its.scale.is_some() && series.years(audit, question).len() >= PANELS_FROM {
                let of = FigureOf::Series(audit, question);
                found.push(Figure { home: FigureHome::Audit(audit), of });
            }
        }
        let here = at_committees.iter().filter(|its| its.0 == audit).map(|its| its.1);
        for (committee, scale) in panel_scales(published, &series, audit, here) {
            let home = FigureHome::AuditCommittee(audit, committee);
            found.push(Figure { home, of: FigureOf::Development(audit, committee, scale) });
        }
    }
    for page in &published.pages {
        let asked = page.body.pictures().into_iter().filter_map(|its| figure_of(published, None, &its));
        found.extend(asked.filter(|its| !matches!(its.of, FigureOf::Series(..))));
    }
    found
}

/// Every chart of a report, some of them perhaps twice.
fn figures_of(published: &Published, index: ReportIndex, report: &PublishedReport) -> Vec<Figure> {
    let mut own: Vec<Figure> = Vec::new();
    if report.facts.status == Status::Withdrawn {
        return own;
    }
    for audit in undrawn_audits(published, report) {
        let questions = &published.registers.audit(audit).questions;
        for (question, _) in (0..).map(QuestionIndex).zip(questions) {
            push_question(published, index, (audit, question), &mut own);
        }
    }
    for request in report.facts.body.pictures() {
        match figure_of(published, Some(index), &request) {
            Some(Figure { of: FigureOf::Question(audit, question, _), .. }) => {
                push_question(published, index, (audit, question), &mut own);
            }
            // Those that have years enough come with their granskning.
            Some(Figure { of: FigureOf::Series(..), .. }) | None => {}
            Some(figure) => own.push(figure),
        }
    }
    own
}

/// A question of a report on its scale, once for each survey that asked it.
fn push_question(
    published: &Published,
    index: ReportIndex,
    (audit, question): (AuditIndex, QuestionIndex),
    found: &mut Vec<Figure>,
) {
    let has_scale = published.registers.audit(audit).questions[question.0 as usize].scale.is_some();
    if !has_scale || !published.site.question_files {
        return;
    }
    let report = published.report(index);
    let asked = report.surveys.iter().filter(|survey| survey.audit == audit);
    let surveys = asked.filter(|survey| survey.questions.iter().any(|its| its.question == question)).count();
    let placed = report.interviews.iter().filter(|its| its.audit == audit).any(|its| {
        its.answers.iter().any(|answers| answers.question == question && !answers.placed.is_empty())
    });
    let count = if surveys == 0 { usize::from(placed) } else { surveys };
    let home = FigureHome::Report(index);
    found.extend((0..count).map(|at| Figure { home, of: FigureOf::Question(audit, question, at) }));
}

/// Plans every chart's files.
pub(super) fn figure_pages(published: &Published) -> Vec<Page> {
    let mut planned: Vec<Page> = figures(published)
        .into_iter()
        .flat_map(|figure| {
            let page = |format: &FigureFormat| Page {
                address: figure.address(published, *format),
                kind: PageKind::Figure(figure.clone(), *format),
            };
            figure.formats().iter().map(page).collect::<Vec<_>>()
        })
        .collect();
    // What several texts draw is drawn once.
    planned.sort_by(|a, b| a.address.cmp(&b.address));
    planned.dedup_by(|a, b| a.address == b.address);
    planned
}
