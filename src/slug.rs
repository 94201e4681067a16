//! Addresses from words: lower-case ASCII letters, digits and single hyphens. Owns no uniqueness (the
//! headings of a body see to theirs).

/// The words as an address: å, ä → a; ö, ø → o; accents dropped; anything else that isn't a letter a–z or a
/// digit parts words. Empty where nothing is left.
pub fn slug(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut parted = false;
    for c in words.chars() {
        let letters = letters(c);
        if letters.is_empty() {
            parted |= !dropped(c);
            continue;
        }
        if parted && !out.is_empty() {
            out.push('-');
        }
        parted = false;
        out.push_str(letters);
    }
    out
}

/// Is this what [`slug`] could have made, so that it may be an address?
pub fn is_slug(text: &str) -> bool {
    let word =
        |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    text.split('-').all(word)
}

/// Signs within a word that don't part it: soft hyphen, combining accents, zero-width signs.
fn dropped(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

fn letters(c: char) -> &'static str {
    const ASCII: &str = "0123456789abcdefghijklmnopqrstuvwxyz";
    let at = match c {
        '0'..='9' => c as usize - '0' as usize,
        'a'..='z' => c as usize - 'a' as usize + 10,
        'A'..='Z' => c as usize - 'A' as usize + 10,
        _ => return accented(c),
    };
    &ASCII[at..=at]
}

fn accented(c: char) -> &'static str {
    match c {
        'å' | 'ä' | 'à' | 'á' | 'â' | 'ã' | 'Å' | 'Ä' | 'À' | 'Á' | 'Â' | 'Ã' => "a",
        'ö' | 'ø' | 'ò' | 'ó' | 'ô' | 'õ' | 'Ö' | 'Ø' | 'Ò' | 'Ó' | 'Ô' | 'Õ' => "o",
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => "e",
        'ü' | 'ù' | 'ú' | 'û' | 'Ü' | 'Ù' | 'Ú' | 'Û' => "u",
        'í' | 'ì' | 'î' | 'ï' | 'Í' | 'Ì' | 'Î' | 'Ï' => "i",
        'ç' | 'Ç' => "c",
        'ñ' | 'Ñ' => "n",
        'ý' | 'ÿ' | 'Ý' => "y",
        'š' | 'Š' => "s",
        'ž' | 'Ž' => "z",
        'æ' | 'Æ' => "ae",
        'ß' => "ss",
        'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swedish_words_become_addresses() {
        assert_eq!(slug("Åtgärder för ökad säkerhet"), "atgarder-for-okad-sakerhet");
        assert_eq!(slug("Idé & kafé – 2023!"), "ide-kafe-2023");
        assert_eq!(slug("  —Hälsa-, vård-  "), "halsa-vard");
        assert_eq!(slug("för\u{AD}skola"), "forskola");
        assert_eq!(slug("…"), "");
        assert_eq!(slug("日本"), "");
    }

    #[test]
    fn a_slug_stays_as_it_is() {
        assert_eq!(slug("resultat-2023"), "resultat-2023");
        assert!(is_slug("resultat-2023"));
        for bad in ["", "Resultat", "a b", "å", "a_b", "-a", "a-", "a--b"] {
            assert!(!is_slug(bad), "{bad}");
        }
    }
}
