//! What changed from one edition of a text to another, word by word, in reading order. Owns how the two are laid beside
//! each other and what is left out: stretches that are the same, and words that may not be told. Knows nothing of why
//! they may not.

use std::ops::Range;

use super::difference::{Stretch, likeness, stretches};

/// Below this likeness, in thousandths, two stretches are told as one taken away and one put in its place.
const OTHER_ALTOGETHER: usize = 250;
/// A run of so few words between two longer changes is told as changed too: stray words are harder to read than a sentence.
const STRAY: usize = 2;
/// So many blocks of what is the same stand on each side of a change.
const CONTEXT: usize = 1;
/// Where a block ends, among the words.
const END: &str = "\n";

/// What of the words may be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permit {
    /// Words that were taken away.
    pub removed: bool,
    /// Words of the later edition that have gone since.
    pub gone_since: bool,
    /// How many words it is about, where they may not be told.
    pub counts: bool,
}

/// How some words stand between the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// In both.
    Same,
    /// In the later one alone.
    Added,
    /// In the earlier one alone.
    Removed,
}

/// Words that stand alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Which.
    pub edit: Edit,
    /// The words; `None` where they may not be told.
    pub text: Option<String>,
    /// How many they are; `None` where that may not be told.
    pub words: Option<usize>,
}

/// What sort of block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A heading.
    Heading,
    /// An item of a list.
    Item,
    /// A row of a table.
    Row,
    /// Anything else.
    Paragraph,
}

/// A part of the comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Passage {
    /// So many blocks that are the same.
    Unchanged(usize),
    /// A block.
    Block(Shape, Vec<Piece>),
}

/// What changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// In reading order.
    pub passages: Vec<Passage>,
    /// Words that came.
    pub added: Option<usize>,
    /// Words that went.
    pub removed: Option<usize>,
}

/// What changed from `earlier` to `later`, each a text of a block a line. `now` is what stands today, where that is a
/// third text.
pub fn difference(earlier: &str, later: &str, now: Option<&str>, permit: Permit) -> Difference {
    let (old, new) = (Text::of(earlier), Text::of(later));
    let told = match now {
        Some(now) if !permit.gone_since => old_words_in(&new, &Text::of(now)),
        _ => vec![true; new.words.len()],
    };
    let mut teller =
        Teller { old: &old, new: &new, told, permit, blocks: Vec::new(), block: Block::default() };
    for stretch in aligned(&old, &new) {
        teller.tell(stretch);
    }
    teller.end();
    let count = |edit: Edit, may_count: bool| {
        let pieces = teller.blocks.iter().flat_map(|block| &block.runs).filter(|run| run.edit == edit);
        may_count.then(|| pieces.map(|run| run.count).sum())
    };
    let all_added_told =
        teller.blocks.iter().flat_map(|block| &block.runs).all(|run| run.told || run.edit != Edit::Added);
    let added = count(Edit::Added, permit.counts || all_added_told);
    let removed = count(Edit::Removed, permit.counts || permit.removed);
    let counts = permit.counts;
    Difference { passages: shortened(teller.blocks, counts), added, removed }
}

/// A text as words, with [`END`] after each block.
struct Text<'t> {
    lines: Vec<&'t str>,
    words: Vec<&'t str>,
    /// Where each block's words begin; one more at the end.
    starts: Vec<usize>,
}

impl<'t> Text<'t> {
    fn of(text: &'t str) -> Self {
        let lines: Vec<&str> = text.lines().collect();
        let mut words = Vec::new();
        let mut starts = vec![0];
        for line in &lines {
            words.extend(line.split(' ').filter(|word| !word.is_empty()));
            words.push(END);
            starts.push(words.len());
        }
        Self { lines, words, starts }
    }

    fn of_blocks(&self, blocks: &Range<usize>) -> Range<usize> {
        self.starts[blocks.start]..self.starts[blocks.end]
    }
}

