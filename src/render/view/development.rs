//! How a nämnd's granskningar have gone over the years, and what moved most in a year. Owns the choice of what is
//! worth a line; made of shown values alone.

use serde::Serialize;

use super::question::{answers, changed};
use super::{Figure, Link, sentence};
use crate::compare::{Tally, lines, moves, sureness};
use crate::model::audit::{AuditIndex, QuestionIndex};
use crate::model::organisation::OrganisationIndex;
use crate::number::swedish_count;
use crate::plan::{audit_committee_address, question_address};
use crate::render::address::Here;
use crate::render::{Context, swedish};

/// The most lines of a year's list.
const MOST_MOVES: usize = 10;

/// A granskning at a nämnd.
#[derive(Debug, Serialize)]
pub(super) struct Development {
    audit: Link,
    /// `2020, 2022 och 2023`
    years: String,
    sentence: Option<String>,
}

/// A nämnd's granskningar that it has reported in two years or more, by title.
pub(super) fn of_committee(
    context: &Context<'_>,
    here: &Here,
    committee: OrganisationIndex,
) -> Vec<Development> {
    let registers = &context.published.registers;
    let id = &registers.organisation(committee).id;
    let mut out = Vec::new();
    for audit in &context.index.audits_by_title {
        let area = registers.audit(*audit);
        let mine = |report: &&crate::model::report::ReportIndex| {
            let report = context.published.report(**report);
            report.facts.committee == committee && crate::render::index::in_force(report)
        };
        let mut years: Vec<i16> = context.index.audits[audit.0 as usize]
            .iter()
            .filter(|(_, reports)| reports.iter().any(|report| mine(&report)))
            .map(|(year, _)| *year)
            .collect();
        years.sort_unstable();
        let Some(pair) = years.last_chunk::<2>().copied() else { continue };
        let words: Vec<String> = years.iter().map(ToString::to_string).collect();
        out.push(Development {
            audit: Link { text: area.title.clone(), href: here.to(&audit_committee_address(&area.id, id)) },
            years: swedish::list(&words),
            sentence: tally_of_questions(context, *audit, committee, pair)
                .map(|tally| sentence::tally(&tally, &sentence::QUESTIONS)),
        });
    }
    out
}

/// How many of a nämnd's questions moved which way; `None` where fewer than two can be compared.
fn tally_of_questions(
    context: &Context<'_>,
    audit: AuditIndex,
    committee: OrganisationIndex,
    years: [i16; 2],
) -> Option<Tally> {
    let mut tally = Tally::between(years);
    for index in (0..).map(QuestionIndex).take(context.published.registers.audit(audit).questions.len()) {
        if context.series.of_committee(audit, index, committee).is_empty() {
            continue;
        }
        let its = lines(context.published, &context.series, (audit, index));
        let mine = |line: &&crate::compare::Line<'_, '_>| {
            line.moments.iter().any(|moment| moment.point.committee == committee)
        };
        let Some(line) = its.lines.iter().find(mine) else { continue };
        tally.count(answers(context, audit, index), line);
    }
    (tally.compared() >= 2).then_some(tally)
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
            Figure::of(moment.point.result.mean, |mean| mean.swedish(places))
        };
        let count =
            |moment: &crate::compare::Moment<'_>| Figure::of(moment.point.result.respondents, swedish_count);
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
