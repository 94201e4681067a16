//! One question's picture: the scale, the strip or the loose answers. Owns which form a question gets and what
//! its unit and mean are called.

use serde::Serialize;

use super::Context;
use super::address::Here;
use super::drawings::Files;
use super::swedish;
use super::view::protection::ProtectedNote;
use crate::chart::{
    ChangeInterval, Graduation, Heading, PlacedQuote, ScaleChart, StripChart, StripRow, StripScales, Year,
    shared_scale,
};
use crate::compare::{Break, Comparison, Point, compare, same_audience};
use crate::diagnostic::PublishProblem;
use crate::disclosure::published::{PublishedAnswers, PublishedQuestion, PublishedReport, PublishedSurvey};
use crate::disclosure::{Missing, Shown};
use crate::editions::words::{line, words};
use crate::model::audit::{AuditIndex, Question, QuestionIndex};
use crate::model::organisation::OrganisationIndex;
use crate::model::report::ReportIndex;
use crate::model::scale::AnswerScale;
use crate::plan::{Figure, FigureHome, FigureOf};

/// Where a figure's heading stands.
pub(super) enum HeadingPlace {
    /// In the figure, at a level.
    Own(u8),
    /// Above it, with this id.
    Elsewhere(String),
}

impl HeadingPlace {
    pub(super) fn of_chart(&self) -> Heading<'_> {
        match self {
            Self::Own(level) => Heading::Own { level: *level },
            Self::Elsewhere(id) => Heading::Elsewhere { id },
        }
    }
}

/// What a report has on a question: survey figures, and answers in words.
#[derive(Default)]
pub(super) struct Results<'a> {
    surveys: Vec<(&'a PublishedSurvey, &'a PublishedQuestion)>,
    answers: Vec<&'a PublishedAnswers>,
}

impl Results<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.surveys.is_empty() && self.answers.is_empty()
    }
}

/// What a report has on a question.
pub(super) fn results(report: &PublishedReport, audit: AuditIndex, question: QuestionIndex) -> Results<'_> {
    let surveys =
        report.surveys.iter().filter(|survey| survey.audit == audit).filter_map(|survey| {
            Some((survey, survey.questions.iter().find(|its| its.question == question)?))
        });
    let answers = report
        .interviews
        .iter()
        .filter(|interviews| interviews.audit == audit)
        .filter_map(|interviews| interviews.answers.iter().find(|answers| answers.question == question));
    Results { surveys: surveys.collect(), answers: answers.collect() }
}

/// The question in this report's words.
pub(super) fn wording<'a>(question: &'a Question, results: &Results<'a>) -> &'a str {
    let own = results.surveys.iter().find_map(|(_, its)| its.wording.as_deref());
    own.unwrap_or(&question.text)
}

/// The scale as charts take it; `None` for one that can't be drawn.
pub(super) fn graduation(scale: &AnswerScale) -> Option<Graduation> {
    Graduation::new(scale.lowest(), scale.highest(), scale.step).ok()
}

pub(super) const fn chart_year(year: i16) -> Year {
    year.unsigned_abs()
}

/// The short name that charts use: the förvaltning's abbreviation, else the nämnd's name.
fn unit<'a>(context: &Context<'a>, report: &PublishedReport) -> &'a str {
    let registers = &context.published.registers;
    let committee = registers.organisation(report.facts.committee);
    let short = committee
        .administrations
        .iter()
        .find_map(|index| registers.organisation(*index).name_in(report.facts.year).abbreviation.as_deref());
    short.unwrap_or(&committee.name_at(report.facts.year, report.facts.decided()).name)
}

