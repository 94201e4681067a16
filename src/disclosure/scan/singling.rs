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
        "enda" | "ende" | "endast" | "ensam" | "ensamma" | "ensamt" | "roll" | "egenskap" | "bara"
    ) {
        return;
    }
    let (from, to) = sentence(text, start, end);
    let lower = text[from..to].to_lowercase();
    let self_told = words(&lower).any(|(_, word)| {
        matches!(word, "jag" | "mig" | "min" | "mitt" | "mina" | "vi" | "oss" | "vår" | "vårt")
    });
    let after: Vec<String> = words(&text[end..to]).take(4).map(|(_, word)| word.to_lowercase()).collect();
    let before: Vec<String> = {
        let mut all: Vec<String> = words(&text[from..start]).map(|(_, word)| word.to_lowercase()).collect();
        all.reverse();
        all.truncate(4);
        all
    };
    let is_before = |word: &str| before.iter().any(|one| one == word);
    let hit = match first {
        "ensam" | "ensamma" | "ensamt" => {
            let role = after.first().is_some_and(|word| {
                !matches!(word.as_str(), "ansvar" | "ansvaret" | "vårdnad" | "med" | "kan" | "och")
            });
            is_before("som") && role
                || is_before("jag") && (is_before("är") || is_before("var"))
                || self_told && is_before("är")
                || after.first().is_some_and(|word| is_someone(word)) && is_before("som")
        }
        "enda" | "ende" => {
            self_told && (is_before("är") || is_before("som") || is_before("var"))
                || after.iter().take(2).any(|word| is_someone(word))
                    && after.iter().any(|word| {
                        matches!(word.as_str(), "på" | "i" | "inom" | "vid" | "här" | "hos" | "som")
                    })
        }
        "roll" | "egenskap" => {
            // "i min roll som", "i egenskap av": whose is told.

            is_before("min") || first == "egenskap" && self_told
        }
        "bara" | "endast" | "blott" => {
            let few = after.first().is_some_and(|word| {
                matches!(word.as_str(), "två" | "tre" | "en" | "ett" | "jag" | "2" | "3")
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
