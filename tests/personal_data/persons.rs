//! Lines that name a person, single one out, or tell that one has a protected identity. The names are invented.

use super::line::{Choice, Line};

const GIVEN: &[&str] = &[
    "Cajsa",
    "Ragnhild",
    "Astrid",
    "Nils-Olof",
    "Mohammed",
    "Fatima",
    "Anna-Karin",
    "Åsa",
    "Zlatko",
    "Oluwaseun",
    "Birgitta",
    "Đorđe",
    "Sixten",
    "Nguyen",
    "Þóra",
    "Wei",
];
const SURNAMES: &[&str] = &[
    "Sjöflodin",
    "af Kullerstad",
    "Alvemarsson",
    "Bergqvist",
    "Al-Rashidi",
    "von Essenlund",
    "de Verdier",
    "Östmark",
    "Novakovich",
    "van der Bergh",
    "El Khatib",
    "al-Hassan",
    "Ek",
    "Ben Ali",
    "O'Brien",
    "D'Angelo",
    "Kullerstad-Berg",
    "McAllister",
    "Šimić",
];
const ROLES: &[&str] = &[
    "rektor",
    "rektorn",
    "biträdande rektor",
    "enhetschef",
    "enhetschefen",
    "sektionschef",
    "handläggare",
    "socialsekreteraren",
    "läraren",
    "förskolläraren",
    "kuratorn",
    "skolsköterskan",
    "undersköterskan",
    "läkaren",
    "brukaren",
    "eleven",
    "patienten",
    "klienten",
    "vårdnadshavaren",
    "mamman",
    "pappan",
    "modern",
    "kollegan",
    "klasskamraten",
    "kontaktpersonen",
    "assistenten",
    "medarbetaren",
    "verksamhetschef",
    "förvaltningschef",
    "stadsdirektören",
    "kommunalrådet",
    "ordförande",
    "ledamoten",
    "registrator",
    "arkivarie",
    "controllern",
    "utredaren",
    "ekonom",
    "juristen",
    "vikarien",
    "barnskötaren",
    "specialpedagogen",
    "boendestödjaren",
    "ombudet",
    "sonen",
    "dottern",
    "grannen",
    "anmälaren",
    "inspektören",
    "projektledare",
    "samordnaren",
    "psykologen",
    "logopeden",
    "fysioterapeuten",
    "upphandlaren",
    "byggnadsinspektören",
    "farfar",
    "flickan",
    "tränaren",
];
const CUES: &[&str] = &[
    "Namn: {}",
    "namn: {}",
    "Elevens namn: {}",
    "/s/ {}",
    "Signatur: {}",
    "Sign. {}",
    "Undertecknat av {}",
    "Undertecknad: {}",
    "Underskrift: {}",
    "Namnförtydligande: {}",
    "Vid protokollet: {}",
    "Vid protokollet {}",
    "journalen för {} saknades.",
    "akten för {} låg framme",
    "Utredningen av {} lades ned",
    "Kontaktperson: {}",
    "Ansvarig handläggare: {}",
    "Beslutsfattare: {}",
    "Granskad av {}",
    "Upprättad av: {}",
    "Författare: {}",
    "Justeras: {}",
    "Närvarande: {}",
    "Intervju med {}",
    "Mvh {}",
    "Hälsningar {}",
    "Jag heter {}",
    "Hon heter {} och är sju år",
    "Attestant: {}",
    "Föredragande: {}",
    "Sökande: {}",
    "Patient: {}",
    "Elev: {}",
    "Vårdnadshavare 1: {}",
    "Anhörig: {}",
    "Avsändare: {}",
    "Mottagare: {}",
    "| Namn | {} |",
    "Anmält av {}",
    "Sekreterare: {}",
];

fn name(choice: &mut Choice) -> String {
    format!("{} {}", choice.of(GIVEN), choice.of(SURNAMES))
}

