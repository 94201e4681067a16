//! `insyn scan`: texts searched for personal data. Files are told of like all findings; lines of JSON are
//! answered in the form that scoring reads. Owns no rule: the search is `disclosure::scan`.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::input::{self, Fault, is_stdin};
use super::{Exit, FILES, counted, language, print_findings, say, stops, tell};
use crate::cli::{FormatArg, ScanArgs};
use crate::diagnostic::words::Language;
use crate::diagnostic::{Diagnostic, PersonalDataProblem, Place, Problem, SourceProblem};
use crate::disclosure::scan::{Hit, scan};
use crate::discover::{decode, files_below};
use crate::json;
use crate::parallel;
use crate::parse::suspects::{Suspect, of_plain};
use crate::source::{FileId, SourceFile, SourceKind, Sources};

/// No file is read above this size, in bytes: room for a register's whole export.
const MOST_BYTES: usize = 1 << 30;
/// A file with a zero byte among its first so many is no text.
const LOOKED_AT: usize = 8192;

/// A file to search.
struct Listed {
    path: PathBuf,
    /// Named itself, not found in a folder: then it must be a text.
    named: bool,
}

/// What a file gives.
enum Answer {
    /// A text, and what was found in it.
    Text(SourceFile, Vec<Diagnostic>),
    /// Answers to lines of JSON, and what is wrong with the first faulty one.
    Lines(Vec<String>, Option<String>),
    /// It isn't a text.
    Skipped,
}

/// Runs the command. A file that can't be read doesn't keep the others from being searched.
pub fn run(arguments: &ScanArgs) -> Exit {
    let files = list(&arguments.files);
    if files.iter().filter(|file| is_stdin(&file.path)).count() > 1 {
        tell("insyn scan: - kan stå en gång");
        return Exit::Usage;
    }
    let numbered: Vec<(FileId, &Listed)> = (0..).map(FileId).zip(&files).collect();
    let answers = parallel::map(&numbered, |(id, file)| answer(*id, file, arguments.jsonl));
    let (mut sources, mut found, mut skipped) = (Sources::default(), Vec::new(), Vec::new());
    let (mut searched, mut only_lines, mut failed) = (0, true, false);
    for ((_, file), answer) in numbered.iter().zip(answers) {
        let mut source = text_of(&file.path, "");
        match answer {
            Answer::Text(text, its) => {
                source = text;
                found.extend(its);
                searched += 1;
                only_lines = false;
            }
            Answer::Lines(lines, fault) => {
                for line in &lines {
                    say(line);
                }
                failed |= fault.is_some();
                if let Some(fault) = fault {
                    tell(&fault);
                }
            }
            Answer::Skipped => skipped.push(source.path.clone()),
        }
        sources.files.push(source);
    }
    if !(only_lines && found.is_empty()) {
        print_findings(arguments, &sources, &found);
    }
    close(arguments, searched, &skipped, found.is_empty() && !only_lines);
    failed |= found.iter().any(|one| matches!(one.problem, Problem::Source(_)));
    if failed {
        Exit::Usage
    } else if stops(&found, arguments.strict) {
        Exit::Content
    } else {
        Exit::Fine
    }
}

fn list(paths: &[PathBuf]) -> Vec<Listed> {
    let stdin = [PathBuf::from("-")];
    let mut files = Vec::new();
    for path in if paths.is_empty() { &stdin[..] } else { paths } {
        if path.is_dir() {
            files.extend(files_below(path).into_iter().map(|path| Listed { path, named: false }));
        } else {
            files.push(Listed { path: path.clone(), named: true });
        }
    }
    files
}

/// The closing lines: which files weren't searched, and that nothing was found.
fn close(arguments: &ScanArgs, searched: usize, skipped: &[String], clean: bool) {
    let language = language(arguments);
    if !skipped.is_empty() {
        let (files, names) = (counted(skipped.len(), &FILES, language), skipped.join(", "));
        tell(&match language {
            Language::Swedish => format!("Hoppade över {files} som inte är text: {names}"),
            Language::English => format!("Passed over {files} that are no text: {names}"),
        });
    }
    if clean && arguments.format != FormatArg::Json {
        let files = counted(searched, &FILES, language);
        say(&match language {
            Language::Swedish => format!("Inga personuppgifter hittades i {files}."),
            Language::English => format!("No personal data was found in {files}."),
        });
    }
}

