//! Cases of faulty content: small text files in `tests/diagnostics/`, each a site with the report that it
//! should give. The case's first line names the codes that must appear, no other ones and as often; `$$ path`
//! opens a file, laid over those of `_site.txt`; `$$ expected` (short form) and `$$ expected text` close the
//! case. After a path, `[latin-1]`, `[utf-16]` and `[removed]` say how the file is saved, or that it isn't
//! there. `UPDATE_GOLDEN=1` writes the expected texts anew; read them before they are kept.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use insyn::compile::check_memory;
use insyn::diagnostic::words::Language;
use insyn::diagnostic::{Diagnostic, FieldPath, Part, examples};
use insyn::model::date::Day;
use insyn::report::{Format, Reporter};
use insyn::resolve::Selection;
use insyn::source::{SourceFile, Sources, Span};

/// The files of a site, path and bytes.
type Files = Vec<(String, Vec<u8>)>;

/// What a run over the cases needs of the program.
#[derive(Clone, Copy)]
struct Program {
    /// Discovers, parses, resolves and confirms a site in memory.
    check: fn(Files, Language) -> (Vec<Diagnostic>, Sources),
    /// Finds keys and values.
    locate: fn(&SourceFile, &FieldPath, Part) -> Option<Span>,
}

const PROGRAM: Program = Program { check, locate: insyn::compile::locate };

fn check(files: Files, _: Language) -> (Vec<Diagnostic>, Sources) {
    let today = Day::new(2026, 1, 1).unwrap();
    check_memory(files, Selection { drafts: false, today })
}

/// Of the files beside a report the cases hold names only.
const FILE: &str = "the bytes of files beside a report aren't among the cases: tests of appendices";

/// Codes that no case can show, each with its reason.
const PDF: &str = "a report printed to PDF: tests of printing";
const WITHOUT_CASE: &[(u16, &str)] = &[
    (101, "a folder that isn't there is a matter of the disk: tests of the commands"),
    (103, "a file that can't be read is a matter of the disk: tests of discover"),
    (112, "a file of that size isn't kept among the cases: tests of discover"),
    (601, "the output folder: tests of publishing"),
    (602, "the output folder: tests of the commands"),
    (603, "the output folder: tests of publishing"),
    (604, "the output folder: tests of publishing"),
    (605, "the output folder: tests of publishing"),
    (606, "the theme: tests of the theme"),
    (607, "the output folder: tests of publishing"),
    (608, "the command line: tests of the commands"),
    (802, "the text of a file beside a report is a matter of the disk: tests of the guard"),
    (901, FILE),
    (902, FILE),
    (903, FILE),
    (904, FILE),
    (905, FILE),
    (906, FILE),
    (907, FILE),
    (908, FILE),
    (909, FILE),
    (910, FILE),
    (911, FILE),
    (912, FILE),
    (913, FILE),
    (914, FILE),
    (915, FILE),
    (916, FILE),
    (917, FILE),
    (1001, "finished files: tests of the gate"),
    (1002, "finished files: tests of the gate"),
    (1003, "finished files: tests of the gate"),
    (1004, "finished files: tests of the gate"),
    (1005, "finished files: tests of the gate"),
    (609, "the command line: tests of the commands"),
    (610, "a fault of the program: tests of warm builds"),
    (710, "a file that can't be written is a matter of the disk: tests of the commands"),
    (1101, "what a build would lose is known when its pages are rendered: tests of addresses"),
    (1102, "what a build would lose is known when its pages are rendered: tests of addresses"),
    (1111, "a file that can't be written is a matter of the disk: tests of addresses"),
    (1116, "what a finished page has: tests of addresses"),
    (1113, "the stored texts of editions are read from the disk: tests of editions"),
    (1114, "a file that can't be written is a matter of the disk: tests of editions"),
    (1115, "files are taken away by a build that publishes: tests of editions"),
    (1201, PDF),
    (1202, PDF),
    (1203, PDF),
    (1204, PDF),
    (1205, PDF),
    (1206, PDF),
    (1207, PDF),
    (1208, "the command line: tests of pictures"),
    (1209, "a chart made a picture: tests of pictures"),
];

/// A case as it stands in its file.
struct Case {
    path: PathBuf,
    codes: Vec<String>,
    /// All before the expected texts, to be written back as it was.
    head: String,
    sections: Vec<(String, String)>,
    expected: Option<String>,
    expected_text: Option<String>,
}

fn folder() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "diagnostics"].iter().collect()
}

fn read(path: PathBuf) -> Case {
    let text = std::fs::read_to_string(&path).unwrap();
    let first = text.lines().next().unwrap_or_default();
    let codes = first.strip_prefix("# ").unwrap_or_default();
    let codes = codes.split_whitespace().filter(|word| word.starts_with('I')).map(str::to_owned).collect();
    let mut case =
        Case { path, codes, head: String::new(), sections: Vec::new(), expected: None, expected_text: None };
    let mut parts: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        match line.strip_prefix("$$ ") {
            Some(name) => parts.push((name.trim_end().to_owned(), String::new())),
            None => {
                if let Some((_, content)) = parts.last_mut() {
                    content.push_str(line);
                }
            }
        }
        if !parts.last().is_some_and(|(name, _)| name.starts_with("expected")) {
            case.head.push_str(line);
        }
    }
    for (name, content) in parts {
        match name.as_str() {
            "expected" => case.expected = Some(content),
            "expected text" => case.expected_text = Some(content),
            _ => case.sections.push((name, content)),
        }
    }
    case
}

