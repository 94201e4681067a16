//! `insyn links`: links in files of others, checked against the published site. Reads and writes files; owns no judgement
//! (`links`).

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

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
    let texts = all(arguments.files.iter().map(|path| text(path)))?;
    let mended = match &arguments.mended {
        Some(folder) => all_mended(folder, &texts, &site)?,
        None => Vec::new(),
    };
    let mut rows: Vec<(&str, usize, String, Verdict)> = Vec::new();
    for text in &texts {
        for (line, address) in addresses(&text.content, text.kind) {
            let verdict = site.judge(&address);
            rows.push((&text.name, line, address, verdict));
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
    }
    for (target, new) in mended {
        write::whole(&target, &new).map_err(|_| format!("{}: går inte att skriva", target.display()))?;
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

/// A file with links.
struct Text<'a> {
    path: &'a Path,
    name: String,
    kind: Kind,
    content: String,
}

fn text(path: &Path) -> Result<Text<'_>, String> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|error| format!("{name}: går inte att läsa: {error}"))?;
    let text = String::from_utf8(bytes).map_err(|_| format!("{name}: filen är inte text i UTF-8"))?;
    let text = text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned);
    Ok(Text { path, name, kind: kind(path, &text), content: text })
}

/// Each HTML file anew, and where it is to be written. Told before anything is written: no file is written over, and two may
/// not have one name.
fn all_mended(folder: &Path, texts: &[Text<'_>], site: &Site) -> Result<Vec<(PathBuf, String)>, String> {
    let mut names = BTreeSet::new();
    all(texts.iter().filter(|text| text.kind == Kind::Html).map(|text| {
        let name = text.path.file_name().unwrap_or_default();
        let target = folder.join(name);
        if !names.insert(name) {
            return Err(format!("{}: en annan av filerna heter likadant; rätta dem var för sig", text.name));
        }
        if target.exists() {
            return Err(format!("{}: finns redan", target.display()));
        }
        let new = mended(&text.content, site).map_err(|message| format!("{}: {message}", text.name))?;
        Ok((target, new))
    }))
}

/// All of them, or every fault, a line each.
fn all<T>(made: impl Iterator<Item = Result<T, String>>) -> Result<Vec<T>, String> {
    let (mut done, mut faults) = (Vec::new(), Vec::new());
    for one in made {
        match one {
            Ok(its) => done.push(its),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok(done) } else { Err(faults.join("\n")) }
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
