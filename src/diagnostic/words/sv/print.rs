//! Swedish words for reports printed to PDF.

use super::super::Words;
use crate::diagnostic::PrintProblem;

pub(super) fn words(problem: &PrintProblem) -> Words {
    use PrintProblem as P;
    match problem {
        P::NoBrowser { tried } => Words::new(
            format!("Ingen Chromium hittades (prövade {tried})"),
            "rapporter som PDF och bilder av diagram görs med Chromium",
        )
        .help("Installera Chromium eller Google Chrome, eller säg var programmet finns: --chromium SÖKVÄG, eller variabeln CHROMIUM."),
        P::Failed { report, reason } => {
            Words::new(format!("{report} kunde inte skrivas ut till PDF"), reason.clone())
                .help("Pröva att starta Chromium för hand. Som root och i en behållare kan fler rättigheter eller mer minne behövas.")
        }
        P::Hung { report, seconds } => Words::new(
            format!("Utskriften av {report} stoppades efter {seconds} sekunder"),
            "Chromium svarade inte",
        )
        .help("Bygg en gång till med färre trådar: --threads 1."),
        P::Differs { report, missing, unexpected } => {
            let title = if missing.is_empty() {
                format!("PDF-filen av {report} säger något som inte står på sidan: ”{unexpected}”")
            } else {
                format!("I PDF-filen av {report} saknas ord som står på sidan: ”{missing}”")
            };
            let label = if missing.is_empty() || unexpected.is_empty() {
                String::new()
            } else {
                format!("där står i stället ”{unexpected}”")
            };
            Words::new(title, label).help(
                "Stilen för utskrift döljer dem, eller lägger till egna. Det som bara ska synas på skärmen får klassen on-screen.",
            )
        }
        P::Unnumbered { report, id } => Words::new(
            format!("Innehållet i {report} leder till #{id}, som inte finns i utskriften"),
            "sidnumret går inte att säga",
        )
        .help("Stilen för utskrift döljer avsnittet. Dölj också raden i innehållet, eller visa avsnittet."),
        P::Unsettled { report } => Words::new(
            format!("Sidnumren i innehållet i {report} blir aldrig färdiga"),
            "numren flyttar det som de räknar",
        )
        .help("Ge .page-number en fast bredd i stilen för utskrift."),
        P::Lost { count } => Words::new(
            match count {
                1 => "En rapport har publicerats som PDF, men PDF-filen skulle inte finnas längre".to_owned(),
                many => format!("{many} rapporter har publicerats som PDF, men PDF-filerna skulle inte finnas längre"),
            },
            "länkar dit skulle dö",
        )
        .help("Bygg med --pdf."),
        P::NoSuchChart { written, suggestion, charts, others } => {
            let meant = suggestion.as_ref().map_or_else(String::new, |its| format!("Menade du ”{its}”? "));
            let more = if *others == 0 { String::new() } else { format!(" och {others} till") };
            let all = match charts.len() {
                0 => "Webbplatsen har inga diagram.".to_owned(),
                _ => format!("Det finns {}{more}. insyn picture räknar upp alla.", charts.join(", ")),
            };
            Words::new(format!("Inget diagram heter ”{written}”"), "eller så heter flera så")
                .help(format!("{meant}{all}"))
        }
        P::NoPicture { chart, reason } => {
            Words::new(format!("Diagrammet {chart} kunde inte bli en bild"), reason.clone())
                .help("Pröva en mindre bredd med --width. Den fristående bilden, .svg, finns på webbplatsen.")
        }
    }
}
