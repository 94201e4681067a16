//! Files beside a report, made by the programs that offices use, each with an author planted in every place that
//! its format has: after the rebuilding the author is nowhere, in any encoding, and the text is still there. And
//! files that must be refused, each for its reason. That other programs can open the rebuilt files is shown by
//! `tests/appendix/open.sh`, which `tests/run` calls.
//!
//! The files in `tests/appendix/` were made with `LibreOffice`, python-docx, openpyxl, `XlsxWriter`, reportlab,
//! Ghostscript, qpdf, pikepdf, Pillow and `ExifTool`.

#![expect(clippy::unwrap_used, reason = "a test that can't go on should stop")]

#[path = "appendix/mutations.rs"]
mod mutations;
#[path = "appendix/unpacked.rs"]
mod unpacked;

use std::path::{Path, PathBuf};

use insyn::diagnostic::{Active, AppendixProblem, FileType, Hidden, Spot};
use insyn::disclosure::appendix::{Released, RemovedKind, release};
use insyn::model::report::AppendixKind;

const AUTHOR: &str = "Planterad Författare";
const TITLE: &str = "Bilaga för prov";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/appendix")
}

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).unwrap()
}

fn run_as(name: &str, ending: &str) -> Result<Released, Vec<AppendixProblem>> {
    release(AppendixKind::by_ending(ending).unwrap(), &bytes(name), TITLE, name)
}

fn run(name: &str) -> Result<Released, Vec<AppendixProblem>> {
    run_as(name, name.rsplit_once('.').unwrap().1)
}

fn problems(name: &str) -> Vec<AppendixProblem> {
    run(name).err().unwrap_or_default()
}

/// The files with an author, and words that a reader must still find.
const PLANTED: &[(&str, &[&str])] = &[
    ("bild.jpg", &[]),
    ("bild.png", &[]),
    ("inkscape.svg", &["Steg ett", "Ett flöde"]),
    (
        "python-docx.docx",
        &["Nämnden har granskat sextio journaler.", "Sidhuvud för prov", "Sidfot för prov", "87 %"],
    ),
    (
        "libreoffice.docx",
        &["Nämnden har granskat sextio journaler.", "Sidhuvud för prov", "Sidfot för prov", "87 %"],
    ),
    (
        "libreoffice.odt",
        &["Nämnden har granskat sextio journaler.", "Sidhuvud för prov", "Sidfot för prov", "87 %"],
    ),
    // Where no reader looks: names of lists, styles, themes and shapes.
    ("docx-namn.docx", &["Nämnden har granskat sextio journaler.", "87 %", "Till slutet"]),
    ("odt-namn.odt", &["Nämnden har granskat sextio journaler.", "87 %", "Ett avsnitt."]),
    // In what a cell reckons with, beside the text that it shows.
    ("odt-varde.odt", &["Nämnden har granskat sextio journaler.", "87 %"]),
    ("openpyxl.xlsx", &["Norra skolan", "Södra skolan", "SUM(B2:B3)"]),
    ("libreoffice.xlsx", &["Norra skolan", "Södra skolan", "78"]),
    ("xlsxwriter.xlsx", &["Svar på frågan", "12.5", "https://example.se/rapport"]),
    // In what tells about a name: help, menu, status bar.
    ("xlsx-namn.xlsx", &["Svar på frågan", "12.5"]),
    ("libreoffice.pdf", &["Nämnden har granskat sextio journaler.", "Sidhuvud för prov", "87 %"]),
    (
        "reportlab.pdf",
        &[
            "Revisionen har granskat elva enheter.",
            "En länk till webben",
            "https://example.se/lank",
            "Kapitel ett",
        ],
    ),
    ("ghostscript.pdf", &["Revisionen har granskat elva enheter."]),
    ("qpdf.pdf", &["Nämnden har granskat sextio journaler."]),
    // In operands and properties that draw nothing, in an inline picture's own keys, behind a picture's last row, in a
    // function's remark.
    ("pdf-gomd.pdf", &["Nämnden har granskat sextio journaler.", "87 %"]),
    ("pdf-lapp.pdf", &["Revisionen har granskat elva enheter."]),
];

