//! How a report is cited: a reference to copy, its short address, and the fingerprint of what is published of it. Owns
//! the words of a reference.

use serde::Serialize;

use super::Link;
use super::frame::Running;
use super::words;
use crate::addresses::numbers;
use crate::disclosure::published::PublishedReport;
use crate::disclosure::scan::is_serious;
use crate::editions::History;
use crate::model::body::{self, Body, Passage, first_words, plain_text};
use crate::model::date::Stated;
use crate::number::NO_BREAK_SPACE;
use crate::plan::editions_address;
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
    /// Which of its editions it is, from one.
    number: usize,
    /// The start of the fingerprint.
    edition: String,
    /// All of it: SHA-256 of what the page says of the report, a block a line, in 64 hexadecimal digits.
    fingerprint: String,
    /// Which one the present edition is, and where all are; nothing where there is but one.
    editions: Option<Link>,
    /// The short address by diarienummer, in whole words.
    short: Option<Link>,
    /// The passages of the text, each ready to be cited by itself.
    passages: Vec<CitedPassage>,
}

/// A passage, ready to be copied.
#[derive(Debug, Serialize)]
struct CitedPassage {
    /// The reference before the address.
    words: String,
    /// The passage's address.
    address: String,
}

/// The passages of a report's text as they are cited: by the words of the heading, or the first words of the paragraph.
fn passages(body: &Body, words: &str, address: &str) -> Vec<CitedPassage> {
    let cited = |passage: Passage<'_>| {
        let which = match passage {
            Passage::Heading(heading) => format!("avsnittet ”{}”", plain_text(&heading.content)),
            Passage::Paragraph(paragraph, _) => {
                format!("stycket ”{}”", first_words(&paragraph.content))
            }
        };
        CitedPassage { words: format!("{words}, {which}."), address: format!("{address}#{}", passage.id()) }
    };
    body::passages(body).into_iter().map(cited).collect()
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
    let imprint = citation.map(|its| {
        let changed = facts.changes.last().map(|change| format!(", ändrad {}", swedish::date(change.date)));
        let changed = changed.unwrap_or_default();
        format!("Utgåva{NO_BREAK_SPACE}{}{changed}, avtryck {}. {}", its.number, its.edition, its.address)
    });
    Running {
        head: format!("{committee} {} · {}", facts.year, facts.title), foot: foot.join(" · "), imprint
    }
}

/// The start of a fingerprint: shorter where it happens to look like somebody's number. The output gate would take it
/// for one, and then the report couldn't be published at all.
fn start_of(fingerprint: &str) -> &str {
    let is_number = |start: &str| is_serious(&format!("[avtryck {start}], avtryck {start}. https:"));
    let lengths = (1..=fingerprint.len().min(SHORT)).rev();
    lengths.map(|length| &fingerprint[..length]).find(|start| !is_number(start)).unwrap_or_default()
}

/// Makes it of a report and its editions: what isn't published has no part in the fingerprint.
pub(super) fn of(
    context: &Context<'_>,
    here: &Here,
    (report, body): (&PublishedReport, &Body),
    history: &History,
) -> Citation {
    let facts = &report.facts;
    let base = &context.published.site.base;
    let committee = context.published.registers.organisation(facts.committee);
    let fingerprint =
        history.editions.last().map_or_else(String::new, |edition| edition.fingerprint.to_string());
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
        decision.push(format!("ändrad {}", swedish::date(change.date)));
    }
    if !decision.is_empty() {
        words = format!("{words}, {}", decision.join(", "));
    }
    let short = numbers::address_of(&facts.decision);
    let address = format!("{base}{}/", facts.id);
    Citation {
        passages: passages(body, &words, &address),
        words: format!("{words}."),
        address,
        number: history.editions.len(),
        edition: start_of(&fingerprint).to_owned(),
        fingerprint,
        editions: (history.editions.len() > 1).then(|| Link {
            text: format!("Utgåva {}", history.editions.len()),
            href: here.to(&editions_address(&facts.id)),
        }),
        short: short.map(|short| Link { text: format!("{base}{short}"), href: here.to(&short) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Digest;

    #[test]
    fn the_start_of_a_fingerprint_is_nobodys_number() {
        assert_eq!(start_of("f12ca2fb65dd38aa8a936e0f"), "f12ca2fb65dd38aa");
        assert_eq!(start_of("c8112289874d7860ea4b830f"), "c811228987");
        assert!(is_serious("[avtryck c8112289874d7860]"), "why");
        assert_eq!(start_of("be8522bb06d1a907ea4b830f"), "be8522bb06d1a90", "a Belgian account");
        let found: Vec<String> = (0..20_000_u32)
            .map(|number| Digest::of(&number.to_le_bytes()).to_string())
            .map(|fingerprint| start_of(&fingerprint).to_owned())
            .flat_map(|start| {
                [format!("[avtryck {start}]"), format!("Utgåva 1, avtryck {start}. https://x.se/")]
            })
            .filter(|words| is_serious(words))
            .collect();
        assert_eq!(found, [""; 0]);
    }
}
