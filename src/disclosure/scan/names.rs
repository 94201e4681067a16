//! Names of persons: after a title, a role or a word that a name follows. Names without such a word are not
//! looked for: too many words of a report look like them.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::given::GIVEN;
use super::{Hit, Kind};

/// Roles and titles as they end: "enhetschef" ends in "chef". Longest first where one ends another is no matter.
pub(super) const ROLES: &[&str] = &[
    "chef",
    "chefen",
    "rektor",
    "rektorn",
    "lärare",
    "läraren",
    "pedagog",
    "pedagogen",
    "kollega",
    "kollegan",
    "kamrat",
    "kamraten",
    "vän",
    "vännen",
    "vårdnadshavare",
    "vårdnadshavaren",
    "förälder",
    "föräldern",
    "mamma",
    "mamman",
    "pappa",
    "pappan",
    "modern",
    "fadern",
    "mor",
    "far",
    "dotter",
    "dottern",
    "son",
    "sonen",
    "syster",
    "systern",
    "bror",
    "brodern",
    "make",
    "maken",
    "maka",
    "makan",
    "hustru",
    "hustrun",
    "sambo",
    "sambon",
    "flickvän",
    "pojkvän",
    "granne",
    "grannen",
    "brukare",
    "brukaren",
    "patient",
    "patienten",
    "klient",
    "klienten",
    "elev",
    "eleven",
    "barnet",
    "flickan",
    "pojken",
    "kund",
    "kunden",
    "student",
    "studenten",
    "hyresgäst",
    "hyresgästen",
    "sökande",
    "sökanden",
    "anmälare",
    "anmälaren",
    "klagande",
    "klaganden",
    "anhörig",
    "anhörige",
    "anhöriga",
    "handläggare",
    "handläggaren",
    "sekreterare",
    "sekreteraren",
    "sjuksköterska",
    "sjuksköterskan",
    "undersköterska",
    "undersköterskan",
    "barnskötare",
    "barnskötaren",
    "kurator",
    "kuratorn",
    "psykolog",
    "psykologen",
    "läkare",
    "läkaren",
    "doktor",
    "doktorn",
    "tandläkare",
    "assistent",
    "assistenten",
    "medarbetare",
    "medarbetaren",
    "direktör",
    "direktören",
    "ordförande",
    "ordföranden",
    "ledamot",
    "ledamoten",
    "controller",
    "controllern",
    "samordnare",
    "samordnaren",
    "ombud",
    "ombudet",
    "utredare",
    "utredaren",
    "revisor",
    "revisorn",
    "jurist",
    "juristen",
    "advokat",
    "advokaten",
    "registrator",
    "registratorn",
    "administratör",
    "administratören",
    "ekonom",
    "ekonomen",
    "strateg",
    "strategen",
    "projektledare",
    "projektledaren",
    "ledare",
    "ledaren",
    "politiker",
    "politikern",
    "nämndeman",
    "god man",
    "gode mannen",
    "förvaltare",
    "förvaltaren",
    "kontaktperson",
    "kontaktpersonen",
    "kontakt",
    "vikarie",
    "vikarien",
    "praktikant",
    "praktikanten",
    "konsult",
    "konsulten",
    "inspektör",
    "inspektören",
    "bibliotekarie",
    "bibliotekarien",
    "vaktmästare",
    "vaktmästaren",
    "kock",
    "kocken",
    "tolk",
    "tolken",
    "polis",
    "polisen",
    "präst",
    "prästen",
    "terapeut",
    "terapeuten",
    "logoped",
    "logopeden",
    "biståndshandläggare",
    "behandlare",
    "behandlaren",
    "familjehemsförälder",
    "anställd",
    "anställde",
    "anställda",
    "den boende",
    "boende",
    "barn",
    "person",
    "personen",
    "man",
    "mannen",
    "kvinna",
    "kvinnan",
    "herr",
    "fru",
    "fröken",
    "dr",
    "prof",
    "professor",
    "professorn",
    "avser",
    "gäller",
    "rörande",
    "angående",
    "namn",
    "underskrift",
    "undertecknad",
    "signerat",
    "signatur",
    "mvh",
    "hälsningar",
    "hälsning",
    "kontakta",
    "uppgav",
    "heter",
    "hette",
    "respondent",
    "respondenten",
    "intervjuperson",
    "intervjupersonen",
    "informant",
    "vittnet",
    "vittne",
    "målsägande",
    "gäldenär",
    "betalningsmottagare",
    "mottagare",
    "avsändare",
    "ansvarig",
    "rapportör",
    "föredragande",
    "protokollförare",
    "justerare",
    "närvarande",
    "beslutsfattare",
    "delegat",
    "attestant",
    "chaufför",
    "chauffören",
    "förare",
    "föraren",
];

