//! "Did you mean": the nearest of some known words. The one module that names strsim. Owns no wording.

/// The known word nearest to what was written, where one is near enough to be what was meant. Case and the
/// dots over å, ä and ö count for little: they are what is most often left out.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = folded(word);
    let length = written.chars().count();
    if length == 0 || length > 200 {
        return None;
    }
    let most = match length {
        0..=2 => 1,
        3..=5 => 2,
        6..=10 => 3,
        _ => length / 4 + 1,
    };
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let known = folded(candidate);
            let away = strsim::damerau_levenshtein(&written, &known);
            let near = away <= most && away < known.chars().count().max(length).div_ceil(2);
            (away == 0 || near).then_some((away, candidate))
        })
        .min_by_key(|(away, _)| *away)
        .map(|(_, candidate)| candidate)
}

/// Lower case, without marks over letters, with one sign for all that keeps words apart.
fn folded(word: &str) -> String {
    word.chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'å' | 'ä' | 'á' | 'à' | 'æ' => 'a',
            'ö' | 'ø' | 'ó' => 'o',
            'é' | 'è' | 'ê' => 'e',
            'ü' => 'u',
            '_' | ' ' | '-' => '-',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [&str; 5] = ["titel", "nämnd", "år", "åtgärder", "direktåtgärder"];

    #[test]
    fn finds_what_was_meant() {
        for (written, meant) in [
            ("tittel", "titel"),
            ("namnd", "nämnd"),
            ("ar", "år"),
            ("Atgarder", "åtgärder"),
            ("direkt-åtgärder", "direktåtgärder"),
        ] {
            assert_eq!(nearest(written, KEYS), Some(meant), "{written}");
        }
    }

    #[test]
    fn says_nothing_where_nothing_is_near() {
        for written in ["", "x", "sammanfattning", "bok", "id"] {
            assert_eq!(nearest(written, KEYS), None, "{written}");
        }
    }

    #[test]
    fn takes_the_first_of_equally_near_words() {
        assert_eq!(nearest("tika", ["tiga", "tina"]), Some("tiga"));
    }
}
