//! Which organisations carry one line through the years. Owns what a change of organisation does to a
//! comparison: a new name, or a new nämnd that took over all of one other's work, goes on; one formed of several,
//! or of a part, begins anew; one that was there already and took over work, or gave a part of its own away, goes on
//! with a break. Values are never added over such a change.

use crate::model::Registers;
use crate::model::date::{Day, PartialDate};
use crate::model::organisation::{Organisation, OrganisationIndex, Predecessor};

/// How the last organisation of a strand came to be, where it doesn't go on from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It has no predecessor: the year it began, where that is known.
    New(i16),
    /// Formed of several, in that year.
    Merged(i16, Vec<OrganisationIndex>),
    /// Took over a part of another's work, or one of several parts.
    Split(i16, OrganisationIndex),
}

impl Origin {
    /// The year.
    pub const fn year(&self) -> i16 {
        match self {
            Self::New(year) | Self::Merged(year, _) | Self::Split(year, _) => *year,
        }
    }
}

/// What became of an organisation that no other goes on from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Its last year; nobody took over.
    Ended(i16),
    /// Became a part of another that was formed of several.
    Absorbed(i16, OrganisationIndex),
    /// Its work was parted between several.
    Parted(i16, Vec<OrganisationIndex>),
}

/// What an organisation that was there before, and goes on, is responsible for became another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RemitChange {
    /// The first year that tells of it.
    pub year: i16,
    /// Whose.
    pub whose: OrganisationIndex,
    /// To or from whom the work went.
    pub other: OrganisationIndex,
    /// Which way, and whether all of the other's.
    pub kind: RemitChangeKind,
}

/// Which way work went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemitChangeKind {
    /// It took over all of the other's work.
    TookOver,
    /// It took over a part of the other's work.
    TookPart,
    /// It gave a part of its own to the other.
    GavePart,
}

/// Organisations that follow each other, the whole work handed on each time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strand {
    /// The oldest first; at least one.
    pub organisations: Vec<OrganisationIndex>,
    /// How the first of them came to be, where that is told.
    pub origin: Option<Origin>,
    /// What became of the last, where it is gone.
    pub fate: Option<Fate>,
    /// The changes of what they were responsible for while they were there, by year.
    pub remits: Vec<RemitChange>,
}

impl Strand {
    /// The organisation whose name the strand bears.
    pub fn last(&self) -> OrganisationIndex {
        self.organisations[self.organisations.len() - 1]
    }

    /// Did what it is responsible for become another after the one year, in the other or before it? The last year that
    /// it did.
    pub fn changed_between(&self, earlier: i16, later: i16) -> Option<i16> {
        let years = self.remits.iter().map(|change| change.year);
        years.filter(|year| earlier < *year && *year <= later).max()
    }
}

/// All organisations in their strands.
#[derive(Clone, Debug)]
pub struct Lineage {
    strands: Vec<Strand>,
    of: Vec<usize>,
}

impl Lineage {
    /// Works it out from the register.
    pub fn new(registers: &Registers) -> Self {
        let all = &registers.organisations;
        let successors = successors(all);
        let goes_on = |index: usize| goes_on_from(all, numbered(index), &successors);
        let next = |index: usize| {
            successors[index]
                .iter()
                .find(|next| goes_on(next.organisation.0 as usize) == Some(numbered(index)))
        };
        let mut of = vec![usize::MAX; all.len()];
        let mut strands = Vec::new();
        let first = (0..all.len()).filter(|index| goes_on(*index).is_none());
        // Those that a circle of successions leaves without a first one begin anew, each by itself.
        for start in first.chain(0..all.len()) {
            if of[start] != usize::MAX {
                continue;
            }
            let mut organisations = Vec::new();
            let mut at = Some(start);
            while let Some(index) = at.filter(|index| of[*index] == usize::MAX) {
                of[index] = strands.len();
                organisations.push(numbered(index));
                at = next(index).map(|next| next.organisation.0 as usize);
            }
            let last = organisations[organisations.len() - 1].0 as usize;
            strands.push(Strand {
                origin: origin(all, &all[start], &successors),
                fate: fate(&all[last], &successors[last]),
                remits: remits(all, &organisations, &successors),
                organisations,
            });
        }
        Self { strands, of }
    }

    /// The strand that an organisation is in.
    pub fn strand(&self, organisation: OrganisationIndex) -> &Strand {
        &self.strands[self.of[organisation.0 as usize]]
    }
}

fn numbered(index: usize) -> OrganisationIndex {
    OrganisationIndex(u32::try_from(index).unwrap_or(u32::MAX))
}

/// Who took over work from an organisation.
#[derive(Clone, Copy)]
struct Successor {
    organisation: OrganisationIndex,
    date: PartialDate,
    partly: bool,
}

fn successors(all: &[Organisation]) -> Vec<Vec<Successor>> {
    let mut successors = vec![Vec::new(); all.len()];
    for (organisation, its) in (0..).map(OrganisationIndex).zip(all) {
        for from in &its.predecessors {
            let next = Successor { organisation, date: from.date, partly: from.partly };
            successors[from.organisation.0 as usize].push(next);
        }
    }
    successors
}

