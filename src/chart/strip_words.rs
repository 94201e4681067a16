//! What a strip says in words: kicker, key, remarks, alternative text. Draws nothing.

use super::strip::{StripChart, StripRow, shown_words};
use super::strip_table::MeanOfShown;
use super::{Graduation, KeyEntry, KeyMark, Year};
use crate::disclosure::Shown;
use crate::number::Decimal;

/// `Alla nämnder · medelvärde 2020 och 2023, skala 1–4`.
pub(super) fn kicker(scope: &str, earlier: Option<Year>, year: Year, scale: Graduation) -> String {
    let years = earlier.map_or_else(|| year.to_string(), |earlier| format!("{earlier} och {year}"));
    format!("{scope} · medelvärde {years}, skala {}", scale.ends())
}

/// Why a question has a figure for each year.
pub(super) fn scale_change((a, earlier): (Year, Graduation), (b, later): (Year, Graduation)) -> String {
    let ends_differ = earlier.ends() != later.ends();
    let (was, is) = if ends_differ {
        (earlier.ends(), later.ends())
    } else {
        let steps = |scale: Graduation| format!("{} i steg om {}", scale.ends(), scale.step().swedish(0));
        (steps(earlier), steps(later))
    };
    format!("Skalan var {was} år {a} och {is} år {b}. Åren visas därför var för sig och kan inte jämföras.")
}

/// The marks that the years and the mean of all have.
pub(super) fn key(chart: &StripChart<'_>, mean: Option<MeanOfShown>, places: u8) -> Vec<KeyEntry> {
    let (earlier, year) = (chart.earlier, chart.year);
    let changes =
        || chart.rows.iter().map(|row| Change::of(chart.earlier_of(row), row.later, row.comparable));
    // The later year is an arrow where some row has moved, a dot where none has.
    let arrow = changes().any(|change| matches!(change, Change::Moved { unchanged: false, .. }));
    let mut key = Vec::with_capacity(3);
    let mut entry = |mark, text: String, value| key.push(KeyEntry { mark: Some(mark), text, value });
    if let Some(earlier) = earlier {
        entry(KeyMark::Ring, earlier.to_string(), None);
    }
    entry(if arrow { KeyMark::Mean } else { KeyMark::Dot }, year.to_string(), None);
    if let (Some(name), Some(mean)) = (chart.mean_name, mean) {
        let how = if mean.weighted { "" } else { " (ovägt)" };
        entry(KeyMark::All, format!("{name} {year}{how}"), Some(mean.value.swedish(places)));
    }
    key
}

/// How far a row's value has moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Both years have a value and may be compared.
    Moved {
        /// From the earlier year to the later.
        by: Decimal,
        /// Less than half a tenth.
        unchanged: bool,
    },
    /// Both have a value, but not on the same terms.
    Incomparable,
    /// A year has no value.
    Unknown,
}

impl Change {
    pub(super) fn of(earlier: Shown<Decimal>, later: Shown<Decimal>, comparable: bool) -> Self {
        let (Some(a), Some(b)) = (earlier.value(), later.value()) else { return Self::Unknown };
        match b.minus(a) {
            Some(by) if comparable => {
                let half_a_tenth = Decimal::new(5, 2);
                let unchanged = by < half_a_tenth && by > Decimal::new(-5, 2);
                Self::Moved { by, unchanged }
            }
            _ => Self::Incomparable,
        }
    }

    /// `+0,7`, `−0,4`, `0,0`, or `–` where there is nothing to compare.
    pub(super) fn words(self, places: u8) -> String {
        match self {
            Self::Moved { by, .. } if by.is_negative() || by.is_zero() => by.swedish(places),
            Self::Moved { by, .. } => format!("+{}", by.swedish(places)),
            Self::Incomparable | Self::Unknown => "–".to_owned(),
        }
    }
}

/// What stands to the right of a row's name: only what is missing, unchanged or special.
pub(super) fn remark(row: &StripRow<'_>, earlier: Option<Year>, year: Year) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut missing = |year: Year, value: &Shown<Decimal>| {
        if let Some(words) = value.words() {
            parts.push(format!("{year}: {words}"));
        }
    };
    if let Some(earlier) = earlier {
        missing(earlier, &row.earlier);
    }
    missing(year, &row.later);
    let change = Change::of(row.earlier, row.later, row.comparable);
    if earlier.is_some() && matches!(change, Change::Moved { unchanged: true, .. }) {
        parts.push("oförändrat".into());
    } else if row.interval.is_some_and(|interval| interval.covers_none) {
        parts.push("ingen säker förändring".into());
    }
    if row.own {
        parts.push("denna nämnd".into());
    }
    parts.extend(row.remark.map(str::to_owned));
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// `2020: 3,1. 2023: 3,8.`
pub(super) fn alternative(row: &StripRow<'_>, earlier: Option<Year>, year: Year, places: u8) -> String {
    let later = format!("{year}: {}.", shown_words(row.later, places));
    match earlier {
        Some(earlier) => format!("{earlier}: {}. {later}", shown_words(row.earlier, places)),
        None => later,
    }
}
