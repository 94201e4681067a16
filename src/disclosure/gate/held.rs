//! Files that the gate holds back, as findings. Owns how hits in many files become one finding; never holds
//! what was found.

use std::collections::{BTreeMap, BTreeSet};

use super::{Origin, Unread};
use crate::diagnostic::{Diagnostic, GateProblem, Place};
use crate::digest::Digest;
use crate::disclosure::scan::{Kind, Level};

/// A file that must not leave, and what was found in it.
#[derive(Debug)]
pub struct Held {
    pub(super) path: String,
    pub(super) secrets: BTreeSet<Origin>,
    /// By the digest of the value.
    pub(super) personal: BTreeMap<Digest, Personal>,
    pub(super) unread: Option<Unread>,
}

/// Something that looks like personal data.
#[derive(Clone, Debug)]
pub(super) struct Personal {
    pub(super) kind: Kind,
    pub(super) level: Level,
    /// Its first two characters.
    pub(super) start: String,
}

/// One finding for each secret, value and unread file, however many files it was found in: the first by its
/// address, and how many more there are.
pub fn tell(held: &[Held]) -> Vec<Diagnostic> {
    let mut files: Vec<&Held> = held.iter().collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let mut secrets: BTreeMap<&Origin, Files> = BTreeMap::new();
    let mut personal: BTreeMap<&Digest, (&Personal, Files)> = BTreeMap::new();
    let mut found = Vec::new();
    for file in files {
        for origin in &file.secrets {
            secrets.entry(origin).or_insert_with(|| Files::first(&file.path)).add(&file.path);
        }
        for (digest, value) in &file.personal {
            personal.entry(digest).or_insert_with(|| (value, Files::first(&file.path))).1.add(&file.path);
        }
        if let Some(why) = file.unread {
            found.push(Diagnostic::new(GateProblem::Unread { output: file.path.clone(), why }, Place::Run));
        }
    }
    let secrets = secrets.into_iter().map(|(origin, Files { output, others })| {
        let problem = match origin {
            Origin::Masked(..) => GateProblem::Masked { output, others },
            Origin::Answer(..) => GateProblem::Answer { output, others },
            Origin::Removed(from) => GateProblem::Removed { output, others, from: from.clone() },
        };
        Diagnostic::new(problem, origin.place().unwrap_or(Place::Run))
    });
    let mut values: Vec<_> = personal.into_values().collect();
    // By file, not by a sum that says nothing to anybody.
    values.sort_by(|a, b| (&a.1.output, a.0.kind, &a.0.start).cmp(&(&b.1.output, b.0.kind, &b.0.start)));
    let personal = values.into_iter().map(|(value, Files { output, others })| {
        let Personal { kind, level, start } = value.clone();
        Diagnostic::new(GateProblem::PersonalData { output, others, kind, level, start }, Place::Run)
    });
    secrets.chain(personal).chain(found).collect()
}

/// The first of some files, and how many others.
struct Files {
    output: String,
    others: usize,
}

impl Files {
    fn first(path: &str) -> Self {
        Self { output: path.to_owned(), others: 0 }
    }

    fn add(&mut self, path: &str) {
        self.others += usize::from(self.output != path);
    }
}
