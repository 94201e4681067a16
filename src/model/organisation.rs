//! Nämnder, styrelser, bolag and förvaltningar, with their names over time. Owns no reading and no sorting.

use super::date::{PartialDate, Stated};

/// An organisation's place in [`super::Registers::organisations`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OrganisationIndex(pub u32);

/// What sort of organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OrganisationKind {
    /// nämnd
    Committee,
    /// styrelse
    Board,
    /// bolag
    Company,
    /// förvaltning
    Administration,
}

impl OrganisationKind {
    /// May a report belong to it? A förvaltning carries out, it doesn't decide.
    pub const fn decides(self) -> bool {
        !matches!(self, Self::Administration)
    }
}

/// An organisation.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Organisation {
    /// Its id, and the first part of its reports' addresses.
    pub id: String,
    /// What sort.
    pub kind: OrganisationKind,
    /// Its names, the oldest first; at least one.
    pub names: Vec<Name>,
    /// The förvaltningar that serve it.
    pub administrations: Vec<OrganisationIndex>,
    /// Where its work came from.
    pub predecessors: Vec<Predecessor>,
    /// Its last day, where it has one.
    pub ended: Option<PartialDate>,
}

/// A name and the time it was borne.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Name {
    /// The name.
    pub name: String,
    /// Its abbreviation; never a key.
    pub abbreviation: Option<String>,
    /// First day.
    pub from: Stated<PartialDate>,
    /// Last day.
    pub until: Option<PartialDate>,
}

/// Where an organisation's work came from.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Predecessor {
    /// From whom.
    pub organisation: OrganisationIndex,
    /// When.
    pub date: PartialDate,
    /// Only a part of it.
    pub partly: bool,
}

impl Organisation {
    /// The name it bears now, or bore last.
    pub fn name(&self) -> &Name {
        &self.names[self.names.len() - 1]
    }

    /// The name that a decision bears: that of its day, where the day is told, else that of the year.
    pub fn name_at(&self, year: i16, decided: Option<PartialDate>) -> &Name {
        let Some(PartialDate::Day(day)) = decided else { return self.name_in(year) };
        let borne = |name: &&Name| name.from.value().is_none_or(|from| from.first() <= day);
        self.names.iter().rev().find(borne).unwrap_or(&self.names[0])
    }

    /// The name it bore at the end of a year.
    pub fn name_in(&self, year: i16) -> &Name {
        self.names
            .iter()
            .rev()
            .find(|name| name.from.value().is_none_or(|from| from.year() <= year))
            .unwrap_or(&self.names[0])
    }

    /// The year it began, where that is known.
    pub fn began(&self) -> Option<PartialDate> {
        self.names[0].from.value().copied()
    }

    /// The last day it existed, where that is known.
    pub fn last_day(&self) -> Option<PartialDate> {
        self.ended.or(self.name().until)
    }

    /// Did it exist on any day of that year, for all that the register knows?
    pub fn existed_in(&self, year: i16) -> bool {
        self.began().is_none_or(|from| from.year() <= year)
            && self.last_day().is_none_or(|until| until.year() >= year)
    }
}

#[cfg(test)]
mod tests {
    use super::super::date::Day;
    use super::*;

    fn renamed() -> Organisation {
        let name = |name: &str, from: &str| Name {
            name: name.into(),
            abbreviation: None,
            from: Stated::Value(PartialDate::Day(Day::read(from).unwrap())),
            until: None,
        };
        Organisation {
            id: "n".into(),
            kind: OrganisationKind::Committee,
            names: vec![name("Gamla", "2017-05-01"), name("Nya", "2020-07-01")],
            administrations: Vec::new(),
            predecessors: Vec::new(),
            ended: Some(PartialDate::Year(2022)),
        }
    }

    #[test]
    fn a_decision_bears_the_name_of_its_day() {
        let decided = |day: &str| Some(PartialDate::Day(Day::read(day).unwrap()));
        let name = |date| renamed().name_at(2020, date).name.clone();
        assert_eq!(name(decided("2020-05-05")), "Gamla");
        assert_eq!(name(decided("2020-07-01")), "Nya");
        assert_eq!(name(Some(PartialDate::Year(2020))), "Nya", "the name at the year's end");
        assert_eq!(name(None), "Nya");
        assert_eq!(renamed().name_in(2019).name, "Gamla");
    }

    #[test]
    fn it_existed_from_its_first_name_to_its_last_day() {
        let existed: Vec<i16> = (2015..=2024).filter(|year| renamed().existed_in(*year)).collect();
        assert_eq!(existed, [2017, 2018, 2019, 2020, 2021, 2022]);
    }
}
