//! Accounts: IBAN (ISO 13616, check by ISO 7064 mod 97), clearing and account number, plusgiro and bankgiro.

use super::digits::Run;
use super::words::{cue_before, glued_after, glued_before};
use super::{Hit, Kind};

pub(super) fn look_at_digits(text: &str, run: Run<'_>, found: &mut dyn FnMut(Hit)) {
    for group in run {
        if group.length() >= 2
            && let Some((start, end)) = iban(text, group.start)
        {
            found(Hit::new(Kind::Iban, start, end));
        }
    }
    look_at_short_giro(text, run[0].start, found);
    // 0278-2, 519 249 312-8: a clearing number with its own check digit says what it is.
    if let [clearing, check, ..] = run
        && clearing.length() == 4
        && check.length() == 1
    {
        let rest = &text[check.end..];
        if rest.starts_with(',')
            && let Some(end) = numbers(text, check.end, 7)
        {
            found(Hit::new(Kind::BankAccount, clearing.start, end));
        }
    }
}

/// "pg 19 74 46-0", "bg-nr: 123-4567"
fn look_at_short_giro(text: &str, number: usize, found: &mut dyn FnMut(Hit)) {
    let blank = |b: &&u8| matches!(b, b' ' | b':' | b'.' | b'-');
    let word_end = |bytes: &[u8]| bytes.len() - bytes.iter().rev().take_while(blank).count();
    let bytes = &text.as_bytes()[..number];
    let mut end = word_end(bytes);
    let word = [&b"nr"[..], b"nummer"].into_iter().find(|word| bytes[..end].ends_with(word));
    if let Some(word) = word {
        end = word_end(&bytes[..end - word.len()]);
    }
    let Some([first, b'g' | b'G']) = bytes[..end].last_chunk() else { return };
    let kind = match first {
        b'p' | b'P' => Kind::Plusgiro,
        b'b' | b'B' => Kind::Bankgiro,
        _ => return,
    };
    if end < number {
        look_at_giro(text, kind, end - 2, end, found);
    }
}

/// An IBAN whose check digits are here.
fn iban(text: &str, check: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    // "SE 57"
    let letters = check - usize::from(check > 0 && bytes[check - 1] == b' ');
    let start = letters.checked_sub(2)?;
    let small = bytes[start].is_ascii_lowercase();
    let letter = |b: &u8| if small { b.is_ascii_lowercase() } else { b.is_ascii_uppercase() };
    if !bytes[start..letters].iter().all(letter) || glued_before(text, start) {
        return None;
    }
    let mut signs = [0_u8; 34];
    let mut count = 0;
    let mut best = None;
    let mut at = start;
    while at < bytes.len() && count < signs.len() {
        let byte = bytes[at];
        if letter(&byte) || byte.is_ascii_digit() {
            signs[count] = byte.to_ascii_uppercase();
            count += 1;
            at += 1;
            let figures = signs[..count].iter().filter(|sign| sign.is_ascii_digit()).count();
            let whole = count >= 15 && figures >= 10 && !glued_after(text, at) && is_mod_97(&signs[..count]);
            if whole && (!small || has_a_banks_letters(&signs[..count])) {
                best = Some((start, at));
            }
        } else if matches!(byte, b' ' | b'-' | b'.' | b'\n')
            && bytes.get(at + 1).is_some_and(|next| letter(next) || next.is_ascii_digit())
        {
            at += 1;
        } else {
            break;
        }
    }
    best.or_else(|| loose_iban(text, start))
}

/// How long an account number is in the countries that payments from Sweden go to (the register of ISO 13616).
const LENGTHS: &[(&[u8; 2], usize)] = &[
    (b"SE", 24),
    (b"NO", 15),
    (b"DK", 18),
    (b"FI", 18),
    (b"DE", 22),
    (b"GB", 22),
    (b"FR", 27),
    (b"NL", 18),
    (b"BE", 16),
    (b"ES", 24),
    (b"IT", 27),
    (b"PL", 28),
    (b"PT", 25),
    (b"AT", 20),
    (b"CH", 21),
    (b"IE", 22),
    (b"EE", 20),
    (b"LV", 21),
    (b"LT", 20),
    (b"IS", 26),
    (b"LU", 20),
];

/// One with other signs between its groups, or several: just as long as the country's numbers are, so that a row of
/// figures after a code is none.
fn loose_iban(text: &str, start: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let country = bytes.get(start..start + 2)?.to_ascii_uppercase();
    let (_, length) = LENGTHS.iter().find(|(code, _)| **code == country[..])?;
    let mut signs = [0_u8; 34];
    let mut count = 0;
    let mut last = start;
    for (at, byte) in bytes.iter().enumerate().skip(start) {
        if count == *length || at > last + 3 {
            break;
        }
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                signs[count] = byte.to_ascii_uppercase();
                count += 1;
                last = at + 1;
            }
            b' ' | b'-' | b'.' | b',' | b':' | b'/' | b'_' | b'\n' | b'\t' => {}
            _ => break,
        }
    }
    let letters = signs[4..count.max(4)].iter().filter(|sign| sign.is_ascii_alphabetic()).count();
    let whole = count == *length && letters <= 5 && !glued_after(text, last);
    (whole && is_mod_97(&signs[..count])).then_some((start, last))
}

/// Letters only where a bank's code stands, as in `gb29nwbk60161331926819`: a fingerprint in small hexadecimal figures
/// has them anywhere, and would else be taken for an account once in a while.
fn has_a_banks_letters(signs: &[u8]) -> bool {
    let rest = signs.get(4..).unwrap_or_default();
    let all = rest.iter().filter(|sign| sign.is_ascii_alphabetic()).count();
    all == 0 || all == 4 && rest.iter().take(4).all(u8::is_ascii_alphabetic)
}

