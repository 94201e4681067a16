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
        let before = word_before(text, start).to_lowercase();
        if !NOT_BEFORE.contains(&before.as_str()) {
            found(Hit::new(Kind::IpAddress, start, end));
        }
    }
}

/// At two colons, or more of them within hexadecimal figures.
pub(super) fn look_at_colons(text: &str, found: &mut dyn FnMut(Hit)) {
    let bytes = text.as_bytes();
    let mut done = 0;
    for at in memchr::memchr_iter(b':', bytes) {
        let near = bytes.get(at + 1).is_some_and(|b| b.is_ascii_hexdigit() || *b == b':');
        if at < done || !near {
            continue;
        }
        let inside = |b: &u8| b.is_ascii_hexdigit() || *b == b':';
        let start = at - bytes[..at].iter().rev().take_while(|b| inside(b)).count();
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
            found(Hit::new(Kind::IpAddress, start, end));
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
