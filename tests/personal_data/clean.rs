//! Clean lines: what audit reports are full of and what looks like personal data without being any.

use super::line::{Choice, Line};

/// A template's `{…}` filled in: `{y}` a year, `{m}` and `{d}` a month and a day, `{1}`–`{6}` so many figures, the first
/// of which is no nought.
fn filled(choice: &mut Choice, template: &str) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((what, after)) = after.split_once('}') else { break };
        text.push_str(before);
        let number = match what {
            "y" => choice.number(2012, 2026).to_string(),
            "m" => format!("{:02}", choice.number(1, 12)),
            "d" => format!("{:02}", choice.number(1, 28)),
            "h" => format!("{:02}", choice.number(8, 17)),
            _ => {
                let figures: u32 = what.parse().expect("so many figures");
                choice.number(10_u32.pow(figures - 1), 10_u32.pow(figures) - 1).to_string()
            }
        };
        text.push_str(&number);
        rest = after;
    }
    text + rest
}

const TEMPLATES: &[(&str, &[&str])] = &[
    (
        "diarienummer",
        &[
            "Dnr {y}/{4}-{1}.{1}",
            "KS {y}/{3}",
            "KS-{y}-{5}",
            "dnr KS{y}-{4}",
            "Diarienummer: {y}-{5}",
            "SN {y}/{3} nr {y}.{4}",
            "Dnr 3.1.1-{5}/{y}",
            "BUN{2}/{3}",
            "Dnr {4}/{2}",
            "ärende {y}:{4}",
            "N {y}-{4}, HSN {y}-{4}",
            "Dnr 1.7.1-{3}/{y}",
            "Dnr 0{3}/{2}",
            "Mål nr {4}-{2}",
            "Protokoll {y}-{m}-{d} § {2}",
            "Se FSKF-{y}-{5} för underlag.",
        ],
    ),
    (
        "belopp",
        &[
            "Kostnaden var {2} {3} {3} kr.",
            "Budget {2} {3} tkr, utfall {2} {3} tkr, avvikelse -{2} {3}.",
            "{1} {3} {3} {3} kronor",
            "SEK {6}",
            "| {2} {3} | {2} {3} | -{1} {3} |",
            "{2}.{3}.{3} kr",
            "{4} {4} {4}",
            "{6} kr, {6} kr och {5} kr",
            "{2},{1} mnkr av {3},{1} mnkr",
        ],
    ),
    (
        "koder",
        &[
            "Ansvar {5}, konto {4}, verksamhet {3}",
            "Konto {4} och {4} stämdes av.",
            "konto {4}, objekt {6}, projekt {5}",
            "kontering {4}-{5}-{3}-{4}",
            "verifikation {6}{3}",
            "Fakturanr {6} från leverantören",
            "OCR {4} {4} {2}",
            "Inköpsorder 45{6}{2}",
            "Avtalsnr {3}-{4}",
            "artikel {6}",
            "Serienr SN{6}{3}",
            "ärendenummer INC{6}",
            "#{5}",
            "Fastigheten Exempel {2}:{2}",
            "Rum {3}, plan {1}",
            "Rumsnr {1}-{3}",
            "Elev 1, elev 2 och elev {1}",
        ],
    ),
    (
        "datum",
        &[
            "{y}-{m}-{d} kl. {h}.{2}",
            "{y}{m}{d}",
            "{y}-{m}-{d}–{y}-{m}-{d}",
            "{y}{m}{d}-{y}{m}{d}",
            "{y}-{m}-{d}T{h}:{2}:00Z",
            "{d}.{m}.{y} {h}:{2}",
            "perioden {y}-{m} – {y}-{m}",
            "kl. {h}.{2}-{h}.{2}",
            "läsåret {y}/{2}",
            "{y}, {y}, {y} och {y}",
            "Bilaga {y}-{m}-{d}_{1}.pdf",
            "fil_{y}{m}{d}.xlsx",
            "v. {2}, {y}",
            "Version {1}.{1}, {y}-{m}-{d}",
            "den 3 maj {y}, § {2}",
            "Rapporten ska vara klar {y}{m}{d}.",
        ],
    ),
    (
        "tabell",
        &[
            "{2} {1} {2} {2} {1} {2} {2}",
            "| {3} | {2} | {3} | {1} | {2} |",
            "| Kvinnor | {4} | {3} | {4} |",
            "{3};{4};{2};{3}",
            "År 2019 2020 2021 2022 {y}",
            "3,{1} 2,{1} 3,{1} 2,{1}",
            "n={2}, {3}, {2}",
            "Antal per månad: {2} {2} {1} {2} {2} {2} {1} {2} {2} {2} {2} {2}",
            "{2}/{2}/{2}",
            "| {2} % | {2} % | {2} % |",
            "{2} procent ({2} av {3})",
            "Av {3} konton låstes {2}",
            "{3} {2} timmar",
            "{5} invånare",
            "1 2 3 4 5 6 7 8 9 10 11 12",
        ],
    ),
    (
        "lagrum och litteratur",
        &[
            "OSL {2} kap. {1} §",
            "SFS {y}:{3}",
            "prop. {y}/24:{2} s. {3}",
            "SOU {y}:{2}",
            "HFD {y} ref. {2}",
            "förordning (EU) {y}/{3}",
            "art. {2}.{1} GDPR",
            "ISBN 978-91-{2}-{5}-{1}",
            "ISSN 1{3}-{4}",
            "55.{5}, 13.{5}",
            "SWEREF 99 TM: 61{5}, 37{4}",
            "ICD-10 F{2}.{1}",
        ],
    ),
    (
        "avsnitt och versioner",
        &[
            "version {1}.{1}.{1}.{2}",
            "avsnitt {1}.{1}.{1}.{1}",
            "kapitel {1}.{1}.{1}.{1}",
            "punkt {1}.{1}.{1}.{1}",
            "bilaga {1}.{1}.{1}.{1}",
            "ver. {1}.{1}.{1}.{2}",
            "## {1}.{1}.{1}.{1} Rutiner",
            "tabell {1}.{1}.{1}.{1}",
            "steg {1}.{1}.{1}.{1}",
            "Excel 16.0.{4}.{5}",
            "v{1}.{2}.{1}",
        ],
    ),
    (
        "liknar fordon",
        &[
            "ISO {3}",
            "Kursen MAT {3} gavs.",
            "Blankett SKV {4}",
            "Rum VIK {3} är bokat.",
            "enligt ISO {3}",
            "modell KLM {3}",
            "RFS {3}",
            "kurskod GRX {3}",
            "LSS {y}",
            "EKG {3}",
            "Sal DBX {3} var bokad.",
            "Rutin HSL {3} gäller",
            "Avtryck (SHA-256)",
            "[avtryck fc9406d5f338c6e2]",
        ],
    ),
    (
        "liknar adress",
        &[
            "Väg {3} berörs.",
            "väg E{1}",
            "Länsväg {3}",
            "Riksväg {2}",
            "Torget {y}",
            "Internkontrollplan {y}",
            "Handlingsplan {1} gäller.",
            "Arbetsplats {1}",
            "Verksamhetsplan {y}",
            "plan {1}, vån {1}",
            "Genomgång {1}",
            "Ledningen {y}",
            "Mötesplatsen {1} stängdes",
            "hamnen {y}",
            "Detaljplan {4}",
            "Buss {2} och linje {3}",
        ],
    ),
];

