//! A build that remembers the last one: keeps what needn't be rendered, and notes beside the target what was. Owns when a page is
//! kept; which inputs it has is `cache`'s, and how a file is known again `publish`'s.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::cache::{Entry, Inputs, Remembered};
use crate::compile::Compiled;
use crate::diagnostic::{Diagnostic, Place, PublishProblem};
use crate::digest::Digest;
use crate::disclosure::gate::{Cleared, Recaller};
use crate::editions::{Edition, Now, recorded};
use crate::model::passage_ids::PassageIds;
use crate::plan::{Page, PageKind};
use crate::publish::{PublishError, Staging};
use crate::render::Context;

/// What the note beside the target is called.
pub(super) const NOTE: &str = "pages";

/// A build's memory.
pub(super) struct Warm<'a> {
    context: &'a Context<'a>,
    inputs: Inputs<'a>,
    before: Remembered,
    gate: Digest,
    recaller: Option<Recaller>,
    verifies: bool,
    /// Pages whose kept files would have been others.
    wrong: Mutex<Vec<String>>,
}

impl<'a> Warm<'a> {
    /// What is remembered of the target's last build by this very `program`. `verifies`: every page is rendered, and compared
    /// with what would have been kept.
    pub(super) fn open(
        staging: &Staging,
        compiled: &'a Compiled,
        context: &'a Context<'a>,
        program: &Digest,
        verifies: bool,
    ) -> Self {
        let before =
            staging.note(NOTE).and_then(|note| Remembered::read(&note)).unwrap_or_else(Remembered::nothing);
        let gate = compiled.gate.fingerprint(&before.key);
        Self {
            inputs: Inputs::new(compiled, context, &before.key, program),
            recaller: compiled.gate.recaller(&before.key, &before.gate),
            context,
            gate,
            before,
            verifies,
            wrong: Mutex::default(),
        }
    }

    /// Keeps a page's published file, if its inputs are those that it had: what is remembered of it.
    ///
    /// # Errors
    /// The published file can't be looked at.
    pub(super) fn keep(&self, page: &Page, staging: &Staging) -> Result<Option<Entry>, PublishError> {
        if self.verifies {
            return Ok(None);
        }
        let Some((path, entry)) = self.of(page) else { return Ok(None) };
        let Some(recaller) = &self.recaller else { return Ok(None) };
        let file = recaller.recall(path, (entry.size, entry.digest));
        Ok(staging.keep(&file)?.then(|| entry.clone()))
    }

    /// What is remembered of a page with the inputs that it has now.
    fn of(&self, page: &Page) -> Option<(String, &Entry)> {
        let path = page.path();
        let entry = self.before.files.get(&path)?;
        (self.inputs.key(page, self.recorded(page))? == entry.key).then_some((path, entry))
    }

    /// What is recorded of a page's editions, before this build.
    fn recorded(&self, page: &Page) -> &[Edition] {
        match page.kind {
            PageKind::Report(index) => recorded(self.context.published, index),
            _ => &[],
        }
    }

    /// What to remember of a page that was rendered; `now` of what is to be recorded of its editions. `None` for what is made
    /// anew each time.
    pub(super) fn made(
        &self,
        page: &Page,
        now: Option<&Now>,
        (file, digest): (&Cleared, Digest),
        passages: PassageIds,
    ) -> Option<Entry> {
        if self.verifies
            && let Some((path, entry)) = self.of(page)
            && (entry.digest != digest || entry.passages != passages)
        {
            self.wrong.lock().unwrap_or_else(PoisonError::into_inner).push(path);
        }
        let editions = now.map_or_else(|| self.recorded(page), |now| &now.history.editions);
        let key = self.inputs.key(page, editions)?;
        Some(Entry { key, digest, size: file.bytes().len() as u64, passages })
    }

    /// What keeping would have got wrong: an error.
    pub(super) fn wrong(&self) -> Option<Diagnostic> {
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner).clone();
        wrong.sort_unstable();
        let path = wrong.first()?.clone();
        let problem = PublishProblem::CacheDiffers { path, count: wrong.len() };
        Some(Diagnostic::new(problem, Place::Run))
    }

    /// What to note of what was rendered or kept; `None` where all of it is noted.
    pub(super) fn remember(&self, files: HashMap<String, Entry>) -> Option<String> {
        let now = Remembered { key: self.before.key, gate: self.gate, files };
        (now != self.before).then(|| now.write())
    }
}

/// Notes it. That it fails costs the next build time and nothing else.
pub(super) fn note(staging: &Staging, remembered: &str) {
    drop(staging.write_note(NOTE, remembered.as_bytes()));
}

/// What tells this version of the program from every other: the sum of its own file. `None` where it can't be read.
pub(super) fn program() -> Option<Digest> {
    let file = std::env::current_exe().ok()?;
    Digest::of_all(&mut std::fs::File::open(file).ok()?).ok()
}
