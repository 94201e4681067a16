//! The theme: templates, one stylesheet and a few files, built in and overridable file by file.
//! The only module that names the template engine. Reads no disk: a site's own files are handed in.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{ErrorKind, Tera};

use crate::diagnostic::PublishProblem;
use crate::digest::Digest;
use crate::plan::THEME_FOLDER;
use crate::utf8::Written;

/// The stylesheet's address.
pub const STYLESHEET: &str = "tema/stil.css";

/// The script that leads on from an older address.
pub(crate) const MOVED_SCRIPT: &str = "tema/js/flyttad.js";

macro_rules! built_in {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../themes/standard/", $path)))),*]
    };
}

/// The standard theme's files. Stylesheets are joined in this order.
const STANDARD: &[(&str, &str)] = built_in![
    "templates/bas.html",
    "templates/delar.html",
    "templates/start.html",
    "templates/namnd.html",
    "templates/namnd-ar.html",
    "templates/rapport.html",
    "templates/rapport-text.html",
    "templates/utgavor.html",
    "templates/utgava.html",
    "templates/flyttad.html",
    "templates/borta.html",
    "templates/410.html",
    "templates/aterkallad.html",
    "templates/diarienummer.html",
    "templates/ar-lista.html",
    "templates/ar.html",
    "templates/granskningar.html",
    "templates/granskning.html",
    "templates/granskning-fraga.html",
    "templates/granskning-namnd.html",
    "templates/atgarder.html",
    "templates/data.html",
    "templates/sida.html",
    "templates/skydd.html",
    "templates/404.html",
    "templates/inbaddad.html",
    "templates/inbaddad-namnd.html",
    "templates/inbaddad-granskning.html",
    "templates/spridning.html",
    "templates/tillganglighet.html",
    "templates/figur/atgarder.html",
    "templates/figur/filer.html",
    "templates/figur/fordelning.html",
    "templates/figur/fraga.html",
    "templates/figur/jamforelse.html",
    "templates/figur/nyckel.html",
    "templates/figur/paneler.html",
    "templates/figur/redovisning.html",
    "templates/figur/remsa.html",
    "templates/figur/riskmatris.html",
    "templates/figur/rubrik.html",
    "templates/figur/skala.html",
    "templates/figur/stam.html",
    "templates/figur/svar.html",
    "templates/figur/tabell.html",
    "templates/figur/tomt.html",
    "css/10-grund.css",
    "css/20-text.css",
    "css/30-ram.css",
    "css/40-listor.css",
    "css/50-rapport.css",
    "css/55-jamforelse.css",
    "css/55-utgavor.css",
    "css/60-spridning.css",
    "css/diagram.css",
    "css/90-utskrift.css",
    "bild/ikon.svg",
    "js/flyttad.js",
];

/// The standard theme's texts.
pub(super) fn standard_texts() -> impl Iterator<Item = &'static str> {
    STANDARD.iter().map(|(_, text)| *text)
}
/// The files that aren't text.
const STANDARD_PICTURES: &[(&str, &[u8])] =
    &[("bild/delning.png", include_bytes!("../../themes/standard/bild/delning.png"))];

/// A theme ready for use from many threads.
pub struct Theme {
    tera: Tera,
    assets: Vec<(String, Vec<u8>)>,
    fingerprint: Digest,
}

