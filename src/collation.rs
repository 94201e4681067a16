//! Swedish alphabetical order: å ä ö last, in that order. The only module that names the collation library.
//! Owns no other notion of order (years, dates and diarienummer are never sorted as text).

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;

/// Sorts Swedish names.
pub struct SwedishOrder(CollatorBorrowed<'static>);

impl SwedishOrder {
    /// Swedish by the data that is built into the program, whatever the system's locale.
    pub fn new() -> Self {
        let order = Collator::try_new(locale!("sv").into(), CollatorOptions::default());
        Self(order.expect("the collation data for Swedish is built in"))
    }

    /// A key whose bytes stand in the order of the texts; ties are broken by the text itself.
    pub fn sort_key(&self, text: &str) -> SortKey {
        let mut key = Vec::with_capacity(text.len() * 3);
        let Ok(()) = self.0.write_sort_key_to(text, &mut key);
        SortKey { key, text: text.to_owned() }
    }
}

impl Default for SwedishOrder {
    fn default() -> Self {
        Self::new()
    }
}

/// Compares as its text does in a Swedish list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey {
    key: Vec<u8>,
    text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_after_z_come_last() {
        let mut names = ["Överförmyndarnämnden", "Älvnämnden", "Ånämnden", "Zonnämnden", "arkivnämnden"];
        let order = SwedishOrder::new();
        names.sort_by_cached_key(|name| order.sort_key(name));
        assert_eq!(names, ["arkivnämnden", "Zonnämnden", "Ånämnden", "Älvnämnden", "Överförmyndarnämnden"]);
    }
}
