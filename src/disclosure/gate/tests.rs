//! The gate on single files: planted words in every coding that it reads, and files that mean harm.

mod codings;

use codings::{codings, zip};

use super::*;

const LONG: &str = "Handläggaren Åsa uppgav att hen hade hotats av sin närmaste chef";
const SHORT: &str = "Åsa Öberg";

fn gate() -> Gate {
    let mut secrets = Secrets::default();
    secrets.add_removed("lång", LONG.to_owned());
    secrets.add_removed("kort", SHORT.to_owned());
    Gate { canaries: Canaries::new(&secrets, &Furniture::default()), ..Gate::default() }
}

/// Which of the two planted texts a file holds.
fn found(name: &str, bytes: &[u8]) -> Vec<String> {
    match gate().clear(name.to_owned(), bytes.to_vec()) {
        Ok(_) => Vec::new(),
        Err(held) => {
            assert_eq!(held.unread, None, "{name}");
            let names = held.secrets.into_iter().map(|origin| match origin {
                Origin::Removed(name) => name,
                other => panic!("{other:?}"),
            });
            names.collect()
        }
    }
}

/// Is a planted text found in the bytes as they stand? Then a coding shows nothing of its decoder.
fn stands_plain(bytes: &[u8]) -> bool {
    let mut found = BTreeSet::new();
    gate().canaries.search(&Form::of(bytes), &mut found);
    !found.is_empty()
}

#[test]
fn planted_words_are_found_in_every_coding() {
    for (coding, file, bytes) in codings(SHORT) {
        // In these the normal form itself is the decoder.
        let itself = matches!(coding, "Windows-1252" | "UTF-16 LE" | "UTF-16 BE with its mark");
        assert_eq!(stands_plain(&bytes), itself, "{coding}");
        assert_eq!(found(file, &bytes), ["kort"], "{coding}");
    }
    for (coding, file, bytes) in codings(LONG) {
        assert_eq!(found(file, &bytes), ["lång"], "{coding}");
    }
}

#[test]
fn letters_beyond_latin_1_are_found_in_utf_16() {
    let mut secrets = Secrets::default();
    secrets.add_removed("a.csv", "Šárka Łęska".to_owned());
    let gate = Gate { canaries: Canaries::new(&secrets, &Furniture::default()), ..Gate::default() };
    let text = "Av Šárka Łęska, 19121212-1212.";
    for to in [u16::to_le_bytes, u16::to_be_bytes] {
        let bytes: Vec<u8> = text.encode_utf16().flat_map(to).collect();
        let held = gate.clear("a.csv".into(), bytes).unwrap_err();
        assert_eq!((held.secrets.len(), held.personal.len()), (1, 1));
    }
}

#[test]
fn planted_words_are_found_as_they_are_and_in_addresses() {
    assert_eq!(found("a.html", format!("<p>{LONG}</p>").as_bytes()), ["lång"]);
    assert_eq!(found("a.html", format!("<!-- {SHORT} -->").as_bytes()), ["kort"]);
    assert_eq!(
        found("a.jpg", &[b"\xff\xd8\xff\xe1\0\0Exif\0\0".as_slice(), SHORT.as_bytes(), b"\0\xff"].concat()),
        ["kort"]
    );
    assert_eq!(found("bilagor/asa-oberg.pdf", b"x"), ["kort"]);
    assert_eq!(found("index.html", format!("<a href=\"{}/\">", "asa-oberg").as_bytes()), ["kort"]);
}

#[test]
fn what_is_not_planted_is_let_through_byte_for_byte() {
    for (name, bytes) in [
        ("index.html", "<p>Åsa och <b>Öberg</b>, Hasse Öbergsson och Åsa Öbergsson</p>".as_bytes().to_vec()),
        ("a.zip", zip("a.txt", b"inget", 8)),
        ("a.bin", (0..=255).cycle().take(100_000).collect()),
        ("", Vec::new()),
    ] {
        let cleared = gate().clear(name.to_owned(), bytes.clone()).unwrap();
        assert_eq!((cleared.path(), cleared.bytes()), (name, bytes.as_slice()));
    }
}

