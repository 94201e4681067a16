//! `insyn picture`: one chart as PNG, for a slide or a document. It is drawn from the chart's finished SVG, as the site
//! publishes it, by the Chromium that prints reports. Owns which chart is meant and what is told when there is none such;
//! draws nothing itself.

use std::path::{Path, PathBuf};

use super::chromium::Chromium;
use super::{Exit, Read, exit_of, print_findings, read, say, with_threads, write};
use crate::cli::{ContentArgs, FormatArg, PictureArgs};
use crate::compile::Compiled;
use crate::diagnostic::{Diagnostic, Place, PrintProblem};
use crate::disclosure::appendix::release;
use crate::finish::{Unfinished, findings, finish};
use crate::model::report::AppendixKind;
use crate::plan::{FigureFormat, Page, PageKind};
use crate::print::PressFault;
use crate::render::Context;
use crate::suggestion::nearest;

/// So many charts are named where another was asked for.
const NAMED: usize = 12;
const ENDING: &str = ".svg";
/// The folder of a page's charts.
const FOLDER: &str = "/diagram/";

/// Runs the command.
pub fn run(arguments: &PictureArgs) -> Exit {
    let content = ContentArgs {
        content: arguments.content.clone(),
        date: arguments.date.clone(),
        format: FormatArg::Text,
        strict: false,
        lang: arguments.lang,
        threads: 0,
    };
    with_threads(&content, || draw(arguments, &content))
}

fn draw(arguments: &PictureArgs, content: &ContentArgs) -> Exit {
    let Read { sources, compiled, diagnostics, .. } = read(content, false, |_| {});
    let Some(compiled) = compiled else {
        print_findings(content, &sources, &diagnostics);
        return exit_of(&diagnostics, false);
    };
    let made = match &arguments.chart {
        None => {
            for (name, _) in charts(&compiled) {
                say(name);
            }
            Ok(())
        }
        Some(written) => picture(arguments, &compiled, written),
    };
    match made {
        Ok(()) => Exit::Fine,
        Err(found) => {
            print_findings(content, &sources, &found);
            exit_of(&found, false)
        }
    }
}

/// Every chart: its address without ending, and its page.
fn charts(compiled: &Compiled) -> Vec<(&str, &Page)> {
    let is_picture = |page: &&Page| matches!(page.kind, PageKind::Figure(_, FigureFormat::Svg));
    let pages = compiled.pages.iter().filter(is_picture);
    let mut all: Vec<(&str, &Page)> =
        pages.filter_map(|page| Some((page.address.strip_suffix(ENDING)?, page))).collect();
    all.sort_unstable_by_key(|(name, _)| *name);
    all
}

fn told(problem: PrintProblem) -> Vec<Diagnostic> {
    vec![Diagnostic::new(problem, Place::Run)]
}

fn picture(arguments: &PictureArgs, compiled: &Compiled, written: &str) -> Result<(), Vec<Diagnostic>> {
    let all = charts(compiled);
    let wanted = wanted(written, &compiled.published.site.base);
    let (name, page) = find(&all, wanted).ok_or_else(|| told(no_such(&all, wanted)))?;
    let context = Context::new(&compiled.published, &compiled.theme, &compiled.pages);
    let unfinished = |fault: Unfinished| findings([fault]);
    let svg = finish(page, compiled, &context, &arguments.content).map_err(unfinished)?.file;
    let failed = |reason: String| told(PrintProblem::NoPicture { chart: name.to_owned(), reason });
    let text = std::str::from_utf8(svg.bytes()).unwrap_or_default();
    let size = size(text).ok_or_else(|| failed("the SVG says no size".to_owned()))?;
    let chromium = Chromium::find(arguments.chromium.as_deref()).map_err(told)?;
    let bytes =
        chromium.picture(svg.bytes(), size, u32::from(arguments.width)).map_err(|fault| match fault {
            PressFault::Failed(reason) => failed(reason),
            PressFault::Hung(seconds) => told(PrintProblem::Hung { report: name.to_owned(), seconds }),
        })?;
    // What the browser says of itself and of the machine goes; then the gate reads it like any file.
    let anew =
        release(AppendixKind::Png, &bytes, "", name).map_err(|_| failed("no PNG came out".to_owned()))?.bytes;
    let path = arguments.output.clone().unwrap_or_else(|| default_path(name));
    let cleared = compiled.gate.clear(format!("{name}.png"), anew);
    let cleared = cleared.map_err(|held| unfinished(Unfinished::Held(held)))?;
    write::bytes(&path, cleared.bytes()).map_err(|problem| vec![Diagnostic::new(problem, Place::Run)])?;
    say(&path.display().to_string());
    Ok(())
}

