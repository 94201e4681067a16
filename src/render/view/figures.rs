//! Key figures over years as a table: with their hedges, and how far they went. Owns the words of a change.

use serde::Serialize;

use super::{Link, words};
use crate::compare::{Break, FigureLine, FigureMoment, figure_lines};
use crate::model::audit::{AuditIndex, KeyFigure, KeyFigureIndex};
use crate::model::organisation::OrganisationIndex;
use crate::plan::audit_committee_address;
use crate::render::Context;
use crate::render::address::Here;
use crate::render::questions::break_words;

/// The unit that is short enough to stand in each cell, as its sign.
fn is_percent(unit: &str) -> bool {
    matches!(unit, "procent" | "%")
}

/// Does a key figure's name say its unit already? `Låsta konton`, in konton.
pub(super) fn names(name: &str, unit: &str) -> bool {
    name.to_lowercase().split_whitespace().any(|word| word == unit.to_lowercase())
}

/// A granskning's key figures.
#[derive(Debug, Serialize)]
pub(super) struct FigureTable {
    years: Vec<i16>,
    groups: Vec<Group>,
    /// Some value is told by a later year's report.
    hindsight: bool,
}

/// A key figure's rows.
#[derive(Debug, Serialize)]
struct Group {
    name: String,
    /// What all its values are in, where the cells don't say it.
    unit: Option<String>,
    better: Option<&'static str>,
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    committee: Link,
    cells: Vec<Cell>,
    /// `cirka 20 % → nästan 40 %`, the last two values.
    change: Option<String>,
}

#[derive(Debug, Serialize)]
struct Cell {
    text: String,
    missing: bool,
    /// `enligt 2023`
    told_in: Option<i16>,
}

/// A granskning's key figures, of all nämnder or of those named; `None` where there are none.
pub(super) fn table(
    context: &Context<'_>,
    here: &Here,
    audit: AuditIndex,
    only: Option<&[OrganisationIndex]>,
) -> Option<FigureTable> {
    let area = context.published.registers.audit(audit);
    let of = |(index, figure): (KeyFigureIndex, &'_ KeyFigure)| {
        let mut lines = figure_lines(context.published, &context.series, (audit, index));
        lines.retain(|line| only.is_none_or(|only| only.contains(&line.committee)));
        lines.sort_by_key(|line| context.index.rank(line.committee));
        (figure.name.clone(), figure.unit.clone(), figure.direction, lines)
    };
    let all: Vec<_> =
        (0..).map(KeyFigureIndex).zip(&area.key_figures).map(of).filter(|its| !its.3.is_empty()).collect();
    let moments = || all.iter().flat_map(|its| &its.3).flat_map(|line| &line.moments);
    let mut years: Vec<i16> = moments().map(|moment| moment.year).collect();
    years.sort_unstable();
    years.dedup();
    if years.is_empty() {
        return None;
    }
    let hindsight = moments().any(|moment| moment.told_in.is_some());
    let groups = all.iter().map(|(name, unit, direction, lines)| Group {
        name: name.clone(),
        unit: unit.clone().filter(|unit| !is_percent(unit) && !names(name, unit)),
        better: direction.map(|direction| match direction {
            crate::model::audit::Direction::LowerIsBetter => "lägre är bättre",
            crate::model::audit::Direction::HigherIsBetter => "högre är bättre",
        }),
        rows: lines
            .iter()
            .map(|line| {
                row(context, here, &area.id, line, (&years, unit.as_deref().filter(|unit| is_percent(unit))))
            })
            .collect(),
    });
    Some(FigureTable { groups: groups.collect(), years, hindsight })
}

/// A nämnd's key figures of a granskning with how far they went: `Delade konton: 8 konton → 0 konton`.
pub(super) fn changes(context: &Context<'_>, audit: AuditIndex, committee: OrganisationIndex) -> Vec<String> {
    let area = context.published.registers.audit(audit);
    let of = |(index, figure): (KeyFigureIndex, &KeyFigure)| {
        let lines = figure_lines(context.published, &context.series, (audit, index));
        let mine = lines.into_iter().find(|line| line.committee == committee)?;
        Some(format!("{}: {}", figure.name, change(&mine.moments, figure.unit.as_deref())?))
    };
    (0..).map(KeyFigureIndex).zip(&area.key_figures).filter_map(of).collect()
}

fn row(
    context: &Context<'_>,
    here: &Here,
    area: &str,
    line: &FigureLine,
    (years, unit): (&[i16], Option<&str>),
) -> Row {
    let organisation = context.published.registers.organisation(line.committee);
    let cell = |year: &i16| match line.moments.iter().find(|moment| moment.year == *year) {
        Some(moment) => Cell {
            text: words::hedged(&moment.value, unit),
            missing: moment.value.is_err(),
            told_in: moment.told_in,
        },
        None => Cell { text: "–".to_owned(), missing: true, told_in: None },
    };
    // The page is there where a report of the nämnd's own tells of the granskning: it does, as the figure shows.
    Row {
        committee: Link {
            text: organisation.name().name.clone(),
            href: here.to(&audit_committee_address(area, &organisation.id)),
        },
        cells: years.iter().map(cell).collect(),
        change: change(&line.moments, unit),
    }
}

fn change(moments: &[FigureMoment], unit: Option<&str>) -> Option<String> {
    let [.., before, after] = moments else { return None };
    if let Some(year) = after.remit {
        return Some(break_words(Break::Remit(year), year));
    }
    let shown = before.value.is_ok() && after.value.is_ok();
    shown.then(|| format!("{} → {}", words::hedged(&before.value, unit), words::hedged(&after.value, unit)))
}
