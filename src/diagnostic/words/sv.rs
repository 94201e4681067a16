//! The words in Swedish: for a controller who knows the reports and not the program. Owns no choice of
//! what is wrong. One exhaustive match a stage: a problem without words doesn't compile.

mod across;
mod address;
mod appendix;
mod gate;
mod personal_data;
mod print;
mod protection;

use super::{CatalogueWords, ConfirmedIn, Frame, Words};
use crate::diagnostic::{
    BodyProblem, ChartWord, DomainProblem, Expected, IdKind, Problem, PublishProblem, SourceProblem,
    SurveyProblem, Whole, YamlProblem,
};
use crate::disclosure::{Missing, Shown};
use crate::number::{Decimal, swedish_count};

/// Levels, places and the closing line.
pub(super) const FRAME: Frame = Frame {
    error: "fel",
    warning: "varning",
    help: "hjälp",
    summary,
    confirm: |hash, place| {
        let place = match place {
            ConfirmedIn::FrontMatter => "överst i rapporten",
            ConfirmedIn::Site => "i insyn.yaml",
        };
        format!("Är det rätt så? Skriv bekräftat: [{hash}] {place}, så visas varningen inte igen.")
    },
    first_here: "först här",
    compare: "jämför här",
    catalogue: CatalogueWords {
        heading: "Alla meddelanden",
        introduction: "Varje meddelande har en kod som aldrig får en annan betydelse. Ett fel stoppar \
            publiceringen. En varning stoppar den bara med `--strict`, och den som har kontrollerat att \
            allt är rätt kan bekräfta varningen överst i rapporten, eller i insyn.yaml om den gäller ett register. Namn och siffror nedan är exempel.",
        stages: [
            "Filer",
            "Uppgifter överst i en rapport och i registren",
            "Rapportens text",
            "Innehåll och samband",
            "Enkäter och intervjuer",
            "Publicering",
            "Skydd av svaren",
            "Personuppgifter i text",
            "Bilagor och andra filer",
            "Utdatavakten",
            "Adresser som inte får dö",
            "Rapporter som PDF, diagram som bilder",
            "Samband mellan rapporter, och tal i text",
        ],
        columns: ["Kod", "Slag", "Meddelande", "Orsak", "Så rättar du"],
    },
};

/// The words of any problem.
pub(super) fn words(problem: &Problem) -> Words {
    match problem {
        Problem::Source(problem) => source(problem),
        Problem::Yaml(problem) => yaml(problem),
        Problem::Body(problem) => body(problem),
        Problem::Domain(problem) => domain(problem),
        Problem::Survey(problem) => survey(problem),
        Problem::Publish(problem) => publish(problem),
        Problem::Protection(problem) => protection::words(problem),
        Problem::PersonalData(problem) => personal_data::words(problem),
        Problem::Appendix(problem) => appendix::words(problem),
        Problem::Gate(problem) => gate::words(problem),
        Problem::Address(problem) => address::words(problem),
        Problem::Print(problem) => print::words(problem),
        Problem::Across(problem) => across::words(problem),
    }
}

fn summary(errors: usize, warnings: usize, files: usize) -> String {
    let files = match files {
        0 => String::new(),
        1 => " i 1 fil".into(),
        n => format!(" i {n} filer"),
    };
    let warnings = match warnings {
        0 => None,
        1 => Some("1 varning".to_owned()),
        n => Some(format!("{n} varningar")),
    };
    match (errors, warnings) {
        (0, None) => "Inga fel.".into(),
        (0, Some(warnings)) => format!("{warnings}{files}."),
        (errors, None) => format!("{errors} fel{files}."),
        (errors, Some(warnings)) => format!("{errors} fel och {warnings}{files}."),
    }
}

fn number(of: Decimal) -> String {
    of.swedish(0)
}

fn missing(why: Missing) -> String {
    Shown::<()>::Missing(why).words().unwrap_or_default().to_owned()
}

fn quoted_list(of: &[&str]) -> String {
    of.join(", ")
}

fn meant(suggestion: Option<&str>, otherwise: impl Into<String>) -> String {
    suggestion.map_or_else(|| otherwise.into(), |near| format!("Menade du ”{near}”?"))
}

/// What to write for the fields that the law asks of a tillgänglighetsredogörelse.
fn of_statement(key: &str) -> Option<&'static str> {
    Some(match key {
        "tjänst" => "Skriv tjänst: och webbplatsens namn.",
        "förenlighet" => "Skriv förenlighet: helt, delvis eller inte.",
        "brister" => {
            "Skriv brister: med vad och varför för var och en, eller oskälig_börda: (12 §) eller \
             omfattas_inte: (9 §). Utan någon av dem är webbplatsen helt förenlig."
        }
        "bedömd" => "Skriv bedömd: och dagen då tillgängligheten bedömdes, till exempel 2024-01-15.",
        "uppdaterad" => "Skriv uppdaterad: och dagen då redogörelsen senast sågs över.",
        "metod" => {
            "Skriv metod: och hur ni bedömde tillgängligheten, till exempel självskattning eller extern granskning."
        }
        "automatiska_kontroller" => "Skriv automatiska_kontroller: {datum, verktyg, resultat}.",
        "verktyg" => "Skriv verktyg: och en lista med programmen, till exempel [axe-core].",
        "resultat" => "Skriv resultat: och vad kontrollerna fann, också när det var ingenting.",
        "kontakt" | "e-post" => "Skriv kontakt: med e-post, telefon eller adress dit brister kan anmälas.",
        _ => return None,
    })
}

