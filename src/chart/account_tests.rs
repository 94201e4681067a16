//! Accounts: where bars stand, and what becomes of lines that aren't shown.

use super::*;
use crate::disclosure::Missing;

fn line(kind: LineKind, name: &str, value: Shown<i64>, of: Option<usize>) -> AccountLine {
    AccountLine { kind, name: name.into(), value: value.map(Decimal::whole), hedge: None, of }
}

fn account(lines: Vec<AccountLine>) -> AccountChart {
    AccountChart {
        key: "k".into(),
        level: 3,
        scope: "Provnämnden 2023".into(),
        title: "Konton".into(),
        unit: Some("konton".into()),
        lines,
    }
}

fn of_the_report() -> Vec<AccountLine> {
    let value = Shown::Value;
    vec![
        line(LineKind::Total, "Kända", value(342), None),
        line(LineKind::Less, "Låsta", value(18), Some(0)),
        line(LineKind::Less, "Borttagna", value(37), Some(0)),
        line(LineKind::Remains, "Granskade", value(287), Some(0)),
        line(LineKind::Part, "Aktiva", value(159), Some(3)),
        line(LineKind::Part, "Inaktiva", value(128), Some(3)),
    ]
}

fn words(chart: &AccountChart) -> Vec<String> {
    chart.draw().lines.into_iter().map(|line| format!("{} {}", line.name, line.value)).collect()
}

#[test]
fn each_bar_stands_where_the_arithmetic_puts_it() {
    let chart = account(of_the_report());
    let bars: Vec<Option<(i64, i64)>> = chart.placed().iter().map(|its| its.bar).collect();
    assert_eq!(
        bars,
        [(0, 342), (324, 342), (287, 324), (0, 287), (0, 159), (159, 287)].map(Some),
        "taken from the end, part after part"
    );
    assert_eq!(chart.draw().sums, ["342 \u{2212} 18 \u{2212} 37 = 287", "159 + 128 = 287"]);
    let shares: Vec<Option<String>> = chart.draw().lines.into_iter().map(|line| line.share).collect();
    assert_eq!(shares[3].as_deref(), Some("84\u{a0}%"));
}

#[test]
fn a_hidden_part_is_never_alone() {
    let mut lines = of_the_report();
    lines[5].value = Shown::Protected;
    let chart = account(lines);
    let shown = words(&chart);
    assert!(shown.iter().all(|line| !line.contains("128") && !line.contains("159")), "{shown:?}");
    assert_eq!(shown.last().map(String::as_str), Some("övriga (visas inte var för sig) 287"));
    assert!(chart.draw().sums.iter().all(|sum| !sum.contains("159")));
    let csv = chart.dataset().csv();
    assert!(!csv.contains("128") && !csv.contains("159"), "{csv}");
    let mut lines = of_the_report();
    lines[1].value = Shown::Protected;
    let chart = account(lines);
    let csv = chart.dataset().csv();
    assert!(!csv.contains(",18,") && !csv.contains(",37,"), "the smallest sibling goes with it: {csv}");
    assert!(chart.draw().protected);
}

#[test]
fn what_a_hidden_line_is_made_of_is_hidden_too() {
    let mut lines = of_the_report();
    lines[3].value = Shown::Protected;
    let csv = account(lines).dataset().csv();
    assert!(!["287", "159", "128"].iter().any(|number| csv.contains(number)), "{csv}");
}

#[test]
fn an_untold_part_is_an_outline_of_what_the_others_leave() {
    let mut lines = of_the_report();
    lines[5].value = Shown::Missing(Missing::NotStated);
    let chart = account(lines);
    let placed = chart.placed();
    assert_eq!((placed[5].bar, placed[5].outlined), (Some((159, 287)), true));
    let figure = chart.draw();
    assert_eq!(figure.lines[5].value, "framgår inte av källan");
    assert!(figure.lines[5].bar.contains("i-unknown"));
    assert_eq!(figure.sums.len(), 1, "no sum of what isn't told");
}
