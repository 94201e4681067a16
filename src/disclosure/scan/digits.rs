//! Runs of digits: numbers with the signs that part their groups. Owns what may stand within one, knows no
//! kind of number.

/// A group of digits without anything between them, in a [`Run`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// Its first byte in the text.
    pub(super) start: usize,
    /// One past its last.
    pub(super) end: usize,
    /// What stands between it and the group before.
    pub(super) before: Gap,
}

/// What parts two groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing: the first group.
    None,
    /// Blanks.
    Space,
    /// `-` or `_`, perhaps between blanks.
    Dash,
    /// `+`
    Plus,
    /// `.`
    Dot,
    /// `/`
    Slash,
    /// A line's end.
    Line,
    /// `(`, `)`, `[`, `]` or two of them.
    Bracket,
    /// `,` between two digits, in a loose run.
    Comma,
    /// `:` between two digits, in a loose run.
    Colon,
}

/// Numbers that stand close together.
pub(super) type Run<'r> = &'r [Group];

impl Group {
    pub(super) const fn length(&self) -> usize {
        self.end - self.start
    }
}

/// Each run, from the places of the groups. Where a comma or a colon right between two digits ends one, the loose
/// run that goes on past it is looked at too: such a sign parts figures of much else, so not every rule takes it.
pub(super) fn each_run(
    text: &str,
    places: &[usize],
    mut look: impl FnMut(Run<'_>),
    mut look_loosely: impl FnMut(Run<'_>),
) {
    let bytes = text.as_bytes();
    let mut groups = [Group { start: 0, end: 0, before: Gap::None }; MOST_GROUPS];
    let mut done = 0;
    for &first in places {
        if first < done {
            continue;
        }
        let count = follow(bytes, first, &mut groups, false);
        let end = groups[count - 1].end;
        done = end;
        look(&groups[..count]);
        if matches!(bytes.get(end..end + 2), Some([b',' | b':', b'0'..=b'9'])) {
            let count = follow(bytes, first, &mut groups[..MOST_LOOSE], true);
            look_loosely(&groups[..count]);
        }
    }
}

/// Writes down the groups of the run that begins at a digit; how many they are.
fn follow(bytes: &[u8], first: usize, groups: &mut [Group], is_loose: bool) -> usize {
    let mut at = first;
    let mut count = 0;
    let mut before = Gap::None;
    loop {
        let start = at;
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        groups[count] = Group { start, end: at, before };
        count += 1;
        if count == groups.len() {
            return count;
        }
        let Some((gap, resume)) = gap_after(bytes, at, is_loose) else { return count };
        before = gap;
        at = resume;
    }
}

/// What stands between a group's end and the next group of its run, and where that begins.
pub(super) fn gap_after(bytes: &[u8], end: usize, is_loose: bool) -> Option<(Gap, usize)> {
    let loose = || match bytes.get(end..end + 2)? {
        [b',', b'0'..=b'9'] => Some((Gap::Comma, end + 1)),
        [b':', b'0'..=b'9'] => Some((Gap::Colon, end + 1)),
        _ => None,
    };
    gap(bytes, end).or_else(|| loose().filter(|_| is_loose))
}

/// Does a group begin a new sentence, or what a list's number stands before: "Ring 112. 5 gjorde det", "1. 070-…"?
/// A number with such points has them alike on both sides: blanks or none.
pub(super) fn is_after_stop(text: &str, group: &Group) -> bool {
    let before = text[..group.start].trim_end_matches([' ', '\n', '(', '[']);
    before.len() < group.start
        && before.strip_suffix('.').is_some_and(|number| number.ends_with(|c: char| c.is_ascii_digit()))
}

/// More groups than any number has; a longer row of numbers is looked at piece by piece.
const MOST_GROUPS: usize = 24;

/// The same where commas and colons part them.
const MOST_LOOSE: usize = 8;

/// What stands between a group's end and the next digit, if it may part groups, and where that digit is.
fn gap(bytes: &[u8], from: usize) -> Option<(Gap, usize)> {
    // Most have one sign, or a word comes after it.
    match bytes.get(from..).and_then(|rest| rest.first_chunk()) {
        Some([sign, b'0'..=b'9']) => part(*sign).map(|gap| (gap, from + 1)),
        Some([_, b'a'..=b'z' | b'A'..=b'Z']) => None,
        _ => wide_gap(bytes, from),
    }
}

/// The same, sign by sign.
fn wide_gap(bytes: &[u8], from: usize) -> Option<(Gap, usize)> {
    let mut gap = None;
    for (at, byte) in bytes.iter().enumerate().skip(from).take(16) {
        // Only a line may begin with many blanks.
        if at > from + 4 && !(bytes[from..at].contains(&b'\n') && matches!(byte, b' ' | b'0'..=b'9')) {
            return None;
        }
        let this = match byte {
            b'0'..=b'9' => return gap.map(|gap| (gap, at)),
            // A quotation goes on.
            b'>' if gap == Some(Gap::Line) || gap == Some(Gap::Dash) && bytes[at - 1] == b'\n' => Gap::Space,
            sign => part(*sign)?,
        };
        gap = Some(match (gap, this) {
            (None | Some(Gap::Space | Gap::Bracket), this) => this,
            (Some(Gap::Line), Gap::Line) => Gap::Line,
            (Some(Gap::Dash), Gap::Dash | Gap::Line) | (Some(Gap::Line), Gap::Dash) => Gap::Dash,
            (Some(gap), Gap::Space | Gap::Bracket) => gap,
            _ => return None,
        });
    }
    None
}

/// What a sign parts groups as.
const fn part(sign: u8) -> Option<Gap> {
    Some(match sign {
        b' ' | b'\t' => Gap::Space,
        // In a file's name the low line stands for the dash.
        b'-' | b'_' => Gap::Dash,
        b'+' => Gap::Plus,
        b'.' => Gap::Dot,
        b'/' => Gap::Slash,
        b'\n' | b'\r' => Gap::Line,
        b'(' | b')' | b'[' | b']' => Gap::Bracket,
        _ => return None,
    })
}

/// The digits of some groups, at most as many as there is room for; how many there are in all.
pub(super) fn collect(text: &str, groups: Run<'_>, room: &mut [u8]) -> usize {
    let digits =
        groups.iter().flat_map(|group| text.as_bytes()[group.start..group.end].iter().map(|b| b - b'0'));
    let mut count = 0;
    for digit in digits {
        if let Some(place) = room.get_mut(count) {
            *place = digit;
        }
        count += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_of_one_sign_is_told_as_sign_by_sign() {
        let mut gaps = 0;
        for (sign, next) in (0..=u8::MAX).flat_map(|sign| (0..=u8::MAX).map(move |next| (sign, next))) {
            for text in
                [&[b'1', sign, next][..], &[b'1', sign, next, b'2'], &[b'1', sign, next, b' ', b'2', b'3']]
            {
                let told = gap(text, 1);
                gaps += usize::from(told.is_some());
                assert_eq!(told, wide_gap(text, 1), "{text:?}");
            }
        }
        assert!(gaps > 300, "{gaps}");
        assert_eq!(gap(b"1-", 1), wide_gap(b"1-", 1));
    }
}
