//! The documents hold: every fenced block of those for authors is run, the tables of the architecture are those
//! of the source, links between documents lead somewhere. A block without a tag that says how it is run fails
//! the test. Owns no rule of the format.
//!
//! The tag follows the block's language:
//! - a path (`insyn.yaml`, `sidor/om.md`): a whole file. All of a document's files are one site, which must
//!   give no finding, and each of whose pages must be drawn.
//! - `tema <path>`: a file of the site's own theme.
//! - `överst`: keys of a report's front matter, laid into a small report of that site.
//! - `text`: a report's text, in the place of the text of the document's first report in a folder of its own.
//! - `fel:I309`, `varning:I422` after any of these: the example must give just these findings.
//! - `meddelande`: what the last such example prints.
//! - `filer`: paths of the site, one a line; what isn't a text there is laid beside it as a file.
//! - `kommando`: command lines of this program, each accepted by it; any other must be a known one.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

#[path = "format_docs/keys.rs"]
mod keys;
#[path = "format_docs/links.rs"]
mod links;
#[path = "format_docs/tables.rs"]
mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use insyn::compile::{Compiled, compile};
use insyn::diagnostic::words::Language;
use insyn::diagnostic::{Diagnostic, Outcome, Severity};
use insyn::discover::from_memory;
use insyn::model::date::Day;
use insyn::parse::front_matter::locate_in_file;
use insyn::render::{Context, render};
use insyn::report::{Format, Reporter};
use insyn::resolve::Selection;
use insyn::source::Sources;

/// The files of a site by their paths.
type Site = BTreeMap<String, Vec<u8>>;

/// Command lines in the documents that aren't this program's own.
const OTHER_COMMANDS: &[&str] = &["bash tests/run"];
/// Where keys of a front matter are tried.
const PROBE: &str = "prov.md";

/// A fenced block.
#[derive(Debug)]
struct Block {
    line: usize,
    info: String,
    content: String,
}

/// How a block is run.
#[derive(Debug, PartialEq, Eq)]
enum Tag {
    File(String),
    Theme(String),
    FrontMatter,
    Text,
    Message,
    Paths,
    Commands,
}

impl Block {
    /// The tag, and the findings that the block must give.
    fn tag(&self) -> Result<(Tag, Vec<String>), String> {
        let mut words: Vec<&str> = self.info.split_whitespace().skip(1).collect();
        let mut findings = Vec::new();
        while let Some(last) = words.last().copied() {
            if !(last.starts_with("fel:I") || last.starts_with("varning:I")) {
                break;
            }
            findings.push(last.to_owned());
            words.pop();
        }
        let tag = match words.as_slice() {
            ["tema", path] => Tag::Theme((*path).to_owned()),
            ["överst"] => Tag::FrontMatter,
            ["text"] => Tag::Text,
            ["meddelande"] => Tag::Message,
            ["filer"] => Tag::Paths,
            ["kommando"] => Tag::Commands,
            [path] if is_text(path) => Tag::File((*path).to_owned()),
            _ => return Err(format!("line {}: ”{}” doesn't say how the block is run", self.line, self.info)),
        };
        findings.sort();
        Ok((tag, findings))
    }
}

/// The fenced blocks of a document.
fn blocks(document: &str) -> Result<Vec<Block>, String> {
    let mut found = Vec::new();
    let mut open: Option<(usize, Block)> = None;
    for (line, text) in document.lines().enumerate() {
        let ticks = text.len() - text.trim_start_matches('`').len();
        match &mut open {
            None if ticks >= 3 => {
                let info = text[ticks..].trim().to_owned();
                open = Some((ticks, Block { line: line + 1, info, content: String::new() }));
            }
            Some((fence, _)) if ticks >= *fence && text.len() == ticks => {
                found.extend(open.take().map(|(_, block)| block));
            }
            Some((_, block)) => {
                block.content.push_str(text);
                block.content.push('\n');
            }
            None if text.trim_start().starts_with("```") || text.trim_start().starts_with("~~~") => {
                return Err(format!("line {}: a fence must stand at the start of its line", line + 1));
            }
            None => {}
        }
    }
    match open {
        Some((_, block)) => Err(format!("line {}: the block never ends", block.line)),
        None => Ok(found),
    }
}

/// What a site gives.
struct Run {
    sources: Sources,
    compiled: Option<Compiled>,
    diagnostics: Vec<Diagnostic>,
}

fn run(site: &Site, theme: &Site) -> Run {
    let listed = |files: &Site| files.iter().map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
    let mut diagnostics = Vec::new();
    let sources = from_memory(listed(site)).into_value(&mut diagnostics).unwrap();
    let selection = Selection { drafts: false, today: Day::new(2024, 2, 1).unwrap() };
    let compiled =
        compile(&sources, selection, |_| Outcome::fine(listed(theme))).into_value(&mut diagnostics);
    Run { sources, compiled, diagnostics }
}

