//! A body at rest: about a kilobyte of marks that point into the text it was read from, and the tree again where somebody reads it.
//! Owns what of a body is packed, and what is kept of the text; how marks are spelled is `marks`'s. Knows no Markdown, and reads of the
//! text what marks point at and nothing else.
//!
//! A tree of ten thousand reports is larger than their texts, and nearly all of its words stand in them. It is wanted report
//! by report, so it is made when it is wanted.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::body::{
    Align, Block, Body, Heading, Image, Inline, Item, Link, List, Name, Note, Opens, Paragraph, PictureKind,
    PictureRequest, Section, Table, Target, holds_facts, names_anything, passages, pictures,
};
use crate::marks::{Packed, Packer, Unpacker, choice, pack, record, unpack};
use crate::source::SourceText;
use crate::squeezed::{Squeezed, squeezed, unsqueezed};

/// A [`Body`] at rest. The text that it points into holds masked passages too, and as long as it is the whole file's raw answers; it
/// can't be had from here, only the words of the body.
#[derive(Clone)]
pub struct PackedBody {
    text: Text,
    /// Where the body begins in its file.
    start: usize,
    /// Squeezed: a third less.
    marks: Arc<[u8]>,
    holds: Holds,
}

/// The text that marks point into.
#[derive(Clone)]
enum Text {
    /// A file's, shared with the sources, from the body's beginning on.
    Shared(SourceText, usize),
    /// The body's part alone.
    Own(Arc<Squeezed>),
}

impl Text {
    fn get(&self) -> Cow<'_, str> {
        match self {
            Self::Shared(text, from) => match text.get() {
                Cow::Borrowed(text) => Cow::Borrowed(text.get(*from..).unwrap_or_default()),
                Cow::Owned(text) => Cow::Owned(text.get(*from..).unwrap_or_default().to_owned()),
            },
            Self::Own(text) => Cow::Owned(text.text()),
        }
    }
}

/// What a body has anything of, a bit each, so that who asks for that alone needn't unpack it.
#[derive(Clone, Copy)]
struct Holds(u8);

impl Holds {
    const PICTURES: u8 = 1;
    const FACTS: u8 = 2;
    const ALIASES: u8 = 4;
    const NAMES: u8 = 8;

    fn of(body: &Body) -> Self {
        let aliases = passages(body).iter().any(|passage| !passage.aliases().is_empty());
        let all = [
            (Self::PICTURES, !pictures(body).is_empty()),
            (Self::FACTS, holds_facts(body)),
            (Self::ALIASES, aliases),
            (Self::NAMES, names_anything(body)),
        ];
        Self(all.iter().filter(|(_, holds)| *holds).map(|(what, _)| what).sum())
    }

    const fn has(self, what: u8) -> bool {
        self.0 & what != 0
    }
}

impl Default for PackedBody {
    fn default() -> Self {
        // No marks are those of an empty body.
        Self {
            text: Text::Shared(SourceText::default(), 0),
            start: 0,
            marks: Arc::default(),
            holds: Holds(0),
        }
    }
}

impl PackedBody {
    /// Packs a body that was read from a file's text, where it begins at `start`; of any other text it is larger and the same.
    pub fn of(body: &Body, text: &SourceText, start: usize) -> Self {
        Self::within(body, Text::Shared(text.clone(), start), start)
    }

    fn within(body: &Body, text: Text, start: usize) -> Self {
        let marks = squeezed(&pack(body, &text.get(), start)).into();
        let holds = Holds::of(body);
        Self { text, start, marks, holds }
    }

    /// What is needed beside the text to have it again; see [`rested`](Self::rested).
    pub(crate) fn at_rest(&self) -> (u8, &[u8]) {
        (self.holds.0, &self.marks)
    }

    /// The body that was [at rest](Self::at_rest), of the very text that it was read from, where it begins at `start`.
    pub(crate) fn rested((holds, marks): (u8, &[u8]), text: &SourceText, start: usize) -> Self {
        Self { text: Text::Shared(text.clone(), start), start, marks: marks.into(), holds: Holds(holds) }
    }

    /// Packs what the body has become.
    #[must_use]
    pub fn changed(&self, body: &Body) -> Self {
        Self::within(body, self.text.clone(), self.start)
    }

    /// Lets go of the file's text, which others may have let go of by now: keeps the part that is pointed into, squeezed. All that is kept
    /// of many bodies comes to stand together by that, and not among what has gone since.
    pub fn settle(&mut self) {
        self.text = Text::Own(Squeezed::of(&self.text.get()).into());
        self.marks = (*self.marks).into();
    }

    /// The body.
    pub fn unpack(&self) -> Body {
        // Marks have no other maker than `of`, and don't change: at rest they are sealed.
        let marks = unsqueezed(&self.marks).unwrap_or_default();
        unpack(&self.text.get(), self.start, &marks).unwrap_or_default()
    }