fn source(problem: &SourceProblem) -> Words {
    use SourceProblem as P;
    match problem {
        P::NoContentFolder { path } => Words::new(format!("Det finns ingen mapp ”{path}”"), "")
            .help("Ange mappen med webbplatsens innehåll. README visar hur en ny webbplats skapas."),
        P::MissingFile { name } => Words::new(format!("Filen ”{name}” saknas"), "varje webbplats har den")
            .help(format!("Lägg ”{name}” i mappen med innehållet.")),
        P::Unreadable { reason } => Words::new("Filen går inte att läsa", reason.clone())
            .help("Kontrollera att du får läsa filen och att den inte är öppen i ett annat program."),
        P::NotUtf8 { byte, offset, windows_1252 } => not_utf8(*byte, *offset, *windows_1252),
        P::Utf16 => Words::new("Filen är sparad i kodningen UTF-16", "")
            .help("Spara filen igen och välj kodningen UTF-8 (i Anteckningar: Spara som, Kodning)."),
        P::ControlCharacter { character } => Words::new(
            "Här står ett osynligt styrtecken",
            format!("tecknet U+{:04X}, som ingen text behöver", u32::from(*character)),
        )
        .help("Ta bort tecknet. Det följer ofta med när text klistras in från ett annat program."),
        P::Misplaced => Words::new("Filen ligger där ingen rapport eller sida kan ligga", "")
            .help("En rapport ligger i <nämnd>/<år>/<rapport>.md och en fristående sida i sidor/<sida>.md."),
        P::NotAnAddress { name, suggestion } => Words::new(
            format!("Namnet ”{name}” kan inte bli en webbadress"),
            "en adress har bara små bokstäver a–z, siffror och bindestreck",
        )
        .help(match suggestion {
            Some(near) => format!("Byt namn till ”{near}”."),
            None => "Byt namn till ett med minst en bokstav eller siffra.".into(),
        }),
        P::SameAddress { address } => {
            Words::new(format!("Två filer ger samma adress, ”{address}”"), "en sida kan bara ha en källa")
                .help("Ta bort eller byt namn på den ena filen.")
        }
        P::NoFrontMatter => Words::new("Rapporten saknar uppgifter överst", "här ska det stå ---").help(
            "Börja filen med en rad ---, skriv titel, nämnd, år, typ och status, och avsluta med en rad ---.",
        ),
        P::UnclosedFrontMatter => Words::new(
            "Uppgifterna överst i rapporten tar aldrig slut",
            "de börjar här, men raden --- som avslutar dem saknas",
        )
        .help("Skriv en rad med bara --- mellan uppgifterna och texten."),
        P::TooLarge { limit } => Words::new(
            "Filen är för stor",
            format!("det mesta som läses är {} byte", swedish_count(*limit as u64)),
        )
        .help("Dela upp filen, eller lägg stora data i en bilaga."),
    }
}

fn not_utf8(byte: u8, offset: usize, windows_1252: Option<char>) -> Words {
    let place = swedish_count(offset as u64 + 1);
    match windows_1252 {
        Some(letter) => Words::new(
            "Filen är inte sparad som UTF-8",
            format!("byte {place} är {byte:02X}, som i Windows-1252 är ”{letter}”"),
        )
        .help(
            "Filen verkar vara sparad i Windows-1252 (ANSI). Spara den igen och välj kodningen UTF-8 \
             (i Anteckningar: Spara som, Kodning).",
        ),
        None => Words::new(
            "Filen är inte sparad som UTF-8",
            format!("byte {place} är {byte:02X}, som inte är text i UTF-8"),
        )
        .help("Spara filen igen och välj kodningen UTF-8. Är det inte en textfil hör den hemma bland bilagorna."),
    }
}

const fn expected(what: Expected) -> &'static str {
    match what {
        Expected::Text => "en text",
        Expected::Count => "ett heltal, 0 eller mer",
        Expected::Number => "ett tal",
        Expected::Year => "ett år med fyra siffror, till exempel 2023",
        Expected::Day => "en dag, till exempel 2023-09-25",
        Expected::Date => "en dag, en månad eller ett år: 2023-09-25, 2023-09 eller 2023",
        Expected::Due => {
            "en dag, en månad, ett kvartal (2024-Q2), ett halvår (2024-H1), ett år eller {från, till, text}"
        }
        Expected::Bool => "true eller false",
        Expected::List => "en lista",
        Expected::Map => "nycklar med värden",
        Expected::Id => "ett id av små bokstäver a–z, siffror och bindestreck",
        Expected::WebAddress => "en webbadress som börjar med https:// eller http://",
        Expected::Domain => "ett domännamn",
    }
}