/// Personal data that stands in a file: type and first characters.
fn persons(gate: &Gate, name: &str, bytes: &[u8]) -> Vec<(String, String)> {
    match gate.clear(name.to_owned(), bytes.to_vec()) {
        Ok(_) => Vec::new(),
        Err(held) => held.personal.into_values().map(|one| (one.kind.name().to_owned(), one.start)).collect(),
    }
}

#[test]
fn personal_data_is_found_where_people_and_programs_read_it() {
    let number = "19121212-1212";
    for (name, text) in [
        ("a.html", format!("<p>Om {number} här</p>")),
        ("a.html", "<p>Om 1912<b>12</b>12-1212 här</p>".to_owned()),
        ("a.html", format!("<img alt=\"Om {number}\">")),
        ("a.html", format!("<meta name=description content='{number}'>")),
        ("a.html", format!("<a data-p=\"{number}\">")),
        ("a.html", format!("<a href=\"x/{number}\">")),
        ("a.html", format!("<!-- {number} -->")),
        ("a.html", format!("<script>var a = \"{number}\"</script>")),
        ("a.svg", format!("<svg><title>Om {number}</title></svg>")),
        ("a.json", format!("{{\"a\": \"{number}\"}}")),
        ("a.csv", format!("a;b\n{number};2\n")),
        ("a.css", format!("/* {number} */")),
        (&format!("filer/{number}.txt"), "x".to_owned()),
    ] {
        assert_eq!(
            persons(&Gate::default(), name, text.as_bytes()),
            [("personnummer".to_owned(), "19".to_owned())],
            "{text}"
        );
    }
    let inside = zip("word/document.xml", format!("<w:p><w:t>Om {number}</w:t></w:p>").as_bytes(), 8);
    assert_eq!(persons(&Gate::default(), "a.docx", &inside).len(), 1);
    assert_eq!(persons(&Gate::default(), "a.html", b"<a href=\"mailto:anna%40exempel.se\">x</a>").len(), 1);
}

#[test]
fn numbers_that_no_reader_puts_together_are_no_personal_data() {
    for text in [
        "<table><tr><td>19121212</td><td>1212</td></tr></table>",
        "<ul><li>08</li><li>508</li><li>12345</li></ul>",
        "<svg viewBox=\"0 0 191212121212 1\"><path d=\"M19121212-1212 3\"/><text>191212</text><text>1212</text></svg>",
        "<p class=\"c19121212-1212\" id=\"n-19121212-1212\">Dnr KS 2023-0912, den 25 september 2023, 50,5 % av 1 204</p>",
        "<time datetime=\"2023-09-25\">25 september 2023</time>",
    ] {
        assert_eq!(persons(&Gate::default(), "a.html", text.as_bytes()), [], "{text}");
    }
}

#[test]
fn what_an_author_has_allowed_passes_however_it_is_written() {
    let allowed = Allowed::of_site(&["08-508 00 000"]);
    let gate = Gate { allowed, ..Gate::default() };
    assert!(persons(&gate, "a.html", "<p>Ring 08\u{a0}508\u{a0}000\u{a0}00.</p>".as_bytes()).is_empty());
    assert_eq!(persons(&gate, "a.html", "<p>Ring 08-508 00 001.</p>".as_bytes()).len(), 1);
}

