//! Renders cases through the theme's templates; compares goldens; checks what holds for all markup.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use insyn::chart::{Graduation, QuestionFigure, StripFigure, shared_scale};
use tera::{Context, Tera};

use crate::cases::{self, Case};
use crate::xml;

/// A file of this package.
pub(crate) fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn templates() -> Tera {
    let mut tera = Tera::default();
    let names = [
        "delar.html",
        "figur/atgarder.html",
        "figur/filer.html",
        "figur/fordelning.html",
        "figur/nyckel.html",
        "figur/redovisning.html",
        "figur/remsa.html",
        "figur/riskmatris.html",
        "figur/rubrik.html",
        "figur/skala.html",
        "figur/tabell.html",
    ];
    let parts = names.map(|name| {
        let text = fs::read_to_string(file(&format!("themes/standard/templates/{name}"))).unwrap();
        (name, text)
    });
    tera.add_raw_templates(parts).unwrap();
    tera
}

/// The HTML of a question that is the first on its page with this scale.
pub(crate) fn question(figure: &QuestionFigure<'_>, scale: Graduation) -> String {
    let mut context = Context::new();
    context.insert("skala", figure);
    let drawn = templates().render("figur/skala.html", &context).unwrap();
    if figure.scale.is_some() { shared_scale(scale) + &drawn } else { drawn }
}

fn note() -> std::collections::BTreeMap<&'static str, &'static str> {
    [("fewest", "fem"), ("href", "sa-skyddar-vi-den-som-svarar/"), ("link", "Så skyddar vi den som svarar")]
        .into()
}

/// The HTML of a figure of another form, with links to its files.
pub(crate) fn other(template: &str, figure: &impl serde::Serialize) -> String {
    let mut context = Context::new();
    context.insert("figur", figure);
    context.insert("note", &note());
    let files = [("svg", "diagram/d.svg"), ("csv", "diagram/d.csv"), ("json", "diagram/d.json")];
    context.insert("files", &std::collections::BTreeMap::from(files));
    templates().render(&format!("figur/{template}.html"), &context).unwrap()
}

/// The HTML of a strip.
pub(crate) fn strip(figures: &[StripFigure<'_>]) -> String {
    let tera = templates();
    let each = figures.iter().map(|figure| {
        let mut context = Context::new();
        context.insert("remsa", figure);
        context.insert("note", &note());
        tera.render("figur/remsa.html", &context).unwrap()
    });
    each.collect()
}

#[test]
fn every_case_is_as_its_golden() {
    let bless = std::env::var_os("UPDATE_GOLDEN").is_some();
    let folder = file("tests/charts/golden");
    let mut wrong = Vec::new();
    let all = cases::all();
    for Case { name, html, .. } in &all {
        let path = folder.join(format!("{name}.html"));
        if bless {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, html).unwrap();
        } else if fs::read_to_string(&path).ok().as_deref() != Some(html.as_str()) {
            wrong.push(*name);
        }
    }
    assert_eq!(wrong, [""; 0], "these differ from tests/charts/golden");
    let stray: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| !all.iter().any(|case| path.file_stem().unwrap() == case.name))
        .collect();
    assert!(stray.is_empty(), "no case makes {stray:?}");
}

#[test]
fn all_markup_is_well_formed_and_free_of_style_and_script() {
    for Case { name, html, .. } in cases::all() {
        let page = format!("<body>{html}</body>");
        if let Err(fault) = xml::check(&page) {
            panic!("{name}: {fault}");
        }
        // What scrolls sideways can be reached by the keyboard.
        let html = html.replace("<section class=\"table matrix-scroll\" tabindex=\"0\"", "<section");
        let html = html.replace("<section class=\"table\" tabindex=\"0\"", "<section");
        for banned in ["style=", "<style", "<script", "tabindex", "onclick", "NaN", "inf%", "<foreignObject"]
        {
            assert!(!html.contains(banned), "{name} has {banned}");
        }
    }
}

#[test]
fn ids_are_unique_and_every_reference_has_its_target() {
    for Case { name, html, outside, .. } in cases::all() {
        let mut ids: Vec<&str> = xml::attribute(&html, "id").collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{name} repeats an id");
        for reference in ["aria-labelledby", "aria-describedby"] {
            for target in xml::attribute(&html, reference) {
                assert!(ids.contains(&target) || outside == Some(target), "{name}: {target} is nowhere");
            }
        }
    }
}

#[test]
fn drawn_text_is_numbers_of_at_most_six_characters() {
    for Case { name, html, .. } in cases::all() {
        for text in html.split("<text").skip(1) {
            let text = text.split_once('>').unwrap().1.split_once('<').unwrap().0;
            assert!(text.chars().count() <= 6, "{name}: {text}");
            assert!(text.chars().all(|c| "0123456789,\u{2212}\u{202f}".contains(c)), "{name}: {text}");
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let texts = |cases: Vec<Case>| cases.into_iter().map(|case| case.html).collect::<Vec<_>>();
    assert_eq!(texts(cases::all()), texts(cases::all()));
}

/// All cases stand on one page; with `CHART_PAGE=folder` it is kept, to be looked at.
#[test]
fn all_cases_stand_on_one_page() {
    let scratch = tempfile::tempdir().unwrap();
    let folder = std::env::var_os("CHART_PAGE").map_or_else(|| scratch.path().to_path_buf(), PathBuf::from);
    fs::create_dir_all(&folder).unwrap();
    for sheet in ["tests/charts/palette.css", "themes/standard/css/diagram.css"] {
        fs::copy(file(sheet), folder.join(Path::new(sheet).file_name().unwrap())).unwrap();
    }
    let mut page = String::from(
        "<!doctype html><html lang=\"sv\"><head><meta charset=\"utf-8\"><title>Diagram</title>\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; img-src 'self'\">\
         <link rel=\"stylesheet\" href=\"palette.css\"><link rel=\"stylesheet\" href=\"diagram.css\"></head>\
         <body><main><h1>Diagram</h1>",
    );
    for Case { name, html, outside, .. } in cases::all() {
        write!(page, "<h2>{name}</h2>").unwrap();
        if let Some(id) = outside {
            write!(page, "<h3 id=\"{id}\">Rubrik som sidan själv skriver</h3>").unwrap();
        }
        page.push_str(&html);
    }
    page.push_str("</main></body></html>");
    assert!(!page.contains("style="), "no style in the page");
    fs::write(folder.join("index.html"), page).unwrap();
}
