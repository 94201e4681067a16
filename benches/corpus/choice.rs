//! Choices that look random and are the same in every run, and the words that made-up topics are put together of.
//! Owns those words and no sentence.

/// A choice that looks random.
pub(crate) struct Choice(u64);

impl Choice {
    /// The choices that follow a number.
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// From 0 to one below.
    pub(crate) fn number(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % below
    }

    /// One of them.
    pub(crate) fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.number(all.len())]
    }

    /// `avtalsrutiner`: a word of a head and a tail.
    pub(crate) fn compound(&mut self) -> String {
        let head = self.of(HEADS);
        format!("{head}{}", self.of(TAILS))
    }
}

const HEADS: &[&str] = &[
    "avtals",
    "verksamhets",
    "informations",
    "personal",
    "utbildnings",
    "ekonomi",
    "kvalitets",
    "säkerhets",
    "behörighets",
    "handläggnings",
    "upphandlings",
    "uppföljnings",
    "åtgärds",
    "förvaltnings",
    "miljö",
    "fastighets",
    "gransknings",
];
const TAILS: &[&str] = &[
    "rutiner",
    "ansvar",
    "underlag",
    "processer",
    "stöd",
    "system",
    "uppgifter",
    "frågor",
    "möten",
    "åtgärder",
    "analys",
    "organisation",
    "beslut",
    "register",
    "checklistor",
    "handlingar",
    "översyn",
    "ärenden",
    "prövning",
    "instruktioner",
];
