//! Åtgärder followed over reports, nämnder and years: what `följer` joins is one thread. Owns what an åtgärd goes on
//! from, which mentions belong together and which of them say how it stands now; draws nothing and has no words.
//! Sees only what disclosure has released, and asks no clock: an åtgärd's age is told by the years it was in.

use std::collections::BTreeMap;

use crate::disclosure::Published;
use crate::model::organisation::OrganisationIndex;
use crate::model::report::{Improvement, ImprovementStatus, ReportIndex, Status};

/// An åtgärd as one report has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// The report's year.
    pub year: i16,
    /// The report.
    pub report: ReportIndex,
    /// Its place among the report's åtgärder.
    pub place: usize,
}

impl Mention {
    /// What the report says of it.
    pub fn improvement(self, published: &Published) -> &Improvement {
        &published.report(self.report).facts.improvements[self.place]
    }

    /// Whose report it is.
    pub fn committee(self, published: &Published) -> OrganisationIndex {
        published.report(self.report).facts.committee
    }
}

/// Mentions that `följer` joins, directly or by way of each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread {
    /// All of them, oldest first.
    pub mentions: Vec<Mention>,
    /// Those that no other goes on from: how it stands, newest first. More than one where several reports go on
    /// from the same åtgärd.
    pub latest: Vec<Mention>,
    /// Is any of the latest neither done nor dropped?
    pub is_open: bool,
    /// The first year of those through which it has been open until now: after the last year in which all of it was done
    /// or dropped. That of the first report for one that is closed.
    pub since: i16,
}

impl Thread {
    /// The statuses that it has now, each once, in the order of [`Thread::latest`].
    pub fn statuses(&self, published: &Published) -> Vec<ImprovementStatus> {
        each_once(self.latest.iter().map(|its| its.improvement(published).status))
    }

    /// The nämnder whose reports have it, in the order they took it up.
    pub fn committees(&self, published: &Published) -> Vec<OrganisationIndex> {
        each_once(self.mentions.iter().map(|its| its.committee(published)))
    }

    /// The years of its reports, oldest first.
    pub fn years(&self) -> Vec<i16> {
        each_once(self.mentions.iter().map(|its| its.year))
    }
}

fn each_once<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut once = Vec::new();
    for one in all {
        if !once.contains(&one) {
            once.push(one);
        }
    }
    once
}

/// Is there still something to be done, or is that not known?
pub const fn is_open(status: ImprovementStatus) -> bool {
    !matches!(status, ImprovementStatus::Done | ImprovementStatus::Dropped)
}

/// What åtgärder go on from. A `följer` to an edition that another has replaced leads on to the newest edition that has
/// the åtgärd; one to a withdrawn report leads nowhere.
pub struct Followed {
    /// By a report, the edition that came in its place.
    newer: BTreeMap<ReportIndex, ReportIndex>,
}

impl Followed {
    /// Looks through the reports once.
    pub fn new(published: &Published) -> Self {
        let replaces = published.indexed_reports().filter(|(_, report)| report.facts.status.is_public());
        let newer = replaces.filter_map(|(index, report)| {
            Some((published.report_by_id(report.facts.replaces.as_deref()?)?, index))
        });
        Self { newer: newer.collect() }
    }

    /// What an åtgärd goes on from, in the order of its `följer`.
    pub fn before<'a>(
        &'a self,
        published: &'a Published,
        improvement: &'a Improvement,
    ) -> impl Iterator<Item = Mention> + 'a {
        improvement.follows.iter().filter_map(|(report, id)| self.find(published, report, id))
    }

    /// An åtgärd in the newest edition that has it.
    fn find(&self, published: &Published, report: &str, id: &str) -> Option<Mention> {
        let mut found = None;
        let mut edition = published.report_by_id(report);
        // As many steps as there are editions: a circle has been told of, but may not keep a page from ending.
        for _ in 0..=self.newer.len() {
            let Some(report) = edition else { break };
            let facts = &published.report(report).facts;
            let place = facts.improvements.iter().position(|its| its.id == id);
            if let Some(place) = place.filter(|_| matches!(facts.status, Status::Decided | Status::Replaced))
            {
                found = Some(Mention { year: facts.year, report, place });
            }
            edition = self.newer.get(&report).copied();
        }
        found
    }
}

