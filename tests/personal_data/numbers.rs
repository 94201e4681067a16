//! Lines with personnummer and the numbers in place of one, in every way they are written. None belongs to anybody:
//! the individual number is one of those that Skatteverket keeps for tests (238 and 239).

use super::line::{Choice, Line, SENTENCES};

/// The check digit after nine.
pub(crate) fn check_digit(nine: &str) -> u32 {
    let sum: u32 = nine
        .bytes()
        .enumerate()
        .map(|(at, digit)| {
            let doubled = u32::from(digit - b'0') * if at % 2 == 0 { 2 } else { 1 };
            doubled / 10 + doubled % 10
        })
        .sum();
    (10 - sum % 10) % 10
}

/// Century and ten digits: a personnummer, or a samordningsnummer with an unknown day or month now and then.
pub(crate) fn number(choice: &mut Choice, is_coordination: bool) -> (String, String) {
    let year = choice.number(1912, 2018);
    let unknown = is_coordination && choice.number(0, 3) == 0;
    let month = if unknown { 0 } else { choice.number(1, 12) };
    let day = if unknown { 60 } else { choice.number(1, 28) + if is_coordination { 60 } else { 0 } };
    let nine = format!("{:02}{month:02}{day:02}{}", year % 100, choice.number(238, 239));
    let check = check_digit(&nine);
    ((year / 100).to_string(), format!("{nine}{check}"))
}

fn kind(is_coordination: bool) -> &'static str {
    if is_coordination { "samordningsnummer" } else { "personnummer" }
}

/// Every sign that may part the date from the rest.
fn parted(choice: &mut Choice, lines: &mut Vec<Line>) {
    const SIGNS: &[&str] = &[
        "",
        "-",
        " ",
        "+",
        "/",
        ".",
        "\u{2010}",
        "\u{2011}",
        "\u{2012}",
        "\u{2013}",
        "\u{2014}",
        "\u{2015}",
        "\u{2212}",
        "\u{fe63}",
        "\u{ff0d}",
        "\u{a0}",
        "\u{2007}",
        "\u{2009}",
        "\u{202f}",
        "\u{3000}",
        "\u{ad}",
        "\u{200b}",
        "\u{200d}",
        "\u{2060}",
        "\u{feff}",
        "&#45;",
        "&#x2d;",
        "&#8211;",
        "&#160;",
        "&nbsp;",
        "&shy;",
        "&ndash;",
        "&mdash;",
        "&minus;",
        "&hyphen;",
        "&dash;",
        "&plus;",
        "&sol;",
        "&period;",
        "&thinsp;",
        "&zwnj;",
        "&ZeroWidthSpace;-",
        "%2D",
        "%20",
        "\\-",
        " - ",
        " – ",
        " + ",
        "- ",
        " -",
        " / ",
        " . ",
        "--",
        "_",
        "-\n",
        "\n",
        "- \n",
        "\r\n",
        "-\n> ",
        "\t",
        "  ",
    ];
    for sign in SIGNS {
        for is_coordination in [false, true] {
            for with_century in [false, true] {
                let (century, ten) = number(choice, is_coordination);
                let century = if with_century { century.as_str() } else { "" };
                let value = format!("{century}{}{sign}{}", &ten[..6], &ten[6..]);
                // A line's end would end a table's row.
                let text = choice.around(&SENTENCES[..3], &value);
                lines.push(Line::leak("nummer/skiljetecken", kind(is_coordination), text, &value));
            }
        }
    }
}

/// Signs within the date too, the century apart or not.
fn dated(choice: &mut Choice, lines: &mut Vec<Line>) {
    for within in ["-", " ", ".", "/", "–", "\u{a0}", " - ", "&nbsp;"] {
        for last in ["-", " ", "+", "–", "/", "", " - "] {
            for is_coordination in [false, true] {
                let (century, ten) = number(choice, is_coordination);
                let (year, month, day, rest) = (&ten[..2], &ten[2..4], &ten[4..6], &ten[6..]);
                for date in [
                    [&format!("{century}{year}"), month, day].join(within),
                    [year, month, day].join(within),
                    [&century, year, month, day].join(within),
                ] {
                    let value = format!("{date}{last}{rest}");
                    let text = choice.around(&SENTENCES[..3], &value);
                    lines.push(Line::leak("nummer/datum", kind(is_coordination), text, &value));
                }
            }
        }
    }
}