impl Run {
    /// `fel:I309`, sorted.
    fn findings(&self) -> Vec<String> {
        let name = |one: &Diagnostic| match one.severity() {
            Severity::Error => format!("fel:{}", one.problem.code()),
            Severity::Warning => format!("varning:{}", one.problem.code()),
        };
        let mut found: Vec<String> = self.diagnostics.iter().map(name).collect();
        found.sort();
        found
    }

    fn printed(&self) -> String {
        let locate = |file: &insyn::source::SourceFile, path: &_, part| {
            locate_in_file(&file.text.get(), file.kind, path, part)
        };
        let reporter = Reporter {
            sources: &self.sources,
            locate: &locate,
            format: Format::Text,
            language: Language::Swedish,
            colour: false,
            strict: false,
            width: 100,
        };
        reporter.render(&self.diagnostics)
    }

    /// Draws every page.
    fn drawn(&self) -> Result<(), String> {
        let compiled = self.compiled.as_ref().ok_or("nothing to draw")?;
        let context = Context::new(&compiled.published, &compiled.theme, &compiled.pages);
        for page in &compiled.pages {
            render(page, &context).map_err(|problem| format!("{}: {problem:?}", page.address))?;
        }
        Ok(())
    }
}

fn is_markdown(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "md")
}

fn is_text(path: &str) -> bool {
    is_markdown(path) || Path::new(path).extension().is_some_and(|ending| ending == "yaml")
}

/// A document's site, and its blocks with their tags.
struct Document {
    site: Site,
    theme: Site,
    examples: Vec<(Block, Tag, Vec<String>)>,
}

fn read(document: &str) -> Result<Document, String> {
    let mut read = Document { site: Site::new(), theme: Site::new(), examples: Vec::new() };
    for block in blocks(document)? {
        let (tag, findings) = block.tag()?;
        let bytes = block.content.clone().into_bytes();
        let twice = match (&tag, findings.is_empty()) {
            (Tag::File(path), true) => read.site.insert(path.clone(), bytes),
            (Tag::Theme(path), true) => read.theme.insert(path.clone(), bytes),
            _ => None,
        };
        if twice.is_some() {
            return Err(format!("line {}: that file stands in the document already", block.line));
        }
        read.examples.push((block, tag, findings));
    }
    for (block, tag, _) in &read.examples {
        if *tag == Tag::Paths {
            for path in block.content.lines().filter_map(|line| line.split_whitespace().next()) {
                if is_text(path) && !read.site.contains_key(path) {
                    return Err(format!("line {}: the document has no {path}", block.line));
                }
                read.site.entry(path.to_owned()).or_default();
            }
        }
    }
    Ok(read)
}

/// The first report of a site that has a folder of its own, else the first.
fn frame(site: &Site) -> String {
    let reports = || site.keys().filter(|path| path.split('/').count() > 2 && is_markdown(path));
    reports().find(|path| path.ends_with("/index.md")).or_else(|| reports().next()).unwrap().clone()
}

/// A report with the keys given, and those that every decided report must have where they aren't given.
fn with_keys(site: &Site, keys: &str) -> (String, Vec<u8>) {
    let report = frame(site);
    let mut parts = report.split('/');
    let (committee, year) = (parts.next().unwrap(), parts.next().unwrap());
    let least = [
        ("titel", "Prov".to_owned()),
        ("nämnd", committee.to_owned()),
        ("år", year.to_owned()),
        ("typ", "granskning".to_owned()),
        ("status", "beslutad".to_owned()),
        ("beslut", "{datum: 2023-09-25, paragraf: \"§ 1\", diarienummer: \"PN-2023-1\"}".to_owned()),
    ];
    let given: BTreeSet<&str> =
        keys.lines().filter_map(|line| line.split_once(':')).map(|(key, _)| key).collect();
    let mut text = "---\n".to_owned();
    for (key, value) in least.iter().filter(|(key, _)| !given.contains(key)) {
        for part in [key, ": ", value, "\n"] {
            text.push_str(part);
        }
    }
    text.push_str(keys);
    text.push_str("---\n\nText.\n");
    (format!("{committee}/{year}/{PROBE}"), text.into_bytes())
}

/// The site's report with another text.
fn with_text(site: &Site, text: &str) -> (String, Vec<u8>) {
    let path = frame(site);
    let report = String::from_utf8(site[&path].clone()).unwrap();
    let head = report.split("---\n").nth(1).unwrap();
    (path, format!("---\n{head}---\n\n{text}").into_bytes())
}

