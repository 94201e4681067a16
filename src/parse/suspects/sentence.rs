//! The sentence around a place, as a mark is made of it: whether lines break here or there is no matter.
//! Owns no mark.

/// So much is taken on each side at most.
const LONGEST: usize = 2000;

/// The sentence around `text[start..end]`, its blanks made single. Rather too much than too little: a point
/// after a short word may be an abbreviation's, and doesn't end it.
pub(super) fn around(text: &str, start: usize, end: usize) -> String {
    let mut from = start.saturating_sub(LONGEST);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = &text[from..start];
    let opening = before.rfind("\n\n").map_or(0, |at| at + 2);
    let opening = ends(&before[opening..]).last().map_or(opening, |at| opening + at);
    let mut to = (end + LONGEST).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let after = &text[end..to];
    let closing = after.find("\n\n").unwrap_or(after.len());
    let closing = ends(&after[..closing]).next().unwrap_or(closing);
    let sentence = &text[from + opening..end + closing];
    sentence.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where sentences end in a text.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    text.match_indices(['.', '?', '!', '\n']).filter_map(move |(at, sign)| {
        let rest = &text[at + 1..];
        if sign == "\n" {
            // A list's item, a table's row, a heading, a quote.
            let marked = rest.trim_start().starts_with(['-', '*', '+', '|', '#', '>']);
            return marked.then_some(at + 1);
        }
        let word = text[..at].chars().rev().take_while(|c| c.is_alphanumeric()).count();
        let apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
        let capital = rest.trim_start().chars().next().is_none_or(|c| !c.is_lowercase());
        (apart && capital && (word > 3 || sign != ".")).then_some(at + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(text: &str, needle: &str) -> String {
        let start = text.find(needle).unwrap();
        around(text, start, start + needle.len())
    }

    #[test]
    fn a_sentence_is_the_same_however_its_lines_break() {
        let told = "Rektor Anna Berg svarade t.ex. Ja på frågan.";
        for text in [
            "Först detta. Rektor Anna Berg svarade t.ex. Ja på frågan. Sedan hände något.",
            "# Rubrik\n\nRektor Anna\nBerg svarade  t.ex. Ja\npå frågan.\n\nMer.",
            "- ett\n- Rektor Anna Berg svarade t.ex. Ja på frågan.\n- tre",
        ] {
            assert!(sentence(text, "Anna").ends_with(told), "{}", sentence(text, "Anna"));
            assert!(sentence(text, "Anna").len() <= told.len() + 2, "{}", sentence(text, "Anna"));
        }
    }

    #[test]
    fn the_whole_text_is_a_sentence_where_nothing_ends_one() {
        assert_eq!(sentence("åäö Anna Berg", "Anna"), "åäö Anna Berg");
        assert_eq!(sentence("Anna", "Anna"), "Anna");
    }
}