/// All threads: open ones first, among them those that have been open longest. An edition that another has
/// replaced counts only where something goes on from an åtgärd that the newer edition lacks; withdrawn reports
/// and drafts not at all.
pub fn threads(published: &Published, followed: &Followed) -> Vec<Thread> {
    let mut nodes: Vec<Mention> = Vec::new();
    let mut number: BTreeMap<Mention, usize> = BTreeMap::new();
    for (report, its) in published.indexed_reports() {
        if its.facts.status == Status::Decided {
            let mentions = (0..its.facts.improvements.len()).map(|place| Mention {
                year: its.facts.year,
                report,
                place,
            });
            nodes.extend(mentions);
        }
    }
    number.extend(nodes.iter().copied().zip(0..));
    let mut joins: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    // What a replaced edition is asked for is added at the end, and then looked at in its turn.
    while let Some(&from) = nodes.get(at) {
        for to in followed.before(published, from.improvement(published)) {
            let to = *number.entry(to).or_insert_with(|| {
                nodes.push(to);
                nodes.len() - 1
            });
            joins.push((at, to));
        }
        at += 1;
    }
    let mut threads = gather(published, &nodes, &joins);
    threads.sort_by_key(|thread| (!thread.is_open, thread.since, thread.mentions[0]));
    threads
}

