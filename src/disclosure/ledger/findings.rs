//! What the author is told of a decision: questions that can't be protected, each with its small groups and
//! what gives them away by name, and groups that all answered alike. Never a figure.

use super::block::{Block, Decided, Fate};
use super::survey::Surveys;
use super::tables::{Cell, Origin};
use crate::diagnostic::{Diagnostic, FieldPath, Place, ProtectionProblem};
use crate::disclosure::suppress::table::{GroupIndex, Obstacle};
use crate::model::Model;

/// Of a group that is all who answered.
const EVERYBODY: &str = "alla som svarade";
/// Of those who stand in no group of a split.
const REST: &str = "de som inte ingår i någon grupp";

/// Everything that is to be told of a block.
pub(super) fn findings(model: &Model, surveys: &Surveys<'_>, block: &Block) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for its in &block.tables {
        match &its.fate {
            Fate::Plain | Fate::Protected(_) => {}
            Fate::Unprotectable { groups, causes } => {
                found.push(unprotectable(model, surveys, its, groups, causes));
            }
            Fate::Impossible => {
                let question = question_name(model, its);
                let place = its.of.cells.first().map_or(Place::Run, |cell| place(surveys, cell));
                found.push(Diagnostic::new(ProtectionProblem::Contradiction { question }, place));
            }
        }
        unanimous(surveys, its, &mut found);
    }
    found
}

fn question_name(model: &Model, its: &Decided) -> String {
    model.registers.audit(its.of.audit).questions[its.of.question.0 as usize].id.clone()
}

/// What messages call a group: its own name and its split's.
pub(super) fn group_name(surveys: &Surveys<'_>, its: &Decided, group: GroupIndex) -> String {
    let cell = &its.of.cells[group];
    let name = match &cell.name {
        None => EVERYBODY.to_owned(),
        Some((split, group)) => format!("{group} ({split})"),
    };
    if its.of.cells.iter().all(|other| other.survey == cell.survey) {
        name
    } else {
        format!("{name} i {}", surveys.all[cell.survey].name())
    }
}

fn unprotectable(
    model: &Model,
    surveys: &Surveys<'_>,
    its: &Decided,
    groups: &[Vec<GroupIndex>],
    causes: &[Obstacle],
) -> Diagnostic {
    let mut names: Vec<String> = Vec::new();
    for small in groups {
        let together: Vec<String> = small.iter().map(|group| group_name(surveys, its, *group)).collect();
        let name = if together.is_empty() { REST.to_owned() } else { together.join(" + ") };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let mut told: Vec<String> = Vec::new();
    let mut places = Vec::new();
    for cause in causes {
        let name = match *cause {
            Obstacle::Fixed(group) => {
                places.push(place(surveys, &its.of.cells[group]));
                group_name(surveys, its, group)
            }
            Obstacle::Fact(fact) => match its.of.origins[fact] {
                Origin::Declared(report, fact) => {
                    let report = &model.reports[report];
                    let path = FieldPath::root().to("uppgifter").to(report.declared[fact].index);
                    places.insert(0, Place::value(report.facts.file, path));
                    format!("uppgiften ”{}”", report.declared[fact].id)
                }
                Origin::Sent(_) => "utskick".to_owned(),
                Origin::Respondents(_) => "svarande".to_owned(),
                Origin::Distribution { .. } => "fördelning".to_owned(),
                Origin::Link => continue,
            },
        };
        if !told.contains(&name) {
            told.push(name);
        }
    }
    let small = groups.iter().flatten().next().copied().unwrap_or(0);
    places.extend(its.of.cells.get(small).map(|cell| place(surveys, cell)));
    let mut unique: Vec<Place> = Vec::new();
    for place in places {
        if !unique.contains(&place) {
            unique.push(place);
        }
    }
    let problem =
        ProtectionProblem::Unprotectable { question: question_name(model, its), groups: names, causes: told };
    let mut places = unique.into_iter();
    let diagnostic = Diagnostic::new(problem, places.next().unwrap_or(Place::Run));
    places.fold(diagnostic, Diagnostic::related)
}

/// A group in its survey.
fn place(surveys: &Surveys<'_>, cell: &Cell) -> Place {
    let entry = surveys.all[cell.survey];
    let question = &entry.survey.questions[cell.question];
    let path = FieldPath::root().to("enkäter").to(entry.survey.index).to("frågor").to(question.index);
    let path = match &cell.name {
        None => path,
        Some((split, group)) => path.to("grupper").to(split.as_str()).to(group.as_str()),
    };
    Place::value(entry.report.facts.file, path)
}

/// R8 from ten answers up: shown, since many answered; but who knows them all knows what each said.
fn unanimous(surveys: &Surveys<'_>, its: &Decided, found: &mut Vec<Diagnostic>) {
    let (first, last) = (its.of.scale.scale.answers.first(), its.of.scale.scale.answers.last());
    let grid = its.of.scale.scale.grid;
    for (at, group) in its.of.table.groups.iter().enumerate() {
        let Some(n) = group.n.filter(|n| *n >= 10) else { continue };
        if its.pattern.result[at] || !surveys.all[its.of.cells[at].survey].is_shown() {
            continue;
        }
        let at_end = |mean| [first, last].iter().flatten().any(|end| **end * grid == mean);
        let by_counts = group.counts.as_ref().map(|counts| counts.contains(&n));
        // Of fewer than two grids' worth even one other answer would have moved the printed mean.
        let by_mean = || i64::try_from(n).is_ok_and(|n| n < 2 * grid);
        if group.mean.is_some_and(at_end) && by_counts.unwrap_or_else(by_mean) {
            let cell = &its.of.cells[at];
            let name = cell.name.as_ref().map_or(EVERYBODY, |(_, group)| group).to_owned();
            found.push(Diagnostic::new(ProtectionProblem::Unanimous { group: name }, place(surveys, cell)));
        }
    }
}
