//! Whole sites for the benchmarks, in Insyn's format or Hugo's and the same at every run: any number of reports of 6–10 kB
//! with headings, lists, a table, six survey questions and quotes, at most 25 of a nämnd and year. Writes nothing.

mod choice;

use std::fmt::Write as _;

use choice::Choice;

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
const YEARS: usize = 15;

/// One report, before it is written in a format.
struct Report {
    committee: usize,
    topic: usize,
    year: usize,
    day: usize,
    name: String,
    number: String,
    /// How many answered each question, and their mean in tenths.
    answers: [(usize, usize); QUESTIONS],
    /// A place on the scale in tenths, and what was said.
    quotes: [(usize, &'static str); QUOTES.len()],
    body: String,
}

/// The files of a site with so many reports, by their paths below the content folder.
pub(crate) fn site(reports: usize) -> Vec<(String, Vec<u8>)> {
    let mut files = registers();
    files.extend((0..reports).map(|number| {
        let report = Report::new(number);
        (format!("{}.md", report.path()), report.in_own_format().into_bytes())
    }));
    files
}

/// The same for Hugo, with the theme in `benches/hugo`.
#[allow(dead_code, reason = "the benches of stages have no use for it, the example has")]
pub(crate) fn site_for_hugo(reports: usize) -> Vec<(String, Vec<u8>)> {
    let mut files = std::collections::BTreeMap::new();
    files.insert("_index.md".to_owned(), "---\ntitle: Granskningar\n---\n".to_owned());
    for report in (0..reports).map(Report::new) {
        let ((id, name), year) = (COMMITTEES[report.committee], report.year);
        files.insert(format!("{id}/_index.md"), format!("---\ntitle: {name}\nlayout: namnd\n---\n"));
        files.insert(
            format!("{id}/{year}/_index.md"),
            format!("---\ntitle: {name} {year}\nlayout: namnd_ar\n---\n"),
        );
        files.insert(format!("{}.md", report.path()), report.for_hugo());
    }
    files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect()
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
                "      - id: f{question:02}\n        text: \"{}\"\n        skala: instammande\n",
                wording(question)
            );
        }
    }
    let scales = "svarsskalor:\n  - {id: instammande, svar: [1, 2, 3, 4], steg: 0.1, ord: {1: \"instämmer inte\", 4: \"instämmer helt\"}}\n";
    [
        (
            "insyn.yaml",
            "titel: Granskningar\nbas: https://exempel.se/granskningar/\nutgivare: Exempelstad\n\
         tillgänglighet: {omfattas_inte: Webbplatsen är ett prov.}\n",
        ),
        ("register/organisationer.yaml", &organisations),
        ("register/granskningar.yaml", &audits),
        ("register/skalor.yaml", scales),
    ]
    .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
    .into()
}

impl Report {
    fn new(number: usize) -> Self {
        // A year of all nämnder before the next year; past 2024 again, under other names.
        let (topic, rest) = (number % REPORTS_OF_A_YEAR, number / REPORTS_OF_A_YEAR);
        let (committee, rest) = (rest % COMMITTEES.len(), rest / COMMITTEES.len());
        let (year, round) = (FIRST_YEAR + rest % YEARS, rest / YEARS);
        let mut choice = Choice::new(number as u64 + 7);
        let answers = [(); QUESTIONS].map(|()| {
            let answers = if choice.number(8) == 0 { 1 + choice.number(9) } else { 10 + choice.number(300) };
            // A mean that so few answers can have.
            let sum = answers + choice.number(3 * answers + 1);
            (answers, (sum * 20 + answers) / (answers * 2))
        });
        let quotes = QUOTES.map(|quote| (10 + choice.number(31), quote));
        Self {
            committee,
            topic,
            year,
            day: 1 + choice.number(28),
            name: format!("granskning-{topic:02}-{round}"),
            number: format!("N-{year}-{}", 1 + choice.number(999)),
            answers,
            quotes,
            body: body(&mut choice, COMMITTEES[committee].1, year),
        }
    }