/// Was it there already when it took work over: all of the year before? One that is formed some months ahead, to
/// prepare, begins with the work it takes over. One whose beginning nobody knows is older than what is known.
fn was_there(its: &Organisation, from: &Predecessor) -> bool {
    let year_before = Day::new(from.date.year() - 1, 1, 1);
    its.began().is_none_or(|began| year_before.is_some_and(|day| began.first() <= day))
}

/// The organisations that one was formed of.
fn formed_of(its: &Organisation) -> impl Iterator<Item = &Predecessor> {
    its.predecessors.iter().filter(|from| !was_there(its, from))
}

/// Does an organisation live on after it has handed work to another? Else that is what became of it.
fn lives_on(its: &Organisation, next: &Successor) -> bool {
    its.last_day().map_or(next.partly, |last| last.year() > next.date.year())
}

/// Those who took over when an organisation came to its end.
fn heirs(its: &Organisation, successors: &[Successor]) -> Vec<OrganisationIndex> {
    successors.iter().filter(|next| !lives_on(its, next)).map(|next| next.organisation).collect()
}

/// The one organisation whose whole work this one, and no other, took over when it began.
fn goes_on_from(
    all: &[Organisation],
    index: OrganisationIndex,
    successors: &[Vec<Successor>],
) -> Option<OrganisationIndex> {
    let mut formed = formed_of(&all[index.0 as usize]);
    let from = formed.next().filter(|from| !from.partly && from.organisation != index)?;
    let heirs = heirs(&all[from.organisation.0 as usize], &successors[from.organisation.0 as usize]);
    (formed.next().is_none() && heirs == [index]).then_some(from.organisation)
}

fn origin(all: &[Organisation], its: &Organisation, successors: &[Vec<Successor>]) -> Option<Origin> {
    let formed: Vec<&Predecessor> = formed_of(its).collect();
    match formed.as_slice() {
        [] => its.began().map(|from| Origin::New(from.year())),
        [from]
            if from.partly
                || heirs(&all[from.organisation.0 as usize], &successors[from.organisation.0 as usize])
                    .len()
                    != 1 =>
        {
            Some(Origin::Split(from.date.year(), from.organisation))
        }
        [from] => Some(Origin::Merged(from.date.year(), vec![from.organisation])),
        [first, ..] => {
            let from = formed.iter().map(|from| from.organisation).collect();
            Some(Origin::Merged(first.date.year(), from))
        }
    }
}

fn fate(its: &Organisation, successors: &[Successor]) -> Option<Fate> {
    let year = its.last_day()?.year();
    Some(match heirs(its, successors).as_slice() {
        [] => Fate::Ended(year),
        [into] => Fate::Absorbed(year, *into),
        several => Fate::Parted(year, several.to_vec()),
    })
}