#[test]
fn a_planted_author_is_gone_and_the_text_still_there() {
    for (name, words) in PLANTED {
        let before = unpacked::layers(&bytes(name));
        assert!(before.iter().any(|layer| unpacked::names(layer, AUTHOR)), "{name}: nobody is planted in it");
        let released = run(name).unwrap_or_else(|found| panic!("{name}: {found:?}"));
        for layer in unpacked::layers(&released.bytes) {
            assert!(
                !unpacked::names(&layer, AUTHOR),
                "{name}: the author is still there: {}",
                String::from_utf8_lossy(&layer)
            );
            assert!(!unpacked::names(&layer, "SN-PLANTERAD"), "{name}");
        }
        for word in *words {
            assert!(released.text.contains(word), "{name}: {word} isn't in {}", released.text);
        }
        assert!(!released.text.contains(AUTHOR), "{name}: {}", released.text);
        assert!(released.removed.count(RemovedKind::Person) > 0, "{name}: nobody was noted as removed");
    }
}

#[test]
fn the_same_file_gives_the_same_bytes_and_a_rebuilt_one_is_left_as_it_is() {
    for (name, _) in PLANTED {
        let first = run(name).unwrap_or_else(|found| panic!("{name}: {found:?}"));
        let again = run(name).unwrap_or_else(|found| panic!("{name}: {found:?}"));
        assert!(first.bytes == again.bytes, "{name}: not the same twice");
        let kind = AppendixKind::by_ending(name.rsplit_once('.').unwrap().1).unwrap();
        let twice =
            release(kind, &first.bytes, TITLE, name).unwrap_or_else(|found| panic!("{name}: {found:?}"));
        assert!(!unpacked::names(&twice.bytes, AUTHOR));
        assert_eq!(twice.removed.count(RemovedKind::Person), 0, "{name}: somebody was left the first time");
    }
}

/// Files that must be refused, and why.
fn refused() -> Vec<(&'static str, AppendixProblem)> {
    use AppendixProblem as P;
    let page = Spot::Page(1);
    let named = |name: &'static str, problem: fn(String) -> P| (name, problem(name.to_owned()));
    let hidden = |name: &'static str, what, spot| (name, P::Hidden { file: name.into(), what, spot });
    let active = |name: &'static str, what, spot| (name, P::Active { file: name.into(), what, spot });
    vec![
        named("pdf-ruta.pdf", |file| P::CoveredText { file, spot: Spot::Page(1) }),
        named("pdf-vit_ruta.pdf", |file| P::CoveredText { file, spot: Spot::Page(1) }),
        named("pdf-streck.pdf", |file| P::CoveredText { file, spot: Spot::Page(1) }),
        named("pdf-bild.pdf", |file| P::CoveredText { file, spot: Spot::Page(1) }),
        named("pdf-grupp.pdf", |file| P::CoveredText { file, spot: Spot::Page(1) }),
        named("pdf-ocr_ruta.pdf", |file| P::CoveredText { file, spot: Spot::Page(1) }),
        hidden("pdf-kamouflage.pdf", Hidden::Camouflaged, page),
        hidden("pdf-utanfor.pdf", Hidden::OutsidePage, page),
        hidden("pdf-osynlig.pdf", Hidden::Text, page),
        hidden("pdf-lager.pdf", Hidden::Layer, Spot::File),
        named("pdf-krypterad.pdf", |file| P::Encrypted { file }),
        named("pdf-signerad.pdf", |file| P::Signed { file }),
        active("pdf-formular.pdf", Active::Form, page),
        active("pdf-ritad.pdf", Active::Annotation, page),
        active("pdf-dator.pdf", Active::External, Spot::File),
        named("docx-andring.docx", |file| P::TrackedChanges { file }),
        hidden("docx-dold.docx", Hidden::Text, Spot::File),
        active("docx-hamtar.docx", Active::External, Spot::File),
        named("odt-andring.odt", |file| P::TrackedChanges { file }),
        hidden("xlsx-dolt-blad.xlsx", Hidden::Sheet, Spot::Sheet(2)),
        hidden("xlsx-mycket-dolt-blad.xlsx", Hidden::Sheet, Spot::Sheet(2)),
        hidden("xlsx-dold-rad.xlsx", Hidden::Cells, Spot::Sheet(1)),
        hidden("xlsx-dold-kolumn.xlsx", Hidden::Cells, Spot::Sheet(1)),
        // A three that shows as "..", a row half a point high, letters one point high.
        hidden("xlsx-format.xlsx", Hidden::Cells, Spot::File),
        hidden("xlsx-lag-rad.xlsx", Hidden::Cells, Spot::Sheet(1)),
        hidden("xlsx-liten-stil.xlsx", Hidden::Cells, Spot::File),
        active("xlsx-annan-bok.xlsx", Active::External, Spot::File),
        named("bild-svans.png", |file| P::Trailing { file, spot: Spot::File }),
        named("vriden.jpg", |file| P::Turned { file, spot: Spot::File }),
    ]
}

