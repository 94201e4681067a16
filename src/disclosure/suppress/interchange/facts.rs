//! Facts: what is printed about a table's groups elsewhere, from JSON to claims. Owns the names that fields
//! may have. Never passes over a fact: one that can't be understood, or that the answers contradict, is a
//! fault, since a reader of the site knows it all the same.
//!
//! The canonical forms. Each has `type`, and may have `id` (else its place counts), `retractable` (else
//! false) and remarks such as `text`. Other names for the same fields are accepted; see the constants.
//!
//! | type | fields |
//! |---|---|
//! | `equal` | `groups`: the same people with the same answers; or `total` and `parts` |
//! | `rate` | `group`, `sent`, `percent` |
//! | `bound` | `group`, `measure` (`n`, `mean`, `share`; else `n`), `least` and/or `most`, or `value` with `op` |
//! | `mean` | `groups` (together), `value` as printed; or `least`, `most`; or `value`, `tolerance` |
//! | `dist` | `group`, `dist` (a count an answer, `null` where not told), or `answer` and `count`; or `pct` |
//! | `delta` | `of`, `minus` (a group, or an earlier printed mean), `value` as printed |
//! | `share` | `groups` (together), `answers` (values of the scale), `percent` as printed, or bounds |
//!
//! A fact that can be read in several ways is read in the first that the answers allow, the most telling
//! first: what protects against it protects against the others.

use std::collections::BTreeMap;

use super::claims::{Printed, bounds};
use super::fields::{Cut, Fields, Said, number};
use super::truth::{holds, tally};
use crate::disclosure::suppress::table::{Claim, Group, GroupIndex, Scale, Sum};
use crate::json::Json;
use crate::number::Decimal;

const GROUPS: [&str; 10] =
    ["groups", "group", "of", "parts", "members", "units", "unit", "name", "g", "grupp"];
const ANSWERS: [&str; 15] = [
    "answers",
    "answer",
    "steps",
    "step",
    "ks",
    "k",
    "values",
    "levels",
    "level",
    "categories",
    "category",
    "scores",
    "score",
    "svar",
    "steg",
];
const PERCENT: [&str; 10] =
    ["percent", "pct", "percentage", "rate", "share", "p", "value", "svarsfrekvens", "andel", "procent"];
const SENT: [&str; 10] =
    ["sent", "invited", "N", "utskick", "asked", "recipients", "base", "of", "total", "n"];

/// What facts are read against.
pub(super) struct Known<'a> {
    /// The groups' places by name.
    pub(super) names: &'a BTreeMap<String, GroupIndex>,
    /// The groups with their true answers.
    pub(super) groups: &'a [Group],
    /// The scale.
    pub(super) scale: &'a Scale,
}

/// What a fact comes to.
#[derive(Debug, Default)]
pub(super) struct Meaning {
    /// Claims.
    pub(super) claims: Vec<Claim>,
    /// A total of other groups, for `equal` with parts.
    pub(super) sum: Option<Sum>,
}

/// Reads a fact.
pub(super) fn read(fact: &Json, known: &Known<'_>) -> Result<Meaning, String> {
    let mut fields = Fields::of(fact).ok_or("väntade ett objekt som {\"type\": \"mean\", …}")?;
    let kind = fields
        .text(&["type", "kind", "typ"])
        .ok_or("”type” saknas; väntade equal, rate, bound, mean, dist, delta eller share")?;
    for name in ["id", "retractable"] {
        fields.find(&[name], |_| true);
    }
    let readings = match kind {
        "equal" => return equal(&mut fields, known).and_then(|meaning| understood(&fields, known, meaning)),
        "rate" => rate(&mut fields, known)?,
        "bound" => bound(&mut fields, known)?,
        "mean" => mean(&mut fields, known)?,
        "dist" => dist(&mut fields, known)?,
        "delta" => delta(&mut fields, known)?,
        "share" => share(&mut fields, known)?,
        other => {
            return Err(format!(
                "typen ”{other}” är okänd; väntade equal, rate, bound, mean, dist, delta eller share"
            ));
        }
    };
    let true_one = readings
        .into_iter()
        .find(|claims| claims.iter().all(|claim| holds(claim, known.groups, known.scale)))
        .ok_or("uppgiften stämmer inte med svaren i tabellen")?;
    understood(&fields, known, Meaning { claims: true_one, sum: None })
}

