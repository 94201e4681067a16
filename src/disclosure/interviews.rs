//! Interviews (disclosure.md §6): whether a reader can follow one person from question to question, and whether
//! a summary counts persons. Owns no decision of what is shown (`rules`) and repeats no answer.

mod counting;

pub use counting::counted;

use super::raw::RawQuote;
use crate::model::date::Stated;
use crate::model::report::QuoteDisplay;
use crate::number::Decimal;

/// In how many of its questions a set of interviews tells everybody apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Linkage {
    /// Questions that do.
    pub apart: usize,
    /// Questions with quotes.
    pub of: usize,
}

/// Can a reader follow one person from question to question?
///
/// A question tells everybody apart when it has a quote from each person interviewed and each quote stands at
/// a place of its own: no two have the same score, and at most one has none. Whoever takes it that people keep
/// their place in the row, or knows what one of them thinks, can then lay the quotes of several such questions
/// together, person by person. Two such questions are enough. Without places only a single person interviewed
/// can be followed, and that one everywhere.
///
/// Where it isn't stated how many were interviewed, the question with the most quotes tells. `None` where
/// nobody can be followed, where at least `threshold` were interviewed, and where no quote is shown.
pub fn linkage<'q>(
    display: QuoteDisplay,
    count: Option<Stated<u64>>,
    questions: impl Iterator<Item = &'q [RawQuote]>,
    threshold: u64,
) -> Option<Linkage> {
    if display == QuoteDisplay::Summarised {
        return None;
    }
    let questions: Vec<&[RawQuote]> = questions.filter(|quotes| !quotes.is_empty()).collect();
    let most = questions.iter().map(|quotes| quotes.len()).max()?;
    let interviewed = match count {
        Some(Stated::Value(count)) => usize::try_from(count).unwrap_or(usize::MAX),
        Some(Stated::Not) | None => most,
    };
    if interviewed as u64 >= threshold {
        return None;
    }
    let apart = questions.iter().filter(|quotes| quotes.len() == interviewed && are_apart(quotes, display));
    let found = Linkage { apart: apart.count(), of: questions.len() };
    (found.apart >= 2).then_some(found)
}

/// Does each quote stand at a place of its own, as it is shown?
fn are_apart(quotes: &[RawQuote], display: QuoteDisplay) -> bool {
    let place = |quote: &RawQuote| match quote.score.as_ref().map(|score| *score.get()) {
        Some(Stated::Value(score)) if display == QuoteDisplay::OnScale => Some(score),
        _ => None,
    };
    let mut places: Vec<Option<Decimal>> = quotes.iter().map(place).collect();
    places.sort_unstable();
    places.windows(2).all(|pair| pair[0] != pair[1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disclosure::Raw;

    fn quotes(tenths: &[i64]) -> Vec<RawQuote> {
        let score = |tenths: i64| match tenths {
            0 => Stated::Not,
            tenths => Stated::Value(Decimal::new(tenths, 1)),
        };
        let quote = |tenths: &i64| RawQuote {
            score: Some(Raw::new(score(*tenths))),
            text: Raw::new("Ja.".to_owned()),
        };
        tenths.iter().map(quote).collect()
    }

    fn linked(display: QuoteDisplay, count: Option<u64>, questions: &[&[i64]]) -> Option<(usize, usize)> {
        let questions: Vec<_> = questions.iter().map(|tenths| quotes(tenths)).collect();
        let count = count.map_or(Stated::Not, Stated::Value);
        linkage(display, Some(count), questions.iter().map(Vec::as_slice), 5)
            .map(|found| (found.apart, found.of))
    }

    #[test]
    fn exact_scores_of_all_tell_everybody_apart() {
        let scale = QuoteDisplay::OnScale;
        let three: &[&[i64]] = &[&[34, 30, 25, 20], &[40, 36, 24, 0], &[10, 20, 20, 30], &[]];
        assert_eq!(linked(scale, Some(4), three), Some((2, 3)), "one may stand without a place");
        assert_eq!(linked(scale, None, three), Some((2, 3)), "the most quotes tell how many there were");
        assert_eq!(linked(scale, Some(4), &three[1..]), None, "one question alone links nothing");
        assert_eq!(linked(scale, Some(5), three), None, "five are not four, and some didn't answer");
        let five: &[&[i64]] = &[&[10, 15, 20, 25, 30], &[10, 15, 20, 25, 30]];
        assert_eq!(linked(scale, Some(5), five), None, "at the threshold");
        assert_eq!(linked(scale, Some(4), &[&[34, 30, 25], &[30, 20, 10]]), None, "somebody is missing");
        assert_eq!(linked(scale, Some(4), &[&[0, 0, 25, 1], &[0, 0, 3, 1]]), None, "two without a place");
    }

    #[test]
    fn without_places_only_one_alone_can_be_followed() {
        let questions: &[&[i64]] = &[&[34, 30], &[40, 36]];
        assert_eq!(linked(QuoteDisplay::Verbatim, Some(2), questions), None);
        assert_eq!(linked(QuoteDisplay::Verbatim, Some(1), &[&[34], &[30], &[0]]), Some((3, 3)));
        assert_eq!(linked(QuoteDisplay::Summarised, Some(1), &[&[34], &[30]]), None, "nothing is shown");
    }
}
