//! What a report found and what is to be done: risks, åtgärder, direktåtgärder, key figures, grades.

use serde::Serialize;

use super::facts::Fact;
use super::words::{self, Mark};
use super::{Link, item::Date};
use crate::disclosure::published::PublishedReport;
use crate::model::audit::Scope;
use crate::model::report::{AuditEntry, Risk};
use crate::number::NO_BREAK_SPACE;
use crate::render::address::Here;
use crate::render::{Context, swedish};

/// Risks: a table where any has its figures, else a list.
#[derive(Debug, Serialize)]
pub(super) struct Risks {
    scored: bool,
    rows: Vec<RiskRow>,
}

impl Risks {
    fn of(risks: &[Risk]) -> Option<Self> {
        let has_figures = |risk: &Risk| {
            risk.likelihood.is_some() || risk.consequence.is_some() || risk.risk_score.is_some()
        };
        let rows = risks.iter().map(RiskRow::of).collect();
        (!risks.is_empty()).then(|| Self { scored: risks.iter().any(has_figures), rows })
    }
}

/// A risk.
#[derive(Debug, Serialize)]
pub(super) struct RiskRow {
    description: Option<String>,
    unit: Option<String>,
    likelihood: Option<u32>,
    consequence: Option<u32>,
    score: Option<u32>,
    symbol: Option<String>,
    class: Option<String>,
    responsible: Option<String>,
}

impl RiskRow {
    fn of(risk: &Risk) -> Self {
        let (symbol, class) = risk.class.clone().unzip();
        Self {
            description: risk.description.clone(),
            unit: risk.unit.clone(),
            likelihood: risk.likelihood,
            consequence: risk.consequence,
            score: risk.risk_score,
            symbol,
            class,
            responsible: risk.responsible.clone(),
        }
    }
}

/// What a report says of one granskning beside its text.
#[derive(Debug, Serialize)]
pub(super) struct AuditSection {
    title: Link,
    facts: Vec<Fact>,
    grade: Option<String>,
    reason: Option<String>,
    risks: Option<Risks>,
    key_figures: Vec<KeyFigureRow>,
    /// Earlier years that any of the key figures tells of, newest first.
    earlier_years: Vec<i16>,
}

/// A key figure in a table.
#[derive(Debug, Serialize)]
pub(super) struct KeyFigureRow {
    name: String,
    part: bool,
    value: String,
    /// A cell for each of the section's earlier years.
    earlier: Vec<Option<String>>,
}

/// The granskningar of a report.
pub(super) fn audits(context: &Context<'_>, here: &Here, report: &PublishedReport) -> Vec<AuditSection> {
    report.facts.audits.iter().map(|entry| audit(context, here, report, entry)).collect()
}

fn audit(context: &Context<'_>, here: &Here, report: &PublishedReport, entry: &AuditEntry) -> AuditSection {
    let area = context.published.registers.audit(entry.audit);
    let values: Vec<_> = report.facts.key_figures.iter().filter(|value| value.audit == entry.audit).collect();
    let mut earlier_years: Vec<i16> =
        values.iter().flat_map(|value| value.earlier.iter().map(|(year, _)| *year)).collect();
    earlier_years.sort_unstable_by(|a, b| b.cmp(a));
    earlier_years.dedup();
    let row = |value: &&crate::model::report::KeyFigureValue| {
        let figure = &area.key_figures[value.key_figure.0 as usize];
        let unit = figure.unit.as_deref();
        let earlier = |year: &i16| {
            let (_, told) = value.earlier.iter().find(|(its, _)| its == year)?;
            Some(words::hedged(told, unit))
        };
        KeyFigureRow {
            name: figure.name.clone(),
            part: figure.part_of.is_some(),
            value: words::hedged(&value.value, unit),
            earlier: earlier_years.iter().map(earlier).collect(),
        }
    };
    let key_figures = values.iter().map(row).collect();
    AuditSection {
        title: Link { text: area.title.clone(), href: here.to(&format!("granskningar/{}/", area.id)) },
        facts: audit_facts(area.scope, entry),
        grade: entry.assessment.as_ref().map(|grade| swedish::capitalised(&grade.grade)),
        reason: entry.assessment.as_ref().and_then(|grade| grade.reason.clone()),
        risks: Risks::of(&entry.risks),
        key_figures,
        earlier_years,
    }
}

