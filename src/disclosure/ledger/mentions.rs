//! Where a text seems to tell how many gave an answer, or how large a part did: figures and number words near
//! words about answering. A help for authors, no proof: what it doesn't see may still be there. Owns no
//! judgement of what is declared.

use std::ops::Range;

use crate::number::Decimal;

/// A place in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// Its bytes.
    pub(super) span: Range<usize>,
    pub(super) says: Says,
}

/// What such a place says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// So many per cent.
    Percent(Decimal),
    /// So many.
    Count(u64),
    /// All of them.
    All,
    /// None of them.
    None,
    /// A part in words: hälften, en tredjedel, fyra av fem.
    Part,
}

/// A word, or a number with its decimals.
struct Token<'t> {
    text: &'t str,
    start: usize,
    /// Another sentence, block or table cell begins here.
    opens: bool,
}

impl Token<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn is(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.opening(word) == Some(self.text.len()))
    }

    fn begins(&self, stems: &[&str]) -> bool {
        stems.iter().any(|stem| self.opening(stem).is_some())
    }

    /// How many bytes of it are this word in small letters, whatever their case, if it opens with it.
    fn opening(&self, word: &str) -> Option<usize> {
        // Nearly all words differ in their first letter.
        if let (Some(first), Some(wanted)) = (self.text.bytes().next(), word.bytes().next())
            && first.is_ascii()
            && wanted.is_ascii()
            && !first.eq_ignore_ascii_case(&wanted)
        {
            return None;
        }
        let mut letters = self.text.chars();
        let mut small = word.chars();
        while let Some(wanted) = small.next() {
            let letter = letters.next()?;
            let mut lower = letter.to_lowercase();
            if letter != wanted
                && !(lower.next() == Some(wanted) && lower.all(|more| small.next() == Some(more)))
            {
                return None;
            }
        }
        Some(self.text.len() - letters.as_str().len())
    }

    fn count(&self) -> Option<u64> {
        if self.text.bytes().all(|byte| byte.is_ascii_digit()) {
            // Four figures are a year.
            return self.text.parse().ok().filter(|_| self.text.len() != 4);
        }
        let at = NUMBERS.iter().position(|number| self.is(&[number]))?;
        u64::try_from(at).ok().map(|at| if at == 0 { 1 } else { at })
    }
}