/// The words of two texts in stretches: blocks first, then the words of those that differ.
fn aligned(old: &Text<'_>, new: &Text<'_>) -> Vec<Stretch> {
    let mut out = Vec::new();
    for stretch in trimmed(&old.lines, &new.lines) {
        match stretch {
            Stretch::Same(before, after) => {
                out.push(Stretch::Same(old.of_blocks(&before), new.of_blocks(&after)));
            }
            Stretch::Other(before, after) => {
                let (before, after) = (old.of_blocks(&before), new.of_blocks(&after));
                let (one, other) = (&old.words[before.clone()], &new.words[after.clone()]);
                if likeness(one, other) < OTHER_ALTOGETHER {
                    out.push(Stretch::Other(before, after));
                    continue;
                }
                out.extend(without_strays(trimmed(one, other), one).into_iter().map(
                    |stretch| match stretch {
                        Stretch::Same(a, b) => Stretch::Same(moved(a, before.start), moved(b, after.start)),
                        Stretch::Other(a, b) => Stretch::Other(moved(a, before.start), moved(b, after.start)),
                    },
                ));
            }
        }
    }
    out
}

fn moved(range: Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

/// The same as [`stretches`], which is asked of what lies between the common beginning and the common end alone.
fn trimmed(one: &[&str], other: &[&str]) -> Vec<Stretch> {
    let front = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let back = one[front..].iter().rev().zip(other[front..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (one_end, other_end) = (one.len() - back, other.len() - back);
    let mut out = Vec::new();
    if front > 0 {
        out.push(Stretch::Same(0..front, 0..front));
    }
    if front < one_end || front < other_end {
        let between = stretches(&one[front..one_end], &other[front..other_end]);
        out.extend(between.into_iter().map(|stretch| match stretch {
            Stretch::Same(a, b) => Stretch::Same(moved(a, front), moved(b, front)),
            Stretch::Other(a, b) => Stretch::Other(moved(a, front), moved(b, front)),
        }));
    }
    if back > 0 {
        out.push(Stretch::Same(one_end..one.len(), other_end..other.len()));
    }
    out
}

/// Joins changes between which only a stray word or two are the same.
fn without_strays(found: Vec<Stretch>, one: &[&str]) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = Vec::new();
    let mut rest = found.into_iter().peekable();
    while let Some(stretch) = rest.next() {
        let is_stray = match (&stretch, out.last(), rest.peek()) {
            (
                Stretch::Same(words, _),
                Some(before @ Stretch::Other(..)),
                Some(after @ Stretch::Other(..)),
            ) => {
                let least = longest(before).min(longest(after));
                words.len() <= STRAY && words.len() < least && !one[words.clone()].contains(&END)
            }
            _ => false,
        };
        match (stretch, out.last_mut()) {
            (Stretch::Same(a, b), Some(Stretch::Other(from, to))) if is_stray => {
                from.end = a.end;
                to.end = b.end;
            }
            (Stretch::Other(a, b), Some(Stretch::Other(from, to))) => {
                from.end = a.end;
                to.end = b.end;
            }
            (stretch, _) => out.push(stretch),
        }
    }
    out
}

fn longest(stretch: &Stretch) -> usize {
    let (Stretch::Same(one, other) | Stretch::Other(one, other)) = stretch;
    one.len().max(other.len())
}

/// Of each word of a text, whether it still stands in its place in another.
fn old_words_in(text: &Text<'_>, now: &Text<'_>) -> Vec<bool> {
    let mut stays = vec![false; text.words.len()];
    for stretch in aligned(text, now) {
        if let Stretch::Same(words, _) = stretch {
            stays[words].fill(true);
        }
    }
    stays
}

/// Words that stand alike and whether they may be told.
struct Run {
    edit: Edit,
    told: bool,
    text: String,
    count: usize,
}

#[derive(Default)]
struct Block {
    runs: Vec<Run>,
    shape: Option<Shape>,
}

struct Teller<'t> {
    old: &'t Text<'t>,
    new: &'t Text<'t>,
    /// Of each word of the later text, whether it may be told.
    told: Vec<bool>,
    permit: Permit,
    blocks: Vec<Block>,
    block: Block,
}

impl Teller<'_> {
    fn tell(&mut self, stretch: Stretch) {
        let (old, new) = (self.old, self.new);
        match stretch {
            Stretch::Same(_, after) => self.later(after, Edit::Same),
            Stretch::Other(before, after) => {
                for at in before {
                    self.word(old.words[at], Edit::Removed, self.permit.removed);
                }
                // What was whole blocks isn't run together with what came in their place.
                if self.block.runs.iter().all(|run| run.edit == Edit::Removed)
                    && new.starts.contains(&after.start)
                {
                    self.end();
                }
                self.later(after, Edit::Added);
            }
        }
    }

    fn later(&mut self, words: Range<usize>, edit: Edit) {
        for at in words {
            self.word(self.new.words[at], edit, self.told[at]);
        }
    }

    fn word(&mut self, word: &str, edit: Edit, told: bool) {
        if word == END {
            let only_removed = self.block.runs.iter().all(|run| run.edit == Edit::Removed);
            if edit != Edit::Removed || only_removed {
                self.end();
            }
            return;
        }
        if self.block.runs.is_empty()
            && let Some(shape) = shape_of(word)
        {
            self.block.shape.get_or_insert(shape);
            return;
        }
        let counts = usize::from(word.chars().any(char::is_alphanumeric));
        match self.block.runs.last_mut().filter(|run| run.edit == edit && run.told == told) {
            Some(run) => {
                run.text.push(' ');
                run.text.push_str(word);
                run.count += counts;
            }
            None => self.block.runs.push(Run { edit, told, text: word.to_owned(), count: counts }),
        }
    }

    fn end(&mut self) {
        let block = std::mem::take(&mut self.block);
        // Where nothing may be told, how many blocks went isn't either.
        let says_nothing =
            |block: &Block| block.runs.iter().all(|run| run.edit == Edit::Removed && !run.told);
        let repeats =
            !self.permit.counts && says_nothing(&block) && self.blocks.last().is_some_and(says_nothing);
        if !block.runs.is_empty() && !repeats {
            self.blocks.push(block);
        }
    }
}

