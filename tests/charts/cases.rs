//! One case for each form and each edge case of the charts. All words and values are invented.

use insyn::chart::{
    ChangeInterval, Graduation, Heading, OffScale, PlacedQuote, ScaleChart, StripChart, StripRow, StripScales,
};
use insyn::disclosure::{Missing, Shown};
use insyn::number::Decimal;

use crate::rendering::{question, strip};

/// A rendered case.
pub(crate) struct Case {
    /// The golden's name.
    pub(crate) name: &'static str,
    /// What the templates made of it.
    pub(crate) html: String,
    /// An id that the page around it would have.
    pub(crate) outside: Option<&'static str>,
}

pub(crate) const HIDDEN: Shown<Decimal> = Shown::Protected;
pub(crate) const UNMEASURED: Shown<Decimal> = Shown::Missing(Missing::NotMeasured);
pub(crate) const UNSTATED: Shown<Decimal> = Shown::Missing(Missing::NotStated);

pub(crate) fn number(text: &str) -> Decimal {
    Decimal::read(text).unwrap()
}

pub(crate) fn shown(text: &str) -> Shown<Decimal> {
    Shown::Value(number(text))
}

pub(crate) fn scale(lo: &str, hi: &str, step: &str) -> Graduation {
    Graduation::new(number(lo), number(hi), number(step)).unwrap()
}

pub(crate) const SHORT: &str = "Ja, det vågar jag säga.";
pub(crate) const MIDDLE: &str = "För det mesta. Jag frågar hellre en gång för mycket, och det gör mina kollegor också. \
    Blir vi osäkra ringer vi arkivet.";
pub(crate) const LONG: &str = "Nej, inte som det ser ut nu. Rutinen finns på papper men ingen har gått igenom den med de \
    nya, och de som slutade tog kunskapen med sig. I våras lade vi upp en checklista vid skrivaren. Den hjälper, \
    men bara den som redan vet vad som ska frågas. Jag skulle vilja att vi tog upp det på varje arbetsplatsträff, \
    gärna med ett exempel från vår egen vardag, så att det blir naturligt att prata om.";

/// A question with nothing answered yet.
pub(crate) fn asked(key: &str) -> ScaleChart<'_> {
    ScaleChart {
        key,
        heading: Heading::Own { level: 3 },
        unit: "FSKF",
        year: 2023,
        question: "Vet du vem du ska fråga när du är osäker på om en uppgift får lämnas ut?",
        scale: scale("1", "4", "0,1"),
        mean_name: "Förvaltningens medelvärde",
        means: vec![(2023, shown("3,7"))],
        placed: Vec::new(),
        unplaced: Vec::new(),
    }
}

pub(crate) fn placed<'a>(quotes: &[(&str, &'a str)]) -> Vec<PlacedQuote<'a>> {
    quotes.iter().map(|&(score, text)| PlacedQuote { score: number(score), text }).collect()
}

fn three() -> Vec<PlacedQuote<'static>> {
    placed(&[("3,4", MIDDLE), ("3", LONG), ("2,5", SHORT)])
}

fn scale_case(name: &'static str, change: impl FnOnce(&mut ScaleChart<'static>)) -> Case {
    let mut chart = ScaleChart { placed: three(), ..asked(name) };
    change(&mut chart);
    let outside = match chart.heading {
        Heading::Elsewhere { id } => Some(id),
        Heading::Own { .. } => None,
    };
    Case {
        name,
        html: question(&chart.draw().unwrap(), chart.scale),
        outside: outside.map(|_| "fragerubrik"),
    }
}

