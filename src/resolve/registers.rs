//! The registers: ids looked up, scales and matrices of a shape that can be used.
//! Owns no reading and nothing about reports.

use std::collections::BTreeMap;

use super::index::{duplicates, unknown};
use crate::diagnostic::{Diagnostic, DomainProblem, IdKind, SurveyProblem, Trail};
use crate::model::Registers;
use crate::model::audit::{
    AuditArea, AuditDecision, KeyFigure, KeyFigureIndex, Question, QuestionIndex, Series,
};
use crate::model::date::Stated;
use crate::model::organisation::{Name, Organisation, OrganisationIndex, OrganisationKind, Predecessor};
use crate::model::scale::{AnswerScale, AnswerScaleIndex, GradingScale, RiskClass, RiskMatrix};
use crate::number::Decimal;
use crate::parse::record::audits::{AuditRecord, AuditsRecord, QuestionRecord};
use crate::parse::record::organisations::{OrganisationRecord, OrganisationsRecord};
use crate::parse::record::scales::{AnswerScaleRecord, RiskMatrixRecord, ScalesRecord};
use crate::source::FileId;

/// Looks up everything that the registers say of each other.
pub(super) fn resolve_registers(
    organisations: Option<(FileId, OrganisationsRecord)>,
    audits: Option<(FileId, AuditsRecord)>,
    scales: Option<(FileId, ScalesRecord)>,
    out: &mut Vec<Diagnostic>,
) -> Registers {
    let mut registers = Registers::default();
    if let Some((file, record)) = scales {
        resolve_scales(file, record, &mut registers, out);
    }
    if let Some((file, record)) = organisations {
        registers.organisations = resolve_organisations(file, record, out);
    }
    if let Some((file, record)) = audits {
        registers.audits = resolve_audits(file, record, &registers.answer_scales, out);
    }
    registers
}

fn resolve_scales(file: FileId, record: ScalesRecord, registers: &mut Registers, out: &mut Vec<Diagnostic>) {
    let root = Trail::root(file);
    let list = root.key("svarsskalor");
    let ids = record.answer_scales.iter().map(|one| one.id.as_str());
    duplicates(IdKind::AnswerScale, ids, |i| list.index(i).key("id").value(), out);
    for (index, scale) in record.answer_scales.into_iter().enumerate() {
        let at = list.index(index);
        // A scale that can't be used keeps its place, so that questions with it give no second finding.
        registers.answer_scales.push(resolve_answer_scale(&at, scale, out));
    }
    let list = root.key("riskmatriser");
    let ids = record.risk_matrices.iter().map(|one| one.id.as_str());
    duplicates(IdKind::RiskMatrix, ids, |i| list.index(i).key("id").value(), out);
    for (index, matrix) in record.risk_matrices.into_iter().enumerate() {
        let at = list.index(index);
        registers.risk_matrices.extend(resolve_matrix(&at, matrix, out));
    }
    let list = root.key("bedömningsskalor");
    let ids = record.grading_scales.iter().map(|one| one.id.as_str());
    duplicates(IdKind::GradingScale, ids, |i| list.index(i).key("id").value(), out);
    for scale in record.grading_scales {
        registers.grading_scales.push(GradingScale { id: scale.id, words: scale.words });
    }
}

fn resolve_answer_scale(at: &Trail, record: AnswerScaleRecord, out: &mut Vec<Diagnostic>) -> AnswerScale {
    let mut scale =
        AnswerScale { id: record.id, answers: record.answers, step: record.step, words: record.words };
    if scale.answers.len() < 2 || scale.answers.windows(2).any(|pair| pair[0] >= pair[1]) {
        out.push(Diagnostic::new(DomainProblem::ScaleShape, at.key("svar").value()));
        scale.answers = vec![Decimal::whole(0), Decimal::whole(1)];
    } else if let Some((answer, _)) = scale.words.iter().find(|(answer, _)| !scale.answers.contains(answer)) {
        let problem = SurveyProblem::UnknownAnswer { answer: answer.swedish(0) };
        out.push(Diagnostic::new(problem, at.key("ord").value()));
    }
    if scale.step.is_negative() || scale.step.is_zero() {
        out.push(Diagnostic::new(DomainProblem::ScaleShape, at.key("steg").value()));
        scale.step = Decimal::new(1, 1);
    }
    scale
}

