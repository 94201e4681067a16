//! Names of persons: after a title, a role or a word that a name follows; a given name with a surname also before
//! its role, or with a role earlier in the sentence. Names without any such word are not looked for: too many
//! words of a report look like them.

use super::lists::{is_given, is_office, is_office_first, is_role, is_roles, may_lead};
use super::words::{word_before, words};
use super::{Hit, Kind};

/// Words of a name in small letters.
const PARTICLES: &[&str] = &[
    "af", "av", "von", "de", "van", "der", "den", "di", "da", "la", "le", "el", "al", "bin", "ibn", "ben",
    "zu", "do", "dos", "das", "du", "ten", "ter",
];

/// Words before "för", "av", "med" or "från" and a name.
const LEADING: &[&str] = &[
    "journalen",
    "journal",
    "akten",
    "akt",
    "personakten",
    "undertecknat",
    "undertecknad",
    "signerat",
    "signerad",
    "skriven",
    "skrivet",
    "upprättad",
    "upprättat",
    "granskad",
    "granskat",
    "godkänd",
    "godkänt",
    "beslutad",
    "beslutat",
    "attesterad",
    "attesterat",
    "justerat",
    "anmält",
    "anmäld",
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
    "genomförandeplanen",
    "handlingsplan",
];

/// Small words that a given name and a surname may follow.
const BEFORE_PAIR: &[&str] =
    &["av", "för", "med", "från", "till", "hos", "mot", "om", "att", "cc", "kopia", "och", "samt", "även"];

pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}

/// What led to a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// A role or title right before it.
    Role,
    /// A title that a surname alone follows: "Fru Ek".
    Civil,
    /// The same of several persons.
    Roles,
    /// A sign or word that needs a name which is known as one.
    Weak,
}

/// Each capitalised word, from the places of capitals: does it follow a title or role?
pub(super) fn look(text: &str, places: &[usize], found: &mut dyn FnMut(Hit)) {
    let mut done = 0;
    for &at in places {
        if at < done {
            continue;
        }
        let opens = at == 0
            || matches!(text.as_bytes()[at - 1], b' ' | b'\n' | b'"' | b'(' | b'\t' | b':' | b'/' | b'|');
        if !opens {
            continue;
        }
        let led = lead(text, at).and_then(|(lead, loose)| {
            let named = name(text, at, loose || lead == Lead::Weak, lead == Lead::Roles);
            let alone = || (lead == Lead::Civil && !loose).then(|| surname(text, at)).flatten();
            named.or_else(alone).map(|range| (lead, range))
        });
        if let Some((lead, (from, to))) = led {
            found(Hit::new(Kind::PersonName, from, to));
            done = more(text, to, lead, found);
        } else if let Some((from, to)) = pair(text, at) {
            found(Hit::new(Kind::PersonName, from, to));
            done = more(text, to, Lead::Weak, found);
        }
    }
}

/// What leads to a name at a place, and whether a sign between the two makes it less sure.
fn lead(text: &str, at: usize) -> Option<(Lead, bool)> {
    let bytes = text.as_bytes();
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
    if end > 0 && bytes[end - 1] == b'/' && text[..end].ends_with("/s/") {
        return Some((Lead::Role, false));
    }
    if end == 0 {
        return None;
    }
    if bytes[end - 1] == b'/' {
        return Some((Lead::Weak, false));
    }
    if !may_lead(&bytes[..end]) {
        return None;
    }
    if !(bytes[end - 1].is_ascii_alphabetic()
        || bytes[end - 1] >= 0x80
        || matches!(bytes[end - 1], b'.' | b'1' | b'2'))
    {
        return None;
    }
    // "Vårdnadshavare 1: "
    let numbered =
        bytes[end - 1].is_ascii_digit() && end > 1 && bytes[end - 2] == b' ' && text[end..at].contains(':');
    let end = if numbered { end - 2 } else { end };
    let start = end
        - bytes[..end]
            .iter()
            .rev()
            .take(40)
            .take_while(|b| b.is_ascii_alphabetic() || **b >= 0x80 || **b == b'.')
            .count();
    if !text.is_char_boundary(start) || !text.is_char_boundary(end) {
        return None;
    }
    let word = text[start..end].trim_start_matches('.');
    let between = &text[end..at];
    let loose = between.contains([',', '\n'][..].as_ref())
        && !matches!(word, "Mvh" | "MVH" | "hälsningar" | "hälsning" | "Hälsningar");
    if is_role(word) {
        let civil = ["herr", "fru", "fröken", "frk", "dr", "hr"];
        let is_civil = between == " " && civil.contains(&word.trim_end_matches('.').to_lowercase().as_str());
        return Some((if is_civil { Lead::Civil } else { Lead::Role }, loose));
    }
    if is_roles(word) {
        return Some((Lead::Roles, loose));
    }
    let before = || word_before(text, start).to_lowercase();
    match word {
        "för" | "av" | "med" | "från" | "rörande" if LEADING.contains(&before().as_str()) => {
            Some((Lead::Role, loose))
        }
        // "Namn på barnet: "
        "Till" | "Från" | "Att" | "till" | "Cc" | "av" | "Av" if between.contains(':') => {
            Some((Lead::Weak, loose))
        }
        "är" if before() == "namn" => Some((Lead::Role, loose)),
        _ => None,
    }
}