fn understood(fields: &Fields<'_>, known: &Known<'_>, meaning: Meaning) -> Result<Meaning, String> {
    match fields.left(|text| known.names.contains_key(text)) {
        Some(name) => Err(format!("fältet ”{name}” är okänt för den här sortens uppgift")),
        None => Ok(meaning),
    }
}

/// Groups under one of these names; `None` where there are none.
fn groups(
    fields: &mut Fields<'_>,
    known: &Known<'_>,
    names: &[&str],
) -> Result<Option<Vec<GroupIndex>>, String> {
    let texts =
        |value: &Json| value.as_list().is_some_and(|list| list.iter().all(|one| one.as_text().is_some()));
    let word = |value: &Json| value.as_text().is_some() && number(value, Cut::Nearest).is_none();
    let is_name = |value: &Json| value.as_text().is_some_and(|text| known.names.contains_key(text));
    let Some(found) = fields.find(names, |value| is_name(value) || word(value) || texts(value)) else {
        return Ok(None);
    };
    let told: Vec<&str> = match found {
        Json::Text(name) => vec![name],
        list => list.as_list().unwrap_or_default().iter().filter_map(Json::as_text).collect(),
    };
    let mut places = Vec::new();
    for name in told {
        let place =
            *known.names.get(name).ok_or_else(|| format!("gruppen ”{name}” finns inte i tabellen"))?;
        if places.contains(&place) {
            return Err(format!("gruppen ”{name}” nämns två gånger"));
        }
        places.push(place);
    }
    Ok(Some(places))
}

fn some_groups(fields: &mut Fields<'_>, known: &Known<'_>) -> Result<Vec<GroupIndex>, String> {
    let found = groups(fields, known, &GROUPS)?.filter(|found| !found.is_empty());
    found.ok_or_else(|| "”group” saknas: väntade en grupps namn".to_owned())
}

fn one_group(fields: &mut Fields<'_>, known: &Known<'_>) -> Result<GroupIndex, String> {
    match some_groups(fields, known)?.as_slice() {
        [one] => Ok(*one),
        _ => Err("den här sortens uppgift gäller en grupp, inte flera".to_owned()),
    }
}

/// Two groups: `a` and `b`, or a list of two. The second may be missing.
fn pair(fields: &mut Fields<'_>, known: &Known<'_>) -> Result<(GroupIndex, Option<GroupIndex>), String> {
    let first =
        groups(fields, known, &["a", "of", "group", "groups", "left", "first", "unit", "to", "current"])?
            .ok_or("väntade två grupper: ”of” och ”minus”, eller ”a” och ”b”")?;
    match first.as_slice() {
        [a, b] => Ok((*a, Some(*b))),
        [a] => {
            let names = [
                "b",
                "minus",
                "from",
                "against",
                "other",
                "versus",
                "vs",
                "right",
                "second",
                "than",
                "reference",
                "base",
                "previous",
                "last",
                "compared_to",
                "total",
            ];
            match groups(fields, known, &names)?.as_deref() {
                Some([b]) if b == a => Err("en grupp jämförs med sig själv".to_owned()),
                Some([b]) => Ok((*a, Some(*b))),
                Some(_) => Err("väntade två grupper".to_owned()),
                None => Ok((*a, None)),
            }
        }
        _ => Err("väntade två grupper".to_owned()),
    }
}

