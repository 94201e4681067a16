//! What the documents list is what the source has: crates and their modules, where the outside is met, the
//! standard theme's files.

use std::path::Path;

use super::document;

/// The rows of the table under a heading: the names between backticks of its first two cells.
fn table<'d>(document: &'d str, heading: &str) -> Vec<(Vec<&'d str>, Vec<&'d str>)> {
    fn names(cell: &str) -> Vec<&str> {
        cell.split('`').skip(1).step_by(2).collect()
    }
    let section = document.split("\n## ").find(|section| section.starts_with(heading)).unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    let cells = rows.map(|row| row.split('|').map(names).collect::<Vec<_>>());
    cells.map(|cells| (cells[1].clone(), cells[2].clone())).collect()
}

/// The source files with their code, without tests and comments.
fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, out: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            if name.ends_with("tests") {
                continue;
            }
            if path.is_dir() {
                walk(&path, out);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
            let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            let below = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap();
            let below = below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>();
            out.push((below.join("/"), code.collect::<Vec<_>>().join("\n")));
        }
    }
    let mut out = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut out);
    out.sort();
    out
}

/// Does the word stand in the code, as a whole word and not as a part of a path below another?
fn stands(code: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    code.match_indices(word).any(|(at, _)| {
        !code[..at].ends_with(part)
            && (word.ends_with(':')
                || !code[at + word.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_'))
    })
}

/// What is wrong with a row that says where words may stand.
fn misplaced(sources: &[(String, String)], words: &[String], allowed: &[&str]) -> Vec<String> {
    let within =
        |path: &str, allowed: &str| path == allowed || allowed.ends_with('/') && path.starts_with(allowed);
    let mut faults = Vec::new();
    for word in words {
        let using = || sources.iter().filter(|(_, code)| stands(code, word)).map(|(path, _)| path.as_str());
        let foreign = using().filter(|path| !allowed.iter().any(|allowed| within(path, allowed)));
        faults.extend(foreign.map(|path| format!("{word} stands in {path}")));
    }
    for allowed in allowed {
        let used = sources
            .iter()
            .any(|(path, code)| within(path, allowed) && words.iter().any(|word| stands(code, word)));
        if !used {
            faults.push(format!("{allowed} has nothing of {words:?}"));
        }
    }
    faults
}

/// A vocabulary, not an adapter.
const NAMED_ANYWHERE: &[&str] = &["serde"];

#[test]
fn each_crate_is_named_where_the_architecture_says() {
    let document = document("docs/architecture.md");
    let manifest = self::document("Cargo.toml");
    let (sources, rows) = (sources(), table(&document, "Adapters"));
    let mut faults = Vec::new();
    for (crates, modules) in &rows {
        let words: Vec<String> = crates.iter().map(|name| name.replace('-', "_")).collect();
        let paths = words.iter().map(|word| format!("{word}::")).collect::<Vec<_>>();
        faults.extend(misplaced(&sources, &paths, modules));
    }
    let dependencies = manifest
        .split("\n[")
        .filter(|section| section.starts_with("dependencies]") || section.starts_with("target."));
    for line in dependencies.flat_map(|section| section.lines().skip(1)) {
        let Some((name, _)) = line.split_once(" =") else { continue };
        if !NAMED_ANYWHERE.contains(&name) && !rows.iter().any(|(crates, _)| crates.contains(&name)) {
            faults.push(format!("{name} has no row"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_outside_is_met_where_the_architecture_says() {
    let (document, sources) = (document("docs/architecture.md"), sources());
    let rows = table(&document, "The outside");
    assert!(rows.len() >= 4, "the table was found");
    let mut faults = Vec::new();
    for (words, modules) in rows {
        let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
        faults.extend(misplaced(&sources, &words, &modules));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_file_of_the_standard_theme_is_told() {
    fn walk(folder: &Path, below: &str, out: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = format!("{below}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                walk(&entry.path(), &format!("{path}/"), out);
            } else {
                out.push(path);
            }
        }
    }
    let mut files = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/standard"), "", &mut files);
    let told = document("docs/theming.md");
    files.retain(|path| {
        let short = path.strip_prefix("templates/").unwrap_or(path);
        !short.starts_with("figur/")
            && !told.contains(&format!("`{path}`"))
            && !told.contains(&format!("`{short}`"))
    });
    assert!(files.is_empty(), "docs/theming.md says nothing of {files:?}");
}
