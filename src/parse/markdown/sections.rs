//! The known parts of a granskning by the words of their headings. Owns no headings.

use crate::model::body::Section;
use crate::suggestion::nearest;

/// The words that `{avsnitt=…}` takes.
pub(super) const NAMES: &[&str] =
    &["risk", "syfte", "omfattning", "metod", "resultat", "förslag", "fortsatt arbete"];

/// The section that `{avsnitt=…}` names, or the nearest name.
pub(super) fn named(value: &str) -> Result<Section, Option<&'static str>> {
    let value = value.to_lowercase().replace('-', " ");
    match value.as_str() {
        "risk" => Ok(Section::Risk),
        "syfte" => Ok(Section::Purpose),
        "omfattning" => Ok(Section::Scope),
        "metod" => Ok(Section::Method),
        "resultat" => Ok(Section::Result),
        "förslag" => Ok(Section::Proposals),
        "fortsatt arbete" => Ok(Section::FurtherWork),
        _ => Err(nearest(&value, NAMES.iter().copied())),
    }
}

/// The section that a heading's words mean. A heading that joins several, as some nämnder write, means its
/// first; one with any other word in it means none.
pub(super) fn recognise(words: &str) -> Option<Section> {
    let lower = words.to_lowercase();
    let numbering = |c: char| c.is_ascii_digit() || c == '.' || c.is_whitespace();
    let words = lower.trim_start_matches(numbering).trim_end_matches([':', '.', ' ']);
    let words = words.strip_prefix("granskningens ").unwrap_or(words);
    if let Some(section) = part(words) {
        return Some(section);
    }
    let mut sections = words
        .split([',', '/'])
        .flat_map(|piece| piece.split(" och "))
        .flat_map(|piece| piece.split(" samt "))
        .map(|piece| part(piece.trim()));
    let first = sections.next()??;
    sections.all(|section| section.is_some()).then_some(first)
}

fn part(words: &str) -> Option<Section> {
    Some(match words {
        "risk"
        | "risker"
        | "riskbeskrivning"
        | "beskrivning av risk"
        | "beskrivning av risken"
        | "beskrivning av risker" => Section::Risk,
        "syfte"
        | "syftet"
        | "syfte med granskning"
        | "syfte med granskningen"
        | "syftet med granskningen" => Section::Purpose,
        "omfattning"
        | "avgränsning"
        | "avgränsningar"
        | "granskningsomfattning"
        | "omfattning av granskningen" => Section::Scope,
        "metod" | "metoder" | "granskningsmetod" | "granskningsmetoder" | "metod för granskningen" => {
            Section::Method
        }
        "resultat"
        | "resultatet"
        | "granskningsresultat"
        | "resultat av granskning"
        | "resultat av granskningen"
        | "resultat från granskningen" => Section::Result,
        "förslag"
        | "förbättringsåtgärder"
        | "förbättringsförslag"
        | "förslag på åtgärder"
        | "förslag till åtgärder"
        | "förslag på förbättringar"
        | "förslag på förbättringsåtgärder"
        | "förslag till förbättringsåtgärder" => Section::Proposals,
        "fortsatt arbete" | "det fortsatta arbetet" => Section::FurtherWork,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_by_their_words() {
        for (words, section) in [
            ("Risk", Section::Risk),
            ("Riskbeskrivning", Section::Risk),
            ("3.2 Syfte:", Section::Purpose),
            ("Syfte med granskningen", Section::Purpose),
            ("Granskningens syfte, omfattning, avgränsning och metod", Section::Purpose),
            ("Omfattning/avgränsning", Section::Scope),
            ("Granskningsmetod", Section::Method),
            ("Resultat", Section::Result),
            ("Förslag på förbättringsåtgärder", Section::Proposals),
            ("Fortsatt arbete", Section::FurtherWork),
        ] {
            assert_eq!(recognise(words), Some(section), "{words}");
        }
    }

    #[test]
    fn other_headings_are_not() {
        for words in ["Inledning", "Resultat och diskussion", "Risktagande", "", "2023", "Syfte, "] {
            assert_eq!(recognise(words), None, "{words}");
        }
    }

    #[test]
    fn a_section_is_told_by_name() {
        assert_eq!(named("Fortsatt-arbete"), Ok(Section::FurtherWork));
        assert_eq!(named("resutat"), Err(Some("resultat")));
        assert_eq!(named("xyz"), Err(None));
    }
}
