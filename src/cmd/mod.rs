//! The commands, one a file, and what they share: reading content, printing findings, exit codes.
//! With `main` the only place that prints.

pub mod build;
pub mod check;
mod chromium;
mod documents;
mod editions;
mod input;
pub mod links;
pub mod picture;
pub mod protect;
mod publication;
pub mod redirect;
pub mod scan;
pub mod serve;
pub mod server_config;
mod timings;
mod unchanged;
pub mod verify;
mod warm;
mod write;

use std::io::{IsTerminal as _, Write as _};

use crate::beside::released;
use crate::calendar;
use crate::cli::{ContentArgs, FormatArg, LanguageArg, ScanArgs};
use crate::compile::{Compiled, KeptFindings, Purpose, Stage, compile_parsed, locate, parse_for};
use crate::diagnostic::words::Language;
use crate::diagnostic::{
    Diagnostic, Outcome, Place, PrintProblem, Problem, ProtectionProblem, PublishProblem, Severity,
    SourceProblem,
};
use crate::digest::Digest;
use crate::disclosure::ledger::Account;
use crate::discover::{Texts, discover_after, discover_theme};
use crate::model::date::Day;
use crate::number::swedish_count;
use crate::parallel::Threads;
use crate::report::{DEFAULT_WIDTH, Format, Reporter};
use crate::resolve::Selection;
use crate::source::Sources;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// All went well.
    Fine,
    /// The content has errors.
    Content,
    /// Wrong usage, or input and output failed.
    Usage,
    /// The output gate found something that must not leave.
    Gate,
    /// What is printed already gives a small group away, whatever is hidden.
    Unprotectable,
}

impl Exit {
    /// The code that the system is given.
    pub const fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Content => 1,
            Self::Usage => 2,
            Self::Gate => 3,
            Self::Unprotectable => 4,
        }
    }
}

/// Everything that was read, with its findings.
struct Read {
    sources: Sources,
    compiled: Option<Compiled>,
    /// What is hidden and why.
    account: Option<Account>,
    diagnostics: Vec<Diagnostic>,
}

impl Read {
    /// Nothing could be read.
    fn nothing(diagnostics: Vec<Diagnostic>) -> Self {
        Self { sources: Sources::default(), compiled: None, account: None, diagnostics }
    }
}

/// What was read of the content folder, before it is compiled.
struct Gathered {
    sources: Sources,
    today: Day,
    diagnostics: Vec<Diagnostic>,
}

/// What one reading leaves for the next.
#[derive(Default)]
struct Memory {
    texts: Texts,
    earlier: KeptFindings,
    /// What was told last.
    told: Option<Vec<Diagnostic>>,
}

/// Reads and compiles the content folder; `begins` is told of each stage after the reading.
fn read(arguments: &ContentArgs, drafts: bool, begins: impl FnMut(Stage)) -> Read {
    read_with(arguments, (drafts, Purpose::Show), &mut Memory::default(), |_| {}, begins)
}

/// The same after an earlier reading.
fn read_again(arguments: &ContentArgs, drafts: bool, memory: &mut Memory) -> Read {
    read_with(arguments, (drafts, Purpose::Show), memory, |_| {}, |_| {})
}

/// Compiles what was gathered and is published, after an earlier reading; `papers`: with each report printed to PDF. `theme_files`
/// reads the theme's folder.
fn compile_published(
    gathered: Gathered,
    arguments: &ContentArgs,
    papers: bool,
    earlier: &mut KeptFindings,
    theme_files: impl FnOnce(&str) -> Outcome<Vec<(String, Vec<u8>)>>,
    begins: impl FnMut(Stage),
) -> Read {
    let purpose = (false, Purpose::Publish { papers });
    compile_gathered(gathered, arguments, purpose, earlier, theme_files, begins)
}

/// Reads and compiles what is published; `papers`: with each report printed to PDF.
fn read_published(arguments: &ContentArgs, papers: bool, begins: impl FnMut(Stage)) -> Read {
    read_with(arguments, (false, Purpose::Publish { papers }), &mut Memory::default(), |_| {}, begins)
}

/// The same, with sources that are other than on the disk.
fn read_amended(
    arguments: &ContentArgs,
    drafts: bool,
    amend: impl FnOnce(&mut Sources),
    begins: impl FnMut(Stage),
) -> Read {
    read_with(arguments, (drafts, Purpose::Show), &mut Memory::default(), amend, begins)
}

