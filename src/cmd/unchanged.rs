//! A build of which nothing has changed since the last one: it ends as soon as the content is read, and tells what that one told.
//! Owns when that may be, and when a build is noted for the next; what counts as read is `cache`'s, and whether the published site
//! stands untouched `publish`'s.

use super::{Gathered, documents, manner, warm};
use crate::cache::{Seen, Whole};
use crate::cli::BuildArgs;
use crate::diagnostic::{Diagnostic, Outcome, Place, PublishProblem};
use crate::digest::Digest;
use crate::discover::{Summed, discover_theme};
use crate::finish::{Stored, sums_of_stored};
use crate::parallel;
use crate::publish::{MANIFEST, Staging, Summary, noted, overlaps};
use crate::source::{Asset, SourceKind};

/// What the note beside the target is called.
const NOTE: &str = "whole";

/// The files of a theme, or what keeps them from being read.
type ThemeFiles = Outcome<Vec<(String, Vec<u8>)>>;

/// What a build has read before it compiles anything.
pub(super) struct Before {
    seen: Seen,
    /// The folder of the site's theme, and the sum of what was read in it.
    theme: Option<(String, Digest)>,
    /// Files beside reports: they are read again when pages are made.
    beside: Vec<(Asset, Summed)>,
    manner: Digest,
    noted: Option<Whole>,
}

/// A build that needn't be made.
pub(super) struct Ending {
    pub(super) summary: Summary,
    /// How many reports are published.
    pub(super) reports: usize,
    /// The findings, as they are printed; `None` where there are none.
    pub(super) told: Option<String>,
}

/// What a build comes to, before it is published.
pub(super) struct Made<'a> {
    /// Stored texts that were asked for.
    pub(super) stored: Stored,
    /// The findings, as they are printed.
    pub(super) told: Option<&'a str>,
    pub(super) reports: usize,
    /// The lists beside the content as they will be left.
    pub(super) lists: Lists<'a>,
}

/// Every list that a publication writes beside the content, with its kind and its path below the content folder.
pub(super) type Lists<'a> = [(SourceKind, &'static str, ListAfter<'a>); 3];

/// A list beside the content as a publication leaves it.
#[derive(PartialEq, Eq)]
pub(super) enum ListAfter<'a> {
    /// As it was.
    Stands,
    /// All that stood there as it was, and more: its text. What is published now has been added, and nothing that the next build
    /// goes by has gone or become another.
    Grown(&'a str),
    /// Something in it is gone or another: the next build may come to something else.
    Altered,
}

impl Before {
    /// Sums up what was gathered, of whose texts these are the sums; `None` where a build can't be known again: one that prints, since
    /// nobody knows what a browser reads, or one of files that can't be read.
    pub(super) fn of(
        arguments: &BuildArgs,
        gathered: &Gathered,
        sums: &[Digest],
        program: Option<Digest>,
    ) -> Option<Self> {
        if arguments.paper.pdf {
            return None;
        }
        let folder = &arguments.content.content;
        let sources = &gathered.sources;
        let beside = parallel::map(&sources.assets, |asset| Summed::of(folder, asset));
        let beside = beside.into_iter().collect::<Option<Vec<_>>>()?;
        let wrong = format!("{:?}", gathered.diagnostics);
        let seen = Seen::of((sources, sums), &beside, &wrong, program?, gathered.today);
        Some(Self {
            seen,
            theme: None,
            beside: sources.assets.iter().cloned().zip(beside).collect(),
            manner: manner(&arguments.content),
            noted: noted(&arguments.output, NOTE).and_then(|note| Whole::read(&note)),
        })
    }

    /// The theme's folder has been read as well.
    pub(super) fn theme_read(&mut self, name: &str, files: &ThemeFiles) {
        self.theme = Some((name.to_owned(), theme_sum(files)));
    }

    /// What the last build came to, if this one would come to the same and nothing else was asked for.
    pub(super) fn ending(&self, arguments: &BuildArgs) -> Option<Ending> {
        if arguments.protection_report.is_some() || arguments.verify_cache {
            return None;
        }
        let (folder, noted) = (&arguments.content.content, self.noted.as_ref()?);
        let theme = noted.theme.as_ref();
        let theme = theme.map(|name| (name.clone(), theme_sum(&discover_theme(folder, name))));
        let seen = self.seen.clone().with(theme, sums_of_stored(folder, &noted.stored));
        if !seen.is_that_of(noted) || !matches!(overlaps(folder, &arguments.output), Ok(None)) {
            return None;
        }
        let told = seen.told(noted, &self.manner).ok()?;
        let summary = Staging::open(&arguments.output).ok()?.stands(&noted.manifest)?;
        Some(Ending { summary, reports: noted.reports, told })
    }

    /// Notes a build for the next one, if that would come to the same of what this one leaves; that it fails costs the next build
    /// time and nothing else. It is noted before the lists are written: where one of them isn't, the next build reads another.
    ///
    /// With `--verify-cache` what is noted already is tried: given is an error where a build of the very same sources would have
    /// ended before it began, though it comes to something else, and nothing is remembered then.
    pub(super) fn note(self, arguments: &BuildArgs, staging: &Staging, made: Made<'_>) -> Option<Diagnostic> {
        let Made { stored, told, reports, lists } = made;
        let manifest = staging.manifest()?;
        let seen = self.seen.with(self.theme, stored);
        let stands = lists.iter().all(|(.., list)| *list == ListAfter::Stands);
        if let Some(before) = self.noted.as_ref().filter(|before| seen.is_that_of(before)) {
            // What was told in another manner can't be compared, nor would it be told again.
            let tells_the_same = seen.told(before, &self.manner).map(|before| before.as_deref() == told);
            let comes_to_the_same = (stands, before.manifest, before.reports) == (true, manifest, reports);
            match (comes_to_the_same, tells_the_same) {
                (true, Ok(true)) => return None,
                (false, _) | (_, Ok(false)) if arguments.verify_cache => {
                    forget(staging);
                    let problem = PublishProblem::CacheDiffers { path: MANIFEST.to_owned(), count: 1 };
                    return Some(Diagnostic::new(problem, Place::Run));
                }
                _ => {}
            }
        }
        let folder = &arguments.content.content;
        let after = lists.into_iter().try_fold(seen, |seen, (kind, path, list)| match list {
            ListAfter::Stands => Some(seen),
            ListAfter::Grown(text) => Some(seen.with_list(path, kind, text)),
            ListAfter::Altered => None,
        })?;
        if self.beside.iter().all(|(asset, summed)| summed.still_stands(folder, asset)) {
            let whole = after.whole(manifest, reports, told, &self.manner)?;
            drop(staging.write_note(NOTE, whole.write()?.as_bytes()));
        }
        None
    }
}

/// Nothing is remembered any more: what was published by what was remembered may be wrong as a whole.
pub(super) fn forget(staging: &Staging) {
    for note in [NOTE, warm::NOTE, documents::NOTE] {
        drop(staging.write_note(note, b""));
    }
}

/// The sum of a theme's folder as it was read.
fn theme_sum(files: &ThemeFiles) -> Digest {
    Digest::of_value(&(&files.value, format!("{:?}", files.diagnostics)))
}
