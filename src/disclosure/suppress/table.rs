//! One question's table as the guard sees it: the groups that answered, how they hang together, and what is
//! printed about them elsewhere; and which of its values are hidden. Inert data in whole numbers, so that
//! every judgement on it can be exact. Owns no rule, no search and no file format.

/// A group's place in [`Table::groups`].
pub type GroupIndex = usize;

/// A table to be protected.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Table {
    /// The answers that a person could give, and how means are printed.
    pub scale: Scale,
    /// Fewest answers that a shown result may rest on (disclosure.md, T).
    pub threshold: u64,
    /// Which measures the publication shows for a group that isn't hidden.
    pub shows: Measures,
    /// How much an attacker may learn.
    pub demands: Demands,
    /// A group without answers is shown as such; otherwise it is hidden like a small one (R1).
    pub zeros_shown: bool,
    /// The groups. Their order decides ties, so the caller sorts them.
    pub groups: Vec<Group>,
    /// Which groups add up to which.
    pub sums: Vec<Sum>,
    /// What is printed elsewhere: in running text, in another document, in an earlier edition.
    pub facts: Vec<Fact>,
}

/// An answer scale in whole numbers, and the grid on which means are printed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Scale {
    /// The answers, strictly rising; at least two. Usually each whole number from the lowest to the highest.
    pub answers: Vec<i64>,
    /// Printed means are whole multiples of 1/`grid`: 10 for one decimal.
    pub grid: i64,
    /// How a mean halfway between two multiples is printed.
    pub rounding: Rounding,
}

/// How a value halfway between two printed ones is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// Upwards, always: the printed value excludes the upper half.
    HalfUp,
    /// Not known: both ends are possible.
    Either,
}

/// Measures of a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "each measure is shown or not, independent of the others")]
pub struct Measures {
    /// The number of answers.
    pub n: bool,
    /// The mean.
    pub mean: bool,
    /// How many gave each answer.
    pub counts: bool,
    /// Which whole per cent gave each answer.
    pub percentages: bool,
}

impl Measures {
    /// Is any result, and not just the number of answers, among them?
    pub const fn any_result(self) -> bool {
        self.mean || self.counts || self.percentages
    }
}

/// How much an attacker may learn (R5, R6, R8). Widths are least − most of what remains possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Demands {
    /// A small group's number of answers: its possible values span at least this (R5: threshold − 1).
    pub count_width: u64,
    /// A small group's mean, for who knows nothing else: possible values span at least this part of the
    /// scale's span, as (numerator, denominator) (R6: 1/2).
    pub outsider_width: (i64, i64),
    /// The same for who knows how many answered in every group (R6: 1/3); `None` where nobody does.
    pub insider_width: Option<(i64, i64)>,
    /// A visible group of at most nine answers that are all the same is hidden (R8).
    pub hide_unanimous: bool,
}

impl Demands {
    /// The rules' own demands at a threshold.
    pub const fn of_rules(threshold: u64) -> Self {
        Self {
            count_width: threshold - 1,
            outsider_width: (1, 2),
            insider_width: Some((1, 3)),
            hide_unanimous: true,
        }
    }
}

/// A group of respondents with its true answers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Group {
    /// Its name, unique in the table.
    pub name: String,
    /// How many answered. `None`: nobody knows, but a named person vouches for at least the threshold.
    pub n: Option<u64>,
    /// The mean as it would be printed, in multiples of 1/[`Scale::grid`]; `None` where there is none.
    pub mean: Option<i64>,
    /// How many gave each answer, in the scale's order; `None` where only the mean is known.
    pub counts: Option<Vec<u64>>,
    /// The number of answers is printed already and can't be hidden (R10).
    pub n_fixed: bool,
    /// The results are printed already and can't be hidden (R10).
    pub result_fixed: bool,
    /// Who printed what is printed already.
    pub fixed_by: FixedBy,
}

