//! Source text that may be printed: masked passages and personal data blanked, control characters and characters that turn
//! the direction of writing made visible. Character for character, so that columns stay. Blanks rather too
//! much than too little: it doesn't ask whether the Markdown around a mask is right.

use std::ops::Range;

use crate::disclosure::scan::scan;
use crate::parse::suspects::flagged;
use crate::source::SourceFile;

/// What stands for a masked character.
const BLANK: char = '█';
/// What stands for a character that terminals act upon.
const STRANGE: char = '\u{fffd}';

/// A whole file's text, as many characters long as it was: masked passages and all that looks like personal
/// data blanked.
pub(super) fn text(file: &SourceFile) -> String {
    let text = file.text.get();
    let mut hidden = masks(&text);
    hidden.extend(flagged(file));
    blanked(&text, &joined(hidden))
}

/// A whole text, as many characters long as it was: masked passages blanked.
pub(super) fn unmasked(text: &str) -> String {
    blanked(text, &masks(text))
}

/// Words of a message, in which a key, an id or a name may stand that is somebody's.
pub(super) fn told(text: &str) -> String {
    // A file's name has _ where a number has -: as many bytes.
    let hits = [scan(text), scan(&text.replace('_', "-"))].concat();
    let hidden = joined(hits.iter().map(|hit| hit.start..hit.end).collect());
    if hidden.is_empty() { text.to_owned() } else { blanked(text, &hidden) }
}

/// A path, each of its names by itself.
pub(super) fn path(path: &str) -> String {
    path.split('/').map(told).collect::<Vec<_>>().join("/")
}

fn blanked(text: &str, masks: &[Range<usize>]) -> String {
    let mut next = 0;
    let mut out = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        while masks.get(next).is_some_and(|mask| mask.end <= at) {
            next += 1;
        }
        let masked = masks.get(next).is_some_and(|mask| mask.contains(&at));
        out.push(if character == '\n' {
            '\n'
        } else if masked {
            BLANK
        } else {
            visible(character)
        });
    }
    out
}

/// A title, a path: one line, nothing in it that a terminal acts upon.
pub(super) fn line(text: &str) -> String {
    text.chars().map(|c| if matches!(c, '\n' | '\t') { ' ' } else { visible(c) }).collect()
}

fn visible(character: char) -> char {
    match character {
        '\t' => '\t',
        '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => STRANGE,
        c if c.is_control() => STRANGE,
        c => c,
    }
}

/// Bytes that a mask covers, sorted, none within another.
fn masks(text: &str) -> Vec<Range<usize>> {
    let mut all = inline(text);
    all.extend(blocks(text));
    all.extend(askew(text));
    all.extend(short_fences(text));
    joined(all)
}

/// Sorted, none within another.
fn joined(mut all: Vec<Range<usize>>) -> Vec<Range<usize>> {
    all.sort_by_key(|mask| mask.start);
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(all.len());
    for mask in all {
        match joined.last_mut() {
            Some(last) if mask.start <= last.end => last.end = last.end.max(mask.end),
            _ => joined.push(mask),
        }
    }
    joined
}

/// The word that `text` begins with, blanks and what nobody sees passed over, and where it ends.
fn word(text: &str) -> (&str, usize) {
    let start = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || is_unseen(c)).len();
    let length = text[start..].find(|c: char| !c.is_alphanumeric() && !is_unseen(c));
    let length = length.unwrap_or(text.len() - start);
    (&text[start..start + length], start + length)
}

fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Is it `maskad`, or so like it that it may have been meant?
fn like_masked(word: &str) -> bool {
    let letters = word.to_lowercase();
    "maskd".chars().filter(|letter| letters.contains(*letter)).count() >= 4
}

/// Is it a word that means nothing else?
fn means_masked(word: &str) -> bool {
    let letters: String = word.to_lowercase().chars().filter(|c| !is_unseen(*c)).collect();
    matches!(letters.as_str(), "maskad" | "maskat" | "maskerad" | "maskerat")
}

/// From after `[[maskad:` to its `]]`, or to the end of the text.
fn inline(text: &str) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find("[[") {
        at += found + 2;
        let (word, end) = word(&text[at..]);
        if !like_masked(word) {
            continue;
        }
        let start = at + end + usize::from(text[at + end..].starts_with(':'));
        let end = start + closing(&text[start..]);
        all.push(start..end);
        at = end;
    }
    all
}

/// From after the word of `[maskad:` and its like, with one bracket or others between, to the next `]`.
fn askew(text: &str) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    // A run of marks is passed once, whichever of its brackets opens, and a mask without end is the last.
    let mut done = 0;
    for (bracket, _) in text.match_indices('[') {
        let at = bracket + 1;
        if at <= done {
            continue;
        }
        let marks = text[at..].find(|c: char| !(c.is_whitespace() || "[\\*_".contains(c)));
        let Some(marks) = marks else { break };
        done = at + marks;
        let (word, end) = word(&text[done..]);
        if !means_masked(word) {
            continue;
        }
        let start = done + end + usize::from(text[done + end..].starts_with(':'));
        let Some(found) = text[start..].find(']') else {
            all.push(start..text.len());
            break;
        };
        all.push(start..start + found);
    }
    all
}

