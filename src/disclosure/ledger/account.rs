//! The editor's account of what is hidden and why: secret, since it says which groups are small. Owns its
//! shape (`skydd-rapport/1`), no file and no decision.

use serde::Serialize;

use super::block::{Block, Decided, Fate};
use super::findings::group_name;
use super::survey::Surveys;
use super::tables::Origin;
use crate::disclosure::suppress::table::{Cell, Leeway, Reason};
use crate::json;
use crate::model::Model;

/// Everything that is hidden on a site.
#[derive(Debug, Default, Serialize)]
pub struct Account {
    format: &'static str,
    hemligt: &'static str,
    tröskel: u64,
    frågor: Vec<Question>,
    uppgifter: Vec<Withdrawn>,
    går_inte_att_skydda: Vec<Unprotectable>,
    anmärkningar: Vec<&'static str>,
}

#[derive(Debug, Serialize)]
struct Question {
    granskning: String,
    fråga: String,
    enkäter: Vec<String>,
    kostnad: u64,
    bevisat_billigast: bool,
    dolda_värden: Vec<Value>,
    spelrum: Vec<Room>,
}

/// A value that is hidden.
#[derive(Debug, Serialize)]
struct Value {
    grupp: String,
    värde: &'static str,
    skäl: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    skyddar: Vec<String>,
}

/// What attackers can still think possible of a small group.
#[derive(Debug, Serialize)]
struct Room {
    grupp: Vec<String>,
    antal_för_utomstående: [u64; 2],
    medelvärde_för_utomstående: Option<[String; 2]>,
    medelvärde_för_insatt: Option<[String; 2]>,
}

/// A fact that is taken back.
#[derive(Debug, Serialize)]
struct Withdrawn {
    rapport: String,
    uppgift: String,
}

#[derive(Debug, Serialize)]
struct Unprotectable {
    granskning: String,
    fråga: String,
    enkäter: Vec<String>,
}

const REST: &str = "de som inte ingår i någon grupp";

impl Account {
    /// As JSON, a line a value.
    pub fn json(&self) -> String {
        let mut text = json::to_pretty_string(self);
        text.push('\n');
        text
    }
}

/// What a block adds to the account.
#[derive(Default)]
pub(super) struct Part {
    questions: Vec<Question>,
    /// Reports and places among their facts.
    withdrawn: Vec<(usize, usize)>,
    unprotectable: Vec<Unprotectable>,
}

/// Tells what was decided of a block.
pub(super) fn part(model: &Model, surveys: &Surveys<'_>, block: &Block) -> Part {
    let mut part = Part::default();
    let is_shown = |its: &&Decided| its.of.cells.iter().any(|cell| surveys.all[cell.survey].is_shown());
    for its in block.tables.iter().filter(is_shown) {
        let area = model.registers.audit(its.of.audit);
        let granskning = area.id.clone();
        let fråga = area.questions[its.of.question.0 as usize].id.clone();
        let mut enkäter: Vec<String> = Vec::new();
        for cell in &its.of.cells {
            let name = surveys.all[cell.survey].name();
            if !enkäter.contains(&name) {
                enkäter.push(name);
            }
        }
        let taken = its.of.origins.iter().zip(&its.pattern.withdrawn).filter(|(_, taken)| **taken);
        for (origin, _) in taken {
            if let Origin::Declared(report, fact) = *origin {
                part.withdrawn.push((report, fact));
            }
        }
        match &its.fate {
            Fate::Plain => {
                let values = values(surveys, its, &[]);
                if !values.is_empty() {
                    part.questions.push(Question {
                        granskning,
                        fråga,
                        enkäter,
                        kostnad: 0,
                        bevisat_billigast: true,
                        dolda_värden: values,
                        spelrum: Vec::new(),
                    });
                }
            }
            Fate::Protected(protection) => part.questions.push(Question {
                granskning,
                fråga,
                enkäter,
                kostnad: protection.cost,
                bevisat_billigast: protection.is_cheapest,
                dolda_värden: values(surveys, its, &protection.reasons),
                spelrum: protection.leeways.iter().map(|leeway| room(surveys, its, leeway)).collect(),
            }),
            Fate::Unprotectable { .. } | Fate::Impossible => {
                part.unprotectable.push(Unprotectable { granskning, fråga, enkäter });
            }
        }
    }
    part
}

