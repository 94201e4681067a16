//! How fast the guard is: the scanner over clean report text, in bytes a second; a table of 40 groups audited and
//! protected. See docs/performance.md.

#![expect(missing_docs, reason = "the macros of the bench make the functions")]

#[path = "corpus/choice.rs"]
mod choice;

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Duration;

use choice::Choice;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use insyn::disclosure::scan::scan;
use insyn::disclosure::suppress::interchange::{Answer, read};

/// The size of the text that is scanned, in bytes: larger than the processor's memories near it.
const SIZE: usize = 8 << 20;

const ROLES: &[&str] =
    &["enhetschefer", "rektorer", "handläggare", "administratörer", "jurister", "utredare", "ekonomer"];
const COMMITTEES: &[&str] = &[
    "Kommunstyrelsen",
    "Förskolenämnden",
    "Funktionsstödsnämnden",
    "Kulturnämnden",
    "Tekniska nämnden",
    "Äldrenämnden",
];
const CAUSES: &[&str] = &[
    "bristande kunskap",
    "otydlig ansvarsfördelning",
    "hög personalomsättning",
    "tidsbrist",
    "föråldrade styrdokument",
];
const EFFECTS: &[&str] = &[
    "den enskilde inte får det stöd som behövs",
    "förtroendet för kommunen skadas",
    "beslut fattas på ofullständiga underlag",
    "onödiga kostnader uppstår",
    "obehöriga får del av skyddsvärda uppgifter",
];
const QUOTES: &[&str] = &[
    "Ja, det tycker jag att jag gör.",
    "Delvis. När jag är osäker söker jag information. Man vill vara säker alla gånger.",
    "Nej, där är jag mer tveksam. Det kan gå för fort och vi har inte fått någon genomgång av vad som gäller.",
    "I min roll är det inte så svårt att göra rätt, men längre ut i verksamheten är det svårare.",
];

/// A report: headings, paragraphs, a list, a table, quotes, dates and figures, as audit reports have them.
fn report(choice: &mut Choice, text: &mut String) -> std::fmt::Result {
    let committee = choice.of(COMMITTEES);
    let year = 2010 + choice.number(16);
    let topic = choice.compound();
    writeln!(text, "# Granskning {year}: {topic} – {committee}\n\n## Inledning\n")?;
    writeln!(
        text,
        "Detta är en rapport från en av granskningarna enligt internkontrollplanen {year} som {committee} beslutade om den {} maj {year}, § {}. Intern kontroll innebär att det finns ändamålsenliga och väl dokumenterade system att följa.\n",
        1 + choice.number(28),
        1 + choice.number(150)
    )?;
    for section in 1..=8 {
        writeln!(text, "## {section} Risk: {}\n", choice.compound())?;
        for _ in 0..3 {
            let (role, cause, effect) = (choice.of(ROLES), choice.of(CAUSES), choice.of(EFFECTS));
            let (first, second) = (choice.compound(), choice.compound());
            writeln!(
                text,
                "Risk för att {role} saknar {first} på grund av {cause}, vilket kan leda till att {effect}. {committee} har under {year} arbetat med {second} inom ramen för den ordinarie verksamheten. Förvaltningen följer upp {first} i delårsrapporten och återkommer med {second} senast i november."
            )?;
            writeln!(text)?;
        }
        writeln!(
            text,
            "- se över {}\n- ta fram {}\n- följa upp **{}** med {}\n",
            choice.compound(),
            choice.compound(),
            choice.compound(),
            choice.of(ROLES)
        )?;
        writeln!(text, "> {}\n", choice.of(QUOTES))?;
    }
    writeln!(text, "## Resultat\n\n| Fråga | Antal svar | Medelvärde | Andel |\n|---|---|---|---|")?;
    for question in 1..=6 {
        let n = 10 + choice.number(300);
        writeln!(
            text,
            "| F{question:02} {} | {n} | {},{} | {} % |",
            choice.compound(),
            1 + choice.number(3),
            choice.number(10),
            choice.number(100)
        )?;
    }
    writeln!(
        text,
        "\nSvarsfrekvensen var {} procent ({} av {}). Kostnaden uppgick till {} {:03} kr. Dnr {committee}-{year}-{}.\n",
        choice.number(100),
        choice.number(100),
        100 + choice.number(100),
        choice.number(900),
        choice.number(1000),
        choice.number(10_000)
    )
}

fn clean_text() -> String {
    let mut choice = Choice::new(1);
    let mut text = String::with_capacity(SIZE + 16_384);
    while text.len() < SIZE {
        report(&mut choice, &mut text).unwrap_or_default();
    }
    text
}

