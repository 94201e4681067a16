//! How a report is cited: a reference to copy, its short address, and the fingerprint of what is published of it. Owns
//! the words of a reference.

use serde::Serialize;

use super::Link;
use super::frame::Running;
use super::words;
use crate::addresses::numbers;
use crate::digest::Digest;
use crate::disclosure::published::PublishedReport;
use crate::model::date::Stated;
use crate::number::NO_BREAK_SPACE;
use crate::render::address::Here;
use crate::render::{Context, swedish};

/// So many digits of the fingerprint stand in the reference: enough to tell editions apart.
const SHORT: usize = 16;

/// What is ready to be copied.
#[derive(Debug, Serialize)]
pub(super) struct Citation {
    /// The reference before the address.
    words: String,
    /// The canonical address.
    address: String,
    /// The start of the fingerprint.
    edition: String,
    /// All of it: SHA-256 of the report's text as the page has it, in 64 hexadecimal digits.
    fingerprint: String,
    /// The short address by diarienummer, in whole words.
    short: Option<Link>,
}

/// What stands on each sheet of a printed report: whose it is and its title above, its decision below, and the edition in
/// the title block.
pub(super) fn running(
    context: &Context<'_>,
    report: &PublishedReport,
    citation: Option<&Citation>,
) -> Running {
    let facts = &report.facts;
    let committee = context.published.registers.organisation(facts.committee);
    let committee = &committee.name_at(facts.year, facts.decided()).name;
    let mut foot = Vec::new();
    let number = facts.decision.registry_number.as_ref().and_then(Stated::value);
    foot.extend(number.map(|its| format!("dnr{NO_BREAK_SPACE}{its}")));
    foot.extend(facts.decided().map(|date| format!("beslut {}", swedish::date(date))));
    let imprint = citation.map(|its| match facts.changes.last() {
        Some((date, _)) => {
            format!("Utgåva {}, ändrad {}. {}", its.edition, swedish::date(*date), its.address)
        }
        None => format!("Utgåva {}. {}", its.edition, its.address),
    });
    Running {
        head: format!("{committee} {} · {}", facts.year, facts.title), foot: foot.join(" · "), imprint
    }
}

/// Makes it of a report and of its text as it stands on the page, and of nothing else: what isn't published has no
/// part in the fingerprint.
pub(super) fn of(context: &Context<'_>, here: &Here, report: &PublishedReport, text: &str) -> Citation {
    let facts = &report.facts;
    let base = &context.published.site.base;
    let committee = context.published.registers.organisation(facts.committee);
    let fingerprint = Digest::of(text.as_bytes()).to_string();
    let mut words = format!(
        "{} ({}): {}. {}",
        committee.name_at(facts.year, facts.decided()).name,
        facts.year,
        facts.title.trim_end_matches('.'),
        words::kind(facts.kind),
    );
    let mut decision = Vec::new();
    decision.extend(facts.decided().map(|date| format!("beslut {}", swedish::date(date))));
    decision.extend(
        facts.decision.paragraph.as_ref().and_then(Stated::value).map(|its| swedish::paragraph_sign(its)),
    );
    let number = facts.decision.registry_number.as_ref().and_then(Stated::value);
    decision.extend(number.map(|its| format!("dnr{NO_BREAK_SPACE}{its}")));
    if let Some(change) = facts.changes.last() {
        decision.push(format!("ändrad {}", swedish::date(change.0)));
    }
    if !decision.is_empty() {
        words = format!("{words}, {}", decision.join(", "));
    }
    let short = numbers::address_of(&facts.decision);
    Citation {
        words: format!("{words}."),
        address: format!("{base}{}/", facts.id),
        edition: fingerprint[..SHORT].to_owned(),
        fingerprint,
        short: short.map(|short| Link { text: format!("{base}{short}"), href: here.to(&short) }),
    }
}