#[test]
fn what_only_a_person_can_judge_stops() {
    for (name, problem) in refused() {
        assert_eq!(problems(name), [problem], "{name}");
    }
}

#[test]
fn what_is_in_order_doesnt_stop() {
    for (name, word) in [
        ("pdf-struken.pdf", "Struken text"),
        ("pdf-bakom.pdf", "Vit text i en ruta"),
        ("pdf-ocr.pdf", "Inskannad text"),
    ] {
        let released = run(name).unwrap_or_else(|found| panic!("{name}: {found:?}"));
        assert!(released.text.contains(word), "{name}: {}", released.text);
    }
}

#[test]
fn a_picture_in_seven_passes_is_whole() {
    assert!(run("bild-vavd.png").is_ok_and(|released| released.removed.count(RemovedKind::Person) == 0));
}

#[test]
fn a_table_s_own_words_are_read_as_text() {
    let released = run("docx-tabell.docx").unwrap_or_else(|found| panic!("{found:?}"));
    assert!(
        released.text.contains("Rubrik för hjälpmedel")
            && released.text.contains("Beskrivning för hjälpmedel")
    );
}

#[test]
fn a_field_that_names_its_user_becomes_the_text_that_it_shows() {
    let released = run("docx-falt.docx").unwrap_or_else(|found| panic!("{found:?}"));
    assert!(released.text.contains("Revisorn"));
    for layer in unpacked::layers(&released.bytes) {
        assert!(!unpacked::names(&layer, AUTHOR));
        assert!(!layer.windows(9).any(|window| window == b"instrText"));
    }
}

#[test]
fn a_string_that_no_cell_shows_is_left_out() {
    let name = "xlsx-oanvand-strang.xlsx";
    let word = "Borttagen Anna";
    assert!(unpacked::layers(&bytes(name)).iter().any(|layer| unpacked::names(layer, word)));
    let released = run(name).unwrap_or_else(|found| panic!("{found:?}"));
    assert!(unpacked::layers(&released.bytes).iter().all(|layer| !unpacked::names(layer, word)));
    assert!(released.text.contains("Norra skolan"));
}

#[test]
fn a_file_is_what_its_ending_says() {
    let found = |name: &str, ending: &str| run_as(name, ending).err().unwrap_or_default();
    let other = |name: &str, found| vec![AppendixProblem::OtherType { file: name.into(), found }];
    assert_eq!(found("bild.jpg", "png"), other("bild.jpg", FileType::Jpeg));
    assert_eq!(found("reportlab.pdf", "docx"), other("reportlab.pdf", FileType::Pdf));
    assert_eq!(found("openpyxl.xlsx", "docx"), other("openpyxl.xlsx", FileType::Xlsx));
    assert_eq!(found("python-docx.docx", "odt"), other("python-docx.docx", FileType::Docx));
    assert_eq!(found("libreoffice.odt", "xlsx"), other("libreoffice.odt", FileType::Odt));
    assert_eq!(found("bild.png", "txt"), other("bild.png", FileType::Png));
    assert_eq!(found("inkscape.svg", "pdf"), other("inkscape.svg", FileType::Svg));
    assert_eq!(found("inkscape.svg", "csv"), other("inkscape.svg", FileType::Svg));
}

#[test]
fn bytes_before_or_after_the_end_stop() {
    for name in ["bild.jpg", "bild.png", "python-docx.docx"] {
        let kind = AppendixKind::by_ending(name.rsplit_once('.').unwrap().1).unwrap();
        let mut longer = bytes(name);
        longer.extend(b"gomt efter slutet");
        let found = release(kind, &longer, TITLE, name).err().unwrap_or_default();
        let is_told = found
            .iter()
            .any(|one| matches!(one, AppendixProblem::Trailing { .. } | AppendixProblem::Unreadable { .. }));
        assert!(is_told, "{name}: {found:?}");
    }
}

/// Behind what a table or a number of a JPEG says, where no reader looks.
#[test]
fn a_segment_that_is_longer_than_what_it_says_stops() {
    let picture = bytes("bild.jpg");
    let with = |at: usize, segment: &[u8]| {
        let longer = [&picture[..at], segment, &picture[at..]].concat();
        release(AppendixKind::Jpeg, &longer, TITLE, "f").map(|released| released.bytes)
    };
    let table = picture.windows(2).position(|pair| pair == [0xff, 0xdb]).unwrap();
    let unreadable = Err(vec![AppendixProblem::Unreadable { file: "f".into(), spot: Spot::File }]);
    assert!(with(table, b"\xff\xdd\0\x04\0\0").is_ok(), "an interval is two bytes");
    assert_eq!(with(table, b"\xff\xdd\0\x0d\0\0Planterad"), unreadable);
    assert_eq!(with(table, b"\xff\xdb\0\x0bPlanterad"), unreadable);
    assert_eq!(with(table, b"\xff\xc4\0\x0bPlanterad"), unreadable);
}

