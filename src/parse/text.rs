//! The one hook that every text of the front matter and registers passes before it can reach a page: what
//! an author has masked goes here, and nothing of it comes out. Owns no masks in the body (`markdown`).

/// What stands on the page for something masked.
pub const MASK: &str = "█";

/// A mask that never ends: what it was to hide can't be told from the rest, so nothing may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnclosedMask;

/// The text without blanks around it, each `[[maskad: …]]` replaced by [`MASK`].
pub fn clean(text: &str) -> Result<String, UnclosedMask> {
    let mut rest = text.trim();
    let Some(first) = mask_start(rest) else {
        return Ok(rest.to_owned());
    };
    let mut out = String::with_capacity(rest.len());
    let mut start = Some(first);
    while let Some(at) = start {
        out.push_str(&rest[..at]);
        out.push_str(MASK);
        rest = &rest[at + mask_length(&rest[at..]).ok_or(UnclosedMask)?..];
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
            ("[[annat]] [[maskado]]", "[[annat]] [[maskado]]"),
        ] {
            assert_eq!(clean(written).as_deref(), Ok(shown), "{written}");
        }
    }

    #[test]
    fn a_mask_without_an_end_is_told() {
        for written in
            ["[[maskad: Anna", "x [[maskad: Anna] mer", "[[maskad: a]] [[maskad: b", "[[maskad: [[a]]"]
        {
            assert_eq!(clean(written), Err(UnclosedMask), "{written}");
        }
    }
}
