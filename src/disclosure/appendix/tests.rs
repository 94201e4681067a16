//! The second reader by itself: it sees the author in every file as its maker left it, so its silence about a
//! rebuilt one says something.

use super::{release, verify};
use crate::model::report::AppendixKind;

const FILES: &[&str] = &[
    "bild.jpg",
    "bild.png",
    "inkscape.svg",
    "python-docx.docx",
    "libreoffice.docx",
    "libreoffice.odt",
    "openpyxl.xlsx",
    "libreoffice.xlsx",
    "xlsxwriter.xlsx",
    "libreoffice.pdf",
    "reportlab.pdf",
    "ghostscript.pdf",
    "qpdf.pdf",
];

#[test]
fn the_second_reader_sees_what_the_first_takes_away() {
    for name in FILES {
        let path = format!("{}/tests/appendix/{name}", env!("CARGO_MANIFEST_DIR"));
        let bytes = std::fs::read(path).expect("the file is there");
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let kind = AppendixKind::by_ending(ending).expect("a known ending");
        assert!(!verify::is_anonymous(kind, &bytes), "{name}: not seen");
        let Ok(released) = release(kind, &bytes, "Titel", name) else { panic!("{name}") };
        assert!(verify::is_anonymous(kind, &released.bytes), "{name}: seen where nothing is");
        assert!(
            released.removed.iter().any(|(_, value)| value.contains("Planterad")),
            "{name}: not handed on"
        );
    }
}