    /// The body, if it [names anything](names_anything).
    pub fn naming(&self) -> Option<Body> {
        self.holds.has(Holds::NAMES).then(|| self.unpack())
    }

    /// All pictures that it asks for, however deep they stand.
    pub fn pictures(&self) -> Vec<PictureRequest> {
        if !self.holds.has(Holds::PICTURES) {
            return Vec::new();
        }
        pictures(&self.unpack()).into_iter().cloned().collect()
    }

    /// Are there words that print a fact?
    pub const fn holds_facts(&self) -> bool {
        self.holds.has(Holds::FACTS)
    }

    /// Has any passage ids that it has had before?
    pub const fn holds_aliases(&self) -> bool {
        self.holds.has(Holds::ALIASES)
    }
}

impl fmt::Debug for PackedBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.unpack().fmt(f)
    }
}

impl PartialEq for PackedBody {
    fn eq(&self, other: &Self) -> bool {
        self.unpack() == other.unpack()
    }
}

impl Eq for PackedBody {}

/// Of the body, wherever its words stand.
impl Hash for PackedBody {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.unpack().hash(state);
    }
}

/// The keys of a picture's options: one of those that there are.
impl<'t> Packed<'t> for &'static str {
    fn pack(&self, to: &mut Packer<'_>) {
        let at = PictureRequest::KEYS.iter().position(|key| key == self);
        to.number(at.unwrap_or_default() as u64);
    }

    fn unpack(from: &mut Unpacker<'t>) -> Option<Self> {
        PictureRequest::KEYS.get(from.length()?).copied()
    }
}

