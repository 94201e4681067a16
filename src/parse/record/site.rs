//! `insyn.yaml`.

use super::allowances::{AllowancesRecord, allowances};
use crate::diagnostic::{Diagnostic, Expected, YamlProblem};
use crate::model::date::Day;
use crate::parse::decode::{At, Fields, Words, count, day, document, text, web_address, word};
use crate::parse::yaml::Node;
use crate::source::FileId;

/// The site: `insyn.yaml`.
#[derive(Clone)]
pub struct SiteRecord {
    /// `titel`
    pub title: String,
    /// `bas`: https address that the site is published at, ending in `/`.
    pub base: String,
    /// `utgivare`
    pub publisher: String,
    /// `språk`; `sv` is the only one so far and the default.
    pub language: String,
    /// `tema`: a folder below the content folder, or relative to it.
    pub theme: Option<String>,
    /// `brödsmula`: the first node of every breadcrumb, text and address.
    pub breadcrumb: Option<(String, String)>,
    /// `röjandeskydd`
    pub disclosure: DisclosureRecord,
    /// `tillgänglighet`; `None` where nothing is said.
    pub accessibility: Option<AccessibilityRecord>,
    /// `tagg`: domain, and a day on which it was the publisher's.
    pub tag: Option<(String, Day)>,
    /// `bild`: a file in `sidor/`.
    pub picture: Option<String>,
    /// `licens`: the address of the licence of the open data.
    pub license: Option<String>,
    /// `robots: förbjud` is false.
    pub indexed: bool,
    /// `diagramfiler: gemensamma` is false.
    pub question_files: bool,
    /// `tillåtna` and `inte_personuppgift`, for the whole site: the registrator's address, the switchboard.
    pub allowances: AllowancesRecord,
    /// `bekräftat`: warnings of this file and the registers.
    pub confirmed: Vec<String>,
}

/// `tillgänglighet`
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccessibilityRecord {
    /// The file with the redogörelse, below the content folder.
    File(String),
    /// `{omfattas_inte: …}`: why the law doesn't ask for one.
    NotCovered(String),
}

/// `röjandeskydd`: never lower than the defaults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DisclosureRecord {
    /// `tröskel`: fewest answers that a shown result rests on; 5 or more.
    pub threshold: u64,
    /// `nollor: visas`: whether a group without answers is told apart from a small one.
    pub zeros_shown: bool,
    /// `fördelning_min_n`: fewest answers for a distribution; 10 or more.
    pub distribution_least: u64,
}

impl Default for DisclosureRecord {
    fn default() -> Self {
        Self { threshold: 5, zeros_shown: false, distribution_least: 10 }
    }
}

const LANGUAGES: Words<&str> = Words(&["sv"], &["sv"]);
const ROBOTS: Words<bool> = Words(&["tillåt", "förbjud"], &[true, false]);
const CHART_FILES: Words<bool> = Words(&["alla", "gemensamma"], &[true, false]);
const ZEROS: Words<bool> = Words(&["döljs", "visas"], &[false, true]);

/// Reads `insyn.yaml`. `None` where a key that a site must have is missing or wrong; all faults are in `out`
/// either way.
pub fn read(file: FileId, node: Node<'_>, out: &mut Vec<Diagnostic>) -> Option<SiteRecord> {
    document(file, node, out, site)
}

