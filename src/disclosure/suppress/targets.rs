//! What must be hidden to begin with, and which small groups may not be worked out: R1–R4 and R8 of
//! disclosure.md, from the true answers. Chooses nothing beyond that.

use super::table::{FixedBy, GroupIndex, Pattern, Reason, Table};

/// One group, or the unpublished rest of a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Member {
    Group(GroupIndex),
    /// Of the sum with this place in [`Table::sums`].
    Rest(usize),
}

impl Member {
    /// The group, where it is one.
    pub(super) const fn group(self) -> Option<GroupIndex> {
        match self {
            Self::Group(group) => Some(group),
            Self::Rest(_) => None,
        }
    }
}

/// Small groups that count as one and may not be worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// Nobody is in two of them.
    pub(super) members: Vec<Member>,
    /// R5 holds for it too; not for a larger group that is hidden since all answered the same (R8).
    pub(super) counts: bool,
}

/// The table's groups, rests included, that R1–R4 and R8 name.
pub(super) struct Targets {
    pub(super) all: Vec<Target>,
    /// What is hidden whatever else is.
    pub(super) hidden: Pattern,
    /// Why, by group; `None` for what isn't hidden.
    pub(super) why: Vec<Option<Reason>>,
}

/// How many answered in a member, where that is known.
pub(super) fn size(table: &Table, member: Member) -> Option<u64> {
    match member {
        Member::Group(group) => table.groups[group].n,
        Member::Rest(sum) => {
            let sum = &table.sums[sum];
            let parts: Option<Vec<u64>> = sum.parts.iter().map(|part| table.groups[*part].n).collect();
            let parts = parts?.into_iter().fold(0_u64, u64::saturating_add);
            Some(table.groups[sum.total].n?.saturating_sub(parts))
        }
    }
}

fn is_small(table: &Table, n: Option<u64>) -> bool {
    n.is_some_and(|n| n > 0 && n < table.threshold)
}

/// What a public record prints of a group already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Disclosed {
    Nothing,
    Number,
    All,
}

fn disclosed(table: &Table, group: GroupIndex) -> Disclosed {
    let its = &table.groups[group];
    let has_result = its.mean.is_some() || its.counts.is_some();
    match (its.fixed_by, its.n_fixed, its.result_fixed || !has_result) {
        (FixedBy::PublicRecord, true, true) => Disclosed::All,
        (FixedBy::PublicRecord, true, false) => Disclosed::Number,
        _ => Disclosed::Nothing,
    }
}

/// R8: at most nine, all the same, and what is shown says so.
pub(super) fn is_unanimous(table: &Table, group: GroupIndex) -> bool {
    let its = &table.groups[group];
    let Some(n @ 1..=9) = its.n else { return false };
    let shows = table.shows;
    let told =
        (shows.counts || shows.percentages) && its.counts.as_ref().is_some_and(|counts| counts.contains(&n));
    let (low, high) = ends(table);
    let at_end = shows.mean && its.mean.is_some_and(|mean| mean == low || mean == high);
    table.demands.hide_unanimous && (told || at_end)
}

/// The scale's ends as means are printed.
pub(super) fn ends(table: &Table) -> (i64, i64) {
    let answers = &table.scale.answers;
    let at = |answer: Option<&i64>| answer.map_or(0, |answer| answer.saturating_mul(table.scale.grid));
    (at(answers.first()), at(answers.last()))
}

/// Nothing to hide, and nothing that could be worked out: by far the most tables.
pub(super) fn is_plain(table: &Table) -> bool {
    (0..table.groups.len()).all(|group| {
        let n = table.groups[group].n;
        !is_small(table, n) && (n != Some(0) || table.zeros_shown) && !is_unanimous(table, group)
    }) && (0..table.sums.len())
        .all(|sum| table.sums[sum].complete || !is_small(table, size(table, Member::Rest(sum))))
}

pub(super) fn targets(table: &Table) -> Targets {
    let groups = table.groups.len();
    let mut hidden = Pattern::open(table);
    let mut why = vec![None; groups];
    let mut small = Vec::new();
    let mut empty = Vec::new();
    let mut all = Vec::new();
    let mut hide = |group: usize, reason: Reason| {
        // What is printed already can't be hidden (R10); the search then finds that it is in the way.
        hidden.n[group] = !table.groups[group].n_fixed;
        hidden.result[group] = !table.groups[group].result_fixed;
        why[group].get_or_insert(reason);
    };
    for group in 0..groups {
        let n = table.groups[group].n;
        if is_small(table, n) {
            hide(group, Reason::Small);
            match disclosed(table, group) {
                Disclosed::Nothing => small.push(Member::Group(group)),
                Disclosed::Number => {
                    all.push(Target { members: vec![Member::Group(group)], counts: false });
                }
                Disclosed::All => {}
            }
        } else if n == Some(0) && !table.zeros_shown {
            hide(group, Reason::Small);
            empty.push(Member::Group(group));
        } else if is_unanimous(table, group) {
            hide(group, Reason::Unanimous);
            all.push(Target { members: vec![Member::Group(group)], counts: false });
        }
    }
    for (index, sum) in table.sums.iter().enumerate() {
        let rest = size(table, Member::Rest(index));
        let rest_is_small = !sum.complete && is_small(table, rest);
        let known = |group: &GroupIndex| disclosed(table, *group) == Disclosed::All;
        if rest_is_small && !(known(&sum.total) && sum.parts.iter().all(known)) {
            small.push(Member::Rest(index));
        } else if !sum.complete && rest == Some(0) {
            empty.push(Member::Rest(index));
        }
        if sum.split && (rest_is_small || sum.parts.iter().any(|part| is_small(table, table.groups[*part].n)))
        {
            for part in &sum.parts {
                hide(*part, Reason::Split);
            }
        }
    }
    all.extend(unions(table, &small, &empty));
    Targets { all, hidden, why }
}