/// Who printed what can't be hidden any more, which decides what else it tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum FixedBy {
    /// Not known: it may have been printed whatever the number of answers was.
    #[default]
    Anybody,
    /// An earlier edition under these rules: that it was shown tells that they let it through.
    OwnRules,
    /// A public record, whatever the number of answers was. What it prints of a small group is disclosed
    /// there (disclosure.md §1), so that the group is no target for that; it still helps against others.
    PublicRecord,
}

/// A total and the groups that it is made of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sum {
    /// The total.
    pub total: GroupIndex,
    /// Its parts: nobody is in two of them.
    pub parts: Vec<GroupIndex>,
    /// The parts are the whole total; otherwise there is a rest, which is never published.
    pub complete: bool,
    /// R2: either every group shows, the rest included, or none does.
    pub split: bool,
}

/// Something that is printed about the table's groups outside the table.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Fact {
    /// What messages call it.
    pub id: String,
    /// What it says.
    pub claim: Claim,
    /// It can still be taken back; at the cost of [`Cost::FACT`].
    pub retractable: bool,
}

/// What a fact says (disclosure.md §2). All of it is true and known to every attacker.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Claim {
    /// Two groups are the same people with the same answers.
    Equal(GroupIndex, GroupIndex),
    /// Two groups are the same people, asked different things: as many answered, whatever they did.
    SameNumber(GroupIndex, GroupIndex),
    /// So many whole per cent of those asked answered.
    Rate {
        /// The group.
        group: GroupIndex,
        /// How many were asked.
        sent: u64,
        /// Per cent, rounded.
        percent: u64,
    },
    /// A group has at least or at most so many answers.
    Count {
        /// The group.
        group: GroupIndex,
        /// Fewest, if told.
        least: Option<u64>,
        /// Most, if told.
        most: Option<u64>,
    },
    /// The mean of all answers of these groups together lies within bounds, ends included.
    Mean {
        /// The groups; nobody is in two of them.
        groups: Vec<GroupIndex>,
        /// Lowest and highest, each as (numerator, denominator); a printed 3.2 is (315, 100) to (325, 100).
        least: (i64, i64),
        /// See `least`.
        most: (i64, i64),
    },
    /// How many gave each answer, in the scale's order; `None` for an answer that isn't told.
    Counts {
        /// The group.
        group: GroupIndex,
        /// How many.
        counts: Vec<Option<u64>>,
    },
    /// The mean of one group minus that of another lies within bounds, ends included, in multiples of
    /// 1/(2·[`Scale::grid`]), so that halves are whole.
    Difference {
        /// The group whose mean is taken.
        of: GroupIndex,
        /// The group whose mean is taken away.
        from: GroupIndex,
        /// Lowest.
        least: i64,
        /// Highest.
        most: i64,
    },
    /// So large a part of these groups' answers is among some of the scale's answers, within bounds, ends
    /// included, as (numerator, denominator).
    Share {
        /// The groups; nobody is in two of them.
        groups: Vec<GroupIndex>,
        /// Places in [`Scale::answers`].
        answers: Vec<usize>,
        /// Lowest.
        least: (i64, i64),
        /// Highest.
        most: (i64, i64),
    },
}

impl Claim {
    /// The groups that it speaks of.
    pub fn groups(&self) -> Vec<GroupIndex> {
        match self {
            Self::Equal(a, b) | Self::SameNumber(a, b) | Self::Difference { of: a, from: b, .. } => {
                vec![*a, *b]
            }
            Self::Rate { group, .. } | Self::Count { group, .. } | Self::Counts { group, .. } => vec![*group],
            Self::Mean { groups, .. } | Self::Share { groups, .. } => groups.clone(),
        }
    }
}

impl Claim {
    /// The same of groups that stand so much further on.
    #[must_use]
    pub fn shifted(&self, by: usize) -> Self {
        let mut claim = self.clone();
        claim.each_group(|group| *group += by);
        claim
    }