fn is_mod_97(signs: &[u8]) -> bool {
    let turned = signs[4..].iter().chain(&signs[..4]);
    let rest = turned.fold(0_u32, |rest, sign| match sign {
        b'0'..=b'9' => (rest * 10 + u32::from(sign - b'0')) % 97,
        letter => (rest * 100 + u32::from(letter - b'A') + 10) % 97,
    });
    rest == 1
}

/// At a word that leads to an account number: at least ten figures soon after it, or seven after one that means
/// nothing else.
pub(super) fn look_at_account(text: &str, start: usize, end: usize, found: &mut dyn FnMut(Hit)) {
    let end = text[end..].find(|c: char| !c.is_alphabetic()).map_or(text.len(), |more| end + more);
    let end = start + text[start..end].trim_end().len();
    let word = text[start..end].to_lowercase();
    let banks = ["bank", "person", "löne", "spar", "privat"].iter().any(|kind| word.starts_with(kind));
    let least = match word.as_str() {
        word if word.starts_with("clearing") || banks => 7,
        word if word.starts_with("kontonu") || word.starts_with("kontonr") => 7,
        "konto" | "kontot" | "kto" => 10,
        // A company's number begins with 123; a person's is a telephone number.
        word if word.starts_with("swish") => 10,
        // The bank's name alone.
        "swedbank" | "nordea" | "handelsbanken" | "sparbanken" => 11,
        _ => return,
    };
    let mut reach = (end + 60).min(text.len());
    while !text.is_char_boundary(reach) {
        reach -= 1;
    }
    let Some(first) = text[end..reach].find(|c: char| c.is_ascii_digit()).map(|at| end + at) else { return };
    if text[end..first].contains(['.', ';', '\n'][..].as_ref()) || glued_before(text, first) {
        return;
    }
    if word.starts_with("swish") && !text[first..].starts_with("123") {
        return;
    }
    if let Some(last) = numbers(text, first, least)
        && !cue_before(text, first, &["iban", "plusgiro", "bankgiro"], 20)
    {
        found(Hit::new(Kind::BankAccount, first, last));
    }
}

/// The end of figures with signs between them, if there are enough. `, ` may part a clearing number from the rest.
fn numbers(text: &str, from: usize, least: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    let mut end = from;
    let mut figures = 0;
    let mut signs = 0;
    let mut commas = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'0'..=b'9' => {
                figures += 1;
                signs = 0;
                at += 1;
                end = at;
                continue;
            }
            b' ' | b'-' | b'.' | b'/' | b':' | b'\n' => signs += 1,
            b',' => {
                // Right before three figures or more it is a sign as any other; before fewer it may be decimals.
                let tight = bytes.get(at + 1..at + 4).is_some_and(|next| next.iter().all(u8::is_ascii_digit));
                commas += usize::from(!tight);
                signs += 1;
            }
            _ => {
                // "8327-9, konto 123", "9150 och kontonr 123": words between the two.
                let rest = &text[at..];
                if let Some(joined) = rest.strip_prefix("och ").filter(|rest| rest.starts_with("konto")) {
                    at += rest.len() - joined.len();
                    continue;
                }
                let word =
                    ["kontonummer", "kontonr", "konto", "nr"].iter().find(|word| rest.starts_with(**word));
                let Some(word) = word else { break };
                at += word.len();
                signs = 0;
                continue;
            }
        }
        if signs > 3 || commas > 1 {
            break;
        }
        at += 1;
    }
    // 4010,4020,4030 are accounts of the books.
    let all = &text[from..end];
    let books = all.contains(',') && all.split(',').all(|part| part.len() == 4);
    (!books && figures >= least && figures <= 20 && !glued_after(text, end)).then_some(end)
}

/// At plusgiro or bankgiro: whatever number follows, its check digit right or not.
pub(super) fn look_at_giro(text: &str, kind: Kind, start: usize, end: usize, found: &mut dyn FnMut(Hit)) {
    if glued_before(text, start) {
        return;
    }
    let bytes = text.as_bytes();
    let mut at = end;
    // "plusgironummer: ", "bg-nr ", "pg. ", "Bankgirot är "
    loop {
        let rest = &text[at..];
        let word: usize = rest.chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
        if word > 0 {
            if !LEADS.contains(&rest[..word].to_lowercase().as_str()) {
                return;
            }
            at += word;
        } else if rest.starts_with([' ', ':', '-', '.', '(', '\n', '=', '|']) && at < end + 24 {
            at += 1;
        } else {
            break;
        }
    }
    let first = at;
    let mut last = at;
    let mut figures = 0;
    let mut odd = false;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'0'..=b'9' => {
                figures += 1;
                last = at + 1;
            }
            b' ' | b'-' if at - last < 3 => {}
            // Other signs right between figures.
            b',' | b':' | b'.' | b'/' if at == last && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) => {
                odd = true;
            }
            _ => break,
        }
        at += 1;
    }
    if odd && !(6..=8).contains(&figures) {
        return;
    }
    if (2..=8).contains(&figures)
        && first > end
        && (figures > 2 || text[first..last].contains('-'))
        && !glued_after(text, last)
    {
        found(Hit::new(kind, start, last));
    }
}

/// Words, and ends of words, between the word for the account and its number.
const LEADS: &[&str] =
    &["t", "s", "nr", "nummer", "numret", "nummret", "konto", "kontot", "kontonummer", "är", "var", "till"];
