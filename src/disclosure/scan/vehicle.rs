//! Registration numbers of vehicles (Transportstyrelsen): three letters without I, Q, V, Å, Ä and Ö, two
//! figures, and a figure or a letter without O as well. Many other codes look like it.

use super::digits::Run;
use super::words::{cue_before, glued_after, word_before};
use super::{Hit, Kind};

const CUES: &[&str] = &[
    "regnumret",
    "regnummer",
    "registreringsskylten",
    "körjournal för",
    "reg.nr",
    "regnr",
    "reg nr",
    "reg. nr",
    "reg.nummer",
    "registreringsnummer",
    "registreringsnumret",
    "registreringsskylt",
    "skylt",
    "bil",
    "bilen",
    "bilar",
    "fordon",
    "fordonet",
    "tjänstebil",
    "tjänstebilen",
    "leasingbil",
    "leasingbilen",
    "lastbil",
    "lastbilen",
    "buss",
    "bussen",
    "minibuss",
    "minibussen",
    "skåpbil",
    "skåpbilen",
    "moped",
    "mopeden",
    "motorcykel",
    "motorcykeln",
    "släp",
    "släpet",
    "volvo",
    "saab",
    "parkering",
    "parkerad",
    "körde",
    "personbil",
    "taxi",
    "taxin",
];

/// Abbreviations that numbers follow, and that vehicles don't bear or seldom.
const NOT_LETTERS: &[&str] = &[
    "OSL", "SFS", "SOU", "LSS", "HSL", "SOL", "ABC", "DNR", "KAP", "MAT", "ENG", "SKR", "KLK", "KFS", "TAB",
    "FSF", "HSF", "ASF", "GDP", "EUR", "SEK", "USD", "KKR", "TKR", "MKR", "RUM", "SAL", "KOD", "OCR", "ORG",
    "TEL", "FAX", "PDF", "CSV", "XML", "SQL", "RFC", "SSN", "BBR", "AFS", "JAN", "FEB", "MAR", "APR", "MAJ",
    "JUN", "JUL", "AUG", "SEP", "OKT", "NOV", "DEC", "LAS", "MBL", "LOU", "PBL", "LVU", "LVM", "FAP", "KSO",
    "RFS", "EKG", "XYZ", "USK", "SSK", "PMO", "NPF", "GPS", "BAS", "DSM", "ADL", "APT", "AMF", "AFA", "SAP",
    "ERP", "NKB", "KPA", "HBT", "PTK", "GBG", "STH", "LPT", "FMR", "DBT", "MRT", "LKP", "KSK", "ESF", "FTE",
    "GYF", "BYN", "SBN", "SBF", "KSN", "SAM", "NAT", "FYS", "BLD", "TEK", "HKK", "SPR", "FRA", "SPA", "PED",
    "PRR", "KEM", "GEO", "HSM", "DAN", "ADB", "BUP", "SLU", "SBA", "SCB", "PUB", "ART",
];

/// Words that a code follows which is none.
const NOT_BEFORE: &[&str] = &[
    "enligt",
    "rum",
    "rummet",
    "sal",
    "salen",
    "kurs",
    "kursen",
    "kurskod",
    "kod",
    "koden",
    "standard",
    "standarden",
    "blankett",
    "blanketten",
    "modell",
    "modellen",
    "projekt",
    "projektet",
    "linje",
    "flight",
    "rutin",
    "artikel",
    "artikelnummer",
    "objekt",
    "ärende",
    "ärendet",
    "diarienummer",
    "dnr",
    "konto",
    "version",
    "lokal",
    "hus",
    "plan",
    "avsnitt",
    "kapitel",
    "tabell",
    "bilaga",
    "formulär",
    "mall",
    "process",
    "verifikation",
    "faktura",
    "skrivare",
];

pub(super) fn look(text: &str, run: Run<'_>, found: &mut dyn FnMut(Hit)) {
    for group in run {
        if !(2..=3).contains(&group.length()) {
            continue;
        }
        if let Some((start, end)) = plate(text, group.start, group.end) {
            found(Hit::new(Kind::Vehicle, start, end));
        }
    }
}

fn plate(text: &str, digits: usize, digits_end: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    // After a word for a vehicle it may be written anyhow: mlb 508, MLB.508, MLB / 508.
    let inside = |b: &&u8| matches!(b, b' ' | b'\t' | b'\n' | b'-' | b'.' | b'_' | b':' | b'/');
    let parted = bytes[..digits].iter().rev().take(3).take_while(inside).count();
    let letters_end = digits - parted;
    let start = letters_end.checked_sub(3)?;
    let letters = text.get(start..letters_end)?;
    let allowed = |b: u8| b.is_ascii_alphabetic() && !matches!(b.to_ascii_uppercase(), b'I' | b'Q' | b'V');
    if !letters.bytes().all(allowed) || super::words::glued_before(text, start) {
        return None;
    }
    let gap = &bytes[letters_end..digits];
    let mut plain =
        letters.bytes().all(|b| b.is_ascii_uppercase()) && matches!(gap, b"" | b" " | b"-" | b"  " | b"\t");
    let mut end = digits_end;
    let last_letter = digits_end - digits == 2;
    if last_letter {
        // "ABD 12 K" as well after such a word.
        let apart = matches!(bytes.get(end..end + 2), Some([b' ' | b'-', b'A'..=b'Z']));
        plain &= !apart;
        end += usize::from(apart);
        let last = *bytes.get(end)?;
        if !allowed(last) || last.eq_ignore_ascii_case(&b'O') || plain && last.is_ascii_lowercase() {
            return None;
        }
        end += 1;
    }
    let tail = text[end..].chars().next();
    if glued_after(text, end)
        || matches!(tail, Some('-' | '/' | ':')) && text[end + 1..].starts_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    if start > 0
        && matches!(bytes[start - 1], b'-' | b'/' | b'.' | b'_')
        && start > 1
        && bytes[start - 2].is_ascii_alphanumeric()
    {
        return None;
    }
    let cue = || cue_before(text, start, CUES, 60);
    let before = || word_before(text, start).to_lowercase();
    // Sums of bytes, named so on each report's own page (FIPS 180-4); other figures after the letters may be a vehicle's.
    let sum = letters == "SHA" && matches!(&text[digits..digits_end], "224" | "256" | "384" | "512");
    let common = !plain || sum || NOT_LETTERS.contains(&letters) || NOT_BEFORE.contains(&before().as_str());
    (!common || cue()).then_some((start, end))
}
