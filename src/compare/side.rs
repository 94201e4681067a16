//! Two years' words side by side: what is repeated, what is new, what is gone. Owns the order of looking:
//! paragraphs first, then the sentences of paragraphs that are alike, then the words of sentences that are
//! alike; so a repeated paragraph is seen as repeated, and a new sentence as new and not as stray words.

use std::collections::HashMap;

use super::difference::{Stretch, could_share, likeness, stretches};
use super::sections::SectionText;

/// From this likeness, in thousandths, one paragraph or sentence is taken for another's new form.
const ALIKE: usize = 500;

/// Some words, and whether the other year has them too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Only in this year.
    pub differs: bool,
}

/// A sentence in runs.
pub type Sentence = Vec<Run>;

/// Paragraphs of two years that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pair {
    /// Word for word the same.
    Repeated(String),
    /// The same paragraph in other words: the earlier year's sentences, and the later's.
    Changed(Vec<Sentence>, Vec<Sentence>),
    /// Only in the earlier year.
    Gone(String),
    /// Only in the later year.
    New(String),
}

/// A section of two years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SideBySide<'a> {
    /// The earlier year's section.
    pub earlier: Option<&'a SectionText>,
    /// The later year's.
    pub later: Option<&'a SectionText>,
}

impl SideBySide<'_> {
    /// Whether both years say the same, word for word.
    pub fn is_repeated(&self) -> bool {
        self.earlier.map(paragraphs) == self.later.map(paragraphs)
    }

    /// Their paragraphs, what differs told. Far dearer than to know whether anything does.
    pub fn pairs(&self) -> Vec<Pair> {
        pairs(self.earlier.map_or(&[], paragraphs), self.later.map_or(&[], paragraphs))
    }
}

fn paragraphs(section: &SectionText) -> &[String] {
    &section.paragraphs
}

/// Words by number: those that are equal have the same, so that comparing two costs nothing.
#[derive(Default)]
struct Numbers<'t>(HashMap<&'t str, usize>);

impl<'t> Numbers<'t> {
    /// The words of a text.
    fn of(&mut self, text: &'t str) -> Vec<usize> {
        text.split(' ')
            .map(|word| {
                let next = self.0.len();
                *self.0.entry(word).or_insert(next)
            })
            .collect()
    }
}

/// Joins two years' sections: in the later year's order, those that only the earlier has after the one that they
/// stood after.
pub fn side_by_side<'a>(earlier: &'a [SectionText], later: &'a [SectionText]) -> Vec<SideBySide<'a>> {
    let mut out: Vec<SideBySide<'a>> = later
        .iter()
        .map(|after| SideBySide {
            earlier: earlier.iter().find(|before| before.key == after.key),
            later: Some(after),
        })
        .collect();
    let mut place = 0;
    for before in earlier {
        if let Some(found) = out.iter().position(|its| its.earlier.is_some_and(|its| its.key == before.key)) {
            place = found + 1;
        } else {
            out.insert(place, SideBySide { earlier: Some(before), later: None });
            place += 1;
        }
    }
    out
}

fn pairs(earlier: &[String], later: &[String]) -> Vec<Pair> {
    let mut out = Vec::new();
    let mut numbers = Numbers::default();
    for stretch in stretches(earlier, later) {
        match stretch {
            Stretch::Same(same, _) => out.extend(earlier[same].iter().cloned().map(Pair::Repeated)),
            Stretch::Other(before, after) => {
                let (before, after) = (&earlier[before], &later[after]);
                out.extend(matched(before, after, &mut numbers).into_iter().map(|pair| match pair {
                    (Some(before), Some(after)) => changed(before, after),
                    (Some(before), None) => Pair::Gone(before.clone()),
                    (None, Some(after)) => Pair::New(after.clone()),
                    (None, None) => Pair::New(String::new()),
                }));
            }
        }
    }
    out
}

/// Those of two lists that are alike, in order; each with the first of the other list that is, after the last
/// match.
fn matched<'t, T: AsRef<str>>(
    before: &'t [T],
    after: &'t [T],
    numbers: &mut Numbers<'t>,
) -> Vec<(Option<&'t T>, Option<&'t T>)> {
    let mut both = |its: &'t T| {
        let words = numbers.of(its.as_ref());
        let mut sorted = words.clone();
        sorted.sort_unstable();
        (words, sorted)
    };
    let words: Vec<_> = if after.is_empty() { Vec::new() } else { before.iter().map(&mut both).collect() };
    let mut out = Vec::new();
    let mut from = 0;
    for its in after {
        let (mine, mine_sorted) = if from < before.len() { both(its) } else { (Vec::new(), Vec::new()) };
        // Most have too few words in common to be alike in any order; that costs far less to see.
        let is_alike = |(words, sorted): &(Vec<usize>, Vec<usize>)| {
            could_share(sorted, &mine_sorted) >= ALIKE && likeness(words, &mine) >= ALIKE
        };
        let found = (from..before.len()).find(|at| is_alike(&words[*at]));
        if let Some(found) = found {
            out.extend(before[from..found].iter().map(|gone| (Some(gone), None)));
            out.push((Some(&before[found]), Some(its)));
            from = found + 1;
        } else {
            out.push((None, Some(its)));
        }
    }
    out.extend(before[from..].iter().map(|gone| (Some(gone), None)));
    out
}

