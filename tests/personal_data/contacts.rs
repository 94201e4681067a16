//! Lines with telephone numbers, e-mail, addresses, accounts, network addresses and vehicles. The numbers are those
//! that are kept for fiction, the domains those that are kept for examples, the streets and towns invented.

use super::line::{Choice, Line, SENTENCES};

fn telephone(choice: &mut Choice, lines: &mut Vec<Line>) {
    let sentences = &[
        SENTENCES,
        &[
            "Ring {} snarast.",
            "Tel: {}",
            "tfn {}",
            "Tfn. {}",
            "mob {}",
            "Mobilnr {}",
            "tel:{}",
            "sms:{}",
            "Swisha {}",
            "☎ {}",
            "Hon svarar på {}, dock ej kvällar.",
            "<a href=\"tel:{}\">",
            "2021-05-03 ringde {} upp",
        ],
    ]
    .concat();
    for _ in 0..4 {
        // 070-1740605 to 070-1740699.
        let last = choice.number(605, 699);
        let mobile = format!("0701740{last}");
        let home = format!("08-465004{:02}", choice.number(0, 99));
        let values = [
            mobile.clone(),
            format!("070-1740{last}"),
            format!("070 1740{last}"),
            format!("070-174 06 {:02}", last % 100),
            format!("070 174 06 {:02}", last % 100),
            format!("070 – 174 06 {:02}", last % 100),
            format!("0701-74 06 {:02}", last % 100),
            format!("0701-740{last}"),
            format!("070-17 40 {last}"),
            format!("070-174-06-{:02}", last % 100),
            format!("070.1740{last}"),
            format!("070/1740{last}"),
            format!("(070) 1740{last}"),
            format!("(070)1740{last}"),
            format!("+46701740{last}"),
            format!("+46 70 174 06 {:02}", last % 100),
            format!("+46-70-1740{last}"),
            format!("+46 (0)70-1740{last}"),
            format!("+46(0)701740{last}"),
            format!("(+46) 70 1740{last}"),
            format!("0046701740{last}"),
            format!("0046 70 1740{last}"),
            format!("0046-70-1740{last}"),
            format!("0046 (0)70 1740{last}"),
            format!("%2B46701740{last}"),
            format!("070\u{2013}1740{last}"),
            format!("070\u{2011}1740{last}"),
            format!("070\u{a0}174\u{a0}06\u{a0}{:02}", last % 100),
            format!("070&nbsp;1740{last}"),
            format!("070&#45;1740{last}"),
            format!("**070**-1740{last}"),
            format!("070-\n1740{last}"),
            home.clone(),
            home.replace('-', ""),
            home.replace('-', " "),
            home.replace('-', "/"),
            format!("08-465 004 {:02}", last % 100),
            format!("08-4650 04 {:02}", last % 100),
            format!("(08) 465004{:02}", last % 100),
            format!("+46 8 465 004 {:02}", last % 100),
            format!("+46 (0)8-465 004 {:02}", last % 100),
            format!("031-3900{last}"),
            format!("031-390 06 {:02}", last % 100),
            format!("031 390 06 {:02}", last % 100),
            format!("+46 31 390 06 {:02}", last % 100),
            format!("040-6280{}", 400 + last % 100),
            format!("0980-319 {:03}", 200 + last % 100),
            format!("0980-31 92 {:02}", last % 100),
            format!("0980-319 2{} {}", last % 10, last % 7),
            format!("0980 319{}", 200 + last % 100),
        ];
        for value in values {
            let sentence = if value.contains('\n') {
                SENTENCES[1].replace("{}", &value)
            } else {
                choice.around(sentences, &value)
            };
            lines.push(Line::leak("telefon", "telefon", sentence, &value));
        }
    }
}

fn email(choice: &mut Choice, lines: &mut Vec<Line>) {
    const NAMES: &[&str] = &[
        "anna.berg",
        "karin_af.kullerstad67",
        "nils-olof",
        "b.b",
        "x+y",
        "ANNA.BERG",
        "åsa.öström",
        "o'brien",
    ];
    const DOMAINS: &[&str] = &["example.com", "skola.test", "post.kommun.example", "exempelstad.example"];
    const SIGNS: &[&str] = &[
        "@",
        " (at) ",
        "(at)",
        "[at]",
        " [at] ",
        "{at}",
        "<at>",
        " (AT) ",
        " at ",
        " snabel-a ",
        " snabela ",
        " snabel a ",
        " Snabel-a ",
        "(snabel-a)",
        " [snabel-a] ",
        "[@]",
        "(@)",
        " @ ",
        "@ ",
        " @",
        "(a)",
        "[a]",
        "&#64;",
        "&#x40;",
        "&commat;",
        "%40",
        "＠",
        "﹫",
        "@\u{200b}",
        "\u{ad}@",
        "**@**",
        "\\@",
        "_at_",
        "-at-",
    ];
    const DOTS: &[&str] =
        &[".", "(dot)", " (dot) ", "[dot]", " dot ", " punkt ", "(punkt)", "[.]", "(.)", "&#46;"];
    let sentences = [
        SENTENCES,
        &["mailto:{}", "Mejl: {}", "[här](mailto:{})", "e-post={}", "cc {};", "Hon nås på {}, dagtid."],
    ]
    .concat();
    for sign in SIGNS {
        for _ in 0..3 {
            let value = format!("{}{sign}{}", choice.of(NAMES), choice.of(DOMAINS));
            lines.push(Line::leak("epost", "epost", choice.around(&sentences, &value), &value));
        }
    }
    for dot in DOTS {
        for sign in ["@", " (at) ", " snabel-a "] {
            let value = format!("{}{sign}{}", choice.of(NAMES), choice.of(DOMAINS).replace('.', dot));
            lines.push(Line::leak("epost/punkt", "epost", choice.around(&sentences, &value), &value));
        }
    }
}

