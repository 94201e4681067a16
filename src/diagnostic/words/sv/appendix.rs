//! Swedish words for files beside a report that can't be published as they are.

use super::super::Words;
use crate::diagnostic::{Active, AppendixProblem, FileType, Hidden, Spot};

pub(super) fn words(problem: &AppendixProblem) -> Words {
    use AppendixProblem as P;
    match problem {
        P::Unreadable { file, spot } => {
            Words::new(format!("”{file}” går inte att läsa"), format!("filen är skadad{}", at(*spot)))
                .help("Öppna filen i sitt program och spara den igen.")
        }
        P::OtherType { file, found } => Words::new(
            format!("”{file}” är inte vad filändelsen säger"),
            format!("innehållet är {}", kind(*found)),
        )
        .help("Rätta filändelsen, eller spara filen som den typ som den ska vara."),
        P::TooLarge { file } => {
            Words::new(format!("”{file}” är för stor för att granskas"), "högst 256 MB, också uppackad")
                .help("Dela filen, eller minska bilderna i den.")
        }
        P::Trailing { file, spot } => Words::new(
            format!("”{file}” innehåller mer än bilden eller dokumentet"),
            format!("det finns data före början eller efter slutet{}", at(*spot)),
        )
        .help("Öppna filen i sitt program och spara den som en ny fil."),
        P::Encrypted { file } => {
            Words::new(format!("”{file}” är låst"), "krypterad, med lösenord eller begränsade rättigheter")
                .help("Får den publiceras olåst? Spara den i så fall utan lösenord och rättigheter.")
        }
        P::Signed { file } => Words::new(
            format!("”{file}” är elektroniskt underskriven"),
            "underskriften blir ogiltig när uppgifter om författaren tas bort",
        )
        .help("Ska den publiceras utan underskrift? Skriv i så fall ut den till en ny PDF och lägg den här."),
        P::Turned { file, spot } => Words::new(
            format!("En bild i ”{file}” är vriden"),
            format!("det står i metadata, som tas bort{}", at(*spot)),
        )
        .help("Vrid bilden rätt i ett bildprogram och spara den."),
        P::SeveralPictures { file, spot } => Words::new(
            format!("”{file}” innehåller flera bilder i en"),
            format!("läsaren ser bara en av dem{}", at(*spot)),
        )
        .help("Spara den bild som ska visas för sig, utan animation."),
        P::PictureType { file, spot } => Words::new(
            format!("”{file}” innehåller en bild av en typ som inte kan rensas"),
            at(*spot).trim_start(),
        )
        .help("Byt bilden mot en PNG eller JPEG."),
        P::TrackedChanges { file } => {
            Words::new(format!("”{file}” har ändringsförslag"), "borttagen text finns kvar i filen")
                .help("Godkänn eller avvisa alla ändringar, stäng av spårningen och spara.")
        }
        P::Hidden { file, what, spot } => {
            let (what, help) = hidden(*what);
            Words::new(format!("”{file}” innehåller dolt innehåll"), format!("{what}{}", at(*spot)))
                .help(help)
        }
        P::CoveredText { file, spot } => Words::new(
            format!("”{file}” har text under en ruta eller bild"),
            format!("texten syns inte men går att kopiera{}", at(*spot)),
        )
        .help("Ta bort texten ur originalet i stället för att rita över den, och gör en ny PDF."),
        P::Active { file, what, spot } => {
            let (what, help) = active(*what);
            Words::new(
                format!("”{file}” innehåller något som inte kan publiceras"),
                format!("{what}{}", at(*spot)),
            )
            .help(help)
        }
        P::Illegible { file, spot } => Words::new(
            format!("Texten i ”{file}” går inte att läsa ut och kan inte granskas"),
            format!("ett teckensnitt saknar uppgift om vilka bokstäver det visar{}", at(*spot)),
        )
        .help("Gör om PDF:en från originalet, helst som tillgänglig PDF."),
        P::NotText { file, spot } => Words::new(
            format!("”{file}” är inte ren text i UTF-8"),
            format!("där finns ett tecken som inte hör hemma{}", at(*spot)),
        )
        .help("Spara filen som text i UTF-8."),
        P::Formula { file, spot } => Words::new(
            format!("”{file}” har en cell som ett kalkylprogram kör som formel"),
            format!("cellen börjar med =, +, - eller @{}", at(*spot)),
        )
        .help("Skriv värdet i stället för formeln."),
        P::MetadataLeft { file } => Words::new(
            format!("”{file}” säger fortfarande vem som har gjort den"),
            "den omgjorda filen klarade inte den andra läsningen",
        )
        .help("Det är ett fel i Insyn: anmäl det, och spara filen i ett annat format så länge."),
    }
}

fn at(spot: Spot) -> String {
    match spot {
        Spot::File => String::new(),
        Spot::Page(number) => format!(", på sidan {number}"),
        Spot::Sheet(number) => format!(", på blad {number}"),
        Spot::Line(number) => format!(", på rad {number}"),
        Spot::Picture(number) => format!(", i bild {number}"),
    }
}

const fn kind(found: FileType) -> &'static str {
    match found {
        FileType::Pdf => "en PDF",
        FileType::Docx => "ett Word-dokument",
        FileType::Xlsx => "en Excel-bok",
        FileType::Odt => "ett OpenDocument-dokument",
        FileType::Png => "en PNG-bild",
        FileType::Jpeg => "en JPEG-bild",
        FileType::Svg => "en SVG-bild",
        FileType::Zip => "ett zip-arkiv",
        FileType::OldOffice => "ett dokument i ett äldre eller låst Office-format",
        FileType::Html => "en webbsida",
        FileType::Other => "något annat",
    }
}

const fn hidden(what: Hidden) -> (&'static str, &'static str) {
    match what {
        Hidden::Text => ("dold text", "Ta bort texten, eller visa den."),
        Hidden::Camouflaged => (
            "text i samma färg som det den står på",
            "Ta bort texten ur originalet, eller ge den en annan färg.",
        ),
        Hidden::OutsidePage => (
            "text utanför det som syns av sidan",
            "Ta bort texten ur originalet, eller visa den, och gör en ny PDF.",
        ),
        Hidden::Sheet => ("ett dolt blad", "Ta bort bladet, eller visa det."),
        Hidden::Cells => ("dolda rader, kolumner, celler eller namn", "Ta bort dem, eller visa dem."),
        Hidden::Layer => {
            ("ett lager som inte visas", "Ta bort lagret ur originalet, eller visa det, och gör en ny PDF.")
        }
    }
}

const fn active(what: Active) -> (&'static str, &'static str) {
    match what {
        Active::Script => ("ett makro eller skript", "Spara filen utan makron och skript."),
        Active::Embedded => {
            ("ett inbäddat dokument eller objekt", "Ta bort det, eller gör om det till en bild.")
        }
        Active::External => (
            "en länk till en annan fil eller en annan källa",
            "Klistra in innehållet i stället för att länka till det.",
        ),
        Active::Data => (
            "en koppling till data, eller en pivottabell med sina källrader",
            "Klistra in tabellen som värden.",
        ),
        Active::Form => ("ett formulär", "Skriv ut det till en ny PDF, eller ta bort fälten."),
        Active::Annotation => (
            "en ritad anteckning: en ruta, stämpel eller markering",
            "Ta bort anteckningen ur originalet, eller skriv ut till en ny PDF.",
        ),
        Active::Unknown => {
            ("en del av ett slag som inte är känt", "Spara innehållet utan den, till exempel som PDF.")
        }
    }
}
