//! Swedish words for the guard of answers.

use super::super::Words;
use crate::diagnostic::ProtectionProblem;

pub(super) fn words(problem: &ProtectionProblem) -> Words {
    use ProtectionProblem as P;
    match problem {
        P::Unprotectable { question, groups, causes } => {
            let whose = if groups.is_empty() {
                format!("Svaren på ”{question}” går inte att skydda")
            } else {
                format!("Svaren på ”{question}” går inte att skydda: {}", groups.join(", "))
            };
            let label = if causes.is_empty() {
                "inget säkert sätt att publicera dem hittades".to_owned()
            } else {
                format!("det som redan står tryckt avslöjar en liten grupp: {}", causes.join(", "))
            };
            Words::new(whose, label).help(
                "Ta bort uppgiften ur texten, eller slå ihop grupper så att ingen har färre svar än tröskeln.",
            )
        }
        P::FalseFact { fact } => {
            Words::new(format!("Uppgiften ”{fact}” stämmer inte med svaren"), "svaren säger något annat")
                .help("Rätta texten och uppgiften, eller enkätens svar.")
        }
        P::FactLacks { key } => Words::new(
            format!("Den här sortens uppgift kräver ”{key}”"),
            "uppgiften går inte att räkna på så som den står",
        )
        .help("Se tabellen över uppgifter i docs/format.md."),
        P::FactInHeading => Words::new(
            "En rubrik kan inte ha en uppgift som går att ta tillbaka",
            "rubrikens ord blir dess adress",
        )
        .help("Flytta uppgiften till texten under rubriken."),
        P::NotTheSame { survey } => Words::new(
            format!("Svaren är inte desamma som i {survey}"),
            "en fråga eller grupp med samma namn har andra siffror",
        )
        .help("Rätta siffrorna, eller ta bort samma_som."),
        P::NotAPart { survey } => Words::new(
            format!("Svaren kan inte ingå i {survey}"),
            "den har färre svar på en fråga eller i en grupp med samma namn",
        )
        .help("Rätta siffrorna, eller ta bort ingår_i."),
        P::Undeclared { survey } => Words::new(
            "Det här ser ut att säga något om svaren utan att stå under uppgifter",
            format!("skyddet av enkäten ”{survey}” räknar inte med det"),
        )
        .help("Skriv in det under uppgifter, eller bekräfta varningen om det inte gäller enkäten."),
        P::Unanimous { group } => Words::new(
            format!("Alla i ”{group}” har svarat likadant, och det syns"),
            "den som vet vilka som svarade vet då vad var och en svarade",
        )
        .help("Överväg att inte redovisa gruppen. Bekräfta annars varningen."),
        P::Contradiction { question } => Words::new(
            format!("Siffrorna för ”{question}” kan inte alla stämma"),
            "grupperna kan inte tillsammans ge det som står för alla",
        )
        .help("Kontrollera antal och medelvärden mot källan. Så länge de inte går ihop kan små grupper inte skyddas."),
        P::BrokenLock => Words::new("Raden i svar.lock går inte att läsa", "filen är ändrad eller skadad")
            .help("Hämta filen från versionshanteringen. Den skrivs av insyn build och ändras inte för hand."),
        P::LockNotWritten { path, reason } => Words::new(format!("{path} kunde inte skrivas"), reason.clone())
            .help("Webbplatsen är publicerad, men nästa bygge vet inte vad den visar. Rätta felet och bygg igen."),
    }
}
