//! The page about the open data: which files there are, and what stands in each column.

use serde::Serialize;

use super::Link;
use super::frame::{Frame, Framing, Part};
use crate::diagnostic::PublishProblem;
use crate::plan::{CATALOGUE_ADDRESS, DATA_ADDRESS, DataFormat, DataScope, data_address, data_scopes};
use crate::render::address::Here;
use crate::render::{Context, open_data};

/// The page's title, and the words of links to it.
pub(super) const TITLE: &str = "Öppna data";

#[derive(Serialize)]
struct DataPage {
    frame: Frame,
    title: &'static str,
    /// All, then the åtgärder, then each granskning.
    sets: Vec<SetRow>,
    dictionaries: Vec<Dictionary>,
    catalogue: String,
    license: Option<String>,
}

/// What there is files of.
#[derive(Serialize)]
struct SetRow {
    name: String,
    csv: String,
    json: String,
}

/// What stands in each column.
#[derive(Serialize)]
struct Dictionary {
    id: &'static str,
    name: &'static str,
    columns: Vec<ColumnRow>,
}

#[derive(Serialize)]
struct ColumnRow {
    id: &'static str,
    name: &'static str,
    meaning: &'static str,
}

/// The way to the page.
pub(super) fn link(here: &Here) -> Link {
    Link { text: TITLE.into(), href: here.to(DATA_ADDRESS) }
}

/// Renders the page.
pub(in crate::render) fn page(context: &Context<'_>) -> Result<String, PublishProblem> {
    let here = Here::at(DATA_ADDRESS);
    let published = context.published;
    let framing = Framing {
        here: &here,
        address: Some(DATA_ADDRESS),
        title: Some(TITLE),
        description: Some("Filer att ladda ner med uppgifter ur rapporterna, och vad som står i dem."),
        way: Vec::new(),
        part: Part::Nowhere,
    };
    let file = |scope, format| here.to(&data_address(published, scope, format));
    let set = |scope| SetRow {
        name: open_data::title(context, scope),
        csv: file(scope, DataFormat::Csv),
        json: file(scope, DataFormat::Json),
    };
    let dictionary = |id, name, scope| Dictionary {
        id,
        name,
        columns: open_data::columns(scope)
            .iter()
            .map(|its| ColumnRow { id: its.id, name: its.name, meaning: its.meaning })
            .collect(),
    };
    let view = DataPage {
        frame: Frame::new(context, framing),
        title: TITLE,
        sets: data_scopes(published).into_iter().map(set).collect(),
        dictionaries: vec![
            dictionary("varden", "Värden", DataScope::All),
            dictionary("atgarder", "Åtgärder", DataScope::Improvements),
        ],
        catalogue: here.to(CATALOGUE_ADDRESS),
        license: published.site.license.clone(),
    };
    context.theme.fill("data.html", &view)
}
