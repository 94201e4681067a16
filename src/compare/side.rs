//! Two years' words side by side: what is repeated, what is new, what is gone. Owns the order of looking:
//! paragraphs first, then the sentences of paragraphs that are alike, then the words of sentences that are
//! alike; so a repeated paragraph is seen as repeated, and a new sentence as new and not as stray words.

use std::hash::Hash;
use std::ops::Range;
use std::rc::Rc;

use super::difference::{Aligner, Stretch, stretches};
use super::sections::SectionText;
use super::words::{Vocabulary, Words};

/// From this likeness, in thousandths, one paragraph or sentence is taken for another's new form.
const ALIKE: usize = 500;

/// Some words, and whether the other year has them too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run<'t> {
    /// The words.
    pub text: &'t str,
    /// Only in this year.
    pub differs: bool,
}

/// A sentence in runs.
pub type Sentence<'t> = Vec<Run<'t>>;

/// Paragraphs of two years that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pair<'t> {
    /// Word for word the same.
    Repeated(&'t str),
    /// The same paragraph in other words: the earlier year's sentences, and the later's.
    Changed(Vec<Sentence<'t>>, Vec<Sentence<'t>>),
    /// Only in the earlier year.
    Gone(&'t str),
    /// Only in the later year.
    New(&'t str),
}

/// A section of two years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SideBySide<'a> {
    /// The earlier year's section.
    pub earlier: Option<&'a SectionText>,
    /// The later year's.
    pub later: Option<&'a SectionText>,
}

impl<'a> SideBySide<'a> {
    /// Whether both years say the same, word for word.
    pub fn is_repeated(&self) -> bool {
        self.earlier.map(paragraphs) == self.later.map(paragraphs)
    }

    /// Their paragraphs, what differs told. Far dearer than to know whether anything does.
    /// `vocabulary` is best the same for all that one page compares.
    pub fn pairs(&self, vocabulary: &mut Vocabulary<'a>) -> Vec<Pair<'a>> {
        pairs(self.earlier.map_or(&[], paragraphs), self.later.map_or(&[], paragraphs), vocabulary)
    }
}

fn paragraphs(section: &SectionText) -> &[String] {
    &section.paragraphs
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

fn pairs<'t, T>(earlier: &'t [T], later: &'t [T], vocabulary: &mut Vocabulary<'t>) -> Vec<Pair<'t>>
where
    T: AsRef<str> + Eq + Hash,
{
    let mut out = Vec::new();
    for stretch in stretches(earlier, later) {
        match stretch {
            Stretch::Same(same, _) => {
                out.extend(earlier[same].iter().map(|text| Pair::Repeated(text.as_ref())));
            }
            Stretch::Other(before, after) => {
                let (before, after) = (&earlier[before], &later[after]);
                if before.is_empty() || after.is_empty() {
                    out.extend(before.iter().map(|text| Pair::Gone(text.as_ref())));
                    out.extend(after.iter().map(|text| Pair::New(text.as_ref())));
                    continue;
                }
                let mut words = |texts: &'t [T]| -> Vec<Rc<Words<'t>>> {
                    texts.iter().map(|text| vocabulary.words(text.as_ref())).collect()
                };
                let (before, after) = (words(before), words(after));
                let matches = matched(&numbers(&before), &numbers(&after), &mut vocabulary.aligner);
                out.extend(matches.into_iter().map(|pair| match pair {
                    Match::Both(earlier, later) => {
                        changed(&before[earlier], &after[later], &mut vocabulary.aligner)
                    }
                    Match::Earlier(at) => Pair::Gone(before[at].text),
                    Match::Later(at) => Pair::New(after[at].text),
                }));
            }
        }
    }
    out
}

fn numbers<'w>(texts: &'w [Rc<Words<'_>>]) -> Vec<&'w [usize]> {
    texts.iter().map(|words| &words.numbers[..]).collect()
}

/// Places in two lists.
enum Match {
    /// Of those that are alike.
    Both(usize, usize),
    /// Of one that only the earlier list has.
    Earlier(usize),
    /// Of one that only the later list has.
    Later(usize),
}

/// Those of two lists that are alike, in order; each with the first of the other list that is, after the last
/// match.
fn matched(before: &[&[usize]], after: &[&[usize]], aligner: &mut Aligner) -> Vec<Match> {
    let mut out = Vec::with_capacity(before.len() + after.len());
    let mut from = 0;
    for (at, its) in after.iter().enumerate() {
        if from < before.len() {
            aligner.set(its);
        }
        if let Some(found) = (from..before.len()).find(|at| aligner.reaches(before[*at], ALIKE)) {
            out.extend((from..found).map(Match::Earlier));
            out.push(Match::Both(found, at));
            from = found + 1;
        } else {
            out.push(Match::Later(at));
        }
    }
    out.extend((from..before.len()).map(Match::Earlier));
    out
}

fn changed<'t>(before: &Words<'t>, after: &Words<'t>, aligner: &mut Aligner) -> Pair<'t> {
    let (one, other) = (Sentences::of(before), Sentences::of(after));
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for stretch in stretches(&one.numbers, &other.numbers) {
        match stretch {
            Stretch::Same(before, after) => {
                left.extend(before.map(|at| one.whole(at, false)));
                right.extend(after.map(|at| other.whole(at, false)));
            }
            Stretch::Other(earlier, later) => {
                let (from, to) = (earlier.start, later.start);
                for pair in matched(&one.numbers[earlier], &other.numbers[later], aligner) {
                    match pair {
                        Match::Both(earlier, later) => {
                            let ranges = [&one.ranges[from + earlier], &other.ranges[to + later]];
                            let [before, after] = runs([before, after], ranges, aligner);
                            left.push(before);
                            right.push(after);
                        }
                        Match::Earlier(earlier) => left.push(one.whole(from + earlier, true)),
                        Match::Later(later) => right.push(other.whole(to + later, true)),
                    }
                }
            }
        }
    }
    Pair::Changed(left, right)
}

/// A paragraph's sentences.
struct Sentences<'w, 't> {
    words: &'w Words<'t>,
    ranges: Vec<Range<usize>>,
    /// Their words' numbers.
    numbers: Vec<&'w [usize]>,
}

impl<'w, 't> Sentences<'w, 't> {
    fn of(words: &'w Words<'t>) -> Self {
        let ranges = words.sentences();
        Self { words, numbers: ranges.iter().map(|range| &words.numbers[range.clone()]).collect(), ranges }
    }

    /// A sentence in one run.
    fn whole(&self, at: usize, differs: bool) -> Sentence<'t> {
        vec![Run { text: self.words.text(&self.ranges[at]), differs }]
    }
}

/// Two sentences that are alike, with the words that differ.
fn runs<'t>(texts: [&Words<'t>; 2], ranges: [&Range<usize>; 2], aligner: &mut Aligner) -> [Sentence<'t>; 2] {
    let [one, other] = [0, 1].map(|side| &texts[side].numbers[ranges[side].clone()]);
    let mut sides = [Vec::new(), Vec::new()];
    for stretch in aligner.stretches(one, other) {
        let (before, after, differs) = match stretch {
            Stretch::Same(before, after) => (before, after, false),
            Stretch::Other(before, after) => (before, after, true),
        };
        for (side, words) in [before, after].into_iter().enumerate().filter(|(_, words)| !words.is_empty()) {
            let start = ranges[side].start;
            let text = texts[side].text(&(start + words.start..start + words.end));
            sides[side].push(Run { text, differs });
        }
    }
    sides
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
    fn shown(sentences: &[Sentence<'_>]) -> String {
        let run = |run: &Run<'_>| if run.differs { format!("[{}]", run.text) } else { run.text.to_owned() };
        let sentence = |its: &Sentence<'_>| its.iter().map(run).collect::<Vec<_>>().join(" ");
        sentences.iter().map(sentence).collect::<Vec<_>>().join(" | ")
    }

    fn of<'t>(before: &'t [&str], after: &'t [&str]) -> Vec<Pair<'t>> {
        pairs(before, after, &mut Vocabulary::default())
    }

    #[test]
    fn a_repeated_paragraph_is_repeated_and_a_new_one_new() {
        let repeated = Pair::Repeated("Rutinerna är kända.");
        assert_eq!(of(&["Rutinerna är kända."], &["Rutinerna är kända."]), std::slice::from_ref(&repeated));
        assert_eq!(
            of(&["Rutinerna är kända."], &["Helt nytt stycke.", "Rutinerna är kända."]),
            [Pair::New("Helt nytt stycke."), repeated]
        );
        assert_eq!(of(&["Borta."], &[]), [Pair::Gone("Borta.")]);
    }

    #[test]
    fn a_new_sentence_is_new_as_a_whole_and_others_keep_their_words() {
        let before = "Rutinerna är kända av alla chefer. Mapparna saknar regler.";
        let after = "Rutinerna är kända av alla medarbetare. Utbildning gavs i maj. Mapparna saknar regler.";
        let (before, after) = ([before], [after]);
        let [Pair::Changed(left, right)] = &of(&before, &after)[..] else { panic!("one pair") };
        assert_eq!(shown(left), "Rutinerna är kända av alla [chefer.] | Mapparna saknar regler.");
        assert_eq!(
            shown(right),
            "Rutinerna är kända av alla [medarbetare.] | [Utbildning gavs i maj.] | Mapparna saknar regler."
        );
    }

    #[test]
    fn paragraphs_that_have_nothing_in_common_stand_apart() {
        let pairs = of(&["Ett två tre fyra."], &["Fem sex sju åtta."]);
        assert_eq!(pairs, [Pair::New("Fem sex sju åtta."), Pair::Gone("Ett två tre fyra.")]);
    }

    #[test]
    fn the_first_that_is_alike_is_taken_and_none_before_the_last_match() {
        let before = ["Ett två tre fyra.", "Ett två tre fem.", "Sex sju åtta nio."];
        let after = ["Ett två tre elva.", "Sex sju åtta elva.", "Ett två tre tolv."];
        let kinds = |pairs: &[Pair<'_>]| -> Vec<String> {
            pairs
                .iter()
                .map(|pair| match pair {
                    Pair::Repeated(text) => format!("={text}"),
                    Pair::Changed(before, after) => format!("{} > {}", shown(before), shown(after)),
                    Pair::Gone(text) => format!("-{text}"),
                    Pair::New(text) => format!("+{text}"),
                })
                .collect()
        };
        assert_eq!(
            kinds(&of(&before, &after)),
            [
                "Ett två tre [fyra.] > Ett två tre [elva.]",
                "-Ett två tre fem.",
                "Sex sju åtta [nio.] > Sex sju åtta [elva.]",
                "+Ett två tre tolv.",
            ]
        );
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
        let (one, other) = (words("a"), words("b"));
        assert_eq!(of(&[&one], &[&other]).len(), 2);
    }
}
