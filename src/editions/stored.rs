//! The stored texts of editions, as untrusted input: what may be used of them, and how far. Owns no file: asks for one by
//! its path and judges what comes.

use super::held::never_held;
use super::shield::{hid_as_much, marks_what_it_hides, may_be_told};
use super::{Edition, FOLDER, History, reasons};
use crate::compare::Permit;
use crate::digest::Digest;
use crate::disclosure::published::PublishedReport;
use crate::model::report::{Change, Removals};

/// Where an edition's text lies, below the content folder.
pub fn stored_path(key: &str, fingerprint: &Digest) -> String {
    format!("{FOLDER}/{}", stored_name(key, fingerprint))
}

/// The same below the folder of editions.
pub fn stored_name(key: &str, fingerprint: &Digest) -> String {
    format!("{key}/{fingerprint}.txt")
}

/// What there is of an edition before the present one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Earlier {
    /// Its words may be told, within what the author says of each change.
    Open(String),
    /// Something that it printed is hidden now: neither its words nor its fingerprint may be told. Its words are here to
    /// find what has stayed.
    Closed(String),
    /// The same, but it is known to have held nothing of what is hidden: its fingerprint may be told, its words not, since
    /// they would be told beside those of editions that did.
    Quiet(String),
    /// Its text isn't there, or isn't what was published.
    Lost,
}

impl Earlier {
    /// Its words.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Open(words) | Self::Closed(words) | Self::Quiet(words) => Some(words),
            Self::Lost => None,
        }
    }
}

/// A report's editions, with what there is of each.
#[derive(Clone, Debug)]
pub struct ReportEditions {
    /// Oldest first; the last is the present one.
    pub editions: Vec<Edition>,
    /// Of each but the last.
    pub earlier: Vec<Earlier>,
    /// What the page says now.
    pub now: String,
}

/// Two of a report's editions, with what may be told of what changed between them.
#[derive(Clone, Copy, Debug)]
pub struct EditionPair<'a> {
    /// All editions.
    pub all: &'a ReportEditions,
    /// The number of the earlier one, from 1.
    pub from: usize,
    /// The number of the later one.
    pub to: usize,
    /// The earlier one's words.
    pub earlier: &'a str,
    /// The later one's words.
    pub later: &'a str,
    /// What the page says now, where the later one isn't the present one.
    pub now: Option<&'a str>,
    /// Both may be told of.
    pub is_open: bool,
}

impl ReportEditions {
    /// Two editions by their numbers, from 1; `None` where the text of either isn't there.
    pub fn change(&self, from: usize, to: usize) -> Option<EditionPair<'_>> {
        let count = self.editions.len();
        let of = |number: usize| self.earlier.get(number.checked_sub(1)?);
        let is_open = |number: usize| matches!(of(number), Some(Earlier::Open(_)));
        let is_last = to == count;
        Some(EditionPair {
            all: self,
            from,
            to,
            earlier: of(from)?.words()?,
            later: if is_last { self.now.as_str() } else { of(to)?.words()? },
            now: (!is_last).then_some(self.now.as_str()),
            is_open: is_open(from) && (is_last || is_open(to)),
        })
    }

    /// Which one's fingerprint may be told, by its place in the list: one that would let nobody find out by trying what
    /// has been hidden since.
    pub fn fingerprint(&self, at: usize) -> Option<Digest> {
        let may_be_told = at + 1 == self.editions.len()
            || matches!(self.earlier.get(at), Some(Earlier::Open(_) | Earlier::Quiet(_)));
        self.editions.get(at).filter(|_| may_be_told).map(|edition| edition.fingerprint)
    }
}

impl EditionPair<'_> {
    /// What of the words may be told: as the author says of every change between the two, and of every one since.
    pub fn permit(&self, changes: &[Change]) -> Permit {
        let all_shown = |mut places: std::ops::Range<usize>| {
            places.all(|at| reasons(&self.all.editions, changes, at).removals == Removals::Shown)
        };
        Permit {
            removed: self.is_open && all_shown(self.from..self.to),
            gone_since: self.is_open && all_shown(self.to..self.all.editions.len()),
            counts: self.is_open,
        }
    }
}

/// A stored text that can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unusable {
    /// Its path, below the content folder.
    pub path: String,
}

fn without_carriage_returns(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.retain(|byte| *byte != b'\r');
    bytes
}

/// What there is of a report's earlier editions. `read` gives a stored file's bytes, where it is there; `clear` asks the
/// output gate whether a text may leave as things stand now.
pub fn earlier(
    report: &PublishedReport,
    history: &History,
    now: &str,
    read: impl Fn(&str) -> Option<Vec<u8>>,
    clear: impl Fn(&str) -> bool,
) -> (Vec<Earlier>, Vec<Unusable>) {
    let mut unusable = Vec::new();
    let count = history.editions.len().saturating_sub(1);
    let texts: Vec<Option<String>> = history.editions[..count]
        .iter()
        .map(|edition| {
            let path = stored_path(&history.key, &edition.fingerprint);
            // Version control on Windows may have given the lines other ends.
            let words = read(&path)
                .map(without_carriage_returns)
                .filter(|bytes| Digest::of(bytes) == edition.fingerprint)
                .and_then(|bytes| String::from_utf8(bytes).ok());
            if words.is_none() {
                unusable.push(Unusable { path });
            }
            words
        })
        .collect();
    // What any later edition hides closes all that came before it, also where the present one no longer has the place.
    // What a lost one hid nobody can say.
    let judged = |(at, words): (usize, &Option<String>)| {
        let Some(words) = words else { return Earlier::Lost };
        let changes = &report.facts.changes;
        let kept_quiet = |at: usize| reasons(&history.editions, changes, at).removals == Removals::Hidden;
        let later: Option<Vec<&str>> = texts[at + 1..].iter().map(Option::as_deref).collect();
        match later {
            Some(later) if !(at + 1..=count).any(kept_quiet) && clear(words) => {
                if later.iter().all(|later| hid_as_much(words, later)) && may_be_told(report, words, now) {
                    Earlier::Open(words.clone())
                } else if marks_what_it_hides(report, now)
                    && never_held(words, &[later.as_slice(), &[now]].concat())
                {
                    Earlier::Quiet(words.clone())
                } else {
                    Earlier::Closed(words.clone())
                }
            }
            _ => Earlier::Closed(words.clone()),
        }
    };
    (texts.iter().enumerate().map(judged).collect(), unusable)
}