fn titled(choice: &mut Choice, lines: &mut Vec<Line>) {
    for role in ROLES {
        let mut capital = role.chars();
        let capital: String =
            capital.next().into_iter().flat_map(char::to_uppercase).chain(capital).collect();
        for sentence in [
            "{R} {} beslutade om åtgärden.",
            "Klagomålet riktas mot {r} {}.",
            "Enligt {r} {} saknas rutin.",
            "{R}, {}, svarade inte.",
            "Beslutet fattades av {r} {} den 3 maj.",
            "{R} {}",
            "{R}: {}",
        ] {
            let name = name(choice);
            let text = sentence.replace("{R}", &capital).replace("{r}", role).replace("{}", &name);
            lines.push(Line::leak("namn/titel", "namn", text, &name));
        }
    }
    for cue in CUES {
        for _ in 0..3 {
            let name = name(choice);
            lines.push(Line::leak("namn/ledord", "namn", cue.replace("{}", &name), &name));
        }
    }
}

/// Names written otherwise, in rows, before their role.
fn other_names(lines: &mut Vec<Line>) {
    for name in [
        "K. Sjöflodin",
        "J.P. Sjöflodin",
        "J P Sjöflodin",
        "CAJSA SJÖFLODIN",
        "Sjöflodin, Cajsa",
        "Anna K. Berg",
        "Erik",
        "Sjöflodin",
        "A-K Bergqvist",
        "Cajsa S",
        "Cajsa\u{a0}Sjöflodin",
        "Cajsa&nbsp;Sjöflodin",
        "Ca\u{ad}jsa Sjöflodin",
    ] {
        for sentence in
            ["Rektor {} beslutade.", "vårdnadshavaren {} har diagnos.", "Namn: {}", "enhetschef {}"]
        {
            lines.push(Line::leak("namn/form", "namn", sentence.replace("{}", name), name));
        }
    }
    for (text, name) in [
        ("rektorerna Anna Berg och Erik Ek beslutade", "Anna Berg"),
        ("rektorerna Anna Berg och Erik Ek beslutade", "Erik Ek"),
        ("Handläggarna Astrid Alvemarsson, Cajsa Sjöflodin och Åsa Östmark svarade.", "Åsa Östmark"),
        ("föräldrarna Per och Åsa Östmark", "Åsa Östmark"),
        ("Anna Berg, enhetschef, svarade.", "Anna Berg"),
        ("Anna Berg (rektor) svarade.", "Anna Berg"),
        ("Anna Berg är handläggare i ärendet.", "Anna Berg"),
        ("Närvarande: Anna Berg, Cajsa Sjöflodin", "Cajsa Sjöflodin"),
        ("läraren Fatima Nur Hassans klassrum", "Fatima Nur Hassans"),
        ("Enhetschef för hemtjänsten, Cajsa Sjöflodin, svarade.", "Cajsa Sjöflodin"),
        ("Cajsa Sjöflodin (S) yrkade bifall.", "Cajsa Sjöflodin"),
        ("min kollega Cajsa", "Cajsa"),
    ] {
        lines.push(Line::leak("namn/ordning", "namn", text.to_owned(), name));
    }
}

fn singled_out(lines: &mut Vec<Line>) {
    for phrase in [
        "Jag som är enda kurator på Lindängsskolan",
        "Som ensam man i arbetsgruppen",
        "I min roll som verksamhetsutvecklare",
        "Jag är den enda rullstolsburna på enheten",
        "som enda psykolog i kommunen",
        "Eftersom jag är ensam sjuksköterska här",
        "som den enda mannen på förskolan",
        "I egenskap av kommunens enda arkivarie",
        "Som ende man på avdelningen",
        "Jag som ensam kvinna i ledningsgruppen",
        "I min roll som kommunens dataskyddsombud",
        "Jag är enda arbetsterapeuten i området",
        "Jag är kommunens enda arkivarie",
        "Jag är den enda döva på jobbet",
        "I rollen som enda specialpedagog",
    ] {
        lines.push(Line::leak("utpekande", "utpekande", format!("{phrase} svarar jag nej."), phrase));
    }
    for phrase in ["Vi är bara två på avdelningen", "Vi är bara tre chefer här"] {
        lines.push(Line::leak("utpekande", "utpekande", format!("{phrase}."), phrase));
    }
}

