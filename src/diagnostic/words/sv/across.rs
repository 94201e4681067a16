//! Swedish words for what doesn't hold together between documents, or within a running text.

use super::super::Words;
use crate::diagnostic::AcrossProblem;

pub(super) fn words(problem: &AcrossProblem) -> Words {
    use AcrossProblem as P;
    match problem {
        P::NotReported { committee, audit, year } => Words::new(
            format!("{committee} har inte rapporterat granskningen ”{audit}” för {year}"),
            "beslutet gäller alla nämnder, och året är slut",
        )
        .help("Lägg in rapporten, eller rätta beslutet. Är det rätt att den saknas, bekräfta det i insyn.yaml."),
        P::PassedOver { improvement, earlier, later } => Words::new(
            format!("Åtgärden ”{improvement}” i {earlier} är öppen, men {later} säger ingenting om den"),
            "samma nämnd och granskning, ett senare år",
        )
        .help(format!(
            "Ta upp åtgärden här, med sin status och följer: [{earlier}/{improvement}], eller rätta statusen i den tidigare rapporten."
        )),
        P::SumInText { computed, stated } => Words::new(
            format!("Uträkningen i texten ger {}, inte {}", computed.swedish(0), stated.swedish(0)),
            "går inte ihop",
        )
        .help("Rätta talen."),
        P::PercentOfCounts { part, whole, stated, computed } => Words::new(
            format!(
                "{} av {} är {} %, inte {} %",
                part.swedish(0),
                whole.swedish(0),
                computed.swedish(0),
                stated.swedish(0)
            ),
            "procenttalet stämmer inte med antalen",
        )
        .help("Rätta procenttalet eller antalen. Är det en annan andel, skriv vad den är av."),
        P::PercentForPoints { from, to } => Words::new(
            format!("En ändring från {} % till {} % är i procentenheter", from.swedish(0), to.swedish(0)),
            "procent av vad?",
        )
        .help("Skriv procentenheter."),
        P::ColourAlone { colour } => Words::new(
            format!("”{colour}” står för en bedömning men säger den inte"),
            "den som inte ser färgen, eller inte kan färgernas betydelse, får inte veta något",
        )
        .help("Skriv ordet som färgen står för, till exempel hög risk; färgen kan stå kvar bredvid."),
        P::SumUnread => Words::new("Det som står i summa= är ingen uträkning", "tal med +, − och =")
            .help("Skriv uträkningen inom citattecken: {summa=\"342 − 18 − 37 = 287\"}."),
        P::NotInParagraph { number } => Words::new(
            format!("Uträkningen har talet {}, som inte står i stycket", number.swedish(0)),
            "texten och uträkningen säger olika",
        )
        .help("Rätta talet i texten eller i uträkningen."),
    }
}