/// How the granskning was made.
fn audit_facts(scope: Scope, entry: &AuditEntry) -> Vec<Fact> {
    let whose = match scope {
        Scope::CityWide => "Kommungemensam",
        Scope::Committee => "Nämndens egen",
    };
    let methods: Vec<&str> = entry.methods.iter().map(|method| words::method(*method)).collect();
    let mut facts = vec![Fact::words("Omfattning", whose)];
    if !methods.is_empty() {
        facts.push(Fact::words("Metod", swedish::capitalised(&swedish::list(&methods))));
    }
    facts.extend(entry.sample.and_then(sample).map(|sample| Fact::words("Urval", sample)));
    let impartiality = entry.impartiality.as_ref();
    facts.extend(impartiality.map(|(by, date)| Fact::dated("Jäv", &format!("Prövat av {by}"), *date)));
    facts
}

/// `287 av 342 granskade`
fn sample((population, reviewed): (Option<u64>, Option<u64>)) -> Option<String> {
    use crate::number::swedish_count as count;
    match (population, reviewed) {
        (Some(all), Some(some)) => {
            Some(format!("{} av{NO_BREAK_SPACE}{} granskade", count(some), count(all)))
        }
        (None, Some(some)) => Some(format!("{} granskade", count(some))),
        (Some(all), None) => Some(format!("{} i populationen", count(all))),
        (None, None) => None,
    }
}

/// An åtgärd.
#[derive(Debug, Serialize)]
pub(super) struct ImprovementRow {
    id: String,
    text: String,
    audit: Option<Link>,
    responsible: Option<String>,
    due: Option<String>,
    status: Mark,
    follows: Vec<Link>,
}

/// The id of an åtgärd's row: with an underscore, so that no heading of the body can have it.
pub(in crate::render) fn improvement_anchor(id: &str) -> String {
    format!("atgard_{id}")
}

/// The åtgärder of a report.
pub(super) fn improvements(
    context: &Context<'_>,
    here: &Here,
    report: &PublishedReport,
) -> Vec<ImprovementRow> {
    let follows = |(report_id, id): &(String, String)| {
        let other = context.published.report(context.published.report_by_id(report_id)?);
        let committee = context.published.registers.organisation(other.facts.committee);
        let year = other.facts.year;
        Some(Link {
            text: format!("{} {year}", committee.name_in(year).name),
            href: here.to(&format!("{report_id}/#{}", improvement_anchor(id))),
        })
    };
    report
        .facts
        .improvements
        .iter()
        .map(|its| ImprovementRow {
            id: improvement_anchor(&its.id),
            text: its.text.clone(),
            audit: its.audit.map(|audit| {
                let area = context.published.registers.audit(audit);
                Link { text: area.title.clone(), href: here.to(&format!("granskningar/{}/", area.id)) }
            }),
            responsible: its.responsible.clone(),
            due: its.due.as_ref().map(swedish::due),
            status: words::improvement(its.status),
            follows: its.follows.iter().filter_map(follows).collect(),
        })
        .collect()
}

/// A direktåtgärd.
#[derive(Debug, Serialize)]
pub(super) struct DirectMeasureRow {
    heading: String,
    unit: Option<String>,
    status: Option<Mark>,
    done: Option<Date>,
    risks: Option<Risks>,
}

/// The direktåtgärder of a report.
pub(super) fn direct_measures(report: &PublishedReport) -> Vec<DirectMeasureRow> {
    report
        .facts
        .direct_measures
        .iter()
        .map(|its| DirectMeasureRow {
            heading: its.heading.clone(),
            unit: its.unit.clone(),
            status: its.status.map(words::measure),
            done: its.done.map(Date::of),
            risks: Risks::of(&its.risks),
        })
        .collect()
}