fn read_with(
    arguments: &ContentArgs,
    purpose: (bool, Purpose),
    memory: &mut Memory,
    amend: impl FnOnce(&mut Sources),
    begins: impl FnMut(Stage),
) -> Read {
    let mut gathered = match gather(arguments, &mut memory.texts) {
        Ok(gathered) => gathered,
        Err(diagnostics) => return Read::nothing(diagnostics),
    };
    amend(&mut gathered.sources);
    let theme_files = |folder: &str| discover_theme(&arguments.content, folder);
    compile_gathered(gathered, arguments, purpose, &mut memory.earlier, theme_files, begins)
}

/// Reads the content folder; else why it can't be.
fn gather(arguments: &ContentArgs, texts: &mut Texts) -> Result<Gathered, Vec<Diagnostic>> {
    let mut diagnostics = Vec::new();
    let today = today(arguments).map_err(|problem| vec![Diagnostic::new(problem, Place::Run)])?;
    match discover_after(&arguments.content, texts).into_value(&mut diagnostics) {
        Some(sources) => Ok(Gathered { sources, today, diagnostics }),
        None => Err(diagnostics),
    }
}

fn compile_gathered(
    Gathered { sources, today, mut diagnostics }: Gathered,
    arguments: &ContentArgs,
    (drafts, purpose): (bool, Purpose),
    earlier: &mut KeptFindings,
    theme_files: impl FnOnce(&str) -> Outcome<Vec<(String, Vec<u8>)>>,
    mut begins: impl FnMut(Stage),
) -> Read {
    let selection = Selection { drafts, today };
    begins(Stage::Parse);
    let parsed = parse_for(&sources, earlier);
    let has_faults = |id| parsed.diagnostics.iter().any(|one| one.place.file() == Some(id));
    // Those lists grow with the archive, and all that they say has been taken up.
    let sources = sources.only(|id, file| !file.kind.is_written_by_program() || has_faults(id));
    let (Outcome { value, diagnostics: found }, account) = compile_parsed(
        parsed,
        &sources,
        (selection, purpose),
        earlier,
        theme_files,
        |beside| released(&arguments.content, beside).ok().map(|released| released.text),
        begins,
    );
    diagnostics.extend(found);
    let compiled = value.filter(|_| !stops(&diagnostics, arguments.strict));
    Read { sources, compiled, account, diagnostics }
}

fn today(arguments: &ContentArgs) -> Result<Day, PublishProblem> {
    let wrong = |written: &str| PublishProblem::BadDate { written: written.to_owned() };
    match &arguments.date {
        Some(written) => Day::read(written).ok_or_else(|| wrong(written)),
        None => calendar::today_in_sweden().ok_or_else(|| wrong("")),
    }
}

/// Whether these findings keep anything from being published.
fn stops(diagnostics: &[Diagnostic], strict: bool) -> bool {
    diagnostics.iter().any(|one| strict || one.severity() == Severity::Error)
}

/// The exit code that findings call for.
fn exit_of(diagnostics: &[Diagnostic], strict: bool) -> Exit {
    let usage = |one: &Diagnostic| {
        matches!(
            one.problem,
            Problem::Publish(_)
                | Problem::Print(
                    PrintProblem::NoBrowser { .. }
                        | PrintProblem::Failed { .. }
                        | PrintProblem::Hung { .. }
                        | PrintProblem::NoSuchChart { .. }
                        | PrintProblem::NoPicture { .. }
                )
                | Problem::Source(SourceProblem::NoContentFolder { .. } | SourceProblem::Unreadable { .. })
        ) && !matches!(one.problem, Problem::Publish(PublishProblem::Theme { .. }))
    };
    let unprotectable = |one: &Diagnostic| {
        matches!(one.problem, Problem::Protection(ProtectionProblem::Unprotectable { .. }))
    };
    let held = |one: &Diagnostic| matches!(one.problem, Problem::Gate(_));
    if diagnostics.iter().any(held) {
        Exit::Gate
    } else if diagnostics.iter().any(usage) {
        Exit::Usage
    } else if diagnostics.iter().any(unprotectable) {
        Exit::Unprotectable
    } else if stops(diagnostics, strict) {
        Exit::Content
    } else {
        Exit::Fine
    }
}

