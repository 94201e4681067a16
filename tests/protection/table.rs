//! A table (`skydd-tabell/1`) as the tests know it: its true answers and its rules, and how it looks published
//! with some of it hidden. Rounds by itself, so that what the program prints is held against something.

use insyn::json::Json;

/// A total and its parts.
#[derive(Clone, Debug)]
pub(crate) struct Sum {
    pub(crate) total: usize,
    pub(crate) parts: Vec<usize>,
    pub(crate) complete: bool,
    pub(crate) split: bool,
    /// Which of the table's rests is left of it.
    pub(crate) rest: Option<usize>,
}

/// How much may be found out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Demands {
    pub(crate) count: i64,
    /// In steps of the scale, as (numerator, denominator).
    pub(crate) outsider: (i64, i64),
    pub(crate) insider: (i64, i64),
}

/// A table.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) json: Json,
    pub(crate) names: Vec<String>,
    pub(crate) answers: Vec<Vec<i64>>,
    pub(crate) sums: Vec<Sum>,
    pub(crate) threshold: i64,
    scale: (i64, i64),
    show: Vec<String>,
}

/// What is hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hidden {
    pub(crate) n: Vec<bool>,
    pub(crate) result: Vec<bool>,
    /// By fact.
    pub(crate) withdrawn: Vec<bool>,
}

pub(crate) fn text(of: &str) -> Json {
    Json::Text(of.to_owned())
}

