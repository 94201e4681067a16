//! The stages in their order, from sources to a planned site with its findings. Owns the order and what
//! becomes of drafts and confirmed warnings; does no stage's work.

use crate::across::{InTexts, across_after};
use crate::diagnostic::{
    Diagnostic, DomainProblem, FieldPath, Outcome, Part, Place, Problem, YamlProblem, has_errors,
};
use crate::disclosure::gate::{Gate, Unmasked};
use crate::disclosure::ledger::{Account, Watched, undeclared};
use crate::disclosure::suppress::Verdicts;
use crate::disclosure::watch::{Watch, is_beside};
use crate::disclosure::{Disclosed, Published, disclose_after};
use crate::discover::from_memory;
use crate::kept::ByText;
use crate::model::report::Status;
use crate::parallel;
use crate::parse::decode::already_told;
use crate::parse::front_matter::{front_matter, locate_in_file};
use crate::parse::{AtRest, Documents, Parsed, lock, mask, parse_after};
use crate::plan::{Beside, Page, PageKind, plan_with};
use crate::render::{Theme, own_texts};
use crate::report::confirm;
use crate::resolve::{Selection, resolve};
use crate::source::{FileId, SourceFile, Sources, Span};
use crate::squeezed::SqueezedPieces;

/// A site that can be rendered.
pub struct Compiled {
    /// What may be shown.
    pub published: Published,
    /// Its pages.
    pub pages: Vec<Page>,
    /// Its theme.
    pub theme: Theme,
    /// What reads each finished file before it may leave.
    pub gate: Gate,
    lock: Option<SqueezedPieces>,
    /// That text has all that stood there before, as it was.
    pub lock_only_adds: bool,
}

impl Compiled {
    /// The text of `svar.lock` once the site is published; `None` where it stands so already, and for [`Purpose::Show`].
    pub fn lock(&self) -> Option<String> {
        self.lock.as_ref().map(SqueezedPieces::text)
    }
}

/// What an earlier reading of the same content found, so that this one needn't seek it again: who reads again and again keeps
/// one. What is found is the same as without.
#[derive(Default)]
pub struct KeptFindings {
    /// `None` where nothing is kept.
    documents: Option<Documents>,
    /// What an earlier run of the program read, where that is known.
    at_rest: Option<AtRest>,
    verdicts: Verdicts,
    /// What texts tell beside their facts, and of whom that was asked.
    undeclared: ByText<(Watched, Vec<Diagnostic>)>,
    across: InTexts,
    unmasked: Unmasked,
}

impl KeptFindings {
    /// Nothing yet; keeps what is read.
    pub fn keeping() -> Self {
        Self { documents: Some(Documents::default()), ..Self::default() }
    }

    /// What an earlier run of the program read.
    pub fn at_rest(at_rest: AtRest) -> Self {
        Self { at_rest: Some(at_rest), ..Self::default() }
    }

    /// The same, with what was read since.
    pub fn into_at_rest(self) -> Option<AtRest> {
        self.at_rest
    }
}

/// What a site is compiled for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be looked at; nothing is kept of what it shows.
    Show,
    /// To be published; with each report printed to PDF, or not.
    Publish {
        /// Printed too.
        papers: bool,
    },
}

/// A stage on the way, as it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// YAML to records and Markdown to trees; then the guard over what they hold.
    Parse,
    /// Ids are looked up and figures checked.
    Resolve,
    /// What must be hidden is found.
    Disclose,
    /// Pages get their addresses.
    Plan,
    /// The texts of appendices are read, and the output gate and the theme are made.
    Gate,
}

/// Takes sources through every stage before rendering. The value is there only when no error was found.
///
/// `theme_files` reads the folder that `tema:` names, below the content folder. Files beside reports count as empty.
pub fn compile(
    sources: &Sources,
    selection: Selection,
    theme_files: impl FnOnce(&str) -> Outcome<Vec<(String, Vec<u8>)>>,
) -> Outcome<Compiled> {
    compile_whole(sources, selection, theme_files, |_| Some(String::new()), |_| {}).0
}

/// The same with the appendices' texts, and with the editor's account of what is hidden: it is there also where
/// something can't be protected.
///
/// `appendix_text` gives what can be read in a file beside a report once it is made anew; nothing where it can't
/// be made, of which whoever makes it for the site tells. `begins` is told of each stage.
pub fn compile_whole(
    sources: &Sources,
    selection: Selection,
    theme_files: impl FnOnce(&str) -> Outcome<Vec<(String, Vec<u8>)>>,
    appendix_text: impl Fn(&Beside) -> Option<String> + Sync,
    begins: impl FnMut(Stage),
) -> (Outcome<Compiled>, Option<Account>) {
    let purpose = (selection, Purpose::Publish { papers: false });
    compile_for(sources, purpose, &mut KeptFindings::default(), theme_files, appendix_text, begins)
}

