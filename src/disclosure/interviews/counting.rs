//! Words that count persons in a summary of interviews: "en av de intervjuade", "två chefer", "tre av fyra".
//! A few persons counted are as good as named to those who know who they are. Owns no text.

use std::ops::Range;

/// Numbers in words, by their value.
const NUMBERS: [&str; 13] =
    ["ingen", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"];
/// What words for persons end in.
const PERSONS: [&str; 36] = [
    "chef",
    "chefer",
    "cheferna",
    "intervjuad",
    "intervjuade",
    "intervjuperson",
    "intervjupersoner",
    "intervjupersonerna",
    "tillfrågad",
    "tillfrågade",
    "svarande",
    "respondent",
    "respondenter",
    "respondenterna",
    "person",
    "personer",
    "personerna",
    "medarbetare",
    "medarbetarna",
    "rektor",
    "rektorer",
    "rektorerna",
    "lärare",
    "lärarna",
    "pedagog",
    "pedagoger",
    "pedagogerna",
    "handläggare",
    "handläggarna",
    "deltagare",
    "deltagarna",
    "uppgiftslämnare",
    "samordnare",
    "samordnarna",
    "informant",
    "informanter",
];
/// What one person does in an interview.
const SAYING: [&str; 30] = [
    "svarade",
    "svarar",
    "sade",
    "sa",
    "säger",
    "menade",
    "menar",
    "tyckte",
    "tycker",
    "anser",
    "ansåg",
    "uppgav",
    "uppger",
    "berättade",
    "berättar",
    "beskrev",
    "beskriver",
    "lyfte",
    "lyfter",
    "påpekade",
    "påpekar",
    "framhöll",
    "framhåller",
    "önskade",
    "önskar",
    "saknade",
    "saknar",
    "upplevde",
    "upplever",
    "efterlyser",
];
/// So many words may stand between "en av" and the persons.
const REACH: usize = 3;

#[derive(Clone)]
struct Word {
    text: String,
    at: Range<usize>,
    /// A sentence or paragraph ends after it.
    closes: bool,
}

/// Where a text counts persons, fewer than `threshold` of them. `interviewed`, how many there were, may be
/// told; how many of them said something may not.
pub fn counted(text: &str, interviewed: Option<u64>, threshold: u64) -> Vec<Range<usize>> {
    let words = words(text);
    let mut found = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let Some(number) = number(&word.text).filter(|number| *number < threshold) else { continue };
        if word.closes {
            continue;
        }
        if let Some(last) = counted_from(&words[index + 1..], number, interviewed) {
            found.push(word.at.start..words[index + 1 + last].at.end);
        }
    }
    found
}

/// Which of the words after a number tells that it counts persons.
fn counted_from(after: &[Word], number: u64, interviewed: Option<u64>) -> Option<usize> {
    let end = after.iter().position(|word| word.closes).map_or(after.len(), |last| last + 1);
    let after = &after[..end];
    let first = after.first()?;
    if first.text == "av" {
        let mut of = after.iter().enumerate().skip(1).take(REACH);
        return of
            .find(|(_, word)| is_person(&word.text) || self::number(&word.text).is_some())
            .map(|(at, _)| at);
    }
    let says = |word: Option<&Word>| word.is_some_and(|word| SAYING.contains(&word.text.as_str()));
    match number {
        0 => None,
        // "En chef" is anyone, until it says something.
        1 => (is_person(&first.text) && says(after.get(1))).then_some(0),
        _ if interviewed == Some(number) => None,
        _ => {
            let person = after.iter().take(2).position(|word| is_person(&word.text));
            person.or_else(|| says(Some(first)).then_some(0))
        }
    }
}

fn is_person(word: &str) -> bool {
    PERSONS.iter().any(|person| word.ends_with(person))
}

fn number(word: &str) -> Option<u64> {
    let word = match word {
        "ett" => "en",
        "inget" | "inga" | "noll" => "ingen",
        other => other,
    };
    let named = NUMBERS.iter().position(|number| *number == word).map(|value| value as u64);
    named.or_else(|| word.parse().ok())
}

fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(char::is_alphanumeric).map(|next| at + next) {
        let end = text[start..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |more| start + more);
        if let Some(last) = found.last_mut() {
            let between = &text[last.at.end..start];
            last.closes = between.contains(['.', '!', '?', '|', ':', ';', '(']) || between.contains("\n\n");
        }
        found.push(Word { text: text[start..end].to_lowercase(), at: start..end, closes: false });
        at = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<&str> {
        counted(text, Some(4), 5).into_iter().map(|at| &text[at]).collect()
    }

    #[test]
    fn a_few_persons_counted_are_told() {
        for (text, found) in [
            ("En av de intervjuade visste inte.", "En av de intervjuade"),
            ("I går sa två chefer nej.", "två chefer"),
            ("Tre av fyra var nöjda.", "Tre av fyra"),
            ("3 av 4 var nöjda.", "3 av 4"),
            ("Det var två\nintervjuade rektorer.", "två\nintervjuade"),
            ("En rektor svarade nej.", "En rektor"),
            ("Ingen av cheferna visste.", "Ingen av cheferna"),
            ("Två menade det.", "Två menade"),
            ("Fyra av fyra menade det.", "Fyra av fyra"),
        ] {
            assert_eq!(told(text), [found], "{text}");
        }
    }

    #[test]
    fn the_number_interviewed_and_other_numbers_may_stand() {
        for text in [
            "Fyra chefer intervjuades.",
            "De fyra intervjuade svarade.",
            "Fem chefer svarade.",
            "En av de viktigaste riskerna. Cheferna vet.",
            "En chef ska godkänna det.",
            "Två rutiner saknas, och tre system.",
            "Sida 2. Chefer ska veta.",
            "Två av rutinerna saknas.",
        ] {
            assert_eq!(told(text), [""; 0], "{text}");
        }
        assert_eq!(counted("Fem chefer och sju rektorer", None, 7).len(), 1, "a higher threshold");
    }
}
