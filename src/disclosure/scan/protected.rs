//! Protected identity (skyddade personuppgifter; Skatteverket): that a certain person has it stops; that it exists
//! is a warning.

use super::words::{sentence, words};
use super::{Hit, Kind, Level};

/// One person, told by a word for one.
const PERSONS: &[&str] = &[
    "hon",
    "han",
    "hen",
    "henne",
    "honom",
    "hennes",
    "hans",
    "jag",
    "flickan",
    "pojken",
    "mamman",
    "pappan",
    "modern",
    "fadern",
    "mannen",
    "kvinnan",
    "barnet",
    "eleven",
    "brukaren",
    "patienten",
    "klienten",
    "kollegan",
    "medarbetaren",
    "läraren",
    "vårdnadshavaren",
    "föräldern",
    "dottern",
    "sonen",
    "systern",
    "brodern",
    "syskonet",
    "makan",
    "maken",
    "hustrun",
    "frun",
    "sambon",
    "kunden",
    "personen",
    "anmälaren",
    "klaganden",
    "sökanden",
    "sökande",
    "grannen",
    "tjejen",
    "killen",
    "ungdomen",
    "studenten",
    "handläggaren",
    "boende",
    "tonåringen",
    "farmodern",
    "mormodern",
    "farfadern",
    "morfadern",
    "fostermamman",
    "familjehemsmamman",
    "modersmålsläraren",
    "förskolläraren",
    "barnskötaren",
    "sjuksköterskan",
    "undersköterskan",
    "assistenten",
    "chefen",
    "rektorn",
    "kuratorn",
    "mamma",
    "pappa",
    "tvillingen",
    "kamraten",
    "klasskamraten",
    "vännen",
    "familjen",
    "den anställda",
    "den anställde",
    "anställda",
    "gäldenären",
    "hyresgästen",
    "deltagaren",
    "praktikanten",
    "vikarien",
    "placerade",
    "mor",
    "far",
    "son",
    "dotter",
    "hustru",
    "respondenten",
    "intervjupersonen",
    "farmor",
    "mormor",
    "morfar",
    "farfar",
    "ex-maken",
    "kontaktpersonen",
    "ägaren",
    "paret",
];

/// After these a sentence speaks of rules, not of somebody.
const GENERAL: &[&str] = &[
    "rutin",
    "rutiner",
    "rutinen",
    "rutinerna",
    "riktlinje",
    "riktlinjer",
    "riktlinjen",
    "hantering",
    "hanteringen",
    "hantera",
    "hanteras",
    "om",
    "när",
    "ifall",
    "ska",
    "skall",
    "bör",
    "måste",
    "kan",
    "hur",
    "personer",
    "medborgare",
    "vårdnadshavare",
    "elever",
    "barn",
    "alla",
    "utbildning",
    "utbildningar",
    "checklista",
    "blanketten",
    "stöd",
    "fråga",
    "frågor",
    "frågan",
    "finns",
    "saknas",
    "antal",
    "antalet",
    "andel",
    "andelen",
    "granskning",
    "granskningen",
    "processen",
    "process",
    "risk",
    "risken",
    "exempelvis",
    "brukare",
    "klienter",
    "patienter",
    "medarbetare",
    "individer",
];

pub(super) fn look(text: &str, start: usize, end: usize, found: &mut dyn FnMut(Hit)) {
    // "skyddade personuppgifter", "sekretessmarkerade uppgifter": the whole expression.
    let end = text[end..].find(|c: char| !c.is_alphabetic()).map_or(text.len(), |more| end + more);
    let word = text[start..end].to_lowercase();
    let starts = ["skydda", "sekretessm", "kvarskriv", "fingerad"].iter().any(|stem| word.starts_with(stem));
    if !starts {
        return;
    }
    let end = second_word(text, start, end);
    let Some(end) = end else { return };
    let (from, to) = sentence(text, start, end);
    let lower = text[from..to].to_lowercase();
    let one = words(&text[from..to]).find(|(_, word)| is_person(word));
    let named = || named_before(&text[from..start]);
    let general = words(&lower).any(|(_, word)| GENERAL.contains(&word));
    // "har", "fått", "lever med": said of the one.
    let has = [
        "har ",
        "hade ",
        "fick ",
        "fått ",
        "lever ",
        "levde ",
        "beviljats",
        "omfattas av",
        "är ",
        "var ",
        "fanns ",
        "ligger under",
        "under ",
        "med ",
        "via ",
        "blev ",
        "blivit ",
        "s ",
    ]
    .iter()
    .any(|verb| lower.contains(verb));
    let singular = one.map(|(at, word)| (from + at, from + at + word.len()));
    let whose = singular.or_else(|| named().map(|(at, length)| (from + at, from + at + length)));
    match whose {
        Some((who, who_end)) if has && !(general && speaks_of_rules(&lower)) => {
            found(Hit {
                kind: Kind::ProtectedIdentity,
                level: Level::Stop,
                start: who.min(start),
                end: end.max(who_end),
            });
        }
        _ => found(Hit { kind: Kind::ProtectedIdentity, level: Level::Warning, start, end }),
    }
}

/// In a sentence about rules a person is only an example: "om eleven har skyddad identitet ska …".
fn speaks_of_rules(lower: &str) -> bool {
    let conditional = ["om ", "när ", "ifall ", "där "]
        .iter()
        .any(|word| lower.starts_with(word) || lower.contains(&format!(" {word}")));
    let rule = [" ska ", " skall ", " bör ", " måste ", "rutin", "riktlinje", "hantera"]
        .iter()
        .any(|word| lower.contains(word));
    conditional && rule || lower.contains("rutin") || lower.contains("riktlinje")
}

fn is_person(word: &str) -> bool {
    let lower = word.to_lowercase();
    PERSONS.contains(&lower.as_str()) || PERSONS.iter().any(|person| lower.strip_suffix('s') == Some(person))
}

/// Two capitalised words in a row, not at the sentence's beginning alone: a name.
fn named_before(text: &str) -> Option<(usize, usize)> {
    let all: Vec<(usize, &str)> = words(text).collect();
    all.windows(2)
        .find_map(|pair| {
            let capital = |word: &str| {
                word.chars().next().is_some_and(char::is_uppercase)
                    && word.chars().skip(1).all(char::is_lowercase)
            };
            let near = pair[1].0 == pair[0].0 + pair[0].1.len() + 1;
            (near && capital(pair[0].1) && capital(pair[1].1) && super::names::is_given(pair[0].1))
                .then(|| (pair[0].0, pair[1].0 + pair[1].1.len() - pair[0].0))
        })
        .or_else(|| {
            all.iter().find(|(_, word)| super::names::is_given(word)).map(|(at, word)| (*at, word.len()))
        })
}

/// The end of the whole expression; `None` where the word means something else.
fn second_word(text: &str, start: usize, end: usize) -> Option<usize> {
    let word = text[start..end].to_lowercase();
    if word.starts_with("sekretessmark") || word.starts_with("kvarskriv") {
        return Some(end);
    }
    let rest = text[end..].trim_start_matches([' ', '\n', '\r', '\t']);
    let next = text.len() - rest.len();
    let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let second = rest[..length].to_lowercase();
    let fits = second.starts_with("identitet")
        || second.starts_with("personuppgift")
        || second.starts_with("folkbokföring")
        || second.starts_with("adress");
    (fits && next - end <= 3).then_some(next + length)
}