/// Words of a name in small letters.
const PARTICLES: &[&str] = &[
    "af", "von", "de", "van", "der", "den", "di", "da", "la", "le", "el", "al", "bin", "ibn", "zu", "do",
    "dos", "ten", "ter", "och",
];

/// First words of units and places, and of sentences, that follow a role and are no names.
const NOT_FIRST: &[&str] = &[
    "norra",
    "södra",
    "östra",
    "västra",
    "inre",
    "yttre",
    "övre",
    "nedre",
    "mellersta",
    "område",
    "avdelning",
    "enhet",
    "förskola",
    "förskolan",
    "skola",
    "skolan",
    "hälsa",
    "vård",
    "omsorg",
    "barn",
    "ungdom",
    "kultur",
    "fritid",
    "teknik",
    "miljö",
    "ekonomi",
    "personal",
    "hr",
    "it",
    "social",
    "sociala",
    "individ",
    "stadsområde",
    "kommun",
    "kommunen",
    "malmö",
    "stad",
    "staden",
    "sverige",
    "svenska",
    "myndighet",
    "särskilt",
    "särskild",
    "stöd",
    "service",
    "kvalitet",
    "utveckling",
    "administration",
    "kansli",
    "kansliet",
    "hr-avdelningen",
    "stadskontoret",
    "region",
    "riksdag",
    "regeringen",
    "lss",
    "osl",
    "gdpr",
    "dnr",
    "bilaga",
    "platina",
    "stratsys",
    "treserva",
    "procapita",
    "lifecare",
    "microsoft",
    "office",
    "teams",
    "outlook",
    "excel",
    "word",
    "komin",
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
    "måndag",
    "tisdag",
    "onsdag",
    "torsdag",
    "fredag",
    "lördag",
    "söndag",
    "nämnden",
    "förvaltningen",
    "kommunstyrelsen",
    "kommunfullmäktige",
    "internkontrollplan",
    "granskning",
    "uppföljning",
    "sektion",
    "distrikt",
    "team",
    "grupp",
    "arbetsmarknad",
    "grundskola",
    "gymnasieskola",
    "funktionsstöd",
    "äldre",
    "äldreomsorg",
    "hemtjänst",
    "hemvård",
    "fastighet",
    "gata",
    "park",
    "stadsbyggnad",
    "öppenvård",
    "råd",
    "förebyggande",
    "kommunikation",
    "juridik",
    "inköp",
    "upphandling",
    "säkerhet",
    "digitalisering",
    "verksamhet",
    "verksamheten",
    "ordinärt",
    "daglig",
    "personlig",
    "biblioteket",
    "språk",
    "arkiv",
    "registratur",
    "intern",
    "extern",
];

/// Endings of places, units and offices.
const NOT_ENDINGS: &[&str] = &[
    "nämnden",
    "nämnd",
    "förvaltningen",
    "förvaltning",
    "kontoret",
    "enheten",
    "enhet",
    "avdelningen",
    "avdelning",
    "skolan",
    "skola",
    "gården",
    "hemmet",
    "hem",
    "boende",
    "boendet",
    "centrum",
    "staden",
    "hamnen",
    "området",
    "gatan",
    "vägen",
    "torget",
    "styrelsen",
    "fullmäktige",
    "sektionen",
    "teamet",
    "gruppen",
    "verket",
    "myndigheten",
    "kommun",
    "kommunen",
    "regionen",
    "biblioteket",
    "tjänsten",
    "omsorgen",
    "vården",
    "planen",
    "rapporten",
    "lagen",
    "systemet",
    "portalen",
    "centralen",
    "mottagningen",
    "verksamheten",
    "stödet",
    "servicen",
    "rådet",
    "ombudet",
    "delen",
    "bilagan",
    "ning",
    "ningen",
    "tion",
    "tionen",
    "het",
    "heten",
];

pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES[..PARTICLES.len() - 1].contains(&word)
}

/// A given name that is common in Sweden.
pub(super) fn is_given(word: &str) -> bool {
    let base = word.split('-').next().unwrap_or(word);
    GIVEN.binary_search(&base).is_ok()
        || base.strip_suffix('s').is_some_and(|base| GIVEN.binary_search(&base).is_ok())
}

/// Words before "för", "av", "med" or "från" and a name.
const LEADING: &[&str] = &[
    "journalen",
    "journal",
    "akten",
    "akt",
    "personakten",
    "undertecknat",
    "signerat",
    "signerad",
    "skriven",
    "skrivet",
    "upprättad",
    "upprättat",
    "granskad",
    "godkänd",
    "godkänt",
    "beslutad",
    "beslutat",
    "attesterad",
    "intervju",
    "intervjun",
    "samtal",
    "samtalet",
    "möte",
    "mejl",
    "mejlet",
    "brev",
    "brevet",
    "svar",
    "svaret",
    "anmälan",
    "ärendet",
    "utredningen",
];