#[expect(clippy::too_many_lines, reason = "one table of written forms")]
fn address(choice: &mut Choice, lines: &mut Vec<Line>) {
    const STREETS: &[&str] = &[
        "Fiktionsvägen",
        "Påhittsgatan",
        "Exempelstigen",
        "Låtsasgränden",
        "Testtorget",
        "Norra Fiktionsgatan",
        "Sagogränd",
        "Kungens väg",
        "Lilla torg",
        "Drömallén",
        "Hittepåbacken",
        "Exempelkajen",
        "Sankt Påhitts gata",
        "Sagotorg",
        "Fiktionsväg",
        "Exempelgata",
        "Exempelallé",
        "Fantasistråket",
        "Låtsasesplanaden",
        "Sagobrinken",
        "S:t Påhittsgatan",
        "PÅHITTSGATAN",
        "Hittepåpromenaden",
    ];
    const NUMBERS: &[&str] = &[
        "12",
        "12 B",
        "101 A",
        "3b",
        "7-9",
        "12A-C",
        "12 lgh 1101",
        "12, lgh 1203",
        "12 (lgh 1101)",
        "12, lägenhet 1203",
        "12 B, 999 30 Exempelstad",
        "7, 99297 EXEMPELSTAD",
        "7, SE-992 97 Exempelstad",
        "7, S-992 97 Exempelstad",
        "4 nb",
        "4, 2 tr, 999 30 Exempelstad",
        "4, 3 vån",
        "4 vån 3",
        "4 uppg. B",
        "12\n999 30 Exempelstad",
        "nr 12",
        "nummer 4",
        "12\u{a0}B",
        "12&nbsp;B",
        "**12**",
        "12, Exempelstad",
    ];
    let sentences = [
        SENTENCES,
        &[
            "Brukaren bor på {}.",
            "Larmet gällde {} på natten.",
            "Adress: {}",
            "Adress:{}",
            "Hembesök på {} genomfördes.",
            "folkbokförd på {}",
        ],
    ]
    .concat();
    for street in STREETS {
        for number in NUMBERS {
            let value = format!("{street} {number}");
            let text = if value.contains('\n') {
                format!("Adress: {value}")
            } else {
                choice.around(&sentences, &value)
            };
            // The closing bracket and emphasis are no letters.
            lines.push(Line::leak("adress", "adress", text, &value));
        }
    }
    // Words that mean more than a street: after a word that leads to an address, or with a flat or postcode.
    for street in [
        "Påhittsplan",
        "Fiktionsplatsen",
        "Fantasileden",
        "Låtsasringen",
        "Exempelparken",
        "Sagohöjden",
        "Fiktionsv.",
    ] {
        for text in [
            "Brukaren bor på {} 12.",
            "Adress: {} 12",
            "Hembesök på {} 12 B.",
            "Post till {} 12, 999 30 Exempelstad.",
        ] {
            let text = text.replace("{}", street);
            let value = format!("{street} 12");
            lines.push(Line::leak("adress/tvetydig", "adress", text, &value));
        }
    }
    for value in [
        "c/o Alvemarsson, Fiktionsvägen 3",
        "C/O Berg",
        "c/o Anna Berg",
        "Box 123, 999 30 Exempelstad",
        "999 30 Exempelstad",
        "SE-999 30 Exempelstad",
        "999 30 EXEMPELSTAD",
        "Exempelby 123, 999 30 Exempelstad",
        "Box 12, Exempelstad",
    ] {
        for sentence in ["Adressen är {}.", "{}", "Brevet gick till {} i går.", "Post: {}"] {
            lines.push(Line::leak("adress/post", "adress", sentence.replace("{}", value), value));
        }
    }
}

