//! A report's decision facts: what an archivist or auditor looks for first.

use serde::Serialize;

use super::item::Date;
use super::{Link, words};
use crate::disclosure::published::PublishedReport;
use crate::model::addresses::Withdrawn;
use crate::model::date::{PartialDate, Stated};
use crate::model::report::{self, Decision};
use crate::render::address::Here;
use crate::render::{Context, swedish};

const NOT_STATED: &str = "framgår inte av källan";

/// A term and what is known of it.
#[derive(Debug, Default, Serialize)]
pub(super) struct Fact {
    term: &'static str,
    text: String,
    href: Option<String>,
    /// A day that belongs to the words, kept on one line.
    date: Option<Date>,
    /// The source doesn't say.
    unstated: bool,
}

impl Fact {
    pub(super) fn words(term: &'static str, text: impl Into<String>) -> Self {
        Self { term, text: text.into(), ..Self::default() }
    }

    /// In words, as a line of text.
    pub(super) fn line(&self) -> String {
        let date = self.date.as_ref().map_or("", |date| date.text());
        format!("{}: {}{date}", self.term, self.text)
    }

    fn link(term: &'static str, link: Link) -> Self {
        Self { term, text: link.text, href: Some(link.href), ..Self::default() }
    }

    fn date(term: &'static str, date: PartialDate) -> Self {
        Self { term, date: Some(Date::of(date)), ..Self::default() }
    }

    /// Words and the day that goes with them.
    pub(super) fn dated(term: &'static str, text: &str, date: PartialDate) -> Self {
        Self { term, text: format!("{text}, "), date: Some(Date::of(date)), ..Self::default() }
    }

    fn unstated(term: &'static str) -> Self {
        Self { term, text: NOT_STATED.to_owned(), unstated: true, ..Self::default() }
    }
}

/// A report's facts, in the order of the decision's way.
pub(super) fn of(context: &Context<'_>, here: &Here, report: &PublishedReport) -> Vec<Fact> {
    let facts = &report.facts;
    let mut out = vec![Fact::words("Status", words::status(facts.status))];
    out.extend(facts.marked_ready.map(|day| Fact::date("Klarmarkerad", PartialDate::Day(day))));
    push_decision(&mut out, &facts.decision);
    out.extend(facts.round.as_ref().map(|round| Fact::words("Omgång", round.clone())));
    if let Some(other) = facts.belongs_to.as_deref().and_then(|id| context.published.report_by_id(id)) {
        let other = &context.published.report(other).facts;
        let link = Link { text: other.title.clone(), href: here.to(&format!("{}/", other.id)) };
        out.push(Fact::link("Hör till", link));
    }
    if let Some((source, since)) = &facts.already_public {
        out.push(Fact::dated("Redan offentlig", source, *since));
    }
    out
}

/// What is known of a decision.
pub(super) fn of_decision(decision: &Decision) -> Vec<Fact> {
    let mut out = Vec::new();
    push_decision(&mut out, decision);
    out
}

/// What is left of a withdrawn report's facts.
pub(super) fn of_withdrawn(report: &Withdrawn) -> Vec<Fact> {
    let mut out = vec![Fact::date("Återkallad", report.date)];
    push_decision(&mut out, &report.decision);
    out
}

fn push_decision(out: &mut Vec<Fact>, decision: &Decision) {
    out.extend(decision.date.as_ref().map(|date| match date {
        Stated::Value(date) => Fact::date("Beslutsdatum", *date),
        Stated::Not => Fact::unstated("Beslutsdatum"),
    }));
    out.extend(decision.paragraph.as_ref().map(|paragraph| match paragraph {
        Stated::Value(text) => Fact::words("Paragraf", swedish::paragraph_sign(text)),
        Stated::Not => Fact::unstated("Paragraf"),
    }));
    out.extend(decision.registry_number.as_ref().map(|number| match number {
        Stated::Value(text) => Fact::words("Diarienummer", text.clone()),
        Stated::Not => Fact::unstated("Diarienummer"),
    }));
    out.extend(
        decision
            .link
            .as_ref()
            .map(|href| Fact::link("Beslutet", Link { text: "Läs beslutet".into(), href: href.clone() })),
    );
}

/// A change made after publication.
#[derive(Debug, Serialize)]
pub(super) struct Change {
    date: Date,
    text: String,
}

/// A report's changes.
pub(super) fn changes(report: &PublishedReport) -> Vec<Change> {
    let change = |its: &report::Change| Change { date: Date::of(its.date), text: its.text.clone() };
    report.facts.changes.iter().map(change).collect()
}
