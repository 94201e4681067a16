//! What findings look like, with made-up findings and sources: whole texts in both languages, lines and
//! columns, JSON, marks. `UPDATE_GOLDEN=1` writes the expected texts anew; read them before they are kept.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

use insyn::diagnostic::words::Language;
use insyn::diagnostic::{
    BodyProblem, Diagnostic, DomainProblem, FieldPath, IdKind, Part, Place, Problem, PublishProblem,
    SourceProblem, SurveyProblem, YamlProblem,
};
use insyn::report::{self, Format, Reporter};
use insyn::source::{FileId, SourceFile, SourceKind, Sources, Span};

const SECRET: &str = "Maja Ek, 19121212-1212";

fn sources() -> Sources {
    let long = format!(
        "{}här står [den](raport:x) i ett långt stycke. {}",
        "Orden går. ".repeat(240),
        "Och går. ".repeat(240)
    );
    let report = format!(
        "---\ntitel: Återföring\nnämnd: nämnd-å\nåtgärder:\n  - {{id: ett, text: \"🦊 räv\"}}\n{}  - {{id: ett, text: b}}\n---\n\n#### För djupt\n\n\
         Här [[maskad: {SECRET}]] står [en länk](raport:å) efter.\n\n:::maskad {{grund=\"OSL 26:1\"}}\n{SECRET}\n:::\n\n\tIndrag [^x] e\u{301} 漢字 [^y].\n\n\
         Vänd \u{202e}text \u{1b}[31m![](b.png)\n\n{long}\n\n[[maskad: {SECRET}\n{SECRET}\n",
        "  - {id: annan, text: c}\n".repeat(8),
    );
    let file = |path: &str, kind, text: String| SourceFile {
        path: path.into(),
        kind,
        text: text.into(),
        readable: true,
    };
    Sources {
        files: vec![
            file("forskolenamnden/2023/a.md", SourceKind::Report, report),
            file(
                "register/organisationer.yaml",
                SourceKind::Organisations,
                "organisationer:\n  - id: ett\n".into(),
            ),
            file("register/tom.yaml", SourceKind::Scales, String::new()),
        ],
        assets: Vec::new(),
    }
}

/// Finds the last key of a path as text: enough for these made-up files.
fn locate(file: &SourceFile, path: &FieldPath, _: Part) -> Option<Span> {
    let insyn::diagnostic::Step::Key(key) = path.0.last()? else { return None };
    file.text.get().find(key.as_str()).map(|at| Span::new(at, at + key.len()))
}

fn at(sources: &Sources, needle: &str) -> Place {
    let start = sources.files[0].text.get().find(needle).unwrap();
    Place::Bytes(FileId(0), Span::new(start, start + needle.len()))
}

fn last(sources: &Sources, needle: &str) -> Place {
    let start = sources.files[0].text.get().rfind(needle).unwrap();
    Place::Bytes(FileId(0), Span::new(start, start + needle.len()))
}

fn found(sources: &Sources) -> Vec<Diagnostic> {
    let duplicate = DomainProblem::DuplicateId { kind: IdKind::Improvement, id: "ett".into() };
    let unclosed = last(sources, "[[maskad:");
    let unclosed = match unclosed {
        Place::Bytes(file, span) => {
            Place::Bytes(file, Span::new(span.start as usize, span.start as usize + 40))
        }
        other => other,
    };
    vec![
        Diagnostic::new(
            DomainProblem::UnknownId {
                kind: IdKind::Committee,
                id: "nämnd-å".into(),
                suggestion: Some("namnd-a".into()),
            },
            at(sources, "nämnd-å"),
        ),
        Diagnostic::new(duplicate, last(sources, "ett, text: b"))
            .related(at(sources, "ett, text: \"🦊"))
            .related(Place::key(FileId(1), FieldPath::root().to("id"))),
        Diagnostic::new(BodyProblem::HeadingJump { from: 2, to: 4 }, at(sources, "#### För djupt")),
        Diagnostic::new(
            BodyProblem::UnknownScheme { scheme: "raport".into(), suggestion: Some("rapport") },
            at(sources, "raport:å"),
        ),
        Diagnostic::new(BodyProblem::UndefinedFootnote { label: "x".into() }, at(sources, "[^x]")),
        Diagnostic::new(BodyProblem::UndefinedFootnote { label: "y".into() }, at(sources, "[^y]")),
        Diagnostic::new(BodyProblem::NoAlternativeText, at(sources, "![](b.png)")),
        Diagnostic::new(
            BodyProblem::UnknownScheme { scheme: "raport".into(), suggestion: Some("rapport") },
            at(sources, "raport:x"),
        ),
        Diagnostic::new(BodyProblem::UnclosedMask, unclosed),
        Diagnostic::new(
            YamlProblem::MissingKey { key: "år" },
            Place::key(FileId(0), FieldPath::root().to("finns inte")),
        ),
        Diagnostic::new(
            SourceProblem::NotUtf8 { byte: 0xe5, offset: 1203, windows_1252: Some('å') },
            Place::File(FileId(2)),
        ),
        Diagnostic::new(DomainProblem::UnnamedAsset, Place::Path("forskolenamnden/2023/b/bild.png".into())),
        Diagnostic::new(SurveyProblem::ImpossibleMean, at(sources, "titel: Återföring")),
        Diagnostic::new(SurveyProblem::ImpossibleMean, at(sources, "titel: Återföring")),
        Diagnostic::new(PublishProblem::Busy, Place::Run),
    ]
}

