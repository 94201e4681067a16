//! Which paragraphs may hold something serious, told at a glance: by the signs, the parts of cue words and the digits
//! of a text, and by few bytes around them. Owns no rule, but must know what every serious one needs at least: it may
//! point at a paragraph in vain, and never passes one over in which a family would find something.
//!
//! A page has thousands of paragraphs, most of a number or a name. Marking each for itself and asking every family
//! costs a hundred times what this pass does, which doesn't care where paragraphs end until something is doubtful.

use super::cues::{Parts, SERIOUS};
use super::digits;
use super::marks::{self, Class};
use super::plain;
use super::reserve;
use super::street;

/// Points at a place in each paragraph of a text that must be read. `read` says where the text goes on after the
/// paragraph. Paragraphs end at empty lines; none is longer than may be read at once.
pub(super) fn each_doubtful(bytes: &[u8], parts: &Parts, read: impl FnMut(usize) -> usize) {
    each(Glance { bytes, parts, is_plain: false, done: 0, run: 0 }, read);
}

fn each(mut glance: Glance<'_>, mut read: impl FnMut(usize) -> usize) {
    let Glance { bytes, parts, .. } = glance;
    let (pairs, rest) = bytes.as_chunks::<2>();
    let (fours, more) = pairs.as_chunks::<4>();
    let mut before = 0;
    let mut from = 0;
    for four in fours {
        // Written out: as arrays they would not stay in registers.
        let (a, b) = (parts.pair(four[0]), parts.pair(four[1]));
        let (c, d) = (parts.pair(four[2]), parts.pair(four[3]));
        let (first, second) = (Parts::sets(before, a), Parts::sets(a, b));
        let (third, last) = (Parts::sets(b, c), Parts::sets(c, d));
        // Eight bytes of a text in words have nothing nearly always.
        if first | second | third | last | (a | b | c | d) & SERIOUS != 0 {
            glance.at_pair(from, a, first, &mut read);
            glance.at_pair(from + 2, b, second, &mut read);
            glance.at_pair(from + 4, c, third, &mut read);
            glance.at_pair(from + 6, d, last, &mut read);
        }
        before = d;
        from += 8;
    }
    for two in more {
        let pair = parts.pair(*two);
        glance.at_pair(from, pair, Parts::sets(before, pair), &mut read);
        before = pair;
        from += 2;
    }
    // What stands past the end may be the byte after a word of three.
    for two in [[rest.first().copied().unwrap_or(0), 0], [0, 0]] {
        let pair = parts.pair(two);
        glance.at_pair(from, pair, Parts::sets(before, pair), &mut read);
        before = pair;
        from += 2;
    }
}

/// Must a paragraph be read that has been made plain? What it was made of may have become an empty line within it,
/// which ends no paragraph.
pub(super) fn is_doubtful(plain: &str, parts: &Parts) -> bool {
    let bytes = plain.as_bytes();
    let mut is_doubtful = memchr::memmem::find(bytes.trim_ascii_end(), b"\n\n").is_some();
    if !is_doubtful {
        each(Glance { bytes, parts, is_plain: true, done: 0, run: 0 }, |_| {
            is_doubtful = true;
            bytes.len()
        });
    }
    is_doubtful
}

struct Glance<'t> {
    bytes: &'t [u8],
    parts: &'t Parts,
    /// Has it been made plain? Then no sign hides anything.
    is_plain: bool,
    /// Paragraphs before it have been read.
    done: usize,
    /// Digits before it belong to a run that has been looked at.
    run: usize,
}

