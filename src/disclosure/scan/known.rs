//! Short paragraphs that have been read and hold nothing serious. Owns no rule: it knows what it was told, by every byte.
//!
//! Pages say the same again and again: the headings of a table, the names of its columns, a note under a figure. What
//! such a paragraph holds depends on nothing but its bytes, so one reading of it serves for all.

use std::cell::RefCell;

/// A longer paragraph is told from others at a glance less dearly than it is compared, and seldom comes twice.
const LONGEST: usize = 256;
/// Places for what is known; a power of two. A site has some hundred paragraphs that come often.
pub(in crate::disclosure) const PLACES: usize = 4096;

thread_local! {
    /// Each thread's own: no thread waits for another.
    static KNOWN: RefCell<Vec<Vec<u8>>> = const { RefCell::new(Vec::new()) };
}

/// Has this very paragraph been read before, and nothing serious found?
pub(super) fn is_known(paragraph: &[u8]) -> bool {
    paragraph.len() <= LONGEST
        && KNOWN.with_borrow(|known| known.get(place(paragraph)).is_some_and(|other| other == paragraph))
}

/// Nothing serious was found in this paragraph. It takes the place of one that stood there.
pub(super) fn add(paragraph: &[u8]) {
    if paragraph.len() > LONGEST {
        return;
    }
    KNOWN.with_borrow_mut(|known| {
        if known.is_empty() {
            known.resize(PLACES, Vec::new());
        }
        let known = &mut known[place(paragraph)];
        known.clear();
        known.extend_from_slice(paragraph);
    });
}

/// Where a paragraph would stand. Two that have one place are still told apart.
fn place(paragraph: &[u8]) -> usize {
    let (eights, rest) = paragraph.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let all = eights.iter().copied().chain([last]).map(u64::from_le_bytes);
    place_of(all.fold(paragraph.len() as u64, mix))
}

/// The sum of bytes with eight more.
pub(in crate::disclosure) const fn mix(sum: u64, eight: u64) -> u64 {
    (sum.rotate_left(5) ^ eight).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The place of a sum. By its highest bits: they depend on all others.
#[expect(clippy::cast_possible_truncation, reason = "there are fewer places")]
pub(in crate::disclosure) const fn place_of(sum: u64) -> usize {
    (sum >> (u64::BITS - PLACES.ilog2())) as usize
}

#[cfg(test)]
mod tests {
    use super::super::is_serious;
    use super::*;

    #[test]
    fn a_paragraph_is_known_by_every_byte_and_no_other_is() {
        let text: String = "namnd_namn 1\u{2013}4 ".repeat(40);
        for length in [1, 7, 8, 9, 63, 64, 255, LONGEST] {
            let paragraph = &text.as_bytes()[..length];
            add(paragraph);
            assert!(is_known(paragraph), "{length}");
            for at in 0..length {
                let mut other = paragraph.to_vec();
                other[at] ^= 1;
                assert!(!is_known(&other), "{length} {at}");
            }
            assert!(!is_known(&[paragraph, b"\0"].concat()));
        }
    }

    #[test]
    fn one_takes_the_place_of_another_and_is_not_taken_for_it() {
        let all: Vec<String> = (0..2 * PLACES).map(|number| format!("rad_{number}")).collect();
        for paragraph in &all {
            add(paragraph.as_bytes());
        }
        let known = all.iter().filter(|paragraph| is_known(paragraph.as_bytes())).count();
        assert!((PLACES / 2..=PLACES).contains(&known), "{known}");
    }

    #[test]
    fn what_is_serious_is_never_known() {
        for secret in
            ["a_b 121212-1212", "skala 1\u{2013}4, hon har skyddad identitet", "a_b\u{a0}070-174 06 05"]
        {
            for text in [secret.to_owned(), format!("skala 1\u{2013}4\n\n{secret}\n\n")] {
                assert!(is_serious(&text) && is_serious(&text), "{text}");
            }
            assert!(!is_known(secret.as_bytes()) && !is_known(format!("{secret}\n\n").as_bytes()));
        }
        let innocent = "skala_1\u{2013}4";
        assert!(!is_serious(innocent) && is_known(innocent.as_bytes()) && !is_serious(innocent));
    }
}