fn shape_of(word: &str) -> Option<Shape> {
    match word {
        "-" => Some(Shape::Item),
        "|" => Some(Shape::Row),
        _ if !word.is_empty() && word.bytes().all(|byte| byte == b'#') => Some(Shape::Heading),
        _ => None,
    }
}

/// The blocks with what changed, the nearest ones on each side, and the heading above; of the rest, how many they are.
fn shortened(blocks: Vec<Block>, counts: bool) -> Vec<Passage> {
    let changed: Vec<bool> =
        blocks.iter().map(|block| block.runs.iter().any(|run| run.edit != Edit::Same)).collect();
    let mut kept = vec![false; blocks.len()];
    for at in (0..blocks.len()).filter(|at| changed[*at]) {
        let near = at.saturating_sub(CONTEXT)..(at + CONTEXT + 1).min(blocks.len());
        let first = near.start;
        kept[near].fill(true);
        let heading = (0..=first).rev().find(|at| blocks[*at].shape == Some(Shape::Heading));
        if let Some(heading) = heading {
            kept[heading] = true;
        }
    }
    let mut out = Vec::new();
    let mut left_out = 0;
    for (block, kept) in blocks.into_iter().zip(kept) {
        if !kept {
            left_out += 1;
            continue;
        }
        if left_out > 0 {
            out.push(Passage::Unchanged(std::mem::take(&mut left_out)));
        }
        let shape = block.shape.unwrap_or(Shape::Paragraph);
        out.push(Passage::Block(shape, block.runs.into_iter().map(|run| piece(run, counts)).collect()));
    }
    if left_out > 0 {
        out.push(Passage::Unchanged(left_out));
    }
    out
}