/// Each capitalised word within a sentence: does it follow a title or role?
pub(super) fn look(text: &str, found: &mut dyn FnMut(Hit)) {
    let bytes = text.as_bytes();
    let mut done = 0;
    for at in capitals(bytes) {
        if at == 0 || !matches!(bytes[at - 1], b' ' | b'\n' | b'"' | b'(' | b'\t' | b':') || at < done {
            continue;
        }
        // Past blanks and the signs that lead from a title to a name.
        let gap = bytes[..at]
            .iter()
            .rev()
            .take(4)
            .take_while(|b| {
                matches!(b, b' ' | b':' | b',' | b'\n' | b'\r' | b'"' | b'(' | b'\t' | b'|' | b'=' | b'-')
            })
            .count();
        let end = at - gap;
        if end == 0
            || !(bytes[end - 1].is_ascii_alphabetic()
                || bytes[end - 1] >= 0x80
                || matches!(bytes[end - 1], b'.' | b'/'))
        {
            continue;
        }
        let start = end
            - bytes[..end]
                .iter()
                .rev()
                .take(40)
                .take_while(|b| b.is_ascii_alphabetic() || **b >= 0x80 || **b == b'.')
                .count();
        if !text.is_char_boundary(start) || !text.is_char_boundary(end) {
            continue;
        }
        let word = text[start..end].trim_start_matches('.');
        let loose = text[end..at].contains([',', '\n'][..].as_ref())
            && !matches!(word, "Mvh" | "MVH" | "hälsningar" | "hälsning");
        let led = || {
            matches!(word, "för" | "av" | "med" | "från")
                && LEADING.contains(&super::words::word_before(text, start).to_lowercase().as_str())
        };
        if (is_role(word) || led() || text[..end].ends_with("/s/"))
            && let Some((from, to)) = name(text, at, loose)
        {
            found(Hit::new(Kind::PersonName, from, to));
            done = to;
        }
    }
}

/// The places of capitals, Å, Ä, Ö and É among them. Blocks without one are passed over whole.
fn capitals(bytes: &[u8]) -> impl Iterator<Item = usize> {
    // Without a branch at every byte the compiler looks at a whole block at once.
    let may_be = |b: u8| u8::from(b.is_ascii_uppercase()) | u8::from(matches!(b, 0x84 | 0x85 | 0x89 | 0x96));
    let blocks = bytes.chunks(32).enumerate();
    let blocks = blocks.filter(move |(_, block)| block.iter().fold(0, |any, byte| any | may_be(*byte)) != 0);
    blocks.flat_map(move |(index, block)| {
        block.iter().enumerate().filter_map(move |(offset, byte)| {
            let at = index * 32 + offset;
            if byte.is_ascii_uppercase() {
                return Some(at);
            }
            (matches!(byte, 0x84 | 0x85 | 0x96 | 0x89) && at > 0 && bytes[at - 1] == 0xC3).then(|| at - 1)
        })
    })
}

/// Titles and roles for looking up: whole words, and endings of compounds.
struct Titles {
    whole: HashSet<&'static str>,
    endings: HashSet<&'static str>,
    longest: usize,
    /// By a sum of the last four bytes of each, so that most words are told at a glance to be none.
    last: [bool; 1 << 16],
}

static TITLES: LazyLock<Box<Titles>> = LazyLock::new(|| {
    let mut last = [false; 1 << 16];
    for role in ROLES.iter().chain(ENDS_COMPOUNDS) {
        let bytes = role.as_bytes();
        last[ending(bytes)] = true;
    }
    Box::new(Titles {
        whole: ROLES.iter().copied().collect(),
        endings: ENDS_COMPOUNDS.iter().copied().collect(),
        longest: ENDS_COMPOUNDS.iter().map(|role| role.len()).max().unwrap_or(0),
        last,
    })
});

fn ending(bytes: &[u8]) -> usize {
    let at = |back: usize| {
        bytes.len().checked_sub(back).map_or(0, |at| usize::from(bytes[at].to_ascii_lowercase()))
    };
    (at(1) | at(2) << 5 | at(3) << 9 | at(4) << 12) & 0xFFFF
}

/// A title or role, also at the end of a compound.
fn is_role(word: &str) -> bool {
    let word = word.strip_suffix('.').unwrap_or(word);
    let titles = &**TITLES;
    if !titles.last[ending(word.as_bytes())] {
        return false;
    }
    let lower = word.to_lowercase();
    let compound = || {
        let from = lower.len().saturating_sub(titles.longest).max(3);
        (from..lower.len())
            .filter(|at| lower.is_char_boundary(*at))
            .any(|at| titles.endings.contains(&lower[at..]))
    };
    titles.whole.contains(lower.as_str()) || compound()
}

