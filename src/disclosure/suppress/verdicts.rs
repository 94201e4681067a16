//! Verdicts on tables, each sought once: two questions with the same figures have the same answer, and an archive has many
//! with few answers. Owns no rule; only a table that is the same in everything but names is taken for
//! another.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::table::{Pattern, Table, Verdict};
use super::targets::is_plain;
use super::{audit, protect_from};

/// So many verdicts are kept; an archive of 10 000 reports has a few thousand that differ.
const MOST: usize = 1 << 16;

/// What has been found so far. Used from many threads at once.
#[derive(Default)]
pub struct Verdicts {
    found: Mutex<HashMap<(Table, Pattern), Verdict>>,
    /// Whether tables that are published with a pattern give no small group away.
    safe: Mutex<HashMap<(Table, Pattern), bool>>,
}

impl Verdicts {
    /// What [`protect_from`] finds, sought only where it hasn't been before.
    pub fn protect_from(&self, table: &Table, hidden: &Pattern) -> Verdict {
        // What needs no search costs less than to be looked up.
        if is_plain(table) {
            return protect_from(table, hidden);
        }
        sought(&self.found, table, hidden, || protect_from(table, hidden))
    }

    /// Whether [`audit`] finds nothing, asked only where it hasn't been before.
    pub fn is_safe(&self, table: &Table, pattern: &Pattern) -> bool {
        sought(&self.safe, table, pattern, || audit(table, pattern).is_empty())
    }
}

fn sought<V: Clone>(
    known: &Mutex<HashMap<(Table, Pattern), V>>,
    table: &Table,
    pattern: &Pattern,
    seek: impl FnOnce() -> V,
) -> V {
    let asked = (unnamed(table), pattern.clone());
    let known = || known.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(found) = known().get(&asked) {
        return found.clone();
    }
    // Two threads may seek the same at once, and find the same.
    let found = seek();
    let mut known = known();
    if known.len() < MOST {
        known.insert(asked, found.clone());
    }
    found
}

/// A table without what messages call its groups and facts: a verdict speaks of their places alone.
fn unnamed(table: &Table) -> Table {
    let mut table = table.clone();
    table.groups.iter_mut().for_each(|group| group.name = String::new());
    table.facts.iter_mut().for_each(|fact| fact.id = String::new());
    table
}

#[cfg(test)]
mod tests {
    use super::super::table::{Demands, FixedBy, Group, Measures, Rounding, Scale};
    use super::*;

    fn table(name: &str, n: u64, mean: i64) -> Table {
        let group = Group {
            name: name.into(),
            n: Some(n),
            mean: Some(mean),
            counts: None,
            n_fixed: false,
            result_fixed: false,
            fixed_by: FixedBy::Anybody,
        };
        Table {
            scale: Scale { answers: vec![1, 2, 3, 4], grid: 10, rounding: Rounding::HalfUp },
            threshold: 5,
            shows: Measures { n: true, mean: true, ..Measures::default() },
            demands: Demands::of_rules(5),
            zeros_shown: false,
            groups: vec![group],
            sums: Vec::new(),
            facts: Vec::new(),
        }
    }

    #[test]
    fn a_verdict_is_the_same_when_it_is_asked_for_again_and_another_table_has_its_own() {
        let verdicts = Verdicts::default();
        for name in ["rapporten", "en annan"] {
            for (n, mean) in [(3, 20), (4, 20), (3, 30), (40, 20)] {
                let (table, given) = (table(name, n, mean), |hidden| Pattern {
                    n: vec![hidden],
                    result: vec![hidden],
                    withdrawn: Vec::new(),
                });
                for hidden in [false, true] {
                    let found = verdicts.protect_from(&table, &given(hidden));
                    assert_eq!(found, protect_from(&table, &given(hidden)), "{n} {mean} {hidden}");
                    let is_safe = verdicts.is_safe(&table, &given(hidden));
                    assert_eq!(is_safe, audit(&table, &given(hidden)).is_empty(), "{n} {mean} {hidden}");
                }
            }
        }
        let kept = [verdicts.found.lock().unwrap().len(), verdicts.safe.lock().unwrap().len()];
        assert!((1..=8).contains(&kept[0]) && kept[1] == 8, "{kept:?}");
    }
}