impl Glance<'_> {
    /// At a pair of bytes, what is known of it, and the sets of which a group may end with it.
    #[inline]
    fn at_pair(&mut self, at: usize, pair: u16, sets: u16, read: &mut impl FnMut(usize) -> usize) {
        // Of four pairs together one has something, seldom more.
        if sets | pair & SERIOUS != 0 {
            self.look_at_pair(at, pair, sets, read);
        }
    }

    #[inline(never)]
    fn look_at_pair(&mut self, at: usize, pair: u16, sets: u16, read: &mut impl FnMut(usize) -> usize) {
        if sets != 0 && at >= self.done + 2 {
            let mut is_cue = false;
            self.parts.each_group(sets, marks::four_at(self.bytes, at - 2), |group| {
                is_cue |= self.parts.is_serious(group, self.bytes, at - 2);
            });
            if is_cue {
                self.done = read(at - 2);
            }
        }
        if pair & SERIOUS == 0 {
            return;
        }
        for at in [at, at + 1] {
            let Some(class) = self.bytes.get(at).and_then(|byte| marks::class(*byte)) else { continue };
            // Most have been looked at with the first of their run.
            if class == Class::Digit && at < self.run {
                continue;
            }
            if at >= self.done && self.is_doubtful(at, class) {
                self.done = read(at);
            }
        }
    }

    fn is_doubtful(&mut self, at: usize, class: Class) -> bool {
        match class {
            Class::Digit => {
                let (end, is_doubtful) = look_at_run(self.bytes, at);
                self.run = end;
                is_doubtful
            }
            // A name stands before it.
            Class::At => at > 0 && !self.bytes[..at].ends_with(b"\n\n"),
            Class::Colon => may_be_ipv6(self.bytes, at),
            Class::Odd => !self.is_plain && plain::hides(self.bytes, at),
            Class::Capital | Class::Second => false,
        }
    }
}

/// Two colons together, or seven of them within hexadecimal figures.
fn may_be_ipv6(bytes: &[u8], at: usize) -> bool {
    let rest = &bytes[at..];
    let inside = rest.iter().take_while(|byte| byte.is_ascii_hexdigit() || **byte == b':');
    rest.get(1) == Some(&b':') || inside.filter(|byte| **byte == b':').count() >= 7
}

/// The fewest figures of a run in which a rule finds something by them alone: a personnummer has ten, a date before
/// letters six, a telephone number eight.
const PERSON: usize = 10;
const DATE: usize = 6;
const TELEPHONE: usize = 8;
/// Groups of an address on a network.
const OCTETS: usize = 4;

