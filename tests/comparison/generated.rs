//! Content of many nämnder and years, made by rule. Owns no expectation.
//!
//! Twelve nämnder over twelve years: one is renamed, two become one, one is parted in two, one is taken over
//! whole, one gives a part to another that was there already; a question is put in other words, another changes its scale; other people are asked, the answers are
//! gathered in another way; a year is missing and a year's value is protected.

use std::fmt::Write as _;

/// Path below the content folder, and bytes.
pub(crate) type Files = Vec<(String, Vec<u8>)>;

/// The protected value: how many answered, and their mean.
#[derive(Clone, Copy)]
pub(crate) struct Hidden {
    pub(crate) respondents: u32,
    pub(crate) mean: &'static str,
}

pub(crate) const HIDDEN: Hidden = Hidden { respondents: 3, mean: "2.0" };

const SITE: &str = "titel: Provet\nbas: https://exempel.se/granskningar/\nutgivare: Provstad\n\
tillgänglighet: {omfattas_inte: Webbplatsen är ett prov.}\n";

const SCALES: &str = "svarsskalor:\n  - {id: fyra, svar: [1, 2, 3, 4], steg: 0.1}\n  \
- {id: fem, svar: [1, 2, 3, 4, 5], steg: 0.1}\n";

/// Id, first and last year, further lines of the register.
const COMMITTEES: [(&str, i16, i16, &str); 12] = [
    ("forskolenamnden", 2000, 2023, "namn: [{namn: Förskolenämnden, från: 2000}]"),
    (
        "grundskolenamnden",
        2000,
        2023,
        "namn: [{namn: Grundskolenämnden, från: 2000}]\n    efterträder:\n      \
         - {id: forskolenamnden, datum: 2021-07-01, omfattning: del}",
    ),
    (
        "gymnasienamnden",
        2000,
        2023,
        "namn: [{namn: Gymnasienämnden, från: 2000}, {namn: Gymnasie- och vuxennämnden, från: 2017}]",
    ),
    ("vardnamnden", 2000, 2016, "namn: [{namn: Vårdnämnden, från: 2000}]\n    upphörde: 2016-12-31"),
    ("omsorgsnamnden", 2000, 2016, "namn: [{namn: Omsorgsnämnden, från: 2000}]\n    upphörde: 2016-12-31"),
    (
        "halsonamnden",
        2017,
        2023,
        "namn: [{namn: Hälsonämnden, från: 2017-01-01}]\n    efterträder:\n      \
         - {id: vardnamnden, datum: 2017-01-01}\n      - {id: omsorgsnamnden, datum: 2017-01-01}",
    ),
    (
        "tekniska-namnden",
        2000,
        2018,
        "namn: [{namn: Tekniska nämnden, från: 2000}]\n    upphörde: 2018-12-31",
    ),
    (
        "gatunamnden",
        2019,
        2023,
        "namn: [{namn: Gatunämnden, från: 2019-01-01}]\n    efterträder:\n      \
         - {id: tekniska-namnden, datum: 2019-01-01, omfattning: del}",
    ),
    (
        "miljonamnden",
        2019,
        2023,
        "namn: [{namn: Miljönämnden, från: 2019-01-01}]\n    efterträder:\n      \
         - {id: tekniska-namnden, datum: 2019-01-01, omfattning: del}",
    ),
    ("kulturnamnden", 2000, 2019, "namn: [{namn: Kulturnämnden, från: 2000}]\n    upphörde: 2019-12-31"),
    (
        "kultur-och-fritidsnamnden",
        2020,
        2023,
        "namn: [{namn: Kultur- och fritidsnämnden, från: 2020-01-01}]\n    efterträder:\n      \
         - {id: kulturnamnden, datum: 2020-01-01}",
    ),
    ("servicenamnden", 2000, 2023, "namn: [{namn: Servicenämnden, från: 2000}]"),
];

const AUDITS: &str = "granskningar:\n  - id: trygghet\n    titel: Trygghet i arbetet\n    omfattning: kommungemensam\n    \
beslut: [{år: 2012, organ: kommunstyrelsen}, {år: 2016, organ: kommunstyrelsen}, {år: 2023, organ: kommunstyrelsen}]\n    \
frågor:\n      - {id: trygg, text: Är du trygg med reglerna?, skala: fyra}\n      \
- {id: tydlig, text: Är reglerna tydliga?, skala: fyra}\n      \
- {id: tydlig-fem, text: Hur tydliga är reglerna?, skala: fem, ersätter: tydlig}\n";

/// From this year on, the second question is put on another scale.
const NEW_SCALE: i16 = 2018;

