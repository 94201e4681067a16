//! What a scale chart says in words: key, alternative text, the labels beside its arrows.
//! Owns the wording for means that are equal, missing, protected or of unknown level. Draws nothing.

use super::{KeyEntry, KeyMark, Year, joined};
use crate::disclosure::{Missing, Shown};
use crate::number::Decimal;

/// The means that share one arrow: one value, one or more years.
#[derive(Debug)]
pub(super) struct Arrow {
    pub(super) value: Decimal,
    /// Rising.
    pub(super) years: Vec<Year>,
    /// Whether the chart's own year is among them.
    pub(super) current: bool,
}

impl Arrow {
    /// `2020 och 2023`.
    pub(super) fn years(&self) -> String {
        let years: Vec<String> = self.years.iter().map(Year::to_string).collect();
        joined(&years, ", ")
    }

    /// The words beside the arrow.
    pub(super) fn words(&self, mean_name: &str) -> String {
        if self.current && self.years.len() == 1 { mean_name.to_owned() } else { self.years() }
    }

    fn sentence(&self, mean_name: &str, places: u8) -> String {
        let (years, value) = (self.years(), self.value.swedish(places));
        if self.current {
            format!("{mean_name} {years} är {value}.")
        } else {
            format!("Medelvärdet {years} är {value}.")
        }
    }
}

/// One arrow for each value that some year's mean has; the highest first.
pub(super) fn arrows(means: &[(Year, Shown<Decimal>)], current: Year) -> Vec<Arrow> {
    let mut arrows: Vec<Arrow> = Vec::with_capacity(means.len());
    for &(year, mean) in means {
        let Some(value) = mean.value() else { continue };
        match arrows.iter_mut().find(|arrow| arrow.value == value) {
            Some(arrow) => arrow.years.push(year),
            None => arrows.push(Arrow { value, years: vec![year], current: false }),
        }
    }
    for arrow in &mut arrows {
        arrow.years.sort_unstable();
        arrow.years.dedup();
        arrow.current = arrow.years.contains(&current);
    }
    arrows.sort_by_key(|arrow| std::cmp::Reverse(arrow.value));
    arrows
}

/// The means that have no arrow, and why, as sentences without a full stop; the chart's year first.
pub(super) fn unplaced_means(means: &[(Year, Shown<Decimal>)], current: Year) -> Vec<String> {
    let own = means.iter().find(|(year, _)| *year == current).map(|&(_, mean)| mean);
    let own = own.unwrap_or(Shown::Missing(Missing::NotMeasured));
    let earlier = means.iter().filter(|(year, _)| *year != current);
    let own = std::iter::once((None, own));
    own.chain(earlier.map(|&(year, mean)| (Some(year), mean))).filter_map(missing_words).collect()
}

fn missing_words((year, mean): (Option<Year>, Shown<Decimal>)) -> Option<String> {
    let words = mean.words()?;
    let year = year.map(|year| format!(" {year}")).unwrap_or_default();
    Some(match mean {
        Shown::Missing(Missing::NotStated) => format!("Medelvärdets nivå{year} {words}"),
        _ => format!("Medelvärde{year}: {words}"),
    })
}

/// The key: the year's mean, earlier means, means without a place, and the answers.
pub(super) fn key(mean_name: &str, arrows: &[Arrow], unplaced: Vec<String>, places: u8) -> Vec<KeyEntry> {
    let own_first = arrows.iter().filter(|arrow| arrow.current);
    let mut key: Vec<KeyEntry> = Vec::with_capacity(arrows.len() + unplaced.len() + 1);
    for arrow in own_first.chain(arrows.iter().filter(|arrow| !arrow.current)) {
        let (mark, text) = match (arrow.current, arrow.years.len()) {
            (true, 1) => (KeyMark::Mean, mean_name.to_owned()),
            (true, _) => (KeyMark::Mean, format!("{mean_name} {}", arrow.years())),
            (false, _) => (KeyMark::Earlier, format!("Medelvärde {}", arrow.years())),
        };
        key.push(KeyEntry { mark: Some(mark), text, value: Some(arrow.value.swedish(places)) });
    }
    key.extend(unplaced.into_iter().map(|text| KeyEntry { mark: None, text, value: None }));
    key.push(KeyEntry { mark: Some(KeyMark::Quote), text: "Intervjusvar".into(), value: None });
    key
}

/// The drawing's title: the scale's ends and where the means stand on it, or why they don't.
pub(super) fn title(
    (hi, lo): (String, String),
    mean_name: &str,
    arrows: &[Arrow],
    unplaced: &[String],
    places: u8,
) -> String {
    let mut title = format!("Skala från {hi} till {lo}.");
    let own_first = arrows.iter().filter(|arrow| arrow.current);
    for arrow in own_first.chain(arrows.iter().filter(|arrow| !arrow.current)) {
        title.push(' ');
        title.push_str(&arrow.sentence(mean_name, places));
    }
    for sentence in unplaced {
        title.push(' ');
        title.push_str(sentence);
        title.push('.');
    }
    title
}

/// The drawing's description: where the answers stand. `scores` from the highest down, each once.
pub(super) fn description(scores: &[String], answers: usize) -> String {
    let places = joined(scores, "; ");
    if answers == 1 {
        format!("Ett intervjusvar är placerat vid {places} och återges efter skalan.")
    } else {
        format!("Intervjusvar är placerade vid {places} och återges efter skalan.")
    }
}