/// One word that is neither a role nor a place of work, where a title needs no more than a surname.
fn surname(text: &str, from: usize) -> Option<(usize, usize)> {
    let (at, word) = words(&text[from..]).next()?;
    let is_one =
        at == 0 && is_name_word(word) && !is_office_first(word) && !is_office(word) && !is_role(word);
    is_one.then_some((from, from + word.len()))
}

/// More names in a row with the first: "Anna Berg, Erik Ek och Sara Lind". Where they end.
fn more(text: &str, from: usize, lead: Lead, found: &mut dyn FnMut(Hit)) -> usize {
    let mut end = from;
    loop {
        let rest = &text[end..];
        let Some(join) =
            [", och ", " och ", " samt ", ", ", " & "].iter().find(|join| rest.starts_with(**join))
        else {
            return end;
        };
        let next = end + join.len();
        if !text[next..].starts_with(char::is_uppercase) {
            return end;
        }
        let Some((start, to)) = name(text, next, lead != Lead::Roles, lead == Lead::Roles) else {
            return end;
        };
        let known = words(&text[start..to]).next().is_some_and(|(_, first)| is_given(first));
        if !known && lead != Lead::Roles {
            return end;
        }
        found(Hit::new(Kind::PersonName, start, to));
        end = to;
    }
}

/// A given name and a surname whose role stands after them, or earlier in the sentence.
fn pair(text: &str, at: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let first =
        bytes[at..].iter().take_while(|b| b.is_ascii_alphabetic() || **b >= 0x80 || **b == b'-').count();
    let after = text.get(at + first..)?;
    let next = after.strip_prefix(' ')?;
    // A small letter that no particle begins with: nearly always so.
    if next.starts_with(|c: char| {
        c.is_ascii_lowercase() && !matches!(c, 'a' | 'b' | 'd' | 'e' | 'i' | 'l' | 't' | 'v' | 'z')
    }) {
        return None;
    }
    let capital = next.starts_with(char::is_uppercase);
    let particle =
        || words(next).next().is_some_and(|(_, word)| is_particle(word) || word.starts_with("al-"));
    if !is_given(text.get(at..at + first)?) || !(capital || particle()) {
        return None;
    }
    let (from, to) = name(text, at, true, false)?;
    if words(&text[from..to]).filter(|(_, word)| word.starts_with(char::is_uppercase)).count() < 2 {
        return None;
    }
    let rest = text[to..]
        .strip_prefix([',', ' '][..].as_ref())
        .unwrap_or(&text[to..])
        .trim_start_matches([' ', '(', '|', '-']);
    let rest = rest.strip_prefix("är ").or_else(|| rest.strip_prefix("som är ")).unwrap_or(rest);
    let near = text.len() - rest.len() - to <= 10;
    let role_after = near
        && words(rest).take(2).enumerate().any(|(index, (place, word))| {
            (index == 0 && place == 0 || index == 1 && rest[..place].ends_with(' ')) && is_role(word)
        });
    // A politician with her party's letter.
    let party = ["(S)", "(M)", "(C)", "(L)", "(V)", "(MP)", "(KD)", "(SD)"]
        .iter()
        .any(|party| text[to..].trim_start().starts_with(party));
    let preposition = || BEFORE_PAIR.contains(&word_before(text, at).to_lowercase().as_str());
    (role_after || party || preposition() || role_earlier(text, at)).then_some((from, to))
}

/// Does a role stand a little earlier in the sentence?
fn role_earlier(text: &str, at: usize) -> bool {
    let mut from = at.saturating_sub(70);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = &text[from..at];
    let before = before.rfind(['.', '\n', ';', '!', '?']).map_or(before, |stop| &before[stop + 1..]);
    words(before).any(|(_, word)| is_role(word) || is_roles(word))
}

