//! Whole sites for the benchmarks, in Insyn's format and the same at every run: any number of reports of 6–10 kB
//! with headings, lists, a table, six survey questions and quotes, at most 25 of a nämnd and year. Writes nothing.

use std::fmt::Write as _;

/// A choice that looks random.
pub(crate) struct Choice(u64);

impl Choice {
    /// The choices that follow a number.
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// From 0 to one below.
    pub(crate) fn number(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % below
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.number(all.len())]
    }
}

const COMMITTEES: [(&str, &str); 20] = [
    ("aldrenamnden", "Äldrenämnden"),
    ("avfallsnamnden", "Avfallsnämnden"),
    ("byggnadsnamnden", "Byggnadsnämnden"),
    ("exploateringsnamnden", "Exploateringsnämnden"),
    ("fastighetsnamnden", "Fastighetsnämnden"),
    ("forskolenamnden", "Förskolenämnden"),
    ("fritidsnamnden", "Fritidsnämnden"),
    ("funktionsstodsnamnden", "Funktionsstödsnämnden"),
    ("grundskolenamnden", "Grundskolenämnden"),
    ("gymnasienamnden", "Gymnasienämnden"),
    ("kommunstyrelsen", "Kommunstyrelsen"),
    ("kulturnamnden", "Kulturnämnden"),
    ("miljonamnden", "Miljönämnden"),
    ("overformyndarnamnden", "Överförmyndarnämnden"),
    ("raddningsnamnden", "Räddningsnämnden"),
    ("servicenamnden", "Servicenämnden"),
    ("socialnamnden", "Socialnämnden"),
    ("tekniska-namnden", "Tekniska nämnden"),
    ("trafiknamnden", "Trafiknämnden"),
    ("valnamnden", "Valnämnden"),
];
const TOPICS: [&str; 25] = [
    "Röjande av sekretess",
    "Bisysslor",
    "Inköp",
    "Delegering",
    "Arkivering",
    "Kris och beredskap",
    "Loggning",
    "Behörigheter",
    "Gallring",
    "Upphandling",
    "Tillsyn",
    "Jäv",
    "Representation",
    "Bidrag",
    "Avtal",
    "Kompetens",
    "Introduktion",
    "Diarieföring",
    "Klagomål",
    "Orosanmälningar",
    "Lokaler",
    "Fordon",
    "Distansarbete",
    "Budget",
    "Rekrytering",
];
const HEADS: [&str; 17] = [
    "avtals",
    "verksamhets",
    "informations",
    "personal",
    "utbildnings",
    "ekonomi",
    "kvalitets",
    "säkerhets",
    "behörighets",
    "handläggnings",
    "upphandlings",
    "uppföljnings",
    "åtgärds",
    "förvaltnings",
    "miljö",
    "fastighets",
    "gransknings",
];
const TAILS: [&str; 14] = [
    "rutiner",
    "ansvar",
    "underlag",
    "processer",
    "stöd",
    "system",
    "frågor",
    "möten",
    "åtgärder",
    "analys",
    "organisation",
    "register",
    "checklistor",
    "instruktioner",
];
const SECTIONS: [&str; 12] = [
    "## Inledning",
    "## Riskbeskrivning",
    "### Risk",
    "#### Orsaker och konsekvenser",
    "## Granskningens syfte, omfattning, avgränsning och metod",
    "### Syfte",
    "### Granskningsmetod",
    "## Resultat",
    "### Befintliga styrdokument",
    "### Fungerar styrdokumenten ändamålsenligt",
    "## Förslag till åtgärder",
    "## Fortsatt arbete",
];
const QUOTES: [&str; 4] = [
    "Ja, det tycker jag att jag gör.",
    "Delvis. När jag är osäker söker jag information. Man vill vara säker alla gånger.",
    "Nej, där är jag mer tveksam. Det kan gå för fort och vi har inte fått någon genomgång av vad som gäller.",
    "Sådär, men vi förbättrar oss. Det är svårare längre ut i verksamheten.",
];
const QUESTIONS: usize = 6;
const REPORTS_OF_A_YEAR: usize = TOPICS.len();
const FIRST_YEAR: usize = 2010;

/// The files of a site with so many reports, by their paths below the content folder.
pub(crate) fn site(reports: usize) -> Vec<(String, Vec<u8>)> {
    let mut files = registers();
    for number in 0..reports {
        // A year of all nämnder before the next year; past 2024 more nämnder of the same names.
        let (topic, rest) = (number % REPORTS_OF_A_YEAR, number / REPORTS_OF_A_YEAR);
        let (committee, rest) = (rest % COMMITTEES.len(), rest / COMMITTEES.len());
        let (year, round) = (FIRST_YEAR + rest % 15, rest / 15);
        let (id, name) = COMMITTEES[committee];
        let path = format!("{id}/{year}/granskning-{topic:02}-{round}.md");
        files.push((path, report(number as u64, id, name, year, topic).into_bytes()));
    }
    files
}