fn numbers(choice: &mut Choice, lines: &mut Vec<Line>) {
    for (family, templates) in TEMPLATES {
        for template in *templates {
            for _ in 0..12 {
                lines.push(Line::clean(family, filled(choice, template)));
            }
        }
    }
    // The number of an organisation: its third figure is two or more.
    for _ in 0..40 {
        let nine = format!(
            "{}{}",
            choice.of(&["2021", "2120", "5560", "5564", "7164", "8020", "9697"]),
            choice.number(10_000, 99_999)
        );
        let ten = format!("{nine}{}", super::numbers::check_digit(&nine));
        for text in [
            format!("Org.nr {}-{}", &ten[..6], &ten[6..]),
            format!("Organisationsnummer {ten}"),
            format!("VAT SE{ten}01"),
        ] {
            lines.push(Line::clean("organisationsnummer", text));
        }
    }
}

/// A role before the name of a unit, a place or an authority, or before a new sentence.
fn roles(lines: &mut Vec<Line>) {
    const ROLES: &[&str] = &[
        "Rektor",
        "Enhetschef",
        "Avdelningschef",
        "Handläggare",
        "Ordförande",
        "Controller",
        "Lärare",
        "Socialsekreterare",
    ];
    const UNITS: &[&str] = &[
        "Förskolenämnden",
        "Kommunstyrelsen",
        "Grundskoleförvaltningen",
        "Stadskontoret",
        "Hemtjänsten",
        "Lindängsskolan",
        "Malmö stad",
        "Region Skåne",
        "Hälsa och vård",
        "Södra Innerstaden",
        "Arbetsmarknad och Integration",
        "Barn och Unga",
        "Särskilt Boende",
        "Myndighet Vuxen",
        "Ernst & Young",
        "Miljö och Hälsa",
        "LSS",
        "HR",
    ];
    for role in ROLES {
        for unit in UNITS {
            for text in [
                format!("{role} {unit} deltog."),
                format!("{role} i {unit} svarade."),
                format!("{role}: {unit}"),
                format!("{role}, {unit}"),
            ] {
                lines.push(Line::clean("roll och enhet", text));
            }
        }
        let small = role.to_lowercase();
        for text in [
            format!("{role} ansvarar för rutinen."),
            format!("Frågan ställdes till {small}. Svaret var ja."),
            format!("Ansvarig är {small}. Uppföljning sker i maj."),
            format!("{role} Ja"),
            format!("{role}\nUppföljning sker årligen."),
            format!("{role}: Nej, inte alltid."),
            format!("| {role} | Ansvarar | Ja |"),
        ] {
            lines.push(Line::clean("roll och mening", text));
        }
    }
    for cue in [
        "Namn",
        "Ansvarig",
        "Handläggare",
        "Kontakt",
        "Signatur",
        "Mottagare",
        "Patient",
        "Sökande",
        "Från",
        "Till",
    ] {
        for other in [
            "se bilaga",
            "Stadskontoret",
            "Förskolenämnden",
            "enhetschef",
            "Rektor",
            "Alla",
            "Malmö stad",
            "Förskola",
            "okänd",
            "Januari",
        ] {
            lines.push(Line::clean("ledord och annat", format!("{cue}: {other}")));
        }
    }
}