fn equal(fields: &mut Fields<'_>, known: &Known<'_>) -> Result<Meaning, String> {
    fields.text(&["measure", "what", "mått"]);
    let total = groups(fields, known, &["total", "sum"])?;
    let mut members = groups(fields, known, &["groups", "group", "of", "parts", "a", "left", "members"])?
        .ok_or("väntade ”groups”: grupper som är samma personer med samma svar")?;
    let contradicts = || "uppgiften stämmer inte med svaren i tabellen".to_owned();
    if let Some(&[total]) = total.as_deref() {
        let same = tally(known.groups, known.scale, &[total]).counts
            == tally(known.groups, known.scale, &members).counts;
        if !same || members.contains(&total) {
            return Err(contradicts());
        }
        let sum = Sum { total, parts: members, complete: true, split: false };
        return Ok(Meaning { claims: Vec::new(), sum: Some(sum) });
    }
    let others = ["b", "right", "same_as", "other", "and", "equals", "with", "second"];
    members.extend(groups(fields, known, &others)?.unwrap_or_default());
    let (first, rest) = members.split_first().ok_or("väntade minst två grupper")?;
    if rest.is_empty() || rest.contains(first) {
        return Err("väntade minst två olika grupper".to_owned());
    }
    let claims: Vec<Claim> = rest.iter().map(|other| Claim::Equal(*first, *other)).collect();
    if claims.iter().all(|claim| holds(claim, known.groups, known.scale)) {
        Ok(Meaning { claims, sum: None })
    } else {
        Err(contradicts())
    }
}

fn rate(fields: &mut Fields<'_>, known: &Known<'_>) -> Result<Vec<Vec<Claim>>, String> {
    let group = one_group(fields, known)?;
    let sent = fields.number(&SENT, Cut::Nearest).and_then(|sent| u64::try_from(sent.in_units_of(0)?).ok());
    let sent =
        sent.filter(|&sent| sent > 0).ok_or("”sent” saknas: hur många som fick enkäten, ett heltal")?;
    let said = fields.said(&PERCENT)?.ok_or("”percent” saknas: svarsfrekvensen i procent")?;
    let bounds = bounds(known, Printed::Percent, said)?;
    Ok(bounds.into_iter().map(|within| vec![within.count_of(group, sent)]).collect())
}

fn bound(fields: &mut Fields<'_>, known: &Known<'_>) -> Result<Vec<Vec<Claim>>, String> {
    let members = some_groups(fields, known)?;
    let answers = answers(fields, known)?;
    let measure = fields.text(&["measure", "what", "variable", "mått"]);
    // A number under a measure's own name says which measure it is.
    let own_names = ["n", "mean", "percent", "pct", "share"];
    let own = own_names.into_iter().find(|name| fields.has_number(name));
    let measure = measure.or(own.map(|name| if matches!(name, "percent" | "pct") { "share" } else { name }));
    let places: Vec<&str> =
        own.into_iter().chain(["value", "bound", "limit", "v", "gräns", "värde"]).collect();
    let said = fields.said(&places)?.ok_or("väntade ”least” eller ”most”, eller ”value” med ”op”")?;
    let counted = |said| -> Result<Vec<Vec<Claim>>, String> {
        let [group] = members.as_slice() else {
            return Err("ett antal kan sägas om en grupp, inte om flera tillsammans".to_owned());
        };
        Ok(bounds(known, Printed::Whole, said)?
            .into_iter()
            .map(|within| vec![within.count(*group)])
            .collect())
    };
    let mean = |said| -> Result<Vec<Vec<Claim>>, String> {
        Ok(bounds(known, Printed::Mean, said)?
            .into_iter()
            .map(|within| vec![within.mean(&members)])
            .collect())
    };
    match (measure, answers) {
        (Some("n" | "count" | "antal" | "svar"), None) => counted(said),
        (Some("mean" | "average" | "medel" | "medelvärde"), None) => mean(said),
        (None, None) => Ok(counted(said).unwrap_or_default().into_iter().chain(mean(said)?).collect()),
        (Some("d" | "dist" | "n" | "count" | "antal"), Some(answers)) => exactly(&members, &answers, known),
        (None | Some("share" | "pct" | "percent" | "andel" | "procent"), Some(answers)) => {
            let bounds = bounds(known, Printed::Percent, said)?;
            Ok(bounds.into_iter().map(|within| vec![within.share(&members, &answers)]).collect())
        }
        (Some(other), _) => {
            Err(format!("måttet ”{other}” kan inte ha en gräns; väntade n, mean eller share"))
        }
    }
}