/// How findings are told: what the commands that tell any have in common.
#[derive(Clone, Copy, Debug)]
struct Telling {
    format: FormatArg,
    strict: bool,
    lang: Option<LanguageArg>,
}

impl From<&ContentArgs> for Telling {
    fn from(arguments: &ContentArgs) -> Self {
        Self { format: arguments.format, strict: arguments.strict, lang: arguments.lang }
    }
}

impl From<&ScanArgs> for Telling {
    fn from(arguments: &ScanArgs) -> Self {
        Self { format: arguments.format, strict: arguments.strict, lang: arguments.lang }
    }
}

fn language(telling: impl Into<Telling>) -> Language {
    match telling.into().lang {
        Some(LanguageArg::En) => Language::English,
        Some(LanguageArg::Sv) | None => Language::Swedish,
    }
}

fn reporter(telling: impl Into<Telling>, sources: &Sources, colour: bool) -> Reporter<'_> {
    let telling = telling.into();
    Reporter {
        sources,
        locate: &locate,
        format: match telling.format {
            FormatArg::Text => Format::Text,
            FormatArg::Short => Format::Short,
            FormatArg::Json => Format::Json,
        },
        language: language(telling),
        colour,
        strict: telling.strict,
        width: terminal_width(),
    }
}

fn terminal_width() -> usize {
    std::env::var("COLUMNS").ok().and_then(|width| width.parse().ok()).unwrap_or(DEFAULT_WIDTH)
}

fn wants_colour() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Findings as they are printed; of none programs are told too.
fn worded(telling: impl Into<Telling>, sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let telling = telling.into();
    let reporter = reporter(telling, sources, wants_colour());
    if telling.format == FormatArg::Json {
        reporter.render(diagnostics)
    } else if diagnostics.is_empty() {
        String::new()
    } else {
        let all = reporter.render(diagnostics);
        format!("{}\n{}", all.trim_end_matches('\n'), reporter.summary(diagnostics))
    }
}

/// All that decides how findings are worded, beside what they are and the sources.
fn manner(arguments: &ContentArgs) -> Digest {
    let telling = Telling::from(arguments);
    // Places in the theme are told by their whole paths.
    let all = (telling, wants_colour(), terminal_width(), &arguments.content);
    Digest::of(format!("{all:?}").as_bytes())
}

/// Prints findings: for people on standard error, for programs on standard output.
fn print_findings(telling: impl Into<Telling>, sources: &Sources, diagnostics: &[Diagnostic]) {
    let telling = telling.into();
    print_worded(telling, &worded(telling, sources, diagnostics));
}

fn print_worded(telling: impl Into<Telling>, words: &str) {
    if telling.into().format == FormatArg::Json {
        say(words);
    } else if !words.is_empty() {
        tell(words);
    }
}

/// A thing that is counted: one and many in Swedish, one and many in English.
type Noun = [&'static str; 4];

const REPORTS: Noun = ["rapport", "rapporter", "report", "reports"];
const FILES: Noun = ["fil", "filer", "file", "files"];
const PAGES: Noun = ["sida", "sidor", "page", "pages"];

fn counted(number: usize, [one_sv, many_sv, one_en, many_en]: &Noun, language: Language) -> String {
    let word = match (language, number) {
        (Language::Swedish, 1) => one_sv,
        (Language::Swedish, _) => many_sv,
        (Language::English, 1) => one_en,
        (Language::English, _) => many_en,
    };
    format!("{} {word}", swedish_count(number as u64))
}

/// A line on standard output. A reader that has gone away is no fault of ours.
fn say(line: &str) {
    drop(writeln!(std::io::stdout(), "{}", line.trim_end_matches('\n')));
}

/// Says on standard error why a command line can't be understood.
pub fn complain(words: &str) {
    tell(words);
}

/// A line on standard error.
fn tell(line: &str) {
    drop(writeln!(std::io::stderr(), "{}", line.trim_end_matches('\n')));
}

/// Runs a command with the threads that were asked for.
fn with_threads(arguments: &ContentArgs, run: impl FnOnce() -> Exit + Send) -> Exit {
    match Threads::new(usize::from(arguments.threads)) {
        Ok(threads) => threads.run(run),
        Err(reason) => {
            let problem = PublishProblem::InputOutput { path: String::new(), reason };
            print_findings(arguments, &Sources::default(), &[Diagnostic::new(problem, Place::Run)]);
            Exit::Usage
        }
    }
}