const fn example(what: Expected) -> &'static str {
    match what {
        Expected::Text => "Skriv en text. Börjar den med ett skiljetecken, sätt den inom citattecken.",
        Expected::Count => "Skriv bara siffror, till exempel 84.",
        Expected::Number => "Skriv bara talet, till exempel 3,7.",
        Expected::Year => "Skriv bara årtalet.",
        Expected::Day => "Skriv år, månad och dag med bindestreck emellan.",
        Expected::Date => "Skriv så mycket av datumet som är känt.",
        Expected::Due => "Skriv så noga som det är känt, eller med egna ord: {text: \"tidig höst\"}.",
        Expected::Bool => "Skriv true för ja eller false för nej.",
        Expected::List => "Skriv [ett, två], eller en rad för varje med - framför.",
        Expected::Map => "Skriv en rad för varje uppgift, indragen: nyckel: värde.",
        Expected::Id => "Skriv å och ä som a, ö som o, och bindestreck i stället för mellanslag.",
        Expected::WebAddress => "Skriv hela adressen, till exempel https://exempel.se/.",
        Expected::Domain => {
            "Skriv bara namnet, till exempel exempel.se, med a–z, siffror, bindestreck och punkter."
        }
    }
}

fn yaml(problem: &YamlProblem) -> Words {
    use YamlProblem as P;
    match problem {
        P::Syntax { unquoted_colon: true, .. } => {
            Words::new("Raden går inte att läsa", "ett kolon mitt i en text tas för en ny nyckel")
                .help("Sätt texten inom citattecken: titel: \"Granskning: diarieföring\".")
        }
        P::Syntax { message, unquoted_colon: false } => {
            Words::new("Uppgifterna går inte att läsa", "läsningen stannar här").help(format!(
                "Kontrollera indrag, kolon, citattecken och parenteser här och på raden ovanför. \
                 Läsarens egna ord: {message}"
            ))
        }
        P::Tab => Words::new("En tabb står där det ska vara mellanslag", "")
            .help("Dra in raden med mellanslag, två för varje steg."),
        P::Anchor => Words::new("& och * före ett ord har en särskild betydelse här", "används inte i Insyn")
            .help("Är det en text, sätt den inom citattecken. Skriv annars ut uppgiften på varje ställe."),
        P::Tag => Words::new("! före ett ord har en särskild betydelse här", "används inte i Insyn")
            .help("Är det en text, sätt den inom citattecken. Ta annars bort ordet med !."),
        P::DuplicateKey { key } => {
            Words::new(format!("”{key}” står två gånger"), "bara en kan gälla").help("Ta bort den ena.")
        }
        P::UnknownKey { key, suggestion, known } => {
            Words::new(format!("”{key}” är inte en uppgift som kan stå här"), "okänd nyckel")
                .help(meant(*suggestion, format!("Här kan stå: {}.", quoted_list(known))))
        }
        P::MissingKey { key } => {
            Words::new(format!("”{key}” saknas"), "uppgiften måste finnas här och får inte vara tom").help(
                of_statement(key).map_or_else(
                    || format!("Lägg till en rad som börjar med {key}: och uppgiften."),
                    str::to_owned,
                ),
            )
        }
        P::WrongType { expected: what } => {
            Words::new(format!("Här ska stå {}", expected(*what)), "något annat står här")
                .help(example(*what))
        }
        P::DecimalComma { written } => Words::new(
            "Ett decimalkomma innanför { } eller [ ] tas för två uppgifter",
            "kommat skiljer uppgifter åt här",
        )
        .help(format!("Skriv {} eller \"{written}\".", written.replace(',', "."))),
        P::QuoteIt => Words::new("Texten skulle läsas som ett tal och förlora nollor", "")
            .help("Sätt den inom citattecken, till exempel \"010\"."),
        P::UnknownValue { value, allowed, suggestion } => {
            Words::new(format!("”{value}” är inte ett ord som kan stå här"), "okänt värde")
                .help(meant(*suggestion, format!("Välj ett av: {}.", quoted_list(allowed))))
        }
        P::NotStatedHere { key } => {
            Words::new(format!("”framgår inte” kan inte stå för ”{key}”"), "uppgiften måste vara känd")
                .help(format!("Skriv uppgiften, eller ta bort raden om ”{key}” får saknas."))
        }
        P::NoSuchDay => Words::new("Den dagen finns inte i kalendern", "")
            .help("Kontrollera månadens längd och om året är ett skottår."),
        P::UnquotedComma => Words::new(
            "Ett komma i en text innanför { } eller [ ] delar texten",
            "resten av texten tas för en ny uppgift",
        )
        .help("Sätt hela texten inom citattecken: {text: \"Rutiner, stöd och utbildning\"}."),
        P::OneOf { keys } => Words::new("Här ska stå en och bara en sorts uppgift", "ingen, eller flera")
            .help(format!("Skriv en av {}.", keys.join(", "))),
        P::TooLow { least } => Words::new(
            format!("Gränsen får inte vara lägre än {least}"),
            "skyddet får skärpas, aldrig mildras",
        )
        .help(format!("Skriv {least} eller mer, eller ta bort raden.")),
    }
}