/// A bound on how many gave an answer is taken as if the number itself were told. That tells more, so what
/// protects against it protects against the bound.
fn exactly(members: &[GroupIndex], answers: &[usize], known: &Known<'_>) -> Result<Vec<Vec<Claim>>, String> {
    let [group] = members else { return Err("väntade en grupp, inte flera".to_owned()) };
    let truth = known.groups[*group].counts.as_deref().unwrap_or_default();
    let counts =
        truth.iter().enumerate().map(|(at, &count)| answers.contains(&at).then_some(count)).collect();
    Ok(vec![vec![Claim::Counts { group: *group, counts }]])
}

fn mean(fields: &mut Fields<'_>, known: &Known<'_>) -> Result<Vec<Vec<Claim>>, String> {
    let mut names = GROUPS.to_vec();
    names.extend(["parts", "total"]);
    let members = groups(fields, known, &names)?.filter(|found| !found.is_empty());
    let members = members.ok_or("”groups” saknas: vilka grupper medelvärdet gäller")?;
    let said = fields.said(&["value", "mean", "printed", "shown", "v", "medel", "medelvärde", "värde"])?;
    let said = said.ok_or("”value” saknas: medelvärdet som det är tryckt, som \"3.2\"")?;
    Ok(bounds(known, Printed::Mean, said)?.into_iter().map(|within| vec![within.mean(&members)]).collect())
}

fn dist(fields: &mut Fields<'_>, known: &Known<'_>) -> Result<Vec<Vec<Claim>>, String> {
    let group = one_group(fields, known)?;
    let steps = known.scale.answers.len();
    let is_list =
        |value: &Json| value.as_list().is_some_and(|list| list.iter().all(|one| one.as_text().is_none()));
    let whole = |value: &Json| match value {
        Json::Null => Ok(None),
        other => other.as_count().map(Some).ok_or_else(|| "väntade ett heltal för varje svar".to_owned()),
    };
    let right_length = |list: &[Json]| {
        (list.len() == steps)
            .then_some(())
            .ok_or(format!("väntade {steps} tal, ett för varje svar på skalan"))
    };
    if let Some(list) = fields.find(&["dist", "counts", "d", "value", "values", "fördelning"], is_list) {
        let list = list.as_list().unwrap_or_default();
        right_length(list)?;
        let counts = list.iter().map(whole).collect::<Result<Vec<_>, _>>()?;
        return Ok(vec![vec![Claim::Counts { group, counts }]]);
    }
    if let Some(list) = fields.find(&["pct", "percent", "procent"], is_list) {
        let list = list.as_list().unwrap_or_default();
        right_length(list)?;
        let mut claims = Vec::new();
        for (answer, told) in list.iter().enumerate() {
            let Some(told) = number(told, Cut::Nearest) else { continue };
            let readings = bounds(known, Printed::Percent, Said::Printed(told))?;
            let readings = readings.into_iter().map(|within| within.share(&[group], &[answer]));
            claims.extend(readings.into_iter().find(|claim| holds(claim, known.groups, known.scale)));
        }
        let told = list.iter().filter(|one| **one != Json::Null).count();
        return Ok(if claims.len() == told { vec![claims] } else { Vec::new() });
    }
    let answers = answers(fields, known)?
        .ok_or("väntade ”dist” med ett tal för varje svar, eller ”answer” och ”count”")?;
    if let Some(said) = fields.said(&["pct", "percent", "procent", "share", "andel"])? {
        let bounds = bounds(known, Printed::Percent, said)?;
        return Ok(bounds.into_iter().map(|within| vec![within.share(&[group], &answers)]).collect());
    }
    let said = fields.said(&["count", "value", "n", "d", "antal", "v", "värde"])?;
    match (said.ok_or("”count” saknas: hur många som gav svaret")?, answers.as_slice()) {
        (Said::Printed(count), [answer]) => {
            let count = count.in_units_of(0).and_then(|count| u64::try_from(count).ok());
            let count = count.ok_or("”count” ska vara ett heltal")?;
            let counts = (0..steps).map(|at| (at == *answer).then_some(count)).collect();
            Ok(vec![vec![Claim::Counts { group, counts }]])
        }
        _ => exactly(&[group], &answers, known),
    }
}

