//! Swedish words for addresses that must not die.

use super::super::{Words, heading_attribute};
use crate::diagnostic::AddressProblem;

#[expect(clippy::too_many_lines, reason = "one exhaustive match, a few lines a problem")]
pub(super) fn words(problem: &AddressProblem) -> Words {
    use AddressProblem as P;
    match problem {
        P::LostPage { address, along, proposal, bearer } => {
            let also = match along {
                0 => String::new(),
                1 => ", och en adress under den".to_owned(),
                more => format!(", och {more} adresser under den"),
            };
            Words::new(format!("{address} har publicerats men skulle inte finnas längre{also}"), "länkar dit skulle dö")
                .help(match (proposal, bearer) {
                    (Some(new), Some(file)) => format!(
                        "Är den {new} nu? Skriv alias: [{address}] i {file}, eller kör: insyn redirect {address} {new}. Är \
                         den borta för gott: insyn redirect {address} --borta \"skäl\"."
                    ),
                    (Some(new), None) => format!(
                        "Är den {new} nu? Kör: insyn redirect {address} {new}. Är den borta för gott: insyn redirect \
                         {address} --borta \"skäl\"."
                    ),
                    (None, _) => format!(
                        "Kör: insyn redirect {address} NY-ADRESS, eller, om den är borta för gott: insyn redirect \
                         {address} --borta \"skäl\"."
                    ),
                })
        }
        P::LostPassage { address, proposal, heading } => Words::new(
            format!("{address} har publicerats men avsnittet skulle inte finnas längre"),
            "länkar dit skulle hamna överst på sidan",
        )
        .help(match proposal {
            Some(new) if *heading => format!(
                "Heter det {new} nu? Skriv {} efter rubriken eller stycket, eller kör: insyn redirect {address} {new}.",
                heading_attribute(address, new)
            ),
            Some(new) => format!("Är det {new} nu? Kör: insyn redirect {address} {new}."),
            None => format!(
                "Kör: insyn redirect {address} NY-ADRESS, eller, om det är borta för gott: insyn redirect {address} \
                 --borta \"skäl\"."
            ),
        }),
        P::AliasLives { address } => Words::new(
            format!("{address} kan inte vara en äldre adress: den finns"),
            "en sida och en omdirigering kan inte ha samma adress",
        )
        .help("Ta bort omdirigeringen, eller ge sidan en annan adress."),
        P::AliasTwice { address } => {
            Words::new(format!("{address} leder till två ställen"), "en annan omdirigering har samma äldre adress")
                .help("Ta bort den ena.")
        }
        P::RedirectLoop { address } => {
            Words::new(format!("Omdirigeringen av {address} går runt i ring"), "den kommer aldrig fram till en sida")
                .help("Låt den leda till en sida som finns.")
        }
        P::RedirectNowhere { target, suggestion } => {
            Words::new(format!("Omdirigeringen leder till {target}, som inte finns"), "").help(match suggestion {
                Some(near) => format!("Menade du {near}?"),
                None => "Skriv en adress som finns på webbplatsen.".to_owned(),
            })
        }
        P::NotOfTheSite { written } => {
            Words::new(format!("”{written}” är inte en adress på webbplatsen"), "").help(
                "Skriv adressen från webbplatsens rot, som /forskolenamnden/2023/sekretess/, eller hela adressen med bas: \
                 först.",
            )
        }
        P::ToOrGone => Words::new("Omdirigeringen ska ha till: eller borta:", "en av dem, inte båda")
            .help("Skriv till: med den nya adressen, eller borta: med skälet till att sidan är borta för gott."),
        P::LockLine => Words::new("Raden går inte att läsa som en publicerad adress", "")
            .help(
                "Filen skrivs av insyn build. Har två grenar slagits samman ska båda grenarnas rader vara kvar och märkena \
                 mellan dem bort; annars hämtas filen ur versionshanteringen.",
            ),
        P::WithdrawnInName => {
            Words::new("Rapporten har återkallad: men en annan status", "den skulle publiceras som vanligt")
                .help("Skriv status: återkallad, eller ta bort återkallad:.")
        }
        P::LockNotWritten { path, reason } => Words::new(format!("{path} kunde inte skrivas"), reason.clone())
            .help("Webbplatsen är publicerad, men nästa bygge vet inte vilka adresser den har. Rätta felet och bygg igen."),
        P::EditionLine => Words::new("Raden går inte att läsa som rapportens nästa utgåva", "").help(
            "Filen skrivs av insyn build. Har två grenar slagits samman ska märkena mellan dem bort och varje rapports \
             utgåvor numreras i följd; annars hämtas filen ur versionshanteringen.",
        ),
        P::EditionUnusable { path } => {
            Words::new(format!("{path} saknas eller är inte det som publicerades"), "utgåvan kan inte jämföras").help(
                "Hämta filen ur versionshanteringen. Utgåvan står kvar i listan, men varken dess avtryck eller vad som \
                 har ändrats sedan dess visas.",
            )
        }
        P::EditionsNotWritten { path, reason } => Words::new(format!("{path} kunde inte skrivas"), reason.clone())
            .help("Webbplatsen är publicerad, men nästa bygge vet inte vilka utgåvor den har. Rätta felet och bygg igen."),
        P::AliasOfThePage { id } => {
            Words::new(format!("Sidan har redan något med id:t ”{id}”"), "det är en del som sidan själv har")
                .help("Ta bort detta alias: länkar dit kommer redan fram, till den delen.")
        }
        P::PassageOfNothing { address, page, is_page: true } => {
            Words::new(format!("{address} kan inte leda vidare: {page} finns inte"), "ingen sida kan visa vart avsnittet har tagit vägen")
                .help(format!("Kör också: insyn redirect {page} NY-ADRESS, eller --borta \"skäl\" om sidan är borta för gott."))
        }
        P::PassageOfNothing { address, page, is_page: false } => {
            Words::new(format!("{address} kan inte leda vidare: {page} är ingen sida"), "bara webbserverns regler leder vidare därifrån, och de ser inte avsnittet")
                .help("Skriv adressen utan #: avsnittet följer med dit den leder.")
        }
        P::QueryInAddress { written } => {
            Words::new(format!("”{written}” har en fråga efter ?"), "sidor och filer får aldrig se frågan")
                .help(
                    "Skriv adressen utan ? och det som står efter; då leder alla sådana adresser till samma ställe. Ska de leda \
                     till olika får det skrivas i webbserverns egna inställningar.",
                )
        }
        P::EditionsTakenAway { path } => {
            Words::new(format!("De sparade utgåvorna i {path} är borttagna"), "rapporten är återkallad").help(
                "Spara borttagandet i versionshanteringen. I dess historik finns texterna kvar: ska de bort också där får det \
                 göras för hand.",
            )
        }
    }
}
