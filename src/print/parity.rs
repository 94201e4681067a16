//! Whether a PDF says what a page says: the same words in the same order, read out of its structure. Owns what counts as
//! the same. Blanks don't: a PDF has none where a line ends.

use crate::disclosure::appendix::Tagged;
use crate::normalise::nfc;

/// So many words are told of a difference.
const TOLD: usize = 12;
/// So many words in a row must agree where both go on after a difference.
const ANCHOR: usize = 3;

/// What the page says and the PDF doesn't, and the other way round, each the first few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Words that the PDF lacks, with blanks between.
    pub missing: String,
    /// What it says that the page doesn't.
    pub unexpected: String,
}

/// How a PDF's words differ from a page's; `None` where they don't.
pub fn difference(page: &[String], pdf: &Tagged) -> Option<Difference> {
    let said: String = pdf.pieces.iter().map(|(_, text)| letters(text)).collect();
    let words: Vec<String> = page.iter().map(|word| letters(word)).filter(|word| !word.is_empty()).collect();
    let (mut missing, mut unexpected) = (Vec::new(), String::new());
    let mut rest = said.as_str();
    let mut at = 0;
    while at < words.len() {
        if let Some(after) = rest.strip_prefix(words[at].as_str()) {
            rest = after;
            at += 1;
            continue;
        }
        // Where the PDF goes on with the fewest of the page's words passed over; else what it says too much.
        let (skipped, extra) = meeting(&words[at..], rest);
        missing.extend_from_slice(&words[at..at + skipped]);
        unexpected.push_str(&rest[..extra]);
        unexpected.push(' ');
        rest = &rest[extra..];
        at += skipped;
    }
    unexpected.push_str(rest);
    let unexpected: String = unexpected.trim().chars().take(200).collect();
    if missing.is_empty() && unexpected.is_empty() {
        return None;
    }
    missing.truncate(TOLD);
    Some(Difference { missing: missing.join(" "), unexpected })
}

/// How many words to pass over, and how many bytes of the other, until both agree again.
fn meeting(words: &[String], rest: &str) -> (usize, usize) {
    for skipped in 0..=words.len() {
        let next: String = words[skipped..].iter().take(ANCHOR).map(String::as_str).collect();
        if next.is_empty() {
            break;
        }
        if let Some(extra) = rest.find(&next) {
            // A few words said too much are likelier than a whole chapter passed over.
            return (skipped, extra);
        }
    }
    (words.len(), rest.len())
}

/// A text without blanks and signs that nobody sees, its letters in one form.
fn letters(text: &str) -> String {
    let is_seen = |one: &char| {
        !one.is_whitespace()
            && !one.is_control()
            && !matches!(one, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    };
    let plain = |one: char| if matches!(one, '\u{2010}' | '\u{2011}') { '-' } else { one };
    nfc(text).chars().filter(is_seen).map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differs(page: &str, pdf: &[&str]) -> Option<(String, String)> {
        let words: Vec<String> = page.split_whitespace().map(str::to_owned).collect();
        let mut tagged = Tagged::default();
        tagged.pieces = pdf.iter().map(|text| ("P".to_owned(), (*text).to_owned())).collect();
        let found = difference(&words, &tagged)?;
        Some((found.missing, found.unexpected))
    }

    #[test]
    fn lines_and_forms_of_letters_are_no_difference() {
        assert_eq!(
            differs("en granskning av\u{a0}rutiner å", &["en gransk", "ningav\nrutiner", "a\u{30a}"]),
            None
        );
        assert_eq!(differs("hälso\u{2011} och", &["hälso-och"]), None);
    }

    #[test]
    fn a_word_that_is_missing_is_named() {
        let page = "Åtgärderna har inte följts upp under året. Not 1 säger varför och hur.";
        let found = differs(page, &["Åtgärderna har följts upp under året. Not 1 säger varför och hur."]);
        assert_eq!(found, Some(("inte".into(), String::new())));
        let found = differs(page, &["Åtgärderna har inte följts upp under året."]);
        assert_eq!(found, Some(("Not 1 säger varför och hur.".into(), String::new())));
    }

    #[test]
    fn a_word_too_much_and_a_word_in_another_place_are_named() {
        let found = differs("ett två tre fyra fem", &["Start ett två tre fyra fem"]);
        assert_eq!(found, Some((String::new(), "Start".into())));
        assert!(differs("ett två tre fyra", &["två ett tre fyra"]).is_some());
        assert!(differs("ett två", &["ett två", "Sida 1 av 2"]).is_some());
    }
}
