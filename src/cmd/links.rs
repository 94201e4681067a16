//! `insyn links`: links in files of others, checked against the published site. Reads and writes files; owns no judgement
//! (`links`).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{Exit, say, tell, write};
use crate::cli::LinksArgs;
use crate::discover::files_below;
use crate::links::{Kind, Site, Verdict, addresses, answer, mended, page};
use crate::parallel;

/// Runs the command.
pub fn run(arguments: &LinksArgs) -> Exit {
    match check(arguments) {
        Ok(exit) => exit,
        Err(message) => {
            tell(&format!("insyn links: {message}"));
            Exit::Usage
        }
    }
}

fn check(arguments: &LinksArgs) -> Result<Exit, String> {
    let site = site(&arguments.site, arguments.base.as_deref())?;
    let mut texts = Vec::new();
    for path in &arguments.files {
        let bytes =
            std::fs::read(path).map_err(|error| format!("{}: går inte att läsa: {error}", path.display()))?;
        let text = String::from_utf8(bytes)
            .map_err(|_| format!("{}: filen är inte text i UTF-8", path.display()))?;
        let text = text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned);
        texts.push((path.as_path(), path.display().to_string(), kind(path, &text), text));
    }
    let mut rows: Vec<(&str, usize, String, Verdict)> = Vec::new();
    for (_, name, kind, text) in &texts {
        for (line, address) in addresses(text, *kind) {
            let verdict = site.judge(&address);
            rows.push((name, line, address, verdict));
        }
    }
    let table =
        answer(rows.iter().map(|(name, line, address, verdict)| (*name, *line, address.as_str(), verdict)));
    match &arguments.output {
        Some(path) => {
            write::whole(path, &table).map_err(|_| format!("{}: går inte att skriva", path.display()))?;
        }
        None => say(&table),
    }
    if let Some(folder) = &arguments.mended {
        std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        for (path, name, _, text) in texts.iter().filter(|(_, _, kind, _)| *kind == Kind::Html) {
            let new = mended(text, &site).map_err(|message| format!("{name}: {message}"))?;
            let target = folder.join(path.file_name().unwrap_or_default());
            if target.exists() {
                return Err(format!("{}: finns redan", target.display()));
            }
            write::whole(&target, &new).map_err(|_| format!("{}: går inte att skriva", target.display()))?;
        }
    }
    let own = rows.iter().filter(|(_, _, _, verdict)| *verdict != Verdict::Outside).count();
    let broken = rows.iter().filter(|(_, _, _, verdict)| verdict.is_broken()).count();
    let redirected =
        rows.iter().filter(|(_, _, _, verdict)| matches!(verdict, Verdict::Redirected(_))).count();
    tell(&format!(
        "{} adresser, varav {own} till webbplatsen: {broken} trasiga, {redirected} omdirigeras.",
        rows.len()
    ));
    Ok(if broken > 0 { Exit::Content } else { Exit::Fine })
}

/// By the file's ending, else by how it begins.
fn kind(path: &Path, text: &str) -> Kind {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match ending.as_str() {
        "html" | "htm" | "xhtml" | "aspx" => Kind::Html,
        "csv" | "tsv" => Kind::Csv,
        _ if text.trim_start().starts_with('<') => Kind::Html,
        _ => Kind::Text,
    }
}

fn site(folder: &Path, base: Option<&str>) -> Result<Site, String> {
    let files = files_below(folder);
    let name = |path: &Path| {
        let below = path.strip_prefix(folder).unwrap_or(path);
        below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
    };
    let pages = parallel::map(&files, |path| {
        let name = name(path);
        let is_page = Path::new(&name).extension().is_some_and(|ending| ending == "html");
        let text = if is_page {
            Some(std::fs::read_to_string(path).map_err(|error| format!("{name}: {error}"))?)
        } else {
            None
        };
        Ok((name, text))
    });
    let pages: Vec<(String, Option<String>)> = pages.into_iter().collect::<Result<_, String>>()?;
    let start = pages.iter().find(|(name, _)| name == "index.html").and_then(|(_, text)| text.as_deref());
    let start = start.ok_or_else(|| format!("{}: ingen byggd webbplats", folder.display()))?;
    let canonical =
        start.split_once("<link rel=\"canonical\" href=\"").and_then(|(_, rest)| rest.split('"').next());
    let base = base.or(canonical).ok_or("startsidan har ingen kanonisk adress: ange --base")?;
    let base = if base.ends_with('/') { base.to_owned() } else { format!("{base}/") };
    let read = pages.iter().filter_map(|(name, text)| Some((name.clone(), page(text.as_deref()?))));
    Ok(Site {
        base,
        pages: read.collect::<BTreeMap<_, _>>(),
        files: pages.iter().map(|(name, _)| name.clone()).collect::<BTreeSet<_>>(),
    })
}