fn body(problem: &BodyProblem) -> Words {
    use BodyProblem as P;
    match problem {
        P::UnclosedMask => Words::new("En maskning tar aldrig slut", "maskningen börjar här")
            .help("Avsluta :::maskad med en egen rad ::: och [[maskad: … med ]]."),
        P::MaskWithoutGround => Words::new("Maskningen saknar grund", "här ska lagrummet stå")
            .help("Skriv lagrummet: :::maskad {grund=\"OSL 26:1\"}."),
        P::StrayFence { name } if name.is_empty() => {
            Words::new("::: avslutar ingenting", "ingen maskning är öppen här")
                .help("Ta bort raden, eller skriv raden som ska öppna maskningen.")
        }
        P::StrayFence { name } => {
            Words::new(format!("”{name}” döljer ingenting så här"), "varken ett block eller en maskning")
                .help(
                    "Ska text döljas, skriv [[maskad: …]] i en rad, eller :::maskad {grund=\"…\"} på en egen rad i \
                     rapportens text. Ta annars bort tecknen.",
                )
        }
        P::UndefinedFootnote { label } => {
            Words::new(format!("Fotnoten [^{label}] saknar text"), "hänvisar till en not som inte finns")
                .help(format!("Skriv noten på en egen rad: [^{label}]: Notens text."))
        }
        P::UnusedFootnote { label } => {
            Words::new(format!("Ingenting hänvisar till fotnoten [^{label}]"), "noten skulle inte synas")
                .help(format!("Skriv [^{label}] där noten hör hemma, eller ta bort den."))
        }
        P::DuplicateFootnote { label } => {
            Words::new(format!("Fotnoten [^{label}] har två texter"), "bara en kan gälla")
                .help("Ge den ena ett annat namn, och ändra hänvisningen.")
        }
        P::UndefinedReference { label } => {
            Words::new(format!("Länken [{label}] leder ingenstans"), "adressen saknas")
                .help(format!("Skriv adressen på en egen rad: [{label}]: https://…, eller direkt: [text](https://…)."))
        }
        P::ScriptAddress { scheme } => Words::new(
            format!("En länk får inte börja med {scheme}:"),
            "sådana adresser kör program hos läsaren",
        )
        .help("Länka till en vanlig sida med https://, eller ta bort länken."),
        P::UnknownScheme { scheme, suggestion } => {
            Words::new(format!("En länk kan inte börja med {scheme}:"), "okänt slag av adress").help(meant(
                suggestion.map(|near| format!("{near}:")).as_deref(),
                "En länk börjar med https:, mailto:, tel:, rapport:, bilaga: eller granskning:.",
            ))
        }
        P::RelativeAddress => Words::new("Länken säger inte vad den leder till", "en adress utan början")
            .help("Skriv rapport:<nämnd>/<år>/<rapport>, bilaga:<nummer>, granskning:<id>, #rubrik eller https://…."),
        P::ForeignImage => Words::new("Bilden ligger inte bredvid rapporten", "sidan hämtar inget utifrån")
            .help("Lägg bildfilen bredvid rapporten och skriv bara filens namn."),
        P::TitleInBody => Words::new("En rubrik med ett # står i texten", "den nivån är rapportens titel")
            .help("Titeln tas från titel: överst. Börja rubriker i texten med ##."),
        P::DuplicateHeadingId { id } => {
            Words::new(format!("Två rubriker eller stycken har id:t ”{id}”"), "en länk hit skulle vara tvetydig")
                .help("Ge det ena ett annat {#id}.")
        }
        P::BadHeadingId { id } => {
            Words::new(format!("”{id}” kan inte vara en rubriks eller ett styckes id"), "")
                .help("Ett id har små bokstäver a–z, siffror och bindestreck, till exempel {#resultat}.")
        }
        P::AliasWithoutId => {
            Words::new("Stycket har ett alias men inget eget id", "den gamla länken leder inte till något")
                .help("Skriv ett id också: {#nytt alias=gammalt}.")
        }
        P::UnknownAttribute { name, suggestion } => {
            Words::new(format!("”{name}” kan inte stå inom {{ }} här"), "okänd uppgift").help(meant(
                *suggestion,
                "Här kan stå: #id, granskning=, direktåtgärd=, åtgärd= och avsnitt=; efter ett stycke #id, åtgärd= och summa=; alias= efter båda.",
            ))
        }
        P::UnknownSection { value, allowed, suggestion } => {
            Words::new(format!("”{value}” är inte ett känt avsnitt"), "")
                .help(meant(*suggestion, format!("Välj ett av: {}.", quoted_list(allowed))))
        }
        P::UnknownBlock { word, suggestion } => {
            Words::new(format!("”{word}” är inte en bild som Insyn ritar"), "okänt ord efter ```")
                .help(meant(Some(suggestion), ""))
        }
        P::HeadingJump { from, to } => Words::new(
            "Rubriken hoppar över en nivå",
            format!("närmaste rubrik ovanför har nivå {from}, den här har nivå {to}"),
        )
        .help(format!("Skriv {} i stället för {}.", hashes(from + 1), hashes(*to))),
        P::EmptyHeading => Words::new("Rubriken är tom", "")
            .help("Skriv rubrikens text, eller ta bort raden."),
        P::NoAlternativeText => Words::new("Bilden saknar beskrivning", "den som inte ser bilden får inget")
            .help("Beskriv bilden inom hakparenteserna: ![Stapel som visar …](bild.png)."),
        P::TooDeep => Words::new("Listor eller citat ligger för djupt i varandra", "")
            .help("Skriv om stycket med färre nivåer."),
    }
}