record!(Body { blocks, notes });
record!(Note { blocks, references });
choice!(Block {
    0 Paragraph(its),
    1 Heading(its),
    2 List(its),
    3 Quote(its),
    4 Code { language, text },
    5 Table(its),
    6 Rule,
    7 Masked { ground },
    8 Picture(its),
});
record!(Heading { level, content, id, aliases, opens, section, span });
choice!(Opens { 0 Audit(id), 1 DirectMeasure(id), 2 Improvement(id) });
choice!(Section { 0 Risk, 1 Purpose, 2 Scope, 3 Method, 4 Result, 5 Proposals, 6 FurtherWork });
record!(Paragraph { content, improvement, name });
record!(Name { id, aliases, span });
record!(List { start, tight, items });
record!(Item { done, blocks });
record!(Table { columns, head, rows });
choice!(Align { 0 Default, 1 Left, 2 Centre, 3 Right });
choice!(Inline {
    0 Text(words),
    1 Emphasis(inner),
    2 Strong(inner),
    3 Struck(inner),
    4 Code(words),
    5 Link(its),
    6 Image(its),
    7 Note { index, reference },
    8 Break,
    9 Masked,
});
record!(Link { target, content, span });
choice!(Target {
    0 Web(address),
    1 Here(id),
    2 Report(id, passage),
    3 Audit(id, passage),
    4 FreePage(id, passage),
    5 Appendix(number),
    6 Fact(id),
});
record!(Image { file, alternative, span });
record!(PictureRequest { kind, question, figure, audit, years, span, option_spans });
choice!(PictureKind {
    0 Scale,
    1 Answers,
    2 Comparison,
    3 Distribution,
    4 Development,
    5 Account,
    6 Matrix,
    7 FollowUp,
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown::parse;
    use crate::source::FileId;

    const EVERYTHING: &str = "\
## Rubrik {#rubrik alias=gammal alias=aldre}\n\nEtt \"stycke\" som går\növer flera rader, *med* **allt** ~~slopat~~ `kod`  \noch en [länk](https://malmo.se), \
[här](#rubrik), [r](rapport:n/2023/r#x), [g](granskning:ik), [s](sida:om#y), [b](bilaga:2), [27 procent](uppgift:u).[^n] {#namn alias=forr}\n\n\
## Omfattning {granskning=ik}\n\n### Å {direktåtgärd=d}\n\n#### Ä {åtgärd=a}\n\n> Citat med\n> två rader\n>\n> - [ ] en\n> - [x] två\n\n\
7. sju\n\n8. åtta\n\n| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | två | x | 4,5 |\n| å | ä &amp; | ö | |\n\n---\n\n```rust x\nlet a = 1;\n\n```\n\n\
![Ett diagram över läget](bild.png)\n\n:::maskad {grund=\"OSL 26:1\"}\nhemligt\n:::\n\nText [[maskad: hemligt]] mer.\n\n\
```jämförelse\nfråga: f01\ngranskning: ik\når: [2020, 2023]\n```\n\n```nyckeltal\nnyckeltal: belopp\n```\n\n<b>rå</b> &aring; \\* Åtgärd {åtgärd=a}\n\n\
[^n]: Noten med\n    två stycken.\n\n    Ett till.\n";

    fn read(text: &str) -> Body {
        let mut faults = Vec::new();
        let body = parse(FileId(0), text, 0, &mut faults);
        assert!(faults.is_empty(), "{faults:?}");
        body
    }

    fn packed(text: &str) -> PackedBody {
        PackedBody::of(&read(text), &text.into(), 0)
    }

    #[test]
    fn what_is_unpacked_is_what_was_packed() {
        let (body, packed) = (read(EVERYTHING), packed(EVERYTHING));
        assert_eq!(packed.unpack(), body);
        // Of another text too, and once more of what it has become.
        for text in
            ["", "Ett \"stycke\" som är ett annat", EVERYTHING.split_at(300).0, EVERYTHING.split_at(300).1]
        {
            for start in [0, 7, 9999] {
                assert_eq!(PackedBody::of(&body, &text.into(), start).unpack(), body, "{text}");
            }
        }
        let mut settled = packed.clone();
        settled.settle();
        assert_eq!((settled.unpack(), settled == packed), (body.clone(), true));
        let shorter = Body { blocks: body.blocks[2..].to_vec(), notes: body.notes };
        assert_eq!(
            (packed.changed(&shorter).unpack(), settled.changed(&shorter).unpack()),
            (shorter.clone(), shorter)
        );
        assert_eq!(PackedBody::default().unpack(), Body::default());
    }

    /// Words of one and several bytes that are in the text, nearly so, and not at all.
    #[test]
    fn any_words_come_back_from_any_text() {
        let letters = ["a", "å", "ä", " ", "\n", "ab", "–", "😀", "\u{308}"];
        let mut seed = 7_u32;
        let mut next = |below: usize| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) as usize % below
        };
        for _ in 0..20_000 {
            let text: String = (0..next(60)).map(|_| letters[next(letters.len())]).collect();
            let mut block = || {
                let words: String = (0..next(40)).map(|_| letters[next(letters.len())]).collect();
                Block::Code { language: text.get(next(9)..).unwrap_or_default().into(), text: words.into() }
            };
            let body = Body { blocks: vec![block(), block()], notes: Vec::new() };
            assert_eq!(PackedBody::of(&body, &text.as_str().into(), next(60)).unpack(), body, "{text:?}");
        }
    }

    #[test]
    fn words_of_the_text_take_no_room() {
        let text =
            "Ett stycke med många ord som står i texten, rad efter rad,\noch som fortsätter här. ".repeat(40);
        let packed = packed(&text);
        assert!(packed.marks.len() < 500, "{}", packed.marks.len());
        let mut settled = PackedBody::of(&read(&text), &format!("answers: 3\n{text}").as_str().into(), 11);
        settled.settle();
        assert_eq!(
            (&*settled.text.get(), settled.marks.len()),
            (&*text, packed.marks.len()),
            "no more than the body's part"
        );
        let own = packed.marks.windows(5).any(|five| five == b"texten".split_at(5).0);
        assert!(!own);
    }

    #[test]
    fn damaged_marks_are_no_body_and_no_panic() {
        let whole = packed(EVERYTHING);
        for at in 0..whole.marks.len() {
            for bits in [1, 0x55, 0x80, 0xff] {
                let mut marks = whole.marks.to_vec();
                marks[at] ^= bits;
                for marks in [&marks[..], &marks[..at]] {
                    let _ = PackedBody { marks: marks.into(), ..whole.clone() }.unpack();
                }
            }
        }
    }

    #[test]
    fn it_is_told_what_a_body_has_anything_of() {
        let of = |text: &str| {
            let its = packed(text);
            (its.pictures().len(), its.holds_facts(), its.holds_aliases(), its.naming().is_some())
        };
        assert_eq!(of(EVERYTHING), (2, true, true, true));
        assert_eq!(of("## A {#b}\n\nText.\n"), (0, false, false, false));
        assert_eq!(of("> ```skala\n> fråga: f\n> ```\n"), (1, false, false, true));
        assert_eq!(of("En not[^n].\n\n[^n]: [27](uppgift:u)\n"), (0, true, false, true));
        assert_eq!(of("- Text {#a alias=b}\n"), (0, false, true, false));
        for naming in [
            "## A {granskning=g}\n",
            "## A {direktåtgärd=d}\n",
            "> - Text {åtgärd=a}\n",
            "Se *[här](#a)*.\n\n## A {#a}\n",
            "| a |\n|---|\n| [w](https://malmo.se) |\n",
            "1. ![Vad den visar](bild.png)\n",
            "## En [bilaga](bilaga:1)\n",
            "En not[^n].\n\n[^n]: [r](rapport:n/2023/r)\n",
        ] {
            assert!(packed(naming).naming().is_some(), "{naming}");
        }
        let words = "> *Text* `kod` ~~nej~~\n\n| a |\n|---|\n| b |\n\n```rust\nx\n```\n\n:::maskad {grund=\"OSL 26:1\"}\nx\n:::\n";
        assert!(packed(words).naming().is_none());
    }
}
