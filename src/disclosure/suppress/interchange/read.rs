//! `skydd-tabell/1`: from JSON to a table, with all that is wrong with it. Owns what is refused; reads no fact
//! itself.

use std::collections::BTreeMap;

use super::fields::{Cut, number, ratio};
use super::{FORMAT_IN, Fault, Request, Source, facts, published, truth};
use crate::disclosure::suppress::table::{
    Claim, Demands, Fact, FixedBy, Group, GroupIndex, Measures, Rounding, Scale, Sum, Table,
};
use crate::json::{self, Json};

/// More than any table of a survey; what is larger is a mistake, or an attempt to keep the program busy.
const MOST_GROUPS: usize = 1000;
const MOST_RELATIONS: usize = 2000;
const MOST_FACTS: usize = 1000;
const MOST_STEPS: i64 = 101;
const MOST_ANSWERS: u64 = 1_000_000;
const MOST_THRESHOLD: u64 = 1000;

/// Reads a table's members and gathers what is wrong.
pub(super) struct Reader {
    pub(super) faults: Vec<Fault>,
}

/// The groups as they were read: names, true answers, and what is printed already.
struct Groups {
    list: Vec<Group>,
    names: BTreeMap<String, GroupIndex>,
    places: Vec<GroupIndex>,
    fixed: Vec<Measures>,
}

impl Reader {
    fn fault<T>(&mut self, place: impl Into<String>, message: impl Into<String>) -> Option<T> {
        self.faults.push(Fault { at: None, place: place.into(), message: message.into() });
        None
    }

    pub(super) fn table(&mut self, whole: &Json) -> Option<Request> {
        if !matches!(whole, Json::Object(_)) {
            return self.fault("", "väntade en tabell: ett objekt med ”format”, ”scale”, ”groups” …");
        }
        match whole.get("format").and_then(Json::as_text) {
            Some(FORMAT_IN) => {}
            Some(other) => return self.fault("format", format!("”{other}” är okänt; väntade ”{FORMAT_IN}”")),
            None => return self.fault("format", format!("väntade ”{FORMAT_IN}”")),
        }
        let scale = self.scale(whole);
        let threshold = self.threshold(whole);
        let shows = self.shows(whole);
        let zeros_shown = match whole.get("zeros_published") {
            None | Some(Json::Null | Json::Bool(false)) => false,
            Some(Json::Bool(true)) => true,
            Some(_) => self.fault("zeros_published", "väntade true eller false").unwrap_or_default(),
        };
        let scale = scale?;
        let demands = threshold.and_then(|threshold| self.policy(whole, threshold, scale[1] - scale[0]));
        let answers =
            Scale { answers: (scale[0]..=scale[1]).collect(), grid: 10, rounding: Rounding::HalfUp };
        let Groups { list: groups, names, places, fixed } =
            self.groups(whole, &answers, shows.unwrap_or_default())?;
        let mut table = Table {
            scale: answers,
            threshold: threshold?,
            shows: shows?,
            demands: *demands.as_ref()?.first()?,
            // Without a number or counts an empty group is `null` like a hidden one: the promise that no hidden
            // group is empty would be untrue.
            zeros_shown: zeros_shown && shows.is_some_and(|shows| shows.n || shows.counts),
            groups,
            sums: Vec::new(),
            facts: Vec::new(),
        };
        self.relations(whole, &names, &mut table);
        let mut sources = already_printed(&mut table, &fixed);
        let facts = self.facts(whole, &names, &mut table, &mut sources);
        Some(Request {
            id: whole.get("id").cloned().unwrap_or(Json::Null),
            scale,
            table,
            demands: demands?,
            places,
            fixed,
            sources,
            relations: whole.get("relations").cloned().unwrap_or(Json::List(Vec::new())),
            facts,
        })
    }

    fn scale(&mut self, whole: &Json) -> Option<[i64; 2]> {
        match whole.get("scale").and_then(Json::as_list) {
            Some(&[Json::Whole(low), Json::Whole(high)])
                if low.abs() <= MOST_STEPS && low < high && high - low < MOST_STEPS =>
            {
                Some([low, high])
            }
            _ => self.fault(
                "scale",
                format!("väntade två heltal, lägsta och högsta svaret, som [1, 4]; högst {MOST_STEPS} steg"),
            ),
        }
    }

    fn threshold(&mut self, whole: &Json) -> Option<u64> {
        match whole.get("threshold") {
            None => Some(5),
            Some(value) => match value.as_count() {
                Some(threshold @ 1..=MOST_THRESHOLD) => Some(threshold),
                _ => self.fault("threshold", format!("väntade ett heltal från 1 till {MOST_THRESHOLD}")),
            },
        }
    }