/// The printed difference of two means. It may be the rounded difference of the exact means, or the
/// difference of the rounded ones: then the exact difference may be off by twice as much. A reader may know
/// which; we don't. The narrower is taken where the answers allow it, since its interval lies within the
/// other's; else the wider is the only one that can be true. What the second says beyond its interval — that
/// where one mean is shown, the other's printed form is known — is added by the caller, who knows what is
/// shown.
fn delta(fields: &mut Fields<'_>, known: &Known<'_>) -> Result<Vec<Vec<Claim>>, String> {
    let (of, from) = pair(fields, known)?;
    let earlier = ["minus", "from", "base", "previous", "last", "against", "reference", "earlier", "b"];
    let earlier = if from.is_none() { fields.number(&earlier, Cut::Nearest) } else { None };
    let names = ["value", "delta", "difference", "diff", "change", "printed", "v", "skillnad", "värde"];
    let said = fields.said(&names)?.ok_or("”value” saknas: skillnaden som den är tryckt, som \"-0.3\"")?;
    let near = bounds(known, Printed::Mean, said)?;
    let far = match said {
        Said::Printed(value) => bounds(known, Printed::MeanTwice, Said::Printed(value))?,
        Said::Within { .. } => Vec::new(),
    };
    let all: Vec<_> = near.into_iter().chain(far).collect();
    match (from, earlier) {
        (Some(from), _) => {
            let one = |of, from| all.iter().map(move |within| vec![within.difference(of, from, known.scale)]);
            Ok(one(of, from).chain(one(from, of)).collect())
        }
        (None, Some(earlier)) => {
            Ok(all.iter().map(|within| vec![within.shifted(earlier).mean(&[of])]).collect())
        }
        (None, None) => {
            Err("”minus” saknas: gruppen eller det tidigare medelvärdet som jämförs med".to_owned())
        }
    }
}

fn share(fields: &mut Fields<'_>, known: &Known<'_>) -> Result<Vec<Vec<Claim>>, String> {
    let members = some_groups(fields, known)?;
    let answers = answers(fields, known)?.ok_or("”answers” saknas: vilka svar på skalan andelen gäller")?;
    let said = fields.said(&PERCENT)?.ok_or("”percent” saknas: andelen i procent")?;
    let bounds = bounds(known, Printed::Percent, said)?;
    Ok(bounds.into_iter().map(|within| vec![within.share(&members, &answers)]).collect())
}

/// Answers of the scale by their values; where one isn't on the scale, all are taken as places from 0.
fn answers(fields: &mut Fields<'_>, known: &Known<'_>) -> Result<Option<Vec<usize>>, String> {
    let numbers = |value: &Json| match value {
        Json::List(list) => !list.is_empty() && list.iter().all(|one| number(one, Cut::Nearest).is_some()),
        one => number(one, Cut::Nearest).is_some(),
    };
    let Some(found) = fields.find(&ANSWERS, numbers) else { return Ok(None) };
    let list = found.as_list().unwrap_or(std::slice::from_ref(found));
    let told: Option<Vec<i64>> = list
        .iter()
        .map(|one| number(one, Cut::Nearest).and_then(|one: Decimal| one.in_units_of(0)))
        .collect();
    let told = told.ok_or("svar på skalan är heltal")?;
    let by_value = told.iter().map(|value| known.scale.answers.iter().position(|answer| answer == value));
    let by_place =
        told.iter().map(|&value| usize::try_from(value).ok().filter(|&at| at < known.scale.answers.len()));
    let mut places = by_value
        .collect::<Option<Vec<_>>>()
        .or_else(|| by_place.collect())
        .ok_or("ett svar ligger utanför skalan")?;
    places.sort_unstable();
    places.dedup();
    Ok(Some(places))
}