/// From after the word of `::maskad`, a colon short, to the next line of colons or to the end of the text.
fn short_fences(text: &str) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    for (at, _) in text.match_indices("::") {
        if text[..at].ends_with(':') || text[at..].starts_with(":::") {
            continue; // A whole fence, which `blocks` sees to.
        }
        let (word, end) = word(text[at..].trim_start_matches(':'));
        if !means_masked(word) {
            continue;
        }
        let start = at + text[at..].len() - text[at..].trim_start_matches(':').len() + end;
        let closes =
            |line: &str| line.contains("::") && line.trim_start_matches([' ', '>', ':']).trim().is_empty();
        let mut to = start;
        for line in text[start..].split_inclusive('\n') {
            if closes(line) {
                break;
            }
            to += line.len();
        }
        all.push(start..to);
    }
    all
}

/// Where the `]]` is that closes what stands open, pairs within it passed over.
fn closing(text: &str) -> usize {
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(found) = text[at..].find(['[', ']']) {
        at += found;
        if text[at..].starts_with("[[") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("]]") {
            if depth == 0 {
                return at;
            }
            depth -= 1;
            at += 2;
        } else {
            at += 1;
        }
    }
    text.len()
}

/// From `:::maskad` to its `:::`, or to the end of the text. The ground in `{ }` stays to be seen. Any other
/// word after `:::` opens a block too, but only if one closes it.
fn blocks(text: &str) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some(fence) = line.find(":::") {
            let after = line[fence..].trim_start_matches(':');
            let (word, end) = word(after);
            if !word.is_empty() {
                let rest = at + line.len() - after.len() + end;
                open.push((rest + ground(&after[end..]), like_masked(word)));
            } else if after.trim().is_empty()
                && let Some((start, _)) = open.pop()
            {
                all.push(start..at);
            }
        }
        at += line.len();
    }
    all.extend(open.iter().find(|(_, masked)| *masked).map(|(start, _)| *start..text.len()));
    all
}

/// The length of ` {grund="…"}` at the start.
fn ground(text: &str) -> usize {
    let line = text.lines().next().unwrap_or_default();
    if line.trim_start().starts_with('{') { line.find('}').map_or(0, |at| at + 1) } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masked_text_is_blanked_character_for_character() {
        let source =
            "Före [[maskad: Åsa 🦊]] efter [x]\n\n:::maskad {grund=\"OSL 26:1\"}\nNär Åsa\nkom\n:::\nslut";
        let shown =
            "Före [[maskad:██████]] efter [x]\n\n:::maskad {grund=\"OSL 26:1\"}\n███████\n███\n:::\nslut";
        assert_eq!(unmasked(source), shown);
        assert_eq!(source.chars().count(), shown.chars().count());
    }

    #[test]
    fn an_unclosed_mask_blanks_all_that_follows() {
        for source in ["a [[maskad: hemligt\n\nhemligt", "a\n:::maskad\nhemligt\n::: nej\nhemligt"] {
            assert!(!unmasked(source).contains("hemligt"), "{}", unmasked(source));
        }
    }

    #[test]
    fn masks_that_are_written_askew_are_blanked_too() {
        for source in [
            "[[ Maskad : hemligt]]",
            "[[maskad: a [[b]] hemligt]]",
            "> - :::maskad\n>   hemligt\n> :::",
            "  ::::  MASKAD hemligt\nhemligt",
            ":::maskad hemligt :::",
            ":::maskad {grund=\"x\"} hemligt",
            "I löptext :::maskad\nhemligt\n:::",
            "[[maskat: hemligt]]",
            "[maskad: hemligt]",
            "\\[\\[maskad: hemligt]]",
            "[[*maskad*: hemligt]]",
            "::: masked\nhemligt\n:::",
            ":::ruta\nhemligt\n:::",
            ":::maskad\n:::ruta\nx\n:::\nhemligt\n:::",
            "::maskad\nhemligt\n::",
            "[[mas\u{ad}kad: hemligt]]",
            "[\u{200b}[\u{feff}maskad: hemligt]]",
            ":::mask\u{200d}ad\nhemligt\n:::",
            "> :: Maskad\n> hemligt\n\nhemligt",
        ] {
            assert!(!unmasked(source).contains("hemligt"), "{}", unmasked(source));
        }
    }

    #[test]
    fn a_row_of_brackets_takes_no_longer_than_other_text() {
        // Nothing is timed: a search that grows with the square of a text would not end here.
        let brackets = "[".repeat(300_000);
        assert_eq!(unmasked(&brackets), brackets);
        let unclosed = "[maskad: ".repeat(30_000);
        assert!(!unmasked(&format!("{unclosed}hemligt")).contains("hemligt"));
    }

    #[test]
    fn what_is_no_mask_stays_to_be_seen() {
        for source in ["[[1]] och [länk](x)", ":::ruta\nsynligt", "a::b :: c", "[[kapitel: ett]]"] {
            assert_eq!(unmasked(source), source);
        }
    }

    #[test]
    fn what_terminals_act_upon_is_made_visible() {
        assert_eq!(unmasked("a\u{1b}[31m\u{202e}b\tc\r"), "a\u{fffd}[31m\u{fffd}b\tc\u{fffd}");
        assert_eq!(line("a\nb\u{7}"), "a b\u{fffd}");
    }
}
