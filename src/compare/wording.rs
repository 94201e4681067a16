//! Which of several wordings a question has in most places. Owns no judgement of what another wording breaks.

/// The wording that most have; of several that equally many have, the register's own, else the first. `None` of none.
pub fn usual_wording<'t>(wordings: impl IntoIterator<Item = &'t str>, own: &str) -> Option<&'t str> {
    let mut counted: Vec<(&str, usize)> = Vec::new();
    for wording in wordings {
        match counted.iter_mut().find(|(known, _)| *known == wording) {
            Some((_, count)) => *count += 1,
            None => counted.push((wording, 1)),
        }
    }
    let most = counted.iter().map(|(_, count)| *count).max()?;
    counted.retain(|(_, count)| *count == most);
    let found = counted.iter().find(|(wording, _)| *wording == own).or(counted.first());
    found.map(|(wording, _)| *wording)
}

#[cfg(test)]
mod tests {
    use super::usual_wording;

    #[test]
    fn the_wording_of_most_is_the_usual_one() {
        assert_eq!(usual_wording(["a", "b", "b"], "a"), Some("b"));
        assert_eq!(usual_wording(["a", "b"], "b"), Some("b"), "the register's own");
        assert_eq!(usual_wording(["a", "b"], "c"), Some("a"));
        assert_eq!(usual_wording([], "c"), None);
    }
}
