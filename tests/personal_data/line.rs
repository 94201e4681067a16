//! A line with its answer, and what lines are made with: a deterministic choice, and sentences around a value.

/// A line to scan, and what must be found in it.
pub(crate) struct Line {
    /// The family and form, for messages.
    pub(crate) family: &'static str,
    pub(crate) text: String,
    /// Type and bytes of what must be found; nothing in a clean line.
    pub(crate) span: Option<(&'static str, usize, usize)>,
    /// A clean line that may give a warning, not a stop.
    pub(crate) is_soft: bool,
}

impl Line {
    /// A line in which a value of a type must be found. The value stands in it once.
    pub(crate) fn leak(family: &'static str, kind: &'static str, text: String, value: &str) -> Self {
        let start = text.find(value).expect("the value stands in its line");
        Self { family, span: Some((kind, start, start + value.len())), text, is_soft: false }
    }

    /// A line in which nothing must be found.
    pub(crate) fn clean(family: &'static str, text: impl Into<String>) -> Self {
        Self { family, text: text.into(), span: None, is_soft: false }
    }

    pub(crate) fn soft(family: &'static str, text: &str) -> Self {
        Self { is_soft: true, ..Self::clean(family, text) }
    }
}

/// The same choices in every run.
pub(crate) struct Choice(u64);

impl Choice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number from `low` to `high`, both among them.
    pub(crate) fn number(&mut self, low: u32, high: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        low + u32::try_from(self.0 >> 33).expect("31 bits") % (high - low + 1)
    }

    pub(crate) fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.number(0, u32::try_from(all.len()).expect("a short list") - 1) as usize]
    }

    /// A sentence, `{}` replaced by the value.
    pub(crate) fn around(&mut self, sentences: &[&str], value: &str) -> String {
        self.of(sentences).replace("{}", value)
    }
}

/// What may stand around any value.
pub(crate) const SENTENCES: &[&str] = &[
    "{}",
    "Se {} i akten.",
    "Barnet ({}) bytte förskola.",
    "| {} | Ja | 3 |",
    "|{}|",
    "Ärendet gäller {}, som överklagade.",
    "Uppgift: {}",
    "”{}”",
    "Den 3 maj 2021 kom {} hit.",
    "Intyg för {} saknas (se s. 12).",
    "- {}",
    "{};ja;nej",
];
