//! The site's own settings: the files that `insyn.yaml` names are looked up. Owns no other register.

use super::links::published_name;
use crate::diagnostic::{Diagnostic, DomainProblem, Place, Trail};
use crate::discover::address_of;
use crate::model::Site;
use crate::model::statement::Statement;
use crate::parse::record::site::{AccessibilityRecord, SiteRecord};
use crate::source::{Asset, FileId, Sources};
use crate::suggestion::nearest;

/// Looks up what the site names. Every file that is a tillgänglighetsredogörelse is in `statements`.
pub(super) fn resolve_site(
    site: Option<(FileId, SiteRecord)>,
    statements: Vec<(FileId, Option<Statement>)>,
    sources: &Sources,
    out: &mut Vec<Diagnostic>,
) -> Option<Site> {
    let (file, record) = site?;
    let at = Trail::root(file);
    let accessibility = statement(&at, record.accessibility.as_ref(), statements, sources, out);
    let picture = record.picture.and_then(|name| picture(&at, &name, sources, out));
    Some(Site {
        title: record.title,
        base: record.base,
        publisher: record.publisher,
        breadcrumb: record.breadcrumb,
        theme: record.theme,
        threshold: record.disclosure.threshold,
        zeros_shown: record.disclosure.zeros_shown,
        distribution_least: record.disclosure.distribution_least,
        tag: record.tag,
        picture: picture.map(|asset| (published_name(in_pages(&asset.path)), asset.disk_path.clone())),
        license: record.license,
        indexed: record.indexed,
        question_files: record.question_files,
        accessibility,
    })
}

fn in_pages(path: &str) -> &str {
    path.strip_prefix("sidor/").unwrap_or(path)
}

fn statement(
    at: &Trail,
    told: Option<&AccessibilityRecord>,
    statements: Vec<(FileId, Option<Statement>)>,
    sources: &Sources,
    out: &mut Vec<Diagnostic>,
) -> Option<Statement> {
    let path = |file: FileId| sources.file(file).path.as_str();
    let named = match told {
        Some(AccessibilityRecord::File(name)) => Some(name.as_str()),
        Some(AccessibilityRecord::NotCovered(_)) => None,
        None => {
            out.push(Diagnostic::new(DomainProblem::NoStatement, at.value()));
            None
        }
    };
    let mut known: Vec<&str> = sources.iter().map(|(_, file)| file.path.as_str()).collect();
    known.retain(|path| path.starts_with("sidor/"));
    if let Some(name) = named
        && !statements.iter().any(|(file, _)| path(*file) == name)
        // A file that couldn't be decoded has been told of.
        && !sources.iter().any(|(_, file)| file.path == name && !file.readable)
    {
        let suggestion = nearest(name, known.iter().copied()).map(str::to_owned);
        let problem = DomainProblem::NoStatementFile { name: name.to_owned(), suggestion };
        out.push(Diagnostic::new(problem, at.key("tillgänglighet").value()));
    }
    let mut found = None;
    for (file, statement) in statements {
        if named == Some(path(file)) {
            let address = address_of(path(file));
            let id = address.rsplit('/').next().unwrap_or_default().to_owned();
            found = statement.map(|its| Statement { id, path: path(file).to_owned(), ..its });
        } else {
            // It was read, so its own faults are told; but no page is made of it.
            out.push(Diagnostic::new(DomainProblem::UnnamedAsset, Place::File(file)));
        }
    }
    found
}

/// A picture that others than browsers can show: links to the site are unfurled by all sorts of programs.
fn picture<'s>(at: &Trail, name: &str, sources: &'s Sources, out: &mut Vec<Diagnostic>) -> Option<&'s Asset> {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let shown = ["png", "jpg", "jpeg"].iter().any(|known| ending.eq_ignore_ascii_case(known));
    let beside = || sources.assets.iter().filter(|asset| asset.path.starts_with("sidor/"));
    let found = beside().find(|asset| asset.path == name).filter(|_| shown);
    if found.is_none() {
        let suggestion = nearest(name, beside().map(|asset| asset.path.as_str())).map(str::to_owned);
        let suggestion = suggestion.filter(|near| near != name);
        let problem = DomainProblem::NoSitePicture { name: name.to_owned(), suggestion };
        out.push(Diagnostic::new(problem, at.key("bild").value()));
    }
    found
}