fn default_path(name: &str) -> PathBuf {
    let last = name.rsplit('/').next().unwrap_or(name);
    Path::new(last).with_extension("png")
}

/// What was written, as a chart's address would be: without the site's own, and without an ending.
fn wanted<'w>(written: &'w str, base: &str) -> &'w str {
    let inner = written.strip_prefix(base).unwrap_or(written).trim_start_matches("./").trim_matches('/');
    let endings = [".svg", ".csv", ".json", ".png"];
    endings.iter().find_map(|ending| inner.strip_suffix(ending)).unwrap_or(inner)
}

/// The chart at an address; or the only one of that name.
fn find<'p>(all: &[(&'p str, &'p Page)], wanted: &str) -> Option<(&'p str, &'p Page)> {
    if let Ok(at) = all.binary_search_by_key(&wanted, |(name, _)| *name) {
        return Some(all[at]);
    }
    let mut named = all.iter().filter(|(name, _)| name.rsplit('/').next() == Some(wanted));
    let first = named.next()?;
    named.next().is_none().then_some(*first)
}

/// The charts of the page that was meant, where there is one; else the first of all.
fn no_such(all: &[(&str, &Page)], wanted: &str) -> PrintProblem {
    let folder = wanted.split_once(FOLDER).map_or(wanted, |(page, _)| page);
    let on_page = |name: &&str| name.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    let is_called = |name: &&str| name.rsplit('/').next() == Some(wanted);
    let names = || all.iter().map(|(name, _)| *name);
    let mut near: Vec<&str> = names().filter(is_called).collect();
    if near.is_empty() {
        near = names().filter(on_page).collect();
    }
    if near.is_empty() {
        near = names().collect();
    }
    let others = all.len() - near.len().min(NAMED);
    near.truncate(NAMED);
    PrintProblem::NoSuchChart {
        written: wanted.to_owned(),
        suggestion: nearest(wanted, names()).map(str::to_owned),
        charts: near.into_iter().map(str::to_owned).collect(),
        others,
    }
}

/// The size that a chart's SVG says of itself, in its own units.
fn size(svg: &str) -> Option<(u32, u32)> {
    let opening = svg.split('>').next()?;
    let side = |name: &str| {
        let (_, rest) = opening.split_once(name)?;
        rest.split_once('"')?.0.parse().ok()
    };
    Some((side(" width=\"")?, side(" height=\"")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_is_meant_by_its_address_however_it_is_written() {
        let base = "https://exempel.se/granskningar/";
        for written in [
            "granskningar/x/diagram/jamforelse-y",
            "/granskningar/x/diagram/jamforelse-y.svg",
            "https://exempel.se/granskningar/granskningar/x/diagram/jamforelse-y.csv",
            "./granskningar/x/diagram/jamforelse-y.png",
        ] {
            assert_eq!(wanted(written, base), "granskningar/x/diagram/jamforelse-y");
        }
        assert_eq!(default_path("a/diagram/jamforelse-y"), Path::new("jamforelse-y.png"));
    }

    #[test]
    fn a_picture_says_its_size() {
        assert_eq!(
            size("<svg xmlns=\"x\" width=\"1200\" height=\"871\" viewBox=\"0 0 9 9\">"),
            Some((1200, 871))
        );
        assert_eq!(size("<svg viewBox=\"0 0 9 9\"><rect width=\"1\" height=\"1\"/></svg>"), None);
    }
}