fn account(choice: &mut Choice, lines: &mut Vec<Line>) {
    let pay = ["Betala till {} senast fredag.", "{}", "Utbetalning skedde till {}.", "IBAN: {}", "| {} |"];
    for value in [
        "SE57 0000 3748 6257 0292 9611",
        "SE5700003748625702929611",
        "se57 0000 3748 6257 0292 9611",
        "SE 57 0000 3748 6257 0292 9611",
        "SE57-0000-3748-6257-0292-9611",
        "SE57&nbsp;0000&nbsp;3748&nbsp;6257&nbsp;0292&nbsp;9611",
        "GB82 WEST 1234 5698 7654 32",
        "DE89370400440532013000",
        "NO93 8601 1117 947",
        "FR14 2004 1010 0505 0001 3M02 606",
    ] {
        for sentence in pay {
            lines.push(Line::leak("konto/iban", "iban", sentence.replace("{}", value), value));
        }
    }
    for (kind, value) in [
        ("plusgiro", "plusgiro 19 74 46-0"),
        ("plusgiro", "PG 19 74 46-0"),
        ("plusgiro", "pg: 197446-1"),
        ("plusgiro", "postgiro 4 15-2"),
        ("plusgiro", "PlusGiro nr 19 74 46-0"),
        ("plusgiro", "plusgirokonto 19 74 46-0"),
        ("plusgiro", "plusgironummer: 19 74 46–0"),
        ("plusgiro", "pg-nr 19 74 46-0"),
        ("bankgiro", "bankgiro 123-4567"),
        ("bankgiro", "bg 5050-1055"),
        ("bankgiro", "BG: 50501055"),
        ("bankgiro", "Bankgironummer 5050-1056"),
        ("bankgiro", "Bankgirot 5050 1055"),
        ("bankgiro", "bankgiro (5050-1055"),
        ("bankgiro", "bankgiro&nbsp;5050-1055"),
        ("bankgiro", "**bankgiro** 5050-1055"),
    ] {
        for sentence in &pay[..3] {
            let value = value.trim_start_matches("**");
            lines.push(Line::leak("konto/giro", kind, sentence.replace("{}", value), value));
        }
    }
    for value in [
        "8327-9, 123 456 789-0",
        "8327-9 123 456 789-0",
        "8327-9,123456789-0",
        "9020 123 456 78",
        "9020-12345678",
        "3300 710101-2380",
        "5000-12 345 67",
        "6789 123456789",
        "8105-9, 994 123 456-7",
        "0917-3, 966 363 220-5",
    ] {
        for cue in [
            "Kontonummer: {}",
            "kontonr {}",
            "Hans kontonummer är {}.",
            "Bankkonto {}",
            "bankkontot {}",
            "Lönekonto: {}",
            "Clearing- och kontonummer {}",
            "Utbetalning till konto {}",
            "Nordea {}",
            "överföring till bankkonto nr {}",
        ] {
            // A sum of eleven figures is needed where the bank alone says what it is.
            if choice.number(0, 1) == 0 && !cue.starts_with("Nordea") || value.len() > 16 {
                lines.push(Line::leak("konto/clearing", "konto", cue.replace("{}", value), value));
            }
        }
    }
    for value in ["123 456 78 90", "1234567890", "123-456 78 90"] {
        lines.push(Line::leak("konto/swish", "konto", format!("Swish: {value}"), value));
    }
}

fn network(lines: &mut Vec<Line>) {
    for value in [
        "198.51.100.7",
        "198.51.100.214",
        "203.0.113.5",
        "198.51.100.7:8080",
        "198.51.100.0/24",
        "10.0.0.1",
        "2001:db8::1",
        "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
        "fe80::1",
        "fe80::1%eth0",
        "2001:db8::/32",
        "2001:DB8::A1",
        "198.51.100&#46;7",
    ] {
        for sentence in [
            "Inloggning från {} kl. 02.14.",
            "ip {}",
            "({})",
            "IP-adress: {}",
            "{}",
            "| {} |",
            "http://{}/",
            "Datorn ({}) var anonym",
        ] {
            lines.push(Line::leak("ip", "ip", sentence.replace("{}", value), value));
        }
    }
}

fn vehicle(lines: &mut Vec<Line>) {
    for value in
        ["MLB 508", "MLB508", "MLB 57A", "MLB57A", "MLB-084", "ABD 12K", "MLB&nbsp;508", "MLB–508", "SHA-508"]
    {
        for sentence in [
            "Bilen med reg.nr {} stod där.",
            "Fordonet ({}) användes.",
            "regnr {}",
            "Registreringsnummer: {}",
            "{} stod parkerad utanför.",
            "Han körde {} hem.",
            "| {} |",
            "felparkerad: {}",
        ] {
            lines.push(Line::leak("fordon", "fordon", sentence.replace("{}", value), value));
        }
    }
    for value in ["mlb508", "mlb 508", "Mlb 508", "MLB.508", "MLB_508"] {
        for sentence in ["regnr {}", "Bilen {} lånades ut.", "Regnumret {} antecknades.", "Lastbilen {}"] {
            lines.push(Line::leak("fordon/ledord", "fordon", sentence.replace("{}", value), value));
        }
    }
}

pub(crate) fn all(choice: &mut Choice) -> Vec<Line> {
    let mut lines = Vec::new();
    telephone(choice, &mut lines);
    email(choice, &mut lines);
    address(choice, &mut lines);
    account(choice, &mut lines);
    network(&mut lines);
    vehicle(&mut lines);
    lines
}