/// What programs do to a number: emphasis, other digits, entities, breaks, a company's prefix.
fn disguised(choice: &mut Choice, lines: &mut Vec<Line>) {
    let with = |text: &str, sign: &str| text.chars().map(String::from).collect::<Vec<_>>().join(sign);
    let shifted = |text: &str, nought: u32| -> String {
        text.bytes().filter_map(|digit| char::from_u32(nought + u32::from(digit - b'0'))).collect()
    };
    for is_coordination in [false, true] {
        for _ in 0..4 {
            let (century, ten) = number(choice, is_coordination);
            let (date, rest) = (&ten[..6], &ten[6..]);
            let twelve = format!("{century}{ten}");
            let decimal =
                twelve.chars().map(|digit| format!("&#{};", u32::from(digit))).collect::<Vec<_>>().concat();
            let hex =
                ten.chars().map(|digit| format!("&#x{:x};", u32::from(digit))).collect::<Vec<_>>().concat();
            for value in [
                format!("{century} {date}-{rest}"),
                format!("{century}-{date}-{rest}"),
                format!("16{ten}"),
                format!("16{date}-{rest}"),
                format!("SE{ten}01"),
                format!("SE {ten} 01"),
                format!("SE{date}-{rest}01"),
                format!("SE{date}-{rest} 01"),
                format!("{date}-{}-{}", &rest[..2], &rest[2..]),
                format!("{date}-{}-{}", &rest[..3], &rest[3..]),
                format!("({date}){rest}"),
                shifted(&ten, 0xff10),
                format!("{}－{}", shifted(date, 0xff10), shifted(rest, 0xff10)),
                shifted(&ten, 0x1d7ce),
                decimal,
                hex,
                with(&twelve, "\u{200b}"),
                with(&ten, "\u{ad}"),
                with(&ten, " "),
                format!("**{date}**-{rest}"),
                format!("*{date}*{rest}"),
                format!("__{date}__-{rest}"),
                format!("`{twelve}`"),
                format!("{date}-**{rest}**"),
                format!("{date}-~~{rest}~~"),
                format!("{date}-<span>{rest}</span>"),
                format!("{date}<wbr>-{rest}"),
                format!("{}\n{}", &ten[..4], &ten[4..]),
                format!("{date}-{}\n{}", &rest[..2], &rest[2..]),
            ] {
                let text = choice.around(&SENTENCES[..3], &value);
                // Letters of an element are no part of the number.
                let value = value.trim_end_matches("</span>");
                lines.push(Line::leak("nummer/förklätt", kind(is_coordination), text, value));
            }
        }
    }
}

/// In names of files, addresses on the web, other numbers' company.
fn within(choice: &mut Choice, lines: &mut Vec<Line>) {
    for around in [
        "fil_{}.pdf",
        "bilagor/{}.docx",
        "{}_beslut.pdf",
        "Beslut{}.pdf",
        "IMG_{}.jpg",
        "https://x.example/akt/{}/visa",
        "?pnr={}",
        "https://x.example/?id={}&a=1",
        "akt{}b",
        "pnr{}",
        "PNR:{}",
        "#{}",
        "nr{}",
        "data-id=\"{}\"",
        "{\"pnr\":\"{}\"}",
        "2021-{}",
        "12/{}",
        "{}-1",
        "{}/2",
        "akt {}/1",
        "{}¹",
        "{}st",
        "B{}A",
        "'{}",
        "SoL-{}",
        "tabell 3 {}",
    ] {
        for is_coordination in [false, true] {
            let (century, ten) = number(choice, is_coordination);
            let (date, rest) = (&ten[..6], &ten[6..]);
            for value in [
                format!("{date}-{rest}"),
                format!("{century}{date}-{rest}"),
                ten.clone(),
                format!("{century}{ten}"),
            ] {
                lines.push(Line::leak(
                    "nummer/inuti",
                    kind(is_coordination),
                    around.replace("{}", &value),
                    &value,
                ));
            }
        }
    }
}

