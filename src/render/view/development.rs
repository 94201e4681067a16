//! How a nämnd's granskningar have gone over the years, and what moved most in a year. Owns the choice of what is
//! worth a line; made of shown values alone.

use serde::Serialize;

use super::question::{YearCell, answers, change, changed};
use super::{Figure, Link, figures, sentence, words};
use crate::compare::{FigureMoment, FigureMove, Tally, figure_moves, line_with, moves, sureness};
use crate::model::audit::{AuditIndex, QuestionIndex};
use crate::model::organisation::OrganisationIndex;
use crate::number::swedish_count;
use crate::plan::{audit_address, audit_committee_address, question_address};
use crate::render::address::Here;
use crate::render::{Context, swedish};

/// How many granskningar a nämnd's page tells in figures: those that were reported last. The others have their sentence
/// and their own page, so that a nämnd with dozens of them keeps a page that can be read.
const MOST_TABLES: usize = 8;

/// The most lines of a year's list.
const MOST_MOVES: usize = 10;

/// A granskning at a nämnd.
#[derive(Debug, Serialize)]
pub(super) struct Development {
    audit: Link,
    /// `2020, 2022 och 2023`
    years: String,
    sentence: Option<String>,
    /// The last two years, which the rows tell of.
    pair: [i16; 2],
    rows: Vec<QuestionRow>,
    /// `Delade konton: 8 konton → 0 konton`
    figures: Vec<String>,
    protected: bool,
}

/// A question's last two values at the nämnd.
#[derive(Debug, Serialize)]
struct QuestionRow {
    question: Link,
    cells: [YearCell; 2],
    change: String,
}

/// A nämnd's granskningar that it has reported in two years or more, by title.
pub(super) fn of_committee(
    context: &Context<'_>,
    here: &Here,
    committee: OrganisationIndex,
) -> Vec<Development> {
    let registers = &context.published.registers;
    let id = &registers.organisation(committee).id;
    let mut out: Vec<Development> = Vec::new();
    for audit in &context.index.audits_by_title {
        let area = registers.audit(*audit);
        let mine = |report: &&crate::model::report::ReportIndex| {
            let report = context.published.report(**report);
            report.facts.committee == committee && report.facts.status.is_in_force()
        };
        let mut years: Vec<i16> = context.index.audits[audit.0 as usize]
            .iter()
            .filter(|(_, reports)| reports.iter().any(|report| mine(&report)))
            .map(|(year, _)| *year)
            .collect();
        years.sort_unstable();
        let Some(pair) = years.last_chunk::<2>().copied() else { continue };
        let words: Vec<String> = years.iter().map(ToString::to_string).collect();
        let (tally, rows) = questions(context, here, (*audit, committee), pair);
        let protected = rows.iter().flat_map(|row| &row.cells).any(YearCell::is_protected);
        out.push(Development {
            pair,
            rows,
            figures: figures::changes(context, *audit, committee),
            protected,
            audit: Link { text: area.title.clone(), href: here.to(&audit_committee_address(&area.id, id)) },
            years: swedish::list(&words),
            sentence: (tally.compared() >= 2).then(|| sentence::tally(&tally, &sentence::QUESTIONS)),
        });
    }
    let mut newest: Vec<usize> = (0..out.len()).collect();
    newest.sort_by_key(|at| std::cmp::Reverse(out[*at].pair));
    for at in newest.into_iter().skip(MOST_TABLES) {
        out[at].rows.clear();
        out[at].figures.clear();
        out[at].protected = false;
    }
    out
}