fn remits(
    all: &[Organisation],
    strand: &[OrganisationIndex],
    successors: &[Vec<Successor>],
) -> Vec<RemitChange> {
    let mut remits = Vec::new();
    for whose in strand {
        let its = &all[whose.0 as usize];
        let took = its.predecessors.iter().filter(|from| was_there(its, from)).map(|from| RemitChange {
            year: from.date.year(),
            whose: *whose,
            other: from.organisation,
            kind: if from.partly { RemitChangeKind::TookPart } else { RemitChangeKind::TookOver },
        });
        let given = successors[whose.0 as usize].iter().filter(|next| lives_on(its, next));
        let gave = given.map(|next| RemitChange {
            year: next.date.year(),
            whose: *whose,
            other: next.organisation,
            kind: RemitChangeKind::GavePart,
        });
        remits.extend(took.chain(gave));
    }
    remits.sort_by_key(|change| (change.year, change.whose, change.other));
    remits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::Stated;
    use crate::model::organisation::{Name, OrganisationKind};

    fn organisation(from: i16, until: Option<i16>, predecessors: &[(u32, bool)]) -> Organisation {
        let name = Name {
            name: "N".into(),
            abbreviation: None,
            from: Stated::Value(PartialDate::Year(from)),
            until: None,
        };
        let predecessor = |(index, partly): &(u32, bool)| Predecessor {
            organisation: OrganisationIndex(*index),
            date: PartialDate::Year(from),
            partly: *partly,
        };
        Organisation {
            id: String::new(),
            kind: OrganisationKind::Committee,
            names: vec![name],
            administrations: Vec::new(),
            predecessors: predecessors.iter().map(predecessor).collect(),
            ended: until.map(PartialDate::Year),
        }
    }

    fn lineage(organisations: Vec<Organisation>) -> Lineage {
        Lineage::new(&Registers { organisations, ..Registers::default() })
    }

    fn index(at: u32) -> OrganisationIndex {
        OrganisationIndex(at)
    }

    #[test]
    fn one_that_took_over_all_of_one_goes_on() {
        let lineage = lineage(vec![
            organisation(2000, Some(2012), &[]),
            organisation(2013, Some(2016), &[(0, false)]),
            organisation(2017, None, &[(1, false)]),
        ]);
        let strand = lineage.strand(index(0));
        assert_eq!(strand.organisations, [index(0), index(1), index(2)]);
        assert_eq!((strand.origin.clone(), strand.fate.clone()), (Some(Origin::New(2000)), None));
        assert_eq!(lineage.strand(index(2)), strand);
    }

    #[test]
    fn one_formed_of_several_begins_anew() {
        let lineage = lineage(vec![
            organisation(2000, Some(2016), &[]),
            organisation(2000, Some(2016), &[]),
            organisation(2017, None, &[(0, false), (1, false)]),
        ]);
        assert_eq!(lineage.strand(index(2)).organisations, [index(2)]);
        let merged = Origin::Merged(2017, vec![index(0), index(1)]);
        assert_eq!(lineage.strand(index(2)).origin, Some(merged));
        assert_eq!(lineage.strand(index(0)).fate, Some(Fate::Absorbed(2016, index(2))));
    }

    #[test]
    fn parts_of_one_that_was_split_begin_anew() {
        let lineage = lineage(vec![
            organisation(2000, Some(2016), &[]),
            organisation(2017, None, &[(0, true)]),
            organisation(2017, None, &[(0, true)]),
            organisation(2018, None, &[(1, true)]),
        ]);
        for part in [1, 2] {
            assert_eq!(lineage.strand(index(part)).organisations, [index(part)]);
            assert_eq!(lineage.strand(index(part)).origin, Some(Origin::Split(2017, index(0))));
        }
        assert_eq!(lineage.strand(index(0)).fate, Some(Fate::Parted(2016, vec![index(1), index(2)])));
        assert_eq!(lineage.strand(index(3)).origin, Some(Origin::Split(2018, index(1))));
    }

    #[test]
    fn organisations_that_follow_each_other_in_a_ring_have_a_strand_each() {
        let lineage =
            lineage(vec![organisation(2000, None, &[(1, false)]), organisation(2000, None, &[(0, false)])]);
        assert_eq!(lineage.strand(index(0)).organisations.len(), 2);
        assert_eq!(lineage.strand(index(0)), lineage.strand(index(1)));
    }

    /// One that has been there since 2000, with what it took over in 2017.
    fn old(from: u32, partly: bool) -> Organisation {
        let mut its = organisation(2000, None, &[(from, partly)]);
        its.predecessors[0].date = PartialDate::Year(2017);
        its
    }

    #[test]
    fn one_that_was_there_already_goes_on_by_itself_with_a_break() {
        let lineage = lineage(vec![organisation(2000, Some(2016), &[]), old(0, false)]);
        let (gone, taker) = (lineage.strand(index(0)), lineage.strand(index(1)));
        assert_eq!(
            (gone.organisations.as_slice(), taker.organisations.as_slice()),
            (&[index(0)][..], &[index(1)][..])
        );
        assert_eq!(gone.fate, Some(Fate::Absorbed(2016, index(1))));
        assert_eq!(taker.origin, Some(Origin::New(2000)), "not formed of what it took over");
        let kind = RemitChangeKind::TookOver;
        assert_eq!(taker.remits, [RemitChange { year: 2017, whose: index(1), other: index(0), kind }]);
        assert_eq!(taker.changed_between(2016, 2018), Some(2017));
        assert_eq!(taker.changed_between(2017, 2018).or(taker.changed_between(2015, 2016)), None);
    }

    #[test]
    fn one_that_gives_a_part_and_lives_on_has_a_break_as_its_receiver_has() {
        let lineage = lineage(vec![organisation(2000, None, &[]), old(0, true)]);
        let (giver, taker) = (lineage.strand(index(0)), lineage.strand(index(1)));
        assert_eq!((giver.fate.clone(), giver.origin.clone()), (None, Some(Origin::New(2000))));
        let change =
            |whose, other, kind| RemitChange { year: 2017, whose: index(whose), other: index(other), kind };
        assert_eq!(giver.remits, [change(0, 1, RemitChangeKind::GavePart)]);
        assert_eq!(taker.remits, [change(1, 0, RemitChangeKind::TookPart)]);
    }

    #[test]
    fn what_was_given_away_long_before_the_end_is_no_heir_s() {
        let mut heir = organisation(2021, None, &[(0, false)]);
        heir.predecessors[0].date = PartialDate::Year(2021);
        let lineage = lineage(vec![organisation(2000, Some(2020), &[]), old(0, true), heir]);
        let strand = lineage.strand(index(0));
        assert_eq!(strand.organisations, [index(0), index(2)], "the heir goes on");
        assert_eq!(strand.remits.iter().map(|change| change.year).collect::<Vec<_>>(), [2017]);
    }

    #[test]
    fn one_formed_some_months_ahead_begins_with_what_it_takes_over() {
        let mut heir = old(0, false);
        heir.names[0].from = Stated::Value(PartialDate::Day(Day::new(2016, 11, 1).unwrap()));
        let lineage = lineage(vec![organisation(2000, Some(2016), &[]), heir]);
        assert_eq!(lineage.strand(index(1)).organisations, [index(0), index(1)]);
    }
}