#[test]
fn tables_and_texts_are_plain_utf_8() {
    let run = |kind, bytes: &[u8]| release(kind, bytes, TITLE, "f").map(|released| released.bytes);
    let (csv, txt) = (AppendixKind::Csv, AppendixKind::Txt);
    let file = || "f".to_owned();
    assert_eq!(
        run(csv, "\u{feff}Enhet;Andel\r\nÅker;-3,5\r\n– ;-\r\n".as_bytes()).unwrap(),
        "Enhet;Andel\r\nÅker;-3,5\r\n– ;-\r\n".as_bytes()
    );
    assert_eq!(
        run(txt, b"ett\nsm\xf6r\n"),
        Err(vec![AppendixProblem::NotText { file: file(), spot: Spot::Line(2) }])
    );
    assert_eq!(
        run(txt, b"ett\n\ntv\x1b[8m\n"),
        Err(vec![AppendixProblem::NotText { file: file(), spot: Spot::Line(3) }])
    );
    for cell in ["=1+1", "+cmd|'/c calc'!A1", "-SUM(A1)", "@SUM(A1)", "\"=A1\""] {
        let table = format!("a;b\nc;{cell}\n");
        assert_eq!(
            run(csv, table.as_bytes()),
            Err(vec![AppendixProblem::Formula { file: file(), spot: Spot::Line(2) }]),
            "{cell}"
        );
    }
}

#[test]
fn drawings_that_fetch_run_or_hide_stop() {
    let draw = |inner: &str| {
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>{inner}</svg>"
        );
        release(AppendixKind::Svg, svg.as_bytes(), TITLE, "f.svg")
            .map(|released| String::from_utf8(released.bytes).unwrap())
    };
    let active = |what| Err(vec![AppendixProblem::Active { file: "f.svg".into(), what, spot: Spot::File }]);
    let hidden =
        || Err(vec![AppendixProblem::Hidden { file: "f.svg".into(), what: Hidden::Text, spot: Spot::File }]);
    assert_eq!(draw("<script>alert(1)</script>"), active(Active::Script));
    assert_eq!(draw("<rect onclick='x()'/>"), active(Active::Script));
    assert_eq!(draw("<foreignObject><p>x</p></foreignObject>"), active(Active::Embedded));
    assert_eq!(draw("<image href='https://example.se/x.png'/>"), active(Active::External));
    assert_eq!(draw("<use xlink:href='other.svg#a'/>"), active(Active::External));
    assert_eq!(draw("<rect fill='url(https://example.se/x)'/>"), active(Active::External));
    assert_eq!(draw("<style>@import 'x.css';</style>"), active(Active::External));
    assert_eq!(draw("<style>.a{fill:u\\72l(x)}</style>"), active(Active::External));
    assert_eq!(draw("<text display='none'>Anna</text>"), hidden());
    assert_eq!(draw("<g style='opacity: 0'><text>Anna</text></g>"), hidden());
    assert_eq!(draw("<style>.d{display:none}</style><text class='d'>Anna</text>"), hidden());
    let entity = "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>";
    assert!(release(AppendixKind::Svg, entity.as_bytes(), TITLE, "f.svg").is_err());
    let kept = draw("<!-- Anna --><style>.a{fill:url(#b)} /* Anna */</style><a href='https://example.se/'><text class='a'>Hej &amp; hå</text></a>").unwrap();
    assert!(kept.contains("Hej &amp; hå") && kept.contains("url(#b)") && !kept.contains("Anna"), "{kept}");
}

/// For `tests/appendix/open.sh`: lays the rebuilt files in the folder that the variable names.
#[test]
fn rebuilt_files_are_laid_out_for_other_programs() {
    let Some(folder) = std::env::var_os("INSYN_APPENDIX_OUT") else { return };
    let extra =
        ["pdf-struken.pdf", "pdf-bakom.pdf", "pdf-ocr.pdf", "docx-falt.docx", "xlsx-oanvand-strang.xlsx"];
    for name in PLANTED.iter().map(|(name, _)| *name).chain(extra) {
        let released = run(name).unwrap_or_else(|found| panic!("{name}: {found:?}"));
        std::fs::write(Path::new(&folder).join(name), released.bytes).unwrap();
    }
}