fn resolve_matrix(at: &Trail, record: RiskMatrixRecord, out: &mut Vec<Diagnostic>) -> Option<RiskMatrix> {
    let classes_at = at.key("klasser");
    let ids = record.classes.iter().map(|class| class.id.as_str());
    duplicates(IdKind::RiskClass, ids, |i| classes_at.index(i).key("id").value(), out);
    let (rows, columns) = (record.likelihoods.len(), record.consequences.len());
    let cells_at = at.key("celler");
    if record.cells.len() != rows
        || record.cells.iter().any(|row| row.len() != columns)
        || rows * columns == 0
    {
        out.push(Diagnostic::new(DomainProblem::MatrixShape { rows, columns }, cells_at.value()));
        return None;
    }
    let classes: BTreeMap<&str, u32> =
        record.classes.iter().map(|class| class.id.as_str()).zip(0..).collect();
    let mut cells = Vec::with_capacity(rows);
    for (r, row) in record.cells.iter().enumerate() {
        let mut indices = Vec::with_capacity(columns);
        for (c, id) in row.iter().enumerate() {
            if let Some(class) = classes.get(id.as_str()) {
                indices.push(*class);
            } else {
                let place = cells_at.index(r).index(c).value();
                out.push(unknown(IdKind::RiskClass, id, classes.keys().copied(), place));
                return None;
            }
        }
        cells.push(indices);
    }
    Some(RiskMatrix {
        id: record.id,
        likelihoods: record.likelihoods,
        consequences: record.consequences,
        classes: record
            .classes
            .into_iter()
            .map(|class| RiskClass { id: class.id, word: class.word, symbol: class.symbol })
            .collect(),
        cells,
    })
}

fn resolve_organisations(
    file: FileId,
    records: OrganisationsRecord,
    out: &mut Vec<Diagnostic>,
) -> Vec<Organisation> {
    let root = Trail::root(file);
    let list = root.key("organisationer");
    let ids: Vec<(String, OrganisationKind)> =
        records.iter().map(|record| (record.id.clone(), record.kind)).collect();
    duplicates(
        IdKind::Organisation,
        ids.iter().map(|(id, _)| id.as_str()),
        |i| list.index(i).key("id").value(),
        out,
    );
    let by_id: BTreeMap<&str, (OrganisationIndex, OrganisationKind)> = (0..)
        .map(OrganisationIndex)
        .zip(&ids)
        .map(|(index, (id, kind))| (id.as_str(), (index, *kind)))
        .collect();
    records
        .into_iter()
        .enumerate()
        .map(|(index, record)| resolve_organisation(&list.index(index), record, &by_id, out))
        .collect()
}

fn resolve_organisation(
    at: &Trail,
    record: OrganisationRecord,
    by_id: &BTreeMap<&str, (OrganisationIndex, OrganisationKind)>,
    out: &mut Vec<Diagnostic>,
) -> Organisation {
    let names_at = at.key("namn");
    for (index, pair) in record.names.windows(2).enumerate() {
        let (Stated::Value(earlier), Stated::Value(later)) = (&pair[0].from, &pair[1].from) else { continue };
        if earlier.first() >= later.first() {
            let problem = DomainProblem::DatesOutOfOrder { earlier: "från", later: "från" };
            let place = names_at.index(index + 1).key("från").value();
            out.push(Diagnostic::new(problem, place).related(names_at.index(index).key("från").value()));
        }
    }
    for (index, name) in record.names.iter().enumerate() {
        if let (Stated::Value(from), Some(until)) = (&name.from, name.until)
            && from.first() > until.last()
        {
            let problem = DomainProblem::DatesOutOfOrder { earlier: "från", later: "till" };
            out.push(Diagnostic::new(problem, names_at.index(index).key("till").value()));
        }
    }
    let mut administrations = Vec::new();
    for (index, id) in record.administrations.iter().enumerate() {
        let of_kind = by_id.iter().filter(|(_, (_, kind))| !kind.decides()).map(|(id, _)| *id);
        match by_id.get(id.as_str()) {
            Some((found, OrganisationKind::Administration)) => administrations.push(*found),
            _ => out.push(unknown(
                IdKind::Administration,
                id,
                of_kind,
                at.key("förvaltning").index(index).value(),
            )),
        }
    }
    let mut predecessors = Vec::new();
    for (index, predecessor) in record.predecessors.into_iter().enumerate() {
        if let Some((organisation, _)) = by_id.get(predecessor.id.as_str()) {
            let (organisation, date, partly) = (*organisation, predecessor.date, predecessor.partly);
            predecessors.push(Predecessor { organisation, date, partly });
        } else {
            let place = at.key("efterträder").index(index).key("id").value();
            out.push(unknown(IdKind::Organisation, &predecessor.id, by_id.keys().copied(), place));
        }
    }
    let names = record.names.into_iter().map(|name| Name {
        name: name.name,
        abbreviation: name.abbreviation,
        from: name.from,
        until: name.until,
    });
    Organisation {
        id: record.id,
        kind: record.kind,
        names: names.collect(),
        administrations,
        predecessors,
        ended: record.ended,
    }
}

fn resolve_audits(
    file: FileId,
    records: AuditsRecord,
    scales: &[AnswerScale],
    out: &mut Vec<Diagnostic>,
) -> Vec<AuditArea> {
    let root = Trail::root(file);
    let list = root.key("granskningar");
    let ids = records.iter().map(|record| record.id.as_str());
    duplicates(IdKind::Audit, ids, |i| list.index(i).key("id").value(), out);
    let scales: BTreeMap<&str, AnswerScaleIndex> =
        scales.iter().map(|scale| scale.id.as_str()).zip((0..).map(AnswerScaleIndex)).collect();
    records
        .into_iter()
        .enumerate()
        .map(|(index, record)| resolve_audit(&list.index(index), record, &scales, out))
        .collect()
}

