//! Swedish words for what the output gate found in finished files.

use super::super::Words;
use crate::diagnostic::GateProblem;
use crate::disclosure::gate::Unread;
use crate::disclosure::scan::Level;

pub(super) fn words(problem: &GateProblem) -> Words {
    use GateProblem as P;
    match problem {
        P::Masked { output, others } => Words::new(
            format!("Maskad text står läsbar i ”{output}”{}", and_others(*others)),
            "det som maskas här hittades i en färdig fil; inget publicerades",
        )
        .help("Ta bort texten ur bilagan, bilden eller det egna temat som filen kommer av. Hittar du den inte där är det ett fel i Insyn."),
        P::Answer { output, others } => Words::new(
            format!("Ett svar som inte visas står läsbart i ”{output}”{}", and_others(*others)),
            "svaren hålls inne, men ett av dem hittades i en färdig fil; inget publicerades",
        )
        .help("Ta bort svaret ur bilagan eller texten. Får svaren visas ordagrant: ange visas: och sekretessprövning:."),
        P::Removed { output, others, from } => Words::new(
            format!("En dold uppgift som togs bort ur ”{from}” står kvar i ”{output}”{}", and_others(*others)),
            "till exempel en författare eller en kommentar; inget publicerades",
        )
        .help("Ta bort uppgiften i det program som filen gjordes med, eller spara filen på nytt som PDF."),
        P::PersonalData { output, others, kind, level, start } => Words::new(
            format!(
                "”{output}”{} ser ut att innehålla en personuppgift: {}",
                and_others(*others),
                kind.name()
            ),
            format!("börjar på ”{start}”; inget publicerades"),
        )
        .help(match level {
            Level::Stop => {
                "Maska uppgiften eller ta bort den där den står. Är det något annat: skriv den under inte_personuppgift: med skäl och vem mer som har tittat."
            }
            Level::Error | Level::Warning => {
                "Maska uppgiften eller ta bort den där den står. Får den visas: skriv den under tillåtna: med skäl."
            }
        }),
        P::Unread { output, why } => Words::new(
            format!("”{output}” kan inte läsas till botten"),
            match why {
                Unread::TooDeep => "den har filer i filer i filer, djupare än någon ärlig fil",
                Unread::TooLarge => "den packas upp till mer än någon ärlig fil",
                Unread::Encrypted => "en del av den är krypterad",
                Unread::UnknownPacking => "en del av den är packad på ett sätt som Insyn inte kan läsa",
            },
        )
        .help("Det som inte kan läsas kan inte heller prövas. Spara filen på nytt, utan lösenord, eller som PDF."),
        P::InClear { path, line } => Words::new(
            format!("Det som hålls inne här står i klartext i ”{path}”, rad {line}"),
            "det är alltså inte hemligt, eller så är det inte maskat överallt",
        )
        .help("Maska texten där också."),
    }
}

fn and_others(others: usize) -> String {
    match others {
        0 => String::new(),
        1 => " och i en fil till".to_owned(),
        more => format!(" och i {more} filer till"),
    }
}