/// Writes a question's picture: one for each survey that asked it, the answers in words with the first. Hands back what the
/// report itself says there, a block a line: the picture may hold an earlier report's mean too. `drawn` are the scales that
/// stand on the page already: what charts of a scale share is written once.
pub(super) fn push(
    (context, here): (&Context<'_>, &Here),
    report_index: ReportIndex,
    (audit, index): (AuditIndex, QuestionIndex),
    (results, heading): (&Results<'_>, &HeadingPlace),
    drawn: &mut Vec<Graduation>,
    out: &mut String,
) -> Result<String, PublishProblem> {
    let report = context.published.report(report_index);
    let registers = &context.published.registers;
    let question = &registers.audit(audit).questions[index.0 as usize];
    let scale = question.scale.and_then(|scale| graduation(registers.answer_scale(scale)));
    if results.answers.is_empty() && (scale.is_none() || results.surveys.is_empty()) {
        return Ok(String::new());
    }
    let unplaced = results.surveys.is_empty() && results.answers.iter().all(|its| its.placed.is_empty());
    if scale.is_none() || unplaced {
        let start = out.len();
        push_answers(context, (audit, index), results, heading, out)?;
        return Ok(words(&out[start..], &[]));
    }
    let mut own = String::new();
    for at in 0..results.surveys.len().max(1) {
        let figure =
            Figure { home: FigureHome::Report(report_index), of: FigureOf::Question(audit, index, at) };
        let files = Files::of(context, here, &figure);
        let pushed = with_question(context, report, (audit, index), (at, heading), |chart| {
            push_own_words(chart, question, &mut own);
            push_scale((context, here), question, (chart, &files), drawn, out)
        });
        pushed.unwrap_or(Ok(()))?;
    }
    Ok(own)
}

/// What a report itself says on a question: its words, its own mean, the answers in words.
fn push_own_words(chart: &ScaleChart<'_>, question: &Question, own: &mut String) {
    own.push_str(&line("", chart.question));
    own.extend(question.clarification.as_ref().map(|words| line("", &format!("({words})"))));
    if let Some((year, mean)) = chart.means.iter().find(|(year, _)| *year == chart.year) {
        let mean = match mean {
            Shown::Value(mean) => mean.swedish(chart.scale.places()),
            other => other.words().unwrap_or_default().to_owned(),
        };
        own.push_str(&line("", &format!("{} {year}: {mean}", chart.mean_name)));
    }
    let placed = chart.placed.iter().map(|its| format!("{} {}", its.score.swedish(0), its.text));
    own.extend(placed.map(|words| line("-", &words)));
    own.extend(chart.unplaced.iter().map(|words| line("-", words)));
}

/// Hands on a question of a report on its scale: of several surveys that asked it, the one at a place among them;
/// the answers in words go with the first. `None` where the question has no scale, or nobody was asked.
pub(super) fn with_question<R>(
    context: &Context<'_>,
    report: &PublishedReport,
    (audit, index): (AuditIndex, QuestionIndex),
    (at, heading): (usize, &HeadingPlace),
    draw: impl FnOnce(&ScaleChart<'_>) -> R,
) -> Option<R> {
    let registers = &context.published.registers;
    let question = &registers.audit(audit).questions[index.0 as usize];
    let scale = graduation(registers.answer_scale(question.scale?))?;
    let results = results(report, audit, index);
    let placed = results.answers.iter().flat_map(|answers| &answers.placed);
    let placed: Vec<_> = placed.map(|(score, text)| PlacedQuote { score: *score, text }).collect();
    let unplaced: Vec<&str> =
        results.answers.iter().flat_map(|answers| answers.unplaced.iter().map(String::as_str)).collect();
    let several = results.surveys.len() > 1;
    let survey = results.surveys.get(at);
    if survey.is_none() && (at > 0 || placed.is_empty()) {
        return None;
    }
    let key = key(&registers.audit(audit).id, &question.id, survey.filter(|_| at > 0));
    let first = at == 0;
    let chart = ScaleChart {
        key: &key,
        heading: heading.of_chart(),
        unit: unit(context, report),
        year: chart_year(report.facts.year),
        question: survey
            .and_then(|(_, its)| its.wording.as_deref())
            .unwrap_or_else(|| wording(question, &results)),
        scale,
        mean_name: &mean_name(context, report, survey.filter(|_| several)),
        means: means(context, report, (audit, index), survey),
        placed: if first { placed } else { Vec::new() },
        unplaced: if first { unplaced } else { Vec::new() },
    };
    Some(draw(&chart))
}

fn push_scale(
    (context, here): (&Context<'_>, &Here),
    question: &Question,
    (chart, files): (&ScaleChart<'_>, &Files),
    drawn: &mut Vec<Graduation>,
    out: &mut String,
) -> Result<(), PublishProblem> {
    #[derive(Serialize)]
    struct View<'a> {
        skala: crate::chart::QuestionFigure<'a>,
        files: &'a Files,
        note: ProtectedNote,
        clarification: Option<&'a str>,
    }
    // Resolve has refused values off their scale; a figure that can't be drawn all the same is left to the
    // tables, which hold every value.
    if let Ok(skala) = chart.draw() {
        if skala.scale.is_some() && !drawn.contains(&chart.scale) {
            drawn.push(chart.scale);
            out.push_str(&shared_scale(chart.scale));
        }
        let view = View {
            skala,
            files,
            note: ProtectedNote::new(context, here),
            clarification: question.clarification.as_deref(),
        };
        out.push_str(&context.theme.fill("figur/fraga.html", &view)?);
    }
    Ok(())
}

fn key(audit: &str, question: &str, survey: Option<&(&PublishedSurvey, &PublishedQuestion)>) -> String {
    match survey {
        Some((survey, _)) => format!("{audit}_{question}_{}", survey.id),
        None => format!("{audit}_{question}"),
    }
}

fn mean_name(
    context: &Context<'_>,
    report: &PublishedReport,
    survey: Option<&(&PublishedSurvey, &PublishedQuestion)>,
) -> String {
    if let Some(audience) = survey.and_then(|(survey, _)| survey.audience.as_deref()) {
        return format!("Medelvärde, {audience}");
    }
    let committee = context.published.registers.organisation(report.facts.committee);
    let whose = if committee.administrations.is_empty() { "Nämndens" } else { "Förvaltningens" };
    format!("{whose} medelvärde")
}

/// The report's own mean, and the nämnd's nearest earlier one on the same words.
fn means(
    context: &Context<'_>,
    report: &PublishedReport,
    (audit, index): (AuditIndex, QuestionIndex),
    survey: Option<&(&PublishedSurvey, &PublishedQuestion)>,
) -> Vec<(Year, Shown<crate::number::Decimal>)> {
    let year = report.facts.year;
    let own = survey.map_or(Shown::Missing(Missing::NotMeasured), |(_, its)| its.result.mean);
    let mut means = vec![(chart_year(year), own)];
    let wording = survey.and_then(|(_, its)| its.wording.as_deref());
    let audience = survey.and_then(|(survey, _)| survey.audience.as_deref());
    // Of several surveys that ask the same, only the one of the same id goes on from an earlier year's.
    let several = results(report, audit, index).surveys.len() > 1;
    let goes_on = |point: &Point<'_>| {
        let told = point.audience().is_some() && audience.is_some();
        let same_id = survey.is_some_and(|(survey, _)| survey.id == point.survey.id);
        same_audience(point.audience(), audience) && (told || !several || same_id)
    };
    let before = context.series.of_committee(audit, index, report.facts.committee);
    let earlier = before.iter().rev().find(|point| point.year < year);
    if let Some(earlier) = earlier.filter(|point| point.wording() == wording && goes_on(point)) {
        means.push((chart_year(earlier.year), earlier.result().mean));
    }
    means
}

/// Writes the answers to a question as a list; says so where the source gives none.
/// (Where the author asks for them, that is an answer too.)
pub(super) fn push_answers(
    context: &Context<'_>,
    (audit, index): (AuditIndex, QuestionIndex),
    results: &Results<'_>,
    heading: &HeadingPlace,
    out: &mut String,
) -> Result<(), PublishProblem> {
    #[derive(Serialize)]
    struct View<'a> {
        id: String,
        heading: Option<u8>,
        labelled_by: String,
        question: &'a str,
        clarification: Option<&'a str>,
        answers: Vec<&'a str>,
    }
    let area = context.published.registers.audit(audit);
    let question = &area.questions[index.0 as usize];
    let id = format!("svar-{}_{}", area.id, question.id);
    let (own, labelled_by) = match heading {
        HeadingPlace::Own(level) => (Some(*level), format!("{id}-rubrik")),
        HeadingPlace::Elsewhere(id) => (None, id.clone()),
    };
    let answers = results.answers.iter().flat_map(|answers| {
        answers
            .placed
            .iter()
            .map(|(_, text)| text.as_str())
            .chain(answers.unplaced.iter().map(String::as_str))
    });
    let view = View {
        labelled_by,
        heading: own,
        question: wording(question, results),
        clarification: question.clarification.as_deref(),
        answers: answers.collect(),
        id,
    };
    out.push_str(&context.theme.fill("figur/svar.html", &view)?);
    Ok(())
}

/// Hands on a question over all nämnder, in the years named or the two latest. `None` where it has no scale, or no
/// nämnd has a value.
pub(super) fn with_comparison<R>(
    context: &Context<'_>,
    (audit, index): (AuditIndex, QuestionIndex),
    years: &[i16],
    own: Option<OrganisationIndex>,
    heading: &HeadingPlace,
    draw: impl FnOnce(&StripChart<'_>) -> R,
) -> Option<R> {
    let registers = &context.published.registers;
    let area = registers.audit(audit);
    let question = &area.questions[index.0 as usize];
    let scale = graduation(registers.answer_scale(question.scale?))?;
    let mut compared = compare(context.published, &context.series, (audit, index), years)?;
    compared.rows.sort_by_key(|row| context.index.rank(row.committee));
    let remarks: Vec<Option<String>> = compared.rows.iter().map(|row| remark(&compared, row)).collect();
    let rows = compared.rows.iter().zip(&remarks).map(|(row, remark)| StripRow {
        name: row.name,
        earlier: row.earlier.mean,
        later: row.later.mean,
        answers: (row.earlier.respondents, row.later.respondents),
        remark: remark.as_deref(),
        comparable: row.broken.is_none(),
        alike: row.alike,
        own: own == Some(row.committee),
        interval: row.interval.and_then(|interval| {
            let [low, high] = interval.ends(scale.places())?;
            Some(ChangeInterval { low, high, covers_none: interval.covers_none() })
        }),
    });
    let all_alike = compared.rows.iter().all(|row| row.alike == [true; 2]);
    let chart = StripChart {
        key: &format!("{}_{}", area.id, question.id),
        heading: heading.of_chart(),
        scope: "Alla nämnder",
        finding: None,
        question: compared.wording,
        earlier_question: compared.earlier_wording,
        earlier: compared.earlier.map(chart_year),
        year: chart_year(compared.later),
        scales: StripScales::Same(scale),
        row_kind: "Nämnd",
        rows: rows.collect(),
        mean_name: Some(if all_alike { "Visade nämnder" } else { ASKED_ALIKE }),
    };
    Some(draw(&chart))
}

/// Writes a question over all nämnder, in the years named or the two latest; with its table where the page has
/// none of its own.
pub(super) fn push_comparison(
    (context, here): (&Context<'_>, &Here),
    (audit, index): (AuditIndex, QuestionIndex),
    years: &[i16],
    (own, with_table): (Option<OrganisationIndex>, bool),
    heading: &HeadingPlace,
    out: &mut String,
) -> Result<(), PublishProblem> {
    #[derive(Serialize)]
    struct View<'a> {
        remsa: crate::chart::StripFigure<'a>,
        files: Files,
        note: ProtectedNote,
    }
    let mut sorted = years.to_vec();
    sorted.sort_unstable();
    let of = FigureOf::Comparison(audit, index, sorted);
    let files = Files::of(context, here, &Figure { home: FigureHome::Audit(audit), of });
    let drawn = with_comparison(context, (audit, index), years, own, heading, |chart| {
        let figures = chart.draw().unwrap_or_default();
        for mut remsa in figures {
            if !with_table {
                remsa.table = None;
            }
            let view = View { remsa, files: files.clone(), note: ProtectedNote::new(context, here) };
            out.push_str(&context.theme.fill("figur/jamforelse.html", &view)?);
        }
        Ok(())
    });
    drawn.unwrap_or(Ok(()))
}

/// Whose mean it is where some were asked in other words, or of other people, and are left out of it.
pub(super) const ASKED_ALIKE: &str = "Nämnder med samma fråga";

/// Who else was asked the same in a year: `även chefer svarade 2023, se rapporten`.
pub(super) fn beside_words(others: &[&str], year: i16) -> String {
    format!("även {} svarade {year}, se rapporten", swedish::list(others))
}

/// Why a comparison is broken from a year on: `frågan omformulerad 2023`.
pub(super) fn break_words(broken: Break, year: i16) -> String {
    match broken {
        Break::Reworded => format!("frågan omformulerad {year}"),
        Break::OtherAudience => format!("annan målgrupp {year}"),
        Break::OtherMode => format!("annat sätt att samla in svaren {year}"),
        Break::Remit(changed) => format!("ändrat ansvarsområde {changed}"),
    }
}

fn remark(compared: &Comparison<'_>, row: &crate::compare::ComparisonRow<'_>) -> Option<String> {
    let broken = row.broken.map(|broken| break_words(broken, compared.later));
    let renamed = row.earlier_name.map(|name| format!("tidigare {name}"));
    let worded = (row.other_words && row.broken != Some(Break::Reworded))
        .then(|| "frågan ställd med andra ord".to_owned());
    let asked = row.asked_otherwise.and_then(|way| match way {
        Break::OtherAudience => Some("annan målgrupp än den vanligaste".to_owned()),
        Break::OtherMode => Some("svaren insamlade på annat sätt än det vanligaste".to_owned()),
        Break::Reworded | Break::Remit(_) => None,
    });
    let beside = (!row.beside.is_empty()).then(|| beside_words(&row.beside, compared.later));
    let remarks: Vec<String> =
        broken.into_iter().chain(worded).chain(asked).chain(beside).chain(renamed).collect();
    (!remarks.is_empty()).then(|| remarks.join("; "))
}
