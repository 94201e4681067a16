//! What a publication adds to the editions beside the content: their texts, then the list that names them. Owns the order
//! of writing; what is written is `editions`'s. A text that no list names is of no consequence.

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

use super::unchanged::ListAfter;
use crate::diagnostic::{AddressProblem, Diagnostic, Place};
use crate::disclosure::Published;
use crate::discover::spellings;
use crate::editions::{Editions, FILE_NAME, FOLDER, History, Now, kept, lock, stored_name};
use crate::parallel;
use crate::publish::{PublishError, Spool, Spooled, beside};

/// Where something is written: where its folder, or it itself, is already, in whatever form the disk has its name.
fn place(content: &Path, path: &str) -> PathBuf {
    spellings(content, path).into_iter().next().unwrap_or_else(|| content.join(path))
}

/// What a report's page says now, on its way to being recorded.
pub(super) enum Said {
    /// It has said something else before: pages tell of that.
    Again(Now),
    /// For the first time: nothing is asked of the words but to be stored, and of an archive that is built anew they would be a
    /// hundred megabytes.
    First(History, Spooled),
}

impl Said {
    /// Of a page that has just been made.
    pub(super) fn of(now: Now, spool: &Spool) -> Result<Self, PublishError> {
        if now.history.is_new && now.history.editions.len() == 1 {
            Ok(Self::First(now.history, spool.put(&now.words)?))
        } else {
            Ok(Self::Again(now))
        }
    }

    /// What a page says that has said something else before.
    pub(super) const fn again(&self) -> Option<&Now> {
        match self {
            Self::Again(now) => Some(now),
            Self::First(..) => None,
        }
    }

    const fn history(&self) -> &History {
        match self {
            Self::Again(now) => &now.history,
            Self::First(history, _) => history,
        }
    }

    /// Is there anything to be recorded of it?
    const fn is_news(&self) -> bool {
        let history = self.history();
        history.is_new || history.is_amended
    }

    fn words(&self, spool: &Spool) -> io::Result<Cow<'_, str>> {
        match self {
            Self::Again(now) => Ok(Cow::Borrowed(&now.words)),
            Self::First(_, place) => spool.get(*place).map(Cow::Owned),
        }
    }
}

/// Writes the words of new editions; the first file that couldn't be written, and why.
fn write_texts(content: &Path, said: &[Said], spool: &Spool) -> Option<(PathBuf, io::Error)> {
    let folder = place(content, FOLDER);
    let written = parallel::map(said, |its| {
        let history = its.history();
        let edition = history.editions.last().filter(|_| history.is_new)?;
        let path = place(&folder, &stored_name(&history.key, &edition.fingerprint));
        let words = its.words(spool);
        let written = words.and_then(|words| beside::replace_below(content, &path, words.as_bytes()));
        written.err().map(|error| (path, error))
    });
    written.into_iter().flatten().next()
}

/// The list, where it is another than what is recorded.
fn changed(editions: &Editions, recorded: &Editions) -> Option<String> {
    (editions != recorded).then(|| lock::write(editions))
}

/// What a publication makes of the editions that are recorded, before it is carried out.
pub(super) struct Recording {
    said: Vec<Said>,
    spool: Spool,
    editions: Editions,
    /// Whose texts are taken away.
    withdrawn: Vec<String>,
    /// The list, where it becomes another.
    list: Option<String>,
}

impl Recording {
    /// Of what pages say now; `spool` is where some of it waits.
    pub(super) fn of(published: &Published, said: Vec<Said>, spool: Spool) -> Self {
        let news = said.iter().filter(|its| its.is_news());
        let new: Vec<_> = news.map(|its| its.history().clone()).collect();
        let (editions, withdrawn) = kept(published, &new);
        let list = changed(&editions, &published.registers.addresses.editions);
        Self { said, spool, editions, withdrawn, list }
    }

    /// The list as it will be left.
    pub(super) fn list_after(&self) -> ListAfter<'_> {
        let is_amended = || self.said.iter().any(|its| its.history().is_amended);
        match &self.list {
            None => ListAfter::Stands,
            Some(_) if !self.withdrawn.is_empty() || is_amended() => ListAfter::Altered,
            Some(text) => ListAfter::Grown(text),
        }
    }

    /// Records new editions and takes away those of withdrawn reports. The site is published: what fails is a warning.
    pub(super) fn carry_out(self, content: &Path, published: &Published) -> Vec<Diagnostic> {
        let Self { said, spool, mut editions, withdrawn, mut list } = self;
        let failed = |path: &Path, error: &io::Error| {
            let problem = AddressProblem::EditionsNotWritten {
                path: path.display().to_string(),
                reason: error.to_string(),
            };
            vec![Diagnostic::new(problem, Place::Run)]
        };
        if let Some((path, error)) = write_texts(content, &said, &spool) {
            return failed(&path, &error);
        }
        let recorded = &published.registers.addresses.editions;
        let mut found = Vec::new();
        let mut stays = false;
        // Before the list: what couldn't be taken away stays in it, and is tried again.
        for key in withdrawn {
            let its = recorded.get(&key).cloned().unwrap_or_default();
            for folder in spellings(content, &format!("{FOLDER}/{key}")) {
                let texts: Vec<_> =
                    its.iter().map(|edition| folder.join(format!("{}.txt", edition.fingerprint))).collect();
                match beside::take_away(&folder, &texts) {
                    Ok(()) => {
                        let problem =
                            AddressProblem::EditionsTakenAway { path: folder.display().to_string() };
                        found.push(Diagnostic::new(problem, Place::Run));
                    }
                    Err(error) => {
                        found.extend(failed(&folder, &error));
                        editions.insert(key.clone(), its.clone());
                        stays = true;
                    }
                }
            }
        }
        if stays {
            list = changed(&editions, recorded);
        }
        let path = place(content, FILE_NAME);
        if let Some(list) = list
            && let Err(error) = beside::replace(&path, list.as_bytes())
        {
            found.extend(failed(&path, &error));
        }
        found
    }
}