    /// Goes through the groups that it speaks of.
    pub fn each_group(&mut self, mut visit: impl FnMut(&mut GroupIndex)) {
        match self {
            Self::Equal(a, b) | Self::SameNumber(a, b) | Self::Difference { of: a, from: b, .. } => {
                visit(a);
                visit(b);
            }
            Self::Rate { group, .. } | Self::Count { group, .. } | Self::Counts { group, .. } => visit(group),
            Self::Mean { groups, .. } | Self::Share { groups, .. } => groups.iter_mut().for_each(visit),
        }
    }
}

/// What hiding costs, in the publication's own worth (disclosure.md §4).
#[derive(Clone, Copy, Debug)]
pub struct Cost;

impl Cost {
    /// A number of answers.
    pub const N: u64 = 1;
    /// A mean.
    pub const MEAN: u64 = 3;
    /// A distribution in numbers.
    pub const COUNTS: u64 = 2;
    /// A distribution in per cent.
    pub const PERCENTAGES: u64 = 2;
    /// A fact that is taken back.
    pub const FACT: u64 = 2;

    /// All results of a group, for what a publication shows.
    pub const fn result(shows: Measures) -> u64 {
        (shows.mean as u64) * Self::MEAN
            + (shows.counts as u64) * Self::COUNTS
            + (shows.percentages as u64) * Self::PERCENTAGES
    }
}

/// What of a table is hidden.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Pattern {
    /// A group's number of answers is hidden; by group.
    pub n: Vec<bool>,
    /// A group's results are hidden; by group.
    pub result: Vec<bool>,
    /// A fact is taken back; by fact.
    pub withdrawn: Vec<bool>,
}

impl Pattern {
    /// Everything visible.
    pub fn open(table: &Table) -> Self {
        let groups = table.groups.len();
        Self {
            n: vec![false; groups],
            result: vec![false; groups],
            withdrawn: vec![false; table.facts.len()],
        }
    }
}

/// What can't be hidden and makes the table unprotectable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Obstacle {
    /// A group that is printed already.
    Fixed(GroupIndex),
    /// A fact that can't be taken back.
    Fact(usize),
}

/// Why a value is hidden. For the editor's report alone: readers are never told which is which (R7).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// R1: fewer answers than the threshold.
    Small,
    /// R2: a group of the same split is small, or its rest is.
    Split,
    /// R8: few, and all answered the same.
    Unanimous,
    /// R7: with it, this small group could be worked out.
    Protects(GroupIndex),
    /// R7: with it, the unpublished rest of this sum could be worked out.
    ProtectsRest(usize),
    /// R7: with it, several hidden groups together could be worked out (R3, R4).
    ProtectsUnion(Vec<GroupIndex>),
}

/// What an attacker can still think possible of a small group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leeway {
    /// The small group: one group, or several that count as one.
    pub groups: Vec<GroupIndex>,
    /// The unpublished rest of this sum, if it is that.
    pub rest_of: Option<usize>,
    /// Fewest and most answers, for the outsider.
    pub n: (u64, u64),
    /// Lowest and highest mean, for the outsider, each as (sum of answers, answers).
    pub outsider: Option<((i64, i64), (i64, i64))>,
    /// The same for the insider.
    pub insider: Option<((i64, i64), (i64, i64))>,
}

/// A way to publish a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protection {
    /// What is hidden.
    pub pattern: Pattern,
    /// Its cost.
    pub cost: u64,
    /// The cost is proven to be the lowest.
    pub is_cheapest: bool,
    /// Why, for each hidden value that was visible to begin with: group, and whether it is its n or its result.
    pub reasons: Vec<(GroupIndex, Cell, Reason)>,
    /// What attackers can still think possible of each small group.
    pub leeways: Vec<Leeway>,
}

/// What of a group a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    /// Its number of answers.
    N,
    /// Its results.
    Result,
}

/// What becomes of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It can be published so.
    Protected(Protection),
    /// Nothing that could be hidden is enough: what is already printed gives it away (R10).
    Unprotectable(Vec<Obstacle>),
}