fn prose(lines: &mut Vec<Line>) {
    for text in [
        "Rutinen är den enda som finns.",
        "Det är enda gången det hänt.",
        "Inte en enda förvaltning har svarat.",
        "Den enda risken som granskats är röjande.",
        "Chefen har ensamt ansvar för rutinen.",
        "Ensamarbete ska undvikas.",
        "Nämnden är ensam ansvarig.",
        "Som ensam huvudman ansvarar kommunen.",
        "I min roll är det inte så svårt att göra rätt.",
        "I min roll som chef är det viktigt.",
        "Vi är bara en del av staden.",
        "Jag är inte ensam om att tycka så.",
        "Det är den enda rutin jag känner till.",
        "Det är bara två förvaltningar som svarat.",
        "Jag tycker det är det enda rätta.",
        "Personnummer saknades i 14 av 120 akter.",
        "Personnummer anges med 10 siffror (ÅÅMMDD-XXXX).",
        "Av de födda 2015 är 340 inskrivna.",
        "Kontonummer ändrades i 12 fall av 340.",
        "Bankgirot ändrades 2021-03-01.",
        "Swish infördes 2020.",
        "Telefonnummer och e-post saknas i 12 av 84 akter.",
        "Öppettider: mån–fre 08:00–16:30",
        "Ring 112 vid fara och 1177 för råd.",
        "Se www.exempelstad.example och https://www.exempelstad.example/internkontroll/2023",
        "@nämnden",
        "a@b",
        "kl. 08:30–16:00",
        "På Möllevångstorget hölls en marknad.",
        "Södra Förstadsgatan byggs om.",
        "Karlstads kommun har 95 000 invånare.",
        "Förvaltningen använder Platina och Stratsys.",
        "Sankt Petri skola och Katarinaskolan deltog.",
        "Vägen till beslut är lång.",
        "Bilen kördes 340 mil.",
        "Temperaturen var 7,5 °C vid 2 av 14 mätningar.",
        "Kommunfullmäktige beslutade 2022-11-24, § 245.",
        "Ja. Information om barn på förskolan. Måste ha koll på att jag inte kan lämna till vem som helst.",
        "Brukare A, B och C",
        "Tre av 11 nämnder har svarat: Förskolenämnden, Miljönämnden och Valnämnden.",
        "Doktor är en titel.",
        "Väg E6 och väg 23 berörs inte.",
    ] {
        lines.push(Line::clean("prosa", text));
    }
    for text in [
        "Rutiner för personer med skyddade personuppgifter saknas.",
        "Hantering av skyddade personuppgifter ingår i utbildningen.",
        "När en elev har skyddad identitet ska rutinen följas.",
        "Det finns elever som har skyddad identitet.",
        "Medarbetarna känner till rutinen för skyddad identitet.",
        "Om ett barn har skyddade personuppgifter ska rektor kontaktas.",
        "Skatteverket beslutar om skyddad folkbokföring.",
        "Risk för att skyddade personuppgifter röjs.",
        "Vi har vårdnadshavare och barn med skyddad identitet.",
        "Anställda med skyddad identitet ska ha en särskild handläggare.",
        "Vad gör du om en elev har skyddad identitet?",
    ] {
        lines.push(Line::soft("skyddad identitet i allmänhet", text));
    }
}

pub(crate) fn all(choice: &mut Choice) -> Vec<Line> {
    let mut lines = Vec::new();
    numbers(choice, &mut lines);
    roles(&mut lines);
    prose(&mut lines);
    lines
}