fn check_commands(block: &Block) -> Result<(), String> {
    for line in block.content.lines().map(|line| line.split(" #").next().unwrap_or_default().trim()) {
        if line.is_empty() || OTHER_COMMANDS.contains(&line) {
            continue;
        }
        let own = line.strip_prefix("insyn ").or_else(|| line.strip_prefix("cargo run --release -- "));
        let words = own.ok_or_else(|| format!("line {}: ”{line}” isn't known", block.line))?;
        // The help ends the run before anything is read or written; a word that isn't known ends it earlier.
        let mut command = Command::new(env!("CARGO_BIN_EXE_insyn"));
        let done = command.args(words.split_whitespace()).arg("--help").output().unwrap();
        if !done.status.success() {
            let said = String::from_utf8_lossy(&done.stderr).into_owned();
            return Err(format!("line {}: ”{line}” isn't accepted: {said}", block.line));
        }
    }
    Ok(())
}

/// Runs a whole document; everything that is untrue in it.
fn check(document: &str) -> Result<(), String> {
    let read = read(document)?;
    let mut faults = Vec::new();
    if !read.site.is_empty() {
        let whole = run(&read.site, &read.theme);
        if !whole.diagnostics.is_empty() {
            return Err(format!("the document's site has findings:\n{}", whole.printed()));
        }
        faults.extend(whole.drawn().err());
    }
    let mut printed = String::new();
    for (block, tag, wanted) in &read.examples {
        let (mut site, mut theme) = (read.site.clone(), read.theme.clone());
        let laid = match tag {
            Tag::File(path) if !wanted.is_empty() => (path.clone(), block.content.clone().into_bytes()),
            Tag::FrontMatter => with_keys(&site, &block.content),
            Tag::Text => with_text(&site, &block.content),
            Tag::Theme(path) if !wanted.is_empty() => {
                theme.insert(path.clone(), block.content.clone().into_bytes());
                (frame(&site), site[&frame(&site)].clone())
            }
            Tag::Message => {
                if block.content.trim_end() != printed.trim_end() {
                    faults.push(format!("line {}: the message is\n{printed}", block.line));
                }
                continue;
            }
            Tag::Commands => {
                faults.extend(check_commands(block).err());
                continue;
            }
            Tag::File(_) | Tag::Theme(_) | Tag::Paths => continue,
        };
        site.insert(laid.0, laid.1);
        let one = run(&site, &theme);
        if one.findings() != *wanted {
            let found = one.findings();
            faults.push(format!(
                "line {}: gives {found:?}, should give {wanted:?}:\n{}",
                block.line,
                one.printed()
            ));
        }
        if wanted.is_empty() {
            faults.extend(one.drawn().err().map(|fault| format!("line {}: {fault}", block.line)));
        } else {
            printed = one.printed();
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n")) }
}

fn document(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

#[test]
fn every_example_in_the_documents_holds() {
    for name in ["README.md", "docs/format.md", "docs/theming.md"] {
        if let Err(faults) = check(&document(name)) {
            panic!("{name}: {faults}");
        }
    }
}

#[test]
fn a_block_that_cannot_be_run_is_refused() {
    for (text, reason) in [
        ("```yaml\ntitel: x\n```\n", "doesn't say how"),
        ("```\nx\n```\n", "doesn't say how"),
        ("```yaml övrst\nx: 1\n```\n", "doesn't say how"),
        ("```yaml fel:I206\nx: 1\n```\n", "doesn't say how"),
        ("  ```yaml överst\nx: 1\n```\n", "start of its line"),
        ("```yaml överst\nx: 1\n", "never ends"),
        ("```sh kommando\ninsyn biuld\n```\n", "isn't accepted"),
        ("```sh kommando\ninsyn build --fort\n```\n", "isn't accepted"),
        ("```sh kommando\nrm -r public\n```\n", "isn't known"),
        ("```text filer\nsidor/om.md\n```\n", "has no sidor/om.md"),
    ] {
        let fault = check(text).unwrap_err();
        assert!(fault.contains(reason), "{text}: {fault}");
    }
}

#[test]
fn an_example_that_gives_something_else_is_told() {
    let sound = document("README.md");
    for (example, reason) in [
        ("```yaml överst\nstatus: beslutat\n```\n", "gives [\"fel:I211\"], should give []"),
        ("```yaml överst fel:I206\nstatus: beslutat\n```\n", "should give [\"fel:I206\"]"),
        ("```yaml överst fel:I211\nstatus: beslutad\n```\n", "gives [], should give"),
        ("```markdown text\n[x](raport:y)\n```\n", "gives [\"fel:I309\"]"),
        ("```markdown text varning:I309\n[x](raport:y)\n```\n", "gives [\"fel:I309\"]"),
        ("```markdown sidor/ny.md\nText\n```\n", "the document's site has findings"),
        ("```yaml överst fel:I211\nstatus: x\n```\n```text meddelande\nfel\n```\n", "the message is"),
    ] {
        let fault = check(&format!("{sound}\n{example}")).unwrap_err();
        assert!(fault.contains(reason), "{example}: {fault}");
    }
}