    fn path(&self) -> String {
        format!("{}/{}/{}", COMMITTEES[self.committee].0, self.year, self.name)
    }

    fn in_own_format(&self) -> String {
        let Self { topic, year, day, .. } = self;
        let ((id, name), title) = (COMMITTEES[self.committee], TOPICS[*topic]);
        let mut text = format!(
            "---\ntitel: \"Granskning {year}: {title} – {name}\"\nnämnd: {id}\når: {year}\ntyp: granskning\n\
             sammanfattning: \"{name} har granskat {}.\"\nstatus: beslutad\n\
             beslut: {{datum: {year}-05-{day:02}, paragraf: \"§ {day}\", diarienummer: \"{}\"}}\n\
             granskningar:\n  - id: g{topic:02}\n    metod: [enkät, intervju]\n\
             enkäter:\n  - id: enkat\n    granskning: g{topic:02}\n    målgrupp: chefer\n    frågor:\n",
            title.to_lowercase(),
            self.number,
        );
        for (question, (answers, tenths)) in self.answers.iter().enumerate() {
            let _ = write!(
                text,
                "      - id: f{:02}\n        svarande: {answers}\n        medelvärde: {}\n",
                question + 1,
                decimal(*tenths)
            );
        }
        let _ = write!(
            text,
            "intervjuer:\n  - id: intervjuer\n    granskning: g{topic:02}\n    antal: 6\n    visas: på skalan\n    \
             sekretessprövning: {{av: Registrator, datum: {year}-05-01, grund: Samtycke, skala: true, koppling: prövad}}\n    \
             svar:\n"
        );
        for (question, (tenths, quote)) in self.quotes.iter().enumerate() {
            let score = decimal(*tenths);
            let _ = write!(
                text,
                "      f{:02}:\n        - {{betyg: {score}, text: \"{quote}\"}}\n",
                question + 1
            );
        }
        text.push_str("---\n\n");
        text + &self.body
    }

    fn for_hugo(&self) -> String {
        let Self { topic, year, day, number, .. } = self;
        let ((id, name), title) = (COMMITTEES[self.committee], TOPICS[*topic]);
        let mut text = format!(
            "---\ntitle: \"Granskning {year}: {title} – {name}\"\ndate: {year}-05-{day:02}\nnamnd: {name}\nnamnd_id: {id}\n\
             year: {year}\ngranskning_namn: {title}\ngranskning_id: g{topic:02}\ndnr: {number}\nenkat:\n"
        );
        for (question, (answers, tenths)) in self.answers.iter().enumerate() {
            let _ = write!(
                text,
                "  - fraga: \"{}\"\n    medel: {}\n    svar: {answers}\n",
                wording(question + 1),
                decimal(*tenths)
            );
        }
        text.push_str("citat:\n");
        for (question, (tenths, quote)) in self.quotes.iter().enumerate() {
            let score = decimal(*tenths);
            let _ = write!(text, "  - fraga: {}\n    poang: {score}\n    text: \"{quote}\"\n", question + 1);
        }
        let _ = write!(text, "artal: [\"{year}\"]\ngranskning: [g{topic:02}]\n---\n\n");
        text + &self.body
    }
}

fn decimal(tenths: usize) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn wording(question: usize) -> String {
    format!("I hur hög grad finns fungerande rutiner för fråga {question}?")
}

/// The text below the front matter.
fn body(choice: &mut Choice, name: &str, year: usize) -> String {
    let mut text = String::new();
    for (number, section) in SECTIONS.iter().enumerate() {
        let _ = write!(text, "{section}\n\n");
        for _ in 0..=choice.number(2) {
            let [first, second, third] = [(); 3].map(|()| choice.compound());
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
                    let _ = writeln!(text, "- se över {} och {}", choice.compound(), choice.compound());
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
                    let _ = writeln!(text, "| Brister i {} | {a} | {b} | {} |", choice.compound(), a * b);
                }
                text.push('\n');
            }
            _ => {}
        }
    }
    text
}
