//! Which organisations carry one line through the years. Owns what a change of organisation does to a
//! comparison: a new name, or a new nämnd that took over all of one other's work, goes on; one formed of several,
//! or of a part, begins anew. Values are never added over such a change.

use crate::model::Registers;
use crate::model::organisation::{Organisation, OrganisationIndex};

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

/// Organisations that follow each other, the whole work handed on each time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strand {
    /// The oldest first; at least one.
    pub organisations: Vec<OrganisationIndex>,
    /// How the first of them came to be, where that is told.
    pub origin: Option<Origin>,
    /// What became of the last, where it is gone.
    pub fate: Option<Fate>,
}

impl Strand {
    /// The organisation whose name the strand bears.
    pub fn last(&self) -> OrganisationIndex {
        self.organisations[self.organisations.len() - 1]
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
        let goes_on = |index: usize| goes_on_from(&all[index], numbered(index), &successors);
        let next =
            |index: usize| successors[index].iter().find(|(next, _)| goes_on(next.0 as usize).is_some());
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
                at = next(index).map(|(next, _)| next.0 as usize);
            }
            let last = organisations[organisations.len() - 1].0 as usize;
            strands.push(Strand {
                origin: origin(&all[start], &successors),
                fate: fate(&all[last], &successors[last]),
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

/// An organisation's successors: who, and whether with a part of its work.
type Successors = Vec<(OrganisationIndex, bool)>;

fn successors(all: &[Organisation]) -> Vec<Successors> {
    let mut successors = vec![Vec::new(); all.len()];
    for (index, organisation) in (0..).map(OrganisationIndex).zip(all) {
        for from in &organisation.predecessors {
            successors[from.organisation.0 as usize].push((index, from.partly));
        }
    }
    successors
}

/// The one organisation whose whole work this one, and no other, took over.
fn goes_on_from(
    its: &Organisation,
    index: OrganisationIndex,
    successors: &[Successors],
) -> Option<OrganisationIndex> {
    let [from] = its.predecessors.as_slice() else { return None };
    let only = successors[from.organisation.0 as usize] == [(index, false)];
    (only && from.organisation != index).then_some(from.organisation)
}

fn origin(its: &Organisation, successors: &[Successors]) -> Option<Origin> {
    match its.predecessors.as_slice() {
        [] => its.began().map(|from| Origin::New(from.year())),
        [from] if from.partly || successors[from.organisation.0 as usize].len() > 1 => {
            Some(Origin::Split(from.date.year(), from.organisation))
        }
        [from] => Some(Origin::Merged(from.date.year(), vec![from.organisation])),
        [first, ..] => {
            let from = its.predecessors.iter().map(|from| from.organisation).collect();
            Some(Origin::Merged(first.date.year(), from))
        }
    }
}

fn fate(its: &Organisation, successors: &Successors) -> Option<Fate> {
    let year = its.last_day()?.year();
    Some(match successors.as_slice() {
        [] => Fate::Ended(year),
        [(into, _)] => Fate::Absorbed(year, *into),
        several => Fate::Parted(year, several.iter().map(|(into, _)| *into).collect()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::date::{PartialDate, Stated};
    use crate::model::organisation::{Name, OrganisationKind, Predecessor};

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
}
