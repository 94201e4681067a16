//! Åtgärder as reports tell of them, a row each. Owns the rows and their order.

use super::{Described, or_nothing, text};
use crate::chart::Datum;
use crate::number::Decimal;
use crate::render::view::{improvement_anchor, improvement_word};
use crate::render::{Context, swedish};

/// The columns, in order.
pub(super) const COLUMNS: &[Described] = &[
    Described { id: "namnd", name: "Nämndens id", meaning: "Nämndens id, som i dess adress." },
    Described { id: "namnd_namn", name: "Nämnd", meaning: "Vad nämnden hette det året." },
    Described { id: "ar", name: "År", meaning: "Rapportens år." },
    Described { id: "rapport", name: "Rapport", meaning: "Rapportens id: dess adress utan webbplatsens." },
    Described { id: "id", name: "Åtgärdens id", meaning: "Åtgärdens id i rapporten." },
    Described { id: "adress", name: "Adress", meaning: "Var åtgärden står på webbplatsen." },
    Described {
        id: "granskning",
        name: "Granskning",
        meaning: "Id för den granskning som åtgärden kommer av.",
    },
    Described { id: "text", name: "Åtgärd", meaning: "Vad som ska göras." },
    Described {
        id: "lage",
        name: "Läge",
        meaning: "Hur det står till enligt rapporten: ny, pågår, kvarstår, ej följd upp, genomförd eller utgått.",
    },
    Described { id: "ansvarig", name: "Ansvarig", meaning: "Vem som ska göra det." },
    Described { id: "klart", name: "Klart", meaning: "När det ska vara gjort, med rapportens noggrannhet." },
    Described {
        id: "foljer",
        name: "Följer",
        meaning: "De tidigare åtgärder som den går vidare från: rapport#åtgärd, med mellanslag emellan.",
    },
    Described {
        id: "oppen_sedan",
        name: "Öppen sedan",
        meaning: "Det första år som åtgärden, eller den som den går vidare från, stod i en rapport. Tomt om den är avslutad.",
    },
];

/// Hands on each row: reports by their ids, åtgärder in the report's order.
pub(super) fn each_row(context: &Context<'_>, push: &mut dyn FnMut(&[Datum])) {
    let published = context.published;
    let registers = &published.registers;
    let year = |year: i16| Datum::Number(Decimal::whole(year.into()), 0);
    for (index, report) in published.indexed_reports().filter(|(_, report)| report.facts.status.is_in_force())
    {
        let facts = &report.facts;
        let committee = registers.organisation(facts.committee);
        for (place, its) in facts.improvements.iter().enumerate() {
            // Only what is published: a `följer` may name a report to come, or one that is withdrawn.
            let before = context.improvements.followed.before(published, its);
            let follows: Vec<String> = before
                .map(|mention| {
                    let facts = &published.report(mention.report).facts;
                    format!("{}#{}", facts.id, facts.improvements[mention.place].id)
                })
                .collect();
            let since = context.improvements.open_since(index, place);
            push(&[
                text(&*committee.id),
                text(&*committee.name_at(facts.year, facts.decided()).name),
                year(facts.year),
                text(&*facts.id),
                text(&*its.id),
                text(format!("{}{}/#{}", published.site.base, facts.id, improvement_anchor(&its.id))),
                or_nothing(its.audit.map(|audit| &*registers.audit(audit).id)),
                text(&*its.text),
                text(improvement_word(its.status)),
                or_nothing(its.responsible.as_deref()),
                or_nothing(its.due.as_ref().map(swedish::due)),
                or_nothing((!follows.is_empty()).then(|| follows.join(" "))),
                since.map_or(Datum::Nothing, year),
            ]);
        }
    }
}