fn protected(lines: &mut Vec<Line>) {
    const PERSONS: &[&str] = &[
        "Flickan",
        "Pojken",
        "Mamman",
        "Pappan",
        "Eleven",
        "Brukaren",
        "Patienten",
        "Barnet",
        "Den enskilde",
        "Vårdnadshavaren",
        "Kollegan",
        "Läraren",
        "Kvinnan",
        "Hon",
        "Han",
        "Hen",
        "Lillasyster",
        "Barnets mormor",
        "En elev i 4B",
        "Ett av barnen",
        "Den boende",
        "En anställd",
        "Min kollega",
        "Familjen",
        "En av mina elever",
        "Anna Berg",
        "Sonen",
        "Grannen",
    ];
    const FACTS: &[&str] = &[
        "har skyddad identitet",
        "lever med skyddad identitet",
        "har skyddade personuppgifter",
        "har sekretessmarkering",
        "är sekretessmarkerad",
        "är sekretessmarkerad i folkbokföringen",
        "är kvarskriven",
        "är kvarskriven i Exempelstad",
        "har fingerade personuppgifter",
        "har fått fingerade uppgifter",
        "lever under fingerad identitet",
        "har skyddad folkbokföring",
        "beviljades skyddad folkbokföring",
        "har sekretesskyddade personuppgifter",
        "har skyddad adress",
        "fick skyddad identitet i våras",
        "omfattas av skyddad folkbokföring",
        "hade fortfarande skyddade personuppgifter",
        "har inte längre skyddad identitet",
        "har beviljats sekretessmarkering",
        "har skyddat id",
        "är skyddad i folkbokföringen",
        "har sekretessmarkerade personuppgifter",
        "har kvarskrivning",
        "har **skyddad identitet**",
        "har skyddad&nbsp;identitet",
        "har skyddad\nidentitet",
        "har skyd\u{ad}dad identitet",
        "har SKYDDAD IDENTITET",
        "har s.k. skyddad identitet",
    ];
    for person in PERSONS {
        for fact in FACTS {
            lines.push(Line::leak(
                "skyddad identitet",
                "skyddad_identitet",
                format!("{person} {fact}."),
                fact.trim_end_matches('*'),
            ));
        }
    }
    for (text, value) in [
        ("Skyddad identitet gäller för pojken på avdelning Månen.", "Skyddad identitet"),
        ("Flickans skyddade personuppgifter röjdes i veckobrevet.", "skyddade personuppgifter"),
        ("Hennes sekretessmarkering hade inte förts över.", "sekretessmarkering"),
        ("Sekretessmarkeringen för eleven hävdes.", "Sekretessmarkeringen"),
        ("På grund av skyddad identitet kunde mamman inte nås.", "skyddad identitet"),
        ("Pojken (skyddad identitet) saknas på listan.", "skyddad identitet"),
        ("Vi har en flicka med skyddad identitet på avdelningen.", "skyddad identitet"),
        ("Kvarskriven är också pappan.", "Kvarskriven"),
        ("Elevens identitet är skyddad.", "identitet är skyddad"),
        ("Barnets personuppgifter är sekretessmarkerade.", "personuppgifter är sekretessmarkerade"),
        ("Flickan har skyddad identitet men rutinen följdes inte.", "har skyddad identitet"),
    ] {
        lines.push(Line::leak("skyddad identitet/ordning", "skyddad_identitet", text.to_owned(), value));
    }
}

pub(crate) fn all(choice: &mut Choice) -> Vec<Line> {
    let mut lines = Vec::new();
    titled(choice, &mut lines);
    other_names(&mut lines);
    singled_out(&mut lines);
    protected(&mut lines);
    lines
}
