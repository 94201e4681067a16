//! How near two addresses are: for the proposal of a new address where an old one would die. Owns no check.

/// How alike two ids are: the share of their words that begin alike. From 0 to 100.
pub(super) fn likeness(one: &str, other: &str) -> usize {
    let words = |id: &str| -> Vec<String> {
        id.split(['-', '_', '/', '.']).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let (ones, others) = (words(one), words(other));
    let longest = ones.len().max(others.len());
    if longest == 0 {
        return 0;
    }
    let shared = ones.iter().filter(|word| others.iter().any(|its| begin_alike(word, its))).count();
    shared * 100 / longest
}

/// The same word, or two forms of it: `slutsats`, `slutsatser`.
fn begin_alike(one: &str, other: &str) -> bool {
    let common = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    one == other || common >= 4 && common * 3 >= one.len().max(other.len()) * 2
}

/// The likest of some candidates, where one is like enough; the only one, where there is but one.
pub(super) fn likest<'a>(id: &str, candidates: &[&'a str]) -> Option<&'a str> {
    if let [only] = candidates {
        return Some(only);
    }
    let rated = candidates.iter().map(|candidate| (likeness(id, candidate), *candidate));
    // Of two equally like ones the first: the same proposal at each run.
    rated.filter(|(rate, _)| *rate >= 25).rev().max_by_key(|(rate, _)| *rate).map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reworded_heading_is_known_by_its_words() {
        let candidates = ["inledning", "det-fortsatta-arbetet", "resultat"];
        assert_eq!(likest("fortsatt-arbete", &candidates), Some("det-fortsatta-arbetet"));
        assert_eq!(likest("resultat-och-slutsats", &candidates), Some("resultat"));
        assert_eq!(likest("bakgrund", &candidates), None);
        assert_eq!(likest("bakgrund", &["inledning"]), Some("inledning"), "nothing else is new");
    }
}