fn hashes(level: u8) -> String {
    "#".repeat(usize::from(level))
}

const fn id_kind(kind: IdKind) -> &'static str {
    match kind {
        IdKind::Organisation => "organisation",
        IdKind::Committee => "nämnd, styrelse eller bolag",
        IdKind::Administration => "förvaltning",
        IdKind::Audit => "granskning",
        IdKind::Question => "fråga",
        IdKind::KeyFigure => "nyckeltal",
        IdKind::AnswerScale => "svarsskala",
        IdKind::GradingScale => "bedömningsskala",
        IdKind::Grade => "bedömning",
        IdKind::RiskMatrix => "riskmatris",
        IdKind::RiskClass => "riskklass",
        IdKind::Report => "rapport",
        IdKind::Improvement => "åtgärd",
        IdKind::DirectMeasure => "direktåtgärd",
        IdKind::Survey => "enkät",
        IdKind::Interview => "intervju",
        IdKind::Series => "serie",
        IdKind::Fact => "uppgift",
        IdKind::Group => "grupp",
    }
}

/// The word with its article of denial: `ingen rapport`, `inget nyckeltal`.
fn none_such(kind: IdKind) -> String {
    let none = if matches!(kind, IdKind::KeyFigure) { "inget" } else { "ingen" };
    format!("{none} {}", id_kind(kind))
}

const fn where_known(kind: IdKind) -> &'static str {
    match kind {
        IdKind::Organisation | IdKind::Committee | IdKind::Administration => {
            "Organisationer står i register/organisationer.yaml."
        }
        IdKind::Audit => {
            "Granskningar står i register/granskningar.yaml, och rapportens egna under granskningar:."
        }
        IdKind::Question | IdKind::KeyFigure | IdKind::Series => {
            "De som finns står under sin granskning i register/granskningar.yaml."
        }
        IdKind::AnswerScale
        | IdKind::GradingScale
        | IdKind::Grade
        | IdKind::RiskMatrix
        | IdKind::RiskClass => "De som finns står i register/skalor.yaml.",
        IdKind::Report => "En rapports id är <nämnd>/<år>/<rapport>, som dess fil.",
        IdKind::Improvement
        | IdKind::DirectMeasure
        | IdKind::Survey
        | IdKind::Interview
        | IdKind::Fact
        | IdKind::Group => "De som finns står överst i rapporten.",
    }
}