/// The same for a purpose, after an earlier reading.
pub fn compile_for(
    sources: &Sources,
    (selection, purpose): (Selection, Purpose),
    earlier: &mut KeptFindings,
    theme_files: impl FnOnce(&str) -> Outcome<Vec<(String, Vec<u8>)>>,
    appendix_text: impl Fn(&Beside) -> Option<String> + Sync,
    mut begins: impl FnMut(Stage),
) -> (Outcome<Compiled>, Option<Account>) {
    begins(Stage::Parse);
    let parsed = parse_for(sources, earlier);
    compile_parsed(parsed, sources, (selection, purpose), earlier, theme_files, appendix_text, begins)
}

/// The first stage by itself, after an earlier reading.
pub fn parse_for(sources: &Sources, earlier: &mut KeptFindings) -> Outcome<Parsed> {
    let parsed = parse_after(sources, earlier.documents.as_mut(), earlier.at_rest.as_ref());
    if let Some(at_rest) = &mut earlier.at_rest {
        at_rest.all_read();
    }
    parsed
}

/// All stages after the first. Of lists that the program writes itself only those need their texts still in which something was found.
pub fn compile_parsed(
    parsed: Outcome<Parsed>,
    sources: &Sources,
    (selection, purpose): (Selection, Purpose),
    earlier: &mut KeptFindings,
    theme_files: impl FnOnce(&str) -> Outcome<Vec<(String, Vec<u8>)>>,
    appendix_text: impl Fn(&Beside) -> Option<String> + Sync,
    mut begins: impl FnMut(Stage),
) -> (Outcome<Compiled>, Option<Account>) {
    let mut found = Vec::new();
    let Some(mut parsed) = parsed.into_value(&mut found) else {
        return (Outcome { value: None, diagnostics: found }, None);
    };
    let (mut watch, personal) = Watch::over(&mut parsed, sources);
    found.extend(personal);
    let confirmed = confirmations(&parsed);
    let drafts = drafts(&parsed);
    let overrides = match parsed.site.as_ref().and_then(|(_, site)| site.theme.as_deref()) {
        Some(folder) => theme_files(folder).into_value(&mut found).unwrap_or_default(),
        None => Vec::new(),
    };
    let mut meant = Vec::new();
    begins(Stage::Resolve);
    let model = resolve(parsed, sources, selection).into_value(&mut meant);
    meant.retain(|diagnostic| !is_consequence(diagnostic, &found));
    found.append(&mut meant);
    begins(Stage::Disclose);
    let is_published = purpose != Purpose::Show;
    let disclosed =
        model.and_then(|model| disclose_after(model, &earlier.verdicts, is_published).into_value(&mut found));
    let mut account = None;
    let planned = disclosed.and_then(|disclosed| {
        let Disclosed { published, withheld, account: told, watched, printed } = disclosed;
        let lock = printed.map(|news| {
            let mut text = SqueezedPieces::default();
            lock::write(&news.cells, |line| text.push(line));
            (text, news.only_adds)
        });
        account = Some(told);
        found.extend(look_through(watched, sources, earlier));
        let texts = earlier.documents.is_some().then_some(&mut earlier.across);
        found.extend(across_after(&published, sources, selection.today, texts));
        begins(Stage::Plan);
        let pages =
            plan_with(&published, purpose == Purpose::Publish { papers: true }).into_value(&mut found)?;
        Some((published, pages, withheld, lock))
    });
    begins(Stage::Gate);
    let unread = match &planned {
        Some((_, pages, ..)) => look_at_appendices(pages, &appendix_text, &mut watch, &mut found),
        None => true,
    };
    let (allowed, spent) = watch.finish();
    // What stands in a file that couldn't be read may be what an entry allows.
    found.extend(spent.into_iter().filter(|_| !unread));
    // A draft isn't built: what it lacks may not keep the rest from being published.
    let is_told = |one: &Diagnostic| {
        selection.drafts || !drafts.iter().any(|draft| concerns(&one.place, *draft, sources))
    };
    found.retain(is_told);
    // Only sound sources say what is secret: a mask that never ends hides all that follows.
    let planned =
        planned.filter(|_| !has_errors(&found)).and_then(|(published, pages, mut secrets, lock)| {
            secrets.add_masked(sources, earlier.documents.is_some().then_some(&mut earlier.unmasked));
            let gate = Gate::new(&secrets, allowed, sources, &published, &own_texts());
            Some((published, pages, gate.into_value(&mut found)?, lock))
        });
    found.retain(is_told);
    let mut found = confirm(found, sources, &locate, &confirmed);
    let theme = match Theme::new(overrides) {
        Ok(theme) => Some(theme),
        Err(problem) => {
            found.push(Diagnostic::new(problem, Place::Run));
            None
        }
    };
    let value = planned.zip(theme).filter(|_| !has_errors(&found));
    let value = value.map(|((published, pages, gate, lock), theme)| {
        let lock_only_adds = lock.as_ref().is_none_or(|(_, only_adds)| *only_adds);
        let lock = lock.map(|(text, _)| text);
        Compiled { published, pages, theme, gate, lock, lock_only_adds }
    });
    (Outcome { value, diagnostics: found }, account)
}

