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
    "barnen",
    "syskonen",
    "föräldrarna",
    "eleverna",
    "enskilde",
    "enskilda",
    "kamraterna",
    "make",
    "maka",
    "moster",
    "faster",
    "lillasyster",
    "storasyster",
    "lillebror",
    "storebror",
    "flicka",
    "pojke",
    "paret",
    "vårdtagaren",
    "omsorgstagaren",
    "bröder",
    "systrar",
    "syskon",
    "familjehemsföräldern",
    "fosterhemsföräldern",
    "grabben",
    "damen",
    "herren",
    "gossen",
    "spädbarnet",
    "asylsökanden",
    "uppgiftslämnaren",
    "barnbarnet",
    "brevskrivaren",
];

/// Words that make one out of a word for many or any: "en elev", "min kollega", "den anställda".
const ONE: &[&str] = &[
    "en",
    "ett",
    "den",
    "min",
    "mitt",
    "hans",
    "hennes",
    "hens",
    "vår",
    "vårt",
    "deras",
    "sin",
    "sitt",
    "denna",
    "denne",
    "placerad",
    "placerat",
    "nyanländ",
    "inskriven",
    "inskrivet",
];

/// Nouns for a person that mean one only after such a word.
const NOUNS: &[&str] = &[
    "elev",
    "barn",
    "anställd",
    "anställda",
    "anställde",
    "boende",
    "sökande",
    "placerade",
    "enskilde",
    "enskilda",
    "brukare",
    "patient",
    "klient",
    "kollega",
    "medarbetare",
    "vårdnadshavare",
    "person",
    "kvinna",
    "man",
    "förälder",
    "flicka",
    "pojke",
    "ungdom",
    "vikarie",
    "granne",
    "kund",
    "lärare",
    "son",
    "dotter",
    "mor",
    "far",
    "mamma",
    "pappa",
    "make",
    "maka",
    "sambo",
    "syster",
    "bror",
    "hustru",
    "kompis",
    "vän",
    "klasskamrat",
    "hyresgäst",
    "sommarvikarie",
    "student",
    "praktikant",
];

pub(super) fn look(text: &str, start: usize, end: usize, found: &mut dyn FnMut(Hit)) {
    // "skyddade personuppgifter", "sekretessmarkerade uppgifter": the whole expression.
    let end = word_end(text, end);
    let word = text[start..end].to_lowercase();
    let starts = ["skydda", "sekretesssk", "sekretessk", "sekretessm", "kvarskriv", "fingerad"]
        .iter()
        .any(|stem| word.starts_with(stem));
    if !starts {
        return;
    }
    let (from, to) = sentence(text, start, end);
    let Some((end, doubtful)) = expression(text, from, start, end) else { return };
    let to = to.max(end);
    let before = &text[from..start];
    let whose = person(text, from, to);
    let lower = text[from..to].to_lowercase();
    match whose {
        Some((who, who_end)) if !is_about_rules(&lower, &before.to_lowercase()) => {
            // What more is said of it belongs to it: "i våras", "i Exempelstad".
            let clause = text[end..to].find([',', ';', ':', '(']).map_or(to, |at| end + at);
            let clause = text[end..clause].find(|c: char| c.is_ascii_digit()).map_or(clause, |at| end + at);
            let clause = end + text[end..clause].trim_end().len();
            found(Hit {
                kind: Kind::ProtectedIdentity,
                level: Level::Stop,
                start: who.min(start),
                end: clause.max(who_end),
            });
        }
        _ if doubtful => {}
        _ => found(Hit { kind: Kind::ProtectedIdentity, level: Level::Warning, start, end }),
    }
}

fn word_end(text: &str, at: usize) -> usize {
    text[at..].find(|c: char| !c.is_alphabetic()).map_or(text.len(), |more| at + more)
}