    fn shows(&mut self, whole: &Json) -> Option<Measures> {
        let expected = "väntade en lista med ett eller flera av \"n\", \"mean\", \"dist\" och \"pct\"";
        let Some(list) = whole.get("show").and_then(Json::as_list).filter(|list| !list.is_empty()) else {
            return self.fault("show", expected);
        };
        let mut shows = Measures::default();
        for one in list {
            if !one.as_text().is_some_and(|name| add_measure(&mut shows, name)) {
                return self.fault("show", expected);
            }
        }
        Some(shows)
    }

    /// The demands, the most careful first: where the policy leaves a choice, the stricter one is kept as long
    /// as it can be met.
    fn policy(&mut self, whole: &Json, threshold: u64, span: i64) -> Option<Vec<Demands>> {
        let mut demands = Demands::of_rules(threshold);
        let (mut coarse, mut two_thirds) = (false, None);
        let members = match whole.get("policy") {
            None | Some(Json::Null) => &[][..],
            Some(Json::Object(members)) => members,
            Some(_) => return self.fault("policy", "väntade ett objekt"),
        };
        for (name, value) in members {
            let place = format!("policy.{name}");
            match (name.as_str(), value) {
                (_, Json::Null) | ("known_n", Json::Bool(true)) => {}
                ("counts", Json::Text(word)) if word == "strict" => {}
                ("counts", Json::Text(word)) if word == "coarse" => coarse = true,
                ("counts", _) => return self.fault(place, "väntade ”strict” eller ”coarse”"),
                ("homogeneity", Json::Text(word)) if word == "report" => demands.hide_unanimous = false,
                ("homogeneity", _) => return self.fault(place, "väntade ”fail” eller ”report”"),
                ("known_n", Json::Bool(false)) => demands.insider_width = None,
                ("known_n", _) => return self.fault(place, "väntade true eller false"),
                ("count_width", value) => match value.as_count().filter(|&width| width <= MOST_ANSWERS) {
                    Some(width) => demands.count_width = width,
                    None => return self.fault(place, "väntade ett heltal, 0 eller mer"),
                },
                ("mean_width", value) => {
                    let width = number(value, Cut::Up).map(ratio).filter(|&(units, _)| units >= 0);
                    let Some((units, unit)) = width else {
                        return self.fault(place, "väntade ett tal i skalans steg, som 1.5");
                    };
                    demands.outsider_width = (units, unit * span);
                    two_thirds = Some((2 * units, 3 * unit * span));
                }
                _ => {
                    return self.fault(
                        place,
                        "okänt; väntade counts, homogeneity, known_n, count_width eller mean_width",
                    );
                }
            }
        }
        let mut ladder = vec![demands];
        if let (Some(width), Some(insider)) = (two_thirds, &mut ladder[0].insider_width) {
            *insider = demands.outsider_width;
            ladder.push(Demands { insider_width: Some(width), ..demands });
        }
        if coarse {
            let coarser = |one: &Demands| Demands { count_width: one.count_width.min(1), ..*one };
            ladder.extend(ladder.iter().map(coarser).collect::<Vec<_>>());
        }
        ladder.dedup();
        Some(ladder)
    }

    fn groups(&mut self, whole: &Json, scale: &Scale, shows: Measures) -> Option<Groups> {
        let Some(Json::Object(members)) = whole.get("groups") else {
            return self.fault("groups", "väntade ett objekt med gruppernas namn och svar");
        };
        if members.is_empty() || members.len() > MOST_GROUPS {
            return self.fault("groups", format!("väntade 1 till {MOST_GROUPS} grupper"));
        }
        let mut sorted: Vec<&(String, Json)> = members.iter().collect();
        sorted.sort_by(|a, b| a.0.cmp(&b.0));
        let names: BTreeMap<String, GroupIndex> =
            sorted.iter().enumerate().map(|(at, (name, _))| (name.clone(), at)).collect();
        let mut groups = Vec::new();
        let mut fixed = Vec::new();
        for (name, value) in sorted {
            let place = format!("groups[\"{name}\"]");
            let counts = self.counts(&place, value, scale.answers.len());
            let mut group = Group {
                name: name.clone(),
                n: counts.as_ref().map(|counts| counts.iter().sum()),
                mean: None,
                counts,
                n_fixed: false,
                result_fixed: false,
                fixed_by: FixedBy::default(),
            };
            group.mean = tenths_of(&group, scale);
            let printed = self.fixed(&place, value.get("fixed"), &group, scale, shows);
            groups.push(group);
            fixed.push(printed);
        }
        let places = members.iter().map(|(name, _)| names[name]).collect();
        self.faults.is_empty().then_some(Groups { list: groups, names, places, fixed })
    }

