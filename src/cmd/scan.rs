//! `insyn scan`: looks for personal data in files that have nothing to do with a site. Reads what it is given and
//! writes places and types, never what was found; owns no rule of what personal data is.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{Exit, say, tell};
use crate::cli::ScanArgs;
use crate::disclosure::scan::{Hit, Level, scan};
use crate::discover::files_below;
use crate::json;
use crate::parallel;

/// A file's answer: lines for standard out, and how the program would end for it alone.
type Answer = (Vec<String>, Exit);

/// Runs the command. A file that can't be read doesn't keep the others from being searched.
pub fn run(arguments: &ScanArgs) -> Exit {
    let mut files = Vec::new();
    let mut exit = Exit::Fine;
    let stdin = [PathBuf::from("-")];
    for path in if arguments.files.is_empty() { &stdin[..] } else { &arguments.files } {
        if path.is_dir() {
            files.extend(files_below(path));
        } else {
            files.push(path.clone());
        }
    }
    for answer in parallel::map(&files, |file| answer(file)) {
        match answer {
            Ok((lines, its)) => {
                for line in lines {
                    say(&line);
                }
                exit = exit.max(its);
            }
            Err(message) => {
                tell(&message);
                exit = Exit::Usage;
            }
        }
    }
    exit
}

fn answer(path: &Path) -> Result<Answer, String> {
    let name = if path.as_os_str() == "-" { "standard in".to_owned() } else { path.display().to_string() };
    let bytes = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    let bytes = bytes.map_err(|fault| format!("{name}: går inte att läsa: {fault}"))?;
    let text = String::from_utf8(bytes).map_err(|_| format!("{name}: filen är inte text i UTF-8"))?;
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("jsonl")) {
        lines_of_json(&name, &text)
    } else {
        Ok(places(&name, &text))
    }
}

/// `fil:rad:kolumn: nivå: slag, börjar på ”xx”`
fn places(name: &str, text: &str) -> Answer {
    let mut exit = Exit::Fine;
    let mut line = 1;
    let mut line_start = 0;
    let mut seen = 0;
    let mut lines = Vec::new();
    for hit in scan(text) {
        for (at, _) in text[seen..hit.start].match_indices('\n') {
            line += 1;
            line_start = seen + at + 1;
        }
        seen = hit.start;
        let column = text[line_start..hit.start].chars().count() + 1;
        let level = match hit.level {
            Level::Stop => "stopp",
            Level::Error => "fel",
            Level::Warning => "varning",
        };
        let start: String = text[hit.start..hit.end].chars().take(2).collect();
        lines.push(format!("{name}:{line}:{column}: {level}: {}, börjar på ”{start}”", hit.kind.name()));
        if hit.level != Level::Warning {
            exit = Exit::Content;
        }
    }
    (lines, exit)
}

/// One line of the answer (disclosure.md §12). Places are counted in characters (code points).
#[derive(Serialize)]
struct Found<'a> {
    id: &'a json::Json,
    spans: Vec<Span>,
    unit: &'static str,
}

#[derive(Serialize)]
struct Span {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: &'static str,
}

fn lines_of_json(name: &str, text: &str) -> Result<Answer, String> {
    let mut lines = Vec::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let number = index + 1;
        let value = json::read(line)
            .map_err(|fault| format!("{name}:{number}:{}: {}", fault.column, fault.message))?;
        let its = value.get("text").and_then(json::Json::as_text);
        let its = its.ok_or_else(|| format!("{name}:{number}:1: raden saknar ”text”"))?;
        let id = value.get("id").unwrap_or(&json::Json::Null);
        lines.push(json::to_string(&Found { id, spans: spans(its, &scan(its)), unit: "char" }));
    }
    Ok((lines, Exit::Fine))
}

fn spans(text: &str, hits: &[Hit]) -> Vec<Span> {
    let characters = |end: usize| text[..end].chars().count();
    let span =
        |hit: &Hit| Span { start: characters(hit.start), end: characters(hit.end), kind: hit.kind.name() };
    hits.iter().map(span).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_told_and_what_stands_there_is_not() {
        let (lines, exit) = places("a.md", "Hej.\n\nåå ring 0701740692 nu.\n");
        assert_eq!(lines, ["a.md:3:9: fel: telefon, börjar på ”07”"]);
        assert_eq!(exit, Exit::Content);
        assert_eq!(places("a.md", "Rektor Anna Berg svarade.").1, Exit::Fine, "a warning stops nothing");
    }

    #[test]
    fn a_line_of_json_is_answered_in_characters() {
        let (lines, _) = lines_of_json("x", "{\"id\":\"a\",\"text\":\"åäö 0701740692\"}\n\n").unwrap();
        assert_eq!(lines, [r#"{"id":"a","spans":[{"start":4,"end":14,"type":"telefon"}],"unit":"char"}"#]);
        assert_eq!(lines_of_json("x", "{}\n").unwrap_err(), "x:1:1: raden saknar ”text”");
        assert!(lines_of_json("x", "\n{").unwrap_err().starts_with("x:2:"));
    }
}