/// A wrong check digit beside a word that says what the number is.
fn mistyped(choice: &mut Choice, lines: &mut Vec<Line>) {
    for around in [
        "personnummer {}",
        "Personnumret är {}",
        "personnummret {}",
        "personnr {}",
        "Personnr: {}",
        "person-nr {}",
        "pers.nr {}",
        "persnr: {}",
        "Pers nr {}",
        "p-nr {}",
        "p.nr. {}",
        "pnr {}",
        "PNR={}",
        "Pnr: {}",
        "född {}",
        "Född: {}",
        "f. {}",
        "född den {}",
        "födda {}",
        "födelsenummer {}",
        "födelsenr {}",
        "födelsetid: {}",
        "id-nr {}",
        "ID: {}",
        "idnr {}",
        "id-beteckning {}",
        "identitetsnummer {}",
        "identitetsbeteckning: {}",
        "SSN {}",
        "personid {}",
        "samordningsnummer {}",
        "samordningsnr {}",
        "samnr {}",
        "sam.nr {}",
        "personbeteckning {}",
        "| Personnummer | {} |",
        "personnummer: **{}**",
        "Personnummer\n{}",
        "{} (personnummer)",
        "{} är hans personnummer",
        "{} (pnr)",
        "PERSONNUMMER {}",
    ] {
        for is_coordination in [false, true] {
            let (century, ten) = number(choice, is_coordination);
            let wrong = (ten[9..].parse::<u32>().unwrap_or(0) + choice.number(1, 9)) % 10;
            let ten = format!("{}{wrong}", &ten[..9]);
            for value in [format!("{}-{}", &ten[..6], &ten[6..]), ten.clone(), format!("{century}{ten}")] {
                let text = around.replace("{}", &value);
                lines.push(Line::leak("nummer/fel kontrollsiffra", kind(is_coordination), text, &value));
            }
        }
    }
}

/// With a letter for the first of the last figures.
fn interim(choice: &mut Choice, lines: &mut Vec<Line>) {
    for letter in "TRSUWXJKLMN".chars() {
        let (century, ten) = number(choice, false);
        let date = &ten[..6];
        let three = choice.number(100, 999);
        for value in [
            format!("{date}-{letter}{three}"),
            format!("{century}{date}-{letter}{three}"),
            format!("{century}{date}{letter}{three}"),
            format!("{date}+{letter}{three}"),
            format!("{date} {letter}{three}"),
            format!("{date}–{letter}{three}"),
            format!("{date}&#45;{letter}{three}"),
            format!("{date}-{}{three}", letter.to_ascii_lowercase()),
            format!("{date}-**{letter}{three}**"),
            format!("{date}-\n{letter}{three}"),
            format!("{century}{}-{}-{}-{letter}{three}", &date[..2], &date[2..4], &date[4..]),
            format!("{} {} {} {letter}{three}", &date[..2], &date[2..4], &date[4..]),
            format!("{century} {date}-{letter}{three}"),
        ] {
            let text = choice.around(&SENTENCES[..3], &value);
            lines.push(Line::leak("interimsnummer", "interimsnummer", text, &value));
        }
    }
}

/// The regions' and Inera's forms, and whatever follows a word for such a number.
fn reserve(choice: &mut Choice, lines: &mut Vec<Line>) {
    for value in [
        // Inera's: a date or a serial number, two letters, sex, check digit.
        "22850312AB12",
        "23100312CDX4",
        "00012345EF17",
        "22850312-AB12",
        // Västra Götaland, Värmland, Skåne, Stockholm, Inera's older.
        "19810829M071",
        "19930829X802",
        "19810829SU3A",
        "19450829SF2B",
        "19850312TF12",
        "19850312-4A2B",
        "850312-AB12",
        "991981000010",
        "991945000023",
        "198108320014",
    ] {
        for sentence in SENTENCES {
            lines.push(Line::leak("reservnummer", "interimsnummer", sentence.replace("{}", value), value));
        }
    }
    for cue in [
        "Reservnummer {}",
        "reservnr: {}",
        "nationellt reservnummer {}",
        "T-nummer {}",
        "TF-nummer {}",
        "interimsnummer: {}",
        "tillfälligt personnummer {}",
        "Reservid {}",
    ] {
        for value in ["228503A12345", "850312-T123", "19850312TF12"] {
            lines.push(Line::leak("reservnummer/ledord", "interimsnummer", cue.replace("{}", value), value));
        }
    }
    let (_, ten) = number(choice, false);
    for cue in [
        "Leverantören (enskild firma, org.nr {}) fakturerade.",
        "Organisationsnummer: {}",
        "F-skatt {}",
        "momsreg.nr {}",
    ] {
        let value = format!("{}-{}", &ten[..6], &ten[6..]);
        lines.push(Line::leak("enskild firma", "personnummer", cue.replace("{}", &value), &value));
    }
}

pub(crate) fn all(choice: &mut Choice) -> Vec<Line> {
    let mut lines = Vec::new();
    parted(choice, &mut lines);
    dated(choice, &mut lines);
    disguised(choice, &mut lines);
    within(choice, &mut lines);
    mistyped(choice, &mut lines);
    interim(choice, &mut lines);
    reserve(choice, &mut lines);
    lines
}
