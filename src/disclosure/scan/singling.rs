//! Words with which a person singles out herself: the only one, alone, a role that one person has.

use super::words::{sentence, words};
use super::{Hit, Kind};

/// At "enda", "ensam", "i min roll", "bara två".
pub(super) fn look(text: &str, start: usize, end: usize, found: &mut dyn FnMut(Hit)) {
    let end = if text[..end].ends_with(' ') { end - 1 } else { end };
    let end = text[end..].find(|c: char| !c.is_alphabetic()).map_or(text.len(), |more| end + more);
    let cue = text[start..end].to_lowercase();
    let first = cue.split(' ').next().unwrap_or_default();
    if !matches!(
        first,
        "enda"
            | "ende"
            | "endast"
            | "ensam"
            | "ensamma"
            | "ensamt"
            | "roll"
            | "rollen"
            | "egenskap"
            | "min"
            | "bara"
    ) {
        return;
    }
    let (from, to) = sentence(text, start, end);
    let tells =
        |of: &[&str]| words(&text[from..to]).any(|(_, word)| of.contains(&word.to_lowercase().as_str()));
    let self_told = tells(&["jag", "mig", "min", "mitt", "mina", "vi", "oss", "vår", "vårt"]);
    let after: Vec<String> = words(&text[end..to]).take(4).map(|(_, word)| word.to_lowercase()).collect();
    let before: Vec<String> = {
        let mut near = from.max(start.saturating_sub(60));
        while !text.is_char_boundary(near) {
            near += 1;
        }
        let mut all: Vec<String> = words(&text[near..start]).map(|(_, word)| word.to_lowercase()).collect();
        all.reverse();
        all.truncate(4);
        all
    };
    let is_before = |word: &str| before.iter().any(|one| one == word);
    let hit = match first {
        "ensam" | "ensamma" | "ensamt" => {
            let role = after.first().is_some_and(|word| {
                !matches!(
                    word.as_str(),
                    "ansvar"
                        | "ansvaret"
                        | "vårdnad"
                        | "med"
                        | "kan"
                        | "och"
                        | "huvudman"
                        | "ansvarig"
                        | "ägare"
                )
            });
            let shared =
                first != "ensam" || after.first().is_some_and(|word| word == "om") && is_before("inte");
            is_before("som") && role
                || is_before("jag") && (is_before("är") || is_before("var")) && !shared
                || is_before("jag") && after.first().is_some_and(|word| word == "som")
                || self_told && after.first().is_some_and(|word| is_someone(word))
                || self_told && is_before("är") && !shared && !is_before("vi")
                || after.first().is_some_and(|word| is_someone(word)) && is_before("som")
        }
        "enda" | "ende" => {
            // "det enda rätta", "den enda rutin": a thing.
            let thing = is_before("det") || after.first().is_some_and(|word| is_thing(word));
            self_told && !thing && ["är", "som", "var", "varande"].iter().any(|word| is_before(word))
                || after.iter().take(2).any(|word| is_someone(word))
                    && after.iter().any(|word| {
                        matches!(word.as_str(), "på" | "i" | "inom" | "vid" | "här" | "hos" | "som")
                    })
        }
        "roll" | "rollen" | "egenskap" | "min" => {
            // "i min roll som", "i egenskap av": whose is told.

            let many = after.first().is_some_and(|word| is_common(word));
            let mine = is_before("min") || cue.contains("egenskap") && self_told && tells(&["jag"]);
            let led = after.iter().any(|word| matches!(word.as_str(), "enda" | "ende" | "ensam"));
            (mine || cue.contains("rollen") && led) && !many
        }
        "bara" | "endast" | "blott" => {
            let few = after.first().is_some_and(|word| {
                matches!(word.as_str(), "två" | "tre" | "fyra" | "jag" | "2" | "3" | "4")
            });
            is_before("vi") && is_before("är") && few
                || after.first().is_some_and(|word| word == "jag") && is_before("är")
                || is_before("är") && few && self_told
        }
        _ => false,
    };
    if hit {
        found(Hit::new(Kind::SinglingOut, from, to.min(text.len())));
    }
}

/// Roles that so many have that they point at nobody.
fn is_common(word: &str) -> bool {
    matches!(
        word,
        "chef"
            | "medarbetare"
            | "lärare"
            | "pedagog"
            | "anställd"
            | "nämnd"
            | "handläggare"
            | "kommun"
            | "förvaltning"
    )
}

/// Not a person.
fn is_thing(word: &str) -> bool {
    [
        "rutin",
        "sätt",
        "gång",
        "system",
        "risk",
        "dokument",
        "förvaltning",
        "nämnd",
        "stöd",
        "information",
        "problem",
        "fråga",
        "svar",
        "möjlighet",
    ]
    .iter()
    .any(|stem| word.starts_with(stem))
}

/// A word for a person: a role, an occupation.
fn is_someone(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "man",
        "mannen",
        "kvinna",
        "kvinnan",
        "kille",
        "killen",
        "tjej",
        "tjejen",
        "chef",
        "chefen",
        "rektor",
        "rektorn",
        "kurator",
        "kuratorn",
        "sjuksköterska",
        "sjuksköterskan",
        "läkare",
        "läkaren",
        "psykolog",
        "psykologen",
        "anställd",
        "anställda",
        "anställde",
        "person",
        "personen",
        "pappa",
        "mamma",
        "specialpedagog",
        "specialpedagogen",
        "controller",
        "controllern",
        "jurist",
        "juristen",
        "kock",
        "kocken",
        "vaktmästare",
        "vaktmästaren",
        "administratör",
        "administratören",
        "handläggare",
        "handläggaren",
        "utlandsfödd",
        "utlandsfödda",
        "döv",
        "muslim",
        "medarbetare",
        "medarbetaren",
        "pedagog",
        "pedagogen",
        "lärare",
        "läraren",
        "förskollärare",
        "förskolläraren",
        "logoped",
        "logopeden",
        "arbetsterapeut",
        "fysioterapeut",
        "dietist",
        "samordnare",
        "samordnaren",
        "sekreterare",
        "sekreteraren",
        "registrator",
        "registratorn",
        "vikarie",
        "vikarien",
        "praktikant",
        "praktikanten",
        "assistent",
        "assistenten",
        "undersköterska",
        "undersköterskan",
        "barnskötare",
        "barnskötaren",
        "bibliotekarie",
        "bibliotekarien",
        "ekonom",
        "ekonomen",
        "arkivarie",
        "arkivarien",
        "socialsekreterare",
        "behandlare",
        "fackligt",
        "skyddsombud",
        "skyddsombudet",
        "rullstolsburen",
    ];
    WORDS.contains(&word)
}
