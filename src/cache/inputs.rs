//! A page's key: a keyed sum of all that its rendering may read. Owns which pages read what. Names every field of a report, so
//! that a new one can't be left out unseen.

use std::collections::BTreeSet;

use crate::addresses::Final;
use crate::compile::Compiled;
use crate::digest::Digest;
use crate::disclosure::Published;
use crate::disclosure::published::PublishedReport;
use crate::editions::Edition;
use crate::model::addresses::{AddressBook, Redirect, Withdrawn};
use crate::model::audit::AuditIndex;
use crate::model::body::PictureRequest;
use crate::model::report::{ReportFacts, ReportIndex};
use crate::model::{FreePage, Registers};
use crate::parallel;
use crate::plan::{DataScope, EmbedScope, FigureHome, Page, PageKind};
use crate::render::Context;

/// What one report gives to pages.
struct Of {
    /// What lists say of it.
    card: Digest,
    /// All but its text.
    data: Digest,
    body: Digest,
    /// The granskningar that it tells anything of.
    audits: BTreeSet<AuditIndex>,
    /// Its text has charts of other granskningar too.
    looks_beyond: bool,
}

/// The sums from which keys are made; worked out once a build.
pub struct Inputs<'a> {
    context: &'a Context<'a>,
    /// The key of keys, the program, the theme, the gate, settings and registers.
    site: Digest,
    /// What lists say of every report.
    cards: Digest,
    /// All that every report says but its text.
    data: Digest,
    /// By granskning: all that its reports say but their texts.
    audits: Vec<Digest>,
    /// By granskning: its reports' texts.
    texts: Vec<Digest>,
    /// Of each report: its own data, its granskningar's, and what it names of others.
    bases: Vec<Digest>,
    reports: Vec<Of>,
}

impl<'a> Inputs<'a> {
    /// Sums up a compiled site. `key` keeps others from trying what a sum may be of; `program` is what tells one version of
    /// the program from another.
    pub fn new(compiled: &Compiled, context: &'a Context<'a>, key: &Digest, program: &Digest) -> Self {
        let published = &compiled.published;
        let reports: Vec<Of> = parallel::map(&published.reports, |report| of(published, report));
        let all = published.registers.audits.len();
        let of_audit = |index: usize| {
            let audit = AuditIndex(u32::try_from(index).unwrap_or(u32::MAX));
            reports.iter().filter(move |its| its.audits.contains(&audit))
        };
        let summed = |each: &dyn Fn(&Of) -> Digest| -> Vec<Digest> {
            (0..all).map(|index| Digest::of_value(&of_audit(index).map(each).collect::<Vec<_>>())).collect()
        };
        let (audits, texts) = (summed(&|its| its.data), summed(&|its| its.body));
        let site = site(compiled, context, key, program);
        let improvements = improvements(published);
        let bases = published.indexed_reports().zip(&reports).map(|((index, report), its)| {
            let own: Vec<Digest> =
                its.audits.iter().filter_map(|one| audits.get(one.0 as usize).copied()).collect();
            let named = [&report.facts.replaces, &report.facts.belongs_to];
            let named = named.into_iter().flatten().filter_map(|id| published.report_by_id(id));
            let named = named.chain(context.index.replaced_by(index)).map(|one| reports[one.0 as usize].data);
            Digest::of_value(&(site, its.data, own, improvements, named.collect::<Vec<_>>()))
        });
        Self {
            context,
            bases: bases.collect(),
            cards: Digest::of_value(&reports.iter().map(|its| its.card).collect::<Vec<_>>()),
            data: Digest::of_value(&reports.iter().map(|its| its.data).collect::<Vec<_>>()),
            site,
            audits,
            texts,
            reports,
        }
    }

    /// The key that a page has once these editions of it are recorded; of another page than a report's they say nothing.
    /// `None` for what is made anew each time: files beside a report, papers, pages about editions, and a report that has had
    /// several.
    pub fn key(&self, page: &Page, editions: &[Edition]) -> Option<Digest> {
        match page.kind {
            PageKind::Report(index) => self.key_of_report(page, index, editions),
            _ => self.key_of_other(page),
        }
    }

    fn key_of_report(&self, page: &Page, index: ReportIndex, editions: &[Edition]) -> Option<Digest> {
        // Of several editions there are pages, which are planned of what the report's page says now.
        if editions.len() > 1 {
            return None;
        }
        let at = index.0 as usize;
        let its = &self.reports[at];
        let beyond = its.looks_beyond.then_some(self.data);
        Some(Digest::of_value(&(self.bases[at], its.body, beyond, editions, self.left(page), &page.address)))
    }