#[expect(clippy::too_many_lines, reason = "one exhaustive match, a few lines a problem")]
fn domain(problem: &DomainProblem) -> Words {
    use DomainProblem as P;
    match problem {
        P::PathMismatch { key, path, front_matter } => Words::new(
            format!("Mappen och uppgiften ”{key}” säger olika"),
            format!("mappen säger ”{path}”, uppgiften ”{front_matter}”"),
        )
        .help("Rätta uppgiften, eller flytta filen."),
        P::UnknownId { kind, id, suggestion } => {
            Words::new(format!("{} har id:t ”{id}”", capital(&none_such(*kind))), "okänt id")
                .help(meant(suggestion.as_deref(), where_known(*kind)))
        }
        P::DuplicateId { kind, id } => {
            Words::new(format!("Id:t ”{id}” finns redan ({})", id_kind(*kind)), "ett id kan bara stå en gång")
                .help("Ge den ena ett annat id.")
        }
        P::NotThatYear { name, year, from, until } => Words::new(
            format!("{name} fanns inte {year}"),
            match (from, until) {
                (Some(from), Some(until)) => format!("fanns från {from} till {until}"),
                (Some(from), None) => format!("finns från {from}"),
                (None, Some(until)) => format!("fanns till {until}"),
                (None, None) => String::new(),
            },
        )
        .help("Ange den nämnd som fanns då, eller rätta åren i register/organisationer.yaml."),
        P::DatesOutOfOrder { earlier, later } => Words::new(
            format!("”{earlier}” ligger efter ”{later}”"),
            format!("”{earlier}” ska vara samma dag eller tidigare"),
        )
        .help("Rätta det ena datumet."),
        P::DecidedWithout { key } => Words::new(
            format!("Rapporten är beslutad men ”{key}” saknas"),
            "en beslutad rapport har datum, paragraf och diarienummer",
        )
        .help(format!("Skriv {key}: under beslut:, eller {key}: framgår inte om källan inte säger det.")),
        P::BelongsToUndecided => {
            Words::new("Rapporten som den här hör till har inget eget beslut", "beslutet ska komma härifrån")
                .help("Låt hör_till: leda till en rapport som är beslutad, eller skriv beslut: i den här.")
        }
        P::FollowsNowhere { reference, suggestion } => {
            Words::new(format!("Ingen tidigare åtgärd heter ”{reference}”"), "leder ingenstans").help(meant(
                suggestion.as_deref(),
                "Skriv <nämnd>/<år>/<åtgärd> för åtgärden i den tidigare rapporten.",
            ))
        }
        P::Circle => Words::new("Hänvisningarna går runt i en ring", "leder tillbaka hit")
            .help("Ta bort den hänvisning som leder framåt i tiden."),
        P::SpentConfirmation { hash } => {
            Words::new(format!("Ingen varning har märket ”{hash}” längre"), "bekräftar ingenting")
                .help("Ta bort märket ur bekräftat:.")
        }
        P::ReservedAddress { id } => {
            Words::new(format!("Webbplatsen använder själv adressen ”{id}”"), "en nämnd kan inte ha det id:t")
                .help("Ge nämnden ett annat id i register/organisationer.yaml, och mappen samma namn.")
        }
        P::NoStatement => Words::new(
            "Webbplatsen har ingen tillgänglighetsredogörelse",
            "lagen (2018:1937) kräver en av varje kommun",
        )
        .help(
            "Skriv tillgänglighet: sidor/tillganglighet.yaml i insyn.yaml, och filen så som docs/format.md visar. \
             För en webbplats som lagen inte gäller: tillgänglighet: {omfattas_inte: skälet}.",
        ),
        P::NoStatementFile { name, suggestion } => {
            Words::new(format!("Filen ”{name}” finns inte"), "ska hålla tillgänglighetsredogörelsen").help(meant(
                suggestion.as_deref(),
                "Lägg filen i sidor/, med ett namn som slutar på .yaml, eller rätta namnet.",
            ))
        }
        P::StatementContradicts => Words::new(
            "En helt förenlig webbplats kan inte ha brister",
            "”förenlighet: helt” står i samma fil som brister: eller oskälig_börda:",
        )
        .help("Skriv förenlighet: delvis, eller ta bort bristerna när de är åtgärdade."),
        P::NoSitePicture { name, suggestion } => {
            Words::new(format!("”{name}” är ingen bild som kan visas"), "filen saknas, eller är inte png eller jpg")
                .help(meant(suggestion.as_deref(), "Lägg en png- eller jpg-fil i sidor/ och skriv sidor/ och namnet."))
        }
        P::SampleTooLarge { reviewed, population } => {
            Words::new("Fler är granskade än det fanns", format!("{reviewed} granskade av {population}"))
                .help("Rätta ”granskade” eller ”population”.")
        }
        P::RiskScore { stated, likelihood, consequence, cell } => Words::new(
            format!("Riskvärdet är {stated}, men matrisen ger {cell}"),
            format!("sannolikhet {likelihood} och konsekvens {consequence} ger {cell}"),
        )
        .help("Rätta riskvärdet, sannolikheten eller konsekvensen."),
        P::OutsideMatrix { value, highest } => Words::new(
            format!("Riskmatrisen har inget värde {value}"),
            format!("den går från 1 till {highest}"),
        )
        .help("Välj ett värde som matrisen har."),
        P::MatrixShape { rows, columns } => Words::new(
            "Riskmatrisens celler passar inte dess axlar",
            format!("axlarna ger {rows} rader med {columns} celler i varje"),
        )
        .help("Skriv en rad för varje sannolikhet, och i den en klass för varje konsekvens."),
        P::ScaleShape => Words::new("Skalan är tom, för kort eller stiger inte", "")
            .help("Skriv minst två värden, det lägsta först, inget två gånger, och ett steg över noll."),
        P::PartsDontSum { whole, stated, computed, how } => parts(whole, *stated, *computed, how),
        P::ValueOrMissing => Words::new(
            "Nyckeltalet ska ha antingen ett värde eller en orsak till att det saknas",
            "det ena av värde: och saknas:",
        )
        .help("Skriv värde: 18, eller saknas: ej mätt (ej tillämplig, bortfall, framgår inte)."),
        P::DeadLink { target, suggestion } => {
            Words::new(format!("Länken till ”{target}” leder ingenstans"), "finns inte")
                .help(meant(suggestion.as_deref(), "Kontrollera adressen, eller ta bort länken."))
        }
        P::NotPublished { target } => Words::new(
            format!("Länken leder till ”{target}”, som inte är publicerad"),
            "läsaren skulle inte hitta dit",
        )
        .help("Ta bort länken, eller vänta tills det som den leder till är beslutat och publicerat."),
        P::DeadFragment { fragment, suggestion } => {
            Words::new(format!("Ingen rubrik har id:t ”{fragment}”"), "leder ingenstans")
                .help(meant(suggestion.as_deref(), "Kontrollera rubriken som länken ska leda till."))
        }
        P::NoSuchAppendix { number, count } => Words::new(
            format!("Det finns ingen bilaga {number}"),
            match count {
                0 => "rapporten har inga bilagor".into(),
                1 => "rapporten har 1 bilaga".into(),
                n => format!("rapporten har {n} bilagor"),
            },
        )
        .help("Bilagor räknas från 1 i den ordning de står under bilagor:."),
        P::MissingAsset { name, suggestion } => {
            Words::new(format!("Filen ”{name}” finns inte bredvid rapporten"), "saknas")
                .help(meant(suggestion.as_deref(), "Lägg filen i rapportens mapp, eller rätta namnet."))
        }
        P::UnnamedAsset => Words::new("Filen ligger bredvid en rapport men används inte", "publiceras inte")
            .help("Skriv den under bilagor:, visa den som bild i texten, eller ta bort filen."),
        P::AssetType { extension } => {
            Words::new(format!("En fil av slaget ”{extension}” kan inte publiceras"), "")
                .help("En bilaga är pdf, docx, xlsx, odt, png, jpg, svg, csv eller txt. Spara om filen.")
        }
        P::DuplicateAddress { address } => {
            Words::new(format!("Två sidor får samma adress, ”{address}”"), "en adress leder till en sida")
                .help("Byt namn på den ena filen eller mappen.")
        }
        P::BlockWithout { key } => {
            Words::new(format!("Blocket saknar ”{key}”"), "det går inte att veta vad som ska ritas")
                .help(format!("Skriv en rad {key}: i blocket."))
        }
        P::NothingToDraw { question } => {
            Words::new(format!("Rapporten har inga svar på frågan ”{question}”"), "ingenting att rita")
                .help("Lägg in svaren under enkäter: eller intervjuer:, eller ta bort blocket.")
        }
        P::NoFigures { what } => {
            let (lacks, help) = match what {
                ChartWord::Distribution => (
                    "Ingen fördelning finns att rita",
                    "Lägg in fördelning: under frågan i enkäter:, välj ett annat år, eller ta bort blocket.",
                ),
                ChartWord::Development => (
                    "Frågan har inte mätts tre år på en skala",
                    "En utveckling ritas av tre år eller fler. Skriv jämförelse för två år, eller ta bort blocket.",
                ),
                ChartWord::Account => (
                    "Inga nyckeltal bildar en redovisning",
                    "I registret ska nyckeltal ha del_av:, och rapporten ska ha helhetens värde.",
                ),
                ChartWord::Matrix => (
                    "Ingen risk har en plats i matrisen",
                    "Skriv sannolikhet: och konsekvens: på en risk, eller ta bort blocket.",
                ),
                ChartWord::FollowUp => (
                    "Rapporten har inga åtgärder",
                    "Lägg in dem under åtgärder:, eller ta bort blocket.",
                ),
            };
            Words::new(lacks, "ingenting att rita").help(help)
        }
        P::OneYear { count } => Words::new(
            "En fördelning över alla nämnder visar ett år",
            format!("{count} år står här"),
        )
        .help("Skriv ett år: år: 2023. Utan år visas nämndens egna år."),
        P::TwoYears { count } => Words::new(
            "En jämförelse visar två år",
            match count {
                0 => "inget år står här".into(),
                n => format!("{n} år står här"),
            },
        )
        .help("Skriv två år: år: [2020, 2023]."),
        P::EarlierDiffers { year, here, there } => Words::new(
            format!("{year} års siffra stämmer inte med rapporten från {year}"),
            format!("här {}, där {}", number(*here), there.map_or_else(missing, number)),
        )
        .help("Rätta siffran, eller skriv i texten varför den skiljer sig."),
    }
}