fn changed(before: &str, after: &str) -> Pair {
    let (one, other) = (sentences(before), sentences(after));
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let mut numbers = Numbers::default();
    let whole = |text: &str, differs| vec![Run { text: text.to_owned(), differs }];
    for stretch in stretches(&one, &other) {
        match stretch {
            Stretch::Same(before, after) => {
                left.extend(one[before].iter().map(|text| whole(text, false)));
                right.extend(other[after].iter().map(|text| whole(text, false)));
            }
            Stretch::Other(before, after) => {
                for pair in matched(&one[before], &other[after], &mut numbers) {
                    match pair {
                        (Some(before), Some(after)) => {
                            let [before, after] = words(before, after);
                            left.push(before);
                            right.push(after);
                        }
                        (Some(before), None) => left.push(whole(before, true)),
                        (None, Some(after)) => right.push(whole(after, true)),
                        (None, None) => {}
                    }
                }
            }
        }
    }
    Pair::Changed(left, right)
}

/// Two sentences that are alike, with the words that differ.
fn words(before: &str, after: &str) -> [Sentence; 2] {
    let one: Vec<&str> = before.split(' ').collect();
    let other: Vec<&str> = after.split(' ').collect();
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let push = |side: &mut Sentence, words: &[&str], differs| {
        if !words.is_empty() {
            side.push(Run { text: words.join(" "), differs });
        }
    };
    for stretch in stretches(&one, &other) {
        let (before, after, differs) = match stretch {
            Stretch::Same(before, after) => (before, after, false),
            Stretch::Other(before, after) => (before, after, true),
        };
        push(&mut left, &one[before], differs);
        push(&mut right, &other[after], differs);
    }
    [left, right]
}

/// Parts after a full stop, question or exclamation mark that a capital or digit follows. Abbreviations such as
/// `t.ex.` and `kap. 3` may part a sentence in two; both years alike, so nothing is marked that is the same.
fn sentences(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut from = 0;
    for (at, _) in text.match_indices(' ') {
        let ends = text[from..at].ends_with(['.', '?', '!', ':', '”']);
        let begins = text[at + 1..].chars().next().is_some_and(char::is_uppercase);
        if ends && begins {
            out.push(&text[from..at]);
            from = at + 1;
        }
    }
    out.push(&text[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::super::sections::SectionKey;
    use super::*;

    fn section(name: &str, paragraphs: &[&str]) -> SectionText {
        SectionText {
            key: SectionKey::Heading(name.into()),
            heading: Some(name.into()),
            id: None,
            paragraphs: paragraphs.iter().map(|text| (*text).to_owned()).collect(),
        }
    }

    /// `[differs]`, sentences apart with ` | `.
    fn shown(sentences: &[Sentence]) -> String {
        let run = |run: &Run| if run.differs { format!("[{}]", run.text) } else { run.text.clone() };
        let sentence = |its: &Sentence| its.iter().map(run).collect::<Vec<_>>().join(" ");
        sentences.iter().map(sentence).collect::<Vec<_>>().join(" | ")
    }

    fn of(before: &[&str], after: &[&str]) -> Vec<Pair> {
        let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        pairs(&own(before), &own(after))
    }

    #[test]
    fn a_repeated_paragraph_is_repeated_and_a_new_one_new() {
        let repeated = Pair::Repeated("Rutinerna är kända.".into());
        assert_eq!(of(&["Rutinerna är kända."], &["Rutinerna är kända."]), std::slice::from_ref(&repeated));
        assert_eq!(
            of(&["Rutinerna är kända."], &["Helt nytt stycke.", "Rutinerna är kända."]),
            [Pair::New("Helt nytt stycke.".into()), repeated]
        );
        assert_eq!(of(&["Borta."], &[]), [Pair::Gone("Borta.".into())]);
    }

    #[test]
    fn a_new_sentence_is_new_as_a_whole_and_others_keep_their_words() {
        let before = "Rutinerna är kända av alla chefer. Mapparna saknar regler.";
        let after = "Rutinerna är kända av alla medarbetare. Utbildning gavs i maj. Mapparna saknar regler.";
        let [Pair::Changed(left, right)] = &of(&[before], &[after])[..] else { panic!("one pair") };
        assert_eq!(shown(left), "Rutinerna är kända av alla [chefer.] | Mapparna saknar regler.");
        assert_eq!(
            shown(right),
            "Rutinerna är kända av alla [medarbetare.] | [Utbildning gavs i maj.] | Mapparna saknar regler."
        );
    }

    #[test]
    fn paragraphs_that_have_nothing_in_common_stand_apart() {
        let pairs = of(&["Ett två tre fyra."], &["Fem sex sju åtta."]);
        assert_eq!(pairs, [Pair::New("Fem sex sju åtta.".into()), Pair::Gone("Ett två tre fyra.".into())]);
    }

    #[test]
    fn sections_are_joined_in_the_later_years_order() {
        let earlier = [section("a", &["A."]), section("b", &["B."]), section("c", &["C."])];
        let later = [section("c", &["C."]), section("a", &["A."]), section("d", &["D."])];
        let joined = side_by_side(&earlier, &later);
        let names = |of: Option<&SectionText>| of.and_then(|its| its.heading.clone()).unwrap_or_default();
        let names: Vec<String> =
            joined.iter().map(|its| format!("{}{}", names(its.earlier), names(its.later))).collect();
        assert_eq!(names, ["cc", "aa", "b", "d"]);
        assert!(joined[0].is_repeated() && !joined[2].is_repeated());
    }

    #[test]
    fn a_text_of_enormous_length_ends() {
        let words = |with: &str| (0..3000).map(|at| format!("{with}{at}")).collect::<Vec<_>>().join(" ");
        let pairs = of(&[words("a").as_str()], &[words("b").as_str()]);
        assert_eq!(pairs.len(), 2);
    }
}