    fn key_of_other(&self, page: &Page) -> Option<Digest> {
        let audit = |audit: &AuditIndex| self.audits.get(audit.0 as usize).copied();
        let text = |audit: &AuditIndex| self.texts.get(audit.0 as usize).copied();
        let read: Vec<Option<Digest>> = match &page.kind {
            PageKind::Report(_)
            | PageKind::File(_)
            | PageKind::Paper(_)
            | PageKind::Editions(_)
            | PageKind::EditionChange(..) => return None,
            PageKind::Figure(figure, format) => {
                let own = match figure.home {
                    FigureHome::Report(report) => Some(self.bases[report.0 as usize]),
                    // Its day is that of the latest report, which may be held back by one that it belongs to.
                    FigureHome::Audit(_) | FigureHome::AuditCommittee(..) => Some(self.cards),
                };
                let read = (own, figure.of.audit().and_then(|its| audit(&its)));
                return Some(Digest::of_value(&(self.site, read, &figure.of, format, &page.address)));
            }
            PageKind::AuditCommittee(its, _) => vec![audit(its), text(its)],
            PageKind::Question(its, _)
            | PageKind::Embed(EmbedScope::Audit(its))
            | PageKind::DataFile(DataScope::Audit(its), _) => vec![Some(self.cards), audit(its)],
            PageKind::FreePage(index) => {
                vec![
                    Some(self.data),
                    Some(Digest::of_value(&self.context.published.pages[*index as usize].body)),
                ]
            }
            PageKind::Withdrawn(_)
            | PageKind::Number(_)
            | PageKind::Redirect(_)
            | PageKind::Gone(_)
            | PageKind::AllGone
            | PageKind::NotFound
            | PageKind::Protection
            | PageKind::Statement
            | PageKind::Robots => vec![Some(self.cards)],
            PageKind::Home
            | PageKind::Committee(_)
            | PageKind::CommitteeYear(..)
            | PageKind::Years
            | PageKind::Year(_)
            | PageKind::Audits
            | PageKind::Audit(_)
            | PageKind::Improvements(_)
            | PageKind::Data
            | PageKind::DataFile(..)
            | PageKind::Catalogue
            | PageKind::Feed(..)
            | PageKind::Embed(_)
            | PageKind::ReportList
            | PageKind::Sitemap
            | PageKind::SitemapPart(_) => vec![Some(self.data)],
        };
        Some(Digest::of_value(&(self.site, read, &page.kind, self.left(page), &page.address)))
    }

    /// Passages that have left the page, and what the reports are called to which they lead.
    fn left(&self, page: &Page) -> Option<(&Vec<(String, Final)>, Digest)> {
        Some((self.context.moved.get(&page.address)?, self.cards))
    }
}

fn of(published: &Published, report: &PublishedReport) -> Of {
    let ReportFacts {
        id,
        file: _,
        committee,
        year,
        title,
        source_title,
        kind,
        summary,
        status,
        marked_ready,
        decision,
        publish_on,
        round,
        replaces,
        belongs_to,
        already_public,
        changes,
        withdrawal,
        aliases,
        audits,
        direct_measures,
        improvements,
        key_figures,
        appendices,
        images,
        body,
    } = &report.facts;
    let PublishedReport { facts: _, surveys, interviews } = report;
    let mut told: BTreeSet<AuditIndex> = audits.iter().map(|its| its.audit).collect();
    told.extend(surveys.iter().map(|its| its.audit));
    told.extend(interviews.iter().map(|its| its.audit));
    told.extend(key_figures.iter().map(|its| its.audit));
    told.extend(improvements.iter().filter_map(|its| its.audit));
    let of_audits: Vec<AuditIndex> = told.iter().copied().collect();
    let one = Digest::of_value(&(
        id,
        committee,
        year,
        title,
        source_title,
        kind,
        summary,
        status,
        marked_ready,
        decision,
    ));
    let other = Digest::of_value(&(
        publish_on,
        round,
        replaces,
        belongs_to,
        already_public,
        changes,
        withdrawal,
        aliases,
        of_audits,
    ));
    let card = Digest::of_value(&(one, other, appendices, images));
    let is_own = |id: &str| told.iter().any(|its| published.registers.audit(*its).id == id);
    let beyond = |request: &&PictureRequest| request.audit.as_deref().is_some_and(|id| !is_own(id));
    Of {
        card,
        data: Digest::of_value(&(
            card,
            audits,
            direct_measures,
            improvements,
            key_figures,
            surveys,
            interviews,
        )),
        body: Digest::of_value(body),
        looks_beyond: body.pictures().iter().any(|request| beyond(&request)),
        audits: told,
    }
}

/// All åtgärder, and whose they are: threads go over all reports.
fn improvements(published: &Published) -> Digest {
    let all = published.reports.iter().filter(|report| !report.facts.improvements.is_empty());
    let all = all.map(|report| {
        let facts = &report.facts;
        (&facts.id, facts.committee, facts.year, facts.status, &facts.decision, &facts.improvements)
    });
    Digest::of_value(&all.collect::<Vec<_>>())
}

/// What every page reads.
fn site(compiled: &Compiled, context: &Context<'_>, key: &Digest, program: &Digest) -> Digest {
    let Registers { organisations, audits, answer_scales, risk_matrices, grading_scales, addresses } =
        &compiled.published.registers;
    // What was published before decides which pages there are, and what editions a report has had is in its own key.
    let AddressBook { published: _, first: _, redirects, editions: _, withdrawn } = addresses;
    let redirects: Vec<_> = redirects.iter().map(|Redirect { from, to, place: _ }| (from, to)).collect();
    let withdrawn = withdrawn.iter().map(|one| {
        let Withdrawn { id, file: _, committee, year, audits, title, kind, decision, date, reason } = one;
        (id, committee, year, audits, title, kind, decision, date, reason)
    });
    let pages = compiled.published.pages.iter().map(|page| {
        let FreePage { id, file: _, title, summary, images, body: _ } = page;
        (id, title, summary, images)
    });
    let registers = Digest::of_value(&(organisations, audits, answer_scales, risk_matrices, grading_scales));
    let addresses = Digest::of_value(&(redirects, withdrawn.collect::<Vec<_>>()));
    let machine =
        Digest::of_value(&(key, program, compiled.theme.fingerprint(), compiled.gate.fingerprint(key)));
    let settings =
        Digest::of_value(&(&compiled.published.site, context.has_papers, pages.collect::<Vec<_>>()));
    Digest::of_value(&(machine, settings, registers, addresses))
}