fn site(node: Node<'_>, at: &At<'_>) -> Option<SiteRecord> {
    let known = &[
        "titel",
        "bas",
        "utgivare",
        "språk",
        "tema",
        "brödsmula",
        "röjandeskydd",
        "tillgänglighet",
        "tillåtna",
        "inte_personuppgift",
        "bekräftat",
        "tagg",
        "bild",
        "licens",
        "robots",
        "diagramfiler",
    ];
    let mut fields = Fields::open(node, at, known)?;
    let title = fields.required("titel", text);
    let base = fields.required("bas", web_address);
    let publisher = fields.required("utgivare", text);
    let language = fields.optional("språk", |node, at| word(&LANGUAGES, &node, at)).unwrap_or("sv");
    let theme = fields.optional("tema", text);
    let breadcrumb = fields.optional("brödsmula", breadcrumb);
    // A limit that can't be read must not become the default silently: the whole site waits for it.
    let disclosure = fields.optional("röjandeskydd", |node, at| Some(disclosure(node, at)));
    let accessibility = fields.optional("tillgänglighet", |node, at| Some(accessibility(node, at)));
    let tag = fields.optional("tagg", |node, at| Some(tag(node, at)));
    let picture = fields.optional("bild", text);
    let license = fields.optional("licens", web_address);
    let indexed = fields.optional("robots", |node, at| word(&ROBOTS, &node, at)).unwrap_or(true);
    let question_files =
        fields.optional("diagramfiler", |node, at| word(&CHART_FILES, &node, at)).unwrap_or(true);
    let allowances = allowances(&mut fields);
    let confirmed = fields.list("bekräftat", text);
    let mut base = base?;
    if !base.ends_with('/') {
        base.push('/');
    }
    Some(SiteRecord {
        title: title?,
        base,
        publisher: publisher?,
        language: language.to_owned(),
        theme,
        breadcrumb,
        disclosure: disclosure.unwrap_or(Some(DisclosureRecord::default()))?,
        accessibility: match accessibility {
            Some(told) => Some(told?),
            None => None,
        },
        // An id must never be made of another domain than the one that was meant.
        tag: match tag {
            Some(told) => Some(told?),
            None => None,
        },
        picture,
        license,
        indexed,
        question_files,
        allowances: allowances?,
        confirmed: confirmed?,
    })
}

/// A file, or why there is none.
fn accessibility(node: Node<'_>, at: &At<'_>) -> Option<AccessibilityRecord> {
    if matches!(node, Node::Map(_)) {
        let mut fields = Fields::open(node, at, &["omfattas_inte"])?;
        return fields.required("omfattas_inte", text).map(AccessibilityRecord::NotCovered);
    }
    text(node, at).map(AccessibilityRecord::File)
}

fn tag(node: Node<'_>, at: &At<'_>) -> Option<(String, Day)> {
    let mut fields = Fields::open(node, at, &["domän", "datum"])?;
    let domain = fields.required("domän", domain);
    let date = fields.required("datum", day);
    Some((domain?, date?))
}

/// A domain's name as RFC 4151 has it: letters a–z, digits, hyphens and points.
fn domain(node: Node<'_>, at: &At<'_>) -> Option<String> {
    let name = text(node, at)?;
    let label = |label: &str| {
        label.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if name.split('.').all(label) {
        return Some(name);
    }
    at.wrong(Expected::Domain)
}

fn breadcrumb(node: Node<'_>, at: &At<'_>) -> Option<(String, String)> {
    let mut fields = Fields::open(node, at, &["text", "adress"])?;
    let words = fields.required("text", text);
    let address = fields.required("adress", web_address);
    Some((words?, address?))
}

fn disclosure(node: Node<'_>, at: &At<'_>) -> Option<DisclosureRecord> {
    let least = DisclosureRecord::default();
    let mut fields = Fields::open(node, at, &["tröskel", "nollor", "fördelning_min_n"])?;
    let threshold = fields.optional("tröskel", |node, at| Some(limit(node, at, least.threshold)));
    let zeros = fields.optional("nollor", |node, at| Some(word(&ZEROS, &node, at)));
    let distribution =
        fields.optional("fördelning_min_n", |node, at| Some(limit(node, at, least.distribution_least)));
    Some(DisclosureRecord {
        threshold: threshold.unwrap_or(Some(least.threshold))?,
        zeros_shown: zeros.unwrap_or(Some(least.zeros_shown))?,
        distribution_least: distribution.unwrap_or(Some(least.distribution_least))?,
    })
}

/// A limit of the guard: it may be raised, never lowered.
fn limit(node: Node<'_>, at: &At<'_>, least: u64) -> Option<u64> {
    let limit = count(node, at)?;
    if limit < least {
        at.fault(YamlProblem::TooLow { least });
        return None;
    }
    Some(limit)
}
