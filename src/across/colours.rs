//! Colours that stand for a judgement without its word: a cell of a table that says "Röd" alone, "risken är röd". A colour
//! beside the word it stands for is fine, and so is the colour of a thing. Owns no colours of charts.

use super::figures::Found;
use super::tokens::{Kind, Token, equal};
use crate::diagnostic::AcrossProblem;
use crate::model::Registers;

/// Words that say what a colour stands for.
#[derive(PartialEq, Eq)]
pub(super) struct Meanings(Vec<String>);

const COLOURS: [&str; 11] =
    ["röd", "rött", "röda", "gul", "gult", "gula", "grön", "grönt", "gröna", "orange", "orangea"];

/// Parts that colours without an `ö` have, as words are written: in small letters, with a capital, in capitals.
const PARTS: [&str; 5] = ["gul", "Gul", "GUL", "range", "RANGE"];

/// Can a text name a colour? Most don't.
pub(super) fn may_tell(text: &str) -> bool {
    let bytes = text.as_bytes();
    // The second byte of `ö` and of `Ö`; all colours with one have an `r` before it and `d`, `t` or `n` after it.
    let has_o = memchr::memchr2_iter(0xb6, 0x96, bytes).any(|at| {
        let before = at.checked_sub(2).map(|at| (bytes[at], bytes[at + 1]));
        matches!(before, Some((b'r' | b'R', 0xc3)))
            && matches!(bytes.get(at + 1), Some(b'd' | b'D' | b't' | b'T' | b'n' | b'N'))
    });
    has_o || PARTS.iter().any(|part| memchr::memmem::find(bytes, part.as_bytes()).is_some())
}

/// What is judged, before or after its colour.
const JUDGED: [&str; 16] = [
    "risk",
    "risken",
    "risker",
    "riskerna",
    "risknivå",
    "risknivån",
    "riskvärde",
    "riskvärdet",
    "status",
    "statusen",
    "nivå",
    "nivån",
    "markering",
    "markeringen",
    "bedömning",
    "bedömningen",
];

/// What tells of its colour, and what may stand before the colour then.
const BETWEEN: [&str; 13] = [
    "är",
    "var",
    "blir",
    "blev",
    "blivit",
    "fortfarande",
    "alltjämt",
    "nu",
    "åter",
    "ännu",
    "markerad",
    "markerat",
    "markerade",
];

/// Words that tell a grade in any report.
const USUAL: [&str; 22] = [
    "hög",
    "höga",
    "högt",
    "låg",
    "låga",
    "lågt",
    "medel",
    "medelhög",
    "medelhöga",
    "måttlig",
    "måttliga",
    "allvarlig",
    "allvarliga",
    "kritisk",
    "kritiska",
    "acceptabel",
    "acceptabla",
    "oacceptabel",
    "betyder",
    "innebär",
    "godkänd",
    "underkänd",
];

/// The words of the site's own risk classes and grades, and those that any report has.
pub(super) fn meanings(registers: &Registers) -> Meanings {
    let classes = registers.risk_matrices.iter().flat_map(|matrix| &matrix.classes).map(|class| &class.word);
    let grades = registers.grading_scales.iter().flat_map(|scale| &scale.words);
    let own = classes.chain(grades).flat_map(|words| words.split_whitespace());
    let is_told = |word: &&str| !["inte", "helt", "i", "och"].contains(word);
    let own = own.map(str::to_lowercase).filter(|word| is_told(&word.as_str()));
    let mut all: Vec<String> = USUAL.iter().map(|word| (*word).to_owned()).chain(own).collect();
    all.sort_unstable();
    all.dedup();
    Meanings(all)
}

impl Meanings {
    fn has(&self, word: &str) -> bool {
        self.0.iter().any(|known| equal(word, known))
    }
}

fn is_colour(word: &str) -> bool {
    COLOURS.iter().any(|colour| equal(word, colour))
}