/// The questions that come before themselves, through others or at once.
fn circles(questions: &[Question]) -> Vec<usize> {
    let before = |at: usize| questions[at].replaces.map(|earlier| earlier.0 as usize);
    let in_circle = |start: &usize| {
        let chain = std::iter::successors(before(*start), |at| before(*at));
        chain.take(questions.len()).any(|at| at == *start)
    };
    (0..questions.len()).filter(in_circle).collect()
}

fn resolve_questions(
    at: &Trail,
    records: Vec<QuestionRecord>,
    scales: &BTreeMap<&str, AnswerScaleIndex>,
    out: &mut Vec<Diagnostic>,
) -> Vec<Question> {
    let questions_at = at.key("frågor");
    let ids = records.iter().map(|question| question.id.as_str());
    duplicates(IdKind::Question, ids, |i| questions_at.index(i).key("id").value(), out);
    let question_ids: Vec<String> = records.iter().map(|question| question.id.clone()).collect();
    let mut questions = Vec::with_capacity(records.len());
    for (index, question) in records.into_iter().enumerate() {
        let replaces = question.replaces.and_then(|id| {
            let place = || questions_at.index(index).key("ersätter").value();
            let found = question_ids.iter().position(|known| *known == id);
            if found.is_none() {
                out.push(unknown(IdKind::Question, &id, question_ids.iter().map(String::as_str), place()));
            }
            found.and_then(|found| u32::try_from(found).ok()).map(QuestionIndex)
        });
        let scale = question.scale.and_then(|id| {
            let found = scales.get(id.as_str()).copied();
            if found.is_none() {
                let place = questions_at.index(index).key("skala").value();
                out.push(unknown(IdKind::AnswerScale, &id, scales.keys().copied(), place));
            }
            found
        });
        questions.push(Question {
            id: question.id,
            text: question.text,
            scale,
            clarification: question.clarification,
            series: None,
            replaces,
        });
    }
    for index in circles(&questions) {
        out.push(Diagnostic::new(DomainProblem::Circle, questions_at.index(index).key("ersätter").value()));
        questions[index].replaces = None;
    }
    questions
}

fn resolve_audit(
    at: &Trail,
    record: AuditRecord,
    scales: &BTreeMap<&str, AnswerScaleIndex>,
    out: &mut Vec<Diagnostic>,
) -> AuditArea {
    let mut questions = resolve_questions(at, record.questions, scales, out);
    let series_at = at.key("serier");
    let ids = record.series.iter().map(|series| series.id.as_str());
    duplicates(IdKind::Series, ids, |i| series_at.index(i).key("id").value(), out);
    let mut series = Vec::with_capacity(record.series.len());
    for ((index, one), number) in record.series.into_iter().enumerate().zip(0..) {
        let mut members = Vec::with_capacity(one.questions.len());
        for (i, id) in one.questions.iter().enumerate() {
            if let Some((found, question)) =
                (0..).map(QuestionIndex).zip(questions.iter_mut()).find(|(_, question)| question.id == *id)
            {
                question.series = Some(number);
                members.push(found);
            } else {
                let place = series_at.index(index).key("frågor").index(i).value();
                let known = questions.iter().map(|question| question.id.as_str());
                out.push(unknown(IdKind::Question, id, known, place));
            }
        }
        series.push(Series { id: one.id, stem: one.stem, questions: members });
    }
    let figures_at = at.key("nyckeltal");
    let ids = record.key_figures.iter().map(|figure| figure.id.as_str());
    duplicates(IdKind::KeyFigure, ids, |i| figures_at.index(i).key("id").value(), out);
    let figure_ids: Vec<String> = record.key_figures.iter().map(|figure| figure.id.clone()).collect();
    let mut key_figures = Vec::with_capacity(figure_ids.len());
    for (index, figure) in record.key_figures.into_iter().enumerate() {
        let part_of = figure.part_of.and_then(|(whole, kind)| {
            let found = (0..).map(KeyFigureIndex).zip(&figure_ids).find(|(_, id)| **id == whole);
            let here = figures_at.index(index);
            let place = here.key("del_av");
            match found {
                Some((_, id)) if *id == figure.id => {
                    out.push(Diagnostic::new(DomainProblem::Circle, place.value()));
                    None
                }
                Some((found, _)) => Some((found, kind)),
                None => {
                    let known = figure_ids.iter().map(String::as_str);
                    out.push(unknown(IdKind::KeyFigure, &whole, known, place.value()));
                    None
                }
            }
        });
        key_figures.push(KeyFigure {
            id: figure.id,
            name: figure.name,
            unit: figure.unit,
            part_of,
            direction: figure.direction,
        });
    }
    let decisions = record.decisions.into_iter().map(|decision| AuditDecision {
        year: decision.year,
        body: decision.body,
        date: decision.date,
    });
    AuditArea {
        id: record.id,
        title: record.title,
        also: record.also,
        scope: record.scope,
        decisions: decisions.collect(),
        risk: record.risk,
        questions,
        series,
        key_figures,
    }
}