/// A name from here on: capitalised words with particles, hyphens and initials between them. `strict` where one
/// word alone must be a given name and two must begin with one; `many` where names stand in a row.
fn name(text: &str, from: usize, strict: bool, many: bool) -> Option<(usize, usize)> {
    let mut end = from;
    let mut capitals = 0_u32;
    let mut given = false;
    let mut pending = false;
    let shouted =
        words(&text[from..]).next().is_some_and(|(_, word)| is_shouted(word) && is_given(&titled(word)));
    for (at, word) in words(&text[from..]).take(8) {
        let here = from + at;
        let between = &text[end..here];
        let after_initial = between == ". " || between == ".";
        let follows = between == " " || between == "\n" || after_initial && pending;
        if here > from && (!follows || end == from) || here == from && at != 0 {
            break;
        }
        let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        if is_name_word(word) || initial || shouted && is_shouted(word) {
            if capitals == 0 && (is_office_first(word) || is_role(word)) {
                return None;
            }
            if !initial && capitals > 0 && (is_office(word) || !given && is_role(word)) {
                break;
            }
            capitals += 1;
            given |= is_given(word) || shouted;
            pending = initial;
            end = here + word.len();
        } else if capitals > 0 && particle_follows(text, here, word) {
            // "al-Hassan" is a surname by itself.
            capitals += u32::from(word.contains(['-', '’', '\'']));
            pending = false;
            end = here + word.len();
        } else {
            break;
        }
    }
    // A particle without a name after it, "Anna av", is none.
    let first = words(&text[from..end]).next().map(|(_, word)| word)?;
    let office = is_office(first);
    if text[end..].starts_with(" & ") && capitals == 1 {
        return None;
    }
    // "Sjöflodin, Cajsa"
    if capitals == 1
        && !given
        && !office
        && let Some(rest) = text[end..].strip_prefix(", ")
        && let Some((0, second)) = words(rest).next()
        && is_given(second)
    {
        return Some((from, end + 2 + second.len()));
    }
    // "chefen, Li Wei, sa nej": set between commas it is still a name.
    let strict = strict && !text[end..].starts_with(',');
    let enough = match capitals {
        0 => false,
        1 => !office && (given || !strict && is_surname(first) || many && text[end..].starts_with(" och ")),
        _ => given || !office && !strict,
    };
    let initials = capitals >= 2 && first.chars().count() == 1;
    (enough || initials && !strict).then_some((from, end))
}

/// A word in small letters within a name, which a capitalised word follows; "al-Hassan".
fn particle_follows(text: &str, here: usize, word: &str) -> bool {
    if let Some((particle, rest)) = word.split_once(['-', '’', '\'']) {
        return is_particle(particle) && is_name_word(rest);
    }
    let rest = &text[here + word.len()..];
    is_particle(word)
        && words(rest).next().is_some_and(|(at, next)| {
            at == 1 && rest.starts_with(' ') && (is_name_word(next) && !is_office(next) || is_particle(next))
        })
}

/// A capital, then small letters; a hyphen or an apostrophe may begin another such word. `A-K` is one.
fn is_name_word(word: &str) -> bool {
    let joined = word.contains(['-', '’', '\'']);
    let all = word.split(['-', '’', '\'']).all(|part| {
        let mut letters = part.chars();
        let first = letters.next().is_some_and(char::is_uppercase);
        let rest = letters.as_str();
        // "McDonald", "DiCaprio"; a word in capitals throughout is an abbreviation.
        first
            && rest.chars().all(char::is_alphabetic)
            && (rest.is_empty() && joined || rest.chars().any(char::is_lowercase))
    });
    all && word.chars().count() > 1
}

fn is_shouted(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(|c| c.is_uppercase() || c == '-')
}

fn titled(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
}

/// A surname by its ending, or one of the short ones that are the most common.
fn is_surname(word: &str) -> bool {
    const ENDS: &[&str] = &[
        "sson", "ström", "qvist", "kvist", "quist", "gren", "berg", "lund", "dahl", "stedt", "blad", "holm",
        "flodin",
    ];
    const SHORT: &[&str] =
        &["Berg", "Ek", "Lind", "Lund", "Holm", "Dahl", "Falk", "Sjö", "Ström", "Björk", "Blom"];
    let word = word.strip_suffix('s').unwrap_or(word);
    SHORT.contains(&word) || word.len() > 6 && ENDS.iter().any(|end| word.ends_with(end))
}