    fn counts(&mut self, place: &str, group: &Json, steps: usize) -> Option<Vec<u64>> {
        let expected = format!("”dist” ska ha {steps} heltal, ett för varje svar på skalan");
        let list = group.get("dist").and_then(Json::as_list).filter(|list| list.len() == steps);
        let counts: Option<Vec<u64>> = list.and_then(|list| list.iter().map(Json::as_count).collect());
        let Some(counts) = counts else { return self.fault(place, expected) };
        let total = counts.iter().try_fold(0_u64, |sum, &count| sum.checked_add(count));
        if total.is_none_or(|total| total > MOST_ANSWERS) {
            return self.fault(place, format!("fler än {MOST_ANSWERS} svar i en grupp"));
        }
        Some(counts)
    }

    fn fixed(
        &mut self,
        place: &str,
        value: Option<&Json>,
        group: &Group,
        scale: &Scale,
        shows: Measures,
    ) -> Measures {
        let mut printed = Measures::default();
        let expected = "”fixed” ska vara true, ett mått (n, mean, dist, pct), en lista med mått eller ett objekt \
                        med det som är tryckt";
        let understood = match value {
            None | Some(Json::Null | Json::Bool(false)) => true,
            Some(Json::Bool(true)) => {
                printed = shows;
                true
            }
            Some(Json::Text(name)) => add_measure(&mut printed, name),
            Some(Json::List(names)) => {
                names.iter().all(|name| name.as_text().is_some_and(|name| add_measure(&mut printed, name)))
            }
            Some(Json::Object(members)) => {
                let truth = published::measures(
                    group,
                    Measures { n: true, mean: true, counts: true, percentages: true },
                    scale.answers[0],
                );
                for (name, value) in members {
                    if *value == Json::Null {
                        continue;
                    }
                    let same = truth.get(name).is_some_and(|truth| {
                        truth == value
                            || (name == "mean" && number(truth, Cut::Nearest) == number(value, Cut::Nearest))
                    });
                    if truth.get(name).is_some() && !same {
                        self.fault::<()>(place, format!("det tryckta ”{name}” stämmer inte med svaren"));
                    }
                    if !add_measure(&mut printed, name) {
                        self.fault::<()>(place, expected);
                    }
                }
                true
            }
            Some(_) => false,
        };
        if !understood {
            self.fault::<()>(place, expected);
        }
        printed
    }

    fn relations(&mut self, whole: &Json, names: &BTreeMap<String, GroupIndex>, table: &mut Table) {
        let list = match whole.get("relations") {
            None | Some(Json::Null) => &[][..],
            Some(Json::List(list)) if list.len() <= MOST_RELATIONS => list,
            Some(_) => {
                self.fault::<()>("relations", format!("väntade en lista med högst {MOST_RELATIONS} samband"));
                return;
            }
        };
        for (at, relation) in list.iter().enumerate() {
            match sum(relation, names, table) {
                Ok(sum) => table.sums.push(sum),
                Err(message) => self.fault::<()>(format!("relations[{at}]"), message).unwrap_or_default(),
            }
        }
    }

    fn facts(
        &mut self,
        whole: &Json,
        names: &BTreeMap<String, GroupIndex>,
        table: &mut Table,
        sources: &mut Vec<Source>,
    ) -> Vec<Json> {
        let list = match whole.get("facts") {
            None | Some(Json::Null) => return Vec::new(),
            Some(Json::List(list)) if list.len() <= MOST_FACTS => list,
            Some(_) => {
                self.fault::<()>("facts", format!("väntade en lista med högst {MOST_FACTS} uppgifter"));
                return Vec::new();
            }
        };
        for (at, fact) in list.iter().enumerate() {
            let known = facts::Known { names, groups: &table.groups, scale: &table.scale };
            let id = match fact.get("id") {
                Some(Json::Text(id)) => id.clone(),
                Some(Json::Whole(id)) => id.to_string(),
                _ => at.to_string(),
            };
            let retractable = match fact.get("retractable") {
                None | Some(Json::Null | Json::Bool(false)) => Ok(false),
                Some(Json::Bool(true)) => Ok(true),
                Some(_) => Err("”retractable” ska vara true eller false".to_owned()),
            };
            match retractable.and_then(|retractable| Ok((retractable, facts::read(fact, &known)?))) {
                Ok((retractable, meaning)) => {
                    for claim in meaning.claims {
                        table.facts.push(Fact { id: id.clone(), claim, retractable });
                        sources.push(Source::Fact(at));
                    }
                    table.sums.extend(meaning.sum);
                }
                Err(message) => self.fault::<()>(format!("facts[{at}] ({id})"), message).unwrap_or_default(),
            }
        }
        list.clone()
    }
}