fn cases() -> Vec<Case> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    paths.into_iter().map(read).filter(|case| !case.path.ends_with("_site.txt")).collect()
}

fn lay(files: &mut BTreeMap<String, Vec<u8>>, sections: &[(String, String)]) {
    for (name, content) in sections {
        let (path, how) = name.split_once(" [").unwrap_or((name, ""));
        let bytes = match how {
            "latin-1]" => content.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect(),
            "utf-16]" => {
                std::iter::once(0xfeff).chain(content.encode_utf16()).flat_map(u16::to_le_bytes).collect()
            }
            "removed]" => {
                assert!(files.remove(path).is_some(), "{path} isn't there to be removed");
                continue;
            }
            "" => content.clone().into_bytes(),
            other => panic!("[{other} isn't known"),
        };
        files.insert(path.to_owned(), bytes);
    }
}

fn site(case: &Case) -> Files {
    let mut files = BTreeMap::new();
    lay(&mut files, &read(folder().join("_site.txt")).sections);
    lay(&mut files, &case.sections);
    files.into_iter().collect()
}

/// Runs one case; what is wrong with it, if anything.
fn run(case: &Case, program: Program) -> Result<(), String> {
    let (found, sources) = (program.check)(site(case), Language::Swedish);
    let mut codes: Vec<String> = found.iter().map(|one| one.problem.code().to_string()).collect();
    let mut wanted = case.codes.clone();
    codes.sort();
    wanted.sort();
    let mut reporter = Reporter {
        sources: &sources,
        locate: &program.locate,
        format: Format::Short,
        language: Language::Swedish,
        colour: false,
        strict: false,
        width: 100,
    };
    let short = reporter.render(&found);
    if codes != wanted {
        return Err(format!("should give {wanted:?} but gives {codes:?}:\n{short}"));
    }
    reporter.format = Format::Text;
    let text = reporter.render(&found);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let mut all = format!("{}$$ expected\n{short}", case.head);
        if case.expected_text.is_some() {
            let _ = write!(all, "$$ expected text\n{text}");
        }
        std::fs::write(&case.path, all).unwrap();
        return Ok(());
    }
    if case.expected.as_ref() != Some(&short) {
        return Err(format!(
            "should give\n{}but gives\n{short}",
            case.expected.as_deref().unwrap_or_default()
        ));
    }
    match &case.expected_text {
        Some(expected) if *expected != text => Err(format!("should give\n{expected}but gives\n{text}")),
        _ => Ok(()),
    }
}

#[test]
fn every_case_gives_its_codes_and_its_text() {
    let program = PROGRAM;
    let faults: Vec<String> = cases()
        .iter()
        .filter_map(|case| run(case, program).err().map(|fault| format!("{}: {fault}", case.path.display())))
        .collect();
    assert!(faults.is_empty(), "{} cases differ:\n\n{}", faults.len(), faults.join("\n\n"));
}

#[test]
fn the_site_that_cases_build_on_is_sound() {
    let program = PROGRAM;
    let mut files = BTreeMap::new();
    lay(&mut files, &read(folder().join("_site.txt")).sections);
    let (found, _) = (program.check)(files.into_iter().collect(), Language::Swedish);
    assert_eq!(found, [], "no finding");
}

#[test]
fn every_code_has_a_case_or_a_reason() {
    let cases = cases();
    let shown: Vec<&String> = cases.iter().flat_map(|case| &case.codes).collect();
    for problem in examples::examples() {
        let code = problem.code();
        let has_case = shown.contains(&&code.to_string());
        let has_reason = WITHOUT_CASE.iter().any(|(without, _)| *without == code.0);
        assert!(has_case != has_reason, "{code}: case {has_case}, reason for none {has_reason}");
    }
}

#[test]
fn every_case_names_its_codes_and_lays_files() {
    for case in cases() {
        assert!(!case.codes.is_empty(), "{}: no codes in the first line", case.path.display());
        assert!(!case.sections.is_empty(), "{}: no files", case.path.display());
        assert!(!site(&case).is_empty());
    }
}

/// Two branches may both take the next number.
#[test]
fn no_two_problems_share_a_code() {
    let mut names: BTreeMap<u16, String> = BTreeMap::new();
    for problem in examples::examples() {
        let all = format!("{problem:?}");
        let name = all.split([' ', ',', '{']).next().unwrap_or_default().trim_end_matches(')').to_owned();
        let first = names.entry(problem.code().0).or_insert_with(|| name.clone());
        assert_eq!(*first, name, "{}", problem.code());
    }
    assert!(names.len() > 100, "{}", names.len());
}
