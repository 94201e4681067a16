//! Did an earlier edition hold what was masked later? Told from the stored texts: what stood where a mask stands now, word by
//! word. Owns no rule of what is shown. Fails to the side that it held it: what it can't tell apart it takes for hidden.

use std::collections::BTreeSet;

use super::shield::{has_mark, sections};
use crate::compare::taken_away;

/// How a masked passage stands among a page's words; where answers are hidden it looks otherwise.
const MASKS: [&str; 2] = ["[maskad uppgift]", "█ Maskad"];
/// The one sign that stands for either.
const MASK: &str = "█";
/// So many letters of a word are compared: other forms of it count too.
const STEM: usize = 4;

/// Whether an edition is known to hold nothing that a later one masks. `later` are the editions after it in order, the present
/// one last. Only masks in the text are judged: what is hidden of answers could be worked out of other figures.
pub(super) fn never_held(earlier: &str, later: &[&str]) -> bool {
    let words = stems(earlier);
    let mut before = earlier;
    for now in later {
        match masked_between(earlier, before, now) {
            Some(masked) if masked.is_disjoint(&words) => {}
            _ => return false,
        }
        before = now;
    }
    true
}

/// The words that stood where `now` has masks and `before` hasn't. `None` where that can't be told. Sections that the judged
/// edition has word by word are passed over: the same was hidden in it.
fn masked_between(judged: &str, before: &str, now: &str) -> Option<BTreeSet<String>> {
    let (judged, then) = (sections(judged), sections(before));
    let visible = stems(now);
    let mut masked = BTreeSet::new();
    for (at, text) in sections(now).iter().filter(|(_, text)| has_mark(text)) {
        if judged.get(at) == Some(text) || then.get(at) == Some(text) {
            continue;
        }
        let (text, was) = (with_signs(text), with_signs(then.get(at)?));
        if has_mark(&text.replace(MASK, " ")) {
            return None;
        }
        let (was, is): (Vec<&str>, Vec<&str>) =
            (was.split_whitespace().collect(), text.split_whitespace().collect());
        let signs = |words: &[&str]| words.iter().filter(|word| word.contains(MASK)).count();
        // All that went from the section: a word can be matched otherwise than it was written. Words that stand in clear
        // elsewhere say nothing of what was masked, but for names and figures.
        let gone = taken_away(&was, &is, MASK)?.into_iter().filter(|word| {
            let is_plain =
                word.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_lowercase);
            !is_plain || stems(word).iter().any(|stem| !visible.contains(stem))
        });
        let gone: BTreeSet<String> = gone.flat_map(stems).collect();
        if gone.is_empty() && signs(&is) > signs(&was) {
            return None;
        }
        masked.extend(gone);
    }
    Some(masked)
}

fn with_signs(text: &str) -> String {
    MASKS.iter().fold(text.to_owned(), |text, mask| text.replace(mask, " █ "))
}

/// The beginnings of a text's words, in lower case.
fn stems(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| word.to_lowercase().chars().take(STEM).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = "# R\n## Resultat\nRutinen följs.\n## Mer\nText.\n";
    const NAMED: &str = "# R\n## Resultat\nRutinen följs, säger Anna Ekvall i mars.\n## Mer\nText.\n";
    const MASKED: &str = "# R\n## Resultat\nRutinen följs, säger [maskad uppgift] i mars.\n## Mer\nText.\n";

    #[test]
    fn an_edition_from_before_the_word_never_held_it() {
        assert!(never_held(FIRST, &[NAMED, MASKED]));
        assert!(never_held(FIRST, &[NAMED, MASKED, &MASKED.replace("mars", "maj")]));
        // Nor where the masked place is gone, or a whole block was masked.
        assert!(never_held(FIRST, &[NAMED, MASKED, FIRST]));
        let block = FIRST.replace("följs.\n", "följs.\n█ Maskad enligt OSL 26 kap. 1 §\n");
        assert!(never_held(FIRST, &[NAMED, &block]));
    }

    #[test]
    fn what_held_it_or_may_have_did() {
        assert!(!never_held(NAMED, &[MASKED]));
        assert!(!never_held(NAMED, &[FIRST, NAMED, MASKED]));
        let other = FIRST.replace("Text.", "Ekvalls text.");
        assert!(!never_held(&other, &[NAMED, MASKED]), "in another form, and elsewhere");
        assert!(!never_held(FIRST, &[MASKED]), "nobody knows what it hides");
        let answers = NAMED.replace("Anna Ekvall", "..");
        assert!(!never_held(FIRST, &[NAMED, &answers]), "figures could be worked out");
        let part = FIRST.replace("följs.", "följs, säger Anna.");
        let known = |text: &str| text.replace("Text.", "Anna kom.");
        assert!(!never_held(&part, &[&known(NAMED), &known(MASKED)]), "a name, whatever stands elsewhere");
        let common = NAMED.replace("Anna Ekvall", "rutinens text");
        assert!(!never_held(FIRST, &[&common, MASKED]), "only words that stand in clear");
    }
}