#[test]
fn a_printed_report_is_searched_for_secrets_throughout_and_for_persons_in_its_text() {
    let none = Secrets::default();
    // Measures of a page, as many a print has them.
    let page = b"%PDF-1.7\nBT 08 508 000 01 Td (Hej) Tj ET".to_vec();
    let printed = |bytes: &[u8], text| gate().clear_printed("r.pdf".into(), bytes.to_vec(), text, &none);
    assert!(printed(&page, "Hej").is_ok());
    assert!(gate().clear_released("r.pdf".into(), page.clone(), "Hej", &none).is_err());
    assert_eq!(printed(&page, "Ring 08-508 000 01").unwrap_err().personal.len(), 1);
    let hidden = [&page[..], b"\n%", LONG.as_bytes()].concat();
    assert_eq!(printed(&hidden, "Hej").unwrap_err().secrets.len(), 1);
    assert_eq!(printed(&page, LONG).unwrap_err().secrets.len(), 1);
}

#[test]
fn what_was_removed_from_a_file_is_searched_for_in_it_but_for_what_its_text_says() {
    let mut removed = Secrets::default();
    removed.add_removed("a.docx", "Anna Lindgren".to_owned());
    let gate = Gate::default();
    let file = zip("docProps/core.xml", b"<dc:creator>Anna Lindgren</dc:creator>", 8);
    let clear = |text| gate.clear_released("a.docx".into(), file.clone(), text, &removed);
    assert_eq!(clear("En text.").unwrap_err().secrets.len(), 1);
    assert!(clear("Kontakt: Anna Lindgren.").is_ok());
    let held = gate.clear_released("a.pdf".into(), Vec::new(), "Om 19121212-1212", &Secrets::default());
    assert_eq!(held.unwrap_err().personal.len(), 1, "the extracted text is read too");
}

fn unread(name: &str, bytes: &[u8]) -> Option<Unread> {
    gate().clear(name.to_owned(), bytes.to_vec()).err().and_then(|held| held.unread)
}

#[test]
fn what_cannot_be_read_to_the_bottom_is_held_back() {
    let bomb = zip("a.txt", &vec![b'a'; decode::MOST + 1_000_000], 8);
    assert_eq!(unread("a.docx", &bomb), Some(Unread::TooLarge));
    let mut deep = b"inget".to_vec();
    for _ in 0..20 {
        deep = zip("a.zip", &deep, 8);
    }
    assert_eq!(unread("a.zip", &deep), Some(Unread::TooDeep));
    let mut locked = zip("a.txt", b"inget", 8);
    locked[6] |= 1;
    assert_eq!(unread("a.docx", &locked), Some(Unread::Encrypted));
    let mut odd = zip("a.txt", b"inget", 8);
    odd[8] = 14;
    assert_eq!(unread("a.docx", &odd), Some(Unread::UnknownPacking));
}

/// Wherever it stands among the lines, on the border between two pieces too, and whether a cell of CSV goes over several lines.
#[test]
fn in_long_data_planted_words_are_found_wherever_they_stand() {
    let lines: Vec<String> =
        (0..60).map(|number| format!("{{\"rad\": {number}, \"text\": \"ord om mötet\"}},")).collect();
    for at in 0..=lines.len() {
        for (name, planted, secret) in [
            ("a.json", "{\"text\": \"Åsa \\u00d6berg\"},".to_owned(), "kort"),
            ("a.json", format!("{{\"ton\": \"{}\", \"text\": \"{SHORT}\"}},", "x".repeat(700)), "kort"),
            (
                "a.csv",
                format!("1,\"{}\"", LONG.replace(" hen ", "\nhen\n").replace(" sin", "\n\nsin")),
                "lång",
            ),
        ] {
            let mut all = lines.clone();
            all.insert(at, planted);
            let (open, close) = if name.ends_with("json") { ("[\n", "\n{}]\n") } else { ("", "\n") };
            let file = format!("{open}{}{close}", all.join("\n"));
            assert_eq!(found(name, file.as_bytes()), [secret], "{name} at line {at}");
        }
    }
    // In two rows, with the border anywhere near.
    for before in 400..600 {
        let file = format!("{}\n1,Åsa\nÖberg,2\n{}\n", "x".repeat(before), lines.join("\n"));
        assert_eq!(found("a.csv", file.as_bytes()), ["kort"], "after {before} bytes");
    }
    let clean = format!("[\n{}\n{{}}]\n", lines.join("\n"));
    assert!(found("a.json", clean.as_bytes()).is_empty());
}