/// The run of digits that begins at a place: where it ends, and whether a rule may find something in it.
fn look_at_run(bytes: &[u8], first: usize) -> (usize, bool) {
    let opening = bytes[first..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let end = first + opening;
    // Most numbers are short and stand alone, perhaps with decimals.
    if opening < 5 {
        let rest = &bytes[end..];
        let decimals = match rest {
            [b',', after @ ..] => after.iter().take_while(|byte| byte.is_ascii_digit()).count(),
            _ => 0,
        };
        if decimals == 0 && ends_run(rest) {
            return (end, is_led(bytes, first, opening));
        }
        // What stands before decimals is a figure: they are no number of a house.
        if (1..=3).contains(&decimals) && ends_run(&rest[1 + decimals..]) {
            return (end + 1 + decimals, is_led(bytes, first, opening));
        }
    }
    look_at_long_run(bytes, first)
}

/// Can't the run of a group go on here, not even loosely?
fn ends_run(rest: &[u8]) -> bool {
    match rest {
        [b' ', next, ..] => next.is_ascii_alphabetic() || !next.is_ascii(),
        [b',' | b':', next, ..] => !next.is_ascii_digit(),
        [b'\n', next, ..] => *next == b'\n',
        [next, ..] => !parts_groups(*next),
        [] => true,
    }
}

/// May a sign part the groups of a run?
fn parts_groups(byte: u8) -> bool {
    matches!(
        byte,
        b' ' | b'\t' | b'-' | b'_' | b'+' | b'.' | b'/' | b'\n' | b'\r' | b'(' | b')' | b'[' | b']'
    )
}

fn look_at_long_run(bytes: &[u8], first: usize) -> (usize, bool) {
    let mut figures = 0;
    let mut groups = 0;
    let mut opening = 0;
    let mut is_doubtful = false;
    // Figures from the first group on that a telephone number may open with.
    let mut dialled = 0;
    let mut at = first;
    let mut before = digits::Gap::None;
    let end = loop {
        let start = at;
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        let length = at - start;
        if groups == 0 {
            opening = length;
        }
        groups += 1;
        figures += length;
        let opens_abroad = || matches!(bytes[..start], [.., b'+'] | [.., b'+', _]);
        if dialled > 0 || bytes[start] == b'0' || before == digits::Gap::Plus || opens_abroad() {
            dialled += length;
        }
        let is_postcode = length == 5 || figures >= 5 && length == 2 && before == digits::Gap::Space;
        let is_clearing = groups == 2 && opening == 4 && length == 1;
        is_doubtful |= is_postcode && may_have_place(bytes, at)
            || is_clearing && bytes.get(at) == Some(&b',')
            || figures >= DATE && reserve::may_be_lettered(bytes, at);
        match next_group(bytes, at, false) {
            Some((gap, next)) => (before, at) = (gap, next),
            None => break at,
        }
    };
    is_doubtful |= figures >= PERSON
        || dialled >= TELEPHONE
        || groups >= OCTETS
        || goes_on_loosely(bytes, first, end)
        || is_led(bytes, first, opening);
    (end, is_doubtful)
}

/// Does a capital follow, as a postcode's place has one?
fn may_have_place(bytes: &[u8], end: usize) -> bool {
    let blanks = bytes[end..].iter().take_while(|byte| matches!(byte, b' ' | b',')).count();
    let is_capital = |byte: &u8| byte.is_ascii_uppercase() || !byte.is_ascii();
    blanks > 0 && bytes.get(end + blanks).is_some_and(is_capital)
}

/// The next group of a run in the same paragraph.
fn next_group(bytes: &[u8], end: usize, is_loose: bool) -> Option<(digits::Gap, usize)> {
    // Most numbers stand alone, or a word follows.
    match bytes.get(end..)? {
        [b' ', next, ..] if next.is_ascii_alphabetic() => return None,
        [next, ..] if parts_groups(*next) => {}
        [b',' | b':', ..] if is_loose => {}
        _ => return None,
    }
    let (gap, next) = digits::gap_after(bytes, end, is_loose)?;
    let is_apart = next - end > 1 && bytes[end..next].windows(2).any(|two| two == b"\n\n");
    (!is_apart).then_some((gap, next))
}

/// Does the run go on past a comma or a colon, with as many figures as such a number has?
fn goes_on_loosely(bytes: &[u8], first: usize, end: usize) -> bool {
    if !matches!(bytes.get(end..end + 2), Some([b',' | b':', b'0'..=b'9'])) {
        return false;
    }
    let mut figures = 0;
    let mut at = first;
    loop {
        let start = at;
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        figures += at - start;
        if figures >= TELEPHONE {
            return true;
        }
        match next_group(bytes, at, true) {
            Some((_, next)) => at = next,
            None => return false,
        }
    }
}

/// Bytes before a number that are looked at: no rule needs more of them to be ruled out.
const LEAD: usize = 12;

/// May what stands before a number make it part of an account, a plate, an address? Its first group is so long. Only
/// that one is asked about: what parts two groups is no letter.
fn is_led(bytes: &[u8], first: usize, opening: usize) -> bool {
    match &bytes[..first] {
        [] | [.., b'\n', b'\n'] => return false,
        [.., last] if !is_gap(*last) && !is_letter(*last) => return false,
        _ => {}
    }
    told_by_word(bytes, first, opening).unwrap_or_else(|| told_by_lead(bytes, first, opening))
}

/// What may part a number from what leads to it.
const fn is_gap(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b',' | b'.' | b':' | b'-' | b'_' | b'/')
}

const fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || !byte.is_ascii()
}

