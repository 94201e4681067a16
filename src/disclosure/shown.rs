//! What a reader may be shown where a value could stand.
//! Owns the words for "no value". Holds only values that disclosure has released, never raw ones.

/// What stands in a text instead of a fact that was taken back (disclosure.md §10).
pub const NOT_TOLD: &str = "redovisas inte";

/// A released value, or why there is none. The reasons are different words on the page
/// (charts.md rule 15) and must never be mixed up or drawn as zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shown<T> {
    /// Released.
    Value(T),
    /// Held back so that nobody's answer can be worked out: `..`, "visas inte".
    Protected,
    /// There is nothing to show, for an ordinary reason.
    Missing(Missing),
}

/// Why a figure is missing though nobody hides it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Missing {
    /// "ej mätt": it wasn't asked or counted.
    NotMeasured,
    /// "ej tillämplig": it has no meaning here.
    NotApplicable,
    /// "bortfall": it was asked, nobody answered.
    NonResponse,
    /// "framgår inte av källan": the source says that there is a value but not which.
    NotStated,
    /// "ingen uppgift": no report on the site tells of that year. No author writes it.
    NotReported,
}

impl<T> Shown<T> {
    /// The released value, if there is one.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Protected | Self::Missing(_) => None,
        }
    }

    /// Another value in the same standing.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Shown<U> {
        match self {
            Self::Value(value) => Shown::Value(f(value)),
            Self::Protected => Shown::Protected,
            Self::Missing(why) => Shown::Missing(why),
        }
    }

    /// Held back by disclosure.
    pub fn is_protected(&self) -> bool {
        matches!(self, Self::Protected)
    }
}

impl<T> Shown<T> {
    /// The words that stand instead of a value, in Swedish; `None` where there is a value.
    pub fn words(&self) -> Option<&'static str> {
        match self {
            Self::Value(_) => None,
            Self::Protected => Some("visas inte"),
            Self::Missing(Missing::NotMeasured) => Some("ej mätt"),
            Self::Missing(Missing::NotApplicable) => Some("ej tillämplig"),
            Self::Missing(Missing::NonResponse) => Some("bortfall"),
            Self::Missing(Missing::NotStated) => Some("framgår inte av källan"),
            Self::Missing(Missing::NotReported) => Some("ingen uppgift"),
        }
    }
}