fn registers() -> Vec<(String, Vec<u8>)> {
    let mut organisations = "organisationer:\n".to_owned();
    for (id, name) in COMMITTEES {
        let _ = write!(
            organisations,
            "  - id: {id}\n    slag: nämnd\n    namn: [{{namn: {name}, från: 2009-01-01}}]\n"
        );
    }
    let mut audits = "granskningar:\n".to_owned();
    for (number, topic) in TOPICS.iter().enumerate() {
        let _ = write!(
            audits,
            "  - id: g{number:02}\n    titel: {topic}\n    omfattning: kommungemensam\n    frågor:\n"
        );
        for question in 1..=QUESTIONS {
            let _ = write!(
                audits,
                "      - id: f{question:02}\n        text: \"I hur hög grad finns fungerande rutiner för fråga {question}?\"\n        skala: instammande\n"
            );
        }
    }
    let scales = "svarsskalor:\n  - {id: instammande, svar: [1, 2, 3, 4], steg: 0.1, ord: {1: \"instämmer inte\", 4: \"instämmer helt\"}}\n";
    [
        ("insyn.yaml", "titel: Granskningar\nbas: https://exempel.se/granskningar/\nutgivare: Exempelstad\n"),
        ("register/organisationer.yaml", &organisations),
        ("register/granskningar.yaml", &audits),
        ("register/skalor.yaml", scales),
    ]
    .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
    .into()
}

fn report(seed: u64, committee: &str, name: &str, year: usize, topic: usize) -> String {
    let mut choice = Choice::new(seed.wrapping_add(7));
    let title = TOPICS[topic];
    let mut text = format!(
        "---\ntitel: \"Granskning {year}: {title} – {name}\"\nnämnd: {committee}\når: {year}\ntyp: granskning\n\
         sammanfattning: \"{name} har granskat {}.\"\nstatus: beslutad\n\
         beslut: {{datum: {year}-05-{:02}, paragraf: \"§ {}\", diarienummer: \"N-{year}-{}\"}}\n\
         granskningar:\n  - id: g{topic:02}\n    metod: [enkät, intervju]\n\
         enkäter:\n  - id: enkat\n    granskning: g{topic:02}\n    målgrupp: chefer\n    frågor:\n",
        title.to_lowercase(),
        1 + choice.number(28),
        1 + choice.number(150),
        1 + choice.number(999),
    );
    for question in 1..=QUESTIONS {
        let answers = if choice.number(8) == 0 { 1 + choice.number(9) } else { 10 + choice.number(300) };
        // A mean that so few answers can have.
        let sum = answers + choice.number(3 * answers + 1);
        let tenths = (sum * 20 + answers) / (answers * 2);
        let _ = write!(
            text,
            "      - id: f{question:02}\n        svarande: {answers}\n        medelvärde: {}.{}\n",
            tenths / 10,
            tenths % 10
        );
    }
    let _ = write!(
        text,
        "intervjuer:\n  - id: intervjuer\n    granskning: g{topic:02}\n    antal: 6\n    visas: på skalan\n    \
         sekretessprövning: {{av: Registrator, datum: {year}-05-01, grund: Samtycke, skala: true, koppling: prövad}}\n    svar:\n"
    );
    for question in 1..=4 {
        let _ = write!(
            text,
            "      f{question:02}:\n        - {{betyg: {}.{}, text: \"{}\"}}\n",
            1 + choice.number(3),
            choice.number(10),
            choice.of(&QUOTES)
        );
    }
    text.push_str("---\n\n");
    for (number, section) in SECTIONS.iter().enumerate() {
        let _ = write!(text, "{section}\n\n");
        for _ in 0..1 + choice.number(2) {
            let [first, second, third] = [(); 3].map(|()| compound(&mut choice));
            let _ = write!(
                text,
                "Granskningen visar att {first} i huvudsak fungerar ändamålsenligt, men att det finns skillnader mellan \
                 förvaltningens avdelningar. Trots att {second} är beslutade av {name} är de inte kända av samtliga \
                 handläggare. Bedömningen är att verksamheten kan dela **{third}** på ett mer ändamålsenligt sätt, och \
                 förvaltningen återkommer med {first} senast i november {year}.\n\n"
            );
        }
        match number % 4 {
            1 => {
                for _ in 0..3 {
                    let _ =
                        writeln!(text, "- se över {} och {}", compound(&mut choice), compound(&mut choice));
                }
                text.push('\n');
            }
            2 => {
                let _ = write!(text, "> {}\n\n", choice.of(&QUOTES));
            }
            3 => {
                text.push_str(
                    "| Delrisk | Sannolikhet | Konsekvens | Riskvärde |\n| --- | :---: | :---: | ---: |\n",
                );
                for _ in 0..3 {
                    let (a, b) = (1 + choice.number(4), 1 + choice.number(4));
                    let _ = writeln!(text, "| Brister i {} | {a} | {b} | {} |", compound(&mut choice), a * b);
                }
                text.push('\n');
            }
            _ => {}
        }
    }
    text
}

fn compound(choice: &mut Choice) -> String {
    format!("{}{}", choice.of(&HEADS), choice.of(&TAILS))
}