/// Most have a plain word before them, and at most one sign in between. One of four letters is no plate's and no
/// country's, and must end as a street's or a giro's, or in an x. What [`told_by_lead`] would say, where that is told.
fn told_by_word(bytes: &[u8], first: usize, opening: usize) -> Option<bool> {
    let (word, is_apart) = match &bytes[..first] {
        [word @ .., gap] if is_gap(*gap) => (word, matches!(gap, b' ' | b'\n' | b',')),
        word => (word, false),
    };
    let four: &[u8; 4] = word.last_chunk()?;
    let [rest @ .., last] = four;
    let is_plain = last.is_ascii_alphabetic() && rest.iter().all(u8::is_ascii_alphanumeric);
    let is_told = is_plain && !matches!(last, b'g' | b'G' | b'r' | b'x' | b'X');
    is_told.then(|| opening <= 3 && is_apart && street::may_end(four))
}

/// By all that a rule needs before a number.
fn told_by_lead(bytes: &[u8], first: usize, opening: usize) -> bool {
    let lead = &bytes[first.saturating_sub(LEAD)..first];
    // Only what stands in the same paragraph.
    let empty_line = lead.contains(&b'\n').then(|| lead.windows(2).rposition(|two| two == b"\n\n")).flatten();
    let is_whole = empty_line.is_some() || first <= LEAD;
    let lead = &lead[empty_line.map_or(0, |at| at + 2)..];
    let blanks = lead.iter().rev().take_while(|byte| is_gap(**byte)).count();
    let word = &lead[..lead.len() - blanks];
    let Some(last) = word.last() else { return !is_whole };
    if !is_letter(*last) {
        return false;
    }
    // Fewer letters than are asked for below, and perhaps more before them.
    if !is_whole && word.len() < 8 {
        return true;
    }
    let digits_end = first + opening;
    may_be_iban(bytes, lead, first, opening)
        || may_be_giro(word)
        || may_be_plate(bytes, word, opening, digits_end)
        || opening <= 5 && last.eq_ignore_ascii_case(&b'x')
        || opening <= 3 && may_be_street(lead)
}

/// Two letters of a country right before the check digits. The shortest has fifteen signs, of which at most five are
/// letters besides.
fn may_be_iban(bytes: &[u8], lead: &[u8], first: usize, opening: usize) -> bool {
    let letters = lead.strip_suffix(b" ").unwrap_or(lead);
    let is_word = match letters {
        [before @ .., a, b] => {
            let alike = a.is_ascii_lowercase() && b.is_ascii_lowercase()
                || a.is_ascii_uppercase() && b.is_ascii_uppercase();
            alike && !before.last().is_some_and(u8::is_ascii_alphanumeric)
        }
        _ => false,
    };
    if opening < 2 || !is_word {
        return false;
    }
    let (mut figures, mut signs, mut apart) = (0, 0, 0);
    for byte in &bytes[first..] {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                figures += usize::from(byte.is_ascii_digit());
                signs += 1;
                apart = 0;
            }
            b' ' | b'-' | b'.' | b',' | b':' | b'/' | b'_' | b'\n' | b'\t' if apart < 3 => apart += 1,
            _ => return false,
        }
        if figures >= 8 && signs >= 13 || signs > 34 {
            return figures >= 8;
        }
    }
    false
}

/// `pg`, `BG`, or either with `nr` after it.
fn may_be_giro(word: &[u8]) -> bool {
    matches!(word, [.., b'p' | b'P' | b'b' | b'B', b'g' | b'G'])
        || word.ends_with(b"nr")
        || word.ends_with(b"nummer")
}

/// A word of three letters, and three figures or two and a letter.
fn may_be_plate(bytes: &[u8], word: &[u8], opening: usize, digits_end: usize) -> bool {
    let Some((before, three)) = word.split_last_chunk::<3>() else { return false };
    let is_word = !before.last().is_some_and(u8::is_ascii_alphanumeric);
    let closes = match opening {
        3 => true,
        2 => matches!(
            bytes.get(digits_end..),
            Some([b'A'..=b'Z' | b'a'..=b'z', rest @ ..] | [b' ' | b'-', b'A'..=b'Z', rest @ ..])
                if !rest.first().is_some_and(u8::is_ascii_alphanumeric)
        ),
        _ => false,
    };
    is_word && closes && three.iter().all(u8::is_ascii_alphabetic)
}