fn scale_cases() -> Vec<Case> {
    vec![
        scale_case("skala", |_| {}),
        scale_case("skala-two-years", |c| c.means.push((2020, shown("3,4")))),
        scale_case("skala-same-mean", |c| c.means.push((2020, shown("3,7")))),
        scale_case("skala-neighbouring-means", |c| {
            c.means = vec![(2018, UNMEASURED), (2020, shown("3,6")), (2021, HIDDEN), (2023, shown("3,7"))];
        }),
        scale_case("skala-mean-not-measured", |c| c.means.clear()),
        scale_case("skala-mean-protected", |c| c.means = vec![(2023, HIDDEN)]),
        scale_case("skala-mean-not-stated", |c| c.means = vec![(2023, UNSTATED), (2020, UNSTATED)]),
        scale_case("skala-mean-at-quote", |c| c.means = vec![(2023, shown("3"))]),
        scale_case("skala-ends", |c| c.placed = placed(&[("4", LONG), ("1", LONG)])),
        scale_case("skala-shared-score", |c| c.placed = placed(&[("3,2", SHORT), ("3,2", MIDDLE)])),
        scale_case("skala-one-answer", |c| c.placed = placed(&[("2,5", SHORT)])),
        scale_case("skala-eight-long", |c| c.placed = placed(&[("3,1", LONG); 8])),
        scale_case("skala-crowded", |c| {
            c.placed =
                placed(&[("2,8", LONG), ("2,7", MIDDLE), ("2,6", SHORT), ("2,5", SHORT), ("2,4", LONG)]);
        }),
        scale_case("skala-unplaced-too", |c| c.unplaced = vec![SHORT, MIDDLE]),
        scale_case("skala-only-unplaced", |c| {
            c.means.clear();
            c.placed.clear();
            c.unplaced = vec![SHORT, "<b>Nej</b> & \"aldrig\"."];
        }),
        scale_case("skala-no-answers", |c| {
            c.placed.clear();
            c.means.push((2020, shown("3,4")));
        }),
        scale_case("skala-no-answers-one-year", |c| c.placed.clear()),
        scale_case("skala-no-answers-three-years", |c| {
            c.placed.clear();
            c.means = vec![(2019, shown("2,9")), (2021, HIDDEN), (2023, shown("3,7"))];
        }),
        scale_case("skala-no-answers-protected", |c| {
            c.placed.clear();
            c.means = vec![(2023, HIDDEN)];
        }),
        scale_case("skala-nothing", |c| {
            c.placed.clear();
            c.means = vec![(2023, UNMEASURED)];
        }),
        scale_case("skala-heading-elsewhere", |c| c.heading = Heading::Elsewhere { id: "fragerubrik" }),
        scale_case("skala-heading-h5", |c| c.heading = Heading::Own { level: 5 }),
        scale_case("skala-whole-steps", |c| {
            c.scale = scale("0", "10", "1");
            c.means = vec![(2023, shown("7,3"))];
            c.placed = placed(&[("8", MIDDLE), ("6", SHORT)]);
        }),
        scale_case("skala-half-steps", |c| {
            c.scale = scale("1", "5", "0,5");
            c.means = vec![(2023, shown("4,2"))];
            c.placed = placed(&[("4,5", MIDDLE), ("3", SHORT)]);
        }),
        scale_case("skala-hundred-steps", |c| {
            c.scale = scale("0", "100", "1");
            c.means = vec![(2023, shown("62"))];
            c.placed = placed(&[("73", MIDDLE), ("70", SHORT), ("12", SHORT)]);
        }),
        scale_case("skala-long-numbers", |c| {
            c.scale = scale("-2000", "10000", "500");
            c.means = vec![(2023, shown("6500"))];
            c.placed = placed(&[("6500", MIDDLE), ("-1000", SHORT)]);
        }),
        scale_case("skala-hostile-text", |c| {
            c.placed = placed(&[("3", "Han sa \"<script>\" & log.\nNy rad."), ("2", "å ä ö \u{1f600}")]);
        }),
    ]
}

pub(crate) fn row(name: &str, earlier: Shown<Decimal>, later: Shown<Decimal>) -> StripRow<'_> {
    StripRow {
        name,
        earlier,
        later,
        answers: (Shown::Missing(Missing::NotStated), Shown::Missing(Missing::NotStated)),
        remark: None,
        comparable: true,
        alike: [true; 2],
        own: false,
        interval: None,
    }
}

pub(crate) fn compared<'a>(key: &'a str, rows: Vec<StripRow<'a>>) -> StripChart<'a> {
    StripChart {
        key,
        heading: Heading::Own { level: 3 },
        scope: "Alla nämnder",
        finding: None,
        question: "Vet du vem du ska fråga när du är osäker på om en uppgift får lämnas ut?",
        earlier_question: None,
        earlier: Some(2020),
        year: 2023,
        scales: StripScales::Same(scale("1", "4", "0,1")),
        row_kind: "Nämnd",
        rows,
        mean_name: Some("Visade nämnder"),
    }
}