/// Twelve nämnder over the years 2012 to 2023.
pub(crate) fn twelve(hidden: Hidden) -> Files {
    let mut organisations = String::from("organisationer:\n");
    let mut files = vec![text("insyn.yaml", SITE), text("register/skalor.yaml", SCALES)];
    files.push(text("register/granskningar.yaml", AUDITS));
    for (number, (id, first, last, lines)) in (0_u32..).zip(COMMITTEES) {
        writeln!(organisations, "  - id: {id}\n    slag: nämnd\n    {lines}").unwrap();
        for year in first.max(2012)..=last {
            // Not measured: its report of that year is missing.
            if id == "servicenamnden" && year == 2016 {
                continue;
            }
            files.push(text(&format!("{id}/{year}/trygghet.md"), &report(id, number, year, hidden)));
        }
    }
    files.push(text("register/organisationer.yaml", &organisations));
    files
}

fn report(id: &str, number: u32, year: i16, hidden: Hidden) -> String {
    let step = u32::try_from(year - 2012).unwrap();
    let mean = |with: u32| {
        format!("{}.{}", 2 + (number * 7 + step * with) % 16 / 10, (number * 7 + step * with) % 16 % 10)
    };
    let mut respondents = 40 + number * 3 + step % 5;
    let mut trygg = mean(3);
    if id == "servicenamnden" && year == 2014 {
        respondents = hidden.respondents;
        hidden.mean.clone_into(&mut trygg);
    }
    let mut survey = String::new();
    if id == "servicenamnden" {
        let who = if year < 2019 { "chefer" } else { "medarbetare" };
        let how = if year < 2021 { "papper" } else { "webb" };
        write!(survey, "    målgrupp: {who}\n    insamling: {how}\n").unwrap();
    }
    let wording = if id == "grundskolenamnden" && year >= 2018 {
        ", text: Känner du dig trygg med reglerna?"
    } else {
        ""
    };
    let second = if year < NEW_SCALE { "tydlig" } else { "tydlig-fem" };
    let last = if year >= 2022 { "Utbildning gavs i maj." } else { "Utbildning saknas." };
    format!(
        "---\ntitel: Trygghet {year}\nnämnd: {id}\når: {year}\ntyp: granskning\nstatus: beslutad\n\
beslut: {{datum: {year}-09-25, paragraf: framgår inte, diarienummer: framgår inte}}\n\
granskningar: [{{id: trygghet}}]\nenkäter:\n  - id: enkat\n    granskning: trygghet\n{survey}    svarande: {respondents}\n    \
frågor:\n      - {{id: trygg, medelvärde: {trygg}{wording}}}\n      - {{id: {second}, medelvärde: {}}}\n---\n\n\
## Syfte\n\nSyftet är att se om reglerna är kända.\n\n## Resultat\n\nReglerna är kända av de flesta. {last}\n",
        if id == "servicenamnden" && year == 2014 { hidden.mean.to_owned() } else { mean(5) },
    )
}

/// Two nämnder over three years, with how their answers are distributed: the one has hardly changed since the year
/// before, the other has.
pub(crate) fn distributed() -> Files {
    const AUDIT: &str = "granskningar:\n  - id: trygghet\n    titel: Trygghet\n    omfattning: nämndens\n    frågor:\n      \
- {id: trygg, text: Är du trygg med reglerna?, skala: fyra}\n";
    const ORGANISATIONS: &str = "organisationer:\n  \
- {id: ena-namnden, slag: nämnd, namn: [{namn: Ena nämnden, från: 2000}]}\n  \
- {id: andra-namnden, slag: nämnd, namn: [{namn: Andra nämnden, från: 2000}]}\n";
    let mut files = vec![
        text("insyn.yaml", SITE),
        text("register/skalor.yaml", SCALES),
        text("register/granskningar.yaml", AUDIT),
        text("register/organisationer.yaml", ORGANISATIONS),
    ];
    let answers = [
        ("ena-namnden", [("2.7", [3, 5, 7, 5]), ("2.7", [3, 5, 7, 5]), ("2.8", [2, 5, 8, 5])]),
        ("andra-namnden", [("2.7", [3, 5, 7, 5]), ("1.9", [8, 8, 2, 2]), ("3.2", [2, 2, 6, 10])]),
    ];
    for (id, years) in answers {
        for (year, (mean, [a, b, c, d])) in (2021..).zip(years) {
            let report = format!(
                "---\ntitel: Trygghet {year}\nnämnd: {id}\når: {year}\ntyp: granskning\nstatus: beslutad\n\
beslut: {{datum: {year}-09-25, paragraf: framgår inte, diarienummer: framgår inte}}\ngranskningar: [{{id: trygghet}}]\n\
enkäter:\n  - id: enkat\n    granskning: trygghet\n    svarande: 20\n    frågor:\n      \
- {{id: trygg, medelvärde: {mean}, fördelning: {{1: {a}, 2: {b}, 3: {c}, 4: {d}}}}}\n---\n\n## Resultat\n\nText.\n"
            );
            files.push(text(&format!("{id}/{year}/trygghet.md"), &report));
        }
    }
    files
}