pub(crate) fn object(members: &[(&str, Json)]) -> Json {
    Json::Object(members.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
}

pub(crate) fn numbers(of: &[i64]) -> Json {
    Json::List(of.iter().copied().map(Json::Whole).collect())
}

pub(crate) fn texts<T: AsRef<str>>(of: &[T]) -> Json {
    Json::List(of.iter().map(|one| text(one.as_ref())).collect())
}

/// A mean in tenths, halves upwards.
pub(crate) fn tenths(answers: &[i64], low: i64) -> Option<i64> {
    let n: i64 = answers.iter().sum();
    let s: i64 = answers.iter().zip(low..).map(|(count, answer)| count * answer).sum();
    (n > 0).then(|| (20 * s + n).div_euclid(2 * n))
}

/// "3.2"
pub(crate) fn decimal(tenths: i64) -> String {
    format!("{}{}.{}", if tenths < 0 { "-" } else { "" }, tenths.abs() / 10, tenths.abs() % 10)
}

/// The groups that a fact names, in the order that it names them.
pub(crate) fn groups_in(fact: &Json, names: &[String]) -> Vec<usize> {
    let mut told: Vec<&str> = Vec::new();
    for name in ["group", "groups", "of", "minus"] {
        match fact.get(name) {
            Some(Json::Text(name)) => told.push(name),
            Some(list) => told.extend(list.as_list().unwrap_or_default().iter().filter_map(Json::as_text)),
            None => {}
        }
    }
    told.iter().filter_map(|told| names.iter().position(|name| name == told)).collect()
}

fn flag(of: &Json, name: &str) -> bool {
    !matches!(of.get(name), None | Some(Json::Null | Json::Bool(false)))
}

impl Table {
    pub(crate) fn of(json: Json) -> Self {
        let Some(Json::Object(groups)) = json.get("groups") else { panic!("no groups") };
        let names: Vec<String> = groups.iter().map(|(name, _)| name.clone()).collect();
        let whole = |of: &Json| if let Json::Whole(number) = of { *number } else { panic!("no number") };
        let list = |of: Option<&Json>| of.and_then(Json::as_list).unwrap_or_default().to_vec();
        let answers =
            groups.iter().map(|(_, group)| list(group.get("dist")).iter().map(whole).collect()).collect();
        let place = |name: &Json| names.iter().position(|known| Some(known.as_str()) == name.as_text());
        let mut rests = 0;
        let sums = list(json.get("relations"))
            .iter()
            .map(|relation| {
                let complete = relation.get("complete") != Some(&Json::Bool(false));
                rests += usize::from(!complete);
                Sum {
                    total: place(relation.get("total").unwrap_or(&Json::Null)).unwrap_or(0),
                    parts: list(relation.get("parts")).iter().filter_map(place).collect(),
                    complete,
                    split: flag(relation, "split"),
                    rest: (!complete).then(|| rests - 1),
                }
            })
            .collect();
        let scale: Vec<i64> = list(json.get("scale")).iter().map(whole).collect();
        Self {
            names: names.clone(),
            answers,
            sums,
            threshold: json.get("threshold").map_or(5, whole),
            scale: (scale[0], scale[1]),
            show: list(json.get("show")).iter().filter_map(Json::as_text).map(str::to_owned).collect(),
            json,
        }
    }

    pub(crate) const fn low(&self) -> i64 {
        self.scale.0
    }

    pub(crate) const fn span(&self) -> i64 {
        self.scale.1 - self.scale.0
    }

    pub(crate) fn shows(&self, measure: &str) -> bool {
        self.show.iter().any(|shown| shown == measure)
    }

    pub(crate) fn facts(&self) -> &[Json] {
        self.json.get("facts").and_then(Json::as_list).unwrap_or_default()
    }

    fn policy(&self, name: &str) -> Option<&Json> {
        self.json.get("policy")?.get(name)
    }

    pub(crate) fn policy_is(&self, name: &str, word: &str) -> bool {
        self.policy(name).and_then(Json::as_text) == Some(word)
    }

    pub(crate) fn known_n(&self) -> bool {
        self.policy("known_n") != Some(&Json::Bool(false))
    }

    pub(crate) fn demands(&self) -> Demands {
        let span = self.span();
        let count = match self.policy("count_width") {
            Some(Json::Whole(width)) => *width,
            _ => self.threshold - 1,
        };
        let (outsider, insider) = match self.policy("mean_width") {
            Some(Json::Real(width)) => {
                #[expect(clippy::cast_possible_truncation, reason = "a few tenths")]
                let tenths = (width * 10.0).round() as i64;
                ((tenths, 10), (2 * tenths, 30))
            }
            _ => ((span, 2), (span, 3)),
        };
        Demands {
            count: if self.policy_is("counts", "coarse") { count.min(1) } else { count },
            outsider,
            insider,
        }
    }

    /// A group's answers; for places beyond the groups, a rest's.
    pub(crate) fn answers_of(&self, sums: &[Sum], place: usize) -> Vec<i64> {
        let Some(rest) = place.checked_sub(self.names.len()) else { return self.answers[place].clone() };
        let Some(sum) = sums.iter().find(|sum| sum.rest == Some(rest)) else { return Vec::new() };
        let mut left = self.answers[sum.total].clone();
        for &part in &sum.parts {
            for (left, count) in left.iter_mut().zip(&self.answers[part]) {
                *left -= count;
            }
        }
        left
    }

    pub(crate) fn n_of(&self, sums: &[Sum], place: usize) -> i64 {
        self.answers_of(sums, place).iter().sum()
    }

    /// R8: at most nine answers, all the same, and that shows.
    pub(crate) fn agrees(&self, group: usize) -> bool {
        let (answers, n) = (&self.answers[group], self.answers[group].iter().sum::<i64>());
        let at_an_end = answers.first() == Some(&n) || answers.last() == Some(&n);
        let shows = self.shows("dist") || self.shows("pct") || (self.shows("mean") && at_an_end);
        !self.policy_is("homogeneity", "report") && (1..=9).contains(&n) && answers.contains(&n) && shows
    }

    pub(crate) fn is_small(&self, group: usize) -> bool {
        let n: i64 = self.answers[group].iter().sum();
        0 < n && n < self.threshold
    }

    /// Is a measure of a group printed already?
    pub(crate) fn is_fixed(&self, group: usize, measure: &str) -> bool {
        match self.json.get("groups").and_then(|groups| groups.get(&self.names[group])?.get("fixed")) {
            Some(Json::Bool(fixed)) => *fixed,
            Some(list) => list.as_list().unwrap_or_default().iter().any(|one| one.as_text() == Some(measure)),
            None => false,
        }
    }

    /// What must be hidden of each group for its own sake: R1, R2 and R8.
    pub(crate) fn primary(&self) -> Vec<bool> {
        let mut hidden: Vec<bool> = (0..self.names.len())
            .map(|group| {
                let n: i64 = self.answers[group].iter().sum();
                n < self.threshold || self.agrees(group)
            })
            .collect();
        for sum in self.sums.iter().filter(|sum| sum.split) {
            let rest = sum.rest.map(|rest| self.names.len() + rest);
            let all = sum.parts.iter().copied().chain(rest);
            let small = |n: i64| 0 < n && n < self.threshold;
            if all.into_iter().any(|at| small(self.n_of(&self.sums, at))) {
                for &part in &sum.parts {
                    hidden[part] = true;
                }
            }
        }
        hidden
    }

    /// Only what must be hidden for its own sake.
    pub(crate) fn naive(&self) -> Hidden {
        let primary = self.primary();
        Hidden { n: primary.clone(), result: primary, withdrawn: vec![false; self.facts().len()] }
    }

    /// All that can be hidden.
    pub(crate) fn closed(&self) -> Hidden {
        let all = vec![true; self.names.len()];
        let withdrawn = self.facts().iter().map(|fact| flag(fact, "retractable")).collect();
        Hidden { n: all.clone(), result: all, withdrawn }
    }

    /// A group's true measures, those that are shown.
    pub(crate) fn measures(&self, group: usize) -> Vec<(String, Json)> {
        let answers = &self.answers[group];
        let n: i64 = answers.iter().sum();
        let per_cent = |count: &i64| (200 * count + n).div_euclid(2 * n);
        self.show
            .iter()
            .map(|measure| {
                let value = match measure.as_str() {
                    "n" => Json::Whole(n),
                    "mean" => tenths(answers, self.low()).map_or(Json::Null, |mean| text(&decimal(mean))),
                    "dist" => numbers(answers),
                    _ if n == 0 => Json::Null,
                    _ => numbers(&answers.iter().map(per_cent).collect::<Vec<_>>()),
                };
                (measure.clone(), value)
            })
            .collect()
    }

    /// The table as it is published with some of it hidden. What is printed already can't be.
    pub(crate) fn publish(&self, hidden: &Hidden) -> Json {
        let groups = (0..self.names.len()).map(|group| {
            let mut measures = self.measures(group);
            for (measure, value) in &mut measures {
                let hide = if measure == "n" { hidden.n[group] } else { hidden.result[group] };
                if hide && !self.is_fixed(group, measure) {
                    *value = Json::Null;
                }
            }
            (self.names[group].clone(), Json::Object(measures))
        });
        let kept = self.facts().iter().zip(&hidden.withdrawn).filter(|(_, withdrawn)| !**withdrawn);
        object(&[
            ("zeros_published", Json::Bool(false)),
            ("groups", Json::Object(groups.collect())),
            ("facts", Json::List(kept.map(|(fact, _)| fact.clone()).collect())),
        ])
    }

    /// What hiding costs: a number 1, a mean 3, a distribution 2, percentages 2, a fact 2.
    pub(crate) fn cost_of(&self, published: &Json) -> u64 {
        let mut cost = 0;
        for (group, name) in self.names.iter().enumerate() {
            for (measure, value) in self.measures(group) {
                let shown = published.get("groups").and_then(|groups| groups.get(name)?.get(&measure));
                let is_hidden = matches!(shown, None | Some(Json::Null));
                let worth = match measure.as_str() {
                    "n" => 1,
                    "mean" => 3,
                    _ => 2,
                };
                let nobody = self.answers[group].iter().all(|&count| count == 0);
                if is_hidden && value != Json::Null && !(nobody && measure == "dist") {
                    cost += worth;
                }
            }
        }
        let kept = published.get("facts").and_then(Json::as_list).unwrap_or_default().len();
        cost + 2 * (self.facts().len() - kept) as u64
    }
}