impl Theme {
    /// The standard theme with a site's own files laid over it: paths below the theme's folder, with `/`.
    /// A file with a standard name replaces that file; any other is one more template, stylesheet or asset.
    ///
    /// # Errors
    /// A template that can't be read, or that isn't UTF-8: the file and the engine's own words.
    pub fn new(overrides: Vec<(String, Vec<u8>)>) -> Result<Self, PublishProblem> {
        let mut files: Vec<(String, Vec<u8>)> =
            STANDARD.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
        files.extend(STANDARD_PICTURES.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec())));
        let extra: BTreeMap<String, Vec<u8>> = overrides.into_iter().collect();
        for (path, bytes) in extra {
            match files.iter_mut().find(|(known, _)| *known == path) {
                Some((_, standard)) => *standard = bytes,
                None => files.push((path, bytes)),
            }
        }
        Self::from_files(files)
    }

    fn from_files(files: Vec<(String, Vec<u8>)>) -> Result<Self, PublishProblem> {
        let fingerprint = Digest::of_value(&files);
        let mut templates = Vec::new();
        let mut stylesheet = Vec::new();
        let mut assets = Vec::new();
        for (path, bytes) in files {
            if let Some(name) = path.strip_prefix("templates/") {
                templates.push((name.to_owned(), text(&path, bytes)?));
            } else if path
                .strip_prefix("css/")
                .is_some_and(|name| name.rsplit_once('.').is_some_and(|(_, ending)| ending == "css"))
            {
                stylesheet.extend_from_slice(&bytes);
            } else {
                assets.push((format!("{THEME_FOLDER}/{path}"), bytes));
            }
        }
        assets.push((STYLESHEET.to_owned(), stylesheet));
        assets.sort();
        let mut tera = Tera::new();
        tera.add_raw_templates(templates).map_err(|error| problem("templates", &error))?;
        Ok(Self { tera, assets, fingerprint })
    }

    /// The sum of all its files.
    pub const fn fingerprint(&self) -> Digest {
        self.fingerprint
    }

    /// The files that every page may use: address and bytes, by address.
    pub fn assets(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.assets.iter().map(|(address, bytes)| (address.as_str(), bytes.as_slice()))
    }

    /// Fills a template with a view.
    pub(crate) fn fill(&self, template: &str, view: &impl Serialize) -> Result<String, PublishProblem> {
        // The engine's own way to a text looks at each byte anew, which is more work than writing them.
        let mut out = Written::default();
        tera::Context::from_serialize(view)
            .and_then(|context| self.tera.render_to(template, &context, &mut out))
            .map_err(|error| problem(template, &error))?;
        Ok(out.0)
    }
}

fn text(path: &str, bytes: Vec<u8>) -> Result<String, PublishProblem> {
    String::from_utf8(bytes)
        .map_err(|error| PublishProblem::Theme { file: path.to_owned(), message: error.to_string() })
}

/// The engine's words, and the file they are about where it says so.
fn problem(fallback: &str, error: &tera::Error) -> PublishProblem {
    let file = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => report.filename(),
        _ => fallback,
    };
    PublishProblem::Theme { file: file.to_owned(), message: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stylesheet(theme: &Theme) -> String {
        let (_, bytes) = theme.assets().find(|(address, _)| *address == STYLESHEET).unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    #[test]
    fn a_sites_own_file_replaces_the_standard_one() {
        let theme = Theme::new(vec![
            ("templates/404.html".into(), b"<p>{{ x }}</p>".to_vec()),
            ("css/10-grund.css".into(), b"/* own */".to_vec()),
            ("css/99-eget.css".into(), b"/* last */".to_vec()),
            ("bild/vapen.svg".into(), b"<svg/>".to_vec()),
        ])
        .unwrap();
        let view: BTreeMap<&str, &str> = [("x", "<b>")].into();
        assert_eq!(theme.fill("404.html", &view).unwrap(), "<p>&lt;b&gt;</p>");
        let css = stylesheet(&theme);
        assert!(css.starts_with("/* own */") && css.ends_with("/* last */"), "{css}");
        assert!(theme.assets().any(|(address, _)| address == "tema/bild/vapen.svg"));
    }

    #[test]
    fn a_broken_template_is_named() {
        let broken = vec![("templates/sida.html".into(), b"{% if %}".to_vec())];
        let Err(PublishProblem::Theme { file, .. }) = Theme::new(broken) else { panic!("no problem found") };
        assert_eq!(file, "sida.html");
        let latin = vec![("templates/sida.html".into(), vec![0xe5])];
        assert!(Theme::new(latin).is_err());
    }
}