/// Joins mentions to threads.
fn gather(published: &Published, nodes: &[Mention], joins: &[(usize, usize)]) -> Vec<Thread> {
    let mut root: Vec<usize> = (0..nodes.len()).collect();
    for (from, to) in joins {
        let (one, other) = (root_of(&mut root, *from), root_of(&mut root, *to));
        root[one.max(other)] = one.min(other);
    }
    // The first year in which another goes on from it.
    let mut followed_in: Vec<Option<i16>> = vec![None; nodes.len()];
    for (from, to) in joins {
        let year = nodes[*from].year;
        followed_in[*to] = Some(followed_in[*to].map_or(year, |known| known.min(year)));
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for node in 0..nodes.len() {
        groups.entry(root_of(&mut root, node)).or_default().push(node);
    }
    let thread = |its: Vec<usize>| {
        let mut mentions: Vec<Mention> = its.iter().map(|node| nodes[*node]).collect();
        let mut latest: Vec<Mention> =
            its.iter().filter(|node| followed_in[**node].is_none()).map(|node| nodes[*node]).collect();
        mentions.sort_unstable();
        // Those that go on from each other in a ring have been told of: the newest says how it stands.
        if latest.is_empty() {
            latest.extend(mentions.last().copied());
        }
        latest.sort_unstable_by(|a, b| b.cmp(a));
        let is_open = latest.iter().any(|its| is_open(its.improvement(published).status));
        let was_open = |year: i16| {
            let stands = |node: &&usize| {
                nodes[**node].year <= year && followed_in[**node].is_none_or(|later| later > year)
            };
            its.iter().filter(stands).any(|node| self::is_open(nodes[*node].improvement(published).status))
        };
        let first = mentions[0].year;
        let years = each_once(mentions.iter().map(|its| its.year));
        let since = years.into_iter().rev().take_while(|year| was_open(*year)).last().unwrap_or(first);
        Thread { since: if is_open { since } else { first }, mentions, latest, is_open }
    };
    groups.into_values().map(thread).collect()
}

fn root_of(root: &mut [usize], mut node: usize) -> usize {
    while root[node] != node {
        root[node] = root[root[node]];
        node = root[node];
    }
    node
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture::site;

    fn improvement(id: &str, status: ImprovementStatus, follows: &[(&str, &str)]) -> Improvement {
        Improvement {
            id: id.into(),
            text: "Riktlinje för lagringsytor.".into(),
            audit: None,
            responsible: None,
            due: None,
            status,
            stated_follows: Vec::new(),
            follows: follows.iter().map(|(report, id)| ((*report).into(), (*id).into())).collect(),
        }
    }

    fn give(published: &mut Published, report: &str, its: Improvement) {
        let index = published.report_by_id(report).unwrap();
        published.reports[index.0 as usize].facts.improvements.push(its);
    }

    fn bare() -> Published {
        let mut published = site();
        for report in &mut published.reports {
            report.facts.improvements.clear();
        }
        published
    }

    #[test]
    fn what_follows_is_one_thread_over_nämnder_and_years() {
        let mut published = bare();
        give(
            &mut published,
            "alderdomsnamnden/2020/uppfoljning",
            improvement("lagring", ImprovementStatus::New, &[]),
        );
        let follows = [("alderdomsnamnden/2020/uppfoljning", "lagring")];
        give(
            &mut published,
            "forskolenamnden/2023/uppfoljning",
            improvement("ytor", ImprovementStatus::Remains, &follows),
        );
        give(
            &mut published,
            "alderdomsnamnden/2023/uppfoljning",
            improvement("lagring", ImprovementStatus::Done, &follows),
        );
        let all = threads(&published, &Followed::new(&published));
        assert_eq!(all.len(), 1);
        let thread = &all[0];
        assert_eq!((thread.since, thread.years()), (2020, vec![2020, 2023]));
        assert_eq!(thread.committees(&published).len(), 2);
        assert!(thread.is_open, "one of those that go on from it is");
        assert_eq!(thread.latest.len(), 2);
        assert_eq!(thread.statuses(&published).len(), 2);
    }

    #[test]
    fn one_that_was_done_and_taken_up_again_is_open_since_then() {
        let mut published = bare();
        let reports = ["alderdomsnamnden/2020/uppfoljning", "alderdomsnamnden/2023/uppfoljning"];
        give(&mut published, reports[0], improvement("a", ImprovementStatus::Done, &[]));
        give(&mut published, reports[1], improvement("a", ImprovementStatus::New, &[(reports[0], "a")]));
        let all = threads(&published, &Followed::new(&published));
        assert_eq!((all.len(), all[0].since, all[0].is_open), (1, 2023, true));
    }

    #[test]
    fn of_a_ring_within_a_year_one_says_how_it_stands() {
        let mut published = bare();
        let (one, other) = ("alderdomsnamnden/2020/uppfoljning", "aldre/2020/ny");
        give(&mut published, one, improvement("a", ImprovementStatus::New, &[(other, "b")]));
        give(&mut published, other, improvement("b", ImprovementStatus::New, &[(one, "a")]));
        let all = threads(&published, &Followed::new(&published));
        assert_eq!((all.len(), all[0].latest.len(), all[0].is_open), (1, 1, true));
    }

    #[test]
    fn a_closed_thread_comes_after_the_open_ones() {
        let mut published = bare();
        give(
            &mut published,
            "alderdomsnamnden/2020/uppfoljning",
            improvement("a", ImprovementStatus::Dropped, &[]),
        );
        give(
            &mut published,
            "forskolenamnden/2023/uppfoljning",
            improvement("b", ImprovementStatus::NotFollowedUp, &[]),
        );
        let all = threads(&published, &Followed::new(&published));
        assert_eq!(all.iter().map(|its| its.is_open).collect::<Vec<_>>(), [true, false]);
    }

    #[test]
    fn a_replaced_edition_is_followed_in_the_newer_and_drafts_count_for_nothing() {
        let mut published = bare();
        let stands = ImprovementStatus::New;
        give(&mut published, "aldre/2020/gammal", improvement("a", stands, &[]));
        give(&mut published, "aldre/2020/gammal", improvement("bara-gammal", stands, &[]));
        give(&mut published, "aldre/2020/ny", improvement("a", stands, &[]));
        give(&mut published, "aldre/2023/utkast", improvement("hemlig", stands, &[]));
        let follows = [("aldre/2020/gammal", "a")];
        give(
            &mut published,
            "forskolenamnden/2023/uppfoljning",
            improvement("b", ImprovementStatus::Done, &follows),
        );
        let all = threads(&published, &Followed::new(&published));
        let newer = published.report_by_id("aldre/2020/ny").unwrap();
        assert_eq!(all.len(), 1, "{all:?}");
        assert_eq!(all[0].mentions[0].report, newer);
        assert!(!all[0].is_open);
    }
}