pub(crate) fn committees() -> Vec<StripRow<'static>> {
    let former = Some("tidigare Vårdnämnden");
    vec![
        row("Arbetsmarknads- och socialnämnden", shown("3,6"), shown("3,2")),
        row("Funktionsstödsnämnden", shown("2,9"), shown("3,5")),
        row("Förskolenämnden", shown("3,4"), shown("3,7")),
        row("Gymnasie- och vuxenutbildningsnämnden", shown("3,3"), shown("3,3")),
        StripRow { remark: former, ..row("Hälsa-, vård- och omsorgsnämnden", shown("3,1"), shown("3,8")) },
        row("Kulturnämnden", UNMEASURED, UNMEASURED),
        row("Servicenämnden", UNMEASURED, shown("3")),
        row("Tekniska nämnden", shown("2,6"), shown("2,7")),
        row("Överförmyndarnämnden", shown("2,8"), HIDDEN),
    ]
}

fn strip_case(name: &'static str, change: impl FnOnce(&mut StripChart<'static>)) -> Case {
    let mut chart = compared(name, committees());
    change(&mut chart);
    Case { name, html: strip(&chart.draw().unwrap()), outside: None }
}

fn strip_cases() -> Vec<Case> {
    vec![
        strip_case("remsa", |_| {}),
        strip_case("remsa-finding-and-answers", |c| {
            c.finding = Some("Tre nämnder har ökat");
            for (row, answers) in c.rows.iter_mut().zip(10_u64..) {
                row.answers = (row.earlier.map(|_| answers * 150), row.later.map(|_| answers));
            }
        }),
        strip_case("remsa-one-year", |c| {
            c.earlier = None;
            c.rows[2].own = true;
        }),
        strip_case("remsa-reworded", |c| {
            c.earlier_question = Some("Vet du vem du ska fråga om sekretess?");
            for row in &mut c.rows {
                row.comparable = false;
                row.remark = Some("frågan omformulerad 2023");
            }
        }),
        strip_case("remsa-changed-scale", |c| {
            c.scales =
                StripScales::Changed { earlier: scale("1", "5", "0,1"), later: scale("1", "4", "0,1") };
        }),
        strip_case("remsa-uncertain", |c| {
            let interval = |low, high, covers_none| {
                Some(ChangeInterval { low: number(low), high: number(high), covers_none })
            };
            c.rows[0].interval = interval("-0,7", "-0,1", false);
            c.rows[2].interval = interval("-0,1", "0,7", true);
        }),
        strip_case("remsa-at-the-ends", |c| {
            c.rows = vec![row("Upp", shown("1"), shown("4")), row("Ned", shown("4"), shown("1"))];
        }),
        strip_case("remsa-all-hidden", |c| {
            c.rows = vec![row("Kulturnämnden", HIDDEN, HIDDEN), row("Tekniska nämnden", HIDDEN, HIDDEN)];
        }),
        strip_case("remsa-percent", |c| {
            c.scales = StripScales::Same(scale("0", "100", "1"));
            c.rows =
                vec![row("Kulturnämnden", shown("40"), shown("62")), row("<b>&", shown("90"), shown("15"))];
            c.mean_name = None;
        }),
    ]
}

/// Every case.
pub(crate) fn all() -> Vec<Case> {
    let mut all = scale_cases();
    all.extend(strip_cases());
    all.extend(crate::more_cases::more_cases());
    all
}

#[test]
fn values_off_the_scale_are_faults_of_the_input() {
    let draw = |change: fn(&mut ScaleChart<'_>)| {
        let mut chart = ScaleChart { placed: three(), ..asked("fel") };
        change(&mut chart);
        chart.draw().unwrap_err()
    };
    assert_eq!(draw(|c| c.placed[0].score = number("4,1")), OffScale::Outside(number("4,1")));
    assert_eq!(draw(|c| c.placed[0].score = number("3,45")), OffScale::BetweenSteps(number("3,45")));
    assert_eq!(draw(|c| c.means = vec![(2023, shown("0,9"))]), OffScale::Outside(number("0,9")));
    assert_eq!(draw(|c| c.means = vec![(2023, shown("3,71"))]), OffScale::BetweenSteps(number("3,71")));
    let mut strip = compared("fel", vec![row("Kulturnämnden", shown("5"), shown("3"))]);
    assert_eq!(strip.draw().unwrap_err(), OffScale::Outside(number("5")));
    strip.earlier = None;
    assert!(strip.draw().is_ok(), "a year that isn't drawn isn't judged");
}

#[test]
fn no_rows_no_strip() {
    assert_eq!(compared("tom", Vec::new()).draw(), Ok(Vec::new()));
}
