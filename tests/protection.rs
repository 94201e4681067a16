//! What `insyn protect` publishes, attacked: an attacker of its own reads only what is published and works out
//! what each small group can be. It breaks nothing, and does break many tables of which only the small groups
//! themselves are hidden. What is hidden is weighed against the cheapest that the attacker can't break.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]
#![expect(clippy::similar_names, clippy::many_single_char_names, reason = "groups and letters of tables")]
#![expect(clippy::print_stdout, reason = "measures, for who runs the test")]

#[path = "protection/attacker.rs"]
mod attacker;
#[path = "protection/cheapest.rs"]
mod cheapest;
#[path = "protection/random.rs"]
mod random;
#[path = "protection/table.rs"]
mod table;
#[path = "protection/worlds.rs"]
mod worlds;

use std::collections::BTreeMap;

use insyn::disclosure::suppress::interchange::{Answer, read};
use insyn::json::{self, Json};

use attacker::{Attack, tally};
use table::Table;

/// How many, unless told otherwise by hand.
fn count(variable: &str, usual: u64) -> u64 {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn protect(table: &Table) -> Result<Json, Vec<String>> {
    let request = read(&json::to_string(&table.json)).unwrap_or_else(|faults| {
        panic!("{faults:?}\n{}", json::to_string(&table.json));
    });
    match request.protect() {
        Answer::Published(line) => Ok(json::read(&line).unwrap()),
        Answer::Unprotectable(line) => {
            let line = json::read(&line).unwrap();
            let names = line.get("ej_skyddbar").and_then(Json::as_list).unwrap();
            Err(names.iter().map(|name| name.as_text().unwrap().to_owned()).collect())
        }
    }
}

/// What the attacker gets of a published table.
fn broken(table: &Table, published: &Json) -> Vec<attacker::Breach> {
    let attack = Attack::new(table, published);
    assert!(attack.allows_the_truth(), "untrue: {}", json::to_string(published));
    attack.breaches(false)
}

#[test]
fn nothing_published_is_broken() {
    let (mut naive, mut of_naive, mut tables, mut refused) = (BTreeMap::new(), 0, 0, 0);
    let (from, number) = (count("INSYN_TABLES_FROM", 0), count("INSYN_TABLES", 3000));
    let (mut failures, mut undecided) = (Vec::new(), 0);
    for seed in from..from + number {
        let table = random::table(seed);
        let Ok(published) = protect(&table) else {
            refused += 1;
            continue;
        };
        tables += 1;
        let found = broken(&table, &published);
        undecided += usize::from(found.iter().any(|breach| !breach.is_proven));
        if found.iter().any(|breach| breach.is_proven) {
            failures.push(format!(
                "{seed}: {found:?}\n{}\n{}",
                json::to_string(&table.json),
                json::to_string(&published)
            ));
        }
        let open = table.publish(&table.naive());
        let found = Attack::new(&table, &open).breaches(true);
        of_naive += usize::from(found.iter().any(|breach| breach.is_proven));
        for (kind, times) in tally(&found) {
            *naive.entry(kind).or_insert(0) += times;
        }
    }
    println!(
        "{tables} published, {refused} refused, {undecided} undecided; without R7 broken: {of_naive}, {naive:?}"
    );
    assert!(
        failures.is_empty(),
        "{} broken\n{}",
        failures.len(),
        failures[..failures.len().min(6)].join("\n")
    );
    assert!(undecided * 100 < tables, "the attacker gives up too often: {undecided} of {tables}");
    assert!(of_naive * 4 > tables, "the attacker breaks too little to be trusted: {of_naive} of {tables}");
}

/// What is published of a table without R7's help would cost, and whether that is safe.
fn naive_is_safe(table: &Table) -> bool {
    cheapest::is_safe(table, &table.publish(&table.naive()))
}

#[test]
fn no_cheaper_publication_is_safe() {
    let (from, number) = (count("INSYN_TABLES_FROM", 100_000), count("INSYN_CHEAPEST", 400));
    let (mut cost, mut least, mut compared, mut free) = (0, 0, 0, 0);
    let mut dearer = Vec::new();
    for seed in from..from + number {
        let table = random::table(seed);
        let Ok(published) = protect(&table) else { continue };
        let its_cost = table.cost_of(&published);
        if naive_is_safe(&table) {
            free += 1;
            assert_eq!(
                its_cost,
                table.cost_of(&table.publish(&table.naive())),
                "{}",
                json::to_string(&table.json)
            );
        }
        let Some(cheapest) = cheapest::cheapest(&table, its_cost) else { continue };
        compared += 1;
        cost += its_cost;
        least += cheapest;
        if cheapest < its_cost {
            dearer.push(format!(
                "{seed}: {its_cost} > {cheapest}\n{}\n{}",
                json::to_string(&table.json),
                json::to_string(&published)
            ));
        }
    }
    println!("{compared} compared: cost {cost}, cheapest {least}; {free} need nothing more");
    println!("{}", dearer[..dearer.len().min(4)].join("\n"));
    println!("{} dearer", dearer.len());
    assert!(cost * 100 <= least * 102, "{cost} against {least}");
}

/// A table without some facts, and with nothing printed before of some groups.
fn without(table: &Table, names: &[String]) -> Table {
    let is_named = |of: Option<&Json>| {
        of.and_then(Json::as_text).is_some_and(|text| names.iter().any(|name| name == text))
    };
    let Json::Object(members) = &table.json else { panic!("no object") };
    let members = members.iter().map(|(name, value)| {
        let value = match (name.as_str(), value) {
            ("facts", Json::List(facts)) => {
                Json::List(facts.iter().filter(|fact| !is_named(fact.get("id"))).cloned().collect())
            }
            ("groups", Json::Object(groups)) => Json::Object(
                groups
                    .iter()
                    .map(|(name, group)| {
                        let Json::Object(members) = group else { panic!("no object") };
                        let kept =
                            members.iter().filter(|(member, _)| member != "fixed" || !names.contains(name));
                        (name.clone(), Json::Object(kept.cloned().collect()))
                    })
                    .collect(),
            ),
            (_, value) => value.clone(),
        };
        (name.clone(), value)
    });
    Table::of(Json::Object(members.collect()))
}

/// Is there some of what was named without which the table is still refused, and is no longer without `one` too?
fn is_critical(table: &Table, named: &[String], one: &String) -> bool {
    let others: Vec<&String> = named.iter().filter(|other| *other != one).collect();
    assert!(others.len() < 10, "so many can't all be tried: {named:?}");
    // Most first: usually all the others together are the case.
    (0_u32..1 << others.len()).rev().any(|set| {
        let mut gone: Vec<String> = others
            .iter()
            .enumerate()
            .filter(|(bit, _)| set >> bit & 1 == 1)
            .map(|(_, name)| (*name).clone())
            .collect();
        let is_refused = protect(&without(table, &gone)).is_err();
        gone.push(one.clone());
        is_refused && protect(&without(table, &gone)).is_ok()
    })
}

#[test]
fn a_table_is_refused_only_for_what_is_in_the_way() {
    let (from, number) = (count("INSYN_TABLES_FROM", 200_000), count("INSYN_REFUSED", 1000));
    let (mut refused, mut names, mut wrong, mut doubtful) = (0, 0, Vec::new(), Vec::new());
    for seed in from..from + number {
        let table = random::table(seed);
        let Err(named) = protect(&table) else { continue };
        refused += 1;
        let told = || format!("{seed}: {named:?} {}", json::to_string(&table.json));
        if cheapest::is_safe(&table, &table.publish(&table.closed())) {
            wrong.push(format!("it can be protected: {}", told()));
        }
        if named.is_empty() {
            wrong.push(format!("nothing named: {}", told()));
        }
        if protect(&without(&table, &named)).is_err() {
            wrong.push(format!("not without them either: {}", told()));
        }
        for one in &named {
            names += 1;
            if !is_critical(&table, &named, one) {
                doubtful.push(format!("{one} isn't in the way: {}", told()));
            }
        }
    }
    println!("{refused} refused");
    assert!(wrong.is_empty(), "{}: {}", wrong.len(), wrong[..wrong.len().min(8)].join("\n"));
    // What is taken away was printed by other rules: without it the rules tell more of the rest. So of a few that
    // are in the way it can't be shown like this.
    assert!(doubtful.len() * 20 < names, "{} of {names}: {}", doubtful.len(), doubtful.join("\n"));
    assert!(refused > 20, "{refused}");
}