fn parts(whole: &str, stated: Decimal, computed: Decimal, how: &Whole) -> Words {
    let (stated_words, computed_words) = (number(stated), number(computed));
    let words = match how {
        Whole::Remainder => Words::new(
            format!("”{whole}” stämmer inte med det som dras ifrån"),
            format!("här står {stated_words}, men {computed_words} återstår efter avdragen"),
        ),
        Whole::Parts => Words::new(
            format!("Delarna av ”{whole}” blir inte hela talet"),
            format!("här står {stated_words}, men delarna blir {computed_words} tillsammans"),
        ),
    };
    let help = "Rätta det tal som är fel, eller skriv tolerans: {högst: …, skäl: …} om skillnaden är känd.";
    match computed.minus(stated) {
        Some(difference) => words.help(format!("Skillnaden är {}. {help}", number(difference))),
        None => words.help(help),
    }
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

fn survey(problem: &SurveyProblem) -> Words {
    use SurveyProblem as P;
    match problem {
        P::MeanOffScale { lowest, highest } => Words::new(
            "Medelvärdet ligger utanför skalan",
            format!("skalan går från {} till {}", number(*lowest), number(*highest)),
        )
        .help("Kontrollera talet, och att frågan har rätt skala i registret."),
        P::TooManyDecimals { step } => Words::new(
            "Medelvärdet har fler decimaler än skalan visar",
            format!("skalan visas i steg om {}", number(*step)),
        )
        .help("Avrunda som i den beslutade rapporten."),
        P::ImpossibleMean => {
            Words::new("Så många svar kan inte ge det medelvärdet", "ingen summa av hela svar stämmer").help(
                "Kontrollera medelvärdet och svarande. Ett av dem är fel, eller så räknades fler svar med.",
            )
        }
        P::MeanNotOfDistribution { computed } => {
            Words::new("Medelvärdet stämmer inte med fördelningen", format!("fördelningen ger {computed}"))
                .help("Rätta medelvärdet eller fördelningen.")
        }
        P::DistributionSum { sum, respondents } => Words::new(
            "Fördelningen stämmer inte med antalet svarande",
            format!(
                "svaren blir {} tillsammans, men svarande är {}",
                swedish_count(*sum),
                swedish_count(*respondents)
            ),
        )
        .help("Rätta det tal som är fel. Vet ej-svar räknas inte in: de står under vet_ej:."),
        P::UnknownAnswer { answer } => Words::new(format!("Skalan har inget svar ”{answer}”"), "")
            .help("Svaren står i skalan i register/skalor.yaml. Vet ej-svar står under vet_ej:."),
        P::MoreThanAsked { respondents, sent } => Words::new(
            "Fler har svarat än som fick enkäten",
            format!("{} svarande, {} utskick", swedish_count(*respondents), swedish_count(*sent)),
        )
        .help("Rätta svarande: eller utskick:."),
        P::GroupsExceed { sum, respondents } => Words::new(
            "Grupperna har fler svarande än frågan",
            format!("{} i grupperna, {} på frågan", swedish_count(*sum), swedish_count(*respondents)),
        )
        .help("Rätta gruppernas eller frågans svarande. Ingen får räknas i två grupper."),
        P::NoScale => {
            Words::new("Frågan har ingen skala", "utan skala finns inget medelvärde och ingen fördelning")
                .help("Ge frågan en skala i register/granskningar.yaml, eller ta bort talet.")
        }
        P::NoRespondents => Words::new(
            "Medelvärdet saknar antal svarande",
            "utan antal går det inte att veta att minst fem har svarat",
        )
        .help("Skriv svarande:, eller minst_fem: {av: namn, datum: dag} i enkäten om någon kan intyga det."),
        P::QuotesWithoutReview => {
            Words::new("Intervjusvar kan inte visas utan sekretessprövning", "citat kan röja vem som svarat")
                .help("Skriv sekretessprövning: {av, datum, grund}, eller visas: sammanfattat.")
        }
        P::PlacesWithoutReview => Words::new(
            "Svarens plats på skalan är inte sekretessprövad",
            "den kan göra att svar går att koppla till en person",
        )
        .help("Skriv skala: true under sekretessprövning: när det är prövat, eller visas: ordagrant."),
        P::Linkable { apart, of } => Words::new(
            "Svaren går att följa person för person från fråga till fråga",
            format!("vid {apart} av {of} frågor har var och en en plats för sig"),
        )
        .help("Visa svaren ordagrant utan betyg eller sammanfatta dem. Är det prövat: skriv koppling: prövad i sekretessprövning."),
        P::CountedPersons { threshold } => Words::new(
            "Sammanfattningen av intervjuerna räknar personer",
            format!("färre än {threshold} personer kan gå att känna igen"),
        )
        .help("Skriv vad som framkom utan att säga hur många som sade det. Hur många som intervjuades får stå."),
        P::ScoreOffScale { lowest, highest, step } => Words::new(
            "Svarets plats finns inte på skalan",
            format!(
                "skalan går från {} till {} i steg om {}",
                number(*lowest),
                number(*highest),
                number(*step)
            ),
        )
        .help("Rätta betyg:, eller ta bort det om svaret saknar plats på skalan."),
    }
}

fn publish(problem: &PublishProblem) -> Words {
    use PublishProblem as P;
    match problem {
        P::ForeignFile { path } => Words::new(
            format!("”{path}” ligger där en sida ska skrivas"),
            "filen är inte skriven av Insyn och skrivs inte över",
        )
        .help("Flytta filen, eller välj en annan mapp med -o."),
        P::Overlap => Words::new("Mappen för sidorna och mappen med innehållet ligger i varandra", "")
            .help("Välj en mapp för sidorna utanför innehållet med -o."),
        P::Busy => Words::new("En annan publicering skriver till samma mapp just nu", "")
            .help("Vänta tills den är klar och försök igen."),
        P::InputOutput { path, reason } => {
            Words::new(format!("Det gick inte att läsa eller skriva ”{path}”"), reason.clone())
                .help("Kontrollera rättigheter och ledigt utrymme. Det som redan är publicerat står kvar.")
        }
        P::NotExchangeable { path, reason } => {
            Words::new(format!("”{path}” går inte att byta mot de nya sidorna"), reason.clone())
                .help("Välj en vanlig mapp på samma disk. Det som redan är publicerat står kvar.")
        }
        P::Theme { file, message } => Words::new(format!("Temats fil ”{file}” går inte att använda"), "")
            .help(format!(
                "Rätta filen, eller ta bort den så används standardtemats. Mallens egna ord: {message}"
            )),
        P::BadAddress { address } => Words::new(
            format!("”{address}” går inte att använda som adress"),
            "vissa filsystem eller servrar tar inte emot den",
        )
        .help("Ge rapporten, rubriken eller bilagan ett kortare eller enklare namn."),
        P::BadDate { written } => Words::new(format!("”{written}” är inte en dag"), "")
            .help("Skriv år, månad och dag: --date 2023-09-28."),
        P::SecretWithin => Words::new(
            "Skyddsrapporten är hemlig och får inte ligga i målmappen eller innehållsmappen",
            "--protection-report",
        )
        .help("Ange en fil någon annanstans, där bara den som redigerar kommer åt den."),
        P::CacheDiffers { path, count } => Words::new(
            if *count == 1 {
                format!("{path} hade behållits fast den ska vara en annan")
            } else {
                format!("{path} och {} till hade behållits fast de ska vara andra", count - 1)
            },
            "--verify-cache",
        )
        .help(
            "Det är ett fel i Insyn: anmäl det. Det sparade är bortkastat, så nästa bygge läser och gör om allt.",
        ),
    }
}
