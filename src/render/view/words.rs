//! Swedish words and symbols for the domain's closed sets: kinds, statuses, methods, precision.
//! A status is a symbol and a word, never a colour alone (charts.md rule 7).

use serde::Serialize;

use crate::disclosure::{Missing, Shown};
use crate::model::report::{
    AppendixKind, ImprovementStatus, MeasureStatus, Method, Precision, QuoteDisplay, ReportKind, Status,
};
use crate::number::{Decimal, NO_BREAK_SPACE};

/// A symbol and its word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Mark {
    pub(super) symbol: &'static str,
    pub(super) word: &'static str,
    /// For the stylesheet.
    pub(super) class: &'static str,
}

pub(in crate::render) const fn kind(kind: ReportKind) -> &'static str {
    match kind {
        ReportKind::Plan => "Internkontrollplan",
        ReportKind::FollowUp => "Uppföljning",
        ReportKind::InterimReport => "Delrapport",
        ReportKind::Audit => "Granskning",
        ReportKind::SurveyAppendix => "Enkätbilaga",
        ReportKind::RiskAnalysis => "Riskanalys",
        ReportKind::Opinion => "Yttrande",
    }
}

pub(in crate::render) const fn status(status: Status) -> &'static str {
    match status {
        Status::Draft => "Utkast",
        Status::MarkedReady => "Klarmarkerad",
        Status::Decided => "Beslutad",
        Status::Replaced => "Ersatt",
        Status::Withdrawn => "Återkallad",
    }
}

pub(super) const fn improvement(status: ImprovementStatus) -> Mark {
    let (symbol, word, class) = match status {
        ImprovementStatus::New => ("○", "ny", "ny"),
        ImprovementStatus::Ongoing => ("◐", "pågår", "pagar"),
        ImprovementStatus::Done => ("●", "genomförd", "klar"),
        ImprovementStatus::Remains => ("◑", "kvarstår", "kvar"),
        ImprovementStatus::NotFollowedUp => ("?", "ej följd upp", "okand"),
        ImprovementStatus::Dropped => ("–", "utgått", "utgatt"),
    };
    Mark { symbol, word, class }
}

pub(super) const fn measure(status: MeasureStatus) -> Mark {
    let (symbol, word, class) = match status {
        MeasureStatus::Planned => ("○", "planerad", "ny"),
        MeasureStatus::Ongoing => ("◐", "pågår", "pagar"),
        MeasureStatus::Done => ("●", "genomförd", "klar"),
        MeasureStatus::Dropped => ("–", "utgått", "utgatt"),
    };
    Mark { symbol, word, class }
}

pub(super) const fn method(method: Method) -> &'static str {
    match method {
        Method::Survey => "enkät",
        Method::Interview => "intervju",
        Method::Sample => "stickprov",
        Method::FileReview => "aktgranskning",
        Method::DocumentStudy => "dokumentstudie",
        Method::PreliminaryStudy => "förstudie",
    }
}

pub(super) const fn display(display: QuoteDisplay) -> &'static str {
    match display {
        QuoteDisplay::Summarised => "Sammanfattade, inga svar återges",
        QuoteDisplay::Verbatim => "Ordagrant, utan plats på skalan",
        QuoteDisplay::OnScale => "Ordagrant, vid sin plats på skalan",
    }
}

pub(super) const fn file_kind(kind: AppendixKind) -> &'static str {
    match kind {
        AppendixKind::Pdf => "PDF",
        AppendixKind::Docx => "Word",
        AppendixKind::Xlsx => "Excel",
        AppendixKind::Odt => "OpenDocument",
        AppendixKind::Png => "PNG-bild",
        AppendixKind::Jpeg => "JPEG-bild",
        AppendixKind::Svg => "SVG-bild",
        AppendixKind::Csv => "CSV",
        AppendixKind::Txt => "Text",
    }
}

pub(in crate::render) const fn precision(precision: Precision) -> &'static str {
    match precision {
        Precision::About => "cirka",
        Precision::Nearly => "nästan",
        Precision::JustOver => "drygt",
        Precision::AtLeast => "minst",
        Precision::AtMost => "högst",
    }
}

/// A key figure's value with its hedge and unit: `nästan 40 %`; or the words for its absence.
pub(super) fn hedged(value: &Result<(Decimal, Option<Precision>), Missing>, unit: Option<&str>) -> String {
    match value {
        Err(missing) => Shown::<()>::Missing(*missing).words().unwrap_or_default().to_owned(),
        Ok((number, hedge)) => {
            let mut words = String::new();
            if let Some(hedge) = hedge {
                words.push_str(precision(*hedge));
                words.push(NO_BREAK_SPACE);
            }
            words.push_str(&number.swedish(0));
            if let Some(unit) = unit {
                words.push(NO_BREAK_SPACE);
                words.push_str(match unit {
                    "procent" => "%",
                    other => other,
                });
            }
            words
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hedge_stands_before_its_number_and_the_unit_after() {
        let nearly = Ok((Decimal::whole(40), Some(Precision::Nearly)));
        assert_eq!(hedged(&nearly, Some("%")), "nästan\u{a0}40\u{a0}%");
        assert_eq!(hedged(&nearly, Some("procent")), "nästan\u{a0}40\u{a0}%");
        assert_eq!(hedged(&Ok((Decimal::whole(0), None)), Some("konton")), "0\u{a0}konton");
        assert_eq!(hedged(&Err(Missing::NotMeasured), Some("konton")), "ej mätt");
    }
}