/// Looks for personal data in the texts of appendices; whether any couldn't be read.
fn look_at_appendices(
    pages: &[Page],
    text: impl Fn(&Beside) -> Option<String> + Sync,
    watch: &mut Watch,
    found: &mut Vec<Diagnostic>,
) -> bool {
    let appendices: Vec<(FileId, &Beside)> = pages
        .iter()
        .filter_map(|page| match &page.kind {
            PageKind::File(beside) => Some((beside.place.file()?, beside)),
            _ => None,
        })
        .collect();
    let texts = parallel::map(&appendices, |(_, beside)| text(beside));
    let mut unread = false;
    for ((report, beside), text) in appendices.into_iter().zip(texts) {
        let Some(text) = text else {
            unread = true;
            continue;
        };
        found.extend(watch.appendix(report, &beside.place, &beside.name(), &text));
    }
    unread
}

/// What reports with protected values tell in their texts beside their facts.
fn look_through(watched: Vec<Watched>, sources: &Sources, earlier: &mut KeptFindings) -> Vec<Diagnostic> {
    let known = &earlier.undeclared;
    let told = parallel::map(&watched, |report| {
        let kept = known.of(report.file, sources).filter(|(asked, _)| asked == report);
        kept.map_or_else(|| beside_facts(report, sources), |(_, told)| told.clone())
    });
    if earlier.documents.is_some() {
        earlier.undeclared.only_of(sources);
        for (report, told) in watched.into_iter().zip(&told) {
            earlier.undeclared.keep(report.file, sources, (report, told.clone()));
        }
    }
    told.into_iter().flatten().collect()
}

/// What a report with protected values tells in its text beside its facts.
fn beside_facts(report: &Watched, sources: &Sources) -> Vec<Diagnostic> {
    let text = sources.file(report.file).text.get();
    let Ok(split) = front_matter(&text) else { return Vec::new() };
    undeclared(report, &text, split.body_offset, || mask::hidden(&text, split.body_offset))
}

/// Is a place in a report, or a file beside it?
fn concerns(place: &Place, report: FileId, sources: &Sources) -> bool {
    match place {
        Place::Path(path) => is_beside(path, &sources.file(report).path),
        _ => place.file() == Some(report),
    }
}

/// A value that couldn't be read is missing afterwards: that it is needs no message of its own.
fn is_consequence(diagnostic: &Diagnostic, told: &[Diagnostic]) -> bool {
    if let (Place::Bytes(file, block), Problem::Domain(DomainProblem::BlockWithout { .. })) =
        (&diagnostic.place, &diagnostic.problem)
    {
        let within = |span: &Span| block.start <= span.start && span.end <= block.end;
        return told
            .iter()
            .any(|one| matches!(&one.place, Place::Bytes(in_file, span) if in_file == file && within(span)));
    }
    let Place::Field(file, path, _) = &diagnostic.place else { return false };
    match diagnostic.problem {
        Problem::Domain(DomainProblem::ValueOrMissing) => already_told(told, *file, path),
        Problem::Yaml(YamlProblem::MissingKey { key: "beslut" })
        | Problem::Domain(DomainProblem::DecidedWithout { .. }) => {
            already_told(told, *file, &FieldPath::root().to("beslut"))
        }
        _ => false,
    }
}

/// Each file's `bekräftat:`.
fn confirmations(parsed: &Parsed) -> Vec<(FileId, Vec<String>)> {
    let reports =
        parsed.reports.iter().map(|one| (one.file, one.record.as_ref().map(|record| &record.confirmed)));
    let pages =
        parsed.pages.iter().map(|one| (one.file, one.record.as_ref().map(|record| &record.confirmed)));
    let site = parsed.site.iter().map(|(file, record)| (*file, Some(&record.confirmed)));
    let stated = site.chain(reports).chain(pages).filter_map(|(file, marks)| Some((file, marks?)));
    stated.filter(|(_, marks)| !marks.is_empty()).map(|(file, marks)| (file, marks.clone())).collect()
}

fn drafts(parsed: &Parsed) -> Vec<FileId> {
    let is_draft = |status| status == Status::Draft;
    let drafts =
        parsed.reports.iter().filter(|one| one.record.as_ref().is_some_and(|record| is_draft(record.status)));
    drafts.map(|one| one.file).collect()
}

/// Checks a site held in memory, as `insyn check` does a folder: every finding, and the sources that they
/// point into. For tests and for an editor's unsaved text; the theme's own files are not looked for.
pub fn check_memory(files: Vec<(String, Vec<u8>)>, selection: Selection) -> (Vec<Diagnostic>, Sources) {
    let mut found = Vec::new();
    let sources = from_memory(files).into_value(&mut found).unwrap_or_default();
    found.extend(compile(&sources, selection, |_| Outcome::fine(Vec::new())).diagnostics);
    (found, sources)
}

/// Where a place in YAML stands in its file: what the report asks for when something is wrong.
pub fn locate(file: &SourceFile, path: &FieldPath, part: Part) -> Option<Span> {
    locate_in_file(&file.text.get(), file.kind, path, part)
}
