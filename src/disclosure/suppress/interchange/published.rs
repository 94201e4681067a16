//! What of a table is published, as `skydd-publicerat/1`: visible values in the order of the input, `null` for
//! a hidden one. Owns no choice of what is hidden.

use super::{FORMAT_OUT, Request, Source};
use crate::disclosure::suppress::table::{Group, Measures, Obstacle, Pattern};
use crate::json::Json;

fn text(of: impl Into<String>) -> Json {
    Json::Text(of.into())
}

fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
    Json::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn count(number: u64) -> Json {
    Json::Whole(i64::try_from(number).unwrap_or(i64::MAX))
}

/// A mean in tenths, halves upwards; `None` without answers.
pub(super) fn tenths(group: &Group, lowest: i64) -> Option<i64> {
    let counts = group.counts.as_deref()?;
    let n = i64::try_from(counts.iter().sum::<u64>()).ok().filter(|&n| n > 0)?;
    let weighed = |(answer, &count): (i64, &u64)| answer * i64::try_from(count).unwrap_or(i64::MAX);
    let sum: i64 = (lowest..).zip(counts).map(weighed).sum();
    Some((20 * sum + n).div_euclid(2 * n))
}

fn mean(tenths: i64) -> Json {
    let sign = if tenths < 0 { "-" } else { "" };
    text(format!("{sign}{}.{}", tenths.abs() / 10, tenths.abs() % 10))
}

fn per_cent(counts: &[u64]) -> Json {
    let n: u64 = counts.iter().sum();
    if n == 0 {
        return Json::Null;
    }
    Json::List(counts.iter().map(|&one| count((200 * one + n) / (2 * n))).collect())
}

impl Request {
    /// The table as it is published with a pattern.
    pub(super) fn published(&self, pattern: &Pattern, sources: &[Source]) -> Json {
        let groups = self.places.iter().map(|&at| {
            let group = &self.table.groups[at];
            let seen = |hidden: bool, fixed: bool| !hidden || fixed;
            let (n, result, fixed) = (pattern.n[at], pattern.result[at], self.fixed[at]);
            let visible = Measures {
                n: seen(n, fixed.n),
                mean: seen(result, fixed.mean),
                counts: seen(result, fixed.counts),
                percentages: seen(result, fixed.percentages),
            };
            (group.name.clone(), self.group(group, visible))
        });
        let (kept, withdrawn): (Vec<_>, Vec<_>) =
            (0..self.facts.len()).partition(|&fact| !is_withdrawn(pattern, sources, fact));
        object([
            ("format", text(FORMAT_OUT)),
            ("id", self.id.clone()),
            ("scale", Json::List(self.scale.into_iter().map(Json::Whole).collect())),
            ("threshold", count(self.table.threshold)),
            ("zeros_published", Json::Bool(self.table.zeros_shown)),
            ("groups", Json::Object(groups.collect())),
            ("relations", self.relations.clone()),
            ("facts", Json::List(kept.into_iter().map(|fact| self.facts[fact].clone()).collect())),
            ("withdrawn_facts", Json::List(withdrawn.into_iter().map(|fact| self.fact_id(fact)).collect())),
        ])
    }

    /// The shown measures of a group; `null` for those that aren't visible.
    fn group(&self, group: &Group, visible: Measures) -> Json {
        let Json::Object(mut members) = measures(group, self.table.shows, self.scale[0]) else {
            return Json::Null;
        };
        for (name, value) in &mut members {
            let visible = match name.as_str() {
                "n" => visible.n,
                "mean" => visible.mean,
                "dist" => visible.counts,
                _ => visible.percentages,
            };
            if !visible {
                *value = Json::Null;
            }
        }
        Json::Object(members)
    }

    fn fact_id(&self, fact: usize) -> Json {
        let id = self.facts[fact].get("id").filter(|id| matches!(id, Json::Text(_) | Json::Whole(_)));
        id.cloned().unwrap_or(count(fact as u64))
    }

    /// What obstacles are called: ids of facts, names of groups; each once.
    pub(super) fn named(&self, obstacles: &[Obstacle], sources: &[Source]) -> Vec<Json> {
        let mut named = Vec::new();
        for obstacle in obstacles {
            let group = |group: usize| text(self.table.groups[group].name.clone());
            let name = match obstacle {
                Obstacle::Fixed(at) => group(*at),
                Obstacle::Fact(claim) => match sources[*claim] {
                    Source::Fact(fact) => self.fact_id(fact),
                    Source::Fixed(at) => group(at),
                },
            };
            if !named.contains(&name) {
                named.push(name);
            }
        }
        named
    }

    /// The answer for a table that can't be protected: what is printed already and gives it away.
    pub(super) fn unprotectable(&self, named: Vec<Json>) -> Json {
        object([("id", self.id.clone()), ("ej_skyddbar", Json::List(named))])
    }
}

/// A fact goes as a whole: where the search has taken back any of its claims.
fn is_withdrawn(pattern: &Pattern, sources: &[Source], fact: usize) -> bool {
    sources.iter().zip(&pattern.withdrawn).any(|(source, gone)| *gone && *source == Source::Fact(fact))
}

/// A group's true measures, those that are shown, in the order that they are printed.
pub(super) fn measures(group: &Group, shows: Measures, lowest: i64) -> Json {
    let counts = group.counts.as_deref().unwrap_or_default();
    let mut members = Vec::new();
    if shows.n {
        members.push(("n".to_owned(), count(counts.iter().sum())));
    }
    if shows.mean {
        members.push(("mean".to_owned(), tenths(group, lowest).map_or(Json::Null, mean)));
    }
    if shows.counts {
        members.push(("dist".to_owned(), Json::List(counts.iter().map(|&one| count(one)).collect())));
    }
    if shows.percentages {
        members.push(("pct".to_owned(), per_cent(counts)));
    }
    Json::Object(members)
}