/// A word that ends as a street's, or `nr`, and a blank.
fn may_be_street(lead: &[u8]) -> bool {
    let blanks = lead.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\n' | b',')).count();
    let before = &lead[..lead.len() - blanks];
    blanks > 0
        && (street::may_end(before)
            || [&b"nr"[..], b"nr.", b"nummer"].iter().any(|word| before.ends_with(word)))
}

#[cfg(test)]
mod tests {
    use super::super::{Level, is_serious, scan};
    use super::{told_by_lead, told_by_word};

    /// Does the whole search, which takes no glance, find something that is worse than a warning?
    fn holds(text: &str) -> bool {
        scan(text).iter().any(|hit| hit.level != Level::Warning)
    }

    /// The shortest that each family finds, and what it needs for it.
    const SHORTEST: &[&str] = &[
        "::1",
        "1::2",
        "c/oA",
        "box 1",
        "a@b.se",
        "pg 12-3",
        "bg 123",
        "BG nr 123",
        "plusgiro 123",
        "ABD123",
        "ABD12K",
        "ABD 12 K",
        "MLB-508",
        "bil mlb 508",
        "1.2.3.10",
        "1:2:3:4:5:6:7:8",
        "Storgatan 1",
        "Led 3 A",
        "Anna Påhitts g. 1",
        "Storgatan nr. 1",
        "allé 1, 999 30 Ort",
        "999 30 Ort",
        "99930 ORT",
        "1212121212",
        "121212-1212",
        "121212:1212",
        "121212T121",
        "121212-T 121",
        "12121212-12AB",
        "12-12-12 T121",
        "1 2 1 2 1 2 1 2 1 2",
        "0278-2, 1234567",
        "08123456",
        "08,123 456",
        "+46812345",
        "(+46) 8 123 456",
        "070:174 06 05",
        "NO9386011117947",
        "se4550000000058398257466",
        "GB29 NWBK 6016 1331 9268 19",
        "NO47 ABCDE 123456",
        "konto 1234567890",
        "clearing 8327-9, 123",
        "a(at)b.se",
        "a snabel-a b.se",
        "skyddad id",
        "hon har skyddad id",
        "t-nummer 121212AB",
        "08\u{a0}12\u{a0}34\u{a0}56",
        "12\u{2011}12\u{2011}12\u{2011}1212",
        "a&#64;b.se",
        "121212<br><br>1212",
        "Se Box             1",
        "a_b_at_c.se",
    ];

    #[test]
    fn the_shortest_of_each_family_is_seen_wherever_it_stands() {
        let mut found = 0;
        for secret in SHORTEST {
            found += usize::from(holds(secret));
            for (before, after) in [
                ("", ""),
                ("3,9\n\n", "\n\n3,8"),
                ("3,9\n\n\n\n\n", "\n\n\n"),
                ("\n", "\n"),
                ("a\n\n", ""),
                ("ab\n\n", "\n\n2"),
                ("3\n\nnämnden", "\n\n"),
                ("12 \n\n ", " \n\n4"),
                ("nr\n\n", "\n\n12"),
                ("1\r\n", "\r\n2"),
                ("1\n\r\n", "\n\r\n2"),
                ("medel_2010,2,1,", ",3"),
                ("– ", " –"),
            ] {
                let text = format!("{before}{secret}{after}");
                assert_eq!(is_serious(&text), holds(&text), "{text:?}");
            }
        }
        assert!(found >= SHORTEST.len() - 8, "{found}: most are found by themselves");
    }