fn told(format: Format, language: Language) -> String {
    let sources = sources();
    let reporter = Reporter {
        sources: &sources,
        locate: &locate,
        format,
        language,
        colour: false,
        strict: false,
        width: 100,
    };
    let found = found(&sources);
    match format {
        Format::Json => reporter.render(&found),
        _ => reporter.render(&found) + &reporter.summary(&found) + "\n",
    }
}

fn golden(name: &str, made: &str) {
    let path = format!("{}/tests/report/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, made).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(expected == made, "{name} differs; got:\n{made}");
}

#[test]
fn the_text_is_as_expected_in_both_languages() {
    golden("text.sv.txt", &told(Format::Text, Language::Swedish));
    golden("text.en.txt", &told(Format::Text, Language::English));
}

#[test]
fn the_short_form_is_a_line_each() {
    golden("short.sv.txt", &told(Format::Short, Language::Swedish));
    golden("short.en.txt", &told(Format::Short, Language::English));
}

#[test]
fn the_json_is_one_array_with_places_in_bytes_and_characters() {
    let made = told(Format::Json, Language::Swedish);
    golden("report.json", &made);
    let read: serde_json::Value = serde_json::from_str(&made).unwrap();
    let entries = read.as_array().unwrap();
    assert_eq!(entries.len(), 14, "one of two equal findings is left");
    let sources = sources();
    for entry in entries.iter().filter(|entry| entry["title"].as_str().unwrap().contains("raport")) {
        let bytes = |key: &str| usize::try_from(entry[key].as_u64().unwrap()).unwrap();
        let text = &sources.files[0].text.get()[bytes("byteStart")..bytes("byteEnd")];
        assert!(text.starts_with("raport:"), "{text}");
        let columns = entry["endColumn"].as_u64().unwrap() - entry["column"].as_u64().unwrap();
        assert_eq!(columns, text.chars().count() as u64);
    }
}

#[test]
fn masked_text_is_in_no_format_and_no_language() {
    for format in [Format::Text, Format::Short, Format::Json] {
        for language in [Language::Swedish, Language::English] {
            let made = told(format, language);
            for part in ["Maja", "Ek,", "1912", "1212"] {
                assert!(!made.contains(part), "{format:?} {language:?} shows {part}:\n{made}");
            }
        }
    }
}

#[test]
fn nothing_that_a_terminal_acts_upon_gets_out() {
    let made = told(Format::Text, Language::Swedish) + &told(Format::Short, Language::Swedish);
    assert!(!made.contains(['\u{1b}', '\u{202e}', '\t']), "{made}");
}

#[test]
fn colour_is_there_only_when_asked_for() {
    let sources = sources();
    let mut reporter = Reporter {
        sources: &sources,
        locate: &locate,
        format: Format::Text,
        language: Language::Swedish,
        colour: true,
        strict: false,
        width: report::DEFAULT_WIDTH,
    };
    assert!(reporter.render(&found(&sources)).contains("\u{1b}["));
    reporter.format = Format::Short;
    assert!(!reporter.render(&found(&sources)).contains("\u{1b}["));
}

#[test]
fn strict_tells_warnings_as_errors_and_the_closing_line_counts_them() {
    let sources = sources();
    let mut reporter = Reporter {
        sources: &sources,
        locate: &locate,
        format: Format::Short,
        language: Language::Swedish,
        colour: false,
        strict: false,
        width: report::DEFAULT_WIDTH,
    };
    let found = vec![Diagnostic::new(BodyProblem::NoAlternativeText, at(&sources, "![](b.png)"))];
    assert_eq!(reporter.summary(&found), "1 varning i 1 fil.");
    reporter.strict = true;
    assert_eq!(reporter.summary(&found), "1 fel i 1 fil.");
    assert!(reporter.render(&found).contains(": fel[I321]: "));
    assert_eq!(reporter.summary(&[]), "Inga fel.");
    reporter.language = Language::English;
    assert_eq!(reporter.summary(&found), "1 error in 1 file.");
    let mut two = found.clone();
    two.push(Diagnostic::new(SourceProblem::Utf16, Place::File(FileId(2))));
    reporter.strict = false;
    assert_eq!(reporter.summary(&two), "1 error and 1 warning in 2 files.");
    assert_eq!(reporter.summary(&[]), "No errors.");
}

fn warning_in(text: &str) -> (Sources, Diagnostic) {
    let start = text.find("![](").unwrap();
    let file = SourceFile {
        path: "n/2023/a.md".into(),
        kind: SourceKind::Report,
        text: text.into(),
        readable: true,
    };
    let place = Place::Bytes(FileId(0), Span::new(start, start + 4));
    (
        Sources { files: vec![file], assets: Vec::new() },
        Diagnostic::new(BodyProblem::NoAlternativeText, place),
    )
}

fn mark(text: &str) -> String {
    let (sources, warning) = warning_in(text);
    report::hash(&warning, &sources, &locate).unwrap()
}

#[test]
fn a_mark_outlives_edits_elsewhere_but_not_of_its_line() {
    let first = mark("Rad.\n\n  Se ![](b.png) nu.\n");
    assert!(first.len() == 10 && first.bytes().all(|b| b.is_ascii_hexdigit()), "{first}");
    assert_eq!(first, mark("En rad till.\n\nRad.\n\nSe ![](b.png) nu.\n"));
    assert_ne!(first, mark("Rad.\n\nSe ![](c.png) nu.\n"));
    assert_eq!(mark("[[maskad: abc]] ![](b.png)"), mark("[[maskad: xyz]] ![](b.png)"));
}

#[test]
fn a_confirmed_warning_is_gone_and_a_spent_mark_is_told() {
    let (sources, warning) = warning_in("Se ![](b.png)");
    let mark = report::hash(&warning, &sources, &locate).unwrap();
    let confirmed = [(FileId(0), vec![mark, "0000000000".into()])];
    let error = Diagnostic::new(BodyProblem::EmptyHeading, Place::File(FileId(0)));
    let left = report::confirm(vec![warning.clone(), error.clone()], &sources, &locate, &confirmed);
    assert_eq!(left.len(), 2);
    assert_eq!(left[0], error);
    assert_eq!(
        left[1],
        Diagnostic::new(
            DomainProblem::SpentConfirmation { hash: "0000000000".into() },
            Place::value(FileId(0), FieldPath::root().to("bekräftat").to(1)),
        )
    );
    assert!(report::hash(&left[1], &sources, &locate).is_none(), "a spent mark can't be confirmed");
    assert!(report::hash(&error, &sources, &locate).is_none(), "nor can an error");
    assert_eq!(report::confirm(vec![warning.clone()], &sources, &locate, &[]), vec![warning]);
}

#[test]
fn a_file_beside_a_report_is_confirmed_by_that_report_only() {
    let file = |path: &str| SourceFile {
        path: path.into(),
        kind: SourceKind::Report,
        text: "---\n".into(),
        readable: true,
    };
    let sources =
        Sources { files: vec![file("n/2023/a/index.md"), file("n/2023/b/index.md")], assets: Vec::new() };
    let warning = Diagnostic::new(DomainProblem::UnnamedAsset, Place::Path("n/2023/a/bild.png".into()));
    let mark = report::hash(&warning, &sources, &locate).unwrap();
    let by = |file| {
        report::confirm(vec![warning.clone()], &sources, &locate, &[(FileId(file), vec![mark.clone()])])
    };
    assert!(by(0).is_empty());
    assert!(by(1).contains(&warning));
    assert!(
        by(1)
            .iter()
            .any(|left| matches!(left.problem, Problem::Domain(DomainProblem::SpentConfirmation { .. })))
    );
}