/// `ett` first, so that each other word stands at its number.
const NUMBERS: [&str; 13] =
    ["ett", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"];
/// Who answers, or that they do.
const ANSWERING: [&str; 4] = ["svarande", "svarade", "svarat", "respondent"];
/// That a sentence is about answers at all.
const ABOUT: [&str; 11] = [
    "svarande",
    "svarade",
    "svarat",
    "svaren",
    "svarar",
    "respondent",
    "enkät",
    "instäm",
    "anser",
    "tycker",
    "uppger",
];
/// How the words begin of which a sentence must have one for anything to be found in it: all of the above, and `svar`.
const TELLING: [&str; 7] = ["svar", "respondent", "enkät", "instäm", "anser", "tycker", "uppger"];
/// Words between a number word and those who answered.
const BETWEEN: [&str; 12] = [
    "av",
    "de",
    "dem",
    "som",
    "alla",
    "våra",
    "har",
    "chefer",
    "cheferna",
    "medarbetare",
    "medarbetarna",
    "personer",
];

/// Everything in a text that looks so. Sentences end with their paragraph.
pub(super) fn mentions(text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut from = 0;
    for paragraph in text.split_inclusive("\n\n") {
        if may_tell(paragraph) {
            found.extend(
                in_paragraph(paragraph)
                    .into_iter()
                    .map(|Mention { span, says }| Mention { span: from + span.start..from + span.end, says }),
            );
        }
        from += paragraph.len();
    }
    found
}

/// Can any word begin as one of [`TELLING`]? Texts are in normal form C, so that a `k` in any case is one byte.
fn may_tell(paragraph: &str) -> bool {
    let bytes = paragraph.as_bytes();
    let begins = |at: usize, stem: &&str| {
        let ascii = stem.bytes().take_while(u8::is_ascii).count();
        bytes[at..].get(..ascii).is_some_and(|word| word.eq_ignore_ascii_case(&stem.as_bytes()[..ascii]))
    };
    let mut within = false;
    for (at, byte) in bytes.iter().enumerate() {
        let is_letter = byte.is_ascii_alphabetic();
        let may_begin =
            is_letter && !within && matches!(byte | 0x20, b's' | b'r' | b'e' | b'i' | b'a' | b't' | b'u');
        if may_begin && TELLING.iter().any(|stem| begins(at, stem)) {
            return true;
        }
        within = is_letter;
    }
    false
}

fn in_paragraph(paragraph: &str) -> Vec<Mention> {
    let tokens = tokens(paragraph);
    let mut found = Vec::new();
    // Most sentences are about something else, which is far cheaper to see.
    let may_tell = |sentence: &&[Token<'_>]| sentence.iter().any(|token| token.begins(&TELLING));
    for sentence in sentences(&tokens).filter(may_tell) {
        let is_about = || sentence.iter().any(|token| token.begins(&ABOUT));
        let mut at = 0;
        while at < sentence.len() {
            let rest = &sentence[at..];
            let one = percent(rest).filter(|_| is_about()).or_else(|| part(rest));
            if let Some((says, length)) = one {
                let last = &rest[length - 1];
                found.push(Mention { span: rest[0].start..last.end(), says });
                at += length;
            } else {
                at += 1;
            }
        }
    }
    found
}

/// `40 %`, `40 procent`, and how many tokens it is.
fn percent(rest: &[Token<'_>]) -> Option<(Says, usize)> {
    let [number, sign, ..] = rest else { return None };
    let number = Decimal::read(number.text)?;
    sign.is(&["%", "procent"]).then_some((Says::Percent(number), 2))
}

/// A number of those who answered, or a part of them in words.
fn part(rest: &[Token<'_>]) -> Option<(Says, usize)> {
    let first = rest.first()?;
    let after = |from: usize| {
        let far = rest.iter().skip(from).take(5).take_while(|token| token.is(&BETWEEN)).count();
        rest.get(from + far).is_some_and(|token| token.begins(&ANSWERING))
    };
    if first.is(&["samtliga", "alla"]) {
        return after(1).then_some((Says::All, 1));
    }
    if first.is(&["ingen", "inga"]) {
        return after(1).then_some((Says::None, 1));
    }
    if first.is(&["hälften", "majoriteten"]) {
        return after(1).then_some((Says::Part, 1));
    }
    let count = first.count()?;
    let is = |at: usize, words: &[&str]| rest.get(at).is_some_and(|token| token.is(words));
    if is(1, &["tredjedel", "tredjedelar", "fjärdedel", "fjärdedelar", "femtedel", "femtedelar"]) {
        return after(2).then_some((Says::Part, 2));
    }
    if is(1, &["av"]) && rest.get(2).is_some_and(|token| token.count().is_some()) {
        return after(3).then_some((Says::Part, 3));
    }
    let answers = is(1, &["svar"]) || after(1);
    // ”en svarade” is how anybody is spoken of.
    (answers && !first.is(&["en", "ett"])).then_some((Says::Count(count), 1))
}

fn sentences<'s, 't>(tokens: &'s [Token<'t>]) -> impl Iterator<Item = &'s [Token<'t>]> {
    tokens.chunk_by(|_, next| !next.opens)
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut opens = true;
    let mut line_ends = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((start, character)) = characters.next() {
        if character == '%' {
            tokens.push(Token { text: &text[start..=start], start, opens });
            opens = false;
            continue;
        }
        if !character.is_alphanumeric() {
            line_ends = if character == '\n' { line_ends + 1 } else { line_ends };
            let ends = matches!(character, '.' | '!' | '?')
                && characters.peek().is_none_or(|(_, next)| next.is_whitespace());
            opens |= ends || line_ends > 1 || matches!(character, '|' | '#');
            continue;
        }
        line_ends = 0;
        let is_digits = character.is_ascii_digit();
        let mut end = start + character.len_utf8();
        while let Some((at, next)) = characters.peek().copied() {
            let further = text[at + next.len_utf8()..].chars().next();
            let decimal =
                is_digits && matches!(next, ',' | '.') && further.is_some_and(|c| c.is_ascii_digit());
            let same = if is_digits { next.is_ascii_digit() } else { next.is_alphanumeric() };
            if !same && !decimal {
                break;
            }
            end = at + next.len_utf8();
            characters.next();
        }
        tokens.push(Token { text: &text[start..end], start, opens });
        opens = false;
    }
    tokens
}

/// Does a text print this number anywhere, as a decimal of its own or before a sign of per cent?
pub(super) fn prints(text: &str, number: Decimal, per_cent: bool) -> bool {
    let tokens = tokens(text);
    tokens.iter().enumerate().any(|(at, token)| {
        let before_sign = tokens.get(at + 1).is_some_and(|next| next.is(&["%", "procent"]));
        before_sign == per_cent && Decimal::read(token.text) == Some(number)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(&str, Says)> {
        mentions(text).into_iter().map(|mention| (&text[mention.span], mention.says)).collect()
    }

    #[test]
    fn shares_and_counts_of_those_who_answered_are_seen() {
        let percent = |whole| Says::Percent(Decimal::whole(whole));
        assert_eq!(told("Nästan 40 % anser att det är svårt."), [("40 %", percent(40))]);
        assert_eq!(told("Av de svarande är 40\u{a0}procent nöjda."), [("40\u{a0}procent", percent(40))]);
        assert_eq!(told("I enkäten var 12,5 % nöjda."), [("12,5 %", Says::Percent(Decimal::new(125, 1)))]);
        assert_eq!(told("Samtliga svarande är trygga."), [("Samtliga", Says::All)]);
        assert_eq!(told("Ingen av de svarande var det."), [("Ingen", Says::None)]);
        assert_eq!(told("Hälften av de svarande, en tredjedel av dem som svarat").len(), 2);
        assert_eq!(told("Fyra av fem svarande höll med."), [("Fyra av fem", Says::Part)]);
        assert_eq!(
            told("Enkäten gav 12 svar. Tre personer svarade inte."),
            [("12", Says::Count(12)), ("Tre", Says::Count(3))]
        );
    }

    #[test]
    fn a_sentence_is_looked_at_for_every_word_that_tells_of_answering() {
        for word in ABOUT.iter().chain(&ANSWERING).chain(&["svar"]) {
            assert!(TELLING.iter().any(|stem| word.starts_with(stem)), "{word}");
        }
        for stem in TELLING {
            for word in [stem.to_owned(), stem.to_uppercase()] {
                for before in ["", "a ", "4", "å", "”", "(", "a-"] {
                    assert!(may_tell(&format!("{before}{word}")), "{before}{word}");
                }
            }
        }
        assert!(!may_tell("Nämndens ansvar är oförändrat, och uppgifterna arkiveras."));
    }

    #[test]
    fn each_paragraph_is_looked_at_for_itself_and_told_where_it_stands() {
        let text = "Inget här.\n\nDet var 40 % av alla.\n\n\nAv de svarande var 30 % nöjda.\n \nTre svarade.";
        let found = told(text);
        assert_eq!(found, [("30 %", Says::Percent(Decimal::whole(30))), ("Tre", Says::Count(3))]);
    }

    #[test]
    fn words_are_known_in_capitals_too() {
        assert_eq!(told("HÄLFTEN av de SVARANDE"), [("HÄLFTEN", Says::Part)]);
        assert_eq!(told("Åtta svarade."), [("Åtta", Says::Count(8))]);
        assert_eq!(told("I ENKÄTEN var 40 PROCENT nöjda.").len(), 1);
        assert_eq!(told("Halva av de svarande, åttan svarade."), []);
    }

    #[test]
    fn other_figures_are_left_alone() {
        for text in [
            "Budgeten ökade med 4 %. Enkäten redovisas inte.",
            "Sju av tolv skolor dokumenterar alltid.",
            "Alla medarbetare har ansvar för sina svar.",
            "Ingen lista täcker allt, och en svarade sent.",
            "År 2023 svarade nämnden.",
            "| Svarar | 3 |",
        ] {
            assert_eq!(told(text), [], "{text}");
        }
    }

    #[test]
    fn a_number_is_found_as_it_is_printed() {
        assert!(prints("medelvärdet 3,70 är högt", Decimal::new(37, 1), false));
        assert!(!prints("medelvärdet 3,7 % är högt", Decimal::new(37, 1), false));
        assert!(prints("drygt 40 procent", Decimal::whole(40), true));
    }
}