#[test]
fn hostile_files_are_read_without_panic() {
    let huge = format!("<p title=\"{}", "å&#".repeat(200_000));
    assert!(gate().clear("a.html".into(), huge.into_bytes()).is_ok());
    let nested = "<b>".repeat(100_000);
    assert!(gate().clear("a.html".into(), nested.into_bytes()).is_ok());
    let slashes = "\\".repeat(100_000);
    drop(gate().clear("a.json".into(), format!("{{\"{slashes}").into_bytes()));
    let pieces: [&[u8]; 16] = [
        b"<",
        b"</",
        b"<!--",
        b"\"",
        b"'",
        b"=",
        b"&#x",
        b"%E",
        b"\\u00",
        b"PK\x03\x04",
        b"\x78\x9c",
        b"\x1f\x8b\x08",
        b"\xff",
        b"(",
        b"Tj",
        b"A0bC",
    ];
    let mut seed = 1_u32;
    for _ in 0..3_000 {
        let mut bytes = Vec::new();
        for _ in 0..20 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            bytes.extend_from_slice(pieces[(seed >> 28) as usize]);
            bytes.extend(std::iter::repeat_n(seed.to_be_bytes()[1], (seed >> 16 & 3) as usize));
        }
        drop(gate().clear("a.html".into(), bytes));
    }
    for (_, name, bytes) in codings(LONG) {
        for length in 0..bytes.len() {
            drop(Gate::default().clear(name.into(), bytes[..length].to_vec()));
        }
    }
}

#[test]
fn without_canaries_no_bytes_are_searched_but_what_people_read() {
    let mut seen = Vec::new();
    let mut see = |bytes: &[u8], reading: Reading| seen.push((bytes.len(), reading));
    Decoder::new(true, &mut see).file("a.html", b"<p class=\"x\">Hej</p>");
    assert!(!seen.is_empty() && seen.iter().all(|(_, reading)| *reading == Reading::Text), "{seen:?}");
    assert!(
        Gate::new(
            &Secrets::default(),
            Allowed::default(),
            &Sources::default(),
            &crate::render::fixture::site(),
            &[]
        )
        .value
        .unwrap()
        .canaries
        .is_empty()
    );
}

#[test]
fn a_tag_that_is_known_hides_nobody() {
    let gate = Gate::default();
    let held =
        |page: &str| gate.clear("a.html".to_owned(), format!("{page}ord ord ord").into_bytes()).is_err();
    let known = "<i title=\"121212\"><i title=\"1212\"><i title=\"\n\r\n\"><p class=\"x y\">";
    for page in [
        "<p title=\"121212-1212\">".to_owned(),
        // Coded twice: read again, whole.
        "<p title=\"&amp;#49;21212-1212\">".to_owned(),
        "<p class=\"x &lt;b&gt;121212-1212&lt;/b&gt;\">".to_owned(),
        "<p title='\\u003cp>121212-1212\\u003c/p>'>".to_owned(),
        // With one of Windows' empty lines no others end a paragraph, so the two numbers are one.
        "<i title=\"121212\"><i title=\"1212\"><b title=\"\n\r\n\">".to_owned(),
        format!("<i title=\"121212\"><i title=\"1212\"><b title=\"\n\r\n{}\">", "ord ".repeat(100)),
        // A text that is coded once more makes all be read again, with what is known.
        format!("<i title=\"121212\"><i title=\"1212\"><b title=\"&amp;amp;\n\r\n{}\">", "ord ".repeat(100)),
    ] {
        for _ in 0..3 {
            assert!(held(&page), "{page}");
            let _ = held(known);
        }
    }
    for page in ["<i title=\"121212\"><i title=\"1212\">", "<p class=\"x 121212-1212\">"] {
        for _ in 0..3 {
            assert!(!held(page), "{page}");
        }
    }
}