/// Every small member, and every set of them that nobody is in twice and that is small together (R3, R4).
/// Nobody answered in the `empty` ones, but who doesn't know that sees only the union: what is left of a total
/// when its visible parts are taken away is the small group and them together.
fn unions(table: &Table, small: &[Member], empty: &[Member]) -> Vec<Target> {
    let members: Vec<Member> = small.iter().chain(empty).copied().collect();
    let disjoint = disjointness(table, &members);
    let sizes: Vec<u64> = members.iter().map(|member| size(table, *member).unwrap_or(0)).collect();
    let mut found: Vec<Vec<usize>> = (0..small.len()).map(|one| vec![one]).collect();
    let mut at = 0;
    while at < found.len() && found.len() < MOST_UNIONS {
        let set = found[at].clone();
        at += 1;
        let sum: u64 = set.iter().map(|one| sizes[*one]).sum();
        let last = set.last().map_or(0, |last| last + 1);
        let fits =
            |next: usize| sum + sizes[next] < table.threshold && set.iter().all(|one| disjoint[*one][next]);
        if empty.len() <= FEW_EMPTY || last < small.len() {
            let end = if empty.len() <= FEW_EMPTY { members.len() } else { small.len() };
            for next in (last..end).filter(|next| fits(*next)) {
                let mut larger = set.clone();
                larger.push(next);
                found.push(larger);
            }
        }
        if empty.len() > FEW_EMPTY && set.iter().all(|one| *one < small.len()) {
            // All of a sum's empty parts at once.
            for (index, sum) in table.sums.iter().enumerate() {
                let is_part = |member: Member| match member {
                    Member::Group(group) => sum.parts.contains(&group),
                    Member::Rest(rest) => rest == index,
                };
                let mut larger = set.clone();
                larger.extend((small.len()..members.len()).filter(|one| is_part(members[*one])));
                if larger.len() > set.len() && set.iter().all(|one| is_part(members[*one])) {
                    found.push(larger);
                }
            }
        }
    }
    let members = |set: Vec<usize>| set.into_iter().map(|one| members[one]).collect();
    found.into_iter().map(|set| Target { members: members(set), counts: true }).collect()
}

/// So many empty groups are combined in all ways.
const FEW_EMPTY: usize = 4;

/// More small groups than this under one threshold stand in no table that a person reads.
const MOST_UNIONS: usize = 20_000;

/// Which small members share nobody, as far as the sums tell: they stand below different parts of one sum.
fn disjointness(table: &Table, small: &[Member]) -> Vec<Vec<bool>> {
    let groups = table.groups.len();
    // What each group contains, itself and the rests of its sums included; sums of sums by going round until
    // nothing is added.
    let rest = |sum: usize| groups + sum;
    let mut contains = vec![vec![false; groups + table.sums.len()]; groups];
    for (group, row) in contains.iter_mut().enumerate() {
        row[group] = true;
    }
    loop {
        let mut grown = false;
        for (index, sum) in table.sums.iter().enumerate() {
            let mut below: Vec<usize> = vec![rest(index)];
            for part in &sum.parts {
                below.extend((0..groups + table.sums.len()).filter(|one| contains[*part][*one]));
            }
            for one in below {
                grown |= !contains[sum.total][one];
                contains[sum.total][one] = true;
            }
        }
        if !grown {
            break;
        }
    }
    let id = |member: Member| match member {
        Member::Group(group) => group,
        Member::Rest(sum) => rest(sum),
    };
    let within = |member: Member, part: usize| match part {
        part if part < groups => contains[part][id(member)],
        part => id(member) == part,
    };
    let apart = |a: Member, b: Member| {
        table.sums.iter().enumerate().any(|(index, sum)| {
            let parts: Vec<usize> = sum.parts.iter().copied().chain([rest(index)]).collect();
            parts.iter().any(|p| within(a, *p) && parts.iter().any(|q| q != p && within(b, *q)))
        })
    };
    small.iter().map(|a| small.iter().map(|b| apart(*a, *b)).collect()).collect()
}