fn scanner(criterion: &mut Criterion) {
    let text = clean_text();
    assert!(scan(&text).is_empty(), "the text is clean");
    let mut group = criterion.benchmark_group("scan");
    group.throughput(Throughput::BytesDecimal(text.len() as u64));
    group.sample_size(20).measurement_time(Duration::from_secs(10));
    group.bench_function("clean report text", |bench| bench.iter(|| scan(black_box(&text)).len()));
    group.finish();
}

/// Areas of the administration, and units of each.
const AREAS: usize = 4;
const UNITS: usize = 6;

/// A table of 40 groups that hang together in two ways, as `insyn protect` reads it: a total of areas and a staff, areas
/// of units; the same by role, in each area and in all. Every fifth unit is small, and so are the leaders of areas.
fn table() -> String {
    let mut choice = Choice::new(2);
    let mut groups: Vec<(String, [usize; 4])> = Vec::new();
    let mut relations = Vec::new();
    let mut relate = |total: &str, parts: &[String], split: bool| {
        let split = if split { ", \"split\": \"roll\"" } else { "" };
        relations.push(format!(
            "{{\"type\": \"sum\", \"total\": \"{total}\", \"parts\": {parts:?}, \"complete\": true{split}}}"
        ));
    };
    let together = |all: &[[usize; 4]]| std::array::from_fn(|answer| all.iter().map(|one| one[answer]).sum());
    let mut areas = Vec::new();
    let mut by_role: [Vec<[usize; 4]>; 2] = [Vec::new(), Vec::new()];
    for area in 1..=AREAS {
        let units: Vec<[usize; 4]> = (0..UNITS)
            .map(|unit| {
                let most = if (area * UNITS + unit).is_multiple_of(5) { 2 } else { 9 };
                [(); 4].map(|()| choice.number(most))
            })
            .collect();
        let names: Vec<String> = (1..=UNITS).map(|unit| format!("Enhet {area}.{unit}")).collect();
        let whole: [usize; 4] = together(&units);
        let leaders = whole.map(|answers| answers / 12);
        let others = std::array::from_fn(|answer| whole[answer] - leaders[answer]);
        let name = format!("Område {area}");
        relate(&name, &names, false);
        relate(&name, &[format!("{name}, chefer"), format!("{name}, övriga")], true);
        groups.extend(names.into_iter().zip(units));
        groups.push((format!("{name}, chefer"), leaders));
        groups.push((format!("{name}, övriga"), others));
        by_role[0].push(leaders);
        by_role[1].push(others);
        areas.push((name, whole));
    }
    let staff = [1, 2, 2, 1];
    let totals: Vec<[usize; 4]> = areas.iter().map(|(_, whole)| *whole).collect();
    let all: [usize; 4] = together(&totals);
    let mut parts: Vec<String> = areas.iter().map(|(name, _)| name.clone()).collect();
    parts.push("Staben".to_owned());
    relate("Förvaltningen", &parts, false);
    for (role, counts) in ["chefer", "övriga"].into_iter().zip(&by_role) {
        let parts: Vec<String> = areas.iter().map(|(name, _)| format!("{name}, {role}")).collect();
        relate(&format!("Alla {role}"), &parts, false);
        groups.push((format!("Alla {role}"), together(counts)));
    }
    let by_all_roles = ["Alla chefer", "Alla övriga", "Staben"].map(str::to_owned);
    relate("Förvaltningen", &by_all_roles, false);
    groups.extend(areas);
    groups.push(("Staben".to_owned(), staff));
    groups.push(("Förvaltningen".to_owned(), together(&[all, staff])));
    assert_eq!(groups.len(), 40);
    let groups: Vec<String> =
        groups.iter().map(|(name, counts)| format!("\"{name}\": {{\"dist\": {counts:?}}}")).collect();
    format!(
        "{{\"format\": \"skydd-tabell/1\", \"id\": \"bench\", \"scale\": [1, 4], \"threshold\": 5, \
         \"show\": [\"n\", \"mean\"], \"policy\": {{}}, \"groups\": {{{}}}, \"relations\": [{}], \"facts\": []}}",
        groups.join(", "),
        relations.join(", ")
    )
}

fn protection(criterion: &mut Criterion) {
    let text = table();
    let request = read(&text).unwrap_or_else(|faults| panic!("{faults:?}"));
    assert!(
        matches!(request.protect(), Answer::Published(line) if line.contains("null")),
        "something is hidden"
    );
    let mut group = criterion.benchmark_group("protect");
    group.sample_size(10);
    group.bench_function("a table of 40 groups", |bench| bench.iter(|| black_box(&request).protect()));
    group.finish();
}

criterion_group!(benches, scanner, protection);
criterion_main!(benches);
