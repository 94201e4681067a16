//! Raw answers: the values that nobody outside this folder may read.
//! `Raw<T>` has no `Display`, `Debug`, `Serialize` or `Clone`, and no public way to its inside: what is
//! not possible to write can't be published by mistake (disclosure.md §11). A reading that is kept for the next one shares
//! its values with it, unread.
//!
//! ```compile_fail
//! let raw = insyn::disclosure::Raw::new(3_u64);
//! println!("{raw}");
//! ```
//! ```compile_fail
//! let raw = insyn::disclosure::Raw::new(3_u64);
//! println!("{raw:?}");
//! ```
//! ```compile_fail
//! let raw = insyn::disclosure::Raw::new(3_u64);
//! let twin = raw.clone();
//! ```
//! ```compile_fail
//! fn page(value: impl serde::Serialize) {}
//! page(insyn::disclosure::Raw::new(3_u64));
//! ```
//! ```compile_fail
//! let raw = insyn::disclosure::Raw::new(3_u64);
//! let inside = raw.get();
//! ```
//! The same lines without the leak do compile:
//! ```
//! let raw = insyn::disclosure::Raw::new(3_u64);
//! drop(raw);
//! ```

use std::sync::Arc;

use crate::model::date::Stated;
use crate::number::Decimal;

/// A value that only disclosure may read.
pub struct Raw<T>(Arc<T>);

impl<T> Raw<T> {
    /// Closes a value in.
    pub fn new(value: T) -> Self {
        Self(Arc::new(value))
    }

    /// The same value once more, as closed as this.
    fn share(&self) -> Self {
        Self(Arc::clone(&self.0))
    }

    /// Reads it; for this folder alone.
    pub(in crate::disclosure) fn get(&self) -> &T {
        &self.0
    }

    /// Takes it out; for this folder alone.
    pub(in crate::disclosure) fn into_inner(self) -> T
    where
        T: Clone,
    {
        Arc::unwrap_or_clone(self.0)
    }
}

/// What one group of respondents answered to one question, as the author states it.
#[derive(Default)]
pub struct RawResult {
    /// `svarande`: how many answered, don't-knows not counted.
    pub respondents: Option<Raw<Stated<u64>>>,
    /// `medelvärde`, on the question's scale.
    pub mean: Option<Raw<Stated<Decimal>>>,
    /// `fördelning`: how many gave each answer, by the answer as written.
    pub distribution: Option<Raw<Vec<(Decimal, u64)>>>,
    /// `vet_ej`: outside `respondents`.
    pub dont_know: Option<Raw<u64>>,
}

/// What a survey states of all its questions.
#[derive(Default)]
pub struct RawAsked {
    /// `utskick`: how many were asked.
    pub sent: Option<Raw<u64>>,
    /// `svarande`, for all questions that don't state their own.
    pub respondents: Option<Raw<Stated<u64>>>,
}

/// An answer in words to one question.
pub struct RawQuote {
    /// Its place on the question's scale: `betyg`.
    pub score: Option<Raw<Stated<Decimal>>>,
    /// The words, as the author gives them.
    pub text: Raw<String>,
}

impl Clone for RawResult {
    fn clone(&self) -> Self {
        let Self { respondents, mean, distribution, dont_know } = self;
        Self {
            respondents: respondents.as_ref().map(Raw::share),
            mean: mean.as_ref().map(Raw::share),
            distribution: distribution.as_ref().map(Raw::share),
            dont_know: dont_know.as_ref().map(Raw::share),
        }
    }
}

impl Clone for RawAsked {
    fn clone(&self) -> Self {
        let Self { sent, respondents } = self;
        Self { sent: sent.as_ref().map(Raw::share), respondents: respondents.as_ref().map(Raw::share) }
    }
}

impl Clone for RawQuote {
    fn clone(&self) -> Self {
        Self { score: self.score.as_ref().map(Raw::share), text: self.text.share() }
    }
}
