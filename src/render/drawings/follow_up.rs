//! A nämnd's åtgärder over its years, up to a report's. Owns the words and links of rows.

use crate::chart::{FollowUpCell, FollowUpChart, FollowUpRow};
use crate::compare::{YearStatus, follow_up};
use crate::model::audit::AuditIndex;
use crate::model::report::{ImprovementStatus, ReportIndex};
use crate::render::Context;
use crate::render::address::Here;
use crate::render::questions::chart_year;
use crate::render::view::{improvement_anchor, improvement_mark};

/// The follow-up. `None` where there is nothing to follow up.
pub(super) fn chart(
    (context, here): (&Context<'_>, &Here),
    index: ReportIndex,
    audit: Option<AuditIndex>,
    level: u8,
) -> Option<FollowUpChart> {
    let published = context.published;
    let facts = &published.report(index).facts;
    let followed = follow_up(published, &context.improvements.followed, facts.committee, audit, facts.year);
    if followed.rows.is_empty() {
        return None;
    }
    let committee = published.registers.organisation(facts.committee);
    let text = |row: usize| followed.rows[row].text.to_owned();
    let cell = |status: &YearStatus| match status {
        YearStatus::Told(status) => {
            let (symbol, word) = improvement_mark(*status);
            FollowUpCell::Status { symbol, word, done: *status == ImprovementStatus::Done }
        }
        YearStatus::NotRelevant => FollowUpCell::NotRelevant,
        YearStatus::NotFollowedUp => FollowUpCell::NotFollowedUp,
        YearStatus::ReplacedBy(row) => FollowUpCell::ReplacedBy(text(*row), *row),
    };
    let rows = followed.rows.iter().map(|its| {
        let (report, id) = its.told_in;
        let to = format!("{}/#{}", published.report(report).facts.id, improvement_anchor(id));
        FollowUpRow {
            text: its.text.to_owned(),
            href: Some(here.to(&to)),
            cells: its.years.iter().map(cell).collect(),
        }
    });
    Some(FollowUpChart {
        key: audit.map_or_else(|| "alla".into(), |audit| published.registers.audit(audit).id.clone()),
        level,
        scope: committee.name_at(facts.year, facts.decided()).name.clone(),
        title: match audit {
            Some(audit) => format!("Åtgärder: {}", published.registers.audit(audit).title),
            None => "Åtgärder över åren".into(),
        },
        years: followed.years.iter().map(|year| chart_year(*year)).collect(),
        rows: rows.collect(),
    })
}