/// Does the sentence speak of rules, where a person is only an example: "om eleven har skyddad identitet ska …",
/// "rutinen för skyddade personuppgifter"?
fn is_about_rules(lower: &str, before: &str) -> bool {
    let leads = |word: &str| before.starts_with(&format!("{word} ")) || before.contains(&format!(" {word} "));
    let conditional = ["om", "när", "ifall", "där", "hur", "vad"].iter().any(|word| leads(word));
    let rule = [" ska ", " skall ", " bör ", " måste ", " kan ", "rutin", "riktlinje", "hantera", "?"]
        .iter()
        .any(|word| lower.contains(word));
    let topic =
        [" för", " om", " kring", " rörande", " angående", " gällande", " avseende", " hantera", " hanterar"]
            .iter()
            .any(|word| before.trim_end().ends_with(word))
            || before.trim_end().ends_with(" av") && !before.trim_end().ends_with("omfattas av");
    let said = [" har ", " hade ", " lever ", " levde ", " fick ", " får ", " är "]
        .iter()
        .any(|verb| before.contains(verb) || before.ends_with(verb.trim_end()));
    let speaks = ["rutin", "riktlinje", "utbildning", "checklista"].iter().any(|word| lower.contains(word));
    let asked =
        ["vad", "hur", "vet", "känner", "vem", "vilka", "finns"].iter().any(|word| before.starts_with(word));
    conditional && (rule || asked) || topic && !before.trim_end().ends_with("på grund av") || speaks && !said
}

/// The person the sentence is about: a word for one, or a name.
fn person(text: &str, from: usize, to: usize) -> Option<(usize, usize)> {
    let sentence = &text[from..to];
    let mut before = String::new();
    for (at, word) in words(sentence) {
        let lower = word.to_lowercase();
        let base = lower.strip_suffix('s').unwrap_or(&lower);
        let noun = NOUNS.contains(&lower.as_str());
        let one = ONE.contains(&before.as_str());
        if !noun && (PERSONS.contains(&lower.as_str()) || PERSONS.contains(&base)) || noun && one {
            return Some((from + at, from + at + word.len()));
        }
        // "en av eleverna"
        if lower == "av"
            && matches!(before.as_str(), "en" | "ett" | "två" | "tre" | "någon" | "några" | "flera")
        {
            return Some((from + at, from + at + word.len()));
        }
        before = lower;
    }
    named(sentence).map(|(at, length)| (from + at, from + at + length))
}

/// A given name, with the capitalised word after it where one is.
fn named(text: &str) -> Option<(usize, usize)> {
    let all: Vec<(usize, &str)> = words(text).collect();
    let at = all.iter().position(|(_, word)| super::lists::is_given(word))?;
    let (start, word) = all[at];
    let end = all.get(at + 1).filter(|(next, other)| {
        *next == start + word.len() + 1 && other.chars().next().is_some_and(char::is_uppercase)
    });
    let end = end.map_or(start + word.len(), |(next, other)| next + other.len());
    Some((start, end - start))
}

/// The end of the whole expression, and whether it may mean other things when it is said of nobody; `None` where
/// the word means something else.
fn expression(text: &str, from: usize, start: usize, end: usize) -> Option<(usize, bool)> {
    let word = text[start..end].to_lowercase();
    let rest = text[end..].trim_start_matches([' ', '\n', '\r', '\t']);
    let next = text.len() - rest.len();
    let second_end = word_end(text, next);
    let second = text[next..second_end].to_lowercase();
    let near = next - end <= 3;
    let fits = |stems: &[&str]| near && stems.iter().any(|stem| second.starts_with(stem));
    if word.starts_with("sekretess") || word.starts_with("kvarskriv") {
        let whole = if fits(&["uppgift", "personuppgift", "adress", "identitet"]) { second_end } else { end };
        return Some((whole, false));
    }
    if fits(&["identitet", "personuppgift", "folkbokföring", "adress"]) {
        return Some((second_end, second.starts_with("adress")));
    }
    // "skyddad id", "fingerade uppgifter", "skyddad i folkbokföringen"
    if near && (second == "id" || second.starts_with("uppgift") || second == "person") {
        return Some((second_end, true));
    }
    if near && second == "i" && text[second_end..].trim_start().to_lowercase().starts_with("folkbokföring") {
        let last = text.len() - text[second_end..].trim_start().len();
        return Some((word_end(text, last), true));
    }
    // "identiteten är skyddad", "hennes personuppgifter är skyddade"
    let before: Vec<String> = words(&text[from..start]).map(|(_, word)| word.to_lowercase()).collect();
    let turned =
        before.iter().rev().take(4).any(|word| {
            word.starts_with("identitet") || word.starts_with("personuppgift") || word.starts_with("adress")
        }) && before.last().is_some_and(|verb| matches!(verb.as_str(), "är" | "var" | "blev" | "hålls"));
    turned.then_some((end, true))
}
