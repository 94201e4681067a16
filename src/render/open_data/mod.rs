//! Open data: the files of values and of åtgärder, and their description for data portals. Owns which columns there are
//! and what they mean; the forms of cells and files are `chart`'s. Sees only what disclosure has released.

mod catalogue;
mod improvements;
mod values;

pub(super) use catalogue::catalogue;

use crate::chart::{Column, CsvFile, Datum, JsonFile, JsonHead, Source};
use crate::compare::updated_day;
use crate::model::audit::AuditIndex;
use crate::model::date::PartialDate;
use crate::plan::{DataFormat, DataScope, data_address};
use crate::render::{Context, swedish};

/// A column, and what stands in it.
pub(super) struct Described {
    /// Its name in the files.
    pub(super) id: &'static str,
    /// Its name for readers.
    pub(super) name: &'static str,
    /// What stands in it, in Swedish: a sentence or two.
    pub(super) meaning: &'static str,
}

/// The columns of a file.
pub(super) const fn columns(scope: DataScope) -> &'static [Described] {
    match scope {
        DataScope::All | DataScope::Audit(_) => values::COLUMNS,
        DataScope::Improvements => improvements::COLUMNS,
    }
}

/// What the files and their page say of columns.
pub(super) fn own_texts() -> impl Iterator<Item = &'static str> {
    let all = values::COLUMNS.iter().chain(improvements::COLUMNS);
    all.flat_map(|column| [column.id, column.name, column.meaning])
}

/// What a file holds, as a title.
pub(super) fn title(context: &Context<'_>, scope: DataScope) -> String {
    match scope {
        DataScope::All => "Alla uppgifter".to_owned(),
        DataScope::Improvements => "Åtgärder".to_owned(),
        DataScope::Audit(audit) => context.published.registers.audit(audit).title.clone(),
    }
}

/// A file.
pub(super) fn file(context: &Context<'_>, scope: DataScope, format: DataFormat) -> Vec<u8> {
    let columns: Vec<Column> = columns(scope).iter().map(|its| Column::new(its.id, its.name)).collect();
    // Rather more than the largest file comes to: memory that isn't written to takes none, and to grow takes twice what is there.
    let room = match scope {
        DataScope::All => context.published.reports.len() * 4096,
        DataScope::Audit(_) | DataScope::Improvements => 0,
    };
    let text = match format {
        DataFormat::Csv => {
            let mut file = CsvFile::new(&columns, room / 2);
            each_row(context, scope, &mut |row| file.push(row));
            file.finish()
        }
        DataFormat::Json => {
            let site = &context.published.site;
            let source = Source {
                title: site.title.clone(),
                publisher: site.publisher.clone(),
                address: format!("{}{}", site.base, data_address(context.published, scope, format)),
                date: latest(context, scope)
                    .map(|day| format!("uppgifter till och med {}", swedish::date(PartialDate::Day(day)))),
            };
            let title = title(context, scope);
            let head = JsonHead { format: "insyn-data/1", diagram: None, title: &title, source: &source };
            let mut file = JsonFile::new(&head, &columns, room);
            each_row(context, scope, &mut |row| file.push(row));
            file.finish()
        }
    };
    text.into_bytes()
}

fn each_row(context: &Context<'_>, scope: DataScope, push: &mut dyn FnMut(&[Datum])) {
    match scope {
        DataScope::All => {
            let audits = context.published.registers.audits.len();
            (0..).map(AuditIndex).take(audits).for_each(|audit| values::each_row(context, audit, push));
        }
        DataScope::Audit(audit) => values::each_row(context, audit, push),
        DataScope::Improvements => improvements::each_row(context, push),
    }
}

/// The day of the latest change to what a file holds.
fn latest(context: &Context<'_>, scope: DataScope) -> Option<crate::model::date::Day> {
    let published = context.published;
    let all = published.indexed_reports().map(|(_, report)| report);
    let its = all.filter(|report| match scope {
        DataScope::All | DataScope::Improvements => true,
        DataScope::Audit(audit) => report.facts.audits.iter().any(|entry| entry.audit == audit),
    });
    its.filter(|report| report.facts.status.is_in_force())
        .filter_map(|report| updated_day(published, report))
        .max()
}

fn text(words: impl Into<String>) -> Datum {
    Datum::Text(words.into())
}

fn or_nothing(words: Option<impl Into<String>>) -> Datum {
    words.map_or(Datum::Nothing, text)
}