/// All colours of a text that stand for a judgement alone.
pub(super) fn colours(text: &str, tokens: &[Token<'_>], meanings: &Meanings) -> Vec<Found> {
    let mut found = Vec::new();
    for sentence in tokens.split(|token| token.kind == Kind::Stop) {
        let has = |is: &dyn Fn(&str) -> bool| sentence.iter().any(|token| token.word().is_some_and(is));
        // Few sentences have a colour.
        if !has(&is_colour) || has(&|word| meanings.has(word)) {
            continue;
        }
        for (at, token) in sentence.iter().enumerate() {
            let Some(word) = token.word().filter(|word| is_colour(word)) else { continue };
            let is_cell = is_cell(text, token.start, token.end);
            if is_cell || is_judging(sentence, at) {
                let problem = AcrossProblem::ColourAlone { colour: word.to_lowercase() };
                found.push((token.start..token.end, problem));
            }
        }
    }
    found
}

/// Is it all that a cell of a table says, and does no other cell of the row say more than a name and figures?
fn is_cell(text: &str, start: usize, end: usize) -> bool {
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let (before, after) = (&text[line..start], &text[end..]);
    let marks = ['*', '_', ' ', '\t'];
    line_is_row(before)
        && before.trim_end_matches(marks).ends_with('|')
        && after.trim_start_matches(marks).starts_with('|')
}

fn line_is_row(before: &str) -> bool {
    before.trim_start().starts_with('|')
}

/// "röd risk", "risken är röd", "status: röd".
fn is_judging(sentence: &[Token<'_>], at: usize) -> bool {
    let judged =
        |at: Option<usize>| at.and_then(|at| sentence.get(at)).is_some_and(|token| token.is(&JUDGED));
    let before = at.checked_sub(1);
    let linked = before.is_some_and(|at| sentence[at].is(&BETWEEN) || sentence[at].kind == Kind::Sign(':'));
    judged(Some(at + 1)) || judged(before) || linked && sentence[..at].iter().any(|token| token.is(&JUDGED))
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let meanings = meanings(&Registers::default());
        let found = colours(text, &tokens(text), &meanings);
        found.into_iter().map(|(range, _)| text[range].to_owned()).collect()
    }

    #[test]
    fn every_colour_begins_as_one_is_looked_for() {
        for colour in COLOURS {
            let capital = colour.chars().next().unwrap().to_uppercase().chain(colour.chars().skip(1));
            let capital: String = capital.collect();
            for word in [colour, &capital, &colour.to_uppercase()] {
                assert!(may_tell(word) && may_tell(&format!("a {word} b")), "{word}");
            }
        }
        for other in ["Rutinen följs.", "ö", "Öd", "rör", "frö"] {
            assert!(!may_tell(other), "{other}");
        }
    }

    #[test]
    fn what_tells_nothing_takes_nothing_from_what_does() {
        let text = "Rutinen följs.\n\nRisken är röd.\nTvå rader.\n\nEn till.\n\nStatus: gul\n";
        let meanings = meanings(&Registers::default());
        let some = super::super::tokens::tokens_of(text, may_tell);
        let all = tokens(text);
        assert!(some.len() < all.len());
        assert_eq!(colours(text, &some, &meanings).len(), 2);
        assert_eq!(colours(text, &some, &meanings).len(), colours(text, &all, &meanings).len());
    }

    #[test]
    fn a_colour_that_judges_without_its_word_is_found() {
        assert_eq!(found("Risken är röd."), ["röd"]);
        assert_eq!(found("Status: gul"), ["gul"]);
        assert_eq!(found("Två röda risker återstår."), ["röda"]);
        assert_eq!(found("| Område | Läge |\n|--|--|\n| Lagring | **Röd** |\n"), ["Röd"]);
    }

    #[test]
    fn a_colour_beside_its_word_or_of_a_thing_is_fine() {
        for fine in [
            "Risken är hög (röd).",
            "Rött betyder att risken är hög, och gul risk att den är måttlig.",
            "Stadens gröna områden är 40.",
            "En röd tråd går genom rapporten.",
            "| Färg | Betydelse |\n|--|--|\n| Röd | hög risk |\n",
            "Gula listan | Röd |",
        ] {
            assert_eq!(found(fine), Vec::<String>::new(), "{fine}");
        }
    }
}
