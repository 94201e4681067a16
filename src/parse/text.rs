//! The one hook that every text of the front matter and registers passes before it can reach a page: what
//! an author has masked goes here, and nothing of it comes out. Owns no masks in the body (`markdown`).

use super::mask::stray;

/// What stands on the page for something masked.
pub const MASK: &str = "█";

/// A mask that hides nothing: what it was to hide can't be told from the rest, so nothing may be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MaskFault {
    /// It never ends.
    Unclosed,
    /// It is misspelt, or a masked block, which only a body can have: the word that it opens with.
    Stray(String),
}

/// The text without blanks around it, each `[[maskad: …]]` replaced by [`MASK`].
pub fn clean(text: &str) -> Result<String, MaskFault> {
    let text = without_masks(text.trim())?;
    match stray(&text) {
        Some(word) => Err(MaskFault::Stray(word.to_owned())),
        None => Ok(text),
    }
}

/// A text for messages: [`clean`], and nothing at all of one whose masks are at fault.
pub fn told(text: &str) -> String {
    clean(text).unwrap_or_else(|_| MASK.to_owned())
}

fn without_masks(text: &str) -> Result<String, MaskFault> {
    let mut rest = text;
    let Some(first) = mask_start(rest) else {
        return Ok(rest.to_owned());
    };
    let mut out = String::with_capacity(rest.len());
    let mut start = Some(first);
    while let Some(at) = start {
        out.push_str(&rest[..at]);
        out.push_str(MASK);
        rest = &rest[at + mask_length(&rest[at..]).ok_or(MaskFault::Unclosed)?..];
        start = mask_start(rest);
    }
    out.push_str(rest);
    Ok(out)
}

/// Where the next mask opens. Blanks and capitals don't make it another thing: better one mask too many.
fn mask_start(text: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text[at..].find("[[") {
        let after = text[at + found..].trim_start_matches('[');
        let word = after.trim_start();
        if word.get(..6).is_some_and(|word| word.eq_ignore_ascii_case("maskad"))
            && !word[6..].starts_with(char::is_alphanumeric)
        {
            return Some(text.len() - after.len() - 2);
        }
        at = text.len() - after.len();
    }
    None
}

/// To the `]]` that closes it; brackets inside close first.
fn mask_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut depth = 0_usize;
    let mut at = 0;
    while at < bytes.len() {
        match bytes.get(at..at + 2) {
            Some(b"[[") => {
                depth += 1;
                at += 2;
            }
            Some(b"]]") => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => at += 1,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_what_a_mask_hides_comes_out() {
        for (written, shown) in [
            ("  en text ", "en text"),
            ("[[maskad: Anna]] svarade", "█ svarade"),
            ("från [[maskad: Anna]] och [[Maskad:Bo]]", "från █ och █"),
            ("[[ maskad : Anna]]", "█"),
            ("[[maskad: Anna [[maskad: Bo]] Cia]].", "█."),
            ("[[maskad Anna]]", "█"),
            ("[[maskad: En\nrad till]]!", "█!"),
            ("[[[maskad: Anna]]]", "[█]"),
            ("[[ [[maskad: Anna]] ]]", "[[ █ ]]"),
            ("[[annat]] [[maskado]] [maskin: x]", "[[annat]] [[maskado]] [maskin: x]"),
            ("Texten är maskad: se not", "Texten är maskad: se not"),
        ] {
            assert_eq!(clean(written).as_deref(), Ok(shown), "{written}");
        }
    }

    #[test]
    fn a_mask_without_an_end_is_told() {
        for written in
            ["[[maskad: Anna", "x [[maskad: Anna] mer", "[[maskad: a]] [[maskad: b", "[[maskad: [[a]]"]
        {
            assert_eq!(clean(written), Err(MaskFault::Unclosed), "{written}");
        }
    }
    #[test]
    fn what_was_meant_as_a_mask_is_told_and_never_shown() {
        for (written, word) in [
            ("[[maskat: Anna]]", "maskat"),
            ("[[maskerad: Anna]]", "maskerad"),
            ("[maskad: Anna]", "maskad"),
            ("[ [Maskad : Anna] ]", "Maskad"),
            ("\\[\\[maskad: Anna]]", "maskad"),
            ("[[*maskad*: Anna]]", "maskad"),
            ("Först\n:::maskad {grund=\"OSL 26:1\"}\nAnna\n:::", "maskad"),
            ("::: maskat\nAnna\n:::", "maskat"),
            (":: maskad\nAnna\n::", "maskad"),
        ] {
            assert_eq!(clean(written), Err(MaskFault::Stray(word.into())), "{written}");
            assert_eq!(told(written), MASK, "{written}");
        }
    }
}