fn piece(run: Run, counts: bool) -> Piece {
    let words = (run.told || counts).then_some(run.count);
    Piece { edit: run.edit, text: run.told.then_some(run.text), words }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Permit = Permit { removed: true, gone_since: true, counts: true };
    const COUNTED: Permit = Permit { removed: false, gone_since: false, counts: true };
    const NOTHING: Permit = Permit { removed: false, gone_since: false, counts: false };

    /// `+added+ -removed- -2- …`
    fn shown(difference: &Difference) -> Vec<String> {
        let piece = |piece: &Piece| {
            let text = match (&piece.text, piece.words) {
                (Some(text), _) => text.clone(),
                (None, Some(count)) => count.to_string(),
                (None, None) => "?".to_owned(),
            };
            match piece.edit {
                Edit::Same => text,
                Edit::Added => format!("+{text}+"),
                Edit::Removed => format!("-{text}-"),
            }
        };
        let passage = |passage: &Passage| match passage {
            Passage::Unchanged(count) => format!("={count}"),
            Passage::Block(_, pieces) => pieces.iter().map(piece).collect::<Vec<_>>().join(" "),
        };
        difference.passages.iter().map(passage).collect()
    }

    const OLD: &str =
        "# Titel\nEtt.\nTvå.\nDen granskade rutinen följs inte av alla chefer.\nTre.\nFyra.\nFem.\n";
    const NEW: &str =
        "# Titel\nEtt.\nTvå.\nDen granskade rutinen följs av nästan alla chefer.\nTre.\nFyra.\nFem.\n";

    #[test]
    fn words_are_told_with_what_stands_around_them_and_the_rest_is_counted() {
        let found = difference(OLD, NEW, None, ALL);
        assert_eq!(
            shown(&found),
            [
                "Titel",
                "=1",
                "Två.",
                "Den granskade rutinen följs -inte- av +nästan+ alla chefer.",
                "Tre.",
                "=2"
            ]
        );
        assert_eq!((found.added, found.removed), (Some(1), Some(1)));
        assert!(matches!(found.passages[0], Passage::Block(Shape::Heading, _)));
    }

    #[test]
    fn what_may_not_be_told_is_counted_or_not_even_that() {
        let found = difference(OLD, NEW, None, COUNTED);
        assert_eq!(shown(&found)[3], "Den granskade rutinen följs -1- av +nästan+ alla chefer.");
        let found = difference(OLD, NEW, None, NOTHING);
        assert_eq!(shown(&found)[3], "Den granskade rutinen följs -?- av +nästan+ alla chefer.");
        assert_eq!((found.added, found.removed), (Some(1), None));
        assert!(!format!("{found:?}").contains("inte"));
        let apart = difference("a b c d e f g h\n", "a x y z e u v w h\n", None, ALL);
        assert_eq!(shown(&apart), ["a -b c d e f g- +x y z e u v w+ h"], "no stray word among changes");
        let found = difference("A.\nB b.\nC c c.\nD.\n", "A.\nD.\n", None, NOTHING);
        assert_eq!(shown(&found), ["A.", "-?-", "D."], "nor how many blocks");
    }

    #[test]
    fn words_of_the_later_one_that_have_gone_since_are_as_those_taken_away() {
        let now = NEW.replace("nästan ", "").replace("Två.", "Annat.");
        let found = difference(OLD, NEW, Some(&now), COUNTED);
        assert_eq!(shown(&found)[2..4], ["1", "Den granskade rutinen följs -1- av +1+ alla chefer."]);
        let found = difference(OLD, NEW, Some(&now), NOTHING);
        assert!(
            !format!("{found:?}").contains("nästan") && !format!("{found:?}").contains("Två"),
            "{found:?}"
        );
        assert_eq!(found.added, None, "how many have gone isn't told by a sum");
    }

    #[test]
    fn whole_blocks_come_and_go_by_themselves() {
        let old = "A a a.\nB b b b.\nC c c.\n";
        let new = "A a a.\n- D d d d d.\n- E e e.\nC c c.\n";
        let found = difference(old, new, None, ALL);
        assert_eq!(shown(&found), ["A a a.", "-B b b b.-", "+D d d d d.+", "+E e e.+", "C c c."]);
        assert!(matches!(found.passages[2], Passage::Block(Shape::Item, _)));
        assert_eq!((found.added, found.removed), (Some(8), Some(4)));
        let found = difference(new, "", None, COUNTED);
        assert_eq!(shown(&found), ["-3-", "-5-", "-3-", "-3-"]);
        assert_eq!(shown(&difference(old, old, None, ALL)), ["=3"]);
        assert!(difference("", "", None, ALL).passages.is_empty());
    }
}