/// Roles that compounds end in.
const ENDS_COMPOUNDS: &[&str] = &[
    "chef",
    "chefen",
    "rektor",
    "rektorn",
    "lärare",
    "läraren",
    "pedagog",
    "pedagogen",
    "kamrat",
    "kamraten",
    "kollega",
    "kollegan",
    "vän",
    "vännen",
    "förälder",
    "föräldern",
    "mamma",
    "mamman",
    "pappa",
    "pappan",
    "mor",
    "far",
    "son",
    "dotter",
    "patient",
    "patienten",
    "elev",
    "eleven",
    "handläggare",
    "handläggaren",
    "sekreterare",
    "sekreteraren",
    "sköterska",
    "skötare",
    "kurator",
    "kuratorn",
    "psykolog",
    "psykologen",
    "läkare",
    "läkaren",
    "assistent",
    "assistenten",
    "direktör",
    "direktören",
    "ordförande",
    "ordföranden",
    "ledamot",
    "ledamoten",
    "controller",
    "controllern",
    "samordnare",
    "samordnaren",
    "ombud",
    "ombudet",
    "utredare",
    "utredaren",
    "revisor",
    "revisorn",
    "jurist",
    "juristen",
    "administratör",
    "administratören",
    "ekonom",
    "ekonomen",
    "strateg",
    "strategen",
    "ledare",
    "ledaren",
    "konsult",
    "konsulten",
    "inspektör",
    "inspektören",
    "terapeut",
    "terapeuten",
    "mästare",
    "mästaren",
    "person",
    "personen",
    "boende",
    "namn",
    "sjuksköterska",
    "sjuksköterskan",
    "barnskötare",
    "barnskötaren",
    "bror",
    "syster",
    "förare",
    "föraren",
    "kontakt",
];

/// A name from here on: capitalised words with particles, hyphens and initials between them.
fn name(text: &str, from: usize, loose: bool) -> Option<(usize, usize)> {
    let mut end = from;
    let mut capitals = 0;
    let mut given = false;
    let mut pending = false;
    for (at, word) in super::words::words(&text[from..]).take(7) {
        let here = from + at;
        let between = &text[end..here];
        let after_initial = between == ". " || between == ".";
        if here > from && !(between == " " || between == "\n" || after_initial && pending)
            || here == from && at != 0
        {
            break;
        }
        if here != from && end == from {
            break;
        }
        let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        if is_name_word(word) || initial {
            if capitals == 0 && NOT_FIRST.contains(&word.to_lowercase().as_str()) {
                return None;
            }
            if !initial && capitals > 0 && is_office(word) {
                break;
            }
            capitals += 1;
            given |= is_given(word);
            pending = initial;
            end = here + word.len();
        } else if capitals > 0 && is_particle(word) {
            // Kept only where a capitalised word follows.
            let rest = &text[here + word.len()..];
            let next = super::words::words(rest).next();
            let follows = next.is_some_and(|(at, next)| at == 1 && (is_name_word(next) || is_particle(next)));
            if !follows {
                break;
            }
            pending = false;
            end = here + word.len();
        } else {
            break;
        }
    }
    let first = super::words::words(&text[from..end]).next().map(|(_, word)| word)?;
    let office = is_office(first);
    // "chefen, Li Wei, sa nej": set between commas it is still a name.
    let loose = loose && !text[end..].starts_with(',');
    let enough = match capitals {
        0 => false,
        1 => given && !office,
        _ => given || !office && !loose,
    };
    let initials = capitals >= 2 && first.chars().count() == 1;
    (enough || initials && !loose).then_some((from, end))
}

/// A capital, then small letters; a hyphen or an apostrophe may begin another such word.
fn is_name_word(word: &str) -> bool {
    let parts = word.split(['-', '’', '\'']);
    let mut count = 0;
    let all = parts.clone().all(|part| {
        count += 1;
        let mut letters = part.chars();
        let first = letters.next().is_some_and(char::is_uppercase);
        let rest = letters.as_str();
        // "McDonald", "DiCaprio"; a word in capitals throughout is an abbreviation.
        first
            && rest.chars().all(char::is_alphabetic)
            && (rest.is_empty() && count > 1 || rest.chars().any(char::is_lowercase))
    });
    all && word.chars().count() > 1
}

fn is_office(word: &str) -> bool {
    let lower = word.to_lowercase();
    NOT_FIRST.contains(&lower.as_str())
        || NOT_ENDINGS.iter().any(|ending| lower.ends_with(ending) && lower.len() > ending.len())
        || NOT_ENDINGS.contains(&lower.as_str())
}