fn add_measure(to: &mut Measures, name: &str) -> bool {
    match name {
        "n" => to.n = true,
        "mean" => to.mean = true,
        "dist" => to.counts = true,
        "pct" => to.percentages = true,
        _ => return false,
    }
    true
}

fn tenths_of(group: &Group, scale: &Scale) -> Option<i64> {
    published::tenths(group, scale.answers[0])
}

/// What is printed already: as fixed values where it is all that the table would show of a kind, else as facts
/// that can't be taken back, since the rest of a group's results may still be hidden.
fn already_printed(table: &mut Table, fixed: &[Measures]) -> Vec<Source> {
    let mut sources = Vec::new();
    let largest = table.groups.iter().filter_map(|group| group.n).max().unwrap_or(0);
    // More people than a reader could think of in one group.
    let people = i64::try_from(4 * largest + 8 * table.threshold).unwrap_or(i64::MAX >> 8) + 1000;
    for (at, printed) in fixed.iter().enumerate() {
        let shows = table.shows;
        let group = &mut table.groups[at];
        group.n_fixed = shows.n && printed.n;
        let covers = |shown: bool, printed: bool| !shown || printed;
        group.result_fixed = shows.any_result()
            && covers(shows.mean, printed.mean)
            && covers(shows.counts, printed.counts)
            && covers(shows.percentages, printed.percentages);
        let whole = group.result_fixed;
        let left = |shown: bool, printed: bool| printed && !(shown && whole);
        let counts = group.counts.clone().unwrap_or_default();
        let n: u64 = counts.iter().sum();
        let mut claims = Vec::new();
        if printed.n && !shows.n {
            claims.push(Claim::Count { group: at, least: Some(n), most: Some(n) });
        }
        if let (true, Some(mean)) = (left(shows.mean, printed.mean), group.mean) {
            // Halves are rounded upwards: the upper end itself is excluded.
            let (least, most) = ((2 * mean - 1, 20), ((2 * mean + 1) * people - 1, 20 * people));
            claims.push(Claim::Mean { groups: vec![at], least, most });
        }
        // Percentages of a small group tell its counts; those of a large one nearly do.
        if left(shows.counts, printed.counts) || left(shows.percentages, printed.percentages) {
            let counts = counts.into_iter().map(Some).collect();
            claims.push(Claim::Counts { group: at, counts });
        }
        if claims.iter().any(|claim| !matches!(claim, Claim::Count { .. })) && n >= table.threshold {
            claims.push(Claim::Count { group: at, least: Some(table.threshold), most: None });
        }
        for claim in claims {
            table.facts.push(Fact { id: table.groups[at].name.clone(), claim, retractable: false });
            sources.push(Source::Fixed(at));
        }
    }
    sources
}

fn sum(relation: &Json, names: &BTreeMap<String, GroupIndex>, table: &Table) -> Result<Sum, String> {
    if let Some(kind) = relation.get("type").filter(|kind| kind.as_text() != Some("sum")) {
        return Err(format!("typen {} är okänd; väntade \"sum\"", json::to_string(kind)));
    }
    let place = |value: &Json| {
        let name = value.as_text().ok_or("väntade en grupps namn")?;
        names.get(name).copied().ok_or_else(|| format!("gruppen ”{name}” finns inte i tabellen"))
    };
    let total = place(relation.get("total").ok_or("”total” saknas")?)?;
    let parts = relation.get("parts").and_then(Json::as_list).filter(|parts| !parts.is_empty());
    let parts = parts.ok_or("”parts” saknas: väntade en lista med grupper")?;
    let parts = parts.iter().map(place).collect::<Result<Vec<_>, String>>()?;
    let mut different = parts.clone();
    different.sort_unstable();
    different.dedup();
    if different.len() < parts.len() || parts.contains(&total) {
        return Err("en grupp nämns två gånger".to_owned());
    }
    let complete = match relation.get("complete") {
        None | Some(Json::Null | Json::Bool(true)) => true,
        Some(Json::Bool(false)) => false,
        Some(_) => return Err("”complete” ska vara true eller false".to_owned()),
    };
    let split = !matches!(relation.get("split"), None | Some(Json::Null | Json::Bool(false)));
    let whole = truth::tally(&table.groups, &table.scale, &[total]).counts;
    let sum = truth::tally(&table.groups, &table.scale, &parts).counts;
    let fits = |(sum, whole): (&i128, &i128)| if complete { sum == whole } else { sum <= whole };
    if !sum.iter().zip(&whole).all(fits) {
        let name = &table.groups[total].name;
        return Err(format!("delarnas svar går inte ihop med helhetens, ”{name}”"));
    }
    Ok(Sum { total, parts, complete, split })
}