/// The account of the whole site, of its blocks' parts in their order.
pub(super) fn account(model: &Model, parts: Vec<Part>) -> Account {
    let mut account = Account {
        format: "skydd-rapport/1",
        hemligt: "Filen säger vilka grupper som är små. Lämna den inte vidare och publicera den inte.",
        tröskel: model.site.threshold,
        ..Account::default()
    };
    let mut withdrawn = Vec::new();
    for part in parts {
        account.frågor.extend(part.questions);
        withdrawn.extend(part.withdrawn);
        account.går_inte_att_skydda.extend(part.unprotectable);
    }
    withdrawn.sort_unstable();
    withdrawn.dedup();
    account.uppgifter = withdrawn
        .into_iter()
        .map(|(report, fact)| Withdrawn {
            rapport: model.reports[report].facts.id.clone(),
            uppgift: model.reports[report].declared[fact].id.clone(),
        })
        .collect();
    if !account.frågor.is_empty() {
        account.anmärkningar.push(
            "Vilka värden som döljs beror på svaren. Den som känner reglerna kan ibland dra slutsatser av \
             mönstret; hur ofta mäts av tvillingprovet och hindras inte.",
        );
    }
    if account.frågor.iter().any(|question| !question.bevisat_billigast) {
        account.anmärkningar.push(
            "Där bevisat_billigast är false räckte arbetsgränsen inte till för att visa att inget mindre hade räckt.",
        );
    }
    account
}

fn values(surveys: &Surveys<'_>, its: &Decided, reasons: &[(usize, Cell, Reason)]) -> Vec<Value> {
    let mut values = Vec::new();
    let shown = |cell: &super::tables::Cell| surveys.all[cell.survey].is_shown();
    for (group, cell) in its.of.cells.iter().enumerate().filter(|(_, cell)| shown(cell)) {
        let known = &its.of.table.groups[group];
        for (which, hidden, own) in [
            (Cell::N, its.pattern.n[group] && known.n.is_some(), cell.own.n),
            (Cell::Result, its.pattern.result[group] && known.mean.is_some(), cell.own.result),
        ] {
            if !hidden {
                continue;
            }
            let found = reasons.iter().find(|(at, one, _)| *at == group && *one == which);
            let (skäl, skyddar) = match found.map(|(_, _, reason)| reason) {
                Some(Reason::Small) => ("för få svar", Vec::new()),
                Some(Reason::Split) => ("indelningen har en liten grupp", Vec::new()),
                Some(Reason::Unanimous) => ("alla svarade likadant", Vec::new()),
                Some(Reason::Protects(small)) => {
                    ("annars går en liten grupp att räkna ut", vec![group_name(surveys, its, *small)])
                }
                Some(Reason::ProtectsRest(_)) => {
                    ("annars går en liten grupp att räkna ut", vec![REST.to_owned()])
                }
                Some(Reason::ProtectsUnion(small)) => (
                    "annars går flera grupper tillsammans att räkna ut",
                    small.iter().map(|small| group_name(surveys, its, *small)).collect(),
                ),
                None if own && cell.group.is_some() => ("indelningen har en liten grupp", Vec::new()),
                None if own => ("för få svar, eller ett okänt antal", Vec::new()),
                None => ("samma personers antal döljs för en annan fråga", Vec::new()),
            };
            let värde = if which == Cell::N { "antal" } else { "medelvärde" };
            values.push(Value { grupp: group_name(surveys, its, group), värde, skäl, skyddar });
        }
    }
    let told = its.of.origins.iter().zip(&its.pattern.withdrawn).filter(|(_, taken)| **taken);
    for (origin, _) in told {
        if let Origin::Distribution { group, .. } = *origin {
            let grupp = group_name(surveys, its, group);
            let skäl = "annars går en liten grupp att räkna ut";
            values.push(Value { grupp, värde: "fördelning", skäl, skyddar: Vec::new() });
        }
    }
    values
}

fn room(surveys: &Surveys<'_>, its: &Decided, leeway: &Leeway) -> Room {
    let mut grupp: Vec<String> = leeway.groups.iter().map(|group| group_name(surveys, its, *group)).collect();
    if leeway.rest_of.is_some() {
        grupp.push(REST.to_owned());
    }
    let range = |range: Option<((i64, i64), (i64, i64))>| {
        let ((low, low_n), (high, high_n)) = range?;
        Some([its.of.scale.ratio(low, low_n)?, its.of.scale.ratio(high, high_n)?])
    };
    Room {
        grupp,
        antal_för_utomstående: [leeway.n.0, leeway.n.1],
        medelvärde_för_utomstående: range(leeway.outsider),
        medelvärde_för_insatt: range(leeway.insider),
    }
}
