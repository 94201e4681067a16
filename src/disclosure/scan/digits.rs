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
    /// `(`, `)` or both.
    Bracket,
}

/// Numbers that stand close together.
pub(super) type Run<'r> = &'r [Group];

impl Group {
    pub(super) const fn length(&self) -> usize {
        self.end - self.start
    }
}

/// Each run, from the places of the groups.
pub(super) fn each_run(text: &str, places: &[usize], mut look: impl FnMut(Run<'_>)) {
    let bytes = text.as_bytes();
    let mut groups = [Group { start: 0, end: 0, before: Gap::None }; MOST_GROUPS];
    let mut done = 0;
    for &first in places {
        if first < done {
            continue;
        }
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
            if count == MOST_GROUPS {
                break;
            }
            let Some((gap, resume)) = gap(bytes, at) else { break };
            before = gap;
            at = resume;
        }
        done = at;
        look(&groups[..count]);
    }
}

/// More groups than any number has; a longer row of numbers is looked at piece by piece.
const MOST_GROUPS: usize = 24;

/// What stands between a group's end and the next digit, if it may part groups, and where that digit is.
fn gap(bytes: &[u8], from: usize) -> Option<(Gap, usize)> {
    let mut gap = None;
    for (at, byte) in bytes.iter().enumerate().skip(from).take(16) {
        // Only a line may begin with many blanks.
        if at > from + 4 && !(bytes[from..at].contains(&b'\n') && matches!(byte, b' ' | b'0'..=b'9')) {
            return None;
        }
        let this = match byte {
            b'0'..=b'9' => return gap.map(|gap| (gap, at)),
            b' ' | b'\t' => Gap::Space,
            // In a file's name the low line stands for the dash.
            b'-' | b'_' => Gap::Dash,
            b'+' => Gap::Plus,
            b'.' => Gap::Dot,
            b'/' => Gap::Slash,
            b'\n' | b'\r' => Gap::Line,
            // A quotation goes on.
            b'>' if gap == Some(Gap::Line) || gap == Some(Gap::Dash) && bytes[at - 1] == b'\n' => Gap::Space,
            b'(' | b')' => Gap::Bracket,
            _ => return None,
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
