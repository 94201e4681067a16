//! `{summa="342 − 18 − 37 = 287"}` at the end of a paragraph: the author's own word for what its numbers add up to. Checked:
//! that it adds up, and that the paragraph says each of its numbers. Owns no Markdown; the parser takes the mark out of the
//! text.

use std::ops::Range;

use super::figures::{Found, whole_sum};
use super::tokens::{Token, tokens};
use crate::diagnostic::AcrossProblem;
use crate::number::Decimal;

const MARK: &str = "summa=";

/// Small numbers are written in words.
const IN_WORDS: [&str; 13] =
    ["noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"];

/// What is wrong with a text's marked sums.
pub(super) fn marked(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(MARK) {
        let Some((start, end)) = value(text, at) else { continue };
        let whole = start..end;
        let shift = |range: Range<usize>| range.start + start..range.end + start;
        let calculation = tokens(&text[whole.clone()]);
        let Some(wrong) = whole_sum(&calculation) else {
            found.push((whole, AcrossProblem::SumUnread));
            continue;
        };
        found.extend(wrong.into_iter().map(|(range, problem)| (shift(range), problem)));
        let paragraph = &text[..at];
        let from = paragraph.rfind("\n\n").map_or(0, |blank| blank + 2);
        let said: Vec<Decimal> = tokens(&paragraph[from..]).iter().filter_map(says).collect();
        let unsaid = calculation.iter().filter_map(|token| Some((token, token.number()?)));
        let unsaid = unsaid.filter(|(_, number)| !said.contains(&number.value));
        found.extend(unsaid.map(|(token, number)| {
            (shift(token.start..token.end), AcrossProblem::NotInParagraph { number: number.value })
        }));
    }
    found
}

/// Where the mark's value stands without its quotes; `None` where no brace opens or closes around it.
fn value(text: &str, at: usize) -> Option<(usize, usize)> {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let open = text[line..at].rfind('{')?;
    if text[line + open..at].contains('}') {
        return None;
    }
    let from = at + MARK.len();
    let end = from + text[from..].find(['}', '\n'])?;
    let quotes = ['"', '”', '“', '\''];
    let inner = &text[from..end];
    let Some(quote) = inner.chars().next().filter(|c| quotes.contains(c)) else {
        let word = inner.split_whitespace().next().unwrap_or_default();
        return Some((from, from + word.len()));
    };
    let start = from + quote.len_utf8();
    let length = text[start..end].find(quotes).unwrap_or(end - start);
    Some((start, start + length))
}

fn says(token: &Token<'_>) -> Option<Decimal> {
    let word = |word: &str| {
        let at = if word.eq_ignore_ascii_case("ett") { Some(1) } else { None };
        let at = at.or_else(|| IN_WORDS.iter().position(|its| super::tokens::equal(word, its)))?;
        i64::try_from(at).ok().map(Decimal::whole)
    };
    token.number().map(|number| number.value).or_else(|| token.word().and_then(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, AcrossProblem)> {
        marked(text).into_iter().map(|(range, problem)| (&text[range], problem)).collect()
    }

    #[test]
    fn a_marked_sum_adds_up_and_its_paragraph_says_its_numbers() {
        let text = "Förra året 342.\n\nAv 342 konton var åtta låsta. De 334 andra granskades. {summa=\"342 − 8 = 334\"}";
        assert_eq!(found(text), []);
        let other = text.replace("De 334", "De 343");
        let number = Decimal::whole(334);
        assert_eq!(found(&other), [("334", AcrossProblem::NotInParagraph { number })]);
        let wrong = text.replace("8 = 334", "8 = 333").replace("De 334", "De 333");
        let problem = AcrossProblem::SumInText { computed: number, stated: Decimal::whole(333) };
        assert_eq!(found(&wrong), [("342 − 8 = 333", problem)]);
    }

    #[test]
    fn what_is_no_sum_is_told() {
        for (text, told) in [
            ("Text 3. {summa=\"allt\"}", "allt"),
            ("Text 3. {summa=3}", "3"),
            ("Text 3. {åtgärd=x summa='3 = 3'}", "3 = 3"),
            ("Text 3 4. {summa=”3 + 4 = 7 ungefär”}", "3 + 4 = 7 ungefär"),
        ] {
            assert_eq!(found(text), [(told, AcrossProblem::SumUnread)], "{text}");
        }
        assert_eq!(found("Se summa=3 och {annat} summa=4}"), []);
    }
}
