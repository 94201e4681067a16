//! English words for files beside a report that can't be published as they are.

use super::super::Words;
use crate::diagnostic::{Active, AppendixProblem, FileType, Hidden, Spot};

pub(super) fn words(problem: &AppendixProblem) -> Words {
    use AppendixProblem as P;
    match problem {
        P::Unreadable { file, spot } => {
            Words::new(format!("”{file}” can’t be read"), format!("the file is damaged{}", at(*spot)))
                .help("Open the file in its program and save it again.")
        }
        P::OtherType { file, found } => Words::new(
            format!("”{file}” isn’t what its ending says"),
            format!("its content is {}", kind(*found)),
        )
        .help("Mend the ending, or save the file as the type that it should be."),
        P::TooLarge { file } => {
            Words::new(format!("”{file}” is too large to be examined"), "at most 256 MB, unpacked as well")
                .help("Divide the file, or make its pictures smaller.")
        }
        P::Trailing { file, spot } => Words::new(
            format!("”{file}” holds more than the picture or document"),
            format!("there is data before its beginning or after its end{}", at(*spot)),
        )
        .help("Open the file in its program and save it as a new file."),
        P::Encrypted { file } => {
            Words::new(format!("”{file}” is locked"), "encrypted, with a password or restricted rights")
                .help("May it be published unlocked? Then save it without password and rights.")
        }
        P::Signed { file } => Words::new(
            format!("”{file}” is signed electronically"),
            "the signature breaks when what tells of the author is removed",
        )
        .help("Should it be published unsigned? Then print it to a new PDF and put that here."),
        P::Turned { file, spot } => Words::new(
            format!("A picture in ”{file}” is turned"),
            format!("by its metadata, which is removed{}", at(*spot)),
        )
        .help("Turn the picture upright in a picture program and save it."),
        P::SeveralPictures { file, spot } => Words::new(
            format!("”{file}” holds several pictures in one"),
            format!("a reader sees only one of them{}", at(*spot)),
        )
        .help("Save the one to be shown by itself, without animation."),
        P::PictureType { file, spot } => Words::new(
            format!("”{file}” has a picture of a type that can’t be cleaned"),
            at(*spot).trim_start(),
        )
        .help("Replace the picture with a PNG or JPEG."),
        P::TrackedChanges { file } => {
            Words::new(format!("”{file}” has tracked changes"), "deleted text is still in the file")
                .help("Accept or reject all changes, switch tracking off and save.")
        }
        P::Hidden { file, what, spot } => {
            let (what, help) = hidden(*what);
            Words::new(format!("”{file}” has hidden content"), format!("{what}{}", at(*spot))).help(help)
        }
        P::CoveredText { file, spot } => Words::new(
            format!("”{file}” has text under a box or picture"),
            format!("it isn’t seen but can be copied{}", at(*spot)),
        )
        .help("Remove the text from the original instead of drawing over it, and make a new PDF."),
        P::Active { file, what, spot } => {
            let (what, help) = active(*what);
            Words::new(
                format!("”{file}” holds something that can’t be published"),
                format!("{what}{}", at(*spot)),
            )
            .help(help)
        }
        P::Illegible { file, spot } => Words::new(
            format!("The text of ”{file}” can’t be read out and can’t be examined"),
            format!("a font doesn’t tell which letters it shows{}", at(*spot)),
        )
        .help("Make the PDF anew from the original, preferably as an accessible PDF."),
        P::NotText { file, spot } => Words::new(
            format!("”{file}” isn’t plain text in UTF-8"),
            format!("there is a character that doesn’t belong there{}", at(*spot)),
        )
        .help("Save the file as text in UTF-8."),
        P::Formula { file, spot } => Words::new(
            format!("”{file}” has a cell that a spreadsheet runs as a formula"),
            format!("the cell begins with =, +, - or @{}", at(*spot)),
        )
        .help("Write the value instead of the formula."),
        P::MetadataLeft { file } => Words::new(
            format!("”{file}” still tells who made it"),
            "the rewritten file didn’t pass the second reading",
        )
        .help("This is a fault in Insyn: report it, and save the file in another format for now."),
    }
}

fn at(spot: Spot) -> String {
    match spot {
        Spot::File => String::new(),
        Spot::Page(number) => format!(", on page {number}"),
        Spot::Sheet(number) => format!(", on sheet {number}"),
        Spot::Line(number) => format!(", on line {number}"),
        Spot::Picture(number) => format!(", in picture {number}"),
    }
}

const fn kind(found: FileType) -> &'static str {
    match found {
        FileType::Pdf => "a PDF",
        FileType::Docx => "a Word document",
        FileType::Xlsx => "an Excel workbook",
        FileType::Odt => "an OpenDocument text",
        FileType::Png => "a PNG picture",
        FileType::Jpeg => "a JPEG picture",
        FileType::Svg => "an SVG picture",
        FileType::Zip => "a zip archive",
        FileType::OldOffice => "a document in an older or locked Office format",
        FileType::Html => "a web page",
        FileType::Other => "something else",
    }
}

const fn hidden(what: Hidden) -> (&'static str, &'static str) {
    match what {
        Hidden::Text => ("hidden text", "Remove the text, or show it."),
        Hidden::Camouflaged => (
            "text in the colour of what it stands on",
            "Remove the text from the original, or give it another colour.",
        ),
        Hidden::OutsidePage => (
            "text outside what is seen of the page",
            "Remove the text from the original, or show it, and make a new PDF.",
        ),
        Hidden::Sheet => ("a hidden sheet", "Remove the sheet, or show it."),
        Hidden::Cells => ("hidden rows, columns, cells or names", "Remove them, or show them."),
        Hidden::Layer => (
            "a layer that isn’t shown",
            "Remove the layer from the original, or show it, and make a new PDF.",
        ),
    }
}

const fn active(what: Active) -> (&'static str, &'static str) {
    match what {
        Active::Script => ("a macro or script", "Save the file without macros and scripts."),
        Active::Embedded => ("an embedded document or object", "Remove it, or make it a picture."),
        Active::External => {
            ("a link to another file or source", "Paste the content instead of linking to it.")
        }
        Active::Data => {
            ("a connection to data, or a pivot table with its source rows", "Paste the table as values.")
        }
        Active::Form => ("a form", "Print it to a new PDF, or remove the fields."),
        Active::Annotation => (
            "a drawn note: a box, stamp or highlight",
            "Remove the note from the original, or print to a new PDF.",
        ),
        Active::Unknown => {
            ("a part of an unknown kind", "Save the content without it, for instance as a PDF.")
        }
    }
}
