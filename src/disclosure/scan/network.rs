//! Addresses of machines on a network: IPv4 (RFC 791) and IPv6 (RFC 4291).

use super::digits::{Gap, Run};
use super::words::word_before;
use super::{Hit, Kind};

/// Words before a number with dots that is a part of a text or a version of a program.
const NOT_BEFORE: &[&str] = &[
    "version",
    "versionen",
    "ver",
    "v",
    "avsnitt",
    "avsnittet",
    "kap",
    "kapitel",
    "punkt",
    "punkten",
    "stycke",
    "bilaga",
    "release",
    "build",
    "rubrik",
    "kravet",
    "krav",
    "paragraf",
    "utgåva",
    "standard",
    "revision",
    "oid",
    "tabell",
    "tabellen",
    "figur",
    "diagram",
    "steg",
    "steget",
    "mening",
    "moment",
    "artikel",
    "art",
    "mål",
    "del",
    "not",
    "sida",
    "fråga",
    "kontroll",
    "aktivitet",
    "rutin",
    "process",
    "excel",
    "word",
    "chrome",
    "firefox",
    "windows",
    "office",
    "program",
    "programmet",
];

/// Words that tell that numbers of one figure each are an address as well.
const CUES: &[&str] = &[
    "ip",
    "ip-adress",
    "ip-adressen",
    "ip-nummer",
    "ip-nr",
    "adress",
    "adressen",
    "server",
    "servern",
    "dator",
    "datorn",
    "inloggning",
];

pub(super) fn look_at_digits(text: &str, run: Run<'_>, found: &mut dyn FnMut(Hit)) {
    for four in run.windows(4) {
        let dotted = four[1..]
            .iter()
            .all(|group| group.before == Gap::Dot && text.as_bytes()[group.start - 1] == b'.');
        let (start, end) = (four[0].start, four[3].end);
        let alone = four[0].before != Gap::Dot
            && !text[end..]
                .trim_start_matches('.')
                .starts_with(|c: char| c.is_ascii_digit() && text[end..].starts_with('.'));
        let octets = || {
            four.iter().all(|group| {
                group.length() <= 3 && text[group.start..group.end].parse::<u16>().is_ok_and(|n| n <= 255)
            })
        };
        if !dotted || !alone || !octets() || super::words::glued_before(text, start) {
            continue;
        }
        let before = word_before(text[..start].trim_end_matches([' ', '.']), start).to_lowercase();
        let section = four.iter().all(|group| group.length() == 1);
        let led = || super::words::cue_before(text, start, CUES, 30);
        if !NOT_BEFORE.contains(&before.as_str()) && (!section || led()) {
            found(Hit::new(Kind::IpAddress, start, with_port(text, end)));
        }
    }
}

/// The end with what may follow an address: a port, the length of a prefix, a zone.
fn with_port(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    let bracket = usize::from(rest.starts_with("]:"));
    let rest = &rest[bracket..];
    if !rest.starts_with([':', '/', '%']) {
        return end;
    }
    let zone = rest.starts_with('%');
    let length =
        rest[1..].bytes().take_while(|b| b.is_ascii_digit() || zone && b.is_ascii_alphanumeric()).count();
    if (1..=12).contains(&length) { end + bracket + 1 + length } else { end }
}

/// At two colons, or more of them within hexadecimal figures.
pub(super) fn look_at_colons(text: &str, places: &[usize], found: &mut dyn FnMut(Hit)) {
    let bytes = text.as_bytes();
    let mut done = 0;
    for &at in places {
        let near = bytes.get(at + 1).is_some_and(|b| b.is_ascii_hexdigit() || *b == b':');
        if at < done || !near {
            continue;
        }
        let inside = |b: &u8| b.is_ascii_hexdigit() || *b == b':';
        let start = at - bytes[done.min(at)..at].iter().rev().take_while(|b| inside(b)).count();
        let length = bytes[start..].iter().take_while(|b| inside(b)).count();
        let mut end = start + length;
        while end > start && bytes[end - 1] == b':' && !text[start..end].ends_with("::") {
            end -= 1;
        }
        done = end.max(at + 1);
        if is_ipv6(&text[start..end])
            && !super::words::glued_before(text, start)
            && !super::words::glued_after(text, end)
        {
            found(Hit::new(Kind::IpAddress, start, with_port(text, end)));
        }
    }
}

fn is_ipv6(text: &str) -> bool {
    let colons = text.matches(':').count();
    let short = text.matches("::").count();
    let parts: Vec<&str> = text.split(':').filter(|part| !part.is_empty()).collect();
    let digits = parts.iter().any(|part| part.bytes().any(|b| b.is_ascii_digit()));
    parts.iter().all(|part| part.len() <= 4)
        && digits
        && !text.contains(":::")
        && match short {
            0 => colons == 7 && parts.len() == 8,
            1 => (1..=7).contains(&parts.len()) && (parts.len() > 1 || text == "::1"),
            _ => false,
        }
}
