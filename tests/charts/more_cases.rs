//! Cases of the forms that aren't drawn on an answer scale: accounts, distributions, risk matrices, follow-up. All
//! words and values are invented.

use insyn::chart::{
    AccountChart, AccountLine, DistributionChart, DistributionRow, FollowUpCell, FollowUpChart, FollowUpRow,
    Heading, LineKind, MatrixChart, PlacedRisk, RiskYear,
};
use insyn::disclosure::Shown;
use insyn::number::Decimal;

use crate::cases::{Case, UNSTATED};
use crate::rendering::other;

fn account(name: &'static str, change: impl FnOnce(&mut Vec<AccountLine>)) -> Case {
    let line = |kind, name: &str, value: i64, of| AccountLine {
        kind,
        name: name.into(),
        value: Shown::Value(Decimal::whole(value)),
        hedge: None,
        of,
    };
    let mut lines = vec![
        line(LineKind::Total, "Prövade ärenden", 1250, None),
        line(LineKind::Less, "Återtagna ärenden", 50, Some(0)),
        line(LineKind::Remains, "Avgjorda ärenden", 1200, Some(0)),
        line(LineKind::Part, "Bifall", 900, Some(2)),
        line(LineKind::Part, "Delvis bifall", 200, Some(2)),
        line(LineKind::Part, "Avslag <b>&", 100, Some(2)),
    ];
    change(&mut lines);
    let chart = AccountChart {
        key: name.into(),
        level: 3,
        scope: "Provnämnden 2023".into(),
        title: "Prövade ärenden".into(),
        unit: Some("ärenden".into()),
        lines,
    };
    Case { name, html: other("redovisning", &chart.draw()), outside: None }
}

fn shares(name: &'static str, grades: &[&str], rows: Vec<(Shown<Vec<u8>>, u64)>) -> Case {
    let row = |(at, (shares, count)): (usize, (Shown<Vec<u8>>, u64))| DistributionRow {
        name: (2023 - at).to_string(),
        own: at == 1,
        agree: shares.clone().value().map(|its| its[0] + its[1]),
        answers: if shares.is_protected() { Shown::Protected } else { Shown::Value(count) },
        shares,
        remark: None,
    };
    let chart = DistributionChart {
        key: name.into(),
        heading: Heading::Own { level: 3 },
        scope: "Provnämnden".into(),
        question: "Är det lätt att hitta rätt blankett?",
        row_kind: "År",
        grades: grades.iter().map(|grade| (*grade).to_owned()).collect(),
        rows: rows.into_iter().enumerate().map(row).collect(),
        finding: None,
    };
    Case { name, html: other("fordelning", &chart.draw().unwrap()), outside: None }
}

fn matrix() -> Case {
    let levels = |words: [&str; 3]| (1..).zip(words.map(str::to_owned)).collect();
    let class = |symbol: &str, word: &str| (symbol.to_owned(), word.to_owned());
    let (low, middle, high) = (class("○", "låg"), class("◐", "måttlig"), class("●", "hög"));
    let risk = |place, score| PlacedRisk { description: Some("Risk för <fel>".into()), place, score };
    let chart = MatrixChart {
        key: "riskmatris".into(),
        level: 3,
        scope: "Provnämnden 2023".into(),
        title: "Risker: Blanketter".into(),
        likelihoods: levels(["osannolik", "möjlig", "sannolik"]),
        consequences: levels(["lindrig", "kännbar", "allvarlig"]),
        classes: vec![
            vec![low.clone(), low.clone(), middle.clone()],
            vec![low, middle.clone(), high.clone()],
            vec![middle, high.clone(), high],
        ],
        years: vec![
            RiskYear { year: 2023, risks: vec![risk(Some((2, 3)), Some(6)), risk(None, None)] },
            RiskYear { year: 2020, risks: vec![risk(Some((3, 3)), Some(9)); 7] },
        ],
        same: vec![(0, 0)],
    };
    Case { name: "riskmatris", html: other("riskmatris", &chart.draw().unwrap()), outside: None }
}

fn follow_up() -> Case {
    let told = |symbol, word, done| FollowUpCell::Status { symbol, word, done };
    let row = |text: &str, cells| FollowUpRow { text: text.into(), href: Some("#atgard_a".into()), cells };
    let chart = FollowUpChart {
        key: "atgarder".into(),
        level: 3,
        scope: "Provnämnden".into(),
        title: "Åtgärder: Blanketter".into(),
        years: vec![2021, 2022, 2023],
        rows: vec![
            row(
                "En ny blankett.",
                vec![told("○", "ny", false), FollowUpCell::NotFollowedUp, told("●", "genomförd", true)],
            ),
            row(
                "Vägledning & stöd.",
                vec![
                    told("○", "ny", false),
                    FollowUpCell::ReplacedBy("En ny blankett.".into(), 0),
                    FollowUpCell::NotRelevant,
                ],
            ),
        ],
    };
    Case { name: "atgarder", html: other("atgarder", &chart.draw().unwrap()), outside: None }
}

/// One case for each form and each edge case.
pub(crate) fn more_cases() -> Vec<Case> {
    let four = ["Stämmer helt", "Stämmer delvis", "Stämmer delvis inte", "Stämmer inte"];
    let five = ["Ja", "Oftast", "Varken eller", "Sällan", "Nej"];
    vec![
        account("redovisning", |_| {}),
        account("redovisning-hidden-part", |lines| lines[4].value = Shown::Protected),
        account("redovisning-untold-part", |lines| lines[4].value = UNSTATED),
        account("redovisning-hedged", |lines| lines[0].hedge = Some("cirka")),
        shares("fordelning", &four, vec![(Shown::Value(vec![46, 39, 10, 6]), 134), (Shown::Protected, 9)]),
        shares("fordelning-neutral", &five, vec![(Shown::Value(vec![0, 100, 0, 0, 0]), 12)]),
        matrix(),
        follow_up(),
    ]
}