fn text_of(path: &Path, text: &str) -> SourceFile {
    SourceFile { path: input::name(path), kind: SourceKind::Plain, text: text.into(), readable: true }
}

fn answer(id: FileId, file: &Listed, jsonl: bool) -> Answer {
    let path = &file.path;
    let jsonl = jsonl || path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("jsonl"));
    let faulty = |problem: SourceProblem| {
        let found = vec![Diagnostic::new(problem, Place::File(id))];
        Answer::Text(text_of(path, ""), found)
    };
    let bytes = match input::read(path, MOST_BYTES) {
        Ok(bytes) => bytes,
        Err(Fault::Unreadable(reason)) => return faulty(SourceProblem::Unreadable { reason }),
        Err(Fault::TooLarge) => return faulty(SourceProblem::TooLarge { limit: MOST_BYTES }),
    };
    let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if !file.named && !wide && bytes.iter().take(LOOKED_AT).any(|byte| *byte == 0) {
        return Answer::Skipped;
    }
    let mut found = Vec::new();
    // Lines of JSON are answered for as they stand: no letter may be put together.
    if let (true, Ok(text)) = (jsonl, std::str::from_utf8(&bytes)) {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (lines, fault) = lines_of_json(&input::name(path), text);
        return Answer::Lines(lines, fault);
    }
    let (text, mut readable) = decode(&bytes, MOST_BYTES).told(id, &mut found);
    // Form feeds and the like stand in texts that programs have taken out of other files.
    let control =
        |one: &Diagnostic| matches!(one.problem, Problem::Source(SourceProblem::ControlCharacter { .. }));
    readable |= found.iter().any(control);
    found.retain(|one| !control(one));
    if readable {
        let suspects = of_plain(id, &input::name(path), &text);
        found.extend(suspects.into_iter().map(told));
    }
    // A clean file's text is needed no more.
    let text = if found.is_empty() { "" } else { &text };
    Answer::Text(text_of(path, text), found)
}

fn told(suspect: Suspect) -> Diagnostic {
    let Suspect { place, kind, level, start, .. } = suspect;
    Diagnostic::new(PersonalDataProblem::Found { kind, level, start }, place)
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

/// The answers up to the first faulty line, and what is wrong with that.
fn lines_of_json(name: &str, text: &str) -> (Vec<String>, Option<String>) {
    let numbered: Vec<(usize, &str)> =
        (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()).collect();
    let mut answers = parallel::map(&numbered, |(number, line)| answer_to(name, *number, line));
    let faulty = answers.iter().position(Result::is_err);
    let rest = faulty.map(|at| answers.split_off(at));
    let fault = rest.and_then(|rest| rest.into_iter().next()).and_then(Result::err);
    (answers.into_iter().flatten().collect(), fault)
}

fn answer_to(name: &str, number: usize, line: &str) -> Result<String, String> {
    let value =
        json::read(line).map_err(|fault| format!("{name}:{number}:{}: {}", fault.column, fault.message))?;
    let text = value.get("text").and_then(json::Json::as_text);
    let text = text.ok_or_else(|| format!("{name}:{number}:1: raden saknar ”text”"))?;
    let id = value.get("id").unwrap_or(&json::Json::Null);
    Ok(json::to_string(&Found { id, spans: spans(text, &scan(text)), unit: "char" }))
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
    fn a_line_of_json_is_answered_in_characters() {
        let (lines, fault) = lines_of_json("x", "{\"id\":\"a\",\"text\":\"åäö 0701740692\"}\n\n");
        assert_eq!(lines, [r#"{"id":"a","spans":[{"start":4,"end":14,"type":"telefon"}],"unit":"char"}"#]);
        assert_eq!(fault, None);
        assert_eq!(lines_of_json("x", "{}\n").1.unwrap(), "x:1:1: raden saknar ”text”");
        let (lines, fault) = lines_of_json("x", "{\"text\":\"\"}\n{");
        assert!(
            lines.len() == 1 && fault.unwrap().starts_with("x:2:"),
            "lines before the fault are answered"
        );
    }
}