/// How many of a nämnd's questions moved which way, and each with its values.
fn questions(
    context: &Context<'_>,
    here: &Here,
    (audit, committee): (AuditIndex, OrganisationIndex),
    years: [i16; 2],
) -> (Tally, Vec<QuestionRow>) {
    let mut tally = Tally::between(years);
    let mut rows = Vec::new();
    let registers = &context.published.registers;
    let area = registers.audit(audit);
    for (index, question) in (0..).map(QuestionIndex).zip(&area.questions) {
        if context.series.of_committee(audit, index, committee).is_empty() {
            continue;
        }
        let line = line_with(context.published, &context.series, (audit, index), committee);
        let Some(line) = line else { continue };
        let answers = answers(context, audit, index);
        tally.count(answers, &line);
        let Some(scale) = question.scale else { continue };
        let places = registers.answer_scale(scale).step.decimals();
        let at = |year: i16| {
            let moment = line.at(year).map(|at| &line.moments[at]);
            YearCell::of(context, (audit, committee), (year, moment), places)
        };
        rows.push(QuestionRow {
            question: Link {
                text: question.text.clone(),
                href: here.to(&question_address(&area.id, &question.id)),
            },
            cells: years.map(at),
            change: change(&line, years, (places, answers)),
        });
    }
    (tally, rows)
}

/// A value that moved.
#[derive(Debug, Serialize)]
pub(super) struct MoveRow {
    committee: Link,
    question: Link,
    earlier_year: i16,
    earlier: Figure,
    earlier_n: Figure,
    later: Figure,
    later_n: Figure,
    change: String,
}

/// What moved most in a year since it was last measured.
pub(super) fn of_year(context: &Context<'_>, here: &Here, year: i16) -> Vec<MoveRow> {
    let registers = &context.published.registers;
    let row = |its: crate::compare::Move<'_>| {
        let area = registers.audit(its.audit);
        let question = &area.questions[its.question.0 as usize];
        let places = question.scale.map_or(0, |scale| registers.answer_scale(scale).step.decimals());
        let organisation = registers.organisation(its.committee);
        let mean = |moment: &crate::compare::Moment<'_>| {
            Figure::of(moment.point.result().mean, |mean| mean.swedish(places))
        };
        let count = |moment: &crate::compare::Moment<'_>| {
            Figure::of(moment.point.result().respondents, swedish_count)
        };
        MoveRow {
            committee: Link {
                text: organisation.name_in(year).name.clone(),
                href: here.to(&audit_committee_address(&area.id, &organisation.id)),
            },
            question: Link {
                text: question.text.clone(),
                href: here.to(&question_address(&area.id, &question.id)),
            },
            earlier_year: its.earlier.point.year,
            earlier: mean(&its.earlier),
            earlier_n: count(&its.earlier),
            later: mean(&its.later),
            later_n: count(&its.later),
            change: changed(
                its.by,
                places,
                sureness(answers(context, its.audit, its.question), &its.earlier, &its.later),
            ),
        }
    };
    moves(context.published, &context.series, year, MOST_MOVES).into_iter().map(row).collect()
}

/// A key figure that moved.
#[derive(Debug, Serialize)]
pub(super) struct FigureMoveRow {
    committee: Link,
    figure: Link,
    earlier_year: i16,
    earlier: String,
    later: String,
}

/// Which key figures moved most in a year since they were last told.
pub(super) fn figures_of_year(context: &Context<'_>, here: &Here, year: i16) -> Vec<FigureMoveRow> {
    let registers = &context.published.registers;
    let row = |its: FigureMove| {
        let area = registers.audit(its.audit);
        let figure = &area.key_figures[its.key_figure.0 as usize];
        let organisation = registers.organisation(its.committee);
        let unit = figure.unit.as_deref().filter(|unit| !figures::names(&figure.name, unit));
        let words = |moment: &FigureMoment| words::hedged(&moment.value, unit);
        FigureMoveRow {
            committee: Link {
                text: organisation.name_in(year).name.clone(),
                href: here.to(&audit_committee_address(&area.id, &organisation.id)),
            },
            figure: Link { text: figure.name.clone(), href: here.to(&audit_address(&area.id)) },
            earlier_year: its.earlier.year,
            earlier: words(&its.earlier),
            later: words(&its.later),
        }
    };
    figure_moves(context.published, &context.series, year, MOST_MOVES).into_iter().map(row).collect()
}