    #[test]
    fn a_word_before_a_number_tells_what_the_lead_would() {
        let words = [
            "a",
            "ab",
            "by",
            "led",
            "nr",
            "pg",
            "Bg",
            "box",
            "BOX",
            "ABD",
            "SE",
            "no",
            "gatan",
            "Storgatan",
            "allé",
            "fråga",
            "skala",
            "nummer",
            "bankg",
            "xBG",
            "postbox",
            "1by",
            "12ab",
            "r1by",
            "ord",
            "v.",
            "g.",
            "granskning",
            "torg",
            "xx.by",
            "a-by",
            "åby",
            "",
        ];
        let gaps =
            ["", " ", "\n", "\t", ",", ".", ":", "-", "_", "/", "(", "  ", "\n\n", ", ", ": ", "\u{a0}", "é"];
        let mut told = 0;
        for before in ["", "x", " ", "\n\n", ".\n\n", "långt ord före ", "1", "-", "\n", "ÅÄÖ"] {
            for (word, gap) in words.iter().flat_map(|word| gaps.iter().map(move |gap| (word, gap))) {
                for number in ["1", "12", "123", "1234", "12345", "123456", "12K", "9386011117947"] {
                    let text = format!("{before}{word}{gap}{number}");
                    let first = text.len() - number.len();
                    let opening = number.bytes().take_while(u8::is_ascii_digit).count();
                    if let Some(is_led) = told_by_word(text.as_bytes(), first, opening) {
                        told += 1;
                        assert_eq!(is_led, told_by_lead(text.as_bytes(), first, opening), "{text:?}");
                    }
                }
            }
        }
        assert!(told > 4_000, "{told}");
    }

    #[test]
    fn what_a_paragraph_ends_is_not_read_with_the_next() {
        for text in
            ["121212\n\n1212", "08\n\n123 456 78", "ABD\n\n123", "box\n\n1", "a\n\n@b.se", "fe80\n\n::"]
        {
            assert!(!is_serious(text), "{text:?}");
            assert!(is_serious(&text.replace("\n\n", "\n")) || text.len() < 12, "{text:?}");
        }
    }

    #[test]
    fn a_long_text_is_read_to_its_end_and_across_its_cuts() {
        for filling in ["3,9\n\n", "Nämnden har 12 delar. ", "ar,2010,3\n", "–"] {
            let long = filling.repeat(70_000 / filling.len());
            for at in (0..long.len()).step_by(9_973).chain((65_500..65_560).step_by(7)) {
                let Some((before, after)) = long.split_at_checked(at) else { continue };
                for secret in [" 121212-1212 ", "\n\na@b.se\n\n"] {
                    assert!(is_serious(&[before, secret, after].concat()), "{filling:?} at {at}");
                }
            }
            assert!(!is_serious(&long), "{filling:?}");
        }
    }

    #[test]
    fn a_glance_passes_nothing_over_that_the_whole_search_finds() {
        let pieces: Vec<&str> = [
            "\n\n|\n\n|\n|\r\n| | |,|.|:|-|/|+|(|)|_|*|<b>|&#49;|%20|\u{a0}|\u{2013}|\u{ff11}|å|Ö|@|(at)| at ",
            "c/o |pg|BG |nr |konto |swish |skyddad |identitet|hon har |t-nummer |Box |gatan |Storgatan |väg |by ",
            "v. |led |ABD|mlb|bil |SE|no|tel |född |Ort|T|K|a|0|1|2|12|19|07|08|+46|121212|1212|999|30|99930",
            "0278|3,9|50 %|2023-09-25|::1|fe80|a@b.se|121212-1212|4550000000058398257466|9386011117947|ord |och ",
        ]
        .iter()
        .flat_map(|line| line.split('|'))
        .collect();
        let mut seed = 7_u64;
        let mut next = |most: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(seed >> 40).unwrap() % most
        };
        let mut serious = 0;
        for _ in 0..12_000 {
            let most = if next(2) == 0 { 5 } else { 14 };
            let text: String = (0..=next(most)).map(|_| pieces[next(pieces.len())]).collect();
            let holds = holds(&text);
            serious += usize::from(holds);
            assert_eq!(is_serious(&text), holds, "{text:?}");
        }
        assert!(serious > 1_500, "{serious}: the pieces make something to find");
    }
}
