//! All that a build has read of the disk, as sums: one sum of it to be compared, and one that is a key. Owns what counts as read.
//! Reads nothing itself and stores neither: whoever has the sum that is compared can't make the key of it.

use std::collections::BTreeMap;

use super::Whole;
use crate::digest::Digest;
use crate::discover::Summed;
use crate::finish::Stored;
use crate::model::date::Day;
use crate::parallel;
use crate::seal::{seal, unseal};
use crate::source::{SourceFile, SourceKind, Sources};

/// Findings were told in another form, language, colour or width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OtherManner;

/// What a build has read.
#[derive(Clone)]
pub struct Seen {
    /// Texts and files of the content folder, and what was wrong with any.
    content: Digest,
    /// The lists in it that the program writes itself, by their paths.
    lists: BTreeMap<String, Digest>,
    program: Digest,
    today: Day,
    /// The folder of the site's theme, and the sum of what is in it.
    theme: Option<(String, Digest)>,
    /// Stored texts of earlier editions.
    stored: Stored,
}

impl Seen {
    /// Sums up the content folder; `sums` are those of its texts, by their ids, and `beside` those of the files beside reports, in
    /// their order; `wrong` is what its reading found; `program` tells one version of the program from another.
    pub fn of(
        (sources, sums): (&Sources, &[Digest]),
        beside: &[Summed],
        wrong: &str,
        program: Digest,
        today: Day,
    ) -> Self {
        let texts: Vec<_> = sources.files.iter().zip(sums).collect();
        let texts = parallel::map(&texts, |(file, text)| {
            let SourceFile { path, kind, readable, .. } = file;
            Digest::of_value(&(path, kind, readable, text))
        });
        let (mut lists, mut others) = (BTreeMap::new(), Vec::with_capacity(texts.len()));
        for (file, sum) in sources.files.iter().zip(texts) {
            if file.kind.is_written_by_program() {
                lists.insert(file.path.clone(), sum);
            } else {
                others.push(sum);
            }
        }
        let beside: Vec<_> = sources
            .assets
            .iter()
            .zip(beside)
            .map(|(asset, summed)| (&asset.path, &asset.disk_path, asset.size, summed.digest))
            .collect();
        let content = Digest::of_value(&("content", others, beside, wrong));
        Self { content, lists, program, today, theme: None, stored: Stored::default() }
    }

    /// The same, with what is read of the disk only where the content says so.
    #[must_use]
    pub fn with(self, theme: Option<(String, Digest)>, stored: Stored) -> Self {
        Self { theme, stored, ..self }
    }

    /// The same once a list of this kind has this text.
    #[must_use]
    pub fn with_list(mut self, path: &str, kind: SourceKind, text: &str) -> Self {
        let sum = Digest::of_value(&(path, kind, true, Digest::of(text.as_bytes())));
        self.lists.insert(path.to_owned(), sum);
        self
    }

    /// The sum that is compared; `key` keeps others from trying what it may be of.
    pub fn sum(&self, key: &Digest) -> Digest {
        self.for_purpose("sum", key, None)
    }

    /// The key of the findings, as they are told in one `manner`. Who has read all the same has it.
    pub fn key(&self, key: &Digest, manner: &Digest) -> Digest {
        self.for_purpose("key of findings", key, Some(manner))
    }

    fn for_purpose(&self, purpose: &str, key: &Digest, manner: Option<&Digest>) -> Digest {
        let Self { content, lists, program, today, theme, stored } = self;
        Digest::of_value(&(purpose, key, manner, content, lists, program, today, theme, stored))
    }

    /// What is to be remembered of a build that comes to the same whenever it has read this.
    /// What was told is sealed, since it may quote what must not be shown; `None` where there was nothing to tell.
    pub fn whole(
        &self,
        manifest: Digest,
        reports: usize,
        told: Option<&str>,
        manner: &Digest,
    ) -> Option<Whole> {
        let key = Digest::random();
        let told = match told {
            None => None,
            Some(told) => Some(seal(&self.key(&key, manner), told.as_bytes())?),
        };
        let theme = self.theme.as_ref().map(|(folder, _)| folder.clone());
        let stored = self.stored.keys().cloned().collect();
        Some(Whole { key, sum: self.sum(&key), manifest, reports, theme, stored, told })
    }

    /// Whether this is what a build had read that is remembered.
    pub fn is_that_of(&self, whole: &Whole) -> bool {
        self.sum(&whole.key) == whole.sum
    }

    /// What that build told, if anything; an error where it was told in another manner.
    ///
    /// # Errors
    /// It can't be read with the key that the build had if it told of its findings in this manner.
    pub fn told(&self, whole: &Whole, manner: &Digest) -> Result<Option<String>, OtherManner> {
        let Some(sealed) = &whole.told else { return Ok(None) };
        let told =
            unseal(&self.key(&whole.key, manner), sealed).and_then(|told| String::from_utf8(told).ok());
        told.map(Some).ok_or(OtherManner)
    }
}
