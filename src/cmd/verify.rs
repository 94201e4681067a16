//! `insyn verify`: whether a published folder holds the bytes that its manifest names, and whether they are what these
//! sources give. Reads both folders and writes in neither. Owns the comparison with the sources; that with the manifest
//! is `publish`'s.

use std::collections::BTreeMap;
use std::path::Path;

use super::chromium::Chromium;
use super::{
    Exit, FILES, counted, exit_of, language, print_findings, read_published, say, tell, with_threads,
};
use crate::cli::{ContentArgs, FormatArg, VerifyArgs};
use crate::diagnostic::words::Language;
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::digest::Digest;
use crate::disclosure::gate::Cleared;
use crate::finish::{all_finished, finish, finish_edited, finish_paper, finish_theme};
use crate::parallel;
use crate::plan::PageKind;
use crate::publish::{Fault, Listed, MANIFEST, listed, verify};
use crate::render::Context;
use crate::source::Sources;

/// Something that isn't as it should be, and how it is told: in Swedish, in English.
type Told = (String, &'static str, &'static str);

/// Runs the command.
pub fn run(arguments: &VerifyArgs) -> Exit {
    let content = ContentArgs {
        content: arguments.source.clone().unwrap_or_default(),
        date: arguments.date.clone(),
        format: FormatArg::Text,
        strict: false,
        lang: arguments.lang,
        threads: arguments.threads,
    };
    with_threads(&content, || check(arguments, &content))
}

fn check(arguments: &VerifyArgs, content: &ContentArgs) -> Exit {
    let folder = &arguments.published;
    let (files, faults) = match listed(folder).and_then(|files| Ok((files, verify(folder)?))) {
        Ok(both) => both,
        Err(error) => {
            let problem = Problem::from(error);
            print_findings(content, &Sources::default(), &[Diagnostic::new(problem, Place::Run)]);
            return Exit::Usage;
        }
    };
    let (broken, foreign): (Vec<_>, Vec<_>) =
        faults.into_iter().partition(|fault| !matches!(fault, Fault::NotListed(_)));
    let mut told: Vec<Told> = broken.into_iter().map(of_fault).collect();
    if arguments.source.is_some() {
        match given(arguments, content) {
            Ok(given) => told.extend(against(&files, &given)),
            Err(exit) => return exit,
        }
    }
    let language = language(content);
    let word = |(path, sv, en): &Told| match language {
        Language::Swedish => format!("{path}: {sv}"),
        Language::English => format!("{path}: {en}"),
    };
    for one in &told {
        say(&word(one));
    }
    // What others have put there is theirs: told, but no fault of the site's.
    for one in foreign {
        tell(&word(&of_fault(one)));
    }
    if !told.is_empty() {
        return Exit::Content;
    }
    let files = counted(files.len(), &FILES, language);
    say(&match (language, &arguments.source) {
        (Language::Swedish, None) => format!("{files} stämmer med förteckningen {MANIFEST}."),
        (Language::Swedish, Some(source)) => {
            format!("{files} stämmer med förteckningen {MANIFEST} och är vad {} ger.", source.display())
        }
        (Language::English, None) => format!("{files} agree with the manifest {MANIFEST}."),
        (Language::English, Some(source)) => {
            format!("{files} agree with the manifest {MANIFEST} and are what {} gives.", source.display())
        }
    });
    Exit::Fine
}

fn of_fault(fault: Fault) -> Told {
    match fault {
        Fault::Missing(path) => (path, "saknas", "is missing"),
        Fault::Differs(path) => {
            (path, "har andra bytes än i förteckningen", "has other bytes than in the manifest")
        }
        Fault::NotListed(path) => {
            (path.display().to_string(), "står inte i förteckningen", "isn't in the manifest")
        }
    }
}

/// What the sources give: path, sum and size of each file. What would stop a build is printed, and ends the command.
fn given(command: &VerifyArgs, arguments: &ContentArgs) -> Result<BTreeMap<String, (Digest, u64)>, Exit> {
    let mut read = read_published(arguments, command.paper.pdf, |_| {});
    let stop = |read: &super::Read| {
        print_findings(arguments, &read.sources, &read.diagnostics);
        Err(exit_of(&read.diagnostics, arguments.strict))
    };
    let Some(compiled) = read.compiled.take() else { return stop(&read) };
    let context = Context::new(&compiled.published, &compiled.theme, &compiled.pages);
    let folder: &Path = &arguments.content;
    let sum =
        |file: &Cleared| (file.path().to_owned(), (Digest::of(file.bytes()), file.bytes().len() as u64));
    let theme = finish_theme(&compiled).map(|file| file.map(|file| (sum(&file), None)));
    let press = match command.paper.pdf.then(|| Chromium::find(command.paper.chromium.as_deref())).transpose()
    {
        Ok(press) => press,
        Err(problem) => {
            read.diagnostics.push(Diagnostic::new(problem, Place::Run));
            return stop(&read);
        }
    };
    let pages = parallel::map(&compiled.pages, |page| match &press {
        Some(press) if matches!(page.kind, PageKind::Paper(_)) => {
            finish_paper(page, &compiled, &context, folder, press).map(|file| (sum(&file), None))
        }
        _ => finish(page, &compiled, &context, folder).map(|finished| (sum(&finished.file), finished.now)),
    });
    let all = all_finished(theme.chain(pages)).and_then(|files| {
        let (mut files, now): (BTreeMap<_, _>, Vec<_>) = files.into_iter().unzip();
        let now: Vec<_> = now.into_iter().flatten().collect();
        files.extend(finish_edited(&compiled, context, folder, &now, |its| Ok(sum(&its.file))).made?);
        Ok(files)
    });
    all.or_else(|found| {
        read.diagnostics.extend(found);
        stop(&read)
    })
}

/// How what was published differs from what the sources give, in the order of the paths.
fn against(published: &[Listed], given: &BTreeMap<String, (Digest, u64)>) -> Vec<Told> {
    let published: BTreeMap<&str, (Digest, u64)> =
        published.iter().map(|file| (&*file.path, (file.digest, file.size))).collect();
    let mut told = Vec::new();
    for (path, its) in &published {
        match given.get(*path) {
            None => {
                told.push(((*path).to_owned(), "kommer inte ur källorna", "doesn't come from the sources"));
            }
            Some(other) if other != its => {
                told.push(((*path).to_owned(), "är inte vad källorna ger", "isn't what the sources give"));
            }
            Some(_) => {}
        }
    }
    let more = given.keys().filter(|path| !published.contains_key(path.as_str()));
    told.extend(more.map(|path| {
        (path.clone(), "är inte publicerad, men källorna ger den", "isn't published, but the sources give it")
    }));
    told.sort_by(|one, other| one.0.cmp(&other.0));
    told
}