fn text(path: &str, text: &str) -> (String, Vec<u8>) {
    (path.to_owned(), text.as_bytes().to_vec())
}

/// One granskning of the size that a whole municipality's can grow to.
pub(crate) fn large(committees: u32, years: i16, questions: u32) -> Files {
    let mut organisations = String::from("organisationer:\n");
    let mut audits = String::from(
        "granskningar:\n  - id: trygghet\n    titel: Trygghet i arbetet\n    omfattning: kommungemensam\n    frågor:\n",
    );
    for question in 0..questions {
        writeln!(
            audits,
            "      - {{id: fraga-{question}, text: \"Fråga {question}: är du trygg med hur uppgifter ska hanteras där du arbetar?\", skala: fyra}}"
        )
        .unwrap();
    }
    let mut files = vec![
        text("insyn.yaml", SITE),
        text("register/skalor.yaml", SCALES),
        text("register/granskningar.yaml", &audits),
    ];
    let paragraph =
        "Granskningen visar att rutinerna i huvudsak är kända, men att de inte alltid följs i vardagen. ";
    for committee in 0..committees {
        writeln!(
            organisations,
            "  - id: namnd-{committee}\n    slag: nämnd\n    namn: [{{namn: Den {committee}:e gemensamma förvaltningsnämnden, från: 2000}}]"
        )
        .unwrap();
        for step in 0..years {
            let year = 2008 + step;
            let mut report = format!(
                "---\ntitel: Trygghet {year}\nnämnd: namnd-{committee}\når: {year}\ntyp: granskning\nstatus: beslutad\n\
beslut: {{datum: {year}-09-25, paragraf: framgår inte, diarienummer: framgår inte}}\n\
granskningar: [{{id: trygghet}}]\nenkäter:\n  - id: enkat\n    granskning: trygghet\n    svarande: {}\n    frågor:\n",
                100 + committee
            );
            for question in 0..questions {
                let tenths = (committee * 7 + question * 3 + u32::from(step.unsigned_abs()) * 5) % 16;
                writeln!(report, "      - {{id: fraga-{question}, medelvärde: 2.{}}}", tenths % 10).unwrap();
            }
            report.push_str("---\n");
            for section in ["Risk", "Syfte", "Metod", "Resultat", "Förslag"] {
                write!(report, "\n## {section}\n").unwrap();
                for part in 0..4 {
                    write!(report, "\n{}Det gällde {section} {part} år {year}.\n", paragraph.repeat(3))
                        .unwrap();
                }
            }
            files.push(text(&format!("namnd-{committee}/{year}/trygghet.md"), &report));
        }
    }
    files.push(text("register/organisationer.yaml", &organisations));
    files
}

/// A nämnd whose work another took over in the middle of a year; the other tells of the years before in hindsight.
pub(crate) fn handed_over() -> Files {
    const AUDIT: &str = "granskningar:\n  - id: lagring\n    titel: Lagring\n    omfattning: kommungemensam\n    \
beslut: [{år: 2020, organ: kommunstyrelsen}, {år: 2021, organ: kommunstyrelsen}]\n    \
nyckeltal: [{id: konton, namn: Konton, enhet: konton}]\n";
    const ORGANISATIONS: &str = "organisationer:\n  \
- {id: gamla-namnden, slag: nämnd, namn: [{namn: Gamla nämnden, från: 2000}], upphörde: 2021-06-30}\n  \
- id: nya-namnden\n    slag: nämnd\n    namn: [{namn: Nya nämnden, från: 2021-07-01}]\n    \
efterträder: [{id: gamla-namnden, datum: 2021-07-01}]\n";
    let report = |id: &str, year: i16, figure: &str| {
        let report = format!(
            "---\ntitel: Lagring {year}\nnämnd: {id}\når: {year}\ntyp: granskning\nstatus: beslutad\n\
beslut: {{datum: {year}-09-25, paragraf: framgår inte, diarienummer: framgår inte}}\ngranskningar: [{{id: lagring}}]\n\
nyckeltal:\n  - {{granskning: lagring, id: konton, {figure}}}\n---\n\n## Resultat\n\nText.\n"
        );
        text(&format!("{id}/{year}/lagring.md"), &report)
    };
    vec![
        text("insyn.yaml", SITE),
        text("register/skalor.yaml", SCALES),
        text("register/granskningar.yaml", AUDIT),
        text("register/organisationer.yaml", ORGANISATIONS),
        report("gamla-namnden", 2020, "värde: 40"),
        report("nya-namnden", 2021, "värde: 12, tidigare: [{år: 2020, värde: 40}, {år: 2019, värde: 55}]"),
        report("nya-namnden", 2022, "värde: 8, tidigare: [{år: 2021, värde: 12}]"),
    ]
}
